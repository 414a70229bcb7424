"""Reads an EPUB as one article: the text of its chapters in their order, and what its package says of the whole.

EPUB is a zip archive of XHTML with a package document (https://www.w3.org/TR/epub-33/). Parser: lxml. Not `ebooklib`,
whose licence (AGPL) would become this project's.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

from lxml import etree  # type: ignore[import-untyped]

from index.errors import SourceProblem
from index.sources.decoding import decode
from index.sources.drafts import Draft, clean_text
from index.sources.formats.archives import open_archive, read_member
from index.sources.limits import MAX_ARTICLE_BYTES, MAX_TEXT_CHARS
from index.sources.markup.html import text_of_html
from index.sources.xml import checked_xml

_CONTAINER = "META-INF/container.xml"
_ENCRYPTION = "META-INF/encryption.xml"
_MAX_PACKAGE_BYTES = 5_000_000
_DUBLIN_CORE = "{http://purl.org/dc/elements/1.1/}"
_FONTS = (".ttf", ".otf", ".woff", ".woff2")
# HTML has no end of an element within its beginning, but for those that are always empty.
_EMPTY = re.compile(r"<(?!(?:br|hr|img|wbr|col|link|meta|input)\b)([a-z][\w:.-]*+)([^<>]*+)(?<=/)>", re.IGNORECASE)
_PAGES = frozenset({"application/xhtml+xml", "text/html"})


def read_epub(file: Path) -> Iterator[Draft]:
    """Yield the one article that a book is."""
    with open_archive(file) as archive:
        if _is_protected(archive):
            raise SourceProblem("is protected against reading (DRM)")
        container = checked_xml(read_member(archive, _CONTAINER, _MAX_PACKAGE_BYTES))
        package_name = next((each.get("full-path") for each in container.iter("{*}rootfile")), None)
        if not package_name:
            raise SourceProblem(f"its {_CONTAINER} names no package")
        package = checked_xml(read_member(archive, package_name, _MAX_PACKAGE_BYTES))
        blocks: list[str] = []
        length = 0
        for name in dict.fromkeys(_chapters(package, posixpath.dirname(package_name))):
            markup = clean_text(decode(read_member(archive, name, MAX_ARTICLE_BYTES)))
            if "<!ENTITY" in markup:
                raise SourceProblem(f"its {name} declares XML entities of its own, which are not read")
            blocks.append(text_of_html(_EMPTY.sub(r"<\1\2></\1>", markup), is_alone=True))
            length += len(blocks[-1])
            if length > MAX_TEXT_CHARS:
                raise SourceProblem(f"its text has more than {MAX_TEXT_CHARS:,} characters; split it")
    yield Draft(
        text="\n\n".join(filter(None, blocks)),
        title=_said(package, "title"),
        author=[each.text for each in package.iter(_DUBLIN_CORE + "creator") if each.text],
        published=_said(package, "date"),
        language=_said(package, "language"),
        source=_said(package, "publisher"),
    )


def _is_protected(archive: zipfile.ZipFile) -> bool:
    """Tell whether more than fonts is encrypted; mangled fonts matter to nobody who reads."""
    if _ENCRYPTION not in archive.namelist():
        return False
    root = checked_xml(read_member(archive, _ENCRYPTION, _MAX_PACKAGE_BYTES))
    names = [(each.get("URI") or "").lower() for each in root.iter("{*}CipherReference")]
    return any(not name.endswith(_FONTS) for name in names)


def _chapters(package: etree._Element, folder: str) -> Iterator[str]:
    """Yield the names of the pages in the order in which they are read."""
    pages = {
        each.get("id"): each.get("href")
        for each in package.iter("{*}item")
        if each.get("media-type") in _PAGES and each.get("href")
    }
    for each in package.iter("{*}itemref"):
        if href := pages.get(each.get("idref")):
            yield posixpath.normpath(posixpath.join(folder, unquote(href.partition("#")[0])))


def _said(package: etree._Element, name: str) -> str | None:
    return next((each.text for each in package.iter(_DUBLIN_CORE + name) if each.text), None)
