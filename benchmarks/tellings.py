"""A store of as many tellings as wanted, generated from the gold attributions of PolNeAR.

Every tenth content is planted as it is, and from the others tellings are made of two to four pieces of three to nine
words, said by speakers whose names are put together from real ones, as often as names are (Zipf), in invented outlets
on days of a year and a half.
"""

from __future__ import annotations

import random
import re
import time
from collections.abc import Iterator, Sequence
from itertools import accumulate, islice
from pathlib import Path

from quoth.evaluate.gold import read_gold
from quoth.store import Store
from quoth.types import Article, Attributed, Attribution, Span, Speaker

AN_ARTICLE = 30  # tellings in one made article
OUTLETS = 40
SPEAKERS = 40_000
DAYS = 540
MADE_BY = "benchmarks.tellings"


def gold(shared: Path) -> tuple[list[str], list[str], list[str]]:
    """Contents of articles to be planted, contents to make others of, and the words of sources' names."""
    planted, parts, names = [], [], []
    number = 0
    for part in ("dev", "train"):
        for one in read_gold(shared / "data/polnear" / part)[0]:
            number += 1
            for relation in one.relations:
                content = " ".join(" ".join(one.text[a:b] for a, b in relation.content).split())
                (planted if number % 10 == 0 else parts).append(content)
                source = " ".join(one.text[a:b] for a, b in relation.source)
                names += re.findall(r"\b[A-Z][a-z]{2,}\b", source)
    return planted, parts, names


def articles(shared: Path, tellings: int, chosen: random.Random) -> Iterator[tuple[Article, list[str], list[str]]]:
    """Each article with its contents and speakers, planted ones among the made."""
    planted, parts, names = gold(shared)
    cut = [c.split() for c in parts]
    cut = [c for c in cut if len(c) >= 5]
    speakers = list(dict.fromkeys(f"{chosen.choice(names)} {chosen.choice(names)}" for _ in range(2 * SPEAKERS)))
    speakers = speakers[:SPEAKERS]
    heavy = list(accumulate(1 / (n + 10) for n in range(len(speakers))))
    waiting = list(planted)
    chosen.shuffle(waiting)
    whole = tellings // AN_ARTICLE
    every = max(1, whole * AN_ARTICLE // max(len(waiting), 1))
    made = 0
    for number in range(whole):
        contents = []
        while len(contents) < AN_ARTICLE:
            made += 1
            if waiting and made % every == 0:
                contents.append(waiting.pop())
                continue
            words: list[str] = []
            for _ in range(chosen.randint(2, 4)):
                one = chosen.choice(cut)
                length = chosen.randint(3, 9)
                at = chosen.randrange(max(1, len(one) - length + 1))
                words += one[at : at + length]
            contents.append(" ".join(words))
        who = chosen.choices(speakers, cum_weights=heavy, k=AN_ARTICLE)
        day = time.strftime("%Y-%m-%d", time.gmtime(1_420_070_400 + 86_400 * chosen.randrange(DAYS)))
        outlet = f"Outlet {chosen.randrange(OUTLETS)}"
        text = "\n".join(f"{w} said {c}." for w, c in zip(who, contents, strict=True))
        article = Article(f"made-{number}", f"made/{number}.txt", text, outlet=outlet, published=day, language="en")
        yield article, contents, who


def attributed(article: Article, contents: Sequence[str], who: Sequence[str]) -> Attributed:
    """`article` with an attribution for each of its lines."""
    found, at = [], 0
    for name, content in zip(who, contents, strict=True):
        cue = at + len(name) + 1
        start = cue + 5
        spans = [(at, at + len(name)), (cue, cue + 4), (start, start + len(content))]
        source, said, told = (Span.of(article.text, *s) for s in spans)
        speaker = Speaker(name, "person")
        name_ = f"{article.id}:{start}"
        found.append(Attribution(name_, article.id, "indirect", (source,), (said,), (told,), 0.9, speaker))
        at = start + len(content) + 2
    return Attributed(article, tuple(found))


def build(shared: Path, path: Path, tellings: int) -> None:
    """The store at `path`, made when there is none; one that was begun is made whole."""
    with Store.open(path) as store:
        there = store.counts().articles
        if there < tellings // AN_ARTICLE:
            for article, contents, who in islice(articles(shared, tellings, random.Random(1)), there, None):
                store.put(attributed(article, contents, who), MADE_BY)
