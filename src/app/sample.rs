//! Built-in samples, for links and for pages that show this one in a frame: something to look at in each tool.
//!
//! Constants that everybody can read, so never a secret to be used. None takes the place of what a person has in the page.

use zeroize::Zeroizing;

use super::{ForWhom, OrderDraft, SeedFile, Tool};
use crate::formats::Pasted;
use crate::oath::{Digits, HashAlgorithm, MovingFactor, Secret, Token, UserDetails};
use crate::packed::Pack;
use crate::rehearsal::SAMPLE_USERS;

/// The name of a tool's sample in the address, behind the tool's own: `#code/sample`.
const NAME: &str = "sample";

/// Issuer and manufacturer of the samples.
pub(super) const ISSUER: &str = "Contoso";
/// How the serial numbers of the tokens to practise with begin.
const WALK_SERIALS: &str = "SAMPLE-";
/// The user of the sample of `#code`.
pub(super) const ACCOUNT: &str = "helga@contoso.com";

/// What the published seeds are made of, repeated to 20, 32 or 64 bytes (RFC 4226 appendix D; RFC 6238 appendix B and its
/// erratum).
const PUBLISHED: &[u8; 10] = b"1234567890";

const USERS: &str = "userPrincipalName,displayName,department\n\
    helga@contoso.com,Helga Braun,Finance\n\
    idris@contoso.com,Idris Bello,Sales\n\
    mei@contoso.com,Mei Tanaka,Production\n\
    niall@contoso.com,Niall Byrne,Sales\n\
    sofia@contoso.com,Sofia Rossi,Support\n";

/// A file as people have it: the header as vendors spell it, an apostrophe out of a word processor, blanks in a secret, one
/// in hex, one with a look-alike, a serial number that a spreadsheet has cut.
const BROKEN_FILE: &str = "upn,serial number,secret key,timeinterval,manufacturer,model\r\n\
    helga@contoso.com,0012345,ORXXI4BNORXW63DTMV2C243BNVYGYZJR,30,Contoso,HardwareKey\r\n\
    idris.o’neill@contoso.com,0012346,ORXX I4BN ORXW 63DT MV2C 243B NVYG YZJS,30,Contoso,HardwareKey\r\n\
    mei@contoso.com,0012347,746f74702d746f6f6c7365742d73616d706c6533,30,Contoso,HardwareKey\r\n\
    niall@contoso.com,0012348,ORXXI4BN0RXW63DTMV2C243BNVYGYZJU,30,Contoso,HardwareKey\r\n\
    sofia@contoso.com,12349,ORXXI4BNORXW63DTMV2C243BNVYGYZJV,30,Contoso,HardwareKey\r\n";

/// A sample: one a tool.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sample {
    /// The seed of RFC 6238.
    Code,
    /// An order for five users.
    Issue,
    /// A file with faults that can be mended.
    Check,
    /// A token for each of five users, to practise with.
    Rehearse,
}

impl Sample {
    /// The sample that an address names; `hash` begins with `#`. Anything else names none.
    pub fn of_hash(hash: &str) -> Option<Self> {
        let (_, name) = hash.split_once('/')?;
        match Tool::of_hash(hash)? {
            _ if name != NAME => None,
            Tool::Code => Some(Self::Code),
            Tool::Issue => Some(Self::Issue),
            Tool::Check => Some(Self::Check),
            Tool::Rehearse => Some(Self::Rehearse),
            Tool::Proof => None,
        }
    }
}

/// Whether a secret is one of the published ones: everybody has it.
pub fn is_published(secret: &Secret) -> bool {
    // Exposed: to be compared with what is known to all.
    let bytes = secret.expose();
    matches!(bytes.len(), 20 | 32 | 64) && bytes.iter().eq(published(bytes.len()).iter())
}

/// The seed of RFC 6238 for SHA-1; `None` never happens, for it is a length that a secret can have.
pub(super) fn seed() -> Option<Secret> {
    Secret::from_bytes(&published(20)).ok()
}

/// The serial numbers of the tokens of a first walk.
pub(super) fn walk_serials() -> impl Iterator<Item = String> {
    (1..=SAMPLE_USERS.len()).map(|number| format!("{WALK_SERIALS}{number:04}"))
}

/// The tokens of a first walk: one for each user of the practice tenant's samples.
pub(super) fn walk() -> Pack {
    let mut pack = Pack::default();
    for ((number, upn), serial) in (1..).zip(SAMPLE_USERS).zip(walk_serials()) {
        // Twenty bytes that everybody can read.
        let secret = Secret::from_bytes(format!("totp-toolset-walk-{number:02}").as_bytes());
        let Ok(secret) = secret else { continue };
        pack.push(&Token {
            secret,
            hash: HashAlgorithm::default(),
            digits: Digits::default(),
            factor: MovingFactor::default(),
            serial: serial.parse().ok(),
            manufacturer: ISSUER.parse().ok(),
            model: "HardwareKey".parse().ok(),
            upn: upn.parse().ok(),
            user: UserDetails::default(),
        });
    }
    pack
}

/// The form of an order for five users.
pub(super) fn order() -> OrderDraft {
    let mut order = OrderDraft::default();
    order.for_whom = ForWhom::List;
    order.users = Pasted::from(USERS);
    ISSUER.clone_into(&mut order.manufacturer);
    order
}

/// The file with faults.
pub(super) fn file() -> SeedFile {
    SeedFile::new(
        "sample.csv",
        Zeroizing::new(BROKEN_FILE.as_bytes().to_vec()),
    )
}

fn published(length: usize) -> Vec<u8> {
    PUBLISHED.iter().copied().cycle().take(length).collect()
}
