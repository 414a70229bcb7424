"""Whatever a file holds, it gives articles or the reason why not, and no part of a text is lost without a word."""

from __future__ import annotations

import bz2
import io
import json
import re
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.articles import Article
from index.progress import Skipped
from index.sources import SUPPORTED_SUFFIXES, read_articles
from index.sources.formats import isolation
from tests.conftest import BRIDGE, MANGO, SHIP
from tests.documents import docx, epub, pdf, put, zipped
from tests.index.sources.formats.test_mail import letter
from tests.index.sources.formats.test_office import opendocument, rtf, shape, slides, workbook

CORPUS = Path(__file__).parents[1] / "data" / "corpus" / "files.jsonl"
PAGE = f"<html><head><title>Judul</title></head><body><article><p>{SHIP}</p><p>{MANGO}</p></article></body></html>"
MARKDOWN = (
    f"---\ntitle: Judul\npublished: 2020-03-04\n---\n# Kepala\n\n{SHIP}\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n{MANGO}\n"
)
SAMPLES: dict[str, bytes] = {
    ".txt": f"{SHIP}\n\n{MANGO}".encode(),
    ".md": MARKDOWN.encode(),
    ".markdown": MARKDOWN.encode(),
    ".html": PAGE.encode(),
    ".htm": PAGE.encode("utf-16"),
    ".jsonl": "".join(json.dumps({"text": text, "title": "Judul"}) + "\n" for text in (SHIP, MANGO)).encode(),
    ".pdf": pdf(SHIP, MANGO, about={"/Title": "Judul"}),
    ".docx": docx(SHIP, MANGO, title="Judul"),
    ".epub": epub({"a.xhtml": PAGE, "b.xhtml": PAGE}, "<dc:title>Judul</dc:title>"),
    ".zip": zipped({"a.txt": SHIP, "b.md": MARKDOWN, "c.zip": zipped({"d.txt": MANGO})}),
}
_WORD = docx(SHIP, MANGO, title="Judul")
_RICH = rtf(rf"{SHIP}\par {MANGO}\par").encode()
_ROWS = [{"title": f"Judul {at}", "text": text} for at, text in enumerate((SHIP, MANGO))]
_LETTER = letter(f"{SHIP}\n\n{MANGO}").as_bytes()
_FEED = (
    "<rss version='2.0'><channel><title>Koran</title>"
    + "".join(f"<item><title>Judul</title><description>{each}</description></item>" for each in (SHIP, MANGO))
    + "</channel></rss>"
).encode()
_PARAGRAPHS = "".join(f"<text:p>{each}</text:p>" for each in (SHIP, MANGO))
_CAPTIONS = f"00:00:01{{}}000 --> 00:00:04{{}}000\n{SHIP}\n\n00:00:05{{}}000 --> 00:00:09{{}}000\n{MANGO}\n"
SAMPLES |= {
    **dict.fromkeys((".docm", ".dotx", ".dotm"), _WORD),
    **dict.fromkeys((".rtf", ".doc", ".dot"), _RICH),
    **dict.fromkeys((".odt", ".ott", ".ods", ".odp"), opendocument(_PARAGRAPHS)),
    **dict.fromkeys((".xlsx", ".xlsm"), workbook(Lembar=[["title", "text"], ["Satu", SHIP], ["Dua", MANGO]])),
    **dict.fromkeys((".pptx", ".pptm", ".ppsx"), slides(shape(SHIP), shape(MANGO))),
    **dict.fromkeys((".rss", ".atom", ".xml"), _FEED),
    **dict.fromkeys((".mht", ".mhtml"), letter(None, PAGE).as_bytes()),
    ".bz2": bz2.compress(_FEED),
    ".eml": _LETTER,
    ".mbox": b"From a@example.org Thu Jan  1 00:00:00 2020\n" + _LETTER + b"\n",
    ".json": json.dumps(_ROWS).encode(),
    ".ndjson": SAMPLES[".jsonl"],
    ".csv": "".join(
        f'"{title}","{text}"\n' for title, text in (("title", "text"), ("Satu", SHIP), ("Dua", MANGO))
    ).encode(),
    ".tsv": f"title\ttext\nSatu\t{SHIP}\nDua\t{MANGO}\n".encode(),
    ".srt": b"1\n" + _CAPTIONS.format(*",,,,").encode(),
    ".vtt": b"WEBVTT\n\n" + _CAPTIONS.format(*"....").encode(),
}
# Each file of these costs the start of a program.
IN_PROGRAMS = {
    *(".pdf", ".docx", ".docm", ".dotx", ".dotm", ".rtf", ".doc", ".dot", ".odt", ".ott", ".ods", ".odp"),
    *(".xlsx", ".xlsm", ".pptx", ".pptm", ".ppsx"),
}
QUICK = st.sampled_from(sorted(SUPPORTED_SUFFIXES - IN_PROGRAMS))
TEXT = st.text(st.characters(codec="utf-8"), max_size=200)
# Lone surrogates included, which UTF-16 and JSON can carry; by chance alone they would hardly come.
ANY_TEXT = st.text(st.sampled_from("\ud800\udfff\0\r\n\u2028\u202e\ufeff") | st.characters(codec=None), max_size=200)
WORDS = st.text(st.characters(codec="utf-8", exclude_characters="<[&\\"), max_size=100)
MARKUP = st.lists(st.sampled_from(["<p>", "</div", "<b ", "a", "&#0;", "&#xd800;", "<!", ">"]))
BYTES = (
    st.binary(max_size=400)
    | TEXT.map(str.encode)
    | ANY_TEXT.map(lambda text: text.encode("utf-16", "surrogatepass"))
    | ANY_TEXT.map(lambda text: json.dumps({"text": text, "title": text, "source": text, "id": text}).encode())
    | TEXT.map(lambda text: f"---\n{text}\n---\n{text}".encode())
    | TEXT.map(lambda text: f'{{"text": "{text}"}}\n[{text}]'.encode())
    | MARKUP.map("".join).map(str.encode)
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("apa-saja")


@st.composite
def damaged(draw: st.DrawFn, whole: bytes) -> bytes:
    """Return a file with a few pieces cut out, repeated, or written over."""
    for _ in range(draw(st.integers(1, 3))):
        start = draw(st.integers(0, len(whole)))
        end = min(len(whole), start + draw(st.integers(0, 40)))
        match draw(st.sampled_from(("end", "cut", "repeat", "replace"))):
            case "end":
                whole = whole[:start]
            case "cut":
                whole = whole[:start] + whole[end:]
            case "repeat":
                whole = whole[:end] + whole[start:]
            case "replace":
                whole = whole[:start] + draw(st.binary(max_size=8)) + whole[end:]
    return whole


@st.composite
def damaged_files(draw: st.DrawFn, suffix: str) -> bytes:
    """Return a sound file damaged from outside, or, where it is an archive, in one of the files that it holds."""
    whole = SAMPLES[suffix]
    if not zipfile.is_zipfile(io.BytesIO(whole)) or draw(st.booleans()):
        return draw(damaged(whole))
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        files: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist()}
    name = draw(st.sampled_from(sorted(files)))
    content = files[name]
    assert isinstance(content, bytes)
    return zipped(files | {name: draw(damaged(content))})


