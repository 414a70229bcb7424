"""Reads zip archives of articles, and opens those that EPUB and Word files are, without trusting what they say.

Nothing is unpacked under its own name: a member goes into a temporary file, is read there, and is gone. An archive in
an archive is read, one in that is not.
"""

from __future__ import annotations

import shutil
import stat
import struct
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO

from index.errors import SourceProblem
from index.progress import BrokenOff, Skipped
from index.reasons import Reason
from index.sources.budget import Budget, OverBudget
from index.sources.decoding import open_regular, require_size
from index.sources.drafts import Draft
from index.sources.formats.exports import substack
from index.sources.limits import MAX_ARCHIVE_BYTES, MAX_ARTICLE_BYTES, MAX_FILE_BYTES, MAX_MEMBERS, MAX_UNPACKED_BYTES

_END = b"PK\x05\x06"
_END_FORMAT = "<4s4H2LH"
# What stands before it in a ZIP64 archive, and counts in its place: APPNOTE.TXT, 4.3.14 to 4.3.16.
_LOCATOR, _LOCATOR_FORMAT = b"PK\x06\x07", "<4sLQL"
_END_64, _END_64_FORMAT = b"PK\x06\x06", "<4sQ2H2L4Q"
_SEE_ZIP64 = 0xFFFFFFFF
_MAX_COMMENT_BYTES = 65_535
_MAX_DIRECTORY_BYTES = 4_000_000
_COMPRESSIONS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_PAGES = (".html", ".htm")
_DAMAGED = "is not a zip archive that can be read; it may be damaged or cut off"
_FAULTS = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, struct.error, ValueError)

# A reader yields what it finds in a file, its places counted from the file itself ("#3" for a row, "" for all of it);
# for a file that it cannot read it raises SourceProblem with the reason.
Reader = Callable[[Path], Iterator[Draft | Skipped]]


@contextmanager
def open_archive(file: Path) -> Iterator[zipfile.ZipFile]:
    """Open a zip archive whose files together are no more than what is read of one.

    Raises:
        SourceProblem: it is none, is damaged, or would unpack to too much.
    """
    require_size(file, MAX_ARCHIVE_BYTES)
    with open_regular(file) as stream:
        _check_directory(stream.seek(0, 2), stream)
        try:
            archive = zipfile.ZipFile(stream)
        except _FAULTS as error:
            raise SourceProblem(_DAMAGED) from error
        with archive:
            members = archive.infolist()
            unpacked = sum(member.file_size for member in members)
            if len(members) > MAX_MEMBERS:
                raise SourceProblem(
                    f"holds {len(members):,} files, more than the {MAX_MEMBERS:,} that are read; split it"
                )
            if unpacked > MAX_UNPACKED_BYTES:
                raise SourceProblem(f"unpacks to {unpacked:,} bytes, more than {MAX_UNPACKED_BYTES:,}; split it")
            yield archive


def _check_directory(size: int, stream: BinaryIO) -> None:
    """Look at the end of an archive before its list of files is loaded, which alone may fill the memory."""
    start = max(0, size - _MAX_COMMENT_BYTES - struct.calcsize(_END_FORMAT))
    stream.seek(start)
    tail = stream.read()
    at = tail.rfind(_END)
    if at < 0 or len(tail) - at < struct.calcsize(_END_FORMAT):
        raise SourceProblem(_DAMAGED)
    said: int = struct.unpack_from(_END_FORMAT, tail, at)[5]
    said_64 = _said_by_zip64(start + at, stream)
    directory_bytes = max(said_64 if said_64 and said == _SEE_ZIP64 else [said, *said_64])
    if directory_bytes > _MAX_DIRECTORY_BYTES:
        raise SourceProblem(
            f"lists its files in {directory_bytes:,} bytes, more than the {_MAX_DIRECTORY_BYTES:,} that are read"
        )
    stream.seek(0)


def _said_by_zip64(end: int, stream: BinaryIO) -> list[int]:
    """Return the sizes in bytes that the ZIP64 records before an end record give the list of files; none without any.

    Some programs read the record that stands before its locator, some the one that the locator tells of.
    """
    before = end - struct.calcsize(_LOCATOR_FORMAT)
    locator = _unpacked(before, _LOCATOR_FORMAT, stream)
    if locator is None or locator[0] != _LOCATOR:
        return []
    places = {before - struct.calcsize(_END_64_FORMAT), locator[2]}
    records = [_unpacked(each, _END_64_FORMAT, stream) for each in places]
    return [each[8] for each in records if each is not None and each[0] == _END_64]


def _unpacked(at: int, form: str, stream: BinaryIO) -> tuple[Any, ...] | None:
    """Return a record of an archive; None where the file has no room for it."""
    if not 0 <= at <= MAX_ARCHIVE_BYTES:
        return None
    stream.seek(at)
    data = stream.read(struct.calcsize(form))
    return struct.unpack(form, data) if len(data) == struct.calcsize(form) else None


