"""The formats that can be read, by suffix, and the one function that reads them all.

A new format is a module with a reader and a line in the table.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from index.articles import Article
from index.errors import SourceProblem
from index.progress import BrokenOff, Skipped
from index.reasons import Reason
from index.sources.decoding import printable
from index.sources.drafts import Draft, finish
from index.sources.formats.archives import Reader, zip_reader
from index.sources.formats.bounded import (
    read_bz2,
    read_eml,
    read_html,
    read_json,
    read_jsonl,
    read_markdown,
    read_mbox,
    read_table,
    read_xml,
)
from index.sources.formats.day_order import in_one_order
from index.sources.formats.epub import read_epub
from index.sources.formats.exports.substack import with_posts_beside
from index.sources.formats.html.saved_pages import read_saved_page
from index.sources.formats.mail.saved_page import mhtml_reader
from index.sources.formats.office.documents import read_docx, read_opendocument, read_pptx, read_rtf
from index.sources.formats.office.legacy import doc_reader
from index.sources.formats.office.pdf import read_pdf
from index.sources.formats.office.sheets import read_xlsx
from index.sources.formats.plain import read_plain
from index.sources.formats.subtitles import read_subtitles
from index.sources.limits import MAX_TOLD

_read_saved_page = mhtml_reader(read_html)
READERS: dict[str, Reader] = {
    ".txt": read_plain,
    ".md": read_markdown,
    ".markdown": read_markdown,
    ".html": read_html,
    ".htm": read_html,
    ".jsonl": read_jsonl,
    ".ndjson": read_jsonl,
    ".json": read_json,
    ".csv": read_table,
    ".tsv": read_table,
    ".pdf": read_pdf,
    ".docx": read_docx,
    ".docm": read_docx,
    ".dotx": read_docx,
    ".dotm": read_docx,
    ".doc": doc_reader(read_html, _read_saved_page),
    ".dot": doc_reader(read_html, _read_saved_page),
    ".rtf": read_rtf,
    ".odt": read_opendocument,
    ".ott": read_opendocument,
    ".odp": read_opendocument,
    ".ods": read_opendocument,
    ".xlsx": read_xlsx,
    ".xlsm": read_xlsx,
    ".pptx": read_pptx,
    ".ppsx": read_pptx,
    ".pptm": read_pptx,
    ".epub": read_epub,
    ".xml": read_xml,
    ".atom": read_xml,
    ".rss": read_xml,
    ".bz2": read_bz2,
    ".eml": read_eml,
    ".mbox": read_mbox,
    ".mhtml": _read_saved_page,
    ".mht": _read_saved_page,
    ".srt": read_subtitles,
    ".vtt": read_subtitles,
}
# So many are looked at, which takes ten seconds.
_MAX_IN_VAIN = 200_000
_IN_VAIN = f"has more than {_MAX_IN_VAIN:,} things in it that are no articles; what follows them is not read"
# So much is held back until a row of the same file tells whether those without a day are published.
_MAX_HELD, _MAX_HELD_CHARS = 1_000, 10_000_000
READERS[".zip"] = zip_reader(dict(READERS))
SUPPORTED_SUFFIXES = frozenset(READERS)


def read_articles(
    file: Path,
    *,
    origin: str | None = None,
    name: Path | None = None,
    complete: Callable[[Draft], Draft] | None = None,
    read_noindex: bool = False,
) -> Iterator[Article | Skipped]:
    """Yield the articles of one file, and what had to be passed over with the reason; a bad file never raises.

    Args:
        file: to be read.
        origin: where it came from; its path when None.
        name: with the suffix of its format; its own when None.
        complete: adds to what the file says what is known from elsewhere.
        read_noindex: take also what asks search engines to pass it over.
    """
    is_saved_page = origin is None and (name or file).suffix.lower() in (".html", ".htm")
    origin, name = origin or printable(file), name or file
    reader = READERS.get(name.suffix.lower())
    if reader is None:
        known = ", ".join(sorted(SUPPORTED_SUFFIXES))
        yield Skipped(origin, f"is of an unknown type; known are {known}", Reason.UNKNOWN_TYPE)
        return
    passed_over = Skipped
    told = 0
    try:
        items = with_posts_beside(read_saved_page(reader, file), file) if is_saved_page else reader(file)
        for item in _settled(in_one_order(items)):
            found: Iterable[Article | Skipped]
            if isinstance(item, Draft):
                passed_over = BrokenOff
                found = finish(complete(item) if complete else item, name, origin, read_noindex=read_noindex)
            else:
                found = [replace(item, where=origin + item.where)]
            for each in found:
                if type(each) is Skipped:
                    told += each.count
                if type(each) is not Skipped or told <= MAX_TOLD:
                    yield each
            if told > _MAX_IN_VAIN:
                yield BrokenOff(origin, _IN_VAIN, Reason.TOO_LARGE)
                break
    except SourceProblem as problem:
        yield passed_over(origin, str(problem), problem.code)
    except OSError as error:
        yield passed_over(origin, f"cannot be read: {error.strerror}")
    if told > MAX_TOLD:
        yield Skipped(origin, f"has {told - MAX_TOLD:,} more things in it that are no articles", Reason.NOT_AN_ARTICLE)


def _settled(items: Iterator[Draft | Skipped]) -> Iterator[Draft | Skipped]:
    """Yield what was read; what has no moment of publication is a draft beside articles of the file that have one."""
    held: list[Draft] = []
    chars = 0
    is_used: bool | None = None
    try:
        for item in items:
            if is_used is None and isinstance(item, Draft) and item.is_dated:
                is_used = True
                yield from map(_unpublished, held)
                held = []
            if is_used is False or not isinstance(item, Draft) or item.is_dated is not False or item.status is not None:
                yield item
            elif is_used:
                yield _unpublished(item)
            else:
                held.append(item)
                chars += len(item.text)
                is_used = False if len(held) >= _MAX_HELD or chars >= _MAX_HELD_CHARS else None
    except SourceProblem:
        yield from held
        raise
    yield from held


def _unpublished(draft: Draft) -> Draft:
    return replace(draft, status="unpublished")
