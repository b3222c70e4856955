//! XML as it may come in: read with `roxmltree`, after what could cost memory or time out of proportion is refused.
//!
//! Nothing is expanded: a document type, which alone can declare entities, makes a file unusable. `roxmltree` compares each
//! attribute with all others of its tag, copies the namespaces in scope for each element that declares one, and asks for
//! memory by the number of `<` and `=`; so these are counted first, as is the depth.

use roxmltree::{Document, Error, Node, ParsingOptions, TextPos};

use super::FormatError;

/// The deepest nesting that is read: seed files have less than ten levels.
const MAX_DEPTH: usize = 64;

/// The most attributes of one tag: seed files have a few.
const MAX_ATTRIBUTES: usize = 64;

/// The most namespaces in scope: seed files have less than eight.
const MAX_NAMESPACES: usize = 16;

/// The most `<`: the largest file that is read has about 3.4 million where it holds nothing but tokens.
const MAX_MARKUP: usize = 4_000_000;

/// The most `=`, of which a token has two.
const MAX_EQUAL_SIGNS: usize = 2_000_000;

/// A document, and where its text begins in the file: blanks in front are none of it.
pub struct Xml<'a> {
    /// What it holds.
    pub document: Document<'a>,
    file: &'a str,
    begin: usize,
}

impl<'a> Xml<'a> {
    /// Reads a file.
    ///
    /// # Errors
    /// [`FormatError::Syntax`] where it is not well-formed, [`FormatError::Structure`] where it has a document type, nests
    /// too deep or has more markup than seeds need.
    pub fn of(file: &'a str) -> Result<Self, FormatError> {
        let text = file.trim_start();
        let begin = file.len() - text.len();
        check(text)?;
        match Document::parse_with_options(text, ParsingOptions::default()) {
            Ok(document) => Ok(Self {
                document,
                file,
                begin,
            }),
            Err(error) => Err(unusable(&error, file, begin)),
        }
    }

    /// A count of lines that walks along with the elements.
    pub fn lines(&self) -> LineCount<'a> {
        LineCount {
            file: self.file,
            begin: self.begin,
            counted: 0,
            line: 1,
            last_row: 0,
            counts_on: false,
        }
    }
}

/// Says on which line an element begins. Each line is counted once, however many elements are asked for.
pub struct LineCount<'a> {
    file: &'a str,
    begin: usize,
    counted: usize,
    line: usize,
    last_row: usize,
    /// Whether a row was counted on, because an earlier one has its line.
    pub counts_on: bool,
}

impl LineCount<'_> {
    /// The row of an element, from 1: its line, or the next free row where an earlier one has that line. It is by the row that a
    /// correction finds its token. Elements are asked for in the order of the file.
    pub fn row_of(&mut self, element: Node<'_, '_>) -> usize {
        let begin = self.begin + element.range().start;
        if let Some(passed) = self.file.get(self.counted..begin) {
            self.line += line_ends(passed);
            self.counted = begin;
        }
        self.counts_on |= self.line <= self.last_row;
        self.last_row = self.line.max(self.last_row + 1);
        self.last_row
    }
}

/// The text of an element, whatever comments and CDATA sections cut it into; what is in elements inside is none of it.
pub fn text_of<'a>(element: Node<'a, '_>) -> std::borrow::Cow<'a, str> {
    let mut parts = element.children().filter(Node::is_text);
    let mut text = std::borrow::Cow::from(parts.next().and_then(|part| part.text()).unwrap_or(""));
    for part in parts.filter_map(|part| part.text()) {
        text.to_mut().push_str(part);
    }
    text
}

/// Whether the element is called so, in any namespace and case.
pub fn is_called(element: Node<'_, '_>, name: &str) -> bool {
    element.is_element() && element.tag_name().name().eq_ignore_ascii_case(name)
}

/// The name of the first element, without its prefix; `None` where the text does not begin as XML does.
pub fn root_name(text: &str) -> Option<&str> {
    let text = text.trim_start();
    if !text.starts_with('<') {
        return None;
    }
    let root = markup(text).find_map(|one| match one {
        Markup::Start { tag, .. } => Some(tag),
        _ => None,
    })?;
    let end = root.find(|c: char| c.is_whitespace() || c == '/');
    let name = &root[..end.unwrap_or(root.len())];
    Some(name.rsplit(':').next().unwrap_or(name))
}

