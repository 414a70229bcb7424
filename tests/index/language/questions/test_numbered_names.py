"""Names that end in a number, and passages about another of the kind."""

from __future__ import annotations

import pytest

from index.language.questions.numbered_names import is_of_other_years, is_of_others, numbered_names


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("Siapa ketua RT 08 Griya Asri?", [("rt", "8")]),
        ("Kapan PPDB SMP Negeri 2 Mekarbuana dibuka?", [("negeri", "2")]),
        ("What time does bus 14 leave?", [("bus", "14")]),
        ("Kapan Kunang-1 diluncurkan?", [("kunang", "1")]),
        ("Siapa juara 2 lomba RW 03?", [("juara", "2"), ("rw", "3")]),
    ],
)
def test_names_with_a_number(question: str, names: list[tuple[str, str]]) -> None:
    """The last word before the number is enough; leading zeros say nothing."""
    assert numbered_names(question) == names


@pytest.mark.parametrize(
    "question",
    [
        "Apa yang terjadi pada 12 Juni 2018?",
        "What happened in 2018?",
        "Siapa yang berusia 41 tahun?",
        "Tarif untuk 11–20 meter kubik berapa?",
        "Apakah buka pukul 08.00?",
        "Siapa yang membayar Rp 500?",
        "Apakah ada diskon 20 persen?",
        "Who paid for 3 people?",
        "",
    ],
)
def test_days_hours_and_what_is_counted_are_no_names(question: str) -> None:
    """Nor are prices and ranges."""
    assert numbered_names(question) == []


def test_passage_about_another_one() -> None:
    """It has the name with other numbers alone; one that has both, or none, may answer."""
    names = numbered_names("Siapa ketua RT 08?")

    assert is_of_others(names, "Rapat RT 07 Griya Asri dihadiri warga RT 07.")
    assert not is_of_others(names, "Rapat RT 07 dihadiri warga RT 8.")
    assert not is_of_others(names, "Rapat dihadiri warga pukul 08.00.")
    assert not is_of_others([], "RT 07")


def test_passage_about_another_year() -> None:
    """It has years, and not the one that is asked for; without any, it may be of that year."""
    assert is_of_other_years(["2019"], "Lomba tahun 2018 diikuti 40 regu.")
    assert not is_of_other_years(["2019"], "Lomba 2018 dan 2019.")
    assert not is_of_other_years(["2019"], "Lomba diikuti 40 regu.")
    assert not is_of_other_years(["40"], "Lomba tahun 2018 diikuti 40 regu.")


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("Berapa ongkos angkot 05?", "Angkot 03 dan 05 dialihkan."),
        ("Kapan RT 4 kerja bakti?", "Kerja bakti RT 01, 02, dan 04."),
        ("Kapan RW 06 kerja bakti?", "Warga RW 05–07 berkumpul."),
        ("Kapan kelas 8 ujian?", "Orang tua murid kelas VII, VIII, dan IX"),
        ("Kapan kelas 8 ujian?", "Ujian kelas VII sampai IX"),
    ],
)
def test_number_in_a_list_or_a_range_is_the_name_s(question: str, text: str) -> None:
    """Also where classes have Roman numbers."""
    assert not is_of_others(numbered_names(question), text)


@pytest.mark.parametrize("text", ["Angkot 03 dan 07 dialihkan.", "RT 1–3", "Kelas VII dan IX", "RT 02, 08.00"])
def test_list_without_the_number_is_of_others(text: str) -> None:
    """However long it is."""
    assert is_of_others(numbered_names("Angkot 05, RT 05, kelas 8"), text)
