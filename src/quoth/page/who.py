"""An answer to “Who said this?” for reading: sayings under each other, each telling with its outlet, day and words.

Where a telling has words near those asked for, the ones it has in common stand out on a terminal with colours.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from quoth.counted import counted
from quoth.page.departed import Run
from quoth.page.labels import day
from quoth.page.lines import Lines
from quoth.page.notes import listed
from quoth.search import Answer, Answered, Question, Seen, Telling
from quoth.search.answer import first_seen
from quoth.words import WORD

_LABEL = 13  # cells of the column of labels
_KINDS = {"direct": "quoted", "mixed": "quoted in part", "indirect": "reported"}
_HOW = {
    "exact": "these words",
    "near": "near words",
    "words": "some words",
    "any": "",
    "same saying": "same saying",
}
_VERDICTS = {
    "verbatim": "word for word as in the record",
    "changed": "with other words than the record",
    "absent": "not found in the record",
}
_PERHAPS = "perhaps"
_SHOWN = 12  # tellings of one saying that are shown one by one
_ASKED = 40  # characters of a question without a word that are said again
_DAMAGED = 5  # problems of the store that are shown
_LONG = 90  # words of a telling from which the middle is left out


def render(answer: Answer, *, width: int, color: bool) -> str:
    """The whole answer in lines of at most `width` cells."""
    page = Lines(width, color)
    page.add([(_summary(answer), "strong")])
    tellings = {t.id: t for s in answer.sayings for t in s.tellings}
    if answer.first_seen and answer.question.sought and any(t in tellings for t in answer.first_seen.tellings):
        page.add([(f"First seen {_seen(answer.first_seen, tellings)}.", "")])
    for number, one in enumerate(answer.sayings, 1):
        page.blank()
        _saying(page, number, one)
    if answer.problems:
        page.blank()
    for problem in answer.problems[:_DAMAGED]:
        page.add([(f"{problem.where}: {problem.message}", "strong")])
    if len(answer.problems) > _DAMAGED:
        page.add([(f"and {counted(len(answer.problems) - _DAMAGED, 'other thing')} in the store damaged", "strong")])
    return page.text()


def _summary(answer: Answer) -> str:
    question = answer.question
    wordless = f"There is no word in {_quoted(question.words)}: it was left out. " if question.wordless else ""
    if question.nothing:
        asked = f"There is no word in {_quoted(question.words)}" if question.wordless else "Nothing was asked"
        return f"{asked}: give words, or --by, --outlet, --since, --until."
    if not answer.sayings:
        return wordless + _nothing(question)
    told = [t for s in answer.sayings for t in s.tellings]
    kinds = {
        "these words": "with these words",
        "near words": "with words near them",
        "some words": "with some of them",
        "": "fitting",
        "same saying": "of the same sayings in other words" if question.sought else "of the same sayings",
        _PERHAPS: "perhaps of the same sayings",
    }
    counts = Counter(_label(t) for t in told)
    shown = ", ".join(f"{counts[label]:,} {kinds[label]}" for label in kinds if counts[label])
    whole = f"{counted(len(told), 'telling')} in {counted(len(answer.sayings), 'saying')}"
    more = "" if answer.complete else " There is more than is shown: more words, or --most, show it."
    return f"{wordless}{whole}: {shown}.{more}"


def _quoted(words: str) -> str:
    """What was asked, on a line and no longer than one can read over."""
    return repr(words if len(words) <= _ASKED else words[:_ASKED] + "…")


def _nothing(question: Question) -> str:
    """That nothing was found, within which bounds, and what the bounds leave out without a look."""
    bounds = [f"by {question.by}"] * bool(question.by) + [f"in {question.outlet}"] * bool(question.outlet)
    bounds += [f"since {question.since}"] * bool(question.since) + [f"until {question.until}"] * bool(question.until)
    what = "has these words" if question.sought else "fits"
    narrowed = f", {', '.join(bounds)}" if question.sought and bounds else ""
    undated = " What states no day is left out of a question of days." if question.since or question.until else ""
    return f"Nothing in the store {what}{narrowed}.{undated}"


def _saying(page: Lines, number: int, one: Answered) -> None:
    name = " ".join(one.speaker.name.split()) if one.speaker else ""
    page.add([(f"{number}. ", "strong"), (name or "No speaker named", "strong"), *_about(one)], hang=3)
    for telling in one.tellings[:_SHOWN]:
        where = " ".join((telling.outlet or telling.article).split())
        facts = [_KINDS.get(telling.kind, telling.kind)]
        if telling.published:
            facts.append(day(telling.published))
        if telling.speaker and one.speaker and telling.speaker.name != one.speaker.name:
            facts.append(f"by {' '.join(telling.speaker.name.split())}")
        if telling.via:
            facts.append(f"as {telling.via} had it")
        if telling.negated:
            facts.append("said not to have been said")
        if telling.hypothetical:
            facts.append("not said yet")
        if telling.perhaps and telling.how != "same saying" and not all(t.perhaps for t in one.tellings):
            facts.append("perhaps another statement")
        page.add(
            [(where, "strong"), (f", {', '.join(facts)}: ", "faint"), *_words(telling), (f"  [{telling.id}]", "faint")],
            indent=3,
            label=_label(telling) or " ",
            column=_LABEL,
        )
        if telling.record:
            page.add([(_heard(telling.record), "faint")], indent=3, label="record", column=_LABEL)
    if len(one.tellings) > _SHOWN:
        page.add([(f"and {counted(len(one.tellings) - _SHOWN, 'telling')} more", "faint")], indent=3)


def _label(telling: Telling) -> str:
    """How a telling came into the answer; "" where no words were asked for."""
    return _PERHAPS if telling.perhaps and telling.how == "same saying" else _HOW[telling.how]


def _about(one: Answered) -> Iterator[Run]:
    said = sorted({t.said_on for t in one.tellings if t.said_on})
    if said:
        yield f", said on {day(said[0])}" + (f" or {listed(day(d) for d in said[1:])}" if len(said) > 1 else ""), ""
    tellings = {t.id: t for t in one.tellings}
    if one.first_seen:
        yield f"; first seen {_seen(one.first_seen, tellings)}", ""
    else:
        yield "; first seen: not known, no article states its day", ""
    earliest = first_seen(one.tellings)
    if earliest and (one.first_seen is None or earliest.day < one.first_seen.day):
        yield f"; perhaps {_seen(earliest, tellings)}", ""
    if one.saying:
        yield f"  [{one.saying}]", "faint"


def _seen(seen: Seen, tellings: Mapping[str, Telling]) -> str:
    """A day, and where; several of one day stand side by side, for a day does not order them."""
    there = [tellings[t] for t in seen.tellings if t in tellings]
    where = list(dict.fromkeys(" ".join((t.outlet or t.article).split()) for t in there))
    text = f"{day(seen.day)} in {listed(where)}" if where else day(seen.day)
    return f"{text} (the same day: which was first is not known)" if len(where) > 1 else text


def _heard(record: Mapping[str, object]) -> str:
    verdict = _VERDICTS.get(str(record["verdict"]), str(record["verdict"]))
    mind = "; a reader may take it to say something else" if record["meaning"] else ""
    place = f"{record['record']}, characters {record['start']:,} to {record['end']:,}"
    return f"{verdict} ({place}){mind}"


def _words(telling: Telling) -> Iterator[Run]:
    """The words of a telling as its article has them, those that were asked for apart; of a long one, what stands
    around these. No quotation marks are put around them: what is reported was not quoted.
    """
    number = 0
    for place, span in enumerate(telling.content):
        if place:
            yield " [...] ", "faint"
            number += 1
        words = list(WORD.finditer(span.text)) if unicodedata.is_normalized("NFC", span.text) else []
        common = {i - number for i in telling.places} if telling.how in {"near", "words"} else set()
        yield from _marked(span.text, [(m.start(), m.end()) for m in words], common)
        number += len(words)


def _marked(text: str, words: Sequence[tuple[int, int]], common: set[int]) -> Iterator[Run]:
    shown = [i for i in range(len(words)) if i in common]
    first, last = 0, len(words)
    if len(words) > _LONG:
        middle = shown[len(shown) // 2] if shown else 0
        first, last = max(0, middle - _LONG // 2), min(len(words), middle + _LONG // 2)
    at = words[first][0] if first else 0
    end = words[last][0] if last < len(words) else len(text)
    if first:
        yield "… ", "faint"
    for i in shown:
        start, stop = words[i]
        if at <= start and stop <= end:
            yield text[at:start], ""
            yield text[start:stop], "strong"
            at = stop
    yield text[at:end], ""
    if last < len(words):
        yield " …", "faint"
