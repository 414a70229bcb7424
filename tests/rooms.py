"""The floors of the house: which room may import which, and how large a room may be. `python -m tests.rooms` draws it.

A folder is a room, and belongs to the room by whose name its modules begin; a module that the table names by itself is
a room of its own, for a package's own folder holds what is lowest and what is highest. The table is in order: a room
may import only what stands above it in the table, so that no arrow goes up.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[1]
MOST_MODULES = 10
# With a reason.
AT_MOST = 12

# What every room of `index` may use.
VALUES = {"index.reasons", "index.errors", "index.articles", "index.passages", "index.progress", "index.results"}
_FILES = {"index.durable_files", "index.file_lock"}
_READING = {
    *("index.sources.limits", "index.sources.budget", "index.sources.decoding", "index.sources.markup"),
    *("index.sources.xml", "index.sources.apart"),
}
_DRAFTS = {"index.sources.days", "index.sources.publication", "index.sources.drafts", "index.sources.fields"}
_BOUNDED = {"index.sources.budget", "index.sources.apart"}
_LANGUAGE = {
    *("index.language.sentences", "index.language", "index.language.reading", "index.language.questions"),
}
_STORES = {"index.store", "index.store.local"}

INDEX: dict[str, set[str]] = {
    "index.reasons": set(),
    "index.progress": {"index.reasons"},
    "index.errors": {"index.reasons", "index.progress"},
    "index.articles": set(),
    "index.passages": {"index.articles"},
    "index.haystack_telemetry": set(),
    "index.durable_files": set(),
    "index.file_lock": set(),
    "index.postgres": {"index.errors"},
    "index.language.sentences": {"index.errors"},
    "index.language": {"index.errors", "index.language.sentences"},
    "index.language.reading": {"index.errors", "index.language"},
    "index.language.questions": {
        *("index.errors", "index.language.sentences", "index.language", "index.language.reading"),
    },
    "index.results": {"index.language.questions", "index.language.reading"},
    "index.sources.limits": set(),
    "index.sources.budget": {"index.errors"},
    "index.sources.decoding": VALUES | {"index.sources.limits"},
    "index.sources.markup": VALUES | {"index.sources.limits", "index.sources.decoding"},
    "index.sources.xml": VALUES | {"index.sources.limits", "index.sources.decoding", "index.sources.markup"},
    "index.sources.apart": VALUES | {"index.sources.limits", "index.sources.budget"},
    "index.sources.days": VALUES | _LANGUAGE,
    "index.sources.publication": VALUES | {"index.sources.days"},
    "index.sources.drafts": VALUES | _READING | _LANGUAGE | {"index.sources.days", "index.sources.publication"},
    "index.sources.fields": VALUES | _READING | {"index.sources.publication", "index.sources.drafts"},
    "index.sources.formats.isolated": {"index.articles", "index.sources.markup"},
    "index.sources.formats": VALUES | _READING | _LANGUAGE | _DRAFTS | {"index.sources.formats.isolated"},
    "index.sources.web": VALUES | _READING | _LANGUAGE | _DRAFTS | {"index.sources.formats"},
    "index.sources": VALUES
    | _READING
    | _LANGUAGE
    | _DRAFTS
    | {"index.durable_files", "index.sources.formats", "index.sources.web"},
    "index.store": VALUES,
    "index.store.vectors": VALUES | _FILES | {"index.store"},
    "index.store.local": VALUES | _FILES | {"index.store", "index.store.vectors"},
    "index.store.postgres": VALUES | {"index.postgres", "index.store"},
    "index.store.postgres.snapshots": VALUES | {"index.postgres", "index.store", "index.store.postgres"},
    "index.embedding": VALUES | _FILES | _LANGUAGE | {"index.store"},
    "index.retrieval": VALUES | _LANGUAGE | {"index.store"},
    "index.answering.candidates": VALUES | _LANGUAGE,
    "index.answering": VALUES
    | _LANGUAGE
    | {"index.store", "index.embedding", "index.retrieval", "index.answering.candidates"},
    "index.snapshots": VALUES | _FILES | _STORES | {"index.store.vectors"},
    "index.pipelines": VALUES | {"index.store", "index.embedding", "index.retrieval", "index.answering"},
    "index.building": VALUES
    | _LANGUAGE
    | {"index.sources", "index.sources.decoding", "index.sources.apart", "index.sources.web", "index.store"}
    | {"index.embedding", "index.pipelines"},
    "index.migration": VALUES | {"index.store"},
    "index.served": VALUES
    | _LANGUAGE
    | {"index.store", "index.embedding", "index.answering", "index.pipelines", "index.building"},
    "index.engine": VALUES
    | {"index.served"}
    | _LANGUAGE
    | {"index.sources", "index.store", "index.embedding", "index.retrieval", "index.answering"}
    | {"index.snapshots", "index.pipelines", "index.building"},
    "index.evaluation": VALUES
    | _LANGUAGE
    | _READING
    | {"index.sources.drafts", "index.sources.fields", "index.sources"}
    | {"index.embedding", "index.store", "index.answering", "index.engine"},
    "index": {"index.haystack_telemetry"}
    | VALUES
    | _FILES
    | _LANGUAGE
    | {"index.postgres", "index.store", "index.store.postgres.snapshots"}
    | {"index.sources", "index.embedding", "index.retrieval", "index.engine"},
}
# Needed everywhere, and needing nothing of the bot but the errors.
_GROUND = {"bot.errors", "bot.ticket", "bot.concurrency", "bot.clock", "bot.leading_command", "bot.answering"}
_TEXTS = _GROUND | {"bot.storage", "bot.messages"}
_SENDING = _TEXTS | {"bot.monitoring", "bot.sending"}
_ASKING = _SENDING | {"bot.access", "bot.asking"}
_COMMANDS = _ASKING | {"bot.commands"}
_HANDLERS = _COMMANDS | {"bot.commands.admin", "bot.commands.admin.building", "bot.conversation", "bot.receiving"}

_BOT: dict[str, set[str]] = {
    "bot.errors": set(),
    "bot.ticket": {"bot.errors"},
    "bot.concurrency": {"bot.errors"},
    "bot.clock": set(),
    "bot.leading_command": set(),
    "bot.answering": set(),
    "bot.storage": _GROUND,
    "bot.storage.postgres": _GROUND | {"bot.storage"},
    "bot.storage.opening": _GROUND | {"bot.storage", "bot.storage.postgres"},
    "bot.storage.moving": _GROUND | {"bot.storage", "bot.storage.opening"},
    "bot.messages": _GROUND | {"bot.storage"},
    "bot.monitoring": _GROUND | {"bot.storage"},
    "bot.receiving": _GROUND | {"bot.storage", "bot.storage.postgres", "bot.monitoring"},
    "bot.sending": _TEXTS | {"bot.monitoring"},
    "bot.access": _SENDING,
    "bot.asking": _SENDING,
    "bot.conversation": _ASKING,
    "bot.commands": _ASKING,
    "bot.commands.admin.building": _COMMANDS,
    "bot.commands.admin": _COMMANDS | {"bot.commands.admin.building"},
    "bot.application": _HANDLERS | {"bot.storage.opening"},
    "bot.running": _HANDLERS | {"bot.application"},
    "bot": _ASKING | {"bot.storage.opening", "bot.storage.moving", "bot.application", "bot.running"},
}
# Of `index` the bot knows what that names as public; settings know nobody.
BOT = {room: below | {"index", "tanya.settings"} for room, below in _BOT.items()}
_STANDARD = {"sandbox.errors", "sandbox.rules", "sandbox.text", "sandbox.pictures"}
SANDBOX: dict[str, set[str]] = {
    "sandbox.errors": set(),
    "sandbox.rules": set(),
    "sandbox.pictures": set(),
    "sandbox.text": {"sandbox.errors", "sandbox.rules"},
    "sandbox.world": _STANDARD,
    "sandbox.bot_api": _STANDARD | {"sandbox.world"},
    "sandbox.interface": _STANDARD | {"sandbox.world", "sandbox.bot_api"},
    "sandbox": _STANDARD | {"sandbox.world", "sandbox.bot_api", "sandbox.interface"},
}
# Names of `index`, `bot` and `sandbox` are those of their `__all__`; so are those of these three rooms.
PUBLIC = {"index", "index.snapshots", "index.migration", "index.evaluation", "bot", "sandbox"}
TANYA: dict[str, set[str]] = {
    "tanya.wrong_values": set(),
    "tanya.settings": {"tanya.wrong_values"},
    "tanya.process": set(),
    "tanya.interrupts": set(),
    "tanya.logs": {"tanya.settings"},
    "tanya.tracing": {"tanya.settings"},
    "tanya.backup": PUBLIC,
    "tanya.doctor": PUBLIC | {"tanya.settings", "tanya.backup"},
    "tanya.cli.skipping": PUBLIC,
    "tanya.cli.terminal": PUBLIC | {"tanya.cli.skipping"},
    "tanya.cli.tables": set(),
    "tanya.cli.application": {"tanya.wrong_values"},
    "tanya.cli.exits": PUBLIC | {"tanya.cli.terminal"},
    "tanya.cli.context": PUBLIC | {"tanya.settings", "tanya.logs", "tanya.cli.terminal", "tanya.cli.exits"},
    "tanya.cli.reliability_diagram": PUBLIC,
    "tanya.cli.commands": PUBLIC
    | {"tanya.cli.skipping"}
    | {"tanya.settings", "tanya.process", "tanya.logs", "tanya.tracing", "tanya.backup", "tanya.doctor"}
    | {"tanya.cli.terminal", "tanya.cli.exits", "tanya.cli.context", "tanya.cli.reliability_diagram"}
    | {"tanya.cli.tables", "tanya.cli.application"},
    "tanya.cli.streams": set(),
    "tanya.cli": {"tanya.cli.commands", "tanya.cli.application", "tanya.cli.streams"},
    "tanya": {"tanya.cli", "tanya.interrupts"},
}
_SETTINGS = {"tanya.wrong_values": set[str](), "tanya.settings": {"tanya.wrong_values"}}
TABLE = INDEX | _SETTINGS | BOT | SANDBOX | TANYA
# Rooms with more than ten modules, and why.
LARGE = {
    "bot.storage": "one module for each kind of record, and those that open, copy and move them all",
    "index.sources.formats.isolated": "one program a format, and what these share, which import nothing above them",
    "index": "the engine and the pipelines at the top, and below everything the values and files that all rooms use",
    "index.store.local": "one module for each kind of record of the database, and the two files",
    "index.sources.web": "one module for each thing that a site may be: address, robots, feed, sitemap, page",
    "tanya.cli.commands": "one module for each group of commands",
    "index.answering.candidates": "one module for each thing that rules tell of a span that the reader marked",
    "index.language": "one module for each thing that questions and texts say alike: days, names, numbers, things",
    "index.language.reading": "one module for each thing that is read otherwise, and what these go by",
    "index.language.questions": "one module for each thing that rules tell of a question or of going on",
}
# What has no test file of its name: where it is tried, or why it need not be. A name stands for all modules below it.
TESTED_IN = {
    "index.served": "tests/index/test_opening_aside.py",
    "tanya.cli.streams": "tests/tanya/test_streams.py",
    "index.reasons": "tests/tanya/test_skipping.py",
    "index.language.sentences": "tests/index/language/test_whole_sentences.py",
    "index.sources.days": "tests/index/sources/test_days.py",
    "index.sources.publication": "tests/index/sources/test_drafts.py",
    "bot.asking.meaning": "tests/bot/conversation/test_requests.py",
    "bot.messages.lists": "tests/bot/commands/test_sources.py",
    "index.sources.apart": "tests/index/sources/test_apart.py",
    "index.sources.formats.bounded": "tests/index/sources/test_apart.py",
    "index.answering.articles_about": "tests/index/test_engine.py",
    "bot.answering": "tests/bot/test_over_real_articles.py",
    "bot.application": "tests/bot/test_running.py",
    "bot.errors": "tests/bot/test_troubles.py",
    "bot.ticket": "tests/bot/receiving/test_chat_order.py",
    "bot.access.administration": "tests/bot/test_administrators.py",
    "bot.access.gate": "tests/bot/access/test_policy.py",
    "bot.asking.asking": "tests/bot/test_edited_questions.py",
    "bot.asking.example_questions": "tests/bot/commands/test_examples.py",
    "bot.asking.queue_notice": "tests/bot/asking/test_question_queue.py",
    "bot.asking.rate_limit": "tests/bot/asking/test_question_queue.py",
    "bot.commands.admin": "tests/bot/test_administrators.py",
    "bot.commands.admin.building": "tests/bot/test_reindex_command.py",
    "bot.commands.language": "tests/bot/messages/test_languages.py",
    "bot.commands.menu": "tests/sandbox/test_with_the_bot.py",
    "bot.conversation.failure_report": "tests/bot/test_troubles.py",
    "bot.conversation.overflow": "tests/bot/receiving/test_chat_order.py",
    "bot.messages.chart": "tests/bot/storage/test_statistics.py",
    "bot.messages.keyboards": "tests/bot/messages/test_callback_data.py",
    "bot.monitoring": "tests/bot/test_troubles.py",
    "bot.monitoring.metrics": "tests/bot/monitoring/test_probes.py",
    "bot.receiving.attempts": "tests/bot/receiving/test_inbox.py",
    "bot.sending": "tests/bot/sending/test_outbox.py",
    "bot.sending.client": "tests/bot/test_running.py",
    "bot.sending.replying": "tests/bot/conversation/test_conversation.py",
    "bot.storage.data_folder_lock": "tests/tanya/test_backup.py",
    "bot.storage.opening": "tests/bot/stores.py",
    "bot.storage.postgres.schema": "tests/bot/storage/postgres/test_journal.py",
    "bot.storage.protocols": "tests/bot/storage/test_records.py",
    "index.haystack_telemetry": "tests/test_architecture.py",
    "index.language.reading.roots": "tests/index/language/reading/test_vocabulary.py",
    "index.language.reading.spoken_verbs": "tests/index/language/reading/test_expansion.py",
    "index.language.reading.tokens": "tests/index/language/reading/test_question.py",
    "index.snapshots.ledger": "tests/index/snapshots/test_repair.py",
    "index.store.local.salvage": "tests/index/snapshots/test_repair.py",
    "index.errors": "tests/index/language/questions/test_queries.py",
    "index.passages": "tests/index/store/test_stores.py",
    "index.progress": "tests/index/building/test_question_priority.py",
    "index.results": "tests/index/answering/test_answers.py",
    "index.language.date_patterns": "tests/index/language/test_dates.py",
    "index.language.questions.focus": "tests/index/language/questions/test_follow_ups.py",
    "index.language.questions.swapping": "tests/index/language/questions/test_follow_ups.py",
    "index.language.questions.other_days": "tests/index/language/questions/test_follow_ups.py",
    "index.language.questions.pointing": "tests/index/language/questions/test_follow_ups.py",
    "index.language.subjects": "tests/index/language/questions/test_follow_ups.py",
    "index.language.resemblance": "tests/index/building/test_families.py",
    "index.sources.decoding": "tests/index/sources/test_files.py",
    "index.sources.limits": "tests/reliability/test_hostile_files.py",
    "index.sources.markup": "tests/index/sources/formats/test_html.py",
    "index.sources.xml": "tests/reliability/test_hostile_files.py",
    "index.sources.formats": "tests/index/sources/formats/test_documents.py",
    "index.sources.formats.registry": "tests/index/sources/test_files.py",
    "index.sources.formats.archives": "tests/reliability/test_hostile_files.py",
    "index.sources.web": "tests/index/building/test_web_intake.py",
    "index.sources.web.addresses": "tests/reliability/test_addresses.py",
    "index.sources.web.connection": "tests/reliability/test_addresses.py",
    "index.store.postgres": "tests/index/store/test_stores.py",
    "index.store.postgres.snapshots": "tests/index/store/test_archives.py",
    "index.store.documents": "tests/index/store/test_stores.py",
    "index.store.portable": "tests/index/migration/test_moving.py",
    "index.store.local.portable": "tests/index/migration/test_moving.py",
    "index.postgres.health": "tests/tanya/test_postgres.py",
    "index.store.spelling": "tests/index/store/test_words.py",
    "index.store.protocols": "tests/index/store/test_stores.py",
    "index.store.records": "tests/index/store/test_stores.py",
    "index.store.local.article_records": "tests/index/store/test_stores.py",
    "index.store.local.source_records": "tests/index/store/test_stores.py",
    "index.store.local.family_records": "tests/index/store/test_stores.py",
    "index.store.local.passage_records": "tests/index/store/local/test_document_store.py",
    "index.store.local.schema": "tests/index/store/local/test_database.py",
    "index.store.local.consistency": "tests/index/snapshots/test_consistency.py",
    "index.store.vectors.vector_file": "tests/index/store/vectors/test_growing.py",
    "index.store.vectors.clusters": "tests/index/store/vectors/test_growing.py",
    "index.store.vectors.selection": "tests/index/store/vectors/test_vector_index.py",
    "index.embedding.encoder": "tests/index/embedding/test_embedder.py",
    "index.embedding.model_files": "tests/tanya/test_doctor.py",
    "index.retrieval.repetitions": "tests/index/building/test_families.py",
    "index.snapshots.archive": "tests/index/store/test_archives.py",
    "index.building.identities": "tests/index/building/test_build_identities.py",
    "index.building.intake": "tests/index/building/test_build_sources.py",
    "index.building.source_run": "tests/index/building/test_build_sources.py",
    "sandbox.errors": "tests/sandbox/bot_api/test_junk.py",
    "sandbox.rules": "tests/sandbox/bot_api/test_messages.py",
    "sandbox.text": "tests/sandbox/bot_api/test_messages.py",
    "sandbox.pictures": "tests/sandbox/test_parts.py",
    "sandbox.running": "tests/sandbox/test_process.py",
    "sandbox.server": "tests/sandbox/test_two_servers.py",
    "sandbox.world": "tests/sandbox/world/test_updates.py",
    "sandbox.bot_api": "tests/sandbox/bot_api/test_messages.py",
    "sandbox.interface": "tests/sandbox/interface/test_scripts.py",
    "tanya.__main__": "tests/e2e/test_make_run.py",
    "tanya.backup": "tests/tanya/test_backup.py",
    "tanya.doctor": "tests/tanya/test_doctor.py",
    "tanya.cli": "tests/tanya/test_command_line.py",
    "tanya.cli.skipping": "tests/tanya/test_skipping.py",
    "tanya.cli.commands.feedback": "tests/tanya/test_feedback_export.py",
    "tanya.cli.reliability_diagram": "tests/tanya/test_quality.py",
}


def name_of(file: Path) -> str:
    """Return the dotted name of a module's file."""
    parts = file.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def room_of(module: str, table: dict[str, set[str]] = TABLE) -> str:
    """Return the room that a module stands in; the module itself where the table has none."""
    parts = module.split(".")
    names = (".".join(parts[:length]) for length in range(len(parts), 0, -1))
    return next((name for name in names if name in table), module)


