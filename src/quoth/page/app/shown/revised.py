"""The view of an article's earlier words: what each version said, and what was changed in who said what.

Quotations are compared word by word (`quoth.revisions`); of what is only reported it is told which statements one
version has and the other has not, and whose they became. A revision that is damaged is named and left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from starlette.requests import Request

from quoth.judgements import Judged
from quoth.page.app.desk import Desk
from quoth.page.app.shown.answer import Shown
from quoth.page.app.shown.articles import LONGEST, Statement, find, paragraphs
from quoth.page.app.shown.stories import number
from quoth.page.edited import RevisedView
from quoth.page.edited import view as edited_view
from quoth.revisions import revised
from quoth.store import Store
from quoth.store.revisions import Version, versions
from quoth.types import Attributed, Attribution, Revised, Span, joined
from quoth.words import WORD

MOST = 30  # versions that are compared, the newest; a page that changes hourly has more
MOST_SHOWN = 60  # statements of one step that are listed
_COLUMNS = ("revision", "read", "kind", "speaker", "before", "after", "changes", "meaning", "announced")

Marked = tuple[tuple[str, bool], ...]  # words, and whether the other version has others there


@dataclass(frozen=True, slots=True)
class Moved:
    """A statement of one version that the other has not, or has of somebody else. `what` in words."""

    what: str
    speaker: str
    words: str


@dataclass(frozen=True, slots=True)
class Step:
    """From one version to the next: the edits of its quotations in `view`, with their words marked in `marked`."""

    before: Version
    after: Version
    found: Revised
    view: RevisedView
    marked: tuple[tuple[Marked, Marked], ...]
    moved: tuple[Moved, ...]
    more: int


def revisions(desk: Desk, request: Request) -> Shown | None:
    """All versions of one article, and what was changed from each to the next; `version` shows the words of one."""
    here = find(desk, request.path_params["article"])
    if here is None:
        return None
    loaded, one, _ = here
    with Store.open(desk.settings.store, write=False) as store:
        every = versions(store, one.id)
    whole = [(v, v.read) for v in every if isinstance(v.read, Attributed)]
    label = loaded.labels[one.id]
    steps = [_step(*pair, label) for pair in pairwise(whole[-MOST:])][::-1]
    asked = number(request, "version") if "version" in request.query_params else 0
    chosen = next((read for v, read in whole if v.number == asked), None)
    return Shown(
        "revisions.html",
        f"Earlier words of {label}",
        {
            "story": loaded,
            "article": one,
            "label": label,
            "slug": request.path_params["article"],
            "versions": [(v, v.read if isinstance(v.read, Attributed) else None) for v in every][::-1],
            "steps": steps,
            "chosen": asked if chosen else 0,
            "paragraphs": list(paragraphs(chosen.article, _statements(chosen), 0, LONGEST)) if chosen else (),
        },
        lambda: {
            "format": "quoth/1",
            "article": one.id,
            "versions": [{"number": v.number, "read": v.at, "text": read.article.text} for v, read in whole],
            "revisions": [s.found.to_dict() for s in steps],
        },
        lambda: (_COLUMNS, list(_rows(steps))),
    )


def moved(
    before: Attributed,
    after: Attributed,
    then: Sequence[Span] = (),
    now: Sequence[Span] = (),
    given: Sequence[Span] = (),
) -> Iterator[Moved]:
    """What is said in one of two versions alone, or by somebody else in the other.

    Statements are the same where their words are, whatever stands round them and wherever. What lies in `then` of the
    earlier version or `now` of the later one was told already, and of what lies in `given` whose it was before.
    """
    old, new = _by_words(before), _by_words(after)
    for key, one in new.items():
        if key in old:
            was, is_now = _name(old[key]), _name(one)
            if was != is_now and not _within(one, given):
                yield Moved(f"the speaker was {was} before", is_now, _cited(one))
        elif not _within(one, now):
            yield Moved("new", _name(one), _cited(one))
    for key, one in old.items():
        if key not in new and not _within(one, then):
            yield Moved("no longer there", _name(one), _cited(one))


def _step(before: tuple[Version, Attributed], after: tuple[Version, Attributed], label: str) -> Step:
    (first, old), (second, new) = before, after
    found = revised(old, new, seen=first.at, at=second.at)
    then = [e.before for e in found.edits if e.before is not None]
    now = [e.after for e in found.edits if e.after is not None]
    given = [e.after for e in found.edits if e.after is not None and e.speaker_before is not None]
    others = list(moved(old, new, then, now, given))
    return Step(
        *(first, second, found, edited_view(found, label)),
        tuple(beside(e.before.text if e.before else "", e.after.text if e.after else "") for e in found.edits),
        tuple(others[:MOST_SHOWN]),
        len(others[MOST_SHOWN:]),
    )


def beside(before: str, after: str) -> tuple[Marked, Marked]:
    """The words of both, each with whether the other lacks it there; where one is empty nothing is marked."""
    from rapidfuzz.distance import LCSseq

    one, other = before.split(), after.split()
    if not one or not other:
        return _runs(one, set()), _runs(other, set())
    kept: tuple[set[int], set[int]] = (set(), set())
    for op in LCSseq.opcodes([w.casefold() for w in one], [w.casefold() for w in other]):
        if op.tag != "equal":
            kept[0].update(range(op.src_start, op.src_end))
            kept[1].update(range(op.dest_start, op.dest_end))
    return _runs(one, kept[0]), _runs(other, kept[1])


def _runs(said: Sequence[str], differ: set[int]) -> Marked:
    """`said` in runs that differ and runs that do not."""
    runs: list[tuple[list[str], bool]] = []
    for n, word in enumerate(said):
        if runs and runs[-1][1] == (n in differ):
            runs[-1][0].append(word)
        else:
            runs.append(([word], n in differ))
    return tuple((" ".join(some), marked) for some, marked in runs)


def _by_words(read: Attributed) -> Mapping[tuple[str, ...], Attribution]:
    found: dict[tuple[str, ...], Attribution] = {}
    for a in read.attributions:
        found.setdefault(tuple(m[0].casefold() for m in WORD.finditer(joined(a.content))), a)
    return found


def _within(one: Attribution, told: Sequence[Span]) -> bool:
    """Whether most of a statement lies in quotations that were told already."""
    size = sum(s.end - s.start for s in one.content)
    inside = sum(max(0, min(s.end, t.end) - max(s.start, t.start)) for s in one.content for t in told)
    return 2 * inside > size


def _name(one: Attribution) -> str:
    return " ".join(one.speaker.name.split()) if one.speaker and one.speaker.name.strip() else "nobody named"


def _cited(one: Attribution) -> str:
    return " ".join(joined(one.content).split())


def _statements(read: Attributed) -> list[Statement]:
    ordered = sorted(read.attributions, key=lambda a: (a.start, a.id))
    return [Statement(n, Judged(a), (), "") for n, a in enumerate(ordered, start=1)]


def _rows(steps: Iterable[Step]) -> Iterator[list[Any]]:
    for step in steps:
        for edit in step.found.edits:
            yield [
                *(step.after.number, step.after.at, edit.kind, edit.speaker.name if edit.speaker else None),
                *(edit.before and edit.before.text, edit.after and edit.after.text),
                *(", ".join(edit.changes), edit.meaning, step.found.announced),
            ]
        for one in step.moved:
            yield [step.after.number, step.after.at, one.what, one.speaker, None, one.words, "", None, None]
