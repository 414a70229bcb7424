"""Parses XML that may be hostile, by lxml, with everything off that an XML file can ask a parser to do.

A file that declares entities of its own is refused: such files are made to fill the memory, or to read other files.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import BinaryIO

from lxml import etree  # type: ignore[import-untyped]

from index.errors import SourceProblem
from index.reasons import Reason
from index.sources.limits import MAX_ATTRIBUTES, MAX_XML_TAGS
from index.sources.markup.tags import max_attributes

_ENTITIES = "declares XML entities of its own, which are not read"
_MAX_WITHIN = 100_000
_SHOWN_CHARS = 40


def checked_xml(data: bytes, *, recover: bool = False) -> etree._Element:
    """Return the first element.

    Args:
        data: the file.
        recover: read on after faults.

    Raises:
        SourceProblem: it declares entities, has too many tags or attributes, nests too deeply, or (without `recover`)
            has a fault.
    """
    tags = data.count(b"<")
    if tags > MAX_XML_TAGS:
        raise SourceProblem(f"has {tags:,} tags, more than the {MAX_XML_TAGS:,} that are read")
    if max_attributes(data.decode("latin-1")) > MAX_ATTRIBUTES:
        raise SourceProblem(f"has an element with more than {MAX_ATTRIBUTES:,} attributes")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False, recover=recover
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        # libxml2 itself stops at entities that grow too much.
        if b"<!ENTITY" in data:
            raise SourceProblem(_ENTITIES) from error
        raise SourceProblem(f"is not valid XML: {error}") from error
    if root is None:
        raise SourceProblem("is not XML")
    if any("depth" in error.message for error in parser.error_log):
        raise SourceProblem("nests too deeply")
    declared = root.getroottree().docinfo.internalDTD
    if declared is not None and any(True for _ in declared.iterentities()):
        raise SourceProblem(_ENTITIES)
    return root


def children_of(stream: BinaryIO, *, levels: Mapping[str, int]) -> Iterator[etree._Element]:
    """Yield the elements of one level of a file that may be larger than memory, each whole, and forgotten afterwards.

    The first element itself comes before them, without its content.

    Args:
        stream: the file, in any encoding that XML allows.
        levels: by the local name of the first element, at which level below it.

    Raises:
        SourceProblem: it declares entities, nests too deeply, has a fault, begins with another element, or one of the
            elements yielded is too large. What came before has been yielded.
    """
    events = etree.iterparse(
        stream,
        events=("start", "end"),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    depth, level, within = 0, 0, 0
    try:
        for event, element in events:
            if event == "end":
                depth -= 1
                if depth == level:
                    yield element
                    element.clear(keep_tail=False)
                    parent = element.getparent()
                    while element.getprevious() is not None:
                        del parent[0]
                    within = 0
                continue
            if not depth:
                level = _level_of(element, levels)
                yield element
            depth += 1
            within += 1
            if within > _MAX_WITHIN:
                raise SourceProblem(f"has more than {_MAX_WITHIN:,} elements in one entry")
    except (etree.XMLSyntaxError, ValueError) as error:
        raise SourceProblem(f"is not valid XML: {error}") from error


def _level_of(root: etree._Element, levels: Mapping[str, int]) -> int:
    declared = root.getroottree().docinfo.internalDTD
    if declared is not None and any(True for _ in declared.iterentities()):
        raise SourceProblem(_ENTITIES)
    name = etree.QName(root).localname
    if name not in levels:
        raise SourceProblem(f"is XML of an unknown kind, {name[:_SHOWN_CHARS]}", Reason.UNKNOWN_TYPE)
    return levels[name]
