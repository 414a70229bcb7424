"""Prints the text and metadata of a Word document as JSON. A program, see `index.sources.formats.isolated`.

Paragraphs and tables come in their order, a row of a table as one line; text boxes and notes after what they belong to,
headers and footers once at the end. Comments and hidden text are left out, and all revisions count as accepted.
"""

from __future__ import annotations

import email
import re
from collections.abc import Iterator

from lxml import etree, html  # type: ignore[import-untyped]

from index.sources.formats.isolated.packages import Package, attribute, local_name, text_of
from index.sources.formats.isolated.printing import print_found
from index.sources.formats.isolated.templates import said_author, said_day, said_title
from index.sources.formats.isolated.word_body import Block, Parts, Story, Style
from index.sources.formats.isolated.word_marks import Numbering

_PAGE_WORDS = re.compile(r"\d+|halaman|hal|page|pages|of|dari|[^\w]+|_", re.IGNORECASE)
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
    parts, links = _parts(package, main)
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
    return {"text": "\n\n".join(block.text for block in blocks)} | _about(package, blocks)


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


def _parts(package: Package, main: str) -> tuple[Parts, dict[str, tuple[str, str]]]:
    links = {each.id: (each.kind, each.target) for each in package.relationships(main) if each.target}
    by_kind = dict(links.values())
    styles = package.xml(by_kind.get("styles"))
    numbering = Numbering(package.xml(by_kind.get("numbering")), styles)
    parts = Parts(styles=_styles(styles), labels=numbering.label)
    for kind in _NOTES:
        for note in package.xml(by_kind.get(f"{kind}s")) or () if f"{kind}s" in by_kind else ():
            if attribute(note, "type") in (None, "normal"):
                parts.notes[kind, attribute(note, "id") or ""] = note
    parts.drawn = lambda kind, link: _drawn(package, kind, links.get(link, ("", ""))[1])
    return parts, links


def _parts_of(package: Package, name: str, parts: Parts) -> Parts:
    """Return what a header or footer refers to: the styles of the document, and drawings of its own."""
    links = {each.id: each.target or "" for each in package.relationships(name)}
    return Parts(styles=parts.styles, drawn=lambda kind, link: _drawn(package, kind, links.get(link, "")))


def _styles(root: etree._Element | None) -> dict[str, Style]:
    elements = (
        {attribute(each, "styleId") or "": each for each in root.iterfind("{*}style")} if root is not None else {}
    )

    def hidden(name: str, steps: int = 20) -> bool:
        style = elements.get(name)
        if style is None or not steps:
            return False
        vanish, base = style.find("{*}rPr/{*}vanish"), style.find("{*}basedOn")
        if vanish is not None:
            return attribute(vanish, "val") not in ("0", "false", "off")
        return base is not None and hidden(attribute(base, "val") or "", steps - 1)

    def named(name: str) -> str:
        said = elements[name].find("{*}name")
        return (attribute(said, "val") or name) if said is not None else name

    return {name: Style(named(name), hidden(name)) for name in elements}


def _drawn(package: Package, kind: str, target: str) -> list[str]:
    """Return the text of what a document shows from another of its parts: a diagram, a chart, another document."""
    if kind == "aFChunk":
        return _embedded(package, target)
    root = package.xml(target)
    if root is None:
        return []
    found = [text_of(p).strip() for p in root.iter("{*}p")]
    for series in root.iter("{*}ser"):
        name, labels, values = (
            [text_of(each) for each in series.iterfind(f"{{*}}{part}//{{*}}v")] for part in ("tx", "cat", "val")
        )
        rows = [": ".join(pair) for pair in zip(labels, values, strict=False)] or values
        found.append(" | ".join([*name, *rows]))
    return list(filter(None, found))


def _embedded(package: Package, target: str) -> list[str]:
    """Return the paragraphs of a page of HTML, or of plain text, in a document."""
    data = package.data(target)
    if target.endswith((".mht", ".mhtml")):
        pages = [part for part in email.message_from_bytes(data).walk() if part.get_content_type() == "text/html"]
        data = b"".join(bytes(part.get_payload(decode=True) or b"") for part in pages[:1])
    elif not target.endswith((".html", ".htm", ".xhtml", ".txt")):
        return []
    if target.endswith(".txt"):
        return [each.strip() for each in data.decode("utf-8", "replace").splitlines() if each.strip()]
    if not data.strip():
        return []
    tree = html.document_fromstring(data)
    etree.strip_elements(tree, "script", "style", "head", with_tail=False)
    for each in tree.iter("p", "div", "li", "tr", "br", "h1", "h2", "h3", "h4", "h5", "h6", "td"):
        each.tail = "\n" + (each.tail or "")
    return [" ".join(line.split()) for line in tree.text_content().split("\n") if line.strip()]


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
