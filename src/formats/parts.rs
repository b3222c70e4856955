//! Names of files that belong together.

/// The name of a part, from 1: `entra-oath-tokens-2026-11-24-1-of-5.csv`. Parts have as many digits as their number has, so
/// that names sort as the parts do; a file that is alone has no number.
pub fn part_name(stem: &str, extension: &str, part: usize, parts: usize) -> String {
    if parts <= 1 {
        return format!("{stem}.{extension}");
    }
    let width = parts.to_string().len();
    format!("{stem}-{part:0width$}-of-{parts}.{extension}")
}
