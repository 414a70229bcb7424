"""Tells where a single letter is a word typed short, "where r u", and where it names something: "block r", "vitamin d".

A letter names one of what has letters for names, the word in front ("gate b", "golongan d") or, in English, the word
behind ("the c team"). The verbs "be" and "see" are read where one can stand alone; prepositions need something behind.
"""

from __future__ import annotations

from collections.abc import Sequence

from index.language.question_words import ASKING, FUNCTION
from index.language.reading.tokens import Token
from index.language.reading.vocabulary import Vocabulary
from index.language.subjects import has_suffix, is_verb
from index.language.text import listed

# Of which there are several, told apart by letters.
_ENGLISH = (
    "class team side squad grade group block vitamin vit hepatitis hep gate row line plan hall house court pitch "
    "platform track bay wing ward room zone section unit flat lot level type exit entrance door pier dock berth "
    "terminal stand form set list schedule appendix category cat division div tier point option answer question "
    "paper route bus road size cohort stream league pool field plot stall pod deck lane gen generation chromosome "
    "axis factor influenza flu"
)
_INDONESIAN = (
    "blok kelas kls grup kelompok klp golongan gol gang gg jalur jlr seri tipe tim regu gedung gdg ruang ruangan "
    "kamar pintu gerbang tribun baris zona sektor wilayah rayon dapil koridor rute trayek angkot angkutan bus bis "
    "halte terminal dermaga peron unit kavling lajur sim lampiran huruf poin opsi pilihan jawaban soal paket plat "
    "pelat kode kategori lisensi divisi akreditasi darah sumbu titik sumur sayap pos kloter sesi rombel generasi "
    "bagian virus stan lapak vitamin vit hepatitis lapangan"
)
_NAMED = {"en": frozenset(listed(_ENGLISH)), "id": frozenset(listed(_INDONESIAN + " " + _ENGLISH))}
# Letters that people type for words beside each other: "y r u here".
_TEXTED = frozenset(listed("u r y n"))
# "Are u a bot", but "A R Rahman".
_BESIDE = {"u": frozenset("aibc"), "c": frozenset("i"), "b": frozenset("i")}
_DETERMINERS = frozenset(listed("the da a an my your ur our their this that each every"))
_PERSONS = frozenset(listed("i we you u they he she it people ppl kids anyone any1 everyone"))
_BEING = frozenset(listed("is are was were am be been isnt arent wasnt werent"))
_DOING = frozenset(listed("do does did dont doesnt didnt has have had havent hasnt"))
# Behind which a bare verb stands: "will it b open", "can i c it".
_MODALS = frozenset(
    listed(
        "to 2 will wil would wud wld can cn could cud cld shall should shud shld must may might mite wont cant couldnt "
        "wouldnt shouldnt cannot not gonna gunna gotta wanna ill itll theyll therell youll lets let's i'll it'll "
        "they'll"
    )
)
_SEEING = (_MODALS | _PERSONS | frozenset(listed("go come me 2 never ever us people didnt dont"))) - {"it", "may"}
_SEEN = frozenset(listed("u you what wat the da if how when who my your ur it them him her"))
_MODAL_WITHIN = 5
# What "where", "into" and "and" are not said of.
_PLACED = frozenset(
    listed(
        "mana mn mna sini sana situ atas bawah dalam dlm luar depan dpn belakang blkg samping tengah antara dekat dkt "
        "sebelah seberang sekitar seluruh semua setiap tiap"
    )
)
# To somewhere go these, "bus k bandung", and these are told together with others: "tim n pelatih".
_GOING = frozenset(listed("bus bis angkot angkutan rute trayek jalur jlr"))
_WITH_OTHERS = frozenset(
    listed("team class group side squad house hall room court field pool club kelas kls tim grup regu")
)
_ARTICLES = frozenset(listed("the a an"))
_PREPOSITIONS = frozenset(listed("d k"))
_AND, _ARE, _BE, _SEE, _WHY, _YOU, _TO, _I = "n", "r", "b", "c", "y", "u", "k", "q"
_WHICH = frozenset(listed("what wat which wich whose how many much"))
_BEHIND_A_NAME = ASKING | frozenset(listed("is was has at on near seat seats"))
_WHY_BEHIND = frozenset(listed("and n so but or know tell me that is thats reason wonder explain ask"))


