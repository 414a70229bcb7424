"""Exports of sites, channels and wikis: one article a post, what is not public left out and told."""

from __future__ import annotations

import bz2
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from index.articles import Article
from index.progress import Skipped
from index.reasons import Reason
from index.sources import read_articles
from index.sources.formats.exports.mediawiki import text_of_wikitext
from index.sources.formats.exports.wordpress import text_of_post
from tests.documents import put, zipped
from tests.growth import grows_steeply

WXR = """<?xml version="1.0" encoding="UTF-8" ?>
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
 xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:wp="http://wordpress.org/export/1.2/">
<channel><title>Kabar Lembah</title><link>https://lembah.example.org</link><language>id</language>
<wp:wxr_version>1.2</wp:wxr_version>
<wp:author><wp:author_login>siti</wp:author_login>
<wp:author_display_name>Siti Aminah</wp:author_display_name></wp:author>
{}
</channel></rss>"""


def item(title: str, content: str, kind: str = "post", status: str = "publish", number: int = 1, more: str = "") -> str:
    return (
        f"<item><title>{title}</title><link>https://lembah.example.org/{number}</link><dc:creator>siti</dc:creator>"
        f"<pubDate>Mon, 11 Jan 2021 20:00:00 +0000</pubDate><content:encoded><![CDATA[{content}]]></content:encoded>"
        f"<excerpt:encoded><![CDATA[]]></excerpt:encoded><wp:post_id>{number}</wp:post_id>"
        f"<wp:post_date>2021-01-12 03:00:00</wp:post_date><wp:status>{status}</wp:status>"
        f"<wp:post_type>{kind}</wp:post_type>{more}</item>"
    )


def read(folder: Path, content: str | bytes, name: str) -> tuple[list[Article], dict[str, Skipped]]:
    file = put(folder, name, content)
    items = list(read_articles(file))
    told = {each.where.removeprefix(str(file)): each for each in items if isinstance(each, Skipped)}
    return [each for each in items if isinstance(each, Article)], told


@pytest.mark.parametrize(
    ("gmt", "is_public"),
    [("2021-01-12 20:00:00", True), ("0000-00-00 00:00:00", False), ("2999-01-12 20:00:00", False)],
)
def test_wordpress_post_goes_live_by_its_moment_with_a_zone(tmp_path: Path, gmt: str, is_public: bool) -> None:
    """Its day is that by the site's own clocks, which may be hours ahead of this machine's."""
    post = item("Baru saja", "<p>Warga bergotong royong.</p>").replace("2021-01-12 03:00:00", "2999-01-13 03:00:00")
    post = post.replace("<wp:status>", f"<wp:post_date_gmt>{gmt}</wp:post_date_gmt><wp:status>")

    articles, told = read(tmp_path, WXR.format(post), "a.xml")

    assert [each.published for each in articles] == [date(2999, 1, 13)] * is_public
    assert [each.code for each in told.values()] == [Reason.SCHEDULED] * (not is_public)


