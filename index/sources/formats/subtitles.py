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
# What is heard and not said: "[musik]", "♪".
_SOUND = re.compile(r"[\s♪♫-]*(?:\[[^\[\]]{0,80}\])?[\s♪♫]*")


def read_subtitles(file: Path) -> Iterator[Draft]:
    """Yield the one article of a file of subtitles."""
    lines: list[str] = []
    timed = False
    for rows in _cues(clean_text(decode(read_bytes(file, MAX_ARTICLE_BYTES))).split("\n")):
        timed = True
        for row in rows:
            text = " ".join(html.unescape(_TAG.sub("", row)).split())
            if not _SOUND.fullmatch(text) and text not in lines[-2:]:
                lines.append(text)
    if not timed:
        raise SourceProblem("holds no subtitles: no line gives times", Reason.EMPTY)
    yield Draft(text=_running(lines))


def _cues(rows: list[str]) -> Iterator[list[str]]:
    """Yield the lines below each line of times, to the next blank one or the next cue, which may follow at once."""
    cue: list[str] | None = None
    for row in rows:
        if _TIMES.match(row):
            if cue is not None:
                yield cue[:-1] if cue and cue[-1].strip().isdecimal() else cue
            cue = []
        elif not row.strip() and cue:
            yield cue
            cue = None
        elif cue is not None:
            cue.append(row)
    if cue is not None:
        yield cue


def _running(lines: list[str]) -> str:
    """Join lines to sentences; whoever speaks next begins a paragraph."""
    paragraphs: list[list[str]] = [[]]
    for line in lines:
        if paragraphs[-1] and line.startswith(_SPEAKERS) and _ENDED.search(paragraphs[-1][-1]):
            paragraphs.append([])
        paragraphs[-1].append(line)
    return "\n\n".join(" ".join(paragraph) for paragraph in paragraphs)
