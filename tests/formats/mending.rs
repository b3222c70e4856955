//! Corrections: what each makes of a cell, that the file is read so, and that each can be taken back.

use totp_toolset::formats::{
    Assumed, CellPlace, Column, FindingCode, Fix, Format, Mending, ReadAs, Reading, Step, pick,
    read,
};
use totp_toolset::oath::{Digits, Encoding, EncodingChoice, HashAlgorithm, MovingFactor, TimeStep};

use crate::corpus;
use crate::samples::{RFC_BASE32, RFC_HEX, RFC_SEED, every, said};

const AS_CSV: ReadAs = ReadAs::Format(Format::EntraCsv);
fn file(rows: &[&str]) -> String {
    let header = "upn,serial number,secret key,time interval,manufacturer,model";
    std::iter::once(header)
        .chain(rows.iter().copied())
        .map(|line| format!("{line}\r\n"))
        .collect()
}

fn row(upn: &str, serial: &str, secret: &str) -> String {
    format!("{upn},{serial},{secret},30,Contoso,HardwareKey")
}

fn mended(file: &str, steps: impl IntoIterator<Item = Step>) -> Reading {
    let mut mending = Mending::default();
    steps.into_iter().for_each(|step| mending.take(step));
    read(file.as_bytes(), AS_CSV, &mending, &Assumed::default()).expect("a usable file")
}

#[test]
fn each_fix_makes_what_it_says() {
    let cases = [
        (
            Fix::DropSeparators,
            Column::SecretKey,
            "GEZD GNBV-GY3T",
            Some("GEZDGNBVGY3T"),
        ),
        (Fix::DropSeparators, Column::SerialNumber, "1 2", None),
        (Fix::DropPadding, Column::SecretKey, "ME======", Some("ME")),
        (
            Fix::StraightenApostrophes,
            Column::Upn,
            "o’hara@contoso.com",
            Some("o'hara@contoso.com"),
        ),
        (
            Fix::MergeApostrophes,
            Column::Upn,
            "o''hara@contoso.com",
            Some("o'hara@contoso.com"),
        ),
        (
            Fix::DropTypographicQuotes,
            Column::Model,
            "“Key”",
            Some("Key"),
        ),
        (
            Fix::DropTypographicQuotes,
            Column::SecretKey,
            "“ME”",
            Some("ME"),
        ),
        (Fix::FromHex, Column::SecretKey, RFC_HEX, Some(RFC_BASE32)),
        (Fix::FromHex, Column::SecretKey, "XYZ", None),
        (
            Fix::FromBase32,
            Column::SecretKey,
            RFC_BASE32,
            Some(RFC_HEX),
        ),
        (Fix::ZeroToO, Column::SecretKey, "G0", Some("GO")),
        (Fix::OneToI, Column::SecretKey, "G1", Some("GI")),
        (Fix::OneToL, Column::SecretKey, "G1", Some("GL")),
        (Fix::EightToB, Column::SecretKey, "G8", Some("GB")),
        (Fix::EightToB, Column::SecretKey, "GB", None),
        (
            Fix::LeadingZeros(7),
            Column::SerialNumber,
            "99",
            Some("0000099"),
        ),
        (Fix::LeadingZeros(7), Column::SerialNumber, "1234567", None),
        (Fix::LeadingZeros(7), Column::SerialNumber, "A9", None),
    ];
    for (fix, column, before, after) in cases {
        assert_eq!(
            fix.apply(column, before, EncodingChoice::Automatic)
                .as_deref(),
            after,
            "{fix:?} {before}"
        );
    }
}

#[test]
fn all_that_is_safe_is_mended_at_once() {
    let secret = "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ====";
    let file = file(&[
        &row("o’hara@contoso.com", "1", secret),
        &row("a@contoso.com", "“2”", RFC_BASE32),
    ]);
    let reading = mended(&file, [Step::AllSafe]);
    assert_eq!(reading.findings, []);
    let upn = reading.tokens[0].upn.as_ref().map(|upn| upn.as_str());
    let serial = reading.tokens[1]
        .serial
        .as_ref()
        .map(|serial| serial.as_str());
    assert_eq!((upn, serial), (Some("o'hara@contoso.com"), Some("2")));
}

