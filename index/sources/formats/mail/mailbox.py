"""Reads files of mail: one message (.eml), or a mailbox of many (.mbox), one of them at a time.

Format of mailboxes: RFC 4155, with the ">" that mail programs put before "From " at the beginning of a line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from index.errors import SourceProblem
from index.progress import Skipped
from index.reasons import Reason
from index.sources.decoding import open_regular, read_bytes, require_size
from index.sources.drafts import Draft
from index.sources.formats.mail.message import read_message
from index.sources.limits import MAX_ARCHIVE_BYTES, MAX_ARTICLE_BYTES

_BEGINNING = re.compile(rb"From \S.*\d{4}\s*$")
_QUOTED = re.compile(rb"^>+From ")
_LINE_BYTES = 1_000_000


def read_eml(file: Path) -> Iterator[Draft | Skipped]:
    """Yield the one article of a message."""
    yield from read_message(read_bytes(file, MAX_ARTICLE_BYTES))


def read_mbox(file: Path) -> Iterator[Draft | Skipped]:
    """Yield the articles of a mailbox; a message that is none is passed over and the others go on."""
    require_size(file, MAX_ARCHIVE_BYTES)
    number = 0
    with open_regular(file) as stream:
        for number, data in enumerate(_messages(stream), start=1):
            place = f"#{number}"
            if data is None:
                problem = f"message {number} has more than the {MAX_ARTICLE_BYTES:,} bytes of one article"
                yield Skipped(place, problem, Reason.TOO_LARGE)
                continue
            try:
                yield from read_message(data, place)
            except SourceProblem as problem:
                yield Skipped(place, f"message {number} {problem}", problem.code)
    if not number:
        raise SourceProblem("is not a mailbox: no line begins with From")


def _messages(stream: BinaryIO) -> Iterator[bytes | None]:
    """Yield the messages, None for each that is too large to be held."""
    lines: list[bytes] | None = None
    size, blank = 0, True
    while line := stream.readline(_LINE_BYTES):
        if blank and _BEGINNING.match(line):
            if lines is not None:
                yield b"".join(lines) if size <= MAX_ARTICLE_BYTES else None
            lines, size = [], 0
        elif lines is not None:
            size += len(line)
            if size <= MAX_ARTICLE_BYTES:
                lines.append(line[1:] if _QUOTED.match(line) else line)
        blank = not line.strip()
    if lines is not None:
        yield b"".join(lines) if size <= MAX_ARTICLE_BYTES else None
