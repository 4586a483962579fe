"""Credits and bylines: lines, and brackets at a line's end, that say where an article's words come from."""

from __future__ import annotations

import re

AGENCY = (
    r"Reuters|Thomson Reuters|AP|The Associated Press|Associated Press|AFP|Agence France-Presse|UPI|PTI|ANI|IANS|dpa"
    r"|DPA|ANSA|EFE|Xinhua|TASS|Bloomberg|CNN|Kyodo|Anadolu|KUNA|WAM|APP|PA|NBC News|ABC News|CBS News"
)
"""Agencies, and broadcasters that sign like them, as they stand in brackets in the articles here."""

# "(With inputs from agencies)", "(Reporting by Jane Roe; Editing by John Doe)" behind the last sentence.
_IN_BRACKETS = re.compile(
    rf"\((?:{AGENCY}|[Ww]ith (?:\w+ )?(?:contributions?|inputs?|reporting|additional reporting)\b[^()]{{0,80}}"
    r"|(?:Additional )?[Rr]eporting by [^()]{2,300}|[Ee]diting by [^()]{2,200}|Agencies|AGENCIES)\.?\)\.?$"
)

# A whole line. Wrong on "© she wrote under each page", a sentence that opens with the sign.
_CREDIT = re.compile(
    r"(?:[\s—–*•(-]*(?:with )?(?:additional )?(?:reporting|writing|editing|compiled|edited) by [^?!]{2,200}"
    r"|[^\"“”?!]{2,200}\bcontribut(?:ed|ing) "
    r"(?:additional reporting|reporting|to this|this|to the (?:report|article|story))\b"
    r"(?: to)?(?: (?:this|the))?(?: (?:report|article|story|piece|post))?(?: from [\w ,.]{2,40})?[.)]*"
    r"|[\W_]*(?:©|&copy;|(?:copyright|\(c\))\s*(?:©|\(c\)|(?=\d{4}\b)))[^?!]{0,200}"
    r"|all rights reserved\.?|(?:image |photo )?(?:copyright|credit|source): [^'\"‘“]{2,60}"
    r"|image copyright (?!.*\bimage caption\b)[\w/ .]{2,40}"
    rf"|\(?(?:{AGENCY}|getty images|agencies)\)?\.?)$",
    re.IGNORECASE,
)

_CREDITED = 130  # code points at the end of a caption in which its credit stands
_NAME = r"[A-Z][\w.’'-]*"
_PERSON = rf"{_NAME}(?: (?:de|van|von|der|den|la|al|bin|du|el|{_NAME})){{1,4}}"
_ROLE = (
    r"(?:staff|senior|chief|special|political|national|foreign|associated press|ap|reuters|news|contributing)? ?"
    r"(?:staff )?(?:writers?|reporters?|correspondents?|editors?|columnists?|contributors?|bureau chief)"
)
# "By Jane Roe and John Doe, Morning Echo" and nothing after it; "Jane Roe and John Doe, Staff writers".
# Wrong on a subheading such as "By Royal Appointment" near the top.
_BYLINE = re.compile(
    rf"(?:BYLINE: .{{2,120}}|(?:[Bb]y|BY|Written by|Posted by|Story by) (?:the )?{_NAME}"
    rf"(?:[ ,|&/]+(?:and|of|for|the|in|at|de|van|von|{_NAME})){{1,24}}"
    rf"|{_PERSON}(?:,? (?:and|&) {_PERSON}|, {_PERSON}){{0,6}}\s*[,|–—-]\s*(?i:{_ROLE})(?:[ ,]+{_NAME}){{0,4}})\.?$"
)
_BY_DAY = re.compile(
    r"by (?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|may|june|july|august|september"
    r"|october|november|december)\b",
    re.IGNORECASE,
)


# A caption ends with whoever took the picture: "(AP Photo/Jane Roe)", "REUTERS/Jane Roe/File Photo", "(Jane Roe/Echo)".
_PICTURED = re.compile(
    r"\((?:[A-Z]{2,4} )?(?:[Ff]ile )?[Pp]hotos?(?:/|:| by| courtesy of)[^()\n]{2,80}\)\.?$"
    rf"|\([^()\n]{{2,60}}(?:/| via |, )(?:{AGENCY}|REUTERS|EPA|EFE|Getty Images|AP Images|Pool)[^()\n]{{0,40}}\)\.?$"
    r"|\bREUTERS/[\w .’'-]{2,50}(?:/(?:File Photo|Files?|Pool))?\.?$|\bPhotograph: [^.!?\n]{2,80}\.?$"
)


def is_caption(line: str) -> bool:
    """Whether a line tells what a picture shows, as its end says, which credits the picture to somebody."""
    return bool(_PICTURED.search(line, max(0, len(line) - _CREDITED))) and not line.startswith(("“", '"'))


def is_credit(line: str) -> bool:
    """Whether a short line names who else wrote or owns the article and says nothing more."""
    return bool(_CREDIT.match(line.strip()))


def is_credit_in_brackets(words: str, *, before: str = "") -> bool:
    """Whether `words`, from a bracket to the end of a line, are a credit behind the last sentence.

    `before` is what stands before the bracket. Letters that begin its last words in order, as in "the Ports Transport
    Inspectorate (PTI).", are those words' abbreviation and no agency.
    """
    return bool(_IN_BRACKETS.match(words)) and not _abbreviates(words.strip("().").strip(), before)


def _abbreviates(letters: str, before: str) -> bool:
    if not letters.isupper() or not before.strip() or before.rstrip()[-1] in '.!?”"’':
        return False
    initials = "".join(w[0] for w in re.findall(r"[^\W\d_]+", before) if w[0].isupper())
    return initials.endswith(letters)


def is_byline(line: str) -> bool:
    """Whether a short line names the authors and says nothing more."""
    words = line.strip(" \t^<=")  # as wires mark their lines
    return len(words) <= 140 and not _BY_DAY.match(words) and bool(_BYLINE.match(words))
