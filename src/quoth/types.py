"""The values that travel through quoth, from an article's text to a saying and its variants.

All are frozen. Every `Span` counts Unicode code points, half-open, into `Article.text`, which is never altered
after reading: ``article.text[span.start:span.end] == span.text``. `to_dict` gives the shapes of the format
``quoth/1`` (docs/format.md); fields may be added to them, none is renamed or removed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

FORMAT = "quoth/1"

Kind = Literal["direct", "mixed", "indirect"]
SpeakerType = Literal["person", "organization", "group", "unnamed", "author", "unknown"]
MentionKind = Literal["person", "organization", "location", "other"]
PartKind = Literal[
    "headline", "dateline", "byline", "body", "link", "date", "credit",
    "caption", "pullquote", "item", "entry", "row",
]  # fmt: skip
Change = Literal[
    "spelling",
    "disfluency",
    "marked_cut",
    "silent_cut",
    "marked_insertion",
    "silent_insertion",
    "replacement",
    "splice",
]
Wording = Literal["same", "differs", "not comparable"]
EditKind = Literal["changed", "removed", "added", "unmarked", "marked"]
Verdict = Literal["verbatim", "changed", "absent"]
Relation = Literal["copy", "common source", "independent", "undecided"]
Bearing = Literal["forward", "backward", "related", "apart"]
SourceKind = Literal["agency", "unknown"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open code points `start:end` of one article, and the words that stand there."""

    start: int
    end: int
    text: str = field(compare=False)

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Span:
        """The span of `text` from `start` up to `end`; raises ValueError when it is empty or outside."""
        if not 0 <= start < end <= len(text):
            raise ValueError(f"a span needs 0 <= start < end <= {len(text)}, got {start}:{end}")
        return cls(start, end, text[start:end])

    def to_dict(self) -> dict[str, Any]:
        return {"start": self.start, "end": self.end, "text": self.text}


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of an article's layout: what the words from `start` up to `end` are for."""

    kind: PartKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Origin:
    """Where words of an article stand in the page it was made from.

    `start:end` counts code points of `Article.text`, `at:until` those of the page as it was decoded. Where both have
    one length the characters are the same, one for one; elsewhere all of `start:end` stands for all of `at:until`,
    as “&” does for “&amp;”.
    """

    start: int
    end: int
    at: int
    until: int


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong in the input: kept, counted, shown; the run goes on.

    `where` is a path, a `path#row`, or an article's id with an offset; `message` says what was expected and what came.
    `article` is set when nothing of an input could be read: it has the id, the path and the empty text. `of_meta` is
    True where no input was set aside for it: the user's table of metadata is at fault, or it is a remark on a whole
    file. `code` is a short word for programs (``"paywall"``, ``"too-large"``), where the reader has one.
    """

    where: str
    message: str
    article: Article | None = None
    of_meta: bool = False
    code: str | None = None

    def to_dict(self) -> dict[str, Any]:
        shown = {"where": self.where, "message": self.message}
        if self.code is not None:
            shown["code"] = self.code
        return shown


@dataclass(frozen=True, slots=True)
class Article:
    """One published text as it was read.

    `published` is an ISO 8601 date or date-time; `parts` cover `text` in order without overlapping (gaps are
    white space). What neither the text nor the user's metadata states is None; the names of fields that were
    inferred stand in `inferred`. `problems` are those met inside an article that could be read.
    """

    id: str
    path: str
    text: str = field(repr=False)
    outlet: str | None = None
    published: str | None = None
    title: str | None = None
    language: str | None = None
    url: str | None = None
    inferred: tuple[str, ...] = ()
    parts: tuple[Part, ...] = field(default=(), repr=False)
    problems: tuple[Problem, ...] = ()
    byline: str | None = None
    origins: tuple[Origin, ...] = field(default=(), repr=False)

    def to_dict(self, *, with_text: bool = False) -> dict[str, Any]:
        shown: dict[str, Any] = {
            "id": self.id,
            "path": self.path,
            "outlet": self.outlet,
            "published": self.published,
            "title": self.title,
            "language": self.language,
        }
        if self.url is not None:
            shown["url"] = self.url
        if self.byline is not None:
            shown["byline"] = self.byline
        if self.inferred:
            shown["inferred"] = list(self.inferred)
        if with_text:
            shown["text"] = self.text
            if self.origins:
                shown["origins"] = [[o.start, o.end, o.at, o.until] for o in self.origins]
        return shown


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in an article, as the network saw it: half-open code points, and what it names."""

    start: int
    end: int
    kind: MentionKind


