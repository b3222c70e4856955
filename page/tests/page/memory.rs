//! Looks through the memories of the program, in the page and in its workers, for secrets: `memory.js` keeps them. What a
//! secret looks like is said here. Asserts nothing about the page.

use std::sync::atomic::{AtomicU32, Ordering};

use data_encoding::{BASE32_NOPAD, BASE64, HEXLOWER, HEXUPPER};
use page::{Outcome, Page, Variant, eventually, expect};
use serde_json::{Value, json};

/// Wraps `WebAssembly.instantiate` and its kin before the program is loaded, in workers too.
const MEMORY: &str = include_str!("memory.js");

/// How large the program's stack is, in bytes: the linker's default. It is the memory's beginning.
pub const STACK: usize = 1 << 20;

/// The page with the watch over its memories in front.
pub fn watched(variant: Variant) -> Outcome<Variant> {
    variant.with_script(MEMORY)
}

/// A secret that no page has seen before.
#[derive(Clone)]
pub struct Secret {
    /// What it is called in failures.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

impl Secret {
    /// One of 160 random bits.
    pub fn random(name: &str) -> Self {
        // The standard library's own random keys: each hasher has others.
        use std::hash::{BuildHasher, RandomState};
        let words = (0..3).map(|word: u8| RandomState::new().hash_one(word).to_le_bytes());
        let bytes = words.flatten().take(20).collect();
        Self {
            name: name.to_owned(),
            bytes,
        }
    }

    /// One that is known by its base32.
    pub fn of_base32(name: &str, base32: &str) -> Outcome<Self> {
        Ok(Self {
            name: name.to_owned(),
            bytes: BASE32_NOPAD.decode(base32.as_bytes())?,
        })
    }

    /// In base32.
    pub fn base32(&self) -> String {
        BASE32_NOPAD.encode(&self.bytes)
    }

    /// In hex.
    pub fn hex(&self) -> String {
        HEXLOWER.encode(&self.bytes)
    }

    /// In base64.
    pub fn base64(&self) -> String {
        BASE64.encode(&self.bytes)
    }

    /// Its spellings as text: each is as good as the secret.
    pub fn texts(&self) -> Vec<(&'static str, String)> {
        let base32 = self.base32();
        let in_fours = base32
            .as_bytes()
            .chunks(4)
            .map(String::from_utf8_lossy)
            .collect::<Vec<_>>()
            .join(" ");
        vec![
            ("base32", base32.clone()),
            ("base32 lower case", base32.to_lowercase()),
            ("base32 in fours", in_fours),
            ("hex", self.hex()),
            ("hex upper case", HEXUPPER.encode(&self.bytes)),
            ("base64", self.base64()),
        ]
    }

    /// All that a memory is searched for: either half of the bytes, of the bytes as HMAC pads them (RFC 2104 §2), and of
    /// every spelling. Half a secret is a find as well. A program's texts are UTF-8; UTF-16 never gets into its memory.
    fn needles(&self) -> Vec<Value> {
        let padded = |pad: u8| self.bytes.iter().map(|byte| byte ^ pad).collect();
        let mut looks: Vec<(&str, Vec<u8>)> = vec![
            ("raw", self.bytes.clone()),
            ("inner pad", padded(0x36)),
            ("outer pad", padded(0x5c)),
        ];
        looks.extend(
            self.texts()
                .into_iter()
                .map(|(spelling, text)| (spelling, text.into_bytes())),
        );
        let mut needles = Vec::new();
        for (look, bytes) in looks {
            let (first, second) = bytes.split_at(bytes.len() / 2);
            for (half, part) in [("first half", first), ("second half", second)] {
                let name = format!("{} / {look} / {half}", self.name);
                needles.push(json!({ "name": name, "hex": HEXLOWER.encode(part) }));
            }
        }
        needles
    }
}

/// A piece of a secret in a memory: which secret, how it is spelled and which half; where, in bytes; and what stands from 32
/// bytes before it to 32 bytes after, in hex.
type Piece = (String, usize, String);

/// A memory that was looked through: its size in bytes, and what was found.
type Memory = (usize, Vec<Piece>);

/// All memories that there are.
#[derive(Debug)]
pub struct Memories {
    page: Vec<Memory>,
    /// Those of each worker that is alive.
    workers: Vec<Vec<Memory>>,
}

impl Memories {
    /// How many workers are alive.
    pub fn workers(&self) -> usize {
        self.workers.len()
    }

    /// Whether nothing was found.
    pub fn are_clean(&self) -> bool {
        let mut all = self.page.iter().chain(self.workers.iter().flatten());
        all.all(|(_, found)| found.is_empty())
    }

