"""Who issued what is written or counted: a report, a poll, a letter speaks for whoever the article says it is from.

What it accepts: "Quill’s report", "a Bellport Bank survey", "Quill filed a lawsuit", "a study (published on Monday) by
the Ember House", "the report’s authors, who include the Ember House and the Harbour Fund"; then "the report",
"the study", "it" and "which" mean the last one before. What guards it: a new "a report" without an issuer ends what
was known; a report told of first and explained later ("the authors of the report include …") counts backwards up to the
last new one; a place or a person before the noun is no issuer unless it owns it; a word in a name is none ("the Harbour
Papers").
A case it gets wrong: two reports told of in turn, both as "the report".
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from quoth.attributions import lexicon as lex
from quoth.attributions.names.cast import Cast, Naming
from quoth.attributions.speaker.pairs import two_counted
from quoth.attributions.words import Word

_STUDIES = lex.words("""
    report study survey poll analysis research paper review audit data figures statistics findings estimate
    estimates investigation assessment polling
    """)
_ISSUED = _STUDIES | lex.words("""
    letter memo statement release article story column editorial book memoir autobiography biography essay op-ed filing
    brief complaint lawsuit suit indictment tweet post message video ad email e-mail petition affidavit transcript blog
    documentary website newsletter
    """)
_SUITS = lex.words("lawsuit suit complaint")
_DATA = lex.words("data figures statistics")  # a study may be made of another body's
_BY = lex.words("by from")
_MADE = lex.words("""
    released published conducted done issued commissioned compiled written produced sponsored prepared carried out
    being authored created submitted filed brought lodged posted put
    """)
_NEW = lex.words("a an another")
_ISSUING = lex.words("""
    filed released published issued wrote sent posted launched aired ran unveiled introduced produced delivered signed
    penned circulated submitted files releases publishes issues writes sends posts launches airs unveils
    """)
_ALONG = lex.DAYS | lex.words("has have had also then later just since on in last this week month year and recently")
_INCLUDE = lex.words("include includes included including are were called named")
_AUTHORS = lex.words("authors author writers researchers groups group organizations organisations")
_COUNTED = 3  # words before the noun of "the two states"
_COUNTS = re.compile(r"\b(?:[Tt]he two|[Tt]wo|[Bb]oth(?: the)?) (?:[a-z-]+ )?[a-z-]+$")
_NEAR = 200  # places before and after that are looked at
_AHEAD, _BACK = 12, 3  # words behind and before a noun in which its issuer is looked for


@dataclass(frozen=True, slots=True)
class Issue:
    """A place where something written is told of: the entities it is from, none where that is not said."""

    at: int
    noun: str
    by: tuple[int, ...]
    definite: bool


def issues_of(cast: Cast) -> list[Issue]:
    """Everything written that `cast`'s article tells of as new, or says whom it is from, in order."""
    out = []
    issued = {f for f in {w.fold for w in cast.words} if f in _ISSUED or lex.singular(f) in _ISSUED}
    for i in [i for i, w in enumerate(cast.words) if w.fold in issued] if issued else ():
        w = cast.words[i]
        if any(n.start < w.start and w.end <= n.end for n in cast.within(w.start, w.end)):
            continue  # the "Papers" of "the Harbour Papers" are a part of a name
        article = _article(cast, i)
        told = () if w.fold == "indictment" else _before(cast, i)  # "Quill’s indictment" is not by Quill
        told = told or _behind(cast, i) or (_doer(cast, i) if article in _NEW else ())
        by = tuple(n.entity for n in told if n.entity is not None)
        if by or article in _NEW:
            out.append(Issue(w.start, family(lex.noun(w.fold)), by, article in ("the", "this", "that")))
    return out


def issuer(issues: Sequence[Issue], noun: str, at: int) -> tuple[int, ...]:
    """Whom "the `noun`" at `at` is from; nobody where the article has not said."""
    here = bisect_left(issues, at, key=lambda i: i.at)
    of = {family(noun)} | ({"study"} if noun in _DATA else set())
    same = [i for i in issues[max(0, here - _NEAR) : here + _NEAR] if i.noun in of]
    k = bisect_left(same, at, key=lambda i: i.at)
    if k and same[k - 1].by:
        return same[k - 1].by
    return same[k].by if k < len(same) and same[k].definite else ()


def explained(issues: Sequence[Issue], noun: str, end: int) -> tuple[int, ...]:
    """Whom "a new `noun`" that ends at `end` is from, where only what comes later says so: "a study by researchers
    found … The authors of the study, which include …". Nobody where another new one comes first.
    """
    here = bisect_left(issues, end, key=lambda i: i.at)
    later = next((i for i in issues[here : here + _NEAR] if i.noun == family(noun) and i.at >= end), None)
    return later.by if later and later.definite else ()


def family(noun: str) -> str:
    """The noun that stands for all that may mean the same: "study" for "report", "survey", "poll"; "lawsuit" for
    "complaint"; "data" for what a study may have from elsewhere.
    """
    if noun in _DATA:
        return "data"
    if noun in _SUITS:
        return "lawsuit"
    return "study" if noun in _STUDIES else noun


def _article(cast: Cast, i: int) -> str:
    """The article or other determiner of the noun at word `i`; "" where it has none."""
    upto = cast.words[i].start
    for w in reversed(cast.words[max(0, i - 5) : i]):
        if cast.text[w.end : upto].strip("’s' ") not in ("", ".") or w.fold in lex.PREPOSITIONS:
            return ""
        if w.fold in lex.DETERMINERS or w.fold in lex.POSSESSIVE:
            return w.fold
        upto = w.start
    return ""


