"""Cuts a question into words and puts it together again with some of them read otherwise."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

# "u/", "w/" and "w/e" are words of chats; "kira-kira" and "don’t" are one word, "Trump–Kim" is two.
_WORD = re.compile(
    r"(?<!\w)(?:[uUdDkK]/|[wW]/(?:(?:[oOeE]|[eE][nN][dD])(?!\w))?|[bB]/[cC])(?!\d)|[^\W_]+(?:['’-][^\W_]+)*"
)
_QUOTED = re.compile(r"[\"“”„«»][^\"“”„«»]+[\"“”„«»]")
_SPACES = re.compile(r"\s+")
_SPACE_BEFORE = re.compile(r"\s+([,.;:?!])")
_LEFT_ALONE = re.compile(r"[,;:.]+(?=[,;:.?!])")
# Pictures, and what joins and colours them.
_SIGNS = re.compile("[\u2600-\u27bf\u2b00-\u2bff\ufe0f\u200d\U0001f000-\U0001faff\U000e0020-\U000e007f]+")
_EDGE = " \t\r\n,;:.–—-…"


@dataclass(frozen=True)
class Token:
    """A word of a question and where it stands; what is quoted in a question is meant as written."""

    text: str
    start: int
    end: int
    is_quoted: bool = False

    @property
    def lower(self) -> str:
        """The word in small letters, with a plain apostrophe."""
        return self.text.lower().replace("’", "'")


def tokens_of(text: str) -> list[Token]:
    """Return the words of a text."""
    quoted = [found.span() for found in _QUOTED.finditer(text)]
    tokens = []
    for found in _WORD.finditer(text):
        while quoted and quoted[0][1] <= found.start():
            quoted.pop(0)
        tokens.append(Token(found[0], *found.span(), bool(quoted) and quoted[0][0] < found.start()))
    if tokens and all(token.is_quoted for token in tokens):
        return [replace(token, is_quoted=False) for token in tokens]
    return tokens


def is_shouted(text: str) -> bool:
    """Return whether everything is in capitals, so that they tell nothing; a single word in capitals is a name."""
    return text.isupper() and len(tokens_of(text)) > 1


def is_small(tokens: Sequence[Token], at: int) -> bool:
    """Return whether a word has no capital that makes it a name; phones give the first one a capital anyhow."""
    word = tokens[at].text
    if tokens[at].is_quoted:
        return False
    return word.islower() or (at == 0 and word[:1].isupper() and (word[1:].islower() or not word[1:]))


def with_case_of(typed: str, standard: str) -> str:
    """Return standard words with the capital that was typed, as in "Brp"."""
    return standard[:1].upper() + standard[1:] if typed[:1].isupper() and not typed.isupper() else standard


def replaced(text: str, replacements: Sequence[tuple[int, int, str]]) -> str:
    """Return a text in which the spans, given in order, read otherwise; an empty reading leaves a word out."""
    if not replacements:
        return text
    parts, at, is_shortened = [], 0, False
    for start, end, reading in replacements:
        parts += [text[at:start], reading]
        at = end
        is_shortened = is_shortened or not reading
    parts.append(text[at:])
    joined = "".join(parts)
    return tidied(joined) if is_shortened else joined


def without_signs(text: str) -> str:
    """Return a text without emoji, which ask nothing; as it is where nothing else would be left."""
    shown = _SIGNS.sub(" ", text)
    return tidied(shown) if shown != text and any(map(str.isalnum, shown)) else text


def tidied(text: str) -> str:
    """Return a text without the spaces and commas that words leave behind."""
    text = _SPACE_BEFORE.sub(r"\1", _SPACES.sub(" ", text))
    return _LEFT_ALONE.sub("", text).lstrip(_EDGE + "?!").rstrip(_EDGE)


def swap_words(
    text: str, reading_of: Callable[[Sequence[Token], int], str | None]
) -> tuple[str, list[tuple[str, str]]]:
    """Read every word of a text by a function that returns None where it stays.

    Returns:
        The text, and (typed, read) for each word that was read otherwise.
    """
    tokens = tokens_of(text)
    spans, changes = [], []
    for at, token in enumerate(tokens):
        reading = reading_of(tokens, at)
        if reading is not None and reading != token.text:
            # "W/eggs" has no space.
            space = " " if reading and text[token.end : token.end + 1].isalnum() else ""
            spans.append((token.start, token.end, reading + space))
            changes.append((token.text, reading))
    return replaced(text, spans), changes
