"""Questions as they are typed in a chat: what is done to them, and what is left alone."""

from __future__ import annotations

import random

from training.typing_noise import chat_forms, slip, typed

_QUESTION = "Kapan Ratna Simbolon membuka toko roti di Muarajaya?"


def _many(question: str, language: str, count: int = 300) -> list[str]:
    chance = random.Random(1)
    return [typed(question, language, chance) for _ in range(count)]


def test_same_chance_types_the_same() -> None:
    """So that a comparison can be repeated."""
    assert _many(_QUESTION, "id", 20) == _many(_QUESTION, "id", 20)


def test_most_questions_lose_their_mark_and_their_capitals() -> None:
    """But not all of them."""
    forms = _many(_QUESTION, "id")

    assert 0.5 < sum("?" not in each for each in forms) / len(forms) < 0.9
    assert 0.55 < sum(each == each.lower() for each in forms) / len(forms) < 0.85


def test_a_question_is_typed_in_many_ways() -> None:
    """Words are shortened, particles put before or behind."""
    forms = _many(_QUESTION, "id")

    assert len(set(forms)) > 150
    assert any(each.startswith("kpn ") for each in forms)
    assert any(each.endswith(" sih") for each in forms)


def test_names_stay_whole_but_for_slips() -> None:
    """They have no forms: what is asked about can still be told."""
    kept = [each for each in _many(_QUESTION, "id") if "ratna simbolon" in each.lower()]

    assert len(kept) > 0.9 * 300


def test_a_language_without_forms_loses_marks_alone() -> None:
    """No word of another language is put in; a slip may still happen."""
    plain = [each for each in _many("Wo liegt Bremen?", "de") if each.rstrip(" ?.!").lower() == "wo liegt bremen"]

    assert len(plain) > 0.8 * 300


def test_doubled_words_are_typed_with_a_two() -> None:
    assert any("anak2" in each for each in _many("Berapa anak-anak yang ikut?", "id"))


def test_a_slip_changes_one_place_and_not_the_first_letter() -> None:
    """A letter is dropped, doubled, swapped or taken for its neighbour."""
    chance = random.Random(2)
    for _ in range(200):
        word = slip("pendaftaran", chance)
        assert word[0] == "p"
        assert abs(len(word) - len("pendaftaran")) <= 1


def test_there_are_hundreds_of_forms() -> None:
    """In both languages, and none that leaves a word as it is."""
    for language, least in (("id", 600), ("en", 350)):
        words = chat_forms()[language].words
        assert sum(len(forms) for forms in words.values()) >= least
        assert not [word for word, forms in words.items() if word in forms]
