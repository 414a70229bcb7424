"""The README's pictures, taken from the sandbox: an answered question, a refused one, an administrator's reindex.

`make pictures` puts them into docs/; a run of the tests looks at them in a folder of its own.
"""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from index import Engine
from sandbox.world.state import ADMINISTRATOR, READER_EN, READER_ID
from tests.e2e.chat_page import BUILD_MS, PERTANYAAN, UNANSWERABLE, ChatPage
from tests.e2e.conftest import OpenPage
from tests.sandbox.process import Scripts, sandbox_process
from tests.tanya.conftest import ROOT

ARTICLES = sorted((ROOT / "articles").glob("*.md"))
PHONE = {"width": 420, "height": 860}


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample articles but for two, which come later."""
    folder = tmp_path_factory.mktemp("pictures") / "articles"
    folder.mkdir()
    for article in ARTICLES[:-2]:
        shutil.copy(article, folder)
    return folder


@pytest.fixture(scope="module")
def fresh(archive: Path) -> Iterator[Scripts]:
    """A sandbox in which nobody has written yet, over that archive."""
    data = archive.parent
    engine = Engine(data)
    engine.index([archive])
    engine.close()
    with sandbox_process(data) as running:
        yield running


@pytest.fixture
def folder(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """Where the pictures go."""
    return Path(request.config.getoption("--pictures", None) or tmp_path)


def take(chat: ChatPage, file: Path) -> None:
    """Take a picture in which every message is of the same time, whenever it is taken."""
    chat.page.locator("#text").blur()
    chat.page.evaluate(
        "document.querySelectorAll('time').forEach((each) => "
        "{ each.textContent = each.textContent.replace(/\\d+:\\d+/, '10:24'); })"
    )
    chat.mine.first.evaluate("(message) => message.scrollIntoView({ block: 'start' })")
    chat.page.screenshot(path=file, animations="disabled")
    assert file.read_bytes().startswith(b"\x89PNG")


def test_an_answered_question(open_page: OpenPage, fresh: Scripts, folder: Path) -> None:
    chat = open_page("id", READER_ID, fresh)
    expect(chat.ask(PERTANYAAN).locator(".body strong").first).to_contain_text("12 Jun")
    take(chat, folder / "answered.png")


def test_a_refused_question(open_page: OpenPage, fresh: Scripts, folder: Path) -> None:
    chat = open_page("en", READER_EN, fresh, viewport=PHONE, color_scheme="dark")
    expect(chat.ask(UNANSWERABLE).locator(".body")).to_contain_text(chat.phrases("not-answered"))
    take(chat, folder / "refused.png")


def test_a_reindex(open_page: OpenPage, fresh: Scripts, archive: Path, folder: Path) -> None:
    for article in ARTICLES[-2:]:
        shutil.copy(article, archive)
    chat = open_page("en", ADMINISTRATOR, fresh)
    chat.write("/reindex")
    expect(chat.answers.last.locator(".body")).to_contain_text(chat.phrases("reindex-done"), timeout=BUILD_MS)
    take(chat, folder / "reindex.png")
