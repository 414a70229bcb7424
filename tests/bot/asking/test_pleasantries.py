"""Greetings and thanks get a kind word, questions about the bot its first words; everything else is asked."""

from __future__ import annotations

import time

import pytest

from bot.asking.pleasantries import Pleasantries, Pleasantry
from bot.messages.catalogue import bundled_catalogue
from tests.bot.conftest import Running
from tests.bot.samples import READER, SmallEngine, a_message, in_group
from tests.bot.telegram_server import TelegramServer

PLEASANTRIES = Pleasantries(bundled_catalogue())


@pytest.mark.parametrize(
    "message",
    [
        *("halo", "Haloo!", "HALO 👋", "Hai kak", "selamat pagi, min", "Assalamu’alaikum wr. wb.", "apa kabar?", "P"),
        *("hai kak, mau tanya", "_halo_", "ｈａｌｏ", "ha\u200blo", "salam kenal", "waalaikumsalam", "pagi pak lurah"),
        *("hi", "Hellooo there", "Good morning!", "halo tanya bot", "hi, how are you?"),
    ],
)
def test_greetings(message: str) -> None:
    assert PLEASANTRIES.recognise(message) is Pleasantry.GREETING


@pytest.mark.parametrize(
    "message",
    [
        *(
            "terima kasih",
            "Terima kasih banyak ya, kak!",
            "makasiiih 🙏",
            "terima kasih atas informasinya",
            "oke sip makasih",
            "baik, terima kasih",
            "🙏",
        ),
        *("mkasih bgt", "thx bgt", "mkasi ya kak"),
        *("makasih pak rt", "makasih banyak pakde", "matur suwun mas", "maturnuwun", "terima kasih, bu bidan"),
        *("Thanks!", "thank you so much", "hi, thanks for your help", "great, thanks", "tq kak"),
    ],
)
def test_thanks(message: str) -> None:
    assert PLEASANTRIES.recognise(message) is Pleasantry.THANKS


@pytest.mark.parametrize(
    "message",
    [
        *("Kamu siapa?", "halo, kamu bisa apa saja?", "Ini bot apa ya kak?", "siapa namamu?", "mulai"),
        *("Who are you?", "hi, what can you do?", "How does this work?", "help"),
    ],
)
def test_questions_about_the_bot(message: str) -> None:
    assert PLEASANTRIES.recognise(message) is Pleasantry.ABOUT_THE_BOT


