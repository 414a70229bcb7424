"""What the bot says about a reply: a pure function from values to a message.

The parts are cut one by one so that every message stays under Telegram's 4,096 UTF-16 units, whatever an article holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from telegram import MessageEntity

from bot.messages.catalogue import Phrases
from bot.messages.composing import Composed, Composer, excerpt, isolated, utf16_units, window
from bot.messages.links import link_to_text, web_link
from index import Answer, Article, ArticleRef, Certainty, FoundPassage, Nearness, Reply, nearness, said_in

# UTF-16 units. With all their parts at their longest, an answer stays under 3,600, a passage under 3,900.
_ANSWER = 600
_SENTENCE = 1500
_LONG_QUOTE = 300
_TITLE = 200
_SOURCE = 100
_OTHER_ANSWER = 150
_ABOUT = 200
SUBJECT = 100
_EXCERPT = 250
# A sentence that is marked leaves enough beside it to stand out from.
_MARKED = 160
_PASSAGE = 3200

_OTHERS = 2
_PLACES = 3
_OTHER_SHARE = 0.5


def render_reply(
    reply: Reply, phrases: Phrases, *, about: str | None = None, subject: str | None = None, is_card: bool = False
) -> Composed:
    """Return the answer with its evidence, marked where it may be wrong; without one, the passage that comes closest.

    Args:
        reply: what the index said.
        phrases: the texts of a language.
        about: what a follow-up question was completed with; stands above, or else how a misspelt one was read.
        subject: what was named, if it was key words and no question.
        is_card: whether it will stand in a chat where nobody sees the question; then that stands above.
    """
    composer = Composer()
    if is_card:
        composer.add(excerpt(reply.question, _ABOUT), MessageEntity.ITALIC).add("\n\n")
    if reply.is_surprisingly_read:
        shown = phrases("read-as", question=excerpt(reply.asked, _ABOUT))
        composer.add(shown, MessageEntity.ITALIC).add("\n\n")
    elif about is not None:
        is_whole = reply.question.rstrip("?") == about
        shown = phrases("asked-as" if is_whole else "about", subject=excerpt(about, _ABOUT))
        composer.add(shown, MessageEntity.ITALIC).add("\n\n")
    if reply.answered and reply.answers:
        _add_answer(composer, reply, phrases)
    else:
        _add_nearest(composer, reply, phrases, subject)
    return composer.compose()


def render_passage(passage: FoundPassage, phrases: Phrases, *, position: str = "") -> Composed:
    """Return one passage with where it comes from, and where it stands among others."""
    composer = Composer()
    before, inside, after = window(passage.text, 0, 0, _PASSAGE, lines=True)
    composer.add(f"{before}{inside}{after}".strip() or "…", MessageEntity.BLOCKQUOTE).add("\n\n")
    add_origin(composer, passage.article, phrases, separator="\n", passage=passage.text)
    _add_places(composer, passage, phrases)
    if position:
        composer.add(f"\n{position}")
    return composer.compose()


def _add_answer(composer: Composer, reply: Reply, phrases: Phrases) -> None:
    answer = reply.answers[0]
    older = next((each for each in reply.answers[1:] if each.superseded), None)
    # A list stands line by line in the quotation, and is not said twice.
    is_quoted_alone = "\n" in answer.text.strip() and answer.sentence.strip() == answer.text.strip() and older is None
    if reply.certainty is Certainty.PERHAPS:
        composer.add(phrases("perhaps") + ("" if is_quoted_alone else " "))
    if older is not None:
        composer.add(f"{phrases('superseded-now')} ")
    text, is_whole = _in_readers_words(answer, phrases)
    if not is_quoted_alone:
        composer.add(_quotable(text, _ANSWER), MessageEntity.BOLD)
    if answer.date is not None and not (is_quoted_alone or is_whole or phrases.spells(answer.date, answer.text)):
        composer.add(f" · {_day(answer.date, phrases, is_guess=answer.date_guessed)}")
    if older is not None:
        day = answer.article.published
        shown = _day(day, phrases, is_guess=answer.article.published_guessed) if day else None
        composer.add(f" ({shown}); " if shown else "; ")
        composer.add(
            phrases("superseded-before", before=isolated(excerpt(shown_answer(older, phrases), _OTHER_ANSWER)))
        )
    if composer.length:
        composer.add("\n\n")
    _add_quotation(composer, answer)
    composer.add("\n\n")
    add_origin(composer, answer.article, phrases, separator="\n", passage=answer.sentence)
    _add_places(composer, answer, phrases)
    if others := other_answers(reply, phrases):
        texts = (isolated(excerpt(shown_answer(each, phrases), _OTHER_ANSWER)) for each in others)
        composer.add("\n\n").add(phrases("other-answers", answers=" · ".join(texts)))


def shown_answer(answer: Answer, phrases: Phrases) -> str:
    """Return an answer on one line: its own words, or days and hours as the reader's language has them."""
    return _in_readers_words(answer, phrases)[0]


