"""Chains of copies with known parents, made from real texts at run time: what `benchmarks.lineage` is measured on.

    python -m benchmarks.chains ../shared [SEED]      # prints one chain as a sample

A chain begins with a story's own articles, written by outlets of their own, so independent of each other. From one of
them, its head, copies are made, and copies of copies, each by one or two of these:

trim       breaks off after 30 to 75 % of the sentences; or loses one to three sentences in the middle
word       some words outside and inside quotation marks are exchanged for neighbours in meaning, or dropped
reword     five times as many are exchanged, "X said" is turned round: a paraphraser
splice     sentences of a second article of the story, which becomes a second parent, put in after its own
own        one or two sentences that stand in none of them, put in anywhere
wire       the text as it stands, under the dateline and the name of an agency, whose article the head then is
credit     a sentence, or a line at the end, that names the parent's outlet

Dates never run backwards from parent to copy, but siblings have theirs by chance; a third of the copies come out on
their parent's day, a quarter are undated, and the heads are dated like the rest. In a third of the chains one parent
is taken out of the story once its copies are made. The generator knows nothing of quoth's rules, nor of which traces a
change leaves: sentences are cut by a rule of its own.
"""

from __future__ import annotations

import csv
import random
import re
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Literal

from quoth.articles import read
from quoth.types import Article

OUTLETS = [
    f"{a} {b}" for a in ("Alder", "Birch", "Cedar", "Dune", "Ember", "Fjord") for b in ("Post", "Times", "Herald")
]
AGENCY = "Meridian Press"
_OWN = (
    "Residents of the valley were not asked.",
    "It was raining in the capital when the news broke.",
    "Our newspaper has followed the matter for years.",
    "A second meeting is planned before the summer, two people who know the plans have told us.",
    "Shops in the old town closed early.",
    "The county council will hear about it at its next session.",
)
_NEAR = {
    "said": "stated remarked", "told": "informed advised", "big": "large major", "large": "sizeable big",
    "many": "numerous plenty", "also": "too likewise", "about": "around roughly", "after": "following since",
    "before": "until preceding", "because": "since as", "but": "yet though", "new": "fresh recent",
    "people": "persons individuals", "help": "aid assist", "end": "close finish", "start": "begin launch",
    "began": "started opened", "show": "reveal suggest", "shows": "reveals suggests", "asked": "requested queried",
    "called": "termed labelled", "plan": "scheme proposal", "plans": "schemes proposals", "law": "statute act",
    "money": "funds cash", "job": "post position", "jobs": "posts positions", "war": "conflict fighting",
    "country": "nation land", "state": "province region", "government": "administration cabinet",
    "president": "leader chief", "house": "chamber building", "bill": "draft measure", "vote": "ballot poll",
    "made": "produced created", "make": "produce create", "take": "seize get", "took": "seized got",
    "while": "whereas as", "would": "could might", "should": "could must", "must": "should shall",
    "very": "highly quite", "good": "fine decent", "bad": "poor weak", "important": "crucial key",
    "during": "throughout in", "against": "versus opposing", "between": "amid among", "several": "some various",
    "last": "previous past", "week": "fortnight month", "day": "date morning", "year": "season term",
    "years": "seasons terms", "first": "initial earliest", "support": "backing help", "campaign": "drive effort",
    "report": "account paper", "statement": "declaration note", "issue": "matter question",
    "however": "nevertheless still", "including": "like counting", "think": "believe feel", "want": "wish seek",
    "need": "require lack", "used": "employed applied", "use": "employ apply", "work": "labour effort",
    "group": "body circle", "still": "yet nonetheless", "again": "anew afresh", "wrote": "penned posted",
    "noted": "remarked observed", "added": "continued concluded", "with": "alongside having", "more": "further extra",
}  # fmt: skip

How = Literal["trim", "word", "reword", "splice", "own", "wire", "credit"]


