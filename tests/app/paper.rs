//! Labels, letters and the handout: measures, rows, and what is on them. No secret is there unasked.

use totp_toolset::app::{
    Action, Grid, LabelSizes, Mask, Measured, Paper, PaperAction, PaperDraft, PaperOption,
    PaperProblem, PrintKind, PrintPage, PrintPlan, Rows, Sheet, State,
};
use totp_toolset::oath::{
    Digits, HashAlgorithm, MovingFactor, Secret, SerialNumber, Token, UserDetails,
};
use totp_toolset::packed::{Arrangement, Pack};

use crate::page;

fn token(serial: &str, upn: Option<&str>) -> Token {
    Token {
        secret: Secret::from_bytes(&[7; 20]).expect("20 bytes"),
        hash: HashAlgorithm::Sha1,
        digits: Digits::Six,
        factor: MovingFactor::default(),
        serial: Some(serial.parse().expect("a serial number")),
        manufacturer: Some("Contoso".parse().expect("a name")),
        model: Some("Key".parse().expect("a name")),
        upn: upn.map(|upn| upn.parse().expect("a UPN")),
        user: UserDetails::default(),
    }
}

/// A page with these tokens, after these actions.
fn with(tokens: &[Token], actions: impl IntoIterator<Item = PaperAction>) -> State {
    let mut state = page([]);
    state.list.append([Pack::of(tokens)]);
    for action in actions {
        state.apply(Action::Paper(action));
    }
    state
}

fn numbered(count: usize) -> Vec<Token> {
    (0..count)
        .map(|number| {
            token(
                &format!("{number:04}"),
                Some(&format!("u{number}@contoso.com")),
            )
        })
        .collect()
}

fn plan(state: &State) -> Result<PrintPlan, PaperProblem> {
    let rows = state.table.rows(&state.list);
    state.paper.plan(&state.list, &rows, state.mask.hides())
}

fn pages(state: &State) -> Vec<PrintPage> {
    let plan = plan(state).expect("a print");
    (0..plan.pages())
        .filter_map(|page| plan.page(page))
        .collect()
}

/// The serial numbers of each page; `-` is a label that stays empty.
fn serials(state: &State) -> Vec<Vec<String>> {
    let said = |serial: &Option<String>| serial.clone().unwrap_or_default();
    pages(state)
        .iter()
        .map(|page| match page {
            PrintPage::Labels(labels) => labels
                .iter()
                .map(|label| {
                    label
                        .as_ref()
                        .map_or("-".to_owned(), |label| said(&label.serial))
                })
                .collect(),
            PrintPage::Letter(letter) => letter
                .tokens
                .iter()
                .map(|token| said(&token.serial))
                .collect(),
            PrintPage::Handout => Vec::new(),
        })
        .collect()
}

fn every_grid() -> Vec<(String, Grid)> {
    let mut grids = Vec::new();
    for sheet in Sheet::ALL {
        let (columns, rows) = match sheet.is_plain() {
            true => (PaperDraft::MAX_COLUMNS, PaperDraft::MAX_ROWS),
            false => (1, 1),
        };
        for column in 1..=columns {
            for row in 1..=rows {
                grids.push((format!("{sheet:?} {column}x{row}"), sheet.grid(column, row)));
            }
        }
    }
    grids
}

#[test]
fn every_sheet_lies_within_its_paper_and_no_label_in_another() {
    for (name, grid) in every_grid() {
        let right = grid.left + (u32::from(grid.columns) - 1) * grid.across + grid.width;
        let bottom = grid.top + (u32::from(grid.rows) - 1) * grid.down + grid.height;
        assert!(right <= grid.paper.width(), "{name}: {right}");
        assert!(bottom <= grid.paper.height(), "{name}: {bottom}");
        assert!(
            grid.across >= grid.width && grid.down >= grid.height,
            "{name}"
        );
    }
}

