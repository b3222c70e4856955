//! A list of users, pasted or out of a file: one user principal name a line, or columns out of a spreadsheet.
//!
//! Columns are found by their heads or by what is in them, and can be named instead. Nothing is rewritten: what looks
//! wrong is said with its line, and a line that no token can be issued for is left out and counted.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use crate::formats::cells::first_cells;
use crate::formats::text::{is_blank, lines};
use crate::formats::{Delimiter, Pasted, Severity};
use crate::oath::{InvalidText, ObjectId, Upn, UserDetails};

/// The longest text that is read, in bytes.
pub const MAX_TEXT_BYTES: usize = 16 * 1024 * 1024;

/// The most lines with something in them that are read.
pub const MAX_USERS: usize = 100_000;

/// The most columns that are looked at.
pub(super) const MAX_COLUMNS: usize = 64;

/// How much of a cell of the first line is told, in characters.
const MAX_HEAD: usize = 100;

/// How many lines tell what the columns are.
const SAMPLE: usize = 50;

/// A column that means something here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum UserColumn {
    /// The user principal name.
    Upn,
    /// The display name.
    DisplayName,
    /// The object id.
    Id,
    /// The department.
    Department,
}

impl UserColumn {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Upn, Self::DisplayName, Self::Id, Self::Department];

    /// How its head is spelt, in small letters without blanks and signs: Entra's export, Graph, and plain English.
    const fn heads(self) -> &'static [&'static str] {
        match self {
            Self::Upn => &[
                "userprincipalname",
                "upn",
                "username",
                "user",
                "email",
                "mail",
                "emailaddress",
                "login",
                "signinname",
            ],
            Self::DisplayName => &["displayname", "name", "fullname"],
            Self::Id => &["id", "objectid", "userid", "userobjectid", "guid"],
            Self::Department => &["department", "dept"],
        }
    }
}

/// Which column is what, counted from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UserColumns {
    /// The user principal name.
    pub upn: usize,
    /// The display name.
    pub display_name: Option<usize>,
    /// The object id.
    pub id: Option<usize>,
    /// The department.
    pub department: Option<usize>,
    /// Whether the first line says what the columns are.
    pub has_header: bool,
    /// What stands between them.
    pub delimiter: Delimiter,
}

impl UserColumns {
    /// The place of a column.
    pub const fn place(&self, column: UserColumn) -> Option<usize> {
        match column {
            UserColumn::Upn => Some(self.upn),
            UserColumn::DisplayName => self.display_name,
            UserColumn::Id => self.id,
            UserColumn::Department => self.department,
        }
    }

    /// The same with a column elsewhere. There is always a column of user principal names.
    pub fn with(mut self, column: UserColumn, place: Option<usize>) -> Self {
        match column {
            UserColumn::Upn => self.upn = place.unwrap_or(self.upn),
            UserColumn::DisplayName => self.display_name = place,
            UserColumn::Id => self.id = place,
            UserColumn::Department => self.department = place,
        }
        self
    }
}

/// A user that a token can be issued for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct User {
    /// The line, from 1.
    pub line: usize,
    /// The user principal name.
    pub upn: Upn,
    /// What else is known.
    pub details: UserDetails,
}

/// What is to be said of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UserFinding {
    /// The line, from 1.
    pub line: usize,
    /// What.
    pub problem: UserProblem,
}

/// The kinds of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum UserProblem {
    /// No user principal name. Left out.
    NotUpn(InvalidText),
    /// A guest: Entra ID gives guests no hardware tokens. Left out.
    Guest,
    /// The same user as in an earlier line. Left out.
    Twice {
        /// The earlier line, from 1.
        line: usize,
    },
    /// Quotation marks that do not match. Left out.
    Quotes,
    /// A typographic apostrophe, which a word processor makes of a plain one.
    TypographicApostrophe,
    /// Two apostrophes in a row, as a database writes one.
    DoubledApostrophe,
    /// The object id is none; the user is kept without it.
    Id,
    /// The display name is too long or holds a control character; the user is kept without it.
    DisplayName,
    /// The department is, likewise.
    Department,
}

impl UserProblem {
    /// An error leaves the line out.
    pub const fn severity(self) -> Severity {
        match self {
            Self::NotUpn(_) | Self::Guest | Self::Twice { .. } | Self::Quotes => Severity::Error,
            Self::TypographicApostrophe
            | Self::DoubledApostrophe
            | Self::Id
            | Self::DisplayName
            | Self::Department => Severity::Warning,
        }
    }
}

/// A list of users.
#[derive(Debug, PartialEq, Eq)]
pub struct UserList {
    /// The users, in order.
    pub users: Vec<User>,
    /// How the columns were read.
    pub columns: UserColumns,
    /// The cells of the first line, for choosing columns; of long ones the beginning.
    pub heads: Vec<Pasted>,
    /// What is to be said, line by line.
    pub findings: Vec<UserFinding>,
    /// How many lines were left out.
    pub left_out: usize,
}