@pytest.mark.parametrize(
    ("message", "kind"),
    [
        *((each, Pleasantry.COMPLAINT) for each in ("salah woy", "jawabannya salah woi", "salah cuy")),
        *((each, Pleasantry.FAREWELL) for each in ("good night", "bye, good night")),
        *((each, Pleasantry.SMALL_TALK) for each in ("yaudah deh", "ya udah", "lupakan saja", "stop", "forget it")),
        *((each, Pleasantry.WHETHER_A_BOT) for each in ("kamu manusia atau robot?", "am I talking to a person?")),
        *((each, Pleasantry.BESIDE_THE_ARTICLES) for each in ("can I talk to a person", "mau bicara sama admin")),
        *((each, Pleasantry.PRAISE) for each in ("keren bgt", "mantap kak", "kamu pintar ya", "i love u", "👍", "❤️")),
        *((each, Pleasantry.SCOLDING) for each in ("goblok", "kamu bodoh", "u suck", "stupid bot", "😡")),
        *((each, Pleasantry.SCOLDING) for each in ("kamu kok ga tau sih", "masa gitu aja ga tau", "u dont know?")),
        *((each, Pleasantry.SMALL_TALK) for each in ("ok", "oke sip", "kok gitu sih", "lho kok bisa", "😂😂", "🤔")),
        *((each, Pleasantry.WHETHER_A_BOT) for each in ("r u a bot", "are u human?", "kamu robot ya?")),
        *(
            (each, Pleasantry.BESIDE_THE_ARTICLES)
            for each in ("what time is it", "hari ini hari apa?", "translate that pls", "tolong terjemahkan")
        ),
        *((each, Pleasantry.WHETHER_A_BOT) for each in ("are you chatgpt?", "kamu pake chatgpt ya?")),
        *(
            (each, Pleasantry.ABOUT_ITS_SOURCES)
            for each in ("what's your source?", "sumbernya dr mana", "linknya mana?")
        ),
        *((each, Pleasantry.ABOUT_ITS_LANGUAGE) for each in ("speak indonesian please", "bisa bahasa inggris ga?")),
        *((each, Pleasantry.ABOUT_ITS_DATA) for each in ("how do i delete my data", "bisa hapus data saya?")),
        *((each, Pleasantry.SOMETHING_ELSE_MEANT) for each in ("maksudku yg kemarin", "no, the one yesterday")),
        *((each, Pleasantry.WANTS_MORE) for each in ("maksudnya?", "jelasin dong", "i don't understand")),
        *((each, Pleasantry.SMALL_TALK) for each in ("ok nvm", "kasian ya", "oh no")),
        *((each, Pleasantry.WHETHER_A_BOT) for each in ("kamu cowok apa cewek?", "how old are you?")),
        *((each, Pleasantry.BESIDE_THE_ARTICLES) for each in ("kirim fotonya dong", "can u call me")),
        *((each, Pleasantry.GREETING) for each in ("u there?", "ada orang?")),
        ("and the next one?", Pleasantry.SOMETHING_ELSE_MEANT),
        ("ngantuk nih", Pleasantry.SMALL_TALK),
        ("gmn cara pakenya", Pleasantry.ABOUT_THE_BOT),
        ("lagi apa?", Pleasantry.GREETING),
        ("👎", Pleasantry.COMPLAINT),
        ("👋👋", Pleasantry.GREETING),
        ("🙏👎", Pleasantry.COMPLAINT),
    ],
)
def test_other_small_talk(message: str, kind: Pleasantry) -> None:
    """Also as it is typed on a phone, and where emoji alone say it."""
    assert PLEASANTRIES.recognise(message) is kind


@pytest.mark.parametrize(
    ("message", "kind"),
    [
        *((each, Pleasantry.COMPLAINT) for each in ("gk nyambung", "tdk nyambung kak", "jwbnya salah", "ur wrong")),
        *((each, Pleasantry.SCOLDING) for each in ("gk guna", "tdk membantu", "that didnt help", "anjir goblok")),
        *((each, Pleasantry.SMALL_TALK) for each in ("gk jadi", "gajadi", "gpp kak", "ga usah", "anjir")),
        *(
            (each, Pleasantry.GREETING)
            for each in ("km lg ngapain", "saya mau tanya", "aku mau nanya dong", "sy mw tanya")
        ),
        *((each, Pleasantry.ABOUT_ITS_SOURCES) for each in ("tau dr mana", "mnta linknya", "infonya dr mana")),
        *((each, Pleasantry.BESIDE_THE_ARTICLES) for each in ("mau ngomong sm admin", "bs ngomong sm admin")),
        *((each, Pleasantry.ABOUT_THE_BOT) for each in ("minta tolong", "minta tlg kak", "tolongin dong")),
        *((each, Pleasantry.PRAISE) for each in ("anjir keren", "anjay mantap bgt")),
    ],
)
def test_small_talk_in_chat_spelling(message: str, kind: Pleasantry) -> None:
    """One word so spelt does not make another of what the words are known by: "tidak menyambung"."""
    assert PLEASANTRIES.recognise(message) is kind


@pytest.mark.parametrize("message", ["dari mana", "dr mana?", "nama", "ke", "week", "makassar", "sudah", "menjelaskan"])
def test_what_phrases_are_read_as_is_no_small_talk_by_itself(message: str) -> None:
    """ "Tau dari mana" leaves "dari mana", "k" and "nm" may be read as words."""
    assert PLEASANTRIES.recognise(message) is None