def test_wordpress_export_yields_published_posts(tmp_path: Path) -> None:
    """With the day in the site's own clocks and the author's name; all else is listed with the reason."""
    classic = "Paragraf satu.\n\n[caption id='a']Foto pasar[/caption]\n\nParagraf <b>dua</b>.\nBaris lagi."
    blocks = "<!-- wp:paragraph --><p>Sewa kios Rp 450 ribu.</p><!-- /wp:paragraph -->"
    posts = [
        item("Pasar Pindah", blocks),
        item("Gaya lama", classic, number=2),
        item("Tentang kami", "<p>Kami redaksi.</p>", "page", number=3),
        item("logo", "", "attachment", "inherit", 4),
        item("Rahasia", "<p>Direktur diganti.</p>", status="draft", number=5),
        item("Anggota", "<p>Hanya anggota.</p>", status="private", number=6),
        item("Sandi", "<p>Dengan sandi.</p>", number=7, more="<wp:post_password>x</wp:post_password>"),
        item("Menu", "", "nav_menu_item", number=8),
        item("Pesan pembaca", "<p>Nomor saya 0812.</p>", "flamingo_inbound", number=9),
        item("Potret", "<p>Tulisan jenis sendiri.</p>", "feature", number=10),
        item("Nanti", "<p>Besok.</p>", status="future", number=11).replace("2021-01-12", "2999-01-12"),
        item("Campuran", "<ul><li>Butir</li></ul>\nBaris satu.\n\nBaris dua.", number=12),
    ]
    found, told = read(tmp_path, WXR.format("".join(posts)), "situs.xml")

    first, second, page, own, mixed = found
    assert (first.title, first.text, first.published) == ("Pasar Pindah", "Sewa kios Rp 450 ribu.", date(2021, 1, 12))
    assert (first.author, first.source, first.language) == ("Siti Aminah", "Kabar Lembah", "id")
    assert first.url == "https://lembah.example.org/1"
    assert second.text == "Paragraf satu.\n\nFoto pasar\n\nParagraf dua. Baris lagi."
    assert mixed.text == "Butir\n\nBaris satu.\n\nBaris dua."
    assert "2999-01-12" in told["#11"].reason
    assert (page.title, own.title) == ("Tentang kami", "Potret")
    assert {place: each.code for place, each in told.items()} == {
        "#4": Reason.NOT_AN_ARTICLE,
        "#5": Reason.DRAFT,
        "#6": Reason.PRIVATE,
        "#7": Reason.PRIVATE,
        "#8": Reason.NOT_AN_ARTICLE,
        "#9": Reason.NOT_AN_ARTICLE,
        "#11": Reason.SCHEDULED,
    }


def test_blogger_export_yields_published_posts(tmp_path: Path) -> None:
    """Of the older and the newer form; comments and settings are counted."""
    kind = "<category scheme='x' term='http://schemas.google.com/blogger/2008/kind#{}'/>"
    entry = "<entry><id>tag:{n}</id>{head}<published>2019-03-0{n}T08:00:00+07:00</published><title>Judul {n}</title>"
    entry += "<content type='html'>&lt;p&gt;Isi tulisan {n}.&lt;/p&gt;</content><author><name>Ani</name></author>"
    entry += "<link rel='alternate' href='https://b.example.org/{n}'/></entry>"
    heads = [kind.format("post"), kind.format("comment"), "<b:type>POST</b:type><b:status>DRAFT</b:status>"]
    heads += [kind.format("post") + "<app:control><app:draft>yes</app:draft></app:control>"]
    entries = "".join(entry.format(n=n, head=head) for n, head in enumerate(heads, start=1))
    names = "xmlns='http://www.w3.org/2005/Atom' xmlns:app='http://www.w3.org/2007/app' xmlns:b='blogger'"

    (post,), told = read(tmp_path, f"<feed {names}><title>Blog Ani</title>{entries}</feed>", "blog.atom")

    assert (post.title, post.text, post.author, post.source) == ("Judul 1", "Isi tulisan 1.", "Ani", "Blog Ani")
    assert (post.url, post.published) == ("https://b.example.org/1", date(2019, 3, 1))
    assert {place: each.code for place, each in told.items()} == {
        "": Reason.NOT_AN_ARTICLE,
        "#3": Reason.DRAFT,
        "#4": Reason.DRAFT,
    }


def test_entry_whose_text_is_elements_is_read_as_html(tmp_path: Path) -> None:
    """With or without a prefix, as Atom lets it be."""
    table = (
        "<x:table><x:tr><x:th>Barang</x:th><x:th>Harga</x:th></x:tr><x:tr><x:td>Beras</x:td><x:td>Rp 1</x:td></x:tr>"
    )
    content = f"<x:div xmlns:x='http://www.w3.org/1999/xhtml'><x:p>Harga naik.</x:p>{table}</x:table></x:div>"
    entries = "".join(
        f"<entry><id>{n}</id><title>Pasar</title><content type='xhtml'>{each}</content></entry>"
        for n, each in enumerate((content, content.replace("x:", "").replace(":x", "")))
    )
    found, _ = read(tmp_path, f"<feed xmlns='http://www.w3.org/2005/Atom'><title>A</title>{entries}</feed>", "a.atom")

    assert [each.text for each in found] == ["Harga naik.\n\nBarang: Beras | Harga: Rp 1"] * 2


