//! The self-tests pass with what the page uses, and each of them fails where its primitive or its known answer is wrong.

use std::convert::Infallible;

use totp_toolset::proof::{
    KNOWN_ANSWERS, KnownAnswer, Published, Question, RandomFault, SelfTests, Subject, Verdict,
    compute,
};

/// A source that is well, as far as anybody can see: a count in every piece.
fn counting() -> impl FnMut(&mut [u8]) -> Result<(), Infallible> {
    let mut count = 0_u64;
    move |place| {
        for piece in place.chunks_mut(8) {
            count += 1;
            piece.copy_from_slice(&count.to_be_bytes()[..piece.len()]);
        }
        Ok(())
    }
}

fn failed(tests: &SelfTests) -> Vec<Subject> {
    tests.failures().map(|test| test.subject).collect()
}

#[test]
fn all_pass_with_what_the_page_uses() {
    let tests = SelfTests::run(counting());
    assert!(tests.passed() && tests.computes(), "{tests:?}");
    assert_eq!(tests.all().len(), KNOWN_ANSWERS.len() + 1);
    for (test, published) in tests.all().iter().zip(&KNOWN_ANSWERS) {
        assert_eq!(test.source, Some(published.source));
        assert_eq!(test.answers, published.answers.len());
    }
}

#[test]
fn a_wrong_primitive_fails_its_own_test_and_no_other() {
    for (place, published) in KNOWN_ANSWERS.iter().enumerate() {
        // Only the last answer is wrong: each of them counts.
        let last = published.answers[published.answers.len() - 1].question;
        let broken = |question: &Question| {
            let mut answer = compute(question)?;
            if *question == last {
                *answer.last_mut()? ^= 1;
            }
            Some(answer)
        };
        let tests = SelfTests::run_with(&KNOWN_ANSWERS, broken, counting());
        assert_eq!(failed(&tests), [published.subject], "{place}");
        assert_eq!(tests.all()[place].verdict, Verdict::WrongAnswer);
        assert!(!tests.passed() && !tests.computes());
    }
}

#[test]
fn a_primitive_that_refuses_fails() {
    let refusing = |question: &Question| match question {
        Question::Totp { .. } => None,
        other => compute(other),
    };
    let tests = SelfTests::run_with(&KNOWN_ANSWERS, refusing, counting());
    assert_eq!(failed(&tests), [Subject::Totp]);
}

#[test]
fn an_answer_that_is_cut_off_fails() {
    let cut = |question: &Question| {
        let mut answer = compute(question)?;
        if matches!(question, Question::Hmac { .. }) {
            answer.pop();
        }
        Some(answer)
    };
    let tests = SelfTests::run_with(&KNOWN_ANSWERS, cut, counting());
    assert_eq!(failed(&tests).len(), 3);
}

#[test]
fn a_wrong_known_answer_fails() {
    static WRONG: [KnownAnswer; 1] = [KnownAnswer {
        question: Question::Sha256(b"abc"),
        answer: b"not its hash",
    }];
    let published = Published {
        subject: Subject::Sha256,
        source: "nowhere",
        answers: &WRONG,
    };
    let tests = SelfTests::run_with(&[published], compute, counting());
    assert_eq!(failed(&tests), [Subject::Sha256]);
}

#[test]
fn a_test_without_answers_fails() {
    let published = Published {
        subject: Subject::Sha256,
        source: "nowhere",
        answers: &[],
    };
    let tests = SelfTests::run_with(&[published], compute, counting());
    assert_eq!(failed(&tests), [Subject::Sha256]);
}

#[test]
fn a_source_that_fails_is_told_apart_from_what_is_computed() {
    let tests = SelfTests::run(|_: &mut [u8]| Err(()));
    assert_eq!(failed(&tests), [Subject::Random]);
    assert_eq!(
        tests.failures().next().map(|test| test.verdict),
        Some(Verdict::Random(RandomFault::Failed))
    );
    assert!(!tests.passed() && tests.computes());
}
