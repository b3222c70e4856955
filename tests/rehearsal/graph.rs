//! The same journey by Microsoft Graph: its requests as texts, and what they do to the tenant.

use serde_json::{Value, json};
use totp_toolset::formats::FindingCode;
use totp_toolset::oath::{Digits, HashAlgorithm, MovingFactor, TimeStep};
use totp_toolset::rehearsal::graph::{self, AssignRefused, Request};
use totp_toolset::rehearsal::{
    Activated, App, Audience, By, Enabled, Grant, Origin, Reason, Resources, Status, Tenant,
};

use crate::{
    HELGA, IDRIS, at, code, file_of, helgas, id, mfa_for, mfa_for_all, tenant_with, upload, user,
};

const HELGAS_ID: &str = "00000000-0000-0000-0000-000000000003";
const FIRST_DEVICE: &str = "11111111-0000-0000-0000-000000000001";

fn body(request: &Request) -> Value {
    serde_json::from_str(&request.body).expect("JSON")
}

fn tenant() -> Tenant {
    let mut tenant = Tenant::default();
    tenant.add_users([HELGA, IDRIS]);
    tenant
}

#[test]
fn a_token_is_created_as_nobodys() {
    let mut tenant = tenant();
    let id = tenant.create_by_graph(&helgas()).expect("created");
    let token = tenant.inventory().get(id).expect("it");
    assert_eq!(
        (token.origin, token.status, token.user),
        (Origin::Graph, Status::Available, None)
    );
}

#[test]
fn a_serial_number_that_a_token_of_graph_has_is_taken() {
    let mut tenant = tenant();
    tenant.create_by_graph(&helgas()).expect("created");
    let refused = tenant.create_by_graph(&helgas());
    assert_eq!(refused, Err(Reason::SerialTaken));
}

/// Microsoft: "A user might have two instances of the same hardware OATH token registered".
#[test]
fn a_token_of_the_upload_and_its_twin_of_graph_stand_side_by_side() {
    let mut tenant = tenant_with(&[helgas()]);
    let uploaded = id(&tenant, &helgas());
    let created = tenant.create_by_graph(&helgas()).expect("created");
    tenant
        .assign_by_graph(created, user(&tenant, HELGA))
        .expect("assigned");
    let inventory = tenant.inventory();
    assert_eq!(inventory.of_user(user(&tenant, HELGA)), [uploaded, created]);
    let origins = [uploaded, created].map(|id| inventory.get(id).expect("it").origin);
    assert_eq!(origins, [Origin::Csv, Origin::Graph]);
}

#[test]
fn of_two_instances_the_newer_is_found_and_knows_the_older() {
    let mut tenant = tenant_with(&[helgas()]);
    let uploaded = id(&tenant, &helgas());
    let created = tenant.create_by_graph(&helgas()).expect("created");
    assert_eq!(id(&tenant, &helgas()), created);
    let older = |id| tenant.inventory().get(id).expect("it").older;
    assert_eq!((older(created), older(uploaded)), (Some(uploaded), None));
}

#[test]
fn a_third_instance_is_refused() {
    let mut tenant = tenant_with(&[helgas()]);
    tenant.create_by_graph(&helgas()).expect("created");
    let refused = tenant.create_by_graph(&helgas());
    assert_eq!(refused, Err(Reason::SerialTaken));
}

#[test]
fn a_token_that_graph_refuses_is_not_created() {
    let mut tenant = tenant();
    let mut eight = helgas();
    eight.digits = Digits::Eight;
    let refused = tenant.create_by_graph(&eight);
    let Err(Reason::Finding(finding)) = refused else {
        panic!("{refused:?}")
    };
    assert_eq!(finding.code, FindingCode::DigitsNotSix);
    assert!(tenant.inventory().is_empty());
}

#[test]
fn graph_takes_sha_256_which_the_upload_does_not() {
    let mut tenant = tenant();
    let mut sha256 = helgas();
    sha256.hash = HashAlgorithm::Sha256;
    let id = tenant.create_by_graph(&sha256).expect("created");
    tenant
        .assign_by_graph(id, user(&tenant, HELGA))
        .expect("assigned");
    let typed = code(&sha256, at(0), 0);
    let activated = tenant.activate(id, &typed, By::Administrator, at(0));
    assert_eq!(activated, Activated::Done { drift: 0 });
}

#[test]
fn a_token_is_given_to_a_user() {
    let mut tenant = tenant();
    let id = tenant.create_by_graph(&helgas()).expect("created");
    let helga = user(&tenant, HELGA);
    assert_eq!(tenant.assign_by_graph(id, helga), Ok(()));
    let token = tenant.inventory().get(id).expect("it");
    assert_eq!((token.status, token.user), (Status::Assigned, Some(helga)));
}

#[test]
fn a_token_is_not_given_to_two_users() {
    let mut tenant = tenant();
    let id = tenant.create_by_graph(&helgas()).expect("created");
    tenant
        .assign_by_graph(id, user(&tenant, HELGA))
        .expect("assigned");
    let refused = tenant.assign_by_graph(id, user(&tenant, IDRIS));
    assert_eq!(refused, Err(AssignRefused::Taken));
}

