"""The words of the sample archive, and of one that knows codes and doctors."""

from __future__ import annotations

import pytest

from index.language.reading import Vocabulary
from tests.index.language.reading.archives import sample_passages, vocabulary_of

CODES = (
    "Bank KPN membuka cabang di Ambon. KPN dipimpin dr. Tirta Hudaya.",
    "Lima siswa SMP Negeri 3 Ciwangi ikut lomba. Guru memberi SP kepada dua siswa.",
    "Liga 2 dimulai pada Mei. Persatu bermain di Liga 2. Mobil Dong Feng dan Kang Kemal hadir di sana.",
    "Kang Kemal tinggal di Pyongyang, lalu pindah ke Ambon.",
)


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Vocabulary:
    return vocabulary_of(tmp_path_factory.mktemp("sample") / "passages.sqlite", sample_passages())


@pytest.fixture(scope="session")
def codes(tmp_path_factory: pytest.TempPathFactory) -> Vocabulary:
    return vocabulary_of(tmp_path_factory.mktemp("codes") / "passages.sqlite", CODES)
