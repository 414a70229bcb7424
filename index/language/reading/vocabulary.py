"""Which words an archive knows, how often, beside which others, and which of them are spelt nearly like a typed one.

Distances are optimal string alignment (a letter more, less, another, or two swapped) by `rapidfuzz`, over the archive's
words with the same first letter. SymSpell looks words up faster (.04 ms for 1.4 ms among 100,000 words), but its table
took 222 MB and ten seconds to make for these, and 957 MB for a million; this one holds 5 MB, a letter at a time.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

from rapidfuzz import process
from rapidfuzz.distance import OSA

from index.language.reading.chat_spelling import chat_spelling
from index.language.reading.roots import is_indonesian

SHORTEST = 4
LONGEST = 24
_SHORTEST_PART = 3
_KEPT = 10_000
_MOST_SIMILAR = 12
# How often a standard word counts as known at the least: as often as a name that an archive has in a few passages.
_STANDARD_COUNT = 20
# Words have four vowels in ten letters and more; one that left some out has fewer.
_MOST_VOWELS = 0.39
_WITHOUT_VOWELS = str.maketrans("", "", "aeiou")


class WordSource(Protocol):
    """What an archive tells of its words, which are compared without regard to case and diacritics."""

    def passages_with_word(self, word: str) -> int:
        """Return how many passages hold a word; where they are many, any large number."""

    def has_words(self, words: Sequence[str], *, adjacent: bool) -> bool:
        """Return whether one passage holds all of these words, in this order and side by side if `adjacent`."""

    def words_beginning_with(self, letter: str) -> Iterable[tuple[str, int]]:
        """Return the frequent words that begin with a letter, in small letters, each with its number of passages."""

    def spelling_of(self, word: str) -> str | None:
        """Return a word, or words side by side, as passages spell it within a sentence; None where none does."""


@dataclass(frozen=True)
class Similar:
    """A word of the archive that is spelt nearly like a typed one, and the number of passages that hold it."""

    word: str
    distance: int
    passages: int


class Vocabulary:
    """The words of one snapshot; safe to use from several threads."""

    def __init__(self, source: WordSource | None = None, is_word: Callable[[str], bool] | None = None) -> None:
        """Name where words come from; nothing is looked up before it is asked for.

        Args:
            source: the archive; one that knows no word when None.
            is_word: whether a word in small letters is one of some language, though the archive may not have it.
        """
        self._source = source
        self._is_word = is_word or (lambda _word: False)
        self._passages_with = lru_cache(_KEPT)(source.passages_with_word if source else lambda _word: 0)
        self._spelling_of = lru_cache(_KEPT)(source.spelling_of if source else lambda _words: None)
        self._letters: dict[str, dict[int, tuple[list[str], list[int]]]] = {}
        self._lock = threading.Lock()

    def passages_with(self, word: str) -> int:
        """Return how many passages hold a word, given in small letters; many may be told as fewer."""
        return self._passages_with(word)

    def knows(self, word: str) -> bool:
        """Return whether the archive has a word."""
        return self.passages_with(word) > 0

    def is_a_word(self, word: str) -> bool:
        """Return whether a word is one of some language, known to the archive or not."""
        # The archive is asked last but one, since that is a search.
        return chat_spelling().is_standard(word) or self._is_word(word) or self.knows(word) or is_indonesian(word)

    def stand_together(self, *words: str) -> bool:
        """Return whether one passage holds all of these words."""
        return self._source is not None and self._source.has_words(words, adjacent=False)

    def stand_side_by_side(self, *words: str) -> bool:
        """Return whether a passage has these words in this order and nothing between them."""
        return self._source is not None and self._source.has_words(words, adjacent=True)

    def parted(self, word: str, parts: int) -> str | None:
        """Return a word as so many words at the most that the archive has side by side; None where it has none."""
        for at in range(len(word) - _SHORTEST_PART, _SHORTEST_PART - 1, -1):
            first, rest = word[:at], word[at:]
            if not self.knows(first):
                continue
            read: str | None = rest
            if not self.knows(rest):
                read = self.parted(rest, parts - 1) if parts > 2 and len(rest) >= 2 * _SHORTEST_PART else None
            if read and self.stand_side_by_side(first, *read.split()):
                return f"{first} {read}"
        return None

    def spelling(self, word: str) -> str:
        """Return a word as the archive spells it; as it is where the archive does not have it."""
        if found := self._spelling_of(word):
            return found
        # It begins sentences alone: a name, unless it is a word.
        is_name = self.knows(word) and not (self._is_word(word) or is_indonesian(word))
        return word.capitalize() if is_name else word

    def spelling_within(self, *words: str) -> list[str]:
        """Return words in small letters as the archive spells them side by side; as they are where it has them not."""
        spelt = (self._spelling_of(" ".join(words)) or "").split()
        return spelt if len(spelt) == len(words) else list(words)

    def hyphenated(self, first: str, second: str) -> str | None:
        """Return two words in small letters as one name, "Jong-un", where the archive spells it so; else None."""
        found = self._spelling_of(f"{first}-{second}")
        return None if found is None or found.islower() else found

    def is_name(self, word: str) -> bool:
        """Return whether the archive spells a word with a capital."""
        return not self.spelling(word).islower()

    def similar(self, word: str, most: int) -> list[Similar]:
        """Return words that are at most so many letters from a typed one, the nearest and most frequent first.

        Args:
            word: in small letters, of `SHORTEST` to `LONGEST`. The first letter is right, or was swapped with the next.
            most: the greatest distance, 1 or 2.
        """
        if not SHORTEST <= len(word) <= LONGEST:
            return []
        found: list[Similar] = []
        by_length = self._words(word[0])
        for length in range(len(word) - most, len(word) + most + 1):
            if length in by_length:
                words, passages = by_length[length]
                nearest = process.extract(word, words, scorer=OSA.distance, score_cutoff=most, limit=_MOST_SIMILAR)
                found += [Similar(each, int(distance), passages[at]) for each, distance, at in nearest]
        swapped = word[1::-1] + word[2:]
        words, passages = self._words(word[1]).get(len(word), ([], []))
        if word[0] != word[1] and swapped in words:
            found.append(Similar(swapped, 1, passages[words.index(swapped)]))
        return sorted(found, key=lambda each: (each.distance, -each.passages, each.word))

    def shortened_by(self, word: str) -> list[Similar]:
        """Return words of which a typed one leaves vowels out ("jmbtn", "rsmikn"), the most frequent first."""
        if not SHORTEST <= len(word) <= LONGEST or not word.isascii():
            return []
        consonants, found = word.translate(_WITHOUT_VOWELS), []
        if len(consonants) < SHORTEST - 1 or len(word) - len(consonants) > _MOST_VOWELS * len(word):
            return []
        for length, (words, passages) in self._words(word[0]).items():
            if len(word) < length <= 2 * len(consonants) + 1:
                bare = "\n".join(words).translate(_WITHOUT_VOWELS).split("\n")
                found += [
                    Similar(each, length - len(word), passages[at])
                    for at, each in enumerate(words)
                    if bare[at] == consonants and _is_within(word, each)
                ]
        return sorted(found, key=lambda each: (-each.passages, each.word))

    def _words(self, letter: str) -> dict[int, tuple[list[str], list[int]]]:
        """Return the words that begin with a letter, by length."""
        with self._lock:
            if letter not in self._letters:
                known = dict(self._source.words_beginning_with(letter)) if self._source else {}
                for words in chat_spelling().standard.values():
                    for word in words:
                        if word.startswith(letter) and len(word) >= SHORTEST:
                            known[word] = max(known.get(word, 0), _STANDARD_COUNT)
                by_length: dict[int, tuple[list[str], list[int]]] = {}
                for word, passages in sorted(known.items()):
                    words_of_length, counts = by_length.setdefault(len(word), ([], []))
                    words_of_length.append(word)
                    counts.append(passages)
                self._letters[letter] = by_length
            return self._letters[letter]


def _is_within(part: str, whole: str) -> bool:
    """Return whether the letters of a word stand in another in the same order."""
    letters = iter(whole)
    return all(letter in letters for letter in part)
