"""Reads Markdown (CommonMark and tables) with YAML front matter, as the text that a person sees.

Blocks are parted by one blank line, so that plain paragraphs come out as they stand in the file. Parsers:
python-frontmatter and markdown-it-py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import yaml
from frontmatter.default_handlers import YAMLHandler
from markdown_it import MarkdownIt
from markdown_it.token import Token

from index.errors import SourceProblem
from index.sources.decoding import decode, read_bytes
from index.sources.drafts import Draft, clean_text
from index.sources.fields import Fields
from index.sources.limits import MAX_FILE_BYTES, MAX_FRONT_MATTER_CHARS, MAX_TEXT_CHARS
from index.sources.markup import text_of_markup

_OPENED = re.compile(r"---[ \t]*\n(?:[ \t]*\n)*[\w-]+:")


def read_markdown(file: Path) -> Iterator[Draft]:
    """Yield the one article of a Markdown file."""
    text = clean_text(decode(read_bytes(file, MAX_FILE_BYTES)))
    if len(text) > MAX_TEXT_CHARS + MAX_FRONT_MATTER_CHARS:
        yield Draft(text)
        return
    fields, body = _split(text)
    heading, blocks = _render(body)
    yield Fields().draft(fields, text="\n\n".join(blocks), heading=heading)


def _split(text: str) -> tuple[dict[str, object], str]:
    """Part the front matter from the body."""
    handler = YAMLHandler()
    text = text.lstrip()
    if not handler.detect(text):
        return {}, text
    try:
        front, body = handler.split(text)
    except ValueError as error:
        if _OPENED.match(text):
            raise SourceProblem("line 1 opens a front matter that no line of --- closes") from error
        return {}, text
    if len(front) > MAX_FRONT_MATTER_CHARS:
        raise SourceProblem(f"its front matter has more than {MAX_FRONT_MATTER_CHARS:,} characters")
    try:
        # BaseLoader keeps every value as it is written and has no merge keys, which can be made to fill the memory.
        fields = handler.load(front, Loader=yaml.BaseLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise SourceProblem(f"line {line}: its front matter is not valid YAML: {error.problem}") from error
    except (yaml.YAMLError, RecursionError) as error:
        raise SourceProblem("its front matter is not valid YAML") from error
    # Without fields the two rules of --- are not a front matter.
    return (fields, body) if isinstance(fields, dict) else ({}, text)


def _render(body: str) -> tuple[str | None, list[str]]:
    """Return the first heading and the blocks as plain text."""
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(body)
    blocks: list[str] = []
    heading: str | None = None
    prefix = ""
    cells: list[str] | None = None
    for position, token in enumerate(tokens):
        match token.type:
            case "list_item_open" if token.info:
                prefix = f"{token.info}{token.markup} "
            case "tr_open":
                cells = []
            case "tr_close":
                blocks.append(" | ".join(filter(None, cells or [])))
                cells = None
            case "inline":
                text = _inline(token.children or [])
                if cells is not None:
                    cells.append(text)
                    continue
                if heading is None and tokens[position - 1].type == "heading_open":
                    heading = text
                blocks.append(prefix + text)
                prefix = ""
            case "fence" | "code_block":
                blocks.append(token.content.strip("\n"))
            case "html_block":
                blocks.append(text_of_markup(token.content))
    return heading, [block for block in blocks if block.strip()]


def _inline(tokens: Sequence[Token]) -> str:
    pieces = []
    for token in tokens:
        match token.type:
            case "softbreak":
                pieces.append(" ")
            case "hardbreak":
                pieces.append("\n")
            case "html_inline":
                pieces.append(" " if token.content.lower().startswith("<br") else "")
            case _:
                pieces.append(token.content)
    return "".join(pieces).strip()
