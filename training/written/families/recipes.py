"""Recipes, and lists that are themselves the answer: what is needed, what to bring, what there is, in which order."""

from __future__ import annotations

from training.written.scenes import Asked, Kit, Patterns, Scene
from training.written.wording import Word, facts_in, mark

_DISHES = (
    ("sayur lodeh", "vegetable stew"), ("bolu kukus", "steamed buns"), ("sambal matah", "raw sambal"), ("opor ayam", "chicken in coconut milk"),
    ("pindang ikan", "sour fish soup"), ("klepon", "rice balls"), ("martabak tahu", "tofu pancake"), ("bubur kacang hijau", "mung bean porridge"),
    ("kue lapis", "layer cake"), ("tumis kangkung", "fried water spinach"), ("puding cokelat", "chocolate pudding"), ("roti jahe", "gingerbread"),
    ("sup jagung", "corn soup"), ("dadar gulung", "rolled pancakes"), ("pepes jamur", "mushrooms in banana leaf"), ("selai nanas", "pineapple jam"),
    ("nasi kuning", "yellow rice"), ("wedang jahe", "ginger drink"), ("keripik singkong", "cassava crisps"), ("pai apel", "apple pie"),
)  # fmt: skip
_INGREDIENTS = (
    ("gula merah", "palm sugar"), ("santan", "coconut milk"), ("tepung terigu", "flour"), ("tepung beras", "rice flour"), ("telur", "eggs"),
    ("bawang putih", "garlic"), ("garam", "salt"), ("mentega", "butter"), ("daun pandan", "pandan leaves"), ("kunyit", "turmeric"), ("lengkuas", "galangal"),
    ("cabai hijau", "green chillies"), ("kelapa parut", "grated coconut"), ("air", "water"), ("minyak", "oil"), ("ragi", "yeast"), ("susu cair", "milk"),
    ("serai", "lemongrass"), ("vanili", "vanilla"), ("kayu manis", "cinnamon"), ("jeruk nipis", "lime juice"), ("ketumbar", "coriander"), ("wortel", "carrots"),
    ("kacang tanah", "peanuts"), ("madu", "honey"), ("cokelat bubuk", "cocoa"), ("daun salam", "bay leaves"), ("terasi", "shrimp paste"), ("kemiri", "candlenuts"),
)  # fmt: skip
_UNITS = (
    ("gram", "g"),
    ("sendok makan", "tablespoons"),
    ("sendok teh", "teaspoons"),
    ("butir", ""),
    ("ml", "ml"),
    ("siung", "cloves"),
    ("lembar", "sheets of"),
    ("gelas", "cups"),
    ("buah", ""),
    ("sdm", "tbsp"),
    ("sdt", "tsp"),
)
_STEPS = (
    ("campur semua bahan kering", "mix the dry ingredients"), ("rebus santan sampai mendidih", "bring the coconut milk to the boil"), ("tumis bumbu hingga harum", "fry the spices until fragrant"),
    ("uleni adonan sampai kalis", "knead the dough until smooth"), ("diamkan adonan", "let the dough rest"), ("tuang ke loyang", "pour into the tin"), ("kukus sampai matang", "steam until done"),
    ("panggang sampai kecokelatan", "bake until golden"), ("saring airnya", "strain the liquid"), ("potong sesuai selera", "cut to taste"), ("taburi dengan gula", "sprinkle with sugar"), ("aduk perlahan", "stir gently"),
    ("dinginkan di lemari es", "chill in the refrigerator"), ("haluskan bumbu", "grind the spices"), ("goreng hingga kering", "fry until crisp"), ("cuci bersih", "wash well"),
)  # fmt: skip