def _in_readers_words(answer: Answer, phrases: Phrases) -> tuple[str, bool]:
    """Return an answer as it is shown, and whether it is of the calendar as a whole, so that no day has to be added."""
    text = answer.on_one_line
    # What is longer than is shown names no day, and would take long to look through.
    said = said_in(phrases.language, text, answer.article.language, answer.date) if len(text) <= _ANSWER else None
    if said is None:
        return text, False
    return phrases("about-day", day=said) if answer.date_guessed else said, True


def _add_nearest(composer: Composer, reply: Reply, phrases: Phrases, subject: str | None) -> None:
    passage, near = reply.nearest, reply.nearness
    sought = {"subject": excerpt(subject, SUBJECT)} if subject else {}
    if passage is None or near is Nearness.NONE:
        composer.add(phrases("no-articles-at-all" if sought else "not-answered-at-all", **sought))
        return
    if sought:
        composer.add(phrases("no-articles-about", **sought))
    else:
        composer.add(phrases("not-answered-but-near" if near is Nearness.ALL else "not-answered"))
    start, end, is_sentence = _place_to_look_at(reply, passage, near)
    before, inside, after = window(passage.text, start, end, _EXCERPT, lines=True)
    composer.add("\n\n")
    quote_start = composer.length
    composer.add(before).add(inside, MessageEntity.BOLD if is_sentence else None).add(after)
    if composer.length == quote_start:
        composer.add("…")
    composer.mark(MessageEntity.BLOCKQUOTE, quote_start)
    composer.add("\n")
    add_origin(composer, passage.article, phrases, separator=" · ", passage=passage.text)


def _place_to_look_at(reply: Reply, passage: FoundPassage, near: Nearness) -> tuple[int, int, bool]:
    """Return the place in a passage that the reader held for the best, and whether to mark it.

    It is its line, in a list or a table, or else its sentence, and marked where that is short and has a word of the
    question. What may be the answer is marked itself in a long sentence of a passage that speaks of all that was asked.
    """
    for answer in reply.answers[:1]:
        if answer.passage_id == passage.id and (start := passage.text.find(answer.text)) >= 0:
            end = start + len(answer.text)
            for first, last in (_line(passage.text, start, end), _sentence(passage.text, answer, start, end)):
                said = passage.text[first:last]
                if last - first < len(passage.text.strip()) and utf16_units(said) <= _MARKED:
                    speaks = nearness(reply.asked, said, passage.article.language) is not Nearness.NONE
                    return first, last, speaks
            return start, end, near is Nearness.ALL and utf16_units(answer.text) <= _MARKED
    return 0, 0, False


def _line(text: str, start: int, end: int) -> tuple[int, int]:
    last = text.find("\n", end)
    return text.rfind("\n", 0, start) + 1, last if last >= 0 else len(text)


def _sentence(text: str, answer: Answer, start: int, end: int) -> tuple[int, int]:
    sentence = answer.sentence.strip()
    at = text.find(sentence)
    return (at, at + len(sentence)) if 0 <= at <= start and end <= at + len(sentence) else (0, len(text))


def _quotable(text: str, limit: int) -> str:
    """Return cleaned text; a text of which nothing is left becomes an ellipsis, since entities may not be empty."""
    return excerpt(text, limit) or "…"


def _add_quotation(composer: Composer, answer: Answer) -> None:
    """Append the sentence as a quotation with the answer marked in it."""
    start, end = _place(answer)
    quote_start = composer.length
    before, inside, after = window(answer.sentence, start, end, _SENTENCE, lines=True)
    composer.add(before).add(inside, MessageEntity.BOLD).add(after)
    if composer.length == quote_start:
        composer.add("…")
    is_long = composer.length - quote_start > _LONG_QUOTE
    composer.mark(MessageEntity.EXPANDABLE_BLOCKQUOTE if is_long else MessageEntity.BLOCKQUOTE, quote_start)


def _place(answer: Answer) -> tuple[int, int]:
    """Return where the answer stands in its sentence, without white space; an empty span when it does not."""
    start = answer.start - answer.sentence_start
    end = start + len(answer.text)
    if start < 0 or answer.sentence[start:end] != answer.text:
        start = max(answer.sentence.find(answer.text), 0)
        end = start + len(answer.text) if answer.sentence.startswith(answer.text, start) else start
    span = answer.sentence[start:end]
    return start + len(span) - len(span.lstrip()), max(start, end - len(span) + len(span.rstrip()))


