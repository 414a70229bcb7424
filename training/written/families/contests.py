"""Who won and who lost: matches with scores and scorers, elections with votes, races and fairs with ranks."""

from __future__ import annotations

from training.written.scenes import Asked, Kit, Scene
from training.written.tables import table_lines
from training.written.wording import Word, facts_in, mark

_CUPS = (
    ("Piala Bupati", "the Regent's Cup"), ("Liga Desa", "the Village League"), ("Turnamen Antarkampung", "the Neighbourhood Cup"),
    ("Piala Pelajar", "the Schools Cup"), ("Kejuaraan Daerah", "the County Championship"), ("Liga Pantai", "the Coast League"),
    ("Piala Kemerdekaan", "the Independence Cup"), ("laga persahabatan", "the friendly"), ("Liga Utara", "the Northern League"),
)  # fmt: skip
_ROUNDS = (
    ("final", "the final"),
    ("semifinal", "the semi-final"),
    ("perempat final", "the quarter-final"),
    ("babak penyisihan", "the group stage"),
    ("putaran pertama", "the first round"),
)
_CONTESTS = (
    ("lomba lari 10 kilometer", "the ten-kilometre run"), ("lomba panjat pinang", "the pole climb"), ("lomba masak", "the cooking contest"),
    ("lomba pidato", "the speech contest"), ("lomba perahu hias", "the decorated boat parade"), ("cerdas cermat", "the quiz"),
    ("lomba mewarnai", "the colouring contest"), ("balap sepeda", "the bicycle race"), ("lomba baca puisi", "the poetry reading"),
    ("lomba kebersihan kampung", "the clean village contest"), ("lomba burung berkicau", "the songbird contest"), ("lomba renang", "the swimming race"),
    ("olimpiade matematika", "the mathematics olympiad"), ("lomba layang-layang", "the kite contest"), ("lomba robot", "the robot contest"),
    ("kontes kambing", "the goat show"), ("lomba foto", "the photo contest"), ("lomba tumpeng", "the rice cone contest"), ("balap karung", "the sack race"),
    ("lomba desain batik", "the batik design contest"), ("pacuan kuda", "the horse race"), ("lomba dongeng", "the storytelling contest"),
)  # fmt: skip
_POSTS = (
    ("kepala desa", "village head"), ("ketua OSIS", "head of the pupils' council"), ("ketua koperasi", "chair of the cooperative"), ("bupati", "regent"),
    ("ketua RW", "head of the ward"), ("wali kota", "mayor"), ("rektor", "rector"), ("ketua ikatan alumni", "chair of the alumni"), ("gubernur", "governor"),
    ("ketua himpunan nelayan", "chair of the fishermen's union"), ("dewan sekolah", "school governor"),
)  # fmt: skip


def match(kit: Kit) -> Scene:
    """One or two matches: who beat whom, the score, who scored, where, who comes next."""
    cup = kit.chance.choice(_CUPS)
    lines, asked = [], []
    stranger = kit.names.club(kit.language)
    for at in range(kit.chance.choice((1, 1, 2, 2, 3))):
        winner, loser = kit.names.club(kit.language), kit.names.club(kit.language)
        high = kit.chance.randint(1, 6)
        low = kit.chance.randint(0, high - 1)
        scorer, minute = kit.names.person(kit.language), str(kit.chance.randint(3, 90))
        words: dict[str, Word] = {
            "win": mark(f"win{at}", winner), "lose": mark(f"lose{at}", loser), "score": mark(f"score{at}", f"{high}-{low}" if kit.chance.random() < 0.8 else f"{high}–{low}"),
            "cup": mark(f"cup{at}", kit.word(cup)), "round": mark(f"round{at}", kit.word(kit.chance.choice(_ROUNDS))), "ground": mark(f"ground{at}", f"{kit.word(('Stadion', ''))} {kit.names.village(kit.language)} {kit.word(('', 'Park'))}".strip()),
            "when": mark(f"when{at}", kit.word(kit.values.reported(kit.values.any_day()))), "scorer": mark(f"scorer{at}", scorer), "minute": mark(f"minute{at}", minute),
            "coach": mark(f"coach{at}", kit.names.person(kit.language)), "next": mark(f"next{at}", kit.names.club(kit.language)), "crowd": mark(f"crowd{at}", kit.word(kit.values.number(120, 18_000))),
        }  # fmt: skip
        more = kit.chance.sample((_GOAL, _COACH_SAID, _NEXT, _CROWD), kit.chance.choice((0, 1, 2, 2)))
        told = [kit.said(patterns, words) for patterns in (_BEAT, *more)]
        lines += told
        known = {name.rstrip("0123456789") for name in facts_in(told)}
        about: dict[str, Word] = {"a": winner, "b": loser, "c": cup}
        other: dict[str, Word] = {"a": stranger, "b": stranger}
        for fact, patterns in _MATCH_ASKED.items():
            if fact in known:
                asked.append(Asked(f"{fact}{at}", patterns, about, other))
            elif fact in ("scorer", "ground", "when", "crowd") and kit.chance.random() < 0.15:
                asked.append(Asked(None, patterns, about))
    return Scene(lines, asked)


