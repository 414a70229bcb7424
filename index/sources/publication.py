"""Whether an article is for the public today: what its format says of drafts, private, scheduled and expired posts.

One rule for front matter, rows, exports and pages. What is in nobody's words a reason to hide it is public.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone, tzinfo
from pathlib import Path

from index.reasons import Reason
from index.sources.days.written import WrittenDay, read_day

_DRAFTS_FOLDER = "_drafts"  # Jekyll's
_POSTS_FOLDER = "_posts"
_POST_NAME = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})-")
# Medium's export names them so: "draft_Title-3f5a1b2c4d.html".
_DRAFT_NAME = re.compile(r"draft_.*[0-9a-f]{8,12}\.html?")
_PUBLIC = """publish published public live active online visible open approved final done posted released ok enabled
    terbit diterbitkan tayang publik umum aktif sent everyone all semua free gratis"""
_OF_STATUS = {
    Reason.DRAFT: """draft drafts auto-draft autodraft draf konsep unpublished not-published unfinished wip idea
        pending pending-review in-review for-review under-review review needs-review needs-work awaiting-approval
        waiting hold on-hold offline disabled inactive in-progress in-draft assigned pitch proposed preview
        belum-terbit belum menunggu tinjauan rancangan tertunda ditunda ditangguhkan nonaktif tidak-aktif
        tidak-terbit ready-to-publish ready-for-publication not-started to-do todo
        backlog siap-terbit siap-tayang""",
    Reason.PRIVATE: """private privat pribadi internal protected password password-protected hidden tersembunyi
        rahasia terbatas members members-only member paid only-paid only-free founding tiers premium
        subscriber subscribers subscribers-only registered restricted secret confidential unlisted anggota pelanggan
        berbayar""",
    Reason.SCHEDULED: "future scheduled schedule queued embargoed embargo terjadwal dijadwalkan",
    Reason.EXPIRED: "expired kedaluwarsa kadaluarsa",
    Reason.WITHDRAWN: """trash trashed soft-trashed deleted removed withdrawn retracted revoked rejected spam dihapus
        sampah ditolak ditarik""",
    Reason.NOT_AN_ARTICLE: "attachment revision nav_menu_item inherit",
}
_REASONS = {word: reason for reason, words in _OF_STATUS.items() for word in words.split()}
_KNOWN = frozenset(_REASONS) | frozenset(_PUBLIC.split())
_SPACES = re.compile(r"[\s_-]+")
_WORDS = {
    Reason.DRAFT: "is a draft",
    Reason.PRIVATE: "is private",
    Reason.EXPIRED: "has expired",
    Reason.WITHDRAWN: "was withdrawn",
    Reason.NOT_AN_ARTICLE: "is no article",
}
_MAX_STATUS_CHARS = 40
_EASTERN = timezone(timedelta(hours=9))  # of Papua, where a day of Indonesia begins


@dataclass(frozen=True)
class Verdict:
    """Why an article is not for the public, in words and as a code."""

    words: str
    code: Reason


def objection(status: object, goes_live: object, expires: object, file: Path, now: datetime) -> Verdict | None:
    """Return why an article is not for the public now; None when it is.

    Args:
        status: as the format says it ("draft", "publish", "private", "future", …).
        goes_live: the day or moment from which it is public, as written; None when it says nothing.
        expires: the day or moment from which it is not any more.
        file: where it was read; Jekyll keeps drafts in a folder of that name, and holds a post back until the day in
            its name where it says no other; Medium tells drafts by their names.
        now: with a zone.
    """
    if _DRAFTS_FOLDER in file.parts[:-1]:
        return Verdict(f"is a draft (in a folder {_DRAFTS_FOLDER})", Reason.DRAFT)
    if _DRAFT_NAME.fullmatch(file.name):
        return Verdict("is a draft (its name begins with draft_)", Reason.DRAFT)
    reason, opens = _REASONS.get(_word(status)), read_day(goes_live) or _day_of_post(file)
    if reason is Reason.SCHEDULED:
        if opens is None:
            return Verdict("is scheduled for a day that it does not say", reason)
    elif reason:
        return Verdict(f"{_WORDS[reason]} (status {_word(status)})", reason)
    # What has no zone is held back by the machine's clocks alone where the status says that it waits.
    if opens and opens.is_after(now, None if reason is Reason.SCHEDULED else _clocks_of_writers(now)):
        return Verdict(
            f"is scheduled for {_shown(opens)}, and comes with the next reindex after that", Reason.SCHEDULED
        )
    ends = read_day(expires, to_come=True)
    if ends and not ends.is_after(now):
        return Verdict(f"has expired on {_shown(ends)}", Reason.EXPIRED)
    return None


def _clocks_of_writers(now: datetime) -> tzinfo | None:
    """Return by which clocks articles are written; None for this machine's, unless it keeps UTC as servers do."""
    return _EASTERN if now.astimezone().utcoffset() == timedelta(0) else None


def _day_of_post(file: Path) -> WrittenDay | None:
    """Return the day in the name of a post of Jekyll, from which it is public."""
    named = _POST_NAME.match(file.name) if _POSTS_FOLDER in file.parts[:-1] else None
    return read_day("-".join(named.groups())) if named else None


def moment_in_utc(written: object) -> str | None:
    """Return a moment that is given in UTC and does not say so, as one that does; None for any other, and for none."""
    found = read_day(written)
    return f"{written} UTC" if found and found.at.tzinfo is None else None


def will_expire(expires: object, now: datetime) -> bool:
    """Tell whether a public article ends on a day to come."""
    ends = read_day(expires, to_come=True)
    return ends is not None and ends.is_after(now)


def hides(status: object) -> bool:
    """Tell whether a status is a reason not to show an article."""
    return _word(status) in _REASONS


def unknown_status(status: object) -> str | None:
    """Return a status that says neither yes nor no, to be told; None when it is understood or says nothing."""
    word = _word(status)
    return word if word and word not in _KNOWN and not word.isdecimal() else None


def _word(status: object) -> str:
    if not isinstance(status, str):
        return ""
    found = status.strip().casefold()[:_MAX_STATUS_CHARS]
    return found if found in _REASONS else _SPACES.sub("-", found)


def _shown(day: WrittenDay) -> str:
    return f"{day.at:%Y-%m-%d %H:%M}" if day.exact else f"{day.at:%Y-%m-%d}"
