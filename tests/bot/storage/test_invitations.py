"""Invitation codes: made by administrators, entered by strangers, gone when used or old."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

import bot.receiving.attempts
import bot.running
import bot.sending.outbox
from bot.storage.invitations import CODE, Invitation, Invitations
from bot.storage.opening import records_at
from bot.storage.records import FILE_NAME, Records
from tanya.settings import Access, Settings, SettingsProblem
from tests.bot.conftest import UNLIMITED, StartBot, bot_settings
from tests.bot.samples import ADMIN, OTHER, READER, SmallEngine, a_message, in_group
from tests.bot.stores import Store
from tests.bot.telegram_server import TelegramServer


@pytest.fixture
def records(store: Store) -> Records:
    return store.records()


def test_a_code_lets_in_as_many_as_it_says(records: Records) -> None:
    """Who is in needs no second place."""
    invitations = Invitations(records.database)
    code = invitations.create(uses=2)
    assert [invitations.redeem(code, user) for user in (1, 1, 2, 3)] == [True, True, True, False]
    assert [invitations.is_guest(user) for user in (1, 2, 3)] == [True, True, False]
    assert invitations.listed() == []


def test_a_code_expires(records: Records) -> None:
    invitations = Invitations(records.database)
    code = invitations.create(days=2)
    assert not invitations.redeem(code, 1, now=datetime.now(UTC) + timedelta(days=3))
    assert invitations.redeem(code, 1, now=datetime.now(UTC) + timedelta(days=1))


def test_a_code_can_be_taken_back_and_a_guest_removed(records: Records) -> None:
    invitations = Invitations(records.database)
    code = invitations.create(uses=5)
    assert invitations.redeem(code, 1)
    assert invitations.revoke(invitations.listed()[0].begins) == 1
    assert not invitations.redeem(code, 2)
    assert invitations.is_guest(1)
    assert [invitations.remove_guest(1), invitations.remove_guest(1)] == [True, False]


def test_neither_codes_nor_people_can_be_read_from_the_file(tmp_path: Path) -> None:
    records = records_at(tmp_path / FILE_NAME)
    invitations = Invitations(records.database)
    code = invitations.create()
    invitations.redeem(code, 123456789)
    records.close()
    content = (tmp_path / FILE_NAME).read_bytes()
    assert code.encode() not in content
    assert b"123456789" not in content


@pytest.mark.parametrize("code", ["inv-aaaaaaaaaaaaaaaa", "inv-", "hello", ""])
def test_made_up_codes(records: Records, code: str) -> None:
    assert not Invitations(records.database).redeem(code, 1)


async def test_from_the_invitation_to_the_answer(server: TelegramServer, start_bot: StartBot) -> None:
    """A stranger is asked for a code, gets it from an administrator's /invite, enters it and is answered."""
    async with start_bot(access="invitation"):
        (refused,) = await server.exchange(a_message("Kapan KTT?", language="en"))
        (made,) = await server.exchange(a_message("/invite 3 1", ADMIN, "en"))
        found = CODE.search(made.text)
        assert found is not None
        assert f"https://t.me/tanya_test_bot?start={found.group()}" in made.text
        (wrong,) = await server.exchange(a_message("/start inv-aaaaaaaaaaaaaaaa", language="en"))
        (welcome,) = await server.exchange(a_message(f"/start {found.group()}", language="en"))
        (answer,) = await server.exchange(a_message("Kapan KTT?"))
        (late,) = await server.exchange(a_message(found.group(), OTHER, "en"))
        (again,) = await server.exchange(a_message(found.group(), language="en"))
    assert "invitation code" in refused.text
    assert "That invitation code is unknown" in wrong.text
    assert welcome.text.startswith("Welcome")
    assert answer.text.startswith("12 Juni")
    assert "That invitation code is unknown" in late.text
    assert again.text.startswith("Welcome")


@pytest.mark.parametrize("arguments", ["x", "0", "400", "1 2 3", "7 -1"])
async def test_wrong_invite(server: TelegramServer, start_bot: StartBot, arguments: str) -> None:
    async with start_bot(access="invitation"):
        (answer,) = await server.exchange(a_message(f"/invite {arguments}", ADMIN, "en"))
    assert "/invite DAYS PEOPLE" in answer.text


async def test_invite_where_it_means_nothing(server: TelegramServer, start_bot: StartBot) -> None:
    """With open access it is said so; for anybody but an administrator there is no such command."""
    async with start_bot():
        (useless,) = await server.exchange(a_message("/invite", ADMIN, "en"))
        (unknown,) = await server.exchange(a_message("/invite", READER, "en"))
    assert "TANYA_ACCESS" in useless.text
    assert "don’t know that command" in unknown.text


async def test_one_code_however_often_it_has_to_be_sent(
    server: TelegramServer, start_bot: StartBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bot.receiving.attempts, "_PAUSES_S", (0.0, 0.0))
    monkeypatch.setattr(bot.sending.outbox, "_PATIENCE_S", 0.0)
    server.fail("sendMessage", "Bad Gateway", 502)
    async with start_bot(access="invitation"):
        (made,) = await server.exchange(a_message("/invite", ADMIN, "en"))
    found = CODE.search(made.text)
    assert found is not None
    records = records_at(tmp_path / FILE_NAME)
    assert [each.begins for each in Invitations(records.database).listed()] == [found.group()[:8]]
    records.close()


