//! Where work is given out: a little is done on the spot, more goes to the worker, slice by slice.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, VecDeque};
use std::rc::Rc;

use yew::prelude::*;

use super::Dispatch;
use crate::app::{AT_ONCE, Action, Errand, ErrandKind, State, TokenList};
use crate::browser::clock::uptime;
use crate::browser::dom::Timeout;
use crate::browser::entropy::random_bytes;
use crate::browser::files::Buffer;
use crate::browser::worker::{Message, Worker};
use crate::packed::Pack;
use crate::work::{
    Ask, Job, Outcome, Part, Progress, Reply, State as JobState, Task, WorkFailed, decoded, encoded,
};

/// Files up to this size are read on the spot, in bytes: some 500 tokens.
pub const SMALL_FILE: usize = 64 * 1024;

/// Where work is given out. Two are equal when they are the same one.
#[derive(Clone)]
pub struct Desk(Rc<Inner>);

struct Inner {
    worker: RefCell<Option<Worker>>,
    jobs: RefCell<BTreeMap<u32, Callback<Event>>>,
    next: Cell<u32>,
    /// Whether the worker is to end as soon as nobody waits for it.
    dismissed: Cell<bool>,
    /// The job that a person waits for, and what it is.
    errand: RefCell<Option<(u32, ErrandKind)>>,
    /// Those that begin when it is over.
    waiting: RefCell<VecDeque<Waiting>>,
}

struct Waiting {
    kind: ErrandKind,
    task: Task,
    material: Material,
    dispatch: Dispatch,
    finish: Callback<Result<Finished, Trouble>>,
}

impl PartialEq for Desk {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

/// A desk. The worker is started when there is work for it.
impl Default for Desk {
    fn default() -> Self {
        Self(Rc::new(Inner {
            worker: RefCell::default(),
            jobs: RefCell::default(),
            next: Cell::new(0),
            dismissed: Cell::new(false),
            errand: RefCell::default(),
            waiting: RefCell::default(),
        }))
    }
}

/// What is worked on.
#[derive(Default)]
pub struct Material {
    /// Tokens.
    pub tokens: Vec<Rc<Pack>>,
    /// A file.
    pub file: Option<Buffer>,
}

/// What a job says.
enum Event {
    /// Tokens that came of it.
    Tokens(Pack),
    /// A file that came of it.
    File {
        /// Its name.
        name: String,
        /// Its content.
        content: Buffer,
    },
    /// How far it is.
    Going(Progress),
    /// It is done.
    Done(Outcome),
    /// It came to nothing.
    Failed(Trouble),
}

/// Why a job came to nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// The browser gives no worker, or it has stopped.
    NoWorker,
    /// The work itself failed.
    Work(WorkFailed),
}

/// All that came of an errand.
pub struct Finished {
    /// What came of it.
    pub outcome: Outcome,
    /// The tokens.
    pub packs: Vec<Pack>,
    /// The files, by their names.
    pub files: Vec<(String, Buffer)>,
}

impl Desk {
    /// Gives out work; `said` is told what comes of it, at once where there is little to do.
    fn give_out(&self, task: Task, material: Material, said: Callback<Event>) -> u32 {
        let ticket = self.0.next.get();
        self.0.next.set(ticket.wrapping_add(1));
        if is_little(&task, &material) {
            do_on_the_spot(task, material, &said);
            return ticket;
        }
        self.0.jobs.borrow_mut().insert(ticket, said);
        if self.send(ticket, task, material).is_none() {
            self.stopped();
        }
        ticket
    }

    /// Asks about the list what the page must know in any case: without a worker it is found out on the spot, long as
    /// that may take.
    pub fn ask(&self, task: Task, tokens: Vec<Rc<Pack>>, answer: Callback<Outcome>) -> u32 {
        let answered = answer.clone();
        let on_the_spot = Callback::from(move |event| {
            if let Event::Done(outcome) = event {
                answered.emit(outcome);
            }
        });
        let again = (task.clone(), tokens.clone());
        let said = Callback::from(move |event| match event {
            Event::Done(outcome) => answer.emit(outcome),
            Event::Failed(_) => {
                let (task, tokens) = again.clone();
                do_on_the_spot(task, Material { tokens, file: None }, &on_the_spot);
            }
            Event::Tokens(_) | Event::File { .. } | Event::Going(_) => {}
        });
        self.give_out(task, Material { tokens, file: None }, said)
    }

