"""Reads chat spelling as standard words, by the table of `chat_spelling` and the rules that make forms out of forms.

A form that is also a word, a name or a code stays where the question or the archive shows that it is one: in capitals
in a question that has small letters too, beside the words that the archive has it beside, or where another word asks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.language.question_words import ASKING, MEASURES
from index.language.reading.chat_spelling import Form, When, acronyms, chat_spelling
from index.language.reading.letters import is_a_letter
from index.language.reading.roots import is_indonesian, stem_of
from index.language.reading.short_forms import DOCTOR, age_group, is_a_title, is_a_weekday, meant_in_english
from index.language.reading.spoken_verbs import written_verb
from index.language.reading.tokens import Token, is_small, swap_words, tokens_of, with_case_of
from index.language.reading.vocabulary import Vocabulary
from index.language.subjects import is_function
from index.language.text import listed

# A form of one or two letters is read in its own language alone, longer ones also where both are mixed.
_SHORT = 2
_MIXED_FROM = 2
_STRETCHED = re.compile(r"([^\W\d_])\1{2,}")
_DOUBLED_AT_THE_END = re.compile(r"([^\W\d_])\1+$")
_DOUBLED_BY_TWO = re.compile(r"([^\W\d_]{3,})[2²](nya|ny|x|an)?")
_AFTER_A_FORM = re.compile(r"([^\W\d_]{2,}?)(nya|ny|x|kah|lah|pun)")
_ITS = "nya"
_SUFFIXES = {"ny": _ITS, "x": _ITS}
# Words and names that an Indonesian one begins: "rela" of "relax".
_ENDING_IN_X = listed(
    "relax pertamax hoax latex apex imax index complex duplex simplex reflex remix matrix linux unix netflix komix "
    "phoenix botox detox inbox sandbox paradox thorax anthrax borax climax syntax vertex vortex cortex telex rolex "
    "forex spandex suffix prefix sphinx equinox xerox durex fedex timex dulux"
)
_JOINED = re.compile(r"(di|ke)([^\W\d_]{4,})")
# What people go to, and write "di" and "ke" onto.
_PLACES = listed(
    "pasar rumah tempat sekolah kantor kota desa kampung jalan stasiun bandara terminal hotel museum masjid gereja "
    "pantai lapangan gedung balai kelurahan kecamatan puskesmas perpustakaan taman kampus toko warung atas bawah"
)
_WITH_NUMBER = re.compile(r"([^\W\d_]{3,})(\d{1,4})")
_JAVANESE = re.compile(r"([^\W\d_]{3,}?)n?e")
# Letters of a part of words that were typed as one.
_SHORTEST_GLUED = 8
# Who writes so many words with a capital and a question mark does not shorten "and" to a letter.
_SENTENCE_FROM = 6
_MEANT = listed("u r")
_UNITS = listed("km cm mm kg gr ml ha m g l")
_HOW_MANY = listed("berapa brp brpa brapa berapa2")
_BER = "ber"
_ENOUGH_LETTERS = 4
_BETWEEN_WORDS = re.compile(r"[\s-]+")


@dataclass(frozen=True)
class _Question:
    """What is told of a question as a whole: how many of its words are in each language, and how it is written."""

    languages: dict[str, int]
    is_well_written: bool

    @property
    def language(self) -> str:
        return max(self.languages, key=lambda each: self.languages[each])


def expand(text: str, vocabulary: Vocabulary) -> tuple[str, list[tuple[str, str]]]:
    """Return a question in standard words, and (typed, read) for each word that was read otherwise."""
    tokens = tokens_of(text)
    is_well_written = len(tokens) >= _SENTENCE_FROM and text[:1].isupper() and text.rstrip().endswith("?")
    question = _Question(_languages(tokens), is_well_written)

    def reading(words: Sequence[Token], at: int) -> str | None:
        if written_out := _written_out(words[at], vocabulary):
            return written_out
        if aged := age_group(words, at, question.language, vocabulary):
            return aged
        if question.language == "en" and (meant := meant_in_english(words, at, vocabulary)):
            return with_case_of(words[at].text, meant)
        if not (is_small(words, at) or _is_a_day(words, at) or _is_a_lonely_asking_word(words, at, vocabulary)):
            return None
        if is_a_title(words, at, text, vocabulary):
            return None
        standard = _from_table(words, at, question, vocabulary) or _by_rule(words[at].lower, question, vocabulary)
        return with_case_of(words[at].text, standard) if standard else None

    return swap_words(text, reading)


def _languages(tokens: Sequence[Token]) -> dict[str, int]:
    """Return the number of words that are in one language alone, of those that the table has."""
    table = chat_spelling()
    counts = {"id": 0, "en": 0}
    for token in tokens:
        word = token.lower
        if word == DOCTOR:
            # One in either language.
            continue
        spoken = {language for language in counts if word in table.standard[language]}
        spoken = spoken or {form.language for form in table.forms.get(word, ())}
        if len(spoken) == 1:
            counts[spoken.pop()] += 1
    if not any(counts.values()):
        # "Market st library hrs": where nothing else tells, no word of it is Indonesian.
        longer = [_DOUBLED_AT_THE_END.sub(r"\1", _STRETCHED.sub(r"\1", token.lower)) for token in tokens]
        longer = [each for each in longer if len(each) >= _ENOUGH_LETTERS]
        counts["en"] += bool(longer) and not any(is_indonesian(each) or _has_its(each) for each in longer)
    return counts


def _has_its(word: str) -> bool:
    """Return whether a word is an Indonesian form of the table, of one word, with "its": "sblmnya"."""
    forms = chat_spelling().forms.get(word.removesuffix(_ITS), ())
    return word.endswith(_ITS) and any(form.language == "id" and " " not in form.standard for form in forms)


def _is_a_day(tokens: Sequence[Token], at: int) -> bool:
    """Return whether a word is short for a weekday, which has a capital in English: "open Sat"."""
    forms = chat_spelling().forms.get(tokens[at].lower, ())
    is_one = tokens[at].text.istitle() and not tokens[at].is_quoted and is_a_weekday(tokens, at)
    return is_one and any(form.when is When.DAY for form in forms)


def _is_a_lonely_asking_word(tokens: Sequence[Token], at: int, vocabulary: Vocabulary) -> bool:
    """Return whether a word in capitals asks all the same: "KPN ktt trump", where nothing else does."""
    forms = chat_spelling().forms.get(tokens[at].lower, ())
    return any(form.asks for form in forms) and not _others_ask(tokens, at) and not vocabulary.knows(tokens[at].lower)


def _written_out(token: Token, vocabulary: Vocabulary) -> str | None:
    """Return an acronym's words, where the archive has them and never the acronym; None for any other word."""
    expansions = acronyms().get(token.lower, ())
    if not expansions or token.is_quoted or vocabulary.knows(token.lower):
        return None
    return next((each for each in expansions if vocabulary.stand_side_by_side(*_BETWEEN_WORDS.split(each))), None)


