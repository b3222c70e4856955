//! The known answers are those that were published: each is looked up in the files of `tests/vectors`.

use std::collections::BTreeSet;

use totp_toolset::oath::{Encoding, HashAlgorithm};
use totp_toolset::proof::{KNOWN_ANSWERS, KnownAnswer, Question, Subject};

/// The lines of a file of published values, each as its cells.
fn lines(file: &str) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new()
        .comment(Some(b'#'))
        .from_reader(file.as_bytes());
    let lines: Vec<Vec<String>> = reader
        .records()
        .map(|record| record.expect("a line").iter().map(str::to_owned).collect())
        .collect();
    assert!(!lines.is_empty());
    lines
}

fn hex(bytes: &[u8]) -> String {
    data_encoding::HEXLOWER.encode(bytes)
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("a text")
}

fn answers(wanted: impl Fn(Subject) -> bool) -> Vec<KnownAnswer> {
    KNOWN_ANSWERS
        .iter()
        .filter(|published| wanted(published.subject))
        .flat_map(|published| published.answers.iter().copied())
        .collect()
}

#[test]
fn hmacs_are_those_of_rfc_2202_and_rfc_4231_and_all_of_them() {
    let mut published: BTreeSet<Vec<String>> = BTreeSet::new();
    for file in [
        include_str!("../vectors/rfc2202.csv"),
        include_str!("../vectors/rfc4231.csv"),
    ] {
        // Without the number of the case.
        published.extend(lines(file).into_iter().map(|line| line[1..].to_vec()));
    }
    let known: BTreeSet<Vec<String>> = answers(|subject| matches!(subject, Subject::Hmac(_)))
        .into_iter()
        .map(|known| match known.question {
            Question::Hmac { hash, key, message } => vec![
                hash.uri_name().to_owned(),
                hex(key),
                text(message),
                hex(known.answer),
            ],
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(known, published);
}

#[test]
fn hotp_codes_are_those_of_rfc_4226_and_all_of_them() {
    let published: Vec<_> = lines(include_str!("../vectors/rfc4226.csv"))
        .into_iter()
        .map(|line| (line[0].clone(), line[4].clone()))
        .collect();
    let known: Vec<_> = answers(|subject| subject == Subject::Hotp)
        .into_iter()
        .map(|known| match known.question {
            Question::Hotp { secret, counter } => {
                assert_eq!(secret, b"12345678901234567890");
                (counter.to_string(), text(known.answer))
            }
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(known, published);
}

#[test]
fn totp_codes_are_those_of_rfc_6238() {
    let published: BTreeSet<_> = lines(include_str!("../vectors/rfc6238.csv"))
        .into_iter()
        .map(|line| (line[0].clone(), line[3].clone(), line[4].clone()))
        .collect();
    let known = answers(|subject| subject == Subject::Totp);
    assert_eq!(known.len(), 9);
    for known in known {
        let Question::Totp {
            hash,
            secret,
            seconds,
        } = known.question
        else {
            panic!("{known:?}")
        };
        assert_eq!(secret.len(), hash.output_bytes());
        let line = (
            seconds.to_string(),
            text(known.answer),
            hash.uri_name().to_owned(),
        );
        assert!(published.contains(&line), "{line:?}");
    }
}

#[test]
fn hashes_are_those_of_rfc_6234_and_all_of_them() {
    let known: Vec<_> = answers(|subject| subject == Subject::Sha256)
        .into_iter()
        .map(|known| match known.question {
            Question::Sha256(message) => vec![text(message), hex(known.answer)],
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(known, lines(include_str!("../vectors/rfc6234.csv")));
}

#[test]
fn texts_are_those_of_rfc_4648_but_for_padding_and_the_case_of_hex() {
    let published = lines(include_str!("../vectors/rfc4648.csv"));
    for encoding in Encoding::ALL {
        let column = match encoding {
            Encoding::Base64 => 1,
            Encoding::Base32 => 2,
            Encoding::Hex => 3,
        };
        let (mut read, mut written) = (0, 0);
        for known in answers(|subject| subject == Subject::Codec(encoding)) {
            let (bytes, spelling) = match known.question {
                Question::Read(spelling, of) => {
                    assert_eq!(of, encoding);
                    read += 1;
                    (known.answer, spelling.to_owned())
                }
                Question::Write(bytes, of) => {
                    assert_eq!(of, encoding);
                    written += 1;
                    (bytes, text(known.answer))
                }
                other => panic!("{other:?}"),
            };
            let found = published
                .iter()
                .find(|line| line[0].as_bytes() == bytes)
                .unwrap_or_else(|| panic!("{bytes:?} is published"));
            let as_written = match known.question {
                Question::Write(..) if encoding == Encoding::Base32 => {
                    found[column].trim_end_matches('=').to_owned()
                }
                Question::Write(..) if encoding == Encoding::Hex => found[column].to_lowercase(),
                _ => found[column].clone(),
            };
            assert_eq!(spelling, as_written);
        }
        assert!(read > 0 && written > 0, "{encoding}");
    }
}

#[test]
fn every_primitive_has_known_answers_and_a_source() {
    let mut subjects = vec![Subject::Hotp, Subject::Totp, Subject::Sha256];
    subjects.extend(HashAlgorithm::ALL.map(Subject::Hmac));
    subjects.extend(Encoding::ALL.map(Subject::Codec));
    for subject in subjects {
        let found: Vec<_> = KNOWN_ANSWERS
            .iter()
            .filter(|published| published.subject == subject)
            .collect();
        assert_eq!(found.len(), 1, "{subject:?}");
        assert!(found[0].source.starts_with("RFC "), "{subject:?}");
        assert!(found[0].answers.len() > 1, "{subject:?}");
    }
}
