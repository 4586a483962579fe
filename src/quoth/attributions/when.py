"""On which day something was said: day words beside the cue, read against the day the article was published.

`said_on` looks only at the attribution's own sentence, outside its content. `inherit` lets a day given with an occasion
("in a press briefing on Tuesday") hold for what the same speaker is reported to have said after it.

What it accepts: weekdays, "yesterday", "today", "tonight", "last night", "this morning", "on May 7", "Nov. 3, 2016",
"7 May 2016", "2016-11-03"; beside the cue or the source ("said in Bellport on Tuesday"), or in the words that open the
sentence ("During a briefing on Tuesday, Moss said"). A weekday is the latest such day up to the day of publication.
What guards it: between the day and the cue there may be no content, no other clause ("who", "after", "that") and no
other verb of saying; "last Tuesday", "since Monday", "by Friday", "Monday’s vote" and days to come give nothing; a
date without a year needs the day of publication.
A case it gets wrong: "Moss met Quill on Monday and said": the day of the meeting is taken for that of the words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from quoth.attributions.sentences import sentence
from quoth.types import Article, Attribution, part_at

_WEEKDAYS = {d: i for i, d in enumerate(["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"])}
_MONTHS = {
    m: i for i, m in enumerate(["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], 1)
}
_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?|Aug(?:ust|\.)?"
    r"|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_PART = r"(?:\s(?:morning|afternoon|evening|night))?"
_DAY = re.compile(
    rf"\b(?:(?:(?P<weekday>Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?:,\s(?P<with>{_MONTH}\s\d{{1,2}})(?:,?\s(?P<withyear>\d{{4}}))?)?{_PART})"
    rf"|(?P<month>{_MONTH}\s\d{{1,2}})(?:st|nd|rd|th)?(?:,?\s(?P<year>\d{{4}}))?"
    rf"|(?P<dmy>\d{{1,2}}(?:st|nd|rd|th)?\s{_MONTH})(?:,?\s(?P<dyear>\d{{4}}))?"
    r"|(?P<iso>\d{4}-\d\d-\d\d)"
    rf"|(?P<word>[Yy]esterday|[Tt]oday|[Tt]onight|[Ll]ast\snight|[Tt]his\s(?:morning|afternoon|evening)){_PART})(?![\w-])"
)
_REJECT_BEFORE = re.compile(
    r"\b(?:last|next|this|this coming|since|until|till|by|before|after|for|from|through|every|each|following|previous"
    r"|past|coming|between|beginning|starting|ending|ahead of|prior to|and|or|than|of)\s$",
    re.IGNORECASE,
)
_DETERMINER = re.compile(r"\b(?:a|an|the|his|her|their|its|that)\s$", re.IGNORECASE)
_OCCASION = re.compile(
    r"\b(?:briefing|conference|press|news|speech|rally|statement|interview|tweets?|remarks|address|hearing|debate"
    r"|appearance|call|letter|op-ed|testimony|meeting|event|forum|post|email|memo|broadcast|show|episode|panel|summit"
    r"|town hall|session|lecture|sermon|podcast|ceremony|report|release)\b",
    re.IGNORECASE,
)
_SAID_AT = re.compile(r"\b(?:in|at|during|on)\s(?:(?:a|an|the|his|her|their|its)\s)?$", re.IGNORECASE)
_BLOCKS = re.compile(
    r"\b(?:who|whom|whose|which|that|when|after|before|since|because|while|if|as|following|until|will|would|plans?"
    r"|planned|scheduled|expected|slated|said|says|told|asked|added|reported|revealed|according|ahead of|but)\b"
    r"|[;:“”\"\n]",
    re.IGNORECASE,
)
_ASKED = re.compile(r"^when (?:asked|pressed|questioned|reached)\b", re.IGNORECASE)
_TO_COME = re.compile(
    r"\b(?:will|would|shall|may|might|could|should|is to|plans? to|expected to|going to)\b", re.IGNORECASE
)
_OPENERS = re.compile(
    r"(?:(?:meanwhile|however|but|and|also|earlier|later|still|then|separately)\b,?\s+)?(?:on|in|at|during|late|early"
    r"|speaking|writing|appearing|addressing|testifying|talking|when|yesterday|today|last|this|tonight|asked|pressed"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day|\w+\.?\s\d|\d)",
    re.IGNORECASE,
)
_LEADING = re.compile(r"^(?:but|and|yet|so|then|still)\b,?\s+", re.IGNORECASE)
_QUOTED_TITLE = re.compile(r"“[^“”\n]{1,40}”|\"[^\"\n]{1,40}\"|‘[^‘’\n]{1,40}’")
_VAGUE = re.compile(
    r"\b(?:last|earlier|previous(?:ly)?|once|formerly|(?<!-)years?(?!-)|months?|weeks?|ago|since|recently|in the past"
    r"|repeatedly|(?:19|20)\d\d|often|always|later|had)\b",
    re.IGNORECASE,
)
_PRESENT = re.compile(
    r"(?:(?:also|then|later|often|still) )?(?:(?:is|are) (?:heard|seen|quoted)|says?|tells?|argues?|claims?|insists?"
    r"|believes?|thinks?|calls?|reports?|warns?|adds?|notes?|explains?|writes?|admits?|concludes?|jokes?|talks?|suggests?)\b"
)
_GAP = 110  # characters between a day and its anchor
_BEHIND = 30  # characters behind a day in which its occasion may be named: "on Tuesday at a rally"
_OLDEST = 300  # days: "May 9" in an article of May 8 is a day to come, not last year's


@dataclass(frozen=True, slots=True)
class _Day:
    day: str
    occasion: bool


def said_on(article: Article, attribution: Attribution) -> str | None:
    """The ISO day on which `attribution`'s own sentence says the words were said; None where it does not say."""
    found = _own_day(article, attribution)
    return found.day if found else None


