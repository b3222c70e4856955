//! What stands on one label, and how large. A serial number and a secret are never cut: a type that is too large is made
//! smaller, and a secret that cannot be read then is left out and counted. All else gives way, line by line.

use std::fmt;

use super::grid::{Grid, Hundredths};
use crate::app::SecretText;
use crate::qr::Qr;

/// The smallest type of a secret, in hundredths of a millimetre: about four points, which a laser printer still does.
pub const SMALLEST_PRINT: Hundredths = 140;

/// The smallest type of a line, in hundredths of a millimetre. What is too long then is cut.
const SMALLEST_LINE: Hundredths = 170;
/// How wide a letter of the monospaced type is at most, in hundredths of its size; those of wide scripts take two.
const LETTER_WIDTH: Hundredths = 62;
/// How wide one of the page's own type is on average.
const TEXT_LETTER_WIDTH: Hundredths = 58;
/// How far lines are apart, in hundredths of the size; `style.css` has the same.
const LINE_HEIGHT: Hundredths = 120;
/// The room of a group of four letters and the gap behind it, in hundredths of the size; `style.css` has a gap of 60.
const GROUP_WIDTH: Hundredths = 4 * LETTER_WIDTH + 60;

/// What is to be on labels and letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shown {
    /// Manufacturer and model.
    pub model: bool,
    /// How to activate.
    pub instruction: bool,
    /// The QR code: asked for, not hidden, and with room for it.
    pub qr: bool,
    /// The secret as text: asked for and not hidden.
    pub secret: bool,
}

/// One label.
#[derive(Clone, PartialEq, Eq)]
pub struct Label {
    /// The serial number, where there is one.
    pub serial: Option<String>,
    /// Lines that are cut where they are too long, the most important first: as many as there is room for.
    pub lines: Vec<String>,
    /// Whether a line on how to activate the token stands below them.
    pub instruction: bool,
    /// The secret in base32.
    pub secret: Option<SecretText>,
    /// The QR code of the otpauth URI.
    pub qr: Option<Qr>,
    /// How large all this is.
    pub sizes: LabelSizes,
}

impl fmt::Debug for Label {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Label")
            .field("serial", &self.serial)
            .field("secret", &self.secret)
            .field("has_qr", &self.qr.is_some())
            .finish_non_exhaustive()
    }
}

/// How large the parts of a label are, in hundredths of a millimetre.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LabelSizes {
    /// The type of the serial number.
    pub serial: Hundredths,
    /// The type of the lines.
    pub line: Hundredths,
    /// How many lines there is room for.
    pub lines: usize,
    /// The type of the secret; `None` where there is none, or no room for it.
    pub secret: Option<Hundredths>,
    /// The side of the QR code; 0 where there is none.
    pub qr: Hundredths,
}

/// What a label has to say, to be measured.
#[derive(Clone, Copy, Debug, Default)]
pub struct Measured<'a> {
    /// The serial number; empty where there is none.
    pub serial: &'a str,
    /// The lines.
    pub lines: &'a [String],
    /// How many characters the secret has; 0 where there is none.
    pub secret: usize,
    /// Whether there is a QR code.
    pub qr: bool,
}

impl LabelSizes {
    /// Shares out the room of a label: first to the serial number, then to the secret, then to lines.
    pub fn of(grid: &Grid, what: Measured<'_>) -> Self {
        let qr = grid.qr_side().filter(|_| what.qr).unwrap_or_default();
        let width = grid.width - qr - 2 * grid.padding();
        let height = grid.height - 2 * grid.padding();
        // A long serial number is made small rather than a secret is pushed out.
        let for_serial = height * if what.secret > 0 { 2 } else { 3 } / 5;
        let largest_serial = (height * 15 / 100).clamp(250, 500);
        let serial_fits = |size| serial_height(what.serial, width, size) <= for_serial;
        // Small in one line is read more easily than large in two, down to a point.
        let serial = largest(largest_serial, largest_serial / 2, |size| {
            serial_fits(size) && serial_height(what.serial, width, size) <= line_height(size)
        })
        .or_else(|| largest(largest_serial, 20, serial_fits))
        .unwrap_or(20);
        let mut left = height - serial_height(what.serial, width, serial).min(height);
        let largest_line = (height * 9 / 100).clamp(SMALLEST_LINE, 320);
        let secret = largest(largest_line, SMALLEST_PRINT, |size| {
            secret_height(what.secret, width, size) <= left
        })
        .filter(|_| what.secret > 0);
        if let Some(size) = secret {
            left -= secret_height(what.secret, width, size);
        }
        let longest = what.lines.iter().map(|line| letters(line)).max();
        let fitting = width * 100 / (TEXT_LETTER_WIDTH * longest.unwrap_or_default().max(1));
        let line = fitting.clamp(SMALLEST_LINE, largest_line);
        Self {
            serial,
            line,
            lines: (left / line_height(line)) as usize,
            secret,
            qr,
        }
    }
}

/// The largest size that fits, in steps that nobody sees.
fn largest(
    from: Hundredths,
    to: Hundredths,
    fits: impl Fn(Hundredths) -> bool,
) -> Option<Hundredths> {
    (to..=from).rev().step_by(5).find(|size| fits(*size))
}

/// How many letters' room a text takes.
fn letters(text: &str) -> Hundredths {
    // Texts of tokens have some hundred characters at most.
    let letters = text.chars().count() as Hundredths;
    if text.is_ascii() {
        letters
    } else {
        2 * letters
    }
}

fn line_height(size: Hundredths) -> Hundredths {
    (size * LINE_HEIGHT).div_ceil(100)
}

/// Broken wherever a line is full.
fn serial_height(serial: &str, width: Hundredths, size: Hundredths) -> Hundredths {
    // Even, so that a letter that takes two ends a line as well.
    let in_a_line = (width * 100 / (LETTER_WIDTH * size)) & !1;
    letters(serial).div_ceil(in_a_line.max(1)) * line_height(size)
}

/// Broken between groups of four only.
fn secret_height(characters: usize, width: Hundredths, size: Hundredths) -> Hundredths {
    // A secret has some hundred characters at most.
    let groups = characters.div_ceil(4) as Hundredths;
    let in_a_line = width * 100 / (GROUP_WIDTH * size);
    match in_a_line {
        0 => Hundredths::MAX,
        _ => groups.div_ceil(in_a_line) * line_height(size),
    }
}
