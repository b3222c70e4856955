//! Looks for the builder's own folders in what is released: a path can name a person or an employer.
//!
//! The remedy is the compiler's path remapping, which is made here too, from the same folders.

use crate::{
    packages::{Package, packages},
    run::output,
    workspace::Workspace,
};
use anyhow::{Context, Result, bail};
use std::{
    collections::BTreeSet,
    path::{Component, Path, PathBuf},
    process::Command,
};

/// The folders on this machine that no release may name.
#[derive(Debug, Clone)]
pub struct Folders {
    workspace: PathBuf,
    cargo_home: PathBuf,
    sysroot: PathBuf,
    /// Where the compiler says that its own sources lie when they are not installed.
    virtual_sysroot: String,
    packages: Vec<Package>,
    others: Vec<PathBuf>,
}

impl Folders {
    /// Asks the environment and the compiler.
    ///
    /// # Errors
    /// When neither says where Cargo keeps its files, or the compiler does not answer.
    pub fn of_this_machine(workspace: &Workspace) -> Result<Self> {
        let homes: Vec<PathBuf> = ["HOME", "USERPROFILE"]
            .iter()
            .filter_map(std::env::var_os)
            .map(PathBuf::from)
            .collect();
        let cargo_home = std::env::var_os("CARGO_HOME")
            .map(PathBuf::from)
            .or_else(|| Some(homes.first()?.join(".cargo")))
            .context("neither CARGO_HOME nor HOME is set: set one, so that its path can be kept out of the release")?;
        let rustup_home = std::env::var_os("RUSTUP_HOME").map(PathBuf::from);
        let sysroot = output(Command::new("rustc").args(["--print", "sysroot"]))
            .context("rustc does not say where it lives: is it installed?")?;
        let version = output(Command::new("rustc").arg("-vV")).unwrap_or_default();
        Ok(Self {
            workspace: workspace.root.clone(),
            cargo_home,
            sysroot: PathBuf::from(sysroot.trim()),
            virtual_sysroot: virtual_sysroot(&version),
            packages: packages(workspace)?
                .into_iter()
                .filter(|package| package.foreign)
                .collect(),
            others: homes.into_iter().chain(rustup_home).collect(),
        })
    }

    /// The compiler's options that keep these folders out of its output.
    ///
    /// Packages from a registry keep their name and version, so that a panic's place still says where.
    pub fn remapping(&self) -> Vec<String> {
        let mut options = vec![
            remap(&self.workspace, "."),
            remap(&self.cargo_home, "/cargo"),
        ];
        options.extend(self.package_remapping());
        options.push(remap(&self.sysroot, "/sysroot"));
        // With and without the sources of the standard library installed: the same bytes.
        options.push(remap(
            &self.sysroot.join("lib/rustlib/src/rust"),
            &self.virtual_sysroot,
        ));
        options
    }

    /// Wherever a machine has the packages: the registry's folder is named by its address, and a vendored copy lies
    /// anywhere, with or without the version in its name.
    fn package_remapping(&self) -> Vec<String> {
        let mut registries = BTreeSet::new();
        let mut alone = BTreeSet::new();
        for package in &self.packages {
            let name = package.in_registry();
            match package.folder.parent() {
                Some(registry) if package.folder.ends_with(&name) => {
                    registries.insert(remap(registry, "/crates"));
                }
                _ => {
                    alone.insert(remap(&package.folder, &format!("/crates/{name}")));
                }
            }
        }
        registries.into_iter().chain(alone).collect()
    }

    /// Refuses bytes that name one of these folders.
    ///
    /// # Errors
    /// When they do; the error says which.
    pub fn refuse_in(&self, what: &str, bytes: &[u8]) -> Result<()> {
        let found: Vec<_> = self
            .all()
            .into_iter()
            .filter(|folder| is_named_in(bytes, folder))
            .map(|folder| folder.display().to_string())
            .collect();
        if found.is_empty() {
            return Ok(());
        }
        bail!(
            "{what} names folders of this machine: {}. Build it with `cargo xtask build`, which keeps them out; \
             if that is what failed, a path with a space in it is the likely cause: move the checkout, or CARGO_HOME",
            found.join(", ")
        );
    }

