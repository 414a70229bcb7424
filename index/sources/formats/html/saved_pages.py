"""Joins the pages of one article: those that were fetched, and those of a folder of saved pages.

A saved page is a further one where it links back to a page beside it that links to it. Each of them is read with the
first, every time, so that a change of any is seen.
"""

from __future__ import annotations

import re
import stat
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote, urlsplit

from index.errors import SourceProblem
from index.progress import LookAgain, Noted, Skipped
from index.reasons import Reason
from index.sources.decoding import read_bytes
from index.sources.drafts import Draft
from index.sources.formats.archives import Reader
from index.sources.formats.bounded import read_html
from index.sources.formats.html.next_pages import next_page, page_before
from index.sources.limits import MAX_ARTICLE_BYTES, MAX_ARTICLE_PAGES

_NUMBER = re.compile(r"\d{1,9}")


def joined(text: str, further: Iterable[Path]) -> str:
    """Append the text of an article's further pages, without what each of them repeats."""
    blocks = text.split("\n\n")
    for file in further:
        with suppress(SourceProblem):
            for draft in read_html(file):
                if not isinstance(draft, Draft):
                    continue
                seen = set(blocks)
                blocks += [block for block in draft.text.split("\n\n") if block not in seen]
    return "\n\n".join(blocks)


def read_saved_page(read: Reader, file: Path) -> Iterator[Draft | Skipped]:
    """Yield what a reader finds in a saved page, with the further pages of its article that were saved beside it."""
    body, own = read_bytes(file, MAX_ARTICLE_BYTES), file.absolute().as_uri()
    before = _beside(file, page_before(body, own))
    if before and not _begins(file) and next_page(_head(before), before.absolute().as_uri()) == own:
        yield Skipped("", f"is a further page of {before.name}, and was read with it", Reason.NOT_AN_ARTICLE)
        return
    further: list[Path] = []
    at, following = file, next_page(body, own)
    while (page := _beside(at, following)) and not _begins(page):
        further.append(page)
        at, following = page, next_page(_head(page), page.absolute().as_uri())
    if not further:
        yield from read(file)
        return
    for item in read(file):
        yield replace(item, text=joined(item.text, further)) if isinstance(item, Draft) else item
    yield Noted("", f"{len(further) + 1} pages were joined to one article", Reason.JOINED)
    yield LookAgain("", "has further pages", Reason.JOINED)


def _begins(page: Path) -> bool:
    """Tell whether an article begins with this page whatever was before it: no article has more pages than that."""
    numbers = _NUMBER.findall(page.stem)
    return bool(numbers) and int(numbers[-1]) % MAX_ARTICLE_PAGES == 1


def _beside(file: Path, address: str | None) -> Path | None:
    """Return the regular file in the same folder that an address means, if there is one."""
    name = unquote(urlsplit(address or "").path).rpartition("/")[2]
    other = file.with_name(name) if name and "\0" not in name else None
    if other is None or urlsplit(address or "").query or other.absolute().as_uri() != address:
        return None
    try:
        return other if stat.S_ISREG(other.lstat().st_mode) else None
    except OSError:
        return None


def _head(file: Path) -> bytes:
    try:
        return read_bytes(file, MAX_ARTICLE_BYTES)
    except SourceProblem:
        return b""
