"""What kind of answer a question asks for, and whether a text can be one: "pukul berapa" wants a time, not "86".

By the question's words, Indonesian and English, and by the form of the answer; no model, and pure.
"""

from __future__ import annotations

import re
from enum import StrEnum

from index.language import question_words
from index.language.sentences.abbreviations import INSIDE, TITLES


class AnswerKind(StrEnum):
    """What a question asks for; `OTHER` where its words do not say."""

    TIME = "time"
    DURATION = "duration"
    YEAR = "year"
    DATE = "date"
    DAY = "day"
    RESUMPTION = "day from which something is there again"
    AGE = "age"
    AGE_OF_A_THING = "age of a thing"
    PRICE = "price"
    CONTACT = "contact"
    PHONE = "telephone number"
    EMAIL = "e-mail address"
    WEBSITE = "web address"
    SCORE = "score"
    LENGTH = "length"
    TEMPERATURE = "temperature"
    MEASURE = "measure"
    COUNT = "count"
    NUMBER = "number"
    PERSON = "person"
    PLACE = "place"
    REASON = "reason"
    YES_OR_NO = "yes or no"
    LIST = "list"
    MANNER = "manner"
    OTHER = "other"


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.IGNORECASE)


def _either(words: frozenset[str]) -> str:
    return rf"(?:{'|'.join(sorted(words))})"


def _address_asked_for(noun: str) -> re.Pattern[str]:
    """Return the pattern of questions for an address that is called so; not of what is done by it, or said in it."""
    return _any(
        rf"\b{noun} (?:for|of|to (?:contact|reach|use|write))\b",
        rf"\b{noun} address(?:es)?\b|\balamat {noun}\b|\w['’]s? {noun}\b",
        rf"\b(?:is there|there is|do you have|have you got) an? {noun}\b",
        r"^(?!.*\b(?:who\w*|when|why|how|where|can|could|may|did|does|do|is|are|was|sent|siapa|kapan|bisa\w*|boleh\w*)\b)"
        rf"\W*(?:what(?:['’]?s)? |which )?(?:the |their |his |her |your |our |its )?(?:[\w'’-]+ ){{0,3}}"
        rf"(?<!\bby )(?<!\bvia )(?<!\ban )(?<!\blewat )(?<!\bmelalui )(?<!\bdi ){noun}\W*$",
        rf"\b{noun}(?:nya)?\b(?:(?!\b(?:isi|kata|bilang)).){{0,40}}\b(?:apa|berapa|mana)\W*$",
        rf"\bapa(?:kah)? {noun}(?:nya)?\b",
        rf"^\W*{noun}(?:nya)? [\w-]+(?: [\w-]+)?\W*$",
    )


