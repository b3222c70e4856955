//! The rows of an upload by what names them.

use totp_toolset::check::{FoundBy, Left, Place, Upload};
use totp_toolset::formats::{Assumed, Column, Fix, Format, Mending, ReadAs, Step, read};

use crate::upload;

fn place(row: usize, by: FoundBy) -> Option<Place> {
    Some(Place { row, by })
}

#[test]
fn a_serial_number_names_a_row_before_a_user_does() {
    let upload = upload(&[("1001", "alice@contoso.com"), ("1002", "bob@contoso.com")]);
    let by_serial = place(3, FoundBy::Serial);
    assert_eq!(upload.locate(Some("1002"), None), by_serial);
    let of_one_row = upload.locate(Some("1002"), Some("bob@contoso.com"));
    assert_eq!(of_one_row, by_serial);
    let of_nobody = upload.locate(Some("1002"), Some("carol@contoso.com"));
    assert_eq!(of_nobody, by_serial);
    let by_upn = place(2, FoundBy::Upn);
    assert_eq!(upload.locate(Some("9"), Some("ALICE@contoso.com")), by_upn);
    assert_eq!(upload.locate(None, Some("carol@contoso.com")), None);
    assert_eq!(upload.locate(None, None), None);
}

#[test]
fn a_serial_number_and_a_user_of_different_rows_name_none() {
    let upload = upload(&[("1001", "alice@contoso.com"), ("1002", "bob@contoso.com")]);
    let contradicting = upload.locate(Some("1002"), Some("alice@contoso.com"));
    assert_eq!(contradicting, None);
}

#[test]
fn a_user_of_several_rows_contradicts_a_serial_number_of_none_of_them() {
    let upload = upload(&[
        ("1001", "alice@contoso.com"),
        ("1002", "bob@contoso.com"),
        ("1003", "bob@contoso.com"),
    ]);
    let bob = Some("bob@contoso.com");
    assert_eq!(upload.locate(Some("1001"), bob), None);
    let by_serial = place(3, FoundBy::Serial);
    assert_eq!(upload.locate(Some("1002"), bob), by_serial);
}

#[test]
fn what_names_two_rows_names_none_unless_both_together_name_one() {
    let upload = upload(&[
        ("1001", "alice@contoso.com"),
        ("1001", "bob@contoso.com"),
        ("1002", "bob@contoso.com"),
        ("1003", "carol@contoso.com"),
        ("1003", "carol@contoso.com"),
    ]);
    assert_eq!(upload.locate(Some("1001"), None), None);
    assert_eq!(upload.locate(None, Some("bob@contoso.com")), None);
    let both = upload.locate(Some("1001"), Some("Bob@contoso.com"));
    assert_eq!(both, place(3, FoundBy::Both));
    assert_eq!(upload.locate(Some("1001"), Some("dave@contoso.com")), None);
    assert_eq!(upload.locate(Some("1003"), Some("carol@contoso.com")), None);
}

#[test]
fn a_serial_number_without_its_zeros_is_another_one() {
    let upload = upload(&[("0012", "")]);
    assert_eq!(upload.locate(Some("12"), None), None);
    assert!(!upload.has_serial("") && !upload.has_upn(""));
}

#[test]
fn a_row_without_a_token_is_found_as_well() {
    let text = "upn,serial number,secret key,time interval,manufacturer,model\r\n\
        alice@contoso.com,1001,GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ,30,Contoso,T\r\n\
        bob@contoso.com, 1002 ,8EZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ,30,Contoso,T\r\n";
    let read_as = ReadAs::Format(Format::EntraCsv);
    let (mending, assumed) = (Mending::default(), Assumed::default());
    let reading = read(text.as_bytes(), read_as, &mending, &assumed).expect("a file");
    assert_eq!(reading.rows, [2]);
    let upload = Upload::of_file(text, read_as, &mending, &assumed, &reading);
    assert_eq!(upload.locate(Some("1001"), None), place(2, FoundBy::Serial));
    assert_eq!(upload.locate(Some("1002"), None), place(3, FoundBy::Serial));
    let by_upn = upload.locate(None, Some("bob@contoso.com"));
    assert_eq!(by_upn, place(3, FoundBy::Upn));
}

#[test]
fn nothing_is_left_over_at_first() {
    let nothing = Left {
        count: 0,
        first: Vec::new(),
    };
    assert_eq!(Left::default(), nothing);
}

#[test]
fn a_row_is_found_by_its_texts_before_and_after_they_were_corrected() {
    let text = "upn,serial number,secret key,time interval,manufacturer,model\r\n\
        al’ice@contoso.com,17,GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ,30,Contoso,T\r\n\
        bo’b@contoso.com,18,8EZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ,30,Contoso,T\r\n";
    let read_as = ReadAs::Format(Format::EntraCsv);
    let mut mending = Mending::default();
    mending.take(Step::AllSafe);
    let zeros = |row| Step::In {
        rows: row..=row,
        column: Column::SerialNumber,
        fix: Fix::LeadingZeros(4),
    };
    mending.take(zeros(2));
    mending.take(zeros(3));
    let assumed = Assumed::default();
    let reading = read(text.as_bytes(), read_as, &mending, &assumed).expect("a file");
    let upload = Upload::of_file(text, read_as, &mending, &assumed, &reading);
    for (row, serials, upns) in [
        (
            2,
            ["17", "0017"],
            ["al’ice@contoso.com", "al'ice@contoso.com"],
        ),
        (3, ["18", "0018"], ["bo’b@contoso.com", "bo'b@contoso.com"]),
    ] {
        for serial in serials {
            let found = upload.locate(Some(serial), None);
            assert_eq!(found, place(row, FoundBy::Serial), "{serial}");
        }
        for upn in upns {
            let found = upload.locate(None, Some(upn));
            assert_eq!(found, place(row, FoundBy::Upn), "{upn}");
        }
    }
}