@dataclass(frozen=True, slots=True)
class Speaker:
    """The person or body that a source resolves to, by the fullest name the article gives."""

    name: str
    type: SpeakerType

    def to_dict(self) -> dict[str, Any]:
        return {"name": self.name, "type": self.type}


@dataclass(frozen=True, slots=True)
class Attribution:
    """One article's report of what somebody said, thought or wrote.

    `source`, `cue` and `content` are in the order of the text; only `content` is never empty. `speaker` is None
    where the answer was withheld, and then `reason` says why. `said_on` is an ISO date. `score`, 0 to 1, is how likely
    it is that content and source are right (`quoth.attributions.confidence`). `inside` is the id of the attribution it
    is nested in. `negated`: the article denies that it was said; `hypothetical`: it says that it might be said, or is
    yet to be. `vector` is the meaning of the content (L2 norm 1), for matching: an ``array("f")``, or empty; it is
    not part of the format.
    """

    id: str
    article: str
    kind: Kind
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    score: float
    speaker: Speaker | None = None
    via: str | None = None
    said_on: str | None = None
    inside: str | None = None
    negated: bool = False
    hypothetical: bool = False
    reason: str | None = None
    vector: Sequence[float] = field(default=(), repr=False, compare=False)

    @property
    def start(self) -> int:
        """Where the content begins."""
        return self.content[0].start

    def to_dict(self) -> dict[str, Any]:
        shown: dict[str, Any] = {
            "id": self.id,
            "kind": self.kind,
            "source": [s.to_dict() for s in self.source],
            "cue": [s.to_dict() for s in self.cue],
            "content": [s.to_dict() for s in self.content],
            "speaker": self.speaker and self.speaker.to_dict(),
            "via": self.via,
            "said_on": self.said_on,
            "score": round(self.score, 4),
        }
        if self.inside is not None:
            shown["inside"] = self.inside
        if self.negated:
            shown["negated"] = True
        if self.hypothetical:
            shown["hypothetical"] = True
        if self.reason is not None:
            shown["reason"] = self.reason
        return shown


@dataclass(frozen=True, slots=True)
class Attributed:
    """An article with its attributions, in the order of their first word, and the problems met on the way."""

    article: Article
    attributions: tuple[Attribution, ...] = ()
    problems: tuple[Problem, ...] = ()

    def to_dict(self, *, with_text: bool = False) -> dict[str, Any]:
        return {
            "article": self.article.to_dict(with_text=with_text),
            "attributions": [a.to_dict() for a in self.attributions],
            "problems": [p.to_dict() for p in self.problems],
        }


@dataclass(frozen=True, slots=True)
class Reading:
    """What some tellings have at a variant; the empty text where they have nothing."""

    text: str
    tellings: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        return {"text": self.text, "tellings": list(self.tellings)}


@dataclass(frozen=True, slots=True)
class Because:
    """Why a variant changes the meaning: a sense ("negation", "number", …) and the words that say so."""

    sense: str
    words: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        return {"sense": self.sense, "words": list(self.words)}


@dataclass(frozen=True, slots=True)
class Variant:
    """A place where tellings differ: its readings, the kinds of change, and whether the meaning changes.

    `because` says why it does. `moved`: the readings have the same words in another order. `at_odds` are pairs of
    places in `readings` that cannot both be word for word: they differ without a mark and in more than spelling.
    """

    readings: tuple[Reading, ...]
    changes: tuple[Change, ...]
    meaning: bool
    because: tuple[Because, ...] = ()
    moved: bool = False
    at_odds: tuple[tuple[int, int], ...] = ()

    def to_dict(self) -> dict[str, Any]:
        shown: dict[str, Any] = {
            "readings": [r.to_dict() for r in self.readings],
            "changes": list(self.changes),
            "meaning": self.meaning,
        }
        if self.because:
            shown["because"] = [b.to_dict() for b in self.because]
        if self.moved:
            shown["moved"] = True
        if self.at_odds:
            shown["at_odds"] = [list(pair) for pair in self.at_odds]
        return shown


