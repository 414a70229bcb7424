"""Backups: made while questions are asked and the index is rebuilt, refused when damaged, restored as a whole."""

from __future__ import annotations

import asyncio
import io
import json
import os
import random
import resource
import shutil
import sqlite3
import subprocess
import sys
import tarfile
import threading
from contextlib import closing
from pathlib import Path

import pytest

from bot import BotRunsAlready
from bot.storage import copies
from bot.storage.data_folder_lock import occupied
from bot.storage.opening import records_at
from bot.storage.records import FILE_NAME, Rating
from index import DOCUMENTS_FOLDER, Engine, IndexBusy, IndexMissing, SnapshotCorrupt, keep_document
from index.snapshots.ledger import Ledger, ledger_file
from index.snapshots.snapshots import Snapshots
from index.store.records import Removal
from tanya.backup import (
    REPLACED,
    RESTORING_FILE,
    BackupDamaged,
    BackupProblem,
    NothingOverwritten,
    make_backup,
    making,
    reading,
    restore_backup,
)
from tanya.backup.contents import LIST_FILE, Contents
from tanya.backup.reading import read_back
from tanya.doctor.archive import check_databases
from tanya.doctor.machine import check_data_folder
from tests.bot.conftest import StartBot
from tests.bot.conftest import engine as engine
from tests.bot.conftest import server as server
from tests.bot.conftest import start_bot as start_bot
from tests.bot.samples import READER, SUMMIT, SmallEngine, a_message
from tests.bot.telegram_server import TelegramServer
from tests.conftest import publish
from tests.tanya.conftest import ROOT, run_tanya

pytestmark = pytest.mark.slow

