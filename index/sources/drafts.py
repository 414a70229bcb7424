"""What a reader found, and the rules that make an article of it: title, day of publication, language, link.

Every kind of source ends here. Does not read files.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import accumulate, pairwise
from pathlib import Path
from urllib.parse import urlsplit

from babel.core import get_global
from babel.localedata import exists as is_known_locale

from index.articles import CELL_BREAK, MAX_LABEL_CHARS, Article, identity_of, new_article, table_of
from index.language.detection import detect_language
from index.language.sentences.spans import sentence_spans
from index.progress import Hidden, LookAgain, Noted, Skipped
from index.reasons import Reason
from index.sources.days.trust import DayFrom, Given, day_of
from index.sources.decoding import printable
from index.sources.limits import MAX_TEXT_CHARS
from index.sources.publication import Verdict, objection, will_expire

_MAX_TITLE_CHARS = 300
_MAX_DERIVED_TITLE_CHARS = 80
_MAX_SENTENCE_CHARS = 1_000
_MAX_URL_CHARS = 2_000
_MAX_SHOWN_CHARS = 40
_NOT_TEXT = re.compile("[\0\ud800-\udfff]")
# Where a word may be parted, and what marks the byte order; readers see nothing of them.
_WITHIN_WORDS = "\u00ad\u200b\u2060\ufeff"
_PAGE_BREAK = re.compile("[\f\v]+")
# Controls, line ends, and the marks that turn the direction of what follows.
_UNSEEN = re.compile("[\0-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
_LANGUAGE_TAG = re.compile(r"([a-z]{2,3})(?:[-_][a-z0-9]{1,8})*", re.IGNORECASE)
_NOTHING = frozenset({"", "~", "null", "none", r"\n"})  # the last as databases write it, `\N`
_GIVEN = "given"
_NOINDEX = Verdict("asks search engines to pass it over (noindex); TANYA_READ_NOINDEX=true reads it", Reason.NOINDEX)


@dataclass(frozen=True)
class Draft:
    """What a file says of one article; everything but the text may be missing, or wrong.

    Attributes:
        text: as decoded.
        heading: stands in for a missing title.
        published: as it was written, of any type.
        published_guessed: `published` is no more than when a program made the file: a better word goes first.
        author: as it is named, or a list of names.
        place: where in the file, as an addition to its own: "#3" for its third row, "!/a.txt" for a file in an archive.
        is_numbered: whether `place` ends with its number among others, which changes with what comes before it.
        name: of a file in an archive; it may tell a day or a language.
        row_id: names the article within its file, where its number may name others elsewhere.
        status: "draft", "publish", "private", … as the format says it; see `index.sources.publication`.
        goes_live: from when it is public, as written.
        expires: from when it is not any more, as written.
        noindex: whether it asks search engines to pass it over.
        page_starts: where in `text` each page begins, of what has pages.
        name_is_title: whether the file's name is a title, where nothing else is.
        said_by: who said a field, by its name, where that is another than the file.
        is_dated: whether the field for the moment of publication is filled in; None where nothing follows from it.
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
    published_guessed: bool = False
    row_id: object = None
    status: object = None
    goes_live: object = None
    expires: object = None
    noindex: bool = False
    page_starts: tuple[int, ...] = ()
    name_is_title: bool = False
    said_by: Mapping[str, str] = field(default_factory=dict)
    is_dated: bool | None = None
    is_numbered: bool = False


def finish(
    draft: Draft, file: Path, origin: str | None = None, *, read_noindex: bool = False
) -> Iterator[Article | Skipped]:
    """Yield the article that a draft makes, or why it makes none; besides, a given date that cannot be understood.

    Args:
        draft: what was read.
        file: its name may tell a day or a language.
        origin: where the file came from; its path when None.
        read_noindex: take also what asks search engines to pass it over.
    """
    whole = origin or printable(file)
    origin = whole + draft.place
    file = Path(draft.name) if draft.name else file
    url = _web_link(_string(draft.url))
    given_id, former_id = _string(draft.given_id), None
    if not (given_id or url):
        given_id, former_id = _ids_in_file(whole, draft)
    now = datetime.now(UTC)
    verdict = objection(draft.status, draft.goes_live, draft.expires, file, now)
    if verdict is None and draft.noindex and not read_noindex:
        verdict = _NOINDEX
    if verdict:
        ids = identity_of(given_id, url, origin, former_id).known_by
        yield Hidden(origin, verdict.words, verdict.code, article_ids=ids)
        return
    text = clean_text(draft.text)
    if problem := _problem(text):
        yield Skipped(origin, *problem)
        return
    language, language_by = _language(_string(draft.language), file, text)
    found = day_of(Given(draft.published, draft.published_guessed, url, file, text, language))
    published, day_by = found or (None, None)
    if is_given(draft.published) and not draft.published_guessed and day_by is not DayFrom.FORMAT:
        instead = f"used {published} instead" if published else "left it open"
        shown = f"published {_shown(draft.published)} is not a date; {instead}"
        yield Noted(origin, shown, Reason.DOUBTFUL_DAY)
    title, title_by = _title(draft, file, text, language) or (origin, "where it was read")
    source, author = _one_line(_string(draft.source), _MAX_TITLE_CHARS), _author(draft.author)
    said_by = {"title": title_by, "language": language_by, "published": str(day_by) if day_by else "nobody"}
    said_by |= {name: _GIVEN for name, value in (("url", url), ("source", source), ("author", author)) if value}
    said_by |= {name: by for name, by in draft.said_by.items() if said_by.get(name) in (_GIVEN, DayFrom.FORMAT)}
    yield new_article(
        title=title,
        text=text,
        url=url,
        published=published,
        language=language,
        source=source,
        origin=origin,
        author=author,
        given_id=given_id,
        former_id=former_id,
        is_numbered=draft.is_numbered,
        published_guessed=day_by is not None and day_by.is_guess,
        provenance=said_by,
        page_starts=_page_starts(draft, text),
    )
    if will_expire(draft.expires, now):
        yield LookAgain(origin, "ends on a day to come", Reason.EXPIRED)


