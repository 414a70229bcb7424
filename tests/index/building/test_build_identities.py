"""Which article is which: duplicates, renamed files, new addresses, and texts that move between files."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from zipfile import ZipFile

import pytest

from index import Engine
from index.articles import Article, article_id
from index.reasons import Reason
from index.sources import drafts
from tests.index.builds import counts, holds, put, reasons, texts, titled


def test_duplicate_text_is_skipped(built: Engine, folder: Path) -> None:
    """With the place of the first."""
    put(folder, "zalinan.md", "Harimau tidur di kandang.", title="satu")
    report = built.reindex()

    assert counts(report) == (0, 0, 2, 0)
    assert reasons(report) == [f"duplicate: the same text as {folder / 'satu.md'}"]


def test_duplicate_that_sorts_first_does_not_push_out_the_other(built: Engine, folder: Path) -> None:
    """The one that is in the index stays."""
    put(folder, "a salinan.md", "Harimau tidur di kandang.", title="satu")
    report = built.reindex()

    assert counts(report) == (0, 0, 2, 0)
    assert set(texts(built)) == {"satu", "dua"}


def test_another_version_of_one_address_is_skipped(engine: Engine, folder: Path) -> None:
    """Of one title, and with nothing in it that the first lacks."""
    lines = " ".join(f"Badak nomor {number} makan rumput di padang." for number in range(9))
    put(folder, "tiga.md", f"{lines} Lalu ia tidur.", url="https://example.org/x", title="Badak")
    put(folder, "zebra.md", lines, url="https://example.org/x", title="Badak")
    put(folder, "zorro.md", lines, url="https://example.org/x", title="Zorro")
    put(folder, "zulu.md", lines.replace("8", "9"), url="https://example.org/x", title="Badak")
    report = engine.index([folder])

    assert counts(report) == (5, 0, 0, 0)
    assert [each.where for each in report.skipped] == [str(folder / "zebra.md")]
    assert reasons(report) == ["duplicate: another article of this run has the same id, URL or place"]


def test_two_files_of_one_new_url_with_a_text_that_moved(built: Engine, folder: Path) -> None:
    """The first one takes the text over; the second is a duplicate."""
    for name in ("a.md", "b.md"):
        put(folder, name, "Harimau tidur di kandang.", title="satu", url="https://example.org/x")
    put(folder, "satu.md", "Badak makan rumput.", title="tiga")
    report = built.reindex()

    assert len(report.skipped) == 1
    assert report.skipped[0].where == str(folder / "b.md")
    assert texts(built)["satu"] == "Harimau tidur di kandang."
    assert len(texts(built)) == 3


@pytest.mark.parametrize("prune", [False, True])
def test_renamed_file_is_neither_lost_nor_doubled(built: Engine, folder: Path, prune: bool) -> None:
    """It keeps its vectors, too."""
    (folder / "satu.md").rename(folder / "lain.md")
    report = built.index([folder], prune=prune)

    assert counts(report) == (1, 0, 1, 1)
    assert report.embedded_passages == 0
    assert set(texts(built)) == {"satu", "dua"}
    assert holds(built, "harimau")


@pytest.mark.parametrize("prune", [False, True])
def test_new_url_does_not_lose_its_article(built: Engine, folder: Path, prune: bool) -> None:
    """An article gets another id by it, in the very same file."""
    put(folder, "satu.md", "Harimau tidur di kandang.", url="https://example.org/harimau")
    report = built.index([folder], prune=prune)

    assert report.skipped == []
    assert set(texts(built)) == {"satu", "dua"}
    assert {article.url for article in built.articles()} == {None, "https://example.org/harimau"}


def test_swapped_texts_are_both_kept(built: Engine, folder: Path) -> None:
    """Each looks like a duplicate of what the other was."""
    put(folder, "satu.md", "Gajah mandi di sungai.")
    put(folder, "dua.md", "Harimau tidur di kandang.")
    built.reindex()

    assert texts(built) == {"dua": "Harimau tidur di kandang.", "satu": "Gajah mandi di sungai."}


def test_text_passed_on_to_a_file_that_sorts_first(built: Engine, folder: Path) -> None:
    """Its old file has another text now, which is a duplicate of a third for a moment."""
    put(folder, "a.md", "Harimau tidur di kandang.")
    put(folder, "satu.md", "Gajah mandi di sungai.")
    put(folder, "dua.md", "Badak makan rumput.")
    built.reindex()

    assert texts(built) == {
        "a": "Harimau tidur di kandang.",
        "satu": "Gajah mandi di sungai.",
        "dua": "Badak makan rumput.",
    }


def test_file_renamed_there_and_back_is_kept(engine: Engine, folder: Path) -> None:
    """Its size and time are those of before, its address has kept its id all along."""
    file = put(folder, "satu.md", "Harimau tidur di kandang.", url="https://example.org/satu")
    engine.index([folder])
    file.rename(folder / "lain.md")
    put(folder, "dua.md", "Gajah minum di sungai.")
    engine.reindex()
    (folder / "lain.md").rename(file)
    put(folder, "dua.md", "Gajah mandi di sungai.")
    engine.reindex()

    assert set(texts(engine)) == {"satu", "dua"}


def test_row_that_another_file_had_for_a_while_is_kept(engine: Engine, folder: Path) -> None:
    """A file that lost an article to another is read again when the other goes."""
    row = '{"id": "%s", "title": "%s", "text": "Isi nomor %s di sini.", "language": "id"}\n'
    (folder / "z.jsonl").write_text("".join(row % (n, n, n) for n in (1, 2)))
    engine.index([folder])
    (folder / "a.jsonl").write_text(row % (2, 2, 2))
    put(folder, "dua.md", "Gajah minum di sungai.")
    engine.reindex()
    (folder / "a.jsonl").unlink()
    engine.reindex()

    assert set(texts(engine)) == {"1", "2", "satu", "dua"}


@pytest.mark.parametrize("name", ["tanya.csv", "tanya.jsonl", "tanya.json"])
def test_one_answer_to_two_questions_is_two_articles(engine: Engine, tmp_path: Path, name: str) -> None:
    """A title is part of what an article says; the same row again is a duplicate."""
    rows = [("Berapa biaya akta kelahiran?", "Gratis."), ("Berapa biaya kartu keluarga?", "Gratis.")]
    rows += rows[:1]
    if name.endswith("csv"):
        lines = ["pertanyaan,jawaban", *(",".join(row) for row in rows)]
    else:
        lines = [json.dumps({"pertanyaan": title, "jawaban": text}) for title, text in rows]
    content = f"[{','.join(lines)}]" if name.endswith("json") else "\n".join(lines)
    (tmp_path / name).write_text(content)
    report = engine.index([tmp_path / name])

    assert texts(engine) == dict(rows)
    assert reasons(report) == [f"duplicate: the same text as {tmp_path / name}#1"]


def test_reports_of_two_months_with_one_text_are_both_kept(engine: Engine, folder: Path) -> None:
    """They differ in their titles and days alone."""
    put(folder, "a.md", "Tidak ada kejadian bulan ini.", title="Maret 2024", published="2024-03-31")
    put(folder, "b.md", "Tidak ada kejadian bulan ini.", title="April 2025", published="2025-04-30")
    report = engine.index([folder])

    assert (report.skipped, set(texts(engine))) == ([], {"satu", "dua", "Maret 2024", "April 2025"})


def test_copies_without_titles_of_their_own_are_duplicates(engine: Engine, folder: Path) -> None:
    """What stands in for a title is the name of the file, or begins the text."""
    note = "Harimau tidur di [[kandang]]."
    for name in ("Harimau.md", "Harimau (1).md", "harimau.txt", "salinan.txt"):
        (folder / name).write_text(note)
    report = engine.index([folder])

    assert report.added == 4
    assert [each.code for each in report.skipped] == [Reason.DUPLICATE] * 2


def of_an_earlier_version(article: Article) -> str:
    """Return the hash of an article as the versions had it that compared texts alone."""
    return article.text_hash


def test_index_of_an_earlier_version_is_as_it_was(
    engine: Engine, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It has hashes of texts alone: nothing is changed or doubled by it, and what moved is found."""
    with monkeypatch.context() as earlier:
        earlier.setattr(Article, "copy_hash", property(of_an_earlier_version))
        engine.index([folder])
    assert engine.reindex().published is False
    assert counts(engine.reindex(full=True)) == (0, 0, 2, 0)
    with monkeypatch.context() as earlier:
        earlier.setattr(Article, "copy_hash", property(of_an_earlier_version))
        engine.reindex(full=True)

    put(folder, "salinan.md", "Harimau tidur di kandang.", title="satu")
    put(folder, "tiga.md", "Harimau tidur di kandang.")
    (folder / "dua.md").rename(folder / "lain.md")
    report = engine.index([folder])
    assert counts(report) == (2, 0, 1, 1)
    assert reasons(report) == [f"duplicate: the same text as {folder / 'satu.md'}"]
    assert set(texts(engine)) == {"satu", "dua", "tiga"}