    /// Whether the page's memory holds this, named as in [`Piece`] from its beginning.
    pub fn page_holds(&self, name: &str) -> bool {
        holds(&self.page, name)
    }

    /// Whether a worker's memory does.
    pub fn a_worker_holds(&self, name: &str) -> bool {
        self.workers.iter().any(|memories| holds(memories, name))
    }

    /// What was found, for a failure: where, what, and what stands around it.
    fn tell(&self) -> String {
        let mut told = String::new();
        let places = std::iter::once(("page", &self.page))
            .chain(self.workers.iter().map(|memories| ("worker", memories)));
        for (place, memories) in places {
            for (bytes, found) in memories {
                for (name, at, around) in found {
                    let around_it = readable(around);
                    told.push_str(&format!(
                        "\n    {place}, {at} of {bytes}: {name}\n      {around}\n      {around_it}"
                    ));
                }
            }
        }
        told
    }
}

fn holds(memories: &[Memory], name: &str) -> bool {
    let mut found = memories.iter().flat_map(|(_, found)| found);
    found.any(|(found, ..)| found.starts_with(name))
}

/// The printable characters of what was found, to tell where it comes from.
fn readable(hex: &str) -> String {
    let bytes = HEXLOWER.decode(hex.as_bytes()).unwrap_or_default();
    bytes
        .into_iter()
        .map(|byte| match byte {
            b' '..=b'~' => char::from(byte),
            _ => '.',
        })
        .collect()
}

/// Looks through all memories for these secrets.
pub async fn scan(page: &Page, secrets: &[&Secret]) -> Outcome<Memories> {
    let needles: Vec<Value> = secrets.iter().flat_map(|secret| secret.needles()).collect();
    let told = ask(page, json!({ "what": "scan", "needles": needles })).await?;
    let (page, workers) = serde_json::from_value(told)?;
    let memories = Memories { page, workers };
    let whole = |memories: &[Memory]| memories.len() == 1 && memories[0].0 > STACK;
    let running = memories.workers.iter().filter(|worker| !worker.is_empty());
    expect(
        whole(&memories.page) && running.into_iter().all(|worker| whole(worker)),
        || format!("a memory for each instance of the program, not {memories:?}"),
    )?;
    Ok(memories)
}

/// Waits until no memory holds anything of these secrets: the stack is swept in a moment of its own.
pub async fn holds_nothing_of(page: &Page, secrets: &[&Secret]) -> Outcome<Memories> {
    eventually("memories without anything of the secrets", async || {
        let memories = scan(page, secrets).await?;
        expect(memories.are_clean(), || {
            format!("nothing of them, but there is:{}", memories.tell())
        })?;
        Ok(Some(memories))
    })
    .await
}

/// Puts a secret's bytes into all memories, and looks for them at once, before anything else can happen.
pub async fn plant(page: &Page, secret: &Secret, at: usize) -> Outcome<Memories> {
    let needles = secret.needles();
    let plant = json!({ "what": "plant", "hex": secret.hex(), "at": at, "needles": needles });
    let (page, workers) = serde_json::from_value(ask(page, plant).await?)?;
    Ok(Memories { page, workers })
}

/// Keeps back what workers are told, from that message on.
pub async fn hold(page: &Page, messages: u32) -> Outcome {
    let hold = json!({ "what": "hold", "messages": messages });
    ask(page, hold).await.map(|_| ())
}

/// How many messages are kept back.
pub async fn held(page: &Page) -> Outcome<u64> {
    let held = ask(page, json!({ "what": "held" })).await?;
    Ok(held.as_u64().unwrap_or_default())
}

/// Lets workers have what was kept back.
pub async fn let_go(page: &Page) -> Outcome {
    ask(page, json!({ "what": "let-go" })).await.map(|_| ())
}

async fn ask(page: &Page, mut question: Value) -> Outcome<Value> {
    static NUMBER: AtomicU32 = AtomicU32::new(0);
    let number = NUMBER.fetch_add(1, Ordering::Relaxed);
    question["number"] = json!(number);
    let ask = "document.documentElement.dataset.memoryQuestion = arguments[0]; \
        document.dispatchEvent(new Event('memory'));";
    page.script_with(ask, vec![json!(question.to_string())])
        .await?;
    eventually("the watch over the memories to answer", async || {
        let told = page
            .script("return JSON.parse(document.documentElement.dataset.memoryTold || 'null');")
            .await?;
        Ok((told["number"] == json!(number)).then(|| told["told"].clone()))
    })
    .await
}
