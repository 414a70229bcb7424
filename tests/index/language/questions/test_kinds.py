"""Kinds of answers: what a question asks for, and what cannot be that."""

from __future__ import annotations

import pytest

from index.language.questions.kinds import AnswerKind, asked_kind, excess, misfit


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Pukul berapa loket tutup?", AnswerKind.TIME),
        ("Perpus buka jam berapa?", AnswerKind.TIME),
        ("What time does the market close?", AnswerKind.TIME),
        ("Berapa jam perjalanan ke sana?", AnswerKind.DURATION),
        ("How long does the crossing take?", AnswerKind.DURATION),
        ("Tahun berapa museum itu dibuka?", AnswerKind.YEAR),
        ("Tanggal berapa pendaftaran ditutup?", AnswerKind.DATE),
        ("On which days does the boat run?", AnswerKind.DATE),
        ("Kapan pemilihan lurah?", AnswerKind.DAY),
        ("When is the fair?", AnswerKind.DAY),
        ("Umur pelatihnya berapa?", AnswerKind.AGE),
        ("Berapa harga tiket dewasa?", AnswerKind.PRICE),
        ("Tiketnya bayar berapa?", AnswerKind.PRICE),
        ("How much does a locker cost?", AnswerKind.PRICE),
        ("How much is a day ticket?", AnswerKind.PRICE),
        ("What does the cook get per hour?", AnswerKind.PRICE),
        ("Tiket kapal cepat berapa?", AnswerKind.PRICE),
        ("Fotokopi di sini berapa selembar?", AnswerKind.PRICE),
        ("Berapa tiket yang terjual?", AnswerKind.NUMBER),
        ("How much of the water was lost?", AnswerKind.NUMBER),
        ("Nomor WhatsApp panitia berapa?", AnswerKind.PHONE),
        ("No HP Bu Sri berapa?", AnswerKind.PHONE),
        ("Kontak panitianya apa?", AnswerKind.CONTACT),
        ("What is the phone number of the clinic?", AnswerKind.PHONE),
        ("email for the bowls club", AnswerKind.EMAIL),
        ("whats the vicars e-mail", AnswerKind.EMAIL),
        ("How do I email the warden?", AnswerKind.EMAIL),
        ("alamat surel karang taruna", AnswerKind.EMAIL),
        ("email panitia apa", AnswerKind.EMAIL),
        ("What is the e-mail address of the clerk?", AnswerKind.EMAIL),
        ("Telepon atau email panitia berapa?", AnswerKind.CONTACT),
        ("who sent the email", AnswerKind.PERSON),
        ("when was the email sent", AnswerKind.DAY),
        ("Can I pay by email?", AnswerKind.YES_OR_NO),
        ("what did the email say", AnswerKind.OTHER),
        ("apa isi emailnya", AnswerKind.OTHER),
        ("what's the club's website", AnswerKind.WEBSITE),
        ("alamat website desa apa", AnswerKind.WEBSITE),
        ("Apa yang ditemukan di situs purbakala?", AnswerKind.OTHER),
        ("tel no for the surgery", AnswerKind.PHONE),
        ("how much are swimming lessons", AnswerKind.PRICE),
        ("how much for pensioners", AnswerKind.PRICE),
        ("what is the entry fee", AnswerKind.PRICE),
        ("whats the family membership", AnswerKind.PRICE),
        ("cost of a stall", AnswerKind.PRICE),
        ("bus fares", AnswerKind.PRICE),
        ("is it free to get in", AnswerKind.PRICE),
        ("masuknya gratis nggak", AnswerKind.PRICE),
        ("apakah parkirnya bayar", AnswerKind.PRICE),
        ("siapa yang dapat sunat gratis", AnswerKind.PERSON),
        ("Is the hall free on Friday?", AnswerKind.YES_OR_NO),
        ("how much is left of the grant", AnswerKind.NUMBER),
        ("what is the membership of the union", AnswerKind.OTHER),
        ("how old is the village school", AnswerKind.AGE_OF_A_THING),
        ("how old was the oak in the park", AnswerKind.AGE_OF_A_THING),
        ("umur masjid jami berapa", AnswerKind.AGE_OF_A_THING),
        ("how old is the club captain", AnswerKind.AGE),
        ("usia sekolah berapa tahun", AnswerKind.DURATION),
        ("when does the baths reopen", AnswerKind.RESUMPTION),
        ("when will the ferry run again", AnswerKind.RESUMPTION),
        ("kapan kolam renang dibuka lagi", AnswerKind.RESUMPTION),
        ("loket buka kembali kapan", AnswerKind.RESUMPTION),
        ("when does it open again after lunch", AnswerKind.DAY),
        ("What does a locker cost?", AnswerKind.PRICE),
        ("What did the winner get for his kite?", AnswerKind.OTHER),
        ("How many people came?", AnswerKind.COUNT),
        ("Berapa korban banjir?", AnswerKind.COUNT),
        ("rekening masjid agung", AnswerKind.PHONE),
        ("wa panitia kurban", AnswerKind.PHONE),
        ("kontak bidan desa", AnswerKind.CONTACT),
        ("ongkos ojek ke pasar", AnswerKind.PRICE),
        ("jumlah warga terdampak longsor", AnswerKind.COUNT),
        ("jumlah bantuan untuk longsor", AnswerKind.OTHER),
        ("jam buka perpustakaan", AnswerKind.TIME),
        ("opening hours library", AnswerKind.TIME),
        ("jam tangan hilang di masjid", AnswerKind.OTHER),
        ("tanggal pendaftaran lomba", AnswerKind.DATE),
        ("tanggal 5 juni di balai desa", AnswerKind.OTHER),
        ("alamat kantor pos", AnswerKind.PLACE),
        ("address of the surgery", AnswerKind.PLACE),
        ("harga gabah naik kenapa", AnswerKind.REASON),
        ("wa grup siapa yang pegang", AnswerKind.PERSON),
        ("berapa yang lolos seleksi paskibra", AnswerKind.COUNT),
        ("ada berapa yang belum menerima beras", AnswerKind.COUNT),
        ("yang hadir rapat warga berapa", AnswerKind.COUNT),
        ("berapa yang dapat dibawa pulang", AnswerKind.NUMBER),
        ("berapa yang terkumpul", AnswerKind.NUMBER),
        ("yang menang lomba RT berapa", AnswerKind.NUMBER),
        ("berapa yang diterima, biayanya berapa", AnswerKind.PRICE),
        ("pinjaman bank desa kena berapa persen", AnswerKind.MEASURE),
        ("berapa orang yang belum bayar pajak", AnswerKind.COUNT),
        ("hadiahnya berapa ekor bebek", AnswerKind.COUNT),
        ("harga bebek berapa ekor", AnswerKind.PRICE),
        ("tiket masuk berapa orang dewasa, bayarnya", AnswerKind.PRICE),
        ("satu orang bisa beli beras berapa karung", AnswerKind.COUNT),
        ("How many kilograms may one buy?", AnswerKind.MEASURE),
        ("Berapa kilo paling sedikit?", AnswerKind.MEASURE),
        ("WA daftar poli gigi berapa?", AnswerKind.PHONE),
        ("How old was the painter when he died?", AnswerKind.AGE),
        ("What was for dinner when they met?", AnswerKind.OTHER),
        ("The library opens when?", AnswerKind.DAY),
        ("When and where is the fair?", AnswerKind.DAY),
        ("When did the man who built the mill die?", AnswerKind.DAY),
        ("When the river floods what is closed?", AnswerKind.OTHER),
        ("When it rains, where do we play?", AnswerKind.PLACE),
        ("What time period does the pot date from?", AnswerKind.OTHER),
        ("Ke mana ia pindah pada umur 9 tahun?", AnswerKind.PLACE),
        ("Berapa magnitudo gempanya?", AnswerKind.NUMBER),
        ("Skor finalnya berapa?", AnswerKind.SCORE),
        ("What was the final score?", AnswerKind.SCORE),
        ("Siapa top skor liga futsal?", AnswerKind.PERSON),
        ("How deep was the well?", AnswerKind.LENGTH),
        ("Tinggi menaranya berapa?", AnswerKind.LENGTH),
        ("Siapa ketua panitianya?", AnswerKind.PERSON),
        ("Who won?", AnswerKind.PERSON),
        ("Posko ada di mana?", AnswerKind.PLACE),
        ("Where do the buses stop?", AnswerKind.PLACE),
        ("Kenapa jalannya ditutup?", AnswerKind.REASON),
        ("Apakah anjing boleh masuk?", AnswerKind.YES_OR_NO),
        ("RSUD ikut padam tidak", AnswerKind.YES_OR_NO),
        ("boleh bawa minum ke perpustakaan nggak?", AnswerKind.YES_OR_NO),
        ("Siapa yang datang dan yang tidak?", AnswerKind.PERSON),
        ("Yang dijual apa, yang tidak?", AnswerKind.OTHER),
        ("Syarat memasang sambungan baru apa saja?", AnswerKind.LIST),
        ("Tarif parkirnya apa saja?", AnswerKind.OTHER),
        ("How warm is the water in the lido?", AnswerKind.TEMPERATURE),
        ("Suhu airnya berapa?", AnswerKind.TEMPERATURE),
        ("What does a cook get per hr?", AnswerKind.PRICE),
        ("Are dogs allowed?", AnswerKind.YES_OR_NO),
        ("Bagaimana cara mendaftar?", AnswerKind.MANNER),
        ("Apa nama kapalnya?", AnswerKind.OTHER),
        ("", AnswerKind.OTHER),
    ],
)
def test_what_a_question_asks_for(question: str, kind: AnswerKind) -> None:
    """By its question words; a measure beside one says more than it."""
    assert asked_kind(question) is kind


