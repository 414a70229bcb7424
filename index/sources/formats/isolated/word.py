"""Prints the text and metadata of a Word document as JSON. A program, see `index.sources.formats.isolated`.

Paragraphs and tables come in their order, a row of a table as one line; text boxes and notes after what they belong to,
headers and footers once at the end, documents in the document in their place. Comments, hidden and struck text are left
out, and all revisions count as accepted.
"""

from __future__ import annotations

import email
import re
from collections.abc import Iterator
from contextlib import suppress
from io import BytesIO

from lxml import etree  # type: ignore[import-untyped]

from index.sources.formats.isolated.packages import Package, attribute, local_name, texts_of_drawing
from index.sources.formats.isolated.printing import print_found
from index.sources.formats.isolated.rtf import paragraphs_of_rtf
from index.sources.formats.isolated.templates import said_author, said_day, said_title
from index.sources.formats.isolated.word_body import Block, Parts, Story, Style, unread
from index.sources.formats.isolated.word_marks import Numbering
from index.sources.markup.html import text_of_html
from index.sources.markup.tags import looks_like_markup

_PAGE_WORDS = re.compile(r"\d+|halaman|hal|page|pages|of|dari|[^\w]+|_", re.IGNORECASE)
_IS_MAIL = re.compile(rb"\s*(?:mime-version|from|content-type|date|subject)\s*:", re.IGNORECASE)
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)
_CHARSET_WITHIN_BYTES = 2_000
# Of documents in documents.
_MAX_DEPTH = 2
_NOTES = ("footnote", "endnote")
_TITLE_NAMES = frozenset({"title", "judul"})


def read(path: str, max_chars: int) -> dict[str, object]:
    """Return the fields of the one article that a document is."""
    package = Package(path)
    main = package.first("officeDocument") or "word/document.xml"
    document = package.xml(main)
    if document is None:
        return {"problem": "is not a Word document that can be read (it has no text part)"}
    body = document.find("{*}body")
    unread: list[str] = []
    parts, links = _parts(package, main, unread)
    story = Story(parts)
    blocks: list[Block] = []
    length = 0
    for block in _all_blocks(story, body if body is not None else document, package, parts, links):
        if block.text:
            blocks.append(block)
            length += len(block.text)
        if length > max_chars:
            return {"problem": f"its text has more than {max_chars:,} characters; split it"}
    if not blocks:
        return {"problem": "holds no text"}
    comments = package.xml(package.first("comments", main))
    if number := sum(1 for _ in comments.iter("{*}comment")) if comments is not None else 0:
        unread.append(f"comments ({number:,})")
    text = "\n\n".join(block.text for block in blocks)
    return {"text": text, "left_out": unread} | _about(package, blocks)


def _all_blocks(
    story: Story, body: etree._Element, package: Package, parts: Parts, links: dict[str, tuple[str, str]]
) -> Iterator[Block]:
    yield from story.blocks(body)
    yield from story.uncited()
    seen: set[str] = set()
    for kind, target in links.values():
        root = package.xml(target) if kind in ("header", "footer") else None
        if root is None:
            continue
        for block in Story(_parts_of(package, target, parts), watermarks=False).blocks(root):
            # A page number alone says nothing.
            if block.text not in seen and not (block.page_field and not _PAGE_WORDS.sub("", block.text)):
                seen.add(block.text)
                yield Block(block.text)


def _parts(package: Package, main: str, unread: list[str], depth: int = 0) -> tuple[Parts, dict[str, tuple[str, str]]]:
    """Return what a document refers to, and its links; what is not read of it is added to `unread` later on."""
    links = {each.id: (each.kind, each.target) for each in package.relationships(main) if each.target}
    by_kind = dict(links.values())
    styles = package.xml(by_kind.get("styles"))
    numbering = Numbering(package.xml(by_kind.get("numbering")), styles)
    parts = Parts(styles=_styles(styles), labels=numbering.label)
    for kind in _NOTES:
        for note in package.xml(by_kind.get(f"{kind}s")) or () if f"{kind}s" in by_kind else ():
            if attribute(note, "type") in (None, "normal"):
                parts.notes[kind, attribute(note, "id") or ""] = note
    parts.drawn = lambda kind, link: _drawn(package, kind, links.get(link, ("", ""))[1], depth, unread)
    return parts, links


