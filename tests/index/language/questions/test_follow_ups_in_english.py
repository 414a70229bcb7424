"""What English questions go on with: nobody's "I", a time, a thing of the same message, and no verb."""

from __future__ import annotations

import pytest

from index import Exchange, follow_up

LIBRARY = "Lost cards cost $5 at the counter. The fine is 20 cents. Printing costs 50 cents. There is parking."
POOL = "Swimming is $2. There are lockers and a car park. The competition pool is 2 m deep."


def asked(question: str, before: str, answer: str | None = None, context: str = "") -> str | None:
    completed = follow_up(question, Exchange(before, answer, context))
    return completed.query if completed else None


@pytest.mark.parametrize(
    ("before", "question", "query"),
    [
        ("Where can I get a uniform?", "What does it cost?", "What does the uniform cost?"),
        ("where can i get a uniform?", "what does it cost?", "what does the uniform cost?"),
        ("How much do I pay for a locker?", "Where is it?", "Where is the locker?"),
        ("Should I register for storytime?", "Is it free?", "Is storytime free?"),
        ("How do I renew a book?", "How much is the fine?", None),
        ("Can I print in colour?", "When does the café close?", None),
        ("When I’ve lost a book, what do I pay?", "How much is the fine?", None),
        ("Must I wear goggles?", "How much are they?", "How much are goggles?"),
        ("When was Charles I crowned?", "Where was he born?", "Where was Charles I born?"),
        ("Kapan Anda buka?", "Alamatnya?", "di mana Alamat buka?"),
    ],
)
def test_who_asks_is_no_name(before: str, question: str, query: str | None) -> None:
    """Though "I" has a capital wherever it stands; behind a name it is the number of a king."""
    assert asked(question, before, None, LIBRARY) == query
