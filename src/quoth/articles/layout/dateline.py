"""Datelines: "OSLO, May 3 (NNB) —" before the first sentence of an article.

What each pattern accepts stands beside it; labels in capitals that are no place are listed in `_NO_PLACE`.
"""

from __future__ import annotations

import re

from quoth.articles.layout.credits import AGENCY
from quoth.articles.layout.lines import Lines, is_transcript

_MONTH = (
    r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|January|February|March|April|June|July|August|September"
    r"|October|November|December)"
)
_UPPER = r"[A-Z][A-Z.’'-]+(?:[ /][A-Z][A-Z.’'/-]*){0,4}"
_CAPITALISED = r"[A-Z][\w.’'-]+(?:[ /][A-Z][\w.’'-]+){0,3}"
_REGION = r"(?: ?, ?[A-Z][\w.]*(?: [A-Z][\w.]*)?)"
_DAY = rf"(?: ?, ?{_MONTH}\.? \d{{1,2}}(?: ?, ?\d{{4}})?)"
_SMALL = r"(?:[a-z]{3}/)?(?:dpa|ntb|stt|apa|anp|efe|ansa|belga|lusa|ritzau)"  # agencies that write themselves so
_SIGNED = (
    rf"(?: ?(?:\( ?{_SMALL} ?\)"
    r"|\( ?[A-Z][\w. ]{1,25}?(?:/[A-Z][\w. ]{1,25})? ?\)|/[A-Z][\w. -]{1,30}/))"
)
_DASH = r"(?:\s*(?:—|–|―|--)\s*|\s+[-_]\s+|\s?\.\s?[-–—]\s+)"
_DATELINE = re.compile(
    # "OSLO--(NORTH WIRE)--"
    rf"(?:{_UPPER}{_REGION}?--\([A-Z][\w ]{{2,25}}\)--"
    # "AUGUSTVILLE, Me. —", "OSLO, May 3, 2016 (NNB) -"
    rf"|{_UPPER}{_REGION}?{_DAY}?{_SIGNED}?{_DASH}"
    # "Oslo (NNB) -", "Oslo, May 3 (NNB):"; "Oslo (CNN) The"; "Oslo, May 3 -"
    rf"|{_CAPITALISED}{_REGION}?(?:{_DAY}?{_SIGNED}(?:{_DASH}|\s*:\s+)"
    rf"| ?\( ?(?:{AGENCY}) ?\)\s+(?=[A-Z“\"])|{_DAY}{_DASH})"
    # "Jan 30 (NNB) -"
    rf"|{_MONTH}\.? \d{{1,2}}(?: ?, ?\d{{4}})?{_SIGNED}{_DASH}"
    # "(CNN) —", "(CNN) The"
    rf"|\( ?(?:{AGENCY}) ?\)(?:{_DASH}|\s+(?=[A-Z“\"])))"
)
_COLON_DATELINE = re.compile(rf"{_UPPER}{_REGION}?{_DAY}?{_SIGNED}?\s*:\s+")
_NO_PLACE = re.compile(
    r"(?:BREAKING|ADVISORY|UPDATED?|ANALYSIS|OPINION|EDITORIAL|EXCLUSIVE|WATCH|VIDEO|PHOTOS?|NOTE|EDITORS?|CORRECTION|CORRECTED"
    r"|FILE|Q|A|READ|MORE|RELATED|SEE|ALSO|FACT|VERDICT|CLAIM|QUESTION|ANSWER|LIVE|POLL|REPORT|HOST|INTERVIEWER|MODERATOR"
    r"|UNIDENTIFIED|NCAA|NFL|NBA|DATE|SUBJECT|TO|FROM|RE|MUST|PRESIDENT|MR|MRS|MS|DR|SEN|REP|GOV|AP|AFP|UPI|PTI|CNN|BBC|NPR"
    r"|IN|ON|THE|THIS|HOW|WHY|WHAT|WHO|(?i:mon|tues|wednes|thurs|fri|satur|sun)(?:day|DAY))\b",
)


def dateline(text: str, start: int, end: int, lines: Lines) -> int | None:
    """Where the sentence behind a dateline begins; None when the line has none.

    A place in capitals with a colon is a dateline only where no other line opens with capitals and a colon: else
    these are speakers.
    """
    opening = text[start : min(end, start + 120)]
    if _NO_PLACE.match(opening):
        return None
    m = _DATELINE.match(opening)
    if m is None:
        m = _COLON_DATELINE.match(opening)
        if m and is_transcript(text, lines):
            return None
    return start + m.end() if m and start + m.end() < end else None
