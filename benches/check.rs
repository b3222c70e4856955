//! What checking a file of 100,000 rows costs beside parsing the same file with the `csv` crate and looking at nothing:
//! `cargo bench --no-default-features --bench check`.

mod timing;

use std::time::Duration;

use totp_toolset::check::{Request, examine};
use totp_toolset::formats::{Assumed, Format, Mending, ReadAs, Step, entra_csv, read};

use timing::{best, say};

/// How many rows the files have.
const ROWS: usize = 100_000;

fn main() {
    let fine = file(|_| false);
    // Every second row has something to be corrected.
    let broken = file(|number| number % 2 == 0);
    let plain = best(|| parse(&fine));
    let says = |what: &str, took: Duration| say(what, took, plain, "parsing its cells");
    says("read as Entra's CSV", best(|| read_it(&fine)));
    says(
        "read and checked by Entra's rules",
        best(|| check_it(&fine)),
    );
    says(
        "examined as a whole",
        best(|| examine_it(&fine, &Request::default())),
    );
    says(
        "examined, every second row wrong",
        best(|| examine_it(&broken, &Request::default())),
    );
    let mut request = Request::default();
    request.mending.take(Step::AllSafe);
    says(
        "examined, every second row mended",
        best(|| examine_it(&broken, &request)),
    );
}

fn file(is_broken: impl Fn(usize) -> bool) -> Vec<u8> {
    let mut file = "upn,serial number,secret key,time interval,manufacturer,model\r\n".to_owned();
    for number in 0..ROWS {
        let seed = number
            .to_string()
            .bytes()
            .fold(String::new(), |mut seed, digit| {
                seed.push(char::from(digit - b'0' + b'A'));
                seed
            });
        let blank = if is_broken(number) { " " } else { "" };
        let row = format!(
            "user{number}@contoso.com,{number:07},GEZDGNBVGY3TQOJQGEZDGNBV{blank}{seed:A>8},30,Contoso,HardwareKey\r\n"
        );
        file.push_str(&row);
    }
    file.into_bytes()
}

/// The plainest thing that can be done with the file: its cells, as the crate finds them.
fn parse(file: &[u8]) -> usize {
    let mut reader = csv::Reader::from_reader(file);
    let mut record = csv::StringRecord::new();
    let mut cells = 0;
    while reader.read_record(&mut record).expect("a good file") {
        cells += record.iter().map(str::len).sum::<usize>();
    }
    cells
}

fn read_it(file: &[u8]) -> usize {
    let read_as = ReadAs::Format(Format::EntraCsv);
    let reading = read(file, read_as, &Mending::default(), &Assumed::default());
    reading.expect("a usable file").tokens.len()
}

fn check_it(file: &[u8]) -> usize {
    let read_as = ReadAs::Format(Format::EntraCsv);
    let reading = read(file, read_as, &Mending::default(), &Assumed::default());
    entra_csv::check(&reading.expect("a usable file").tokens).len()
}

fn examine_it(file: &[u8], request: &Request) -> usize {
    let examined = examine(file, request).expect("a text");
    assert_eq!(examined.tokens.len(), ROWS);
    examined.examination.runs.len()
}
