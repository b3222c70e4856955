//! The secret's bounds, and how it comes into being.

use totp_toolset::oath::{InvalidSecretLength, Secret};

use crate::secret;

#[test]
fn a_secret_has_1_to_1024_bytes() {
    for bytes in [1, 20, 1024] {
        assert_eq!(secret(&vec![7; bytes]).bytes(), bytes);
    }
}

#[test]
fn any_other_length_is_refused() {
    for bytes in [0, 1025, 5000] {
        let refused = Secret::from_bytes(&vec![7; bytes]);
        assert_eq!(refused, Err(InvalidSecretLength { bytes }));
    }
}

#[test]
fn an_impossible_length_is_refused_before_anything_is_filled() {
    let refused = Secret::fill_with(usize::MAX, |_| -> Result<(), InvalidSecretLength> {
        panic!("filled")
    });
    assert_eq!(refused, Err(InvalidSecretLength { bytes: usize::MAX }));
}

#[test]
fn a_secret_is_filled_in_place() {
    let filled = Secret::fill_with(3, |place| {
        place.copy_from_slice(&[1, 2, 3]);
        Ok::<(), InvalidSecretLength>(())
    });
    assert_eq!(filled, Ok(secret(&[1, 2, 3])));
}

#[derive(Debug, PartialEq)]
enum Failure {
    Length,
    Entropy,
}

impl From<InvalidSecretLength> for Failure {
    fn from(_: InvalidSecretLength) -> Self {
        Self::Length
    }
}

#[test]
fn what_fails_to_fill_makes_no_secret() {
    let failed = Secret::fill_with(3, |_| Err(Failure::Entropy));
    assert_eq!(failed, Err(Failure::Entropy));
}

#[test]
fn secrets_are_equal_where_all_their_bytes_are() {
    let table: [(&[u8], bool); 5] = [
        (b"abc", true),
        (b"abd", false),
        (b"xbc", false),
        (b"ab", false),
        (b"abc\0", false),
    ];
    for (other, equal) in table {
        assert_eq!(secret(b"abc") == secret(other), equal, "{other:?}");
    }
}

#[test]
fn a_duplicate_equals_its_original() {
    assert_eq!(secret(b"abc").duplicate(), secret(b"abc"));
}

#[test]
fn the_length_in_bits_is_eight_times_that_in_bytes() {
    assert_eq!(secret(&[0; 20]).bits(), 160);
}