_BEAT = (
    ("<win> [menang|unggul] <score> atas <lose>[ pada <round>|][ <cup>|][ di <ground>|][, <when>|]", "<win> [menaklukkan|menundukkan|mengalahkan|membungkam|menekuk] <lose> [dengan skor |]<score>[ dalam <round>|][ di <ground>|][, <when>|]",
     "<lose> [takluk|kalah|menyerah|tumbang] <score> dari <win>[ dalam <round>|][ pada <when>|][ di <ground>|]", "[tuan rumah |]<lose> harus mengakui keunggulan <win>[, <score>,|] [pada <round>|di <ground>]",
     "<round> <cup> [dimenangi|menjadi milik] <win> [setelah|usai] [mengalahkan|menyingkirkan] <lose> <score>", "[laga|pertandingan] <lose> melawan <win> [berakhir|usai] <score> untuk <win>[, <when>|]"),
    ("<win> [beat|defeated|saw off|overcame] <lose> <score>[ in <round>|][ of <cup>|][ at <ground>|][ on <when>|]", "<lose> [lost|went down|fell] <score> to <win>[ in <round>|][ at <ground>|][ on <when>|]",
     "[the hosts, |]<lose>[,|] were no match for <win>[, who won <score>|][ at <ground>|][ in <round>|]", "<round> of <cup> went to <win> after a <score> win over <lose>", "<win> [are through|go on] after beating <lose> <score>[ at <ground>|]"),
)  # fmt: skip
_GOAL = (
    (
        "[gol|satu-satunya gol|gol penentu] [kemenangan|] dicetak <scorer> [pada|di] menit ke-<minute>",
        "<scorer> [membuka keunggulan|mencetak gol pertama|menjebol gawang <lose>] [pada|di] menit <minute>",
        "[tandukan|tendangan bebas|penalti] <scorer> [memastikan kemenangan|membuka skor] di menit <minute>",
    ),
    (
        "<scorer> [scored|struck|opened the scoring] in [minute <minute>|the <minute>th minute]",
        "the [winner|first goal|opener] came from <scorer> [after <minute> minutes|in minute <minute>]",
        "a [header|free kick|penalty] by <scorer> [made the difference|put <win> ahead]",
    ),
)
_COACH_SAID = (
    (
        "pelatih <win>, <coach>, memuji [semangat|kerja keras] anak asuhnya",
        '"[Anak-anak|Mereka] bermain [sabar|berani]," kata <coach>, [pelatih|arsitek tim] <win>',
    ),
    (
        "<win> coach <coach> praised [the players|a brave side]",
        "“We [kept calm|were brave],” said <coach>, who coaches <win>",
    ),
)
_NEXT = (
    (
        "[selanjutnya|berikutnya|pekan depan] <win> [menghadapi|bertemu|menjamu] <next>",
        "di laga berikut, lawan <win> adalah <next>",
    ),
    ("<win> [next meet|will now face|play] <next>[ next week|]", "next for <win> [are|come] <next>"),
)
_CROWD = (
    (
        "[laga|pertandingan] itu [disaksikan|ditonton] [sekitar |]<crowd> [penonton|orang]",
        "sebanyak <crowd> penonton [memadati|hadir di] <ground>",
    ),
    ("[a crowd of |about |]<crowd> [people|] [watched|saw] the match", "<crowd> people came to <ground>"),
)
_MATCH_ASKED = {
    "win": (("Siapa yang [menang|memenangi laga], <a> atau <b>?", "Siapa yang [mengalahkan|menundukkan] <b>?", "<b> kalah [dari|lawan] siapa?", "Siapa pemenang [laga|pertandingan] <a> [lawan|vs] <b>?", "Tim mana yang [mengalahkan|menang atas] <b>?"), ("Who [won|was the winner], <a> or <b>?", "Who beat <b>?", "Whom did <b> lose to?", "Which team defeated <b>?", "Who won the match between <b> and <a>?")),
    "lose": (("Siapa yang [kalah|dikalahkan <a>]?", "<a> [mengalahkan|menang lawan|menang atas] siapa?", "Siapa lawan yang [dikalahkan|ditaklukkan] <a>?"), ("Who lost to <a>?", "Whom did <a> beat?", "Which team was beaten by <a>?", "Who did <a> defeat?")),
    "score": (("Berapa skor [laga|pertandingan|] <a> [lawan|vs|melawan] <b>?", "<a> [lawan|vs] <b> [skornya|] berapa?", "Berapa skor [akhir|] <b> [melawan|vs] <a>?", "<a> menang berapa [atas <b>|]?", "<b> kalah berapa?"), ("What was the score [of|between|in] <a> [and|against] <b>?", "By what score did <a> beat <b>?", "How did <a> against <b> end?", "<a> <b> score?")),
    "scorer": (("Siapa [pencetak gol|yang mencetak gol] [untuk|] <a>?", "Gol <a> dicetak siapa?", "Siapa yang membobol gawang <b>?"), ("Who scored [for <a>|against <b>]?", "Who got the goal for <a>?", "Whose goal beat <b>?")),
    "minute": (("[Pada|Di] menit berapa gol <a> [tercipta|]?", "Menit ke berapa <b> kebobolan?"), ("In which minute did <a> score?", "When in the match did <a> score?")),
    "ground": (("Di mana <a> [lawan|melawan|vs] <b> [bertanding|dimainkan]?", "[Laga|Pertandingan] <a> [lawan|dan] <b> di stadion mana?"), ("Where did <a> [play|meet] <b>?", "At which ground did <a> beat <b>?")),
    "when": (("Kapan <a> [lawan|melawan|mengalahkan] <b>?", "<a> vs <b> [kapan|tanggal berapa]?"), ("When did <a> [play|beat] <b>?", "On what day did <b> lose to <a>?")),
    "round": (("[Di babak apa|Babak apa] <a> [bertemu|mengalahkan] <b>?",), ("In which round did <a> [meet|beat] <b>?",)),
    "coach": (("Siapa pelatih <a>?", "<a> dilatih siapa?", "Pelatih <a> siapa?"), ("Who [coaches|is the coach of] <a>?", "What is the name of the <a> coach?")),
    "next": (("Siapa lawan <a> [berikutnya|selanjutnya]?", "[Habis ini|Berikutnya] <a> lawan siapa?"), ("Who do <a> [play|face] next?", "Who is <a>'s next opponent?")),
    "crowd": (("Berapa [jumlah|] penonton laga <a>?", "Berapa orang yang menonton <a> lawan <b>?"), ("How many people watched <a>?", "What was the attendance at <a> against <b>?")),
}  # fmt: skip


