"""Fuzzing steered by coverage: `python -m tests.fuzzing TARGET -max_total_time=60`; the options are libFuzzer's.

The inputs are those of the property tests, which Hypothesis makes of bytes; atheris looks for bytes that reach code
that none has reached. What it finds belongs into `tests/data/corpus/`, and is then tried by every run of the tests.
Needs `pip install --group fuzz`.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Any

import atheris  # type: ignore[import-untyped,import-not-found,unused-ignore] # in a group of its own
from hypothesis import given, settings
from hypothesis import strategies as st

with atheris.instrument_imports(include=["bot", "index"]):
    from tests.bot import test_fuzz as messages
    from tests.index import test_fuzz as files

FOLDER = Path(tempfile.mkdtemp(prefix="tanya-fuzzing-"))


@settings(deadline=None)
@given(files.QUICK.flatmap(lambda suffix: st.tuples(st.just(suffix), files.damaged_files(suffix))))
def damaged_files(file: tuple[str, bytes]) -> None:
    suffix, content = file
    files.read_checked(FOLDER, f"a{suffix}", content)


@settings(deadline=None)
@given(files.BYTES, files.QUICK)
def any_bytes(content: bytes, suffix: str) -> None:
    files.read_checked(FOLDER, f"a{suffix}", content)


TARGETS: dict[str, Any] = {
    "updates": messages.test_damaged_updates,
    "rendering": messages.test_rendered_messages_keep_to_the_rules,
    "damaged-files": damaged_files,
    "any-bytes": any_bytes,
}


def main() -> None:
    if len(sys.argv) < 2 or sys.argv[1] not in TARGETS:
        raise SystemExit(f"usage: python -m tests.fuzzing {'|'.join(TARGETS)} [libFuzzer's options]")
    target = TARGETS[sys.argv.pop(1)]
    atheris.Setup(sys.argv, target.hypothesis.fuzz_one_input)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
