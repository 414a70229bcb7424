"""Checks inline keyboards the way Telegram does."""

from __future__ import annotations

from typing import Any

from sandbox.errors import Refusal
from sandbox.rules import BUTTONS, CALLBACK_DATA_BYTES
from sandbox.text import is_web_address

_ACTIONS = frozenset({"url", "callback_data", "switch_inline_query", "switch_inline_query_current_chat", "copy_text"})
_LOOKS = frozenset({"text", "style"})


def inline_keyboard(markup: Any) -> dict[str, Any] | None:
    """Return a checked keyboard, or None when there is no button.

    Raises:
        Refusal: it is another kind of markup, or a button is not as it should be.
    """
    if not markup:
        return None
    if not isinstance(markup, dict):
        raise Refusal("Bad Request: object expected as reply markup")
    if set(markup) != {"inline_keyboard"}:
        raise Refusal(f"Bad Request: the sandbox shows inline keyboards only, not {', '.join(sorted(markup))}")
    rows = markup["inline_keyboard"]
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise Refusal("Bad Request: object expected as reply markup: inline_keyboard must be an Array of Arrays")
    buttons = [button for row in rows for button in row]
    if len(buttons) > BUTTONS:
        raise Refusal("Bad Request: reply markup is too long")
    for button in buttons:
        _check(button)
    rows = [row for row in rows if row]
    return {"inline_keyboard": rows} if rows else None


def _check(button: Any) -> None:
    if not isinstance(button, dict) or not str(button.get("text", "")).strip():
        raise Refusal("Bad Request: can't parse inline keyboard button: field 'text' must not be empty")
    if unknown := set(button) - _ACTIONS - _LOOKS:
        raise Refusal(f"Bad Request: the sandbox does not know the field {min(unknown)!r} of an inline keyboard button")
    actions = set(button) & _ACTIONS
    if len(actions) != 1:
        raise Refusal("Bad Request: text buttons are unallowed in the inline keyboard: each needs exactly one action")
    if "callback_data" in button and not 1 <= len(str(button["callback_data"]).encode()) <= CALLBACK_DATA_BYTES:
        raise Refusal("Bad Request: BUTTON_DATA_INVALID")
    if "url" in button and not is_web_address(str(button["url"])):
        raise Refusal(f"Bad Request: inline keyboard button URL '{button['url']}' is invalid: Wrong HTTP URL")