@pytest.mark.parametrize(
    "message",
    [
        *("halo, kapan KTT Trump–Kim?", "Siapa pencipta lagu Halo-Halo Bandung?", "terima kasih kepada siapa?", "pak"),
        *(
            "apa kabar gempa Teluk Sagu?",
            "selamat",
            "Tanya",
            "hi-tech",
            "thanksgiving",
            "yg kemarin?",
            "semua",
            "halo x",
            "",
            "?!",
        ),
        *(
            "Siapa kamu sekalian?",
            "who are you waiting for?",
            "What is the Nice attack?",
            "Ibu Kota",
            "Nice?",
            "Begin",
            "kabar",
            "how",
        ),
    ],
)
def test_questions(message: str) -> None:
    assert PLEASANTRIES.recognise(message) is None


@pytest.mark.parametrize(
    ("message", "question"),
    [
        ("Halo, kapan KTT Trump–Kim?", "kapan KTT Trump–Kim?"),
        ("Halo kak kapan KTT?", "kapan KTT?"),
        ("Hi! Good morning. Who opened the museum?", "Who opened the museum?"),
        ("selamat pagi, Jembatan Kali Wangi", "Jembatan Kali Wangi"),
        ("oke, terima kasih. lalu di mana?", "lalu di mana?"),
        ("and then who won?", "and then who won?"),
        ("Halo-Halo Bandung diciptakan siapa?", "Halo-Halo Bandung diciptakan siapa?"),
        ("Selamat Pagi Indonesia tayang kapan?", "Selamat Pagi Indonesia tayang kapan?"),
        ("Siapa, halo, yang datang?", "Siapa, halo, yang datang?"),
        ("maksudku kapan gempa?", "kapan gempa?"),
        ("no, I meant 2017", "I meant 2017"),
        ("", ""),
        ("pagi kak kapan KTT?", "kapan KTT?"),
        ("mkasih ya kak, terus kapan KTT?", "terus kapan KTT?"),
        ("oke makasih siapa bupatinya", "siapa bupatinya"),
        ("wow when did it open", "when did it open"),
        ("salah, siapa bupatinya?", "siapa bupatinya?"),
    ],
)
def test_questions_after_a_greeting(message: str, question: str) -> None:
    assert PLEASANTRIES.without_opening(message) == question


@pytest.mark.parametrize(
    "question",
    [
        "bantuan apa yg diterima warga semaru?",
        "bantuan apa aja",
        "bantuan berapa yang diterima desa",
        "malam apa festival digelar",
        "pagi mana yang hujan",
        "sumber mana yang dipakai",
        "salah siapa jembatan roboh",
        "anjing siapa yang hilang",
        "ada orang berapa di rapat rt",
        "bagus mana kopi gayo atau toraja",
        "detail apa yang berubah",
        "batal kenapa mogoknya",
        "mulai kapan sekolahnya",
        "sudah makan apa saja korbannya",
        "lagi kapan diadakan",
        "benar siapa yang menang",
        "stop which train",
        "test what",
    ],
)
def test_what_a_question_asks_of_is_no_opening(question: str) -> None:
    """Without a comma a noun, an adjective or a verb in front of the question word belongs to it."""
    assert PLEASANTRIES.without_opening(question) == question


@pytest.mark.timeout(20)
def test_a_long_message_takes_no_time() -> None:
    """Whatever is repeated in it, also a phrase that is two others in a row."""
    listed = ("greetings", "thanks", "questions-about-the-bot", "beside-greetings")
    phrases = [bundled_catalogue().phrases(language)(key) for language in ("en", "id") for key in listed]
    for phrase in ", ".join(phrases).split(","):
        assert PLEASANTRIES.recognise(phrase.strip() + " " + f"{phrase} " * 200 + "x") is None
    assert PLEASANTRIES.without_opening("halo, " * 160 + "kapan?") == "kapan?"


