"""A telling as a row: who prints it, its words with their marks, where they stand, and what there is to say of it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from quoth.page import notes
from quoth.page.lines import HELD, Lines, Run
from quoth.page.marking import Piece
from quoth.page.views import Told, Witness

INDENT = 2
BULLET = 3  # cells of the column where a dash stands and no name
_LONG, _KEPT = 120, 15  # words of a telling shown whole; words kept on each side of a cut
_BRIEFLY = (
    notes.QUESTION,
    notes.ACT,
    notes.IN_PART,
    notes.INSIDE,
    notes.TURN,
    notes.STORED,
)  # what has room in the brackets of a place


def row(page: Lines, told: Told, column: int, reason: str | None = None) -> None:
    """A row: who prints it, its words and where they stand, then what there is to say about its witnesses.

    Before a report, and before what is quoted in part, stand the words with which the article reports it, in brackets,
    where they say more than “said”: without its “refused”, “to give a date” reads as if it had been promised. With a
    `column` of 0 a dash stands for the name.
    """
    first, *others = told.witnesses
    shown = [*cue_of(told), *_runs(told.pieces), (f" {_place(first)}", "faint")]
    page.add(shown, indent=INDENT, label=first.label if column else "-", column=column or BULLET)
    for grave, note in (*_about(first, reason), *_alike(first, others)):
        runs = [("! ", "strong"), (note, "")] if grave else [(note, "faint")]
        page.add(runs, indent=INDENT + (column or BULLET), hang=2)


def cue_of(told: Told) -> list[Run]:
    """The words with which the first of its articles reports it, in brackets, where they say more than “said”."""
    first = told.witnesses[0]
    tells = first.cue and (first.question or (told.kind != "direct" and notes.telling_cue(first.cue)))
    return [(f"({first.cue}) ", "faint")] if tells else []


def _place(witness: Witness, known: Collection[str] = ()) -> str:
    """Where its words stand in its article, how likely they were read right, and what fits beside it in brackets, but
    for what is `known`.
    """
    spans = " ".join(f"{start}-{end}" for start, end in witness.spans)
    belongs = [f"belongs here {percent(witness.belongs)}"] if witness.doubtful and witness.belongs is not None else []
    said = [f"{spans},{HELD}{percent(witness.score)}", *belongs, *(n for n in _briefly(witness) if n not in known)]
    also = [f"{'perhaps ' * one.perhaps}also tells {one.number}" for one in witness.also if not one.alone]
    return f"[{'; '.join((*said, *also))}]"


def _briefly(witness: Witness) -> list[str]:
    return [note for note in witness.about if note in _BRIEFLY]


def percent(likely: float) -> str:
    """Nothing that is only likely is said to be sure, or out of the question."""
    return f"{min(max(round(100 * likely), 1), 99)}%"


def _alike(first: Witness, others: Sequence[Witness]) -> Iterator[tuple[bool, str]]:
    """Who has the words of `first`: letter for letter but for the shape of marks, with other commas, in other forms."""
    rest = [w for w in others if w.form == first.form]
    same = [w for w in rest if w.prints_as(first)]
    if same:
        yield False, f"the same words{_all_of(same)}"
    if punctuated := [w for w in rest if not w.prints_as(first)]:
        yield False, f"the same words but for commas, other marks or capitals{_all_of(punctuated)}"
    for w in others:
        if w.form != first.form:
            yield False, f"the same words in another form{_all_of([w])}: {w.letters}"


def _all_of(witnesses: Sequence[Witness]) -> str:
    """All who have it; what is to be said of each of them is said once."""
    shared = [n for n in _briefly(witnesses[0]) if all(n in w.about for w in witnesses)] if witnesses[1:] else []
    return f"{''.join(f', {note}' for note in shared)}: {in_full([_named(w, shared) for w in witnesses])}"


def in_full(names: Sequence[str]) -> str:
    """“A, B and C”, however many: nobody who prints a wording is left out."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _named(witness: Witness, known: Collection[str]) -> str:
    about = [f"via {witness.via}"] * bool(witness.via) + [n for n in witness.about if n not in _BRIEFLY]
    return f"{witness.label} {_place(witness, known)}" + (f" ({'; '.join(about)})" if about else "")


def _about(witness: Witness, reason: str | None) -> Iterator[tuple[bool, str]]:
    """What else to know of it, each with whether it is worth an exclamation mark."""
    if witness.via:
        yield False, f"via {witness.via}"
    if reason:
        yield False, f"ascribed to “{witness.said}”; {reason}" if witness.said else reason
    for note in witness.about:
        if note not in _BRIEFLY and note != notes.PERHAPS_ANOTHER:
            yield note.startswith(notes.HERE_READ_AS) and witness.elsewhere is not None, note


def _runs(pieces: Sequence[Piece]) -> list[Run]:
    """The words of a telling with their marks; agreeing stretches of a very long one are cut, and say how much."""
    long = sum(len(p.text.split()) for p in pieces) > _LONG
    runs: list[Run] = []
    for piece in pieces:
        if piece.mark == "gap":
            runs.append((" … ", "faint"))
        elif piece.mark == "lacks":
            runs.append(("__ ", "differs"))
        elif piece.mark == "differs":
            runs += [("_", "differs"), *_cut(piece.text, "differs", long), ("_", "differs")]
        else:
            runs += _cut(piece.text, "", long)
    return runs


def _cut(text: str, style: str, long: bool) -> list[Run]:
    found = text.split()
    if not long or len(found) <= 3 * _KEPT:
        return [(text, style)]
    head, tail = " ".join(found[:_KEPT]), " ".join(found[-_KEPT:])
    before, after = " " * text[:1].isspace(), " " * text[-1:].isspace()
    return [
        (before + head, style),
        (f" … ({len(found) - 2 * _KEPT} words more) … ", "faint"),
        (tail + after, style),
    ]