/// Why a text is no list of users.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum UserListError {
    /// Nothing but blanks.
    #[error("there is no user")]
    Empty,
    /// More than [`MAX_TEXT_BYTES`].
    #[error("the text is too long")]
    TooLong,
    /// More than [`MAX_USERS`] lines.
    #[error("there are too many lines")]
    TooManyLines,
}

/// What becomes of a user who stands in the list again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Repeats {
    /// The line is left out, and that is said: a list of people.
    LeftOut,
    /// The line is read like any other: a list of who has which token, and a person may have several.
    Kept,
}

/// Reads a list of people; `columns` says what the columns are, where the person has said so.
///
/// # Errors
/// [`UserListError`]. A bad line is a finding.
pub fn read_users(text: &str, columns: Option<UserColumns>) -> Result<UserList, UserListError> {
    read_users_with(text, columns, Repeats::LeftOut)
}

/// The same, with a word on users who stand there again.
///
/// # Errors
/// [`UserListError`]. A bad line is a finding.
pub fn read_users_with(
    text: &str,
    columns: Option<UserColumns>,
    repeats: Repeats,
) -> Result<UserList, UserListError> {
    if text.len() > MAX_TEXT_BYTES {
        return Err(UserListError::TooLong);
    }
    let text = text.trim_start_matches('\u{feff}');
    let filled = || lines(text).filter(|(_, line)| !is_blank(line));
    let first = filled().next().ok_or(UserListError::Empty)?.1;
    let columns = columns.unwrap_or_else(|| found_columns(first, filled()));
    let header = usize::from(columns.has_header);
    if filled().nth(header + MAX_USERS).is_some() {
        return Err(UserListError::TooManyLines);
    }
    let heads = split(first, columns.delimiter).unwrap_or_default();
    let short = |head: &String| head.chars().take(MAX_HEAD).collect::<String>();
    let mut reader = Reader {
        columns,
        repeats,
        seen: HashMap::new(),
        list: UserList {
            users: Vec::new(),
            columns,
            heads: heads.iter().map(|head| short(head).into()).collect(),
            findings: Vec::new(),
            left_out: 0,
        },
    };
    for (line, text) in filled().skip(header) {
        reader.read(line, text);
    }
    Ok(reader.list)
}

fn split(line: &str, delimiter: Delimiter) -> Option<Vec<String>> {
    let cells = first_cells(line, delimiter.character(), MAX_COLUMNS).ok()?;
    Some(cells.iter().map(|cell| cell.trim().to_owned()).collect())
}

struct Reader {
    columns: UserColumns,
    repeats: Repeats,
    /// The line of each user, in small letters.
    seen: HashMap<String, usize>,
    list: UserList,
}

impl Reader {
    fn read(&mut self, line: usize, text: &str) {
        match self.user(line, text) {
            Ok(user) => self.list.users.push(user),
            Err(problem) => {
                self.say(line, problem);
                self.list.left_out += 1;
            }
        }
    }

    fn user(&mut self, line: usize, text: &str) -> Result<User, UserProblem> {
        let cells = split(text, self.columns.delimiter).ok_or(UserProblem::Quotes)?;
        let cell = |column| {
            let place = self.columns.place(column);
            place
                .and_then(|place| cells.get(place))
                .map_or("", String::as_str)
        };
        let upn: Upn = cell(UserColumn::Upn).parse().map_err(UserProblem::NotUpn)?;
        let small = upn.as_str().to_lowercase();
        if small.contains("#ext#") {
            return Err(UserProblem::Guest);
        }
        if let (Repeats::LeftOut, Some(earlier)) = (self.repeats, self.seen.get(&small)) {
            return Err(UserProblem::Twice { line: *earlier });
        }
        let details = UserDetails {
            id: cell(UserColumn::Id).parse().ok(),
            display_name: cell(UserColumn::DisplayName).parse().ok(),
            department: cell(UserColumn::Department).parse().ok(),
        };
        let unusable = |column: UserColumn, taken: bool| !taken && !cell(column).is_empty();
        let problems = [
            (small.contains('’'), UserProblem::TypographicApostrophe),
            (small.contains("''"), UserProblem::DoubledApostrophe),
            (
                unusable(UserColumn::Id, details.id.is_some()),
                UserProblem::Id,
            ),
            (
                unusable(UserColumn::DisplayName, details.display_name.is_some()),
                UserProblem::DisplayName,
            ),
            (
                unusable(UserColumn::Department, details.department.is_some()),
                UserProblem::Department,
            ),
        ];
        for (_, problem) in problems.into_iter().filter(|(holds, _)| *holds) {
            self.say(line, problem);
        }
        self.seen.insert(small, line);
        Ok(User { line, upn, details })
    }

