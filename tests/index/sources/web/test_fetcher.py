"""Asking one address: limits on size and time, retries, redirects, packing, politeness; from a real server."""

from __future__ import annotations

import gzip
import time
from http.server import BaseHTTPRequestHandler

import pytest

from index import FetchSettings, SourceProblem
from index.sources.web.fetcher import Fetcher, FetchProblem
from index.sources.web.spool import Fetched, Validators
from tests.websites import Answer, Site


def get(site: Site, path: str, **settings: float) -> Fetched:
    """Return what is at a path, with loopback allowed and no delay unless the settings say so."""
    made = FetchSettings(**{"allow_private_addresses": True, "delay_s": 0, "timeout_s": 5, **settings})  # type: ignore[arg-type]
    with Fetcher(made) as fetcher:
        found = fetcher.get(f"{site.url}{path}")
    assert found is not None
    return found


def test_answer_comes_with_what_it_says_of_itself(site: Site) -> None:
    """And the server is told who asks."""
    site.pages["/a"] = Answer("isi", etag='"1"', headers={"Last-Modified": "Wed, 04 Mar 2020 00:00:00 GMT"})
    found = get(site, "/a")

    assert (found.body, found.media_type, found.validators.etag) == (b"isi", "text/html", '"1"')
    assert found.validators.last_modified == "Wed, 04 Mar 2020 00:00:00 GMT"
    agent = site.asked[-1].headers["user-agent"]
    assert agent.startswith("Tanya/")
    assert "(+" in agent
    assert FetchSettings(contact="https://example.org/bot").user_agent.endswith("(+https://example.org/bot)")


@pytest.mark.parametrize("declared", [True, False])
def test_answer_that_is_too_large_is_given_up(site: Site, declared: bool) -> None:
    """Whether the server says how large it is or not; nothing beyond the limit is waited for."""

    def endless(request: BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        request.send_header("Content-Length", "10000000000") if declared else None
        request.send_header("Connection", "close")
        request.end_headers()
        try:
            while True:
                request.wfile.write(b"a" * 10_000)
        except OSError:
            ended.append(True)

    ended: list[bool] = []
    site.pages["/a"] = endless
    with pytest.raises(FetchProblem, match="more than the 100,000 bytes"):
        get(site, "/a", max_bytes=100_000)
    for _ in range(50):
        if ended:
            break
        time.sleep(0.1)
    assert ended


def test_packed_answer_is_bounded_while_it_is_unpacked(site: Site) -> None:
    """A bomb of 10 kB; and a harmless one comes through."""
    bomb, good = gzip.compress(b"a" * 10_000_000), gzip.compress(b"isi")
    site.pages["/bom"] = Answer(bomb, headers={"Content-Encoding": "gzip"})
    site.pages["/a"] = Answer(good, headers={"Content-Encoding": "gzip"})
    site.pages["/br"] = Answer(b"x", headers={"Content-Encoding": "br"})
    site.pages["/ganda"] = Answer(gzip.compress(bomb), headers={"Content-Encoding": "gzip, gzip"})
    assert len(bomb) < 20_000
    assert get(site, "/a").body == b"isi"
    with pytest.raises(FetchProblem, match="more than the 100,000 bytes"):
        get(site, "/bom", max_bytes=100_000)
    for path in ("/br", "/ganda"):
        with pytest.raises(FetchProblem, match="not asked for"):
            get(site, path)


def test_answer_that_drips_in_ends_at_the_deadline(site: Site) -> None:
    """Each byte comes in time, all of them never would."""
    sent: list[bytes] = []

    def drip(request: BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        request.send_header("Content-Length", "1000")
        request.end_headers()
        try:
            for _ in range(100):
                request.wfile.write(b"a")
                sent.append(b"a")
                time.sleep(0.1)
        except OSError:
            return

    site.pages["/a"] = drip
    with pytest.raises(FetchProblem, match="does not answer within 1 s"):
        get(site, "/a", timeout_s=1, attempts=1)
    assert 0 < len(sent) < 100


@pytest.mark.parametrize(("status", "attempts"), [(503, 2), (429, 2), (404, 1), (403, 1)])
def test_passing_failures_are_tried_again(site: Site, status: int, attempts: int) -> None:
    """Others are not."""
    site.pages["/a"] = Answer("tidak", status=status)
    with pytest.raises(FetchProblem, match=str(status)) as caught:
        get(site, "/a", attempts=2)

    assert caught.value.status == status
    assert site.paths() == ["/a"] * attempts


def test_server_that_recovers_is_heard(site: Site) -> None:
    """After the wait that it asks for."""

    def recover(request: BaseHTTPRequestHandler) -> None:
        site.pages["/a"] = Answer("isi")
        site.pages["/gagal"] = Answer(status=503, headers={"Retry-After": "1"})
        times.append(time.monotonic())
        request.send_response(503)
        request.send_header("Retry-After", "1")
        request.send_header("Content-Length", "0")
        request.end_headers()

    times: list[float] = []
    site.pages["/a"] = recover
    assert get(site, "/a").body == b"isi"
    assert time.monotonic() - times[0] >= 1


def test_redirects_are_followed_so_far(site: Site) -> None:
    """To another path; a circle ends."""
    site.pages["/a"] = Answer(status=301, headers={"Location": "/b"})
    site.pages["/b"] = Answer("isi")
    site.pages["/c"] = Answer(status=302, headers={"Location": "/c"})
    assert get(site, "/a").url == f"{site.url}/b"
    with pytest.raises(FetchProblem, match="redirects more than 5 times"):
        get(site, "/c")


@pytest.mark.parametrize("location", ["http://[::1", "http://a\x7f/"])
def test_redirect_to_no_address(site: Site, location: str) -> None:
    site.pages["/a"] = Answer(status=302, headers={"Location": location})
    with pytest.raises(FetchProblem, match="redirects to something that is no address"):
        get(site, "/a")


def test_validators_that_no_header_can_hold_are_left_out(site: Site) -> None:
    """A server gave them, in another encoding."""
    site.pages["/a"] = Answer("isi")
    with Fetcher(FetchSettings(allow_private_addresses=True, delay_s=0)) as fetcher:
        found = fetcher.get(f"{site.url}/a", Validators('"caf\u00e9"', "12 juin\n"))
    assert found is not None
    assert "if-none-match" not in site.asked[-1].headers
    assert "if-modified-since" not in site.asked[-1].headers


def test_requests_to_one_site_keep_their_distance(site: Site) -> None:
    """As the settings say, or its robots.txt if that asks for more."""
    site.pages["/a"] = Answer("isi")
    for rules, delay_s, expected in (("", 0.4, 0.4), ("User-agent: *\nCrawl-delay: 0.6\n", 0.0, 0.6)):
        site.pages["/robots.txt"] = Answer(rules, media_type="text/plain")
        with Fetcher(FetchSettings(allow_private_addresses=True, delay_s=delay_s)) as fetcher:
            began = time.monotonic()
            for _ in range(3):
                fetcher.get(f"{site.url}/a")
        assert time.monotonic() - began >= 2 * expected


def test_server_that_is_not_there_is_told() -> None:
    """Without a traceback."""
    closed = Site()
    closed.close()
    with pytest.raises(SourceProblem, match="cannot be read"):
        get(closed, "/a", attempts=1)
