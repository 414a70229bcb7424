"""Makes questions out of articles, to show people what can be asked.

By rule, from titles and from names in the text; whether the articles answer them is for the engine to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from index import Article

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
    if language == article.language == "en" and (found := _OPENS.match(article.title)):
        yield f"When did {_subject(found[1], article)} {found[2].removesuffix('s')}?"
    if language not in _WHO:
        return
    for before, name in _NAME.findall(article.text):
        if before in _BEFORE_PEOPLE:
            yield _WHO[language].format(name)
        elif before in _BEFORE_PLACES and not name.startswith(_SHOPS):
            yield _WHERE[language].format(name)


def _subject(words: str, article: Article) -> str:
    """Return what a headline begins with as it stands within a sentence: "the spice museum", "Ramadan"."""
    if words.split()[0] not in _names_in(article):
        return f"the {words[0].lower()}{words[1:]}"
    return words if " " not in words else f"the {words}"


def _names_in(article: Article) -> set[str]:
    """Return the words that the text has with a capital alone."""
    written = set(re.findall(r"[\w’'-]+", article.text))
    return {each for each in written if each[0].isupper() and each.lower() not in written}


def _first_clause(article: Article) -> str:
    """Return the title up to its first comma, with capitals only where the text has them too."""
    written = set(re.findall(r"[\w’'-]+", article.text))
    words = article.title.split(",")[0].split()
    named = {at for at, each in enumerate(words) if each in written and each.lower() not in written}
    # "Desa" of "Kepala Desa", though a village is one elsewhere in the text.
    named |= {
        at + on for at in range(len(words) - 1) for on in (0, 1) if f"{words[at]} {words[at + 1]}" in article.text
    }
    return " ".join(each if at in named else each.lower() for at, each in enumerate(words))
