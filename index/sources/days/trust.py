"""The day of publication: whose word goes first, in one order for all formats.

What the format says of the article (front matter, a row, a page's metadata, a feed); the address and the file's name;
a dateline at the beginning of the text; what a program stamped on the file. The last two are guesses, and marked.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from urllib.parse import urlsplit

from index.language.dates import resolve_date
from index.language.detection import UNDETERMINED
from index.sources.days.datelines import dateline_day
from index.sources.days.written import read_day

_FIRST_NEWSPAPER_YEAR = 1600
_IN_ADDRESS = re.compile(r"/([12][0-9]{3})[/-]([01]?[0-9])[/-]([0-3]?[0-9])(?=[/_-]|$)")
# The folders of a mirrored site or an archive by days, no further up than an article's own folder.
_IN_FOLDERS = re.compile(r"/([12][0-9]{3})/([01]?[0-9])/([0-3]?[0-9])/[^/]*(?:/index\.[a-z]+)?$")
_YEAR_FIRST_IN_NAME = re.compile(r"(?<![0-9])([0-9]{4})([-_.]?)([0-9]{2})\2([0-9]{2})(?![0-9])")
# "05032024", of this century or the last
_DAY_FIRST_IN_NAME = re.compile(r"(?<![0-9])([0-3][0-9])([01][0-9])((?:19|20)[0-9]{2})(?![0-9])")
_RUN_TOGETHER = re.compile(r"(?<![^\W_])([0-9]{1,2})([a-z]{3,10})([12][0-9]{3})(?![^\W_])", re.IGNORECASE)
# "rapat_5_maret-2024"
_BESIDE_WORDS = re.compile(r"(?<=[^\W\d_])[_-]|[_-](?=[^\W\d_])")
_MAX_NAME_CHARS = 255
_SCANNED = re.compile(
    r"(?:^|[^a-z])(?:scan|scanned|scn|img|image|pindai|pindaian|dsc|photo|foto|whatsapp|screenshot)", re.I
)


class DayFrom(StrEnum):
    """Who said the day."""

    FORMAT = "format"
    ADDRESS = "address"
    NAME = "file name"
    DATELINE = "dateline"
    FILE = "file's own date"

    @property
    def is_guess(self) -> bool:
        """Whether nobody said that it is the day of publication."""
        return self in {DayFrom.DATELINE, DayFrom.FILE}


@dataclass(frozen=True)
class Given:
    """What may tell an article's day.

    Attributes:
        published: as the format says it, of any type.
        is_stamp: `published` is no more than when a program made the file.
        url: the article's address.
        file: its path and name.
        text: of the article.
        language: of the text.
    """

    published: object
    is_stamp: bool
    url: str | None
    file: Path
    text: str
    language: str


def day_of(given: Given) -> tuple[date, DayFrom] | None:
    """Return the day and who said it; None when nothing does."""
    said = said_day(given.published, given.language)
    last = last_day()
    # Only without a better word is the text looked at.
    if said and not given.is_stamp:
        return said, DayFrom.FORMAT
    if found := (_in_address(given.url, last) or _in_folders(given.file, last)):
        return found, DayFrom.ADDRESS
    named = _in_name(given.file, last)
    is_scan = _SCANNED.search(given.file.stem) is not None
    if named and not is_scan:
        return named, DayFrom.NAME
    if found := dateline_day(given.text, last):
        return found, DayFrom.DATELINE
    if found := (said or named):
        return found, DayFrom.FILE
    return None


def said_day(published: object, language: str) -> date | None:
    """Return the day that was written, as it was where the article is read."""
    written = read_day(published)
    return written.day(language) if written else None


def last_day() -> date:
    """Return tomorrow: where the article was written it may already be the next day."""
    return datetime.now().astimezone().date() + timedelta(days=1)


def _in_address(url: str | None, last: date) -> date | None:
    try:
        path = urlsplit(url or "").path
    except ValueError:
        return None
    found = (_possible(year, month, day, last) for year, month, day in _IN_ADDRESS.findall(path))
    return next((day for day in found if day), None)


def _in_folders(file: Path, last: date) -> date | None:
    match = _IN_FOLDERS.search(file.as_posix())
    return _possible(match[1], match[2], match[3], last) if match else None


def _in_name(file: Path, last: date) -> date | None:
    """Return the first day with its year first, else the only one with its day first."""
    name = file.stem[:_MAX_NAME_CHARS]
    found = [_possible(year, month, day, last) for year, _, month, day in _YEAR_FIRST_IN_NAME.findall(file.name)]
    found += [_possible(year, month, day, last) for day, month, year in _DAY_FIRST_IN_NAME.findall(name)]
    if first := next((day for day in found if day), None):
        return first
    words = _RUN_TOGETHER.sub(r"\1 \2 \3", name)
    for written in (_BESIDE_WORDS.sub(" ", words), words.replace("_", " ")):
        if day := resolve_date(written, None, UNDETERMINED):
            return day if day.year >= _FIRST_NEWSPAPER_YEAR and day <= last else None
    return None


def _possible(year: str, month: str, day: str, last: date) -> date | None:
    try:
        found = date(int(year), int(month), int(day))
    except ValueError:
        return None
    return found if found.year >= _FIRST_NEWSPAPER_YEAR and found <= last else None
