"""To whom an article ascribes a statement, besides the name: the words of the source, and who is named around it.

One in four statements has no speaker or a wrong one: “the suit says”, “he told them”. Another article often names that
speaker, and then what stands around the statement tells whether it can be the same.

What it accepts: the words of the source; words with a capital from BEFORE code points before the statement to AFTER
behind it, its own included (“Senator Quist respects that” is how her office speaks of her); the kinds of document in
DOCUMENTS. What guards it: of a source no more than SOURCE code points are read. A case it gets wrong: somebody who is
only spoken about near a statement counts as near, too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from quoth.types import Article, Attribution
from quoth.words import WORD, rarity, stem, words

BEFORE, AFTER = 400, 120  # code points around a statement: its paragraph and mostly the one before
SOURCE = 200
ROOT = 6  # letters in which "candidate" and "candidacy" still agree, and "commit" and "committee" do, wrongly
COMMON = 0.3  # rarity below which a word is left out of the comparison

_KINDS = {
    "a lawsuit": "lawsuit suit complaint filing petition plaintiffs",
    "an advertisement": "ad advertisement commercial spot",
    "a study": "report study survey",
    "a post": "tweet post",
    "a letter": "letter",
    "a memorandum": "memo memorandum email",
    "a law": "law bill measure legislation",
    "the administration": "administration",
}


def root(form: str) -> str:
    """The first ROOT letters of a word's stem; a number whole."""
    return form if form[0].isdigit() else form[:ROOT]


DOCUMENTS = {root(stem(word)): kind for kind, listed in _KINDS.items() for word in listed.split()}


@dataclass(frozen=True, slots=True)
class Ascribed:
    """`source` are the roots of the source's words and of the speaker's name, `last` that of the last name, if any.

    `near` are the roots of the names around, `documents` what it was said in. `sure`: the source has the last name
    itself, so that it was not worked out.
    """

    source: frozenset[str] = frozenset()
    last: str = ""
    near: frozenset[str] = frozenset()
    documents: frozenset[str] = frozenset()
    sure: bool = False


def ascribed(attribution: Attribution, speaker: Sequence[str], article: Article | None) -> Ascribed:
    """What the article says of who speaks; `speaker` are the stems of the name. Without the article nobody is near."""
    found = (w.stem for span in attribution.source for w in words(span.text[:SOURCE]))
    source = frozenset(root(s) for s in found if rarity(s) >= COMMON)
    near: frozenset[str] = frozenset()
    if article is not None and article.text:
        spans = (*attribution.source, *attribution.content)
        start, end = min(s.start for s in spans), max(s.end for s in spans)
        around = WORD.finditer(article.text, max(0, start - BEFORE), min(len(article.text), end + AFTER))
        near = frozenset(root(stem(m.group())) for m in around if m.group()[0].isupper())
    documents = frozenset(DOCUMENTS[r] for r in source if r in DOCUMENTS)
    last = root(speaker[-1]) if speaker else ""
    return Ascribed(source.union(map(root, speaker)), last, near, documents, bool(last) and last in source)
