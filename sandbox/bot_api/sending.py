"""Methods that send, edit and delete messages."""

from __future__ import annotations

import secrets
import time
from typing import Any

from sandbox.bot_api.calls import State, method
from sandbox.bot_api.keyboards import inline_keyboard
from sandbox.bot_api.parameters import Parameters
from sandbox.errors import Refusal
from sandbox.pictures import picture_size
from sandbox.rules import CAPTION_UNITS, FILE_BYTES, TEXT_UNITS
from sandbox.text import checked, units
from sandbox.world.state import Chat, Message, as_replied_to, quotation

_WHERE = ("chat_id", "message_thread_id", "reply_parameters", "reply_markup", "disable_notification", "protect_content")
_CAPTION = ("caption", "caption_entities", "parse_mode")
_ACTIONS = frozenset(
    {"typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice", "upload_document"}
    | {"choose_sticker", "find_location", "record_video_note", "upload_video_note"}
)


@method("sendMessage", *_WHERE, "text", "entities", "parse_mode", "link_preview_options")
async def send_message(state: State, given: Parameters) -> Message:
    """Send a text."""
    chat = chat_of(state, given)
    content = text_content(given.text("text"), given.json("entities"), given)
    return _send(state, chat, given, content)


@method("sendPhoto", *_WHERE, *_CAPTION, "photo", "has_spoiler", "show_caption_above_media")
async def send_photo(state: State, given: Parameters) -> Message:
    """Send a picture that comes as a file, or one sent before."""
    return _send(state, chat_of(state, given), given, _photo(state, given) | _caption(given))


@method("sendDocument", *_WHERE, *_CAPTION, "document", "disable_content_type_detection")
async def send_document(state: State, given: Parameters) -> Message:
    """Send a file."""
    return _send(state, chat_of(state, given), given, _document(state, given) | _caption(given))


@method(
    "editMessageText", "chat_id", "message_id", "text", "entities", "parse_mode", "reply_markup", "link_preview_options"
)
async def edit_message_text(state: State, given: Parameters) -> Message:
    """Replace the text and the keyboard."""
    message = _own(state, given, "edit")
    if "text" not in message:
        raise Refusal("Bad Request: there is no text in the message to edit")
    content = {"entities": None} | text_content(given.text("text"), given.json("entities"), given)
    return _change(state, message, content | {"reply_markup": inline_keyboard(given.object("reply_markup"))})


@method("editMessageCaption", "chat_id", "message_id", *_CAPTION, "reply_markup", "show_caption_above_media")
async def edit_message_caption(state: State, given: Parameters) -> Message:
    """Replace the caption and the keyboard."""
    message = _own(state, given, "edit")
    if "photo" not in message and "document" not in message:
        raise Refusal("Bad Request: there is no caption in the message to edit")
    content = {"caption": None, "caption_entities": None} | _caption(given)
    return _change(state, message, content | {"reply_markup": inline_keyboard(given.object("reply_markup"))})


@method("editMessageMedia", "chat_id", "message_id", "media", "reply_markup")
async def edit_message_media(state: State, given: Parameters) -> Message:
    """Replace the picture or file, the caption and the keyboard."""
    message = _own(state, given, "edit")
    media = given.object("media")
    if unknown := set(media) - {"type", "media", *_CAPTION}:
        raise Refusal(f"Bad Request: the sandbox does not know the field {min(unknown)!r} of media")
    kind = media.get("type")
    if kind not in ("photo", "document"):
        raise Refusal("Bad Request: the sandbox edits photos and documents only")
    if not {"text", "photo", "document"} & message.keys():
        raise Refusal("Bad Request: there is no media in the message to edit")
    new = Parameters({**media, kind: media.get("media", "")}, given.files)
    content = _photo(state, new) if kind == "photo" else _document(state, new)
    cleared = dict.fromkeys(("text", "entities", "photo", "document", "caption", "caption_entities"))
    keyboard = inline_keyboard(given.object("reply_markup"))
    return _change(state, message, cleared | content | _caption(new) | {"reply_markup": keyboard})


@method("editMessageReplyMarkup", "chat_id", "message_id", "reply_markup")
async def edit_message_reply_markup(state: State, given: Parameters) -> Message:
    """Replace the keyboard."""
    message = _own(state, given, "edit")
    return _change(state, message, {"reply_markup": inline_keyboard(given.object("reply_markup"))})


@method("deleteMessage", "chat_id", "message_id")
async def delete_message(state: State, given: Parameters) -> bool:
    """Delete one of the bot's messages, or anybody's in a private chat."""
    chat = chat_of(state, given)
    message = state.world.messages[chat.id].get(given.number("message_id"))
    if message is None:
        raise Refusal("Bad Request: message to delete not found")
    if not state.world.is_of_bot(message) and chat.type != "private":
        raise Refusal("Bad Request: message can't be deleted")
    state.world.remove(message)
    return True


@method("sendChatAction", "chat_id", "action", "message_thread_id")
async def send_chat_action(state: State, given: Parameters) -> bool:
    """Show for five seconds that the bot is busy."""
    chat = chat_of(state, given)
    action = given.text("action")
    if action not in _ACTIONS:
        raise Refusal("Bad Request: wrong parameter action in request")
    thread = given.number("message_thread_id", 0) or None
    state.world.events.tell("action", chat_id=chat.id, action=action, message_thread_id=thread)
    return True


