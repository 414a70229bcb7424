"""Checks of this machine: settings that contradict each other, the data folder and its rights, room on the disk."""

from __future__ import annotations

import os
import shutil
import stat
import tempfile
from collections.abc import Iterator
from pathlib import Path

from rich.filesize import decimal

from tanya.backup import RESTORING_FILE
from tanya.doctor.findings import Finding, fail, ok, warn
from tanya.settings import Access, Settings

MEGABYTE = 1_000_000
# Below the first a build or a question's record may fail any moment; the second is what a small build needs.
LEAST_FREE = 50 * MEGABYTE
ROOM_BESIDE_A_BUILD = 200 * MEGABYTE
_ENV_FILE = Path(".env")


def check_settings(settings: Settings) -> Iterator[Finding]:
    """Look for settings that each are right and together are not."""
    found = []
    if settings.access is Access.ALLOW_LIST and not settings.allowed_ids and not settings.admin_ids:
        found.append(
            warn(
                "settings",
                "TANYA_ACCESS is allow-list and the list is empty: nobody may ask",
                "put numeric Telegram ids into TANYA_ALLOWED_IDS",
            )
        )
    if not settings.admin_ids and settings.telegram_bot_token is not None:
        found.append(
            warn(
                "settings",
                "the bot has no administrator, so nobody can reindex from the chat",
                "put your own numeric Telegram id into TANYA_ADMIN_IDS",
            )
        )
    if _ENV_FILE.is_file() and _ENV_FILE.stat().st_mode & (stat.S_IRGRP | stat.S_IROTH):
        found.append(
            warn("settings", f"{_ENV_FILE.resolve()} can be read by other users of this machine", "chmod 600 .env")
        )
    yield from found or [ok("settings", "all are right")]


def check_data_folder(folder: Path) -> Finding:
    """Try to write into the data folder, and look at who else may."""
    name = "data folder"
    if not folder.exists():
        return _check_missing(name, folder)
    if not folder.is_dir():
        return fail(name, f"{folder.resolve()} is not a folder", "set TANYA_DATA_DIR to a folder")
    for each in (folder, folder / "index"):
        if each.is_dir() and (problem := _problem_with_writing(each)):
            return fail(
                name,
                f"{each.resolve()} cannot be written to ({problem}); this is user {os.geteuid()}",
                f"chown it to the user that runs Tanya, or run Tanya as user {each.stat().st_uid}",
            )
    if (folder / RESTORING_FILE).exists():
        kept = (folder / RESTORING_FILE).read_text(encoding="utf-8", errors="replace").strip()
        return fail(name, f"a restore of {kept} was interrupted", f"run it again: tanya restore --force {kept}")
    if strangers := [each for each in _private_files(folder) if not os.access(each, os.R_OK | os.W_OK)]:
        return fail(
            name,
            f"{strangers[0].resolve()} cannot be read and written by user {os.geteuid()}",
            f"chown it to the user that runs Tanya, or run Tanya as user {strangers[0].stat().st_uid}",
        )
    owners = {each.stat().st_uid: each for each in (folder, folder / "index", *_private_files(folder)) if each.exists()}
    if len(owners) > 1:
        found = ", ".join(f"{each.resolve()} to user {uid}" for uid, each in owners.items())
        return warn(
            name, f"its files belong to several users: {found}", "chown -R all of it to the user that runs the bot"
        )
    if folder.stat().st_mode & stat.S_IWOTH:
        return warn(name, f"everybody on this machine may write to {folder.resolve()}", f"chmod o-w {folder.resolve()}")
    if not folder.stat().st_mode & stat.S_IXOTH:
        return ok(name, f"{folder.resolve()} can be written to")
    if open_files := [each for each in _private_files(folder) if each.stat().st_mode & stat.S_IROTH]:
        return warn(
            name,
            f"everybody on this machine can read the questions in {open_files[0].resolve()}",
            f"chmod o-rwx {' '.join(str(each.resolve()) for each in open_files)}",
        )
    return ok(name, f"{folder.resolve()} can be written to")


def _check_missing(name: str, folder: Path) -> Finding:
    """Tell a folder that the first build will make from one that it cannot."""
    parent = next(each for each in folder.absolute().parents if each.exists())
    if not parent.is_dir() or (problem := _problem_with_writing(parent)):
        why = problem if parent.is_dir() else "not a folder"
        return fail(
            name, f"{folder.absolute()} cannot be made: {parent}: {why}", "set TANYA_DATA_DIR to another folder"
        )
    return warn(
        name, f"{folder.absolute()} is not there yet", "run: tanya index FOLDER-OF-ARTICLES, or set TANYA_DATA_DIR"
    )


def _private_files(folder: Path) -> list[Path]:
    """Return the files of the data folder that hold what people wrote."""
    return sorted(folder.glob("*.sqlite*"))


def _problem_with_writing(folder: Path) -> str | None:
    try:
        with tempfile.TemporaryFile(dir=folder) as file:
            file.write(b"x")
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        return error.strerror or type(error).__name__
    return None


def check_disk(folder: Path, index_bytes: int) -> Finding:
    """Compare the room on the disk with what the next build needs beside the served index."""
    present = next(each for each in (folder, *folder.absolute().parents) if each.exists())
    free = shutil.disk_usage(present).free
    wanted = 2 * index_bytes + ROOM_BESIDE_A_BUILD
    files = os.statvfs(present)
    # An index in a database has none here.
    message = f"{decimal(free)} free" + (f", the index has {decimal(index_bytes)}" if index_bytes else "")
    if free < LEAST_FREE or (files.f_files and files.f_favail < 100):
        return fail("disk", f"the disk of {folder.resolve()} is full: {message}", "free some room")
    if free < wanted:
        return warn("disk", message, f"a rebuild writes a whole new index beside the old one: free {decimal(wanted)}")
    return ok("disk", message)
