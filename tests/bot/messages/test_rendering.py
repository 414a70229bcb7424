"""Replies as messages: what they say, and that Telegram takes them whatever an article holds."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from telegram import MessageEntity

from bot.messages.catalogue import Phrases, bundled_catalogue
from bot.messages.composing import Composed, clean, utf16_units
from bot.messages.links import link_to_text
from bot.messages.rendering import render_passage, render_reply
from index import Answer, ArticleRef, Certainty, FoundPassage, said_in
from tests.bot.samples import ARTICLE, SENTENCE, SUMMIT, a_passage, a_reply, an_answer, an_article

INDONESIAN, ENGLISH = bundled_catalogue().phrases("id"), bundled_catalogue().phrases("en")
ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=300)


def marked(composed: Composed, kind: str) -> list[str]:
    """Return the texts under the entities of a kind, cut in UTF-16."""
    data = composed.text.encode("utf-16-le")
    return [
        data[2 * e.offset : 2 * (e.offset + e.length)].decode("utf-16-le") for e in composed.entities if e.type == kind
    ]


def assert_telegram_takes(composed: Composed) -> None:
    """Assert what Telegram asks of every message."""
    composed.text.encode("utf-8")
    units = utf16_units(composed.text)
    assert composed.text.strip()
    assert units <= 4096
    assert len(composed.entities) <= 100
    for entity in composed.entities:
        assert entity.offset >= 0
        assert entity.length > 0
        assert entity.offset + entity.length <= units
        if entity.type == MessageEntity.TEXT_LINK:
            assert str(entity.url).startswith(("http://", "https://"))


@pytest.mark.parametrize(("phrases", "shown"), [(INDONESIAN, "1 Juni 2018 · hal. 3"), (ENGLISH, "1 June 2018 · p. 3")])
def test_page_stands_in_the_citation_and_in_its_link(phrases: Phrases, shown: str) -> None:
    """Of what has pages."""
    composed = render_reply(a_reply(an_answer(article=replace(ARTICLE, page=3))), phrases)

    assert f"Kantor Berita Contoh · {shown}" in composed.text
    assert next(e.url for e in composed.entities if e.url) == "https://example.org/lavrov#page=3"


def test_answer_in_full() -> None:
    """The whole message, and its entities by hand.

    Line 1 has 12 units, so the quotation begins at 14; the answer stands 46 units into it; the title follows the
    quotation's 67 units and a blank line.
    """
    composed = render_reply(SUMMIT, ENGLISH)
    assert composed.text == (
        "12 June 2018\n\n"
        "Pertemuan Trump dan Kim akan berlangsung pada 12 Juni di Singapura.\n\n"
        "Lavrov di Pyongyang\n"
        "Kantor Berita Contoh · 1 June 2018"
    )
    assert [(e.type, e.offset, e.length, e.url) for e in composed.entities] == [
        ("bold", 0, 12, None),
        ("blockquote", 14, 67, None),
        ("bold", 60, 7, None),
        ("text_link", 83, 19, link_to_text("https://example.org/lavrov", SENTENCE)),
    ]


def test_offsets_after_emoji() -> None:
    """Each emoji before the answer counts two units: 🇮🇩 is two characters and four units."""
    composed = render_reply(a_reply(an_answer("🙂 12 Juni", "🇮🇩🎉 Pada 🙂 12 Juni!")), INDONESIAN)
    assert [(e.type, e.offset, e.length) for e in composed.entities][:3] == [
        ("bold", 0, 10),
        ("blockquote", 12, 23),
        ("bold", 24, 10),
    ]
    assert marked(composed, "bold") == ["🙂 12 Juni", "🙂 12 Juni"]


@pytest.mark.parametrize(
    ("text", "day", "first_line"),
    [
        ("12 Juni", date(2018, 6, 12), "12 Juni 2018"),
        ("Selasa", date(2018, 6, 12), "Selasa · 12 Juni 2018"),
        ("12 Juni 2018", date(2018, 6, 12), "12 Juni 2018"),
        ("2018-06-12", date(2018, 6, 12), "12 Juni 2018"),
        ("3/7/2018", date(2018, 7, 3), "3 Juli 2018"),
        ("Selasa (3/7)", date(2018, 7, 3), "Selasa, 3 Juli 2018"),
        ("12 Juni di Singapura", date(2018, 6, 12), "12 Juni di Singapura · 12 Juni 2018"),
        ("12 Juni 2018 di Singapura", date(2018, 6, 12), "12 Juni 2018 di Singapura"),
        ("June 3, 2018 di Singapura", date(2018, 6, 3), "June 3, 2018 di Singapura · 3 Juni 2018"),
        ("1 dari 12 pada 2018", date(2018, 6, 3), "1 dari 12 pada 2018 · 3 Juni 2018"),
        ("12345678901234567890", date(2018, 6, 3), "12345678901234567890 · 3 Juni 2018"),
        ("Singapura", None, "Singapura"),
    ],
)
def test_day_where_it_tells_more(text: str, day: date | None, first_line: str) -> None:
    """Spelt out in the reader's language: instead of a mere day, and else beside what does not spell it so."""
    composed = render_reply(a_reply(an_answer(text, f"Pada {text}.", day=day)), INDONESIAN)
    assert composed.text.splitlines()[0] == first_line
    assert marked(composed, "bold") == [first_line.split(" · ")[0], text]


