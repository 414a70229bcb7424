"""Opens files without waiting on what is not a file, and decodes their bytes.

An encoding is told by its byte order mark, by being valid UTF-8, by UTF-16's pattern of NULs, by what an HTML file
declares, by being Latin words with a few other letters, and else by `charset-normalizer`. Does not follow links: see
`index.sources.files`.
"""

from __future__ import annotations

import codecs
import os
import re
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from charset_normalizer import from_bytes

from index.errors import SourceProblem
from index.reasons import Reason

_MARKS = {  # UTF-32's mark begins with UTF-16's
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF32_LE: "utf-32-le",
    codecs.BOM_UTF32_BE: "utf-32-be",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}
# What is called so is Windows-1252 wherever it differs, as browsers read it (WHATWG, Encoding Standard).
_LATIN_1 = frozenset({"iso8859-1", "iso-8859-1", "latin-1", "latin1"})
_KINDS = {
    stat.S_IFDIR: "a folder",
    stat.S_IFIFO: "a FIFO",
    stat.S_IFSOCK: "a socket",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
}
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_MAX_CONTROL_SHARE = 0.01
_MAX_FOREIGN_SHARE = 0.05
_FOREIGN_RUN = re.compile(rb"[\x80-\xff]+")
# Letters that begin, stand in, or end a word of other letters; in capitals for the first of a name ("Örebro").
# Each run is looked at once, from its beginning.
_WITHIN_WORD = re.compile(rb"(?:(?<=[A-Za-z])[\xc0-\xff]++|(?<![\xc0-\xff])[\xc0-\xff]++(?=[A-Za-z]))")
# Of Windows-1252, all that is no letter: quotation marks, dashes, money, degrees, fractions, "×".
_WESTERN_MARKS = bytes({0x80, *range(0x82, 0x8A), 0x8B, *range(0x91, 0x9A), 0x9B, *range(0xA0, 0xC0), 0xD7, 0xF7})
_MAX_WESTERN_RUN = 2
_MAX_MARKS_RUN, _MAX_MARKS_SHARE = 3, 0.3
_MIN_WITHIN_SHARE = 0.5
_MIN_NUL_SHARE = 0.02  # what the spaces alone make in a script that is not Latin
_MIN_PARITY_SHARE = 0.98
_UNDECODABLE = "looks like binary data, not text; save it as UTF-8 text, or leave it out"


def printable(path: Path) -> str:
    r"""Return the absolute path as text that can be stored; bytes of the name that are not UTF-8 become \xNN.

    Links are kept, so that an article keeps its id when a link is moved to another folder.
    """
    return os.fsencode(os.path.abspath(path)).decode("utf-8", "backslashreplace")  # noqa: PTH100 (see above)


def require_regular(status: os.stat_result) -> None:
    """Raise SourceProblem for a folder, a FIFO, a socket or a device."""
    if not stat.S_ISREG(status.st_mode):
        kind = _KINDS.get(stat.S_IFMT(status.st_mode), "something special")
        raise SourceProblem(f"is {kind}, not a regular file")


