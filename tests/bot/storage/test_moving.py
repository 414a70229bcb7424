"""What a bot keeps, moved from files to a database and back: nothing lost, nobody unknown, nothing answered twice."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.errors import BotRunsAlready, RecordsTaken
from bot.receiving.inbox import entry_of
from bot.storage.data_folder_lock import is_occupied, occupied
from bot.storage.invitations import Invitations
from bot.storage.moving import TABLES, Kept, move_storage
from bot.storage.opening import Storage, open_storage
from bot.storage.protocols import Row
from bot.storage.records import Rating
from tanya.settings import Settings
from tests.bot.samples import READER, a_message, a_reply

LETS_IN = 3


@pytest.fixture
def files(tmp_path: Path) -> Settings:
    return Settings.model_validate({"data_dir": tmp_path / "data"})


@pytest.fixture
def database(tmp_path: Path, postgres_url: str) -> Settings:
    return Settings.model_validate({"data_dir": tmp_path / "other", "database_url": SecretStr(postgres_url)})


def open_one(settings: Settings, opened: list[Storage]) -> Storage:
    opened.append(open_storage(settings))
    return opened[-1]


@asynccontextmanager
async def running(storage: Storage) -> AsyncIterator[None]:
    """Let others see a bot that runs over a storage."""
    await storage.presence.start()
    try:
        yield
    finally:
        await storage.presence.stop()


def use(storage: Storage) -> str:
    """Keep something of each kind; return an invitation that lets in two more."""
    records, journal = storage.records, storage.journal
    records.keep_question("k1", READER, a_reply(), 12.0)
    records.keep_question("k2", None, a_reply(), 7.5)
    records.rate("k1", READER, Rating.UP)
    asked = records.question("k1")
    assert asked is not None
    records.keep_context(asked, "Kapal\0 tenggelam di Selat Bali.")
    records.choose_language(READER, "en")
    records.keep_telegram_language(READER, "id")
    records.keep_told("snapshot", ["s-1"])
    code = Invitations(records.database).create(uses=LETS_IN)
    Invitations(records.database).redeem(code, READER)
    journal.write_down([entry_of({"update_id": n} | a_message(f"nomor {n}", 11)) for n in (1, 2, 3)])
    journal.write_down([entry_of({"update_id": 4, "message": {"message_id": "x"}})])
    journal.note_notice(2, 77)
    journal.finish(1)
    return code


def content(storage: Storage) -> dict[str, Sequence[Row]]:
    """Return all that is kept, table by table."""
    kept: dict[str, Sequence[Row]] = {
        name: sorted(tuple(row) for row in storage.records.database.run(f"SELECT {', '.join(columns)} FROM {name}"))
        for name, table in TABLES.items()
        for columns in [(*table.key, *table.others)]
    }
    kept["updates"] = [(each.entry, each.notice) for each in storage.journal.open_updates()]
    return kept


def test_all_that_a_bot_keeps_moves_and_comes_back(
    files: Settings, database: Settings, tmp_path: Path, opened: list[Storage]
) -> None:
    """While it runs; people are known there, their codes let in, and what waits is taken with its notice."""
    here = open_one(files, opened)
    code = use(here)
    assert move_storage(files, database) == Kept(questions=2, open_updates=3)
    there = open_one(database, opened)
    moved = content(there)
    assert moved["contexts"] == [("k1", "Kapal\ufffd tenggelam di Selat Bali.", 0)]
    assert {**moved, "contexts": []} == {**content(here), "contexts": []}
    assert all(moved.values())
    assert there.records.language_of(READER) == "en"
    assert there.records.key_for("x") == here.records.key_for("x")
    assert Invitations(there.records.database).redeem(code, READER + 1)
    assert there.shared is not None
    assert [(each.raw["update_id"], each.notice) for each in there.shared.claim(5)[1]] == [(2, 77), (3, None)]
    assert move_storage(database, files.model_copy(update={"data_dir": tmp_path / "back"})) == Kept(2, 3)
    back = open_one(files.model_copy(update={"data_dir": tmp_path / "back"}), opened)
    assert content(back) == content(there)


def test_another_run_brings_what_came_meanwhile(files: Settings, database: Settings, opened: list[Storage]) -> None:
    """What was answered since does not wait there any more, and is known when it comes once more."""
    here = open_one(files, opened)
    use(here)
    move_storage(files, database)
    answered = here.journal.open_updates()[0].entry
    here.journal.finish(2)
    here.journal.write_down([entry_of({"update_id": 9} | a_message("nomor 9", 11))])
    here.records.rate("k1", READER, Rating.DOWN)
    here.records.choose_language(READER, None)
    here.records.keep_question("k3", READER, a_reply(), 1.0)
    assert move_storage(files, database) == Kept(questions=3, open_updates=3)
    there = open_one(database, opened)
    assert {**content(there), "contexts": []} == {**content(here), "contexts": []}
    assert there.journal.write_down([answered]) == [False]


def test_what_was_answered_over_there_is_not_answered_again(
    files: Settings, database: Settings, opened: list[Storage]
) -> None:
    """Though it still waits where it came from."""
    use(open_one(files, opened))
    move_storage(files, database)
    open_one(database, opened).journal.finish(2)
    assert move_storage(files, database) == Kept(questions=2, open_updates=2)


def test_what_was_cut_when_it_was_set_aside_moves_too(
    files: Settings, database: Settings, tmp_path: Path, opened: list[Storage]
) -> None:
    """From one store to the next, as it is there; also what is whole where it came from, and cut where it goes."""
    journal = open_one(files, opened).journal
    journal.write_down([entry_of({"update_id": 1, "message": {"message_id": "x", "text": '"é' * 60_000}})])
    journal.write_down([entry_of({"update_id": 2} | a_message('"é' * 60_000, 11))])
    journal.set_aside(2, "given up")
    assert move_storage(files, database) == Kept(0, 2)
    assert move_storage(files, database) == Kept(0, 2)
    assert move_storage(database, files.model_copy(update={"data_dir": tmp_path / "back"})) == Kept(0, 2)


def test_an_interrupted_move_goes_on(
    files: Settings, database: Settings, opened: list[Storage], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without --force: what is there is of the same bot."""
    here, there = open_one(files, opened), open_one(database, opened)
    use(here)
    with monkeypatch.context() as broken:
        broken.setattr("bot.storage.moving._move_updates", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            move_storage(files, database)
    assert there.journal.open_updates() == []
    assert move_storage(files, database) == Kept(2, 3)
    assert content(there)["updates"] == content(here)["updates"]


async def test_no_bot_begins_over_what_is_moved_to(
    files: Settings, database: Settings, opened: list[Storage], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder is held meanwhile; a bot that began over a database is seen before anything of it is taken away."""
    use(open_one(files, opened))
    there = open_one(database, opened)

    def none_begins(*_: object) -> int:
        assert is_occupied(files.data_dir)
        return 0

    with monkeypatch.context() as watched:
        watched.setattr("bot.storage.moving._move_updates", none_begins)
        move_storage(database, files, replace=True)
    assert not is_occupied(files.data_dir)
    there.journal.write_down([entry_of({"update_id": 5} | a_message("nomor 5", 11))])
    with monkeypatch.context() as late:
        late.setattr("bot.storage.moving.require_no_bot", lambda *_: None)
        async with running(there):
            with pytest.raises(BotRunsAlready):
                move_storage(files, database, replace=True)
    assert [each.entry.update_id for each in there.journal.open_updates()] == [5]


async def test_what_others_keep_is_not_replaced_unasked(
    files: Settings, database: Settings, tmp_path: Path, opened: list[Storage]
) -> None:
    """Nor under a bot that runs."""
    use(open_one(files, opened))
    there = open_one(database, opened)
    there.records.choose_language(READER, "id")
    with pytest.raises(RecordsTaken, match="--force"):
        move_storage(files, database)
    async with running(there):
        with pytest.raises(BotRunsAlready):
            move_storage(files, database, replace=True)
    with occupied(files.data_dir), pytest.raises(BotRunsAlready):
        move_storage(database, files)
    assert move_storage(files, database, replace=True) == Kept(2, 3)
    nothing = files.model_copy(update={"data_dir": tmp_path / "nothing"})
    assert move_storage(nothing, database) is None
