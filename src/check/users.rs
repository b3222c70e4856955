//! Users merged into tokens that lack them: a vendor's file knows who made a token, and not who will have it.
//!
//! By order or by serial number, never by resemblance: a serial number without its leading zeros is another one, unless
//! the person says otherwise. A token keeps its user where the list does not name another one for its serial number.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::Left;
use super::upload::{Rows, enter};
use crate::formats::cells::first_cells;
use crate::formats::text::lines;
use crate::formats::{Delimiter, Pasted, Severity};
use crate::issue::{
    Repeats, User, UserColumn, UserColumns, UserFinding, UserList, UserListError, UserProblem,
    read_users_with,
};
use crate::oath::{InvalidText, SerialNumber, Token};

/// How many pairs are shown before they are taken.
const PREVIEW: usize = 5;

/// How many findings are told one by one.
const SHOWN: usize = 50;

/// The most columns that are looked at.
const MAX_COLUMNS: usize = 64;

/// How users and tokens are paired.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Pairing {
    /// By serial number where the list has some of the tokens', else by order.
    FoundOut,
    /// The first user gets the first token without a user, and so on. A user stands in the list once. A line that is left out
    /// leaves a token without a user, so that nobody behind it gets another one's.
    ByOrder,
    /// A user gets the token whose serial number stands in the same line. A user may stand there several times.
    BySerial {
        /// Which column has the serial numbers, from 0, where the person has said so.
        column: Option<usize>,
        /// Whether `0012` and `12` are the same one, because the person has said so.
        ignore_zeros: bool,
    },
}

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Merge {
    /// How they were paired: never [`Pairing::FoundOut`].
    pub pairing: Pairing,
    /// How many tokens got a user of the list.
    pub pairs: usize,
    /// The first five of them.
    pub preview: Vec<Pair>,
    /// Lines with a user for whom there was no token.
    pub users_left: Left,
    /// Tokens that have no user afterwards, by their rows.
    pub tokens_left: Left,
    /// How many tokens had another user before. By order, none.
    pub replaced: usize,
    /// How many lines name no token, and would if leading zeros were ignored. With `ignore_zeros`, how many did.
    pub zeros: usize,
    /// How many lines were left out, because no user can be read in them.
    pub left_out: usize,
    /// What is to be said of lines, the errors first, at most 50.
    pub findings: Vec<MergeFinding>,
    /// How many findings there are altogether.
    pub total_findings: usize,
    /// How the columns of the list were read.
    pub columns: UserColumns,
    /// The column with the serial numbers, from 0. `None` where it was not asked for, or none has any.
    pub serial_column: Option<usize>,
    /// The cells of the first line, for choosing columns.
    pub heads: Vec<Pasted>,
}

/// A token and its new user.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pair {
    /// The token's row, from 1.
    pub row: usize,
    /// The user's line in the list, from 1.
    pub line: usize,
    /// The token's serial number, if it has one.
    pub serial: Option<Pasted>,
    /// The user principal name.
    pub upn: Pasted,
}

/// What is to be said of a line of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MergeFinding {
    /// The line, from 1.
    pub line: usize,
    /// What.
    pub problem: MergeProblem,
}

/// The kinds of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum MergeProblem {
    /// Something about the user.
    User(UserProblem),
    /// No serial number beside the user. The user gets no token.
    NoSerial(InvalidText),
    /// The serial number of an earlier line, whose user got the token. This one gets none.
    SerialTwice {
        /// The earlier line, from 1.
        line: usize,
    },
    /// A serial number that several tokens have. None of them gets the user.
    SerialOfSeveral,
}

impl MergeProblem {
    /// With an error, the line's user gets no token.
    pub const fn severity(self) -> Severity {
        match self {
            Self::User(problem) => problem.severity(),
            Self::NoSerial(_) | Self::SerialTwice { .. } | Self::SerialOfSeveral => Severity::Error,
        }
    }
}

/// Gives the users of a list to tokens; `rows` are the tokens' rows, from 1. `columns` says what the columns of the
/// list are, where the person has said so.
///
/// # Errors
/// [`UserListError`] where the text is no list of users; no token is changed then. A bad line is a finding.
pub fn merge_users(
    tokens: &mut [Token],
    rows: &[usize],
    text: &str,
    columns: Option<UserColumns>,
    pairing: Pairing,
) -> Result<Merge, UserListError> {
    let pairing = match pairing {
        Pairing::FoundOut => found_out(tokens, text, columns)?,
        chosen => chosen,
    };
    let (list, plan) = match pairing {
        Pairing::FoundOut | Pairing::ByOrder => {
            let list = read_users_with(text, columns, Repeats::LeftOut)?;
            let plan = by_order(tokens, &list);
            (list, plan)
        }
        Pairing::BySerial {
            column,
            ignore_zeros,
        } => {
            let serials = Serials::of(tokens);
            let (list, column) = read_with_serials(text, columns, column, &serials)?;
            let plan = by_serial(text, &list, column, &serials, ignore_zeros);
            (list, plan)
        }
    };
    Ok(carried_out(pairing, plan, list, tokens, rows))
}

