"""The same kind of fact for two or three places, buildings, years or things: which is whose."""

from __future__ import annotations

from collections.abc import Callable

from training.written.scenes import Asked, Kit, Patterns, Scene
from training.written.tables import table_lines
from training.written.wording import Word, mark

# A kind of fact: what it is called, how it is told ({n} the name, {v} the value), how it is asked.
_KINDS: tuple[tuple[tuple[str, str], Patterns, Patterns, str], ...] = (
    (("Penduduk", "Population"), (("<n> [berpenduduk|dihuni|ditinggali] <v> [jiwa|orang]", "[jumlah penduduk|penduduk] <n> [mencapai|tercatat|adalah] <v> jiwa", "di <n> [tinggal|bermukim] <v> [jiwa|warga]"), ("<n> has <v> [inhabitants|residents|people]", "<v> people live in <n>", "the population of <n> [is|stands at] <v>")),
     (("Berapa [jumlah|] penduduk <n>?", "Penduduk <n> berapa?", "Berapa [orang|jiwa] yang tinggal di <n>?"), ("What is the population of <n>?", "How many people live in <n>?", "How many inhabitants does <n> have?")), "people"),
    (("Luas", "Area"), (("luas <n> [mencapai|adalah|sekitar] <v> hektare", "<n> seluas <v> hektare", "<n> [meliputi|mencakup] <v> hektare"), ("<n> covers <v> hectares", "the area of <n> is <v> hectares", "<n> measures <v> hectares")),
     (("Berapa luas <n>?", "Luas <n> berapa[ hektare|]?"), ("How large is <n>?", "What is the area of <n>?", "How many hectares does <n> cover?")), "area"),
    (("Ketinggian", "Height"), (("<n> [berada|terletak] [pada|di] ketinggian <v> meter", "ketinggian <n> <v> meter[ dari permukaan laut|]"), ("<n> lies at <v> metres", "<n> is <v> metres above the sea")),
     (("Berapa ketinggian <n>?", "Ketinggian <n> berapa meter?", "<n> tingginya berapa?"), ("How high is <n>?", "At what height is <n>?", "How many metres above the sea is <n>?")), "height"),
    (("Jarak", "Distance"), (("[jarak|] ke <n> [sejauh|sekitar|] <v> kilometer", "<n> berjarak <v> kilometer [dari sini|dari kota]", "<n> [dapat dicapai|terletak] <v> kilometer [dari pusat kota|]"), ("<n> is <v> kilometres away", "it is <v> kilometres to <n>")),
     (("Berapa [jarak|kilometer] ke <n>?", "[Seberapa jauh|Jauhnya berapa] <n>?", "<n> jaraknya berapa?"), ("How far [away |]is <n>?", "How many kilometres is it to <n>?", "What is the distance to <n>?")), "distance"),
    (("Didirikan", "Founded"), (("<n> [didirikan|berdiri|dibangun] [pada tahun|tahun|sejak] <v>", "sejak <v> <n> [sudah|telah] ada", "tahun <v> [menjadi awal|lahirlah] <n>"), ("<n> was [founded|built|begun] in <v>", "<n> dates from <v>", "in <v> <n> [was opened|came into being]")),
     (("[Kapan|Tahun berapa] <n> [didirikan|berdiri|dibangun]?", "<n> berdiri tahun berapa?", "Sejak kapan <n> ada?"), ("When was <n> [founded|built|opened]?", "In what year was <n> [founded|built]?", "Since when has <n> existed?")), "year"),
    (("Korban", "Injured"), (("di <n> [tercatat|ada] <v> [orang|warga] [terluka|luka-luka|mengungsi]", "[sebanyak|] <v> [warga|orang] <n> [terluka|mengungsi]", "<n> melaporkan <v> korban"), ("<v> people were [hurt|evacuated] in <n>", "<n> counted <v> [injured|victims]", "in <n>, <v> were [hurt|made homeless]")),
     (("Berapa [jumlah|] korban di <n>?", "Korban di <n> berapa[ orang|]?", "Ada berapa korban di <n>?"), ("How many people were [hurt|affected] in <n>?", "How many victims were there in <n>?", "What was the number of victims in <n>?")), "few"),
    (("Hasil panen", "Harvest"), (("<n> [menghasilkan|memanen] <v> ton[ tahun ini|]", "panen <n> [mencapai|tercatat] <v> ton", "dari <n> [terkumpul|dipanen] <v> ton"), ("<n> [harvested|brought in] <v> tonnes", "the harvest of <n> [was|reached] <v> tonnes")),
     (("Berapa [hasil|] panen <n>?", "<n> panen berapa ton?"), ("How [much|many tonnes] did <n> harvest?", "What was the harvest of <n>?")), "few"),
    (("Siswa", "Pupils"), (("<n> [memiliki|mempunyai|menampung] <v> [siswa|murid]", "[jumlah siswa|murid] <n> <v> [orang|anak]"), ("<n> has <v> pupils", "<v> [children|pupils] attend <n>")),
     (("Berapa [jumlah|] [siswa|murid] <n>?", "<n> siswanya berapa?"), ("How many pupils does <n> have?", "How many children [attend|go to] <n>?")), "few"),
    (("Kerugian", "Damage"), (("kerugian di <n> [ditaksir|mencapai|diperkirakan] <v>", "<n> menderita kerugian <v>"), ("damage in <n> is put at <v>", "<n> lost <v>")),
     (("Berapa [kerugian|nilai kerugian] di <n>?", "Kerugian <n> berapa?"), ("How [large|much] is the damage in <n>?", "What did <n> lose?")), "money"),
    (("Kepala", "Head"), (("<n> [dipimpin|dikepalai|diketuai] [oleh |]<v>", "<v> [memimpin|mengepalai] <n>", "[pemimpin|kepala] <n> [adalah|ialah] <v>"), ("<n> is [led|headed|run] by <v>", "<v> [runs|leads|heads] <n>", "the head of <n> is <v>")),
     (("Siapa [pemimpin|kepala|yang memimpin] <n>?", "<n> dipimpin siapa?", "Kepala <n> siapa?"), ("Who [runs|leads|heads] <n>?", "Who is the head of <n>?")), "person"),
    (("Suhu", "Temperature"), (("suhu di <n> [mencapai|tercatat] <v> derajat", "di <n> [termometer menunjukkan|suhunya] <v> derajat"), ("it was <v> degrees in <n>", "<n> measured <v> degrees")),
     (("Berapa [derajat|] suhu di <n>?", "Suhu <n> berapa?"), ("What was the temperature in <n>?", "How [warm|hot] was it in <n>?")), "degrees"),
    (("Tinggi muka air", "Water level"), (("[tinggi|ketinggian] air di <n> <v> sentimeter", "di <n> air [naik|mencapai] <v> sentimeter"), ("the water at <n> stood at <v> centimetres", "<n> reported <v> centimetres of water")),
     (("Berapa [tinggi|ketinggian] air di <n>?", "Air di <n> setinggi apa?"), ("How high was the water at <n>?", "What was the water level at <n>?")), "height"),
    (("Kamar", "Rooms"), (("<n> [mempunyai|memiliki|menyediakan] <v> kamar", "ada <v> kamar di <n>"), ("<n> has <v> rooms", "there are <v> rooms at <n>")),
     (("Berapa [jumlah|] kamar [di|] <n>?", "<n> ada berapa kamar?"), ("How many rooms does <n> have?", "How many rooms are there at <n>?")), "few"),
    (("Dikenal karena", "Known for"), (("<n> [dikenal|terkenal|tersohor] [karena|dengan|akan] <v>", "orang [mengenal|mengingat] <n> karena <v>"), ("<n> is [known|famous] for <v>", "what <n> is known for is <v>")),
     (("<n> [terkenal|dikenal] [karena|dengan] apa?", "Apa yang membuat <n> [terkenal|dikenal]?"), ("What is <n> [known|famous] for?", "Why is <n> famous?")), "fame"),
    (("Bahan", "Made of"), (("<n> [dibuat|terbuat|dibangun] dari <v>", "[bahan|bahan utama] <n> [adalah|ialah] <v>"), ("<n> is [made|built] of <v>", "[they built|builders made] <n> of <v>")),
     (("<n> [dibuat|terbuat] dari apa?", "Apa bahan <n>?"), ("What is <n> made of?", "Of what is <n> built?")), "material"),
)  # fmt: skip
_FAME = (
    ("kopi robusta", "its coffee"),
    ("tenun ikat", "woven cloth"),
    ("durian", "durian"),
    ("ukiran kayu", "wood carving"),
    ("air terjun kembar", "twin waterfalls"),
    ("kerajinan bambu", "bamboo craft"),
    ("batu akik", "agate"),
    ("pasar terapung", "its floating market"),
    ("gerabah merah", "red pottery"),
    ("madu hutan", "wild honey"),
    ("tari topeng", "mask dances"),
    ("ikan asap", "smoked fish"),
    ("kebun teh", "tea gardens"),
    ("perajin gong", "gong makers"),
)
_MATERIAL = (
    ("bambu", "bamboo"),
    ("batu kali", "river stone"),
    ("kayu ulin", "ironwood"),
    ("bata merah", "red brick"),
    ("baja", "steel"),
    ("tanah liat", "clay"),
    ("beton", "concrete"),
    ("daun lontar", "palm leaves"),
    ("batu kapur", "limestone"),
    ("kayu jati", "teak"),
)
_THINGS = (
    ("Jembatan", "bridge"),
    ("Waduk", "reservoir"),
    ("Masjid", "mosque"),
    ("Candi", "temple"),
    ("Pasar", "market"),
    ("Bukit", "hill"),
    ("Danau", "lake"),
    ("Hotel", "hotel"),
    ("Pondok", "lodge"),
    ("Desa", "village"),
    ("Kelurahan", "ward"),
    ("Dusun", "hamlet"),
    ("Pulau", "island"),
    ("Stasiun", "station"),
    ("Kebun", "garden"),
    ("Menara", "tower"),
)


