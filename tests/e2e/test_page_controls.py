"""The page's controls: keyboard alone, commands menu, inline mode, groups and topics, pictures, an administrator."""

import re

from playwright.sync_api import expect

from sandbox.world.state import GROUP, HELP_TOPIC, READER_EN, READER_ID
from tests.e2e.chat_page import BOT, BUILD_MS, PATIENCE_MS, PERTANYAAN, QUESTION, ChatPage
from tests.e2e.conftest import OpenPage

FOCUSED = """() => {
  const at = document.activeElement, style = getComputedStyle(at);
  const shown = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1;
  return { name: at.getAttribute("aria-label") ?? at.id ?? at.textContent, shown, id: at.id };
}"""


def test_everything_is_reached_with_tab_and_seen_to_be(chat: ChatPage) -> None:
    """From the chats over what is written to the composer, each with a visible focus; Enter sends."""
    chat.page.locator("#theme").focus()
    seen = []
    for _ in range(60):
        focused = chat.page.evaluate(FOCUSED)
        assert focused["shown"], focused
        seen.append(focused["id"])
        if focused["id"] == "send":
            break
        chat.page.keyboard.press("Tab")
    named = [each for each in seen if each]
    assert named == ["theme", "language", "messages", "menu", "text", "send"]
    chat.page.keyboard.press("Shift+Tab")
    chat.page.keyboard.type("one")
    chat.page.keyboard.press("Shift+Enter")
    chat.page.keyboard.type("two?")
    chat.page.keyboard.press("Enter")
    expect(chat.mine.locator(".body")).to_have_text("one\ntwo?")
    expect(chat.text).to_have_value("")


def test_a_button_under_an_answer_is_pressed_without_a_mouse(chat: ChatPage) -> None:
    answer = chat.ask(QUESTION)
    answer.get_by_role("button", name=chat.phrases("button-more")).focus()
    chat.page.keyboard.press("Enter")
    expect(answer.locator("time")).to_contain_text("edited", timeout=PATIENCE_MS)
    expect(answer.locator(".keyboard :focus")).to_have_count(1)


def test_the_commands_menu_is_used_by_mouse_and_by_keyboard(chat: ChatPage) -> None:
    menu, panel = chat.page.get_by_role("button", name="Commands"), chat.page.locator("#panel")
    menu.click()
    expect(panel.get_by_role("button")).not_to_have_count(0)
    expect(panel.get_by_text("/reindex")).to_have_count(0)
    chat.page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    chat.text.press_sequentially("/lat")
    expect(panel.get_by_role("button")).to_have_count(1)
    chat.text.press("ArrowDown")
    chat.text.press("Enter")
    expect(chat.mine).to_contain_text(["/latest"])
    expect(chat.answers.first.locator(".body")).to_contain_text(chat.phrases("latest-title"), timeout=PATIENCE_MS)


def test_inline_mode_offers_answers_and_sends_the_chosen_one(chat: ChatPage) -> None:
    chat.text.fill(f"@{BOT} {QUESTION}")
    result = chat.page.locator("#panel").get_by_role("button").first
    expect(result).to_contain_text("12 Jun", timeout=PATIENCE_MS)
    result.click()
    expect(chat.mine.locator(".via")).to_have_text(f"via @{BOT}")
    expect(chat.mine.locator(".body strong").first).to_contain_text("12 Jun")


def test_in_a_group_the_bot_answers_in_the_topic_and_is_quiet_otherwise(open_page: OpenPage) -> None:
    group = open_page(chat_id=GROUP)
    group.page.get_by_role("tab", name="Help").click()
    group.page.get_by_label("Write as").select_option(str(READER_EN))
    before = group.answers.count()
    group.write("good morning")
    answer = group.ask(f"/ask@{BOT} {QUESTION}")
    expect(answer.locator(".body strong").first).to_contain_text("12 Jun")
    expect(answer.locator(".replied")).to_contain_text(QUESTION)
    expect(group.answers).to_have_count(before + 1)
    found = group.scripts.of_bot(GROUP)
    assert found[-1]["message_thread_id"] == HELP_TOPIC
    group.page.get_by_role("tab", name="General").click()
    expect(group.answers.locator("strong", has_text="12 Jun")).to_have_count(0)


