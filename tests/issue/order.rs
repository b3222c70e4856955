//! Orders as they are typed, and the plans that come of them.

use std::collections::HashMap;

use totp_toolset::issue::{
    MAX_EACH, MAX_TOKENS, Order, OrderFault, OrderField, OrderProblem, Plan, SecretBits, Serials,
    StepChoice, UserListError, Users,
};
use totp_toolset::oath::{InvalidText, MovingFactor, Secret, TimeStep};

pub fn order(users: Users, serials: Serials) -> Order {
    Order {
        users,
        serials,
        manufacturer: "Contoso".to_owned(),
        model: "Key".to_owned(),
        bits: SecretBits::default(),
        step: StepChoice::default(),
    }
}

pub fn count(typed: &str) -> Users {
    Users::Count(typed.to_owned())
}

pub fn users(text: &str, each: &str) -> Users {
    Users::List {
        text: text.into(),
        columns: None,
        each: each.to_owned(),
    }
}

pub fn from(first: &str) -> Serials {
    Serials::From(first.to_owned())
}

fn existing(text: &str) -> Serials {
    Serials::Existing(text.into())
}

fn plan(order: &Order) -> Plan {
    match order.plan(&HashMap::new()) {
        Ok(plan) => plan,
        Err(problems) => panic!("{problems:?}"),
    }
}

fn problems_beside(order: &Order, taken: &[(&str, usize)]) -> Vec<OrderProblem> {
    let taken = taken.iter().copied().collect();
    order.plan(&taken).err().unwrap_or_default()
}

fn problems(order: &Order) -> Vec<OrderProblem> {
    problems_beside(order, &[])
}

fn problem(field: OrderField, fault: OrderFault) -> OrderProblem {
    OrderProblem { field, fault }
}

fn serials(plan: &Plan) -> Vec<String> {
    let secret = || Secret::from_bytes(&[1; 20]).expect("20 bytes");
    (0..plan.count())
        .filter_map(|place| Some(plan.token(place, secret())?.serial?.to_string()))
        .collect()
}

#[test]
fn a_count_is_a_whole_number_from_1_to_100_000() {
    for (typed, tokens) in [("1", 1), (" 12 ", 12), ("0012", 12), ("100000", MAX_TOKENS)] {
        assert_eq!(
            plan(&order(count(typed), from("1"))).count(),
            tokens,
            "{typed}"
        );
    }
    let fault = OrderFault::NotACount { most: MAX_TOKENS };
    for typed in [
        "",
        "0",
        "100001",
        "1e3",
        "+5",
        "-1",
        "1.0",
        "٣",
        "99999999999999999999999",
    ] {
        let expected = [problem(OrderField::Count, fault)];
        assert_eq!(
            problems(&order(count(typed), from("1"))),
            expected,
            "{typed}"
        );
    }
}

#[test]
fn each_user_gets_1_to_20_and_more_than_5_are_warned_of() {
    for (typed, each, warned) in [
        ("1", 1, false),
        ("5", 5, false),
        ("6", 6, true),
        ("20", 20, true),
    ] {
        let plan = plan(&order(users("a@x.org\nb@x.org", typed), from("1")));
        assert_eq!(plan.count(), 2 * each);
        assert_eq!(plan.survey().more_than_five, warned, "{typed}");
    }
    let fault = OrderFault::NotACount { most: MAX_EACH };
    for typed in ["", "0", "21", "x"] {
        let expected = [problem(OrderField::Each, fault)];
        assert_eq!(
            problems(&order(users("a@x.org", typed), from("1"))),
            expected
        );
    }
}

#[test]
fn users_come_in_order_and_the_tokens_of_each_together() {
    let plan = plan(&order(
        users("b@x.org\na@x.org\nnobody\nc@x.org", "2"),
        from("008"),
    ));
    let secret = || Secret::from_bytes(&[1; 20]).expect("20 bytes");
    let upns: Vec<String> = (0..plan.count())
        .filter_map(|place| Some(plan.token(place, secret())?.upn?.to_string()))
        .collect();
    let expected = [
        "b@x.org", "b@x.org", "a@x.org", "a@x.org", "c@x.org", "c@x.org",
    ];
    assert_eq!(upns, expected);
    assert_eq!(serials(&plan), ["008", "009", "010", "011", "012", "013"]);
    assert!(plan.token(6, secret()).is_none());
    assert!(plan.token(usize::MAX, secret()).is_none());
}

