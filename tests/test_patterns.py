"""No regular expression of the production code takes long over any text: its time hardly grows faster than the length.

Each is attacked with what it is made of itself: a text that it begins to match, then its own letters, words and kinds
of characters over and over, then an end that it does not match. Three expressions once froze the bot for hours so.
"""

from __future__ import annotations

import functools
import importlib
import inspect
import pkgutil
import random
import re
import re._constants as codes  # type: ignore[import-not-found]
import re._parser as parser  # type: ignore[import-not-found]
import time
from collections.abc import Callable, Iterator
from functools import partial
from itertools import product
from types import ModuleType
from typing import Any

import pytest

_ROOMS = ("index", "bot", "tanya", "sandbox")
# How often a piece is repeated; what explodes is met before it takes hours.
_SMALL, _MIDDLE, _LARGE = (10, 25, 60), 480, (1_000, 4_000)
_MAX_S, _MAX_GROWTH = 1.0, 30.0
_SUSPECT_GROWTH, _SUSPECT_S, _ENOUGH_S = 16.0, 0.001, 0.1
_SAMPLES = {
    codes.CATEGORY_DIGIT: "1", codes.CATEGORY_SPACE: " ", codes.CATEGORY_WORD: "a", codes.CATEGORY_NOT_DIGIT: "b",
    codes.CATEGORY_NOT_SPACE: "c", codes.CATEGORY_NOT_WORD: "-",
}  # fmt: skip
_OTHERS = "xé 7.,\n<(“"
_PIECES, _PREFIXES = 8, 2


def _modules() -> Iterator[ModuleType]:
    for room in _ROOMS:
        package = importlib.import_module(room)
        yield package
        for found in pkgutil.walk_packages(package.__path__, f"{room}."):
            if not found.name.endswith("__main__"):
                yield importlib.import_module(found.name)


def _patterns_in(value: object, depth: int = 3) -> Iterator[re.Pattern[str]]:
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, dict) and depth:
        for each in value.items():
            yield from _patterns_in(each, depth - 1)
    elif isinstance(value, list | tuple | set | frozenset) and depth:
        for each in value:
            yield from _patterns_in(each, depth - 1)
    elif isinstance(value, functools._lru_cache_wrapper) and "Pattern" in str(
        inspect.signature(value).return_annotation
    ):
        given = (
            (("id", "en"),) if parameter.annotation == "Languages" else ("id",)
            for parameter in inspect.signature(value).parameters.values()
        )
        for arguments in product(*given):
            yield value(*arguments)


def _named() -> dict[str, tuple[re.Pattern[Any], bool]]:
    """Return the expressions by where they stand, and whether they are looked for anywhere in a text."""
    found: dict[str, tuple[re.Pattern[Any], bool]] = {}
    seen: set[tuple[object, int]] = set()
    for module in _modules():
        source = inspect.getsource(module)
        for name, value in vars(module).items():
            for number, pattern in enumerate(_patterns_in(value)):
                if (pattern.pattern, pattern.flags) not in seen:
                    seen.add((pattern.pattern, pattern.flags))
                    uses = set(re.findall(rf"\b{name}\.(\w+)", source))
                    anchored = bool(uses) and uses <= {"match", "fullmatch", "pattern"}
                    found[f"{module.__name__}.{name}[{number}]"] = pattern, not anchored
    return found


def _pieces(parsed: Any) -> Iterator[str]:
    """Yield the characters and the words that an expression is made of."""
    word = ""
    for code, given in parsed:
        if code is codes.LITERAL:
            word += chr(given)
            yield chr(given)
            continue
        if len(word) > 1:
            yield word
        word = ""
        if code is codes.IN:
            yield from filter(None, (_member(*each) for each in given))
        elif code is codes.ANY:
            yield "q"
        elif code is codes.BRANCH:
            for each in given[1]:
                yield from _pieces(each)
        else:
            for each in given if isinstance(given, tuple) else ():
                if isinstance(each, parser.SubPattern):
                    yield from _pieces(each)
    if len(word) > 1:
        yield word


def _member(code: Any, given: Any) -> str:
    if code is codes.LITERAL:
        return chr(given)
    if code is codes.RANGE:
        return chr(given[0])
    return _SAMPLES.get(given, "") if code is codes.CATEGORY else ""


def _example(parsed: Any) -> str:
    """Return a text that an expression begins to match, or that is near it."""
    text = ""
    for code, given in parsed:
        if code is codes.LITERAL:
            text += chr(given)
        elif code is codes.IN:
            text += next(filter(None, (_member(*each) for each in given if each[0] is not codes.NEGATE)), "x")
        elif code in (codes.ANY, codes.NOT_LITERAL):
            text += "q"
        elif code is codes.BRANCH:
            text += _example(given[1][0])
        elif code in (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT):
            text += _example(given[2]) * min(max(given[0], 1), 3)
        elif code is codes.SUBPATTERN:
            text += _example(given[3])
        elif code is codes.ATOMIC_GROUP:
            text += _example(given)
    return text


def _attacks(pattern: re.Pattern[Any]) -> Iterator[Callable[[int], Any]]:
    source = pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode("latin-1")
    parsed = parser.parse(source, pattern.flags & ~(re.UNICODE if isinstance(pattern.pattern, bytes) else 0))
    chance = random.Random(len(source))
    single = list(dict.fromkeys([*_pieces(parsed), *_OTHERS]))
    single = chance.sample(single, min(len(single), _PIECES))
    pairs = [f"{a}{b}" for a, b in product(single, single) if a != b]
    chance.shuffle(pairs)
    example = _example(parsed)
    prefixes = dict.fromkeys(
        ["", *(example[:at] for at in sorted(chance.sample(range(len(example) + 1), min(len(example), _PREFIXES))))]
    )
    made = [(prefix, piece) for piece in single for prefix in prefixes]
    made += [("", piece) for piece in [*pairs[:_PIECES], example]]
    chance.shuffle(made)
    for prefix, piece in made:
        yield partial(_attack, prefix, piece, isinstance(pattern.pattern, bytes))


def _attack(prefix: str, piece: str, as_bytes: bool, times: int) -> str | bytes:
    text = f"{prefix}{piece * times}\0\n!"
    return text.encode() if as_bytes else text


def _slow(pattern: re.Pattern[Any], anywhere: bool) -> str | None:
    """Return on what an expression takes long; None where it never does."""
    find = pattern.search if anywhere else pattern.match

    def seconds(text: Any) -> float:
        began = time.thread_time()
        find(text)
        return time.thread_time() - began

    spent = 0.0
    for attack in _attacks(pattern):
        took = 0.0
        # What explodes is met before it takes hours.
        for times in (*_SMALL, _MIDDLE):
            before, took = took, seconds(attack(times))
            spent += took
            if took > _MAX_S / 10:
                return f"{took:.2f} s of {times} times {attack(2)!r}"
        if took > max(_SUSPECT_S, _SUSPECT_GROWTH * before):
            before, took = (seconds(attack(times)) for times in _LARGE)
            if took > _MAX_S or took > _MAX_GROWTH * max(before, _SUSPECT_S):
                return f"{took:.2f} s, {before:.3f} s of a quarter, of {attack(2)!r}"
            spent += before + took
        if spent > _ENOUGH_S:
            break
    return None


@pytest.mark.slow
def test_no_expression_takes_long() -> None:
    """Whatever is repeated."""
    found = {name: slow for name, (pattern, anywhere) in _named().items() if (slow := _slow(pattern, anywhere))}

    assert found == {}
