"""An archive of invented articles: a store of as many attributions as a benchmark wants, which no network read."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from pathlib import Path

from quoth.store import Store
from quoth.types import Article, Attributed, Attribution, Span, Speaker

CONSONANTS, VOWELS = "bdfgklmnprstv", "aeou"
GIVEN = ["Ilse", "Odo", "Jonte", "Mara", "Per", "Dessa", "Wilma", "Tove", "Anselm", "Rika"]
PER_ARTICLE = 24


def invented(rng: random.Random, n: int) -> str:
    """A word that is in no dictionary."""
    return "".join(rng.choice(CONSONANTS) + rng.choice(VOWELS) for _ in range(n))


@dataclass
class Event:
    """What one story is about: its own words, its people, and what they said."""

    rng: random.Random
    words: list[str] = field(default_factory=list)
    people: list[str] = field(default_factory=list)
    said: list[tuple[str, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        common = "the quay will be open again after the winter and nobody has to pay before the council has met"
        small = common.split()
        self.words = [invented(self.rng, 3) for _ in range(40)]
        self.people = [f"{self.rng.choice(GIVEN)} {invented(self.rng, 3).title()}" for _ in range(6)]
        for n in range(PER_ARTICLE):
            mixed = [
                self.rng.choice(self.words if self.rng.random() < 0.45 else small)
                for _ in range(self.rng.randint(8, 24))
            ]
            self.said.append((self.people[n % 6], " ".join(mixed)))

    def article(self, name: str, outlet: str, day: str) -> Attributed:
        """One paper's report: most of what was said, some of it with a word less, some of its own."""
        title = f"{self.words[0].title()} and {self.words[1]} in the {self.words[2]}"
        text = f"{title}\n\n"
        said = []
        for who, words in self.said:
            told = words.split()
            if self.rng.random() < 0.3:
                told.pop(self.rng.randrange(len(told)))
            if self.rng.random() < 0.2:
                told = [self.rng.choice(self.words) for _ in told]
            start = len(text) + len(who) + 6
            text += f"{who} said “{' '.join(told)}”.\n"
            content = (Span.of(text, start, len(text) - 2),)
            source = (Span.of(text, start - 6 - len(who), start - 6),)
            said.append(
                Attribution(f"{name}:{start}", name, "direct", source, (), content, 0.9, Speaker(who, "person"))
            )
        article = Article(name, f"{name}.txt", text, outlet=outlet, published=day, title=title, language="en")
        return Attributed(article, tuple(said))


def make(path: Path, attributions: int, seed: int = 6) -> int:
    """Writes a store of about `attributions` attributions: one story of 40 articles, the others of 1 to 8, as in
    an archive where most articles stand alone.
    """
    rng = random.Random(seed)
    outlets = [
        f"The {invented(rng, 2).title()} {kind}"
        for kind in ("Post", "Ledger", "Courier", "Gazette", "Tern")
        for _ in range(12)
    ]
    made = 0
    with Store.open(path) as store:
        n = 0
        while made < attributions:
            event = Event(random.Random(rng.random()))
            size = 40 if n == 0 else rng.choice([1, 1, 1, 1, 2, 2, 3, 5, 8])
            day = f"2026-{rng.randint(1, 12):02d}-{rng.randint(1, 28):02d}"
            for k, outlet in enumerate(rng.sample(outlets, size)):
                one = event.article(f"s{n}-{k}", outlet, day)
                store.put(one, "made for the benchmark")
                made += len(one.attributions)
            n += 1
    return made
