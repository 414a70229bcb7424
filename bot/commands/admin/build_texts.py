"""What administrators read of a build: how far it is, what it did, and why it ended otherwise."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from bot.commands.admin.builds import Pace
from bot.errors import BuildStopped
from bot.messages.catalogue import Phrases
from bot.messages.composing import Composed, Composer, excerpt
from bot.monitoring.failure_codes import log_failure
from index import BuildReport, IndexBusy, NothingToIndex, Progress, Skipped, SnapshotCorrupt, Stage, TanyaIndexError

_BAR = 16
_REASONS = 5
REASON_UNITS = 300
_STAGE_TEXTS = {
    Stage.READING: "stage-reading",
    Stage.EMBEDDING: "stage-embedding",
    Stage.WRITING: "stage-writing",
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
    elif progress.stage is Stage.EMBEDDING and progress.total is not None:
        counts = phrases("build-articles", done=progress.done, total=progress.total)
        lines.append(f"{counts}, {phrases('build-passages', passages=progress.passages)}")
    if pace.passages_per_s is not None:
        rate = phrases("build-rate", rate=phrases.decimal(pace.passages_per_s))
        left = phrases("build-left", time=phrases.duration(pace.left_s)) if pace.left_s is not None else ""
        lines.append(f"{rate}, {left}" if left else rate)
    return "\n".join(lines)


def render_report(report: BuildReport, phrases: Phrases) -> Composed:
    """Return what a build did, with the first reasons for what it left out."""
    composer = Composer().add(phrases("reindex-done" if report.published else "reindex-nothing-new"))
    composer.add("\n\n" + phrases("reindex-contents", articles=report.articles, passages=report.passages))
    changes = {"added": report.added, "changed": report.changed, "removed": report.removed}
    composer.add("\n" + phrases("reindex-changes", **changes, unchanged=report.unchanged))
    composer.add("\n" + phrases("reindex-seconds", seconds=max(1, round(report.seconds))))
    if report.skipped:
        composer.add("\n\n" + phrases("reindex-skipped", count=report.skipped_count))
        add_skipped(composer, report.skipped, phrases)
    return composer.compose()


def add_skipped(composer: Composer, skipped: Sequence[Skipped], phrases: Phrases) -> None:
    """Append some of what was left out, one of each kind first, with the reasons, and how many there are besides."""
    for each in _varied(skipped)[:_REASONS]:
        composer.add("\n• " + excerpt(f"{each.where}: {each.reason}", REASON_UNITS))
    if (more := sum(each.count for each in skipped) - sum(each.count for each in skipped[:_REASONS])) > 0:
        composer.add("\n" + phrases("reindex-skipped-more", count=more))


def _varied(skipped: Sequence[Skipped]) -> list[Skipped]:
    """Return all, the first of each kind before the second of any."""
    seen: Counter[str] = Counter()
    turns = []
    for each in skipped:
        turns.append((seen[each.code], each))
        seen[each.code] += 1
    return [each for _, each in sorted(turns, key=lambda turn: turn[0])]


def render_failure(error: Exception, phrases: Phrases) -> str:
    """Return why a build ended without a new index; what is no error of the index goes to the log, under a code."""
    if isinstance(error, BuildStopped):
        return phrases(error.reason)
    if isinstance(error, IndexBusy):
        return phrases("reindex-busy")
    if isinstance(error, NothingToIndex):
        return phrases("reindex-no-articles", reason=excerpt(str(error), REASON_UNITS))
    if isinstance(error, SnapshotCorrupt):
        return phrases("reindex-damaged")
    if isinstance(error, TanyaIndexError):
        return phrases("reindex-failed-because", reason=excerpt(str(error), REASON_UNITS))
    return phrases("reindex-failed", error=log_failure(error, "building the index"))
