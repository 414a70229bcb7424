"""Parses HTML within bounds, and reads pieces of it, such as the fields of rows and mails, tables and all.

What finds the article on a page is in `index.sources.formats.html`.
"""

from __future__ import annotations

import html
import re

from lxml import etree  # type: ignore[import-untyped]
from lxml.html import HtmlElement, HTMLParser, document_fromstring, tostring  # type: ignore[import-untyped]

from index.sources.limits import MAX_ATTRIBUTES, MAX_HTML_ELEMENTS
from index.sources.markup.blocks import simplify
from index.sources.markup.panels import open_panels
from index.sources.markup.tags import has_tags, looks_like_markup, max_attributes, text_of_markup, with_raised_numbers

# Larger pieces lose their tables' headers.
_MAX_CHARS = 200_000
_MAX_TAGS = 5_000
_NEEDS_A_TREE = re.compile(
    r"<(?:table|dl|del|s|strike|ol|rt)\b|<[a-z][^<>]*\shidden[\s=/>]|display\s*:\s*none|line-through|\bnoteref\b",
    re.IGNORECASE,
)
# Scripts show what holds all of a page; what was deleted is marked so by who wrote it; sounds stand above their words.
_UNSEEN = (
    ".//*[(@hidden or contains(translate(@style, ' ', ''), 'display:none') or self::del or self::s or self::strike"
    " or contains(@style, 'line-through') or self::rt or self::rp or self::template[not(@shadowrootmode)])"
    " and not(self::body or self::main or self::article or .//main or .//article)]"
)
# What editors said of a text in Google Docs stands below it, with a mark at what it is about.
_REMARKS = ".//*[self::div or self::p][*[1][self::p]/a or a][.//a[starts-with(@href, '#cmnt_ref')]][not(.//h1)]"
_MARKS_OF_REMARKS = ".//sup[a[starts-with(@href, '#cmnt')]]"
# The marks of notes in books, and what leads back from a note.
_MARKS_OF_NOTES = """.//a[@role='doc-noteref' or @role='doc-backlink'
    or @*[name()='epub:type'][contains(., 'noteref') or contains(., 'backlink')]]"""
# How WordPress ends each post of a feed.
_SYNDICATED = re.compile(r"the post .{1,300} (?:appeared first|first appeared) on .{1,200}", re.IGNORECASE)


def tree_of_html(markup: str) -> HtmlElement | None:
    """Return the tree; None when libxml2 had to cut it off at its greatest depth, or when there is none."""
    if max_attributes(markup) > MAX_ATTRIBUTES:
        return None
    markup = with_raised_numbers(markup)
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        tree = document_fromstring(markup.encode(), parser=parser)
    except (etree.LxmlError, ValueError):
        return None
    too_deep = any(error.type == etree.ErrorTypes.ERR_RESOURCE_LIMIT for error in parser.error_log)
    too_large = sum(1 for _ in tree.iter()) > MAX_HTML_ELEMENTS
    return None if too_deep or too_large else tree


def text_of_html(markup: str, *, is_alone: bool = False) -> str:
    """Return the text of a piece of HTML, a line for each row of its tables, its blocks parted by one blank line.

    Args:
        markup: the piece.
        is_alone: it is no field of one row among many, and may be as large as a page.
    """
    tree = None
    if (is_alone or (len(markup) <= _MAX_CHARS and markup.count("<") <= _MAX_TAGS)) and _NEEDS_A_TREE.search(markup):
        tree = tree_of_html(markup)
    if tree is not None:
        drop_unseen(tree)
        simplify(tree)
    text = text_of_markup(markup if tree is None else tostring(tree, encoding="unicode"))
    before, _, last = text.rpartition("\n\n")
    return before if before and _SYNDICATED.fullmatch(last.strip()) else text


def drop_unseen(tree: HtmlElement) -> None:
    """Take out of a tree what is deleted or hidden in it, unless a click shows it, and keep what follows."""
    open_panels(tree)
    for each in tree.xpath(_UNSEEN):
        each.drop_tree()
    for each in tree.xpath(f"{_MARKS_OF_REMARKS} | {_REMARKS} | {_MARKS_OF_NOTES}"):
        if each.getparent() is not None:
            each.drop_tree()


def text_of_field(value: str) -> str:
    """Return a field's text, without tags where it is HTML, which may be escaped once more."""
    return text_within_field(value, value)


def text_within_field(piece: str, value: str) -> str:
    """Return the text of a piece of a field, read as the whole field is."""
    if not looks_like_markup(value):
        return piece
    is_escaped = not has_tags(value) and has_tags(html.unescape(value))
    return text_of_html(html.unescape(piece) if is_escaped else piece)
