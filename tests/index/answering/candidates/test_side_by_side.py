"""Candidates' lines side by side: which lines, where a candidate stands in them, and what the reader says of it."""

from __future__ import annotations

import pytest
from haystack import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from index.answering.candidates.features import FEATURES
from index.answering.candidates.side_by_side import COMPARED_LINES, side_by_side
from index.answering.candidates.spans import Candidate
from index.answering.reader import OnnxReader

HOURS = "Jadwal poli:\n\n| Poli | Hari | Jam |\n| Gigi | Rabu | 08.00 |\n| Mata | Kamis | 13.00 |"
SHIP = "Kapal itu berangkat dari Bitung. Nakhodanya Hasan Basri. Ia tiba Senin."


def candidate(document: int, text: str, words: str) -> Candidate:
    start = text.index(words)
    return Candidate(document, start, start + len(words), 1.0)


def test_each_line_once_with_its_title() -> None:
    """Two cells of a row stand in one line; the likeliest comes first."""
    documents = [Document(content=SHIP), Document(content=HOURS, meta={"title": "Puskesmas"})]
    found = [candidate(1, HOURS, "13.00"), candidate(0, SHIP, "Hasan Basri"), candidate(1, HOURS, "Kamis")]

    text, places = side_by_side(documents, found)

    assert text == f"Puskesmas: | Mata | Kamis | 13.00 |\n\n{SHIP}"
    assert [text[start:end] for start, end in places] == ["13.00", "Hasan Basri", "Kamis"]


def test_line_of_two_passages_is_read_once() -> None:
    """Neighbouring passages of an article overlap."""
    documents = [Document(content=f"{each}\n\n{SHIP}", meta={"title": "Kapal"}) for each in ("Satu.", "Dua.")]
    found = [candidate(at, str(each.content), "Hasan Basri") for at, each in enumerate(documents)]

    assert side_by_side(documents, found).text == f"Kapal: {SHIP}"


def test_long_line_gives_its_sentence() -> None:
    """A paragraph is cut where its sentences end, or keeps what has no end."""
    text = SHIP + " Cuaca hari itu cerah sekali." * 20
    assert side_by_side([Document(content=text)], [candidate(0, text, "Hasan Basri")]).text == "Nakhodanya Hasan Basri."
    endless = "kata " * 100 + "Hasan Basri"
    assert side_by_side([Document(content=endless)], [candidate(0, endless, "Hasan Basri")]).text == endless


def test_list_over_several_lines_is_one_piece() -> None:
    """An answer may be all of a list."""
    text = "Bahan:\n- gula\n- garam\n- air"
    lines = side_by_side([Document(content=text)], [candidate(0, text, "gula\n- garam\n- air")])

    assert lines.text == "- gula\n- garam\n- air"


@settings(max_examples=200)
@given(st.text(alphabet="ab.\n |:", max_size=700), st.data())
def test_a_candidate_is_found_where_it_is_said_to_be(text: str, data: st.DataObject) -> None:
    """Whatever the passages hold, also where lines meet."""
    spans = st.tuples(st.integers(0, max(0, len(text) - 1)), st.integers(1, 40))
    found = [
        Candidate(0, at, min(at + length, len(text)), 0.0) for at, length in data.draw(st.lists(spans, max_size=9))
    ]

    together = side_by_side([Document(content=text, meta={"title": "Kabar"})], found)

    assert [together.text[slice(*place)] for place in together.places] == [text[e.start : e.end] for e in found]


def test_no_candidate_no_line() -> None:
    """Nothing was found."""
    assert side_by_side([Document(content=SHIP)], []) == ("", [])


@pytest.fixture(scope="module")
def reader() -> OnnxReader:
    made = OnnxReader()
    made.warm_up()
    return made


def margins(reader: OnnxReader, *texts: str, question: str = "Poli mata jam berapa?") -> list[tuple[str, float, float]]:
    """Return what retrieved passages hold: the words, their margin, and that side by side."""
    documents = [Document(content=text, meta={"similarity": 0.8}) for text in texts]
    first, last = FEATURES.index("margin"), FEATURES.index("margin_side_by_side")
    return [(each.text, each.features[first], each.features[last]) for each in reader.evidence(question, documents)]


def test_the_likeliest_are_read_once_more(reader: OnnxReader) -> None:
    """So many of them, and the others keep a guess below their margin."""
    guessed = [margin - 3 == beside for _, margin, beside in margins(reader, HOURS, SHIP, *["Buka 09.00."] * 4)]

    assert guessed.count(False) == COMPARED_LINES < len(guessed)


def test_row_that_is_asked_for_comes_out_above_the_others(reader: OnnxReader) -> None:
    """Of rows of a table."""
    found = {text: beside for text, _, beside in margins(reader, HOURS, SHIP)}

    assert max(found, key=found.__getitem__) == "13.00"


def test_lines_that_say_the_same_do_not_lower_each_other(reader: OnnxReader) -> None:
    """The reader marks one of two places; both are what it says of the answer."""
    said = margins(
        reader, "KTT itu berlangsung pada 12 Juni.", "Rapat KTT dijadwalkan pada 12 Juni.", question="Kapan KTT?"
    )
    beside = [each for text, _, each in said if text == "12 Juni"]

    assert len(beside) == 2
    assert beside[0] == beside[1]


def test_a_passage_that_is_given_is_read_once(reader: OnnxReader) -> None:
    """What was not retrieved is not compared."""
    [first, *_] = reader.evidence("Poli mata jam berapa?", [Document(content=HOURS)])

    assert first.features[-1] == first.features[FEATURES.index("margin")] - 3


def test_lines_that_no_window_holds_keep_their_guess(reader: OnnxReader) -> None:
    """Six sentences as long as a window: only the first fit."""
    long = [f"Kapal {n} " + "berlayar jauh " * 100 + f"dipimpin Hasan {n}" for n in range(6)]
    found = margins(reader, *long, question="Siapa yang memimpin kapal 3?")

    assert found
    assert any(margin - 3 == beside for _, margin, beside in found)
