"""What cells show by number formats of Excel; expected texts are those that Excel shows in English."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.sources.formats.isolated.cells.marks import DECIMALS, THOUSANDS
from index.sources.formats.isolated.cells.moments import shown_moment
from index.sources.formats.isolated.cells.numbers import shown_number, shown_text
from index.sources.formats.office.localised import localised

RUPIAH = '_-"Rp"* #,##0_-;\\-"Rp"* #,##0_-;_-"Rp"* "-"_-;_-@_-'
DOLLARS = '_("$"* #,##0.00_);_("$"* \\(#,##0.00\\);_("$"* "-"??_);_(@_)'
TELEPHONE = "[<=9999999]###-####;(###) ###-####"
SCALED = '[>=1000000]0.0,," jt";[>=1000]0," rb";0'


def in_english(shown: str) -> str:
    return shown.replace(THOUSANDS, ",").replace(DECIMALS, ".")


@pytest.mark.parametrize(
    ("value", "form", "shown"),
    [
        (6.3999999999999995, "General", "6.4"),
        (1e-05, "General", "0.00001"),
        (1 / 3, "General", "0.333333333"),
        (3175012345678900.0, "General", "3175012345678900"),
        (2178901, "000000000000", "000002178901"),
        (7, '"INV-"0000', "INV-0007"),
        (81234567890, "0000-0000-0000", "0812-3456-7890"),
        (5551234, TELEPHONE, "555-1234"),
        (2155551234, TELEPHONE, "(215) 555-1234"),
        (1250000.5, '"Rp" #,##0', "Rp 1,250,001"),
        (25000, "[$Rp-421]#,##0", "Rp25,000"),
        (25000, RUPIAH, "Rp 25,000"),
        (-25000, RUPIAH, "-Rp 25,000"),
        (0, RUPIAH, "Rp -"),
        (-1500.5, DOLLARS, "$ (1,500.50)"),
        (-3.5, "$#,##0.00", "-$3.50"),
        (1234.5, "[$€-2]\\ #,##0.00", "€ 1,234.50"),
        (1234.5, '#,##0.00\\ "€"', "1,234.50 €"),
        (1.005, "0.00", "1.01"),
        (5.25, "0.0#", "5.25"),
        (5, "0.##", "5"),
        (0.125, "0%", "13%"),
        (0.125, "0.0%", "12.5%"),
        (1.5, "# ?/?", "1 1/2"),
        (0.333333333333, "# ?/?", "1/3"),
        (2.25, "#\\ ?/8", "2 2/8"),
        (1_500_000, SCALED, "1.5 jt"),
        (2500, SCALED, "3 rb"),
        (7, SCALED, "7"),
        (-1, '"Lunas";"Belum";"Nihil"', "Belum"),
        (0, "0;-0;;@", ""),
        (-0.2, "0", "0"),
        (3, '0" kg"', "3 kg"),
        (1_500_000.0, "0.00E+00", "1500000"),
        (12, "@", "12"),
    ],
)
def test_number(value: float, form: str, shown: str) -> None:
    """General ones, money, codes with their zeros, shares, fractions, those that a condition chooses a section for."""
    assert in_english(shown_number(value, form)) == shown


@pytest.mark.parametrize(
    ("value", "form", "shown"),
    [
        (timedelta(hours=26), "[h]:mm", "26:00"),
        (timedelta(minutes=95, seconds=30), "[mm]:ss", "95:30"),
        (timedelta(hours=2, minutes=30), '[h]" jam "m" menit"', "2 jam 30 menit"),
        (timedelta(hours=-2, minutes=-30), "[h]:mm", "-2:30"),
        (time(0, 12, 30), "mm:ss", "12:30"),
        (time(7, 30), "h:mm:ss", "07:30"),
        (time(7, 30, 15), "h:mm:ss", "07:30:15"),
        (time(19, 30), "h:mm AM/PM", "19:30"),
        (datetime(1900, 1, 1, 2), "h:mm", "02:00"),  # noqa: DTZ001
        (datetime(2022, 7, 1, 8, 30), "dd/mm/yyyy", "2022-07-01"),  # noqa: DTZ001
        (datetime(2022, 7, 1, 8, 30), "m/d/yy h:mm", "2022-07-01 08:30"),  # noqa: DTZ001
        (datetime(2022, 7, 1), "[$-421]dddd, d mmmm yyyy", "2022-07-01"),  # noqa: DTZ001
        (date(2022, 7, 1), "General", "2022-07-01"),
    ],
)
def test_moment(value: datetime | date | time | timedelta, form: str, shown: str) -> None:
    """Whole days in ISO form, times of 24 hours; durations count on."""
    assert shown_moment(value, form) == shown


@pytest.mark.parametrize(
    ("form", "shown"),
    [
        ("mmmm yyyy", ["Mei 2024", "May 2024"]),
        ("mmm-yy", ["Mei-2024", "May-2024"]),
        ("dddd", ["Minggu", "Sunday"]),
        ('"Bulan "mmmm', ["Bulan Mei", "Bulan May"]),
        ("[$-409]d mmmm", ["5 May", "5 May"]),
        ("yyyy", ["2024", "2024"]),
    ],
)
def test_part_of_a_day_is_shown_alone(form: str, shown: list[str]) -> None:
    """In the language that the format names, or else in that of the workbook's words."""
    part = shown_moment(datetime(2024, 5, 5), form)  # noqa: DTZ001
    words = ("Jadwal gotong royong dan panen raya di desa", "Dates of the harvest and of the village fair")

    assert [localised([[[each], [part]]])[0][1][0] for each in words] == shown


def test_thousands_are_parted_as_in_the_language_of_the_workbook() -> None:
    """What parts none has a point, which is the same in both."""
    price, share = shown_number(1250000.5, "#,##0.00"), shown_number(6.4, "0.00")

    assert localised([[["Harga beras dan gula di pasar", price, share]]])[0][0][1:] == ["1.250.000,50", "6.40"]
    assert localised([[["Prices of rice and sugar", price, share]]])[0][0][1:] == ["1,250,000.50", "6.40"]


@pytest.mark.parametrize(
    ("form", "shown"),
    [("General", "Budi"), ('"Bpk. "@', "Bpk. Budi"), ('0;-0;0;"Sdr. "@', "Sdr. Budi"), ("#,##0", "Budi"), (";;;", "")],
)
def test_text(form: str, shown: str) -> None:
    """In the section for texts, where there is one."""
    assert shown_text("Budi", form) == shown


@given(
    st.one_of(st.floats(), st.integers()),
    st.text(alphabet='0#?.,%;"\\_*[]$-@/ EeGeneral<>=1\ufdd0hmsdyRp', max_size=300),
)
def test_any_format_shows_something_or_nothing(value: float, form: str) -> None:
    """Whatever a file calls a number format, no other cell is lost by it."""
    assert isinstance(shown_number(value, form), str)
    assert isinstance(shown_text("Budi", form), str)
    shown = [
        shown_moment(datetime(2024, 5, 5, 7, 30), form),  # noqa: DTZ001
        shown_moment(time(7, 30), form),
        shown_moment(timedelta(hours=26), form),
    ]
    assert "\ufdd2" not in "".join(localised([[shown]])[0][0])
