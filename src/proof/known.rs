//! The published values that the page computes anew each time it starts. Each has its source beside it; the tests compare
//! them with the sources once more.

use super::{Sha256Sum, Subject};
use crate::oath::{
    Counter, Digits, Encoding, EncodingChoice, HashAlgorithm, Hotp, Secret, TimeStep, UnixTime,
    decode_seed, encode_seed, hmac,
};

/// Something to compute.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Question {
    /// HMAC(key, message).
    Hmac {
        /// The hash under it.
        hash: HashAlgorithm,
        /// The key.
        key: &'static [u8],
        /// The message.
        message: &'static [u8],
    },
    /// HOTP(secret, counter) in six digits, over SHA-1.
    Hotp {
        /// The secret.
        secret: &'static [u8],
        /// The counter.
        counter: u64,
    },
    /// TOTP(secret, time) in eight digits, with steps of 30 seconds.
    Totp {
        /// The hash under it.
        hash: HashAlgorithm,
        /// The secret.
        secret: &'static [u8],
        /// Unix seconds.
        seconds: i64,
    },
    /// SHA-256(message).
    Sha256(&'static [u8]),
    /// These bytes, written in this encoding.
    Write(&'static [u8], Encoding),
    /// This text, read in this encoding.
    Read(&'static str, Encoding),
}

/// What was published for it: bytes; of a text or a code, its characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KnownAnswer {
    /// What is computed.
    pub question: Question,
    /// What must come of it.
    pub answer: &'static [u8],
}

/// The known answers of one primitive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Published {
    /// The primitive.
    pub subject: Subject,
    /// Where they were published.
    pub source: &'static str,
    /// They themselves.
    pub answers: &'static [KnownAnswer],
}

/// Computes it with what the page itself uses; `None` where that refuses.
pub fn compute(question: &Question) -> Option<Vec<u8>> {
    match *question {
        Question::Hmac { hash, key, message } => Some(hmac(hash, key, message)),
        Question::Hotp { secret, counter } => {
            let hotp = Hotp::new(&Secret::from_bytes(secret).ok()?, HashAlgorithm::Sha1);
            let code = hotp.code(Counter(counter), Digits::Six);
            Some(code.to_string().into_bytes())
        }
        Question::Totp {
            hash,
            secret,
            seconds,
        } => {
            let hotp = Hotp::new(&Secret::from_bytes(secret).ok()?, hash);
            let time = UnixTime::from_seconds(seconds);
            let code = hotp
                .code_at(time, TimeStep::default(), Digits::Eight)
                .ok()?;
            Some(code.to_string().into_bytes())
        }
        Question::Sha256(message) => Some(Sha256Sum::of(message).bytes().to_vec()),
        Question::Write(bytes, encoding) => {
            let secret = Secret::from_bytes(bytes).ok()?;
            Some(encode_seed(&secret, encoding).as_bytes().to_vec())
        }
        Question::Read(text, encoding) => {
            let decoded = decode_seed(text, EncodingChoice::Only(encoding)).ok()?;
            // Exposed: it is a published text.
            Some(decoded.secret.expose().to_vec())
        }
    }
}

