//! A table whose columns a person names: what is proposed, and rows that have other columns than the first.

use totp_toolset::formats::columns::Mapping;
use totp_toolset::formats::{
    Assumed, Column, Delimiter, FindingCode, Mending, ReadAs, Reading, read,
};

use crate::samples::said;

const HEX: &str = "4142434445464748494a4b4c4d4e4f5051525354";
const DIGITS: &str = "3132333435363738393031323334353637383930";
const BASE32: &str = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

fn places(text: &str) -> [Option<usize>; 2] {
    let mapping = Mapping::proposed(text);
    [Column::SerialNumber, Column::SecretKey].map(|column| mapping.place(column))
}

fn looked_at(text: &str) -> Reading {
    let read_as = ReadAs::Columns(Mapping::proposed(text));
    read(
        text.as_bytes(),
        read_as,
        &Mending::default(),
        &Assumed::default(),
    )
    .expect("a table")
}

#[test]
fn a_serial_number_of_16_digits_is_no_secret_beside_one() {
    for secret in [HEX, BASE32, DIGITS] {
        let front = format!("1234567890123456;{secret}\n1234567890123457;{secret}\n");
        assert_eq!(places(&front), [Some(0), Some(1)], "{secret}");
        let behind = format!("{secret};1234567890123456\n{secret};1234567890123457\n");
        assert_eq!(places(&behind), [Some(1), Some(0)], "{secret}");
    }
    let alone = "1234567890123456;x\n1234567890123457;x\n";
    assert_eq!(places(alone)[1], Some(0));
}

#[test]
fn a_row_of_another_width_is_left_out() {
    let reading = looked_at(&format!(
        "serial;secret;model\n1;{HEX};A\n2;{HEX}\n3;x;{HEX};A\n4;{HEX};\n5;{HEX};A;;\n"
    ));
    assert_eq!(reading.rows, [2, 5, 6]);
    let wide = [(FindingCode::CellCount, None); 2];
    assert_eq!(
        said(&reading.findings)
            .into_iter()
            .filter(|(code, _)| *code != FindingCode::SettingsAssumed)
            .collect::<Vec<_>>(),
        wide
    );
}

#[test]
fn a_first_row_that_ends_in_empty_cells_allows_rows_without_them_and_with_more_in_them() {
    let mapping = Mapping::nothing(Delimiter::Comma)
        .with(Column::SerialNumber, Some(0))
        .with(Column::SecretKey, Some(1))
        .with(Column::Counter, Some(2));
    let text = format!("1,{HEX},\n2,{HEX}\n3,{HEX},5\n4,{HEX},5,6\n");
    let reading = read(
        text.as_bytes(),
        ReadAs::Columns(mapping),
        &Mending::default(),
        &Assumed::default(),
    )
    .expect("a table");
    assert_eq!(reading.rows, [1, 2, 3]);
    let last = reading.findings.last().map(|finding| finding.code);
    assert_eq!(last, Some(FindingCode::CellCount));
}

#[test]
fn a_row_in_one_cell_is_said() {
    let reading = looked_at(&format!(
        "serial;secret;model\n1;{HEX};A\n\"2;{HEX};A\";;\n"
    ));
    assert_eq!(reading.rows, [2, 3]);
    let last = reading.findings.last().map(|finding| finding.code);
    assert_eq!(last, Some(FindingCode::LineInOneCell));
}

#[test]
fn what_was_assumed_of_a_table_is_said_once_and_not_where_it_says_it() {
    let assumed = |text: &str| -> Vec<usize> {
        let findings = looked_at(text).findings.into_iter();
        findings
            .filter(|finding| finding.code == FindingCode::SettingsAssumed)
            .map(|finding| finding.location.row)
            .collect()
    };
    let rows = format!("1;?\n2;{HEX}\n3;{HEX}\n");
    assert_eq!(assumed(&format!("serial;secret\n{rows}")), [3]);
    for (head, cell) in [("type", "totp"), ("step", "60"), ("counter", "7")] {
        let text = format!("serial;secret;{head}\n1;{HEX};{cell}\n");
        assert_eq!(assumed(&text), [0; 0], "{head}");
    }
}
