//! What was seen is counted in full and kept in part, and no address can harm the line that it stands in.

use totp_toolset::proof::{Kind, Sighting, Sightings};

fn request(address: &str) -> Sighting {
    Sighting::new(Kind::Request("fetch".to_owned()), address, 1.0)
}

fn refused(address: &str) -> Sighting {
    Sighting::new(Kind::Refused("connect-src".to_owned()), address, 1.0)
}

#[test]
fn nothing_was_seen_at_first() {
    let seen = Sightings::default();
    assert!(seen.kept().is_empty());
    assert_eq!(
        (
            seen.requests(),
            seen.inside(),
            seen.refused(),
            seen.left_out()
        ),
        (0, 0, 0, 0)
    );
}

#[test]
fn each_kind_is_counted_for_itself() {
    let mut seen = Sightings::default();
    seen.take(Sighting::new(Kind::Opened, "file:///a.html", 0.0));
    for address in ["blob:null/1", "data:,a", "about:blank"] {
        seen.take(request(address));
    }
    seen.take(request("https://example.org/"));
    // Refused is refused, wherever it was to go.
    seen.take(refused("blob"));
    seen.take(refused("https://example.org/"));
    assert_eq!((seen.requests(), seen.inside(), seen.refused()), (1, 3, 2));
    assert_eq!(seen.kept().len(), 7);
    assert_eq!(seen.left_out(), 0);
}

#[test]
fn the_first_of_each_kind_are_kept_and_the_others_counted() {
    let mut seen = Sightings::default();
    for n in 0..1000 {
        seen.take(refused(&format!("https://example.org/{n}")));
    }
    seen.take(request("https://example.org/late"));
    assert_eq!(seen.refused(), 1000);
    assert_eq!(seen.left_out(), 1000 - Sightings::MOST_KEPT);
    assert_eq!(seen.kept()[0].address, "https://example.org/0");
    let last = seen.kept().last().map(|last| last.address.as_str());
    assert_eq!(last, Some("https://example.org/late"));
}

#[test]
fn an_address_is_cut_to_a_sane_length() {
    let long = request(&format!("https://example.org/{}", "a".repeat(100_000)));
    assert_eq!(long.address.chars().count(), Sighting::MOST_CHARACTERS);
    assert!(long.address.ends_with('…'));
}

#[test]
fn the_browsers_own_words_are_cut_too() {
    let Kind::Request(by) = Sighting::new(Kind::Request("x".repeat(9999)), "", 0.0).kind else {
        panic!("a request")
    };
    assert_eq!(by.chars().count(), 40);
}

#[test]
fn a_time_that_is_none_is_the_beginning() {
    for (said, kept) in [
        (12.9, 12),
        (-1.0, 0),
        (f64::NAN, 0),
        (f64::INFINITY, u32::MAX),
    ] {
        let sighting = Sighting::new(Kind::Opened, "", said);
        assert_eq!(sighting.milliseconds, kept);
    }
}
