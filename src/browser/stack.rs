//! The stack of the program, overwritten where nothing uses it any more: calls that are over leave there what they worked on,
//! and the allocator, which wipes all else, does not know it.

use std::hint::black_box;

use gloo_timers::callback::{Interval, Timeout};

/// How much is overwritten, in bytes, downwards from the caller. The linker gives a program for the web 1 MiB of stack; the
/// rest is left to callers.
const SWEPT: usize = 896 * 1024;

/// How often it is overwritten, in milliseconds, whatever happens.
const EVERY: u32 = 1_000;

/// Overwrites the stack below the caller. What the caller itself keeps there stays: to be called where little is.
#[inline(never)]
pub fn sweep() {
    let mut unused = [0_u8; SWEPT];
    // Or the compiler would leave out what nobody reads.
    black_box(&mut unused);
}

/// Sweeps each second, as long as it is kept.
pub fn sweep_regularly() -> Interval {
    Interval::new(EVERY, sweep)
}

/// Sweeps when all that is going on now is over, unless it is dropped before.
pub fn sweep_soon() -> Timeout {
    Timeout::new(0, sweep)
}
