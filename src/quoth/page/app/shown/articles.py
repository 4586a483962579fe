"""The view of one article: its own text, what is attributed in it marked in its place, and who speaks beside it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any, Literal

from starlette.requests import Request

from quoth.judgements import Judged
from quoth.page.app.desk import Desk
from quoth.page.app.index.rows import storable
from quoth.page.app.shown.answer import Shown
from quoth.page.app.shown.exports import TELLINGS, citation, judged_data, telling_row
from quoth.page.app.shown.stories import named, number
from quoth.page.app.story.loaded import Loaded
from quoth.page.app.story.row import Row
from quoth.page.html import cited
from quoth.page.safe import safe
from quoth.types import Article, Attribution, Span

Role = Literal["content", "source", "cue", "rejected", "part"]

LONGEST = 120_000  # code points of an article on one page; the rest has pages of its own
_DEEPEST = 8  # attributions over one place that are marked there; so the work stays linear in the text


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words between two places where something begins or ends: `roles` of the statements they belong to."""

    start: int
    text: str
    roles: tuple[Role, ...]
    begins: tuple[int, ...] = ()  # numbers of the statements whose content begins here
    part: bool = False  # whether what a saying has of a longer statement begins here, and no statement


@dataclass(frozen=True, slots=True)
class Sharing:
    """A saying that a statement tells: `others` are the articles that tell it, too, `perhaps` those of which that is in
    doubt; `part` is where begins what the saying has of the statement, None where that is the whole. `called` is what
    tells it from the other sayings of the statement: the words of its part in quotation marks or, where another saying
    has these, too, what the saying is called by.
    """

    row: Row
    others: tuple[str, ...]
    perhaps: tuple[str, ...] = ()
    part: Span | None = None
    called: str = ""


