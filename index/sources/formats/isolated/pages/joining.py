"""Joins lines to paragraphs and parted words to words, also from one column or page to the next.

A line ended on purpose if the first word of the next would still have had room. A hyphen at its end goes, unless the
word has it elsewhere too: in doublings ("anak-anak", "sayur-mayur"), before capitals and figures, and where the same
word stands with it in the middle of a line of the same file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from index.sources.formats.isolated.pages.layout import Line

_OTHER_SIZE = 1.12
_WIDER_SPACE = 1.3
_GREATEST_SPACE = 2.0  # of the height of the letters
_ENOUGH = 3
_INDENT = 0.8
_ROOM_LEFT = 0.15  # of the width of a column, beside the word that would have had room
_SMALL = 0.92
_MARKS_AT_END = 10
_ENDED = re.compile(r"[.!?:;…|][\"”’')\]]*$")
_ITEM = re.compile(r"(?:\(?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5})[.)]|[-–•▪●○*·\uf0b7\uf0a7])\s")
_HYPHENS = ("-", "\u00ad", "\u2010")
_LONGEST_WORD = 100
_PARTED = re.compile(r"(?<![\w-])(\w++(?:-\w++)*+)[-\u00ad\u2010]$")
_COMPOUND = re.compile(r"\b\w+-\w+\b")
_WORD = re.compile(r"\w+")
_KEEPS_HYPHEN = frozenset({"non", "eks", "ex", "well", "self", "long", "short", "so", "half", "two", "three", "four"})
_PREFIXES = frozenset({"ber", "per", "ter", "mem", "men", "pem", "pen", "meng", "peng"})
_VOWELS = re.compile("[aeiou]")
_LEAST_DOUBLED = 3


@dataclass
class Paragraph:
    """A paragraph, as (page, text), in its order; `size` as of its first line.

    Attributes:
        lines: how many.
        full: whether its last line reaches to where its column ends.
        close: whether nothing but the end of a line stands before it, as in a list or a verse.
        row: whether it is a row of a table.
    """

    parts: list[tuple[int, str]]
    size: float
    lines: int = 1
    full: bool = False
    close: bool = False
    row: bool = False

    @property
    def text(self) -> str:
        """All of it."""
        return "".join(text for _, text in self.parts)


@dataclass
class Hyphens:
    """The compounds of a file, to tell which words keep their hyphens."""

    compounds: set[str] = field(default_factory=set)

    def learn(self, lines: Sequence[Line]) -> None:
        """Note the compounds within lines."""
        for line in lines:
            self.compounds.update(found.lower() for found in _COMPOUND.findall(line.text))

    def join(self, before: str, after: str) -> str:
        """Return what has to stand for the end of one line so that the next can follow directly."""
        if before[-1:] not in _HYPHENS:
            return f"{before} "
        parted = _PARTED.search(before[-_LONGEST_WORD:])
        following = _WORD.match(after)
        if not parted or not following:
            return f"{before} "
        left, right = parted[1].rpartition("-")[2], following[0]
        if before.endswith("\u00ad"):
            return before[:-1]
        kept = not right[0].islower() or not left[-1].isalpha() or f"{left}-{right}".lower() in self.compounds
        if kept or left.lower() in _KEEPS_HYPHEN or _is_doubled(left.lower(), right.lower()):
            return before[:-1] + "-"
        return before[:-1]


def _is_doubled(left: str, right: str) -> bool:
    """Tell whether two halves are one word twice, with other sounds or affixes, as in Indonesian plurals."""
    if min(len(left), len(right)) < _LEAST_DOUBLED or left in _PREFIXES:
        return False
    if left in right or right in left or (left[1:] in right and len(left) > _LEAST_DOUBLED):
        return True
    same_length = abs(len(left) - len(right)) <= 1 and len(left) > _LEAST_DOUBLED
    return same_length and (_VOWELS.sub("", left) == _VOWELS.sub("", right) or left[1:] == right[1:])


def usual_space(runs: Iterable[Sequence[Line]]) -> float:
    """Return how far lines stand from each other, of the height of their letters."""
    spaces = [(b.base - a.base) / b.size for run in runs for a, b in pairwise(run) if not b.row]
    return median(spaces) if spaces else 1.0


def paragraphs_of(run: Sequence[Line], page: int, hyphens: Hyphens, space: float) -> Iterator[Paragraph]:
    """Yield the paragraphs of lines that follow each other in one column.

    Args:
        run: the lines.
        page: counted from 0.
        hyphens: of the file.
        space: of the file, as `usual_space` returns it, where the lines are too few to tell.
    """
    spaces = [b.base - a.base for a, b in pairwise(run) if not b.row]
    usual = median(spaces) if len(spaces) >= _ENOUGH else space * run[0].size
    text = ""
    begun, lines = run[0], 0
    close = False
    for before, line in zip([None, *run[:-1]], run, strict=True):
        if before is not None:
            apart = _apart(before, line, usual)
            if apart is None:
                text = hyphens.join(text, line.text) + line.text
                lines += 1
                continue
            yield Paragraph([(page, text)], begun.size, lines, _is_full(before), close, begun.row)
            close, begun, lines = not apart, line, 0
        text = line.text
        lines += 1
    yield Paragraph([(page, text)], begun.size, lines, _is_full(run[-1]), close, begun.row)


def _apart(before: Line, line: Line, usual: float) -> bool | None:
    """Return whether a space parts two lines; False for lines that were ended on purpose; None for one paragraph."""
    size = max(before.size, line.size)
    space = line.base - before.base
    if before.row or line.row:
        return not (before.row and line.row)
    if max(before.size, line.size) > _OTHER_SIZE * min(before.size, line.size):
        return True
    if space > max(_WIDER_SPACE * usual, size) or space > max(_GREATEST_SPACE * size, usual):
        return True
    if _ITEM.match(line.text):
        return False
    ended = _has_ended(before.text)
    if ended and line.left > before.left + _INDENT * size and before.left < line.room[0] + _INDENT * size:
        return True
    first_word = line.text.partition(" ")[0]
    letter = (line.right - line.left) / max(1, len(line.text))
    left_over = before.room[1] - before.right
    if left_over <= (len(first_word) + 1) * letter:
        return None
    if ended or (not line.text[:1].islower() and left_over > (len(first_word) + 1) * letter + _room_left(before)):
        return False
    return None


def _has_ended(text: str) -> bool:
    return _ENDED.search(text[-_MARKS_AT_END:]) is not None


def _room_left(line: Line) -> float:
    return _ROOM_LEFT * (line.room[1] - line.room[0])


def _is_full(line: Line) -> bool:
    return line.room[1] - line.right <= _room_left(line)


def joined(columns: Sequence[Sequence[Paragraph]], usual_size: float, hyphens: Hyphens) -> list[Paragraph]:
    """Return the paragraphs of columns and pages that follow each other, those joined that go on in the next.

    Notes at the foot of a column come before the paragraph that goes on.
    """
    found: list[Paragraph] = []
    for column in columns:
        first, *others = column
        last = found[-1] if found else None
        if last is not None and _goes_on(last, first):
            page, text = last.parts[-1]
            last.parts[-1] = (page, hyphens.join(text, first.text))
            last.parts += first.parts
            last.full = first.full
            found += others
        else:
            found += column
        notes = len(found)
        while (
            notes > 1
            and found[notes - 1].size < _SMALL * usual_size
            and found[notes - 1].parts[0][0] == column[-1].parts[0][0]
        ):
            notes -= 1
        body = found[notes - 1]
        if (
            notes < len(found)
            and body.size >= _SMALL * usual_size
            and not _has_ended(body.text)
            and len(body.parts) == 1
        ):
            found[notes - 1 :] = [*found[notes:], body]
    return found


def _goes_on(last: Paragraph, first: Paragraph) -> bool:
    if last.row or first.row or _has_ended(last.text) or _ITEM.match(first.text):
        return False
    if max(last.size, first.size) > _OTHER_SIZE * min(last.size, first.size):
        return False
    # A capital may be that of a name, or of a heading.
    return first.text[:1].islower() or (last.full and min(last.lines, first.lines) > 1)