#[test]
fn the_margins_of_every_sheet_are_the_same_on_both_sides() {
    // A wrong figure in the table would show here: punched sheets are symmetrical, to a tenth of a millimetre.
    for (name, grid) in every_grid() {
        let right = grid.left + (u32::from(grid.columns) - 1) * grid.across + grid.width;
        let bottom = grid.top + (u32::from(grid.rows) - 1) * grid.down + grid.height;
        let (right, bottom) = (grid.paper.width() - right, grid.paper.height() - bottom);
        assert!(
            right.abs_diff(grid.left) <= 12,
            "{name}: {} and {right}",
            grid.left
        );
        assert!(
            bottom.abs_diff(grid.top) <= 100,
            "{name}: {} and {bottom}",
            grid.top
        );
    }
}

#[test]
fn the_named_sheets_have_the_labels_that_stand_on_their_boxes() {
    let labels = |sheet: Sheet| sheet.grid(1, 1).labels();
    let counted: Vec<usize> = Sheet::ALL.into_iter().map(labels).collect();
    assert_eq!(counted, [21, 14, 10, 8, 48, 65, 30, 10, 6, 80, 1, 1]);
}

#[test]
fn a_qr_code_is_offered_where_a_phone_can_scan_it_only() {
    let offered: Vec<Sheet> = Sheet::ALL
        .into_iter()
        .filter(|sheet| sheet.grid(3, 8).qr_side().is_some())
        .collect();
    use Sheet::*;
    assert_eq!(
        offered,
        [
            L7160,
            L7163,
            L7173,
            L7165,
            Us5160,
            Us5163,
            Us5164,
            PlainA4,
            PlainLetter
        ]
    );
    for (name, grid) in every_grid() {
        // The usual code of a token has 49 modules and 8 of quiet zone.
        let side = grid.qr_side().unwrap_or(10_000);
        assert!(side * 49 / 57 >= 2_000, "{name}: {side}");
        assert!(
            grid.qr_side().is_none_or(|side| side < grid.height),
            "{name}"
        );
    }
}

#[test]
fn a_serial_number_of_any_length_fits_on_every_label() {
    for (name, grid) in every_grid() {
        for length in [1, 7, 20, 64, SerialNumber::MAX_CHARACTERS] {
            for letter in ["7", "鍵"] {
                for secret in [0, 32, 128] {
                    for qr in [false, true] {
                        let serial = letter.repeat(length);
                        let sizes = LabelSizes::of(
                            &grid,
                            Measured {
                                serial: &serial,
                                secret,
                                qr,
                                lines: &[],
                            },
                        );
                        let width = grid.width - sizes.qr - 2 * grid.padding();
                        let letters = length as u32 * if letter == "7" { 1 } else { 2 };
                        let in_a_line = (width * 100 / (62 * sizes.serial)) & !1;
                        let height = letters.div_ceil(in_a_line) * sizes.serial * 120 / 100;
                        let room = grid.height - 2 * grid.padding();
                        assert!(height <= room, "{name}: {length} {letter}, {sizes:?}");
                    }
                }
            }
        }
    }
}

#[test]
fn a_hundred_tokens_take_five_sheets_of_21() {
    let state = with(&numbered(100), []);
    let sheets = serials(&state);
    assert_eq!(sheets.len(), 5);
    assert_eq!((sheets[0].len(), sheets[4].len()), (21, 16));
    assert_eq!(sheets[4][15], "0099");
}

#[test]
fn labels_that_are_gone_stay_empty() {
    let state = with(&numbered(2), [PaperAction::TypeSkip("20".to_owned())]);
    let sheets = serials(&state);
    assert_eq!(sheets.len(), 2);
    assert_eq!(
        (sheets[0][19].as_str(), sheets[0][20].as_str()),
        ("-", "0000")
    );
    assert_eq!(sheets[1], ["0001"]);
}

#[test]
fn more_labels_gone_than_a_sheet_has_is_refused() {
    for typed in ["21", "-1", "x", "99999999999999999999"] {
        let state = with(&numbered(2), [PaperAction::TypeSkip(typed.to_owned())]);
        assert_eq!(
            plan(&state),
            Err(PaperProblem::Skip { labels: 21 }),
            "{typed}"
        );
    }
}