_PRICED = rf"\b(?:{_either(question_words.PRICED)}|(?:mem|di)?bayar)(?:nya)?\b"
_COUNTED = f"{_either(question_words.COUNTED)}(?:nya)?"
_MEASURE = (
    r"(?:(?:kilo|centi|senti|mili|milli)?(?:met(?:er|re)s?|grams?|lit(?:er|re)s?)|kilo|km|cm|mm|kg|ml|tons?|tonnes?|hektare?|hectares?|"
    r"ha|acres?|miles?|feet|foot|ft|inch(?:es)?|persen|percent|per cent|derajat|degrees?|watts?|mdpl)"
)
_OF_PEOPLE = (
    rf"(?:(?:sudah|telah|belum|tidak|akan|bisa|masih) )?{_either(question_words.DONE_BY_PEOPLE)}\b(?! (?:di|ter|me)\w)"
)
_WHICH_ONE = r"(?:rt|rw|kelas|nomor|no|blok|gang|loket|lantai|kamar|ruang|tim|gelombang|sesi|juara|angkatan)"
_EMAIL = r"(?:e-?mails?|surel)"
# Numbers that one calls or pays to.
_REACHED = r"(?:telepon|telp|tlp|hp|handphone|ponsel|seluler|wa|whatsapp|kontak|rekening|faks|fax)(?:nya)?"
_NOT_TODAY = r"^(?!.*\b(?:today|tonight|tomorrow|lunch|hari ini|malam ini|sore ini|besok|istirahat)\b)"
_CALLING = r"(?:phone|telephone|call|ring|telepon|telp|tlp|wa|whatsapp)"
_FOR_A_TIME = r"(?:an?|per|each) (?:hour|hr|day|week|month|year)"
_STUFF = (
    r"(?:water|rain|snow|land|space|time|weight|left|needed|known|missing|expected|enough|too|more|less|of|grow\w*|"
    r"ris(?:e|en|ing)|bigger|larger|older|louder|heavier|faster|higher)"
)
_COST = r"(?:price|cost|fee|fare|rent|salary|wage)s?"
_MEMBERS = r"(?:adult|junior|senior|student|family|child|annual|single|joint|full|social)"
_OLD_THINGS = f"{_either(question_words.OLD_THINGS)}s?"
_OLD_THINGS_IN_INDONESIAN = _either(question_words.OLD_THINGS_IN_INDONESIAN)
# The first one that is found.
_ASKED_BY = (
    (
        AnswerKind.CONTACT,
        _any(
            r"(?m:^)(?>.*?\b(?:kontak|narahubung)(?:nya)?\b).*\b(?:berapa|apa)\b",
            r"\bcontact (?:numbers?|details?)\b",
            rf"\b{_CALLING} (?:or|and|atau|dan) {_EMAIL}|{_EMAIL} (?:or|and|atau|dan) {_CALLING}\b",
        ),
    ),
    (
        AnswerKind.PHONE,
        _any(
            rf"\b(?:nomor|nomer|no\.?) {_REACHED}\b",
            r"(?m:^)(?>.*?\b(?:whatsapp|wa|telepon|telp|tlp)(?:nya)?\b).*\b(?:berapa|apa)\b",
            r"\b(?:phone|telephone|tel|whatsapp|mobile|fax|account) (?:numbers?|no)\b|\b(?:tele)?phone for\b",
        ),
    ),
    (
        AnswerKind.EMAIL,
        _any(
            _address_asked_for(_EMAIL).pattern,
            r"\b(?:how|where|what address) (?:do|can|could|should|would) (?:i|we|you|one|people) e-?mail\b",
        ),
    ),
    (AnswerKind.WEBSITE, _address_asked_for(r"(?:web ?sites?|situs web|laman|url)")),
    (AnswerKind.TIME, _any(r"\b(?:pukul|jam) berapa", r"(?<!during )\bwhat (?:time|hour)(?! (?:period|span))")),
    (
        AnswerKind.DURATION,
        _any(
            r"\bberapa (?:lama|hari|minggu|bulan|tahun|jam|menit)\b",
            r"\bhow (?:long|many (?:minutes|hours|days|nights|weeks|months|years))\b",
        ),
    ),
    (AnswerKind.YEAR, _any(r"\btahun berapa", r"\b(?:what|which) year\b")),
    (
        AnswerKind.DATE,
        _any(
            r"\btanggal berapa\b",
            r"\b(?:hari|tanggal|bulan)(?:-hari)? apa\b",
            r"\b(?:what|which) (?:days?|dates?|months?)\b",
        ),
    ),
    # Opening hours tell nothing of when it opens again, but for the same day.
    (
        AnswerKind.RESUMPTION,
        _any(
            rf"{_NOT_TODAY}(?!.*\b(?:how|what|which|who\w*|where|why)\b)(?>.*?\bwhen\b).*"
            r"\b(?:re-?open\w*|resum(?:e|es|ing)|\w+ again|back (?:open|on|in (?:service|use)|to normal|running))\b",
            rf"{_NOT_TODAY}(?=.*\bkapan\b).*\b(?:(?:di)?buka|mulai|(?:ber)?operasi|(?:ber)?jalan|aktif|normal|(?:me)?nyala|"
            r"mengalir|ada|main|diadakan|digelar|dimulai|masuk) (?:lagi|kembali)\b",
        ),
    ),
    # "How old was he when …" asks no day, nor does "When it rains, what …".
    (
        AnswerKind.DAY,
        _any(
            r"\bkapan(?:kah)?\b",
            r"^(?!(?>.*?\b(?:how|what|which|who\w*|where|why)\b).*\bwhen\b)"
            r"(?!(?>.*?\bwhen\b).*(?:, (?:how|which|who|where|why)|\bwhat (?:is|are|was|were|do|does|did|happen\w*))\b)"
            r".*\bwhen\b",
        ),
    ),
    (
        AnswerKind.AGE_OF_A_THING,
        _any(
            rf"\bhow old (?:is|are|was|were) (?:[\w'’-]+ ){{0,5}}{_OLD_THINGS}"
            r"(?:\W*$| (?:at|in|on|of|by|near|when|now)\b)",
            rf"\b(?:umur|usia) {_OLD_THINGS_IN_INDONESIAN}(?:nya)?\b",
        ),
    ),
    (AnswerKind.AGE, _any(r"\b(?:umur|usia)(?:nya)?\b(?! \d)", r"\bhow old\b", r"\bwhat age\b")),
    # What stands right behind "berapa" tells more than what is paid.
    (AnswerKind.MEASURE, _any(r"\bberapa persen\b")),
    (AnswerKind.COUNT, _any(r"^(?!.*\bharga).*\bberapa (?:orang(?! (?:dewasa|asing|tua)\b)|jiwa|ekor)\b")),
    (
        AnswerKind.PRICE,
        _any(
            # Of a line the first of the one and the last of the other, so that a long one is looked through once.
            rf"(?m:^)(?>.*?{_PRICED}).*\bberapa",
            rf"(?m:^)(?>.*?\bberapa\b).*{_PRICED}",
            r"\btiket(?:nya)?\b.*\bberapa\W*$",
            r"\bberapa (?:per|se(?:lembar|kilo|ekor|porsi|bungkus|buah|biji|botol|gelas|piring|orang|kali))\b",
            r"\bhow much\b.*\b(?:costs?|pay|paid|fee|fare|earn|charged?|worth)\b",
            rf"\bhow much (?:is|are|was|were|for)\b(?!.*\b{_STUFF}\b)",
            r"\bwhat (?:does|do|did)\b.*\bcosts?\b",
            rf"\bwhat (?:does|do|did)\b.*\b(?:get|earn|charge|pay)\b.*\b{_FOR_A_TIME}\b",
            r"\bwhat(?:['’]?s| is| are| was| were) (?:the|your|their|his|her) (?:fine|"
            rf"(?:[\w'’-]+ ){{0,3}}{_COST}|{_MEMBERS} membership\W*$)(?! of living)\b",
            rf"^\W*(?:the )?(?:[\w'’-]+ ){{0,3}}{_COST}(?: (?:for|per|to)\b|\W*$)|^\W*(?:price|cost|fee|fare)s? of\b",
            r"\b(?:is|are) (?:it|entry|entrance|admission|parking|(?:the )?(?:entry|parking|tickets?|admission)) free\b"
            r"(?! (?:on|at|from|now|today|tomorrow)\b)|\bfree (?:of charge|to (?:enter|get in|go in|park|join))\b",
            r"^(?!.*\b(?:siapa|kapan|mana|bagaimana|mengapa|kenapa|apa saja|apa yang)\b)"
            r"\W*(?:apa(?:kah)? )?(?:[\w-]+ ){0,4}?(?:gratis(?:kah)?|berbayar|bayar)"
            r"(?: (?:atau (?:bayar|berbayar|gratis|tidak)|tidak|enggak|nggak|gak|ga))?\W*$",
        ),
    ),
    (
        AnswerKind.SCORE,
        _any(r"\bskor(?:nya)?\b.*\bberapa", r"\bberapa\b.*\bskor", r"\bwhat (?:is|was|were) the (?:\w+ )?scores?\b"),
    ),
    (
        AnswerKind.LENGTH,
        _any(
            r"\b(?:tinggi|panjang|lebar|jarak|kedalaman|ketinggian|luas)(?:nya)?\b.*\bberapa(?! \w)",
            r"\bberapa (?:tinggi|panjang|lebar|jarak|dalam|jauh|kedalaman|ketinggian)(?:nya)?\b",
            r"\bhow (?:far|tall|high|deep|wide)\b",
        ),
    ),
    (
        AnswerKind.TEMPERATURE,
        _any(r"\bsuhu(?:nya)?\b.*\bberapa\b", r"\bhow (?:warm|hot|cold)\b", r"\bwhat temperature\b"),
    ),
    (AnswerKind.MEASURE, _any(rf"\bberapa {_MEASURE}\b", rf"\bhow many {_MEASURE}\b")),
    (
        AnswerKind.COUNT,
        _any(
            rf"\bberapa (?:banyak )?{_COUNTED}\b",
            rf"^\W*(?:(?:ada|jadi|total|totalnya|kira-kira|sekarang|memang) )?berapa (?:banyak )?yang {_OF_PEOPLE}",
            rf"^\W*(?:ada )?yang {_OF_PEOPLE}(?!.*\b{_WHICH_ONE} berapa)(?>.*\bberapa)\W*$",
            rf"\bhow many (?!{_MEASURE}\b)",
        ),
    ),
    (
        AnswerKind.NUMBER,
        _any(
            r"\bberapa",
            r"\bhow (?:many|much|far|tall|high|deep|heavy|big|large|fast|wide|often)\b",
        ),
    ),
    (AnswerKind.PERSON, _any(r"\bsiapa", r"\bwho(?:m|se)?\b")),
    (
        AnswerKind.PLACE,
        _any(
            r"\b(?:di|ke|dari) ?mana\b",
            r"\bwhere\b",
            r"\b(?:in|on|at) (?:which|what) (?:street|road|city|town|village|place|country|district|building)\b",
        ),
    ),
    (AnswerKind.REASON, _any(r"\b(?:mengapa|kenapa)\b", r"\bwhy\b")),
    (
        AnswerKind.YES_OR_NO,
        _any(
            r"^\W*(?:apakah|adakah|bolehkah|bisakah|haruskah|masihkah)\b",
            r"^\W*(?:is|are|was|were|do|does|did|can|could|may|will|has|have|had|should|must)\b",
            r"^(?!.*\b(?:apa|mana|yang)\b).*\b(?:tidak|enggak|nggak|gak|ga|or not)\W*$",
        ),
    ),
    (AnswerKind.LIST, _any(rf"^(?!.*{_PRICED}).*\bapa saja\b")),
    (AnswerKind.MANNER, _any(r"\bbagaimana", r"\bhow\b")),
)
_BY_KEY_WORD = tuple((AnswerKind(kind), _any(pattern)) for kind, pattern in question_words.KEY_WORDS.items())
_MONTHS = rf"\b{_either(question_words.MONTH_NAMES)}\b"
_DAYS = (
    r"\b(?:senin|selasa|rabu|kamis|jum[’']?at|sabtu|minggu|ahad|(?:mon|tues|wednes|thurs|fri|satur|sun)days?|weekdays?|"
    r"weekends?|hari|today|tomorrow|yesterday|tonight|besok|kemarin|lusa|lebaran|natal|ramadan|christmas|easter|tanggal|"
    r"bulan|tahun|month|year|week|spring|summer|autumn|winter|century|abad|se(?:hari|minggu|bulan|tahun))\b"
)
_TIME = _any(
    r"(?<!\d)(?:[01]?\d|2[0-4])[.:][0-5]\d(?!\d)",
    r"\b\d{1,2} ?(?:am|pm|a\.m|p\.m)\b",
    r"\b\w+ o[’']clock\b",
    r"\b(?:half|quarter) (?:past|to)\b|\bsetengah \w",
    r"\b(?:pukul|jam) \w",
    r"\b(?:noon|midday|midnight|dawn|dusk|pagi|siang|sore|malam|petang|subuh|magrib)\b",
)
_DATE = _any(_MONTHS, _DAYS, r"\b\d{1,2}[/-]\d{1,2}(?:[/-]\d{2,4})?\b")
_SHORT_MONTH = r"(?:jan|feb|mar|apr|jun|jul|aug|agu|agt|sept?|okt|oct|nov|des|dec)"
# "When the pipe is mended" says when, too.
_DAY = _any(
    _DATE.pattern,
    rf"\b{_SHORT_MONTH}\b\.? ?\d|\d ?{_SHORT_MONTH}\b",
    r"\b(?:1\d|20)\d\d(?:s|-an)?\b",
    r"\b\d{1,4} ?(?:M|SM|A\.?D|B\.?C(?:\.?E)?|C\.?E)\b",
    r"\b(?:ago|lalu|silam|period\w?|eras?|zaman|masa|ages?)\b",
    r"^\W*(?:(?:se)?(?:sebelum|sesudah|setelah|ketika|saat|waktu|selama|sejak)|before|after|when|during|until|since|once)\b",
)
# An hour without minutes: "jam 9".
_HOUR = re.compile(r"\W*(?:[01]?\d|2[0-4])\W*")
_DAY_OF_A_MONTH = re.compile(r"\W*(?:[12]?\d|3[01])\W*")
_EARLY_YEAR = re.compile(r"\d{3}")
_YEAR = _any(r"\b\d{3,4}\b", r"\babad\b", r"\bcentury\b")
_NUMBER = _any(r"\d|\b\w+teen\b", rf"\b{_either(question_words.IN_NUMBERS)}\b")
_PRICE = _any(
    r"\brp\.? ?\d",
    r"[£$€]",
    r"\b(?:rupiah|ribu|juta|miliar|triliun|gratis|dipungut biaya|seikhlasnya|sukarela|free|no charge|"
    r"donations?|dollars?|pounds?|euros?|pence|sen|cents?|francs?|yen|ringgit|unpaid|"
    r"\d+p)\b",
    # What is counted is no price: "500 bibit".
    r"\d{3}\W*(?:$|(?:per|an?|each|every|tiap|setiap|se\w+|untuk|for)\b)",
)
_CALLED = re.compile(r"\+?\d[\d ().–-]{4,}\d")
_EMAIL_ADDRESS = re.compile(r"\S@\S")
_WEB_ADDRESS = _any(r"\bwww\.|https?:", r"(?<![@\w.-])[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}\b(?![@\w])")
_CONTACT = _any(_CALLED.pattern, _EMAIL_ADDRESS.pattern, r"\bwww\.|https?:")
_PHONE = re.compile(r"(?<!\d)(?:\+\d|\(?0)\d[\d ().–-]{6,}\d")
_CURRENCY = _any(r"\brp\.? ?\d", r"[£$€]", r"\b(?:rupiah|dollars?|pounds?|euros?)\b")
_UNIT_OF_TIME = _any(rf"\b{_either(question_words.UNITS_OF_TIME)}\b")
# No day, but how long something is or lasts: "dua hari", "12–59 bulan".
_SO_LONG = _any(
    rf"\W*(?:\d+(?: ?[–-] ?\d+)?|{_either(question_words.IN_NUMBERS)}) {_either(question_words.UNITS_OF_TIME)}\W*"
)
_BARE_TITLES = TITLES & INSIDE
_DAYS_ASKED_FOR = frozenset({AnswerKind.DAY, AnswerKind.DATE, AnswerKind.RESUMPTION})
_SCORE = _any(r"\d ?[-–:] ?\d", r"\b(?:imbang|seri|draw|nil)\b")
_MEASURED = _any(rf"\d ?{_MEASURE}\b", r"\d ?[%°]", _CURRENCY.pattern)
_LENGTH = _any(rf"\d ?(?:{_MEASURE}|m)\b", r"\b(?:met(?:er|re)s?|kilomet(?:er|re)s?|miles?|feet|foot)\b")
_OF_LIFE = _any(r"\b(?:tahun|bulan|hari|years?|months?|weeks?|days?|old)\b")
_NEXT_SENTENCE = re.compile(r"([^\W\d_]{4,}+[.!?])\s+[^\W\d_a-z]")
_TEMPERATURE = _any(r"\d ?(?:°|derajat|degrees?|celsius|[CF]\b)", r"^\W*[-–]?\d+(?:[.,]\d+)?\W*$")
# A clause that says why or if, which is no yes and no "no".
_REASON_OR_QUESTION = re.compile(r"\W*(?:karena|sebab|because|since|apakah|whether|if)\b", re.IGNORECASE)
_SUM_OR_NUMBER = re.compile(r"\W*(?:rp\.? ?|[£$€] ?)?\d[\d.,]*\W*", re.IGNORECASE)
# Who it was has been said before: "siswi kelas tiga itu", "the student".
_SAID_BEFORE = _any(r"\b(?:itu|tersebut)\W*$")
_CAPITAL, _DIGIT = re.compile(r"[A-Z]"), re.compile(r"\d")
_NO_WORD = re.compile(r"[\W\d]*")
_OF_SENTENCES = frozenset(
    {AnswerKind.REASON, AnswerKind.MANNER, AnswerKind.YES_OR_NO, AnswerKind.LIST, AnswerKind.OTHER}
)
# Names and places, too, may take a clause.
_SHORT = frozenset(AnswerKind) - _OF_SENTENCES - {AnswerKind.PERSON, AnswerKind.PLACE}
_FEW_WORDS = 6
_LOOKS_LIKE = {
    AnswerKind.DATE: _DATE,
    AnswerKind.NUMBER: _NUMBER,
    AnswerKind.SCORE: _SCORE,
    AnswerKind.YEAR: _YEAR,
    AnswerKind.RESUMPTION: _DAY,
    AnswerKind.EMAIL: _EMAIL_ADDRESS,
    AnswerKind.WEBSITE: _WEB_ADDRESS,
}


