"""Articles in, answers out: reading, cutting, embedding, storing, retrieving and answering.

Knows nothing of Telegram. What other packages may use is named in `__all__`.
"""

import os

# Before Haystack is imported anywhere: its usage statistics stay off, and nothing of it asks a model hub.
os.environ["HAYSTACK_TELEMETRY_ENABLED"] = "False"
os.environ["HF_HUB_OFFLINE"] = "1"
# ONNX Runtime would keep a device id and events below the home folder, and send them.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"
# Nor does Haystack add a log handler of its own, now that structlog is there.
os.environ["HAYSTACK_LOGGING_IGNORE_STRUCTLOG"] = "true"

from index.articles import Article
from index.engine import Engine
from index.errors import (
    IndexBusy,
    IndexMissing,
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
from index.language.follow_ups import Exchange, FollowUp, follow_up
from index.language.queries import MAX_QUERY_CHARACTERS, checked_query
from index.language.question_words import QUESTION_WORD
from index.progress import BuildReport, Progress, ProgressCallback, Skipped, Stage
from index.results import Answer, ArticleRef, Contents, FoundPassage, KeptSnapshot, Reply, Status, Trouble
from index.retrieval.recency import RECENCY_WEIGHT
from index.sources import FetchSettings, is_url

__all__ = [
    "MAX_QUERY_CHARACTERS",
    "QUESTION_WORD",
    "RECENCY_WEIGHT",
    "Answer",
    "Article",
    "ArticleRef",
    "BuildReport",
    "Contents",
    "Engine",
    "Exchange",
    "FetchSettings",
    "FollowUp",
    "FoundPassage",
    "IndexBusy",
    "IndexMissing",
    "KeptSnapshot",
    "ModelMissing",
    "NothingToIndex",
    "Progress",
    "ProgressCallback",
    "QueryFault",
    "QueryProblem",
    "Reply",
    "Skipped",
    "SnapshotCorrupt",
    "SnapshotInUse",
    "SnapshotMismatch",
    "SnapshotUnknown",
    "SourceProblem",
    "Stage",
    "Status",
    "TanyaIndexError",
    "Trouble",
    "checked_query",
    "follow_up",
    "is_locked",
    "is_url",
    "locked_file",
]
