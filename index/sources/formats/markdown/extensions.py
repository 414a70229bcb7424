"""Takes out of Markdown what CommonMark does not know: marks of footnotes and boxes, and calls of site generators.

Footnotes keep their text; boxes as in MkDocs ("!!! note") and pandoc ("::: warning") theirs, and their titles; of the
shortcodes of Hugo and the tags of Liquid (Jekyll, Eleventy) what is between them. Code is left as it is.
"""

from __future__ import annotations

import re

from index.sources.formats.markdown.obsidian import outside_code
from index.sources.markup.tags import raised, with_raised_numbers

_FOOTNOTE = re.compile(r"^[ \t]{0,3}\[\^([^\]\s]{1,60})\]:[ \t]*", re.MULTILINE)
_CITED = re.compile(r"\[\^([^\]\s]{1,60})\](?!:)")
_BOX = re.compile(
    r"^[ \t]{0,8}(?:!!!|\?\?\?\+?)[ \t]++[\w-]{1,40}[ \t]*+(?:\"([^\"\n]{0,200})\"[ \t]*+)?$", re.MULTILINE
)
_FENCED_BOX = re.compile(
    r"^[ \t]{0,3}:{3,}+[ \t]*+(?:\{[^}\n]{0,200}\}|[\w-]{0,40})[ \t]*+([^\n]{0,200})$", re.MULTILINE
)
# No comment holds the beginning of another: each is looked through once, also where none of them ends.
_COMMENT = re.compile(
    r"\{\{/\*(?:(?!\{\{/\*).){0,20000}?\*/\}\}"
    r"|\{%-?\s{0,9}comment\s{0,9}-?%\}(?:(?!\{%-?\s{0,9}comment).){0,20000}?\{%-?\s{0,9}endcomment\s{0,9}-?%\}"
    r"|\{\{([<%])\s{0,9}comment\s{0,9}[>%]\}\}(?:(?!\{\{[<%]\s{0,9}comment).){0,20000}?"
    r"\{\{\1\s{0,9}/comment\s{0,9}[>%]\}\}",
    re.DOTALL,
)
_CALL = re.compile(r"\{\{[<%][^{}]{0,1000}[%>]\}\}|\{%[^{}]{0,1000}%\}|\{\{-?\s{0,9}[\w.|'\": -]{1,200}\}\}")
# Pandoc's: "m^2^".
_RAISED = re.compile(r"(?<=\w)\^(\d{1,3})\^")
_CAPTION = re.compile(r"\bcaption\s*=\s*(?:\"([^\"]{1,500})\"|'([^']{1,500})')")


def without_extensions(text: str, *, of_a_site: bool) -> str:
    """Return plain Markdown.

    Args:
        text: below the front matter.
        of_a_site: whether there was a front matter, so that braces may be calls.
    """
    notes = set(_FOOTNOTE.findall(text)) if "[^" in text else set()

    def plain(piece: str) -> str:
        if notes:
            piece = _CITED.sub(lambda mark: "" if mark[1] in notes else mark[0], _FOOTNOTE.sub("", piece))
        piece = _RAISED.sub(lambda found: raised(found[1]), with_raised_numbers(piece))
        if ":::" in piece:
            piece = _FENCED_BOX.sub(r"\n\1\n", piece)
        if "!!!" in piece or "???" in piece:
            piece = _BOX.sub(lambda box: f"{box[1] or ''}\n", piece)
        if of_a_site and "{" in piece:
            piece = _CALL.sub(_shown, _COMMENT.sub("", piece))
        return piece

    return outside_code(text, plain)


def _shown(call: re.Match[str]) -> str:
    caption = _CAPTION.search(call[0])
    return (caption[1] or caption[2]) if caption else ""
