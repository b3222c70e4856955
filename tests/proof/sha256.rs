//! Hashes in pieces, and compared with what was pasted.

use totp_toolset::proof::{Comparison, Hashing, Sha256Sum, compare};

const ABC: &str = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

fn abc() -> Sha256Sum {
    Sha256Sum::of(b"abc")
}

#[test]
fn a_hash_is_written_in_small_hex_digits() {
    assert_eq!(abc().to_string(), ABC);
}

#[test]
fn the_pieces_do_not_matter() {
    let bytes: Vec<u8> = (0..1000_u32).map(|n| (n % 251) as u8).collect();
    for size in [1, 63, 64, 65, 999, 1000] {
        let mut hashing = Hashing::default();
        bytes.chunks(size).for_each(|piece| hashing.take(piece));
        assert_eq!(hashing.finish(), Sha256Sum::of(&bytes), "{size}");
    }
    let empty = Hashing::default().finish();
    assert_eq!(empty, Sha256Sum::of(b""));
}

#[test]
fn nothing_is_compared_with_nothing() {
    for blank in ["", "  \n"] {
        assert_eq!(compare(blank, &abc()), None);
    }
}

#[test]
fn the_hash_is_found_as_each_tool_writes_it() {
    let in_groups = ABC
        .as_bytes()
        .chunks(2)
        .map(|two| String::from_utf8_lossy(two).into_owned())
        .collect::<Vec<_>>()
        .join(" ");
    for pasted in [
        ABC.to_owned(),
        format!("  {}\r\n", ABC.to_uppercase()),
        in_groups,
        format!("{ABC}  totp-toolset.html"),
        format!("{ABC} *totp-toolset.html"),
        format!("SHA256 (totp-toolset.html) = {ABC}"),
        format!("sha256:{ABC}"),
        format!(
            "SHA256 hash of totp-toolset.html:\n{ABC}\nCertUtil: -hashfile command completed successfully."
        ),
        format!(
            "{}  other\n{ABC}  totp-toolset.html\n",
            ABC.replace('b', "c")
        ),
    ] {
        assert_eq!(compare(&pasted, &abc()), Some(Comparison::Same), "{pasted}");
    }
}

#[test]
fn another_hash_is_different() {
    for place in 0..64 {
        let mut other = ABC.to_owned();
        let digit = if ABC.as_bytes()[place] == b'0' {
            "1"
        } else {
            "0"
        };
        other.replace_range(place..=place, digit);
        assert_eq!(compare(&other, &abc()), Some(Comparison::Different));
    }
}

#[test]
fn what_is_no_hash_is_said_and_not_taken_for_a_different_one() {
    for pasted in [
        "yes",
        &ABC[1..],
        &format!("{ABC}0"),
        &format!("{}g", &ABC[..63]),
        // MD5 and SHA-1.
        &ABC[..32],
        &ABC[..40],
    ] {
        assert_eq!(
            compare(pasted, &abc()),
            Some(Comparison::NoHash),
            "{pasted}"
        );
    }
}
