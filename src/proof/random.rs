//! A health check of the source of randomness: it is there, it fills, it does not repeat itself.
//!
//! Nothing more: no check of the numbers can show that nobody could predict them.

use zeroize::Zeroizing;

/// What is wrong with the source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RandomFault {
    /// It is missing, or it failed.
    #[error("the source of randomness is missing or failed")]
    Failed,
    /// It left a part of the place as it was.
    #[error("the source of randomness left a part unfilled")]
    Unfilled,
    /// Two draws were alike, wholly or in part.
    #[error("the source of randomness repeats itself")]
    Repeats,
}

/// A draw, in bytes: as long as the longest seed that the page makes.
const DRAW: usize = 64;

/// What is compared, in bytes: 64 bits are alike by chance once in 10^19 times.
const PIECE: usize = 8;

/// Draws twice and compares; `fill` fills a place with random bytes.
///
/// # Errors
/// [`RandomFault`].
pub fn examine<E>(fill: &mut impl FnMut(&mut [u8]) -> Result<(), E>) -> Result<(), RandomFault> {
    // From two grounds, for a source that leaves a place as it was could leave either.
    let first = draw(0x00, fill)?;
    let second = draw(0xff, fill)?;
    let pieces = first.as_chunks::<PIECE>().0.iter();
    let alike = pieces
        .zip(second.as_chunks::<PIECE>().0)
        .any(|(one, other)| one == other);
    if alike {
        return Err(RandomFault::Repeats);
    }
    Ok(())
}

fn draw<E>(
    ground: u8,
    fill: &mut impl FnMut(&mut [u8]) -> Result<(), E>,
) -> Result<Zeroizing<[u8; DRAW]>, RandomFault> {
    let mut place = Zeroizing::new([ground; DRAW]);
    fill(&mut place[..]).map_err(|_| RandomFault::Failed)?;
    // Zeros are what a buffer holds that nobody filled, whatever was in the place before.
    let untouched = |piece: &[u8; PIECE]| *piece == [ground; PIECE] || *piece == [0; PIECE];
    if place.as_chunks::<PIECE>().0.iter().any(untouched) {
        return Err(RandomFault::Unfilled);
    }
    Ok(place)
}
