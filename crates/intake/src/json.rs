//! JSON in all arrangements: one object, lists, objects around lists, lines.

use std::io::{self, BufRead as _};

use serde_json::Value;

use crate::Fault;
use crate::limits::ITEM_BYTES;
use crate::mapping::Values;
use crate::names::{bare, names};
use crate::open::{Flow, Intake};
use crate::tape::Tape;

/// Reads one object, or the elements of one list as they come.
pub(crate) fn values(intake: &mut Intake, name: &str, mut tape: Tape) -> Flow {
    let starts_list = skip_space(&mut tape).map(|next| next == Some(b'['));
    match starts_list {
        Err(error) => intake.fault(name, Fault::of(&error)),
        Ok(true) => {
            tape.consume(1);
            list(intake, name, &mut tape)
        }
        Ok(false) => {
            let mut bytes = Vec::new();
            match tape.take_exact(ITEM_BYTES + 1, &mut bytes) {
                Ok(true) => intake.fault(name, Fault::TooLarge),
                Ok(false) => one(intake, name, "", &bytes),
                Err(error) => intake.fault(name, Fault::of(&error)),
            }
        }
    }
}

/// Reads an object from each line.
pub(crate) fn lines(intake: &mut Intake, name: &str, mut tape: Tape) -> Flow {
    let mut line = Vec::new();
    for number in 1_u64.. {
        line.clear();
        let whole = tape.line(&mut line, ITEM_BYTES);
        let place = format!("#{number}");
        match whole {
            Err(error) => return intake.fault(name.to_owned() + &place, Fault::of(&error)),
            Ok(false) => intake.fault(name.to_owned() + &place, Fault::TooLarge)?,
            Ok(true) if line.is_empty() => break,
            Ok(true) if line.trim_ascii().is_empty() => {}
            Ok(true) => one(intake, name, &place, &line)?,
        }
    }
    Flow::Continue(())
}

fn list(intake: &mut Intake, name: &str, tape: &mut Tape) -> Flow {
    for number in 1_u64.. {
        let mut bytes = Vec::new();
        let place = format!("#{number}");
        match element(tape, &mut bytes) {
            Ok(Element::Whole) => one(intake, name, &place, &bytes)?,
            Ok(Element::TooLarge) => intake.fault(name.to_owned() + &place, Fault::TooLarge)?,
            Ok(Element::Cut) => return intake.fault(name.to_owned() + &place, Fault::Truncated),
            Ok(Element::End) => break,
            Err(error) => return intake.fault(name.to_owned() + &place, Fault::of(&error)),
        }
    }
    Flow::Continue(())
}

/// Hands over what one value holds: an article, or a list of them.
fn one(intake: &mut Intake, name: &str, place: &str, bytes: &[u8]) -> Flow {
    let value: Value = match serde_json::from_slice(bytes) {
        Ok(value) => value,
        Err(error) => return intake.fault(name.to_owned() + place, Fault::Malformed(error.to_string())),
    };
    // JSON Feed names the publication once, for all entries.
    let is_feed = value["version"].as_str().is_some_and(|version| version.contains("jsonfeed.org"));
    let outlet = value["title"].as_str().filter(|_| is_feed);
    let Some(items) = wrapped_list(&value) else {
        return article(intake, name.to_owned() + place, &value, None);
    };
    for (i, item) in items.iter().enumerate() {
        let place = if place.is_empty() { format!("#{}", i + 1) } else { format!("{place}.{}", i + 1) };
        article(intake, name.to_owned() + &place, item, outlet)?;
    }
    Flow::Continue(())
}

fn article(intake: &mut Intake, place: String, value: &Value, outlet: Option<&str>) -> Flow {
    let item = if value.is_object() { Values::of(value).item(outlet) } else { Err(Fault::NoArticle) };
    match item {
        Ok((content, fields)) => intake.item(place, content, fields),
        Err(fault) => intake.fault(place, fault),
    }
}

/// Returns the list of articles in a reply, if the value is one: a list of objects under one of the known names.
fn wrapped_list(value: &Value) -> Option<&Vec<Value>> {
    let object = value.as_object()?;
    // An article may itself have a list of items; it has a text, which a reply has not.
    let has_text = object.iter().any(|(key, value)| value.is_string() && names().text.contains(&bare(key)));
    if has_text {
        return None;
    }
    names().lists.iter().find_map(|path| {
        let mut here = value;
        for name in path.split('.') {
            here = here.as_object()?.iter().find(|(key, _)| bare(key) == name).map(|(_, value)| value)?;
        }
        here.as_array().filter(|items| items.first().is_some_and(Value::is_object))
    })
}

enum Element {
    Whole,
    TooLarge,
    /// The stream ended within it.
    Cut,
    /// The list ended before it.
    End,
}

/// Reads the next element of a list up to the comma or bracket behind it, by brackets and quotation marks alone.
fn element(tape: &mut Tape, bytes: &mut Vec<u8>) -> io::Result<Element> {
    loop {
        match skip_space(tape)? {
            None => return Ok(Element::Cut),
            Some(b']') => return Ok(Element::End),
            Some(b',') => tape.consume(1),
            Some(_) => break,
        }
    }
    let (mut depth, mut quoted, mut escaped, mut large) = (0_u32, false, false, false);
    loop {
        let here = tape.fill_buf()?;
        if here.is_empty() {
            return Ok(Element::Cut);
        }
        let mut used = 0;
        let mut ended = false;
        for &byte in here {
            if !quoted && depth == 0 && matches!(byte, b',' | b']') {
                ended = true;
                break;
            }
            used += 1;
            match byte {
                _ if escaped => escaped = false,
                b'\\' if quoted => escaped = true,
                b'"' => quoted = !quoted,
                b'{' | b'[' if !quoted => depth += 1,
                b'}' | b']' if !quoted => depth = depth.saturating_sub(1),
                _ => {}
            }
        }
        large |= bytes.len() + used > ITEM_BYTES;
        if !large {
            bytes.extend_from_slice(&here[..used]);
        }
        tape.consume(used);
        if ended {
            return Ok(if large { Element::TooLarge } else { Element::Whole });
        }
    }
}

/// Moves to the next byte that is no white space and returns it.
fn skip_space(tape: &mut Tape) -> io::Result<Option<u8>> {
    loop {
        let here = tape.fill_buf()?;
        if here.is_empty() {
            return Ok(None);
        }
        if let Some(at) = here.iter().position(|byte| !byte.is_ascii_whitespace()) {
            let byte = here[at];
            tape.consume(at);
            return Ok(Some(byte));
        }
        let all = here.len();
        tape.consume(all);
    }
}
