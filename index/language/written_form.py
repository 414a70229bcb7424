"""Gives questions that were typed without regard to case and marks the form that the models know.

They learnt from questions that begin with a capital, spell names as texts do and end with a question mark; in a chat
people type "siapa presiden indonesia" and "KAPAN KTT TRUMP–KIM?". How names are spelt is taken from the passages that
the question is asked of.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping

_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_MARKS = frozenset("?？؟")
# What follows a bar begins a cell of a table.
_ENDS_A_SENTENCE = frozenset('.!?:"“”‘(\n|')


def as_written(question: str, texts: Iterable[str] = ()) -> str:
    """Return a question in its case, see `recased`, and with its mark."""
    return marked(recased(question, texts))


def marked(question: str) -> str:
    """Return a question with the question mark that was left out; one that has some, in whatever script, stays."""
    words = question.rstrip(" .!")
    return question if not words or words[-1] in _MARKS else f"{words}?"


def recased(question: str, texts: Iterable[str] = ()) -> str:
    """Return a question that begins with a capital, with the case of a sentence if it had none.

    Args:
        question: the question; one word in capitals is a name as it is, and so is a first word such as "eKTP". A
            capital that begins it tells nothing.
        texts: where its names may stand.
    """
    is_shouted = question.isupper() and len(_WORD.findall(question)) > 1
    # Phones give the first word its capital.
    if is_shouted or question[1:].islower():
        spelt = _spelling(texts)
        question = _WORD.sub(lambda found: spelt.get(found[0], found[0]), question.lower())
    first, _, _ = question.partition(" ")
    return question[:1].upper() + question[1:] if first.islower() else question


def _spelling(texts: Iterable[str]) -> Mapping[str, str]:
    """Return words in small letters, each as the texts spell it most."""
    seen: dict[str, Counter[str]] = {}
    for text in texts:
        for found in _WORD.finditer(text):
            before = text[max(0, found.start() - 3) : found.start()].rstrip(" ")[-1:]
            # The first word of a sentence has a capital in any case.
            if before and before not in _ENDS_A_SENTENCE:
                seen.setdefault(found[0].lower(), Counter())[found[0]] += 1
    return {word: spellings.most_common(1)[0][0] for word, spellings in seen.items()}
