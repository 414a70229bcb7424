"""Prints the text and metadata of a Word document as JSON, by `python-docx`. A program, see `index.sources.isolated`.

Paragraphs and tables come in their order, a row of a table as one line. Headers, footers and comments are left out.
"""

import json
import sys
from collections.abc import Iterator

from docx import Document
from docx.table import Table
from lxml import etree  # type: ignore[import-untyped]

_TITLE_STYLES = ("Title", "Heading")


def read(path: str, max_chars: int) -> dict[str, str | None]:
    """Return the fields of the one article that a document is."""
    document = Document(path)
    heading, blocks, length = None, [], 0
    for block in document.iter_inner_content():
        lines = _rows(block) if isinstance(block, Table) else [block.text]
        for line in filter(str.strip, lines):
            blocks.append(line.strip())
            length += len(line)
        if length > max_chars:
            return {"problem": f"its text has more than {max_chars:,} characters; split it"}
        if heading is None and not isinstance(block, Table) and block.text.strip():
            style = block.style.name if block.style else None
            heading = block.text.strip() if (style or "").startswith(_TITLE_STYLES) else None
    if not blocks:
        return {"problem": "holds no text"}
    about = document.core_properties
    created = about.created
    return {
        "text": "\n\n".join(blocks),
        "title": about.title or None,
        "heading": heading,
        "author": about.author or None,
        "published": created.date().isoformat() if created else None,
        "language": about.language or None,
    }


def _rows(table: Table) -> Iterator[str]:
    for row in table.rows:
        # A cell that spans columns is there once for each of them.
        cells = {cell._tc: " ".join(cell.text.split()) for cell in row.cells}
        yield " | ".join(filter(None, cells.values()))


def main() -> None:
    """Print the JSON object."""
    try:
        found = read(sys.argv[1], int(sys.argv[2]))
    except RecursionError:
        found = {"problem": "is nested too deeply"}
    except etree.XMLSyntaxError as error:
        found = {"problem": f"holds XML that cannot be read: {error.msg}"}
    except Exception as error:
        found = {"problem": f"is not a Word document that can be read ({type(error).__name__})"}
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    main()
