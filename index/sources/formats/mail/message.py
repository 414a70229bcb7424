"""Reads a mail message as an article: its best text, its subject, who sent it and when. Parser: the standard library's.

Formats: RFC 5322 and MIME (RFC 2045 to 2049). Attachments are left out and told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from email import message_from_bytes, policy
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parseaddr

from lxml.html import tostring  # type: ignore[import-untyped]

from index.errors import SourceProblem
from index.progress import Noted, Skipped
from index.reasons import Reason
from index.sources.decoding import decode
from index.sources.drafts import Draft, clean_text
from index.sources.markup.html import text_of_html, tree_of_html

_MAX_PARTS = 200
_MAX_BOUNDARIES = 20_000
# The parser compares each line with where every part ends that is open.
_OPENS = re.compile(rb"multipart|delivery-status", re.IGNORECASE)
_MAX_COMPARED = 10_000_000
# Of a header: what decodes it and what splits its parameters goes over it again and again.
_MAX_HEADER_CHARS = 2_000
_MAX_SENDER_CHARS = 300
_MAX_PARAMETERS_CHARS = 10_000
_WITH_PARAMETERS = ("content-type", "content-disposition")
_ENOUGH = 0.6  # of the words of the HTML form
_SHOWN_NAMES = 5
# Of Thunderbird (nsMsgMessageFlags), and Gmail's own labels.
_EXPUNGED = 0x8
_THROWN_AWAY = frozenset({"trash", "spam", "sampah"})
_DRAFTS = frozenset({"draft", "drafts", "draf"})
_SHOWN_CHARS = 60
_LIST = re.compile(r"^\s*+\"?([^\"<]{1,200}?)\"?\s*<")
# What stands before a subject: lists by their names, and words of replies and of what is sent on, some with a count.
_BEFORE_SUBJECT = re.compile(
    r"\s*+(?:\[[^\[\]]{1,80}\]|([a-z]{2,8})\s?(?:[\[(]\d{1,3}[\])])?\s*[:\uff1a])", re.IGNORECASE
)
_REPLIES = frozenset({"re", "bls", "balas", "balasan", "aw", "sv", "antw"})
_SENT_ON = frozenset({"fwd", "fw", "wg", "trs", "terusan"})
# Who wrote what is answered, as most programs say it, in one line or two.
_WROTE = r"(?:On|Pada)\b[^\n]{1,200}(?:\n(?!>)[^\n]{0,80})?\b(?:wrote|writes|menulis)[ \t]?:"
# What is answered, with the line above it that says whose it is.
_QUOTED = re.compile(
    rf"(?:^(?:{_WROTE}|(?!>)[^\n]{{1,200}}:)[ \t]*\n(?:[ \t]*\n)?)?(?:^>[^\n]*(?:\n|\Z))+\n?", re.MULTILINE
)
# Below which Outlook and others put all that is answered.
_ANSWERED_BELOW = re.compile(
    r"^[ \t]*(?:-{3,}[ \t]?(?:original (?:message|appointment)|pesan (?:asli|asal|semula))[ \t]?-{3,}"
    r"|(?:_{10,}\s{1,9})?\*?(?:from|dari)[ \t]?:[^\n]{1,300}\n+"
    r"(?:[^\n]{1,300}\n+){1,4}?[ *]{0,3}(?:subject|subjek|perihal)[ \t]?:)",
    re.MULTILINE | re.IGNORECASE,
)
_WROTE_ALONE = re.compile(rf"^{_WROTE}[ \t]*$", re.MULTILINE)
_QUOTATIONS = """.//blockquote[@type='cite' or contains(@class, 'gmail_quote')] | .//*[contains(@class, 'gmail_attr')
    or contains(@class, 'moz-cite-prefix') or contains(@class, 'yahoo_quoted') or contains(@id, 'yahoo_quoted')
    or @id='divRplyFwdMsg'] | .//*[@id='divRplyFwdMsg']/following-sibling::*"""
