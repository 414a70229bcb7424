"""Features of candidates: what is known of a span besides the reader's margin."""

from __future__ import annotations

from typing import Any

import pytest
from haystack import Document

from index.answering.candidates.features import FEATURES, features
from index.answering.candidates.spans import Candidate

PRICES = "Tarif parkir Rp 2.000. Harga tiket di loket Rp 8.000."


def known(question: str, *given: tuple[Document, str], language: str = "id") -> list[dict[str, float]]:
    """Return the features of spans by name."""
    documents = [document for document, _ in given]
    spans = []
    for number, (document, text) in enumerate(given):
        start = (document.content or "").index(text)
        spans.append(Candidate(number, start, start + len(text), 2.0))
    return [dict(zip(FEATURES, row, strict=True)) for row in features(question, documents, spans, language).tolist()]


def passage(text: str, **meta: Any) -> Document:
    return Document(content=text, meta={"language": "id"} | meta)


def test_nothing_found_has_no_features() -> None:
    """A table without rows keeps its columns."""
    assert features("Siapa?", [passage(PRICES)], []).shape == (0, len(FEATURES))


def test_sentence_tells_more_than_the_passage() -> None:
    """Two prices of one passage: what is asked for stands beside one of them."""
    ticket, parking = known("Harga tiket di loket?", (passage(PRICES), "Rp 8.000"), (passage(PRICES), "Rp 2.000"))

    assert ticket["covered_nearby"] == 0.0 > parking["covered_nearby"]
    assert ticket["covered"] == parking["covered"] == 1.0


def test_words_that_few_passages_hold_weigh_more() -> None:
    """All speak of tickets, one of children."""
    one, other = known(
        "Berapa harga tiket anak?",
        (passage("Harga tiket anak Rp 5.000."), "Rp 5.000"),
        (passage("Harga tiket Rp 9.000."), "Rp 9.000"),
    )

    assert one["covered"] == 1.0
    assert other["covered"] < 2 / 3


def test_definition_stands_where_its_thing_is_named() -> None:
    """A bridge is no answer to what wayang is, and the puppets are, where the sentence before names them."""
    bridge, puppets = known(
        "Apa itu wayang?",
        (passage("Jembatan gantung itu dibuka lagi."), "Jembatan gantung"),
        (passage("Wayang disimpan di kotak. Isinya boneka kulit."), "boneka kulit"),
    )

    assert (bridge["of_another_number"], puppets["of_another_number"]) == (1.0, 0.0)


def test_title_counts_as_said() -> None:
    """What an article is about stands in its title alone."""
    (named,) = known("Jam buka Museum Gula?", (passage("Buka pukul 09.00.", title="Museum Gula"), "09.00"))

    assert named["covered"] == named["covered"] + named["covered_nearby"] == 1.0


def test_figures_that_an_article_lacks_are_missing() -> None:
    """The day of the article says its year."""
    question = "Berapa tukik dilepas pada 2022?"
    lacking, dated = known(
        question,
        (passage("Tukik dilepas: 8.914 ekor.", published="2023-02-01"), "8.914"),
        (passage("Tukik dilepas: 8.914 ekor.", published="2022-12-30"), "8.914"),
    )

    assert (lacking["numbers_missing"], dated["numbers_missing"]) == (1.0, 0.0)


@pytest.mark.parametrize(
    ("question", "text", "missing"),
    [
        ("Kenapa 17 keluarga dicoret?", "Tujuh belas keluarga dicoret sebab sudah menerima bantuan.", 0.0),
        ("Why did 12 people leave?", "Twelve people left: the hall was too small.", 0.0),
        ("Kapan kelas 8 berangkat?", "Karya wisata kelas VIII: 13 Desember", 0.0),
        ("Siapa ketua RT 05?", "Ketua RT 5 Pak Sugeng", 0.0),
        ("Kenapa 18 keluarga dicoret?", "Tujuh belas keluarga dicoret sebab sudah menerima bantuan.", 1.0),
        ("Kapan kelas 9 berangkat?", "Karya wisata kelas VIII: 13 Desember", 1.0),
    ],
)
def test_numbers_in_words_and_roman_ones_are_not_missing(question: str, text: str, missing: float) -> None:
    """Articles write small numbers in words, and classes in Roman ones."""
    (named,) = known(question, (passage(text), text.split()[-1]))

    assert named["numbers_missing"] == missing


def test_answer_of_another_kind_cannot_be_one() -> None:
    """A year where a time is asked for."""
    year, clock = known(
        "Pukul berapa api mati?",
        (passage("Kebakaran terakhir terjadi pada 2003."), "2003"),
        (passage("Api mati pukul 05.30."), "pukul 05.30"),
    )

    assert (year["cannot_be"], clock["cannot_be"]) == (1.0, 0.0)


def test_language_of_the_passage() -> None:
    """Unknown ones are taken for the question's own."""
    english = passage("The tower opens in May.", language="en")
    unknown = passage("The tower opens in May.", language=None)

    assert [each["other_language"] for each in known("Kapan menara dibuka?", (english, "May"))] == [1.0]
    assert [each["margin_in_other_language"] for each in known("Kapan menara dibuka?", (english, "May"))] == [2.0]
    assert [each["other_language"] for each in known("Kapan menara dibuka?", (unknown, "May"))] == [0.0]
    assert [each["other_language"] for each in known("Kapan?", (english, "May"), language="")] == [0.0]


