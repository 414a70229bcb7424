"""Runs the server and, as a process of its own, the bot; ends both together."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import sys
from collections.abc import Callable, Mapping, Sequence

from sandbox.errors import BotDied
from sandbox.rules import Rules
from sandbox.server import Sandbox

_UNSPECIFIED = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - recognised, not listened at
_GRACE_S = 15.0
_STANDARD_INPUT = 0
_log = logging.getLogger(__name__)


def run_sandbox(
    host: str,
    port: int,
    rules: Rules,
    announce: Callable[[Sandbox], None],
    *,
    end_with_input: bool = False,
    bots: int = 1,
) -> None:
    """Serve until SIGINT or SIGTERM; must be called in the main thread.

    Args:
        host: where to listen.
        port: 0 for any that is free.
        rules: how strict to be.
        announce: called once the bot fetches updates.
        end_with_input: end also when standard input does.
        bots: how many processes the bot is; several need a database that they share.

    Raises:
        PortTaken: the server cannot listen there.
        BotDied: the bot ended on its own; of several, the last of them.
    """
    asyncio.run(_run(host, port, rules, announce, end_with_input, bots))


async def _run(
    host: str, port: int, rules: Rules, announce: Callable[[Sandbox], None], end_with_input: bool, bots: int
) -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    if end_with_input:
        _watch_input(loop, stop)
    async with Sandbox(host, port, rules=rules) as server:
        started = [await _started(server, number) for number in range(bots)]
        stopped = asyncio.create_task(stop.wait())
        died = asyncio.create_task(_last_end(started))
        polled = asyncio.create_task(server.state.updates.polled.wait())
        try:
            await asyncio.wait({stopped, died, polled}, return_when=asyncio.FIRST_COMPLETED)
            if polled.done() and not stop.is_set():
                announce(server)
            await asyncio.wait({stopped, died}, return_when=asyncio.FIRST_COMPLETED)
            if not stop.is_set():
                raise died.result()
        finally:
            for task in (stopped, died, polled):
                task.cancel()
            await asyncio.gather(*map(_end, started))


async def _last_end(bots: Sequence[asyncio.subprocess.Process]) -> BotDied:
    """Wait until no bot is left, and tell of each that ends before."""
    living = len(bots)
    for each in asyncio.as_completed([bot.wait() for bot in bots]):
        died, living = BotDied(await each), living - 1
        if living:
            _log.warning("%s; %d of %d go on", died, living, len(bots))
    return died


async def _started(server: Sandbox, number: int) -> asyncio.subprocess.Process:
    # A session of its own, so that Ctrl-C reaches the bot through here and only once.
    return await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "tanya", "bot"),
        # Of several, only the first can have the port of the metrics.
        env=bot_environment(server, os.environ) | ({"TANYA_METRICS_PORT": "0"} if number else {}),
        stdin=asyncio.subprocess.DEVNULL,
        start_new_session=True,
    )


def _watch_input(loop: asyncio.AbstractEventLoop, stop: asyncio.Event) -> None:
    """Set `stop` at the end of standard input; a file or a closed input has ended already."""

    def read() -> None:
        if not os.read(_STANDARD_INPUT, 4096):
            loop.remove_reader(_STANDARD_INPUT)
            stop.set()

    try:
        loop.add_reader(_STANDARD_INPUT, read)
    except OSError:
        stop.set()


def bot_environment(server: Sandbox, inherited: Mapping[str, str]) -> dict[str, str]:
    """Return the environment of a bot that is to talk to a server; whoever asks in the sandbox may ask."""
    address = server.address
    for everywhere, here in _UNSPECIFIED.items():
        address = address.replace(f"//{everywhere}:", f"//{here}:").replace(f"//[{everywhere}]:", f"//[{here}]:")
    # A proxy of the network outside must not stand between the two.
    kept = {name: value for name, value in inherited.items() if not name.lower().endswith("_proxy")}
    return kept | {
        "TELEGRAM_BOT_TOKEN": server.token,
        "TANYA_TELEGRAM_BASE_URL": address,
        "TANYA_ADMIN_IDS": str(server.state.world.administrator),
        "TANYA_ACCESS": inherited.get("TANYA_ACCESS", "open"),
    }


async def _end(bot: asyncio.subprocess.Process) -> None:
    """Ask the bot to stop, and make it when it does not."""
    if bot.returncode is not None:
        return
    bot.terminate()
    try:
        await asyncio.wait_for(bot.wait(), _GRACE_S)
    except TimeoutError:
        bot.kill()
        await bot.wait()
