"""The address of a PostgreSQL database, checked, and as it may be shown. Does not connect."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

from index.errors import DatabaseUnfit

_FORM = re.compile(r"postgres(ql)?://\S+")
# What an address may hold in its query that nobody else should read.
_SECRETS = ("password", "sslpassword")


def is_address(text: str) -> bool:
    """Tell whether a text looks like the address of a PostgreSQL database."""
    return bool(_FORM.fullmatch(text))


def without_password(url: str) -> str:
    """Return an address as it may be shown.

    Raises:
        DatabaseUnfit: it is no address; the text does not repeat it.
    """
    if not is_address(url):
        raise DatabaseUnfit("the address of the database should look like postgresql://USER:PASSWORD@HOST/DATABASE")
    try:
        parts = urlsplit(url)
        user, at, host = parts.netloc.rpartition("@")
    except ValueError:
        raise DatabaseUnfit(f"the address of the database cannot be read; {_ESCAPED}") from None
    # A password with a slash or question mark ends where the rest would begin, and would be taken for it.
    if not at and ("@" in parts.path or "@" in parts.query or "@" in parts.fragment):
        raise DatabaseUnfit(f"the address of the database cannot be read; {_ESCAPED}")
    name = quote(unquote(user.partition(":")[0]), safe="")
    query = urlencode([(key, value) for key, value in parse_qsl(parts.query) if key not in _SECRETS], safe="/:")
    return f"postgresql://{name}{at}{host}{parts.path}" + (f"?{query}" if query else "")


_ESCAPED = "a password with signs of its own is written as in a web address: / as %2F, @ as %40, ? as %3F, # as %23"
