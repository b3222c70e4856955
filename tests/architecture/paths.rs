//! Which paths a source file names, wherever they stand: `use` trees, expressions, types, inside macros.
//!
//! It reads tokens, not a syntax tree: what `html!` and its like contain has no syntax tree. Comments are no
//! tokens and a string is one literal, so neither can name anything.

use std::str::FromStr;

use proc_macro2::{Delimiter, Group, Span, TokenStream, TokenTree};

/// The package's name as its own binary writes it.
const PACKAGE: &str = "totp_toolset";

/// Something that a file names, and the line it is on, from 1.
#[derive(Debug, PartialEq, Eq)]
pub struct Named {
    pub line: usize,
    pub what: What,
}

#[derive(Debug, PartialEq, Eq)]
pub enum What {
    /// A path within the package, from its root: `crate::oath::Code` is `["oath", "Code"]`.
    Inside(Vec<String>),
    /// The root itself taken in by a `use`, under whatever name: everything could be reached through it.
    Root,
    /// Any word of the file, for the names of other crates.
    Word(String),
    /// What would lead around the paths: `#[path]`, `include!`, `extern crate`.
    Detour(&'static str),
}

/// All that the file names. `module` is where it stands in the package: `["oath", "seed"]`, `[]` for the root.
///
/// # Errors
/// The line that is no Rust.
pub fn named(source: &str, module: &[&str]) -> Result<Vec<Named>, usize> {
    let tokens = TokenStream::from_str(source).map_err(|error| error.span().start().line)?;
    let module = module.iter().map(ToString::to_string).collect();
    let mut reader = Reader {
        module,
        found: Vec::new(),
    };
    reader.read(tokens);
    Ok(reader.found)
}

struct Reader {
    module: Vec<String>,
    found: Vec<Named>,
}

impl Reader {
    fn read(&mut self, tokens: TokenStream) {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        let mut at = 0;
        while at < tokens.len() {
            let rest = &tokens[at..];
            let before = &tokens[..at];
            at += match rest {
                [
                    TokenTree::Ident(word),
                    TokenTree::Ident(name),
                    TokenTree::Group(body),
                    ..,
                ] if word == "mod" && body.delimiter() == Delimiter::Brace => {
                    self.read_module(name.to_string(), body);
                    3
                }
                [TokenTree::Ident(word), next, ..] if word == "use" && !is_punct(next, '<') => {
                    1 + self.read_use(&rest[1..], Vec::new(), word.span())
                }
                [TokenTree::Ident(_), ..] => self.read_path(before, rest),
                [TokenTree::Group(group), ..] => {
                    self.note_path_attribute(before, group);
                    self.read(group.stream());
                    1
                }
                _ => 1,
            };
        }
    }

    fn read_module(&mut self, name: String, body: &Group) {
        self.module.push(name);
        self.read(body.stream());
        self.module.pop();
    }

    /// Reads a tree up to its `;` or `,`, and says how many tokens it had.
    fn read_use(&mut self, tokens: &[TokenTree], mut path: Vec<String>, span: Span) -> usize {
        let mut span = span;
        let mut renamed = false;
        for (at, token) in tokens.iter().enumerate() {
            match token {
                TokenTree::Punct(mark) if matches!(mark.as_char(), ';' | ',') => {
                    self.note_use(&path, span);
                    return at;
                }
                TokenTree::Group(branches) => {
                    let branches: Vec<TokenTree> = branches.stream().into_iter().collect();
                    self.read_branches(&branches, &path, span);
                    return at + 1;
                }
                TokenTree::Ident(word) => {
                    span = word.span();
                    self.note_word(&word.to_string(), span);
                    // What follows `as` is a new name, not a step of the path.
                    renamed |= word == "as";
                    if !renamed {
                        path.push(word.to_string());
                    }
                }
                _ => {}
            }
        }
        self.note_use(&path, span);
        tokens.len()
    }

    fn read_branches(&mut self, branches: &[TokenTree], path: &[String], span: Span) {
        let mut at = 0;
        while at < branches.len() {
            at += self.read_use(&branches[at..], path.to_vec(), span).max(1);
            if branches.get(at).is_some_and(|token| is_punct(token, ',')) {
                at += 1;
            }
        }
    }

