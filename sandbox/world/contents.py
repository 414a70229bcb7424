"""What people's messages hold: text, a picture, a sticker and the like; and where it was forwarded from.

The files are small ones of our own making, so that the bot can fetch them and the page can show a picture.
"""

from __future__ import annotations

import base64
import mimetypes
import secrets
import time
from typing import Any

from sandbox.errors import WrongRequest
from sandbox.pictures import plain_picture
from sandbox.rules import CAPTION_UNITS, TEXT_UNITS
from sandbox.text import checked
from sandbox.world.state import Message, Person, World

_PICTURE_SIZE = (96, 64)
_SECONDS = 3
_WITH_CAPTION = ("photo", "video", "animation", "audio", "voice", "document")
# Source: https://core.telegram.org/bots/api, the required fields of each type beside those of its file.
_SIZED = {"width": _PICTURE_SIZE[0], "height": _PICTURE_SIZE[1]}
_TIMED = {"duration": _SECONDS}
_FIELDS: dict[str, dict[str, Any]] = {
    "photo": _SIZED,
    "sticker": {**_SIZED, "type": "regular", "is_animated": False, "is_video": False, "emoji": "👋"},
    "voice": {**_TIMED, "mime_type": "audio/ogg"},
    "audio": {**_TIMED, "title": "A song", "mime_type": "audio/mpeg"},
    "video": {**_SIZED, **_TIMED, "mime_type": "video/mp4"},
    "animation": {**_SIZED, **_TIMED, "mime_type": "video/mp4"},
    "video_note": {"length": 64, **_TIMED},
    "document": {"file_name": "notes.txt", "mime_type": "text/plain"},
}
_WITHOUT_FILE: dict[str, dict[str, Any]] = {
    "location": {"latitude": -6.2, "longitude": 106.8},
    "contact": {"phone_number": "+62000", "first_name": "Dewi"},
    "dice": {"emoji": "🎲", "value": 4},
}
MEDIA = (*_FIELDS, *_WITHOUT_FILE)


def text_message(text: str) -> dict[str, Any]:
    """Return the content of a text message.

    Raises:
        Refusal: it is empty, too long, or not a text.
    """
    trimmed, entities = checked(text, None, TEXT_UNITS)
    return {"text": trimmed} | ({"entities": entities} if entities else {})


def media_message(
    world: World, kind: str, caption: str, album: str | None, file: tuple[str, str] | None = None
) -> dict[str, Any]:
    """Return the content of a message that is not a text; its file can be fetched.

    Args:
        world: keeps the file.
        kind: of the message.
        caption: below it; may be empty.
        album: names the album that it is a part of.
        file: of a document, its name and its content in base64; a small text when None.

    Raises:
        WrongRequest: there is no such kind, it has no caption, or the file is none.
        Refusal: the caption is too long, or not a text.
    """
    if kind not in MEDIA:
        raise WrongRequest(f"media: expected one of {', '.join(MEDIA)}, found {kind!r:.80}")
    if caption and kind not in _WITH_CAPTION:
        raise WrongRequest(f"text: a {kind} has no caption; only {', '.join(_WITH_CAPTION)} have")
    if file and kind != "document":
        raise WrongRequest(f"file: a {kind} has a file of its own; only a document can be given one")
    content: dict[str, Any] = {kind: _WITHOUT_FILE[kind] if kind in _WITHOUT_FILE else _with_file(world, kind, file)}
    if kind == "photo":
        content["photo"] = [content["photo"]]
    if kind == "animation":
        content["document"] = content["animation"]
    if album:
        content["media_group_id"] = album
    text, entities = checked(caption, None, CAPTION_UNITS, may_be_empty=True)
    return content | ({"caption": text} if text else {}) | ({"caption_entities": entities} if entities else {})


def _with_file(world: World, kind: str, file: tuple[str, str] | None) -> dict[str, Any]:
    if file:
        return _given_file(world, *file)
    data = plain_picture(*_PICTURE_SIZE) if kind in ("photo", "sticker") else kind.encode()
    file_id = f"sandbox-{secrets.token_hex(12)}"
    world.files[file_id] = (kind, data)
    return {"file_id": file_id, "file_unique_id": file_id[-16:], "file_size": len(data), **_FIELDS[kind]}


def _given_file(world: World, name: str, content: str) -> dict[str, Any]:
    try:
        data = base64.b64decode(content, validate=True)
    except ValueError:
        raise WrongRequest("file: expected the content in base64") from None
    file_id = f"sandbox-{secrets.token_hex(12)}"
    world.files[file_id] = (name, data)
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    return {
        "file_id": file_id,
        "file_unique_id": file_id[-16:],
        "file_size": len(data),
        "file_name": name,
        "mime_type": kind,
    }


def forwarded_from(world: World, source: int, sender: Person | None) -> dict[str, Any]:
    """Return the fields of a message that somebody wrote, or that stood in a group or channel.

    Raises:
        WrongRequest: there is no such chat.
    """
    origin: dict[str, Any] = {"date": int(time.time()) - 3600}
    if sender is not None:
        return {"forward_origin": {"type": "user", "sender_user": sender.user(), **origin}}
    chat = world.chats.get(source)
    if chat is None:
        raise WrongRequest(f"forward_from: expected a user, or a group or channel that there is, found {source}")
    if chat.type == "channel":
        return {"forward_origin": {"type": "channel", "chat": chat.chat(), "message_id": 1, **origin}}
    return {"forward_origin": {"type": "chat", "sender_chat": chat.chat(), **origin}}


def is_editable(message: Message) -> bool:
    """Tell whether a message is a text of one's own, not something forwarded."""
    return "text" in message and "forward_origin" not in message
