"""Reads words that the archive does not know as ones that it does, where one or two letters make the difference.

A word is changed only where what it is changed to is plain: beside a word that it shares a passage with in the archive,
or nearer and far more frequent than any other. A name that stands beside a word it is never found with stays.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from index.language.question_words import ASKING, MEASURES
from index.language.reading.chat_spelling import acronyms, chat_spelling
from index.language.reading.tokens import Token, replaced, tokens_of, with_case_of
from index.language.reading.vocabulary import LONGEST, SHORTEST, Similar, Vocabulary
from index.language.subjects import is_function, is_relational
from index.language.text import listed

_TWO_LETTERS_FROM = 8
_TWO_LETTERS_UNTOLD_FROM = 9
# Without a word beside it to tell, a word is read as one that is in so many passages, and so many times the next best.
_OFTEN = 2
_TIMES_THE_NEXT = 4
_UNTOLD_FROM = 5
_MOST_LOOKED_UP = 6
_BESIDE = 2
_WEIGHED = 6
_ENDINGS = ("nya", "kah", "lah", "pun", "ku", "mu", "'s", "es", "ed", "ing", "s", "kan", "an", "i")
_INFLECTIONS = ("", "s", "es", "d", "ed", "r", "er", "n", "ing", "nya", "kan", "an", "i")
_POSSESSIVE = "nya"
_VOWELS = frozenset("aeiou")


# English words that are no single token and that few archives have: none of them is a name misspelt, "marry" for Mary.
_ENGLISH = listed(
    "marry marries married marrying bury buried hurry ferry tally bully jolly folly comply imply deny rely ally betray "
    "obey pray slay sway stray delay decay portray convey evade robbed hire hired wire hose nose chase erase tease "
    "cease lease seize freeze sneeze squeeze breathe bathe soothe clothe loathe lend bend fend dent erect eject preach "
    "bleach stitch ditch hitch fetch sketch punch flush blush wash smash clash engaged proposed inherit inherited "
    "forbid forgive forgave forgot drown drowned sink sunk bark baked barked fled flee flew flown flies cried dried "
    "sued quit quits hide hides digs sewed sown knit knits weave wove woven steal stolen tear bite bitten beaten "
    "shrink shrank struck sweep swept weep wept creep crept leap leapt bleed bled sped shut bound wound swear swore "
    "wore spoon spoons bench benches"
)
# Without an archive a word of fewer letters is read as an asking one where two letters are swapped alone.
_ASKING_FROM = 6


@dataclass(frozen=True)
class Correction:
    """A word that was read as another, and whether that is a name in the archive or two letters away."""

    typed: str
    read: str
    surprising: bool


def correct(text: str, vocabulary: Vocabulary) -> tuple[str, list[Correction]]:
    """Return a question with its misspelt words as the archive spells them, and what was changed."""
    tokens = tokens_of(text)
    words = [token.lower for token in tokens]
    spans, corrections = [], []
    looked_up = 0
    for at, token in enumerate(tokens):
        if looked_up >= _MOST_LOOKED_UP:
            break
        if not _is_unknown(token, vocabulary):
            continue
        looked_up += 1
        best = _best(words, at, vocabulary)
        if best is None or (_is_typed_as_a_name(tokens, at) and not vocabulary.is_name(best[0])):
            continue
        words[at], surprising = best
        reading = with_case_of(token.text, words[at])
        spans.append((token.start, token.end, reading))
        corrections.append(Correction(token.text, reading, surprising))
    return replaced(text, spans), corrections


def correct_asking(text: str, vocabulary: Vocabulary) -> tuple[str, list[Correction]]:
    """Return a question with misspelt asking words alone mended, "kpaan", and what was changed: of no archive.

    Any other word may be a name there, "clara" as well as "market".
    """
    spans, corrections = [], []
    for token in tokens_of(text):
        if not _is_unknown(token, vocabulary):
            continue
        near = [each.word for each in vocabulary.similar(token.lower, 1) if _is_asking(each.word, token.lower)]
        if len(near) == 1:
            reading = with_case_of(token.text, near[0])
            spans.append((token.start, token.end, reading))
            corrections.append(Correction(token.text, reading, surprising=False))
    return replaced(text, spans), corrections


def _is_asking(word: str, typed: str) -> bool:
    """Return whether a word asks, and what was typed for it can hardly be another: "kpaan", "bberapa"; not "kaplan"."""
    is_swapped = sorted(word) == sorted(typed)
    is_longer = len(word) >= _ASKING_FROM and not _is_another_letter(typed, word)
    return word in ASKING and (is_swapped or is_longer)


def _is_unknown(token: Token, vocabulary: Vocabulary) -> bool:
    word = token.lower
    if token.is_quoted or not SHORTEST <= len(word) <= LONGEST or not word.isalpha():
        return False
    if token.text != word and token.text != word.capitalize():
        return False
    if word in _ENGLISH or word in acronyms():
        return False
    return not vocabulary.is_a_word(word) and not _has_known_stem(word, vocabulary)


def _is_typed_as_a_name(tokens: Sequence[Token], at: int) -> bool:
    """Return whether a word has a capital that is not the question's first; a name is read only as another name."""
    return at > 0 and tokens[at].text[:1].isupper()