def _parts_of(package: Package, name: str, parts: Parts) -> Parts:
    """Return what a header or footer refers to: the styles of the document, and drawings of its own."""
    links = {each.id: each.target or "" for each in package.relationships(name)}
    return Parts(
        styles=parts.styles, drawn=lambda kind, link: _drawn(package, kind, links.get(link, ""), _MAX_DEPTH, [])
    )


def _styles(root: etree._Element | None) -> dict[str, Style]:
    elements = (
        {attribute(each, "styleId") or "": each for each in root.iterfind("{*}style")} if root is not None else {}
    )

    def unseen(name: str, steps: int = 20) -> frozenset[str]:
        style = elements.get(name)
        if style is None or not steps:
            return frozenset()
        properties, base = style.find("{*}rPr"), style.find("{*}basedOn")
        inherited = unseen(attribute(base, "val") or "", steps - 1) if base is not None else frozenset[str]()
        return unread(properties, inherited) if properties is not None else inherited

    def named(name: str) -> str:
        said = elements[name].find("{*}name")
        return (attribute(said, "val") or name) if said is not None else name

    return {name: Style(named(name), unseen(name)) for name in elements}


def _drawn(package: Package, kind: str, target: str, depth: int, unread: list[str]) -> list[str]:
    """Return the text of what a document shows from another of its parts: a diagram, a chart, another document."""
    if kind in ("aFChunk", "package"):
        try:
            found = _embedded(package.data(target), depth, unread) if target in package else None
        except MemoryError:
            raise
        except Exception:  # of as many kinds as there are formats; the document around it is whole
            found = None
        if found is None:
            unread.append(target.rpartition("/")[2])
        return found or []
    root = package.xml(target)
    return texts_of_drawing(root) if root is not None else []


def _embedded(data: bytes, depth: int, unread: list[str]) -> list[str] | None:
    """Return the paragraphs of a Word, Rich Text, HTML or plain document in a document; None of what is not read."""
    if data.startswith(b"PK"):
        if depth >= _MAX_DEPTH:
            return None
        inner = Package(BytesIO(data))
        main = inner.first("officeDocument") or "word/document.xml"
        found = inner.xml(main)
        if found is None or (body := found.find("{*}body")) is None:
            return None
        parts, links = _parts(inner, main, unread, depth + 1)
        return [block.text for block in _all_blocks(Story(parts), body, inner, parts, links) if block.text]
    if data.lstrip().startswith(b"{\\rtf"):
        return paragraphs_of_rtf(data)
    if _IS_MAIL.match(data):
        pages = [part for part in email.message_from_bytes(data).walk() if part.get_content_type() == "text/html"]
        data = b"".join(bytes(part.get_payload(decode=True) or b"") for part in pages[:1])
    text = _decoded(data)
    if "\0" in text:
        return None
    if looks_like_markup(text):
        return text_of_html(text).split("\n\n")
    return [line.strip() for line in text.splitlines() if line.strip()]


def _decoded(data: bytes) -> str:
    declared = _CHARSET.search(data[:_CHARSET_WITHIN_BYTES])
    marked = "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else None
    for encoding in filter(None, (marked, "utf-8-sig", declared[1].decode("ascii") if declared else None)):
        with suppress(LookupError, ValueError):
            return data.decode(encoding)
    return data.decode("cp1252", "replace")


def _about(package: Package, blocks: list[Block]) -> dict[str, object]:
    about = package.xml(package.first("core-properties"))
    said = {local_name(each): (each.text or "").strip() for each in about} if about is not None else {}
    titles = [block.text for block in blocks if block.style.lower() in _TITLE_NAMES]
    headings = (block.text for block in blocks if block.style.lower().startswith("heading"))
    title, author, created = (said.get(name, "") for name in ("title", "creator", "created"))
    return {
        "title": next(iter(titles), None) or said_title(title),
        "heading": next(headings, None),
        "author": said_author(author),
        "published": said_day(created),
        "published_guessed": True,
        "language": said.get("language") or None,
    }


if __name__ == "__main__":
    print_found(read, "Word document")
