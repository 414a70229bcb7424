"""Fills sentence patterns in two languages and keeps track of where each fact stands in what was written.

A pattern has choices, "[one|another [small|large] one]", and slots, "<who>". Every slot that is filled is marked in the
text as a fact of that name; `unmarked` takes the marks out again and gives the offsets. So whatever stands in a passage
can be asked about, and its answer is exact.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

# In both languages where they differ: (Indonesian, English).
Word = str | tuple[str, str]
Words = Mapping[str, Word]

_CHOICE = re.compile(r"\[([^\[\]]*)\]")
_SLOT = re.compile(r"<(\w+)>")
_OPEN, _NAMED, _CLOSE = "\ue000", "\ue001", "\ue002"
_MARK = re.compile(f"{_OPEN}(\\w+){_NAMED}|{_CLOSE}")


@dataclass(frozen=True)
class Wording:
    """How something is said in a language."""

    language: str
    chance: random.Random

    def say(self, pattern: str, words: Words) -> str:
        """Return a pattern with its choices made and its slots filled and marked."""
        while found := _CHOICE.search(pattern):
            pattern = pattern[: found.start()] + self.chance.choice(found[1].split("|")) + pattern[found.end() :]
        text = _SLOT.sub(lambda slot: mark(slot[1], self.word(words[slot[1]])), pattern)
        return " ".join(text.split(" ")).replace("  ", " ").strip()

    def sentence(self, pattern: str, words: Words) -> str:
        """Return a pattern as `say` does, with a capital at its beginning."""
        text = self.say(pattern, words)
        at = 0
        while found := _MARK.match(text, at):
            at = found.end()
        return text[:at] + text[at : at + 1].upper() + text[at + 1 :]

    def word(self, word: Word) -> str:
        """Return the word in this language."""
        return word if isinstance(word, str) else word[self.language == "en"]


def mark(name: str, text: str) -> str:
    """Return a text marked as the fact of that name; facts may stand within facts."""
    return f"{_OPEN}{name}{_NAMED}{text}{_CLOSE}"


def unmarked(text: str) -> tuple[str, dict[str, tuple[int, int]]]:
    """Return the text without marks, and where each fact first stands, as half-open character offsets."""
    plain: list[str] = []
    length = at = 0
    opened: list[tuple[str, int]] = []
    facts: dict[str, tuple[int, int]] = {}
    for found in _MARK.finditer(text):
        plain.append(text[at : found.start()])
        length += found.start() - at
        at = found.end()
        if found[1]:
            opened.append((found[1], length))
        else:
            name, start = opened.pop()
            facts.setdefault(name, (start, length))
    plain.append(text[at:])
    return "".join(plain), facts


def facts_in(texts: Iterable[str]) -> set[str]:
    """Return the names of the facts that stand in marked texts."""
    return {found[1] for text in texts for found in _MARK.finditer(text) if found[1]}
