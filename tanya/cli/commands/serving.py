"""`tanya bot`: the Telegram bot."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from tanya.cli import context
from tanya.cli.exits import Exit, errors_to_exits
from tanya.cli.terminal import complain, counted, err
from tanya.process import end_at_once, keep_what_is_loaded, share_one_arena

if TYPE_CHECKING:
    from index import Engine

# What is being asked has been drained by then; this is for what runs in the background.
_LAST_S = 1.0


def bot(
    webhook: Annotated[
        bool,
        typer.Option(
            "--webhook", "-w", help="Let Telegram send updates to TANYA_WEBHOOK_URL instead of fetching them."
        ),
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
    from bot import BotRunsAlready, BotTokenRejected, DataFolderUnusable, PortUnusable, WebhookRefused, run_bot
    from tanya.settings import SettingsProblem
    from tanya.tracing import traced

    share_one_arena()
    engine = context.engine(settings)
    # Before the first snapshot is opened, which has to be let go when it is replaced.
    keep_what_is_loaded()
    with errors_to_exits(), err.status("Loading the index and the models"):
        found = context.served(engine)
        if found is not None:
            engine.warm_up()
    if found is None:
        err.print("The first index is being built; the bot starts, and tells readers how far it is.")
    else:
        err.print(f"{counted(found.articles, 'article')} in {found.snapshot}; starting the bot.")
    with _to_the_end(engine):
        try:
            with traced(settings.otlp_endpoint):
                run_bot(settings, engine, webhook=webhook)
        except (BotTokenRejected, DataFolderUnusable, PortUnusable, WebhookRefused, SettingsProblem) as error:
            complain(str(error))
            raise typer.Exit(Exit.WRONG_USAGE) from error
        except BotRunsAlready as error:
            complain(str(error))
            raise typer.Exit(Exit.BUSY) from error


@contextmanager
def _to_the_end(engine: Engine) -> Iterator[None]:
    """Close the engine after the block, and end the process there when a thread of the bot still uses it."""
    try:
        yield
    finally:
        from bot import ended_within

        is_over = ended_within(_LAST_S)
        engine.close()
        error = sys.exception()
        if not is_over and (error is None or isinstance(error, typer.Exit)):
            end_at_once(error.exit_code if error else Exit.DONE)
