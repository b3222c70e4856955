//! A list of users, pasted or out of a file.

use proptest::prelude::*;
use totp_toolset::formats::Delimiter;
use totp_toolset::issue::{
    MAX_TEXT_BYTES, MAX_USERS, Repeats, UserColumn, UserColumns, UserFinding, UserList,
    UserListError, UserProblem, read_users, read_users_with,
};
use totp_toolset::oath::InvalidText;

use crate::settings;

const GUID: &str = "01234567-89ab-cdef-0123-456789abcdef";
const OTHER_GUID: &str = "fedcba98-7654-3210-fedc-ba9876543210";

fn read(text: &str) -> UserList {
    read_users(text, None).expect("a list")
}

fn upns(list: &UserList) -> Vec<&str> {
    list.users.iter().map(|user| user.upn.as_str()).collect()
}

fn finding(line: usize, problem: UserProblem) -> UserFinding {
    UserFinding { line, problem }
}

#[test]
fn one_name_a_line_is_a_list() {
    let list = read("alice@contoso.com\nbob@contoso.com\n");
    assert_eq!(upns(&list), ["alice@contoso.com", "bob@contoso.com"]);
    assert_eq!(list.findings, []);
    assert!(!list.columns.has_header);
}

#[test]
fn line_ends_marks_and_blank_lines_do_not_matter_and_lines_are_counted_as_an_editor_does() {
    let list = read("\u{feff}a@x.org\r\n\r\nb@x.org\rc@x.org\n \t \n;;,\n  d@x.org  ");
    let lines: Vec<usize> = list.users.iter().map(|user| user.line).collect();
    assert_eq!(upns(&list), ["a@x.org", "b@x.org", "c@x.org", "d@x.org"]);
    assert_eq!(lines, [1, 3, 4, 7]);
    assert_eq!((list.left_out, list.findings), (0, Vec::new()));
}

#[test]
fn the_export_of_entra_id_is_read_with_all_that_it_says() {
    let head = "userPrincipalName,displayName,surname,mail,givenName,objectId,userType,jobTitle,department,accountEnabled";
    for delimiter in [Delimiter::Tab, Delimiter::Semicolon, Delimiter::Comma] {
        let row = format!(
            "alice@contoso.com,Alice,Smith,a.smith@contoso.com,Alice,{GUID},Member,Clerk,Sales,True"
        );
        let text = format!("{head}\r\n{row}\r\n").replace(',', &delimiter.character().to_string());
        let list = read(&text);
        let expected = UserColumns {
            upn: 0,
            display_name: Some(1),
            id: Some(5),
            department: Some(8),
            has_header: true,
            delimiter,
        };
        assert_eq!(list.columns, expected);
        let user = &list.users[0];
        assert_eq!(user.line, 2);
        assert_eq!(user.upn.as_str(), "alice@contoso.com");
        assert_eq!(user.details.id.as_ref().map(|id| id.as_str()), Some(GUID));
        let name = user.details.display_name.as_ref();
        assert_eq!(name.map(|name| name.as_str()), Some("Alice"));
        let department = user.details.department.as_ref();
        assert_eq!(department.map(|name| name.as_str()), Some("Sales"));
        assert_eq!(list.heads[3], "mail");
    }
}

#[test]
fn a_single_column_may_have_a_head() {
    for head in ["UPN", "User principal name", "E-Mail", "userName"] {
        let list = read(&format!("{head}\na@x.org\n"));
        assert!(list.columns.has_header, "{head}");
        assert_eq!(upns(&list), ["a@x.org"], "{head}");
    }
}

