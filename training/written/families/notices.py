"""Notices: an event with its day, hours, place, fee and deadline; put off and moved; closures with their reasons."""

from __future__ import annotations

from datetime import date

from training.written.around import dateline
from training.written.scenes import Asked, Kit, Patterns, Scene
from training.written.wording import Word, facts_in, mark, unmarked

_EVENTS = (
    ("donor darah", "the blood drive"), ("bazar buku", "the book bazaar"), ("imunisasi polio", "the polio vaccination"), ("rapat orang tua murid", "the parents' meeting"),
    ("pelatihan menjahit", "the sewing course"), ("jalan sehat", "the fun walk"), ("pentas seni", "the school show"), ("pameran foto", "the photo exhibition"),
    ("pengajian akbar", "the prayer meeting"), ("lomba mancing", "the fishing contest"), ("kerja bakti", "the clean-up day"), ("seminar gizi", "the nutrition seminar"),
    ("pasar murah", "the bargain market"), ("wisuda", "the graduation"), ("penerimaan siswa baru", "new pupils' enrolment"), ("festival durian", "the durian festival"),
    ("sunatan massal", "the free circumcision day"), ("latihan evakuasi", "the evacuation drill"), ("pemilihan ketua RT", "the neighbourhood vote"), ("kemah bakti", "the service camp"),
    ("kursus komputer", "the computer course"), ("konser amal", "the benefit concert"), ("bursa kerja", "the job fair"), ("servis kompor gratis", "the free stove repair"),
    ("lokakarya batik", "the batik workshop"), ("pemeriksaan mata", "the eye check-up"), ("nonton bareng", "the film night"), ("ujian susulan", "the resit examination"),
    ("upacara bendera", "the flag ceremony"), ("halalbihalal", "the holiday gathering"), ("misa paskah", "the Easter service"), ("sensus ternak", "the livestock count"),
    ("reuni akbar", "the grand reunion"), ("pembagian rapor", "report day"), ("vaksinasi anjing", "the dog vaccination"), ("pawai obor", "the torch parade"),
)  # fmt: skip
_FOR = (
    ("warga di atas 17 tahun", "residents over 17"), ("ibu hamil", "pregnant women"), ("anak usia 5 sampai 12 tahun", "children aged 5 to 12"), ("pelajar SMP", "secondary pupils"),
    ("umum", "everyone"), ("pedagang kecil", "small traders"), ("anggota koperasi", "members of the cooperative"), ("lansia", "the elderly"), ("petani muda", "young farmers"), ("lulusan SMA", "school leavers"), ("keluarga nelayan", "fishing families"), ("guru honorer", "temporary teachers"),
)  # fmt: skip
_REASONS = (
    ("gedung masih diperbaiki", "the hall is still being repaired"), ("pembicara sakit", "the speaker fell ill"), ("hujan lebat", "heavy rain"), ("bertepatan dengan ujian", "it fell on an examination day"),
    ("dana belum cair", "the money had not come"), ("jalan menuju lokasi longsor", "a landslide blocked the road"), ("pesertanya terlalu sedikit", "too few had signed up"), ("izin belum keluar", "the permit had not been given"),
    ("listrik padam", "the power failed"), ("ombak tinggi", "high waves"), ("wabah flu", "an outbreak of flu"), ("peralatan belum tiba", "the equipment had not arrived"), ("pergantian pengurus", "a change of officers"), ("asap kebakaran lahan", "smoke from field fires"),
)  # fmt: skip
_AIMS = (
    ("membantu korban banjir", "help flood victims"), ("membeli alat musik", "buy instruments"), ("memperbaiki atap sekolah", "mend the school roof"), ("mengurangi sampah plastik", "reduce plastic waste"),
    ("mempererat persaudaraan", "bring neighbours together"), ("menambah stok darah", "fill the blood bank"), ("mencegah stunting", "prevent stunting"), ("melestarikan tari daerah", "keep local dances alive"),
    ("membangun perpustakaan", "build a library"), ("mengenalkan sains kepada anak", "show children science"), ("menyediakan air bersih", "provide clean water"), ("menolong anak yatim", "support orphans"), ("melatih calon pemandu", "train guides"), ("mengganti jembatan lama", "replace the old bridge"),
)  # fmt: skip
_CLOSED = (
    ("Jalan {v}", "{v} Road"), ("Jembatan {v}", "{v} Bridge"), ("Taman {v}", "{v} Park"), ("Perpustakaan {v}", "{v} Library"), ("Pasar {v}", "{v} Market"), ("Kolam renang {v}", "the {v} pool"), ("Museum {v}", "{v} Museum"),
    ("Jalur pendakian {v}", "the {v} trail"), ("Pelabuhan {v}", "{v} harbour"), ("Kantor pos {v}", "the {v} post office"), ("Pantai {v}", "{v} beach"), ("Stasiun {v}", "{v} station"),
)  # fmt: skip