def test_ghost_export_yields_published_posts(tmp_path: Path) -> None:
    """It is JSON; the table of field names reads it."""
    posts = [
        {
            "id": "p1",
            "title": "Pasar",
            "html": "<p>Pasar <b>pindah</b>.</p>",
            "status": "published",
            "published_at": "2021-02-03",
        },
        {"id": "p2", "title": "Konsep", "html": "<p>Belum.</p>", "status": "draft"},
    ]
    people = {
        "users": [{"id": "u1", "name": "Ani"}, {"id": "u2", "name": "Budi"}],
        "posts_authors": [{"post_id": "p1", "author_id": "u2"}, {"post_id": "p1", "author_id": "u1"}],
    }
    content = json.dumps({"db": [{"meta": {"version": "5"}, "data": {"posts": posts, **people}}]})

    (post,), told = read(tmp_path, content, "ghost.json")

    assert (post.title, post.text, post.published) == ("Pasar", "Pasar pindah.", date(2021, 2, 3))
    assert post.author == "Budi, Ani"
    assert Reason.DRAFT in {each.code for each in told.values()}


MESSAGES = [
    {"id": 1, "type": "service", "date": "2023-01-01T08:00:00", "text": "", "action": "create_channel"},
    {"id": 2, "type": "message", "date": "2023-01-02T09:00:00", "from": "Kanal Desa",
     "text": ["Posyandu pindah ke ", {"type": "bold", "text": "Balai RW 7"}, " mulai 9 Januari."]},
    {"id": 3, "type": "message", "date": "2023-01-03T09:00:00", "photo": "a",
     "text": "Foto banjir di Dusun Kidul."},
    {"id": 4, "type": "message", "date": "2023-01-03T09:00:00", "photo": "b.jpg", "text": ""},
    {"id": 5, "type": "message", "date": "2023-01-04T09:00:00", "text": "", "reply_to_message_id": 2,
     "poll": {"question": "Hari apa?", "answers": [{"text": "Senin"}, {"text": "Rabu"}]}},
    {"id": 6, "type": "message", "date": "2023-01-05T09:00:00", "text": "Pukul delapan.", "reply_to_message_id": 2,
     "from": "Bu Sri"},
]  # fmt: skip


def test_telegram_export_yields_one_article_a_post(tmp_path: Path) -> None:
    """Each with its own day; notices and pictures without words left out."""
    chat = {"name": "Kanal Desa", "type": "public_channel", "id": 77, "messages": MESSAGES}
    found, told = read(tmp_path, json.dumps(chat), "result.json")

    assert [(each.text, each.published and each.published.day) for each in found] == [
        ("Posyandu pindah ke Balai RW 7 mulai 9 Januari.", 2),
        ("Foto banjir di Dusun Kidul.", 3),
        ("Hari apa?\nSenin\nRabu", 4),
        ("Pukul delapan.", 5),
    ]
    assert {each.source for each in found} == {"Kanal Desa"}
    assert [each.author for each in found] == [None, None, None, "Bu Sri"]
    assert "1 posts without text" in told[""].reason


def test_short_reply_in_a_group_stands_below_what_it_replies_to(tmp_path: Path) -> None:
    """Alone it says nothing."""
    chat = {"name": "Warga RW 7", "type": "private_supergroup", "id": 78, "messages": MESSAGES}
    found, _ = read(tmp_path, json.dumps(chat), "result.json")

    assert found[-1].text == "Posyandu pindah ke Balai RW 7 mulai 9 Januari.\n\nPukul delapan."


def test_private_chats_of_a_whole_account_are_left_out(tmp_path: Path) -> None:
    """And so are groups that not everybody may read."""
    kinds = ("public_channel", "personal_chat", "saved_messages", "private_group")
    chats = [{"name": kind, "type": kind, "id": n, "messages": MESSAGES[1:2]} for n, kind in enumerate(kinds, start=1)]
    found, told = read(tmp_path, json.dumps({"about": "x", "chats": {"about": "y", "list": chats}}), "result.json")

    assert [each.source for each in found] == ["public_channel"]
    assert {place: each.code for place, each in told.items()} == dict.fromkeys(("#2", "#3", "#4"), Reason.PRIVATE)


