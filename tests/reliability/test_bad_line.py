"""A Bot API server that floods, fails, stalls and breaks off: nothing is lost, and nothing is sent too early."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import pytest

from tests.reliability.town import FIRST_PERSON, town

pytestmark = pytest.mark.slow

OTHER = FIRST_PERSON + 1
FAULTS: list[dict[str, Any]] = [
    {"kind": "server_error", "status": 500, "calls": 2},
    {"kind": "server_error", "status": 502},
    {"kind": "server_error", "status": 504},
    {"kind": "html", "status": 502, "calls": 2},
    {"kind": "html", "status": 504},
    {"kind": "stall", "seconds": 2.0},
    {"kind": "reset", "calls": 3},
    {"kind": "cut"},
]
# python-telegram-bot pauses longer after each failure in a row.
FAULTS_OF_FETCHING: list[dict[str, Any]] = [{"kind": "html"}, {"kind": "reset"}, {"kind": "cut"}, {"kind": "flood"}]


async def test_whatever_goes_wrong_every_question_is_answered(tmp_path: Path) -> None:
    """All kinds of faults of sending and of fetching, one after the other, each of which really happens."""
    async with town(tmp_path) as place:
        await place.start()
        await place.answered([place.write("Kapan mulai?")])
        asked = []
        for number, fault in enumerate(FAULTS):
            await place.fault(method="sendMessage", **fault)
            asked.append(place.write(f"Kapan nomor {number}?", OTHER + number))
        for fault in FAULTS_OF_FETCHING:
            await place.fault(method="getUpdates", **fault)
        asked += [place.write(f"Kapan nomor {number} lagi?", OTHER + number) for number in range(len(FAULTS))]
        began = time.monotonic()
        await place.answered(asked)
        while await place.planned():
            assert time.monotonic() - began < 90, place.said()
            await place.rest()
        print(f"{len(asked)} questions answered within {time.monotonic() - began:.1f} s of faults")


async def test_nothing_is_sent_before_the_wait_is_over(tmp_path: Path) -> None:
    """The chat that Telegram asks to leave alone is left alone; another one is answered meanwhile."""
    async with town(tmp_path) as place:
        await place.start()
        await place.answered([place.write("Kapan mulai?"), place.write("Kapan mulai?", OTHER)])
        await place.fault(method="sendMessage", kind="flood", retry_after=3)
        began, before = time.monotonic(), len(place.outgoing)
        flooded = place.write("Kapan?")
        await place.until(lambda: "asks to wait" in place.said())
        waiting = place.write("Di mana?")
        free = place.write("Kapan?", OTHER)
        await place.answered([flooded, waiting, free])
        first = {each.chat_id: each.at - began for each in reversed(place.outgoing[before:])}
        assert first[FIRST_PERSON] >= 3.0
        assert first[OTHER] < 3.0
        assert [each.answers for each in place.outgoing[before:] if each.chat_id == FIRST_PERSON] == [flooded, waiting]


@pytest.mark.parametrize("kind", ["reset", "html"])
async def test_it_is_back_soon_after_an_outage(tmp_path: Path, kind: str) -> None:
    """After a minute in which nothing worked, as seen by the pauses, a question is answered within 35 s."""
    async with town(tmp_path) as place:
        await place.start()
        await place.answered([place.write("Kapan mulai?")])
        await place.fault(method="*", kind=kind, calls=6)
        await place.fault(method="getUpdates", kind=kind, calls=4)
        asked = place.write("Kapan lagi?", OTHER)
        end = time.monotonic() + 90
        while await place.planned():
            assert time.monotonic() < end, place.said()
            await place.rest()
        began = time.monotonic()
        await place.answered([asked])
        assert time.monotonic() - began < 35
