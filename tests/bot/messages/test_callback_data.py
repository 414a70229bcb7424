"""What buttons send back."""

from __future__ import annotations

import re

import pytest

from bot.messages.callback_data import Button, Press, RatingPress
from bot.storage.records import Rating
from tests.test_architecture import modules


def test_no_two_kinds_of_buttons_look_alike() -> None:
    """Nor is one the beginning of another, which would take its presses."""
    values = list(Button)
    assert not [(a, b) for a in values for b in values if a is not b and b.startswith(a)]


def test_every_handler_of_buttons_takes_its_letter_from_the_list() -> None:
    """A pattern that somebody writes by hand would not be seen to clash."""
    for file in modules("bot"):
        handlers = re.findall(r"CallbackQueryHandler\(([^()]*)\)", file.read_text(encoding="utf-8"))
        assert not [each for each in handlers if '"' in each], file


@pytest.mark.parametrize("kind", Button)
def test_what_a_button_sends_is_read_by_its_kind_alone(kind: Button) -> None:
    data = kind.data("k" * 43, 12)
    assert kind.parts(data) == ["k" * 43, "12"]
    assert re.search(kind.pattern, data)
    assert len(data.encode()) <= 64
    others = [each for each in Button if each is not kind]
    assert not [each for each in others if each.parts(data) is not None or re.search(each.pattern, data)]


@pytest.mark.parametrize("data", ["", "a", "a:k:1", "p:k", "p:k:x", "p:k:" + "9" * 30, "f:k:sideways", "x:k", None])
def test_what_no_button_has_sent_is_no_press(data: str | None) -> None:
    assert Press.decode(data or "") is None
    assert RatingPress.decode(data or "") is None


def test_presses_come_back_as_they_were_sent() -> None:
    for press in (Press("k", None), Press("k", 3)):
        assert Press.decode(press.encode()) == press
    assert RatingPress.decode(RatingPress("k", Rating.UP).encode()) == RatingPress("k", Rating.UP)
