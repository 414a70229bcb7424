"""The article: what every source yields and the only thing that passages are cut from.

Identity and content are kept apart: `id` survives an edit of the article, `content_hash` changes with it. Does not read
files: see `index.sources`.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

ID_DIGITS = 16
# A row of a table is a line of the text: its cells parted by this, and each after its column's name, as in
# "Layanan: Cabut gigi | Biaya: Rp 25.000".
CELL_BREAK = " | "
MAX_LABEL_CHARS = 60
# What `provenance` says of a title that is not the article's own: copies of a file may have other names.
NOT_ITS_OWN = frozenset({"file name", "first words", "where it was read"})
# The number of a row at the end of its place, in a file of one table or of several sheets.
_ROW = re.compile(r"[#:][0-9]+$")


@dataclass(frozen=True)
class Identity:
    """What an article is told by, so that it is found again.

    Attributes:
        ids: of 16 hexadecimal digits, the best first; where another article has it, the next one counts.
        former_id: what earlier versions called it, where that is another.
        is_numbered: whether the last id is of its number among others, which changes with what comes before it.
    """

    ids: tuple[str, ...]
    former_id: str | None = None
    is_numbered: bool = False

    @property
    def known_by(self) -> tuple[str, ...]:
        """All ids that it may have in an index."""
        return (*self.ids, self.former_id) if self.former_id else self.ids


@dataclass(frozen=True)
class Article:
    """One article, complete and clean.

    Attributes:
        id: 16 hexadecimal digits, stable across rebuilds and edits; see `identity`.
        title: one line, never empty.
        text: what answers are quoted from; their offsets count its characters.
        url: http or https.
        published: the day of publication.
        language: ISO 639 code such as "id"; "und" when it cannot be told.
        source: the publisher's name.
        origin: where it was read: an absolute path or a web address, with "#3" for the third row of a JSONL file and
            "!/berita/a.txt" for a file in an archive.
        author: as the article names them; None when it does not.
        published_guessed: whether nobody said the day: it stands at the beginning of the text, or was the file's.
        provenance: who said what, by the names of these fields: "given", "dateline", "detected", ….
        page_starts: where in the text each page begins, of what has pages; empty for what has none.
        identity: of an article as a source has it, the first id by then; None of one that is in an index.
    """

    id: str
    title: str
    text: str
    url: str | None
    published: date | None
    language: str
    source: str | None
    origin: str
    author: str | None = None
    published_guessed: bool = False
    provenance: Mapping[str, str] = field(default_factory=dict, compare=False)
    page_starts: tuple[int, ...] = ()
    identity: Identity | None = field(default=None, compare=False)

    @cached_property
    def content_hash(self) -> str:
        """SHA-256, hexadecimal, over all that a reader of the article can see: not `id`, not `origin`."""
        published = self.published.isoformat() if self.published else None
        fields = [self.title, self.text, self.url, published, self.language, self.source]
        fields += [self.author] if self.author else []
        # Added later, and only where they say something, so that other articles keep their hash.
        fields += ["guessed"] if self.published_guessed else []
        fields += [str(self.page_starts)] if self.page_starts else []
        return hashlib.sha256(json.dumps(fields).encode("ascii")).hexdigest()

    @cached_property
    def copy_hash(self) -> str:
        """SHA-256, hexadecimal, over its own title, if it has one, and its text: the same for copies of an article."""
        has_title = self.provenance.get("title") not in NOT_ITS_OWN
        return _sha256(f"{self.title}\0{self.text}") if has_title else self.text_hash

    @cached_property
    def text_hash(self) -> str:
        """SHA-256, hexadecimal, over the text alone."""
        return _sha256(self.text)


def new_article(
    *,
    title: str,
    text: str,
    url: str | None,
    published: date | None,
    language: str,
    source: str | None,
    origin: str,
    author: str | None = None,
    given_id: str | None = None,
    former_id: str | None = None,
    is_numbered: bool = False,
    published_guessed: bool = False,
    provenance: Mapping[str, str] | None = None,
    page_starts: tuple[int, ...] = (),
) -> Article:
    """Make an article; see `identity_of` for its id."""
    identity = identity_of(given_id, url, origin, former_id, is_numbered=is_numbered)
    return Article(
        id=identity.ids[0],
        title=title,
        text=text,
        url=url,
        published=published,
        language=language,
        source=source,
        origin=origin,
        author=author,
        published_guessed=published_guessed,
        provenance=provenance or {},
        page_starts=page_starts,
        identity=identity,
    )


def identity_of(
    given_id: str | None, url: str | None, origin: str, former_id: str | None = None, *, is_numbered: bool = False
) -> Identity:
    """Return what an article is told by: the id that its file gives, else its URL, else where it was read.

    `former_id` is what earlier versions would have taken for the file's id; an `origin` that is numbered ends with its
    number among others.
    """
    names = [(given_id, url), (None, url), (None, None)]
    ids = tuple(dict.fromkeys(article_id(*each, origin) for each in names))
    former = article_id(former_id, url, origin) if former_id else None
    return Identity(ids, None if former in ids else former, is_numbered)


def article_id(given_id: str | None, url: str | None, origin: str) -> str:
    """Return the id of the article that these name."""
    return _sha256(given_id or url or origin)[:ID_DIGITS]


def table_of(place: str) -> str:
    """Return where the table of a row stands: the row's place without its number."""
    return _ROW.sub("", place)


def askable(ids: Iterable[str]) -> list[str]:
    """Return those ids that a database can be asked for; what is not UTF-8 or holds a NUL is no article's."""
    return [each for each in ids if "\0" not in each and each.encode("utf-8", "ignore").decode("utf-8") == each]


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
