"""Names of invented people, places and institutions: many parts, put together by chance, from all over the archipelago.

Whoever is called like somebody real is so by accident; towns are real in part, villages are not.
"""

from __future__ import annotations

import random
from dataclasses import dataclass

from training.written.wording import Word

# By region: given names, and family or second names.
_REGIONS = tuple(
    (given.split(), family.split())
    for given, family in (
        (
            "Suwarno Sulastri Widodo Sutinah Bambang Endah Purnomo Retno Joko Wulandari Slamet Tumini Agus Ningsih Heru "
            "Lestari Eko Rahayu Dwi Tri Catur Supriyadi Kartini Sumarni Wahyu Yuni Hesti Galih Ratri Bagas Kuntoro",
            "Prasetyo Handoyo Wibowo Santoso Nugroho Setiawan Raharjo Hartono Utami Susilo Kusumo Wardhani Mulyono "
            "Saputro Pambudi Winarno Subekti Purwanti Suharto Hadi Kuncoro Pranoto Wijayanti Astuti Budiman",
        ),
        (
            "Asep Dadang Cecep Euis Nining Ujang Iis Tatang Yayat Neneng Deden Ikin Ai Lilis Entin Wawan Encep Rohaeti",
            "Sutisna Hidayat Kurniawan Suryana Permana Komarudin Herawati Gunawan Rukmana Sobandi Nurjanah Firmansyah",
        ),
        (
            "Parlindungan Tiurma Binsar Rotua Mangara Lasma Togar Hotma Jonggi Riris Maruli Sahat Duma Saut Rumondang",
            "Sihombing Nainggolan Simbolon Hutagalung Manurung Sitorus Pardede Tampubolon Lumbantobing Sinaga Saragih "
            "Ginting Tarigan Sembiring Purba Damanik Harahap Lubis Nasution Batubara",
        ),
        (
            "Zulfahmi Yulniati Syafrizal Ermawati Rizaldi Desmiwati Afrizal Mardiana Yusrizal Nofrita Hendri Rahmi Buyung",
            "Koto Piliang Caniago Tanjung Sikumbang Chaniago Guci Malayu Jambak Pasaribu Bahar Rasyid Ilyas Zein",
        ),
        (
            "Wayan Made Nyoman Ketut Putu Kadek Komang Luh Gede Ayu Gusti Dewa",
            "Sudiarta Suartini Artana Mahendra Widiantari Suryawan Pradnyana Sukerti Arimbawa Wirawan Astawa Yuliani",
        ),
        (
            "Andi Baso Besse Daeng Ambo Hasnah Sitti Makmur Rusdi Nurhayati Tenri Muhlis Aswar Fatimah Ridwan",
            "Pangerang Mappasomba Tenriawaru Arsyad Baharuddin Patunru Lantara Massiara Mattola Kaharuddin Palaguna",
        ),
        (
            "Johanis Marthen Yosefina Petrus Maria Yakobus Dominggus Fransiskus Adelina Melkianus Yuliana Kornelis Agustina",
            "Latuconsina Pattinasarany Matulessy Leiwakabessy Rumbiak Wanggai Kambu Yoku Nalle Benu Tallo Ndoen Djami "
            "Mandala Tuwaidan Rondonuwu Lumenta Wowor Karundeng Sumampouw Mambrasar Karubaba Sahetapy Tuhumury",
        ),
        (
            "Budi Lina Hendra Susan Kevin Jessica Rudy Meilani Yanto Felicia Steven Vivian Alvin Cindy",
            "Tanoto Wijaya Halim Salim Gunadi Lim Kosasih Tandiono Sutanto Widjaja Hartanto Lesmana Chandra",
        ),
        (
            "Abdul Ahmad Muhammad Siti Nur Umar Khadijah Salman Aisyah Yahya Zainab Hasan Maryam Fauzi Laila Ilham Hafiz",
            "Rahman Assegaf Alatas Basalamah Hakim Karim Malik Syukri Anwar Bafadhal Shihab Mubarak Hamdani Yusuf Lathif",
        ),
    )
)
_ABROAD = tuple(
    (given.split(), family.split())
    for given, family in (
        (
            "Laura Peter Gillian Howard Nadia Colin Tess Marcus Helen Owen Ruth Dylan Fiona Grant Priya Samuel Joan Neil",
            "Whitmore Ashdown Pickering Oakes Tillman Barrow Hargreave Linton Corbett Marsden Fairley Donnelly Sutcliffe "
            "Bramley Okafor Mehta Lindqvist Castellano Novak Haddad Brennan Thorne Quigley Penrose Stanhope Varga",
        ),
        (
            "Hiroshi Aiko Min-jun Ji-woo Somchai Malee Linh Duc Mateo Lucia Anneke Jonas Ingrid Pavel Zofia Kwame Amina",
            "Takeda Nishimura Park Choi Wongsa Nguyen Pham Ibarra Fuentes Visser Bakker Lund Kowalski Mensah Otieno Cissé",
        ),
    )
)
_TITLES = (
    "Dr.", "dr.", "Ir.", "Prof.", "H.", "Hj.", "Drs.", "KH", "Pdt.", "Letkol", "AKBP", "Kompol", "Bripka", "Pak", "Bu",
)  # fmt: skip
_TITLES_EN = ("Dr", "Prof", "Mr", "Ms", "Mrs", "Sgt", "Captain", "Rev", "Cllr")
_BEGINNINGS = (
    "Suka Karang Tanjung Muara Pasir Batu Sumber Rawa Teluk Kampung Ujung Lubuk Banjar Kali Gunung Pulau Air Padang "
    "Sungai Bukit Tegal Wono Kedung Ranca Ci Kota Mekar Sido Marga Purwo Tirto Waru Jati Randu Loh Wai Nusa Labuan"
).split()
_ENDS = (
    "jaya mulya rejo asri makmur sari indah damai baru raya agung luhur harjo tani wangi panjang mekar lestari sakti "
    "kencana ayu bening anyar gading melati kenanga rindang subur tirta pinang aren salak nangka waringin bambu"
).split()
_ENGLISH_BEGINNINGS = (
    "Ash Thorn Wick Mill Elder Holm Brack Stone Red Black Fern Crow Hazel Marl Oak Pen Low High Win Cold Lang Kings West "
    "North Fair Salt Green Otter Hawk Clay Swan Birch"
).split()
_ENGLISH_ENDS = (
    "ford bury ham field wick ton bridge mere well combe worth port stead dale cliff gate haven moor".split()
)
_TOWNS = (
    "Palembang Pontianak Manado Jayapura Kendari Palu Gorontalo Mataram Denpasar Banjarmasin Samarinda Balikpapan Padang "
    "Jambi Bengkulu Pekanbaru Tarakan Sorong Merauke Malang Kediri Madiun Jember Tegal Cirebon Garut Tasikmalaya Serang "
    "Sukabumi Purwokerto Magelang Salatiga Blitar Probolinggo Banyuwangi Singaraja Ende Maumere Waingapu Tual Bitung "
    "Parepare Baubau Bima Sibolga Dumai Lubuklinggau Metro Cilegon Pati"
).split()
_TOWNS_ABROAD = (
    "Leeds Cardiff Dundee Galway Bergen Utrecht Ghent Porto Valencia Turin Graz Brno Gdansk Tampere Aarhus Darwin Hobart "
    "Dunedin Penang Ipoh Chiang-Mai Hue Cebu Busan Nagoya Sapporo Pune Mombasa Accra Lusaka Halifax Boise Tucson"
).split()
_SPORT = "Garuda Elang Banteng Harimau Rajawali Badak Hiu Kancil Merpati Komodo Cenderawasih Pesut Anoa Maleo".split()
_SPORT_EN = "Rovers United Wanderers Athletic Rangers Harriers Albion Town City Comets Falcons".split()
_BUSINESS = (
    "Maju Sejahtera Abadi Sentosa Bersama Mandiri Jaya Lancar Berkah Barokah Sinar Cahaya Mitra Karya Lestari Utama"
).split()


