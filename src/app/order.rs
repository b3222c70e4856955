//! The form of `#issue`: what is ordered, as typed, and what would come of it.

use std::rc::Rc;

use super::Version;
use crate::formats::Pasted;
use crate::issue::{
    Order, OrderField, OrderProblem, SecretBits, Serials, StepChoice, Survey, UserColumns, Users,
    next_serial,
};

/// For whom.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ForWhom {
    /// A number of tokens, for nobody yet.
    #[default]
    Count,
    /// The users of a list.
    List,
}

/// Which serial numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum WhichSerials {
    /// From a first one on.
    #[default]
    From,
    /// Those of devices that exist.
    Existing,
}

/// The form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrderDraft {
    /// For whom.
    pub for_whom: ForWhom,
    /// How many tokens.
    pub count: String,
    /// The list of users.
    pub users: Pasted,
    /// What its columns are, where the person has said so.
    pub columns: Option<UserColumns>,
    /// How many tokens each user gets.
    pub each: String,
    /// Which serial numbers.
    pub which_serials: WhichSerials,
    /// The first one.
    pub first_serial: String,
    /// Those that exist.
    pub existing: Pasted,
    /// The manufacturer.
    pub manufacturer: String,
    /// The model.
    pub model: String,
    /// The length of the secrets.
    pub bits: SecretBits,
    /// The time step.
    pub step: StepChoice,
    /// How often issuing was refused: each time the keyboard goes to the first problem.
    pub refusals: u32,
    survey: Option<Surveyed>,
}

/// What would come of an order, beside the list of that version.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Surveyed {
    version: Version,
    outcome: Result<Rc<Survey>, Rc<Vec<OrderProblem>>>,
}

/// Something that happens to the form.
#[derive(Clone, Debug)]
pub enum OrderAction {
    /// For whom.
    ChooseForWhom(ForWhom),
    /// A field changed.
    Type(OrderField, Pasted),
    /// Which column is what.
    ChooseColumns(UserColumns),
    /// Which serial numbers.
    ChooseSerials(WhichSerials),
    /// The length of the secrets.
    ChooseBits(SecretBits),
    /// The time step.
    ChooseStep(StepChoice),
    /// What would come of the order, beside the list of that version.
    TakeSurvey(Version, Result<Survey, Vec<OrderProblem>>),
    /// It was to be issued, and there are problems.
    Refuse,
}

impl Default for OrderDraft {
    fn default() -> Self {
        Self {
            for_whom: ForWhom::default(),
            count: "10".to_owned(),
            users: Pasted::default(),
            columns: None,
            each: "1".to_owned(),
            which_serials: WhichSerials::default(),
            first_serial: "1000001".to_owned(),
            existing: Pasted::default(),
            manufacturer: "TOTP Toolset".to_owned(),
            model: "Virtual token".to_owned(),
            bits: SecretBits::default(),
            step: StepChoice::default(),
            refusals: 0,
            survey: None,
        }
    }
}

impl OrderDraft {
    /// The order that it makes.
    pub fn order(&self) -> Order {
        Order {
            users: match self.for_whom {
                ForWhom::Count => Users::Count(self.count.clone()),
                ForWhom::List => Users::List {
                    text: self.users.clone(),
                    columns: self.columns,
                    each: self.each.clone(),
                },
            },
            serials: match self.which_serials {
                WhichSerials::From => Serials::From(self.first_serial.clone()),
                WhichSerials::Existing => Serials::Existing(self.existing.clone()),
            },
            manufacturer: self.manufacturer.clone(),
            model: self.model.clone(),
            bits: self.bits,
            step: self.step,
        }
    }

    /// What would come of it, if somebody has found out for the list of that version.
    pub fn survey(&self, version: Version) -> Option<Result<&Rc<Survey>, &Rc<Vec<OrderProblem>>>> {
        let survey = self.survey.as_ref()?;
        (survey.version == version).then_some(survey.outcome.as_ref())
    }

    /// The text of a field.
    pub fn field(&self, field: OrderField) -> &str {
        match (field, self.which_serials) {
            (OrderField::Count, _) => &self.count,
            (OrderField::Users, _) => self.users.as_str(),
            (OrderField::Each, _) => &self.each,
            (OrderField::Serials, WhichSerials::From) => &self.first_serial,
            (OrderField::Serials, WhichSerials::Existing) => self.existing.as_str(),
            (OrderField::Manufacturer, _) => &self.manufacturer,
            (OrderField::Model, _) => &self.model,
        }
    }

    /// Lets it happen.
    pub fn apply(&mut self, action: OrderAction) {
        match action {
            OrderAction::TakeSurvey(version, outcome) => {
                self.survey = Some(Surveyed {
                    version,
                    outcome: outcome.map(Rc::new).map_err(Rc::new),
                });
                return;
            }
            OrderAction::Refuse => {
                self.refusals = self.refusals.wrapping_add(1);
                return;
            }
            OrderAction::ChooseForWhom(for_whom) => self.for_whom = for_whom,
            OrderAction::Type(field, text) => self.type_field(field, text),
            OrderAction::ChooseColumns(columns) => self.columns = Some(columns),
            OrderAction::ChooseSerials(which) => self.which_serials = which,
            OrderAction::ChooseBits(bits) => self.bits = bits,
            OrderAction::ChooseStep(step) => self.step = step,
        }
        self.survey = None;
    }

    fn type_field(&mut self, field: OrderField, text: Pasted) {
        let line = || text.as_str().to_owned();
        match (field, self.which_serials) {
            (OrderField::Count, _) => self.count = line(),
            (OrderField::Users, _) => {
                self.users = text;
                // What was said of another list's columns is not true of this one.
                self.columns = None;
            }
            (OrderField::Each, _) => self.each = line(),
            (OrderField::Serials, WhichSerials::From) => self.first_serial = line(),
            (OrderField::Serials, WhichSerials::Existing) => self.existing = text,
            (OrderField::Manufacturer, _) => self.manufacturer = line(),
            (OrderField::Model, _) => self.model = line(),
        }
    }

    /// After an order was carried out: the next one goes on behind its last serial number.
    pub fn go_on_after(&mut self, survey: &Survey) {
        if self.which_serials == WhichSerials::From {
            self.first_serial = next_serial(&survey.last_serial).unwrap_or_default();
        }
        self.survey = None;
    }
}
