//! Handing in an article, and what it says before it is kept.

use maud::{Markup, html};
use plenipo_ledger::{Added, Ledger};
use schemars::JsonSchema;
use serde::Serialize;

use super::article::ArticleView;
use crate::asked::Asked;
use crate::html::{button_form, form, heading, text_field};
use crate::refusal::Refusal;
use crate::route::View;

/// Where an article is handed in.
#[derive(Serialize, JsonSchema)]
pub struct SubmitPage {
    /// Whether this desk takes articles.
    takes_articles: bool,
    #[serde(skip)]
    key: String,
}

/// What an article says that was handed in.
#[derive(Serialize, JsonSchema)]
pub struct DraftPage {
    /// The name under which it waits.
    id: String,
    /// The article, as its page will show it; addresses of its records lead to their places in the text.
    article: ArticleView,
    /// The page of the article, where the ledger holds the same one already.
    known_as: Option<String>,
    #[serde(skip)]
    key: String,
}

/// Asks whether articles are taken.
pub fn page(asked: &Asked) -> SubmitPage {
    SubmitPage { takes_articles: asked.desk.intake.is_some(), key: asked.visitor.form_key() }
}

/// Asks for an article that waits.
pub fn draft(asked: &Asked) -> Result<DraftPage, Refusal> {
    let draft = asked.desk.drafts.find(asked.visitor.signature(), &asked.name);
    let draft = draft.ok_or_else(|| Refusal::NotFound("such article waiting; hand it in again".to_owned()))?;
    // A ledger of this article alone shows it as its page will.
    let mut ledger = Ledger::in_memory()?;
    let mut batch = ledger.batch()?;
    let added = batch.add(&draft.reading, &draft.origin)?;
    batch.commit()?;
    let (Added::New(id) | Added::Revision(id) | Added::Known(id)) = added else {
        return Err(Refusal::Failed("an empty ledger knows the article".to_owned()));
    };
    let known_as = asked.ledger.article_page(&id)?.map(|_| format!("/article/{id}"));
    let article = ArticleView::load(&ledger, &id)?.alone();
    Ok(DraftPage { id: asked.name.clone(), article, known_as, key: asked.visitor.form_key() })
}

impl View for SubmitPage {
    fn title(&self) -> String {
        "Add an article".to_owned()
    }

    fn body(&self) -> Markup {
        if !self.takes_articles {
            return html! { p.lede { "This desk takes no articles. " code { "plenipo add" } " adds them." } };
        }
        html! {
            p.lede { "The article is read first; you see what it says before it is kept." }
            (heading("text", "A text"))
            (form("/submit", &self.key, &html! {
                label { "The text" textarea name="text" rows="10" required {} }
                div.fields {
                    (text_field("title", "Headline", "", ""))
                    (text_field("outlet", "Outlet", "", ""))
                    (text_field("published", "Day of publication", "", "2026-01-29"))
                }
                button { "Read it" }
            }))
            (heading("file", "A file"))
            form.deed method="post" action="/submit" enctype="multipart/form-data" {
                input type="hidden" name=(crate::act::KEY) value=(self.key);
                label { "A saved page, or a plain text" input type="file" name="file" required accept=".html,.htm,.txt,text/html,text/plain"; }
                button { "Read it" }
            }
            (heading("address", "An address of the web"))
            (form("/submit", &self.key, &html! {
                label { "The address" input type="url" name="address" required placeholder="https://"; }
                p.note { "The page is fetched once, if the site's robots.txt allows it. Addresses of this machine and its network are not asked." }
                button { "Fetch and read it" }
            }))
        }
    }
}

impl View for DraftPage {
    fn title(&self) -> String {
        self.article.title()
    }

    fn body(&self) -> Markup {
        let here = format!("/draft/{}", self.id);
        html! {
            div.warning {
                p { "This is what the article says. It is not kept yet."
                    @if let Some(known) = &self.known_as { " The ledger holds " a href=(known) { "an article of this address or text" } " already; keeping this one revises it if it differs." } }
                div.buttons {
                    (form(&here, &self.key, &html! { input type="hidden" name="action" value="keep"; button { "Keep it" } }))
                    (button_form(&here, &self.key, &[("action", "drop")], "Let it go"))
                }
            }
            (self.article.body())
        }
    }
}
