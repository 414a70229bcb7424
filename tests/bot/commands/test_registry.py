"""The table of commands: what handles them, and the menu that lists them."""

from __future__ import annotations

from bot.application import build_application
from bot.messages.catalogue import bundled_catalogue
from tests.bot.conftest import bot_settings
from tests.bot.samples import SmallEngine


async def test_every_command_of_the_menu_is_handled_and_no_other() -> None:
    registry = build_application(bot_settings("http://127.0.0.1:1"), SmallEngine()).registry
    handled = sorted(name for handler in registry.handlers() for name in getattr(handler, "commands", ()))
    for language in bundled_catalogue().languages:
        listed = registry.menu(bundled_catalogue().phrases(language), administrator=True)
        assert sorted(each.command for each in listed) == handled
        assert all(3 <= len(each.description) <= 256 for each in listed)
    assert len(handled) == len(set(handled))