def event(kit: Kit) -> Scene:
    """An event and what one wants to know of it; at times put off from another day, at times without a year."""
    name = kit.chance.choice(_EVENTS)
    day = kit.values.any_day()
    put_off = kit.chance.random() < 0.45
    start, end = kit.values.clock(earliest=6, latest=12), kit.values.clock(earliest=13, latest=22)
    year = kit.chance.random() < 0.4
    words: dict[str, Word] = {
        "e": name, "E": name, "day": kit.values.day(day, year=year), "was": _plain_day(kit, kit.values.near(day, -40, -2), year), "hours": kit.values.hours(start, end),
        "place": _hall(kit), "fee": kit.values.rupiah(least=10, most=400) if kit.chance.random() < 0.75 else kit.values.pounds(), "for": kit.chance.choice(_FOR),
        "last": _plain_day(kit, kit.values.near(day, -20, -3), kit.chance.random() < 0.3), "host": kit.names.business(kit.language) if kit.chance.random() < 0.4 else kit.names.school(), "reason": kit.chance.choice(_REASONS),
        "aim": kit.chance.choice(_AIMS), "call": kit.names.person(kit.language), "phone": f"08{kit.chance.randint(11, 99)}-{kit.chance.randint(1000, 9999)}-{kit.chance.randint(100, 9999)}",
        "seats": kit.values.number(15, 900), "long": kit.values.length_of_time(), "guest": kit.names.titled(kit.language), "old": _hall(kit), "free": kit.word(kit.chance.choice(_FREE)),
    }  # fmt: skip
    core = [kit.said(_PUT_OFF_TO, words)] if put_off else [kit.said(_WILL_BE, words)]
    if put_off and kit.chance.random() < 0.35:
        core = [kit.said(_WAS_PLANNED, words), kit.said(_NOW_SET, words)]
    free = kit.chance.random() < 0.5
    more = [_FREE_LINE if free else _FEE, _UNTIL, _WHOM, _HOST, _AIM, _CALL, _SEATS, _LONG, _GUEST, _MOVED, _HOURS]
    lines = core + [kit.said(each, words) for each in kit.chance.sample(more, kit.chance.randint(1, 5))]
    if opening := dateline(kit):
        lines[0] = f"{opening} {lines[0]}"
    told = facts_in(lines)
    another = kit.chance.choice([each for each in _EVENTS if each != name])
    asked = []
    for fact, patterns in _EVENT_ASKED.items():
        if fact in told:
            asked += [Asked(fact, patterns, {"e": name}, {"e": another})] * (2 if fact in ("day", "free", "was") else 1)
        elif kit.chance.random() < 0.04:
            asked.append(Asked(None, patterns, {"e": name}))
    return Scene(lines, asked)


def _plain_day(kit: Kit, day: date, year: bool) -> Word:
    """Return a day whose weekday is no fact of its own."""
    indonesian, english = kit.values.day(day, year=year)
    return unmarked(indonesian)[0], unmarked(english)[0]


