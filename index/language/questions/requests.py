"""Tells what somebody wants who asks no question: key words, a request for articles, for news, a bare "when?". Pure.

People who search all day type "Gunung Sirimba" and "berita gempa". By closed lists of words and by form alone: what is
none of these is a question, also without a question mark.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from index.language.question_words import ANYTHINGS, ASKING, OF_PEOPLE, OFFICES, POINTING
from index.language.questions.kinds import AnswerKind, asked_kind
from index.language.questions.pointing import names_nothing
from index.language.reading import read_question
from index.language.subjects import has_suffix, is_function, is_relational, words_of
from index.language.text import listed

_MOST_KEY_WORDS = 4
_NOUN, _ON = r"(?:berita|kabar|artikel|pengumuman|info(?:rmasi)?)", r"(?:tentang|soal|mengenai|ttg)"
_THINGS = r"(?:news|articles?|stories|announcements?|information|info)"
_NEWS = re.compile(
    rf"(?:ada |apa |daftar )?{_NOUN}(?:nya)?(?: apa)?(?: saja| aja)?"
    r"(?: (?:yang |yg )?(?:terbaru|terkini|baru|terakhir|ada))?"
    r"(?: (?:hari|minggu|bulan) ini| sekarang)?(?: apa)?(?: saja| aja)?"
    rf"|(?:what|which) {_THINGS} (?:do you have|are there)|(?:list|show)(?: me)?(?: all)?(?: (?:the|your))? {_THINGS}"
    r"|what(?:['’]?s| is) (?:new|the news|the latest(?: news)?|in the news)(?: today| now| this week)?"
    rf"|(?:the |any )?(?:latest |new |recent |today['’]?s )?{_THINGS}(?: today| now| this week)?",
    re.IGNORECASE,
)
# "Earthquake news"; what is behind "good news" says nothing of it.
_NEWS_OF = re.compile(
    r"(?:(?:the|any|latest|new|recent|today['’]?s) )*(?!(?:breaking|good|bad|fake|local|top|other|more|all) \w+$)"
    r"(?P<subject>.+) (?:news|articles?|stories)",
    re.IGNORECASE,
)
# "Ada berita gempa tidak?", "do you have anything about the museum?".
_IS_THERE = re.compile(
    r"(?:(?:apakah )?ada|punya|(?:is|are) there|(?:do you|you|have you) (?:have|got)|got|what do you know"
    r"|apa yang (?:kamu|anda) (?:tahu|ketahui))\s+(?:any |some |anything )?",
    re.IGNORECASE,
)
_OR_NOT = re.compile(r"\s(?:tidak|enggak|nggak|gak|ga)$", re.IGNORECASE)
_ABOUT = re.compile(
    r"(?:(?:(?:tolong|coba|mohon) )?(?:ceritakan|ceritain|jelaskan|jelasin|carikan|cariin|cari|tampilkan"
    r"|(?:ringkas|rangkum)(?:kan|an)?|daftar(?= (?:berita|artikel))|kasih tau|beri tahu)"
    rf"(?: saya| aku| dong)?(?: lebih banyak| lebih lanjut| lagi)?(?: {_NOUN})?(?: {_ON})?"
    rf"|(?:{_NOUN}|cerita|profil)(?: terbaru| terkini)?(?: {_ON}| dari)?|{_ON}"
    r"|(?:please |can you |could you )?(?:tell me|show me|find me|find|search(?: for)?|look up|give me"
    r"|summari[sz]e|sum up|(?:a |the )?summary of|list(?= [a-z ]{0,30}\b(?:about|on) ))"
    rf"(?: something| anything| everything| all)?(?: more)?(?: (?:the )?{_THINGS})?(?: about| on)?"
    rf"|(?:more |any |latest |the )?{_THINGS} (?:about|on|from)"
    r"|(?:(?:more|(?:any|some|every)thing(?: (?:else|more))?) )?about)\s+",
    re.IGNORECASE,
)
# "What about the volcano?", "terus bensin?", which ask for what there is where they go on from nothing.
_WHAT_ABOUT = re.compile(
    r"(?:(?:dan|terus|and|so) )?(?:kalau|(?:bagaimana|gimana) (?:dengan|kalau)|(?:what|how) about) (?:the )?"
    r"|(?:dan|terus|and) (?:the )?",
    re.IGNORECASE,
)
_HOW_IS_IT = re.compile(r" (?:bagaimana|gimana)$", re.IGNORECASE)
_NOW = re.compile(
    r"(?:\s{1,3}(?:sekarang|terbaru|terkini|terakhir|(?:hari|minggu|bulan) ini|now|today|lately|this week|kak|min"
    r"|dong)){1,4}$",
    re.IGNORECASE,
)
# A year names something, a lone "1" nothing.
_NAMING = re.compile(r"[^\W\d_]{2}|\d{4}")
_ALL_OF_THEM = re.compile(
    r"\b(?:apa|siapa|mana|kapan|berapa)(?:-\w+)? saja\b|\bsiapa-siapa\b|\bsebutkan\b"
    r"|\b(?:what|who|which) (?:are|were)\b|\b(?:list|name) (?:of|all|me)\b|^\W*list the\b"
    r"|^\W*daftar (?!ulang)(?!.*\b(?:kapan|mana|berapa|bagaimana)\b)\w"
    r"|\bwhat (?:do|should|must|will|would|did) (?:i|we|you|they|she|he) (?:need|bring|have to bring)\b"
    r"(?! to (?:do|pay))"
    r"|\bwhat goes in(?:to)?\b|\bwhat(?:['’]?s| is) (?:the|your) recipe\b"
    r"|\bwho(?:['’]?s| is) (?:all )?in the (?:cast|team|squad|band|line-?up|committee)\b"
    r"|(?m:^)(?>.*?\bbahan(?:-bahan)?nya\b).*\bapa\b|\bapa bahan(?:-bahan)?nya\b"
    r"|\b(?:butuh|perlu) apa (?:untuk|buat)\b",
    re.IGNORECASE,
)
_PAST = re.compile(r"\w{3,}ed")
_OF_LISTS = frozenset(["the", "a", "an", "itu", "ini", "tersebut"])
# "The Lavrov article".
_OF_ARTICLES = frozenset(["article", "articles", "story", "news", "itu", "ini", "tersebut", "tadi"])

_LAST = -1
_ORDINALS = {
    word: place
    for place, words in enumerate(
        ("pertama first 1st", "kedua second 2nd", "ketiga third 3rd", "keempat fourth 4th", "kelima fifth 5th"), 1
    )
    for word in words.split()
} | {"terakhir": _LAST, "last": _LAST}
_CARDINALS = {
    word: place
    for place, words in enumerate(("satu one", "dua two", "tiga three", "empat four", "lima five"), 1)
    for word in words.split()
}
# "Yang ke-2", "buka nomor 3", "the second one"; with what is asked of it behind, "yang kedua kapan".
_CHOSEN = re.compile(
    r"(?:(?:ya|yes|oke?|dan|terus|kalau|and|(?:what|how) about|tolong|coba|please|(?:(?:saya|aku|i) )?(?:mau|want)|"
    r"pilih|(?:buka|lihat|tampil|baca)(?:kan)?|open|(?:show|read|tell)(?: me)?(?: about)?|see|pick|what does|isi)\s+)*"
    rf"(?:(?:yang|the|{_NOUN}|{_THINGS}|jawaban|pilihan|opsi|hasil|link|tautan|option|answer|result)\s+)*"
    rf"(?:(?:(?:nomor|nomer|no|number|num)(?![a-z])[. ]*|#\s?|ke[ -]?)(?P<number>\d|{'|'.join(_CARDINALS)})(?!\w)"
    rf"|(?P<ordinal>{'|'.join(_ORDINALS)})(?!\w)|(?P<digit>\d)(?=\W*$))"
    r"(?:\s+(?:one|article|story|answer|option|saja|itu|tadi|says?))*(?P<asked>\W.*)?",
    re.IGNORECASE,
)


class RequestKind(StrEnum):
    """What somebody wants who asks no question."""

    NEWS = "news"
    ARTICLES = "articles"
    KEY_WORDS = "key words"
    BARE = "bare"


@dataclass(frozen=True)
class Request:
    """What is wanted, and what about; `subject` is empty for news and for a bare question word."""

    kind: RequestKind
    subject: str = ""

    @property
    def may_be_answered(self) -> bool:
        """Whether key words ask for something of what they name: "harga beras", "alamat museum"; not "Trump"."""
        words = {each.lower() for each in words_of(self.subject)}
        is_asked_for = asked_kind(self.subject) is not AnswerKind.OTHER or not words.isdisjoint(_ASKED_FOR)
        return self.kind is RequestKind.KEY_WORDS and is_asked_for


@dataclass(frozen=True)
class Choice:
    """Which one of a list is meant: its place, from 1, or -1 for the last; `asked` is what is asked of it."""

    place: int
    asked: str = ""


def choice_in(message: str) -> Choice | None:
    """Return which one of a list a message chooses, "yang kedua", "no 3"; None where it chooses none.

    Args:
        message: as it was typed; a list stands before it.
    """
    found = _CHOSEN.fullmatch(read_question(message).text.strip(" ?!.…"))
    if found is None:
        return None
    asked = (found["asked"] or "").strip(" ,:;-–")
    if asked and not _asks(words_of(asked)):
        return None
    if found["ordinal"]:
        return Choice(_ORDINALS[found["ordinal"].lower()], asked)
    number = (found["number"] or found["digit"]).lower()
    return Choice(int(number) if number.isdigit() else _CARDINALS[number], asked)


def request_in(message: str) -> Request | None:
    """Return what a message wants that is no question; None for a question.

    Args:
        message: as it was typed, or as it was read.
    """
    text = " ".join(message.split())
    bare = text.rstrip(" ?!.…")
    words = words_of(bare)
    if not words:
        return None
    # As it is read: "kpn?" asks, "trump kim ketemu dmn" is a question, "dong" and "sekarang" name nothing.
    key = _NOW.sub("", read_question(bare).text)
    read = words_of(key)
    if all(_only_asks(each) for each in read) and (_asks(read) or any(map(has_suffix, read))):
        return Request(RequestKind.BARE)
    if _NEWS.fullmatch(bare) or _NEWS.fullmatch(key):
        return Request(RequestKind.NEWS)
    if another := _what_about(key):
        return Request(RequestKind.KEY_WORDS, another)
    if names_nothing(read_question(text).text, text):
        return Request(RequestKind.BARE)
    wanted = bare[is_there.end() :] if (is_there := _IS_THERE.match(bare)) else bare
    found = _ABOUT.match(wanted)
    if not found and (found := _ABOUT.match(key)):
        # "Brita gempa".
        wanted = key
    if found:
        subject = _NOW.sub("", read_question(wanted[found.end() :]).text)
        subject = _without_article(_OR_NOT.sub("", subject) if is_there else subject)
        named = words_of(subject)
        if names_nothing(subject, subject):
            # "Ceritakan tentang dia".
            return Request(RequestKind.BARE)
        if not _asks(named) and not any(each.lower() in POINTING for each in named):
            is_news = all(map(is_function, named))
            return Request(RequestKind.NEWS) if is_news else Request(RequestKind.ARTICLES, subject)
    is_question = text.endswith("?") or _asks(words) or _asks(read) or asks_for_list(key)
    if is_question or not _are_key_words(key):
        return None
    if of := _NEWS_OF.fullmatch(key):
        return Request(RequestKind.ARTICLES, of["subject"])
    return Request(RequestKind.KEY_WORDS, key)


def _are_key_words(text: str) -> bool:
    words = words_of(text)
    return len(words) <= _MOST_KEY_WORDS and all(map(_may_be_key, words)) and _NAMING.search(text) is not None


def _what_about(text: str) -> str:
    """Return what a message goes on to that asks nothing of it: "gunung" of "kalau gunungnya?"; empty for any other."""
    found = _WHAT_ABOUT.match(text)
    subject = _HOW_IS_IT.sub("", text[found.end() :]) if found else ""
    if not _are_key_words(subject) or _asks(words_of(subject)):
        return ""
    if not any(map(has_suffix, words_of(subject))):
        return subject
    # "Pelatihnya" is somebody's.
    noun = subject.removesuffix("nya")
    return "" if " " in noun or is_relational(noun) or noun.lower() in _ASKED_FOR else noun


def asks_for_list(query: str) -> bool:
    """Return whether a question asks for more than one thing: "apa saja bahannya", "list the winners"."""
    return _ALL_OF_THEM.search(query) is not None


def _asks(words: list[str]) -> bool:
    return any(each.lower() in ASKING for each in words)


def _only_asks(word: str) -> bool:
    """Return whether a word names nothing: it asks, or asks for what is something's, "harganya"."""
    return (
        has_suffix(word)
        or word.lower() in ASKING
        or word.lower() in {"di", "ke", "dari", "itu", "sih", "ya", "kah", "jam", "tanggal"}
    )


