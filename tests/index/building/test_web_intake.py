"""Web sources: what a first run takes, what a later one asks for again, and what stays, all from a real server."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from index import BuildReport, Engine, FetchSettings, NothingToIndex, Progress, TanyaIndexError
from tests.conftest import BRIDGE, MANGO, SHIP, snapshots_of, write_archive
from tests.websites import Answer, Site, item, page, rss

MORE = "Keterangan itu disampaikan dalam jumpa pers yang dihadiri banyak wartawan dari berbagai kota."
ENGLISH = "Many people came to see it, and the mayor thanked all the workers who had built it in two years."
DAY = "Tue, 03 Mar 2020 23:30:00 +0700"


def article(title: str, text: str, head: str = "") -> Answer:
    return Answer(page(title, text, ENGLISH if text == BRIDGE else MORE, head=head), etag=f'"{title}"')


@pytest.fixture
def news(site: Site) -> Site:
    """Two articles and a feed that lists them."""
    site.pages["/kapal"] = article("Kapal tenggelam", SHIP)
    site.pages["/mangga"] = article("Harga mangga", MANGO)
    site.pages["/feed"] = feed("/kapal", "/mangga")
    return site


def feed(*links: str) -> Answer:
    answer = rss(*(item(link, published=DAY) for link in links))
    answer.etag = f'"{len(links)} {links[-1]}"'
    return answer


def titles(engine: Engine) -> set[str]:
    engine.refresh()
    assert engine.verify()[1] == []
    return {each.title for each in engine.articles()}


def reasons(report: BuildReport) -> dict[str, str]:
    return {each.where.rpartition("/")[2]: each.reason for each in report.skipped}


def asked(site: Site) -> list[str]:
    """Return the paths that were asked for since the last time."""
    paths = site.paths()
    site.asked.clear()
    return paths


def test_page_tells_of_itself(web_engine: Engine, site: Site) -> None:
    """Title, day, author, publisher and address come from the page's own metadata; the language from its text."""
    head = (
        f'<link rel="canonical" href="{site.url}/berita/kapal"><meta name="author" content="Siti Aminah">'
        '<meta property="og:site_name" content="Warta Uji">'
        '<meta property="article:published_time" content="2020-03-04T00:30:00+07:00">'
    )
    site.pages["/k?utm_source=x"] = article("Kapal tenggelam", SHIP, head)
    web_engine.index([f"{site.url}/k?utm_source=x"])

    (found,) = web_engine.articles()
    assert (found.title, found.author, found.source) == ("Kapal tenggelam", "Siti Aminah", "Warta Uji")
    assert (str(found.published), found.language) == ("2020-03-04", "id")
    assert (found.url, found.origin) == (f"{site.url}/berita/kapal", f"{site.url}/k?utm_source=x")
    assert SHIP in found.text
    assert "Beranda" not in found.text


@pytest.mark.parametrize("claimed", ["https://other.example/kapal", "/", "javascript:alert(1)"])
def test_page_cannot_take_anothers_address(web_engine: Engine, site: Site, claimed: str) -> None:
    """What a page calls itself counts within its own site only; the address without trackers stands in."""
    head = f'<link rel="canonical" href="{claimed}">'
    site.pages["/kapal?id=3&utm_campaign=y"] = article("Kapal tenggelam", SHIP, head)
    web_engine.index([f"{site.url}/kapal?id=3&utm_campaign=y"])

    assert [each.url for each in web_engine.articles()] == [f"{site.url}/kapal?id=3"]


def test_feed_yields_its_pages(web_engine: Engine, news: Site) -> None:
    """With the day as it was where the entry was written, and the feed as the publisher of pages that name none."""
    report = web_engine.index([f"{news.url}/feed"])

    assert (report.added, report.skipped) == (2, [])
    assert titles(web_engine) == {"Kapal tenggelam", "Harga mangga"}
    assert {(str(each.published), each.source) for each in web_engine.articles()} == {("2020-03-03", "Warta Uji")}
    assert web_engine.sources() == [f"{news.url}/feed"]


