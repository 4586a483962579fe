"""Lines from desk to desk: what agencies and press offices write above, between and below the words of an article.

Slugs, page marks, end marks, notes to editors, what a new version adds, whom to ask. Nobody says them to readers, so
nothing is attributed from them, and the headline is looked for below them. Each pattern is of a whole line; where a
line could be a sentence it needs a second sign. A case it gets wrong: a paragraph that is nothing but "(More)".
"""

from __future__ import annotations

import re

_AROUND = " \t\xa0*#=_-–—"

_MARKS = re.compile(
    r"(?:\W{0,4}(?i:more|more to come|ends|end|30|xxx)\W{0,4}|(?:# ?){3}"
    r"|[A-Z][A-Z .’'/-]{2,40}-{1,2}\d{1,2}(?:-\d-\d)?)"
)
_MARKED = re.compile(r"[(#*=-]|-\d{1,2}$|(?i:^ends$)")  # "More", "30" or "End" alone may be somebody's word
_SLUG = re.compile(
    r"(?:BC|AM|PM|DC|SP|FN)-+[\w.’':&/ -]{2,60}(?:,[^.?!]{0,60})?"
    r"|[A-Z][A-Z0-9 .,’':&/-]{2,60}"
    r" \((?i:update|corrected|correction|\dst|\dnd|\drd|\dth|lead|advisory|urgent)[^()]{0,30}\)"
)
_CLOCK = re.compile(r"[A-Z]{2,5}-[A-Z]{2,4}-\d\d-\d\d-\d\d(?:\d\d)? \d{4} ?(?:GMT|EST|EDT)?<?")
_VERSION = re.compile(
    r"\((?:Adds?|Updates?|Recasts?|Corrects?|Corrected|Rewrites?|Repeats?|Refiles?|Removes?|Fixes|Clarifies"
    r"|New throughout|Writes through)\b[^()]{0,190}\)"
)
_NOTE = re.compile(
    r"\(?(?:(?:ADVISORY|ATTENTION|NOTE)\W{1,3})?(?:Eds|EDS|Editors|EDITORS|Note to [Ee]ditors|NOTE TO EDITORS)"
    r"(?:[’']? ?(?:[Nn]ote|NOTE))?\s?:.{1,210}"
    r"|(?:CORRECTION|CORRECTED|CORRECTS|REFILE|REPEAT|ADVISORY|WITHDRAWAL|WITHDRAWN|KILL)\b.{0,200}"
    r"\b(?:follows?|please (?:read|note|disregard)|corrected version|headlined|is withdrawn|is cancel?led)\b.{0,120}"
)
_WIRE = re.compile(
    r"[a-z]{1,4}\d{3,5}(?:-{3,}| \d [a-z] \d{1,4} +[a-z][a-z/-]{2,20} \d{4})"
    r"|[a-z] [a-z] [A-Z]{2}-[^.?!]{3,60} \d\d-\d\d \d{4}|\d{6} [A-Z][a-z]{2} \d\d"
    r"|[A-Z]{2,8} [Pp]hotos? [A-Z]{2,5}\d{2,4}(?:, ?[A-Z]{2,5}\d{2,4}){0,20}"
)
"""What a wire's machines write: the heads of IPTC 7901 and ANPA 1312, the time below, pictures by their numbers."""
_FOR_DESKS = re.compile(
    r"(?:the )?(?:following|below) (?:information )?is not (?:intended )?for publication\W*", re.IGNORECASE
)
_RELEASE = re.compile(
    r"for (?:immediate|general) release(?:\W.{0,60})?|not for (?:release|publication) (?:before|until) .{4,60}"
    r"|(?:strictly )?embargoed? (?:until|till|for|to)\b.{2,80}"
    r"|(?:media|press|news|photo|calendar) (?:advisory|release|alert|statement)"
    r"(?:\W{1,9}(?:media|press|news) (?:advisory|release))*"
    r"|(?:(?:media|press|news) )?(?:contacts?|enquiries|inquiries)\s?:.{3,180}|notes? (?:to|for) editors:?",
    re.IGNORECASE,
)


def ends_here(line: str) -> bool:
    """Whether a short line says that all below it is for desks."""
    return bool(_FOR_DESKS.fullmatch(line.strip(_AROUND)))


def is_desk(line: str) -> bool:
    """Whether a short line is written by a desk for other desks."""
    line = line.lstrip("^").rstrip("< ")  # as ANPA 1312 marks its lines
    if _WIRE.fullmatch(line) or ends_here(line):
        return True
    if _SLUG.fullmatch(line) or _CLOCK.fullmatch(line) or _VERSION.fullmatch(line) or _NOTE.fullmatch(line):
        return True
    if _MARKS.fullmatch(line) and _MARKED.search(line):
        return True
    return bool(_RELEASE.fullmatch(line.strip(_AROUND)))
