"""Chat spelling read as standard words, and what stays because it is a word, a name or a code."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.language.reading import Vocabulary, read_question
from index.language.reading.expansion import expand
from tests.index.language.reading.archives import vocabulary_of

NOTHING = Vocabulary()


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("kpn ktt trump kim?", "kapan ktt trump kim?"),
        ("Brp harga beras skrg", "Berapa harga beras sekarang"),
        ("jm brp bukanya", "jam berapa bukanya"),
        ("dmn tmpt wisata d jakarta", "di mana tempat wisata di jakarta"),
        ("sp presidennya skrg", "siapa presidennya sekarang"),
        ("knp hrg brs naek", "kenapa harga brs naik"),
        ("gmn cr bayar u/ anak2", "bagaimana cara bayar untuk anak-anak"),
        ("tgl 12 jun ada apa", "tanggal 12 juni ada apa"),
        ("asal dr mana", "asal dari mana"),
        ("bwt apa iurannya", "untuk apa iurannya"),
        ("penyu ijo keliatan di mana", "penyu hijau kelihatan di mana"),
        ("kapan dibeliin, siapa yang bayarin", "kapan dibelikan, siapa yang membayarkan"),
        ("kapan disampein dan siapa yg nuker", "kapan disampaikan dan siapa yang menukar"),
        ("siapa yang ngejual", "siapa yang menjual"),
        ("semalem brp kmrnya", "semalam berapa kamarnya"),
        ("surat dr budi isinya apa", "surat dari budi isinya apa"),
        ("praktik dr andi jam brp", "praktik dr andi jam berapa"),
        ("kapan dr budi datang", "kapan dr budi datang"),
        ("dr bagus praktik jam brp", "dr bagus praktik jam berapa"),
        ("kapan dr putri datang", "kapan dr putri datang"),
        ("ilham dr wahyu itu apa", "ilham dari wahyu itu apa"),
        ("buka smp jam brp", "buka sampai jam berapa"),
        ("jalan ditutup smp mana", "jalan ditutup sampai mana"),
        ("smp mana yg juara robotik", "smp mana yang juara robotik"),
        ("smp mana aja yg ikut", "smp mana saja yang ikut"),
        ("juara 2 smp apa", "juara 2 smp apa"),
        ("bwg mrh brp", "bawang merah berapa"),
        ("tiket plg mrh brp", "tiket paling murah berapa"),
        ("yg ngeresmiin jmbtn itu sapa", "yang meresmikan jembatan itu siapa"),
        ("harga telor sama cabe dipasar brp", "harga telur sama cabai di pasar berapa"),
        ("berapa km jaraknya", "berapa km jaraknya"),
        ("pripun carane daftar sekolah", "bagaimana caranya daftar sekolah"),
        ("wat time is it now n where r u", "what time is it now and where are you"),
        ("wheres the museum", "where is the museum"),
        ("how many ppl came 2day", "how many people came today"),
        ("swim pool hrs", "swim pool hours"),
        ("whats on sat 27 sept", "what is on saturday 27 september"),
        ("who sat next to the king", "who sat next to the king"),
        ("how much an hr is the libary hall", "how much an hour is the library hall"),
        ("chess club thurs", "chess club thursday"),
        ("y dont they know", "why do not they know"),
        ("w/ whom did u go", "with whom did you go"),
        ("sholat ied di musholla jam brp", "salat id di musala jam berapa"),
        ("khotib dan imam terawih sapa", "khatib dan imam tarawih siapa"),
        ("penerima blt brp kk", "penerima blt berapa keluarga"),
        ("ada 34 kk", "ada 34 keluarga"),
        ("kak kk itu apa", "kak kk itu apa"),
        ("gg mawar gabisa lewat knp", "gang mawar tidak bisa lewat kenapa"),
        ("max uang saku berapaan", "maksimal uang saku berapa"),
        ("siapa yg ngegolin", "siapa yang mencetak gol"),
        ("who is the presiden indonesia skrg", "who is the presiden indonesia sekarang"),
    ],
)
def test_forms_are_read_as_standard_words(typed: str, read: str) -> None:
    assert expand(typed, NOTHING)[0] == read


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("kapaaan acaranyaa", "kapan acaranya"),
        ("siapaaa itu", "siapa itu"),
        ("saatt itu maaf", "saat itu maaf"),
        ("tglnya kpn", "tanggalnya kapan"),
        ("duitnya dari mana", "uangnya dari mana"),
        ("taunnya brp", "tahunnya berapa"),
        ("perpusnya dmn", "perpustakaannya di mana"),
        ("brtanya apa, hartany brp", "bertanya apa, hartanya berapa"),
        ("siapa nahkodanya", "siapa nakhodanya"),
        ("smpnya dmn", "smpnya di mana"),
        ("maunya apa, punya siapa", "maunya apa, punya siapa"),
        ("who won the womens final", "who won the women's final"),
        ("hrgx brp", "harganya berapa"),
        ("namax siapa", "namanya siapa"),
        ("isiny apa, umurx brp", "isinya apa, umurnya berapa"),
        ("kpnkah itu", "kapankah itu"),
        ("org2 yg ikut", "orang-orang yang ikut"),
        ("anak2nya siapa", "anak-anaknya siapa"),
        ("cabang ke2 buka kapan", "cabang kedua buka kapan"),
        ("bersama2 siapa", "bersama-sama siapa"),
        ("siapa yg ngajak dia", "siapa yang mengajak dia"),
        ("kpn diresmiinnya jembatan itu", "kapan diresmikannya jembatan itu"),
        ("ngeprint di perpus brp selembar", "mencetak di perpustakaan berapa selembar"),
        ("hrs nukerin tiketnya kapan", "harus menukarkan tiketnya kapan"),
        ("can i bring my dog 2 the park", "can i bring my dog to the park"),
        ("how much is a ticket 4 me", "how much is a ticket for me"),
        ("when does bus 4 leave", "when does bus 4 leave"),
        ("Who won game 4 of the series?", "Who won game 4 of the series?"),
        ("apa yg dilepasin", "apa yang dilepaskan"),
        ("apa yg didapet", "apa yang didapat"),
    ],
)
def test_rules_make_forms_out_of_forms(typed: str, read: str) -> None:
    """Stretched letters, what stands behind a form, doubling by two, verbs as they are spoken."""
    assert expand(typed, NOTHING)[0] == read


@pytest.mark.parametrize(
    "question",
    [
        "siapa yang bertanya di rapat",
        "wartawan bertanya apa",
        "gimana cara bertanya ke bupati",
        "ada yg nanya ga",
        "aku mau nanya",
        "warga bertany apa",
    ],
)
def test_who_asks_is_no_news(question: str) -> None:
    """ "Bertanya" is no "berta" with "its", though "berta" is typed for "berita"."""
    read = read_question(question).text

    assert "bertanya" in read
    assert "berita" not in read


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("harga beras brp thx", "harga beras berapa thx"),
        ("siapa penyebar hoax", "siapa penyebar hoax"),
        ("harga kasur latex brp", "harga kasur latex berapa"),
        ("tiket imax brp", "tiket imax berapa"),
        ("pertamax harganya brp skrg", "pertamax harganya berapa sekarang"),
        ("apex itu apa, matrix itu apa", "apex itu apa, matrix itu apa"),
        ("siapa felix, denny dan jenny", "siapa felix, denny dan jenny"),
        ("harga relax dan komix brp", "harga relax dan komix berapa"),
    ],
)
def test_words_that_end_in_x_or_ny_are_not_something_of_somebody(typed: str, read: str) -> None:
    """ "Its" is shortened so behind a form of the table or an Indonesian word of four letters."""
    assert expand(typed, NOTHING)[0] == read


def test_its_stays_as_the_archive_has_it(tmp_path: Path) -> None:
    """Elsewhere it is read in the table's words."""
    archive = vocabulary_of(tmp_path / "archive.sqlite", ["Duitnya dari arisan."])

    assert expand("duitnya dari mana", archive)[0] == "duitnya dari mana"
    assert expand("duitnya dari mana", NOTHING)[0] == "uangnya dari mana"


