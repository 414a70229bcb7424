"""Who holds an office, where the text says who took it over."""

from __future__ import annotations

import pytest
from haystack import Document

from index.answering.candidates.holders import in_office_now
from index.answering.candidates.spans import Candidate
from index.language.questions.kinds import AnswerKind, asked_kind

RT = (
    "Pak Harjo Sumitro, ketua RT 09 sejak 2011, mengundurkan diri karena akan pindah ke Cirebon. Ia digantikan Bu Tuti "
    "Alawiyah, yang mendapat 27 suara. Bendahara yang baru, Mas Gilang, menggantikan Bu Rohana."
)
CLUB = (
    "Edith Marsh, chairman of the Fen Lane Society for nine years, stepped down on Thursday. Her successor is Noel"
    " Holm. The treasurer, Una Pike, took over from Basil Crowe in the autumn."
)
CAPTAIN = "The former captain of Elmer Bowls Club, Rex Tyne, sent down the first wood. The captain now is Ivy Lund."
LURAH = "Jabatan lurah, yang sebelumnya dipegang Umar Said, kini diisi pelaksana tugas, yaitu Nining Maryani."
SCHOOL = (
    "Sekolah itu dipimpin Ibu Laksmi. Ia menggantikan Bapak Yusuf. Mantan wakil kepala sekolah, Pak Amir, mengajar."
)
RETIRES = "Mrs Vane, the headteacher, will retire in July. She will be replaced by Tom Edo."
GOALKEEPER = "Pelatih Markus Sahetapy memuji timnya. Rahmat Wally digantikan Yance Rumbe pada menit ke-70."


def held(question: str, text: str, *marked: str, kind: AnswerKind | None = None) -> list[str]:
    spans = [Candidate(0, text.index(each), text.index(each) + len(each), 9.0 - at) for at, each in enumerate(marked)]
    found = in_office_now(question, kind or asked_kind(question), [Document(content=text)], spans)
    return [text[each.start : each.end] for each in found]


@pytest.mark.parametrize(
    ("question", "text", "marked", "now"),
    [
        ("siapa ketua RT 09", RT, "Harjo Sumitro", "Bu Tuti Alawiyah"),
        ("siapa pak rt", RT, "Pak Harjo Sumitro", "Bu Tuti Alawiyah"),
        ("siapa bendahara RT 09", RT, "Bu Rohana", "Mas Gilang"),
        ("who is the chairman of the Fen Lane Society", CLUB, "Edith Marsh", "Noel Holm"),
        ("who is the treasurer", CLUB, "Basil Crowe", "Una Pike"),
        ("siapa lurah", LURAH, "Umar Said, kini diisi pelaksana tugas, yaitu Nining Maryani", "Nining Maryani"),
    ],
)
def test_who_took_over_is_put_for_who_held_it(question: str, text: str, marked: str, now: str) -> None:
    """By what is said of the change, in the sentence or the next ones."""
    assert held(question, text, marked) == [now]


@pytest.mark.parametrize(
    ("question", "text", "marked"),
    [
        ("who is the captain of Elmer Bowls Club", CAPTAIN, "Rex Tyne"),
        ("siapa kepala sekolah", SCHOOL, "Bapak Yusuf"),
        ("siapa wakil kepala sekolah", SCHOOL, "Pak Amir"),
        ("siapa wakil kepala sekolah", SCHOOL, "Mantan wakil kepala sekolah, Pak Amir"),
    ],
)
def test_who_held_it_is_left_out(question: str, text: str, marked: str) -> None:
    """Where nobody is named who took over; "Ia" is no name."""
    assert held(question, text, marked) == []


@pytest.mark.parametrize(
    ("question", "text", "marked"),
    [
        ("who is the captain of Elmer Bowls Club", CAPTAIN, "Ivy Lund"),
        ("siapa ketua RT 09", RT, "Bu Tuti Alawiyah"),
        ("siapa kepala sekolah", SCHOOL, "Ibu Laksmi"),
        ("who is the headteacher", RETIRES, "Mrs Vane"),
        ("siapa pelatih", GOALKEEPER, "Markus Sahetapy"),
        ("siapa guru yang mengajar", SCHOOL, "Pak Amir"),
        ("siapa yang digantikan ketua RT 09", RT, "Harjo Sumitro"),
        ("siapa ketua RT 09 tahun 2015", RT, "Harjo Sumitro"),
        ("siapa yang mengundurkan diri", RT, "Harjo Sumitro"),
        ("berapa suara ketua RT 09", RT, "27 suara"),
    ],
)
def test_who_holds_it_stays(question: str, text: str, marked: str) -> None:
    """Also until they go; and where somebody asks of another time, of a change or of no office."""
    assert held(question, text, marked) == [marked]


@pytest.mark.parametrize(
    ("question", "text", "marked", "before"),
    [
        ("siapa ketua RT 09 sebelumnya", RT, "Bu Tuti Alawiyah", "Pak Harjo Sumitro"),
        ("siapa bendahara RT 09 sebelumnya", RT, "Mas Gilang", "Bu Rohana"),
        ("who was the previous chairman", CLUB, "Noel Holm", "Edith Marsh"),
        ("who was the previous chairman", CLUB, "Edith Marsh", "Edith Marsh"),
        ("who was the former captain", CAPTAIN, "Ivy Lund", "Ivy Lund"),
    ],
)
def test_who_held_it_before_is_asked_for(question: str, text: str, marked: str, before: str) -> None:
    """Who took over is put as from whom; nobody, where the text says of no one."""
    assert held(question, text, marked) == [before]


def test_two_marks_of_one_answer_are_one() -> None:
    """The likelier one; where it was marked is known still."""
    document = Document(content=RT)
    spans = [Candidate(0, 0, 16, 9.0), Candidate(0, RT.index("Bu Tuti"), RT.index(", yang"), 7.0)]
    assert in_office_now("siapa ketua RT 09", AnswerKind.PERSON, [document], spans) == [
        Candidate(0, RT.index("Bu Tuti"), RT.index(", yang"), 9.0, ((0, 16),))
    ]