def recipe(kit: Kit) -> Scene:
    """A recipe: what goes in, how much of it, how long, for how many."""
    dish = kit.chance.choice(_DISHES)
    things = kit.chance.sample(_INGREDIENTS, kit.chance.randint(4, 8))
    missing = things.pop()
    steps = kit.chance.sample(_STEPS, kit.chance.randint(2, 5))
    lines, asked, plain = [], [], []
    for at, thing in enumerate(things):
        unit = kit.chance.choice(_UNITS)
        heavy = unit[1] in ("g", "ml")
        number = str(kit.chance.choice((50, 75, 100, 150, 200, 250, 400, 500) if heavy else (1, 2, 3, 4, 5, 6, 8)))
        amount = mark(f"amount{at}", f"{number} {kit.word(unit)}".strip())
        name = mark(f"name{at}", kit.word(thing))
        lines.append(f"{amount} {name}" if kit.chance.random() < 0.85 else f"{name}, {amount}")
        plain.append(kit.word(thing))
        about: dict[str, Word] = {"t": thing, "d": dish}
        asked.append(Asked(f"amount{at}", _AMOUNT, about, {"t": missing}))
    minutes, oven = f"{kit.chance.randint(1, 12) * 5}", f"{kit.chance.randint(12, 23) * 10}"
    words: dict[str, Word] = {
        "d": dish, "time": (f"{minutes} menit", f"{minutes} minutes"), "serves": kit.values.number(2, 12), "oven": f"{oven} °C" if kit.chance.random() < 0.4 else kit.word((f"{oven} derajat", f"{oven} degrees")),
        "rest": kit.values.length_of_time(), "keeps": kit.word((f"{kit.chance.randint(2, 9)} hari", f"{kit.chance.randint(2, 9)} days")), "origin": kit.names.town(kit.language), "cook": kit.names.person(kit.language),
    }  # fmt: skip
    joint = kit.chance.random()
    head = kit.line(_HEAD, words)
    if joint < 0.55:
        bullet = kit.chance.choice(("- ", "", "• ", "* ", ""))
        listing = [f"{bullet}{each}" for each in lines]
        block = [
            f"{kit.word(kit.chance.choice((('Bahan:', 'Ingredients:'), ('Bahan-bahan', 'Ingredients'), ('Yang diperlukan:', 'You need:'))))}",
            *listing,
        ]
    else:
        # The list in one line, which is itself an answer.
        inline = mark("list", _listed(plain, kit)) if len(plain) < 7 else _listed(plain, kit)
        block = [kit.wording.sentence(kit.pick(_NEEDS).replace("{l}", inline), words) + "."]
        asked = (
            [
                Asked(
                    "list",
                    _WHAT_GOES_IN,
                    {"d": dish},
                    {"d": kit.chance.choice([each for each in _DISHES if each != dish])},
                )
            ]
            * 2
            if len(plain) < 7
            else []
        )
    tail = [
        kit.said(each, words)
        for each in kit.chance.sample((_TIME, _SERVES, _KEEPS, _OVEN, _ORIGIN), kit.chance.randint(1, 4))
    ]
    numbered = kit.chance.random() < 0.5
    done = [
        f"{at + 1}. {kit.word(step).capitalize()}." if numbered else f"{kit.word(step).capitalize()}."
        for at, step in enumerate(steps)
    ]
    told = facts_in([*tail, head])
    asked += [
        Asked(fact if fact in told else None, each, {"d": dish})
        for fact, each in _RECIPE_ASKED.items()
        if fact in told or kit.chance.random() < 0.06
    ]
    after = [*done, *tail] if kit.chance.random() < 0.6 else [*tail, *done]
    return Scene([head, *block, *after], asked, keep=True, joined="\n" if joint < 0.55 else None)


def _listed(items: list[str], kit: Kit) -> str:
    join = kit.word((" dan ", " and "))
    if len(items) == 1:
        return items[0]
    comma = "," if kit.chance.random() < 0.6 and len(items) > 2 else ""
    return ", ".join(items[:-1]) + comma + join + items[-1]


