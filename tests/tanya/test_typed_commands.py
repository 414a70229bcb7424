"""Commands as people type them, over an index of three articles, in this process."""

from __future__ import annotations

import json
import logging
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot.storage.data_folder_lock import LOCK_FILE
from bot.storage.opening import records_at
from bot.storage.records import FILE_NAME
from tanya.cli import app
from tests.bot.samples import READER, SUMMIT
from tests.conftest import write_archive

LINK = "https://example.org/bridge"


@pytest.fixture(scope="module", autouse=True)
def _indexed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Stand in a folder with an index; what commands set up of logging ends with this module."""
    folder = tmp_path_factory.mktemp("typed")
    root, kept = logging.getLogger(), logging.getLogger().handlers[:]
    level = root.level
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.setenv("TANYA_DATA_DIR", str(folder / "data"))
        patch.delenv("TELEGRAM_BOT_TOKEN", raising=False)
        write_archive(folder / "archive")
        done = run("index", "archive")
        assert done.exit_code == 0, done.output
        yield
    root.handlers[:], root.level = kept, level


def run(*arguments: str, stdin: str | None = None) -> Result:
    """Run a command in this process, its output in a pipe."""
    return CliRunner().invoke(app, arguments, input=stdin)


def test_a_question_needs_no_quotes() -> None:
    quoted, typed = (
        run("ask", "Siapa nakhoda Kapal Mutiara?", "-j"),
        run("ask", "Siapa", "nakhoda", "Kapal", "Mutiara?", "-j"),
    )
    assert quoted.exit_code == typed.exit_code == 0
    assert json.loads(typed.stdout)["question"] == json.loads(quoted.stdout)["question"]
    assert json.loads(typed.stdout)["answers"] == json.loads(quoted.stdout)["answers"]


def test_a_hyphen_reads_standard_input() -> None:
    done = run("ask", "-", "--json", stdin="Siapa nakhoda\nKapal Mutiara?\n")
    assert "Hasan Basri" in json.loads(done.stdout)["answers"][0]["text"]
    assert run("ask", "-", stdin="").exit_code == 2
    assert "characters" in run("ask", "-", stdin="a" * 200_000).stderr


def test_an_answer_in_a_pipe_has_whole_lines_and_its_link_whole() -> None:
    done = run("ask", "When was the new bridge opened?", "-s", "the post")
    lines = done.stdout.splitlines()
    assert f"  {LINK}" in lines
    assert "% sure" in lines[0]
    assert all(line == line.rstrip() for line in lines)


def test_an_unknown_publisher_is_refused_with_those_that_there_are() -> None:
    """The likeliest first; capitals do not matter."""
    done = run("ask", "kapan?", "--source", "post")
    assert done.exit_code == 2
    assert "--source post: no article is of this publisher; there are: The Post, Warta" in done.stderr
    assert run("ask", "Siapa nakhoda Kapal Mutiara?", "--source", "WARTA").exit_code == 0


def test_several_publishers_may_be_named() -> None:
    """The articles of each of them, in whatever order."""
    question = "Siapa nakhoda Kapal Mutiara?"
    assert run("ask", question, "-s", "The Post").exit_code == 1
    for named in (("-s", "The Post", "-s", "Warta"), ("--source", "Warta", "--source", "The Post")):
        assert "Hasan Basri" in run("ask", question, *named).stdout
    assert run("ask", question, "-s", "Warta", "-s", "post").exit_code == 2


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("ask -k 1 --top-k 2 kapan", "'--top-k' / '-k' takes one value, and was given 2."),
        ("ask -l id -l en -l id kapan", "'--lang' / '-l' takes one value, and was given 3."),
        ("invitations create --days 1 --days 2", "'--days' / '-d' takes one value, and was given 2."),
    ],
)
def test_an_option_that_takes_one_value_is_refused_with_more(typed: str, told: str) -> None:
    """Instead of leaving out all but the last."""
    done = run(*typed.split())
    assert done.exit_code == 2
    assert done.stderr.endswith(f"Error: {told}\n")


def test_a_switch_may_be_repeated() -> None:
    assert run("ask", "-j", "-j", "Siapa nakhoda Kapal Mutiara?").exit_code == 0


@pytest.mark.parametrize("title", [("new", "bridge", "OPENED"), ("bridge",)])
def test_an_article_is_shown_by_its_title(title: tuple[str, ...]) -> None:
    """Also by some words of it, where no other has them."""
    done = run("articles", "show", *title)
    assert done.stdout.splitlines()[0] == "New bridge opened"
    assert LINK in done.stdout.splitlines()


def test_several_articles_of_a_title_are_named() -> None:
    done = run("articles", "show", "e")
    assert done.exit_code == 1
    assert "several articles have e in their title:" in done.stderr
    assert "New bridge opened" in done.stderr
    assert "no article has" in run("articles", "show", "unknown").stderr


def test_a_pipe_is_not_asked_for_its_lines() -> None:
    assert run("chat", stdin="halo\n").stdout.startswith("Hello!")


def test_a_table_of_questions_is_asked_of_the_served_index(tmp_path: Path) -> None:
    """With the same fields as rows with contexts."""
    file = tmp_path / "questions.csv"
    file.write_text(
        "pertanyaan;jawaban\nSiapa nakhoda Kapal Mutiara?;Hasan Basri\nsiapa presiden?;\n", encoding="utf-8"
    )
    done = run("eval", str(file), "--json")
    assert done.exit_code == 0, done.output
    figures = json.loads(done.stdout)
    assert (figures["n"], figures["has_answer_exact"]) == (2, 1.0)
    told = ("exact", "f1", "has_answer_f1", "no_answer_accuracy", "ece", "latency_ms_p50", "latency_ms_p95")
    assert {*told, "sure", "right_when_sure"} < set(figures)
    assert "right when sure" in run("eval", str(file)).stdout


def test_open_figures_tell_how_sure_by_set(tmp_path: Path) -> None:
    context = "Nakhoda Kapal Mutiara bernama Hasan Basri. Ia berasal dari Makassar."
    row = {"question": "Siapa nama nakhoda Kapal Mutiara?", "context": context}
    rows = [row | {"id": name, "source": name, "answers": [{"text": "Hasan Basri", "start": 30}]} for name in "ab"]
    file = tmp_path / "rows.jsonl"
    file.write_text("".join(json.dumps(each) + "\n" for each in rows), encoding="utf-8")
    sets = json.loads(run("eval", str(file), "--open", "--json").stdout)["sets"]
    assert {name: each["n"] for name, each in sets.items()} == {"a": 1, "b": 1}
    assert all({"sure", "right_when_sure", "hit@1"} < set(each) for each in sets.values())


def test_open_figures_take_answers_as_reading_leaves_them(tmp_path: Path) -> None:
    """The context is an article, whose tags and soft hyphens are not in any answer."""
    context = "<p>Nakhoda Kapal Mutiara bernama <b>Ha\u00adsan</b> Basri.</p>\r\n<p>Ia berasal dari Makassar.</p>"
    answer = {"text": "<b>Ha\u00adsan</b> Basri", "start": context.index("<b>")}
    row = {"id": 1, "question": "Siapa nama nakhoda Kapal Mutiara?", "context": context, "answers": [answer]}
    file = tmp_path / "rows.jsonl"
    file.write_text(json.dumps(row), encoding="utf-8")
    figures = json.loads(run("eval", str(file), "--open", "--json").stdout)
    assert (figures["hit@1"], figures["hit@5"], figures["f1"], figures["has_answer_exact"]) == (1, 1, 1, 1)


@pytest.mark.parametrize("command", ["restore", "migrate"])
def test_a_data_folder_that_cannot_be_locked_is_told_in_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    """As by the bot: nothing is put into it, since one could run over it meanwhile."""
    elsewhere = tmp_path / "elsewhere"
    # As a folder that may not be written, for those whom no rights stop, too.
    (elsewhere / LOCK_FILE).mkdir(parents=True)
    if command == "restore":
        file = tmp_path / "backup.tar.gz"
        assert run("backup", str(file)).exit_code == 0
        monkeypatch.setenv("TANYA_DATA_DIR", str(elsewhere))
        done = run("restore", str(file), "--force")
    else:
        records = records_at(Path("data") / FILE_NAME)
        records.keep_question("q1", READER, SUMMIT, 12.0)
        records.close()
        done = run("migrate", "--to", str(elsewhere), "--force")
    assert (done.exit_code, done.stderr.count("\n")) == (2, 1), done.output
    assert "elsewhere cannot be written" in done.stderr


def test_sources_are_listed_and_forgotten(tmp_path: Path) -> None:
    """By a path from here, with their articles; what is not recorded is told."""
    extra = tmp_path / "extra"
    extra.mkdir()
    (extra / "a.txt").write_text("Ani makan nasi goreng di Bogor.", encoding="utf-8")
    assert run("index", str(extra)).exit_code == 0
    listed = json.loads(run("sources", "list", "--json").stdout)
    assert [each["articles"] for each in listed] == [3, 1]
    assert str(extra) in run("sources", "list").stdout
    unknown = run("sources", "remove", "nowhere")
    assert (unknown.exit_code, "tanya sources list" in unknown.stderr) == (1, True)

    assert "1 removed" in run("sources", "remove", f"{extra}/").stdout
    assert len(json.loads(run("sources", "list", "--json").stdout)) == 1


def test_a_copied_article_counts_for_one_source_and_stays_with_the_other(tmp_path: Path) -> None:
    """What is listed under a source is what its removal tells as removed and unchanged."""
    one, other = tmp_path / "one", tmp_path / "other"
    one.mkdir()
    (one / "a.md").write_text("---\nurl: https://example.org/a\n---\nAni makan nasi goreng di Bogor.", encoding="utf-8")
    assert run("index", str(one)).exit_code == 0
    assert run("sources", "list").stderr == ""
    shutil.copytree(one, other)
    assert run("index", str(other)).exit_code == 0
    listed = run("sources", "list")
    assert "it counts for one of them alone" in listed.stderr
    counts = {each["source"]: each["articles"] for each in json.loads(run("sources", "list", "--json").stdout)}
    assert (counts[str(one)], counts[str(other)]) == (0, 1)
    assert "(1 unchanged)" in run("sources", "remove", str(other)).stdout
    assert "(1 removed)" in run("sources", "remove", str(one)).stdout


def test_no_article_is_removed_where_one_of_the_ids_is_unknown() -> None:
    """Those that are unknown are named; nothing is published."""
    known = json.loads(run("articles", "list", "--json").stdout)[0]["id"]
    before = run("status").stdout
    for ids in ((known, "typo", "other"), ("typo", known, "other"), (known, "", "other"), (known, known[:-1])):
        done = run("articles", "remove", *ids)
        named = ", ".join(each or "''" for each in ids if each != known)
        assert (done.exit_code, done.stderr) == (1, f"tanya: no article has the id {named}; see: tanya articles list\n")
    assert run("status").stdout == before


@pytest.mark.parametrize("place", ["", " ", "postgresql:/ani@localhost/tanya", "Postgres:ani"])
def test_an_index_is_moved_only_to_a_place_with_a_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    """An empty text, as of a variable that is not set, is not the folder where one stands; an address is no folder."""
    monkeypatch.setenv("TANYA_DATA_DIR", str(Path("data").resolve()))
    monkeypatch.chdir(tmp_path)
    done = run("migrate", "--to", place, "--force")
    assert (done.exit_code, "--to takes" in done.stderr) == (2, True), done.output
    assert list(tmp_path.iterdir()) == []


def test_a_source_without_a_name_is_not_the_folder_where_one_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.txt").write_text("Ani makan nasi goreng di Bogor.", encoding="utf-8")
    assert run("index", str(tmp_path)).exit_code == 0
    monkeypatch.setenv("TANYA_DATA_DIR", str(Path("data").resolve()))
    monkeypatch.chdir(tmp_path)
    done = run("sources", "remove", "")
    assert (done.exit_code, "'': not among the recorded sources" in done.stderr) == (1, True), done.output
    assert run("sources", "remove", ".").exit_code == 0


def test_a_backup_without_a_name_is_refused() -> None:
    for options in ((), ("--force",)):
        done = run("backup", "", *options)
        assert (done.exit_code, "name a file" in done.stderr) == (2, True), done.output


def test_nothing_is_shown_or_served_by_an_empty_name() -> None:
    """Not the one article that there is, and not to whole networks."""
    assert (run("articles", "show", "").exit_code, run("articles", "show", " ").exit_code) == (1, 1)
    assert "no article has the id or the title ''" in run("articles", "show", "").stderr
    done = run("sandbox", "--host", "", "--end-with-input")
    assert (done.exit_code, "--host" in done.stderr) == (2, True)


@pytest.mark.parametrize("current", ["s-20260101T000000000000Z-000000!0\n", "", None])
def test_verify_says_in_json_that_nothing_names_a_snapshot(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, current: str | None
) -> None:
    """Damaged or gone, with what is served instead."""
    shutil.copytree("data", tmp_path / "data")
    monkeypatch.setenv("TANYA_DATA_DIR", str(tmp_path / "data"))
    name = json.loads(run("verify", "--json").stdout)["snapshot"]
    file = tmp_path / "data" / "index" / "CURRENT"
    file.unlink() if current is None else file.write_text(current)
    done = run("verify", "--json")
    found = json.loads(done.stdout)
    assert (done.exit_code, found["snapshot"], found["ok"], found["served_instead"]) == (3, None, False, name)
    assert "CURRENT" in found["problems"][0]
    shutil.rmtree(file.parent)
    nothing = run("verify", "--json")
    assert (nothing.exit_code, json.loads(nothing.stdout)["ok"]) == (3, False)


def test_what_was_asked_in_vain_is_exported(tmp_path: Path) -> None:
    """Nothing yet."""
    done = run("feedback", "export", "--unanswered", str(tmp_path / "asked.csv"))
    assert done.exit_code == 1
    assert "0 questions unanswered" in done.stderr