HTML = """<!DOCTYPE html><html><head><meta charset="utf-8"/><title>Exported Data</title></head><body>
<div class="page_wrap"><div class="page_header"><div class="content"><div class="text bold">Warta Desa</div></div></div>
<div class="page_body chat_page"><div class="history">
<div class="message service" id="message-1"><div class="body details">2 January 2023</div></div>
<div class="message default clearfix" id="message2"><div class="body">
<div class="pull_right date details" title="02.01.2023 23:30:00 UTC+07:00">23:30</div><div class="from_name">Pak Joko
</div><div class="text">Posyandu pindah ke <strong>Balai RW 7</strong>.<br>Bawa buku KIA.</div></div></div>
<div class="message default clearfix joined" id="message3"><div class="body">
<div class="pull_right date details" title="05.03.2024 10:00:00 UTC+07:00">10:00</div>
<div class="reply_to details">In reply to <a href="#go_to_message2" onclick="return GoToMessage(2)">this</a></div>
<div class="text">Iuran sampah Rp 15.000.</div></div></div>
<div class="message default clearfix" id="message4"><div class="body"><div class="from_name">Bu Sri</div>
<div class="pull_right date details" title="06.03.2024 10:00:00 UTC+07:00">10:00</div>
<div class="forwarded body">
<div class="from_name">Dinas Air <span class="date details"> 05.03.2024 09:00:00</span></div>
<div class="text">Air mati 36 jam.</div></div></div></div>
</div></div></div></body></html>"""


def test_telegram_page_yields_one_article_a_post(tmp_path: Path) -> None:
    """Who wrote several in a row is named once."""
    found, _ = read(tmp_path, HTML, "messages.html")

    assert [(each.text, each.author, each.published) for each in found] == [
        ("Posyandu pindah ke Balai RW 7.\nBawa buku KIA.", "Pak Joko", date(2023, 1, 2)),
        ("Iuran sampah Rp 15.000.", "Pak Joko", date(2024, 3, 5)),
        ("Air mati 36 jam.", "Bu Sri", date(2024, 3, 6)),
    ]
    assert {each.source for each in found} == {"Warta Desa"}


def page(title: str, text: str, space: int = 0, more: str = "") -> str:
    return (
        f"<page><title>{title}</title><ns>{space}</ns>{more}<revision><timestamp>2020-01-02T00:00:00Z</timestamp>"
        f"<text xml:space='preserve'>{text}</text></revision></page>"
    )


WIKI = '<mediawiki xmlns="http://www.mediawiki.org/xml/export-0.11/" xml:lang="id"><siteinfo>'
WIKI += (
    "<sitename>Ensiklopedi</sitename><base>https://id.example.org/wiki/Halaman_Utama</base></siteinfo>{}</mediawiki>"
)


@pytest.mark.parametrize("packed", [False, True])
def test_wiki_dump_yields_articles(tmp_path: Path, packed: bool) -> None:
    """Redirects and talk are counted; the day is that of the last edit, which is a guess."""
    pages = page("Danau Sentani", "'''Danau Sentani''' adalah [[danau]] di [[Papua]].")
    pages += page("Sentani", "#ALIH [[Danau Sentani]]", more="<redirect title='Danau Sentani'/>")
    pages += page("Pembicaraan:Danau Sentani", "Kapan diisi?", 1)
    content = WIKI.format(pages).encode()

    name, data = ("dump.xml.bz2", bz2.compress(content)) if packed else ("dump.xml", content)
    (found,), told = read(tmp_path, data, name)

    assert (found.title, found.text) == ("Danau Sentani", "Danau Sentani adalah danau di Papua.")
    assert (found.url, found.source) == ("https://id.example.org/wiki/Danau_Sentani", "Ensiklopedi")
    assert (found.published, found.published_guessed) == (date(2020, 1, 2), True)
    assert "2 redirects and pages" in told[""].reason


def test_wikitext_is_read_as_it_is_seen() -> None:
    """Links by what they show, tables by rows, templates and references not at all."""
    wikitext = """{{Infobox|nama={{lang|id|Danau}}|luas=96}}
'''Danau''' seluas {{convert|96|km}} ada di [[Kabupaten Jayapura|Jayapura]]<ref name="a">Buku [[x]]</ref>.
[[Berkas:a.jpg|jmpl|Danau [[biru]]]]
== Sejarah ==
* [https://x.example.org Situs resmi]
<!-- rahasia -->
{| class="wikitable"
! Tahun !! Penduduk
|-
| 2010 || style="a" | 1.200
|-
| 2020
| 1.500
|}
[[Kategori:Danau]] __TOC__ Kurung {{ tidak ditutup."""

    assert text_of_wikitext(wikitext).split("\n\n") == [
        "Danau seluas 96 km ada di Jayapura .",
        "Sejarah",
        "Situs resmi",
        "Tahun: 2010 | Penduduk: 1.200",
        "Tahun: 2020 | Penduduk: 1.500",
        "Kurung tidak ditutup.",
    ]