@dataclass(frozen=True, slots=True)
class Overlap:
    """How much of a telling's quoted words was compared.

    `compared` of its `quoted` words stand in another telling, too, or where another that runs past them has others.
    """

    telling: str
    quoted: int
    compared: int

    def to_dict(self) -> dict[str, Any]:
        return {"telling": self.telling, "quoted": self.quoted, "compared": self.compared}


@dataclass(frozen=True, slots=True)
class Link:
    """Why two tellings were taken for one utterance: a score, 0 to 1, and its reasons in words, strongest first."""

    tellings: tuple[str, str]
    score: float
    reasons: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        return {"tellings": list(self.tellings), "score": round(self.score, 4), "reasons": list(self.reasons)}


@dataclass(frozen=True, slots=True)
class Portion:
    """The part of a telling that belongs to a saying, where the rest belongs to another."""

    telling: str
    content: tuple[Span, ...]

    def to_dict(self) -> dict[str, Any]:
        return {"telling": self.telling, "content": [s.to_dict() for s in self.content]}


@dataclass(frozen=True, slots=True)
class Voice:
    """How a telling belongs to a saying whose speaker its own article does not name for it, and why."""

    telling: str
    how: Literal["known from others", "speaks for", "another speaker"]
    reason: str

    def to_dict(self) -> dict[str, Any]:
        return {"telling": self.telling, "how": self.how, "reason": self.reason}


@dataclass(frozen=True, slots=True)
class Departure:
    """A place where a quotation differs from the record; `text` or `record_text` is empty where that side has nothing.

    `reasons` say why the meaning differs, each a sense ("negation", "number", …) and the words that say so; none: it
    does not.
    """

    start: int
    end: int
    text: str
    record_start: int
    record_end: int
    record_text: str
    changes: tuple[Change, ...]
    reasons: tuple[tuple[str, tuple[str, ...]], ...] = ()

    @property
    def meaning(self) -> bool:
        """Whether a reader would take the quotation to say something else here."""
        return bool(self.reasons)

    def to_dict(self) -> dict[str, Any]:
        return {
            "start": self.start,
            "end": self.end,
            "text": self.text,
            "record_start": self.record_start,
            "record_end": self.record_end,
            "record_text": self.record_text,
            "changes": list(self.changes),
            "meaning": self.meaning,
            "because": [{"sense": sense, "words": list(words)} for sense, words in self.reasons],
        }


@dataclass(frozen=True, slots=True)
class Beside:
    """A telling beside the record: whether it has the words, and where it departs from them."""

    telling: str
    verdict: Verdict
    departures: tuple[Departure, ...] = ()

    @property
    def meaning(self) -> bool:
        return any(d.meaning for d in self.departures)

    def to_dict(self) -> dict[str, Any]:
        return {
            "telling": self.telling,
            "verdict": self.verdict,
            "meaning": self.meaning,
            "departures": [d.to_dict() for d in self.departures],
        }


@dataclass(frozen=True, slots=True)
class Recorded:
    """The passage of a record that a saying's tellings quote: half-open code points of the record's text, who says it
    there, and each telling in quotation marks beside it.
    """

    record: str
    start: int
    end: int
    text: str
    speaker: str | None
    tellings: tuple[Beside, ...]

    def to_dict(self) -> dict[str, Any]:
        return {
            "record": self.record,
            "start": self.start,
            "end": self.end,
            "text": self.text,
            "speaker": self.speaker,
            "tellings": [t.to_dict() for t in self.tellings],
        }


@dataclass(frozen=True, slots=True)
class Cited:
    """Words of an article that are evidence: half-open code points of its text."""

    article: str
    start: int
    end: int
    text: str

    def to_dict(self) -> dict[str, Any]:
        return {"article": self.article, "start": self.start, "end": self.end, "text": self.text}