    fn say(&mut self, line: usize, problem: UserProblem) {
        self.list.findings.push(UserFinding { line, problem });
    }
}

/// What the columns are, by the heads of the first line, or by what is in the first lines.
fn found_columns<'a>(first: &str, lines: impl Iterator<Item = (usize, &'a str)>) -> UserColumns {
    let lines: Vec<&str> = lines.take(SAMPLE).map(|(_, line)| line).collect();
    let delimiter = found_delimiter(first, &lines);
    let heads = split(first, delimiter).unwrap_or_default();
    // A line with an address in it is no header, whatever else it holds.
    let has_header = !first.contains('@')
        && UserColumn::ALL
            .into_iter()
            .any(|column| headed(&heads, column).next().is_some());
    let sample = Sample::of(&lines[usize::from(has_header)..], delimiter);
    let by_head = |column: UserColumn, fits: fn(&str) -> bool| {
        let mut places = headed(&heads, column).filter(|_| has_header);
        let first = places.clone().next();
        // `username` beside `mail`, `id` beside `objectId`: the one with such a thing in it is meant.
        places
            .find(|place| sample.count(*place, fits) > 0)
            .or(first)
    };
    let upn = by_head(UserColumn::Upn, is_address)
        .or_else(|| sample.most(is_address))
        .or_else(|| sample.most(|cell| cell.contains('@')))
        .unwrap_or(0);
    let filled = |cell: &str| !cell.is_empty();
    UserColumns {
        upn,
        display_name: by_head(UserColumn::DisplayName, filled).filter(|place| *place != upn),
        // Under a head that says something else a GUID is the id of something else: a tenant, a device.
        id: by_head(UserColumn::Id, is_object_id)
            .or_else(|| sample.most(is_object_id).filter(|_| !has_header)),
        department: by_head(UserColumn::Department, filled).filter(|place| *place != upn),
        has_header,
        delimiter,
    }
}

/// The delimiter that lets the most lines have an address in a cell of its own; a name may hold another one's character.
fn found_delimiter(first: &str, lines: &[&str]) -> Delimiter {
    let addresses = |delimiter: Delimiter| {
        let cells = lines.iter().filter_map(|line| split(line, delimiter));
        cells
            .filter(|cells| cells.iter().any(|cell| is_address(cell)))
            .count()
    };
    let stands_in = |delimiter: &Delimiter, line: &str| line.contains(delimiter.character());
    let used = Delimiter::ALL
        .into_iter()
        .filter(|delimiter| lines.iter().any(|line| stands_in(delimiter, line)));
    // The first of those with the most.
    let best = used.rev().max_by_key(|delimiter| addresses(*delimiter));
    best.filter(|delimiter| addresses(*delimiter) > 0)
        .or_else(|| {
            Delimiter::ALL
                .into_iter()
                .find(|delimiter| stands_in(delimiter, first))
        })
        .unwrap_or(Delimiter::Comma)
}

/// The places with a head of that column, the best spelling first.
fn headed(heads: &[String], column: UserColumn) -> impl Iterator<Item = usize> + Clone {
    column.heads().iter().flat_map(move |name| {
        let places = heads.iter().enumerate().filter(move |(_, head)| {
            let spelt = head.chars().filter(|c| c.is_alphanumeric());
            spelt.flat_map(char::to_lowercase).eq(name.chars())
        });
        places.map(|(place, _)| place)
    })
}

/// The cells of the first lines.
struct Sample(Vec<Vec<String>>);

impl Sample {
    fn of(lines: &[&str], delimiter: Delimiter) -> Self {
        let cells = lines.iter().filter_map(|line| split(line, delimiter));
        Self(cells.collect())
    }

    /// How many cells of the column are such.
    fn count(&self, place: usize, is_such: fn(&str) -> bool) -> usize {
        let cells = self.0.iter().filter_map(|cells| cells.get(place));
        cells.filter(|cell| is_such(cell)).count()
    }

    /// The column with the most such cells, the first of several.
    fn most(&self, is_such: fn(&str) -> bool) -> Option<usize> {
        let width = self.0.iter().map(Vec::len).max().unwrap_or(0);
        let best = (0..width)
            .rev()
            .max_by_key(|place| self.count(*place, is_such))?;
        (self.count(best, is_such) > 0).then_some(best)
    }
}

/// A user principal name with nothing around it that belongs to a list.
fn is_address(cell: &str) -> bool {
    !cell.contains([',', ';', '"', '<', '>']) && cell.parse::<Upn>().is_ok()
}

fn is_object_id(cell: &str) -> bool {
    cell.parse::<ObjectId>().is_ok()
}
