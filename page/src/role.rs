//! Roles: what kind of thing a person looks for. Each has a selector that narrows the search, and the answers
//! by which the browser confirms it. This is the one place that knows where an engine answers otherwise.

use crate::Browser;

/// A kind of thing on the page, by its WAI-ARIA role.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Role {
    /// A message that is announced at once.
    Alert,
    /// A push button, or a button that stays pressed.
    Button,
    /// A box to tick.
    Checkbox,
    /// A list of choices that opens, mostly a `select`.
    Combobox,
    /// A dialog that is open.
    Dialog,
    /// What opens and closes a `details`.
    Disclosure,
    /// Something to type into: text, number, search, password, date.
    Field,
    /// A file chooser.
    FileInput,
    /// A form that has a name.
    Form,
    /// A frame.
    Frame,
    /// A `fieldset`, or a group of another kind.
    Group,
    /// A heading of any level.
    Heading,
    /// A picture.
    Image,
    /// A link.
    Link,
    /// A list that has a name.
    List,
    /// A list of choices that is always open.
    Listbox,
    /// A log of messages.
    Log,
    /// The main part of the page.
    Main,
    /// A gauge.
    Meter,
    /// A navigation landmark.
    Navigation,
    /// How far something has come.
    Progressbar,
    /// One of several exclusive choices.
    Radio,
    /// A group of exclusive choices, with the role `radiogroup`.
    RadioGroup,
    /// A part of the page that has a name.
    Region,
    /// A slider.
    Slider,
    /// A message that is announced when there is time.
    Status,
    /// A switch.
    Switch,
    /// A tab of a tab list.
    Tab,
    /// What a tab shows.
    TabPanel,
    /// A table or grid.
    Table,
    /// A timer.
    Timer,
}