@dataclass(frozen=True, slots=True)
class Evidence:
    """One entry of a ledger on two articles or tellings: what was weighed, what it adds, and the words that show it.

    `bearing` says what it speaks for, seen from the ledger's `start`: that words went "forward" to its `end`, or
    "backward" from there, that the two are "related" whichever way, or that they stand "apart". `weighs` is in
    log-odds and never negative; 0 where it is told and counts for nothing.
    """

    term: str
    bearing: Bearing
    weighs: float
    reason: str
    spans: tuple[Cited, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        return {
            "term": self.term,
            "bearing": self.bearing,
            "weighs": round(self.weighs, 2),
            "reason": self.reason,
            "spans": [s.to_dict() for s in self.spans],
        }


@dataclass(frozen=True, slots=True)
class Lineage:
    """What two articles of a story, or two tellings of a saying, have to do with each other, and the ledger behind it.

    A "copy" went from `start` to `end`: the words of `end` come from `start`. In every other relation the two stand in
    the order of their ids. `source` names what both come from, or who is credited, where that is known. `weight`, 0 to
    1, is how sure the relation is; of an "undecided" one, how likely it is that the two depend on each other at all.
    `saying` is the saying of two tellings, None between two articles. `through` names an article that the words of a
    copy went through on their way.
    """

    story: str
    saying: str | None
    start: str
    end: str
    relation: Relation
    source: str | None
    weight: float
    evidence: tuple[Evidence, ...] = ()
    through: str | None = None

    def to_dict(self) -> dict[str, Any]:
        shown: dict[str, Any] = {
            "story": self.story,
            "between": "articles" if self.saying is None else "tellings",
            "saying": self.saying,
            "from": self.start,
            "to": self.end,
            "relation": self.relation,
            "source": self.source,
            "weight": round(self.weight, 4),
            "evidence": [e.to_dict() for e in self.evidence],
        }
        if self.through is not None:
            shown["through"] = self.through
        return shown


@dataclass(frozen=True, slots=True)
class CommonSource:
    """A source that several articles of a story go back to and that is not among them: a node of the story's lineage.

    `name` is None where nobody says whose words they are; `articles` are those that have them directly.
    """

    id: str
    name: str | None
    kind: SourceKind
    articles: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        return {"id": self.id, "name": self.name, "kind": self.kind, "articles": list(self.articles)}


@dataclass(frozen=True, slots=True)
class Root:
    """One independent origin of a saying, and the tellings that go back to it.

    `first` is the telling that the others come from; None where all come from a common source outside of the articles.
    `source` names that source, or whom `first` credits; None where neither is known. `reason` is for a person.
    """

    tellings: tuple[str, ...]
    first: str | None
    source: str | None
    reason: str

    def to_dict(self) -> dict[str, Any]:
        return {"tellings": list(self.tellings), "first": self.first, "source": self.source, "reason": self.reason}


@dataclass(frozen=True, slots=True)
class Origins:
    """From how many sides a saying comes: one root for each independent origin, most tellings first.

    `least` is how many there are if every pair that is undecided depends on each other after all.
    """

    roots: tuple[Root, ...]
    least: int

    @property
    def count(self) -> int:
        """The number of independent origins, where only what was decided counts as dependence."""
        return len(self.roots)

    def to_dict(self) -> dict[str, Any]:
        return {"count": self.count, "least": self.least, "roots": [r.to_dict() for r in self.roots]}


@dataclass(frozen=True, slots=True)
class Saying:
    """The one utterance behind one or more attributions: a hypothesis, with the links that made it.

    `tellings` are attribution ids in order. `wording` compares the tellings in quotation marks only and is
    "not comparable" where fewer than two are; it speaks of what overlaps, and `overlaps` says how much that is.
    `at_odds` are pairs of tellings that cannot both be word for word, one for any two wordings. `parts` says which
    tellings belong to it only in part, `voices` which do not name its speaker themselves. `origins` counts
    from how many sides it comes; None where lineage was not asked.
    """

    id: str
    story: str
    speaker: Speaker | None
    tellings: tuple[str, ...]
    variants: tuple[Variant, ...] = ()
    wording: Wording = "not comparable"
    links: tuple[Link, ...] = ()
    overlaps: tuple[Overlap, ...] = ()
    at_odds: tuple[tuple[str, str], ...] = ()
    parts: tuple[Portion, ...] = ()
    voices: tuple[Voice, ...] = ()
    record: Recorded | None = None
    origins: Origins | None = None

    def to_dict(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "story": self.story,
            "speaker": self.speaker and self.speaker.to_dict(),
            "tellings": list(self.tellings),
            "variants": [v.to_dict() for v in self.variants],
            "wording": self.wording,
            "overlaps": [o.to_dict() for o in self.overlaps],
            "at_odds": [list(pair) for pair in self.at_odds],
            "parts": [p.to_dict() for p in self.parts],
            "voices": [v.to_dict() for v in self.voices],
            "record": self.record and self.record.to_dict(),
            "origins": self.origins and self.origins.to_dict(),
            "links": [link.to_dict() for link in self.links],
        }


@dataclass(frozen=True, slots=True)
class Reworded:
    """An article that was probably reworded: `evidence` are its tellings, each with one of another article's that it
    is at odds with.
    """

    article: str
    evidence: tuple[tuple[str, str], ...]

    def to_dict(self) -> dict[str, Any]:
        return {"article": self.article, "evidence": [list(pair) for pair in self.evidence]}


@dataclass(frozen=True, slots=True)
class Story:
    """Articles that report one event, the sayings they tell, which of them were probably reworded, and the sources
    outside of them that several go back to.
    """

    id: str
    articles: tuple[str, ...]
    sayings: tuple[str, ...] = ()
    reworded: tuple[Reworded, ...] = ()
    sources: tuple[CommonSource, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        shown: dict[str, Any] = {"id": self.id, "articles": list(self.articles), "sayings": list(self.sayings)}
        if self.reworded:
            shown["reworded"] = [r.to_dict() for r in self.reworded]
        if self.sources:
            shown["sources"] = [s.to_dict() for s in self.sources]
        return shown


@dataclass(frozen=True, slots=True)
class Edit:
    """A quotation that is another one in a later version of its article.

    ``changed``: `before` became `after`; `changes` say how, with the earlier words as those that were said.
    ``removed`` and ``added``: the other version does not have the words; ``unmarked`` and ``marked``: it has them, but
    there they stand in quotation marks and here they do not, or the other way round. `before` is a span of the earlier
    text, `after` of the later one.
    """

    kind: EditKind
    before: Span | None
    after: Span | None
    speaker: Speaker | None = None
    changes: tuple[Change, ...] = ()
    meaning: bool = False
    because: tuple[Because, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        shown: dict[str, Any] = {
            "kind": self.kind,
            "before": self.before and self.before.to_dict(),
            "after": self.after and self.after.to_dict(),
            "speaker": self.speaker and self.speaker.to_dict(),
            "changes": list(self.changes),
            "meaning": self.meaning,
        }
        if self.because:
            shown["because"] = [b.to_dict() for b in self.because]
        return shown


@dataclass(frozen=True, slots=True)
class Revised:
    """What was edited between two versions of an article that follow each other.

    `earlier` is the id of the version before: the same as `article` where a store keeps both as revisions of one. They
    were seen at `seen` and `at` (ISO 8601, UTC), where that is known. `announced`: the later one says that it was
    changed. Without `edits` all quotations are as they were.
    """

    article: str
    earlier: str
    seen: str | None
    at: str | None
    announced: bool
    edits: tuple[Edit, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        return {
            "article": self.article,
            "earlier": self.earlier,
            "seen": self.seen,
            "at": self.at,
            "announced": self.announced,
            "edits": [e.to_dict() for e in self.edits],
        }


@dataclass(frozen=True, slots=True)
class Trace:
    """A whole synopsis: what ``quoth trace`` shows, in text, JSON or HTML."""

    articles: tuple[Article, ...]
    attributions: tuple[Attribution, ...]
    stories: tuple[Story, ...]
    sayings: tuple[Saying, ...]
    problems: tuple[Problem, ...] = ()
    stored: frozenset[str] = frozenset()
    lineage: tuple[Lineage, ...] = ()
    revisions: tuple[Revised, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """The object of ``--format json``; `stored` marks the attributions that this run did not read itself."""
        attributions = []
        for attribution in self.attributions:
            shown = {**attribution.to_dict(), "article": attribution.article}
            if attribution.id in self.stored:
                shown["stored"] = True
            attributions.append(shown)
        shown = {
            "format": FORMAT,
            "articles": [a.to_dict() for a in self.articles],
            "attributions": attributions,
            "stories": [s.to_dict() for s in self.stories],
            "sayings": [s.to_dict() for s in self.sayings],
            "lineage": [row.to_dict() for row in self.lineage],
            "problems": [p.to_dict() for p in self.problems],
        }
        if self.revisions:
            shown["revisions"] = [r.to_dict() for r in self.revisions]
        return shown


def joined(spans: Iterable[Span]) -> str:
    """The words of `spans` in order, parts that do not adjoin joined by an ellipsis in square brackets."""
    return " [...] ".join(" ".join(s.text.split()) for s in spans)
