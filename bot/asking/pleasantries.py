"""Messages that ask nothing of the articles, in any of the bot's languages: greetings, thanks, "haha". Pure.

The words stand in the catalogues, beside the replies. People stretch them ("haloo", "makasiih"), shorten them ("keren
bgt") and add to them ("halo kak"); a message that holds anything else is a question, and one of emoji alone says what
these say.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from enum import StrEnum
from functools import cache

from bot.messages.catalogue import Catalogue
from index import QUESTION_WORD, in_standard_words, read_question

_STRETCHED = re.compile(r"(\w)\1+")
_WORD = re.compile(r"[^\W_]+")
# Where an opening may end: "Halo! Kapan …", "halo kak, kapan …".
_PAUSE = re.compile(r"(?<![,.!;:\n])[,.!;:\n]++\s*+(?=\w)")
_EMOJI = "So"


class Pleasantry(StrEnum):
    """What such a message is, the most telling first; the value is the text that replies to it."""

    COMPLAINT = "complaint-reply"
    SCOLDING = "scolding-reply"
    ABOUT_ITS_SOURCES = "sources-reply"
    ABOUT_ITS_LANGUAGE = "language-reply"
    ABOUT_ITS_DATA = "data-reply"
    BESIDE_THE_ARTICLES = "beside-the-articles-reply"
    ABOUT_THE_BOT = "start"
    WHETHER_A_BOT = "robot-reply"
    THANKS = "thanks-reply"
    PRAISE = "praise-reply"
    FAREWELL = "farewell-reply"
    GREETING = "greeting-reply"
    WANTS_MORE = "more-reply"
    SOMETHING_ELSE_MEANT = "something-else-reply"
    GOING_ON = "going-on-reply"
    SMALL_TALK = "small-talk-reply"


# What is added to greetings and thanks, and what may stand in front of a question without a comma: "bantuan apa" asks.
_BESIDE, _OPENINGS = "beside-greetings", "openings"
# What leads to what would have been right: "jawabannya salah, harusnya 17.800".
_CORRECTIONS = "corrections"
_LONGEST_CORRECTION = 12
_LISTED = {
    # First, since some of it says something when it stands alone.
    _BESIDE: None,
    "complaints": Pleasantry.COMPLAINT,
    "scoldings": Pleasantry.SCOLDING,
    "questions-about-the-bot": Pleasantry.ABOUT_THE_BOT,
    "questions-whether-a-bot": Pleasantry.WHETHER_A_BOT,
    "questions-about-its-sources": Pleasantry.ABOUT_ITS_SOURCES,
    "questions-about-its-language": Pleasantry.ABOUT_ITS_LANGUAGE,
    "questions-about-its-data": Pleasantry.ABOUT_ITS_DATA,
    "thanks": Pleasantry.THANKS,
    "praise": Pleasantry.PRAISE,
    "farewells": Pleasantry.FAREWELL,
    "greetings": Pleasantry.GREETING,
    "questions-beside-the-articles": Pleasantry.BESIDE_THE_ARTICLES,
    "wishes-for-more": Pleasantry.WANTS_MORE,
    "something-else": Pleasantry.SOMETHING_ELSE_MEANT,
    "going-on": Pleasantry.GOING_ON,
    "small-talk": Pleasantry.SMALL_TALK,
}
# What an emoji says that stands alone; any other is small talk.
_SAID_BY_EMOJI = {
    **dict.fromkeys("👎", Pleasantry.COMPLAINT),
    **dict.fromkeys("😠😡🤬🖕", Pleasantry.SCOLDING),
    **dict.fromkeys("🙏", Pleasantry.THANKS),
    **dict.fromkeys("👍👌👏💯🔥🎉💪❤♥😍🥰😘🤩", Pleasantry.PRAISE),
    **dict.fromkeys("👋", Pleasantry.GREETING),
}


class Pleasantries:
    """Tells pleasantries from questions."""

    def __init__(self, catalogue: Catalogue) -> None:
        """Take the words of all languages."""
        self._phrases = _Phrases(_kinds_of(catalogue, tuple(_LISTED)))
        self._openings = _Phrases(_kinds_of(catalogue, (_BESIDE, _OPENINGS)))
        self._corrections = tuple(_kinds_of(catalogue, (_CORRECTIONS,)))

    def recognise(self, message: str) -> Pleasantry | None:
        """Return what pleasantry a message is, None when it is none; of several that are in it the most telling."""
        kinds = self._phrases.kinds_in(message) or _said_by_emoji(message)
        if not kinds and self._corrects(message):
            return Pleasantry.COMPLAINT
        return next((each for each in Pleasantry if each in kinds), None)

    def without_opening(self, message: str) -> str:
        """Return a message without the pleasantry in front of what it asks, such as "Halo kak" or "Hi,"."""
        question = message
        while True:
            pause, asking = _PAUSE.search(question), QUESTION_WORD.search(question)
            if pause and self._opens(question[: pause.end()]):
                question = question[pause.end() :]
            elif asking and self._openings.kinds_in(question[: asking.start()]) - {None}:
                question = question[asking.start() :]
            else:
                return question

    def _corrects(self, message: str) -> bool:
        """Return whether a message says what would have been right, and asks nothing; with a complaint or without."""
        words = _plain_words(message)
        if len(words) > _LONGEST_CORRECTION or "?" in message or QUESTION_WORD.search(message):
            return False
        for at in range(len(words) - 1):
            leads = any(
                words[at : at + len(each)] == each and len(words) > at + len(each) for each in self._corrections
            )
            if leads and (not at or Pleasantry.COMPLAINT in self._phrases.kinds_in(" ".join(words[:at]))):
                return True
        return False

    def _opens(self, words: str) -> bool:
        # "Terus, siapa yang menang?" goes on with what was asked before.
        return self.recognise(words) is not None and Pleasantry.GOING_ON not in self._phrases.kinds_in(words)


class _Phrases:
    """Phrases and what each is, None for what is only added to others."""

    def __init__(self, kinds: Mapping[tuple[str, ...], Pleasantry | None]) -> None:
        self._kinds = kinds
        self._beginning_with: dict[str, list[tuple[str, ...]]] = {}
        for phrase in kinds:
            self._beginning_with.setdefault(phrase[0], []).append(phrase)

    def kinds_in(self, message: str) -> set[Pleasantry | None]:
        """Return what a message holds that holds nothing else, as it was typed or as it is read; empty for others."""
        found = self._kinds_in(_plain_words(message)) or self._kinds_in(_plain_words(read_question(message).text))
        return found or self._kinds_in(_plain_words(in_standard_words(message)))

    def _kinds_in(self, words: Sequence[str]) -> set[Pleasantry | None]:
        # By how many words phrases can come up to, and the kinds of these phrases.
        reached: dict[int, set[Pleasantry | None]] = {0: set()}
        for at in range(len(words)):
            if at in reached:
                for phrase in self._beginning_with.get(words[at], ()):
                    end = at + len(phrase)
                    if words[at:end] == phrase:
                        reached.setdefault(end, set()).update(reached[at], {self._kinds[phrase]})
        return reached.get(len(words), set())


@cache
def _kinds_of(catalogue: Catalogue, keys: tuple[str, ...]) -> dict[tuple[str, ...], Pleasantry | None]:
    """Return what each phrase of some lists is; kept, since one is asked for wherever lines are understood."""
    listed = [
        (words.strip(), _LISTED.get(key, Pleasantry.SMALL_TALK))
        for key in keys
        for language in catalogue.languages
        for words in catalogue.phrases(language)(key).split(",")
    ]
    kinds = {_plain_words(words): kind for words, kind in listed}
    # "Gk nyambung" is read as "tidak menyambung", and "gak nyambung" as well; a single word may be read as anything.
    for words, kind in listed:
        if " " in words:
            kinds.setdefault(_plain_words(in_standard_words(words)), kind)
    return kinds


def _said_by_emoji(message: str) -> set[Pleasantry]:
    """Return what a message of emoji alone says; empty for one with words, and for one with signs alone."""
    if any(map(str.isalnum, message)):
        return set()
    return {_SAID_BY_EMOJI.get(each, Pleasantry.SMALL_TALK) for each in message if unicodedata.category(each) == _EMOJI}


def _plain_words(text: str) -> tuple[str, ...]:
    """Return the words of a text in small letters, none stretched."""
    shown = "".join(each for each in unicodedata.normalize("NFKC", text) if unicodedata.category(each) != "Cf")
    return tuple(_WORD.findall(_STRETCHED.sub(r"\1", shown.casefold())))
