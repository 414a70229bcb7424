"""Measures how many answers a second leave for different chats, by how long a call to the Bot API server takes.

usage: python -m benchmarks.sending [SECONDS_A_CALL...]

The server is on loopback and takes its time with each message; the budgets are Telegram's. Printed are the answers a
second after the first thirty, and the most that arrived within any second.
"""

from __future__ import annotations

import asyncio
import sys
import time
from itertools import count

from aiohttp import web
from telegram.ext import ExtBot
from telegram.request import HTTPXRequest

from bot.sending.budgets import Budgets
from bot.sending.outbox import Outbox
from bot.ticket import Handling, handling

ANSWERS = 150


async def measure(seconds_a_call: float) -> tuple[float, int]:
    arrived: list[float] = []
    numbers = count(1)

    async def take(request: web.Request) -> web.Response:
        if request.match_info["method"] != "sendMessage":
            me = {"id": 1, "is_bot": True, "first_name": "Tanya", "username": "tanya_bot"}
            return web.json_response({"ok": True, "result": me})
        fields = await request.post()
        arrived.append(time.monotonic())
        await asyncio.sleep(seconds_a_call)
        chat = {"id": int(str(fields["chat_id"])), "type": "private"}
        return web.json_response({"ok": True, "result": {"message_id": next(numbers), "date": 1, "chat": chat}})

    async def noted(_number: int) -> None:
        return

    app = web.Application()
    app.router.add_post("/bot{token}/{method}", take)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    root = f"http://127.0.0.1:{runner.addresses[0][1]}/bot"
    outbox = Outbox(Budgets(), note_answered=noted, note_refused=noted)

    async def answer(bot: ExtBot[None], number: int) -> None:
        with handling(Handling(number)):
            await bot.send_message(number, "12 Juni")

    request = HTTPXRequest(connection_pool_size=64)
    async with ExtBot("1:x", base_url=root, request=request, rate_limiter=outbox) as bot:
        await asyncio.gather(*(answer(bot, number) for number in range(1, ANSWERS + 1)))
    await runner.cleanup()
    most = max(sum(at <= each < at + 1.0 for each in arrived) for at in arrived)
    # The first leave at once, and open the connections.
    steady = arrived[Budgets().messages :]
    return (len(steady) - 1) / (steady[-1] - steady[0]), most


def main() -> None:
    for seconds in [float(each) for each in sys.argv[1:]] or [0.01, 0.15, 0.3]:
        rate, most = asyncio.run(measure(seconds))
        print(f"{seconds * 1000:.0f} ms a call: {rate:.1f} answers a second, {most} at most within any second")


if __name__ == "__main__":
    main()
