"""The bot's own words: one Fluent file a language in `locales/`, dates by CLDR through Babel.

A language is added by adding its file. Format: https://projectfluent.org/fluent/guide/.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from babel.dates import format_date, format_datetime, format_skeleton, format_timedelta
from babel.numbers import format_decimal, format_percent
from babel.units import format_unit
from fluent.runtime import FluentBundle, FluentResource

from bot.errors import UnknownPhrase

DEFAULT_LANGUAGE = "en"
_ONE_DECIMAL = "#,##0.#"

# How days are written where a language has several ways: as Indonesian has it, the day stands before the month.
_DAYS_OF = {"en": "en_GB"}
# Readers of these languages are at home in Indonesian; `in` is its code before 1989, which old phones still send.
_READ_AS = {"ms": "id", "in": "id"}

Argument = str | int


class Phrases:
    """The texts of one language."""

    def __init__(self, language: str, bundle: FluentBundle) -> None:
        self.language = language
        self._bundle = bundle
        self._days = _DAYS_OF.get(language, language)

    def __call__(self, key: str, **arguments: Argument) -> str:
        """Return the text of `key`.

        Raises:
            UnknownPhrase: the catalogue has no such text, or an argument of it is missing.
        """
        if not self._bundle.has_message(key):
            raise UnknownPhrase(f"no text {key!r} in locales/{self.language}.ftl")
        pattern = self._bundle.get_message(key).value
        if pattern is None:
            raise UnknownPhrase(f"text {key!r} in locales/{self.language}.ftl is empty")
        text, problems = self._bundle.format_pattern(pattern, arguments)
        if problems:
            raise UnknownPhrase(f"text {key!r} in locales/{self.language}.ftl: {problems[0]}")
        return str(text)

    def day(self, day: date) -> str:
        """Return a day in words, such as `12 Juni 2018` or `12 June 2018`."""
        return format_date(day, format="long", locale=self._days)

    def spells(self, day: date, text: str) -> bool:
        """Return whether a text names a day in words already: its number, its month by name, and its year."""
        month = format_date(day, "MMMM", locale=self.language).casefold()
        numbers = {int(number) for number in re.findall(r"\d+", text) if len(number) <= 4}
        return {day.day, day.year} <= numbers and month in text.casefold()

    def short_day(self, day: date) -> str:
        """Return a day of the present year, such as `12 Jun`."""
        return format_skeleton("MMMd", day, locale=self._days)

    def moment(self, moment: datetime) -> str:
        """Return a time in this machine's zone: `12 Jun 2018 10.04.05 WIB` or `12 Jun 2018, 03:04:05 UTC`."""
        local = moment.astimezone()
        return f"{format_datetime(local, 'medium', locale=self._days)} {local.tzname()}"

    def duration(self, seconds: float) -> str:
        """Return a length of time in its largest unit, such as `3 menit` or `3 minutes`; never less than a second."""
        return format_timedelta(timedelta(seconds=max(1, round(seconds))), threshold=1.5, locale=self.language)

    def decimal(self, number: float) -> str:
        """Return a number with one decimal at the most, such as `1.234,5` or `1,234.5`."""
        return format_decimal(number, format=_ONE_DECIMAL, locale=self.language)

    def percent(self, share: float) -> str:
        """Return a share from 0 to 1 in whole percent."""
        return format_percent(share, locale=self.language)

    def size(self, size_bytes: int) -> str:
        """Return a size, such as `1,2 MB` or `1.2 MB`; in whole kB where it is less than one."""
        if size_bytes < 1e6:
            return format_unit(max(1, round(size_bytes / 1e3)), "kilobyte", "short", locale=self.language)
        return format_unit(size_bytes / 1e6, "megabyte", "short", format=_ONE_DECIMAL, locale=self.language)


class Catalogue:
    """The texts of all languages."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        """Parse `texts`, which maps a language to the content of its Fluent file."""
        self._phrases: dict[str, Phrases] = {}
        for language, text in texts.items():
            bundle = FluentBundle([language], use_isolating=False)
            bundle.add_resource(FluentResource(text))
            self._phrases[language] = Phrases(language, bundle)

    @property
    def languages(self) -> tuple[str, ...]:
        """All languages, in alphabetical order."""
        return tuple(sorted(self._phrases))

    @property
    def language_codes(self) -> dict[str, str]:
        """Telegram's language codes that have texts, each with the language it is shown."""
        own = {language: language for language in self.languages}
        return own | {code: language for code, language in _READ_AS.items() if language in own and code != "in"}

    def phrases(self, language_code: str | None) -> Phrases:
        """Return the texts for a user's language code, such as `id`, `en-GB` or None."""
        primary = (language_code or "").replace("_", "-").split("-")[0].lower()
        primary = _READ_AS.get(primary, primary)
        return self._phrases.get(primary) or self._phrases[DEFAULT_LANGUAGE]


@cache
def bundled_catalogue() -> Catalogue:
    """Return the catalogue that comes with the bot."""
    return read_catalogue(files("bot.messages").joinpath("locales"))


def read_catalogue(folder: Traversable) -> Catalogue:
    """Return the languages of a folder, one for each of its files."""
    return Catalogue(
        {
            file.name.removesuffix(".ftl"): file.read_text(encoding="utf-8")
            for file in folder.iterdir()
            if file.name.endswith(".ftl")
        }
    )
