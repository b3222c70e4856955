//! Sets the panic hook, runs the self-tests and mounts the app, or what stands in its place where one of them failed; in a
//! worker, which runs the same program, opens the office. Nothing else happens here.

use std::rc::Rc;

use totp_toolset::browser::dom::mount;
use totp_toolset::browser::entropy::random_bytes;
use totp_toolset::browser::panic::report;
use totp_toolset::browser::sights::Watch;
use totp_toolset::browser::worker::serve;
use totp_toolset::proof::SelfTests;
use totp_toolset::ui::{App, AppProps, Blocked, BlockedProps};
use totp_toolset::work::{Office, WorkFailed};

/// Wipes whatever is freed: the strings of Yew and of the glue hold secrets too.
#[global_allocator]
static ALLOCATOR: zeroizing_alloc::ZeroAlloc<std::alloc::System> =
    zeroizing_alloc::ZeroAlloc(std::alloc::System);

fn main() {
    yew::set_custom_panic_hook(Box::new(report));
    let self_tests = SelfTests::run(random_bytes);
    if work_in_a_worker(&self_tests) {
        return;
    }
    let self_tests = Rc::new(self_tests);
    mount(|root| {
        if self_tests.passed() {
            let watch = Watch::start();
            let props = AppProps { self_tests, watch };
            yew::Renderer::<App>::with_root_and_props(root, props).render();
        } else {
            let props = BlockedProps { self_tests };
            yew::Renderer::<Blocked>::with_root_and_props(root, props).render();
        }
    });
}

/// A worker has a memory and a source of randomness of its own, and the seeds of `#issue` come from there: what failed
/// in it has to be said by it.
fn work_in_a_worker(self_tests: &SelfTests) -> bool {
    let is_well = self_tests.passed();
    let mut office = if self_tests.computes() {
        Office::default()
    } else {
        Office::refusing(WorkFailed::SelfTest)
    };
    serve(move |ticket, head, body| {
        office.handle(ticket, &head, body, &mut |place| {
            if !is_well {
                return Err(WorkFailed::Entropy);
            }
            random_bytes(place).map_err(|_| WorkFailed::Entropy)
        })
    })
}
