"""The numbers before the items of a list, as OpenDocument counts them.

Source: OpenDocument 1.3, part 3, 16.30 to 16.35 (list styles), 19.880 (`text:continue-numbering`). Bullets have none.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree  # type: ignore[import-untyped]

from index.sources.formats.isolated.packages import attribute, local_name
from index.sources.markup.numbering import FORMS, written

_MAX_DIGITS = 9


@dataclass(frozen=True)
class _Level:
    form: str | None = None
    before: str = ""
    behind: str = ""
    shown: int = 1
    start: int = 1


@dataclass
class _Open:
    """A list that is being read: its style, and how far its level has counted."""

    style: str
    count: int | None = None
    levels: dict[int, _Level] = field(default_factory=dict)


class OpenDocumentLists:
    """Counts the items of an OpenDocument file in their order."""

    def __init__(self, *parts: etree._Element | None) -> None:
        """Read the list styles of the parts of a file."""
        self._styles: dict[str, dict[int, _Level]] = {}
        self._open: list[_Open] = []
        # Where the last list of a style ended, by its level, for the one that goes on.
        self._ended: dict[tuple[str, int], int | None] = {}
        self._label = ""
        for part in parts:
            for style in part.iter("{*}list-style") if part is not None else ():
                self._styles[attribute(style, "name") or ""] = {
                    _whole(each, "level", 1): _level(each) for each in style
                }

    def enter(self, element: etree._Element) -> None:
        """Begin a list; one within another goes on in its style unless it names one."""
        style = attribute(element, "style-name") or (self._open[-1].style if self._open else "")
        depth = len(self._open) + 1
        goes_on = attribute(element, "continue-numbering") == "true" or attribute(element, "continue-list") is not None
        count = self._ended.get((style, depth)) if goes_on else None
        self._open.append(_Open(style, count, self._styles.get(style, {})))

    def leave(self) -> None:
        """End the innermost list."""
        ended = self._open.pop()
        self._ended[ended.style, len(self._open) + 1] = ended.count

    def item(self, element: etree._Element) -> None:
        """Count an item of the innermost list; a list's header counts for nothing."""
        self._label = ""
        if local_name(element) != "list-item":
            return
        here = self._open[-1]
        level = here.levels.get(len(self._open), _Level())
        given = attribute(element, "start-value")
        if given is not None:
            here.count = _whole(element, "start-value", 1)
        else:
            here.count = level.start if here.count is None else here.count + 1
        if level.form is None:
            return
        counted = [
            written(each.count or 0, form)
            for depth, each in enumerate(self._open, start=1)
            if depth > len(self._open) - level.shown and (form := here.levels.get(depth, _Level()).form)
        ]
        self._label = f"{level.before}{'.'.join(counted)}{level.behind}".strip()

    def label(self) -> str:
        """Return what stands before the paragraph that comes now, with a blank; often nothing."""
        label, self._label = self._label, ""
        return f"{label} " if label else ""


def _level(element: etree._Element) -> _Level:
    if local_name(element) != "list-level-style-number":
        return _Level()
    return _Level(
        FORMS.get(attribute(element, "num-format") or ""),
        (attribute(element, "num-prefix") or ""),
        (attribute(element, "num-suffix") or ""),
        _whole(element, "display-levels", 1),
        _whole(element, "start-value", 1),
    )


def _whole(element: etree._Element, name: str, otherwise: int) -> int:
    value = attribute(element, name) or ""
    return int(value) if value.isdecimal() and len(value) <= _MAX_DIGITS else otherwise
