"""A real Spark: what it reads and links is what a ledger holds, however the articles are spread and whoever dies.

The articles are those that ``lab scale`` makes. Two executors run beside each other (``local-cluster``), each a process.
"""

import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import plenipo
import pyarrow
import pytest
from conftest import run, target
from plenipo import spark as cluster
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F

ARTICLES = int(os.environ.get("PLENIPO_SPARK_ARTICLES", "2000"))
FETCHED = "2026-01-01T00:00:00Z"

Rows = list[tuple[object, ...]]


@pytest.fixture(scope="module")
def lines(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    lab = Path(os.environ.get("PLENIPO_LAB", target() / "release" / "plenipo-lab"))
    folder = tmp_path_factory.mktemp("scale")
    days = str(max(10, ARTICLES // 50))
    run(lab, "scale", "--make-only", "--articles", str(ARTICLES), "--days", days, "--work", folder)
    made = [line for path in sorted(folder.glob("*.jsonl")) for line in path.read_text("utf-8").splitlines()]
    assert len(made) >= ARTICLES
    return made[:ARTICLES]


@pytest.fixture(scope="module")
def expected(lines: list[str], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Rows]:
    """The tables of a ledger that holds all articles."""
    ledger = plenipo.open(tmp_path_factory.mktemp("ledger") / "whole.db", create=True)
    items = (plenipo.Item(line, f"{at}.json") for at, line in enumerate(lines))
    ledger.add(plenipo.read_many(items, fetched=FETCHED))
    return {name: rows(pyarrow.table(table)) for name, table in ledger.to_arrow().items()}


@pytest.fixture(scope="module")
def spark() -> Iterator[SparkSession]:
    os.environ["PYSPARK_PYTHON"] = sys.executable
    # Several ledgers, so that what hangs together has to find each other.
    cluster._ARTICLES_PER_LEDGER = min(500, ARTICLES // 4)
    session = (
        SparkSession.builder.master(os.environ.get("PLENIPO_SPARK_MASTER", "local-cluster[2,1,1024]"))
        .config("spark.driver.memory", "1g")
        .config("spark.executorEnv.PYTHONPATH", os.environ.get("PYTHONPATH", ""))
        .config("spark.sql.shuffle.partitions", "4")
        .config("spark.ui.enabled", "false")
        .config("spark.task.maxFailures", "8")
        .getOrCreate()
    )
    yield session
    session.stop()


def frame(spark: SparkSession, lines: list[str], n_partitions: int) -> DataFrame:
    named = [(f"{at}.json", line) for at, line in enumerate(lines)]
    return spark.createDataFrame(named, "name string, line string").repartition(n_partitions)


def rows(table: pyarrow.Table) -> Rows:
    """Rows that can be compared whatever their order."""
    columns = [table[name].to_pylist() for name in sorted(table.column_names)]
    return sorted(zip(*columns, strict=True), key=repr)


def check(tables: cluster.Tables, expected: dict[str, Rows]) -> None:
    for name, table in tables.tables.items():
        found = rows(table.toArrow())
        missing = [row for row in expected[name] if row not in found][:3] if found != expected[name] else []
        assert found == expected[name], f"{name}: {len(found)} rows, expected {len(expected[name])}, missing {missing}"
    assert len(expected["events"]) < len(expected["reports"]), "nothing was linked"


@pytest.mark.parametrize("n_partitions", [1, 2, 8])
def test_the_record_is_that_of_a_ledger(
    spark: SparkSession, lines: list[str], expected: dict[str, Rows], n_partitions: int
) -> None:
    read = cluster.read(frame(spark, lines, n_partitions), "line", name="name", fetched=FETCHED)
    check(cluster.link(read), expected)
    read.readings.unpersist()


def test_an_executor_that_is_killed_in_the_middle_costs_time_only(
    spark: SparkSession, lines: list[str], expected: dict[str, Rows]
) -> None:
    read = cluster.read(frame(spark, lines, 8), "line", name="name", fetched=FETCHED)
    killed: list[int] = []

    def kill() -> None:
        tracker = spark.sparkContext.statusTracker()
        while not killed:
            stages = [tracker.getStageInfo(stage) for stage in tracker.getActiveStageIds()]
            if any(stage and stage.numTasks == 8 and 2 <= stage.numCompletedTasks < 8 for stage in stages):
                victim = executors(spark.sparkContext.applicationId)[0]
                os.kill(victim, signal.SIGKILL)
                killed.append(victim)
            time.sleep(0.02)

    killer = threading.Thread(target=kill, daemon=True)
    killer.start()
    tables = cluster.link(read)
    check(tables, expected)
    assert killed, "nobody was killed: the test proves nothing"


def test_plenipo_add_takes_the_tables(
    spark: SparkSession, lines: list[str], expected: dict[str, Rows], program: Path, tmp_path: Path
) -> None:
    read = cluster.read(frame(spark, lines, 2), "line", name="name", fetched=FETCHED)
    cluster.link(read).write(str(tmp_path / "tables"))
    told = run(program, "add", "--ledger", tmp_path / "added.db", tmp_path / "tables")
    assert told.startswith(f"{len(expected['articles'])} articles added")
    added = plenipo.open(tmp_path / "added.db").to_arrow()
    for name in ("events", "event_actors", "evidence", "reports", "quotes", "statements", "mentions"):
        assert rows(pyarrow.table(added[name])) == expected[name], name


def test_what_is_no_article_is_told_and_stops_nothing(spark: SparkSession) -> None:
    articles = [("a", "Norwegian Foreign Minister Osman Reyl visited Tallinn on 3 March 2026."), ("b", ""), ("c", None)]
    frame = spark.createDataFrame(articles, "name string, html string")
    read = cluster.read(frame, name="name")
    failures = {row.name: row.error for row in read.failures.collect()}
    assert set(failures) == {"b", "c"}
    assert [row.kind for row in read["events"].select(F.col("kind")).collect()] == ["visit"]


def executors(application: str) -> list[int]:
    """The processes of the executors of an application."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            command = (process / "cmdline").read_bytes().split(b"\0")
        except OSError:
            continue  # It ended meanwhile.
        if application.encode() in command and any(b"CoarseGrainedExecutorBackend" in word for word in command):
            found.append(int(process.name))
    return sorted(found)
