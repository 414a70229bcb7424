"""Several people in one passage, each with an age, an office, a rank, a home: who is who; and lives that have ended."""

from __future__ import annotations

from training.written.scenes import Asked, Kit, Scene
from training.written.wording import Word, facts_in, mark

_OFFICES = (
    ("kepala desa", "village head"), ("camat", "district head"), ("ketua panitia", "chair of the committee"), ("bupati", "regent"),
    ("kepala sekolah", "headteacher"), ("bendahara", "treasurer"), ("sekretaris", "secretary"), ("kepala dinas kesehatan", "head of the health office"),
    ("kapolsek", "police chief"), ("kepala puskesmas", "head of the clinic"), ("ketua RT", "head of the neighbourhood"), ("lurah", "ward head"),
    ("wakil wali kota", "deputy mayor"), ("wali kota", "mayor"), ("pelatih kepala", "head coach"), ("direktur utama", "managing director"),
    ("juru bicara", "spokesperson"), ("ketua karang taruna", "head of the youth club"), ("anggota dewan", "councillor"), ("kepala stasiun", "stationmaster"),
    ("ketua koperasi", "chair of the cooperative"), ("komandan kodim", "garrison commander"), ("rektor", "rector"), ("dekan", "dean"),
    ("kepala museum", "curator"), ("penyuluh pertanian", "farm adviser"), ("kapten tim", "captain of the team"), ("imam masjid", "imam of the mosque"),
    ("kepala pasar", "head of the market"), ("pendeta", "pastor"), ("manajer hotel", "hotel manager"), ("hakim ketua", "presiding judge"),
)  # fmt: skip
_TRADES = (
    ("petani", "farmer"), ("nelayan", "fisherman"), ("guru", "teacher"), ("bidan", "midwife"), ("pedagang sayur", "greengrocer"),
    ("sopir angkot", "minibus driver"), ("penjahit", "tailor"), ("mahasiswa", "student"), ("tukang kayu", "carpenter"), ("perawat", "nurse"),
    ("pensiunan", "pensioner"), ("satpam", "guard"), ("penjual bakso", "meatball seller"), ("ibu rumah tangga", "housewife"), ("montir", "mechanic"),
    ("pemandu wisata", "guide"), ("pelajar", "pupil"), ("pembuat tahu", "tofu maker"), ("penggembala", "shepherd"), ("juru masak", "cook"),
)  # fmt: skip
_DEEDS = (
    ("menolong korban", "helped the injured"), ("membuka acara", "opened the event"), ("menyerahkan bantuan", "handed over the aid"),
    ("melihat kejadian itu", "saw it happen"), ("memimpin doa", "led the prayer"), ("memotong pita", "cut the ribbon"),
    ("menanam pohon pertama", "planted the first tree"), ("melapor ke polisi", "told the police"), ("memadamkan api", "put out the fire"),
    ("membacakan laporan", "read the report"), ("menemukan dompet itu", "found the wallet"), ("menyumbang tanah", "gave the land"),
    ("mengajar anak-anak", "taught the children"), ("menerima penghargaan", "received the award"), ("menggambar peta", "drew the map"),
    ("menjaga loket", "kept the desk"), ("merancang gedung itu", "designed the building"), ("memasak untuk pengungsi", "cooked for the evacuees"),
    ("meminjamkan perahu", "lent the boat"), ("menjadi saksi", "gave evidence"), ("mengemudikan bus", "drove the bus"), ("menulis surat itu", "wrote the letter"),
)  # fmt: skip


