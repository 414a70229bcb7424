"""A reader in front of the page: asks, pages through passages, rates, edits, and hears what the articles do not say."""

import re

from playwright.sync_api import expect

from tests.e2e.chat_page import BOT, PATIENCE_MS, PERTANYAAN, QUESTION, UNANSWERABLE, ChatPage
from tests.e2e.conftest import OpenPage
from tests.sandbox.process import marked

WEB_ADDRESS = re.compile("^https?://")


def test_a_question_is_answered_with_day_quotation_link_and_keyboard(chat: ChatPage) -> None:
    answer = chat.ask(QUESTION)
    expect(answer.locator(".body strong").first).to_contain_text("12 Jun")
    expect(answer.locator("blockquote strong").first).to_contain_text("12 Jun")
    expect(answer.locator(".body a").first).to_have_attribute("href", WEB_ADDRESS)
    # In a private chat a question right above the answer is not quoted.
    expect(answer.locator(".replied")).to_have_count(0)
    expect(answer.get_by_role("button", name="👍")).to_be_visible()


def test_the_question_is_shown_at_once_and_the_bot_is_seen_typing(chat: ChatPage) -> None:
    chat.scripts.post("/sandbox/faults", method="sendMessage", kind="stall", seconds=1)
    chat.write(QUESTION)
    expect(chat.mine).to_have_text(re.compile(re.escape(QUESTION)))
    expect(chat.page.locator("#subtitle")).to_have_text("typing…")
    expect(chat.answers).to_have_count(1, timeout=PATIENCE_MS)
    expect(chat.page.locator("#subtitle")).to_contain_text(f"@{BOT}")


def test_passages_are_paged_in_place(chat: ChatPage) -> None:
    answer = chat.ask(QUESTION)
    first = answer.locator(".body").inner_text()
    chat.press(answer, chat.phrases("button-more"))
    expect(answer.locator(".body")).not_to_have_text(first)
    expect(answer.locator("time")).to_contain_text("edited")
    chat.press(answer, chat.phrases("button-back"))
    expect(answer.locator(".body")).to_have_text(first, use_inner_text=True)
    expect(chat.answers).to_have_count(1)


def test_a_thumb_down_is_thanked_for_and_can_be_taken_back(chat: ChatPage) -> None:
    answer = chat.ask(QUESTION)
    notice = chat.page.locator("#toast")
    chat.press(answer, "👎")
    expect(notice).to_have_text(chat.phrases("rated-down"))
    chat.press(answer, "👎")
    expect(notice).to_have_text(chat.phrases("rating-taken-back"))


def test_what_the_articles_do_not_say_is_said_so_with_the_nearest_passages(chat: ChatPage) -> None:
    answer = chat.ask(UNANSWERABLE)
    expect(answer.locator(".body")).to_contain_text(chat.phrases("not-answered"))
    expect(answer.locator("blockquote").first).to_be_visible()


def test_an_edited_question_is_answered_again_in_place(chat: ChatPage) -> None:
    answer = chat.ask(UNANSWERABLE)
    chat.mine.hover()
    chat.mine.get_by_role("button", name="Edit").click()
    expect(chat.text).to_have_value(UNANSWERABLE)
    chat.write(QUESTION)
    expect(answer.locator(".body strong").first).to_contain_text("12 Jun", timeout=PATIENCE_MS)
    expect(chat.mine.locator("time")).to_contain_text("edited")
    expect(chat.answers).to_have_count(1)


def test_another_language_changes_the_bots_words_and_its_menu(chat: ChatPage) -> None:
    chat.page.get_by_label("Language").select_option("id")
    chat.language = "id"
    answer = chat.ask(PERTANYAAN)
    expect(answer.get_by_role("button", name=chat.phrases("button-more"))).to_be_visible()
    chat.page.get_by_role("button", name="Commands").click()
    expect(chat.page.get_by_role("button", name="/help")).to_contain_text(chat.phrases("command-help"))


def test_the_first_message_offers_questions_that_are_answered_at_a_press(chat: ChatPage) -> None:
    chat.page.get_by_role("button", name="START").click()
    expect(chat.answers.first.locator(".body")).to_have_text(chat.phrases("start"), timeout=PATIENCE_MS)
    welcome = chat.answers.first
    welcome.locator(".keyboard button").first.click()
    expect(chat.answers.last.locator("blockquote").first).to_be_visible(timeout=PATIENCE_MS)


def test_hostile_text_is_shown_as_text(chat: ChatPage) -> None:
    words = "<img src=x onerror=alert(1)> \u202e <script>alert(2)</script> \u0001 😀" + "z\u0334\u0353" * 20
    chat.ask(words)
    expect(chat.mine.locator(".body")).to_contain_text("<img src=x onerror=alert(1)>")
    expect(chat.page.locator("#messages img, #messages script")).to_have_count(0)


def test_another_open_page_sees_the_same_chat(chat: ChatPage, open_page: OpenPage) -> None:
    other = open_page(chat_id=chat.chat_id)
    chat.ask(QUESTION)
    expect(other.answers.locator(".body strong").first).to_contain_text("12 Jun")
    [message] = chat.scripts.of_bot(chat.chat_id)
    assert marked(message, "bold")[0] == other.answers.locator(".body strong").first.inner_text()