def test_removed_feed_is_read_again_when_it_is_named_again(web_engine: Engine, news: Site) -> None:
    """Nothing of it counts as known: neither the feed itself nor its pages."""
    web_engine.index([f"{news.url}/feed", f"{news.url}/kapal"])
    assert web_engine.article_count(f"{news.url}/feed") == 2
    assert web_engine.remove_source(f"{news.url}/feed").removed == 1
    assert titles(web_engine) == {"Kapal tenggelam"}
    assert web_engine.sources() == [f"{news.url}/kapal"]

    web_engine.index([f"{news.url}/feed"])
    assert titles(web_engine) == {"Kapal tenggelam", "Harga mangga"}


def test_reindex_asks_only_for_what_is_new(web_engine: Engine, news: Site) -> None:
    """An unchanged feed costs one request without a body; a new entry costs itself."""
    web_engine.index([f"{news.url}/feed"])
    assert asked(news) == ["/feed", "/kapal", "/mangga"]
    report = web_engine.reindex()
    assert (report.unchanged, report.published) == (2, False)
    assert news.asked[-1].headers["if-none-match"] == '"2 /mangga"'
    assert asked(news) == ["/feed"]

    news.pages["/jembatan"] = article("New bridge", BRIDGE)
    news.pages["/feed"] = feed("/kapal", "/mangga", "/jembatan")
    report = web_engine.reindex()
    assert (report.added, report.unchanged, report.embedded_passages) == (1, 2, 1)
    assert asked(news) == ["/feed", "/jembatan"]


def test_entry_with_a_new_date_is_asked_for_again(web_engine: Engine, news: Site) -> None:
    """And costs no body where the page is the same."""
    web_engine.index([f"{news.url}/feed"])
    news.pages["/kapal"] = article("Kapal ditemukan", SHIP.replace("tenggelam", "ditemukan"))
    news.pages["/feed"] = rss(item("/kapal", published=DAY.replace("Mar", "Apr")), item("/mangga", published=DAY))
    asked(news)
    report = web_engine.reindex()

    assert (report.changed, report.unchanged) == (1, 1)
    assert asked(news) == ["/feed", "/kapal"]
    assert titles(web_engine) == {"Kapal ditemukan", "Harga mangga"}


def test_what_dropped_off_a_feed_stays(web_engine: Engine, news: Site) -> None:
    """A feed shows the newest only; `--prune` lets go of the others, then and later."""
    web_engine.index([f"{news.url}/feed"])
    news.pages["/feed"] = feed("/mangga")
    assert web_engine.reindex().removed == 0
    assert web_engine.index([f"{news.url}/feed"]).removed == 0
    assert web_engine.index([f"{news.url}/feed"], prune=True).removed == 1
    assert titles(web_engine) == {"Harga mangga"}

    news.pages["/feed"] = feed("/mangga", "/kapal")
    assert web_engine.reindex().added == 1
    news.pages["/feed"] = feed("/mangga")
    assert web_engine.reindex().removed == 1


def test_pruned_feed_keeps_what_another_source_holds(web_engine: Engine, news: Site) -> None:
    """An article goes when no list names it any more."""
    news.pages["/semua"] = feed("/kapal")
    web_engine.index([f"{news.url}/feed", f"{news.url}/semua"])
    news.pages["/feed"] = feed("/mangga")
    assert web_engine.index([f"{news.url}/feed"], prune=True).removed == 0


def test_pruned_feed_that_is_empty_keeps_all(web_engine: Engine, news: Site) -> None:
    """It may be broken; naming it with `--prune` lets go."""
    web_engine.index([f"{news.url}/feed"], prune=True)
    news.pages["/feed"] = rss()
    report = web_engine.reindex()
    assert "has lost all its 2 articles, which are kept" in reasons(report)["feed"]
    assert len(titles(web_engine)) == 2


@pytest.mark.parametrize(("status", "removed"), [(410, 1), (404, 0), (403, 0), (500, 0)])
def test_page_goes_when_its_server_says_so_for_good(web_engine: Engine, news: Site, status: int, removed: int) -> None:
    """410 does; with anything else its article is kept, and the failure told."""
    web_engine.fetch = FetchSettings(allow_private_addresses=True, delay_s=0, attempts=1)
    web_engine.index([f"{news.url}/kapal", f"{news.url}/mangga"])
    news.pages["/kapal"] = Answer("pergi", status=status)
    report = web_engine.reindex()

    assert report.removed == removed
    assert str(status) in reasons(report)["kapal"]
    assert len(titles(web_engine)) == 2 - removed


