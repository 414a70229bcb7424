"""Opens the packages that office files are: XML parts in a zip archive, joined by relationships.

Formats: Open Packaging Conventions (ECMA-376, part 2), transitional and strict, whose names differ in their beginnings
alone; the parts of OpenDocument are read by their names. Parser: lxml, which declares nothing and fetches nothing.
"""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

from lxml import etree  # type: ignore[import-untyped]

from index.articles import CELL_BREAK

_PROLOG_BYTES = 64_000
MAX_ELEMENTS = 2_000_000
MAX_PART_BYTES = 100_000_000


class Unreadable(Exception):
    """The file cannot be read; the message continues its name."""


class Relationship(NamedTuple):
    """A part that another one names; `kind` is the last word of its type, `target` a name, or None outside."""

    id: str
    kind: str
    target: str | None


def local_name(element: etree._Element) -> str:
    """Return the name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def attribute(element: etree._Element, name: str) -> str | None:
    """Return an attribute by its name without its namespace."""
    for key, value in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return None


class Package:
    """An archive of parts; names do not mind their case, as in the programs that make them."""

    def __init__(self, path: str | BytesIO) -> None:
        """Open the file."""
        self._archive = zipfile.ZipFile(path)
        self._members = {each.filename.lstrip("/").lower(): each for each in self._archive.infolist()}
        self._elements = 0

    def __contains__(self, name: str) -> bool:
        """Tell whether there is a part of that name."""
        return name.lower() in self._members

    def data(self, name: str) -> bytes:
        """Return a part as it is; empty when it is missing."""
        member = self._members.get(name.lower())
        if member is None:
            return b""
        if member.file_size > MAX_PART_BYTES:
            raise Unreadable(
                f"its {name} has {member.file_size:,} bytes, more than the {MAX_PART_BYTES:,} that are read"
            )
        return self._archive.read(member)

    def xml(self, name: str | None) -> etree._Element | None:
        """Return the first element of a part; None when it is missing."""
        if name is None or name not in self:
            return None
        data = self.data(name)
        if b"<!DOCTYPE" in data[:_PROLOG_BYTES].replace(b"\0", b""):
            raise Unreadable(f"its {name} declares XML entities of its own, which are not read")
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
        )
        try:
            root = etree.fromstring(data, parser)
        except etree.XMLSyntaxError as error:
            raise Unreadable(f"holds XML that cannot be read: {error.msg} ({name})") from error
        self._elements += sum(1 for _ in root.iter())
        if self._elements > MAX_ELEMENTS:
            raise Unreadable(f"has more than the {MAX_ELEMENTS:,} elements that are read; split it")
        return root

    def relationships(self, part: str = "") -> Iterator[Relationship]:
        """Yield what a part names; what the package itself names when it is ""."""
        folder, name = posixpath.split(part)
        root = self.xml(posixpath.join(folder, "_rels", f"{name}.rels"))
        for each in root if root is not None else ():
            kind = (each.get("Type") or "").rpartition("/")[2]
            target = each.get("Target") or ""
            inside = each.get("TargetMode") != "External" and not urlsplit(target).scheme
            where = posixpath.normpath(posixpath.join("/", folder, unquote(target))).lstrip("/")
            yield Relationship(each.get("Id") or "", kind, where if inside else None)

    def first(self, kind: str, part: str = "") -> str | None:
        """Return the name of the first part of a kind that a part names."""
        return next((each.target for each in self.relationships(part) if each.kind == kind and each.target), None)


def text_of(element: etree._Element) -> str:
    """Return all text in an element."""
    return "".join(element.itertext())


def texts_of_drawing(root: etree._Element) -> list[str]:
    """Return the paragraphs of a diagram or a chart, and of a chart a line for each series: "Padi | 2021: 6,4"."""
    found = [text_of(p).strip() for p in root.iter("{*}p")]
    for series in root.iter("{*}ser"):
        name, labels, values = (
            [text_of(each) for each in series.iterfind(f"{{*}}{part}//{{*}}v")] for part in ("tx", "cat", "val")
        )
        rows = [": ".join(pair) for pair in zip(labels, values, strict=False)] or values
        found.append(CELL_BREAK.join([*name, *rows]))
    return list(filter(None, found))
