"""Programs that read risky files run in the process of the test, but where it asks for `programs_apart`."""

from __future__ import annotations

import pytest

from tests.index.sources.formats.programs import run_programs_here


@pytest.fixture
def programs_apart() -> None:
    """Let each program have a process of its own, with its limits, as it has when it is used."""


@pytest.fixture(autouse=True)
def _programs_here(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if "programs_apart" not in request.fixturenames:
        run_programs_here(monkeypatch)
