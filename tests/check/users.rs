//! Users merged into tokens that lack them.

use proptest::prelude::*;
use totp_toolset::check::{Left, Merge, MergeFinding, MergeProblem, Pairing, merge_users};
use totp_toolset::formats::Severity;
use totp_toolset::issue::{MAX_USERS, UserColumn, UserListError, UserProblem};
use totp_toolset::oath::{InvalidText, Token};

use crate::{sent, settings, texts, token};

const GUID: &str = "01234567-89ab-cdef-0123-456789abcdef";
const OTHER_GUID: &str = "fedcba98-7654-3210-fedc-ba9876543210";
const BY_SERIAL: Pairing = Pairing::BySerial {
    column: None,
    ignore_zeros: false,
};
const WITHOUT_ZEROS: Pairing = Pairing::BySerial {
    column: None,
    ignore_zeros: true,
};

/// Merges into tokens of the rows 2, 3, …
fn merge(tokens: &mut [Token], text: &str, pairing: Pairing) -> Merge {
    let rows: Vec<usize> = (2..2 + tokens.len()).collect();
    merge_users(tokens, &rows, text, None, pairing).expect("a list")
}

fn upns(tokens: &[Token]) -> Vec<&str> {
    let upns = tokens.iter().map(|token| token.upn.as_ref());
    upns.map(|upn| upn.map_or("", |upn| upn.as_str())).collect()
}

fn left(count: usize, first: &[usize]) -> Left {
    Left {
        count,
        first: first.to_vec(),
    }
}

fn finding(line: usize, problem: MergeProblem) -> MergeFinding {
    MergeFinding { line, problem }
}

#[test]
fn by_order_the_first_user_gets_the_first_token_without_one() {
    let mut tokens = [
        token("1", ""),
        token("2", "owner@contoso.com"),
        token("3", ""),
        token("4", ""),
    ];
    let merge = merge(
        &mut tokens,
        "alice@contoso.com\n\nbob@contoso.com\n",
        Pairing::ByOrder,
    );
    let expected = [
        "alice@contoso.com",
        "owner@contoso.com",
        "bob@contoso.com",
        "",
    ];
    assert_eq!(upns(&tokens), expected);
    assert_eq!((merge.pairs, merge.replaced), (2, 0));
    assert_eq!(merge.users_left, left(0, &[]));
    assert_eq!(merge.tokens_left, left(1, &[5]));
    let pair = &merge.preview[1];
    assert_eq!((pair.row, pair.line), (4, 3));
    assert_eq!(pair.upn, "bob@contoso.com");
    assert_eq!(
        pair.serial.as_ref().map(|serial| serial.as_str()),
        Some("3")
    );
}

#[test]
fn users_for_whom_there_is_no_token_are_told_by_their_lines() {
    let mut tokens = [token("1", "")];
    let text: String = (0..30).map(|n| format!("u{n}@x.org\n")).collect();
    let merge = merge(&mut tokens, &text, Pairing::ByOrder);
    let first: Vec<usize> = (2..22).collect();
    assert_eq!(merge.users_left, left(29, &first));
    assert_eq!(merge.preview.len(), 1);
}

#[test]
fn by_order_a_line_that_is_left_out_shifts_nobody() {
    let mut tokens = ["1", "2", "3"].map(|serial| token(serial, ""));
    let list = "a@x.org\nnobody\nc@x.org\n";
    let merge = merge(&mut tokens, list, Pairing::ByOrder);
    let upns = tokens
        .each_ref()
        .map(|token| token.upn.as_ref().map(ToString::to_string));
    let expected = [Some("a@x.org"), None, Some("c@x.org")].map(|upn| upn.map(str::to_owned));
    assert_eq!(upns, expected);
    assert_eq!((merge.pairs, merge.left_out), (2, 1));
}

#[test]
fn serial_numbers_in_the_list_are_found_and_go_before_the_order() {
    let mut tokens = ["1001", "1002"].map(|serial| token(serial, ""));
    let merge = merge(
        &mut tokens,
        "b@x.org,1002\na@x.org,1001\n",
        Pairing::FoundOut,
    );
    assert!(matches!(merge.pairing, Pairing::BySerial { .. }));
    let first = tokens[0].upn.as_ref().map(ToString::to_string);
    assert_eq!(first.as_deref(), Some("a@x.org"));

    let mut tokens = ["1001", "1002"].map(|serial| token(serial, ""));
    let merge = self::merge(&mut tokens, "b@x.org\na@x.org\n", Pairing::FoundOut);
    assert_eq!(merge.pairing, Pairing::ByOrder);
}

