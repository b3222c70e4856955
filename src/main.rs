//! Sets the panic hook and mounts the app. Nothing else happens here.

use totp_toolset::browser::panic::report;
use totp_toolset::ui::App;

/// Wipes whatever is freed: the strings of Yew and of the glue hold secrets too.
#[global_allocator]
static ALLOCATOR: zeroizing_alloc::ZeroAlloc<std::alloc::System> =
    zeroizing_alloc::ZeroAlloc(std::alloc::System);

fn main() {
    yew::set_custom_panic_hook(Box::new(report));
    totp_toolset::browser::dom::mount(|root| {
        yew::Renderer::<App>::with_root(root).render();
    });
}
