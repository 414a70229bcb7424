"""Measures what a hostile file costs: itself, those who ask while it is indexed, and those who ask beside its answer.

    python -m benchmarks.hostile [NAME...]

Each file of the table is indexed by the bot's process while somebody asks one question after another through the bot,
in turn with the same questions alone, so that whatever else the machine does falls on both. If it became an article,
a question that it answers is then asked beside another one, in turn with a usual pair. Printed for each: the seconds of
the build and the memory of all processes at most, what was made of it, and how many times their usual time the others
waited (median and 95th percentile while it is indexed, median while it is the answer).
"""

from __future__ import annotations

import asyncio
import bz2
import io
import itertools
import json
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.loopback import ask, running_bot, sample_engine, sample_questions
from index import Engine
from index.progress import BuildReport
from tests.bot.telegram_server import TelegramServer

FACT = "Kapal Kalimaya Sembilan dipimpin oleh nakhoda Sabarudin Lamakera."
QUESTION = "Siapa nakhoda kapal Kalimaya Sembilan?"
ALONE, PAIRS, MOST_BESIDE = 8, 6, 40
_WORDS = "pasar ikan kapal desa sungai jalan kantor sekolah harga warga"


def main() -> None:
    """Index the files one by one."""
    names = sys.argv[1:] or list(FILES)
    with tempfile.TemporaryDirectory(prefix="tanya-bench-") as name, sample_engine(Path(name)) as engine:
        asyncio.run(_measure_all(engine, Path(name), names))


async def _measure_all(engine: Engine, folder: Path, names: list[str]) -> None:
    async with running_bot(engine) as server:
        await ask(server, [QUESTION] * 2)
        for name in names:
            file = folder / "hostile" / name
            file.parent.mkdir(exist_ok=True)
            # A source of which nothing is good is no source.
            file.with_name("good.txt").write_text("Pasar ikan di Wonosari buka tiap Sabtu.", "utf-8")
            size = file.write_bytes(await asyncio.to_thread(FILES[name]))
            found = {"file": name, "mb": round(size / 1e6, 1)}
            print(json.dumps({**found, **await _measure(engine, server, file)}), flush=True)
            file.unlink()


async def _measure(engine: Engine, server: TelegramServer, file: Path) -> dict[str, Any]:
    questions = itertools.cycle(sample_questions()[:10])

    async def asked() -> float:
        return (await ask(server, [next(questions)]))[0]

    usual = [await asked() for _ in range(ALONE)]
    peak = [0]
    watching = asyncio.create_task(_watch(peak))
    began = time.perf_counter()
    building: asyncio.Task[BuildReport] = asyncio.create_task(
        asyncio.to_thread(engine.index, [file, file.with_name("good.txt")])
    )
    beside: list[float] = []
    await asyncio.sleep(0.05)
    while not building.done() and len(beside) < MOST_BESIDE:
        beside.append(await asked())
    report = await building
    seconds = time.perf_counter() - began
    watching.cancel()
    usual += [await asked() for _ in range(ALONE)]
    found: dict[str, Any] = {
        "s": round(seconds, 1),
        "memory_mb": peak[0],
        "articles": report.added - 1,
        "told": [each.reason[:90] for each in report.skipped][:2],
        "asked": len(beside),
        "usual_ms": [round(float(np.percentile(usual, share))) for share in (50, 95)],
    }
    # A file may be refused before anybody asked.
    if beside:
        ratios = (np.percentile(beside, share) / np.percentile(usual, share) for share in (50, 95))
        found |= {"while_indexed": [round(float(each), 2) for each in ratios], "longest_ms": round(max(beside))}
    if report.added > 1:
        others: list[list[float]] = [[], []]
        for _ in range(PAIRS):
            for at, first in enumerate((next(questions), QUESTION)):
                others[at].append((await ask(server, [first, next(questions)]))[1])
        found["while_the_answer"] = round(float(np.median(others[1]) / np.median(others[0])), 2)
        await asyncio.to_thread(engine.remove_source, str(file))
    await asyncio.to_thread(engine.remove_source, str(file.with_name("good.txt")))
    return found


