//! Servers whose certificates are true or false.

use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::thread;

use plenipo_fetch::{Answer, Fault, Fetcher, Known, Settings};
use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, DnType, IsCa, KeyPair, date_time_ymd};
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::{ServerConfig, ServerConnection, StreamOwned};

/// An authority that the fetcher of these tests trusts.
fn authority() -> CertifiedIssuer<'static, KeyPair> {
    let mut params = CertificateParams::new(Vec::new()).expect("no names");
    params.distinguished_name.push(DnType::CommonName, "An authority");
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    CertifiedIssuer::self_signed(params, KeyPair::generate().expect("a key")).expect("a certificate")
}

/// Serves a page to all who take the certificate, over one connection after the other.
fn serve(certificate: CertificateDer<'static>, key: &KeyPair) -> SocketAddr {
    let key = PrivateKeyDer::try_from(key.serialize_der()).expect("a key");
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .expect("versions of TLS")
        .with_no_client_auth()
        .with_single_cert(vec![certificate], key)
        .expect("a certificate and its key");
    let config = Arc::new(config);
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let at = listener.local_addr().expect("an address");
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            // Whether the other side takes the answer is told by what it says of it.
            let _ = answer(stream, Arc::clone(&config));
        }
    });
    at
}

fn answer(stream: TcpStream, config: Arc<ServerConfig>) -> std::io::Result<()> {
    let connection = ServerConnection::new(config).map_err(std::io::Error::other)?;
    let mut reader = BufReader::new(StreamOwned::new(connection, stream));
    let (mut first, mut line) = (String::new(), String::new());
    reader.read_line(&mut first)?;
    while reader.read_line(&mut line)? > 2 {
        line.clear();
    }
    let status = if first.contains("/robots.txt") { "404 Not Found" } else { "200 OK" };
    let stream = reader.get_mut();
    write!(stream, "HTTP/1.1 {status}\r\nContent-Length: 12\r\nConnection: close\r\n\r\n<p>Words</p>")?;
    stream.conn.send_close_notify();
    stream.flush()
}

#[track_caller]
fn check(params: &CertificateParams, trusted: bool, expect: Result<(), &str>) {
    let (authority, key) = (authority(), KeyPair::generate().expect("a key"));
    let certificate = if trusted { params.signed_by(&key, &authority) } else { params.self_signed(&key) };
    let at = serve(certificate.expect("a certificate").der().clone(), &key);
    let settings =
        Settings { allow_private: true, authorities: Some(vec![authority.der().to_vec()]), ..Settings::default() };
    let address = format!("https://localhost:{}/page", at.port());
    let found = match Fetcher::new(settings).get(&address, &Known::default()) {
        Ok(Answer::Fresh(page)) if page.bytes == b"<p>Words</p>" => Ok(()),
        Ok(answer) => panic!("{answer:?}"),
        Err(error) => {
            assert!(!error.fault.may_pass(), "a false certificate is not asked for again at once");
            Err(error.fault)
        }
    };
    assert_eq!(found, expect.map_err(|reason| Fault::Untrusted(reason.to_owned())));
}

fn named(name: &str) -> CertificateParams {
    CertificateParams::new(vec![name.to_owned()]).expect("a name")
}

#[test]
fn true_certificates_are_taken_and_false_ones_refused() {
    check(&named("localhost"), true, Ok(()));
    check(&named("localhost"), false, Err("its certificate is signed by no known authority"));
    check(&named("elsewhere.example"), true, Err("its certificate is for another host"));
    let mut expired = named("localhost");
    expired.not_before = date_time_ymd(2020, 1, 1);
    expired.not_after = date_time_ymd(2021, 1, 1);
    check(&expired, true, Err("its certificate has expired"));
    let mut early = named("localhost");
    early.not_before = date_time_ymd(4000, 1, 1);
    check(&early, true, Err("its certificate is not valid yet"));
}
