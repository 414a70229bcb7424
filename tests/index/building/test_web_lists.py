"""Feeds of all kinds from a real server: their days, their pages, and articles that go on over several."""

from __future__ import annotations

import json

import pytest

from index import Engine
from index.building.web_intake import WebIntake
from index.sources.formats.html.next_pages import next_page
from tests.conftest import MANGO, SHIP
from tests.index.building.test_web_intake import DAY, asked, reasons
from tests.websites import Answer, Site, item, page, rss

MORE = "Keterangan itu disampaikan dalam jumpa pers yang dihadiri banyak wartawan dari berbagai kota."


def days(engine: Engine) -> dict[str, str]:
    engine.refresh()
    return {each.title: str(each.published) for each in engine.articles()}


def test_days_of_a_feed_in_words_of_its_language(web_engine: Engine, site: Site) -> None:
    """As all other days are read; what is none is told."""
    written = {
        "/a": "Sel, 12 Jun 2018 10:00:00 +0700",
        "/b": "Rabu, 03 Okt 2018 10:00:00 WIB",
        "/c": "25/12/2018 09:15",
        "/d": "Wed, 01 Aug 2018 18:30:00 GMT",
        "/e": "entah kapan",
    }
    for number, path in enumerate(written):
        site.pages[path] = Answer(page(path, f"{SHIP} Nomor {number}.", MORE))
    site.pages["/feed"] = rss(*(item(path, published=day) for path, day in written.items()))

    report = web_engine.index([f"{site.url}/feed"])

    assert days(web_engine) == {
        "/a": "2018-06-12",
        "/b": "2018-10-03",
        "/c": "2018-12-25",
        "/d": "2018-08-02",
        "/e": "None",
    }
    assert [each.reason for each in report.noted] == ["published 'entah kapan' is not a date; left it open"]


def test_json_feed_gives_pages_or_its_own_text(web_engine: Engine, site: Site) -> None:
    """However short that is, since a feed of this kind says when it is whole."""
    site.pages["/kapal"] = Answer(page("Kapal", SHIP, MORE))
    entries = [
        {"id": "1", "url": f"{site.url}/kapal", "date_published": "2022-05-01T08:00:00+07:00"},
        {"id": "2", "url": f"{site.url}/hilang", "title": "Mangga", "content_html": f"<p>{MANGO}</p>",
         "date_published": "2022-05-02"},
    ]  # fmt: skip
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "Kebun Kota", "items": entries}
    site.pages["/feed.json"] = Answer(json.dumps(feed), media_type="application/feed+json")

    web_engine.index([f"{site.url}/feed.json"])

    assert days(web_engine) == {"Kapal": "2022-05-01", "Mangga": "2022-05-02"}
    assert {each.source for each in web_engine.articles()} == {"Kebun Kota"}


def test_text_that_a_feed_carries_is_read_as_html(web_engine: Engine, site: Site) -> None:
    """With its tables and the numbers of its lists, and without what is struck."""
    text = "<table><tr><th>Layanan</th><th>Biaya</th></tr><tr><td>Akta</td><td>Rp 5.000</td></tr></table>"
    text += f"<ol><li>Datang</li><li>Bayar</li></ol><p>Lama <del>tiga</del> lima hari.</p><p>{SHIP * 5}</p>"
    site.pages["/feed"] = rss(item("/hilang", "Akta", text=text))

    web_engine.index([f"{site.url}/feed"])

    (found,) = web_engine.articles()
    assert found.text.split("\n\n")[:4] == [
        "Layanan: Akta | Biaya: Rp 5.000",
        "1. Datang",
        "2. Bayar",
        "Lama lima hari.",
    ]


