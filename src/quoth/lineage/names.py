"""Outlets and agencies by name: how they are called in full, and which a line names.

What guards it: a name counts only where it is a known agency's or has the shape of an outlet's.
"""

from __future__ import annotations

import re

from quoth.articles.layout.credits import AGENCY
from quoth.attributions.outlets import is_outlet, plain

_FULL = {"ap": "Associated Press", "afp": "Agence France-Presse", "the associated press": "Associated Press"}
_AGENCY = re.compile(rf"(?<![\w.@])(?:[Tt]he )?(?P<name>{AGENCY})(?![\w@]|\.\w)")
_PROPER = re.compile(r"[A-Z][\w.&-]*(?: (?:of the |of |& )?[A-Z][\w.&-]*){0,5}")
_WIRES = frozenset(("canadian press", "press association", "press trust of india", "australian associated press"))
_NO_NAME = frozenset({"agencies", "wire", "news", "staff", "press"})


def shown(name: str) -> str:
    """An agency by its full name, anything else as it stands, without "the"."""
    return _FULL.get(name.casefold(), name.removeprefix("The ").removeprefix("the "))


def agencies(line: str) -> list[tuple[int, int, str]]:
    """The known agencies that `line` names: half-open places in it, and the name to show."""
    return [(*m.span("name"), shown(m["name"])) for m in _AGENCY.finditer(line)]


def is_agency(name: str) -> bool:
    """Whether `name` is that of an agency, which supplies others with their text."""
    return bool(agencies(name)) or plain(name) in _WIRES


def named(line: str) -> list[tuple[int, int, str]]:
    """The same for outlets that only have the shape of one as well; a person beside them is none."""
    found = agencies(line)
    for m in _PROPER.finditer(line):
        start, name = m.start() + 4 * m[0].startswith("The "), m[0].removeprefix("The ").rstrip(".")
        taken = any(a < m.end() and start < b for a, b, _ in found)
        if not taken and plain(name) and plain(name) not in _NO_NAME and is_outlet(name):
            found.append((start, start + len(name), name))
    return sorted(found)
