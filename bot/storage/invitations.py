"""Invitation codes: who has one is let in for good. Codes and people are kept under keyed hashes only."""

from __future__ import annotations

import hashlib
import re
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from bot.storage.protocols import Database, Hashed, written_time

DAYS, USES = 7, 1
MOST_DAYS, MOST_USES = 366, 10_000
_PREFIX = "inv-"
_LETTERS = "abcdefghijkmnpqrstuvwxyz23456789"
_LENGTH = 16
# 16 of 32 letters, 80 bits; a prefix, so that a code is told from a question in a link.
CODE = re.compile(rf"\b{_PREFIX}[{_LETTERS}]{{{_LENGTH}}}\b")
_SHOWN = len(_PREFIX) + 4


@dataclass(frozen=True)
class Invitation:
    """An invitation as it can be shown: by the beginning of its code."""

    begins: str
    expires: datetime
    uses_left: int


class Invitations:
    """Makes codes, and lets people in who have one; raises RecordsUnusable where the store cannot be used."""

    def __init__(self, database: Database) -> None:
        self.database = database

    def create(self, days: int = DAYS, uses: int = USES, code: str | None = None) -> str:
        """Make a code that lets so many people in within so many days; one that was made before stays as it is."""
        code = code or _written(secrets.token_bytes(_LENGTH))
        expires = datetime.now(UTC) + timedelta(days=days)
        self.database.run(
            "INSERT INTO invitations VALUES (?, ?, ?, ?) ON CONFLICT (code) DO NOTHING",
            *(Hashed(code), code[:_SHOWN], written_time(expires), uses),
        )
        return code

    def code_for(self, order: str, token: str) -> str:
        """Return the code that an order gets, each time the same: a bot that is killed sends no second one after it.

        It takes the bot's token and this database's secret to know it.

        Raises:
            RecordsUnusable: the file cannot be used.
        """
        key = hashlib.blake2b(token.encode()).digest()
        return _written(hashlib.blake2b(self.database.hashed(order).encode(), key=key, digest_size=_LENGTH).digest())

    def take_back(self, code: str) -> None:
        """Let nobody in by a code that reached nobody."""
        self.database.write("DELETE FROM invitations WHERE code = ?", Hashed(code))

    def redeem(self, code: str, user_id: int, *, now: datetime | None = None) -> bool:
        """Let somebody in; False when the code is unknown, has expired or is used up. Who is in needs no code."""
        if self.is_guest(user_id):
            return True
        at = written_time(now)
        valid = "code = ? AND uses_left > 0 AND expires > ?"
        let_in = f"INSERT INTO guests SELECT ?, ? WHERE EXISTS (SELECT 1 FROM invitations WHERE {valid})"
        take_one = f"UPDATE invitations SET uses_left = uses_left - 1 WHERE {valid} RETURNING 1"
        _, took = self.database.run_all(
            [(let_in, [Hashed(user_id), at, Hashed(code), at]), (take_one, [Hashed(code), at])]
        )
        return bool(took)

    async def let_in(self, code: str, user_id: int) -> bool:
        """Do as `redeem` does, outside the event loop."""
        return await self.database.apart(self.redeem, code, user_id)

    async def knows(self, user_id: int) -> bool:
        """Return whether somebody was let in, looked up outside the event loop."""
        return await self.database.apart(self.is_guest, user_id)

    def is_guest(self, user_id: int) -> bool:
        """Return whether somebody was let in."""
        return bool(self.database.rows("SELECT 1 FROM guests WHERE person = ?", Hashed(user_id)))

    def guests(self) -> int:
        """Return how many were let in."""
        return int(self.database.run("SELECT count(*) FROM guests")[0][0])

    def listed(self) -> list[Invitation]:
        """Return the codes that still let somebody in, the one that expires first before the others."""
        rows = self.database.run(
            "SELECT begins, expires, uses_left FROM invitations WHERE uses_left > 0 AND expires > ? ORDER BY expires",
            written_time(),
        )
        return [Invitation(row[0], datetime.fromisoformat(row[1]), row[2]) for row in rows]

    def revoke(self, begins: str) -> int:
        """Take back the codes that begin so; return how many. Who was let in stays in."""
        return len(self.database.run("DELETE FROM invitations WHERE begins = ? RETURNING 1", begins[:_SHOWN]))

    def remove_guest(self, user_id: int) -> bool:
        """Let somebody in no more; True when they were in."""
        return bool(self.database.run("DELETE FROM guests WHERE person = ? RETURNING 1", Hashed(user_id)))


def _written(chosen: bytes) -> str:
    """Return a code, a letter for each byte."""
    return _PREFIX + "".join(_LETTERS[each % len(_LETTERS)] for each in chosen)
