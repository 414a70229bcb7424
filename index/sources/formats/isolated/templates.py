"""Tells what a program wrote into a file by itself from what its author said: titles, names and days of templates.

Collected from what these programs write: python-docx, docx.js, Apache POI, PHPWord, Word and LibreOffice, the shops
that set computers up, scanners, and conversions to PDF.
"""

from __future__ import annotations

import re

_TITLE = re.compile(
    "|".join(
        (
            r"word document|microsoft (?:word|powerpoint|excel)(?: - .*| document)?|untitled(?: \w+)?",
            r"(?:document|dokumen|presentation|presentasi|slide|powerpoint presentation|book|sheet) ?\d*",
            r".*\.(?:docx?|dotx?|docm|rtf|odt|odp|pptx?|xlsx?|pdf|indd|pmd|cdr|qxd|tex|dvi|html?|jpe?g|png|tiff?)",
            r"(?:scan|img|image|pindai\w*)[-_ ]*\d*|about:blank|file:///.*|print|layout \d+",
            r"\(anonymous\)|\(unspecified\)|template|title|judul",
        )
    ),
    re.IGNORECASE,
)
_AUTHOR = re.compile(
    "|".join(
        (
            r"python-docx|un-?named|unknown(?: author)?|author|apache poi|php(?:word|office|presentation)|docx4j",
            r"openxml.*|aspose.*|microsoft.*|windows user|(?:my )?(?:user|pc|komputer|computer|laptop)|pengguna",
            r"admin(?:istrator)?",
            r"hp|acer|asus|lenovo|toshiba|dell|samsung|owner|pemilik|guest|root|default|libreoffice.*|google docs",
            r"\(?anonymous\)?|\(?unspecified\)?|steve canny|camscanner|openpyxl|xlsxwriter|reportlab.*",
        )
    ),
    re.IGNORECASE,
)
_DAYS = frozenset({"2013-12-23", "1601-01-01", "1899-12-30", "1900-01-01", "1970-01-01", "1980-01-01", "2000-01-01"})
_DAY = re.compile(r"[12]\d{3}-[01]\d-[0-3]\d")


def said_title(title: str | None) -> str | None:
    """Return a title that somebody gave; None for a program's."""
    title = (title or "").strip()
    return None if not title or _TITLE.fullmatch(title) else title


def said_author(author: str | None) -> str | None:
    """Return the name of a person or an office; None for a program's."""
    author = (author or "").strip()
    return None if not author or _AUTHOR.fullmatch(author) else author


def said_day(day: str | None) -> str | None:
    """Return the day that begins a time in ISO 8601; None for a template's, and for the beginnings of calendars."""
    found = _DAY.match(day or "")
    return found[0] if found and found[0] not in _DAYS else None
