//! An order as it was typed, and the plan that comes of it.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::problems::{OrderFault, OrderField, OrderProblem, Problems};
use super::serial::SerialPattern;
use super::users::{MAX_COLUMNS, User, UserColumns, UserFinding, UserListError, read_users};
use crate::formats::Pasted;
use crate::formats::cells::first_cells;
use crate::formats::entra_csv::MAX_TOKENS_A_USER;
use crate::formats::text::{is_blank, lines};
use crate::oath::{
    Digits, HashAlgorithm, InvalidText, Manufacturer, Model, MovingFactor, Secret, SerialNumber,
    TimeStep, Token, UserDetails,
};

/// The most tokens of one order.
pub const MAX_TOKENS: usize = 100_000;

/// The most tokens for one user: more than Entra ID's five, for orders that are not for Entra ID, but no slip of the finger.
pub const MAX_EACH: usize = 20;

/// How many bytes of a text are about as much work as a line.
const LINE_BYTES: usize = 128;

/// How many tokens a survey shows.
const PREVIEW: usize = 5;

/// How many findings a survey tells one by one.
const SHOWN: usize = 50;

/// What is ordered, as typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Order {
    /// For whom.
    pub users: Users,
    /// Which serial numbers.
    pub serials: Serials,
    /// The manufacturer.
    pub manufacturer: String,
    /// The model.
    pub model: String,
    /// The length of the secrets.
    pub bits: SecretBits,
    /// The time step.
    pub step: StepChoice,
}

/// For whom tokens are ordered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Users {
    /// For nobody yet: so many tokens.
    Count(String),
    /// For the users of a list.
    List {
        /// The list.
        text: Pasted,
        /// What its columns are, where the person has said so.
        columns: Option<UserColumns>,
        /// How many tokens each of them gets.
        each: String,
    },
}

/// Which serial numbers the tokens get.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Serials {
    /// From this one on.
    From(String),
    /// Those of this list, one a line or in the first column: devices that exist.
    Existing(Pasted),
}

/// The lengths of secrets that can be ordered. Entra ID takes 128 base32 characters, which are 640 bits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum SecretBits {
    /// 128: what RFC 4226 R6 requires.
    B128,
    /// 160: what it recommends.
    #[default]
    B160,
    /// 256.
    B256,
    /// 320.
    B320,
    /// 512: the block of SHA-1 and SHA-256.
    B512,
    /// 640: the longest that Entra ID takes.
    B640,
}

impl SecretBits {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::B128,
        Self::B160,
        Self::B256,
        Self::B320,
        Self::B512,
        Self::B640,
    ];

    /// The number.
    pub const fn bits(self) -> usize {
        match self {
            Self::B128 => 128,
            Self::B160 => 160,
            Self::B256 => 256,
            Self::B320 => 320,
            Self::B512 => 512,
            Self::B640 => 640,
        }
    }
}

/// The time steps that Entra ID takes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum StepChoice {
    /// 30 seconds.
    #[default]
    Thirty,
    /// 60 seconds.
    Sixty,
}

impl StepChoice {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Thirty, Self::Sixty];

    /// As a time step.
    pub const fn step(self) -> TimeStep {
        match self {
            Self::Thirty => TimeStep::THIRTY,
            Self::Sixty => TimeStep::SIXTY,
        }
    }
}

/// What will be issued, in short.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Survey {
    /// How many tokens.
    pub tokens: usize,
    /// What was read of the list of users, if there is one.
    pub list: Option<ListSurvey>,
    /// The first tokens: serial number, and user principal name or nothing.
    pub preview: Vec<(String, String)>,
    /// The last serial number.
    pub last_serial: String,
    /// Serial numbers get longer on the way.
    pub serials_grow: bool,
    /// Serial numbers of the list that are left over.
    pub unused_serials: usize,
    /// More tokens a user than Entra ID allows.
    pub more_than_five: bool,
}

/// What was read of a list of users.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ListSurvey {
    /// Users that get tokens.
    pub users: usize,
    /// Lines that were left out.
    pub left_out: usize,
    /// How the columns were read.
    pub columns: UserColumns,
    /// The cells of the first line.
    pub heads: Vec<Pasted>,
    /// What is to be said, the errors first, at most 50.
    pub findings: Vec<UserFinding>,
    /// How many findings there are altogether.
    pub total_findings: usize,
}

/// What will be issued.
pub struct Plan {
    users: Vec<User>,
    each: usize,
    count: usize,
    serials: PlannedSerials,
    manufacturer: Manufacturer,
    model: Model,
    bits: SecretBits,
    step: TimeStep,
    survey: Survey,
}

enum PlannedSerials {
    One(SerialNumber),
    From(SerialPattern),
    These(Vec<SerialNumber>),
}

impl PlannedSerials {
    fn nth(&self, place: usize) -> Option<SerialNumber> {
        match self {
            Self::One(serial) => (place == 0).then(|| serial.clone()),
            Self::From(pattern) => pattern.nth(place as u64).parse().ok(),
            Self::These(serials) => serials.get(place).cloned(),
        }
    }

