//! Huge and endless inputs in every reader: refused by a cap that is said, or read in a time and a memory that grow with them.
//!
//! No time is measured. Each input is so large that anything worse than linear does not come to an end; what an attacker could
//! make of a result is bounded by comparing its size. How the time grows is printed by `cargo bench --bench hostile`.

use totp_toolset::app::{SecretText, SeedDraft};
use totp_toolset::check::{
    FailuresError, MAX_FAILURES, MAX_MESSAGE_BYTES, MAX_MESSAGES, Request, Upload, decode_portal,
    examine, is_failures_file, is_portal_message, read_failures,
};
use totp_toolset::formats::columns::Mapping;
use totp_toolset::formats::otpauth::{self, MAX_URI_BYTES, OtpauthError};
use totp_toolset::formats::{
    Assumed, Format, FormatError, MAX_FILE_BYTES, MAX_ROWS, Mending, ReadAs, Report, open, read,
    recognise,
};
use totp_toolset::issue::{MAX_TEXT_BYTES, MAX_USERS, UserListError, read_users};
use totp_toolset::oath::{EncodingChoice, SeedProblem, decode_seed};

/// Reads a hostile text as everything. If that took more than linear time, it would not end.
fn survives(text: &str) {
    recognise(text);
    let _ = open(text.as_bytes());
    let formats = Format::ALL.into_iter().map(ReadAs::Format);
    for read_as in formats.chain([ReadAs::Columns(Mapping::proposed(text))]) {
        let _ = read(
            text.as_bytes(),
            read_as,
            &Mending::default(),
            &Assumed::default(),
        );
    }
}

/// Of bytes: read in a thousand ways, more than any cell has. What took the square of it would not come to an end.
const MANY: usize = 50_000;

#[test]
fn a_row_more_than_anybody_has_is_refused() {
    let text = "1\n".repeat(MAX_ROWS + 1);
    recognise(&text);
    let columns = ReadAs::Columns(Mapping::proposed(&text));
    let (mending, assumed) = (Mending::default(), Assumed::default());
    for result in [
        open(text.as_bytes()),
        read(
            text.as_bytes(),
            ReadAs::Format(Format::EntraCsv),
            &mending,
            &assumed,
        ),
        read(text.as_bytes(), columns, &mending, &assumed),
    ] {
        assert_eq!(result, Err(FormatError::TooManyRows));
    }
}

#[test]
fn five_million_commas_are_survived() {
    survives(&format!("serial,secret\n1{}", ",".repeat(5_000_000)));
}

#[test]
fn a_line_of_delimiters_alone_is_survived() {
    for delimiter in [";", "\t", ":", " ", "\",\"", ", "] {
        survives(&format!("serial,secret\n1{}", delimiter.repeat(MANY)));
        survives(&delimiter.repeat(MANY));
    }
}

#[test]
fn a_cell_of_five_megabytes_is_survived() {
    survives(&format!("1000001,{}", "A".repeat(5_000_000)));
}

#[test]
fn an_endless_cell_is_survived_wherever_it_stands() {
    for character in ["A", "0", "é", "=", "\"\"", " A", "%41", "\\u0041", "&#65;"] {
        let cell = character.repeat(MANY / character.len());
        survives(&cell);
        survives(&format!("1000001,{cell},totp"));
        survives(&format!("\"{cell}\",1"));
        survives(&format!("upn,serial number,secret key\na@b,{cell},{cell}"));
        survives(&format!("otpauth://totp/{cell}?secret={cell}"));
        survives(&format!(
            "{{\"serialNumber\":\"{cell}\",\"secretKey\":\"{cell}\"}}"
        ));
        survives(&format!(
            "<Tokens><Token serial=\"{cell}\"><Seed>{cell}</Seed></Token></Tokens>"
        ));
    }
}

#[test]
fn quotes_that_never_close_are_survived() {
    survives(&"\"".repeat(MANY + 1));
    survives(&"\"1000001,\n".repeat(MANY / 10));
    survives(&format!(
        "upn,serial number,secret key\n\"{}",
        "a,\n".repeat(MANY / 3)
    ));
}

