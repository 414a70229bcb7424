"""Which Indonesian questions depend on the one before that names nobody, and what they become."""

from __future__ import annotations

import pytest

from index import Exchange, follow_up


def completed(question: str, before: str | Exchange) -> str | None:
    found = follow_up(question, before if isinstance(before, Exchange) else Exchange(before, "x"))
    return found.query if found else None


@pytest.mark.parametrize(
    ("question", "before", "query"),
    [
        ("kalo gula?", "harga beras medium berapa", "harga gula berapa?"),
        ("maksudku gula pasir", "harga beras medium berapa", "harga gula pasir berapa?"),
        ("kalau beras premium?", "harga minyak goreng berapa", "harga beras premium berapa?"),
        ("gula pasir?", "berapa harga telur ayam", "berapa harga gula pasir?"),
        ("kalau ayam?", "harga telur ayam berapa", "harga ayam berapa?"),
        ("kalo premium?", "harga beras medium berapa", "harga beras premium berapa?"),
        ("kalo tpa?", "pengajian ibu-ibu hari apa", "tpa hari apa?"),
        ("kalo posyandu?", "kapan kerja bakti", "kapan posyandu?"),
        ("kalo senam?", "kapan kerja bakti RT 05", "kapan senam RT 05?"),
        ("maksudku posyandu kapan", "kapan kerja bakti", "kapan posyandu?"),
        ("kalo keamanan?", "iuran sampah berapa", "iuran keamanan berapa?"),
        ("kalo puskesmas?", "jam berapa kantor kelurahan buka", "jam berapa puskesmas buka?"),
        ("klo lansia?", "poli gigi puskesmas banyulegi hari apa", "poli lansia puskesmas banyulegi hari apa?"),
        ("kalau es cendol", "berapa harga sate ayam di bazar", "berapa harga es cendol di bazar?"),
        ("klo kauman?", "kapan listrik mati di tegalsumping", "kapan listrik mati di tegalsumping kauman?"),
        ("kalo kebun binatang?", "berapa harga tiket masuk museum", "berapa harga tiket masuk kebun binatang?"),
        ("kalo sopir?", "gaji pembuat roti berapa", "gaji sopir berapa?"),
        ("kalo imunisasi?", "posyandu lansia hari apa", "posyandu imunisasi hari apa?"),
        ("what about brown sugar?", "how much is rice at the coop", "how much is brown sugar at the coop?"),
    ],
)
def test_all_that_was_asked_of_gives_way(question: str, before: str, query: str) -> None:
    """Nothing of sugar's price is asked of "gula medium", nor of oil and of rice at once."""
    assert completed(question, before) == query


@pytest.mark.parametrize(
    ("question", "before", "query"),
    [
        ("kalo anak kecil?", "berapa tiket pentas seni", "berapa tiket pentas seni untuk anak kecil?"),
        ("kalo siswa?", "berapa tiket pentas seni untuk anak kecil", "berapa tiket pentas seni untuk siswa?"),
        ("kalo warung?", "iuran sampah sekarang berapa", "iuran sampah sekarang berapa untuk warung?"),
        ("kalo balita?", "posyandu lansia hari apa", "posyandu balita hari apa?"),
        ("kalo ibu-ibu?", "pengajian hari apa", "pengajian ibu-ibu hari apa?"),
        ("kalo hujan?", "kapan kerja bakti RT 05", "kapan kerja bakti RT 05 hujan?"),
        ("kalo rt 05?", "kapan kerja bakti", "kapan kerja bakti rt 05?"),
        ("kalo karangsari?", "kapan kerja bakti", "kapan kerja bakti karangsari?"),
        ("kalo tahun lalu?", "harga cabai di Pasar Induk berapa", "harga cabai di Pasar Induk berapa tahun lalu?"),
    ],
)
def test_groups_places_and_circumstances_are_of_the_same_thing(question: str, before: str, query: str) -> None:
    assert completed(question, before) == query


def test_what_somebody_had_meant_to_ask_is_asked_alone() -> None:
    """With a thing of its own; "maksudku kapan naiknya" goes on."""
    assert completed("maksudku posyandu kapan", "harga beras berapa") == "posyandu kapan?"
    assert completed("maksudku kapan naiknya", "harga beras berapa") == "kapan naik harga beras?"


