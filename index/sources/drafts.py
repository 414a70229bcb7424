"""What a reader found, and the rules that make an article of it: title, day of publication, language, link.

Every kind of source ends here. Does not read files.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

from babel.core import get_global
from babel.localedata import exists as is_known_locale

from index.articles import Article, new_article
from index.language.dates import dates_in_text, resolve_date
from index.language.detection import UNDETERMINED, detect_language
from index.language.sentences import sentence_spans
from index.progress import Skipped
from index.sources.decoding import printable
from index.sources.limits import MAX_TEXT_CHARS

_MAX_TITLE_CHARS = 300
_MAX_DERIVED_TITLE_CHARS = 80
_MAX_SENTENCE_CHARS = 1_000
_MAX_URL_CHARS = 2_000
_MAX_DATE_CHARS = 100
_MAX_SHOWN_CHARS = 40
_FIRST_NEWSPAPER_YEAR = 1600
_NOT_TEXT = re.compile("[\0\ud800-\udfff]")
# Controls, line ends, and the marks that turn the direction of what follows.
_UNSEEN = re.compile("[\0-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
_DATE_IN_NAME = re.compile(r"(?<![0-9])([0-9]{4})([-_.]?)([0-9]{2})\2([0-9]{2})(?![0-9])")
_LANGUAGE_TAG = re.compile(r"([a-z]{2,3})(?:[-_][a-z0-9]{1,8})*", re.IGNORECASE)
_NOTHING = frozenset({"", "~", "null", "none"})


@dataclass(frozen=True)
class Draft:
    """What a file says of one article; everything but the text may be missing, or wrong.

    Attributes:
        text: as decoded.
        heading: stands in for a missing title.
        published: as it was written, of any type.
        author: as it is named, or a list of names.
        place: where in the file, as an addition to its own: "#3" for its third row, "!/a.txt" for a file in an archive.
        name: of a file in an archive; it may tell a day or a language.
    """

    text: str
    title: object = None
    heading: str | None = None
    url: object = None
    published: object = None
    source: object = None
    language: object = None
    given_id: object = None
    author: object = None
    place: str = ""
    name: str | None = None


def finish(draft: Draft, file: Path, origin: str | None = None) -> Iterator[Article | Skipped]:
    """Yield the article that a draft makes, or why it makes none; besides, a given date that cannot be understood.

    Args:
        draft: what was read.
        file: its name may tell a day or a language.
        origin: where the file came from; its path when None.
    """
    origin = (origin or printable(file)) + draft.place
    file = Path(draft.name) if draft.name else file
    text = clean_text(draft.text)
    if problem := _problem(text):
        yield Skipped(origin, problem)
        return
    language = _language(_string(draft.language), file, text)
    published = _given_date(draft.published)
    if published is None:
        published = _date_in_name(file) or _latest_date(text)
        if _is_given(draft.published):
            instead = f"used {published} instead" if published else "left it open"
            yield Skipped(origin, f"published {_shown(draft.published)} is not a date; {instead}")
    yield new_article(
        title=_title(draft, text, language) or origin,
        text=text,
        url=_web_link(_string(draft.url)),
        published=published,
        language=language,
        source=_one_line(_string(draft.source), _MAX_TITLE_CHARS),
        origin=origin,
        author=_author(draft.author),
        given_id=_string(draft.given_id),
    )


def _author(given: object) -> str | None:
    """Return one line of names; a list of names is joined."""
    names = given if isinstance(given, list) else [given]
    return _one_line(", ".join(name for name in map(_string, names) if name), _MAX_TITLE_CHARS)


def clean_text(text: str) -> str:
    r"""Return the text with "\n" as its only line end, and U+FFFD for each NUL and lone surrogate."""
    return _NOT_TEXT.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))


def _problem(text: str) -> str | None:
    if not text or text.isspace():
        return "is empty"
    if len(text) > MAX_TEXT_CHARS:
        return f"its text has {len(text):,} characters, more than the {MAX_TEXT_CHARS:,} of one article; split it"
    if not any(map(str.isalnum, text)):
        return "has neither letters nor digits"
    return None


def _shown(value: object) -> str:
    return repr(value[:_MAX_SHOWN_CHARS] if isinstance(value, str) else type(value).__name__)


def _is_given(value: object) -> bool:
    return value is not None and not (isinstance(value, str) and value.strip().lower() in _NOTHING)


def _string(value: object) -> str | None:
    if isinstance(value, int) and not isinstance(value, bool) and value.bit_length() < 64:
        value = str(value)
    if not isinstance(value, str) or not _is_given(value):
        return None
    return clean_text(value).strip()


def _title(draft: Draft, text: str, language: str) -> str | None:
    for given in (draft.title, draft.heading):
        if title := _one_line(_string(given), _MAX_TITLE_CHARS):
            return title
    start = next(line for line in text.split("\n") if any(map(str.isalnum, line))).strip()[:_MAX_SENTENCE_CHARS]
    sentences = [start[first:last] for first, last in sentence_spans(start, language)]
    return next((line for line in (_one_line(s, _MAX_DERIVED_TITLE_CHARS) for s in [*sentences, start]) if line), None)


def _one_line(value: str | None, limit: int) -> str | None:
    """Return the value on one line and at most that long, cut between words; None if nothing of it can be seen."""
    line = " ".join(_UNSEEN.sub(" ", value or "").split())
    if not any(char.isprintable() for char in line):
        return None
    if len(line) <= limit:
        return line
    cut = line[: limit - 1]
    return (cut.rpartition(" ")[0] or cut).rstrip(" ,;:–—-") + "…"


def _web_link(url: str | None) -> str | None:
    if url is None or len(url) > _MAX_URL_CHARS or not url.isprintable() or " " in url:
        return None
    try:
        parts = urlsplit(url)
        return url if parts.scheme in {"http", "https"} and parts.hostname else None
    except ValueError:
        return None


def _language(given: str | None, file: Path, text: str) -> str:
    named = (file.name.split(".")[1:-1] or [""])[-1]
    return _language_code(given) or (_language_code(named) if len(named) == 2 else None) or detect_language(text)


def _language_code(tag: str | None) -> str | None:
    """Return the ISO 639 code of a tag such as "id-ID", "in" or "ind"; None for what is no language."""
    match = _LANGUAGE_TAG.fullmatch(tag or "")
    if match is None:
        return None
    code = match[1].lower()
    code = get_global("language_aliases").get(code, code).partition("_")[0]
    return code if is_known_locale(code) else None


def _given_date(value: object) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    written = _string(value)
    if written is None or len(written) > _MAX_DATE_CHARS:
        return None
    try:
        return datetime.fromisoformat(written).date()
    except ValueError:
        return resolve_date(written, None, UNDETERMINED)


def _date_in_name(file: Path) -> date | None:
    for year, _, month, day in _DATE_IN_NAME.findall(file.name):
        try:
            named = date(int(year), int(month), int(day))
        except ValueError:
            continue
        if named.year >= _FIRST_NEWSPAPER_YEAR and named <= _last_day():
            return named
    return None


def _latest_date(text: str) -> date | None:
    last_day = _last_day()
    return max((day for day in dates_in_text(text, UNDETERMINED) if day <= last_day), default=None)


def _last_day() -> date:
    """Return tomorrow: where the article was written it may already be the next day."""
    return datetime.now().astimezone().date() + timedelta(days=1)
