"""Reads subtitles (SubRip and WebVTT) as running text: without times, and without what is said again in the next one.

Formats: https://www.w3.org/TR/webvtt1/; SubRip has none but its programs. Captions that were recognised live repeat
the line before in each new one.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from pathlib import Path

from index.errors import SourceProblem
from index.reasons import Reason
from index.sources.decoding import decode, read_bytes
from index.sources.drafts import Draft, clean_text
from index.sources.limits import MAX_ARTICLE_BYTES

_TIMES = re.compile(r"\s*(?:\d{1,3}:)?\d{1,2}:\d{2}[.,]\d{1,3}\s*-->\s*(?:\d{1,3}:)?\d{1,2}:\d{2}[.,]\d{1,3}")
_TAG = re.compile(r"</?(?:[a-z][^<>]{0,200}|\d{2}:[\d:.]{1,12})>|\{\\[^{}]{0,200}\}", re.IGNORECASE)
_ENDED = re.compile(r"[.!?…][\"”’)]?$")
_SPEAKERS = ("-", "–", ">>")


def read_subtitles(file: Path) -> Iterator[Draft]:
    """Yield the one article of a file of subtitles."""
    lines: list[str] = []
    timed = False
    for block in re.split(r"\n[ \t]*\n", clean_text(decode(read_bytes(file, MAX_ARTICLE_BYTES))).strip()):
        rows = block.split("\n")
        at = next((number for number, row in enumerate(rows[:3]) if _TIMES.match(row)), None)
        if at is None:
            continue
        timed = True
        for row in rows[at + 1 :]:
            text = " ".join(html.unescape(_TAG.sub("", row)).split())
            if text and text not in lines[-2:]:
                lines.append(text)
    if not timed:
        raise SourceProblem("holds no subtitles: no line gives times", Reason.EMPTY)
    yield Draft(text=_running(lines))


def _running(lines: list[str]) -> str:
    """Join lines to sentences; whoever speaks next begins a paragraph."""
    paragraphs: list[list[str]] = [[]]
    for line in lines:
        if paragraphs[-1] and line.startswith(_SPEAKERS) and _ENDED.search(paragraphs[-1][-1]):
            paragraphs.append([])
        paragraphs[-1].append(line)
    return "\n\n".join(" ".join(paragraph) for paragraph in paragraphs)
