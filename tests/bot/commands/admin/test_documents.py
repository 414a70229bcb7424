"""Files that are sent to the bot: an administrator's are offered and kept, anybody else's refused."""

from __future__ import annotations

import asyncio
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from index import NothingToIndex, Reason, Skipped
from tests.bot.conftest import StartBot
from tests.bot.samples import ADMIN, BUILD, READER, SmallEngine, a_message, a_press, a_user
from tests.bot.telegram_server import PATIENCE_S, Call, TelegramServer

Task = asyncio.Task[None]
FILE_ID = "BQACAgUAAx" * 9
CONTENT = b"Posyandu Melati buka hari Selasa."


def a_document(
    name: str | None = "jadwal.txt",
    caption: str | None = None,
    user_id: int = ADMIN,
    language: str = "en",
    sender: dict[str, Any] | None = None,
    **extra: Any,
) -> dict[str, Any]:
    """Return an update with a file."""
    document = {"file_id": FILE_ID, "file_unique_id": "u", "file_size": len(CONTENT), "mime_type": "text/plain"}
    document |= {"file_name": name} if name else {}
    more: dict[str, Any] = {"document": document | extra.pop("document", {})} | (
        {"caption": caption} if caption else {}
    )
    if sender is not None:
        more["from"] = sender
    return a_message(None, user_id, language, **(more | extra))


async def press(server: TelegramServer, question: Call, label: str, sent: dict[str, Any]) -> str:
    """Press a button below a file's question, and return what its answer says."""
    [data] = [each["callback_data"] for each in question.buttons if each["text"] == label]
    update = a_press(data, 1, ADMIN, "en")
    update["callback_query"]["message"]["reply_to_message"] = sent["message"]
    before = len(server.named("answerCallbackQuery"))
    await server.receive(update)
    await server.until(lambda: len(server.named("answerCallbackQuery")) > before)
    return server.named("answerCallbackQuery")[-1].text


async def until_says(server: TelegramServer, words: str) -> None:
    await server.until(lambda: any(words in call.text for call in server.edited))


@pytest.fixture
def server(server: TelegramServer) -> TelegramServer:
    """A server that has the file."""
    server.assets[FILE_ID] = {"data": CONTENT}
    return server


async def test_offered_kept_and_indexed(server: TelegramServer, engine: SmallEngine, bot: Task, tmp_path: Path) -> None:
    """With its caption as title; nothing is kept before the button is pressed."""
    sent = a_document(caption="Jadwal Posyandu 2024\nberlaku mulai Juli")
    (question,) = await server.exchange(sent)
    assert question.marked("bold") == ["Jadwal Posyandu 2024"]
    assert question.text.splitlines()[1:] == ["jadwal.txt · 1 kB", "", "Add this file to the articles?"]
    assert not (tmp_path / "documents").exists()
    await press(server, question, "Add", sent)
    await until_says(server, "The new index is live.")
    file = tmp_path / "documents" / "Jadwal Posyandu 2024.txt"
    assert file.read_bytes() == CONTENT
    assert engine.changes == [("index", str(file.parent)), ("index", str(file))]


async def test_left_alone(server: TelegramServer, engine: SmallEngine, bot: Task, tmp_path: Path) -> None:
    """The other button keeps nothing."""
    (question,) = await server.exchange(sent := a_document())
    assert question.marked("bold") == ["jadwal"]
    await press(server, question, "Don’t add", sent)
    await until_says(server, "jadwal wasn’t added.")
    assert engine.changes == []
    assert not (tmp_path / "documents").exists()


async def test_one_of_the_same_name(server: TelegramServer, engine: SmallEngine, bot: Task, tmp_path: Path) -> None:
    """Is replaced, and that is said before."""
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "jadwal.txt").write_text("lama")
    (question,) = await server.exchange(sent := a_document(language="id"))
    assert question.text.endswith("Berkas lama dengan nama ini akan diganti.")
    await press(server, question, "Tambahkan", sent)
    await until_says(server, "The new index is live.")
    assert (tmp_path / "documents" / "jadwal.txt").read_bytes() == CONTENT


