"""What a web page says of itself: its day, publisher, author, and whether search engines may have it.

Names of Open Graph, schema.org (JSON-LD and microdata), Dublin Core, Highwire and of the systems that newsrooms use.
A day counts as written where it is called that of publication, never because it stands somewhere on the page.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import unescape
from itertools import islice
from typing import Any

from lxml.html import HtmlElement  # type: ignore[import-untyped]

from index.sources.days.written import read_day
from index.sources.formats.html.titles import OF_ENTRY

# By trust.
_DAYS = """article:published_time og:article:published_time article:published datepublished
    date.published published_time og:published_time publish-date publish_date publishdate pubdate publication_date
    publication-date published-date originalpublicationdate article.published parsely-pub-date sailthru.date
    citation_publication_date citation_online_date citation_date dcterms.issued dc.date.issued dcterms.date dc.date
    dcterms.created dc.date.created dc.created cxenseparse:recs:publishtime rnews:datepublished bt:pubdate
    dtk:publishdate content_publisheddate content_create_date article_date_original displaydate cre_date og:pubdate
    datecreated date timestamp article:created"""
_DAY_NAMES = tuple(_DAYS.split())
_SITE_NAMES = ("og:site_name", "dc.publisher", "dcterms.publisher", "citation_journal_title", "application-name")
_AUTHORS = ("author", "article:author", "dc.creator", "dcterms.creator", "citation_author", "parsely-author", "byl")
_OF_OTHERS = (
    "related", "terkait", "comment", "komentar", "sidebar", "widget", "modified", "updated", "footer", "event", "acara",
    "popular", "terpopuler",
)  # fmt: skip
_ARTICLE_TYPES = ("article", "posting", "report", "webpage")
_LISTS = frozenset({"CollectionPage", "ItemList", "SearchResultsPage", "Blog"})
_DATED_CLASSES = """contains(@class,"published") or contains(@class,"publish-date") or contains(@class,"pubdate")
    or contains(@class,"post-date") or contains(@class,"entry-date") or contains(@class,"article-date")
    or contains(@class,"article__date") or contains(@class,"detail__date") or contains(@class,"read__time")
    or contains(@class,"date-publish") or contains(@class,"tanggal") or contains(@class,"post-meta")
    or contains(@class,"postdate") or contains(@class,"entry-meta") or contains(@class,"date")
    or contains(@class,"byline") or contains(concat(" ",@class," ")," meta ")"""
_HEADINGS = f"//h1 | //*[self::h2 or self::h3]{OF_ENTRY}"
_TITLES = ("og:title", "headline", "citation_title", "dc.title", "dcterms.title", "parsely-title", "sailthru.title",
    "shareaholic:title", "rbtitle", "fb_title", "twitter:title", "title")  # fmt: skip
# "none" is "noindex, nofollow".
_NOT_INDEXED = frozenset({"noindex", "none"})
_UNAVAILABLE = re.compile(r"unavailable_after:\s*([^;<>]{1,60})", re.IGNORECASE)
_WORD = re.compile(r"[a-z]+")
_MAX_SCRIPTS = 20
_MAX_SCRIPT_CHARS = 200_000
_MAX_NODES = 2_000
_MAX_LOOKED_AT = 20
_MAX_VISIBLE_CHARS = 100
# Of microformats, and of WordPress.
_DAY_CLASSES = frozenset({"published", "entry-date"})
_OF_ENTRIES = "//*[self::time or self::abbr][contains(concat(' ', normalize-space(@class), ' '), ' published ')]"
_ENTRY = "ancestor::*[self::article or contains(@class, 'hentry') or contains(@class, 'h-entry')][1]"
_KINDS = ("category-", "tag-")


@dataclass(frozen=True)
class Metadata:
    """What was found; `published` as it is written, `is_article` and `is_list` where the page says what it is.

    `titles` and `sites`: all that the page's head calls its article and its site, the best first; `url`: its address.
    """

    titles: tuple[str, ...]
    sites: tuple[str, ...]
    url: str | None
    published: str | None
    site: str | None
    authors: tuple[str, ...]
    noindex: bool
    expires: str | None
    is_article: bool
    is_list: bool
    status: str | None


def metadata_of(tree: HtmlElement) -> Metadata:
    """Read a page's metadata."""
    named = _named(tree)
    things = list(islice(_things(tree), _MAX_NODES))
    # What a page says of the article before what it says of itself, whose day may be that of a new design.
    articles = [each for kind in _ARTICLE_TYPES for each in things if _kind(each).lower().endswith(kind)]
    said = [named[name] for name in _DAY_NAMES if name in named]
    said += [str(each["datePublished"]) for each in articles if each.get("datePublished")]
    said += list(_marked_days(tree))
    # The best name whose day can be read; else what cannot be is told.
    published = next((each for each in said if read_day(each)), None) or next(_visible_days(tree), None)
    publishers = [_name(each.get("publisher")) for each in articles]
    publishers += [_name(each) for each in things if _kind(each) in {"WebSite", "NewsMediaOrganization"}]
    kind = named.get("og:type", "").lower()
    robots = f"{named.get('robots', '')},{named.get('googlebot', '')},{named.get('x-robots-tag', '')}"
    ends = _UNAVAILABLE.search(robots)
    expires = named.get("article:expiration_time") or next((_name(each.get("expires")) for each in articles), None)
    sites = tuple(filter(None, (*(named.get(name) for name in _SITE_NAMES), *publishers)))
    site = next(iter(sites), None)
    headlines = (_name(each.get("headline")) for each in articles)
    titles = [named.get(_TITLES[0]), *headlines, *(named.get(name) for name in _TITLES[1:])]
    link = next(iter(tree.xpath("//link[@rel='canonical']/@href")), None)
    authors = [name for each in articles for name in _names(each.get("author"))]
    authors = authors or [name for each in _AUTHORS for name in _names(named.get(each)) if name != site][:1]
    return Metadata(
        titles=tuple(map(unescape, filter(None, titles))),
        sites=sites,
        url=link or named.get("og:url"),
        published=published or next(iter(said), None),
        site=site,
        authors=tuple(dict.fromkeys(authors)),
        noindex=not _NOT_INDEXED.isdisjoint(_WORD.findall(_UNAVAILABLE.sub("", robots).lower())),
        expires=expires or (ends[1].strip() if ends else None),
        is_article=kind == "article"
        or any(name in named for name in _DAY_NAMES[:4])
        or any(_kind(each).lower().endswith(_ARTICLE_TYPES[:3]) for each in things),
        is_list=any(_kind(each) in _LISTS for each in things),
        status=_status(tree, articles),
    )


