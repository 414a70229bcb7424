"""Tells a page that lists articles with their first words from one that is an article.

A front page or a section is made of headlines that lead elsewhere; an article has paragraphs of its own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from lxml.html import HtmlElement  # type: ignore[import-untyped]

from index.sources.formats.html.links import LinksElsewhere

_MIN_HEADLINES = 4
_MIN_PARAGRAPH_CHARS = 80
_OWN_PARAGRAPHS = 2
_MAX_TEASER_CHARS = 900
_MAX_LINK_SHARE = 0.5
_UP = 4
_MAX_LOOKED_AT = 500
_SPACE = re.compile(r"\s+")
_LETTER = re.compile(r"\w")


def headlines_listed(tree: HtmlElement, name: str = "") -> int:
    """Return how many other articles a page lists; 0 for a page with an article of its own.

    Args:
        tree: the page.
        name: of its file, by which a saved page may lead to places of its own.
    """
    linked = tree.xpath("//h2[.//a[@href]] | //h3[.//a[@href]] | //h4[.//a[@href]] | //a[@href][.//h2 or .//h3]")
    headings = [each for each in linked[:_MAX_LOOKED_AT] if not _is_within(each, "nav", "footer", "header")]
    if len(set(map(_words, headings))) < _MIN_HEADLINES:
        return 0
    links = LinksElsewhere(tree, headings, name)
    headlines = [each for each in headings if _is_headline(each, links)]
    lengths: dict[HtmlElement, int] = {}
    teasers = {box for box in (_teaser(headline, lengths) for headline in headlines) if box is not None}
    own = (each for each in tree.iter("p") if _is_own(each, teasers))
    if len(list(islice(own, _OWN_PARAGRAPHS))) == _OWN_PARAGRAPHS:
        return 0
    addresses = {links.address(link) for headline in headlines for link in headline.iter("a")} - {None}
    if min(len(addresses), len(set(map(_words, headlines)))) >= _MIN_HEADLINES:
        return len(headlines)
    return _links_below(headings, links)


def _is_headline(heading: HtmlElement, links: LinksElsewhere) -> bool:
    """Tell whether words of a heading lead elsewhere; a sign beside them may."""
    return any(links.address(link) and _LETTER.search(link.text_content()) for link in heading.iter("a"))


def _links_below(headings: Sequence[HtmlElement], links: LinksElsewhere) -> int:
    """Return how many other pages the links below headings lead to, as in an archive by months; 0 beside other text."""
    around = [set(each.iterancestors()) for each in headings]
    box = next(each for each in headings[0].iterancestors() if all(each in above for above in around))
    leading = [link for link in box.iter("a") if links.address(link) and not _is_within(link, "a")]
    led = sum(len(_words(link)) for link in leading)
    addresses = {links.address(link) for link in leading}
    is_list = len(addresses) >= _MIN_HEADLINES and led >= _MAX_LINK_SHARE * len(_words(box))
    return len(addresses) if is_list else 0


def _teaser(headline: HtmlElement, lengths: dict[HtmlElement, int]) -> HtmlElement | None:
    """Return the largest element around a headline that holds no more than it and its first words.

    Args:
        headline: the element.
        lengths: those of the elements that were looked at before, so that a large one is read once.
    """
    box = None
    for each in islice(headline.iterancestors(), _UP):
        if each.tag in ("body", "main", "section"):
            break
        if each not in lengths:
            lengths[each] = len(each.text_content())
        if lengths[each] > _MAX_TEASER_CHARS:
            break
        box = each
    return box


def _is_own(paragraph: HtmlElement, teasers: set[HtmlElement]) -> bool:
    text = _words(paragraph)
    if len(text) < _MIN_PARAGRAPH_CHARS or any(each in teasers for each in paragraph.iterancestors()):
        return False
    linked = sum(len(link.text_content()) for link in paragraph.iter("a"))
    return linked < _MAX_LINK_SHARE * len(text) and not _is_within(paragraph, "nav", "footer", "aside")


def _words(element: HtmlElement) -> str:
    return _SPACE.sub(" ", element.text_content()).strip()


def _is_within(element: HtmlElement, *tags: str) -> bool:
    return any(True for _ in element.iterancestors(*tags))
