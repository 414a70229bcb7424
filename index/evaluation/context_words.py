"""The words of one context: a question about it is read by them as the bot reads one by the words of its archive."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from index.language.reading import Vocabulary, read_question
from index.store.lexical import folded

_WORD = re.compile(r"[^\W_]+")
_BETWEEN = r"[\W_]+"
# Before a word that does not begin its sentence.
_WITHIN = re.compile(r"[^\s.!?:][\"'“‘(]?\s+[\"'“‘(]?$")
_BEFORE = 6


def read_of(question: str, context: str, is_word: Callable[[str], bool]) -> str:
    """Return a question as it is read over an archive of one context alone.

    `is_word` tells whether a word in small letters is one of some language, though the context may not have it.
    """
    return read_question(question, Vocabulary(ContextWords(context), is_word)).text


class ContextWords:
    """What a context tells of its words; see `WordSource`."""

    def __init__(self, context: str) -> None:
        """Take its words apart."""
        self._context = context
        self._in_order = [folded(each[0]) for each in _WORD.finditer(context)]
        self._words = frozenset(self._in_order)

    def passages_with_word(self, word: str) -> int:
        """Return 1 where it holds a word."""
        return int(folded(word) in self._words)

    def has_words(self, words: Sequence[str], *, adjacent: bool) -> bool:
        """Return whether it holds all of these words, in this order and side by side if `adjacent`."""
        wanted = [folded(each) for each in words]
        if not self._words.issuperset(wanted):
            return False
        return not adjacent or any(
            self._in_order[at : at + len(wanted)] == wanted for at in range(len(self._in_order) - len(wanted) + 1)
        )

    def words_beginning_with(self, letter: str) -> Iterable[tuple[str, int]]:
        """Return the words that begin with a letter, each in one passage."""
        return [(each, 1) for each in sorted(self._words) if each.startswith(letter)]

    def spelling_of(self, word: str) -> str | None:
        """Return a word, or words side by side, as they stand within a sentence; None where they stand in none."""
        side_by_side = _BETWEEN.join(map(re.escape, word.split()))
        for found in re.finditer(rf"(?<![^\W_]){side_by_side}(?![^\W_])", self._context, re.IGNORECASE):
            if _WITHIN.search(self._context, max(0, found.start() - _BEFORE), found.start()):
                return found[0]
        return None
