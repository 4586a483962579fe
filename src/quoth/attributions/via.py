"""Which outlet or agency an article credits for somebody's words: "told CNN-like outlets", "…, the Courier reported".

`credited` gives the outlet; `reported_speech` finds the speaker inside what the network took for the outlet's own
statement ("Moss repeated the offer, the Bellport Courier reported").

What it accepts: "told OUTLET", "in an interview with OUTLET", "in a statement to OUTLET", "OUTLET reported",
"according to OUTLET", "quoted by OUTLET", "said Sunday on OUTLET" of a broadcaster, and an outlet that is the source of
an attribution around this one.
What guards it: the name must have the shape of an outlet (a word such as News, Times, Post, TV, Agency; a known agency
or network; a web address); "told reporters" and "told the Senate" name none; an outlet that speaks for itself is the
speaker, not the via; the article's own outlet ("told the Courier", in the Courier) is none.
A case it gets wrong: an outlet with the shape of any other name ("told Ember") is missed.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from quoth.attributions.outlets import broadcasts, is_outlet, mentions_in, outlet_in, same
from quoth.attributions.sentences import sentence
from quoth.types import Article, Attribution, Mention, Span

_OUTLET = (
    r"(?P<outlet>(?:[Tt]he\s)?[A-Z0-9][\w.&’'-]*(?:\s(?:of\s|and\s|&\s)?[A-Z0-9][\w.&’'-]*){0,5}"
    r"|[a-z][\w-]{1,40}\.(?:com|org|net|tv|news)\b)"
)
_TO = re.compile(
    rf"\b(?:told|tells|telling|interview(?:ed)?\s(?:with|on|by|for|to|in)|(?:statement|comments?|remarks|email|e-mail|letter|column|op-ed"
    rf"|essay|article|piece)\s(?:to|for|with|in|on)|[Aa]ppear(?:ed|ance|ing)\son|[Ss]peaking\s(?:to|with|on)|spoke\s(?:to|with|on))\s(?:CNN\s)?{_OUTLET}"
)
_REPORTED = re.compile(
    rf"(?:^|[,“”\".;–—-]\s?|\b(?:[Aa]s|and|but|[Ff]irst|when|while)\s){_OUTLET}\s(?:(?:has|had|also|first|previously|then|later|subsequently)\s){{0,2}}"
    r"(?:reported|reports|learned|quoted|quotes|cited)\b"
)
_BY = re.compile(
    rf"\b(?:according\sto|reported\s(?:by|in|on)|quoted\s(?:by|in)|published\s(?:by|in)|told\sto|obtained\sby|aired\son"
    rf"|carried\sby|broadcast\s(?:by|on))\s(?:a\sreport\s(?:by|in|from)\s)?{_OUTLET}"
)
_ON = re.compile(rf"\bon\s{_OUTLET}")
_BETWEEN = re.compile(r"[^,;:.!?“”\"\n]{0,60}")  # what may stand between "said" and "on Ember TV": "of it this Sunday"
_OTHERS = 30  # attributions on either side that are looked at
_SAYING = re.compile(
    r"\s(?:also\s|later\s|then\s|again\s|further\s|has\s|had\s|once\sagain\s){0,2}(?P<verb>said|says|told|reiterated|stated|states|added"
    r"|noted|stressed|insisted|confirmed|denied|claimed|claims|argued|warned|announced|acknowledged|explained|urged|vowed"
    r"|pledged|promised|suggested|emphasi[sz]ed|repeated|declared|conceded|admitted|maintained|asserted|contended"
    r"|cautioned|complained|testified|tweeted|wrote|recalled|predicted|promised|demanded|described|called|criticized"
    r"|criticised|condemned|rejected|dismissed|defended|accused|praised|mentioned|pointed\sout|remarked|expressed)\b"
)  # fmt: skip


def credited(
    article: Article, attribution: Attribution, others: Sequence[Attribution], mentions: Sequence[Mention]
) -> str | None:
    """The outlet or agency named for the words of `attribution`, as the article writes it without "the"; else None.

    `others` are the article's attributions in the order of their contents (this one may be among them), `mentions` in
    the order of the text; only those near by are looked at. An outlet that is the attribution's source or speaker is
    not its via, and what was told to the article's own outlet is taken from nobody; another via that is set stays.
    """
    if attribution.via:
        return None if same(attribution.via, article.outlet) else attribution.via
    if is_outlet(" ".join(s.text for s in attribution.source)):
        return None
    found = _credited(article, attribution, others, mentions)
    if same(found, article.outlet):
        return None
    own = attribution.speaker.name.casefold() if attribution.speaker else ""
    return None if found and found.casefold().removeprefix("the ") == own.removeprefix("the ") else found


def _credited(
    article: Article, attribution: Attribution, others: Sequence[Attribution], mentions: Sequence[Mention]
) -> str | None:
    others = _beside(attribution, others)
    for other in _around(attribution, others):
        name = " ".join(s.text for s in other.source)
        if outlet := outlet_in(article.text, name, other.source[0].start if other.source else 0, mentions):
            return outlet
    text = article.text
    anchor = (attribution.cue or attribution.source or attribution.content)[0].start
    start, end = sentence(text, anchor)
    for pattern in (_TO, _BY, _REPORTED, _ON):
        for m in pattern.finditer(text, start, end):
            at, to = m.span("outlet")
            if _inside(attribution.content, m.start(), to):
                continue
            if any(
                o is not attribution
                and o.cue
                and m.start() <= o.cue[0].start < to
                and not _covers(o, attribution)
                and o.content != attribution.content
                for o in _near(others, start, end)
            ):
                continue
            if pattern is _TO and not _same_clause(attribution, m.start()):
                continue
            if pattern is _ON and not (broadcasts(m["outlet"]) and _said_there(text, attribution, m.start())):
                continue
            if pattern is _REPORTED and not _reports(text, attribution, m):
                continue
            if outlet := outlet_in(text, m["outlet"], at, mentions):
                return outlet
    return None


def reported_speech(article: Article, attribution: Attribution, mentions: Sequence[Mention]) -> Attribution | None:
    """Where an outlet is the source and its content opens with a person who says something, that inner attribution.

    The result has the person as source, the verb as cue, what follows (in that piece of the content) as content, and
    the outlet as `via`; id, score and kind are the outer one's. None where the source is no outlet, or nobody in the
    content is named with a verb of saying. "A report said that Moss denied it, the Courier wrote" gives Moss, which is
    what the Courier vouches for.
    """
    source = " ".join(s.text for s in attribution.source)
    if not is_outlet(source) or not attribution.content:
        return None
    text = article.text
    for piece in attribution.content:
        near = mentions_in(mentions, piece.start, piece.end)
        people = [(m.start, m.end) for m in near if m.kind == "person" and m.end <= piece.end]
        for start, end in people[:6]:
            found = _SAYING.match(text, end, piece.end)
            if not found or not _opens_clause(text, piece.start, start):
                continue
            rest = found.end() + len(text[found.end() : piece.end]) - len(text[found.end() : piece.end].lstrip(" ,:"))
            said: tuple[Span, ...] = (Span.of(text, rest, piece.end),) if rest < piece.end else ()
            if not said:  # "“It rained,” Moss said, “all day,” according to the Courier"
                said = tuple(p for p in attribution.content if p is not piece)
            if not said:
                return None
            return replace(
                attribution,
                source=(Span.of(text, start, end),),
                cue=(Span.of(text, *found.span("verb")),),
                content=said,
                speaker=None,
                via=outlet_in(text, source, attribution.source[0].start, mentions) or source,
            )
    return None


def put_right(
    article: Article, attribution: Attribution, mentions: Sequence[Mention], others: Sequence[Attribution] = ()
) -> Attribution:
    """`attribution`, with its source put right where an outlet was taken for the subject of somebody else's verb.

    In "Moss repeated the offer, the Bellport Courier reported", the words "repeated" and "the offer" are Moss's: where
    the source is an outlet that does not stand beside the cue, and a person does, directly before it, that person is
    the source and the outlet is the via. Where all of it is the outlet's content, the speaker inside it is taken
    (`reported_speech`), unless one of `others`, the article's attributions in the order of their contents, has found
    that one already. Everything else comes back as it was; the caller sees to the kind, as the content may be shorter.
    """
    a = attribution
    if not a.source or not a.cue or not is_outlet(" ".join(s.text for s in a.source)):
        return a
    if (inner := reported_speech(article, a, mentions)) and not any(
        o is not a and o.cue and _inside(a.content, o.cue[0].start, o.cue[-1].end) for o in _beside(a, others)
    ):
        return inner
    text, cue = article.text, a.cue[0]
    if any(abs(s.end - cue.start) <= 2 or 0 <= s.start - a.cue[-1].end <= 2 for s in a.source):
        return a
    for m in mentions_in(mentions, cue.start - 60, cue.start):
        between = text[m.end : cue.start]
        if m.kind == "person" and len(between) < 12 and between.strip() in ("", "also", "later", "then"):
            outlet = outlet_in(text, a.source[0].text, a.source[0].start, mentions) or a.source[0].text
            return replace(a, source=(Span.of(text, m.start, m.end),), via=outlet)
    return a


def _around(a: Attribution, others: Sequence[Attribution]) -> list[Attribution]:
    """The attributions whose content holds this one's, innermost first."""
    start = a.start
    near = [o for o in others if o.content[0].start <= start <= o.content[-1].end and o is not a]
    if not near:
        return near
    found = [o for o in near if o.content != a.content and _covers(o, a)]
    return sorted(found, key=lambda o: o.content[-1].end - o.content[0].start)