_HEAD = (
    (
        "[Resep|Cara membuat|Membuat] <d>[ ala <cook>|][ khas <origin>|]",
        "<d> [untuk sarapan|yang mudah dibuat|keluarga]",
        "<cook> [berbagi|membagikan] resep <d>:",
    ),
    (
        "[Recipe:|How to make|Making] <d>[ by <cook>|][ from <origin>|]",
        "<cook>'s <d>",
        "<d> [for a cold day|the easy way]:",
    ),
)
_NEEDS = (
    (
        "[untuk|buat] <d> [diperlukan|dibutuhkan|siapkan] {l}",
        "<d> dibuat dari {l}",
        "bahannya [hanya|] {l}",
        "[campurkan|siapkan] {l}",
    ),
    (
        "[for|to make] <d> [you need|take|you will need] {l}",
        "<d> is made of {l}",
        "all it takes is {l}",
        "[combine|have ready] {l}",
    ),
)
_TIME = (
    ("[masak|kukus|rebus|panggang] [selama|kira-kira|sekitar] <time>", "[waktu memasak|memasaknya perlu]: <time>"),
    ("[cook|steam|boil|bake] for [about |]<time>", "[cooking time|takes]: <time>"),
)
_SERVES = (
    ("[resep ini|] cukup untuk <serves> [orang|porsi]", "[untuk|hasil:] <serves> porsi"),
    ("[this |]serves <serves>", "[enough for|makes] <serves> [people|portions]"),
)
_KEEPS = (
    (
        "[tahan|dapat disimpan] [hingga |sampai |]<keeps>[ di lemari es|]",
        "simpan [paling lama|tidak lebih dari] <keeps>",
    ),
    ("[keeps|will keep] for [up to |]<keeps>", "eat within <keeps>"),
)
_OVEN = (
    ("[panaskan|atur] oven [pada|hingga] [suhu |]<oven>", "suhu oven <oven>"),
    ("[heat|set] the oven to <oven>", "oven at <oven>"),
)
_ORIGIN = (
    ("[hidangan|masakan] ini [berasal dari|khas] <origin>", "resep ini [didapat|diwarisi] dari <cook>"),
    ("the dish [comes from|is at home in] <origin>", "the recipe [is by|was handed down by] <cook>"),
)
_AMOUNT = (
    (
        "[Berapa|Berapa banyak|Seberapa banyak] <t> [yang dibutuhkan|yang diperlukan|] [untuk|buat] <d>?",
        "<t>[nya|] berapa[ banyak|]?",
        "Takaran <t> [berapa|untuk <d>]?",
        "Butuh <t> berapa?",
    ),
    (
        "How much <t> [is needed|do I need|goes in]?",
        "How many <t> [are needed|do I need] for <d>?",
        "What amount of <t> goes into <d>?",
        "<t>: how much?",
    ),
)
_WHAT_GOES_IN = (
    (
        "Apa [saja|aja] bahan [untuk |buat |membuat |]<d>?",
        "Bahan <d> apa [saja|aja]?",
        "<d> [dibuat dari|terbuat dari|pakai] apa [saja|]?",
        "Apa saja yang [dibutuhkan|diperlukan] untuk <d>?",
    ),
    (
        "What are the ingredients of <d>?",
        "What [goes into|is in] <d>?",
        "What do I need for <d>?",
        "What is <d> made of?",
    ),
)
_RECIPE_ASKED: dict[str, Patterns] = {
    "time": (("Berapa lama [memasak|masak|membuat] <d>?", "<d> dimasak berapa lama?", "[Masaknya|Rebusnya] berapa menit?"), ("How long [does <d> take|is <d> cooked|do I cook <d>]?", "How many minutes for <d>?")),
    "serves": (("Untuk berapa [orang|porsi] resep <d>?", "<d> cukup buat berapa orang?", "Jadi berapa porsi?"), ("How many does <d> serve?", "For how many people is <d>?")),
    "keeps": (("Berapa [lama|hari] <d> [tahan|bisa disimpan]?", "<d> tahan berapa hari?"), ("How long does <d> keep?", "For how long can I keep <d>?")),
    "oven": (("Berapa suhu oven [untuk|] <d>?", "Oven <d> berapa derajat?"), ("What temperature [is the oven|for <d>]?", "How hot should the oven be for <d>?")),
    "origin": (("Dari mana [asal|] <d>?", "<d> [asalnya|] dari mana?", "<d> [makanan|masakan] khas mana?"), ("Where [does|is] <d> [come from|from]?", "What town does <d> come from?")),
    "cook": (("Resep <d> [dari|punya] siapa?", "Siapa [yang membuat|pemilik] resep <d>?"), ("Whose recipe for <d> is it?", "Who made the recipe for <d>?")),
}  # fmt: skip