@pytest.mark.parametrize("question", ["", "?", "kapan?", "2022", "\u0302 🙂"])
def test_question_without_subject(question: str) -> None:
    """There is nothing to cover: all of it is covered."""
    (row,) = known(question, (passage("Rapat pada 2022."), "2022"))

    assert row["bias"] == 1.0
    assert row["covered"] in (0.0, 1.0)


def test_passage_about_another_number_is_told() -> None:
    """RT 07 is not RT 08, whatever else it shares."""
    here, there = (
        known("Ketua RT 08 siapa?", (passage(text), "Slamet"))[0] for text in ("RT 08: Slamet", "RT 07: Slamet")
    )

    assert (here["of_another_number"], there["of_another_number"]) == (0.0, 1.0)


def test_passage_of_an_article_that_has_the_number_elsewhere_is_less_of_another() -> None:
    """An article about one satellite ends with the next one: what that passage says is still about the first."""
    article = {"article_id": "satellites"}
    first = passage("Kunang-1 mengorbit.", **article)
    last = passage("Baterainya tahan 18 bulan. Kunang-2 menyusul pada 2020.", **article)
    other = passage("Kunang-2 tahan 24 bulan.", article_id="others")
    rows = known("Kunang 1 tahan berapa lama?", (first, "Kunang-1"), (last, "18 bulan"), (other, "24 bulan"))

    assert [each["of_another_number"] for each in rows] == [0.0, 0.5, 1.0]


def test_told_in_something_else() -> None:
    """An hour's price for a day's, and turtles for sharks, are no answers; across languages they may be"""
    fees = passage("The crèche costs £7.40 an hour.", language="en")
    (price,) = known("How much is the crèche per day?", (fees, "£7.40"), language="en")
    assert price["cannot_be"] == 1.0
    dive = passage("The divers saw eleven turtles.", language="en")
    (count,) = known("How many sharks did the divers see?", (dive, "eleven"), language="en")
    assert count["cannot_be"] == 0.5
    (same,) = known("How many turtles did the divers see?", (dive, "eleven"), language="en")
    (other,) = known("Penyelam melihat berapa hiu?", (dive, "eleven"), language="id")
    assert same["cannot_be"] == other["cannot_be"] == 0.0


def test_line_about_another_one() -> None:
    """A passage that has both satellites may answer; its line about the other one does not."""
    both = passage("Kunang-1 weighs 1.3 kilograms.\nKunang-2 is being built.")
    (one,) = known("Berapa berat Kunang-2?", (both, "1.3 kilograms"))
    (two,) = known("Kunang-2 sedang apa?", (both, "being built"))
    assert (one["of_another_number"], two["of_another_number"]) == (1.0, 0.0)


def test_what_is_said_of_another_range() -> None:
    """A number is named by the range that it is in; what is said of another is no answer, but to whether one may."""
    tariff = passage("Sewa tenda 1–2 hari Rp90.000, 3–7 hari Rp200.000.")
    short, long = known("Sewa tenda 5 hari berapa?", (tariff, "Rp90.000"), (tariff, "Rp200.000"))
    assert (short["of_another_number"], long["of_another_number"]) == (1.0, 0.0)
    assert long["numbers_missing"] == 0.0
    (may,) = known("Apakah tenda boleh disewa 9 hari?", (tariff, "Rp200.000"))
    assert may["of_another_number"] == 0.0


def test_passage_about_another_year() -> None:
    """Half as much as about another one: who won in 2019 may be told in an article of 2018."""
    (other,) = known(
        "Siapa yang menang pada 2019?", (passage("Pada 2018 Sari menang.", published="2018-05-01"), "Sari")
    )
    (same,) = known("Siapa yang menang pada 2019?", (passage("Sari menang.", published="2019-05-01"), "Sari"))
    assert (other["of_another_number"], same["of_another_number"]) == (0.5, 0.0)


def test_a_figure_is_not_a_part_of_another() -> None:
    """16 does not stand in 2016, nor in the day of an article."""
    told, other = known(
        "Who won the under-16 title?",
        (passage("Ayu won the under-16 title.", published="2026-02-16"), "Ayu"),
        (passage("Budi won the under-14 title in 2016.", published="2026-02-16"), "Budi"),
        language="en",
    )
    assert told["numbers_missing"] == 0.0 < other["numbers_missing"]


def test_what_a_text_takes_back_is_not_its_answer() -> None:
    """Unless that is asked for."""
    text = "Last week we said that the show begins at noon. It begins at 2 pm."
    old, new = known("When does the show begin?", (passage(text), "noon"), (passage(text), "2 pm"), language="en")
    assert (old["of_another_number"], new["of_another_number"]) == (1.0, 0.0)
    (asked,) = known("When did the show begin at first?", (passage(text), "noon"), language="en")
    assert asked["of_another_number"] == 0.0


def test_what_has_no_form_of_an_address_is_another_thing() -> None:
    """A telephone number beside the e-mail address that is asked for; a number that is no sum is only unlikely."""
    text = "Write to stage@barn.example or ring 01632 960111."
    number, address = known(
        "What is the email for the barn?", (passage(text), "01632 960111"), (passage(text), "stage@barn.example")
    )
    assert (number["of_another_number"], address["of_another_number"]) == (1.0, 0.0)
    [price] = known("How much is parking?", (passage("There are 40 places."), "40"))
    assert price["of_another_number"] == 0.0