@pytest.mark.parametrize(
    ("question", "before", "query"),
    [
        ("stoknya?", "harga beras premium berapa", "berapa stok beras premium?"),
        ("syaratnya?", "kuota vaksin rabies berapa", "apa syarat vaksin rabies?"),
        ("syaratnya?", "kuota vaksin Karangsari berapa", "apa syarat vaksin Karangsari?"),
        ("korbannya?", "penyebab banjir apa", "berapa korban banjir?"),
        ("pengunjungnya?", "Pentas Seni kapan", "berapa pengunjung Pentas Seni?"),
        ("juaranya siapa", "skor final futsal brp", "juara final futsal siapa?"),
        ("ngungsi kemana", "jumlah pengungsi", "pengungsi mengungsi ke mana?"),
        ("kapan?", "bagaimana cara daftar vaksin kucing", "kapan daftar vaksin kucing?"),
        ("siapa lurahnya", "buka kantor Kelurahan jam berapa hari Jumat", "siapa lurah kantor Kelurahan?"),
        ("tempatnya?", "buka puasa RT 05 kapan", "di mana tempat buka puasa RT 05?"),
        ("alamatnya?", "jam berapa kantor kelurahan buka", "di mana alamat kantor kelurahan?"),
        ("kenaikannya berapa?", "harga beras premium berapa", "kenaikan harga beras premium berapa?"),
        ("sisanya?", "kuota vaksin rabies berapa", "berapa sisa kuota vaksin rabies?"),
        ("belinya di mana", "tiket pentas seni berapa", "beli tiket pentas seni di mana?"),
        ("namanya siapa", "korban banjir berapa", "nama korban banjir siapa?"),
    ],
)
def test_what_was_asked_of_a_thing_is_not_asked_of(question: str, before: str, query: str) -> None:
    """The stock is the rice's, not the price's; but the rise is the price's."""
    assert completed(question, before) == query


def test_how_to_enrol_takes_along_what_one_enrols_for() -> None:
    before = Exchange("cara daftar vaksin kucing", "x", "Vaksin gratis untuk anjing, kucing, dan kera.")
    assert completed("kera boleh ga", before) == "daftar vaksin kucing kera boleh tidak?"


@pytest.mark.parametrize(
    ("question", "before", "query"),
    [
        ("biaya renovasinya?", "kantor Kelurahan pindah ke mana", "berapa biaya renovasi kantor Kelurahan?"),
        ("daya tampungnya?", "Gedung Serbaguna di mana", "berapa daya tampung Gedung Serbaguna?"),
        ("nomor teleponnya?", "Pentas Seni kapan", "berapa nomor telepon Pentas Seni?"),
        ("nama ketuanya?", "Pentas Seni kapan", "siapa nama ketua Pentas Seni?"),
        ("juara duanya?", "juara futsal siapa", "siapa juara dua futsal?"),
    ],
)
def test_what_is_told_in_two_words_stays_together(question: str, before: str, query: str) -> None:
    assert completed(question, before) == query


@pytest.mark.parametrize(
    ("question", "before", "query"),
    [
        ("kalo minggu?", "kajian hari senin jam berapa", "kajian hari Minggu jam berapa?"),
        ("kalo ahad?", "kajian hari senin jam berapa", "kajian hari Ahad jam berapa?"),
        ("minggu?", "seragam hari senin apa", "seragam hari Minggu apa?"),
        ("kalo minggu?", "perpustakaan Demak Jumat buka jam berapa", "perpustakaan Demak hari Minggu buka jam berapa?"),
        ("kalo minggu pagi?", "kajian hari senin malam jam berapa", "kajian hari Minggu pagi jam berapa?"),
        ("kalo senin?", "kajian hari Minggu jam berapa", "kajian hari Senin jam berapa?"),
        ("kalo rabu?", "posyandu Selasa minggu kedua jam berapa", "posyandu Rabu minggu kedua jam berapa?"),
        ("kalo minggu?", "kantor kelurahan buka jam berapa", "kantor kelurahan buka jam berapa hari Minggu?"),
        ("kalo minggu?", "gaji per bulan berapa", None),
        ("lusa?", "kajian hari ini apa", "kajian lusa apa?"),
        ("tiketnya?", "tari saman hari Sabtu jam berapa", "berapa tiket tari saman?"),
        ("siapa lurahnya", "kantor Kelurahan hari Minggu buka jam berapa", "siapa lurah kantor Kelurahan?"),
    ],
)
def test_a_sunday_is_a_day_where_days_or_hours_are_asked_of(question: str, before: str, query: str | None) -> None:
    """And else a week; what goes on leaves the day behind."""
    assert completed(question, before) == query
