"""The letters behind a person's name, "Ada Quill KC", "Ida Moss OBE, who": they belong to no name, and what follows is
still said of its bearer.

What guards it: they are capitals without a comma before them, behind a name of two words or more. A case it gets wrong:
letters that are not listed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from quoth.attributions import lexicon as lex
from quoth.attributions.names.bare_names import Found
from quoth.attributions.words import Prose, Word

_LETTERS = lex.words("kc qc obe mbe cbe dbe kbe mp msp mep mla md frs jd")


def bare(f: Found) -> Found:
    """`f` without the letters at its end; who has "QC" behind the name is a person."""
    name = f.name
    while len(name) > 2 and _is_letters(name[-1]):
        name = name[:-1]
    if len(name) == len(f.name) or f.kind == "location":
        return f
    return Found(f.start, name[-1].end, "person", name, f.lead)


def borne(prose: Prose, found: Sequence[Found]) -> list[Found]:
    """`found` in order, those of people of two words or more reaching over the letters behind them; what the network
    took for a name in these is left out.
    """
    out: list[Found] = []
    for f in found:
        if out and f.start < out[-1].end:
            continue
        out.append(replace(f, end=_reach(prose, f)) if f.kind == "person" and len(f.name) > 1 else f)
    return out


def _reach(prose: Prose, f: Found) -> int:
    """Where the letters behind the name end; the end of the name where there are none."""
    end, i = f.end, prose.word_at(f.end)
    for w in prose.words[i : i + 3]:
        if prose.text[end : w.start] != " " or not _is_letters(w) or w.possessive:
            break
        end = w.end
    return end


def _is_letters(word: Word) -> bool:
    return (word.fold in _LETTERS and word.text.isupper()) or word.text in ("PhD", "DPhil", "Esq")
