"""An article's running text: its own words, outside quotation marks, headline, byline and credits, and the turns of
a transcript ("OSKELL: We will not leave").

Only these can show copying. Everybody who was at a briefing has the same quotations; nobody has the same sentences
around them. What the article itself says of its origin (`quoth.lineage.credit`) is read apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from quoth.quotation import quotations
from quoth.types import Article, Attribution, Cited, Span
from quoth.words import Word, words

LONGEST = 20_000  # words of an article that are compared: the longest here has 9,000; more is a mistake or an attack
_LABELLED = frozenset((":", "))"))  # cues of the turns of a transcript
_UNREAD = frozenset({"headline", "dateline", "byline", "link", "date", "credit"})


@dataclass(frozen=True, slots=True)
class Running:
    """The words of an article outside quotation marks, in order; `joined[k]` says that word k follows word k-1 there
    with nothing between them: no quotation, no headline, no line that is no text.
    """

    article: Article
    words: tuple[Word, ...]
    joined: tuple[bool, ...]

    @property
    def id(self) -> str:
        return self.article.id

    def cite(self, start: int, end: int) -> Cited:
        """The article's words from word `start` up to word `end`, as they stand, what lies between them included."""
        a, b = self.words[start].start, self.words[end - 1].end
        return Cited(self.article.id, a, b, self.article.text[a:b])


def running(article: Article, turns: Sequence[Span] = ()) -> Running:
    """The running text of `article`, of which `turns` are what somebody says behind a label. Linear in its length."""
    text = article.text
    said = [(q.start, q.end) for q in quotations(text) if q.depth == 0] + [(s.start, s.end) for s in turns]
    cuts = sorted(said + _unread(article))
    found: list[Word] = []
    joined: list[bool] = []
    at = 0
    for start, end in (*cuts, (len(text), len(text))):
        for n, word in enumerate(words(text, at, start) if at < start else ()):
            found.append(word)
            joined.append(n > 0)
            if len(found) >= LONGEST:
                return Running(article, tuple(found), tuple(joined))
        at = max(at, end)
    return Running(article, tuple(found), tuple(joined))


def introductions(running: Running) -> dict[str, int]:
    """Where each name first follows another capitalised word directly, in the middle of a sentence or at its head."""
    found: dict[str, int] = {}
    text = running.article.text
    for k in range(1, len(running.words)):
        word, before = running.words[k], running.words[k - 1]
        if (
            word.capital
            and before.capital
            and running.joined[k]
            and text[before.end : word.start] == " "
            and before.end - before.start > 1
        ):
            found.setdefault(word.stem, k)
    return found


def turns(attributions: Iterable[Attribution]) -> tuple[Span, ...]:
    """What those of `attributions` have that are told behind a label: the colon, or the bracket, is all their cue."""
    return tuple(s for a in attributions if a.cue and all(c.text in _LABELLED for c in a.cue) for s in a.content)


def _unread(article: Article) -> list[tuple[int, int]]:
    return [(p.start, p.end) for p in article.parts if p.kind in _UNREAD]