@pytest.mark.parametrize(
    ("text", "indonesian", "english"),
    [
        ("27–28 Juli 2024", "27–28 Juli 2024", "27–28 July 2024"),
        ("Senin–Jumat pukul 08.00–14.00", "Senin–Jumat pukul 08.00–14.00", "Monday–Friday, 08:00–14:00"),
    ],
)
def test_ranges_in_the_readers_language(text: str, indonesian: str, english: str) -> None:
    """The quotation keeps the article's own words."""
    reply = a_reply(an_answer(text, f"Pada {text}."))
    assert marked(render_reply(reply, INDONESIAN), "bold") == [indonesian, text]
    assert marked(render_reply(reply, ENGLISH), "bold") == [english, text]


def test_a_list_is_quoted_line_by_line_and_not_said_twice() -> None:
    shown = "3 buah terong,\n\n1 papan tempe"
    composed = render_reply(a_reply(an_answer(shown, shown)), INDONESIAN)
    assert composed.text.startswith("3 buah terong,\n1 papan tempe\n")
    assert marked(composed, "bold") == ["3 buah terong,\n1 papan tempe"]

    perhaps = render_reply(a_reply(an_answer(shown, shown), certainty=Certainty.PERHAPS), INDONESIAN)
    assert perhaps.text.startswith("Mungkin:\n\n3 buah terong,")

    of_a_day = render_reply(a_reply(an_answer(shown, shown, day=date(2018, 6, 12))), INDONESIAN)
    assert of_a_day.text.startswith("3 buah terong,\n1 papan tempe\n")

    introduced = render_reply(a_reply(an_answer(shown, f"Bahannya {shown}")), INDONESIAN)
    assert marked(introduced, "bold")[0] == "3 buah terong; 1 papan tempe"


def test_a_part_of_the_answer_is_no_other_one() -> None:
    answers = [an_answer(text, confidence=0.6) for text in ("13–14 Juli", "Sabtu, 13–14 Juli", "3–14 Juli")]
    composed = render_reply(a_reply(*answers), INDONESIAN)
    assert composed.text.splitlines()[-1] == "Kemungkinan jawaban lain: 3–14 Juli"


def test_guessed_days_are_shown_as_such() -> None:
    """The article's, and the answer's that was counted from it."""
    article = replace(ARTICLE, published_guessed=True)
    answer = replace(an_answer(day=date(2018, 6, 12), article=article), date_guessed=True)

    for phrases, first, last in (
        (INDONESIAN, "sekitar 12 Juni 2018", "Kantor Berita Contoh · sekitar 1 Juni 2018"),
        (ENGLISH, "about 12 June 2018", "Kantor Berita Contoh · about 1 June 2018"),
    ):
        lines = (
            render_reply(a_reply(answer), phrases).text.translate(dict.fromkeys(map(ord, "\u2068\u2069"))).split("\n")
        )
        assert (lines[0], lines[-1]) == (first, last)


def test_long_sentence_folds() -> None:
    """A quotation of more than 300 units can be unfolded; one of 300 stands open."""
    for length, kind in ((300, "blockquote"), (301, "expandable_blockquote")):
        sentence = "12 Juni " + "x" * (length - 8)
        assert marked(render_reply(a_reply(an_answer(sentence=sentence)), ENGLISH), kind) == [sentence]


