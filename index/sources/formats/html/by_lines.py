"""Takes the lines off a page that say by whom and when its article was posted, how it is filed, and where to share it.

Such a line holds nothing else: "Diposting oleh Wartini di 09.15", "4 Mei 2024 | Dibaca 312 kali", "Label: Nelayan". A
day alone is one where its class calls it that and no other day is the article's; else it may be what the text is about.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from itertools import islice

from lxml import etree  # type: ignore[import-untyped]
from lxml.html import HtmlElement  # type: ignore[import-untyped]

from index.language.dates import full_dates
from index.language.detection import UNDETERMINED
from index.sources.days.trust import last_day, said_day
from index.sources.formats.html.metadata import is_aside, marked_days, visible
from index.sources.markup.blocks import text_of_element

_MAX_CHARS = 300
_MAX_NAME_CHARS, _MAX_NAME_WORDS = 60, 6
_LONG = 60  # what begins an article
_HALF = 0.5
_NAMES = """p div span section header footer small em i b strong time abbr center ul dl h2 h3 h4 h5 h6"""
_CANDIDATES = frozenset(_NAMES.split())
_OTHERS = frozenset(["script", "style", "nav", "aside", "table", "form", "pre", "figure", "dl", "ol"])
_CLASSED = re.compile(
    r"(?:^|[\s_-])(?:post|entry)?(?:dates?|datetime|tanggal|tgl|time|timestamp|waktu|meta|metadata|byline|published|posted"
    r"|author|penulis|article-info)(?:$|[\s_-])",
    re.IGNORECASE,
)
# What nothing but a site does; a book is published, too.
_POSTED = re.compile(
    r"\b(?:(?P<site>di(?:posting|poskan|publikasikan|unggah)|posted|uploaded|submitted)|di(?:terbitkan|tayangkan|kirim(?:kan)?"
    r"|perbarui)|published|updated|last\smodified)\b(?:\s(?:oleh|by|pada|on|at|di|in)\b)?\s?:?",
    re.IGNORECASE,
)
_BY = re.compile(
    r"^(?:(?:di)?tulis(?:an)?\soleh|written\sby|oleh|by|penulis|reporter|pewarta|editor|author)\b\s?:?", re.IGNORECASE
)
_WRITER = re.compile(r"(?:\b(?:oleh|by)|^(?:penulis|reporter|pewarta|author))\b\s?:?(.*)", re.IGNORECASE)
_CHANGED = re.compile(r"\b(?:diperbarui|updated|modified)\b", re.IGNORECASE)
_COUNTED = re.compile(
    r"\b(?:(?:di)?(?:baca|lihat|kunjungi)\s?:?\s?[\d.,]+\s?(?:kali|x)?|[\d.,]+\s?(?:kali\s(?:di)?(?:baca|lihat)|x\sdibaca"
    r"|views?|reads?|pembaca|tayangan|hits|komentar|comments?|min(?:ute)?s?\sread|menit\sbaca)"
    r"|(?:hits|views?|dibaca)\s?:\s?[\d.,]+|tidak\sada\skomentar|no\scomments?|leave\sa\scomment|tinggalkan\skomentar)\b",
    re.IGNORECASE,
)
_MOMENT = re.compile(
    r"\b(?:senin|selasa|rabu|kamis|jum[’']?at|sabtu|minggu|ahad|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b"
    r"|\b(?:pukul\s|pkl\.?\s|jam\s)?\d{1,2}[.:]\d{2}(?:[.:]\d{2})?(?:\s?[ap]\.?m\b\.?)?|\b(?:wib|wita|wit|gmt|utc)\b",
    re.IGNORECASE,
)
# To the second, as programs write it.
_STAMP = re.compile(r"\b\d{1,2}[.:]\d{2}[.:]\d{2}\b")
_EDGES = r"(?:[\W_]|\b(?:di|at|on|pada|in|tanggal|tgl|hari|dan|and)\b)+"
_EDGE = re.compile(rf"^{_EDGES}|{_EDGES}$", re.IGNORECASE)
_FILED = re.compile(
    r"^(labels?|tags?|kategori|category|categories|filed\sunder|posted\sin|topi(?:k|cs?))\b\s?:?\s?", re.I
)
_OF_FILING = re.compile(r"label|tag|category|categories|kategori|cat-links", re.IGNORECASE)
_MAX_ITEM_WORDS = 4
_SHARED = re.compile(
    r"\b(?:bagikan|berbagi|share|kirimkan|email\sthis|blogthis)\b(?:\s(?:ini|this|artikel|berita|tulisan|post|to|ke|on|via"
    r"|lewat|di|melalui)\b)*",
    re.IGNORECASE,
)
_NETWORKS = re.compile(
    r"\b(?:facebook|twitter|x|whatsapp|wa|telegram|e-?mail|line|linkedin|pinterest|instagram|threads|tumblr|reddit|copy\slink"
    r"|salin\s(?:tautan|link)|print|cetak|lewat|ke|to|ini|this|dan|and|postingan\sini|di)\b",
    re.IGNORECASE,
)
_BEGIN = re.compile(r"^\W+")
_AFTER_NAME = re.compile(r"\s[|•·–—/-]|\|")
_NO_LETTERS = re.compile(r"[\W_]+")
_NOBODY = frozenset({"admin", "administrator", "redaksi", "unknown", "anonymous", "anonim", "author", "editor"})
# What the line with a marked day may be, what it does not hold, and where a day is a part of a text.
_OF_BY_LINES = frozenset({"time", "abbr", "span", "a", "div", "p", "small", "em", "i", "b", "strong"})
_PARTS = ("p", "h1", "h2", "h3", "h4", "ul", "ol", "table", "img")
_LINES = ("p", "li", "td", "dd", "h1", "h2", "h3", "blockquote")
_BY_WHOM = ".//*[contains(@class, 'author') or contains(@class, 'vcard') or @rel='author' or @itemprop='author']"
_MAX_CHARS_BESIDE = 30
_UP = 4


@dataclass
class ByLines:
    """What was said in them, where anything was."""

    day: date | None = None
    author: str | None = None


def take_by_lines(tree: HtmlElement, published: str | None) -> ByLines:
    """Take the by-lines out of a tree, and return what they said.

    Args:
        tree: the page.
        published: the day that its metadata give.
    """
    _drop_marked_days(tree)
    found = ByLines(said_day(published, ""))
    body = tree.find("body")
    begun = False
    doomed = []
    walker = etree.iterwalk(tree if body is None else body, events=("start", "end"))
    for event, each in walker:
        if event == "end":
            begun = begun or len((each.tail or "").strip()) >= _LONG
        elif each.tag in _CANDIDATES and _is_by_line(each, found, begun=begun):
            doomed.append(each)
            walker.skip_subtree()
        elif each.tag in _OTHERS:
            walker.skip_subtree()
        else:
            begun = begun or len((each.text or "").strip()) >= _LONG
    for each in doomed:
        each.drop_tree()
    return found


def _is_by_line(element: HtmlElement, found: ByLines, *, begun: bool) -> bool:
    """Tell whether an element holds by-lines alone, and note what they say."""
    length = 0
    for text in element.itertext():
        length += len(text.strip())
        if length > _MAX_CHARS:
            return False
    lines = [line for line in text_of_element(element, "\n").split("\n") if line.strip()] if length else []
    classes = element.get("class") or ""
    is_classed = _CLASSED.search(classes) is not None and not is_aside(element)
    linked = sum(len(link.text_content()) for link in element.iter("a"))
    is_marked = is_classed or linked >= _HALF * length or _OF_FILING.search(classes) is not None
    said = ByLines(found.day, found.author)
    is_told = False
    for line in lines:
        is_beside = _is_filed(line, is_marked=is_marked, begun=begun) or _is_shared(line)
        if is_beside or _tells(line, said, is_classed=is_classed, begun=begun):
            is_told = True
        elif not (is_classed and _are_names(line)):
            return False
    if is_told:
        found.day, found.author = said.day, said.author
    return is_told


def _tells(line: str, said: ByLines, *, is_classed: bool, begun: bool) -> bool:
    """Tell whether a line says by whom or when, or how often it was read, and nothing else; notes the first two."""
    if not is_classed and not any(told.search(line) for told in (_POSTED, _BY, _WRITER, _COUNTED, _STAMP)):
        return False
    dates = full_dates(line, UNDETERMINED)
    rest = line
    for start, end, _ in reversed(dates):
        rest = f"{rest[:start]} | {rest[end:]}"
    rest = _BEGIN.sub("", rest)
    days = {day for _, _, day in dates}
    posted, by, counted = _POSTED.search(rest), _BY.match(rest), _COUNTED.search(rest)
    if posted and (_named(rest[: posted.start()]) or (begun and not is_classed and not posted["site"])):
        return False
    names = _named(_BY.sub("", _POSTED.sub(" ", rest)))
    if not _are_names(names, in_capitals=not posted):
        return False
    is_by = by is not None and bool(names) and not begun and (bool(days) or counted is not None or is_classed)
    is_day = len(days) == 1 and max(days) <= last_day() and said.day in (None, *days)
    is_day &= is_classed or _STAMP.search(rest) is not None
    if not (posted or is_by or is_day or (counted and not names)):
        return False
    if days and not _CHANGED.search(rest):
        said.day = said.day or min(days)
    writer = _WRITER.search(rest)
    name = _named(_AFTER_NAME.split(writer[1].lstrip())[0]) if writer else ""
    if name and _NOBODY.isdisjoint(name.lower().split()):
        said.author = said.author or name
    return True


def _are_names(names: str, *, in_capitals: bool = True) -> bool:
    """Tell whether words may be names alone: few, and each with a capital."""
    words = names.split()
    are_few = len(names) <= _MAX_NAME_CHARS and len(words) <= _MAX_NAME_WORDS and not names.endswith(("!", "?"))
    return are_few and not (in_capitals and any(word[:1].islower() for word in words))


def _named(rest: str) -> str:
    """Return what is left of a line without moments and counts."""
    return " ".join(_EDGE.sub("", " ".join(_MOMENT.sub(" ", _COUNTED.sub(" ", rest)).split())).split())


def _is_filed(line: str, *, is_marked: bool, begun: bool) -> bool:
    """Tell whether a line says how an article is filed: by its links, its class, or as labels behind the text."""
    filed = _FILED.match(line)
    if filed is None or is_marked:
        return filed is not None
    items = re.split("[,;]", line[filed.end() :])
    are_labels = all(0 < len(item.split()) <= _MAX_ITEM_WORDS for item in items) and not line.endswith((".", "!", "?"))
    return begun and are_labels and filed[1].lower().startswith(("label", "tag"))


def _is_shared(line: str) -> bool:
    """Tell whether a line offers to share an article, and says nothing else."""
    return _SHARED.search(line) is not None and not _NO_LETTERS.sub("", _NETWORKS.sub("", _SHARED.sub("", line)))


def _drop_marked_days(tree: HtmlElement) -> None:
    """Take out the day of publication as it stands on a page, with the few words that lead to it: "Posted on"."""
    for day in marked_days(tree):
        line = None
        if day.get("itemprop") == "dateCreated":
            continue
        for each in (day, *islice(day.iterancestors(), _UP)):
            has_more = next(each.iterdescendants(*_PARTS), None) is not None or each.xpath(f"boolean({_BY_WHOM})")
            if each.tag not in _OF_BY_LINES or has_more or _chars_beside(day, each) > _MAX_CHARS_BESIDE:
                break
            line = each
        if line is not None and next(line.iterancestors(*_LINES), None) is None:
            line.drop_tree()


def _chars_beside(day: HtmlElement, element: HtmlElement) -> int:
    """Return how much is said in an element beside a day, and other days."""
    said = element.xpath("descendant::text()[not(ancestor::time or ancestor::abbr)]")
    own = 0 if day.tag in ("time", "abbr") else len(visible(day))
    return len(" ".join("".join(said).split())) - own
