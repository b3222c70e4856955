//! The authentication methods policy, the legacy policies and the migration from them.

use totp_toolset::rehearsal::{Allowed, Audience, Methods, Migration, Tenant};

use crate::{HELGA, IDRIS, user};

fn tenant() -> Tenant {
    let mut tenant = Tenant::default();
    tenant.add_users([HELGA, IDRIS]);
    tenant
}

fn for_helga(tenant: &Tenant) -> Audience {
    let mut audience = Audience::None;
    audience.set(user(tenant, HELGA), true);
    audience
}

#[test]
fn nothing_is_on_before_somebody_turns_it_on() {
    let tenant = tenant();
    let allowed = tenant.methods().allow(user(&tenant, HELGA));
    assert_eq!(allowed, Allowed::No);
}

#[test]
fn the_policy_goes_before_the_legacy_one() {
    let tenant = tenant();
    let methods = Methods {
        hardware_oath: for_helga(&tenant),
        legacy_mfa_code: true,
        ..Methods::default()
    };
    let helga = methods.allow(user(&tenant, HELGA));
    let idris = methods.allow(user(&tenant, IDRIS));
    assert_eq!((helga, idris), (Allowed::ByPolicy, Allowed::ByLegacyPolicy));
}

#[test]
fn the_legacy_policy_counts_until_the_migration_is_complete() {
    let tenant = tenant();
    let allowed = Migration::ALL.map(|migration| {
        let methods = Methods {
            legacy_mfa_code: true,
            migration,
            ..Methods::default()
        };
        methods.allow(user(&tenant, HELGA))
    });
    let by_legacy = Allowed::ByLegacyPolicy;
    assert_eq!(allowed, [by_legacy, by_legacy, Allowed::No]);
}

#[test]
fn the_policy_for_password_reset_signs_nobody_in() {
    let tenant = tenant();
    let methods = Methods {
        legacy_sspr_code: true,
        ..Methods::default()
    };
    assert_eq!(methods.allow(user(&tenant, HELGA)), Allowed::No);
}

#[test]
fn completing_takes_the_method_from_those_who_have_it_by_the_legacy_policy_alone() {
    let tenant = tenant();
    let takes_away = [Audience::None, for_helga(&tenant), Audience::All].map(|hardware_oath| {
        let methods = Methods {
            hardware_oath,
            legacy_mfa_code: true,
            ..Methods::default()
        };
        methods.completing_takes_away()
    });
    assert_eq!(takes_away, [true, true, false]);
}

#[test]
fn completing_takes_nothing_where_the_legacy_policy_gives_nothing() {
    assert!(!Methods::default().completing_takes_away());
}
