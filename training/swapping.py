"""Asks a question about somebody else: a name or a year in it is put in another's place, so that its passage is silent.

Readers take the place, the person or the year of one thing for those of another; such pairs show the difference. Only a
name that the passage says literally is exchanged: that it goes unsaid otherwise may be a matter of language.
"""

from __future__ import annotations

import random
import re
from collections import defaultdict
from dataclasses import dataclass, field

from training.news_rows import Row

_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_MARKS = "?.,;:!\"'()“”‘’"
_YEARS_APART = 15


@dataclass
class Swapper:
    """Learns which names stand where in questions, and exchanges them."""

    chance: random.Random
    # By language and by the word before: "di Jakarta" gives way to "di Medan".
    _names: dict[tuple[str, str], list[str]] = field(default_factory=lambda: defaultdict(list))

    def learn(self, row: Row) -> None:
        """Remember the names in a row's question."""
        for before, name in _names(row["question"]):
            self._names[row["lang_q"], before].append(name)

    def swapped(self, row: Row, passage: str) -> str | None:
        """Return a row's question with a name or a year of the passage exchanged for one that the passage lacks."""
        question: str = row["question"]
        said = [(before, name) for before, name in _names(question) if name in passage]
        self.chance.shuffle(said)
        for before, name in said:
            if _YEAR.fullmatch(name):
                others = [str(int(name) + self.chance.randint(-_YEARS_APART, _YEARS_APART))]
            else:
                others = self.chance.sample(known, min(8, len(known))) if (known := self._known(row, before)) else []
            for other in others:
                if other not in passage and other not in question:
                    return question.replace(name, other, 1)
        return None

    def _known(self, row: Row, before: str) -> list[str]:
        return [each for each in self._names[row["lang_q"], before] if not _YEAR.fullmatch(each)]


def _names(question: str) -> list[tuple[str, str]]:
    """Return runs of capitalised words, but for the question's first word, and years; each with the word before."""
    words = question.split()
    found, at = [], 1
    while at < len(words):
        end = at
        while end < len(words) and words[end].strip(_MARKS)[:1].isupper():
            end += 1
            if words[end - 1][-1] in _MARKS:
                break
        if end == at and _YEAR.fullmatch(words[at].strip(_MARKS)):
            end += 1
        if end > at:
            found.append((words[at - 1].casefold(), " ".join(words[at:end]).strip(_MARKS)))
        at = max(end, at + 1)
    return [(before, name) for before, name in found if name]
