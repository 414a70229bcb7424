"""Sentences that stand about the matter of a passage and say nothing of it: datelines, reports, thanks, the weather.

The day of a report stands here, so that a reader learns to tell it from the day of what is reported.
"""

from __future__ import annotations

from training.written.scenes import Kit

_SPOKE = (
    (
        "[Hal itu|Hal tersebut|Keterangan itu|Informasi ini|Demikian] [disampaikan|dikatakan|diungkapkan|dituturkan] "
        "[ketua panitia|juru bicara|kepala bagian umum|lurah setempat|sekretaris], <_a>, [pada |]<_b>[ siang| petang| di kantornya|]",
        "[\"Kami|“Kami] [mohon maaf atas ketidaknyamanan ini|berterima kasih atas kesabaran warga|senang dengan sambutan "
        "warga|sudah bekerja sebaik mungkin],[\"|”] [kata|ujar|tutur|jelas] <_a>[,|] [saat ditemui|ketika dihubungi|di sela kegiatan] <_b>",
        "<_a> [menyebut|menilai|mengaku] [persiapan sudah matang|semuanya berjalan lancar|kerja sama semua pihak sangat "
        "membantu|tanggapan warga di luar dugaan]",
        "[Menurut|Dalam pesan singkat,] <_a>[,|] [tidak ada kendala berarti|semua pihak mendukung|warga tidak perlu khawatir]",
    ),
    (
        "[The news|This|The information] was [announced|confirmed|given out|made known] by [spokesman|the chair,|secretary|"
        "officer] <_a> on <_b>",
        "“[We are sorry for the trouble|We are grateful to everyone who helped|We could not be happier|It has been a long road],” "
        "[said|added|remarked] <_a> on <_b>",
        "<_a> [thanked|praised] [the volunteers|neighbours|staff|all who came] [and promised more news soon|for their patience|]",
        "[According to|In a note,] <_a>[,|] [all went smoothly|there was no cause for alarm|the work had been done with care]",
    ),
)  # fmt: skip
_ASIDE = (
    (
        "[Hujan|Angin|Cuaca] [ringan turun sejak pagi|cukup kencang sepanjang hari|cerah mengiringi kegiatan]",
        "[Warga|Pengunjung|Peserta] [diimbau|diminta] [tertib|menjaga kebersihan|membawa botol minum sendiri|datang lebih awal]",
        "[Keterangan|Informasi] lebih lanjut [dapat ditanyakan|tersedia] di [kantor|sekretariat|loket] [<_c>|setempat]",
        "[Sejumlah|Puluhan|Beberapa] [warga|anak|pedagang] [tampak|terlihat] [menunggu|berkumpul|berteduh] di [halaman|tepi jalan|teras]",
        "[Foto|Rekaman] [kegiatan|suasana] dapat dilihat di papan [pengumuman|informasi] <_c>",
        "[Kegiatan|Usaha|Program] [semacam ini|seperti itu] [sudah lama dinantikan|perlu diteruskan|jarang ada] di <_c>",
        "[Panitia|Pengurus|Pengelola] [mengucapkan terima kasih|berterima kasih] kepada [semua pihak|para penyumbang|warga <_c>]",
    ),
    (
        "[Rain|Wind|Fog] [held off|eased by noon|kept some people at home]",
        "[Visitors|Residents|Guests] are [asked|kindly reminded] to [take their litter home|keep dogs on a lead|park with care]",
        "[Further details|More information] [may be had|can be found] at the [office|front desk|library] in <_c>",
        "[A few|Dozens of|Several] [children|neighbours|onlookers] [waited|gathered] [by the gate|along the road|in the yard]",
        "[Pictures|Photographs] of the day hang in the [hall|library|window of the post office] in <_c>",
        "[Work like this|Such an effort] [is rare|has long been hoped for|deserves support] in <_c>",
        "The [committee|council|organisers] [wish to thank|are grateful to] [everyone|the people of <_c>|all donors]",
    ),
)  # fmt: skip
_DATELINE = (
    (
        "<_C>, <_b> –",
        "<_C> – ",
        "<_c>, <_d> —",
        "<_C> ([Warta|Kabar|Suara|Media] <_c>) –",
        "[Diperbarui|Terbit|Diunggah|Dimuat] <_b>",
    ),
    (
        "<_C>, <_b> –",
        "<_C> — ",
        "<_c>, <_d> —",
        "<_C> (The <_c> [Gazette|Herald|Post]) –",
        "[Published|Posted|Updated|Last changed] <_b>",
    ),
)


def around(kit: Kit) -> list[str]:
    """Return none to four sentences."""
    chance = kit.chance
    town = kit.names.town(kit.language)
    day = kit.values.any_day()
    words = {
        "_a": kit.names.titled(kit.language),
        "_b": kit.values.reported(day),
        "_c": town,
        "_C": town.upper(),
        "_d": kit.values.reported(day),
    }
    lines = []
    if chance.random() < 0.5:
        lines.append(kit.said(_SPOKE, words))
    lines += [kit.said(_ASIDE, words) for _ in range(chance.choice((0, 0, 1, 1, 2)))]
    return lines


def dateline(kit: Kit) -> str:
    """Return what a report opens with, or nothing."""
    if kit.chance.random() < 0.6:
        return ""
    town = kit.names.town(kit.language)
    day = kit.values.any_day()
    words = {"_b": kit.values.reported(day), "_c": town, "_C": town.upper(), "_d": kit.values.reported(day)}
    return kit.line(_DATELINE, words)
