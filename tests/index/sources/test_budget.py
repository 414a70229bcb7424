"""One budget for an outermost file or source: bytes, files, lists and time, however they are packed into each other."""

from __future__ import annotations

import json
import os
import tracemalloc
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from index import Engine, FetchSettings, NothingToIndex
from index.articles import Article
from index.errors import SourceProblem
from index.progress import BrokenOff, BuildReport, Skipped
from index.sources import limits, read_articles
from index.sources.apart.process import ParsingProcess, TookTooLong
from index.sources.budget import Budget, OverBudget, budget_of_web_source
from index.sources.drafts import Draft
from index.sources.markup.tags import max_attributes
from index.sources.web.feeds import read_feed
from index.sources.web.sitemaps import read_sitemap
from tests.conftest import SHIP
from tests.documents import put, zipped
from tests.websites import Answer, Site

MANY = 100_000


def test_budget_is_spent_once() -> None:
    """Whoever spends; what is left is what all have left."""
    budget = Budget(members=3)
    budget.spend(members=2)
    with pytest.raises(OverBudget, match="more than 3 files"):
        budget.spend(members=2)


def test_time_is_spent_as_well() -> None:
    """From the beginning, whether anything else is spent or not."""
    with pytest.raises(OverBudget, match="takes more than 0 s"):
        Budget(seconds=0).spend(members=1)