def _from_table(tokens: Sequence[Token], at: int, question: _Question, vocabulary: Vocabulary) -> str | None:
    word = tokens[at].lower
    if len(word) == 1 and is_a_letter(tokens, at, question.language, vocabulary):
        return None
    if len(word) == 1 and question.language == "en" and question.is_well_written and word not in _MEANT:
        return None
    for form in _forms(word, question):
        if form.when is When.NUMBER:
            if _is_beside_a_number(tokens, at) or (at and tokens[at - 1].lower in _HOW_MANY):
                return form.standard
        elif form.when is When.DAY:
            if is_a_weekday(tokens, at):
                return form.standard
        elif not _stays(form, tokens, at, vocabulary):
            return _meant_beside(form, tokens, at, question, vocabulary) or form.standard
    return None


def _meant_beside(
    form: Form, tokens: Sequence[Token], at: int, question: _Question, vocabulary: Vocabulary
) -> str | None:
    """Return the other word that a form stands for behind the word in front: "merah" behind "bawang", not "murah"."""
    other = _ALSO.get(form.typed)
    if other is None or not at:
        return None
    word = tokens[at - 1].lower
    before = next((each.standard for each in _forms(word, question)), word)
    told = (each for each in (form.standard, other) if vocabulary.stand_side_by_side(before, each))
    return next(told, other if before in _RED else None)


def _forms(word: str, question: _Question) -> Iterator[Form]:
    """Yield what a word may stand for in a question, in its language first."""
    forms = chat_spelling().forms.get(word, ())
    yield from (form for form in forms if form.language == question.language)
    if len(word) > _SHORT:
        others = (form for form in forms if form.language != question.language)
        yield from (form for form in others if question.languages[form.language] >= _MIXED_FROM)


def _stays(form: Form, tokens: Sequence[Token], at: int, vocabulary: Vocabulary) -> bool:
    """Return whether a form is meant as the word, name or code that it also is."""
    word = form.typed
    if word == _SCHOOL and _asks_for_one(tokens, at):
        return True
    if word in _UNITS and at and (tokens[at - 1].lower in _HOW_MANY or tokens[at - 1].text.isdigit()):
        return True
    if form.is_ambiguous and tokens[at].text != word and _is_before_a_name(tokens, at):
        return True
    if not (form.asks or form.is_ambiguous) or not vocabulary.knows(word):
        return False
    beside = [(tokens[at - 1].lower, word)] if at else []
    beside += [(word, tokens[at + 1].lower)] if at + 1 < len(tokens) else []
    if form.asks and _others_ask(tokens, at):
        return True
    leads = is_function(form.standard) and beside and beside[-1][-1] in _LED_TO
    if form.when is When.UNKNOWN and not form.asks and not leads:
        return True
    return any(vocabulary.stand_side_by_side(*pair) for pair in beside)