_LISTS: tuple[tuple[Patterns, Patterns, tuple[tuple[str, str], ...]], ...] = (
    (
        (("[syarat|persyaratan] [pendaftaran|mendaftar] [di|] <p> [adalah|ialah|meliputi] {l}", "[calon|] [peserta|pendaftar] <p> [wajib|harus] [membawa|menyerahkan|melampirkan] {l}", "untuk mendaftar di <p>, [siapkan|bawa] {l}"),
         ("to [register|enrol] at <p>, bring {l}", "[applicants to|those who join] <p> must [bring|hand in] {l}", "<p> [asks for|requires] {l}")),
        (("Apa [saja|aja] [syarat|persyaratan] [daftar|pendaftaran|mendaftar] [di|] <p>?", "[Syarat|Persyaratan] <p> apa [saja|aja]?", "[Perlu|Harus] bawa apa [saja|] [ke|untuk daftar] <p>?", "Dokumen apa yang [dibutuhkan|harus dibawa]?"),
         ("What do I need to [register|enrol] at <p>?", "What [papers|documents] does <p> require?", "What should I bring to <p>?")),
        (("fotokopi KTP", "a copy of your identity card"), ("kartu keluarga", "a family card"), ("pasfoto", "a photograph"), ("akta kelahiran", "a birth certificate"), ("rapor", "a school report"), ("ijazah", "a diploma"), ("surat sehat", "a health certificate"), ("surat izin orang tua", "a parent's consent"), ("meterai", "a revenue stamp"), ("kartu BPJS", "an insurance card")),
    ),
    (
        (("[peserta|rombongan] [ke|perkemahan] <p> [diminta|harus] membawa {l}", "[bawalah|jangan lupa] {l} [saat ke|untuk ke] <p>", "perlengkapan [ke|di] <p>: {l}"),
         ("[campers|those going] to <p> should bring {l}", "[remember|do not forget] {l} for the trip to <p>", "what to pack for <p>: {l}")),
        (("Apa [saja|aja] yang [harus|perlu] dibawa ke <p>?", "[Bawa|Perlu bawa] apa aja ke <p>?", "Perlengkapan [ke|di] <p> apa saja?"), ("What should I [bring|pack] for <p>?", "What do we need to take to <p>?")),
        (("jas hujan", "a raincoat"), ("senter", "a torch"), ("topi", "a hat"), ("obat pribadi", "your medicine"), ("tikar", "a mat"), ("bekal makan siang", "a packed lunch"), ("sepatu karet", "rubber boots"), ("baju ganti", "a change of clothes"), ("kantong tidur", "a sleeping bag"), ("tabir surya", "sun cream"), ("alat tulis", "pens")),
    ),
    (
        (("<p> [kini|] [memiliki|dilengkapi|menyediakan] {l}", "fasilitas [di|] <p> [antara lain|meliputi|:] {l}", "di <p> [tersedia|terdapat|ada] {l}"),
         ("<p> [has|offers|now has] {l}", "[at|in] <p> there are {l}", "facilities [at|in] <p> include {l}")),
        (("Apa [saja|aja] fasilitas [di|] <p>?", "[Di <p> ada|Fasilitas <p>] apa [saja|aja]?", "<p> punya [fasilitas|] apa saja?"), ("What facilities does <p> have?", "What is there in <p>?", "What does <p> offer?")),
        (("musala", "a prayer room"), ("kantin", "a canteen"), ("taman bermain", "a playground"), ("ruang baca", "a reading room"), ("toilet", "toilets"), ("tempat parkir", "a car park"), ("lapangan voli", "a volleyball court"), ("panggung", "a stage"), ("ruang menyusui", "a nursing room"), ("kolam ikan", "a fish pond"), ("jalur kursi roda", "a wheelchair ramp")),
    ),
    (
        (("bantuan [untuk|bagi] <p> berupa {l}", "[warga|pengungsi] <p> [menerima|mendapat|diberi] {l}", "[yang masih dibutuhkan|kebutuhan mendesak] di <p> [adalah|ialah] {l}"),
         ("aid for <p> consists of {l}", "[people|families] in <p> [received|were given] {l}", "still needed in <p>: {l}")),
        (("Apa [saja|aja] bantuan [untuk|bagi] <p>?", "[Warga <p>|<p>] [dapat|menerima|butuh] apa [saja|aja]?"), ("What [aid|help] [went to|is there for] <p>?", "What did [people in |]<p> receive?", "What is needed in <p>?")),
        (("beras", "rice"), ("selimut", "blankets"), ("air bersih", "clean water"), ("popok bayi", "nappies"), ("mi instan", "instant noodles"), ("tenda", "tents"), ("obat-obatan", "medicines"), ("susu formula", "infant formula"), ("pakaian layak pakai", "clothes"), ("lampu", "lamps"), ("masker", "masks")),
    ),
    (
        (("[acara|kegiatan|perayaan] [di|] <p> [diisi|dimeriahkan] {l}", "[pengunjung|warga] <p> [dapat|bisa] menikmati {l}", "di <p> [akan ada|digelar] {l}"),
         ("the [day|fair|feast] in <p> [will have|offers] {l}", "[visitors to|people in] <p> can enjoy {l}", "on the programme in <p>: {l}")),
        (("Ada [acara|] apa [saja|aja] di <p>?", "Acara [di|] <p> apa [saja|aja]?", "[Apa saja|] kegiatan di <p>[ apa aja|]?"), ("What [is on|happens|can one see] in <p>?", "What is on the programme in <p>?")),
        (("pasar murah", "a bargain market"), ("jalan sehat", "a fun walk"), ("pentas musik", "live music"), ("donor darah", "a blood drive"), ("pemeriksaan gratis", "free check-ups"), ("wayang kulit", "a shadow play"), ("bazar buku", "a book bazaar"), ("lomba anak", "games for children"), ("kuda lumping", "horse dances"), ("pesta kembang api", "fireworks")),
    ),
)  # fmt: skip


