"""The rooms: imports go down only, no room is large, each says what it is for, and every module is tried somewhere."""

from __future__ import annotations

import ast
import re
from importlib import import_module
from pathlib import Path

import pytest

from tests import forking
from tests.rooms import (
    AT_MOST,
    BOT,
    INDEX,
    LARGE,
    MOST_MODULES,
    PUBLIC,
    ROOT,
    SANDBOX,
    TABLE,
    TANYA,
    TESTED_IN,
    arrows,
    drawing,
    imports,
    is_module,
    listing,
    name_of,
    nodes,
    room_of,
)

PACKAGES = sorted({room.partition(".")[0] for room in TABLE})
FILES = [file for package in PACKAGES for file in sorted((ROOT / package).rglob("*.py"))]
# Where a library is at home, and nowhere else.
HOMES = {
    "sqlite3": ("index.store", "bot.storage"),
    "psycopg": ("index.postgres", "index.store", "bot.storage"),
    "faiss": ("index.store",),
    "telegram": ("bot",),
}
SQL = re.compile(r"\s*(SELECT|INSERT|DELETE FROM|UPDATE \w+ SET|CREATE (TABLE|INDEX)|WITH \w+ AS)\b")


@pytest.mark.parametrize("package", PACKAGES)
def test_a_module_imports_only_what_its_room_may(package: str) -> None:
    """Imports within functions count, too; what may be imported is in the table of tests/rooms.py."""
    found = {}
    for file in (ROOT / package).rglob("*.py"):
        own = room_of(name_of(file))
        found[name_of(file)] = {room_of(name) for name in imports(file) if is_module(name)} - {own} - TABLE[own]

    assert {name: rooms for name, rooms in found.items() if rooms} == {}


def test_no_arrow_goes_up() -> None:
    """A room imports only rooms above it in the table: so none can be reached from itself, over whatever others."""
    for table, below_all in ((INDEX, set()), (BOT, {"index", "tanya.settings"}), (SANDBOX, set()), (TANYA, PUBLIC)):
        above: set[str] = set(below_all)
        for room, below in table.items():
            assert below <= above, f"{room} stands above {', '.join(sorted(below - above))} in tests/rooms.py"
            above.add(room)


def test_every_room_of_the_table_is_there() -> None:
    """What was moved or removed leaves the table, too."""
    assert [room for room in TABLE if not is_module(room)] == []
    assert [room for room in LARGE if not is_module(room)] == []
    assert [module for module in TESTED_IN if not is_module(module)] == []


def test_a_room_is_small_and_says_what_it_is_for() -> None:
    """One sentence; at most ten modules, or twelve with a reason."""
    for own in (file for file in FILES if file.name == "__init__.py"):
        purpose = ast.get_docstring(ast.parse(own.read_text(encoding="utf-8"))) or ""
        modules = [each for each in own.parent.glob("*.py") if each != own]

        assert re.match(r"\S+ \S+.*[.!]$", purpose.split("\n")[0]), own
        assert len(modules) <= (AT_MOST if LARGE.get(name_of(own)) else MOST_MODULES), own


@pytest.mark.parametrize("library", HOMES)
def test_a_library_stays_at_home(library: str) -> None:
    """SQL and FAISS in the stores, Telegram in the bot."""
    homes = HOMES[library]
    for package in ("index", "bot", "sandbox", "tanya"):
        for file in (ROOT / package).rglob("*.py"):
            name = name_of(file)
            if not any(name == home or name.startswith(f"{home}.") for home in homes):
                assert not [each for each in imports(file) if each.partition(".")[0] == library], file


def test_statements_of_sql_stand_in_the_stores() -> None:
    """Whatever the library that they are handed to."""
    homes = ("index.store", "index.postgres", "bot.storage")
    for file in FILES:
        if not name_of(file).startswith(homes):
            texts = (node for node in nodes(file) if isinstance(node, ast.Constant))
            assert not [each.value for each in texts if isinstance(each.value, str) and SQL.match(each.value)], file


def test_every_module_is_tried() -> None:
    """In a test file of its name, or in the one that the table names; a package's own file only names things."""
    for file in (file for file in FILES if file.name != "__init__.py"):
        parts = name_of(file).split(".")
        own = ROOT / "tests" / Path(*parts[:-1]) / f"test_{parts[-1]}.py"
        names = [".".join(parts[:length]) for length in range(len(parts), 0, -1)]
        elsewhere = next((TESTED_IN[name] for name in names if name in TESTED_IN), None)

        assert own.is_file() or (elsewhere and (ROOT / elsewhere).is_file()), file


@pytest.mark.parametrize("package", sorted(PUBLIC))
def test_only_public_names_are_taken(package: str) -> None:
    """What a package names, it has; who stands above it takes that alone, and from the package itself."""
    named = set(import_module(package).__all__)
    assert {name for name in named if not hasattr(import_module(package), name)} == set()
    users = ("tanya", "bot") if package == "index" else ("tanya",)
    for file in (file for user in users for file in (ROOT / user).rglob("*.py")):
        # A module may have the name of what it is for, which is then what the package names.
        inner = {name.removeprefix(f"{package}.") for name in imports(file) if room_of(name) == package != name}
        below = inner - named
        assert not below, f"{file} reaches into {package}: {', '.join(below)}"
        for node in nodes(file):
            if isinstance(node, ast.ImportFrom) and node.module == package:
                assert {alias.name for alias in node.names} <= named, file


def test_the_picture_shows_every_room() -> None:
    """As a list from the ground up, and as a chart whose arrows are those of the code."""
    found = arrows()

    assert found["index.retrieval"] == {"index.articles", "index.language", "index.language.questions", "index.store"}
    assert [line.split()[0] for line in listing().splitlines()] == list(TABLE)
    assert '    index_store["index.store"]' in drawing().splitlines()
    assert "    index_store_local --> index_store_vectors" in drawing().splitlines()


def test_the_rooms_are_printed() -> None:
    """By the command that CONTRIBUTING names."""
    program = (
        "import runpy, sys; sys.modules.pop('tests.rooms', None); runpy.run_module('tests.rooms', run_name='__main__')"
    )
    done = forking.run(program)

    assert done.stderr == ""
    assert done.stdout.splitlines()[0].split() == ["index.reasons", "1"]
