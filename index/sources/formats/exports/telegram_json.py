"""Reads Telegram's exports in JSON: of one chat, or of a whole account, whose private chats are left out.

Source: result.json as Telegram Desktop writes it (https://telegram.org/blog/export-and-more).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from index.progress import Skipped
from index.reasons import Reason
from index.sources.drafts import Draft
from index.sources.formats.exports.telegram import Chat, Post, drafts_of

_PERSONAL = frozenset({"personal_chat", "saved_messages", "bot_chat", "replies", "verification_codes"})
_GROUPS = frozenset({"private_group", "private_supergroup", "public_supergroup"})
_CHANNELS = frozenset({"public_channel", "private_channel"})
_KINDS = _PERSONAL | _GROUPS | _CHANNELS
_PUBLIC = frozenset({"public_channel", "public_supergroup"})


def is_export(found: object) -> bool:
    """Tell whether this is an export of Telegram's."""
    if not isinstance(found, Mapping):
        return False
    if isinstance(found.get("messages"), list):
        return found.get("type") in _KINDS
    chats = found.get("chats")
    return isinstance(chats, Mapping) and isinstance(chats.get("list"), list)


def drafts_of_export(found: Mapping[str, object]) -> Iterator[Draft | Skipped]:
    """Yield the articles of an export."""
    chats = found.get("chats")
    if not isinstance(chats, Mapping):
        yield from _chat(found, "", frozenset(_KINDS - _PERSONAL))
        return
    for number, chat in enumerate(_list(chats.get("list")), start=1):
        if isinstance(chat, Mapping):
            yield from _chat(chat, f"#{chat.get('id') or number}", _PUBLIC)


def _chat(chat: Mapping[str, object], place: str, wanted: frozenset[str]) -> Iterator[Draft | Skipped]:
    kind, name = chat.get("type"), _text(chat.get("name")).strip() or None
    if kind not in wanted:
        yield Skipped(place, f"is a private chat ({kind}), which is left out", Reason.PRIVATE)
        return
    username = chat.get("username")
    address = f"https://t.me/{username.lstrip('@')}" if isinstance(username, str) and username.strip("@") else None
    yield from drafts_of(_posts(chat), Chat(name, address, kind in _GROUPS), place)


def _posts(chat: Mapping[str, object]) -> Iterator[Post]:
    for message in _list(chat.get("messages")):
        if isinstance(message, Mapping) and message.get("type", "message") == "message":
            text = _text(message.get("text")) or _text(message.get("text_entities"))
            forwarded = message.get("forwarded_from")
            author = next((each for each in (forwarded, message.get("author"), message.get("from")) if each), None)
            written, reply_to = message.get("date"), message.get("reply_to_message_id")
            yield Post(
                number=str(message.get("id")),
                text="\n\n".join(filter(None, (text, _poll(message.get("poll"))))),
                written=written if isinstance(written, str) else None,
                author=author if isinstance(author, str) else None,
                reply_to=None if reply_to is None else str(reply_to),
            )


def _poll(poll: object) -> str:
    if not isinstance(poll, Mapping):
        return ""
    answers = (_text(each.get("text")) for each in _list(poll.get("answers")) if isinstance(each, Mapping))
    return "\n".join(filter(None, (_text(poll.get("question")), *answers)))


def _text(value: object) -> str:
    """Return a text that may be in pieces, some of them with marks; what is struck through is left out."""
    if isinstance(value, Mapping):
        value = value.get("text") if value.get("type") != "strikethrough" else ""
    if isinstance(value, list):
        return "".join(map(_text, value)) if not any(isinstance(each, list) for each in value) else ""
    return value if isinstance(value, str) else ""


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []
