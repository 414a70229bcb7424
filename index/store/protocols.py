"""What the rest of `index` asks of a store: passages to search, a build to write them with, an archive of snapshots.

There are two: `index.store.local`, on FAISS and SQLite in a folder, and `index.store.postgres`; the contract tests run
over both. A passage's key is a number of the store's own, the same from
`nearest` to `documents`; a score is higher for what fits better.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol, Self

import numpy as np
from haystack import Document
from haystack.document_stores.types import DuplicatePolicy
from numpy.typing import NDArray

from index.articles import Article
from index.passages import PassageFacts, PassageSettings
from index.progress import Progress, ProgressCallback
from index.results import Counts, KeptSnapshot, Trouble
from index.store.portable import Portable
from index.store.records import Articles, Families, Pages, Sources, Words

Float32 = NDArray[np.float32]
Filters = dict[str, Any] | None
Scored = list[tuple[int, float]]
# Told how many vectors are sorted, of how many.
Tell = Callable[[int, int], None]


class EmbeddingStore(Protocol):
    """Where an embedder finds the vectors that were made before, and keeps those that it makes."""

    def to_dict(self) -> dict[str, Any]:
        """Return what `from_dict` of the same class needs to open it again."""

    def embeddings_by_key(self, keys: Sequence[str]) -> dict[str, Float32]:
        """Return the vectors, float32, (dimension,), of those embedding keys that are known: of passages, and kept."""

    def keep_embeddings(self, keys: Sequence[str], vectors: Float32) -> None:
        """Keep vectors, float32, (n, dimension), for the next build if this one is stopped; durable on return.

        Raises:
            CannotWrite: the disk is full or fails.
        """


class PassageStore(Protocol):
    """The passages of one snapshot; they never change. Safe to use from several threads."""

    @property
    def articles(self) -> Articles:
        """The articles, for reading."""

    @property
    def sources(self) -> Sources:
        """The recorded sources, for reading."""

    @property
    def families(self) -> Families:
        """The families of near duplicates, for reading."""

    @property
    def words(self) -> Words:
        """What its passages tell of single words."""

    @property
    def portable(self) -> Portable:
        """All that it holds, for another store."""

    def to_dict(self) -> dict[str, Any]:
        """Return what `from_dict` needs to open it again: Haystack's form."""

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Self:
        """Open the store that `to_dict` describes."""

    def count_documents(self) -> int:
        """Return the number of passages."""

    def filter_documents(self, filters: Filters = None) -> list[Document]:
        """Return the passages that match Haystack filters, by article id and ordinal.

        Raises:
            FilterError: the filters are not of Haystack's form, or name a field that no passage has.
        """

    def languages(self) -> list[str]:
        """Return the languages of the passages."""

    def nearest(self, vector: Float32, top_k: int, filters: Filters = None) -> Scored:
        """Return keys and cosines, [-1, 1], of the nearest passages, best first.

        Args:
            vector: float32, (dimension,), L2-normalised.
            top_k: how many at the most.
            filters: Haystack's; they hold inside the search, so that as many are found as there are.
        """

    def matching(self, query: str, top_k: int, filters: Filters = None, forms: Sequence[str] = ()) -> Scored:
        """Return keys and scores, above 0, of the best passages that share a word with a query, best first.

        Words match without case and diacritics; nothing in a query is an operator.

        Args:
            query: in any words.
            top_k: how many at the most.
            filters: Haystack's.
            forms: other forms of the query's words, in small letters; those that passages hold are searched for, too.
        """

    def cosines(self, keys: Sequence[int], vector: Float32) -> list[float]:
        """Return the cosines of a vector, float32, (dimension,), and of these passages, in their order."""

    def facts(self, keys: Sequence[int]) -> list[PassageFacts]:
        """Return what ranking asks about these passages, in their order.

        Raises:
            SnapshotCorrupt: one of them is not there.
        """

    def documents(self, scored: Sequence[tuple[int, float]]) -> list[Document]:
        """Return the passages of these keys with these scores, in the same order; unknown ones are left out."""

    def close(self) -> None:
        """Let go of it; it cannot be used afterwards."""


