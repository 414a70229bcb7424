"""What the bot says about a reply: a pure function from values to a message.

The parts are cut one by one so that every message stays under Telegram's 4,096 UTF-16 units, whatever an article holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from telegram import MessageEntity

from bot.messages.catalogue import Phrases
from bot.messages.composing import Composed, Composer, excerpt, isolated, window
from bot.messages.links import web_link
from index import Answer, Article, ArticleRef, FoundPassage, Reply

# UTF-16 units. With all their parts at their longest, an answer stays under 3,600, three excerpts and a passage under
# 3,900.
_ANSWER = 600
_SENTENCE = 1500
_LONG_QUOTE = 300
_TITLE = 200
_SOURCE = 100
_OTHER_ANSWER = 150
_ABOUT = 200
_EXCERPT = 400
_PASSAGE = 3200

_OTHERS = 2
_PLACES = 3
_OTHER_SHARE = 0.5
_NEAREST = 3


def render_reply(reply: Reply, phrases: Phrases, *, about: str | None = None) -> Composed:
    """Return the answer with its evidence, or the nearest passages when the articles do not say.

    Args:
        reply: what the index said.
        phrases: the texts of a language.
        about: what a follow-up question was completed with; stands above.
    """
    composer = Composer()
    if about is not None:
        shown = phrases("about", subject=excerpt(about, _ABOUT))
        composer.add(shown, MessageEntity.ITALIC).add("\n\n")
    if reply.answered and reply.answers:
        _add_answer(composer, reply, phrases)
    else:
        _add_nearest(composer, reply, phrases)
    return composer.compose()


def render_passage(passage: FoundPassage, phrases: Phrases) -> Composed:
    """Return one passage with where it comes from."""
    composer = Composer()
    composer.add(_quotable(passage.text, _PASSAGE), MessageEntity.BLOCKQUOTE).add("\n\n")
    add_origin(composer, passage.article, phrases, separator="\n")
    _add_places(composer, passage, phrases)
    return composer.compose()


def _add_answer(composer: Composer, reply: Reply, phrases: Phrases) -> None:
    answer = reply.answers[0]
    composer.add(_quotable(answer.text, _ANSWER), MessageEntity.BOLD)
    if answer.date is not None and _adds_information(answer.date, answer.text):
        composer.add(f" · {_day(answer.date, phrases, is_guess=answer.date_guessed)}")
    composer.add("\n\n")
    _add_quotation(composer, answer)
    composer.add("\n\n")
    add_origin(composer, answer.article, phrases, separator="\n")
    _add_places(composer, answer, phrases)
    others = _other_answers(reply)
    if others:
        composer.add("\n\n").add(phrases("other-answers", answers=" · ".join(others)))


def _add_nearest(composer: Composer, reply: Reply, phrases: Phrases) -> None:
    composer.add(phrases("not-answered" if reply.passages else "not-answered-at-all"))
    for passage in reply.passages[:_NEAREST]:
        composer.add("\n\n").add(_quotable(passage.text, _EXCERPT), MessageEntity.BLOCKQUOTE).add("\n")
        add_origin(composer, passage.article, phrases, separator=" · ")
        _add_places(composer, passage, phrases)


def _quotable(text: str, limit: int) -> str:
    """Return cleaned text; a text of which nothing is left becomes an ellipsis, since entities may not be empty."""
    return excerpt(text, limit) or "…"


def _add_quotation(composer: Composer, answer: Answer) -> None:
    """Append the sentence as a quotation with the answer marked in it."""
    start, end = _place(answer)
    quote_start = composer.length
    before, inside, after = window(answer.sentence, start, end, _SENTENCE)
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


def add_origin(composer: Composer, article: ArticleRef | Article, phrases: Phrases, *, separator: str) -> None:
    """Append title, linked where it can be, then source and date."""
    title = excerpt(article.title, _TITLE) or phrases("untitled")
    page = article.page if isinstance(article, ArticleRef) else None
    link = web_link(article.address if isinstance(article, ArticleRef) else article.url)
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


def _adds_information(day: date, text: str) -> bool:
    """Return whether the day tells more than the text, which may name day and year already."""
    numbers = {int(number) for number in re.findall(r"\d+", text) if len(number) <= 4}
    return not {day.day, day.year} <= numbers


def _other_answers(reply: Reply) -> list[str]:
    """Return further answers that are at least half as likely as the first, each text once."""
    first = reply.answers[0]
    seen = {excerpt(first.text, _OTHER_ANSWER).casefold()}
    others: list[str] = []
    for answer in reply.answers[1:]:
        text = excerpt(answer.text, _OTHER_ANSWER)
        if text and text.casefold() not in seen and answer.confidence >= _OTHER_SHARE * first.confidence:
            seen.add(text.casefold())
            others.append(isolated(text))
    return others[:_OTHERS]