    /// Reads a path outside `use`, and says how many tokens it had.
    fn read_path(&mut self, before: &[TokenTree], tokens: &[TokenTree]) -> usize {
        let mut path = Vec::new();
        let mut at = 0;
        while let Some(TokenTree::Ident(word)) = tokens.get(at) {
            self.note_word(&word.to_string(), word.span());
            path.push(word.to_string());
            at += 1;
            match &tokens[at..] {
                [first, second, TokenTree::Ident(_), ..]
                    if is_punct(first, ':') && is_punct(second, ':') =>
                {
                    at += 2;
                }
                _ => break,
            }
        }
        let span = tokens[0].span();
        self.note_detour(&path, before, tokens.get(at), span);
        if !continues(before) {
            self.note_path(&path, span);
        }
        at
    }

    fn note_path(&mut self, path: &[String], span: Span) {
        if let Some(inside) = self.resolve(path)
            && !inside.is_empty()
        {
            self.note(What::Inside(inside), span);
        }
    }

    fn note_use(&mut self, path: &[String], span: Span) {
        // `use a::{self}` names `a`.
        let path = match path {
            [path @ .., last] if last == "self" && !path.is_empty() => path,
            path => path,
        };
        if path.is_empty() {
            return;
        }
        match self.resolve(path) {
            Some(inside) if inside.is_empty() => self.note(What::Root, span),
            Some(inside) => self.note(What::Inside(inside), span),
            None => {}
        }
    }

    /// The path from the package's root; `None` if it does not lead there by its own words.
    fn resolve(&self, path: &[String]) -> Option<Vec<String>> {
        let (first, rest) = path.split_first()?;
        match first.as_str() {
            "crate" | PACKAGE => Some(rest.to_vec()),
            "self" => Some([&self.module, rest].concat()),
            "super" => {
                let up = path.iter().take_while(|word| *word == "super").count();
                let kept = self.module.len().saturating_sub(up);
                Some([&self.module[..kept], &path[up..]].concat())
            }
            _ if self.module.is_empty() && path.len() > 1 => Some(path.to_vec()),
            _ => None,
        }
    }

    fn note_path_attribute(&mut self, before: &[TokenTree], group: &Group) {
        let is_attribute = group.delimiter() == Delimiter::Bracket
            && before.last().is_some_and(|token| is_punct(token, '#'));
        let mut inside = group.stream().into_iter();
        if is_attribute
            && matches!(inside.next(), Some(TokenTree::Ident(word)) if word == "path")
            && inside.next().is_some_and(|token| is_punct(&token, '='))
        {
            self.note(What::Detour("#[path]"), group.span());
        }
    }

    fn note_detour(
        &mut self,
        path: &[String],
        before: &[TokenTree],
        after: Option<&TokenTree>,
        span: Span,
    ) {
        let last = path.last().map_or("", String::as_str);
        let called = after.is_some_and(|token| is_punct(token, '!'));
        let is_extern = matches!(before.last(), Some(TokenTree::Ident(word)) if word == "extern");
        if last == "include" && called {
            self.note(What::Detour("include!"), span);
        } else if last == "crate" && is_extern {
            self.note(What::Detour("extern crate"), span);
        }
    }

    fn note_word(&mut self, word: &str, span: Span) {
        self.note(What::Word(word.to_owned()), span);
    }

    fn note(&mut self, what: What, span: Span) {
        let line = span.start().line;
        self.found.push(Named { line, what });
    }
}

fn is_punct(token: &TokenTree, mark: char) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == mark)
}

/// Whether what comes now only goes on with something before: `.name`, `Vec<u8>::name`.
fn continues(before: &[TokenTree]) -> bool {
    match before {
        [.., last] if is_punct(last, '.') => !is_range(before),
        [.., owner, first, second] if is_punct(first, ':') && is_punct(second, ':') => {
            matches!(owner, TokenTree::Ident(_) | TokenTree::Group(_)) || is_punct(owner, '>')
        }
        _ => false,
    }
}

/// `..name` begins anew after the dots.
fn is_range(before: &[TokenTree]) -> bool {
    matches!(before, [.., first, second] if is_punct(first, '.') && is_punct(second, '.'))
}