def vote(kit: Kit) -> Scene:
    """An election: the winner's and the losers' votes, turnout, the office."""
    post, place = kit.chance.choice(_POSTS), kit.names.village(kit.language)
    winner, *losers = (kit.names.person(kit.language) for _ in range(kit.chance.randint(2, 3)))
    votes = sorted((kit.chance.randint(60, 9_000) for _ in range(3)), reverse=True)
    words: dict[str, Word] = {
        "win": winner, "wv": kit.values.count(votes[0]), "post": post, "place": place, "lose": losers[0], "lv": kit.values.count(votes[1]),
        "turnout": kit.word((f"{kit.chance.randint(41, 95)} persen", f"{kit.chance.randint(41, 95)} per cent")), "old": kit.names.person(kit.language),
        "when": kit.values.day(kit.values.any_day()), "sworn": kit.values.day(kit.values.any_day(), year=True), "term": kit.word((f"{kit.chance.randint(2, 8)} tahun", f"{kit.chance.randint(2, 8)} years")),
        "spoilt": kit.values.number(3, 190), "third": losers[-1], "tv": kit.values.count(votes[2]),
    }  # fmt: skip
    chosen = [kit.said(_ELECTED, words)]
    chosen += [
        kit.said(each, words)
        for each in kit.chance.sample((_SECOND, _TURNOUT, _SWORN, _PREDECESSOR), kit.chance.randint(1, 3))
    ]
    if len(losers) == 2 and kit.chance.random() < 0.7:
        chosen.append(kit.said(_THIRD, words))
    if kit.chance.random() < 0.25:
        chosen.reverse()
    told = facts_in(chosen)
    about: dict[str, Word] = {"p": post, "v": place, "w": winner, "l": losers[0], "t": losers[-1]}
    others: dict[str, Word] = {
        "p": kit.chance.choice([each for each in _POSTS if each != post]),
        "v": kit.names.village(kit.language),
        "w": kit.names.person(kit.language),
        "l": kit.names.person(kit.language),
    }
    return Scene(chosen, [Asked(fact, each, about, others) for fact, each in _VOTE_ASKED.items() if fact in told])