def inherit(article: Article, attributions: Sequence[Attribution]) -> list[Attribution]:
    """`attributions` in the same order, those without a day given that of the same speaker before, where it holds.

    Needs resolved speakers. A day given with an occasion ("told a news conference on Tuesday") holds for all that the
    speaker is reported to have said after it, until another day is given for the speaker; a day alone holds for the
    rest of its paragraph. A sentence of another time ("last year", "had said", "earlier") takes none, nor does one in
    the present ("Moss says in the film") where the day came with a past. A caption neither gives a day nor takes one:
    the day of a picture is none of speech.
    An own day always wins. A case it gets wrong: a second, undated occasion, told without any word of time.
    """
    order = sorted(range(len(attributions)), key=lambda i: attributions[i].start)
    held: dict[str, tuple[_Day, int, bool]] = {}
    days = [a.said_on for a in attributions]
    for i in order:
        a = attributions[i]
        part = part_at(article.parts, _anchor(a))
        if a.speaker is None or not a.speaker.name or (part is not None and part.kind == "caption"):
            continue
        who = a.speaker.name.casefold()
        if a.said_on is not None:
            own = _own_day(article, a)
            held[who] = (own or _Day(a.said_on, False), _anchor(a), _past(a))
        elif who in held:
            day, at, past = held[who]
            near = "\n" not in article.text[at : min(a.start, at + 3000)] and a.start - at < 3000
            if (day.occasion or near) and not (past and _PRESENT.match(_cue(a))) and not _elsewhen(article, a):
                days[i] = day.day
    return [a if a.said_on == day else replace(a, said_on=day) for a, day in zip(attributions, days, strict=True)]


def _cue(a: Attribution) -> str:
    return a.cue[0].text.casefold() if a.cue else ""


def _past(a: Attribution) -> bool:
    """Whether the cue is a past: "said", "also told", "told"."""
    return bool(re.search(r"(?:ed|said|told|wrote|spoke|gave|went|made)$", _cue(a)))


def _anchor(a: Attribution) -> int:
    pieces = a.cue or a.source or a.content
    return pieces[0].start


def _elsewhen(article: Article, a: Attribution) -> bool:
    """Whether the words around the content place it in a time of their own."""
    start, end = sentence(article.text, _anchor(a))
    outside = _outside(article.text, a, start, end)
    return bool(_VAGUE.search(outside) or any(_TO_COME.search(s.text) for s in a.cue) or _DAY.search(outside))


def _outside(text: str, a: Attribution, start: int, end: int) -> str:
    """`text[start:end]` with the content blanked."""
    out = text[start:end]
    for s in a.content:
        b, e = max(s.start, start) - start, min(s.end, end) - start
        if b < e:
            out = out[:b] + " " * (e - b) + out[e:]
    return out


def _own_day(article: Article, a: Attribution) -> _Day | None:
    text = article.text
    anchors = sorted((s.start, s.end) for s in (*a.cue, *a.source))
    if not anchors or any(_TO_COME.search(s.text) for s in a.cue):
        return None
    start, end = sentence(text, a.cue[0].start if a.cue else anchors[0][0])
    best: tuple[int, int, re.Match[str]] | None = None
    for m in _DAY.finditer(text, start, end):
        if any(s.start <= m.start() < s.end for s in a.content):
            continue
        distance = _distance(text, a, anchors, m, start)
        if distance is not None and not _other_day(text, m) and (best is None or distance < best[0]):
            best = (distance, m.start(), m)
    if best is None:
        return None
    m = best[2]
    if a.cue and m.start() < a.cue[0].start and _not_of_the_cue(text, a, m):
        return None
    day = _read(m, article.day)
    if day is None:
        return None
    since = min(m.start(), *(e for _, e in anchors)) if m.start() > anchors[0][0] else start
    return _Day(day.isoformat(), bool(_OCCASION.search(text[max(start, since) : m.end() + _BEHIND])))


