"""Methods about the bot itself, its updates, its menu, and the chats it knows."""

from __future__ import annotations

from typing import Any

from sandbox.bot_api.calls import State, method
from sandbox.bot_api.parameters import Parameters
from sandbox.bot_api.sending import chat_of
from sandbox.errors import Refusal
from sandbox.world.membership import member_of
from sandbox.world.menu import language_code, scope_of

_WEBHOOK_ACTIVE = (
    "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
)


@method("getMe")
async def get_me(state: State, _given: Parameters) -> dict[str, Any]:
    """Return the bot."""
    return state.world.bot | {
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": True,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


@method("getUpdates", "offset", "limit", "timeout", "allowed_updates")
async def get_updates(state: State, given: Parameters) -> list[dict[str, Any]]:
    """Wait for updates."""
    if state.webhook.url:
        raise Refusal(_WEBHOOK_ACTIVE, 409)
    if "allowed_updates" in given.values:
        state.updates.allow(given.array("allowed_updates"))
    return await state.updates.get(given.number("offset", 0), given.number("limit", 100), given.number("timeout", 0))


@method("setWebhook", "url", "secret_token", "max_connections", "allowed_updates", "drop_pending_updates")
async def set_webhook(state: State, given: Parameters) -> bool:
    """Have updates delivered to an address, or with an empty one fetched again."""
    await state.webhook.set(given.text("url"), given.text("secret_token"), given.number("max_connections", 40))
    if "allowed_updates" in given.values:
        state.updates.allow(given.array("allowed_updates"))
    if given.flag("drop_pending_updates"):
        state.updates.clear()
    return True


@method("deleteWebhook", "drop_pending_updates")
async def delete_webhook(state: State, given: Parameters) -> bool:
    """Have updates fetched."""
    await state.webhook.close()
    if given.flag("drop_pending_updates"):
        state.updates.clear()
    return True


@method("getWebhookInfo")
async def get_webhook_info(state: State, _given: Parameters) -> dict[str, Any]:
    """Return where updates go, how many wait, and what went wrong last."""
    return state.webhook.info()


@method("logOut")
@method("close")
async def leave(_state: State, _given: Parameters) -> bool:
    """Let the bot go to another server; nothing to do here."""
    return True


@method("setMyCommands", "commands", "scope", "language_code")
async def set_my_commands(state: State, given: Parameters) -> bool:
    """Set the commands of a scope and language."""
    scope = scope_of(given.object("scope"), state.world.chats)
    state.menu.set_commands(given.array("commands"), scope, language_code(given.text("language_code")))
    state.world.events.tell("menu")
    return True


@method("getMyCommands", "scope", "language_code")
async def get_my_commands(state: State, given: Parameters) -> list[dict[str, str]]:
    """Return the commands of exactly one scope and language."""
    scope = scope_of(given.object("scope"), state.world.chats)
    return state.menu.commands(scope, language_code(given.text("language_code")))


@method("deleteMyCommands", "scope", "language_code")
async def delete_my_commands(state: State, given: Parameters) -> bool:
    """Forget the commands of a scope and language."""
    scope = scope_of(given.object("scope"), state.world.chats)
    state.menu.delete_commands(scope, language_code(given.text("language_code")))
    state.world.events.tell("menu")
    return True


@method("setMyName", "name", "language_code")
async def set_my_name(state: State, given: Parameters) -> bool:
    """Set the bot's name."""
    return _set_text(state, given, "name")


@method("setMyDescription", "description", "language_code")
async def set_my_description(state: State, given: Parameters) -> bool:
    """Set what an empty chat shows."""
    return _set_text(state, given, "description")


@method("setMyShortDescription", "short_description", "language_code")
async def set_my_short_description(state: State, given: Parameters) -> bool:
    """Set what the bot's profile shows."""
    return _set_text(state, given, "short_description")


@method("getMyName", "language_code")
async def get_my_name(state: State, given: Parameters) -> dict[str, str]:
    """Return the bot's name."""
    return {
        "name": state.menu.text("name", language_code(given.text("language_code"))) or state.world.bot["first_name"]
    }


@method("getMyDescription", "language_code")
async def get_my_description(state: State, given: Parameters) -> dict[str, str]:
    """Return what an empty chat shows."""
    return {"description": state.menu.text("description", language_code(given.text("language_code")))}


@method("getMyShortDescription", "language_code")
async def get_my_short_description(state: State, given: Parameters) -> dict[str, str]:
    """Return what the bot's profile shows."""
    return {"short_description": state.menu.text("short_description", language_code(given.text("language_code")))}


def _set_text(state: State, given: Parameters, kind: str) -> bool:
    state.menu.set_text(kind, given.text(kind), language_code(given.text("language_code")))
    state.world.events.tell("menu")
    return True


@method("getChat", "chat_id")
async def get_chat(state: State, given: Parameters) -> dict[str, Any]:
    """Return a `ChatFullInfo`."""
    gifts = ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels")
    return chat_of(state, given).chat() | {
        "accent_color_id": 0,
        "max_reaction_count": 11,
        "accepted_gift_types": dict.fromkeys(gifts, False),
    }


@method("getChatMember", "chat_id", "user_id")
async def get_chat_member(state: State, given: Parameters) -> dict[str, Any]:
    """Return the standing of somebody in a chat; the administrator owns the groups."""
    chat = chat_of(state, given)
    user_id = given.number("user_id")
    if user_id == state.world.bot["id"]:
        return member_of(state.world.bot, chat.bot_status)
    person = state.world.people.get(user_id)
    if person is None:
        raise Refusal("Bad Request: user not found")
    if user_id == state.world.administrator:
        return {"status": "creator", "user": person.user(), "is_anonymous": False}
    return {"status": "member", "user": person.user()}


@method("getFile", "file_id")
async def get_file(state: State, given: Parameters) -> dict[str, Any]:
    """Return where a file can be fetched."""
    file_id = given.text("file_id")
    if file_id not in state.world.files:
        raise Refusal("Bad Request: invalid file_id")
    size = len(state.world.files[file_id][1])
    return {"file_id": file_id, "file_unique_id": file_id[-16:], "file_size": size, "file_path": file_id}
