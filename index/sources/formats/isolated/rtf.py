"""Prints the text and metadata of a Rich Text file as JSON. A program, see `index.sources.formats.isolated`.

Method: one pass over the control words of RTF 1.9.1, with a stack of groups. Rows of tables are lines; notes follow
their paragraph, headers come once at the end; pictures, comments, deleted, struck and hidden text are left out.
`striprtf` leaves out notes and headers, and keeps what is hidden.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from index.sources.formats.isolated.packages import Unreadable
from index.sources.formats.isolated.printing import print_found
from index.sources.formats.isolated.templates import said_author, said_day, said_title
from index.sources.formats.isolated.word_marks import text_of_field_code
from index.sources.markup.tables import lines_of_table, names_columns
from index.sources.markup.tags import raised

_TOKEN = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-z])|([{}])|[\r\n]+|([^\\{}\r\n]+)", re.DOTALL
)
_SIGNS = {
    "par": "\n", "sect": "\n", "page": "\n", "line": "\n", "tab": " ", "emdash": "—", "endash": "–", "emspace": " ",
    "enspace": " ", "qmspace": " ", "bullet": "•", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”",
}  # fmt: skip
_SIGNS_OF_TEXT = {b"{": b"{", b"}": b"}", b"\\": b"\\", b"~": b" ", b"_": b"-"}
_SKIPPED_NAMES = """fonttbl colortbl stylesheet listtable listoverridetable rsidtbl generator pict object objdata
    themedata colorschememapping datastore latentstyles xmlnstbl filetbl revtbl annotation atnid atnauthor atndate
    atnref atrfstart atrfend bkmkstart bkmkend pnseclvl nonshppict shprslt template
    passwordhash mmathPr mmathPict mctrlPr mfPr mrPr msSupPr mradPr
    xe tc userprops docvar wgrffmtfilter falt panose pgdsctbl nonesttables nesttableprops"""
_SKIPPED = frozenset(_SKIPPED_NAMES.split())
# Marked as what an older reader may leave out, and holding text.
_NOT_SKIPPED = frozenset(
    {"shppict", "shpinst", "shptxt", "do", "dptxbxtext", "flddirty", "footnote", "fldinst", "moMath"}
)
# The code of a field, the name of a property of a shape.
_NAMES = frozenset({"fldinst", "sn"})
# The number of an item of a list, as the program that wrote the file counted it.
_LABELS = frozenset({"listtext", "pntext"})
_ASIDE = frozenset({"footnote", "shptxt", "dptxbxtext"})
# The property of a shape that is its text, as LibreOffice writes it; in a header it is a watermark.
_TEXT_OF_SHAPE = "gtextUNICODE"
_BESIDE = frozenset({"header", "headerl", "headerr", "headerf", "footer", "footerl", "footerr", "footerf"})
_ABOUT = frozenset({"title", "author", "creatim", "operator", "subject", "keywords", "doccomm", "company", "category"})
_CHARSETS = {
    0: "cp1252", 77: "mac_roman", 128: "cp932", 129: "cp949", 134: "gbk", 136: "big5", 161: "cp1253", 162: "cp1254",
    163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250",
    255: "cp437",
}  # fmt: skip
# Numbers of a formula must not run together.
_OF_FORMULA = {"mden": "/", "msup": "^"}
_MAX_DEPTH = 1_000


@dataclass(frozen=True)
class _Group:
    """What holds until a group ends: where its text goes, how bytes are read, what is not shown."""

    into: str = "text"
    encoding: str = "cp1252"
    unread: frozenset[str] = frozenset()
    raised: bool = False
    fallback: int = 1
    in_table: bool = False


def read(path: str, max_chars: int) -> dict[str, Any]:
    """Return the fields of the one article that a file is."""
    reader = _Reader()
    blocks = reader.read(Path(path).read_bytes())
    text = "\n\n".join(blocks)
    if len(text) > max_chars:
        raise Unreadable(f"its text has more than {max_chars:,} characters; split it")
    if not text:
        raise Unreadable("holds no text")
    said = {name: " ".join("".join(pieces).split()) for name, pieces in reader.about.items()}
    return {
        "text": text,
        "title": said_title(said.get("title")),
        "author": said_author(said.get("author")),
        "published": said_day(reader.created),
        "published_guessed": True,
    }


def paragraphs_of_rtf(data: bytes) -> list[str]:
    """Return the paragraphs of a Rich Text that stands in another document."""
    return _Reader().read(data)


class _Reader:
    """One run through a file."""

    def __init__(self) -> None:
        self.about: dict[str, list[str]] = {}
        self.created: str | None = None
        self._group, self._stack = _Group(), [_Group()]
        self._encoding, self._fonts, self._font = "cp1252", dict[int, str](), 0
        self._pending = bytearray()
        self._starred = False
        self._swallow = 0
        # What was read: by where it goes, lines that are open; a row of a table is a list of cells.
        self._open: dict[str, list[str]] = {}
        self._cells: list[str] = []
        # Of each cell of a row whether it is merged with the one above it.
        self._merged: list[bool] = []
        self._is_merged = False
        self._found: list[str | list[str]] = []
        self._aside: list[str] = []
        self._beside: dict[str, None] = {}

    def read(self, data: bytes) -> list[str]:
        """Return the paragraphs of a file."""
        if not data.lstrip().startswith(b"{\\rtf"):
            raise Unreadable("is not a Rich Text file")
        at = 0
        while match := _TOKEN.match(data, at):
            at = match.end()
            word, number, code, sign, brace, plain = match.groups()
            if plain is not None:
                self._bytes(plain)
            elif code is not None:
                self._bytes(bytes([int(code, 16)]))
            elif word is not None:
                value = int(number) if number else None
                if word == b"bin":
                    at += max(0, value or 0)
                self._word(word.decode("ascii"), value)
            elif brace == b"{":
                self._flush()
                if len(self._stack) > _MAX_DEPTH:
                    raise Unreadable("is nested too deeply")
                self._stack.append(self._group)
            elif brace == b"}":
                self._end_group()
            elif sign is not None:
                self._sign(sign)
        self._flush()
        self._end_line("text")
        self._end_row()
        return self.blocks()

    def blocks(self) -> list[str]:
        """Return the paragraphs, with tables as lines."""
        blocks: list[str] = []
        table: list[list[str]] = []
        for each in [*self._found, ""]:
            if isinstance(each, list):
                table.append(each)
                continue
            if table:
                blocks += lines_of_table(table, int(names_columns(table)))
                table = []
            blocks.append(each)
        return [block for block in [*blocks, *self._beside] if block]

    def _end_group(self) -> None:
        self._flush()
        if len(self._stack) > 1:
            before, self._group = self._group.into, self._stack.pop()
            if before != self._group.into and before in (*_ASIDE, *_BESIDE):
                self._end_line(before)
            elif before == "fldinst" and self._group.into != before:
                self._add(text_of_field_code(self._taken(before)))
            elif before == "label" and self._group.into:
                label = self._taken(before)
                self._add(f"{label} " if any(map(str.isalnum, label)) else "")

    def _sign(self, sign: bytes) -> None:
        if sign == b"*":
            self._starred = True
        elif sign in _SIGNS_OF_TEXT:
            self._bytes(_SIGNS_OF_TEXT[sign])
        elif sign in (b"\n", b"\r"):
            self._word("par", None)

    def _word(self, word: str, value: int | None) -> None:
        starred, self._starred = self._starred, False
        if word == "u" and value is not None:
            self._flush()
            self._add(_unicode(value))
            self._swallow = self._group.fallback
            return
        if word in _LABELS:
            self._go("label")
        elif word in _SKIPPED or (starred and word not in _NOT_SKIPPED):
            self._go("font" if word == "fonttbl" else "")
        elif word == "sv":
            of_shape = self._taken("sn") == _TEXT_OF_SHAPE and self._group.into not in _BESIDE
            self._go("shptxt" if of_shape else "")
        elif word in _ASIDE | _BESIDE | _NAMES or (word in _ABOUT and self._group.into in ("info", *_ABOUT)):
            self._go(word)
        elif word == "info":
            self._go("info")
        elif word in _SIGNS:
            self._break(word)
        elif word in _OF_FORMULA:
            self._flush()
            self._add(_OF_FORMULA[word])
        else:
            self._state(word, value)

    def _state(self, word: str, value: int | None) -> None:
        on = value != 0
        match word:
            case "v" | "deleted" | "strike" | "striked":
                self._change(unread=self._group.unread | {word} if on else self._group.unread - {word})
            case "super" | "nosupersub":
                self._change(raised=on and word == "super")
            case "plain":
                self._change(unread=frozenset(), raised=False, encoding=self._encoding)
            case "uc":
                self._change(fallback=min(max(value or 0, 0), 10))
            case "ansicpg":
                self._encoding = _known(f"cp{value}")
                self._change(encoding=self._encoding)
            case "mac":
                self._encoding = "mac_roman"
                self._change(encoding=self._encoding)
            case "f" if value is not None:
                self._font = value
                self._change(encoding=self._fonts.get(value, self._encoding))
            case "fcharset" if self._group.into == "font":
                # 0 and 1 mean whatever the file is in.
                if value not in (0, 1) and value in _CHARSETS:
                    self._fonts[self._font] = _CHARSETS[value]
            case "intbl":
                self._change(in_table=True)
            case "pard":
                self._change(in_table=False)
            case "trowd":
                self._merged, self._is_merged = [], False
            case "clvmrg":
                self._is_merged = True
            case "cellx":
                self._merged.append(self._is_merged)
                self._is_merged = False
            case "cell" | "nestcell":
                self._flush()
                self._cells.append(self._taken("text"))
            case "row" | "nestrow":
                self._flush()
                self._end_row()
            case "yr" | "mo" | "dy" if self._group.into == "creatim" and value is not None:
                self.created = f"{self.created or ''}{'-' if self.created else ''}{value:02}"

    def _change(self, **fields: Any) -> None:
        self._flush()
        self._group = replace(self._group, **fields)

    def _go(self, into: str) -> None:
        # Nothing leads out of what is not shown.
        self._change(into=into if self._group.into else "")

    def _break(self, word: str) -> None:
        self._flush()
        into, sign = self._group.into, _SIGNS[word]
        if sign != "\n":
            self._add(sign)
        elif word == "line" or (into == "text" and self._group.in_table):
            self._add("\n" if word == "line" else " ")
        elif into in ("text", *_ASIDE, *_BESIDE):
            self._end_line(into)

    def _bytes(self, data: bytes) -> None:
        if self._swallow:
            left = data[self._swallow :]
            self._swallow = max(0, self._swallow - len(data))
            data = left
        self._pending += data

    def _flush(self) -> None:
        if self._pending:
            self._add(bytes(self._pending).decode(self._group.encoding, "replace"))
            self._pending.clear()

    def _add(self, text: str) -> None:
        self._swallow = 0
        into = self._group.into
        if not into or self._group.unread or into in ("info", "font"):
            return
        if self._group.raised:
            text = raised(text)
        (self.about if into in _ABOUT else self._open).setdefault(into, []).append(text)

    def _taken(self, into: str) -> str:
        lines = "".join(self._open.pop(into, [])).split("\n")
        return "\n".join(filter(None, (" ".join(line.replace("\0", "").split()) for line in lines)))

    def _end_line(self, into: str) -> None:
        text = self._taken(into)
        if into in _BESIDE:
            self._beside.update({text: None} if any(map(str.isalpha, text)) else {})
        elif into in _ASIDE:
            self._aside += [text] if text not in self._aside[-1:] else []
        else:
            if self._cells:
                self._end_row()
            self._found += [text, *self._aside]
            self._aside = []

    def _end_row(self) -> None:
        if any(self._cells):
            above = self._found[-1] if self._found else ""
            if isinstance(above, list) and len(above) == len(self._cells) == len(self._merged):
                cells = zip(self._cells, above, self._merged, strict=True)
                self._cells = [cell or (other if merged else "") for cell, other, merged in cells]
            self._found.append(self._cells)
        self._cells = []
        self._found += self._aside
        self._aside = []


def _unicode(value: int) -> str:
    """Return a character; a pair of surrogates comes as two, which JSON joins again."""
    return chr(value % 0x10000)


def _known(encoding: str) -> str:
    try:
        "".encode(encoding)
    except LookupError:
        return "cp1252"
    return encoding


if __name__ == "__main__":
    print_found(read, "Rich Text file")