def read_checked(folder: Path, name: str, content: bytes) -> tuple[list[Article], list[Skipped]]:
    """Read a file; check that it gives something, and that all of it is complete and can be stored."""
    file = put(folder, name, content)
    items = list(read_articles(file))
    assert items
    for item in items:
        if isinstance(item, Article):
            assert item.title.strip()
            assert item.text.strip()
            "".join(filter(None, (item.title, item.text, item.source, item.url, item.author, item.origin))).encode()
        else:
            assert item.where.startswith(str(file))
            assert item.reason.strip()
    return (
        [each for each in items if isinstance(each, Article)],
        [each for each in items if isinstance(each, Skipped)],
    )


def test_every_format_is_tried() -> None:
    """A format that is added needs a sound file here."""
    assert SAMPLES.keys() == SUPPORTED_SUFFIXES


@pytest.mark.parametrize("suffix", sorted(SAMPLES))
def test_undamaged_files(folder: Path, suffix: str) -> None:
    """Before they are damaged, all their texts are read, and nothing is passed over."""
    articles, skipped = read_checked(folder, f"utuh{suffix}", SAMPLES[suffix])
    text = " ".join(each.text for each in articles)
    assert SHIP in text.replace("\n", " ")
    assert MANGO in text.replace("\n", " ")
    assert not skipped


@pytest.mark.parametrize("line", CORPUS.read_text(encoding="utf-8").splitlines())
def test_files_of_the_corpus(folder: Path, line: str) -> None:
    """Each line holds a name, bytes as Latin-1, the texts to be read, and how the reasons for what is not begin."""
    row = json.loads(line)
    articles, skipped = read_checked(folder, row["name"], row["bytes"].encode("latin-1"))
    assert [each.text for each in articles] == row["texts"]
    for each, reason in zip(skipped, row["reasons"], strict=True):
        assert each.reason.startswith(reason)


