//! Sets the panic hook and mounts the app; in a worker, which runs the same program, opens the office. Nothing else
//! happens here.

use totp_toolset::browser::entropy::random_bytes;
use totp_toolset::browser::panic::report;
use totp_toolset::browser::worker::serve;
use totp_toolset::ui::App;
use totp_toolset::work::{Office, WorkFailed};

/// Wipes whatever is freed: the strings of Yew and of the glue hold secrets too.
#[global_allocator]
static ALLOCATOR: zeroizing_alloc::ZeroAlloc<std::alloc::System> =
    zeroizing_alloc::ZeroAlloc(std::alloc::System);

fn main() {
    yew::set_custom_panic_hook(Box::new(report));
    let mut office = Office::default();
    let in_worker = serve(move |ticket, head, body| {
        office.handle(ticket, &head, body, &mut |place| {
            random_bytes(place).map_err(|_| WorkFailed::Entropy)
        })
    });
    if in_worker {
        return;
    }
    totp_toolset::browser::dom::mount(|root| {
        yew::Renderer::<App>::with_root(root).render();
    });
}