def several(kit: Kit) -> Scene:
    """Two to four people, some with an age, some with an office, some with a trade; each did something."""
    count = kit.chance.randint(2, 4)
    offices = kit.chance.sample(_OFFICES, count + 1)
    trades, deeds = kit.chance.sample(_TRADES, count), kit.chance.sample(_DEEDS, count + 1)
    lines, asked = [], []
    stranger = kit.names.person(kit.language)
    for at in range(count):
        who, home = kit.names.person(kit.language), kit.names.village(kit.language)
        age = str(kit.chance.randint(9, 88))
        kind = kit.chance.choice(("office", "office", "age", "age", "both", "trade"))
        office: Word = offices[at] if kind in ("office", "both") else trades[at]
        place = kit.names.village(kit.language)
        full = (
            (f"{office[0]} {place}", f"{office[1]} of {place}")
            if kind in ("office", "both") and kit.chance.random() < 0.6
            else office
        )
        words: dict[str, Word] = {
            "who": mark(f"who{at}", who), "age": mark(f"age{at}", age), "office": mark(f"office{at}", kit.word(full)),
            "deed": mark(f"deed{at}", kit.word(deeds[at])), "home": mark(f"home{at}", home),
        }  # fmt: skip
        form = {"office": _WITH_OFFICE, "trade": _WITH_OFFICE, "age": _WITH_AGE, "both": _WITH_BOTH}[kind]
        lines.append(kit.said(form, words))
        about: dict[str, Word] = {"w": kit.chance.choice((who, who, who.split()[0])), "o": full, "d": deeds[at]}
        other: dict[str, Word] = {"w": stranger, "o": offices[-1], "d": deeds[-1]}
        has_age, has_home = f"age{at}" in facts_in(lines[-1:]), f"home{at}" in facts_in(lines[-1:])
        asked.append(Asked(f"age{at}" if has_age else None, _AGE, about, {"w": stranger}))
        asked.append(Asked(f"who{at}", _WHO_DID, about, {"d": deeds[-1]}))
        asked.append(Asked(f"deed{at}", _DID_WHAT, about, {"w": stranger}))
        asked.append(Asked(f"home{at}" if has_home else None, _FROM_WHERE, about, {"w": stranger}))
        if kind in ("office", "both"):
            asked += [Asked(f"who{at}", _WHO_IS, about, other), Asked(f"office{at}", _WHAT_IS, about, {"w": stranger})]
        elif kind == "trade":
            asked.append(Asked(f"office{at}", _TRADE, about, {"w": stranger}))
        else:
            asked.append(Asked(None, _WHAT_OFFICE, about))
    return Scene(lines, asked)


_WITH_OFFICE = (
    ("<office>, <who>, [ikut |turut |]<deed>[ pagi itu| kemarin|]", "<who>, <office>[ yang tinggal di <home>|], <deed>", "[adapun|sementara itu] <who> [selaku|sebagai] <office> <deed>",
     "yang <deed> adalah <office>[,|] <who>", "<who> [yang menjabat|yang juga|sebagai] <office> [ikut|turut] <deed>", "<office> <who> [sendiri|] [yang|] <deed>"),
    ("the <office>, <who>, <deed>[ that morning| in person|]", "<who>, <office>[ and resident of <home>|], <deed>", "[meanwhile|also] <who>, [as|who is] <office>, <deed>",
     "it was the <office>, <who>, who <deed>", "<who>, the <office>, [herself|himself|also|] <deed>"),
)  # fmt: skip
_WITH_AGE = (
    ("<who> (<age>)[, warga <home>,| dari <home>|] <deed>", "<who>, <age> tahun, <deed>", "<who> yang berusia <age> tahun[ asal <home>|] <deed>", "[di usia|pada umur] <age> tahun, <who> [masih|] <deed>",
     "seorang warga[ <home>|], <who> (<age>), <deed>", "<deed> pula <who> ([usia |]<age>[ tahun|])[ dari <home>|]"),
    ("<who>, <age>,[ of <home>,|] <deed>", "<who> (<age>)[ from <home>|] <deed>", "<age>-year-old <who>[ of <home>|] <deed>", "at <age>, <who> <deed>", "<who>, who is <age>[ and comes from <home>|], <deed>"),
)  # fmt: skip
_WITH_BOTH = (
    (
        "<office>, <who> (<age>), <deed>",
        "<who> (<age>), <office>[ asal <home>|], <deed>",
        "<who>, <office> yang kini berusia <age> tahun, <deed>",
    ),
    (
        "the <office>, <who>, <age>, <deed>",
        "<who> (<age>), <office>[ and native of <home>|], <deed>",
        "<who>, the <age>-year-old <office>, <deed>",
    ),
)
_AGE = (
    (
        "Berapa [umur|usia] <w>?",
        "[Umur|Usia] <w> berapa[ tahun|]?",
        "<w> [umur|umurnya] berapa?",
        "Berapa tahun usia <w>?",
    ),
    ("How old is <w>?", "What is <w>'s age?", "[What age is|What is the age of] <w>?"),
)
_WHO_DID = (
    ("Siapa [yang |]<d>?", "Yang <d> siapa?", "Siapa nama orang yang <d>?"),
    ("Who <d>?", "[Which person|Who was it that] <d>?", "Who is the person who <d>?"),
)
_DID_WHAT = (
    ("Apa yang dilakukan <w>?", "<w> [melakukan|berbuat] apa?", "<w> ngapain?"),
    ("What did <w> do?", "What was <w>'s part?", "What has <w> done?"),
)
_FROM_WHERE = (
    (
        "[Dari mana|Berasal dari mana] <w>?",
        "<w> [orang mana|dari mana|warga mana|tinggal di mana]?",
        "Di mana <w> tinggal?",
    ),
    ("Where is <w> from?", "Where does <w> [live|come from]?", "<w> is from where?"),
)
_WHO_IS = (
    ("Siapa[kah|] <o>?", "<o> siapa?", "Siapa nama <o>?", "Siapa yang [menjadi|menjabat] <o>?", "Nama <o> siapa?"),
    ("Who is the <o>?", "What is the name of the <o>?", "Who [serves as|is] <o>?", "Name of the <o>?"),
)
_WHAT_IS = (
    ("Apa jabatan <w>?", "[Siapa itu|Siapa] <w>?", "<w> [menjabat|jabatannya|itu] apa?", "<w> itu siapa?"),
    ("What is <w>'s [office|position|post]?", "Who is <w>?", "What [post|office] does <w> hold?"),
)
_WHAT_OFFICE = (
    ("Apa jabatan <w>?", "<w> [menjabat|jabatannya] apa?", "<w> menjabat sebagai apa?"),
    ("What is <w>'s [office|position|post]?", "What [post|office] does <w> hold?"),
)
_TRADE = (
    ("Apa pekerjaan <w>?", "<w> [kerja apa|kerjanya apa|bekerja sebagai apa]?", "Siapa <w>?"),
    ("What does <w> do for a living?", "What is <w>'s [job|occupation|trade]?", "Who is <w>?"),
)


