"""Things that are joined, one to another, into sets: union and find (Galler & Fischer 1964), the paths halved."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from typing import Generic, TypeVar

T = TypeVar("T", bound=Hashable)


class Sets(Generic[T]):
    """Members, each in one set; who was never named before is in a set of its own."""

    def __init__(self, members: Iterable[T] = ()) -> None:
        self._parent = {member: member for member in members}

    def __contains__(self, member: T) -> bool:
        return member in self._parent

    def __iter__(self) -> Iterator[list[T]]:
        """Each set in the order in which its members were named, and the sets in that of their first members."""
        held: dict[T, list[T]] = {}
        for member in self._parent:
            held.setdefault(self.root(member), []).append(member)
        yield from held.values()

    def root(self, member: T) -> T:
        """The member that its set is known by, until another set joins it."""
        parent = self._parent
        while parent.setdefault(member, member) != member:
            parent[member] = parent[parent[member]]
            member = parent[member]
        return member

    def join(self, one: T, other: T) -> None:
        """Makes the sets of both one set."""
        first, second = self.root(one), self.root(other)
        self._parent[second] = first
