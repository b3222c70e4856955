//! How the hashes are written, and which spellings are read.

use totp_toolset::oath::{HashAlgorithm, UnknownHashAlgorithm};

#[test]
fn every_usual_spelling_of_a_hash_is_read() {
    let table = [
        (
            HashAlgorithm::Sha1,
            "SHA1 sha1 Sha-1 SHA-1 sha_1 hmacsha1 HmacSHA1 HMAC-SHA-1 HMAC-SHA1",
        ),
        (
            HashAlgorithm::Sha256,
            "SHA256 sha256 SHA-256 hmacsha256 HmacSHA256 HMAC-SHA-256 HMAC_SHA256",
        ),
        (
            HashAlgorithm::Sha512,
            "SHA512 sha512 SHA-512 hmacsha512 HmacSHA512 HMAC-SHA-512",
        ),
    ];
    for (hash, spellings) in table {
        for spelling in spellings.split(' ') {
            assert_eq!(spelling.parse(), Ok(hash), "{spelling}");
        }
    }
}

#[test]
fn blanks_around_a_hash_are_dropped() {
    assert_eq!(" SHA256\t".parse(), Ok(HashAlgorithm::Sha256));
}

#[test]
fn any_other_hash_is_refused() {
    let table = [
        "",
        " ",
        "SHA",
        "SHA2",
        "SHA224",
        "SHA384",
        "SHA3-256",
        "MD5",
        "1",
        "hmac",
        "hmachmacsha1",
        "SHA 1",
        "SHA1 SHA1",
        "ＳＨＡ１",
    ];
    for text in table {
        let read = text.parse::<HashAlgorithm>();
        assert_eq!(read, Err(UnknownHashAlgorithm), "{text:?}");
    }
}

#[test]
fn a_hash_is_written_as_in_fips_180_4() {
    let written = HashAlgorithm::ALL.map(|hash| hash.to_string());
    assert_eq!(written, ["SHA-1", "SHA-256", "SHA-512"]);
}

#[test]
fn a_hash_is_written_in_a_uri_without_a_hyphen() {
    let written = HashAlgorithm::ALL.map(HashAlgorithm::uri_name);
    assert_eq!(written, ["SHA1", "SHA256", "SHA512"]);
}