def life(kit: Kit) -> Scene:
    """An obituary or the story of a life: born, married, worked, died, buried, survived."""
    who, spouse = kit.names.person(kit.language), kit.names.person(kit.language)
    child, other_child = kit.names.person(kit.language), kit.names.person(kit.language)
    died = kit.values.any_day()
    age = kit.chance.randint(58, 97)
    born = died.replace(year=died.year - age, day=min(died.day, 28))
    trade = kit.chance.choice(_TRADES)
    words: dict[str, Word] = {
        "who": who, "spouse": spouse, "child": child, "second": other_child, "age": str(age), "born": kit.values.day(born, year=True),
        "died": kit.values.day(died), "year": str(died.year - age + kit.chance.randint(20, 40)), "birthplace": kit.names.village(kit.language),
        "grave": kit.word((f"TPU {kit.names.village()}", f"{kit.names.village('en')} cemetery")), "deathplace": kit.chance.choice((kit.word((f"RS {kit.names.village()}", f"{kit.names.village('en')} Hospital")), kit.word(("kediamannya", "home")))),
        "trade": trade, "children": kit.values.number(2, 9), "grandchildren": kit.values.number(10, 23), "cause": kit.chance.choice(_CAUSES),
        "hour": kit.values.at(kit.values.clock()), "prayer": kit.word((f"Masjid {kit.names.village()}", f"St {kit.names.village('en')}'s church")),
        "last": str(kit.chance.randint(20, 44)),
    }  # fmt: skip
    chosen = kit.chance.sample(_LIFE, kit.chance.randint(3, 5))
    if not any(name == "died" for name, _, _ in chosen):
        chosen.append(_LIFE[0])
    lines = [kit.said(patterns, words) for _, patterns, _ in chosen]
    told = facts_in(lines)
    others = {"w": kit.names.person(kit.language)}
    asked = [
        Asked(fact if fact in told else None, patterns, {"w": who}, others)
        for fact, patterns in _LIFE_ASKED.items()
        if fact in told or kit.chance.random() < 0.12
    ]
    return Scene(lines, asked)


