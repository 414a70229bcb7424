"""Why something was not indexed, or is doubtful: codes that programs decide by, beside the words that people read."""

from __future__ import annotations

from enum import StrEnum


class Reason(StrEnum):
    """One kind of reason; the values stand in reports and in the index, so that they stay as they are."""

    DRAFT = "draft"
    PRIVATE = "private"
    SCHEDULED = "scheduled"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"
    NOINDEX = "noindex"
    NOT_AN_ARTICLE = "not-an-article"
    DUPLICATE = "duplicate"
    REMOVED_BY_HAND = "removed-by-hand"
    UNKNOWN_TYPE = "unknown-type"
    UNREADABLE = "unreadable"
    PROTECTED = "protected"
    TOO_LARGE = "too-large"
    EMPTY = "empty"
    NOT_REACHED = "not-reached"
    GONE = "gone"
    KEPT = "kept"
    LEFT_FOR_LATER = "left-for-later"
    DOUBTFUL_DAY = "doubtful-day"
    DOUBTFUL_STATUS = "doubtful-status"
    UNKNOWN_FIELDS = "unknown-fields"
    JOINED = "joined"

    @property
    def is_hidden(self) -> bool:
        """Whether the article is there and is not for the public, so that one that was indexed before goes."""
        return self in _HIDDEN


_HIDDEN = frozenset({Reason.DRAFT, Reason.PRIVATE, Reason.SCHEDULED, Reason.EXPIRED, Reason.WITHDRAWN, Reason.NOINDEX})
