"""`tanya bot`: the Telegram bot."""

from __future__ import annotations

from typing import Annotated

import typer

from tanya.allocation import share_one_arena
from tanya.cli import context
from tanya.cli.exits import Exit, errors_to_exits
from tanya.cli.terminal import complain, err
from tanya.settings import SettingsProblem
from tanya.tracing import traced


def bot(
    webhook: Annotated[
        bool, typer.Option("--webhook", help="Let Telegram send updates to TANYA_WEBHOOK_URL instead of fetching them.")
    ] = False,
) -> None:
    """Serve the articles as a Telegram bot until interrupted; it fetches updates itself (polling) without --webhook."""
    settings = context.settings()
    if settings.telegram_bot_token is None:
        complain(
            "no token: get one from @BotFather in Telegram and set TELEGRAM_BOT_TOKEN in the environment or in .env"
        )
        raise typer.Exit(Exit.WRONG_USAGE)
    if webhook and settings.webhook_url is None:
        complain("--webhook needs TANYA_WEBHOOK_URL: the public https address that leads to this bot")
        raise typer.Exit(Exit.WRONG_USAGE)
    from bot import BotRunsAlready, BotTokenRejected, PortUnusable, WebhookRefused, run_bot

    share_one_arena()
    engine = context.engine(settings)
    with errors_to_exits(), err.status("Loading the index and the models"):
        found = context.served(engine)
        if found is not None:
            engine.warm_up()
    if found is None:
        err.print("The first index is being built; the bot starts, and tells readers how far it is.")
    else:
        err.print(f"{found.articles:,} articles in {found.snapshot}; starting the bot.")
    try:
        with traced(settings.otlp_endpoint):
            run_bot(settings, engine, webhook=webhook)
    except (BotTokenRejected, PortUnusable, WebhookRefused, SettingsProblem) as error:
        complain(str(error))
        raise typer.Exit(Exit.WRONG_USAGE) from error
    except BotRunsAlready as error:
        complain(str(error))
        raise typer.Exit(Exit.BUSY) from error
    finally:
        engine.close()
