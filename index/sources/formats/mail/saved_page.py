"""Reads MHTML: a page that a browser saved with its pictures, as a mail message; the page is read like any other.

Format: RFC 2557. The address is where the page was, the day not when it was saved but what the page says itself.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from index.errors import SourceProblem
from index.progress import Skipped
from index.sources.decoding import read_bytes
from index.sources.drafts import Draft
from index.sources.formats.archives import Reader
from index.sources.formats.mail.message import header, parsed, text_of
from index.sources.limits import MAX_FILE_BYTES


def mhtml_reader(read_page: Reader) -> Reader:
    """Return the reader of saved pages, which leaves the page itself to the reader of HTML."""

    def read(file: Path) -> Iterator[Draft | Skipped]:
        message = parsed(read_bytes(file, MAX_FILE_BYTES))
        part = next((each for each in message.walk() if each.get_content_type() == "text/html"), None)
        if part is None:
            raise SourceProblem("is a saved page without a page of HTML")
        address = header(message, "Snapshot-Content-Location") or header(part, "Content-Location")
        with tempfile.TemporaryDirectory(prefix="tanya-") as folder:
            page = Path(folder) / "page.html"
            page.write_text(text_of(part), encoding="utf-8")
            for item in read_page(page):
                if isinstance(item, Draft):
                    subject = header(message, "Subject")
                    yield replace(
                        item,
                        url=item.url or address,
                        title=item.title or subject,
                        published=item.published or header(message, "Date"),
                        published_guessed=item.published_guessed or not item.published,
                    )
                else:
                    yield item

    return read