    /// Leaves a job; what it has made is wiped.
    pub fn leave(&self, ticket: u32) {
        let job = self.0.jobs.borrow_mut().remove(&ticket);
        if job.is_some() {
            // Without a worker there is nothing left of it.
            let _ = self.post(ticket, &Ask::Leave, None);
        }
        if self.0.dismissed.get() {
            self.dismiss_worker();
        }
    }

    /// Gives out work that a person waits for, and can cancel. Nothing comes of it but as a whole. One at a time: the next
    /// begins when this is over.
    pub fn run_errand(
        &self,
        kind: ErrandKind,
        task: Task,
        material: Material,
        dispatch: &Dispatch,
        finish: Callback<Result<Finished, Trouble>>,
    ) {
        let errand = Waiting {
            kind,
            task,
            material,
            dispatch: dispatch.clone(),
            finish,
        };
        if self.0.errand.borrow().is_some() {
            self.0.waiting.borrow_mut().push_back(errand);
        } else {
            self.begin_errand(errand);
        }
    }

    fn begin_errand(&self, errand: Waiting) {
        let dispatch = errand.dispatch;
        let kind = errand.kind;
        dispatch.dispatch(Action::BeginErrand(Errand::new(kind.clone(), uptime())));
        let collected = RefCell::new((Vec::new(), Vec::new()));
        let (desk, finish) = (self.clone(), errand.finish);
        let said = Callback::from(move |event| match event {
            Event::Tokens(pack) => collected.borrow_mut().0.push(pack),
            Event::File { name, content } => collected.borrow_mut().1.push((name, content)),
            Event::Going(progress) => dispatch.dispatch(Action::AdvanceErrand(progress, uptime())),
            Event::Done(outcome) => {
                let (packs, files) = collected.take();
                dispatch.dispatch(Action::EndErrand);
                finish.emit(Ok(Finished {
                    outcome,
                    packs,
                    files,
                }));
                desk.errand_is_over();
            }
            Event::Failed(trouble) => {
                dispatch.dispatch(Action::EndErrand);
                finish.emit(Err(trouble));
                desk.errand_is_over();
            }
        });
        let ticket = self.give_out(errand.task, errand.material, said);
        if self.0.jobs.borrow().contains_key(&ticket) {
            self.0.errand.replace(Some((ticket, kind)));
        }
    }

    fn errand_is_over(&self) {
        self.0.errand.replace(None);
        let next = self.0.waiting.borrow_mut().pop_front();
        if let Some(next) = next {
            self.begin_errand(next);
        }
    }

    /// Leaves the work that a person waits for. Nothing is left of it.
    pub fn cancel_errand(&self, dispatch: &Dispatch) {
        let errand = self.0.errand.borrow().as_ref().map(|(ticket, _)| *ticket);
        if let Some(ticket) = errand {
            self.leave(ticket);
            dispatch.dispatch(Action::CancelErrand);
            self.errand_is_over();
        }
    }

    /// Leaves the work of that kind that nobody needs any more, whether it was begun or waits.
    pub fn withdraw(&self, is_meant: fn(&ErrandKind) -> bool, dispatch: &Dispatch) {
        let waits = |errand: &Waiting| !is_meant(&errand.kind);
        self.0.waiting.borrow_mut().retain(waits);
        let current = self.0.errand.borrow().clone();
        if let Some((ticket, _)) = current.filter(|(_, kind)| is_meant(kind)) {
            self.leave(ticket);
            dispatch.dispatch(Action::EndErrand);
            self.errand_is_over();
        }
    }

