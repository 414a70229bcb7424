"""Writes rows about what news does and encyclopaedias do not: events put off, records "since", offices of elsewhere.

The question-answer sets at hand come from Wikipedia and hardly ever say that a date no longer holds, that something is
the largest since a year, or name the president of another country than the one asked about. These rows are filled in
from sentences of our own, with invented names, in Indonesian and English, questions in either language.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import Any

Row = dict[str, Any]
_MONTHS = {
    "id": (
        "Januari",
        "Februari",
        "Maret",
        "April",
        "Mei",
        "Juni",
        "Juli",
        "Agustus",
        "September",
        "Oktober",
        "November",
    ),
    "en": (
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
    ),
}
_PLACES = (
    "Bandung",
    "Osaka",
    "Lisbon",
    "Kupang",
    "Nairobi",
    "Makassar",
    "Doha",
    "Ambon",
    "Oslo",
    "Perth",
    "Hanoi",
    "Medan",
)
_PEOPLE = (
    "Rina Mandagi",
    "Tomas Keller",
    "Yusuf Latief",
    "Amina Odhiambo",
    "Kenji Morita",
    "Sri Wahyuni",
    "Paulo Reis",
)
_LANDS = (
    ("Filipina", "the Philippines"),
    ("Norwegia", "Norway"),
    ("Kenya", "Kenya"),
    ("Portugal", "Portugal"),
    ("Malaysia", "Malaysia"),
    ("Indonesia", "Indonesia"),
    ("Cile", "Chile"),
    ("Mesir", "Egypt"),
)
_OFFICES = (
    ("presiden", "president"),
    ("menteri luar negeri", "foreign minister"),
    ("perdana menteri", "prime minister"),
)
_EVENTS = (
    ("konser amal", "the charity concert"),
    ("pertandingan final", "the final"),
    ("KTT iklim", "the climate summit"),
    ("debat calon wali kota", "the mayoral debate"),
    ("peluncuran satelit", "the satellite launch"),
    ("perundingan dagang", "the trade talks"),
    ("pertemuan kedua menteri", "the meeting of the two ministers"),
    ("pameran buku", "the book fair"),
    ("sidang banding", "the appeal hearing"),
    ("festival layang-layang", "the kite festival"),
    ("KTT Keller–Morita", "the Keller–Morita summit"),
    ("pertemuan Latief dan Reis", "the meeting between Latief and Reis"),
)
# {e} event, {a} the day that no longer holds, {b} the day that holds, {p} place.
_PUT_OFF = {
    "id": (
        "{E} yang semula akan digelar pada {a} di {p} batal, kata panitia.",
        "Panitia membatalkan {e} yang sedianya berlangsung {a} di {p}.",
        "Sebelumnya {e} direncanakan pada {a} di {p}, tetapi rencana itu dicabut.",
    ),
    "en": (
        "{E}, originally planned for {a} in {p}, has been called off, the organisers said.",
        "The organisers cancelled {e}, which had been due on {a} in {p}.",
        "{E} was at first to take place on {a} in {p}, but that plan was dropped.",
    ),
}
_HOLDS = {
    "id": (
        "Setelah kedua pihak berbicara lagi, {b} ditetapkan sebagai tanggal baru.",
        "{E} kini dijadwalkan pada {b}.",
        "Kedua pihak sepakat bahwa {e} diadakan pada {b}.",
        "Jadwal yang baru untuk acara itu adalah {b}.",
        "Ia datang untuk membahas {e} yang akan berlangsung pada {b}.",
    ),
    "en": (
        "After further talks, {b} was chosen as the new date.",
        "{E} is now set for {b}.",
        "Both sides agreed to hold {e} on {b}.",
        "He came to discuss {e}, which will take place on {b}.",
    ),
}
_WHEN = {
    "id": ("Kapan {e}?", "Kapan {e} akan berlangsung?", "Kapan {e} digelar?", "Tanggal berapa {e} diadakan?"),
    "en": ("When is {e}?", "When will {e} take place?", "when is {e} going to be held?", "On what day is {e}?"),
}
_WHEN_FIRST = {
    "id": ("Kapan {e} semula direncanakan?", "Tanggal berapa {e} yang dibatalkan itu?"),
    "en": ("When was {e} originally planned?", "What was the cancelled date of {e}?"),
}
_WHERE = {
    "id": ("Di mana {e}?", "Di mana {e} akan diadakan?", "Di kota mana {e} berlangsung?"),
    "en": ("Where is {e}?", "Where will {e} take place?", "Where is {e} to be held?"),
}
_ABOUT = {
    "id": (
        "{n} mengatakan persiapan berjalan baik.",
        "Wartawan menunggu di depan hotel sejak pagi.",
        "{n} tidak bersedia menjawab pertanyaan soal biaya.",
        "Pembicaraan pada {o} itu berlangsung dua jam.",
        "Tiket yang sudah dibeli tetap berlaku.",
    ),
    "en": (
        "{n} said that preparations were going well.",
        "Reporters had waited outside the hotel since the morning.",
        "{n} would not answer questions about the cost.",
        "The talks on {o} lasted two hours.",
        "Tickets that were bought before remain valid.",
    ),
}
# A record: passage in both languages, questions in both; {y} year, {p} place, {n} who came or what happened.
_RECORDS = (
    (
        (
            "Kapal pesiar itu menjadi yang terbesar yang singgah di {p} sejak {y}.",
            "Sejak tahun {y} belum pernah ada kapal sebesar itu yang bersandar di {p}.",
        ),
        ("The liner is the largest to call at {p} since {y}.", "No ship of that size had called at {p} since {y}."),
        (
            "Sejak kapan tidak ada kapal sebesar itu yang singgah di {p}?",
            "Kapan terakhir kali kapal sebesar itu bersandar di {p}?",
        ),
        ("Since when had no ship that large called at {p}?", "When did a ship of that size last come to {p}?"),
    ),
    (
        (
            "{n} adalah tokoh dengan pangkat tertinggi yang berkunjung ke {p} sejak tahun {y}.",
            "Kunjungan {n} ke {p} merupakan kunjungan pejabat setinggi itu yang pertama sejak {y}.",
        ),
        (
            "{n} is the highest-ranking official to visit {p} since {y}.",
            "{n} is the most senior envoy to set foot in {p} since the year {y}.",
        ),
        (
            "Sejak kapan tidak ada pejabat setinggi itu yang datang ke {p}?",
            "Sejak tahun berapa pejabat setingkat itu tidak berkunjung ke {p}?",
            "Kapan terakhir kali pejabat setinggi {n} mengunjungi {p}?",
        ),
        (
            "Since when had no official that senior come to {p}?",
            "Since when has no one of that rank visited {p}?",
            "When was {p} last visited by an official as senior as {n}?",
        ),
    ),
    (
        (
            "Gempa semalam adalah yang terkuat di {p} sejak tahun {y}.",
            "Belum pernah {p} diguncang gempa sekuat itu sejak {y}.",
        ),
        (
            "Last night's earthquake was the strongest in {p} since {y}.",
            "{p} had not felt an earthquake that strong since {y}.",
        ),
        ("Sejak kapan {p} tidak mengalami gempa sekuat itu?", "Kapan terakhir kali gempa sekuat itu terjadi di {p}?"),
        (
            "Since when had {p} not had so strong an earthquake?",
            "Since what year had there been no earthquake that strong in {p}?",
        ),
    ),
    (
        (
            "Kemenangan itu yang pertama bagi klub {p} sejak {y}.",
            "Klub {p} tidak pernah lagi menjadi juara sejak tahun {y}.",
        ),
        ("The win is the first for the {p} club since {y}.", "The {p} club had not taken the title since {y}."),
        ("Sejak kapan klub {p} tidak menang?", "Sejak tahun berapa klub {p} tidak lagi juara?"),
        ("Since when had the {p} club not won?", "In what year did the {p} club last win?"),
    ),
)


@dataclass(frozen=True)
class _Writer:
    chance: random.Random

    def row(self) -> Row:
        make = self.chance.choice((self._event, self._event, self._record, self._office))
        language, asked = self.chance.choice(("id", "id", "en")), self.chance.choice(("id", "en"))
        sentences, question, answer = make(language, asked)
        about = [
            self._filled(each, language) for each in self.chance.sample(_ABOUT[language], self.chance.randint(1, 3))
        ]
        for each in about:
            sentences.insert(self.chance.randint(0, len(sentences)), each)
        context = self.chance.choice((" ", "\n\n")).join(sentences)
        found = [{"text": answer, "start": context.index(answer)}] if answer else []
        return {"question": question, "context": context, "answers": found, "lang_q": asked, "lang_c": language}

    def _event(self, language: str, asked: str) -> tuple[list[str], str, str | None]:
        """An event of which a passage tells the day that no longer holds, the day that holds, or both."""
        event = self.chance.choice(_EVENTS)
        name, asked_name = (event[each == "en"] for each in (language, asked))
        old, new = self._days(language)
        place = self.chance.choice(_PLACES)
        words = {"e": name, "E": name[0].upper() + name[1:], "a": old, "b": new, "p": place}
        put_off = self.chance.choice(_PUT_OFF[language]).format(**words)
        holds = self.chance.choice(_HOLDS[language][1 if self.chance.random() < 0.3 else 0 :]).format(**words)
        told = self.chance.choice(("both", "both", "both", "put off", "holds"))
        sentences = {"both": [put_off, holds], "put off": [put_off], "holds": [holds]}[told]
        if told == "holds" and name not in holds.lower() and name not in holds:
            sentences = [self.chance.choice(_HOLDS[language][1:3]).format(**words)]
        elif told == "both" and self.chance.random() < 0.3 and name in holds:
            sentences.reverse()
        kind = self.chance.choice(("when", "when", "when", "first", "where"))
        questions = {"when": _WHEN, "first": _WHEN_FIRST, "where": _WHERE}[kind][asked]
        answer = {"when": new, "first": old, "where": place}[kind]
        said = any(answer in each for each in sentences)
        return sentences, self.chance.choice(questions).format(e=asked_name), answer if said else None

    def _record(self, language: str, asked: str) -> tuple[list[str], str, str | None]:
        """Something that had not happened since a year; the day of the report stands by it."""
        record = self.chance.choice(_RECORDS)
        words = {
            "y": str(self.chance.randint(1958, 2016)),
            "p": self.chance.choice(_PLACES),
            "n": self.chance.choice(_PEOPLE),
        }
        sentence = self.chance.choice(record[language == "en"]).format(**words)
        day = self._days(language)[0]
        dated = {"id": "Hal itu disampaikan pada {d}.", "en": "This was announced on {d}."}[language].format(d=day)
        question = self.chance.choice(record[2 + (asked == "en")]).format(**words)
        return ([sentence, dated], question, words["y"]) if self.chance.random() < 0.8 else ([dated], question, None)

    def _office(self, language: str, asked: str) -> tuple[list[str], str, str | None]:
        """Who holds an office: asked of the country that the passage names, or of another one."""
        land, other = self.chance.sample(_LANDS, 2)
        office, person = self.chance.choice(_OFFICES), self.chance.choice(_PEOPLE)
        told = {
            "id": f"{person}, {office[0]} {land[0]}, tiba di {self.chance.choice(_PLACES)} kemarin.",
            "en": f"{person}, the {office[1]} of {land[1]}, arrived in {self.chance.choice(_PLACES)} yesterday.",
        }[language]
        wanted = land if self.chance.random() < 0.5 else other
        question = {
            "id": f"Siapa {office[0]} {wanted[0]}?",
            "en": f"Who is the {office[1]} of {wanted[1]}?",
        }[asked]
        return [told], question, person if wanted == land else None

    def _filled(self, sentence: str, language: str) -> str:
        return sentence.format(n=self.chance.choice(_PEOPLE), o=self._days(language)[0])

    def _days(self, language: str) -> tuple[str, str]:
        months = self.chance.sample(_MONTHS[language], 2)
        first, second = self.chance.sample(range(1, 29), 2)
        year = f" {self.chance.randint(2009, 2024)}" if self.chance.random() < 0.3 else ""
        return f"{first} {months[0]}{year}", f"{second} {months[1]}{year}"


def news_rows(count: int, chance: random.Random) -> list[Row]:
    """Return so many rows, of the form that the question-answer files have."""
    writer = _Writer(chance)
    return [writer.row() for _ in range(count)]
