"""Pairs to groups: who is one person when a is b and b is c."""

from collections.abc import Hashable, Iterable
from typing import TypeVar

T = TypeVar("T", bound=Hashable)


def groups_of(pairs: Iterable[tuple[T, T]]) -> list[tuple[T, int]]:
    """(member, number of its group) of everybody in a pair; pairs that share a member make one group.

    >>> groups_of([("a", "b"), ("c", "d"), ("b", "e")])
    [('a', 0), ('b', 0), ('c', 1), ('d', 1), ('e', 0)]
    """
    above: dict[T, T] = {}

    def top(member: T) -> T:
        above.setdefault(member, member)
        while above[member] != member:
            above[member] = above[above[member]]
            member = above[member]
        return member

    for left, right in pairs:
        above[top(right)] = top(left)
    numbers: dict[T, int] = {}
    return [(member, numbers.setdefault(top(member), len(numbers))) for member in list(above)]
