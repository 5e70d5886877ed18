"""The record over all articles, against what the program says of the same ledger."""

import json
from pathlib import Path

import plenipo
import pytest
from conftest import ARTICLES, pages, run


@pytest.fixture(scope="module")
def database(program: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("ledger") / "plenipo.db"
    run(program, "add", "--ledger", path, ARTICLES)
    return path


def lines(program: Path, *words: str | Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in run(program, *words, "--format", "json", "--limit", "0").splitlines()]


def test_lists_are_those_of_the_program(program: Path, database: Path) -> None:
    ledger = plenipo.open(database)
    events = ledger.events()
    assert len(events) > 20
    assert [event.id for event in events] == [line["id"] for line in lines(program, "events", "--ledger", database)]
    quotes = ledger.quotes()
    assert [quote.id for quote in quotes] == [line["id"] for line in lines(program, "quotes", "--ledger", database)]


def test_filters_narrow_as_those_of_the_program(program: Path, database: Path) -> None:
    ledger = plenipo.open(database)
    country = next(event.country for event in ledger.events() if event.country)
    meets = ledger.events(kind=["meet", "visit"], country=country)
    told = lines(program, "events", "--ledger", database, "--kind", "meet,visit", "--country", country)
    assert meets
    assert [event.id for event in meets] == [line["id"] for line in told]
    assert len(ledger.events(limit=3)) == 3
    assert {event.status for event in ledger.events(status="planned")} == {"planned"}
    with pytest.raises(TypeError, match="no filter is called `color`"):
        ledger.events(color="red")  # type: ignore[call-arg]
    with pytest.raises(ValueError, match="kind: `dance` is not a kind of event"):
        ledger.events(kind="dance")


def test_evidence_is_the_passage_itself(database: Path) -> None:
    ledger = plenipo.open(database)
    texts = {path.name: plenipo.read(path.read_bytes()).article.text for path in pages(ARTICLES)}
    event = max(ledger.events(), key=lambda event: event.n_reports)
    proofs = ledger.evidence(event.id) + ledger.evidence(ledger.quotes()[0].id)
    assert len(proofs) >= 3
    for proof in proofs:
        assert texts[Path(proof.name).name][proof.start : proof.end] == proof.text
    with pytest.raises(plenipo.LedgerError):
        ledger.evidence("e-nothing")


def test_a_pair_and_a_brief_are_those_of_the_program(program: Path, database: Path) -> None:
    ledger = plenipo.open(database)
    events = [event for event in ledger.events() if len({party.country for party in event.by if party.country}) > 1]
    one, other = sorted({party.country for party in events[0].by if party.country})[:2]
    pair = ledger.pair(one, other, as_of="2026-06-01")
    assert events[0].id in {event.id for event in pair.events}
    brief = ledger.brief(pair=(one, other), as_of="2026-06-01")
    words = ["brief", "--ledger", database, "--pair", f"{one},{other}", "--as-of", "2026-06-01", "--format"]
    assert json.loads(brief.to_json()) == json.loads(run(program, *words, "json"))
    assert brief.to_markdown() == run(program, *words, "markdown")
    assert brief
    assert not ledger.brief(since="1815-06-09", until="1815-06-10")


def test_readings_are_added_and_linked(tmp_path: Path, database: Path) -> None:
    ledger = plenipo.open(tmp_path / "made.db", create=True)
    readings = list(plenipo.read_many(plenipo.Item(path.read_bytes(), str(path)) for path in pages(ARTICLES)))
    assert ledger.add(readings) == len(readings)
    assert ledger.add(readings) == 0, "the same articles change nothing"
    told = plenipo.open(database)
    assert {event.summary for event in ledger.events()} == {event.summary for event in told.events()}
    with pytest.raises(plenipo.LedgerError, match="reading only"):
        told.add(readings)


def test_what_is_no_ledger_is_told(tmp_path: Path) -> None:
    with pytest.raises(plenipo.LedgerError):
        plenipo.open(tmp_path / "nothing.db")


def test_a_folder_of_tables_is_added_without_loss(program: Path, database: Path, tmp_path: Path) -> None:
    run(program, "export", "--ledger", database, "--format", "parquet", "--output", tmp_path / "tables")
    added = tmp_path / "added.db"
    articles = len(pages(ARTICLES))
    assert run(program, "add", "--ledger", added, tmp_path / "tables").strip() == f"{articles} articles added"
    assert run(program, "add", "--ledger", added, tmp_path / "tables").endswith(f"{articles} known already\n")
    for list_name in ("events", "quotes", "actors"):
        assert lines(program, list_name, "--ledger", added) == lines(program, list_name, "--ledger", database)
