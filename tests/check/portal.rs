//! What the portal says of an upload. The messages are those of the sources; names and numbers are made up.

use proptest::prelude::*;
use totp_toolset::check::{
    FoundBy, MAX_MESSAGE_BYTES, MAX_MESSAGES, Place, PortalMessage, PortalMessageKind, Upload,
    decode_portal, positions_of,
};

use crate::{sent, settings, texts, upload};

const EIGHT: PortalMessageKind = PortalMessageKind::IllegalCharacter('8');
const ALICE: &str = "alice@contoso.com";
const BOB: &str = "bob@contoso.com";

fn two_rows() -> Upload {
    upload(&[("1001", ALICE), ("1002", BOB)])
}

fn decode(text: &str) -> Vec<PortalMessage> {
    decode_portal(text, &two_rows()).messages
}

fn names(message: &PortalMessage) -> (&str, &str) {
    let upn = message.upn.as_ref().map_or("", |upn| upn.as_str());
    let serial = message.serial.as_ref();
    (upn, serial.map_or("", |serial| serial.as_str()))
}

fn row(message: &PortalMessage) -> Option<usize> {
    message.place.map(|place| place.row)
}

#[test]
fn the_character_the_user_and_the_serial_number_are_taken_out_however_the_message_is_wrapped() {
    let texts = [
        "hardwareTokenUploadValidationFailure: Invalid base32 encoding due to illegal character 8 for: bob@contoso.com, serial number: 1002",
        "{\"errorCode\":\"BadRequest\",\"localizedErrorDetails\":{\"hardwareTokenUploadValidationFailure\":\"Invalid base32 encoding due to illegal character 8 for: bob@contoso.com, serial number: 1002\"}}",
        "{&quot;hardwareTokenUploadValidationFailure&quot;:&quot;Invalid base32 encoding due to illegal character 8 for: bob&#64;contoso.com, serial number: 1002&quot;}",
        "\"{\\\"hardwareTokenUploadValidationFailure\\\":\\\"Invalid base32 encoding due to illegal character \\u0038 for: bob@contoso.com, serial number: 1002\\\"}\"",
        "INVALID BASE32 ENCODING DUE TO ILLEGAL CHARACTER 8 FOR: bob@contoso.com, SERIAL NUMBER: 1002",
        "  invalid   base32 encoding\u{a0}due to illegal  character '8'  for : bob@contoso.com ,serial  number :1002 .",
        "Invalid base32 encoding due to illegal\r\ncharacter 8 for: bob@contoso.com,\r\nserial number:\r\n1002\r\n",
        "<p>Invalid base32 encoding due to illegal character 8 for: <b>bob@contoso.com</b>, serial number: <b>1002</b></p>",
        "illegal character 8 for: bob@contoso.com, serial number: 1002. Correct the file, and upload it again.",
    ];
    for text in texts {
        let messages = decode(text);
        assert_eq!(messages.len(), 1, "{text}");
        let message = &messages[0];
        assert_eq!((message.line, message.kind), (1, EIGHT), "{text}");
        assert_eq!(names(message), (BOB, "1002"), "{text}");
        let place = Place {
            row: 3,
            by: FoundBy::Serial,
        };
        assert_eq!(message.place, Some(place), "{text}");
    }
}

#[test]
fn each_of_several_messages_has_its_own_row() {
    let one = "Invalid base32 encoding due to illegal character 8 for: bob@contoso.com, serial number: 1002";
    let other = "Invalid base32 encoding due to illegal character - for: alice@contoso.com, serial number: 1001";
    for between in [
        "\n", "\r\n\r\n", " ", ", ", "; ", ". ", "\",\"", "<br>", "\\r\\n",
    ] {
        let messages = decode(&format!("{one}{between}{other}"));
        assert_eq!(messages.len(), 2, "{between:?}");
        assert_eq!(names(&messages[0]), (BOB, "1002"), "{between:?}");
        assert_eq!(names(&messages[1]), (ALICE, "1001"), "{between:?}");
        let dash = PortalMessageKind::IllegalCharacter('-');
        assert_eq!(messages[1].kind, dash, "{between:?}");
    }
}

#[test]
fn lines_are_counted_as_an_editor_counts_them() {
    let message = "illegal character 8 for: bob@contoso.com, serial number: 1002";
    let messages = decode(&format!("{message}\\n\r\n\r{message}\n\n{message}"));
    let lines: Vec<usize> = messages.iter().map(|message| message.line).collect();
    assert_eq!(lines, [1, 3, 5]);
}

