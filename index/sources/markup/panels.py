"""Opens what a page shows at a click: accordions, tabs, answers that unfold, each below the words that open it.

By the marks of ARIA and Bootstrap, by scripts that name what they show, and by what themes call a question that stands
before a hidden answer.
What nothing opens stays hidden, and so do menus, dialogs and forms. In place.
"""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import islice

from lxml import etree  # type: ignore[import-untyped]
from lxml.html import HtmlElement  # type: ignore[import-untyped]

from index.sources.markup.blocks import is_beside, text_of_element

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_TOGGLES = ("data-bs-toggle", "data-toggle")
_OF_TABS = frozenset({"tab", "pill", "list"})
_OTHERS = frozenset({"dropdown", "modal", "offcanvas", "popover", "tooltip", "lightbox"})
_TAB_LISTS = (
    "*[self::ul or self::ol or self::div][contains(@class, 'tabs') or contains(@class, 'nav-pills') or @role='tablist']"
)
_OPENERS = (
    "//*[@aria-controls or @aria-expanded or @role='tab' or @role='button' or @data-bs-target or @data-target"
    " or @data-bs-toggle or @data-toggle or @onclick or self::label[@for] or starts-with(@href, 'javascript:')]"
    f" | //{_TAB_LISTS}//a[starts-with(@href, '#')]"
)
_OF_HEADINGS = "//*[self::h1 or self::h2 or self::h3 or self::h4 or self::h5 or self::h6]"
_HIDDEN = "//*[@hidden or contains(translate(@style, ' ', ''), 'display:none')]"
_NO_PLACE = """ancestor-or-self::*[self::nav or self::footer or self::aside or self::dialog or @role='navigation'
    or @role='menu' or @role='menubar' or @role='dialog' or @role='search' or @role='toolbar' or @aria-modal]"""
_NO_PANEL = frozenset({"nav", "form", "dialog", "main", "body", "h1"})
_NO_PANEL_ROLES = frozenset({"menu", "listbox", "dialog", "search", "tooltip"})
_NOT_WORDS = ".//*[@aria-hidden='true' or @data-nosnippet or contains(@class, 'icon') or contains(@class, 'chevron')]"
_CALLED = re.compile(
    r"accord|akordeon|toggle|collapse|collapsible|expand|unfold|spoiler|faq|question|answer|pertanyaan|jawaban|tanya[-_]?jawab|\btabs?\b",
    re.IGNORECASE,
)
_POPPING = re.compile(r"modal|offcanvas|dropdown|pop-?(?:up|over)|tooltip|lightbox|drawer|dialog", re.IGNORECASE)
# What only says that there is more, or to put it away.
_OF_MORE = re.compile(
    r"\W*+(?:(?:baca|lihat|tampilkan|buka|muat|sembunyikan|tutup|read|show|view|see|load|hide|expand|collapse|open|close"
    r"|toggle|more|less|lebih|selengkapnya|selanjutnya|lengkap|lainnya|semua|all|banyak|sedikit|detail|details|rincian"
    r"|menu|navigation|navigasi|konten|content|slide|next|previous|cari|search|bagikan|share)\W*+|\d++\W*+)+",
    re.IGNORECASE,
)
# What a script names.
_NAMES = re.compile(r"['\"]#?([\w:.-]+)['\"]")
_LETTER = re.compile(r"[^\W\d_]")
_SPACE = re.compile(r"\s+")
_MAX_LABEL_CHARS = 300
_MAX_LINK_SHARE = 0.5
_UP = 3
_MOST_NAMES = 20
# Where a heading cannot stand.
_IN_LINES = frozenset({"p", "dt", "td", "th", "li", "span", "summary", "strong", "b"})
_CLICKED = frozenset({*_HEADINGS, "dt", "button", "label", "a", "summary"})
_BLOCKS = frozenset({"div", "section", "dd", "p", "ul", "ol", "table", "article"})


