//! The upload: how long it takes, what of the file's rows only the tenant can judge, and files refused as a whole.

use std::rc::Rc;

use totp_toolset::formats::{Column, Format, FormatError};
use totp_toolset::oath::{Encoding, TimeStep, encode_seed};
use totp_toolset::packed::Pack;
use totp_toolset::rehearsal::{
    FileRefused, Judged, Origin, PROCESSING_MILLISECONDS, ROWS_AT_ONCE, Reason, Refreshed, Status,
    Tenant, judge,
};

use crate::{
    HEADER, HELGA, IDRIS, at, at_milliseconds, csv, file_of, helgas, id, row, taken, tenant_with,
    token, upload, user,
};

fn refused(bytes: &[u8]) -> Option<FileRefused> {
    judge(bytes).err()
}

#[test]
fn a_correct_file_is_taken_whole() {
    let tenant = tenant_with(&[helgas()]);
    let taken = taken(&tenant);
    assert_eq!((taken.rows, taken.tokens), (1, 1));
    assert_eq!(taken.failures, []);
}

#[test]
fn a_token_of_an_upload_is_assigned_to_its_user() {
    let tenant = tenant_with(&[helgas()]);
    let token = tenant.inventory().get(id(&tenant, &helgas())).expect("it");
    let helga = Some(user(&tenant, HELGA));
    assert_eq!(
        (token.origin, token.status, token.user),
        (Origin::Csv, Status::Assigned, helga)
    );
}

#[test]
fn a_token_comes_out_of_the_tenant_as_it_went_in() {
    let given = token("1000001", HELGA, TimeStep::SIXTY);
    let tenant = tenant_with(std::slice::from_ref(&given));
    let kept = tenant.inventory().token(id(&tenant, &given));
    assert_eq!(kept, Some(given));
}

/// A file that is being processed since the beginning.
fn pending() -> Tenant {
    let mut tenant = Tenant::default();
    tenant.add_users([HELGA, IDRIS]);
    begin(&mut tenant, "first.csv", &csv(&[&row(HELGA, "1")]));
    tenant
}

fn begin(tenant: &mut Tenant, name: &str, text: &str) {
    let (judged, tokens) = judge(text.as_bytes()).expect("rows");
    let packs = vec![Rc::new(Pack::of(&tokens))];
    tenant.upload(name.into(), Ok(judged), 0, packs, at(0));
}

#[test]
fn a_file_is_processed_for_a_while() {
    let mut tenant = pending();
    let almost = at_milliseconds(PROCESSING_MILLISECONDS - 1);
    assert_eq!(tenant.refresh(almost), Refreshed::Processing);
    assert_eq!(tenant.processing().map(|name| &**name), Some("first.csv"));
    assert!(tenant.inventory().is_empty());
}

#[test]
fn after_that_while_it_is_done() {
    let mut tenant = pending();
    let done = at_milliseconds(PROCESSING_MILLISECONDS);
    assert_eq!(tenant.refresh(done), Refreshed::Done);
    assert_eq!(tenant.processing(), None);
    assert_eq!(tenant.inventory().len(), 1);
}

/// Of many users' tokens, since the beginning.
fn many_pending(rows: usize) -> Tenant {
    let upns: Vec<String> = (0..rows).map(|row| format!("u{row}@contoso.com")).collect();
    let mut tenant = Tenant::default();
    tenant.add_users(upns.iter().map(String::as_str));
    let rows: Vec<String> = (1..)
        .zip(&upns)
        .map(|(n, upn)| row(upn, &format!("{n}")))
        .collect();
    let rows: Vec<&str> = rows.iter().map(String::as_str).collect();
    begin(&mut tenant, "many.csv", &csv(&rows));
    tenant
}

#[test]
fn a_large_file_is_taken_slice_by_slice() {
    let mut tenant = many_pending(ROWS_AT_ONCE + 1);
    assert_eq!(tenant.refresh(at(9)), Refreshed::Processing);
    assert_eq!(tenant.inventory().len(), ROWS_AT_ONCE);
    assert_eq!(tenant.refresh(at(9)), Refreshed::Done);
    assert_eq!(taken(&tenant).tokens, ROWS_AT_ONCE + 1);
}

