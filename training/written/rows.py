"""Rows of all families of scenes, in Indonesian and English passages, asked in either language."""

from __future__ import annotations

import random

from training.written.around import around
from training.written.families import contests, notices, people, places, prices, recipes, schedules, settling
from training.written.scenes import Kit, Row, rows_of

_ROOMS = (schedules, prices, people, contests, places, notices, recipes, settling)
FAMILIES = tuple(family for room in _ROOMS for family in room.FAMILIES)
_INDONESIAN = 0.62
_ASKED_A_SCENE = 2


def written_rows(count: int, chance: random.Random) -> list[Row]:
    """Return so many rows, of the form that the question-answer files have; the same chance gives the same rows."""
    rows: list[Row] = []
    while len(rows) < count:
        kit = Kit("id" if chance.random() < _INDONESIAN else "en", chance)
        rows += rows_of(chance.choice(FAMILIES)(kit), kit, around, _ASKED_A_SCENE)
    return rows[:count]