/// Every primitive that the page uses, but for the source of randomness, which has no answers to know.
pub const KNOWN_ANSWERS: [Published; 9] = [
    Published {
        subject: Subject::Hmac(HashAlgorithm::Sha1),
        source: "RFC 2202, section 3, test cases 1, 2 and 6",
        answers: &[
            hmac_of(
                HashAlgorithm::Sha1,
                &[0x0b; 20],
                HI,
                &hex::<20>("b617318655057264e28bc0b6fb378c8ef146be00"),
            ),
            hmac_of(
                HashAlgorithm::Sha1,
                b"Jefe",
                WANT,
                &hex::<20>("effcdf6ae5eb2fa2d27416d5f184df9c259a7c79"),
            ),
            hmac_of(
                HashAlgorithm::Sha1,
                &[0xaa; 80],
                LARGE_KEY,
                &hex::<20>("aa4ae5e15272d00e95705637ce8a3b55ed402112"),
            ),
        ],
    },
    Published {
        subject: Subject::Hmac(HashAlgorithm::Sha256),
        source: "RFC 4231, sections 4.2, 4.3 and 4.7",
        answers: &[
            hmac_of(
                HashAlgorithm::Sha256,
                &[0x0b; 20],
                HI,
                &hex::<32>("b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"),
            ),
            hmac_of(
                HashAlgorithm::Sha256,
                b"Jefe",
                WANT,
                &hex::<32>("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"),
            ),
            hmac_of(
                HashAlgorithm::Sha256,
                &[0xaa; 131],
                LARGE_KEY,
                &hex::<32>("60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"),
            ),
        ],
    },
    Published {
        subject: Subject::Hmac(HashAlgorithm::Sha512),
        source: "RFC 4231, sections 4.2, 4.3 and 4.7",
        answers: &[
            hmac_of(
                HashAlgorithm::Sha512,
                &[0x0b; 20],
                HI,
                &hex::<64>(
                    "87aa7cdea5ef619d4ff0b4241a1d6cb02379f4e2ce4ec2787ad0b30545e17cdedaa833b7d6b8a702038b274eaea3f4e4be9d914eeb61f1702e696c203a126854",
                ),
            ),
            hmac_of(
                HashAlgorithm::Sha512,
                b"Jefe",
                WANT,
                &hex::<64>(
                    "164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea2505549758bf75c05a994a6d034f65f8f0e6fdcaeab1a34d4a6b4b636e070a38bce737",
                ),
            ),
            hmac_of(
                HashAlgorithm::Sha512,
                &[0xaa; 131],
                LARGE_KEY,
                &hex::<64>(
                    "80b24263c7c1a3ebb71493c1dd7be8b49b46d1f41b4aeec1121b013783f8f3526b56d037e05f2598bd0fd2215d6a1e5295e64f73f63f0aec8b915a985d786598",
                ),
            ),
        ],
    },
    Published {
        subject: Subject::Hotp,
        source: "RFC 4226, appendix D",
        answers: &[
            hotp_of(0, b"755224"),
            hotp_of(1, b"287082"),
            hotp_of(2, b"359152"),
            hotp_of(3, b"969429"),
            hotp_of(4, b"338314"),
            hotp_of(5, b"254676"),
            hotp_of(6, b"287922"),
            hotp_of(7, b"162583"),
            hotp_of(8, b"399871"),
            hotp_of(9, b"520489"),
        ],
    },
    Published {
        subject: Subject::Totp,
        source: "RFC 6238, appendix B",
        answers: &[
            totp_of(HashAlgorithm::Sha1, 59, b"94287082"),
            totp_of(HashAlgorithm::Sha256, 59, b"46119246"),
            totp_of(HashAlgorithm::Sha512, 59, b"90693936"),
            totp_of(HashAlgorithm::Sha1, 1_111_111_109, b"07081804"),
            totp_of(HashAlgorithm::Sha256, 1_111_111_109, b"68084774"),
            totp_of(HashAlgorithm::Sha512, 1_111_111_109, b"25091201"),
            totp_of(HashAlgorithm::Sha1, 20_000_000_000, b"65353130"),
            totp_of(HashAlgorithm::Sha256, 20_000_000_000, b"77737706"),
            totp_of(HashAlgorithm::Sha512, 20_000_000_000, b"47863826"),
        ],
    },
    Published {
        subject: Subject::Sha256,
        source: "RFC 6234, section 8.5, tests 1 and 2",
        answers: &[
            KnownAnswer {
                question: Question::Sha256(b"abc"),
                answer: &hex::<32>(
                    "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
                ),
            },
            KnownAnswer {
                question: Question::Sha256(
                    b"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
                ),
                answer: &hex::<32>(
                    "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1",
                ),
            },
        ],
    },
    Published {
        subject: Subject::Codec(Encoding::Base32),
        source: "RFC 4648, section 10",
        // The page writes no padding, and reads it.
        answers: &[
            written(b"fooba", Encoding::Base32, b"MZXW6YTB"),
            written(b"foobar", Encoding::Base32, b"MZXW6YTBOI"),
            read("MZXW6YTB", Encoding::Base32, b"fooba"),
            read("MZXW6YTBOI======", Encoding::Base32, b"foobar"),
        ],
    },
    Published {
        subject: Subject::Codec(Encoding::Hex),
        source: "RFC 4648, section 10",
        // The page writes small letters, and reads both.
        answers: &[
            written(b"foobar", Encoding::Hex, b"666f6f626172"),
            read("666F6F626172", Encoding::Hex, b"foobar"),
        ],
    },
    Published {
        subject: Subject::Codec(Encoding::Base64),
        source: "RFC 4648, section 10",
        answers: &[
            written(b"fooba", Encoding::Base64, b"Zm9vYmE="),
            written(b"foobar", Encoding::Base64, b"Zm9vYmFy"),
            read("Zm9vYmE=", Encoding::Base64, b"fooba"),
            read("Zm9vYmFy", Encoding::Base64, b"foobar"),
        ],
    },
];

