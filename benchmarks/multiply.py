"""Any number of articles made from the 1,500 of shared/data/articles, with known stories and known copies.

`multiply(articles, n, seed)` gives n articles and, for each, its event and the text that it is a copy of. An *event* is
one of the articles made **unrelated** to it: each word that tells something (rarity `TELLING` or more in `quoth.words`)
is replaced throughout by another of the same kind (name, number, other word), drawn anew for the event from all such
words of all articles, as often as they stand there. So common words, length and form stay, a word is in as many
articles as in real news, and two events share words by chance, but nothing that happened. An event is reported by 1 to
300 articles (`SIZES`), the first of them the text itself, each further one of these:

* a **wire copy**: the words of the first report, its end cut off at a paragraph in two cases of five, up to three words
  in a hundred dropped or doubled, and another outlet's line before it;
* a **rewrite**: sentences of the report in another order within reach of three, half of them left out, a third of its
  common words replaced by other common words, and three in ten of the telling ones by others;
* in events of twenty or more, copies are four in five; else two in five.

Days: an event's reports are of its day or the two after it; one in eight has none, one in forty a wrong one.

What it does not make: reports of one event that share few words, and events that are alike because the news repeats
itself (`benchmarks.stories` has both). The real articles, among which nobody knows the stories, are not in it.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from quoth.types import Article
from quoth.words import rarity, stem

SIZES = ((1, 0.55), (2, 0.16), (3, 0.1), (5, 0.08), (8, 0.06), (20, 0.035), (60, 0.012), (300, 0.003))
TELLING = 2.0
_TOKEN = re.compile(r"\d[\d,.]*\d|\d|[^\W\d_]+(?:['’][^\W\d_]+)*|[^\w\s]+|\s+|_")
_SENTENCE = re.compile(r"(?<=[.!?])\s+")
FIRST = date(2015, 1, 1)  # of an article that has no day
DAYS = 700  # how far an event may be from the article that it was made from


@dataclass(frozen=True, slots=True)
class Made:
    """An article that was made, its event, and the id of the article that it is a copy of; None where of none."""

    article: Article
    event: int
    copy_of: str | None


@dataclass(frozen=True, slots=True)
class Words:
    """All words of all articles by kind, as often as they stand there."""

    common: Sequence[str]
    names: Sequence[str]
    numbers: Sequence[str]
    others: Sequence[str]

    def like(self, token: str, chance: random.Random) -> str:
        """Another telling word of the kind of `token`."""
        if token[0].isdigit():
            return chance.choice(self.numbers)
        return chance.choice(self.names if token[0].isupper() else self.others)


def multiply(articles: Sequence[Article], n: int, seed: int = 1) -> list[Made]:
    """`n` articles, shuffled; the same for the same arguments. The first events are the same for any `n`."""
    sources = sorted(articles, key=lambda a: a.id)
    random.Random(seed).shuffle(sources)
    words = _words(sources)
    made: list[Made] = []
    event = 0
    while len(made) < n:
        chance = random.Random(f"{seed} {event}")
        source = sources[event % len(sources)]
        (size,) = chance.choices([s for s, _ in SIZES], [w for _, w in SIZES])
        text = "".join(_unrelated(source.text, words, chance))
        day = (_day(source) or FIRST) + timedelta(days=chance.randrange(-DAYS, DAYS))
        made += list(_reports(text, event, size, day, words=words, chance=chance))[: n - len(made)]
        event += 1
    random.Random(seed).shuffle(made)
    return made


def _words(articles: Sequence[Article]) -> Words:
    found: tuple[list[str], list[str], list[str], list[str]] = ([], [], [], [])
    for article in articles:
        for token in _TOKEN.findall(article.text):
            if not token[0].isalnum():
                continue
            if rarity(stem(token)) < TELLING:
                found[0].append(token.casefold())
            else:
                found[1 if token[0].isupper() else 2 if token[0].isdigit() else 3].append(token)
    return Words(*found)


def _reports(text: str, event: int, size: int, day: date, *, words: Words, chance: random.Random) -> Iterator[Made]:
    first = f"e{event:05d}-000"
    yield Made(_article(first, text, day), event, None)
    copies = 0.8 if size >= 20 else 0.4
    for k in range(1, size):
        name = f"e{event:05d}-{k:03d}"
        when: date | None = day + timedelta(days=chance.choice([0, 0, 0, 1, 1, 2]))
        roll = chance.random()
        if roll < 1 / 8:
            when = None
        elif roll < 1 / 8 + 1 / 40:
            when = day + timedelta(days=chance.randrange(-400, 400))
        if chance.random() < copies:
            yield Made(_article(name, _copied(text, chance), when), event, first)
        else:
            yield Made(_article(name, _rewritten(text, words, chance), when), event, None)


def _article(name: str, text: str, day: date | None) -> Article:
    return Article(id=name, path=f"{name}.txt", text=text, published=day and day.isoformat())


def _day(source: Article) -> date | None:
    try:
        return date.fromisoformat((source.published or "")[:10])
    except ValueError:
        return None


def _unrelated(text: str, words: Words, chance: random.Random) -> Iterator[str]:
    other: dict[str, str] = {}
    for token in _TOKEN.findall(text):
        if not token[0].isalnum() or rarity(stem(token)) < TELLING:
            yield token
            continue
        root = stem(token)
        if root not in other:
            other[root] = words.like(token, chance)
        found = other[root]
        yield found[0].upper() + found[1:] if token[0].isupper() else found


def _copied(text: str, chance: random.Random) -> str:
    paragraphs = [p for p in text.split("\n") if p.strip()]
    if chance.random() < 0.4 and len(paragraphs) > 4:
        paragraphs = paragraphs[: chance.randrange(len(paragraphs) // 2, len(paragraphs))]
    touched = chance.random() * 0.03
    out = []
    for paragraph in paragraphs:
        kept: list[str] = []
        for word in paragraph.split(" "):
            roll = chance.random()
            kept += [] if roll < touched / 2 else [word, word] if roll < touched else [word]
        out.append(" ".join(kept))
    outlet = "".join(chance.choices("BCDFGLMNPRSTV", k=3))
    return f"By our staff and the {outlet} agency\n" + "\n".join(out)


def _rewritten(text: str, words: Words, chance: random.Random) -> str:
    sentences = [s for s in _SENTENCE.split(text) if s.strip()]
    kept = [s for s in sentences if chance.random() < 0.5] or sentences
    order = sorted(range(len(kept)), key=lambda i: i + 3 * chance.random())
    return " ".join("".join(_reworded(kept[i], words, chance)) for i in order)


def _reworded(sentence: str, words: Words, chance: random.Random) -> Iterator[str]:
    for token in _TOKEN.findall(sentence):
        if not token[0].isalpha():
            yield token
            continue
        roll = chance.random()
        if rarity(stem(token)) < TELLING:
            yield chance.choice(words.common) if roll < 1 / 3 else token
        else:
            yield words.like(token, chance) if roll < 0.3 else token
