"""Plenipo reads the news and keeps the diplomatic record.

>>> import plenipo
>>> reading = plenipo.read('''Ministers meet in Accra
...
... ACCRA, 29 January 2026 - The foreign ministers of Ghana and Togo met in Accra on Thursday.
... "We agreed on the border posts," Ghana's foreign minister, Ama Owusu-Tetteh, told reporters.
... ''')
>>> [event.kind for event in reading.events]
['meet']
>>> [passage.text for passage in reading.events[0].evidence]
['The foreign ministers of Ghana and Togo met in Accra on Thursday.']
>>> reading.quotes[0].speaker.names[0]
'Ama Owusu-Tetteh'

Nothing is downloaded and nothing asked: the same article gives the same reading on every machine. ``plenipo.spark`` reads
on a cluster; it is imported on its own, since it needs Spark.
"""

from plenipo._native import (
    Brief,
    BugError,
    Ledger,
    LedgerError,
    PlenipoError,
    ReadError,
    Reading,
    Readings,
    Table,
    __version__,
    open,
    read,
    read_many,
    tables,
)
from plenipo.records import (
    Actor,
    Article,
    Comment,
    Dateline,
    Diagnostic,
    Event,
    EventRow,
    Item,
    Pair,
    PairMonth,
    Party,
    Passage,
    Place,
    Proof,
    Quote,
    QuoteRow,
    Statement,
    When,
)

__all__ = [
    "Actor",
    "Article",
    "Brief",
    "BugError",
    "Comment",
    "Dateline",
    "Diagnostic",
    "Event",
    "EventRow",
    "Item",
    "Ledger",
    "LedgerError",
    "Pair",
    "PairMonth",
    "Party",
    "Passage",
    "Place",
    "PlenipoError",
    "Proof",
    "Quote",
    "QuoteRow",
    "ReadError",
    "Reading",
    "Readings",
    "Statement",
    "Table",
    "When",
    "__version__",
    "open",
    "read",
    "read_many",
    "tables",
]
