"""What the page looks like: on a phone, in dark and light, and to those who see little or nothing of it."""

from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from sandbox.world.state import GROUP
from tests.e2e.chat_page import QUESTION, UNANSWERABLE, ChatPage
from tests.e2e.conftest import PHONE, WIDE, OpenPage, new_reader
from tests.sandbox.process import Scripts

# A single letter or sign may be an ornament, so axe-core leaves it to people; these are all as dark as they should be.
UNDECIDED = ("too short", "only non-text characters")
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations", "incomplete"],
}


def complaints(chat: ChatPage) -> list[str]:
    """Return what axe-core objects to, and what it could not decide."""
    # A message that is still fading in is paler than it will be.
    chat.page.emulate_media(reduced_motion="reduce")
    found = Axe().run(chat.page, options=RULES).response
    return [
        f"{each['id']}: {node['html']} {node['failureSummary']}"
        for kind in ("violations", "incomplete")
        for each in found[kind]
        for node in each["nodes"]
        if kind == "violations" or not any(reason in node["failureSummary"] for reason in UNDECIDED)
    ]


@pytest.fixture(scope="module")
def asked(scripts: Scripts) -> int:
    """The chat of somebody who has got an answer and a refusal."""
    chat_id = new_reader(scripts)
    scripts.write(QUESTION, chat_id)
    scripts.until(chat_id)
    scripts.write(UNANSWERABLE, chat_id)
    scripts.until(chat_id, lambda answers: len(answers) == 2)
    return chat_id


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_everything_is_readable_and_named(
    open_page: OpenPage, asked: int, size: dict[str, int], scheme: Literal["light", "dark"]
) -> None:
    """Contrast AA, names, roles and targets, in a chat with an answer and a refusal, the menu open."""
    chat = open_page(chat_id=asked, viewport=size, color_scheme=scheme)
    expect(chat.answers).to_have_count(2)
    assert complaints(chat) == []
    chat.page.get_by_role("button", name="Commands").click()
    expect(chat.page.locator("#panel")).to_be_visible()
    assert complaints(chat) == []


def test_a_group_is_readable_and_named(open_page: OpenPage) -> None:
    assert complaints(open_page(chat_id=GROUP)) == []


def test_a_phone_shows_the_chats_or_one_chat(open_page: OpenPage) -> None:
    """Nothing sticks out, and the composer stays in sight under a long answer."""
    chat = open_page(viewport=PHONE, has_touch=True, is_mobile=True)
    answer = chat.ask(QUESTION)
    assert chat.is_as_wide_as_its_window()
    expect(answer.locator(".keyboard")).to_be_in_viewport()
    expect(chat.page.locator("#composer")).to_be_in_viewport(ratio=1)
    expect(chat.page.locator("#side")).to_be_hidden()
    chat.page.get_by_role("button", name="Back to the chats").click()
    expect(chat.page.locator("#side")).to_be_visible()
    expect(chat.page.locator("#chat")).to_be_hidden()
    assert chat.is_as_wide_as_its_window()


def test_dark_follows_the_system_until_somebody_chooses(open_page: OpenPage) -> None:
    chat = open_page(color_scheme="dark")
    background = "getComputedStyle(document.querySelector('#side')).backgroundColor"
    dark = chat.page.evaluate(background)
    chat.page.get_by_role("button", name="Dark or light").click()
    light = chat.page.evaluate(background)
    assert light != dark
    chat.page.reload()
    expect(chat.page.locator("#messages > *").first).to_be_visible()
    assert chat.page.evaluate(background) == light