async def test_two_files_of_one_caption(server: TelegramServer, engine: SmallEngine, bot: Task, tmp_path: Path) -> None:
    """As of an album, both offered before one is kept: the second asks again, and says that it replaces the first."""
    other = {"file_id": FILE_ID + "2", "file_unique_id": "u2"}
    server.assets[FILE_ID + "2"] = {"data": b"Rapat kedua."}
    first = a_document("rapat1.txt", "Notulen rapat")
    second = a_document("rapat2.txt", "Notulen rapat", document=other)
    questions = await server.exchange(first, second)
    assert not any("replaces" in each.text for each in questions)
    await press(server, questions[0], "Add", first)
    await until_says(server, "The new index is live.")
    await press(server, questions[1], "Add", second)
    await until_says(server, "It replaces the earlier file of this name.")
    file = tmp_path / "documents" / "Notulen rapat.txt"
    assert file.read_bytes() == CONTENT
    again = server.edited[-1]
    assert "rapat2.txt · 1 kB" in again.text
    await press(server, again, "Add", second)
    await server.until(lambda: sum("The new index is live." in call.text for call in server.edited) == 2)
    assert file.read_bytes() == b"Rapat kedua."


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        (a_document("foto.jpg"), "I can’t read files of this type (.jpg)."),
        (a_document("x" * 300, language="id"), "Berkas jenis ini (?) tidak bisa saya baca."),
        (a_document("besar.pdf", document={"file_size": 20_000_001}), "which stops at 20 MB."),
    ],
)
async def test_what_cannot_be_taken(
    server: TelegramServer, engine: SmallEngine, bot: Task, sent: dict[str, Any], says: str
) -> None:
    """Is told at once, and nothing is fetched."""
    (answer,) = await server.exchange(sent)
    assert says in answer.text
    assert answer.buttons == []
    assert server.named("getFile") == []


async def test_forwarded_and_without_a_name(server: TelegramServer, engine: SmallEngine, bot: Task) -> None:
    """A forwarded file is offered, too: the order is the button; one without a name has the suffix of its type."""
    origin = {"type": "hidden_user", "date": 1, "sender_user_name": "Kelurahan"}
    (question,) = await server.exchange(a_document(None, forward_origin=origin))
    assert question.text.splitlines()[:2] == ["document", "document.txt · 1 kB"]


@pytest.mark.parametrize(
    ("language", "says"), [("en", "Thanks, but I can’t take files"), ("id", "Terima kasih, tetapi")]
)
async def test_others_are_refused(
    server: TelegramServer, engine: SmallEngine, bot: Task, language: str, says: str
) -> None:
    """Politely; who asks something below a file is answered."""
    answer, forged = await server.exchange(
        a_document(caption="Jadwal Posyandu", user_id=READER, language=language),
        a_document(user_id=READER, language=language, sender=a_user(READER, language, name=f"Admin {ADMIN}")),
    )
    assert answer.text.startswith(says)
    assert forged.text.startswith(says)
    (answer,) = await server.exchange(a_document(caption="Kapan KTT?", user_id=READER, language=language))
    assert answer.text.startswith(("12 Juni 2018", "12 June 2018"))
    assert engine.changes == []


async def test_a_file_that_telegram_does_not_give(server: TelegramServer, engine: SmallEngine, bot: Task) -> None:
    """Is told, and the button stays for another try."""
    server.assets.clear()
    (question,) = await server.exchange(sent := a_document())
    await press(server, question, "Add", sent)
    await until_says(server, "I couldn’t fetch jadwal from Telegram.")
    server.assets[FILE_ID] = {"data": CONTENT}
    await press(server, server.edited[-1], "Add", sent)
    await until_says(server, "The new index is live.")


async def test_while_another_build_runs(server: TelegramServer, engine: SmallEngine, bot: Task) -> None:
    """The button says so and stays good."""
    engine.build_may_end.clear()
    (question,) = await server.exchange(sent := a_document())
    await server.exchange(a_message("/reindex", ADMIN, "en"))
    assert (
        await press(server, question, "Add", sent) == "The index is being rebuilt. Please press again when it’s done."
    )
    await server.until(lambda: any(call.marked("bold") == ["jadwal"] for call in server.edited))
    [later] = [call for call in server.edited if call.marked("bold") == ["jadwal"]]
    engine.build_may_end.set()
    await until_says(server, "The new index is live.")
    await press(server, later, "Add", sent)
    await server.until(lambda: len(engine.changes) == 2)


def left_out(tmp_path: Path, *reasons: tuple[str, Reason]) -> list[Skipped]:
    folder = tmp_path / "documents"
    return [Skipped(str(folder / where), f"{where} is damaged", code) for where, code in reasons]


