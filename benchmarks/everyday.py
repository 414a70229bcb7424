"""Asks what people ask, typed as on a phone: `python -m benchmarks.everyday [--typed | --notices | --files] [--clean]`.

The engine indexes the articles in a temporary folder and is asked every question over all of them: the 200 over the
everyday articles, with `--typed` the 150 over the sample archive, with `--notices` the 120 over notices among the
sample archive, with `--files` the 100 over each of two archives in many formats, an Indonesian district's and an
English town's, with `--clean` each in its clean wording; `--all` measures all ten. Rows and articles were written
before any answer was seen, and nothing is trained on them. The calibration is fitted on the first two sets; to the
notices and the two archives nothing may be fitted. When they were first asked, as typed, of the notices .77 were right
and .16 wrong, and .62 of those in vain were refused. Of the district's 76 questions with an answer .50 were right, .18
wrong and .32 refused, of the town's .45, .17 and .38; of either's 24 in vain .83 were refused. What was mended since by
looking at them are kinds of answers, cells of tables, spellings, and the reading of formats.

An answer that is given, as sure or perhaps, is right when `index.evaluation.figures.is_right` says so. Of refusals
it is told how often the right answer stands in the first passage, and in the few lines of it that the bot shows in
Telegram, which should be one in ten at the most. Results go to `benchmarks/everyday.json`.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from pathlib import Path

import numpy as np
from rich.console import Console
from rich.progress import track
from rich.table import Table

from benchmarks.question_rows import ARCHIVES, EVERYDAY, NOTICES, SAMPLE, SETS, QuestionSet, Row, holds, read_rows
from benchmarks.results import read_results, results_file, write_results
from bot.messages.catalogue import bundled_catalogue
from bot.messages.rendering import render_reply
from index import Certainty, Engine, FoundPassage, Reply
from index.evaluation.figures import f1, is_right


@dataclass(frozen=True)
class Asked:
    """A row and what came back.

    Attributes:
        row: what was asked.
        text: the best answer.
        certainty: how surely it was given.
        rank: which passage answers, from 1; 0 for none.
        ms: milliseconds.
        in_excerpt: whether the lines that a refusal shows hold the answer.
    """

    row: Row
    text: str
    certainty: Certainty
    rank: int
    ms: float
    in_excerpt: bool = False

    @property
    def given(self) -> bool:
        """Whether the best answer was given, surely or perhaps."""
        return self.certainty is not Certainty.NONE

    @property
    def right(self) -> bool:
        """Whether the best answer is right, given or not."""
        return is_right(self.text, self.row.accepted)


@dataclass(frozen=True)
class Shares:
    """What became of a group of questions; shares and F1 between 0 and 1, None where there is nothing to share.

    Attributes:
        n: all rows.
        answerable: rows with an answer; all that is not said to be of others is a share of these.
        right: given and right.
        wrong: given and not right.
        refused: not given.
        shown_when_refused: of the refused, those with the right answer in the first passage.
        in_excerpt_when_refused: of the refused, those with the right answer in the lines that the bot shows of it.
        unanswerable: rows without an answer.
        refused_rightly: of these, not given.
        sure: of all rows, given as sure.
        right_when_sure: of these, right.
        right_when_perhaps: of those given as perhaps, right.
        f1: over all rows; what is not given counts as an empty answer.
        f1_with_answer: of the best answer, given or not.
        ms: median time of a question.
    """

    n: int
    answerable: int
    right: float | None
    wrong: float | None
    refused: float | None
    shown_when_refused: float | None
    in_excerpt_when_refused: float | None
    unanswerable: int
    refused_rightly: float | None
    sure: float | None
    right_when_sure: float | None
    right_when_perhaps: float | None
    f1: float | None
    f1_with_answer: float | None
    hit_at_1: float | None
    hit_at_5: float | None
    ms: float

    def to_dict(self) -> dict[str, float | int | None]:
        """Return the fields, rounded."""
        values = {each.name: getattr(self, each.name) for each in fields(self)}
        return {name: round(value, 4) if isinstance(value, float) else value for name, value in values.items()}


def ask_all(questions: QuestionSet, *, clean: bool, models_folder: str | None = None) -> list[Asked]:
    """Index the articles of a set and ask all of its questions, as typed or in their clean wording."""
    rows = read_rows(questions.questions)
    with tempfile.TemporaryDirectory(prefix="tanya-everyday-") as folder:
        engine = Engine(Path(folder), models_folder=models_folder)
        engine.index([questions.articles, *questions.beside])
        files = {article.id: Path(article.origin).name for article in engine.articles()}
        engine.warm_up()
        asked = [
            _asked(row, engine.ask(row.clean if clean else row.question), files)
            for row in track(rows, f"asking {questions.name}")
        ]
        engine.close()
    return asked


def _asked(row: Row, reply: Reply, files: dict[str, str]) -> Asked:
    def answers(passage: FoundPassage) -> bool:
        own = files[passage.article.id] == row.article
        return holds(passage.text, row.accepted if own else row.also)

    rank = next((at for at, passage in enumerate(reply.passages, 1) if answers(passage)), 0)
    text = reply.answers[0].text if reply.answers else ""
    in_excerpt = not reply.answered and holds(shown_excerpt(reply), row.accepted)
    return Asked(row, text, reply.certainty, rank, reply.timings_ms["total"], in_excerpt)


def shown_excerpt(reply: Reply) -> str:
    """Return the lines of a passage that the bot shows of a reply; empty where it shows none."""
    composed = render_reply(reply, bundled_catalogue().phrases("id"))
    units = composed.text.encode("utf-16-le")
    quoted = (each for each in composed.entities if "blockquote" in each.type)
    return next((units[2 * each.offset : 2 * (each.offset + each.length)].decode("utf-16-le") for each in quoted), "")


def shares(asked: Sequence[Asked]) -> Shares:
    """Sum up one group."""
    with_answer = [each for each in asked if each.row.accepted]
    without = [each for each in asked if not each.row.accepted]
    refused = [each for each in with_answer if not each.given]
    scores = {id(each): f1(each.text, each.row.accepted) for each in with_answer}
    return Shares(
        n=len(asked),
        answerable=len(with_answer),
        right=_share([each.given and each.right for each in with_answer]),
        wrong=_share([each.given and not each.right for each in with_answer]),
        refused=_share([not each.given for each in with_answer]),
        shown_when_refused=_share([each.rank == 1 for each in refused]),
        in_excerpt_when_refused=_share([each.in_excerpt for each in refused]),
        unanswerable=len(without),
        refused_rightly=_share([not each.given for each in without]),
        sure=_share([each.certainty is Certainty.SURE for each in asked]),
        right_when_sure=_share([each.right for each in asked if each.certainty is Certainty.SURE]),
        right_when_perhaps=_share([each.right for each in asked if each.certainty is Certainty.PERHAPS]),
        f1=_share([scores.get(id(each), 0.0) if each.given else not each.row.accepted for each in asked]),
        f1_with_answer=_share(list(scores.values())),
        hit_at_1=_share([each.rank == 1 for each in with_answer]),
        hit_at_5=_share([1 <= each.rank <= 5 for each in with_answer]),
        ms=float(np.median([each.ms for each in asked])),
    )


def groups(asked: Sequence[Asked]) -> dict[str, Shares]:
    """Sum up all rows, then by language, by spelling, by kind, and by why there is no answer."""
    keys: dict[str, Callable[[Row], str | None]] = {
        "language": lambda row: row.lang_q if row.lang_q == row.lang_c else f"{row.lang_q} on {row.lang_c}",
        "spelling": lambda row: row.spelling.value,
        "kind": lambda row: row.kind,
        "in vain": lambda row: row.vain,
    }
    found = {"all": shares(asked)}
    for name, key in keys.items():
        for value in sorted({value for each in asked if (value := key(each.row))}):
            found[f"{name}: {value}"] = shares([each for each in asked if key(each.row) == value])
    return found


def table(title: str, summed: dict[str, Shares]) -> Table:
    """Return one line a group."""
    drawn = Table(title=title, title_justify="left")
    drawn.add_column("")
    names = {
        "n": "n",
        "right": "right",
        "wrong": "wrong",
        "refused": "refused",
        "shown_when_refused": "…found",
        "in_excerpt_when_refused": "…shown",
        "refused_rightly": "vain: refused",
        "sure": "sure",
        "right_when_sure": "…right",
        "right_when_perhaps": "perhaps: right",
        "f1": "F1",
        "f1_with_answer": "with answer",
        "hit_at_1": "hit@1",
        "hit_at_5": "hit@5",
        "ms": "ms",
    }
    for heading in names.values():
        drawn.add_column(heading, justify="right")
    for group, figures in summed.items():
        values = figures.to_dict()
        drawn.add_row(group, *(_cell(name, values[name]) for name in names))
    return drawn


def _cell(name: str, value: float | int | None) -> str:
    if value is None:
        return "–"
    return f"{value:.0f}" if name in ("n", "ms") else f"{value:.2f}"


def _share(values: Sequence[float]) -> float | None:
    return float(np.mean(values)) if values else None


def _line(asked: Asked, question: str) -> str | None:
    """Return what to read of a row that did not go well; None for others."""
    expected = asked.row.accepted[0] if asked.row.accepted else "no answer"
    where = f"passage {asked.rank}{', shown' if asked.in_excerpt else ''}"
    if asked.given == bool(asked.row.accepted) and (asked.right or not asked.given):
        return None
    return f"{asked.row.id}  {question}  →  {asked.certainty}: {asked.text}; expected {expected}; {where}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--typed", action="store_true", help="ask the questions over the sample archive")
    which.add_argument("--notices", action="store_true", help="ask the questions over notices")
    which.add_argument("--files", action="store_true", help="ask the questions over archives in many formats")
    parser.add_argument("--clean", action="store_true", help="ask the clean wordings")
    parser.add_argument("--all", action="store_true", help="ask all sets in both wordings")
    parser.add_argument("--rows", action="store_true", help="print every row that is not answered rightly")
    parser.add_argument("--models", help="folder of other weights; nothing is written then")
    options = parser.parse_args()
    one = SAMPLE if options.typed else NOTICES if options.notices else EVERYDAY
    chosen = SETS if options.all else ARCHIVES if options.files else (one,)
    console = Console(width=None if Console().is_terminal else 180)
    results = {}
    for questions in chosen:
        for clean in (False, True) if options.all else (options.clean,):
            asked = ask_all(questions, clean=clean, models_folder=options.models)
            name = f"{questions.name}, {'clean wording' if clean else 'as typed'}"
            summed = groups(asked)
            console.print(table(name, summed))
            if options.rows:
                lines = (_line(each, each.row.clean if clean else each.row.question) for each in asked)
                console.print(*filter(None, lines), sep="\n", soft_wrap=True, markup=False, highlight=False)
            results[name] = {group: figures.to_dict() for group, figures in summed.items()}
    if not options.models:
        file = results_file("everyday")
        before = read_results("everyday") if file.exists() else {}
        write_results(file, {name: value for name, value in before.items() if isinstance(value, dict)} | results)


if __name__ == "__main__":
    main()
