//! Packs the program as the page carries it: raw deflate (RFC 1951), then base64 (RFC 4648).
//!
//! The page's loader undoes it with `DecompressionStream("deflate-raw")`; another format would need
//! another loader.

use anyhow::{Context, Result, anyhow};
use data_encoding::BASE64;

/// How long to look for a small result.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effort {
    /// For a build that someone waits for.
    Quick,
    /// For a release: a few percent smaller than any other deflate, and slow.
    Best,
}

/// The packed form of these bytes, as text.
///
/// # Errors
/// When the packer fails, which it does only out of memory.
pub fn pack(bytes: &[u8], effort: Effort) -> Result<String> {
    Ok(BASE64.encode(&deflate(bytes, effort)?))
}

/// The bytes again, as the page's loader unpacks them.
///
/// # Errors
/// When the text is no packed form.
pub fn unpack(text: &str) -> Result<Vec<u8>> {
    let packed = BASE64
        .decode(text.as_bytes())
        .context("the packed program is no base64")?;
    miniz_oxide::inflate::decompress_to_vec(&packed)
        .map_err(|error| anyhow!("the packed program does not unpack: {error}"))
}

fn deflate(bytes: &[u8], effort: Effort) -> Result<Vec<u8>> {
    match effort {
        Effort::Quick => Ok(miniz_oxide::deflate::compress_to_vec(bytes, 1)),
        Effort::Best => {
            let mut packed = Vec::new();
            zopfli::compress(
                zopfli::Options::default(),
                zopfli::Format::Deflate,
                bytes,
                &mut packed,
            )
            .context("packing the program")?;
            Ok(packed)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> Vec<u8> {
        (0..5000_u32)
            .flat_map(|n| (n * n % 251).to_le_bytes())
            .collect()
    }

    #[test]
    fn what_is_packed_quickly_comes_back() {
        let packed = pack(&sample(), Effort::Quick).unwrap();
        assert_eq!(unpack(&packed).unwrap(), sample());
    }

    #[test]
    fn what_is_packed_for_a_release_comes_back() {
        let packed = pack(&sample(), Effort::Best).unwrap();
        assert_eq!(unpack(&packed).unwrap(), sample());
    }

    #[test]
    fn the_release_is_packed_smaller() {
        let size = |effort| pack(&sample(), effort).unwrap().len();
        assert!(size(Effort::Best) < size(Effort::Quick));
    }

    #[test]
    fn what_is_not_packed_does_not_unpack() {
        assert!(unpack("no base64!").is_err());
        assert!(unpack("/////w==").is_err());
    }

    #[test]
    fn packed_text_cannot_end_the_element_it_is_in() {
        assert!(!pack(&sample(), Effort::Best).unwrap().contains('<'));
    }
}
