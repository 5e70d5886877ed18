//! Through what words were said: the phrases beside them, the link below them, what is known of the same speaker.

use plenipo_record::{ActorKind, Article};

use super::attribution::Attributor;
use super::post::link_below;
use super::utterance::Utterance;
use crate::cast::Cast;

/// Gives every utterance the medium that the text tells.
pub(super) fn tell_media(article: &Article, attributor: &Attributor<'_>, cast: &Cast, utterances: &mut [Utterance]) {
    for at in 0..utterances.len() {
        let (before, rest) = utterances.split_at_mut(at);
        let utterance = &mut rest[0];
        utterance.medium =
            own_medium(article, attributor, cast, utterance).or_else(|| carried(attributor, before, utterance));
    }
    // Whoever speaks to the press on a day speaks there once.
    for at in 0..utterances.len() {
        let (member, said) = (utterances[at].voice.member, utterances[at].said);
        if utterances[at].medium.is_none() && member.is_some() && said.is_some() {
            let same = |other: &&Utterance| other.voice.member == member && other.said == said;
            let told = utterances.iter().filter(same).find_map(|other| other.medium.clone());
            utterances[at].medium = told.filter(|medium| attributor.lexicon.speech().is_occasion(medium));
        }
    }
}

fn own_medium(article: &Article, attributor: &Attributor<'_>, cast: &Cast, utterance: &Utterance) -> Option<String> {
    let speech = attributor.lexicon.speech();
    let first = utterance.pieces[0];
    let cue = utterance.attribution.as_ref().map(|attribution| attribution.cue.0);
    let words = attributor.words_around(utterance.opening, first, cue);
    let told = speech.medium_in(&words);
    let link = || speech.medium_of_link(link_below(article, first)?);
    let told = told.or_else(link).or_else(|| {
        speech
            .medium_of_handle(&words)
            .filter(|_| utterance.attribution.as_ref().is_some_and(|told| attributor.is_dash(told.cue)))
    });
    let asked = || speech.medium_of_asking(&words, [article.agency.as_deref(), article.outlet.as_deref()]);
    let told = told.or_else(|| {
        asked().filter(|_| utterance.voice.member.is_some_and(|member| cast.members[member].kind == ActorKind::Person))
    });
    told.map(str::to_owned)
}

/// The medium of what the same speaker has just said, or of the post that somebody answers with one of his own.
fn carried(attributor: &Attributor<'_>, before: &[Utterance], utterance: &Utterance) -> Option<String> {
    let last = before.last().filter(|last| last.paragraph + 1 >= utterance.opening)?;
    let same = last.voice.member.is_some() && last.voice.member == utterance.voice.member;
    let cue = utterance.attribution.as_ref().map(|attribution| attribution.cue.0);
    let words = attributor.words_around(utterance.opening, utterance.pieces[0], cue);
    let answers = attributor.lexicon.speech().is_another_of_its_kind(&words);
    last.medium.clone().filter(|_| same || answers)
}
