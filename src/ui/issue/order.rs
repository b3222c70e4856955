//! The form of an order: for whom, which serial numbers, which secrets; and the button that issues.

use std::rc::Rc;

use yew::prelude::*;

use super::survey::SurveyView;
use super::users::{ListField, UserListField};
use crate::app::{Action, ErrandKind, ForWhom, OrderAction, OrderDraft, TokenList, WhichSerials};
use crate::browser::dom::focus_id;
use crate::formats::Pasted;
use crate::issue::{OrderField, OrderProblem, SecretBits, StepChoice, Survey};
use crate::ui::desk::{Desk, Finished, Material, Trouble, use_desk};
use crate::ui::widgets::{Button, Card, Field, InputMode, Select};
use crate::ui::{Dispatch, text};
use crate::work::{Outcome, Task, WorkFailed};

/// Properties of [`OrderCard`].
#[derive(Properties, PartialEq)]
pub struct OrderCardProps {
    /// The form.
    pub order: OrderDraft,
    /// The list that the tokens will join.
    pub list: TokenList,
    /// Whether somebody waits for other work.
    pub busy: bool,
    /// Where actions go.
    pub dispatch: Dispatch,
}

type Outlook = Option<Result<Rc<Survey>, Rc<Vec<OrderProblem>>>>;

/// The card. Its button can always be pressed: what is missing is said beside the field.
#[component]
pub fn OrderCard(props: &OrderCardProps) -> Html {
    let desk = use_desk();
    let trouble = use_state_eq(|| None::<&'static str>);
    use_survey(&desk, props);
    let order = &props.order;
    let outlook: Outlook = order
        .survey(props.list.version())
        .map(|survey| survey.cloned().map_err(Rc::clone));
    let problems = match &outlook {
        Some(Err(problems)) => Rc::clone(problems),
        _ => Rc::default(),
    };
    {
        let first = problems.first().map(|problem| problem.field);
        use_effect_with(order.refusals, move |refusals| {
            if let Some(field) = first.filter(|_| *refusals > 0) {
                focus_id(id_of(field));
            }
        });
    }
    let issue = {
        let (order, list, dispatch) = (order.clone(), props.list.clone(), props.dispatch.clone());
        let (trouble, refused) = (trouble.setter(), !problems.is_empty());
        Callback::from(move |()| {
            if refused {
                dispatch.dispatch(Action::Order(OrderAction::Refuse));
            } else {
                issue(&desk, &order, &list, &dispatch, trouble.clone());
            }
        })
    };
    let tokens = match &outlook {
        Some(Ok(survey)) => survey.tokens,
        _ => 0,
    };
    let form = Form {
        order,
        problems: &problems,
        dispatch: &props.dispatch,
    };
    html! {
        <Card id="order" heading="Issue tokens">
            <p class="quiet">{ text::issue::INTRODUCTION }</p>
            { form.for_whom() }
            { form.serials() }
            <div class="fields">
                { form.field(OrderField::Manufacturer, InputMode::Text, None) }
                { form.field(OrderField::Model, InputMode::Text, None) }
                { form.bits() }
                { form.step() }
            </div>
            <SurveyView {outlook} dispatch={props.dispatch.clone()} />
            <div class="row">
                <Button label={text::issue::button(tokens)} onclick={issue} primary={true} disabled={props.busy} />
            </div>
            if let Some(trouble) = *trouble {
                <p class="problem" role="alert">{ trouble }</p>
            }
        </Card>
    }
}

/// Has the order looked at, whenever it or the list has changed.
#[hook]
fn use_survey(desk: &Desk, props: &OrderCardProps) {
    let version = props.list.version();
    let due = props.order.survey(version).is_none();
    let (desk, list, dispatch) = (desk.clone(), props.list.clone(), props.dispatch.clone());
    let order = due.then(|| props.order.order());
    use_effect_with((version, order), move |(version, order)| {
        let version = *version;
        let ticket = order.clone().map(|order| {
            let answer = Callback::from(move |outcome| {
                if let Outcome::Surveyed(survey) = outcome {
                    let action = OrderAction::TakeSurvey(version, survey);
                    dispatch.dispatch(Action::Order(action));
                }
            });
            desk.ask(Task::Survey(order), list.packs().cloned().collect(), answer)
        });
        move || ticket.into_iter().for_each(|ticket| desk.leave(ticket))
    });
}

fn issue(
    desk: &Desk,
    order: &OrderDraft,
    list: &TokenList,
    dispatch: &Dispatch,
    trouble: UseStateSetter<Option<&'static str>>,
) {
    let finish = {
        let (dispatch, version) = (dispatch.clone(), list.version());
        Callback::from(move |finished: Result<Finished, Trouble>| {
            let issued =
                finished
                    .map_err(text::trouble)
                    .and_then(|finished| match finished.outcome {
                        Outcome::Issued(issued) => Ok((issued, finished.packs)),
                        _ => Err(text::work_failed(WorkFailed::Input)),
                    });
            trouble.set(issued.as_ref().err().copied());
            match issued {
                Ok((Ok(survey), packs)) => dispatch.dispatch(Action::Issued(packs, survey)),
                // Said beside the fields, as it is while they are typed.
                Ok((Err(problems), _)) => {
                    let survey = OrderAction::TakeSurvey(version, Err(problems));
                    dispatch.dispatch(Action::Order(survey));
                    dispatch.dispatch(Action::Order(OrderAction::Refuse));
                }
                Err(_) => {}
            }
        })
    };
    let task = Task::Issue(order.order());
    desk.run_errand(
        ErrandKind::Issue,
        task,
        Material::of(list),
        dispatch,
        finish,
    );
}

fn id_of(field: OrderField) -> &'static str {
    match field {
        OrderField::Count => "order-count",
        OrderField::Users => "order-users",
        OrderField::Each => "order-each",
        OrderField::Serials => "order-serials",
        OrderField::Manufacturer => "order-manufacturer",
        OrderField::Model => "order-model",
    }
}

