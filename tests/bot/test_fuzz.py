"""Whatever comes, updates are handed on or set aside, and messages keep to Telegram's rules."""

from __future__ import annotations

import asyncio
import json
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from telegram import Update

from bot.messages.catalogue import bundled_catalogue
from bot.messages.composing import MAX_UNITS, utf16_units
from bot.messages.rendering import render_passage, render_reply
from bot.receiving.inbox import Inbox
from bot.storage.journal import FILE_NAME
from bot.storage.opening import journal_at
from tests.bot.samples import a_message, a_passage, a_press, a_reply, an_answer, an_article, an_inline_query

CORPUS = Path(__file__).parents[1] / "data" / "corpus" / "updates.jsonl"
SCALARS = st.none() | st.booleans() | st.integers() | st.text(max_size=20) | st.floats(allow_nan=False)
JSON = st.recursive(SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner))
# Any text that JSON can carry, lone surrogates and NUL included.
TEXT = st.text(st.characters(codec=None), max_size=300)


@st.composite
def damaged_updates(draw: st.DrawFn) -> dict[str, Any]:
    """Return a real update in which one value is replaced by something else, or missing."""
    content = draw(st.sampled_from((a_message("/ask Kapan?"), a_press("a:x", 1), an_inline_query("Kapan?"))))
    update: dict[str, Any] = json.loads(json.dumps({"update_id": draw(st.integers(0, 10**6))} | content))
    part: Any = update
    for _ in range(draw(st.integers(1, 4))):
        key = draw(st.sampled_from(sorted(part)))
        if not isinstance(part[key], dict) or not part[key]:
            break
        part = part[key]
    key = draw(st.sampled_from(sorted(part)))
    if draw(st.booleans()):
        part[key] = draw(JSON)
    else:
        del part[key]
    return update


async def received(updates: list[Any]) -> list[dict[str, Any]]:
    with tempfile.TemporaryDirectory() as folder:
        inbox = Inbox(journal_at(Path(folder) / FILE_NAME))
        try:
            return await inbox.receive(updates)
        finally:
            inbox.close()


def assert_the_next_one_gets_through(update: Any) -> None:
    """Check that the batch is confirmed, that the next update gets through, and that what is handed on is whole."""
    good = {"update_id": 2_000_000} | a_message("Kapan?")
    handed_on = asyncio.run(received([update, good]))
    assert handed_on[-1] == good
    for each in handed_on:
        parsed = Update.de_json(each, None)
        assert parsed is not None
        assert isinstance(parsed.update_id, int)
        message = parsed.effective_message
        assert message is None or isinstance(message.text, str | None)


@pytest.mark.parametrize("line", CORPUS.read_text(encoding="utf-8").splitlines())
def test_updates_of_the_corpus(line: str) -> None:
    assert_the_next_one_gets_through(json.loads(line))


@settings(max_examples=40, deadline=None)
@given(damaged_updates() | JSON)
def test_damaged_updates(update: Any) -> None:
    assert_the_next_one_gets_through(update)


@settings(max_examples=150, deadline=None)
@given(TEXT, TEXT, TEXT, st.sampled_from(("en", "id")))
def test_rendered_messages_keep_to_the_rules(answer: str, title: str, url: str, language: str) -> None:
    """Texts of articles may hold anything; entities lie inside the text, and nothing is longer than Telegram takes."""
    phrases = bundled_catalogue().phrases(language)
    article = an_article(title=title, url=url, source=title)
    sentence = f"{title} {answer} {url}" * 20
    found = a_reply(an_answer(answer, sentence, article=article), passages=[a_passage(sentence, article)])
    for composed in (render_reply(found, phrases), render_passage(found.passages[0], phrases)):
        assert utf16_units(composed.text) <= MAX_UNITS
        composed.text.encode("utf-8")
        for entity in composed.entities:
            assert 0 <= entity.offset < entity.offset + entity.length <= utf16_units(composed.text)
            assert entity.url is None or entity.url.startswith(("http://", "https://"))