def _has_known_stem(word: str, vocabulary: Vocabulary) -> bool:
    stems = (word.removesuffix(ending) for ending in _ENDINGS if word.endswith(ending))
    return any(len(stem) >= SHORTEST and vocabulary.is_a_word(stem) for stem in stems)


def _best(words: Sequence[str], at: int, vocabulary: Vocabulary) -> tuple[str, bool] | None:
    """Return what a word is read as, and whether that may surprise; None where it stays."""
    word = words[at]
    found = _chosen(words, at, word, vocabulary)
    if found is None and word.endswith(_POSSESSIVE) and len(word) >= SHORTEST + len(_POSSESSIVE):
        stem = _chosen(words, at, word.removesuffix(_POSSESSIVE), vocabulary)
        return (stem[0] + _POSSESSIVE, stem[1]) if stem else None
    return found


def _chosen(words: Sequence[str], at: int, word: str, vocabulary: Vocabulary) -> tuple[str, bool] | None:
    most = 2 if len(word) >= _TWO_LETTERS_FROM else 1
    near = [each for each in vocabulary.similar(word, most) if not _is_inflected(word, each.word)]
    near = [each for each in near if not vocabulary.spelling(each.word).isupper()]
    near = [each for each in near if vocabulary.knows(each.word) or not _is_another_letter(word, each.word)]
    left_out = [each for each in near if each.distance == 1 and _leaves_a_vowel_out(word, each.word)]
    # Who types quickly leaves letters out: "spatu" is "sepatu" and not "satu".
    near = [each for each in near if len(each.word) >= len(word)] if left_out else near
    # A letter that was left out says more than several.
    shortened = [] if near and near[0].distance == 1 else vocabulary.shortened_by(word)
    beside, is_beside_unknown = _words_beside(words, at, vocabulary)
    # "Umur", "harga" and the like stand beside any name.
    alone = all(map(is_relational, beside)) and not is_beside_unknown
    for candidates in (near, shortened):
        joined = [each for each in candidates[:_WEIGHED] if _stands_between(each.word, words, at, vocabulary)]
        if len(joined) == 1:
            return joined[0].word, _surprises(joined[0], candidates is near, vocabulary)
        told = [
            each for each in candidates[:_WEIGHED] if any(vocabulary.stand_together(each.word, one) for one in beside)
        ]
        if told and _is_plain(told, told[0]):
            return told[0].word, _surprises(told[0], candidates is near, vocabulary)
    for candidates in (near, shortened):
        if not candidates or len(word) < _UNTOLD_FROM - (candidates is shortened):
            continue
        best = candidates[0]
        is_name = vocabulary.is_name(best.word)
        is_far = candidates is near and best.distance > 1
        if is_far and not (is_name and len(word) >= _TWO_LETTERS_UNTOLD_FROM):
            continue
        if best.passages >= _OFTEN and _is_plain(candidates, best) and (alone or not is_name):
            return best.word, _surprises(best, candidates is near, vocabulary)
    return None


def _stands_between(word: str, words: Sequence[str], at: int, vocabulary: Vocabulary) -> bool:
    """Return whether the archive has a word right beside one that is beside it here: "bawang merah"."""
    pairs = [(words[at - 1], word)] if at else []
    pairs += [(word, words[at + 1])] if at + 1 < len(words) else []
    telling = (pair for pair in pairs if not any(map(is_function, pair)))
    return any(vocabulary.stand_side_by_side(*pair) for pair in telling)


def _leaves_a_vowel_out(word: str, other: str) -> bool:
    """Return whether a word is another one without one of its vowels."""
    places = (at for at, letter in enumerate(other) if letter in _VOWELS)
    return len(word) + 1 == len(other) and any(word == other[:at] + other[at + 1 :] for at in places)


def _is_another_letter(word: str, other: str) -> bool:
    """Return whether two words differ by a letter in the place of another, as two words do: "wound", "would"."""
    return len(word) == len(other) and sorted(word) != sorted(other)


def _is_inflected(word: str, other: str) -> bool:
    """Return whether two words differ in an ending alone, so that neither is the other misspelt: "dined", "dines"."""
    stems = [{each.removesuffix(ending) for ending in _INFLECTIONS if each.endswith(ending)} for each in (word, other)]
    return bool(stems[0] & stems[1])


def _is_plain(candidates: Sequence[Similar], best: Similar) -> bool:
    """Return whether no other candidate comes near the best one."""
    rivals = [each for each in candidates if each is not best and each.distance <= best.distance]
    return all(best.passages >= _TIMES_THE_NEXT * each.passages for each in rivals)


def _surprises(best: Similar, is_near: bool, vocabulary: Vocabulary) -> bool:
    return vocabulary.is_name(best.word) or (is_near and best.distance > 1)


def _words_beside(words: Sequence[str], at: int, vocabulary: Vocabulary) -> tuple[list[str], bool]:
    """Return the words of substance beside one that the archive knows, and whether one is that it does not know."""
    beside, is_beside_unknown = [], False
    table = chat_spelling()
    for step in (-1, 1):
        seen = 0
        number = at + step
        while 0 <= number < len(words) and seen < _BESIDE:
            word = words[number]
            if not is_function(word) and word not in MEASURES:
                seen += 1
                if vocabulary.knows(word):
                    beside.append(word)
                elif vocabulary.is_a_word(word) and not table.is_standard(word):
                    is_beside_unknown = True
            number += step
    return beside, is_beside_unknown
