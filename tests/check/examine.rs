//! A file looked at as a whole: what it is, what is wrong with it by its own lines, and what would mend it.

use totp_toolset::check::{
    Evidence, Examination, Examined, Pairing, PortalMessageKind, Request, UserMerge, examine,
};
use totp_toolset::formats::text::Charset;
use totp_toolset::formats::{
    Assumed, Certainty, Column, FindingCode, Fix, Format, FormatError, Pasted, ReadAs, Step,
};
use totp_toolset::oath::TimeStep;

use crate::sent;

const HEADER: &str = "upn,serial number,secret key,time interval,manufacturer,model";
const SECRET: &str = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
const OTHER: &str = "MFRGGZDFMZTWQ2LKNNWG23TPOBYXE43U";
const HEX: &str = "3132333435363738393031323334353637383930";

fn csv(rows: &[String]) -> String {
    let lines = std::iter::once(HEADER.to_owned()).chain(rows.iter().cloned());
    lines.map(|line| format!("{line}\r\n")).collect()
}

fn row(upn: &str, serial: &str, secret: &str) -> String {
    format!("{upn},{serial},{secret},30,Contoso,HardwareKey")
}

fn looked_at(file: &str, request: &Request) -> Examined {
    examine(file.as_bytes(), request).expect("a text")
}

/// What is found out about a file of which nobody has said anything.
fn plain(file: &str) -> Examination {
    looked_at(file, &Request::default()).examination
}

fn codes(examination: &Examination) -> Vec<(FindingCode, usize)> {
    let runs = examination.runs.iter();
    runs.map(|run| (run.finding.code, run.finding.location.row))
        .collect()
}

#[test]
fn a_correct_file_has_nothing_to_be_said_of_it() {
    let file = csv(&[
        row("a@contoso.com", "1", SECRET),
        row("b@contoso.com", "2", OTHER),
    ]);
    let examination = plain(&file);
    assert_eq!(examination.read_as, ReadAs::Format(Format::EntraCsv));
    assert_eq!(
        examination.recognised[0],
        (Format::EntraCsv, Certainty::Certain)
    );
    assert_eq!(examination.charset, Charset::Utf8);
    assert_eq!(
        (examination.lines.clone(), examination.acceptable),
        (vec![2, 3], 2)
    );
    assert_eq!(codes(&examination), []);
    assert_eq!(sent(&examination), examination);
}

#[test]
fn what_entra_refuses_is_told_by_the_lines_of_the_file() {
    let file = csv(&[
        String::new(),
        row("a@contoso.com", "1", "?"),
        row("b@contoso.com", "1", SECRET),
        row("c#EXT#@contoso.com", "1", OTHER),
    ]);
    let examination = plain(&file);
    let said = [
        (FindingCode::BlankLines, 2),
        (FindingCode::SecretUnreadable, 3),
        (FindingCode::UpnGuest, 5),
        (FindingCode::SerialTwice, 5),
    ];
    assert_eq!(codes(&examination), said);
    let twice = examination.runs.last().expect("the last one");
    assert_eq!(twice.finding.location.other_row, Some(4));
    assert_eq!((examination.unread, examination.acceptable), (1, 1));
}

#[test]
fn a_finding_comes_with_what_would_mend_it_and_with_the_evidence() {
    let file = csv(&[row("a@contoso.com", "1", HEX)]);
    let examination = plain(&file);
    let told = &examination.told[0];
    assert_eq!(told.cell, Some(Pasted::from(HEX)));
    assert!(told.retype);
    let bits = Evidence::Bits {
        base32: None,
        hex: Some(160),
    };
    assert_eq!(told.evidence, Some(bits));
    assert_eq!(told.offers.len(), 1);
    assert_eq!(
        (told.offers[0].fix, &told.offers[0].after),
        (Fix::FromHex, &Pasted::from(SECRET))
    );
}

#[test]
fn the_choice_between_hex_and_base32_is_a_persons() {
    let file = csv(&[row(
        "a@contoso.com",
        "1",
        "ABCDEF22ABCDEF22ABCDEF22ABCDEF22ABCDEF22",
    )]);
    let examination = plain(&file);
    assert_eq!(codes(&examination), [(FindingCode::SecretAlsoHex, 2)]);
    let bits = Evidence::Bits {
        base32: Some(200),
        hex: Some(160),
    };
    assert_eq!(examination.told[0].evidence, Some(bits));
    assert_eq!(examination.safely_mendable, 0);
}

