"""A statement's sentences: what another article can tell by itself.

One article keeps a quotation of three sentences together, another quotes the second and reports the third in its own
words: two sayings, and the long telling belongs to both. So statements are compared sentence by sentence.

What it accepts: a sentence ends at a full stop, exclamation or question mark before white space and a capital, a
figure or an opening mark, and at a line end; and between two pieces of a content where the second begins with a
capital (“We will,” she said. “Never again.”).
What guards it: initials and common abbreviations end nothing; less than SHORTEST words stay with the sentence before
("It's wrong. It's cruel."); after MOST sentences the rest is one.
A case it gets wrong: a cue within a sentence before a name (“We asked,” he said, “Varga to come.”) parts it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from quoth.quotation import states
from quoth.sayings.quoted import entered
from quoth.types import Attribution, Kind, Span

SHORTEST = (
    4  # words of a passage; by eye, two of three shorter sentences say nothing alone ("I get it.", "Very unfair.")
)
MOST = 12  # passages of a statement: no quotation of the labelled stories has more than nine sentences

_END = re.compile(r"[.!?…][\"”’')\]]{0,3}\s+(?=[\"“‘'(\[]{0,2}[A-Z0-9])|\s*\n\s*")
_NO_END = re.compile(
    r"(?:\b[A-Z]|\b(?:Mr|Mrs|Ms|Dr|Sens?|Reps?|Gov|Gen|St|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec|No|vs|Lt|Col))\.$"
)
_WORD = re.compile(r"\w+(?:['’.-]\w+)*")
_BEGINS = re.compile(r"[\s\"“”‘’'(\[]{0,4}[A-Z]")


@dataclass(frozen=True, slots=True)
class Passage:
    """One sentence of a statement, or several short ones: `content` is that part of the attribution's, `kind` its own.

    `part` counts from 0 in the order of the text.
    """

    attribution: Attribution
    content: tuple[Span, ...]
    kind: Kind
    part: int = 0

    @property
    def key(self) -> tuple[str, int]:
        return self.attribution.id, self.part


def passages(attribution: Attribution) -> tuple[Passage, ...]:
    """The passages of `attribution` in the order of the text: always at least one, together its whole content."""
    sentences = _merged(list(_sentences(attribution))) or [attribution.content]
    marks = [marked(span.text) for span in attribution.content] if attribution.kind == "mixed" else []
    return tuple(
        Passage(attribution, content, _kind(attribution, content, marks) if len(sentences) > 1 else attribution.kind, n)
        for n, content in enumerate(sentences)
    )


def narrowed(attribution: Attribution, held: Sequence[Passage]) -> Attribution:
    """`attribution` with only the content of `held`, some of its passages; what adjoins is one span."""
    parts = {passage.part for passage in held}
    if len(parts) == len(passages(attribution)):
        return attribution
    spans: list[Span] = []
    for passage in sorted(held, key=lambda passage: passage.part):
        for span in passage.content:
            whole = next(s for s in attribution.content if s.start <= span.start and span.end <= s.end)
            last = spans[-1] if spans else None
            if (
                last is not None
                and whole.start <= last.start
                and not whole.text[last.end - whole.start : span.start - whole.start].strip()
            ):
                spans[-1] = Span(last.start, span.end, whole.text[last.start - whole.start : span.end - whole.start])
            else:
                spans.append(span)
    kinds = {passage.kind for passage in held}
    return replace(attribution, content=tuple(spans), kind=kinds.pop() if len(kinds) == 1 else "mixed")


def marked(text: str) -> bytearray:
    """Where quotation marks are open, one byte a code point; also where the first was opened before `text`."""
    shift = entered(text)
    return states("“" * shift + text)[shift:]


def _kind(attribution: Attribution, content: Sequence[Span], marks: Sequence[bytearray]) -> Kind:
    """The kind of a part of a statement that is quoted in part: all, some or none of its letters are in marks."""
    if attribution.kind != "mixed":
        return attribution.kind
    inside = letters = 0
    for span in content:
        for whole, state in zip(attribution.content, marks, strict=True):
            if whole.start <= span.start and span.end <= whole.end:
                at = range(span.start - whole.start, span.end - whole.start)
                letters += sum(whole.text[k].isalnum() for k in at)
                inside += sum(state[k] == 1 and whole.text[k].isalnum() for k in at)
    return "indirect" if not inside else "direct" if inside == letters else "mixed"


def _sentences(attribution: Attribution) -> Iterator[tuple[Span, ...]]:
    """The sentences, each as the pieces of content that it has."""
    held: list[Span] = []
    for span in attribution.content:
        if held and _BEGINS.match(span.text):
            yield tuple(held)
            held = []
        start = 0
        for m in _END.finditer(span.text):
            if span.text[m.start()] == "." and _NO_END.search(span.text, max(0, m.start() - 6), m.start() + 1):
                continue
            if piece := _stripped(span, start, m.end()):
                held.append(piece)
            if held:
                yield tuple(held)
            held, start = [], m.end()
        if piece := _stripped(span, start, len(span.text)):
            held.append(piece)
    if held:
        yield tuple(held)


def _stripped(span: Span, start: int, end: int) -> Span | None:
    text = span.text[start:end]
    left = len(text) - len(text.lstrip())
    text = text.strip()
    return Span(span.start + start + left, span.start + start + left + len(text), text) if text else None


def _merged(sentences: list[tuple[Span, ...]]) -> list[tuple[Span, ...]]:
    """Too short ones with the one before, else with the one after; what is beyond MOST in one."""
    out: list[tuple[Span, ...]] = []
    waiting: tuple[Span, ...] = ()
    for content in sentences:
        size = sum(1 for span in content for _ in zip(range(SHORTEST), _WORD.finditer(span.text), strict=False))
        if out and (size < SHORTEST or len(out) == MOST):
            out[-1] += content
        elif size < SHORTEST and len(sentences) > 1:
            waiting += content
        else:
            out.append(waiting + content)
            waiting = ()
    return out or ([waiting] if waiting else [])