def asked_kind(question: str) -> AnswerKind:
    """Return the kind of answer that a question asks for."""
    return next((kind for kind, pattern in (*_ASKED_BY, *_BY_KEY_WORD) if pattern.search(question)), AnswerKind.OTHER)


def misfit(kind: AnswerKind, answer: str) -> float:
    """Return how little a text can be an answer of a kind: 0 it can, 1 it cannot, .5 it is one of a like kind."""
    if kind is not AnswerKind.OTHER and f"{answer.strip(' .').lower()}." in _BARE_TITLES:
        return 1.0
    if kind in _DAYS_ASKED_FOR and _SO_LONG.fullmatch(answer):
        return 0.5
    if kind is AnswerKind.DATE and _DAY_OF_A_MONTH.fullmatch(answer):
        return 0.5
    if pattern := _LOOKS_LIKE.get(kind):
        return 0.0 if pattern.search(answer) else 1.0
    match kind:
        case AnswerKind.AGE:
            is_year = _YEAR.search(answer) is not None and _OF_LIFE.search(answer) is None
            return float(is_year or _CURRENCY.search(answer) is not None or _NUMBER.search(answer) is None)
        case AnswerKind.AGE_OF_A_THING:
            is_told = _NUMBER.search(answer) is not None or _YEAR.search(answer) is not None
            return float(not is_told or _CURRENCY.search(answer) is not None)
        case AnswerKind.PHONE:
            return float(_CALLED.search(answer) is None or _CURRENCY.search(answer) is not None)
        case AnswerKind.CONTACT:
            return float(_CONTACT.search(answer) is None or _CURRENCY.search(answer) is not None)
        case AnswerKind.PRICE:
            return float(_PRICE.search(answer) is None or _PHONE.search(answer) is not None)
        case AnswerKind.COUNT:
            is_other = _MEASURED.search(answer) is not None or _PHONE.search(answer) is not None
            return float(is_other or _NUMBER.search(answer) is None)
        case AnswerKind.MEASURE:
            return float(_CURRENCY.search(answer) is not None or _NUMBER.search(answer) is None)
        case AnswerKind.LENGTH:
            return 0.0 if _LENGTH.search(answer) else 0.5 if _NUMBER.search(answer) else 1.0
        case AnswerKind.TIME:
            return 0.0 if _TIME.search(answer) or _HOUR.fullmatch(answer) else 1.0
        case AnswerKind.DAY:
            return 0.0 if _DAY.search(answer) else 0.5 if _TIME.search(answer) or _EARLY_YEAR.fullmatch(answer) else 1.0
        case AnswerKind.TEMPERATURE:
            return 0.0 if _TEMPERATURE.search(answer) else 0.5 if _NUMBER.search(answer) else 1.0
        case AnswerKind.DURATION:
            if _CURRENCY.search(answer) is not None:
                return 1.0
            if _UNIT_OF_TIME.search(answer):
                return 0.0
            return float(_NUMBER.search(answer) is None or _MEASURED.search(answer) is not None)
        case AnswerKind.PERSON:
            is_counted = _DIGIT.search(answer) is not None and _CAPITAL.search(answer) is None
            if is_counted or _NO_WORD.fullmatch(answer):
                return 1.0
            return 0.5 if _SAID_BEFORE.search(answer) else 0.0
        case AnswerKind.YES_OR_NO:
            return float(_REASON_OR_QUESTION.match(answer) is not None)
        case AnswerKind.LIST:
            return float(_SUM_OR_NUMBER.fullmatch(answer) is not None)
        case AnswerKind.PLACE:
            return float(_NO_WORD.fullmatch(answer) is not None or _CURRENCY.search(answer) is not None)
        case AnswerKind.REASON:
            return 1.0 if _NO_WORD.fullmatch(answer) else 0.5 if len(answer.split()) <= 1 else 0.0
    return 0.0


def excess(kind: AnswerKind, answer: str) -> float:
    """Return how much longer a text is than an answer of its kind: words above six, in sixes, at most 1.

    Names and places may have more words, but go over no sentence's end either.
    """
    if kind not in _OF_SENTENCES and any(each[1].lower() not in TITLES for each in _NEXT_SENTENCE.finditer(answer)):
        return 1.0
    return min(1.0, max(0, len(answer.split()) - _FEW_WORDS) / _FEW_WORDS) if kind in _SHORT else 0.0
