"""`make run` over the sample archive, and Chromium looking at the page of its sandbox."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any, Protocol

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from sandbox.world.state import ADMINISTRATOR
from tests.conftest import NO_CHROMIUM
from tests.e2e.chat_page import PATIENCE_MS, ChatPage
from tests.e2e.make_run import copy_what_is_read, make_run, use_what_is_installed_here
from tests.sandbox.process import Scripts
from tests.tanya.conftest import ROOT

WIDE = {"width": 900, "height": 640}
PHONE = {"width": 360, "height": 740}
COME_LATER = sorted((ROOT / "articles").glob("*.md"))[-2:]
# Chromium itself fetches nothing, and keeps quiet about everything but the page.
_FLAGS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update"),
    # None is started before it is needed.
    "--renderer-process-limit=1",
)
_people = count(5001)


class OpenPage(Protocol):
    def __call__(self, language: str = ..., chat_id: int | None = ..., **context: Any) -> ChatPage: ...


def chromium_path() -> str | None:
    """Return where Chromium is, or None."""
    return next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let pictures go into a folder."""
    parser.addoption("--pictures", metavar="FOLDER", help="where the README's pictures go")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Be patient with a browser."""
    for item in items:
        if item.nodeid.startswith("tests/e2e/") and item.get_closest_marker("timeout") is None:
            item.add_marker(pytest.mark.timeout(300))


@pytest.fixture(scope="package")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample articles but for two, which come later, in a copy of what `make run` reads."""
    folder = tmp_path_factory.mktemp("copy")
    copy_what_is_read(folder)
    for later in COME_LATER:
        (folder / "articles" / later.name).unlink()
    return folder / "articles"


@pytest.fixture(scope="package")
def scripts(archive: Path) -> Iterator[Scripts]:
    """One sandbox for all tests, set up and served by `make run`; each uses people of its own."""
    folder = archive.parent
    with make_run(folder, use_what_is_installed_here(folder), sandbox="--no-budgets") as running:
        yield running


# No longer than for these tests: while its client runs, no other event loop can.
@pytest.fixture(scope="package")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """One Chromium with an empty profile."""
    path = chromium_path()
    if path is None:
        pytest.skip(NO_CHROMIUM)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=path, args=_FLAGS, downloads_path=tmp_path_factory.mktemp("downloads")
        )
        yield browser
        browser.close()


class Pages:
    """The pages of a browser: starting what shows a page takes longer than most tests, so that one serves them all.

    Attributes:
        wrong: what went wrong in their scripts.
    """

    def __init__(self, browser: Browser) -> None:
        self.wrong: list[str] = []
        self._browser, self._opened = browser, list[Page]()
        self._kept = self._new()

    def open(self, *, is_own: bool, **options: Any) -> Page:
        """Return a page without anything stored; one of its own, or the one that is kept if nobody has it yet."""
        if is_own or self._kept in self._opened:
            page = self._new(**options)
        else:
            page = self._kept
            page.set_viewport_size(options.get("viewport", WIDE))
            page.emulate_media(color_scheme=options.get("color_scheme", "light"), reduced_motion="no-preference")
        self._opened.append(page)
        return page

    def close_all(self) -> None:
        """Close what was opened, and forget what the kept one has stored."""
        for page in self._opened:
            if page is self._kept:
                page.evaluate("localStorage.clear()")
            else:
                page.context.close()
        self._opened.clear()

    def _new(self, **options: Any) -> Page:
        given = {"viewport": WIDE, "locale": "en-GB", "timezone_id": "Asia/Jakarta"} | options
        page = self._browser.new_context(**given).new_page()
        page.set_default_timeout(PATIENCE_MS)
        page.on("pageerror", lambda error: self.wrong.append(str(error)))
        page.on("console", lambda said: self.wrong.append(said.text) if said.type == "error" else None)
        return page


@pytest.fixture(scope="package")
def pages(chromium: Browser) -> Pages:
    """Chromium's pages."""
    return Pages(chromium)


def new_reader(scripts: Scripts, language: str = "en") -> int:
    """Let somebody begin a chat with the bot; return its number."""
    chat_id = next(_people)
    scripts.post("/sandbox/chats", chat_id=chat_id, user_id=chat_id, language=language)
    return chat_id


@pytest.fixture
def open_page(pages: Pages, scripts: Scripts) -> Iterator[OpenPage]:
    """Return what opens the page as if for the first time; whatever goes wrong in its scripts fails the test."""

    def open_page(language: str = "en", chat_id: int | None = None, **context: Any) -> ChatPage:
        page = pages.open(is_own=bool(context.keys() - {"viewport", "color_scheme"}), **context)
        if chat_id is None:
            chat_id = new_reader(scripts, language)
        page.goto(f"{scripts.address}/?chat={chat_id}")
        page.locator("#messages > *").first.wait_for()
        return ChatPage(page, scripts, chat_id, language)

    pages.wrong.clear()
    yield open_page
    pages.close_all()
    assert pages.wrong == []


@pytest.fixture
def chat(open_page: OpenPage) -> ChatPage:
    """A new reader's chat, in English, in a wide window."""
    return open_page()


@pytest.fixture
def administrator(open_page: OpenPage) -> ChatPage:
    """The administrator's chat."""
    return open_page(chat_id=ADMINISTRATOR)