    fn send(&self, ticket: u32, task: Task, material: Material) -> Option<()> {
        self.post(ticket, &Ask::Begin(Box::new(task)), None)?;
        for pack in &material.tokens {
            let body = Buffer::of_bytes(pack.as_bytes());
            self.post(ticket, &Ask::TakeTokens, Some(body))?;
        }
        if let Some(file) = material.file {
            self.post(ticket, &Ask::TakeFile, Some(file))?;
        }
        self.post(ticket, &Ask::Advance, None)
    }

    fn post(&self, ticket: u32, ask: &Ask, body: Option<Buffer>) -> Option<()> {
        self.start_worker()?;
        let worker = self.0.worker.borrow();
        let message = Message {
            ticket,
            head: encoded(ask),
            bodies: body.into_iter().collect(),
        };
        worker.as_ref()?.post(message).ok()
    }

    fn start_worker(&self) -> Option<()> {
        let mut worker = self.0.worker.borrow_mut();
        if worker.is_none() {
            // Weak: the worker belongs to the desk.
            let (answered, stopped) = (Rc::downgrade(&self.0), Rc::downgrade(&self.0));
            let started = Worker::start(
                move |message| {
                    if let Some(inner) = answered.upgrade() {
                        Desk(inner).answered(message);
                    }
                },
                move || {
                    if let Some(inner) = stopped.upgrade() {
                        Desk(inner).stopped();
                    }
                },
            );
            *worker = Some(started.ok()?);
        }
        Some(())
    }

    fn answered(&self, message: Message) {
        let ticket = message.ticket;
        let said = self.0.jobs.borrow().get(&ticket).cloned();
        // Nobody waits for the rest of a job that was left.
        let Some(said) = said else { return };
        let Some(reply) = decoded::<Reply>(&message.head) else {
            return self.end(ticket, Event::Failed(Trouble::Work(WorkFailed::Input)));
        };
        for (name, body) in reply.bodies.into_iter().zip(message.bodies) {
            match name {
                Some(name) => said.emit(Event::File {
                    name,
                    content: body,
                }),
                None => match Pack::from_bytes(body.into_bytes()) {
                    Ok(pack) => said.emit(Event::Tokens(pack)),
                    Err(damaged) => {
                        self.leave(ticket);
                        return said.emit(Event::Failed(Trouble::Work(damaged.into())));
                    }
                },
            }
        }
        match reply.state {
            JobState::Done(outcome) => self.end(ticket, Event::Done(outcome)),
            JobState::Failed(failed) => self.end(ticket, Event::Failed(Trouble::Work(failed))),
            JobState::Going(progress) => {
                said.emit(Event::Going(progress));
                let wanted = self.0.jobs.borrow().contains_key(&ticket);
                if wanted && self.post(ticket, &Ask::Advance, None).is_none() {
                    self.stopped();
                }
            }
        }
    }

    fn end(&self, ticket: u32, event: Event) {
        let job = self.0.jobs.borrow_mut().remove(&ticket);
        if let Some(said) = job {
            said.emit(event);
        }
        if self.0.dismissed.get() {
            self.dismiss_worker();
        }
    }

    /// Ends the worker, or has it end with its last job: nothing that it held is left then, for its memory goes with it. The
    /// next job gets a new one.
    pub fn dismiss_worker(&self) {
        let idle = self.0.jobs.borrow().is_empty();
        self.0.dismissed.set(!idle);
        if idle {
            self.end_worker();
        }
    }

    /// Leaves all work, and ends the worker.
    pub fn drop_everything(&self) {
        self.0.waiting.borrow_mut().clear();
        self.0.errand.replace(None);
        self.0.jobs.borrow_mut().clear();
        self.dismiss_worker();
    }

    fn end_worker(&self) {
        let worker = self.0.worker.take();
        // Not here: this may be called by the worker itself.
        Timeout::new(0, move || drop(worker)).forget();
    }

    /// Every job fails; the next one gets a new worker.
    fn stopped(&self) {
        self.end_worker();
        let jobs = std::mem::take(&mut *self.0.jobs.borrow_mut());
        for said in jobs.into_values() {
            said.emit(Event::Failed(Trouble::NoWorker));
        }
    }
}

