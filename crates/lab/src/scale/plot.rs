//! What happens in the invented world, and which articles tell it when.

use std::collections::BTreeMap;

use crate::dice::Dice;

use super::world::World;

/// The first day of the invented news, counted from 1970-01-01: 2025-01-01.
pub const FIRST_DAY: i32 = 20_089;
/// An event is announced at most so many days before.
const AHEAD: usize = 20;
/// It is told at most so many days afterwards.
const BEHIND: usize = 2;

/// Something that happens, or was to.
#[derive(Clone, Debug)]
pub struct Event {
    /// Its number.
    pub number: usize,
    /// Its kind's place in the material.
    pub kind: usize,
    /// Who takes part: places in [`World::people`].
    pub parties: Vec<usize>,
    /// The day.
    pub day: i32,
    /// The country where it is: a place in [`World::countries`].
    pub place: usize,
    /// What it is about: a place in the topics.
    pub topic: usize,
}

/// How far an event has come when it is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// To come.
    Planned,
    /// Over.
    Occurred,
    /// Called off.
    Cancelled,
}

/// An article to be written: on this day it tells this event.
#[derive(Clone, Debug)]
pub struct Task {
    /// The event.
    pub event: Event,
    /// How far it has come.
    pub phase: Phase,
    /// How many outlets carry the same text.
    pub carriers: usize,
}

/// Everything that is written, day by day.
pub struct Plot {
    dice: Dice,
    events: usize,
    waiting: BTreeMap<i32, Vec<Task>>,
    /// How many events begin on a day.
    per_day: usize,
    /// The one event that all articles tell, if they tell but one, and how many there are on a day.
    summit: Option<(Event, usize)>,
}

impl Plot {
    /// Begins a plot with so many new events a day.
    pub fn new(dice: Dice, per_day: usize) -> Self {
        Plot { dice, events: 0, waiting: BTreeMap::new(), per_day, summit: None }
    }

    /// Begins the plot of a summit of which so many articles tell, before it and after.
    pub fn summit(dice: Dice, world: &World, articles: usize) -> Self {
        let mut plot = Plot::new(dice, 0);
        let mut event = plot.event(world, FIRST_DAY);
        while event.parties.len() < 2 || world.material.kinds[event.kind].planned.is_empty() {
            event = plot.event(world, FIRST_DAY);
        }
        event.day = FIRST_DAY + AHEAD as i32;
        plot.summit = Some((event, articles.div_ceil(AHEAD + BEHIND + 1)));
        plot
    }

    /// Returns the articles of the next day, counted from [`FIRST_DAY`]; call it for each day in turn.
    pub fn day(&mut self, world: &World, day: i32) -> Vec<Task> {
        if let Some((event, articles)) = &self.summit {
            let phase = if day < event.day { Phase::Planned } else { Phase::Occurred };
            let topics = world.material.topics.len();
            let mut task =
                || Task { event: Event { topic: self.dice.below(topics), ..event.clone() }, phase, carriers: 1 };
            return (0..*articles).map(|_| task()).collect();
        }
        for _ in 0..self.per_day {
            let event = self.event(world, day);
            self.plan(world, &event, day);
        }
        self.waiting.remove(&day).unwrap_or_default()
    }

    /// Makes an event that is first told today.
    fn event(&mut self, world: &World, today: i32) -> Event {
        let dice = &mut self.dice;
        let kind = dice.below(world.material.kinds.len());
        let mut parties = vec![world.person(dice)];
        while parties.len() < world.material.kinds[kind].parties {
            let other = world.person(dice);
            if world.people[other].country != world.people[parties[0]].country {
                parties.push(other);
            }
        }
        let home = world.people[parties[0]].country;
        let mut place = world.people[*parties.last().expect("somebody takes part")].country;
        while parties.len() == 1 && place == home {
            place = dice.below(world.countries.len());
        }
        let announced = !world.material.kinds[kind].planned.is_empty() && dice.chance(50);
        let day = today + if announced { 1 + dice.below(AHEAD) as i32 } else { 0 };
        let topic = dice.below(world.material.topics.len());
        self.events += 1;
        Event { number: self.events, kind, parties, day, place, topic }
    }

    /// Spreads the articles that tell an event over the days from today on.
    fn plan(&mut self, world: &World, event: &Event, today: i32) {
        let dice = &mut self.dice;
        let kind = &world.material.kinds[event.kind];
        let ahead = (event.day - today) as usize;
        let mut told = Vec::new();
        if ahead > 0 {
            for _ in 0..=dice.below(2) {
                told.push((today + dice.below(ahead) as i32, Phase::Planned));
            }
        }
        if ahead > 0 && !kind.cancelled.is_empty() && dice.chance(12) {
            told.push((event.day - dice.below(2) as i32, Phase::Cancelled));
        } else {
            for _ in 0..=dice.below(4).min(dice.below(4)) {
                told.push((event.day + dice.below(BEHIND + 1) as i32, Phase::Occurred));
            }
        }
        for (day, phase) in told {
            let carriers = if dice.chance(20) { 2 + dice.below(3) } else { 1 };
            self.waiting.entry(day).or_default().push(Task { event: event.clone(), phase, carriers });
        }
    }
}