#[test]
fn of_two_heads_that_fit_the_better_one_is_meant() {
    let cases = [
        (
            "mail,userPrincipalName",
            "m@x.org,u@x.org",
            UserColumn::Upn,
            1,
        ),
        // A user name that is none, beside an address.
        ("username,email", "jdoe,j@x.org", UserColumn::Upn, 1),
        ("user,mail", "Jane Doe,j@x.org", UserColumn::Upn, 1),
        (
            "name,displayName,upn",
            "jd,Jane,j@x.org",
            UserColumn::DisplayName,
            1,
        ),
        (
            "id,objectId,upn",
            "4711,01234567-89ab-cdef-0123-456789abcdef,j@x.org",
            UserColumn::Id,
            1,
        ),
        (
            "objectId,id,upn",
            ",01234567-89ab-cdef-0123-456789abcdef,j@x.org",
            UserColumn::Id,
            1,
        ),
        (
            "dept,department,upn",
            "7,Sales,j@x.org",
            UserColumn::Department,
            1,
        ),
    ];
    for (head, row, column, place) in cases {
        let list = read(&format!("{head}\n{row}\n"));
        assert_eq!(list.columns.place(column), Some(place), "{head}");
    }
}

#[test]
fn a_header_without_the_name_finds_it_by_what_is_in_the_column() {
    let list = read("displayName;Adresse;objectId\nJane;j@x.org;\n");
    assert!(list.columns.has_header);
    assert_eq!(upns(&list), ["j@x.org"]);
    assert_eq!(list.columns.display_name, Some(0));
    assert_eq!(list.findings, []);
}

#[test]
fn a_header_in_words_that_nobody_knows_is_a_line_that_is_left_out() {
    let list = read("Benutzer;Adresse\nJane;j@x.org\n");
    assert_eq!(upns(&list), ["j@x.org"]);
    let expected = finding(1, UserProblem::NotUpn(InvalidText::NotNameAtDomain));
    assert_eq!(list.findings, [expected]);
}

#[test]
fn columns_without_a_header_are_found_by_what_is_in_them() {
    let list = read(&format!(
        "Jane\t{GUID}\tj@x.org\nJohn\t{OTHER_GUID}\tk@x.org\n"
    ));
    assert_eq!((list.columns.upn, list.columns.id), (2, Some(1)));
    assert!(!list.columns.has_header);
    assert_eq!(list.users.len(), 2);
}

#[test]
fn a_handle_is_no_address() {
    assert_eq!(read("@jane,j@x.org\n@john,k@x.org\n").columns.upn, 1);
}

#[test]
fn an_id_under_a_head_that_says_something_else_is_not_the_users() {
    let list = read(&format!("userPrincipalName,tenantId\nj@x.org,{GUID}\n"));
    assert_eq!(list.columns.id, None);
    assert_eq!(list.users[0].details.id, None);
}

#[test]
fn a_delimiter_inside_a_name_is_none() {
    let cases = [
        ("Doe, John\tj@x.org\nRoe, Jane\tk@x.org", Delimiter::Tab),
        (
            "UPN;Name, first and last\nj@x.org;Doe",
            Delimiter::Semicolon,
        ),
        ("j@x.org;Doe, John\nk@x.org;Roe", Delimiter::Semicolon),
        (
            "\"Doe; John\",j@x.org\n\"Roe, Jane\",k@x.org",
            Delimiter::Comma,
        ),
        ("j@x.org,Sales; North\nk@x.org,Sales", Delimiter::Comma),
        ("j@x.org\nk@x.org,Jane", Delimiter::Comma),
    ];
    for (text, delimiter) in cases {
        let list = read(text);
        assert_eq!(list.columns.delimiter, delimiter, "{text}");
        assert!(upns(&list).contains(&"j@x.org"), "{text}");
        assert_eq!(list.left_out, 0, "{text}");
    }
}

#[test]
fn an_address_with_a_name_around_it_is_said_and_never_cut_out() {
    let list = read("Doe, John <john@contoso.com>\nRoe, Jane <jane@contoso.com>");
    assert_eq!((list.users.len(), list.left_out), (0, 2));
    let blank = UserProblem::NotUpn(InvalidText::Blank { position: 5 });
    assert_eq!(list.findings, [finding(1, blank), finding(2, blank)]);
}

