"""The parameters of one Bot API call, read from a form, a multipart form, JSON or the address."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import Any

from sandbox.errors import Refusal

# How a value, or a field of a JSON value, names a file that comes along.
_ATTACHED = re.compile(r"attach://(\w+)")


@dataclass
class Parameters:
    """Raw values by name, and the files that came with them."""

    values: dict[str, Any]
    files: dict[str, tuple[str, bytes]] = field(default_factory=dict)

    def only(self, method: str, known: frozenset[str]) -> None:
        """Refuse a parameter that the method, as this server knows it, does not have."""
        unknown = sorted((self.values.keys() | self.files.keys()) - known - self._attached())
        if unknown:
            raise Refusal(f"Bad Request: the sandbox does not know the parameter {unknown[0]!r} of {method}")

    def _attached(self) -> set[str]:
        return {name for each in self.values.values() for name in _ATTACHED.findall(str(each))}

    def text(self, name: str, default: str = "") -> str:
        """Return a string."""
        value = self.values.get(name, default)
        return value if isinstance(value, str) else str(value)

    def number(self, name: str, default: int | None = None) -> int:
        """Return an integer; without a default it has to be there."""
        value = self.values.get(name, default)
        try:
            return int(value)  # type: ignore[arg-type]  # None is what the except clause is for
        except (TypeError, ValueError, OverflowError):
            raise Refusal(f"Bad Request: parameter {name!r} must be an integer") from None

    def flag(self, name: str) -> bool:
        """Return a boolean, False when absent."""
        value = self.values.get(name, False)
        return value is True or str(value).lower() in ("true", "1")

    def json(self, name: str) -> Any:
        """Return a decoded JSON value, or None when absent."""
        value = self.values.get(name)
        if not isinstance(value, str):
            return value
        try:
            return json.loads(value)
        except ValueError:
            raise Refusal(f"Bad Request: can't parse {name} JSON object") from None

    def object(self, name: str) -> dict[str, Any]:
        """Return a JSON object, empty when absent."""
        value = self.json(name)
        if value is not None and not isinstance(value, dict):
            raise Refusal(f"Bad Request: can't parse {name}: expected an Object")
        return value or {}

    def array(self, name: str) -> list[Any]:
        """Return a JSON array, empty when absent."""
        value = self.json(name)
        if value is not None and not isinstance(value, list):
            raise Refusal(f"Bad Request: can't parse {name}: expected an Array")
        return value or []

    def file(self, name: str) -> tuple[str, bytes] | None:
        """Return a file that came along, by its parameter or by `attach://`."""
        value = self.text(name)
        return self.files.get(value[9:] if value.startswith("attach://") else name)
