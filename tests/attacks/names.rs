//! Names that mean something to a machine, and characters that deceive the eye: each is a text like any other, or refused.

use totp_toolset::formats::columns::Mapping;
use totp_toolset::formats::{Column, Delimiter, FindingCode, Format, ReadAs, open, recognise};
use totp_toolset::oath::{
    Department, DisplayName, InvalidText, Manufacturer, Model, SerialNumber, Upn,
};

/// What JavaScript's objects and the page's own elements are called.
const NAMES: [&str; 12] = [
    "__proto__",
    "constructor",
    "prototype",
    "toString",
    "hasOwnProperty",
    "valueOf",
    "app",
    "glue",
    "panic",
    "start",
    "wasm",
    "null",
];

#[test]
fn tokens_are_called_what_they_are_called() {
    let rows: String = NAMES
        .iter()
        .enumerate()
        .map(|(place, name)| {
            format!(
                "{name}@{name}.com,{name},GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJ{},30,{name},{name}\n",
                char::from(b'A' + place as u8)
            )
        })
        .collect();
    let file = format!("upn,serial number,secret key,time interval,manufacturer,model\n{rows}");
    let read = open(file.as_bytes()).expect("Entra's file");
    let names: Vec<&str> = read
        .tokens
        .iter()
        .filter_map(|token| Some(token.serial.as_ref()?.as_str()))
        .collect();
    assert_eq!(names, NAMES);
}

#[test]
fn keys_of_json_that_javascript_has_are_nobodys_columns() {
    let json = r#"{"__proto__":{"secretKey":"AAAA"},"constructor":{"prototype":{"serialNumber":"9"}},"serialNumber":"1","secretKey":"GEZDGNBVGY3TQOJQ","timeIntervalInSeconds":30,"hashFunction":"hmacsha1"}"#;
    let read = open(json.as_bytes()).expect("a body for Microsoft Graph");
    let serials: Vec<_> = read
        .tokens
        .iter()
        .map(|token| token.serial.as_ref().map(SerialNumber::as_str))
        .collect();
    assert_eq!(serials, [Some("1")]);
    assert!(
        read.findings
            .iter()
            .any(|finding| finding.code == FindingCode::ExtraColumn),
        "what was left out is said"
    );
}

#[test]
fn columns_called_so_are_no_columns_of_ours() {
    for name in NAMES {
        let file = format!("{name},secret\n1,GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ\n");
        let mapping = Mapping::proposed(&file);
        assert_eq!(mapping.column(1), Some(Column::SecretKey), "{name}");
        assert!(
            recognise(&file)
                .iter()
                .all(|(format, _)| *format != Format::EntraCsv),
            "{name}"
        );
        let mut mapping = Mapping::nothing(Delimiter::Comma)
            .with(Column::SerialNumber, Some(0))
            .with(Column::SecretKey, Some(1));
        mapping.has_header = true;
        let read_as = ReadAs::Columns(mapping);
        let read = totp_toolset::formats::read(
            file.as_bytes(),
            read_as,
            &Default::default(),
            &Default::default(),
        );
        assert_eq!(read.map(|read| read.tokens.len()), Ok(1), "{name}");
    }
}

/// Embeddings, overrides and isolates.
const TURNS: [char; 9] = [
    '\u{202a}', '\u{202b}', '\u{202c}', '\u{202d}', '\u{202e}', '\u{2066}', '\u{2067}', '\u{2068}',
    '\u{2069}',
];

#[test]
fn no_text_of_a_token_turns_the_direction_of_what_stands_beside_it() {
    for turn in TURNS {
        let text = format!("a{turn}b");
        let at_two = Err(InvalidText::ControlCharacter { position: 2 });
        assert_eq!(text.parse::<SerialNumber>().map(drop), at_two, "{turn:?}");
        assert_eq!(text.parse::<Manufacturer>().map(drop), at_two, "{turn:?}");
        assert_eq!(text.parse::<Model>().map(drop), at_two, "{turn:?}");
        assert_eq!(text.parse::<DisplayName>().map(drop), at_two, "{turn:?}");
        assert_eq!(text.parse::<Department>().map(drop), at_two, "{turn:?}");
        assert_eq!(
            format!("{text}@contoso.com").parse::<Upn>().map(drop),
            at_two,
            "{turn:?}"
        );
    }
}

#[test]
fn serial_numbers_and_users_that_look_the_same_are_the_same() {
    for unseen in [
        '\u{ad}',
        '\u{34f}',
        '\u{61c}',
        '\u{115f}',
        '\u{180e}',
        '\u{200b}',
        '\u{200d}',
        '\u{2060}',
        '\u{206f}',
        '\u{3164}',
        '\u{fe0f}',
        '\u{feff}',
        '\u{fffa}',
        '\u{e0041}',
        '\u{e0100}',
    ] {
        let text = format!("a{unseen}b");
        assert!(text.parse::<SerialNumber>().is_err(), "{unseen:?}");
        assert!(
            format!("{text}@contoso.com").parse::<Upn>().is_err(),
            "{unseen:?}"
        );
    }
}

#[test]
fn names_in_hebrew_and_arabic_with_their_marks_and_joined_pictures_stay() {
    for name in [
        "\u{5d0}\u{5d1}\u{200f} (1)",
        "\u{645}\u{6cc}\u{200c}\u{62e}",
        "👩\u{200d}💻 Key",
    ] {
        assert_eq!(
            name.parse::<DisplayName>()
                .map(|name| name.to_string())
                .as_deref(),
            Ok(name)
        );
    }
}

#[test]
fn where_a_file_turns_the_direction_is_said_by_the_character() {
    let file = "upn,serial number,secret key,time interval,manufacturer,model\n\
        a@b.com,1,GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ,30,Con\u{202e}toso,Key\n";
    let read = open(file.as_bytes()).expect("Entra's file");
    let said: Vec<_> = read
        .findings
        .iter()
        .map(|finding| {
            (
                finding.code,
                finding.location.column,
                finding.location.character,
            )
        })
        .collect();
    assert_eq!(
        said,
        [(
            FindingCode::CellUnusable,
            Some(Column::Manufacturer),
            Some(4)
        )]
    );
    assert_eq!(read.tokens.len(), 1, "the token is read without the name");
}

#[test]
fn lone_surrogates_and_zero_bytes_make_no_text() {
    use totp_toolset::formats::FormatError;
    let utf16 = |units: &[u16]| -> Vec<u8> {
        [0xff, 0xfe]
            .into_iter()
            .chain(units.iter().flat_map(|unit| unit.to_le_bytes()))
            .collect()
    };
    for units in [
        &[0x31, 0xd800, 0x31][..],
        &[0xdc00],
        &[0x31, 0xd83d],
        &[0x31, 0, 0x31],
    ] {
        assert_eq!(open(&utf16(units)), Err(FormatError::Binary), "{units:x?}");
    }
    assert_eq!(open(b"serial,secret\n1\0,ABCD\n"), Err(FormatError::Binary));
    assert_eq!(
        open(b"serial,secret\n\xed\xa0\x80,ABCD\n"),
        Err(FormatError::NotUtf8 { line: 2 })
    );
}
