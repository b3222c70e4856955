//! What is said about a file that is checked: in its own terms, and not in those of another format.

use totp_toolset::check::{Request, examine};
use totp_toolset::formats::{Column, Finding, FindingCode, Format, FormatError, ReadAs, Run};
use totp_toolset::ui::text;
use wasm_bindgen_test::wasm_bindgen_test;

const UPLOAD: &str = "Upload hardware OATH tokens";

fn run(finding: Finding) -> Run {
    Run {
        finding,
        last_row: finding.location.row,
    }
}

fn report(file: &str, format: Format) -> String {
    let request = Request {
        read_as: Some(ReadAs::Format(format)),
        ..Request::default()
    };
    let examined = examine(file.as_bytes(), &request).expect("a text");
    text::check::report("a.csv", "2026-01-01", &examined.examination)
}

#[wasm_bindgen_test]
fn a_row_that_collides_is_counted_as_the_other_one_is() {
    for code in [
        FindingCode::SecretTwice,
        FindingCode::SerialTwice,
        FindingCode::AccountTwice,
    ] {
        let run = run(Finding::in_row(code, 5).colliding_with(3));
        let in_file = text::finding_in_target(&run, text::Unit::Line);
        assert!(in_file.contains("Line 5: line 3 has"), "{in_file}");
        let in_list = text::finding_in_list(&run);
        assert!(in_list.contains("Row 5: row 3 has"), "{in_list}");
    }
}

#[wasm_bindgen_test]
fn microsofts_page_is_the_source_in_microsofts_format_only() {
    let code = FindingCode::SecretUnreadable;
    let of_entra = text::check::rule_in(code, ReadAs::Format(Format::EntraCsv));
    assert!(of_entra.contains(UPLOAD), "{of_entra}");
    let of_others = text::check::rule_in(code, ReadAs::Format(Format::NetiqCsv));
    assert_eq!(of_others, "secret-unreadable");
    // What Entra ID itself would refuse, it refuses whatever the file was.
    let refused = text::check::rule_in(FindingCode::DigitsNotSix, ReadAs::Format(Format::NetiqCsv));
    assert!(refused.contains(UPLOAD), "{refused}");
}

#[wasm_bindgen_test]
fn a_secret_that_is_no_hex_is_not_said_to_be_no_base32() {
    let report = report("1001,zz323334353637383930\n", Format::VendorList);
    assert!(report.contains("hex: 0 to 9, A to F"), "{report}");
    assert!(!report.contains("is not base32"), "{report}");
}

#[wasm_bindgen_test]
fn a_header_of_python_pskc_is_not_asked_for_microsofts_columns() {
    let problem = FormatError::HeaderLacks {
        missing: vec![Column::SecretKey],
    };
    let read_as = ReadAs::Format(Format::PythonPskcCsv);
    for said in [
        text::check::problem(&problem, Some(read_as)),
        report("serial,model\n1,A\n", Format::PythonPskcCsv),
    ] {
        assert!(said.contains("“secret”"), "{said}");
        assert!(!said.contains("upn"), "{said}");
    }
    let of_entra = text::check::problem(&problem, Some(ReadAs::Format(Format::EntraCsv)));
    assert!(of_entra.contains("upn,serial number"), "{of_entra}");
}

#[wasm_bindgen_test]
fn an_object_id_is_not_said_to_be_too_long() {
    let unusable = |column| {
        let run = run(Finding::in_cell(FindingCode::CellUnusable, 2, column));
        text::finding_in_file(&run)
    };
    let id = unusable(Column::ObjectId);
    assert!(id.contains("32 hexadecimal digits"), "{id}");
    let model = unusable(Column::Model);
    assert!(model.contains("too long"), "{model}");
}

#[wasm_bindgen_test]
fn a_cell_ends_at_a_delimiter_whichever_it_is() {
    for code in [FindingCode::QuotesUnbalanced, FindingCode::CellCount] {
        let said = text::finding_in_file(&run(Finding::in_row(code, 2)));
        assert!(said.contains("delimiter"), "{said}");
        assert!(!said.contains("comma"), "{said}");
    }
}
