"""Tells by what stands beside what a digit or three letters are short for in English: "4 kids", "open sat"."""

from __future__ import annotations

from collections.abc import Sequence

from index.language.reading.tokens import Token
from index.language.text import listed

# Digits that sound like a word.
_SPOKEN_DIGITS = {"2": "to", "4": "for"}
_BEHIND_EITHER = listed("the a an my your his her its our their this that these those me you him us them it")
_PEOPLE = listed(
    "kid kids child children student students pupils adult adults senior seniors pensioners oaps teen teens toddlers "
    "babies family families member members resident residents tourists beginners concessions everyone"
)
_DAYS = listed(
    "monday tuesday wednesday thursday friday saturday sunday today tonight tomorrow tmr tmrw weekend weekends "
    "weekdays xmas christmas easter"
)
_PRICED = listed(
    "much ticket tickets tix price prices fee fees cost costs fare fares rate rates charge free entry entrance "
    "admission entries deposit discount discounts open opens closed hours time times booking bookings"
)
# Behind these something is done: "where 2 park".
_ASKING_TO_DO = listed("where how what when want wanna need have going go got way place time")
_SEVERAL = listed("people men women children")
_WEEKDAYS = listed(
    "monday tuesday wednesday thursday friday saturday sunday fri tues weds thurs thur sat sun mon tue wed thu"
)
# What a weekday stands behind, and what it is followed by, if by anything.
_BEFORE_A_DAY = _WEEKDAYS | listed("on this next last every each about open opens close closes closed hours hrs")
_JOINING = listed("n and or to til till until from")
_PARTS_OF_DAY = listed("morning mornings afternoon afternoons evening evenings night nights nite")
_BEHIND_A_DAY = _WEEKDAYS | _JOINING | listed("at for pls plz please")
_OF_HOURS = listed("time hours hrs open opens opening close closes closing start starts end ends")
_PAST = listed("was were did had has")
_ARTICLES = listed("the a an my")


def spoken_digit(tokens: Sequence[Token], at: int) -> str | None:
    """Return the preposition that a digit is typed for; None where it counts: "for 4 kids", "year 4 students"."""
    word = _SPOKEN_DIGITS.get(tokens[at].text)
    if word is None or at + 1 == len(tokens):
        return None
    before, following = tokens[at - 1].text.lower() if at else "", tokens[at + 1].lower
    if before.isalpha() and following in _BEHIND_EITHER:
        return word
    if word == "for":
        is_led = before in _PRICED or (not before and following in _DAYS)
        return word if is_led and following in _PEOPLE | _DAYS else None
    is_done = following.isalpha() and following not in _SEVERAL and not following.endswith("s")
    return word if before in _ASKING_TO_DO and is_done else None


def is_a_weekday(tokens: Sequence[Token], at: int) -> bool:
    """Return whether three letters are a weekday's: "open sat", "n sun?", "pool hours wed"; not "sat down"."""
    before, following = tokens[at - 1].lower if at else "", tokens[at + 1].lower if at + 1 < len(tokens) else ""
    if before.isdigit() or following.isdigit() or following in _PARTS_OF_DAY:
        return True
    if following and following not in _BEHIND_A_DAY:
        return False
    words = {token.lower for token in tokens}
    asks_for_hours = before not in _ARTICLES and bool(words & _OF_HOURS) and not words & _PAST
    # "The moon and sun".
    is_joined = before in _JOINING and (at == 1 or tokens[at - 2].lower in _WEEKDAYS)
    return before in _BEFORE_A_DAY or is_joined or (not following and asks_for_hours)