_ELECTED = (
    ("<win> terpilih [menjadi|sebagai] <post> <place>[ pada <when>|] [dengan|setelah meraih] <wv> suara", "warga [memilih|mempercayai] <win> [menjadi|sebagai] <post> <place>[, <when>|]", "<win> memenangi pemilihan <post> <place> dengan <wv> suara[, mengungguli <lose> yang meraih <lv>|]", "pemilihan <post> <place>[ <when>|] dimenangi <win>"),
    ("<win> was elected <post> of <place>[ on <when>|][ with <wv> votes|]", "voters [chose|picked] <win> as <post> of <place>[ on <when>|]", "<win> won the [election|vote] for <post> of <place> with <wv> votes[, ahead of <lose> with <lv>|]"),
)  # fmt: skip
_SECOND = (
    (
        "<lose>[, pesaingnya,|] [memperoleh|hanya meraih|mendapat] <lv> suara",
        "di tempat kedua, <lose> [meraih|mengumpulkan] <lv> suara",
        "pesaing terdekatnya, <lose>, [mendapat|meraih] <lv> suara",
    ),
    (
        "<lose>[, the rival,|] [received|got|won only] <lv> votes",
        "<lose> came second with <lv> votes",
        "the closest rival, <lose>, took <lv>",
    ),
)
_THIRD = (
    (
        "<third> [berada di urutan terakhir|paling sedikit] dengan <tv> suara",
        "<tv> suara [lainnya|] [diberikan kepada|jatuh ke] <third>",
    ),
    ("<third> came last with <tv> votes", "<tv> votes went to <third>"),
)
_TURNOUT = (
    (
        "[tingkat|] [partisipasi|kehadiran] pemilih [mencapai|tercatat] <turnout>[, sedangkan <spoilt> suara tidak sah|]",
        "sebanyak <spoilt> surat suara [dinyatakan|] tidak sah",
    ),
    ("turnout [was|reached] <turnout>[, and <spoilt> ballots were spoilt|]", "<spoilt> ballots were [invalid|spoilt]"),
)
_SWORN = (
    (
        "[ia|pemenang] akan dilantik [pada|] <sworn> [untuk masa jabatan <term>|]",
        "masa jabatannya <term>, [mulai|terhitung sejak] <sworn>",
        "pelantikan [dijadwalkan|direncanakan] <sworn>",
    ),
    ("the winner [takes office|will be sworn in] on <sworn>[ for <term>|]", "the term is <term>, from <sworn>"),
)
_PREDECESSOR = (
    (
        "ia menggantikan <old>[ yang pensiun| yang tidak mencalonkan diri lagi|]",
        "<old>, pejabat [lama|sebelumnya], [tidak maju lagi|mengucapkan selamat]",
    ),
    (
        "the new <post> succeeds <old>[, who retires|]",
        "<old>, [who held the post before|the outgoing <post>], did not stand again",
    ),
)
_VOTE_ASKED = {
    "win": (("Siapa [yang terpilih|terpilih|yang menang] [menjadi|sebagai|jadi] <p> <v>?", "Siapa pemenang pemilihan <p> <v>?", "Siapa <p> <v> [yang baru|terpilih]?", "<p> <v> [yang baru|sekarang] siapa?"), ("Who was elected <p> of <v>?", "Who won the election for <p> of <v>?", "Who is the new <p> of <v>?")),
    "wv": (("Berapa suara [yang diraih|untuk|] <w>?", "<w> [dapat|meraih] berapa suara?"), ("How many votes did <w> [get|win|receive]?", "With how many votes did <w> win?")),
    "lose": (("Siapa [saingan|pesaing|lawan] <w>?", "Siapa yang [kalah dari|dikalahkan] <w>?"), ("Who lost to <w>?", "Who [was|is] <w>'s [closest |]rival?")),
    "lv": (("Berapa suara [yang diraih|] <l>?", "<l> [dapat|meraih] berapa suara?"), ("How many votes did <l> [get|win|receive]?", "How many people voted for <l>?")),
    "tv": (("Berapa suara [untuk|] <t>?", "<t> [dapat|meraih] berapa suara?"), ("How many votes did <t> get?",)),
    "turnout": (("Berapa [tingkat partisipasi|persen yang memilih]?", "Partisipasi pemilih berapa[ persen|]?"), ("What was the turnout?", "How high was turnout?")),
    "spoilt": (("Berapa suara [yang |]tidak sah?",), ("How many ballots were [spoilt|invalid]?",)),
    "sworn": (("Kapan [<w>|<p> terpilih] [dilantik|mulai menjabat]?", "Pelantikan <w> kapan?"), ("When does <w> take office?", "When will <w> be sworn in?")),
    "term": (("Berapa lama masa jabatan <p> <v>?", "<w> menjabat berapa tahun?"), ("How long is the term of the <p>?", "For how long was <w> elected?")),
    "old": (("Siapa <p> <v> [sebelumnya|yang lama|sebelum <w>]?", "<w> menggantikan siapa?"), ("Who was <p> of <v> before?", "Whom does <w> succeed?", "Who was the previous <p>?")),
    "when": (("Kapan pemilihan <p> <v>?", "Pemilihan <p> <v> tanggal berapa?"), ("When was the election for <p> of <v>?", "When was <w> elected?")),
}  # fmt: skip