@dataclass(frozen=True, slots=True)
class Statement:
    """An attribution beside the text. `number` counts from 1 in the order of the text; `told` are the sayings that it
    tells, in the order of its words, none where people said that it is no statement.
    """

    number: int
    judged: Judged
    told: tuple[Sharing, ...]
    cite: str

    @property
    def row(self) -> Row | None:
        """The saying that it opens."""
        return self.told[0].row if self.told else None

    @property
    def rows(self) -> tuple[Row, ...]:
        return tuple(t.row for t in self.told)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line of the article, and the statements that begin in it. `kind` is what the words are for."""

    start: int
    kind: str
    stretches: tuple[Stretch, ...]
    statements: tuple[Statement, ...]


def find(desk: Desk, name: str) -> tuple[Loaded, Article, bool] | None:
    """The story of the article with this slug, the article, and whether the store has earlier words of it."""
    with desk.index.reading() as db:
        row = db.execute("SELECT id, story, revised FROM articles WHERE slug = ?", (name,)).fetchone()
    loaded = desk.story(row["story"]) if row else None
    if loaded is None:
        return None
    one = next((a for a in loaded.story.articles.values() if storable(a.id) == row["id"]), None)
    return (loaded, one, bool(row["revised"])) if one else None


def article(desk: Desk, request: Request) -> Shown | None:
    """One article with its statements."""
    here = find(desk, request.path_params["article"])
    if here is None:
        return None
    loaded, one, revised = here
    statements = _statements(loaded, one)
    problems = [dict(p) for p in _problems(desk, request.path_params["article"])]
    pages = max(1, -(-len(one.text) // LONGEST))
    page = min(number(request, "page"), pages)
    return Shown(
        "article.html",
        loaded.labels[one.id] if not one.title else " ".join(one.title.split()),
        {
            "story": loaded,
            "article": one,
            "label": loaded.labels[one.id],
            "headed": any(p.kind == "headline" for p in one.parts),
            "paragraphs": list(paragraphs(one, statements, (page - 1) * LONGEST, page * LONGEST)),
            "statements": statements,
            "problems": problems,
            "revised": revised,
            "page": page,
            "pages": pages,
            "people": list(dict.fromkeys(n for s in statements if (n := _name(s)))),
            **named(loaded),
        },
        lambda: {
            "format": "quoth/1",
            "article": one.to_dict(with_text=True),
            "attributions": [judged_data(s.judged) for s in statements],
            "problems": [{"where": p["where"], "message": p["message"]} for p in problems],
            "revised": revised,
        },
        lambda: (TELLINGS, [telling_row(loaded, s.judged, row) for s in statements for row in s.rows or (None,)]),
    )


def paragraphs(article: Article, statements: Sequence[Statement], start: int, end: int) -> Iterator[Paragraph]:
    """The lines of `article` that begin in `start:end`, in order; their stretches joined are its text made safe."""
    text = safe(article.text)
    wanted = sorted(_marks(statements), key=lambda m: (m[0], -m[1]))
    kinds = list(article.parts)
    begun: list[tuple[int, int, Role]] = []
    n = k = s = 0
    at = start if start == 0 else text.find("\n", start - 1) + 1 or len(text)
    while at < min(end, len(text)):
        stop = text.find("\n", at) + 1 or len(text)
        begun = [m for m in begun if m[1] > at]
        while n < len(wanted) and wanted[n][0] < stop:
            if wanted[n][1] > at:
                begun.append(wanted[n])
            n += 1
        while k + 1 < len(kinds) and kinds[k].end <= at:
            k += 1
        while s < len(statements) and statements[s].judged.attribution.start < at:
            s += 1
        here = []
        while s < len(statements) and statements[s].judged.attribution.start < stop:
            here.append(statements[s])
            s += 1
        kind = kinds[k].kind if kinds and kinds[k].start < stop and kinds[k].end > at else "body"
        line = text[at:stop]
        if line.strip():
            yield Paragraph(at, kind, tuple(_cut(text, at, at + len(line.rstrip("\n")), begun, here)), tuple(here))
        at = stop


def _cut(
    text: str, start: int, end: int, marks: Sequence[tuple[int, int, Role]], here: Sequence[Statement]
) -> Iterator[Stretch]:
    """`start:end` cut wherever a mark or a statement begins or ends."""
    begins: dict[int, list[int]] = {}
    for one in here:
        begins.setdefault(one.judged.attribution.start, []).append(one.number)
    parts = {a for a, _, role in marks if role == "part"}
    cuts = {start, end, *begins}
    for a, b, _ in marks:
        cuts |= {max(a, start), min(b, end)}
    ordered = sorted(c for c in cuts if start <= c <= end)
    live: list[tuple[int, int, Role]] = []
    waiting = sorted(marks, key=lambda m: m[0])
    w = 0
    for a, b in pairwise(ordered):
        live = [m for m in live if m[1] > a]
        while w < len(waiting) and waiting[w][0] <= a:
            if waiting[w][1] > a and len(live) < _DEEPEST:
                live.append(waiting[w])
            w += 1
        roles = tuple(sorted({role for _, _, role in live}))
        yield Stretch(a, text[a:b], roles, tuple(begins.get(a, ())), a in parts and a not in begins)


def _marks(statements: Sequence[Statement]) -> Iterator[tuple[int, int, Role]]:
    for one in statements:
        a = one.judged.attribution
        rejected = one.judged.verdict is False
        yield from ((t.part.start, t.part.end, "part") for t in one.told if t.part)
        yield from ((s.start, s.end, "rejected" if rejected else "content") for s in a.content)
        if not rejected:
            yield from ((s.start, s.end, "source") for s in a.source)
            yield from ((s.start, s.end, "cue") for s in a.cue)


def _statements(loaded: Loaded, article: Article) -> list[Statement]:
    rows: dict[str, list[Row]] = {}
    for row in (*loaded.shared, *loaded.alone):
        for telling in row.said.saying.tellings:
            rows.setdefault(telling, []).append(row)
    mine = [j for j in loaded.story.attributions.values() if j.attribution.article == article.id]
    found = []
    for n, judged in enumerate(sorted(mine, key=lambda j: (j.attribution.start, j.attribution.id)), start=1):
        a = judged.attribution
        told = [_sharing(loaded, row, a) for row in rows.get(a.id, ())]
        told.sort(key=lambda t: t.part.start if t.part else 0)
        often = Counter(t.part for t in told)
        words = (cited(t.part.text, 60) if t.part and often[t.part] == 1 else t.row.gist for t in told)
        told = [replace(t, called=called) for t, called in zip(told, words, strict=True)]
        speaker = told[0].row.said.saying.speaker if told else a.speaker
        found.append(Statement(n, judged, tuple(told), citation(article, a, speaker)))
    return found


def _sharing(loaded: Loaded, row: Row, told: Attribution) -> Sharing:
    part = next((part.content[0] for part in row.said.saying.parts if part.telling == told.id), None)
    return Sharing(row, *_elsewhere(loaded, row, told), part)


def _elsewhere(loaded: Loaded, row: Row, told: Attribution) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Which other articles tell what `told` does, and which perhaps do: this telling or theirs may be another."""
    saying = row.said.saying
    articles: dict[bool, list[str]] = {True: [], False: []}
    for other in saying.tellings:
        if (article := loaded.judged(other).attribution.article) != told.article:
            articles[not {*saying.doubtful}.isdisjoint((told.id, other))].append(loaded.labels[article])
    surely = tuple(dict.fromkeys(articles[False]))
    return surely, tuple(name for name in dict.fromkeys(articles[True]) if name not in surely)


def _name(one: Statement) -> str | None:
    speaker = one.judged.attribution.speaker
    return (speaker and " ".join(speaker.name.split())) or None


def _problems(desk: Desk, name: str) -> Sequence[Any]:
    with desk.index.reading() as db:
        return db.execute('SELECT "where", message FROM problems WHERE article = ?', (name,)).fetchall()
