//! What `#proof` says: what the page can show of itself, and what nobody can promise.

use super::count;
use crate::oath::Encoding;
use crate::proof::{
    Build, Comparison, Kind, RandomFault, SelfTest, Sighting, Sightings, Subject, Verdict,
};

/// Above what was seen.
pub const SIGHTS: &str = "What the browser told this page of its own requests since it was opened, and what the page’s Content-Security-Policy refused. \
     A browser need not tell everything, and a page that lies could leave anything out: the proof is in the project’s tests, where the built page is used from end to end \
     in three browsers with a listening server and a proxy in place, and neither receives anything.";

/// The browser tells a page nothing of its requests.
pub const BLIND: &str =
    "This browser tells pages nothing of their requests: only what the policy refused is listed.";

/// How many requests there were.
pub fn requests(seen: &Sightings) -> String {
    let elsewhere = match seen.requests() {
        0 => "No request seen since the page was opened.".to_owned(),
        number => format!(
            "{} seen since the page was opened.",
            count(number, "request", "requests")
        ),
    };
    match seen.inside() {
        0 => elsewhere,
        number => format!(
            "{elsewhere} {} inside the browser: the page’s own worker and its downloads, which no network carries.",
            count(number, "address was used", "addresses were used")
        ),
    }
}

/// How often the policy refused something.
pub fn refusals(seen: &Sightings) -> String {
    match seen.refused() {
        0 => "The policy had nothing to refuse.".to_owned(),
        number => format!(
            "The policy refused {}: something in this page tried what it must not, an extension of the browser for instance.",
            count(number, "attempt", "attempts")
        ),
    }
}

/// What the browser says about a network.
pub fn online(online: bool) -> &'static str {
    if online {
        "The browser says that it is online."
    } else {
        "The browser says that it is offline."
    }
}

/// What that is worth.
pub const ONLINE_CAVEAT: &str = "It knows of a cable or a radio, not of what lies behind: “online” is no sign of a connection, and only a computer without any is surely offline.";

/// What a sighting is.
pub fn kind(sighting: &Sighting) -> String {
    match &sighting.kind {
        Kind::Opened => "page opened".to_owned(),
        Kind::Request(by) if by.is_empty() => "request".to_owned(),
        Kind::Request(by) => format!("request ({by})"),
        Kind::Refused(by) => format!("refused by {by}"),
    }
}

/// When it was.
pub fn after(milliseconds: u32) -> String {
    format!("{}.{:03} s", milliseconds / 1000, milliseconds % 1000)
}

/// More were seen than are kept.
pub fn left_out(seen: &Sightings) -> Option<String> {
    (seen.left_out() > 0).then(|| {
        format!(
            "{} not listed: the first {} of each kind are kept, all are counted.",
            count(seen.left_out(), "more is", "more are"),
            Sightings::MOST_KEPT
        )
    })
}

/// Above the self-tests.
pub const SELF_TESTS: &str = "Before it showed anything, the page computed these published values anew and compared them. Had one been wrong, there would be a warning here instead of the page. \
     The worker does the same when it starts.";

/// What is tested.
pub fn subject(subject: Subject) -> String {
    match subject {
        Subject::Hmac(hash) => format!("HMAC-{hash}"),
        Subject::Hotp => "HOTP: codes by counter".to_owned(),
        Subject::Totp => "TOTP: codes by time, over each hash".to_owned(),
        Subject::Sha256 => "SHA-256: of files and receipts".to_owned(),
        Subject::Codec(Encoding::Base32) => "base32, written and read".to_owned(),
        Subject::Codec(Encoding::Hex) => "hex, written and read".to_owned(),
        Subject::Codec(Encoding::Base64) => "base64, written and read".to_owned(),
        Subject::Random => "Source of randomness: health check".to_owned(),
    }
}

/// Where the known answers come from.
pub fn source(test: &SelfTest) -> String {
    match test.source {
        Some(source) => format!(
            "{source}: {}",
            count(test.answers, "published value", "published values")
        ),
        None => {
            "It is there, it fills what it is given, and two draws differ. Nothing more: it cannot show that the numbers are unpredictable."
                .to_owned()
        }
    }
}

/// How a test ended.
pub fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Passed => "passed",
        Verdict::WrongAnswer => "computes something else than what was published",
        Verdict::Random(RandomFault::Failed) => "crypto.getRandomValues is missing or fails",
        Verdict::Random(RandomFault::Unfilled) => {
            "crypto.getRandomValues leaves a part of what it should fill"
        }
        Verdict::Random(RandomFault::Repeats) => "crypto.getRandomValues repeats itself",
    }
}

/// The heading where a self-test failed.
pub const BLOCKED: &str = "This page must not be used here";

/// What that means.
pub const BLOCKED_WHY: &str = "A self-test failed when the page started. No seed and no code that it could show here can be trusted, so it shows none. Nothing was sent anywhere.";

/// What to do where a self-test failed.
pub const BLOCKED_REMEDIES: [&str; 4] = [
    "Open the same file in another browser. If it starts there, this browser or one of its extensions is at fault: do not use it for seeds.",
    "Get the file again from where it came from, and compare its SHA-256 with the published one: certutil -hashfile totp-toolset.html SHA256, or sha256sum totp-toolset.html.",
    "Seeds that were made by this browser shortly before may be as untrustworthy. Replace those that are in use.",
    "Report it where you got the page: the lines above, the page’s version below, and the name and version of your browser.",
];

