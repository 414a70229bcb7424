"""The README's pictures, taken from the sandbox: an answered question, a refused one, an administrator's reindex.

`make pictures` puts them into docs/; a run of all tests, in which others have written before, looks at them in a folder
of its own.
"""

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import expect

from sandbox.world.state import ADMINISTRATOR, READER_EN, READER_ID
from tests.e2e.chat_page import BUILD_MS, PERTANYAAN, UNANSWERABLE, ChatPage
from tests.e2e.conftest import COME_LATER, OpenPage

PHONE = {"width": 420, "height": 860}


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


def test_an_answered_question(open_page: OpenPage, folder: Path) -> None:
    chat = open_page("id", READER_ID)
    expect(chat.ask(PERTANYAAN).locator(".body strong").first).to_contain_text("12 Jun")
    take(chat, folder / "answered.png")


def test_a_refused_question(open_page: OpenPage, folder: Path) -> None:
    chat = open_page("en", READER_EN, viewport=PHONE, color_scheme="dark")
    expect(chat.ask(UNANSWERABLE).locator(".body")).to_contain_text(chat.phrases("not-answered"))
    take(chat, folder / "refused.png")


def test_a_reindex(open_page: OpenPage, archive: Path, folder: Path) -> None:
    for article in COME_LATER:
        shutil.copy(article, archive)
    chat = open_page("en", ADMINISTRATOR)
    chat.write("/reindex")
    expect(chat.answers.last.locator(".body")).to_contain_text(chat.phrases("reindex-done"), timeout=BUILD_MS)
    take(chat, folder / "reindex.png")
