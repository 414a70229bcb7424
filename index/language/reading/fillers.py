"""Leaves out what asks nothing: particles, forms of address, greetings and courtesies around a question.

A form of address is one only where nobody is named: "kak" in "kapan ktt, kak?" and "kak mau tanya", not in "Kak Seto".
Takes text in standard words; what a message that holds nothing else is replied with is not decided here.
"""

from __future__ import annotations

from collections.abc import Sequence

from index.language.question_words import ASKING, ASKING_FOR_PEOPLE, FUNCTION, MEASURES
from index.language.reading.tokens import Token, is_small, replaced, tokens_of
from index.language.reading.vocabulary import Vocabulary
from index.language.subjects import has_suffix, is_function, is_relational, is_verb
from index.language.text import listed, phrases

# What adds nothing wherever it stands.
PARTICLES = listed(
    "sih dong deh nih tuh kok lho loh donk dunk siih sihh doang dongg atuh mah kek yaa yah yaah ya yak si"
)
# Whom a message is addressed to, at its beginning and at its end.
ADDRESSES = listed(
    "min mimin admin kak kakak kakk kk gan agan sis sist bro bos boss bang bg abang mas mbak mba mbk pak bu bapak ibu "
    "om tante pakde pakdhe bude budhe kang teh neng cuy guys gaes dok bot tanya sir dude mate"
)
# What somebody is who is addressed by that: "pak rt, kapan kerja bakti".
_CALLED = listed("pak bu bapak ibu mas mbak")
_BY_OFFICE = listed(
    "rt rw lurah kades kadus camat guru ustaz ustadz ustad ustazah ustadzah bidan perawat dokter haji kepsek admin "
    "takmir"
)
# Of these none is asked for: "siapa min" asks an admin.
_NOBODY = listed("min mimin gan agan sis sist bro cuy guys gaes dude")
# Before a question; the longest that fits is left out, and then the next.
OPENINGS = phrases(
    """
    hi there, hello there, hey there, hi all, hello all, hi everyone, hello everyone, hey everyone, halo, hallo,
    hello, hai, hei, hey, hi, hola, permisi, punten, misi, assalamualaikum, assalamu alaikum, salam, selamat pagi,
    selamat siang, selamat sore, selamat malam, pagi, siang, sore, malam, met pagi, met siang, met sore, met malam,
    good morning, good afternoon, good evening, maaf, sorry, maaf mengganggu, mau tanya, mau nanya, mau bertanya,
    saya mau tanya, saya mau bertanya, saya ingin bertanya, ingin bertanya, ingin tanya, saya ingin tanya, tanya,
    menumpang tanya, menumpang bertanya, ok google, oke google, hey siri, so, basically, boleh tanya,
    boleh bertanya, numpang tanya, numpang bertanya, izin bertanya, izin tanya, tanya dong, bertanya, tolong, mohon,
    tolong dijawab, tolong jawab, tolong jelaskan, jelaskan, tolong kasih tahu, kasih tahu, beri tahu,
    tolong beri tahu, tolong carikan, tolong cari tahu, minta tolong, minta info, minta informasi, ada yang tahu,
    ada yang tahu tidak, siapa yang tahu, kamu tahu, kamu tahu tidak, tahu tidak, tahu, saya ingin tahu,
    saya mau tahu, ingin tahu, mau tahu, penasaran, saya penasaran, ngomong-ngomong, btw, by the way, eh, ehm, hmm,
    hm, nah, um, please, excuse me, quick question, question, i have a question, can i ask, may i ask, just asking,
    just wondering, i was wondering, i wonder, wondering, do you know, does anyone know, anyone know, anyone knows,
    anybody know, can you tell me, could you tell me, can you please tell me, tell me, could you please tell me,
    please tell me, pls, plis, plz, tlg, i want to know, i would like to know, want to know, i need to know,
    help me, wkwk, haha, hehe, lol
    """
)
# What leads to the question itself, whatever was said in front of it; and what may stand between the two.
LEADING_TO_THE_QUESTION = phrases(
    """
    mau tanya, mau bertanya, mau menanyakan, ingin tanya, ingin bertanya, ingin menanyakan, ingin tahu, mau tahu,
    hendak bertanya, izin bertanya, menumpang bertanya, menumpang tanya, if you could tell me, if you can tell me,
    could you tell me, can you tell me, can anyone tell me, can you please tell me, could you please tell me,
    want to know, need to know, like to know, was just wondering, just wondering, was wondering, like to ask,
    want to ask
    """
)
BEFORE_THE_QUESTION = listed("soal tentang mengenai untuk kira-kira bahwa apakah nih if about")
# What somebody asks for, after the question: "soalnya anak saya mau daftar".
REASONS = phrases("soalnya, soale, because i, because my, since my")
_SPEAKING = listed("i saya aku kami we my admin")
_FEWEST_LEFT = 3
# After a question.
CLOSINGS = phrases(
    """
    terima kasih, terima kasih sebelumnya, makasih, makasih sebelumnya, trims, thanks, thank you, thank you so much,
    thanks in advance, please, mohon info, mohon infonya, mohon dijawab, tolong dijawab, tolong, tolong infonya,
    minta infonya, info dong, ada yang tahu, ada yang tahu tidak, tahu tidak, kamu tahu, kamu tahu tidak,
    anyone know, anyone knows, any idea, do you know, penasaran, wkwk, wkwkwk, haha, hahaha, hehe, hehehe, lol, kan,
    lah, btw, by the way, pls, plis, plz, thx, tq, ty, mksh, makasi, mksih, tlg
    """
)
# "Malam apa" is a night that is asked for, "pagi, apa kabar" and "pagi kapan" greet.
_NOUNS_AMONG_OPENINGS = listed("pagi siang sore malam salam")
_MAY_BE_ASKED = _NOUNS_AMONG_OPENINGS | listed("tahu tanya jelaskan question")
_ASKING_OF_A_NOUN = listed("apa mana berapa")
_LONGEST = max(map(len, OPENINGS | CLOSINGS))
_BEFORE_PERSONS = listed("di ke dari pada oleh untuk dengan buat siapa si sang the a an of by to with for who")
_OF_AN_OFFICE = 2
# Behind which nobody else is asked of, but of "siapa pak rt".
_ENDING_A_QUESTION = (ASKING - ASKING_FOR_PEOPLE) | listed("tidak belum saja lagi sekarang besok ya")
_PAUSES = frozenset(",.!;:\n—–")


