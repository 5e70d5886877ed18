//! Copy about what happens in the invented world, as an export of articles would hold it.

use serde_json::{Value, json};

use crate::dice::Dice;

use super::plot::{Event, Phase, Task};
use super::world::World;

/// An article as one line of JSON, and the events that it tells.
pub struct Written {
    /// The line.
    pub line: Value,
    /// The kind and the number of each event that it tells.
    pub tells: Vec<(String, usize)>,
}

/// Writes the article of a task, once for each outlet that carries it, published on `day`; `earlier` is another event
/// that it may recall.
pub fn write(
    world: &World,
    task: &Task,
    earlier: Option<&Event>,
    day: i32,
    number: usize,
    dice: &mut Dice,
) -> Vec<Written> {
    let material = &world.material;
    let date = date(day);
    let line = |event: &Event, texts: &[String], dice: &mut Dice| {
        let text = dice.pick(texts);
        fill(world, event, day, text, dice)
    };
    let of = |event: &Event, phase: Phase| {
        let kind = &material.kinds[event.kind];
        match phase {
            Phase::Planned => &kind.planned,
            Phase::Occurred => &kind.occurred,
            Phase::Cancelled => &kind.cancelled,
        }
    };
    // What differs between outlets is kept small, as where they carry one agency's copy.
    let mut told = task.event.clone();
    if task.phase == Phase::Occurred && task.carriers == 1 && dice.chance(4) {
        told.day -= 1;
    }
    let lead = line(&told, of(&task.event, task.phase), dice);
    let capital = &world.countries[world.people[task.event.parties[0]].country].capital;
    let agency = dice.pick(&material.agencies).clone();
    let dateline = format!("{}, {} ({agency}) - ", capital.to_uppercase(), date.strftime("%B %-d, %Y"));
    let mut paragraphs = vec![format!("{dateline}{lead}")];
    let mut tells = vec![(material.kinds[task.event.kind].name.clone(), task.event.number)];
    paragraphs.push(line(&task.event, &material.quotes, dice));
    if let Some(earlier) = earlier.filter(|earlier| earlier.kind != task.event.kind && earlier.day < day) {
        paragraphs.push(line(earlier, of(earlier, Phase::Occurred), dice));
        tells.push((material.kinds[earlier.kind].name.clone(), earlier.number));
    }
    for _ in 0..4 + dice.below(4) {
        let two = [line(&task.event, &material.fillers, dice), line(&task.event, &material.fillers, dice)];
        paragraphs.push(two.join(" "));
    }
    let headline = line(&task.event, &material.kinds[task.event.kind].headlines, dice);
    let body: Vec<String> = paragraphs.iter().map(|paragraph| format!("<p>{paragraph}</p>")).collect();
    let mut articles = Vec::new();
    let mut minute = 6 * 60 + dice.below(12 * 60);
    let first = dice.below(material.outlets.len());
    for carrier in 0..task.carriers {
        let outlet = &material.outlets[(first + carrier) % material.outlets.len()];
        minute += carrier * (5 + dice.below(60));
        let published = format!("{date}T{:02}:{:02}:00+00:00", minute / 60 % 24, minute % 60);
        let line = json!({
            "headline": headline,
            "body_html": body.join("\n"),
            "url": format!("https://{}.example/{number}-{carrier}", outlet.to_lowercase().replace(' ', "-")),
            "date_published": published,
            "publisher": outlet,
        });
        articles.push(Written { line, tells: tells.clone() });
    }
    articles
}

/// Fills the slots of a line about an event, told on a day.
fn fill(world: &World, event: &Event, today: i32, text: &str, dice: &mut Dice) -> String {
    let mut filled = String::new();
    let mut rest = text;
    while let Some(open) = rest.find('{') {
        filled.push_str(&rest[..open]);
        let close = rest[open..].find('}').map_or(rest.len(), |at| open + at);
        filled.push_str(&slot(world, event, today, &rest[open + 1..close], dice));
        rest = rest.get(close + 1..).unwrap_or_default();
    }
    filled + rest
}

fn slot(world: &World, event: &Event, today: i32, name: &str, dice: &mut Dice) -> String {
    let (who, part) = name.split_once('.').unwrap_or((name, ""));
    let side = match who {
        "A" => event.parties.first(),
        "B" => event.parties.last(),
        _ => None,
    };
    if let Some(&person) = side {
        let person = &world.people[person];
        let country = &world.countries[person.country];
        return match part {
            "name" => person.name.clone(),
            "last" => person.last.clone(),
            "office" => person.office.clone(),
            "country" => country.name.clone(),
            "adjective" => country.adjective.clone(),
            _ => format!("{} {} {}", country.adjective, person.office, person.name),
        };
    }
    let place = &world.countries[event.place];
    match name {
        "place" => place.capital.clone(),
        "land" => place.name.clone(),
        "topic" => world.material.topics[event.topic].clone(),
        "n" => (2 + dice.below(90)).to_string(),
        "day" => date(event.day).strftime("%B %-d").to_string(),
        // Within a week wire copy tells the day of the week.
        _ if (event.day - today).abs() <= 5 => date(event.day).strftime("on %A").to_string(),
        _ => date(event.day).strftime("on %B %-d").to_string(),
    }
}

fn date(day: i32) -> jiff::civil::Date {
    jiff::civil::date(1970, 1, 1).saturating_add(jiff::Span::new().days(day))
}