def open_panels(tree: HtmlElement) -> None:
    """Show what something on a page opens, below a heading of the words that open it."""
    page = _Page(tree)
    for opener in tree.xpath(_OPENERS):
        if (panel := page.panel_of(opener)) is not None and page.opens(opener, panel):
            page.open(opener, panel)
    for panel in tree.xpath(_HIDDEN):
        before = panel.getprevious()
        if before is not None and _is_called(panel, before) and page.opens(before, panel):
            page.open(before, panel)
        elif (panel.get("hidden") == "until-found" or panel.get("role") == "tabpanel") and page.is_panel(panel):
            _show(panel)
    for summary in tree.xpath("//details/summary"):
        details = summary.getparent()
        if not summary.xpath(_NO_PLACE) and page.is_panel(details):
            details.tag = "div"
            _show(details)
            said = etree.Element("div")
            said.text, summary.tail = summary.tail, None
            said.extend(list(summary.itersiblings()))
            details.append(said)
            _make_title(summary)
    for heading in tree.xpath(f"{_OF_HEADINGS}[.//button or .//*[contains(@class, 'button')]]"):
        inner = next(each for each in heading.iterdescendants() if _is_button(each))
        if _words(inner) == _words(heading):
            _keep_words(heading)
    for heading in tree.iter(*_HEADINGS):
        panel = heading.getnext()
        if panel is not None and _CALLED.search(_called(panel)) and page.is_panel(panel):
            panel.attrib.pop("class", None)


class _Page:
    """What is called how on a page, and what was found out of its elements."""

    def __init__(self, tree: HtmlElement) -> None:
        self._named: dict[str, HtmlElement] = {}
        self._labelled: dict[str, HtmlElement] = {}
        self._titled: set[HtmlElement] = set()
        elements = list(tree.iter())
        self._places = {each: place for place, each in enumerate(elements)}
        for each in elements:
            if name := each.get("id"):
                self._named.setdefault(name, each)
            if each.get("role") in ("tabpanel", "region") and (name := each.get("aria-labelledby")):
                self._labelled.setdefault(name, each)
        # Of each element, how long its text and that of its links is, and whether it holds what no panel does.
        self._lengths: dict[HtmlElement, int] = defaultdict(int)
        self._linked: dict[HtmlElement, int] = defaultdict(int)
        self._refused: set[HtmlElement] = set()
        for each in reversed(elements):
            self._lengths[each] += _length(each.text)
            if each.tag == "a" and each.get("href") is not None:
                self._linked[each] = self._lengths[each]
            if each.tag in _NO_PANEL or each.get("role") in _NO_PANEL_ROLES or each.get("aria-modal"):
                self._refused.add(each)
            if (above := each.getparent()) is not None:
                self._lengths[above] += self._lengths[each] + _length(each.tail)
                self._linked[above] += self._linked[each]
                if each in self._refused:
                    self._refused.add(above)

    def panel_of(self, opener: HtmlElement) -> HtmlElement | None:
        """Return what an element says that it opens, or what follows it and says that it is opened."""
        ticked = self._named.get(opener.get("for") or "")
        if opener.tag == "label" and (ticked is None or ticked.get("type") not in ("checkbox", "radio")):
            return None
        names = _names(opener)
        found = self._named.get(names[0]) if len(names) == 1 else self._labelled.get(opener.get("id") or "")
        script = f"{opener.get('onclick') or ''} {opener.get('href') or ''}" if found is None else ""
        scripted = (self._named.get(name[1]) for name in islice(_NAMES.finditer(script), _MOST_NAMES))
        found = next((each for each in scripted if each is not None and _is_hidden(each)), found)
        return _following(opener) if found is None else found

    def opens(self, opener: HtmlElement, panel: HtmlElement) -> bool:
        """Tell whether a panel is opened by an element: neither is a menu, or a thing that pops up."""
        popup = opener.get("aria-haspopup") or "false"
        return (
            popup == "false"
            and not any(opener.get(name) in _OTHERS for name in _TOGGLES)
            and opener.tag not in ("input", "select", "textarea", "option", "form")
            and not is_beside(opener)
            and not opener.xpath(_NO_PLACE)
            and not any(each is panel for each in opener.iterancestors())
            and self.is_panel(panel)
        )

    def is_panel(self, panel: HtmlElement) -> bool:
        """Tell whether an element holds text that is shown at a click."""
        is_text = self._lengths[panel] > 0 and self._linked[panel] <= _MAX_LINK_SHARE * self._lengths[panel]
        return is_text and panel not in self._refused and not is_beside(panel) and not _POPPING.search(_called(panel))

    def open(self, opener: HtmlElement, panel: HtmlElement) -> None:
        """Show a panel, below the words that open it."""
        _show(panel)
        words = _words(opener)
        if (
            panel in self._titled
            or len(words) > _MAX_LABEL_CHARS
            or not _LETTER.search(words)
            or next(opener.iter("ul", "ol", "dl", "table"), None) is not None
            or _OF_MORE.fullmatch(words)
        ):
            return
        self._titled.add(panel)
        if _is_tab(opener):
            _keep_words(opener)
            title = etree.Element("h4")
            title.text = opener.text
            panel.addprevious(title)
            opener.drop_tree()
        elif self._places.get(opener, 0) < self._places.get(panel, 0):
            _make_title(opener)


