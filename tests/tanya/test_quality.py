"""Floors on the sample archive, through the command that everybody else measures with."""

import json
from pathlib import Path

import pytest

from tests.tanya.conftest import ROOT, run_tanya

pytestmark = pytest.mark.slow


@pytest.mark.timeout(240)
def test_sample_questions_are_found_and_answered(tmp_path: Path) -> None:
    """Asked against all articles together: hit@5 at least .95, F1 over all rows at least .70."""
    done = run_tanya("eval", ROOT / "articles" / "questions.jsonl", "--open", "--json", data=tmp_path)
    figures = json.loads(done.stdout)
    assert figures["n"] == 120
    assert figures["hit@5"] >= 0.95
    assert figures["f1"] >= 0.70