def _named(tree: HtmlElement) -> dict[str, str]:
    """Return the contents of the meta elements, the first of each name."""
    found: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = (
            (meta.get("property") or meta.get("name") or meta.get("itemprop") or meta.get("http-equiv") or "")
            .strip()
            .lower()
        )
        content = (meta.get("content") or "").strip()
        if name and content:
            found.setdefault(name, content)
    return found


def _things(tree: HtmlElement) -> Iterator[Mapping[str, Any]]:
    """Yield the objects of the page's JSON-LD, outer ones first."""
    scripts = tree.xpath("//script[@type='application/ld+json']")[:_MAX_SCRIPTS]
    waiting: list[object] = []
    for script in scripts:
        text = script.text or ""
        if len(text) <= _MAX_SCRIPT_CHARS:
            try:
                waiting.append(json.loads(text, strict=False))
            except (ValueError, RecursionError):
                continue
    for each in islice(waiting, _MAX_NODES):
        if isinstance(each, Mapping):
            yield each
            waiting += [value for key, value in each.items() if key in ("@graph", "mainEntity", "mainEntityOfPage")]
        elif isinstance(each, list):
            waiting += each[:_MAX_NODES]


def _status(tree: HtmlElement, articles: Sequence[Mapping[str, Any]]) -> str | None:
    """Return what a page says of its article's state, or that WordPress asks for its password."""
    if tree.xpath("//form[contains(@class, 'post-password-form') or .//input[@name='post_password']]"):
        return "password"
    return next((status for each in articles if (status := _name(each.get("creativeWorkStatus")))), None)


