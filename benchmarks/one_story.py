"""One story of very many articles: what each stage costs when a report stands in thousands of outlets.

    python -m benchmarks.one_story [--sizes 200 800 3200] [--kinds same touched rewritten mixed]

`made(n, kind)` gives n articles of one event, each with its statements, and what is so of them. Nothing in them is
anybody's: the words are drawn from the table of rarities as often as they stand in news. The first is a report of
`PARAGRAPHS` paragraphs, of which every third is somebody's statement in quotation marks; the others are by `kind`

* **same**: the same words under another outlet's line;
* **touched**: besides, up to three words in a hundred dropped or doubled, in quotations, too, and in two of five the
  end cut off;
* **rewritten**: the sentences of each paragraph shuffled, one in six of the common words and one in ten of the telling
  ones replaced, so that none is a copy of another; in statements only one word in thirty dropped or doubled;
* **mixed**: a third of each.

Each size and kind runs in a process of its own, stage by stage: *stories*, *sayings* (with their collation), *lineage*,
*JSON*, *text*, *page*. Time is processor time of one thread. Passed is: four times the articles in at most `TIMES`
times the time in every stage that takes a second, one story, and every copy's statements in one saying with the
original's.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import subprocess
import sys
import time
from array import array
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from importlib.resources import files
from itertools import accumulate, pairwise
from typing import Any

from benchmarks.stream import peak_mb
from benchmarks.whole import _meaning as meaning

from quoth.types import Article, Attributed, Attribution, Span, Speaker
from quoth.words import rarity, stem

SIZES = (200, 800, 3_200)
KINDS = ("same", "touched", "rewritten")
PARAGRAPHS = 24
PEOPLE = 4
TIMES = 5.0  # the time of four times the articles
TELLING = 2.0  # rarity of a word that tells something
DAY = date(2031, 3, 4)
_SAID = re.compile(r"“(?P<content>[^”\n]*)” (?P<source>\w+ \w+) (?P<cue>said)\.")


@dataclass(frozen=True, slots=True)
class Made:
    """An article with its statements; `kind` is how it was made, `points` which statement of the report each tells."""

    attributed: Attributed
    kind: str
    points: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Paragraph:
    text: str
    point: int | None  # which statement it is


def made(n: int, kind: str = "mixed", seed: int = 1) -> list[Made]:
    """`n` articles of one event; the same for the same arguments, and the first the same for any `n`."""
    words = _Words()
    report = _report(words, random.Random(f"{seed} report"))
    found = [_article(0, "first", report, DAY)]
    for k in range(1, n):
        chance = random.Random(f"{seed} {k}")
        how = KINDS[k % 3] if kind == "mixed" else kind
        day = DAY + timedelta(days=chance.choice([0, 0, 0, 1, 1, 2]))
        found.append(_article(k, how, list(_told_anew(report, how, words, chance)), day))
    return found


class _Words:
    """Words of the table of rarities, drawn as often as they stand in news."""

    def __init__(self) -> None:
        lines = files("quoth").joinpath("words.txt").read_text("utf-8").splitlines()[2:]
        rows = [(word, int(count)) for count, *listed in map(str.split, lines) for word in listed if word.isalpha()]
        self._any = _Often(rows)
        self._common = _Often([(w, c) for w, c in rows if rarity(w) < TELLING])
        self._telling = _Often([(w, c) for w, c in rows if rarity(w) >= TELLING])

    def any(self, n: int, chance: random.Random) -> list[str]:
        return self._any.drawn(n, chance)

    def common(self, chance: random.Random) -> str:
        return self._common.drawn(1, chance)[0]

    def telling(self, chance: random.Random) -> str:
        return self._telling.drawn(1, chance)[0]


class _Often:
    """Words, and how often each is drawn."""

    def __init__(self, rows: Sequence[tuple[str, int]]) -> None:
        self._words = [word for word, _ in rows]
        self._sums = list(accumulate(count for _, count in rows))

    def drawn(self, n: int, chance: random.Random) -> list[str]:
        return chance.choices(self._words, cum_weights=self._sums, k=n)


def _report(words: _Words, chance: random.Random) -> list[_Paragraph]:
    people = [" ".join(w.capitalize() + "ov" for w in words.any(2, chance)) for _ in range(PEOPLE)]
    found = []
    for k in range(PARAGRAPHS):
        if k % 3 == 2:
            said = f"“{_sentence(words, chance)[:-1]},” {chance.choice(people)} said."
            found.append(_Paragraph(said, k // 3))
        else:
            found.append(_Paragraph(" ".join(_sentence(words, chance) for _ in range(3)), None))
    return found


def _sentence(words: _Words, chance: random.Random) -> str:
    drawn = words.any(chance.randrange(9, 20), chance)
    return " ".join(w.capitalize() if chance.random() < 0.15 else w for w in drawn).capitalize() + "."


def _told_anew(report: Sequence[_Paragraph], how: str, words: _Words, chance: random.Random) -> Iterator[_Paragraph]:
    if how == "rewritten":
        for one in report:
            if one.point is not None:
                yield _Paragraph(_touched(one.text, 1 / 30, chance), one.point)
            else:
                yield _Paragraph(_rewritten(one.text, words, chance), None)
        return
    cut = how == "touched" and chance.random() < 0.4
    often = chance.random() * 0.03 if how == "touched" else 0.0
    for one in report[: chance.randrange(PARAGRAPHS // 2, PARAGRAPHS) if cut else PARAGRAPHS]:
        yield _Paragraph(_touched(one.text, often, chance), one.point)


def _touched(text: str, often: float, chance: random.Random) -> str:
    """`text` with so many of its words dropped or doubled, but none beside a quotation mark or outside a quotation."""
    inside, mark, tail = text.partition("” ") if text.startswith("“") else (text, "", "")
    kept: list[str] = []
    for word in inside.split(" "):
        roll = 1.0 if word.startswith("“") or word.endswith(",") else chance.random()
        kept += [] if roll < often / 2 else [word, word] if roll < often else [word]
    return f"{' '.join(kept)}{mark}{tail}"


def _rewritten(text: str, words: _Words, chance: random.Random) -> str:
    sentences = text.split(". ")
    chance.shuffle(sentences)
    return (
        ". ".join(" ".join(_other(w, words, chance) for w in s.removesuffix(".").split(" ")) for s in sentences) + "."
    )


def _other(word: str, words: _Words, chance: random.Random) -> str:
    if rarity(stem(word)) < TELLING:
        return words.common(chance) if chance.random() < 1 / 6 else word
    return words.telling(chance) if chance.random() < 1 / 10 else word


def _article(number: int, kind: str, paragraphs: Sequence[_Paragraph], day: date) -> Made:
    name = f"a{number:05d}"
    text = "\n\n".join([f"Paper {number:05d} and staff", *(p.text for p in paragraphs)])
    article = Article(name, f"{name}.txt", text, outlet=f"Paper {number:05d}", published=day.isoformat())
    found = []
    for m in _SAID.finditer(text):
        content, source, cue = (Span.of(text, *m.span(part)) for part in ("content", "source", "cue"))
        content = Span.of(text, m.start(), m.end("content") + 1)
        found.append(
            Attribution(
                f"{name}:{m.start()}",
                name,
                "direct",
                (source,),
                (cue,),
                (content,),
                0.9,
                Speaker(source.text, "person"),
                vector=array("f", meaning(content.text)),
            )
        )
    points = tuple(p.point for p in paragraphs if p.point is not None)
    assert len(points) == len(found), "a statement was lost while the article was made"
    return Made(Attributed(article, tuple(found), ()), kind, points)


def measure(n: int, kind: str) -> dict[str, Any]:
    """The figures of one size and kind."""
    from quoth import stories
    from quoth.lineage import related
    from quoth.page.html import render as page
    from quoth.page.text import render as text
    from quoth.synopsis import told
    from quoth.types import Trace

    all_of_them = made(n, kind)
    by_id = {m.attributed.article.id: m.attributed for m in all_of_them}
    took: dict[str, float] = {}

    def timed(stage: str, work: Callable[[], Any]) -> Any:
        began = time.process_time()
        done = work()
        took[stage] = round(time.process_time() - began, 2)
        return done

    grouped = timed("stories", lambda: stories.group([one.article for one in by_id.values()]))
    story = max(grouped, key=lambda s: len(s.articles))
    attributed = [by_id[i] for i in story.articles]
    whole, sayings = timed("sayings", lambda: told(story, attributed))
    attributions = tuple(a for one in attributed for a in one.attributions)
    trace = Trace(tuple(one.article for one in attributed), attributions, (whole,), sayings, ())
    trace = timed("lineage", lambda: related(trace))
    sizes = {
        "JSON": len(timed("JSON", lambda: json.dumps(trace.to_dict()))),
        "text": len(timed("text", lambda: text(trace, width=100, color=False))),
        "page": len(timed("page", lambda: page(trace))),
    }
    home = {t: s.id for s in sayings for t in s.tellings}
    first = {p: home[a.id] for p, a in zip(all_of_them[0].points, all_of_them[0].attributed.attributions, strict=True)}
    held: Counter[bool] = Counter()
    for m in all_of_them[1:]:
        for point, a in zip(m.points, m.attributed.attributions, strict=True):
            held[home.get(a.id) == first[point]] += 1
    return {
        "articles": n,
        "kind": kind,
        "stories": len(grouped),
        "in the largest": len(story.articles),
        "sayings": len(sayings),
        "statements": sum(held.values()),
        "joined %": round(100 * held[True] / max(1, sum(held.values())), 1),
        "rows of lineage": len(trace.lineage),
        "roots": max(len(s.origins.roots) for s in trace.sayings if s.origins),
        "peak MB": round(peak_mb()),
        "seconds": took,
        "code points": sizes,
    }


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=list(SIZES))
    parser.add_argument("--kinds", nargs="+", choices=[*KINDS, "mixed"], default=[*KINDS, "mixed"])
    parser.add_argument("--one", action="store_true", help="measure in this process, and print JSON")
    args = parser.parse_args()
    if args.one:
        print(json.dumps(measure(args.sizes[0], args.kinds[0])))
        return 0
    missed = []
    for kind in args.kinds:
        figures = [_alone(n, kind) for n in args.sizes]
        missed += [f"{kind}: {what}" for what in _missed(figures)]
    print("missed: " + "; ".join(missed) if missed else "all bounds are met")
    return int(bool(missed))


def _alone(n: int, kind: str) -> dict[str, Any]:
    command = [sys.executable, "-m", "benchmarks.one_story", "--one", "--sizes", str(n), "--kinds", kind]
    threads = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True, env={**os.environ, **threads})
    found: dict[str, Any] = json.loads(done.stdout)
    print(json.dumps(found), flush=True)
    return found


def _missed(figures: Sequence[dict[str, Any]]) -> Iterator[str]:
    for one, other in pairwise(figures):
        more = other["articles"] / one["articles"]
        for stage, seconds in other["seconds"].items():
            before = one["seconds"][stage]
            if seconds >= 1 and seconds > TIMES / 4 * more * before:
                yield f"{stage} of {other['articles']:,} in {seconds} s, of {one['articles']:,} in {before} s"


if __name__ == "__main__":
    sys.exit(main())
