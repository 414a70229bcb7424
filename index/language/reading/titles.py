"""Tells "dr", the title, from "dr", which is short for "dari": "dr. Sinta" and "dr gigi", but "surat dr budi".

The names are data, in `given_names.tsv`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from index.language.question_words import ASKING
from index.language.reading.tokens import Token
from index.language.text import listed, table_rows

_NAMES = "given_names.tsv"
DOCTOR = "dr"
_DOCTORS = listed("gigi umum spesialis anak kandungan hewan mata jiwa bedah tht saraf jantung kulit jaga")
_BEFORE_A_DOCTOR = listed("profesor prof pak bu bapak ibu dokter nama")
_COMES_FROM = listed(
    "surat hadiah pesan kabar kiriman kado uang bantuan sumbangan bagian anak karya buku lagu puisi telepon beli dapat "
    "terima menerima diterima pinjam datang berasal kutipan pernyataan jawaban laporan info informasi"
)


def is_a_title(tokens: Sequence[Token], at: int, text: str) -> bool:
    """Return whether a word is the title: "dr. Sinta", "dr gigi", "Profesor dr Roem", "dr budi", but "surat dr budi".

    A name that is an everyday word as well is one where nothing stands before the title that could come from it:
    "dr bagus praktik kapan", but "ilham dr wahyu".
    """
    if tokens[at].lower != DOCTOR:
        return False
    before = tokens[at - 1].lower if at else ""
    following = tokens[at + 1].lower if at + 1 < len(tokens) else ""
    if text[tokens[at].end :].startswith(".") or before in _BEFORE_A_DOCTOR or following in _DOCTORS:
        return True
    if (is_a_word := _given_names().get(following)) is None:
        return False
    return (not before or before in ASKING) if is_a_word else before not in _COMES_FROM


@lru_cache(maxsize=1)
def _given_names() -> Mapping[str, bool]:
    """Return given names in small letters, each with whether it is an everyday word as well; read once."""
    return {name: bool(kind) for name, *kind in table_rows(__package__, _NAMES)}