@pytest.mark.parametrize(
    ("kind", "can", "cannot"),
    [
        (AnswerKind.TIME, ["08.00–10.30", "9 am", "pukul tujuh", "9", "noon"], ["86", "2003", "Rp 5.000", "Senin"]),
        (
            AnswerKind.DURATION,
            ["tiga hari", "45 minutes", "50", "semalam"],
            ["Jakarta", "lancar", "1.3 kilograms", "Rp 500", "£14.80 an hour"],
        ),
        (AnswerKind.TEMPERATURE, ["24 degrees", "27°", "27"], ["Jakarta"]),
        (
            AnswerKind.YES_OR_NO,
            ["tidak terpengaruh", "Rp 5.000", "yes"],
            ["karena dipasok dari gardu lain", "whether hens might be kept"],
        ),
        (AnswerKind.LIST, ["fotokopi KTP dan denah rumah", "3 butir telur"], ["Rp 1.150.000", "12"]),
        (AnswerKind.YEAR, ["1998", "abad ke-19"], ["Senin", "86"]),
        (AnswerKind.DATE, ["Rabu dan Sabtu", "12 Juni", "3/7/2024", "weekdays"], ["1998", "Rp 500"]),
        (AnswerKind.DAY, ["1998", "12 June 2018", "tahun depan"], ["Bandung", "86 orang"]),
        (AnswerKind.AGE, ["41 tahun", "eleven", "69"], ["guru", "1963", "Rp 3.000"]),
        (AnswerKind.SCORE, ["3-1", "21-18, 19–21"], ["tiga poin", "68 menit"]),
        (
            AnswerKind.CONTACT,
            ["0812-5550-0147", "(021) 555 0123", "warta@contoh.id", "www.contoh.id"],
            ["Rp 500", "Rp 2.600.000", "1998", "Pak Gunadi"],
        ),
        (AnswerKind.COUNT, ["63 orang", "seven", "1.284"], ["1.612 meter", "12 persen", "Rp 500", "0852-5550-318"]),
        (AnswerKind.PHONE, ["01632 960288", "0812-5550-0147"], ["pool@baths.example", "www.contoh.id", "Rp 2.600.000"]),
        (AnswerKind.EMAIL, ["pool@baths.example"], ["01632 960288", "Jo Marsh", "www.baths.example"]),
        (
            AnswerKind.WEBSITE,
            ["www.contoh.id", "baths.example/shed"],
            ["01632 960288", "pool@baths.example", "Jo Marsh"],
        ),
        (AnswerKind.AGE_OF_A_THING, ["1926", "200 years", "abad ke-18"], ["the vicar", "£500"]),
        (AnswerKind.RESUMPTION, ["12 June", "after Easter", "2025", "awal bulan depan"], ["6–9pm", "08.00"]),
        (AnswerKind.PRICE, ["a gold coin donation", "no charge", "tidak dipungut biaya"], ["in the hall"]),
        (AnswerKind.LENGTH, ["11 kilometer", "120 m"], ["Sabtu"]),
        (
            AnswerKind.PRICE,
            ["Rp 5.000", "£12.60", "gratis", "lima ribu", "12.500", "7.000 per kilogram"],
            ["12", "tiga orang", "500 bibit durian", "0852-5550-318", "+62 812 555 0147"],
        ),
        (AnswerKind.MEASURE, ["3 kilogram", "tiga", "2,5 sampai 4 meter"], ["Rp 7.000 per kilogram", "Senin"]),
        (AnswerKind.NUMBER, ["1,312", "tujuh belas", "dozens", "Rp 3 juta"], ["Pennick Rovers"]),
        (AnswerKind.PERSON, ["Ki Sastro", "Paus Yohanes Paulus 2", "seorang guru"], ["1.200 meter", "2003"]),
        (AnswerKind.DAY, ["Senin", "dua kali setahun", "2003"], ["Rp 5.000", "tiga orang"]),
        (AnswerKind.DAY, ["Sept. 8", "4 Des", "145BC", "mid-1970s", "tahun 1980-an"], ["Desainer", "Marlin"]),
        (
            AnswerKind.DAY,
            ["66 million years ago", "zaman Majapahit", "setelah pipa diganti", "once it is dry"],
            ["Setelan"],
        ),
        (AnswerKind.TIME, ["nine o'clock", "half past three", "setengah tujuh"], ["every two years"]),
        (AnswerKind.PRICE, ["48 sen per kilogram", "22 francs", "unpaid"], ["Rotterdam"]),
        (AnswerKind.PLACE, ["Jalan Kemuning 4", "rumah Bu Sri"], ["2003", "Rp 5.000"]),
        (AnswerKind.REASON, ["takut dendanya menumpuk"], ["2003", "drg", "Hj."]),
        (AnswerKind.PERSON, ["dr. Wulan"], ["dr.", "Pdt"]),
        (AnswerKind.OTHER, ["drg", "CV"], []),
        (AnswerKind.OTHER, ["Pring Sedapur", "86", ""], []),
        (AnswerKind.YES_OR_NO, ["tidak boleh", "86"], []),
    ],
)
def test_what_cannot_be_an_answer(kind: AnswerKind, can: list[str], cannot: list[str]) -> None:
    """By its form; what may be one fits wholly, what cannot does not at all."""
    assert [misfit(kind, each) for each in can] == [0.0] * len(can)
    assert [misfit(kind, each) for each in cannot] == [1.0] * len(cannot)


