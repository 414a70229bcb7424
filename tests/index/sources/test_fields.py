"""One table of field names for all formats, and who may see what they say."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from index.articles import Article
from index.errors import SourceProblem
from index.progress import Hidden, LookAgain
from index.reasons import Reason
from index.sources.drafts import finish
from index.sources.fields import Fields
from tests.conftest import SHIP


@pytest.fixture
def in_zone(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], None]]:
    """Return what sets the clocks of this machine, in the form of POSIX: "WIB-7"."""

    def set_zone(name: str) -> None:
        monkeypatch.setenv("TZ", name)
        time.tzset()

    yield set_zone
    monkeypatch.undo()
    time.tzset()


def made(row: dict[str, object], name: str = "/a/a.md") -> object:
    """Return what a row becomes: an article, or why it is none."""
    return next(iter(finish(Fields().draft({"text": SHIP} | row), Path(name))))


@pytest.mark.parametrize(
    "row",
    [
        {"headline": "Kapal", "body": SHIP, "date": "2020-03-04", "link": "https://a.example/1", "byline": "Siti"},
        {
            "Judul": "Kapal",
            "Isi Berita": SHIP,
            "Tanggal": "4 Maret 2020",
            "tautan": "https://a.example/1",
            "Penulis": "Siti",
        },
        {
            "Judul": "Kapal",
            "isi": SHIP,
            "Tgl. Tayang": "4 Maret 2020",
            "url": "https://a.example/1",
            "Pengarang": "Siti",
        },
        {
            "title": ["Kapal"],
            "text": [SHIP],
            "date": ["4 Maret 2020"],
            "url": ["https://a.example/1"],
            "author": ["Siti"],
        },
        {
            "headline": {"main": "Kapal"},
            "lead_paragraph": SHIP,
            "pub_date": "2020-03-04T00:00:00+0700",
            "web_url": "https://a.example/1",
            "byline": {"original": "Siti"},
        },
        {
            "title": {"rendered": "Kapal"},
            "content": {"rendered": f"<p>{SHIP}</p>"},
            "created_at": "2020-03-04T01:00:00Z",
            "permalink": "https://a.example/1",
            "author": {"name": "Siti"},
        },
        {
            "postTitle": "Kapal",
            "articleBody": SHIP,
            "datePublished": 1_583_280_000,
            "canonical_url": "https://a.example/1",
            "authors": [{"name": "Siti"}],
        },
        {
            "Judul Berita": "Kapal",
            "news_text": SHIP,
            "Article Date": "4/3/2020",
            "Link Berita": "https://a.example/1",
            "Nama Penulis": "Siti",
        },
        {
            "title": "Kapal",
            "body": {"blocks": [{"type": "paragraph", "data": {"text": SHIP}}]},
            "date": {"$date": {"$numberLong": "1583280000000"}},
            "url": "https://a.example/1",
            "author": {"first_name": "Siti", "last_name": ""},
        },
        {
            "title": "Kapal",
            "text": SHIP,
            "date": {"created": date(2020, 3, 4), "updated": date(2024, 7, 5)},
            "url": "https://a.example/1",
            "author": "Siti",
        },
    ],
    ids=["english", "indonesian", "short", "gathered", "main", "wrapped", "camel", "of what", "database", "two days"],
)
def test_fields_by_any_name(row: dict[str, object]) -> None:
    """Without case, blanks and punctuation, and out of what services wrap them in."""
    (found,) = finish(Fields().draft(row), Path("/a/a.json"))

    assert isinstance(found, Article)
    assert (found.title, found.text, str(found.published), found.url) == (
        "Kapal",
        SHIP,
        "2020-03-04",
        "https://a.example/1",
    )
    assert found.author == "Siti"


def test_markup_in_a_field_is_made_text() -> None:
    """Scripts are gone; a sign that is no tag stays."""
    draft = Fields().draft(
        {"text": f"<p>{SHIP} <b>Ya</b> &amp; tidak.</p><script>var a=1</script>", "title": "A &amp; B"}
    )
    plain = Fields().draft({"text": "Jika 3 < 5 dan 7 > 2, maka benar."})

    assert (draft.text, draft.title) == (f"{SHIP} Ya & tidak.", "A & B")
    assert plain.text == "Jika 3 < 5 dan 7 > 2, maka benar."


@pytest.mark.parametrize(
    "said",
    [
        "Tinggi badan <140 cm naik komidi putar, >140 cm naik kora-kora.",
        "Bayi < 6 bulan dan lansia > 60 tahun didahulukan.",
        "Angkot Soreang <-> Banjaran lewat pasar.",
        "Kadar 3 <= x <= 7, dan <3 untuk semua.",
    ],
)
@pytest.mark.parametrize("form", ["<p>{}</p>", "{}<br/><!-- x > y -->", "<p>{}</p><?php x?>", "<del>x</del><p>{}</p>"])
def test_less_than_is_no_tag(said: str, form: str) -> None:
    """Tags begin as HTML has it."""
    found = made({"title": f"<i>{said}</i>", "body": form.format(said), "text": None})
    assert isinstance(found, Article)
    assert (found.text, found.title) == (said, said)


@pytest.mark.parametrize("name", ["alamat", "Tautan", "loc"])
def test_address_of_a_house_is_no_address_of_a_page(name: str) -> None:
    """It is told as a field that is not used."""
    fields = Fields()
    house = fields.draft({"text": SHIP, name: "Jalan Melati 7, Garut"})
    page = fields.draft({"text": SHIP, name: " https://a.example/7 "})

    assert (house.url, str(page.url).strip()) == (None, "https://a.example/7")
    assert [each.reason for each in fields.unknown()] == [f'has fields that are not used: "{name}"']


def test_blocks_of_editors_are_paragraphs() -> None:
    """However deep their lists nest, and whatever they say of their kinds."""
    pieces = [{"type": "text", "text": "tiga "}, {"type": "text", "text": "a"}]
    nested: object = {"type": "paragraph", "content": pieces}
    for _ in range(4):
        nested = {"type": "bulletList", "content": [{"type": "listItem", "content": [nested]}]}
    marked = {"type": "x", "text": "<i>Tanda</i> &lt;b&gt; ini"}
    items = [{"content": "satu", "items": [{"content": "dua", "items": []}]}, {"content": "tiga", "items": []}]

    def paragraphs(*blocks: object) -> list[str]:
        return Fields().draft({"text": {"type": "doc", "content": [*blocks]}}).text.split("\n\n")

    assert paragraphs(nested) == ["tiga a"]
    assert paragraphs(marked, {"type": "x", "text": "tebal"}) == ["Tanda <b> ini", "tebal"]
    assert paragraphs({"type": "list", "data": {"items": items}}) == ["satu", "dua", "tiga"]
    assert paragraphs({"children": [{"text": "satu "}, {"text": "dua"}]}, {"children": [{"text": "tiga"}]}) == [
        "satu dua",
        "tiga",
    ]
    assert paragraphs({"type": ["heading"], "text": "satu"}, {"type": "x", "text": "dua"}) == ["satu", "dua"]


def test_row_without_a_text_is_a_problem() -> None:
    """Said in the words of the format."""
    with pytest.raises(SourceProblem, match='has no "text"'):
        Fields().draft({"title": "Kapal"})


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ({"draft": True}, Reason.DRAFT),
        ({"draft": "true"}, Reason.DRAFT),
        ({"published": False}, Reason.DRAFT),
        ({"published": "false"}, Reason.DRAFT),
        ({"is_published": 0}, Reason.DRAFT),
        ({"status": "draft"}, Reason.DRAFT),
        ({"status": "Pending Review"}, Reason.DRAFT),
        ({"status": 0}, Reason.DRAFT),
        ({"state": "0"}, Reason.DRAFT),
        ({"post_status": "auto-draft"}, Reason.DRAFT),
        ({"status": "private"}, Reason.PRIVATE),
        ({"visibility": "members"}, Reason.PRIVATE),
        ({"status": "publish", "visibility": "private"}, Reason.PRIVATE),
        ({"post_password": "rahasia"}, Reason.PRIVATE),
        ({"hidden": True}, Reason.PRIVATE),
        ({"status": "trash"}, Reason.WITHDRAWN),
        ({"deleted_at": "2020-01-01"}, Reason.WITHDRAWN),
        ({"status": "future"}, Reason.SCHEDULED),
        ({"publishDate": "2999-01-01"}, Reason.SCHEDULED),
        ({"date": "2999-01-01T00:00:00+07:00"}, Reason.SCHEDULED),
        ({"expiryDate": "2019-01-01"}, Reason.EXPIRED),
        ({"status": "expired"}, Reason.EXPIRED),
        ({"robots": "noindex, nofollow"}, Reason.NOINDEX),
        ({"visible": "false"}, Reason.DRAFT),
        ({"wip": "true"}, Reason.DRAFT),
        ({"draf": "ya"}, Reason.DRAFT),
        ({"terbit": "tidak"}, Reason.DRAFT),
        ({"stage": "draft"}, Reason.DRAFT),
        ({"review": "pending"}, Reason.DRAFT),
        ({"workflow": "draft"}, Reason.DRAFT),
        ({"scheduled": "true"}, Reason.SCHEDULED),
        ({"status": "published", "visibility": "members"}, Reason.PRIVATE),
        ({"status": ["draft"]}, Reason.DRAFT),
        ({"status": "tidak aktif"}, Reason.DRAFT),
        ({"Status Artikel": "Draf"}, Reason.DRAFT),
        ({"is_public": "f"}, Reason.DRAFT),
        ({"isDraft": "t"}, Reason.DRAFT),
        ({"diterbitkan": "belum"}, Reason.DRAFT),
        ({"live": False}, Reason.DRAFT),
        ({"access": "private"}, Reason.PRIVATE),
        ({"protected": "true"}, Reason.PRIVATE),
        ({"meta": {"draft": True}}, Reason.DRAFT),
        ({"seo": {"noindex": True}}, Reason.NOINDEX),
        ({"expired": "2019-01-01"}, Reason.EXPIRED),
        ({"expired": "yes"}, Reason.EXPIRED),
        ({"content": {"rendered": SHIP, "protected": True}}, Reason.PRIVATE),
        ({"state": -2}, Reason.WITHDRAWN),
        ({"createdAt": "2020-01-01", "publishedAt": None}, Reason.DRAFT),
        ({"_id": "drafts.8f2c"}, Reason.DRAFT),
        ({"status": "Not started"}, Reason.DRAFT),
        ({"status": "Siap Terbit"}, Reason.DRAFT),
        ({"audience": "only_paid"}, Reason.PRIVATE),
    ],
    ids=str,
)
def test_what_is_not_public(row: dict[str, object], code: Reason) -> None:
    """In every way in which formats say so."""
    found = made(row)
    assert isinstance(found, Hidden)
    assert found.code is code
    assert code.is_hidden


@pytest.mark.parametrize(
    "row",
    [
        {"draft": False},
        {"draft": ""},
        {"published": "2020-01-01"},
        {"published": True},
        {"status": "publish"},
        {"status": 1},
        {"review": False},
        {"status": "terbit", "visibility": "public"},
        {"status": "future", "date": "2020-01-01"},
        {"status": "liputan khusus"},
        {"publishDate": "2020-01-01"},
        {"expiryDate": ""},
        {"deleted_at": None},
        {"created_at": "2020-01-01", "published_at": "2020-01-02"},
        {"password": ""},
        {"robots": "index, follow"},
        {"author": {"name": "Siti", "active": False, "private": True}},
        {"status": "published", "visibility": "public", "access": "everyone"},
    ],
    ids=str,
)
def test_what_is_public(row: dict[str, object]) -> None:
    """A schedule whose day has come, and words that say nothing of it."""
    assert isinstance(made(row), Article)


def test_status_that_is_not_known_is_told_once() -> None:
    """Taken as public, so that no archive is lost for a word."""
    fields = Fields()
    for _ in range(3):
        fields.draft({"text": SHIP, "status": "liputan khusus"})
    (told,) = fields.unknown()

    assert told.reason == 'has a status that is not known, taken as public: "liputan-khusus"'


def test_drafts_folder_of_jekyll() -> None:
    """Posts in it say nothing themselves."""
    found = made({}, "/situs/_drafts/kapal.md")
    assert isinstance(found, Hidden)


@pytest.mark.parametrize("name", ["_posts/2999-01-01-kapal.md", "_posts/laut/2999-1-5-kapal.markdown"])
def test_post_of_jekyll_with_a_day_to_come(name: str) -> None:
    """It holds such a post back until the day in its name; a day that the post itself says counts instead."""
    found = made({}, f"/situs/{name}")
    assert isinstance(found, Hidden)
    assert found.code is Reason.SCHEDULED
    assert "2999-01-0" in found.reason
    assert isinstance(made({"date": "2020-01-02"}, f"/situs/{name}"), Article)
    assert isinstance(made({"date": "entah"}, f"/situs/{name}"), Hidden)


@pytest.mark.parametrize(
    "file", ["/situs/_posts/2020-01-01-kapal.md", "/situs/2999-01-01-kapal.md", "/_posts/2999-13-01-kapal.md"]
)
def test_other_names_hold_nothing_back(file: str) -> None:
    """A day that has come, another folder, no day."""
    assert isinstance(made({}, file), Article)


@pytest.mark.parametrize("name", ["draft_Kapal-Baru-3f5a1b2c4d5e.html", "draft_0af31b2c4d.html"])
def test_name_of_a_draft_in_an_export_of_medium(name: str) -> None:
    """Its page says nothing itself; other names may begin with that word."""
    assert isinstance(made({}, f"/ekspor/posts/{name}"), Hidden)
    assert isinstance(made({}, "/ekspor/posts/draft_undang-undang.html"), Article)


def test_article_that_expires_later_is_looked_at_again() -> None:
    """It is public today."""
    later = (datetime.now(UTC) + timedelta(days=2)).isoformat()
    article, again = finish(Fields().draft({"text": SHIP, "expires_at": later}), Path("/a.md"))

    assert isinstance(article, Article)
    assert isinstance(again, LookAgain)


def test_who_said_what_is_kept() -> None:
    """For whoever asks why an article has this title or day."""
    found = made({"title": "Kapal", "date": "2020-01-01", "url": "https://a.example/1"})
    bare = made({"text": f"Solo, 3 Mei 2016 - {SHIP}"})

    assert isinstance(found, Article)
    assert isinstance(bare, Article)
    assert found.provenance == {"title": "given", "language": "detected", "published": "format", "url": "given"}
    assert bare.provenance == {"title": "first words", "language": "detected", "published": "dateline"}
    assert bare.published_guessed


def in_hours(hours: float, zone_h: int) -> str:
    """Return a moment as it is written without a zone where the clocks are so many hours ahead."""
    return f"{datetime.now(UTC) + timedelta(hours=hours + zone_h):%Y-%m-%d %H:%M:%S}"


@pytest.mark.parametrize(
    ("zone", "row", "is_public"),
    [
        ("UTC", {"date": in_hours(-1, 7)}, True),
        ("UTC", {"date": in_hours(-1, 9), "status": "terbit"}, True),
        ("UTC", {"publish_at": in_hours(-1, 7)}, True),
        ("UTC", {"date": in_hours(-1, 7), "status": "scheduled"}, False),
        ("UTC", {"date": in_hours(3, 7)}, False),
        ("WIB-7", {"date": in_hours(-1, 7)}, True),
        ("WIB-7", {"date": in_hours(1, 7)}, False),
        ("UTC", {"date": in_hours(30, 7)[:10]}, False),
        ("WIB-7", {"date": in_hours(5, 9), "date_gmt": in_hours(-1, 0)}, True),
        ("WIB-7", {"date": in_hours(-1, 0), "date_gmt": in_hours(1, 0)}, False),
        ("WIB-7", {"date": in_hours(-1, 7), "date_gmt": "0000-00-00 00:00:00"}, True),
    ],
)
def test_moment_without_a_zone(
    in_zone: Callable[[str], None], zone: str, row: dict[str, object], is_public: bool
) -> None:
    """On a machine that keeps UTC it has come when it has in the east of Indonesia, unless the status says to wait."""
    in_zone(zone)
    assert isinstance(made(row), Article) == is_public


@pytest.mark.parametrize(("zone", "east_h", "is_public"), [("UTC", 9, True), ("WIB-7", 9, None), ("UTC", 33, False)])
def test_day_begins_where_it_is_written(
    in_zone: Callable[[str], None], zone: str, east_h: int, is_public: bool | None
) -> None:
    """A whole day that has begun in the east of Indonesia is no day to come for a machine that keeps UTC."""
    in_zone(zone)
    day = in_hours(0, east_h)[:10]
    expected = day <= in_hours(0, 7)[:10] if is_public is None else is_public
    assert isinstance(made({"date": day}), Article) == expected
