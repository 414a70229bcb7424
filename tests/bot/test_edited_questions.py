"""A question that was edited is answered again, in place of the old answer."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path
from typing import Any

import pytest
from telegram import Update
from telegram.ext import ApplicationHandlerStop

from bot.access.gate import Entrance
from bot.access.policy import AccessPolicy
from bot.messages.catalogue import bundled_catalogue
from bot.messages.languages import Languages
from bot.storage.invitations import Invitations
from bot.storage.opening import records_at
from bot.storage.records import FILE_NAME
from tanya.settings import Access
from tests.bot.conftest import Running
from tests.bot.samples import (
    OTHER,
    READER,
    UNKNOWN,
    SmallEngine,
    a_message,
    an_edit,
    in_group,
)
from tests.bot.telegram_server import USERNAME, TelegramServer


async def test_edited_question_is_answered_in_place(server: TelegramServer, engine: SmallEngine, bot: Running) -> None:
    """The earlier answer becomes the answer to what the question says now; the same words again change nothing."""
    engine.replies["Siapa Kim?"] = UNKNOWN
    question = a_message("Kapan KTT?")
    await server.exchange(question)
    await server.receive(an_edit(question, "Kapan KTT?"))
    await server.receive(an_edit(question, "Siapa Kim?"))
    await server.until(lambda: len(server.edited) == 1)
    assert server.edited[0].text.startswith("Saya belum menemukan")
    assert len(server.sent) == 1
    assert engine.asked == ["Kapan KTT?", "Siapa Kim?"]


async def test_edited_question_with_a_command_inside(server: TelegramServer, engine: SmallEngine, bot: Running) -> None:
    """Only what begins with /ask is taken for it; an edit into another command leaves the answer as it is."""
    question = a_message("Kapan KTT?")
    await server.exchange(question)
    words, place = "Di mana /puncak itu?", {"type": "bot_command", "offset": 8, "length": 7}
    await server.receive(an_edit(question | {"message": question["message"] | {"entities": [place]}}, words))
    await server.until(lambda: len(server.edited) == 1)
    command = {"type": "bot_command", "offset": 0, "length": 7}
    await server.receive(an_edit(question | {"message": question["message"] | {"entities": [command]}}, "/latest"))
    await server.exchange(a_message("Siapa Kim?"))
    assert engine.asked == ["Kapan KTT?", words, "Siapa Kim?"]
    assert len(server.edited) == 1


async def test_edited_question_in_a_group(server: TelegramServer, engine: SmallEngine, bot: Running) -> None:
    """A group's edits are nobody's questions, save for those that were asked."""
    asked = in_group("/ask Kapan KTT?")
    await server.exchange(asked)
    await server.receive(an_edit(in_group("Kapan ya?"), "Di mana ya?"))
    await server.receive(an_edit(asked, "/ask Di mana KTT?"))
    await server.until(lambda: len(server.edited) + len(server.sent) == 2)
    assert engine.asked == ["Kapan KTT?", "Di mana KTT?"]


@pytest.mark.parametrize(
    ("first", "then"),
    [("/ask", "/ask"), ("/ask", f"/ask@{USERNAME}"), (f"@{USERNAME}", f"@{USERNAME} ?"), (f"@{USERNAME}", "/ask")],
)
async def test_an_edit_of_what_asks_somebodys_message(
    server: TelegramServer, engine: SmallEngine, bot: Running, first: str, then: str
) -> None:
    """It still asks that; with words of its own it asks them."""

    def said(text: str) -> dict[str, Any]:
        kind, length = ("mention" if text.startswith("@") else "bot_command"), len(text.split()[0])
        return {"text": text, "entities": [{"type": kind, "offset": 0, "length": length}]}

    asks = in_group(**said(first), reply_to_message=in_group("Kapan KTT?", OTHER)["message"])
    await server.exchange(asks)
    edit = an_edit(asks, then)["edited_message"]
    await server.receive({"edited_message": edit | said(then)})
    await server.receive({"edited_message": edit | said(f"{then} Di mana KTT") | {"edit_date": 1_700_000_200}})
    await server.until(lambda: bool(server.edited))
    assert engine.asked[0] == "Kapan KTT?"
    assert [each.removeprefix("? ") for each in engine.asked[1:]] == ["Di mana KTT"]
    assert len(server.edited) == 1


async def test_edited_question_whose_answer_is_gone(server: TelegramServer, engine: SmallEngine, bot: Running) -> None:
    """When the answer was deleted, the new one comes as a new message."""
    question = a_message("Kapan KTT?")
    await server.exchange(question)
    server.fail("editMessageText", "Bad Request: message to edit not found")
    (answer,) = await server.exchange(an_edit(question, "Di mana KTT?"))
    assert answer.text.startswith("12 Juni")


async def test_edit_by_somebody_who_may_not_ask(tmp_path: Path) -> None:
    """The gate stops edits too, without a word."""
    records = records_at(tmp_path / FILE_NAME)
    invitations = Invitations(records.database)
    policy = AccessPolicy(Access.ALLOW_LIST, {READER}, set(), invitations.knows)
    gate = Entrance(policy, Languages(bundled_catalogue(), records), invitations)
    for user, may_ask in ((READER, True), (OTHER, False)):
        update = Update.de_json({"update_id": 1} | an_edit(a_message("Kapan KTT?", user), "Di mana KTT?"), None)
        with nullcontext() if may_ask else pytest.raises(ApplicationHandlerStop):
            await gate.check(update, None)  # type: ignore[arg-type] # it does not look at the context
    records.close()
