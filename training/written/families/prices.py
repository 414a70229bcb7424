"""What things cost: price lists, fees, and prices that rose or fell, with the old one beside the new."""

from __future__ import annotations

from training.written.scenes import Asked, Kit, Scene
from training.written.tables import table_lines
from training.written.wording import Word, facts_in, mark

_GOODS = (
    ("beras", "rice"), ("cabai rawit", "bird's eye chillies"), ("bawang merah", "shallots"), ("telur ayam", "eggs"),
    ("minyak goreng", "cooking oil"), ("gula pasir", "sugar"), ("daging sapi", "beef"), ("daging ayam", "chicken"),
    ("tomat", "tomatoes"), ("kentang", "potatoes"), ("tempe", "tempeh"), ("ikan tongkol", "tuna"), ("jeruk", "oranges"),
    ("pisang", "bananas"), ("kopi bubuk", "ground coffee"), ("pupuk", "fertiliser"), ("semen", "cement"), ("solar", "diesel"),
    ("susu", "milk"), ("kelapa", "coconuts"), ("jagung", "maize"), ("garam", "salt"), ("wortel", "carrots"), ("bayam", "spinach"),
)  # fmt: skip
_MENU = (
    ("Nasi goreng", "Fried rice"), ("Mi ayam", "Chicken noodles"), ("Soto", "Soto"), ("Bakso", "Meatball soup"),
    ("Es teh", "Iced tea"), ("Kopi tubruk", "Black coffee"), ("Pecel lele", "Fried catfish"), ("Gado-gado", "Gado-gado"),
    ("Roti bakar", "Toast"), ("Jus alpukat", "Avocado juice"), ("Ayam geprek", "Crushed chicken"), ("Rawon", "Beef soup"),
    ("Pisang goreng", "Fried bananas"), ("Nasi uduk", "Coconut rice"), ("Sate kambing", "Goat satay"), ("Es campur", "Mixed ice"),
)  # fmt: skip
_SERVICES = (
    ("Cuci kering", "Dry cleaning"), ("Setrika", "Ironing"), ("Potong rambut", "Haircut"), ("Creambath", "Hair treatment"),
    ("Ganti oli", "Oil change"), ("Tambal ban", "Puncture repair"), ("Cuci motor", "Motorcycle wash"), ("Fotokopi", "Photocopying"),
    ("Cetak foto", "Photo printing"), ("Sewa lapangan", "Court hire"), ("Sewa tenda", "Tent hire"), ("Parkir mobil", "Car parking"),
    ("Parkir motor", "Motorcycle parking"), ("Tiket dewasa", "Adult ticket"), ("Tiket anak", "Child ticket"),
    ("Sewa perahu", "Boat hire"), ("Sewa sepeda", "Bicycle hire"), ("Legalisir", "Certified copies"), ("Surat sehat", "Health certificate"),
    ("Servis ringan", "Basic service"), ("Kartu anggota", "Membership card"), ("Penginapan", "Lodging"), ("Kunci duplikat", "Key cutting"),
)  # fmt: skip


def price_list(kit: Kit) -> Scene:
    """A list of prices, of a market, a kitchen or an office."""
    kind = kit.chance.choice(("goods", "menu", "services", "services"))
    pool = {"goods": _GOODS, "menu": _MENU, "services": _SERVICES}[kind]
    things = kit.chance.sample(pool, kit.chance.randint(4, 8))
    missing = things.pop()
    place = kit.names.business(kit.language) if kind != "goods" else kit.names.village(kit.language)
    pounds = kit.english and kit.chance.random() < 0.5
    rows, asked = [], []
    unit = (
        kit.chance.choice((("", ""), ("", ""), ("/kg", "/kg"), (" per kilogram", " per kilogram")))
        if kind == "goods"
        else ("", "")
    )
    three = kit.chance.random() < 0.3
    for at, thing in enumerate(things):
        price: Word = kit.values.pounds() if pounds else kit.values.rupiah(least=4, most=250)
        cells = [
            kit.word(thing) if kind != "goods" else kit.word(thing).capitalize(),
            mark(f"price{at}", kit.word(price) + kit.word(unit)),
        ]
        if three:
            cells.insert(
                1,
                kit.word(
                    kit.chance.choice(
                        (
                            (f"{at + 2} porsi", f"{at + 2} left"),
                            ("ada", "yes"),
                            ("per buah", "each"),
                            ("sedang", "medium"),
                        )
                    )
                ),
            )
        rows.append(cells)
        lower = thing[0].lower(), thing[1].lower()
        asked.append(
            Asked(f"price{at}", _PRICE, {"t": lower, "p": place}, {"t": (missing[0].lower(), missing[1].lower())})
        )
    asked.append(Asked(None, _PRICE, {"t": (missing[0].lower(), missing[1].lower()), "p": place}))
    header = (
        [("Barang", "Item"), ("Harga", "Price")]
        if kind == "goods"
        else [("Menu" if kind == "menu" else "Layanan", "Item"), ("Harga", "Price")]
    )
    if three:
        header.insert(1, ("Keterangan", "Note"))
    lines, between = table_lines([kit.word(each) for each in header], rows, kit.chance)
    opening = kit.line(_LIST_OPENING, {"p": place})
    return Scene([opening, *lines], asked, keep=True, joined=between)


