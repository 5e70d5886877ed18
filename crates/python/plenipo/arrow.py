"""Reading batches of Arrow, the unit of work of clusters: under Spark, Ray Data, Dask or nothing at all.

Needs ``pyarrow``.
"""

from collections.abc import Iterable, Iterator

import pyarrow as pa

import plenipo
from plenipo import _native

__all__ = ["Batches", "batches_of", "read_batches"]

Batches = Iterator[pa.RecordBatch]


def read_batches(
    batches: Iterable[pa.RecordBatch], *, as_of: str | None = None, fetched: str = "1970-01-01T00:00:00Z") -> Batches:
    """Read batches with a column ``article`` and perhaps ``name``, ``published`` and ``address``.

    A row of the answer is an article: ``name``, ``error`` where it could not be read, and a list for each table.
    """
    for batch in batches:
        # A cell without anything is an article without anything, and told as such.
        rows = [{"article": "", **{key: value for key, value in row.items() if value is not None}} for row in batch.to_pylist()]
        items = [plenipo.Item(**row) for row in rows]
        readings = plenipo.read_many(items, threads=1, errors="return", as_of=as_of, fetched=fetched)
        yield from batches_of(_native.nest([item.name for item in items], readings))


def batches_of(table: plenipo.Table) -> Batches:
    """Take the batches of a table, without a copy."""
    yield from pa.table(table).to_batches()
