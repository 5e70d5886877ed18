"""Reads and links articles under Spark, compares the record with a ledger's, and tells what it cost.

    python cluster.py ARTICLES.jsonl LEDGER WORK RUN…

A run is a number of partitions; with a `k` behind it an executor is killed in the middle. Each is told as one line of JSON: core
time of the executors in milliseconds for an article, to read it and altogether, and the most memory that an executor had at once,
in MB. The record that differs ends the script. `lab cluster` calls this.
"""

import json
import sys
from contextlib import nullcontext
from pathlib import Path

import plenipo
import pyarrow
from local_cluster import (
    FETCHED,
    Peak,
    Rows,
    Watch,
    check,
    core_time,
    frame,
    one_is_killed,
    rows,
    start,
    write_articles,
    written,
)
from plenipo import spark as cluster


def without_moments(tables: dict[str, pyarrow.Table]) -> dict[str, Rows]:
    """Rows that can be compared with those of a ledger that was filled at another time."""
    return {name: rows(table.drop(["fetched"]) if "fetched" in table.column_names else table) for name, table in tables.items()}


def main(articles: Path, ledger: Path, work: Path, *runs: str) -> None:
    lines = articles.read_text("utf-8").splitlines()
    pages = write_articles(work / "articles.parquet", lines, [f"{articles}#{at + 1}" for at in range(len(lines))])
    tables = plenipo.open(ledger).to_arrow()
    expected = without_moments({name: pyarrow.table(table) for name, table in tables.items()})
    spark = start(n_shuffled=8)
    for run in runs:
        n_partitions = int(run.removesuffix("k"))
        is_killed = run.endswith("k")
        with Watch(spark) as watch, one_is_killed(spark, n_partitions) if is_killed else nullcontext():
            begun = core_time(spark)
            read = cluster.read(frame(spark, pages, n_partitions), "line", name="name", fetched=FETCHED)
            read.readings.count()
            done = core_time(spark)
            folder = work / f"tables-{run}"
            cluster.link(read).write(str(folder))
            ended = core_time(spark)
            read.readings.unpersist()
        check(without_moments(written(folder)), expected)
        peaks = [Peak(), *watch.peaks.values()]
        cost = {"read": (done - begun), "whole": (ended - begun)}
        told = {
            "run": run,
            # What the one that was killed had used is lost with it.
            **{name: None if is_killed else seconds * 1000 / len(lines) for name, seconds in cost.items()},
            **{name: round(max(getattr(peak, name) for peak in peaks)) for name in ("java", "python", "both")},
        }
        print(json.dumps(told), flush=True)
    spark.stop()


main(*map(Path, sys.argv[1:4]), *sys.argv[4:])