@contextmanager
def open_regular(file: Path) -> Iterator[BinaryIO]:
    """Open a regular file for reading.

    Raises:
        SourceProblem: it is none, or cannot be opened.
    """
    try:
        require_regular(file.stat())
        # The file may have been replaced since it was looked at: opening a FIFO must not wait for its other end.
        descriptor = os.open(file, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError as error:
        raise SourceProblem(f"cannot be opened: {error.strerror}") from error
    except ValueError as error:
        raise SourceProblem("cannot be opened: its name is not a valid path") from error
    try:
        require_regular(os.fstat(descriptor))
        stream = os.fdopen(descriptor, "rb")
    except BaseException:
        os.close(descriptor)
        raise
    with stream:
        yield stream


def require_size(file: Path, max_bytes: int) -> int:
    """Return the size of a regular file; SourceProblem for what is none, is empty, or is larger than that."""
    with open_regular(file) as stream:
        size = _size(stream)
    if size > max_bytes:
        raise SourceProblem(
            f"has {size:,} bytes, more than the {max_bytes:,} that are read; split it", Reason.TOO_LARGE
        )
    if not size:
        raise SourceProblem("is empty", Reason.EMPTY)
    return size


def read_bytes(file: Path, max_bytes: int) -> bytes:
    """Return what is in a regular file.

    Raises:
        SourceProblem: it is none, cannot be read, is empty, or is larger than that.
    """
    with open_regular(file) as stream:
        size = _size(stream)
        data = stream.read(max_bytes + 1) if size <= max_bytes else b""
    if size > max_bytes or len(data) > max_bytes:
        raise SourceProblem(
            f"has {max(size, len(data)):,} bytes, more than the {max_bytes:,} that are read; split it", Reason.TOO_LARGE
        )
    if not data.strip():
        raise SourceProblem("is empty", Reason.EMPTY)
    return data


def _size(stream: BinaryIO) -> int:
    return os.fstat(stream.fileno()).st_size


def decode(data: bytes, declared: str | None = None) -> str:
    """Decode text of an unknown encoding, without its byte order mark.

    Args:
        data: all of it, or one line.
        declared: the encoding that the text itself names; believed unless the bytes are UTF-8 or contradict it.

    Raises:
        SourceProblem: it is not text.
    """
    text = _decode(data, declared)
    if len(_CONTROLS.findall(text)) > _MAX_CONTROL_SHARE * len(text):
        raise SourceProblem(_UNDECODABLE)
    return text


def _decode(data: bytes, declared: str | None) -> str:
    for mark, encoding in _MARKS.items():
        if data.startswith(mark):
            return _strictly(data[len(mark) :], encoding)
    if b"\0" in data:
        return _strictly(data, _utf_16_by_nuls(data))
    for candidate in filter(None, ("utf-8", declared)):
        with suppress(LookupError, ValueError):
            return data.decode(candidate) if candidate.lower() not in _LATIN_1 else data.decode("cp1252", "replace")
    if _is_cut_utf_8(data):
        return data.decode("utf-8", "ignore")
    if _is_western(data):
        return data.decode("cp1252", "replace")
    # Few foreign letters in a Latin text are too little to guess by; the Windows code page is what such files are in.
    if len(data.translate(None, bytes(range(128)))) <= _MAX_FOREIGN_SHARE * len(data):
        return data.decode("cp1252", "replace")
    best = from_bytes(data).best()
    if best is None:
        raise SourceProblem(_UNDECODABLE)
    return str(best)


def _is_western(data: bytes) -> bool:
    """Tell whether the bytes beyond ASCII are single letters in Latin words ("José Muñoz"), or a few signs ("½ kg").

    In other scripts they are whole words, of which even a line is enough to tell.
    """
    runs = _FOREIGN_RUN.findall(data)
    letters = [run for run in runs if run.translate(None, _WESTERN_MARKS)]
    if not letters:
        return max(map(len, runs)) <= _MAX_MARKS_RUN and sum(map(len, runs)) <= _MAX_MARKS_SHARE * len(data)
    within = len(_WITHIN_WORD.findall(data))
    return max(map(len, letters)) <= _MAX_WESTERN_RUN and within >= _MIN_WITHIN_SHARE * len(letters)


def _is_cut_utf_8(data: bytes) -> bool:
    """Tell whether this is UTF-8 with letters beyond ASCII that ends inside one, as a download that broke off does."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        text = decoder.decode(data)
    except UnicodeDecodeError:
        return False
    return not text.isascii()


def _strictly(data: bytes, encoding: str) -> str:
    errors = "surrogatepass" if encoding.startswith("utf-16") else "strict"
    try:
        return data.decode(encoding, errors)
    except ValueError as error:
        raise SourceProblem(_UNDECODABLE) from error


def _utf_16_by_nuls(data: bytes) -> str:
    """Tell UTF-16 without a mark: nearly all NULs are at odd places (little-endian), or nearly all at even ones."""
    nuls = data.count(0)
    odd = data[1::2].count(0)
    if nuls >= _MIN_NUL_SHARE * len(data):
        if odd >= _MIN_PARITY_SHARE * nuls:
            return "utf-16-le"
        if odd <= (1 - _MIN_PARITY_SHARE) * nuls:
            return "utf-16-be"
    raise SourceProblem(_UNDECODABLE)