def test_page_that_cannot_be_had_gives_the_feeds_own_text(web_engine: Engine, site: Site) -> None:
    """If the feed carries enough of it; a teaser is no article."""
    whole = f"<p>{SHIP}</p><p>{MANGO}</p><p>{MORE} {MORE}</p>"
    site.pages["/feed"] = rss(item("/kapal", "Kapal", text=whole), item("/mangga", "Mangga", text="Harga naik."))
    report = web_engine.index([f"{site.url}/feed"])

    (found,) = web_engine.articles()
    assert (found.title, found.text) == ("Kapal", f"{SHIP}\n\n{MANGO}\n\n{MORE} {MORE}")
    assert reasons(report) == {
        "kapal": "the server answers 404; the feed's own text was taken",
        "mangga": "the server answers 404",
    }


def test_sitemaps_lead_to_pages(web_engine: Engine, news: Site) -> None:
    """Through an index, packed or not; the date of a change decides what is asked for again."""

    def sitemap(day: str) -> bytes:
        entry = f"<url><loc>{news.url}/kapal</loc><lastmod>{day}</lastmod></url>"
        return f"<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>{entry}</urlset>".encode()

    maps = "".join(f"<sitemap><loc>{news.url}/{name}</loc></sitemap>" for name in ("1.xml.gz", "2.xml"))
    news.pages["/sitemap.xml"] = Answer(f"<sitemapindex>{maps}</sitemapindex>", media_type="text/xml")
    news.pages["/1.xml.gz"] = Answer(gzip.compress(sitemap("2020-01-01")), media_type="application/gzip")
    news.pages["/2.xml"] = Answer(f"<urlset><url><loc>{news.url}/mangga</loc></url></urlset>", etag='"2"')
    report = web_engine.index([f"{news.url}/sitemap.xml"])
    assert (report.added, report.skipped) == (2, [])
    assert asked(news) == ["/sitemap.xml", "/1.xml.gz", "/kapal", "/2.xml", "/mangga"]

    news.pages["/1.xml.gz"] = Answer(gzip.compress(sitemap("2020-02-02")), media_type="application/gzip")
    assert web_engine.reindex().unchanged == 2
    assert asked(news) == ["/sitemap.xml", "/1.xml.gz", "/kapal", "/2.xml"]


def test_sitemaps_that_list_each_other_end(web_engine: Engine, news: Site) -> None:
    """At a fixed depth, with the reason."""
    body = f"<sitemapindex><sitemap><loc>{news.url}/s.xml</loc></sitemap></sitemapindex>"
    news.pages["/s.xml"] = Answer(body, media_type="text/xml")
    with pytest.raises(NothingToIndex, match="lists of lists"):
        web_engine.index([f"{news.url}/s.xml"])


def test_robots_are_honoured(web_engine: Engine, news: Site) -> None:
    """What a site keeps from Tanya is skipped; what it keeps from others is not."""
    rules = "User-agent: Tanya\nDisallow: /kapal\n\nUser-agent: *\nDisallow: /mangga\n"
    news.pages["/robots.txt"] = Answer(rules, media_type="text/plain")
    report = web_engine.index([f"{news.url}/feed"])

    assert reasons(report) == {"kapal": "the site's robots.txt asks not to fetch it"}
    assert asked(news) == ["/feed", "/mangga"]


def test_site_whose_robots_fail_is_left_alone(web_engine: Engine, news: Site) -> None:
    """As RFC 9309 has it: nobody knows what it allows."""
    news.pages["/robots.txt"] = Answer(status=503)
    with pytest.raises(NothingToIndex, match="left alone"):
        web_engine.index([f"{news.url}/feed"])
    assert asked(news) == []


