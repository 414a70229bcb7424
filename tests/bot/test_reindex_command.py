"""/reindex: who may, what they see, and that questions go on meanwhile."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import Any

import pytest

from bot.commands.admin.building.builds import Build, Pace
from bot.commands.admin.building.texts import render_failure, render_progress, render_report
from bot.errors import BuildStopped, StopReason
from bot.messages.catalogue import Phrases, bundled_catalogue
from bot.messages.composing import Composed, utf16_units
from index import (
    BuildReport,
    CannotWrite,
    DatabaseAway,
    IndexBusy,
    IndexMissing,
    ModelDamaged,
    NothingToIndex,
    Progress,
    Skipped,
    SnapshotCorrupt,
    SourceProblem,
    Stage,
    TanyaIndexError,
)
from index.progress import Noted
from index.reasons import Reason
from tests.bot.conftest import Running, StartBot
from tests.bot.samples import ADMIN, BUILD, GROUP, OTHER, SmallEngine, a_message, a_press, a_user, in_group
from tests.bot.telegram_server import TelegramServer

ENGLISH, INDONESIAN = bundled_catalogue().phrases("en"), bundled_catalogue().phrases("id")


def last_edit(server: TelegramServer) -> str:
    return server.edited[-1].text if server.edited else ""


async def test_progress_and_summary_in_one_message(server: TelegramServer, engine: SmallEngine, bot: Running) -> None:
    """An administrator sees the stage and then the summary in one message; questions are answered meanwhile."""
    engine.build_may_end.clear()
    (board,) = await server.exchange(a_message("/reindex", ADMIN, "en"))
    assert board.text.startswith("Rebuilding the index.")
    await server.until(lambda: "embedding articles" in last_edit(server))
    assert "12 of 24 articles, 90 passages" in last_edit(server)
    (answer,) = await server.exchange(a_message("Kapan KTT?", ADMIN))
    assert answer.text.startswith("12 Juni")
    (second,) = await server.exchange(a_message("/reindex", ADMIN, "en"))
    assert second.text == "The index is already being rebuilt. Its progress is in the earlier message."
    assert "Step 2 of 3" in last_edit(server)
    engine.build_may_end.set()
    await server.until(lambda: "24 articles, 181 passages" in last_edit(server))
    assert len(server.sent) == 3
    assert len({call.fields["message_id"] for call in server.edited}) == 1
    assert engine.builds == [False]


async def test_a_build_that_is_shown_to_another_administrator(
    server: TelegramServer, engine: SmallEngine, start_bot: StartBot
) -> None:
    """Nobody is sent to a message that they do not have."""
    engine.build_may_end.clear()
    async with start_bot(admin_ids=frozenset({ADMIN, OTHER})):
        await server.exchange(a_message("/reindex", ADMIN, "en"))
        (other,) = await server.exchange(a_message("/reindex", OTHER, "en"))
    assert other.text == "The index is already being rebuilt. Please try again when it’s done."


async def test_full_and_again(server: TelegramServer, engine: SmallEngine, bot: Running) -> None:
    """`full` is passed on, any other word explains the command, and a finished build lets the next one start."""
    for text in ("/reindex full", "/reindex FULL", "/reindex"):
        edits = len(server.edited)
        await server.exchange(a_message(text, ADMIN, "en"))
        await server.until(lambda: "new index" in last_edit(server) and len(server.edited) > edits)  # noqa: B023
        await asyncio.sleep(0.05)
    (usage,) = await server.exchange(a_message("/reindex everything", ADMIN, "en"))
    assert "/reindex full" in usage.text
    assert engine.builds == [True, True, False]


FORGED: list[dict[str, Any]] = [
    a_message("/reindex", OTHER, "en", **{"from": a_user(OTHER, "en", name="Administrator 9001")}),
    a_message("/reindex", ADMIN, "en", forward_origin={"type": "user", "date": 1, "sender_user": a_user(ADMIN, "en")}),
    a_message("/reindex", ADMIN, "en", via_bot={"id": 5, "is_bot": True, "first_name": "B", "username": "b_bot"}),
    a_message("/reindex", ADMIN, "en", sender_chat={"id": -100_7, "type": "channel", "title": "C"}),
    a_message("/reindex", ADMIN, "en", **{"from": a_user(ADMIN, "en") | {"is_bot": True}}),
]


@pytest.mark.parametrize("update", FORGED, ids=["same name", "forwarded", "via a bot", "channel", "bot"])
async def test_not_for_others(
    server: TelegramServer, engine: SmallEngine, bot: Running, update: dict[str, Any]
) -> None:
    """For anybody but an administrator in person, the command does not exist."""
    (unknown,) = await server.exchange(a_message("/nosuch", OTHER, "en"))
    (answer,) = await server.exchange(update)
    assert answer.text == unknown.text
    assert engine.builds == []


async def test_anonymous_group_administrator(server: TelegramServer, engine: SmallEngine, bot: Running) -> None:
    """Somebody who writes in a group's name is nobody in particular, and groups are not answered."""
    anonymous = {"id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}
    chat = {"id": GROUP, "type": "supergroup", "title": "Warga"}
    sender: dict[str, Any] = {"from": anonymous, "sender_chat": chat}
    await server.receive(in_group("/reindex", **sender))
    await server.exchange(in_group("/ask Kapan?"))
    assert len(server.sent) == 1
    assert engine.builds == []


@pytest.mark.parametrize(
    ("error", "says"),
    [
        (IndexBusy("held by 123"), "Another process is building the index"),
        (NothingToIndex("no article", [Skipped("a.exe", "is of an unknown type")]), "No articles found"),
        (
            NothingToIndex("no article found in /berita"),
            "That didn’t work, so nothing changed. Reason: no",
        ),
        (SnapshotCorrupt("passages.sqlite"), "The index on disk is damaged"),
        (OSError("no space left on /srv"), "The index couldn’t be rebuilt"),
    ],
)
async def test_build_that_fails(
    server: TelegramServer, engine: SmallEngine, bot: Running, error: Exception, says: str
) -> None:
    """A failure is told in plain words, and the next build may start."""
    engine.build = error
    await server.exchange(a_message("/reindex", ADMIN, "en"))
    await server.until(lambda: last_edit(server).startswith(says))
    engine.build = BUILD
    await server.exchange(a_message("/reindex", ADMIN, "en"))
    await server.until(lambda: "new index" in last_edit(server))


async def test_progress_message_deleted(server: TelegramServer, engine: SmallEngine, bot: Running) -> None:
    """When the progress message is gone, the summary comes as a new one."""
    engine.build_may_end.clear()
    for _ in range(2):
        server.fail("editMessageText", "Bad Request: message to edit not found")
    await server.exchange(a_message("/reindex", ADMIN, "en"))
    await server.until(lambda: len(server.faults["editMessageText"]) == 1)
    engine.build_may_end.set()
    await server.until(lambda: len(server.sent) == 2)
    assert server.sent[-1].text.startswith("The new index is live.")


async def test_stopping_the_bot_gives_up_the_build(
    server: TelegramServer, engine: SmallEngine, start_bot: StartBot
) -> None:
    """A build in progress does not keep the bot from stopping, and the administrator is told."""
    engine.build_is_endless = True
    async with start_bot():
        await server.exchange(a_message("/reindex", ADMIN, "en"))
        await server.until(lambda: bool(server.edited))
    assert last_edit(server).startswith("I’m being shut down")


async def cancel_button(server: TelegramServer) -> tuple[str, int]:
    """Start a build that does not end by itself; return the data of its button, and the number of its message."""
    (board,) = await server.exchange(a_message("/reindex", ADMIN, "en"))
    await server.until(lambda: bool(server.edited))
    (button,) = board.buttons
    assert server.edited[-1].buttons == [button]
    return button["callback_data"], server.edited[-1].fields["message_id"]


def answers(server: TelegramServer) -> list[str]:
    return [call.text for call in server.named("answerCallbackQuery")]


async def test_cancel(server: TelegramServer, engine: SmallEngine, bot: Running) -> None:
    """The button ends the build soon; the message says that the old index is served, and loses its button."""
    engine.build_is_endless = True
    data, number = await cancel_button(server)
    await server.receive(a_press(data, number, ADMIN, "en"))
    await server.until(lambda: last_edit(server).startswith("Cancelled. The previous index stays live"))
    assert server.edited[-1].buttons == []
    assert answers(server) == ["Cancelling. The previous index stays live."]
    await server.receive(a_press(data, number, ADMIN, "en"))
    await server.until(lambda: len(answers(server)) == 2)
    assert answers(server)[-1] == "This build is already over."


async def test_an_old_button_does_not_cancel_another_build(
    server: TelegramServer, engine: SmallEngine, bot: Running
) -> None:
    """Each build has its own stop; what cancelled the first leaves the second alone."""
    engine.build_is_endless = True
    data, number = await cancel_button(server)
    await server.receive(a_press(data, number, ADMIN, "en"))
    await server.until(lambda: last_edit(server).startswith("Cancelled."))
    engine.build_is_endless = False
    engine.build_may_end.clear()
    await server.exchange(a_message("/reindex", ADMIN, "en"))
    await server.receive(a_press(data, number, ADMIN, "en"))
    await server.until(lambda: answers(server)[-1] == "This build is already over.")
    engine.build_may_end.set()
    await server.until(lambda: last_edit(server).startswith("The new index is live."))


@pytest.mark.parametrize(
    "presser",
    [{"from": a_user(OTHER, "en", name="Administrator 9001")}, {"from": a_user(ADMIN, "en") | {"is_bot": True}}],
    ids=["same name", "bot"],
)
async def test_others_cannot_cancel(
    server: TelegramServer, engine: SmallEngine, bot: Running, presser: dict[str, Any]
) -> None:
    """A press is judged by the number of who presses, wherever the message stands."""
    engine.build_may_end.clear()
    data, number = await cancel_button(server)
    await server.receive(a_press(data, number, ADMIN, "en", **presser))
    await server.until(lambda: answers(server) == ["Only administrators can use this button."])
    engine.build_may_end.set()
    await server.until(lambda: last_edit(server).startswith("The new index is live."))


async def test_in_a_group_an_administrator_is_sent_to_the_private_chat(
    server: TelegramServer, engine: SmallEngine, bot: Running
) -> None:
    """Where others would read along, nothing is built and nothing is told."""
    (answer,) = await server.exchange(in_group("/reindex", ADMIN, "en"))
    assert "our private chat" in answer.text
    assert engine.builds == []


def test_pace_by_hand() -> None:
    """After 10 s, 12 of 24 articles and 90 passages: 9 passages a second, and as long again to go."""
    assert Pace.of(Progress(Stage.EMBEDDING, 12, 24, 90), 10) == Pace(9, 10)
    assert Pace.of(Progress(Stage.EMBEDDING, 0, 24, 90), 10) == Pace(9, None)
    assert Pace.of(Progress(Stage.EMBEDDING, 12, 24), 10) == Pace(None, 10)
    assert Pace.of(Progress(Stage.EMBEDDING, 25, 24, 9), 10) == Pace(0.9, 0)
    assert Pace.of(Progress(Stage.EMBEDDING, 12, 24, 90), 0) == Pace()
    assert Pace.of(Progress(Stage.READING, 12, 24), 10) == Pace()


def test_the_pace_is_that_of_the_embedding_alone() -> None:
    """Reading does not count: right after the first batch there is no pace yet."""
    build = Build()
    assert build.pace() == Pace()
    build.note(Progress(Stage.READING, 5, 5))
    build.note(Progress(Stage.EMBEDDING, 0, 5))
    assert build.pace() == Pace()
    build.note(Progress(Stage.EMBEDDING, 1, 5, 7))
    assert (build.pace().passages_per_s or 0) > 1


def test_the_first_reason_to_stop_counts() -> None:
    """Whoever was first is told the truth."""
    build = Build()
    build.stop(StopReason.CANCELLED)
    build.stop(StopReason.SHUTTING_DOWN)
    with pytest.raises(BuildStopped, match="cancelled"):
        build.note(Progress(Stage.READING, 0, None))


def test_progress_text() -> None:
    """A bar of 16 where the total is known: 90 of 181 is 7 blocks and 49 %; only a count where it is not."""
    text = render_progress(Progress(Stage.EMBEDDING, 90, 181, 1512), Pace(16.96, 200), ENGLISH)
    assert text.splitlines() == [
        "Step 2 of 3: embedding articles",
        "███████░░░░░░░░░ 49 %",
        "90 of 181 articles, 1,512 passages",
        "17 passages a second, about 3 minutes left",
    ]
    text = render_progress(Progress(Stage.EMBEDDING, 90, 181, 1512), Pace(0.54), INDONESIAN)
    assert text.splitlines()[2:] == ["90 dari 181 artikel, 1.512 bagian", "0,5 bagian per detik"]
    text = render_progress(Progress(Stage.READING, 1234, None), Pace(), INDONESIAN)
    assert text.splitlines() == ["Langkah 1 dari 3: membaca artikel", "sudah 1.234 berkas"]
    assert "1 of 1 file" in render_progress(Progress(Stage.READING, 1, 1), Pace(), ENGLISH)
    text = render_progress(Progress(Stage.READING, 2, 9, where="/srv/a/Risalah.pdf", page=(3, 20)), Pace(), INDONESIAN)
    assert text.splitlines()[2:] == ["2 dari 9 berkas", "Risalah.pdf: halaman 3 dari 20"]
    assert "100 %" in render_progress(Progress(Stage.WRITING, 7, 5), Pace(), ENGLISH)


def test_failure_text() -> None:
    """Administrators read why, in the index's own words where it is an error of the index, else a code."""
    reason = "no new snapshot could be written to /srv/index (No space left on device)"
    assert reason in str(render_failure(TanyaIndexError(reason), ENGLISH))
    text = str(render_failure(OSError("secret"), INDONESIAN))
    assert "secret" not in text
    assert "kode" in text


@pytest.mark.parametrize(
    ("error", "says"),
    [
        (
            CannotWrite("/srv/index: disk is full"),
            "disk tempat indeks penuh atau bermasalah (/srv/index: disk is full)",
        ),
        (DatabaseAway("db:5432 is away"), "database-nya sedang tidak bisa dipakai (db:5432 is away)"),
        (IndexMissing("run: tanya index"), "belum ada yang diindeks; kirim /add dengan alamat, berkas, atau folder"),
        (ModelDamaged("reader.onnx is cut"), "ada berkas model yang hilang atau rusak (reader.onnx is cut)"),
        (NothingToIndex("it stays", is_last=True), "indeksnya akan kosong, jadi dibiarkan seperti sebelumnya"),
        (SourceProblem("/b does not exist"), "sumbernya tidak bisa dibaca (/b does not exist)"),
    ],
)
def test_failure_text_in_the_readers_language(error: Exception, says: str) -> None:
    """What kind of failure it was needs no English."""
    assert render_failure(error, INDONESIAN) == f"Tidak berhasil, jadi tidak ada yang berubah. Alasannya: {says}"


def test_failure_that_lists_what_was_passed_over() -> None:
    """Sources without an article are told with what they hold instead, by kinds."""
    draft = Skipped("a.md", "is a draft", Reason.DRAFT)
    text = render_failure(NothingToIndex("no article found", [draft, replace(draft, where="b.md")]), INDONESIAN)
    assert isinstance(text, Composed)
    assert text.text.splitlines()[0] == "Tidak ada artikel yang ditemukan, jadi tidak ada yang berubah."
    assert "2 hal dilewati:" in text.text
    assert "masih draf" in text.text


def test_report_text() -> None:
    """The summary names counts and seconds, with English plurals."""
    report = BuildReport("s", articles=1, passages=1234, added=1, seconds=0.6)
    assert "unchanged 70" in render_report(BuildReport("s", articles=71, added=1), ENGLISH).text
    assert render_report(report, ENGLISH).text.splitlines()[2:] == [
        "1 article, 1,234 passages",
        "Added 1, changed 0, removed 0, unchanged 0",
        "It took 1 second.",
    ]
    report.published = False
    assert render_report(report, INDONESIAN).text.startswith("Tidak ada yang berubah.")


def test_report_of_what_came_and_went() -> None:
    """By title, the first four, and how many more; then what may be missing."""
    titles = [f"Judul {n}" for n in range(1, 11)]
    report = BuildReport(
        "s", added=12, added_titles=titles, removed=1, removed_titles=["Lama"], doubts=["s-1 is damaged"]
    )
    assert render_report(report, ENGLISH).text.split("\n\n")[2:] == [
        "New:\n• Judul 1\n• Judul 2\n• Judul 3\n• Judul 4\n… and 8 more",
        "Removed:\n• Lama",
        "Something may be missing, because an earlier snapshot was damaged:\n• s-1 is damaged",
    ]


def test_report_of_what_was_left_out_and_noted() -> None:
    """A line for each reason, the most frequent first, with its number and where it is so, for example."""
    drafts = [Skipped(f"/berita/{n}.md", "is a draft", Reason.DRAFT) for n in range(3)]
    broken = Skipped("/berita/x.pdf", "is damaged")
    noted = [Noted(f"/b/{n}.md", f"published '{n}' is not a date; left it open", Reason.DOUBTFUL_DAY) for n in range(2)]
    report = BuildReport("s", skipped=[broken, *drafts], noted=noted)
    assert render_report(report, ENGLISH).text.split("\n\n")[2:4] == [
        "4 items were skipped:\n• 3 × is a draft (for example /berita/0.md)\n• /berita/x.pdf: is damaged",
        "2 notes on what was read:\n• 2 × published … is not a date; left it open (for example /b/0.md)",
    ]
    doubt = "tanggalnya meragukan (published … is not a date; left it open)"
    assert render_report(report, INDONESIAN).text.split("\n\n")[2:] == [
        "4 hal dilewati:\n• 3 × masih draf (misalnya /berita/0.md)\n• /berita/x.pdf: tidak bisa dibaca (is damaged)",
        f"2 catatan tentang yang dibaca:\n• 2 × {doubt} (misalnya /b/0.md)",
        "Daftar lengkap yang dilewati: tanya reindex --report BERKAS.csv",
    ]


@pytest.mark.parametrize("code", list(Reason))
def test_every_reason_has_indonesian_words(code: Reason) -> None:
    """Those of the index are English."""
    assert INDONESIAN("reindex-reason", code=code.value, reason="reason") != "reason"


@pytest.mark.parametrize("phrases", [ENGLISH, INDONESIAN])
def test_the_longest_report_fits_into_a_message(phrases: Phrases) -> None:
    """Four reasons are shown, cleaned and cut; the rest is counted."""
    long = "x" * 5000
    skipped = [Skipped(f"{long}-{n}\u202e.md", f"kosong\x00 {chr(97 + n)}{long}") for n in range(20)]
    report = BuildReport("s", skipped=skipped, noted=[Noted(each.where, each.reason) for each in skipped])
    report.doubts = report.added_titles = report.changed_titles = report.removed_titles = [long] * 10
    report.added = report.changed = report.removed = report.articles = 10**6
    composed = render_report(report, phrases)
    assert composed.text.count("kosong a") == 2
    assert "kosong e" not in composed.text
    assert composed.text.count(phrases("reindex-more", count=16)) == 2
    assert utf16_units(composed.text) < 4096