@pytest.mark.parametrize(("opens", "closes"), [("{{", ""), ("[[", ""), ("{|\n", ""), ("[[a|", "]]")])
def test_wikitext_that_opens_without_end(opens: str, closes: str) -> None:
    """Is read in one pass."""
    assert not grows_steeply(lambda size: text_of_wikitext(opens * size + closes * size + "Akhir."), 4_000)


def test_export_in_an_archive_and_one_of_an_unknown_kind(tmp_path: Path) -> None:
    """Like any other file."""
    found, told = read(
        tmp_path, zipped({"a.xml": WXR.format(item("A", "<p>Isi.</p>")), "b.xml": "<urlset/>"}), "semua.zip"
    )
    assert [each.title for each in found] == ["A"]
    assert "unknown kind" in told["!/b.xml"].reason


def test_hostile_exports_are_refused(tmp_path: Path) -> None:
    """Entities, depth, very many elements in one entry; what came before a fault is kept."""
    laughs = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'
    _, told = read(tmp_path, laughs + "<rss><channel><item><title>&b;</title></item></channel></rss>", "a.xml")
    assert "declares XML entities" in told[""].reason
    _, told = read(tmp_path, f"<rss><channel>{'<a>' * 5_000}", "b.xml")
    assert "not valid XML" in told[""].reason
    _, told = read(tmp_path, f"<rss><channel><item>{'<a/>' * 100_001}</item></channel></rss>", "c.xml")
    assert "more than 100,000 elements in one entry" in told[""].reason
    found, told = read(tmp_path, WXR.format(item("A", "<p>Isi.</p>") + "<item><title>B</item>"), "d.xml")
    assert [each.title for each in found] == ["A"]
    assert "behind entry 1 it is not valid XML" in told[""].reason
    _, told = read(tmp_path, b"BZh9" + b"x" * 100, "e.bz2")
    assert "bzip2" in told[""].reason


def test_wordpress_shows_what_is_published_alone(tmp_path: Path) -> None:
    """Whatever plugins call the rest; types of a site's own count where it has addresses for them."""
    noindex = "<wp:postmeta><wp:meta_key>{}</wp:meta_key><wp:meta_value>{}</wp:meta_value></wp:postmeta>"
    own = item("Pengumuman", "<p>Libur Senin.</p>", "pengumuman", number=6)
    posts = [
        item("Usul", "<p>Belum jadi.</p>", status="pitch"),
        item("Tugas", "<p>Sedang ditulis.</p>", status="in-progress", number=2),
        item("Yoast", "<p>Diam.</p>", number=3, more=noindex.format("_yoast_wpseo_meta-robots-noindex", "1")),
        item("Rank", "<p>Diam.</p>", number=4, more=noindex.format("rank_math_robots", "a:1:{i:0;s:7:noindex;}")),
        own.replace("org/6", "org/?pengumuman=libur"),
        own.replace("org/6", "org/?post_type=pengumuman").replace("id>6", "id>7"),
        item("Anggota", "<p>Umum.</p>[members_only]Rahasia.[/members_only]<p>Akhir.</p>", number=8),
        item("Tombol", "[su_note]Catatan.[/su_note] [button link='x']Daftar[/button] lihat [1]", number=9),
        item("Harga", "<table><tr><th>Nama</th><th>Harga</th></tr><tr><td>Beras</td><td>9.000</td></tr></table>"),
    ]
    found, told = read(tmp_path, WXR.format("".join(posts)), "a.xml")

    assert [each.text for each in found] == [
        "Libur Senin.",
        "Umum.\n\nAkhir.",
        "Catatan. Daftar lihat [1]",
        "Nama: Beras | Harga: 9.000",
    ]
    assert [told[f"#{n}"].code for n in (1, 2, 3, 4, 7)] == [
        Reason.DRAFT,
        Reason.DRAFT,
        Reason.NOINDEX,
        Reason.NOINDEX,
        Reason.NOT_AN_ARTICLE,
    ]


