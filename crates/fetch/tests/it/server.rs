//! A server on this machine whose pages each misbehave in their own way.

use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use flate2::Compression;
use flate2::write::GzEncoder;

/// A running server; it ends with the tests.
pub struct Server {
    at: SocketAddr,
    asked: Arc<AtomicUsize>,
}

impl Server {
    /// Starts a server.
    pub fn start() -> Self {
        Self::with_rules(
            "HTTP/1.1 200 OK\r\nContent-Length: 35\r\nConnection: close\r\n\r\nUser-agent: *\nDisallow: /closed/\n\n\n",
        )
    }

    /// Starts a server that cannot tell its rules.
    pub fn with_failing_rules() -> Self {
        Self::with_rules("HTTP/1.1 500 Broken\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
    }

    /// Starts a server that says good morning to everybody, whatever is asked.
    pub fn without_manners() -> Self {
        Self::listen(|mut stream| {
            let _ = stream.write_all(b"good morning\r\n\r\n");
        })
    }

    fn with_rules(rules: &'static str) -> Self {
        Self::listen(move |stream| answer(stream, rules))
    }

    fn listen(answer: impl Fn(TcpStream) + Copy + Send + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let at = listener.local_addr().expect("an address");
        let asked = Arc::new(AtomicUsize::new(0));
        let count = Arc::clone(&asked);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                count.fetch_add(1, Ordering::SeqCst);
                thread::spawn(move || answer(stream));
            }
        });
        Server { at, asked }
    }

    /// Returns the address of a page.
    pub fn address(&self, path: &str) -> String {
        format!("http://{}{path}", self.at)
    }

    /// Returns how many connections were made.
    pub fn asked(&self) -> usize {
        self.asked.load(Ordering::SeqCst)
    }
}

/// Answers one request. Whether the other side still listens is of no interest.
fn answer(mut stream: TcpStream, rules: &str) {
    let mut reader = BufReader::new(stream.try_clone().expect("a second handle"));
    let (mut first, mut head) = (String::new(), String::new());
    let _ = reader.read_line(&mut first);
    let mut line = String::new();
    while reader.read_line(&mut line).is_ok_and(|count| count > 2) {
        head += &line.to_lowercase();
        line.clear();
    }
    let path = first.split(' ').nth(1).unwrap_or_default();
    let _ = match path {
        "/robots.txt" => stream.write_all(rules.as_bytes()),
        "/page" if head.contains("if-none-match: \"7\"") => send(&mut stream, "304 Not Modified", "", b""),
        "/page" => {
            send(&mut stream, "200 OK", "Content-Type: text/html\r\nETag: \"7\"\r\n", b"<p>The ministers met.</p>")
        }
        "/packed" => send(&mut stream, "200 OK", "Content-Encoding: gzip\r\n", &packed(b"packed words")),
        "/bomb" => send(&mut stream, "200 OK", "Content-Encoding: gzip\r\n", &packed(&vec![b' '; 30_000_000])),
        "/broken-packing" => send(&mut stream, "200 OK", "Content-Encoding: gzip\r\n", b"this is not gzip"),
        "/moved" => send(&mut stream, "302 Found", "Location: /page\r\n", b""),
        "/circle" => send(&mut stream, "302 Found", "Location: /circle\r\n", b""),
        "/to-closed" => send(&mut stream, "301 Moved", "Location: /closed/page\r\n", b""),
        "/to-a-file" => send(&mut stream, "302 Found", "Location: file:///etc/passwd\r\n", b""),
        "/to-nowhere" => send(&mut stream, "302 Found", "", b""),
        "/gone" => send(&mut stream, "410 Gone", "", b""),
        "/busy" => send(&mut stream, "429 Too Many Requests", "Retry-After: 120\r\n", b""),
        "/failing" => send(&mut stream, "503 Unavailable", "", b""),
        "/silent" => {
            thread::sleep(Duration::from_secs(3));
            Ok(())
        }
        "/drip" => drip(&mut stream),
        "/endless" => endless(&mut stream, "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n", &[b'x'; 4096]),
        "/endless-head" => endless(&mut stream, "HTTP/1.1 200 OK\r\n", b"X-Again: and again and again\r\n"),
        "/nonsense" => stream.write_all(b"good morning\r\n\r\n"),
        "/cut" => stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\nConnection: close\r\n\r\nhalf a pa"),
        _ => send(&mut stream, "404 Not Found", "", b""),
    };
}

fn send(stream: &mut TcpStream, status: &str, headers: &str, body: &[u8]) -> std::io::Result<()> {
    let length = body.len();
    write!(stream, "HTTP/1.1 {status}\r\n{headers}Content-Length: {length}\r\nConnection: close\r\n\r\n")?;
    stream.write_all(body)
}

fn packed(body: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(body).expect("memory");
    encoder.finish().expect("memory")
}

/// One byte at a time, each in time, the whole never.
fn drip(stream: &mut TcpStream) -> std::io::Result<()> {
    stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\nConnection: close\r\n\r\n")?;
    for _ in 0..1000 {
        stream.write_all(b"x")?;
        thread::sleep(Duration::from_millis(50));
    }
    Ok(())
}

fn endless(stream: &mut TcpStream, head: &str, piece: &[u8]) -> std::io::Result<()> {
    stream.write_all(head.as_bytes())?;
    loop {
        stream.write_all(piece)?;
    }
}
