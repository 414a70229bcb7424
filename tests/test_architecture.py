"""What holds between the packages: who may import whom, and what none of them may do."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests import forking
from tests.forking import forget
from tests.rooms import ROOT, imports, nodes

PACKAGES = ("index", "bot", "sandbox", "tanya")
MAX_LINES = 400


def modules(*packages: str) -> list[Path]:
    """Return the files of packages, with those of packages inside."""
    return sorted(file for package in packages for file in (ROOT / package).rglob("*.py"))


def within(name: str, *packages: str) -> bool:
    return any(name == package or name.startswith(f"{package}.") for package in packages)


def test_modules_keep_the_rules() -> None:
    """Short, no relative imports, no pickle, and no `assert`, which an optimising Python leaves out."""
    for file in modules(*PACKAGES):
        pickled = [name for name in imports(file) if within(name, "pickle", "marshal", "shelve")]
        assert len(file.read_text(encoding="utf-8").splitlines()) <= MAX_LINES, file
        assert not pickled + [name for name in imports(file) if name.startswith(".")], file
        assert not [node.lineno for node in nodes(file) if isinstance(node, ast.Assert)], file


def test_there_is_something_to_check() -> None:
    """The rules above are not kept by an empty list."""
    assert len(modules("index")) > 30
    assert len(modules("bot")) > 15
    assert "index.store.protocols" in imports(ROOT / "index" / "building" / "builder.py")


def test_index_knows_nothing_of_telegram() -> None:
    """Nor of the bot and the command line above it, nor of the trained models' making."""
    for file in modules("index"):
        assert not [name for name in imports(file) if within(name, "telegram", "bot", "tanya", "training", "torch")], (
            file
        )


def test_bot_uses_the_public_names_of_index_alone() -> None:
    """Not its modules, nor what lies beneath them."""
    for file in modules("bot"):
        below = [name for name in imports(file) if name.startswith("index.")]
        assert not below, file
        assert not [name for name in imports(file) if within(name, "faiss", "onnxruntime", "haystack", "numpy")], file


def test_sandbox_stands_alone() -> None:
    """It is a server that the bot does not know of, and that does not know the bot."""
    for file in modules("sandbox"):
        assert not [name for name in imports(file) if within(name, "telegram", "bot", "index", "tanya")], file
    for file in modules("bot", "index"):
        assert not [name for name in imports(file) if within(name, "sandbox")], file


def run(program: str, **environment: str) -> str:
    """Run a program in a Python of its own; return what it prints."""
    done = subprocess.run(
        [sys.executable, "-W", "error::ResourceWarning", "-c", program],
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=True,
        timeout=100,
    )
    return done.stdout.strip()


def test_telemetry_of_dependencies_is_off(tmp_path: Path) -> None:
    """Even where somebody turned it on: nothing of it runs, is kept or is connected to, after a pipeline was run."""
    program = """
import socket, sys, threading
opened = []
class Watched(socket.socket):
    def connect(self, address):
        opened.append(address)
        raise OSError("no")
socket.socket = Watched
import index, os
from index.embedding.embedder import QueryEmbedder
from haystack import Pipeline, telemetry
pipeline = Pipeline()
pipeline.add_component("embedder", QueryEmbedder())
pipeline.run({"embedder": {"query": "kapal"}})
print(os.environ["HAYSTACK_TELEMETRY_ENABLED"], os.environ["HF_HUB_OFFLINE"], telemetry._telemetry.telemetry, opened,
      [each.name for each in threading.enumerate()])
"""
    turned_on = {"HAYSTACK_TELEMETRY_ENABLED": "True", "ORT_DISABLE_TELEMETRY": "0"}
    assert run(program, HOME=str(tmp_path), XDG_CACHE_HOME="", **turned_on) == "False 1 None [] ['MainThread']"
    # ONNX Runtime connects from its own threads, which Python does not see, but first it keeps what it will send.
    assert list(tmp_path.rglob("*onnxruntime*")) == []


def test_importing_index_imports_no_telegram_and_loads_no_model() -> None:
    """Nothing is done at import."""
    program = (
        forget("index", "telegram", "bot", "tanya")
        + """
import index
from index.embedding import embedder
print(sorted({name.partition(".")[0] for name in sys.modules} & {"telegram", "bot", "tanya", "torch", "transformers"}),
      embedder.shared_encoder.cache_info().currsize)
"""
    )
    done = forking.run(program)
    assert done.stdout == "[] 0\n", done.stderr


def test_the_command_line_loads_what_a_command_needs_only_where_it_runs() -> None:
    """The engine takes a second, Telegram's libraries half of one: `tanya --help` waits for neither."""
    program = """
import sys, tanya.cli.app
heavy = {"telegram", "bot", "sandbox", "matplotlib", "haystack", "numpy", "onnxruntime", "faiss", "lxml", "pydantic",
         "structlog", "dateparser", "babel", "httpx"}
print(sorted(sys.modules.keys() & heavy))
"""
    assert run(program) == "[]"


@pytest.mark.slow
def test_plain_question_is_answered_without_the_model_of_languages(tmp_path: Path) -> None:
    """Its question word tells the language: 80 MB and half a second less."""
    program = f"""
import sys
from pathlib import Path
from index import Engine
folder = Path({str(tmp_path)!r})
(folder / "a.id.txt").write_text("Kapal Kunang-1 tenggelam pada 12 Juni 2018 di Selat Sunda.")
engine = Engine(folder / "data", threads=1)
engine.index([folder / "a.id.txt"])
print(engine.ask("Kapan kapal Kunang-1 tenggelam?").answers[0].text, "py3langid.langid" in sys.modules)
"""
    assert run(program) == "12 Juni 2018 False"


def test_what_dependencies_bring_and_nobody_asked_for_is_never_imported(tmp_path: Path) -> None:
    """Haystack brings a client of OpenAI and PostHog's; a question, a build and the bot run without either."""
    program = """
import sys
from pathlib import Path
unwanted = {"openai", "posthog", "sentry_sdk", "segment"}
assert not {name.partition(".")[0] for name in sys.modules} & unwanted, "imported by tests"
import bot, tanya.cli.app, tanya.doctor.examination, tanya.backup
from index import Engine
folder = Path(sys.argv[1])
(folder / "a.txt").write_text("Kapal Kunang-1 tenggelam pada 12 Juni 2018 di Selat Sunda.")
(folder / "b.html").write_text("<html><body><article><p>Kapal Kunang-1 tiba di Merak pada 14 Juni 2018.</p></article>")
engine = Engine(folder / "data", threads=1)
engine.index([folder / "a.txt", folder / "b.html"])
engine.ask("Kapan kapal Kunang-1 tenggelam?")
print({name.partition(".")[0] for name in sys.modules} & unwanted)
"""
    done = forking.run(program, tmp_path)
    assert done.stdout == "set()\n", done.stderr