@cache
def is_module(name: str) -> bool:
    """Tell whether a dotted name is a module or a package of this project."""
    path = ROOT / Path(*name.split("."))
    return path.with_suffix(".py").is_file() or (path / "__init__.py").is_file()


@cache
def nodes(file: Path) -> list[ast.Import | ast.ImportFrom | ast.Assert | ast.Constant]:
    """Return what the rules look at in a file; it is parsed once for all of them."""
    parsed = ast.walk(ast.parse(file.read_text(encoding="utf-8")))
    return [node for node in parsed if isinstance(node, ast.Import | ast.ImportFrom | ast.Assert | ast.Constant)]


@cache
def imports(file: Path) -> list[str]:
    """Return the full name of every module that a file imports, wherever in it, and of modules taken from packages."""
    return list(_imports(file))


def _imports(file: Path) -> Iterator[str]:
    for node in nodes(file):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            module = "." * node.level + (node.module or "")
            inner = [f"{module}.{alias.name}" for alias in node.names if not node.level]
            found = [name for name in inner if is_module(name)]
            yield from found
            # A package that only names its modules is none of what is imported.
            if len(found) < len(node.names):
                yield module


def arrows(table: dict[str, set[str]] = TABLE) -> dict[str, set[str]]:
    """Return which rooms each room imports, as the code has it; modules of the project alone."""
    found: dict[str, set[str]] = {room: set() for room in table}
    packages = sorted({room.partition(".")[0] for room in table})
    for file in (each for package in packages for each in sorted((ROOT / package).rglob("*.py"))):
        own = room_of(name_of(file), table)
        names = {room_of(name, table) for name in imports(file) if is_module(name)}
        found.setdefault(own, set()).update(names - {own})
    return found


