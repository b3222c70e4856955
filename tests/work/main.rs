//! Work in slices, as a page and its worker speak of it.

#![cfg(not(target_arch = "wasm32"))]

mod conversation;
mod hostile;

use totp_toolset::issue::{Order, SecretBits, Serials, StepChoice, Users};
use totp_toolset::oath::{Digits, HashAlgorithm, MovingFactor, Secret, Token, UserDetails};
use totp_toolset::packed::Pack;
use totp_toolset::work::{
    Ask, Message, Office, Outcome, Reply, State, Task, WorkFailed, decoded, encoded,
};
use zeroize::Zeroizing;

/// An office and the page's side of the conversation.
struct Page {
    office: Office,
    /// A stand-in for randomness that counts.
    given: u64,
    /// How many fillings are left.
    lasts: u64,
}

/// All that came of a job.
struct Answer {
    end: State,
    packs: Vec<Pack>,
    files: Vec<(String, Vec<u8>)>,
    slices: usize,
}

impl Page {
    fn new() -> Self {
        Self {
            office: Office::default(),
            given: 0,
            lasts: u64::MAX,
        }
    }

    fn tell(&mut self, ticket: u32, head: &[u8], body: Option<&[u8]>) -> Option<Message> {
        let Self {
            office,
            given,
            lasts,
        } = self;
        let body = body.map(|body| Zeroizing::new(body.to_vec()));
        office.handle(ticket, head, body, &mut |place| {
            if *given == *lasts {
                return Err(WorkFailed::Entropy);
            }
            *given += 1;
            place.fill(0x5a);
            place[..8].copy_from_slice(&given.to_le_bytes());
            Ok(())
        })
    }

    fn say(&mut self, ticket: u32, ask: &Ask, body: Option<&[u8]>) {
        let answer = self.tell(ticket, &encoded(ask), body);
        assert!(answer.is_none(), "only a slice of work is answered");
    }

    fn begin(&mut self, ticket: u32, task: Task, tokens: &[Token]) {
        self.say(ticket, &Ask::Begin(Box::new(task)), None);
        for some in tokens.chunks(700) {
            self.say(ticket, &Ask::TakeTokens, Some(Pack::of(some).as_bytes()));
        }
    }

    fn advance(&mut self, ticket: u32) -> (Reply, Vec<Zeroizing<Vec<u8>>>) {
        let (head, bodies) = self
            .tell(ticket, &encoded(&Ask::Advance), None)
            .expect("an answer");
        (decoded(&head).expect("a reply"), bodies)
    }

    fn state(&mut self, ticket: u32) -> State {
        self.advance(ticket).0.state
    }

    fn finish(&mut self, ticket: u32) -> Answer {
        let (mut packs, mut files, mut before) = (Vec::new(), Vec::new(), 0);
        for slices in 1..1000 {
            let (reply, bodies) = self.advance(ticket);
            assert_eq!(reply.bodies.len(), bodies.len());
            for (name, body) in reply.bodies.into_iter().zip(bodies) {
                match name {
                    Some(name) => files.push((name, body.to_vec())),
                    None => packs.push(Pack::from_bytes(body).expect("tokens")),
                }
            }
            match reply.state {
                State::Going(progress) => {
                    assert!(progress.done >= before && progress.done <= progress.total);
                    before = progress.done;
                }
                end => {
                    return Answer {
                        end,
                        packs,
                        files,
                        slices,
                    };
                }
            }
        }
        panic!("it never ends");
    }
}

impl Answer {
    fn outcome(self) -> Outcome {
        match self.end {
            State::Done(outcome) => outcome,
            other => panic!("{other:?}"),
        }
    }

    fn tokens(&self) -> Vec<Token> {
        self.packs.iter().flat_map(Pack::tokens).collect()
    }
}

fn failed(why: WorkFailed) -> State {
    State::Failed(why)
}

/// Tokens that Entra ID takes, but for each hundredth, which has no user.
fn tokens(count: usize) -> Vec<Token> {
    (0..count)
        .map(|n| {
            let mut secret = [7; 20];
            secret[..8].copy_from_slice(&(n as u64).to_le_bytes());
            Token {
                secret: Secret::from_bytes(&secret).expect("20 bytes"),
                hash: HashAlgorithm::Sha1,
                digits: Digits::Six,
                factor: MovingFactor::default(),
                serial: format!("{n:05}").parse().ok(),
                manufacturer: "Contoso".parse().ok(),
                model: "Key".parse().ok(),
                upn: (n % 100 != 99).then(|| format!("u{n}@x.org").parse().expect("a name")),
                user: UserDetails::default(),
            }
        })
        .collect()
}

fn order(count: usize, first: &str) -> Order {
    Order {
        users: Users::Count(count.to_string()),
        serials: Serials::From(first.to_owned()),
        manufacturer: "Contoso".to_owned(),
        model: "Key".to_owned(),
        bits: SecretBits::default(),
        step: StepChoice::default(),
    }
}
