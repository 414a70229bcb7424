"""Candidates in a table, put into the row and the column that the question names.

A reader sees that "Rp 145.000" is a price of beef, and not that it stands under another market. Rows of tables are
lines whose cells have the names of their columns, "Barang: Telur | Pasar Induk: Rp 29.000"; blocks of lines such as
"Pemenang: CV Lestari" below one another are rows, too. A row is named by words that stand in no other row as often, a
column by words of its name; words of the article's title name a row only as all of a cell. Where the question names
none, or several alike, candidates stay in theirs. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from haystack import Document

from index.answering.candidates.features import article_of
from index.answering.candidates.spans import Candidate
from index.articles import CELL_BREAK, MAX_LABEL_CHARS
from index.language.questions.coverage import covered_text, subject_words, with_ages_in_full
from index.language.questions.kinds import AnswerKind, asked_kind, misfit
from index.language.subjects import words_of

_LINE = re.compile(r"[^\n]+")
_CELL = re.compile(rf"([^\W\d][^|:\n]{{0,{MAX_LABEL_CHARS - 1}}}?) *: +(?=\S)")
_FEWEST_CELLS, _FEWEST_LINES, _FEWEST_ROWS = 2, 3, 2
# Longer cells are texts that an answer is looked for in.
_LONGEST_CELL = 60
# How much surer (logits) a candidate is where both its row and its column are named.
_NAMED = 3.0
# What only a cell of the one column can be.
_TELLING = frozenset(
    {
        *(AnswerKind.TIME, AnswerKind.PRICE, AnswerKind.DURATION, AnswerKind.DATE),
        *(AnswerKind.CONTACT, AnswerKind.PHONE, AnswerKind.EMAIL, AnswerKind.WEBSITE),
    }
)
# How columns are called that tell where or when, of whatever the question speaks else.
_CALLED = {
    AnswerKind.PLACE: (
        *("tempat", "lokasi", "alamat", "lapangan", "gedung", "ruang", "ruangan", "titik"),
        *("place", "venue", "location", "address", "where", "room", "hall", "ground"),
    ),
    AnswerKind.TIME: ("jam", "pukul", "waktu", "time", "times", "hours"),
    **dict.fromkeys((AnswerKind.DAY, AnswerKind.DATE), ("tanggal", "hari", "date", "dates", "day", "days", "when")),
}
# Columns have other words for what holds now, and for what held before: "Mulai Juli", "Tarif lama".
_NOW, _BEFORE = ("baru", "mulai", "sekarang"), ("lama", "sampai", "sebelum")
_MEANS = {
    **dict.fromkeys(("sekarang", "kini"), _NOW),
    **dict.fromkeys(("dulu", "dahulu", "sebelumnya", "dulunya", "awalnya"), _BEFORE),
}


@dataclass(frozen=True)
class _Cell:
    """A cell: the name of its column, and its place in the passage, half-open."""

    name: str
    start: int
    end: int


@dataclass(frozen=True)
class _Row:
    """A row: its passage, its cells, and what tells which table it is of."""

    document: int
    table: tuple[str, str]
    start: int
    end: int
    cells: tuple[_Cell, ...]

    def held(self, span: Candidate) -> int | None:
        """Return which cell holds a candidate; None where none does."""
        if span.document != self.document:
            return None
        return next((at for at, one in enumerate(self.cells) if one.start <= span.start and span.end <= one.end), None)


def in_named_cells(question: str, documents: Sequence[Document], candidates: Sequence[Candidate]) -> list[Candidate]:
    """Return the candidates, those in tables in the cells that the question names; of the same cell one is left."""
    rows = [row for at, each in enumerate(documents) for row in _rows(at, each)]
    held = [next((row for row in rows if row.held(each) is not None), None) for each in candidates]
    if not any(held):
        return list(candidates)
    asked = _Asked(question, documents, rows)
    moved: dict[tuple[int, int, int], list[Candidate]] = {}
    for each, row in zip(candidates, held, strict=True):
        found = each if row is None else asked.moved(each, row)
        moved.setdefault((found.document, found.start, found.end), []).append(found)
    return [_strongest(each) for each in moved.values()]


def _strongest(alike: Sequence[Candidate]) -> Candidate:
    """Return the strongest of candidates in one place, with all that were taken for it."""
    best = max(alike, key=lambda each: each.margin)
    return replace(best, taken_for=tuple(place for each in alike for place in each.taken_for))


class _Asked:
    """A question, asked of the cells of tables; which row of a table it names is looked for once."""

    def __init__(self, question: str, documents: Sequence[Document], rows: Sequence[_Row]) -> None:
        said = _words(question)
        self.beside = {
            each: {*said[max(at - 1, 0) : at], *said[at + 1 : at + 2]} for at, each in enumerate(said) if each.isdigit()
        }
        self.words = [*subject_words(question), *(meant for each in said for meant in _MEANS.get(each, ()))]
        self.kind = asked_kind(question)
        self.texts = [each.content or "" for each in documents]
        self._in_title = [covered_text(each.meta.get("title") or "", self.words).words() for each in documents]
        self._rows = rows
        self._named: dict[tuple[str, str], _Row | None] = {}

    def moved(self, span: Candidate, row: _Row) -> Candidate:
        """Return a candidate in the row and the column that the question names, as far as it names them."""
        at = row.held(span)
        told = self._named_row(row.table)
        named = told or row
        column = self._named_column(named)
        if at is None or (column is None and named is row):
            return span
        name = column if column is not None else row.cells[at].name
        cell = next((one for one in named.cells if one.name == name), None)
        if cell is None or cell.end - cell.start > _LONGEST_CELL or not self._fits(named, cell):
            return span
        is_there = named.document == span.document and cell.start <= span.start and span.end <= cell.end
        margin = span.margin + (_NAMED if told and self._says(cell.name) else 0.0)
        if is_there:
            return replace(span, margin=margin, named=told is not None)
        taken_for = ((span.start, span.end),) if named is row else ()
        return Candidate(named.document, cell.start, cell.end, margin, taken_for, named=told is not None)

    def _says(self, name: str) -> bool:
        """Return whether the question has a word of a column's name."""
        return bool(covered_text(name, self.words).places)

    def _named_row(self, table: tuple[str, str]) -> _Row | None:
        """Return the row of a table that the question names; None where it names none, or several alike."""
        if table not in self._named:
            self._named[table] = self._best_row([each for each in self._rows if each.table == table])
        return self._named[table]

    def _best_row(self, rows: Sequence[_Row]) -> _Row | None:
        """Return the row with more words of the question in its cells than any other; None where there is none."""
        said = {self.texts[each.document][each.start : each.end]: each for each in rows}
        held = [self._naming(each) for each in said.values()]
        common = frozenset.intersection(*held) if len(held) > 1 else frozenset()
        scored = sorted(zip((len(each - common) for each in held), range(len(held)), strict=True), reverse=True)
        best = scored[0][0]
        if best == 0 or len(scored) < _FEWEST_ROWS or scored[1][0] == best:
            return None
        return list(said.values())[scored[0][1]]

    def _naming(self, row: _Row) -> frozenset[int]:
        """Return which words of the question may name a row: "cricket" names no "Cricket Blast" of a cricket club's."""
        in_title, text = self._in_title[row.document], self.texts[row.document]
        naming = frozenset[int]()
        for cell, words in zip(row.cells, self._in_cells(row), strict=True):
            said = {*subject_words(text[cell.start : cell.end])}
            naming |= words if len(words) >= len(said) else words - in_title
        return naming

    def _named_column(self, row: _Row) -> str | None:
        """Return the name of the column that the question names, of those that may answer it; None where it does not.

        What a column is named for stands in the question, or only its cells are of the kind that is asked for.
        """
        told = [covered_text(each.name, self.words).words() for each in row.cells]
        columns = self._answering(row, told)
        words = {row.cells[at].name: told[at] for at in columns}
        if len(columns) > 1:
            common = frozenset.intersection(*words.values())
            words = {name: each - common for name, each in words.items()}
        # Of what was and what is, it is asked what is.
        has_both = any(_tells(name, _BEFORE) for name in words) and not set(self.words) & {*_NOW, *_BEFORE}
        scored = sorted(
            (((len(each), has_both and _tells(name, _NOW)), name) for name, each in words.items()), reverse=True
        )
        is_telling = self.kind in _TELLING or any(_tells(name, _CALLED.get(self.kind, ())) for name in words)
        if not scored or (scored[0][0] == (0, False) and (len(scored) > 1 or not is_telling)):
            return None
        if len(scored) > 1 and scored[1][0] == scored[0][0]:
            return None
        return scored[0][1]

    def _answering(self, row: _Row, told: Sequence[frozenset[int]]) -> list[int]:
        """Return which cells of a row may answer the question, by what stands in them and how their columns are called.

        Args:
            row: it.
            told: of each cell, which words of the question its column's name has.
        """
        fit = [at for at, each in enumerate(row.cells) if self._fits(row, each)]
        called = [at for at in fit if _tells(row.cells[at].name, _CALLED.get(self.kind, ()))]
        # "Bidan: Bidan Ratna" tells no more of the row than its column's name does.
        free = [at for at, said in enumerate(self._in_cells(row)) if at in fit and not said - told[at]]
        is_place = self.kind is AnswerKind.PLACE
        if called and (is_place or not any(told[at] for at in free if at not in called)):
            return [at for at in called if at in free] or called
        # The first cell names its row: "who is the midwife at the clinic on 5 June" asks for no clinic.
        others = [at for at in free if at > 0]
        is_other = is_place or (self.kind is AnswerKind.PERSON and any(told[at] for at in others))
        return others if is_other else free

    def _in_cells(self, row: _Row) -> list[frozenset[int]]:
        """Return which words of the question stand in each cell; numbers only in what names the row.

        There they begin it, "03 (green)", or stand beside a word that they are beside in the question: "RT 05".
        """
        text = self.texts[row.document]
        found = []
        for at, each in enumerate(row.cells):
            said = text[each.start : each.end]
            words = covered_text(said, self.words).words()
            is_value = at > 0 and not any(map(str.isalpha, said))
            found.append(frozenset[int]() if is_value else frozenset(each for each in words if self._names(each, said)))
        return found

    def _names(self, word: int, cell: str) -> bool:
        number = self.words[word]
        if not number.isdigit() or cell.lstrip("0").startswith(number.lstrip("0")):
            return True
        return any(each in self.beside.get(number, ()) for each in _words(cell))

    def _fits(self, row: _Row, cell: _Cell) -> bool:
        return misfit(self.kind, self.texts[row.document][cell.start : cell.end]) == 0


