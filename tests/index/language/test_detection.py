"""Languages of articles and questions."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.language.detection import UNDETERMINED, detect_language, detect_query_language

INDONESIAN = (
    "Menteri Luar Negeri Rusia bertemu dengan pemimpin Korea Utara. Keduanya membahas situasi di Semenanjung Korea dan "
    "rencana pertemuan puncak yang dijadwalkan pada bulan depan."
)
ENGLISH = "The Russian foreign minister met the leader of North Korea. They spoke of the situation on the peninsula."
MALAY = (
    "Perdana Menteri berkata kerajaan akan memperkenalkan dasar baharu bagi membantu rakyat yang terjejas akibat "
    "banjir di Kelantan. Beliau memberitahu pemberita selepas mesyuarat Kabinet bahawa wang bantuan akan disalurkan."
)
JAVANESE = (
    "Presiden Joko Widodo rawuh ing Surabaya kanggo mbukak rapat kerja nasional. Ing acara kasebut, presiden ngendika "
    "yen kabeh warga kudu njaga kerukunan lan ora gampang diadu domba dening wong liya."
)
GERMAN = "Die Kanzlerin traf den Präsidenten in Berlin. Über die Ergebnisse des Gesprächs wurde nichts bekannt."


@pytest.mark.parametrize(
    ("text", "expected"),
    [(INDONESIAN, "id"), (ENGLISH, "en"), (MALAY, "ms"), (JAVANESE, "jv"), (GERMAN, "de")],
    ids=["id", "en", "ms", "jv", "de"],
)
def test_article_language(text: str, expected: str) -> None:
    """Running text in several languages, the relatives of Indonesian among them."""
    assert expected == detect_language(text)


def test_indonesian_that_resembles_malay_is_indonesian() -> None:
    """Malay is the model's first guess for these words, Indonesian its second."""
    assert (
        detect_language("Presiden Donald Trump memastikan pertemuan di Singapura tetap diadakan pada 12 Juni.") == "id"
    )


def test_short_text_is_indonesian_or_english() -> None:
    """Two words do not make an article Serbian."""
    assert detect_language("KTT") in {"id", "en"}


@pytest.mark.parametrize("text", ["", " \n", "12.500 – 3-1", "😀😀"])
def test_text_without_letters_is_undetermined(text: str) -> None:
    """Nothing can be told of it."""
    assert detect_language(text) == UNDETERMINED
    assert detect_query_language(text, {"id"}) == UNDETERMINED


def test_candidates_restrict_the_choice() -> None:
    """German is not offered, so that another is chosen; unknown codes are passed over."""
    assert detect_language(GERMAN, {"id", "en", "xx"}) in {"id", "en"}
    assert detect_language(GERMAN, {"xx"}) == UNDETERMINED


def test_restricting_one_identifier_leaves_the_others() -> None:
    """Candidate sets do not share state."""
    detect_language(GERMAN, {"id", "en"})

    assert detect_language(GERMAN) == "de"


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("Siapa dia?", "id"),
        ("kapan KTT Trump–Kim?", "id"),
        ("tanggal berapa KTT?", "id"),
        ("siapa yang ditemui Lavrov di Pyongyang", "id"),
        ("Jelaskan hasil pertemuan itu", "id"),
        ("when is the Trump–Kim summit?", "en"),
        ("Who won the World Cup?", "en"),
        ("Did Trump meet Kim?", "en"),
        ("tell me about the dinner menu", "en"),
    ],
)
@pytest.mark.parametrize(
    "known", [{"id"}, {"id", "en", UNDETERMINED}, {"id", "en", "ru", "ms"}], ids=["id", "id-en", "more"]
)
def test_query_language(query: str, expected: str, known: set[str]) -> None:
    """Short questions, whatever other languages the articles are in."""
    assert expected == detect_query_language(query, known)


def test_query_in_a_language_of_the_articles() -> None:
    """A third language is recognised when there are articles in it."""
    assert detect_query_language("Wann trifft der Präsident die Kanzlerin?", {"id", "de"}) == "de"


def test_threads_agree() -> None:
    """The same answers from eight threads as from one."""
    texts = [INDONESIAN, ENGLISH, GERMAN, JAVANESE] * 10
    expected = [detect_language(text) for text in texts]

    with ThreadPoolExecutor(8) as pool:
        assert expected == list(pool.map(detect_language, texts))


@settings(deadline=None)
@given(st.text())
def test_no_text_raises(text: str) -> None:
    """Any text has a language or none."""
    assert detect_language(text)
    assert detect_query_language(text, {"id"}) in {"id", "en", UNDETERMINED}
