"""What people change: each act is checked, put into words that outlive the machine's ids, and kept before it is told.

An act names attributions by the ids that the page showed. Here they become anchors: the very words, their place, and
what stands round them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from quoth.counted import counted
from quoth.judgements import Anchor, Judgement, Mark, anchored
from quoth.judgements.kinds import LONGEST_WHY
from quoth.page.app.desk import Desk
from quoth.page.app.index.rows import storable
from quoth.page.app.index.slugs import slug
from quoth.page.app.shown.articles import find
from quoth.page.app.story.loaded import Loaded, remark
from quoth.types import Article, Attribution, Saying, Span
from quoth.types.portions import whole_of

MOST_LINES = 100_000  # judgements of one import


class ActError(Exception):
    """The act cannot be meant; the text says why, for the person."""


@dataclass(frozen=True, slots=True)
class Done:
    """What was kept, in a sentence; and what somebody else said of the same words since the page was made.

    `at` is where what a saying's page showed now stands, after tellings went or came; empty where the page stays.
    """

    said: str
    judgements: tuple[Judgement, ...] = ()
    meanwhile: tuple[str, ...] = ()
    at: str = ""


def act(desk: Desk, form: Mapping[str, Sequence[str]], who: str) -> Done:
    """Does what `form` asks, as `who`. Raises ActError, or StoreError when it could not be kept; then nothing was."""
    what = _one(form, "what")
    if what == "undo":
        return _undo(desk, _one(form, "judgement"), who)
    if what == "add":
        return _add(desk, form, who)
    told = [_telling(desk, t, _one(form, "article")) for t in form.get("telling", ())]
    if not told:
        raise ActError("Nothing was chosen: choose at least one telling.")
    loaded = told[0][0]
    if any(one.id != loaded.id for one, _ in told):
        raise ActError("The tellings are of several stories; do them one by one.")
    about = tuple(_anchor(loaded, a) for _, a in told)
    match what:
        case "right" | "wrong":
            before = {True: "right", False: "wrong", None: None}[loaded.judged(told[0][1].id).verdict]
            made = _made(what, who, form, about, before=before, to=what)
            said = f"{'Accepted' if what == 'right' else 'Rejected'}: {counted(len(about), 'telling')}"
        case "speaker":
            speaker = {"name": " ".join(_one(form, "name").split()), "type": _one(form, "type") or "person"}
            had = told[0][1].speaker
            made = _made(what, who, form, about, before=had and had.to_dict(), to=speaker)
            said = f"Speaker of {counted(len(about), 'telling')}: {speaker['name'] or speaker['type']}"
        case "split":
            made, said = _split(loaded, [a for _, a in told], about, form, who)
        case "join":
            made, said = _join(loaded, told[0][1], about, form, who)
        case _:
            raise ActError("This page does not know that act.")
    seen = _figure(form, "seen")
    meanwhile = _meanwhile(desk, about, seen) if seen >= 0 else ()
    if what in {"right", "wrong", "speaker"} and _in_part(loaded, [a for _, a in told]):
        said += ", with the whole of a longer statement that other sayings have parts of"
    stays = _staying(loaded, what, [a for _, a in told], _one(form, "saying"))
    desk.keep([made])
    return Done(said, (made,), meanwhile, _place(desk, loaded.id, stays) if stays else "")


def bring(desk: Desk, lines: str) -> Done:
    """Keeps the judgements of a JSONL export. Raises ActError, which names the line; then none of them was kept."""
    found = []
    for n, line in enumerate(lines.split("\n"), start=1):  # and no other line end: a reason may hold those
        if not line.strip():
            continue
        if n > MOST_LINES:
            raise ActError(f"More than {MOST_LINES:,} lines: bring them in several files.")
        try:
            found.append(Judgement.from_dict(json.loads(line)))
        except (ValueError, RecursionError) as error:
            raise ActError(f"Line {n} is no judgement ({error}). None was brought in.") from error
    if not found:
        raise ActError("There is no judgement in it.")
    added = desk.keep(found)
    return Done(f"{added:,} of {counted(len(found), 'judgement')} kept, as new", tuple(found))


def _undo(desk: Desk, given: str, who: str) -> Done:
    """Takes back one judgement, or the last that `who` made and that holds."""
    holding = desk.holding()
    target = next((j for j in reversed(holding) if (j.id == given if given else j.who == who)), None)
    if target is None:
        raise ActError("There is nothing of yours to take back." if not given else "That does not hold any more.")
    made = Judgement(uuid4().hex, "undo", who, _now(), undoes=target.id)
    desk.keep([made])
    return Done("Taken back", (made,))


def _add(desk: Desk, form: Mapping[str, Sequence[str]], who: str) -> Done:
    """An attribution that a person drew: its article by slug, `start` and `end` in code points."""
    loaded, article = _article(desk, _one(form, "article"))
    start, end = _figure(form, "start"), _figure(form, "end")
    if not 0 <= start < end <= len(article.text):
        raise ActError("Select the words that were said first.")
    while start < end and article.text[start].isspace():
        start += 1
    while end > start and article.text[end - 1].isspace():
        end -= 1
    if start == end or end - start > 20_000:
        raise ActError("Select the words that were said: at least one, at most some three thousand.")
    name = " ".join(_one(form, "name").split())
    speaker = {"name": name, "type": _one(form, "type") or "person"} if name else None
    anchor = anchored(article, [Span.of(article.text, start, end)])
    made = _made("add", who, form, (anchor,), to=speaker)
    desk.keep([made])
    return Done(f"Added: what {name or 'somebody'} said, in {loaded.labels[article.id]}", (made,))


def _split(
    loaded: Loaded, told: Sequence[Attribution], about: tuple[Anchor, ...], form: Mapping[str, Sequence[str]], who: str
) -> tuple[Judgement, str]:
    chosen = {a.id for a in told}
    saying = _saying(loaded, chosen, _one(form, "saying"))
    if saying is None or not chosen <= set(saying.tellings):
        raise ActError("The tellings are not of one saying any more; look at it again.")
    rest = [t for t in saying.tellings if t not in chosen]
    if not rest:
        raise ActError("That would leave nothing behind: choose some of the tellings, not all.")
    others = tuple(_anchor(loaded, loaded.judged(t).attribution) for t in rest)
    made = _made("split", who, form, about, others=others, before=saying.id)
    return made, f"Split off: {counted(len(about), 'telling')}"


def _join(
    loaded: Loaded,
    told: Attribution,
    about: tuple[Anchor, ...],
    form: Mapping[str, Sequence[str]],
    who: str,
) -> tuple[Judgement, str]:
    other = next((s.saying for s in loaded.story.sayings if s.saying.id == _one(form, "with")), None)
    mine = _saying(loaded, {told.id}, _one(form, "saying"))
    if not _one(form, "with"):
        raise ActError("Nothing was chosen: choose the saying that is the same utterance.")
    if other is None or mine is None:
        raise ActError("That saying is not in this story any more; look at it again.")
    if other.id == mine.id:
        raise ActError("That is the same saying.")
    anchor = _anchor(loaded, loaded.judged(other.tellings[0]).attribution)
    made = _made("join", who, form, about[:1], others=(anchor,), before=mine.id, to=other.id)
    return made, "Joined: two sayings are one"


def _in_part(loaded: Loaded, told: Sequence[Attribution]) -> bool:
    """Whether one of the statements `told` is divided among sayings: what is judged is all of it."""
    ids = {a.id for a in told}
    return any(part.telling in ids for s in loaded.story.sayings for part in s.saying.parts)


def _staying(loaded: Loaded, what: str, told: Sequence[Attribution], name: str) -> Attribution | None:
    """The statement to follow when tellings leave the saying `name`, whose page it was done on, or come to it: one that
    stays. The first of those judged where none does. None for an act that moves nothing, or was done elsewhere.
    """
    chosen = {a.id for a in told}
    saying = _saying(loaded, chosen, name) if name and what in {"split", "join", "wrong"} else None
    if saying is None:
        return None
    left = [t for t in saying.tellings if t not in chosen] if what != "join" else []
    return loaded.judged(left[0]).attribution if left else told[0]


def _place(desk: Desk, story: str, followed: Attribution) -> str:
    """The address of the saying that has `followed` now; where none has, that of its words in their article."""
    loaded = desk.story(story)
    saying = _saying(loaded, {followed.id}, "") if loaded else None
    return f"/saying/{saying.id}" if saying else f"/article/{slug(followed.article)}#t{followed.start}"


def _saying(loaded: Loaded, tellings: set[str], name: str) -> Saying | None:
    """The saying with the id `name`, if it has one of `tellings`; else the first that has one."""
    having = [s.saying for s in loaded.story.sayings if tellings & set(s.saying.tellings)]
    return next((s for s in having if s.id == name), having[0] if having else None)


def _made(
    what: Any,
    who: str,
    form: Mapping[str, Sequence[str]],
    about: tuple[Anchor, ...],
    *,
    others: tuple[Anchor, ...] = (),
    before: Any = None,
    to: Any = None,
) -> Judgement:
    why = " ".join(_one(form, "why").split())[:LONGEST_WHY]
    made = Judgement(uuid4().hex, what, who, _now(), why, about, others, before, to)
    try:
        return Judgement.from_dict(made.to_dict())  # what is kept can be read again
    except ValueError as error:
        raise ActError(f"That cannot be kept: {error}.") from error


def _telling(desk: Desk, telling: str, article: str) -> tuple[Loaded, Attribution]:
    """The attribution with this id, wherever it is; `article`, a slug, where it stands in no saying.

    A judgement is of a statement: the id that JSON has for a part of one asks for the whole.
    """
    telling = whole_of(telling)
    if article:
        loaded, _ = _article(desk, article)
    else:
        with desk.index.reading() as db:
            row = db.execute("SELECT story FROM tellings WHERE id = ?", (storable(telling),)).fetchone()
        found = desk.story(row[0]) if row else None
        if found is None:
            raise ActError("That telling is not there any more; load the page again.")
        loaded = found
    judged = loaded.story.attributions.get(telling)
    if judged is None:
        raise ActError("That telling is not there any more; load the page again.")
    return loaded, judged.attribution


def _article(desk: Desk, name: str) -> tuple[Loaded, Article]:
    here = find(desk, name)
    if here is None:
        raise ActError("That article is not there any more.")
    return here[:2]


def _anchor(loaded: Loaded, attribution: Attribution) -> Anchor:
    return anchored(loaded.article(attribution), attribution.content)


def _meanwhile(desk: Desk, about: Sequence[Anchor], seen: int) -> tuple[str, ...]:
    """What others said of the same words since the page was made; `seen` is how many judgements there were then."""
    mine = {(a.article, a.spans) for a in about}
    newer = [j for j in desk.judgements[seen:] if mine & {(a.article, a.spans) for a in j.about}]
    return tuple(remark(Mark(j)) for j in newer if j.what in {"right", "wrong", "speaker", "add"})


def _one(form: Mapping[str, Sequence[str]], name: str) -> str:
    given = form.get(name, ())
    return given[0] if given else ""


def _figure(form: Mapping[str, Sequence[str]], name: str) -> int:
    """A figure of the form; -1 where there is none that can be meant."""
    given = _one(form, name)
    return int(given) if given.isascii() and given.isdigit() and len(given) < 10 else -1


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