#[test]
fn columns_that_were_named_are_taken_as_they_are() {
    let text = "a@x.org,b@x.org\nc@x.org,d@x.org\n";
    let columns = UserColumns {
        upn: 1,
        display_name: Some(0),
        id: Some(99),
        department: Some(usize::MAX),
        has_header: true,
        delimiter: Delimiter::Comma,
    };
    let list = read_users(text, Some(columns)).expect("a list");
    assert_eq!(upns(&list), ["d@x.org"]);
    assert_eq!(list.heads, ["a@x.org", "b@x.org"]);
    assert_eq!(list.findings, []);
}

#[test]
fn a_column_that_is_not_there_leaves_every_line_out_and_says_so() {
    let list = read("a@x.org,Alice\nb@x.org,Bob");
    let wrong = list.columns.with(UserColumn::Upn, Some(1_000_000));
    let list = read_users("a@x.org,Alice\nb@x.org,Bob", Some(wrong)).expect("a list");
    assert_eq!((list.users.len(), list.left_out), (0, 2));
    let empty = UserProblem::NotUpn(InvalidText::Empty);
    assert_eq!(list.findings, [finding(1, empty), finding(2, empty)]);
}

#[test]
fn there_is_always_a_column_of_names() {
    let columns = read("Alice,a@x.org").columns;
    assert_eq!(columns.with(UserColumn::Upn, None).upn, 1);
    let with = columns.with(UserColumn::Department, Some(0));
    assert_eq!(with.department, Some(0));
    assert_eq!(with.with(UserColumn::Department, None), columns);
}

#[test]
fn what_is_wrong_with_a_line_is_said_with_its_number() {
    let cases = [
        ("A@X.ORG", UserProblem::Twice { line: 1 }),
        ("Ämne@x.org\näMNE@X.org", UserProblem::Twice { line: 2 }),
        ("joe_fabrikam.com#EXT#@x.org", UserProblem::Guest),
        ("joe#ext#@x.org", UserProblem::Guest),
        (
            "jo e@x.org",
            UserProblem::NotUpn(InvalidText::Blank { position: 3 }),
        ),
        ("joe", UserProblem::NotUpn(InvalidText::NotNameAtDomain)),
        ("joe@x@y", UserProblem::NotUpn(InvalidText::NotNameAtDomain)),
        ("\"joe@x.org", UserProblem::Quotes),
        ("\"joe\"@x.org", UserProblem::Quotes),
        ("\"\"", UserProblem::NotUpn(InvalidText::Empty)),
        ("o’neil@x.org", UserProblem::TypographicApostrophe),
        ("o''neil@x.org", UserProblem::DoubledApostrophe),
    ];
    for (lines, problem) in cases {
        let list = read(&format!("a@x.org\n{lines}\n"));
        let line = 1 + lines.lines().count();
        assert_eq!(list.findings, [finding(line, problem)], "{lines}");
        let error = problem.severity() == totp_toolset::formats::Severity::Error;
        assert_eq!(list.left_out, usize::from(error), "{lines}");
    }
}

#[test]
fn a_user_who_stands_there_again_is_kept_where_that_is_meant() {
    let text = "a@x.org\nA@X.ORG\na@x.org\n";
    let list = read_users_with(text, None, Repeats::Kept).expect("a list");
    assert_eq!(upns(&list), ["a@x.org", "A@X.ORG", "a@x.org"]);
    assert_eq!((list.left_out, list.findings), (0, Vec::new()));
    let people = read_users_with(text, None, Repeats::LeftOut);
    assert_eq!(people, read_users(text, None));
    assert_eq!(people.map(|list| list.left_out), Ok(2));
}

#[test]
fn a_plain_apostrophe_is_nothing_to_speak_of() {
    let list = read("o'neil@x.org");
    assert_eq!(upns(&list), ["o'neil@x.org"]);
    assert_eq!(list.findings, []);
}

