//! The same journey by Microsoft Graph: its requests as texts, and what they do to the tenant. Nothing is sent.
//!
//! Sources: microsoftgraph/microsoft-graph-docs-contrib, `api-reference/beta/api/`: `authenticationmethoddevice-update.md`,
//! `authentication-post-hardwareoathmethods.md`, `hardwareoathauthenticationmethod-activate.md`,
//! `authentication-delete-hardwareoathmethods.md`, `authenticationmethoddevice-delete-hardwareoathdevices.md`,
//! `hardwareoathauthenticationmethodconfiguration-update.md`, `conditionalaccessroot-post-policies.md`.

use std::num::NonZeroUsize;

use serde_json::{Value, json};
use zeroize::Zeroizing;

use super::access::{AccessPolicy, App, Enabled, Grant, Resources};
use super::inventory::{Origin, TokenId};
use super::tenant::Tenant;
use super::upload::Reason;
use super::users::{Audience, UserId, Users};
use crate::formats::Severity;
use crate::formats::graph::{CREATE_MANY, check, write_bulk};
use crate::oath::{Code, Token, UserDetails};
use crate::packed::Pack;

/// Office 365 as Conditional Access names it.
const OFFICE_365: &str = "Office365";

/// The portal as Conditional Access names it: "Windows Azure Service Management API".
const PORTAL: &str = "797f4846-ba00-4fd7-ba43-dac1f8f63013";

/// A request.
pub struct Request {
    /// Method and path.
    pub line: String,
    /// The body, JSON; empty where the request has none. It may hold a secret or a code; it is wiped when dropped.
    pub body: Zeroizing<String>,
}

impl Request {
    fn new(line: impl Into<String>, body: &Value) -> Self {
        Self {
            line: line.into(),
            body: Zeroizing::new(format!("{body:#}")),
        }
    }

    fn without_body(line: String) -> Self {
        Self {
            line,
            body: Zeroizing::default(),
        }
    }
}

/// Turns hardware OATH tokens on, for these users.
pub fn enable_method(audience: &Audience) -> Request {
    let state = if audience.is_nobody() {
        "disabled"
    } else {
        "enabled"
    };
    let target = match audience {
        Audience::All => "all_users",
        // The practice tenant has no groups; a real request names one.
        Audience::None | Audience::Selected(_) => "<object id of a group>",
    };
    Request::new(
        "PATCH /beta/policies/authenticationMethodsPolicy/authenticationMethodConfigurations/hardwareOath",
        &json!({
            "@odata.type": "#microsoft.graph.hardwareOathAuthenticationMethodConfiguration",
            "state": state,
            "includeTargets": [{
                "targetType": "group",
                "id": target,
                "isRegistrationRequired": false,
            }],
        }),
    )
}

/// Creates this token, given to nobody; `None` where Graph would refuse it. The body holds its secret.
pub fn create(token: &Token) -> Option<Request> {
    let token = &Token {
        // A copy: the body needs it, and whoever asks keeps the token.
        secret: token.secret.duplicate(),
        hash: token.hash,
        digits: token.digits,
        factor: token.factor,
        serial: token.serial.clone(),
        manufacturer: token.manufacturer.clone(),
        model: token.model.clone(),
        upn: None,
        // With an object id it would be given to somebody at once.
        user: UserDetails::default(),
    };
    let findings = check([token]);
    let body = write_bulk([token], &findings, NonZeroUsize::MIN).pop()?;
    let body = String::from_utf8(body.bytes.to_vec()).ok()?;
    Some(Request {
        line: CREATE_MANY.to_owned(),
        body: Zeroizing::new(body),
    })
}

/// Gives a token to a user.
pub fn assign(token: TokenId, user: UserId, tenant: &Tenant) -> Request {
    let line = format!(
        "POST /beta/users/{}/authentication/hardwareOathMethods",
        Users::object_id(user)
    );
    Request::new(
        line,
        &json!({ "device": { "id": tenant.device_id(token) } }),
    )
}

/// Activates a user's token with this code.
pub fn activate(token: TokenId, user: UserId, code: Code, tenant: &Tenant) -> Request {
    let line = format!(
        "POST /beta/users/{}/authentication/hardwareOathMethods/{}/activate",
        Users::object_id(user),
        tenant.device_id(token)
    );
    Request::new(line, &json!({ "verificationCode": code.to_string() }))
}

