//! The QR code for an authenticator app: the otpauth URI, as a picture and as text.

use std::rc::Rc;

use yew::prelude::*;

use crate::app::{Action, CodeDraft, Mask, SecretText};
use crate::browser::files::{Buffer, download};
use crate::qr::Qr;
use crate::ui::widgets::{Button, Card, CopyButton, Field, QrPicture, SecretValue};
use crate::ui::{Dispatch, text};

/// How many pixels a module of the PNG has.
const PNG_SCALE: u8 = 8;

/// Properties of [`QrCard`].
#[derive(Properties, PartialEq)]
pub struct QrCardProps {
    /// The form.
    pub code: CodeDraft,
    /// Whether secrets are shown.
    pub mask: Mask,
    /// Where actions go.
    pub dispatch: Dispatch,
}

/// The card.
#[component]
pub fn QrCard(props: &QrCardProps) -> Html {
    let uri = use_memo(props.code.clone(), CodeDraft::uri);
    let qr = use_memo(Rc::clone(&uri), |uri| {
        // Exposed by its nature: the picture is the secret.
        uri.as_ref().as_ref().map(|uri| Qr::encode(uri))
    });
    let field = |make: fn(String) -> Action| {
        let dispatch = props.dispatch.clone();
        Callback::from(move |typed| dispatch.dispatch(make(typed)))
    };
    let content = match (qr.as_ref(), uri.as_ref()) {
        (Some(Ok(qr)), Some(uri)) => {
            let source = {
                let uri = uri.clone();
                Callback::from(move |()| Some(uri.clone()))
            };
            html! {
                <>
                    <Picture qr={qr.clone()} hidden={props.mask.hides()} />
                    if props.code.has_uncommon_parameters() {
                        <p class="warning">{ text::UNCOMMON_PARAMETERS }</p>
                    }
                    <div class="uri">
                        <SecretValue text={SecretText::new(uri.to_string())} hidden={props.mask.hides()} grouped={false} />
                        <CopyButton what="the otpauth URI" secret={true} {source} />
                    </div>
                </>
            }
        }
        (Some(Err(_)), _) => html! { <p class="problem">{ text::QR_TOO_LONG }</p> },
        _ => {
            html! { <p class="empty">{ "No QR code yet. Give a seed, and correct what is marked." }</p> }
        }
    };
    html! {
        <Card id="qr" heading="QR code" class="qr-card">
            <div class="fields">
                <Field id="issuer" label="Issuer" value={props.code.issuer.clone()} oninput={field(Action::TypeIssuer)}
                    hint="Whose service, such as Contoso" />
                <Field id="account" label="Account" value={props.code.account.clone()} oninput={field(Action::TypeAccount)}
                    problem={props.code.account.trim().is_empty().then_some(text::NO_ACCOUNT)}
                    hint="Whose account, such as helga@contoso.com" />
            </div>
            { content }
        </Card>
    }
}

#[derive(Properties, PartialEq)]
struct PictureProps {
    qr: Qr,
    hidden: bool,
}

#[component]
fn Picture(props: &PictureProps) -> Html {
    let refused = use_state_eq(|| false);
    if props.hidden {
        return html! { <div class="qr masked"><p>{ "QR code hidden" }</p></div> };
    }
    let save = |name: &'static str, media_type: &'static str, make: fn(&Qr) -> Vec<u8>| {
        let (qr, refused) = (props.qr.clone(), refused.clone());
        Callback::from(move |()| {
            // The picture is a secret; it is wiped once the browser has its copy.
            let file = zeroize::Zeroizing::new(make(&qr));
            refused.set(download(name, media_type, &Buffer::of_bytes(&file)).is_err());
        })
    };
    html! {
        <div class="qr">
            <QrPicture qr={props.qr.clone()} label="QR code of the otpauth URI" />
            <div class="row">
                <Button label="Save the QR code as SVG" described_by="qr-secrets"
                    onclick={save("otpauth-qr.svg", "image/svg+xml", |qr| qr.svg_file().into_bytes())} />
                <Button label="Save the QR code as PNG" described_by="qr-secrets"
                    onclick={save("otpauth-qr.png", "image/png", |qr| qr.png_file(PNG_SCALE))} />
            </div>
            <p id="qr-secrets" class="hint">{ text::files::PICTURE_HOLDS_SECRET }</p>
            if *refused {
                <p class="problem" role="alert">{ text::FILE_NOT_SAVED }</p>
            }
        </div>
    }
}
