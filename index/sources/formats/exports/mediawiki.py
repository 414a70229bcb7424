"""Reads the pages of a MediaWiki dump, one at a time: articles alone, as text.

Redirects, talk and all other namespaces are left out. Of wikitext, templates are left out with what is in them, and so
are references; tables come by rows. Everything is found in one pass, whatever its depth. Not `mwparserfromhell`, which
keeps the parameters of pictures and takes ten times as long. Source: https://www.mediawiki.org/wiki/Help:Formatting.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import quote, urlsplit

from lxml import etree  # type: ignore[import-untyped]

from index.progress import Noted, Skipped
from index.reasons import Reason
from index.sources.drafts import Draft
from index.sources.formats.exports.wordpress import child, said
from index.sources.limits import MAX_TEXT_CHARS
from index.sources.markup.tables import lines_of_table
from index.sources.markup.tags import text_of_markup

_UNSEEN = re.compile(
    r"<!--.*?(?:-->|\Z)|<(?P<struck>s|del|strike)\b.*?(?:</(?P=struck)\s*>|\n\n|\Z)|<ref\b[^<>]{0,1000}/>"
    r"|<(?P<left_out>ref|gallery|math|timeline|score|imagemap|templatestyles)\b.*?(?:</(?P=left_out)\s*>|\Z)",
    re.DOTALL | re.IGNORECASE,
)
_MARKS = re.compile(r"\{\{\{?|\}\}\}?|\[\[|\]\]|__[A-Z]{3,}__|'{2,5}")
_LINK_AWAY = re.compile(r"\[(?:https?:)?//[^\s\]]{1,2000}(?:\s([^\]\n]{0,2000}))?\]")
_NAMESPACE = re.compile(
    r":?(?:file|image|berkas|gambar|category|kategori|media|template|templat|wikipedia|special|istimewa|[a-z]{2,3})\s*:",
    re.IGNORECASE,
)
_OTHER_SPACES = re.compile(
    r"(?:talk|pembicaraan|user|pengguna|file|berkas|category|kategori|template|templat|help|bantuan|wikipedia|mediawiki|portal"
    r"|modul|module|special|istimewa|media)(?: talk)?:|(?:pembicaraan|user|file|template|category) \w+:",
    re.IGNORECASE,
)
_REDIRECT = re.compile(r"\s*#(?:redirect|alih)\b", re.IGNORECASE)
_ATTRIBUTES = re.compile(r"^[^|\[\]{}=]*+=[^|]*+\|(?!\|)")
_NOWIKI = re.compile(r"<nowiki>([^<]{0,10000})</nowiki>", re.IGNORECASE)
_SIGNS = re.compile(r"[\[\]{}|'=*#:;]")
# Templates of Wikipedia in Indonesian and English that show their first value, or a number and its unit.
_PASSED_ON = frozenset(
    {"nowrap", "nobr", "small", "big", "center", "formatnum", "nts", "val", "abbr", "lang", "bahasa"}
)
_MEASURES = frozenset({"convert", "konversi", "cvt"})
_MAX_CALL_CHARS = 1_000
_ITEM = re.compile(r"[*#:;]+\s*")


class Wiki:
    """What a dump says of its wiki, and its pages in their order."""

    def __init__(self, root: etree._Element) -> None:
        """Begin."""
        self._language = root.get("{http://www.w3.org/XML/1998/namespace}lang")
        self._title: str | None = None
        self._base: str | None = None
        self._left_out = 0

    def read(self, element: etree._Element) -> Iterator[Draft | Skipped]:
        """Yield the article that a page is, if it is one."""
        match etree.QName(element).localname:
            case "siteinfo":
                self._title = child(element, "sitename")
                base = child(element, "base")
                self._base = base.rpartition("/")[0] if base and urlsplit(base).scheme.startswith("http") else None
            case "page":
                yield from self._page(element)

    def told(self) -> Iterator[Skipped]:
        """Yield how many pages were left out."""
        if self._left_out:
            shown = f"has {self._left_out:,} redirects and pages of other namespaces, which are left out"
            yield Noted("", shown, Reason.NOT_AN_ARTICLE)

    def _page(self, page: etree._Element) -> Iterator[Draft]:
        revisions = page.findall("{*}revision")
        title = child(page, "title") or ""
        space = child(page, "ns")
        elsewhere = _OTHER_SPACES.match(title) if space is None else space != "0"
        if not revisions or elsewhere or page.find("{*}redirect") is not None:
            self._left_out += 1
            return
        # The newest stands last.
        source = revisions[-1].find("{*}text")
        wikitext = said(source) if source is not None else None
        if not wikitext or _REDIRECT.match(wikitext):
            self._left_out += 1
            return
        yield Draft(
            text=text_of_wikitext(wikitext) if len(wikitext) <= MAX_TEXT_CHARS else wikitext,
            title=title,
            url=f"{self._base}/{quote(title.replace(' ', '_'))}" if self._base else None,
            published=child(revisions[-1], "timestamp"),
            published_guessed=True,
            source=self._title,
            language=self._language,
            place=f"#{child(page, 'id') or title}",
        )


def text_of_wikitext(wikitext: str) -> str:
    """Return what a reader of the page sees as text."""
    literal = _NOWIKI.sub(lambda found: _SIGNS.sub(lambda sign: f"&#{ord(sign[0])};", found[1]), wikitext)
    text = _LINK_AWAY.sub(lambda link: link[1] or "", _without_marks(_UNSEEN.sub(" ", literal)))
    lines: list[str] = []
    table: list[list[str]] = []
    headers = 0
    in_table = 0
    # Lines of a cell behind its first.
    further: list[str] = []
    for line in text.split("\n"):
        line = line.strip()
        if in_table and table and table[-1] and line[:1] not in ("|", "!") and not line.startswith("{|"):
            further.append(line)
            continue
        _end_cell(table, further)
        if line.startswith("{|"):
            in_table += 1
        elif in_table and line.startswith("|}"):
            in_table -= 1
            if not in_table:
                lines += lines_of_table([row for row in table if row], headers)
                table, headers = [], 0
        elif in_table and line.startswith("|+"):
            lines.append(line[2:].strip())
        elif in_table and line.startswith("|-"):
            table.append([])
        elif in_table and line[:1] in ("|", "!"):
            if not table:
                table.append([])
            parted = line[1:].replace("!!", "||") if line[0] == "!" else line[1:]
            table[-1] += [text_of_markup(_ATTRIBUTES.sub("", cell)).strip() for cell in parted.split("||")]
            headers = len(table) if line[0] == "!" and len(table) == headers + 1 else headers
        elif line.startswith("=") and line.endswith("="):
            lines.append(line.strip("= "))
        else:
            lines.append(_ITEM.sub("", line, count=1) if line[:1] in "*#:;" else line)
    _end_cell(table, further)
    lines += lines_of_table([row for row in table if row], headers)
    return "\n\n".join(filter(None, (text_of_markup(line) for line in lines)))


def _end_cell(table: list[list[str]], further: list[str]) -> None:
    """Put what follows on its first line into the last cell, and begin anew."""
    if further:
        table[-1][-1] = " ".join(filter(None, [table[-1][-1], *further]))
        further.clear()


def _without_marks(text: str) -> str:
    """Take templates out, and of links leave what is shown; in one pass, with a stack of what is open."""
    stack: list[tuple[str, list[str]]] = [("", [])]
    at = 0
    for mark in _MARKS.finditer(text):
        stack[-1][1].append(text[at : mark.start()])
        at = mark.end()
        sign = mark[0]
        if sign in ("{{", "{{{", "[["):
            stack.append((sign[:2], []))
        elif sign in ("}}", "}}}") and any(opened == "{{" for opened, _ in stack[-_LOOKED_BACK:]):
            while (closed := stack.pop())[0] != "{{":
                pass
            stack[-1][1].append(_said_by_template("".join(closed[1])))
        elif sign == "]]" and stack[-1][0] == "[[":
            stack[-2][1].append(_shown("".join(stack.pop()[1])))
    stack[-1][1].append(text[at:])
    # What was opened and not closed is no mark.
    return "".join(piece for _, pieces in stack for piece in pieces)


_LOOKED_BACK = 50


def _said_by_template(call: str) -> str:
    """Return what is shown of a template that gives back what it is given; nothing of others."""
    name, *given = (part.strip() for part in call[:_MAX_CALL_CHARS].split("|"))
    values = [value for value in given if "=" not in value and value]
    kind = name.lower()
    if kind in _MEASURES:
        return " ".join(values[:2])
    if kind in _PASSED_ON and values:
        return values[-1] if kind in ("lang", "bahasa") else values[0]
    return ""


def _shown(link: str) -> str:
    if _NAMESPACE.match(link):
        return ""
    target, bar, shown = link.partition("|")
    return shown if bar and shown else target
