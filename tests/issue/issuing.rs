//! The tokens of a plan: as many as ordered, each with a secret of its own, and none without randomness.

use std::collections::HashSet;

use totp_toolset::formats::entra_csv;
use totp_toolset::issue::{IssueFailed, Issuing, Order, SecretBits};
use totp_toolset::oath::{Counter, HashAlgorithm, Token, UnixTime};

use crate::order::{count, from, order, users};

#[derive(Debug, PartialEq, Eq)]
struct NoEntropy;

fn issuing(order: &Order) -> Issuing {
    match order.plan(&Default::default()) {
        Ok(plan) => Issuing::new(plan),
        Err(problems) => panic!("{problems:?}"),
    }
}

/// A stand-in for randomness that counts, and fails when it is used up.
struct Source {
    given: u64,
    bytes: usize,
    lasts: u64,
}

impl Source {
    fn lasting(lasts: u64) -> Self {
        let (given, bytes) = (0, 0);
        Self {
            given,
            bytes,
            lasts,
        }
    }

    fn fill(&mut self, place: &mut [u8]) -> Result<(), NoEntropy> {
        if self.given == self.lasts {
            return Err(NoEntropy);
        }
        self.given += 1;
        self.bytes += place.len();
        place.fill(0x5a);
        place[..8].copy_from_slice(&self.given.to_le_bytes());
        Ok(())
    }
}

#[test]
fn slices_add_up_to_the_order() {
    for bits in SecretBits::ALL {
        let mut one = order(count("2500"), from("0001"));
        one.bits = bits;
        let (mut issuing, mut source) = (issuing(&one), Source::lasting(u64::MAX));
        let mut tokens: Vec<Token> = Vec::new();
        for expected in [1024, 1024, 452, 0, 0] {
            let slice = issuing.advance(1024, &mut |place| source.fill(place));
            let slice = slice.expect("tokens");
            assert_eq!(slice.len(), expected);
            tokens.extend(slice);
            assert_eq!(issuing.done(), tokens.len());
        }
        assert_eq!((issuing.total(), tokens.len()), (2500, 2500));
        // Exposed: to see that they differ.
        let secrets: HashSet<&[u8]> = tokens.iter().map(|token| token.secret.expose()).collect();
        assert_eq!(secrets.len(), 2500);
        assert!(
            tokens
                .iter()
                .all(|token| token.secret.bits() == bits.bits())
        );
        // No more is asked for than is used.
        assert_eq!(source.bytes, 2500 * bits.bits() / 8);
        assert_eq!(
            tokens[2499].serial.as_ref().map(|serial| serial.as_str()),
            Some("2500")
        );
    }
}

#[test]
fn a_source_that_fails_ends_it_without_a_token_of_that_slice() {
    let mut issuing = issuing(&order(count("10"), from("1")));
    let mut source = Source::lasting(7);
    let first = issuing.advance(5, &mut |place| source.fill(place));
    assert_eq!(first.map(|tokens| tokens.len()), Ok(5));
    let second = issuing.advance(5, &mut |place| source.fill(place));
    assert_eq!(second, Err(IssueFailed::Entropy(NoEntropy)));
    assert_eq!(issuing.done(), 5);
}

#[test]
fn a_source_that_gives_nothing_or_the_same_again_is_refused() {
    for byte in [0, 1, 255] {
        let mut issuing = issuing(&order(count("2"), from("1")));
        let stuck = issuing.advance(2, &mut |place| {
            place.fill(byte);
            Ok::<(), NoEntropy>(())
        });
        assert_eq!(stuck, Err(IssueFailed::Repeats), "{byte}");
    }
    let mut one = issuing(&order(count("1"), from("1")));
    assert_eq!(
        one.advance(1, &mut |_| Ok::<(), NoEntropy>(())),
        Err(IssueFailed::Repeats)
    );
}

#[test]
fn a_repeat_is_noticed_across_slices() {
    let mut issuing = issuing(&order(count("2"), from("1")));
    let mut same = |place: &mut [u8]| {
        place.fill(1);
        Ok::<(), NoEntropy>(())
    };
    assert_eq!(
        issuing.advance(1, &mut same).map(|tokens| tokens.len()),
        Ok(1)
    );
    assert_eq!(issuing.advance(1, &mut same), Err(IssueFailed::Repeats));
}

/// RFC 6238, appendix B, the SHA-1 rows: the last six of the eight digits.
#[test]
fn an_issued_token_shows_the_codes_of_the_rfc() {
    let mut issuing = issuing(&order(users("a@x.org", "1"), from("1")));
    let tokens = issuing.advance(1, &mut |place| {
        place.copy_from_slice(b"12345678901234567890");
        Ok::<(), NoEntropy>(())
    });
    let token = tokens.expect("a token").remove(0);
    assert_eq!(token.hash, HashAlgorithm::Sha1);
    let cases = [
        (59, "287082"),
        (1_111_111_109, "081804"),
        (1_111_111_111, "050471"),
        (1_234_567_890, "005924"),
        (2_000_000_000, "279037"),
        (20_000_000_000, "353130"),
    ];
    for (seconds, expected) in cases {
        let time = UnixTime::from_seconds(seconds);
        let counter = Counter(time.seconds() as u64 / 30);
        let code = token.hotp().code(counter, token.digits);
        assert_eq!(code.to_string(), expected, "{seconds}");
    }
}

#[test]
fn entra_has_nothing_to_say_of_issued_tokens() {
    let text: String = (0..300).map(|n| format!("u{n}@x.org\n")).collect();
    let mut issuing = issuing(&order(users(&text, "5"), from("0001")));
    let mut source = Source::lasting(u64::MAX);
    let tokens = issuing.advance(2000, &mut |place| source.fill(place));
    let tokens: Vec<Token> = tokens.expect("tokens");
    assert_eq!(entra_csv::check(&tokens), []);
    let read = totp_toolset::formats::open(&entra_csv::write(&tokens, &[]).bytes).expect("a file");
    assert_eq!(read.findings, []);
    assert_eq!(read.tokens, tokens);
}
