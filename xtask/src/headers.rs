//! The response headers of a hosted folder: one table, and the files that static hosts read them from.
//!
//! For a file the hosts must never add up two values of one header: where rules overlap, some hosts join them, and
//! two policies joined allow only what both do. So a header stands either everywhere or in places, not in both.

use crate::workspace::{INDEX, PAGE};
use std::fmt::Write as _;

/// A header's name and its value.
pub type Header = (&'static str, &'static str);

/// Files that share headers of their own.
pub struct Place {
    /// By their paths in the folder.
    pub files: &'static [&'static str],
    /// What they get besides [`EVERYWHERE`].
    pub headers: &'static [Header],
}

/// What every file gets, those of the guide included. The page needs none of the powers that it gives up here.
pub const EVERYWHERE: [Header; 4] = [
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"),
    (
        "Permissions-Policy",
        "accelerometer=(), browsing-topics=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), \
         magnetometer=(), microphone=(), midi=(), payment=(), publickey-credentials-get=(), screen-wake-lock=(), usb=()",
    ),
    // Kept by browsers, but asked about each time: a new version is found when it is there.
    ("Cache-Control", "no-cache"),
];

/// What some files get. The page brings its policy itself, and a response's policy only narrows it: the copy for
/// frames is the same bytes, and differs in who may frame it.
pub const PLACES: [Place; 4] = [
    Place {
        files: &[INDEX, PAGE],
        headers: &[
            ("Content-Security-Policy", "frame-ancestors 'none'"),
            ("Cross-Origin-Opener-Policy", "same-origin"),
        ],
    },
    Place {
        files: &["embed/index.html"],
        headers: &[("Content-Security-Policy", "frame-ancestors *")],
    },
    // For pages of other hosts, also with `integrity`, and where they ask for consent to all that they load.
    Place {
        files: &["embed.js"],
        headers: &[
            ("Access-Control-Allow-Origin", "*"),
            ("Cross-Origin-Resource-Policy", "cross-origin"),
        ],
    },
    // A worker obeys its own policy: it may ask its own host, and nobody else.
    Place {
        files: &["sw.js"],
        headers: &[(
            "Content-Security-Policy",
            "default-src 'none'; connect-src 'self'",
        )],
    },
];

/// The addresses under which hosts answer with a file: a folder stands for its index, and some leave out `.html`.
fn addresses(file: &str) -> Vec<String> {
    let mut addresses = vec![format!("/{file}")];
    if let Some(folder) = file.strip_suffix(INDEX) {
        addresses.insert(0, format!("/{folder}"));
    } else if let Some(name) = file.strip_suffix(".html") {
        addresses.push(format!("/{name}"));
    }
    addresses
}

/// `_headers`, as Netlify and Cloudflare Pages read it.
pub fn netlify_and_cloudflare() -> String {
    let mut text = String::from(
        "# The response headers of this folder for Netlify and Cloudflare Pages. It has to be the root of its host:\n\
         # in a folder further down, write that folder's path before each path here.\n",
    );
    let mut rule = |address: &str, headers: &[Header]| {
        text.push_str(address);
        text.push('\n');
        for (name, value) in headers {
            // Writing to a string cannot fail.
            let _ = writeln!(text, "  {name}: {value}");
        }
    };
    rule("/*", &EVERYWHERE);
    for place in &PLACES {
        for address in place.files.iter().copied().flat_map(addresses) {
            rule(&address, place.headers);
        }
    }
    text
}

/// `staticwebapp.config.json`, as Azure Static Web Apps read it: a route for a file is one for its folder too.
pub fn azure() -> String {
    let routes: Vec<_> = PLACES
        .iter()
        .flat_map(|place| place.files.iter().map(|file| (file, place.headers)))
        .map(|(file, headers)| {
            format!(
                "    {{ \"route\": \"/{file}\", \"headers\": {} }}",
                object(headers)
            )
        })
        .collect();
    format!(
        "{{\n  \"globalHeaders\": {},\n  \"routes\": [\n{}\n  ],\n  \"mimeTypes\": {}\n}}\n",
        object(&EVERYWHERE),
        routes.join(",\n"),
        object(&[(".webmanifest", "application/manifest+json")]),
    )
}

