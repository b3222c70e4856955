//! Agreement with `oathtool` of the OATH Toolkit, which shares no code with this project, on random tokens and times.
//! Where `oathtool` is missing the tests fail: they are never skipped.

#![cfg(not(target_arch = "wasm32"))]

use std::collections::HashSet;
use std::io::{self, Write};
use std::process::{Child, Command, Stdio};
use std::thread;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use totp_toolset::oath::{
    Counter, Digits, Encoding, HashAlgorithm, Hotp, Secret, TimeStep, UnixTime, encode_seed,
};

const TOTP_CASES: usize = 10_000;
const HOTP_CASES: usize = 1_000;

/// Another seed for the random cases, a number: the variable's name.
const SEED_VARIABLE: &str = "OATHTOOL_SEED";
const SEED: u64 = 6238;

/// 9999-12-31T23:59:59Z.
const END_OF_9999: i64 = 253_402_300_799;

const REMEDY: &str = "run `cargo xtask test`, which installs it, or `apt-get install oathtool`";

/// One question to both. The hash of HOTP is SHA-1: `oathtool` knows no other there.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Case {
    secret: Vec<u8>,
    hash: HashAlgorithm,
    digits: Digits,
    factor: Factor,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Factor {
    Time { step: u32, milliseconds: i64 },
    Counter(u64),
}

#[test]
fn ten_thousand_random_totp_codes_agree() {
    assert_agreement(&random_cases(TOTP_CASES, &totp_cases()));
}

#[test]
fn a_thousand_random_hotp_codes_agree() {
    assert_agreement(&random_cases(HOTP_CASES, &hotp_cases()));
}

#[test]
fn totp_codes_at_the_edges_of_time_agree() {
    let seconds = [
        0,
        1,
        29,
        30,
        59,
        60,
        0x7fff_ffff,
        0x8000_0000,
        0xffff_ffff,
        0x1_0000_0000,
        END_OF_9999,
    ];
    let cases = seconds.map(|seconds| Case {
        secret: b"12345678901234567890".to_vec(),
        hash: HashAlgorithm::Sha1,
        digits: Digits::Eight,
        factor: Factor::Time {
            step: 30,
            milliseconds: seconds * 1000,
        },
    });
    assert_agreement(&cases);
}

#[test]
fn hotp_codes_at_the_edges_of_the_counter_agree() {
    let bits = [8, 16, 31, 32, 33, 63];
    let edges = bits.into_iter().flat_map(|bit| {
        let edge = 1_u64 << bit;
        [edge - 1, edge, edge + 1]
    });
    let cases: Vec<Case> = edges
        .chain([0, u64::MAX - 1, u64::MAX])
        .map(|counter| Case {
            secret: b"12345678901234567890".to_vec(),
            hash: HashAlgorithm::Sha1,
            digits: Digits::Eight,
            factor: Factor::Counter(counter),
        })
        .collect();
    assert_agreement(&cases);
}

/// Keys around the hash's block (64 bytes, and 128 for SHA-512): a longer one is hashed first (RFC 2104 §2).
#[test]
fn codes_of_secrets_as_long_as_the_block_agree() {
    let mut cases = Vec::new();
    for hash in HashAlgorithm::ALL {
        for bytes in [1, 63, 64, 65, 127, 128, 129, 1024] {
            cases.push(Case {
                secret: (0..bytes).map(|at| (at % 251) as u8).collect(),
                hash,
                digits: Digits::Six,
                factor: Factor::Time {
                    step: 30,
                    milliseconds: 1_234_567_890_000,
                },
            });
        }
    }
    assert_agreement(&cases);
}

/// A comparison that could not fail would prove nothing.
#[test]
fn a_wrong_code_would_be_found() {
    let case = Case {
        secret: b"12345678901234567890".to_vec(),
        hash: HashAlgorithm::Sha1,
        digits: Digits::Six,
        factor: Factor::Counter(0),
    };
    let next = Case {
        factor: Factor::Counter(1),
        ..case.clone()
    };
    assert_eq!(ask_oathtool(&case), "755224");
    assert_ne!(ask_oathtool(&case), ask_oath(&next));
}

fn totp_cases() -> impl Strategy<Value = Case> {
    let steps = prop_oneof![
        1 => select(&[30, 60][..]),
        2 => 1..=86_400_u32,
        1 => 1..=u32::MAX,
    ];
    let seconds = prop_oneof![
        4 => 0..=END_OF_9999,
        2 => 0..=0xffff_ffff_i64,
        1 => 0..=1_000_i64,
    ];
    let hashes = select(&HashAlgorithm::ALL[..]);
    (secrets(), hashes, digits(), steps, seconds, 0..1000_i64).prop_map(
        |(secret, hash, digits, step, seconds, milliseconds)| Case {
            secret,
            hash,
            digits,
            factor: Factor::Time {
                step,
                milliseconds: seconds * 1000 + milliseconds,
            },
        },
    )
}