_LIST_OPENING = (
    ("[Daftar|Papan] harga [di|] <p>", "[Harga|Tarif] [hari ini|terbaru|] [di|] <p>:", "[Tarif|Biaya] layanan <p>", "<p> [menetapkan|memasang] harga [sebagai berikut|berikut ini]:"),
    ("[Price list|Prices] [at|of] <p>", "[What we charge|Our prices], <p>:", "[Prices|Charges] at <p> [this month|today]:", "<p> [charges|asks] [the following|these prices]:"),
)  # fmt: skip
_PRICE = (
    ("Berapa [harga|tarif|biaya] <t>?", "[Harga|Tarif|Biaya] <t> [di <p>|] berapa?", "<t> [harganya|] berapa?", "Berapa [harga|] <t> di <p>?"),
    ("How much [is|are|for] <t>?", "What is the price of <t>?", "[Price|Cost] of <t> at <p>?", "How much does <p> [charge|ask] for <t>?", "What does <t> cost at <p>?"),
)  # fmt: skip


def changed_price(kit: Kit) -> Scene:
    """Prices before and after, of two things, with the reason."""
    two = kit.chance.sample(_GOODS + _SERVICES[8:16], 2)
    place = kit.names.town(kit.language)
    lines, asked = [], []
    why = kit.chance.choice(_REASONS)
    for at, thing in enumerate(two):
        base = kit.chance.randint(6, 120) * 500
        rises = kit.chance.random() < 0.7
        new = base + kit.chance.randint(1, 12) * 500 * (1 if rises else -1)
        if new <= 0:
            new = base * 2
        rises = new > base
        words: dict[str, Word] = {
            "thing": (thing[0].lower(), thing[1].lower()), f"old{at}": kit.values.sum(base), f"new{at}": kit.values.sum(new),
            "place": place, "why": why, "when": kit.values.day(kit.values.any_day(), year=False), "by": kit.values.sum(abs(new - base)),
        }  # fmt: skip
        form = kit.line(_ROSE if rises else _FELL, {**words, "old": mark(f"old{at}", kit.word(words[f"old{at}"])), "new": mark(f"new{at}", kit.word(words[f"new{at}"])),
                                                    "why": mark(f"why{at}", kit.word(why)), "when": mark(f"when{at}", kit.word(words["when"]))})  # fmt: skip
        lines.append(form + ".")
        known = facts_in([form])
        third = kit.chance.choice([each for each in _GOODS if each not in two])
        about, others = {"thing": words["thing"], "place": place}, {"thing": third}
        asked += [
            Asked(f"old{at}", _OLD, about, others),
            Asked(f"new{at}", _NEW, about, others),
            Asked(f"new{at}", _NEW, about, others),
        ]
        asked += [Asked(f"why{at}", _WHY_UP if rises else _WHY_DOWN, about, others)] if f"why{at}" in known else []
        asked += [Asked(f"when{at}", _SINCE, about, others)] if f"when{at}" in known else []
        why = kit.chance.choice([each for each in _REASONS if each != why])
    return Scene(lines, asked)