class BuildStore(PassageStore, EmbeddingStore, Protocol):
    """The passages of a build, which nobody else sees; used by one thread at a time."""

    @property
    def pages(self) -> Pages:
        """What is recorded of web addresses."""

    def write_documents(self, documents: list[Document], policy: DuplicatePolicy = DuplicatePolicy.NONE) -> int:
        """Write passages with `embedding` and `meta["embedding_key"]`, whose articles are there; return how many.

        Raises:
            DuplicateDocumentError: one is there already, or twice among them, and the policy is FAIL or NONE.
            DocumentStoreError: a document has no embedding; then nothing has been written.
        """

    def delete_documents(self, document_ids: list[str]) -> None:
        """Delete passages; ids that are not there do not matter."""

    def passage_names(self, article_ids: Sequence[str]) -> list[str]:
        """Return the ids of all passages of these articles, as documents have them."""

    def remove_articles(self, article_ids: Sequence[str]) -> None:
        """Remove articles with passages, family, and what is recorded of their files and pages.

        Pages that were duplicates, and the lists that name them, are asked for anew.
        """


class Build(Protocol):
    """A snapshot that is being built, by the one who holds the archive's lock."""

    @property
    def store(self) -> BuildStore:
        """What goes into it: at first the served snapshot, with its passages where they can be taken over."""

    @property
    def is_repair(self) -> bool:
        """Whether it began elsewhere than at the snapshot to serve, so that it is published though nothing changed."""

    @property
    def doubts(self) -> Sequence[str]:
        """What may be missing in it, in words, where it began from the parts of damaged snapshots."""

    def offer(self, article_ids: Sequence[str]) -> None:
        """Let other machines embed passages of these articles, from the last on, where others can reach the build."""

    def take_back(self, article_ids: Sequence[str]) -> None:
        """Offer these articles no more; who is at one already may go on."""

    def publish(self, questions: Callable[[], Float32] | None = None, tell: Tell = lambda done, total: None) -> str:
        """Make it the served snapshot, whole and durable, and return its name; the store is closed.

        Older snapshots beyond those to keep are removed. What fails leaves what was served before.

        Args:
            questions: gives vectors, float32, (n, dimension), L2-normalised, to measure vector search with; asked only
                if there is something to measure.
            tell: called as it goes on.

        Raises:
            OSError, CannotWrite: what is written to is full or fails, or cannot be read back.
        """

    def forget_embeddings(self) -> None:
        """Forget what `keep_embeddings` kept: it is in a snapshot, or of no use. Failing costs nothing but room."""


class SharedDocument(NamedTuple):
    """A document that was handed over: its file's name, the title that it came with, and when it was changed, in ns."""

    name: str
    title: str | None
    content: bytes
    mtime_ns: int


class SharedDocuments(Protocol):
    """Documents that were handed over one by one, for all machines that build."""

    def listed(self) -> dict[str, int]:
        """Return when each was last changed, in ns, by its name."""

    def get(self, name: str) -> SharedDocument | None:
        """Return a document; None when there is none of this name."""

    def put(self, document: SharedDocument) -> None:
        """Keep a document, in the place of an older one of its name."""


@dataclass(frozen=True)
class Offered:
    """Articles that another machine's build offers.

    Attributes:
        articles: to be cut and embedded.
        settings: how they are to be cut.
        store: where vectors are found that were made before, and the new ones are kept.
    """

    articles: list[Article]
    settings: PassageSettings
    store: EmbeddingStore


class Snapshot(Protocol):
    """A published snapshot, open; whoever holds it goes on using it when a newer one is published."""

    @property
    def name(self) -> str:
        """Its name; the greater, the newer."""

    @property
    def store(self) -> PassageStore:
        """Its passages."""

    @property
    def hidden(self) -> frozenset[str]:
        """Ids of its articles that were removed since and are not to be shown; only where a newer one is damaged."""

    @property
    def counts(self) -> Counts:
        """How much it holds."""

    @property
    def model(self) -> str:
        """Fingerprint of the embedder that made its vectors."""

    @property
    def settings(self) -> PassageSettings:
        """How its articles were cut."""

    @property
    def built(self) -> str:
        """UTC time in ISO 8601."""

    @property
    def size_bytes(self) -> int:
        """How much room its data takes."""