@settings(max_examples=120, deadline=None)
@given(BYTES, QUICK)
def test_any_bytes(folder: Path, content: bytes, suffix: str) -> None:
    read_checked(folder, f"a{suffix}", content)


@settings(max_examples=120, deadline=None)
@given(QUICK.flatmap(lambda suffix: st.tuples(st.just(suffix), damaged_files(suffix))))
def test_damaged_files(folder: Path, file: tuple[str, bytes]) -> None:
    suffix, content = file
    read_checked(folder, f"a{suffix}", content)


@settings(max_examples=8, deadline=None)
@given(st.sampled_from(sorted(IN_PROGRAMS)).flatmap(lambda suffix: st.tuples(st.just(suffix), damaged_files(suffix))))
def test_damaged_files_that_programs_read(folder: Path, file: tuple[str, bytes]) -> None:
    """Damage can send a parser round in circles: the limit, a minute otherwise, is a second here."""
    suffix, content = file
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(isolation, "MAX_READING_S", 1)
        read_checked(folder, f"a{suffix}", content)


@settings(max_examples=80, deadline=None)
@given(ANY_TEXT, st.sampled_from((".txt", ".jsonl", ".zip")))
def test_text_is_whole_or_refused(folder: Path, middle: str, suffix: str) -> None:
    """Of formats without markup every character is kept, U+FFFD in place of what cannot be stored.

    But those that nobody sees within words; pages part paragraphs.
    """
    text = f"{SHIP}\n{middle}\n{MANGO}"
    in_utf_16 = text.encode("utf-16", "surrogatepass")
    content = {
        ".txt": in_utf_16,
        ".jsonl": json.dumps({"text": text}).encode(),
        ".zip": zipped({"a.txt": in_utf_16}),
    }[suffix]
    articles, skipped = read_checked(folder, f"a{suffix}", content)
    # Two halves of a pair that have met are one character.
    paired = in_utf_16.decode("utf-16", "surrogatepass")
    seen = re.sub("[\u00ad\u200b\u2060\ufeff]", "", paired.replace("\r\n", "\n").replace("\r", "\n"))
    kept = re.sub("[\0\ud800-\udfff]", "\ufffd", re.sub("[\f\v]+", "\n\n", seen))
    assert [each.text for each in articles] == [kept] or (not articles and skipped)


@settings(max_examples=80, deadline=None)
@given(WORDS, st.sampled_from((".md", ".epub")))
def test_what_stands_around_any_words_is_kept(folder: Path, middle: str, suffix: str) -> None:
    """Nothing but markup can hide what follows it."""
    page = "<html><body><p>{}</p></body></html>"
    content = {
        ".md": f"{SHIP}\n\n{middle}\n\n{MANGO}".encode(),
        ".epub": epub({f"{n}.xhtml": page.format(text) for n, text in enumerate((SHIP, middle, MANGO))}),
    }[suffix]
    articles, skipped = read_checked(folder, f"a{suffix}", content)
    if articles:
        assert articles[0].text.startswith(SHIP)
        assert articles[0].text.endswith(MANGO)
    else:
        assert skipped


@settings(max_examples=60, deadline=None)
@given(BYTES.map(lambda content: content.replace(b"\n", b" ")), st.integers(0, 2))
def test_a_bad_row_takes_no_other_with_it(folder: Path, row: bytes, at: int) -> None:
    """The other rows are read, or the whole file is refused with one reason."""
    rows = [json.dumps({"text": text}).encode() for text in (SHIP, MANGO)]
    rows.insert(at, row)
    articles, skipped = read_checked(folder, "a.jsonl", b"\n".join(rows))
    if articles:
        assert [each.text for each in articles if each.text in (SHIP, MANGO)] == [SHIP, MANGO]
    else:
        assert [each.where for each in skipped] == [str(folder / "a.jsonl")]


@settings(max_examples=60, deadline=None)
@given(BYTES, QUICK)
def test_a_bad_file_of_an_archive_takes_no_other_with_it(folder: Path, content: bytes, suffix: str) -> None:
    """It gives its own articles or the reason why not, beside those of the others."""
    files: dict[str, str | bytes] = {"a.txt": SHIP, f"b{suffix}": content, "c.txt": BRIDGE}
    articles, skipped = read_checked(folder, "a.zip", zipped(files))
    places = [each.origin for each in articles] + [each.where for each in skipped]
    assert {each.text for each in articles} >= {SHIP, BRIDGE}
    assert any(place.startswith(f"{folder / 'a.zip'}!/b{suffix}") for place in places)
