"""Files that are made to do harm, or broken: each is refused with the reason, the batch goes on, memory stays bounded.

Every test first shows that its file is what it claims to be.
"""

from __future__ import annotations

import gzip
import io
import os
import re
import resource
import socket
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from index import Engine
from index.articles import Article
from index.errors import SourceProblem
from index.progress import Skipped
from index.sources import find_files, limits, read_articles
from index.sources.formats import isolation
from index.sources.web.feeds import read_feed
from index.sources.web.lists import kind_of, unpacked
from index.sources.web.sitemaps import read_sitemap
from tests.conftest import MANGO, SHIP
from tests.documents import CONTAINER, docx, epub, pdf, put, zipped

pytestmark = pytest.mark.slow

MEGABYTE = 1_000_000
LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha">' + "".join(
    f'<!ENTITY {chr(97 + n)} "{f"&{chr(96 + n)};" * 10}">' for n in range(1, 12)
) + "]>"  # fmt: skip
STEALS = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>'


def peak_bytes() -> int:
    """Return the most memory that this process and its children have held."""
    return max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) * 1024


def refused(file: Path) -> str:
    """Return why a file is refused, after checking that it alone is, and that reading it took bounded memory."""
    before = peak_bytes()
    good = put(file.parent, "baik.txt", SHIP)
    items = [item for each in sorted((file, good)) for item in read_articles(each)]

    assert [each.text for each in items if isinstance(each, Article)] == [SHIP]
    (skipped,) = (each for each in items if isinstance(each, Skipped))
    assert skipped.where.startswith(str(file))
    assert peak_bytes() - before < 400 * MEGABYTE
    return skipped.reason


def test_zip_bomb(tmp_path: Path) -> None:
    """A few hundred kilobytes that unpack to much more than is read; told by what the archive lists."""
    file = put(tmp_path, "bom.zip", zipped({f"{n}.txt": b"\0" * 49 * MEGABYTE for n in range(12)}))
    assert file.stat().st_size < MEGABYTE

    assert re.fullmatch(r"unpacks to 588,000,000 bytes, more than 500,000,000; split it", refused(file))


def test_zip_bomb_that_lies_about_its_size(tmp_path: Path) -> None:
    """No more is unpacked than the archive admits to, and what does not fit its checksum is no article."""
    data = bytearray(zipped({"a.txt": b"a" * 40 * MEGABYTE}))
    for signature, offset in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        struct.pack_into("<L", data, data.index(signature) + offset, 10)
    file = put(tmp_path, "bohong.zip", bytes(data))
    assert zipfile.ZipFile(file).getinfo("a.txt").file_size == 10

    assert "cannot be unpacked" in refused(file)


def test_zip_bomb_in_a_zip(tmp_path: Path) -> None:
    """Archives in archives end at the second."""
    inner: bytes = zipped({"a.txt": SHIP})
    for _ in range(5):
        inner = zipped({"lagi.zip": inner})
    assert "archive in an archive in an archive" in refused(put(tmp_path, "matryoshka.zip", inner))


def test_zip_of_very_many_files(tmp_path: Path) -> None:
    """The list of files alone is bounded."""
    file = put(tmp_path, "banyak.zip", zipped({f"{n}.txt": b"" for n in range(limits.MAX_MEMBERS + 1)}))
    assert len(zipfile.ZipFile(file).namelist()) > limits.MAX_MEMBERS

    assert "10,001 files" in refused(file)


def test_zip_whose_directory_claims_to_be_huge(tmp_path: Path) -> None:
    """It is not even loaded."""
    data = bytearray(zipped({"a.txt": SHIP}))
    struct.pack_into("<L", data, data.rindex(b"PK\x05\x06") + 12, 0xFFFFFFF0)
    assert "lists its files in" in refused(put(tmp_path, "besar.zip", bytes(data)))


