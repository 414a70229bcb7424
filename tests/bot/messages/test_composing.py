"""Text and entities: cleaning, lengths, cuts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telegram import MessageEntity

from bot.messages.composing import Composer, clean, shorten, shorten_start, utf16_units, window

ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=200)


def test_units_by_hand() -> None:
    """One unit up to U+FFFF, two beyond: 'a🙂é𠮷' has 1 + 2 + 1 + 2."""
    assert utf16_units("a🙂é𠮷") == 6


@given(st.text())
def test_units_agree_with_the_standard(text: str) -> None:
    """A character up to U+FFFF is one unit, any other a pair (Unicode 16.0, definition D91)."""
    assert utf16_units(text) == sum(1 if ord(each) <= 0xFFFF else 2 for each in text)


@pytest.mark.parametrize(
    ("raw", "cleaned"),
    [
        ("a\x00b\x1bc", "abc"),
        ("lone \ud83d surrogate", "lone surrogate"),
        ("\u202eevil\u202c \u2066x\u2069 \u200f!", "evil x !"),
        ("baris\r\nbaru\t\u2028x\xa0y", "baris baru x y"),
        ("👨\u200d👩\u200d👧 می\u200cخواهم", "👨\u200d👩\u200d👧 می\u200cخواهم"),
    ],
)
def test_clean(raw: str, cleaned: str) -> None:
    """Controls, lone surrogates and direction marks go, white space folds, joiners stay."""
    assert clean(raw) == cleaned


@given(ANY_TEXT)
def test_clean_text_can_be_sent(text: str) -> None:
    """Whatever comes in, the result is valid UTF-8 and cleaning it again changes nothing."""
    cleaned = clean(text)
    cleaned.encode("utf-8")
    assert clean(cleaned) == cleaned


def test_shorten_by_hand() -> None:
    """Cuts end at a word where one is near, and never inside a surrogate pair."""
    assert shorten("satu dua tiga", 13) == "satu dua tiga"
    assert shorten("satu dua tiga", 12) == "satu dua…"
    assert shorten("satudua" * 9, 10) == "satuduasa…"
    assert shorten("🙂🙂🙂", 4) == "🙂…"
    assert shorten_start("satu dua tiga", 12) == "…dua tiga"
    assert shorten_start("satu dua tiga", 13) == "satu dua tiga"
    assert shorten_start("🙂🙂🙂", 4) == "…🙂"


@given(ANY_TEXT.map(clean), st.integers(1, 50))
def test_shortened_text_fits(text: str, limit: int) -> None:
    """Neither cut is longer than its limit, and each is the beginning or the end of the text."""
    head, tail = shorten(text, limit), shorten_start(text, limit)
    assert max(utf16_units(head), utf16_units(tail)) <= limit
    assert text.startswith(head.removesuffix("…"))
    assert text.endswith(tail.removeprefix("…"))


def test_window_by_hand() -> None:
    """A span in the middle keeps as much on both sides; at an edge, the other side gets the room."""
    assert window("aaaa bbbb cccc", 5, 9, 40) == ("aaaa ", "bbbb", " cccc")
    assert window("x" * 30 + "SPAN" + "y" * 30, 30, 34, 14) == ("…xxxx", "SPAN", "yyyy…")
    assert window("SPAN" + "y" * 30, 0, 4, 14) == ("", "SPAN", "yyyyyyyyy…")
    assert window("x" * 30 + "SPAN", 30, 34, 14) == ("…xxxxxxxxx", "SPAN", "")


@given(ANY_TEXT, st.integers(0, 200), st.integers(0, 200), st.integers(1, 60))
def test_window_fits_and_keeps_the_span(text: str, start: int, end: int, limit: int) -> None:
    """The three parts fit together, and the span is whole when it fits by itself."""
    before, inside, after = window(text, start, end, limit)
    assert utf16_units(before + inside + after) <= limit
    if utf16_units(clean(text[start:end])) <= limit:
        assert inside == clean(text[start:end])


def test_composer_counts_units() -> None:
    """Offsets after an emoji count it twice; an outer entity stands before the one inside it."""
    composer = Composer().add("🙂 ")
    start = composer.length
    composer.add("kata ").add("tebal", MessageEntity.BOLD).mark(MessageEntity.BLOCKQUOTE, start)
    composed = composer.add("").compose()
    assert composed.text == "🙂 kata tebal"
    assert [(e.type, e.offset, e.length) for e in composed.entities] == [("blockquote", 3, 10), ("bold", 8, 5)]


def test_empty_entities_are_left_out() -> None:
    """Telegram refuses empty entities."""
    assert Composer().add("x").add("", MessageEntity.BOLD).compose().entities == ()
