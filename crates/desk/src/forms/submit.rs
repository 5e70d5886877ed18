//! Articles that people hand in: read first, kept when they say so.

use plenipo_ledger::Added;

use super::correct::unknown;
use crate::form::{Done, Sent};
use crate::refusal::Refusal;
use crate::submission::Offered;

/// Reads what was handed in.
pub fn submit(sent: &Sent) -> Result<Done, Refusal> {
    let intake = sent.desk.intake.as_ref();
    let intake = intake.ok_or_else(|| Refusal::BadRequest("This desk takes no articles".to_owned()))?;
    let draft = intake.read(&offered(sent)?).map_err(Refusal::BadRequest)?;
    let id = sent.desk.drafts.add(sent.visitor.signature(), draft);
    Ok(Done::at(format!("/draft/{id}")))
}

fn offered(sent: &Sent) -> Result<Offered, Refusal> {
    let own = |name: &str| sent.text(name).map(str::to_owned);
    if let Some((name, bytes)) = sent.file {
        return Ok(Offered::File { name: name.to_owned(), bytes: bytes.to_vec() });
    }
    if let Some(address) = own("address") {
        return Ok(Offered::Address(address));
    }
    let Some(text) = own("text") else {
        return Err(Refusal::BadRequest("There is nothing to read: a text, a file or an address is needed".to_owned()));
    };
    if let Some(day) = sent.text("published")
        && day.parse::<jiff::civil::Date>().is_err()
    {
        return Err(Refusal::BadRequest(format!("“{day}” is no day such as 2026-01-29")));
    }
    Ok(Offered::Text { text, title: own("title"), outlet: own("outlet"), published: own("published") })
}

/// Keeps an article that was read, or lets it go.
pub fn keep(sent: &Sent) -> Result<Done, Refusal> {
    let (drafts, owner) = (&sent.desk.drafts, sent.visitor.signature());
    let gone = || Refusal::NotFound("such article waiting; hand it in again".to_owned());
    let draft = drafts.find(owner, sent.name).ok_or_else(gone)?;
    let address = match sent.demand("action")? {
        "drop" => "/submit".to_owned(),
        "keep" => {
            let mut ledger = sent.ledger()?;
            let mut batch = ledger.batch()?;
            let added = batch.add(&draft.reading, &draft.origin)?;
            batch.input_done(&draft.digest, &draft.name, &draft.origin.fetched)?;
            batch.commit()?;
            match added {
                Added::New(article) | Added::Revision(article) | Added::Known(article) => format!("/article/{article}"),
                Added::Forgotten => {
                    return Err(Refusal::BadRequest("This article was removed on demand and stays so".to_owned()));
                }
            }
        }
        other => return Err(unknown(other)),
    };
    drafts.remove(owner, sent.name);
    Ok(Done::at(address))
}