_REASONS = (
    ("pasokan dari petani berkurang", "farmers sent less"), ("jalan ke pasar rusak", "the road to the market was damaged"),
    ("musim hujan datang lebih awal", "the rains came early"), ("permintaan melonjak menjelang hari raya", "demand rose before the holidays"),
    ("ongkos angkut naik", "carriage became dearer"), ("panen raya sedang berlangsung", "the main harvest is under way"),
    ("banyak sawah terendam banjir", "many fields were flooded"), ("pajak baru berlaku", "a new tax came into force"),
    ("kapal pengangkut tidak dapat berlayar", "the cargo boat could not sail"), ("stok lama masih menumpuk", "old stock was left over"),
    ("subsidi dicabut", "the subsidy was withdrawn"), ("hama menyerang kebun", "pests spoiled the crop"),
    ("pabriknya berhenti bekerja sementara", "the mill stood still"), ("impor dibatasi", "imports were limited"),
)  # fmt: skip
_ROSE = (
    ("harga <thing> di <place> naik dari <old> menjadi <new>[ karena <why>| sejak <when>|]", "[mulai|sejak] <when>, <thing> dijual <new>[, padahal semula <old>|; sebelumnya <old>]",
     "[pekan lalu|bulan lalu|tahun lalu] <thing> [masih|hanya] <old>, [kini|sekarang|hari ini] sudah <new>[ karena <why>|]", "<thing> [kini|sekarang] <new>[ sekilo| per buah|] setelah [naik|bertambah mahal] <by> dari <old>",
     "dari semula <old>, [harga|tarif] <thing> [melonjak|merangkak naik|dinaikkan] ke <new>[ lantaran <why>| akibat <why>|]"),
    ("the price of <thing> in <place> [rose|went up|climbed] from <old> to <new>[ because <why>| on <when>|]", "since <when>, <thing> [cost|costs] <new>, [up from|where it was] <old>[ before|]",
     "[last week|last month|a year ago] <thing> [was|sold at] <old>; [now|today] it is <new>[ because <why>|]", "<thing> [now costs|is now] <new> after [a rise|an increase] of <by> from <old>"),
)  # fmt: skip
_FELL = (
    ("harga <thing> di <place> turun dari <old> menjadi <new>[ karena <why>| sejak <when>|]", "<thing> yang [semula|sebelumnya|kemarin] <old> [kini|sekarang] [dijual|dihargai] <new>[ karena <why>|]",
     "sejak <when> <thing> [lebih murah|turun], yakni <new> dari [sebelumnya|harga lama] <old>", "setelah [turun|dipotong] <by>, <thing> yang tadinya <old> menjadi <new>"),
    ("the price of <thing> in <place> [fell|dropped|went down] from <old> to <new>[ because <why>| on <when>|]", "<thing>, [which used to cost|once] <old>, [is now|now sells at] <new>[ because <why>|]",
     "since <when> <thing> has been cheaper: <new> instead of <old>", "cut by <by>, <thing> [went from|came down from] <old> to <new>"),
)  # fmt: skip
_OLD = (
    (
        "Berapa harga <thing> [sebelumnya|sebelum berubah|dulu|semula|yang lama]?",
        "[Dulu|Sebelumnya] <thing> berapa?",
        "Harga lama <thing> berapa?",
    ),
    (
        "What did <thing> cost before?",
        "What was the [old|previous|earlier] price of <thing>?",
        "How much [was|were] <thing> before?",
    ),
)
_NEW = (
    (
        "Berapa harga <thing> [sekarang|kini|yang baru|]?",
        "[Sekarang|Kini] <thing> berapa?",
        "Harga [baru|terbaru] <thing> berapa?",
        "<thing> [sekarang|] harganya berapa?",
    ),
    (
        "What does <thing> cost now?",
        "What is the [new|current|present] price of <thing>?",
        "How much [is|are] <thing> now?",
        "How much is <thing> in <place>?",
    ),
)
_WHY_UP = (
    (
        "[Kenapa|Mengapa] harga <thing> naik?",
        "Apa [sebab|penyebab] <thing> naik?",
        "<thing> naik [kenapa|gara-gara apa]?",
        "[Kenapa|Mengapa] <thing> jadi mahal?",
    ),
    (
        "Why did [the price of <thing>|<thing>] [rise|go up]?",
        "Why is <thing> dearer?",
        "What made <thing> more expensive?",
    ),
)
_WHY_DOWN = (
    (
        "[Kenapa|Mengapa] harga <thing> turun?",
        "Apa [sebab|penyebab] <thing> turun?",
        "<thing> turun [kenapa|gara-gara apa]?",
        "[Kenapa|Mengapa] <thing> jadi murah?",
    ),
    ("Why did [the price of <thing>|<thing>] [fall|go down]?", "Why is <thing> cheaper?", "What made <thing> cheaper?"),
)
_SINCE = (
    (
        "[Sejak|Mulai] kapan harga <thing> berubah?",
        "Kapan harga <thing> [berubah|naik atau turun]?",
        "<thing> harga baru mulai kapan?",
    ),
    (
        "Since when has the price of <thing> been different?",
        "When did the price of <thing> change?",
        "From when does <thing> cost that?",
    ),
)
FAMILIES = (price_list, price_list, changed_price)
