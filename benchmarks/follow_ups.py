"""Measures follow-up questions on the sample archive: `python -m benchmarks.follow_ups [--typed | --files]`.

Each row of `follow_ups.jsonl` is a question, the one that follows it, and what answers that. The second is asked as it
is, and as the bot does: completed by what the first was about, or without a connective where it stands alone. The rules
were written on the rows that are `seen`; the others were written afterwards and changed nothing. Results go to
`benchmarks/follow_ups.json`.

With `--typed` those of `follow_ups_typed.jsonl` are asked, over the everyday articles as well: they are typed as in a
chat and bring the question that is meant, whose answer shows what completing could reach at best. Results go to
`benchmarks/follow_ups_typed.json`.

With `--files` those of `follow_ups_files.jsonl` are asked, each over its archive of `benchmarks.question_rows`. They
were written before any answer was seen, and rules were mended since by looking at them. Results go to
`benchmarks/follow_ups_files.json`.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich.progress import track

from benchmarks.question_rows import ARCHIVES, EVERYDAY, SAMPLE
from benchmarks.results import results_file, write_results
from index import Engine, FollowUp, Reply, follow_up, request_in, without_opening

HERE = Path(__file__).parent
ROWS = HERE / "follow_ups.jsonl"
TYPED_ROWS = HERE / "follow_ups_typed.jsonl"
FILES_ROWS = HERE / "follow_ups_files.jsonl"


@dataclass(frozen=True)
class Pair:
    """A question, the one that follows it, and texts of which one must be in the answer; none: it has no answer.

    `reading` is the second as somebody would ask it who asked nothing before; `subject` what it wants articles about
    where it asks nothing of what was spoken of: "what about the volcano" after an election; `archive` the name of the
    question set over whose articles it is asked, where that is not told by the file.
    """

    id: str
    first: str
    then: str
    answers: list[str]
    seen: bool
    reading: str | None = None
    subject: str | None = None
    archive: str | None = None


def read_pairs(rows: Path = ROWS) -> list[Pair]:
    """Return the rows."""
    with rows.open(encoding="utf-8") as lines:
        return [Pair(**json.loads(line)) for line in lines]


def is_right(reply: Reply, pair: Pair) -> bool:
    """Return whether the reply is what was expected or the most of it; or a refusal, where nothing is."""
    if not reply.answered or not pair.answers:
        return reply.answered == bool(pair.answers)
    given = reply.answers[0].text.lower()
    return any(each.lower() in given or (len(given) > 3 and given in each.lower()) for each in pair.answers)


def is_listed_rightly(pair: Pair, completed: FollowUp | None) -> bool:
    """Return whether articles are listed about what a pair wants them about."""
    request = request_in(pair.then)
    return completed is None and request is not None and request.subject.lower() == pair.subject


def measure(engine: Engine, pairs: Sequence[Pair]) -> dict[str, Any]:
    """Ask every pair both ways; prints what is not answered rightly."""
    found = {"pairs": len(pairs), "completed": 0, "right_alone": 0, "right_completed": 0, "wrong_completed": 0}
    for pair in track(pairs, "asking"):
        first = engine.ask(pair.first)
        completed = follow_up(pair.then, first.exchange, engine.names_in(pair.then))
        alone = engine.ask(pair.then)
        reply = engine.ask(completed.query if completed else without_opening(pair.then))
        found["completed"] += completed is not None
        if pair.subject:
            # Written out whole it would be those key words.
            right = is_listed_rightly(pair, completed)
            found["right_completed"] += right
            found["right_as_meant"] = found.get("right_as_meant", 0) + 1
            if not right:
                print(
                    f"{pair.id}  {pair.then}  →  {completed and completed.query}; expected articles on {pair.subject}"
                )
            continue
        found["right_alone"] += is_right(alone, pair)
        found["right_completed"] += is_right(reply, pair)
        found["wrong_completed"] += reply.answered and not is_right(reply, pair)
        if pair.reading:
            found["right_as_meant"] = found.get("right_as_meant", 0) + is_right(engine.ask(pair.reading), pair)
        if not is_right(reply, pair):
            said = reply.answers[0].text if reply.answered else "not answered"
            print(f"{pair.id}  {pair.then}  →  {reply.question}  →  {said}; expected {'; '.join(pair.answers[:1])}")
    return found


def measure_over(articles: Sequence[Path], parts: dict[str, list[Pair]]) -> dict[str, Any]:
    """Index articles in a temporary folder and measure each part that has pairs over them."""
    with tempfile.TemporaryDirectory() as folder:
        engine = Engine(Path(folder))
        engine.index(articles)
        results = {name: measure(engine, pairs) for name, pairs in parts.items() if pairs}
        engine.close()
    return results


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--typed", action="store_true", help="ask those that are typed as in a chat")
    which.add_argument("--files", action="store_true", help="ask those over archives in many formats")
    options = parser.parse_args()
    rows = FILES_ROWS if options.files else TYPED_ROWS if options.typed else ROWS
    pairs = read_pairs(rows)
    results: dict[str, Any] = {}
    if options.files:
        for archive in ARCHIVES:
            of_it = [pair for pair in pairs if pair.archive == archive.name]
            results |= measure_over([archive.articles], {archive.name: of_it})
    else:
        parts = {"seen": [pair for pair in pairs if pair.seen], "unseen": [pair for pair in pairs if not pair.seen]}
        articles = [SAMPLE.articles, EVERYDAY.articles] if options.typed else [SAMPLE.articles]
        results = measure_over(articles, parts)
    print(json.dumps(results, indent=2))
    write_results(results_file(rows.stem), results)


if __name__ == "__main__":
    main()
