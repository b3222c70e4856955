//! One set of tokens, written in every format that is read again, and from each into each other: what comes back is what went
//! in, or exactly what was said.

use std::fmt::Write;

use totp_toolset::formats::recognise;
use totp_toolset::formats::text::text_of;
use totp_toolset::formats::{Finding, Format};
use totp_toolset::oath::{Counter, Digits, MovingFactor, Token, UserDetails};
use totp_toolset::work::FileKind;

use crate::conversion::{announced, readable, through, written};
use crate::samples::{every, fleet, order, parsed, secret};

/// What it shows; bytes of the secret, hash, digits, and seconds or counter; serial number, manufacturer, model, user principal
/// name, object id. No two have one serial number, for most formats refuse that.
const TOKENS: &str = r##"
all texts            | 20 SHA1   6 30 | 1000001 | Contoso         | C200  | alice@contoso.com   |
all texts and an id  | 20 SHA1   6 30 | 1000002 | Contoso         | C200  | bob@contoso.com     | 0cadbf92-2c6e-4b1c-9e0b-4d7c7a3a5f11
an id alone          | 20 SHA1   6 30 | 1000003 | Contoso         | C200  |                     | 0cadbf92-2c6e-4b1c-9e0b-4d7c7a3a5f12
no user              | 20 SHA1   6 30 | 1000004 | Contoso         | C200  |                     |
no model             | 20 SHA1   6 30 | 1000005 | Contoso         |       |                     |
serial number alone  | 20 SHA1   6 30 | 1000006 |                 |       |                     |
leading zeros        | 20 SHA1   6 30 | 0000042 |                 |       |                     |
no serial number     | 20 SHA1   6 30 |         | Contoso         | C200  | carol@contoso.com   |
nothing but a secret | 20 SHA1   6 30 |         |                 |       |                     |
60 seconds           | 20 SHA1   6 60 | 1000010 | Contoso         | C200  | dave@contoso.com    |
45 seconds           | 20 SHA1   6 45 | 1000011 | Contoso         | C200  | dave@contoso.com    |
counter 0            | 20 SHA1   6 c0 | 1000012 | Contoso         | C200  | dave@contoso.com    |
counter 60           | 20 SHA1   6 c60 | 1000013 | Contoso        | C200  | dave@contoso.com    |
largest counter      | 20 SHA1   6 c18446744073709551615 | 1000014 | Contoso | C200 | dave@contoso.com |
7 digits             | 20 SHA1   7 30 | 1000015 | Contoso         | C200  | erin@contoso.com    |
8 digits             | 20 SHA1   8 30 | 1000016 | Contoso         | C200  | erin@contoso.com    |
10 bytes             | 10 SHA1   6 30 | 1000017 | Contoso         | C200  | erin@contoso.com    |
16 bytes             | 16 SHA1   6 30 | 1000018 | Contoso         | C200  | erin@contoso.com    |
32 bytes             | 32 SHA1   6 30 | 1000019 | Contoso         | C200  | erin@contoso.com    |
80 bytes             | 80 SHA1   6 30 | 1000020 | Contoso         | C200  | frank@contoso.com   |
81 bytes             | 81 SHA1   6 30 | 1000021 | Contoso         | C200  | frank@contoso.com   |
SHA-256              | 32 SHA256 6 30 | 1000022 | Contoso         | C200  | frank@contoso.com   |
SHA-256, 20 bytes    | 20 SHA256 6 30 | 1000023 | Contoso         | C200  | frank@contoso.com   |
SHA-512              | 64 SHA512 6 30 | 1000024 | Contoso         | C200  | frank@contoso.com   |
everything unusual   | 64 SHA512 8 60 | 1000025 | Contoso         | C200  | grace@contoso.com   | 0cadbf92-2c6e-4b1c-9e0b-4d7c7a3a5f13
quotes and commas    | 20 SHA1   6 30 | "10,26" | Contoso, "Ltd"  | C;200 | o'brien@contoso.com |
formulas             | 20 SHA1   6 30 | =1027   | +Contoso        | -C200 | =heidi@contoso.com  |
comments             | 20 SHA1   6 30 | #1028   | # Contoso       | #C200 | #ivan@contoso.com   |
colons and percent   | 20 SHA1   6 30 | 10:29   |                 | C%20  | j:udy@contoso.com   |
other scripts        | 20 SHA1   6 30 | 鍵 1030 | Größe           | 🔑    | jürgen@contoso.com  |
"##;

