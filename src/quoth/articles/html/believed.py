"""Which of the roles that a page gives its elements are believed.

A role that would make furniture of the greater part of the page's prose is not, nor one that many small pieces claim
for it together, nor what stands around the page's headline. A case it gets wrong: a page that is mostly comments, when
they are called something else.
"""

from __future__ import annotations

from collections.abc import Iterable

from quoth.articles.html.roles import Role
from quoth.articles.html.said import Said

BELIEVED = 0.45
"""A role that would take more than this share of the prose away is not believed; of comments `ALL_COMMENTS`."""
ALL_COMMENTS = 0.97

MOST_BODIES = 60  # elements called the text that are compared; a text cut by its advertisements has up to 20

AWAY = Role.FURNITURE | Role.COMMENTS | Role.CONSENT | Role.PAYWALL
"""What is no part of an article."""
_DOUBTED = (
    AWAY | Role.ASIDE | Role.GALLERY | Role.CAPTION | Role.CREDIT | Role.PULLQUOTE | Role.BYLINE | Role.DATE
    | Role.BOX | Role.DECK
)  # fmt: skip


def believed(said: Said, prose: list[int], trusted: set[int], *, live: bool) -> list[int]:
    """What each element is for, with what its parents are for; unlikely claims about most of the page left out."""
    nodes = said.nodes
    held = [0] * len(nodes)
    for block, words in zip(said.blocks, prose, strict=True):
        if block.node >= 0:
            held[block.node] += words
    for node in range(len(nodes) - 1, -1, -1):
        if nodes[node].parent >= 0:
            held[nodes[node].parent] += held[node]
    total = sum(prose) or 1
    spread = _spread(said, prose)
    roles = _inherited(said, held, total, spread, trusted, live=live)
    if freed := _called_alike(said, held, roles):
        roles = _inherited(said, held, total, spread, trusted | freed, live=live)
    return roles


def _called_alike(said: Said, held: list[int], roles: list[int]) -> set[int]:
    """Parts of the text inside of what passes for furniture that are called just as parts outside of it are.

    Sites cut a text into several bodies, and put the first, which is free to read, into a "teaser".
    """
    parts = [n for n, own in enumerate(said.roles) if own & Role.BODY and held[n]][:MOST_BODIES]
    names = [said.nodes[n].attributes.get("class") for n in parts]
    outside = {name for n, name in zip(parts, names, strict=True) if name and not roles[n] & AWAY}
    freed = {n for n, name in zip(parts, names, strict=True) if roles[n] & AWAY and _alike(name, outside)}
    return freed if len(freed) <= 2 else set()


def _alike(name: str | None, others: Iterable[str | None]) -> bool:
    """Whether the words of a class are all among those of another, or the other way round."""
    words = set((name or "").split())
    return bool(words) and any(words <= (o := set((other or "").split())) or o <= words for other in others)


def _inherited(said: Said, held: list[int], total: int, spread: int, trusted: set[int], *, live: bool) -> list[int]:
    """The roles of all elements, each with those of the elements around it."""
    nodes = said.nodes
    roles: list[int] = []
    for node, own in enumerate(said.roles):
        share = held[node] / total
        kept = own & ~spread
        if share > BELIEVED and own & _DOUBTED:
            kept = own & ~_DOUBTED
            if own & Role.COMMENTS and share < ALL_COMMENTS:
                kept |= Role.COMMENTS
        if kept & Role.BODY or node in trusted:
            kept &= ~AWAY
        if nodes[node].name == "footer" and kept & Role.ARTICLE:
            kept &= ~Role.ARTICLE
        around = roles[nodes[node].parent] if nodes[node].parent >= 0 else Role.NONE
        if node in trusted and own & Role.BODY:
            around &= ~AWAY
        if live and nodes[node].name == "article" and around & Role.ARTICLE:
            kept |= Role.ENTRY
        roles.append(kept | around)
    return roles


def _spread(said: Said, prose: list[int]) -> int:
    """Roles that, small piece by small piece, claim more than the believed share of the prose: "paywall" on each
    paragraph that is paid for marks what is behind the wall, not the wall.
    """
    total = sum(prose) or 1
    around: list[int] = []
    for node, own in enumerate(said.roles):
        parent = said.nodes[node].parent
        around.append((own | around[parent]) if parent >= 0 else own)
    spread = Role.NONE
    for one in (Role.PAYWALL, Role.ASIDE, Role.BYLINE, Role.DATE, Role.DECK, Role.BOX, Role.PULLQUOTE, Role.CREDIT):
        words = sum(p for b, p in zip(said.blocks, prose, strict=True) if b.node >= 0 and around[b.node] & one)
        spread |= one if words > BELIEVED * total else Role.NONE
    return spread