def _beside(a: Attribution, others: Sequence[Attribution]) -> Sequence[Attribution]:
    """Those of `others` that begin next to `a`."""
    i = bisect_left(others, a.start, key=lambda o: o.start)
    return others[max(0, i - _OTHERS) : i + _OTHERS]


def _covers(outer: Attribution, inner: Attribution) -> bool:
    if outer.content[-1].end < inner.content[0].start or outer.content[0].start > inner.content[0].start:
        return False
    total = sum(s.end - s.start for s in inner.content)
    shared = sum(max(0, min(o.end, s.end) - max(o.start, s.start)) for s in inner.content for o in outer.content)
    bigger = sum(s.end - s.start for s in outer.content) > total
    return bigger and shared >= 0.8 * total


def _near(others: Sequence[Attribution], start: int, end: int) -> list[Attribution]:
    return [o for o in others if o.cue and start <= o.cue[0].start < end]


def _inside(content: Sequence[Span], start: int, end: int) -> bool:
    return any(s.start <= start and end <= s.end for s in content)


def _said_there(text: str, attribution: Attribution, at: int) -> bool:
    """Whether "on OUTLET" at `at` says where the words were spoken: it follows the attribution's own cue."""
    cues = [cue.end for cue in attribution.cue if cue.end <= at]
    return bool(cues) and _BETWEEN.fullmatch(text, cues[-1], at) is not None


def _same_clause(a: Attribution, at: int) -> bool:
    """Whether "told OUTLET" is this attribution's own cue, or follows it without another verb of saying between."""
    anchors = [*a.cue, *a.source]
    return any(abs(s.start - at) < 8 or s.start <= at < s.end + 90 or at < s.start < at + 140 for s in anchors)


def _reports(text: str, a: Attribution, m: re.Match[str]) -> bool:
    """Whether "OUTLET reported" closes the clause that the content ends, or opens the one that holds all of it."""
    start = m.start("outlet")
    last = a.content[-1].end
    pieces = [*a.content, *a.cue, *a.source]
    if start >= last - 2:
        return start - last < 60 and not re.search(r"[.;]|\bthat\b|\b(?:but|and|while)\b", text[last:start])
    first = min(s.start for s in pieces)
    return (
        m.end() <= first + 2 and first - m.end() < 90 and not re.search(r"[;]|\b(?:but|while)\b", text[m.end() : first])
    )


def _opens_clause(text: str, start: int, at: int) -> bool:
    before = text[start:at].rstrip()
    return (
        not before
        or before.lower() in ("that", "how")
        or before[-1] in ",.;:"
        or before.split()[-1].lower() in ("that", "and", "but")
    )
