//! Serial numbers that go on from a first one: `0099`, `0100`; `AB-09-X`, `AB-10-X`.

/// A serial number whose last run of digits counts on. Leading zeros stay, and so does all around the run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SerialPattern {
    before: String,
    /// At least one, decimal.
    digits: Vec<u8>,
    after: String,
}

impl SerialPattern {
    /// The pattern that begins with this serial number; `None` where it has no digit.
    pub fn from_first(serial: &str) -> Option<Self> {
        let end = serial.rfind(|c: char| c.is_ascii_digit())? + 1;
        let start = serial[..end]
            .rfind(|c: char| !c.is_ascii_digit())
            .map_or(0, |before| {
                before + serial[before..].chars().next().map_or(1, char::len_utf8)
            });
        Some(Self {
            before: serial[..start].to_owned(),
            digits: serial[start..end].bytes().collect(),
            after: serial[end..].to_owned(),
        })
    }

    /// The serial number `steps` after the first. Where the digits run out there is one more: 99, 100.
    pub fn nth(&self, steps: u64) -> String {
        let mut digits = self.digits.clone();
        let mut carry = u128::from(steps);
        for digit in digits.iter_mut().rev() {
            carry += u128::from(*digit - b'0');
            // The remainder is a digit.
            *digit = b'0' + (carry % 10) as u8;
            carry /= 10;
        }
        let carried = if carry == 0 {
            String::new()
        } else {
            carry.to_string()
        };
        let digits: String = digits.into_iter().map(char::from).collect();
        format!("{}{carried}{digits}{}", self.before, self.after)
    }

    /// True where the serial number `steps` after the first is longer than the first.
    pub fn grows_within(&self, steps: u64) -> bool {
        self.nth(steps).len() > self.nth(0).len()
    }
}

/// The serial number after this one. `None` where it has no digit.
pub fn next_serial(serial: &str) -> Option<String> {
    SerialPattern::from_first(serial).map(|pattern| pattern.nth(1))
}
