"""The HTTP interface for scripts and for the page, under `/sandbox/`. The README documents what scripts may rely on."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import fields as dataclass_fields
from typing import Any

from aiohttp import web

from sandbox.bot_api.answering import REACTIONS
from sandbox.bot_api.calls import State
from sandbox.bot_api.faults import Fault, Faults, Planned
from sandbox.errors import WrongRequest
from sandbox.interface.requests import fields, number
from sandbox.pictures import picture_type
from sandbox.world.contents import forwarded_from, media_message, text_message
from sandbox.world.membership import Membership
from sandbox.world.people import People
from sandbox.world.queries import Query

_INLINE_WAIT_S = 10.0
_MESSAGE = {
    **dict.fromkeys(("language", "text", "quote", "media", "media_group_id", "file", "file_name"), str),
    **dict.fromkeys(("message_thread_id", "reply_to_message_id", "forward_from"), int),
    "anonymous": bool,
}
_WHERE = {"chat_id": int, "message_id": int, "user_id": int}


class Interface:
    """Lets scripts and the page act as people, and read what is there."""

    def __init__(self, state: State, people: People, faults: Faults) -> None:
        self._state = state
        self._membership = Membership(state.world, state.updates)
        self._world = state.world
        self._people = people
        self._faults = faults

    def routes(self) -> list[web.RouteDef]:
        """Return what to add to the server."""
        return [
            web.get("/sandbox/messages", self.messages),
            web.post("/sandbox/messages", self.write),
            web.post("/sandbox/chats", self.open_chat),
            web.post("/sandbox/membership", self.change_membership),
            web.post("/sandbox/migrations", self.migrate),
            web.post("/sandbox/edits", self.edit),
            web.post("/sandbox/callbacks", self.press),
            web.get("/sandbox/callbacks", self.callback_answer),
            web.post("/sandbox/reactions", self.react),
            web.post("/sandbox/language", self.speak),
            web.post("/sandbox/inline", self.ask_inline),
            web.post("/sandbox/inline/chosen", self.choose),
            web.get("/sandbox/faults", self.planned_faults),
            web.post("/sandbox/faults", self.plan_fault),
            web.delete("/sandbox/faults", self.clear_faults),
            web.get("/sandbox/state", self.state),
            web.get("/sandbox/commands", self.commands),
            web.get("/sandbox/files/{file_id}", self.file),
        ]

    async def messages(self, request: web.Request) -> web.Response:
        """Return the messages of a chat, with edits applied."""
        return web.Response(body=self._world.transcript(number(request, "chat_id")), content_type="application/json")

    async def write(self, request: web.Request) -> web.Response:
        """Send a message as somebody."""
        given = await fields(request, {"chat_id": int, "user_id": int}, _MESSAGE)
        person = self._people.person(given["user_id"], given.get("language"))
        if "media" in given:
            caption, album = given.get("text", ""), given.get("media_group_id")
            file = (given.get("file_name", "file"), given["file"]) if "file" in given else None
            content = media_message(self._world, given["media"], caption, album, file)
        elif "text" in given:
            content = text_message(given["text"])
        else:
            raise WrongRequest("missing field 'text' (a string), or 'media' for what is not a text")
        if (source := given.get("forward_from")) is not None:
            writer = self._people.person(source, None) if source > 0 else None
            content |= forwarded_from(self._world, source, writer)
        message, seen = self._people.write(
            self._people.chat(given["chat_id"], person),
            person,
            content,
            thread_id=given.get("message_thread_id"),
            reply_to=given.get("reply_to_message_id"),
            quote=given.get("quote"),
            anonymous=given.get("anonymous", False),
        )
        return web.json_response({"message": message, "bot_sees": seen})

    async def change_membership(self, request: web.Request) -> web.Response:
        """Add the bot to a chat, make it administrator, remove it, or block it."""
        given = await fields(request, {"chat_id": int, "user_id": int, "status": str}, {})
        person = self._people.person(given["user_id"], None)
        chat = self._people.chat(given["chat_id"], person)
        return web.json_response({"bot_hears": self._membership.set_status(chat, person, given["status"])})

    async def migrate(self, request: web.Request) -> web.Response:
        """Turn a group into a supergroup."""
        given = await fields(request, {"chat_id": int, "user_id": int}, {})
        person = self._people.person(given["user_id"], None)
        return web.json_response({"message": self._membership.migrate(given["chat_id"], person)})

    async def open_chat(self, request: web.Request) -> web.Response:
        """Open a chat without writing in it, made up if new."""
        optional = {"language": str, "name": str, "type": str, "title": str}
        given = await fields(request, {"chat_id": int, "user_id": int}, optional)
        person = self._people.person(given["user_id"], given.get("language"), given.get("name"))
        chat = self._people.chat(given["chat_id"], person, given.get("type"), given.get("title"))
        return web.json_response({"chat": chat.chat(), "user": person.user()})

    async def edit(self, request: web.Request) -> web.Response:
        """Edit somebody's own message."""
        given = await fields(request, {**_WHERE, "text": str}, {})
        person = self._people.person(given["user_id"], None)
        message, seen = self._people.edit(given["chat_id"], given["message_id"], person, given["text"])
        return web.json_response({"message": message, "bot_sees": seen})

    async def press(self, request: web.Request) -> web.Response:
        """Press a button as somebody."""
        given = await fields(request, {**_WHERE, "data": str}, {})
        person = self._people.person(given["user_id"], None)
        query = self._people.press(given["chat_id"], given["message_id"], person, given["data"])
        return web.json_response({"callback_query_id": query.id})

    async def callback_answer(self, request: web.Request) -> web.Response:
        """Return the bot's answer to a pressed button, null as long as there is none."""
        query = self._query(request.query.get("callback_query_id", ""), "callback_query_id")
        return web.json_response({"answer": query.answer})

    def _query(self, query_id: str, name: str) -> Query:
        query = self._state.queries.find(query_id)
        if query is None:
            raise WrongRequest(f"{name}: no query has the number {query_id!r}")
        return query

    async def speak(self, request: web.Request) -> web.Response:
        """Set somebody's language."""
        given = await fields(request, {"user_id": int, "language": str}, {})
        return web.json_response({"user": self._people.person(given["user_id"], given["language"]).user()})

    async def react(self, request: web.Request) -> web.Response:
        """React to a message as somebody."""
        given = await fields(request, {**_WHERE, "emoji": str}, {})
        if given["emoji"] and given["emoji"] not in REACTIONS:
            raise WrongRequest(f"emoji: expected one of {' '.join(REACTIONS)}, or an empty string")
        person = self._people.person(given["user_id"], None)
        self._people.react(given["chat_id"], given["message_id"], person, given["emoji"])
        return web.json_response({"ok": True})

    async def ask_inline(self, request: web.Request) -> web.Response:
        """Type a question in inline mode; waits for the bot's results."""
        given = await fields(request, {"chat_id": int, "user_id": int, "query": str}, {"language": str})
        person = self._people.person(given["user_id"], given.get("language"))
        query = self._people.ask_inline(self._people.chat(given["chat_id"], person), person, given["query"])
        with suppress(TimeoutError):
            await asyncio.wait_for(query.answered.wait(), _INLINE_WAIT_S)
        return web.json_response({"inline_query_id": query.id, "answer": query.answer})

    async def choose(self, request: web.Request) -> web.Response:
        """Send a result of inline mode."""
        given = await fields(request, {"inline_query_id": str, "result_id": str}, {"message_thread_id": int})
        query = self._query(given["inline_query_id"], "inline_query_id")
        message = self._people.choose(query, given["result_id"], given.get("message_thread_id"))
        return web.json_response({"message": message})

    async def planned_faults(self, _request: web.Request) -> web.Response:
        """Return the faults that are still planned."""
        return web.json_response({"faults": self._faults.listed()})

    async def plan_fault(self, request: web.Request) -> web.Response:
        """Plan a fault."""
        optional = {"calls": int, "retry_after": int, "seconds": float, "status": int}
        given = await fields(request, {"method": str, "kind": str}, optional)
        if given["kind"] not in list(Fault):
            raise WrongRequest(f"kind: expected one of {', '.join(Fault)}, found {given['kind']!r:.80}")
        names = {each.name for each in dataclass_fields(Planned)}
        self._faults.plan(Planned(**{k: v for k, v in given.items() if k in names} | {"kind": Fault(given["kind"])}))
        return web.json_response({"faults": self._faults.listed()})

    async def clear_faults(self, _request: web.Request) -> web.Response:
        """Forget all planned faults."""
        self._faults.clear()
        return web.json_response({"faults": []})

    async def state(self, _request: web.Request) -> web.Response:
        """Return people, chats and the bot, for the page."""
        chats: list[dict[str, Any]] = []
        for chat in self._world.chats.values():
            messages = self._world.messages[chat.id]
            topics = [{"id": number, "name": name} for number, name in chat.topics.items()]
            person = {"person_id": chat.person_id, "topics": topics, "messages": len(messages)}
            chats.append(chat.chat() | person)
        people = [each.user() for each in self._world.people.values()]
        body = {"bot": self._world.bot, "people": people, "chats": chats, "reactions": list(REACTIONS[:8])}
        return web.json_response(body | {"administrator": self._world.administrator})

    async def commands(self, request: web.Request) -> web.Response:
        """Return what somebody sees of the bot in a chat: commands, and the description of an empty chat."""
        chat = self._world.chats.get(number(request, "chat_id"))
        person = self._world.people.get(number(request, "user_id"))
        if chat is None or person is None:
            raise WrongRequest("chat_id, user_id: there is no such chat or person")
        language, menu = person.language_code[:2], self._state.menu
        shown = menu.shown(chat, language, administrator=person.id == self._world.administrator)
        name = menu.text("name", language) or self._world.bot["first_name"]
        given = self._world.reactions.items()
        return web.json_response(
            {
                "commands": shown,
                "name": name,
                "description": menu.text("description", language),
                "reactions": {
                    number: self._world.counted(who) for (chat_id, number), who in given if chat_id == chat.id
                },
            }
        )

    async def file(self, request: web.Request) -> web.Response:
        """Return a picture or file that the bot sent."""
        found = self._world.files.get(request.match_info["file_id"])
        if found is None:
            raise WrongRequest("there is no such file")
        kind = picture_type(found[1]) if request.query.get("picture") else "application/octet-stream"
        return web.Response(body=found[1], content_type=kind)