def _place(kit: Kit, kind: tuple[str, str]) -> tuple[str, str]:
    village = kit.names.village(kit.language)
    return kind[0].format(v=village), kind[1].format(v=village)


def _hall(kit: Kit) -> Word:
    village = kit.names.village(kit.language)
    kind = kit.chance.choice(
        (
            ("Balai Desa", "Village Hall"),
            ("Lapangan", "Field"),
            ("Gedung", "Hall"),
            ("Aula", "Assembly Hall"),
            ("GOR", "Sports Hall"),
            ("Taman", "Park"),
            ("Pendopo", "Pavilion"),
            ("Posyandu", "Clinic"),
        )
    )
    return f"{kind[0]} {village}", f"{village} {kind[1]}"


_FREE = (
    ("tidak dipungut biaya", "there is no charge"),
    ("gratis", "free of charge"),
    ("tanpa biaya", "at no cost"),
    ("tidak dikenakan biaya apa pun", "nobody has to pay"),
    ("cuma-cuma", "free"),
)
_WILL_BE = (
    ("<E> [akan digelar|akan diadakan|dilaksanakan|berlangsung|digelar] [pada |]<day>[ pukul <hours>|][ di <place>|]", "[datanglah|hadirilah|jangan lewatkan] <e> [pada |]<day> di <place>", "<host> [menggelar|mengadakan] <e> [pada |]<day>[ di <place>|][, pukul <hours>|]",
     "[pada |]<day>[ nanti| mendatang|] [akan ada|digelar] <e>[ di <place>|]", "<E>: <day>, [pukul |]<hours>, <place>"),
    ("<E> [will be held|takes place|will take place|is] on <day>[, <hours>,|][ at <place>|]", "[come to|join us for|save the date for] <e> on <day> at <place>", "<host> [holds|will hold|is holding] <e> on <day>[ at <place>|][, <hours>|]", "<E>: <day>, <hours>, <place>"),
)  # fmt: skip
_PUT_OFF_TO = (
    ("<E> yang [semula|sedianya|tadinya] [dijadwalkan|direncanakan] [pada |]<was> [ditunda|diundur] [menjadi|hingga|ke] <day>[ karena <reason>|][ di <place>|]", "[jadwal|pelaksanaan] <e> [bergeser|dipindah] dari <was> ke <day>[ karena <reason>|]", "karena <reason>, <e> [baru|] [digelar|diadakan] <day>, bukan <was>", "<E> batal [digelar|dilaksanakan] <was>[ karena <reason>|]; [jadwal barunya|gantinya|acara itu dipindah ke] <day>"),
    ("<E>, [first|originally] [planned|due] for <was>, [has been put off|is postponed] [to|until] <day>[ because <reason>|]", "<E> [has moved|moves] from <was> to <day>[ because <reason>|]", "since <reason>, <e> will be on <day>, not on <was>", "<E> will not be held on <was>[ because <reason>|]; the new date is <day>"),
)  # fmt: skip
_WAS_PLANNED = (
    (
        "<E> [semula|awalnya] [akan digelar|dijadwalkan] [pada |]<was>[ di <old>|]",
        "[rencana awalnya|semula] <e> [jatuh|berlangsung] pada <was>",
    ),
    ("<E> was [to be|planned] on <was>[ at <old>|]", "at first <e> was set for <was>"),
)
_NOW_SET = (
    (
        "[namun|akan tetapi,] [karena <reason>, |][panitia|acara itu] [memindahkannya ke|mundur ke|diundur menjadi] <day>",
        "[kini|akhirnya] <day> [dipilih|ditetapkan] sebagai [hari|tanggal] [penggantinya|yang baru]",
    ),
    (
        "[but|however,] [as <reason>, |]it [was moved|had to be moved] to <day>",
        "now <day> has been [chosen|set] [instead|as the new date]",
    ),
)
_FREE_LINE = (
    (
        "[acara|kegiatan|pendaftaran|layanan] ini <free>",
        "[warga|peserta] [boleh ikut|dapat mengikuti] <e> <free>",
        "[untuk ikut serta,|ikut <e>] <free>",
    ),
    ("[admission|entry|the course]: <free>", "[as for the cost,|for visitors,] <free>"),
)
_FEE = (
    (
        "[biaya|tiket|ongkos] [pendaftaran|masuk|] [sebesar |]<fee>[ per orang|]",
        "[peserta|pengunjung] [membayar|dikenai] <fee>",
        "[tiket|formulir] [dijual|dapat dibeli] <fee>",
    ),
    ("[tickets|a place|admission] [cost|costs] <fee>", "[visitors pay|the fee is] <fee>[ a head|]"),
)
_UNTIL = (
    (
        "pendaftaran [dibuka|ditunggu|diterima] [sampai|hingga|paling lambat] <last>",
        "batas [akhir |]pendaftaran [adalah |]<last>",
        "[daftarkan diri|segera daftar] sebelum <last>",
    ),
    ("[register|sign up|apply] by <last>", "registration [closes|ends] on <last>", "the deadline is <last>"),
)
_WHOM = (
    (
        "[kegiatan|acara] ini [terbuka bagi|diperuntukkan bagi|khusus untuk|ditujukan untuk] <for>",
        "<e> [hanya |]untuk <for>",
    ),
    ("it is [open to|meant for|only for] <for>", "<for> [may take part|are invited]"),
)
_HOST = (
    (
        "[penyelenggara|panitia] [acara|kegiatan] ini [adalah|ialah] <host>",
        "[acara|kegiatan] ini [diadakan|digagas|diselenggarakan] [oleh |]<host>",
    ),
    ("the organiser is <host>", "it is [arranged|run|hosted] by <host>"),
)
_AIM = (
    (
        "[hasilnya|acara ini|kegiatan ini] [bertujuan|dimaksudkan] untuk <aim>",
        "[dana|uang] yang terkumpul [dipakai|akan digunakan] untuk <aim>",
        "[kegiatan|acara] digelar guna <aim>",
    ),
    ("[the aim is|it is meant] to <aim>", "[the money|all proceeds] will [be used to|help to] <aim>"),
)
_CALL = (
    ("[pendaftaran melalui|hubungi|informasi:] <call>[,| di nomor] <phone>", "[narahubung|kontak]: <call> (<phone>)"),
    ("[call|contact|ask] <call>[,| on] <phone>", "questions to <call>, <phone>"),
)
_SEATS = (
    (
        "[tempat|kursi|kuota] [terbatas|hanya] [untuk |]<seats> [orang|peserta]",
        "panitia [menyediakan|menyiapkan] <seats> kursi",
    ),
    ("there [is room|are places] for <seats>[ people|]", "places are limited to <seats>"),
)
_LONG = (
    ("[acara|kegiatan] berlangsung [selama |]<long>", "[lama|lamanya] [kegiatan|acara] <long>"),
    ("it [lasts|takes|goes on for] <long>", "the whole thing takes <long>"),
)
_GUEST = (
    (
        "[acara|kegiatan] [akan dibuka|dibuka] [oleh |]<guest>",
        "<guest> [dijadwalkan|akan] [membuka|meresmikan] [acara|<e>]",
    ),
    ("<guest> will [open|speak at] <e>", "it will be opened by <guest>"),
)
_MOVED = (
    (
        "tempatnya [pindah|dialihkan] dari <old> ke <place>",
        "[lokasi|tempat] acara [bukan <old> melainkan|kini di] <place>",
    ),
    ("the venue [moves|has been changed] from <old> to <place>", "it will be at <place>, not at <old>"),
)
_HOURS = (
    ("[acara|kegiatan] [dimulai|berlangsung] pukul <hours>", "[waktu|jam]: <hours>"),
    ("the hours are <hours>", "[time|hours]: <hours>"),
)
_EVENT_ASKED: dict[str, Patterns] = {
    "day": (("Kapan <e>[ digelar| diadakan| jadinya| berlangsung|]?", "<e> [kapan|tanggal berapa]?", "Tanggal berapa <e>[ diadakan| digelar|]?", "[Jadwal|Jadwal baru] <e> kapan?", "<e> jadinya kapan?"), ("When is <e>?", "When will <e> [be held|take place]?", "What [date|day] is <e>?", "On which date is <e>?")),
    "weekday": (("[Hari apa|Pada hari apa] <e>[ digelar| diadakan|]?", "<e> hari apa?"), ("What day of the week is <e>?", "On which weekday is <e>?")),
    "was": (("Kapan <e> [semula|awalnya|sedianya] [direncanakan|dijadwalkan|digelar]?", "[Semula|Tadinya] <e> [kapan|tanggal berapa]?"), ("When was <e> [first|originally] [planned|due]?", "What was the [old|original|first] date of <e>?")),
    "opens": (("[Jam|Pukul] berapa <e> [mulai|dimulai]?", "<e> mulai [jam|pukul] berapa?"), ("What time does <e> [start|begin]?", "When on that day does <e> begin?")),
    "closes": (("[Sampai|Hingga] [jam|pukul] berapa <e>?", "<e> [selesai|sampai] jam berapa?"), ("What time does <e> [end|finish]?", "Until what time is <e>?")),
    "place": (("Di mana <e>[ digelar| diadakan| berlangsung|]?", "<e> di mana?", "[Tempat|Lokasi] <e> di mana?"), ("Where is <e>[ held|]?", "Where will <e> [be held|take place]?", "What is the venue of <e>?")),
    "fee": (("Berapa [biaya|harga tiket|] [ikut|masuk] <e>?", "[Ikut|Biaya|Tiket] <e> [bayar |]berapa?"), ("How much [is|does it cost to join] <e>?", "What [is the fee for|do tickets cost for] <e>?")),
    "free": (("[Apakah|Apa] <e> [gratis|bayar|dipungut biaya|berbayar]?", "[Ikut|Daftar] <e> [bayar|gratis] [nggak|tidak|kah]?", "<e> [bayar|gratis] [nggak|tidak|]?"), ("Is <e> free?", "[Do I|Does one] have to pay for <e>?", "Does <e> cost anything?", "Is there a charge for <e>?")),
    "last": (("[Sampai|Hingga] kapan pendaftaran <e>?", "[Kapan|Tanggal berapa] [batas|terakhir] [pendaftaran|daftar] <e>?", "Daftar <e> [terakhir|paling lambat] kapan?"), ("What is the deadline for <e>?", "Until when can [I|one] register for <e>?", "By when do I have to sign up for <e>?")),
    "for": (("Siapa [saja|] yang [boleh|bisa] ikut <e>?", "<e> [untuk|buat] siapa?"), ("Who [can|may] [join|take part in|come to] <e>?", "Whom is <e> for?")),
    "host": (("Siapa [penyelenggara|yang mengadakan|panitia] <e>?", "<e> [diadakan|digelar] siapa?"), ("Who [organises|holds|runs] <e>?", "Who is the organiser of <e>?")),
    "aim": (("[Untuk|Buat] apa <e> [diadakan|digelar|]?", "Apa tujuan <e>?", "<e> [buat|untuk] apa?"), ("What is <e> for?", "What is the [aim|purpose] of <e>?", "To do what is <e> held?")),
    "call": (("[Siapa|] [narahubung|yang bisa dihubungi untuk|kontak] <e>?", "Daftar <e> ke siapa?"), ("Who is the contact for <e>?", "Whom do I [call|ask] about <e>?")),
    "phone": (("[Berapa nomor|Nomor] [telepon|kontak|HP] [panitia |]<e>[ berapa|]?",), ("What [number|phone number] [do I call for|is given for] <e>?",)),
    "seats": (("Berapa [kuota|kursi|peserta] <e>?", "<e> [kuotanya|untuk] berapa orang?"), ("How many [places|seats] are there [at|for] <e>?", "For how many people is there room at <e>?")),
    "long": (("Berapa lama <e>[ berlangsung|]?", "<e> berapa lama?"), ("How long [does <e> last|is <e>]?", "How much time does <e> take?")),
    "guest": (("Siapa yang [akan |][membuka|meresmikan] <e>?", "<e> dibuka siapa?"), ("Who [will open|opens|speaks at] <e>?",)),
    "reason": (("[Kenapa|Mengapa] <e> [ditunda|diundur|mundur|tidak jadi]?", "Apa [sebab|alasan] <e> [ditunda|diundur]?", "<e> [diundur|ditunda] [kenapa|gara-gara apa]?"), ("Why [was|is] <e> [put off|postponed|moved]?", "What is the reason that <e> was moved?")),
    "old": (("Di mana [tempat lama|lokasi semula] <e>?",), ("Where was <e> to be at first?",)),
}  # fmt: skip


