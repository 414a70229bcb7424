"""No web source leads to a machine that is not public: loopback, private, link-local and the like, in every notation.

A listener on loopback, on every address that the machine gives it, must see no connection at all.
"""

from __future__ import annotations

import re
import socket
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpcore
import pytest

from index import Engine, FetchSettings, SourceProblem, is_url
from index.sources.web import connection
from index.sources.web.addresses import objection_to
from index.sources.web.connection import AddressRefused
from index.sources.web.fetcher import Fetcher
from tests.conftest import SHIP
from tests.websites import Answer, Site, item, page, rss

PUBLIC = "93.184.215.14"


class Listener:
    """Accepts on every address of the machine, ::1 and all of 127/8 among them, and counts who comes."""

    def __init__(self) -> None:
        """Listen on a free port."""
        self.visits = 0
        both = socket.has_dualstack_ipv6()
        family = socket.AF_INET6 if both else socket.AF_INET
        self._socket = socket.create_server(("", 0), family=family, dualstack_ipv6=both)
        self.port = self._socket.getsockname()[1]
        threading.Thread(target=self._count, daemon=True).start()

    def _count(self) -> None:
        while True:
            try:
                visitor, _ = self._socket.accept()
            except OSError:
                return
            self.visits += 1
            visitor.close()

    def close(self) -> None:
        """Stop; what waits in `accept` ends."""
        self._socket.shutdown(socket.SHUT_RDWR)
        self._socket.close()


@pytest.fixture
def listener() -> Iterator[Listener]:
    """A listener that must see nothing."""
    made = Listener()
    yield made
    made.close()


HOSTS = [
    *("127.0.0.1", "127.0.0.2", "127.255.255.254", "localhost", "LOCALHOST", "localhost.", "0.0.0.0", "0"),
    *("2130706433", "0x7f000001", "017700000001", "0177.0.0.1", "0x7f.0.0.1", "127.1", "127.0.1", "0x7f.1", "00.0.0.0"),
    *(
        "[::1]",
        "[::]",
        "[0:0:0:0:0:0:0:1]",
        "[::ffff:127.0.0.1]",
        "[::ffff:7f00:1]",
        "[::127.0.0.1]",
        "[::ffff:0:7f00:1]",
    ),
    *("[64:ff9b::7f00:1]", "[64:ff9b:1::7f00:1]", "[2002:7f00:1::]", "[2001:0:7f00:1::]"),
    *("10.0.0.1", "10.255.255.255", "172.16.0.1", "172.31.255.255", "192.168.1.1", "100.64.0.1", "100.127.255.255"),
    *("169.254.169.254", "[fe80::1]", "[fe80::1%25lo]", "[fc00::1]", "[fd12:3456::1]", "[fec0::1]"),
    *("224.0.0.1", "239.255.255.250", "[ff02::1]", "240.0.0.1", "255.255.255.255", "192.0.2.1", "198.18.0.1"),
    *("203.0.113.9", "[2001:db8::1]", "[100::1]", "192.88.99.1", "0.1.2.3", "127。0。0。1", "①②⑦.0.0.1"),
]


@pytest.mark.parametrize("host", HOSTS)
def test_no_connection_to(host: str, listener: Listener) -> None:
    """Refused with a reason, by the default settings."""
    url = f"http://{host}:{listener.port}/berita"
    assert is_url(url)
    with Fetcher(FetchSettings(delay_s=0, timeout_s=2, attempts=1)) as fetcher, pytest.raises(SourceProblem) as caught:
        fetcher.get(url)

    assert str(caught.value)
    assert listener.visits == 0