def _ids_in_file(whole: str, draft: Draft) -> tuple[str | None, str | None]:
    """Return a name for a row that stays when rows before it go, and what it was before; None when it has none.

    It once lacked the row's sheet, and the rest of a name in an archive behind a "#".
    """
    row_id = _string(draft.row_id)
    if not row_id:
        return None, None
    table, once = table_of(draft.place), draft.place.partition("#")[0]
    return f"{whole}{table}#id={row_id}", f"{whole}{once}#id={row_id}"


def _author(given: object) -> str | None:
    """Return one line of names; a list of names is joined."""
    names = given if isinstance(given, list) else [given]
    return _one_line(", ".join(name for name in map(_string, names) if name), _MAX_TITLE_CHARS)


def clean_text(text: str) -> str:
    r"""Return the text with "\n" as its only line end, and U+FFFD for each NUL and lone surrogate.

    What nobody sees within words goes: soft hyphens, blanks without width.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    # Looked for one by one, which takes a fiftieth of the time of an expression.
    for unseen in _WITHIN_WORDS:
        text = text.replace(unseen, "")
    if any(map(text.__contains__, "\f\v")):
        text = _PAGE_BREAK.sub("\n\n", text)
    return text if "\0" not in text and _is_whole(text) else _NOT_TEXT.sub("\ufffd", text)


def _is_whole(text: str) -> bool:
    """Tell whether a text has no lone surrogates."""
    with suppress(UnicodeEncodeError):
        return text.isascii() or bool(text.encode())
    return False


def _page_starts(draft: Draft, text: str) -> tuple[int, ...]:
    """Return where the pages begin in the text as it was cleaned."""
    starts = draft.page_starts
    if not starts or text == draft.text:
        return starts
    pages = (clean_text(draft.text[start:end]) for start, end in pairwise((0, *starts)))
    return tuple(accumulate(map(len, pages)))


def _problem(text: str) -> tuple[str, Reason] | None:
    if not text or text.isspace():
        return "is empty", Reason.EMPTY
    if len(text) > MAX_TEXT_CHARS:
        longer = f"its text has {len(text):,} characters, more than the {MAX_TEXT_CHARS:,} of one article; split it"
        return longer, Reason.TOO_LARGE
    if not any(map(str.isalnum, text)):
        return "has neither letters nor digits", Reason.EMPTY
    return None


def _shown(value: object) -> str:
    return repr(value[:_MAX_SHOWN_CHARS] if isinstance(value, str) else type(value).__name__)


def is_given(value: object) -> bool:
    """Tell whether a field says anything."""
    return value is not None and not (isinstance(value, str) and value.strip().lower() in _NOTHING)


def _string(value: object) -> str | None:
    if isinstance(value, int) and not isinstance(value, bool) and value.bit_length() < 64:
        value = str(value)
    if not isinstance(value, str) or not is_given(value):
        return None
    return clean_text(value).strip()


def _title(draft: Draft, file: Path, text: str, language: str) -> tuple[str, str] | None:
    for given, by in ((draft.title, _GIVEN), (draft.heading, "heading")):
        if title := _one_line(_string(given), _MAX_TITLE_CHARS):
            return title, by
    if draft.name_is_title or (file.suffix and _begins_with_row(text)):
        named = printable(file).rpartition("/")[2].removesuffix(file.suffix)
        if title := _one_line(named, _MAX_TITLE_CHARS):
            return title, "file name"
    start = next(line for line in text.split("\n") if any(map(str.isalnum, line))).strip()[:_MAX_SENTENCE_CHARS]
    sentences = [start[first:last] for first, last in sentence_spans(start, language)]
    lines = (_one_line(each, _MAX_DERIVED_TITLE_CHARS) for each in [*sentences, start])
    return next(((line, "first words") for line in lines if line), None)


def _begins_with_row(text: str) -> bool:
    """Return whether a text begins with a row of a table, which says no more of it than any other."""
    lines = (line for line in text.split("\n") if any(map(str.isalnum, line)))
    first, second = next(lines, "")[:_MAX_SENTENCE_CHARS], next(lines, "")[:_MAX_SENTENCE_CHARS]
    has_names = all(": " in cell[: MAX_LABEL_CHARS + 2] for cell in first.split(CELL_BREAK))
    return CELL_BREAK in first and (has_names or CELL_BREAK in second)


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


def _language(given: str | None, file: Path, text: str) -> tuple[str, str]:
    named = (file.name.split(".")[1:-1] or [""])[-1]
    if code := _language_code(given):
        return code, _GIVEN
    if len(named) == 2 and (code := _language_code(named)):
        return code, "file name"
    return detect_language(text), "detected"


def _language_code(tag: str | None) -> str | None:
    """Return the ISO 639 code of a tag such as "id-ID", "in" or "ind"; None for what is no language."""
    match = _LANGUAGE_TAG.fullmatch(tag or "")
    if match is None:
        return None
    code = match[1].lower()
    code = get_global("language_aliases").get(code, code).partition("_")[0]
    return code if is_known_locale(code) else None