def test_huge_sentence_keeps_the_answer_in_sight() -> None:
    """Of a megabyte, what surrounds the answer is shown, with an ellipsis on both sides."""
    sentence = "kata " * 100_000 + "12 Juni" + " kata" * 100_000
    composed = render_reply(a_reply(an_answer(sentence=sentence)), ENGLISH)
    (quotation,) = marked(composed, "expandable_blockquote")
    assert utf16_units(quotation) <= 1500
    assert quotation.startswith("…kata ")
    assert quotation.endswith(" kata…")
    assert marked(composed, "bold") == ["12 June", "12 Juni"]


def test_second_mention_is_the_one_marked() -> None:
    """The offsets decide which mention is marked, not the first match."""
    sentence = "Bukan 12, tetapi 12."
    answer = Answer("12", 0.9, 517, 519, sentence, 500, "p", ARTICLE, None)
    second = render_reply(a_reply(answer), ENGLISH).entities[2]
    assert (second.offset, second.length) == (4 + 17, 2)


@pytest.mark.parametrize("start", [0, 5, 10_000, -3])
def test_wrong_offsets(start: int) -> None:
    """Offsets that do not fit are made up for by searching; the quotation stays whole."""
    answer = replace(an_answer(), start=start, end=start + 7)
    assert marked(render_reply(a_reply(answer), ENGLISH), "bold") == ["12 June", "12 Juni"]


def test_answer_outside_its_sentence() -> None:
    """An answer that its sentence does not hold is not marked in it."""
    composed = render_reply(a_reply(replace(an_answer(), text="24 Mei")), ENGLISH)
    assert marked(composed, "bold") == ["24 May"]
    assert marked(composed, "blockquote") == [SENTENCE]


def test_markup_is_text() -> None:
    """HTML, Markdown and commands in an article are shown as they are, never obeyed."""
    hostile = "<b>*_[x](javascript:alert(1))_*</b> /reindex @admin `"
    article = an_article(title=f"<a href='x'>{hostile}</a>", url="javascript:alert(1)", source="<script>")
    composed = render_reply(a_reply(an_answer("x", hostile, article=article)), ENGLISH)
    assert hostile in composed.text
    assert f"<a href='x'>{hostile}</a>\n<script> · 1 June 2018" in composed.text
    assert [e.type for e in composed.entities] == ["bold", "blockquote", "bold"]


def test_huge_title_and_source() -> None:
    """A title is cut at 200 units, a source at 100."""
    article = an_article(title="judul " * 5000, source="s" * 5000)
    title, source = render_reply(a_reply(an_answer(article=article)), ENGLISH).text.splitlines()[4:6]
    assert utf16_units(title) <= 200
    assert title.endswith("judul…")
    assert source == "s" * 99 + "… · 1 June 2018"


def test_bare_article() -> None:
    """Without title, address, source and date, the article is called untitled, and nothing else is said of it."""
    article = replace(ARTICLE, title="\u202e ", url=None, source=None, published=None)
    composed = render_reply(a_reply(an_answer(article=article)), ENGLISH)
    assert composed.text.endswith(f"{SENTENCE}\n\nUntitled article")
    assert marked(composed, "text_link") == []


def test_other_answers() -> None:
    """At most two others of the same kind, each text once, only those at least half as likely as the first."""
    texts = [
        ("Juni", 0.9),
        ("JUNI", 0.8),
        ("Agustus", 0.5),
        ("12", 0.6),
        ("Selasa", 0.45),
        ("Mei", 0.44),
        ("Rabu", 0.6),
    ]
    answers = [an_answer(text, confidence=confidence) for text, confidence in texts]
    composed = render_reply(a_reply(*answers), ENGLISH)
    assert composed.text.splitlines()[-1] == "Other possible answers: August · Tuesday"


def test_not_answered_by_hand() -> None:
    """The nearest of four passages, cut, with title, source and date; the others are behind the button."""
    passages = [a_passage("kata " * 200)] + [a_passage(f"Bagian {n}.") for n in (2, 3, 4)]
    reply = a_reply(an_answer(confidence=0.01), passages=passages, certainty=Certainty.NONE)
    first, quotation = render_reply(reply, INDONESIAN).text.split("\n\n")
    passage, origin = quotation.splitlines()
    assert first == "Saya belum menemukan jawaban yang pasti. Yang paling berkaitan:"
    assert passage.startswith("kata kata")
    assert utf16_units(passage) <= 250
    assert origin == "Lavrov di Pyongyang · Kantor Berita Contoh · 1 Juni 2018"


