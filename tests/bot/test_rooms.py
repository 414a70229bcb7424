"""The rooms of the bot: who may import whom, how large they are, and that each says what it is for."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.bot_rooms import LARGE, MOST_MODULES, ROOMS
from tests.test_architecture import ROOT, imports, modules


def name_of(file: Path) -> str:
    parts = file.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def room_of(module: str) -> str:
    """Return the room that a module of the bot stands in; one in no room is a room of its own."""
    if (ROOT / Path(*module.split(".")) / "__init__.py").exists():
        return module
    room = module.rpartition(".")[0]
    return module if room == "bot" else room


@pytest.mark.parametrize("file", modules("bot"), ids=lambda file: str(file.relative_to(ROOT)))
def test_imports_go_down_only(file: Path) -> None:
    own = room_of(name_of(file))
    rooms = {room_of(name) for name in imports(file) if name == "bot" or name.startswith("bot.")}
    assert rooms - {own} <= ROOMS[own]


def test_the_table_has_no_way_up() -> None:
    """No room can be reached from itself, however many others lie between; nor is there one that does not exist."""
    for room, below in ROOMS.items():
        reached, more = set[str](), below - {room}
        while more:
            reached |= more
            more = set().union(*(ROOMS[each] - {each} for each in more)) - reached
        assert room not in reached, room
    assert {room_of(name_of(file)) for file in modules("bot")} == set(ROOMS)


@pytest.mark.parametrize("room", sorted(each for each in ROOMS if (ROOT / each.replace(".", "/")).is_dir()))
def test_a_room_is_small_and_says_what_it_is_for(room: str) -> None:
    folder = ROOT / room.replace(".", "/")
    purpose = ast.get_docstring(ast.parse((folder / "__init__.py").read_text(encoding="utf-8")))
    assert purpose
    assert purpose.split("\n")[0].endswith(".")
    assert len([each for each in folder.glob("*.py") if each.name != "__init__.py"]) <= MOST_MODULES or room in LARGE