def _before(cast: Cast, i: int) -> tuple[Naming, ...]:
    """The body or person that owns the noun at word `i`: "Quill’s latest report", "a Bellport Bank survey"."""
    w = cast.words[i]
    near = cast.words[max(0, i - _BACK - 1) : i]
    if not near:
        return ()
    namings = cast.within(near[0].start, w.start)
    if not namings:
        return ()
    last = namings[-1]
    between = cast.words_in(last.end, w.start)
    if len(between) > (_BACK if last.possessive else 1) or any(not b.text[0].islower() for b in between):
        return ()
    gap = cast.text[last.end : w.start]
    if any(mark in gap for mark in ",.;:\n") or any(b.fold in lex.PREPOSITIONS for b in between):
        return ()
    if last.entity is None or not (last.possessive or cast.entities[last.entity].kind == "organization"):
        return ()
    other = namings[-2] if len(namings) > 1 else None
    return (other, last) if other and cast.text[other.end : last.start] in (" and ", "-", "/") else (last,)


def _behind(cast: Cast, i: int) -> tuple[Naming, ...]:
    """Those after "by" or "from" behind the noun at word `i`, or whom its authors include."""
    here = cast.sentence(cast.words[i].start)
    authors = {w.fold for w in cast.words[max(0, i - 3) : i]} & _AUTHORS and "of" in {
        w.fold for w in cast.words[max(0, i - 3) : i]
    }
    made = False
    for a, b in pairwise(cast.words[i : i + _AHEAD]):
        if cast.sentence(b.start) != here or cast.text[a.end : b.start].strip(" ,’s'–—-("):
            return ()
        if b.fold in _BY or (authors and b.fold in _INCLUDE):
            return _listed(cast, b.end, places=cast.words[i].fold in _SUITS)
        made = made or b.fold in _MADE
        if not (authors or made) and b.fold not in lex.DAYS and b.fold not in ("on", "last", "this", "week"):
            return ()
    return ()


def _doer(cast: Cast, i: int) -> tuple[Naming, ...]:
    """Who made the thing at word `i`, where the words say it: "Quill filed a lawsuit", "Bellport Bank has released a
    new report". The name stands right before the verb, the verb before the noun phrase, all in one clause.
    """
    upto, verb = cast.words[i].start, None
    for w in reversed(cast.words[max(0, i - _AHEAD) : i]):
        if cast.text[w.end : upto] != " ":
            return ()
        upto = w.start
        if verb is None and w.fold in _ISSUING:
            verb = w
        elif verb is None and w.fold in lex.PREPOSITIONS:
            return ()
        elif verb is not None and w.fold not in _ALONG:
            return _acting(cast, w)
    return ()


def _acting(cast: Cast, word: Word) -> tuple[Naming, ...]:
    """The one whose name ends with `word`, or the two joined by "and", as the subject of what follows."""
    found = cast.within(word.start, word.end)
    if not found:
        return _counted(cast, word)
    if found[-1].end != word.end or found[-1].possessive:
        return ()
    doers = [found[-1]]
    k = cast.naming_at(doers[0].start)
    if k and cast.text[cast.namings[k - 1].end : doers[0].start] == " and ":
        doers.insert(0, cast.namings[k - 1])
    first = cast.word_at(doers[0].start)
    before = cast.words[first - 1] if first else None
    if before is None:
        return tuple(doers)
    listed = "," in cast.text[before.end : doers[0].start] or before.fold in lex.CONJUNCTIONS
    return () if listed or before.fold in lex.PREPOSITIONS else tuple(doers)


def _counted(cast: Cast, word: Word) -> tuple[Naming, ...]:
    """The two whom a phrase that ends with `word` counts back to: "the two states", "both companies"."""
    first = max(0, cast.word_at(word.start) - _COUNTED)
    m = _COUNTS.search(cast.text, cast.words[first].start, word.end)
    return (two_counted(cast, m.start(), word.end) or ()) if m else ()


def _leads_up(gap: str) -> bool:
    """Whether the words between "by" and a name are what its bearer is: "the acclaimed historian"."""
    words = gap.removeprefix("the ").split()
    if gap in ("", "the"):
        return True
    noun = lex.singular(words[-1].casefold())
    return len(words) <= 4 and (noun in lex.PERSON_NOUNS or noun in lex.BODY_NOUNS) and not re.search(r"[,.;:“\"]", gap)


def _place_of_body(cast: Cast, n: Naming, following: Naming) -> bool:
    """Whether `n` is the first word of a body's name that was taken for a place: "the U.S. Harbour Fund"."""
    kinds = [None if m.entity is None else cast.entities[m.entity].kind for m in (n, following)]
    return kinds == ["location", "organization"] and cast.text[n.end : following.start] in (" ", ". ")


def _listed(cast: Cast, at: int, *, places: bool) -> tuple[Naming, ...]:
    """The namings in a row from `at`, joined by commas and "and"; of `places` where they may act: a state sues."""
    out: list[Naming] = []
    k = cast.naming_at(at)
    upto = at
    row = cast.namings[k : k + 6]
    for i, n in enumerate(row):
        if i + 1 < len(row) and _place_of_body(cast, n, row[i + 1]):
            upto = row[i + 1].start
            continue
        gap = cast.text[upto : n.start].strip()
        joined = _leads_up(gap) if not out else gap in (",", "and", ", and", "and the", ", the", "&")
        if not joined or n.entity is None:
            break
        if cast.entities[n.entity].kind == "location" and not places:
            break
        if out and (cast.entities[n.entity].kind == "person") != (cast.entities[out[0].entity or 0].kind == "person"):
            break
        out.append(n)
        upto = n.end + 2 * n.possessive
    return tuple(out)
