//! A small HTTP server that writes down whatever reaches it. It serves a trial's http origin, listens for
//! what a page should never send, and can be the proxy that a whole browser is sent through.
//! It never forwards anything: what is not served here is answered with 404, and recorded all the same.

use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, Shutdown, SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;

use crate::Outcome;

/// The most that is read of one request's body, in bytes. A body beyond that is cut off.
const LONGEST_BODY: u64 = 1 << 20;

/// One request as it arrived.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Request {
    /// `GET`, `POST`, ... or `CONNECT` for a tunnel, or `TLS` for what cannot be read inside one.
    pub method: String,
    /// The host that the browser meant to reach, without the port.
    pub host: String,
    /// The path with its query; empty for `CONNECT` and `TLS`.
    pub path: String,
    /// The beginning of the body.
    pub body: Vec<u8>,
}

impl fmt::Display for Request {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} {}{}", self.method, self.host, self.path)
    }
}

/// What is served under one path.
#[derive(Clone, Debug)]
enum Content {
    Bytes {
        bytes: Vec<u8>,
        /// Lines of the response's head, each with its line end.
        headers: String,
    },
    File(PathBuf),
    Folder(PathBuf),
}

#[derive(Default)]
struct Shared {
    routes: Mutex<BTreeMap<String, Content>>,
    requests: Mutex<Vec<Request>>,
    streams: Mutex<Vec<TcpStream>>,
    stopping: AtomicBool,
}

/// The server. It stops when dropped.
pub struct Server {
    address: SocketAddr,
    shared: Arc<Shared>,
}

impl Server {
    /// Listens on a free port of the loopback address.
    ///
    /// # Errors
    ///
    /// When the machine has none left.
    pub fn start() -> Outcome<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        let address = listener.local_addr()?;
        let shared = Arc::new(Shared::default());
        let theirs = Arc::clone(&shared);
        thread::spawn(move || accept(&listener, &theirs));
        Ok(Self { address, shared })
    }

    /// Where it listens.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The address of a path here; `path` begins with a slash.
    #[must_use]
    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// Serves bytes under exactly this path. The ending of the path decides on the type.
    pub fn serve(&self, path: &str, bytes: impl Into<Vec<u8>>) {
        self.serve_with(path, bytes, &[]);
    }

    /// The same with response headers of its own, each a name and a value.
    pub fn serve_with(&self, path: &str, bytes: impl Into<Vec<u8>>, headers: &[(&str, &str)]) {
        let lines = headers
            .iter()
            .map(|(name, value)| format!("{name}: {value}\r\n"));
        let content = Content::Bytes {
            bytes: bytes.into(),
            headers: lines.collect(),
        };
        self.route(path, content);
    }

    /// Serves a file under exactly this path, as it is when it is asked for.
    pub fn serve_file(&self, path: &str, file: &Path) {
        self.route(path, Content::File(file.to_owned()));
    }

    /// Serves a folder's files under this path, which ends in a slash.
    pub fn serve_folder(&self, path: &str, folder: &Path) {
        self.route(path, Content::Folder(folder.to_owned()));
    }

    /// Everything that has arrived so far, in order.
    #[must_use]
    pub fn requests(&self) -> Vec<Request> {
        lock(&self.shared.requests).clone()
    }

    fn route(&self, path: &str, content: Content) {
        lock(&self.shared.routes).insert(path.to_owned(), content);
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.shared.stopping.store(true, Ordering::SeqCst);
        for stream in lock(&self.shared.streams).iter() {
            // An error means that it is closed already.
            let _ = stream.shutdown(Shutdown::Both);
        }
        // Wakes the thread that accepts, which then sees that it is to stop.
        let _ = TcpStream::connect(self.address);
    }
}

fn accept(listener: &TcpListener, shared: &Arc<Shared>) {
    for stream in listener.incoming() {
        if shared.stopping.load(Ordering::SeqCst) {
            return;
        }
        let Ok(stream) = stream else { continue };
        if let Ok(copy) = stream.try_clone() {
            lock(&shared.streams).push(copy);
        }
        let shared = Arc::clone(shared);
        // A connection that breaks is the browser's affair: what had arrived is recorded.
        thread::spawn(move || converse(&stream, &shared));
    }
}

/// Answers one request; after a `CONNECT`, also the one inside the tunnel.
fn converse(stream: &TcpStream, shared: &Shared) -> Outcome {
    let mut reader = BufReader::new(stream);
    let mut tunnel: Option<String> = None;
    loop {
        if let (Some(host), Some(0x16)) = (&tunnel, reader.fill_buf()?.first()) {
            record(shared, "TLS", host, "", Vec::new());
            break;
        }
        let Some(head) = Head::read(&mut reader)? else {
            break;
        };
        let (host, path) = head.destination(tunnel.as_deref());
        if head.method == "CONNECT" {
            record(shared, "CONNECT", &host, "", Vec::new());
            (&*stream).write_all(b"HTTP/1.1 200 Connection established\r\n\r\n")?;
            tunnel = Some(host);
            continue;
        }
        let mut body = Vec::new();
        if head.expects_continue {
            (&*stream).write_all(b"HTTP/1.1 100 Continue\r\n\r\n")?;
        }
        (&mut reader)
            .take(head.length.min(LONGEST_BODY))
            .read_to_end(&mut body)?;
        record(shared, &head.method, &host, &path, body);
        answer(stream, shared, &path)?;
        break;
    }
    // The copy kept for stopping would hold the connection open otherwise.
    stream.shutdown(Shutdown::Both)?;
    Ok(())
}

