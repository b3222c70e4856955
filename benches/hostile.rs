//! How the time grows with hostile inputs: of twice and of four times as much, in times of the first. Two and four are linear; what
//! takes the square shows as four and sixteen: `cargo bench --no-default-features --bench hostile`.

mod timing;

use totp_toolset::check::{Request, Upload, decode_portal, examine, read_failures};
use totp_toolset::issue::read_users;
use totp_toolset::oath::{EncodingChoice, decode_seed};

use timing::{best, say};

/// Of bytes: some milliseconds each.
const SIZE: usize = 1 << 20;

fn main() {
    for (name, text) in inputs() {
        grows(name, |size| {
            let text = text(size);
            Box::new(move || examine(text.as_bytes(), &Request::default()).is_ok())
        });
    }
    let upload = Upload::default();
    for piece in [
        "illegal character ",
        "<",
        "a@b.c ",
        "\\u003c",
        "serial number: ",
    ] {
        let upload = &upload;
        grows(&format!("portal: {piece:?}"), |size| {
            let text = piece.repeat(size / 16 / piece.len());
            Box::new(move || decode_portal(&text, upload).goes_on)
        });
        grows(&format!("failures: {piece:?}"), |size| {
            let text = format!("serial,reason\n1,{}", piece.repeat(size / piece.len()));
            Box::new(move || read_failures(&text, None, upload).is_ok())
        });
    }
    for piece in ["a@b.c,", "\"", "@", "x\n"] {
        grows(&format!("users: {piece:?}"), |size| {
            let text = piece.repeat(size / 16 / piece.len());
            Box::new(move || read_users(&text, None).is_ok())
        });
    }
    for piece in ["A", "0", "!", "é "] {
        grows(&format!("seed: {piece:?}"), |size| {
            let text = piece.repeat(size / piece.len());
            Box::new(move || decode_seed(&text, EncodingChoice::Automatic).is_ok())
        });
    }
}

type Run<'a> = Box<dyn FnMut() -> bool + 'a>;

fn grows<'a>(name: &str, run: impl Fn(usize) -> Run<'a>) {
    let once = best(run(SIZE));
    for times in [2, 4] {
        let took = best(run(times * SIZE));
        say(
            &format!("{name}, {times} times as much"),
            took,
            once,
            "the first",
        );
    }
}

type Input = (&'static str, fn(usize) -> String);

fn inputs() -> [Input; 9] {
    const HEADER: &str = "upn,serial number,secret key,time interval,manufacturer,model\n";
    [
        ("one cell", |size| {
            format!("{HEADER}a@b.c,1,{}", "A".repeat(size))
        }),
        ("cells", |size| format!("{HEADER}{}", "1,".repeat(size / 2))),
        ("quotes", |size| format!("{HEADER}{}", "\"".repeat(size))),
        ("open quotes", |size| {
            format!("{HEADER}{}", "\"a,\n".repeat(size / 4))
        }),
        ("wrong rows", |size| {
            format!("{HEADER}{}", "=,+,!,x,@,-\n".repeat(size / 12))
        }),
        ("comments", |size| format!("{}1,AB", "#\n".repeat(size / 2))),
        ("JSON in JSON", |size| "{\"secretKey\":[".repeat(size / 14)),
        ("URIs", |size| {
            "otpauth://totp/%zz?secret=1\n".repeat(size / 28)
        }),
        ("XML on one line", |size| {
            let token = "<Token serial=\"1\"><Applications><Application><Seed>x</Seed></Application></Applications></Token>";
            format!("<Tokens>{}</Tokens>", token.repeat(size / token.len()))
        }),
    ]
}