def _not_of_the_cue(text: str, a: Attribution, m: re.Match[str]) -> bool:
    """Whether a day before the cue is one to come ("On Thursday they will meet and urge"), or, as the cue is in the
    present, the day of what is told ("On Sunday, police say, it rained").
    """
    before = _outside(text, a, m.end(), a.cue[0].start)
    if _TO_COME.search(before):
        return True
    told = bool(a.source) and a.source[0].start > m.start() and bool(_PRESENT.match(_cue(a)))
    return told and not _OCCASION.search(text, max(0, m.start() - 60), m.start())


def _distance(
    text: str, a: Attribution, anchors: Sequence[tuple[int, int]], m: re.Match[str], start: int
) -> int | None:
    """Characters between the day and the nearest cue or source; None where something else stands between them."""
    if any(s.start <= m.start() < s.end for s in a.cue):
        return 0
    if any(s.start <= m.start() < s.end for s in a.source):
        return None
    gaps = []
    for b, e in anchors:
        low, high = (e, m.start()) if e <= m.start() else (m.end(), b)
        if high - low > _GAP and low != m.end():
            continue
        if any(s.start < high and s.end > low for s in a.content):
            continue
        between = _QUOTED_TITLE.sub("", text[low:high])
        if low == m.end():
            opening = _LEADING.sub("", text[start : m.start()]).strip(' “"')
            clear = _ASKED.match(opening) or not _BLOCKS.search(opening)
            beside = high - low <= 3 and not re.search(r"\w", between)
            if (_BLOCKS.search(between) and not between.startswith("’s")) or not clear:
                continue
            if opening and not (_OPENERS.match(opening) or beside):
                continue
            gaps.append(high - low)
        elif not _BLOCKS.search(between):
            gaps.append(high - low)
    if not gaps:
        return _after_content(text, a, m)
    return min(gaps)


def _after_content(text: str, a: Attribution, m: re.Match[str]) -> int | None:
    """A day after the content counts when it comes with an occasion: "called it a trick in a speech on Friday"."""
    end = max((s.end for s in a.content if s.end <= m.start()), default=None)
    if end is None or m.start() - end > _GAP:
        return None
    between = _QUOTED_TITLE.sub("", text[end : m.start()])
    if re.match(r"[\s,”\"’']*(?:in|at|during|on)\s(?:a|an|the|his|her|their)\s", between) and _OCCASION.search(between):
        return None if _BLOCKS.search(between.lstrip("”\"’' ,")) else m.start() - end + _GAP
    return None


def _other_day(text: str, m: re.Match[str]) -> bool:
    """Whether the day is no day of speaking: "since Monday", "last Tuesday", "the Nov. 8 vote", "Monday’s debate"."""
    before, after = text[max(0, m.start() - 16) : m.start()], text[m.end() : m.end() + 40]
    if (m["word"] or "")[:1] in ("T", "Y") and re.search(r"[\w’',] $", before):
        return True  # a show or a paper: "told Ember’s Today show"
    owns = after.startswith(("’s ", "'s "))
    if owns or (_DETERMINER.search(before) and m["word"] is None):
        noun = " ".join(after.removeprefix("’s").removeprefix("'s").split()[:3])
        return not (_SAID_AT.search(before) and _OCCASION.search(noun))
    if m["word"] is None and _REJECT_BEFORE.search(before):
        return True
    return bool(re.match(r"\s?(?:[-–]|to\s|through\s|of last|last week|a week ago)", after)) and not after.startswith(
        "--"
    )


def _read(m: re.Match[str], published: date | None) -> date | None:
    """The day that a match means; None for a day that does not exist, is to come, or needs a date of publication."""
    named = m["with"] or m["month"] or m["dmy"]
    try:
        if m["iso"]:
            return date.fromisoformat(m["iso"])
        if named:
            number = int(re.sub(r"\D", "", named))
            letters = re.sub(r"[^a-z]", "", re.sub(r"\d+(?:st|nd|rd|th)?", "", named).casefold())
            month = _MONTHS[letters[:3]]
            year = m["withyear"] or m["year"] or m["dyear"]
            if year:
                return date(int(year), month, number)
            if published is None:
                return None
            day = date(published.year, month, number)
            if day > published:
                day = date(published.year - 1, month, number)
            return day if (published - day).days <= _OLDEST else None
    except ValueError:
        return None
    if published is None:
        return None
    word = " ".join((m["word"] or "").casefold().split())
    back = 1 if word in ("yesterday", "last night") else 0
    if m["weekday"]:
        back = (published.weekday() - _WEEKDAYS[m["weekday"].casefold() + "day"]) % 7
    return published - timedelta(days=back) if published.toordinal() > back else None
