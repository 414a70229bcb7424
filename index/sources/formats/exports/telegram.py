"""Makes articles of the posts of a Telegram channel or group, whichever form of export they come from.

One post is one article with its own day: of 600 short ones about different things the right one came first for .925 of
200 questions, and for .835 where those of a day were joined. An album is the post of its caption; a short reply in a
group stands below what it replies to, without which it says nothing. Notices, and chats between persons, are left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from index.progress import Noted, Skipped
from index.reasons import Reason
from index.sources.drafts import Draft

_SHORT_REPLY_CHARS = 200
_REPLIED_CHARS = 500
_KEPT_POSTS = 20_000


@dataclass(frozen=True)
class Post:
    """One message as it was exported.

    Attributes:
        number: its own in the chat.
        text: with the question and the choices of a poll; empty for a picture alone.
        written: when, as the export says it.
        author: of it, or whoever it was forwarded from.
        reply_to: the number of another post.
    """

    number: str
    text: str
    written: str | None
    author: str | None = None
    reply_to: str | None = None


@dataclass(frozen=True)
class Chat:
    """What an export says of a chat; `address` is that of a public one, `is_group` where many write."""

    name: str | None
    address: str | None = None
    is_group: bool = False


def drafts_of(posts: Iterable[Post], chat: Chat, place: str = "") -> Iterator[Draft | Skipped]:
    """Yield the articles of posts, in their order.

    Args:
        posts: without notices.
        chat: where they stand.
        place: of the chat in its file.
    """
    without_text = 0
    earlier: dict[str, str] = {}
    for post in posts:
        text = post.text.strip()
        if not any(map(str.isalnum, text)):
            without_text += 1
            continue
        if len(earlier) < _KEPT_POSTS:
            earlier[post.number] = text[:_REPLIED_CHARS]
        replied = earlier.get(post.reply_to or "")
        if chat.is_group and replied and len(text) <= _SHORT_REPLY_CHARS:
            text = f"{replied}\n\n{text}"
        yield Draft(
            text=text,
            url=f"{chat.address}/{post.number}" if chat.address else None,
            published=post.written,
            source=chat.name,
            author=post.author if post.author != chat.name else None,
            place=f"{place}#{post.number}",
        )
    if without_text:
        shown = f"has {without_text:,} posts without text, which are left out"
        yield Noted(place, shown, Reason.EMPTY)
