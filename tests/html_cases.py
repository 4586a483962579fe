"""The cases of html_cases.txt: pieces of articles in HTML, and the words that a reader takes from each."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

FILE = Path(__file__).with_suffix(".txt")
_CHARACTER = re.compile(r"\{U\+([0-9A-F]{4,6})\}")
_EXPECTED = re.compile(r"=(\w*) (.*)")


@dataclass(slots=True)
class Case:
    """`says` are the expected paragraphs, each with its kind of part; `never` must not be read."""

    section: str
    name: str
    markup: str = ""
    says: list[tuple[str, str]] = field(default_factory=list)
    otherwise: list[str] = field(default_factory=list)
    never: list[str] = field(default_factory=list)


def cases(file: Path = FILE) -> list[Case]:
    """All cases of `file`, in order."""
    found: list[Case] = []
    section = ""
    for line in file.read_text(encoding="utf-8").split("\n"):
        shown = _CHARACTER.sub(lambda m: chr(int(m[1], 16)), line)
        if line.startswith("## "):
            section = line[3:]
        elif line.startswith("#") or not line.strip():
            continue
        elif line.startswith("    "):
            found[-1].markup += ("\n" if found[-1].markup else "") + shown[4:]
        elif m := _EXPECTED.match(shown):
            found[-1].says.append((m[1] or "body", m[2].replace(" / ", "\n")))
        elif line.startswith("! "):
            found[-1].never.append(shown[2:])
        elif line.startswith("~ "):
            found[-1].otherwise.append(shown[2:])
        else:
            found.append(Case(section, line))
    return found
