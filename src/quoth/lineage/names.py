"""Outlets and agencies by name: when two names are one, and which a line names.

What it accepts: "AP" and "The Associated Press", "Ember News" and "Ember News (Online)" are one.
What guards it: a name counts only where it is a known agency's or has the shape of an outlet's.
A case it gets wrong: an outlet whose two editions share a name ("The Times" of two cities) is one.
"""

from __future__ import annotations

import re
from functools import lru_cache

from quoth.articles.credits import AGENCY
from quoth.attributions.outlets import is_outlet

_SAME = {
    "ap": "associated press",
    "afp": "agence france-presse",
    "thomson reuters": "reuters",
    "pa": "press association",
    "dpa": "deutsche presse-agentur",
}
_FULL = {"ap": "Associated Press", "afp": "Agence France-Presse", "the associated press": "Associated Press"}
_DROPPED = re.compile(r"\([^)]*\)|\bthe\b|\bonline\b|\.(?:com|org|net|co\.uk)\b|[^\w&' -]")
_AGENCY = re.compile(rf"(?<![\w.@])(?:[Tt]he )?(?P<name>{AGENCY})(?![\w@]|\.\w)")
_PROPER = re.compile(r"[A-Z][\w.&-]*(?: (?:of the |of |& )?[A-Z][\w.&-]*){0,5}")
_NO_NAME = frozenset({"agencies", "wire", "news", "staff", "press"})


@lru_cache(maxsize=4096)
def plain(name: str) -> str:
    """The form in which names are compared; empty where nothing of a name is left."""
    words = _DROPPED.sub(" ", name[:200].casefold().replace("’", "'")).split()
    if len(words) > 1 and words[-1] == "news":
        words.pop()
    found = " ".join(words)
    return _SAME.get(found, found)


def same(one: str | None, other: str | None) -> bool:
    """Whether two names are one outlet's or agency's."""
    return bool(one and other and plain(one) and plain(one) == plain(other))


def shown(name: str) -> str:
    """An agency by its full name, anything else as it stands, without "the"."""
    return _FULL.get(name.casefold(), name.removeprefix("The ").removeprefix("the "))


def agencies(line: str) -> list[tuple[int, int, str]]:
    """The known agencies that `line` names: half-open places in it, and the name to show."""
    return [(*m.span("name"), shown(m["name"])) for m in _AGENCY.finditer(line)]


def named(line: str) -> list[tuple[int, int, str]]:
    """The same for outlets that only have the shape of one as well; a person beside them is none."""
    found = agencies(line)
    for m in _PROPER.finditer(line):
        start, name = m.start() + 4 * m[0].startswith("The "), m[0].removeprefix("The ").rstrip(".")
        taken = any(a < m.end() and start < b for a, b, _ in found)
        if not taken and plain(name) and plain(name) not in _NO_NAME and is_outlet(name):
            found.append((start, start + len(name), name))
    return sorted(found)
