"""Makes questions out of articles, to show people what can be asked.

By rule, from titles and from names in the text; whether the articles answer them is for the engine to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from index import Article, is_indonesian

_LONGEST = 64
# A run of two to four capitalised words after a word that tells whether it is a place or a person.
_NAME = re.compile(r"\b([a-z]+) ([A-Z][\w’'-]*[a-z](?: [A-Z][\w’'-]*[a-z]){1,3})\b(?! [A-Z])")
_BEFORE_PLACES = {"di", "ke", "dari", "in", "at", "from", "near"}
_BEFORE_PEOPLE = {"oleh", "menurut", "by"}
# Whoever asks for a shop asks for its goods.
_SHOPS = ("Pasar ", "Toko ", "Market ")
# An English headline becomes a question where its verb is one of these: "Spice museum opens in Ternate".
# Not "Minister opens spice museum", which would ask when the minister opened.
_OPENS = re.compile(
    r"(?:The |An? )?(\w[\w’' -]*?) (opens|reopens|closes|starts|begins)"
    r"(?=$|,| (?:in|at|on|near|for|after|before|today)\b)"
)
_WORD = re.compile(r"[\w’'-]+")
# A first word has a capital in any case, also after a dateline, in quotation marks and in a cell.
_BEFORE_SENTENCES = frozenset('.!?:"“”‘(\n|–—-')
# Headings give small letters to prepositions in any case.
_LONG_WORD = 5
_SHORTEST_WORD = 4
_WHO = {"id": "Siapa {}?", "en": "Who is {}?"}
_WHERE = {"id": "Di mana {}?", "en": "Where is {}?"}


def questions_about(article: Article, language: str) -> Iterator[str]:
    """Yield questions in a language, the most telling first, of 64 characters at the most; none in other languages."""
    seen: set[str] = set()
    for question in _questions(article, language):
        if len(question) <= _LONGEST and question not in seen:
            seen.add(question)
            yield question


def _questions(article: Article, language: str) -> Iterator[str]:
    # An Indonesian headline becomes a question by the question word alone; an English one would need another verb.
    if language == article.language == "id":
        clause = _first_clause(article)
        if clause and clause.replace(" ", "").replace("-", "").isalpha() and not clause.islower():
            yield f"Kapan {clause}?"
    found = _OPENS.match(article.title) if language == article.language == "en" else None
    if found and (subject := _subject(found[1], article)):
        yield f"When did {subject} {found[2].removesuffix('s')}?"
    if language not in _WHO:
        return
    for before, name in _NAME.findall(article.text):
        if before in _BEFORE_PEOPLE:
            yield _WHO[language].format(name)
        elif before in _BEFORE_PLACES and not name.startswith(_SHOPS):
            yield _WHERE[language].format(name)


def _subject(words: str, article: Article) -> str | None:
    """Return what an English headline begins with as it stands within a sentence: "the spice museum", "Ramadan".

    None where the article does not tell whether that is a name.
    """
    first, *others = words.split()
    spelt = first if first.islower() or _is_name_of_several(words.split(), 0, article.text) else None
    # "Spice Routes" says nothing of a "Spice museum".
    spelt = spelt or _spelling(first, article.text, by_itself=bool(others))
    if spelt is None:
        return None
    return spelt if not spelt.islower() and not others else f"the {' '.join([spelt, *others])}"


def _first_clause(article: Article) -> str | None:
    """Return an Indonesian title up to its first comma, with capitals where words have them within a sentence.

    None where the article does not tell of one: "Kasus" that only begins sentences may be a name, as "Surya" is.
    """
    words, text = article.title.split(",")[0].split(), article.text
    spelt = [_in_a_sentence(words, at, text) for at in range(len(words))]
    return " ".join(each for each in spelt if each) if all(spelt) else None


def _in_a_sentence(words: Sequence[str], at: int, text: str) -> str | None:
    word, is_everyday = words[at], _is_everyday(words[at])
    if _is_name_of_several(words, at, text):
        return word
    if (found := _spelling(word, text, by_itself=is_everyday)) is not None:
        return found
    is_in_text = word in _WORD.findall(text)
    if is_everyday:
        return None if is_in_text else word.lower()
    return word if is_in_text or word.islower() or _is_told_by_headline(word, at, words) else None


def _is_everyday(word: str) -> bool:
    """Return whether a word is in the Indonesian dictionary, which has "kim", too."""
    return len(word) >= _SHORTEST_WORD and is_indonesian(word.lower())


def _is_told_by_headline(word: str, at: int, words: Sequence[str]) -> bool:
    """Return whether a word is a name in a headline: in one that has small letters but for names, or as an acronym."""
    has_small_letters = any(each.islower() and len(each) >= _LONG_WORD for each in words)
    is_acronym = word.isupper() and not " ".join(words).isupper()
    return is_acronym or (has_small_letters and at > 0)


def _spelling(word: str, text: str, *, by_itself: bool) -> str | None:
    """Return a word in small letters if a text has it so, or else as it stands within a sentence; None for neither.

    With `by_itself` it counts where no other word with a capital stands beside it.
    """
    lowered = word.lower()
    words = list(_WORD.finditer(text))
    found = [at for at, each in enumerate(words) if each[0].lower() == lowered]
    if any(words[at][0] == lowered for at in found):
        return lowered
    for at in found:
        beside = (each[0] for each in words[max(at - 1, 0) : at + 2] if each is not words[at])
        if _is_within(text, words[at].start()) and not (by_itself and any(each[0].isupper() for each in beside)):
            return words[at][0]
    return None


def _is_name_of_several(words: Sequence[str], at: int, text: str) -> bool:
    """Return whether a word is one of a name of several: "Desa" of "Kepala Desa", though a village is one elsewhere.

    Where a sentence begins with them, "Jembatan Kali" is one, since nothing else gives "Kali" a capital; "Kasus Lavrov"
    is none.
    """
    for first, second in pairwise(words[max(at - 1, 0) : at + 2]):
        if not (first[0].isupper() and second[0].isupper()):
            continue
        beginnings = [found.start() for found in re.finditer(rf"\b{re.escape(first)} {re.escape(second)}\b", text)]
        is_everyday = _is_everyday(second) or re.search(rf"\b{re.escape(second.lower())}\b", text)
        if beginnings and (is_everyday or any(_is_within(text, each) for each in beginnings)):
            return True
    return False


def _is_within(text: str, at: int) -> bool:
    """Return whether something before a word is of the same sentence."""
    before = text[max(at - 3, 0) : at].rstrip(" ")[-1:]
    return bool(before) and before not in _BEFORE_SENTENCES