#[test]
fn every_problem_is_said_at_once_in_the_order_of_the_form() {
    let mut broken = order(count("x"), from(" "));
    broken.manufacturer = String::new();
    broken.model = "a\nb".to_owned();
    let expected = [
        problem(
            OrderField::Count,
            OrderFault::NotACount { most: MAX_TOKENS },
        ),
        problem(OrderField::Serials, OrderFault::Text(InvalidText::Empty)),
        problem(
            OrderField::Manufacturer,
            OrderFault::Text(InvalidText::Empty),
        ),
        problem(
            OrderField::Model,
            OrderFault::Text(InvalidText::ControlCharacter { position: 2 }),
        ),
    ];
    assert_eq!(problems(&broken), expected);
}

#[test]
fn a_list_of_nobody_is_said_beside_a_number_that_is_none() {
    let expected = [
        problem(OrderField::Users, OrderFault::NoUser),
        problem(OrderField::Each, OrderFault::NotACount { most: MAX_EACH }),
    ];
    assert_eq!(problems(&order(users("nobody", "x"), from("1"))), expected);
    let expected = [
        problem(OrderField::Users, OrderFault::List(UserListError::Empty)),
        problem(OrderField::Each, OrderFault::NotACount { most: MAX_EACH }),
        problem(OrderField::Serials, OrderFault::Text(InvalidText::Empty)),
    ];
    assert_eq!(problems(&order(users("", ""), existing("\n"))), expected);
}

#[test]
fn taken_serial_numbers_are_said_beside_every_other_problem() {
    let mut one = order(count("3"), from("08"));
    let taken = [("10", 7), ("09", 9), ("11", 1)];
    let fault = OrderFault::Taken { taken: 2, row: 9 };
    assert_eq!(
        problems_beside(&one, &taken),
        [problem(OrderField::Serials, fault)]
    );
    one.model = String::new();
    let expected = [
        problem(OrderField::Serials, fault),
        problem(OrderField::Model, OrderFault::Text(InvalidText::Empty)),
    ];
    assert_eq!(problems_beside(&one, &taken), expected);
    // `9` is another one than `09`.
    assert_eq!(
        problems_beside(&order(count("3"), from("08")), &[("9", 1)]),
        []
    );
}

#[test]
fn too_many_tokens_are_counted() {
    let text: String = (0..20_001).map(|n| format!("u{n}@x.org\n")).collect();
    let fault = OrderFault::TooMany { tokens: 100_005 };
    assert_eq!(
        problems(&order(users(&text, "5"), from("1"))),
        [problem(OrderField::Each, fault)]
    );
}

#[test]
fn a_serial_number_without_digits_is_enough_for_one() {
    assert_eq!(serials(&plan(&order(count("1"), from("ABC")))), ["ABC"]);
    let expected = [problem(OrderField::Serials, OrderFault::NoDigit)];
    assert_eq!(problems(&order(count("2"), from("ABC"))), expected);
}

#[test]
fn serial_numbers_grow_as_long_as_they_may() {
    let nines = |length: usize| "9".repeat(length);
    let grown = plan(&order(count("2"), from(&nines(127))));
    assert!(grown.survey().serials_grow);
    assert!(!plan(&order(count("2"), from("08"))).survey().serials_grow);
    let expected = [problem(OrderField::Serials, OrderFault::GrowsTooLong)];
    assert_eq!(problems(&order(count("2"), from(&nines(128)))), expected);
    assert_eq!(
        serials(&plan(&order(count("1"), from(&nines(128))))),
        [nines(128)]
    );
    let fault = OrderFault::Text(InvalidText::TooLong { limit: 128 });
    let expected = [problem(OrderField::Serials, fault)];
    assert_eq!(problems(&order(count("1"), from(&nines(129)))), expected);
}

#[test]
fn serial_numbers_that_exist_are_taken_in_their_order() {
    let lists = [
        "003\n001\n002\n",
        "\u{feff}Serial number\r\n003\r\n\r\n001\r002",
        "003;Contoso\n001;Contoso\n002;Contoso",
        "S/N\tmodel\n003\tKey\n001\tKey\n002\tKey\n\t\n",
        "upn,serial number,secret key\n,003,A\n,001,B\n,002,C\n,,\n",
        "\"003\",x\n001\n002",
    ];
    for list in lists {
        let plan = plan(&order(count("2"), existing(list)));
        assert_eq!(serials(&plan), ["003", "001"], "{list}");
        assert_eq!(plan.survey().unused_serials, 1, "{list}");
    }
}