#[test]
fn by_order_a_user_gets_one_token() {
    let mut tokens = [token("1", ""), token("2", "")];
    let merge = merge(&mut tokens, "a@x.org\nA@x.org\n", Pairing::ByOrder);
    assert_eq!(upns(&tokens), ["a@x.org", ""]);
    let twice = MergeProblem::User(UserProblem::Twice { line: 1 });
    assert_eq!(merge.findings, [finding(2, twice)]);
    assert_eq!(merge.left_out, 1);
}

#[test]
fn a_token_with_an_object_id_has_an_owner() {
    let mut tokens = [token("1", ""), token("2", "")];
    tokens[0].user.id = GUID.parse().ok();
    let merge = merge(&mut tokens, "a@x.org\n", Pairing::ByOrder);
    assert_eq!(upns(&tokens), ["", "a@x.org"]);
    assert_eq!(merge.tokens_left, left(0, &[]));
}

#[test]
fn what_the_list_says_of_a_user_goes_to_the_token() {
    for pairing in [Pairing::ByOrder, BY_SERIAL] {
        let mut tokens = [token("1", "")];
        let text =
            format!("upn,serial,objectId,displayName,department\na@x.org,1,{GUID},Alice,Sales");
        merge(&mut tokens, &text, pairing);
        let user = &tokens[0].user;
        assert_eq!(user.id.as_ref().map(|id| id.as_str()), Some(GUID));
        let name = user.display_name.as_ref().map(|name| name.as_str());
        assert_eq!(name, Some("Alice"));
        let department = user.department.as_ref().map(|name| name.as_str());
        assert_eq!(department, Some("Sales"));
    }
}

#[test]
fn by_serial_each_line_says_whose_the_token_is() {
    let texts = [
        "1002,b@x.org\n1001,a@x.org\n",
        "upn;serial number\nb@x.org;1002\na@x.org; 1001\n",
        "\u{feff}Serial\tModel\tUPN\r\n1002\tT\tb@x.org\r\n1001\tT\ta@x.org\r\n",
        "id,name,upn\n1,1002,b@x.org\n2,1001,a@x.org\n",
        "id,upn\n1002,b@x.org\n1001,a@x.org\n",
    ];
    for text in texts {
        let mut tokens = [token("1001", ""), token("1002", ""), token("1003", "")];
        let merge = merge(&mut tokens, text, BY_SERIAL);
        assert_eq!(upns(&tokens), ["a@x.org", "b@x.org", ""], "{text}");
        assert_eq!(merge.pairs, 2, "{text}");
        assert_eq!(merge.tokens_left, left(1, &[4]), "{text}");
        let shown: Vec<usize> = merge.preview.iter().map(|pair| pair.row).collect();
        assert_eq!(shown, [3, 2], "{text}");
    }
}

#[test]
fn a_column_of_serial_numbers_is_no_name_and_no_id() {
    let mut tokens = [token("1001", "")];
    let merge = merge(&mut tokens, "name,id,upn\n1001,7,a@x.org\n", BY_SERIAL);
    assert_eq!(merge.serial_column, Some(0));
    assert_eq!(merge.columns.place(UserColumn::DisplayName), None);
    assert_eq!(tokens[0].user.display_name, None);
}

#[test]
fn by_serial_a_user_may_have_several_tokens() {
    let mut tokens = [token("1", ""), token("2", "")];
    let merge = merge(&mut tokens, "1,a@x.org\n2,a@x.org\n", BY_SERIAL);
    assert_eq!(upns(&tokens), ["a@x.org", "a@x.org"]);
    assert_eq!((merge.left_out, merge.findings.as_slice()), (0, &[][..]));
}

#[test]
fn by_serial_another_owner_is_replaced_and_that_is_counted() {
    let mut tokens = [token("1", "A@x.org"), token("2", "b@x.org"), token("3", "")];
    tokens[0].user.department = "Sales".parse().ok();
    tokens[1].user.id = GUID.parse().ok();
    tokens[1].user.department = "Sales".parse().ok();
    let text = "1,a@x.org\n2,c@x.org\n3,d@x.org\n";
    let merge = merge(&mut tokens, text, BY_SERIAL);
    assert_eq!(upns(&tokens), ["a@x.org", "c@x.org", "d@x.org"]);
    assert_eq!((merge.pairs, merge.replaced), (3, 1));
    // What is known of the same user stays; what was known of another one would be wrong.
    assert!(tokens[0].user.department.is_some());
    assert_eq!(tokens[1].user, Default::default());
}

