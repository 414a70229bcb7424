"""`make run` in a fresh copy without a token: it sets up, answers, and serves the sandbox that scripts can ask."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from bot.messages.catalogue import bundled_catalogue
from sandbox.world.state import READER_EN, READER_ID
from tests.e2e.chat_page import PERTANYAAN, QUESTION
from tests.sandbox.process import PATIENCE_S, Scripts, address_in, marked, without_settings
from tests.tanya.conftest import ROOT

# What `make run` reads besides the installed packages.
NEEDED = ("Makefile", "articles", "pyproject.toml", "requirements.lock")
NOT_COPIED = shutil.ignore_patterns(".git", ".venv", "data", ".*_cache", ".hypothesis", "__pycache__")


def serve_and_ask(folder: Path, *options: str) -> None:
    """Run `make run` with an open pipe as its input, ask in two languages, and end it by closing the pipe."""
    running = subprocess.Popen(
        ["make", "run", "SANDBOX=--port 0", *options],
        env=without_settings(),
        cwd=folder,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        scripts = Scripts(address_in(running))
        for chat_id, language, question in ((READER_EN, "en", QUESTION), (READER_ID, "id", PERTANYAAN)):
            scripts.write(question, chat_id, language=language)
            [answer] = scripts.until(chat_id)
            bold, phrases = marked(answer, "bold"), bundled_catalogue().phrases(language)
            assert bold[0].startswith("12 Jun")
            assert bold[1] in marked(answer, "blockquote", "expandable_blockquote")[0]
            assert [each["url"] for each in answer["entities"] if each["type"] == "text_link"]
            buttons = [button["text"] for row in answer["reply_markup"]["inline_keyboard"] for button in row]
            assert phrases("button-more") in buttons
    finally:
        running.communicate(timeout=PATIENCE_S)
    assert running.returncode == 0


def test_without_a_token_it_serves_the_sandbox(tmp_path: Path) -> None:
    """With what is installed here; setting up anew is the slow test below."""
    for name in NEEDED:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, tmp_path / name)
    venv = tmp_path / "installed"
    (venv / "bin").mkdir(parents=True)
    (venv / "bin" / "python").symlink_to(sys.executable)
    (venv / "bin" / "tanya").symlink_to(Path(sys.executable).with_name("tanya"))
    (venv / ".installed").touch()
    serve_and_ask(tmp_path, f"VENV={venv}")


@pytest.mark.long
@pytest.mark.timeout(600)
def test_in_a_fresh_copy_it_sets_itself_up(tmp_path: Path) -> None:
    copy = tmp_path / "tanya"
    shutil.copytree(ROOT, copy, ignore=NOT_COPIED)
    serve_and_ask(copy)
    assert (copy / ".venv" / ".installed").exists()