/// The parts of the form.
struct Form<'a> {
    order: &'a OrderDraft,
    problems: &'a [OrderProblem],
    dispatch: &'a Dispatch,
}

impl Form<'_> {
    fn send<T: 'static>(&self, action: fn(T) -> OrderAction) -> Callback<T> {
        let dispatch = self.dispatch.clone();
        Callback::from(move |value| dispatch.dispatch(Action::Order(action(value))))
    }

    fn typed(&self, field: OrderField) -> Callback<String> {
        let dispatch = self.dispatch.clone();
        Callback::from(move |text: String| {
            dispatch.dispatch(Action::Order(OrderAction::Type(field, Pasted::from(text))));
        })
    }

    /// An empty list is no problem before somebody wants to issue.
    fn problem(&self, field: OrderField) -> Option<AttrValue> {
        let list = matches!(
            (field, self.order.for_whom, self.order.which_serials),
            (OrderField::Users, ForWhom::List, _)
                | (OrderField::Serials, _, WhichSerials::Existing)
        );
        if list && self.order.field(field).trim().is_empty() && self.order.refusals == 0 {
            return None;
        }
        let problem = self
            .problems
            .iter()
            .find(|problem| problem.field == field)?;
        Some(text::issue::fault(*problem).into())
    }

    fn field(&self, field: OrderField, mode: InputMode, hint: Option<&'static str>) -> Html {
        html! {
            <Field
                id={id_of(field)}
                label={text::issue::field(field)}
                value={self.order.field(field).to_owned()}
                oninput={self.typed(field)}
                problem={self.problem(field)}
                hint={hint.map(AttrValue::from)}
                {mode}
            />
        }
    }

    fn for_whom(&self) -> Html {
        let options = [ForWhom::Count, ForWhom::List]
            .map(|choice| (choice, AttrValue::from(text::issue::for_whom(choice))))
            .to_vec();
        let onchoose = self.send(OrderAction::ChooseForWhom);
        html! {
            <>
                <div class="fields">
                    <Select<ForWhom> id="order-for" label="Tokens for" {options} chosen={self.order.for_whom} {onchoose} />
                    { match self.order.for_whom {
                        ForWhom::Count => self.field(OrderField::Count, InputMode::Numeric, Some("1 to 100000")),
                        ForWhom::List => self.field(OrderField::Each, InputMode::Numeric, Some("Entra ID allows a user 5, authenticator apps included")),
                    } }
                </div>
                if self.order.for_whom == ForWhom::List {
                    <UserListField
                        text={self.order.users.clone()}
                        problem={self.problem(OrderField::Users)}
                        ontype={self.typed(OrderField::Users)}
                    />
                }
            </>
        }
    }

    fn serials(&self) -> Html {
        let options = [WhichSerials::From, WhichSerials::Existing]
            .map(|choice| (choice, AttrValue::from(text::issue::which_serials(choice))))
            .to_vec();
        let onchoose = self.send(OrderAction::ChooseSerials);
        let existing = self.order.which_serials == WhichSerials::Existing;
        html! {
            <>
                <div class="fields">
                    <Select<WhichSerials> id="order-which-serials" label="Serial numbers" {options} chosen={self.order.which_serials} {onchoose} />
                    if !existing {
                        { self.field(OrderField::Serials, InputMode::Text, Some("Its last digits count on: 0099, 0100; AB-9, AB-10")) }
                    }
                </div>
                if existing {
                    <ListField
                        id={id_of(OrderField::Serials)}
                        label="Existing serial numbers"
                        hint="One a line, in the order of the users"
                        text={self.order.existing.clone()}
                        problem={self.problem(OrderField::Serials)}
                        ontype={self.typed(OrderField::Serials)}
                    />
                }
            </>
        }
    }

    fn bits(&self) -> Html {
        let options = SecretBits::ALL
            .map(|bits| (bits, AttrValue::from(text::issue::bits(bits))))
            .to_vec();
        let onchoose = self.send(OrderAction::ChooseBits);
        html! { <Select<SecretBits> id="order-bits" label="Length of the secrets" {options} chosen={self.order.bits} {onchoose} /> }
    }

    fn step(&self) -> Html {
        let options = StepChoice::ALL
            .map(|step| (step, AttrValue::from(format!("{} seconds", step.step()))))
            .to_vec();
        let onchoose = self.send(OrderAction::ChooseStep);
        html! { <Select<StepChoice> id="order-step" label="Time step" {options} chosen={self.order.step} {onchoose} /> }
    }
}