def listing(kit: Kit) -> Scene:
    """Lists of two kinds or for two places, in a line or one item a line; the answer is the list."""
    lines, asked = [], []
    bulleted = kit.chance.random() < 0.35
    for at, (told, questions, pool) in enumerate(kit.chance.sample(_LISTS, kit.chance.choice((1, 2, 2)))):
        place = kit.names.village(kit.language) if kit.chance.random() < 0.6 else kit.names.business(kit.language)
        items = [kit.word(each) for each in kit.chance.sample(pool, kit.chance.randint(2, 5))]
        if bulleted:
            bullet = kit.chance.choice(("- ", "• ", "* ", "– "))
            block = ("\n" + bullet).join(items)
            lines.append(
                kit.wording.sentence(kit.pick(told).replace("{l}", ""), {"p": place}).rstrip(": ")
                + ":\n"
                + bullet
                + mark(f"list{at}", block)
            )
        else:
            lines.append(
                kit.wording.sentence(
                    kit.pick(told).replace("{l}", mark(f"list{at}", _listed(items, kit))), {"p": place}
                )
                + "."
            )
        asked.append(Asked(f"list{at}", questions, {"p": place}, {"p": kit.names.village(kit.language)}))
    return Scene(lines, asked, joined="\n" if bulleted else None, keep=bulleted)


FAMILIES = (recipe, listing)