def add_origin(
    composer: Composer, article: ArticleRef | Article, phrases: Phrases, *, separator: str, passage: str = ""
) -> None:
    """Append title, linked where it can be, and there to a passage of it; then source and date."""
    title = excerpt(article.title, _TITLE) or phrases("untitled")
    page = article.page if isinstance(article, ArticleRef) else None
    address = article.address if isinstance(article, ArticleRef) else article.url
    link = link_to_text(address, passage) if passage else web_link(address)
    composer.add(isolated(title), MessageEntity.TEXT_LINK if link else None, url=link)
    source = excerpt(article.source or "", _SOURCE)
    details = [isolated(source)] if source else []
    if article.published is not None:
        details.append(_day(article.published, phrases, is_guess=article.published_guessed))
    if page is not None:
        details.append(phrases("page", number=str(page)))
    if details:
        composer.add(separator + " · ".join(details))


def _add_places(composer: Composer, found: Answer | FoundPassage, phrases: Phrases) -> None:
    """Append a line with the other articles that say the same, at most three by name, linked where they can be."""
    places = _places(found.article, found.also_in, phrases)
    if not places:
        return
    composer.add(f"\n{phrases('also-in')}")
    for number, (name, link) in enumerate(places[:_PLACES]):
        composer.add(", " if number else " ").add(isolated(name), MessageEntity.TEXT_LINK if link else None, url=link)
    if len(places) > _PLACES:
        composer.add(f" +{len(places) - _PLACES}")


def _places(article: ArticleRef, others: Iterable[ArticleRef], phrases: Phrases) -> list[tuple[str, str | None]]:
    """Return name and link of other articles, each name once, with the first link that it has.

    An article is named by its source; by its title when it has none, or has the one that stands above already.
    """
    own = excerpt(article.source or "", _SOURCE).casefold()
    places: dict[str, tuple[str, str | None]] = {}
    for other in others:
        source = excerpt(other.source or "", _SOURCE)
        title = excerpt(other.title, _SOURCE) or phrases("untitled")
        name = source if source and source.casefold() != own else title
        known, link = places.get(name.casefold(), (name, None))
        places[name.casefold()] = (known, link or web_link(other.url))
    return list(places.values())


def _day(day: date, phrases: Phrases, *, is_guess: bool) -> str:
    """Return a day in words, "about" it where nobody said that it is the one."""
    shown = phrases.day(day)
    return phrases("about-day", day=shown) if is_guess else shown


def other_answers(reply: Reply, phrases: Phrases) -> list[Answer]:
    """Return further answers of the first one's kind that are at least half as likely, each text once."""
    if not reply.answered:
        return []
    first = reply.answers[0]
    seen_first = excerpt(shown_answer(first, phrases), _OTHER_ANSWER)
    seen = {seen_first.casefold()}
    others: list[Answer] = []
    for answer in reply.answers[1:]:
        if answer.superseded:
            continue
        text = excerpt(shown_answer(answer, phrases), _OTHER_ANSWER)
        is_same = _stands_in(text, seen_first) or _stands_in(seen_first, text)
        is_near = not is_same and answer.confidence >= _OTHER_SHARE * first.confidence and _kind(answer) == _kind(first)
        if text and text.casefold() not in seen and is_near:
            seen.add(text.casefold())
            others.append(answer)
    return others[:_OTHERS]


def with_chosen(reply: Reply, place: int, phrases: Phrases) -> Reply | None:
    """Return a reply with another of the answers that it shows as its best, which may be right; None for no such one.

    Args:
        reply: as it was shown.
        place: of the answer, from 1, which is the best one; -1 for the last.
        phrases: the texts that it was shown in.
    """
    shown = [*reply.answers[:1], *other_answers(reply, phrases)] if reply.answered else []
    at = place - 1 if place > 0 else len(shown) - 1
    if not 0 <= at < len(shown):
        return None
    answers = (shown[at], *(each for each in reply.answers if each is not shown[at]))
    certainty = Certainty.PERHAPS if at else reply.certainty
    return replace(reply, certainty=certainty, confidence=shown[at].confidence, answers=answers)


def _stands_in(text: str, whole: str) -> bool:
    """Return whether a text is a part of another one, word for word: "13–14 Juli" of "Sabtu, 13–14 Juli"."""
    return re.search(rf"(?<![\w.,]){re.escape(text)}(?![\w]|[.,]\w)", whole, re.IGNORECASE) is not None


def _kind(answer: Answer) -> str:
    """Return what sort of thing an answer is: a day, something with a number, or words."""
    if answer.date is not None:
        return "day"
    return "number" if any(map(str.isdigit, answer.text)) else "words"