def _names(opener: HtmlElement) -> list[str]:
    """Return the ids of what an element says that it opens."""
    if controls := (opener.get("aria-controls") or "").split():
        return controls
    target = opener.get("data-bs-target") or opener.get("data-target") or ""
    if not target and (_is_tab(opener) or any(opener.get(name) == "collapse" for name in _TOGGLES)):
        target = opener.get("href") or ""
    return [target[1:]] if target.startswith("#") else []


def _is_tab(opener: HtmlElement) -> bool:
    return (
        opener.get("role") == "tab"
        or any(opener.get(name) in _OF_TABS for name in _TOGGLES)
        or bool(opener.xpath(f"self::a/ancestor::{_TAB_LISTS}"))
    )


def _following(opener: HtmlElement) -> HtmlElement | None:
    """Return the block after an element, or after what holds it alone, if it is hidden or called what unfolds."""
    at = opener
    for _ in range(_UP):
        after = at.getnext()
        if after is not None:
            is_said = _is_hidden(after) or _CALLED.search(_called(after)) or opener.tag == "label"
            return after if is_said and after.tag in _BLOCKS and not (at.tail or "").strip() else None
        above = at.getparent()
        if above is None or _words(above) != _words(opener):
            return None
        at = above
    return None


def _is_called(panel: HtmlElement, before: HtmlElement) -> bool:
    """Tell whether a hidden element and what can be clicked before it are called question and answer, or unfolding."""
    if not isinstance(before.tag, str) or (before.tail or "").strip() or len(_words(before)) > _MAX_LABEL_CHARS:
        return False
    is_clicked = before.tag in _CLICKED or next(before.iter(*_CLICKED), None) is not None
    if before.tag in ("script", "style") or not (is_clicked or _CALLED.search(_called(before))):
        return False
    around = (panel, before, *islice(panel.iterancestors(), _UP))
    return any(_CALLED.search(_called(each)) for each in around if each.tag not in ("body", "html"))


def _called(element: HtmlElement) -> str:
    return f"{element.get('class') or ''} {element.get('id') or ''}"


def _is_hidden(element: HtmlElement) -> bool:
    return element.get("hidden") is not None or "display:none" in (element.get("style") or "").replace(" ", "")


def _is_button(element: HtmlElement) -> bool:
    return element.tag == "button" or "button" in (element.get("class") or "")


def _length(text: str | None) -> int:
    return sum(map(len, (text or "").split()))


def _words(element: HtmlElement) -> str:
    return _SPACE.sub(" ", element.text_content()).strip()


def _show(panel: HtmlElement) -> None:
    """Take off what hides an element, and its class, by which it may be taken for a part of the page."""
    for name in ("hidden", "aria-hidden", "class", *(["style"] if _is_hidden(panel) else [])):
        panel.attrib.pop(name, None)


def _make_title(opener: HtmlElement) -> None:
    heading = next((each for each in (opener, *islice(opener.iterancestors(), _UP)) if each.tag in _HEADINGS), None)
    if heading is not None:
        _keep_words(heading)
    elif next(opener.iter(*_HEADINGS), None) is not None:
        opener.tag = "div"
        opener.attrib.clear()
    else:
        if opener.tag != "dt":
            opener.tag = "strong" if opener.getparent().tag in _IN_LINES else "h4"
        _keep_words(opener)


def _keep_words(element: HtmlElement) -> None:
    """Leave an element its words alone, without signs beside them."""
    for each in element.xpath(_NOT_WORDS):
        if each.getparent() is not None and _words(each) != _words(element):
            each.drop_tree()
    for each in element.iter("button"):
        each.tag = "span"
    words = text_of_element(element, parted=" ")
    for each in list(element):
        element.remove(each)
    element.attrib.clear()
    element.text = words