def with_zip64(data: bytes, *, size_bytes: int, said: int, between: bytes = b"", comment: bytes = b"") -> bytes:
    """Return an archive with the records of ZIP64, which give its list of files one size, and the end record another.

    Args:
        data: the archive.
        size_bytes: of the list, as the record of ZIP64 has it.
        said: the same, as the end record has it.
        between: what stands between that record and its locator.
        comment: of the archive.
    """
    end = data.rindex(b"PK\x05\x06")
    files, _, offset = struct.unpack_from("<HLL", data, end + 10)
    record = struct.pack("<4sQ2H2L4Q", b"PK\x06\x06", 44 + len(between), 45, 45, 0, 0, files, files, size_bytes, offset)
    locator = struct.pack("<4sLQL", b"PK\x06\x07", 0, end, 1)
    last = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, files, files, said, offset, len(comment))
    return data[:end] + record + between + locator + last + comment


def directory_bytes(data: bytes) -> int:
    """Return the size of an archive's list of files."""
    found: int = struct.unpack_from("<L", data, data.rindex(b"PK\x05\x06") + 12)[0]
    return found


@pytest.mark.parametrize("suffix", [".zip", ".docx", ".epub"])
@pytest.mark.parametrize("said", [46, 0, 0xFFFFFFFF])
@pytest.mark.parametrize("comment", [b"", b"arsip"])
def test_zip64_whose_directory_is_huge(tmp_path: Path, suffix: str, said: int, comment: bytes) -> None:
    """Whatever its end record says, for it is not what counts."""
    data = zipped({f"{n}{'x' * 60_000}": b"" for n in range(90)})
    huge = with_zip64(data, size_bytes=directory_bytes(data), said=said, comment=comment)
    file = put(tmp_path, f"besar{suffix}", huge)
    assert len(zipfile.ZipFile(file).namelist()) == 90

    assert "lists its files in 5,4" in refused(file)


def test_zip64_whose_record_stands_elsewhere(tmp_path: Path) -> None:
    """Where its locator says, and nothing before that; there some programs look for it."""
    huge = with_zip64(zipped({"a.txt": SHIP}), size_bytes=5_000_000, said=46, between=b"x" * 100)
    assert "lists its files in 5,000,000 bytes" in refused(put(tmp_path, "besar.zip", huge))


@pytest.mark.parametrize("said", [None, 0xFFFFFFFF])
def test_zip64_is_read(tmp_path: Path, said: int | None) -> None:
    """Programs that do not know beforehand how much they pack write it for small archives, too."""
    data = zipped({"a.txt": MANGO})
    size = directory_bytes(data)
    file = put(tmp_path, "biasa.zip", with_zip64(data, size_bytes=size, said=size if said is None else said))

    assert [each.text for each in read_articles(file) if isinstance(each, Article)] == [MANGO]


@pytest.mark.parametrize("locator", [b"PK\x06\x07" + b"\xff" * 16, b"PK\x06\x07" + b"\0" * 16])
def test_zip64_that_leads_nowhere(tmp_path: Path, locator: bytes) -> None:
    """A locator of a record that is none."""
    data = zipped({"a.txt": SHIP})
    end = data.rindex(b"PK\x05\x06")
    for whole in (data[:end] + locator + data[end:], locator + data[end:]):
        assert "not a zip archive that can be read" in refused(put(tmp_path, "hilang.zip", whole))


@pytest.mark.parametrize("suffix", [".zip", ".docx", ".epub"])
@pytest.mark.parametrize("share", [0.02, 0.5, 0.98])
def test_truncated_archive(tmp_path: Path, suffix: str, share: float) -> None:
    """Wherever it ends."""
    whole = {".zip": zipped({"a.txt": MANGO}), ".docx": docx(MANGO), ".epub": epub({"a.xhtml": MANGO})}[suffix]
    file = put(tmp_path, f"potong{suffix}", whole[: int(share * len(whole))])
    with pytest.raises(zipfile.BadZipFile):
        zipfile.ZipFile(file)

    assert "not a zip archive that can be read" in refused(file)


def test_damaged_member_does_not_stop_the_others(tmp_path: Path) -> None:
    """A flipped byte in one file of an archive."""
    data = bytearray(zipped({"a.txt": os.urandom(1000).hex(), "b.txt": MANGO}))
    data[100] ^= 0xFF
    file = put(tmp_path, "rusak.zip", bytes(data))
    with pytest.raises((zlib.error, zipfile.BadZipFile)):
        zipfile.ZipFile(file).read("a.txt")
    items = list(read_articles(file))

    assert [each.text for each in items if isinstance(each, Article)] == [MANGO]
    assert [each.reason for each in items if isinstance(each, Skipped)] == ["cannot be unpacked; it may be damaged"]