_CAUSES = (
    ("serangan jantung", "a heart attack"), ("sakit paru-paru", "a lung illness"), ("stroke", "a stroke"), ("usia lanjut", "old age"),
    ("demam berdarah", "dengue fever"), ("kecelakaan", "an accident"), ("gagal ginjal", "kidney failure"), ("kanker", "cancer"),
)  # fmt: skip
_LIFE = (
    ("died", (
        ("<who> [meninggal dunia|berpulang|wafat|tutup usia] [pada|] <died>[ di <deathplace>|][ dalam usia <age> tahun|]", "[telah|] [berpulang|meninggal] <who> (<age>) pada <died>[ pukul <hour>|][ karena <cause>|]", "<who>, <trade>, meninggal <died>[ akibat <cause>|]"),
        ("<who> [died|passed away] on <died>[ at <deathplace>|][, aged <age>| at the age of <age>|]", "<who>, <trade>, [died|passed away] on <died>[ of <cause>|]", "we [mourn|say farewell to] <who>, who died on <died>[, <age> years old| after <cause>|]"),
    ), None),
    ("born", (
        ("<who> [lahir|dilahirkan] [di <birthplace> |]pada <born>", "ia lahir di <birthplace>, <born>", "almarhum [lahir|dilahirkan] <born>[ di <birthplace>|]"),
        ("<who> was born[ in <birthplace>|] on <born>", "born in <birthplace> on <born>, <who> [grew up there|never forgot the place]"),
    ), None),
    ("grave", (
        ("[jenazah|almarhum] [dimakamkan|dikebumikan] di <grave>[ setelah disalatkan di <prayer>|]", "pemakaman [dilaksanakan|berlangsung] di <grave> [pukul <hour>|]", "setelah [disemayamkan|doa bersama] di <prayer>, [jenazah|ia] dimakamkan di <grave>"),
        ("the [burial|funeral] [was|will be] at <grave>[ at <hour>|][, after a service in <prayer>|]", "<who> was [buried|laid to rest] in <grave>[ after a service at <prayer>|]"),
    ), None),
    ("spouse", (
        ("ia meninggalkan [istri|suami], <spouse>, <children> anak[,| dan] <grandchildren> cucu", "almarhum menikah dengan <spouse> pada <year> dan [dikaruniai|memiliki] <children> anak", "anak sulungnya, <child>, [meneruskan usaha keluarga|merantau], sedangkan si bungsu <second> [tinggal di rumah|menjadi perawat]"),
        ("<who> [leaves|is survived by] [a husband|a wife|a spouse], <spouse>, <children> children and <grandchildren> grandchildren", "in <year> <who> married <spouse>; they had <children> children", "the eldest, <child>, [runs the shop|went abroad], and the youngest, <second>, [stayed at home|became a nurse]"),
    ), None),
    ("trade", (
        ("[selama|hampir] <last> tahun ia bekerja sebagai <trade>", "sejak <year> ia [menjadi|bekerja sebagai] <trade>", "[tetangga|orang] mengenalnya sebagai <trade> [yang ramah|yang tekun]"),
        ("for <last> years <who> worked as a <trade>", "from <year> on, <who> was a <trade>", "[neighbours|people] knew <who> as a <trade> [of few words|with a big heart]"),
    ), None),
)  # fmt: skip
_LIFE_ASKED = {
    "died": (("Kapan <w> [meninggal|wafat|tutup usia]?", "<w> meninggal [kapan|tanggal berapa]?", "Tanggal berapa <w> meninggal?"), ("When did <w> [die|pass away]?", "On what date did <w> die?", "Date of death of <w>?")),
    "weekday": (("Hari apa <w> meninggal?",), ("On what day of the week did <w> die?",)),
    "age": (("Berapa [usia|umur] <w> [saat|ketika|waktu] meninggal?", "<w> meninggal di usia berapa?", "Umur <w> berapa?"), ("How old was <w>?", "At what age did <w> die?", "How old was <w> at death?")),
    "deathplace": (("Di mana <w> [meninggal|wafat]?", "<w> meninggal di mana?"), ("Where did <w> die?", "Where did <w> pass away?")),
    "cause": (("[Kenapa|Mengapa] <w> meninggal?", "<w> meninggal karena apa?", "Apa penyebab <w> meninggal?"), ("What did <w> die of?", "How did <w> die?", "Cause of death of <w>?")),
    "born": (("Kapan <w> lahir?", "<w> lahir [kapan|tanggal berapa]?"), ("When was <w> born?", "What is <w>'s date of birth?")),
    "birthplace": (("Di mana <w> lahir?", "<w> lahir di mana?", "Dari mana <w> berasal?"), ("Where was <w> born?", "What is <w>'s birthplace?")),
    "grave": (("Di mana <w> dimakamkan?", "<w> dimakamkan di mana?", "Di mana [makam|kuburan] <w>?"), ("Where was <w> buried?", "Where is <w>'s grave?", "Where is the burial of <w>?")),
    "prayer": (("Di mana [jenazah|] <w> [disalatkan|didoakan]?",), ("Where was the service for <w>?",)),
    "spouse": (("Siapa [istri|suami|pasangan] <w>?", "Dengan siapa <w> menikah?"), ("Who [was|is] <w>'s [wife|husband|spouse]?", "Whom did <w> marry?")),
    "children": (("Berapa anak <w>?", "<w> punya anak berapa?", "Berapa jumlah anak <w>?"), ("How many children did <w> have?", "How many children does <w> leave?")),
    "grandchildren": (("Berapa cucu <w>?", "Cucu <w> berapa?"), ("How many grandchildren did <w> have?",)),
    "child": (("Siapa anak sulung <w>?", "Siapa nama anak pertama <w>?"), ("Who is <w>'s eldest child?", "What is <w>'s eldest called?")),
    "second": (("Siapa anak bungsu <w>?", "Siapa nama anak terakhir <w>?"), ("Who is <w>'s youngest child?",)),
    "trade": (("Apa pekerjaan <w>?", "<w> [dulu|] kerja apa?"), ("What was <w>'s [job|occupation]?", "What did <w> do for a living?", "What did <w> work as?")),
    "last": (("Berapa lama <w> bekerja?", "<w> bekerja berapa tahun?"), ("How long did <w> work?", "For how many years did <w> work?")),
}  # fmt: skip
FAMILIES = (several, several, life)