def chat_of(state: State, given: Parameters) -> Chat:
    """Return the chat that a call is about.

    Raises:
        Refusal: there is none, the bot is not in it, or it has become a supergroup.
    """
    chat = state.world.chats.get(given.number("chat_id"))
    if chat is None:
        raise Refusal("Bad Request: chat not found")
    if chat.migrated_to is not None:
        moved = {"migrate_to_chat_id": chat.migrated_to}
        raise Refusal("Bad Request: group chat was upgraded to a supergroup chat", 400, moved)
    if chat.type == "private" and not chat.has_bot:
        raise Refusal("Forbidden: bot was blocked by the user", 403)
    if not chat.has_bot:
        how = "was kicked from" if chat.bot_status == "kicked" else "is not a member of"
        raise Refusal(f"Forbidden: bot {how} the {chat.type} chat", 403)
    return chat


def text_content(text: str, entities: Any, given: Parameters | None = None) -> dict[str, Any]:
    """Return the checked content of a text message."""
    _no_markup(given)
    trimmed, kept = checked(text, entities, TEXT_UNITS)
    return {"text": trimmed} | ({"entities": kept} if kept else {})


def _no_markup(given: Parameters | None) -> None:
    if given is not None and given.text("parse_mode"):
        raise Refusal("Bad Request: the sandbox does not know parse_mode; send entities")


def _caption(given: Parameters) -> dict[str, Any]:
    _no_markup(given)
    text, kept = checked(given.text("caption"), given.json("caption_entities"), CAPTION_UNITS, may_be_empty=True)
    return ({"caption": text} if text else {}) | ({"caption_entities": kept} if kept else {})


def _photo(state: State, given: Parameters) -> dict[str, Any]:
    file_id, data = _file(state, given, "photo")
    size = picture_size(data)
    if size is None or min(size) < 1 or sum(size) > 10_000:
        raise Refusal("Bad Request: IMAGE_PROCESS_FAILED")
    photo = {
        "file_id": file_id,
        "file_unique_id": file_id[-16:],
        "file_size": len(data),
        "width": size[0],
        "height": size[1],
    }
    return {"photo": [photo]}


def _document(state: State, given: Parameters) -> dict[str, Any]:
    file_id, data = _file(state, given, "document")
    name = state.world.files[file_id][0]
    document = {"file_id": file_id, "file_unique_id": file_id[-16:], "file_size": len(data), "file_name": name}
    return {"document": document}


def _file(state: State, given: Parameters, name: str) -> tuple[str, bytes]:
    upload = given.file(name)
    if upload is None:
        file_id = given.text(name)
        if file_id not in state.world.files:
            raise Refusal("Bad Request: wrong remote file identifier specified: send the file, or a file_id from here")
        return file_id, state.world.files[file_id][1]
    if not upload[1]:
        raise Refusal("Bad Request: file must be non-empty")
    if len(upload[1]) > FILE_BYTES:
        raise Refusal("Request Entity Too Large", 413)
    file_id = f"sandbox-{secrets.token_hex(12)}"
    state.world.files[file_id] = upload
    return file_id, upload[1]


def _send(state: State, chat: Chat, given: Parameters, content: dict[str, Any]) -> Message:
    fields = _thread(chat, given) | _reply(state, chat, given) | content
    if keyboard := inline_keyboard(given.object("reply_markup")):
        fields["reply_markup"] = keyboard
    if given.flag("protect_content"):
        fields["has_protected_content"] = True
    state.spending.spend(chat.id)
    return state.world.store(chat, fields, state.world.bot)


def _thread(chat: Chat, given: Parameters) -> dict[str, Any]:
    thread_id = given.number("message_thread_id", 0)
    if not thread_id:
        return {}
    if thread_id not in chat.topics:
        raise Refusal("Bad Request: message thread not found")
    return {"message_thread_id": thread_id, "is_topic_message": True}


def _reply(state: State, chat: Chat, given: Parameters) -> dict[str, Any]:
    wanted = given.object("reply_parameters")
    if not wanted:
        return {}
    known = {"message_id", "allow_sending_without_reply", "quote", "quote_entities", "quote_position"}
    if unknown := set(wanted) - known:
        raise Refusal(f"Bad Request: the sandbox does not know the field {min(unknown)!r} of reply_parameters")
    replied = state.world.messages[chat.id].get(Parameters(wanted).number("message_id"))
    if replied is None:
        if wanted.get("allow_sending_without_reply"):
            return {}
        raise Refusal("Bad Request: message to be replied not found")
    fields: dict[str, Any] = {"reply_to_message": as_replied_to(replied)}
    if "message_thread_id" in replied:
        fields |= {"message_thread_id": replied["message_thread_id"], "is_topic_message": True}
    if quote := wanted.get("quote"):
        fields["quote"] = _quote(replied, str(quote), wanted)
    return fields


def _quote(replied: Message, quote: str, wanted: dict[str, Any]) -> dict[str, Any]:
    """Return a `TextQuote`; the quoted words must stand in the message, character for character."""
    found = quotation(replied, quote)
    if units(quote) > 1024 or found is None:
        raise Refusal("Bad Request: QUOTE_TEXT_INVALID")
    _, entities = checked(quote, wanted.get("quote_entities"), 1024)
    return found | ({"entities": entities} if entities else {})


def _own(state: State, given: Parameters, what: str) -> Message:
    chat = chat_of(state, given)
    message = state.world.messages[chat.id].get(given.number("message_id"))
    if message is None:
        raise Refusal(f"Bad Request: message to {what} not found")
    if not state.world.is_of_bot(message):
        raise Refusal(f"Bad Request: message can't be {what}ed")
    return message


def _change(state: State, message: Message, content: dict[str, Any]) -> Message:
    if all(message.get(name) == value for name, value in content.items()):
        raise Refusal(
            "Bad Request: message is not modified: specified new message content and reply markup are exactly the same "
            "as a current content and reply markup of the message"
        )
    return state.world.edited(message, content | {"edit_date": int(time.time())})
