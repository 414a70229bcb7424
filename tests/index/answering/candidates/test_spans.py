"""Answer spans: the best ones against brute force, and what is trimmed from their edges."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from index.answering.candidates.spans import best_spans, is_in_one_piece, is_in_one_sentence, trim


def logits(*values: float) -> NDArray[np.float32]:
    return np.array(values, np.float32)


def test_best_span_worked_by_hand() -> None:
    """Start 3 and end 4 over a null of 1 and 1: the margin of tokens 2 to 3 is 3 + 4 - 2."""
    spans = best_spans(logits(1, 0, 3, 0, 9), logits(1, 0, 0, 4, 9), text_from=1, text_to=4, max_tokens=5, top=1)

    assert [(each.first, each.last, each.margin) for each in spans] == [(2, 3, 5.0)]


def test_span_never_ends_before_it_starts() -> None:
    """The best end stands before the best start."""
    spans = best_spans(logits(0, 0, 0, 9), logits(0, 9, 0, 1), text_from=1, text_to=4, max_tokens=5, top=1)

    assert (spans[0].first, spans[0].last, spans[0].margin) == (3, 3, 10.0)


def test_span_is_no_longer_than_allowed() -> None:
    """With two tokens at the most, the pair five tokens apart is out."""
    start, end = logits(0, 9, 0, 0, 0, 0), logits(0, 0, 1, 0, 0, 9)
    spans = best_spans(start, end, text_from=1, text_to=6, max_tokens=2, top=1)

    assert (spans[0].first, spans[0].last, spans[0].margin) == (1, 2, 10.0)


@pytest.mark.parametrize(("text_to", "max_tokens"), [(1, 5), (0, 5), (3, 0)])
def test_no_room_gives_no_span(text_to: int, max_tokens: int) -> None:
    """An empty window, and a length of nothing."""
    assert (
        best_spans(logits(0, 1, 1), logits(0, 1, 1), text_from=1, text_to=text_to, max_tokens=max_tokens, top=3) == []
    )


@given(st.data())
def test_best_spans_equal_brute_force(data: st.DataObject) -> None:
    """Reference: every pair of tokens, sorted by margin."""
    length = data.draw(st.integers(2, 14))
    row = st.lists(st.integers(-40, 40).map(lambda value: value / 4), min_size=length, max_size=length)
    start, end = logits(*data.draw(row)), logits(*data.draw(row))
    text_from = data.draw(st.integers(1, length - 1))
    max_tokens, top = data.draw(st.integers(1, 6)), data.draw(st.integers(1, 8))
    margins = {
        (first, last): float(start[first] + end[last]) - float(start[0] + end[0])
        for first in range(text_from, length)
        for last in range(first, min(length, first + max_tokens))
    }
    found = best_spans(start, end, text_from=text_from, text_to=length, max_tokens=max_tokens, top=top)

    assert [each.margin for each in found] == pytest.approx(sorted(margins.values(), reverse=True)[:top])
    assert all(margins[each.first, each.last] == pytest.approx(each.margin) for each in found)
    assert len({(each.first, each.last) for each in found}) == len(found)


@pytest.mark.parametrize(
    ("text", "span", "expected"),
    [
        ("pada 12 Juni, di sana", "12 Juni,", "12 Juni"),
        ("kata dia (Selasa).", "(Selasa).", "Selasa"),
        ("kata dia (Selasa).", "kata dia (Selasa).", "kata dia (Selasa)"),
        ("(satu) dan (dua).", "(satu) dan (dua).", "(satu) dan (dua)"),
        ("kata dia (Selasa).", "Selasa).", "Selasa"),
        (
            "layangan tradisional (daun gadung dan bambu), LED",
            "layangan tradisional (daun gadung",
            "layangan tradisional (daun gadung",
        ),
        (
            "layangan tradisional (daun gadung), LED",
            "layangan tradisional (daun gadung",
            "layangan tradisional (daun gadung)",
        ),
        ("harga [baru] naik", "baru] naik", "[baru] naik"),
        ("naik 30% tahun ini", " 30% ", "30%"),
        ("seharga $5 saja", "$5 ", "$5"),
        ("suhu 31° siang", "31° ", "31°"),
        ("film “Laut” itu", "“Laut” ", "“Laut”"),
        ("film “Laut” itu", "Laut”", "Laut"),
        ("di Singapura kemarin", "ingapur", "Singapura"),
        ("nilai 7,5 saja", "7,5", "7,5"),
        ("在北京举行", "北京", "北京"),
        ("kata 'ya' lalu", "'ya'", "'ya'"),
        ("tanya -- jawab", " -- ", ""),
        ("... (!) ...", "(!)", ""),
        ("Poli: Gigi | Jam: 08.00–11.00", "Jam: 08.00–11.00", "08.00–11.00"),
        ("Poli: Gigi | Jam: 08.00–11.00", "Gigi | Jam: 08.00", "Gigi | Jam: 08.00"),
        ("Jam: 08.00\nHari: “Rabu”.", "Hari: “Rabu”.", "“Rabu”"),
        ("Hari: Rabu\n\nJam: 08.00", "Hari: Rabu", "Rabu"),
        ("Film\nAvengers: Endgame\nmenang", "Avengers: Endgame", "Avengers: Endgame"),
        ("Juara I: Pulau\n\nJuara II: Laut", "Juara I: Pulau\n\nJuara II: Laut", "Juara I: Pulau\n\nJuara II: Laut"),
        ("Pukul 08:00 pagi", "Pukul 08:00 pagi", "Pukul 08:00 pagi"),
        ("Katanya: besok", "Katanya:", "Katanya"),
        ("write to pool@baths.example or ring", "baths", "pool@baths.example"),
        ("write to jo.marsh@quay.example.", "jo.marsh@quay", "jo.marsh@quay.example"),
        ("(see www.desa-melati.example/jadwal).", "desa-melati", "www.desa-melati.example/jadwal"),
        ("kirim ke panitia@kampung.id, lalu", "kirim ke panitia", "kirim ke panitia@kampung.id"),
        ("It closed.Then it rained.", "closed", "closed"),
    ],
)
def test_trim(text: str, span: str, expected: str) -> None:
    """Stray marks go, partners and signs stay, words are whole, scripts without spaces are left as they are."""
    at = text.index(span)
    start, end = trim(text, at, at + len(span))

    assert text[start:end] == expected


@given(st.text(st.sampled_from("ab1 .,()\"'“”%-«»’ñ中\n"), max_size=25), st.data())
def test_trimmed_span_is_clean_and_trimming_again_changes_nothing(text: str, data: st.DataObject) -> None:
    """No white space at its ends, never outside the text, stable, and nothing but marks is lost."""
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    first, last = trim(text, start, end)

    assert 0 <= first <= last <= len(text)
    assert text[first:last] == text[first:last].strip()
    assert trim(text, first, last) == (first, last)
    kept = {at for at in range(start, end) if text[at].isalnum()}
    assert kept <= set(range(first, last))


LIST = "Bumbu halus:\n\n8 siung bawang merah\n\n4 siung bawang putih\n\nHaluskan semua bumbu sampai rata."


@pytest.mark.parametrize(
    ("span", "expected"),
    [
        ("8 siung bawang merah", True),
        ("8 siung bawang merah\n\n4 siung bawang putih", True),
        ("siung bawang merah\n\n4 siung bawang putih", False),
        ("4 siung bawang putih\n\nHaluskan semua bumbu sampai rata", False),
        ("4 siung bawang putih\n\nHaluskan semua", False),
        ("Bumbu halus:\n\n8 siung bawang merah", False),
    ],
)
def test_lines_of_a_list_belong_together(span: str, expected: bool) -> None:
    """Whole lines, short and without a full stop; anything else stays within its paragraph."""
    start = LIST.index(span)

    assert is_in_one_piece(LIST, start, start + len(span)) is expected


@pytest.mark.parametrize(
    ("span", "expected"),
    [
        ("Usmar Ismail", True),
        ("Prof. Dr. Usmar Ismail", True),
        ("Jl. Melati No. 3", True),
        ("Usmar Ismail. Ceritanya mengikuti Kapten Sudarto", False),
        ("Kapten Sudarto! Siapa lawannya? Jenderal Tan", False),
        ("Buku\n\nPena. Tinta", True),
    ],
)
def test_an_answer_does_not_run_into_another_sentence(span: str, expected: bool) -> None:
    """An abbreviation ends none; lines of a list are several on purpose."""
    text = f"Film itu dibuat {span} pada 1950. Musiknya oleh orang lain."
    start = text.index(span)

    assert is_in_one_sentence(text, start, start + len(span), "id") is expected


def test_an_answer_is_one_cell_of_a_row() -> None:
    """A cell, or a part of it; what it runs into answers another question."""
    row = "Poli: Gigi | Hari: Selasa dan Jumat | Jam: 15.00–19.00"

    def in_one_piece(span: str) -> bool:
        return is_in_one_piece(row, row.index(span), row.index(span) + len(span))

    assert in_one_piece("Selasa dan Jumat")
    assert not in_one_piece("Selasa dan Jumat | Jam: 15.00–19.00")


@pytest.mark.parametrize(
    ("text", "span", "expected"),
    [
        ("Sekretaris: Yanto\nBendahara: Hj. Siti", "Yanto\nBendahara: Hj. Siti", False),
        ("Sabtu 16.30 (bahasa Sunda)\nMinggu 07.00 dan 09.00", "16.30 (bahasa Sunda)\nMinggu 07.00", False),
        ("Doors open at 7pm\nFirst race at 7.30pm", "7pm\nFirst race", False),
        ("Yang dibawa:\n- cangkul\n- sapu lidi\nTerima kasih", "cangkul\n- sapu lidi", True),
        ("Rapat di rumah Pak\nkarto besok", "rumah Pak\nkarto", True),
        (
            "The committee met on Tuesday evening, and it was agreed that Edith\nMarlowe should be the new secretary.",
            "Edith\nMarlowe",
            True,
        ),
        ("Hadir Slamet,\nBudi dan Wati.", "Slamet,\nBudi", True),
    ],
)
def test_an_answer_is_in_one_line_that_ends_early(text: str, span: str, expected: bool) -> None:
    """Or takes in whole lines; long lines may have been wrapped."""
    start = text.index(span)

    assert is_in_one_piece(text, start, start + len(span)) is expected
