"""Tells the title of a page's article from the name of its site, and finds the best of the titles that a page has.

The name of a site is known by what the page says, by its address, and by the words that lead home. Where nothing says
it, the end of the `title` element is one if it looks like a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from urllib.parse import urlsplit

from lxml.html import HtmlElement  # type: ignore[import-untyped]

_BETWEEN = r"\s+[–•·—|⁄*⋆~‹«<›»>:/-]+\s+|\s*[|»›]\s*"
_PARTED = re.compile(f"({_BETWEEN})")
# As Blogger has it, "Site: title"; elsewhere the words before a colon are the title's own.
_PARTED_OR_COLON = re.compile(rf"({_BETWEEN}|:\s+)")
_NO_LETTER = re.compile(r"[\W_]+")
_CUT = re.compile(r"\s*(?:…|\.\.\.)$")
_HEADINGS = "//*[self::h1 or self::h2 or self::h3]"
# Themes of village and school sites keep h1 for the site's own name.
OF_ENTRY = """[contains(@class,"entry-title") or contains(@class,"post-title") or contains(@class,"article-title")
    or contains(@class,"judul")]"""
_BESIDE = ("aside", "nav", "footer")
_HOME_PATHS = frozenset({"", "/", "./", "index.html", "index.php"})
_MAX_LOOKED_AT = 50
_MAX_LINKS = 500
_MAX_CHARS = 300
_LEAST_LETTERS = 3
_MAX_NAME_WORDS = 6
_SHORT_WORD = 3


def title_of(tree: HtmlElement, said: Iterable[str], sites: Sequence[str], url: str | None) -> str | None:
    """Return the title of a page's article; None where it has nothing but the name of its site.

    Args:
        tree: the page.
        said: what its head calls the article, the best first.
        sites: what it calls its site.
        url: its address, as it says.
    """
    host = _host(url or "")
    home = (each for each in islice(tree.iter("a"), _MAX_LINKS) if _leads_home(each.get("href"), host))
    names = {squashed(each) for each in (*sites, host, host.partition(".")[0], *map(_words, home))}
    names = {name for name in names if len(name) >= _LEAST_LETTERS}
    headings = [
        each
        for each in tree.xpath(_HEADINGS)[:_MAX_LOOKED_AT]
        if next(each.iterancestors(*_BESIDE), None) is None and squashed(_words(each)) not in (*names, "")
    ]
    element = tree.find(".//title")
    written = _words(element) if element is not None else ""
    own = (without_site(each, names) for each in said)
    found = next(filter(None, own), None) or _heading(headings, written) or _of_element(written, names, sites)
    return _whole(found, map(_words, headings)) if found else None


def without_site(title: str, names: Iterable[str], parted: re.Pattern[str] = _PARTED) -> str:
    """Return a title without the name of its site before or behind it; nothing for the name alone.

    Args:
        title: as written.
        names: of the site, squashed.
        parted: what stands between the two.
    """
    parts = parted.split(title.strip())
    names = frozenset(names)
    at = next((at for at in range(0, len(parts), 2) if squashed(parts[at]) in names), None)
    if at is None:
        return title.strip()
    return without_site("".join(parts[2:]), names, parted) if at == 0 else "".join(parts[: at - 1])


def same_title(one: str, other: str) -> bool:
    """Tell whether two titles are the same but for capitals and marks, or for what was cut off one."""
    a, b = squashed(one), squashed(other)
    return a == b or (_is_cut(one) and b.startswith(a)) or (_is_cut(other) and a.startswith(b))


def squashed(name: str) -> str:
    """Return a name in small letters, its letters and figures alone."""
    return _NO_LETTER.sub("", name.casefold())


def _heading(headings: Sequence[HtmlElement], written: str) -> str | None:
    """Return a heading that the `title` element has, too; else that of an entry, or the only one of the first order."""
    parts = _PARTED_OR_COLON.split(written)
    ends = [squashed("".join(parts[start:end])) for start, end in _runs(len(parts))]
    if shared := [_words(each) for each in headings if squashed(_words(each)) in ends]:
        return max(shared, key=len)
    first = [each for each in headings if each.tag == "h1"]
    entries = [each for each in headings if each.xpath(f"boolean(self::*{OF_ENTRY})")]
    best = next((some[0] for some in (entries, first) if len(some) == 1), next(iter([*entries, *first]), None))
    return None if best is None else _words(best)


def _runs(count: int) -> Iterator[tuple[int, int]]:
    """Yield where parts that follow one another begin and end, with what stands between each two of them."""
    for start in range(0, min(count, _MAX_LOOKED_AT), 2):
        yield from ((start, end) for end in range(start + 1, min(count, _MAX_LOOKED_AT) + 1, 2))


def _of_element(written: str, names: Iterable[str], sites: Sequence[str]) -> str | None:
    title = without_site(written, names, _PARTED_OR_COLON)
    *before, _, last = ["", "", *_PARTED.split(title)]
    if title != written.strip() or any(sites) or not "".join(before) or not _is_name(last):
        return title or None
    return "".join(before)


def _is_name(words: str) -> bool:
    """Tell whether words may be a name, as sites have: few, in capitals, and no question."""
    each = words.split()
    capital = all(word[:1].isupper() or len(word) <= _SHORT_WORD for word in each)
    return len(each) <= _MAX_NAME_WORDS and words[:1].isupper() and capital and not words.endswith(("?", "!"))


def _whole(title: str, others: Iterable[str]) -> str:
    """Return a title that was cut off as another has it whole."""
    if not _is_cut(title):
        return title
    return next((each for each in others if not _is_cut(each) and same_title(title, each)), title)


def _is_cut(title: str) -> bool:
    return _CUT.search(title) is not None


def _host(url: str) -> str:
    """Return the host of an address without "www."; nothing for what has none."""
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _leads_home(link: str | None, host: str) -> bool:
    """Tell whether a link leads to the front page of a site."""
    path = (link or "#").partition("//")[2].partition("/")[2] if _host(link or "") else link
    return path in _HOME_PATHS and _host(link or "") in ("", host)


def _words(element: HtmlElement) -> str:
    return " ".join(" ".join(islice(element.itertext(), _MAX_LOOKED_AT)).split())[:_MAX_CHARS]
