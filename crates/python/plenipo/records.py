"""What readings and ledgers hold: plain values that nobody can change.

Days and times are texts, ISO 8601 as far as they are known: ``2026-01-29``, ``2026-01``, ``--01-29``. Places in a text
count characters, so that ``article.text[passage.start:passage.end] == passage.text``.
"""

from dataclasses import dataclass
from datetime import date, datetime

__all__ = [
    "Actor",
    "Article",
    "Comment",
    "Dateline",
    "Diagnostic",
    "Event",
    "EventRow",
    "Item",
    "Pair",
    "PairMonth",
    "Party",
    "Passage",
    "Place",
    "Proof",
    "Quote",
    "QuoteRow",
    "Statement",
    "When",
]


@dataclass(frozen=True, slots=True)
class Item:
    """An article to read, with what is known of it besides; ``published`` counts where the article does not say."""

    article: str | bytes
    name: str = "-"
    published: str | date | datetime | None = None
    address: str | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of an article, and where they stand in its text, in characters."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class When:
    """The days of an event; ``end`` is ``None`` where it is open or the same as ``start``."""

    start: str
    end: str | None


@dataclass(frozen=True, slots=True)
class Place:
    """A place and its country, ISO 3166-1 alpha-3."""

    name: str | None
    country: str | None


@dataclass(frozen=True, slots=True)
class Dateline:
    """The place and the day that open the copy."""

    place: str | None
    day: str | None


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment of a reader of the page."""

    author: str | None
    passage: Passage


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """Something in an article that could not be read."""

    message: str
    passage: Passage | None


@dataclass(frozen=True, slots=True)
class Article:
    """One article as its page tells it."""

    name: str
    title: str | None
    outlet: str | None
    agency: str | None
    byline: str | None
    published: str | None
    modified: str | None
    language: str | None
    section: str | None
    canonical: str | None
    dateline: Dateline | None
    key_points: tuple[str, ...]
    related: tuple[str, ...]
    comments: tuple[Comment, ...]
    paragraphs: tuple[Passage, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Actor:
    """A person, organisation, country or place; the first name is the fullest."""

    id: str
    kind: str
    names: tuple[str, ...]
    country: str | None
    roles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened, goes on or is planned, as one article tells it.

    ``by`` acts; ``with_`` is the other side. ``kind``, ``status`` and the codes are those of ``docs/tables.md``.
    """

    id: str
    kind: str
    detail: str | None
    status: str
    by: tuple[Actor, ...]
    with_: tuple[Actor, ...]
    when: When | None
    place: Place | None
    what: tuple[str, ...]
    evidence: tuple[Passage, ...]
    plover: str
    cameo: str
    confidence: float | None


@dataclass(frozen=True, slots=True)
class Quote:
    """Words between quotation marks; ``pieces`` are more than one where an attribution breaks them."""

    id: str
    speaker: Actor | None
    kind: str
    medium: str | None
    said: str | None
    text: str
    mention: Passage | None
    cue: Passage | None
    pieces: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Statement:
    """What somebody is reported to have said, in the words of the article."""

    speaker: Actor | None
    medium: str | None
    said: str | None
    text: str
    mention: Passage | None
    cue: Passage
    pieces: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Party:
    """An actor of the record."""

    id: str
    kind: str
    name: str
    country: str | None


@dataclass(frozen=True, slots=True)
class EventRow:
    """An event of the record: one for all reports of it."""

    id: str
    kind: str
    status: str
    start: str | None
    end: str | None
    place: str | None
    country: str | None
    what: tuple[str, ...]
    by: tuple[Party, ...]
    with_: tuple[Party, ...]
    summary: str
    n_reports: int
    n_outlets: int
    confidence: float | None


@dataclass(frozen=True, slots=True)
class QuoteRow:
    """A quotation of the record; ``article`` is the public name of its article, ``name`` that of the input."""

    id: str
    speaker: Party | None
    kind: str
    medium: str | None
    said: str | None
    text: str
    article: str
    name: str
    outlet: str | None
    published: str | None


@dataclass(frozen=True, slots=True)
class Proof:
    """A passage that proves a record: ``record`` is the report or the quotation, places count characters."""

    record: str
    article: str
    name: str
    outlet: str | None
    published: str | None
    copy_of: str | None
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class PairMonth:
    """How many events of one kind two countries share in one month, as ``2026-03``."""

    month: str
    kind: str
    n_events: int


@dataclass(frozen=True, slots=True)
class Pair:
    """What two countries share: the latest event, the nearest plan, counts by month, and lists, the latest first."""

    last: EventRow | None
    coming: EventRow | None
    months: tuple[PairMonth, ...]
    agreements: tuple[EventRow, ...]
    measures: tuple[EventRow, ...]
    events: tuple[EventRow, ...]
