"""Opening hours, a clinic's week, timetables of ferries and buses: as tables and in sentences."""

from __future__ import annotations

from training.written.scenes import Asked, Kit, Scene
from training.written.tables import table_lines
from training.written.values import WEEKDAYS
from training.written.wording import Word, facts_in, mark, unmarked

_OPEN_KINDS = (
    ("Perpustakaan", "the library"), ("Puskesmas", "the health centre"), ("Kolam renang", "the swimming pool"),
    ("Kantor pos", "the post office"), ("Pasar", "the market"), ("Museum", "the museum"), ("Apotek", "the pharmacy"),
    ("Kantor kelurahan", "the ward office"), ("Samsat", "the vehicle office"), ("Bank sampah", "the waste bank"),
    ("Taman bacaan", "the reading room"), ("Bengkel", "the garage"), ("Warung makan", "the diner"),
    ("Gedung olahraga", "the sports hall"), ("Kebun binatang", "the zoo"), ("Loket tiket", "the ticket office"),
    ("Klinik", "the clinic"), ("Toko roti", "the bakery"), ("Salon", "the salon"), ("Kantor pajak", "the tax office"),
)  # fmt: skip
_CLINICS = (
    ("Poli umum", "General practice"), ("Poli gigi", "Dental clinic"), ("Poli anak", "Children's clinic"),
    ("Poli mata", "Eye clinic"), ("KIA", "Mother and child"), ("Imunisasi", "Immunisation"), ("Laboratorium", "Laboratory"),
    ("Fisioterapi", "Physiotherapy"), ("Poli gizi", "Nutrition"), ("Poli lansia", "Clinic for the elderly"),
    ("Poli saraf", "Neurology"), ("Poli jantung", "Heart clinic"), ("Konseling", "Counselling"), ("Akupunktur", "Acupuncture"),
)  # fmt: skip
_CLASSES = (
    ("Yoga", "Yoga"), ("Renang anak", "Children's swimming"), ("Senam", "Gymnastics"), ("Karate", "Karate"),
    ("Melukis", "Painting"), ("Gitar", "Guitar"), ("Bahasa Inggris", "English"), ("Tari", "Dance"), ("Angklung", "Angklung"),
    ("Paduan suara", "Choir"), ("Catur", "Chess"), ("Menjahit", "Sewing"), ("Komputer", "Computing"), ("Silat", "Silat"),
    ("Bulu tangkis", "Badminton"), ("Panahan", "Archery"), ("Keramik", "Pottery"), ("Gamelan", "Gamelan"),
)  # fmt: skip
_VEHICLES = (
    ("Kapal", "Ferry"), ("Bus", "Coach"), ("Kereta", "Train"), ("Travel", "Minibus"), ("Perahu", "Boat"), ("Feri", "Ferry"),
)  # fmt: skip


def opening_hours(kit: Kit) -> Scene:
    """Hours of one house by days, with a day on which it is closed."""
    kind = kit.chance.choice(_OPEN_KINDS)
    name = kit.names.village(kit.language)
    place = f"{kind[0]} {name}", f"{name} {kind[1].removeprefix('the ')}"
    groups = kit.values.weekdays(kit.chance.choice((2, 3, 3, 4)))
    closed = kit.chance.randrange(len(groups)) if kit.chance.random() < 0.6 else None
    rows, asked = [], []
    for at, days in enumerate(groups):
        span = kit.values.hours(kit.values.clock(latest=10), kit.values.clock(earliest=11))
        told = mark(f"day{at}", kit.word(days))
        if at == closed:
            rows.append(
                [told, mark(f"span{at}", kit.word(kit.chance.choice((("tutup", "closed"), ("libur", "closed")))))]
            )
            asked.append(Asked(f"span{at}", _OPEN_AT_ALL, {"d": _one_day(days, kit)}))
            asked.append(
                Asked(
                    f"day{at}",
                    (
                        ("[Hari apa|Kapan] {k} [tutup|libur|tidak buka]?", "{k} [libur|tutup]nya hari apa?"),
                        (
                            "[When|On what day|On which day] is {k} [closed|shut]?",
                            "What day [does {k} close|is {k} not open]?",
                        ),
                    ),
                )
            )
        else:
            hours = kit.word(span).replace("opens", f"opens{at}").replace("closes", f"closes{at}")
            rows.append([told, mark(f"span{at}", hours)])
            day = _one_day(days, kit)
            asked += [
                Asked(f"span{at}", _HOURS, {"d": day}),
                Asked(f"opens{at}", _OPENS, {"d": day}),
                Asked(f"closes{at}", _CLOSES, {"d": day}),
            ]
    asked = [Asked(each.fact, _with_place(each.patterns, place), each.words) for each in asked]
    opening = kit.line(_HOURS_OPENING, {"p": place})
    if kit.chance.random() < 0.55:
        header = kit.chance.choice((("Hari", "Day"), ("Hari buka", "Days"))), ("Jam", "Hours")
        lines, between = table_lines([kit.word(each) for each in header], rows, kit.chance)
        return Scene([opening, *lines], asked, keep=True, joined=between)
    form = kit.pick(_HOURS_PROSE)
    said = [
        kit.wording.sentence(form if at != closed else kit.pick(_CLOSED_PROSE), {})
        .replace("{d}", row[0])
        .replace("{h}", row[1])
        for at, row in enumerate(rows)
    ]
    return Scene([opening, *(_ended(f"{each[:1].upper()}{each[1:]}") for each in said)], asked, keep=True)