def test_not_answered_shows_the_best_place_with_its_rows() -> None:
    """Around what the reader held for the best, in whichever passage; rows of a table stay rows."""
    table = "kata " * 100 + "Poli umum: Senin\nPoli gigi: Rabu\nPoli anak: Jumat\n" + "kata " * 100
    passages = [a_passage("Satu."), replace(a_passage(table), id="second")]
    best = replace(an_answer("Rabu", confidence=0.05), passage_id="second")
    composed = render_reply(a_reply(best, passages=passages, certainty=Certainty.NONE), ENGLISH)
    (quotation,) = marked(composed, "blockquote")
    assert "Poli umum: Senin\nPoli gigi: Rabu\nPoli anak: Jumat" in quotation
    assert quotation.startswith("…kata")
    assert utf16_units(quotation) <= 250


@pytest.mark.parametrize(
    ("text", "best", "sentence", "shown"),
    [
        (
            "Satu. Museum tutup hari Senin. " + "kata " * 60,
            "Senin",
            "Museum tutup hari Senin.",
            ["Museum tutup hari Senin."],
        ),
        ("Poli: Umum | Senin\nPoli: Gigi | Rabu\nPoli: Anak", "Rabu", "Poli: Umum | Senin", ["Poli: Gigi | Rabu"]),
        ("Museum tutup hari Senin.", "Senin", "Museum tutup hari Senin.", []),
        ("Satu. " + "kata " * 60 + "Senin.", "Senin", "kata " * 60 + "Senin.", []),
    ],
)
def test_not_answered_marks_where_to_look(text: str, best: str, sentence: str, shown: list[str]) -> None:
    """The row or sentence that the reader held for the best, where it is short and there is more beside it."""
    answer = replace(an_answer(best, confidence=0.05), sentence=sentence)
    reply = a_reply(answer, passages=[replace(a_passage(text), id=answer.passage_id)], certainty=Certainty.NONE)
    assert marked(render_reply(reply, INDONESIAN), "bold") == shown


def test_key_words_without_articles() -> None:
    """They are no question, so that nothing is said of an answer."""
    reply = a_reply(an_answer(confidence=0.01), passages=[a_passage("Satu.")], certainty=Certainty.NONE)
    assert render_reply(reply, ENGLISH, subject="museum rempah").text.startswith(
        "I couldn’t find any articles about “museum rempah”. This comes closest:\n\nSatu."
    )


def test_what_was_asked_of_another_is_told_as_a_question() -> None:
    """And what a question was only completed with, as what it is about."""
    reply = a_reply(an_answer("21"), question="Umur Laras berapa?")
    assert render_reply(reply, ENGLISH, about="Umur Laras berapa").text.startswith("asked as: Umur Laras berapa\n\n")
    assert render_reply(reply, ENGLISH, about="Laras").text.startswith("about: Laras\n\n")


def test_perhaps_is_marked() -> None:
    """In front of the answer, in the reader's language."""
    reply = a_reply(an_answer("Singapura"), certainty=Certainty.PERHAPS)
    assert render_reply(reply, INDONESIAN).text.startswith("Mungkin: Singapura\n\n")
    assert render_reply(reply, ENGLISH).text.startswith("Perhaps: Singapura\n\n")


def test_superseded_answer_stands_behind_the_newer_one() -> None:
    """With the day of the newer one's article; it is not among other possible answers."""
    older = replace(an_answer("6 bulan", confidence=0.9), superseded=True)
    reply = a_reply(an_answer("12 bulan", confidence=0.9), older)
    assert render_reply(reply, INDONESIAN).text.splitlines()[0] == "sekarang 12 bulan (1 Juni 2018); sebelumnya 6 bulan"
    assert render_reply(reply, ENGLISH).text.splitlines()[0] == "now 12 bulan (1 June 2018); before that 6 bulan"
    assert "Other possible" not in render_reply(reply, ENGLISH).text


def test_card_says_what_was_asked() -> None:
    """Inserted by inline mode it stands in a chat where nobody saw the question."""
    reply = a_reply(an_answer("Singapura"), question="Di mana KTT?")
    assert render_reply(reply, ENGLISH, is_card=True).text.startswith("Di mana KTT?\n\nSingapura\n\n")


