//! How Chromium is started and told things. Found out here, and nowhere else:
//!
//! - As root it needs `--no-sandbox`.
//! - `--proxy-bypass-list=<-loopback>` is needed to send loopback addresses to the proxy as well.
//! - A sandboxed frame gets a process of its own (`IsolateSandboxedIframes`), and chromedriver asks the page's process for the
//!   roles and names in it: "stale element". Without that feature the frame is as it was, and can be looked into.

use std::path::Path;

use serde_json::{Value, json};

use crate::Options;
use crate::environment::Tools;
use crate::session::Rooms;

/// What keeps Chromium from talking in the background (chromedriver adds more of the kind).
const QUIET: [&str; 7] = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-domain-reliability",
    "--disable-sync",
    "--disable-features=AutofillServerCommunication,CertificateTransparencyComponentUpdater,IsolateSandboxedIframes,MediaRouter,NetworkTimeServiceQuerying,OptimizationHints,Translate",
    "--metrics-recording-only",
    "--no-default-browser-check",
];

/// The arguments of chromedriver.
pub(crate) fn driver_arguments(port: u16) -> Vec<String> {
    vec![format!("--port={port}")]
}

/// The capabilities of a session.
pub(crate) fn capabilities(tools: &Tools, options: &Options, rooms: &Rooms) -> Value {
    let mut arguments: Vec<String> = ["--headless=new", "--disable-gpu"]
        .iter()
        .chain(&QUIET)
        .map(ToString::to_string)
        .collect();
    arguments.push(format!("--user-data-dir={}", text(&rooms.profile)));
    if rustix::process::geteuid().is_root() {
        arguments.push("--no-sandbox".to_owned());
    }
    if let Some(proxy) = options.proxy {
        arguments.push(format!("--proxy-server={proxy}"));
        arguments.push("--proxy-bypass-list=<-loopback>".to_owned());
    }
    let own = options.arguments_for(tools.browser).map(ToOwned::to_owned);
    arguments.extend(own);
    let script = if options.without_script { 2 } else { 1 };
    json!({
        "browserName": "chrome",
        "goog:loggingPrefs": { "browser": "ALL" },
        "goog:chromeOptions": {
            "binary": text(&tools.program),
            "args": arguments,
            "prefs": {
                "download.default_directory": text(&rooms.downloads),
                "download.prompt_for_download": false,
                "profile.default_content_setting_values.automatic_downloads": 1,
                "profile.managed_default_content_settings.javascript": script,
                "search.suggest_enabled": false,
                "signin.allowed": false,
            },
        },
    })
}

/// Forgets what a site may have left, in the DevTools protocol's words. Sites on the trial's server need no
/// cleaning beyond cookies: the next trial's has another port, and so another origin.
pub(crate) fn cleaning(options: &Options) -> Vec<Value> {
    vec![
        json!({ "cmd": "Network.clearBrowserCookies", "params": {} }),
        json!({
            "cmd": "Storage.clearDataForOrigin",
            "params": { "origin": "file://", "storageTypes": "all" },
        }),
        json!({ "cmd": "Browser.resetPermissions", "params": {} }),
        // The new tab does not know them yet.
        media(options),
    ]
}

/// The media features as the DevTools protocol names them. A tab keeps them until it is closed.
pub(crate) fn media(options: &Options) -> Value {
    let scheme = if options.dark { "dark" } else { "light" };
    let motion = if options.reduced_motion {
        "reduce"
    } else {
        "no-preference"
    };
    json!({
        "cmd": "Emulation.setEmulatedMedia",
        "params": { "features": [
            { "name": "prefers-color-scheme", "value": scheme },
            { "name": "prefers-reduced-motion", "value": motion },
        ] },
    })
}

fn text(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}