    fn all(&self) -> BTreeSet<&Path> {
        let registries = self
            .packages
            .iter()
            .filter_map(|package| package.folder.parent());
        [&self.workspace, &self.cargo_home, &self.sysroot]
            .into_iter()
            .chain(&self.others)
            .map(PathBuf::as_path)
            .chain(registries)
            .collect()
    }
}

/// The later option wins where two match, so a folder must come after the one it lies in.
fn remap(from: &Path, to: &str) -> String {
    format!("--remap-path-prefix={}={to}", from.display())
}

/// `/rustc/<commit>`, from what `rustc -vV` prints.
fn virtual_sysroot(version: &str) -> String {
    let commit = version
        .lines()
        .find_map(|line| line.strip_prefix("commit-hash: "))
        .unwrap_or("unknown");
    format!("/rustc/{commit}")
}

fn is_named_in(bytes: &[u8], folder: &Path) -> bool {
    let names = folder
        .components()
        .filter(|component| matches!(component, Component::Normal(_)))
        .count();
    let text = folder.to_string_lossy();
    match names {
        // The root itself is in every path.
        0 => false,
        // `/src` and the like are in the middle of many paths: only at the start of one do they tell.
        1 => starts_a_path_in(bytes, &format!("{text}/")),
        _ => [text.replace('\\', "/"), text.into_owned()]
            .iter()
            .any(|spelling| positions(bytes, spelling).next().is_some()),
    }
}

fn starts_a_path_in(bytes: &[u8], needle: &str) -> bool {
    positions(bytes, needle).any(|at| {
        at.checked_sub(1)
            .is_none_or(|before| !is_of_a_path(bytes[before]))
    })
}

fn is_of_a_path(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"._-+~/\\".contains(&byte)
}

