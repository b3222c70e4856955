//! What the steps of a rehearsal cost beside parsing the same file as CSV, for 100,000 rows; each of them holds up the page:
//! `cargo bench --no-default-features --bench rehearse`.

mod timing;

use std::hint::black_box;
use std::rc::Rc;
use std::time::{Duration, Instant};

use totp_toolset::formats::entra_csv;
use totp_toolset::oath::{
    Digits, HashAlgorithm, MovingFactor, Secret, Stamp, TimeStep, Token, UnixTime, Uptime,
    UserDetails,
};
use totp_toolset::packed::Pack;
use totp_toolset::rehearsal::{
    Activated, By, Judged, PROCESSING_MILLISECONDS, ROWS_AT_ONCE, Refreshed, Search, Tenant, judge,
};
use totp_toolset::work::SLICE;

use timing::{best, say};

/// As many as the page is made for.
const ROWS: usize = 100_000;

/// What each is compared with.
const PARSE: &str = "a CSV parse";

fn main() {
    let upns: Vec<String> = (0..ROWS)
        .map(|row| format!("first.last{row}@contoso.com"))
        .collect();
    let tokens: Vec<Token> = upns.iter().enumerate().map(token).collect();
    let file = entra_csv::write(&tokens, &[]).bytes;
    let parse = best(|| {
        let mut reader = csv::Reader::from_reader(&file[..]);
        let rows = reader.records().map(|row| black_box(row).is_ok());
        rows.count()
    });
    let report = |what: &str, took: Duration| say(what, took, parse, PARSE);

    let mut empty = Tenant::default();
    let users = |tenant: &mut Tenant| tenant.add_users(upns.iter().map(String::as_str));
    report("adding 100,000 users at once", on_a_copy(&empty, users));
    let (first, last) = upns.split_at(ROWS - ROWS_AT_ONCE);
    empty.add_users(first.iter().map(String::as_str));
    report(
        "adding the last of them in slices",
        on_a_copy(&empty, |tenant| {
            tenant.add_users(last.iter().map(String::as_str))
        }),
    );
    users(&mut empty);
    report(
        "adding one user to 100,000",
        on_a_copy(&empty, |tenant| tenant.add_users(["one@contoso.com"])),
    );

    let (judged, good) = judge(&file).expect("rows");
    let packs: Vec<Rc<Pack>> = good
        .chunks(SLICE)
        .map(|slice| Rc::new(Pack::of(slice)))
        .collect();
    upload(&mut empty, judged, packs);
    let take = |tenant: &mut Tenant| tenant.process(done());
    report("taking the first rows", on_a_copy(&empty, take));
    while empty.inventory().len() + ROWS_AT_ONCE < ROWS {
        take(&mut empty);
    }
    report("taking the last rows of 100,000", on_a_copy(&empty, take));
    assert_eq!(empty.refresh(done()), Refreshed::Done);
    let code = tokens[0]
        .hotp()
        .code_at(done().clock, TimeStep::THIRTY, Digits::Six);
    let code = code.expect("1970").to_string();
    report(
        "activating one token of 100,000",
        on_a_copy(&empty, |tenant| {
            let id = tenant.inventory().at(0).expect("a token");
            let activated = tenant.activate(id, &code, By::Administrator, done());
            assert!(matches!(activated, Activated::Done { .. }));
        }),
    );
    report(
        "creating one token beside 100,000",
        on_a_copy(&empty, |tenant| {
            let one = token((ROWS, &upns[0]));
            tenant.create_by_graph(&one).expect("created")
        }),
    );
    report(
        "deleting one token of 100,000",
        on_a_copy(&empty, |tenant| {
            let id = tenant.inventory().at(0).expect("a token");
            tenant.delete(id).expect("deleted")
        }),
    );
    report(
        "looking at a slice of 100,000 for a search",
        best(|| Search::new("no such token").go_on(empty.inventory())),
    );
    report(
        "giving 100,000 tokens to the list",
        best(|| empty.inventory().packs_of(empty.inventory().newest())),
    );
}

fn token((row, upn): (usize, &String)) -> Token {
    let mut secret = *b"made up for a bench.";
    secret[..8].copy_from_slice(&(row as u64).to_le_bytes());
    Token {
        secret: Secret::from_bytes(&secret).expect("20 bytes"),
        hash: HashAlgorithm::Sha1,
        digits: Digits::Six,
        factor: MovingFactor::Time(TimeStep::THIRTY),
        serial: format!("{row:08}").parse().ok(),
        manufacturer: "Contoso".parse().ok(),
        model: "HardwareKey".parse().ok(),
        upn: upn.parse().ok(),
        user: UserDetails::default(),
    }
}

fn upload(tenant: &mut Tenant, judged: Judged, packs: Vec<Rc<Pack>>) {
    let begin = Stamp {
        clock: UnixTime::from_seconds(0),
        uptime: Uptime::from_milliseconds(0),
    };
    tenant.upload("tokens.csv".into(), Ok(judged), 0, packs, begin);
}

fn done() -> Stamp {
    Stamp {
        clock: UnixTime::from_seconds(0),
        uptime: Uptime::from_milliseconds(PROCESSING_MILLISECONDS),
    }
}

/// The shortest of several runs while the page still holds the tenant of its last rendering; neither copying nor dropping
/// it counts.
fn on_a_copy<T>(tenant: &Tenant, mut step: impl FnMut(&mut Tenant) -> T) -> Duration {
    let took = (0..5).map(|_| {
        let mut copy = tenant.clone();
        let began = Instant::now();
        black_box(step(&mut copy));
        began.elapsed()
    });
    took.min().expect("five runs")
}
