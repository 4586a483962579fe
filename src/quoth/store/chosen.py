"""Which articles of a store somebody means: by id, by the file or address that they were read from, by their day."""

from __future__ import annotations

import os
from collections.abc import Iterator

from quoth.revisions import address_of
from quoth.store.encode import plain
from quoth.store.opening import in_words
from quoth.store.revisions import addresses, versions
from quoth.store.sqlite import Store
from quoth.types import Attributed

_NEAR = 3  # ids that are named where one was not found


def meant(store: Store, given: str) -> tuple[str, ...]:
    """The ids of the articles meant by `given`: an id, else the path of a file, with all articles in it, or an address.

    Empty where it is none of these. A path counts from the folder in which quoth runs.
    """
    places = dict(_places(store))
    if given in places:
        return (given,)
    if "://" in given:
        asked = address_of(given) or given
        stated = {name for name, url in addresses(store) if address_of(url) == asked}
        return tuple(sorted(stated | {name for name, place in places.items() if place == given}))
    try:
        path = os.path.relpath(given, os.path.dirname(os.path.abspath(store.path))).replace(os.sep, "/")  # noqa: PTH100, PTH120
    except ValueError:  # on another drive
        path = os.path.abspath(given)  # noqa: PTH100
    return tuple(sorted(name for name, place in places.items() if place == path))


def near(store: Store, given: str) -> tuple[str, ...]:
    """Some ids of the store that `given` may be a part of, or nearly is."""
    import difflib

    names = sorted(name for name, _ in _places(store))
    within = [name for name in names if given.casefold() in name.casefold()]
    return tuple((within or difflib.get_close_matches(given, names, _NEAR))[:_NEAR])


def before(store: Store, day: str) -> tuple[str, ...]:
    """The ids of all articles that were published before `day` (ISO); of those that state no day, the ones that the
    store had before it.
    """
    found = []
    for name, _ in _places(store):
        each = list(versions(store, name))
        read = [one.read.article for one in each if isinstance(one.read, Attributed)]
        published = read[-1].published if read else None
        if each and (published or min(one.at for one in each))[:10] < day:
            found.append(name)
    return tuple(sorted(found))


def _places(store: Store) -> Iterator[tuple[str, str]]:
    """The id of every article, and the file or address that it was read from."""
    store.commit()
    with in_words(store.path):
        rows = store.connection.execute("SELECT id, place FROM articles ORDER BY id").fetchall()
    for name, place in rows:
        if isinstance(name, str | bytes) and isinstance(place, str | bytes):
            yield plain(name), plain(place).rpartition("#")[0]