#[test]
fn no_row_is_taken_before_its_time() {
    let mut tenant = pending();
    tenant.process(at_milliseconds(PROCESSING_MILLISECONDS - 1));
    assert!(tenant.inventory().is_empty());
    tenant.process(at_milliseconds(PROCESSING_MILLISECONDS));
    assert_eq!(tenant.inventory().len(), 1);
}

#[test]
fn rows_that_are_taken_wait_for_somebody_to_look() {
    let mut tenant = pending();
    tenant.process(at(9));
    assert_eq!(tenant.takes_rows_at(), None);
    assert!(tenant.processing().is_some() && tenant.uploads().is_empty());
    assert_eq!(tenant.refresh(at(9)), Refreshed::Done);
}

#[test]
fn a_pack_that_is_taken_in_parts_comes_out_in_its_order() {
    let mut tenant = many_pending(ROWS_AT_ONCE + 1);
    while tenant.takes_rows_at().is_some() {
        tenant.process(at(9));
    }
    let inventory = tenant.inventory();
    let packs = inventory.packs_of(inventory.newest());
    let lengths: Vec<usize> = packs.iter().map(Pack::len).collect();
    assert_eq!(lengths, [ROWS_AT_ONCE, 1]);
    let labels = packs
        .iter()
        .flat_map(|pack| (0..pack.len()).filter_map(|place| pack.label(place)?.serial));
    let serials = inventory.iter().map(|(id, _)| inventory.serial(id));
    assert!(labels.eq(serials));
}

#[test]
fn what_is_done_is_done_once() {
    let mut tenant = pending();
    tenant.refresh(at(9));
    assert_eq!(tenant.refresh(at(9)), Refreshed::Nothing);
    assert_eq!(tenant.uploads().len(), 1);
}

#[test]
fn a_second_upload_meanwhile_is_ignored() {
    let mut tenant = pending();
    begin(&mut tenant, "second.csv", &csv(&[&row(IDRIS, "2")]));
    tenant.refresh(at(9));
    let serials: Vec<&str> = tenant
        .inventory()
        .iter()
        .map(|(id, _)| tenant.inventory().serial(id))
        .collect();
    assert_eq!(serials, ["1"]);
}

#[test]
fn a_second_upload_afterwards_is_taken() {
    let mut tenant = pending();
    tenant.refresh(at(9));
    upload(&mut tenant, "second.csv", &csv(&[&row(IDRIS, "2")]), at(9));
    let names: Vec<&str> = tenant.uploads().iter().map(|one| &*one.name).collect();
    assert_eq!(names, ["first.csv", "second.csv"]);
}

#[test]
fn users_who_join_while_a_file_is_processed_are_there_in_time() {
    let mut tenant = Tenant::default();
    begin(&mut tenant, "first.csv", &csv(&[&row(HELGA, "1")]));
    tenant.add_users([HELGA]);
    tenant.refresh(at(9));
    assert_eq!(taken(&tenant).failures, []);
}

#[test]
fn everything_that_is_processed_goes_when_everything_begins_anew() {
    let mut tenant = pending();
    tenant.start_over();
    assert_eq!(tenant.refresh(at(9)), Refreshed::Nothing);
}

#[test]
fn failures_stand_in_the_order_of_their_lines_whoever_found_them() {
    let mut tenant = tenant_with(&[token("7", HELGA, TimeStep::THIRTY)]);
    let bad = "helga@contoso.com,1,????,30,Contoso,HardwareKey";
    let rows = [
        &*row("nobody@contoso.com", "5"),
        bad,
        &row(HELGA, "7"),
        &row(HELGA, "8"),
        bad,
    ];
    upload(&mut tenant, "mixed.csv", &csv(&rows), at(0));
    let taken = taken(&tenant);
    let lines: Vec<u32> = taken.failures.iter().map(|failure| failure.line).collect();
    assert_eq!(lines, [2, 3, 4, 6]);
    assert_eq!((taken.rows, taken.tokens), (5, 1));
}

