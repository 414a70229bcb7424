"""Messages that ask nothing of the articles, in any of the bot's languages: greetings, thanks, "who are you?". Pure.

The words stand in the catalogues, beside the replies. People stretch them ("haloo", "makasiih") and add to them
("halo kak"); a message that holds anything else is a question.
"""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum

from bot.addressing import QUESTION_WORD
from bot.catalogue import Catalogue

_STRETCHED = re.compile(r"(\w)\1+")
_WORD = re.compile(r"[^\W_]+")
# Where an opening may end: "Halo! Kapan …", "halo kak, kapan …".
_PAUSE = re.compile(r"[,.!;:\n]+\s*(?=\w)")


class Pleasantry(StrEnum):
    """What such a message is, the most telling first; the value is the text that replies to it."""

    ABOUT_THE_BOT = "start"
    THANKS = "thanks-reply"
    GREETING = "greeting-reply"


_LISTED = {
    "questions-about-the-bot": Pleasantry.ABOUT_THE_BOT,
    "thanks": Pleasantry.THANKS,
    "greetings": Pleasantry.GREETING,
    "beside-greetings": None,
}


class Pleasantries:
    """Tells pleasantries from questions."""

    def __init__(self, catalogue: Catalogue) -> None:
        """Take the words of all languages."""
        self._kinds = {
            _plain(words): kind
            for key, kind in _LISTED.items()
            for language in catalogue.languages
            for words in catalogue.phrases(language)(key).split(",")
        }
        # Of two that begin alike the longer one is meant.
        any_of_them = "|".join(sorted(self._kinds, key=len, reverse=True))
        self._one = re.compile(rf"\b(?:{any_of_them})")
        self._whole = re.compile(f"(?:{any_of_them})+")

    def recognise(self, message: str) -> Pleasantry | None:
        """Return what pleasantry a message is, None when it is none; of several that are in it the most telling."""
        words = _plain(message)
        if not self._whole.fullmatch(words):
            return None
        kinds = {self._kinds[each] for each in self._one.findall(words)}
        return next((each for each in Pleasantry if each in kinds), None)

    def without_opening(self, message: str) -> str:
        """Return a message without the pleasantry in front of what it asks, such as "Halo kak" or "Hi,"."""
        pause, asking = _PAUSE.search(message), QUESTION_WORD.search(message)
        for end in sorted(({pause.end()} if pause else set()) | ({asking.start()} if asking else set())):
            if self.recognise(message[:end]):
                return self.without_opening(message[end:])
        return message


def _plain(text: str) -> str:
    """Return the words of a text in lower case, none stretched, each with a space behind it."""
    shown = "".join(each for each in unicodedata.normalize("NFKC", text) if unicodedata.category(each) != "Cf")
    return "".join(f"{word} " for word in _WORD.findall(_STRETCHED.sub(r"\1", shown.casefold())))
