//! A QR code as a picture. What it holds may be a secret: whoever draws it asks first whether secrets are shown.

use yew::prelude::*;

use crate::qr::Qr;

/// Properties of [`QrPicture`].
#[derive(Properties, PartialEq)]
pub struct QrPictureProps {
    /// The QR code.
    pub qr: Qr,
    /// What it is a picture of, for those who do not see it.
    pub label: AttrValue,
}

/// Dark on white in any colour scheme, margin included, as scanners want it.
#[component]
pub fn QrPicture(props: &QrPictureProps) -> Html {
    let side = props.qr.side();
    html! {
        <svg viewBox={format!("0 0 {side} {side}")} role="img" aria-label={props.label.clone()} shape-rendering="crispEdges">
            <rect width={side.to_string()} height={side.to_string()} class="qr-light" />
            <path d={props.qr.svg_path()} class="qr-dark" />
        </svg>
    }
}