@dataclass(frozen=True, slots=True)
class Made:
    """An article of a chain: the ids of those it was made from, none for an original, and how."""

    article: Article
    parents: tuple[str, ...]
    how: tuple[How, ...]
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Chain:
    """One story; `made` has the hidden ones, too, which quoth does not see."""

    made: tuple[Made, ...]

    @property
    def articles(self) -> list[Article]:
        return [m.article for m in self.made if not m.hidden]

    def ancestors(self, name: str) -> frozenset[str]:
        """All that `name` was made from, directly or not."""
        by = {m.article.id: m for m in self.made}
        found: set[str] = set()
        todo = list(by[name].parents)
        while todo:
            one = todo.pop()
            if one not in found:
                found.add(one)
                todo += by[one].parents
        return frozenset(found)

    def truth(self, one: str, other: str) -> str:
        """What is so: "forward" if `one` is an ancestor of `other`, "backward", "common source" or "independent"."""
        mine, theirs = self.ancestors(one), self.ancestors(other)
        if one in theirs:
            return "forward"
        if other in mine:
            return "backward"
        return "common source" if mine & theirs else "independent"


def chain(originals: Sequence[Article], dice: random.Random, name: str) -> Chain:
    """A chain of three to six copies on `originals`, of one story, the first of which is its head."""
    outlets = dice.sample(OUTLETS, len(OUTLETS))
    begin = date(2024, 3, 4) + timedelta(days=dice.randrange(200))
    days: dict[str, date] = {}
    made: list[Made] = []
    wire = dice.random() < 0.35
    for n, original in enumerate(originals):
        outlet = AGENCY if wire and not n else outlets.pop()
        one = _article(f"{name}-{n}", outlet, _sentences(original.text), begin)
        days[one.id] = begin + timedelta(days=dice.choice((0, 0, 0, 1)) if n else 0)
        made.append(Made(one, (), ()))
    copied = [made[0]]
    for n in range(dice.randint(3, 6)):
        parent = dice.choice(copied)
        outlet = outlets.pop()
        lines, parents, how = _changed(parent, made, dice, wire=wire and parent is made[0])
        day = days[parent.article.id] + timedelta(days=dice.choice((0, 1, 1, 2, 5)) if dice.random() > 0.33 else 0)
        one = _article(f"{name}-c{n}", outlet, lines, day)
        day = max([day, *(days[p] for p in parents)])
        days[one.id] = day
        copied.append(Made(one, parents, how))
        made.append(copied[-1])
    hide = dice.choice(copied[:2]).article.id if dice.random() < 0.34 else None
    dated = [
        Made(_dated(m.article, days[m.article.id], dice), m.parents, m.how, hidden=m.article.id == hide) for m in made
    ]
    dice.shuffle(dated)
    return Chain(tuple(dated))


def _changed(
    parent: Made, made: Sequence[Made], dice: random.Random, *, wire: bool
) -> tuple[list[str], tuple[str, ...], tuple[How, ...]]:
    lines = parent.article.text.split("\n\n")
    parents = [parent.article.id]
    how: list[How] = []
    if wire and dice.random() < 0.6:
        how.append("wire")
    kinds: tuple[How, ...] = ("trim", "trim", "word", "reword", "splice", "own")
    for kind in dict.fromkeys(
        dice.choices(kinds, k=dice.choice((1, 2, 2)) if "wire" not in how else dice.choice((0, 1)))
    ):
        how.append(kind)
        if kind == "trim":
            lines = _trimmed(lines, dice)
        elif kind == "word":
            lines = [_reworded(line, 0.04, dice) for line in lines]
        elif kind == "reword":
            lines = [_reworded(line, 0.2, dice) for line in lines]
        elif kind == "own":
            for sentence in dice.sample(_OWN, dice.randint(1, 2)):
                lines.insert(dice.randint(1, len(lines)), sentence)
        elif kind == "splice":
            others = [m for m in made if not m.parents and m.article.id not in parents and m is not made[0]]
            if others:
                second = dice.choice(others)
                parents.append(second.article.id)
                taken = second.article.text.split("\n\n")
                at, count = dice.randint(1, len(lines)), dice.randint(3, 8)
                start = dice.randrange(max(1, len(taken) - count))
                lines[at:at] = taken[start : start + count]
    if "wire" in how:
        lines[0] = f"PORT ANSEL ({AGENCY}) - {lines[0]}"
    elif dice.random() < 0.15:
        how.append("credit")
        by = parent.article.outlet
        lines.append(dice.choice((f"({by})", f"{by} contributed to this report.", f"Reporting by {by}")))
    return lines, tuple(parents), tuple(how)


