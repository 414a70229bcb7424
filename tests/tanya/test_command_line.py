"""Every command with its exit code, and bad input with what it tells; each in a process of its own."""

import json
import re
from pathlib import Path

import pytest

from tests.conftest import MANGO, SHIP, write_archive
from tests.tanya.conftest import ROOT, Run, run_tanya
from tests.websites import Answer, Site, item, page, rss

GUIDING_QUESTION = "when is the Trump–Kim summit?"


def test_help_lists_every_command(run: Run) -> None:
    done = run("--help")
    assert done.returncode == 0
    for command in (
        "index",
        "reindex",
        "status",
        "verify",
        "ask",
        "chat",
        "eval",
        "articles",
        "snapshots",
        "bot",
        "sandbox",
        "doctor",
    ):
        assert re.search(rf"^  {command}\b", done.stdout, re.MULTILINE)


def test_guiding_question_is_answered_with_the_day(sample_data: Path) -> None:
    done = run_tanya("ask", GUIDING_QUESTION, "--json", data=sample_data)
    reply = json.loads(done.stdout)
    assert done.returncode == 0, done.stderr
    assert reply["answered"] is True
    assert reply["answers"][0]["date"] == "2018-06-12"
    told = {
        *("question", "read_as", "answered", "certainty", "confidence"),
        "snapshot",
        "answers",
        "passages",
        "timings_ms",
    }
    assert set(reply) == told
    assert set(reply["timings_ms"]) == {"embed", "retrieve", "read", "total"}


def test_a_name_that_was_read_otherwise_is_told(sample_data: Path) -> None:
    """In a line of its own, with the way back; chat spelling alone is not worth one."""
    done = run_tanya("ask", "umur ayu pramsti brp", data=sample_data)
    assert "read as: umur Ayu Pramesti berapa" in done.stdout
    assert "read as" not in run_tanya("ask", "kpn ktt trump kim", data=sample_data).stdout


@pytest.mark.slow
def test_answer_stands_at_its_offsets_in_its_article(sample_data: Path) -> None:
    answer = json.loads(run_tanya("ask", GUIDING_QUESTION, "--json", data=sample_data).stdout)["answers"][0]
    article = json.loads(run_tanya("articles", "show", answer["article"]["id"], "--json", data=sample_data).stdout)
    assert article["text"][answer["start"] : answer["end"]] == answer["text"]
    assert answer["text"] in answer["sentence"]
    assert answer["sentence"] in article["text"]
    place = {"start", "end", "sentence", "passage_id", "page", "article"}
    assert set(answer) == place | {"text", "confidence", "date", "date_guessed", "superseded", "also_in"}
    assert set(answer["article"]) == {"id", "title", "url", "published", "published_guessed", "source", "language"}


def test_what_the_articles_do_not_say_exits_1_and_shows_passages(sample_data: Path) -> None:
    done = run_tanya("ask", "Who painted the Mona Lisa?", data=sample_data)
    assert done.returncode == 1
    assert "find a clear answer" in done.stdout


def test_filters_narrow_the_articles(sample_data: Path) -> None:
    done = run_tanya("ask", "Kapan KTT Trump–Kim?", "--json", "--lang", "en", "--until", "2018-05-31", data=sample_data)
    articles = [passage["article"] for passage in json.loads(done.stdout)["passages"]]
    assert articles
    assert all(each["language"] == "en" and each["published"] <= "2018-05-31" for each in articles)


def test_top_k_limits_what_comes_back(sample_data: Path) -> None:
    reply = json.loads(run_tanya("ask", GUIDING_QUESTION, "--json", "--top-k", "2", data=sample_data).stdout)
    assert len(reply["passages"]) == 2
    assert len(reply["answers"]) <= 2


def test_status_counts_what_is_indexed(sample_data: Path) -> None:
    status = json.loads(run_tanya("status", "--json", data=sample_data).stdout)
    assert set(status) == {"snapshot", "articles", "passages", "sources", "size_bytes", "model", "built"}
    assert status["articles"] == len(list((ROOT / "articles").glob("*.md")))
    assert status["sources"] == 1
    assert status["passages"] > status["articles"]