def test_in_a_group_a_mention_is_answered(open_page: OpenPage) -> None:
    group = open_page(chat_id=GROUP)
    group.page.get_by_label("Write as").select_option(str(READER_ID))
    answer = group.ask(f"@{BOT} {PERTANYAAN}")
    expect(answer.locator(".body strong").first).to_contain_text("12 Jun")


def test_a_picture_and_a_sticker_are_shown_and_get_one_friendly_line(chat: ChatPage) -> None:
    for number, (kind, words) in enumerate((("photo", "What is this?"), ("sticker", ""))):
        given = {"chat_id": chat.chat_id, "user_id": chat.chat_id, "media": kind}
        chat.scripts.post("/sandbox/messages", **given, **({"text": words} if words else {}))
        assert chat.width_of_picture(chat.mine.nth(number)) > 1
        expect(chat.answers.nth(number)).to_be_visible(timeout=PATIENCE_MS)
    expect(chat.mine.first.locator(".body")).to_contain_text("What is this?")


def test_what_comes_in_another_chat_is_counted_there(chat: ChatPage) -> None:
    chat.scripts.post("/sandbox/chats", chat_id=4001, user_id=4001, name="Dewi")
    other = chat.page.locator("#chats button", has_text="Dewi")
    expect(other).to_be_visible()
    chat.scripts.write(QUESTION, 4001)
    expect(other.locator(".unread")).to_have_text("2", timeout=PATIENCE_MS)
    other.click()
    expect(chat.page.locator("#subtitle")).to_contain_text("Dewi")
    expect(other.locator(".unread")).to_have_count(0)


def test_an_administrator_reindexes_and_watches(administrator: ChatPage) -> None:
    """The command is in the administrator's menu alone, and its message ends as the report."""
    administrator.page.get_by_role("button", name="Commands").click()
    administrator.page.locator("#panel").get_by_role("button", name="/reindex").click()
    report = administrator.phrases("reindex-nothing-new")
    expect(administrator.answers.last.locator(".body")).to_contain_text(report, timeout=BUILD_MS)
    expect(administrator.answers.last.locator("time")).to_contain_text(re.compile("^edited"))


DROPPED = """() => {
  const dropped = new DataTransfer();
  dropped.items.add(new File(["Posyandu Anggrek buka hari Kamis."], "anggrek.txt", { type: "text/plain" }));
  document.getElementById("messages").dispatchEvent(new DragEvent("drop", { dataTransfer: dropped, bubbles: true }));
}"""


def test_a_file_that_is_dropped_is_sent(administrator: ChatPage) -> None:
    """With what was being written as its caption, which the administrator is asked about."""
    administrator.text.fill("Jadwal Anggrek")
    administrator.page.evaluate(DROPPED)
    expect(administrator.mine.last).to_contain_text("anggrek.txt", timeout=PATIENCE_MS)
    expect(administrator.text).to_have_value("")
    question = administrator.answers.last
    expect(question.locator(".body")).to_contain_text(administrator.phrases("document-question"), timeout=PATIENCE_MS)
    administrator.press(question, administrator.phrases("button-do-not-add"))
    refused = administrator.phrases("document-not-added", name="Jadwal Anggrek")
    expect(question.locator(".body")).to_have_text(refused, timeout=PATIENCE_MS)


def test_an_administrator_sees_the_questions_as_a_picture(administrator: ChatPage) -> None:
    """With the figures of the bot as its caption."""
    administrator.ask(QUESTION)
    statistics = administrator.ask("/stats")
    assert administrator.width_of_picture(statistics) > 300
    expect(statistics.locator(".body")).to_contain_text(administrator.phrases("stats-most-asked"))
    expect(statistics.locator(".body")).to_contain_text(QUESTION)
