//! The health check of the source of randomness, with sources that are not well.

use std::convert::Infallible;

use totp_toolset::proof::{RandomFault, examine};

type Filled = Result<(), Infallible>;

/// Numbers that anybody could foresee: xorshift64*.
fn foreseeable() -> impl FnMut(&mut [u8]) -> Filled {
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    move |place| {
        for piece in place.chunks_mut(8) {
            state ^= state >> 12;
            state ^= state << 25;
            state ^= state >> 27;
            let next = state.wrapping_mul(0x2545_f491_4f6c_dd1d).to_le_bytes();
            piece.copy_from_slice(&next[..piece.len()]);
        }
        Ok(())
    }
}

#[test]
fn a_source_that_fills_and_does_not_repeat_passes() {
    assert_eq!(examine(&mut foreseeable()), Ok(()));
}

/// What the check cannot show, and the page says so: these numbers are none that a seed may be made of.
#[test]
fn numbers_that_anybody_can_foresee_pass_all_the_same() {
    let mut count = 0_u64;
    let mut counting = |place: &mut [u8]| -> Filled {
        for piece in place.chunks_mut(8) {
            count += 1;
            piece.copy_from_slice(&count.to_be_bytes());
        }
        Ok(())
    };
    assert_eq!(examine(&mut counting), Ok(()));
}

#[test]
fn a_source_that_fails_is_refused() {
    assert_eq!(
        examine(&mut |_: &mut [u8]| Err("missing")),
        Err(RandomFault::Failed)
    );
}

#[test]
fn a_source_that_fails_the_second_time_is_refused() {
    let (mut good, mut draws) = (foreseeable(), 0);
    let mut once = |place: &mut [u8]| {
        draws += 1;
        if draws > 1 {
            return Err(());
        }
        good(place).map_err(|never| match never {})
    };
    assert_eq!(examine(&mut once), Err(RandomFault::Failed));
}

#[test]
fn a_source_that_does_nothing_is_refused() {
    assert_eq!(
        examine(&mut |_: &mut [u8]| -> Filled { Ok(()) }),
        Err(RandomFault::Unfilled)
    );
}

#[test]
fn a_constant_source_is_refused() {
    for constant in [0x5a, 0xa5, 0x01] {
        let mut source = |place: &mut [u8]| -> Filled {
            place.fill(constant);
            Ok(())
        };
        assert_eq!(examine(&mut source), Err(RandomFault::Repeats));
    }
}

#[test]
fn a_source_of_zeros_is_refused() {
    let mut source = |place: &mut [u8]| -> Filled {
        place.fill(0);
        Ok(())
    };
    assert_eq!(examine(&mut source), Err(RandomFault::Unfilled));
}

#[test]
fn a_source_that_fills_a_part_only_is_refused_wherever_the_rest_lies() {
    for (from, to) in [(0, 32), (32, 64), (8, 64), (0, 56), (0, 1)] {
        for zeros in [false, true] {
            let mut good = foreseeable();
            let mut half = |place: &mut [u8]| {
                if zeros {
                    place.fill(0);
                }
                good(&mut place[from..to])
            };
            assert_eq!(
                examine(&mut half),
                Err(RandomFault::Unfilled),
                "{from}..{to}"
            );
        }
    }
}

#[test]
fn a_source_that_repeats_a_part_is_refused() {
    let mut good = foreseeable();
    let mut source = |place: &mut [u8]| {
        good(place)?;
        place[16..24].copy_from_slice(b"the same");
        Ok::<(), Infallible>(())
    };
    assert_eq!(examine(&mut source), Err(RandomFault::Repeats));
}

#[test]
fn the_same_draw_twice_is_refused() {
    let mut source = |place: &mut [u8]| foreseeable()(place);
    assert_eq!(examine(&mut source), Err(RandomFault::Repeats));
}
