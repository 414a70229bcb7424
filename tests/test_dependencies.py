"""What is imported is declared: nothing arrives by chance, by way of another package."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from functools import cache
from importlib.metadata import packages_distributions

import pytest

from tests.rooms import ROOT, nodes

OURS = ("index", "bot", "tanya", "sandbox")
# Imported by a library of ours when it is first used, and required by it in a form that not every pip understands.
ASKED_FOR_LATER = {"trafilatura": "lxml_html_clean"}


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


@cache
def declared() -> frozenset[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lines = [*project["dependencies"], *(each for extra in project["optional-dependencies"].values() for each in extra)]
    return frozenset(plain(re.split(r"[\[><=~! ]", line, maxsplit=1)[0]) for line in lines)


@cache
def imported() -> frozenset[str]:
    """Return the top-level names that our code imports, wherever it does, without its own and Python's."""
    names = set()
    for path in (path for room in OURS for path in (ROOT / room).rglob("*.py")):
        for node in nodes(path):
            if isinstance(node, ast.Import):
                names |= {each.name.partition(".")[0] for each in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                names.add(node.module.partition(".")[0])
    return frozenset(names - set(OURS) - set(sys.stdlib_module_names))


def test_every_import_is_declared() -> None:
    """By the distribution that has it, as a dependency or in an extra."""
    providers = packages_distributions()
    missing = [
        name for name in sorted(imported()) if not {plain(each) for each in providers.get(name, [name])} & declared()
    ]
    assert missing == []


@pytest.mark.parametrize("library", ASKED_FOR_LATER)
def test_what_libraries_ask_for_later_is_declared(library: str) -> None:
    """As long as the library itself is."""
    assert {plain(library), plain(ASKED_FOR_LATER[library])} <= declared()
