"""Prints the text and the metadata of a PDF as JSON, by `pypdf`. A program, see `index.sources.isolated`."""

import json
import logging
import re
import sys

from pypdf import PdfReader
from pypdf.errors import DependencyError, FileNotDecryptedError, PyPdfError

_WORD_PROCESSORS_NAME = re.compile(r"^(?:Microsoft Word - |untitled$)|\.(?:docx?|indd|pdf|odt|rtf)$", re.IGNORECASE)
_HYPHENATED = re.compile(r"(?<=\w)[-\u00ad]\n(?=[a-zà-ÿ])")
_WRAPPED = re.compile(r"(?<![.!?:\n])\n(?=[^\n])")
_PROTECTED = "is protected by a password; save it without one"


def read(path: str, max_chars: int) -> dict[str, str | None]:
    """Return the fields of the one article that a PDF is."""
    reader = PdfReader(path)
    try:
        if reader.is_encrypted and not reader.decrypt(""):
            return {"problem": _PROTECTED}
        pages, length = [], 0
        for page in reader.pages:
            text = page.extract_text()
            pages.append(_WRAPPED.sub(" ", _HYPHENATED.sub("", text.strip())))
            length += len(text)
            if length > max_chars:
                return {"problem": f"its text has more than {max_chars:,} characters; split it"}
        about = reader.metadata
    except (FileNotDecryptedError, DependencyError):
        return {"problem": _PROTECTED}
    text = "\n\n".join(filter(None, pages))
    if not text.strip():
        return {"problem": "holds no text; if it is a scan, run a text recognition over it first"}
    title = about.title if about else None
    return {
        "text": text,
        "title": None if title and _WORD_PROCESSORS_NAME.search(title) else title,
        "author": about.author if about else None,
        "published": _day(about.creation_date_raw if about else None),
    }


def _day(written: str | None) -> str | None:
    """Return the day of "D:20180511093000+07'00'" as it was where the file was made."""
    match = re.match(r"D:(\d{4})(\d{2})(\d{2})", written or "")
    return "-".join(match.groups()) if match else None


def main() -> None:
    """Print the JSON object."""
    logging.disable()
    try:
        found = read(sys.argv[1], int(sys.argv[2]))
    except RecursionError:
        found = {"problem": "is nested too deeply"}
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, OSError, ArithmeticError) as error:
        found = {"problem": f"is not a PDF that can be read ({type(error).__name__})"}
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    main()
