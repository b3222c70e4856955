//! Users for a vendor's file that has none: in the order of the file, or by serial number, with a look before.

use yew::prelude::*;

use crate::app::{Action, CheckAction, Checkup};
use crate::check::{Examination, Merge, Pairing, UserMerge};
use crate::formats::Pasted;
use crate::issue::UserColumns;
use crate::ui::issue::{ListField, UserColumnsForm, places};
use crate::ui::list::class;
use crate::ui::text::foreign::visible;
use crate::ui::widgets::{Fold, Select, Tick};
use crate::ui::{Dispatch, text};

/// Properties of [`UsersCard`].
#[derive(Properties, PartialEq)]
pub struct UsersCardProps {
    /// The bench.
    pub checkup: Checkup,
    /// What was found out.
    pub examination: Examination,
    /// Where actions go.
    pub dispatch: Dispatch,
}

/// The ways, without what belongs to one of them.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    FoundOut,
    Order,
    Serial,
}

/// The card.
#[component]
pub fn UsersCard(props: &UsersCardProps) -> Html {
    // Kept while the field is empty, and while a way is chosen before there is a list.
    let way = use_state_eq(|| Way::FoundOut);
    let users = props.checkup.request().users.clone();
    let text = users
        .as_ref()
        .map(|users| users.text.clone())
        .unwrap_or_default();
    let merge = {
        let dispatch = props.dispatch.clone();
        move |users| dispatch.dispatch(Action::Check(CheckAction::MergeUsers(users)))
    };
    let pairing = |way| match way {
        Way::FoundOut => Pairing::FoundOut,
        Way::Order => Pairing::ByOrder,
        Way::Serial => Pairing::BySerial {
            column: None,
            ignore_zeros: false,
        },
    };
    let ontype = {
        let (merge, way) = (merge.clone(), *way);
        Callback::from(move |typed: String| {
            let users = UserMerge {
                text: Pasted::from(typed.as_str()),
                columns: None,
                pairing: pairing(way),
            };
            merge((!typed.trim().is_empty()).then_some(users));
        })
    };
    let onchoose = {
        let (merge, way, users) = (merge.clone(), way.setter(), users.clone());
        Callback::from(move |chosen| {
            way.set(chosen);
            if let Some(users) = users.clone() {
                merge(Some(UserMerge {
                    columns: None,
                    pairing: pairing(chosen),
                    ..users
                }));
            }
        })
    };
    let ways = vec![
        (Way::FoundOut, AttrValue::from("found out from the list")),
        (Way::Order, "in the order of the file".into()),
        (Way::Serial, "by the serial number in the list".into()),
    ];
    let problem = match &props.examination.merge {
        Some(Err(error)) => Some(AttrValue::from(text::beside::user_list_error(*error))),
        _ => None,
    };
    html! {
        <Fold id="check-users" heading="Users for the tokens">
            <p class="quiet">{ text::beside::USERS_INTRODUCTION }</p>
            <div class="fields">
                <Select<Way> id="check-pairing" label="Tokens go to the users" options={ways} chosen={*way} {onchoose} />
            </div>
            <ListField id="check-user-list" label="List of users" hint={text::beside::USERS_HINT} {text} {problem} {ontype} />
            if let (Some(Ok(merged)), Some(users)) = (&props.examination.merge, users) {
                <Merged merged={merged.clone()} {users} onchange={Callback::from(move |users| merge(Some(users)))} />
            }
        </Fold>
    }
}

#[derive(Properties, PartialEq)]
struct MergedProps {
    merged: Merge,
    users: UserMerge,
    onchange: Callback<UserMerge>,
}

/// What comes of it: the first pairs, what is left over, and the columns.
#[component]
fn Merged(props: &MergedProps) -> Html {
    let (merged, users) = (&props.merged, &props.users);
    let choose = {
        let users = users.clone();
        props
            .onchange
            .reform(move |columns: UserColumns| UserMerge {
                columns: Some(columns),
                ..users.clone()
            })
    };
    // What was found out can be corrected as what was chosen.
    let by_serial = match merged.pairing {
        Pairing::FoundOut | Pairing::ByOrder => None,
        Pairing::BySerial {
            column,
            ignore_zeros,
        } => Some((column, ignore_zeros)),
    };
    let pair = |column, ignore_zeros| UserMerge {
        pairing: Pairing::BySerial {
            column,
            ignore_zeros,
        },
        ..users.clone()
    };
    let tick = by_serial.map(|(column, _)| {
        let (with, without) = (pair(column, true), pair(column, false));
        props.onchange.reform(move |ticked| {
            if ticked {
                with.clone()
            } else {
                without.clone()
            }
        })
    });
    let more = merged.total_findings - merged.findings.len();
    html! {
        <>
            <div role="status">
                { for text::beside::merged(merged).into_iter().map(|said| html! { <p>{ said }</p> }) }
            </div>
            if let (Some(ontick), Some((_, ignore_zeros))) = (tick, by_serial) {
                if merged.zeros > 0 {
                    <Tick id="check-zeros" label="Take serial numbers for the same that differ in zeros in front" ticked={ignore_zeros} {ontick} />
                }
            }
            if merged.heads.len() > 1 {
                <UserColumnsForm id="check-user-column" columns={merged.columns} heads={merged.heads.clone()} onchoose={choose}>
                    if let Some((_, ignore_zeros)) = by_serial {
                        { serial_column(props, ignore_zeros) }
                    }
                </UserColumnsForm>
            }
            if !merged.preview.is_empty() {
                <div class="scrolls">
                    <table aria-label="The first pairs">
                        <thead><tr>
                            <th scope="col">{ "Line of the file" }</th>
                            <th scope="col">{ "Serial number" }</th>
                            <th scope="col">{ "User principal name" }</th>
                            <th scope="col">{ "Line of the list" }</th>
                        </tr></thead>
                        <tbody>
                            { for merged.preview.iter().map(|pair| html! {
                                <tr>
                                    <td class="number">{ pair.row }</td>
                                    <th scope="row">{ visible(pair.serial.as_ref().map_or("–", Pasted::as_str)).into_owned() }</th>
                                    <td>{ visible(pair.upn.as_str()).into_owned() }</td>
                                    <td class="number">{ pair.line }</td>
                                </tr>
                            }) }
                        </tbody>
                    </table>
                </div>
            }
            if !merged.findings.is_empty() {
                <ul class="findings" role="list" aria-label="What was noticed in the list of users">
                    { for merged.findings.iter().map(|finding| html! {
                        <li class={class(finding.problem.severity())}>{ text::beside::merge_finding(*finding) }</li>
                    }) }
                </ul>
                if more > 0 {
                    <p class="quiet">{ format!("And {} more.", text::count(more, "finding", "findings")) }</p>
                }
            }
        </>
    }
}

fn serial_column(props: &MergedProps, ignore_zeros: bool) -> Html {
    let users = props.users.clone();
    let onchoose = props
        .onchange
        .reform(move |column: Option<usize>| UserMerge {
            pairing: Pairing::BySerial {
                column,
                ignore_zeros,
            },
            ..users.clone()
        });
    let heads = places(&props.merged.heads, props.merged.columns.has_header);
    let options: Vec<(Option<usize>, AttrValue)> =
        std::iter::once((None, AttrValue::from("found out")))
            .chain(heads)
            .collect();
    html! {
        <Select<Option<usize>> id="check-user-column-serial" label="Serial number is in" {options} chosen={props.merged.serial_column} {onchoose} />
    }
}
