"""`make run` in a fresh copy without a token: it sets up, answers, and serves the sandbox that scripts can ask."""

import shutil
from pathlib import Path

import pytest

from bot.messages.catalogue import bundled_catalogue
from sandbox.world.state import READER_EN, READER_ID
from tests.e2e.chat_page import PERTANYAAN, QUESTION
from tests.e2e.make_run import make_run
from tests.sandbox.process import Scripts, marked
from tests.tanya.conftest import ROOT

NOT_COPIED = shutil.ignore_patterns(".git", ".venv", "data", ".*_cache", ".hypothesis", "__pycache__")


@pytest.mark.parametrize(
    ("chat_id", "language", "question"), [(READER_EN, "en", QUESTION), (READER_ID, "id", PERTANYAAN)]
)
def test_without_a_token_it_serves_the_sandbox(scripts: Scripts, chat_id: int, language: str, question: str) -> None:
    """With what is installed here; setting up anew is the slow test below."""
    assert_answers(scripts, chat_id, language, question)


def assert_answers(scripts: Scripts, chat_id: int, language: str, question: str) -> None:
    """Ask the guiding question, and look at all that an answer has."""
    scripts.write(question, chat_id, language=language)
    [answer] = scripts.until(chat_id)
    bold, phrases = marked(answer, "bold"), bundled_catalogue().phrases(language)
    assert bold[0].startswith("12 Jun")
    assert bold[1] in marked(answer, "blockquote", "expandable_blockquote")[0]
    assert [each["url"] for each in answer["entities"] if each["type"] == "text_link"]
    buttons = [button["text"] for row in answer["reply_markup"]["inline_keyboard"] for button in row]
    assert phrases("button-more") in buttons


@pytest.mark.long
@pytest.mark.timeout(600)
def test_in_a_fresh_copy_it_sets_itself_up(tmp_path: Path) -> None:
    copy = tmp_path / "tanya"
    shutil.copytree(ROOT, copy, ignore=NOT_COPIED)
    with make_run(copy) as scripts:
        assert_answers(scripts, READER_EN, "en", QUESTION)
        assert_answers(scripts, READER_ID, "id", PERTANYAAN)
    assert (copy / ".venv" / ".installed").exists()