#[test]
fn the_rows_are_those_that_the_search_shows() {
    let mut state = with(&numbered(100), []);
    state.apply(Action::Arrange(Arrangement {
        search: "001".to_owned(),
        descending: true,
        ..Arrangement::default()
    }));
    let typed = |text: &str| text.to_owned();
    state.apply(Action::Paper(PaperAction::TypeFrom(typed("2"))));
    state.apply(Action::Paper(PaperAction::TypeTo(typed("3"))));
    assert_eq!(serials(&state), [["0018", "0017"]]);
}

#[test]
fn rows_that_are_not_there_are_refused() {
    for (from, to, problem) in [
        ("0", "", PaperProblem::From { last: 10 }),
        ("11", "", PaperProblem::From { last: 10 }),
        ("x", "", PaperProblem::From { last: 10 }),
        ("3", "2", PaperProblem::To { first: 3, last: 10 }),
        ("3", "11", PaperProblem::To { first: 3, last: 10 }),
    ] {
        let typed = [
            PaperAction::TypeFrom(from.to_owned()),
            PaperAction::TypeTo(to.to_owned()),
        ];
        assert_eq!(
            plan(&with(&numbered(10), typed)),
            Err(problem),
            "{from} to {to}"
        );
    }
}

#[test]
fn a_print_has_500_tokens_at_most_and_says_how_many_it_lacks() {
    let state = with(&[token("1", None)], []);
    let plan = state
        .paper
        .plan(&state.list, &Rows::All(100_000), false)
        .expect("a print");
    assert_eq!((plan.tokens, plan.beyond), (500, 99_500));
}

#[test]
fn an_empty_list_has_no_page() {
    assert_eq!(pages(&with(&[], [])), []);
}

#[test]
fn tokens_of_a_user_are_in_one_letter() {
    let (ann, bob) = (Some("ann@contoso.com"), Some("bob@contoso.com"));
    let mut tokens = vec![
        token("1", ann),
        token("2", bob),
        token("3", ann),
        token("4", None),
    ];
    tokens.extend((5..9).map(|number| token(&number.to_string(), ann)));
    tokens.push(token("9", None));
    let state = with(&tokens, [PaperAction::ChooseKind(PrintKind::Letters)]);
    let letters: Vec<String> = serials(&state)
        .iter()
        .map(|letter| letter.join(" "))
        .collect();
    // Five in a letter, as Entra ID allows; nobody's tokens are not one person's.
    assert_eq!(letters, ["1 3 5 6 7", "2", "4", "8", "9"]);
}

#[test]
fn the_handout_is_one_page_whatever_the_list() {
    for tokens in [0, 30] {
        let state = with(
            &numbered(tokens),
            [PaperAction::ChooseKind(PrintKind::Handout)],
        );
        assert_eq!(pages(&state), [PrintPage::Handout]);
    }
}

#[test]
fn letters_are_on_the_paper_that_is_chosen() {
    let kind = PaperAction::ChooseKind(PrintKind::Letters);
    let state = with(
        &numbered(1),
        [kind, PaperAction::ChoosePaper(Paper::Letter)],
    );
    assert_eq!(plan(&state).map(|plan| plan.paper), Ok(Paper::Letter));
}

/// Whether any page has a secret as text, and whether any has a QR code.
fn secrets(state: &State) -> (bool, bool) {
    let mut seen = (false, false);
    for page in pages(state) {
        match page {
            PrintPage::Labels(labels) => {
                for label in labels.into_iter().flatten() {
                    seen = (
                        seen.0 || label.secret.is_some(),
                        seen.1 || label.qr.is_some(),
                    );
                }
            }
            PrintPage::Letter(letter) => {
                for token in letter.tokens {
                    seen = (
                        seen.0 || token.secret.is_some(),
                        seen.1 || token.qr.is_some(),
                    );
                }
            }
            PrintPage::Handout => {}
        }
    }
    seen
}

