"""Many values a few at a time: databases take only so many in one condition."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

Value = TypeVar("Value")

AT_ONCE = 5_000


def in_batches(values: Iterable[Value], size: int = AT_ONCE) -> Iterator[list[Value]]:
    rest = iter(values)
    while batch := list(islice(rest, size)):
        yield batch
