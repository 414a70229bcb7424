"""Parses XML that may be hostile, by lxml, with everything off that an XML file can ask a parser to do.

A file that declares entities of its own is refused: such files are made to fill the memory, or to read other files.
"""

from __future__ import annotations

from lxml import etree  # type: ignore[import-untyped]

from index.errors import SourceProblem
from index.sources.limits import MAX_ATTRIBUTES, MAX_XML_TAGS
from index.sources.markup import max_attributes

_ENTITIES = "declares XML entities of its own, which are not read"


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
