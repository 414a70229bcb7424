"""A scene: what a passage tells, line by line, and what can be asked of it; and how rows are made of a scene.

Besides the questions that a scene answers, some are asked in vain: about somebody or something else, or with the very
line left out that says it, so that what remains has all but the answer.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from training.written.names import Names
from training.written.values import Values
from training.written.wording import Word, Wording, Words, facts_in, unmarked

Row = dict[str, Any]
# Patterns by language: several for each.
Patterns = tuple[tuple[str, ...], tuple[str, ...]]
_LEFT_OUT = 0.1
_SOMEBODY_ELSE = 0.15
_KEPT_BACK = 0.25
# The reader looks at spans of up to 30 tokens.
_LONGEST = 100


@dataclass(frozen=True)
class Asked:
    """A question about a scene.

    Attributes:
        fact: the fact that answers it; None where nothing does.
        patterns: how it is asked, in Indonesian and in English.
        words: what fills the patterns.
        others: words that make the question one about somebody or something else.
    """

    fact: str | None
    patterns: Patterns
    words: Words = field(default_factory=dict)
    others: Words = field(default_factory=dict)


@dataclass
class Scene:
    """What a passage tells.

    Attributes:
        lines: its sentences or lines, marked.
        asked: questions about it.
        keep: whether the lines stay in this order with nothing between them, as a table's do.
        joined: what stands between the lines; chosen by chance when None.
    """

    lines: list[str] = field(default_factory=list)
    asked: list[Asked] = field(default_factory=list)
    keep: bool = False
    joined: str | None = None


class Kit:
    """What a family of scenes writes with: names, values and wording in the language of the passage."""

    def __init__(self, language: str, chance: random.Random) -> None:
        self.language, self.chance = language, chance
        self.english = language == "en"
        self.names, self.values, self.wording = (
            Names(chance, set()),
            Values(chance, chance.randrange(10_000)),
            Wording(language, chance),
        )

    def pick(self, patterns: Patterns) -> str:
        """Return one of the patterns of the passage's language."""
        return self.chance.choice(patterns[self.english])

    def line(self, patterns: Patterns, words: Words) -> str:
        """Return a sentence of the passage, without its full stop."""
        return self.wording.sentence(self.pick(patterns), words)

    def said(self, patterns: Patterns, words: Words) -> str:
        """Return a sentence of the passage with its full stop."""
        text = self.line(patterns, words)
        return text if unmarked(text)[0].endswith((".", ":", "!", "?", "”")) else f"{text}."

    def word(self, word: Word) -> str:
        """Return a word in the passage's language."""
        return self.wording.word(word)


Family = Callable[[Kit], Scene]


def rows_of(scene: Scene, kit: Kit, around: Callable[[Kit], list[str]], count: int) -> list[Row]:
    """Return up to so many rows of a scene.

    Args:
        scene: what is told and asked.
        kit: what it was written with.
        around: writes sentences that say nothing of the matter, to stand about it.
        count: how many questions to ask.
    """
    chance = kit.chance
    lines = _placed(scene, around(kit), chance)
    joined = scene.joined if scene.joined is not None else chance.choice((" ", " ", " ", "\n\n", "\n"))
    rows = []
    for asked in chance.sample(scene.asked, min(count, len(scene.asked))):
        language = chance.choice(("id", "id", "en") if kit.language == "id" else ("en", "en", "id"))
        words, fact, told = dict(asked.words), asked.fact, lines
        if fact and asked.others and chance.random() < _SOMEBODY_ELSE:
            words, fact = words | dict(asked.others), None
        elif fact and len(lines) > 2 and chance.random() < _LEFT_OUT:
            told, fact = _without(lines, fact), None
        text, facts = unmarked(joined.join(told))
        if not text.strip():
            continue
        answers = []
        if not fact and chance.random() < _KEPT_BACK:
            continue
        if fact:
            start, end = facts[fact]
            if end - start > _LONGEST:
                continue
            answers = [{"text": text[start:end], "start": start}]
        asking = Wording(language, chance)
        question = unmarked(asking.sentence(chance.choice(asked.patterns[language == "en"]), words))[0]
        rows.append(
            {"question": question, "context": text, "answers": answers, "lang_q": language, "lang_c": kit.language}
        )
    return rows


def _placed(scene: Scene, around: list[str], chance: random.Random) -> list[str]:
    """Return the scene's lines with others about or between them."""
    lines = list(scene.lines)
    for each in around:
        at = chance.choice((0, len(lines))) if scene.keep else chance.randint(0, len(lines))
        lines.insert(at, each)
    return lines


def _without(lines: list[str], fact: str) -> list[str]:
    """Return the lines without those that tell a fact, or that say the same words."""
    text, facts = unmarked("\n".join(lines))
    start, end = facts[fact]
    said = re.compile(rf"(?<!\w){re.escape(text[start:end])}(?!\w)", re.IGNORECASE)
    return [line for line in lines if fact not in facts_in([line]) and not said.search(unmarked(line)[0])] or [
        line for line in lines if fact not in facts_in([line])
    ]