def test_nothing_found_at_all() -> None:
    """Without any passage there is one sentence; also when a reply claims to be answered but holds no answer."""
    for certainty in Certainty:
        composed = render_reply(a_reply(passages=[], certainty=certainty), ENGLISH)
        assert composed == Composed("I couldn’t find a clear answer, and nothing in the articles comes close.")


def test_passage_page() -> None:
    """A page shows one passage, then where it comes from."""
    composed = render_passage(a_passage("Satu.\n\nDua."), INDONESIAN)
    assert composed.text == "Satu.\nDua.\n\nLavrov di Pyongyang\nKantor Berita Contoh · 1 Juni 2018"
    assert marked(composed, "blockquote") == ["Satu.\nDua."]
    assert render_passage(a_passage("Satu."), ENGLISH, position="2/5").text.splitlines()[-1] == "2/5"


def test_right_to_left_names_do_not_reorder_the_date() -> None:
    """They are isolated; other names stand as they are."""
    composed = render_passage(a_passage("Satu.", an_article("שלום", "https://example.org/a", "צבע")), INDONESIAN)
    assert composed.text == "Satu.\n\n\u2068שלום\u2069\n\u2068צבע\u2069 · 1 Juni 2018"


def paper(source: str | None, url: str | None = None, title: str = "Judul") -> ArticleRef:
    """Return another article with the same passage."""
    return an_article(title, url, source)


def test_other_papers_stand_under_the_source() -> None:
    """In the message's language; a name is a link where its article has one."""
    papers = (paper("Harian 🎉 A", "https://example.org/a"), paper("Koran B", "javascript:alert(1)"))
    reply = a_reply(replace(an_answer(), also_in=papers), an_answer("13 Juni", confidence=0.6))
    english, indonesian = render_reply(reply, ENGLISH), render_reply(reply, INDONESIAN)
    source = english.text.split("\n\n")[2].splitlines()
    assert source[1:] == ["Kantor Berita Contoh · 1 June 2018", "also in: Harian 🎉 A, Koran B"]
    assert "1 Juni 2018\njuga di: Harian 🎉 A, Koran B\n\nKemungkinan jawaban lain" in indonesian.text
    assert marked(english, "text_link") == ["Lavrov di Pyongyang", "Harian 🎉 A"]
    assert english.entities[-1].url == "https://example.org/a"


@pytest.mark.parametrize(
    ("question", "indonesian", "english"),
    [
        ("kapan KTT Trump–Kim?", "Saya belum yakin, tetapi jawabannya mungkin", "I’m not sure, but the answer may be"),
        (
            "kapan KTT Trump–Putin?",
            "Saya belum menemukan jawaban yang pasti. Yang",
            "I couldn’t find a clear answer. This",
        ),
    ],
)
def test_a_refusal_says_how_near_the_passage_comes(question: str, indonesian: str, english: str) -> None:
    """Whether it speaks of all that is asked about, or of some."""
    passage = replace(a_passage("KTT Trump–Kim tetap digelar."), article=replace(ARTICLE, language="id"))
    reply = a_reply(passages=[passage], certainty=Certainty.NONE, question=question)
    for phrases, begins in ((INDONESIAN, indonesian), (ENGLISH, english)):
        composed = render_reply(reply, phrases)
        assert composed.text.startswith(begins)
        assert marked(composed, "blockquote") == ["KTT Trump–Kim tetap digelar."]


@pytest.mark.parametrize(("subject", "says"), [(None, "not-answered-at-all"), ("Mona Lisa", "no-articles-at-all")])
def test_no_passage_is_shown_that_speaks_of_nothing_asked(subject: str | None, says: str) -> None:
    """Nothing of it is marked, either."""
    passage = replace(a_passage("KTT tetap digelar."), article=replace(ARTICLE, language="id"))
    reply = a_reply(passages=[passage], certainty=Certainty.NONE, question="siapa pelukis Mona Lisa?")
    said = ENGLISH(says, subject=subject) if subject else ENGLISH(says)
    assert render_reply(reply, ENGLISH, subject=subject).text == said


