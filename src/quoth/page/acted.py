"""Whether what an article reports is what somebody did: “vetoed the bill” puts no words into anybody's mouth.

The network was taught that votes and vetoes express what somebody holds, and lists them with what was said. They are
not left out; a reader is told which they are.

What it accepts: a cue that is nothing but an act of law, of office or of hiring (“has voted against”, “is suing”), with
such words before it as say when, and a particle behind it. What guards it: any further word in the cue may be one of
saying (“signed a pledge”, “fired back”, “passed on word that”), so then nothing is said of it; nor of what is both, as
to plead, to rule or to order. A case it gets wrong: “votes”, where somebody only says how he will vote. How many it
takes of the development articles' reports is in docs/method/terminal.md.
"""

from __future__ import annotations

import re

_ACT = re.compile(
    r"(?:(?:has|have|had|is|are|was|were|be|been|being|will|would|did|do|does|must|should|could|to|not|never|also|then|"
    r"later|just|recently|already|quickly|narrowly|again|twice|repeatedly|first|once|set|unanimously|overwhelmingly|"
    r"formally|officially|previously|initially) ){0,5}"
    r"(?:vot(?:e|es|ed|ing)|veto(?:es|ed|ing)?|sign(?:s|ed|ing)?|su(?:e|es|ed|ing)|fil(?:ed|es|ing)|"
    r"appoint(?:s|ed|ing)?|nominat(?:e|es|ed|ing)|enact(?:s|ed|ing)?|overr(?:ide|ides|ode|iding|idden)|"
    r"pass(?:es|ed|ing)?|fir(?:ed|es|ing)|subpoena(?:s|ed|ing)?|block(?:s|ed|ing)?|donat(?:ed|es|ing)|"
    r"visit(?:s|ed|ing)?|attend(?:s|ed|ing)?|arrest(?:s|ed|ing)?|interrupt(?:s|ed|ing)?)"
    r"(?: (?:for|against|on|to|down|in favor of|in favour of|a lawsuit))?",
    re.IGNORECASE,
)


def acted(cue: str) -> bool:
    """Whether `cue`, its words a space apart, says that something was done, and not that it was said."""
    return _ACT.fullmatch(cue.strip(" ,:")) is not None