@pytest.mark.parametrize(
    "name", ["../luar.txt", "a/../../luar.txt", "/tmp/luar.txt", "..\\luar.txt", "a/../../../etc/x.txt"]
)
def test_names_that_lead_out_of_an_archive(tmp_path: Path, name: str) -> None:
    """Nothing is read, and nothing written anywhere."""
    file = put(tmp_path / "arsip", "keluar.zip", zipped({name: MANGO}))
    assert zipfile.ZipFile(file).namelist() == [name]

    assert "leads out of the archive" in refused(file)
    assert {each.name for each in tmp_path.rglob("*")} == {"arsip", "keluar.zip", "baik.txt"}


def test_links_and_devices_in_an_archive(tmp_path: Path) -> None:
    """They are what the archive says of a file, and are not followed."""
    for kind, told in (
        (stat.S_IFLNK, "symbolic link"),
        (stat.S_IFCHR, "not a regular file"),
        (stat.S_IFIFO, "not a reg"),
    ):
        written = io.BytesIO()
        with zipfile.ZipFile(written, "w") as archive:
            member = zipfile.ZipInfo("a.txt")
            member.external_attr = (kind | 0o777) << 16
            archive.writestr(member, "/etc/passwd")
        assert told in refused(put(tmp_path / told, "tautan.zip", written.getvalue()))


def test_archive_with_a_password(tmp_path: Path) -> None:
    """As its flag says."""
    data = bytearray(zipped({"a.txt": MANGO}))
    for signature, offset in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        data[data.index(signature) + offset] |= 1
    file = put(tmp_path, "sandi.zip", bytes(data))
    with pytest.raises(RuntimeError, match="password"):
        zipfile.ZipFile(file).read("a.txt")

    assert refused(file) == "is protected by a password"


@pytest.mark.parametrize("suffix", [".txt", ".md", ".html", ".jsonl", ".pdf", ".docx", ".epub", ".zip"])
def test_file_of_a_gigabyte(tmp_path: Path, suffix: str) -> None:
    """A sparse file of 1 GB costs nothing to refuse."""
    file = tmp_path / f"besar{suffix}"
    with file.open("wb") as stream:
        stream.truncate(1000 * MEGABYTE)
    assert file.stat().st_size == 1_000_000_000

    # Rows are read one by one, however many there are; these are none.
    assert ("binary" if suffix == ".jsonl" else "bytes") in refused(file)


@pytest.mark.parametrize("suffix", [".txt", ".md", ".jsonl", ".html"])
@pytest.mark.parametrize(
    "content", [bytes(range(256)) * 40, b"\x7fELF" + os.urandom(4000), b"\x89PNG\r\n" + os.urandom(4000)]
)
def test_binary_under_the_name_of_a_text(tmp_path: Path, suffix: str, content: bytes) -> None:
    """It is no article in any encoding."""
    assert b"\0" in content
    assert "binary" in refused(put(tmp_path, f"biner{suffix}", content))


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32", "cp1252", "latin-1"])
def test_text_in_another_encoding_is_read(tmp_path: Path, encoding: str) -> None:
    """Wrong encodings are no fault where they can be told."""
    text = "Café “Mutiara” buka di Jalan Pasar Baru. Pemiliknya bernama Hasan Basri, dan tamunya banyak."
    text = text.replace("“", '"').replace("”", '"') if encoding == "latin-1" else text
    content = text.encode(encoding)
    assert content != text.encode()
    (found,) = read_articles(put(tmp_path, "a.txt", content))
    assert isinstance(found, Article)
    assert found.text == text