#[test]
fn a_hundred_thousand_brackets_are_survived() {
    survives(&"[".repeat(100_000));
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    survives(&deep);
    survives(&format!(
        "{{\"secretKey\":{deep},\"device\":{deep},\"assignTo\":{deep}}}"
    ));
}

#[test]
fn what_opens_and_never_closes_is_survived() {
    for opening in [
        "{\"a\":",
        "{\"value\":[",
        "<a>",
        "<a b='",
        "&a;",
        "<!--",
        "<!DOCTYPE a [",
    ] {
        survives(&opening.repeat(MANY / opening.len()));
    }
    let depth = MANY / 7;
    survives(&format!("{}{}", "<a>".repeat(depth), "</a>".repeat(depth)));
}

#[test]
fn a_hundred_thousand_comments_are_survived() {
    survives(&"#\n".repeat(100_000));
    survives(&"# version: 2\n".repeat(100_000));
    survives(&format!("{}1000001,ABCD", "#\n".repeat(100_000)));
}

#[test]
fn bad_entries_by_the_ten_thousand_are_survived() {
    let device = "{\"serialNumber\":\"1\",\"secretKey\":\"0\"}";
    survives(&format!(
        "[{}{device}]",
        format!("{device},").repeat(10_000)
    ));
    survives(&format!("{device}\n").repeat(10_000));
    survives(&"{\"serialNumber\":}\n".repeat(10_000));
    survives(&"otpauth://totp/%zz?secret=1\n".repeat(10_000));
}

#[test]
fn a_byte_more_than_64_mebibytes_is_refused_unread() {
    let size = usize::try_from(MAX_FILE_BYTES).expect("it fits") + 1;
    // Not even text: nothing looks at it.
    let file = vec![0xff; size];
    let too_large = FormatError::TooLarge {
        bytes: MAX_FILE_BYTES + 1,
    };
    assert_eq!(open(&file), Err(too_large.clone()));
    assert_eq!(examine(&file, &Request::default()).err(), Some(too_large));
}

