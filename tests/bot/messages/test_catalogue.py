"""The bot's words in its languages."""

from __future__ import annotations

import ast
from datetime import date
from pathlib import Path

import pytest
from fluent.syntax import FluentParser
from fluent.syntax import ast as ftl
from fluent.syntax.visitor import Visitor

import bot
from bot.errors import UnknownPhrase
from bot.messages.catalogue import Catalogue, bundled_catalogue

PACKAGE = Path(bot.__file__).parent
LOCALES = sorted((PACKAGE / "messages" / "locales").glob("*.ftl"))


class Variables(Visitor):
    """Collects the arguments of a message."""

    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()

    def visit_VariableReference(self, node: ftl.VariableReference) -> None:  # noqa: N802 - Fluent's visitor
        self.names.add(node.id.name)


def messages(file: Path) -> dict[str, set[str]]:
    """Return the keys of a catalogue, each with its arguments."""
    found = {}
    for entry in FluentParser().parse(file.read_text(encoding="utf-8")).body:
        assert not isinstance(entry, ftl.Junk), entry.content
        if isinstance(entry, ftl.Message):
            variables = Variables()
            variables.visit(entry)
            assert entry.id.name not in found
            found[entry.id.name] = variables.names
    return found


def keys_in_code() -> set[str]:
    """Return every string in the bot's sources that has the form of a key, and those that are surely one."""
    strings = set()
    for file in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                strings.add(node.value)
    return strings


def keys_called() -> set[str]:
    """Return the literal keys that are passed to `phrases(...)`."""
    called = set()
    for file in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func).endswith(("phrases", "phrases(update.message)")):
                for child in ast.walk(node.args[0]) if node.args else ():
                    if isinstance(child, ast.Constant) and isinstance(child.value, str):
                        called.add(child.value)
    return called


def test_same_keys_and_arguments() -> None:
    """Every language says the same things with the same arguments."""
    first, *others = [messages(file) for file in LOCALES]
    assert len(LOCALES) >= 2
    assert all(other == first for other in others)


def test_every_key_in_code_exists() -> None:
    """No text is asked for that the catalogues lack, and none stands there unused."""
    known, called = set(messages(LOCALES[0])), keys_called()
    assert len(called) > 20
    assert called <= known
    assert known <= keys_in_code()


@pytest.mark.parametrize("language", bundled_catalogue().languages)
def test_every_text_formats(language: str) -> None:
    """Each text comes out whole for the counts 0, 1 and 1,234, without a trace of Fluent's syntax."""
    phrases = bundled_catalogue().phrases(language)
    for key, names in messages(PACKAGE / "messages" / "locales" / f"{language}.ftl").items():
        for number in (0, 1, 1234):
            text = phrases(key, **dict.fromkeys(names, number))
            assert text
            assert not set("{}$") & set(text)


@pytest.mark.parametrize("code", ["id", "id-ID", "ID", "id_ID", "ms", "ms-MY", "in"])
def test_indonesian_readers(code: str) -> None:
    """Indonesian is for `id`, its old code and Malay."""
    assert bundled_catalogue().phrases(code).language == "id"


@pytest.mark.parametrize("code", ["en", "en-GB", "xx", "xx-GB", "idx", "mso", "", None])
def test_everybody_else(code: str | None) -> None:
    """Everybody else reads English."""
    assert bundled_catalogue().phrases(code).language == "en"


def test_days_in_words() -> None:
    """Dates follow the language."""
    day = date(2018, 6, 12)
    assert bundled_catalogue().phrases("id").day(day) == "12 Juni 2018"
    assert bundled_catalogue().phrases("en").day(day) == "12 June 2018"


def test_english_plurals() -> None:
    """One article, two articles; Indonesian has no such forms."""
    catalogue = bundled_catalogue()
    assert catalogue.phrases("en")("reindex-contents", articles=1, passages=2) == "1 article, 2 passages"
    assert catalogue.phrases("id")("reindex-contents", articles=1, passages=2) == "1 artikel, 2 bagian"


def test_menu_languages() -> None:
    """Telegram is given the menu for each language and for Malay."""
    assert Catalogue({"en": "", "id": ""}).language_codes == {"en": "en", "id": "id", "ms": "id"}
    assert bundled_catalogue().language_codes.keys() == {*bundled_catalogue().languages, "ms"}


def test_unknown_text() -> None:
    """A missing text, an empty one and a missing argument are errors that name the file and the key."""
    phrases = Catalogue({"en": "greeting = Hello { $name }\nempty =\n    .label = x\n"}).phrases("en")
    assert phrases("greeting", name="Ani") == "Hello Ani"
    for key in ("nothing", "empty", "greeting"):
        with pytest.raises(UnknownPhrase, match=rf"{key}.*en\.ftl"):
            phrases(key)
