//! Briefs and stories as JSON objects.

use plenipo_ledger::{Brief, Dispute, Proof, Proven, ProvenPlan, StoryRow, StoryView, date_of_day};
use serde_json::{Value, json};

use crate::lists::{event_json, plan_json, quote_json};

/// Writes a brief as one object: `since`, `until`, `today`, `headline`, `summary`, `key_points`, `contacts`, `said`,
/// `disagreements`, `ahead`, `stories`. Each event has its `proof`: `sentence`, `start`, `end` (bytes of the article's
/// text), `report`, `article`, `outlet`, `published`.
pub fn brief_json(brief: &Brief) -> Value {
    let filter = &brief.request.filter;
    let day = |number: i32| date_of_day(number).to_string();
    json!({
        "type": "brief",
        "since": filter.news_of.map(|(first, _)| day(first)),
        "until": filter.news_of.map(|(_, last)| day(last)),
        "today": day(brief.request.today),
        "who": filter.who,
        "countries": filter.country.iter().chain(&filter.other_country).map(ToString::to_string).collect::<Vec<_>>(),
        "story": filter.story,
        "headline": brief.headline.as_ref().map(|headline| {
            json!({"text": headline.text, "story": headline.story, "article": headline.article})
        }),
        "summary": brief.summary.iter().map(proven_json).collect::<Vec<_>>(),
        "key_points": brief.key_points.iter().map(proven_json).collect::<Vec<_>>(),
        "contacts": brief.contacts.iter().map(proven_json).collect::<Vec<_>>(),
        "said": brief.said.iter().map(quote_json).collect::<Vec<_>>(),
        "disagreements": brief.disagreements.iter().map(dispute_json).collect::<Vec<_>>(),
        "ahead": brief.ahead.iter().map(proven_plan_json).collect::<Vec<_>>(),
        "stories": brief.stories.iter().map(story_json).collect::<Vec<_>>(),
    })
}

/// Writes a story as one object: `id`, `title`, `lead`, `first_day`, `last_day`, `n_articles`, `n_reports`, `n_outlets`.
pub fn story_json(story: &StoryRow) -> Value {
    json!({
        "type": "story",
        "id": story.id,
        "title": story.title,
        "lead": story.lead,
        "first_day": story.first_day,
        "last_day": story.last_day,
        "n_articles": story.n_articles,
        "n_reports": story.n_reports,
        "n_outlets": story.n_outlets,
    })
}

/// Writes a story with its `brief`, `articles`, `new_events` and `reading_minutes`.
pub fn story_view_json(view: &StoryView) -> Value {
    let mut object = story_json(&view.story);
    object["brief"] = brief_json(&view.brief);
    object["new_events"] = view.new_events.clone().into();
    object["reading_minutes"] = view.reading_minutes.into();
    object["articles"] = view
        .articles
        .iter()
        .map(|article| {
            json!({
                "id": article.id, "name": article.name, "title": article.title, "outlet": article.outlet,
                "language": article.language, "day": article.day, "copy_of": article.copy_of,
                "follows": article.follows,
            })
        })
        .collect();
    object
}

fn proven_json(proven: &Proven) -> Value {
    let mut object = event_json(&proven.event);
    object["proof"] = proof_json(&proven.proof);
    object
}

fn proven_plan_json(proven: &ProvenPlan) -> Value {
    let mut object = plan_json(&proven.plan);
    object["proof"] = proof_json(&proven.proof);
    object
}

fn dispute_json(dispute: &Dispute) -> Value {
    let values = dispute.values.iter().map(|(value, proof)| json!({"value": value, "proof": proof_json(proof)}));
    json!({"event": dispute.event.id, "field": dispute.field, "values": values.collect::<Vec<_>>()})
}

fn proof_json(proof: &Proof) -> Value {
    json!({
        "sentence": proof.sentence,
        "start": proof.start,
        "end": proof.end,
        "report": proof.report,
        "article": proof.article,
        "outlet": proof.outlet,
        "published": proof.published,
    })
}
