"""What a line means, for the bot and for the shell alike; what is wanted that is no question is tried over the bot."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.asking.meaning import Meanings, after_list
from bot.asking.pleasantries import Pleasantry
from bot.messages.catalogue import bundled_catalogue
from index import Certainty, Exchange, IndexMissing, Listed
from tests.bot.samples import a_reply, a_whole_article, an_answer

MEANINGS = Meanings(bundled_catalogue())
VOLCANO = Exchange("Kapan Gunung Sirimba meletus?", "3 Juli 2018")


def test_small_talk_is_nothing_else() -> None:
    meaning = MEANINGS.of("makasih kak", VOLCANO)
    assert (meaning.pleasantry, meaning.request, meaning.completed) == (Pleasantry.THANKS, None, None)


@pytest.mark.parametrize(
    ("line", "wants_articles", "subject"),
    [
        ("ada berita apa hari ini?", True, None),
        ("halo kak, berita gempa", True, "gempa"),
        ("gunung sirimba", True, "gunung sirimba"),
        ("harga beras", False, "harga beras"),
        ("ceritain ttg festival kopi dong", True, "festival kopi"),
        ("kapan gempa di Teluk Sagu?", False, None),
    ],
)
def test_articles(line: str, wants_articles: bool, subject: str | None) -> None:
    """Asked for, or as good as an answer that is not sure."""
    meaning = MEANINGS.of(line, None)
    assert (meaning.wants_articles, meaning.subject) == (wants_articles, subject)


def test_key_words_are_a_question_where_somebody_says_so() -> None:
    assert MEANINGS.of("gunung sirimba", None, as_written=True).subject is None


def test_a_bare_question_is_asked_back_unless_something_was_said() -> None:
    assert MEANINGS.of("kapan?", None).asks_back
    after = MEANINGS.of("di mana?", VOLCANO)
    assert (after.asks_back, after.query) == (False, "di mana Gunung Sirimba meletus?")


@pytest.mark.parametrize(
    ("line", "before", "subject", "query"),
    [
        ("berita gunng", None, "gunung", "berita gunng"),
        ("kalau ayu pramsti?", None, "ayu pramesti", "kalau ayu pramsti?"),
        ("kalau ayu pramsti?", Exchange("Di mana Suminah lahir?"), None, "Di mana ayu pramesti lahir?"),
        ("Di mana ayu pramsti lahir?", VOLCANO, None, "Di mana ayu pramsti lahir?"),
    ],
)
def test_what_is_misspelt(line: str, before: Exchange | None, subject: str | None, query: str) -> None:
    """Requests and what goes on are read as the articles spell them; a question is asked as it was typed, and told."""

    def spelt(line: str) -> str:
        return line.replace("gunng", "gunung").replace("pramsti", "pramesti")

    meaning = MEANINGS.of(line, before, spelt=spelt)
    assert (meaning.subject, meaning.query) == (subject, query)
    assert MEANINGS.of(line, None, as_written=True, spelt=spelt).query == line


def test_what_is_misspelt_without_an_index() -> None:
    """It stays, and what is meant is told all the same."""

    def spelt(_line: str) -> str:
        raise IndexMissing("nothing is indexed")

    assert MEANINGS.of("berita gunng", None, spelt=spelt).subject == "gunng"


def test_what_follows_goes_on_being_about_the_same() -> None:
    """Not about what was asked of it meanwhile; a question asked of another is about that one."""
    first = MEANINGS.of("abunya setinggi apa?", VOLCANO)
    after = first.exchange(a_reply(an_answer("2.500 meter"), question=first.query))
    assert after.about == first.about
    assert MEANINGS.of("warnanya?", after).about == first.about
    other = MEANINGS.of("kalau Gunung Kembar?", VOLCANO)
    assert other.exchange(a_reply(an_answer("1980"), question=other.query)).about == ""


def test_a_refused_question_that_names_nobody_is_no_subject() -> None:
    """What was spoken of before goes on being it; with nothing before, "kapan?" is asked back."""
    refused = a_reply(question="who won the lottery?", certainty=Certainty.NONE)
    alone = MEANINGS.of("who won the lottery?", None).exchange(refused)
    assert not alone.is_known
    assert MEANINGS.of("kapan?", alone).asks_back
    after = MEANINGS.of("who won the lottery?", VOLCANO).exchange(refused)
    again = MEANINGS.of("who won the jackpot?", after).exchange(refused)
    for before in (after, again):
        assert MEANINGS.of("di mana?", before).query == "di mana Gunung Sirimba meletus?"
    named = a_reply(question="who is Rudi Hartono?", certainty=Certainty.NONE)
    assert MEANINGS.of("who is Rudi Hartono?", VOLCANO).exchange(named).is_known


def test_another_kind_of_thing_gets_its_articles() -> None:
    """An election is over when a volcano is not."""
    meaning = MEANINGS.of("what about the volcano?", Exchange("when is the election in Wanara?"))
    assert (meaning.completed, meaning.wants_articles, meaning.subject) == (None, True, "volcano")


def test_a_line_that_is_longer_than_any_question_is_taken_as_it_is() -> None:
    """It is refused for its length, and nobody waits until it has been understood."""
    line = "halo, " * 300 + "kapan?"
    meaning = MEANINGS.of(line, VOLCANO)

    assert (meaning.question, meaning.pleasantry, meaning.request, meaning.completed) == (line, None, None, None)


@pytest.mark.parametrize(
    ("line", "query"),
    [
        ("kalau banjir melung kapan?", "banjir melung kapan?"),
        ("n how old is sutrisno", "how old is sutrisno"),
        ("trs kapan?", "kapan Gunung Sirimba meletus?"),
    ],
)
def test_what_has_a_subject_of_its_own_stands_alone(line: str, query: str) -> None:
    """By the names of the articles; it is asked without the connective in front."""
    meaning = MEANINGS.of(line, Exchange("Di mana Gunung Sirimba meletus?"), names=lambda _line: {"melung", "sutrisno"})
    assert meaning.query == query


LISTED = (Listed("a", "Gunung Sirimba Meletus"), Listed("b", "Festival Kopi Dibuka"))


def test_one_of_a_list_is_chosen() -> None:
    """By its place; with what is asked of it, or alone."""
    before = Exchange("gempa", listed=LISTED)
    opened = MEANINGS.of("yg ke 2", before)
    assert (opened.chooses_an_article, opened.chosen, opened.listed_before) == (True, LISTED[1], 2)
    asked = MEANINGS.of("yang terakhir kapan?", before)
    assert (asked.chooses_an_article, asked.query) == (False, "kapan Festival Kopi Dibuka?")
    assert MEANINGS.of("nomor 3", before).chosen is None
    assert MEANINGS.of("yang kedua", VOLCANO).choice is None


def test_another_answer_is_chosen() -> None:
    """Where others were shown, and what was asked for has no second itself."""
    others = Exchange("Di mana Trump bertemu Kim?", "Singapura", others=1)
    assert MEANINGS.of("yang kedua?", others).query == "Di mana Trump bertemu Kim?"
    first = Exchange("Siapa juara pertama?", "Ani", others=1)
    assert MEANINGS.of("yang kedua?", first).choice is None


def test_the_newest_articles_leave_what_was_asked_before_them() -> None:
    """Nothing was: then what follows has nothing to go on with."""
    newest = [a_whole_article("Isi.", "Judul", "a")]
    assert after_list(newest, VOLCANO) == replace(VOLCANO, listed=(Listed("a", "Judul"),))
    nothing = after_list(newest, None)
    assert MEANINGS.of("kalau 2018?", nothing).completed is None