def _trimmed(lines: list[str], dice: random.Random) -> list[str]:
    if dice.random() < 0.5 or len(lines) < 8:
        return lines[: max(3, int(len(lines) * dice.uniform(0.3, 0.75)))]
    gone = set(dice.sample(range(1, len(lines) - 1), dice.randint(1, 3)))
    return [line for k, line in enumerate(lines) if k not in gone]


def _reworded(line: str, share: float, dice: random.Random) -> str:
    if share > 0.1 and (m := re.match(r"(?P<what>.{30,200}), (?P<who>[A-Z][\w.]+(?: [A-Z][\w.]+)?) said\.$", line)):
        line = f"According to {m['who']}, {m['what'][:1].lower()}{m['what'][1:]}."
    words = line.split(" ")
    out = []
    for word in words:
        near = _NEAR.get(word.lower())
        if near is not None and dice.random() < 4 * share:
            other = dice.choice(near.split())
            out.append(other.capitalize() if word[:1].isupper() else other)
        elif len(word) > 2 and word.isalpha() and word.islower() and dice.random() < share / 4:
            continue
        else:
            out.append(word)
    return " ".join(out)


def _sentences(text: str) -> list[str]:
    """The sentences, each to be a paragraph of its own, as agencies write them."""
    found: list[str] = []
    for paragraph in text.split("\n"):
        for piece in re.split(
            r"(?<=[.!?])(?<!\b[A-Z]\.)(?<!Mr\.)(?<!Ms\.)(?<!Dr\.)(?<!Mrs\.)(?<!Sen\.)\s+(?=[A-Z“\"])", paragraph
        ):
            if len(piece.split()) >= 3:
                found.append(" ".join(piece.split()))
    return found


def _article(name: str, outlet: str, lines: Sequence[str], day: date) -> Article:
    return Article(name, f"{name}.txt", "\n\n".join(lines), outlet, day.isoformat(), None, "en")


def _dated(article: Article, day: date, dice: random.Random) -> Article:
    published = None if dice.random() < 0.25 else day.isoformat()
    return Article(article.id, article.path, article.text, article.outlet, published, None, "en")


def stories(shared: Path) -> list[list[Article]]:
    """The originals: the stories of BASIL, each told by three outlets."""
    held: dict[str, list[Article]] = {}
    for one in read([str(shared / "data/basil/*.txt")]):
        if isinstance(one, Article) and len(_sentences(one.text)) >= 8:
            held.setdefault(one.id.split("_")[0], []).append(one)
    return [held[k] for k in sorted(held)]


def chains(shared: Path, count: int, seed: int = 5) -> list[Chain]:
    """`count` chains, one story after the other."""
    dice = random.Random(seed)
    own = stories(shared)
    out = []
    for n in range(count):
        originals = own[n % len(own)]
        out.append(chain(dice.sample(originals, len(originals)), dice, f"k{n}"))
    return _through_files(out)


def _through_files(chains: Sequence[Chain]) -> list[Chain]:
    """The same, each article written to a file and read from there as any other."""
    with tempfile.TemporaryDirectory() as folder:
        with (Path(folder) / "meta.csv").open("w", encoding="utf-8", newline="") as table:
            rows = csv.writer(table)
            rows.writerow(["id", "outlet", "published"])
            for a in (m.article for one in chains for m in one.made):
                (Path(folder) / a.path).write_text(a.text, encoding="utf-8")
                rows.writerow([a.id, a.outlet, a.published or ""])
        found = read([f"{folder}/*.txt"], meta=f"{folder}/meta.csv")
        back = {a.id: a for a in found if isinstance(a, Article)}
    return [Chain(tuple(replace(m, article=back[m.article.id]) for m in one.made)) for one in chains]


def main() -> int:
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 5
    for made in chains(Path(sys.argv[1]), 1, seed)[0].made:
        hidden = " (taken out)" if made.hidden else ""
        print(f"== {made.article.id} {made.article.outlet} {made.article.published} {made.parents} {made.how}{hidden}")
        print(made.article.text[:400].replace("\n\n", "\n"), "…\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
