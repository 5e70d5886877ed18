//! Corrections, notes and their undoing; the ledger's own log keeps who, when, before, after and why.

use plenipo_ledger::EDITABLE_FIELDS;

use crate::access::Role;
use crate::form::{Done, Sent};
use crate::refusal::Refusal;

/// The longest note, in characters.
pub const LONGEST_NOTE: usize = 4000;

/// Corrects an event, or says who is who.
pub fn correct(sent: &Sent) -> Result<Done, Refusal> {
    let author = sent.author();
    let entry = match sent.demand("action")? {
        "edit" => return edit(sent),
        "accept" => sent.ledger()?.accept(sent.name, &author)?,
        "reject" => sent.ledger()?.reject(sent.name, &author)?,
        "merge" => sent.ledger()?.merge(sent.name, named(sent.demand("other")?), &author)?,
        "split" => sent.ledger()?.split(sent.name, named(sent.demand("part")?), &author)?,
        other => return Err(unknown(other)),
    };
    Ok(Done::logged(entry))
}

/// Sets the fields that differ from what the form showed.
fn edit(sent: &Sent) -> Result<Done, Refusal> {
    let sent_as = |name: &str| sent.fields.iter().find(|(key, _)| key == name).map(|(_, value)| value.trim());
    let mut ledger = sent.ledger()?;
    let mut entries = Vec::new();
    for field in EDITABLE_FIELDS {
        let Some(value) = sent_as(field) else { continue };
        if sent_as(&format!("was_{field}")) != Some(value) {
            entries.push(ledger.edit(sent.name, field, value, &sent.author())?);
        }
    }
    match entries.as_slice() {
        [] => Err(Refusal::BadRequest("Nothing was changed".to_owned())),
        [entry] => Ok(Done::logged(*entry)),
        [.., last] => Ok(Done { entry: Some(*last), ..Done::at("/log") }),
    }
}

/// Adds a note, or hands it in.
pub fn note(sent: &Sent) -> Result<Done, Refusal> {
    let note = sent.demand("note")?;
    let (letters, least) = (note.chars().count(), sent.desk.policy.least_note);
    if letters < least {
        return Err(Refusal::BadRequest(format!("The note has {letters} characters; this desk asks for {least}")));
    }
    if letters > LONGEST_NOTE {
        return Err(Refusal::BadRequest(format!("The note has {letters} characters; {LONGEST_NOTE} are the most")));
    }
    let (mut ledger, author) = (sent.ledger()?, sent.author());
    let is_editor = sent.visitor.may(Some(Role::Editor));
    let write = if is_editor { plenipo_ledger::Ledger::note } else { plenipo_ledger::Ledger::suggest_note };
    Ok(Done::logged(write(&mut ledger, sent.name, note, &author)?))
}

/// Publishes a note that waits, or declines it.
pub fn moderate(sent: &Sent) -> Result<Done, Refusal> {
    let publish = match sent.demand("action")? {
        "publish" => true,
        "decline" => false,
        other => return Err(unknown(other)),
    };
    Ok(Done::logged(sent.ledger()?.decide_note(sent.number()?, publish, &sent.author())?))
}

/// Undoes an entry of the log.
pub fn undo(sent: &Sent) -> Result<Done, Refusal> {
    let number = sent.number()?;
    let mut ledger = sent.ledger()?;
    ledger.log_entry(number)?;
    ledger.undo(Some(number), &sent.author())?;
    Ok(Done::logged(number))
}

/// Returns the public name that somebody gave as such or as the address of its page.
fn named(text: &str) -> &str {
    let path = text.split(['?', '#']).next().unwrap_or_default().trim_end_matches('/');
    path.rsplit('/').next().unwrap_or_default()
}

/// Says that an action is none of those that a form has.
pub fn unknown(action: &str) -> Refusal {
    Refusal::BadRequest(format!("“{action}” is no action of this form"))
}

#[cfg(test)]
mod tests {
    use super::named;

    #[test]
    fn a_record_is_named_by_its_name_or_by_its_address() {
        for text in ["e0123", "/event/e0123", "http://localhost:8080/event/e0123/?x=1#proof", "/event/e0123#s4"] {
            assert_eq!(named(text), "e0123", "{text}");
        }
    }
}
