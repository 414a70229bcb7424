"""Reads JSONL, one article a line, without holding more than one line in memory.

Format: https://jsonlines.org. Files of evaluation questions, which look alike, are recognised and passed over.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from index.errors import SourceProblem
from index.progress import Skipped
from index.reasons import Reason
from index.sources.decoding import decode, open_regular
from index.sources.drafts import Draft
from index.sources.fields import Fields, json_type
from index.sources.limits import MAX_ARTICLE_BYTES

_SKIPPED_PIECE_BYTES = 1_000_000
_SAMPLE_BYTES = 4_096


def read_jsonl(file: Path) -> Iterator[Draft | Skipped]:
    """Yield the articles of a JSONL file; a row that is none is passed over and the others go on."""
    rows = 0
    fields = Fields()
    with open_regular(file) as stream:
        # Not a complaint for each line of what is no text at all.
        decode(stream.read(_SAMPLE_BYTES))
        stream.seek(0)
        for number, line in enumerate(_lines(stream), start=1):
            if line is not None and not line.strip():
                continue
            rows += 1
            try:
                row = _row(line)
                if rows == 1 and is_evaluation(row):
                    yield Skipped("", "holds evaluation questions, not articles", Reason.NOT_AN_ARTICLE)
                    return
                yield fields.draft(row, place=f"#{number}")
            except SourceProblem as problem:
                yield Skipped(f"#{number}", f"line {number} {problem}", problem.code)
    if not rows:
        raise SourceProblem("is empty", Reason.EMPTY)
    yield from fields.unknown()


def is_evaluation(row: Mapping[str, object]) -> bool:
    """Tell whether a row is a question with its context."""
    return "text" not in row and {"question", "context"} <= row.keys()


def _lines(stream: BinaryIO) -> Iterator[bytes | None]:
    """Yield the lines, None for each that is too long to be held."""
    while line := stream.readline(MAX_ARTICLE_BYTES + 1):
        if len(line) <= MAX_ARTICLE_BYTES:
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(_SKIPPED_PIECE_BYTES)
        yield None


def _row(line: bytes | None) -> dict[str, object]:
    if line is None:
        raise SourceProblem(f"has more than the {MAX_ARTICLE_BYTES:,} bytes of one article; split it", Reason.TOO_LARGE)
    with json_problems():
        row = json.loads(decode(line))
    if not isinstance(row, dict):
        raise SourceProblem(f"is not a JSON object but {json_type(row)}")
    return row


@contextmanager
def json_problems() -> Iterator[None]:
    """Raise what goes wrong with JSON in this block as SourceProblem."""
    try:
        yield
    except RecursionError as error:
        raise SourceProblem("is nested too deeply") from error
    except json.JSONDecodeError as error:
        raise SourceProblem(f"is not JSON: {error}") from error
    except ValueError as error:
        raise SourceProblem("has a number of too many digits; write it as a string") from error