impl Role {
    /// The elements that may have this role (HTML Accessibility API Mappings), whatever they are named.
    pub(crate) fn selector(self) -> &'static str {
        match self {
            Self::Alert => "[role=alert]",
            Self::Button => {
                "button:not([role]), input:is([type=button], [type=submit], [type=reset]):not([role]), [role=button]"
            }
            Self::Checkbox => "input[type=checkbox]:not([role]), [role=checkbox]",
            Self::Combobox => {
                "select:not([multiple], [size], [role]), input[list]:not([role]), [role=combobox]"
            }
            Self::Dialog => "dialog[open]:not([role]), [role=dialog], [role=alertdialog]",
            Self::Disclosure => "details > summary:first-of-type",
            Self::Field => {
                "textarea:not([role]), input:is(:not([type]), [type=text], [type=search], [type=email], [type=tel], \
                 [type=url], [type=number], [type=password], [type=date], [type=time], [type=datetime-local], \
                 [type=month], [type=week]):not([role]), [role=textbox], [role=searchbox], [role=spinbutton]"
            }
            Self::FileInput => "input[type=file]",
            Self::Form => "form, [role=form]",
            Self::Frame => "iframe",
            Self::Group => "fieldset:not([role]), details:not([role]), [role=group]",
            Self::Heading => {
                "h1:not([role]), h2:not([role]), h3:not([role]), h4:not([role]), h5:not([role]), h6:not([role]), [role=heading]"
            }
            Self::Image => "img:not([role]), [role=img], [role=image]",
            Self::Link => "a[href]:not([role]), [role=link]",
            Self::List => "ul:not([role]), ol:not([role]), [role=list]",
            Self::Listbox => "select[multiple], select[size], [role=listbox]",
            Self::Log => "[role=log]",
            Self::Main => "main:not([role]), [role=main]",
            Self::Meter => "meter:not([role]), [role=meter]",
            Self::Navigation => "nav:not([role]), [role=navigation]",
            Self::Progressbar => "progress:not([role]), [role=progressbar]",
            Self::Radio => "input[type=radio]:not([role]), [role=radio]",
            Self::RadioGroup => "[role=radiogroup]",
            Self::Region => {
                "section[aria-label]:not([role]), section[aria-labelledby]:not([role]), [role=region]"
            }
            Self::Slider => "input[type=range]:not([role]), [role=slider]",
            Self::Status => "output:not([role]), [role=status]",
            Self::Switch => "[role=switch]",
            Self::Tab => "[role=tab]",
            Self::TabPanel => "[role=tabpanel]",
            Self::Table => "table:not([role]), [role=table], [role=grid], [role=treegrid]",
            Self::Timer => "[role=timer]",
        }
    }

    /// Whether the browser's answer to "which role has this element?" confirms the role.
    ///
    /// The deviations, as measured with Chromium 156, Firefox 153 and WebKitGTK 2.50:
    ///
    /// - Date fields: `Date`, `DateTime` in Chromium, nothing in Firefox, `textbox` in WebKit.
    /// - Password fields: nothing in Firefox. Number fields: `textbox` in WebKit.
    /// - `summary`: `DisclosureTriangle` in Chromium, nothing elsewhere.
    /// - A closed `select`: `button` in WebKit.
    /// - `iframe`: `Iframe` in Chromium, nothing in Firefox, `group` in WebKit.
    /// - A file chooser is a `button` everywhere; a picture is `image`, or `generic` in Firefox while it has
    ///   no size.
    pub(crate) fn is_confirmed_by(self, browser: Browser, answer: &str) -> bool {
        let everywhere: &[&str] = match self {
            Self::Alert => &["alert"],
            Self::Button | Self::FileInput => &["button"],
            Self::Checkbox => &["checkbox"],
            Self::Combobox => &["combobox"],
            Self::Dialog => &["dialog", "alertdialog"],
            Self::Disclosure => &["button"],
            Self::Field => &["textbox", "searchbox", "spinbutton"],
            Self::Form => &["form"],
            Self::Frame => &["iframe"],
            Self::Group => &["group"],
            Self::Heading => &["heading"],
            Self::Image => &["image", "img"],
            Self::Link => &["link"],
            Self::List => &["list"],
            Self::Listbox => &["listbox"],
            Self::Log => &["log"],
            Self::Main => &["main"],
            Self::Meter => &["meter"],
            Self::Navigation => &["navigation"],
            Self::Progressbar => &["progressbar"],
            Self::Radio => &["radio"],
            Self::RadioGroup => &["radiogroup"],
            Self::Region => &["region"],
            Self::Slider => &["slider"],
            Self::Status => &["status"],
            Self::Switch => &["switch"],
            Self::Tab => &["tab"],
            Self::TabPanel => &["tabpanel"],
            Self::Table => &["table", "grid", "treegrid"],
            Self::Timer => &["timer"],
        };
        let here: &[&str] = match (self, browser) {
            (Self::Field, Browser::Chromium) => &["Date", "DateTime", "InputTime"],
            (Self::Field, Browser::Firefox) => &[""],
            (Self::Disclosure, Browser::Chromium) => &["DisclosureTriangle"],
            (Self::Disclosure, Browser::Firefox | Browser::WebKit) => &[""],
            (Self::Combobox, Browser::WebKit) => &["button"],
            (Self::Frame, Browser::Chromium) => &["Iframe"],
            (Self::Frame, Browser::Firefox) => &[""],
            (Self::Frame, Browser::WebKit) => &["group"],
            (Self::Image, Browser::Firefox) => &["generic"],
            _ => &[],
        };
        everywhere.contains(&answer) || here.contains(&answer)
    }

    /// The name as all engines should give it, from the one that this engine gives.
    ///
    /// The deviations, as measured:
    ///
    /// - White space: Chromium keeps a space at either end, WebKit the line break of a `br`.
    /// - File choosers: Firefox appends its button and the files chosen (`Browse… No file selected.`); WebKit
    ///   has its button's text among the words of a label that wraps it.
    /// - A `select` inside its label: WebKit counts in the choice that is made (`chosen`).
    pub(crate) fn name_without_deviations(
        self,
        browser: Browser,
        answer: &str,
        chosen: &str,
    ) -> String {
        let name = squeeze(answer);
        match (self, browser) {
            (Self::FileInput, Browser::Firefox) => match name.find("Browse…") {
                Some(place) => squeeze(&name[..place]),
                None => name,
            },
            (Self::FileInput, Browser::WebKit) => {
                let own = if name.contains("Choose Files") {
                    "Choose Files"
                } else {
                    "Choose File"
                };
                squeeze(&name.replacen(own, "", 1))
            }
            (Self::Combobox, Browser::WebKit) if !chosen.is_empty() => {
                squeeze(&format!(" {name} ").replacen(&format!(" {chosen} "), " ", 1))
            }
            _ => name,
        }
    }
}

/// One space for each run of white space, none at the ends.
pub(crate) fn squeeze(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
