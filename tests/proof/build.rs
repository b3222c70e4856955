//! The stamp in the page's head, as the program reads it.

use totp_toolset::proof::Build;

const ID: &str = "0123456789abcdef0123456789abcdef01234567";

fn build(commit: Option<&str>, modified: bool) -> Option<Build> {
    Some(Build {
        version: "0.1.0".to_owned(),
        commit: commit.map(str::to_owned),
        modified,
    })
}

#[test]
fn a_stamp_names_version_and_commit() {
    assert_eq!(
        Build::of_stamp(&format!("0.1.0 {ID}")),
        build(Some(ID), false)
    );
}

#[test]
fn a_modified_tree_is_told() {
    assert_eq!(
        Build::of_stamp(&format!("0.1.0 {ID}-modified")),
        build(Some(ID), true)
    );
}

#[test]
fn a_commit_that_nobody_knows_is_none() {
    assert_eq!(Build::of_stamp("0.1.0 unknown"), build(None, false));
}

#[test]
fn anything_else_is_no_stamp() {
    for stamp in [
        "",
        "0.1.0",
        &format!(" {ID}"),
        &format!("0.1.0 {}", &ID[1..]),
        &format!("0.1.0 {ID}-changed"),
        &format!("<b> {ID}"),
        "0.1.0 main",
    ] {
        assert_eq!(Build::of_stamp(stamp), None, "{stamp}");
    }
}