def test_what_was_read_is_told() -> None:
    assert expand("Brp org yg dtg?", NOTHING) == (
        "Berapa orang yang datang?",
        [("Brp", "Berapa"), ("org", "orang"), ("yg", "yang"), ("dtg", "datang")],
    )


@pytest.mark.parametrize(
    "question",
    [
        "KPN itu apa?",
        "apa itu kpn?",
        "bank kpn dibuka kapan?",
        "dipimpin dr tirta sejak kapan",
        "Dr Tirta Hudaya siapa?",
        "SMP Negeri 3 di mana?",
        "siswa smp negeri 3 ciwangi",
        "guru memberi sp kepada siapa",
        "kapan mobil dong feng hadir?",
        "Kapan KTT Trump–Kim?",
        "apa itu C2 dan G20",
        "siapa Arifin dan Robin",
    ],
)
def test_words_names_and_codes_of_the_archive_stay(question: str, codes: Vocabulary) -> None:
    assert expand(question, codes)[0] == question


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("kpn ktt trump kim?", "kapan ktt trump kim?"),
        ("KPN ktt trump", "kapan ktt trump"),
        ("beli dr ambon", "beli dari ambon"),
        ("sp presidennya", "siapa presidennya"),
        ("liga2 mulai kpn", "liga 2 mulai kapan"),
        ("tinggal dipyongyang", "tinggal di pyongyang"),
    ],
)
def test_the_archive_tells_what_is_meant(typed: str, read: str, codes: Vocabulary) -> None:
    """In an archive that knows KPN, dr. Tirta, SP and Liga 2; the first asks with a word in capitals that it lacks."""
    if typed.startswith("KPN"):
        assert expand(typed, NOTHING)[0] == read
    else:
        assert expand(typed, codes)[0] == read