@pytest.mark.parametrize("earlier", [None, "lama"])
async def test_one_that_cannot_be_read(
    server: TelegramServer, engine: SmallEngine, bot: Task, tmp_path: Path, earlier: str | None
) -> None:
    """It alone is named, not what lies beside it, and it is not kept; an earlier one of its name stays."""
    (tmp_path / "documents").mkdir()
    file, hidden = tmp_path / "documents" / "Jadwal.txt", tmp_path / "documents" / ".Jadwal.txt.title"
    if earlier:
        file.write_text(earlier)
        hidden.write_text("Jadwal lama")
    others = [(f"lain-{number}.pdf", Reason.UNREADABLE) for number in range(3)]
    told = left_out(tmp_path, *others, ("Jadwal.txt", Reason.UNREADABLE))
    engine.build = replace(BUILD, added=0, changed=0, published=False, skipped=told)
    (question,) = await server.exchange(sent := a_document(caption="Jadwal"))
    await press(server, question, "Add", sent)
    await until_says(server, "Jadwal.txt")
    assert "lain-" not in server.edited[-1].text
    assert (file.read_text(), hidden.read_text()) == (earlier, "Jadwal lama") if earlier else not file.exists()
    assert hidden.exists() is bool(earlier)


async def test_what_lies_beside_it_is_not_told(
    server: TelegramServer, engine: SmallEngine, bot: Task, tmp_path: Path
) -> None:
    """The report on a good file speaks of that, also of parts of it that were left out; it is kept."""
    told = left_out(
        tmp_path, ("a.pdf", Reason.PROTECTED), ("jadwal.txt2", Reason.EMPTY), ("jadwal.txt#3", Reason.EMPTY)
    )
    engine.build = replace(BUILD, added=0, changed=0, skipped=told)
    (question,) = await server.exchange(sent := a_document())
    await press(server, question, "Add", sent)
    await until_says(server, "jadwal.txt#3")
    assert "a.pdf" not in server.edited[-1].text
    assert "txt2" not in server.edited[-1].text
    assert (tmp_path / "documents" / "jadwal.txt").exists()


@pytest.mark.parametrize(("code", "is_kept"), [(Reason.EMPTY, False), (Reason.SCHEDULED, True)])
async def test_the_first_file_of_all_gives_nothing(
    server: TelegramServer, engine: SmallEngine, bot: Task, tmp_path: Path, code: Reason, is_kept: bool
) -> None:
    """There is no index yet; what is for another day is kept for that."""
    told = left_out(tmp_path, ("a.pdf", Reason.UNREADABLE), ("jadwal.txt", code))
    engine.build = NothingToIndex("no article", told)
    (question,) = await server.exchange(sent := a_document())
    await press(server, question, "Add", sent)
    await until_says(server, "jadwal.txt")
    assert "a.pdf" not in server.edited[-1].text
    assert (tmp_path / "documents" / "jadwal.txt").exists() is is_kept


async def test_a_message_that_is_gone(server: TelegramServer, engine: SmallEngine, bot: Task) -> None:
    """Without the file's message a button does nothing, and says so."""
    await server.receive(a_press("u:y", 1, ADMIN, "en"))
    await server.until(lambda: bool(server.named("answerCallbackQuery")))
    assert "can’t see that file any more" in server.named("answerCallbackQuery")[0].text
    assert engine.changes == []


async def test_a_kill_loses_nothing(
    server: TelegramServer, engine: SmallEngine, start_bot: StartBot, tmp_path: Path
) -> None:
    """A bot that was killed while it indexed a file indexes it at its next start, in the same message."""
    data, killed = tmp_path / "data", tmp_path / "killed"
    data.mkdir()
    engine.index_may_end.clear()
    async with start_bot(data_dir=data):
        (question,) = await server.exchange(sent := a_document())
        await press(server, question, "Add", sent)
        await until_says(server, "Adding jadwal.")
        await server.exchange(a_message("/help", ADMIN, "en"))
        await asyncio.to_thread(engine.index_began.wait, PATIENCE_S)
        # What a kill at this moment leaves.
        shutil.copytree(data, killed)
        engine.index_may_end.set()
        await until_says(server, "The new index is live.")
    edited = len(server.edited)
    async with start_bot(data_dir=killed):
        await server.until(lambda: any("The new index" in call.text for call in server.edited[edited:]))
    assert engine.changes[-1] == ("index", str(killed / "documents" / "jadwal.txt"))
    assert not any("restarted" in call.text for call in server.edited)
