//! Aladdin's XML: hostile files end in an error, and large ones in good time.

use std::fmt::Write;

use totp_toolset::formats::{Format, FormatError, Reading};

use crate::samples::read_as;

fn read(text: &str) -> Result<Reading, FormatError> {
    read_as(Format::AladdinXml, text.as_bytes())
}

/// A file with so many tokens, four lines each from the third line on.
fn file(tokens: usize) -> String {
    let mut text = "<?xml version=\"1.0\"?>\n<Tokens>\n".to_owned();
    for number in 0..tokens {
        write!(
            text,
            "<Token serial=\"{number:08}\">\n<Applications><Application>\n<Seed>{number:040x}</Seed>\n\
             <MovingFactor>{number}</MovingFactor></Application></Applications></Token>\n"
        )
        .expect("a string takes everything");
    }
    text.push_str("</Tokens>\n");
    text
}

#[test]
fn a_hundred_thousand_tokens_have_their_lines() {
    let reading = read(&file(100_000)).expect("a usable file");
    assert_eq!(reading.tokens.len(), 100_000);
    assert!(
        reading
            .rows
            .iter()
            .copied()
            .eq((3..).step_by(4).take(100_000))
    );
}

#[test]
fn a_million_elements_inside_each_other_are_refused() {
    let deep = "<Token>".repeat(1_000_000);
    assert_eq!(
        read(&format!("<Tokens>{deep}")).unwrap_err(),
        FormatError::Structure
    );
    let closed = format!("<Tokens>{deep}{}</Tokens>", "</Token>".repeat(1_000_000));
    assert_eq!(read(&closed).unwrap_err(), FormatError::Structure);
}

#[test]
fn a_million_elements_side_by_side_are_read() {
    let flat = format!("<Tokens>{}</Tokens>", "<Token/>".repeat(1_000_000));
    let reading = read(&flat).expect("a usable file");
    assert_eq!(reading.findings.len(), 1_000_000);
}

#[test]
fn a_tag_of_many_attributes_is_refused() {
    let mut tag = String::new();
    for number in 0..100_000 {
        write!(tag, " a{number}=\"\"").expect("a string takes everything");
    }
    let text = format!("<Tokens><Token{tag}/></Tokens>");
    assert_eq!(read(&text).unwrap_err(), FormatError::Structure);
}

#[test]
fn many_namespaces_in_scope_are_refused() {
    let mut text = "<Tokens".to_owned();
    for number in 0..20 {
        write!(text, " xmlns:n{number}=\"urn:{number}\"").expect("a string takes everything");
    }
    text.push_str("/>");
    assert_eq!(read(&text).unwrap_err(), FormatError::Structure);
    let mut nested = "<Tokens>".to_owned();
    for number in 0..20 {
        write!(nested, "<a xmlns:n{number}=\"urn:{number}\">").expect("a string takes everything");
    }
    assert_eq!(read(&nested).unwrap_err(), FormatError::Structure);
}

#[test]
fn each_token_may_declare_the_namespace_anew() {
    let token = "<Token xmlns=\"urn:contoso\" serial=\"1\"><Seed>3132333435363738</Seed></Token>";
    let reading = read(&format!("<Tokens>{}</Tokens>", token.repeat(10_000)));
    assert_eq!(reading.expect("a usable file").tokens.len(), 10_000);
}

#[test]
fn memory_is_not_asked_for_by_the_number_of_brackets() {
    for (text, count) in [
        ("<", 4_000_001),
        ("=", 2_000_001),
        ("<!--", 300_000),
        ("<?", 300_000),
        ("<![CDATA[", 300_000),
        ("<a b='", 300_000),
    ] {
        let many = format!("<Tokens>{}", text.repeat(count));
        assert!(read(&many).is_err(), "{text}");
    }
}

#[test]
fn entities_are_not_expanded() {
    let mut text = "<!DOCTYPE Tokens [<!ENTITY a0 \"ha\">".to_owned();
    for number in 1..30 {
        let before = number - 1;
        write!(text, "<!ENTITY a{number} \"&a{before};&a{before};\">")
            .expect("a string takes everything");
    }
    text.push_str("]><Tokens><Token serial=\"&a29;\"/></Tokens>");
    assert_eq!(read(&text).unwrap_err(), FormatError::Structure);
}

#[test]
fn a_file_cut_off_anywhere_is_not_well_formed() {
    let text = file(3);
    let root = text.find("<Tokens").expect("a root");
    let end = text.trim_end().len();
    for cut in root + 1..end {
        let error = read(&text[..cut]).unwrap_err();
        assert!(matches!(error, FormatError::Syntax { .. }), "{cut}");
    }
}
