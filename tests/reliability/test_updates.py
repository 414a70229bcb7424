"""Updates that come twice, out of order, or broken; a stop while questions wait; texts that nobody should send."""

from __future__ import annotations

import asyncio
import signal
import time
from pathlib import Path
from typing import Any

import pytest

from bot.messages.composing import MAX_UNITS, utf16_units
from tests.reliability.town import FIRST_PERSON, REAL, TABLE, Town, town

pytestmark = pytest.mark.slow

OTHER = FIRST_PERSON + 1
ZALGO = "K\u0301\u0327\u0336a\u0334\u0300p\u0335\u0301a\u0337\u0302n\u0338?" * 20
TEXTS = {
    "empty": "",
    "spaces": " \n\t ",
    "one letter": "a",
    "NUL": "Kapan\x00kapal\x00?",
    "lone surrogate": "Kapan \ud83d kapal \udc00?",
    "right to left": "\u202eKapan\u202c \u2067kapal\u2069?",
    "zalgo": ZALGO,
    "10,000 emoji": "😀" * 10_000,
    "1 MB": "kapal " * 170_000,
    "markup": "<b>Kapan</b> *kapal* [x](tg://user?id=1) `code` _a_ ||b||",
}


def raw(place: Town, text: str, message_id: int, person_id: int = FIRST_PERSON) -> dict[str, Any]:
    """Return a message as Telegram would deliver it, unchecked."""
    person = place.people.person(person_id, "en")
    chat = place.people.chat(person_id, person)
    return {
        "message_id": message_id,
        "date": int(time.time()),
        "chat": chat.chat(),
        "from": person.user(),
        "text": text,
    }


async def test_duplicates_disorder_and_what_cannot_be_parsed(tmp_path: Path) -> None:
    """One answer each; the broken update is set aside and the next one is answered."""
    async with town(tmp_path) as place:
        for fault in ("duplicate_updates", "malformed_updates"):
            await place.fault(method="getUpdates", kind=fault)
        twice = [place.write(f"Kapan nomor {n}?", OTHER + n) for n in range(3)]
        await place.start()
        await place.answered(twice)
        place.write("rusak sama sekali", OTHER)
        await place.until(lambda: "set aside" in place.said())
        # The same message under another number, and two whose numbers are in no order.
        again = next(each for each in place.world.messages[OTHER].values() if not each["from"]["is_bot"])
        place.push("message", again)
        late = [place.write(text, OTHER + 5) for text in ("Kapan satu?", "Kapan dua?")]
        queue = place.server.state.updates._waiting
        if len(queue) >= 2:
            queue[-1]["update_id"], queue[-2]["update_id"] = queue[-2]["update_id"], queue[-1]["update_id"]
        await place.answered(late)
        await asyncio.sleep(0.5)
        assert await place.planned() == []
        assert set(place.answers().values()) == {1}
        assert "rusak" not in place.said()


async def test_sigterm_finishes_what_it_has_begun_and_the_next_start_does_the_rest(tmp_path: Path) -> None:
    """Within 10 s, with forty slow questions waiting; none is lost and none is answered twice."""
    async with town(tmp_path, TABLE, SECONDS_A_QUESTION="1.0") as place:
        await place.start()
        asked = [place.write(f"Kapan nomor {n}?", FIRST_PERSON + n) for n in range(40)]
        await place.until(lambda: len(place.answers()) >= 2)
        began = time.monotonic()
        assert await place.end(signal.SIGTERM) == 0
        took = time.monotonic() - began
        print(f"ended within {took:.1f} s of SIGTERM, {len(place.answers())} of 40 answered")
        assert took < 10
        assert len(place.answers()) < 40
        place.environment["SECONDS_A_QUESTION"] = "0.01"
        await place.start()
        await place.answered(asked)
        assert set(place.answers().values()) == {1}


async def test_sigterm_while_example_questions_are_sought(data: Path) -> None:
    """The real reader at work in a thread, in native code, does not abort the process."""
    async with town(data, REAL) as place:
        for _ in range(4):
            await place.start()
            await place.polled()
            assert await place.end(signal.SIGTERM) == 0
        assert "terminate called" not in place.said()


async def test_any_text_gets_a_typed_reply(tmp_path: Path) -> None:
    """From nothing to a megabyte; nobody ever sees an error's code, and no message is longer than Telegram takes."""
    async with town(tmp_path) as place:
        await place.start()
        await place.polled()
        asked = {}
        for number, (name, text) in enumerate(TEXTS.items()):
            message = raw(place, text, 900_000 + number, FIRST_PERSON + number)
            place.world.messages[FIRST_PERSON + number][message["message_id"]] = message
            place.push("message", message)
            asked[name] = message["message_id"]
        await place.answered(asked.values())
        sent = [each.text for each in place.outgoing]
        assert not [text for text in sent if "something went wrong" in text]
        assert all(0 < utf16_units(text) <= MAX_UNITS for text in sent)
        assert "Traceback" not in place.said()


@pytest.mark.parametrize("forgery", ["same name", "forwarded", "channel post", "anonymous", "bot", "via a bot"])
async def test_forged_administrators_change_nothing(place_with_administrator: Town, forgery: str) -> None:
    """Whoever looks like the administrator is nobody; the real one is answered."""
    place = place_with_administrator
    administrator = place.world.administrator
    message = raw(place, "/reindex full", 910_000 + len(place.outgoing), OTHER)
    message["entities"] = [{"type": "bot_command", "offset": 0, "length": 8}]
    real = place.people.person(administrator, "en").user()
    group = {"id": -1001000000001, "type": "supergroup", "title": "Ruang Baca"}
    kind = "message"
    if forgery == "same name":
        message["from"] |= {"first_name": real["first_name"], "username": real.get("username")}
    elif forgery == "forwarded":
        chat = place.people.chat(administrator, place.people.person(administrator, "en"))
        origin = {"type": "user", "date": 1, "sender_user": real}
        message |= {"from": real, "chat": chat.chat(), "forward_origin": origin}
    elif forgery == "channel post":
        kind = "channel_post"
        message |= {"sender_chat": {"id": -1005, "type": "channel", "title": real["first_name"]}}
        message["chat"] = message["sender_chat"]
        del message["from"]
    elif forgery == "anonymous":
        message |= {"chat": group, "sender_chat": group, "from": real}
    elif forgery == "bot":
        message["from"] = real | {"is_bot": True}
    else:
        message |= {"from": real, "via_bot": {"id": 5, "is_bot": True, "first_name": "x", "username": "x_bot"}}
    place.push(kind, message)
    await place.answered([place.write("Kapan?", OTHER + 1)])
    assert not [each for each in place.outgoing if "Rebuilding" in each.text]
    assert not [each for each in place.outgoing if "dibangun ulang" in each.text]
