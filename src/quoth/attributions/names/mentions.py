"""Mentions made clean: the network’s names put together where it cut them, without titles and possessives, each of one
kind (`kinds`).

A case it gets wrong: the surname behind a given name that no list has, where the article has it first in a headline.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import replace

from quoth.attributions import lexicon as lex
from quoth.attributions.names.alike import marked_alike
from quoth.attributions.names.bare_names import Found, articled, bare_name
from quoth.attributions.names.fragments import headlined, whole
from quoth.attributions.names.honours import bare, borne
from quoth.attributions.names.kinds import agreed
from quoth.attributions.words import Prose
from quoth.types import Mention

_NOT_GIVEN = (
    lex.TITLES | lex.PERSON_NOUNS | lex.PLURAL_PEOPLE | lex.BODY_NAME_WORDS | lex.DAYS | lex.MONTHS
) | lex.SENTENCE_OPENERS
_CASE = re.compile(r" v\. ")  # between the parties that a case is called after
_NO_NAMES = lex.words("new former late acting top god allah satan")
"""What is left of a name that the network cut ("the New Year"), and whom no article tells of as it does of people."""
_PHOTO = re.compile(r" ?/ ?[A-Z]")  # "Ada Quill/Ember Images" took a picture
_STATES = lex.words("""
    ala ariz ark calif colo conn del fla ga ill ind kan ky la mass md mich minn miss mo mont neb nev nh nj nm ny nc nd
    okla ore pa ri sc sd tenn tex vt va wash wva wis wyo
    """)
"""American states as news shortens them, case-folded and without dots, before or between which one stands."""


def clean_mentions(prose: Prose, mentions: Sequence[Mention]) -> list[Found]:
    """`mentions` in order, cleaned, none overlapping another."""
    first: dict[str, int] = {}
    for w in prose.words:
        first.setdefault(w.fold, w.start)
    untitled = _not_only_before_titles(prose)
    surnames = _surnames(prose, mentions)
    found = []
    pieces = [piece for one in mentions for piece in _in_paragraphs(prose.text, one)]
    for m in whole(prose, marked_alike(prose, pieces)):
        f = _clean(prose, m, surnames)
        if f is None or (len(f.name) == 1 and f.kind == "person" and not f.lead and f.name[0].fold not in untitled):
            continue
        if f.kind == "person" and f.name[0].fold not in lex.GIVEN_NAMES and first[f.name[0].fold] == f.name[0].start:
            f = _introduced(prose, f)
        found.append(bare(f))
    right = borne(prose, agreed(prose, _adjoined(prose, _apart(found))))
    return [replace(f, kind="organization") if articled(prose, f) else f for f in right]


def _in_paragraphs(text: str, m: Mention) -> list[Mention]:
    """`m` parted at its blank lines: a heading "ADA QUILL" is no part of the name that its paragraph begins with."""
    gaps = [(g.start(), g.end()) for g in _BLANK.finditer(text, m.start, m.end)]
    if not gaps:
        return [m]
    starts, ends = [m.start, *(b for _, b in gaps)], [*(a for a, _ in gaps), m.end]
    return [replace(m, start=a, end=b) for a, b in zip(starts, ends, strict=True) if a < b]


_BLANK = re.compile(r"[ \t]*\n\s*\n\s*")


def _surnames(prose: Prose, mentions: Sequence[Mention]) -> frozenset[str]:
    """The last words of people's names of two words or more that are common words as well: "Ada May"."""
    ends = [prose.words_in(m.start, m.end)[1:] for m in mentions if m.kind == "person"]
    return frozenset(words[-1].fold for words in ends if words and words[-1].fold in lex.SENTENCE_OPENERS)


def _not_only_before_titles(prose: Prose) -> set[str]:
    """The words that stand somewhere without a title right behind them: in "Ports Minister" and "Prime Minister" the
    first is nobody's name, in "Quill aide" it is, because Quill is named elsewhere as well.
    """
    often = Counter(w.fold for w in prose.words)
    titled = [(w, after) for w, after in itertools.pairwise(prose.words) if after.fold in lex.TITLES]
    beside = Counter(w.fold for w, t in titled if not w.possessive and prose.text[w.end : t.start] == " ")
    return {fold for fold in often if often[fold] > beside[fold]}