@pytest.mark.parametrize("prolog", [LAUGHS, STEALS])
@pytest.mark.parametrize("part", ["META-INF/container.xml", "OPS/package.opf", "OPS/a.xhtml"])
def test_entities_in_an_epub(tmp_path: Path, prolog: str, part: str) -> None:
    """Wherever they are declared: they would make ten billion letters of a few, or show a file of the machine."""
    name = {LAUGHS: "l", STEALS: "a"}[prolog]
    files = {
        "META-INF/container.xml": CONTAINER,
        "OPS/package.opf": '<package xmlns="http://www.idpf.org/2007/opf"><manifest><item id="a" href="a.xhtml" '
        'media-type="application/xhtml+xml"/></manifest><spine><itemref idref="a"/></spine></package>',
        "OPS/a.xhtml": f"<html><body><p>{MANGO}</p></body></html>",
    }
    files[part] = prolog + files[part].replace("</", f"&{name};</", 1)
    assert "declares XML entities" in refused(put(tmp_path, "tawa.epub", zipped(files)))


@pytest.mark.parametrize("prolog", [LAUGHS, STEALS])
def test_entities_in_a_word_document(tmp_path: Path, prolog: str) -> None:
    """In the text or in what it says of itself."""
    for part in ("word/document.xml", "docProps/core.xml"):
        with zipfile.ZipFile(io.BytesIO(docx(MANGO))) as archive:
            files = {name: archive.read(name) for name in archive.namelist()}
        start, rest = files[part].split(b"?>", 1)
        files[part] = start + b"?>" + prolog.encode() + rest
        assert "declares XML entities" in refused(put(tmp_path / part[:4], "tawa.docx", zipped(files)))


@pytest.mark.parametrize("prolog", [LAUGHS, STEALS])
def test_entities_in_feeds_and_sitemaps(prolog: str) -> None:
    """Refused before anything is made of them."""
    before = peak_bytes()
    feed = f"<?xml version='1.0'?>{prolog}<rss version='2.0'><channel><title>&a;&l;</title></channel></rss>".encode()
    sitemap = f"<?xml version='1.0'?>{prolog}<urlset><url><loc>&a;&l;</loc></url></urlset>".encode()
    assert (kind_of(feed), kind_of(sitemap)) == ("feed", "sitemap")
    with pytest.raises(SourceProblem, match="entities"):
        read_feed(feed, "https://example.org/feed")
    with pytest.raises(SourceProblem, match="entities"):
        read_sitemap(sitemap)
    assert peak_bytes() - before < 100 * MEGABYTE


def test_packed_sitemap_that_is_a_bomb() -> None:
    """A gzip file of 200 kB that unpacks to 200 MB."""
    bomb = gzip.compress(b" " * 200 * MEGABYTE)
    assert len(bomb) < MEGABYTE
    before = peak_bytes()
    with pytest.raises(SourceProblem, match="unpacks to more than 50,000,000 bytes"):
        unpacked(bomb, 50 * MEGABYTE)
    assert peak_bytes() - before < 200 * MEGABYTE


@pytest.mark.parametrize("depth", [5_000, 1_000_000])
def test_deep_html(tmp_path: Path, depth: int) -> None:
    """Its text is still read, in linear time."""
    file = put(tmp_path, "dalam.html", "<div>" * depth + f"<p>{MANGO}</p>")
    (found,) = read_articles(file)
    assert isinstance(found, Article)
    assert MANGO in found.text


def test_deep_xml_in_an_epub(tmp_path: Path) -> None:
    """libxml2 stops at its greatest depth."""
    package = "<package>" + "<a>" * 5_000 + "</a>" * 5_000 + "</package>"
    files = {"META-INF/container.xml": CONTAINER, "OPS/package.opf": package}
    assert "not valid XML" in refused(put(tmp_path, "dalam.epub", zipped(files)))


def test_pdf_with_a_password(tmp_path: Path) -> None:
    """Refused with what to do."""
    file = put(tmp_path, "sandi.pdf", pdf(MANGO, password="rahasia"))
    assert b"/Encrypt" in file.read_bytes()

    assert refused(file) == "is protected by a password; save it without one"


def test_pdf_without_text(tmp_path: Path) -> None:
    """A scan, most often."""
    assert "if it is a scan" in refused(put(tmp_path, "pindai.pdf", pdf("")))


