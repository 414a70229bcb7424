"""Messages that greet or thank and ask nothing, in any of the bot's languages. Pure.

The words stand in the catalogues, beside the replies. People stretch them ("haloo", "makasiih") and add to them
("halo kak"); a message that holds anything else is a question.
"""

from __future__ import annotations

import re
from enum import StrEnum

from bot.catalogue import Catalogue

_STRETCHED = re.compile(r"(\w)\1+")


class Pleasantry(StrEnum):
    """What such a message is; the value is the text that replies to it."""

    GREETING = "greeting-reply"
    THANKS = "thanks-reply"


class Pleasantries:
    """Tells pleasantries from questions."""

    def __init__(self, catalogue: Catalogue) -> None:
        """Take the words of all languages."""
        self._greeting = _either(catalogue, "greetings")
        self._thanks = _either(catalogue, "thanks")
        self._whole = re.compile(rf"(?:(?:{self._greeting}|{self._thanks}|{_either(catalogue, 'beside-greetings')}) )+")

    def recognise(self, message: str) -> Pleasantry | None:
        """Return what pleasantry a message is; None when it is none. Who thanks in between greetings thanks."""
        words = _plain(message)
        if not self._whole.fullmatch(words):
            return None
        if re.search(rf"\b(?:{self._thanks}) ", words):
            return Pleasantry.THANKS
        return Pleasantry.GREETING if re.search(rf"\b(?:{self._greeting}) ", words) else None


def _either(catalogue: Catalogue, key: str) -> str:
    """Return a pattern for any one of the words or phrases that the catalogues list under a key."""
    listed = (catalogue.phrases(language)(key) for language in catalogue.languages)
    return "|".join(sorted({re.escape(_plain(each).strip()) for words in listed for each in words.split(",")}))


def _plain(text: str) -> str:
    """Return the words of a text in lower case, none stretched, each with a space behind it."""
    return "".join(f"{word} " for word in re.findall(r"\w+", _STRETCHED.sub(r"\1", text.casefold())))
