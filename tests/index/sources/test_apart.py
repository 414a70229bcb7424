"""Parsing in a process of its own: what it finds comes as it finds it, within limits of time and memory."""

from __future__ import annotations

import bz2
import json
import os
import signal
import time
import tracemalloc
from collections.abc import Callable, Generator, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from index import Engine
from index.articles import Article
from index.errors import SourceProblem
from index.progress import BrokenOff, Progress, Skipped
from index.sources import limits, read_articles
from index.sources.apart import program
from index.sources.apart.pool import ParsingPool, end_parsing, parse_apart
from index.sources.apart.process import TookTooLong
from index.sources.drafts import Draft
from tests.conftest import SHIP
from tests.documents import put, zipped

_PAGE = "<page><title>Kapal {}</title><ns>0</ns><revision><text>{}</text></revision></page>"
_MESSAGE = "From a Wed Jan  2 10:00:00 2019\nSubject: Kapal {}\nDate: Wed, 2 Jan 2019 10:00:00 +0700\n\n{}\n\n"
_TEXT = SHIP * 100
# A megabyte, which is parsed apart; pieces of half a one go through the pipe.
_PAGES = 110
_SOME_PIECES = 160


def wiki(pages: int, text: str = _TEXT, behind: str = "") -> str:
    """Return a dump of so many pages."""
    return f"<mediawiki>{''.join(_PAGE.format(n, text) for n in range(pages))}{behind}</mediawiki>"


def mailbox(messages: int) -> str:
    """Return a mailbox of so many messages."""
    return "".join(_MESSAGE.format(n, _TEXT) for n in range(messages))


# Bzip2 takes longer for a text that repeats itself than most tests.
@cache
def packed(pages: int, behind: str = "") -> bytes:
    """Return a packed dump of so many pages."""
    return bz2.compress(wiki(pages, behind=behind).encode(), 1)


# Made where they are tested, since every process of the tests imports this.
_LARGE: dict[str, tuple[Callable[[], str | bytes], int]] = {
    "wiki.xml": (lambda: wiki(_PAGES), 1_000_000),
    "dump.xml": (lambda: wiki(_PAGES, behind=" " * 50_000_000), limits.MAX_FILE_BYTES),
    "wiki.bz2": (lambda: packed(_PAGES), 100),
    "kotak.mbox": (lambda: mailbox(_PAGES), 1_000_000),
    "surat.mbox": (lambda: (" " * 999_999 + "\n") * 50 + "\n" + mailbox(_PAGES), limits.MAX_FILE_BYTES),
    "arsip.json": (lambda: json.dumps([{"title": f"Kapal {n}", "text": _TEXT} for n in range(_PAGES)]), 1_000_000),
    "arsip.zip": (lambda: zipped({"dump.bz2": packed(_PAGES)}), 100),
    "wiki.zip": (lambda: zipped({"wiki.xml": wiki(_PAGES)}), 100),
}


@pytest.fixture
def pool() -> Iterator[ParsingPool]:
    """A pool of its own."""
    made = ParsingPool()
    end_parsing()
    yield made
    made.close()
    assert not parsing()


def parsing() -> list[int]:
    """Return the processes that this one has started to parse with."""
    started = [each.read_text("ascii").split() for each in Path("/proc/self/task").glob("*/children")]
    commands = {child: Path(f"/proc/{child}/cmdline").read_text("utf-8") for children in started for child in children}
    return [int(child) for child, command in commands.items() if "index.sources.apart.program" in command]


def begin(pool: ParsingPool, parser: str, file: Path, seconds: float = 60) -> Generator[Any]:
    """Begin to parse a file; the first of what is found is taken."""
    items = pool.parse(parser, file, seconds=seconds)
    assert isinstance(items, Generator)
    assert next(items).title == "Kapal 0"
    return items