/// Who gets what, before anybody gets anything.
#[derive(Default)]
struct Plan {
    /// The token's place and the user's, both in their lists.
    pairs: Vec<(usize, usize)>,
    users_left: Left,
    zeros: usize,
    findings: Vec<MergeFinding>,
    serial_column: Option<usize>,
}

fn found_out(
    tokens: &[Token],
    text: &str,
    columns: Option<UserColumns>,
) -> Result<Pairing, UserListError> {
    let (_, column) = read_with_serials(text, columns, None, &Serials::of(tokens))?;
    Ok(match column {
        Some(_) => Pairing::BySerial {
            column: None,
            ignore_zeros: false,
        },
        None => Pairing::ByOrder,
    })
}

fn by_order(tokens: &[Token], list: &UserList) -> Plan {
    let free = tokens.iter().enumerate();
    let mut free = free.filter(|(_, token)| !has_owner(token));
    let mut plan = Plan::default();
    let users = list.users.iter().enumerate();
    let users = users.map(|(user, found)| (found.line, Some(user)));
    let errors = list.findings.iter();
    let errors = errors.filter(|finding| finding.problem.severity() == Severity::Error);
    let mut lines: Vec<(usize, Option<usize>)> = users
        .chain(errors.map(|finding| (finding.line, None)))
        .collect();
    lines.sort_unstable();
    for (line, user) in lines {
        match (free.next(), user) {
            (Some((token, _)), Some(user)) => plan.pairs.push((token, user)),
            (None, Some(_)) => plan.users_left.push(line),
            // The token of a line that is left out waits for its user.
            (_, None) => {}
        }
    }
    plan
}

/// An object id says whose a token is as well as a name does.
const fn has_owner(token: &Token) -> bool {
    token.upn.is_some() || token.user.id.is_some()
}

/// Tokens by their serial numbers.
struct Serials {
    exact: HashMap<String, Rows>,
    /// Without the zeros in front.
    bare: HashMap<String, Rows>,
}

impl Serials {
    fn of(tokens: &[Token]) -> Self {
        let (mut exact, mut bare) = (HashMap::new(), HashMap::new());
        for (place, token) in tokens.iter().enumerate() {
            let Some(serial) = &token.serial else {
                continue;
            };
            enter(&mut exact, serial.as_str().to_owned(), place);
            enter(&mut bare, without_zeros(serial.as_str()).to_owned(), place);
        }
        Self { exact, bare }
    }
}

fn without_zeros(serial: &str) -> &str {
    serial.trim_start_matches('0')
}

/// The list, and the column with the serial numbers of tokens.
fn read_with_serials(
    text: &str,
    columns: Option<UserColumns>,
    column: Option<usize>,
    serials: &Serials,
) -> Result<(UserList, Option<usize>), UserListError> {
    let list = read_users_with(text, columns, Repeats::Kept)?;
    let column = column.or_else(|| serial_column(text, &list, serials));
    let taken_for = UserColumn::ALL.into_iter().find(|other| {
        let is_optional = *other != UserColumn::Upn;
        is_optional && column.is_some() && list.columns.place(*other) == column
    });
    match taken_for {
        // A head like `id` or `name` stood above the serial numbers: they say nothing of the user then.
        Some(other) if columns.is_none() => {
            let columns = list.columns.with(other, None);
            let list = read_users_with(text, Some(columns), Repeats::Kept)?;
            Ok((list, column))
        }
        _ => Ok((list, column)),
    }
}

/// The column that names the most tokens; where none names any, the one that would without leading zeros.
fn serial_column(text: &str, list: &UserList, serials: &Serials) -> Option<usize> {
    let mut exact = [0_usize; MAX_COLUMNS];
    let mut bare = [0_usize; MAX_COLUMNS];
    for (_, line) in lines_of_users(text, &list.users) {
        for (place, cell) in cells(line, list.columns.delimiter).iter().enumerate() {
            let Ok(serial) = cell.parse::<SerialNumber>() else {
                continue;
            };
            exact[place] += usize::from(serials.exact.contains_key(serial.as_str()));
            let stripped = without_zeros(serial.as_str());
            bare[place] += usize::from(serials.bare.contains_key(stripped));
        }
    }
    // The first of those with the most; never the users' own.
    let most = |counts: &[usize; MAX_COLUMNS]| {
        let others = (0..MAX_COLUMNS).rev();
        let others = others.filter(|place| *place != list.columns.upn);
        others
            .max_by_key(|place| counts[*place])
            .filter(|place| counts[*place] > 0)
    };
    most(&exact).or_else(|| most(&bare))
}

/// Each user with the line that it was read in. Users stand in the order of their lines.
fn lines_of_users<'t>(text: &'t str, users: &[User]) -> impl Iterator<Item = (usize, &'t str)> {
    let text = text.trim_start_matches('\u{feff}');
    let mut users = users.iter().enumerate().peekable();
    lines(text).filter_map(move |(number, line)| {
        let (user, _) = users.next_if(|(_, user)| user.line == number)?;
        Some((user, line))
    })
}

fn cells(line: &str, delimiter: Delimiter) -> Vec<std::borrow::Cow<'_, str>> {
    first_cells(line, delimiter.character(), MAX_COLUMNS).unwrap_or_default()
}

