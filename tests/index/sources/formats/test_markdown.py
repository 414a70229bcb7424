"""Markdown: its front matter, and the text that a person sees."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from index.articles import Article
from index.progress import Hidden, Noted, Skipped
from index.sources import read_articles
from index.sources.formats.markdown.extensions import without_extensions
from index.sources.limits import MAX_FRONT_MATTER_CHARS, MAX_TEXT_CHARS

SAMPLES = sorted((Path(__file__).parents[4] / "articles").glob("*.md"))


def read(file: Path, text: str) -> Article | Skipped:
    file.write_text(text, encoding="utf-8")
    (item,) = read_articles(file)
    return item


def text_of(file: Path, body: str) -> str:
    item = read(file, body)
    assert isinstance(item, Article)
    return item.text


def test_front_matter_fills_the_fields(tmp_path: Path) -> None:
    """Each of them."""
    item = read(
        tmp_path / "a.md",
        '---\ntitle: "Judul: satu"\nurl: https://example.org/a\npublished: 2018-06-01\nsource: Warta\nlanguage: jv\n'
        "id: n-17\n---\n\nIsi artikel.\n",
    )

    assert isinstance(item, Article)
    assert item.title == "Judul: satu"
    assert item.text == "Isi artikel."
    assert item.url == "https://example.org/a"
    assert item.published == date(2018, 6, 1)
    assert item.source == "Warta"
    assert item.language == "jv"
    assert item.id == "9fb4d46c0b2ea48b"  # the first 16 digits of: printf n-17 | sha256sum


def test_other_names_of_the_fields(tmp_path: Path) -> None:
    """What other programs write."""
    item = read(tmp_path / "a.md", "---\ndate: 1 Juni 2018\npublisher: Warta\nlang: en-GB\n---\nIsi artikel.")

    assert isinstance(item, Article)
    assert (date(2018, 6, 1), "Warta", "en") == (item.published, item.source, item.language)


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_plain_paragraphs_come_out_unchanged(sample: Path) -> None:
    """Character by character, for every sample article."""
    (article,) = read_articles(sample)

    assert isinstance(article, Article)
    assert article.text == sample.read_text(encoding="utf-8").split("\n---\n", 1)[1].strip()


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("# Judul *utama*\n\nIsi.", "Judul utama\n\nIsi."),
        ("satu\ndua  \ntiga", "satu dua\ntiga"),
        ("ada [tautan](https://example.org/x) dan ![foto](y.png)", "ada tautan dan foto"),
        ("kata `kode` **tebal** ~~hapus~~ <b>html</b><br>baru &amp; \\*", "kata kode tebal html baru & *"),
        ("- satu\n- dua\n\n  lanjut", "satu\n\ndua\n\nlanjut"),
        ("3. tiga\n4. empat", "3. tiga\n\n4. empat"),
        ("2018) tahun itu", "2018) tahun itu"),
        ("> kutip\n> lagi", "kutip lagi"),
        ("```py\nx = 1\n\ny = 2\n```", "x = 1\n\ny = 2"),
        ("| A | B |\n|---|---|\n| 1 | 2 |\n|   | 3 |", "A: 1 | B: 2\n\nB: 3"),
        ("Biaya.[^1]\n\n[^1]: Per orang.", "Biaya.\n\nPer orang."),
        ("Lihat [^2].", "Lihat [^2]."),
        (
            '::: warning Awas\nLicin.\n:::\n\n!!! note "Ingat"\n    Bawa payung.',
            "Awas\n\nLicin.\n\nIngat\n\nBawa payung.",
        ),
        ("---\ntitle: J\n...\n\nIsi.", "Isi."),
        (
            '---\ntitle: J\n---\nA {{< figure src="a.jpg" caption="Foto pasar" >}} b {% include x %} {{ page.title }}',
            "A Foto pasar b",
        ),
        ("---\ntitle: J\n---\nA {{/* rahasia */}} b {% comment %}juga{% endcomment %} c `{{ x }}`", "A  b  c {{ x }}"),
        ("Harga {{ x }}.", "Harga {{ x }}."),
        ("```dataview\nTABLE x\n```\n\nIsi.", "Isi."),
        ("title: J\ndate: 2018-06-12\n---\n\nIsi.", "Isi."),
        ("<div>satu <b>dua</b></div>\n\ntiga", "satu dua\n\ntiga"),
        ("satu\n\n<script>alert(1)</script>\n\ndua", "satu\n\ndua"),
        ("satu\n\n---\n\ndua\n\n\n\n\ntiga", "satu\n\ndua\n\ntiga"),
        ("satu\r\n\r\ndua", "satu\n\ndua"),
        ("---\n\nsatu", "satu"),
        ("---\nsatu\n---\ndua", "satu\n\ndua"),
        ("---\n- satu\n---\ndua", "satu\n\ndua"),
    ],
)
def test_rendering(tmp_path: Path, body: str, expected: str) -> None:
    """Blocks are parted by one blank line; marks, tags and targets are gone."""
    assert text_of(tmp_path / "a.md", body) == expected


@pytest.mark.parametrize(
    "body",
    [
        "{{/*" * 100_000,
        "{% comment %}" * 50_000,
        "{{< comment >}}" * 50_000,
        "!!! note" + " " * 100_000 + "x",
        ":::" + " " * 100_000 + "x" * 300,
    ],
    ids=["Hugo", "Liquid", "Hugo's own", "box", "fence"],
)
def test_extensions_that_are_not_closed_take_no_time(body: str) -> None:
    """They are looked for in one pass."""
    assert without_extensions(body, of_a_site=True) is not None


def test_first_heading_is_the_title(tmp_path: Path) -> None:
    """When the front matter gives none."""
    item = read(tmp_path / "a.md", "Pembuka.\n\n## Judul *utama*\n\n# Lain\n")

    assert isinstance(item, Article)
    assert item.title == "Judul utama"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("---\ntitle: a\nurl: b: c\n---\nIsi.", "line 3: its front matter is not valid YAML: mapping values are not"),
        ("---\ntitle: 'a\n---\nIsi.", "line 3: its front matter is not valid YAML: found unexpected end of stream"),
        ("---\ntitle: \x07\n---\nIsi artikel ini panjang" + " kata" * 40, "its front matter is not valid YAML"),
        ("---\na: " + "[" * 1_000 + "\n---\nIsi.", "its front matter is not valid YAML"),
        ("---\ntitle: a\n\nIsi.", "line 1 opens a front matter that no line of --- closes"),
        ("---\na: " + "x" * MAX_FRONT_MATTER_CHARS + "\n---\nIsi.", "its front matter has more than 64,000 characters"),
        ("---\ntitle: a\n---\n", "is empty"),
        ("<!-- x -->", "is empty"),
        ("a" * (MAX_TEXT_CHARS + MAX_FRONT_MATTER_CHARS + 1), "its text has 2,064,001 characters"),
    ],
    ids=["colon", "quote", "control", "deep", "open", "long", "no text", "comment", "large"],
)
def test_broken_file_is_passed_over(tmp_path: Path, text: str, reason: str) -> None:
    """With the line and what is wrong."""
    item = read(tmp_path / "a.md", text)

    assert isinstance(item, Skipped)
    assert item.reason.startswith(reason)


@pytest.mark.timeout(20)
def test_aliases_cannot_fill_the_memory(tmp_path: Path) -> None:
    """The "billion laughs": nine lines that stand for 9⁹ values, as a value and as merge keys."""
    lines = ["a0: &a0 {x: y}"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 10)]
    merged = [f"m{n}: &m{n} {{<<: [{', '.join([f'*m{n - 1}'] * 9)}]}}" for n in range(1, 10)]
    front = "\n".join([*lines, "m0: &m0 {x: y}", *merged, "title: *a9", "published: *a9", "source: *m9"])
    (tmp_path / "a.md").write_text(f"---\n{front}\n---\nIsi artikel.", encoding="utf-8")

    problem, article = read_articles(tmp_path / "a.md")

    assert problem == Noted(str(tmp_path / "a.md"), "published 'list' is not a date; left it open")
    assert isinstance(article, Article)
    assert (article.title, article.source) == ("Isi artikel.", None)


@pytest.mark.timeout(20)
@pytest.mark.parametrize("mark", [">", "- ", "*a **b ", "[", "![", "[a](", "`a ``", "<a ", "<!--", "_a"])
def test_nested_marks_end(tmp_path: Path, mark: str) -> None:
    """No crash and no hang, however deep."""
    read(tmp_path / "a.md", mark * 20_000 + "\n\nIsi artikel.")


def test_toml_front_matter(tmp_path: Path) -> None:
    """Between lines of +++, as Hugo writes it."""
    front = 'title = "Jembatan"\ndate = 2019-03-14T09:00:00+07:00\nauthor = "Rina"\ndraft = false\n'
    front += '[params]\nsource = "Warta"\ncanonical = "https://a.example/1"\n'
    (tmp_path / "a.md").write_text(f"+++\n{front}+++\n\nIsi artikel.", encoding="utf-8")
    (found,) = read_articles(tmp_path / "a.md")

    assert isinstance(found, Article)
    read = (found.title, str(found.published), found.author, found.text)
    assert read == ("Jembatan", "2019-03-14", "Rina", "Isi artikel.")
    assert (found.source, found.url) == ("Warta", "https://a.example/1")


@pytest.mark.parametrize(
    "front",
    [
        '{\n"title": "Jembatan", "date": "2019-03-14", "author": "Rina"}\n',
        "Title: Jembatan\nDate: 2019-03-14 10:20\nCategory: Desa\nAuthor: Rina\n",
        "% Jembatan\n% Rina\n% 14 Maret 2019\n",
        "---\nparams:\n  title: Jembatan\n  date: 2019-03-14\n  author: Rina\n---\n",
    ],
    ids=["json", "lines", "pandoc", "params"],
)
def test_other_front_matter(tmp_path: Path, front: str) -> None:
    """Of Hugo, of Pelican and MultiMarkdown, of pandoc."""
    found = read(tmp_path / "a.md", f"{front}\nIsi artikel.")

    assert isinstance(found, Article)
    assert (found.title, str(found.published), found.author) == ("Jembatan", "2019-03-14", "Rina")
    assert found.text == "Isi artikel."


@pytest.mark.parametrize(
    "front", ["Title: J\nStatus: draft\n", '{"draft": true}\n', "---\nbuild:\n  render: never\n---\n"]
)
def test_drafts_of_other_front_matter(tmp_path: Path, front: str) -> None:
    """Are hidden."""
    assert isinstance(read(tmp_path / "a.md", f"{front}\nIsi artikel."), Hidden)


@pytest.mark.parametrize(
    "text", ["Nama: Budi\nAlamat: Jalan Melati\n\nIsi.", '{"a": 1}\n\nIsi.', "Judul: A\nBudi: halo\n\nIsi."]
)
def test_what_looks_like_front_matter_and_is_text(tmp_path: Path, text: str) -> None:
    """Stays."""
    found = read(tmp_path / "a.md", text)
    assert isinstance(found, Article)
    assert found.text.split()[:2] == text.split()[:2]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ('+++\ntitle = "x"\nIsi', "line 1 opens a front matter that no line of +++ closes"),
        ("+++\ntitle = x y\n+++\nIsi", "its front matter is not valid TOML"),
        ("+++\na = " + "[" * 30_000 + "\n+++\nIsi", "its front matter is nested too deeply"),
        ("+++\na = '" + "x" * 64_001 + "'\n+++\nIsi", "its front matter has more than 64,000 characters"),
    ],
    ids=["open", "wrong", "deep", "long"],
)
def test_bad_toml_front_matter(tmp_path: Path, content: str, reason: str) -> None:
    """Is told."""
    (tmp_path / "a.md").write_text(content, encoding="utf-8")
    (problem,) = read_articles(tmp_path / "a.md")

    assert isinstance(problem, Skipped)
    assert reason in problem.reason


@pytest.mark.parametrize(
    ("note", "text"),
    [
        ("Ketua [[Orang/Dewi Anggraini|Dewi]], wakil [[Slamet#Profil]].", "Ketua Dewi, wakil Slamet."),
        ("> [!info] Keputusan\n> Isi [[a]].", "Keputusan\n\nIsi a."),
        ("Satu. %%rahasia%% Dua [[b]].", "Satu. Dua b."),
        ("Di ==Lapangan== itu. ^blok", "Di Lapangan itu."),
        ("![[denah.png]]\n\nIsi [[a]].", "Isi a."),
        ("- [x] pesan [[tenda]] #tugas\n- [ ] undang camat", "pesan tenda\n\nundang camat"),
        ("Soal #anggaran dibahas [[a]].", "Soal anggaran dibahas a."),
        ("`[[kode]]` dan [[a]].", "[[kode]] dan a."),
    ],
    ids=["links", "callout", "comment", "block", "embed", "tasks", "tag", "code"],
)
def test_notes_of_obsidian(tmp_path: Path, note: str, text: str) -> None:
    """As its reader sees them; a note is called by its file's name."""
    (tmp_path / "Rapat Mei.md").write_text(note, encoding="utf-8")
    (found,) = read_articles(tmp_path / "Rapat Mei.md")

    assert isinstance(found, Article)
    assert (found.title, found.text) == ("Rapat Mei", text)