def test_entries_without_a_page_are_read_from_their_feed(web_engine: Engine, site: Site) -> None:
    """RSS needs no link, and a JSON Feed's id may be a number; nothing is asked for in their name."""

    def items(first: str) -> Answer:
        entry = "<item><title>{}</title><guid{}>{}</guid><pubDate>Tue, 12 Jun 2018 10:00:00 +0700</pubDate>"
        entry += "<description>{}</description></item>"
        told = ("Rapat", " isPermaLink='false'", "1", first), ("Kerja bakti", "", "dua", MANGO)
        return rss(*(entry.format(*each) for each in told), "<item><title>Kosong</title></item>")

    entries = [{"id": 1, "content_text": MORE, "date_published": "2018-06-13T10:00:00+07:00"}]
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "Mikro", "items": entries}
    site.pages["/feed.json"] = Answer(json.dumps(feed), media_type="application/feed+json")
    site.pages["/feed"] = items(SHIP)
    report = web_engine.index([f"{site.url}/feed", f"{site.url}/feed.json"])

    assert (report.added, report.skipped) == (3, [])
    assert {title[:11]: day for title, day in days(web_engine).items()} == {
        "Rapat": "2018-06-12",
        "Kerja bakti": "2018-06-12",
        MORE[:11]: "2018-06-13",
    }
    assert {each.url for each in web_engine.articles()} == {None}
    assert set(site.paths()) <= {"/feed", "/feed.json", "/robots.txt"}

    site.pages["/feed"] = items(f"{SHIP} {MORE}")
    again = web_engine.reindex()
    web_engine.refresh()

    assert (again.added, again.changed, again.removed, again.unchanged) == (0, 1, 0, 2)
    assert f"{SHIP} {MORE}" in {each.text for each in web_engine.articles()}


def test_feed_is_followed_over_its_pages(web_engine: Engine, site: Site) -> None:
    """By its link to the next one, and told."""
    for number in range(3):
        site.pages[f"/{number}"] = Answer(page(f"Berita {number}", f"{SHIP} Nomor {number}.", MORE))
        following = f'<link>x</link><atom:link rel="next" href="/feed?page={number + 1}"/>' if number < 2 else ""
        body = (
            f'<?xml version="1.0"?><rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel>'
            f"<title>Warta</title>{following}<item><link>{site.url}/{number}</link></item></channel></rss>"
        )
        site.pages[f"/feed?page={number}" if number else "/feed"] = Answer(body, media_type="application/rss+xml")

    report = web_engine.index([f"{site.url}/feed"])

    assert sorted(days(web_engine)) == ["Berita 0", "Berita 1", "Berita 2"]
    assert [each.reason for each in report.noted] == ["3 pages of the feed were read"]


def test_feed_whose_pages_go_in_a_circle_ends(web_engine: Engine, site: Site) -> None:
    """Each page once."""
    site.pages["/kapal"] = Answer(page("Kapal", SHIP, MORE))
    body = (
        '<?xml version="1.0"?><rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>Warta</title>'
        f'<atom:link rel="next" href="{site.url}/feed"/><item><link>{site.url}/kapal</link></item></channel></rss>'
    )
    site.pages["/feed"] = Answer(body, media_type="application/rss+xml")

    web_engine.index([f"{site.url}/feed"])

    assert site.paths().count("/feed") == 1
    assert list(days(web_engine)) == ["Kapal"]


def test_article_of_several_pages_is_one(web_engine: Engine, site: Site) -> None:
    """Joined in their order, and told; what each page repeats stands once."""
    parts = [
        f"{SHIP} {MORE}",
        f"{MANGO} {MORE}",
        "Akhirnya kapal itu diangkat dari dasar laut oleh tim penyelam gabungan.",
    ]
    for number, text in enumerate(parts, start=1):
        head = f'<link rel="next" href="/kapal?page={number + 1}">' if number < len(parts) else ""
        site.pages["/kapal" if number == 1 else f"/kapal?page={number}"] = Answer(page("Kapal", text, MORE, head=head))

    report = web_engine.index([f"{site.url}/kapal"])

    (found,) = web_engine.articles()
    assert [found.text.count(part) for part in (SHIP, MANGO, "dasar laut")] == [1, 1, 1]
    assert found.text.index(SHIP) < found.text.index(MANGO) < found.text.index("dasar laut")
    assert found.url == f"{site.url}/kapal"
    assert [each.reason for each in report.noted] == ["3 pages were joined to one article"]


@pytest.mark.parametrize(
    ("here", "link", "follows"),
    [
        ("/kapal", "/kapal?page=2", True),
        ("/kapal?page=2", "/kapal?page=3", True),
        ("/kapal", "/kapal/2", True),
        ("/kapal/", "/kapal/page/2/", True),
        ("/kapal/2", "/kapal/3", True),
        ("/kapal.html", "/kapal-2.html", True),
        ("/kapal", "/mangga", False),
        ("/kapal", "/kapal?page=3", False),
        ("/kapal", "https://other.example/kapal?page=2", False),
        ("/2018/06/01/kapal", "/2018/06/02/mangga", False),
        ("/kapal", "javascript:alert(1)", False),
    ],
)
def test_next_page_of_an_article(here: str, link: str, follows: bool) -> None:
    """Its own address with the next number: blogs call the next article "next", too."""
    url = f"https://a.example{here}"
    found = next_page(f'<html><head><link rel="next" href="{link}"></head></html>'.encode(), url)
    assert (found is not None) is follows


