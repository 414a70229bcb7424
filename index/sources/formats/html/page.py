"""Reads an HTML page: its main text, title, date, publisher and address, by `trafilatura`. Never opens a connection.

Pages that trafilatura finds no article in, and those whose tree is too deep or too large for it, give all of their text
instead. The declared language is not used: many Indonesian sites declare "en-US".
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate
from pathlib import Path

from lxml.html import HtmlElement  # type: ignore[import-untyped]

from index.errors import SourceProblem
from index.reasons import Reason
from index.sources.days.trust import last_day, said_day
from index.sources.decoding import decode, read_bytes
from index.sources.drafts import Draft, clean_text
from index.sources.fields import Fields
from index.sources.formats.html.by_lines import take_by_lines
from index.sources.formats.html.listings import headlines_listed
from index.sources.formats.html.metadata import metadata_of
from index.sources.formats.html.plain_pages import mark_article
from index.sources.formats.html.titles import title_of
from index.sources.formats.markdown.front_matter import split_front_matter
from index.sources.limits import MAX_ARTICLE_BYTES
from index.sources.markup.blocks import is_beside, is_linked, simplify, text_of_element
from index.sources.markup.html import drop_unseen, text_of_html, tree_of_html
from index.sources.markup.tags import text_of_markup

_CHARSET = re.compile(rb"charset\s*=\s*[\"']?((?:windows|iso|cp|koi8|gb|big5|shift|euc|utf)[\w-]*)", re.IGNORECASE)
_CHARSET_WITHIN_BYTES = 4_096
_TITLE = re.compile(r"<title\b[^<>]*+>([^<]*+)", re.IGNORECASE)
# Of pages that a site generator makes others of.
_FRONT_MATTER = ("---", "+++")
_SPACE = re.compile(r"\s+")
# What pages have around an article and documents have not.
_OF_PAGES = ("article", "main", "nav", "aside", "footer", "form", "iframe", "video", "button", "input", "select")
_MOST_OF_IT = 0.95
_BULLET = re.compile(r"^-\s+")
# Its day is not used: see `index.sources.formats.html.metadata`.
_DATE_SETTINGS = {"extensive_search": False, "original_date": True}


def read_html(file: Path) -> Iterator[Draft]:
    """Yield the one article of an HTML file."""
    markup = _markup(file)
    if markup.lstrip().startswith(_FRONT_MATTER):
        fields, body = split_front_matter(markup)
        if fields:
            yield Fields().draft(fields, text=text_of_html(body))
            return
    tree = tree_of_html(markup)
    if tree is None:
        yield _whole(markup)
        return
    about = metadata_of(tree)
    if not about.is_article and (listed := headlines_listed(tree, file.name)):
        raise SourceProblem(
            f"lists {listed} other articles and is none; name those, or the feed", Reason.NOT_AN_ARTICLE
        )
    said = take_by_lines(tree, about.published)
    drop_unseen(tree)
    title = title_of(tree, about.titles, about.sites, about.url)
    _drop_anchors(tree)
    if not _is_a_document(tree):
        mark_article(tree)
    simplify(tree)
    draft = _article(tree) or _whole(markup, tree.find("body"))
    # The publisher's name may be the author's on a site of one; a by-line is never the publisher's, nor is a title.
    source = about.site or (draft.source if draft.source not in (draft.author, title) else None)
    published = about.published or said.day
    yield replace(
        draft,
        title=title or draft.title,
        published=published,
        source=source,
        author=draft.author or list(about.authors) or said.author,
        noindex=about.noindex,
        expires=about.expires,
        # The clocks of sites differ by hours, and some call theirs UTC.
        goes_live=published if (day := said_day(published, "")) and day > last_day() else None,
        status=about.status,
    )


def read_html_plainly(file: Path) -> Iterator[Draft]:
    """Yield all of the text of an HTML file, menus and all, in a time that its length bounds."""
    yield _whole(_markup(file))


def _markup(file: Path) -> str:
    data = read_bytes(file, MAX_ARTICLE_BYTES)
    declared = _CHARSET.search(data[:_CHARSET_WITHIN_BYTES])
    return clean_text(decode(data, declared[1].decode("ascii") if declared else None))


def _drop_anchors(tree: HtmlElement) -> None:
    """Take out links that lead nowhere, and those without a word in headings, for which trafilatura drops a section."""
    for each in tree.xpath("//a[not(@href)]"):
        each.drop_tag()
    for each in tree.xpath("//*[self::h1 or self::h2 or self::h3 or self::h4 or self::h5 or self::h6]//a"):
        if not each.text_content().strip():
            each.drop_tag()


def _article(tree: HtmlElement) -> Draft | None:
    # It takes half a second to import, which answering a question must not wait for.
    from trafilatura import bare_extraction
    from trafilatura.settings import Document

    for noisy in ("trafilatura", "htmldate"):
        logging.getLogger(noisy).setLevel(logging.CRITICAL)
    try:
        page = bare_extraction(tree, with_metadata=True, include_comments=False, date_extraction_params=_DATE_SETTINGS)
    except Exception:
        # Whatever a page makes the library raise, its whole text is still there.
        return None
    if not isinstance(page, Document):
        return None
    paragraphs = [_BULLET.sub("", line.strip()) for line in (page.text or "").split("\n")]
    paragraphs = [line for line in paragraphs if line]
    if not paragraphs:
        return None
    return Draft(
        text=_of_a_document(tree, paragraphs)
        or (_in_blocks(paragraphs[0], tree) if len(paragraphs) == 1 else "\n\n".join(paragraphs)),
        title=page.title,
        url=page.url,
        source=page.sitename,
        author=page.author,
    )


def _of_a_document(tree: HtmlElement, paragraphs: Sequence[str]) -> str | None:
    """Return all of the text of what a word processor made, of which trafilatura leaves out lists; None for a page."""
    if not _is_a_document(tree):
        return None
    body = tree.find("body")
    whole = text_of_element(body, parted="\n\n")
    is_text = not is_linked(body) and sum(map(len, paragraphs)) < _MOST_OF_IT * len(whole)
    return whole if is_text else None


def _is_a_document(tree: HtmlElement) -> bool:
    """Tell whether a body holds nothing that pages have around an article."""
    body = tree.find("body")
    if body is None or next(body.iter(*_OF_PAGES), None) is not None:
        return False
    return not any(map(is_beside, body.iter("div", "ul")))


def _in_blocks(paragraph: str, tree: HtmlElement) -> str:
    """Return a text by the blocks of its element, where trafilatura ran those of a short article together."""
    words = _SPACE.sub("", paragraph)
    for article in tree.iter("article", "main"):
        blocks = text_of_element(article, parted="\n\n").split("\n\n")
        ends = list(accumulate(len(_SPACE.sub("", block)) for block in blocks))
        begin = _SPACE.sub("", "".join(blocks)).find(words)
        # What stands beside it, such as a by-line, may have been left out.
        if begin in (0, *ends) and begin + len(words) in ends:
            first = 0 if begin == 0 else ends.index(begin) + 1
            return "\n\n".join(blocks[first : ends.index(begin + len(words)) + 1])
    return paragraph


def _whole(markup: str, body: HtmlElement | None = None) -> Draft:
    title = _TITLE.search(markup)
    text = text_of_element(body, parted="\n\n") if body is not None else ""
    return Draft(text=text or text_of_markup(markup), heading=text_of_markup(title[1]) if title else None)
