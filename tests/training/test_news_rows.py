"""The rows that training writes itself: answers stand where they are said to, and every kind is among them."""

from __future__ import annotations

import random

from training.news_rows import news_rows


def test_answers_stand_in_their_contexts() -> None:
    """At the offset that the row gives, in rows of both languages and across them, some without an answer."""
    rows = news_rows(400, random.Random(3))

    for row in rows:
        for answer in row["answers"]:
            assert row["context"][answer["start"] :].startswith(answer["text"])
    assert {(row["lang_q"], row["lang_c"]) for row in rows} == {
        (one, two) for one in ("id", "en") for two in ("id", "en")
    }
    assert 0.2 < sum(not row["answers"] for row in rows) / len(rows) < 0.5


def test_day_that_no_longer_holds_is_the_answer_only_to_what_was_planned() -> None:
    """The day of "batal" or "called off" never answers when it will be."""
    rows = [row for row in news_rows(400, random.Random(4)) if row["answers"]]
    put_off = [
        row for row in rows if any(word in row["context"] for word in ("yang semula akan", "originally planned"))
    ]

    assert put_off
    for row in put_off:
        after = row["context"].split("yang semula akan digelar pada ")[-1].split(", originally planned for ")[-1]
        if row["question"].startswith(("When will", "Kapan")) and "semula" not in row["question"]:
            assert not after.startswith(row["answers"][0]["text"])


def test_same_chance_gives_the_same_rows() -> None:
    """So that a run can be repeated."""
    assert news_rows(20, random.Random(1)) == news_rows(20, random.Random(1))