@pytest.mark.parametrize(
    ("content", "blocks"),
    [
        (
            '[vc_row][vc_toggle title="Berapa biaya?"]Rp 2.000.[/vc_toggle][vc_toggle title="Jam buka?"]Pukul 08.00.'
            "[/vc_toggle][/vc_row]",
            ["Berapa biaya?", "Rp 2.000.", "Jam buka?", "Pukul 08.00."],
        ),
        (
            '[et_pb_accordion_item title="Apa %22loket%22 itu?" open="on"]<p>Meja.</p>[/et_pb_accordion_item]'
            "[et_pb_blurb admin_label='Blurb' title='Alamat']<p>Jl. Kenanga 5</p>[/et_pb_blurb]",
            ['Apa "loket" itu?', "Meja.", "Alamat", "Jl. Kenanga 5"],
        ),
        (
            '[su_tabs][su_tab title="Dewasa"]Rp 20.000[/su_tab][su_tab title="Anak"]Rp 10.000[/su_tab][/su_tabs]',
            ["Dewasa", "Rp 20.000", "Anak", "Rp 10.000"],
        ),
        ('[vc_custom_heading tag="h2" text="Jadwal"][vc_column_text]Senin.[/vc_column_text]', ["Jadwal", "Senin."]),
        (
            '[contact-form-7 id="1" title="Formulir"]Kata [su_tooltip title="arti"]sulit[/su_tooltip] ini'
            ' [vc_posts_grid title="Berita lain"] [spoiler title="Kosong"][/spoiler]',
            ["Kata sulit ini"],
        ),
    ],
    ids=["bakery", "divi", "tabs", "heading", "none"],
)
def test_what_shortcodes_show_above_their_text_is_read(content: str, blocks: list[str]) -> None:
    """Questions that unfold, names of tabs; not what forms, hints and lists of posts are called."""
    assert text_of_post(content).split("\n\n") == blocks


@pytest.mark.parametrize(
    "content",
    [
        "Tingkat [membership_level], [memberikan izin] [membership]rahasia[/membership]akhir",
        "[Members]rahasia[/members] [/members] [private]rahasia[/PRIVATE] akhir",
    ],
)
def test_what_plugins_show_to_members_is_left_out_behind_other_marks(content: str) -> None:
    """Those that are not closed hide nothing, and do not uncover what follows."""
    text = text_of_post(content)

    assert "rahasia" not in text
    assert text.endswith("akhir")


@pytest.mark.parametrize(
    "content",
    [
        lambda size: "[member]" * size,
        lambda size: "[a b=" + " " * size,
        lambda size: "[" * size,
        lambda size: "[vc_custom_heading " + "title= text='a " * size + "]",
        lambda size: "".join(f"[/a{number}]" for number in range(size)),
    ],
)
def test_shortcodes_that_are_not_closed_take_no_time(content: Callable[[int], str]) -> None:
    """They are looked for in one pass."""
    assert not grows_steeply(lambda size: text_of_post(content(size)), 5_000)


def test_templates_of_a_wiki_that_show_what_they_are_given() -> None:
    """Numbers with their unit, words that stay on one line, and signs that are none."""
    wikitext = "Luas {{convert|5|km2|mi2}}, {{nowrap|Rp 5.000}}, {{lang|ban|Bali}}, {{cn}}<nowiki>[[x]]</nowiki>."

    assert text_of_wikitext(wikitext).replace("\n\n", " ") == "Luas 5 km2, Rp 5.000, Bali, [[x]]."


def test_cell_of_a_million_signs_takes_no_time() -> None:
    """What may be attributes is looked at once, and its lines are joined once."""
    assert not grows_steeply(lambda size: text_of_wikitext("{|\n|-\n| align=right | 12\n|-\n| " + "=" * size), 20_000)
    assert not grows_steeply(lambda size: text_of_wikitext("{|\n|-\n| a\n" + "b\n" * size), 10_000)
    assert text_of_wikitext("{|\n|-\n| align=right | 12\n|-\n| " + "=" * 100_000).startswith("12")
    assert text_of_wikitext("{|\n|-\n| a\n" + "b\n" * 100_000).endswith("b b")
    assert text_of_wikitext("{|\n|-\n| a\nb\n\nc\n| d\n|}") == "a b c | d"
