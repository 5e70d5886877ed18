"""Plenipo on a cluster: articles in a data frame of Spark become the tables of the record.

Needs ``pyspark`` and ``pyarrow``, on the machines too; ``docs/spark.md`` shows how to use it. Linking goes in steps, each of them
a batch of Arrow in and batches out: copies first, then which reports hang together, then their events, then who is who.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby, pairwise

import pyarrow as pa
from pyspark import StorageLevel
from pyspark.sql import DataFrame, SparkSession, Window, WindowSpec
from pyspark.sql import functions as F
from pyspark.sql.pandas.types import from_arrow_schema

from plenipo import _native
from plenipo.arrow import Batches, batches_of, read_batches

__all__ = ["Tables", "link", "read"]

# So many articles are in one batch at most: pages are large, and an executor holds a few batches at once.
_ARTICLES_PER_BATCH = 64

# So many articles are linked together in one ledger, about.
_ARTICLES_PER_LEDGER = 500

# The columns of what is read, and of what is linked.
_READINGS: pa.Schema = pa.schema(pa.table(_native.nest([], [])).schema)
_EVENTS: pa.Schema = pa.schema(pa.table(_native.link_part([])).schema)
_TRACES: pa.Schema = pa.schema([("key", pa.int64()), ("entered", pa.bool_()), ("asked", pa.bool_()), ("facts", pa.string())])

# Tables that articles give by themselves: in a batch of readings, each is a list of rows.
_LISTS = tuple(
    field.name for field in _READINGS if pa.types.is_list(field.type) and pa.types.is_struct(field.type.value_type)
)

# What of them a ledger needs to link events.
_LINKED_LISTS = ("articles", "mentions", "reports", "report_actors", "evidence")


@dataclass(frozen=True)
class Tables:
    """The tables of ``docs/tables.md`` as data frames: ``tables["events"]``.

    ``readings`` holds all of them in one, a row for each article; ``failures`` are the articles that could not be read.
    """

    readings: DataFrame
    tables: Mapping[str, DataFrame]

    def __getitem__(self, name: str) -> DataFrame:
        return self.tables[name]

    @property
    def failures(self) -> DataFrame:
        """The names of the articles that could not be read, and why."""
        return self.readings.where("error IS NOT NULL").select("name", "error")

    def write(self, folder: str) -> None:
        """Write each table as Parquet into a folder, as ``plenipo add`` takes it."""
        for name, table in self.tables.items():
            table.write.mode("overwrite").parquet(f"{folder}/{name}.parquet", compression="zstd")


def read(
    df: DataFrame,
    text: str = "html",
    *,
    name: str | None = None,
    published: str | None = None,
    address: str | None = None,
    as_of: str | None = None,
    fetched: str = "1970-01-01T00:00:00Z",
    storage: StorageLevel = StorageLevel.DISK_ONLY,
) -> Tables:
    """Read the articles of a data frame.

    ``text`` is the column that holds pages or texts, as text or binary; ``name``, ``published`` and ``address`` are columns that
    tell more. ``fetched`` is one moment for all, so that a task that runs again gives the same rows. What was read is kept by
    ``storage``, since every table asks for it.
    """
    spark = df.sparkSession
    _prepare(spark)
    columns = {"article": text, "name": name, "published": published, "address": address}
    chosen = df.select(*(F.col(column).alias(field) for field, column in columns.items() if column is not None))

    def work(batches: Batches) -> Batches:
        return read_batches(batches, as_of=as_of, fetched=fetched)

    readings = chosen.mapInArrow(work, from_arrow_schema(_READINGS)).persist(storage)
    tables = {name: readings.select(F.inline(name)) for name in _LISTS}
    shown = (F.first(column).alias(column) for column in ("kind", "name", "country", "wikidata"))
    tables["actors"] = tables["actors"].groupBy("actor_id").agg(*shown, F.count("*").alias("n_articles"))
    return Tables(readings, tables)


def link(tables: Tables, *, storage: StorageLevel = StorageLevel.DISK_ONLY) -> Tables:
    """Link actors, copies and events over all articles, by the rules of the ledger.

    Reports that share a key are compared where the key lies; what hangs together is linked by a ledger that holds the
    articles of about so many of these groups. The events are those of a ledger that holds all articles, however they are spread.
    The driver keeps two names for each tie and for each copy.
    """
    readings = _speaking(tables.readings)
    copies = _copies(readings)
    groups = _groups(readings, copies)
    linked = _events(readings, copies, groups, storage)
    who = _who(readings)
    return Tables(tables.readings, _linked_tables(readings, copies, linked, who))


def _prepare(spark: SparkSession) -> None:
    """Keep batches small enough for pages, and times in the form that every reader of Parquet knows."""
    spark.conf.set("spark.sql.execution.arrow.maxRecordsPerBatch", str(_ARTICLES_PER_BATCH))
    spark.conf.set("spark.sql.parquet.outputTimestampType", "TIMESTAMP_MICROS")
    spark.conf.set("spark.sql.session.timeZone", "UTC")


def _speaking(readings: DataFrame) -> DataFrame:
    """Of texts at one address keep the latest, of equal articles one, as a ledger does."""
    good = readings.where("error IS NULL")
    heads = good.select("article_id", "digest", "published", "fetched", "name")
    place = F.struct(F.coalesce("published", F.lit(-(2**62))), "fetched", "digest", "name")
    latest = heads.groupBy("article_id").agg(F.max_by(F.struct("digest", "name", "fetched"), place).alias("kept"))
    kept = latest.select("article_id", "kept.*").groupBy("digest").agg(
        F.min_by(F.struct("article_id", "name"), F.struct("fetched", "name")).alias("kept")
    )
    kept = kept.select("digest", "kept.*").cache()
    if kept.count() == heads.count():
        return good
    return good.join(kept, ["article_id", "digest", "name"], "left_semi").dropDuplicates(["article_id"])


def _copies(readings: DataFrame) -> dict[str, str]:
    """Which articles are copies of which: the original by each article of a group of copies."""
    prints = readings.select("article_id", "published", "digest", "paragraphs")
    twins = prints.where("size(paragraphs) > 0").groupBy("paragraphs").agg(
        F.min("article_id").alias("first"), F.collect_list("article_id").alias("all")
    )
    twins = twins.withColumn("n", F.size("paragraphs")).cache()
    same = twins.where("size(all) > 1").select("n", "first", F.explode("all").alias("other"))
    pairs = [(row.first, row.other) for row in same.collect() if _native.are_copies(row.n, row.n, row.n)]
    one = twins.select(F.explode("paragraphs").alias("print"), F.col("first").alias("one"), F.col("n").alias("n_one"))
    other = one.select("print", F.col("one").alias("other"), F.col("n_one").alias("n_other"))
    alike = one.join(other, "print").where("one < other").groupBy("one", "other", "n_one", "n_other").count()
    near = alike.mapInArrow(_near, "one string, other string")
    pairs += [(row.one, row.other) for row in near.collect()]
    groups = _native.groups(pairs)
    if not groups:
        return {}
    spark = readings.sparkSession
    members = spark.createDataFrame(list(groups.items()), "article_id string, head string")
    order = F.struct(F.coalesce("published", F.lit(2**62)), "digest")
    originals = prints.join(members, "article_id").groupBy("head").agg(F.min_by("article_id", order).alias("original"))
    original = {row.head: row.original for row in originals.collect()}
    return {article: original[head] for article, head in groups.items()}


def _near(batches: Batches) -> Batches:
    for batch in batches:
        rows = [row for row in batch.to_pylist() if _native.are_copies(row["n_one"], row["n_other"], row["count"])]
        yield pa.RecordBatch.from_pydict(
            {"one": [row["one"] for row in rows], "other": [row["other"] for row in rows]},
            schema=pa.schema([("one", pa.string()), ("other", pa.string())]),
        )


def _groups(readings: DataFrame, copies: dict[str, str]) -> dict[str, str]:
    """Which reports hang together: the first of its group by each report that has others."""

    def leave(batches: Batches) -> Batches:
        for batch in batches:
            keys, entered, asked, facts = _native.traces(_packed(batch), copies)
            yield pa.RecordBatch.from_pydict({"key": keys, "entered": entered, "asked": asked, "facts": facts}, _TRACES)

    traces = readings.select(*_LINKED_LISTS).mapInArrow(leave, from_arrow_schema(_TRACES))
    ties = traces.repartition("key").sortWithinPartitions("key").mapInArrow(_tie, "one string, other string")
    return _native.groups([(row.one, row.other) for row in ties.distinct().collect()])


def _tie(batches: Batches) -> Batches:
    rows = (row for batch in batches for row in batch.to_pylist())
    for _, group in groupby(rows, key=lambda row: row["key"]):
        entries = [(row["entered"], row["asked"], row["facts"]) for row in group]
        pairs = _native.ties(entries) if len(entries) > 1 else []
        if pairs:
            one, other = zip(*pairs, strict=True)
            yield pa.RecordBatch.from_arrays([pa.array(one, pa.string()), pa.array(other, pa.string())], ["one", "other"])


def _events(
    readings: DataFrame, copies: dict[str, str], groups: dict[str, str], storage: StorageLevel
) -> DataFrame:
    """Link each group of reports in a ledger that holds its articles, and all copies of these."""
    n_parts = max(1, round(readings.count() / _ARTICLES_PER_LEDGER))

    def part_of(report: str) -> int:
        return int(groups.get(report, report)[1:], 16) % n_parts

    # Who is a copy of whom is seen only where all copies are: each goes where any of them goes.
    together: dict[str, set[int]] = {}
    if copies and n_parts > 1:
        for row in readings.select(F.inline("reports")).select("article_id", "report_id").toLocalIterator():
            if row.article_id in copies:
                together.setdefault(copies[row.article_id], set()).add(part_of(row.report_id))

    def spread(batches: Batches) -> Batches:
        for batch in batches:
            rows, parts, owned = [], [], []
            for at, (article, reports) in enumerate(zip(batch.column("article_id").to_pylist(), _reports(batch), strict=True)):
                wanted: dict[int, list[str]] = {part: [] for part in together.get(copies.get(article, ""), ())}
                for report in reports:
                    wanted.setdefault(part_of(report), []).append(report)
                for part, own in wanted.items():
                    rows.append(at)
                    parts.append(part)
                    owned.append(own)
            taken = batch.take(pa.array(rows, pa.int32()))
            columns = [pa.array(parts, pa.int32()), pa.array(owned, pa.list_(pa.string()))]
            yield pa.RecordBatch.from_arrays([*columns, *taken.columns], ["part", "own", *taken.schema.names])

    schema = readings.select(F.lit(0).alias("part"), F.lit([""]).alias("own"), "article_id", *_LINKED_LISTS).schema
    placed = readings.select("article_id", *_LINKED_LISTS).mapInArrow(spread, schema)
    sorted_parts = placed.repartition(n_parts, "part").sortWithinPartitions("part")
    return sorted_parts.mapInArrow(_link_parts, from_arrow_schema(_EVENTS)).persist(storage)


def _reports(batch: pa.RecordBatch) -> list[list[str]]:
    """The names of the reports of each article; the rest of a report is not looked at."""
    reports = batch.column("reports")
    names = reports.values.field("report_id").to_pylist()
    bounds = reports.offsets.to_pylist()
    return [names[start:end] for start, end in pairwise(bounds)]


def _link_parts(batches: Batches) -> Batches:
    for _, rows in groupby(_runs(batches), key=lambda run: run[0]):
        yield from batches_of(_native.link_part((packed, own) for _, packed, own in rows))


def _runs(batches: Batches) -> Iterator[tuple[int, bytes, list[str]]]:
    """The articles of one part as they follow each other: the part, the articles packed, their own reports."""
    for batch in batches:
        parts = batch.column("part").to_pylist()
        begin = 0
        for part, run in groupby(parts):
            rows = batch.slice(begin, len(list(run)))
            begin += len(rows)
            own = [report for reports in rows.column("own").to_pylist() for report in reports]
            yield part, _packed(rows.select(list(_LINKED_LISTS))), own


def _who(readings: DataFrame) -> DataFrame:
    """Who bears each name: ``alone``, the name by itself, and the actor."""
    actors = readings.select(F.inline("actors"))
    spelt = actors.groupBy("actor_id").agg(
        F.first("kind").alias("kind"),
        F.max_by("name", F.struct(F.octet_length("name"), "name")).alias("name"),
        F.first("country").alias("country"),
    )
    names = [(row.kind, row.name, row.country) for row in spelt.collect()]
    known = _native.who_is_who(names)
    schema = "alone string, actor_id string, kind string, name string, country string"
    return readings.sparkSession.createDataFrame(known, schema).cache()


def _linked_tables(
    readings: DataFrame, copies: dict[str, str], linked: DataFrame, who: DataFrame
) -> dict[str, DataFrame]:
    flat = {name: readings.select(F.inline(name)) for name in _LISTS}
    spark = readings.sparkSession
    copied = [(article, original) for article, original in copies.items() if article != original]
    originals = spark.createDataFrame(copied, "article_id string, original string")
    members = linked.select(F.explode("members").alias("report_id"), F.col("events")[0]["event_id"].alias("linked_id"))

    def of_copies(table: DataFrame) -> DataFrame:
        return _replaced(table.join(F.broadcast(originals), "article_id", "left"), "copy_of", "original", table)

    def of_events(table: DataFrame) -> DataFrame:
        return _replaced(table.join(members, "report_id", "left"), "event_id", "linked_id", table)

    def of_actors(table: DataFrame, column: str = "actor_id") -> DataFrame:
        known = who.select(F.col("alone").alias(column), F.col("actor_id").alias("known_id"))
        return _replaced(table.join(known, column, "left"), column, "known_id", table)

    def of_speakers(table: DataFrame) -> DataFrame:
        known = who.select(
            F.col("alone").alias("speaker_id"),
            F.col("actor_id").alias("known_id"),
            F.col("name").alias("known_name"),
            F.col("country").alias("known_country"),
        )
        joined = table.join(known, "speaker_id", "left")
        known_columns = {"speaker_id": "known_id", "speaker": "known_name", "country": "known_country"}
        return joined.select(*(F.col(known_columns.get(name, name)).alias(name) for name in table.columns))

    mentions = of_actors(flat["mentions"])
    counted = mentions.groupBy("actor_id").agg(F.countDistinct("article_id").alias("n_articles"))
    actors = who.select("actor_id", "kind", "name", "country").distinct().join(counted, "actor_id")
    parties = linked.select(F.inline("event_actors"))
    placed = of_actors(parties).groupBy("event_id", "side", "actor_id").agg(F.min("ordinal").alias("at"))
    shown = who.select("actor_id", "kind", "name", "country").distinct()
    before = F.count("*").over(_window("event_id", "side", order="at")) - 1
    event_actors = placed.withColumn("ordinal", before).join(shown, "actor_id")
    return {
        "articles": of_copies(flat["articles"]),
        "actors": actors.select("actor_id", "kind", "name", "country", F.lit(None).cast("string").alias("wikidata"), "n_articles"),
        "mentions": mentions,
        "events": linked.select(F.inline("events")),
        "event_actors": event_actors.select(*parties.columns),
        "evidence": of_events(flat["evidence"]),
        "reports": of_copies(of_events(flat["reports"])),
        "report_actors": of_actors(flat["report_actors"]),
        "changes": linked.select(F.inline("changes")),
        "disagreements": linked.select(F.inline("disagreements")),
        "quotes": of_speakers(flat["quotes"]),
        "statements": of_speakers(flat["statements"]),
    }


def _replaced(joined: DataFrame, column: str, other: str, table: DataFrame) -> DataFrame:
    """Put one column in the place of another, in the order of the table."""
    return joined.select(*(F.col(other).alias(name) if name == column else F.col(name) for name in table.columns))


def _window(*columns: str, order: str) -> WindowSpec:
    return Window.partitionBy(*columns).orderBy(order)


def _packed(batch: pa.RecordBatch) -> bytes:
    """Pack a batch as a stream of Arrow."""
    out = pa.BufferOutputStream()
    with pa.ipc.new_stream(out, batch.schema) as stream:
        stream.write_batch(batch)
    packed: bytes = out.getvalue().to_pybytes()
    return packed
