"""Reads JSON: a list of articles, one article, or an object that holds them, such as an export or a JSON Feed.

Of a list only one row at a time is held as objects. Source: https://www.jsonfeed.org/version/1.1/ for feeds. Files of
evaluation questions and of settings, which are JSON as well, are passed over.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from index.errors import SourceProblem
from index.progress import BrokenOff, Skipped
from index.reasons import Reason
from index.sources.decoding import decode, read_bytes
from index.sources.drafts import Draft, is_given
from index.sources.fields import Field, Fields, fields_of, json_type
from index.sources.formats.rows.jsonl import is_evaluation, json_problems, read_jsonl
from index.sources.limits import MAX_FILE_BYTES

# Objects and lists of one file; each takes some hundred bytes when it is read.
_MAX_NESTED = 1_000_000
_MAX_DEPTH = 4
_MAX_LOOKED_AT = 1_000
_BLANK = re.compile(r"[ \t\n\r]*")
# JSONL by the name of JSON; each line is looked at by itself there.
_ROWS_IN_LINES = re.compile(r"\s*\{[^\n]*\}[ \t\r]*\n\s*\{")
_DECODER = json.JSONDecoder()
# What services put around a row.
_WRAPPERS = ("_source", "node", "attributes", "fields", "document", "doc", "article", "post", "data")
_EVALUATION = "holds evaluation questions, not articles"
_NO_ARTICLES = "holds no articles: neither a list of rows nor an object with a text"


def read_json(file: Path) -> Iterator[Draft | Skipped]:
    """Yield the articles of a JSON file; a row that is none is passed over and the others go on."""
    text = decode(read_bytes(file, MAX_FILE_BYTES))
    require_flat(text)
    start = _skip_blank(text, 0)
    if text[start : start + 1] == "[":
        yield from _drafts(_elements(text, start), {})
        return
    try:
        found = load_json(text)
    except SourceProblem:
        if not _ROWS_IN_LINES.match(text):
            raise
        yield from read_jsonl(file)
        return
    if not isinstance(found, dict):
        raise SourceProblem(f"is neither a JSON array nor an object but {json_type(found)}", Reason.NOT_AN_ARTICLE)
    data = found.get("data")
    first = data[0] if isinstance(data, list) and data else None
    if is_evaluation(found) or (isinstance(first, Mapping) and "paragraphs" in first):
        raise SourceProblem(_EVALUATION, Reason.NOT_AN_ARTICLE)
    if _is_article(found):
        yield from _whole(found)
        return
    rows, beside = rows_within(found)
    if not rows:
        raise SourceProblem(_NO_ARTICLES, Reason.NOT_AN_ARTICLE)
    yield from _drafts(enumerate(with_authors(rows, beside), start=1), about_all(found))


def load_json(text: str) -> object:
    """Return what a JSON text says.

    Raises:
        SourceProblem: it is none, or made to fill the memory.
    """
    require_flat(text)
    with json_problems():
        return json.loads(text)


def require_flat(text: str) -> None:
    """Raise SourceProblem for a text of more objects and lists than are read."""
    nested = text.count("{") + text.count("[")
    if nested > _MAX_NESTED:
        raise SourceProblem(
            f"has {nested:,} objects and lists, more than the {_MAX_NESTED:,} that are read; split it", Reason.TOO_LARGE
        )


def rows_within(found: Mapping[str, object]) -> tuple[list[object], Mapping[str, object]]:
    """Return the list of articles that an object holds, its own lists first, with what stands beside the list."""
    level: list[object] = [found]
    for _ in range(_MAX_DEPTH):
        below: list[object] = []
        for each in level:
            values = list(each.values()) if isinstance(each, Mapping) else each if isinstance(each, list) else []
            if isinstance(each, Mapping) and len(values) > 1 and all(map(_is_article, values)):
                return values, {}
            for value in values:
                if isinstance(value, list) and any(_is_article(unwrapped(row)) for row in value[:_MAX_LOOKED_AT]):
                    return value, each if isinstance(each, Mapping) else {}
                below += [value] if isinstance(value, Mapping) else []
                below += value[:1] if isinstance(value, list) else []
        level = below[:_MAX_LOOKED_AT]
    return [], {}


def with_authors(rows: list[object], beside: Mapping[str, object]) -> Iterator[object]:
    """Yield rows with the names of their authors, who stand beside them by number, as in Ghost's exports."""
    people = {row.get("id"): row.get("name") for row in _objects(beside.get("users"))}
    authors: dict[object, list[object]] = {}
    for each in _objects(beside.get("posts_authors")):
        authors.setdefault(each.get("post_id"), []).append(people.get(each.get("author_id")))
    for row in rows:
        if people and isinstance(row, Mapping) and not any(row.get(name) for name in ("author", "authors")):
            names = authors.get(row.get("id")) or [people.get(row.get("author_id"))]
            yield {**row, "authors": [name for name in names if name]}
        else:
            yield row