/// What each format loses of each token: `h` the hash, `d` the digits, `s` the time step, `c` the counter, `o` whose it is,
/// `n` the serial number, `m` manufacturer or model. `=` nothing, `x` it is refused. The first line begins the names of the
/// kinds of files.
const LOST: &str = r"
                      EntraC GraphB GraphS Otpaut HexLis Linotp Multio NetiqC Pingid Privac Python
all texts             =      o      o      nm     om     om     om     om     om     om     o
all texts and an id   =      =      =      nm     om     om     om     om     om     om     o
an id alone           x      =      =      om     om     om     om     om     om     om     o
no user               x      =      =      m      m      m      m      m      m      m      =
no model              x      x      x      =      m      m      =      m      m      m      =
serial number alone   x      x      x      =      =      =      =      =      =      =      =
leading zeros         x      x      x      =      =      =      =      =      =      =      =
no serial number      x      x      x      m      x      x      x      x      x      x      o
nothing but a secret  x      x      x      =      x      x      x      x      x      x      =
60 seconds            =      o      o      nm     som    om     om     om     som    om     o
45 seconds            x      x      x      nm     som    om     om     om     som    om     o
counter 0             x      x      x      nm     com    om     om     om     om     om     o
counter 60            x      x      x      nm     com    com    om     com    om     om     o
largest counter       x      x      x      nm     com    com    om     com    om     om     o
7 digits              x      x      x      nm     dom    om     om     om     dom    om     o
8 digits              x      x      x      nm     dom    om     om     om     dom    om     o
10 bytes              =      o      o      nm     om     om     om     om     om     om     o
16 bytes              =      o      o      nm     om     om     om     om     om     om     o
32 bytes              =      o      o      nm     om     om     om     om     om     x      o
80 bytes              =      o      o      nm     om     om     om     om     om     om     o
81 bytes              x      x      x      nm     om     om     om     om     om     om     o
SHA-256               x      o      o      nm     hom    om     hom    hom    hom    om     o
SHA-256, 20 bytes     x      o      o      nm     hom    om     hom    hom    hom    x      o
SHA-512               x      x      x      nm     hom    om     hom    hom    hom    om     o
everything unusual    x      x      x      nm     hdsom  om     hom    hom    hdsom  om     o
quotes and commas     =      o      o      nm     x      x      x      x      x      x      o
formulas              =      o      o      nm     om     om     om     om     om     x      o
comments              =      o      o      nm     x      x      x      x      x      x      o
colons and percent    x      x      x      onm    om     om     om     om     om     x      o
other scripts         =      o      o      nm     x      om     om     om     x      x      o
";

/// The tokens, each with a secret of its own.
fn canonical() -> Vec<Token> {
    let lines = TOKENS.lines().filter(|line| !line.is_empty());
    (1..)
        .zip(lines)
        .map(|(number, line)| token(number, line))
        .collect()
}

fn token(number: u8, line: &str) -> Token {
    let cells: Vec<&str> = line.split('|').map(str::trim).collect();
    let [_, how, serial, manufacturer, model, upn, id] = cells[..] else {
        panic!("seven cells in {line}");
    };
    let how: Vec<&str> = how.split_whitespace().collect();
    let [bytes, hash, digits, factor] = how[..] else {
        panic!("four words in {line}");
    };
    let mut seed: Vec<u8> = (b'A'..=b'Z').cycle().take(parsed(bytes)).collect();
    seed[0] = number;
    Token {
        secret: secret(&seed),
        hash: parsed(hash),
        digits: Digits::try_from(parsed::<u32>(digits)).expect("6 to 8"),
        factor: match factor.strip_prefix('c') {
            Some(counter) => MovingFactor::Counter(Counter(parsed(counter))),
            None => every(parsed(factor)),
        },
        serial: serial.parse().ok(),
        manufacturer: manufacturer.parse().ok(),
        model: model.parse().ok(),
        upn: upn.parse().ok(),
        user: UserDetails {
            id: id.parse().ok(),
            ..UserDetails::default()
        },
    }
}

#[test]
fn every_format_gives_back_what_it_said_it_would() {
    for target in readable() {
        through(target, &canonical());
    }
}

#[test]
fn from_every_format_into_every_other_only_the_announced_is_lost() {
    for from in readable() {
        let tokens = through(from, &canonical());
        assert!(!tokens.is_empty(), "{from:?}");
        for into in readable() {
            through(into, &tokens);
        }
    }
}

