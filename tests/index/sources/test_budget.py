"""One budget for an outermost file or source: bytes, files, lists and time, however they are packed into each other."""

from __future__ import annotations

import tracemalloc
from pathlib import Path

import pytest

from index import Engine, FetchSettings, NothingToIndex
from index.articles import Article
from index.errors import SourceProblem
from index.progress import BuildReport, Skipped
from index.sources import limits, read_articles
from index.sources.budget import Budget, OverBudget, budget_of_web_source
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
    inner = zipped({f"{n}.txt": SHIP if n == 0 else "" for n in range(limits.MAX_MEMBERS // 2 + 1)})
    file = put(tmp_path, "luar.zip", zipped({f"{n}.zip": inner for n in range(2)}))
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


def test_very_many_bad_rows_are_counted(tmp_path: Path) -> None:
    """A few stand for all."""
    report = BuildReport("")
    for number in range(MANY // 5):
        report.skip(Skipped(f"/a.jsonl#{number}", f"line {number} is not JSON: {number}"))

    assert len(report.skipped) <= 20
    assert report.skipped_count == MANY // 5


def test_examples_of_one_file_do_not_push_out_another() -> None:
    """Each outermost file has examples of its own; memory stays bounded also where every reason is another."""
    report = BuildReport("")
    for number in range(MANY // 10):
        report.skip(Skipped(f"/{number % 2}.zip!/{number}.txt", "is empty"))
    assert {each.where.partition("!")[0] for each in report.skipped} == {"/0.zip", "/1.zip"}
    for number in range(MANY // 2):
        report.skip(Skipped(f"/{number}", chr(97 + number % 26) * (number % 150)))
    assert len(report.skipped) <= 20_100
