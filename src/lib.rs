//! TOTP Toolset.