@pytest.mark.parametrize("mark", "\n ,.!;:")
def test_marks_and_blank_lines_are_looked_through_once(mark: str) -> None:
    """A message of four thousand of them holds up the event loop for no longer than any other."""
    began = time.perf_counter()
    PLEASANTRIES.without_opening(f"siapa presiden{mark * 4_000}{chr(10) * 4_000}?")

    assert time.perf_counter() - began < 1


@pytest.mark.parametrize(
    ("message", "language", "reply"),
    [
        ("halo", "id", "Halo! Ada yang ingin Anda ketahui?"),
        ("halo", "en", "Hello! What would you like to know?"),
        ("thanks", "id", "Sama-sama!"),
        ("siapa kamu?", "id", "Halo! Saya Tanya."),
        ("terus?", "id", "Apa lagi yang ingin Anda ketahui?"),
        ("and then?", "en", "What else would you like to know?"),
        ("serius?", "id", "Kalau ada yang ingin ditanyakan, silakan."),
    ],
)
async def test_the_bot_replies_in_the_readers_language(
    server: TelegramServer, bot: Running, engine: SmallEngine, message: str, language: str, reply: str
) -> None:
    """Nothing is asked for it, and there is nothing to rate."""
    (said,) = await server.exchange(a_message(message, READER, language=language))
    assert said.text.startswith(reply)
    assert said.buttons == []
    assert engine.asked == []


async def test_thanks_in_a_group(server: TelegramServer, bot: Running) -> None:
    (said,) = await server.exchange(in_group("/ask terima kasih"))
    assert said.text.startswith("Sama-sama!")


@pytest.mark.parametrize(
    "message",
    [
        *(
            "jawabannya salah, harusnya 17.800",
            "salah min, yg bener hari Senin",
            "harusnya 17.800",
            "Salah, mestinya RT 05",
        ),
        *("wrong, it should be 17,800", "that’s wrong, the right answer is Mr Tan"),
    ],
)
def test_what_would_have_been_right_is_a_complaint(message: str) -> None:
    assert PLEASANTRIES.recognise(message) is Pleasantry.COMPLAINT


@pytest.mark.parametrize("message", ["harusnya berapa", "harga beras harusnya turun", "yang benar siapa"])
def test_what_should_be_may_be_asked(message: str) -> None:
    assert PLEASANTRIES.recognise(message) is None


@pytest.mark.parametrize(
    ("message", "kind"),
    [
        *((each, Pleasantry.THANKS) for each in ("noted with thanks", "tyvm", "Tqvm!", "ta", "thanks lah")),
        *((each, Pleasantry.SMALL_TALK) for each in ("noted", "okay noted", "okie", "ok lah", "can")),
        *((each, Pleasantry.FAREWELL) for each in ("gtg", "ok gtg bye", "brb")),
        *((each, Pleasantry.WANTS_MORE) for each in ("pardon", "Pardon?", "pardon me")),
        ("gd morning", Pleasantry.GREETING),
        *((each, None) for each in ("can i swim", "where is the ta", "how many cars were noted")),
    ],
)
def test_small_talk_of_singapore_and_the_united_kingdom(message: str, kind: Pleasantry | None) -> None:
    assert PLEASANTRIES.recognise(message) is kind


def test_phrases_are_read_once_however_many_bots_there_are(monkeypatch: pytest.MonkeyPatch) -> None:
    """In other words, too, which takes longer than all else that a bot is made of."""
    monkeypatch.delattr("bot.asking.pleasantries.in_standard_words")
    assert Pleasantries(bundled_catalogue()).recognise("makasih byk") is Pleasantry.THANKS


def test_a_morning_in_short_leads_to_a_question() -> None:
    assert PLEASANTRIES.without_opening("gd morning when does the pool open") == "when does the pool open"
