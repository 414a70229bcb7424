"""Settings: what the environment says, what `.env.example` promises, and what a wrong value tells."""

import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from pydantic_core import PydanticUndefined

from tanya.settings import Access, Settings, SettingsProblem, load_settings, variable_name

EXAMPLE = Path(__file__).parents[2] / ".env.example"


@pytest.fixture(autouse=True)
def _nothing_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for field in Settings.model_fields:
        monkeypatch.delenv(variable_name(field), raising=False)
    monkeypatch.chdir(tmp_path)


def example_lines() -> dict[str, str]:
    """Return the variables of `.env.example` with the values it shows."""
    return dict(re.findall(r"^([A-Z_]+)=(.*)$", EXAMPLE.read_text(encoding="utf-8"), re.MULTILINE))


def test_example_lists_every_setting_and_nothing_else() -> None:
    assert sorted(example_lines()) == sorted(variable_name(field) for field in Settings.model_fields)


def test_example_is_all_defaults(monkeypatch: pytest.MonkeyPatch) -> None:
    defaults = load_settings()
    for name, value in example_lines().items():
        monkeypatch.setenv(name, value)
    assert load_settings() == defaults


def test_example_shows_each_default() -> None:
    for field, info in Settings.model_fields.items():
        shown = example_lines()[variable_name(field)]
        assert info.default is not PydanticUndefined
        expected = "" if info.default is None or info.default == frozenset() else str(info.default)
        assert shown in (expected, f"{info.default:g}" if isinstance(info.default, float) else expected)


def test_ids_are_read_from_a_comma_separated_list(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TANYA_ADMIN_IDS", " 12, 34,")
    assert load_settings().admin_ids == frozenset({12, 34})


def test_groups_with_their_negative_ids_can_be_allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TANYA_ALLOWED_IDS", "-100123,7")
    assert load_settings().allowed_ids == frozenset({-100123, 7})


def test_one_id_is_a_list_of_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TANYA_ADMIN_IDS", "12")
    assert load_settings().admin_ids == frozenset({12})


def test_env_file_is_read_and_the_environment_goes_first(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("TANYA_ACCESS=allow-list\nTANYA_THREADS=3\n", encoding="utf-8")
    monkeypatch.setenv("TANYA_THREADS", "1")
    settings = load_settings()
    assert (settings.access, settings.threads) == (Access.ALLOW_LIST, 1)


def test_an_env_file_in_another_encoding_is_told(tmp_path: Path) -> None:
    (tmp_path / ".env").write_bytes(b"TANYA_FETCH_CONTACT=caf\xe9\n")
    with pytest.raises(SettingsProblem, match="save it as UTF-8"):
        load_settings()


@pytest.mark.parametrize("make", [os.mkfifo, os.mkdir, lambda path: path.symlink_to("/dev/zero")])
def test_an_env_file_that_is_none_is_told(tmp_path: Path, make: Callable[[Path], None]) -> None:
    """Neither waited for, as a FIFO, nor passed over, as the folder that containers put where a file is missing."""
    make(tmp_path / ".env")
    with pytest.raises(SettingsProblem, match="no regular file"):
        load_settings()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TANYA_ADMIN_IDS", "12,ani"),
        ("TANYA_ADMIN_IDS", "-5"),
        ("TANYA_ACCESS", "closed"),
        ("TANYA_MIN_CONFIDENCE", "1.5"),
        ("TANYA_LOG_LEVEL", "chatty"),
        ("TANYA_TELEGRAM_BASE_URL", "api.telegram.org"),
        ("TANYA_THREADS", "-1"),
        ("TANYA_LOG_FORMAT", "xml"),
        ("TANYA_METRICS_PORT", "70000"),
        ("TANYA_WEBHOOK_URL", "bot.example.org"),
        ("TANYA_WEBHOOK_SECRET", "too short"),
        ("TANYA_WEBHOOK_LISTEN", "8443"),
        ("TANYA_QUESTION_TIMEOUT_S", "0"),
        ("TANYA_QUESTION_QUEUE", "many"),
        ("TANYA_DATABASE_URL", "mysql://a:b@c/d"),
    ],
)
def test_a_wrong_value_is_named(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsProblem, match=name):
        load_settings()


def test_no_secret_is_in_a_text_of_the_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", "123456:canary")
    monkeypatch.setenv("TANYA_DATABASE_URL", "mysql://canary@db/tanya")
    with pytest.raises(SettingsProblem) as caught:
        load_settings()
    monkeypatch.setenv("TANYA_DATABASE_URL", "postgresql://ani:canary@db/tanya")
    settings = load_settings()
    assert settings.telegram_bot_token is not None
    assert settings.telegram_bot_token.get_secret_value() == "123456:canary"
    assert all("canary" not in text for text in (str(caught.value), repr(settings), str(settings)))
