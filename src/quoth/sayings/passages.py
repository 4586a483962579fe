"""A statement's sentences: what another article can tell by itself.

One article keeps a quotation of three sentences together, another quotes the second and reports the third in its own
words: two sayings, and the long telling belongs to both. So statements are compared sentence by sentence.

Where a sentence ends is `quoth.attributions.sentences.sentences_of`'s to say.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from quoth.attributions.sentences import sentences_of
from quoth.quotation import states
from quoth.sayings.words.quoted import entered
from quoth.types import Attribution, Kind, Span


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
    sentences = sentences_of(attribution.content)
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