#[test]
fn a_user_is_kept_without_the_details_that_cannot_be_used() {
    let long = "x".repeat(300);
    let list = read(&format!(
        "upn,id,displayName,department\na@x.org,4711,{long},{long}\n"
    ));
    assert_eq!(list.users.len(), 1);
    assert_eq!(list.users[0].details, Default::default());
    let problems: Vec<UserProblem> = list.findings.iter().map(|one| one.problem).collect();
    let expected = [
        UserProblem::Id,
        UserProblem::DisplayName,
        UserProblem::Department,
    ];
    assert_eq!(problems, expected);
}

#[test]
fn nothing_is_no_list() {
    for text in ["", " \r\n\t\n", "\u{feff}", ";;\n,,"] {
        assert_eq!(read_users(text, None), Err(UserListError::Empty));
    }
}

#[test]
fn so_many_users_are_read_and_not_one_more() {
    let list = |users: usize| -> String { (0..users).map(|n| format!("u{n}@x.org\n")).collect() };
    let most = list(MAX_USERS);
    assert_eq!(read(&most).users.len(), MAX_USERS);
    assert_eq!(read(&format!("UPN\n{most}")).users.len(), MAX_USERS);
    let error = Err(UserListError::TooManyLines);
    assert_eq!(read_users(&list(MAX_USERS + 1), None), error);
}

#[test]
fn a_text_that_is_too_long_is_not_looked_at() {
    let text = "a".repeat(MAX_TEXT_BYTES + 1);
    assert_eq!(read_users(&text, None), Err(UserListError::TooLong));
}

#[test]
fn a_line_of_nothing_but_cells_is_bounded() {
    let text = format!("a@x.org{}", ",".repeat(MAX_TEXT_BYTES - 7));
    let list = read(&text);
    assert_eq!(upns(&list), ["a@x.org"]);
    assert!(list.heads.len() <= 64);
}

#[test]
fn of_a_long_head_the_beginning_is_told() {
    let list = read(&format!("{},a@x.org", "é".repeat(10_000)));
    assert_eq!(list.heads[0].as_str().chars().count(), 100);
}

/// As many as are read. A reader that looks through all users for each line would not come to an end.
#[test]
fn a_list_of_the_greatest_length_is_read_whole() {
    let lines = (0..MAX_USERS).map(|n| format!("\"Doe, {n}\";u{n}@x.org;{GUID}\n"));
    let list = read(&lines.collect::<String>());
    assert_eq!((list.users.len(), list.left_out), (MAX_USERS, 0));
}

fn texts() -> impl Strategy<Value = String> {
    let pieces = proptest::sample::select(
        &[
            "a",
            "B",
            "@",
            "x.org",
            ",",
            ";",
            "\t",
            "\n",
            "\r",
            "\"",
            "'",
            "’",
            " ",
            "#EXT#",
            "upn",
            "mail",
            "id",
            "displayName",
            "é",
            "\u{feff}",
            "\u{200b}",
            "\u{0}",
            GUID,
        ][..],
    );
    prop_oneof![
        any::<String>(),
        proptest::collection::vec(pieces, 0..60).prop_map(|pieces| pieces.concat()),
    ]
}

proptest! {
    #![proptest_config(settings())]

    #[test]
    fn any_text_is_read_line_by_line(
        text in texts(),
        places in any::<(usize, Option<usize>, Option<usize>, bool)>(),
        named in any::<bool>(),
    ) {
        let columns = named.then_some(UserColumns {
            upn: places.0 % 4,
            display_name: places.1,
            id: places.2,
            department: places.1,
            has_header: places.3,
            delimiter: Delimiter::Semicolon,
        });
        if let Ok(list) = read_users(&text, columns) {
            // Each line with something in it is a user, or left out with a reason, or the header.
            let errors = list.findings.iter().filter(|one| {
                one.problem.severity() == totp_toolset::formats::Severity::Error
            });
            prop_assert_eq!(errors.count(), list.left_out);
            let mut names: Vec<String> = list.users.iter()
                .map(|user| user.upn.as_str().to_lowercase())
                .collect();
            names.sort();
            names.dedup();
            prop_assert_eq!(names.len(), list.users.len());
        }
    }
}
