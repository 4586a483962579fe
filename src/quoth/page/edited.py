"""What was edited in articles that were read before, arranged for reading."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from quoth.types import Edit, Revised, Trace

_KINDS = {
    "spelling": "spelling",
    "disfluency": "fillers",
    "marked_cut": "words cut with a mark",
    "silent_cut": "words cut without a mark",
    "marked_insertion": "words put in with a mark",
    "silent_insertion": "words put in without a mark",
    "replacement": "other words",
    "splice": "parts joined",
}
_WHAT = {
    "removed": "no longer there",
    "added": "new",
    "unmarked": "no longer in quotation marks",
    "marked": "now in quotation marks",
}


@dataclass(frozen=True, slots=True)
class EditView:
    """One edit: who is said to have said it, the words before and after (None where there are none), and what it is."""

    speaker: str | None
    before: str | None
    after: str | None
    what: str


@dataclass(frozen=True, slots=True)
class RevisedView:
    """An article whose quotations were edited: how it is called, when, whether it says so, and the edits."""

    label: str
    when: str
    edits: tuple[EditView, ...]


def views(trace: Trace) -> tuple[RevisedView, ...]:
    """Every article of `trace` that has an edited quotation, in the order of the trace; the others are left out."""
    labels = {a.id: a.outlet or a.id for a in trace.articles}
    return tuple(view(one, labels.get(one.article, one.article)) for one in trace.revisions if one.edits)


def view(one: Revised, label: str) -> RevisedView:
    """`one` in words; `label` is how its article is called."""
    moments = list(dict.fromkeys(_moment(m) for m in (one.seen, one.at) if m))
    when = "after it was first read"
    if one.seen and one.at:
        when = f"between {' and '.join(moments)}" if len(moments) > 1 else f"within the minute of {moments[0]}"
    said = "the article says that it was changed" if one.announced else "the article does not say so"
    return RevisedView(label, f"edited {when}; {said}", tuple(_edits(one.edits)))


def _edits(edits: Iterable[Edit]) -> Iterable[EditView]:
    for edit in edits:
        if edit.kind == "changed":
            what = ", ".join(_KINDS[change] for change in edit.changes) or "other marks"
            what += "; the meaning may differ" if edit.meaning else ""
        else:
            what = _WHAT.get(edit.kind, "")
        if edit.speaker_before:
            what += f"{'; ' * bool(what)}said by {edit.speaker_before.name} before"
        before, after = (" ".join(span.text.split()) if span else None for span in (edit.before, edit.after))
        before = None if edit.kind == "speaker" else before  # the same words
        yield EditView(edit.speaker.name if edit.speaker else None, before, after, what)


def _moment(at: str) -> str:
    """``2026-11-22T10:15:02+00:00`` as ``2026-11-22 10:15 UTC``."""
    return f"{at[:10]} {at[11:16]} UTC" if len(at) > 16 else at