@pytest.mark.parametrize(
    "url",
    [
        *(
            "file:///etc/passwd",
            "ftp://example.org/a",
            "gopher://127.0.0.1:70/",
            "data://text/plain,x",
            "unix:///run/x",
        ),
        *(
            "http://user:secret@127.0.0.1:{port}/",
            "http://example.org@127.0.0.1:{port}/",
            "http://127.0.0.1:{port}@[::1]:{port}/",
        ),
        *("http://", "http:///a", "https://exa mple.org/", "http://[::1", "http://127.0.0.1:99999/", "jar://x!/y"),
    ],
)
def test_other_addresses_are_refused_before_anything_is_asked(url: str, listener: Listener, tmp_path: Path) -> None:
    """Other schemes, credentials, and what is no address; a secret in it is not told on."""
    engine = Engine(tmp_path / "data")
    with pytest.raises(SourceProblem) as caught:
        engine.index([url.format(port=listener.port)])

    assert "secret" not in str(caught.value)
    assert listener.visits == 0


def test_the_listener_would_see_a_connection(listener: Listener) -> None:
    """The count above is not zero for want of a listener."""
    with Fetcher(FetchSettings(allow_private_addresses=True, timeout_s=2, attempts=1)) as fetcher:
        for host in ("127.0.0.1", "[::1]", "localhost"):
            with pytest.raises(SourceProblem):
                fetcher.get(f"http://{host}:{listener.port}/")
    assert listener.visits >= 3


def test_link_local_addresses_stay_closed_to_an_intranet() -> None:
    """Clouds keep their machines' credentials there."""
    for address in ("169.254.169.254", "fe80::1", "fe80::1%eth0", "::ffff:10.0.0.1", "224.0.0.1", "0.0.0.0", "::"):
        assert objection_to(address, allow_private=True)
    for address in ("127.0.0.1", "::1", "10.1.2.3", "192.168.0.9", "100.64.0.1", "fd00::1", PUBLIC):
        assert objection_to(address, allow_private=True) is None
    assert objection_to(PUBLIC, allow_private=False) is None
    assert objection_to("not an address", allow_private=True)


class Names:
    """A name server whose answers change: the first is public, all later ones are loopback."""

    def __init__(self, *answers: list[str]) -> None:
        """Set up what it says, one time after another; the last answer is repeated."""
        self.answers, self.questions = answers, 0

    def __call__(self, host: str, port: int) -> list[str]:
        """Answer."""
        self.questions += 1
        return self.answers[min(self.questions, len(self.answers)) - 1]


def test_a_name_with_one_private_address_among_public_ones_is_refused(listener: Listener) -> None:
    """All of its addresses are checked before any is connected to."""
    names = Names([PUBLIC, "127.0.0.1"])
    with (
        Fetcher(FetchSettings(attempts=1), resolver=names) as fetcher,
        pytest.raises(AddressRefused, match=re.escape("127.0.0.1")),
    ):
        fetcher.get(f"http://berita.example:{listener.port}/")
    assert (names.questions, listener.visits) == (1, 0)


def test_a_name_that_turns_to_loopback_after_the_check_leads_nowhere(
    listener: Listener, monkeypatch: pytest.MonkeyPatch
) -> None:
    """DNS rebinding: the connection goes to the address that was checked, and the name is not asked about again."""
    connected: list[str] = []

    def connect(self: object, host: str, *_: object, **__: object) -> None:
        connected.append(host)
        raise httpcore.ConnectError("not from a test")

    monkeypatch.setattr(httpcore.SyncBackend, "connect_tcp", connect)
    names = Names([PUBLIC], ["127.0.0.1"])
    with Fetcher(FetchSettings(attempts=1), resolver=names) as fetcher, pytest.raises(SourceProblem):
        fetcher.get(f"http://berita.example:{listener.port}/")
    assert (connected, names.questions) == ([PUBLIC], 1)

    with Fetcher(FetchSettings(attempts=1), resolver=names) as fetcher, pytest.raises(AddressRefused):
        fetcher.get(f"http://berita.example:{listener.port}/")
    assert (connected, listener.visits) == ([PUBLIC], 0)


@pytest.fixture
def public_site(site: Site, monkeypatch: pytest.MonkeyPatch) -> Names:
    """The site, as if it stood at a public address: what is connected to there comes here; nothing else is bent."""
    straight = httpcore.SyncBackend.connect_tcp

    def connect(self: Any, host: str, *arguments: Any, **more: Any) -> Any:
        return straight(self, "127.0.0.1" if host == PUBLIC else host, *arguments, **more)

    monkeypatch.setattr(httpcore.SyncBackend, "connect_tcp", connect)
    return Names([PUBLIC])