_QUOTED_IN_WHAT_IS_SENT_ON = re.compile(rf"^{_WROTE}[ \t]*\n(?:[ \t]*\n)?(?:^>[^\n]*(?:\n|\Z))+\n?", re.MULTILINE)
_SIGNED = re.compile(r"^-- ?\n", re.MULTILINE)  # RFC 3676
_WRAPPED = re.compile(r"(?<! ) \n")  # RFC 3676: a blank at a line's end says that the line goes on


def read_message(data: bytes, place: str = "") -> Iterator[Draft | Skipped]:
    """Yield the one article of a message.

    Raises:
        SourceProblem: it has no text, or more parts than are read.
    """
    message = parsed(data)
    text, left_out = _best_text(message)
    yield Draft(
        text=text,
        title=header(message, "Subject"),
        published=header(message, "Date") or (header(message, "Received") or "").rpartition(";")[2].strip() or None,
        author=_name(header(message, "From")),
        source=_list_name(message) or _name(header(message, "From")),
        url=_address(message),
        row_id=header(message, "Message-ID"),
        language=header(message, "Content-Language"),
        status=_status(message),
        place=place,
        is_numbered=bool(place),
    )
    if left_out:
        names = ", ".join(left_out[:_SHOWN_NAMES])
        yield Noted(place, f"has {len(left_out)} attachments, which are left out: {names}", Reason.NOT_AN_ARTICLE)


def parsed(data: bytes) -> Message:
    """Return a message with its parts.

    Raises:
        SourceProblem: it is made of too many.
    """
    parts = len(_OPENS.findall(data))
    if data.count(b"\n--") > _MAX_BOUNDARIES or parts > _MAX_PARTS or parts * data.count(b"\n") > _MAX_COMPARED:
        raise SourceProblem("has more parts than are read", Reason.TOO_LARGE)
    try:
        message = message_from_bytes(data, policy=policy.compat32)
    except RecursionError as error:
        raise SourceProblem("is nested too deeply") from error
    if not message.keys():
        raise SourceProblem("is not a mail message: it has no header")
    for part in message.walk():
        if any(
            len(value) > _MAX_PARAMETERS_CHARS for key, value in part.raw_items() if key.lower() in _WITH_PARAMETERS
        ):
            longer = f"has a header of more than {_MAX_PARAMETERS_CHARS:,} characters that says what a part is"
            raise SourceProblem(longer, Reason.TOO_LARGE)
    return message


def header(message: Message, name: str) -> str | None:
    """Return a header in one line, whatever it is encoded in; of one that is too long its beginning."""
    value = next((str(each) for key, each in message.raw_items() if key.lower() == name.lower()), "")
    value = value[:_MAX_HEADER_CHARS]
    if value.isascii():
        with suppress(LookupError, ValueError, MessageError):
            value = str(make_header(decode_header(value)))
    else:
        # Bytes of an encoding that is not declared came as lone surrogates.
        with suppress(UnicodeEncodeError, SourceProblem):
            value = decode(value.encode("ascii", "surrogateescape"), message.get_content_charset() or "cp1252")
    return " ".join(clean_text(value).split()) or None


def content(part: Message) -> bytes:
    """Return the bytes of a part that is no multipart."""
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def text_of(part: Message) -> str:
    """Return the text of a part, in whatever it says it is encoded."""
    data = content(part)
    return clean_text(decode(data, part.get_content_charset())) if data.strip() else ""


