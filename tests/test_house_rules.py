"""What the project promises about itself: documented commands, and words that stay inside it."""

import os
import re
import tomllib
from pathlib import Path

import pytest
import typer

from benchmarks.readme import measured, postgres_of, table_of, write_table
from benchmarks.results import read_results
from tanya.cli import app

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
RESULTS = {
    "measured": "2026-01-02",
    "machine": "x86_64, 2 cores, Python 3.11.7",
    "models_bytes": 108_500_000,
    "index_sample_s": 4.24,
    "ask_cold_s": {"p50": 2.04, "p95": 2.5, "n": 7},
    "engine_ms": {"total": {"p50": 150.4, "p95": 200.6, "n": 120}},
    "bot_ms": {"p50": 170.2, "p95": 230.4, "n": 40},
    "sample_open": {"hit@5": 0.9659, "f1": 0.7123, "no_answer_accuracy": 0.8438},
}


def commands() -> list[str]:
    """Return every command as a person types it."""
    group = typer.main.get_group(app)
    found = []
    for name, command in group.commands.items():
        inner = getattr(command, "commands", None)
        found += [f"{name} {each}" for each in inner] if inner else [name]
    return found


def test_every_command_is_in_the_readme() -> None:
    shown = re.sub(r"`, `", " ", README)
    for command in commands():
        group, _, inner = command.rpartition(" ")
        assert f"tanya {group or inner}" in README
        assert inner in shown


def test_every_source_folder_is_in_the_readme() -> None:
    for folder in ("index", "bot", "sandbox", "tanya", "models", "training", "articles", "benchmarks", "tests"):
        assert f"`{folder}/`" in README


def test_the_table_of_figures_says_what_was_measured() -> None:
    table = table_of(RESULTS)
    assert "| `tanya ask`, a process from cold | 2.0 s (median of 7) |" in table
    assert "| a question through the running bot (40 questions) | 170 ms median, 230 ms 95th percentile |" in table


def test_the_table_replaces_only_what_stands_between_its_marks(tmp_path: Path) -> None:
    readme = tmp_path / "README.md"
    readme.write_text("before\n<!-- figures -->\nold\n<!-- /figures -->\nafter\n", encoding="utf-8")
    write_table(table_of(RESULTS), readme)
    write_table(table_of(RESULTS), readme)
    text = readme.read_text(encoding="utf-8")
    assert text == f"before\n<!-- figures -->\n{table_of(RESULTS)}<!-- /figures -->\nafter\n"


def test_a_readme_without_the_marks_is_refused(tmp_path: Path) -> None:
    readme = tmp_path / "README.md"
    readme.write_text("nothing", encoding="utf-8")
    with pytest.raises(ValueError, match="needs the marks"):
        write_table(table_of(RESULTS), readme)


def test_the_readme_shows_the_results_that_are_stored() -> None:
    """So that nobody types a figure, nor forgets to write the table after measuring."""
    assert measured() in README
    assert postgres_of(read_results("postgres")) in (ROOT / "docs" / "postgres.md").read_text(encoding="utf-8")


def test_security_says_what_each_dependency_is_given() -> None:
    """And why it may be: a new one gets its sentence."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    names = {re.split(r"[<>=!\[ ;]", each)[0] for each in project["dependencies"]}
    told = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
    assert {name for name in names if f"`{name}`" not in told} == set()


@pytest.mark.parametrize("turn", range(4))
def test_tests_of_a_file_share_a_process(turn: int, tmp_path_factory: pytest.TempPathFactory) -> None:
    """What they share is made once, however many processes the tests are spread over."""
    seen = tmp_path_factory.getbasetemp() / "process-of-house-rules"
    if not seen.exists():
        seen.write_text(str(os.getpid()), encoding="utf-8")

    assert seen.read_text(encoding="utf-8") == str(os.getpid())