/// A request's first line, and what of its headers matters here.
struct Head {
    method: String,
    target: String,
    host: String,
    length: u64,
    expects_continue: bool,
}

impl Head {
    /// Reads up to the empty line; `None` at the end of the connection.
    fn read(reader: &mut impl BufRead) -> Outcome<Option<Self>> {
        let mut line = String::new();
        if reader.read_line(&mut line)? == 0 {
            return Ok(None);
        }
        let mut words = line.split_whitespace();
        let mut head = Self {
            method: words.next().unwrap_or_default().to_owned(),
            target: words.next().unwrap_or_default().to_owned(),
            host: String::new(),
            length: 0,
            expects_continue: false,
        };
        loop {
            line.clear();
            if reader.read_line(&mut line)? == 0 || line.trim().is_empty() {
                return Ok(Some(head));
            }
            let (name, value) = line.split_once(':').unwrap_or_default();
            match name.to_ascii_lowercase().as_str() {
                "host" => head.host = without_port(value.trim()).to_owned(),
                "content-length" => head.length = value.trim().parse().unwrap_or(0),
                "expect" => head.expects_continue = true,
                _ => {}
            }
        }
    }

    /// Host and path, from whichever of the three forms of a target it is (RFC 9112 §3.2).
    fn destination(&self, tunnel: Option<&str>) -> (String, String) {
        if self.method == "CONNECT" {
            return (without_port(&self.target).to_owned(), String::new());
        }
        if let Some((_, rest)) = self.target.split_once("://") {
            let slash = rest.find('/').unwrap_or(rest.len());
            let (authority, path) = rest.split_at(slash);
            return (without_port(authority).to_owned(), path.to_owned());
        }
        let host = tunnel.unwrap_or(&self.host);
        (host.to_owned(), self.target.clone())
    }
}

fn without_port(authority: &str) -> &str {
    authority
        .rsplit_once(':')
        .map_or(authority, |(host, _)| host)
}

fn record(shared: &Shared, method: &str, host: &str, path: &str, body: Vec<u8>) {
    lock(&shared.requests).push(Request {
        method: method.to_owned(),
        host: host.to_owned(),
        path: path.to_owned(),
        body,
    });
}

fn answer(mut stream: &TcpStream, shared: &Shared, path: &str) -> Outcome {
    let path = path.split(['?', '#']).next().unwrap_or_default();
    let found = find(&lock(&shared.routes), path);
    // Whoever asks for what is not there may read the refusal, so that only the policy stands in the way.
    let (status, extra, bytes) = match &found {
        Some((bytes, headers)) => ("200 OK", headers.as_str(), bytes.as_slice()),
        None => (
            "404 Not Found",
            "Access-Control-Allow-Origin: *\r\n",
            [].as_slice(),
        ),
    };
    let length = bytes.len();
    let kind = kind(path);
    let head = format!(
        "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\n{extra}\
         Cache-Control: no-store\r\nConnection: close\r\n\r\n"
    );
    stream.write_all(head.as_bytes())?;
    stream.write_all(bytes)?;
    Ok(())
}

/// What is served under a path, and the headers that come with it.
fn find(routes: &BTreeMap<String, Content>, path: &str) -> Option<(Vec<u8>, String)> {
    let without_headers = |bytes| (bytes, String::new());
    match routes.get(path) {
        Some(Content::Bytes { bytes, headers }) => return Some((bytes.clone(), headers.clone())),
        Some(Content::File(file)) => return fs::read(file).ok().map(without_headers),
        Some(Content::Folder(_)) | None => {}
    }
    let found = routes.iter().find_map(|(prefix, content)| {
        let Content::Folder(folder) = content else {
            return None;
        };
        let rest = path.strip_prefix(prefix.as_str())?;
        let plain = rest.split('/').all(|part| !part.is_empty() && part != "..");
        plain.then(|| fs::read(folder.join(rest)).ok()).flatten()
    });
    found.map(without_headers)
}

fn kind(path: &str) -> &'static str {
    let name = path.rsplit('/').next().unwrap_or_default();
    match name.rsplit_once('.').map(|(_, ending)| ending) {
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("json") => "application/json",
        Some("webmanifest") => "application/manifest+json",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("txt" | "csv") => "text/plain; charset=utf-8",
        _ => "text/html; charset=utf-8",
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