fn hotp_cases() -> impl Strategy<Value = Case> {
    (secrets(), digits(), any::<u64>()).prop_map(|(secret, digits, counter)| Case {
        secret,
        hash: HashAlgorithm::Sha1,
        digits,
        factor: Factor::Counter(counter),
    })
}

fn secrets() -> impl Strategy<Value = Vec<u8>> {
    vec(any::<u8>(), 1..=128)
}

fn digits() -> impl Strategy<Value = Digits> {
    select(&Digits::ALL[..])
}

/// So many cases, no two of them the same, and the same ones in each run with the same seed.
fn random_cases(count: usize, strategy: &impl Strategy<Value = Case>) -> Vec<Case> {
    let mut bytes = [0; 32];
    bytes[..8].copy_from_slice(&seed().to_le_bytes());
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &bytes);
    let mut runner = TestRunner::new_with_rng(Config::default(), rng);
    let mut seen = HashSet::new();
    let mut cases = Vec::with_capacity(count);
    while cases.len() < count {
        let tree = strategy.new_tree(&mut runner).expect("nothing is filtered");
        let case = tree.current();
        if seen.insert(case.clone()) {
            cases.push(case);
        }
    }
    cases
}

fn seed() -> u64 {
    match std::env::var(SEED_VARIABLE) {
        Ok(number) => number
            .parse()
            .unwrap_or_else(|_| panic!("{SEED_VARIABLE}={number} is no number")),
        Err(_) => SEED,
    }
}

/// Asks both about every case, on as many threads as there are processors.
fn assert_agreement(cases: &[Case]) {
    let threads = thread::available_parallelism().map_or(1, usize::from);
    let share = cases.len().div_ceil(threads);
    let disagreements: Vec<String> = thread::scope(|scope| {
        let workers: Vec<_> = cases
            .chunks(share)
            .map(|share| scope.spawn(|| share.iter().filter_map(disagreement).collect::<Vec<_>>()))
            .collect();
        workers
            .into_iter()
            .flat_map(|worker| match worker.join() {
                Ok(disagreements) => disagreements,
                Err(panic) => std::panic::resume_unwind(panic),
            })
            .collect()
    });
    assert!(
        disagreements.is_empty(),
        "{} of {} codes differ. Again with {SEED_VARIABLE}={}. The first ones:\n{}",
        disagreements.len(),
        cases.len(),
        seed(),
        disagreements[..disagreements.len().min(5)].join("\n")
    );
}

fn disagreement(case: &Case) -> Option<String> {
    let theirs = ask_oathtool(case);
    let ours = ask_oath(case);
    (ours != theirs).then(|| format!("{ours}, but oathtool says {theirs}: {case:?}"))
}

fn ask_oath(case: &Case) -> String {
    let hotp = Hotp::new(&secret(case), case.hash);
    let code = match case.factor {
        Factor::Counter(counter) => hotp.code(Counter(counter), case.digits),
        Factor::Time { step, milliseconds } => {
            let time = UnixTime::from_milliseconds(milliseconds);
            let step = TimeStep::try_from(step).expect("at least one second");
            hotp.code_at(time, step, case.digits).expect("after 1970")
        }
    };
    code.to_string()
}

fn ask_oathtool(case: &Case) -> String {
    let mut child = start_oathtool(case);
    let key = encode_seed(&secret(case), Encoding::Base32);
    // Taken out, so that the pipe is closed when it has been written.
    let mut stdin = child.stdin.take().expect("it was asked to be piped");
    let written = stdin.write_all(format!("{}\n", *key).as_bytes());
    drop(stdin);
    let output = child.wait_with_output().expect("it was started");
    assert!(
        output.status.success() && written.is_ok(),
        "oathtool refused {case:?}: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8_lossy(&output.stdout).trim().to_owned()
}

fn start_oathtool(case: &Case) -> Child {
    let mut command = Command::new("oathtool");
    match case.factor {
        Factor::Counter(counter) => {
            command.arg("--hotp").arg(format!("--counter={counter}"));
        }
        Factor::Time { step, milliseconds } => {
            let seconds = milliseconds.div_euclid(1000);
            command
                .arg(format!("--totp={}", case.hash.uri_name()))
                .arg(format!("--time-step-size={step}s"))
                .arg(format!("--now=@{seconds}"));
        }
    }
    command
        .arg(format!("--digits={}", case.digits))
        // The key comes from standard input, not from the list of arguments that every user of the machine can read.
        .args(["--base32", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap_or_else(|error| match error.kind() {
            io::ErrorKind::NotFound => panic!("oathtool is not installed: {REMEDY}"),
            _ => panic!("oathtool did not start: {error}"),
        })
}

fn secret(case: &Case) -> Secret {
    Secret::from_bytes(&case.secret).expect("a length that is allowed")
}