#[test]
fn a_second_time_nothing_more_is_lost() {
    for target in readable() {
        let once = through(target, &canonical());
        assert_eq!(through(target, &once), once, "{target:?}");
    }
}

#[test]
fn a_hundred_thousand_tokens_come_back_from_every_format() {
    let tokens = fleet(100_000);
    for target in readable() {
        assert_eq!(through(target, &tokens).len(), 100_000, "{target:?}");
    }
}

#[test]
fn what_a_format_loses_is_in_the_table() {
    let tokens = canonical();
    let names = TOKENS.lines().filter_map(|line| line.split_once('|'));
    let names: Vec<&str> = names.map(|(name, _)| name.trim()).collect();
    let said: Vec<(Format, Vec<Finding>)> = readable()
        .map(|(kind, format)| (format, order(kind, 0).check(&tokens)))
        .collect();
    let kinds = readable().map(|(kind, _)| format!("{kind:?}"));
    let kinds: Vec<String> = kinds.map(|kind| kind.chars().take(6).collect()).collect();
    let mut table = format!("\n{:22}{}\n", "", kinds.join(" "));
    for (row, (name, token)) in (1..).zip(names.iter().zip(&tokens)) {
        let mut line = format!("{name:<22}");
        for (format, said) in &said {
            let mut said = said.clone();
            said.retain(|finding| finding.location.row == row);
            let left = announced(*format, token, &said);
            let lost = left.map_or("x".to_owned(), |left| lost(token, &left));
            let _ = write!(line, "{lost:<7}");
        }
        table.push_str(line.trim_end());
        table.push('\n');
    }
    assert_eq!(table, LOST, "{table}");
}

fn lost(token: &Token, left: &Token) -> String {
    let is_nobodys = token.upn.is_none() && token.user.id.is_none();
    let upn_is_kept = token.upn.is_some() && token.upn == left.upn;
    let id_is_kept = token.user.id.is_some() && token.user.id == left.user.id;
    let names = |token: &Token| (token.manufacturer.clone(), token.model.clone());
    let has_counter = matches!(token.factor, MovingFactor::Counter(_));
    let other_factor = token.factor != left.factor;
    let lost = [
        (token.hash != left.hash, 'h'),
        (token.digits != left.digits, 'd'),
        (other_factor && !has_counter, 's'),
        (other_factor && has_counter, 'c'),
        (!(is_nobodys || upn_is_kept || id_is_kept), 'o'),
        (token.serial != left.serial, 'n'),
        (names(token) != names(left), 'm'),
    ];
    let lost = lost.into_iter().filter(|(is_lost, _)| *is_lost);
    let letters: String = lost.map(|(_, letter)| letter).collect();
    if letters.is_empty() {
        "=".to_owned()
    } else {
        letters
    }
}

/// Files of which nothing says whose they are, and what they are taken for: with a type in the third column, privacyIDEA's;
/// with no more than two columns, a vendor's.
const LOOK_ALIKES: [(FileKind, Format); 2] = [
    (FileKind::NetiqCsv, Format::PrivacyideaCsv),
    (FileKind::PingidCsv, Format::VendorList),
];

#[test]
fn what_is_written_is_recognised_as_what_it_is_or_as_the_known_look_alike() {
    for (kind, format) in readable() {
        let mut alike = LOOK_ALIKES.iter().filter(|(other, _)| *other == kind);
        let first = alike.next().map_or(format, |(_, alike)| *alike);
        let bytes = written(kind, &canonical()).expect("some tokens");
        let text = text_of(&bytes).expect("text");
        let fitting: Vec<Format> = recognise(&text).into_iter().map(|(one, _)| one).collect();
        assert_eq!(fitting.first(), Some(&first), "{kind:?}");
        assert!(fitting.contains(&format), "{kind:?}");
    }
}

#[test]
fn counters_tell_the_list_of_pingid_from_that_of_a_vendor() {
    let mut tokens = canonical();
    tokens.retain(|token| matches!(token.factor, MovingFactor::Counter(_)));
    let bytes = written(FileKind::PingidCsv, &tokens).expect("some tokens");
    let text = text_of(&bytes).expect("text");
    let first = recognise(&text).first().map(|(format, _)| *format);
    assert_eq!(first, Some(Format::PingidCsv));
}