#[test]
fn any_character_may_be_illegal() {
    let cases = [
        ("0", '0'),
        ("=", '='),
        ("&amp;", '&'),
        ("\\\"", '"'),
        ("\"\"\"", '"'),
        ("'", '\''),
        ("é", 'é'),
        ("f", 'f'),
        (":", ':'),
        ("  ", ' '),
    ];
    for (written, character) in cases {
        let text = format!("illegal character {written} for: {BOB}, serial number: 1002");
        let message = &decode(&text)[0];
        let kind = PortalMessageKind::IllegalCharacter(character);
        assert_eq!(message.kind, kind, "{written}");
        assert_eq!(names(message), (BOB, "1002"), "{written}");
    }
}

#[test]
fn a_message_that_lost_its_character_is_unknown_and_names_its_row() {
    for text in [
        "illegal character for: bob@contoso.com, serial number: 1002",
        "illegal characters in 1002",
        "an illegal character",
    ] {
        let message = &decode(text)[0];
        assert_eq!(message.kind, PortalMessageKind::Unknown, "{text}");
        assert_eq!(row(message), text.contains("1002").then_some(3), "{text}");
    }
}

#[test]
fn a_serial_number_is_taken_as_the_file_has_it() {
    let upload = upload(&[("AB 12, x", ""), ("A.1.", ""), ("A", "")]);
    let cases = [
        ("AB 12, x", "AB 12, x"),
        ("A.1.", "A.1."),
        ("A. 1", "A"),
        ("77. That is all", "77"),
        ("77, 78", "77"),
    ];
    for (written, expected) in cases {
        let text = format!("illegal character 8 for: {BOB}, serial number: {written}");
        let message = &decode_portal(&text, &upload).messages[0];
        assert_eq!(names(message).1, expected, "{written}");
    }
}

#[test]
fn a_message_about_another_file_is_decoded_and_has_no_row() {
    let text = "illegal character 8 for: carol@contoso.com, serial number: 7";
    let message = &decode(text)[0];
    assert_eq!((message.kind, message.place), (EIGHT, None));
    assert_eq!(names(message), ("carol@contoso.com", "7"));
}

#[test]
fn a_message_without_a_serial_number_is_located_by_its_user() {
    let message = &decode("illegal character 8 for: bob@contoso.com")[0];
    assert_eq!(names(message), (BOB, ""));
    let place = Place {
        row: 3,
        by: FoundBy::Upn,
    };
    assert_eq!(message.place, Some(place));
}

#[test]
fn a_user_who_does_not_exist_is_one_before_or_behind_the_words() {
    let texts = [
        "User does not exist in the current directory: bob@contoso.com",
        "bob@contoso.com: User does not exist in the current directory",
        "user  bob@contoso.com does not exist in the current directory.",
        "{\"upn\":\"bob@contoso.com\",\"error\":\"User does not exist in the current directory\"}",
        "USER DOES NOT EXIST (1002)",
    ];
    for text in texts {
        let messages = decode(text);
        assert_eq!(messages.len(), 1, "{text}");
        assert_eq!(messages[0].kind, PortalMessageKind::UserNotFound, "{text}");
        assert_eq!(row(&messages[0]), Some(3), "{text}");
    }
}

#[test]
fn several_users_of_one_line_do_not_get_mixed_up() {
    let texts = [
        "[{\"upn\":\"bob@contoso.com\",\"error\":\"User does not exist\"},{\"upn\":\"alice@contoso.com\",\"error\":\"User does not exist\"}]",
        "User does not exist: bob@contoso.com; User does not exist: alice@contoso.com",
        "User does not exist: bob@contoso.com\nUser does not exist: alice@contoso.com",
        "bob@contoso.com: user does not exist\nalice@contoso.com: user does not exist",
    ];
    for text in texts {
        let rows: Vec<Option<usize>> = decode(text).iter().map(row).collect();
        assert_eq!(rows, [Some(3), Some(2)], "{text}");
    }
}

#[test]
fn something_went_wrong_says_no_more_than_that() {
    let messages = decode("Upload failed\nSomething went wrong.\n");
    assert_eq!(messages.len(), 1);
    let message = &messages[0];
    assert_eq!(message.kind, PortalMessageKind::SomethingWentWrong);
    assert_eq!((message.line, message.place), (2, None));
}

#[test]
fn of_unknown_words_those_are_told_that_name_a_row() {
    let text = "{\n  \"code\": \"4711\",\n  \"message\": \"The token 1002 is a strange one\",\n  \"upn\": \"Alice@contoso.com\"\n}";
    let messages = decode(text);
    let told: Vec<(usize, Option<usize>)> = messages
        .iter()
        .map(|message| (message.line, row(message)))
        .collect();
    assert_eq!(told, [(3, Some(3)), (4, Some(2))]);
    for message in messages {
        assert_eq!(message.kind, PortalMessageKind::Unknown);
    }
}

#[test]
fn a_user_is_told_as_the_message_spells_it() {
    let message = &decode("User does not exist: Bob@Contoso.com")[0];
    assert_eq!(names(message), ("Bob@Contoso.com", ""));
    assert_eq!(row(message), Some(3));
}

