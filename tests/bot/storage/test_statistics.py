"""Figures of a period, worked by hand, and the picture of its days."""

from __future__ import annotations

import io
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from statistics import median
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.commands.admin.stats import render_statistics
from bot.messages.catalogue import bundled_catalogue
from bot.messages.chart import _labels, draw_days
from bot.storage.records import KeptQuestion
from bot.storage.statistics import Day, Statistics, statistics

TODAY = date(2018, 6, 12)
NOON = datetime(2018, 6, 12, 12, tzinfo=UTC)
ENGLISH, INDONESIAN = bundled_catalogue().phrases("en"), bundled_catalogue().phrases("id")


def kept(
    question: str = "Kapan?",
    *,
    asked: datetime = NOON,
    person: str | None = "a",
    answered: bool = True,
    latency_ms: float = 100,
    up: int = 0,
    down: int = 0,
) -> KeptQuestion:
    return KeptQuestion(asked, person, question, answered, latency_ms, up, down)


def counted(questions: Iterable[KeptQuestion], days: int = 7) -> Statistics:
    return statistics(questions, days, TODAY, UTC)


def test_figures_by_hand() -> None:
    """Four questions of two people: three answered, 2 of 3 ratings up, half of them within 250 ms."""
    found = counted(
        [
            kept(latency_ms=100, up=2, down=1),
            kept("Di mana?", person="b", latency_ms=200),
            kept("Siapa?", person="b", answered=False, latency_ms=300),
            kept(person=None, latency_ms=9000, asked=NOON - timedelta(days=1)),
        ]
    )
    assert (found.questions, found.people, found.answered) == (4, 2, 3)
    assert (found.answered_share, found.median_latency_ms) == (0.75, 250)
    assert found.up_share == pytest.approx(2 / 3)
    assert len(found.days) == 7
    assert found.days[-2:] == (Day(date(2018, 6, 11), 1, 0), Day(TODAY, 2, 1))
    assert found.most_asked == (("Kapan?", 2),)
    assert found.unanswered == (("Siapa?", 1),)


def test_nothing_asked() -> None:
    """No share and no median of nothing."""
    found = counted([])
    assert (found.answered_share, found.up_share, found.median_latency_ms) == (None, None, None)
    assert found.most_asked == ()


@given(latencies=st.lists(st.integers(0, 20), min_size=1, max_size=12))
def test_median_is_that_of_all(latencies: list[int]) -> None:
    """Of odd and even numbers of questions, and of equal times."""
    assert counted(kept(latency_ms=each) for each in latencies).median_latency_ms == median(latencies)


def test_same_question_written_otherwise() -> None:
    """Capitals, spaces and final punctuation make no other question; the first form is shown."""
    assert counted([kept("Kapan KTT?"), kept("kapan  ktt"), kept("KAPAN KTT!?")]).most_asked == (("Kapan KTT?", 3),)


def test_unanswered_newest_first() -> None:
    """By when each was last asked; one that was answered since is not among them, one that was not any more is."""
    found = counted(
        [
            kept("Di mana?", answered=False),
            kept("Siapa?", answered=False),
            kept("di  mana", answered=False),
            kept("Berapa?", answered=False),
            kept("Berapa?"),
            kept("Kapan?"),
            kept("Kapan?", answered=False),
        ]
    )
    assert found.unanswered == (("Kapan?", 1), ("di  mana", 2), ("Siapa?", 1))


def test_days_of_another_zone() -> None:
    """At 18:00 in London it is tomorrow in Jakarta; what lies outside the period does not count."""
    evening = NOON.replace(hour=18)
    jakarta = statistics([kept(asked=evening)], 2, TODAY + timedelta(days=1), ZoneInfo("Asia/Jakarta"))
    assert jakarta.days == (Day(TODAY, 0, 0), Day(TODAY + timedelta(days=1), 1, 0))
    assert counted([kept(asked=NOON - timedelta(days=7)), kept(asked=NOON + timedelta(days=1))]).questions == 0
    assert counted([kept(asked=NOON - timedelta(days=6))]).questions == 1


