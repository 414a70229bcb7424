"""What administrators read of a build: how far it is, what it did, and why it ended otherwise."""

from __future__ import annotations

from collections.abc import Sequence

from bot.commands.admin.building.builds import Pace
from bot.errors import BuildStopped
from bot.messages.catalogue import Phrases
from bot.messages.composing import Composed, Composer, clean, excerpt, isolated, shorten_start
from bot.monitoring.failure_codes import log_failure
from index import (
    BuildReport,
    CannotWrite,
    DatabaseAway,
    DatabaseUnfit,
    IndexBusy,
    IndexMissing,
    ModelMissing,
    NothingToIndex,
    Progress,
    Skipped,
    SnapshotCorrupt,
    SourceProblem,
    Stage,
    TanyaIndexError,
    by_kind,
)

_BAR = 16
REASON_UNITS = 300
# UTF-16 units and numbers of a report, so that its parts at their longest fit into a message.
_TITLES, _TITLE_UNITS = 4, 90
_KINDS, _WHERE_UNITS, _REASON_UNITS = 4, 60, 180
_DOUBTS = 2
_STAGE_TEXTS = {
    Stage.READING: "stage-reading",
    Stage.EMBEDDING: "stage-embedding",
    Stage.WRITING: "stage-writing",
}
_FAILURES = {
    CannotWrite: "disk",
    DatabaseAway: "database",
    DatabaseUnfit: "database",
    IndexMissing: "none-yet",
    ModelMissing: "models",
    SourceProblem: "source",
}


def render_progress(progress: Progress, pace: Pace, phrases: Phrases) -> str:
    """Return the stage, a bar where the total is known, the counts, the rate and the time left."""
    stages = list(Stage)
    stage = phrases(_STAGE_TEXTS[progress.stage])
    lines = [phrases("build-stage", step=stages.index(progress.stage) + 1, steps=len(stages), stage=stage)]
    if progress.total:
        share = min(max(progress.done / progress.total, 0), 1)
        filled = int(share * _BAR)
        lines.append("█" * filled + "░" * (_BAR - filled) + f" {int(share * 100)} %")
    if progress.stage is Stage.READING:
        files = {"done": progress.done, "total": progress.total or 0}
        lines.append(phrases("build-files", **files) if progress.total else phrases("build-files-so-far", **files))
        if progress.page and progress.where:
            page, pages = progress.page
            name = shorten_start(clean(progress.where.rpartition("/")[2]), _WHERE_UNITS)
            lines.append(phrases("build-page", name=name, page=page, pages=pages))
    elif progress.stage is Stage.EMBEDDING and progress.total is not None:
        counts = phrases("build-articles", done=progress.done, total=progress.total)
        lines.append(f"{counts}, {phrases('build-passages', passages=progress.passages)}")
    if pace.passages_per_s is not None:
        rate = phrases("build-rate", rate=phrases.decimal(pace.passages_per_s))
        left = phrases("build-left", time=phrases.duration(pace.left_s)) if pace.left_s is not None else ""
        lines.append(f"{rate}, {left}" if left else rate)
    return "\n".join(lines)


def render_report(report: BuildReport, phrases: Phrases) -> Composed:
    """Return what a build did: what came and went by title, and what it left out or doubts, by reason."""
    composer = Composer().add(phrases("reindex-done" if report.published else "reindex-nothing-new"))
    composer.add("\n\n" + phrases("reindex-contents", articles=report.articles, passages=report.passages))
    changes = {"added": report.added, "changed": report.changed, "removed": report.removed}
    # Of the whole index, of which a build may have looked at one source alone.
    stayed = max(0, report.articles - report.added - report.changed)
    composer.add("\n" + phrases("reindex-changes", **changes, unchanged=stayed))
    composer.add("\n" + phrases("reindex-seconds", seconds=max(1, round(report.seconds))))
    for key, titles, count in (
        ("reindex-added", report.added_titles, report.added),
        ("reindex-changed", report.changed_titles, report.changed),
        ("reindex-removed", report.removed_titles, report.removed),
    ):
        _add_titles(composer, key, titles, count, phrases)
    if report.doubts:
        composer.add("\n\n" + phrases("reindex-doubts"))
        for doubt in report.doubts[:_DOUBTS]:
            composer.add("\n• " + excerpt(doubt, _REASON_UNITS))
    if report.skipped:
        composer.add("\n\n" + phrases("reindex-skipped", count=report.skipped_count))
        add_kinds(composer, report.skipped, phrases)
    if report.noted:
        composer.add("\n\n" + phrases("reindex-noted", count=sum(each.count for each in report.noted)))
        add_kinds(composer, report.noted, phrases)
    if report.skipped or report.noted:
        composer.add("\n\n" + phrases("reindex-whole-list"))
    return composer.compose()


def _add_titles(composer: Composer, key: str, titles: Sequence[str], count: int, phrases: Phrases) -> None:
    if not titles:
        return
    composer.add("\n\n" + phrases(key))
    for title in titles[:_TITLES]:
        composer.add("\n• " + isolated(excerpt(title, _TITLE_UNITS) or phrases("untitled")))
    if (more := count - len(titles[:_TITLES])) > 0:
        composer.add("\n" + phrases("reindex-more", count=more))


def add_kinds(composer: Composer, items: Sequence[Skipped], phrases: Phrases) -> None:
    """Append what was passed over or noted: a line for each reason, with its number and where it is so."""
    kinds = by_kind(items)
    for kind in kinds[:_KINDS]:
        where = shorten_start(clean(kind.examples[0].where), _WHERE_UNITS)
        reason = phrases("reindex-reason", code=kind.code.value, reason=excerpt(kind.reason, _REASON_UNITS))
        alone = f"{isolated(where)}: {isolated(reason)}"
        several = phrases("reindex-kind", count=kind.count, reason=isolated(reason), where=isolated(where))
        composer.add("\n• " + (several if kind.count > 1 else alone))
    if (more := sum(each.count for each in kinds[_KINDS:])) > 0:
        composer.add("\n" + phrases("reindex-more", count=more))


def render_failure(error: Exception, phrases: Phrases) -> Composed | str:
    """Return why a build ended without a new index; what is no error of the index goes to the log, under a code."""
    if isinstance(error, NothingToIndex) and error.skipped and not error.is_last:
        composer = Composer().add(phrases("reindex-no-articles"))
        composer.add("\n\n" + phrases("reindex-skipped", count=sum(each.count for each in error.skipped)))
        add_kinds(composer, error.skipped, phrases)
        return composer.compose()
    if isinstance(error, BuildStopped):
        return phrases(error.reason)
    if isinstance(error, IndexBusy):
        return phrases("reindex-busy")
    if isinstance(error, SnapshotCorrupt):
        return phrases("reindex-damaged")
    if isinstance(error, TanyaIndexError):
        return phrases("reindex-failed-because", reason=reason_of(error, phrases))
    return phrases("reindex-failed", error=log_failure(error, "building the index"))


def reason_of(error: TanyaIndexError, phrases: Phrases) -> str:
    """Return why a build ended, in the reader's language as far as the kind of error says it."""
    kinds = (kind for of, kind in _FAILURES.items() if isinstance(error, of))
    kind = "last" if isinstance(error, NothingToIndex) and error.is_last else next(kinds, "other")
    return phrases("failure-reason", kind=kind, reason=excerpt(str(error), REASON_UNITS))