def _introduced(prose: Prose, f: Found) -> Found:
    """A name where the article has it first, with the given name before it that no list has: "said Per Quill".

    The word must be capitalised in the middle of a sentence (or be on the list), be no title, no body's and no
    people's name, and stand behind a title or a word that is not capitalised, as a headline's are.
    A case it gets wrong: an adjective of a place, "the Bellport Quill" for Quill of Bellport.
    """
    i = prose.word_at(f.start)
    if f.lead or i < 2:
        return f
    w, before = prose.words[i - 1], prose.words[i - 2]
    if (
        prose.text[w.end : f.start] != " "
        or prose.text[before.end : w.start] not in ((" ", ". ") if before.fold in lex.TITLES else (" ",))
        or not w.text[0].isupper()
        or not w.text[1:].islower()
        or not (before.text[0].islower() or before.fold.endswith("-old") or before.fold in lex.TITLES)
        or w.possessive
        or (before.fold == "of" and i > 2 and prose.words[i - 3].fold in lex.TITLES)  # "Secretary of State Quill"
        or lex.singular(w.fold) in _NOT_GIVEN
        or w.fold.endswith(("an", "ish", "ese"))
    ):
        return f
    return Found(w.start, f.end, f.kind, (w, *f.name), f.lead)


def _clean(prose: Prose, mention: Mention, surnames: Set[str]) -> Found | None:
    """The mention without titles, articles and possessive endings; None when nothing is left of it. A person called by
    one of `surnames`, which are common words too, stays.
    """
    words = [w for w in prose.words_in(mention.start, mention.end) if w.end <= mention.end + 2][:10]
    if not words or mention.kind == "other":
        return None
    if mention.kind == "person" and _PHOTO.match(prose.text, mention.end):
        return None
    if len(words) == 1 and words[0].fold in _NO_NAMES and not words[0].text.isupper():
        return None
    if of_a_case(prose.text, mention.start, mention.end):
        return None
    if len(words) == 1 and words[0].fold in lex.TITLES and prose.text.startswith(" of ", words[0].end):
        return None  # the "Mayor of Bellport"
    if len(words) == 1 and mention.kind == "person" and words[0].fold in surnames and words[0].text[0].isupper():
        return Found(words[0].start, words[0].end, "person", (words[0],), ())
    is_state = len(words) == 1 and words[0].fold in _STATES and "." in prose.text[words[0].start : words[0].end + 1]
    return bare_name(prose, words, "location" if is_state else mention.kind)


def of_a_case(text: str, start: int, end: int) -> bool:
    """Whether `start:end` is of the name of a case, "Moss v. Vale": either may be long dead, and neither is told of."""
    return _CASE.search(text, max(0, start - 4), min(len(text), end + 4)) is not None


def _apart(found: list[Found]) -> list[Found]:
    """In order, of overlapping ones the first (which is the longer of two that begin together)."""
    out: list[Found] = []
    for f in sorted(found, key=lambda f: (f.start, -f.end)):
        if out and f.start < out[-1].end:
            if f.end - f.start > out[-1].end - out[-1].start:
                out[-1] = f
        else:
            out.append(f)
    return out


def _adjoined(prose: Prose, found: list[Found]) -> list[Found]:
    """Two bodies, or a body and a place, right after one another are one name ("Bellport Bank Arizona", "Ostrovia
    Rising").
    """
    out: list[Found] = []
    for f in found:
        last = out[-1] if out else None
        beside = last is not None and prose.text[last.end : f.start] == " "
        pair = (last.kind, f.kind) if last and beside and not last.name[-1].possessive else ()
        of_place = pair == ("location", "organization") and not (
            lex.singular(f.name[0].fold) in lex.PERSON_NOUNS or headlined(prose, prose.word_at(f.start))
        )
        if last and (of_place or pair in (("organization", "location"), ("organization", "organization"))):
            out[-1] = Found(last.start, f.end, "organization", last.name + f.name, last.lead)
        else:
            out.append(f)
    return out
