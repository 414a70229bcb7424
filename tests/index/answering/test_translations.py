"""What key words are called in the other language: in both directions, as one word or as several."""

from __future__ import annotations

from index.answering.translations import translations_of, with_phrases


def test_in_both_directions() -> None:
    """With an ending or without; names have none."""
    assert translations_of("gempa") == ("earthquake", "quake")
    assert translations_of("earthquakes") == translations_of("quake") == ("gempa",)
    assert translations_of("gempanya") == ("earthquake", "quake")
    assert translations_of("lavrov") == ()


def test_words_that_are_translated_together() -> None:
    """They are one term; others stay apart."""
    assert with_phrases(["rumah", "sakit", "wonolereng"]) == ["rumah sakit", "wonolereng"]
    assert with_phrases(["prime", "minister"]) == ["prime minister"]
    assert translations_of("rumah sakit") == ("hospital",)
    assert with_phrases([]) == []
