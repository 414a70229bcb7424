"""Reads the items of a WordPress export, or of any RSS feed, one element at a time.

Menus, attachments and what plugins keep are left out; what an item's status means is decided where all drafts are.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from lxml import etree  # type: ignore[import-untyped]

from index.progress import Skipped
from index.reasons import Reason
from index.sources.drafts import Draft, clean_text
from index.sources.markup.html import text_of_html
from index.sources.markup.tags import looks_like_markup, text_of_markup
from index.sources.publication import moment_in_utc, unknown_status

_ARTICLES = frozenset({"post", "page", ""})
# What is kept as a post and is none: some of it holds what readers of a site sent, or bought.
_OTHERS = re.compile(
    r"attachment|revision|nav_menu_item|custom_css|customize_changeset|oembed_cache|user_request|wp_.*|acf-.*|elementor.*"
    r"|feedback|flamingo.*|shop_.*|product_variation|wpcf7.*|wpforms.*|nf_sub|.*(?:order|coupon|form|entry|log|popup|slider)"
)
_CAPTION = re.compile(r"\[caption\b[^\[\]]{0,2000}\]|\[/caption\]")
_SHORTCODE = re.compile(
    r"\[/?(?:gallery|embed|audio|video|playlist|vc_\w+|et_pb_\w+|fusion_\w+|contact-form[\w-]*|toc|ads?\w*|more)"
    r"\b[^\[\]]{0,2000}\]|\[[a-z][\w-]{1,40}\s+[\w-]{1,40}=[^\[\]\s][^\[\]]{0,2000}\]|\[/[a-z][\w-]{1,40}\]",
    re.IGNORECASE,
)
_NAMED = re.compile(r"\[(/?)([a-z][\w-]{1,40})\]", re.IGNORECASE)
# What builders of pages make blocks of, with what they show above each: a question that unfolds, the name of a tab.
_BLOCK = re.compile(r"\[/?(?:vc|et_pb)_", re.IGNORECASE)
_TITLE = re.compile(
    r"(?<![\w-])(?:title|heading|question|(?:tab|toggle|panel|section)_title)\s{0,3}=\s{0,3}(?:\"([^\"]+)\"|'([^']+)')",
    re.IGNORECASE,
)
_HEADING = re.compile(r"\[vc_custom_heading\b[^\[\]]{0,1000}?\stext=\"([^\"]+)\"", re.IGNORECASE)
_UNTITLED = re.compile(
    r"\[(?:[\w-]*(?:form|field|button|image|gallery|video|audio|slider|map|tooltip|popover|link|icon)[\w-]*|abbr|url|img)\b",
    re.IGNORECASE,
)
# As Divi writes what ends an attribute or a mark.
_DIVIS = {"%22": "&quot;", "%91": "&#91;", "%93": "&#93;"}
# What plugins keep for members.
_FOR_MEMBERS = re.compile(
    r"\[(/?)((?:members?|restrict|private|protected|logged_?in|wpmem_logged_in|um_loggedin|pmpro|membership|paywall"
    r"|content_protector|passster|s2if|mepr-show)[\w-]{0,40})\b[^\[\]]{0,500}\]",
    re.IGNORECASE,
)
_NOINDEX = {"_yoast_wpseo_meta-robots-noindex": re.compile("1"), "rank_math_robots": re.compile(".*noindex", re.DOTALL)}
# WordPress makes paragraphs of what blank lines part, also between tags; not in preformatted text.
_BLANK_LINE = re.compile(r"\n[ \t]*\n\s*")
_PREFORMATTED = re.compile(r"<pre\b", re.IGNORECASE)
_SHOWN = 60
_NO_DAY = "0000-00-00"


class Site:
    """What a file says of a site, and its items in their order."""

    def __init__(self, root: etree._Element) -> None:
        """Begin."""
        self._title: str | None = None
        self._language: str | None = None
        self._names: dict[str, str] = {}
        self._number = 0

    def read(self, element: etree._Element) -> Iterator[Draft | Skipped]:
        """Yield the article that an element of the channel is, if it is one."""
        match etree.QName(element).localname:
            case "title":
                self._title = self._title or said(element)
            case "language":
                self._language = said(element)
            case "author":
                login, name = child(element, "author_login"), child(element, "author_display_name")
                if login and name:
                    self._names[login] = name
            case "item":
                self._number += 1
                yield from self._item(element)

    def told(self) -> Iterator[Skipped]:
        """Yield nothing more: every item left out was listed."""
        return iter(())

    def _item(self, item: etree._Element) -> Iterator[Draft | Skipped]:
        kind = (child(item, "post_type") or "")[:_SHOWN]
        post_id = child(item, "post_id")
        place = f"#{post_id or self._number}"
        link = child(item, "link")
        title = child(item, "title")
        # A site without names in its addresses has them of this form for what it shows.
        is_shown = "?" not in (link or "?") or f"?{kind}=" in (link or "")
        if kind not in _ARTICLES and (_OTHERS.fullmatch(kind) or not is_shown):
            named = f" ({title[:_SHOWN]})" if title else ""
            yield Skipped(place, f"is no article but of the type {kind}{named}", Reason.NOT_AN_ARTICLE)
            return
        written = child(item, "post_date")
        day = written if written and not written.startswith(_NO_DAY) else child(item, "pubDate")
        author = child(item, "creator") or child(item, "author")
        guid = child(item, "guid")
        status = child(item, "status")
        yield Draft(
            text=text_of_post(child(item, "encoded") or child(item, "description") or ""),
            title=text_of_markup(title) if title and looks_like_markup(title) else title,
            url=link or (guid if guid and guid.startswith("http") else None),
            published=day,
            goes_live=moment_in_utc(child(item, "post_date_gmt")) or day,
            author=self._names.get(author or "", author),
            source=self._title,
            language=self._language,
            # Whatever else a plugin calls a status, WordPress shows what is published alone.
            status="password" if child(item, "post_password") else "draft" if unknown_status(status) else status,
            noindex=_is_noindex(item),
            place=place,
            is_numbered=post_id is None,
        )


def _without_members_part(content: str) -> str:
    """Take out what plugins show to members alone; a mark that is not closed hides nothing."""
    marks = [(mark, mark[2].lower()) for mark in _FOR_MEMBERS.finditer(content)]
    # Where each name is closed for the last time: "[membership_level]" and "[memberikan]" are not.
    closed = {name: mark.start() for mark, name in marks if mark[1]}
    pieces: list[str] = []
    at = start = 0
    opened = None
    for mark, name in marks:
        if opened is None and not mark[1] and mark.start() < closed.get(name, 0):
            opened, start = name, mark.start()
        elif opened == name and mark[1]:
            pieces.append(content[at:start])
            at, opened = mark.end(), None
    return " ".join([*pieces, content[at:]])


def _is_noindex(item: etree._Element) -> bool:
    """Tell whether a plugin for search engines was told to keep a post from them."""
    said_of = ((child(meta, "meta_key"), child(meta, "meta_value")) for meta in item.iterchildren("{*}postmeta"))
    return any(key in _NOINDEX and _NOINDEX[key].match(value or "") for key, value in said_of)


def said(element: etree._Element) -> str | None:
    """Return the text of an element without blanks around it; None when there is none."""
    text = clean_text("".join(element.itertext())).strip()
    return text or None


def child(element: etree._Element, name: str) -> str | None:
    """Return the text of the first child of a local name that has any.

    Of `encoded`, the content goes before the excerpt.
    """
    found = [each for each in element.iterchildren(f"{{*}}{name}") if said(each)]
    found.sort(key=lambda each: "excerpt" in str(each.tag))
    return said(found[0]) if found else None


def text_of_post(content: str) -> str:
    """Return what a post says, without the marks of its editor; blank lines part paragraphs as tags do."""
    content = _CAPTION.sub("<p>", _without_members_part(content))
    closed = {name.lower() for slash, name in _NAMED.findall(content) if slash}
    titled = {name for mark in _SHORTCODE.finditer(content) if _title(mark, closed) and (name := _name(mark))}

    def shown(mark: re.Match[str]) -> str:
        title = _title(mark, closed)
        part = "<p>" if title or _name(mark) in titled or _BLOCK.match(mark[0]) else " "
        return f"<p>{title}<p>" if title else part

    content = _SHORTCODE.sub(shown, content)
    content = _NAMED.sub(lambda mark: shown(mark) if mark[2].lower() in closed else mark[0], content)
    if not _PREFORMATTED.search(content):
        content = _BLANK_LINE.sub("<p>", content)
    return text_of_html(content)


def _name(mark: re.Match[str]) -> str:
    return re.split(r"[\s\]]", mark[0].strip("[/"), maxsplit=1)[0].lower()


def _title(mark: re.Match[str], closed: Collection[str]) -> str | None:
    """Return what a shortcode shows above what it holds; None where it holds nothing, or shows it otherwise."""
    if (heading := _HEADING.match(mark[0])) is not None:
        return heading[1]
    name = _name(mark)
    is_empty = mark.string.startswith(f"[/{name}]", mark.end())
    if mark[0].startswith("[/") or name not in closed or is_empty or _UNTITLED.match(mark[0]):
        return None
    title = _TITLE.search(mark[0])
    text = (title[1] or title[2]).strip() if title else ""
    for written, meant in _DIVIS.items():
        text = text.replace(written, meant)
    return text or None