#[test]
fn a_lost_zero_is_offered_by_the_length_of_the_others() {
    let serials = ["2300000000001", "17", "2300000000003", "2300000000004"];
    let secrets = [
        SECRET,
        OTHER,
        "KRUGKIDROVUWG2ZAMJZG653OEBTG66BA",
        "ORUGKIDROVUWG2ZAMJZG653OEBTG66BA",
    ];
    let rows: Vec<String> = serials
        .iter()
        .zip(secrets)
        .map(|(serial, secret)| row("a@contoso.com", serial, secret))
        .collect();
    let examination = plain(&csv(&rows));
    assert_eq!(codes(&examination), [(FindingCode::SerialZerosLost, 3)]);
    let told = &examination.told[0];
    assert_eq!(told.evidence, Some(Evidence::UsualDigits(13)));
    assert_eq!(told.offers[0].after, Pasted::from("0000000000017"));
}

#[test]
fn what_was_corrected_is_read_so() {
    let file = csv(&[row("a’b@contoso.com", "1", "GEZD GNBV GY3T QOJQ")]);
    let before = plain(&file);
    assert_eq!(before.safely_mendable, 2);
    let mut request = Request::default();
    request.mending.take(Step::AllSafe);
    let after = looked_at(&file, &request);
    assert_eq!(after.examination.safely_mendable, 0);
    let upn = after.tokens[0].upn.as_ref().map(|upn| upn.as_str());
    assert_eq!(upn, Some("a'b@contoso.com"));
    assert!(!request.is_plain());
}

#[test]
fn a_file_of_no_known_kind_is_shown_so_that_its_columns_can_be_named() {
    let examination = plain("eins;zwei;drei\nvier;fünf;sechs\n");
    assert!(matches!(examination.read_as, ReadAs::Columns(_)));
    let missing = vec![Column::SecretKey];
    assert_eq!(
        examination.unusable,
        Some(FormatError::HeaderLacks { missing })
    );
    assert_eq!((examination.preview.len(), examination.columns), (2, 3));
    assert_eq!(examination.preview[1][1], "fünf");
}

#[test]
fn a_file_that_is_no_text_is_none() {
    assert_eq!(
        examine(b"PK\x03\x04\0\0", &Request::default()).err(),
        Some(FormatError::Binary)
    );
    assert_eq!(
        examine(b" \r\n", &Request::default()).err(),
        Some(FormatError::Empty)
    );
}

#[test]
fn another_format_can_be_forced_on_a_file() {
    let file = format!("1000001,{HEX}\n");
    assert_eq!(plain(&file).read_as, ReadAs::Format(Format::VendorList));
    let request = Request {
        read_as: Some(ReadAs::Format(Format::NetiqCsv)),
        ..Request::default()
    };
    let examined = looked_at(&file, &request).examination;
    // There a token is counter-based where the file does not say otherwise.
    assert_eq!(codes(&examined)[0].0, FindingCode::CellEmpty);
    assert!(
        examined
            .runs
            .iter()
            .any(|run| run.finding.code == FindingCode::CounterBased)
    );
}

#[test]
fn what_the_format_does_not_say_can_be_said_and_nothing_else() {
    let assumed = Assumed {
        step: Some(TimeStep::SIXTY),
        ..Assumed::default()
    };
    let nothing = Assumed::default();
    let list = plain(&format!("1000001 {HEX}\n"));
    let said = list.unsaid(&nothing);
    assert!(said.factor && said.step && said.hash && said.digits);
    let full = plain(&csv(&[row("a@contoso.com", "1", SECRET)]));
    assert!(!full.unsaid(&nothing).any());
    assert!(full.unsaid(&assumed).step, "it stays, to be taken back");
}

#[test]
fn users_are_merged_before_entra_is_asked() {
    let header = HEADER.strip_prefix("upn,").expect("the first column");
    let file = format!(
        "{header}\r\n1,{SECRET},30,Contoso,HardwareKey\r\n2,{OTHER},30,Contoso,HardwareKey\r\n"
    );
    let before = plain(&file);
    assert_eq!(
        codes(&before),
        [(FindingCode::ColumnMissing, 1), (FindingCode::CellEmpty, 2)]
    );
    let request = Request {
        users: Some(UserMerge {
            text: "a@contoso.com\nb@contoso.com".into(),
            columns: None,
            pairing: Pairing::ByOrder,
        }),
        ..Request::default()
    };
    let after = looked_at(&file, &request).examination;
    assert_eq!(codes(&after), [(FindingCode::ColumnMissing, 1)]);
    assert_eq!(after.acceptable, 2);
    let merge = after.merge.as_ref().and_then(|merge| merge.as_ref().ok());
    assert_eq!(merge.map(|merge| merge.pairs), Some(2));
    assert_eq!(sent(&request), request);
}

