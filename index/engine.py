"""Answers questions from the served snapshot and swaps to a newer one without dropping a question.

The one object that programs use: it holds the query pipeline of a snapshot, decides whether an answer is confident
enough, and hands builds to the builder. Safe to call from several threads.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Collection, Hashable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from haystack import Pipeline

from index.answering.answers import to_answer, to_passage, without_hidden
from index.answering.articles_about import articles_about
from index.answering.topics import Topic, is_of_another
from index.building.builder import Builder
from index.building.question_priority import QuestionPriority
from index.building.remote_embedding import help_build
from index.embedding.embedder import embedder_fingerprint
from index.embedding.encoder import DIMENSION
from index.errors import TanyaIndexError
from index.language.detection import detect_query_language
from index.language.questions.queries import article_filters, checked_query
from index.language.reading import QuestionReading, read_question
from index.pipelines import run_pipeline
from index.progress import BuildReport, Progress, ProgressCallback, heard_of
from index.results import Certainty, FoundArticle, KeptSnapshot, Reply, Trouble
from index.retrieval.recency import RECENCY_WEIGHT
from index.served import Aside, Holdings, Retry, Served, loaded
from index.snapshots.archive import INDEX_FOLDER, FolderArchive
from index.snapshots.snapshots import KEEP
from index.sources import FetchSettings
from index.sources.documents import DOCUMENTS_FOLDER
from index.store.protocols import Archive, PassageStore, Snapshot

PASSAGES_READ = 6
# No question word in it, so that the language model is loaded too.
_WARM_UP_QUERY = "Tanya, 1 Januari 2000"
_PATIENCE_S = 1.0
_log = logging.getLogger(__name__)
_STAGES = {"embed": "embedder", "retrieve": "retriever", "read": "reader"}


class Engine(Holdings):
    """Questions in, replies out, over one data folder.

    Attributes:
        question_priority: what lets builds of this engine stand back for its questions.
    """

    def __init__(
        self,
        data_dir: Path,
        *,
        models_folder: str | None = None,
        threads: int = 0,
        keep_snapshots: int = KEEP,
        fetch: FetchSettings | None = None,
        recency_weight: float = RECENCY_WEIGHT,
        archive: Archive | None = None,
    ) -> None:
        """Name the data folder; nothing is loaded before it is needed.

        Args:
            data_dir: holds `index/`, and what builds keep for the next one.
            models_folder: where the weights are; the bundled ones when None.
            threads: how many passages are read or embedded at once; all usable cores when 0.
            keep_snapshots: how many a build leaves, its own among them; 1 or more.
            fetch: how web sources are asked; the defaults of `FetchSettings` when None.
            recency_weight: how much newer articles are preferred when a question asks for the newest; 0 or more.
            archive: where the snapshots are; in the data folder when None.
        """
        self.recency_weight = recency_weight
        self.data_dir = data_dir
        self.fetch = fetch
        self.archive: Archive = archive or FolderArchive(data_dir, dimension=DIMENSION, keep=keep_snapshots)
        self.models_folder, self.threads = models_folder, threads
        self._trouble: Trouble | None = None
        self._served: Served | None = None
        self._swap, self._opening, self._aside = threading.Lock(), threading.Lock(), Aside(_PATIENCE_S)
        self._retry = Retry()
        self.question_priority = QuestionPriority()

    def ask(
        self,
        query: str,
        *,
        top_k: int = 5,
        min_confidence: float | None = None,
        since: date | None = None,
        until: date | None = None,
        sources: Collection[str] = (),
        language: str | None = None,
        corrected: bool = True,
    ) -> Reply:
        """Answer one question.

        Args:
            query: the question, as it was typed.
            top_k: answers and passages to return at the most, 1 or more.
            min_confidence: 0 to 1; answers below it are not given. The calibrated one when None.
            since: only articles published on or after this day.
            until: only articles published on or before this day.
            sources: only articles of these publishers; of all when there are none.
            language: only articles in this language.
            corrected: whether words that the archive does not know are read as ones that it does.

        Raises:
            QueryProblem: there is nothing to search for in the question, or it is too long.
            IndexMissing: nothing has been indexed yet.
            SnapshotCorrupt, SnapshotMismatch: the index cannot be used.
        """
        began = time.perf_counter()
        query = checked_query(query)
        self._refresh_aside()
        served = self._current()
        reading = read_question(query, served.vocabulary, corrected=corrected)
        hidden = served.snapshot.hidden
        filters = article_filters(since=since, until=until, sources=sources, language=language, hidden=hidden)
        with self.question_priority.question():
            stages, outputs = self._run(served.pipeline, reading, filters, top_k)
        store = served.snapshot.store
        found = outputs["retriever"]["documents"]
        titles, asked_in = {each.meta["title"] for each in found}, detect_query_language(reading.text, ())
        answers = []
        for each in outputs["reader"]["answers"]:
            meta, text = each.document.meta, store.articles.text(each.document.meta["article_id"])
            is_doubtful = each.meta["doubtful"] or (
                meta["language"] == asked_in and is_of_another(reading.text, Topic(meta["title"], text), titles)
            )
            certainty = served.weights.certainty(each.score, min_confidence, doubtful=is_doubtful)
            answers.append(to_answer(each, text, store, certainty=certainty))
        passages = [to_passage(each, store) for each in found[:top_k]]
        confidence = answers[0].confidence if answers else 0.0
        stages["total"] = (time.perf_counter() - began) * 1000
        return Reply(
            question=query,
            certainty=answers[0].certainty if answers else Certainty.NONE,
            confidence=confidence,
            snapshot=served.snapshot.name,
            answers=tuple(without_hidden(each, hidden) for each in answers[:top_k]),
            passages=tuple(without_hidden(each, hidden) for each in passages),
            timings_ms=stages,
            reading=reading,
        )

    def about(self, subject: str, *, count: int = 5) -> list[FoundArticle]:
        """Return so many articles that are about something at the most; raises as `ask`."""
        subject = checked_query(subject)
        self.refresh()
        snapshot, pipeline = (served := self._current()).snapshot, served.pipeline
        with self.question_priority.question():
            return articles_about(subject, pipeline, snapshot.store, count, snapshot.hidden)

    def warm_up(self) -> None:
        """Load everything that a first question would wait for.

        Raises:
            IndexMissing, SnapshotCorrupt, SnapshotMismatch: there is no snapshot to ask.
        """
        self.ask(_WARM_UP_QUERY)

    def refresh(self) -> bool:
        """Swap to the snapshot that CURRENT names, if it is another one; return whether it was.

        A question that is being answered goes on with the snapshot that it started with. A new snapshot that cannot be
        opened is trouble to tell, and the one that is served stays.

        Raises:
            IndexMissing, SnapshotCorrupt, SnapshotMismatch: only when no snapshot is served yet.
        """
        served = self._served
        if served is None:
            self._current()
            return True
        return self._swap_from(served)

    def _swap_from(self, served: Served) -> bool:
        """Swap to the snapshot that CURRENT names if it is another one, or if it is time to try that again."""
        stamp = self.archive.stamp()
        if not self._is_to_be_opened(served, stamp):
            return False
        with self._opening:
            if self._served is not served:
                return True
            trouble, before = None, self._trouble
            try:
                opened = self._open(self.archive.open_current)
            except TanyaIndexError as error:
                trouble = Trouble(str(error), served.snapshot.name)
                opened = replace(served, snapshot=self.archive.hiding(served.snapshot), stamp=stamp)
            self._retry.note(failed=trouble is not None)
            with self._swap:
                is_closed = self._served is not served
                if not is_closed:
                    self._served, self._trouble = opened, trouble
        if is_closed:
            opened.snapshot.store.close()
            return False
        if trouble is None:
            return True
        if trouble != before:
            self._tell_trouble()
        return False

    def trouble(self) -> Trouble | None:
        """Return why an older snapshot than the newest is served; None when all is well; raises as `warm_up`."""
        self._current()
        return self._trouble

    def index(
        self,
        sources: Sequence[Path | str],
        *,
        prune: bool = False,
        afresh: Sequence[Path] = (),
        progress: ProgressCallback | None = None,
    ) -> BuildReport:
        """Add or update the articles of files, folders and web addresses; see `Builder.index`."""
        with self._building(progress) as (builder, tell):
            return builder.index(sources, prune=prune, afresh=afresh, progress=tell)

    def reindex(self, *, full: bool = False, progress: ProgressCallback | None = None) -> BuildReport:
        """Go through the recorded sources again; see `Builder.reindex`. Questions go on being answered meanwhile."""
        with self._building(progress) as (builder, tell):
            return builder.reindex(full=full, progress=tell)

    def help_build(self, tell: Callable[[int, int], None] = lambda articles, passages: None) -> tuple[int, int] | None:
        """Embed for the build of another machine over the same database; see `index.building.remote_embedding`."""
        return help_build(self.archive, models_folder=self.models_folder, threads=self.threads, tell=tell)

    def building(self) -> Progress | None:
        """Return how far the build is that runs in this process or another; None when none runs."""
        return self.archive.running_build()

    def remove(self, article_ids: Sequence[str], *, progress: ProgressCallback | None = None) -> BuildReport:
        """Remove articles for good; see `Builder.remove`."""
        with self._building(progress) as (builder, tell):
            return builder.remove(article_ids, progress=tell)

    def remove_source(self, source: str, *, progress: ProgressCallback | None = None) -> BuildReport:
        """Forget a source and remove its articles; see `Builder.remove_source`."""
        with self._building(progress) as (builder, tell):
            return builder.remove_source(source, progress=tell)

    def verify(self) -> tuple[str, list[str]]:
        """Look through the whole snapshot to serve; return its name and its problems."""
        return self.archive.problems()

    def newest_whole_before_current(self) -> str | None:
        """Return the name of the newest undamaged snapshot older than the one to serve; None when there is none."""
        return self.archive.newest_whole_before_current()

    def store(self) -> PassageStore:
        """Return the served snapshot's store, for other pipelines over the same index."""
        return self._current().snapshot.store

    def close(self) -> None:
        """Let go of the snapshot."""
        with self._swap:
            if self._served:
                self._served.snapshot.store.close()
            self._served = None
        self.archive.close()

    def kept_snapshots(self) -> list[KeptSnapshot]:
        """Return all snapshots, the newest first; see `Archive.kept`."""
        return self.archive.kept()

    def roll_back(self, name: str | None = None) -> str:
        """Serve an older snapshot again; see `Archive.roll_back`."""
        return self.archive.roll_back(name, embedder_fingerprint(self.models_folder))

    def remove_snapshots(self, names: Sequence[str]) -> None:
        """Remove snapshots that are not served; see `Archive.remove`."""
        self.archive.remove(names)

    def _refresh_aside(self) -> None:
        """Swap to a newer snapshot in a thread: no question waits long for one to be opened and verified."""
        served = self._served
        if served is not None and self._is_to_be_opened(served, self.archive.stamp()):
            self._aside.do(self.refresh)

    def _is_to_be_opened(self, served: Served, stamp: Hashable) -> bool:
        return stamp != served.stamp or (self._trouble is not None and self._retry.is_due())

    def _latest(self) -> Served:
        """Return what is served, after a swap to what has been published: no question may come for a while."""
        self.refresh()
        return self._current()

    @contextmanager
    def _building(self, progress: ProgressCallback | None) -> Iterator[tuple[Builder, ProgressCallback]]:
        """Give a builder and what it is to call, which tells of its progress and gives way to questions.

        Whoever is told that the build is done is answered from it, however long a snapshot takes to open.
        """
        builder = Builder(
            self.archive,
            self.data_dir / INDEX_FOLDER,
            models_folder=self.models_folder,
            threads=self.threads,
            fetch=self.fetch,
            documents=self.data_dir.absolute() / DOCUMENTS_FOLDER,
        )
        with self.archive.shown_progress(progress) as shown, heard_of(self.question_priority.giving_way(shown)) as tell:
            yield builder, tell
        if (served := self._served) is not None:
            try:
                self._swap_from(served)
            except Exception:
                _log.exception("the snapshot is published, and will be served as soon as it can be opened")

    def _current(self) -> Served:
        with self._swap:
            if self._served is not None:
                return self._served
            served = self._served = self._open(self._open_newest_whole)
            self._retry.note(failed=self._trouble is not None)
        self._tell_trouble()
        return served

    def _open_newest_whole(self, model: str) -> Snapshot:
        snapshot, self._trouble = self.archive.open_served(model)
        return snapshot

    def _tell_trouble(self) -> None:
        if trouble := self._trouble:
            _log.error("%s", trouble)

    def _open(self, opener: Callable[[str], Snapshot]) -> Served:
        stamp = self.archive.stamp()
        snapshot = opener(embedder_fingerprint(self.models_folder))
        return loaded(
            snapshot,
            stamp,
            models_folder=self.models_folder,
            threads=self.threads,
            recency_weight=self.recency_weight,
        )

    def _run(
        self, pipeline: Pipeline, reading: QuestionReading, filters: dict[str, Any] | None, top_k: int
    ) -> tuple[dict[str, float], dict[str, Any]]:
        """Run the pipeline and return milliseconds by stage, and the outputs of its components."""
        inputs = {
            "embedder": {"query": reading.spelt},
            "retriever": {"query": reading.text, "filters": filters, "top_k": max(top_k, PASSAGES_READ)},
            "reader": {"query": reading.text, "top_k": top_k},
        }
        outputs = run_pipeline(pipeline, inputs, set(inputs))
        return {stage: outputs[name]["elapsed_ms"] for stage, name in _STAGES.items()}, outputs