@pytest.mark.parametrize("name", _LARGE)
def test_large_files_hold_nobody_up(tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """They are parsed apart, packed ones and members of archives as well; what is found is the same."""
    parsed: list[str] = []

    def parse(parser: str, file: Path, *, seconds: float) -> Iterator[Any]:
        parsed.append(parser)
        return parse_apart(parser, file, seconds=seconds)

    monkeypatch.setattr("index.sources.formats.bounded.parse_apart", parse)
    make, more_than = _LARGE[name]
    file = put(tmp_path, name, make())
    found = [each for each in read_articles(file) if isinstance(each, Article)]

    assert file.stat().st_size > more_than
    assert len(parsed) == 1
    assert [each.title for each in found] == [f"Kapal {n}" for n in range(_PAGES)]
    assert all(each.text.strip() == _TEXT.strip() for each in found)


def test_parsing_waits_for_whoever_takes_what_it_finds(tmp_path: Path, pool: ParsingPool) -> None:
    """It goes no further than its pipe holds, and neither side holds the file."""
    file = put(tmp_path, "wiki.xml", wiki(1_300))
    size = file.stat().st_size
    tracemalloc.start()
    try:
        items = begin(pool, "xml", file)
        (child,) = parsing()
        time.sleep(0.5)
        assert _offset(child, file) < size / 4
        assert sum(isinstance(each, Draft) for each in items) == 1_299
        assert tracemalloc.get_traced_memory()[1] < size / 4
    finally:
        tracemalloc.stop()
    status = Path(f"/proc/{child}/status").read_text("ascii")
    assert int(status.partition("VmHWM:")[2].split()[0]) < 150_000


def _offset(process: int, file: Path) -> int:
    """Return how far a process has read a file."""
    for descriptor in Path(f"/proc/{process}/fd").iterdir():
        if descriptor.readlink() == file:
            told = Path(f"/proc/{process}/fdinfo/{descriptor.name}").read_text("ascii")
            return int(told.partition("pos:")[2].split()[0])
    raise FileNotFoundError(file)


def test_who_stops_half_way_ends_the_process(tmp_path: Path, pool: ParsingPool) -> None:
    """The next file is parsed by a new one; what is whole leaves its process for the next."""
    file = put(tmp_path, "wiki.xml", wiki(_SOME_PIECES))
    items = begin(pool, "xml", file)
    assert len(parsing()) == 1
    items.close()
    assert not parsing()
    assert len(list(pool.parse("xml", file))) == _SOME_PIECES
    kept = parsing()
    assert len(kept) == 1
    # Of one piece, all is there when its first item is.
    begin(pool, "xml", put(tmp_path, "satu.xml", wiki(2))).close()
    assert parsing() == kept


def test_reader_that_is_dropped_half_way_ends_the_process(tmp_path: Path) -> None:
    """Also that of a member of an archive."""
    end_parsing()
    items = read_articles(put(tmp_path, "arsip.zip", zipped({"wiki.xml": wiki(_SOME_PIECES)})))
    assert isinstance(next(items), Article)
    assert len(parsing()) == 1
    del items
    assert not parsing()


class StoppedError(Exception):
    """Raised by a program that does not want to go on."""


def test_stopped_build_ends_the_process(engine: Engine, tmp_path: Path) -> None:
    """Even if somebody still holds the exception that stopped it, and with it what was going on."""
    end_parsing()
    file = put(tmp_path, "wiki.xml", wiki(_SOME_PIECES))
    running: list[int] = []

    def stop(progress: Progress) -> None:
        running.extend(parsing())
        if running:
            raise StoppedError

    with pytest.raises(StoppedError) as held:
        engine.index([file], progress=stop)
    assert len(running) == 1
    assert not parsing()
    assert held.tb is not None


def test_files_are_parsed_within_each_other(tmp_path: Path, pool: ParsingPool) -> None:
    """None waits for another, however they alternate."""
    file = put(tmp_path, "wiki.xml", wiki(_SOME_PIECES))
    outer = begin(pool, "xml", file)
    inner = begin(pool, "packed-xml", put(tmp_path, "wiki.bz2", packed(_SOME_PIECES)))
    assert len(parsing()) == 2
    pairs = [(a.title, b.title) for a, b in zip(outer, inner, strict=True)]
    assert pairs == [(f"Kapal {n}", f"Kapal {n}") for n in range(1, _SOME_PIECES)]
    # One is kept for the next file.
    assert len(parsing()) == 1


def test_threads_do_not_wait_for_each_other(tmp_path: Path, pool: ParsingPool) -> None:
    """A file that is read slowly holds up nobody who reads another."""
    file = put(tmp_path, "wiki.xml", wiki(_SOME_PIECES))
    slow = begin(pool, "xml", file)
    with ThreadPoolExecutor(3) as threads:
        counts = [threads.submit(lambda: len(list(pool.parse("xml", file)))) for _ in range(3)]
        assert [each.result(timeout=60) for each in counts] == [_SOME_PIECES] * 3
    assert len(list(slow)) == _SOME_PIECES - 1


def test_time_of_whoever_takes_what_is_found_does_not_count(tmp_path: Path, pool: ParsingPool) -> None:
    """Embedding takes longer than parsing."""
    items = begin(pool, "xml", put(tmp_path, "wiki.xml", wiki(_SOME_PIECES)), seconds=1)
    time.sleep(4.5)
    assert [each.title for each in items] == [f"Kapal {n}" for n in range(1, _SOME_PIECES)]


def test_file_that_takes_too_long_half_way(tmp_path: Path, pool: ParsingPool) -> None:
    """What was found before stands; the process is gone."""
    *found, last = pool.parse("xml", put(tmp_path, "wiki.xml", wiki(8_000)), seconds=1)
    assert isinstance(last, BrokenOff)
    assert "takes more than 1 s" in last.reason
    assert [each.title for each in found] == [f"Kapal {n}" for n in range(len(found))]
    assert found
    assert not parsing()


def test_process_that_hangs_half_way(tmp_path: Path, pool: ParsingPool) -> None:
    """It takes none of the processor's time, and is ended all the same."""
    items = begin(pool, "xml", put(tmp_path, "wiki.xml", wiki(_SOME_PIECES)), seconds=1)
    os.kill(parsing()[0], signal.SIGSTOP)
    *found, last = items
    assert isinstance(last, BrokenOff)
    assert "takes more than 1 s" in last.reason
    assert found
    assert not parsing()


def test_process_that_dies_half_way(tmp_path: Path, pool: ParsingPool) -> None:
    """As one does that takes too much memory; what was found before stands."""
    items = begin(pool, "xml", put(tmp_path, "wiki.xml", wiki(_SOME_PIECES)))
    os.kill(parsing()[0], signal.SIGKILL)
    *found, last = items
    assert 0 < len(found) < _SOME_PIECES - 1
    assert isinstance(last, BrokenOff)
    assert "bytes of memory to read" in last.reason


@pytest.mark.parametrize("name", ["wiki.bz2", "wiki.xml", "arsip.zip"])
def test_what_stands_before_a_fault_is_found(tmp_path: Path, name: str) -> None:
    """And that something is missing is told, with its place."""
    cut = packed(_PAGES, behind="<page>")[:-10]
    contents: dict[str, str | bytes]
    contents = {"wiki.bz2": cut, "wiki.xml": wiki(_PAGES, behind="<page>"), "arsip.zip": zipped({"wiki.bz2": cut})}
    file = put(tmp_path, name, contents[name])
    *found, last = read_articles(file)

    assert len(found) > 90
    assert all(isinstance(each, Article) for each in found)
    assert isinstance(last, BrokenOff)
    assert last.where == f"{file}{'!/wiki.bz2' if name == 'arsip.zip' else ''}"
    assert "damaged or cut off" in last.reason or f"behind entry {_PAGES} it is not valid XML" in last.reason


def test_page_that_takes_too_long_is_ended(tmp_path: Path, pool: ParsingPool) -> None:
    """The process goes, the next page is parsed by a new one."""
    slow = put(tmp_path, "tabel.html", "<html><body>" + "<table>halo kata</table>" * 15_000 + "</body></html>")
    good = put(tmp_path, "baik.html", f"<html><body><article><p>{SHIP}</p></article></body></html>")
    with pytest.raises(TookTooLong, match="takes more than 1 s"):
        next(pool.parse("html", slow, seconds=1))
    assert SHIP in next(pool.parse("html", good)).text
    assert "halo kata" in next(pool.parse("plain-html", slow)).text


def test_large_json_comes_piece_by_piece(tmp_path: Path, pool: ParsingPool) -> None:
    """What was found before it broke off is kept, and that it did is told."""
    rows = ",".join(json.dumps({"title": f"Kapal {n}", "text": SHIP, "tags": ["a"] * 200}) for n in range(1_000))
    file = put(tmp_path, "arsip.json", f"[{rows},")
    found = list(pool.parse("json", file))

    assert file.stat().st_size > 1_000_000
    assert [each.title for each in found[:-1] if isinstance(each, Draft)] == [f"Kapal {n}" for n in range(1_000)]
    assert isinstance(found[-1], BrokenOff)


def test_what_is_passed_over_is_told_in_short(tmp_path: Path, pool: ParsingPool) -> None:
    """Of twenty thousand rows a few come by themselves, and all are counted."""
    rows = 20_000
    file = put(tmp_path, "a.jsonl", json.dumps({"title": "Kapal 0", "text": _TEXT * 100}) + '\n{"a": 1}' * rows)
    assert file.stat().st_size > 1_000_000
    skipped = [each for each in pool.parse("jsonl", file) if type(each) is Skipped]
    assert sum(each.count for each in skipped) == rows
    assert len(skipped) < 1_100

    told = [each for each in read_articles(file) if type(each) is Skipped]
    end_parsing()
    assert len(told) == 1_001
    assert told[-1].reason == "has 19,000 more things in it that are no articles"


def test_what_is_passed_over_before_a_fault_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    """The file that breaks off had three thousand rows that are none."""

    def read(_: Path) -> Iterator[Skipped]:
        yield from (Skipped(f"#{n}", "is no row") for n in range(3_000))
        raise SourceProblem("breaks off")

    monkeypatch.setitem(program.PARSERS, "broken", ("tests.index.sources.test_apart", "broken"))
    monkeypatch.setattr("tests.index.sources.test_apart.broken", read, raising=False)
    answers = list(program._answers({"parser": "broken", "file": b"a.jsonl".hex()}))
    assert sum(values["count"] for answer in answers for _, values in answer["items"]) == 3_000
    assert answers[-1]["problem"] == "breaks off"


def test_parsing_apart_stands_back(tmp_path: Path, pool: ParsingPool) -> None:
    """Whoever asks goes first: niceness counts within a session. An interrupt in the terminal does not reach it."""
    next(pool.parse("html", put(tmp_path, "a.html", f"<p>{SHIP}</p>")))
    (number,) = parsing()
    assert os.getpriority(os.PRIO_PROCESS, number) == min(19, os.nice(0) + 10)
    assert (os.getsid(number), os.getpgid(number)) == (os.getsid(0), number)