@pytest.mark.parametrize(
    ("papers", "line"),
    [
        ([paper(name) for name in "ABC"], "also in: A, B, C"),
        ([paper(name) for name in "ABCDE"], "also in: A, B, C +2"),
        ([paper("A"), paper("a"), paper("B")], "also in: A, B"),
        ([paper(None, title="Lain")], "also in: Lain"),
        ([paper("\u202e", title="\x00")], "also in: Untitled article"),
        ([paper("kantor berita contoh", title="Edisi sore")], "also in: Edisi sore"),
        ([paper("<b>A</b>\n\u202e_x_")], "also in: <b>A</b> _x_"),
        ([paper("s" * 5000)], "also in: " + "s" * 99 + "…"),
    ],
    ids=["three", "five", "one name", "no source", "nothing", "same source", "markup", "long"],
)
def test_names_of_other_papers(papers: list[ArticleRef], line: str) -> None:
    """Three at most, each once, and never empty; the source that stands above is not said again."""
    composed = render_reply(a_reply(replace(an_answer(), also_in=tuple(papers))), ENGLISH)
    assert composed.text.splitlines()[-1] == line
    assert_telegram_takes(composed)


def test_one_name_takes_the_link_that_it_has() -> None:
    """Also where the first article of that name has none."""
    papers = (paper("A"), paper("A", "https://example.org/first"), paper("A", "https://example.org/second"))
    composed = render_reply(a_reply(replace(an_answer(), also_in=papers)), ENGLISH)
    assert [entity.url for entity in composed.entities if entity.url][1:] == ["https://example.org/first"]


def test_other_papers_of_passages() -> None:
    """On a page; the message that nothing was found is short."""
    found = a_passage("Satu.", also_in=(paper("Koran B", "https://example.org/b"),))
    assert render_passage(found, INDONESIAN).text.splitlines()[-1] == "juga di: Koran B"
    composed = render_reply(a_reply(passages=[found, a_passage("Dua.")], certainty=Certainty.NONE), ENGLISH)
    assert composed.text.split("\n\n")[1:] == ["Satu.\nLavrov di Pyongyang · Kantor Berita Contoh · 1 June 2018"]


@given(before=ANY_TEXT, text=ANY_TEXT, after=ANY_TEXT, title=ANY_TEXT, url=ANY_TEXT, source=ANY_TEXT)
def test_any_article_makes_a_message(before: str, text: str, after: str, title: str, url: str, source: str) -> None:
    """Whatever an article holds, the message is valid, and what is bold is the answer."""
    article = replace(ARTICLE, title=title, url=url, source=source)
    start = len(before)
    answer = Answer(text, 0.9, start, start + len(text), before + text + after, 0, "p", article, date(2018, 6, 12))
    papers = (article, replace(article, source=title), replace(article, source=None, url=None), paper(text), paper("x"))
    answer = replace(answer, also_in=papers)
    assume(said_in("id", text, article.language, answer.date) is None)  # a day in digits is spelt out
    others = [replace(answer, text=title), replace(answer, text=source)]
    passages = [FoundPassage("p", before + text, 1.0, article, papers)] * 4
    composed = render_reply(a_reply(answer, *others, passages=passages), INDONESIAN)
    assert_telegram_takes(composed)
    expected = clean(text).strip()
    if expected:
        is_list_alone = "\n" in text.strip() and not before.strip() and not after.strip()
        shown = [] if is_list_alone else [clean(answer.on_one_line).strip()]
        assert [piece.strip() for piece in marked(composed, "bold")] == [*shown, clean(text, lines=True).strip()]
    assert_telegram_takes(render_reply(a_reply(passages=passages, certainty=Certainty.NONE), ENGLISH))
    assert_telegram_takes(render_passage(passages[0], ENGLISH))


@pytest.mark.parametrize("character", ["x", "🙂", "\x00", "\ud800", "a\u0301\u0302\u0303", "\n", "م"])
def test_a_megabyte_of_anything_makes_a_message(character: str) -> None:
    """Very long parts, of one unit or two a character, are cut so that together they fit."""
    text = (character * 1_000_000)[:1_000_000]
    article = an_article(title=text, url=f"https://example.org/{text}", source=text)
    papers = tuple(an_article(text, f"https://example.org/{n}", f"{n}{text}") for n in range(5))
    answer = replace(an_answer(text, text, article=article, day=date(2018, 6, 12)), also_in=papers)
    reply = a_reply(answer, answer, passages=[FoundPassage("p", text, 1.0, article, papers)] * 4)
    assert_telegram_takes(render_reply(reply, ENGLISH))
    assert_telegram_takes(render_reply(replace(reply, certainty=Certainty.NONE), ENGLISH))
    assert_telegram_takes(render_passage(reply.passages[0], ENGLISH))