def read_member(archive: zipfile.ZipFile, name: str, max_bytes: int) -> bytes:
    """Return a file of an archive.

    Raises:
        SourceProblem: there is none of that name, it is larger than that, or it cannot be unpacked.
    """
    try:
        member = archive.getinfo(name)
    except KeyError:
        raise SourceProblem(f"lacks {name}") from None
    if problem := _problem(member, max_bytes):
        raise SourceProblem(f"its {name} {problem}")
    try:
        return archive.read(member)
    except _FAULTS as error:
        raise SourceProblem(f"its {name} cannot be unpacked; it may be damaged") from error


def zip_reader(readers: Mapping[str, Reader]) -> Reader:
    """Return the reader of archives whose files these readers read, by suffix."""

    def read_zip(file: Path) -> Iterator[Draft | Skipped]:
        yield from _read(file, readers, Budget(), depth=0)

    return read_zip


def _read(file: Path, readers: Mapping[str, Reader], budget: Budget, depth: int) -> Iterator[Draft | Skipped]:
    with open_archive(file) as archive, tempfile.TemporaryDirectory(prefix="tanya-") as folder:
        members = sorted(archive.infolist(), key=lambda member: member.filename)
        budget.spend(members=len(members), unpacked_bytes=sum(member.file_size for member in members))
        if not any(not member.is_dir() for member in members):
            raise SourceProblem("is an archive without files")
        posts = _posts_listed_in(archive, members)
        for member in members:
            path = _path(member)
            if member.is_dir() or any(part.startswith((".", "__MACOSX")) and part != ".." for part in path.parts):
                continue
            place = f"!/{member.filename.lstrip('/')}"
            suffix = path.suffix.lower()
            if problem := _problem(member, MAX_FILE_BYTES):
                yield Skipped(place, problem)
                continue
            if suffix != ".zip" and suffix not in readers:
                yield Skipped(
                    place, f"is of an unknown type; known are {', '.join(sorted(readers))}", Reason.UNKNOWN_TYPE
                )
                continue
            if suffix == ".zip" and depth:
                yield Skipped(place, "is an archive in an archive in an archive, which is not read; unpack it")
                continue
            unpacked = Path(folder) / f"member{suffix}"
            try:
                with archive.open(member) as packed, unpacked.open("wb") as target:
                    shutil.copyfileobj(packed, target)
                items = _read(unpacked, readers, budget, depth + 1) if suffix == ".zip" else readers[suffix](unpacked)
                for item in items:
                    budget.seconds_left()
                    if isinstance(item, Draft):
                        if suffix in _PAGES and (listed := posts.get(path.parent) or posts.get(path.parent.parent)):
                            item = substack.with_post(item, path.stem, listed)
                        yield replace(item, place=place + item.place, name=item.name or f"/{path}")
                    else:
                        yield replace(item, where=place + item.where)
            except OverBudget:
                raise
            except SourceProblem as refused:
                yield Skipped(place, str(refused), refused.code)
            except _FAULTS:
                yield BrokenOff(place, "cannot be unpacked; it may be damaged")


def _posts_listed_in(
    archive: zipfile.ZipFile, members: Sequence[zipfile.ZipInfo]
) -> dict[PurePosixPath, substack.Posts]:
    """Return the posts that lists in an archive tell of, by the folder of the list."""
    found: dict[PurePosixPath, substack.Posts] = {}
    for member in members:
        if _path(member).name == substack.LIST:
            with suppress(SourceProblem):
                data = read_member(archive, member.filename, MAX_ARTICLE_BYTES)
                found[_path(member).parent] = substack.posts_of(data)
    return found


def _path(member: zipfile.ZipInfo) -> PurePosixPath:
    """Return the name of a file of an archive as a path, with what Windows parts folders by as well."""
    return PurePosixPath(member.filename.replace("\\", "/"))


def _problem(member: zipfile.ZipInfo, max_bytes: int) -> str | None:
    """Return why a file of an archive is not unpacked."""
    path = _path(member)
    kind = stat.S_IFMT(member.external_attr >> 16)
    if path.is_absolute() or ".." in path.parts:
        return "has a name that leads out of the archive"
    if kind not in (0, stat.S_IFREG):
        return "is a symbolic link" if kind == stat.S_IFLNK else "is not a regular file"
    if member.flag_bits & 1:
        return "is protected by a password"
    if member.compress_type not in _COMPRESSIONS:
        return "is packed in a way that is not read; use the usual one (deflate)"
    if member.file_size > max_bytes:
        return f"has {member.file_size:,} bytes, more than the {max_bytes:,} that are read; split it"
    return None