KILLED = """
import os, signal, sys
from pathlib import Path
from tanya.backup import BackupProblem, restore_backup

folder, backup = Path(sys.argv[1]), Path(sys.argv[2])
calls = 0

def killing(function, at):
    def call(*arguments, **options):
        global calls
        calls += 1
        if calls == at:
            os.kill(os.getpid(), signal.SIGKILL)
        return function(*arguments, **options)
    return call

at = 1
while True:
    copy = folder / str(at)
    child = os.fork()
    if not child:
        for name in ("fsync", "rename", "replace"):
            setattr(os, name, killing(getattr(os, name), at))
        restore_backup(copy, backup, force=True)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    print(at, os.WIFSIGNALED(status))
    if not os.WIFSIGNALED(status):
        sys.exit(os.waitstatus_to_exitcode(status))
    at += 1
"""


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder with a snapshot and a database with one question."""
    folder = tmp_path / "data"
    publish(folder / "index", [])
    records = records_at(folder / FILE_NAME)
    records.keep_question("q1", READER, SUMMIT, 12.0)
    records.rate("q1", READER, Rating.UP)
    records.close()
    return folder


@pytest.fixture
def backup(data: Path, tmp_path: Path) -> Path:
    file = tmp_path / "backup.tar.gz"
    make_backup(data, file)
    return file


def questions(folder: Path) -> list[str]:
    with closing(sqlite3.connect(folder / FILE_NAME)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return [row[0] for row in connection.execute("SELECT id FROM questions ORDER BY rowid")]


def current(folder: Path) -> str:
    return Snapshots(folder / "index").current_name()


# Three commands and an engine, on a machine that may have other things to do.
@pytest.mark.timeout(400)
def test_a_backup_goes_to_another_machine(sample_data: Path, tmp_path: Path) -> None:
    """The command keeps an archive, and another folder answers from it; neither replaces anything unless told to."""
    file, elsewhere = tmp_path / "b.tar.gz", tmp_path / "elsewhere"
    elsewhere.mkdir()
    assert run_tanya("backup", file, data=sample_data).returncode == 0
    with pytest.raises(NothingOverwritten, match="--force"):
        make_backup(sample_data, file)
    assert file.stat().st_mode & 0o077 == 0
    assert run_tanya("restore", file, data=elsewhere).returncode == 0
    again = run_tanya("restore", file, data=elsewhere)
    assert (again.returncode, "--force" in again.stderr) == (2, True)
    engine = Engine(elsewhere)
    assert str(engine.ask("when is the Trump–Kim summit?").answers[0].date) == "2018-06-12"
    engine.close()


@pytest.mark.parametrize("force", [False, True])
def test_only_a_regular_file_is_replaced(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, force: bool
) -> None:
    """Not what others read from or write to, whatever is asked for; a folder is told with what to name instead."""
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "link").symlink_to("nowhere")
    monkeypatch.chdir(data)
    for special in (tmp_path / "pipe", tmp_path / "link"):
        with pytest.raises(NothingOverwritten, match="no regular file"):
            make_backup(data, special, force=force)
    for folder in (tmp_path, Path(), Path(".."), Path("/")):
        with pytest.raises(NothingOverwritten, match=r"is a folder; name a file .*backup\.tar\.gz"):
            make_backup(data, folder, force=force)
    assert (tmp_path / "pipe").is_fifo()
    assert not list(tmp_path.glob("**/*.tar.gz"))


def test_documents_come_back(data: Path, tmp_path: Path) -> None:
    """With their titles; what is there beside them stays, and what is just being written is left out."""
    file, elsewhere = tmp_path / "b.tar.gz", tmp_path / "elsewhere"
    keep_document(data / DOCUMENTS_FOLDER, "Jadwal 2024, é.txt", b"Selasa.", "Jadwal: 2024")
    (data / DOCUMENTS_FOLDER / "x.pdf.new").write_bytes(b"half")
    make_backup(data, file)
    keep_document(elsewhere / DOCUMENTS_FOLDER, "lain.txt", b"Rabu.", None)
    restore_backup(elsewhere, file)
    found = {each.name: each.read_bytes() for each in (elsewhere / DOCUMENTS_FOLDER).iterdir()}
    assert found == {
        "Jadwal 2024, é.txt": b"Selasa.",
        ".Jadwal 2024, é.txt.title": b"Jadwal: 2024",
        "lain.txt": b"Rabu.",
    }


def test_any_number_of_documents_is_kept(data: Path, tmp_path: Path) -> None:
    """More than a process may have open, and more than a megabyte lists."""
    (data / DOCUMENTS_FOLDER).mkdir()
    written = {f"{number} {'é' * 115}.txt": b"%d" % number for number in range(1_300)}
    for name, content in written.items():
        (data / DOCUMENTS_FOLDER / name).write_bytes(content)
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (256, hard))
    try:
        contents = make_backup(data, tmp_path / "b.tar.gz")
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    found: dict[str, bytes] = {}
    assert read_back(tmp_path / "b.tar.gz", found.__setitem__) == contents
    assert {Path(name).name: each for name, each in found.items() if name.startswith(DOCUMENTS_FOLDER)} == written
    assert len(contents.to_json()) > 1_000_000


@pytest.mark.parametrize("change", ["replaced", "written over", "grown", "cut", "removed"])
def test_documents_that_change_meanwhile_are_kept_as_they_were(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: str
) -> None:
    """Whatever becomes of a document once the list is made, the backup is whole."""
    names = [f"{number}.txt" for number in range(3)]
    for name in names:
        keep_document(data / DOCUMENTS_FOLDER, name, b"Selasa.", None)

    def to_json(contents: Contents) -> bytes:
        for name in names:
            file = data / DOCUMENTS_FOLDER / name
            if change == "replaced":
                keep_document(data / DOCUMENTS_FOLDER, name, b"Rabu dan Kamis.", None)
            elif change == "removed":
                file.unlink(missing_ok=True)
            else:
                file.write_bytes({"written over": b"Sabtu!.", "grown": b"Selasa. Rabu.", "cut": b"Sel"}[change])
        return listed(contents)

    listed = Contents.to_json
    monkeypatch.setattr(Contents, "to_json", to_json)
    make_backup(data, tmp_path / "b.tar.gz")
    restore_backup(tmp_path / "elsewhere", tmp_path / "b.tar.gz")
    assert [(tmp_path / "elsewhere" / DOCUMENTS_FOLDER / name).read_bytes() for name in names] == [b"Selasa."] * 3


def test_document_that_is_removed_first_is_left_out(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between the look into the folder and the look into the file."""
    keep_document(data / DOCUMENTS_FOLDER, "ada.txt", b"Selasa.", None)
    there = data / DOCUMENTS_FOLDER / "ada.txt"
    monkeypatch.setattr(making, "_documents", lambda _: [there.with_name("hilang.txt"), there])
    contents = make_backup(data, tmp_path / "b.tar.gz")
    assert [each for each in contents.files if each.startswith(DOCUMENTS_FOLDER)] == [f"{DOCUMENTS_FOLDER}/ada.txt"]


