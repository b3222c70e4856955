//! QR codes: what is drawn is read back by another decoder, as path and as picture.

#![cfg(not(target_arch = "wasm32"))]

use proptest::prelude::*;
use rqrr::PreparedImage;
use totp_toolset::qr::{QUIET_ZONE, Qr, TooLongForQr};

const URI: &str = "otpauth://totp/TOTP%20Toolset:alice@contoso.com?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ\
                   &issuer=TOTP%20Toolset&algorithm=SHA1&digits=6&period=30";

/// A grey picture: its side in pixels, and what each is, 0 for black.
struct Picture {
    side: usize,
    pixels: Vec<u8>,
}

impl Picture {
    fn text(&self) -> String {
        let mut prepared = PreparedImage::prepare_from_greyscale(self.side, self.side, |x, y| {
            self.pixels[y * self.side + x]
        });
        let grids = prepared.detect_grids();
        assert_eq!(grids.len(), 1, "one QR code");
        grids[0].decode().expect("a readable QR code").1
    }

    /// Draws the path as SVG does, so many pixels a unit.
    fn of_path(qr: &Qr, scale: usize) -> Self {
        let side = qr.side() as usize * scale;
        let mut pixels = vec![255; side * side];
        for [x, y, width] in rectangles(&qr.svg_path()) {
            for row in y * scale..(y + 1) * scale {
                pixels[row * side + x * scale..row * side + (x + width) * scale].fill(0);
            }
        }
        Self { side, pixels }
    }

    fn of_png(file: &[u8]) -> Self {
        let mut decoder = png::Decoder::new(std::io::Cursor::new(file));
        decoder.set_transformations(png::Transformations::EXPAND);
        let mut reader = decoder.read_info().expect("a PNG");
        let mut pixels = vec![0; reader.output_buffer_size().expect("a size")];
        let frame = reader.next_frame(&mut pixels).expect("a picture");
        assert_eq!(frame.width, frame.height, "a square");
        Self {
            side: frame.width as usize,
            pixels,
        }
    }

    /// How many light pixels there are around what is dark: left, above, right, below.
    fn margins(&self) -> [usize; 4] {
        let dark: Vec<(usize, usize)> = (0..self.pixels.len())
            .filter(|&place| self.pixels[place] < 128)
            .map(|place| (place % self.side, place / self.side))
            .collect();
        let columns = || dark.iter().map(|&(x, _)| x);
        let rows = || dark.iter().map(|&(_, y)| y);
        [
            columns().min().unwrap_or(0),
            rows().min().unwrap_or(0),
            self.side - 1 - columns().max().unwrap_or(0),
            self.side - 1 - rows().max().unwrap_or(0),
        ]
    }
}

/// Place and width of the rectangles of a path, which holds nothing else: `M4 4h7v1h-7z`.
fn rectangles(path: &str) -> Vec<[usize; 3]> {
    let number = |text: &str| text.parse::<usize>().expect("a whole number");
    path.split_terminator('z')
        .map(|rectangle| {
            let (place, way) = rectangle.split_once('h').expect("a width");
            let (x, y) = place
                .strip_prefix('M')
                .and_then(|place| place.split_once(' '))
                .expect("a place");
            let (width, back) = way.split_once("v1h-").expect("one unit high");
            assert_eq!(width, back, "a rectangle");
            [x, y, width].map(number)
        })
        .collect()
}

fn qr(text: &str) -> Qr {
    Qr::encode(text).expect("a text that fits")
}

#[test]
fn the_path_reads_as_the_text() {
    assert_eq!(Picture::of_path(&qr(URI), 4).text(), URI);
}

#[test]
fn the_picture_reads_as_the_text_at_every_scale() {
    for scale in [1, 2, 3, 8] {
        let picture = Picture::of_png(&qr(URI).png_file(scale));
        assert_eq!(picture.text(), URI, "{scale}");
    }
}

#[test]
fn the_picture_has_so_many_pixels_a_module() {
    let qr = qr(URI);
    for (scale, pixels) in [
        (0, 1),
        (1, 1),
        (2, 2),
        (7, 7),
        (63, 63),
        (64, 64),
        (65, 64),
        (255, 64),
    ] {
        let file = qr.png_file(scale);
        let reader = png::Decoder::new(std::io::Cursor::new(file)).read_info();
        let size = reader.expect("a PNG").info().size();
        let side = qr.side() as u32 * pixels;
        assert_eq!(size, (side, side), "{scale}");
    }
}

#[test]
fn path_and_picture_are_the_same_drawing() {
    let qr = qr(URI);
    let picture = Picture::of_png(&qr.png_file(3));
    assert!(Picture::of_path(&qr, 3).pixels == picture.pixels);
}

#[test]
fn a_quiet_zone_of_four_modules_is_around_it() {
    let margins = Picture::of_png(&qr(URI).png_file(10)).margins();
    assert_eq!((QUIET_ZONE, margins), (4, [40; 4]));
}

#[test]
fn the_smallest_code_has_21_modules_and_its_margin() {
    assert_eq!(qr("A").side(), 21 + 2 * 4);
}

#[test]
fn the_side_is_known_before_the_code_is_made() {
    for bytes in (0..2331).step_by(97).chain([14, 15, 152, 153, 2331]) {
        let made = qr(&"a".repeat(bytes)).side();
        assert_eq!(Qr::side_for(bytes), u32::try_from(made).ok(), "{bytes}");
    }
    assert_eq!(Qr::side_for(2332), None);
}

#[test]
fn all_beyond_the_drawing_is_light() {
    let qr = qr(URI);
    for (x, y) in [
        (-1, 4),
        (4, -1),
        (qr.side(), 4),
        (i32::MIN, i32::MIN),
        (i32::MAX, i32::MAX),
    ] {
        assert!(!qr.is_dark(x, y), "{x} {y}");
    }
}

#[test]
fn the_file_is_a_square_drawing_black_on_white() {
    let qr = qr(URI);
    let side = qr.side();
    assert_eq!(
        qr.svg_file(),
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {side} {side}\" shape-rendering=\"crispEdges\">\
             <path fill=\"#fff\" d=\"M0 0h{side}v{side}H0z\"/><path d=\"{}\"/></svg>\n",
            qr.svg_path()
        )
    );
}

#[test]
fn the_file_holds_no_text_of_the_secret() {
    assert!(!qr(URI).svg_file().contains("GEZD"));
}

#[test]
fn a_text_of_one_byte_too_many_does_not_fit() {
    // ISO/IEC 18004, table 7: version 40, level M, 2331 bytes.
    let fits = [2331, 2332].map(|bytes| Qr::encode(&"a".repeat(bytes)).is_ok());
    assert_eq!(fits, [true, false]);
}

#[test]
fn what_does_not_fit_is_an_error_that_says_so() {
    assert_eq!(Qr::encode(&"a".repeat(100_000)).err(), Some(TooLongForQr));
}

#[test]
fn the_longest_text_that_fits_reads_as_it_is() {
    let text = "a".repeat(2331);
    assert_eq!(Picture::of_path(&qr(&text), 3).text(), text);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn any_text_reads_as_it_is(text in "[ -~é鍵🔑]{1,120}") {
        prop_assert_eq!(Picture::of_path(&qr(&text), 3).text(), text);
    }
}