def _asks_for_one(tokens: Sequence[Token], at: int) -> bool:
    """Return whether a school is asked for, and nothing lasts till then: "smp apa", "smp mana yg juara"."""
    following = [token.lower for token in tokens[at + 1 : at + 4]]
    if following[:1] and following[0] in _WHAT:
        return True
    behind = [each for each in following[1:] if each not in _OF_SEVERAL]
    return following[:1] != [] and following[0] in _WHICH and behind[:1] != [] and behind[0] in _THAT


def _is_before_a_name(tokens: Sequence[Token], at: int) -> bool:
    """Return whether a word with a capital follows in a question that has small letters too, as in "Dr Tirta siapa"."""
    following = tokens[at + 1].text if at + 1 < len(tokens) else ""
    return following[:1].isupper() and not all(token.text.isupper() for token in tokens)


def _others_ask(tokens: Sequence[Token], at: int) -> bool:
    """Return whether a word other than this one asks, in standard or chat spelling."""
    forms = chat_spelling().forms
    others = (token.lower for number, token in enumerate(tokens) if number != at)
    return any(
        word in ASKING or any(form.asks and not form.is_ambiguous for form in forms.get(word, ())) for word in others
    )


# What a preposition leads to, where a school or a doctor does not stand: "smp jam brp", "dr mana".
_LED_TO = ASKING | MEASURES | listed("brp kpn mn mana dmn sekarang skrg sini sana situ tgl jm")


# "Sampai" in short, where no school is asked for.
_SCHOOL = "smp"
_WHAT, _WHICH = listed("apa ap apaan"), listed("mana mn mna")
_OF_SEVERAL, _THAT = listed("saja aja sj aj"), listed("yang yg")
# What a form also stands for, where the archive has it behind the word in front; and what is red where none tells.
_ALSO = {"mrh": "merah"}
_RED = listed("bawang cabai kacang palang lampu kartu daging")


def _is_beside_a_number(tokens: Sequence[Token], at: int) -> bool:
    return any(each.text.isdigit() for each in [*tokens[max(0, at - 1) : at], *tokens[at + 1 : at + 2]])


def _by_rule(word: str, question: _Question, vocabulary: Vocabulary) -> str | None:
    """Return what a word that is in no table is read as; None where it stays."""
    if len(word) <= _SHORT or word in _ENDING_IN_X:
        return None
    # By its form "dipasar" is a verb.
    if (found := _JOINED.fullmatch(word)) and found[2] in _PLACES and not vocabulary.knows(word):
        return f"{found[1]} {found[2]}"
    if vocabulary.is_a_word(word) and not _is_its(word, question, vocabulary):
        return None
    rules = (
        _unstretched,
        _doubled,
        _with_number,
        _with_suffix,
        _separated,
        _formal_verb,
        _javanese,
        _glued,
    )
    for rule in rules:
        if standard := rule(word, question, vocabulary):
            return standard
    return None


def _is_its(word: str, question: _Question, vocabulary: Vocabulary) -> bool:
    """Return whether a word is a form of the table with "its": "duitnya", whose root dictionaries have, too.

    "Bertanya" is no "berta" with "its": its root, "tanya", ends so.
    """
    stem = word.removesuffix(_ITS)
    if stem == word or len(stem) < _ENOUGH_LETTERS or _ends_so_itself(word) or vocabulary.knows(word):
        return False
    return _form(stem, question, vocabulary) is not None


def _ends_so_itself(word: str) -> bool:
    """Return whether "nya" is of the word: of "bertanya", whose root is "tanya"."""
    return is_indonesian(word) and stem_of(word).endswith(_ITS)


def _standard(word: str, question: _Question, vocabulary: Vocabulary) -> str | None:
    """Return what a word stands for, itself where it is one of some language; None for any other."""
    if form := _form(word, question, vocabulary):
        return form.standard
    return word if vocabulary.is_a_word(word) else None


def _form(word: str, question: _Question, vocabulary: Vocabulary) -> Form | None:
    """Return the form that a part of a word is, whatever stands beside that."""
    read_here = {When.ANYWHERE}
    if len(word) >= _ENOUGH_LETTERS and not vocabulary.knows(word):
        read_here.add(When.UNKNOWN)
    return next((each for each in _forms(word, question) if each.when in read_here), None)


