"""What all commands have in common on top of Typer: `-h` and `-V` everywhere, and help as wide as the terminal."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from functools import cache
from importlib.metadata import version
from typing import Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command

from tanya.wrong_values import what_is_wrong

# Characters that no summary has.
_WHOLE = 10_000
_HELP_NAMES = ("-h", "--help")


class _Told:
    """Goes before Typer's command or group."""

    def get_help_option_names(self, ctx: Any) -> list[str]:
        """Return both names, the short one first, in whatever command."""
        return list(_HELP_NAMES)

    def get_help_option(self, ctx: Any) -> Any:
        """Return the option that shows the help, in words of our own."""
        option = super().get_help_option(ctx)  # type: ignore[misc]
        if option is not None:
            option.help = "Show this help and leave."
        return option

    def get_params(self, ctx: Any) -> list[Any]:
        """Return what the command takes, and what every command does."""
        *own, help_option = super().get_params(ctx)  # type: ignore[misc]
        return [*own, _version_option(), help_option]

    def collect_usage_pieces(self, ctx: Any) -> list[str]:
        """Return the usage as manuals have it: what is left out of the brackets is needed."""
        pieces = super().collect_usage_pieces(ctx)  # type: ignore[misc]
        return [piece.replace("{", "").replace("}", "") for piece in pieces]

    def get_short_help_str(self, limit: int = 45) -> str:
        """Return the summary whole, for the list of commands; there it is wrapped and not cut."""
        summary: str = super().get_short_help_str(_WHOLE)  # type: ignore[misc]
        return summary

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Write what the command takes, by the names that values have in the text and not by Python's types."""
        rows: dict[str, list[tuple[str, str]]] = {"argument": [], "option": []}
        for parameter in self.get_params(ctx):
            record = parameter.get_help_record(ctx)
            if record is not None:
                name = re.sub(r" <.*>$", "", record[0]) if parameter.param_type_name == "argument" else record[0]
                rows[parameter.param_type_name].append((name, _in_words(record[1])))
        for title, written in (("Arguments", rows["argument"]), ("Options", rows["option"])):
            if written:
                with formatter.section(title):
                    formatter.write_dl(written)
        if isinstance(self, TyperGroup):
            self.format_commands(ctx, formatter)

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read what was typed; an option of one value is refused with two, of which one would be lost."""
        if not ctx.resilient_parsing:
            _, _, given = self.make_parser(ctx).parse_args(list(args))  # type: ignore[attr-defined]
            for option in given:
                takes_one = option.param_type_name == "option" and not option.multiple and not option.is_flag
                if takes_one and given.count(option) > 1:
                    ctx.fail(f"{option.get_error_hint()} takes one value, and was given {given.count(option):,}.")
        rest: list[str] = super().parse_args(ctx, args)  # type: ignore[misc]
        return rest

    def make_context(self, info_name: str | None, args: list[str], parent: Any = None, **extra: Any) -> Any:
        """Begin with the terminal's width, which inner commands take over; a pipe has 80 columns.

        Raises:
            typer.BadParameter: a value is wrong; the text is ours, not Pydantic's.
        """
        if parent is None:
            extra.setdefault("terminal_width", shutil.get_terminal_size().columns)
        try:
            return super().make_context(info_name, args, parent, **extra)  # type: ignore[misc]
        except typer.BadParameter as problem:
            from pydantic import ValidationError  # here, since help needs nothing of it

            if isinstance(problem.__cause__, ValidationError):
                problem.message = what_is_wrong(problem.__cause__.errors(include_url=False))
            raise


class Command(_Told, TyperCommand):
    """One command."""


class Group(_Told, TyperGroup):
    """A command with commands of its own."""


class Application(typer.Typer):
    """A group of commands; those that are added to it know `-h` and `-V`."""

    def __init__(self, summary: str, **options: Any) -> None:
        """Set up with a one-line summary; `options` are Typer's."""
        super().__init__(
            cls=Group,
            help=summary,
            no_args_is_help=True,
            rich_markup_mode=None,
            pretty_exceptions_enable=False,
            **options,
        )

    def command(self, name: str | None = None, **options: Any) -> Callable[[Any], Any]:
        """Add a function as a command."""
        return super().command(name, **({"cls": Command} | options))


def _in_words(text: str) -> str:
    """Return a help text whose range of numbers is told in words."""
    text = re.sub(r"(\d+)<=x<=(\d+)", lambda found: f"{int(found[1]):,} to {int(found[2]):,}", text)
    return re.sub(r"x>=(\d+)", r"\1 or more", text)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"tanya {version('tanya')}")
        raise typer.Exit


def _of_every_command(
    version: Annotated[
        bool,
        typer.Option(
            "--version",
            "-V",
            callback=_print_version,
            is_eager=True,
            expose_value=False,
            help="Print the version and leave.",
        ),
    ] = False,
) -> None:
    """Stand for a command that takes only this."""


@cache
def _version_option() -> Any:
    alone = typer.Typer(add_completion=False)
    alone.command()(_of_every_command)
    return get_command(alone).params[0]
