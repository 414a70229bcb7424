"""Measures what reading files into articles costs by format, and how many times another checkout's time that is.

    python -m benchmarks.reading [--rounds 3] [--beside CHECKOUT --python ITS_PYTHON]

1,000 pages of HTML with menus, tables and comments, 300 pages of PDF as Chromium prints them, and 300 Word documents
are made of the sample articles. Each format is read by a process of its own, in turn with the other checkout's, so that
whatever else the machine does falls on both. Told are processor time with all child processes and the start of the
interpreter, the greatest memory of one process, and what was found. Chunking and embedding are left out.
"""

from __future__ import annotations

import argparse
import html
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path
from statistics import median
from typing import Any

from docx import Document

from benchmarks.sources import paragraphs

ROOT = Path(__file__).parents[1]
PAGES, PRINTED_PAGES, DOCUMENTS = 1_000, 300, 300
_PRINTED_FILES = 30
_CHARS_A_PRINTED_PAGE = 2_600
# Only names that every checkout has.
_READ = """
import sys
from index.articles import Article
from index.sources import find_files, read_articles
from pathlib import Path
articles = letters = others = 0
for file in find_files(Path(sys.argv[1]))[0]:
    for item in read_articles(file.path):
        is_article = isinstance(item, Article)
        articles, others = articles + is_article, others + (not is_article)
        letters += len(item.text) if is_article else 0
print(articles, letters, others)
"""


