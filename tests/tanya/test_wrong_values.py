"""Values that were typed wrong, and what is told of them; settings have a test of their own."""

from __future__ import annotations

import pytest
from typer.testing import CliRunner

from tanya.cli import app


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("ask -k abc kapan", "'--top-k' / '-k': expected a whole number, found 'abc'"),
        ("ask -k 0 kapan", "'--top-k' / '-k': expected 1 or more, found '0'"),
        ("ask -k 51 kapan", "'--top-k' / '-k': expected 50 or less, found '51'"),
        ("ask -l fr kapan", "'--lang' / '-l': 'fr' is not one of 'id', 'en'"),
        ("ask --since today kapan", "'--since': 'today' is no day; write it as 2018-06-12"),
        ("eval -e -1 FILE", "'--errors' / '-e': expected 0 or more, found '-1'"),
        ("invitations create --days 0", "'--days' / '-d': expected 1 or more, found '0'"),
        ("invitations create --uses 10001", "'--uses' / '-u': expected 10,000 or less, found '10001'"),
        ("invitations remove abc", "'TELEGRAM-ID': expected a whole number, found 'abc'"),
        ("sandbox --port 99999", "'--port' / '-p': expected 65,535 or less, found '99999'"),
    ],
)
def test_a_typed_value_is_told_in_plain_words(typed: str, told: str) -> None:
    """Of commands, and of those within a group."""
    done = CliRunner().invoke(app, typed.split())
    assert done.exit_code == 2
    assert done.stderr.endswith(f"Error: Invalid value for {told}\n")


def test_control_characters_of_a_typed_value_stay_out_of_the_terminal() -> None:
    done = CliRunner().invoke(app, ["ask", "-k", "\x1b[31m", "kapan"])
    assert "\\x1b[31m" in done.stderr
    assert "\x1b" not in done.stderr