class Archive(Protocol):
    """All snapshots: the served one, those that are kept beside it, and the one build at a time.

    A `model` is the fingerprint of the embedder that will ask a snapshot. Any method but `stamp` raises IndexMissing
    when nothing has been published yet, except `build` and `running_build`.
    """

    def documents(self) -> SharedDocuments | None:
        """Return what machines share of documents that were handed over; None where there is one machine."""

    def stamp(self) -> Hashable:
        """Return what differs as soon as another snapshot is to be served; asked before every question."""

    def current_name(self) -> str:
        """Return the name of the snapshot to serve.

        Raises:
            SnapshotCorrupt: that is damaged.
        """

    def open_current(self, model: str) -> Snapshot:
        """Open the snapshot to serve, after checking that it is whole.

        Raises:
            SnapshotCorrupt: it is damaged.
            SnapshotMismatch: it was made with another model or format.
        """

    def open_served(self, model: str) -> tuple[Snapshot, Trouble | None]:
        """Open the snapshot to serve, or if it is damaged the newest whole one before it, and tell the trouble.

        Raises:
            SnapshotCorrupt, SnapshotMismatch: as `open_current`, if there is no whole one before it.
        """

    def hiding(self, snapshot: Any) -> Any:
        """Return an open snapshot that knows which of its articles were removed after it was published."""

    def newest_whole_before_current(self, model: str | None = None) -> str | None:
        """Return the name of the newest undamaged snapshot older than the one to serve, for any model when None."""

    def kept(self) -> list[KeptSnapshot]:
        """Return all snapshots, the newest first."""

    def roll_back(self, name: str | None, model: str) -> str:
        """Serve an older snapshot again, the newest whole one before the current when None; return its name.

        Raises:
            SnapshotUnknown: there is none of this name, or none to go back to.
            SnapshotCorrupt, SnapshotMismatch: the one that was named cannot be served; what was served stays.
            IndexBusy: somebody else is building.
        """

    def remove(self, names: Sequence[str]) -> None:
        """Remove snapshots, all of them or none; who still reads one goes on until it lets go of it.

        Raises:
            SnapshotUnknown: one of them is not there.
            SnapshotInUse: one of them is the one to serve.
            IndexBusy: somebody else is building.
        """

    def problems(self) -> tuple[str, list[str]]:
        """Look through the whole snapshot to serve; return its name and a sentence for each problem found."""

    def build(
        self, model: str, settings: PassageSettings, *, full: bool = False, resume: str | None = None
    ) -> AbstractContextManager[Build]:
        """Hold the writer's lock, and begin a snapshot from the served one; it is gone afterwards unless published.

        Its passages are taken over, unless it was made with another model, format or settings, or with `full`, which
        may also begin from the newest whole parts of damaged ones. With `resume`, what an unfinished build of this name
        left is gone on with, where the archive keeps that.

        Raises:
            IndexBusy: somebody else is building.
            SnapshotCorrupt, SnapshotMismatch: the served snapshot is damaged.
            CannotWrite: what is written to is full or fails.
        """

    def shown_progress(self, progress: ProgressCallback | None) -> AbstractContextManager[ProgressCallback]:
        """Give what a build is to tell its progress to: `progress`, and everybody who asks `running_build`."""

    def running_build(self) -> Progress | None:
        """Return how far the build is that runs in this process or another; None when none runs."""

    def offered(self, model: str, count: int) -> AbstractContextManager[Offered | None]:
        """Take so many articles that a build offers; None when there are none.

        What was embedded is kept when the block ends; when it raises, the articles are offered again.
        """

    def close(self) -> None:
        """Let go of what it has open besides snapshots; that is opened again when it is needed."""