def test_more_than_a_list_may_hold_is_told_by_who_makes_it(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before anything is written; a backup of somebody else's with such a list is told apart from no backup."""
    make_backup(data, tmp_path / "b.tar.gz")
    monkeypatch.setattr(making, "MAX_LIST_BYTES", 400)
    monkeypatch.setattr(reading, "MAX_LIST_BYTES", 400)
    with pytest.raises(BackupProblem, match=r"more than the 400 that are read; move some out of .*documents"):
        make_backup(data, tmp_path / "other.tar.gz")
    assert not (tmp_path / "other.tar.gz").exists()
    with pytest.raises(BackupDamaged, match=r"lists its files in .* more than the 400"):
        restore_backup(tmp_path / "elsewhere", tmp_path / "b.tar.gz")


async def test_while_the_bot_answers_and_builds_publish(
    server: TelegramServer, engine: SmallEngine, start_bot: StartBot, data: Path, tmp_path: Path
) -> None:
    """Each backup holds one whole snapshot, and every question that had been answered before it began."""
    stop = threading.Event()

    def build() -> None:
        seed = 0
        while not stop.wait(0.02):
            seed += 1
            publish(data / "index", [], seed=seed)

    builds = asyncio.create_task(asyncio.to_thread(build))
    async with start_bot(data_dir=data):
        for n in range(6):
            await server.exchange(*(a_message(f"Kapan {n}-{m}?", 3000 + m) for m in range(3)))
            waiting = [a_message(f"Lagi {n}-{m}?", 4000 + m) for m in range(5)]
            answering = asyncio.create_task(server.exchange(*waiting))
            file = tmp_path / f"{n}.tar.gz"
            contents = await asyncio.to_thread(make_backup, data, file)
            await answering
            restored = tmp_path / f"restored-{n}"
            await asyncio.to_thread(restore_backup, restored, file)
            assert current(restored) == contents.snapshot
            with closing(sqlite3.connect(restored / FILE_NAME)) as connection:
                kept = {row[0] for row in connection.execute("SELECT question FROM questions")}
            assert len(questions(restored)) >= 1 + 3 * (n + 1)
            assert kept
    stop.set()
    await builds


def test_a_restored_folder_knows_people_as_before(data: Path, backup: Path, tmp_path: Path) -> None:
    """The keyed hashes go along with their secret, so that a rating can still be taken back."""
    restore_backup(tmp_path / "new", backup)
    records = records_at(tmp_path / "new" / FILE_NAME)
    assert records.rate("q1", READER, Rating.UP) is None
    assert records.ratings("q1") == {}
    records.close()
    assert (tmp_path / "new" / FILE_NAME).stat().st_mode & 0o077 == 0
    assert questions(data) == questions(tmp_path / "new")


def test_what_is_there_is_replaced_only_when_told_to(data: Path, backup: Path) -> None:
    publish(data / "index", [], seed=7)
    newer = current(data)
    records = records_at(data / FILE_NAME)
    records.keep_question("q2", READER, SUMMIT, 12.0)
    records.close()
    with pytest.raises(NothingOverwritten, match="--force"):
        restore_backup(data, backup)
    assert (current(data), questions(data)) == (newer, ["q1", "q2"])
    contents = restore_backup(data, backup, force=True)
    assert (current(data), questions(data)) == (contents.snapshot, ["q1"])
    assert not list(data.glob("restoring-*"))


def test_nothing_that_is_there_is_replaced_where_there_is_no_index_yet(data: Path, tmp_path: Path) -> None:
    """Not a document that the backup has otherwise, nor its title; what is the same in both is in nobody's way."""
    names = [f"{number}.txt" for number in range(5)]
    for name in names:
        keep_document(data / DOCUMENTS_FOLDER, name, b"Selasa.", "Jadwal")
    make_backup(data, tmp_path / "b.tar.gz")
    home = tmp_path / "elsewhere" / DOCUMENTS_FOLDER
    keep_document(home, "0.txt", b"Selasa.", "Jadwal")
    keep_document(home, "1.txt", b"Selasa.", "Jadwal baru")
    for name in names[2:]:
        keep_document(home, name, b"Rabu.", None)
    before = {each: each.read_bytes() for each in home.iterdir()}
    with pytest.raises(
        NothingOverwritten, match=r"already: .*/\.1\.txt\.title, .*/3\.txt and 1 more; use --force"
    ) as told:
        restore_backup(home.parent, tmp_path / "b.tar.gz")
    assert "0.txt" not in str(told.value)
    assert {each: each.read_bytes() for each in home.iterdir()} == before
    assert not (home.parent / RESTORING_FILE).exists()
    assert not Snapshots(home.parent / "index").names()
    restore_backup(home.parent, tmp_path / "b.tar.gz", force=True)
    assert all((home / name).read_bytes() == b"Selasa." for name in names)


@pytest.mark.parametrize("lost", ["CURRENT", ""])
def test_an_index_that_has_lost_its_name_or_its_files_is_there(data: Path, backup: Path, lost: str) -> None:
    """Its snapshots can be served again, and its ledger says what was removed by hand."""
    (data / FILE_NAME).unlink()
    Ledger(current(data), {}, {"a1": Removal("/berita/a.txt")}).write(data / "index")
    place = data / "index" / lost
    shutil.rmtree(place) if place.is_dir() else place.unlink()
    with pytest.raises(NothingOverwritten, match=r"/index; use" if lost else r"/index\.ledger; use"):
        restore_backup(data, backup)
    assert ledger_file(data / "index").exists()
    restore_backup(data, backup, force=True)
    assert questions(data) == ["q1"]


def test_a_damaged_database_and_a_damaged_index_are_replaced(data: Path, backup: Path) -> None:
    """That is what one restores for; what was there is kept beside it."""
    (data / FILE_NAME).write_bytes(b"SQLite format 3\0" + b"\xff" * 5000)
    [vectors] = data.glob("index/s-*/dense.faiss")
    vectors.write_bytes(b"")
    with pytest.raises(BackupProblem, match=FILE_NAME):
        make_backup_of_whole_index(data, backup)
    restore_backup(data, backup, force=True)
    assert questions(data) == ["q1"]
    assert list(data.glob("damaged-*"))
    assert make_backup(data, data.with_name("next.tar.gz")).files.keys() == read_back(backup).files.keys()
    assert [each.status for each in check_databases(data)] == ["ok"]
    assert Engine(data).verify()[1] == []


def make_backup_of_whole_index(data: Path, backup: Path) -> None:
    """Mend the index alone, and try to keep the damaged database."""
    mended = data.with_name("mended")
    restore_backup(mended, backup)
    shutil.copy(data / FILE_NAME, mended / FILE_NAME)
    make_backup(mended, data.with_name("other.tar.gz"))


def test_no_backup_is_made_of_a_damaged_or_missing_index(data: Path, tmp_path: Path) -> None:
    file = tmp_path / "b.tar.gz"
    [vectors] = data.glob("index/s-*/dense.faiss")
    vectors.write_bytes(b"\xff" + vectors.read_bytes()[1:])
    with pytest.raises(SnapshotCorrupt, match="content has changed"):
        make_backup(data, file)
    vectors.unlink()
    with pytest.raises(SnapshotCorrupt):
        make_backup(data, file)
    with pytest.raises(IndexMissing):
        make_backup(tmp_path / "none", file)
    assert not file.exists()
    assert not list(tmp_path.glob(".*"))


def test_a_bot_or_a_build_is_in_the_way(data: Path, backup: Path, tmp_path: Path) -> None:
    with occupied(data), pytest.raises(BotRunsAlready, match="stop it"):
        restore_backup(data, backup, force=True)
    with Snapshots(data / "index").writer(), pytest.raises(IndexBusy):
        restore_backup(data, backup, force=True)
    assert questions(data) == ["q1"]
    assert not (data / RESTORING_FILE).exists()


def test_damage_anywhere_is_found_before_anything_is_touched(data: Path, backup: Path, tmp_path: Path) -> None:
    """A backup that was cut or in which a bit was turned, at a hundred places: told, or harmless."""
    whole, chance = backup.read_bytes(), random.Random(5)
    damaged, found = tmp_path / "damaged.tar.gz", 0
    for _ in range(100):
        at = chance.randrange(10, len(whole))
        flipped = whole[:at] + bytes([whole[at] ^ (1 << chance.randrange(8))]) + whole[at + 1 :]
        damaged.write_bytes(whole[:at] if chance.random() < 0.5 else flipped)
        try:
            restore_backup(data, damaged, force=True)
        except BackupDamaged:
            found += 1
        assert questions(data) == ["q1"]
        assert Engine(data).verify()[1] == []
    # The rest is in the padding after the last file, and changes nothing of what is unpacked.
    assert found >= 80
    for content in (b"", b"hello", json.dumps({"a": 1}).encode()):
        damaged.write_bytes(content)
        with pytest.raises(BackupDamaged):
            restore_backup(tmp_path / "new", damaged)
    with pytest.raises(BackupProblem, match="no file"):
        restore_backup(tmp_path / "new", tmp_path / "missing")
    os.mkfifo(tmp_path / "pipe")
    for special in (tmp_path / "pipe", tmp_path, Path("/dev/zero")):
        with pytest.raises(BackupProblem, match="no regular file"):
            restore_backup(tmp_path / "new", special)


@pytest.mark.parametrize(
    "listed", ["[" * 100_000, '{"format_version": 1, "files": {"a": {"size_bytes": 1e999, "sha256": ""}}}']
)
def test_list_that_no_backup_has_is_refused(listed: str) -> None:
    """Nested without end, or of numbers that are none."""
    with pytest.raises(BackupDamaged, match="cannot be read"):
        Contents.from_json(listed.encode())


@pytest.mark.parametrize(
    "name",
    [
        "../outside.sqlite",
        "/tmp/outside.sqlite",
        "databases/../../outside.sqlite",
        "index/s-1/../outside",
        "databases/a.sh",
        "documents/..",
        "documents/a/outside.txt",
    ],
)
def test_names_that_lead_outside_are_refused(backup: Path, tmp_path: Path, name: str) -> None:
    """Also when the list in the backup names them."""
    hostile = tmp_path / "hostile.tar.gz"
    with tarfile.open(backup) as source, tarfile.open(hostile, "w:gz") as target:
        for entry in source.getmembers():
            stream = source.extractfile(entry)
            content = stream.read() if stream else b""
            if entry.name == LIST_FILE:
                listed = json.loads(content)
                listed["files"][name] = {
                    "size_bytes": 1,
                    "sha256": "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881",
                }
                content = json.dumps(listed).encode()
                entry.size = len(content)
            target.addfile(entry, io.BytesIO(content))
        more = tarfile.TarInfo(name)
        more.size = 1
        target.addfile(more, io.BytesIO(b"x"))
    with pytest.raises(BackupDamaged, match="no backup has"):
        restore_backup(tmp_path / "new", hostile)
    assert not list(tmp_path.rglob("outside*"))


def test_links_and_unlisted_files_are_refused(backup: Path, tmp_path: Path) -> None:
    for kind in (tarfile.SYMTYPE, tarfile.REGTYPE):
        hostile = tmp_path / "hostile.tar.gz"
        with tarfile.open(backup) as source, tarfile.open(hostile, "w:gz") as target:
            first = source.getmembers()[0]
            target.addfile(first, source.extractfile(first))
            more = tarfile.TarInfo("databases/bot.sqlite" if kind == tarfile.SYMTYPE else "databases/more.sqlite")
            more.type, more.linkname = kind, "/etc/passwd"
            target.addfile(more)
        with pytest.raises(BackupDamaged, match="not as"):
            restore_backup(tmp_path / "new", hostile)


def test_a_full_disk_leaves_no_backup_and_no_leftover(data: Path, tmp_path: Path) -> None:
    with pytest.raises(BackupProblem, match="could not be written"):
        make_backup(data, Path("/proc/backup.tar.gz"))
    with pytest.raises(BackupProblem, match="could not be restored"):
        restore_backup(Path("/proc/data"), tmp_path / "b")


def test_a_database_that_cannot_be_replaced_stays(data: Path, backup: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Locked by another program, it is waited for and told; nothing was changed, and nothing says that it was."""
    monkeypatch.setattr(copies, "_WAIT_S", 0.2)
    records = records_at(data / FILE_NAME)
    records.keep_question("q2", READER, SUMMIT, 12.0)
    records.close()
    with closing(sqlite3.connect(data / FILE_NAME)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        with pytest.raises(BackupProblem, match="locked"):
            restore_backup(data, backup, force=True)
    assert questions(data) == ["q1", "q2"]
    assert not (data / RESTORING_FILE).exists()
    assert not list(data.glob("damaged-*"))
    restore_backup(data, backup, force=True)
    assert questions(data) == ["q1"]


def test_a_second_database_that_cannot_be_replaced_is_told(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What had been replaced before it is, the file that says so stays, and a second run finishes."""
    monkeypatch.setattr(copies, "_WAIT_S", 0.2)
    with closing(sqlite3.connect(data / "inbox.sqlite")) as connection:
        connection.execute("CREATE TABLE words (word TEXT)")
        make_backup(data, tmp_path / "b.tar.gz")
        connection.execute("BEGIN IMMEDIATE")
        with pytest.raises(BackupProblem, match=r"inbox\.sqlite: database is locked"):
            restore_backup(data, tmp_path / "b.tar.gz", force=True)
    assert "interrupted" in check_data_folder(data).message
    restore_backup(data, tmp_path / "b.tar.gz", force=True)
    assert not (data / RESTORING_FILE).exists()


def test_killed_at_every_write_it_leaves_old_or_new(data: Path, backup: Path, tmp_path: Path) -> None:
    """At each sync and rename of a restore: each part is old or new, the doctor knows, and a second run finishes."""
    [kept] = data.glob("index/s-*")
    publish(data / "index", [], seed=7)
    shutil.rmtree(kept)
    records = records_at(data / FILE_NAME)
    records.keep_question("q2", READER, SUMMIT, 12.0)
    records.close()
    keep_document(data / DOCUMENTS_FOLDER, "baru.txt", b"Kemarin.", None)
    newer, copies = current(data), tmp_path / "copies"
    for at in range(1, 40):
        shutil.copytree(data, copies / str(at))
    done = subprocess.run(
        [sys.executable, "-c", KILLED, copies, backup],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    kills = done.stdout.count("True")
    assert kills >= 10
    interrupted = 0
    for at in range(1, kills + 1):
        folder = copies / str(at)
        assert questions(folder) in (["q1"], ["q1", "q2"])
        assert Engine(folder).verify()[1] == []
        assert [each.read_bytes() for each in folder.rglob("baru.txt")] == [b"Kemarin."]
        if (folder / RESTORING_FILE).exists():
            interrupted += 1
            assert "interrupted" in check_data_folder(folder).message
        elif current(folder) == newer:
            assert questions(folder) == ["q1", "q2"]
        contents = restore_backup(folder, backup, force=True)
        assert (current(folder), questions(folder)) == (contents.snapshot, ["q1"])
        assert not (folder / RESTORING_FILE).exists()
        assert aside(folder) == {"documents/baru.txt": b"Kemarin."}
    assert interrupted >= 3


def found_in(folder: Path) -> dict[str, bytes]:
    """Return the files below a folder, by their names in it; a folder without any has none."""
    return {str(each.relative_to(folder)): each.read_bytes() for each in sorted(folder.rglob("*")) if each.is_file()}


def aside(folder: Path) -> dict[str, bytes]:
    """Return what a restore has set aside."""
    return {name.partition("/")[2]: content for name, content in found_in(folder).items() if name.startswith(REPLACED)}


def test_by_force_documents_are_those_of_the_backup(data: Path, tmp_path: Path) -> None:
    """With their titles, or none; what came since is kept aside, also a folder, or what is none where one belongs."""
    home = data / DOCUMENTS_FOLDER
    keep_document(home, "harga.txt", b"Beras 14.000.", None)
    keep_document(home, "jadwal.txt", b"Selasa.", "Jadwal")
    keep_document(home, "rapat.txt", b"Balai.", None)
    backup, kept = tmp_path / "b.tar.gz", found_in(home)
    make_backup(data, backup)
    keep_document(home, "harga.txt", b"Beras 14.000.", "Harga baru")
    keep_document(home, "jadwal.txt", b"Rabu.", None)
    keep_document(home, "baru.txt", b"Kemarin.", "Baru")
    (home / "rapat.txt").unlink()
    (home / "rapat.txt").mkdir()
    (home / "rapat.txt" / "isi.txt").write_bytes(b"Folder.")
    restore_backup(data, backup, force=True)

    assert found_in(home) == kept
    assert {name.removeprefix("documents/"): content for name, content in aside(data).items()} == {
        ".harga.txt.title": b"Harga baru",
        "jadwal.txt": b"Rabu.",
        "baru.txt": b"Kemarin.",
        ".baru.txt.title": b"Baru",
        "rapat.txt/isi.txt": b"Folder.",
    }
    assert not (data / RESTORING_FILE).exists()
    shutil.rmtree(home)
    home.write_bytes(b"Bukan folder.")
    restore_backup(data, backup, force=True)
    assert (found_in(home), aside(data)["documents"]) == (kept, b"Bukan folder.")


def test_by_force_a_folder_without_documents_or_databases_has_none_again(data: Path, tmp_path: Path) -> None:
    """What a bot kept since is aside, as a whole, and what is a folder in the place of a file gives way."""
    empty, backup = tmp_path / "empty", tmp_path / "b.tar.gz"
    shutil.copytree(data / "index", empty / "index")
    make_backup(empty, backup)
    keep_document(data / DOCUMENTS_FOLDER, "baru.txt", b"Kemarin.", None)
    restore_backup(data, backup, force=True)

    assert found_in(data / DOCUMENTS_FOLDER) == {}
    assert not (data / FILE_NAME).exists()
    [kept] = data.glob(f"{REPLACED}*")
    assert questions(kept) == ["q1"]
    assert kept.stat().st_mode & 0o077 == 0
    assert found_in(kept / DOCUMENTS_FOLDER) == {"baru.txt": b"Kemarin."}


def test_by_force_a_folder_in_the_place_of_a_file_gives_way(data: Path, backup: Path) -> None:
    """Of a database, of CURRENT; and a file in the place of the snapshot."""
    served = current(data)
    for place in (data / FILE_NAME, data / "index" / "CURRENT"):
        place.unlink()
        place.mkdir()
        (place / "isi.txt").write_bytes(b"Folder.")
    shutil.rmtree(data / "index" / served)
    (data / "index" / served).write_bytes(b"Berkas.")
    restore_backup(data, backup, force=True)

    assert (current(data), questions(data)) == (served, ["q1"])
    assert Engine(data).verify()[1] == []
    assert aside(data) == {
        f"{FILE_NAME}/isi.txt": b"Folder.",
        "index/CURRENT/isi.txt": b"Folder.",
        f"index/{served}": b"Berkas.",
    }


def test_a_title_that_a_document_has_got_since_is_in_the_way(data: Path, tmp_path: Path) -> None:
    """It would be that of the backup's document."""
    keep_document(data / DOCUMENTS_FOLDER, "harga.txt", b"Beras.", None)
    make_backup(data, tmp_path / "b.tar.gz")
    elsewhere = tmp_path / "elsewhere" / DOCUMENTS_FOLDER
    keep_document(elsewhere, "harga.txt", b"Beras.", "Harga")
    with pytest.raises(NothingOverwritten, match=r"\.harga\.txt\.title; use --force"):
        restore_backup(elsewhere.parent, tmp_path / "b.tar.gz")
    assert (elsewhere / ".harga.txt.title").read_bytes() == b"Harga"
