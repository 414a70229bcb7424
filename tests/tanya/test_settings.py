"""Settings: what the environment says, what `.env.example` promises, and what a wrong value tells."""

import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from pydantic_core import PydanticUndefined

from tanya.settings import Access, Settings, SettingsProblem, load_settings, variable_name

_AN_ADDRESS = "expected an address that begins with http:// or https://"
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
    ("name", "value", "told"),
    [
        ("TANYA_ADMIN_IDS", "12,ani", "expected a whole number, found 'ani'"),
        ("TANYA_ADMIN_IDS", "a,b", "expected a whole number, found 'a' and 'b'"),
        ("TANYA_ADMIN_IDS", "-5,a", "expected more than 0, found '-5', and expected a whole number, found 'a'"),
        ("TANYA_ALLOWED_IDS", "a,b,c,d,e", "expected a whole number, found 'a', 'b', 'c' and 2 more"),
        ("TANYA_ACCESS", "closed", "expected open, allow-list or invitation, found 'closed'"),
        ("TANYA_MIN_CONFIDENCE", "1.5", "expected 1 or less, found '1.5'"),
        ("TANYA_MIN_CONFIDENCE", "high", "expected a number, found 'high'"),
        ("TANYA_LOG_LEVEL", "chatty", "expected DEBUG, INFO, WARNING or ERROR, found 'CHATTY'"),
        ("TANYA_LOG_FORMAT", "xml", "expected text or json, found 'xml'"),
        ("TANYA_THREADS", "-1", "expected 0 or more, found '-1'"),
        ("TANYA_KEEP_DAYS", "1.5", "expected a whole number, found '1.5'"),
        ("TANYA_KEEP_DAYS", "9" * 70, f"expected 36,500 or less, found '{'9' * 59}…'"),
        ("TANYA_KEEP_DAYS", "9" * 5_000, f"expected a number of fewer digits, found '{'9' * 59}…'"),
        ("TANYA_METRICS_PORT", "70000", "expected 65,535 or less, found '70000'"),
        ("TANYA_QUESTION_TIMEOUT_S", "0", "expected more than 0, found '0'"),
        ("TANYA_READ_NOINDEX", "perhaps", "expected true or false, found 'perhaps'"),
        ("TANYA_FETCH_CONTACT", "a" * 201, f"expected at most 200 characters, found '{'a' * 59}…'"),
        ("TANYA_FETCH_CONTACT", "Zoë", "expected letters, digits and signs of ASCII, found 'Zoë'"),
        ("TANYA_OTLP_ENDPOINT", "grpc://a", f"{_AN_ADDRESS}, found 'grpc://a'"),
        ("TANYA_TELEGRAM_BASE_URL", "t.me", f"{_AN_ADDRESS}, found 't.me'"),
        ("TANYA_WEBHOOK_URL", "a.org", f"{_AN_ADDRESS}, found 'a.org'"),
        ("TANYA_WEBHOOK_LISTEN", "8443", "expected HOST:PORT, found '8443'"),
        ("TANYA_WEBHOOK_SECRET", "too short", "expected 16 to 256 of A-Z a-z 0-9 _ -"),
        ("TANYA_DATABASE_URL", "mysql://a:b@c/d", "expected postgresql://USER:PASSWORD@HOST/DATABASE"),
        ("TANYA_FETCH_CONTACT", "\udcff", r"expected text in UTF-8, found '\udcff'"),
        ("TANYA_WEBHOOK_URL", "http://\udcff", rf"{_AN_ADDRESS}, found 'http://\udcff'"),
    ],
)
def test_a_wrong_value_is_told_plainly(monkeypatch: pytest.MonkeyPatch, name: str, value: str, told: str) -> None:
    """Once for each variable, with what was found unless it is secret."""
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsProblem) as caught:
        load_settings()
    assert str(caught.value) == f"wrong setting: {name}: {told}"


@pytest.mark.parametrize("value", ["text", "-1", "nan", "inf", "1e999", "é", " ", "0", "1.5", "9" * 5_000, "\udcff"])
def test_no_value_is_told_in_the_words_of_a_library(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    """Whatever is put into every variable at once."""
    for field in Settings.model_fields:
        monkeypatch.setenv(variable_name(field), value)
    with pytest.raises(SettingsProblem) as caught:
        load_settings()
    for told in str(caught.value).removeprefix("wrong setting: ").split("; "):
        assert re.match(r"(TANYA|TELEGRAM)_[A-Z_]+: expected ", told)


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


@pytest.mark.parametrize("value", ["123456789:canary-canary-canary-canary", "ftp://ani:canary@example.org"])
@pytest.mark.parametrize("name", ["TANYA_ADMIN_IDS", "TANYA_WEBHOOK_URL"])
def test_a_secret_in_the_wrong_variable_is_not_told(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    """Such as a token among the ids, or a password in an address."""
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsProblem, match=f"{name}: expected") as caught:
        load_settings()
    assert "canary" not in str(caught.value)
