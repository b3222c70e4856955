//! Finding a control as a person does: by what it is and what it is called. The browser's own accessibility
//! tree decides; nothing is ever found by id or class, which a person does not see.

use fantoccini::elements::ElementRef;
use serde_json::{Value, json};

use crate::page::Page;
use crate::role::squeeze;
use crate::{Control, Failure, Outcome, Role, eventually};

const CANDIDATES: &str = include_str!("candidates.js");

/// The key of an element in JSON (WebDriver §12.1).
const ELEMENT_KEY: &str = "element-6066-11e4-a52e-4f735466cecf";

/// Where to look: the whole page, or inside a control that was found.
#[derive(Clone)]
pub struct Scope {
    pub(crate) page: Page,
    pub(crate) root: Option<ElementRef>,
}

/// Finds controls by role and accessible name. Each search waits until there is exactly one, at most for
/// [`crate::PATIENCE`]; names are compared as a whole, with white space squeezed.
#[allow(async_fn_in_trait)] // Trials run on one thread each: nobody needs these futures to be `Send`.
pub trait Find {
    /// Where this one looks.
    fn scope(&self) -> Scope;

    /// The one thing with this role and name.
    ///
    /// # Errors
    ///
    /// When there is none, or more than one: says which names there are instead.
    async fn find(&self, role: Role, name: &str) -> Outcome<Control> {
        let scope = self.scope();
        // What the browser was asked about already, so that a page that does not change is not asked again.
        let mut asked = Asked::default();
        let what = format!("one {role:?} named “{name}”");
        eventually(&what, async || scope.look(role, name, &mut asked).await).await
    }

    /// All things with this role, as they are at this moment, with their names.
    ///
    /// # Errors
    ///
    /// When the browser does not answer.
    async fn all(&self, role: Role) -> Outcome<Vec<Control>> {
        self.scope().everything(role).await
    }

    /// The names of all things with this role, as they are at this moment, in the order of the page.
    ///
    /// # Errors
    ///
    /// When the browser does not answer.
    async fn names(&self, role: Role) -> Outcome<Vec<String>> {
        let all = self.all(role).await?;
        Ok(all.iter().map(|one| one.name().to_owned()).collect())
    }

    /// Whether there is such a thing at this moment.
    ///
    /// # Errors
    ///
    /// When the browser does not answer.
    async fn has(&self, role: Role, name: &str) -> Outcome<bool> {
        let found = self
            .scope()
            .matching(role, name, &mut Asked::default())
            .await?;
        Ok(!found.is_empty())
    }

    /// Waits until there is no such thing any more.
    ///
    /// # Errors
    ///
    /// When it is still there after [`crate::PATIENCE`].
    async fn wait_until_gone(&self, role: Role, name: &str) -> Outcome {
        let what = format!("no {role:?} named “{name}”");
        eventually(&what, async || Ok(!self.has(role, name).await?)).await
    }

    /// The one thing with this role, whatever its name, for roles that mostly have none.
    ///
    /// # Errors
    ///
    /// When there is none, or more than one.
    async fn only(&self, role: Role) -> Outcome<Control> {
        let what = format!("exactly one {role:?}");
        eventually(&what, async || {
            let mut all = self.all(role).await?;
            match all.len() {
                1 => Ok(all.pop()),
                _ => {
                    let names: Vec<_> = all.iter().map(Control::name).collect();
                    Failure::because(format!("there are {}: {names:?}", names.len()))
                }
            }
        })
        .await
    }

    /// A button.
    ///
    /// # Errors
    ///
    /// As [`Find::find`], and so for all that follow.
    async fn button(&self, name: &str) -> Outcome<Control> {
        self.find(Role::Button, name).await
    }

    /// Something to type into.
    async fn field(&self, name: &str) -> Outcome<Control> {
        self.find(Role::Field, name).await
    }

    /// A box to tick.
    async fn checkbox(&self, name: &str) -> Outcome<Control> {
        self.find(Role::Checkbox, name).await
    }

    /// One of several exclusive choices.
    async fn radio(&self, name: &str) -> Outcome<Control> {
        self.find(Role::Radio, name).await
    }

    /// A list of choices that opens.
    async fn combobox(&self, name: &str) -> Outcome<Control> {
        self.find(Role::Combobox, name).await
    }

    /// A file chooser.
    async fn file_input(&self, name: &str) -> Outcome<Control> {
        self.find(Role::FileInput, name).await
    }

    /// What opens and closes a `details`.
    async fn disclosure(&self, name: &str) -> Outcome<Control> {
        self.find(Role::Disclosure, name).await
    }

    /// A link.
    async fn link(&self, name: &str) -> Outcome<Control> {
        self.find(Role::Link, name).await
    }

    /// A heading of any level.
    async fn heading(&self, name: &str) -> Outcome<Control> {
        self.find(Role::Heading, name).await
    }

    /// A part of the page that has a name.
    async fn region(&self, name: &str) -> Outcome<Control> {
        self.find(Role::Region, name).await
    }

    /// A group of controls, such as a `fieldset`.
    async fn group(&self, name: &str) -> Outcome<Control> {
        self.find(Role::Group, name).await
    }

    /// A table.
    async fn table(&self, name: &str) -> Outcome<Control> {
        self.find(Role::Table, name).await
    }