async def _watch(peak: list[int]) -> None:
    """Keep the most MB that this process and its children held at once in `peak`, until cancelled."""
    while True:
        peak[0] = max(peak[0], await asyncio.to_thread(_held_mb))
        await asyncio.sleep(0.2)


def _held_mb() -> int:
    processes, held = ["self"], 0
    for process in processes:
        try:
            status = Path(f"/proc/{process}/status").read_text("ascii")
            held += int(status.partition("RssAnon:")[2].split()[0])
            for children in Path(f"/proc/{process}/task").glob("*/children"):
                processes += children.read_text("ascii").split()
        except (OSError, IndexError):
            continue
    return held // 1024


def _letters(text: str, count: int) -> str:
    return FACT + "\n\n" + text * (count // len(text)) + "\n\n" + FACT


def _article(number: int, text: str = "") -> dict[str, Any]:
    return {"title": f"Kabar {number}", "text": f"{FACT} {text or _WORDS}", "date": "2019-01-02"}


def _zipped(files: dict[str, str]) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return written.getvalue()


def _wiki(text: str, pages: int) -> str:
    page = "<page><title>Kapal {}</title><ns>0</ns><id>{}</id><revision><text>{}</text></revision></page>"
    return f"<mediawiki>{''.join(page.format(n, n, text) for n in range(pages))}</mediawiki>"


def _large_wiki(chars: int) -> str:
    """Return a dump of ordinary pages, though each says the same: some text, and ten times as much beside it."""
    text = f"{FACT}\n\n== Muatan ==\n" + f"* [[Kapal|kapal]] {_WORDS}{{{{kutip|{_WORDS * 10}}}}}\n" * 10
    return _wiki(text, chars // len(text))


def _site(content: str, items: int) -> str:
    item = (
        "<item><title>Kapal {}</title><wp:status>publish</wp:status><wp:post_type>post</wp:post_type>"
        "<content:encoded><![CDATA[{}]]></content:encoded></item>"
    )
    spaces = "xmlns:wp='http://wordpress.org/export/1.2/' xmlns:content='http://purl.org/rss/1.0/modules/content/'"
    return f"<rss {spaces}><channel>{''.join(item.format(n, content) for n in range(items))}</channel></rss>"


def _telegram(count: int, text: Any) -> str:
    messages = [
        {"id": n, "type": "message", "date": "2019-01-02T10:00:00", "text": text, "text_entities": []}
        for n in range(count)
    ]
    return json.dumps({"name": "Kanal", "type": "public_channel", "id": 1, "messages": messages})


def _mail(body: str, headers: str = "") -> str:
    above = "From: a@example.org\nTo: b@example.org\nSubject: Kapal\nDate: Wed, 2 Jan 2019 10:00:00 +0700"
    return f"{above}\n{headers}\n{body}\n"


def _multipart(depth: int) -> str:
    opened = "".join(f'Content-Type: multipart/mixed; boundary="{n}"\n\n--{n}\n' for n in range(depth))
    return "MIME-Version: 1.0\n" + opened + f"Content-Type: text/plain\n\n{FACT}\n"


_WORD = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{}</w:body></w:document>'
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType='
    '"application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType='
    '"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" Type="'
    'http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>'
    "</Relationships>"
)


def _docx(body: str) -> bytes:
    parts = {"[Content_Types].xml": _TYPES, "_rels/.rels": _RELATIONS, "word/document.xml": _WORD.format(body)}
    return _zipped(parts)


_Made = Callable[[], str | bytes]
_MADE: dict[str, _Made] = {
    "brackets.txt": lambda: _letters("“([\"'", 350_000),
    "letters.txt": lambda: _letters("a", 1_000_000),
    "brackets.md": lambda: _letters("[[(*_", 400_000),
    "quoted.md": lambda: FACT + "\n\n" + "> " * 200_000 + FACT,
    "attributes.html": lambda: f"<p {' '.join(f'a{n}=1' for n in range(100_000))}>{FACT}</p>",
    "deep.html": lambda: "<div>" * 1_000_000 + f"<p>{FACT}</p>",
    "elements.html": lambda: "".join(f"<p>{FACT} <b>{n}</b></p>" for n in range(20_000)),
    "deep.json": lambda: "[" * 5_000_000,
    "keys.json": lambda: json.dumps({**_article(0), **{f"k{n}": n for n in range(1_000_000)}}),
    "string.json": lambda: json.dumps([_article(0, "a" * 40_000_000)]),
    "strings.json": lambda: json.dumps([_article(n, "ikan " * 100_000) for n in range(80)]),
    "numbers.json": lambda: json.dumps(list(range(5_000_000))),
    "rows.json": lambda: json.dumps([_article(n) for n in range(2_000)] + [{"a": n} for n in range(1_000_000)]),
    "rows.jsonl": lambda: "\n".join([json.dumps(_article(0))] + ['{"a": 1}'] * 1_000_000),
    "columns.csv": lambda: ",".join(["title", "text", *map(str, range(1_000_000))]) + "\na," + FACT,
    "rows.csv": lambda: "title,text\n" + f"Kapal,{FACT}\n" + "a,\n" * 1_000_000,
    "quotes.csv": lambda: "title,text\n" + f'Kapal,"{FACT}' + '""' * 4_000_000,
    "result.json": lambda: _telegram(60_000, ""),
    "pieces.json": lambda: _telegram(30, [{"type": "bold", "text": FACT}] * 20_000),
    "messages.html": lambda: (
        "<div class='history'>"
        + "".join(
            f"<div class='message default clearfix' id='message{n}'><div class='body'><div class='pull_right date "
            f"details' title='02.01.2019 10:00:00 UTC+07:00'>10:00</div><div class='text'>{FACT}</div></div></div>"
            for n in range(20_000)
        )
    ),
    "wiki.xml": lambda: _wiki("{{{{[[" * 150_000 + FACT, 40),
    "tags.xml": lambda: _wiki("&lt;s &lt;ref &lt;!-" * 50_000 + FACT, 40),
    "tables.xml": lambda: _wiki(FACT + "\n{|\n" + "|-\n| a || b\n" * 60_000, 20),
    "wiki.bz2": lambda: bz2.compress(("<mediawiki>" + " " * 300_000_000).encode()),
    "brackets.bz2": lambda: bz2.compress(_wiki(_letters("“([\"'", 350_000), 25).encode()),
    "large.xml": lambda: _large_wiki(80_000_000),
    "large.bz2": lambda: bz2.compress(_large_wiki(80_000_000).encode()),
    "wxr.xml": lambda: _site(f"<p>{FACT}</p>" + "<b a=1><i>" * 20_000, 60),
    "attributes.xml": lambda: _site(f"<p {' '.join(f'a{n}=1' for n in range(50_000))}>{FACT}</p>", 20),
    "empty.xml": lambda: _site("", 200_000),
    "feed.rss": lambda: "<rss><channel>" + "<x/>" * 10_000_000,
    "deep.eml": lambda: _multipart(20_000),
    "headers.eml": lambda: _mail(FACT, "X: " + "=?utf-8?q?a?= " * 300_000 + "\n"),
    "messages.mbox": lambda: f"From a Wed Jan  2 10:00:00 2019\n{_mail('')}\n" * 100_000,
    "cues.srt": lambda: "".join(f"{n}\n00:00:01,000 --> 00:00:02,000\nikan {n}\n\n" for n in range(400_000)),
    "groups.rtf": lambda: "{\\rtf1 " + "{" * 1_000_000 + FACT,
    "paragraphs.docx": lambda: _docx(f"<w:p><w:r><w:t>{FACT}</w:t></w:r></w:p>" + "<w:p/>" * 4_000_000),
    "zips.zip": lambda: _zipped({f"{n}.txt": FACT * 10_000 for n in range(900)}),
}


def _as_bytes(make: _Made) -> Callable[[], bytes]:
    def made() -> bytes:
        content = make()
        return content if isinstance(content, bytes) else content.encode()

    return made


FILES = {name: _as_bytes(make) for name, make in _MADE.items()}

if __name__ == "__main__":
    main()