def _kind(thing: Mapping[str, Any]) -> str:
    kind = thing.get("@type")
    return str(kind[0] if isinstance(kind, list) and kind else kind or "")


def _name(thing: object) -> str | None:
    name = thing.get("name") if isinstance(thing, Mapping) else thing
    return name.strip() or None if isinstance(name, str) else None


def _names(things: object) -> list[str]:
    found = map(_name, things[:_MAX_LOOKED_AT] if isinstance(things, list) else [things])
    return [name for name in found if name and not name.startswith(("http://", "https://"))]


def marked_days(tree: HtmlElement) -> list[HtmlElement]:
    """Return the elements that microdata, microformats and `time` call days of publication."""
    marked = "//*[@itemprop='datePublished' or @itemprop='dateCreated'] | //time[@pubdate or @data-published]"
    # As Medium's export has it at the foot; answers and quotations are h-cite.
    marked += " | //time[contains(@class, 'dt-published') and not(ancestor::*[contains(@class, 'h-cite')])]"
    found = tree.xpath(f"{marked} | {_OF_ENTRIES}")
    entries = set(tree.xpath(_OF_ENTRIES))
    return [each for each in found[:_MAX_LOOKED_AT] if each not in entries or not is_aside(each)]


def _marked_days(tree: HtmlElement) -> Iterator[str]:
    """Yield the days that a page calls those of publication."""
    for each in marked_days(tree):
        said = (each.get("content"), each.get("datetime"), title if read_day(title := each.get("title")) else None)
        if value := next(filter(None, said), None) or visible(each):
            yield value


def _visible_days(tree: HtmlElement) -> Iterator[str]:
    """Yield the days that stand at the head of the article: a `time` element, or one that its class calls a date."""
    below = f"({_HEADINGS})[1]/following::*[self::time or {_DATED_CLASSES}]"
    places = f"//article//time | //main//time | //header//time | {below}"
    for each in tree.xpath(places)[:_MAX_LOOKED_AT]:
        if is_aside(each):
            continue
        for value in (each.get("datetime"), each.get("title"), visible(each)):
            if value and read_day(value):
                yield value


def is_aside(element: HtmlElement) -> bool:
    """Tell whether an element belongs to another article, a comment, the page's foot, or to a change."""
    classes = (element.get("class") or "").split()
    entry = next(iter(element.xpath(_ENTRY)), None) if _DAY_CLASSES.intersection(classes) else None
    at_foot = entry is not None and entry.xpath(f"boolean(.{_HEADINGS.replace('| //', '| .//')})")
    if next(element.iterancestors("aside", "nav", "li", *(() if at_foot else ("footer",))), None) is not None:
        return True
    # Of a post that was never changed, WordPress calls the day that of both.
    allowed = {*(("footer",) if at_foot else ()), *(("updated",) if "published" in classes else ())}
    others = [word for word in _OF_OTHERS if word not in allowed]
    for each in (element, *islice(element.iterancestors(), _MAX_LOOKED_AT)):
        if each.tag == "body":
            break
        # WordPress names an entry's categories among its classes.
        named = [name for name in (each.get("class") or "").lower().split() if not name.startswith(_KINDS)]
        words = f"{' '.join(named)} {each.get('id') or ''} {each.get('itemprop') or ''}".lower()
        if any(word in words for word in others):
            return True
    return False


def visible(element: HtmlElement) -> str:
    """Return what an element says, as far as a day may."""
    return " ".join(element.text_content()[: 4 * _MAX_VISIBLE_CHARS].split())[:_MAX_VISIBLE_CHARS]
