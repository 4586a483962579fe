"""The person behind an office of several words: "Secretary of State Ada Quill", "Bank chief of staff Ada Quill".

What guards it: the office is one person's, and it is capitalised but where it stands right before the name.
A case it gets wrong: "Friend of Mayor Quill" of a headline.
"""

from __future__ import annotations

from quoth.attributions import lexicon as lex
from quoth.attributions.names.cast import Cast, Naming
from quoth.attributions.phrases.segments import Segment, are_people, is_article, is_person, is_title, kind_of
from quoth.attributions.words import Word


def officer(cast: Cast, segments: list[Segment]) -> Naming | None:
    """The person behind an office of several words at the head of a phrase; None where there is none."""
    return _with_article(cast, segments) or _behind_bare_office(cast, segments)


def _with_article(cast: Cast, segments: list[Segment]) -> Naming | None:
    """The person after an office of several words: "Secretary of State Ada Quill", "the Bellport (BP) Department of
    Ports spokesman Ada Quill", "trade and industry commissioner Ada Quill", "the host and former minister Ada Quill".

    The office ends right before the name, or right before the words that open the name's segment, not both ("a friend
    of Mayor Ada Quill"). But for an office right before the name, and behind "and", all of it is capitalised.
    Behind "and" it is somebody else where a name, an article, "his" or a plural noun says so.
    """
    ends = (s.units[-1] for s in segments)
    k = next((k for k, u in enumerate(ends) if k and isinstance(u, Naming) and kind_of(cast, u) == "person"), 0)
    *rest, name = segments[k].units
    if not k or not rest or not isinstance(name, Naming):
        return None
    opener = segments[k - 1].opener if segments[k].opener == "," else segments[k].opener  # behind a bracket
    before = [u for s in segments[:k] for u in s.units]
    at_name, at_opener = is_title(rest[-1]) and not are_people(rest[-1]), is_title(before[-1])
    if any(isinstance(u, Naming) and kind_of(cast, u) == "person" for u in before):
        return None
    if opener == "and":
        words = [u for u in before + rest if isinstance(u, Word)]
        if is_article(rest[0]) or any(are_people(w) or (w.fold in lex.POSSESSIVE and w in rest) for w in words):
            return None
        named = isinstance(before[-1], Naming) and " " in cast.text[before[-1].start : before[-1].end]
        return name if at_opener or (at_name and len(rest) > 1 and not named) else None
    if opener not in ("of", "to", "for", "at", "("):
        return None
    told = [u for u in before + (rest[:-1] if at_name else rest) if not is_article(u)]
    capital = all(isinstance(u, Naming) or u.text[0].isupper() or u.fold in _ONCE for u in told)
    own = at_name != any(map(is_title, before)) or (opener == "of" and len(rest) > 1)  # "Chief of Staff General Quill"
    return name if capital and own else None


def _behind_bare_office(cast: Cast, segments: list[Segment]) -> Naming | None:
    """The person behind an office of several words without an article: "Bellport Bank chief of staff Ada Quill",
    "Counsel to the President Ada Quill", "Moss’s director of news Ada Quill".

    What guards it: the office is one person's, nothing in it is owned but the whole, and the word before the name is
    capitalised or one for a branch; "friend of young Ada Quill" and "lawyer for singer Ada Quill" are somebody else.
    """
    if len(segments) < 2 or segments[1].opener not in ("of", "to", "for") or len(segments[1].units) < 2:
        return None
    *owners, noun = segments[0].units
    *rest, name = segments[1].units
    if any(map(is_article, owners)) or is_article(noun) or not is_title(noun) or are_people(noun):
        return None
    if not isinstance(name, Naming) or not is_person(cast, name) or any(is_person(cast, u) for u in owners):
        return None
    last = rest[-1]
    if isinstance(last, Word) and last.fold in _BRANCHES:
        return name
    if any(isinstance(u, Naming) and u.possessive for u in rest) or (is_title(last) and not is_article(rest[0])):
        return None
    return name if not isinstance(last, Word) or last.text[0].isupper() else None


_BRANCHES = lex.words("""
    staff state news communications operations policy affairs relations security communication intelligence litigation
    health finance development engineering education marketing strategy mission outreach
    """)
_ONCE = lex.words("former then acting longtime onetime soon-to-be")