def _urls(*entries: str) -> Answer:
    return Answer(f"<urlset>{''.join(entries)}</urlset>", media_type="application/xml")


@pytest.fixture
def two_lists(site: Site) -> Site:
    """Pages that tell neither day nor author, and have no tag, in a feed that does and in a sitemap."""
    links = ("/kapal", "/mangga")
    for link, text in zip(links, (SHIP, MANGO), strict=True):
        site.pages[link] = Answer(page(link, text, MORE))
    author = "<dc:creator xmlns:dc='http://purl.org/dc/elements/1.1/'>Siti</dc:creator></item>"
    feed = rss(*(item(each, published=DAY).replace("</item>", author) for each in links))
    feed.etag = '"1"'
    site.pages["/feed"] = feed
    site.pages["/peta.xml"] = _urls(*(f"<url><loc>{site.url}{each}</loc></url>" for each in links))
    return site


def known(engine: Engine) -> set[tuple[str, str | None, str | None]]:
    engine.refresh()
    assert engine.verify()[1] == []
    return {(str(each.published), each.author, each.source) for each in engine.articles()}


_OF_FEED = {("2020-03-03", "Siti", "Warta Uji")}


@pytest.mark.parametrize("runs", [[["/feed"], ["/peta.xml"]], [["/peta.xml"], ["/feed"]], [["/feed", "/peta.xml"]]])
def test_page_in_two_lists_keeps_what_either_says(web_engine: Engine, two_lists: Site, runs: list[list[str]]) -> None:
    """And is asked for again for neither, as long as both say what they said."""
    reports = [web_engine.index([f"{two_lists.url}{each}" for each in run]) for run in runs]
    assert known(web_engine) == _OF_FEED
    assert [reasons(report) for report in reports] == [{}] * len(runs)
    asked(two_lists)

    report = web_engine.reindex()

    assert sorted(asked(two_lists)) == ["/feed", "/peta.xml"]
    assert (report.unchanged, report.published, reasons(report)) == (2, False, {})
    assert known(web_engine) == _OF_FEED


def test_page_that_is_listed_with_more_in_the_same_run_takes_it_in_the_next(
    web_engine: Engine, two_lists: Site
) -> None:
    """It is fetched once in a run, and there is no duplicate; a feed that did not change is looked at again, too."""
    report = web_engine.index([f"{two_lists.url}/peta.xml", f"{two_lists.url}/feed"])
    assert sorted(asked(two_lists)) == ["/feed", "/kapal", "/mangga", "/peta.xml"]
    assert (report.added, reasons(report)) == (2, {})

    report = web_engine.reindex()
    assert (report.changed, report.unchanged, reasons(report)) == (2, 0, {})
    assert known(web_engine) == _OF_FEED

    asked(two_lists)
    web_engine.reindex()
    assert sorted(asked(two_lists)) == ["/feed", "/peta.xml"]


def test_listed_page_that_is_a_source_of_its_own(web_engine: Engine, two_lists: Site) -> None:
    """Is asked for in each run, says no more than it says, and is no duplicate."""
    web_engine.index([f"{two_lists.url}/feed"])
    web_engine.index([f"{two_lists.url}/kapal"])
    assert known(web_engine) == _OF_FEED
    asked(two_lists)
    report = web_engine.reindex()
    assert sorted(asked(two_lists)) == ["/feed", "/kapal"]
    assert (report.unchanged, report.published, reasons(report)) == (2, False, {})

    two_lists.pages["/kapal"] = Answer(page("/kapal", SHIP.replace("tenggelam", "ditemukan"), MORE))
    report = web_engine.reindex()
    assert (report.changed, report.unchanged, reasons(report)) == (1, 1, {})
    assert known(web_engine) == _OF_FEED


