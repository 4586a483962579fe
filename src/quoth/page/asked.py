"""Whether an article reports a question: “asked whether she could rule out a strike” states nothing about a strike.

What it accepts: a word of asking in the cue (“asked”, “wondered”), and behind it a question in other words: “whether”,
“why” or their like, or what it is “about”. What guards it: somebody who asks *for* something, asks others *to* do it,
or asks *that* it be done, wants it and has no question; one who “never asked” asked nothing; words with a question mark
show it themselves. A case it gets wrong: “asked numerous questions about the quay”, where the cue ends too early.
"""

from __future__ import annotations

import re

_WHAT = r"(?:whether|if|who|whom|whose|what|when|where|why|how|which)"
_ASKING = re.compile(
    r"\b(?:(?:ask|wonder)(?:s|ed|ing)?|[ei]nquir(?:e|es|ed|ing)|quizzed|(?:is|are|was|were|been) questioned)\b"
    r"|\bpressed(?: (?:about|on|over))?$",
    re.IGNORECASE,
)
_LEADS_ON = re.compile(rf"\b(?:about|on|over|regarding|{_WHAT})$", re.IGNORECASE)
_BEGINS = re.compile(
    rf"[^\w]*(?:(?:(?!to\b|for\b|that\b)[\w’'.-]+ ){{1,3}}(?:whether|if)|about|{_WHAT})\b", re.IGNORECASE
)
_NOT = re.compile(r"\b(?:not|never|no|nobody|neither|nor|without|cannot)\b|n[’']t\b", re.IGNORECASE)

_AHEAD = 80  # letters of a content that are looked at


def asked(cue: str, content: str) -> bool:
    """Whether `content`, reported with `cue`, is what somebody asked, and has no question mark that shows it."""
    cue = cue.rstrip(" ,:")
    if not _ASKING.search(cue) or _NOT.search(cue) or "?" in content:
        return False
    return _BEGINS.match(content[:_AHEAD]) is not None or _LEADS_ON.search(cue) is not None


def denied(cue: str) -> bool:
    """Whether the words of `cue` say themselves that something was not said: “did not reply to”."""
    return _NOT.search(cue) is not None
