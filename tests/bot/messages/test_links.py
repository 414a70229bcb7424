"""Addresses that may be linked, and fragments that lead to a text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lo_bot_api_emulator import LoBotApiEmulator

from bot.messages.links import link_to_text, web_link
from index.store.places import ids_at


@pytest.mark.parametrize(
    ("url", "link"),
    [
        ("https://example.org/a?b=c#d", "https://example.org/a?b=c#d"),
        ("HTTP://Example.ORG:8080/", "HTTP://Example.ORG:8080/"),
        ("http://192.0.2.7/x", "http://192.0.2.7/x"),
        ("http://[2001:db8::1]/x", "http://[2001:db8::1]/x"),
        ("https://example.org/berita/médan", "https://example.org/berita/m%C3%A9dan"),
        ("https://bücher.example/ü", "https://xn--bcher-kva.example/%C3%BC"),
        ("https://example.org/100%", "https://example.org/100%25"),
        ("https://example.org/a%20b", "https://example.org/a%20b"),
    ],
)
def test_linked(url: str, link: str) -> None:
    """Web addresses are linked, in ASCII."""
    assert web_link(url) == link


@pytest.mark.parametrize(
    "url",
    [
        None,
        "",
        "articles/a.md",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "tg://resolve?domain=x",
        "ftp://example.org/",
        "https://user:pass@example.org/",
        "https://example.org@evil.example/",
        "https://localhost/x",
        "https:///path",
        "https://example.org:99999/",
        "https://exa mple.org/",
        "https://example.org/\n",
        "https://example.org/a\u202eb",
        "https://[::1/x",
        "https://[fe80::zz]/",
        "https://[v1.a:b]/",
        "https://..example.org/",
        "https://é..example.org/",
        "https://example.org/" + "a" * 2048,
        "https://example.org/\ud800",
    ],
)
def test_not_linked(url: str | None) -> None:
    """Other schemes, credentials, bare hosts and broken addresses are not linked."""
    assert web_link(url) is None


def test_fragment_by_hand() -> None:
    """Characters with a meaning in a text directive are encoded: space, hyphen, comma, ampersand."""
    link = link_to_text("https://example.org/a", "Trump-Kim, 12 & 13 Juni")
    assert link == "https://example.org/a#:~:text=Trump%2DKim%2C%2012%20%26%2013%20Juni"


def test_fragment_after_a_fragment() -> None:
    """An address that has a fragment keeps it."""
    assert link_to_text("https://example.org/a#top", "kata") == "https://example.org/a#top:~:text=kata"


def test_long_text_is_named_by_its_ends() -> None:
    """More than twelve words: the first five and the last five."""
    text = " ".join(f"k{n}" for n in range(1, 21))
    link = link_to_text("https://example.org/", text)
    assert link == "https://example.org/#:~:text=k1%20k2%20k3%20k4%20k5,k16%20k17%20k18%20k19%20k20"


def test_no_fragment() -> None:
    """Nothing to name, or an address that would grow too long: the article without a fragment; no address: none."""
    assert link_to_text("https://example.org/", " ") == "https://example.org/"
    assert link_to_text("https://example.org/", "語" * 400) == "https://example.org/"
    assert link_to_text("ftp://example.org/", "kata") is None


@given(st.text(st.characters(exclude_categories=()), max_size=80))
def test_every_link_is_one_that_a_button_takes(text: str) -> None:
    """Whatever the text, the server's own check of button addresses accepts the link."""
    link = link_to_text("https://example.org/a", text)
    assert LoBotApiEmulator.valid_keyboard_url(link)


@given(st.text(st.characters(exclude_categories=()), max_size=40))
def test_every_address_is_refused_or_taken(rest: str) -> None:
    """Whatever follows the scheme, the address is refused here or accepted by the server's own check."""
    link = web_link("https://" + rest)
    assert link is None or LoBotApiEmulator.valid_keyboard_url(link)


@given(
    st.sampled_from(["https://example.org/a", "https://kafé.example.org/é?x=%41&y=50%", "http://example.org/#/kabar"]),
    st.text(st.characters(codec="utf-8")),
)
def test_the_article_is_found_by_its_link(address: str, sentence: str) -> None:
    """Whatever sentence the link scrolls to."""
    link = link_to_text(address, sentence)
    assert link is not None
    assert ids_at(link, [("a", address, "/a.md")], 1) == ["a"]
