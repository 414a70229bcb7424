"""The tables of what people type: chat spelling and acronyms, the words for each, and where they are read so.

They are data: `chat_spelling.tsv`, whose head names what its forms were checked against, and `acronyms.tsv`. Which of
them a question holds, and the rules that make more forms out of these, are in `index.language.reading.expansion`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from index.language.question_words import ASKING, FUNCTION, POINTING, RELATIONAL
from index.language.text import table_rows

_TABLE = "chat_spelling.tsv"
_ACRONYMS = "acronyms.tsv"


class When(StrEnum):
    """Where a form is read as its standard words; the head of the table says what each means."""

    ANYWHERE = ""
    UNKNOWN = "unknown"
    APART = "apart"
    NUMBER = "number"
    DAY = "day"


@dataclass(frozen=True)
class Form:
    """A form and what it stands for.

    Attributes:
        typed: the form, in small letters.
        standard: the standard word or words.
        language: of both, an ISO 639 code.
        when: where it is read so.
    """

    typed: str
    standard: str
    language: str
    when: When

    @property
    def is_ambiguous(self) -> bool:
        """Whether it is also a word, a name or a code."""
        return self.when in (When.UNKNOWN, When.APART)

    @property
    def asks(self) -> bool:
        """Whether it stands for a question word."""
        return not ASKING.isdisjoint(self.standard.split())


@dataclass(frozen=True)
class ChatSpelling:
    """The forms by what is typed, and the standard words of each language that they stand for."""

    forms: Mapping[str, tuple[Form, ...]]
    standard: Mapping[str, frozenset[str]]

    def is_standard(self, word: str) -> bool:
        """Return whether a word in small letters is a standard one that needs no reading."""
        if any(word in words for words in self.standard.values()):
            return True
        return word in _CLOSED and word not in self.forms


_CLOSED = ASKING | FUNCTION | POINTING | RELATIONAL


@lru_cache(maxsize=1)
def chat_spelling() -> ChatSpelling:
    """Return the table; read once."""
    forms: dict[str, list[Form]] = {}
    standard: dict[str, set[str]] = {}
    for typed, words, language, *rest in table_rows(__package__, _TABLE):
        forms.setdefault(typed, []).append(Form(typed, words, language, When(rest[0] if rest else "")))
        standard.setdefault(language, set()).update(words.split())
    return ChatSpelling(
        {typed: tuple(each) for typed, each in forms.items()},
        {language: frozenset(words) for language, words in standard.items()},
    )


@lru_cache(maxsize=1)
def acronyms() -> Mapping[str, tuple[str, ...]]:
    """Return the words that each acronym, in small letters, may stand for; read once."""
    found: dict[str, tuple[str, ...]] = {}
    for typed, words in table_rows(__package__, _ACRONYMS):
        found[typed] = (*found.get(typed, ()), words)
    return found