def _best_text(message: Message) -> tuple[str, list[str]]:
    """Return the text of a message, and the names of what is attached.

    Of the same in two forms, plain text is taken unless it lacks much of what stands in the other.
    """
    plain: list[str] = []
    marked: list[str] = []
    left_out: list[str] = []
    words = _words_before(header(message, "Subject") or "")
    is_sent_on = bool(words) and words[0] in _SENT_ON
    answers = not _REPLIES.isdisjoint(words) or header(message, "In-Reply-To") or header(message, "References")
    is_reply = bool(answers) and not is_sent_on
    for number, part in enumerate(message.walk()):
        if number > _MAX_PARTS:
            raise SourceProblem("has more parts than are read", Reason.TOO_LARGE)
        kind, name = part.get_content_type(), part.get_filename()
        if part.is_multipart():
            continue
        if part.get_content_disposition() == "attachment" or kind not in ("text/plain", "text/html"):
            if name or part.get_content_disposition() == "attachment":
                left_out.append(clean_text(name or kind)[:_SHOWN_CHARS])
        elif kind == "text/plain":
            flowed = part.get_param("format") == "flowed"
            text = text_of(part)
            plain.append(_WRAPPED.sub(" ", text) if flowed else text)
        else:
            marked.append(_marked_words(text_of(part), is_reply=is_reply))
    text, other = "\n\n".join(filter(None, plain)).strip(), "\n\n".join(filter(None, marked)).strip()
    if not text or len(text.split()) < _ENOUGH * len(other.split()):
        return other, left_out
    if is_sent_on and not _REPLIES.isdisjoint(words):
        text = _QUOTED_IN_WHAT_IS_SENT_ON.sub("", text).strip() or text
    return _own_words(text, is_reply=is_reply), left_out


def _words_before(subject: str) -> list[str]:
    """Return the words of replies and of what is sent on that stand before a subject, in small letters."""
    words: list[str] = []
    at = 0
    while (found := _BEFORE_SUBJECT.match(subject, at)) and (not found[1] or found[1].lower() in _REPLIES | _SENT_ON):
        words += [found[1].lower()] if found[1] else []
        at = found.end()
    return words


def _own_words(text: str, *, is_reply: bool) -> str:
    """Return a text without its signature, and a reply without what it answers; all of it where nothing is left."""
    unsigned = _SIGNED.split(text, maxsplit=1)[0]
    return (_unanswered(unsigned) if is_reply else unsigned.strip()) or text


def _unanswered(text: str) -> str:
    return _ANSWERED_BELOW.split(_QUOTED.sub("", text), maxsplit=1)[0].strip()


def _marked_words(markup: str, *, is_reply: bool) -> str:
    """Return the text of HTML, of a reply without what it answers; all of it where nothing is left."""
    whole = text_of_html(markup)
    tree = tree_of_html(markup) if is_reply else None
    if tree is None:
        return whole
    for each in tree.xpath(_QUOTATIONS):
        each.drop_tree()
    own = text_of_html(tostring(tree, encoding="unicode"))
    return _WROTE_ALONE.sub("", _unanswered(own)).strip() or whole


def _status(message: Message) -> str | None:
    """Return what mail programs keep of a message that was not sent, or was thrown away and is still in the file."""
    labels = {label.strip().casefold() for label in (header(message, "X-Gmail-Labels") or "").split(",")}
    flags, marks = header(message, "X-Mozilla-Status") or "", header(message, "X-Status") or ""
    with suppress(ValueError):
        if int(flags or "0", 16) & _EXPUNGED:
            return "deleted"
    if "D" in marks or labels & _THROWN_AWAY:
        return "deleted"
    is_unsent = header(message, "X-Mozilla-Draft-Info") or header(message, "X-Unsent") == "1"
    return "draft" if is_unsent or "T" in marks or labels & _DRAFTS else None


def _name(sender: str | None) -> str | None:
    # Comments in an address nest, and are read by recursion.
    name, address = parseaddr((sender or "")[:_MAX_SENDER_CHARS])
    return name or address.partition("@")[2] or None


def _list_name(message: Message) -> str | None:
    found = _LIST.match(header(message, "List-Id") or "")
    return found[1].strip() if found else None


def _address(message: Message) -> str | None:
    return (header(message, "Archived-At") or "").strip("<> ") or None
