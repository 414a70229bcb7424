"""Tanya's settings: environment variables and `.env`, checked before anything else happens."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from tanya.wrong_values import what_is_wrong


class SettingsProblem(Exception):
    """A setting has a wrong value; the text names the variable, never the value of a secret."""


class Access(StrEnum):
    """Who may ask the bot."""

    OPEN = "open"
    ALLOW_LIST = "allow-list"
    INVITATION = "invitation"


_ENV_FILE = Path(".env")
# A bot token, or an address with a password in it, wherever it was put by mistake.
_SECRET = re.compile(r"[0-9]{6,}:[A-Za-z0-9_-]{20}|://[^/\s]*@|password=")


class LogLevel(StrEnum):
    """How much is logged."""

    DEBUG = "DEBUG"
    INFO = "INFO"
    WARNING = "WARNING"
    ERROR = "ERROR"


class LogFormat(StrEnum):
    """How a line of the log looks."""

    TEXT = "text"
    JSON = "json"


def _ids(value: object) -> object:
    """Split `12, 34` into numbers; leaves a wrong part as it is, for pydantic to refuse."""
    if isinstance(value, int):
        return [value]
    return [part.strip() for part in value.split(",") if part.strip()] if isinstance(value, str) else value


def _sendable(secret: SecretStr) -> SecretStr:
    """Refuse a secret that Telegram does not send, or that is easily guessed."""
    if not re.fullmatch(r"[A-Za-z0-9_-]{16,256}", secret.get_secret_value()):
        raise ValueError("expected 16 to 256 of A-Z a-z 0-9 _ -")
    return secret


def _address(secret: SecretStr) -> SecretStr:
    """Refuse what is no address of a PostgreSQL database."""
    if not re.fullmatch(r"postgres(ql)?://\S+", secret.get_secret_value()):
        raise ValueError("expected postgresql://USER:PASSWORD@HOST/DATABASE")
    return secret


def _web_address(text: str) -> str:
    """Refuse what is no address of the web."""
    if not re.fullmatch(r"https?://[^\s\ud800-\udfff]+", text):
        raise ValueError("expected an address that begins with http:// or https://")
    return text


def _host_and_port(text: str) -> str:
    """Refuse what names no port."""
    if not re.fullmatch(r"[^\s\ud800-\udfff]+:[0-9]{1,5}", text):
        raise ValueError("expected HOST:PORT")
    return text


def _printable(text: str) -> str:
    """Refuse what cannot stand in a header of HTTP."""
    if not re.fullmatch(r"[\x20-\x7e]*", text):
        raise ValueError("expected letters, digits and signs of ASCII")
    return text


def _upper(value: object) -> object:
    return value.upper() if isinstance(value, str) else value


WebAddress = Annotated[str, AfterValidator(_web_address)]
UserIds = Annotated[frozenset[Annotated[int, Field(gt=0)]], NoDecode, BeforeValidator(_ids)]
# Groups have negative ids.
ChatIds = Annotated[frozenset[int], NoDecode, BeforeValidator(_ids)]


class Settings(BaseSettings):
    """Every setting with its default; `.env.example` lists the same ones, which a test asserts."""

    model_config = SettingsConfigDict(
        env_prefix="TANYA_",
        env_file=_ENV_FILE,
        env_file_encoding="utf-8",
        env_ignore_empty=True,
        extra="ignore",
        hide_input_in_errors=True,
    )

    telegram_bot_token: SecretStr | None = Field(
        None, validation_alias="TELEGRAM_BOT_TOKEN", description="token from @BotFather"
    )
    telegram_base_url: WebAddress = Field(
        "https://api.telegram.org", description="Bot API server, without a trailing /bot"
    )
    data_dir: Path = Field(Path("data"), description="folder of the index and of the bot's own database")
    database_url: Annotated[SecretStr, AfterValidator(_address)] | None = Field(
        None, description="PostgreSQL database for index and bot instead of files; empty: files in the data folder"
    )
    admin_ids: UserIds = Field(frozenset(), description="numeric Telegram ids of administrators, comma-separated")
    access: Access = Field(Access.OPEN, description="who may ask: open, allow-list or invitation")
    allowed_ids: ChatIds = Field(
        frozenset(),
        description="numeric Telegram ids of users or chats that may ask without open access, comma-separated",
    )
    min_confidence: float | None = Field(
        None, ge=0, le=1, description="answers below this probability are not given; empty: the model's own threshold"
    )
    log_level: Annotated[LogLevel, BeforeValidator(_upper)] = Field(
        LogLevel.INFO, description="DEBUG, INFO, WARNING or ERROR"
    )
    log_format: LogFormat = Field(LogFormat.TEXT, description="text for people, json for one object a line")
    metrics_port: int = Field(
        0, ge=0, le=65_535, description="port on 127.0.0.1 for figures and health of the bot; 0: off"
    )
    webhook_url: WebAddress | None = Field(None, description="public address of the bot, for tanya bot --webhook")
    webhook_secret: Annotated[SecretStr, AfterValidator(_sendable)] | None = Field(
        None, description="what Telegram sends along to the webhook; derived from the token when empty"
    )
    webhook_listen: Annotated[str, AfterValidator(_host_and_port)] = Field(
        "127.0.0.1:8443", description="host and port where the webhook listens, behind a proxy that speaks TLS"
    )
    otlp_endpoint: WebAddress | None = Field(
        None, description="root of an OpenTelemetry collector (OTLP over HTTP); empty: off"
    )
    recency: float = Field(
        0.5, ge=0, le=5, description="how much newer articles are preferred when asked for the newest; 0: not"
    )
    threads: int = Field(0, ge=0, le=256, description="passages that are read or embedded at once; 0: all usable cores")
    keep_snapshots: int = Field(
        2, ge=1, le=1_000, description="how many snapshots of the index are kept, the served one among them"
    )
    question_timeout_s: float = Field(30, gt=0, le=600, description="seconds that one question may take")
    question_queue: int = Field(
        200, ge=1, le=100_000, description="questions that may wait before new ones are refused"
    )
    refresh_hours: float = Field(
        0, ge=0, le=8760, description="hours between two looks at the sources by the bot itself; 0: only on /reindex"
    )
    allow_private_addresses: bool = Field(
        False, description="let web sources be on one's own machine and network: true or false"
    )
    fetch_delay_s: float = Field(1, ge=0, le=3600, description="seconds between two requests to one site")
    fetch_timeout_s: float = Field(30, gt=0, le=600, description="seconds that one page may take")
    fetch_max_bytes: int = Field(20_000_000, ge=1_000, le=50_000_000, description="bytes that one page may have")
    fetch_max_pages: int = Field(
        1_000, ge=1, le=1_000_000, description="pages that are fetched of one feed or sitemap in one run"
    )
    read_noindex: bool = Field(
        False, description="true reads also files of web pages that ask search engines to pass them over (noindex)"
    )
    fetch_contact: Annotated[str, AfterValidator(_printable)] = Field(
        "", max_length=200, description="how sites reach you: a web or mail address"
    )
    questions_per_minute: float = Field(
        12, gt=0, le=6000, description="questions a minute by one person; more of them wait until nobody else asks"
    )
    group_questions_per_minute: float = Field(
        20, gt=0, le=6000, description="questions a minute in one group; more of them wait until nobody else asks"
    )
    waiting_per_chat: int = Field(
        100, ge=1, le=10_000, description="messages of one chat that may wait before new ones are left out"
    )
    keep_days: int = Field(
        365, ge=0, le=36_500, description="days that questions and their ratings are kept; 0: for good"
    )


def variable_name(field: str) -> str:
    """Return the environment variable of a settings field."""
    alias = Settings.model_fields[field].validation_alias
    return alias if isinstance(alias, str) else f"TANYA_{field}".upper()


def load_settings() -> Settings:
    """Read the settings.

    Raises:
        SettingsProblem: a value is wrong; the text names the variable and what it takes.
    """
    if _ENV_FILE.exists() and not _ENV_FILE.is_file():
        raise SettingsProblem(f"{_ENV_FILE} is no regular file; save it as UTF-8 text, or take it away")
    try:
        return Settings()  # type: ignore[call-arg] # every field has a default or comes from the environment
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsProblem(f"{_ENV_FILE} cannot be read: {type(error).__name__}; save it as UTF-8 text") from None
    except ValidationError as error:
        wrong: dict[str, list[Mapping[str, Any]]] = {}
        for each in error.errors(include_url=False):
            wrong.setdefault(str(each["loc"][0]), []).append(each)
        told = (_told(location, errors) for location, errors in wrong.items())
        raise SettingsProblem("wrong setting: " + "; ".join(told)) from None


def _told(location: str, errors: list[Mapping[str, Any]]) -> str:
    """Return a variable and what is wrong with it; of a secret, or what looks like one, without what was found."""
    field = next(each for each in Settings.model_fields if location in (each, variable_name(each)))
    is_secret = "SecretStr" in str(Settings.model_fields[field].annotation)
    show = not is_secret and not any(_SECRET.search(str(each["input"])) for each in errors)
    return f"{variable_name(field)}: {what_is_wrong(errors, show=show)}"
