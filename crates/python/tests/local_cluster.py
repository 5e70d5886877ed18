"""A Spark on this machine: two executors beside each other (``local-cluster``), each a process, and what they cost.

The tests and ``lab cluster`` share it, so that both speak of the same cluster.
"""

import os
import signal
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow
import pyarrow.parquet
from pyspark.sql import DataFrame, SparkSession

FETCHED = "2026-01-01T00:00:00Z"

Rows = list[tuple[object, ...]]

# As small as Spark lets an executor be; what is freed goes back to the system, and code is compiled once.
SMALL = (
    "-XX:+UseSerialGC -Xms64m -XX:MinHeapFreeRatio=10 -XX:MaxHeapFreeRatio=20 -XX:TieredStopAtLevel=1"
    " -XX:ReservedCodeCacheSize=64m -Xss512k"
)


def start(n_shuffled: int = 4) -> SparkSession:
    """Start a Spark with two executors of one core and 512 MB of Java's heap each."""
    os.environ["PYSPARK_PYTHON"] = sys.executable
    return (
        SparkSession.builder.master("local-cluster[2,1,512]")
        .config("spark.executor.memory", "512m")
        .config("spark.executor.extraJavaOptions", SMALL)
        .config("spark.driver.memory", "1g")
        .config("spark.driver.maxResultSize", "0")
        .config("spark.executorEnv.PYTHONPATH", os.environ.get("PYTHONPATH", ""))
        .config("spark.sql.shuffle.partitions", str(n_shuffled))
        .config("spark.ui.enabled", "false")
        .config("spark.ui.showConsoleProgress", "false")
        .config("spark.task.maxFailures", "8")
        .getOrCreate()
    )


def read_lines(folder: Path, count: int) -> list[str]:
    """Take articles that ``lab scale --make-only`` has written."""
    made = [line for path in sorted(folder.glob("*.jsonl")) for line in path.read_text("utf-8").splitlines()]
    assert len(made) >= count
    return made[:count]


def write_articles(path: Path, lines: list[str], names: list[str]) -> Path:
    """Write articles with their names as Parquet, as an archive holds them."""
    pyarrow.parquet.write_table(pyarrow.table({"name": names, "line": lines}), path, row_group_size=500)
    return path


def frame(spark: SparkSession, pages: Path, n_partitions: int) -> DataFrame:
    return spark.read.parquet(str(pages)).repartition(n_partitions)


def rows(table: pyarrow.Table) -> Rows:
    """Rows that can be compared whatever their order."""
    columns = [table[name].to_pylist() for name in sorted(table.column_names)]
    return sorted(zip(*columns, strict=True), key=repr)


def written(folder: Path) -> dict[str, pyarrow.Table]:
    """The tables that were written to a folder, as a strict reader takes them."""
    found = {path.stem: pyarrow.parquet.read_table(path) for path in sorted(folder.glob("*.parquet"))}
    for table in found.values():
        table.validate(full=True)
    return found


def check(found: dict[str, Rows], expected: dict[str, Rows]) -> None:
    """Compare tables with those of a ledger, row by row."""
    assert set(found) <= set(expected)
    for name, table in found.items():
        if table != expected[name]:
            missing = Counter(map(repr, expected[name])) - Counter(map(repr, table))
            told = f"{len(table)} rows, expected {len(expected[name])}, missing {list(missing)[:3]}"
            raise AssertionError(f"{name}: {told}")
    assert len(expected["events"]) < len(expected["reports"]), "nothing was linked"


def executors(spark: SparkSession) -> list[int]:
    """The processes of the executors, those of Java."""
    application = spark.sparkContext.applicationId.encode()
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            command = (process / "cmdline").read_bytes().split(b"\0")
        except OSError:
            continue  # It ended meanwhile.
        if application in command and any(b"CoarseGrainedExecutorBackend" in word for word in command):
            found.append(int(process.name))
    return sorted(found)


@contextmanager
def one_is_killed(spark: SparkSession, n_tasks: int) -> Iterator[None]:
    """Kill an executor once some of so many tasks of a stage are done and others are not."""
    killed: list[int] = []

    def kill() -> None:
        tracker = spark.sparkContext.statusTracker()
        while not killed:
            stages = [tracker.getStageInfo(stage) for stage in tracker.getActiveStageIds()]
            if any(stage and stage.numTasks == n_tasks and 2 <= stage.numCompletedTasks < n_tasks for stage in stages):
                victim = executors(spark)[0]
                os.kill(victim, signal.SIGKILL)
                killed.append(victim)
            time.sleep(0.02)

    threading.Thread(target=kill, daemon=True).start()
    yield
    assert killed, "nobody was killed: this proves nothing"


@dataclass
class Peak:
    """The most memory that an executor had at once, in MB: Java, Python beside it, both together."""

    java: float = 0.0
    python: float = 0.0
    both: float = 0.0


@dataclass
class Watch:
    """Looks at the memory of the executors ten times a second; pages that processes share count once."""

    spark: SparkSession
    peaks: dict[int, Peak] = field(default_factory=dict)
    is_over: threading.Event = field(default_factory=threading.Event)

    def __enter__(self) -> "Watch":
        self.thread = threading.Thread(target=self.look, daemon=True)
        self.thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.is_over.set()
        self.thread.join()

    def look(self) -> None:
        while not self.is_over.wait(0.1):
            for executor in executors(self.spark):
                java, *python = [megabytes(process) for process in family(executor)]
                peak = self.peaks.setdefault(executor, Peak())
                peak.java, peak.python = max(peak.java, java), max(peak.python, sum(python))
                peak.both = max(peak.both, java + sum(python))


def family(process: int) -> list[int]:
    """A process and all that it started and these started."""
    found = [process]
    for one in found:
        try:
            found += map(int, Path(f"/proc/{one}/task/{one}/children").read_text().split())
            for thread in Path(f"/proc/{one}/task").iterdir():
                found += [int(c) for c in (thread / "children").read_text().split() if int(c) not in found]
        except OSError:
            continue  # It ended meanwhile.
    return found


def megabytes(process: int) -> float:
    try:
        text = Path(f"/proc/{process}/smaps_rollup").read_text()
    except OSError:
        return 0.0  # It ended meanwhile.
    return sum(int(line.split()[1]) for line in text.splitlines() if line.startswith("Pss:")) / 1000


def seconds(process: int) -> float:
    """How long a process, and those of its children that ended, had a core."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0  # It ended meanwhile.
    return sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")


def core_time(spark: SparkSession) -> float:
    """How long the executors and what they started have had a core."""
    return sum(seconds(process) for executor in executors(spark) for process in family(executor))
