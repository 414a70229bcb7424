"""The reader: verbatim spans in windows of any number, whatever the passage and the question hold."""

from __future__ import annotations

from typing import Any

import pytest
from haystack import Document
from haystack.core.serialization import component_from_dict, component_to_dict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.answering.calibration import load_calibration
from index.answering.reader import OnnxReader
from index.embedding.encoder import default_models_folder
from tests.conftest import BRIDGE, MANGO, SHIP

QUESTION = "Siapa nama nakhoda Kapal Mutiara?"
FILLER = "Cuaca hari itu cerah dan angin bertiup pelan. "


@pytest.fixture(scope="module")
def reader() -> OnnxReader:
    made = OnnxReader()
    made.warm_up()
    return made


def answers(reader: OnnxReader, *texts: str, question: str = QUESTION, **arguments: Any) -> list[Any]:
    documents = [Document(content=text) for text in texts]
    found: list[Any] = reader.run(query=question, documents=documents, **arguments)["answers"]
    return found


def test_easy_answer_is_a_span_of_its_passage(reader: OnnxReader) -> None:
    """With its offset, the question and a probability."""
    best = answers(reader, MANGO, SHIP, BRIDGE)[0]

    assert best.data == "Hasan Basri"
    assert best.document is not None
    assert best.document.content == SHIP
    assert SHIP[best.document_offset.start : best.document_offset.end] == "Hasan Basri"
    assert best.query == QUESTION
    assert 0 < best.score <= 1


def test_offsets_count_the_article(reader: OnnxReader) -> None:
    """A passage says where it begins."""
    document = Document(content=SHIP, meta={"start": 1_000, "title": "Kapal tenggelam"})
    best = reader.run(query=QUESTION, documents=[document])["answers"][0]
    at = SHIP.index("Hasan Basri")

    assert (best.meta["start"], best.meta["end"]) == (1_000 + at, 1_000 + at + len("Hasan Basri"))


def test_day_is_resolved(reader: OnnxReader) -> None:
    """Against the article's date."""
    text = "Museum itu dibuka pada 12 Juni oleh wali kota."
    document = Document(content=text, meta={"published": "2018-06-01", "language": "id"})
    best = reader.run(query="Kapan museum itu dibuka?", documents=[document])["answers"][0]

    assert "12 Juni" in best.data
    assert best.meta["date"] == "2018-06-12"


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Lomba mural dilaksanakan 1 s/d tgl 3 Juni 2024 di tembok pasar lama.", "1 s/d tgl 3 Juni 2024"),
        ("Lomba mural diadakan pada 8, 9, dan 10 Juni 2024 di balai kota.", "8, 9, dan 10 Juni 2024"),
        ("Lomba mural diadakan 5 serta 7 Juni di balai kota.", "5 serta 7 Juni"),
    ],
)
def test_several_days_are_all_the_answer(reader: OnnxReader, text: str, days: str) -> None:
    """And no single day of them."""
    document = Document(content=text, meta={"published": "2024-05-20", "language": "id"})
    best = reader.run(query="Kapan lomba mural?", documents=[document])["answers"][0]

    assert (best.data, best.meta["date"]) == (days, None)


def test_definition_is_told_whole(reader: OnnxReader) -> None:
    """To the end of its sentence; the reader marks its first words."""
    text = "A lido is an open-air pool, usually with a terrace, where people swim and sunbathe. It has two slides."

    expected = "an open-air pool, usually with a terrace, where people swim and sunbathe"
    assert answers(reader, text, question="What is a lido?")[0].data == expected


@pytest.mark.parametrize("before", [0, 30, 90])
def test_answer_is_found_wherever_it_stands_in_a_long_passage(reader: OnnxReader, before: int) -> None:
    """Windows overlap, so that none of it is missed: its offset is right in each of them."""
    text = FILLER * before + SHIP + FILLER * 30
    best = answers(reader, text)[0]

    assert best.data == "Hasan Basri"
    assert text[best.document_offset.start : best.document_offset.end] == "Hasan Basri"


