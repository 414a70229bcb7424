"""The scheduled refresh: silent when all is well, and told once when it is not."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace

import pytest

from bot.commands.admin.upkeep import _render_skipped
from bot.messages.catalogue import bundled_catalogue
from index import IndexBusy, Skipped, SnapshotCorrupt, TanyaIndexError, Trouble
from tests.bot.conftest import StartBot
from tests.bot.samples import ADMIN, BUILD, OTHER, SmallEngine, a_message
from tests.bot.telegram_server import TelegramServer

# A tenth of a second.
OFTEN = 0.1 / 3600
PATIENCE_S = 20


async def until(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(PATIENCE_S):
        while not condition():  # noqa: ASYNC110 - what is waited for happens in a thread
            await asyncio.sleep(0.02)


async def refreshed(engine: SmallEngine, times: int = 2) -> None:
    """Wait until so many more refreshes have begun; all but the last have ended then."""
    before = len(engine.builds)
    await until(lambda: len(engine.builds) >= before + times)


async def test_silent_when_all_is_well(server: TelegramServer, engine: SmallEngine, start_bot: StartBot) -> None:
    """The index follows its sources, and nobody is told."""
    async with start_bot(refresh_hours=OFTEN):
        await refreshed(engine, 3)
        engine.build = replace(BUILD, published=False)
        await refreshed(engine)
    assert set(engine.builds) == {False}
    assert server.sent == []


async def test_never_unless_asked_for(server: TelegramServer, engine: SmallEngine, start_bot: StartBot) -> None:
    """Nothing is built by a bot with the default settings."""
    async with start_bot():
        await server.exchange(a_message("Kapan KTT?"))
        await asyncio.sleep(1)
    assert engine.builds == []


async def test_a_failure_is_told_once_even_after_a_restart(
    server: TelegramServer, engine: SmallEngine, start_bot: StartBot
) -> None:
    """It is news again only after a refresh that succeeded."""
    engine.build = TanyaIndexError("no space left in /srv/index")
    async with start_bot(refresh_hours=OFTEN):
        await refreshed(engine, 3)
    async with start_bot(refresh_hours=OFTEN):
        await refreshed(engine)
        (alert,) = server.sent
        assert int(alert.fields["chat_id"]) == ADMIN
        assert "no space left in /srv/index" in alert.text
        engine.build = BUILD
        await refreshed(engine)
        engine.build = TanyaIndexError("no space left in /srv/index")
        await until(lambda: len(server.sent) == 2)


async def test_an_unexpected_failure_is_told_with_a_code(
    server: TelegramServer, engine: SmallEngine, start_bot: StartBot
) -> None:
    """The system's own words stay in the log; the code there is another each time, the alert is one."""
    engine.build = OSError("/secret/path")
    async with start_bot(refresh_hours=OFTEN):
        await refreshed(engine, 3)
    (alert,) = server.sent
    assert "under this code" in alert.text
    assert "secret" not in alert.text


async def test_what_is_left_out_for_the_first_time_is_told(
    server: TelegramServer, engine: SmallEngine, start_bot: StartBot
) -> None:
    """Each thing once; what came back and is left out again is news."""
    feed, page = Skipped("https://example.org/feed", "503"), Skipped("/berita/a.md", "empty")
    engine.build = replace(BUILD, skipped=[feed])
    async with start_bot(refresh_hours=OFTEN):
        await refreshed(engine, 3)
        assert len(server.sent) == 1
        engine.build = replace(BUILD, skipped=[replace(feed, reason="another reason"), page])
        await refreshed(engine, 3)
        assert len(server.sent) == 2
        engine.build = BUILD
        await refreshed(engine)
        engine.build = replace(BUILD, skipped=[feed])
        await until(lambda: len(server.sent) == 3)
    texts = [call.text for call in server.sent]
    assert [("feed" in text, "a.md" in text) for text in texts] == [(True, False), (False, True), (True, False)]


