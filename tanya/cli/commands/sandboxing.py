"""`tanya sandbox`: the bot against a local Bot API server, with a chat page in the browser."""

from __future__ import annotations

from typing import Annotated

import typer

from tanya.cli import context
from tanya.cli.exits import Exit, errors_to_exits
from tanya.cli.terminal import complain, err, out


def sandbox(
    host: Annotated[
        str,
        typer.Option(
            "--host", "-H", metavar="ADDRESS", help="Address to listen at; the default is this machine alone."
        ),
    ] = "127.0.0.1",
    port: Annotated[
        int,
        typer.Option("--port", "-p", metavar="PORT", help="Port to listen at; 0 takes any free one.", min=0, max=65535),
    ] = 8081,
    budgets: Annotated[
        bool, typer.Option("--budgets/--no-budgets", help="Refuse more messages than Telegram would let through.")
    ] = True,
    end_with_input: Annotated[
        bool, typer.Option("--end-with-input", help="End also when standard input does, for scripts.")
    ] = False,
    bots: Annotated[
        int,
        typer.Option(
            "--bots", "-b", metavar="N", min=1, max=16, help="How many bots share the questions, by TANYA_DATABASE_URL."
        ),
    ] = 1,
) -> None:
    """Try the bot in the browser, without Telegram and without a token, until interrupted."""
    from sandbox import BotDied, PortTaken, Rules, Sandbox, run_sandbox

    settings = context.settings()
    if not host.strip():
        complain("--host takes an address to listen at, such as 127.0.0.1; without it this machine alone gets in")
        raise typer.Exit(Exit.WRONG_USAGE)
    if bots > 1 and settings.database_url is None:
        complain("several bots share a PostgreSQL database: set TANYA_DATABASE_URL to its address, or leave out --bots")
        raise typer.Exit(Exit.WRONG_USAGE)
    engine = context.engine(settings)
    with errors_to_exits():
        context.served(engine)
    engine.close()

    def announce(server: Sandbox) -> None:
        out.print(f"The sandbox is open at {server.address}", soft_wrap=True)
        err.print("Open it in a browser; Ctrl-C ends it.")

    try:
        rules = Rules() if budgets else Rules(budgets=None)
        run_sandbox(host, port, rules, announce, end_with_input=end_with_input, bots=bots)
    except PortTaken as error:
        complain(str(error))
        raise typer.Exit(Exit.WRONG_USAGE) from error
    except BotDied as error:
        complain(str(error))
        known = error.code in list(Exit) and error.code != Exit.DONE
        raise typer.Exit(error.code if known else Exit.NOTHING_FOUND) from error
