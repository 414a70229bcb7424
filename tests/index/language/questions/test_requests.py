"""What is no question: key words, requests for articles and news, and bare question words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.language.questions.requests import Choice, Request, RequestKind, choice_in, key_words, request_in
from index.language.reading import read_question
from index.language.subjects import words_of


@pytest.mark.parametrize(
    ("message", "subject"),
    [
        ("Gunung Sirimba", "Gunung Sirimba"),
        ("gempa teluk sagu", "gempa teluk sagu"),
        ("harga beras di Kedunglarang", "harga beras di Kedunglarang"),
        ("festival kopi wonolereng 2018", "festival kopi wonolereng 2018"),
        ("Trump Kim summit", "Trump Kim summit"),
        ("festival kopi dong", "festival kopi"),
        ("gempa skrg", "gempa"),
        ("2018", "2018"),
        ("fake news", "fake news"),
        ("what abt the volcano?", "volcano"),
        ("klo gunungnya gmn?", "gunung"),
        ("terus bensin?", "bensin"),
        ("gimana dgn harga beras?", "harga beras"),
        ("lalu lintas macet", "lalu lintas macet"),
    ],
)
def test_key_words(message: str, subject: str) -> None:
    """A few words that name something, without a question mark or a verb."""
    assert request_in(message) == Request(RequestKind.KEY_WORDS, subject)


@pytest.mark.parametrize(
    ("message", "subject"),
    [
        ("berita gempa", "gempa"),
        ("tell me more about the satellite", "satellite"),
        ("news about the museum", "museum"),
        ("anything about the ferry", "ferry"),
        ("Anything else about the ferry?", "ferry"),
        ("ceritakan tentang Ayu Pramesti", "Ayu Pramesti"),
        ("cari artikel soal batik", "batik"),
        ("kabar terbaru soal kereta", "kereta"),
        ("ceritain ttg festival kopi dong", "festival kopi"),
        ("berita gempa terbaru kak", "gempa"),
        ("Could you find articles on the reefs?", "reefs"),
        ("ada berita ttg gunung meletus ga?", "gunung meletus"),
        ("apakah ada artikel soal kereta?", "kereta"),
        ("do you have anything about Lavrov?", "Lavrov"),
        ("are there any news on the reefs", "reefs"),
        ("what do you know about Suminah?", "Suminah"),
        ("list everything about singapore", "singapore"),
        ("daftar artikel tentang Singapura", "Singapura"),
        ("summarize the lavrov article", "lavrov"),
        ("tolong ringkas berita gempa itu", "gempa"),
        ("brita gempa", "gempa"),
        ("earthquake news", "earthquake"),
        ("latest coffee festival news pls", "coffee festival"),
        ("Lavrov articles", "Lavrov"),
    ],
)
def test_requests_for_articles(message: str, subject: str) -> None:
    """In both languages, with or without a question mark."""
    assert request_in(message) == Request(RequestKind.ARTICLES, subject)


@pytest.mark.parametrize(
    "message",
    [
        *("ada berita apa hari ini?", "berita terbaru", "berita", "info dong", "what's new?", "any news today"),
        *("latest news please", "news please", "what's new pls", "kak, berita terbaru apa ya", "berita trbaru"),
        *("artikel apa aja yg ada?", "daftar artikel dong", "what articles do you have?", "list all articles"),
    ],
)
def test_requests_for_news(message: str) -> None:
    """They name nothing."""
    assert request_in(message) == Request(RequestKind.NEWS)


@pytest.mark.parametrize(
    "message",
    [
        "kapan?",
        "Siapa",
        "di mana?",
        "jam berapa?",
        "why?",
        "bagaimana sih",
        "kpn?",
        "dmn sih",
        "wen",
        "harganya",
        "biayanya brp?",
    ],
)
def test_bare_question_words(message: str) -> None:
    """Without anything before there is nothing to ask about."""
    assert request_in(message) == Request(RequestKind.BARE)


@pytest.mark.parametrize(
    "message",
    [
        *("dan di mana?", "lalu kapan?", "terus siapa", "and where?", "so when?", "n dmn?", "kok bisa?", "how come?"),
        *("kenapa begitu?", "knp gitu", "kapan itu?", "apa itu?", "when was that?", "DAN DI MANA?", "Dan Di Mana?"),
        *("dia siapa?", "siapa mereka", "who's he?", "where is she from?", "how old is she", "what happened there?"),
        *("yang mana?", "tentang apa?", "sejak kapan?", "berapa lama?", "for whom?", "kalau dia?", "what about him?"),
        *("tell me more about it", "ceritakan tentang dia"),
    ],
)
def test_what_goes_on_from_nothing(message: str) -> None:
    """Question words, pointing words and pronouns name nothing, whatever leads to them."""
    assert request_in(message) == Request(RequestKind.BARE)


@pytest.mark.parametrize(
    "message",
    [
        *("dia kerja apa?", "dia lahir di mana", "berapa umurnya dia?", "kapan mereka menikah?", "siapa istri dia?"),
        *("what does he do?", "where does she live?", "what did they say", "what's his name?", "why was he arrested?"),
        *("when was it opened?", "kapan itu dibuka?", "who won it?", "apa yang diresmikan di sana?"),
    ],
)
def test_what_is_asked_of_nobody(message: str) -> None:
    """What may be said of any person or thing says nothing of whom it is asked."""
    assert request_in(message) == Request(RequestKind.BARE)


@pytest.mark.parametrize(
    "message",
    [
        *("siapa lavrov itu?", "kapan gempa itu?", "dan gempa itu?", "itu gempa apa?", "di mana museum itu?"),
        *("merbabu itu apa?", "apa itu merkurius?", "kapan dia ke bekasi?", "when did he visit beijing?"),
        *("did he meet kim?", "what did they say about rice?", "what happened in may?", "what is the US?"),
        *("apa yang terjadi minggu ini?", "what happened this week?", "is there parking?", "dia presiden mana?"),
        *("is it true?", "what is a year?", "when did the volcano erupt?", "lama?"),
    ],
)
def test_small_letters_name_as_well(message: str) -> None:
    """Beside a pronoun or without a capital: what is named is asked of the articles."""
    assert request_in(message) != Request(RequestKind.BARE)


@pytest.mark.parametrize(
    "message",
    [
        "harga beras?",
        "siapa presiden Korea",
        "Ayu Pramesti umur berapa",
        "jembatan kali wangi diresmikan kapan",
        "trump kim ketemu dmn",
        "ayu pramesti pelatihnya sp",
        "gunung meletus",
        "the bridge reopened yesterday",
        "list the winners",
        "daftar peserta lomba",
        "1",
        "",
        "?!",
    ],
)
def test_questions(message: str) -> None:
    """What asks or says something is asked of the articles."""
    assert request_in(message) is None


@pytest.mark.parametrize(
    ("words", "may_be"),
    [
        *((each, True) for each in ("harga beras", "alamat museum", "bupati ciwangi", "tiket museum")),
        *((each, False) for each in ("Trump", "Gunung Sirimba", "gempa teluk sagu", "berita harga beras", "berita")),
    ],
)
def test_only_key_words_that_ask_for_something_may_be_answered(words: str, may_be: bool) -> None:
    """A name alone asks nothing of it."""
    assert (request_in(words) or Request(RequestKind.BARE)).may_be_answered is may_be


@pytest.mark.parametrize(
    ("message", "subject"),
    [
        ("tell me about the market", "market"),
        ("berita Clara", "Clara"),
        ("kabar satya", "satya"),
        ("news on mobile phones", "mobile phones"),
        ("news about the latin festival", "latin festival"),
    ],
)
def test_a_subject_is_not_read_as_another_word(message: str, subject: str) -> None:
    """What the archive does not know is told when articles are looked for."""
    assert request_in(message) == Request(RequestKind.ARTICLES, subject)


def test_key_words_are_those_that_name_something() -> None:
    """Prepositions are not; where nothing else is there, they have to do."""
    assert key_words("harga beras di Kedunglarang") == ["harga", "beras", "kedunglarang"]
    assert key_words("di sana") == ["di", "sana"]


@given(st.text(max_size=200))
def test_any_text(message: str) -> None:
    """Nothing that can be typed raises, and a subject is made of what was typed, as it is read."""
    found = request_in(message)
    typed = " ".join(message.split())
    known = {*words_of(typed), *words_of(read_question(typed).text)}
    assert found is None or known.issuperset(words_of(found.subject))


@pytest.mark.parametrize(
    ("message", "choice"),
    [
        ("yg ke 2", Choice(2)),
        ("yang kedua?", Choice(2)),
        ("ke-3", Choice(3)),
        ("yg nomor dua dong", Choice(2)),
        ("no 3", Choice(3)),
        ("no2", Choice(2)),
        ("#1", Choice(1)),
        ("4", Choice(4)),
        ("artikel ketiga", Choice(3)),
        ("buka yg pertama aja", Choice(1)),
        ("yang terakhir", Choice(-1)),
        ("the second one", Choice(2)),
        ("3rd one please", Choice(3)),
        ("show me number two", Choice(2)),
        ("what does the last one say", Choice(-1)),
        ("yang kedua kapan?", Choice(2, "kapan")),
        ("nomor 3, siapa penulisnya", Choice(3, "siapa penulisnya")),
        ("the first one, when was it", Choice(1, "when was it")),
    ],
)
def test_which_one_of_a_list(message: str, choice: Choice) -> None:
    """By its place, with a word for articles and answers or without; and what is asked of it."""
    assert choice_in(message) == choice


@pytest.mark.parametrize(
    "message",
    ["", "dua", "no", "2018", "12", "first ferry to Batam", "yang merah", "kapan yang kedua"],
)
def test_what_chooses_none(message: str) -> None:
    assert choice_in(message) is None