def test_windows_cover_every_token(reader: OnnxReader) -> None:
    """In order, each no longer than allowed, with the question before it."""
    for length in (0, 1, 200, 280, 281, 400, 3_000):
        windows = reader._windows(0, [7] * 20, [8] * 10, list(range(100, 100 + length)))
        covered = {each.offset + at for each in windows for at in range(each.text_to - each.text_from)}

        assert covered == set(range(length))
        assert all(len(each.ids) <= 384 for each in windows)
        assert all(each.ids[each.text_from : each.text_to][:1] in ([], [100 + each.offset]) for each in windows)


def test_answer_stays_within_its_paragraph(reader: OnnxReader) -> None:
    """A headline above does not become part of it."""
    text = (
        "Pembukaan Pasar\n\nBupati Suroto Adiwinata membuka pasar Ngadiluwih pada Jumat, 5 Juli 2019. "
        "Pasar Ngadiluwih menampung 512 pedagang."
    )
    found = answers(reader, text, question="Siapa membuka pasar Ngadiluwih?")
    assert "Suroto Adiwinata" in found[0].data
    assert not any("\n\n" in each.data for each in found)


def test_number_of_answers(reader: OnnxReader) -> None:
    """`top_k` of the call goes before that of the component; the most probable come first, and are different."""
    found = answers(reader, MANGO, SHIP, BRIDGE)

    assert len(found) <= 5
    assert len(answers(reader, MANGO, SHIP, BRIDGE, top_k=1)) == 1
    assert [each.score for each in found] == sorted((each.score for each in found), reverse=True)
    assert sum(each.score for each in found) <= 1
    assert len({(each.data or "").lower() for each in found}) == len(found)


def test_nothing_to_read(reader: OnnxReader) -> None:
    """No passage, an empty one, one of marks alone."""
    assert answers(reader) == []
    assert answers(reader, "") == []
    assert answers(reader, "... !!!") == []


def test_long_question_is_cut_and_answered(reader: OnnxReader) -> None:
    """1,000 characters leave room for the passage."""
    assert answers(reader, SHIP, question=QUESTION + " tolong" * 140)[0].data in SHIP


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(
    text=st.text(max_size=60) | st.text(st.sampled_from('a1 .\n🙂\u202eñ中ﷺ½\u0301\0("”'), max_size=60),
    question=st.text(min_size=1, max_size=30).map(lambda text: text.encode("utf-8", "replace").decode()),
)
def test_answers_are_always_verbatim(reader: OnnxReader, text: str, question: str) -> None:
    """Whatever characters there are, of one code unit or two, folded by the tokenizer or not."""
    text = text.encode("utf-8", "replace").decode()
    for each in answers(reader, text, question=question):
        assert each.document_offset is not None
        assert text[each.document_offset.start : each.document_offset.end] == each.data != ""


def test_calibration_of_given_and_of_retrieved_passages(reader: OnnxReader) -> None:
    """Each has its own weights."""
    calibration = load_calibration(default_models_folder())

    assert reader.weights(retrieved=False) == calibration.passage
    assert reader.weights(retrieved=True) == calibration.retrieved
    assert OnnxReader(str(default_models_folder())).weights(retrieved=True) == calibration.retrieved


def test_round_trip_of_its_settings() -> None:
    """Every one of them."""
    reader = OnnxReader(None, 1, 3, 20, 256, 64)

    written = component_to_dict(reader, "reader")
    assert component_to_dict(component_from_dict(OnnxReader, written, "reader"), "reader") == written
    assert written["init_parameters"] == {
        "models_folder": None,
        "threads": 1,
        "top_k": 3,
        "max_answer_tokens": 20,
        "window_tokens": 256,
        "stride_tokens": 64,
    }


@pytest.mark.parametrize(("question", "doubtful"), [("Kajian hari ini apa?", True), ("Kajian hari Senin apa?", False)])
def test_who_asks_of_today_gets_no_row_of_some_weekday_as_sure(
    reader: OnnxReader, question: str, doubtful: bool
) -> None:
    """Which weekday today is, no text knows."""
    text = "Hari: Senin | Kegiatan: Kajian Fikih | Jam: 18.15–19.30\n\nHari: Rabu | Kegiatan: Pengajian | Jam: 13.00"
    document = Document(content=text, meta={"title": "Jadwal Masjid", "published": "2026-07-01", "language": "id"})
    best = reader.run(query=question, documents=[document])["answers"][0]

    assert best.data.endswith("Fikih")
    assert best.meta["doubtful"] is doubtful
