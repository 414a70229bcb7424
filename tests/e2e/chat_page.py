"""The chat page as a person in front of it sees and uses it."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

from bot.messages.catalogue import Phrases, bundled_catalogue
from tests.sandbox.process import PATIENCE_S, Scripts

PATIENCE_MS = PATIENCE_S * 1000.0
BUILD_MS = 200_000.0
QUESTION = "when is the Trump–Kim summit?"
PERTANYAAN = "Kapan KTT Trump–Kim?"
UNANSWERABLE = "Who sponsors the Straits Short Film Festival?"
BOT = "tanya_sandbox_bot"


class ChatPage:
    """One open page, in the chat of one person."""

    def __init__(self, page: Page, scripts: Scripts, chat_id: int, language: str) -> None:
        self.page = page
        self.scripts = scripts
        self.chat_id = chat_id
        self.language = language

    @property
    def phrases(self) -> Phrases:
        """The bot's words in this person's language."""
        return bundled_catalogue().phrases(self.language)

    @property
    def text(self) -> Locator:
        """Where messages are written."""
        return self.page.get_by_role("textbox", name="Message")

    @property
    def answers(self) -> Locator:
        """The bot's messages."""
        return self.page.locator("li.message.from-bot")

    @property
    def mine(self) -> Locator:
        """One's own messages."""
        return self.page.locator("li.message.own")

    def write(self, words: str) -> None:
        """Write a message and send it with Enter."""
        self.text.fill(words)
        self.text.press("Enter")

    def ask(self, words: str) -> Locator:
        """Write a question; return the next message of the bot."""
        before = self.answers.count()
        self.write(words)
        answer = self.answers.nth(before)
        expect(answer).to_be_visible(timeout=PATIENCE_MS)
        return answer

    def press(self, answer: Locator, name: str) -> None:
        """Press a button under a message, and wait until the bot has answered it."""
        button = answer.locator(".keyboard").get_by_role("button", name=name)
        button.click()
        expect(self.page.locator(".keyboard .waiting")).to_have_count(0, timeout=PATIENCE_MS)

    def width_of_picture(self, message: Locator) -> int:
        """Return the pixels that the picture of a message has in itself, once it is shown."""
        picture = message.locator("img")
        expect(picture).to_be_visible(timeout=PATIENCE_MS)
        return int(picture.evaluate("(image) => image.decode().then(() => image.naturalWidth)"))

    def is_as_wide_as_its_window(self) -> bool:
        """Return whether nothing sticks out at the side."""
        return bool(self.page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
