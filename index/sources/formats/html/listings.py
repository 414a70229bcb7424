"""Tells a page that lists articles with their first words from one that is an article.

A front page or a section is made of headlines that lead elsewhere; an article has paragraphs of its own.
"""

from __future__ import annotations

import re
from itertools import islice

from lxml.html import HtmlElement  # type: ignore[import-untyped]

_MIN_HEADLINES = 4
_MIN_PARAGRAPH_CHARS = 80
_OWN_PARAGRAPHS = 2
_MAX_TEASER_CHARS = 900
_MAX_LINK_SHARE = 0.5
_UP = 4
_MAX_LOOKED_AT = 500
_SPACE = re.compile(r"\s+")


def headlines_listed(tree: HtmlElement) -> int:
    """Return how many other articles a page lists; 0 for a page with an article of its own."""
    linked = tree.xpath("//h2[.//a[@href]] | //h3[.//a[@href]] | //h4[.//a[@href]] | //a[@href][.//h2 or .//h3]")
    headlines = [each for each in linked[:_MAX_LOOKED_AT] if not _is_within(each, "nav", "footer", "header")]
    if len({_SPACE.sub(" ", each.text_content()).strip() for each in headlines}) < _MIN_HEADLINES:
        return 0
    lengths: dict[HtmlElement, int] = {}
    teasers = {box for box in (_teaser(headline, lengths) for headline in headlines) if box is not None}
    own = (each for each in tree.iter("p") if _is_own(each, teasers))
    return 0 if len(list(islice(own, _OWN_PARAGRAPHS))) == _OWN_PARAGRAPHS else len(headlines)


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
    text = _SPACE.sub(" ", paragraph.text_content()).strip()
    if len(text) < _MIN_PARAGRAPH_CHARS or any(each in teasers for each in paragraph.iterancestors()):
        return False
    linked = sum(len(link.text_content()) for link in paragraph.iter("a"))
    return linked < _MAX_LINK_SHARE * len(text) and not _is_within(paragraph, "nav", "footer", "aside")


def _is_within(element: HtmlElement, *tags: str) -> bool:
    return any(True for _ in element.iterancestors(*tags))
