"""Texts as Telegram counts them: in UTF-16 units, with entities that must lie within the text."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

from sandbox.errors import Refusal
from sandbox.rules import ENTITIES

Entity = dict[str, Any]

PLAIN = frozenset(
    {"bold", "italic", "underline", "strikethrough", "spoiler", "code", "pre", "blockquote", "expandable_blockquote"}
    | {"mention", "hashtag", "cashtag", "bot_command", "url", "email", "phone_number"}
)
_QUOTATIONS = frozenset({"blockquote", "expandable_blockquote"})
_MAY_HOLD_OTHERS = _QUOTATIONS | {"bold", "italic", "underline", "strikethrough"}
_FOUND = (
    ("bot_command", re.compile(r"(?<![\w/<])/[a-zA-Z0-9_]{1,64}(?:@\w{3,32})?(?![\w/<>])")),
    ("url", re.compile(r"\bhttps?://[^\s<>\"]+[^\s<>\".,;:!?)\]]")),
    ("mention", re.compile(r"(?<![\w/.])@[a-zA-Z]\w{2,31}\b")),
)


def units(text: str) -> int:
    """Return the length in UTF-16 units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def cut(text: str, offset: int, length: int) -> str:
    """Return what stands at an offset, both in UTF-16 units."""
    data = text.encode("utf-16-le", "surrogatepass")
    return data[2 * offset : 2 * (offset + length)].decode("utf-16-le", "surrogatepass")


def checked(text: str, entities: Any, limit: int, *, may_be_empty: bool = False) -> tuple[str, list[Entity]]:
    """Return a text and its entities as Telegram keeps them: trimmed, with links, commands and mentions found.

    Raises:
        Refusal: the text is empty or too long, or an entity lies outside it.
    """
    if "\0" in text or any(0xD800 <= ord(character) <= 0xDFFF for character in text):
        raise Refusal("Bad Request: strings must be encoded in UTF-8")
    kept = _entities(text, entities)
    leading = units(text) - units(text.lstrip())
    trimmed = text.strip()
    if not trimmed and not may_be_empty:
        raise Refusal("Bad Request: message text is empty")
    if units(trimmed) > limit:
        raise Refusal(
            "Bad Request: message is too long" if not may_be_empty else "Bad Request: message caption is too long"
        )
    moved = [each for entity in kept if (each := _moved(entity, -leading, units(trimmed)))]
    return trimmed, sorted(moved + _detected(trimmed, moved), key=lambda e: (e["offset"], -e["length"]))


def _entities(text: str, entities: Any) -> list[Entity]:
    if entities is None:
        return []
    if not isinstance(entities, list) or not all(isinstance(each, dict) for each in entities):
        raise Refusal("Bad Request: can't parse entities: expected an Array of MessageEntity")
    if len(entities) > ENTITIES:
        raise Refusal(f"Bad Request: too many entities: {len(entities)} of at most {ENTITIES}")
    kept = [_entity(text, each) for each in entities]
    _check_nesting([each for each in kept if each is not None])
    return [each for each in kept if each is not None]


def _entity(text: str, entity: Entity) -> Entity | None:
    kind, offset, length = str(entity.get("type")), entity.get("offset"), entity.get("length")
    if not isinstance(offset, int) or not isinstance(length, int) or isinstance(offset, bool):
        raise Refusal("Bad Request: can't parse MessageEntity: offset and length must be of type Number")
    end = offset + length
    if offset < 0 or length <= 0 or end > units(text):
        raise Refusal(
            f"Bad Request: entity beginning at UTF-16 offset {offset} ends after the end of the text at UTF-16 offset "
            f"{end}; the text has {units(text)} units"
        )
    data = text.encode("utf-16-be", "surrogatepass")
    for at in (offset, end):
        if data[2 * at : 2 * at + 1] and 0xDC <= data[2 * at] <= 0xDF:
            raise Refusal(f"Bad Request: entity begins or ends in the middle of a UTF-16 symbol at offset {at}")
    if kind == "text_link":
        # Telegram drops a link that it cannot read, without a word.
        return entity if is_web_address(str(entity.get("url", ""))) else None
    if kind == "text_mention" and isinstance(entity.get("user"), dict):
        return entity
    if kind not in PLAIN:
        raise Refusal(f"Bad Request: can't parse MessageEntity: unsupported type {kind!r}")
    return entity


def _check_nesting(entities: list[Entity]) -> None:
    """Refuse what Telegram would silently split or drop: crossing entities, and quotations in quotations."""
    open_ends: list[tuple[int, str]] = []
    for entity in sorted(entities, key=lambda e: (e["offset"], -e["length"])):
        end = entity["offset"] + entity["length"]
        open_ends = [each for each in open_ends if each[0] > entity["offset"]]
        if any(end > outer for outer, _ in open_ends):
            raise Refusal(f"Bad Request: entities cross at UTF-16 offset {entity['offset']}")
        if entity["type"] in _QUOTATIONS and any(kind in _QUOTATIONS for _, kind in open_ends):
            raise Refusal(f"Bad Request: a quotation within a quotation at UTF-16 offset {entity['offset']}")
        open_ends.append((end, entity["type"]))


def _moved(entity: Entity, by: int, limit: int) -> Entity | None:
    start = max(entity["offset"] + by, 0)
    end = min(entity["offset"] + entity["length"] + by, limit)
    return {**entity, "offset": start, "length": end - start} if end > start else None


def _detected(text: str, taken: list[Entity]) -> list[Entity]:
    found: list[Entity] = []
    exclusive = [entity for entity in taken if entity["type"] not in _MAY_HOLD_OTHERS]
    for kind, pattern in _FOUND:
        for match in pattern.finditer(text):
            start, length = units(text[: match.start()]), units(match.group())
            end = start + length
            apart = all(end <= e["offset"] or start >= e["offset"] + e["length"] for e in [*exclusive, *found])
            if apart and not any(_crosses(entity, start, end) for entity in taken):
                found.append({"type": kind, "offset": start, "length": length})
    return found


def _crosses(entity: Entity, start: int, end: int) -> bool:
    left, right = entity["offset"], entity["offset"] + entity["length"]
    return bool(left < start < right < end or start < left < end < right)


def is_web_address(url: str) -> bool:
    """Tell whether Telegram would open a link: http, https or tg, with a host that has a dot."""
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        return False
    if parts.scheme == "tg":
        return bool(parts.netloc)
    return parts.scheme in ("http", "https") and "." in host.strip(".") and not re.search(r"\s", url)
