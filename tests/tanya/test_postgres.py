"""`TANYA_DATABASE_URL`: without it nothing of PostgreSQL is touched, with it every command works on the database."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import NoReturn

import pytest
from typer.testing import CliRunner, Result

from bot.errors import RecordsUnusable
from index import PostgresDatabase, health_of
from tanya.cli import app
from tanya.doctor.database import check_database, findings_of
from tanya.doctor.findings import Outcome
from tests import forking
from tests.conftest import write_archive
from tests.forking import forget
from tests.tanya.conftest import ROOT

Told = Callable[..., Result]
AWAY = "postgresql://ani:canary@127.0.0.1:1/tanya"
# As if nothing had been loaded yet that may look for the client.
OURS = ("bot", "index", "sandbox", "tanya", "psycopg", "psycopg_pool", "pgvector")
PROGRAM = """
from typer.testing import CliRunner
from tanya.cli import app
{before}
done = CliRunner().invoke(app, {arguments})
loaded = {{name.partition(".")[0] for name in sys.modules}} & {{"psycopg", "psycopg_pool", "pgvector"}}
print(done.exit_code, sorted(loaded))
print(done.output)
"""


def in_a_process(*arguments: str, data: Path, before: str = "", **environment: str) -> str:
    """Run a command in a Python of its own; return its exit code, which modules of the client it has, and its words."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(("TANYA_", "TELEGRAM_"))}
    program = forget(*OURS) + PROGRAM.format(before=before, arguments=list(arguments))
    env = inherited | {"TANYA_DATA_DIR": str(data), "PYTHONPATH": str(ROOT)} | environment
    done = forking.run(program, env=env, cwd=data)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Told:
    """Run a command in this process, over an empty data folder unless the environment says otherwise."""
    for name in [each for each in os.environ if each.startswith(("TANYA_", "TELEGRAM_"))]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str | Path, **environment: str) -> Result:
        return CliRunner(env={"TANYA_DATA_DIR": str(tmp_path / "data")} | environment).invoke(
            app, [str(each) for each in arguments]
        )

    return run


def test_without_the_setting_nothing_of_it_is_loaded_or_installed(tmp_path: Path) -> None:
    """The embedded default stays as small as it is."""
    assert in_a_process("status", data=tmp_path).startswith("3 []\n")
    assert "psycopg" not in (ROOT / "requirements.lock").read_text(encoding="utf-8")


def test_every_command_is_there_without_the_client() -> None:
    """Whatever is loaded by one, without the setting."""
    program = f"""
import importlib
for name in ("psycopg", "psycopg_pool", "pgvector"):
    sys.modules[name] = None
for name in {_modules_without_a_database()}:
    importlib.import_module(name)
"""
    done = forking.run(forget(*OURS) + program)
    assert done.returncode == 0, done.stderr


def _modules_without_a_database() -> list[str]:
    """Return all modules but those that only a database needs."""
    files = [file for package in ("bot", "index", "tanya") for file in sorted((ROOT / package).rglob("*.py"))]
    names = [".".join(file.relative_to(ROOT).with_suffix("").parts) for file in files]
    apart = ("__main__", ".__init__", "postgres", "tanya.doctor.database", "isolated", "apart.program")
    return [name for name in names if not any(each in name for each in apart)]


def test_without_the_client_it_says_what_to_install(tmp_path: Path) -> None:
    """And leaves as for a wrong setting."""
    found = in_a_process("status", data=tmp_path, before='sys.modules["psycopg"] = None', TANYA_DATABASE_URL=AWAY)
    assert found.startswith("2 ")
    assert "pip install 'tanya[postgres]'" in found
    assert "canary" not in found


@pytest.mark.parametrize("command", [["status"], ["ask", "siapa nakhoda?"], ["snapshots", "list"], ["verify"]])
def test_a_server_that_is_away_is_told(told: Told, command: list[str]) -> None:
    """As an index that cannot be asked, without the password."""
    done = told(*command, TANYA_DATABASE_URL=AWAY)
    assert done.exit_code == 3
    assert "postgresql://ani@127.0.0.1:1/tanya" in done.output
    assert "canary" not in done.output


def test_an_index_moves_and_answers_from_the_database(told: Told, indexed: Path, postgres_url: str) -> None:
    """Every command that looks at the index finds the same there."""
    moved = told("migrate", "--to", postgres_url, TANYA_DATA_DIR=str(indexed))
    there = {"TANYA_DATABASE_URL": postgres_url}
    assert moved.exit_code == 0, moved.output
    assert "3 articles in 3 passages are there as s-0000000001, and agree by counts and hashes" in moved.output
    answer = json.loads(told("ask", "siapa nakhoda kapal Mutiara?", "--json", **there).stdout)
    assert (answer["answers"][0]["text"], answer["snapshot"]) == ("Hasan Basri", "s-0000000001")
    status = json.loads(told("status", "--json", **there).stdout)
    assert (status["articles"], status["passages"], status["sources"]) == (3, 3, 1)
    assert told("verify", **there).stdout == "s-0000000001 is whole.\n"
    assert len(json.loads(told("articles", "list", "--json", **there).stdout)) == 3
    assert told("sources", "list", **there).exit_code == 0
    assert told("migrate", "--to", postgres_url, TANYA_DATA_DIR=str(indexed)).exit_code == 2
    again = told("migrate", "--to", postgres_url, "--force", TANYA_DATA_DIR=str(indexed))
    assert "s-0000000002" in again.output
    assert "What the bot keeps" not in moved.output
    back = told("migrate", "--to", indexed.parent / "back", **there)
    assert "0 questions with their ratings" in back.output
    assert back.exit_code == 0, back.output
    assert told("verify", TANYA_DATA_DIR=str(indexed.parent / "back")).exit_code == 0