async def test_a_kill_before_a_code_is_sent_leaves_none_that_nobody_has(
    server: TelegramServer, start_bot: StartBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The next start sends that very code; each order has one of its own."""
    monkeypatch.setattr(bot.sending.outbox, "_pauses", lambda: iter([60.0]))
    data, killed = tmp_path / "data", tmp_path / "killed"
    server.fail("sendMessage", "Bad Gateway", 502)
    async with start_bot(access="invitation", data_dir=data):
        await server.receive(a_message("/invite 3 2", ADMIN, "en"))
        await server.until(lambda: not server.faults["sendMessage"])
        # What a kill at this moment leaves.
        shutil.copytree(data, killed)
    before = listed(killed)
    async with start_bot(access="invitation", data_dir=killed):
        await server.until(lambda: any(CODE.search(each.text) for each in server.sent))
        await server.exchange(a_message("/invite", ADMIN, "en"))

    codes = [found.group() for each in server.sent if (found := CODE.search(each.text))]
    assert ([each.begins for each in before], before[0].uses_left) == ([codes[0][:8]], 2)
    assert sorted(each.begins for each in listed(killed)) == sorted(code[:8] for code in dict.fromkeys(codes))
    assert len(set(codes)) == 2


@pytest.mark.parametrize("refusal", ["Forbidden: bot was blocked by the user", "Bad Request: chat not found"])
async def test_a_code_that_cannot_be_sent_is_taken_back(
    server: TelegramServer, start_bot: StartBot, tmp_path: Path, refusal: str
) -> None:
    """No later attempt sends it."""
    server.fail("sendMessage", refusal, 403 if refusal.startswith("Forbidden") else 400)
    async with start_bot(access="invitation"):
        await server.receive(a_message("/invite", ADMIN, "en"))
        await server.until(lambda: not server.faults["sendMessage"])
        await server.exchange(a_message("/help", ADMIN, "en"))
    assert listed(tmp_path) == []


def listed(folder: Path) -> list[Invitation]:
    """Return the codes that let somebody in."""
    records = records_at(folder / FILE_NAME)
    try:
        return Invitations(records.database).listed()
    finally:
        records.close()


def test_the_code_for_an_order_takes_both_secrets(records: Records, tmp_path: Path) -> None:
    """The bot's token and the database's."""
    codes = {
        Invitations(each).code_for("invitation 1", token)
        for each in (records.database, records_at(tmp_path / "other.sqlite").database)
        for token in ("1:a", "2:b")
    }
    assert len(codes) == 4
    assert all(map(CODE.fullmatch, codes))
    assert Invitations(records.database).code_for("invitation 1", "1:a") in codes


@pytest.mark.parametrize("typed", [str.capitalize, str.upper])
async def test_a_code_typed_on_a_phone(
    server: TelegramServer, start_bot: StartBot, typed: Callable[[str], str], tmp_path: Path
) -> None:
    records = records_at(tmp_path / FILE_NAME)
    code = Invitations(records.database).create()
    records.close()
    async with start_bot(access="invitation"):
        (welcome,) = await server.exchange(a_message(typed(code), language="en"))
    assert welcome.text.startswith("Welcome")


async def test_groups_do_not_enter_codes(server: TelegramServer, start_bot: StartBot, records: Records) -> None:
    """A code written in a group would be spent by whoever is first to copy it; it lets nobody in there."""
    code = Invitations(records.database).create()
    async with start_bot(access="invitation"):
        await server.receive(in_group(f"/start {code}"))
        (refused,) = await server.exchange(a_message("Kapan KTT?", language="en"))
    assert "invitation code" in refused.text
    assert len(server.sent) == 1


async def test_rules_change_while_the_bot_runs(
    server: TelegramServer,
    engine: SmallEngine,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    tmp_path: Path,
) -> None:
    """Wrong settings leave the present rules, and are told once."""
    caplog.set_level("INFO")
    monkeypatch.setattr(bot.running, "_REFRESH_EVERY_S", 0.01)
    settings = bot_settings(server.root, data_dir=tmp_path, access=Access.ALLOW_LIST)
    listed = settings.model_copy(update={"allowed_ids": frozenset({READER})})
    answers: list[Settings | Exception] = [*[SettingsProblem("TANYA_ALLOWED_IDS: wrong")] * 3, listed]

    def reload() -> Settings:
        answer = answers.pop(0) if len(answers) > 1 else answers[0]
        if isinstance(answer, Exception):
            raise answer
        return answer

    stop = asyncio.Event()
    running = asyncio.create_task(bot.running.serve(settings, engine, stop, budgets=UNLIMITED, reload=reload))
    async with asyncio.timeout(20):
        while "who may ask has changed" not in caplog.text:  # noqa: ASYNC110 - nobody could set an event
            await asyncio.sleep(0.01)
    (answer, refusal) = await server.exchange(a_message("Kapan KTT?"), a_message("Kapan KTT?", OTHER))
    stop.set()
    await running
    by_chat = {call.fields["chat_id"]: call.text for call in (answer, refusal)}
    assert by_chat[str(READER)].startswith("12 Juni")
    assert str(OTHER) in by_chat[str(OTHER)]
    about = [
        record for record in caplog.records if "settings" in record.getMessage() or "who may" in record.getMessage()
    ]
    assert [record.levelname for record in about] == ["WARNING", "INFO"]
