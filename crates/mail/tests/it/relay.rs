//! Letters as a server of mail gets them: a small one of our own, on this machine.

use std::io::{BufRead as _, BufReader, Write as _};
use std::net::TcpListener;
use std::thread::{self, JoinHandle};

use mail_parser::MessageParser;
use plenipo_mail::Relay;

use crate::letters::letter;

/// What a server heard: the commands, and the message.
struct Heard {
    commands: Vec<String>,
    message: Vec<u8>,
}

/// Starts a server that takes one message; returns its address and, later, what it heard.
fn server(takes: bool) -> (String, JoinHandle<Heard>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("smtp://{}", listener.local_addr().unwrap());
    let heard = thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let mut lines = BufReader::new(stream.try_clone().unwrap());
        let (mut heard, mut line) = (Heard { commands: Vec::new(), message: Vec::new() }, Vec::new());
        stream.write_all(b"220 test\r\n").unwrap();
        loop {
            line.clear();
            if lines.read_until(b'\n', &mut line).unwrap_or(0) == 0 {
                return heard;
            }
            let command = String::from_utf8_lossy(&line).trim_end().to_owned();
            let reply: &[u8] = match command.split(' ').next().unwrap_or_default() {
                "EHLO" => b"250-test\r\n250 8BITMIME\r\n",
                "RCPT" if !takes => b"550 nobody of this name\r\n",
                "DATA" => b"354 go on\r\n",
                "QUIT" => b"221 bye\r\n",
                _ => b"250 ok\r\n",
            };
            stream.write_all(reply).unwrap();
            heard.commands.push(command.clone());
            if command == "DATA" {
                while line != b".\r\n" {
                    line.clear();
                    lines.read_until(b'\n', &mut line).unwrap();
                    // A line that begins with a stop comes with a second one.
                    let own = if line.starts_with(b"..") { &line[1..] } else { &line[..] };
                    if line != b".\r\n" {
                        heard.message.extend_from_slice(own);
                    }
                }
                stream.write_all(b"250 taken\r\n").unwrap();
            }
        }
    });
    (address, heard)
}

#[test]
fn a_server_gets_the_letter_as_it_is_written() {
    let (address, heard) = server(true);
    let relay = Relay::new(&address, None).unwrap();
    let letter = letter("Talvik met Reyl.\r\n.\r\nRCPT TO:<thief@example.org>");
    relay.send(&letter).unwrap();
    drop(relay);
    let heard = heard.join().unwrap();
    let recipients: Vec<&String> = heard.commands.iter().filter(|command| command.starts_with("RCPT")).collect();
    assert_eq!(recipients, ["RCPT TO:<reader@example.org>", "RCPT TO:<elise@example.org>"]);
    // The dot that ends a letter stands on a line of its own.
    let lines = |bytes: &[u8]| String::from_utf8_lossy(bytes).trim_end().to_owned();
    assert_eq!(lines(&heard.message), lines(&letter.to_eml().unwrap()));
    assert!(MessageParser::default().parse(&heard.message).is_some());
}

#[test]
fn a_server_that_does_not_take_it_is_told() {
    let (address, heard) = server(false);
    let told = Relay::new(&address, None).unwrap().send(&letter("Talks")).unwrap_err().to_string();
    assert!(told.contains("did not take the mail") && told.contains("nobody of this name"), "{told}");
    heard.join().unwrap();
}

#[track_caller]
fn check(address: &str, password: Option<&str>, expected: &str) {
    let told = Relay::new(address, password).err().map(|error| error.to_string()).unwrap_or_default();
    assert!(told.contains(expected) && expected.is_empty() == told.is_empty(), "{told}");
    assert!(!told.contains("s3cret"), "{told}");
}

#[test]
fn servers_that_are_none_and_passwords_in_the_open_are_refused() {
    check("smtps://desk@mail.example.org", Some("s3cret"), "");
    check("smtp://mail.example.org", None, "");
    check("smtps://desk@mail.example.org", None, "belong together");
    check("smtps://mail.example.org", Some("s3cret"), "belong together");
    check("smtps://desk:s3cret@mail.example.org", None, "does not belong into it");
    check("http://mail.example.org", None, "expected `smtps://`");
    check("mail.example.org", None, "is no server of mail");
}
