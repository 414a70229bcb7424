"""A question as it was typed and as it is read: the same read again, whatever it is, and in time."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.embedding.encoder import word_test
from index.language.reading import ChangeKind, Vocabulary, names_in, read_question, well_spelt
from index.language.reading.chat_spelling import chat_spelling
from index.language.reading.fillers import ADDRESSES, CLOSINGS, OPENINGS, PARTICLES
from index.language.reading.number_words import BEGINNINGS
from tests.index.language.reading.archives import sample_passages, vocabulary_of

SHARED: list[Vocabulary] = []


@pytest.fixture(autouse=True)
def _shared(sample: Vocabulary) -> None:
    SHARED[:] = [sample]


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("kpn ktt trump kim?", "kapan KTT Trump Kim?"),
        ("halo kak mau tanya dong, sp yg ngeresmiin jmbtn kali wngi", "siapa yang meresmikan Jembatan Kali Wangi"),
        ("BRP HRG BERAS DI KEDUNGLARANG MIN??", "berapa harga beras di Kedunglarang??"),
        ("gnung sirmba mletus tgl brp sih", "Gunung Sirimba meletus tanggal berapa"),
        ("ada apa tgl dua belas jun", "ada apa tanggal 12 Juni"),
        ("Brp umur Ayu Pramsti?", "Berapa umur Ayu Pramesti?"),
        ("wen did the spice musem open pls", "when did the Spice museum open"),
        ("jembatankaliwangi diresmiin kpn 🙏🙏", "Jembatan Kali Wangi diresmikan kapan"),
        ("satelit kunang1 beratnya brp", "satelit Kunang 1 beratnya berapa"),
        ("panjang rel kereta brp km", "panjang rel kereta berapa km"),
        ("sopo sing mbangun jembatan kali wangi", "siapa yang membangun Jembatan Kali Wangi"),
        ("piro umure ayu pramesti", "berapa umurnya Ayu Pramesti"),
        ("siapa yang menang festival kopi y", "siapa yang menang festival kopi"),
        ("when's the summit", "when is the summit"),
        ("Who’s Suminah?", "Who is Suminah?"),
    ],
)
def test_questions_are_read(typed: str, read: str, sample: Vocabulary) -> None:
    """All steps together; names get the capitals that the archive gives them, for those who see what was read."""
    reading = read_question(typed, sample)
    assert reading.read_as == read
    assert reading.typed == typed
    assert reading.text.lower() == read.lower()


@pytest.mark.parametrize(
    "question", ["Kapan KTT Trump–Kim?", "siapa ayu pramesti", "SIAPA AYU PRAMESTI?", "KTT?", "  ", "?"]
)
def test_what_needs_no_reading_is_not_told(question: str, sample: Vocabulary) -> None:
    """Also where only capitals differ."""
    assert read_question(question, sample).read_as is None


def test_a_name_that_is_typed_partly_small_is_one(tmp_path: Path) -> None:
    """Also one that only begins sentences; a word in front of a name that is none stays small."""
    vocabulary = vocabulary_of(
        tmp_path / "passages.sqlite",
        ["Mill Lane will be closed.", "Kepala Pos Tunas Raket pergi."],
    )
    typed = ("when is mill Lane closed", "siapa kepala Pos Tunas", "shops in mill lane", "who is in Mill lane")
    assert [read_question(each, vocabulary).spelt for each in typed] == [
        "when is Mill Lane closed",
        "siapa kepala Pos Tunas",
        "shops in Mill Lane",
        "who is in Mill Lane",
    ]


def test_a_name_has_its_capital_where_something_is_its(tmp_path: Path) -> None:
    vocabulary = vocabulary_of(tmp_path / "passages.sqlite", ["The organist was Dorothy Penhale of Sennick."])
    typed = ("who was penhale's husband", "who was dorothy penhale’s husband", "what is the town's name")
    assert [read_question(each, vocabulary).spelt for each in typed] == [
        *("who was Penhale's husband", "who was Dorothy Penhale’s husband", "what is the town's name"),
    ]


def test_a_name_gets_its_hyphen(tmp_path: Path) -> None:
    """Where the archive writes it with one, and never without a name in front."""
    vocabulary = vocabulary_of(tmp_path / "passages.sqlite", ["Kata Kim Jong-un, Moon Jae-in dan anak-anak Ana."])
    typed = ("dmn kim jong un nginap", "who is moon jae in", "anak anak ana", "siapa Kim jong Un")
    assert [read_question(each, vocabulary).spelt for each in typed] == [
        "di mana Kim Jong-un menginap",
        "who is Moon Jae in",
        "anak anak Ana",
        "siapa Kim Jong Un",
    ]


def test_changes_are_told_by_kind(sample: Vocabulary) -> None:
    reading = read_question("kpn tgl dua belas juni ayu pramsti main min", sample)
    assert {(each.typed, each.read, each.kind) for each in reading.changes} == {
        ("kpn", "kapan", ChangeKind.SPELLING),
        ("tgl", "tanggal", ChangeKind.SPELLING),
        ("dua belas", "12", ChangeKind.NUMBER),
        ("pramsti", "pramesti", ChangeKind.CORRECTION),
        ("min", "", ChangeKind.LEFT_OUT),
    }
    assert reading.surprising


def test_chat_spelling_alone_does_not_surprise(sample: Vocabulary) -> None:
    assert not read_question("kpn ktt trump kim sih", sample).surprising


def test_without_an_archive_only_chat_spelling_is_read() -> None:
    assert read_question("kpn ayu pramsti maen").text == "kapan ayu pramsti main"


def test_a_text_longer_than_any_question_stays() -> None:
    typed = "kpn " * 251
    assert read_question(typed).text == typed


TYPED = [
    *chat_spelling().forms,
    *(word for words in chat_spelling().standard.values() for word in words),
    *PARTICLES,
    *ADDRESSES,
    *(" ".join(each) for each in [*OPENINGS, *CLOSINGS]),
    *("anak2", "tglnya", "kapaaan", "pramsti", "jmbtn", "dua belas", "ribu", "puluh", "Juni", "the", "of", "twenty"),
    *("siapa", "KPN", "Ayu", "?", ",", "!", "2018", "–", "\n", "🙂", "e\u0301", "ﬁ", "İ", "ß"),
]


@given(st.lists(st.sampled_from(TYPED) | st.text(max_size=8), max_size=14).map(" ".join))
def test_reading_what_was_read_changes_nothing(typed: str) -> None:
    """Whatever is typed; and something is always left to ask."""
    reading = read_question(typed, SHARED[0])
    again = read_question(reading.text, SHARED[0])
    assert again.text == reading.text
    assert bool(reading.text.strip()) or not typed.strip()


WORDS = sorted(
    {word.lower() for text in sample_passages() for word in text.split() if word.isalpha() and len(word) > 1}
    - set(chat_spelling().forms)
    - PARTICLES
    - ADDRESSES
    - {word for each in [*OPENINGS, *CLOSINGS] for word in each}
    - BEGINNINGS
)


@given(st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join))
def test_a_question_of_words_that_the_archive_knows_stays(typed: str) -> None:
    reading = read_question(typed, SHARED[0])
    assert reading.text == typed
    assert reading.changes == ()


@pytest.mark.timeout(20)
@pytest.mark.parametrize(
    "word",
    [
        "kpn ",
        "aaaa",
        "anak2",
        "halo, ",
        "ya ",
        "dua ",
        "twenty-",
        "pramsti ",
        "u/",
        "İ",
        "ngeresmiin ",
        "di",
        "x" * 24 + " ",
    ],
)
def test_a_thousand_characters_take_no_time(word: str, sample: Vocabulary) -> None:
    """Whatever is repeated in them."""
    began = time.process_time()
    read_question((word * 1000)[:1000], sample)
    assert time.process_time() - began < 5


@pytest.mark.parametrize(
    "question",
    [
        "What is the surface area of the human cortex?",
        "Where did the British colony in North America begin?",
        "Where did the monks flee to in that year?",
        "How many types of herpes virus are there?",
        "How many general tests for large numbers n are there?",
        "In what year did Jerónimo de Ayanz y Beaumont patent a pump?",
        "When did Herve serve as a Norman general?",
        "What actor starred in the movie about the Polish army?",
        "What is a way to increase your wound healing speed?",
        "Siapa nama Presiden Timor Leste?",
        "Apa yang didirikan Profesor dr Roemwerdiniadi pada tahun 1969?",
        "dr. Sari praktik hari apa?",
        "siapa dr gigi yang baru",
        "who is b j habibie",
        "what happened to them all",
    ],
)
def test_well_written_questions_stay(question: str) -> None:
    """Also of an archive that has none of their words; names are no misspelt words, letters may be letters."""
    vocabulary = Vocabulary(None, word_test(None))

    assert read_question(question, vocabulary).read_as is None


@pytest.mark.parametrize(
    "question",
    [
        "when does the market open",
        "berita Clara",
        "siapa satya",
        "siapa diana itu",
        "siapa kaplan",
        "news on mobile phones",
        "what store does he own",
        "does he have three kids",
        "when was he a member",
        "manga apa yang dibaca",
        "what is his voice like",
        "when was the latin festival",
    ],
)
def test_without_an_archive_words_and_names_stay(question: str) -> None:
    """Each of them may be one that it has."""
    assert read_question(question).read_as is None


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("kpaan acaranya", "kapan acaranya"),
        ("Hwen does it open", "When does it open"),
        ("bberapa orang", "berapa orang"),
        ("kneapa naik", "kenapa naik"),
        ("siapaa itu", "siapa itu"),
        ("sblmnya?", "sebelumnya?"),
    ],
)
def test_without_an_archive_asking_words_are_corrected(typed: str, read: str) -> None:
    assert read_question(typed).text == read


def test_what_is_a_name_with_others_alone_is_none_by_itself(tmp_path: Path) -> None:
    vocabulary = vocabulary_of(
        tmp_path / "words.sqlite",
        [
            "Buses run on Chinese New Year as before.",
            "Libur pada Tahun Baru dan di kota Banjar Baru.",
            "Ask Rose first.",
        ],
    )
    typed = [
        "who is the new principal",
        "are they open on new year",
        "kepala sekolah baru siapa",
        "di banjar baru",
        "is rose in",
    ]
    assert [read_question(each, vocabulary).spelt for each in typed] == [
        "who is the new principal",
        "are they open on New Year",
        "kepala sekolah baru siapa",
        "di Banjar Baru",
        "is Rose in",
    ]


def test_a_message_that_is_well_spelt_but_else_as_typed(tmp_path: Path) -> None:
    """Chat spelling, particles, capitals and marks stay; what the archive does not know is read as what it does."""
    vocabulary = vocabulary_of(tmp_path / "a.db", sample_passages())
    told = {
        "brp sih umur Ayu Pramsti?": "brp sih umur Ayu Pramesti?",
        "klo gunung sirmba…": "klo gunung sirimba…",
        "KALAU AYU PRAMSTI?": "KALAU AYU PRAMESTI?",
        "berita gempa dong!!": "berita gempa dong!!",
    }
    assert {each: well_spelt(each, vocabulary) for each in told} == told


def test_names_of_the_archive_in_a_message(tmp_path: Path) -> None:
    """However they were typed; what begins it with a capital is one only where the archive has it so."""
    vocabulary = vocabulary_of(tmp_path / "a.db", sample_passages())
    typed = ["kalau erupsi sirimba kapan", "trs galih wicaksana?", "Kapan gempa di teluk sagu", "berapa harga beras"]
    assert [names_in(each, vocabulary) for each in typed] == [
        {"sirimba"},
        {"galih", "wicaksana"},
        {"teluk", "sagu"},
        set(),
    ]
