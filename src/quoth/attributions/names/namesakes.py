"""Which bearer of a surname a lone surname means, or that it means none of those whom the article names in full.

What it accepts: gender, from a title ("Mrs. Quill") and from the pronouns that follow the lone name ("Quill said he");
kinship ("her daughter Ada Quill" is mentioned beside somebody else); who was introduced first, and who was named in
full last. What guards it: where these disagree nobody is meant; a surname that pronouns call "he" is not given to the
only Quill named in full when that is Ada.
A case it gets wrong: a couple of whom one is always named in full and the other never, when no pronoun says which.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence

from quoth.attributions import lexicon as lex
from quoth.attributions.names.bare_names import Found
from quoth.attributions.names.fragments import SUFFIXES
from quoth.attributions.names.introductions import introduction, sex
from quoth.attributions.words import Prose

_AHEAD = 14  # words behind a lone name in which a pronoun may be its
_HE, _SHE = frozenset(("he", "his", "himself")), frozenset(("she", "herself"))
_VERBS = lex.SAYING | lex.words("is was has had will would does did says went came made took gave kept thinks thought")
_VOTES, _MAJORITY = 2, 3  # how many pronouns decide, and by how many to one
_SUFFIXES = frozenset(suffix.casefold() for suffix in SUFFIXES)
_GENERATIONS = {"younger": "younger", "junior": "younger", "elder": "elder", "older": "elder", "senior": "elder"}
_LATE = 3  # paragraphs behind the first two of a lone surname in which its bearer is named in full for the first time


def called(prose: Prose, lone: Sequence[Found], everybody: Sequence[Found]) -> dict[str, str]:
    """The gender, "m" or "f", of the bearers of lone surnames, by the pronouns that follow them in their sentences.

    A pronoun counts when the name is the subject of a verb ("Quill said he") and nobody else of `everybody`, the
    persons named, stands between. Two must say so, three to one.
    """
    votes: dict[str, list[int]] = {}
    places = sorted(f.start for f in everybody if f.kind in ("person", "other"))
    for f in lone:
        for w in _following(prose, f, places):
            if w in _HE or w in _SHE:
                votes.setdefault(f.name[-1].fold, [0, 0])[w in _SHE] += 1
                break
    return {
        name: "m" if he > she else "f"
        for name, (he, she) in votes.items()
        if max(he, she) >= _VOTES and max(he, she) >= _MAJORITY * min(he, she)
    }


def called_next(prose: Prose, f: Found) -> str | None:
    """The gender, "m" or "f", of the first pronoun that follows a lone name as its verb's subject: "Quill said he"."""
    pronoun = next((w for w in _following(prose, f, ()) if w in _HE or w in _SHE), None)
    return None if pronoun is None else "f" if pronoun in _SHE else "m"


def _following(prose: Prose, f: Found, places: Sequence[int]) -> list[str]:
    """The case-folded words behind `f` in its sentence, up to the next of `places`."""
    i = prose.word_at(f.end)
    after = bisect_left(places, f.end)
    stop = places[after] if after < len(places) else len(prose.text)
    here = prose.sentence(f.start)
    out: list[str] = []
    verb = prose.words[i].fold if i < len(prose.words) else ""
    if f.name[-1].possessive or not (verb in _VERBS or verb.endswith("ed") or (verb.endswith("s") and len(verb) > 4)):
        return out
    for w in prose.words[i : i + _AHEAD]:
        if w.start >= stop or prose.sentence(w.start) != here:
            break
        out.append(w.fold)
    return out


def gender_of(prose: Prose, f: Found, known: Mapping[str, str]) -> str | None:
    """The gender that the title of a lone name says, else the one it is called by in `known`."""
    i = prose.word_at(f.start)
    title = prose.words[i - 1 : i] if i and prose.text[prose.words[i - 1].end : f.start] in (" ", ". ") else []
    return sex(f.lead) or sex(title) or known.get(f.name[-1].fold)


def parted(key: Sequence[str]) -> tuple[tuple[str, ...], str]:
    """A name's case-folded words without what tells the generation, and that: ("tom", "quill"), "jr"."""
    plain = tuple(k for k in key if k not in _SUFFIXES and k != "esq") or tuple(key)
    return plain, next((k for k in key[1:] if k in _SUFFIXES), "")


def two_of_a_name(prose: Prose, found: Sequence[Found]) -> frozenset[str]:
    """The surnames of which an article tells a father and a son apart: it writes "Quill Jr." without a given name, or
    introduces one of them as the other's ("his son, Tom Quill Jr.").
    """
    people = [(f, *parted(f.key)) for f in found if f.kind == "person" and len(f.name) > 1]
    surnames = {plain[-1] for _, plain, suffix in people if suffix}
    return frozenset(
        plain[-1]
        for f, plain, suffix in people
        if plain[-1] in surnames and ((suffix and len(plain) == 1) or introduction(prose, f).kin)
    )


def introduced_late(prose: Prose, lone: Sequence[Found], found: Sequence[Found]) -> frozenset[str]:
    """The surnames that stand alone twice long before anybody of that name is named in full: that bearer is not whom
    the article is about.
    """
    alone: dict[str, list[int]] = {}
    for f in sorted(lone, key=lambda f: f.start):
        alone.setdefault(f.name[-1].fold, []).append(f.start)
    first: dict[str, int] = {}
    for f in found:
        if f.kind == "person" and len(f.name) > 1:
            first.setdefault(parted(f.key)[0][-1], f.start)
    return frozenset(
        name
        for name, at in first.items()
        if len(alone.get(name, ())) > 1 and prose.paragraph(at) - prose.paragraph(alone[name][1]) >= _LATE
    )


def generation(prose: Prose, f: Found) -> str | None:
    """What the words before a lone surname say, "younger" or "elder": "the elder Mr. Quill"; None where nothing."""
    i = prose.word_at(f.start)
    before = [w.fold for w in prose.words[max(0, i - 2) : i]][::-1]
    if before and before[0] in lex.TITLES:
        before = before[1:]
    return _GENERATIONS.get(before[0]) if before else None