def write_book(file: Path, sheets: Mapping[str, Sequence[tuple[int, str, str]]]) -> Path:
    """Write a workbook of articles: a sheet's rows are ids, titles and texts."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in (("id", "judul", "isi"), *rows):
            sheet.append(row)
    book.save(file)
    return file


OLD_SHEET = [(1, "Rapat 2023", "Rapat pertama di balai desa."), (2, "Panen 2023", "Panen padi di sawah utara.")]
NEW_SHEET = [(1, "Rapat 2024", "Rapat kedua di kantor camat."), (2, "Panen 2024", "Panen jagung di ladang barat.")]


def test_sheets_number_their_own_rows(engine: Engine, tmp_path: Path) -> None:
    """No row goes for one of the same id in another sheet, however the sheets stand or rows move in them."""
    book = write_book(tmp_path / "a.xlsx", {"2023": OLD_SHEET, "2024": NEW_SHEET})
    report = engine.index([book])
    assert (report.skipped, report.added) == ([], 4)
    ids = {each.title: each.id for each in engine.articles()}

    write_book(
        book, {"2025": [(1, "Rapat 2025", "Rapat ketiga di sekolah.")], "2024": NEW_SHEET[::-1], "2023": OLD_SHEET}
    )
    report = engine.reindex()
    assert counts(report) == (1, 0, 4, 0)
    assert ids.items() <= {each.title: each.id for each in engine.articles()}.items()
    write_book(book, {"2023": OLD_SHEET, "2024": [(1, "Rapat 2024", "Rapat kedua batal."), NEW_SHEET[1]]})
    assert counts(engine.reindex()) == (0, 1, 3, 1)


def test_files_of_an_archive_may_have_signs_of_a_place_in_their_names(engine: Engine, tmp_path: Path) -> None:
    """What follows a "#" tells them apart, too."""
    with ZipFile(tmp_path / "a.zip", "w") as archive:
        for number in (2, 3):
            archive.writestr(f"a#{number}.csv", f"id,judul,isi\n1,Nomor {number},Isi {number} di sini.\n")
    report = engine.index([tmp_path / "a.zip"])

    assert (report.skipped, set(texts(engine))) == ([], {"Nomor 2", "Nomor 3"})


def test_rows_of_an_earlier_version_keep_their_ids(
    engine: Engine, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They lacked the sheet: what is as it was keeps its id, the rest is neither lost nor doubled nor back."""
    other = [(9, "Rapat 2022", "Rapat mula-mula di pendapa.")]
    book = write_book(folder / "a.xlsx", {"2023": OLD_SHEET, "2022": other})
    with monkeypatch.context() as earlier:
        earlier.setattr(drafts, "table_of", lambda place: place.partition("#")[0])
        engine.index([folder])
        engine.remove([titled(engine, "Panen 2023").id])
    former = titled(engine, "Rapat 2023").id
    write_book(book, {"2023": OLD_SHEET, "2022": other, "2024": NEW_SHEET})
    report = engine.reindex()
    assert (counts(report), report.embedded_passages) == ((2, 0, 4, 0), 2)
    assert titled(engine, "Rapat 2023").id == former
    assert "Panen 2023" not in texts(engine)

    write_book(
        book, {"2024": NEW_SHEET, "2022": other, "2023": [(1, "Rapat 2023", "Rapat pertama batal."), OLD_SHEET[1]]}
    )
    engine.index([folder])
    found = texts(engine)
    assert found.keys() == {"satu", "dua", "Rapat 2022", "Rapat 2023", "Rapat 2024", "Panen 2024"}
    assert found["Rapat 2023"] == "Rapat pertama batal."


