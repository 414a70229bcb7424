"""Re-types questions as people type them on a phone in a chat: word forms, small letters, no mark, particles, slips.

A question keeps its meaning and its names; only how it is written changes, so that its answer is the same. What people
write for which word is in `chat_forms.toml`. How often each thing is done follows chats in both languages: hardly
anybody types every word short, and nearly nobody types a question mark.
"""

from __future__ import annotations

import random
import re
import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

_FORMS_FILE = Path(__file__).parent / "chat_forms.toml"
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_VOWELS = "aeiou"
_NEAR = {
    "a": "s", "b": "v", "c": "x", "d": "f", "e": "r", "f": "g", "g": "h", "h": "j", "i": "o", "j": "k", "k": "l",
    "l": "k", "m": "n", "n": "m", "o": "p", "p": "o", "q": "w", "r": "t", "s": "d", "t": "y", "u": "i", "v": "b",
    "w": "e", "x": "z", "y": "u", "z": "x",
}  # fmt: skip
# "anak-anak" is "anak2".
_DOUBLED = ("2", "2", " 2", "''")


@dataclass(frozen=True)
class ChatForms:
    """How a language is typed.

    Attributes:
        words: the forms of a word; an empty one leaves it out.
        phrases: the forms of what a regular expression finds.
        openers: what stands before a question.
        tails: what is put behind it.
    """

    words: dict[str, list[str]] = field(default_factory=dict)
    phrases: dict[str, list[str]] = field(default_factory=dict)
    openers: list[str] = field(default_factory=list)
    tails: list[str] = field(default_factory=list)


@cache
def chat_forms() -> dict[str, ChatForms]:
    """Return the forms by language."""
    with _FORMS_FILE.open("rb") as file:
        return {language: ChatForms(**forms) for language, forms in tomllib.load(file).items()}


def typed(question: str, language: str, chance: random.Random) -> str:
    """Return a question as it might be typed in a chat; one in a language without forms loses marks and capitals only.

    Args:
        question: as it is well written.
        language: "id", "en" or another code.
        chance: what decides; the same state gives the same question.
    """
    forms = chat_forms().get(language, ChatForms())
    # Some shorten everything, most a word here and there.
    short = chance.choice((0.0, 0.3, 0.6, 0.85))
    text = _phrases(question, forms, chance) if chance.random() < 0.6 else question
    text = _WORD.sub(lambda found: _form(found[0], forms, short, chance), text)
    if language == "id":
        text = _WORD.sub(lambda found: _indonesian(found[0], short, chance), text)
        text = _parted(text, chance) if chance.random() < 0.25 else text
    if chance.random() < 0.15:
        text = _slips(text, chance)
    if chance.random() < 0.72:
        text = text.rstrip(" ?.!")
    elif chance.random() < 0.2:
        text = text.rstrip(" ?.!") + chance.choice(("??", " ?", "?!", "...", "???"))
    text = _particles(text, forms, chance)
    letters = chance.random()
    if letters < 0.7:
        text = text.lower()
    elif letters < 0.74:
        text = text.upper()
    return " ".join(text.split()) or question


def _phrases(text: str, forms: ChatForms, chance: random.Random) -> str:
    for phrase, typed_so in forms.phrases.items():
        if found := re.search(rf"\b{phrase}\b", text, re.IGNORECASE):
            text = text[: found.start()] + chance.choice(typed_so) + text[found.end() :]
    return text


def _form(word: str, forms: ChatForms, short: float, chance: random.Random) -> str:
    """Return a word as it is typed; names, which have no forms, stay whole."""
    known = forms.words.get(word.lower())
    return chance.choice(known) if known and chance.random() < short else word


def _indonesian(word: str, short: float, chance: random.Random) -> str:
    """Return "anak2" for a doubled word, and now and then a long word without its vowels."""
    once, _, again = word.lower().partition("-")
    if once == again and chance.random() < 0.7:
        return once + chance.choice(_DOUBLED)
    if word[0].islower() and word.isalpha() and len(word) > 5 and chance.random() < short * 0.1:
        return word[0] + "".join(letter for letter in word[1:-1] if letter not in _VOWELS) + word[-1]
    return word


def _parted(text: str, chance: random.Random) -> str:
    """Join a preposition to its word or part a prefix from it, as both are mixed up."""
    if chance.random() < 0.6:
        return re.sub(r"\b(di|ke) (?=[a-z]{3})", r"\1", text, count=1)
    return re.sub(r"\b(di)(?=(?:buka|tutup|gelar|ada|jual|buat|mulai)\w*)", r"\1 ", text, count=1)


def _slips(text: str, chance: random.Random) -> str:
    words = text.split(" ")
    for at, word in enumerate(words):
        if len(word) > 3 and word.isalpha() and chance.random() < 0.25:
            words[at] = slip(word, chance)
    return " ".join(words)


def slip(word: str, chance: random.Random) -> str:
    """Return a word of four letters or more with one slip of the thumb; its first letter stays."""
    at = chance.randrange(1, len(word) - 1)
    kind = chance.choice(("drop", "swap", "double", "near"))
    if kind == "drop":
        return word[:at] + word[at + 1 :]
    if kind == "swap":
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    if kind == "double":
        return word[:at] + word[at] + word[at:]
    return word[:at] + _NEAR.get(word[at].lower(), word[at]) + word[at + 1 :]


def _particles(text: str, forms: ChatForms, chance: random.Random) -> str:
    body = text.rstrip(" ?.!")
    mark = text[len(body) :]
    if forms.openers and chance.random() < 0.1:
        body = f"{chance.choice(forms.openers)} {body[:1].lower()}{body[1:]}"
    if forms.tails and chance.random() < 0.25:
        body = f"{body} {chance.choice(forms.tails)}"
    return body + mark