#[test]
fn nothing_that_is_a_choice_is_safe() {
    let file = file(&[
        &row("o''hara@contoso.com", "1", RFC_HEX),
        &row("a@contoso.com", "2", &RFC_BASE32.replace('Q', "0")),
    ]);
    let reading = mended(&file, [Step::AllSafe]);
    assert_eq!(reading.tokens, []);
    let both = [FindingCode::SecretLooksHex, FindingCode::SecretConfusable];
    assert_eq!(
        said(&reading.findings),
        both.map(|code| (code, Some(Column::SecretKey)))
    );
}

#[test]
fn a_choice_for_some_lines_leaves_the_others() {
    let rows: Vec<String> = (1..=4)
        .map(|serial| row("a@contoso.com", &serial.to_string(), RFC_HEX))
        .collect();
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    let step = Step::In {
        rows: 3..=4,
        column: Column::SecretKey,
        fix: Fix::FromHex,
    };
    let reading = mended(&file(&rows), [step]);
    assert_eq!(reading.rows, [3, 4]);
    // RFC 6238, appendix B: the seed is these bytes.
    assert!(
        reading
            .tokens
            .iter()
            .all(|token| token.secret.expose() == RFC_SEED)
    );
}

#[test]
fn a_choice_for_all_leaves_what_is_fine() {
    let fine = "MFRGGZDFMZTWQ2LKNNWG23TPOBYXE43U";
    let both = "ABCDEF22ABCDEF22ABCDEF22ABCDEF22ABCDEF22";
    let file = file(&[
        &row("a@b", "1", RFC_HEX),
        &row("a@b", "2", fine),
        &row("a@b", "3", both),
    ]);
    let step = Step::Everywhere {
        column: Column::SecretKey,
        fix: Fix::FromHex,
        code: FindingCode::SecretLooksHex,
    };
    let reading = mended(&file, [step]);
    let bits: Vec<usize> = reading
        .tokens
        .iter()
        .map(|token| token.secret.bits())
        .collect();
    assert_eq!(bits, [160, 160, 200]);
}

#[test]
fn a_cell_can_be_typed_anew() {
    let file = file(&[&row("a@contoso.com", "2.3E+12", RFC_BASE32)]);
    let step = Step::Retype {
        row: 2,
        column: Column::SerialNumber,
        text: "2300000000017".into(),
    };
    let reading = mended(&file, [step]);
    let serial = reading.tokens[0]
        .serial
        .as_ref()
        .map(|serial| serial.as_str());
    assert_eq!(serial, Some("2300000000017"));
}

#[test]
fn steps_go_on_from_each_other_and_back_again() {
    let file = file(&[&row(
        "a@contoso.com",
        "1",
        "3132 3334 3536 3738 3930 3132 3334 3536 3738 3930",
    )]);
    let everywhere = |fix, code| Step::Everywhere {
        column: Column::SecretKey,
        fix,
        code,
    };
    let mut mending = Mending::default();
    mending.take(Step::AllSafe);
    mending.take(everywhere(Fix::FromHex, FindingCode::SecretLooksHex));
    let tokens = |mending: &Mending| {
        let reading = read(file.as_bytes(), AS_CSV, mending, &Assumed::default());
        reading.expect("a usable file").tokens.len()
    };
    assert_eq!(tokens(&mending), 1);
    assert!(mending.undo());
    assert_eq!(tokens(&mending), 0);
    assert!(mending.undo());
    assert!(!mending.undo());
    assert!(mending.is_empty());
}

#[test]
fn the_text_of_a_cell_is_picked_as_it_is_by_now() {
    let file = file(&[
        &row("a@contoso.com", "1", "GEZD GNBV"),
        &row("b@contoso.com", "2", "ME======"),
    ]);
    let mut mending = Mending::default();
    mending.take(Step::AllSafe);
    let wanted: [CellPlace; 3] = [(2, Column::SecretKey), (3, Column::Upn), (9, Column::Upn)];
    let picked = pick(&file, AS_CSV, &mending, &Assumed::default(), wanted);
    assert_eq!(picked.len(), 2);
    assert_eq!(picked[&(2, Column::SecretKey)].text, "GEZDGNBV");
    assert_eq!(picked[&(3, Column::Upn)].text, "b@contoso.com");
}