INSIDE = [
    *("http://127.0.0.1:{port}/", "//[::1]:{port}/a", "http://2130706433:{port}/", "http://localhost:{port}/"),
    *(
        "http://a:b@127.0.0.1:{port}/",
        "ftp://127.0.0.1:{port}/",
        "file:///etc/passwd",
        "http://[::ffff:127.0.0.1]:{port}/",
    ),
]


def only_site(names: Names) -> Callable[[str, int], list[str]]:
    """Resolve the site's name by these answers, and all others as the system does."""
    return lambda host, port: names(host, port) if host == "site.example" else connection.resolve(host, port)


@pytest.mark.parametrize("to", INSIDE)
@pytest.mark.parametrize("hop", ["/pindah", "/robots.txt"])
def test_a_redirect_into_the_machine_is_not_followed(
    hop: str, to: str, site: Site, public_site: Names, listener: Listener
) -> None:
    """Every hop is checked like the first, that of a robots.txt included."""
    site.pages[hop] = Answer(status=302, headers={"Location": to.format(port=listener.port)})
    fetcher = Fetcher(FetchSettings(attempts=1, delay_s=0), resolver=only_site(public_site))
    with fetcher, pytest.raises(SourceProblem):
        fetcher.get(f"http://site.example:{site.port}/pindah")

    assert hop in [each.path for each in site.asked]
    assert listener.visits == 0


@pytest.mark.parametrize("kind", ["feed", "sitemap"])
def test_a_list_that_names_the_machine_yields_only_what_is_public(
    kind: str, site: Site, public_site: Names, listener: Listener, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The public page comes in; each of the others is skipped with the reason."""
    monkeypatch.setattr("index.sources.web.fetcher.resolve", only_site(public_site))
    links = [each.format(port=listener.port) for each in INSIDE if not each.startswith("//")]
    site.pages["/a"] = Answer(page("Kapal tenggelam", SHIP, SHIP.replace("Bali", "Sunda")))
    entries = [*links, f"http://site.example:{site.port}/a"]
    urls = "".join(f"<url><loc>{each}</loc></url>" for each in entries)
    site.pages["/daftar"] = {
        "feed": rss(*map(item, entries)),
        "sitemap": Answer(f"<urlset>{urls}</urlset>", media_type="application/xml"),
    }[kind]
    engine = Engine(tmp_path / "data", fetch=FetchSettings(delay_s=0, timeout_s=5, attempts=1))
    report = engine.index([f"http://site.example:{site.port}/daftar"])

    assert (report.added, len(report.skipped)) == (1, len(links))
    assert site.paths() == ["/daftar", "/a"]
    assert listener.visits == 0
    engine.close()


def test_proxies_of_the_environment_are_not_used(
    site: Site, listener: Listener, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A proxy would connect to whatever it is asked for."""
    for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, f"http://127.0.0.1:{listener.port}")
    site.pages["/a"] = Answer("isi")
    with Fetcher(FetchSettings(allow_private_addresses=True, delay_s=0)) as fetcher:
        found = fetcher.get(f"{site.url}/a")

    assert found is not None
    assert found.body == b"isi"
    assert listener.visits == 0


def test_tls_asks_for_the_certificate_of_the_name(monkeypatch: pytest.MonkeyPatch) -> None:
    """Though the connection goes to a number."""
    hello: list[bytes] = []
    listening = socket.create_server(("127.0.0.1", 0))

    def take() -> None:
        visitor, _ = listening.accept()
        hello.append(visitor.recv(4096))
        visitor.close()

    thread = threading.Thread(target=take, daemon=True)
    thread.start()
    settings = FetchSettings(allow_private_addresses=True, attempts=1, timeout_s=5)
    with Fetcher(settings, resolver=Names(["127.0.0.1"])) as fetcher, pytest.raises(SourceProblem):
        fetcher.get(f"https://berita.example:{listening.getsockname()[1]}/")
    thread.join(5)
    listening.close()

    assert b"berita.example" in hello[0]
