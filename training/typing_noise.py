"""Re-types questions as people type them on a phone in a chat: word forms, small letters, no mark, particles, slips.

A question keeps its meaning and its names; only how it is written changes, so that its answer is the same. What people
write for which word is in `training.chat_forms`. How often each thing is done follows chats in both languages: hardly
anybody types every word short, and nearly nobody types a question mark.
"""

from __future__ import annotations

import random
import re

from training.chat_forms import DOUBLED, ENGLISH, INDONESIAN, OPENERS, PHRASES, TAILS

_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_VOWELS = "aeiou"
_NEAR = {
    "a": "s", "b": "v", "c": "x", "d": "f", "e": "r", "f": "g", "g": "h", "h": "j", "i": "o", "j": "k", "k": "l",
    "l": "k", "m": "n", "n": "m", "o": "p", "p": "o", "q": "w", "r": "t", "s": "d", "t": "y", "u": "i", "v": "b",
    "w": "e", "x": "z", "y": "u", "z": "x",
}  # fmt: skip
_FORMS = {"id": INDONESIAN, "en": ENGLISH}


def typed(question: str, language: str, chance: random.Random) -> str:
    """Return a question as it might be typed in a chat; one in a language without forms loses marks and capitals only.

    Args:
        question: as it is well written.
        language: "id", "en" or another code.
        chance: what decides; the same state gives the same question.
    """
    # Some shorten everything, most a word here and there.
    short = chance.choice((0.0, 0.3, 0.6, 0.85))
    text = _phrases(question, language, chance) if chance.random() < 0.6 else question
    forms = _FORMS.get(language, {})
    text = _WORD.sub(lambda found: _form(found[0], forms, language, short, chance), text)
    if language == "id" and chance.random() < 0.25:
        text = _parted(text, chance)
    if chance.random() < 0.15:
        text = _slips(text, chance)
    if chance.random() < 0.72:
        text = text.rstrip(" ?.!")
    elif chance.random() < 0.2:
        text = text.rstrip(" ?.!") + chance.choice(("??", " ?", "?!", "...", "???"))
    text = _particles(text, language, chance)
    letters = chance.random()
    if letters < 0.7:
        text = text.lower()
    elif letters < 0.74:
        text = text.upper()
    return " ".join(text.split()) or question


def _phrases(text: str, language: str, chance: random.Random) -> str:
    for phrase, forms in PHRASES.get(language, ()):
        if found := re.search(rf"\b{phrase}\b", text, re.IGNORECASE):
            text = text[: found.start()] + chance.choice(forms) + text[found.end() :]
    return text


def _form(word: str, forms: dict[str, tuple[str, ...]], language: str, short: float, chance: random.Random) -> str:
    """Return a word as it is typed; names, which have no forms, stay whole."""
    plain = word.lower()
    if known := forms.get(plain):
        return chance.choice(known) if chance.random() < short else word
    if language != "id":
        return word
    doubled, _, again = plain.partition("-")
    if again == doubled and chance.random() < 0.7:
        return doubled + chance.choice(DOUBLED)
    if word[0].islower() and len(word) > 5 and chance.random() < short * 0.12:
        return _without_vowels(word)
    return word


def _without_vowels(word: str) -> str:
    """Return a word's first letter and its consonants: "pemenang" is typed "pmnng"."""
    return word[0] + "".join(letter for letter in word[1:-1] if letter not in _VOWELS) + word[-1]


def _parted(text: str, chance: random.Random) -> str:
    """Join a preposition to its word, as "di mana" and "di buka" are mixed up."""
    joined = chance.random() < 0.6
    if joined:
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


def _particles(text: str, language: str, chance: random.Random) -> str:
    body = text.rstrip(" ?.!")
    mark = text[len(body) :]
    if (openers := OPENERS.get(language)) and chance.random() < 0.1:
        body = f"{chance.choice(openers)} {body[:1].lower()}{body[1:]}"
    if (tails := TAILS.get(language)) and chance.random() < 0.25:
        body = f"{body} {chance.choice(tails)}"
    return body + mark
