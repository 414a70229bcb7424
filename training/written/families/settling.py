"""Yes-no questions, whose answer is the phrase that settles them; and what is said about rules, ways and origins."""

from __future__ import annotations

from training.written.scenes import Asked, Kit, Patterns, Scene
from training.written.wording import Word, mark

_SHOPS = (
    ("toko", "shop"),
    ("perpustakaan", "library"),
    ("klinik", "clinic"),
    ("warung", "diner"),
    ("penginapan", "guesthouse"),
    ("kolam renang", "pool"),
    ("museum", "museum"),
    ("bengkel", "garage"),
    ("taman", "park"),
    ("bioskop", "cinema"),
    ("perkemahan", "camp site"),
    ("kantor desa", "village office"),
)
# What can settle a question: phrases for and against, sentences that hold them as {x}, and the question.
_MATTERS: tuple[tuple[tuple[tuple[str, str], ...], Patterns, Patterns], ...] = (
    ((("menerima kartu debit", "takes debit cards"), ("hanya menerima uang tunai", "takes cash only"), ("tidak menerima kartu", "does not take cards"), ("menerima pembayaran QRIS", "accepts mobile payment")),
     (("<n> [saat ini|] {x}", "[untuk pembayaran,|soal pembayaran,] <n> {x}"), ("<n> {x}", "as for payment, <n> {x}")),
     (("[Apakah|Apa] <n> [menerima|bisa bayar pakai] kartu?", "Di <n> bisa bayar pakai kartu [nggak|]?", "[Bisa|] bayar [pakai kartu|non-tunai] di <n>?"), ("[Does|Will] <n> take cards?", "Can I pay by card at <n>?"))),
    ((("boleh membawa hewan peliharaan", "welcomes pets"), ("melarang hewan peliharaan", "does not allow pets"), ("hewan peliharaan dilarang masuk", "keeps animals out")),
     (("di <n>, pengunjung {x}", "<n>: {x}"), ("<n> {x}", "[please note that|] <n> {x}")),
     (("[Apakah|Apa] [boleh|bisa] bawa [hewan|kucing|anjing] ke <n>?", "Bawa hewan ke <n> boleh [nggak|]?"), ("[Are pets|Are dogs] allowed at <n>?", "Can I bring my dog to <n>?"))),
    ((("cukup menunjukkan KTP", "an identity card is enough"), ("wajib memesan tempat lebih dahulu", "booking is required"), ("tidak perlu mendaftar", "no booking is needed"), ("bisa datang langsung", "one may simply turn up")),
     (("untuk ke <n>, [pengunjung|warga] {x}", "[pengunjung|tamu] <n> {x}"), ("at <n>, {x}", "for <n>, {x}")),
     (("[Apakah|Apa] [harus|perlu] [daftar|pesan|reservasi] [dulu|] [untuk|buat] ke <n>?", "Ke <n> [harus|perlu] booking [dulu|] [nggak|]?"), ("Do I [have to|need to] book for <n>?", "Is booking needed at <n>?"))),
    ((("tidak ada korban jiwa", "nobody died"), ("dua orang meninggal", "two people died"), ("seluruh penghuni selamat", "everyone got out alive"), ("satu orang tewas", "one person was killed")),
     (("dalam [kebakaran|kecelakaan|banjir] di <n>, {x}", "{x} [dalam|akibat] [peristiwa|kejadian] di <n>"), ("in the [fire|accident|flood] at <n>, {x}", "{x} in the [fire|accident] at <n>")),
     (("[Apakah|Apa] ada korban [jiwa|meninggal] di <n>?", "Ada yang meninggal [nggak|] di <n>?", "Kejadian di <n> ada korban jiwa?"), ("Did anyone die [at|in] <n>?", "Were there deaths at <n>?", "Was anybody killed at <n>?"))),
    ((("sudah diperbaiki", "has been repaired"), ("belum diperbaiki", "has not been repaired yet"), ("masih menunggu anggaran", "is still waiting for money"), ("sedang dikerjakan", "is being worked on")),
     (("[atap|pagar|toilet|lift] <n> {x}", "[sampai kini|hingga sekarang] <n> {x}"), ("the [roof|fence|lift] of <n> {x}", "so far <n> {x}")),
     (("[Apakah|Apa] <n> sudah diperbaiki?", "<n> sudah [diperbaiki|dibetulkan] belum?"), ("Has <n> been [repaired|mended]?", "Is <n> repaired?"))),
    ((("tersedia tempat parkir", "has a car park"), ("tidak mempunyai tempat parkir", "has no car park"), ("hanya ada parkir sepeda", "has room for bicycles only")),
     (("di <n> {x}", "[sayangnya,|] <n> {x}"), ("<n> {x}", "[unfortunately|luckily], <n> {x}")),
     (("[Apakah|Apa] ada [tempat parkir|parkiran] di <n>?", "Di <n> bisa parkir [nggak|mobil]?"), ("Is there parking at <n>?", "Can I park at <n>?", "Does <n> have a car park?"))),
    ((("akan naik bulan depan", "will go up next month"), ("tidak berubah", "stays the same"), ("turun sedikit", "is a little lower"), ("sudah dinaikkan", "has been raised")),
     (("tarif [di|] <n> {x}", "[soal|mengenai] tarif, <n> menyatakan tarifnya {x}"), ("the [fee|charge] at <n> {x}", "[from now on|it is said that] the price at <n> {x}")),
     (("[Apakah|Apa] tarif <n> naik?", "Tarif <n> naik [nggak|ya]?"), ("[Will|Does] the [price|fee] at <n> go up?", "Is <n> getting dearer?"))),
    ((("masih membuka lowongan", "is still hiring"), ("tidak menerima karyawan baru", "is not taking on anyone"), ("mencari dua kasir", "is looking for two cashiers")),
     (("<n> {x}", "[saat ini|bulan ini] <n> {x}"), ("<n> {x}", "[this month|at present] <n> {x}")),
     (("[Apakah|Apa] <n> [ada|membuka] lowongan?", "<n> [buka|ada] lowongan [nggak|]?"), ("Is <n> hiring?", "Are there jobs at <n>?"))),
    ((("setuju dengan rencana itu", "agrees with the plan"), ("menolak rencana itu", "rejects the plan"), ("belum mengambil keputusan", "has not decided"), ("meminta waktu seminggu", "asks for a week")),
     (("<n> {x}", "[dalam rapat,|kemarin] <n> {x}"), ("<n> {x}", "[in the meeting|for now], <n> {x}")),
     (("[Apakah|Apa] <n> setuju?", "<n> setuju [nggak|atau tidak]?", "Bagaimana sikap <n>?"), ("Does <n> agree?", "Is <n> for the plan?", "What does <n> say to the plan?"))),
    ((("berjalan kaki dari terminal", "on foot from the bus station"), ("naik angkot jurusan pasar", "by the market minibus"), ("menyeberang dengan rakit", "across by raft"), ("lewat jalan setapak di belakang balai desa", "by the path behind the hall"), ("naik ojek", "by motorcycle taxi"), ("dengan kereta lokal", "by local train")),
     (("<n> [dapat dicapai|bisa dituju] {x}", "[ke|menuju] <n> [orang|pengunjung] {x}"), ("<n> [is reached|can be reached] {x}", "one gets to <n> {x}")),
     (("[Bagaimana|Gimana] [cara|] ke <n>?", "Ke <n> naik apa?", "Naik apa ke <n>?"), ("How [do I|does one] get to <n>?", "What is the way to <n>?"))),
    ((("dari petani setempat", "from local farmers"), ("dari hasil lelang", "from an auction"), ("dari sumbangan warga", "from people's gifts"), ("dari kas desa", "from the village chest"), ("dari pinjaman bank", "from a bank loan"), ("dari luar pulau", "from another island"), ("dari hibah yayasan", "from a foundation's grant")),
     (("[dana|bahan|barang] <n> [berasal|diperoleh|datang] {x}", "<n> [mendapatkannya|membelinya] {x}"), ("the [money|goods|material] of <n> [comes|came] {x}", "<n> [gets|got] it {x}")),
     (("Dari mana [dana|asal dana|bahan|barang] <n>?", "<n> [dapat|dananya] dari mana?"), ("Where does <n> get [it|the money] from?", "From where do the goods of <n> come?"))),
    ((("untuk menyimpan padi", "to store rice"), ("untuk rapat warga", "for meetings"), ("sebagai tempat mengungsi", "as a shelter"), ("untuk menjemur ikan", "to dry fish"), ("sebagai ruang belajar", "as a study"), ("untuk mengolah sampah", "to process waste"), ("untuk memerah sapi", "for milking")),
     (("<n> [dipakai|digunakan|dimanfaatkan] {x}", "[kini|dahulu] <n> [dibangun|disewa] {x}"), ("<n> [is used|serves] {x}", "[people use|they rent] <n> {x}")),
     (("[Untuk|Buat] apa <n>[ dipakai| digunakan|]?", "<n> [dipakai|gunanya|fungsinya] [buat|untuk] apa?"), ("What is <n> [used for|for]?", "To do what is <n> used?"))),
    ((("karena kekurangan air", "because water is short"), ("karena pemiliknya pindah", "because the owner moved"), ("karena kalah bersaing", "because it could not compete"), ("sebab tanahnya labil", "because the ground shifts"), ("lantaran tak ada penerus", "because nobody took it over"), ("akibat sengketa tanah", "because of a quarrel over land"), ("karena pengunjung terus berkurang", "because fewer people came")),
     (("<n> [ditinggalkan|tidak diteruskan|dihentikan] {x}", "[warga|orang] meninggalkan <n> {x}"), ("<n> was [given up|abandoned|stopped] {x}", "people left <n> {x}")),
     (("[Kenapa|Mengapa] <n> [ditinggalkan|berhenti|tidak diteruskan]?", "<n> berhenti [kenapa|gara-gara apa]?", "Apa [sebab|alasan] <n> ditinggalkan?"), ("Why was <n> [given up|abandoned]?", "What made people leave <n>?"))),
)  # fmt: skip


