//! Packs the program as the page carries it: raw deflate (RFC 1951), then base64 (RFC 4648).
//!
//! The page's loader undoes it with `DecompressionStream("deflate-raw")`; another format would need
//! another loader.

use anyhow::{Context, Result};
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

    fn unpacked(text: &str) -> Vec<u8> {
        let packed = BASE64.decode(text.as_bytes()).unwrap();
        miniz_oxide::inflate::decompress_to_vec(&packed).unwrap()
    }

    fn sample() -> Vec<u8> {
        (0..5000_u32)
            .flat_map(|n| (n * n % 251).to_le_bytes())
            .collect()
    }

    #[test]
    fn what_is_packed_quickly_comes_back() {
        assert_eq!(unpacked(&pack(&sample(), Effort::Quick).unwrap()), sample());
    }

    #[test]
    fn what_is_packed_for_a_release_comes_back() {
        assert_eq!(unpacked(&pack(&sample(), Effort::Best).unwrap()), sample());
    }

    #[test]
    fn the_release_is_packed_smaller() {
        let size = |effort| pack(&sample(), effort).unwrap().len();
        assert!(size(Effort::Best) < size(Effort::Quick));
    }

    #[test]
    fn packed_text_cannot_end_the_element_it_is_in() {
        assert!(!pack(&sample(), Effort::Best).unwrap().contains('<'));
    }
}
