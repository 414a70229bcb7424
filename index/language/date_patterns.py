"""The forms in which a single day is written, as regular expressions, in Indonesian and English.

The names of months and weekdays are dateparser's. Every repetition is bounded, so that matching takes linear time.
Groups: day, month, year, `shift` ("tahun lalu"), and `other`, the other days of a range or list, or what looks so: see
`names_others`. Does not judge whether the day exists: see `index.language.dates`.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from dateparser.data.date_translation_data import en  # type: ignore[import-not-found]
from dateparser.data.date_translation_data import id as indonesian

from index.language.question_words import MONTHS, WEEKDAYS

Languages = tuple[str, ...]

# What dateparser does not know.
MONTHS_IN_SHORT = {
    **dict.fromkeys(("ags", "agts", "agst", "agus", "agust"), "agustus"),
    **dict.fromkeys(("febr", "pebr"), "februari"),
}
_VOCABULARY = {"id": indonesian.info, "en": en.info}
# As dateparser names them.
_MONTHS, _WEEKDAYS = ([each.lower() for each in names["en"]] for names in (MONTHS, WEEKDAYS))
_MIN_WEEKDAY_CHARS = 4

_MOST_OTHERS = 12
_LAST_OF_MONTH = 31
_DAY = r"(?:0?[1-9]|[12][0-9]|3[01])"
_ORDINAL = r"(?:st|nd|rd|th)?"
_DASHES = "-‐‑‒–—−"
# What makes a range or a list of two days.
_TO_IN_WORDS = (
    r"(?:(?<![^\W\d_])s\s?[./]{0,2}\s?d(?![^\W\d_])\.?|\b(?:dan(?:/atau|\sjuga)?|atau|serta|maupun|hingga|sampai|sampe"
    r"|(?-i:smp)|ke|and(?:/or)?|or|to|until|till?|through|thru|as\swell\sas)\b)"
    r"(?:\s{0,3}\b(?:dengan|dgn|dg|ke|pada|hari|tanggal|tgl|the|on)\b\.?){0,3}"
)
_TO = rf"\s{{0,3}}(?:[{_DASHES}/&+~∼～→]|{_TO_IN_WORDS})\s{{0,3}}"
_COMMA = r",\s{0,3}"
_YEAR = (
    r"(?:(?:[\s,-]{1,3}|[/.–—]|(?<=\.)|\s{0,2}[|_·•‧∙・]\s{0,2})"
    r"(?:tahun\s)?(?P<year>[12][0-9]{3}|[’'‘][0-9]{2})(?![.,]?[0-9])(?![^\W_]))?"
)
_SHIFT = r"(?:,?\s(?P<shift>tahun\s(?:lalu|ini|depan)|(?:last|this|next)\syear)\b)?"

# Twice the same, with or without blanks around it.
_MARK = r"[-./|_·•‧∙・‐‑‒–—−]"
_FIRST_MARK, _SAME_MARK = rf"\s{{0,2}}(?P<mark>{_MARK})\s{{0,2}}", r"\s{0,2}(?P=mark)\s{0,2}"
# Where a list was tried from its first number on.
_NOT_WITHIN_LIST = r"(?<![^0-9][0-9],)(?<![^0-9][0-9],\s)(?<![^0-9][0-9]{2},)(?<![^0-9][0-9]{2},\s)"
# "5 s/d 8-6-2024", "5/6 - 8/6/2024"
_OTHER_IN_FIGURES = (
    rf"(?:[0-9]{{1,2}}(?:[./-][0-9]{{1,2}})?(?P<joint>,?\s{{0,3}}(?:[&+~∼～→]|{_TO_IN_WORDS})\s{{0,3}}"
    rf"|\s{{1,3}}[{_DASHES}]\s{{1,3}}|{_COMMA})(?=[0-9])){{1,{_MOST_OTHERS}}}+"
)
_BESIDE_MONTH = r"(?:[\s-]{1,3}|[/.–—](?=[^\W\d])|\s{0,2}[|_·•‧∙・]\s{0,2})"

YEAR_MONTH_DAY = re.compile(
    rf"(?<![0-9])(?P<year>[12][0-9]{{3}}){_FIRST_MARK}(?P<month>0?[1-9]|1[0-2]){_SAME_MARK}(?P<day>{_DAY})(?![0-9])"
    r"(?![–—/~][0-9]{1,2}(?![0-9:.]))"
)
DAY_MONTH_YEAR = re.compile(
    rf"(?<![0-9])(?:(?<![0-9]{_MARK})|(?<=[^\W\d_]{{3}}[\s.][12][0-9]{{3}}[{_DASHES}]))(?:(?<!\w){_NOT_WITHIN_LIST}(?P<other>{_OTHER_IN_FIGURES}))?"
    rf"(?P<day>[0-9]{{1,2}}){_FIRST_MARK}(?P<month>[0-9]{{1,2}}){_SAME_MARK}"
    rf"(?P<year>[12][0-9]{{3}})(?![0-9])(?!{_MARK}[0-9])",
    re.IGNORECASE,
)
DAY_SLASH_MONTH = re.compile(r"(?P<day>[0-9]{1,2})/(?P<month>[0-9]{1,2})(?:/(?P<year>[0-9]{2}))?")

# A day in figures, whatever stands before it in a range: "9/25–9/27/2026".
DAY_IN_FIGURES = re.compile(
    r"(?<![0-9])(?<![0-9][/.])(?:(?P<first>[0-9]{1,2})/(?P<second>[0-9]{1,2})/(?:[12][0-9]{3}|[0-9]{2})"
    r"|(?<![0-9]-)(?P<one>[0-9]{1,2})(?P<mark>[.-])(?P<other>[0-9]{1,2})(?P=mark)[12][0-9]{3})(?![0-9]|[/.-][0-9])"
)

# What has a number that is no day.
_NUMBERED = re.compile(
    r"(?<![^\W_])(?:no|nomor|nomer|rt|rw|lantai|lt|ruang(?:an)?|r|kelas|kls|pasal|ayat|pukul|pkl|jam|jl|jalan|gedung|gd|blok"
    r"|kamar|gang|gg|km|usia|umur|rp|idr|tahap|bab|halaman|hal|hlm|juz|gelombang|sesi|aula|pos|loket|zona|wilayah|kloter"
    r"|grup|group|kelompok|seri|edisi|vol|volume|episode|bagian|jilid|tingkat|semester|angkatan|putaran|babak|versi|skor"
    r"|poin|sdn?|smpn?|sman?|smkn?|mts|ma|tk|paud|ke|juara|peringkat|hari\ske|pertandingan|laga|gate|terminal|dermaga"
    r"|room|number|page|pp?|flat|chapter|level|floor|grade|class|section|article|at|aged?|act|hall|platform|bus|route"
    r"|week|day|part|season|stage|phase|round|unit|house|street|road|version|score|us\$|[$€£#])\.?\s{0,3}$",
    re.IGNORECASE,
)
# The name of a house or a street within a sentence: "di Gedung Mawar 3, 5 Juni".
_NAMED = re.compile(
    r"\S\s(?!(?:Sen|Sel|Rab|Kam|Jum|Sab|Min|Ahad|Mon|Tue|Wed|Thu|Fri|Sat|Sun|T[ag]|Pada|Hari|Libur|Cuti|Jadwal|Bersama"
    r"|Nasional|On)[a-z’']*)[A-Z][\w’'-]*\s$"
)
_MAX_BEFORE_CHARS = 40
_COMMA_FIRST = re.compile(r",\s*[0-9]")
_NUMBER = re.compile(r"[0-9]+")
_IN_FIGURES = re.compile(r"(?P<day>[0-9]{1,2})(?:(?P<mark>[./-])(?P<month>[0-9]{1,2}))?")


@lru_cache(maxsize=1)
def month_names() -> frozenset[str]:
    """Return what months are called in both languages, also in short, in small letters."""
    return frozenset(_said(_MONTHS, tuple(_VOCABULARY)))


def _said(names: list[str], languages: Languages) -> set[str]:
    in_short = MONTHS_IN_SHORT if names is _MONTHS and "id" in languages else {}
    return {word.lower() for language in languages for name in names for word in _VOCABULARY[language][name]} | {
        *in_short
    }


def _alternatives(names: list[str], languages: Languages, min_chars: int = 1) -> str:
    return "|".join(
        re.escape(word)
        for word in sorted(_said(names, languages), key=lambda word: (-len(word), word))
        if len(word) >= min_chars
    )


@lru_cache(maxsize=3)
def day_then_month(languages: Languages) -> re.Pattern[str]:
    """Return the pattern of "12 Juni", "12th of June 2018", "24–26 Agustus", "Sabtu 3 dan Minggu 4 Mei"."""
    weekday = rf"(?:(?:{_alternatives(_WEEKDAYS, languages, _MIN_WEEKDAY_CHARS)}),?\s{{1,3}})?"
    months = _alternatives(_MONTHS, languages)
    other = rf"[0-9]{{1,2}}{_ORDINAL}(?P<joint>,?{_TO}{weekday}|{_COMMA})(?=[0-9])"
    # A number with a dash before it ends something else, unless that is another day: "5 Juni 2024-8 Juni 2024".
    endings = "|".join(sorted({re.escape(name[-3:]) for name in _said(_MONTHS, languages) if len(name) >= 3}))
    return re.compile(
        rf"(?<!\w)(?<![0-9][.,:/])(?:(?<![0-9][{_DASHES}])|(?<=(?:{endings})[\s.][12][0-9]{{3}}[{_DASHES}]))"
        rf"(?P<other>{_NOT_WITHIN_LIST}(?<!\bkelas\s)(?:{other}){{1,{_MOST_OTHERS}}}+)?"
        rf"(?P<day>{_DAY}){_ORDINAL}(?:\s{{1,3}}of)?{_BESIDE_MONTH}(?P<month>{months})(?![^\W_])\.?{_YEAR}{_SHIFT}",
        re.IGNORECASE,
    )


@lru_cache(maxsize=1)
def month_then_day() -> re.Pattern[str]:
    """Return the pattern of "June 12", "June 12th, 2018", "June 12–14"."""
    months = _alternatives(_MONTHS, ("en",))
    day = rf"(?![0-9])(?![.,:][0-9]){_ORDINAL}\b"
    others = rf"(?:{_COMMA}{_DAY}{day}){{0,{_MOST_OTHERS}}}"
    hour = r"(?!\s?(?:[ap]\.?m\b|o.clock\b))"
    # Without "and" it is a list only where nothing follows that is counted: "June 12, 14 people".
    end = r"(?=\s{0,2}(?:,?\s{0,2}[12][0-9]{3}(?![0-9])|[;)\]]|\.(?:\s|$)|$))"
    return re.compile(
        rf"\b(?P<month>{months})\b\.?\s{{1,3}}(?P<day>{_DAY}){day}"
        rf"(?P<other>{others},?{_TO}(?:(?:{months})\.?\s)?{_DAY}(?![0-9]){_ORDINAL}{hour}|{_COMMA}{_DAY}{day}{others}{end})?"
        rf"{_YEAR}{_SHIFT}",
        re.IGNORECASE,
    )


def names_others(match: re.Match[str]) -> bool:
    """Tell whether `other` are days indeed: commas part days that go up, and no "pukul 10, 12 Juni"."""
    found = match.groupdict()
    other, joint = found.get("other"), found.get("joint")
    if not other:
        return False
    if match.start("other") > match.start("day"):
        return not _COMMA_FIRST.match(other) or _goes_up([found["day"], *_NUMBER.findall(other)])
    if joint and joint.strip() != "," and not ("mark" in found and joint.strip() in _DASHES):
        return True
    before = match.string[max(0, match.start() - _MAX_BEFORE_CHARS) : match.start()]
    if _NUMBERED.search(before) or (not found["month"].isupper() and _NAMED.search(before)):
        return False
    if "mark" not in found:
        return _goes_up([*_NUMBER.findall(other), found["day"]])
    others = [(each["month"], each["day"]) for each in _IN_FIGURES.finditer(other)]
    marks = {each["mark"] for each in _IN_FIGURES.finditer(other)} - {None}
    last = int(found["month"]), int(found["day"])
    days = [*((int(month or last[0]), int(day)) for month, day in others), last]
    # Whichever of the two comes first.
    goes_up = any(all(a < b for a, b in pairwise(each)) for each in (days, [(one, other) for other, one in days]))
    return marks <= {found["mark"]} and goes_up


def span_of_day(match: re.Match[str]) -> tuple[int, int]:
    """Return where a day stands, without other numbers that only look like days of a list."""
    if not match.groupdict().get("other") or names_others(match):
        return match.span()
    if match.start("other") > match.start("day"):
        return match.start(), match.start("other")
    return match.start("day"), match.end()


def _goes_up(numbers: list[str]) -> bool:
    days = [int(number) for number in numbers]
    return days[-1] <= _LAST_OF_MONTH and all(a < b for a, b in pairwise(days))


@lru_cache(maxsize=3)
def between_days(languages: Languages) -> re.Pattern[str]:
    """Return the pattern of what stands between two days of a range: " s.d. ", "-", " dan Minggu, "."""
    return re.compile(rf",?{_TO}(?:(?:{_alternatives(_WEEKDAYS, languages)}),?\s{{1,3}})?", re.IGNORECASE)


@lru_cache(maxsize=3)
def weekday_before(languages: Languages) -> re.Pattern[str]:
    """Return the pattern of the weekday at the end of what stands before a day."""
    return re.compile(rf"\b(?:{_alternatives(_WEEKDAYS, languages, _MIN_WEEKDAY_CHARS)}),?\s{{1,3}}$", re.IGNORECASE)


def _before_figures(languages: Languages) -> str:
    """Return the pattern of what tells that figures are a day: "Kamis, ", "tanggal: ", "tgl. "."""
    weekdays = _alternatives(_WEEKDAYS, languages, _MIN_WEEKDAY_CHARS)
    return rf"\b(?:(?:{weekdays}|jum[’']at)(?:,\s{{0,3}}|\s{{1,3}})|(?:tanggal|tgl\.?)\s?[,:]?\s{{0,3}})"


@lru_cache(maxsize=3)
def slashed_in_context(languages: Languages) -> re.Pattern[str]:
    """Return the pattern of "(31/5)", "Kamis 31/5", "tanggal 31/5/18": what alone might be a fraction."""
    return re.compile(
        rf"(?:\(|{_before_figures(languages)}){DAY_SLASH_MONTH.pattern}"
        rf"(?![0-9/])(?!\s?[-–—]\s?[0-9])(?!(?:{_TO}|{_COMMA})[0-9]{{1,2}}/[0-9])",
        re.IGNORECASE,
    )


@lru_cache(maxsize=3)
def short_year_in_context(languages: Languages) -> re.Pattern[str]:
    """Return the pattern of "Kamis, 31-5-18", "tgl: 31.05.18": what alone might be a score or a number of something."""
    return re.compile(
        rf"{_before_figures(languages)}"
        r"(?P<day>[0-9]{1,2})(?P<mark>[-.])(?P<month>[0-9]{1,2})(?P=mark)(?P<year>[0-9]{2})(?![0-9])(?![-./][0-9])",
        re.IGNORECASE,
    )


@lru_cache(maxsize=3)
def relative_day(languages: Languages) -> re.Pattern[str]:
    """Return the pattern of "kemarin", "besok pagi", "2 days ago"; group `words` is without the part of the day."""
    words = {
        "id": r"kemarin\slusa|kemarin|hari\sini|besok\slusa|besok|lusa|[0-9]{1,3}\shari\s(?:yang\s)?lalu",
        "en": r"(?:the\s)?day\s(?:before\syesterday|after\stomorrow)|yesterday|today|tomorrow|[0-9]{1,3}\sdays?\sago",
    }
    parts = {"id": r"dini\shari|pagi|siang|sore|petang|malam", "en": r"morning|afternoon|evening|night"}
    return re.compile(
        rf"(?P<words>{'|'.join(words[language] for language in languages)})"
        rf"(?:\s(?:{'|'.join(parts[language] for language in languages)}))?",
        re.IGNORECASE,
    )
