//! The list of failures as a file: its name, that `#check` reads it again, and that it holds no secret.

use totp_toolset::check::{Examination, FailureText, Failures, Request, examine};
use totp_toolset::formats::{Format, ReadAs};
use totp_toolset::oath::TimeStep;
use totp_toolset::rehearsal::failures::{COLUMNS, file_name, write};
use totp_toolset::rehearsal::{Tenant, judge};

use crate::{HELGA, RFC_BASE32, at, csv, row, taken, tenant_with, token, upload};

/// The RFC's seed in hex: digits alone.
const RFC_HEX: &str = "3132333435363738393031323334353637383930";

#[test]
fn the_list_is_named_after_the_upload() {
    for (upload, list) in [
        ("tokens.csv", "Failures_tokens.csv"),
        ("tokens.CSV", "Failures_tokens.csv"),
        ("tokens", "Failures_tokens.csv"),
        ("tokens.csv.csv", "Failures_tokens.csv.csv"),
        ("tokens.txt", "Failures_tokens.txt.csv"),
        (".csv", "Failures_.csv"),
        ("", "Failures_.csv"),
        ("é€csv", "Failures_é€csv.csv"),
        ("Schlüssel.csv", "Failures_Schlüssel.csv"),
    ] {
        assert_eq!(file_name(upload), list);
    }
}

/// The list of failures of an upload into this tenant.
fn list_in(tenant: &mut Tenant, text: &str) -> String {
    upload(tenant, "tokens.csv", text, at(9));
    let written = write(&taken(tenant).failures);
    String::from_utf8(written.bytes.to_vec()).expect("text")
}

/// The list of failures of an upload into a tenant without users.
fn list(text: &str) -> String {
    list_in(&mut Tenant::default(), text)
}

#[test]
fn the_list_has_its_columns_and_a_line_for_each_failure() {
    let list = list(&csv(&[&row(HELGA, "1"), &row(HELGA, "2")]));
    let lines: Vec<&str> = list.lines().collect();
    assert_eq!((lines[0], lines.len()), (&*COLUMNS.join(","), 3));
}

#[test]
fn its_columns_are_not_named_as_the_uploads() {
    for name in crate::HEADER.split(',') {
        assert!(!COLUMNS.contains(&name), "{name}");
    }
}

#[test]
fn an_illegal_character_is_said_in_the_portals_words_but_for_the_character() {
    let list = list(&csv(&["helga@contoso.com,7,GEZD8NBV,30,C,M"]));
    let said = "hardwareTokenUploadValidationFailure: Invalid base32 encoding due to illegal character at character 5 for: helga@contoso.com, serial number: 7";
    assert!(list.contains(said), "{list}");
}

/// What `#check` makes of the list, beside the file that was uploaded.
fn read_again(text: &str, list: &str) -> Failures {
    let failures: FailureText = (list.into(), None);
    let request = Request {
        read_as: Some(ReadAs::Format(Format::EntraCsv)),
        failures: Some(failures),
        ..Request::default()
    };
    let examined = examine(text.as_bytes(), &request).expect("a text");
    let Examination { failures, .. } = examined.examination;
    failures.expect("asked for").expect("a list")
}

/// The lines of the upload that the list names, as `#check` finds them.
fn located(text: &str, list: &str) -> Vec<Option<usize>> {
    let failures = read_again(text, list);
    let places = failures.rows.iter().map(|row| row.place);
    places.map(|place| place.map(|place| place.row)).collect()
}

fn lines_of(tenant: &Tenant) -> Vec<Option<usize>> {
    let failures = &taken(tenant).failures;
    let lines = failures.iter().map(|failure| Some(failure.line as usize));
    lines.collect()
}

/// A row for each reason that is not about the number of cells.
fn hostile_rows() -> String {
    csv(&[
        &row("nobody@contoso.com", "1000001"),
        "",
        &row(HELGA, "1000002"),
        &row(HELGA, "1000003"),
        &row("idris@contoso.com", "1000003"),
        "mei@contoso.com,1000005,GEZD8NBV,30,Contoso,HardwareKey",
        &format!("niall@contoso.com,1000006,{RFC_HEX},30,Contoso,HardwareKey"),
        &format!("sofia@contoso.com,1000007,{RFC_BASE32},45,Contoso,HardwareKey"),
        &format!("guest#EXT#@contoso.com,1000008,{RFC_BASE32},30,Contoso,HardwareKey"),
        &format!("\"o'neil@contoso.com\",\"1,000,009\",{RFC_BASE32},30,Contoso,HardwareKey"),
    ])
}

