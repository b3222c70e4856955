//! Has the file looked at whenever there is a question about it, and foreseen what writing it would lose.

use std::rc::Rc;

use yew::prelude::*;

use crate::app::{Action, Answer, CheckAction, Checkup, ClockSetting, ErrandKind, Foreseen};
use crate::browser::dom::Timeout;
use crate::browser::files::Buffer;
use crate::ui::desk::{Finished, Material, SMALL_FILE, Trouble, use_desk};
use crate::ui::hand_out::file_order;
use crate::ui::{Dispatch, text};
use crate::work::{Outcome, Task, WorkFailed};

/// How long nothing has to change before a long file is looked at again, in milliseconds.
const PAUSE: u32 = 300;

/// Asks what is to be asked; what went wrong with asking is returned.
#[hook]
pub fn use_examination(
    checkup: &Checkup,
    clock: ClockSetting,
    dispatch: &Dispatch,
) -> Option<&'static str> {
    let desk = use_desk();
    let trouble = use_state_eq(|| None::<&'static str>);
    {
        let (desk, dispatch, checkup) = (desk.clone(), dispatch.clone(), checkup.clone());
        let trouble = trouble.setter();
        use_effect_with(checkup.due(), move |due| {
            let question = due.zip(checkup.file());
            let mut pause = None;
            if let Some((question, file)) = question {
                let finish = {
                    let dispatch = dispatch.clone();
                    Callback::from(move |finished| {
                        let answer = answer(finished);
                        trouble.set(answer.as_ref().err().copied());
                        let action = match answer {
                            Ok(outcome) => CheckAction::TakeAnswer(question, outcome),
                            Err(_) => CheckAction::Cancel,
                        };
                        dispatch.dispatch(Action::Check(action));
                    })
                };
                let task = Task::Examine(Box::new(checkup.request().clone()));
                let kind = ErrandKind::Check(file.name.to_string());
                let ask = {
                    let (desk, dispatch, file) = (desk.clone(), dispatch.clone(), file.clone());
                    move || {
                        let material = Material {
                            tokens: Vec::new(),
                            file: Some(Buffer::of_bytes(file.bytes())),
                        };
                        desk.run_errand(kind, task, material, &dispatch, finish);
                    }
                };
                // Each letter that is typed asks anew; a long file is looked at when there is a pause.
                if file.bytes().len() > SMALL_FILE && checkup.checked().is_some() {
                    pause = Some(Timeout::new(PAUSE, ask));
                } else {
                    ask();
                }
            }
            let asked = question.is_some();
            move || {
                drop(pause);
                if asked {
                    desk.withdraw(|kind| matches!(kind, ErrandKind::Check(_)), &dispatch);
                }
            }
        });
    }
    let wanted = (checkup.unforeseen(), checkup.target);
    let (dispatch, checkup) = (dispatch.clone(), checkup.clone());
    use_effect_with(wanted, move |(question, kind)| {
        let (question, kind) = (*question, *kind);
        let ticket = question
            .zip(checkup.checked().cloned())
            .map(|(question, checked)| {
                let (tokens, lines) = (checked.packs.clone(), checked.examination.lines.clone());
                let answer = Callback::from(move |outcome| {
                    if let Outcome::Foreseen(writable, report) = outcome {
                        let report = Rc::new(report);
                        let foreseen = Foreseen {
                            kind,
                            writable,
                            report,
                        };
                        let action = CheckAction::TakeForeseen(question, foreseen);
                        dispatch.dispatch(Action::Check(action));
                    }
                });
                let order = file_order(kind, None, clock);
                desk.ask(Task::Losses(order, lines), tokens, answer)
            });
        move || ticket.into_iter().for_each(|ticket| desk.leave(ticket))
    });
    *trouble
}

fn answer(finished: Result<Finished, Trouble>) -> Result<Answer, &'static str> {
    let finished = finished.map_err(text::trouble)?;
    let packs = finished.packs.into_iter().map(Rc::new).collect();
    match finished.outcome {
        Outcome::Examined(outcome) => Ok(outcome.map(|examination| (examination, packs))),
        _ => Err(text::work_failed(WorkFailed::Input)),
    }
}
