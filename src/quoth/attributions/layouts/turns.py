"""Interviews and transcripts: whoever a line begins with, before a colon, says the line.

In “ADA QUILL: It rained.” under “Bellport Gazette: Why?” the network may take the label of the line before or after, or
find a sentence of an answer only. `put_right` gives words right behind a label to its bearer, where the source that was
taken stands in another paragraph or is missing; `turns_of` tells the whole turns of a transcript.

What guards it: the layout must be one of turns, two lines or more that begin with a label of capitalised words; what
names nobody ("Note", "Update") is no label. Whole turns are told only where three lines or more have a label, somebody
has two of them and somebody else one, most of them end as speech does, and most labels are in capitals, "Q", "A" or
names that the text has elsewhere; a label in capitals within a paragraph, and a small one, must come three times, the
former unless another there does.
Paragraphs without a label go on with the turn before where somebody with a label asks, as all of them then have one.
Where nobody does, the last paragraph before a turn, if it is a question, is the interviewer's, and those before it go
on as `paragraphs.going_on` allows; so do those behind the last turn of a text that is mostly turns.
Those of an article with labels within a paragraph are its own.
A case it gets wrong: a list of places, "Bellport: Quill says it rained", whose words have no source; an interviewer
without a label who asks for more without a question ("Tell me more.").
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice

from quoth.attributions import lexicon as lex
from quoth.attributions.layouts import Told
from quoth.attributions.layouts.paragraphs import MOST, asks, ends, going_on, is_labelled, paragraph, paragraphs
from quoth.types import Article, Attribution, Mention, Part, Span

_LABEL = re.compile(
    r"(?:^|\n)[ \t]*[\"“]?(?:"
    r"([A-Z][\w.’'-]*(?: (?:[A-Z][\w.’'-]*|of|for|the|and|de|van)){0,5}(?:, [A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,3}"
    r"| \([^\s()]{1,30}\))?)[ \t]?(:)|(Q|A)(\.)(?=[ \t]+[A-Z“\"]))[ \t]+"
)
# In one paragraph, as copied text has them: "QUILL: It rained. MOSS: It did."; the names of a chat, "ada.q: It did".
_WITHIN = re.compile(r"(?<=[.!?)\]”\"—–-] )((?:[A-Z][A-Z.’'-]{1,30} ){0,3}[A-Z][A-Z’'-]{2,30})[ \t]?(:)[ \t]+(?=\S)")
_CHAT = re.compile(r"(?:^|\n)[ \t]*([a-z][\w.-]{1,20}(?: \([^()\n]{3,60}\))?)(:)[ \t]+(?=\S)")
_BRACKETED = re.compile(
    r"(?:^|\n)[ \t]*\(\(([A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,4})(\)\))[ \t]*(?=\S)"
)  # "((Ada Quill)) It rained"
_AGAIN = 3  # times that such a label stands in a text at least
_NOBODY = lex.words("""
    note update updated editor’s correction photo photos video watch read more related source sources copyright
    story highlights warning analysis opinion breaking exclusive live earlier advertisement caption credit claim verdict
    winner loser rating topic facts fact context truth background edt est et gmt bst pdt pst cdt cst utc
    """)
ASKS = lex.words("q question")
ANSWERS = lex.words("a answer")
_GAP = 3  # code points between a label and the words that it announces
_TURNS = 5_000  # of one text, for the same reason
_SPOKEN = re.compile(r"[^\W\d_]{2,}")  # "1,760." is none
_WORD = re.compile(r"[^\W_]")
_NAME = 5  # words of a label that may be one name, titles counted
_LEAST = 3  # labelled lines of a transcript
_SPEECH = 0.6  # of the turns end as speech does, and of the labels name somebody
_MOSTLY = 0.5  # of a text lies between the first turn and the last, where the last may have several paragraphs
_WIDE = 0.34  # of the paragraphs between the first label and the last have one, where those without belong to turns


def labels_of(text: str) -> dict[int, tuple[Span, Span]]:
    """The labels of `text` and their colons, by where the words behind them begin; none where fewer than two lines have
    one. Time is linear.
    """
    found = {}
    for m in _BRACKETED.finditer(text):
        found[m.end()] = (Span.of(text, *m.span(1)), Span.of(text, *m.span(2)))
    for m in _LABEL.finditer(text):
        label, sign = (1, 2) if m[1] else (3, 4)
        words = m[label].partition(",")[0].partition(" (")[0].split()
        if _NOBODY.isdisjoint((words[0].casefold(), words[-1].casefold())) and words[-1][0].isupper():
            found[m.end()] = (Span.of(text, *m.span(label)), Span.of(text, *m.span(sign)))
    often = Counter(label.text for label, _ in found.values())
    for pattern in (_WITHIN, _CHAT):
        more = [m for m in pattern.finditer(text) if _NOBODY.isdisjoint(m[1].casefold().split())]
        often.update(m[1].partition(" (")[0] for m in more)
        again = {m[1] for m in more if often[m[1].partition(" (")[0]] >= _AGAIN}
        for m in more:
            if m[1] in again or (again and pattern is _WITHIN):
                found[m.end()] = (Span.of(text, *m.span(1)), Span.of(text, *m.span(2)))
    return found if len(found) > 1 else {}


def put_right(article: Article, a: Attribution, labels: dict[int, tuple[Span, Span]]) -> Attribution:
    """`a` with the label of its line as its source, where it had none in its paragraph."""
    at = next((labels[k] for k in range(a.start, a.start - _GAP, -1) if k in labels), None) if labels else None
    if at is None or at[0] in a.source or is_letter(at[0].text):
        return a
    if a.source and "\n" not in article.text[min(a.source[0].end, a.start) : max(a.source[0].start, a.start)]:
        return a
    return replace(a, source=(at[0],), cue=(at[1],))


def is_letter(label: str) -> bool:
    """Whether a label says only that somebody asks or answers."""
    return label.casefold().rstrip(".") in ASKS | ANSWERS


def turns_of(text: str, labels: dict[int, tuple[Span, Span]], parts: Sequence[Part] = ()) -> list[Told]:
    """The turns of a transcript, whole, in order; none where `labels`, those of `text`, are not a transcript's. A label
    in the headline, of the `parts`, is none of them.
    """
    heads = [p for p in parts if p.kind == "headline"]
    begun = sorted(k for k in labels if not any(p.start <= k <= p.end for p in heads))[:_TURNS]
    if len(begun) < _LEAST:
        return []
    after = [labels[k][0].start for k in begun[1:]] + [len(text)]
    first = [paragraph(text, k, until) for k, until in zip(begun, after, strict=True)]
    names = [labels[k][0].text for k in begun]
    if not _is_transcript(text, names, first):
        return []
    excerpt = any(text[labels[k][0].start - 1 : labels[k][0].start] == " " for k in begun)  # within a paragraph
    rest = [[] for _ in first] if excerpt else _rest(text, names, first, after)
    out = []
    for k, (start, end), more in zip(begun, first, rest, strict=True):
        if _WORD.search(text, start, end):
            out.append(Told(*labels[k], tuple(Span.of(text, a, b) for a, b in ((start, end), *more))))
    return out


def named_in(told: Sequence[Told], mentions: Sequence[Mention]) -> list[Mention]:
    """`mentions` with all of a turn's label for the person whom a part of it names ("IDA QUILL VALE", cut in pieces),
    and with names on a line alone or small, which the network may run into the words below or not see.
    """
    out = sorted(mentions, key=lambda m: m.start)
    starts = [m.start for m in out]
    whole, across = [], set()
    for t in told:
        name = t.source.text.partition(",")[0].partition(" (")[0]
        start, end = t.source.start, t.source.start + len(name)
        inside = out[bisect_left(starts, start) : bisect_left(starts, end)]
        labelled = t.cue is not None and t.cue.text in (":", "))") and 1 < len(name.split()) <= _NAME
        if t.cue is None or name.islower() or (labelled and any(m.kind == "person" for m in inside)):
            whole.append(Mention(start, end, "person"))
            across |= {m for m in inside if m.end > end}
    return [*(m for m in out if m not in across), *dict.fromkeys(whole)] if whole else list(mentions)


def _is_transcript(text: str, labels: Sequence[str], said: Sequence[tuple[int, int]]) -> bool:
    """Whether lines with these labels are turns of people who speak with one another."""
    often = Counter(bearer(label) for label in labels)
    if len(often) < 2 or max(often.values()) < 2:
        return False
    named = Counter(re.findall(r"[^\W_]+(?:[’'-][^\W_]+)*", text))
    known = 0
    for label in labels:
        name = bearer(label)
        shouted = label.upper() == label or label[0].islower()
        openers = name.casefold() in lex.SENTENCE_OPENERS
        elsewhere = named[name] > often[name]
        known += is_letter(label) or (not openers and (shouted or elsewhere))
    spoken = sum(ends(text, *place) and bool(_SPOKEN.search(text, *place)) for place in said)
    return min(known, spoken) >= _SPEECH * len(labels)


def bearer(label: str) -> str:
    """The last word of the name in a label, for whose it is: "QUILL" of "SEN. ADA QUILL, HOST"."""
    name = label.partition(",")[0].partition(" (")[0].rstrip(".")
    return name.split()[-1].casefold() if name.isupper() else name.split()[-1]


def _rest(
    text: str, labels: Sequence[str], first: Sequence[tuple[int, int]], after: Sequence[int]
) -> list[list[tuple[int, int]]]:
    """The further paragraphs of each turn."""
    out = [paragraphs(text, end, until) for (_, end), until in zip(first[:-1], after[:-1], strict=True)]
    out.append([])
    own = [None if is_letter(label) else re.compile(rf"\b{re.escape(bearer(label))}\b", re.I) for label in labels]
    unlabelled = _unlabelled(text, out)
    if len(first) + unlabelled < _WIDE * (len(first) + sum(map(len, out))):
        return [[] for _ in first]
    if _is_asked(text, labels, first, out):
        out = [_on(text, found, names) for found, names in zip(out, own, strict=True)]
    else:  # where questions have no label, the last paragraph before an answer is one
        kept = [found[:-1] if unlabelled or (found and asks(text, *found[-1])) else found for found in out]
        out = [going_on(text, found, names) for found, names in zip(kept, own, strict=True)]
    if after[-2] - first[0][0] > _MOSTLY * len(text):  # else what comes behind may be the article's own words
        behind = islice(paragraphs(text, first[-1][1], len(text)), MOST)
        out[-1] = going_on(text, list(behind), own[-1])
    return out


def _on(text: str, found: Sequence[tuple[int, int]], names: re.Pattern[str] | None) -> list[tuple[int, int]]:
    """Those of the paragraphs between two turns that belong to the first, whose bearer `names` tells."""
    stop = next((n for n, (start, end) in enumerate(found) if names and names.search(text, start, end)), MOST)
    stop = next((n for n, (start, _) in enumerate(found[:stop]) if is_labelled(text, start)), stop)
    return [place for place in found[: min(stop, MOST)] if ends(text, *place) and text[place[0]] not in "(["]


def _unlabelled(text: str, between: Sequence[Sequence[tuple[int, int]]]) -> int:
    """How many questions without a label stand between turns; 0 where most of what stands there does not end so."""
    found = [asks(text, *paragraphs[-1]) for paragraphs in between if paragraphs]
    return sum(found) if sum(found) >= max(2, _SPEECH * len(found)) else 0


def _is_asked(
    text: str,
    labels: Sequence[str],
    first: Sequence[tuple[int, int]],
    rest: Sequence[Sequence[tuple[int, int]]],
) -> bool:
    """Whether somebody with a label asks: most turns of one end with a question, behind the label at least once, and
    most of another's do not. Where nobody does, the questions between the turns may stand without a label.
    """
    ends: dict[str, list[bool]] = {}
    begins = set()
    for label, own, more in zip(labels, first, rest, strict=True):
        ends.setdefault(bearer(label), []).append(asks(text, *(more[-1] if more else own)))
        if asks(text, *own):
            begins.add(bearer(label))
    asking = {who: 2 * sum(asked) > len(asked) for who, asked in ends.items()}
    return any(asking[who] for who in begins) and not all(asking.values())