fn positions<'a>(bytes: &'a [u8], needle: &'a str) -> impl Iterator<Item = usize> + 'a {
    bytes
        .windows(needle.len())
        .enumerate()
        .filter(move |(_, window)| *window == needle.as_bytes())
        .map(|(at, _)| at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folders() -> Folders {
        Folders {
            workspace: PathBuf::from("/home/ada/totp"),
            cargo_home: PathBuf::from("/home/ada/.cargo"),
            sysroot: PathBuf::from("/opt/rust/1.95"),
            virtual_sysroot: "/rustc/abc".to_owned(),
            packages: vec![
                package(
                    "yew",
                    "0.23.0",
                    "/home/ada/.cargo/registry/src/x/yew-0.23.0",
                ),
                package("csv", "1.4.0", "/mnt/vendored/csv"),
                package("syn", "1.0.109", "/mnt/vendored/syn-1.0.109"),
            ],
            others: vec![
                PathBuf::from("/home/ada"),
                PathBuf::from("/srv"),
                PathBuf::from("/"),
            ],
        }
    }

    fn package(name: &str, version: &str, folder: &str) -> Package {
        Package {
            name: name.to_owned(),
            version: version.to_owned(),
            folder: PathBuf::from(folder),
            foreign: true,
        }
    }

    /// Where the option is that ends so.
    fn place_of(options: &[String], end: &str) -> usize {
        let ends_so = |option: &String| option.ends_with(end);
        options.iter().position(ends_so).unwrap()
    }

    fn refusal(text: &str) -> Option<String> {
        folders()
            .refuse_in("the program", text.as_bytes())
            .err()
            .map(|error| error.to_string())
    }

    #[test]
    fn a_path_in_the_checkout_is_found() {
        let error = refusal("\0panicked at /home/ada/totp/src/main.rs\0").unwrap();
        assert!(error.contains("/home/ada/totp"), "{error}");
    }

    #[test]
    fn a_path_in_cargos_home_is_found() {
        assert!(refusal("/home/ada/.cargo/registry/src/x/yew-0.23.0/src/lib.rs").is_some());
    }

    #[test]
    fn a_path_among_vendored_packages_is_found() {
        assert!(refusal("/mnt/vendored/csv/src/lib.rs").is_some());
    }

    #[test]
    fn a_package_has_one_name_wherever_it_lies() {
        let options = folders().remapping();
        for option in [
            "--remap-path-prefix=/home/ada/.cargo/registry/src/x=/crates",
            "--remap-path-prefix=/mnt/vendored/csv=/crates/csv-1.4.0",
        ] {
            assert!(options.iter().any(|made| made == option), "{options:?}");
        }
    }

    // The later option wins.
    #[test]
    fn a_package_in_cargos_home_or_in_the_checkout_is_named_as_a_package() {
        let options = folders().remapping();
        let at = |end| place_of(&options, end);
        assert!(at("=.") < at("=/crates"));
        assert!(at("=/cargo") < at("=/crates"));
    }

    // As `cargo vendor` names them: with the version only where there are two.
    #[test]
    fn a_package_without_its_version_is_remapped_after_the_folder_it_lies_in() {
        let options = folders().remapping();
        let at = |option: &str| options.iter().position(|made| made == option).unwrap();
        assert!(
            at("--remap-path-prefix=/mnt/vendored=/crates")
                < at("--remap-path-prefix=/mnt/vendored/csv=/crates/csv-1.4.0")
        );
    }

    #[test]
    fn a_path_in_the_compilers_folder_is_found() {
        assert!(refusal("/opt/rust/1.95/lib").is_some());
    }

    #[test]
    fn a_path_in_the_home_folder_is_found() {
        assert!(refusal("/home/ada/notes").is_some());
    }

    #[test]
    fn a_short_home_folder_is_found_at_the_start_of_a_path() {
        assert!(refusal("\0/srv/notes").is_some());
        assert!(refusal("/srv/notes").is_some());
    }

    #[test]
    fn a_short_home_folder_is_not_taken_for_a_longer_name() {
        assert_eq!(refusal("/srvhost"), None);
    }

    // A checkout in a container's `/src`, and every package has a folder of that name.
    #[test]
    fn a_short_home_folder_is_not_taken_for_one_inside_another() {
        assert_eq!(refusal("/crates/yew-0.23.0/srv/lib.rs"), None);
    }

    #[test]
    fn a_windows_folder_is_found_in_both_spellings() {
        let windows = Folders {
            workspace: PathBuf::from("C:\\Users\\ada/totp"),
            ..folders()
        };
        for text in ["C:\\Users\\ada/totp\\src", "C:/Users/ada/totp/src"] {
            assert!(windows.refuse_in("the program", text.as_bytes()).is_err());
        }
    }

    #[test]
    fn remapped_paths_are_fine() {
        assert_eq!(
            refusal("src/main.rs /crates/yew-0.23.0/src/lib.rs /rustc/abc/library/core"),
            None
        );
    }

    #[test]
    fn the_error_says_what_to_do() {
        let error = refusal("/home/ada/totp").unwrap();
        assert!(error.contains("cargo xtask build"), "{error}");
    }

    #[test]
    fn the_standard_librarys_sources_are_remapped_after_the_folder_they_lie_in() {
        let options = folders().remapping();
        let at = |end| place_of(&options, end);
        assert!(at("=/sysroot") < at("lib/rustlib/src/rust=/rustc/abc"));
    }

    #[test]
    fn the_standard_library_is_named_by_its_commit() {
        assert_eq!(
            virtual_sysroot("rustc 1.95.0\ncommit-hash: 5980\nhost: x\n"),
            "/rustc/5980"
        );
    }
}