#[test]
fn the_portals_words_are_found_in_a_row_without_a_token() {
    let file = csv(&[
        row("a@contoso.com", "1", SECRET),
        row("b@contoso.com", "2", "GEZD8NBV8"),
    ]);
    let request = Request {
        portal: "Invalid base32 encoding due to illegal character 8 for: b@contoso.com, serial number: 2".into(),
        ..Request::default()
    };
    let examination = looked_at(&file, &request).examination;
    let located = &examination.portal[0];
    assert_eq!(
        located.message.kind,
        PortalMessageKind::IllegalCharacter('8')
    );
    assert_eq!(located.message.place.map(|place| place.row), Some(3));
    assert_eq!(located.positions, [5, 9]);
}

#[test]
fn no_debug_of_it_quotes_the_file() {
    let file = csv(&[
        row("a@contoso.com", "1", HEX),
        row("b@contoso.com", "2", SECRET),
    ]);
    let said = format!("{:?}", plain(&file));
    for secret in [HEX, SECRET, "contoso"] {
        assert!(!said.contains(secret), "{said}");
    }
}

#[test]
fn a_hundred_thousand_rows_are_looked_at_whole() {
    let rows: Vec<String> = (0..100_000)
        .map(|number| {
            let seed: String = format!("{number:08}")
                .chars()
                .map(|c| char::from(b'A' + c as u8 - b'0'))
                .collect();
            row(
                &format!("u{number}@contoso.com"),
                &format!("{number:07}"),
                &format!("GEZDGNBVGY3TQOJQGEZDGNBV{seed}"),
            )
        })
        .collect();
    let examined = looked_at(&csv(&rows), &Request::default());
    assert_eq!(examined.tokens.len(), 100_000);
    assert_eq!(codes(&examined.examination), []);
}

#[test]
fn the_portals_words_are_found_by_a_user_who_was_merged_in() {
    let header = HEADER.strip_prefix("upn,").expect("the first column");
    let file = format!(
        "{header}\r\n1,{SECRET},30,Contoso,HardwareKey\r\n2,{OTHER},30,Contoso,HardwareKey\r\n"
    );
    let request = Request {
        users: Some(UserMerge {
            text: "a@contoso.com\nb@contoso.com".into(),
            columns: None,
            pairing: Pairing::ByOrder,
        }),
        portal: "Invalid base32 encoding due to illegal character 8 for: b@contoso.com".into(),
        ..Request::default()
    };
    let examination = looked_at(&file, &request).examination;
    let place = examination.portal[0].message.place;
    assert_eq!(place.map(|place| place.row), Some(3));
}

#[test]
fn base32_where_hex_belongs_comes_with_the_evidence() {
    let examination = plain(&format!("serial,secret,time_interval\n1,{SECRET},30\n"));
    assert_eq!(codes(&examination), [(FindingCode::SecretLooksBase32, 2)]);
    let bits = Evidence::Bits {
        base32: Some(160),
        hex: None,
    };
    assert_eq!(examination.told[0].evidence, Some(bits));
}

#[test]
fn secrets_in_front_of_serial_numbers_of_16_digits_are_not_taken_for_them() {
    let hex = "4142434445464748494a4b4c4d4e4f5051525354";
    let file = format!("{hex},1234567890123456\n{HEX},1234567890123457\n");
    let examined = looked_at(&file, &Request::default());
    assert!(matches!(examined.examination.read_as, ReadAs::Columns(_)));
    let serials = examined.tokens.iter().map(|token| &token.serial);
    let serials: Vec<&str> = serials.flatten().map(|serial| serial.as_str()).collect();
    assert_eq!(serials, ["1234567890123456", "1234567890123457"]);
}

#[test]
fn rows_are_called_lines_only_where_they_are() {
    let device = |serial: &str| {
        format!(
            r#"{{"serialNumber":"{serial}","manufacturer":"C","model":"M","secretKey":"{SECRET}","timeIntervalInSeconds":30}}"#
        )
    };
    let (one, two) = (device("1"), device("2"));
    let apart = plain(&format!("[\n{one},\n{two}\n]"));
    assert_eq!(
        (apart.lines.clone(), apart.rows_count_on),
        (vec![2, 3], false)
    );
    let together = plain(&format!("[{one},{two}]"));
    assert_eq!(
        (together.lines.clone(), together.rows_count_on),
        (vec![1, 2], true)
    );
}
