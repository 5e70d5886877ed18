"""One article: the same bytes as the program, and objects that say the same."""

import dataclasses
import json
import os
from pathlib import Path

import plenipo
import pytest
from conftest import ARTICLES, ROOT, pages, run

GOLD = Path(os.environ.get("PLENIPO_SHARED", ROOT.parent / "shared")) / "gold" / "dev"

TEXT = """Ministers meet in Accra – “yes” 🇬🇭

ACCRA, 29 January 2026 – The foreign ministers of Ghana and Togo met in Accra on Thursday.
“We agreed on the border – at last,” Ghana’s foreign minister, Ama Owusu-Tetteh, told reporters.
"""


@pytest.mark.parametrize("folder", [ROOT / "corpus", GOLD], ids=["corpus", "dev"])
def test_the_line_is_that_of_the_program_byte_for_byte(program: Path, folder: Path) -> None:
    if not folder.is_dir():
        pytest.skip(f"no articles in {folder}")
    paths = pages(folder)
    lines = run(program, "read", "--format", "json", *paths, is_done=(0, 2)).splitlines()
    expected = {json.loads(line)["source"]: line for line in lines}
    read = {}
    for path in paths:
        try:
            read[str(path)] = plenipo.read(path.read_bytes(), name=str(path)).to_json()
        except plenipo.ReadError:
            assert str(path) not in expected
    assert len(expected) > 10
    assert read == expected


def test_text_and_bytes_read_alike_whatever_a_page_declares() -> None:
    page = "<html><head><meta charset='windows-1252'><title>Treffen – Łódź</title></head><body><article>" + "".join(
        f"<p>{line}</p>" for line in TEXT.splitlines() if line
    )
    reading = plenipo.read(page + "</article></body></html>")
    assert "“We agreed on the border – at last,”" in reading.article.text
    assert plenipo.read(TEXT) == plenipo.read(TEXT.encode())


def test_places_count_characters() -> None:
    reading = plenipo.read(TEXT)
    text = reading.article.text
    passages = [passage for event in reading.events for passage in event.evidence]
    passages += [piece for quote in reading.quotes for piece in quote.pieces]
    passages += [quote.cue for quote in reading.quotes if quote.cue]
    passages += reading.article.paragraphs
    assert len(passages) >= 5
    for passage in passages:
        assert text[passage.start : passage.end] == passage.text


def test_objects_say_what_the_line_says() -> None:
    counted = 0
    for path in pages(ARTICLES):
        reading = plenipo.read(path.read_bytes(), name=path.name)
        line = json.loads(reading.to_json(with_text=True))
        text = line["text"].encode()
        assert reading.article.text == line["text"]
        assert [actor.id for actor in reading.actors] == [actor["id"] for actor in line["actors"]]
        for event, told in zip(reading.events, line["events"], strict=True):
            counted += 1
            assert (event.kind, event.status, event.plover, event.cameo) == tuple(
                told[key] for key in ("kind", "status", "plover", "cameo")
            )
            assert [actor.id for actor in event.by] == told["by"]
            assert [actor.id for actor in event.with_] == told["with"]
            assert (dataclasses.asdict(event.when) if event.when else None) == told["when"]
            for passage, piece in zip(event.evidence, told["evidence"], strict=True):
                assert passage.text == piece["text"] == text[piece["start"] : piece["end"]].decode()
        for quote, told in zip(reading.quotes, line["quotes"], strict=True):
            assert (quote.text, quote.kind, quote.said) == (told["text"], told["kind"], told["said"])
            assert (quote.speaker.id if quote.speaker else None) == told["speaker"]
        for statement, told in zip(reading.statements, line["statements"], strict=True):
            assert statement.text == told["text"]
    assert counted > 50


def test_nobody_changes_what_was_read() -> None:
    reading = plenipo.read(TEXT)
    with pytest.raises(dataclasses.FrozenInstanceError):
        reading.events[0].kind = "visit"  # type: ignore[misc]
    with pytest.raises(AttributeError):
        reading.events = ()  # type: ignore[misc]
    assert reading == plenipo.read(TEXT)
    assert hash(reading) == hash(plenipo.read(TEXT))
    assert reading.events[0] == plenipo.read(TEXT).events[0]
    assert reading != plenipo.read(TEXT + "\nA further line of the same article, it says.")


def test_the_day_can_be_given() -> None:
    undated = "The foreign ministers of Ghana and Togo met in Accra on Thursday, their offices said."
    days = [plenipo.read(undated, as_of=day).events[0].when for day in ("2026-01-30", "2026-02-06")]
    assert [when.start if when else None for when in days] == ["2026-01-29", "2026-02-05"]
    with pytest.raises(ValueError, match="as_of: `soon` is not a day"):
        plenipo.read(undated, as_of="soon")


@pytest.mark.parametrize(
    ("article", "reason"),
    [("", "empty"), (b"\x89PNG\r\n\x1a\n\x00\x00", "no text"), ('[{"text": "One."}, {"text": "Two."}]', "several")],
)
def test_what_is_no_article_says_why(article: str | bytes, reason: str) -> None:
    with pytest.raises(plenipo.ReadError, match=reason):
        plenipo.read(article)


def test_only_text_and_bytes_are_read() -> None:
    with pytest.raises(TypeError, match="str or bytes, not int"):
        plenipo.read(7)  # type: ignore[arg-type]