def test_change_that_one_of_two_lists_tells_is_read(web_engine: Engine, two_lists: Site) -> None:
    """Though the other says nothing of it."""
    web_engine.index([f"{two_lists.url}/feed"])
    web_engine.index([f"{two_lists.url}/peta.xml"])
    two_lists.pages["/kapal"] = Answer(page("/kapal", SHIP.replace("tenggelam", "ditemukan"), MORE))
    two_lists.pages["/peta.xml"] = _urls(
        f"<url><loc>{two_lists.url}/kapal</loc><lastmod>2021-01-01</lastmod></url>",
        f"<url><loc>{two_lists.url}/mangga</loc></url>",
    )
    asked(two_lists)
    report = web_engine.reindex()

    assert sorted(asked(two_lists)) == ["/feed", "/kapal", "/peta.xml"]
    assert (report.changed, report.unchanged, reasons(report)) == (1, 1, {})
    assert known(web_engine) == _OF_FEED


def test_tagged_page_takes_what_a_second_list_says(web_engine: Engine, two_lists: Site) -> None:
    """Though its server would say that it has not changed."""
    two_lists.pages["/kapal"] = Answer(page("/kapal", SHIP, MORE), etag='"1"')
    web_engine.index([f"{two_lists.url}/peta.xml"])
    web_engine.index([f"{two_lists.url}/feed"])
    assert known(web_engine) == _OF_FEED


def test_what_earlier_versions_recorded_of_a_list_is_understood(
    web_engine: Engine, two_lists: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They kept one stamp of a page, whatever list it was of."""
    with monkeypatch.context() as patched:
        patched.setattr(WebIntake, "_with_stamp", lambda self, url, known, stamp: stamp)
        web_engine.index([f"{two_lists.url}/feed"])
    asked(two_lists)
    report = web_engine.reindex()
    assert (asked(two_lists), report.unchanged, report.published) == (["/feed"], 2, False)

    web_engine.index([f"{two_lists.url}/peta.xml", f"{two_lists.url}/feed"])
    asked(two_lists)
    assert web_engine.reindex().unchanged == 2
    assert sorted(asked(two_lists)) == ["/feed", "/peta.xml"]
    assert known(web_engine) == _OF_FEED


def test_page_that_says_all_itself_is_settled_in_one_run(web_engine: Engine, two_lists: Site) -> None:
    """What the second list says of it is of no use."""
    head = '<meta property="article:published_time" content="2020-03-04"><meta name="author" content="Ani">'
    head += '<meta property="og:site_name" content="Kabar">'
    for link, text in (("/kapal", SHIP), ("/mangga", MANGO)):
        two_lists.pages[link] = Answer(page(link, text, MORE, head=head))
    web_engine.index([f"{two_lists.url}/peta.xml", f"{two_lists.url}/feed"])
    asked(two_lists)
    assert web_engine.reindex().unchanged == 2
    assert sorted(asked(two_lists)) == ["/feed", "/peta.xml"]
    assert known(web_engine) == {("2020-03-04", "Ani", "Kabar")}


HEADS = {
    "the site's name": "<title>Warta Kebun</title><meta property='og:site_name' content='Warta Kebun'>",
    "another of the page's": "<title>Beranda kami</title><meta property='og:title' content='Beranda kami'>",
}


@pytest.mark.parametrize("kind", HEADS)
def test_title_of_a_feeds_entry_goes_before_that_of_its_page(web_engine: Engine, site: Site, kind: str) -> None:
    """Also at the next reading; and a page that is named by itself has its own."""
    body = f"<h1>Warta Kebun</h1><article><p>{SHIP}</p><p>{MORE}</p></article>"
    page = f"<html><head>{HEADS[kind]}</head><body>{body}</body></html>"
    site.pages["/kapal"] = Answer(page)
    site.pages["/feed"] = rss(item("/kapal", "Kapal tenggelam: siapa yang menolong?", published=DAY))
    web_engine.index([f"{site.url}/feed"])
    site.pages["/kapal"] = Answer(page, etag='"lain"')
    web_engine.index([f"{site.url}/feed"])

    assert set(days(web_engine)) == {"Kapal tenggelam: siapa yang menolong?"}


@pytest.mark.parametrize(
    "told", ["Kapal teng...", "KAPAL TENGGELAM DI SELAT", "Kapal tenggelam di selat - Warta Uji", "Warta Uji", ""]
)
def test_title_of_a_page_stays_where_its_feed_says_no_other(web_engine: Engine, site: Site, told: str) -> None:
    """The same cut off, in capitals, with the name of the feed, that name alone, or nothing."""
    site.pages["/kapal"] = Answer(page("Kapal tenggelam di selat", SHIP, MORE))
    site.pages["/feed"] = rss(item("/kapal", told, published=DAY))
    web_engine.index([f"{site.url}/feed"])

    assert set(days(web_engine)) == {"Kapal tenggelam di selat"}