/// Refuses what would cost out of proportion.
fn check(text: &str) -> Result<(), FormatError> {
    let count = |sought: u8| text.bytes().filter(|byte| *byte == sought).count();
    if count(b'<') > MAX_MARKUP || count(b'=') > MAX_EQUAL_SIGNS {
        return Err(FormatError::Structure);
    }
    // The namespaces in scope in each element that is open.
    let mut open: Vec<usize> = Vec::new();
    for one in markup(text) {
        match one {
            Markup::Start { tag, is_empty } => {
                let namespaces = open.last().unwrap_or(&0) + tag.matches("xmlns").count();
                let attributes = tag.bytes().filter(|byte| *byte == b'=').count();
                if namespaces > MAX_NAMESPACES || attributes > MAX_ATTRIBUTES {
                    return Err(FormatError::Structure);
                }
                if !is_empty {
                    open.push(namespaces);
                }
                if open.len() > MAX_DEPTH {
                    return Err(FormatError::Structure);
                }
            }
            Markup::End => {
                open.pop();
            }
            Markup::DocumentType => return Err(FormatError::Structure),
            Markup::Other => {}
        }
    }
    Ok(())
}

/// A piece of markup.
enum Markup<'a> {
    /// The tag that begins an element, without its brackets.
    Start {
        tag: &'a str,
        is_empty: bool,
    },
    /// The tag that ends one.
    End,
    DocumentType,
    /// A comment, a CDATA section, a processing instruction.
    Other,
}

/// The markup of a text as far as it is well-formed. Beyond the first fault the parser does not read either.
fn markup(text: &str) -> impl Iterator<Item = Markup<'_>> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let (_, behind) = rest.split_once('<')?;
        let (one, after) = markup_at(behind)?;
        rest = after;
        Some(one)
    })
}

/// The markup behind a `<`, and what follows it; `None` where it does not end.
fn markup_at(text: &str) -> Option<(Markup<'_>, &str)> {
    let behind = |text: &'_ str, end: &str| text.find(end).map(|place| place + end.len());
    let skipped = |prefix: usize, end: &str| {
        let end = prefix + behind(&text[prefix..], end)?;
        Some((Markup::Other, &text[end..]))
    };
    if text.starts_with("!--") {
        return skipped(3, "-->");
    }
    if text.starts_with("![CDATA[") {
        return skipped(8, "]]>");
    }
    if text.starts_with('?') {
        return skipped(1, "?>");
    }
    if text.starts_with("!DOCTYPE") {
        let end = behind(text, document_type_end(text))?;
        return Some((Markup::DocumentType, &text[end..]));
    }
    // Any other declaration is a fault that the parser finds.
    if text.starts_with('!') {
        return None;
    }
    if text.starts_with('/') {
        return Some((Markup::End, &text[behind(text, ">")?..]));
    }
    let end = tag_end(text)?;
    let tag = &text[..end];
    let is_empty = tag.ends_with('/');
    Some((Markup::Start { tag, is_empty }, &text[end + 1..]))
}

/// What ends a document type: a bracket, where it has declarations inside.
fn document_type_end(text: &str) -> &'static str {
    match text.find(['[', '>']) {
        Some(place) if text[place..].starts_with('[') => "]>",
        _ => ">",
    }
}

/// Where the `>` stands that ends a tag: not inside quotes.
fn tag_end(text: &str) -> Option<usize> {
    let mut from = 0;
    loop {
        let place = from + text[from..].find(['>', '"', '\''])?;
        // One of the three was found, each a single byte.
        let quote = &text[place..=place];
        if quote == ">" {
            return Some(place);
        }
        from = place + 1 + text[place + 1..].find(quote)? + 1;
    }
}

/// Why the file cannot be used, with the line as an editor counts it.
fn unusable(error: &Error, file: &str, begin: usize) -> FormatError {
    let end = match error {
        Error::DtdDetected
        | Error::NodesLimitReached
        | Error::AttributesLimitReached
        | Error::NamespacesLimitReached => return FormatError::Structure,
        // These are about the end of the file, where something is missing.
        Error::NoRootNode | Error::UnclosedRootNode | Error::UnexpectedEndOfStream => {
            file.trim_end().len()
        }
        error => begin + offset_of(error.pos(), &file[begin..]),
    };
    FormatError::Syntax {
        line: 1 + line_ends(&file[..end]),
    }
}

/// How many bytes stand before a place. `roxmltree` takes LF alone for the end of a line.
fn offset_of(place: TextPos, text: &str) -> usize {
    let count = |number: u32| usize::try_from(number).unwrap_or(usize::MAX);
    let rows = text.split_inclusive('\n').take(count(place.row) - 1);
    let before: usize = rows.map(str::len).sum();
    let row = &text[before..];
    let mut characters = row.char_indices().map(|(offset, _)| offset);
    before + characters.nth(count(place.col) - 1).unwrap_or(row.len())
}

/// How many lines end in a text: CR LF, LF and CR end one.
fn line_ends(text: &str) -> usize {
    let bytes = text.as_bytes();
    let ends = bytes.iter().enumerate().filter(|(place, byte)| match byte {
        b'\n' => true,
        b'\r' => bytes.get(place + 1) != Some(&b'\n'),
        _ => false,
    });
    ends.count()
}