def closure(kit: Kit) -> Scene:
    """Something closed or cut off: from when to when, why, for how long, what instead."""
    lines, asked = [], []
    kinds = kit.chance.sample(_CLOSED, 3)
    reasons = kit.chance.sample(_CAUSES, 2)
    stranger = _place(kit, kinds[2])
    for at in range(kit.chance.choice((1, 1, 2))):
        name = _place(kit, kinds[at])
        first = kit.values.any_day()
        words: dict[str, Word] = {
            "n": name, "from": mark(f"from{at}", kit.word(_plain_day(kit, first, kit.chance.random() < 0.3))), "to": mark(f"to{at}", kit.word(_plain_day(kit, kit.values.near(first, 3, 90), kit.chance.random() < 0.3))),
            "why": mark(f"why{at}", kit.word(reasons[at])), "long": mark(f"long{at}", kit.word(kit.values.length_of_time())), "via": mark(f"via{at}", kit.word(_place(kit, kit.chance.choice(_CLOSED[:2])))),
            "cost": mark(f"cost{at}", kit.word(kit.values.sum(kit.chance.randint(1, 90) * 1_000_000))), "by": mark(f"by{at}", kit.names.business(kit.language)),
        }  # fmt: skip
        told = [kit.said(_SHUT, words)] + [
            kit.said(each, words)
            for each in kit.chance.sample((_LASTS, _VIA, _COST, _BECAUSE, _REOPENS), kit.chance.randint(1, 3))
        ]
        lines += told
        known = {name.rstrip("0123456789") for name in facts_in(told)}
        asked += [
            Asked(f"{fact}{at}", patterns, {"n": name}, {"n": stranger})
            for fact, patterns in _CLOSURE_ASKED.items()
            if fact in known
        ]
    if opening := dateline(kit):
        lines[0] = f"{opening} {lines[0]}"
    return Scene(lines, asked)


