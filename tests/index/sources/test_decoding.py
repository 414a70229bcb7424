"""Bytes of unknown encodings: read in a time that their number bounds."""

from __future__ import annotations

from contextlib import suppress

import pytest

from index.errors import SourceProblem
from index.sources.decoding import decode


@pytest.mark.timeout(20)
@pytest.mark.parametrize(
    "unit", [b"\xc3", b"\xe9", b"\xff", b"\x93", b"\x80\xff", b"a\xe9", b"\xe9 ", b"\xe9\xe8\xe7 "], ids=repr
)
def test_a_million_bytes_of_a_kind_are_decoded(unit: bytes) -> None:
    """Or refused; a run without end is looked at once, not again from each of its bytes."""
    with suppress(SourceProblem):
        assert decode(unit * (1_000_000 // len(unit)))


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Campurkan ½ kg tepung.", "cp1252"),
        ("½ kg", "cp1252"),
        ("Suhu 30°C, naik ±5 persen…", "cp1252"),
        ("Harga £5 – €7", "cp1252"),
        ("José makan 3½ jam", "cp1252"),
        ("台北市政府", "big5"),
        ("Привет, Москва и область", "cp1251"),
    ],
)
def test_a_few_signs_are_those_of_windows(text: str, encoding: str) -> None:
    """Words of other scripts are longer."""
    assert decode(text.encode(encoding)) == text
