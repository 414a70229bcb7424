"""Days, times of day, sums, quantities and ages as newspapers and notices write them, in both languages at once."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, time, timedelta
from itertools import pairwise

from training.written.wording import Word, mark

MONTHS = (
    "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember".split(),
    "January February March April May June July August September October November December".split(),
)
WEEKDAYS = (
    ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"),
    ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
)
_SMALL = (
    [*"nol satu dua tiga empat lima enam tujuh delapan sembilan sepuluh sebelas".split(), "dua belas"],
    "zero one two three four five six seven eight nine ten eleven twelve".split(),
)


@dataclass(frozen=True)
class Values:
    """Gives values by chance; those of one style are written alike, as those of one passage are."""

    chance: random.Random
    style: int = 0

    def any_day(self) -> date:
        """Return a day between 2004 and 2026."""
        return date(2004, 1, 1) + timedelta(days=self.chance.randrange(8_300))

    def near(self, day: date, least: int, most: int) -> date:
        """Return a day so many days later, or earlier where negative."""
        return day + timedelta(days=self.chance.randint(least, most))

    def day(self, day: date, *, year: bool | None = None) -> tuple[str, str]:
        """Return a day with or without its weekday and year; the weekday is marked as "weekday", the rest as "date"."""
        with_year = self.chance.random() < 0.45 if year is None else year
        weekday = self.chance.random() < 0.4
        numeric = with_year and weekday and self.chance.random() < 0.3
        return self._day_in(0, day, with_year, weekday, numeric), self._day_in(1, day, with_year, weekday, numeric)

    def reported(self, day: date) -> Word:
        """Return the day of a report: "Selasa (12/6/2018)", "Tuesday", "12 June"."""
        form = self.chance.choice(("bracket", "bracket", "weekday", "short", "long"))
        weekday = WEEKDAYS[0][day.weekday()], WEEKDAYS[1][day.weekday()]
        if form == "bracket":
            zero = "02d" if self.chance.random() < 0.3 else ""
            digits = f"({day.day:{zero}}/{day.month:{zero}}/{day.year})"
            return f"{weekday[0]} {digits}", f"{weekday[1]} {digits}"
        if form == "weekday":
            return weekday
        years = f" {day.year}" if form == "long" else ""
        return f"{day.day} {MONTHS[0][day.month - 1]}{years}", f"{day.day} {MONTHS[1][day.month - 1]}{years}"

    def weekday(self) -> Word:
        """Return a day of the week."""
        at = self.chance.randrange(7)
        return WEEKDAYS[0][at], WEEKDAYS[1][at]

    def weekdays(self, count: int) -> list[Word]:
        """Return so many days or spans of days that share none, in order."""
        order = sorted(self.chance.sample(range(1, 7), count - 1))
        cuts = [0, *order, 7]
        result: list[Word] = []
        for first, after in pairwise(cuts):
            last = after - 1
            join = self.chance.choice(
                ((" sampai ", " to "), ("-", "-"), ("–", "–"), (" s.d. ", " to "), (" - ", " - "))
            )
            both = tuple(
                WEEKDAYS[side][first] if first == last else WEEKDAYS[side][first] + join[side] + WEEKDAYS[side][last]
                for side in (0, 1)
            )
            result.append((both[0], both[1]))
        return result

    def clock(self, *, earliest: int = 6, latest: int = 21) -> time:
        """Return a time of day between two hours."""
        return time(self.chance.randint(earliest, latest), self.chance.choice((0, 0, 0, 30, 30, 15, 45, 10, 20, 50)))

    def at(self, clock: time, zone: str = "") -> Word:
        """Return a time of day as it is written; the zone is for Indonesian alone."""
        indonesian = f"{clock:%H:%M}" if self.style % 5 == 0 else f"{clock.hour:02d}.{clock.minute:02d}"
        if clock.minute == 0 and self.style % 7 == 0:
            indonesian = str(clock.hour)
        half = "a.m." if clock.hour < 12 else "p.m."
        hour = clock.hour % 12 or 12
        twelve = f"{hour}" if clock.minute == 0 else f"{hour}:{clock.minute:02d}"
        english = (f"{clock:%H:%M}", f"{twelve} {half}", f"{twelve}{half.replace('.', '')}")[self.style % 3]
        return f"{indonesian} {zone}".strip(), english

    def hours(self, opens: time, closes: time, *, zone: bool = True) -> Word:
        """Return a span of hours; its ends are marked as "opens" and "closes"."""
        joins = (
            ("–", "–"),
            ("-", "-"),
            (" - ", " - "),
            (" sampai ", " to "),
            (" s.d. ", " until "),
            (" hingga ", " till "),
        )
        join = joins[self.style // 7 % len(joins)]
        zones = ("", " WIB", " WITA", " WIT", "")[self.style // 11 % 5] if zone else ""
        first, last = self.at(opens), self.at(closes)
        return (
            f"{mark('opens', first[0])}{join[0]}{mark('closes', last[0])}{zones}",
            f"{mark('opens', first[1])}{join[1]}{mark('closes', last[1])}",
        )

    def rupiah(self, *, least: int = 2, most: int = 400, unit: int = 500) -> Word:
        """Return a sum of so many units."""
        return self.sum(self.chance.randint(least, most) * unit)

    def sum(self, amount: int) -> Word:
        """Return a sum in rupiah; in words for thousands and millions where it is round."""
        dotted, commas = f"{amount:,}".replace(",", "."), f"{amount:,}"
        form = self.chance.random()
        if amount % 1_000_000 == 0 and form < 0.5:
            return f"Rp{amount // 1_000_000} juta", f"{amount // 1_000_000} million rupiah"
        if amount % 1_000 == 0 and amount < 1_000_000 and form < 0.25:
            return f"Rp{amount // 1_000} ribu", f"Rp {amount // 1_000} thousand"
        gap = self.chance.choice(("", "", " ", ". "))
        return f"Rp{gap}{dotted}", f"{self.chance.choice(('Rp', 'Rp ', 'IDR '))}{commas}"

    def pounds(self, *, least: int = 1, most: int = 90) -> str:
        """Return a sum in pounds, dollars or euros."""
        sign = self.chance.choice(("£", "£", "$", "€"))
        whole = self.chance.randint(least, most)
        return (
            f"{sign}{whole}" if self.chance.random() < 0.5 else f"{sign}{whole}.{self.chance.choice((50, 20, 99, 75))}"
        )

    def number(self, least: int, most: int) -> Word:
        """Return a count; small ones in words at times."""
        return self.count(self.chance.randint(least, most))

    def count(self, number: int) -> Word:
        """Return a given count as it is written."""
        if number < len(_SMALL[0]) and self.chance.random() < 0.5:
            return _SMALL[0][number], _SMALL[1][number]
        return f"{number:,}".replace(",", "."), f"{number:,}"

    def decimal(self, least: float, most: float, places: int = 1) -> Word:
        """Return a number with decimals."""
        number = f"{self.chance.uniform(least, most):.{places}f}"
        return number.replace(".", ","), number

    def length_of_time(self) -> Word:
        """Return how long something lasts."""
        number = self.chance.randint(2, 12)
        units = (("menit", "minutes", 5), ("jam", "hours", 1), ("hari", "days", 1), ("minggu", "weeks", 1),
                 ("pekan", "weeks", 1), ("bulan", "months", 1), ("tahun", "years", 1))  # fmt: skip
        unit = self.chance.choice(units)
        written = self.count(number * unit[2])
        return f"{written[0]} {unit[0]}", f"{written[1]} {unit[1]}"

    def _day_in(self, side: int, day: date, year: bool, weekday: bool, numeric: bool) -> str:
        name = WEEKDAYS[side][day.weekday()]
        if numeric:
            return f"{mark('weekday', name)} ({day.day}/{day.month}/{day.year})"
        years = f" {day.year}" if year else ""
        month = MONTHS[side][day.month - 1]
        written = f"{day.day} {month}{years}"
        if side and self.chance.random() < 0.35:
            written = f"{month} {day.day}" + (f", {day.year}" if year else "")
        return f"{mark('weekday', name)}, {mark('date', written)}" if weekday else mark("date", written)