fn is_little(task: &Task, material: &Material) -> bool {
    let tokens: usize = material.tokens.iter().map(|pack| pack.len()).sum();
    let file = material.file.as_ref().map_or(0, Buffer::bytes);
    let to_make = task.size();
    tokens <= AT_ONCE && file <= SMALL_FILE && to_make <= AT_ONCE
}

fn do_on_the_spot(task: Task, material: Material, said: &Callback<Event>) {
    let mut job = Job::new(task);
    for pack in &material.tokens {
        job.take_tokens(pack.part(0..pack.len()));
    }
    if let Some(file) = material.file {
        job.take_file(file.into_bytes());
    }
    let mut fill = |place: &mut [u8]| random_bytes(place).map_err(|_| WorkFailed::Entropy);
    loop {
        match job.advance(&mut fill) {
            Err(failed) => return said.emit(Event::Failed(Trouble::Work(failed))),
            Ok(slice) => {
                for part in slice.parts {
                    said.emit(match part {
                        Part::Tokens(pack) => Event::Tokens(pack),
                        Part::File { name, bytes } => Event::File {
                            name,
                            content: Buffer::of_bytes(&bytes),
                        },
                    });
                }
                if let Ok(outcome) = slice.state {
                    return said.emit(Event::Done(outcome));
                }
            }
        }
    }
}

/// The page's desk.
#[hook]
pub fn use_desk() -> Desk {
    // A part that is drawn alone, without the page around it, gets its own.
    let own = use_memo((), |()| Desk::default());
    use_context().unwrap_or_else(|| (*own).clone())
}

/// Has the list checked and its table arranged, whenever that takes longer than a moment.
#[hook]
pub fn use_upkeep(desk: &Desk, state: &State, dispatch: &Dispatch) {
    let version = state.list.version();
    let unchecked = state.list.report().is_none();
    {
        let (desk, dispatch, list) = (desk.clone(), dispatch.clone(), state.list.clone());
        use_effect_with((version, unchecked), move |(version, unchecked)| {
            let version = *version;
            let ticket = unchecked.then(|| {
                let answer = Callback::from(move |outcome| {
                    if let Outcome::Checked(report) = outcome {
                        dispatch.dispatch(Action::TakeReport(version, report));
                    }
                });
                desk.ask(Task::Check, list.packs().cloned().collect(), answer)
            });
            move || ticket.into_iter().for_each(|ticket| desk.leave(ticket))
        });
    }
    {
        // What is forgotten here is to be forgotten by the worker as well.
        let desk = desk.clone();
        use_effect_with(state.list.is_empty(), move |is_empty| {
            if *is_empty {
                desk.dismiss_worker();
            }
        });
    }
    {
        let desk = desk.clone();
        use_effect_with(state.checkup.file().is_none(), move |no_file| {
            if *no_file {
                desk.dismiss_worker();
            }
        });
    }
    let wanted = state.table.wanted().clone();
    let due = state.table.is_due(&state.list);
    {
        let (desk, dispatch, list) = (desk.clone(), dispatch.clone(), state.list.clone());
        use_effect_with((version, wanted, due), move |(version, wanted, due)| {
            let version = *version;
            let ticket = due.then(|| {
                let asked = wanted.clone();
                let answer = Callback::from(move |outcome| {
                    if let Outcome::Arranged(places) = outcome {
                        dispatch.dispatch(Action::TakeRows(version, asked.clone(), places));
                    }
                });
                let tokens = list.packs().cloned().collect();
                desk.ask(Task::Arrange(wanted.clone()), tokens, answer)
            });
            move || ticket.into_iter().for_each(|ticket| desk.leave(ticket))
        });
    }
}

impl Material {
    /// All tokens of the list.
    pub fn of(list: &TokenList) -> Self {
        Self {
            tokens: list.packs().cloned().collect(),
            file: None,
        }
    }
}