def leave_out_fillers(text: str, vocabulary: Vocabulary) -> tuple[str, list[tuple[str, str]]]:
    """Return a question without what asks nothing, and each word left out with an empty reading.

    Where nothing would be left, everything is.
    """
    tokens = tokens_of(text)
    small = [is_small(tokens, at) for at in range(len(tokens))]
    kept = [at for at, token in enumerate(tokens) if not (small[at] and _is_particle(tokens, at, vocabulary))]
    kept = _without_preamble(tokens, kept, small, vocabulary)
    while (opened := _without_opening(text, tokens, kept, small)) != kept:
        kept = opened
    while (closed := _without_closing(text, tokens, kept, small)) != kept:
        kept = closed
    words = tuple(tokens[at].lower for at in kept)
    asks_nothing = not words or words in OPENINGS or words in CLOSINGS or (len(words) == 1 and words[0] in ADDRESSES)
    if asks_nothing or len(kept) == len(tokens):
        return text, []
    out = sorted(set(range(len(tokens))) - set(kept))
    spans = [(tokens[at].start, tokens[at].end, "") for at in out]
    return replaced(text, spans), [(tokens[at].text, "") for at in out]


def _without_preamble(
    tokens: Sequence[Token], kept: list[int], small: Sequence[bool], vocabulary: Vocabulary
) -> list[int]:
    """Return what is left without what leads to a question, and without the reason for it behind.

    What was said in front stays where it names something: it may be what the question is about.
    """
    words = [tokens[at].lower for at in kept]
    for at in range(len(words) - _FEWEST_LEFT, 0, -1):
        is_reason = any(tuple(words[at : at + len(each)]) == each for each in REASONS)
        if is_reason and at >= _FEWEST_LEFT and not ASKING.isdisjoint(words[:at]):
            kept, words = kept[:at], words[:at]
    for at in range(len(words) - _FEWEST_LEFT, -1, -1):
        found = next((each for each in LEADING_TO_THE_QUESTION if tuple(words[at : at + len(each)]) == each), None)
        if found is None or not all(small[each] for each in kept[at : at + len(found)]):
            continue
        end = at + len(found)
        while end < len(words) and words[end] in BEFORE_THE_QUESTION:
            end += 1
        told = (each for each in words[:at] if not (each in ADDRESSES or each in _SPEAKING or is_function(each)))
        names = (each for each in told if vocabulary.is_name(each))
        if len(words) - end >= _FEWEST_LEFT and not ASKING.isdisjoint(words[end:]) and not any(names):
            return kept[end:]
    return kept