#[test]
fn what_the_file_does_not_say_is_assumed_and_what_it_says_is_not() {
    let assumed = Assumed {
        step: Some(TimeStep::SIXTY),
        hash: Some(HashAlgorithm::Sha256),
        digits: Some(Digits::Eight),
        manufacturer: "Fabrikam".to_owned(),
        model: "M1".to_owned(),
        ..Assumed::default()
    };
    let file = "upn,serial number,secret key,time interval,manufacturer,model\r\n\
                a@contoso.com,1,GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ,,,\r\n\
                b@contoso.com,2,GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ,30,Contoso,HardwareKey\r\n";
    let reading =
        read(file.as_bytes(), AS_CSV, &Mending::default(), &assumed).expect("a usable file");
    let [filled, full] = &reading.tokens[..] else {
        unreachable!("two tokens")
    };
    assert_eq!(filled.factor, every(60));
    assert_eq!(full.factor, MovingFactor::default());
    let names = |token: &totp_toolset::oath::Token| {
        let manufacturer = token.manufacturer.as_ref().map(ToString::to_string);
        (manufacturer, token.model.as_ref().map(ToString::to_string))
    };
    assert_eq!(
        names(filled),
        (Some("Fabrikam".to_owned()), Some("M1".to_owned()))
    );
    assert_eq!(
        names(full),
        (Some("Contoso".to_owned()), Some("HardwareKey".to_owned()))
    );
    assert_eq!(
        (full.hash, full.digits),
        (HashAlgorithm::Sha256, Digits::Eight)
    );
}

#[test]
fn what_is_safe_never_changes_a_secret_that_was_read() {
    let mut safe = Mending::default();
    safe.take(Step::AllSafe);
    for (format, bytes) in corpus::FILES.iter() {
        let read_with = |mending: &Mending| {
            let read_as = ReadAs::Format(*format);
            read(bytes, read_as, mending, &Assumed::default()).unwrap_or_default()
        };
        let (before, after) = (read_with(&Mending::default()), read_with(&safe));
        for (token, row) in before.tokens.iter().zip(&before.rows) {
            let place = after.rows.iter().position(|other| other == row);
            let same = place.is_some_and(|place| after.tokens[place].secret == token.secret);
            assert!(same, "{format:?}, row {row}");
        }
    }
}

#[test]
fn a_dash_of_base64_is_a_letter_and_stays() {
    // RFC 4648 §5: the dash is the 62nd symbol.
    let file = "1000001:3q2-7wECAwQFBgcICQoLDA0ODxA=:AA==\n";
    let nexus = |mending: &Mending| {
        let read_as = ReadAs::Format(Format::NexusCsv);
        let reading = read(file.as_bytes(), read_as, mending, &Assumed::default());
        reading.expect("a usable file").tokens
    };
    let mut safe = Mending::default();
    safe.take(Step::AllSafe);
    assert_eq!(nexus(&safe), nexus(&Mending::default()));
}

#[test]
fn where_base64_belongs_no_other_spelling_is_written() {
    let base64 = EncodingChoice::Only(Encoding::Base64);
    for fix in [Fix::FromHex, Fix::FromBase32] {
        assert_eq!(fix.apply(Column::SecretKey, RFC_HEX, base64), None);
    }
}

#[test]
fn a_makers_name_keeps_its_quotation_marks_unless_somebody_chooses() {
    let line = "a@contoso.com,1,GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ,30,«Завод»,HardwareKey";
    let reading = mended(&file(&[line]), [Step::AllSafe]);
    let maker = reading.tokens[0]
        .manufacturer
        .as_ref()
        .map(ToString::to_string);
    assert_eq!(maker.as_deref(), Some("«Завод»"));
}

#[test]
fn every_mark_of_direction_that_a_paste_brings_is_dropped() {
    let pasted = format!("{}\u{202a}{}\u{202c}", &RFC_BASE32[..4], &RFC_BASE32[4..]);
    let reading = mended(
        &file(&[&row("a@contoso.com", "1", &pasted)]),
        [Step::AllSafe],
    );
    assert_eq!(reading.findings, []);
}
