"""What Word shows that stands in no text: the numbers before paragraphs, and the signs of symbol fonts.

Method: ECMA-376, part 1, 17.9 (numbering); the encoding of the font Symbol as Adobe published it. Bullets are left out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from lxml import etree  # type: ignore[import-untyped]

from index.sources.formats.isolated.packages import attribute
from index.sources.markup.numbering import written

_SYMBOL = {
    0x20: " !∀#∃%&∋()∗+,−./0123456789:;<=>?≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_‾αβχδεφγηιϕκλμνοπθρστυϖωξψζ{|}∼",
    0xA1: "ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⏐⎯↵ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓◊〈®©™∑",
}
_SIGNS = {0x6F: "☐", 0xA8: "☐", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑", 0xE0: "→"}
_PLACE = re.compile(r"%([1-9])")
_LEVELS = 9
_FORM_OF_FIELD = re.compile(r"\\\*\s*(?:\"[^\"]*+\"|[^\s\\]++)")
_FURIGANA = re.compile(r"\\o(?:\\a[a-z])?\(\\s\\(?:up|do)\s?\d{1,3}\([^()]*+\)[,;]([^()]*+)\)")
_FRACTION = re.compile(r"\\f\(([^(),;]*+)[,;]([^()]*+)\)")
_OF_EQUATION = re.compile(r"\\[a-z]{1,3}\s?\d{0,3}|[\\()]")


def symbol(font: str, code: str) -> str:
    """Return a character of a symbol font, named by its hexadecimal place, as Unicode."""
    try:
        place = int(code, 16)
    except ValueError:
        return ""
    if not 0xF000 <= place <= 0xF0FF and place > 0xFF:
        return chr(place) if place <= 0x10FFFF and not 0xD800 <= place <= 0xDFFF else ""
    place &= 0xFF
    if font.lower() != "symbol":
        return _SIGNS.get(place, "•")
    return next((row[place - first] for first, row in _SYMBOL.items() if 0 <= place - first < len(row)), "•")


def text_of_field_code(code: str) -> str:
    """Return what is shown for the code of a field that has no result: of EQ, the words below furigana, and fractions.

    Source: Word's help on the field EQ.
    """
    if not code.strip().startswith("EQ "):
        return ""
    shown = _FRACTION.sub(r"\1/\2", _FURIGANA.sub(r"\1", _FORM_OF_FIELD.sub("", code.strip()[3:])))
    return " ".join(_OF_EQUATION.sub(" ", shown).split())


@dataclass
class _Level:
    start: int = 1
    form: str = "decimal"
    text: str = ""
    legal: bool = False


@dataclass
class _List:
    levels: dict[int, _Level] = field(default_factory=dict)
    by_style: dict[str, int] = field(default_factory=dict)


class Numbering:
    """Counts the numbered paragraphs of a document, in their order."""

    def __init__(self, numbering: etree._Element | None, styles: etree._Element | None) -> None:
        """Read the lists of a document, and which styles are numbered."""
        self._lists: dict[str, _List] = {}
        self._numbered: dict[str, tuple[str, dict[int, _Level]]] = {}
        self._counts: dict[str, list[int | None]] = {}
        self._restarted: set[tuple[str, int]] = set()
        for each in numbering if numbering is not None else ():
            if each.tag.endswith("}abstractNum"):
                self._lists[attribute(each, "abstractNumId") or ""] = _list(each)
            elif each.tag.endswith("}num"):
                abstract = each.find("{*}abstractNumId")
                name = (attribute(abstract, "val") or "") if abstract is not None else ""
                levels = self._lists.get(name, _List()).levels
                changed = {_number(o, "ilvl"): _override(o, levels) for o in each.iterfind("{*}lvlOverride")}
                self._numbered[attribute(each, "numId") or ""] = (name, changed)
        self._by_style: dict[str, etree._Element] = {}
        self._based_on: dict[str, str] = {}
        for style in styles.iterfind("{*}style") if styles is not None else ():
            name = attribute(style, "styleId") or ""
            if (properties := style.find("{*}pPr/{*}numPr")) is not None:
                self._by_style[name] = properties
            if (base := style.find("{*}basedOn")) is not None:
                self._based_on[name] = attribute(base, "val") or ""

    def label(self, properties: etree._Element | None) -> str:
        """Return what stands before a paragraph of these properties, with a blank; often nothing."""
        if properties is None or not self._numbered:
            return ""
        style = properties.find("{*}pStyle")
        style_name = (attribute(style, "val") or "") if style is not None else ""
        found = properties.find("{*}numPr")
        if found is None or found.find("{*}numId") is None:
            found = self._of_style(style_name)
        number = found.find("{*}numId") if found is not None else None
        if number is None:
            return ""
        numbered = attribute(number, "val") or ""
        abstract, overrides = self._numbered.get(numbered, ("", {}))
        known = self._lists.get(abstract)
        if known is None:
            return ""
        given = found.find("{*}ilvl")
        level = int(attribute(given, "val") or 0) if given is not None else known.by_style.get(style_name, 0)
        if not 0 <= level < _LEVELS:
            return ""
        counts = self._counts.setdefault(abstract, [None] * _LEVELS)
        levels = {**known.levels, **overrides}
        here = levels.get(level, _Level())
        if level in overrides and (numbered, level) not in self._restarted:
            self._restarted.add((numbered, level))
            counts[level] = None
        before = counts[level]
        counts[level] = here.start if before is None else before + 1
        counts[level + 1 :] = [None] * (_LEVELS - level - 1)
        if here.form in ("bullet", "none"):
            return ""

        def shown(place: re.Match[str]) -> str:
            which = int(place[1]) - 1
            of = levels.get(which, _Level())
            value = counts[which]
            return written(of.start if value is None else value, "decimal" if here.legal else of.form)

        text = _PLACE.sub(shown, here.text).strip()
        return f"{text} " if text else ""

    def _of_style(self, name: str) -> etree._Element | None:
        for _ in range(_LEVELS):
            if name in self._by_style:
                return self._by_style[name]
            name = self._based_on.get(name, "")
        return None


def _list(element: etree._Element) -> _List:
    found = _List()
    for each in element.iterfind("{*}lvl"):
        level = _number(each, "ilvl")
        found.levels[level] = _level(each)
        if (style := each.find("{*}pStyle")) is not None:
            found.by_style[attribute(style, "val") or ""] = level
    return found


def _override(element: etree._Element, levels: Mapping[int, _Level]) -> _Level:
    level, start = element.find("{*}lvl"), element.find("{*}startOverride")
    changed = _level(level) if level is not None else levels.get(_number(element, "ilvl"), _Level())
    return changed if start is None else replace(changed, start=_number(start, "val"))


def _level(element: etree._Element) -> _Level:
    def said(name: str) -> str | None:
        found = element.find(f"{{*}}{name}")
        return attribute(found, "val") if found is not None else None

    start = said("start") or "1"
    return _Level(
        int(start) if start.isdecimal() else 1,
        said("numFmt") or "decimal",
        said("lvlText") or "",
        element.find("{*}isLgl") is not None,
    )


def _number(element: etree._Element, name: str) -> int:
    value = attribute(element, name) or "0"
    return int(value) if value.isdecimal() else 0
