"""An article made ready to be weighed beside the others of its story."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from quoth.lineage.blocks import SEED, Seeds, seeds
from quoth.lineage.credit import Credit, credits_of
from quoth.lineage.dates import Published, published
from quoth.lineage.running import Running, introductions, running, turns
from quoth.lineage.whence import whence
from quoth.quotation import quotations
from quoth.types import Article, Attribution
from quoth.words import rarity, stems, words

Spoken = frozenset[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Ready:
    """`told` has the article's tellings by the id of their saying, in the order of the text, and `whence` the outlet or
    agency that it has a telling from, by the telling's id, where it says so. `people` are the last words of the names
    of those who speak in it, `introductions` the running words that follow a given name or a title. `tells` is the
    rarity of each running word, 0 for names and numbers, which anybody has who reports the same.
    """

    running: Running
    seeds: Seeds
    tells: tuple[float, ...]
    credits: tuple[Credit, ...]
    published: Published | None
    told: Mapping[str, tuple[Attribution, ...]]
    whence: Mapping[str, Credit]
    people: frozenset[str]
    introductions: Mapping[str, int]
    reworded: bool

    @property
    def article(self) -> Article:
        return self.running.article

    @property
    def id(self) -> str:
        return self.running.article.id


def ready(article: Article, told: Mapping[str, Sequence[Attribution]], *, reworded: bool = False) -> Ready:
    """`article` with its running text, credits and date; `told` are its attributions by saying."""
    kept = {saying: tuple(sorted(them, key=lambda a: (a.start, a.id))) for saying, them in told.items()}
    people = {
        words[-1]
        for them in kept.values()
        for a in them
        if a.speaker and a.speaker.type == "person" and (words := stems(a.speaker.name))
    }
    said = [a for them in kept.values() for a in them]
    own = running(article, turns(said))
    dated, called = published(article), introductions(own)
    tells = tuple(0.0 if w.capital or w.stem[0].isdigit() else rarity(w.stem) for w in own.words)
    return Ready(
        running=own,
        seeds=seeds(own),
        tells=tells,
        credits=credits_of(article),
        published=dated,
        told=kept,
        whence=whence(article, said),
        people=frozenset(people),
        introductions=called,
        reworded=reworded,
    )


def spoken(articles: Sequence[Article]) -> Spoken:
    """Every run of SEED words that any of `articles` has in quotation marks: words that are out in public."""
    found: set[tuple[str, ...]] = set()
    for article in articles:
        for q in quotations(article.text):
            if q.depth == 0:
                said = [w.stem for w in words(article.text, q.inner_start, q.inner_end)]
                found.update(tuple(said[k : k + SEED]) for k in range(len(said) - SEED + 1))
    return frozenset(found)