def _ended(text: str) -> str:
    return text if unmarked(text)[0].endswith(".") else f"{text}."


def _with_place(
    patterns: tuple[tuple[str, ...], tuple[str, ...]], place: tuple[str, str]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    short = place[0], f"the {place[1].split(' ')[-1]}"
    return (
        tuple(each.replace("{k}", f"[{place[0]}|{short[0].rsplit(' ', 1)[0]}]") for each in patterns[0]),
        tuple(each.replace("{k}", f"[{place[1]}|{short[1]}]") for each in patterns[1]),
    )


def _one_day(days: object, kit: Kit) -> tuple[str, str]:
    """Return a day that a span names, at one of its ends or between."""
    text = days[0] if isinstance(days, tuple) else str(days)
    inside = [at for at, name in enumerate(WEEKDAYS[0]) if name in text]
    at = kit.chance.randint(min(inside), max(inside))
    return WEEKDAYS[0][at], WEEKDAYS[1][at]


_HOURS = (
    ("[Jam berapa|Pukul berapa] {k} buka [pada|di|] hari <d>?", "[Jam buka|Jam operasional] {k} hari <d>?", "{k} hari <d> buka jam berapa [sampai jam berapa|]?",
     "<d> {k} buka [jam berapa|dari jam berapa sampai jam berapa]?"),
    ("[What are|What are the] opening hours of {k} on <d>?", "When is {k} open on [a |]<d>?", "[What hours|Which hours] is {k} open on <d>?", "<d> hours of {k}?"),
)  # fmt: skip
_OPEN_AT_ALL = (
    ("[Apakah|Apa] {k} buka [pada|di|] hari <d>?", "Hari <d> {k} buka [nggak|atau tidak|tidak]?"),
    ("Is {k} open on <d>?", "Can I [go to|visit] {k} on <d>?", "Does {k} open on <d>?"),
)
_OPENS = (
    ("[Jam berapa|Pukul berapa] {k} mulai [buka|melayani] hari <d>?", "Hari <d> {k} mulai buka [jam|pukul] berapa?", "[Mulai|Dari] jam berapa {k} buka [pada hari|] <d>?"),
    ("[What time|When] does {k} open on <d>?", "From what time is {k} open on <d>?", "How early does {k} open on <d>?"),
)  # fmt: skip
_CLOSES = (
    ("[Sampai|Hingga] [jam|pukul] berapa {k} buka hari <d>?", "{k} tutup [jam|pukul] berapa [pada|di|] hari <d>?", "<d> {k} tutup jam berapa?"),
    ("[What time|When] does {k} [close|shut] on <d>?", "Until [what time|when] is {k} open on <d>?", "How late is {k} open on <d>?"),
)  # fmt: skip
_HOURS_OPENING = (
    ("[Jam|Jadwal|Waktu] [buka|layanan|pelayanan|operasional] <p>[ yang baru|]:", "<p> [kini|mulai bulan ini|kembali] melayani [warga|pengunjung] dengan [jadwal|jam] berikut:",
     "<p> [buka|beroperasi] [sebagai berikut|dengan jadwal ini]:", "Pengumuman jam [layanan|buka] <p>"),
    ("[Opening hours|Hours|When to come]: <p>", "<p> [is now|will be] open [as follows|at these times]:", "[New|Summer|Winter] hours [of|for] <p>:", "<p> [welcomes visitors|serves the public] at these hours:"),
)  # fmt: skip
_HOURS_PROSE = (
    ("[pada|setiap|khusus] {d} [buka|layanan dibuka|loket melayani] [pukul|jam] {h}", "{d} [buka|melayani] [pukul|dari pukul|antara pukul] {h}", "{d}: [pukul|] {h}", "untuk {d}, [pintu|loket|layanan] dibuka [pukul|jam] {h}"),
    ("{d}: [open|] {h}", "on {d} [we are open|the doors are open|it opens] {h}", "{d}, {h}", "[hours on|for] {d} are {h}"),
)  # fmt: skip
_CLOSED_PROSE = (
    ("{d} {h}", "[pada|setiap|khusus] {d} [layanan|] {h}", "{d}: {h}"),
    ("{d} {h}", "{d}: {h}", "[on|every] {d} [it is|we are] {h}"),
)


def clinic_week(kit: Kit) -> Scene:
    """Who is there for what, on which day, at which hours: a table of a clinic or of courses."""
    courses = kit.chance.random() < 0.45
    kinds = kit.chance.sample(_CLASSES if courses else _CLINICS, kit.chance.randint(3, 6))
    rows, asked = [], []
    for at, kind in enumerate(kinds[:-1] if len(kinds) > 3 else kinds):
        who, day = kit.names.titled(kit.language), kit.values.weekday()
        span = kit.values.hours(kit.values.clock(latest=11), kit.values.clock(earliest=12), zone=False)
        hours = kit.word(span).replace("opens", f"opens{at}").replace("closes", f"closes{at}")
        room = kit.word((f"Ruang {kit.chance.randint(1, 20)}", f"Room {kit.chance.randint(1, 20)}"))
        rows.append(
            [
                kit.word(kind),
                mark(f"who{at}", who),
                mark(f"day{at}", kit.word(day)),
                mark(f"span{at}", hours),
                mark(f"room{at}", room),
            ]
        )
        lower = kind[0][0].lower() + kind[0][1:] if not kind[0].isupper() else kind[0], kind[1].lower()
        other = (
            kinds[-1]
            if len(kinds) > 3
            else kit.chance.choice([each for each in (_CLASSES if courses else _CLINICS) if each not in kinds])
        )
        else_ = {"k": (other[0].lower(), other[1].lower())}
        asked += [
            Asked(f"day{at}", _CLINIC_DAY, {"k": lower}, else_),
            Asked(f"who{at}", _COACH if courses else _DOCTOR, {"k": lower}, else_),
            Asked(f"span{at}", _CLINIC_HOURS, {"k": lower}, else_),
            Asked(f"opens{at}", _CLINIC_OPENS, {"k": lower}, else_),
            Asked(f"day{at}", _PERSON_DAY, {"w": who}, {"w": kit.names.person(kit.language)}),
        ]
        if courses:
            asked.append(Asked(f"room{at}", _ROOM, {"k": lower}, else_))
    name = kit.names.village(kit.language)
    header = [
        ("Kelas" if courses else "Poli", "Class" if courses else "Clinic"), ("Pelatih" if courses else "Dokter", "Teacher" if courses else "Doctor"),
        ("Hari", "Day"), ("Jam", "Time"), ("Ruang", "Room"),
    ]  # fmt: skip
    if courses and kit.chance.random() < 0.5:
        columns = [0, 1, 2, 3, 4]
    else:
        columns = [0, *kit.chance.choice(((1, 2, 3), (2, 3, 1), (1, 2, 3), (2, 3)))]
    shown = facts_in(row[at] for row in rows for at in columns)
    asked = [each for each in asked if each.fact in shown]
    lines, between = table_lines(
        [kit.word(header[at]) for at in columns], [[row[at] for at in columns] for row in rows], kit.chance
    )
    opening = kit.line(
        (("[Jadwal|Daftar] [kelas|latihan|kursus] [di|] <p>", "[Kursus|Kelas] [sore|semester ini] di <p>:") if courses else ("[Jadwal|Daftar] [dokter|poli|praktik] [klinik|puskesmas|RS] <p>", "[Layanan|Praktik] [poli|dokter] [di|] <p>:"),
         ("[Timetable|Classes] [this term|] at <p>", "[Courses|Weekly classes] in <p>:") if courses else ("[Clinics|Doctors] [at|of] <p> [hospital|health centre]", "[Surgery hours|Clinic timetable], <p>:")),
        {"p": name},
    )  # fmt: skip
    return Scene([opening, *lines], asked, keep=True, joined=between)


_CLINIC_DAY = (
    (
        "[Hari apa|Kapan] [ada|jadwal|] <k>?",
        "<k> [hari apa|ada di hari apa|kapan]?",
        "[Jadwal|Hari buka] <k> [hari apa|kapan]?",
    ),
    ("[What day|On what day|When] is <k>?", "[Which day|When] is <k> held?", "<k> is on what day?"),
)
_CLINIC_HOURS = (
    ("[Jam|Pukul] berapa <k>?", "<k> [jam|pukul] berapa [sampai berapa|]?", "Jam [buka|layanan|pelaksanaan] <k>?"),
    ("[What time|At what time] is <k>?", "What are the hours of <k>?", "<k> [runs|is] from what time to what time?"),
)
_CLINIC_OPENS = (
    ("[Jam|Pukul] berapa <k> [mulai|dimulai|mulai buka]?", "<k> mulai [jam|pukul] berapa?"),
    ("[What time|When] does <k> [start|begin|open]?", "[When|At what hour] does <k> begin?"),
)
_DOCTOR = (
    ("Siapa [dokter|yang praktik|petugas] [di|] <k>?", "[Dokter|Petugas] <k> siapa?", "Siapa nama dokter <k>?"),
    ("Who is the doctor [for|at] <k>?", "[Who|Which doctor] [works at|sees patients at] <k>?", "Who runs <k>?"),
)
_COACH = (
    ("Siapa [pelatih|pengajar|guru] [kelas|] <k>?", "[Pelatih|Guru] <k> siapa?", "Siapa yang [mengajar|melatih] <k>?"),
    ("Who teaches <k>?", "Who is the [teacher|coach|instructor] [of|for] <k>?", "Who [leads|gives] the <k> class?"),
)
_ROOM = (
    ("Di ruang [mana|berapa] [kelas|] <k>?", "[Kelas|] <k> di ruang [berapa|mana]?", "Di mana kelas <k>?"),
    ("[Which|What] room is <k> in?", "Where is <k> [held|taught]?"),
)
_PERSON_DAY = (
    ("[Hari apa|Kapan] <w> [ada|praktik|mengajar|bertugas]?", "[Jadwal|Hari] <w> [kapan|hari apa]?"),
    ("[What day|When] is <w> [in|there|on duty]?", "On which day does <w> [work|come]?"),
)


def departures(kit: Kit) -> Scene:
    """A timetable: where to, when, for how much, from which platform."""
    vehicle = kit.chance.choice(_VEHICLES)
    rows, asked = [], []
    count = kit.chance.randint(3, 6)
    dear = kit.chance.random() < 0.6
    for at in range(count):
        town = kit.names.town(kit.language)
        leaves, arrives = kit.values.clock(earliest=5, latest=13), kit.values.clock(earliest=14, latest=22)
        fare = (
            kit.values.rupiah(least=10, most=300)
            if kit.chance.random() < 0.8 or not kit.english
            else kit.values.pounds()
        )
        platform = str(kit.chance.randint(1, 9))
        rows.append([mark(f"town{at}", town), mark(f"leaves{at}", kit.word(kit.values.at(leaves))), mark(f"arrives{at}", kit.word(kit.values.at(arrives))),
                     mark(f"fare{at}", kit.word(fare)) if dear else mark(f"platform{at}", platform)])  # fmt: skip
        words: dict[str, Word] = {"t": town, "v": (vehicle[0].lower(), vehicle[1].lower())}
        others: dict[str, Word] = {"t": kit.names.town(kit.language)}
        asked += [
            Asked(f"leaves{at}", _LEAVES, words, others),
            Asked(f"arrives{at}", _ARRIVES, words, others),
            Asked(f"fare{at}" if dear else f"platform{at}", _FARE if dear else _PLATFORM, words, others),
        ]
        if not dear:
            asked.append(Asked(None, _FARE, words))
    harbour = kit.names.town(kit.language)
    header = (
        ("Tujuan", "Destination"),
        ("Berangkat", "Departs"),
        ("Tiba", "Arrives"),
        ("Tarif", "Fare") if dear else ("Jalur", "Platform"),
    )
    opening = kit.line(
        (("[Jadwal|Jam] [keberangkatan|berangkat] <v> dari <h>", "<v> dari <h> [berangkat|melayani rute] sebagai berikut:", "[Jadwal baru|Jadwal sementara] <v> <h>"),
         ("[Departures|Timetable]: <v> from <h>", "<v> services from <h> [leave|run] as follows:", "[New|Winter|Summer] timetable, <h> <v>")),
        {"v": vehicle, "h": harbour},
    )  # fmt: skip
    if kit.chance.random() < 0.7:
        lines, between = table_lines([kit.word(each) for each in header], rows, kit.chance)
        return Scene([opening, *lines], asked, keep=True, joined=between)
    form = kit.pick(_DEPARTURE_PROSE)
    lines = [
        kit.wording.sentence(form, {"v": (vehicle[0].lower(), vehicle[1].lower())}).replace("{t}", row[0]).replace("{l}", row[1]).replace("{a}", row[2])
        + kit.wording.say(kit.pick(_FARE_PROSE if dear else _PLATFORM_PROSE), {}).replace("{f}", row[3]) + "."
        for row in rows
    ]  # fmt: skip
    return Scene([opening if opening.endswith(":") else f"{opening}.", *lines], asked, keep=True)


_LEAVES = (
    ("[Jam|Pukul] berapa <v> [ke|tujuan|jurusan] <t> berangkat?", "<v> ke <t> [berangkat|jalan] [jam|pukul] berapa?", "Kapan <v> [ke|tujuan] <t> berangkat?", "[Jadwal|Jam] keberangkatan <v> ke <t>?"),
    ("[What time|When] does the <v> to <t> [leave|depart]?", "[When|At what time] is the <v> to <t>?", "Departure time for <t>?"),
)  # fmt: skip
_ARRIVES = (
    (
        "[Jam|Pukul] berapa <v> [tiba|sampai] di <t>?",
        "<v> [ke|tujuan] <t> [sampai|tiba] [jam|pukul] berapa?",
        "Kapan <v> sampai <t>?",
    ),
    ("[What time|When] does the <v> [arrive in|get to|reach] <t>?", "Arrival time in <t>?"),
)
_FARE = (
    ("[Berapa|Berapa harga] [tarif|tiket|ongkos] <v> [ke|tujuan|jurusan] <t>?", "[Tiket|Ongkos|Tarif] ke <t> berapa?", "Harga tiket <v> ke <t>?"),
    ("How much is [a ticket|the fare|it] to <t>?", "What does the <v> to <t> cost?", "What is the fare to <t>?", "Price of a ticket to <t>?"),
)  # fmt: skip
_PLATFORM = (
    ("Di jalur berapa <v> [ke|tujuan] <t>?", "<v> ke <t> [di|dari|lewat] jalur berapa?", "Jalur berapa untuk <t>?"),
    ("[Which|What] platform [is|for] the <v> to <t>?", "From which platform does the <v> to <t> leave?"),
)
_DEPARTURE_PROSE = (
    ("<v> [ke|tujuan|jurusan] {t} [berangkat|bertolak] [pukul|jam] {l} dan [tiba|sampai] [pukul|jam] {a}", "[ke|menuju] {t}, <v> [jalan|berangkat] {l}, [tiba|sampai] {a}"),
    ("the <v> to {t} [leaves|departs] at {l} and [arrives|gets in] at {a}", "for {t}, [leave|departure] {l}, [arrive|arrival] {a}"),
)  # fmt: skip
_FARE_PROSE = (
    (", [tarif|tiket|ongkos] {f}", " dengan [tarif|harga tiket] {f}"),
    (", [fare|ticket] {f}", "; a [ticket|seat] costs {f}"),
)
_PLATFORM_PROSE = ((", jalur {f}", " dari jalur {f}"), (", platform {f}", " from platform {f}"))
FAMILIES = (opening_hours, clinic_week, departures)
