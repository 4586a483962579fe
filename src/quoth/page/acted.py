"""Whether what an article reports is what somebody did: “vetoed the bill” puts no words into anybody's mouth.

The network was taught that votes and vetoes express what somebody holds, and lists them with what was said. They are
not left out; a reader is told which they are.

What it accepts: a cue that is nothing but an act of law, of office or of hiring (“has voted against”, “is suing”), with
such words before it as say when or how, and a particle behind it; verbs are compared by their stems. What guards it:
any further word in the cue may be one of saying (“signed a pledge”, “fired back”, “passed on word that”), so then
nothing is said of it; nor of what is both, as to plead, to rule or to order. A case it gets wrong: “votes”, where
somebody only says how he will vote. How many it takes of the development articles' reports is in
docs/method/terminal.md.
"""

from __future__ import annotations

import re

from quoth.words import stem, stems

_ACTS = frozenset(
    stems(
        "appoint arrest attend block donate enact file fire interrupt nominate override overrode overridden pass sign "
        "subpoena sue sued suing veto visit vote"
    )
)
_CUE = re.compile(
    r"(?:(?:has|have|had|is|are|was|were|be|been|being|will|would|did|do|does|must|should|could|to|set|not|never|also|"
    r"then|later|just|already|again|twice|first|once|\w{4,}ly) ){0,5}"
    r"(\w+)"
    r"(?: (?:for|against|on|to|down|in favou?r of|a lawsuit))?",
    re.IGNORECASE,
)


def acted(cue: str) -> bool:
    """Whether `cue`, its words a space apart, says that something was done, and not that it was said."""
    told = _CUE.fullmatch(cue.strip(" ,:"))
    return told is not None and stem(told[1]) in _ACTS
