"""Exports of Substack: a list of the posts, `posts.csv`, and their texts, as "posts/1234.pasar-ikan.html".

Of a text only the list says what it is called, of which day it is, and whether it is published and for whom.
"""

from __future__ import annotations

import csv
import io
import stat
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from functools import lru_cache
from itertools import islice
from pathlib import Path

from index.errors import SourceProblem
from index.progress import LookAgain, Skipped
from index.reasons import Reason
from index.sources.decoding import decode, read_bytes
from index.sources.drafts import Draft
from index.sources.fields import Field, Fields, fields_of
from index.sources.limits import MAX_ARTICLE_BYTES

LIST = "posts.csv"
_COLUMNS = frozenset({"post_id", "is_published", "audience"})
_OF_A_TEXT = ("title", "post_date", "is_published", "audience")
_MAX_POSTS = 50_000

Posts = Mapping[str, Mapping[str, str]]


def lists_posts(columns: list[str]) -> bool:
    """Tell whether a table of these columns lists the posts of an export, whose texts stand elsewhere."""
    has_texts = any(Field.TEXT in fields_of(name) for name in columns)
    return _COLUMNS.issubset(columns) and not has_texts


def posts_of(data: bytes) -> Posts:
    """Return the rows of a list of posts by the numbers that the posts have; none where it is none."""
    with suppress(SourceProblem, csv.Error):
        rows = csv.DictReader(io.StringIO(decode(data), newline=""))
        if lists_posts(list(rows.fieldnames or ())):
            return {_number(row["post_id"]): row for row in islice(rows, _MAX_POSTS) if row["post_id"]}
    return {}


def with_post(draft: Draft, stem: str, posts: Posts) -> Draft:
    """Return a text as the list has it, by the name of its file; one that is not listed as it is."""
    row = posts.get(_number(stem))
    if row is None:
        return draft
    said = Fields().draft({name: row.get(name) for name in _OF_A_TEXT}, text=draft.text)
    listed = replace(draft, title=said.title or draft.title, status=said.status, goes_live=said.goes_live)
    return replace(listed, published=said.published, published_guessed=False) if said.published else listed


def with_posts_beside(items: Iterator[Draft | Skipped], file: Path) -> Iterator[Draft | Skipped]:
    """Yield what was read in a file as the list in its folder or in the one above has it; looked at again later."""
    posts = _beside(file)
    if _number(file.stem) not in posts:
        yield from items
        return
    for item in items:
        yield with_post(item, file.stem, posts) if isinstance(item, Draft) else item
    yield LookAgain("", "is listed in a file beside it", Reason.NOT_AN_ARTICLE)


def _beside(file: Path) -> Posts:
    for folder in (file.parent, file.parent.parent):
        found = folder / LIST
        with suppress(OSError):
            status = found.lstat()
            return _posts_in(found, status.st_mtime_ns) if stat.S_ISREG(status.st_mode) else {}
    return {}


@lru_cache(maxsize=2)
def _posts_in(file: Path, changed_ns: int) -> Posts:
    with suppress(SourceProblem):
        return posts_of(read_bytes(file, MAX_ARTICLE_BYTES))
    return {}


def _number(name: str) -> str:
    return name.partition(".")[0].strip()
