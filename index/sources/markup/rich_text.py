"""Reads texts that editors keep as JSON, block by block: Editor.js, ProseMirror, Slate, Lexical, Contentful, Sanity.

By what all of them share: lists of blocks, and in these lists of pieces with a text.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice

from index.sources.markup.html import text_of_field

_LISTS = ("blocks", "content", "children", "nodes", "items", "root", "data", "document")
_TEXTS = ("text", "html", "rendered", "value", "content", "caption")
_KINDS = ("type", "_type", "nodeType")
_PIECES = frozenset({"text", "span", "link", "a", "hyperlink", "autolink", "linebreak", "hardBreak"})
_STRUCK = ("strike", "strikethrough", "strike-through", "s", "del")
_STRUCK_BIT = 4  # of Lexical's numbers
# Each level of a nested list takes four.
_MAX_DEPTH = 40
_MAX_BLOCKS = 20_000


def paragraphs_of(value: object) -> list[str]:
    """Return the paragraphs of a text that is a list or an object; none where it holds no text."""
    found = islice(_paragraphs(value, 0), _MAX_BLOCKS)
    return [paragraph for paragraph in (each.strip() for each in found) if paragraph]


def _paragraphs(value: object, depth: int) -> Iterator[str]:
    if depth > _MAX_DEPTH:
        return
    if isinstance(value, str):
        yield text_of_field(value)
    elif isinstance(value, list):
        if depth and value and all(map(_is_piece, value)):
            yield "".join(text for each in value for text in _paragraphs(each, depth + 1))
            return
        for each in value:
            yield from _paragraphs(each, depth + 1)
    elif isinstance(value, Mapping) and not _is_struck(value):
        if text := next((value[name] for name in _TEXTS if isinstance(value.get(name), str)), None):
            yield text_of_field(text)
        for name in _LISTS:
            if isinstance(value.get(name), list | Mapping):
                yield from _paragraphs(value[name], depth + 1)


def _is_struck(value: Mapping[str, object]) -> bool:
    """Tell whether a line goes through a piece, as any of these editors says it."""
    given, form = value.get("marks"), value.get("format")
    marks = given if isinstance(given, list) else []
    names = [mark.get("type") if isinstance(mark, Mapping) else mark for mark in marks]
    said = any(value.get(name) is True for name in _STRUCK) or any(name in _STRUCK for name in names)
    return said or (isinstance(form, int) and bool(form & _STRUCK_BIT))


def _is_piece(value: object) -> bool:
    if not isinstance(value, Mapping):
        return False
    kind = next((value[name] for name in _KINDS if name in value), None)
    # Slate's pieces do not say what they are; nor do items of lists, which hold lists.
    is_text = isinstance(value.get("text"), str) and not any(isinstance(value.get(name), list) for name in _LISTS)
    return kind in _PIECES if isinstance(kind, str) else is_text
