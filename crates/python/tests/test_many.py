"""Many articles: in order, on all cores, and one that cannot be read stops no other."""

import threading
from collections.abc import Iterator

import plenipo
import pytest
from conftest import ARTICLES, pages


def named() -> list[plenipo.Item]:
    return [plenipo.Item(path.read_bytes(), path.name) for path in pages(ARTICLES)]


@pytest.mark.parametrize("threads", [1, 2, 5])
def test_readings_come_in_the_order_of_the_articles(threads: int) -> None:
    alone = [plenipo.read(item.article, name=item.name).to_json() for item in named()]
    assert len(alone) > 20
    assert [reading.to_json() for reading in plenipo.read_many(named(), threads=threads)] == alone


def test_an_error_stands_in_its_place() -> None:
    articles = ["Ministers of Ghana and Togo met in Accra on Thursday.", "", "The King visited Oslo on Monday."]
    kinds = [type(reading) for reading in plenipo.read_many(articles, errors="return")]
    assert kinds == [plenipo.Reading, plenipo.ReadError, plenipo.Reading]
    readings = plenipo.read_many(articles)
    assert isinstance(next(readings), plenipo.Reading)
    with pytest.raises(plenipo.ReadError):
        next(readings)
    assert isinstance(next(readings), plenipo.Reading), "an error ends nothing"


def test_articles_are_taken_as_they_are_needed() -> None:
    taken = 0

    def endless() -> Iterator[str]:
        nonlocal taken
        while True:
            taken += 1
            yield f"The President of Ghana visited Togo on {taken % 28 + 1} May 2026, his office said."

    readings = plenipo.read_many(endless(), threads=2)
    for _ in range(3):
        next(readings)
    assert 3 <= taken <= 3 + 2 * 8


def test_python_goes_on_while_articles_are_read() -> None:
    ticks = 0
    done = threading.Event()

    def count() -> None:
        nonlocal ticks
        while not done.wait(0.001):
            ticks += 1

    counter = threading.Thread(target=count)
    counter.start()
    list(plenipo.read_many(named() * 2, threads=1))
    done.set()
    counter.join()
    assert ticks > 20


def test_what_the_articles_raise_comes_through() -> None:
    def broken() -> Iterator[str]:
        yield "The President of Ghana visited Togo on 3 May 2026."
        raise OSError("the disk is gone")

    with pytest.raises(OSError, match="the disk is gone"):
        list(plenipo.read_many(broken()))
