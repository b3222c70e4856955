//! The serial number that comes next.

/// The serial number after this one: its last run of digits goes on, leading zeros and all around it stay.
/// `None` where it has no digit.
pub fn next_serial(serial: &str) -> Option<String> {
    let end = serial.rfind(|c: char| c.is_ascii_digit())? + 1;
    let start = serial[..end]
        .rfind(|c: char| !c.is_ascii_digit())
        .map_or(0, |before| {
            before + serial[before..].chars().next().map_or(1, char::len_utf8)
        });
    let mut digits: Vec<u8> = serial[start..end].bytes().collect();
    let mut carry = true;
    for digit in digits.iter_mut().rev() {
        if *digit == b'9' {
            *digit = b'0';
        } else {
            *digit += 1;
            carry = false;
            break;
        }
    }
    let carried = if carry { "1" } else { "" };
    let digits: String = digits.into_iter().map(char::from).collect();
    Some(format!(
        "{}{carried}{digits}{}",
        &serial[..start],
        &serial[end..]
    ))
}
