"""`tanya doctor`: what is wrong with this set-up, and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer
from rich.text import Text

from tanya.cli import context
from tanya.cli.commands.indexing import JsonOption
from tanya.cli.exits import Exit
from tanya.cli.terminal import err, out, print_json

if TYPE_CHECKING:
    from tanya.doctor import Finding

# By the values of `Outcome` and `Trouble`, whose module is loaded when it is needed.
_COLOURS = {"ok": "green", "warn": "yellow", "fail": "bold red"}
_EXITS = {"configuration": Exit.WRONG_USAGE, "index": Exit.NO_INDEX, "busy": Exit.BUSY}


def doctor(as_json: JsonOption = False) -> None:
    """Check settings, data folder, models, index, clock, token and updates; say what to do about what is wrong."""
    from tanya.doctor import Outcome, wrong_settings
    from tanya.doctor.examination import examine
    from tanya.settings import SettingsProblem, load_settings

    findings: list[Finding] = []
    try:
        settings = load_settings()
    except SettingsProblem as problem:
        findings.append(wrong_settings(problem))
        _show(findings[0], as_json)
    else:
        engine = context.engine(settings)
        try:
            with err.status("Looking"):
                for finding in examine(settings, engine):
                    findings.append(finding)
                    _show(finding, as_json)
        finally:
            engine.close()
    failed = [each for each in findings if each.status is Outcome.FAIL]
    if as_json:
        print_json({"ok": not failed, "checks": [_fields(each) for each in findings]})
    if failed:
        raise typer.Exit(_EXITS[failed[0].trouble])


def _show(finding: Finding, as_json: bool) -> None:
    if as_json:
        return
    line = Text(f"{finding.status:<5}", style=_COLOURS[finding.status])
    out.print(line + Text(f" {finding.check}: ", style="bold") + Text(finding.message), soft_wrap=True)
    if finding.advice:
        out.print(Text(f"      → {finding.advice}"), soft_wrap=True)


def _fields(finding: Finding) -> dict[str, str]:
    return {"check": finding.check, "status": finding.status, "message": finding.message, "advice": finding.advice}
