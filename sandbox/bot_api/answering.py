"""Methods that answer pressed buttons and inline questions, and react to messages."""

from __future__ import annotations

from typing import Any

from sandbox.bot_api.calls import State, method
from sandbox.bot_api.keyboards import inline_keyboard
from sandbox.bot_api.parameters import Parameters
from sandbox.bot_api.sending import chat_of, text_content
from sandbox.errors import Refusal
from sandbox.rules import CALLBACK_ANSWER_UNITS, INLINE_RESULTS
from sandbox.text import is_web_address, units

_ARTICLE = frozenset(
    {"type", "id", "title", "input_message_content", "reply_markup", "url", "description", "thumbnail_url"}
    | {"thumbnail_width", "thumbnail_height", "hide_url"}
)
_CONTENT = frozenset({"message_text", "entities", "link_preview_options"})
# Source: ReactionTypeEmoji in https://core.telegram.org/bots/api
_EMOJI = (
    "👍 👎 ❤ 🔥 🥰 👏 😁 🤔 🤯 😱 🤬 😢 🎉 🤩 🤮 💩 🙏 👌 🕊 🤡 🥱 🥴 😍 🐳 ❤‍🔥 "
    "🌚 🌭 💯 🤣 ⚡ 🍌 🏆 💔 🤨 😐 🍓 🍾 💋 🖕 😈 😴 😭 🤓 👻 👨‍💻 👀 🎃 🙈 😇 😨 "
    "🤝 ✍ 🤗 🫡 🎅 🎄 ☃ 💅 🤪 🗿 🆒 💘 🙉 🦄 😘 💊 🙊 😎 👾 🤷‍♂ 🤷 🤷‍♀ 😡 "
)
REACTIONS = tuple(_EMOJI.split())


@method("answerCallbackQuery", "callback_query_id", "text", "show_alert", "url", "cache_time")
async def answer_callback_query(state: State, given: Parameters) -> bool:
    """Show a notice to whoever pressed a button, or just end the button's waiting."""
    text = given.text("text")
    if units(text) > CALLBACK_ANSWER_UNITS:
        raise Refusal("Bad Request: MESSAGE_TOO_LONG")
    if given.text("url"):
        raise Refusal("Bad Request: URL_INVALID")
    answer = {"text": text, "show_alert": given.flag("show_alert")}
    query = state.queries.answer(given.text("callback_query_id"), answer)
    state.world.events.tell(
        "callback_answer", callback_query_id=query.id, user_id=query.person_id, **query.details, **answer
    )
    return True


@method("answerInlineQuery", "inline_query_id", "results", "cache_time", "is_personal", "next_offset", "button")
async def answer_inline_query(state: State, given: Parameters) -> bool:
    """Offer results to whoever types in inline mode."""
    results = given.array("results")
    if len(results) > INLINE_RESULTS:
        raise Refusal("Bad Request: RESULTS_TOO_MUCH")
    checked = [_article(each) for each in results]
    if len({each["id"] for each in checked}) < len(checked):
        raise Refusal("Bad Request: RESULT_ID_DUPLICATE")
    state.queries.answer(given.text("inline_query_id"), {"results": checked, "button": given.object("button") or None})
    return True


def _article(result: Any) -> dict[str, Any]:
    if not isinstance(result, dict) or result.get("type") != "article":
        raise Refusal("Bad Request: the sandbox knows inline results of type article only")
    if unknown := set(result) - _ARTICLE:
        raise Refusal(
            f"Bad Request: the sandbox does not know the field {min(unknown)!r} of an InlineQueryResultArticle"
        )
    if not 1 <= len(str(result.get("id", "")).encode()) <= 64:
        raise Refusal("Bad Request: RESULT_ID_INVALID")
    if not str(result.get("title", "")).strip():
        raise Refusal("Bad Request: can't parse inline query result: field 'title' must not be empty")
    if result.get("url") and not is_web_address(str(result["url"])):
        raise Refusal("Bad Request: ARTICLE_URL_INVALID")
    content = result.get("input_message_content")
    if not isinstance(content, dict) or "message_text" not in content or set(content) - _CONTENT:
        raise Refusal("Bad Request: can't parse input message content: expected message_text and entities")
    message = text_content(str(content["message_text"]), content.get("entities"))
    if keyboard := inline_keyboard(result.get("reply_markup") or {}):
        message["reply_markup"] = keyboard
    return {
        "id": str(result["id"]),
        "title": result["title"],
        "description": result.get("description", ""),
        "content": message,
    }


@method("setMessageReaction", "chat_id", "message_id", "reaction", "is_big")
async def set_message_reaction(state: State, given: Parameters) -> bool:
    """Give the bot's one reaction to a message, or take it back."""
    chat = chat_of(state, given)
    message_id = given.number("message_id")
    if message_id not in state.world.messages[chat.id]:
        raise Refusal("Bad Request: message to react not found")
    given_emoji = [str(each.get("emoji") if isinstance(each, dict) else each) for each in given.array("reaction")]
    if any(each not in REACTIONS for each in given_emoji):
        raise Refusal("Bad Request: REACTION_INVALID")
    if len(given_emoji) > 1:
        raise Refusal("Bad Request: REACTIONS_TOO_MANY")
    state.world.react(chat.id, message_id, state.world.bot["id"], given_emoji)
    return True