    fn refuse_taken(&self, count: usize, taken: &HashMap<&str, usize>, problems: &mut Problems) {
        if taken.is_empty() {
            return;
        }
        let mut rows = (0..count).filter_map(|place| taken.get(self.nth(place)?.as_str()).copied());
        if let Some(row) = rows.next() {
            let fault = OrderFault::Taken {
                taken: 1 + rows.count(),
                row,
            };
            problems.say(OrderField::Serials, fault);
        }
    }
}

impl Order {
    /// About how many lines and tokens it takes to plan this.
    pub fn size(&self) -> usize {
        let count = |text: &str| text.trim().parse::<usize>().unwrap_or(0);
        let users = match &self.users {
            Users::Count(typed) => count(typed),
            Users::List { text, each, .. } => {
                lines_of(text.as_str()).saturating_mul(count(each).clamp(1, MAX_EACH))
            }
        };
        let serials = match &self.serials {
            Serials::From(_) => 0,
            Serials::Existing(text) => lines_of(text.as_str()),
        };
        users.max(serials)
    }

    /// What will be issued; `taken` are the serial numbers of the working set with their rows, from 1.
    ///
    /// # Errors
    /// Every problem, in the order of the form.
    pub fn plan(&self, taken: &HashMap<&str, usize>) -> Result<Plan, Vec<OrderProblem>> {
        let mut problems = Problems::default();
        let people = self.people(&mut problems);
        let manufacturer: Option<Manufacturer> =
            problems.text(OrderField::Manufacturer, &self.manufacturer);
        let model: Option<Model> = problems.text(OrderField::Model, &self.model);
        let count = people.as_ref().map_or(0, |people| people.count);
        let serials = self.planned_serials(count, &mut problems);
        if let Some(serials) = &serials {
            serials.refuse_taken(count, taken, &mut problems);
        }
        let (Some(people), Some(serials), Some(manufacturer), Some(model)) =
            (people, serials, manufacturer, model)
        else {
            return Err(problems.in_order());
        };
        if !problems.is_empty() {
            return Err(problems.in_order());
        }
        let mut plan = Plan {
            users: people.users,
            each: people.each,
            count,
            serials,
            manufacturer,
            model,
            bits: self.bits,
            step: self.step.step(),
            survey: Survey::default(),
        };
        plan.survey = plan.surveyed(people.list);
        Ok(plan)
    }

    fn people(&self, problems: &mut Problems) -> Option<People> {
        match &self.users {
            Users::Count(typed) => Some(People {
                users: Vec::new(),
                each: 1,
                count: problems.count(OrderField::Count, typed, MAX_TOKENS)?,
                list: None,
            }),
            Users::List {
                text,
                columns,
                each,
            } => {
                let each = problems.count(OrderField::Each, each, MAX_EACH);
                let read = read_users(text.as_str(), *columns)
                    .map_err(|error| problems.say(OrderField::Users, OrderFault::List(error)))
                    .ok()?;
                if read.users.is_empty() {
                    problems.say(OrderField::Users, OrderFault::NoUser);
                    return None;
                }
                let each = each?;
                let list = ListSurvey {
                    users: read.users.len(),
                    left_out: read.left_out,
                    columns: read.columns,
                    heads: read.heads,
                    total_findings: read.findings.len(),
                    findings: gravest(&read.findings),
                };
                let count = read.users.len() * each;
                if count > MAX_TOKENS {
                    problems.say(OrderField::Each, OrderFault::TooMany { tokens: count });
                    return None;
                }
                Some(People {
                    users: read.users,
                    each,
                    count,
                    list: Some(list),
                })
            }
        }
    }

    fn planned_serials(&self, count: usize, problems: &mut Problems) -> Option<PlannedSerials> {
        let field = OrderField::Serials;
        match &self.serials {
            Serials::From(typed) => {
                let first: SerialNumber = problems.text(field, typed)?;
                let Some(pattern) = SerialPattern::from_first(first.as_str()) else {
                    if count <= 1 {
                        return Some(PlannedSerials::One(first));
                    }
                    problems.say(field, OrderFault::NoDigit);
                    return None;
                };
                let last = pattern.nth(count.saturating_sub(1) as u64);
                if last.parse::<SerialNumber>().is_err() {
                    problems.say(field, OrderFault::GrowsTooLong);
                    return None;
                }
                Some(PlannedSerials::From(pattern))
            }
            Serials::Existing(text) => existing(text.as_str(), count)
                .map(PlannedSerials::These)
                .map_err(|fault| problems.say(field, fault))
                .ok(),
        }
    }
}

/// About how many lines it takes to read this; a few very long ones count for more.
fn lines_of(text: &str) -> usize {
    lines(text).count().max(text.len() / LINE_BYTES)
}

