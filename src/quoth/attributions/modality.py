"""Whether an article reports words as said, or only as possible, expected or made up.

What it accepts: a modal verb in the cue or right before it ("would have said", "might argue", "will announce"), an
expectation ("is expected to say", "plans to tell"), a condition ("if Moss says", "unless she asks").
What guards it: the modal stands in the cue, or beside it with nothing but an adverb between; what the author does so
("I would argue", "one could say") and what somebody does as a habit ("would often say") is said; a refusal ("would not
say") is a denial and not this; "asked if Moss said" asks and supposes nothing.
A case it gets wrong: "he would say later", which tells of the past what was still to come.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from quoth.types import Span

_MODAL = r"(?:would|could|might|may|should|must|will|shall|(?:’|')(?:d|ll))"
_EXPECTED = r"(?:(?:expected|likely|set|scheduled|due|poised|about|ready|planning|plans?|hopes?|intends?|going) to)"
_IN_CUE = re.compile(
    rf"^(?:\w+ly |also |now |then |still )?(?:{_MODAL}\b|(?:is|are|was|were) {_EXPECTED}\b|{_EXPECTED}\b)", re.I
)
_BEFORE = re.compile(
    rf"\b(?:{_MODAL}|{_EXPECTED})(?: (?:\w+ly|also|now|then|still|soon|have|be))* ?$"
)  # in small letters: May and Will are people
_HABIT = re.compile(
    r"\b(?:often|always|constantly|frequently|sometimes|regularly|usually|repeatedly|like|love|rather)\b", re.I
)
_REFUSED = re.compile(r"\b(?:not|never|neither|nor|cannot)\b|n[’']t\b", re.IGNORECASE)
_CONDITION = re.compile(r"(?P<verb>\w*)[\s,]*\b(?:if|unless|should)\s$", re.IGNORECASE)
_ASKING = re.compile(r"(?:ask|wonder|know|knew|see|saw|tell|told|check|sure|clear|doubt|decid|say|said)", re.IGNORECASE)
_AUTHOR = frozenset(("i", "we", "one", "you"))
_BACK = 24  # code points before a cue or source that are looked at
_CLAUSE = re.compile(r"[.,;:!?“”\"\n]")


def hypothetical(text: str, source: Sequence[Span], cue: Sequence[Span]) -> bool:
    """Whether the words between `source` and `cue` tell of something that might be said, or is yet to be said."""
    if not cue:
        return False
    who = " ".join(s.text for s in source).casefold()
    shown = " ".join(s.text for s in cue)
    before = _CLAUSE.split(text[max(0, cue[0].start - _BACK) : cue[0].start])[-1]
    if (_IN_CUE.search(shown) or _BEFORE.search(before)) and who not in _AUTHOR:
        return not (_HABIT.search(shown) or _HABIT.search(before) or _denied(shown, before))
    first = min(source[0].start if source else cue[0].start, cue[0].start)
    condition = _CONDITION.search(text, max(0, first - _BACK), first)
    return condition is not None and not _ASKING.match(condition["verb"])


def _denied(cue: str, before: str) -> bool:
    """Whether it is denied rather than supposed: "would not say"; "would not have said" is both."""
    return bool(_REFUSED.search(before) or _REFUSED.search(cue)) and not re.search(r"\bhave \w+", f"{before} {cue}")
