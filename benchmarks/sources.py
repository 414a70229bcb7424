"""Indexes from every kind of source and shows what was indexed, what was skipped and why, as the command prints it.

The sample archive; a folder of generated HTML pages, some of them of no use; and a feed served on loopback.

    python -m benchmarks.sources [--pages 1000]
"""

from __future__ import annotations

import argparse
import os
import random
import subprocess
import sys
import tempfile
from functools import cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

from index.sources.formats.markdown.front_matter import split_front_matter

ROOT = Path(__file__).parents[1]
_FEED_ENTRIES = 12


def main() -> None:
    """Make the pages, serve them, and index the three sources one after another."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=1_000, help="HTML pages to make (1,000)")
    pages = parser.parse_args().pages
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder) / "site"
        site.mkdir()
        for number in range(pages):
            (site / f"{number:04}.html").write_text(html_page(number), encoding="utf-8")
        server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(site)))
        Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_address[1]}"
        (site / "feed.xml").write_text(feed(), encoding="utf-8")
        try:
            for number, source in enumerate((str(ROOT / "articles"), str(site), f"{address}/feed.xml")):
                data = Path(folder) / f"data-{number}"
                data.mkdir()
                print(f"$ tanya index {source}", flush=True)
                settings = {"TANYA_DATA_DIR": str(data), "TANYA_ALLOW_PRIVATE_ADDRESSES": "true"}
                settings |= {"TANYA_FETCH_DELAY_S": "0.1", "COLUMNS": "150", "PYTHONPATH": str(ROOT)}
                command = [sys.executable, "-m", "tanya", "index", source]
                subprocess.run(command, env={**os.environ, **settings}, cwd=folder, check=True)
                print(flush=True)
        finally:
            server.shutdown()
            server.server_close()


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *_: object) -> None:  # noqa: A002 (http.server's name)
        """Say nothing of each request."""


def html_page(number: int) -> str:
    """Return a page of paragraphs by chance; every twentieth is empty, and every thirtieth like the one before."""
    if number % 20 == 19:
        return "<html><body></body></html>"
    chance = random.Random(number - (number % 30 == 29))  # noqa: S311 (nothing is secret here)
    chosen = chance.sample(paragraphs(), 4)
    day = f"2019-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
    text = "".join(f"<p>{each}</p>" for each in chosen)
    head = f'<title>Laporan {number}</title><meta property="article:published_time" content="{day}">'
    body = f"<nav>Beranda</nav><article><h1>Laporan {number}</h1>{text}</article>"
    return f"<html><head>{head}</head><body>{body}</body></html>"


@cache
def paragraphs() -> list[str]:
    """Return the longer paragraphs of the sample articles."""
    found = []
    for file in sorted((ROOT / "articles").glob("*.md")):
        found += [each for each in split_front_matter(file.read_text("utf-8"))[1].split("\n\n") if len(each) > 100]
    return found


def feed() -> str:
    """Return a feed of some pages, one that is missing, and one that is at an address that is never asked."""
    links = [f"/{number:04}.html" for number in range(_FEED_ENTRIES)] + ["/missing.html", "http://169.254.169.254/"]
    items = "".join(f"<item><title>Laporan</title><link>{link}</link></item>" for link in links)
    return f"<rss version='2.0'><channel><title>Warta Uji</title>{items}</channel></rss>"


if __name__ == "__main__":
    main()
