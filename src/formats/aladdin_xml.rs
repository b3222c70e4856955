//! The XML of Aladdin and SafeNet, which came with eToken PASS and SafeWord tokens. It is read, never written.
//!
//! Sources: privacyidea/privacyidea, `privacyidea/lib/importotp.py` (`parseSafeNetXML`), and multiOTP/multiotp,
//! `multiotp.class.php` (`ImportTokensFromAlpineXml`): `Tokens/Token@serial/Applications/Application`, in it `Seed` in hex
//! and `MovingFactor`. All are counter-based; 64 hex characters mean SHA-256. Every `Seed` of a token is an entry.

use roxmltree::Node;

use super::entry::{Convention, Entry, FactorUnsaid, HashUnsaid, SecretSpelling};
use super::reader::Reader;
use super::sample::{Certainty, Sample};
use super::xml::{LineCount, Xml, is_called, root_name, text_of};
use super::{Column, FormatError};

const CONVENTION: Convention = Convention {
    secret: SecretSpelling::HEX,
    hash: HashUnsaid::ByLength,
    factor: FactorUnsaid::Counter,
};

/// How sure it is that the file is one.
pub fn fits(sample: &Sample<'_>) -> Option<Certainty> {
    let root = root_name(sample.text)?;
    root.eq_ignore_ascii_case("Tokens")
        .then_some(Certainty::Certain)
}

/// Reads a file, in any namespace or in none.
///
/// # Errors
/// [`FormatError`] where the file as a whole is unusable. A token without a seed is a finding.
pub fn read(text: &str, reader: &mut Reader<'_>) -> Result<(), FormatError> {
    let xml = Xml::of(text)?;
    let root = xml.document.root_element();
    if !is_called(root, "Tokens") {
        return Err(FormatError::Structure);
    }
    let mut lines = xml.lines();
    let tokens = root.children().filter(|child| is_called(*child, "Token"));
    for token in tokens {
        read_token(token, &mut lines, reader);
    }
    if lines.counts_on {
        reader.count_on();
    }
    Ok(())
}

fn read_token(token: Node<'_, '_>, lines: &mut LineCount<'_>, reader: &mut Reader<'_>) {
    let seeds: Vec<Node<'_, '_>> = token
        .descendants()
        .filter(|inside| is_called(*inside, "Seed"))
        .collect();
    match seeds.as_slice() {
        // The reader says that there is no secret.
        [] => reader.take(entry(lines.row_of(token), token)),
        [seed] => reader.take(with_seed(entry(lines.row_of(token), token), *seed)),
        // Each begins where its application does: a row of its own.
        seeds => {
            for seed in seeds {
                let row = lines.row_of(seed.parent().unwrap_or(*seed));
                reader.take(with_seed(entry(row, token), *seed));
            }
        }
    }
}

/// What is said of the token as a whole.
fn entry<'a>(row: usize, token: Node<'a, '_>) -> Entry<'a> {
    let mut attributes = token.attributes();
    let serial = attributes.find(|one| one.name().eq_ignore_ascii_case("serial"));
    let child = |name: &str| token.children().find(|child| is_called(*child, name));
    // The model is a number there, 101, and the product has the name.
    let model = child("ProductName").or_else(|| child("Model"));
    Entry::new(row, CONVENTION)
        .with_some(Column::SerialNumber, serial.map(|one| one.value()))
        .with_some(Column::Model, model.map(text_of))
}

fn with_seed<'a>(entry: Entry<'a>, seed: Node<'a, '_>) -> Entry<'a> {
    let beside = seed
        .parent()
        .into_iter()
        .flat_map(|parent| parent.children());
    let counter = beside
        .into_iter()
        .find(|one| is_called(*one, "MovingFactor"));
    entry
        .with(Column::SecretKey, text_of(seed))
        .with_some(Column::Counter, counter.map(text_of))
}