def drawing(table: dict[str, set[str]] = TABLE) -> str:
    """Return rooms and arrows as a Mermaid flow chart; arrows to where another arrow leads too are left out."""
    drawn = {room: {each for each in below if each in table} for room, below in arrows(table).items()}
    reached: dict[str, set[str]] = {}
    for room in table:
        reached[room] = set().union(*({each} | reached[each] for each in drawn[room]), set())
    lines = ["flowchart BT"]
    for room in table:
        lines.append(f'    {room.replace(".", "_")}["{room}"]')
        direct = {each for each in drawn[room] if not any(each in reached[other] for other in drawn[room])}
        lines += [f"    {room.replace('.', '_')} --> {each.replace('.', '_')}" for each in sorted(direct)]
    return "\n".join(lines)


def listing(table: dict[str, set[str]] = TABLE) -> str:
    """Return a line for each room, from the ground up: how many modules it has, and what it imports."""
    found = arrows(table)
    counts = dict.fromkeys(table, 0)
    for package in sorted({room.partition(".")[0] for room in table}):
        for file in (ROOT / package).rglob("*.py"):
            counts[room_of(name_of(file), table)] += file.name != "__init__.py"
    width = max(map(len, table))
    return "\n".join(f"{room:{width}} {counts[room]:3}  {', '.join(sorted(found[room]))}".rstrip() for room in table)


if __name__ == "__main__":
    sys.stdout.write((drawing() if "--mermaid" in sys.argv else listing()) + "\n")
