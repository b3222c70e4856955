//! Findings in short: what is the same in rows that follow each other is said once, and nothing is lost count of.

use totp_toolset::formats::{Column, Finding, FindingCode, Report, Run};

fn in_row(code: FindingCode, row: usize) -> Finding {
    Finding::in_cell(code, row, Column::Upn)
}

fn rows(report: &Report) -> Vec<(FindingCode, usize, usize)> {
    let row = |run: &Run| (run.finding.code, run.finding.location.row, run.last_row);
    report.shown.iter().map(row).collect()
}

#[test]
fn the_same_of_rows_that_follow_each_other_is_said_once() {
    let findings: Vec<Finding> = (1..=100_000)
        .flat_map(|row| {
            [
                in_row(FindingCode::CellEmpty, row),
                in_row(FindingCode::DigitsNotSix, row),
            ]
        })
        .collect();
    let report = Report::of(&findings);
    assert_eq!(
        rows(&report),
        [
            (FindingCode::CellEmpty, 1, 100_000),
            (FindingCode::DigitsNotSix, 1, 100_000)
        ]
    );
    assert_eq!((report.total(), report.refused_rows), (200_000, 100_000));
}

#[test]
fn a_gap_begins_anew() {
    let findings = [1, 2, 4].map(|row| in_row(FindingCode::UpnGuest, row));
    assert_eq!(
        rows(&Report::of(&findings)),
        [(FindingCode::UpnGuest, 1, 2), (FindingCode::UpnGuest, 4, 4)]
    );
}

#[test]
fn what_names_a_character_or_another_row_is_said_for_each_row() {
    let findings = [
        in_row(FindingCode::SecretUnreadable, 1).at_character(3),
        in_row(FindingCode::SecretUnreadable, 2).at_character(3),
        in_row(FindingCode::SerialTwice, 3).colliding_with(1),
        in_row(FindingCode::SerialTwice, 4).colliding_with(1),
    ];
    assert_eq!(Report::of(&findings).shown.len(), 4);
}

#[test]
fn errors_come_first_and_the_list_ends_somewhere() {
    let mut findings: Vec<Finding> = (0..200)
        .map(|place| in_row(FindingCode::FormulaCell, 1 + 2 * place))
        .collect();
    findings.push(in_row(FindingCode::UpnGuest, 500));
    let report = Report::of(&findings);
    assert_eq!(report.shown.len(), Report::SHOWN);
    assert_eq!(report.shown[0].finding.code, FindingCode::UpnGuest);
    assert_eq!(
        report.kinds,
        [(FindingCode::UpnGuest, 1), (FindingCode::FormulaCell, 200)]
    );
}

#[test]
fn there_are_never_more_runs_than_were_asked_for() {
    let findings: Vec<Finding> = (0..9)
        .map(|place| in_row(FindingCode::FormulaCell, 1 + 2 * place))
        .collect();
    for most in [0, 1, 4, 8, 9, 10] {
        assert_eq!(Run::all(&findings, most).len(), most.min(9));
    }
}
