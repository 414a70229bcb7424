"""What a store records besides passages: articles, sources and their files, web pages, families of near duplicates.

Protocols alone; a snapshot's store answers what reads, a build's store also what writes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, Protocol

from index.articles import Article


class Place(NamedTuple):
    """Where an article was read: for people, and the path or address that builds go by."""

    origin: str
    path: str


class Removal(NamedTuple):
    """What is known of an article that was removed by hand: where it was read, and its `copy_hash`.

    That is empty where an earlier version removed it.
    """

    origin: str
    copy_hash: str = ""


class Recorded(NamedTuple):
    """What people have said of an archive, and no source tells again.

    Attributes:
        sources: whether each source was named to be pruned, in the order in which they were added.
        removed: the articles that were removed by hand, by id.
    """

    sources: Mapping[str, bool]
    removed: Mapping[str, Removal]


class PageRecord(NamedTuple):
    """What is recorded of a web address that was read to the end.

    Attributes:
        etag: of the server's answer.
        last_modified: of the server's answer.
        stamp: what the list that names it said of its last change.
        problem: why it gave no article, in words; None when it gave one.
        code: the same as a value of `index.reasons.Reason`; None where it is not known.
    """

    etag: str | None = None
    last_modified: str | None = None
    stamp: str | None = None
    problem: str | None = None
    code: str | None = None


class Articles(Protocol):
    """The articles of a store."""

    def count(self) -> int:
        """Return how many there are."""

    def newest(self, limit: int | None = None) -> list[Article]:
        """Return so many articles at the most, all when None; the newest day first, those without one last, by id."""

    def get(self, article_ids: Sequence[str]) -> list[Article]:
        """Return these articles, ordered as by `newest`; unknown ids are left out."""

    def text(self, article_id: str) -> str:
        """Return an article's whole text; empty when there is no such article."""

    def publishers(self) -> list[tuple[str | None, int]]:
        """Return each publisher with the number of its articles, the largest first; None for articles without one."""

    def newest_day(self) -> str | None:
        """Return the day of the newest article in ISO 8601; None when no article has a day."""

    def titles(self, limit: int) -> list[str]:
        """Return so many titles, the same ones each time."""

    def titled(self, words: str, limit: int) -> list[Article]:
        """Return so many articles at the most whose titles hold all these words, large letters or small, in any order.

        Titles that are just these words come first, then those that hold them as they stand, then the newest.
        """

    def standing_at(self, address: str, limit: int) -> list[Article]:
        """Return so many articles at the most with this link, as people copy it, or that were read from there."""

    def put(self, articles: Sequence[Article], path: str, text_hashes: Sequence[str]) -> None:
        """Insert or replace articles that were read from one file or page; equal texts have equal hashes.

        A changed text loses its place in its family. The file or page that had one of the articles before is
        forgotten, so that it is read again.
        """

    def content_hash(self, article_id: str) -> str | None:
        """Return the content hash of an article; None when there is no such article."""

    def place(self, article_id: str) -> Place | None:
        """Return where an article stands; None when there is no such article."""

    def with_text(self, text_hash: str) -> dict[str, Place]:
        """Return where the articles with a text stand, by id."""

    def at(self, path: str) -> list[str]:
        """Return the ids of the articles that were read from a file or page."""

    def without_passages(self) -> list[str]:
        """Return the ids of the articles that have no passage yet, in order."""

    def exclude(self, removed: Mapping[str, Removal]) -> None:
        """Note by id that articles, which need not be here, were removed by hand, so that builds leave them out."""

    def excluded(self) -> dict[str, Removal]:
        """Return the articles that were removed by hand, by id."""

    def readmit(self, article_id: str) -> None:
        """Take back that an article was removed by hand."""


class Sources(Protocol):
    """The sources that somebody named, and the files that were read."""

    def count(self) -> int:
        """Return how many are recorded."""

    def recorded(self) -> dict[str, bool]:
        """Return whether each source was named to be pruned, in the order in which they were added."""

    def record(self, sources: Sequence[str], *, prune: bool) -> None:
        """Record sources that were named; one that is recorded already keeps its place."""

    def forget(self, source: str) -> None:
        """Forget a source, and what is recorded of the pages and lists below it, so that naming it reads it anew."""

    def paths_below(self, path: str) -> dict[str, str]:
        """Return the paths of the articles of a file, or below a folder, by article id."""

    def paths_listed(self, url: str) -> dict[str, str]:
        """Return the paths of the articles of a page, or of all pages that a list and those below it name, by id."""

    def file_stamp(self, path: str) -> tuple[int, int] | None:
        """Return the size in bytes and the time in ns of a file that was read whole; None for any other."""

    def forget_file(self, path: str) -> None:
        """Let the next run read a file anew."""

    def put_file(self, path: str, source: str, stamp: tuple[int, int]) -> None:
        """Record that a file was read whole."""


class Pages(Protocol):
    """What is recorded of web addresses, and which list names which page."""

    def get(self, url: str) -> PageRecord | None:
        """Return what is recorded of an address."""

    def put(self, url: str, record: PageRecord) -> None:
        """Record an address that was read to the end."""

    def forget(self, url: str) -> None:
        """Let the next run ask for an address anew."""

    def put_listed(self, list_url: str, entries: Iterable[str], *, only: bool) -> None:
        """Record what a list names; with `only` forget what it named before."""

    def is_listed(self, url: str) -> bool:
        """Tell whether a list names an address, or somebody did, as a source."""


class Families(Protocol):
    """Which articles are nearly the same; how that is found out: see `index.building.families`."""

    def of(self, article_ids: Iterable[str]) -> dict[str, str]:
        """Return the families of those of these articles that have one."""

    def relatives(self, article_id: str, limit: int) -> list[Article]:
        """Return so many of the other articles of an article's family at the most, the newest first."""

    def unexamined(self) -> list[str]:
        """Return the ids of the articles whose keys are not there yet, in order."""

    def put_keys(self, keys: Mapping[str, bytes]) -> None:
        """Keep what articles are compared by."""

    def keys(self) -> list[tuple[str, bytes]]:
        """Return what every article is compared by, ordered by id."""

    def join(self, article_ids: Sequence[str]) -> None:
        """Put articles into one family, with all members of the families that they have."""


class Words(Protocol):
    """What the passages tell of single words; compared without regard to case and diacritics."""

    def passages_with_word(self, word: str) -> int:
        """Return how many passages hold a word; where they are many, any large number."""

    def has_words(self, words: Sequence[str], *, adjacent: bool) -> bool:
        """Return whether one passage holds all of these words, in this order and side by side if `adjacent`."""

    def words_beginning_with(self, letter: str) -> Iterable[tuple[str, int]]:
        """Return the frequent words of four letters and more that begin with one, and the number of their passages.

        In small letters, without diacritics.
        """

    def spelling_of(self, word: str) -> str | None:
        """Return a word as passages spell it within a sentence, where its capital tells something; None elsewhere."""