fn by_serial(
    text: &str,
    list: &UserList,
    column: Option<usize>,
    serials: &Serials,
    ignore_zeros: bool,
) -> Plan {
    let mut plan = Plan {
        serial_column: column,
        ..Plan::default()
    };
    let Some(column) = column else {
        for user in &list.users {
            plan.users_left.push(user.line);
        }
        return plan;
    };
    // Which line each token was given in.
    let mut given: HashMap<usize, usize> = HashMap::new();
    for (user, line) in lines_of_users(text, &list.users) {
        let number = list.users[user].line;
        let cells = cells(line, list.columns.delimiter);
        let cell = cells.get(column).map_or("", |cell| cell.as_ref());
        match token_of(cell, serials, ignore_zeros, &mut plan.zeros) {
            Ok(Some(token)) => match given.get(&token) {
                Some(line) => plan.refuse(number, MergeProblem::SerialTwice { line: *line }),
                None => {
                    given.insert(token, number);
                    plan.pairs.push((token, user));
                }
            },
            Ok(None) => plan.users_left.push(number),
            Err(problem) => plan.refuse(number, problem),
        }
    }
    plan
}

/// The token that a cell names, if any does; counts those that leading zeros keep apart.
fn token_of(
    cell: &str,
    serials: &Serials,
    ignore_zeros: bool,
    zeros: &mut usize,
) -> Result<Option<usize>, MergeProblem> {
    let serial: SerialNumber = cell.parse().map_err(MergeProblem::NoSerial)?;
    let exact = serials.exact.get(serial.as_str());
    let holder = exact.or_else(|| {
        let bare = serials.bare.get(without_zeros(serial.as_str()));
        *zeros += usize::from(bare.is_some());
        bare.filter(|_| ignore_zeros)
    });
    match holder {
        Some(Rows::One(token)) => Ok(Some(*token)),
        Some(Rows::Several) => Err(MergeProblem::SerialOfSeveral),
        None => Ok(None),
    }
}

impl Plan {
    fn refuse(&mut self, line: usize, problem: MergeProblem) {
        self.users_left.push(line);
        self.findings.push(MergeFinding { line, problem });
    }
}

fn carried_out(
    pairing: Pairing,
    plan: Plan,
    list: UserList,
    tokens: &mut [Token],
    rows: &[usize],
) -> Merge {
    // Rows belong to tokens one by one; where there is none, tokens are counted.
    let row = |token: usize| rows.get(token).copied().unwrap_or(token + 1);
    let mut preview = Vec::new();
    let mut replaced = 0;
    for (place, user) in &plan.pairs {
        let (token, user) = (&mut tokens[*place], &list.users[*user]);
        replaced += usize::from(give(token, user));
        if preview.len() < PREVIEW {
            preview.push(Pair {
                row: row(*place),
                line: user.line,
                serial: token.serial.as_ref().map(|serial| serial.as_str().into()),
                upn: user.upn.as_str().into(),
            });
        }
    }
    let mut tokens_left = Left::default();
    let ownerless = tokens.iter().enumerate();
    for (place, _) in ownerless.filter(|(_, token)| !has_owner(token)) {
        tokens_left.push(row(place));
    }
    let mut findings = plan.findings;
    findings.extend(list.findings.iter().map(|&UserFinding { line, problem }| {
        let problem = MergeProblem::User(problem);
        MergeFinding { line, problem }
    }));
    let total_findings = findings.len();
    findings.sort_by_key(|one| (std::cmp::Reverse(one.problem.severity()), one.line));
    findings.truncate(SHOWN);
    Merge {
        pairing,
        pairs: plan.pairs.len(),
        preview,
        users_left: plan.users_left,
        tokens_left,
        replaced,
        zeros: plan.zeros,
        left_out: list.left_out,
        findings,
        total_findings,
        columns: list.columns,
        serial_column: plan.serial_column,
        heads: list.heads,
    }
}

/// Gives a token to a user; true where it was somebody else's. What is known of that one goes, for it would send the
/// token to the wrong person.
fn give(token: &mut Token, user: &User) -> bool {
    let same_upn = token
        .upn
        .as_ref()
        .map(|upn| same(upn.as_str(), user.upn.as_str()));
    let ids = token.user.id.as_ref().zip(user.details.id.as_ref());
    let same_id = ids.map(|(had, has)| same(had.as_str(), has.as_str()));
    let replaced = match (same_upn, same_id) {
        (Some(false), _) | (_, Some(false)) => true,
        // An id that nobody can compare may be anybody's.
        (None, None) => token.user.id.is_some(),
        _ => false,
    };
    let had = std::mem::take(&mut token.user);
    token.upn = Some(user.upn.clone());
    token.user = user.details.clone();
    if !replaced {
        token.user.id = token.user.id.take().or(had.id);
        token.user.display_name = token.user.display_name.take().or(had.display_name);
        token.user.department = token.user.department.take().or(had.department);
    }
    replaced
}

fn same(one: &str, other: &str) -> bool {
    one.to_lowercase() == other.to_lowercase()
}
