//! How Firefox is started and told things. Found out here, and nowhere else:
//!
//! - Scripts of WebDriver run in a sandbox: they see the document, not the page's own globals. What a page
//!   tells a test goes through the document.
//! - Its window will not become narrower than 450 to 500 pixels unless its own style is overridden.

use std::path::Path;

use serde_json::{Map, Value, json};

use crate::Options;
use crate::environment::Tools;
use crate::session::Rooms;

/// The arguments of geckodriver. `--allow-system-access` lets [`CLEAN`] and [`NARROW`] run.
pub(crate) fn driver_arguments(port: u16) -> Vec<String> {
    // 0: any free port; the fixed one it takes otherwise would be taken by the trial beside this one.
    let port = port.to_string();
    [
        "--port",
        &port,
        "--websocket-port",
        "0",
        "--allow-system-access",
    ]
    .map(ToOwned::to_owned)
    .to_vec()
}

/// Lets a preference say where remote settings come from, which a released Firefox ignores otherwise.
pub(crate) const SURROUNDINGS: [(&str, &str); 1] = [("MOZ_REMOTE_SETTINGS_DEVTOOLS", "1")];

/// Forgets everything a site may have left: cookies, storage, caches, permissions. Runs in Firefox itself.
pub(crate) const CLEAN: &str = "\
    const done = arguments[arguments.length - 1]; \
    Services.clearData.deleteData(Services.clearData.CLEAR_ALL, () => done(true));";

/// Lets the window be as narrow as a phone. Runs in Firefox itself.
pub(crate) const NARROW: &str = "\
    const done = arguments[arguments.length - 1]; \
    for (const side of ['min-width', 'min-height']) \
        window.document.documentElement.style.setProperty(side, '0', 'important'); \
    done(true);";

/// The capabilities of a session.
pub(crate) fn capabilities(tools: &Tools, options: &Options, rooms: &Rooms) -> Value {
    let mut arguments = vec!["-headless".to_owned()];
    let own = options.arguments_for(tools.browser).map(ToOwned::to_owned);
    arguments.extend(own);
    json!({
        "browserName": "firefox",
        "moz:firefoxOptions": {
            "binary": text(&tools.program),
            "args": arguments,
            "prefs": preferences(options, rooms),
        },
    })
}

fn preferences(options: &Options, rooms: &Rooms) -> Value {
    let mut preferences = Map::new();
    let mut set = |name: &str, value: Value| preferences.insert(name.to_owned(), value);

    set("browser.download.folderList", json!(2));
    set("browser.download.dir", json!(text(&rooms.downloads)));
    set("browser.download.useDownloadDir", json!(true));
    set(
        "browser.download.always_ask_before_handling_new_types",
        json!(false),
    );
    set("browser.download.alwaysOpenPanel", json!(false));

    // Messages of the page's console, and its errors, appear in the driver's log.
    set("devtools.console.stdout.content", json!(true));
    set("devtools.console.stdout.chrome", json!(false));

    let scheme = if options.dark { 0 } else { 1 };
    set(
        "layout.css.prefers-color-scheme.content-override",
        json!(scheme),
    );
    set(
        "ui.prefersReducedMotion",
        json!(i32::from(options.reduced_motion)),
    );
    set("javascript.enabled", json!(!options.without_script));

    for (name, value) in quiet() {
        set(name, value);
    }
    if let Some(proxy) = options.proxy {
        let (host, port) = (proxy.ip().to_string(), proxy.port());
        set("network.proxy.type", json!(1));
        set("network.proxy.http", json!(host));
        set("network.proxy.http_port", json!(port));
        set("network.proxy.ssl", json!(host));
        set("network.proxy.ssl_port", json!(port));
        set("network.proxy.no_proxies_on", json!(""));
        set("network.proxy.allow_hijacking_localhost", json!(true));
        set(
            "network.proxy.testing_localhost_is_secure_when_hijacked",
            json!(true),
        );
    }
    Value::Object(preferences)
}

/// What keeps Firefox from talking in the background (geckodriver sets more of the kind).
fn quiet() -> Vec<(&'static str, Value)> {
    let off = [
        "app.normandy.enabled",
        "app.shield.optoutstudies.enabled",
        "browser.discovery.enabled",
        "browser.newtabpage.activity-stream.feeds.section.topstories",
        "browser.newtabpage.activity-stream.feeds.topsites",
        "browser.newtabpage.enabled",
        "browser.ping-centre.telemetry",
        "browser.region.update.enabled",
        "browser.safebrowsing.blockedURIs.enabled",
        "browser.safebrowsing.downloads.enabled",
        "browser.safebrowsing.downloads.remote.enabled",
        "browser.safebrowsing.malware.enabled",
        "browser.safebrowsing.phishing.enabled",
        "browser.search.suggest.enabled",
        "browser.search.update",
        "browser.topsites.contile.enabled",
        "browser.urlbar.suggest.searches",
        "datareporting.healthreport.uploadEnabled",
        "datareporting.policy.dataSubmissionEnabled",
        "dom.push.connection.enabled",
        "extensions.blocklist.enabled",
        "extensions.getAddons.cache.enabled",
        "extensions.systemAddon.update.enabled",
        "extensions.update.enabled",
        "media.gmp-manager.updateEnabled",
        "media.gmp-provider.enabled",
        "network.captive-portal-service.enabled",
        "network.connectivity-service.enabled",
        "network.predictor.enabled",
        "privacy.trackingprotection.enabled",
        "security.remote_settings.crlite_filters.enabled",
        "security.remote_settings.intermediates.enabled",
        "signon.management.page.breach-alerts.enabled",
        "toolkit.telemetry.enabled",
        "toolkit.telemetry.unified",
    ];
    let mut quiet: Vec<_> = off.into_iter().map(|name| (name, json!(false))).collect();
    quiet.extend([
        // No server at all; counts only with the variable of [`SURROUNDINGS`].
        (
            "services.settings.server",
            json!("data:,#remote-settings-dummy/v1"),
        ),
        ("app.update.disabledForTesting", json!(true)),
        ("browser.startup.homepage", json!("about:blank")),
        ("browser.startup.page", json!(0)),
        ("network.dns.disablePrefetch", json!(true)),
        ("network.http.speculative-parallel-limit", json!(0)),
        ("network.trr.mode", json!(5)),
    ]);
    quiet
}

fn text(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}
