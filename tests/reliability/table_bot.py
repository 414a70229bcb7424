"""Runs the bot as the command line does, in a process of its own, over an engine that answers from a table.

It starts in a second, so that it can be killed and started often. What is asked takes `SECONDS_A_QUESTION`. With `bot`
as an argument it is the command line itself. Every answer quotes its question, so that tests know which is which.
"""

from __future__ import annotations

import logging
import os
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

from bot import BotTokenRejected, run_bot
from bot.sending.quoting import LatestMessages
from index import Reply
from tanya.cli import main as tanya
from tanya.logs import set_up_logging
from tanya.settings import load_settings
from tests.bot.samples import SmallEngine

SECONDS_A_QUESTION = float(os.environ.get("SECONDS_A_QUESTION", "0.02"))
ASKED = Path(os.environ["TANYA_DATA_DIR"]) / "asked.txt"


class SlowTable(SmallEngine):
    """Takes a while for each question, and fails at some."""

    def ask(self, query: str, *, top_k: int = 5, min_confidence: float | None = None, corrected: bool = True) -> Reply:
        time.sleep(SECONDS_A_QUESTION)
        if "gagal" in query:
            raise RuntimeError(
                f"cannot open {os.environ['TANYA_TELEGRAM_BASE_URL']} {os.environ['TELEGRAM_BOT_TOKEN']}"
            )
        with ASKED.open("a", encoding="utf-8") as file:
            file.write(f"{query[:80]!r}\n")
        return replace(super().ask(query), question=query)


def _never(_self: LatestMessages, _chat_id: Any, _message_id: int) -> bool:
    return False


def main() -> int:
    LatestMessages.is_latest = _never  # type: ignore[method-assign,assignment]
    if sys.argv[1:]:
        tanya()
    settings = load_settings()
    if settings.database_url is not None:
        from bot.storage.postgres import presence

        presence.BEAT_S, presence.DEAD_AFTER_S = 0.5, float(os.environ["DEAD_AFTER_S"])
    set_up_logging(settings.log_level)
    if os.environ.get("LOG_EVERYTHING"):
        for name in ("httpx", "httpcore", "telegram", "asyncio"):
            logging.getLogger(name).setLevel(logging.DEBUG)
    try:
        run_bot(settings, SlowTable())
    except BotTokenRejected as error:
        print(error)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