/// Of 4 MiB each: one cell, a row of millions of cells, a tag with millions of attributes or of nothing but its beginning, what
/// would expand to more than the memory, and what nests as deep as it is long.
fn bombs() -> [(&'static str, String); 9] {
    const SIZE: usize = 4 << 20;
    let entities: String = (1..64)
        .map(|n| format!("<!ENTITY e{n} \"{}\">", format!("&e{};", n - 1).repeat(10)))
        .collect();
    let attributes: String = (0..SIZE / 12).map(|n| format!(" a{n:06x}='1'")).collect();
    [
        ("one cell", format!("upn,serial number,secret key\n{}", "A".repeat(SIZE))),
        ("a row of cells", format!("serial,secret\n1{}", ",1".repeat(SIZE / 2))),
        ("a row of quoted cells", format!("serial,secret\n1{}", ",\"1\"".repeat(SIZE / 4))),
        ("attributes", format!("<Tokens><Token{attributes}/></Tokens>")),
        ("namespaces", format!("<Tokens{}/>", " xmlns:a='b'".repeat(SIZE / 12))),
        ("entities that expand", format!("<!DOCTYPE a [<!ENTITY e0 \"x\">{entities}]><Tokens>&e63;</Tokens>")),
        ("an entity from a file", "<!DOCTYPE a [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><Tokens><Token serial=\"1\"><Seed>&e;</Seed></Token></Tokens>".to_owned()),
        ("elements in elements", "<Tokens>".repeat(SIZE / 8)),
        ("objects in objects", format!("{{\"secretKey\":{}", "{\"value\":[".repeat(SIZE / 10))),
    ]
}

#[test]
fn no_bomb_goes_off() {
    for (name, bomb) in bombs() {
        // As what they would be taken for; as everything, they are tried smaller below.
        let read_as = if bomb.starts_with('<') {
            Format::AladdinXml
        } else if bomb.starts_with('{') {
            Format::GraphJson
        } else {
            Format::EntraCsv
        };
        let result = read(
            bomb.as_bytes(),
            ReadAs::Format(read_as),
            &Mending::default(),
            &Assumed::default(),
        );
        let tokens = result.map(|reading| (reading.tokens.len(), reading.findings.len() < 10));
        assert!(
            matches!(tokens, Err(_) | Ok((0, true))),
            "{name}: {tokens:?}"
        );
        let _ = open(bomb.as_bytes());
    }
}

#[test]
fn a_document_type_makes_xml_unusable_so_nothing_expands_and_nothing_is_fetched() {
    for (name, bomb) in bombs()
        .into_iter()
        .filter(|(_, bomb)| bomb.starts_with("<!DOCTYPE"))
    {
        let result = read(
            bomb.as_bytes(),
            ReadAs::Format(Format::AladdinXml),
            &Mending::default(),
            &Assumed::default(),
        );
        assert_eq!(result, Err(FormatError::Structure), "{name}");
    }
}

/// What is told beside the findings, in bytes of text.
fn told(bytes: &[u8]) -> (usize, usize) {
    let examined = examine(bytes, &Request::default()).expect("a text");
    let examination = &examined.examination;
    let cells = examination.told.iter().map(|told| {
        let offers: usize = told
            .offers
            .iter()
            .map(|offer| offer.after.as_str().len())
            .sum();
        told.cell.as_ref().map_or(0, |cell| cell.as_str().len()) + offers
    });
    let preview = examination
        .preview
        .iter()
        .flatten()
        .map(|cell| cell.as_str().len());
    (
        cells.sum::<usize>() + preview.sum::<usize>(),
        examination.report.shown.len(),
    )
}

#[test]
fn huge_cells_stay_in_the_file_and_do_not_come_to_the_page() {
    let row = |size: usize| {
        format!(
            "a@b.com,1,{}!,30,{},Key\n",
            "0".repeat(size),
            "“".repeat(size / 3)
        )
    };
    let header = "upn,serial number,secret key,time interval,manufacturer,model\n";
    let file = |size: usize| format!("{header}{}", row(size).repeat(20));
    let (small, findings) = told(file(400).as_bytes());
    assert!(
        small > 400 && findings > 10,
        "cells that could be right are told: {small} bytes, {findings} findings"
    );
    for size in [200_000, 400_000] {
        let (huge, _) = told(file(size).as_bytes());
        assert!(huge < 20_000, "{huge} bytes of cells of {size}");
    }
}

#[test]
fn findings_by_the_hundred_thousand_are_told_in_short() {
    let header = "upn,serial number,secret key,time interval,manufacturer,model\n";
    // No two rows say the same, so none are gathered.
    let rows: String = (0..100_000)
        .map(|n| {
            if n % 2 == 0 {
                "=,,,,,\n"
            } else {
                "a,b,!,x,+1,-1\n"
            }
        })
        .collect();
    let examined =
        examine(format!("{header}{rows}").as_bytes(), &Request::default()).expect("a text");
    let Report { shown, kinds, .. } = &examined.examination.report;
    assert!(examined.examination.report.total() > 200_000);
    assert!(
        shown.len() <= Report::SHOWN && kinds.len() < 100,
        "{} shown",
        shown.len()
    );
    assert_eq!(examined.examination.told.len(), shown.len());
    assert!(
        examined.examination.runs.len() <= 10_000,
        "the report that is kept has an end: {}",
        examined.examination.runs.len()
    );
}

#[test]
fn a_uri_or_a_seed_of_megabytes_is_refused_by_its_length() {
    let long = "A".repeat(8 << 20);
    let uri = format!("otpauth://totp/{long}?secret={long}");
    assert_eq!(otpauth::read(&uri), Err(OtpauthError::TooLong));
    let parameters = format!(
        "otpauth://totp/a?{}secret=AAAA",
        "x=1&".repeat(MAX_URI_BYTES)
    );
    assert_eq!(otpauth::read(&parameters), Err(OtpauthError::TooLong));
    for text in [
        long.as_str(),
        &"0".repeat(8 << 20),
        &"!".repeat(8 << 20),
        &"é ".repeat(4 << 20),
        &"=".repeat(8 << 20),
    ] {
        let refused = decode_seed(text, EncodingChoice::Automatic)
            .map(drop)
            .map_err(|error| error.problem);
        assert_eq!(refused, Err(SeedProblem::TooLong));
        // As the field of the page takes it.
        let draft = SeedDraft::read(SecretText::new(text.to_owned()), EncodingChoice::Automatic);
        assert!(draft.secret().is_none());
    }
}

#[test]
fn a_list_of_a_million_users_is_refused_and_one_of_megabytes_on_a_line_is_read() {
    let many = "a@b.c\n".repeat(1_000_000);
    assert_eq!(
        read_users(&many, None).map(drop),
        Err(UserListError::TooManyLines)
    );
    let large = "a".repeat(MAX_TEXT_BYTES + 1);
    assert_eq!(
        read_users(&large, None).map(drop),
        Err(UserListError::TooLong)
    );
    for line in [
        ",".repeat(4 << 20),
        "\"".repeat(4 << 20),
        "a@b.c,".repeat(700_000),
        "@".repeat(4 << 20),
        format!("{}@b", "a".repeat(4 << 20)),
    ] {
        // A line of nothing but commas is a blank one.
        let Ok(list) = read_users(&line, None) else {
            assert!(line.starts_with(','));
            continue;
        };
        let heads: usize = list.heads.iter().map(|head| head.as_str().len()).sum();
        assert!(
            list.users.len() <= 1 && heads < 10_000,
            "{heads} bytes of heads"
        );
    }
    // Just as many as are allowed, and all of them wrong.
    let wrong = "x\n".repeat(MAX_USERS);
    assert_eq!(
        read_users(&wrong, None).map(|list| (list.users.len(), list.left_out)),
        Ok((0, MAX_USERS))
    );
}

#[test]
fn pastes_of_the_portal_have_an_end() {
    let upload = Upload::default();
    let message = "illegal character 8 for: a@b.c, serial number: 1\n";
    for paste in [
        message.repeat(200_000),
        "illegal character ".repeat(400_000),
        "<".repeat(8 << 20),
        "a@b.c ".repeat(1_000_000),
        "\n".repeat(8 << 20),
        "\\u003c".repeat(1_000_000),
        "&lt;".repeat(2_000_000),
        "serial number: ".repeat(500_000),
    ] {
        let decoded = decode_portal(&paste, &upload);
        assert!(
            decoded.goes_on,
            "{:?}: more than {MAX_MESSAGE_BYTES} bytes are not looked at",
            &paste[..8]
        );
        assert!(decoded.messages.len() <= MAX_MESSAGES);
        let named = decoded
            .messages
            .iter()
            .flat_map(|message| [&message.serial, &message.upn]);
        let bytes: usize = named.flatten().map(|name| name.as_str().len()).sum();
        assert!(bytes < 1 << 20, "{bytes} bytes of names");
        is_portal_message(&paste);
    }
}

#[test]
fn lists_of_failures_have_an_end() {
    let upload = Upload::default();
    let many = "1,a@b.c,no\n".repeat(MAX_FAILURES + 1);
    assert_eq!(
        read_failures(&many, None, &upload),
        Err(FailuresError::TooManyLines)
    );
    assert_eq!(
        read_failures(&"a".repeat(17 << 20), None, &upload),
        Err(FailuresError::TooLong)
    );
    for text in [
        ",".repeat(8 << 20),
        "\"".repeat(8 << 20),
        format!("serial,reason\n1,{}", "illegal character ".repeat(400_000)),
    ] {
        is_failures_file("Failures_x.csv", &text);
        // As above.
        let Ok(failures) = read_failures(&text, None, &upload) else {
            assert!(text.starts_with(','));
            continue;
        };
        let bytes: usize = failures
            .rows
            .iter()
            .map(|row| row.serial.as_str().len() + row.reason.as_str().len())
            .sum();
        assert!(bytes < 10_000, "{bytes} bytes of cells");
    }
}