_CAUSES = (
    ("perbaikan pipa", "pipe repairs"), ("pengecatan ulang", "repainting"), ("pohon tumbang", "fallen trees"), ("kerusakan atap", "a damaged roof"), ("luapan sungai", "the flooded river"), ("pembersihan besar-besaran", "deep cleaning"),
    ("cuaca buruk", "bad weather"), ("pemasangan lampu", "the fitting of lights"), ("kekurangan petugas", "a shortage of staff"), ("kebocoran gas", "a gas leak"), ("pelebaran jalan", "road widening"), ("pendataan koleksi", "stocktaking"), ("keretakan tiang", "a cracked pillar"), ("musim bertelur penyu", "the turtles' nesting season"),
)  # fmt: skip
_SHUT = (
    ("<n> [ditutup|tutup] [mulai |sejak |]<from> [sampai|hingga] <to>[ karena <why>| untuk <why>|]", "<n> tidak dapat [dilalui|dikunjungi|digunakan] [mulai|sejak] <from>[ karena <why>| akibat <why>|]", "[akibat|karena] <why>, <n> ditutup[ mulai <from>|] [selama <long>|sampai <to>]", "[penutupan|pekerjaan di] <n> [berlangsung|dimulai] <from>[ dan berakhir <to>|]"),
    ("<n> [is|will be] closed from <from> [to|until] <to>[ for <why>| because of <why>|]", "<n> [cannot be used|is shut] from <from>[ because of <why>| owing to <why>|]", "because of <why>, <n> [will close|is closed] [for <long>|until <to>]", "work on <n> [starts|begins] on <from>[ and ends on <to>|]"),
)  # fmt: skip
_LASTS = (
    (
        "[pekerjaan|penutupan] [diperkirakan|akan] [memakan waktu|berlangsung] <long>",
        "[butuh|perlu] <long> sampai [semuanya selesai|pekerjaan rampung]",
    ),
    ("the work [takes|should take|will last] <long>", "it will be <long> before all is done"),
)
_VIA = (
    (
        "[warga|pengendara|pengunjung] [dialihkan ke|dapat lewat|diminta memakai] <via>",
        "sebagai gantinya [tersedia|dibuka] <via>",
    ),
    ("[please use|traffic goes by|people are sent to] <via>[ instead|]", "[meanwhile|instead,] <via> is open"),
)
_COST = (
    ("[pekerjaan|perbaikan] [menelan biaya|menghabiskan] <cost>[ dan dikerjakan <by>|]", "[anggaran|biaya]nya <cost>"),
    ("the work [costs|will cost] <cost>[ and is done by <by>|]", "<by> does the work for <cost>"),
)
_BECAUSE = (
    ("[penyebabnya|alasannya] [adalah |]<why>", "hal itu [disebabkan|dilakukan karena] <why>"),
    ("the [reason|cause] is <why>", "this is due to <why>"),
)
_REOPENS = (
    ("[semuanya|layanan] [kembali normal|dibuka lagi] [pada |]<to>",),
    ("[all|it] will [be open|open] again on <to>",),
)
_CLOSURE_ASKED: dict[str, Patterns] = {
    "from": (("[Sejak|Mulai] kapan <n> [tutup|ditutup]?", "<n> [tutup|ditutup] mulai [kapan|tanggal berapa]?", "Kapan <n> mulai ditutup?"), ("[Since|From] when is <n> closed?", "When does <n> close?", "When does the work on <n> start?")),
    "to": (("[Sampai|Hingga] kapan <n> [tutup|ditutup]?", "Kapan <n> [buka|dibuka] [lagi|kembali]?", "<n> tutup sampai [kapan|tanggal berapa]?"), ("Until when is <n> closed?", "When [does|will] <n> [open again|reopen]?", "How long, until what date, is <n> shut?")),
    "why": (("[Kenapa|Mengapa] <n> [tutup|ditutup]?", "<n> [tutup|ditutup] [kenapa|karena apa]?", "Apa [sebab|alasan] penutupan <n>?"), ("Why is <n> closed?", "What is the reason for closing <n>?", "<n> is closed because of what?")),
    "long": (("Berapa lama <n> [tutup|ditutup]?", "<n> tutup [berapa lama|selama apa]?"), ("How long [is <n> closed|will the work on <n> take]?", "For how long is <n> shut?")),
    "via": (("[Lewat mana|Jalan mana yang bisa dipakai|Apa pengganti] [selama|saat] <n> [tutup|ditutup]?", "Kalau <n> ditutup lewat mana?"), ("What can be used instead of <n>?", "Which way [does one go|can I go] while <n> is closed?")),
    "cost": (("Berapa [biaya|anggaran] [pekerjaan|perbaikan] <n>?", "[Perbaikan|Biaya] <n> [habis|] berapa?"), ("How much does the work on <n> cost?", "What is the cost of the work on <n>?")),
    "by": (("Siapa yang [mengerjakan|memperbaiki] <n>?", "<n> dikerjakan siapa?"), ("Who [does|carries out] the work on <n>?",)),
}  # fmt: skip
FAMILIES = (event, event, event, closure)
