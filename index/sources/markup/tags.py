"""Takes the tags off HTML in one pass, whatever its depth or faults: what is left when no better reading is possible.

Every expression consumes what it has looked at, so that the time is linear in the length. Does not tell an article from
a menu.
"""

from __future__ import annotations

import html
import re

# What is not closed reaches to the end, as in a browser.
_UNSEEN = re.compile(
    r"<!--.*?(?:-->|\Z)|<(script|style|template|noscript|svg|title)\b.*?(?:</\1\s*>|\Z)", re.DOTALL | re.IGNORECASE
)
# As HTML has it; "<5 tahun" and "<->" are text.
_TAG = re.compile(r"<(?:/?([a-zA-Z][a-zA-Z0-9]*+)|[/!?])[^<>]*+>")
_SPACE = re.compile(r"\s+")
_LONG_TAG = re.compile(r"<[a-zA-Z](?:[^>\"']++|\"[^\"]*+\"|'[^']*+')*+")
_QUOTED = re.compile(r"\"[^\"]*+\"|'[^']*+'")
# The number of a note, which leads to the note, and what is raised otherwise.
_NOTE_MARK = re.compile(
    r"<sup\b[^<>]*+>\s*+<a\b[^<>]*+>[^<>]{1,6}</a\s*>\s*+</sup\s*>"
    r"|<a\b[^<>]*+>\s*+<sup\b[^<>]*+>[^<>]{1,6}</sup\s*>\s*+</a\s*>",
    re.IGNORECASE,
)
_RAISED_NUMBER = re.compile(r"<sup\b[^<>]*+>\s*+(\d{1,3})\s*+</sup\s*>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"[\s/\"'][^\s/>=\"']")
_LONG_TAG_CHARS = 2_000
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
# fmt: off
_INLINE = frozenset({
    "a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "del", "dfn", "em", "font", "i", "ins", "kbd", "mark", "q",
    "s", "samp", "small", "span", "strong", "sub", "sup", "tt", "u", "var",
})
# fmt: on
# A tag that HTML has, or a named character; "a < b" and "<sumber: warga>" are none.
_LOOKS = re.compile(
    r"</?(?:p|div|br|span|a|b|i|u|em|strong|ul|ol|li|h[1-6]|table|tr|td|img|figure|blockquote|script|style|iframe"
    r"|section|article|hr|dl|font|center|pre|code|sup|sub)\b[^<>]{0,2000}>|&(?:nbsp|amp|quot|lt|gt|[lr][sd]quo|#\d{1,7});|<!--",
    re.IGNORECASE,
)


def raised(text: str) -> str:
    """Return a number in raised digits, since "10⁶" is not 106; any other text as it is."""
    return text.translate(_RAISED) if text.isdecimal() else text


def looks_like_markup(text: str) -> bool:
    """Tell whether a text holds HTML, and is not merely about it."""
    return _LOOKS.search(text) is not None


def has_tags(text: str) -> bool:
    """Tell whether a text holds tags, and not only characters by their names."""
    return any(found[0].startswith("<") for found in _LOOKS.finditer(text))


def max_attributes(markup: str) -> int:
    """Return how many attributes the tag with the most of them has, of tags that are long enough to have many.

    An estimate: quotation marks are taken for those around values.
    """
    long = (tag[0] for tag in _LONG_TAG.finditer(markup) if len(tag[0]) > _LONG_TAG_CHARS)
    return max((len(_ATTRIBUTE.findall(_QUOTED.sub('""', tag))) for tag in long), default=0)


def with_raised_numbers(markup: str) -> str:
    """Return markup whose raised numbers are so without their tags, and without the marks of notes."""
    unmarked = _NOTE_MARK.sub("", markup) if "sup" in markup else markup
    return _RAISED_NUMBER.sub(lambda found: raised(found[1]), unmarked)


def text_of_markup(markup: str) -> str:
    """Return the text of a piece of HTML, its blocks parted by one blank line."""
    visible = with_raised_numbers(_UNSEEN.sub(" ", markup))
    # NUL cannot stand in the text and marks the ends of blocks.
    parted = _TAG.sub(lambda tag: "" if (tag[1] or "").lower() in _INLINE else "\0", visible.replace("\0", " "))
    blocks = (_SPACE.sub(" ", html.unescape(block)).strip() for block in parted.split("\0"))
    return "\n\n".join(block for block in blocks if block)
