"""Articles are found by where they stand, however somebody copies an address."""

from __future__ import annotations

import pytest

from index.store.places import ids_at

PLACES = [
    ("gempa", "https://example.org/kabar/gempa", "/berita/gempa.md"),
    ("laporan", "http://example.org/laporan.pdf", "https://cdn.example.org/l.pdf"),
    ("kafe", "https://kafé.example.org/menu/kopi susu-é?hari=1", "/berita/tabel.csv#3"),
    ("tanpa", None, "/berita/tanpa alamat.md"),
]


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("https://example.org/kabar/gempa", "gempa"),
        ("https://example.org/kabar/gempa#:~:text=12%20Juni,di%20Singapura", "gempa"),
        ("HTTPS://Example.org/kabar/gempa/", "gempa"),
        ("example.org/kabar/gempa", "gempa"),
        ("/berita/gempa.md", "gempa"),
        ("http://example.org/laporan.pdf#page=3", "laporan"),
        ("https://example.org/laporan.pdf", "laporan"),
        ("https://cdn.example.org/l.pdf", "laporan"),
        ("https://xn--kaf-dma.example.org/menu/kopi%20susu-%C3%A9?hari=1", "kafe"),
        ("/berita/tabel.csv#3", "kafe"),
        ("/berita/tanpa alamat.md", "tanpa"),
        ("https://example.org/kabar", None),
        ("https://example.org/kabar/GEMPA", None),
        ("https://kafé.example.org/menu/kopi susu-é?hari=2", None),
        ("/berita/tabel.csv", None),
        ("gempa", None),
        ("https://", None),
        ("", None),
        ("http://xn--.org/\ud800%zz", None),
    ],
)
def test_addresses(address: str, found: str | None) -> None:
    """With or without scheme, fragment and last slash, in ASCII or not; another page or file is another article."""
    assert ids_at(address, PLACES, 5) == ([found] if found else [])


def test_several_at_one_address() -> None:
    """Those that are written just so come first, then in their order; so many at the most."""
    places = [(str(number), f"http{'s' * (number == 3)}://example.org/a", f"/{number}") for number in range(5)]
    assert ids_at("https://example.org/a", places, 3) == ["3", "0", "1"]