def test_row_that_is_a_draft_now_goes_under_the_id_that_it_had(
    engine: Engine, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At once, as any draft."""
    row = '{"id": 1, "judul": "Rahasia", "isi": "Isi rahasia.", "status": "%s"}'

    def write(status: str) -> None:
        with ZipFile(folder / "a.zip", "w") as archive:
            archive.writestr("a#2.json", f"[{row % status}]")

    write("publish")
    with monkeypatch.context() as earlier:
        earlier.setattr(drafts, "table_of", lambda place: place.partition("#")[0])
        engine.index([folder])
    write("draft")
    engine.index([folder])
    assert set(texts(engine)) == {"satu", "dua"}


FAQ = [
    ("Berapa biaya parkir mobil?", "Biaya parkir mobil Rp 5.000 per jam."),
    ("Jam berapa loket tutup?", "Loket tutup pukul 15.00 WIB setiap hari kerja."),
    ("Siapa kepala pasar?", "Kepala pasar adalah Pak Wiryo."),
]


def write_rows(file: Path, rows: Sequence[tuple[str, str]], **common: object) -> Path:
    """Write JSONL of titles and texts, each with these fields."""
    lines = (json.dumps({"title": title, "text": text, "language": "id", **common}) + "\n" for title, text in rows)
    file.write_text("".join(lines))
    return file


@pytest.mark.parametrize(
    "common", [{"url": "https://kota.example/faq"}, {"id": 1}, {"id": 1, "url": "https://a.example/"}]
)
def test_rows_of_one_name_are_all_kept(engine: Engine, tmp_path: Path, common: dict[str, object]) -> None:
    """The first has its id by it; they stay what they are however often they are read, and when rows go and come."""
    file = write_rows(tmp_path / "faq.jsonl", FAQ, **common)
    assert (engine.index([file]).skipped, texts(engine)) == ([], dict(FAQ))
    first = titled(engine, FAQ[0][0]).id
    assert first == article_id(str(common["id"]) if "id" in common else None, "https://kota.example/faq", "")
    assert counts(engine.index([file])) == counts(engine.reindex(full=True)) == (0, 0, 3, 0)

    write_rows(file, FAQ[1:], **common)
    report = engine.reindex()
    assert (report.embedded_passages, texts(engine)) == (0, dict(FAQ[1:]))
    write_rows(file, [("Baru?", "Ya, baru."), *FAQ], **common)
    assert engine.reindex().skipped == []
    assert texts(engine) == dict([*FAQ, ("Baru?", "Ya, baru.")])


def test_pages_whose_theme_gives_them_one_address_are_all_kept(engine: Engine, folder: Path) -> None:
    """Their home page's, of a saved site; one by one, too, and in any order."""
    page = "<html><head><title>%s</title><link rel='canonical' href='https://desa.example/'></head><body><article><h1>%s</h1><p>%s</p></article></body></html>"
    for name, (title, text) in zip("cab", FAQ, strict=True):
        (folder / f"{name}.html").write_text(page % (title, title, f"{text} Warta desa."))
        assert engine.index([folder / f"{name}.html"]).skipped == []
    assert len(texts(engine)) == 3
    assert engine.reindex(full=True).unchanged == 3
    assert counts(engine.index([folder])) == (2, 0, 3, 0)


def test_two_files_may_number_their_articles_alike(engine: Engine, tmp_path: Path) -> None:
    """The one keeps its id when the other changes or goes; a newer export of an article takes its place."""
    one = write_rows(tmp_path / "a.jsonl", FAQ[:1], id=1)
    other = write_rows(tmp_path / "b.jsonl", FAQ[1:2], id=1)
    engine.index([other])
    engine.index([one])
    assert texts(engine) == dict(FAQ[:2])
    assert titled(engine, FAQ[1][0]).id == article_id("1", None, "")
    assert engine.reindex().published is False
    write_rows(one, [(FAQ[0][0], "Gratis.")], id=1)
    assert counts(engine.reindex()) == (0, 1, 1, 0)
    engine.index([write_rows(tmp_path / "c.jsonl", [(FAQ[1][0], "Loket tutup pukul 16.00.")], id=1)])
    assert texts(engine) == {FAQ[0][0]: "Gratis.", FAQ[1][0]: "Loket tutup pukul 16.00."}


def test_draft_of_a_shared_address_goes_alone(engine: Engine, tmp_path: Path) -> None:
    """At once, and what else has its address stays."""
    file = tmp_path / "faq.jsonl"
    rows = [{"title": title, "text": text, "url": "https://kota.example/", "draft": False} for title, text in FAQ]
    file.write_text("\n".join(map(json.dumps, rows)))
    engine.index([file])
    rows[1]["draft"] = True
    file.write_text("\n".join(map(json.dumps, rows)))
    engine.index([file])
    assert texts(engine) == dict([FAQ[0], FAQ[2]])
