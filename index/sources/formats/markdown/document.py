"""Reads Markdown (CommonMark and tables) with front matter, as the text that a person sees.

Blocks are parted by one blank line, so that plain paragraphs come out as they stand in the file. Parser:
markdown-it-py; what Obsidian adds is turned into Markdown before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

from index.articles import MAX_LABEL_CHARS
from index.sources.decoding import decode, read_bytes
from index.sources.drafts import Draft, clean_text
from index.sources.fields import Fields
from index.sources.formats.markdown.extensions import without_extensions
from index.sources.formats.markdown.front_matter import split_front_matter
from index.sources.formats.markdown.obsidian import is_note, plain_markdown
from index.sources.limits import MAX_FILE_BYTES, MAX_FRONT_MATTER_CHARS, MAX_TEXT_CHARS
from index.sources.markup.html import text_of_html
from index.sources.markup.tables import lines_of_table

# What is struck out is not said any more.
_STRUCK = {"s_open": 1, "s_close": -1} | dict.fromkeys(("<s>", "<del>"), 1) | dict.fromkeys(("</s>", "</del>"), -1)
# "Waktu : 06.30", "**Ketua:** Slamet"
_LABEL = re.compile(rf"[^\W\d][^|:\n]{{0,{MAX_LABEL_CHARS - 1}}}:[*_]{{0,3}}\s+\S")
_FEWEST_LINES, _SHORT_LINE_CHARS = 3, 60
# Of Obsidian's plugins, which show what they find instead.
_QUERIES = frozenset({"dataview", "dataviewjs", "query", "tasks", "button"})


def read_markdown(file: Path) -> Iterator[Draft]:
    """Yield the one article of a Markdown file."""
    text = clean_text(decode(read_bytes(file, MAX_FILE_BYTES)))
    if len(text) > MAX_TEXT_CHARS + MAX_FRONT_MATTER_CHARS:
        yield Draft(text)
        return
    fields, body = split_front_matter(text)
    heading, blocks = _render(without_extensions(plain_markdown(body), of_a_site=bool(fields)))
    draft = Fields().draft(fields, text="\n\n".join(blocks), heading=heading)
    yield replace(draft, name_is_title=is_note(body))


def _render(body: str) -> tuple[str | None, list[str]]:
    """Return the first heading and the blocks as plain text."""
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(body)
    blocks: list[str] = []
    heading: str | None = None
    prefix = ""
    rows: list[list[str]] | None = None
    header_rows = 0
    for position, token in enumerate(tokens):
        match token.type:
            case "list_item_open" if token.info:
                prefix = f"{token.info}{token.markup} "
            case "table_open":
                rows = []
            case "tr_open" if rows is not None:
                rows.append([])
            case "thead_close":
                header_rows = len(rows or [])
            case "table_close":
                blocks += lines_of_table(rows or [], header_rows)
                rows = None
            case "inline":
                text = _inline(token.children or [], "\n" if _is_in_lines(token.content) else " ")
                if rows:
                    rows[-1].append(text)
                    continue
                if heading is None and tokens[position - 1].type == "heading_open":
                    heading = text
                blocks.append(prefix + text)
                prefix = ""
            case "fence" if token.info.strip().lower() in _QUERIES:
                continue
            case "fence" | "code_block":
                blocks.append(token.content.strip("\n"))
            case "html_block":
                blocks.append(text_of_html(token.content))
    return heading, [block for block in blocks if block.strip()]


def _is_in_lines(paragraph: str) -> bool:
    """Return whether a paragraph was typed line by line, and not wrapped: each has a label, or is short."""
    lines = [each.lstrip(" *_") for each in paragraph.split("\n")]
    if all(map(_LABEL.match, lines)):
        return True
    is_short = len(lines) >= _FEWEST_LINES and all(len(each) < _SHORT_LINE_CHARS for each in lines)
    return is_short and all(each[:1].isupper() or each[:1].isdigit() for each in lines)


def _inline(tokens: Sequence[Token], soft_break: str) -> str:
    """Return the text of a paragraph; between lines that are no more than wrapped stands `soft_break`."""
    pieces: list[str] = []
    struck = 0
    for token in tokens:
        struck += _STRUCK.get(token.type, 0) or _STRUCK.get(token.content.lower(), 0)
        match token.type:
            case _ if struck > 0:
                continue
            case "s_close":
                pieces[:] = ["".join(pieces).rstrip(" "), ""]
            case "softbreak":
                pieces.append(soft_break)
            case "hardbreak":
                pieces.append("\n")
            case "html_inline":
                pieces.append(" " if token.content.lower().startswith("<br") else "")
            case _:
                pieces.append(token.content)
    return "".join(pieces).strip()
