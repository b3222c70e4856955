//! How WebKit's MiniBrowser is started and told things. Found out here, and nowhere else:
//!
//! - It has no headless mode: it runs on a screen that nobody sees.
//! - Its settings come from the environment: downloads go where `user-dirs.dirs` says, motion is reduced by
//!   GTK's own setting, and full screen with a style that has no margins lets the view be as small as a phone.
//! - Its driver has no Print and no Set Permission command, and its console cannot be read in automation.
//! - It does not save a second file under a name that is taken, and says nothing.
//! - Looking for a way to sound, GStreamer tries JACK, itself and through OpenAL. JACK's library opens a database in
//!   /dev/shm that all processes of a user share, and its locks outlive a process that was ended while it held them:
//!   from then on every page with a video hangs.
//! - GStreamer looks through all its plugins at the start, unless it finds a file with what it saw the last time: half of what
//!   a start takes.

use std::fs;
use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard, PoisonError};

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::environment::Tools;
use crate::session::Rooms;
use crate::{Options, Outcome};

/// Variables that keep it from what it shares with the rest of the machine.
pub(crate) const SURROUNDINGS: [(&str, &str); 1] = [(
    "GST_PLUGIN_FEATURE_RANK",
    "jackaudiosink:NONE,jackaudiosrc:NONE,openalsink:NONE,openalsrc:NONE",
)];

/// The one folder that the browsers of a run share. GStreamer keeps there what it saw of the machine's plugins; nothing that a
/// page does comes to it.
static SHARED: Mutex<Option<TempDir>> = Mutex::new(None);

fn shared() -> MutexGuard<'static, Option<TempDir>> {
    SHARED.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The file that `GST_REGISTRY` names.
pub(crate) fn registry_of_plugins() -> Outcome<PathBuf> {
    let mut shared = shared();
    let folder = match shared.take() {
        Some(folder) => folder,
        None => tempfile::Builder::new().prefix("page-shared-").tempdir()?,
    };
    Ok(shared.insert(folder).path().join("plugins"))
}

/// Removes what the browsers of a run shared.
pub(crate) fn clear_shared() {
    shared().take();
}

/// The arguments of WebKitWebDriver.
pub(crate) fn driver_arguments(port: u16) -> Vec<String> {
    vec![format!("--port={port}")]
}

/// Writes the settings that MiniBrowser reads when it starts.
pub(crate) fn furnish(options: &Options, rooms: &Rooms) -> Outcome {
    let downloads = rooms.downloads.display();
    fs::write(
        rooms.config.join("user-dirs.dirs"),
        format!("XDG_DOWNLOAD_DIR=\"{downloads}\"\n"),
    )?;
    let gtk = rooms.config.join("gtk-3.0");
    fs::create_dir_all(&gtk)?;
    // The browser's own buttons would keep the window from becoming narrow; the page is not drawn with these.
    fs::write(
        gtk.join("gtk.css"),
        "* { min-width: 0; min-height: 0; padding: 0; margin: 0; border-width: 0; font-size: 1px; }\n",
    )?;
    let animations = i32::from(!options.reduced_motion);
    fs::write(
        gtk.join("settings.ini"),
        format!("[Settings]\ngtk-enable-animations={animations}\n"),
    )?;
    Ok(())
}

/// The capabilities of a session.
pub(crate) fn capabilities(tools: &Tools, options: &Options) -> Value {
    let mut arguments = vec!["--automation".to_owned(), "--full-screen".to_owned()];
    if options.dark {
        arguments.push("--dark-mode".to_owned());
    }
    if options.without_script {
        arguments.push("--enable-javascript=false".to_owned());
    }
    let own = options.arguments_for(tools.browser).map(ToOwned::to_owned);
    arguments.extend(own);
    let mut capabilities = json!({
        "browserName": "MiniBrowser",
        "webkitgtk:browserOptions": {
            "binary": tools.program.to_string_lossy(),
            "args": arguments,
        },
    });
    if let Some(proxy) = options.proxy {
        capabilities["proxy"] = json!({
            "proxyType": "manual",
            "httpProxy": proxy.to_string(),
            "sslProxy": proxy.to_string(),
        });
    }
    capabilities
}