def test_the_archive_tells_which_of_two_words_a_form_is(tmp_path: Path) -> None:
    """Where it has one of them behind the word in front."""
    archive = vocabulary_of(tmp_path / "archive.sqlite", ["Gula merah dan rumah murah dijual. SMP Melati juara."])

    assert expand("gula mrh brp", archive)[0] == "gula merah berapa"
    assert expand("rumah mrh dmn", archive)[0] == "rumah murah di mana"
    assert expand("smp mana yg juara", archive)[0] == "smp mana yang juara"
    assert expand("smp jam brp", archive)[0] == "sampai jam berapa"


def test_a_single_letter_is_read_in_its_own_language_alone() -> None:
    assert expand("vitamin c itu apa", NOTHING)[0] == "vitamin c itu apa"
    assert expand("berapa u itu", NOTHING)[0] == "berapa u itu"
    assert expand("what does u mean", NOTHING)[0] == "what does you mean"


def test_an_office_stays_as_the_archive_shortens_it(tmp_path: Path) -> None:
    """Elsewhere it is read in full."""
    archive = vocabulary_of(tmp_path / "archive.sqlite", ["Kapolsek Wirabaya mengundang kadus.", "Kapolsek datang."])

    assert expand("kapolsek siapa", archive)[0] == "kapolsek siapa"
    assert expand("kapolsek siapa", NOTHING)[0] == "kepala polsek siapa"


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("brp orang kena dbd di ciwangi", "berapa orang kena demam berdarah dengue di ciwangi"),
        ("Kasus DBD naik berapa?", "Kasus demam berdarah dengue naik berapa?"),
        ("how many umkm joined", "how many usaha mikro kecil dan menengah joined"),
        ("uu nya disahkan kapan", "undang-undang nya disahkan kapan"),
        ("did the un send aid", "did the United Nations send aid"),
        # In short in the archive, or not there at all.
        ("ktp dibuat di mana", "ktp dibuat di mana"),
        ("kapan blt cair", "kapan blt cair"),
        ('apa arti "dbd"', 'apa arti "dbd"'),
    ],
)
def test_an_acronym_is_read_as_the_words_where_the_archive_writes_them_out(
    tmp_path: Path, typed: str, read: str
) -> None:
    archive = vocabulary_of(
        tmp_path / "passages.sqlite",
        (
            "Sebanyak 63 warga Ciwangi terkena demam berdarah dengue. Kartu tanda penduduk (KTP) dibuat di kecamatan.",
            "Usaha mikro, kecil, dan menengah ikut pameran. Undang-undang itu disahkan. The United Nations sent aid.",
        ),
    )
    assert expand(typed, archive)[0] == read


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("find dr deshpande at ashcombe", "find dr deshpande at ashcombe"),
        ("who replaces dr deshpande at ashcombe surgery", "who replaces dr deshpande at ashcombe surgery"),
        ("dr deshpande", "dr deshpande"),
        ("hadiah dr deshpande", "hadiah dari deshpande"),
        ("dr mana", "dari mana"),
        ("kereta dr jakarta jam brp", "kereta dari jakarta jam berapa"),
    ],
)
def test_a_doctor_is_one_in_english(typed: str, read: str) -> None:
    assert expand(typed, NOTHING)[0] == read
