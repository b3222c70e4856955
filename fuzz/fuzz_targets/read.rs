//! Any bytes, read as a file of every format and as a table of columns, corrected and uncorrected.
//!
//! No byte of the input chooses how it is read: a file of `tests/corpus` is an input as it stands, and an input that breaks
//! something is a file for `tests/corpus`. How it is corrected, and which columns are named, its length and a hash tell.

#![no_main]

use libfuzzer_sys::fuzz_target;
use totp_toolset::formats::columns::Mapping;
use totp_toolset::formats::text::text_of;
use totp_toolset::formats::{
    Assumed, CellPlace, Column, Delimiter, FindingCode, Fix, Format, Mending, ReadAs, Reading,
    Step, entra_csv, open, pick, read, recognise,
};
use totp_toolset::oath::{Digits, Encoding, EncodingChoice, HashAlgorithm, TimeStep};

fuzz_target!(|bytes: &[u8]| {
    let mut drawn = Drawn::of(bytes);
    let mending = drawn.mending(bytes.len());
    let assumed = drawn.assumed();
    let formats = Format::ALL.into_iter().map(ReadAs::Format);
    let Ok(text) = text_of(bytes) else {
        // The same for every format, and said before one is asked.
        assert!(open(bytes).is_err());
        return;
    };
    recognise(&text);
    let _ = open(bytes);
    let columns = [Mapping::proposed(&text), drawn.mapping()].map(ReadAs::Columns);
    for read_as in formats.chain(columns) {
        let Ok(reading) = read(bytes, read_as, &mending, &assumed) else {
            continue;
        };
        check(&reading);
        let cells = cells(&reading);
        let picked = pick(&text, read_as, &mending, &assumed, cells.iter().copied());
        assert!(picked.keys().all(|place| cells.contains(place)));
    }
});

/// What holds of every reading, whatever was read.
fn check(reading: &Reading) {
    assert_eq!(reading.tokens.len(), reading.rows.len());
    assert!(reading.rows.is_sorted_by(|one, next| one < next));
    let findings = entra_csv::check(&reading.tokens);
    let written = entra_csv::write(&reading.tokens, &findings);
    assert!(written.rows <= reading.tokens.len());
}

/// The cells that something was said of, and some of the tokens.
fn cells(reading: &Reading) -> Vec<CellPlace> {
    let said = reading.findings.iter().map(|finding| finding.location);
    let said = said.filter_map(|place| Some((place.row, place.column?)));
    let read = reading.rows.iter().map(|row| (*row, Column::SecretKey));
    said.take(20).chain(read.take(5)).collect()
}

/// Numbers that a hash of the input gives: the same for the same input.
struct Drawn(u64);

impl Drawn {
    /// FNV-1a.
    fn of(bytes: &[u8]) -> Self {
        Self(bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
            (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3)
        }))
    }

    /// The next number below `end`.
    fn below(&mut self, end: usize) -> usize {
        // SplitMix64.
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed >> 32) as usize % end
    }

    fn one<T: Copy>(&mut self, choices: &[T]) -> T {
        choices[self.below(choices.len())]
    }

    /// Nothing, all that is safe, or a few steps, by turns as the input grows and shrinks.
    fn mending(&mut self, length: usize) -> Mending {
        let mut mending = Mending::default();
        match length % 3 {
            0 => {}
            1 => mending.take(Step::AllSafe),
            _ => (0..3).for_each(|_| mending.take(self.step())),
        }
        mending
    }

    fn step(&mut self) -> Step {
        let column = self.one(&Column::ALL);
        let row = 1 + self.below(6);
        match self.below(4) {
            0 => Step::AllSafe,
            1 => Step::In {
                rows: row..=row + self.below(3),
                column,
                fix: self.fix(),
            },
            2 => {
                let fix = self.fix();
                let answered = |code: &FindingCode| Fix::candidates(*code, Some(9)).contains(&fix);
                let codes: Vec<FindingCode> =
                    FindingCode::ALL.into_iter().filter(answered).collect();
                Step::Everywhere {
                    column: if self.below(2) == 0 {
                        Column::SecretKey
                    } else {
                        column
                    },
                    fix,
                    code: if codes.is_empty() {
                        FindingCode::CellEmpty
                    } else {
                        self.one(&codes)
                    },
                }
            }
            _ => {
                let texts = [
                    "",
                    "7",
                    "alice@contoso.com",
                    "GEZDGNBVGY3TQOJQ",
                    "sha256",
                    "\u{1f511}",
                ];
                Step::Retype {
                    row,
                    column,
                    text: self.one(&texts).into(),
                }
            }
        }
    }

    fn fix(&mut self) -> Fix {
        let zeros = self.below(256) as u8;
        self.one(&[
            Fix::DropSeparators,
            Fix::DropPadding,
            Fix::StraightenApostrophes,
            Fix::DropTypographicQuotes,
            Fix::MergeApostrophes,
            Fix::FromHex,
            Fix::FromBase32,
            Fix::ZeroToO,
            Fix::OneToI,
            Fix::OneToL,
            Fix::EightToB,
            Fix::LeadingZeros(zeros),
        ])
    }

    /// What a file does not say, said half of the time.
    fn assumed(&mut self) -> Assumed {
        if self.below(2) == 0 {
            return Assumed::default();
        }
        Assumed {
            counter_based: self.below(2) == 0,
            step: self.one(&[None, Some(TimeStep::SIXTY)]),
            hash: self.one(&[None, Some(HashAlgorithm::Sha256)]),
            digits: self.one(&[None, Some(Digits::Eight)]),
            manufacturer: self.one(&["", "Contoso", "\u{0}"]).to_owned(),
            model: self.one(&["", "HardwareKey"]).to_owned(),
        }
    }

    /// Columns named at will, the secret among them; most files have few.
    fn mapping(&mut self) -> Mapping {
        let mut mapping = Mapping::nothing(self.one(&Delimiter::ALL));
        mapping.has_header = self.below(2) == 0;
        mapping.encoding = self.one(&[
            EncodingChoice::Automatic,
            EncodingChoice::Only(Encoding::Base32),
            EncodingChoice::Only(Encoding::Hex),
            EncodingChoice::Only(Encoding::Base64),
        ]);
        for column in Column::ALL {
            let place = self.below(12);
            mapping = mapping.with(column, (place < 8).then_some(place));
        }
        mapping.with(Column::SecretKey, Some(self.below(4)))
    }
}