def _unstretched(word: str, question: _Question, vocabulary: Vocabulary) -> str | None:
    """Read "kapaaan" as "kapan", "siapaa" as "siapa"."""
    tried = [pattern.sub(kept, word) for pattern in (_STRETCHED, _DOUBLED_AT_THE_END) for kept in (r"\1\1", r"\1")]
    tried.append(_DOUBLED_AT_THE_END.sub(r"\1", _STRETCHED.sub(r"\1", word)))
    tried = [each for each in dict.fromkeys(tried) if each != word]
    if question.language == "en" and not _STRETCHED.search(word):
        # Many English words end in two of a letter: "flee", "biomass".
        return next(filter(vocabulary.knows, tried), None)
    sure = (each for each in tried if chat_spelling().is_standard(each) or vocabulary.knows(each))
    found = (_standard(each, question, vocabulary) for each in tried)
    return next(sure, None) or next(filter(None, found), None)


def _doubled(word: str, question: _Question, vocabulary: Vocabulary) -> str | None:
    """Read "anak2" as "anak-anak", "bersama2nya" as "bersama-samanya", but "liga2" as the archive's "liga 2"."""
    found = _DOUBLED_BY_TWO.fullmatch(word)
    stem = found and _standard(found[1], question, vocabulary)
    if not found or not stem or " " in stem:
        return None
    suffix = _SUFFIXES.get(found[2], found[2] or "")
    if not suffix and vocabulary.stand_side_by_side(stem, "2"):
        return f"{stem} 2"
    root = stem.removeprefix(_BER)
    is_verb = stem != root and len(root) >= _ENOUGH_LETTERS and vocabulary.is_a_word(root)
    return f"{stem}-{root if is_verb else stem}{suffix}"


def _with_suffix(word: str, question: _Question, vocabulary: Vocabulary) -> str | None:
    """Read "tglnya" as "tanggalnya", "namax" as "namanya", "kpnkah" as "kapankah"."""
    found = _AFTER_A_FORM.fullmatch(word)
    stem = found and _standard(found[1], question, vocabulary)
    if not found or not stem:
        return None
    suffix = _SUFFIXES.get(found[2], found[2])
    if suffix == _ITS and _ends_so_itself(found[1] + suffix):
        # "Bertany" is "bertanya".
        return found[1] + suffix
    if suffix != found[2] and not (question.language == "id" and _has_short_its(word, found[1], question, vocabulary)):
        return None
    return None if stem + suffix == word else stem + suffix


def _has_short_its(word: str, stem: str, question: _Question, vocabulary: Vocabulary) -> bool:
    """Return whether "x" or "ny" is "its" behind a stem: in "hrgx" and "namany", not in "latex" and "denny"."""
    if len(stem) <= _SHORT:
        return False
    if _form(stem, question, vocabulary):
        return True
    is_short = len(stem) < _ENOUGH_LETTERS and (word.endswith("x") or stem.endswith("n"))
    return is_indonesian(stem) and not is_short


def _separated(word: str, _question: _Question, vocabulary: Vocabulary) -> str | None:
    """Read "dipyongyang" as "di pyongyang", where the archive has it as a name."""
    found = _JOINED.fullmatch(word)
    if found and vocabulary.knows(found[2]) and vocabulary.is_name(found[2]):
        return f"{found[1]} {found[2]}"
    return None


def _with_number(word: str, _question: _Question, vocabulary: Vocabulary) -> str | None:
    """Read "kunang1" as "kunang 1", where the archive has the two side by side."""
    found = _WITH_NUMBER.fullmatch(word)
    is_known = found is not None and vocabulary.stand_side_by_side(found[1], found[2])
    return f"{found[1]} {found[2]}" if found and is_known else None


def _javanese(word: str, question: _Question, vocabulary: Vocabulary) -> str | None:
    """Read the Javanese "its" as the Indonesian one: "umure" as "umurnya", "tempate" as "tempatnya"."""
    found = _JAVANESE.fullmatch(word) if question.languages["id"] > question.languages["en"] else None
    stems = (found[1], word[:-1]) if found else ()
    return next((f"{each}nya" for each in stems if len(each) >= _ENOUGH_LETTERS and is_indonesian(each)), None)


def _glued(word: str, _question: _Question, vocabulary: Vocabulary) -> str | None:
    """Read "jembatankaliwangi" as "jembatan kali wangi": words that the archive has side by side."""
    return vocabulary.parted(word, parts=3) if len(word) >= _SHORTEST_GLUED and word.isalpha() else None


def _formal_verb(word: str, question: _Question, vocabulary: Vocabulary) -> str | None:
    """Read a verb as it is spoken, "ngajak", "diresmiinnya" or "didapet", as it is written."""
    if question.language != "id":
        return None
    ended = _AFTER_A_FORM.fullmatch(word)
    if ended and (written := _formal_verb(ended[1], question, vocabulary)):
        return written + _SUFFIXES.get(ended[2], ended[2])
    return written_verb(word, vocabulary)