#[test]
fn an_object_id_tells_whether_the_owner_is_another_one() {
    for (id, replaced) in [(GUID, 0), (OTHER_GUID, 1), ("", 1)] {
        let mut tokens = [token("1", "")];
        tokens[0].user.id = GUID.to_uppercase().parse().ok();
        let text = format!("serial,upn,objectId\n1,a@x.org,{id}\n");
        let merge = merge(&mut tokens, &text, BY_SERIAL);
        assert_eq!(merge.replaced, replaced, "{id}");
        let now = tokens[0].user.id.as_ref().map_or("", |id| id.as_str());
        assert_eq!(now, id);
    }
}

#[test]
fn leading_zeros_are_never_ignored_silently() {
    let text = "12,a@x.org\n13,b@x.org\n99,c@x.org\n";
    let mut tokens = [token("0012", ""), token("0013", "")];
    let said = merge(&mut tokens, text, BY_SERIAL);
    assert_eq!(upns(&tokens), ["", ""]);
    assert_eq!((said.pairs, said.zeros), (0, 2));
    assert_eq!(said.serial_column, Some(0));
    assert_eq!(said.users_left, left(3, &[1, 2, 3]));
    assert_eq!(said.findings, []);

    let taken = merge(&mut tokens, text, WITHOUT_ZEROS);
    assert_eq!(upns(&tokens), ["a@x.org", "b@x.org"]);
    assert_eq!((taken.pairs, taken.zeros), (2, 2));
}

#[test]
fn an_exact_serial_number_comes_before_one_without_zeros() {
    let mut tokens = [token("12", ""), token("012", "")];
    let exact = merge(&mut tokens, "12,a@x.org\n", WITHOUT_ZEROS);
    assert_eq!(upns(&tokens), ["a@x.org", ""]);
    assert_eq!(exact.zeros, 0);
    let mut tokens = [token("0012", ""), token("012", "")];
    let several = merge(&mut tokens, "12,a@x.org\n", WITHOUT_ZEROS);
    assert_eq!(upns(&tokens), ["", ""]);
    assert_eq!(
        several.findings,
        [finding(1, MergeProblem::SerialOfSeveral)]
    );
}

#[test]
fn what_keeps_a_line_from_its_token_is_said() {
    let mut tokens = [
        token("1", ""),
        token("2", ""),
        token("2", ""),
        token("3", ""),
    ];
    let text =
        "upn,serial\na@x.org,1\nb@x.org,1\nc@x.org,2\nd@x.org,\ne@x.org,9\nnobody,3\no’f@x.org,3\n";
    let merge = merge(&mut tokens, text, BY_SERIAL);
    assert_eq!(upns(&tokens), ["a@x.org", "", "", "o’f@x.org"]);
    let expected = [
        finding(3, MergeProblem::SerialTwice { line: 2 }),
        finding(4, MergeProblem::SerialOfSeveral),
        finding(5, MergeProblem::NoSerial(InvalidText::Empty)),
        finding(
            7,
            MergeProblem::User(UserProblem::NotUpn(InvalidText::NotNameAtDomain)),
        ),
        finding(8, MergeProblem::User(UserProblem::TypographicApostrophe)),
    ];
    assert_eq!(merge.findings, expected);
    assert_eq!(merge.total_findings, 5);
    assert_eq!(merge.findings[0].problem.severity(), Severity::Error);
    assert_eq!(merge.findings[4].problem.severity(), Severity::Warning);
    assert_eq!(merge.users_left, left(4, &[3, 4, 5, 6]));
    assert_eq!(merge.left_out, 1);
    assert_eq!(merge.tokens_left, left(2, &[3, 4]));
}

#[test]
fn a_list_without_serial_numbers_leaves_all_users_over() {
    let mut tokens = [token("1", "")];
    let merge = merge(&mut tokens, "Alice,a@x.org\nBob,b@x.org\n", BY_SERIAL);
    assert_eq!((merge.pairs, merge.serial_column), (0, None));
    assert_eq!(merge.users_left, left(2, &[1, 2]));
    assert_eq!(merge.findings, []);
}

