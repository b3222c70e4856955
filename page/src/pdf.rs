//! What a page printed: how many sheets, and of which size. Reads no more of a PDF than that.

use std::io::Read;

use flate2::read::ZlibDecoder;

use crate::{Failure, Outcome};

/// What was printed.
#[derive(Clone, Debug, PartialEq)]
pub struct Printed {
    /// Width and height of each sheet in points, a seventy-second of an inch.
    pub sheets: Vec<[f64; 2]>,
}

impl Printed {
    /// Reads a PDF as Chromium and Firefox write it: each page has a `MediaBox` of its own.
    pub fn of_pdf(pdf: &[u8]) -> Outcome<Self> {
        // Chromium writes objects as they are, Firefox packs them.
        let mut objects = String::from_utf8_lossy(pdf).into_owned();
        for packed in streams(pdf) {
            let mut text = Vec::new();
            // Streams that are no packed objects are pictures and fonts: not meant, or not even of that packing.
            if ZlibDecoder::new(packed).read_to_end(&mut text).is_ok() {
                objects.push_str(&String::from_utf8_lossy(&text));
            }
        }
        let boxes = objects.split("/MediaBox").skip(1);
        let sheets: Vec<_> = boxes.filter_map(size).collect();
        match sheets.is_empty() {
            true => Failure::because("expected a PDF with pages"),
            false => Ok(Self { sheets }),
        }
    }
}

/// The bytes between `stream` and `endstream`.
fn streams(pdf: &[u8]) -> Vec<&[u8]> {
    let mut found = Vec::new();
    let mut rest = pdf;
    while let Some(start) = place_of(b"stream", rest) {
        let inside = rest[start + b"stream".len()..].trim_ascii_start();
        let end = place_of(b"endstream", inside).unwrap_or(inside.len());
        found.push(&inside[..end]);
        rest = inside.get(end + b"endstream".len()..).unwrap_or_default();
    }
    found
}

fn place_of(wanted: &[u8], bytes: &[u8]) -> Option<usize> {
    bytes
        .windows(wanted.len())
        .position(|window| window == wanted)
}

/// ` [0 0 595 842]`: the last two.
fn size(after: &str) -> Option<[f64; 2]> {
    let inside = after.split_once('[')?.1.split_once(']')?.0;
    let numbers: Vec<f64> = inside
        .split_ascii_whitespace()
        .filter_map(|number| number.parse().ok())
        .collect();
    match numbers[..] {
        [left, bottom, right, top] => Some([right - left, top - bottom]),
        _ => None,
    }
}
