"""Links that open the bot and ask a question at once: `https://t.me/BOT?start=` and the question in base64url.

Telegram takes 64 characters of `A-Z a-z 0-9 _ -` there (https://core.telegram.org/bots/features#deep-linking), which is
room for 48 bytes of a question.
"""

from __future__ import annotations

import base64
import binascii
import re

MAX_PAYLOAD = 64
_PAYLOAD = re.compile(r"[A-Za-z0-9_-]{1,64}")


def payload_question(payload: str) -> str | None:
    """Return the question in a payload, or None when there is none in it."""
    if not _PAYLOAD.fullmatch(payload):
        return None
    try:
        return base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)).decode("utf-8").strip() or None
    except (binascii.Error, UnicodeDecodeError):
        return None