#[test]
fn the_person_can_say_which_column_it_is() {
    // Both columns hold serial numbers of tokens; which of them is meant nobody can see.
    let text = "1,2,a@x.org\n2,1,b@x.org\n";
    for (column, expected) in [(0, ["a@x.org", "b@x.org"]), (1, ["b@x.org", "a@x.org"])] {
        let mut tokens = [token("1", ""), token("2", "")];
        let pairing = Pairing::BySerial {
            column: Some(column),
            ignore_zeros: false,
        };
        let merge = merge(&mut tokens, text, pairing);
        assert_eq!(upns(&tokens), expected);
        assert_eq!(merge.serial_column, Some(column));
    }
    let mut tokens = [token("1", "")];
    let nowhere = Pairing::BySerial {
        column: Some(usize::MAX),
        ignore_zeros: false,
    };
    let merge = merge(&mut tokens, text, nowhere);
    assert_eq!((merge.pairs, merge.users_left.count), (0, 2));
}

#[test]
fn the_person_can_say_which_column_the_users_are() {
    let text = "1,a@x.org,b@x.org\n";
    let mut tokens = [token("1", "")];
    let found = merge(&mut tokens, text, BY_SERIAL).columns;
    let columns = found.with(UserColumn::Upn, Some(2));
    let merge = merge_users(&mut tokens, &[2], text, Some(columns), BY_SERIAL);
    assert_eq!(upns(&tokens), ["b@x.org"]);
    assert_eq!(merge.expect("a list").replaced, 1);
}

#[test]
fn a_text_that_is_no_list_changes_nothing() {
    let mut tokens = [token("1", "")];
    for pairing in [Pairing::ByOrder, BY_SERIAL] {
        let error = merge_users(&mut tokens, &[2], " \n", None, pairing);
        assert_eq!(error, Err(UserListError::Empty));
    }
    assert_eq!(upns(&tokens), [""]);
}

#[test]
fn findings_are_told_by_the_dozen_and_counted_all() {
    let text: String = (0..200).map(|n| format!("nobody {n}\n")).collect();
    let merge = merge(&mut [], &text, Pairing::ByOrder);
    assert_eq!((merge.findings.len(), merge.total_findings), (50, 200));
}

#[test]
fn a_merge_crosses_to_the_page_as_it_was_and_prints_no_name() {
    let mut tokens = [token("4711", "")];
    let merge = merge(&mut tokens, "4711,alice@contoso.com\n", BY_SERIAL);
    assert_eq!(sent(&merge), merge);
    let printed = format!("{merge:?}");
    assert!(
        !printed.contains("alice") && !printed.contains("4711"),
        "{printed}"
    );
}

/// As many as are read. A pairing that looks through all tokens for each user would not come to an end.
#[test]
fn a_list_of_the_greatest_length_finds_every_token() {
    for pairing in [Pairing::ByOrder, BY_SERIAL] {
        let tokens = (0..MAX_USERS).map(|n| token(&format!("{n:08}"), ""));
        let mut tokens: Vec<Token> = tokens.collect();
        let lines = (0..MAX_USERS).rev();
        let text: String = lines.map(|n| format!("{n:08};u{n}@x.org\n")).collect();
        let merge = merge_users(&mut tokens, &[], &text, None, pairing).expect("a list");
        assert_eq!(merge.pairs, MAX_USERS, "{pairing:?}");
    }
}

const PIECES: &[&str] = &[
    "a@x.org", "b@x.org", "1", "01", "2", "", " ", ",", ";", "\t", "\n", "\r", "\"", "upn",
    "serial", "id", "#EXT#", "\u{feff}", "\u{200b}", "é", GUID,
];

proptest! {
    #![proptest_config(settings())]

    #[test]
    fn any_text_is_merged_line_by_line(
        text in texts(PIECES),
        serials in proptest::collection::vec("0?[12]", 0..6),
        column in any::<Option<usize>>(),
        ignore_zeros in any::<bool>(),
        by_order in any::<bool>(),
    ) {
        let mut tokens: Vec<Token> = serials.iter().map(|serial| token(serial, "")).collect();
        let pairing = if by_order {
            Pairing::ByOrder
        } else {
            Pairing::BySerial { column: column.map(|column| column % 5), ignore_zeros }
        };
        if let Ok(merge) = merge_users(&mut tokens, &[], &text, None, pairing) {
            // A token is in one pair at most, and whatever is in none has no user.
            prop_assert_eq!(merge.pairs + merge.tokens_left.count, tokens.len());
            prop_assert!(merge.preview.len() == merge.pairs.min(5));
            prop_assert_eq!(merge.replaced, 0);
        }
    }
}
