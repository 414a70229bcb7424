"""Turns what Obsidian adds to Markdown into plain Markdown, so that the text is what a person sees there.

Links between notes, embedded files, comments, highlights, callouts, block names and tasks, as in Obsidian's help
("Basic formatting syntax", "Internal links", "Callouts"). Code is left as it is. Every expression is bounded.
"""

from __future__ import annotations

import re
from collections.abc import Callable

_MARKS = ("[[", "%%", "[!", "^")
_MAX_LINK_CHARS = 300
_CODE = re.compile(r"^(?:```|~~~).*?(?:^(?:```|~~~)[^\n]*$|\Z)|`[^`\n]{1,500}`", re.DOTALL | re.MULTILINE)
# What is not closed is no comment, as in Obsidian's reading view.
_COMMENT = re.compile(r"(?:(?<=\S)[ \t]{1,8})?%%(?:(?!%%).){0,50000}%%", re.DOTALL)
_EMBED = re.compile(rf"!\[\[[^\[\]\n]{{1,{_MAX_LINK_CHARS}}}\]\]")
_LINK = re.compile(rf"\[\[([^\[\]|\n]{{0,{_MAX_LINK_CHARS}}})(?:\|([^\[\]\n]{{0,{_MAX_LINK_CHARS}}}))?\]\]")
_HIGHLIGHT = re.compile(r"==(?=\S)([^=\n]{1,1000})==")
_CALLOUT = re.compile(r"^((?:[ \t]{0,3}>[ \t]?){1,8})\[!([\w/-]{1,40})\][+-]?[ \t]*(.*)$", re.MULTILINE)
_BLOCK_NAME = re.compile(r"(?:(?<=\s)|^)\^[A-Za-z0-9-]{1,60}[ \t]*$", re.MULTILINE)
# At the end of a line tags say what a note is about; within one they are words of it.
_LAST_TAGS = re.compile(r"(?:(?:(?<=\s)|^)#[\w/-]{1,80}[ \t]*){1,20}$", re.MULTILINE)
_TAG = re.compile(r"(?<=\s)#([^\W\d_][\w/-]{0,80})")
_TASK = re.compile(r"^([ \t]{0,20}(?:[-*+]|\d{1,4}[.)])[ \t]{1,4})\[[^\]\n]\][ \t]", re.MULTILINE)


def plain_markdown(text: str) -> str:
    """Return the text without what only Obsidian understands."""
    return outside_code(text, _plain) if is_note(text) else text


def is_note(text: str) -> bool:
    """Tell whether a document has anything of Obsidian's, which calls notes by their files' names."""
    return any(mark in text for mark in _MARKS) and any(
        pattern.search(text) for pattern in (_LINK, _COMMENT, _CALLOUT, _BLOCK_NAME)
    )


def _plain(text: str) -> str:
    text = _COMMENT.sub("", text)
    text = _EMBED.sub("", text)
    text = _LINK.sub(_shown, text)
    text = _HIGHLIGHT.sub(r"\1", text)
    text = _CALLOUT.sub(_titled, text)
    text = _BLOCK_NAME.sub("", text)
    text = _LAST_TAGS.sub("", text)
    text = _TAG.sub(r"\1", text)
    return _TASK.sub(r"\1", text)


def _shown(link: re.Match[str]) -> str:
    """Return what a link shows: its other name, else the note's, without the folder; a heading after " > "."""
    if link[2] is not None and link[2].strip():
        return link[2].strip()
    note, _, heading = link[1].partition("#")
    name = note.strip().rpartition("/")[2]
    return name or heading.lstrip("#^ ").replace("#", " > ")


def _titled(callout: re.Match[str]) -> str:
    """Return a callout's first line: its title as a paragraph of its own, where it has one."""
    quote, title = callout[1], callout[3].strip()
    return f"{quote}{title}\n{quote}" if title else quote


def outside_code(text: str, change: Callable[[str], str]) -> str:
    """Change what stands between pieces of code."""
    pieces, at = [], 0
    for code in _CODE.finditer(text):
        pieces += [change(text[at : code.start()]), code[0]]
        at = code.end()
    return "".join([*pieces, change(text[at:])])
