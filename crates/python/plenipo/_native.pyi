"""What the native module holds."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from os import PathLike
from typing import Literal, TypedDict, final, overload, type_check_only

from typing_extensions import Unpack

from plenipo.records import (
    Actor,
    Article,
    Diagnostic,
    Event,
    EventRow,
    Item,
    Pair,
    Proof,
    Quote,
    QuoteRow,
    Statement,
)

__all__ = [
    "Brief",
    "BugError",
    "Ledger",
    "LedgerError",
    "PlenipoError",
    "ReadError",
    "Reading",
    "Readings",
    "Table",
    "__version__",
    "are_copies",
    "groups",
    "link_part",
    "nest",
    "open",
    "read",
    "read_many",
    "tables",
    "ties",
    "traces",
    "who_is_who",
]

__version__: str

class PlenipoError(Exception):
    """Anything that goes wrong in Plenipo."""

class ReadError(PlenipoError):
    """What was handed over holds no article, or none that can be read."""

class LedgerError(PlenipoError):
    """A ledger cannot be opened, asked or written."""

class BugError(PlenipoError):
    """Plenipo failed over an article and should not have: please report it."""

@final
class Reading:
    """What one article says."""

    @property
    def article(self) -> Article:
        """The article as its page tells it."""

    @property
    def actors(self) -> tuple[Actor, ...]:
        """Who is mentioned, in the order of the text."""

    @property
    def events(self) -> tuple[Event, ...]:
        """What happened, goes on or is planned."""

    @property
    def quotes(self) -> tuple[Quote, ...]:
        """What was said between quotation marks."""

    @property
    def statements(self) -> tuple[Statement, ...]:
        """What was said in the words of the article."""

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """What could not be read."""

    def to_json(self, *, with_text: bool = False) -> str:
        """Return the line that ``plenipo read --format json`` prints; its places count bytes of UTF-8."""

    def to_arrow(self) -> dict[str, Table]:
        """Return the tables of this one article, as ``docs/tables.md`` describes them."""

    def __eq__(self, other: object, /) -> bool: ...
    def __hash__(self) -> int: ...

@final
class Readings(Iterator[Reading | PlenipoError]):
    """Readings, one after the other, in the order of the articles."""

    def __iter__(self) -> Readings: ...
    def __next__(self) -> Reading | PlenipoError: ...

@final
class Table:
    """One table of the record; whatever speaks Arrow takes it without a copy: ``pyarrow.table(table)``."""

    @property
    def name(self) -> str:
        """The name of the table."""

    @property
    def columns(self) -> list[str]:
        """The names of the columns."""

    def __len__(self) -> int: ...
    def __arrow_c_schema__(self) -> object: ...
    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object: ...

@type_check_only
class Filters(TypedDict, total=False):
    """What a list is narrowed to; several filters must all fit."""

    who: str
    with_: str
    country: str
    other_country: str
    story: str
    kind: str | Sequence[str]
    status: str | Sequence[str]
    since: str | date
    until: str | date
    words: str
    said: str
    reports: int
    confidence: int
    limit: int

@final
class Ledger:
    """The record over all articles, in one file."""

    def events(self, **filters: Unpack[Filters]) -> tuple[EventRow, ...]:
        """Return the events that fit, the latest first."""

    def quotes(self, **filters: Unpack[Filters]) -> tuple[QuoteRow, ...]:
        """Return the quotations that fit, the latest first."""

    def pair(self, one: str, other: str, *, as_of: str | date | None = None, limit: int = 100) -> Pair:
        """Return what two countries share, by their codes of three letters."""

    def evidence(self, id: str) -> tuple[Proof, ...]:
        """Return the passages that prove an event or a quotation."""

    def brief(
        self,
        *,
        since: str | date | None = None,
        until: str | date | None = None,
        who: str | None = None,
        country: str | None = None,
        pair: tuple[str, str] | None = None,
        story: str | None = None,
        as_of: str | date | None = None,
    ) -> Brief:
        """Return what a period, a person, a country, a pair of countries or a story amounts to."""

    def to_arrow(self, **filters: Unpack[Filters]) -> dict[str, Table]:
        """Return all tables of what fits."""

    def add(self, readings: Iterable[Reading]) -> int:
        """Add readings, link them, and return how many articles were new."""

@final
class Brief:
    """What a period, a person, a country or a story amounts to; false if there is nothing to say."""

    def to_markdown(self) -> str:
        """Return it as Markdown."""

    def to_html(self) -> str:
        """Return it as a web page that needs nothing from elsewhere."""

    def to_json(self) -> str:
        """Return it as one object of JSON."""

    def __bool__(self) -> bool: ...

def read(
    article: str | bytes,
    *,
    name: str = "-",
    published: str | date | datetime | None = None,
    address: str | None = None,
    as_of: str | date | None = None,
    fetched: str | datetime | None = None,
) -> Reading:
    """Read one article: a web page or a text, as text or as bytes."""

@overload
def read_many(
    articles: Iterable[str | bytes | Item],
    *,
    threads: int | None = None,
    errors: Literal["raise"] = "raise",
    as_of: str | date | None = None,
    fetched: str | datetime | None = None,
) -> Iterator[Reading]: ...
@overload
def read_many(
    articles: Iterable[str | bytes | Item],
    *,
    threads: int | None = None,
    errors: Literal["return"],
    as_of: str | date | None = None,
    fetched: str | datetime | None = None,
) -> Iterator[Reading | PlenipoError]:
    """Read many articles on all cores, in their order."""

def open(path: str | PathLike[str], *, create: bool = False) -> Ledger:
    """Open a ledger, for reading only unless it may be made."""

def tables(readings: Iterable[Reading]) -> dict[str, Table]:
    """Make the tables of readings that no ledger has linked."""

def nest(names: Sequence[str], readings: Iterable[Reading | PlenipoError]) -> Table:
    """Pack readings into one table, a row for each, with the rows of all other tables in lists."""

def traces(packed: bytes, copies: dict[str, str]) -> tuple[list[int], list[bool], list[bool], list[str]]:
    """Return what the reports of packed articles leave for linking: keys, whether entered, whether asked, facts."""

def ties(entries: Sequence[tuple[bool, bool, str]]) -> list[tuple[str, str]]:
    """Return which reports under one key hang together."""

def are_copies(one: int, other: int, alike: int) -> bool:
    """Tell whether articles of so many long paragraphs, so many of them alike, carry one text."""

def groups(pairs: Sequence[tuple[str, str]]) -> dict[str, str]:
    """Return for each name that stands in a pair the first of all that hang together with it."""

def who_is_who(names: Sequence[tuple[str, str, str | None]]) -> list[tuple[str, str, str, str, str | None]]:
    """Return who bears each name: the name by itself, then public name, kind, name and country of the actor."""

def link_part(batches: Iterable[tuple[bytes, Sequence[str]]]) -> Table:
    """Link articles, packed with the reports whose events are wanted, and pack these events, a row for each."""
