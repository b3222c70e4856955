//! Published values, read from `tests/vectors/`. A line that starts with `#` names their source.

use std::collections::BTreeMap;
use std::str::FromStr;

/// One line: column to value.
pub struct Vector(BTreeMap<String, String>);

impl Vector {
    pub fn get(&self, column: &str) -> &str {
        self.0
            .get(column)
            .unwrap_or_else(|| panic!("no column {column}"))
    }

    pub fn number<T: FromStr>(&self, column: &str) -> T {
        let text = self.get(column);
        text.parse()
            .unwrap_or_else(|_| panic!("{column}: {text} is no number of its kind"))
    }
}

pub fn rfc4226() -> Vec<Vector> {
    read(include_str!("../vectors/rfc4226.csv"), 10)
}

pub fn rfc6238() -> Vec<Vector> {
    read(include_str!("../vectors/rfc6238.csv"), 18)
}

pub fn rfc4648() -> Vec<Vector> {
    read(include_str!("../vectors/rfc4648.csv"), 7)
}

/// `lines` is how many there are, lest a test pass because a file became empty.
fn read(file: &str, lines: usize) -> Vec<Vector> {
    let mut reader = csv::ReaderBuilder::new()
        .comment(Some(b'#'))
        .from_reader(file.as_bytes());
    let columns = reader.headers().expect("a line of headers").clone();
    let vectors: Vec<Vector> = reader
        .records()
        .map(|record| {
            let record = record.expect("a line of values");
            let cells = columns.iter().zip(record.iter());
            Vector(cells.map(|(a, b)| (a.to_owned(), b.to_owned())).collect())
        })
        .collect();
    assert_eq!(vectors.len(), lines);
    vectors
}