def test_zips_in_a_zip_have_one_limit(tmp_path: Path) -> None:
    """Two archives that are each within the limit are not, together."""
    inner = zipped({f"{n}.txt": SHIP if n == 0 else "" for n in range(limits.MAX_MEMBERS // 2)})
    file = put(tmp_path, "luar.zip", zipped({f"{n}.zip": inner for n in range(3)}))
    items = list(read_articles(file))

    assert [each.text for each in items if isinstance(each, Article)] != []
    told = [each.reason for each in items if isinstance(each, Skipped)]
    assert any("holds more than 10,000 files, those of archives inside it counted" in each for each in told)


@pytest.mark.parametrize("attributes", ["a{}", "a{}='x'", 'a{}=">"', "a{}=x"])
def test_element_of_very_many_attributes(tmp_path: Path, attributes: str) -> None:
    """Its page gives its text all the same; the parser, which compares each with all, never sees it."""
    many = " ".join(attributes.format(n) for n in range(MANY))
    file = put(tmp_path, "atribut.html", f"<html><body {many}><p>{SHIP}</p></body></html>")
    (article,) = read_articles(file)

    assert isinstance(article, Article)
    assert SHIP in article.text
    assert max_attributes(f"<body {many}>") > limits.MAX_ATTRIBUTES
    assert max_attributes(f'<img src="data:{"A b=" * MANY}" alt="x">') == 2


def test_root_of_a_feed_with_very_many_attributes() -> None:
    """It is refused before a parser sees it."""
    root = "<rss " + " ".join(f'a{n}="x"' for n in range(MANY)) + "><channel></channel></rss>"
    with pytest.raises(SourceProblem, match="attributes"):
        read_feed(root.encode(), "https://example.org/feed")


def test_feeds_in_feeds() -> None:
    """They nest no deeper than a parser goes."""
    nested = "<rss version='2.0'><channel><item>" * 2_000
    with pytest.raises(SourceProblem, match="nests too deeply"):
        read_feed(nested.encode(), "https://example.org/feed")


def test_sitemap_of_very_many_elements() -> None:
    """Refused by their number, before there is an object for each."""
    body = b"<urlset>" + b"<x/>" * 10_000_000 + b"</urlset>"
    tracemalloc.start()
    try:
        with pytest.raises(SourceProblem, match="10,000,002 tags"):
            read_sitemap(body)
        assert tracemalloc.get_traced_memory()[1] < 10_000_000
    finally:
        tracemalloc.stop()


def test_index_of_indexes_asks_no_more_than_its_budget(tmp_path: Path, site: Site) -> None:
    """However many sitemaps it lists, below each other and beside each other."""

    def index_of(paths: list[str]) -> Answer:
        listed = "".join(f"<sitemap><loc>{site.url}{path}</loc></sitemap>" for path in paths)
        return Answer(f"<sitemapindex>{listed}</sitemapindex>", media_type="application/xml")

    tops = [f"/{top}.xml" for top in range(60)]
    site.pages["/index.xml"] = index_of(tops)
    for top in tops:
        below = [f"/{n}{top}" for n in range(60)]
        site.pages |= {top: index_of(below)} | {path: index_of([]) for path in below}
    fetch = FetchSettings(allow_private_addresses=True, delay_s=0, timeout_s=5, max_pages=5)
    with pytest.raises(NothingToIndex, match="wait for the next run"):
        Engine(tmp_path / "data", fetch=fetch).index([f"{site.url}/index.xml"])

    assert len(site.paths()) <= budget_of_web_source(5).lists + 1


def test_million_bad_rows_are_counted(tmp_path: Path) -> None:
    """A few stand for all."""
    report = BuildReport("")
    for number in range(MANY):
        report.skip(Skipped(f"/a.jsonl#{number}", f"line {number} is not JSON: {number}"))

    assert len(report.skipped) <= 20
    assert report.skipped_count == MANY


def test_examples_of_one_file_do_not_push_out_another() -> None:
    """Each outermost file has examples of its own; memory stays bounded also where every reason is another."""
    report = BuildReport("")
    for number in range(MANY // 10):
        report.skip(Skipped(f"/{number % 2}.zip!/{number}.txt", "is empty"))
    assert {each.where.partition("!")[0] for each in report.skipped} == {"/0.zip", "/1.zip"}
    for number in range(MANY // 2):
        report.skip(Skipped(f"/{number}", chr(97 + number % 26) * (number % 150)))
    assert len(report.skipped) <= 20_100


def test_page_that_takes_too_long_is_ended(tmp_path: Path) -> None:
    """The process goes, the next page is parsed by a new one."""
    slow = put(tmp_path, "tabel.html", "<html><body>" + "<table>halo kata</table>" * 15_000 + "</body></html>")
    good = put(tmp_path, "baik.html", f"<html><body><article><p>{SHIP}</p></article></body></html>")
    process = ParsingProcess()
    try:
        assert SHIP in next(process.parse("html", good)).text
        with pytest.raises(TookTooLong, match="takes more than 1 s"):
            process.parse("html", slow, seconds=1)
        assert SHIP in next(process.parse("html", good)).text
        assert "halo kata" in next(process.parse("plain-html", slow)).text
    finally:
        process.close()


def test_large_json_is_parsed_apart_and_comes_piece_by_piece(tmp_path: Path) -> None:
    """What was found before it broke off is kept, and that it did is told."""
    rows = ",".join(json.dumps({"title": f"Kapal {n}", "text": SHIP, "tags": ["a"] * 200}) for n in range(1_000))
    file = put(tmp_path, "arsip.json", f"[{rows},")
    process = ParsingProcess()
    try:
        found = list(process.parse("json", file))
    finally:
        process.close()

    assert file.stat().st_size > 1_000_000
    assert [each.title for each in found[:-1] if isinstance(each, Draft)] == [f"Kapal {n}" for n in range(1_000)]
    assert isinstance(found[-1], BrokenOff)


_PAGE = "<page><title>Kapal {}</title><ns>0</ns><revision><text>{}</text></revision></page>"
_MESSAGE = "From a Wed Jan  2 10:00:00 2019\nSubject: Kapal {}\nDate: Wed, 2 Jan 2019 10:00:00 +0700\n\n{}\n\n"
_LARGE = {
    "wiki.xml": "<mediawiki>" + "".join(_PAGE.format(n, SHIP * 100) for n in range(200)) + "</mediawiki>",
    "kotak.mbox": "".join(_MESSAGE.format(n, SHIP * 100) for n in range(200)),
}


@pytest.mark.parametrize("name", _LARGE)
def test_large_exports_hold_nobody_up(tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """They are parsed in a process of their own; what is made of them is the same."""
    parsed: list[str] = []
    process = ParsingProcess()

    def parse(parser: str, file: Path, *, seconds: float) -> Iterator[Any]:
        parsed.append(parser)
        return process.parse(parser, file, seconds=seconds)

    monkeypatch.setattr("index.sources.formats.bounded.parse_apart", parse)
    try:
        found = [each for each in read_articles(put(tmp_path, name, _LARGE[name])) if isinstance(each, Article)]
    finally:
        process.close()

    assert len(_LARGE[name]) > 1_000_000
    assert len(parsed) == 1
    assert [each.title for each in found] == [f"Kapal {n}" for n in range(200)]
    assert all(each.text.strip() == (SHIP * 100).strip() for each in found)


def test_parsing_apart_stands_back(tmp_path: Path) -> None:
    """Whoever asks goes first: niceness counts within a session. An interrupt in the terminal does not reach it."""
    process = ParsingProcess()
    try:
        next(process.parse("html", put(tmp_path, "a.html", f"<p>{SHIP}</p>")))
        assert process._process is not None
        number = process._process.pid
        assert os.getpriority(os.PRIO_PROCESS, number) == min(19, os.nice(0) + 10)
        assert (os.getsid(number), os.getpgid(number)) == (os.getsid(0), number)
    finally:
        process.close()
