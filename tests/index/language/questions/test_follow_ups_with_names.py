"""What goes on after another question where the archive tells which of its words are names, however they are typed."""

from __future__ import annotations

import pytest

from index import Exchange, follow_up, without_opening

HARBOUR = Exchange("di mana Rapat Nelayan Karang?", "Balai Karang", "Rapat Nelayan digelar di Balai Karang.")
AGE = Exchange("umur Wayan Sudira berapa?", "54", "Wayan Sudira, 54, pelatih Persatu Karang.")
AGED = Exchange("how old is Wayan Sudira?", "54")
RICE = Exchange("berapa harga beras di Randu?", "Rp12.000", "Harga beras di Pasar Randu naik.")


def completed(question: str, before: Exchange, *names: str) -> str | None:
    found = follow_up(question, before, names)
    return found.query if found else None


@pytest.mark.parametrize(
    ("before", "question", "names"),
    [
        (HARBOUR, "kalau banjir melung kapan?", ["melung"]),
        (HARBOUR, "trus jembatan kali suwung kapan diresmikan", ["suwung"]),
        (HARBOUR, "lalu harga solar di melung brp", ["melung"]),
        (HARBOUR, "n who is sutrisno", ["sutrisno"]),
        (HARBOUR, "klo kapal sriti berangkat jam brp", ["sriti"]),
        (HARBOUR, "terus panen raya kapan", []),
        (HARBOUR, "kalau banjir melung itu kapan?", ["melung"]),
        (AGED, "and when does the clock museum open", []),
        (AGED, "and how long is the suwung bridge", ["suwung"]),
        (AGE, "klo pelatihnya elang biru siapa", ["elang", "biru"]),
        (RICE, "klo umur sutrisno brp", ["sutrisno"]),
        (HARBOUR, "terus gempanya kapan", []),
    ],
)
def test_what_has_a_subject_and_a_question_word_of_its_own(before: Exchange, question: str, names: list[str]) -> None:
    assert completed(question, before, *names) is None


@pytest.mark.parametrize(
    ("before", "question", "names", "query"),
    [
        (AGE, "kalau sutrisno berapa?", ["sutrisno"], "umur Sutrisno berapa?"),
        (AGE, "trs ketut lestari", ["ketut", "lestari"], "umur Ketut Lestari berapa?"),
        (AGE, "lalu ketut lestari berapa", ["ketut", "lestari"], "umur Ketut Lestari berapa?"),
        (AGED, "n ketut lestari?", ["ketut", "lestari"], "how old is Ketut Lestari?"),
        (AGED, "so ketut?", ["ketut"], "how old is Ketut?"),
        (AGE, "kl nanami okuda?", ["nanami", "okuda"], "umur Nanami Okuda berapa?"),
        (AGE, "kalau budi santoso umurnya?", ["budi", "santoso"], "berapa umur Budi Santoso?"),
        (AGE, "klo umurnya ketut?", ["ketut"], "berapa umur Ketut?"),
        (Exchange("siapa pemenang lomba 2018?"), "kalau 2019 siapa?", [], "siapa pemenang lomba 2019?"),
        (Exchange("lomba voli putra kapan?"), "klo yg putri kapan?", ["putri"], "lomba voli Putri kapan?"),
        (RICE, "kalau di melung berapa", ["melung"], "berapa harga beras di Melung?"),
        (HARBOUR, "terus dari melung jam berapa", ["melung"], "dari melung jam berapa Rapat Nelayan Karang?"),
        (HARBOUR, "terus siapa ketuanya", [], "siapa ketua Rapat Nelayan Karang?"),
    ],
)
def test_what_lacks_a_subject_takes_the_one_before(
    before: Exchange, question: str, names: list[str], query: str
) -> None:
    """A name alone is asked the same, and so is an attribute of a name; where something is, is no subject."""
    assert completed(question, before, *names) == query


