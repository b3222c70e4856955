//! The hashes that are published with a release: of the page, and of the parts that it runs and is drawn with, as the page
//! itself shows them under `#proof`.
//!
//! They are taken from the finished page, never from what it was made of: what is published is what people get.

use crate::{
    pack::unpack,
    policy::elements,
    stamp::Stamp,
    workspace::{INDEX, PAGE},
};
use anyhow::{Context, Result};
use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};

/// The id of the element with the packed program, which is hashed as it runs: unpacked.
const PROGRAM: &str = "wasm";

/// A part of the page by its name, and its SHA-256 in hex.
pub type Figure = (String, String);

/// The parts of a page: its style, and its scripts by their ids.
///
/// # Errors
/// When the page's program does not unpack.
pub fn of_parts(page: &str) -> Result<Vec<Figure>> {
    let mut figures: Vec<Figure> = elements(page, "style")
        .into_iter()
        .map(|(_, text)| ("style".to_owned(), sha256(text.as_bytes())))
        .collect();
    for (tag, text) in elements(page, "script") {
        let id = id_of(tag).unwrap_or("script");
        let sum = match id {
            PROGRAM => sha256(&unpack(text)?),
            _ => sha256(text.as_bytes()),
        };
        figures.push((id.to_owned(), sum));
    }
    Ok(figures)
}

/// The text of `SHA256SUMS`: `sha256sum --check` takes it, and leaves out the lines that begin with `#`.
///
/// # Errors
/// When the page is no build of this project.
pub fn sums(page: &[u8]) -> Result<String> {
    let text = std::str::from_utf8(page).context("the page is no UTF-8")?;
    let stamp = Stamp::in_page(text)
        .context("the page does not say which sources it was built from: see www/index.html")?;
    let whole = sha256(page);
    let mut lines = format!("# TOTP Toolset {stamp}\n");
    for name in [PAGE, INDEX] {
        lines.push_str(&format!("{whole}  {name}\n"));
    }
    Ok(lines + &lines_of_parts(text)?)
}

/// What `SHA256SUMS` says of the parts of a page, in lines that `sha256sum --check` leaves out.
///
/// # Errors
/// When the page's program does not unpack.
pub fn lines_of_parts(page: &str) -> Result<String> {
    let mut lines =
        "# What is inside, as the page shows it under #proof; wasm unpacked:\n".to_owned();
    for (name, sum) in of_parts(page)? {
        lines.push_str(&format!("# {sum}  {name}\n"));
    }
    Ok(lines)
}

fn id_of(tag: &str) -> Option<&str> {
    let (_, rest) = tag.split_once(" id=\"")?;
    Some(rest.split_once('"')?.0)
}

fn sha256(bytes: &[u8]) -> String {
    HEXLOWER.encode(&Sha256::digest(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pack::{Effort, pack};

    const ABC: &str = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    fn page() -> String {
        let wasm = pack(b"abc", Effort::Quick).unwrap();
        format!(
            "<meta name=\"totp-toolset-build\" content=\"0.1.0 unknown\"><style>abc</style>\
             <script id=\"glue\">abc</script><script id=\"wasm\" type=\"x\">{wasm}</script><script>abc</script>"
        )
    }

    #[test]
    fn each_part_has_its_name_and_the_program_is_unpacked() {
        let named = |name: &str| (name.to_owned(), ABC.to_owned());
        assert_eq!(
            of_parts(&page()).unwrap(),
            ["style", "glue", "wasm", "script"].map(named)
        );
    }

    #[test]
    fn only_the_files_are_lines_that_a_check_would_read() {
        let page = page();
        let sums = sums(page.as_bytes()).unwrap();
        let whole = sha256(page.as_bytes());
        let read: Vec<_> = sums.lines().filter(|line| !line.starts_with('#')).collect();
        assert_eq!(
            read,
            [
                format!("{whole}  totp-toolset.html"),
                format!("{whole}  index.html")
            ]
        );
        assert!(sums.starts_with("# TOTP Toolset 0.1.0 unknown\n"), "{sums}");
        assert!(sums.contains(&format!("# {ABC}  wasm\n")), "{sums}");
    }

    #[test]
    fn a_page_of_another_origin_has_no_sums() {
        assert!(sums(b"<p>").is_err());
    }

    #[test]
    fn a_damaged_program_is_an_error() {
        let damaged = page().replace("type=\"x\">", "type=\"x\">!");
        assert!(of_parts(&damaged).is_err());
    }
}