/// Takes a token from its user; it stays in the directory.
pub fn unassign(token: TokenId, user: UserId, tenant: &Tenant) -> Request {
    Request::without_body(format!(
        "DELETE /beta/users/{}/authentication/hardwareOathMethods/{}",
        Users::object_id(user),
        tenant.device_id(token)
    ))
}

/// Deletes a token that is nobody's.
pub fn delete(token: TokenId, tenant: &Tenant) -> Request {
    Request::without_body(format!(
        "DELETE /beta/directory/authenticationMethodDevices/hardwareOathDevices/{}",
        tenant.device_id(token)
    ))
}

/// Creates a Conditional Access policy.
pub fn create_policy(policy: &AccessPolicy) -> Request {
    let ids = |users: &mut dyn Iterator<Item = UserId>| -> Value {
        users.map(Users::object_id).collect::<Vec<_>>().into()
    };
    let include = match &policy.users {
        Audience::None => json!([]),
        Audience::All => json!(["All"]),
        Audience::Selected(users) => ids(&mut users.iter().copied()),
    };
    let applications = match policy.resources {
        Resources::None => json!([]),
        Resources::All => json!(["All"]),
        Resources::Only(App::Office365) => json!([OFFICE_365]),
        Resources::Only(App::Portal) => json!([PORTAL]),
    };
    let controls = match policy.grant {
        Grant::None => json!([]),
        Grant::RequireMfa => json!(["mfa"]),
        Grant::Block => json!(["block"]),
    };
    let state = match policy.enabled {
        Enabled::ReportOnly => "enabledForReportingButNotEnforced",
        Enabled::On => "enabled",
        Enabled::Off => "disabled",
    };
    Request::new(
        "POST /v1.0/identity/conditionalAccess/policies",
        &json!({
            "displayName": policy.name,
            "state": state,
            "conditions": {
                "clientAppTypes": ["all"],
                "users": {
                    "includeUsers": include,
                    "excludeUsers": ids(&mut policy.excluded.iter().copied()),
                },
                "applications": { "includeApplications": applications },
            },
            "grantControls": { "operator": "OR", "builtInControls": controls },
        }),
    )
}

/// Why Graph does not give a token to a user.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AssignRefused {
    /// There is no such token.
    #[error("there is no such token")]
    NotFound,
    /// It is somebody's already.
    #[error("the token is somebody's")]
    Taken,
}

impl Tenant {
    /// The id that the tenant has given a token: a GUID that nobody takes for a real one.
    pub fn device_id(&self, token: TokenId) -> String {
        let number = token.number() + 1;
        format!("11111111-0000-0000-0000-{number:012}")
    }

    /// Creates a token as Graph does: given to nobody. Where the upload brought one with the same serial number, both stay:
    /// MicrosoftDocs/entra-docs, `how-to-mfa-manage-oath-tokens.md`. That a second one of Graph is refused is not documented.
    ///
    /// # Errors
    /// Why it is refused; nothing was changed then.
    pub fn create_by_graph(&mut self, token: &Token) -> Result<TokenId, Reason> {
        let findings = check([token]);
        let error = findings
            .iter()
            .find(|finding| finding.severity() == Severity::Error);
        if let Some(error) = error {
            return Err(Reason::Finding(*error));
        }
        let serial = token.serial.as_ref().map_or("", |serial| serial.as_str());
        if self.inventory().find_of_graph(serial).is_some() {
            return Err(Reason::SerialTaken);
        }
        let row = self.inventory().len();
        let inventory = self.inventory_mut();
        inventory.take(&Pack::of([token]), Origin::Graph, &[(0, None)]);
        // It was put there a moment ago.
        inventory.at(row).ok_or(Reason::SerialTaken)
    }

    /// Gives a token to a user as Graph does.
    ///
    /// # Errors
    /// [`AssignRefused`]; nothing was changed then.
    pub fn assign_by_graph(&mut self, id: TokenId, user: UserId) -> Result<(), AssignRefused> {
        let token = self.inventory().get(id).ok_or(AssignRefused::NotFound)?;
        if token.user.is_some() {
            return Err(AssignRefused::Taken);
        }
        self.inventory_mut().assign(id, user);
        Ok(())
    }
}
