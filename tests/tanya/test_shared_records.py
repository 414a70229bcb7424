"""What the command line tells of a database that bots share, where one is set."""

from __future__ import annotations

import pytest

from bot.storage.invitations import Invitations
from bot.storage.opening import open_records
from tanya.settings import Settings
from tests.tanya.conftest import Run

pytestmark = pytest.mark.slow


def test_codes_and_feedback_are_those_of_all_bots(run: Run, postgres_url: str) -> None:
    """Nothing of them is made in the data folder."""
    made = run("invitations", "create", "--uses", "2", TANYA_DATABASE_URL=postgres_url)
    assert made.returncode == 0, made.stderr
    records = open_records(Settings.model_validate({"database_url": postgres_url}))
    assert Invitations(records.database).redeem(made.stdout.strip(), 7)
    records.close()
    listed = run("invitations", "list", TANYA_DATABASE_URL=postgres_url)
    assert "1 people were let in" in listed.stderr
    assert "0 questions rated up" in run("feedback", "export", TANYA_DATABASE_URL=postgres_url).stderr


def test_a_database_that_cannot_be_reached_is_one_line(run: Run, unused_tcp_port: int) -> None:
    """Without the password, and with what to do."""
    url = f"postgresql://tanya:very-secret-word@127.0.0.1:{unused_tcp_port}/tanya"
    done = run("invitations", "list", TANYA_DATABASE_URL=url)
    assert done.returncode == 2
    assert f"tanya@127.0.0.1:{unused_tcp_port}" in done.stderr
    assert "see that the server runs" in " ".join(done.stderr.split())
    assert "very-secret-word" not in done.stdout + done.stderr
    assert "Traceback" not in done.stderr
