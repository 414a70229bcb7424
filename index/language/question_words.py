"""The closed lists of words by which questions are taken apart: Indonesian, as written and as chatted, and English.

All in lower case. A word that is in none of them counts as a subject.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from index.language.text import in_order, listed

# By language, from January and from Monday on.
MONTHS = {
    "id": in_order("Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember"),
    "en": in_order("January February March April May June July August September October November December"),
}
WEEKDAYS = {
    "id": in_order("Senin Selasa Rabu Kamis Jumat Sabtu Minggu"),
    "en": in_order("Monday Tuesday Wednesday Thursday Friday Saturday Sunday"),
}
MONTH_NAMES = frozenset(each.lower() for months in MONTHS.values() for each in months)
# What asks, and what belongs to it: "jam berapa", "how long".
ASKING_IN = {
    "id": listed(
        "apa apakah siapa siapakah kapan kapankah mana dimana kemana darimana manakah mengapa kenapa ngapain napa "
        "berapa berapakah brp gimana bagaimana bagaimanakah gmn knp kpn"
    ),
    "en": listed("what when where who whom whose which why how"),
}
ASKING = frozenset().union(*ASKING_IN.values())


def languages_asked_in(words: Iterable[str]) -> list[str]:
    """Return the languages that have one of these words, in any case, as a question word."""
    lowered = {each.lower() for each in words}
    return [language for language, asking in ASKING_IN.items() if not lowered.isdisjoint(asking)]


# One of them where a word begins, with what leads to it: "di mana", "how".
QUESTION_WORD = re.compile(rf"\b(?:(?:di|ke|dari) )?(?:{'|'.join(sorted(ASKING))})\b", re.IGNORECASE)
ASKING_FOR_PEOPLE = listed("siapa siapakah who whom whose")
MEASURES = listed(
    "jam pukul tanggal tgl hari minggu bulan tahun lama jauh banyak orang kali persen many much long far old often "
    "time day week date year month percent people"
)
LEADING_TO_ASKING = MEASURES | listed("di ke dari pada")

# What carries no subject: prepositions, auxiliaries, articles, particles, fillers.
FUNCTION = (
    ASKING
    | MEASURES
    | listed(
        "di ke dari pada dalam oleh untuk buat dengan sama tentang soal adalah ialah yaitu ada akan sudah udah telah "
        "sedang lagi masih bisa dapat boleh harus yang yg dan atau tapi saja aja juga pun sih ya yah dong deh kah kan "
        "nih tuh kok lho lah tolong coba mohon min kak gan dulu waktu ketika saat sekitar sekarang kira-kira sampai "
        "hingga sejak until till since sebelumnya sesudahnya setelahnya selanjutnya berikutnya paling above below "
        "under near between during around karena gara-gara akibat lantaran because tidak nggak enggak gak ga belum "
        "bukan not no aku saya gue kita kami kamu anda i you we me us my your our sebenarnya persisnya tepatnya jadi "
        "memang jadinya terjadi berlangsung of in on at to for from by with about as into than is are was were be been "
        "being am do does did has have had will would can could should may might must shall the a an some any anyone "
        "anybody someone somebody and or but so then too also just please else exactly again happen happened happens"
    )
)

# What points back: to a person, to a thing or an event, to a place. The weak ones have other uses too.
PEOPLE = listed("dia ia beliau dirinya mereka he she him her his they them their")
IT = listed("it its")
WEAK = listed("itu ini that this those these")
THINGS = IT | WEAK | listed("tersebut tsb begitu gitu")
THERE = listed("sana situ sini there here")
POSSESSIVE = listed("his her their its")
POINTING = PEOPLE | THINGS | THERE

# At the beginning of a question that goes on with the one before, or that swaps one thing in it for another.
GOING_ON = (
    *("dan", "lalu", "terus", "trus", "trs", "kemudian", "selain itu", "nah", "oh", "oke", "ok", "hmm", "eh"),
    *("and", "so", "then", "also", "but", "okay", "well"),
)
MEANING = ("maksudku", "maksud saya", "maksud aku", "maksud gue", "maksudnya", "i mean", "i meant")
SWAPPING = (
    *("kalau", "kalau yang", "kalo", "klo", "kl", "bagaimana dengan", "gimana dengan", "gimana kalau"),
    *("bagaimana kalau", *MEANING),
    *("what about", "how about", "dan", "and", "n"),
)

# What belongs to somebody or something else, and what only happens to it.
RELATIONAL = listed(
    "korban penyebab sebab alasan juara pemenang pemain pelatih lawan skor hasil biaya ongkos harga gaji tarif "
    "anggaran dana jumlah lokasi tempat alamat ketua direktur manajer pemimpin kepala pendiri pemilik pembuat pencipta "
    "penulis penyelenggara penggagas pengusul pelapor pengelola perancang arsitek pencetak pesaing panitia pengunjung "
    "penumpang peserta penonton tamu umur usia jabatan pekerjaan asal nama panjang lebar tinggi berat luas kedalaman "
    "durasi status kekuatan magnitudo isi tujuan syarat pertama terakhir tewas meninggal selamat terluka luka rusak "
    "menang kalah hadir datang ikut mulai selesai dibuka ditutup dibangun kerja tinggal lahir won win lost lose died "
    "die killed injured hurt came come attended survived led lead started start begin began ended end opened open "
    "closed close built paid pay cost costs winner loser victims reason cause result score director leader head owner "
    "founder coach author organiser organizer price budget venue place location name age height length width weight "
    "depth casualties participants visitors guests evacuated first last left heads team tim jury juri project proyek "
    "poin peringkat"
)
OF_PEOPLE = listed(
    "umur usia jabatan pekerjaan profesi istri suami anak ayah ibu asal nama kerja karier pangkat agama hobi alamat "
    "guru cucu kakak adik pacar sahabat gol suara medali gelar tim klub partai sekolah"
)
# What people do and have besides, and what names nobody.
SAID_OF_PEOPLE = listed(
    "melakukan bilang ngomong kata berkata main pergi pulang mundur punya bekerja belajar makan minum suka mau ingin "
    "tahu kenal ketemu nikah kawin cerai berhenti keluar masuk kembali balik sakit sembuh sekolah muncul call called "
    "come goes happening look sit stand work works working lives living married retired job occupation profession wife "
    "husband child children kid kids son sons daughter father mother parents brother sister family friend friends "
    "school party club nationality religion salary single alive dead title role position career full real"
)
# What may be asked of anything, and names nothing.
ANYTHINGS = listed(
    "bayar daftar pendaftaran tiket masuk parkir jadwal tahan berlaku gratis cicil dicicil mencicil pinjam meminjam "
    "pesan beli bawa ambil jual muat cetak gol scored ticket tickets fee fees entry entrance admission parking food "
    "lunch dinner apply register join book board buy free go get use need allowed dogs pets children kids cook freeze "
    "keep store appointment booking janji antre online"
)
# What is told of a thing in front of it, and is asked of that alone: "harga beras", "stok beras".
ATTRIBUTES = listed(
    "harga stok kuota cara jumlah biaya ongkos tarif tiket jadwal skor hasil penyebab sebab alasan syarat lokasi "
    "alamat panjang lebar tinggi berat luas kedalaman durasi kekuatan magnitudo kapasitas kecepatan kerugian korban "
    "isi tujuan umur usia jabatan pekerjaan nama"
)
# What became of people, so that another fate takes the place of one: "yang luka?" after "berapa orang tewas".
FATES = listed(
    "tewas meninggal luka terluka luka-luka selamat hilang mengungsi rusak died killed dead injured hurt wounded "
    "survived missing evacuated rescued"
)
# What somebody does to something, as it is spoken without a prefix: "yang cetak gol".
DEEDS = listed(
    "cetak bangun bikin buat punya pegang jual beli bayar pimpin latih tulis dirikan ciptakan kelola jaga urus masak "
    "ajar rancang gagas usul usulkan resmikan bantu pakai bawa kasih beri temukan bunuh tabrak curi tangkap lapor "
    "laporkan kalahkan biayai danai jalankan kerjakan perbaiki tanam"
)
# Where one of two was asked about, the other takes its place: "n close?" after "when does it open".
OPPOSITES = tuple(
    in_order(each)
    for each in (
        *("buka tutup", "dibuka ditutup", "mulai selesai", "berangkat tiba", "masuk pulang", "naik turun"),
        *("pertama terakhir", "menang kalah", "tertinggi terendah", "awal akhir", "open close", "opens closes"),
        *("start end", "starts ends", "begin end", "leave arrive", "first last", "win lose", "up down"),
        *("cheapest dearest", "oldest youngest"),
    )
)
# When something is asked of, so that another time takes its place.
TIMES = listed("sekarang sebelumnya dulu dahulu nanti kemarin besok lusa now before previously earlier today tomorrow")
# What a person is, so that a name with it asks who holds it: "siapa Bupati Ciwangi?".
OFFICES = listed(
    "presiden wapres menteri menlu menhan menkeu gubernur bupati camat lurah wali walikota kepala ketua wakil raja "
    "direktur ratu sultan pangeran panglima jenderal kapolri kapolres kapolda komandan kapten pelatih manajer rektor "
    "dekan duta juru pemimpin pendiri pemilik pemenang juara penulis pencipta sutradara pemain kiper pemeran penyanyi "
    "perdana president minister prime governor mayor king queen prince princess general captain coach manager rector "
    "dean ambassador chairman chair head director founder owner winner champion author inventor ceo secretary singer "
    "spokesman spokeswoman goalkeeper actor chief leader commander pope bishop"
)
# What asks for what is named: "skornya?" wants a number.
ASKED_BY = {
    listed(
        "skor harga biaya ongkos tarif jumlah umur usia tinggi panjang lebar berat luas gaji tiket denda hadiah iuran "
        "kerugian kapasitas daya nomor kuota stok kecepatan magnitudo durasi korban pengungsi pengunjung penonton "
        "penumpang peserta"
    ): "berapa",
    listed("lokasi tempat alamat"): "di mana",
    listed("penyebab sebab alasan syarat isi"): "apa",
    listed(
        "ketua kepala direktur pelatih kapten manajer dokter lawan juara pemenang suami istri anak ayah ibu adik kakak "
        "pasangan pendiri pemilik pembuat pencipta penulis pemimpin wakil"
    ): "siapa",
}
# What there is so much of, in Indonesian: what stands behind "berapa".
COUNTED = listed(
    "orang jiwa warga korban penumpang peserta siswa murid pasien anak penonton pengunjung anggota keluarga rumah "
    "gerai buku kapal mobil kios desa sekolah kelas pemain gol suara karung kantong ekor butir lembar unit pohon "
    "bibit kursi kamar paket botol bungkus kasus nasabah pelanggan pedagang petugas sopir motor bus truk perusahaan "
    "kelompok tim regu santri jamaah guru karyawan pegawai pekerja pendonor kamera poin"
)
# What a message without a question word asks for that begins so, by the kind of answer: "jam buka puskesmas".
_BEGINS = rf"^(?!.*{QUESTION_WORD.pattern})\W*(?:the )?"
KEY_WORDS = {
    "telephone number": rf"{_BEGINS}(?:telepon|telp|tlp|hp|wa|whatsapp|rekening|norek|telephone|phone) "
    r"(?:of |for )?[^\W\d]",
    "contact": rf"{_BEGINS}(?:kontak|narahubung|contacts?) (?:of |for )?[^\W\d]",
    "price": rf"{_BEGINS}(?:harga|ongkos|tarif|biaya|iuran|denda|upah) [^\W\d]",
    "count": rf"{_BEGINS}(?:jumlah|banyaknya|number of) (?:{'|'.join(sorted(COUNTED))})\b",
    "time": rf"{_BEGINS}(?:jam (?:buka|tutup|layanan|pelayanan|operasional|kerja|besuk|berangkat|kunjung\w*|praktik|"
    r"masuk|pulang|mulai)|(?:opening|closing|visiting|office|departure) (?:hours?|times?))\b",
    "date": rf"{_BEGINS}(?:tanggal|dates?(?: of| for)?) (?:the )?(?!merah|of)[^\W\d]",
    "place": rf"{_BEGINS}(?:alamat|lokasi|address of|location of|venue of|venue for) (?!situs|web)[^\W\d]",
}
# What stands in front of names and is the same for many: "Posyandu Melati", "Posyandu Mawar".
KINDS_WITH_NAMES = listed(
    "posyandu puskesmas poli klinik apotek sd smp sma smk tk paud sekolah universitas kelas rt rw dusun desa kelurahan "
    "kecamatan kabupaten kota provinsi pasar museum gunung pulau hotel jembatan sungai danau pantai stasiun bandara "
    "terminal pelabuhan kapal kereta bus partai satelit bupati gubernur menteri presiden wali"
)
# What begins as Indonesian verbs do.
NOUNS_LIKE_VERBS = listed(
    "terumbu terminal teratai terigu terompet teropong terapis dialog diplomat dinding dinasti disiplin distrik "
    "dividen digital diskusi divisi diagnosis menteri mentari merpati merdeka menara melati melayu meriam berlian "
    "beranda ternate merauke"
)
# What the names of Indonesia's regions begin with: "Jawa Tengah", "Nusa Tenggara Timur".
REGIONS = listed(
    "aceh sumatera sumatra riau jambi bengkulu lampung banten jakarta jawa yogyakarta jogja bali nusa kalimantan "
    "sulawesi gorontalo maluku papua"
)
# What stands in names in small letters.
JOINING_NAMES = listed("bin binti van von de der den di da del la le al el of the dan and y ter ten")
# Words that end in -nya without saying "its".
NO_SUFFIX = listed(
    "bertanya mempunyai biasanya akhirnya misalnya seharusnya sebaiknya khususnya umumnya rupanya ternyata sebelumnya "
    "sesudahnya setelahnya selanjutnya berikutnya katanya makanya banyaknya artinya maksudnya sebenarnya persisnya "
    "tepatnya jadinya"
)
# Who asks like this names the subject afterwards: "apa itu fotosintesis?", "who is …?".
DEFINING = ("siapa", "apa", "what is", "what are", "who is", "who was")

# What is paid, and asked for with "berapa".
PRICED = listed(
    "harga biaya tarif gaji ongkos iuran denda upah anggaran dana modal honor hadiah uang sumbangan donasi bonus pajak "
    "retribusi kerugian pinjaman"
)
# What people do, or what is done to them, where a sum might as well be: "berapa yang dapat beasiswa".
DONE_BY_PEOPLE = listed(
    "dapat dapatkan mendapat mendapatkan daftar mendaftar terdaftar terima menerima ikut ikutan "
    "mengikuti hadir datang lulus lolos diterima dirawat dievakuasi diundang diwisuda dilantik ditangkap meninggal "
    "tewas gugur luka luka-luka terluka selamat sakit sembuh positif mengungsi terpilih nonton menonton menang absen "
    "kerja bekerja pensiun mudik memilih golput belajar wisuda berkurban setuju menolak protes"
)
UNITS_OF_TIME = listed(
    "detik menit jam hari malam minggu bulan tahun dekade abad sejam sehari semalam seminggu sebulan setahun seabad "
    "second seconds minute minutes hour hours day days night nights overnight week weeks month months year years "
    "decade decades century centuries"
)
# Of which one at least stands in what tells how many, or how much, in words.
IN_NUMBERS = listed(
    "nol satu dua tiga empat lima enam tujuh delapan sembilan belas puluh ratus ribu juta miliar triliun sepuluh "
    "sebelas seratus seribu sejuta seorang sebuah seekor sekali setengah separuh beberapa gratis one two three four "
    "five six seven eight nine ten eleven twelve twenty thirty forty fifty sixty seventy eighty ninety hundred "
    "hundreds thousand thousands million millions billion billions half dozen dozens once twice none no free several"
)
# What is of an age that a year tells as well.
OLD_THINGS = listed(
    "building house hall pavilion church chapel cathedral abbey temple mosque castle tower bell clock organ bridge "
    "pier lighthouse school college library museum theatre cinema station railway mill barn pub inn hotel hospital "
    "stadium clubhouse club society shield trophy cup lifeboat boat ship ferry tree oak yew statue memorial "
    "monument cottage farm fort wall road fountain pool park garden town village city company firm band choir "
    "bakery market festival tradition tram locomotive painting manuscript map dam"
)
OLD_THINGS_IN_INDONESIAN = listed(
    "bangunan gedung rumah masjid musala surau gereja kapel pura vihara kelenteng candi istana keraton benteng "
    "jembatan menara mercusuar bendungan pasar stasiun pelabuhan museum pohon beringin kapal perahu lokomotif "
    "patung prasasti naskah lukisan gamelan kota desa klub sanggar pesantren tradisi"
)

INDONESIAN = listed("yang di apa siapa berapa kapan mana kenapa mengapa dari untuk pada dan oleh")
ENGLISH = listed("the of in on was is how who what which when where why did does")
# What follows a name in an English question without belonging to it, besides words in -ed and -ing.
ENGLISH_VERBS = listed(
    "born made held known found told sold taken given written driven grown shown left hold teach eat study live start "
    "rise land come carry cancel buy sell play perform visit join win lose win arrive give serve bring beat begin say "
    "get own cost take bought wrote went got saw kept ate run runs built fall meet sign leave stay"
)
# And what ends like those and is a thing.
NOUNS_IN_ING = listed(
    "meeting wedding building outing evening morning pudding ceiling painting crossing landing clothing housing thing "
    "king ring spring string wing bed shed seed weed hundred"
)
