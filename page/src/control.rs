//! A control that was found, and what a person can do with it. If the page drew it anew in the meantime, it
//! is looked up again under its name; nothing here reaches past what a person could do, except where it says so.

use std::path::Path;
use std::time::Duration;

use fantoccini::elements::{Element, ElementRef};
use fantoccini::error::{CmdError, ErrorStatus};
use serde_json::{Value, json};

use crate::find::{Find, Scope, as_argument};
use crate::role::squeeze;
use crate::{Browser, Failure, Outcome, Role, eventually, eventually_within};

/// Texts longer than this are put in at once instead of typed, which takes milliseconds a key.
const LONGEST_TYPED: usize = 200;

/// How often a text is typed again of which WebKit's driver lost a key.
const TYPED_AGAIN: u32 = 3;

/// How long a page may move before a control can be hit.
const AIMING: Duration = Duration::from_secs(30);

/// How long a click may be on its way after the driver says that it is done.
const LANDING: Duration = Duration::from_secs(1);

/// Something on the page that was found by its role and name.
#[derive(Clone)]
pub struct Control {
    scope: Scope,
    element: ElementRef,
    role: Role,
    name: String,
}

/// What became of a click.
enum Click {
    Landed,
    /// Not on the control, and the page was not told of it; why.
    Missed(String),
}

impl Find for Control {
    fn scope(&self) -> Scope {
        Scope {
            page: self.scope.page.clone(),
            root: Some(self.element.clone()),
        }
    }
}

impl Control {
    pub(crate) fn new(scope: Scope, element: ElementRef, role: Role, name: String) -> Self {
        Self {
            scope,
            element,
            role,
            name,
        }
    }

    /// Its accessible name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Clicks it, as soon as it can be clicked. Where the page moves under the pointer, so that the click would land on something
    /// else, it is kept from the page, and the control is clicked again.
    pub async fn click(&self) -> Outcome {
        let what = format!("{:?} “{}” to be enabled", self.role, self.name);
        eventually(&what, async || self.is_enabled().await).await?;
        let what = format!("a click to land on {:?} “{}”", self.role, self.name);
        eventually_within(AIMING, &what, async || match self.click_once().await {
            Ok(Click::Landed) => Ok(Some(Ok(()))),
            Ok(Click::Missed(why)) => Failure::because(why),
            // Whether it was clicked is not known: never twice.
            Err(failure) => Ok(Some(Err(failure))),
        })
        .await?
    }

    /// Clicks it where it is at this moment.
    async fn click_once(&self) -> Outcome<Click> {
        self.bring_into_sight().await?;
        // Where a page runs no scripts nothing listens, and nothing moves.
        let is_watched = self.scope.page.session().runs_scripts();
        if is_watched {
            self.script(include_str!("aim.js")).await?;
        }
        let click = async |element: Element| match element.click().await {
            Err(CmdError::Standard(error))
                if error.error == ErrorStatus::ElementClickIntercepted =>
            {
                Ok(Some(error.message.into_owned()))
            }
            done => done.map(|()| None),
        };
        if let Some(why) = self.with_element(click).await? {
            return Ok(Click::Missed(why));
        }
        if !is_watched {
            return Ok(Click::Landed);
        }
        let landed = async |last: bool| -> Outcome<Option<bool>> {
            let client = self.scope.page.client();
            let landed = client.execute(include_str!("landed.js"), vec![json!(last)]);
            Ok(landed.await?.as_bool())
        };
        let soon = eventually_within(LANDING, "the click to land", async || landed(false).await);
        let hit = match soon.await {
            Ok(hit) => hit,
            Err(_) => landed(true).await?.unwrap_or_default(),
        };
        Ok(if hit {
            Click::Landed
        } else {
            Click::Missed("it landed on something else".to_owned())
        })
    }

    /// WebKit's driver finds no way to what a frame of another origin would have to scroll to.
    async fn bring_into_sight(&self) -> Outcome {
        if self.scope.page.browser() == Browser::WebKit {
            self.script("arguments[0].scrollIntoView({ block: 'center' });")
                .await?;
        }
        Ok(())
    }

    /// Replaces what a field holds by this text: selects all and types. A text of more than 200 characters or
    /// of several lines is put in at once, as if pasted: WebKit's driver types no line ends.
    pub async fn fill(&self, text: &str) -> Outcome {
        let what = format!("{:?} “{}” to be enabled", self.role, self.name);
        eventually(&what, async || self.is_enabled().await).await?;
        // Control+A, then Delete: WebDriver's own Clear leaves out the events that a person would cause.
        let select_and_delete = "\u{e009}a\u{e009}\u{e017}";
        self.with_element(async |element| element.send_keys(select_and_delete).await)
            .await?;
        self.type_text(text).await?;
        // WebKit's driver loses a key now and then where the page is busy. The other two show what typing does.
        if self.scope.page.browser() == Browser::WebKit {
            for _ in 0..TYPED_AGAIN {
                if self.value().await? == text {
                    break;
                }
                self.with_element(async |element| element.send_keys(select_and_delete).await)
                    .await?;
                self.type_text(text).await?;
            }
        }
        Ok(())
    }

