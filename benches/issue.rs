//! What issuing, reading, packing and writing cost beside the plainest loop that does the same without looking:
//! `cargo bench --no-default-features --bench issue`.

mod timing;

use std::collections::HashMap;
use std::hint::black_box;

use totp_toolset::formats::entra_csv;
use totp_toolset::issue::{
    Issuing, MAX_TOKENS, MAX_USERS, Order, SecretBits, Serials, StepChoice, Users, read_users,
};
use totp_toolset::oath::{Encoding, Token, encode_seed};
use totp_toolset::packed::Pack;
use totp_toolset::work::SLICE;

use timing::{best, say};

/// How many orders of [`MAX_TOKENS`] make a million.
const ORDERS: usize = 1_000_000 / MAX_TOKENS;

/// What each is compared with.
const PLAIN: &str = "a plain loop";

fn main() {
    issuing_a_million();
    reading_users();
    let tokens = issued(0);
    packing(&tokens);
    writing(&tokens);
}

/// NOT RANDOM: a stand-in for the browser's source, so that the source is not what is measured (`xorshift64*`).
struct StandIn(u64);

impl StandIn {
    fn fill(&mut self, place: &mut [u8]) -> Result<(), ()> {
        for part in place.chunks_mut(8) {
            self.0 ^= self.0 >> 12;
            self.0 ^= self.0 << 25;
            self.0 ^= self.0 >> 27;
            let bytes = self.0.wrapping_mul(0x2545_f491_4f6c_dd1d).to_le_bytes();
            part.copy_from_slice(&bytes[..part.len()]);
        }
        Ok(())
    }
}

fn order(nth: usize) -> Order {
    Order {
        users: Users::Count(MAX_TOKENS.to_string()),
        serials: Serials::From(format!("{:08}", nth * MAX_TOKENS)),
        manufacturer: "Contoso".to_owned(),
        model: "HardwareKey".to_owned(),
        bits: SecretBits::B160,
        step: StepChoice::Thirty,
    }
}

fn issue(order: &Order, source: &mut StandIn, mut take: impl FnMut(Vec<Token>)) {
    let Ok(plan) = order.plan(&HashMap::new()) else {
        unreachable!("the order is a good one")
    };
    let mut issuing = Issuing::new(plan);
    while issuing.done() < issuing.total() {
        let tokens = issuing.advance(SLICE, &mut |place| source.fill(place));
        take(tokens.expect("the source does not fail"));
    }
}

/// Tokens for 100,000 users: what the figures beside issuing are about.
fn issued(nth: usize) -> Vec<Token> {
    let mut order = order(nth);
    order.users = Users::List {
        text: (0..MAX_TOKENS)
            .map(|n| format!("first.last{n}@contoso.com\n"))
            .collect::<String>()
            .into(),
        columns: None,
        each: "1".to_owned(),
    };
    let mut tokens = Vec::new();
    issue(&order, &mut StandIn(1), |slice| tokens.extend(slice));
    tokens
}

fn issuing_a_million() {
    let took = best(|| {
        let (mut source, mut tokens) = (StandIn(1), 0);
        for nth in 0..ORDERS {
            issue(&order(nth), &mut source, |slice| {
                tokens += black_box(slice).len();
            });
        }
        assert_eq!(tokens, 1_000_000);
    });
    let plain = best(|| {
        let mut source = StandIn(1);
        for n in 0..1_000_000 {
            let mut secret = [0; 20];
            source.fill(&mut secret).expect("it does not fail");
            black_box((secret, format!("{n:08}")));
        }
    });
    say("issuing 1,000,000 tokens", took, plain, PLAIN);
}

fn reading_users() {
    let row = |n: usize| {
        format!(
            "first.last{n}@contoso.com\tLast{n}, First\t01234567-89ab-cdef-0123-{n:012}\tSales\n"
        )
    };
    let head = "userPrincipalName\tdisplayName\tobjectId\tdepartment\n".to_owned();
    let text: String = [head].into_iter().chain((0..MAX_USERS).map(row)).collect();
    let took = best(|| {
        let list = read_users(&text, None).expect("a list");
        assert_eq!((list.users.len(), list.findings.len()), (MAX_USERS, 0));
        list
    });
    let plain = best(|| {
        let lines = text.lines().map(|line| black_box(line).len());
        lines.sum::<usize>()
    });
    say(
        "reading 100,000 users of 4 columns, beside lines",
        took,
        plain,
        PLAIN,
    );
    let plain = best(|| {
        let lines = text
            .lines()
            .map(|line| line.split('\t').map(str::to_owned).collect());
        lines.collect::<Vec<Vec<String>>>()
    });
    say(
        "the same, beside lines split into cells",
        took,
        plain,
        PLAIN,
    );
}

fn packing(tokens: &[Token]) {
    let copy = best(|| {
        // Exposed: the plain loop has to copy as much as packing does.
        let secrets = tokens.iter().map(|token| token.secret.expose().to_vec());
        secrets.collect::<Vec<_>>()
    });
    say(
        "packing 100,000 tokens",
        best(|| Pack::of(tokens)),
        copy,
        PLAIN,
    );
    let pack = Pack::of(tokens);
    say(
        "unpacking them",
        best(|| pack.tokens().count()),
        copy,
        PLAIN,
    );
    let bytes = pack.as_bytes().len() as f64 / tokens.len() as f64;
    let place = std::mem::size_of::<usize>();
    println!("a packed token: {bytes:.1} bytes in the mean, and {place} for its place");
    println!(
        "(20-byte secret, 8-digit serial, 7 + 11 characters of maker and model, 24 to 28 of user)"
    );
}

fn writing(tokens: &[Token]) {
    let took = best(|| {
        let findings = entra_csv::check(tokens);
        assert!(findings.is_empty());
        entra_csv::write(tokens, &findings).bytes.len()
    });
    let records: Vec<[String; 6]> = tokens.iter().map(record).collect();
    let plain = best(|| {
        let mut writer = csv::Writer::from_writer(Vec::new());
        for record in &records {
            writer.write_record(record).expect("memory takes it");
        }
        writer.into_inner().expect("memory takes it").len()
    });
    say("checking and writing 100,000 rows", took, plain, PLAIN);
}

fn record(token: &Token) -> [String; 6] {
    let text = |text: Option<&str>| text.unwrap_or_default().to_owned();
    [
        text(token.upn.as_ref().map(|upn| upn.as_str())),
        text(token.serial.as_ref().map(|serial| serial.as_str())),
        encode_seed(&token.secret, Encoding::Base32).to_string(),
        "30".to_owned(),
        text(token.manufacturer.as_ref().map(|name| name.as_str())),
        text(token.model.as_ref().map(|model| model.as_str())),
    ]
}