def is_a_letter(tokens: Sequence[Token], at: int, language: str, vocabulary: Vocabulary) -> bool:
    """Return whether a single letter is no word: an initial, "b j habibie", a name, "block c", or one of no use there.

    Args:
        tokens: of the question.
        at: which of them the letter is.
        language: of the question.
        vocabulary: of the archive, which may have it as a capital behind the word in front.
    """
    letter = tokens[at].lower
    before, following = _word(tokens, at - 1), _word(tokens, at + 1)
    words = _TEXTED | _BESIDE.get(letter, frozenset())
    beside = [each for each in (before, following) if len(each) == 1 and each.isalpha() and each not in words]
    if letter == _AND and language == "en" and len(before) == len(following) == 1:
        # "The teams a n b".
        return False
    if beside or (letter == _YOU and following[:1].isdigit()):
        return True
    if before and before not in FUNCTION and vocabulary.spelling_within(before, letter)[-1] == letter.upper():
        return True
    if language == "en" and (before in _ARTICLES or (letter == _ARE and before in _BEING)) and letter != _AND:
        return True
    if letter == _SEE:
        return not _may_see(before, following, language)
    if letter == _BE:
        return not _may_be(tokens, at, language)
    if before in _NAMED[language] or (letter not in (_ARE, _YOU) and _is_several(before, language)):
        return _names_one(tokens, at, language, vocabulary)
    if letter == _WHY and language == "en":
        return not (before in _WHY_BEHIND | {""} or following in _BEING | _DOING | _MODALS | {"r", "u"})
    if language == "en":
        return letter == _AND and following in _NAMED[language] and before in _DETERMINERS | {"", "in", "of", "at"}
    # Nothing is in or to nothing.
    return letter in _PREPOSITIONS and not following


def _names_one(tokens: Sequence[Token], at: int, language: str, vocabulary: Vocabulary) -> bool:
    """Return whether a letter behind what has letters for names is one of these: "blok d", not "blok d mana"."""
    letter, following = tokens[at].lower, _word(tokens, at + 1)
    earlier = {token.lower for token in tokens[: at - 1]}
    if not following:
        return True
    if letter in _PREPOSITIONS and language == "id":
        leads = following in _PLACED or vocabulary.is_name(following) or tokens[at + 1].text[:1].isupper()
        tells = following in FUNCTION | ASKING | {"lewat"} or is_verb(following) or has_suffix(following)
        goes = letter == _TO and _word(tokens, at - 1) in _GOING and following.isalpha() and not tells
        return not (leads or goes)
    if letter == _AND:
        return _word(tokens, at - 1) not in _WITH_OTHERS or following in FUNCTION | ASKING or following.isdigit()
    if letter == _YOU:
        return following in _BEHIND_A_NAME and earlier.isdisjoint(_WHICH)
    if letter == _I:
        return _word(tokens, at - 1) not in _WITH_OTHERS
    if letter == _ARE:
        verbs = _BEING | _DOING | _MODALS
        return following in verbs | ASKING or (not earlier.isdisjoint(verbs) and earlier.isdisjoint(_WHICH))
    return True


def _is_several(word: str, language: str) -> bool:
    """Return whether a word is an English plural of what has letters for names: "rows", "classes"."""
    return bool({word.removesuffix("s"), word.removesuffix("es")} & _NAMED[language])


def _may_see(before: str, following: str, language: str) -> bool:
    if following in _BEING or (following in _NAMED[language] and before not in _PERSONS):
        return False
    return before in _SEEING or (not before and following in _SEEN)


def _may_be(tokens: Sequence[Token], at: int, language: str) -> bool:
    """Return whether a verb that is no other one's can stand there: "will the pool b open", not "will hall b open"."""
    before, following = _word(tokens, at - 1), _word(tokens, at + 1)
    earlier = [token.lower for token in tokens[max(0, at - _MODAL_WITHIN) : at]]
    if following in _NAMED[language] or "be" in {token.lower for token in tokens}:
        return False
    is_named = before in _NAMED[language] and (len(earlier) < 2 or earlier[-2] not in _DETERMINERS)
    return not is_named and not _MODALS.isdisjoint(earlier)


def _word(tokens: Sequence[Token], at: int) -> str:
    return tokens[at].lower if 0 <= at < len(tokens) else ""