def main() -> None:
    """Make the files, read them in turn, and print a line for each format."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=3, help="how often each format is read (3)")
    parser.add_argument("--beside", type=Path, help="another checkout to compare with")
    parser.add_argument("--python", default=sys.executable, help="the other checkout's interpreter (this one)")
    asked = parser.parse_args()
    checkouts = [(ROOT, sys.executable)] + ([(asked.beside.resolve(), asked.python)] if asked.beside else [])
    with tempfile.TemporaryDirectory(prefix="tanya-bench-") as name:
        for folder in _made(Path(name)):
            runs: list[list[dict[str, Any]]] = [[] for _ in checkouts]
            for _ in range(asked.rounds):
                for found, (checkout, python) in zip(runs, checkouts, strict=True):
                    found.append(_read(folder, checkout, python))
            print(json.dumps({"format": folder.name, **_summary(runs)}), flush=True)


def _summary(runs: list[list[dict[str, Any]]]) -> dict[str, Any]:
    """Return the medians of this checkout's runs, and beside them the other's."""
    kinds = list(runs[0][0])
    told = {kind: [round(median(run[kind] for run in each), 2) for each in runs] for kind in kinds}
    if len(runs) > 1:
        ratios = sorted(mine["cpu_s"] / other["cpu_s"] for mine, other in zip(*runs, strict=True))
        told["times_the_other"] = [round(each, 2) for each in ratios]
    return told


def _read(folder: Path, checkout: Path, python: str) -> dict[str, Any]:
    environment = {**os.environ, "PYTHONPATH": str(checkout)}
    began = time.perf_counter()
    process = subprocess.Popen(
        [python, "-c", _READ, str(folder)], cwd=checkout, env=environment, stdout=subprocess.PIPE, text=True
    )
    if process.stdout is None:
        raise OSError("no output")
    printed = process.stdout.read()
    _, status, used = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"{python} in {checkout} cannot read {folder.name}")
    articles, letters, others = map(int, printed.split())
    return {
        "cpu_s": used.ru_utime + used.ru_stime,
        "wall_s": time.perf_counter() - began,
        "memory_mb": used.ru_maxrss / 1024,
        "articles": articles,
        "letters": letters,
        "others": others,
    }


def _made(folder: Path) -> list[Path]:
    """Make the files; returns a folder for each format."""
    chance = random.Random(20_180_612)  # noqa: S311 (nothing is secret here)
    folders = [folder / name for name in ("html", "pdf", "word")]
    for each in folders:
        each.mkdir()
    for number in range(PAGES):
        (folders[0] / f"{number:04}.html").write_text(_page(number, chance), encoding="utf-8")
    _print(folders[1], chance)
    for number in range(DOCUMENTS):
        _write_document(folders[2] / f"{number:03}.docx", number, chance)
    return folders


def _day(chance: random.Random) -> date:
    return date(2012, 1, 1) + timedelta(days=chance.randrange(4_000))


def _page(number: int, chance: random.Random) -> str:
    """Return a page as a news site has it: most of it is not the article."""
    day = _day(chance)
    links = "".join(f'<li><a href="/{n}/">{html.escape(each[:60])}</a></li>' for n, each in _some(chance, 12))
    text = "".join(f"<p>{html.escape(each)}</p>" for _, each in _some(chance, chance.randint(4, 14)))
    comments = "".join(
        f'<div class="comment"><b>Pembaca {n}</b> <time>{day}</time><p>{html.escape(each[:150])}</p></div>'
        for n, each in _some(chance, chance.randint(0, 10))
    )
    said = {"@type": "NewsArticle", "headline": f"Laporan {number}", "datePublished": f"{day}T08:00:00+07:00"}
    metadata = [
        f'<meta property="article:published_time" content="{day}T08:00:00+07:00">',
        f'<script type="application/ld+json">{json.dumps(said)}</script>',
        "",
    ][number % 3]
    return f"""<!doctype html><html lang="id"><head><meta charset="utf-8"><title>Laporan {number} - Warta Uji</title>
{metadata}<style>body {{ font: 16px serif }} .comment {{ margin: 1em }}</style><script>var ads = [{number}];</script>
</head><body><header><a href="/">Warta Uji</a><nav><ul>{links}</ul></nav></header><main><article>
<h1>Laporan {number}</h1><p class="byline">Oleh <a rel="author" href="/siti/">Siti Aminah</a></p>
<p>Yogyakarta, {day.day}/{day.month}/{day.year} - Warta ini dibuat.</p>{text}{_table(chance) if number % 2 else ""}
<p>Baca juga: <a href="/lagi/">Laporan lain</a></p></article><aside><h3>Terpopuler</h3><ol>{links}</ol></aside>
<section class="comments"><h2>Komentar</h2>{comments}</section></main><footer>&copy; Warta Uji</footer></body></html>"""


def _table(chance: random.Random) -> str:
    rows = "".join(f"<tr><td>Pasar {n}</td><td>{chance.randint(5, 90)}.000</td><td>kg</td></tr>" for n in range(12))
    return f"<table><thead><tr><th>Pasar</th><th>Harga</th><th>Satuan</th></tr></thead><tbody>{rows}</tbody></table>"


def _some(chance: random.Random, count: int) -> list[tuple[int, str]]:
    return list(enumerate(chance.choices(paragraphs(), k=count)))


def _print(folder: Path, chance: random.Random) -> None:
    """Print files of some pages each: in one column or two, with and without running heads."""
    chromium = shutil.which("chromium")
    if chromium is None:
        raise SystemExit("There is no Chromium, which prints the PDF files: `make chromium` installs it")
    for number in range(_PRINTED_FILES):
        text: list[str] = []
        length = 0
        while length < PRINTED_PAGES // _PRINTED_FILES * _CHARS_A_PRINTED_PAGE:
            text.append(f"<h2>Bab {len(text)}</h2>" if len(text) % 9 == 0 else "")
            text += [f"<p>{html.escape(each)}</p>" for _, each in _some(chance, 1)]
            length += len(text[-1])
        columns = "columns: 2" if number % 2 else ""
        style = f"@page {{ size: A4; margin: 2cm }} main {{ {columns} }} p {{ text-align: justify; hyphens: auto }}"
        body = f"<h1>Laporan {number}</h1><main>{''.join(text)}{_table(chance)}</main>"
        page = folder.with_name("print.html")
        page.write_text(f'<html lang="id"><meta charset="utf-8"><style>{style}</style>{body}', encoding="utf-8")
        options = [f"--print-to-pdf={folder / f'{number:02}.pdf'}"] + ["--no-pdf-header-footer"] * (number % 3 == 0)
        command = [chromium, "--headless", "--no-sandbox", "--disable-gpu", *options, page.as_uri()]
        subprocess.run(command, check=True, capture_output=True, timeout=120)


def _write_document(file: Path, number: int, chance: random.Random) -> None:
    """Write a document of a title, headings, paragraphs, a list, a header, and every second time a table."""
    document = Document()
    document.add_heading(f"Laporan {number}", 0)
    document.sections[0].header.paragraphs[0].text = "Sekretariat Desa"
    document.add_paragraph(f"Yogyakarta, {_day(chance):%d/%m/%Y}")
    for at, each in _some(chance, chance.randint(5, 40)):
        if at % 6 == 0:
            document.add_heading(f"Bagian {at // 6 + 1}", 1)
        document.add_paragraph(each, "List Bullet" if at % 7 == 3 else None).add_run(" Selesai.").bold = True
    if number % 2:
        table = document.add_table(rows=0, cols=3)
        for row in range(15):
            for cell, text in zip(table.add_row().cells, (f"Pasar {row}", f"{row}.000", "kg"), strict=True):
                cell.text = text
    document.save(str(file))


if __name__ == "__main__":
    main()