def ranking(kit: Kit) -> Scene:
    """First, second and third of two contests; as a list or in sentences, with prizes."""
    contests = kit.chance.sample(_CONTESTS, 3)
    lines, asked = [], []
    as_table = kit.chance.random() < 0.3
    for at in range(2):
        name = contests[at]
        people = [kit.names.person(kit.language) if kit.chance.random() < 0.7 else kit.names.school() for _ in range(3)]
        prizes: list[Word] = [kit.values.sum(kit.chance.randint(1, 40) * 250_000) for _ in range(3)]
        results = [f"{kit.chance.randint(70, 99)}", f"{kit.chance.randint(50, 69)}", f"{kit.chance.randint(30, 49)}"]
        marked = [mark(f"p{at}{rank}", who) for rank, who in enumerate(people)]
        prize = [mark(f"m{at}{rank}", kit.word(each)) for rank, each in enumerate(prizes)]
        points = [mark(f"n{at}{rank}", each) for rank, each in enumerate(results)]
        words: dict[str, Word] = {
            "c": name,
            **{f"p{rank}": each for rank, each in enumerate(marked)},
            **{f"m{rank}": each for rank, each in enumerate(prize)},
            **{f"n{rank}": each for rank, each in enumerate(points)},
        }
        if as_table:
            head = [kit.word(each) for each in (("Juara", "Place"), ("Nama", "Name"), ("Hadiah", "Prize"))]
            rows = [
                [
                    kit.word((("Juara " if kit.chance.random() < 0.5 else "") + roman, str(rank + 1))),
                    marked[rank],
                    prize[rank],
                ]
                for rank, roman in enumerate(("I", "II", "III"))
            ]
            lines.append(kit.line((("[hasil|pemenang] <c>:", "<c>"), ("[results|winners] of <c>:", "<c>")), words))
            lines += table_lines(head, rows, kit.chance)[0]
        else:
            lines.append(kit.said(_RANKED, words))
            lines += [kit.said(_PRIZES, words)] if kit.chance.random() < 0.6 else []
        told = facts_in(lines)
        for rank in range(3):
            about: dict[str, Word] = {"c": name, "r": _RANK[rank], "w": people[rank]}
            others: dict[str, Word] = {"c": contests[2], "w": kit.names.person(kit.language)}
            asked += [
                Asked(fact, patterns, about, others)
                for fact, patterns in (
                    (f"p{at}{rank}", _WHO_RANKED if rank else _WHO_FIRST),
                    (f"m{at}{rank}", _WHICH_PRIZE),
                    (f"n{at}{rank}", _POINTS),
                )
                if fact in told
            ]
    return Scene(lines, asked, keep=as_table, joined="\n" if as_table else None)