    /// A dialog that is open.
    async fn dialog(&self, name: &str) -> Outcome<Control> {
        self.find(Role::Dialog, name).await
    }

    /// A tab of a tab list.
    async fn tab(&self, name: &str) -> Outcome<Control> {
        self.find(Role::Tab, name).await
    }

    /// A picture.
    async fn image(&self, name: &str) -> Outcome<Control> {
        self.find(Role::Image, name).await
    }
}

/// An element that the selector of a role picked, before the browser was asked about it.
struct Candidate {
    element: ElementRef,
    guess: String,
    chosen: String,
}

/// For how many looks at a page whose guesses stay the same the names are taken to stay as well. Not for ever: a browser may
/// have a name ready later than the text it is made of.
const ASKED_AGAIN: u32 = 20;

/// How often a page is looked at again that was drawn anew while its elements were handed over.
const MOST_LOOKS: u32 = 20;

/// The guesses of the last search that asked about every candidate, and the names it heard.
#[derive(Default)]
struct Asked {
    guesses: Vec<String>,
    names: Vec<String>,
    /// How many looks ago that was.
    looks: u32,
}

impl Scope {
    /// One look: the thing if there is exactly one, otherwise what there is instead.
    async fn look(&self, role: Role, name: &str, asked: &mut Asked) -> Outcome<Option<Control>> {
        let mut found = self.matching(role, name, asked).await?;
        match found.len() {
            1 => Ok(found.pop()),
            0 => Failure::because(format!("the names there are: {:?}", asked.names)),
            several => Failure::because(format!("there are {several}: look inside a region")),
        }
    }

    /// What has this role and name now. The likely candidates are asked first: mostly one round trip for the
    /// candidates, one for the name and one for the role of the right one.
    async fn matching(&self, role: Role, name: &str, asked: &mut Asked) -> Outcome<Vec<Control>> {
        let candidates = self.candidates(role).await?;
        let (likely, others): (Vec<_>, Vec<_>) = candidates
            .into_iter()
            .partition(|candidate| candidate.guess == squeeze(name));
        let mut found = Vec::new();
        for candidate in likely {
            let control = self.identify(role, candidate).await?;
            found.extend(control.filter(|control| control.name() == name));
        }
        if !found.is_empty() {
            return Ok(found);
        }
        let guesses: Vec<_> = others.iter().map(|other| other.guess.clone()).collect();
        if guesses == asked.guesses && asked.looks < ASKED_AGAIN {
            asked.looks += 1;
            return Ok(found);
        }
        let mut names = Vec::new();
        for candidate in others {
            if let Some(control) = self.identify(role, candidate).await? {
                names.push(control.name().to_owned());
                found.extend(Some(control).filter(|control| control.name() == name));
            }
        }
        if found.is_empty() {
            *asked = Asked {
                guesses,
                names,
                looks: 0,
            };
        }
        Ok(found)
    }

    async fn everything(&self, role: Role) -> Outcome<Vec<Control>> {
        let mut found = Vec::new();
        for candidate in self.candidates(role).await? {
            found.extend(self.identify(role, candidate).await?);
        }
        Ok(found)
    }

    async fn candidates(&self, role: Role) -> Outcome<Vec<Candidate>> {
        let root = self.root.as_ref().map_or(Value::Null, as_argument);
        let arguments = vec![json!(role.selector()), root];
        let client = &self.page.session().client;
        let mut looks = 1;
        let list = loop {
            match client.execute(CANDIDATES, arguments.clone()).await {
                // One of them left the page before the driver had handed them over.
                Err(error) if error.is_stale_element_reference() && looks < MOST_LOOKS => {
                    looks += 1
                }
                list => break list?,
            }
        };
        let Value::Array(list) = list else {
            return Failure::because("expected a list of candidates from the page");
        };
        list.iter().map(candidate).collect()
    }

    /// Asks the browser for name and role; `None` if it does not confirm the role, or the candidate has left the page meanwhile.
    async fn identify(&self, role: Role, candidate: Candidate) -> Outcome<Option<Control>> {
        let session = self.page.session();
        let path = format!("element/{}", candidate.element.as_ref());
        let Some(answer) = session.ask(&format!("{path}/computedrole")).await? else {
            return Ok(None);
        };
        let confirmed = role.is_confirmed_by(session.browser, answer.as_str().unwrap_or_default());
        if !confirmed {
            return Ok(None);
        }
        let Some(answer) = session.ask(&format!("{path}/computedlabel")).await? else {
            return Ok(None);
        };
        let name = role.name_without_deviations(
            session.browser,
            answer.as_str().unwrap_or_default(),
            &candidate.chosen,
        );
        Ok(Some(Control::new(
            self.clone(),
            candidate.element,
            role,
            name,
        )))
    }
}

fn candidate(value: &Value) -> Outcome<Candidate> {
    let id = value["element"][ELEMENT_KEY]
        .as_str()
        .ok_or_else(|| Failure::new("expected an element in the list of candidates"))?;
    Ok(Candidate {
        element: ElementRef::from(id.to_owned()),
        guess: value["guess"].as_str().unwrap_or_default().to_owned(),
        chosen: value["chosen"].as_str().unwrap_or_default().to_owned(),
    })
}

/// An element as an argument of a script.
pub(crate) fn as_argument(element: &ElementRef) -> Value {
    json!({ ELEMENT_KEY: element.as_ref() })
}