#[test]
fn a_token_that_is_not_there_is_given_to_nobody() {
    let mut tenant = tenant();
    let id = tenant.create_by_graph(&helgas()).expect("created");
    tenant.start_over();
    tenant.add_users([HELGA]);
    let refused = tenant.assign_by_graph(id, user(&tenant, HELGA));
    assert_eq!(refused, Err(AssignRefused::NotFound));
}

#[test]
fn the_request_that_creates_a_token_is_microsofts() {
    let request = graph::create(&helgas()).expect("a request");
    assert_eq!(
        request.line,
        "PATCH /beta/directory/authenticationMethodDevices/hardwareOathDevices"
    );
    let device = &body(&request)["value"][0];
    assert_eq!(device["serialNumber"], "1000001");
    assert_eq!(device["timeIntervalInSeconds"], 30);
}

#[test]
fn the_request_that_creates_a_token_gives_it_to_nobody() {
    let mut token = helgas();
    token.user.id = HELGAS_ID.parse().ok();
    let request = graph::create(&token).expect("a request");
    assert_eq!(body(&request)["value"][0]["assignTo"], Value::Null);
}

#[test]
fn there_is_no_request_for_a_token_that_graph_refuses() {
    let mut token = helgas();
    token.factor = MovingFactor::Time(TimeStep::try_from(45).expect("seconds"));
    assert!(graph::create(&token).is_none());
}

#[test]
fn the_request_that_gives_a_token_to_a_user_names_both() {
    let tenant = tenant_with(&[helgas()]);
    let request = graph::assign(id(&tenant, &helgas()), user(&tenant, HELGA), &tenant);
    assert_eq!(
        request.line,
        format!("POST /beta/users/{HELGAS_ID}/authentication/hardwareOathMethods")
    );
    assert_eq!(body(&request), json!({ "device": { "id": FIRST_DEVICE } }));
}

/// RFC 4226, appendix D: 287082 is the code of count 1 of the published seed.
fn shown() -> totp_toolset::oath::Code {
    let secret = totp_toolset::oath::Secret::from_bytes(b"12345678901234567890").expect("20 bytes");
    let hotp = totp_toolset::oath::Hotp::new(&secret, HashAlgorithm::Sha1);
    hotp.code(totp_toolset::oath::Counter(1), Digits::Six)
}

#[test]
fn the_request_that_activates_a_token_has_the_code() {
    let tenant = tenant_with(&[helgas()]);
    let (token, user) = (id(&tenant, &helgas()), user(&tenant, HELGA));
    let request = graph::activate(token, user, shown(), &tenant);
    assert_eq!(
        request.line,
        format!(
            "POST /beta/users/{HELGAS_ID}/authentication/hardwareOathMethods/{FIRST_DEVICE}/activate"
        )
    );
    assert_eq!(body(&request), json!({ "verificationCode": "287082" }));
}

#[test]
fn the_request_that_turns_the_method_on_says_for_whom() {
    let state = |audience| {
        let body = body(&graph::enable_method(&audience));
        let target = body["includeTargets"][0]["id"].clone();
        (body["state"].clone(), target)
    };
    assert_eq!(state(Audience::All), (json!("enabled"), json!("all_users")));
    assert_eq!(state(Audience::None).0, "disabled");
}

#[test]
fn the_request_that_creates_a_policy_says_what_was_chosen() {
    let tenant = tenant_with(&[helgas()]);
    let mut policy = mfa_for(user(&tenant, HELGA));
    policy.resources = Resources::Only(App::Office365);
    policy.excluded.insert(user(&tenant, HELGA));
    let body = body(&graph::create_policy(&policy));
    let conditions = &body["conditions"];
    assert_eq!(body["displayName"], policy.name);
    assert_eq!(body["state"], "enabled");
    assert_eq!(body["grantControls"]["builtInControls"], json!(["mfa"]));
    assert_eq!(conditions["users"]["includeUsers"], json!([HELGAS_ID]));
    assert_eq!(conditions["users"]["excludeUsers"], json!([HELGAS_ID]));
    assert_eq!(
        conditions["applications"]["includeApplications"],
        json!(["Office365"])
    );
}

#[test]
fn the_states_of_a_policy_are_graphs_words() {
    let states = Enabled::ALL.map(|enabled| {
        let mut policy = mfa_for_all();
        policy.enabled = enabled;
        body(&graph::create_policy(&policy))["state"].clone()
    });
    let expected = ["enabledForReportingButNotEnforced", "enabled", "disabled"];
    assert_eq!(states, expected);
}

#[test]
fn a_block_is_a_block_in_graph_too() {
    let mut policy = mfa_for_all();
    policy.grant = Grant::Block;
    let body = body(&graph::create_policy(&policy));
    assert_eq!(body["grantControls"]["builtInControls"], json!(["block"]));
}

#[test]
fn a_token_of_graph_is_taken_for_the_upload_as_well() {
    let mut tenant = tenant();
    tenant.create_by_graph(&helgas()).expect("created");
    upload(&mut tenant, "tokens.csv", &file_of([&helgas()]), at(0));
    let taken = crate::taken(&tenant);
    assert_eq!(taken.failures[0].reason, Reason::SerialTaken);
}
