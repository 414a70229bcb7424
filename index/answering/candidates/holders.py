"""Candidates of who holds an office: the one who holds it now, where a text says who took it over from whom.

"Pak Darto, ketua RT sejak 2012, mengundurkan diri. Ia digantikan Pak Sugeng": the reader marks who is called chairman,
and does not doubt. By rule, in the sentences around the candidate; pure.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import pairwise

from haystack import Document

from index.answering.candidates.outdated import held_before
from index.answering.candidates.spans import Candidate
from index.language.questions.coverage import is_form_of, sentence_start, subject_words
from index.language.questions.kinds import AnswerKind
from index.language.questions.swapping import HELD
from index.language.text import listed

# One may be asked for by it as well: "siapa pak rt".
_OFFICES = HELD | frozenset(listed("rt rw takmir bidan ustaz headmaster headmistress trustee warden vicar"))
_ASKS_OF_ANOTHER_TIME = re.compile(
    r"\b(?:was|were|former\w*|ex|previous\w*|predecessor|before|first|mantan|bekas|eks|dulu\w*|sebelum\w*|pertama|"
    r"pendahulu\w*|\w*ganti\w*|replac\w+|succe\w+|(?:1[89]|20)\d\d)\b|\b(?:took|tak(?:e|es|ing|en)) over\b",
    re.IGNORECASE,
)
_ASKS_WHO_HELD_IT_BEFORE = re.compile(
    r"\b(?:former|previous(?:ly)?|predecessor|mantan|bekas|sebelumnya|pendahulunya)\b|\b(?:before|dulu|dulunya)\W*$",
    re.IGNORECASE,
)
_TITLES = listed("pak bu bapak ibu mas mbak kang bang h hj dr drg mr mrs ms miss sdr")
_TITLE = rf"(?:(?i:{'|'.join(_TITLES)})\b\.?\s+)*"
_THEY = r"(?:Ia|Dia|Beliau|He|She)"
_NAME = rf"{_TITLE}(?!{_THEY}\b)[A-Z][\w’'-]+(?:\s+(?:[A-Z]\.|[A-Z][\w’'-]+|bin|binti|van|de)(?!\w))*"
_A_NAME = re.compile(_NAME)
# A name behind these is a place's.
_OF_A_PLACE = re.compile(r"\b(?:of|in|at|from|di|dari|ke|the)\s+$", re.IGNORECASE)
_FORMER = r"(?i:mantan|bekas|eks|former|ex|previous|outgoing)"
_CALLED_FORMER = re.compile(rf"\b{_FORMER}\b[ -](?P<office>(?:[\w’'-]+,? ){{1,9}}){_TITLE}$")
_IS_CALLED_FORMER = re.compile(rf"{_FORMER}\b[ -](?P<office>(?:[\w’'-]+ ?){{1,9}})")
_FORMER_BEHIND = re.compile(rf",? (?:the |a |yang )?{_FORMER}\b[ -](?P<office>(?:[\w’'-]+ ?){{1,6}})")
# In front of who holds it no more, and behind who holds it now.
_TOOK_OVER = (
    r"(?:menggantikan|gantikan|menggeser|replac(?:es|ed|ing)|succeed(?:s|ed|ing)|t(?:ook|akes|aking|aken) over from)"
)
_NO_MORE = re.compile(rf"\b(?:{_TOOK_OVER}|(?:peng)?ganti(?: dari)?|serah terima(?: jabatan)? dari)\s+{_TITLE}$")
_FROM_THEM = rf"\b{_TOOK_OVER}(?:nya\b| (?:dia|beliau|him|her)\b| {_TITLE}(?i:%s)\b)"
_TOOK_OVER_FROM = re.compile(rf"\b{_TOOK_OVER}\s+(?P<name>{_NAME})")
# What tells that somebody holds it no more, of whom nothing else is said in between.
_LEAVES = re.compile(
    r"\b(?:di(?:gantikan|ganti|berhentikan|copot|pindah\w*)|(?:was|were|been|is|being) (?:replaced|succeeded)|"
    r"handed over|step(?:s|ped) down|mengundurkan diri|mundur|lengser|purna ?tugas|pensiun|retire[ds]|resign(?:ed|s)|"
    r"wafat|meninggal|died|left|pindah)\b"
)
_TO_COME = re.compile(r"\b(?:akan|will|is to|are to|going to|berencana|plans?)\b")
_SUCCESSOR = re.compile(
    r"\b(?:(?i:di(?:gantikan|ganti)|replaced|succeeded)(?: oleh| by)?|"
    r"(?i:penggantinya|(?:his|her|their) (?:successor|replacement))(?:,| adalah| ialah| yaitu| is| was)?|"
    r"(?:kini|sekarang|now)(?: [a-z]+)? (?:di(?:isi|jabat|pegang|pimpin)|held|led|run)[a-z ]*,?(?: yaitu)?)"
    rf"\s+(?:(?:adik|kakak|anak|istri|suami)nya,?\s+)?(?P<name>{_NAME})"
)
_SENTENCE_END = re.compile(r"(?<=[a-z0-9”\"’)][.!?])\s+(?=[A-Z“\"])|\n+")
_SENTENCES_LOOKED_AT = 3


def in_office_now(
    question: str, kind: AnswerKind, documents: Sequence[Document], candidates: Sequence[Candidate]
) -> list[Candidate]:
    """Return the candidates, those who held an office as who took it over; left out where their text names nobody.

    Where somebody asks who held it before, those who took it over are put as who did.

    Args:
        question: as it is read.
        kind: of answer that it asks for.
        documents: the passages.
        candidates: spans of them.
    """
    offices = [each for each in subject_words(question) if each in _OFFICES]
    asks_of_before = _ASKS_WHO_HELD_IT_BEFORE.search(question) is not None
    if kind is not AnswerKind.PERSON or not offices or (_ASKS_OF_ANOTHER_TIME.search(question) and not asks_of_before):
        return list(candidates)
    kept: dict[tuple[int, int, int], Candidate] = {}
    for each in sorted(candidates, key=lambda candidate: -candidate.margin):
        text = documents[each.document].content or ""
        name = _A_NAME.match(text, each.start)
        end = name.end() if name else each.end
        is_former = not asks_of_before and _held_it(offices, text, each.start, end, text[each.start : each.end])
        if asks_of_before:
            found = _predecessor(text, each.start, end)
        else:
            found = _successor(text, each.start, end, is_former=is_former)
        if found:
            moved = replace(each, start=found[0], end=found[1], taken_for=((each.start, each.end),))
            kept.setdefault((each.document, *found), moved)
        elif not is_former:
            kept.setdefault((each.document, each.start, each.end), each)
    return list(kept.values())


def _held_it(offices: Collection[str], text: str, start: int, end: int, span: str) -> bool:
    """Return whether a text calls a name somebody's who held an office, or says who took over from it.

    The span may call it so itself: "Mantan ketua RT, Pak Darto".
    """
    before = text[sentence_start(text, start) : start]
    found = _CALLED_FORMER.search(before) or _IS_CALLED_FORMER.match(span) or _FORMER_BEHIND.match(text, end)
    told = subject_words(found["office"]) if found else []
    is_called_so = any(is_form_of(word, each) for word in told for each in offices)
    return is_called_so or _NO_MORE.search(before) is not None or held_before(text, start)


def _successor(text: str, start: int, end: int, *, is_former: bool) -> tuple[int, int] | None:
    """Return where the text around a name says who took over from it; None where it says so of nobody."""
    own = [each for each in subject_words(text[start:end]) if each not in _TITLES]
    if not own:
        return None
    sentences = [end, *_ends(text, end)][: _SENTENCES_LOOKED_AT + 1]
    named = "|".join(map(re.escape, own))
    found = [
        each.span("name")
        for each in _SUCCESSOR.finditer(text, end, sentences[-1])
        if is_former or _leaves(text, sentences, named)
    ]
    for each in re.compile(_FROM_THEM % named).finditer(text, text.rfind("\n\n", 0, start) + 1, sentences[-1]):
        found += _who_did_so(text, each.start())
    return next((each for each in found if set(own).isdisjoint(subject_words(text[slice(*each)]))), None)


def _predecessor(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Return where the text around a name says from whom that took over; None where it says so of nobody."""
    for verb in _TOOK_OVER_FROM.finditer(text, end, next(iter(_ends(text, end)))):
        if _who_did_so(text, verb.start()) == [(start, end)]:
            return verb.span("name")
    took_over = next(
        (each for each in _SUCCESSOR.finditer(text) if each.start("name") <= start < each.end("name")), None
    )
    if took_over is None:
        return None
    begins = sentence_start(text, took_over.start())
    for first in (begins, sentence_start(text, max(0, begins - 2))):
        leaves = _LEAVES.search(text, first, took_over.end())
        names = (
            [each.span() for each in _A_NAME.finditer(text, first, leaves.end()) if " " in each[0]] if leaves else []
        )
        if names and names[0] != took_over.span("name"):
            return names[0]
    return None


def _who_did_so(text: str, verb: int) -> list[tuple[int, int]]:
    """Return the name in front of a verb, in its sentence: somebody's, and not the place that they are from."""
    begins = sentence_start(text, verb)
    names = [
        each.span()
        for each in _A_NAME.finditer(text, begins, verb)
        if (" " in each[0] or each.start() > begins) and not _OF_A_PLACE.search(text[begins : each.start()])
    ]
    return names[-1:]


def _ends(text: str, start: int) -> list[int]:
    """Return where the sentences end from a place on."""
    return [*(each.end() for each in _SENTENCE_END.finditer(text, start)), len(text)]


def _leaves(text: str, sentences: Sequence[int], named: str) -> bool:
    """Return whether the sentence of a name, or the next one where that is about it, says that somebody left."""
    for begins, ends in pairwise(sentences):
        is_about = begins == sentences[0] or re.match(rf"{_THEY}\b|{_TITLE}(?i:{named})\b", text[begins:ends])
        found = _LEAVES.search(text, begins, ends) if is_about else None
        if found:
            return _TO_COME.search(text, begins, found.end()) is None
    return False