@pytest.mark.slow
def test_verify_finds_a_changed_byte(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Ani makan nasi goreng di Bogor.", encoding="utf-8")
    assert run("index", tmp_path / "a.txt").returncode == 0
    assert run("verify").returncode == 0
    vectors = next((tmp_path / "index").glob("s-*/dense.faiss"))
    content = bytearray(vectors.read_bytes())
    content[-1] ^= 1
    vectors.write_bytes(content)
    verified, asked = run("verify", "--json"), run("ask", "Siapa makan nasi?")
    assert (verified.returncode, asked.returncode) == (3, 3)
    assert json.loads(verified.stdout)["ok"] is False
    assert "dense.faiss" in asked.stderr
    assert "Traceback" not in asked.stderr


@pytest.mark.slow
def test_snapshots_are_listed_gone_back_to_and_removed(run: Run, tmp_path: Path) -> None:
    source = tmp_path / "texts"
    source.mkdir()
    (source / "a.txt").write_text("Ani makan nasi goreng di Bogor.", encoding="utf-8")
    assert run("index", source).returncode == 0
    (source / "b.txt").write_text("Budi membaca koran di Depok.", encoding="utf-8")
    assert run("reindex").returncode == 0
    new, old = json.loads(run("snapshots", "list", "--json").stdout)
    assert [(each["articles"], each["current"]) for each in (new, old)] == [(2, True), (1, False)]
    assert old["name"] in run("snapshots", "list").stdout

    done = run("snapshots", "rollback", "--json")
    assert (done.returncode, json.loads(done.stdout)) == (0, {"snapshot": old["name"]})
    assert json.loads(run("status", "--json").stdout)["articles"] == 1
    assert run("snapshots", "rollback").returncode == 1
    assert run("snapshots", "remove", old["name"]).returncode == 2
    assert run("snapshots", "remove", new["name"]).returncode == 0
    assert len(json.loads(run("snapshots", "list", "--json").stdout)) == 1


@pytest.mark.slow
def test_damaged_newest_snapshot_leaves_the_one_before_served_and_says_so(run: Run, tmp_path: Path) -> None:
    source = tmp_path / "texts"
    source.mkdir()
    (source / "a.txt").write_text("Ani makan nasi goreng di Bogor.", encoding="utf-8")
    assert run("index", source).returncode == 0
    (source / "b.txt").write_text("Budi membaca koran di Depok.", encoding="utf-8")
    assert run("reindex", TANYA_KEEP_SNAPSHOTS="5").returncode == 0
    current = (tmp_path / "index" / "CURRENT").read_text().strip()
    (tmp_path / "index" / current / "dense.faiss").write_bytes(b"")
    asked, status, verified = run("ask", "Siapa makan nasi goreng?"), run("status", "--json"), run("verify", "--json")

    assert (asked.returncode, status.returncode, verified.returncode) == (0, 0, 3)
    assert current in "".join(asked.stderr.split())
    shown = json.loads(status.stdout)
    assert (shown["articles"], current in shown["problem"]) == (1, True)
    assert json.loads(verified.stdout)["served_instead"] == shown["snapshot"] != current


def test_chat_answers_lines_and_ends_with_its_input(sample_data: Path) -> None:
    done = run_tanya("chat", data=sample_data)
    assert done.returncode == 0
    assert "30 articles" in done.stderr


def test_chat_means_what_the_bot_means(sample_data: Path) -> None:
    """Small talk, a bare question, articles and what follows on them; in words that fit a shell."""
    lines = ["halo kak", "kapan?", "jawabannya salah", "👍", "berita gempa", "siapa kamu"]
    done = run_tanya("chat", data=sample_data, stdin="\n".join(lines))
    said = done.stdout.splitlines()
    assert said[0].startswith("Hello! What would you like to know?")
    assert said[1:4] == [
        "About what? Please ask a whole question.",
        "Sorry about that. Try asking me in other words.",
        "Glad I could help! If there’s anything else you’d like to know, just ask.",
    ]
    assert said[4] == "Articles about “gempa”:"
    assert "Gempa Guncang Teluk Sagu" in said[5]
    assert "/ask" not in done.stdout


def test_chat_opens_one_of_a_list(sample_data: Path) -> None:
    """By its place; where the list is shorter, it asks which one is meant."""
    done = run_tanya("chat", data=sample_data, stdin="berita gempa\nyang pertama\nnomor 9")
    said = done.stdout.splitlines()
    listed = next(each for each in said if "Gempa Guncang Teluk Sagu" in each)
    assert said.count(listed) == 2
    assert said[-1].startswith("Which one do you mean?")


@pytest.mark.slow
def test_chat_goes_on_from_the_question_before(tmp_path: Path) -> None:
    """A follow-up says what it is about; with "!" it stands alone, and an unknown subject begins anew."""
    assert run_tanya("index", write_archive(tmp_path / "archive"), data=tmp_path).returncode == 0
    lines = ["Siapa nakhoda Kapal Mutiara?", "kapan?", "!kapan?"]
    done = run_tanya("chat", data=tmp_path, stdin="\n".join(lines))
    assert done.returncode == 0
    assert done.stdout.count("about: nakhoda Kapal Mutiara") == 1
    assert "Hasan Basri" in done.stdout


@pytest.mark.slow
def test_articles_are_listed_shown_and_removed(run: Run, tmp_path: Path) -> None:
    source = tmp_path / "texts"
    source.mkdir()
    (source / "a.txt").write_text("Ani makan nasi goreng di Bogor.", encoding="utf-8")
    (source / "b.txt").write_text("Budi membaca koran di Depok.", encoding="utf-8")
    assert run("index", source).returncode == 0
    listed = json.loads(run("articles", "list", "--json").stdout)
    assert sorted(each["title"] for each in listed) == [
        "Ani makan nasi goreng di Bogor.",
        "Budi membaca koran di Depok.",
    ]
    removed = run("articles", "remove", listed[0]["id"])
    assert removed.returncode == 0
    assert "1 removed" in removed.stdout
    assert run("reindex").returncode == 0
    assert len(json.loads(run("articles", "list", "--json").stdout)) == 1
    assert run("articles", "show", listed[0]["id"]).returncode == 1
    assert run("articles", "remove", "nothing").returncode == 1
    for command in ("show", "remove"):
        done = run("articles", command, "\udcff")
        assert (done.returncode, "no article has the id" in done.stderr) == (1, True)


@pytest.mark.slow
def test_reindex_follows_the_sources(run: Run, tmp_path: Path) -> None:
    source = tmp_path / "texts"
    source.mkdir()
    (source / "a.txt").write_text("Ani makan nasi goreng di Bogor.", encoding="utf-8")
    (source / "b.txt").write_text("Budi membaca koran di Depok.", encoding="utf-8")
    assert run("index", source).returncode == 0
    (source / "b.txt").unlink()
    (source / "c.txt").write_text("Citra menjahit baju di Solo.", encoding="utf-8")
    done = run("reindex")
    assert done.returncode == 0
    assert "2 articles" in done.stdout
    assert "1 added, 1 removed, 1 unchanged" in done.stdout


@pytest.mark.parametrize(
    ("question", "told"),
    [("", "empty"), ("   ", "empty"), ("🙂🎉", "no letter or digit"), ("a" * 5000, "5,000 characters")],
)
def test_a_question_that_cannot_be_asked_exits_2(sample_data: Path, question: str, told: str) -> None:
    done = run_tanya("ask", question, data=sample_data)
    assert done.returncode == 2
    assert told in done.stderr


@pytest.mark.parametrize("command", [("ask", "Siapa?"), ("status",), ("verify",), ("reindex",), ("chat",)])
def test_a_missing_index_exits_3_and_says_what_to_do(run: Run, command: tuple[str, ...]) -> None:
    done = run(*command)
    assert done.returncode == 3
    assert "tanya index" in done.stderr


def test_a_source_that_does_not_exist_exits_2(run: Run, tmp_path: Path) -> None:
    done = run("index", tmp_path / "nowhere")
    assert done.returncode == 2
    assert "does not exist" in done.stderr


@pytest.mark.parametrize(
    ("source", "told"),
    [("ftp://example.org/feed", "https://"), ("http://user:secret@example.org/", "user name or password")],
)
def test_an_address_that_cannot_be_asked_exits_2(run: Run, source: str, told: str) -> None:
    done = run("index", source)
    assert done.returncode == 2
    assert told in done.stderr
    assert "secret" not in done.stderr


def test_an_address_of_this_machine_is_not_asked(run: Run) -> None:
    done = run("index", "http://127.0.0.1:9/feed")
    assert done.returncode == 1
    assert "TANYA_ALLOW_PRIVATE_ADDRESSES" in done.stderr


@pytest.mark.slow
def test_a_feed_is_indexed_and_gone_through_again(run: Run, site: Site) -> None:
    site.pages["/a"] = Answer(page("Kapal tenggelam", SHIP, "Seluruh penumpang selamat menurut petugas pelabuhan."))
    site.pages["/feed"] = rss(item("/a"))
    settings = {"TANYA_ALLOW_PRIVATE_ADDRESSES": "true", "TANYA_FETCH_DELAY_S": "0"}
    done = run("index", f"{site.url}/feed", **settings)
    assert done.returncode == 0, done.stderr
    assert "1 added" in done.stdout
    site.pages["/b"] = Answer(page("Harga mangga", MANGO, "Pembeli berkurang banyak sekali sejak pekan yang lalu."))
    site.pages["/feed"] = rss(item("/b"))
    again = run("reindex", **settings)
    assert "2 articles" in again.stdout
    assert f"{site.url}/feed" in run("status").stdout
    assert site.paths() == ["/feed", "/a", "/feed", "/b"]
    assert site.asked[0].headers["user-agent"].startswith("Tanya/")


@pytest.mark.slow
def test_a_folder_without_articles_exits_1_and_leaves_the_index_alone(run: Run, tmp_path: Path) -> None:
    good, empty = tmp_path / "good.txt", tmp_path / "empty"
    good.write_text("Ani makan nasi goreng di Bogor.", encoding="utf-8")
    empty.mkdir()
    (empty / "picture.png").write_bytes(b"\x89PNG")
    assert run("index", good).returncode == 0
    before = run("status", "--json").stdout
    done = run("index", empty)
    assert done.returncode == 1
    assert "no article" in done.stderr
    assert run("status", "--json").stdout == before


def test_bad_articles_are_listed_and_the_rest_goes_on(run: Run, tmp_path: Path) -> None:
    source = tmp_path / "mixed"
    source.mkdir()
    (source / "good.txt").write_text("Ani makan nasi goreng di Bogor.", encoding="utf-8")
    (source / "same.txt").write_text("Ani makan nasi goreng di Bogor.", encoding="utf-8")
    (source / "empty.txt").write_bytes(b"")
    (source / "binary.txt").write_bytes(bytes(range(256)) * 8)
    (source / "table.xlsx").write_bytes(b"PK")
    (source / "rows.jsonl").write_text('{"text": "Budi membaca koran."}\nnot json\n', encoding="utf-8")
    done = run("index", source, COLUMNS="300")
    assert done.returncode == 0
    assert "2 articles" in done.stdout
    told = " ".join(done.stderr.split())
    for reason in ("is empty", "binary", "duplicate", "not JSON", ".xlsx"):
        assert reason in told


def test_a_wrong_setting_exits_2_before_anything_else(run: Run, tmp_path: Path) -> None:
    done = run("index", tmp_path / "nowhere", TANYA_MIN_CONFIDENCE="very")
    assert done.returncode == 2
    assert "TANYA_MIN_CONFIDENCE" in done.stderr


def test_bot_without_a_token_exits_2_and_says_where_to_get_one(sample_data: Path) -> None:
    done = run_tanya("bot", data=sample_data)
    assert done.returncode == 2
    assert "@BotFather" in done.stderr


def test_wrong_usage_exits_2(run: Run) -> None:
    assert run("ask").returncode == 2
    assert run("ask", "x", "--since", "yesterday").returncode == 2
    assert run("articles", "frobnicate").returncode == 2


def test_questions_of_a_broken_file_name_the_line(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "rows.jsonl"
    file.write_text('{"id": 1}\n', encoding="utf-8")
    done = run("eval", file)
    assert done.returncode == 2
    assert "line 1" in done.stderr


def test_evaluation_in_full(run: Run, tmp_path: Path) -> None:
    """The table by language and source, the worst row by name, and the diagram as a picture."""
    context = "Nakhoda Kapal Mutiara bernama Hasan Basri. Ia berasal dari Makassar."
    row = {"id": "r1", "question": "Siapa nama nakhoda Kapal Mutiara?", "context": context, "lang_q": "id"}
    rows = [
        row | {"lang_c": "id", "source": "ours", "answers": [{"text": "Hasan Basri", "start": 30}]},
        row | {"id": "r2", "lang_q": "en", "question": "Who is the captain of Kapal Mutiara?", "answers": []},
    ]
    file = tmp_path / "rows.jsonl"
    file.write_text("".join(json.dumps(each) + "\n" for each in rows), encoding="utf-8")
    done = run("eval", file, "--errors", "2", "--plot", tmp_path / "r.png", COLUMNS="160", TANYA_MIN_CONFIDENCE="0")

    assert done.returncode == 0, done.stderr
    for words in ("id asked, id read", "en asked, ? read", "ours", "not said", "The 2 worst rows", "r2", "no answer"):
        assert words in done.stdout
    assert (tmp_path / "r.png").read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize(("plot", "told"), [("r.jpg", "does not end in .png"), ("no/r.png", "does not exist")])
def test_diagram_that_cannot_be_written_is_told_first(run: Run, tmp_path: Path, plot: str, told: str) -> None:
    """Before the rows are even read."""
    done = run("eval", tmp_path / "missing.jsonl", "--plot", plot)
    assert done.returncode == 2
    assert told in " ".join(done.stderr.split())