async def test_in_the_administrators_language(server: TelegramServer, engine: SmallEngine, start_bot: StartBot) -> None:
    """The one that Telegram told when the administrator last wrote a command."""
    async with start_bot():
        await server.exchange(a_message("/reindex everything", ADMIN, "id"))
    engine.build = TanyaIndexError("x")
    async with start_bot(refresh_hours=OFTEN):
        await until(lambda: len(server.sent) == 2)
    assert server.sent[-1].text.startswith("⚠️ Pemeriksaan ulang terjadwal gagal.")


@pytest.mark.parametrize("status", [400, 403])
async def test_an_administrator_who_blocked_the_bot(
    server: TelegramServer, engine: SmallEngine, start_bot: StartBot, status: int
) -> None:
    """Is not tried again and again, keeps nobody else from being told, and does not end the bot."""
    engine.build = TanyaIndexError("x")
    words = {400: "Bad Request: chat not found", 403: "Forbidden: bot was blocked by the user"}
    server.fail("sendMessage", words[status], status)
    async with start_bot(refresh_hours=OFTEN, admin_ids={OTHER, ADMIN}):
        await refreshed(engine, 3)
        (alert,) = server.sent
        assert int(alert.fields["chat_id"]) == max(OTHER, ADMIN)
        await server.exchange(a_message("Kapan KTT?"))


async def test_when_telegram_cannot_be_reached_it_is_told_later(
    server: TelegramServer, engine: SmallEngine, start_bot: StartBot
) -> None:
    """An alert that reached nobody still has to be told."""
    engine.build = TanyaIndexError("x")
    server.fail("sendMessage", "Bad Gateway", 502)
    async with start_bot(refresh_hours=OFTEN):
        await until(lambda: len(server.sent) == 1)
        await refreshed(engine, 3)
    assert len(server.sent) == 1


async def test_another_build_goes_first(server: TelegramServer, engine: SmallEngine, start_bot: StartBot) -> None:
    """Neither a build of this bot nor one of another process is an alert."""
    engine.build_may_end.clear()
    async with start_bot(refresh_hours=OFTEN):
        await server.exchange(a_message("/reindex", ADMIN, "en"))
        await asyncio.sleep(1.2)
        assert len(engine.builds) == 1
        engine.build = IndexBusy("held by 123")
        engine.build_may_end.set()
        await refreshed(engine, 3)
    assert len(server.sent) == 1


async def test_stopping_the_bot_ends_a_refresh(
    server: TelegramServer, engine: SmallEngine, start_bot: StartBot
) -> None:
    """Without an alert."""
    engine.build_is_endless = True
    async with start_bot(refresh_hours=OFTEN):
        await refreshed(engine, 1)
    assert server.sent == []


async def test_an_older_snapshot_is_told_once(server: TelegramServer, engine: SmallEngine, start_bot: StartBot) -> None:
    """Also after a restart; with what to do."""
    engine.troubled = Trouble("snapshot s-3 is damaged: dense.faiss is cut", "s-2")
    async with start_bot():
        await until(lambda: len(server.sent) == 1)
    async with start_bot():
        await asyncio.sleep(1.5)
    (alert,) = server.sent
    for part in ("s-2", "dense.faiss is cut", "/reindex full"):
        assert part in alert.text


async def test_an_index_that_cannot_be_served_is_told(
    server: TelegramServer, engine: SmallEngine, start_bot: StartBot
) -> None:
    """When there is not even an older snapshot."""
    engine.troubled = SnapshotCorrupt("snapshot s-1 is damaged")
    async with start_bot():
        await until(lambda: len(server.sent) == 1)
    assert server.sent[0].text.startswith("⚠️ No snapshot of the index can be used")


def test_much_left_out_stays_within_a_message() -> None:
    """Four reasons are shown, the rest is counted."""
    skipped = {f"/berita/{n}": Skipped(f"/berita/{n}", chr(200 + n) + "x" * 4000) for n in range(40)}
    for language in ("en", "id"):
        composed = _render_skipped(skipped, list(skipped), bundled_catalogue().phrases(language))
        assert len(composed.text) < 4096
        assert "36" in composed.text
