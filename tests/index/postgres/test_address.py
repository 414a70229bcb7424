"""The address of a database is never shown with its password."""

from __future__ import annotations

import pytest

from index.errors import DatabaseUnfit
from index.postgres.address import is_address, without_password


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("postgresql://ani:canary@db.example/tanya", "postgresql://ani@db.example/tanya"),
        ("postgres://ani:canary@db.example:5433/tanya?sslmode=require", None),
        ("postgresql://db.example/tanya?user=ani&password=canary", "postgresql://db.example/tanya?user=ani"),
        ("postgresql://ani@/tanya?host=/run/postgresql", "postgresql://ani@/tanya?host=/run/postgresql"),
        ("postgresql://an%40i:can%2Fary@db/tanya", "postgresql://an%40i@db/tanya"),
        ("postgresql://ani:canary:canary@db/tanya", "postgresql://ani@db/tanya"),
        ("postgresql://ani:can@ary@db/tanya", "postgresql://ani@db/tanya"),
        ("postgresql:///tanya", "postgresql:///tanya"),
    ],
)
def test_an_address_is_shown_without_its_password(url: str, shown: str | None) -> None:
    """Wherever it stands."""
    found = without_password(url)

    assert found == (shown or "postgresql://ani@db.example:5433/tanya?sslmode=require")
    assert is_address(found)


@pytest.mark.parametrize(
    "url",
    [
        "canary",
        "mysql://a:canary@b/c",
        "postgresql://a:canary/x@host/c",
        "postgresql://a:ca?nary@b/c",
        "postgresql://[canary/b",
    ],
)
def test_what_is_no_address_is_not_repeated(url: str) -> None:
    """A password with a sign that ends it would be shown in parts."""
    with pytest.raises(DatabaseUnfit) as caught:
        without_password(url)
    assert "nary" not in str(caught.value)
    assert "canary" not in repr(caught.value)