BROKEN: dict[str, Callable[[bytes], bytes]] = {
    "no PDF at all": lambda _: b"bukan pdf",
    "only its first line": lambda whole: whole[:9],
    "a page tree that holds itself": lambda whole: whole.replace(b"/Kids [3 0 R]", b"/Kids [2 0 R]"),
    "a catalogue that is a number": lambda whole: whole.replace(b"<< /Type /Catalog /Pages 2 0 R >>", b"12345"),
    "no pages": lambda whole: whole.replace(b"/Kids [3 0 R] /Count 1", b"/Kids [9 0 R] /Count 9"),
    "arrays in arrays": lambda whole: whole.replace(b"/Kids [3 0 R]", b"/Kids " + b"[" * 50_000),
}


@pytest.mark.parametrize("fault", BROKEN)
def test_malformed_pdf(tmp_path: Path, fault: str) -> None:
    """Whatever is wrong with it."""
    whole = pdf(MANGO)
    content = BROKEN[fault](whole)
    assert content != whole

    assert refused(put(tmp_path, "rusak.pdf", content))


def test_pdf_whose_page_unpacks_to_very_much(tmp_path: Path) -> None:
    """The program that reads it runs out of its own memory, not of ours."""
    packed = zlib.compress(b" " * 300 * MEGABYTE, 9)
    whole = pdf(MANGO)
    stream = whole[whole.index(b"<< /Length") : whole.index(b"endstream")]
    bomb = b"<< /Filter [/FlateDecode /FlateDecode] /Length %d >> stream\n" % len(zlib.compress(packed, 9))
    content = whole.replace(stream, bomb + zlib.compress(packed, 9) + b"\n")
    assert len(content) < MEGABYTE

    assert refused(put(tmp_path, "bom.pdf", content))


def test_pdf_that_takes_too_long_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page of a million pieces of text against a limit of a second."""
    monkeypatch.setattr(isolation, "MAX_READING_S", 1)
    lines = ["a" * 20] * 400_000
    file = put(tmp_path, "lama.pdf", pdf(*lines))
    assert file.stat().st_size < limits.MAX_FILE_BYTES

    assert "s to read" in refused(file)


def test_devices_fifos_and_sockets_are_never_opened(tmp_path: Path) -> None:
    """Under the names of articles, in the source folder and as sources themselves."""
    os.mkfifo(tmp_path / "pipa.txt")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(tmp_path / "kait.pdf"))
    (tmp_path / "nol.zip").symlink_to("/dev/zero")
    put(tmp_path, "baik.txt", SHIP)
    found, skipped = find_files(tmp_path)

    assert [each.path.name for each in found] == ["baik.txt"]
    assert {Path(each.where).name: each.reason for each in skipped} == {
        "pipa.txt": "is a FIFO, not a regular file",
        "kait.pdf": "is a socket, not a regular file",
        "nol.zip": "is a symbolic link that leads out of the source folder",
    }
    for name in ("pipa.txt", "kait.pdf", "nol.zip"):
        (item,) = read_articles(tmp_path / name)
        assert isinstance(item, Skipped)


def test_a_folder_of_all_of_these_is_indexed_to_the_end(tmp_path: Path, engine: Engine) -> None:
    """The good articles are in, each bad one is told of, and nothing outside the folder was read."""
    put(tmp_path, "rahasia.txt", "Rahasia di luar folder sumber.")
    folder = tmp_path / "berita"
    put(folder, "kapal.txt", SHIP)
    put(folder, "mangga.pdf", pdf(MANGO))
    put(folder, "bom.zip", zipped({f"{n}.txt": b"\0" * 49 * MEGABYTE for n in range(12)}))
    put(folder, "keluar.zip", zipped({"../rahasia.txt": MANGO}))
    put(folder, "biner.txt", bytes(range(256)) * 40)
    put(folder, "rusak.pdf", b"%PDF-1.7 rusak")
    put(folder, "tawa.epub", zipped({"META-INF/container.xml": LAUGHS + CONTAINER}))
    (folder / "tautan.txt").symlink_to(tmp_path / "rahasia.txt")
    os.mkfifo(folder / "pipa.txt")
    report = engine.index([folder])

    assert (report.added, len(report.skipped)) == (2, 7)
    assert all(each.reason for each in report.skipped)
    assert {each.text for each in engine.articles()} == {SHIP, MANGO}