def test_what_is_nearly_of_a_kind() -> None:
    """ "Kapan mulai?" may be answered with an hour or an early year, "how deep" with a number, "why" with a word."""
    assert misfit(AnswerKind.DATE, "10") == misfit(AnswerKind.REASON, "arthritis") == 0.5
    assert misfit(AnswerKind.LENGTH, "5,4") == misfit(AnswerKind.TEMPERATURE, "three") == 0.5
    assert misfit(AnswerKind.PERSON, "Siswi kelas tiga SMK itu") == 0.5
    for so_long in ("6–11 bulan", "tiga hari", "40 years"):
        assert misfit(AnswerKind.DAY, so_long) == misfit(AnswerKind.DATE, so_long) == 0.5
    for day in ("2 Juni", "tahun 1990", "tiga hari lagi", "bulan 5", "Minggu"):
        assert misfit(AnswerKind.DAY, day) == 0.0
    assert misfit(AnswerKind.DAY, "pukul 08.00") == misfit(AnswerKind.DAY, "929") == 0.5


def test_what_is_too_long_for_a_kind() -> None:
    """A price takes a few words; a reason, a place or names may take a clause."""
    few, many = "Rp 12.000 untuk anak-anak", " ".join(["kata"] * 15)
    assert excess(AnswerKind.PRICE, few) == 0.0
    assert excess(AnswerKind.PRICE, " ".join(["kata"] * 9)) == 0.5
    assert excess(AnswerKind.PRICE, many) == 1.0
    assert [excess(kind, many) for kind in (AnswerKind.REASON, AnswerKind.PLACE, AnswerKind.PERSON)] == [0.0] * 3


def test_a_name_goes_over_no_sentences_end() -> None:
    """What follows is no part of it; an abbreviation ends no sentence."""
    assert excess(AnswerKind.PERSON, "Dora Finn, a teacher. They had a son, Martin") == 1.0
    assert excess(AnswerKind.PERSON, "dr. Boni Simatupang, Sp. OG") == 0.0
    assert excess(AnswerKind.PERSON, "Prof. Dr. Nanang Fatah") == 0.0
    assert excess(AnswerKind.PERSON, "Kombes. Pol. Wira Atmaja") == 0.0
    assert excess(AnswerKind.REASON, "The pump failed. It was old") == 0.0
