"""Reads CSV and TSV, one article a row below a row of column names, whatever program wrote it.

What parts the values is told by the column names: comma, semicolon, tab or bar. Quoted values may hold line ends (RFC
4180), and quotation marks escaped by a backslash, as databases write them. Parser: the standard library's `csv`.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

from index.errors import SourceProblem
from index.progress import BrokenOff, Skipped
from index.reasons import Reason
from index.sources.decoding import decode, read_bytes
from index.sources.drafts import Draft, clean_text
from index.sources.fields import Field, Fields, fields_of
from index.sources.formats.exports.substack import lists_posts
from index.sources.limits import MAX_ARTICLE_BYTES, MAX_FILE_BYTES

_DELIMITERS = ",;\t|"
_MAX_COLUMNS = 1_000
_SHOWN_COLUMNS = 10
_MAX_NAME_CHARS = 60
_MAX_ABOVE = 10
_LEAST_KNOWN = 2


def read_table(file: Path) -> Iterator[Draft | Skipped]:
    """Yield the articles of a table; a row that is none is passed over and the others go on."""
    text = clean_text(decode(read_bytes(file, MAX_FILE_BYTES)))
    first, _, rest = text.partition("\n")
    declared = None
    if first.lower().startswith("sep=") and len(first.strip()) == len("sep=") + 1:  # Excel's
        declared, text = first.strip()[-1], rest
    delimiter = declared or _delimiter_of(text)
    # Once for the whole process, and always to the same.
    csv.field_size_limit(MAX_ARTICLE_BYTES)
    escape = "\\" if '\\"' in text and '""' not in text else None
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, escapechar=escape)
    yield from _articles(reader, delimiter, is_open=text.count('"') % 2 == 1 and escape is None)


def _articles(reader: Iterator[list[str]], delimiter: str, *, is_open: bool) -> Iterator[Draft | Skipped]:
    columns = _columns(reader)
    fields = Fields()
    number = 0
    held: list[Draft | Skipped] = []
    while True:
        try:
            row = next(reader)
        except StopIteration:
            break
        except csv.Error as error:
            yield BrokenOff(f"#{number + 1}", f"row {number + 1} cannot be read, nor what follows it: {error}")
            return
        if not any(cell.strip() for cell in row):
            continue
        # One row behind, since the last one may be the rest of the file behind an open quotation mark.
        yield from held
        number += 1
        held = [_article(fields, columns, row, number, delimiter)]
    if not number:
        raise SourceProblem("has column names and no rows below them", Reason.EMPTY)
    if is_open and any("\n" in cell for cell in row):
        words = f"row {number} opens a quotation mark that is never closed; what follows it is not read"
        held = [BrokenOff(f"#{number}", words)]
    yield from held
    yield from fields.unknown()


def _article(fields: Fields, columns: Sequence[str], row: list[str], number: int, delimiter: str) -> Draft | Skipped:
    try:
        return fields.draft(_named(columns, row, delimiter), place=f"#{number}", ids_of_file=True)
    except SourceProblem as problem:
        return Skipped(f"#{number}", f"row {number} {problem}", problem.code)


def _columns(reader: Iterator[list[str]]) -> list[str]:
    try:
        # Above the names there may be what the whole table is called.
        filled = (row for row in reader if any(cell.strip() for cell in row))
        columns = next(filled, [])
        for row in () if _names_articles(columns) else islice(filled, _MAX_ABOVE):
            if _names_articles(row) and len(_known(row) - {Field.NOT_USED}) >= _LEAST_KNOWN:
                columns = row
                break
    except csv.Error as error:
        raise SourceProblem(f"is not a table that can be read: {error}") from error
    if len(columns) > _MAX_COLUMNS:
        raise SourceProblem(f"has {len(columns):,} columns, more than {_MAX_COLUMNS:,}", Reason.TOO_LARGE)
    if lists_posts(columns):
        raise SourceProblem("lists the posts of an export, and is read with their texts", Reason.NOT_AN_ARTICLE)
    if not _names_articles(columns):
        shown = ", ".join(f'"{name.strip()[:_MAX_NAME_CHARS]}"' for name in columns[:_SHOWN_COLUMNS])
        message = f'has no column of texts; its first row should name one "text", and names {shown or "nothing"}'
        raise SourceProblem(message, Reason.NOT_AN_ARTICLE)
    return columns


def _names_articles(names: Sequence[str]) -> bool:
    return not _known(names).isdisjoint({Field.TEXT, Field.SUMMARY})


def _known(names: Sequence[str]) -> set[Field]:
    return {field for name in names for field in fields_of(name)}


def _named(columns: Sequence[str], row: list[str], delimiter: str) -> dict[str, object]:
    """Return the values by column.

    Raises:
        SourceProblem: there are more of them than columns, and it is not the text at the end that was parted.
    """
    if len(row) > len(columns):
        if Field.TEXT not in fields_of(columns[-1]) and any(cell.strip() for cell in row[len(columns) :]):
            raise SourceProblem(
                f"has {len(row)} values for {len(columns)} columns; put values with “{delimiter}” in quotation marks"
            )
        last = len(columns) - 1
        row = [*row[:last], delimiter.join(row[last:])] if Field.TEXT in fields_of(columns[-1]) else row
    named: dict[str, object] = {}
    for column, value in zip(columns, row, strict=False):
        # Of two columns of one name the first that says something counts.
        if not named.get(column):
            named[column] = value
    return named


def _delimiter_of(text: str) -> str:
    """Return what parts the column names, in one of the first lines, into the most that are known."""
    lines = [line.replace('"', "") for line in text.split("\n", _MAX_ABOVE)[:_MAX_ABOVE] if line.strip()]

    def known(delimiter: str) -> tuple[int, int]:
        parted = (line.split(delimiter)[:_MAX_COLUMNS] for line in lines)
        return max(((sum(bool(fields_of(name)) for name in names), len(names)) for names in parted), default=(0, 0))

    return max(_DELIMITERS, key=known)
