"""Tables for whatever speaks Arrow, without a copy, and the same as those that the program exports."""

from pathlib import Path

import duckdb
import pandas
import plenipo
import polars
import pyarrow
import pyarrow.parquet
import pytest
from conftest import ARTICLES, pages, run


@pytest.fixture(scope="module")
def tables() -> dict[str, plenipo.Table]:
    return plenipo.tables(plenipo.read_many(plenipo.Item(path.read_bytes(), path.name) for path in pages(ARTICLES)))


def test_everybody_takes_them(tables: dict[str, plenipo.Table]) -> None:
    events = tables["events"]
    arrow = pyarrow.table(events)
    arrow.validate(full=True)
    assert len(arrow) == len(events) > 50
    assert arrow.column_names == events.columns
    assert polars.DataFrame(events)["event_id"].to_list() == arrow["event_id"].to_pylist()
    frame: pandas.DataFrame = arrow.to_pandas()
    assert frame["event_id"].tolist() == arrow["event_id"].to_pylist()
    counted = duckdb.sql("SELECT count(*) FROM arrow WHERE kind = 'meet'").fetchall()
    assert counted == [(sum(kind == "meet" for kind in arrow["kind"].to_pylist()),)]


def test_nothing_is_copied(tables: dict[str, plenipo.Table]) -> None:
    buffers = [pyarrow.table(tables["articles"])["text"].chunk(0).buffers()[2] for _ in range(2)]
    assert buffers[0].address == buffers[1].address


def test_columns_outlive_their_table() -> None:
    column = pyarrow.table(plenipo.read("The King visited Oslo on 4 May 2026, the palace said.").to_arrow()["articles"])
    assert column["text"].to_pylist() == ["The King visited Oslo on 4 May 2026, the palace said."]


def test_a_ledger_gives_the_tables_that_the_program_exports(program: Path, tmp_path: Path) -> None:
    database = tmp_path / "plenipo.db"
    run(program, "add", "--ledger", database, ARTICLES)
    run(program, "export", "--ledger", database, "--format", "parquet", "--output", tmp_path / "tables")
    made = plenipo.open(database).to_arrow()
    files = {path.stem: path for path in (tmp_path / "tables").glob("*.parquet")}
    assert set(made) == set(files)
    for name, table in made.items():
        file = pyarrow.parquet.read_table(files[name])
        file.validate(full=True)
        assert pyarrow.table(table).equals(file), name


# Articles that agree, are added once and never corrected leave nothing in these.
MAY_BE_EMPTY = ("changes.parquet", "crosswalk.parquet", "disagreements.parquet", "record_changes.parquet")


def test_a_ledger_made_of_its_tables_gives_the_same_tables(program: Path, tmp_path: Path) -> None:
    def export(ledger: str, folder: str) -> dict[str, pyarrow.Table]:
        run(program, "export", "--ledger", tmp_path / ledger, "--format", "parquet", "--output", tmp_path / folder)
        return {path.name: pyarrow.parquet.read_table(path) for path in (tmp_path / folder).glob("*.parquet")}

    run(program, "add", "--ledger", tmp_path / "first.db", ARTICLES)
    first = export("first.db", "first")
    run(program, "add", "--ledger", tmp_path / "second.db", tmp_path / "first")
    second = export("second.db", "second")
    assert set(first) == set(second)
    for name, table in first.items():
        assert len(table) > 0 or name in MAY_BE_EMPTY, name
        assert table.equals(second[name]), name