_RANK = (("satu", "first"), ("dua", "second"), ("tiga", "third"))
_RANKED = (
    ("juara [pertama|satu|I] <c> [diraih|direbut|jatuh ke tangan] <p0>, [disusul|diikuti] <p1> [di tempat kedua|] dan <p2>[ di tempat ketiga|]", "<c> dimenangi <p0> dengan nilai <n0>; <p1> (<n1>) [kedua|di tempat kedua] dan <p2> (<n2>) ketiga", "[pada|dalam|untuk] <c>, <p0> [keluar sebagai juara|menjadi yang terbaik], <p1> [runner-up|juara dua], <p2> juara tiga",
     "<p2> [harus puas|menempati] di urutan ketiga <c>, [di bawah|setelah] <p1> dan sang juara, <p0>", "pemenang <c>: 1. <p0>, 2. <p1>, 3. <p2>"),
    ("<c> was won by <p0>, [followed by|ahead of] <p1> and <p2>", "first [place|prize] in <c> went to <p0>, second to <p1>, third to <p2>", "in <c>, <p0> came first with <n0> points, <p1> second with <n1> and <p2> third with <n2>", "<p2> [had to settle for|took] third place in <c>, behind <p1> and the winner, <p0>", "results of <c>: 1. <p0>, 2. <p1>, 3. <p2>"),
)  # fmt: skip
_PRIZES = (
    (
        "[juara|pemenang] [pertama|satu] [membawa pulang|mendapat|memperoleh] <m0>, juara dua <m1>, juara tiga <m2>",
        "hadiah <c>: <m0> [untuk|bagi] juara I, <m1> [untuk|bagi] juara II, <m2> [untuk|bagi] juara III",
    ),
    (
        "the [winner|first] [took home|received] <m0>, the second <m1> and the third <m2>",
        "prizes in <c>: <m0> for first, <m1> for second, <m2> for third",
    ),
)
_WHO_FIRST = (
    (
        "Siapa [juara|juara satu|juara pertama|pemenang] <c>?",
        "[Juara|Pemenang] <c> siapa?",
        "Siapa yang [menang|juara] <c>?",
        "Siapa yang memenangi <c>?",
    ),
    ("Who won <c>?", "Who [was|came] first in <c>?", "Who is the winner of <c>?", "Winner of <c>?"),
)
_WHO_RANKED = (
    ("Siapa juara <r> <c>?", "Juara <r> <c> siapa?", "Siapa yang [jadi|meraih] juara <r> [di|dalam|] <c>?"),
    ("Who came <r> in <c>?", "Who [took|got] <r> place in <c>?", "Who was <r> in <c>?"),
)
_WHICH_PRIZE = (
    (
        "Berapa hadiah juara <r> <c>?",
        "Juara <r> <c> dapat [hadiah |]berapa?",
        "Hadiah [untuk|buat] juara <r> <c> berapa?",
    ),
    (
        "What [was|is] the <r> prize in <c>?",
        "How much did the <r> in <c> get?",
        "What was the prize for <r> place in <c>?",
    ),
)
_POINTS = (
    ("Berapa [nilai|poin] <w> [di|dalam|] <c>?", "<w> dapat nilai berapa?"),
    ("How many points did <w> [score|get]?", "What was <w>'s score in <c>?"),
)
FAMILIES = (match, match, vote, ranking)