/// A self-test failed in the worker alone.
pub const WORKER_BLOCKED: &str = "A self-test failed in the page’s background work: nothing that it computes can be trusted, so it does nothing. Nothing was changed. \
     Use another browser, and report it.";

/// The stamp says nothing that can be read.
pub const NO_STAMP: &str =
    "This page does not say which sources it was built from: it is no released build.";

/// Which sources the page was built from, in words.
pub fn build(build: &Build) -> String {
    let Build {
        version,
        commit,
        modified,
    } = build;
    match (commit, modified) {
        (None, _) => {
            format!("Version {version}, of a commit that nobody named: no released build.")
        }
        (Some(_), true) => format!(
            "Version {version}, of sources that were changed since this commit: no released build."
        ),
        (Some(_), false) => format!("Version {version}, built from this commit:"),
    }
}

/// The program is of another version than the page around it.
pub fn other_program(version: &str) -> String {
    format!(
        "The program inside says that it is version {version}: page and program do not belong together. Get the file again."
    )
}

/// Above the hashes of what is running.
pub const PARTS: &str = "SHA-256 of what this document runs and is drawn with, computed now from its own text; of the program, unpacked. \
     The build prints the same, and a release publishes them as SHA256SUMS. A page that lies can show any figure: only a check from outside is proof.";

/// What a part of the document is called.
pub fn part(element: &str, id: &str) -> String {
    match (element, id) {
        ("script", "wasm") => "program (WebAssembly)".to_owned(),
        ("script", "glue") => "glue between program and browser".to_owned(),
        ("style", "") => "style".to_owned(),
        (element, "") => format!("a {element} without a name"),
        (_, id) => id.to_owned(),
    }
}

/// The program could not be unpacked again.
pub const NO_PROGRAM: &str = "not to be had";

/// Above the field for a file.
pub const FILE: &str = "Hash the file that you downloaded – this page, or any other – and compare it with the SHA-256 that was published with it: \
     in the release’s SHA256SUMS, or by whoever gave it to you. The file is read here and goes nowhere.";

/// What the field takes.
pub const FILE_HINT: &str = "Or drop it anywhere on the page. Up to 512 MB.";

/// The file is too large.
pub const FILE_TOO_LARGE: &str =
    "Too large to be hashed here: more than 512 MB. Use one of the commands below.";

/// Several files came at once.
pub const ONE_FILE: &str = "One file at a time: the first one was taken.";

/// A file is being read.
pub fn hashing(name: &str, percent: u64) -> String {
    format!("Hashing {name}: {percent} %")
}

/// A file was hashed.
pub fn hashed(name: &str, bytes: u64) -> String {
    format!("{name}, {bytes} bytes, has the SHA-256")
}

/// How the hash compares with what was pasted.
pub fn comparison(comparison: Comparison) -> &'static str {
    match comparison {
        Comparison::Same => "The same. Now check from outside as well, with one of the commands.",
        Comparison::Different => {
            "Different: this is not the file that the pasted SHA-256 was published for. Get it again, and do not use it before they agree."
        }
        Comparison::NoHash => "No SHA-256 in that text: it has 64 hex digits.",
    }
}

/// Above the commands.
pub const COMMANDS_WHY: &str = "Only a check from outside is proof. A forged page would tell you that it is genuine, here as well as above; \
     a command of your system knows nothing of the page. In the folder of the file:";

/// The commands, each with where it runs.
pub const COMMANDS: [(&str, &str); 4] = [
    ("Windows", "certutil -hashfile totp-toolset.html SHA256"),
    (
        "PowerShell",
        "Get-FileHash totp-toolset.html -Algorithm SHA256",
    ),
    ("Linux", "sha256sum totp-toolset.html"),
    ("macOS", "shasum -a 256 totp-toolset.html"),
];

/// What cannot be promised: the same as in the README.
pub const LIMITS: [&str; 8] = [
    "JavaScript strings cannot be wiped: what is shown in a field, copied, drawn or printed stays in the browser’s memory until the browser reuses it; so does a text field’s own history for Undo, and what the browser’s engine keeps in registers and on its own stack.",
    "The clipboard belongs to the computer: other programs, a clipboard history or a synchronised clipboard can read and keep what you copy. “Clear the clipboard” puts a blank in its place and reaches no history.",
    "A downloaded file holds the secrets in the clear, wherever your browser saves it. Delete it when it is uploaded.",
    "The policy cannot forbid that the page navigates somewhere, nor WebRTC, looking up a host’s name, or, where the page is hosted, a prefetch from its own host. The page has no link out of it and no code that does any of these.",
    "The browser around the page is its own master: an extension with access to the page sees all that you see, and so does a translation or writing service that you let work on it. The page asks browsers to keep both away.",
    "Hiding is not locking: whoever sits at the computer can show the secrets again, copy or download them. Close the page when you leave.",
    "Random numbers are as good as the browser’s source of them. That nobody can foresee them cannot be seen from the numbers.",
    "The file that you opened is only as good as the one that was built, and nothing that it says of itself can show that. Compare its SHA-256 from outside.",
];
