//! Messages that nobody meant: each is refused, none stops the office.

use proptest::collection::vec;
use proptest::prelude::*;
use totp_toolset::packed::Pack;
use totp_toolset::work::{Ask, Reply, State, Task, WorkFailed, decoded, encoded};

use crate::{Page, failed, order, tokens};

const INPUT: WorkFailed = WorkFailed::Input;

#[test]
fn a_ticket_that_nobody_has_is_refused() {
    let mut page = Page::new();
    page.say(1, &Ask::TakeTokens, Some(&[]));
    page.say(1, &Ask::TakeFile, None);
    page.say(1, &Ask::Leave, None);
    assert_eq!(page.state(1), failed(INPUT));
}

#[test]
fn a_damaged_head_is_refused_and_its_job_forgotten() {
    let mut page = Page::new();
    page.begin(1, Task::Check, &tokens(3));
    let (head, bodies) = page.tell(1, &[99], None).expect("an answer");
    assert_eq!(
        decoded::<Reply>(&head).map(|reply| reply.state),
        Some(failed(INPUT))
    );
    assert!(bodies.is_empty());
    assert_eq!(page.state(1), failed(INPUT));
}

#[test]
fn damaged_tokens_are_said_when_the_job_is_to_go_on() {
    let mut page = Page::new();
    page.begin(1, Task::Check, &tokens(3));
    page.say(1, &Ask::TakeTokens, Some(&[1, 2, 3]));
    // What comes after it mends nothing.
    page.say(1, &Ask::TakeTokens, Some(Pack::of(&tokens(1)).as_bytes()));
    assert_eq!(page.state(1), failed(INPUT));
    assert_eq!(page.state(1), failed(INPUT));
}

#[test]
fn a_message_without_its_body_is_refused() {
    for ask in [Ask::TakeTokens, Ask::TakeFile] {
        let mut page = Page::new();
        page.begin(1, Task::Check, &[]);
        page.say(1, &ask, None);
        assert_eq!(page.state(1), failed(INPUT));
    }
}

#[test]
fn a_file_that_never_came_can_be_neither_read_nor_uploaded() {
    let mut page = Page::new();
    for task in [Task::Read, Task::Upload(None)] {
        page.begin(1, task, &tokens(3));
        assert_eq!(page.state(1), failed(INPUT));
    }
}

fn heads() -> impl Strategy<Value = Vec<u8>> {
    let asks = || {
        vec![
            encoded(&Ask::Begin(Box::new(Task::Check))),
            encoded(&Ask::Begin(Box::new(Task::Issue(order(1030, "1"))))),
            encoded(&Ask::Begin(Box::new(Task::Survey(order(9, ""))))),
            encoded(&Ask::Begin(Box::new(Task::Read))),
            encoded(&Ask::Begin(Box::new(Task::Upload(None)))),
            encoded(&Ask::TakeTokens),
            encoded(&Ask::TakeFile),
            encoded(&Ask::Advance),
            encoded(&Ask::Advance),
            encoded(&Ask::Leave),
        ]
    };
    prop_oneof![
        8 => proptest::sample::select(asks()),
        1 => vec(any::<u8>(), 0..40),
        2 => (proptest::sample::select(asks()), any::<usize>(), any::<u8>()).prop_map(
            |(mut head, place, byte)| {
                let place = place % head.len();
                head[place] = byte;
                head
            }
        ),
    ]
}

fn bodies() -> impl Strategy<Value = Option<Vec<u8>>> {
    prop_oneof![
        Just(None),
        Just(Some(Pack::of(&tokens(2)).as_bytes().to_vec())),
        Just(Some(
            b"upn,serial number,secret key,time interval,manufacturer,model\n".to_vec()
        )),
        vec(any::<u8>(), 0..60).prop_map(Some),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 300,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn any_messages_are_answered_or_taken(
        messages in vec((0..3_u32, heads(), bodies()), 0..30),
    ) {
        let mut page = Page::new();
        for (ticket, head, body) in messages {
            let asked: Option<Ask> = decoded(&head);
            let answer = page.tell(ticket, &head, body.as_deref());
            match asked {
                None => {
                    let (head, _) = answer.expect("an answer");
                    let reply: Reply = decoded(&head).expect("a reply");
                    prop_assert_eq!(reply.state, State::Failed(INPUT));
                }
                Some(Ask::Advance) => {
                    let (head, bodies) = answer.expect("an answer");
                    let reply: Reply = decoded(&head).expect("a reply");
                    prop_assert_eq!(reply.bodies.len(), bodies.len());
                }
                Some(_) => prop_assert!(answer.is_none()),
            }
        }
        // The office still works.
        page.begin(9, Task::Check, &[]);
        prop_assert!(matches!(page.state(9), State::Done(_)));
    }
}