@pytest.mark.parametrize("begins", ["Nama:" + " " * 40 + "Ani\n", "+++\n", "a: b\n", "Kunci utama: x: y\n"])
def test_what_looks_like_front_matter_takes_no_time(tmp_path: Path, begins: str) -> None:
    """However its lines may be parted: forty of them with blanks behind the colon, or a hundred thousand blank ones."""
    for between in ("", "\n" * 100_000):
        item = read(tmp_path / "a.md", f"{begins * 39}{between}Isi artikel.")
        assert isinstance(item, Skipped) or item.text.endswith("Isi artikel.")


def test_state_below_the_heading(tmp_path: Path) -> None:
    """As Notion exports it; the lines stay in the text, since others write so of other things."""
    body = "Created: March 4, 2020\nStatus: {}\nTags: desa\n\nPasar dibuka.\n"
    draft = read(tmp_path / "a.md", "# Pasar\n\n" + body.format("Draft"))
    person = read(tmp_path / "b.md", "# Pak Yusuf\n\n" + body.format("Menikah"))

    assert isinstance(draft, Hidden)
    assert isinstance(person, Article)
    assert (person.title, "Menikah" in person.text) == ("Pak Yusuf", True)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Waktu : 06.30\nMembawa : sapu", "Waktu : 06.30\nMembawa : sapu"),
        ("**Ketua:** Slamet\n**Sekretaris:** Yanti", "Ketua: Slamet\nSekretaris: Yanti"),
        ("Senin 08.00 senam\nRabu 09.00 posyandu\nJumat 07.00 jalan", None),
        ("19.00 Doors\n19.30 First race\n21.00 Prizes", None),
        ("Rapat di rumah Pak\nRT dihadiri warga\nyang datang", "Rapat di rumah Pak RT dihadiri warga yang datang"),
        ("Catatan: rapat\nBesok pagi", "Catatan: rapat Besok pagi"),
        ("Kegiatan ini\nDimulai", "Kegiatan ini Dimulai"),
        (f"Panjang {'kata ' * 12}\nBaris\nLagi", f"Panjang {'kata ' * 12}Baris Lagi"),
    ],
)
def test_lines_of_a_notice_stay_lines(tmp_path: Path, written: str, expected: str | None) -> None:
    """Where each has a label, or all are short and begin with a capital or a number; what was wrapped is folded."""
    item = read(tmp_path / "a.md", f"Isi artikel.\n\n{written}")
    assert isinstance(item, Article)
    assert item.text == f"Isi artikel.\n\n{expected or written}"