def _may_be_key(word: str) -> bool:
    """Return whether a word names something: verbs and pronouns make a sentence, prepositions do not."""
    lowered = word.lower()
    if lowered in POINTING:
        return False
    is_verb = is_relational(word) or (word.islower() and _PAST.fullmatch(word) is not None)
    return lowered in _BETWEEN or lowered in _KEY_NOUNS or not (is_function(word) or is_verb)


_BETWEEN = frozenset(["di", "dari", "dan", "of", "in", "the", "and", "for"])
# Nouns that belong to something, and that people search by all the same.
_KEY_NOUNS = listed(
    "harga biaya jadwal lokasi alamat juara pemenang korban hasil skor price prices cost result results"
)
_ASKED_FOR = _KEY_NOUNS | OFFICES | OF_PEOPLE | ANYTHINGS


def _without_article(subject: str) -> str:
    words = subject.split()
    while words and words[0].lower() in _OF_LISTS:
        words.pop(0)
    while len(words) > 1 and words[-1].lower() in _OF_ARTICLES:
        words.pop()
    return " ".join(words)


def key_words(subject: str) -> list[str]:
    """Return the words of a subject that name something, in small letters."""
    words = [each.lower() for each in words_of(subject)]
    return [each for each in words if each not in _BETWEEN and not is_function(each)] or words
