"""Edits of real quotations: 1,000 that bear meaning, 500 of typography and spelling; `python benchmarks/edits.py`.

Read are the quotations of 8 to 40 words of SHARED/data/articles. Each gives at most one pair of each sort: the
quotation beside itself with one negation, number, unit, name, modal or quantifier changed, and beside itself set or
spelled in another way. Which ones are drawn is fixed by a seed. Both go to `quoth.sayings.collate` as two tellings in
quotation marks. The baselines see the same pairs: words compared by difflib, meaning never flagged; and a share of
letters in common (rapidfuzz) under which two quotations are called different, as a quote checker has it.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from quoth.quotation import quotations
from quoth.sayings.collate import collate
from quoth.types import Attribution, Span

SHARED = Path(__file__).resolve().parent.parent.parent / "shared"
BEARING, PLAIN = 1000, 500
FLAGGED, PLAINLY = 0.99, 0.02  # what is asked: flagged of the first at least, of the second at most
SEED = 20261121
ALIKE = 0.95  # of the letters: above, a quote checker calls two quotations the same

Judge = Callable[[str, str], tuple[bool, bool]]
"""(called the same wording, flagged as a change of meaning)"""

_AUXILIARY = (
    r"\b(will|can|should|could|would|must|might|may|is|are|was|were|has|have|do|does|did)\b(?! not| never|n['’]t)"
)
_SWAPS: dict[str, dict[str, str]] = {
    "number": {
        "two": "ten", "three": "thirty", "four": "forty", "five": "fifteen", "six": "sixty", "seven": "eleven",
        "eight": "eighty", "nine": "ninety", "ten": "two", "twelve": "twenty", "fifteen": "fifty", "twenty": "twelve",
        "thirty": "thirteen", "hundred": "thousand", "half": "a third", "a third": "half", "double": "triple",
        "twice": "three times", "dozens": "hundreds", "hundreds": "thousands", "thousands": "millions",
    },
    "unit": {
        "million": "billion", "billion": "million", "thousand": "million", "dollars": "euros", "miles": "kilometers",
        "percent": "points", "years": "months", "months": "weeks", "weeks": "days", "days": "weeks", "hours": "days",
        "minutes": "hours", "Monday": "Tuesday", "Tuesday": "Thursday", "Wednesday": "Friday", "Thursday": "Monday",
        "Friday": "Sunday", "January": "February", "June": "July", "September": "October", "November": "December",
        "today": "tomorrow", "yesterday": "today", "year": "month", "week": "month",
        "feet": "inches", "pounds": "tons", "acres": "square miles", "decades": "years", "barrels": "gallons",
        "cents": "dollars", "hour": "day", "day": "week", "month": "year", "tonight": "tomorrow", "century": "decade",
    },
    "modal": {
        "will": "may", "can": "must", "may": "will", "should": "could", "could": "should", "would": "could",
        "must": "can", "might": "will", "has to": "may", "have to": "may", "need to": "might", "needs to": "could",
        "going to": "trying to",
    },
    "quantifier": {
        "all": "some", "most": "few", "many": "few", "every": "some", "some": "all", "few": "many", "each": "some",
        "always": "sometimes", "everyone": "someone", "everybody": "somebody", "both": "neither", "several": "all",
        "everything": "something", "more": "less", "everywhere": "somewhere", "often": "rarely", "never": "always",
        "only": "also", "almost all": "all", "at least": "at most", "a lot": "a little", "majority": "minority",
    },
}  # fmt: skip
_AFFIRMED = {
    "no one": "everyone", "nobody": "everybody", "nothing": "something", "without": "with", "neither": "both",
    "none": "some",
}  # fmt: skip
_CONTRACTIONS = {
    "do not": "don't", "does not": "doesn't", "did not": "didn't", "is not": "isn't", "are not": "aren't",
    "was not": "wasn't", "were not": "weren't", "cannot": "can't", "will not": "won't", "would not": "wouldn't",
    "should not": "shouldn't", "could not": "couldn't", "have not": "haven't", "has not": "hasn't", "I am": "I'm",
    "we are": "we're", "they are": "they're", "you are": "you're", "it is": "it's", "that is": "that's",
    "we will": "we'll", "I will": "I'll", "they will": "they'll", "I have": "I've", "we have": "we've",
    "they have": "they've",
}  # fmt: skip
_SPELLINGS = {
    "color": "colour", "labor": "labour", "favor": "favour", "honor": "honour", "neighbor": "neighbour",
    "behavior": "behaviour", "center": "centre", "defense": "defence", "organize": "organise", "realize": "realise",
    "recognize": "recognise", "criticize": "criticise", "apologize": "apologise", "program": "programme",
    "traveled": "travelled", "canceled": "cancelled", "gray": "grey", "toward": "towards", "percent": "per cent",
    "per cent": "percent", "%": " percent", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6",
    "seven": "7", "eight": "8", "nine": "9", "ten": "10", "twelve": "12", "Senator": "Sen.", "Sen.": "Senator",
    "Governor": "Gov.", "Gov.": "Governor", "Mr.": "Mr", "Dr.": "Doctor", "OK": "okay", "learned": "learnt",
    "health care": "healthcare", "judgment": "judgement", "U.S.": "US",
}  # fmt: skip


def said(shared: Path) -> list[str]:
    """The quotations, each once, in an order fixed by the seed."""
    found: dict[str, None] = {}
    for path in sorted((shared / "data/articles").glob("*.json")):
        text = json.loads(path.read_text(encoding="utf-8"))["content_original"]
        for q in quotations(text):
            inner = " ".join(text[q.inner_start : q.inner_end].split())
            if q.depth == 0 and q.closed and 8 <= len(inner.split()) <= 40 and inner != inner.upper():
                found[inner.rstrip(",")] = None
    listed = list(found)
    random.Random(SEED).shuffle(listed)
    return listed


def bearing(text: str, names: Sequence[str], draw: random.Random) -> Iterator[tuple[str, str]]:
    """Kind and text of every edit of `text` that bears meaning."""
    for m in re.finditer(_AUXILIARY, text):
        yield "negation", f"{text[: m.end()]} {draw.choice(('not', 'never'))}{text[m.end() :]}"
    for m in re.finditer(r" (?:not|never)\b|(?<=[a-z])n['’]t\b", text):
        yield "negation", text[: m.start()] + text[m.end() :]
    for m in re.finditer(r"\b(no one|nobody|nothing|without|neither|none)\b", text):
        yield "negation", text[: m.start()] + _AFFIRMED[m[0]] + text[m.end() :]
    for m in re.finditer(r"(?<=[a-z] )no (?=[a-z]{4,} )", text):
        yield "negation", text[: m.start()] + text[m.end() :]
    for m in re.finditer(r"(?<![\w.,:/-])\d{1,3}(?:,\d{3})*(?![\w.,:/'’-])", text):
        value = int(m[0].replace(",", ""))
        yield "number", text[: m.start()] + str(draw.choice((value * 10 + 10, value + 1, value + 7))) + text[m.end() :]
    for kind, swaps in _SWAPS.items():
        for m in re.finditer(rf"(?<![\w'’-])(?:{'|'.join(swaps)})(?![\w'’-])", text):
            # "a few", "some 40", "not all": the word is not what the list takes it for
            before, after = text[: m.start()].split()[-1:], text[m.end() :].split()[:1]
            if before and before[0].lower() in {
                "a",
                "at",
                "after",
                "above",
                "or",
                "not",
                "no",
                "for",
                "the",
                "one",
                "of",
            }:
                continue
            if kind == "quantifier" and after and (after[0].lower() in {"of", "right"} or after[0][0].isdigit()):
                continue
            yield kind, text[: m.start()] + swaps[m[0]] + text[m.end() :]
    for m in re.finditer(r"\$(?=\d)", text):
        yield "unit", f"{text[: m.start()]}€{text[m.end() :]}"
    for m in re.finditer(r"(?:(?<=[a-z] )|^)[A-Z][a-z]{3,}(?![\w.-]| [A-Z])", text):
        other = draw.choice([n for n in names if n[:3] != m[0][:3]])
        if m[0] in names:
            yield "name", text[: m.start()] + other + text[m.end() :]


def plain(text: str) -> Iterator[tuple[str, str]]:
    """Kind and text of every edit of `text` that only sets or spells it otherwise."""
    yield "typography", text.upper()
    yield "typography", text.replace("'", "’") if "'" in text else text.replace("’", "'")
    yield (
        "typography",
        re.sub(r" [–—-]+ ", " -- ", text) if re.search(r" [–—-]+ ", text) else text.replace(", ", " — ", 1),
    )
    yield "typography", re.sub(r"\b(\w{4})(\w{4,})", "\\1\u00ad\\2", text)
    yield "typography", text.replace("fi", "ﬁ").replace("fl", "ﬂ").replace(" ", "\u00a0", 3)
    yield "typography", text.rstrip(".!") + " …"
    yield "typography", re.sub(r"(\w)-(\w)", r"\1 \2", text)
    for long, short in _CONTRACTIONS.items():
        for one, other in ((long, short), (short, long), (short.replace("'", "’"), long)):
            if m := re.search(rf"(?<![\w'’]){re.escape(one)}(?![\w'’])", text):
                yield "contraction", text[: m.start()] + other + text[m.end() :]
    for one, other in _SPELLINGS.items():
        tail = r"(?=\s)" if one == "%" or one.endswith(".") else r"(?![\w-])"
        head = r"(?<=\d)" if one == "%" else r"(?<![\w$-])"
        if m := re.search(head + re.escape(one) + tail, text):
            yield "spelling", text[: m.start()] + other + text[m.end() :]


def drawn(shared: Path = SHARED) -> tuple[list[tuple[str, str, str]], list[tuple[str, str, str]]]:
    """(kind, quotation, edited) of the edits that bear meaning and of the others, as many of each kind as of any."""
    draw = random.Random(SEED)
    quoted = said(shared)
    met = Counter(n for q in quoted for n in re.findall(r"(?<=[a-z] )[A-Z][a-z]{3,}(?![\w'’.-])", q))
    lower = {word for q in quoted for word in re.findall(r"\b[a-z]+", q)}
    names = sorted(n for n, count in met.items() if count >= 3 and n.lower() not in lower and n not in _SWAPS["unit"])
    telling: defaultdict[str, list[tuple[str, str, str]]] = defaultdict(list)
    setting: defaultdict[str, list[tuple[str, str, str]]] = defaultdict(list)
    kinds = ("negation", "number", "unit", "name", "modal", "quantifier")
    for text in quoted:
        for found, made in ((telling, list(bearing(text, names, draw))), (setting, list(plain(text)))):
            edits = [(kind, edited) for kind, edited in made if edited != text]
            rarest = sorted({kind for kind, _ in edits}, key=lambda kind: (len(found[kind]), kind))[:1]
            for kind in rarest:
                found[kind].append((kind, text, draw.choice([edited for k, edited in edits if k == kind])))
    each = -(-BEARING // len(kinds))
    first = [pair for kind in kinds for pair in telling[kind][:each]]
    second = [pair for kind in sorted(setting) for pair in setting[kind][: -(-PLAIN // 3)]]
    return first[:BEARING], second[:PLAIN]


def ours(one: str, other: str) -> tuple[bool, bool]:
    variants, wording = collate([_telling("a", one), _telling("b", other)])
    return wording == "same", any(v.meaning for v in variants)


def naive(one: str, other: str) -> tuple[bool, bool]:
    return re.findall(r"\w+", one.lower()) == re.findall(r"\w+", other.lower()), False


def checker(one: str, other: str) -> tuple[bool, bool]:
    from rapidfuzz.fuzz import ratio

    same = ratio(one.lower(), other.lower()) >= 100 * ALIKE
    return same, not same


def _telling(name: str, text: str) -> Attribution:
    return Attribution(name, name, "direct", (), (), (Span(0, len(text) + 2, f"“{text}”"),), 1.0)


def scored(
    judge: Judge, pairs: Sequence[tuple[str, str, str]], *, show: Callable[[bool, bool], bool] | None = None
) -> tuple[Counter[str], Counter[str], Counter[str]]:
    """By kind: pairs, those called the same wording, those flagged; prints the ones that `show` asks for."""
    count: Counter[str] = Counter()
    same: Counter[str] = Counter()
    flagged: Counter[str] = Counter()
    for kind, one, other in pairs:
        alike, meaning = judge(one, other)
        count[kind] += 1
        same[kind] += alike
        flagged[kind] += meaning
        if show and show(alike, meaning):
            print(f"  {kind}: same {alike}, flagged {meaning}\n    {one}\n    {other}")
    return count, same, flagged


def main() -> int:
    """1 where quoth calls an edit that bears meaning the same, flags fewer than FLAGGED of them or too many others."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", nargs="?", type=Path, default=SHARED)
    parser.add_argument("--show", action="store_true", help="print every pair that was judged wrongly")
    args = parser.parse_args()
    first, second = drawn(args.shared)
    passed = True
    for name, judge in (("words compared", naive), (f"{ALIKE:.0%} of the letters", checker), ("quoth", ours)):
        mine = args.show and judge is ours
        count, same, flagged = scored(judge, first, show=(lambda a, m: a or not m) if mine else None)
        told = ", ".join(f"{kind} {flagged[kind]}/{n}" for kind, n in count.items())
        print(
            f"{name:18} meaning: {same.total()} of {count.total()} called the same, {flagged.total()} flagged "
            f"({flagged.total() / count.total():.1%}: {told})"
        )
        if judge is ours:
            passed = not same.total() and flagged.total() >= FLAGGED * count.total()
        count, same, flagged = scored(judge, second, show=(lambda _, m: m) if mine else None)
        print(
            f"{name:18} typography and spelling: {flagged.total()} of {count.total()} flagged "
            f"({flagged.total() / count.total():.1%}), {same.total()} called the same"
        )
        if judge is ours:
            passed = passed and flagged.total() <= PLAINLY * count.total()
    return int(not passed)


if __name__ == "__main__":
    sys.exit(main())
