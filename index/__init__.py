"""Articles in, answers out: reading, cutting, embedding, storing, retrieving and answering.

Knows nothing of Telegram. What other packages may use is named in `__all__`.
"""

import os
from importlib import import_module
from typing import TYPE_CHECKING, Any

from index.haystack_telemetry import leave_out_telemetry

# Before Haystack is imported anywhere: its usage statistics stay off, and nothing of it asks a model hub.
os.environ["HAYSTACK_TELEMETRY_ENABLED"] = "False"
os.environ["HF_HUB_OFFLINE"] = "1"
# ONNX Runtime would keep a device id and events below the home folder, and send them.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"
# Nor does Haystack add a log handler of its own, now that structlog is there.
os.environ["HAYSTACK_LOGGING_IGNORE_STRUCTLOG"] = "true"

leave_out_telemetry()

if TYPE_CHECKING:
    from index.articles import Article
    from index.durable_files import replace_file, sync_file, sync_folder
    from index.embedding.embedder import embedder_fingerprint
    from index.embedding.encoder import DIMENSION
    from index.embedding.model_files import failure_of_models, problems_of_models
    from index.engine import Engine
    from index.errors import (
        CannotWrite,
        DatabaseAway,
        DatabaseUnfit,
        IndexBusy,
        IndexMissing,
        ModelDamaged,
        ModelMissing,
        NothingToIndex,
        QueryFault,
        QueryProblem,
        SnapshotCorrupt,
        SnapshotInUse,
        SnapshotMismatch,
        SnapshotUnknown,
        SourceProblem,
        TanyaIndexError,
    )
    from index.file_lock import is_locked, locked_file
    from index.language.calendar_words import said_in
    from index.language.question_words import QUESTION_WORD
    from index.language.questions.coverage import Nearness, nearness
    from index.language.questions.focus import Exchange, Listed
    from index.language.questions.follow_ups import FollowUp, follow_up
    from index.language.questions.pointing import without_opening
    from index.language.questions.queries import MAX_QUERY_CHARACTERS, checked_query
    from index.language.questions.requests import Choice, Request, RequestKind, choice_in, request_in
    from index.language.reading import in_standard_words, read_question
    from index.language.reading.roots import is_indonesian
    from index.postgres.address import is_address, without_password
    from index.postgres.database import PostgresDatabase
    from index.postgres.health import DatabaseHealth, health_of
    from index.progress import BuildReport, Progress, ProgressCallback, Skipped, Stage, by_kind
    from index.reasons import Reason
    from index.results import (
        Answer,
        ArticleRef,
        Certainty,
        Contents,
        FoundArticle,
        FoundPassage,
        KeptSnapshot,
        Reply,
        Status,
        Trouble,
    )
    from index.retrieval.recency import RECENCY_WEIGHT
    from index.sources import SUPPORTED_SUFFIXES, FetchSettings, is_url
    from index.sources.documents import (
        DOCUMENTS_FOLDER,
        document_name,
        keep_document,
        kept_document,
        take_back_document,
        title_file_of,
    )
    from index.store.postgres.snapshots.archive import PostgresArchive
    from index.store.protocols import Archive

# A name is imported when it is first asked for: the engine takes a second and 100 MB, and not every command needs it.
_MODULES = {
    "index.articles": ("Article",),
    "index.durable_files": ("replace_file", "sync_file", "sync_folder"),
    "index.embedding.embedder": ("embedder_fingerprint",),
    "index.embedding.encoder": ("DIMENSION",),
    "index.embedding.model_files": ("failure_of_models", "problems_of_models"),
    "index.engine": ("Engine",),
    "index.errors": (
        "CannotWrite",
        "DatabaseAway",
        "DatabaseUnfit",
        "IndexBusy",
        "IndexMissing",
        "ModelDamaged",
        "ModelMissing",
        "NothingToIndex",
        "QueryFault",
        "QueryProblem",
        "SnapshotCorrupt",
        "SnapshotInUse",
        "SnapshotMismatch",
        "SnapshotUnknown",
        "SourceProblem",
        "TanyaIndexError",
    ),
    "index.file_lock": ("is_locked", "locked_file"),
    "index.language.calendar_words": ("said_in",),
    "index.language.question_words": ("QUESTION_WORD",),
    "index.language.questions.coverage": ("Nearness", "nearness"),
    "index.language.questions.focus": ("Exchange", "Listed"),
    "index.language.questions.follow_ups": ("FollowUp", "follow_up"),
    "index.language.questions.pointing": ("without_opening",),
    "index.language.questions.queries": ("MAX_QUERY_CHARACTERS", "checked_query"),
    "index.language.questions.requests": ("Choice", "Request", "RequestKind", "choice_in", "request_in"),
    "index.language.reading": ("in_standard_words", "read_question"),
    "index.language.reading.roots": ("is_indonesian",),
    "index.postgres.address": ("is_address", "without_password"),
    "index.postgres.database": ("PostgresDatabase",),
    "index.postgres.health": ("DatabaseHealth", "health_of"),
    "index.progress": ("BuildReport", "Progress", "ProgressCallback", "Skipped", "Stage", "by_kind"),
    "index.results": (
        "Answer",
        "ArticleRef",
        "Certainty",
        "Contents",
        "FoundArticle",
        "FoundPassage",
        "KeptSnapshot",
        "Reply",
        "Status",
        "Trouble",
    ),
    "index.reasons": ("Reason",),
    "index.retrieval.recency": ("RECENCY_WEIGHT",),
    "index.sources": ("SUPPORTED_SUFFIXES", "FetchSettings", "is_url"),
    "index.sources.documents": (
        *("DOCUMENTS_FOLDER", "document_name", "keep_document", "kept_document", "take_back_document", "title_file_of"),
    ),
    "index.store.postgres.snapshots.archive": ("PostgresArchive",),
    "index.store.protocols": ("Archive",),
}
_MODULE_OF = {name: module for module, names in _MODULES.items() for name in names}
__all__ = [*_MODULE_OF]


def __getattr__(name: str) -> Any:
    """Import the module of a public name (PEP 562)."""
    if name not in _MODULE_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = globals()[name] = getattr(import_module(_MODULE_OF[name]), name)
    return found


def __dir__() -> list[str]:
    return __all__
