"""`tanya invitations create`, `list`, `revoke` and `remove`."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from tanya.cli import context
from tanya.cli.application import Application
from tanya.cli.exits import Exit, errors_to_exits
from tanya.cli.tables import show_table
from tanya.cli.terminal import complain, err, out

if TYPE_CHECKING:
    from bot import Invitations

app = Application("Let people in by codes, with TANYA_ACCESS=invitation.")


@contextmanager
def _invitations() -> Iterator[Invitations]:
    """Open what the bot keeps, also while the bot runs."""
    settings = context.settings()
    from bot import Invitations, RecordsUnusable, open_records

    with errors_to_exits():
        records = open_records(settings)
    try:
        yield Invitations(records.database)
    except RecordsUnusable as error:
        complain(str(error))
        raise typer.Exit(Exit.WRONG_USAGE) from error
    finally:
        records.close()


@app.command()
def create(
    days: Annotated[
        int, typer.Option("--days", "-d", metavar="N", min=1, max=366, help="How many days the code lets people in.")
    ] = 7,
    uses: Annotated[
        int, typer.Option("--uses", "-u", metavar="N", min=1, max=10_000, help="How many people it lets in.")
    ] = 1,
) -> None:
    """Make a code and print it; nobody can read it later."""
    with _invitations() as invitations:
        code = invitations.create(days, uses)
    typer.echo(code)
    err.print(f"Lets in {uses:,} within {days:,} days: sent to the bot, or by https://t.me/YOUR-BOT?start={code}")


@app.command("list")
def list_invitations() -> None:
    """List the codes that still let somebody in, by how they begin, and how many people are in."""
    with _invitations() as invitations:
        listed, guests = invitations.listed(), invitations.guests()
    rows = [(each.begins + "…", f"{each.expires:%Y-%m-%d %H:%M} UTC", f"{each.uses_left:,}") for each in listed]
    show_table(out, ("Begins", "Expires", "Lets in"), rows, right=("Lets in",))
    err.print(f"{guests:,} people were let in.")


@app.command()
def revoke(
    begins: Annotated[str, typer.Argument(metavar="CODE", help="The code, or how it begins in the list.")],
) -> None:
    """Take a code back; who was let in with it stays in."""
    with _invitations() as invitations:
        count = invitations.revoke(begins.rstrip("…"))
    if not count:
        complain(f"no code begins with {begins}; see: tanya invitations list")
        raise typer.Exit(Exit.NOTHING_FOUND)
    err.print(f"{count:,} taken back.")


@app.command()
def remove(
    user_id: Annotated[int, typer.Argument(metavar="TELEGRAM-ID", help="The number of the person in Telegram.")],
) -> None:
    """Let somebody in no more who was invited."""
    with _invitations() as invitations:
        was_in = invitations.remove_guest(user_id)
    if not was_in:
        complain(f"{user_id} was not invited")
        raise typer.Exit(Exit.NOTHING_FOUND)