#[test]
fn a_failure_says_whose_row_it_is() {
    let mut tenant = Tenant::default();
    upload(
        &mut tenant,
        "a.csv",
        &csv(&[&row("Nobody@contoso.com", "5")]),
        at(0),
    );
    let failure = &taken(&tenant).failures[0];
    assert_eq!(failure.reason, Reason::UserUnknown);
    assert_eq!(
        (failure.user(), failure.number()),
        ("Nobody@contoso.com", "5")
    );
}

#[test]
fn a_row_of_which_two_things_are_wrong_fails_once() {
    let file = csv(&["guest#EXT#@contoso.com,,????,45,,"]);
    let (judged, _) = judge(file.as_bytes()).expect("rows");
    assert_eq!((judged.rows, judged.failures.len()), (1, 1));
}

#[test]
fn the_same_file_again_fails_in_every_row() {
    let mut tenant = tenant_with(&[helgas()]);
    upload(&mut tenant, "again.csv", &file_of([&helgas()]), at(9));
    assert_eq!(taken(&tenant).failures[0].reason, Reason::SerialTaken);
}

#[test]
fn a_file_that_was_refused_stands_among_the_uploads() {
    let mut tenant = Tenant::default();
    upload(&mut tenant, "empty.csv", "", at(0));
    let outcome = &tenant.uploads()[0].outcome;
    assert_eq!(*outcome, Err(FileRefused::Format(FormatError::Empty)));
}

#[test]
fn an_upload_says_how_many_tokens_of_the_list_its_file_leaves_out() {
    let file = file_of([&helgas()]);
    let (judged, tokens) = judge(file.as_bytes()).expect("rows");
    let packs = vec![Rc::new(Pack::of(&tokens))];
    for (judged, packs, left_out) in [
        (Ok(judged), packs, 2),
        (Err(FileRefused::NothingToWrite), Vec::new(), 3),
    ] {
        let mut tenant = Tenant::default();
        tenant.upload("list.csv".into(), judged, left_out, packs, at(0));
        assert_eq!(tenant.refresh(at(9)), Refreshed::Done);
        assert_eq!(tenant.uploads()[0].left_out, left_out);
    }
}

#[test]
fn a_file_of_another_kind_is_refused() {
    let file = "LOGGING START,01.01.2026\nOATH-HOTP,01.01.2026,1,,,0,,,0,6\n";
    let refused = refused(file.as_bytes());
    assert!(
        matches!(
            refused,
            Some(FileRefused::Format(FormatError::HeaderLacks { .. }))
        ),
        "{refused:?}"
    );
}

#[test]
fn what_is_no_text_is_refused() {
    let refused = refused(b"PK\x03\x04\0\0");
    assert_eq!(refused, Some(FileRefused::Format(FormatError::Binary)));
}

#[test]
fn semicolons_are_no_commas() {
    let file = csv(&[&row(HELGA, "1")]).replace(',', ";");
    assert_eq!(refused(file.as_bytes()), Some(FileRefused::Delimiter));
}

#[test]
fn a_file_has_a_header() {
    let file = row(HELGA, "1");
    assert_eq!(refused(file.as_bytes()), Some(FileRefused::HeaderMissing));
}

#[test]
fn a_header_names_every_column() {
    for column in [
        Column::Upn,
        Column::SerialNumber,
        Column::TimeInterval,
        Column::Manufacturer,
        Column::Model,
    ] {
        let names = HEADER.split(',').filter(|name| *name != column.name());
        let header: Vec<&str> = names.collect();
        let file = format!("{}\r\na,b,c,d,e\r\n", header.join(","));
        let missing = FileRefused::ColumnMissing(column);
        assert_eq!(refused(file.as_bytes()), Some(missing));
    }
}

#[test]
fn a_header_without_the_secret_is_none() {
    let file = "upn,serial number,time interval,manufacturer,model\r\n";
    let missing = vec![Column::SecretKey];
    let lacks = FormatError::HeaderLacks { missing };
    assert_eq!(refused(file.as_bytes()), Some(FileRefused::Format(lacks)));
}

#[test]
fn a_header_alone_is_no_upload() {
    assert_eq!(refused(csv(&[]).as_bytes()), Some(FileRefused::NoRows));
}