def _is_particle(tokens: Sequence[Token], at: int, vocabulary: Vocabulary) -> bool:
    """Return whether a word is a particle, and not one of a name that the archive has."""
    if tokens[at].lower not in PARTICLES:
        return False
    beside = [(tokens[at - 1].lower, tokens[at].lower)] if at else []
    beside += [(tokens[at].lower, tokens[at + 1].lower)] if at + 1 < len(tokens) else []
    names = [pair for pair in beside if not set(pair) & (ASKING | FUNCTION - PARTICLES)]
    return not any(vocabulary.stand_side_by_side(*pair) for pair in names)


def _without_opening(text: str, tokens: Sequence[Token], kept: list[int], small: Sequence[bool]) -> list[int]:
    """Return what is left without one greeting, courtesy or form of address in front."""
    words = [tokens[at].lower for at in kept]
    if len(words) > _OF_AN_OFFICE and _is_an_office(words[:_OF_AN_OFFICE]):
        asked = words[_OF_AN_OFFICE:]
        paused = _pauses(text, tokens, kept[_OF_AN_OFFICE - 1])
        # Of whom something is told is asked: "bu bidan, siapa namanya".
        if (paused or _asks_of_its_own(asked)) and not any(map(has_suffix, asked)):
            return kept[_OF_AN_OFFICE:]
    for length in range(min(_LONGEST, len(words) - 1), 0, -1):
        if tuple(words[:length]) in OPENINGS and all(small[at] for at in kept[:length]):
            rest = kept[length:]
            unsure = words[0] in _MAY_BE_ASKED
            is_asked_of = words[length - 1] in _NOUNS_AMONG_OPENINGS and words[length] in _ASKING_OF_A_NOUN
            asks = _begins_to_ask(tokens, rest) and not (length == 1 and is_asked_of)
            ends = _pauses(text, tokens, kept[length - 1]) or asks
            if not unsure or (ends and len(rest) > 1):
                return rest
    if len(words) > 1 and words[0] in ADDRESSES and small[kept[0]]:
        paused = _pauses(text, tokens, kept[0])
        if paused or (len(words) > 2 and _begins_to_ask(tokens, kept[1:])) or _begins_to_open(tokens, kept[1:]):
            return kept[1:]
    return kept


def _without_closing(text: str, tokens: Sequence[Token], kept: list[int], small: Sequence[bool]) -> list[int]:
    """Return what is left without one courtesy or form of address at the end."""
    words = [tokens[at].lower for at in kept]
    for length in range(min(_LONGEST, len(words) - 1), 0, -1):
        if tuple(words[-length:]) in CLOSINGS and all(small[at] for at in kept[-length:]):
            return kept[:-length]
    if len(words) > _OF_AN_OFFICE and _is_an_office(words[-_OF_AN_OFFICE:]):
        asked = words[:-_OF_AN_OFFICE]
        is_asked = len(asked) > 1 and asked[-1] in _ENDING_A_QUESTION and not all(map(is_function, asked))
        if is_asked or _pauses(text, tokens, kept[-_OF_AN_OFFICE - 1]):
            return kept[:-_OF_AN_OFFICE]
    if len(words) > 2 and words[-1] in ADDRESSES and small[kept[-1]]:
        before = words[-2]
        paused = _pauses(text, tokens, kept[-2])
        # "harga mas" is the price of gold, "siapa ibu" asks for a mother, "oleh ibu" tells of one.
        if paused or words[-1] in _NOBODY or not (is_relational(before) or before in _BEFORE_PERSONS):
            return kept[:-1]
    return kept


def _is_an_office(words: Sequence[str]) -> bool:
    """Return whether two words address somebody by an office: "pak rt"."""
    return words[0] in _CALLED and words[1] in _BY_OFFICE


def _asks_of_its_own(words: Sequence[str]) -> bool:
    """Return whether a question is complete without a comma in front: "jam buka kantor berapa", not "kapan pulang"."""
    content = [each for each in words if not is_function(each)]
    return words[0] in MEASURES | ASKING and len(content) > 1 and not is_verb(content[0])


def _pauses(text: str, tokens: Sequence[Token], at: int) -> bool:
    """Return whether a comma or the like follows a word."""
    end = tokens[at + 1].start if at + 1 < len(tokens) else len(text)
    return not _PAUSES.isdisjoint(text[tokens[at].end : end])


def _begins_to_ask(tokens: Sequence[Token], rest: Sequence[int]) -> bool:
    words = [tokens[at].lower for at in rest[:2]]
    return bool(words) and (words[0] in ASKING or (words[0] in MEASURES | FUNCTION and words[-1] in ASKING))


def _begins_to_open(tokens: Sequence[Token], rest: Sequence[int]) -> bool:
    words = tuple(tokens[at].lower for at in rest[:_LONGEST])
    return any(words[:length] in OPENINGS for length in range(1, len(words)))