@dataclass(frozen=True)
class Names:
    """Gives names; `used` keeps two people of one passage apart."""

    chance: random.Random
    used: set[str]

    def fresh(self, make: object) -> str:
        """Return what the maker gives, tried until no part of it was used before."""
        for _ in range(8):
            name: str = make()  # type: ignore[operator]
            parts = {part for part in name.replace("-", " ").split() if len(part) > 2}
            if not parts & self.used:
                break
        self.used.update(part for part in name.replace("-", " ").split() if len(part) > 2)
        return name

    def person(self, language: str = "id") -> str:
        """Return a person's full name; in English passages, half are from abroad."""
        return self.fresh(lambda: self._person(language))

    def titled(self, language: str = "id") -> str:
        """Return a name that may have a title before it."""
        titles = _TITLES if language == "id" else _TITLES_EN
        name = self.person(language)
        return f"{self.chance.choice(titles)} {name}" if self.chance.random() < 0.3 else name

    def village(self, language: str = "id") -> str:
        """Return the name of a village or a quarter."""
        return self.fresh(lambda: self._village(language))

    def town(self, language: str = "id") -> str:
        """Return the name of a town."""
        abroad = language == "en" and self.chance.random() < 0.5
        return self.fresh(lambda: self.chance.choice(_TOWNS_ABROAD if abroad else _TOWNS).replace("-", " "))

    def club(self, language: str = "id") -> str:
        """Return the name of a team."""
        if language == "en" and self.chance.random() < 0.6:
            return self.fresh(lambda: f"{self._village('en')} {self.chance.choice(_SPORT_EN)}")
        forms = ("Persatuan {v}", "{s} {v}", "PS {v}", "{s} Muda", "SMA {n} {v}", "{v} FC", "Klub {v}", "{s} Putih {v}")
        return self.fresh(lambda: self._form(forms))

    def business(self, language: str = "id") -> str:
        """Return the name of a shop, a company or a kitchen."""
        if language == "en" and self.chance.random() < 0.6:
            forms_en = ("{v} Bakery", "The {v} Inn", "{v} & Sons", "{f} Garage", "{v} Motors", "Café {f}", "{f} Books")
            return self.fresh(lambda: self._form(forms_en, "en"))
        forms = (
            "Toko {b} {c}",
            "PT {b} {c}",
            "CV {b} {v}",
            "Warung {f}",
            "Koperasi {b} {v}",
            "UD {b} {c}",
            "Kedai {f}",
        )
        return self.fresh(lambda: self._form(forms))

    def school(self) -> str:
        """Return the name of a school."""
        forms = ("SD Negeri {n} {v}", "SMP {n} {v}", "SMK {b} {v}", "MTs Al-{f} {v}", "SMA {n} {v}", "TK {b} {v}")
        return self.fresh(lambda: self._form(forms))

    def street(self, language: str = "id") -> str:
        """Return an address in a street."""
        number = self.chance.randint(2, 148)
        if language == "en":
            return f"{number} {self._village('en')} {self.chance.choice(('Road', 'Street', 'Lane', 'Avenue'))}"
        road = self.chance.choice(("Jalan", "Jl.", "Gang"))
        return f"{road} {self._village('id')} {self.chance.choice(('No.', 'Nomor', 'No'))} {number}"

    def _person(self, language: str) -> str:
        regions = _ABROAD if language == "en" and self.chance.random() < 0.55 else _REGIONS
        given, family = self.chance.choice(regions)
        names = [self.chance.choice(given), self.chance.choice(family)]
        if self.chance.random() < 0.15:
            names.insert(1, self.chance.choice([each for each in given if each != names[0]]))
        if regions is _REGIONS and self.chance.random() < 0.05:
            return names[0]
        return " ".join(names)

    def _village(self, language: str) -> str:
        if language == "en" and self.chance.random() < 0.6:
            return self.chance.choice(_ENGLISH_BEGINNINGS) + self.chance.choice(_ENGLISH_ENDS)
        beginning, end = self.chance.choice(_BEGINNINGS), self.chance.choice(_ENDS)
        return beginning + end if self.chance.random() < 0.5 else f"{beginning} {end.capitalize()}"

    def _form(self, forms: tuple[str, ...], language: str = "id") -> str:
        given, family = self.chance.choice(_ABROAD if language == "en" else _REGIONS)
        return self.chance.choice(forms).format(
            v=self._village(language),
            s=self.chance.choice(_SPORT),
            n=self.chance.randint(1, 12),
            b=self.chance.choice(_BUSINESS),
            c=self.chance.choice(_BUSINESS),
            f=self.chance.choice(given if self.chance.random() < 0.5 else family),
        )


def pair(indonesian: str, english: str) -> Word:
    """Return a word in both languages."""
    return indonesian, english
