//! Times as ratios to something in the same run: the machine's own speed cancels out.

use std::hint::black_box;
use std::time::{Duration, Instant};

/// The shortest of several runs.
pub fn best<T>(mut run: impl FnMut() -> T) -> Duration {
    let took = (0..5).map(|_| {
        let began = Instant::now();
        black_box(run());
        began.elapsed()
    });
    took.min().expect("five runs")
}

/// Prints how many times as long as the plain thing something took.
pub fn say(what: &str, took: Duration, plain: Duration, plain_thing: &str) {
    let ratio = took.as_secs_f64() / plain.as_secs_f64();
    let (took, plain) = (took.as_secs_f64() * 1e3, plain.as_secs_f64() * 1e3);
    println!("{what}: {ratio:.1} times {plain_thing} ({took:.1} ms to {plain:.1} ms)");
}
