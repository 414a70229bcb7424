"""Marks the article of a page that writes it straight into its body, as people do who write their pages by hand.

Where no element holds the article, trafilatura keeps paragraphs alone: its headings and lists are lost, keys, prices
and what may not be brought along. In place.
"""

from __future__ import annotations

from lxml import etree  # type: ignore[import-untyped]
from lxml.html import HtmlElement  # type: ignore[import-untyped]

from index.sources.markup.blocks import is_beside, is_linked

_MARKED = ".//article | .//main | .//*[@role='main'] | .//*[@itemprop='articleBody']"
_HEADINGS = frozenset({"h1", "h2", "h3"})
_LISTS = frozenset({"ul", "ol", "dl"})
_TEXT = frozenset({"p", "blockquote", "table", "h4", "h5", "h6"}) | _HEADINGS | _LISTS
_LEAST_PARAGRAPHS = 2
_MOST_OF_THEM = 0.5


def mark_article(tree: HtmlElement) -> None:
    """Put what a body holds from its first heading or paragraph to its last text into an article element.

    Only where nothing is marked as an article, and most of what stands in paragraphs stands there.
    """
    body = tree.find("body")
    if body is None or tree.xpath(_MARKED):
        return
    own = [each for each in body.iterchildren("p") if (each.text_content() or "").strip()]
    length, whole = (sum(len(each.text_content()) for each in paragraphs) for paragraphs in (own, body.iter("p")))
    if len(own) < _LEAST_PARAGRAPHS or length < _MOST_OF_THEM * whole:
        return
    children = list(body)
    text = [at for at, each in enumerate(children) if _is_text(each)]
    first = next((at for at in text if children[at].tag in _HEADINGS), text[0])
    first = min(first, children.index(own[0]))
    article = etree.Element("article")
    for each in children[first : text[-1] + 1]:
        article.append(each)
    body.insert(first, article)


def _is_text(element: HtmlElement) -> bool:
    """Tell whether an element is a part of an article, and no menu."""
    if element.tag not in _TEXT or is_beside(element):
        return False
    return element.tag not in _LISTS or not is_linked(element)