def test_stopped_run_does_not_ask_again(web_engine: Engine, news: Site) -> None:
    """What was fetched is kept beside the snapshots until it is in one."""

    def stop(progress: Progress) -> None:
        if (progress.where or "").endswith("/mangga"):
            raise TanyaIndexError("stopped")

    with pytest.raises(TanyaIndexError, match="stopped"):
        web_engine.index([f"{news.url}/feed"], progress=stop)
    assert asked(news) == ["/feed", "/kapal"]
    assert web_engine.index([f"{news.url}/feed"]).added == 2
    assert asked(news) == ["/mangga"]
    assert not (snapshots_of(web_engine).root / "fetched").exists()


def test_run_takes_so_many_pages_and_the_next_goes_on(web_engine: Engine, news: Site) -> None:
    """So that a sitemap of a million pages is not one run."""
    web_engine.fetch = FetchSettings(allow_private_addresses=True, delay_s=0, max_pages=1)
    report = web_engine.index([f"{news.url}/feed"])
    assert report.added == 1
    assert "1 more pages wait for the next run" in reasons(report)["feed"]
    assert web_engine.reindex().added == 1
    assert asked(news) == ["/feed", "/kapal", "/feed", "/mangga"]


def test_failed_source_keeps_its_articles_and_the_others_go_on(web_engine: Engine, news: Site, tmp_path: Path) -> None:
    """Files and web sources side by side."""
    web_engine.fetch = FetchSettings(allow_private_addresses=True, delay_s=0, attempts=1)
    web_engine.index([f"{news.url}/feed", write_archive(tmp_path / "archive")])
    news.pages["/feed"] = Answer(status=500)
    (tmp_path / "archive" / "mangga.md").unlink()
    report = web_engine.reindex()

    assert (report.removed, report.articles) == (1, 4)
    assert reasons(report) == {"feed": "the server answers 500 (its articles are kept)"}


def test_page_without_an_article_is_told_again_without_asking(web_engine: Engine, news: Site) -> None:
    """A listed page that gave nothing is recorded with the reason."""
    news.pages["/kosong"] = Answer("<html><body> </body></html>")
    news.pages["/feed"] = feed("/kapal", "/kosong")
    assert reasons(web_engine.index([f"{news.url}/feed"])) == {"kosong": "is empty"}
    news.pages["/feed"] = feed("/kosong", "/kapal")
    asked(news)
    assert reasons(web_engine.reindex()) == {"kosong": "is empty"}
    assert asked(news) == ["/feed"]


def test_page_that_was_fetched_in_vain_is_asked_for_anew(web_engine: Engine, site: Site) -> None:
    """The first time there was no article in it, and nothing was published; then it was mended."""
    site.pages["/a"] = Answer("<html><body> </body></html>")
    with pytest.raises(NothingToIndex):
        web_engine.index([f"{site.url}/a"])
    site.pages["/a"] = article("Kapal", SHIP)
    web_engine.index([f"{site.url}/a"])

    assert titles(web_engine) == {"Kapal"}


def test_same_text_at_another_address_is_a_duplicate(web_engine: Engine, news: Site) -> None:
    """It is not asked for again while the first is there, and taken once that is gone."""
    news.pages["/salinan"] = article("Kapal tenggelam", SHIP)
    news.pages["/feed"] = feed("/kapal", "/mangga", "/salinan")
    report = web_engine.index([f"{news.url}/feed"], prune=True)
    assert report.added == 2
    assert reasons(report)["salinan"].startswith("duplicate: the same text as")
    news.pages["/feed"] = feed("/salinan", "/mangga")
    asked(news)
    web_engine.reindex()
    web_engine.reindex()
    assert len(titles(web_engine)) == 2
    assert {each.origin.rpartition("/")[2] for each in web_engine.articles()} == {"salinan", "mangga"}


@pytest.mark.parametrize("written", ["0000-01-01T00:00:00Z", "0000", "0000-00-00"])
def test_day_that_is_none_does_not_stop_the_feed(web_engine: Engine, site: Site, news: Site, written: str) -> None:
    site.pages["/odd"] = rss(item("/kapal", published=written))
    assert web_engine.index([f"{news.url}/odd"]).added == 1
