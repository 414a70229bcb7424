"""Questions about somebody else: what is exchanged, for what, and what is left alone."""

import random

from training.news_rows import Row
from training.swapping import Swapper


def _row(question: str) -> Row:
    return {"question": question, "context": "", "answers": [], "lang_q": "id", "lang_c": "id"}


def _swapper(*questions: str) -> Swapper:
    swapper = Swapper(random.Random(1))
    for question in questions:
        swapper.learn(_row(question))
    return swapper


def test_a_name_gives_way_to_one_that_stood_behind_the_same_word() -> None:
    """Whole names, their marks left in place; the question's first word is no name."""
    swapper = _swapper("Siapa wali kota Kupang Baru?", "Kapan feri tiba di Ambon?", "Siapa gubernur Nusa Timur?")
    question = swapper.swapped(_row("Siapa wali kota Teluk Sagu?"), "Wali kota Teluk Sagu, Rina Mandagi, hadir.")
    assert question == "Siapa wali kota Kupang Baru?"


def test_a_year_gives_way_to_a_year() -> None:
    question = _swapper().swapped(_row("Siapa juara tahun 2018?"), "Pada 2018 juaranya Elang Ternate.")
    assert question is not None
    assert question.startswith("Siapa juara tahun 20")
    assert "2018" not in question


def test_what_the_passage_does_not_say_is_left_alone() -> None:
    """Nor is there a question when the passage has every other name too."""
    swapper = _swapper("Di mana stasiun kota Kupang?")
    assert swapper.swapped(_row("Apa nama kota Korea Utara?"), "The North Korean capital is Pyongyang.") is None
    assert swapper.swapped(_row("Apa ibu kota Ambon?"), "Kota Ambon dan kota Kupang.") is None
    assert swapper.swapped(_row("Apa yang tumbuh di sini?"), "Yang tumbuh di sini padi.") is None