/// The errors first; at most [`SHOWN`].
fn gravest(findings: &[UserFinding]) -> Vec<UserFinding> {
    let mut gravest: Vec<UserFinding> = findings.to_vec();
    gravest.sort_by_key(|finding| std::cmp::Reverse(finding.problem.severity()));
    gravest.truncate(SHOWN);
    gravest
}

/// The serial numbers of a list, as many as `count` at least: the column with their head, or else the first.
fn existing(text: &str, count: usize) -> Result<Vec<SerialNumber>, OrderFault> {
    if text.len() > super::MAX_TEXT_BYTES {
        return Err(OrderFault::List(UserListError::TooLong));
    }
    let mut seen: HashMap<String, usize> = HashMap::new();
    let mut serials = Vec::new();
    let text = text.trim_start_matches('\u{feff}');
    let mut filled = lines(text).filter(|(_, line)| !is_blank(line)).peekable();
    let head = filled.peek().and_then(|(_, first)| {
        let cells = first_cells(first, delimiter_of(first), MAX_COLUMNS).ok()?;
        cells.iter().position(|cell| is_head(cell))
    });
    for (line, text) in filled.skip(usize::from(head.is_some())) {
        if serials.len() == MAX_TOKENS {
            return Err(OrderFault::List(UserListError::TooManyLines));
        }
        let cells = first_cells(text, delimiter_of(text), MAX_COLUMNS)
            .map_err(|_| OrderFault::NotASerial { line })?;
        let cell = cells
            .get(head.unwrap_or(0))
            .map_or("", |cell| cell.as_ref());
        let serial: SerialNumber = cell.parse().map_err(|_| OrderFault::NotASerial { line })?;
        if let Some(other) = seen.insert(serial.as_str().to_owned(), line) {
            return Err(OrderFault::SerialTwice { line, other });
        }
        serials.push(serial);
    }
    if serials.is_empty() {
        return Err(OrderFault::Text(InvalidText::Empty));
    }
    match count.checked_sub(serials.len()) {
        None | Some(0) => Ok(serials),
        Some(missing) => Err(OrderFault::TooFewSerials { missing }),
    }
}

fn delimiter_of(line: &str) -> char {
    ['\t', ';', ',']
        .into_iter()
        .find(|delimiter| line.contains(*delimiter))
        .unwrap_or(',')
}

fn is_head(cell: &str) -> bool {
    let letters = cell.chars().filter(|c| c.is_alphanumeric());
    let spelt: String = letters.flat_map(char::to_lowercase).collect();
    matches!(
        spelt.as_str(),
        "serial" | "serialnumber" | "serialno" | "sn"
    )
}

struct People {
    users: Vec<User>,
    each: usize,
    count: usize,
    list: Option<ListSurvey>,
}

impl Plan {
    /// How many tokens.
    pub fn count(&self) -> usize {
        self.count
    }

    /// The length of the secrets in bytes.
    pub fn secret_bytes(&self) -> usize {
        self.bits.bits() / 8
    }

    /// The plan in short.
    pub fn survey(&self) -> &Survey {
        &self.survey
    }

    /// The token of that place, from 0, with its secret. `None` beyond the end.
    pub fn token(&self, place: usize, secret: Secret) -> Option<Token> {
        let user = self.users.get(place / self.each);
        Some(Token {
            secret,
            hash: HashAlgorithm::Sha1,
            digits: Digits::Six,
            factor: MovingFactor::Time(self.step),
            serial: Some(self.serial(place)?),
            manufacturer: Some(self.manufacturer.clone()),
            model: Some(self.model.clone()),
            upn: user.map(|user| user.upn.clone()),
            user: user.map_or_else(UserDetails::default, |user| user.details.clone()),
        })
    }

    fn serial(&self, place: usize) -> Option<SerialNumber> {
        if place >= self.count {
            return None;
        }
        self.serials.nth(place)
    }

    fn surveyed(&self, list: Option<ListSurvey>) -> Survey {
        let serial = |place| {
            self.serial(place)
                .map_or_else(String::new, |serial| serial.to_string())
        };
        let upn = |place: usize| {
            let user = self.users.get(place / self.each);
            user.map_or_else(String::new, |user| user.upn.to_string())
        };
        let last = self.count - 1;
        Survey {
            tokens: self.count,
            list,
            preview: (0..self.count.min(PREVIEW))
                .map(|place| (serial(place), upn(place)))
                .collect(),
            last_serial: serial(last),
            serials_grow: match &self.serials {
                PlannedSerials::From(pattern) => pattern.grows_within(last as u64),
                PlannedSerials::One(_) | PlannedSerials::These(_) => false,
            },
            unused_serials: match &self.serials {
                PlannedSerials::These(serials) => serials.len() - self.count,
                PlannedSerials::One(_) | PlannedSerials::From(_) => 0,
            },
            more_than_five: self.each > MAX_TOKENS_A_USER,
        }
    }
}