/// A JSON object. Nothing here needs escaping: a test reads it back.
fn object(pairs: &[Header]) -> String {
    let members: Vec<_> = pairs
        .iter()
        .map(|(name, value)| format!("\"{name}\": \"{value}\""))
        .collect();
    format!("{{ {} }}", members.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::Value;
    use std::collections::BTreeMap;

    type Headers = BTreeMap<String, String>;

    /// What the table says for a file.
    fn wanted(file: &str) -> Headers {
        let own = PLACES.iter().filter(|place| place.files.contains(&file));
        EVERYWHERE
            .iter()
            .chain(own.flat_map(|place| place.headers))
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect()
    }

    /// Some with headers of their own, some without; the guide's are not the page's.
    const FILES: [&str; 9] = [
        "index.html",
        "totp-toolset.html",
        "embed/index.html",
        "embed.js",
        "sw.js",
        "manifest.webmanifest",
        "icons/icon-192.png",
        "guide/index.html",
        "guide/embed/index.html",
    ];

    /// As Cloudflare does it: every rule that matches, and values of one name joined.
    fn by_rules(text: &str, address: &str) -> Headers {
        let mut headers = Headers::new();
        let mut matches = false;
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            let Some(header) = line.strip_prefix("  ") else {
                matches = line
                    .strip_suffix('*')
                    .map_or(line == address, |start| address.starts_with(start));
                continue;
            };
            let (name, value) = header.split_once(": ").unwrap();
            if matches {
                headers
                    .entry(name.to_owned())
                    .and_modify(|joined| *joined = format!("{joined}, {value}"))
                    .or_insert_with(|| value.to_owned());
            }
        }
        headers
    }

    fn members(object: &Value) -> Headers {
        let pairs = object.as_object().unwrap().iter();
        pairs
            .map(|(name, value)| (name.clone(), value.as_str().unwrap().to_owned()))
            .collect()
    }

    /// As Azure does it: the first route that matches, over what holds for all.
    fn by_routes(text: &str, file: &str) -> Headers {
        let config: Value = serde_json::from_str(text).unwrap();
        let mut headers = members(&config["globalHeaders"]);
        let address = format!("/{file}");
        let mut routes = config["routes"].as_array().unwrap().iter();
        if let Some(route) = routes.find(|route| route["route"] == address.as_str()) {
            headers.extend(members(&route["headers"]));
        }
        headers
    }

    #[test]
    fn netlify_and_cloudflare_send_what_the_table_says() {
        for file in FILES {
            for address in addresses(file) {
                assert_eq!(
                    by_rules(&netlify_and_cloudflare(), &address),
                    wanted(file),
                    "{address}"
                );
            }
        }
    }

    #[test]
    fn azure_sends_what_the_table_says() {
        for file in FILES {
            assert_eq!(by_routes(&azure(), file), wanted(file), "{file}");
        }
    }

    #[test]
    fn rules_that_overlap_would_be_noticed() {
        let overlapping = netlify_and_cloudflare()
            + "/embed/*\n  Content-Security-Policy: frame-ancestors 'none'\n";
        assert_ne!(
            by_rules(&overlapping, "/embed/"),
            wanted("embed/index.html")
        );
    }

    #[test]
    fn nobody_frames_the_page_and_everybody_the_copy_for_frames() {
        let policy = |file| wanted(file).remove("Content-Security-Policy");
        for page in [INDEX, PAGE] {
            assert_eq!(policy(page).as_deref(), Some("frame-ancestors 'none'"));
        }
        assert_eq!(
            policy("embed/index.html").as_deref(),
            Some("frame-ancestors *")
        );
    }

    #[test]
    fn pages_of_the_guide_get_no_policy_of_the_page() {
        for address in ["/guide/", "/guide/index.html", "/guide/check.html"] {
            let headers = by_rules(&netlify_and_cloudflare(), address);
            assert!(
                !headers.contains_key("Content-Security-Policy"),
                "{address}"
            );
            assert!(headers.contains_key("X-Content-Type-Options"), "{address}");
        }
    }

    #[test]
    fn the_worker_may_ask_its_own_host_and_nobody_else() {
        assert_eq!(
            wanted("sw.js")["Content-Security-Policy"],
            "default-src 'none'; connect-src 'self'"
        );
    }
}
