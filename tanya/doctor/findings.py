"""What a check finds: whether all is well, what was seen, and what to do."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from tanya.settings import SettingsProblem


class Outcome(StrEnum):
    """How a check ended."""

    OK = "ok"
    WARN = "warn"
    FAIL = "fail"


class Trouble(StrEnum):
    """What kind of thing is wrong when a check fails."""

    CONFIGURATION = "configuration"
    INDEX = "index"
    BUSY = "busy"


@dataclass(frozen=True)
class Finding:
    """One line of the report.

    Attributes:
        check: what was looked at.
        status: ok, a warning, or a failure: with a failure the bot does not work.
        message: what was found.
        advice: what to do; empty when all is well.
        trouble: the kind of a failure.
    """

    check: str
    status: Outcome
    message: str
    advice: str = ""
    trouble: Trouble = Trouble.CONFIGURATION


def ok(check: str, message: str) -> Finding:
    """Return a finding that asks for nothing."""
    return Finding(check, Outcome.OK, message)


def warn(check: str, message: str, advice: str) -> Finding:
    """Return a finding that somebody should look at."""
    return Finding(check, Outcome.WARN, message, advice)


def fail(check: str, message: str, advice: str, trouble: Trouble = Trouble.CONFIGURATION) -> Finding:
    """Return a finding without whose repair the bot does not work."""
    return Finding(check, Outcome.FAIL, message, advice, trouble)


def wrong_settings(problem: SettingsProblem) -> Finding:
    """Return the finding that ends all others: without settings there is nothing to check."""
    return fail("settings", str(problem), "mend it in the environment or in .env; .env.example explains every setting")