#[test]
fn blank_lines_are_no_rows() {
    let file = csv(&["", "   ", ""]);
    assert_eq!(refused(file.as_bytes()), Some(FileRefused::NoRows));
}

#[test]
fn every_refusal_of_a_file_has_a_sentence() {
    let refusals = [
        (FileRefused::Format(FormatError::Empty), "the file is empty"),
        (
            FileRefused::Delimiter,
            "the cells are not separated by commas",
        ),
        (FileRefused::HeaderMissing, "there is no header"),
        (
            FileRefused::ColumnMissing(Column::Upn),
            "the header lacks upn",
        ),
        (FileRefused::NoRows, "there is no row below the header"),
        (
            FileRefused::NothingToWrite,
            "no token of the list can be written",
        ),
    ];
    for (refused, sentence) in refusals {
        assert_eq!(refused.to_string(), sentence);
    }
}

#[test]
fn what_was_judged_crosses_to_the_page_as_it_was() {
    let file = csv(&[&row(HELGA, "1"), &row(HELGA, "1"), "x"]);
    let (judged, _) = judge(file.as_bytes()).expect("rows");
    let bytes = postcard::to_allocvec(&judged).expect("serialisable");
    let sent: Judged = postcard::from_bytes(&bytes).expect("the same again");
    assert_eq!(sent, judged);
}

#[test]
fn no_debug_of_it_quotes_the_file() {
    let mut tenant = Tenant::default();
    let file = csv(&[
        &row(HELGA, "1"),
        "MFRGGZDFMZTWQ2LK,MFRGGZDFMZTWQ2LK,x,30,C,M",
    ]);
    upload(&mut tenant, "a.csv", &file, at(0));
    let said = format!("{tenant:?} {:?}", taken(&tenant));
    for text in [crate::RFC_BASE32, "MFRGGZDF", "12345678901234567890"] {
        assert!(!said.contains(text), "{text} in {said}");
    }
}

#[test]
fn an_upload_is_judged_as_an_entra_csv_whatever_else_it_may_be() {
    let text = totp_toolset::formats::text::text_of(b"1000001 3132333435363738\n").expect("text");
    let recognised = totp_toolset::formats::recognise(&text);
    assert_eq!(recognised[0].0, Format::VendorList);
    let refused = refused(text.as_bytes());
    assert!(
        matches!(refused, Some(FileRefused::Format(_))),
        "{refused:?}"
    );
}

const MANY: usize = 100_000;

/// As many as the page is made for. What compares each row with each would not come to an end.
#[test]
fn a_hundred_thousand_rows_are_taken_in_one_upload() {
    let upn = |number: usize| format!("u{number}@contoso.com");
    let mut text = format!("{HEADER}\r\n");
    for number in 0..MANY {
        let mut secret = *b"made up for tests...";
        secret[..8].copy_from_slice(&(number as u64).to_le_bytes());
        let secret = totp_toolset::oath::Secret::from_bytes(&secret).expect("20 bytes");
        let secret = encode_seed(&secret, Encoding::Base32);
        let upn = upn(number);
        text.push_str(&format!(
            "{upn},{number:07},{},30,Contoso,HardwareKey\r\n",
            *secret
        ));
    }
    let upns: Vec<String> = (0..MANY).map(upn).collect();
    let mut tenant = Tenant::default();
    tenant.add_users(upns.iter().map(String::as_str));
    upload(&mut tenant, "many.csv", &text, at(0));
    let taken = taken(&tenant);
    assert_eq!((taken.rows, taken.tokens), (MANY, MANY));
    assert_eq!(tenant.inventory().count(Status::Assigned), MANY);
}

#[test]
fn a_hundred_thousand_rows_fail_in_one_upload() {
    let mut text = format!("{HEADER}\r\n");
    for number in 0..MANY {
        text.push_str(&format!(
            "u{number}@contoso.com,{number:07},????,30,Contoso,HardwareKey\r\n"
        ));
    }
    let mut tenant = Tenant::default();
    upload(&mut tenant, "many.csv", &text, at(0));
    assert_eq!(taken(&tenant).failures.len(), MANY);
}