def _words(text: str) -> list[str]:
    return [part.lower() for each in words_of(text) for part in with_ages_in_full(each)]


def _tells(name: str, words: Sequence[str]) -> bool:
    return not {each.lower() for each in words_of(name)}.isdisjoint(words)


def _rows(number: int, document: Document) -> Iterator[_Row]:
    """Yield the rows of a passage's tables, and its blocks of lines that have names."""
    text, article = document.content or "", article_of(document)
    block: list[_Cell] = []
    for line in _LINE.finditer(text):
        if CELL_BREAK in line[0]:
            cells = tuple(_cells(text, line.start(), line.end()))
            if len(cells) >= _FEWEST_CELLS:
                yield _Row(number, (article, cells[0].name), line.start(), line.end(), cells)
            continue
        named = _CELL.match(text, line.start(), line.end())
        if block and (named is None or text[block[-1].end : line.start()].strip(" ") != "\n"):
            yield from _block(number, article, block)
            block = []
        if named:
            block.append(_Cell(named[1].strip(), named.end(), line.end()))
    yield from _block(number, article, block)


def _block(number: int, article: str, block: Sequence[_Cell]) -> Iterator[_Row]:
    if len(block) >= _FEWEST_LINES:
        yield _Row(number, (article, f"{block[1].name}\n"), block[0].start, block[-1].end, tuple(block))


def _cells(text: str, start: int, end: int) -> Iterator[_Cell]:
    """Yield the cells of a line that have the name of a column."""
    while start < end:
        stop = text.find(CELL_BREAK, start, end)
        stop = end if stop < 0 else stop
        if named := _CELL.match(text, start, stop):
            yield _Cell(named[1].strip(), named.end(), stop)
        start = stop + len(CELL_BREAK)
