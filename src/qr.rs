//! Text to QR code (ISO/IEC 18004), and the code to SVG and PNG. The text may be a secret; so is the picture.

use qrcodegen::{QrCode, QrCodeEcc};

/// A QR code: a square of dark and light modules.
#[derive(Clone, PartialEq, Eq)]
pub struct Qr(QrCode);

/// The text does not fit into the largest QR code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the text is too long for a QR code")]
pub struct TooLongForQr;

/// The light margin that ISO/IEC 18004 demands, in modules.
pub const QUIET_ZONE: i32 = 4;

/// How many bytes the versions 1 to 40 hold with error correction level M: ISO/IEC 18004, table 7.
const BYTES: [usize; 40] = [
    14, 26, 42, 62, 84, 106, 122, 152, 180, 213, 251, 287, 331, 362, 412, 450, 504, 560, 624, 666,
    711, 779, 857, 911, 997, 1059, 1125, 1190, 1264, 1370, 1452, 1538, 1628, 1722, 1809, 1911,
    1989, 2099, 2213, 2331,
];

impl Qr {
    /// Encodes the text with error correction level M: 15 % of the picture may be damaged.
    ///
    /// # Errors
    /// [`TooLongForQr`] beyond some 2,300 bytes.
    pub fn encode(text: &str) -> Result<Self, TooLongForQr> {
        QrCode::encode_text(text, QrCodeEcc::Medium)
            .map(Self)
            .map_err(|_| TooLongForQr)
    }

    /// The side of the code of a text of so many bytes, in modules, margin included, without making it. A text of
    /// digits or capitals alone may get a smaller one. `None` where no code holds it.
    pub fn side_for(bytes: usize) -> Option<u32> {
        let version = BYTES.partition_point(|holds| *holds < bytes) as u32 + 1;
        let side = 17 + 4 * version + 2 * QUIET_ZONE.unsigned_abs();
        (version <= 40).then_some(side)
    }

    /// The side in modules, margin included.
    pub fn side(&self) -> i32 {
        self.0.size() + 2 * QUIET_ZONE
    }

    /// Whether the module is dark; the margin and all beyond it is light.
    pub fn is_dark(&self, x: i32, y: i32) -> bool {
        self.0
            .get_module(x.saturating_sub(QUIET_ZONE), y.saturating_sub(QUIET_ZONE))
    }

    /// The dark modules as the `d` of an SVG path, one unit a module, margin included: a rectangle for each run in a row.
    pub fn svg_path(&self) -> String {
        let mut path = String::new();
        for y in 0..self.side() {
            let mut x = 0;
            while x < self.side() {
                let run = (x..self.side()).take_while(|&x| self.is_dark(x, y)).count() as i32;
                if run > 0 {
                    path.push_str(&format!("M{x} {y}h{run}v1h-{run}z"));
                }
                x += run.max(1);
            }
        }
        path
    }

    /// A whole SVG file: black on white whatever the theme, for scanners want it so.
    pub fn svg_file(&self) -> String {
        let side = self.side();
        let path = self.svg_path();
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {side} {side}\" shape-rendering=\"crispEdges\">\
             <path fill=\"#fff\" d=\"M0 0h{side}v{side}H0z\"/><path d=\"{path}\"/></svg>\n"
        )
    }

    /// A whole PNG file, one bit a pixel, `scale` pixels a module (1 to 64).
    ///
    /// Made here and not with a canvas: browsers that resist fingerprinting put noise into what a canvas returns.
    pub fn png_file(&self, scale: u8) -> Vec<u8> {
        let scale = usize::from(scale.clamp(1, 64));
        // A side is at most 177 + 8 modules.
        let modules = self.side() as usize;
        let pixels = modules * scale;
        let mut image = Vec::with_capacity(pixels * pixels.div_ceil(8));
        for y in 0..modules {
            let mut row = vec![0u8; pixels.div_ceil(8)];
            for pixel in 0..pixels {
                if !self.is_dark((pixel / scale) as i32, y as i32) {
                    row[pixel / 8] |= 0x80 >> (pixel % 8);
                }
            }
            for _ in 0..scale {
                image.extend_from_slice(&row);
            }
        }
        png_of(pixels as u32, &image)
    }
}

fn png_of(side: u32, image: &[u8]) -> Vec<u8> {
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, side, side);
    encoder.set_color(png::ColorType::Grayscale);
    encoder.set_depth(png::BitDepth::One);
    // A vector takes every byte, and the image has exactly the announced size.
    let mut writer = encoder.write_header().expect("a header into a vector");
    writer
        .write_image_data(image)
        .expect("an image of its own size into a vector");
    drop(writer);
    file
}