@pytest.mark.parametrize(
    ("question", "names", "query"),
    [
        ("what about the clock museum, when did it open", [], "when did the clock museum open?"),
        ("kalau gunung melung, statusnya apa?", ["melung"], "status gunung Melung apa?"),
        ("and ketut lestari, how old is she?", ["ketut", "lestari"], "how old is Ketut Lestari?"),
        (
            "and the harbour cafe at Melung, who is the manager?",
            [],
            "who is the manager of the harbour cafe at Melung?",
        ),
    ],
)
def test_a_question_about_what_stands_in_front_of_it(question: str, names: list[str], query: str) -> None:
    """In one piece, and not about what was asked before."""
    assert completed(question, HARBOUR, *names) == query


def test_of_a_summit_nobody_is_asked() -> None:
    """A name after "terus" is asked the same only where a name was: the articles about it are listed then."""
    assert completed("terus sutrisno?", Exchange("kapan KTT Karang–Melung?"), "sutrisno") is None


@pytest.mark.parametrize(
    ("question", "alone"),
    [
        ("kalau banjir melung kapan?", "banjir melung kapan?"),
        ("trus, siapa bupati melung", "siapa bupati melung"),
        ("n how long is the bridge", "how long is the bridge"),
        ("klo gunung melung", "klo gunung melung"),
        ("siapa bupati melung", "siapa bupati melung"),
        ("kl jam brp bukanya", "jam brp bukanya"),
    ],
)
def test_what_stands_alone_is_asked_without_its_connective(question: str, alone: str) -> None:
    """Where it asks something."""
    assert without_opening(question) == alone


@pytest.mark.parametrize(
    ("before", "question", "query"),
    [
        ("how many cases in January 2019", "in february?", "how many cases in February 2019?"),
        ("berapa kasus Januari 2019", "di bulan februari?", "berapa kasus Februari 2019?"),
        ("berapa kasus Januari 2019", "februari 2018?", "berapa kasus Februari 2018?"),
        ("kapan festival layang-layang", "di bulan agustus?", "kapan festival layang-layang di bulan Agustus?"),
        ("who does Kim meet on Friday", "on monday?", "who does Kim meet on Monday?"),
        ("what time does the lido open on Saturdays", "on sundays", "what time does the lido open on Sundays?"),
        ("when is the clinic in the morning", "in the afternoon?", "when is the clinic in the afternoon?"),
        ("what happened in Teluk Sagu", "in melung?", "what happened in melung?"),
        ("how long is the ferry to Batam", "to johor?", "how long is the ferry to johor?"),
        ("berapa lama feri dari Batam ke Johor", "dari bintan", "berapa lama feri dari bintan ke Johor?"),
        ("harga telur di Pasar Induk berapa", "di pasar lama", "harga telur di pasar lama berapa?"),
        ("tiket museum untuk dewasa berapa", "buat anak2?", "tiket museum untuk anak-anak berapa?"),
        ("how much is an adult ticket at the lido", "for kids?", "how much is a ticket at the lido for kids?"),
        ("how long is the journey by train", "by lorry?", "how long is the journey by lorry?"),
        ("berapa lama ke Randu", "naik truk?", "berapa lama ke Randu naik truk?"),
        ("when is the first ferry to Batam", "the second?", "when is the second ferry to Batam?"),
        ("siapa juara lomba lari", "yang kedua?", "siapa juara kedua lomba lari?"),
    ],
)
def test_a_bare_phrase_takes_the_place_of_one_of_its_kind(before: str, question: str, query: str) -> None:
    """A month for a month, a place for a place; what there was none of is added."""
    assert completed(question, Exchange(before)) == query


@pytest.mark.parametrize("question", ["for?", "in", "di sini saja", "on the other hand we had fish"])
def test_what_is_no_phrase_of_its_own(question: str) -> None:
    """It names nothing, or says more."""
    assert completed(question, Exchange("how long is the ferry to Batam")) is None