#[test]
fn every_failure_is_found_again_at_its_line() {
    let mut tenant = tenant_with(&[token("1000002", HELGA, TimeStep::THIRTY)]);
    let text = hostile_rows();
    let list = list_in(&mut tenant, &text);
    assert_eq!(lines_of(&tenant).len(), 8);
    assert_eq!(located(&text, &list), lines_of(&tenant));
}

#[test]
fn numbers_of_lines_are_not_taken_for_serial_numbers() {
    let rows: Vec<String> = (1..=9)
        .map(|number| row(&format!("u{number}@contoso.com"), &number.to_string()))
        .collect();
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    let text = csv(&rows);
    let mut tenant = Tenant::default();
    let list = list_in(&mut tenant, &text);
    assert_eq!(located(&text, &list), lines_of(&tenant));
}

#[test]
fn numbers_of_lines_are_not_taken_for_serial_numbers_that_were_left_out() {
    let swapped = |number: usize| format!("u{number}@contoso.com,{RFC_BASE32},{number},30,C,M");
    let rows = [
        swapped(1),
        swapped(2),
        row("a@contoso.com", "3"),
        row("b@contoso.com", "2"),
    ];
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    let text = csv(&rows);
    let mut tenant = Tenant::default();
    tenant.add_users(["a@contoso.com", "b@contoso.com"]);
    let list = list_in(&mut tenant, &text);
    assert_eq!(located(&text, &list), lines_of(&tenant));
}

#[test]
fn a_user_who_does_not_exist_is_understood_as_one() {
    let text = csv(&[&row("nobody@contoso.com", "1000001")]);
    let failures = read_again(&text, &list(&text));
    let kind = failures.rows[0].kind;
    assert_eq!(kind, totp_toolset::check::PortalMessageKind::UserNotFound);
}

#[test]
fn what_is_wrong_with_the_cells_of_a_line_is_said_with_its_number() {
    let list = list(&csv(&["helga@contoso.com,1000001"]));
    let line = list.lines().nth(1).expect("a failure");
    assert!(
        line.starts_with("line 2,") && line.contains("cell-count"),
        "{line}"
    );
}

/// Rows with a secret where something else belongs.
fn swapped() -> Vec<String> {
    let uri = format!("otpauth://totp/helga@contoso.com?secret={RFC_BASE32}");
    let secrets = [
        RFC_BASE32,
        RFC_HEX,
        "MTIzNDU2Nzg5MDEyMzQ1Njc4OTA=",
        "GEZDGNBVGY3TQOJQ",
        &uri,
    ];
    let mut rows = Vec::new();
    for secret in secrets {
        rows.push(format!("{secret},1000001,{RFC_BASE32},30,C,M"));
        rows.push(format!("helga@contoso.com,{secret},1000001,30,C,M"));
        rows.push(format!("helga@contoso.com,{secret},{RFC_BASE32},30,C,M"));
        rows.push(format!(
            "{secret},{secret},{secret},{secret},{secret},{secret}"
        ));
        rows.push(format!("nobody@contoso.com,1000001,{secret}8,30,C,M"));
        rows.push(format!("{secret},{secret}"));
        rows.push(format!("\"{secret}\n,{secret}"));
    }
    rows
}

#[test]
fn no_secret_is_in_the_list_though_columns_are_swapped() {
    const PARTS: [&str; 3] = ["GEZDGNBV", "31323334", "MTIzNDU2"];
    for row in swapped() {
        let list = list(&csv(&[&row]));
        for part in PARTS {
            assert!(!list.contains(part), "{row}: {list}");
        }
    }
}

#[test]
fn every_swapped_row_is_a_failure() {
    for row in swapped() {
        let mut tenant = Tenant::default();
        upload(&mut tenant, "swapped.csv", &csv(&[&row]), at(0));
        assert!(!taken(&tenant).failures.is_empty(), "{row}");
    }
}

#[test]
fn an_ordinary_serial_number_is_in_the_list() {
    for serial in [
        "1",
        "GALT11420104",
        "2300000000001",
        "1234567890123456789",
        "SAMPLE-0000001",
    ] {
        let list = list(&csv(&[&row(HELGA, serial)]));
        assert!(list.contains(&format!(",{serial},")), "{list}");
    }
}

#[test]
fn a_list_of_no_failure_is_its_header() {
    assert_eq!(
        &*write(&[]).bytes,
        format!("{}\r\n", COLUMNS.join(",")).as_bytes()
    );
}

#[test]
fn failures_that_were_sent_are_written_as_they_were() {
    let text = hostile_rows();
    let (judged, _) = judge(text.as_bytes()).expect("rows");
    let bytes = postcard::to_allocvec(&judged.failures).expect("serialisable");
    let sent: Vec<totp_toolset::rehearsal::Failure> =
        postcard::from_bytes(&bytes).expect("the same again");
    assert_eq!(write(&sent).bytes, write(&judged.failures).bytes);
}
