//! The text of a file to entries.

use super::header::{COLUMNS, Header};
use crate::formats::entry::{Convention, Entry, FactorUnsaid, HashUnsaid, SecretSpelling};
use crate::formats::reader::Reader;
use crate::formats::sample::{Certainty, Sample};
use crate::formats::table::{Row, filled_lines, rows, without_empty_tail};
use crate::formats::text::{is_blank, lines};
use crate::formats::{Delimiter, Finding, FindingCode, FormatError};

/// Every token has 6 digits and SHA-1, for the format has no column that could say otherwise.
const CONVENTION: Convention = Convention {
    secret: SecretSpelling::EntraBase32,
    hash: HashUnsaid::Assumed,
    factor: FactorUnsaid::Time,
};

/// How sure it is that the file is one.
pub fn fits(sample: &Sample<'_>) -> Option<Certainty> {
    let header = match Header::of(1, sample.first()) {
        Ok(header) => header,
        // It is one all the same, and what is wrong with it is to be said.
        Err(FormatError::ColumnTwice(_)) => return Some(Certainty::Certain),
        Err(_) => return None,
    };
    let named = COLUMNS.len() - header.missing().count();
    Some(match named {
        _ if !header.is_there => Certainty::Likely,
        3.. => Certainty::Certain,
        _ => Certainty::Likely,
    })
}

/// Reads a file: both spellings of the header, any case, columns in any order; commas, semicolons or tabs.
///
/// # Errors
/// [`FormatError`] where the file as a whole is unusable. A bad row is a finding.
pub fn read(text: &str, reader: &mut Reader<'_>) -> Result<(), FormatError> {
    let (number, line) = filled_lines(text).next().ok_or(FormatError::Empty)?;
    let header = Header::of(number, line)?;
    say_of_header(&header, number, reader);
    say_of_blank_lines(text, reader);
    let rows = rows(text, header.delimiter).skip(usize::from(header.is_there));
    for row in rows {
        read_row(row, &header, reader);
    }
    Ok(())
}

fn say_of_header(header: &Header, number: usize, reader: &mut Reader<'_>) {
    let said = [
        (
            header.delimiter != Delimiter::Comma,
            FindingCode::DelimiterNotComma,
        ),
        (!header.is_there, FindingCode::HeaderMissing),
        (!header.is_as_documented, FindingCode::HeaderSpelling),
        (header.has_extra_columns, FindingCode::ExtraColumn),
    ];
    for (_, code) in said.into_iter().filter(|(holds, _)| *holds) {
        reader.say(Finding::in_row(code, number));
    }
    for column in header.missing() {
        reader.say(Finding::in_cell(FindingCode::ColumnMissing, number, column));
    }
}

fn say_of_blank_lines(text: &str, reader: &mut Reader<'_>) {
    if let Some((number, _)) = lines(text).find(|(_, line)| is_blank(line)) {
        reader.say(Finding::in_row(FindingCode::BlankLines, number));
    }
}

fn read_row(row: Row<'_>, header: &Header, reader: &mut Reader<'_>) {
    let Ok(mut cells) = row.cells else {
        return reader.say(Finding::in_row(FindingCode::QuotesUnbalanced, row.number));
    };
    without_empty_tail(&mut cells, header.width);
    // A seventh column that only the template's header lacks.
    if !header.is_there && cells.len() > header.width {
        cells.truncate(header.width);
    }
    if cells.len() != header.width {
        return reader.say(Finding::in_row(FindingCode::CellCount, row.number));
    }
    if row.was_in_one_cell {
        reader.say(Finding::in_row(FindingCode::LineInOneCell, row.number));
    }
    let mut entry = Entry::new(row.number, CONVENTION);
    for column in COLUMNS {
        if let Some(place) = header.place(column) {
            entry = entry.with(column, std::mem::take(&mut cells[place]));
        }
    }
    reader.take(entry);
}