def _objects(rows: object) -> list[Mapping[str, object]]:
    """Return the objects of a list that have simple ids."""
    found = [row for row in rows if isinstance(row, Mapping)] if isinstance(rows, list) else []
    return [
        row for row in found if not any(isinstance(value, list | dict) for key, value in row.items() if "id" in key)
    ]


def about_all(found: Mapping[str, object]) -> dict[str, object]:
    """Return what an object says of all its rows: of a feed, its title and language."""
    said = {"source": found.get("title") or found.get("name"), "language": found.get("language")}
    return {name: value for name, value in said.items() if isinstance(value, str)}


def unwrapped(row: object) -> object:
    """Return a row without what services put around it, with what stands beside that."""
    if isinstance(row, Mapping) and not _is_article(row):
        for name in _WRAPPERS:
            inner = row.get(name)
            if isinstance(inner, Mapping) and _is_article(inner):
                return {key: value for key, value in row.items() if key != name} | dict(inner)
    return row


def _is_article(row: object) -> bool:
    if not isinstance(row, Mapping):
        return False
    return any(
        Field.TEXT in fields_of(name) and is_given(value) and value != [] for name, value in row.items()
    ) and not (
        # A feed, or the answer of a service, whose "text" or "content" is a list of others.
        any(isinstance(value, list) and value and isinstance(value[0], Mapping) for value in row.values())
        and not any(isinstance(value, str) for name, value in row.items() if Field.TEXT in fields_of(name))
    )


def _whole(row: dict[str, object]) -> Iterator[Draft | Skipped]:
    fields = Fields()
    yield fields.draft(row, ids_of_file=True)
    yield from fields.unknown()


def _drafts(rows: Iterator[tuple[int, object]], common: Mapping[str, object]) -> Iterator[Draft | Skipped]:
    fields = Fields()
    number = 0
    try:
        for number, row in rows:
            row = unwrapped(row)
            if not isinstance(row, Mapping):
                problem = f"row {number} is not a JSON object but {json_type(row)}"
                yield Skipped(f"#{number}", problem, Reason.NOT_AN_ARTICLE)
                continue
            if number == 1 and is_evaluation(row):
                yield Skipped("", _EVALUATION, Reason.NOT_AN_ARTICLE)
                return
            try:
                draft = fields.draft(row, place=f"#{number}", ids_of_file=True)
            except SourceProblem as problem:
                yield Skipped(f"#{number}", f"row {number} {problem}", problem.code)
            else:
                lacking = {name: value for name, value in common.items() if not is_given(getattr(draft, name))}
                yield replace(draft, **lacking) if lacking else draft  # type: ignore[arg-type]
    except SourceProblem as problem:
        if not number:
            raise
        yield BrokenOff("", f"behind row {number} it {problem}", problem.code)
        return
    if not number:
        raise SourceProblem("is an empty list", Reason.EMPTY)
    yield from fields.unknown()


def _elements(text: str, start: int) -> Iterator[tuple[int, object]]:
    """Yield the elements of the array that begins at `start`, numbered from 1.

    Raises:
        SourceProblem: it is not JSON, from there on.
    """
    at, number = _skip_blank(text, start + 1), 0
    while text[at : at + 1] != "]":
        with json_problems():
            element, at = _DECODER.raw_decode(text, at)
        number += 1
        yield number, element
        at = _skip_blank(text, at)
        if text[at : at + 1] == ",":
            at = _skip_blank(text, at + 1)
        elif text[at : at + 1] != "]":
            raise SourceProblem("is cut off" if at >= len(text) else f"is not JSON: a comma is missing at {at:,}")


def _skip_blank(text: str, at: int) -> int:
    match = _BLANK.match(text, at)
    return match.end() if match else at