#[test]
fn secrets_are_on_paper_only_where_asked_for_and_never_while_hidden() {
    for kind in PrintKind::ALL {
        let printed = kind != PrintKind::Handout;
        let mut state = with(&numbered(3), [PaperAction::ChooseKind(kind)]);
        assert_eq!(secrets(&state), (false, false), "{kind:?}");
        assert!(!state.paper.asks_for_secrets());
        state.apply(Action::Paper(PaperAction::Tick(PaperOption::Secret, true)));
        assert_eq!(secrets(&state), (printed, false), "{kind:?}");
        assert_eq!(state.paper.asks_for_secrets(), printed);
        state.apply(Action::Paper(PaperAction::Tick(PaperOption::Qr, true)));
        assert_eq!(secrets(&state), (printed, printed), "{kind:?}");
        state.apply(Action::SetMask(Mask::HiddenByIdling));
        assert_eq!(secrets(&state), (false, false), "{kind:?}");
    }
}

#[test]
fn a_sheet_too_small_for_a_qr_code_has_none() {
    let tick = PaperAction::Tick(PaperOption::Qr, true);
    let state = with(&numbered(3), [tick, PaperAction::ChooseSheet(Sheet::L7651)]);
    assert!(!state.paper.has_room_for_qr());
    assert!(!state.paper.asks_for_secrets());
    assert_eq!(secrets(&state), (false, false));
}

#[test]
fn what_would_be_too_small_to_scan_or_to_read_is_left_out_and_counted() {
    let mut long = token(&"1".repeat(128), Some("helga@contoso.com"));
    long.secret = Secret::from_bytes(&[7; 160]).expect("160 bytes");
    long.manufacturer = Some("é".repeat(120).parse().expect("a name"));
    let ticked =
        [PaperOption::Qr, PaperOption::Secret].map(|option| PaperAction::Tick(option, true));
    let mut state = with(&[long, token("2", None)], ticked);
    let planned = plan(&state).expect("a print");
    assert_eq!((planned.without_qr, planned.without_secret), (1, 0));
    state.apply(Action::Paper(PaperAction::ChooseSheet(Sheet::Us5167)));
    let planned = plan(&state).expect("a print");
    assert_eq!((planned.without_qr, planned.without_secret), (0, 1));
}

#[test]
fn lines_for_which_there_is_no_room_give_way_from_the_last() {
    let sheet = PaperAction::ChooseSheet(Sheet::Us5167);
    let tick = PaperAction::Tick(PaperOption::Instruction, true);
    let mut token = token("1", Some("helga@contoso.com"));
    token.user.display_name = Some("Helga".parse().expect("a name"));
    let state = with(&[token], [sheet, tick]);
    let Some(PrintPage::Labels(labels)) = pages(&state).pop() else {
        panic!("a sheet of labels");
    };
    let label = labels[0].as_ref().expect("a label");
    assert_eq!(label.lines, ["Helga", "helga@contoso.com", "Contoso Key"]);
    assert!(
        !label.instruction,
        "12.7 mm hold three lines: {:?}",
        label.sizes
    );
}

#[test]
fn a_contact_of_any_length_is_bounded() {
    let state = with(&[], [PaperAction::TypeContact("é".repeat(100_000))]);
    assert_eq!(state.paper.contact.chars().count(), PaperDraft::MAX_CONTACT);
}

#[test]
fn a_debugged_page_of_paper_shows_no_secret() {
    let ticked =
        [PaperOption::Qr, PaperOption::Secret].map(|option| PaperAction::Tick(option, true));
    let mut state = with(&numbered(1), ticked);
    let secret = "A4DQOBYHA4DQOBYHA4DQOBYHA4DQOBYH";
    for kind in PrintKind::ALL {
        state.apply(Action::Paper(PaperAction::ChooseKind(kind)));
        let said = format!("{:?} {:?}", plan(&state), pages(&state));
        assert!(
            !said.contains(&secret[..8]) && !said.contains("secret="),
            "{said}"
        );
    }
}