def settled(kit: Kit) -> Scene:
    """One or two matters of one to three places."""
    matters = kit.chance.sample(_MATTERS, kit.chance.choice((1, 2, 2, 3)))
    lines, asked = [], []
    kind = kit.chance.choice(_SHOPS)
    stranger = _place(kit, kind)
    for at in range(kit.chance.choice((1, 2, 2, 3))):
        name = _place(kit, kind)
        for number, (phrases, told, questions) in enumerate(matters):
            fact = f"x{at}{number}"
            words: dict[str, Word] = {"n": name}
            lines.append(
                kit.wording.sentence(
                    kit.pick(told).replace("{x}", mark(fact, kit.word(kit.chance.choice(phrases)))), words
                )
                + "."
            )
            asked.append(Asked(fact, questions, words, {"n": stranger}))
    unasked = kit.chance.choice([each for each in _MATTERS if each not in matters])
    asked.append(Asked(None, unasked[2], {"n": name}))
    return Scene(lines, asked)


def _place(kit: Kit, kind: tuple[str, str]) -> Word:
    if kit.chance.random() < 0.3:
        return kit.names.business(kit.language)
    name = kit.names.village(kit.language)
    return f"{kind[0]} {name}", f"the {name} {kind[1]}"


FAMILIES = (settled,)