#[test]
fn a_list_of_serial_numbers_that_does_not_do_says_why() {
    let cases = [
        ("1\n2", OrderFault::TooFewSerials { missing: 1 }),
        (
            "1\n2\n\n1\n3",
            OrderFault::SerialTwice { line: 4, other: 1 },
        ),
        ("1\n\"2\n3", OrderFault::NotASerial { line: 2 }),
        ("1\n,x\n3", OrderFault::NotASerial { line: 2 }),
        ("Serial\n", OrderFault::Text(InvalidText::Empty)),
        ("", OrderFault::Text(InvalidText::Empty)),
    ];
    for (list, fault) in cases {
        let expected = [problem(OrderField::Serials, fault)];
        assert_eq!(
            problems(&order(count("3"), existing(list))),
            expected,
            "{list}"
        );
    }
}

#[test]
fn a_list_of_serial_numbers_is_bounded() {
    let list: String = (0..=MAX_TOKENS).map(|n| format!("{n}\n")).collect();
    let fault = OrderFault::List(UserListError::TooManyLines);
    let expected = [problem(OrderField::Serials, fault)];
    assert_eq!(problems(&order(count("3"), existing(&list))), expected);
}

#[test]
fn the_survey_says_what_will_be_issued() {
    let text = "upn,Name\na@x.org,A\nA@x.org,B\no’b@x.org,C\nguest#EXT#@x.org,D\n";
    let plan = plan(&order(users(text, "4"), from("A-97")));
    let survey = plan.survey();
    assert_eq!((survey.tokens, plan.count()), (8, 8));
    assert_eq!(survey.last_serial, "A-104");
    assert!(survey.serials_grow);
    let preview: Vec<_> = survey
        .preview
        .iter()
        .map(|(one, two)| (one.as_str(), two.as_str()))
        .collect();
    let expected = [
        ("A-97", "a@x.org"),
        ("A-98", "a@x.org"),
        ("A-99", "a@x.org"),
        ("A-100", "a@x.org"),
        ("A-101", "o’b@x.org"),
    ];
    assert_eq!(preview, expected);
    let list = survey.list.as_ref().expect("a list");
    assert_eq!((list.users, list.left_out, list.total_findings), (2, 2, 3));
    let lines: Vec<usize> = list.findings.iter().map(|finding| finding.line).collect();
    assert_eq!(lines, [3, 5, 4], "the errors first");
    assert_eq!(list.heads, ["upn", "Name"]);
}

#[test]
fn a_survey_tells_fifty_findings_and_counts_all() {
    let text: String = (0..80).map(|_| "nobody\n").chain(["a@x.org"]).collect();
    let plan = plan(&order(users(&text, "1"), from("1")));
    let list = plan.survey().list.as_ref().expect("a list");
    assert_eq!((list.findings.len(), list.total_findings), (50, 80));
}

#[test]
fn length_and_step_are_those_of_the_order() {
    for bits in SecretBits::ALL {
        let mut one = order(count("1"), from("1"));
        one.bits = bits;
        one.step = StepChoice::Sixty;
        let plan = plan(&one);
        assert_eq!(plan.secret_bytes() * 8, bits.bits());
        let secret = Secret::from_bytes(&[1; 20]).expect("20 bytes");
        let token = plan.token(0, secret).expect("a token");
        assert_eq!(token.factor, MovingFactor::Time(TimeStep::SIXTY));
    }
}

#[test]
fn how_much_work_it_is_counts_lines_however_they_end_and_long_ones_by_their_bytes() {
    assert_eq!(order(count(" 700 "), from("1")).size(), 700);
    assert_eq!(order(count("many"), from("1")).size(), 0);
    let lines = "a@x.org\r".repeat(600);
    assert_eq!(order(users(&lines, "2"), from("1")).size(), 1200);
    assert_eq!(order(count("1"), existing(&lines)).size(), 600);
    assert!(order(users(&"x".repeat(1 << 20), "1"), from("1")).size() > 500);
}
