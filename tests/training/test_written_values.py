"""Names, days, hours and sums that training writes: many of them, and right in both languages."""

from __future__ import annotations

import random
import re
from datetime import date, time

from training.written.names import Names
from training.written.values import WEEKDAYS, Values
from training.written.wording import unmarked


def _plain(word: tuple[str, str]) -> tuple[str, str]:
    return unmarked(word[0])[0], unmarked(word[1])[0]


def test_there_are_thousands_of_names() -> None:
    """Of people and of villages; two of one passage share no part."""
    chance = random.Random(1)
    people = {Names(chance, set()).person() for _ in range(6_000)}
    villages = {Names(chance, set()).village() for _ in range(6_000)}
    of_one = Names(chance, set())
    parts = [part for _ in range(4) for part in of_one.person().split()]

    assert len(people) > 2_500
    assert len(villages) > 1_500
    assert len(set(parts)) == len(parts)


def test_a_day_has_its_own_weekday() -> None:
    """12 June 2018 was a Tuesday; the weekday can be asked for by itself."""
    day = date(2018, 6, 12)
    forms = [Values(random.Random(at)).day(day, year=True) for at in range(60)]

    assert {"Selasa, 12 Juni 2018", "Selasa (12/6/2018)", "12 Juni 2018"} <= {_plain(each)[0] for each in forms}
    assert {"Tuesday, June 12, 2018", "Tuesday, 12 June 2018", "June 12, 2018"} <= {_plain(each)[1] for each in forms}
    for indonesian, _ in forms:
        text, facts = unmarked(indonesian)
        assert "weekday" not in facts or text[slice(*facts["weekday"])] == "Selasa"


def test_a_day_may_go_without_its_year() -> None:
    assert not re.search(r"\d{4}", "".join(Values(random.Random(3)).day(date(2018, 6, 12), year=False)))


def test_hours_begin_and_end_as_they_are_marked() -> None:
    """Written alike throughout one passage."""
    for style in range(200):
        values = Values(random.Random(style), style)
        text, facts = unmarked(values.hours(time(8, 0), time(16, 30))[0])
        assert text[slice(*facts["opens"])].startswith(("08", "8"))
        assert re.fullmatch(r"16[.:]30", text[slice(*facts["closes"])])
        assert values.at(time(9, 15)) == values.at(time(9, 15))


def test_spans_of_weekdays_cover_the_week_once() -> None:
    """In order, from Monday to Sunday."""
    for seed in range(50):
        spans = Values(random.Random(seed)).weekdays(3)
        assert str(spans[0][0]).startswith("Senin")
        assert str(spans[-1][1]).endswith("Sunday")
        named = [name for span in spans for name in WEEKDAYS[0] if name in str(span[0])]
        assert named == sorted(named, key=WEEKDAYS[0].index)


def test_sums_are_the_same_in_both_languages() -> None:
    """With points in one, commas in the other; round ones in words at times."""
    forms = {Values(random.Random(seed)).sum(27_000) for seed in range(80)}

    assert {re.sub(r"\D", "", form[0]) for form in forms} == {"27000", "27"}
    assert ("Rp27 ribu", "Rp 27 thousand") in forms
    assert Values(random.Random(1)).count(1_234) == ("1.234", "1,234")