def two_places(kit: Kit) -> Scene:
    """Two to four named things, each with one or two kinds of fact."""
    thing = kit.chance.choice(_THINGS)
    kinds = kit.chance.sample(_KINDS, kit.chance.choice((1, 1, 2, 2, 3)))
    unasked = kit.chance.choice([each for each in _KINDS if each not in kinds])
    lines: list[str] = []
    asked: list[Asked] = []
    rows: list[list[str]] = []
    bare = kit.chance.random() < 0.4
    stranger = _named(kit, thing, bare)
    for at in range(kit.chance.randint(2, 4)):
        name = _named(kit, thing, bare)
        cells = [kit.word(name)]
        for number, (_, told, questions, kind) in enumerate(kinds):
            value = mark(f"v{at}{number}", kit.word(_value(kit, kind)))
            lines.append(kit.said(told, {"n": name, "v": value}))
            cells.append(value)
            asked.append(Asked(f"v{at}{number}", questions, {"n": name}, {"n": stranger}))
        asked.append(Asked(None, unasked[2], {"n": name}))
        rows.append(cells)
    asked = asked if kit.chance.random() < 0.2 else [each for each in asked if each.fact]
    if kit.chance.random() < 0.3:
        header = [kit.word(("Nama", "Name")), *(kit.word(each[0]) for each in kinds)]
        table, between = table_lines(header, rows, kit.chance)
        return Scene(table, asked, keep=True, joined=between)
    return Scene(lines, asked)


def _named(kit: Kit, thing: tuple[str, str], bare: bool) -> tuple[str, str]:
    name = kit.names.village(kit.language)
    return (name, name) if bare else (f"{thing[0]} {name}", f"{name} {thing[1]}")


def _value(kit: Kit, kind: str) -> Word:
    values = kit.values
    simple: dict[str, Callable[[], Word]] = {
        "people": lambda: values.number(240, 98_000), "area": lambda: values.decimal(3, 900), "height": lambda: values.number(35, 2_900),
        "distance": lambda: values.decimal(1, 90), "year": lambda: str(kit.chance.randint(1780, 2024)), "few": lambda: values.number(3, 940),
        "money": lambda: values.sum(kit.chance.randint(2, 900) * 1_000_000), "person": lambda: kit.names.titled(kit.language), "degrees": lambda: values.decimal(14, 39),
        "fame": lambda: kit.chance.choice(_FAME), "material": lambda: kit.chance.choice(_MATERIAL),
    }  # fmt: skip
    return simple[kind]()


FAMILIES = (two_places,)
