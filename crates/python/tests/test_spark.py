"""A real Spark: what it reads and links is what a ledger holds, however the articles are spread and whoever dies.

The articles are those that ``lab scale`` makes.
"""

import os
from collections.abc import Iterator
from pathlib import Path

import plenipo
import pyarrow
import pytest
from conftest import run, target
from local_cluster import FETCHED, Rows, check, frame, one_is_killed, read_lines, rows, start, write_articles, written
from plenipo import spark as cluster
from pyspark.sql import SparkSession
from pyspark.sql import functions as F

ARTICLES = int(os.environ.get("PLENIPO_SPARK_ARTICLES", "2000"))


@pytest.fixture(scope="module")
def lines(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    lab = Path(os.environ.get("PLENIPO_LAB", target() / "release" / "plenipo-lab"))
    folder = tmp_path_factory.mktemp("scale")
    days = str(max(10, ARTICLES // 50))
    run(lab, "scale", "--make-only", "--articles", str(ARTICLES), "--days", days, "--work", folder)
    return read_lines(folder, ARTICLES)


@pytest.fixture(scope="module")
def pages(lines: list[str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    names = [f"{at}.json" for at in range(len(lines))]
    return write_articles(tmp_path_factory.mktemp("pages") / "articles.parquet", lines, names)


@pytest.fixture(scope="module")
def expected(lines: list[str], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Rows]:
    """The tables of a ledger that holds all articles."""
    ledger = plenipo.open(tmp_path_factory.mktemp("ledger") / "whole.db", create=True)
    items = (plenipo.Item(line, f"{at}.json") for at, line in enumerate(lines))
    ledger.add(plenipo.read_many(items, fetched=FETCHED))
    return {name: rows(pyarrow.table(table)) for name, table in ledger.to_arrow().items()}


@pytest.fixture(scope="module")
def spark() -> Iterator[SparkSession]:
    # Several ledgers, so that what hangs together has to find each other.
    cluster._ARTICLES_PER_LEDGER = min(500, ARTICLES // 4)
    session = start()
    yield session
    session.stop()


def record(spark: SparkSession, pages: Path, n_partitions: int, folder: Path) -> dict[str, Rows]:
    """Read and link articles that come in so many partitions; the tables are those that were written."""
    read = cluster.read(frame(spark, pages, n_partitions), "line", name="name", fetched=FETCHED)
    cluster.link(read).write(str(folder))
    read.readings.unpersist()
    return {name: rows(table) for name, table in written(folder).items()}


def test_one_partition_gives_the_record_of_a_ledger(
    spark: SparkSession, pages: Path, expected: dict[str, Rows], tmp_path: Path
) -> None:
    check(record(spark, pages, 1, tmp_path), expected)


def test_two_partitions_give_it_and_plenipo_add_takes_it(
    spark: SparkSession, pages: Path, expected: dict[str, Rows], program: Path, tmp_path: Path
) -> None:
    check(record(spark, pages, 2, tmp_path / "tables"), expected)
    told = run(program, "add", "--ledger", tmp_path / "added.db", tmp_path / "tables")
    assert told.startswith(f"{len(expected['articles'])} articles added")
    added = plenipo.open(tmp_path / "added.db").to_arrow()
    for name in ("events", "event_actors", "evidence", "reports", "quotes", "statements", "mentions"):
        assert rows(pyarrow.table(added[name])) == expected[name], name


def test_eight_partitions_give_it_while_an_executor_is_killed_in_the_middle(
    spark: SparkSession, pages: Path, expected: dict[str, Rows], tmp_path: Path
) -> None:
    with one_is_killed(spark, 8):
        found = record(spark, pages, 8, tmp_path)
    check(found, expected)


def test_what_is_no_article_is_told_and_stops_nothing(spark: SparkSession) -> None:
    articles = [("a", "Norwegian Foreign Minister Osman Reyl visited Tallinn on 3 March 2026."), ("b", ""), ("c", None)]
    frame = spark.createDataFrame(articles, "name string, html string")
    read = cluster.read(frame, name="name")
    failures = {row.name: row.error for row in read.failures.collect()}
    assert set(failures) == {"b", "c"}
    assert [row.kind for row in read["events"].select(F.col("kind")).collect()] == ["visit"]
