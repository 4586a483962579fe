"""Things joined one to another."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from quoth.sets import Sets


def test_what_is_joined_is_one_set_and_the_sets_stand_in_the_order_of_their_first_members() -> None:
    """d joins b, and a joins them: c was never joined and stays alone."""
    sets = Sets("abcd")
    sets.join("d", "b")
    sets.join("a", "d")
    assert list(sets) == [["a", "b", "d"], ["c"]]
    assert sets.root("b") == sets.root("a") != sets.root("c")


def test_who_is_named_first_in_a_join_is_in_it() -> None:
    sets = Sets[str]()
    sets.join("west", "east")
    assert "east" in sets and "north" not in sets
    assert list(sets) == [["west", "east"]]


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20))))
def test_the_sets_are_those_of_the_links_in_any_order(links: list[tuple[int, int]]) -> None:
    there, back = Sets(range(21)), Sets(range(21))
    for one, other in links:
        there.join(one, other)
    for one, other in reversed(links):
        back.join(other, one)
    assert list(there) == list(back)
    assert sorted(member for held in there for member in held) == list(range(21))