#[test]
fn words_that_name_two_rows_name_none() {
    let message = &decode("1001 and 1002 are the same")[0];
    assert_eq!(
        (message.kind, message.place),
        (PortalMessageKind::Unknown, None)
    );
}

#[test]
fn a_text_that_says_nothing_is_one_unknown_message() {
    let messages = decode("\n\nNo idea.\nNone at all.\n");
    assert_eq!(messages.len(), 1);
    assert_eq!(
        (messages[0].line, messages[0].kind),
        (3, PortalMessageKind::Unknown)
    );
    assert_eq!(decode(" \r\n"), []);
    assert_eq!(decode(""), []);
}

#[test]
fn a_character_is_found_wherever_it_stands_in_the_secret() {
    assert_eq!(positions_of('8', "8EZé8 8"), [1, 5, 7]);
    assert_eq!(positions_of('1', "GEZ"), [0; 0]);
    assert_eq!(positions_of('8', &"8".repeat(100_000)).len(), 100);
}

#[test]
fn messages_cross_to_the_page_as_they_were_and_print_no_name() {
    let messages = decode_portal(
        "illegal character 8 for: bob@contoso.com, serial number: 1002",
        &two_rows(),
    );
    assert_eq!(sent(&messages), messages);
    let printed = format!("{messages:?}");
    assert!(
        !printed.contains("bob") && !printed.contains("1002"),
        "{printed}"
    );
}

#[test]
fn more_messages_than_anybody_reads_are_not_told() {
    for one in [
        "user does not exist\n",
        "1002\n",
        "illegal character 8 for: ",
    ] {
        let decoded = decode_portal(&one.repeat(MAX_MESSAGES), &two_rows());
        assert_eq!(
            (decoded.messages.len(), decoded.goes_on),
            (MAX_MESSAGES, false)
        );
        let decoded = decode_portal(&one.repeat(MAX_MESSAGES + 1), &two_rows());
        assert_eq!(
            (decoded.messages.len(), decoded.goes_on),
            (MAX_MESSAGES, true)
        );
    }
}

#[test]
fn of_a_text_without_end_the_beginning_is_looked_at() {
    let text = format!("{}{}", "é".repeat(MAX_MESSAGE_BYTES), "illegal character 8");
    let decoded = decode_portal(&text, &two_rows());
    assert_eq!((decoded.messages.len(), decoded.goes_on), (1, true));
}

/// As long as is looked at. A decoder that goes back for each piece would not come to an end.
#[test]
fn junk_of_the_greatest_length_is_looked_at() {
    let pieces = [
        "x",
        "x ",
        "\n",
        "&",
        "\\",
        "\\u00",
        "@",
        "a@b ",
        "a:b@c=",
        "1002 ",
        "illegal ",
        "user does not ",
        "illegal character ",
        "illegal character 8 for: ",
        "serial number ",
        "user does not exist ",
        "\"",
        ", ",
    ];
    for piece in pieces {
        let text = piece.repeat(MAX_MESSAGE_BYTES / piece.len());
        let messages = decode_portal(&text, &two_rows()).messages;
        assert!(messages.len() <= MAX_MESSAGES, "{piece:?}");
    }
}

const PIECES: &[&str] = &[
    "illegal",
    "character",
    "Invalid base32 encoding due to",
    "8",
    "for:",
    "bob@contoso.com",
    "alice@contoso.com",
    ",",
    "serial number:",
    "1002",
    "1001",
    "\"",
    "'",
    "\\",
    "\\\"",
    "\\n",
    "\\u0038",
    "&quot;",
    "&#x26;",
    "&",
    ";",
    "<",
    ">",
    " ",
    " ",
    " ",
    "\n",
    "\r",
    "\u{b}",
    "\u{a0}",
    "User does not exist",
    "in the current directory",
    "Something went wrong",
    ".",
    "é",
    "\u{feff}",
    "{",
    "}",
];

proptest! {
    #![proptest_config(settings())]

    #[test]
    fn any_text_is_decoded(text in texts(PIECES)) {
        let decoded = decode_portal(&text, &two_rows());
        let lines = text.split(['\n', '\r']).count();
        for message in &decoded.messages {
            prop_assert!((1..=lines).contains(&message.line));
            let serial = message.serial.as_ref().map(|serial| serial.as_str().to_owned());
            let upn = message.upn.as_ref().map(|upn| upn.as_str().to_owned());
            prop_assert_eq!(message.place, two_rows().locate(serial.as_deref(), upn.as_deref()));
        }
        prop_assert!(decoded.messages.is_sorted_by_key(|message| message.line));
    }

    #[test]
    fn positions_are_those_of_the_character(cell in ".{0,60}", character in any::<char>()) {
        for position in positions_of(character, &cell) {
            prop_assert_eq!(cell.chars().nth(position - 1), Some(character));
        }
    }
}
