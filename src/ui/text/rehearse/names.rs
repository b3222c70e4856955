//! What things are called: by the portal's own names where it has one.

use crate::rehearsal::{
    App, Audience, Battery, Enabled, Grant, Migration, Origin, Resources, Role, Screen, Standing,
    Status,
};

/// The screens' names: the portal's own, where it has one.
pub fn screen(screen: Screen) -> &'static str {
    match screen {
        Screen::Users => "Users",
        Screen::Tokens => "OATH tokens",
        Screen::Methods => "Authentication methods",
        Screen::Access => "Conditional Access",
        Screen::SignIn => "Sign in",
        Screen::Graph => "Microsoft Graph",
    }
}

/// How far a step is.
pub fn standing(standing: Standing) -> &'static str {
    match standing {
        Standing::Done => "Done",
        Standing::Next => "Next",
        Standing::Later => "Later",
    }
}

/// A role.
pub fn role(role: Role) -> &'static str {
    match role {
        Role::Administrator => "Global Administrator: you",
        Role::EmergencyAccess => "Global Administrator: emergency access",
        Role::Member => "Member",
    }
}

/// How far a token is; of those that Graph alone manages, that too.
pub fn status(status: Status, origin: Origin) -> String {
    let status = match status {
        Status::Available => "Available",
        Status::Assigned => "Not activated",
        Status::Activated => "Activated",
        Status::FailedActivation => "Activation failed",
    };
    match origin {
        Origin::Csv => status.to_owned(),
        Origin::Graph => format!("{status} (Graph)"),
    }
}

/// A battery.
pub fn battery(battery: Battery) -> &'static str {
    match battery {
        Battery::Full => "full",
        Battery::Low => "low",
        Battery::Empty => "empty",
    }
}

/// How far a clock is off.
pub fn drift(seconds: i32) -> String {
    let minutes = |seconds: u32| match (seconds / 60, seconds % 60) {
        (0, seconds) => format!("{seconds} s"),
        (minutes, 0) => format!("{minutes} min"),
        (minutes, seconds) => format!("{minutes} min {seconds} s"),
    };
    match seconds {
        0 => "right".to_owned(),
        slow if slow < 0 => format!("{} slow", minutes(slow.unsigned_abs())),
        fast => format!("{} fast", minutes(fast.unsigned_abs())),
    }
}

/// An application.
pub fn app(app: App) -> &'static str {
    match app {
        App::Office365 => "Office 365",
        App::Portal => "Microsoft Entra admin center",
    }
}

/// What a policy is for.
pub fn resources(resources: Resources) -> &'static str {
    match resources {
        Resources::None => "nothing selected",
        Resources::All => "All resources (formerly “All cloud apps”)",
        Resources::Only(one) => app(one),
    }
}

/// What a policy asks.
pub fn grant(grant: Grant) -> &'static str {
    match grant {
        Grant::None => "0 controls selected",
        Grant::RequireMfa => "Require multifactor authentication",
        Grant::Block => "Block access",
    }
}

/// Whether a policy holds.
pub fn enabled(enabled: Enabled) -> &'static str {
    match enabled {
        Enabled::ReportOnly => "Report-only",
        Enabled::On => "On",
        Enabled::Off => "Off",
    }
}

/// For whom something is.
pub fn audience(audience: &Audience) -> &'static str {
    match audience {
        Audience::None => "None",
        Audience::All => "All users",
        Audience::Selected(_) => "Select users",
    }
}

/// How far a migration is: the portal's names.
pub fn migration(migration: Migration) -> &'static str {
    match migration {
        Migration::PreMigration => "Pre-migration",
        Migration::InProgress => "Migration in progress",
        Migration::Complete => "Migration Complete",
    }
}

/// What that means, in Microsoft's words: `concept-authentication-methods-manage`.
pub fn migration_means(migration: Migration) -> &'static str {
    match migration {
        Migration::PreMigration => {
            "“The Authentication methods policy is used only for authentication. Legacy policy settings are respected.”"
        }
        Migration::InProgress => {
            "“The Authentication methods policy is used for authentication and SSPR. Legacy policy settings are respected.”"
        }
        Migration::Complete => {
            "“Only the Authentication methods policy is used for authentication and SSPR. Legacy policy settings are ignored.”"
        }
    }
}
