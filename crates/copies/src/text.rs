//! A text as it is compared: its words, small and without signs.

use plenipo_record::{Day, Published};

/// One text with what is known of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text {
    /// What the text is called.
    pub name: String,
    /// The publication.
    pub outlet: Option<String>,
    /// The wire that the text is credited to.
    pub agency: Option<String>,
    /// When it was published.
    pub published: Option<Published>,
    /// The reporting, without headline.
    pub paragraphs: Vec<String>,
}

/// The words of a text, as numbers.
pub(crate) struct Words {
    /// All words in their order.
    pub words: Vec<u32>,
    /// Where each paragraph ends in `words`.
    pub ends: Vec<u32>,
}

impl Words {
    pub fn of(paragraphs: &[String]) -> Self {
        let mut words = Vec::new();
        let mut ends = Vec::with_capacity(paragraphs.len());
        for paragraph in paragraphs {
            push_words(paragraph, &mut words);
            ends.push(words.len() as u32);
        }
        words.shrink_to_fit();
        Words { words, ends }
    }

    /// Returns the words of each paragraph.
    pub fn paragraphs(&self) -> impl Iterator<Item = &[u32]> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        starts.zip(&self.ends).map(|(start, &end)| &self.words[start as usize..end as usize])
    }
}

fn push_words(paragraph: &str, words: &mut Vec<u32>) {
    // Apostrophes and stops inside words go without a trace: "U.S." is "us", however it is printed.
    let mut hash = FNV_START;
    let mut length = 0;
    for c in paragraph.chars() {
        if c.is_alphanumeric() {
            for small in c.to_lowercase() {
                hash = (hash ^ u64::from(small as u32)).wrapping_mul(FNV_PRIME);
            }
            length += 1;
        } else if length > 0 && !matches!(c, '\'' | '’' | '.' | ',') {
            words.push(fold(hash));
            (hash, length) = (FNV_START, 0);
        }
    }
    if length > 0 {
        words.push(fold(hash));
    }
}

/// Minutes by which the earliest clocks are before Greenwich.
const EASTERNMOST: i16 = 14 * 60;
const FNV_START: u64 = 0xcbf2_9ce4_8422_2325;
const FNV_PRIME: u64 = 0x0100_0000_01b3;

fn fold(hash: u64) -> u32 {
    (mixed(hash) >> 32) as u32
}

/// Spreads a number over all bits.
pub(crate) fn mixed(mut number: u64) -> u64 {
    number = (number ^ (number >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    number = (number ^ (number >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    number ^ (number >> 31)
}

/// Returns a number for each run of `length` words.
pub(crate) fn shingles(words: &[u32], length: usize) -> impl Iterator<Item = u64> + '_ {
    words.windows(length).map(|run| run.iter().fold(0, |hash, &word| mixed(hash ^ u64::from(word))))
}

impl Text {
    /// Minutes since 1970 at Greenwich; a day without time counts as its end, a time without zone as at Greenwich.
    ///
    /// The wire's own text comes before its customers': without a zone, its time counts as the earliest that it can be.
    pub(crate) fn minute(&self) -> Option<i64> {
        let published = self.published?;
        let Day::Date(date) = published.day else { return None };
        let (year, month, day) = (i64::from(date.year()), i64::from(date.month()), i64::from(date.day()));
        // Days of the proleptic calendar, with years that begin in March.
        let year = if month <= 2 { year - 1 } else { year };
        let days = 365 * year + year.div_euclid(4) - year.div_euclid(100)
            + year.div_euclid(400)
            + (153 * ((month + 9) % 12) + 2) / 5
            + day
            - 719_469;
        let (hour, minute, _) = published.time.unwrap_or((23, 59, 0));
        let is_wire = self.outlet.is_none() && self.agency.is_some();
        let offset = published.offset_minutes.unwrap_or(if is_wire { EASTERNMOST } else { 0 });
        Some(days * 1440 + i64::from(hour) * 60 + i64::from(minute) - i64::from(offset))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_alike_however_printed() {
        let words = |text: &str| Words::of(&[text.to_owned()]).words;
        assert_eq!(
            words("The U.S. envoy’s “plan” cost 1,200 dollars."),
            words("the US envoy's plan, cost 1200 dollars")
        );
        assert_eq!(words("two words").len(), 2);
        assert_eq!(words("end. Next").len(), 2);
    }

    #[test]
    fn minutes_count_from_1970() {
        let minute = |day: &str, time, offset_minutes| {
            let published = Published { day: day.parse().expect("a day"), time, offset_minutes };
            Text { published: Some(published), ..Text::default() }.minute()
        };
        assert_eq!(minute("1970-01-01", Some((0, 0, 0)), None), Some(0));
        assert_eq!(minute("2025-04-09", Some((14, 0, 0)), Some(120)), Some(1_744_200_000 / 60));
        assert_eq!(minute("2024-02-29", Some((0, 0, 0)), None), Some(1_709_164_800 / 60));
    }
}
