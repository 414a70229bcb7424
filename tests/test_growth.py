"""What grows with the square of its size is told from what grows with it."""

from __future__ import annotations

from tests.growth import grows_steeply


def test_work_that_grows_with_the_square_is_steep() -> None:
    assert grows_steeply(lambda size: sum(1 for a in range(size) for b in range(size)), 500)


def test_work_that_grows_with_its_size_is_not() -> None:
    assert not grows_steeply(lambda size: sum(range(1_000 * size)), 200)