@given(
    st.lists(
        st.builds(
            kept,
            st.sampled_from(["a", "A?", "b"]),
            asked=st.integers(0, 9).map(lambda back: NOON - timedelta(days=back)),
            answered=st.booleans(),
        )
    )
)
def test_parts_add_up(questions: list[KeptQuestion]) -> None:
    """Days, shares and what was asked more than once count the same questions."""
    found = counted(questions)
    assert sum(day.answered + day.unanswered for day in found.days) == found.questions <= len(questions)
    assert sum(day.answered for day in found.days) == found.answered
    assert all(count > 1 for _, count in found.most_asked)
    assert sum(count for _, count in found.most_asked) <= found.questions
    assert sum(count for _, count in found.unanswered) <= found.questions - found.answered


def test_text_of_the_figures() -> None:
    """Each figure in words, with the plurals and numbers of the language."""
    found = counted(
        [
            *[kept(person=f"{n}", latency_ms=1234) for n in range(1500)],
            kept("Siapa?", answered=False, up=1),
        ]
    )
    assert render_statistics(found, ENGLISH).text.splitlines() == [
        "The last 7 days",
        "1,501 questions from 1,501 people",
        "Answered: 100%",
        "👍 100% of 1 rating",
        "Median answer time: 1.2 s",
        "",
        "Asked more than once",
        "• Kapan? (1,500 times)",
        "",
        "Unanswered, newest first",
        "• Siapa?",
    ]
    assert "1.501 pertanyaan dari 1.501 orang" in render_statistics(found, INDONESIAN).text
    assert render_statistics(counted([]), ENGLISH).text.splitlines() == ["The last 7 days", "No questions yet"]
    assert "1 question from 1 person" in render_statistics(counted([kept()]), ENGLISH).text


@pytest.mark.parametrize("language", ["en", "id"])
def test_text_fits_below_a_picture(language: str) -> None:
    """Eight questions as long as can be are cut, so that all is within 1,024 UTF-16 units."""
    long = [kept(f"{n}" + "😀" * 600, answered=False, person=None, up=10**6) for n in range(9) for _ in range(2)]
    composed = render_statistics(counted(long), bundled_catalogue().phrases(language))
    assert len(composed.text.encode("utf-16-le")) // 2 <= 1024
    assert composed.text.count("😀…") == 8


def picture_of(days: int, language: str = "en", questions: int = 9) -> np.ndarray:
    """Return the pixels of a picture, (height, width, 3), 0 to 1."""
    from matplotlib.image import imread

    drawn = [Day(TODAY - timedelta(days=back), questions, back % 3) for back in reversed(range(days))]
    pixels: np.ndarray = imread(io.BytesIO(draw_days(drawn, bundled_catalogue().phrases(language))), format="png")
    return pixels[..., :3]


def share_of(pixels: np.ndarray, colour: str) -> float:
    """Return the share of pixels of a colour such as `#1f7a8c`."""
    wanted = np.array([int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)])
    return float((np.abs(pixels - wanted).max(axis=2) < 0.02).mean())


@pytest.mark.parametrize(("days", "language"), [(7, "en"), (30, "id"), (90, "en")])
def test_picture_has_both_colours_on_white(days: int, language: str) -> None:
    """For a phone: three times as wide as its screen in points, dark on light."""
    pixels = picture_of(days, language)
    assert pixels.shape == (690, 1080, 3)
    assert pixels[0, 0].tolist() == [1, 1, 1]
    assert share_of(pixels, "#1f7a8c") > 0.2
    assert 0.01 < share_of(pixels, "#f2a541") < share_of(pixels, "#1f7a8c")


def test_picture_of_nothing() -> None:
    """Says so, and draws no bars."""
    empty = picture_of(1, questions=0)
    assert share_of(empty, "#f2a541") < 0.01
    assert share_of(empty, "#1d2733") > 0.001


@pytest.mark.parametrize("days", [1, 7, 30, 90])
def test_labels_are_few_and_end_today(days: int) -> None:
    """Evenly spaced, at most six, so that they do not run into each other."""
    places, labels = _labels([Day(TODAY - timedelta(days=back), 1, 0) for back in reversed(range(days))], INDONESIAN)
    assert labels[-1] == "12 Jun"
    assert places[-1] == days - 1
    assert len(places) == len(labels) <= 6
    assert len({after - before for before, after in pairwise(places)}) <= 1