    /// Types at the end of what a field holds. A text of more than 200 characters or of several lines is put in at once.
    pub async fn type_text(&self, text: &str) -> Outcome {
        if text.is_empty() {
            Ok(())
        } else if text.chars().count() <= LONGEST_TYPED && !text.contains('\n') {
            self.with_element(async |element| element.send_keys(text).await)
                .await
        } else {
            // Not `insertText`: that causes an input a line, and a paste is one.
            let put = "const [field, text] = arguments; field.focus(); \
                field.setRangeText(text, field.selectionStart, field.selectionEnd, 'end'); \
                const inputType = 'insertFromPaste'; \
                return field.dispatchEvent(new InputEvent('input', { bubbles: true, inputType }));";
            let done = self.script_with(put, json!(text)).await?;
            crate::expect(done == json!(true), || {
                "the page to take the text".to_owned()
            })
        }
    }

    /// Picks the choice with this text from a list of choices.
    pub async fn choose(&self, choice: &str) -> Outcome {
        let options = "const wanted = arguments[1]; \
            const all = [...arguments[0].options]; \
            const text = option => option.label.replace(/\\s+/g, ' ').trim(); \
            return all.find(option => text(option) === wanted) || all.map(text);";
        self.bring_into_sight().await?;
        let found = self.script_with(options, json!(choice)).await?;
        let Some(id) = found.as_object().and_then(|map| map.values().next()) else {
            let name = &self.name;
            return Failure::because(format!(
                "expected the choice “{choice}” in “{name}”, which has {found}"
            ));
        };
        let id = ElementRef::from(id.as_str().unwrap_or_default().to_owned());
        let client = self.scope.page.session().client.clone();
        Element::from_element_id(client, id).click().await?;
        Ok(())
    }

    /// The text of the choice that is made.
    pub async fn chosen(&self) -> Outcome<String> {
        let chosen =
            "return [...arguments[0].selectedOptions].map(option => option.label).join(', ');";
        Ok(string(self.script(chosen).await?))
    }

    /// Ticks or clears a box, by a click if it is not so already.
    pub async fn set_checked(&self, checked: bool) -> Outcome {
        if self.is_checked().await? != checked {
            self.click().await?;
        }
        Ok(())
    }

    /// Chooses files in a file chooser. The paths are absolute.
    pub async fn upload(&self, files: &[&Path]) -> Outcome {
        let paths: Vec<_> = files.iter().map(|path| path.to_string_lossy()).collect();
        let paths = paths.join("\n");
        self.with_element(async |element| element.send_keys(&paths).await)
            .await
    }

    /// Drops a file on it. No driver can drag a file from a desktop: these are the page's own events, made by a
    /// script, with a real file in them.
    pub async fn drop_file(&self, name: &str, bytes: &[u8]) -> Outcome {
        let encoded = data_encoding::BASE64.encode(bytes);
        self.script_with(include_str!("drop.js"), json!([name, encoded]))
            .await?;
        Ok(())
    }

    /// The text that it shows.
    pub async fn text(&self) -> Outcome<String> {
        self.with_element(async |element| element.text().await)
            .await
    }

    /// What a field holds.
    pub async fn value(&self) -> Outcome<String> {
        self.property("value").await
    }

    /// A property of the element, as text.
    pub async fn property(&self, property: &str) -> Outcome<String> {
        let value = self
            .with_element(async |element| element.prop(property).await)
            .await?;
        Ok(value.unwrap_or_default())
    }

    /// An attribute of the element; `None` if it has none of that name.
    pub async fn attribute(&self, attribute: &str) -> Outcome<Option<String>> {
        self.with_element(async |element| element.attr(attribute).await)
            .await
    }

    /// The computed value of a CSS property.
    pub async fn style(&self, property: &str) -> Outcome<String> {
        self.with_element(async |element| element.css_value(property).await)
            .await
    }

    /// What is said about it beside its name: the text that `aria-describedby` and `aria-errormessage` refer to.
    pub async fn description(&self) -> Outcome<String> {
        let described = "const ids = ['aria-describedby', 'aria-errormessage'] \
                .flatMap(name => (arguments[0].getAttribute(name) || '').split(/\\s+/)); \
            return ids.map(id => id && document.getElementById(id)).filter(Boolean) \
                .map(element => element.innerText.trim()).join(' ');";
        Ok(string(self.script(described).await?))
    }

