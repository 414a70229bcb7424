"""Parts the front matter of a document from its text: YAML between lines of ---, TOML between lines of +++, and others.

Others are Hugo's JSON in braces, the lines "Title: …" of Pelican and MultiMarkdown, and pandoc's, which begin with "%".
Parsers: pyyaml and the standard library's json and tomllib. Values of YAML stay as they are written.
"""

from __future__ import annotations

import json
import re
import tomllib

import yaml

from index.errors import SourceProblem
from index.reasons import Reason
from index.sources.fields import Field, fields_of
from index.sources.limits import MAX_FRONT_MATTER_CHARS

# Three dashes or more on a line of their own.
_RULE = re.compile(r"^-{3,}\s*$", re.MULTILINE)
# YAML's own end of a document, as pandoc takes it.
_CLOSED = re.compile(r"^(?:-{3,}|\.{3})[ \t]*$", re.MULTILINE)
_YAML_OPENED = re.compile(r"---[ \t]*\n(?:[ \t]*\n)*[\w-]+:")
_TOML = re.compile(r"\+\+\+[ \t]*\n(.*?)^\+\+\+[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_TOML_OPENED = re.compile(r"\+\+\+[ \t]*\n(?:[ \t]*+\n|#[^\n]*+\n)*+\s*[\w.\"-]++\s*=")
_LINES = re.compile(r"(?:[A-Za-z][\w -]{0,40}+:[^\n]{0,1000}+\n){2,40}+(?=[ \t]*\n|-{3,}[ \t]*\n)-*")
_PANDOC = re.compile(r"% ([^\n]{1,300})\n(?:%[ \t]?([^\n]{0,300})\n)?(?:%[ \t]?([^\n]{0,100})\n)?")
# As Notion writes what it knows of a page.
_BELOW_HEADING = re.compile(r"# [^\n]{1,300}\n(?:[ \t]*\n)*+")
# Without one of them "Nama: …, Alamat: …" would be a document's fields.
_OF_A_DOCUMENT = frozenset({Field.PUBLISHED, Field.AUTHOR, Field.STATUS, Field.IS_DRAFT})
# A table within a table for each of them; tomllib goes down by calling itself.
_MAX_TOML_DEPTH = 50


def split_front_matter(text: str) -> tuple[dict[str, object], str]:
    """Return the fields and the rest of a text; no fields where there is no front matter.

    Raises:
        SourceProblem: it is not closed, not valid, or too long.
    """
    fields, body = _split(text.lstrip())
    # Hugo's, Zola's and others' own parameters stand in a table of that name.
    build = fields.get("build", fields.get("_build"))
    for params in (fields.get("params"), fields.get("extra")):
        if isinstance(params, dict):
            fields = params | fields
    if isinstance(build, dict) and str(build.get("render")).lower() in ("never", "false"):
        fields |= {"hidden": True}
    return fields, body


def _split(text: str) -> tuple[dict[str, object], str]:
    if text.startswith("+++"):
        return _split_toml(text)
    if text.startswith("{"):
        return _split_json(text)
    if match := _LINES.match(text):
        return _split_lines(text, match)
    heading = _BELOW_HEADING.match(text)
    if heading and (match := _LINES.match(text, heading.end())):
        return _of_state(match), text
    if match := _PANDOC.match(text):
        title, authors, day = match.groups()
        return {"title": title, "author": (authors or "").split(";"), "date": day}, text[match.end() :]
    opened = _RULE.match(text)
    if opened is None:
        return {}, text
    closed = _CLOSED.search(text, opened.end())
    if closed is None:
        if _YAML_OPENED.match(text):
            raise SourceProblem("line 1 opens a front matter that no line of --- closes")
        return {}, text
    front, rest = text[opened.end() : closed.start()], text[closed.end() :]
    _require_size(front)
    try:
        # BaseLoader keeps every value as it is written and has no merge keys, which can be made to fill the memory.
        fields = yaml.load(front, Loader=yaml.BaseLoader)  # noqa: S506 - it makes nothing but texts, lists and dicts
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise SourceProblem(f"line {line}: its front matter is not valid YAML: {error.problem}") from error
    except (yaml.YAMLError, RecursionError) as error:
        raise SourceProblem("its front matter is not valid YAML") from error
    # Without fields the two rules of --- are not a front matter.
    return (fields, rest) if isinstance(fields, dict) else ({}, text)


def _split_toml(text: str) -> tuple[dict[str, object], str]:
    match = _TOML.match(text)
    if match is None:
        if _TOML_OPENED.match(text):
            raise SourceProblem("line 1 opens a front matter that no line of +++ closes")
        return {}, text
    front = match[1]
    _require_size(front)
    if max(front.count("["), front.count("{")) > MAX_FRONT_MATTER_CHARS // 10 or _depth(front) > _MAX_TOML_DEPTH:
        raise SourceProblem("its front matter is nested too deeply")
    try:
        fields = tomllib.loads(front)
    except (tomllib.TOMLDecodeError, RecursionError, ValueError) as error:
        raise SourceProblem(f"its front matter is not valid TOML: {error}") from error
    return (fields, text[match.end() :]) if fields else ({}, text)


def _split_json(text: str) -> tuple[dict[str, object], str]:
    try:
        fields, end = json.JSONDecoder().raw_decode(text[: MAX_FRONT_MATTER_CHARS + 1])
    except (ValueError, RecursionError):
        return {}, text
    known = set().union(*map(fields_of, fields)) if isinstance(fields, dict) else set()
    return (fields, text[end:]) if Field.TITLE in known or _OF_A_DOCUMENT & known else ({}, text)


def _split_lines(text: str, match: re.Match[str]) -> tuple[dict[str, object], str]:
    lines = [line.partition(":") for line in match[0].rstrip("-").splitlines()]
    fields: dict[str, object] = {name.strip(): value.strip() for name, _, value in lines}
    kinds = [fields_of(name) for name in fields]
    titled = any(name.lower() in ("title", "judul") for name in fields)
    is_about = titled and all(kinds) and any(_OF_A_DOCUMENT & kind for kind in kinds)
    return (fields, text[match.end() :]) if is_about else ({}, text)


def _of_state(match: re.Match[str]) -> dict[str, object]:
    """Return what lines below a heading say of a page's state, which stay in its text."""
    lines = [line.partition(":") for line in match[0].rstrip("-").splitlines()]
    known = {Field.STATUS, Field.IS_DRAFT}
    return {name.strip(): value.strip() for name, _, value in lines if known & fields_of(name)}


def _depth(front: str) -> int:
    """Return how deep brackets nest at the most, those in strings counted too."""
    depth = deepest = 0
    for char in front:
        if char in "[{":
            depth += 1
            deepest = max(deepest, depth)
        elif char in "]}":
            depth = max(0, depth - 1)
    return deepest


def _require_size(front: str) -> None:
    if len(front) > MAX_FRONT_MATTER_CHARS:
        raise SourceProblem(f"its front matter has more than {MAX_FRONT_MATTER_CHARS:,} characters", Reason.TOO_LARGE)