const HI: &[u8] = b"Hi There";
const WANT: &[u8] = b"what do ya want for nothing?";
const LARGE_KEY: &[u8] = b"Test Using Larger Than Block-Size Key - Hash Key First";

const fn hmac_of(
    hash: HashAlgorithm,
    key: &'static [u8],
    message: &'static [u8],
    answer: &'static [u8],
) -> KnownAnswer {
    let question = Question::Hmac { hash, key, message };
    KnownAnswer { question, answer }
}

const fn hotp_of(counter: u64, answer: &'static [u8]) -> KnownAnswer {
    let secret = seed(HashAlgorithm::Sha1);
    KnownAnswer {
        question: Question::Hotp { secret, counter },
        answer,
    }
}

const fn totp_of(hash: HashAlgorithm, seconds: i64, answer: &'static [u8]) -> KnownAnswer {
    KnownAnswer {
        question: Question::Totp {
            hash,
            secret: seed(hash),
            seconds,
        },
        answer,
    }
}

const fn written(bytes: &'static [u8], encoding: Encoding, answer: &'static [u8]) -> KnownAnswer {
    KnownAnswer {
        question: Question::Write(bytes, encoding),
        answer,
    }
}

const fn read(text: &'static str, encoding: Encoding, answer: &'static [u8]) -> KnownAnswer {
    KnownAnswer {
        question: Question::Read(text, encoding),
        answer,
    }
}

/// The digits 1234567890, repeated to the size of the hash: RFC 6238, erratum 2866.
const fn seed(hash: HashAlgorithm) -> &'static [u8] {
    match hash {
        HashAlgorithm::Sha1 => b"12345678901234567890",
        HashAlgorithm::Sha256 => b"12345678901234567890123456789012",
        HashAlgorithm::Sha512 => {
            b"1234567890123456789012345678901234567890123456789012345678901234"
        }
    }
}

/// Bytes out of hex digits. By the compiler, not by the decoder, which is on trial here itself.
const fn hex<const BYTES: usize>(text: &str) -> [u8; BYTES] {
    let digits = text.as_bytes();
    assert!(digits.len() == 2 * BYTES);
    let mut bytes = [0; BYTES];
    let mut place = 0;
    while place < BYTES {
        bytes[place] = 16 * digit(digits[2 * place]) + digit(digits[2 * place + 1]);
        place += 1;
    }
    bytes
}

const fn digit(character: u8) -> u8 {
    match character {
        b'0'..=b'9' => character - b'0',
        b'a'..=b'f' => character - b'a' + 10,
        _ => panic!("a small hex digit"),
    }
}