def test_a_move_that_failed_is_run_again_as_it_was(
    told: Told, indexed: Path, postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whichever part failed: without --force, since nothing is served there before all of it is there."""
    for part in ("bot.move_storage", "index.migration.move_index"):
        with monkeypatch.context() as broken:
            broken.setattr(part, lambda *_, **__: raised(RecordsUnusable("the line broke; run it again")))
            failed = told("migrate", "--to", postgres_url, TANYA_DATA_DIR=str(indexed))
            assert (failed.exit_code, "the line broke" in failed.output) == (3, True)
    again = told("migrate", "--to", postgres_url, TANYA_DATA_DIR=str(indexed))
    assert again.exit_code == 0, again.output


def raised(error: Exception) -> NoReturn:
    raise error


def test_an_index_is_built_in_the_database(told: Told, tmp_path: Path, postgres_url: str) -> None:
    """What changes is told as for a folder."""
    archive = write_archive(tmp_path / "archive")
    built = told("index", archive, TANYA_DATABASE_URL=postgres_url)
    assert built.exit_code == 0, built.output
    assert "Published s-0000000001: 3 articles" in built.output
    (archive / "bridge.md").unlink()
    assert "1 removed" in told("reindex", TANYA_DATABASE_URL=postgres_url).output
    assert "s-0000000001" in told("snapshots", "rollback", TANYA_DATABASE_URL=postgres_url).output


@pytest.mark.parametrize(
    ("place", "words"),
    [("mysql://a@b/c", "--to takes postgresql://"), ("data", "the index is in data already")],
)
def test_a_place_that_cannot_be_moved_to_is_refused(told: Told, place: str, words: str) -> None:
    """With what it takes."""
    done = told("migrate", "--to", place, TANYA_DATA_DIR="data")
    assert done.exit_code == 2
    assert words in done.output


def test_the_same_database_is_no_place_to_move_to(told: Told) -> None:
    """Whatever the password."""
    done = told("migrate", "--to", AWAY.replace("canary", "other"), TANYA_DATABASE_URL=AWAY)
    assert (done.exit_code, "already" in done.output) == (2, True)


@pytest.mark.parametrize(("command", "instead"), [("backup", "pg_dump"), ("restore", "pg_restore")])
def test_backups_are_left_to_the_server(told: Told, command: str, instead: str) -> None:
    """With what to use instead."""
    done = told(command, "file", TANYA_DATABASE_URL=AWAY)
    assert done.exit_code == 2
    assert instead in done.output
    assert "canary" not in done.output


def test_the_doctor_looks_at_the_database(postgres_url: str) -> None:
    """Versions, rights and connections of a healthy one."""
    found = list(check_database(postgres_url))
    assert [(each.check, each.status) for each in found] == [
        *(("database", "ok"), ("connections", "ok"), ("transactions", "ok"))
    ]
    assert "with pgvector 0.8" in found[0].message


def test_the_doctor_tells_what_is_wrong_with_a_database(postgres_url: str) -> None:
    """Each with what to do."""
    health = health_of(PostgresDatabase(postgres_url, "tanya_index"))
    worst = replace(
        health,
        server_version="13.4",
        pgvector="0.7.4",
        is_standby=True,
        is_local=False,
        connections=95,
        longest_transaction_s=4_000,
        longest_of="psql",
        replicas={"b": 99.0, "c": None, "d": 0.0},
    )
    found = list(findings_of(worst))

    assert [each.check for each in found if each.status is Outcome.FAIL] == ["database"] * 3
    assert [each.check for each in found if each.status is Outcome.WARN] == [
        *("connections", "encryption", "transactions", "replica", "replica")
    ]
    assert all(each.advice for each in found if each.status is not Outcome.OK)
    for changed, words in (({"pgvector": None}, "CREATE EXTENSION"), ({"may_create": False}, "GRANT CREATE")):
        (finding, *_) = findings_of(replace(health, **changed))
        assert words in finding.advice
    (away,) = check_database(AWAY)
    assert (away.status, away.trouble) == ("fail", "index")
    (wrong,) = check_database("nonsense")
    assert (wrong.status, wrong.trouble) == ("fail", "configuration")