    /// Whether it can be used.
    pub async fn is_enabled(&self) -> Outcome<bool> {
        let enabled = "return !arguments[0].matches(':disabled, [aria-disabled=true]');";
        Ok(self.script(enabled).await? == json!(true))
    }

    /// Whether it is ticked, chosen or pressed.
    pub async fn is_checked(&self) -> Outcome<bool> {
        let checked = "const e = arguments[0]; \
            return e.checked ?? ['aria-checked', 'aria-pressed', 'aria-selected'] \
                .some(name => e.getAttribute(name) === 'true');";
        Ok(self.script(checked).await? == json!(true))
    }

    /// Whether it has the keyboard's focus.
    pub async fn has_focus(&self) -> Outcome<bool> {
        Ok(self
            .script("return document.activeElement === arguments[0];")
            .await?
            == json!(true))
    }

    /// Its place in the view: left, top, width and height, in CSS pixels.
    pub async fn rectangle(&self) -> Outcome<[f64; 4]> {
        let rectangle = "const r = arguments[0].getBoundingClientRect(); \
            return [r.left, r.top, r.width, r.height];";
        Ok(serde_json::from_value(self.script(rectangle).await?)?)
    }

    /// The rows of a table as they are shown, header included: the text of each cell.
    pub async fn rows(&self) -> Outcome<Vec<Vec<String>>> {
        let rows = "const shown = e => e.checkVisibility({ visibilityProperty: true }); \
            return [...arguments[0].querySelectorAll('tr, [role=row]')].filter(shown).map(row => \
                [...row.querySelectorAll('th, td, [role=cell], [role=gridcell], [role=columnheader], [role=rowheader]')] \
                    .map(cell => cell.innerText.trim()));";
        Ok(serde_json::from_value(self.script(rows).await?)?)
    }

    /// The row of a table in which one cell is exactly this text, to look for controls inside.
    pub async fn row(&self, cell: &str) -> Outcome<Scope> {
        let row = "const wanted = arguments[1]; \
            return [...arguments[0].querySelectorAll('tr, [role=row]')].find(row => \
                [...row.children].some(cell => cell.innerText.trim() === wanted));";
        let what = format!("a row with “{cell}” in the table “{}”", self.name);
        eventually(&what, async || {
            let found = self.script_with(row, json!(cell)).await?;
            let id = found.as_object().and_then(|map| map.values().next());
            Ok(id.and_then(Value::as_str).map(|id| Scope {
                page: self.scope.page.clone(),
                root: Some(ElementRef::from(id.to_owned())),
            }))
        })
        .await
    }

    /// Waits until it shows this text somewhere, whatever the white space.
    pub async fn wait_for_text(&self, text: &str) -> Outcome {
        let what = format!("“{text}” in {:?} “{}”", self.role, self.name);
        eventually(&what, async || {
            let shown = self.text().await?;
            if squeeze(&shown).contains(&squeeze(text)) {
                return Ok(true);
            }
            Failure::because(format!("it shows “{shown}”"))
        })
        .await
    }

    /// Goes into the frame that this is, until [`crate::Page::leave_frame`].
    pub async fn enter_frame(&self) -> Outcome {
        self.with_element(async |element| element.enter_frame().await)
            .await
    }

    /// Runs a script with the element as `arguments[0]`, for what WebDriver has no command for.
    pub async fn script(&self, script: &str) -> Outcome<Value> {
        self.script_with(script, Value::Null).await
    }

    async fn script_with(&self, script: &str, argument: Value) -> Outcome<Value> {
        self.with_element(async |element| {
            let arguments = vec![as_argument(&element.element_id()), argument.clone()];
            element.client().execute(script, arguments).await
        })
        .await
    }

    /// Does something with the element; if the page replaced it, once more with its successor.
    async fn with_element<T>(
        &self,
        deed: impl AsyncFn(Element) -> Result<T, CmdError>,
    ) -> Outcome<T> {
        let client = self.scope.page.session().client.clone();
        let element = Element::from_element_id(client.clone(), self.element.clone());
        match deed(element).await {
            Err(error) if error.is_stale_element_reference() => {
                let again = self.scope.find(self.role, &self.name).await?;
                let element = Element::from_element_id(client, again.element);
                Ok(deed(element).await?)
            }
            done => done.map_err(|error| {
                Failure::from(error).while_doing(format!("{:?} “{}”", self.role, self.name))
            }),
        }
    }
}

impl Find for Scope {
    fn scope(&self) -> Scope {
        self.clone()
    }
}

pub(crate) fn string(value: Value) -> String {
    match value {
        Value::String(text) => text,
        Value::Null => String::new(),
        other => other.to_string(),
    }
}
