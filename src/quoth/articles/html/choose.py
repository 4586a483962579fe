"""Which blocks of a page are its article, and what each of them is for.

Method: the article lies where the prose is. Prose is what reads like sentences and is not mostly links (Kohlschütter
et al., WSDM 2010: words and link density of a block tell most); the container is what its makers called the body of the
article, else the smallest element that holds most of the page's prose (`container`). From it every block is kept that
is not furniture by its role, and from above it the headline, the standfirst, the byline and the captions up to the
headline.
We depart from Readability and its heirs, which look for one element and take its text: a block is the unit here, so
that a pull-quote or a caption is labelled and not lost.

What guards it: a role that would make furniture of the greater part of the page's prose is not believed (`believed`).
A case it gets wrong: two articles of one length on one page, of which the one with the page's title is taken.
docs/method/articles.md has it beside trafilatura and resiliparse, which find the same blocks on well-made pages.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from quoth.articles.html.believed import AWAY, believed
from quoth.articles.html.block_quotations import SAYS_WHO
from quoth.articles.html.boxes import boxed
from quoth.articles.html.container import container
from quoth.articles.html.nodes import HEADINGS
from quoth.articles.html.roles import Role
from quoth.articles.html.said import Block, Said, folded
from quoth.types import PartKind

_CELLS = frozenset({"td", "th", "caption"})
_BARE = frozenset({"div", "body", "section", "article", "main", "span", "header", "center", "form", "label"})
_LAID_OUT = 30  # words in one cell: a page laid out by a table, as was done until about 2005

LINKED = 0.55
"""Share of a block's characters in links from which it is no prose."""

_SENTENCE = re.compile(r"[.!?…:;][\"”’'»)\]]*$|[\"”’»]$")
_BY = re.compile(r"(?:(?i:story|words|written|report|reporting|interview|analysis) )?(?i:by):? [A-Z]\w")
_SHORT = 5  # words; a "div" that is no sentence and has fewer is a button, a label or a count
_DECK = 9  # spaces in a heading under the headline that is a standfirst and not a label
_DATELINE = 60
_LABEL = re.compile(
    r"(?:advertise?ment|sponsored|share(?: this.{0,20})?|related.{0,30}|read more.{0,10}|most read|newsletter|print"
    r"|(?:most|more) (?:popular|read|from|on|stories|news|commentary)\b.{0,30}|text size|email|comments?(?: \(?\d+\)?)?"
    r"|tags?:?|topics:?|filed under.{0,40}|follow us.{0,30}|copy link|gift this article|save|listen|watch|loading.{0,5}"
    r"|(?:hide|show|toggle) caption)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Chosen:
    """A block of the article and what it is for; `head` is True above the article's text."""

    block: Block
    kind: PartKind
    head: bool = False


@dataclass(slots=True)
class Choice:
    """The article's blocks in the order of the page.

    `roles` has for each element what it is for, by its own names and those around it. `prose` counts the words of the
    article's sentences, `page_prose` those of the page, `words` all words of the page.
    """

    chosen: list[Chosen] = field(default_factory=list)
    roles: list[int] = field(default_factory=list)
    prose: int = 0
    page_prose: int = 0
    words: int = 0


def choose(said: Said, titles: Iterable[str], body: str | None = None, *, live: bool = False) -> Choice:
    """The blocks of the article; `titles` are those the page states, `body` its text by JSON-LD, if given.

    `live` says that the page declares itself a live blog: then an article inside the article is an entry of it.
    """
    blocks = said.blocks
    prose = [_prose(b) for b in blocks]
    wanted = [folded(t) for t in titles]
    choice = Choice(roles=believed(said, prose, _above_headline(said, wanted), live=live), page_prose=sum(prose))
    choice.words = sum(len(b.text.split()) for b in blocks)
    roles = [choice.roles[b.node] if b.node >= 0 else Role.NONE for b in blocks]
    clean = [0 if r & AWAY else p for p, r in zip(prose, roles, strict=True)]
    first, after = container(said, choice.roles, clean, body)
    headline = _headline(blocks, roles, wanted, first)
    start = first if headline is None else headline
    away = boxed(said)
    for i in range(start, after):
        if i in away and i != headline:
            continue
        kind = _kind(said, i, roles[i], head=i < first, prose=prose)
        if i == headline:
            choice.chosen.append(Chosen(blocks[i], "headline", head=True))
        elif kind is not None:
            choice.chosen.append(Chosen(blocks[i], kind, head=i < first))
    _trim(choice)
    choice.prose = sum(_prose(c.block) for c in choice.chosen if c.kind in ("body", "item", "entry"))
    return choice


def _prose(block: Block) -> int:
    """The words of a block that reads like sentences; 0 for one that is a label, a heading or mostly links."""
    text = block.text
    words = text.count(" ") + 1
    if not text.isascii():  # some scripts have no spaces
        words = max(words, (len(text) - len(text.encode("ascii", "ignore"))) // 3)
    if block.name in HEADINGS or block.in_links > LINKED * len(text):
        return 0
    return words if words >= 15 or (words >= _SHORT and _SENTENCE.search(text[-8:])) else 0


def _above_headline(said: Said, titles: list[str]) -> set[int]:
    """The elements around an h1 that is the page's title: whatever they are called, they are the article's."""
    found: set[int] = set()
    for block in said.blocks:
        if block.name == "h1" and _is_title(folded(block.text), titles):
            node = block.node
            while node >= 0 and node not in found:
                found.add(node)
                node = said.nodes[node].parent
    return found


def _is_title(letters: str, titles: list[str]) -> bool:
    """Whether a heading, letters alone, is one of the titles, perhaps with the outlet's name behind it."""
    return any(t and (letters in t or t in letters) and 0.4 * len(t) <= len(letters) <= 2 * len(t) for t in titles)


def _headline(blocks: list[Block], roles: list[int], titles: list[str], first: int) -> int | None:
    """The headline above block `first`, or at it: a heading that a stated title repeats, else the last h1."""
    best: tuple[int, int] | None = None
    for i in range(max(0, first - 60), min(len(blocks), first + 3)):
        block = blocks[i]
        if block.name not in HEADINGS and not roles[i] & Role.HEADLINE:
            continue
        letters = folded(block.text)
        if len(letters) < 5 or roles[i] & AWAY:
            continue
        same = _is_title(letters, titles)
        score = 2 * same + (block.name == "h1")
        if score and (best is None or score >= best[0]):
            best = (score, i)
    return best[1] if best else None


def _kind(said: Said, i: int, role: int, *, head: bool, prose: list[int]) -> PartKind | None:
    """What block `i` is for; None where it is not the article's. `head`: it stands above the article's first sentence.

    The steps are asked in this order, and the first that knows decides: what it is called, where it stands, how it
    reads.
    """
    block = said.blocks[i]
    if role & AWAY or _LABEL.fullmatch(block.text[:60]):
        return None
    linked = block.in_links > LINKED * len(block.text)
    kind = _by_role(block, role, prose[i], linked=linked)
    if kind == "unknown" and head:
        kind = _in_head(block, role, prose[i], linked=linked)
    return _in_body(block, role, prose[i], linked=linked) if kind == "unknown" else kind


def _by_role(block: Block, role: int, prose: int, *, linked: bool) -> PartKind | Literal["unknown"] | None:
    """What a block is for that is called a credit, a caption, a byline or a date."""
    if role & Role.CREDIT and not prose:
        return "credit" if not linked else None
    if role & Role.CAPTION:
        return "caption" if len(block.text) > 1 and not (linked and block.name in HEADINGS) else None
    if role & Role.BYLINE and not prose:
        return "byline"
    if role & Role.DATE and not prose:
        return "date" if any(c.isdigit() for c in block.text) else None
    return "unknown"


def _in_head(block: Block, role: int, prose: int, *, linked: bool) -> PartKind | Literal["unknown"] | None:
    """What a block above the first sentence is for: a byline, a deck, a dateline, a summary."""
    text, spaces = block.text, block.text.count(" ")
    if not prose and len(text) < 100 and _BY.match(text):
        return "byline"
    if not linked and block.name in HEADINGS and spaces >= _DECK:
        return "body"
    if len(text) < _DATELINE and text.endswith(("—", "–")):
        return "dateline"
    if role & Role.BOX and block.item and not linked and spaces >= _SHORT:
        return "item"
    if role & Role.ENTRY:
        return "unknown"
    if role & Role.DECK:
        long = prose >= _SHORT or (block.name == "p" and spaces >= _SHORT)
    else:
        long = prose >= 2 * _SHORT and block.name in ("p", "div", "blockquote")
    return "body" if long and not linked else None


def _in_body(block: Block, role: int, prose: int, *, linked: bool) -> PartKind | None:
    """What a block among the sentences is for, or below them."""
    text = block.text
    ends = _SENTENCE.search(text[-8:]) is not None
    if role & Role.PULLQUOTE:
        return "pullquote"
    if role & Role.ASIDE and (linked or not prose) and block.quotation < 0:
        return None
    if linked and not ends and not (block.quotation >= 0 and SAYS_WHO.match(text)):
        return None
    if block.name in HEADINGS:
        return "entry" if role & Role.ENTRY else "body"
    if block.name in _BARE and text.count(" ") + 1 < _SHORT and not ends:
        return None
    return "entry" if role & Role.ENTRY else plain_kind(block)


def plain_kind(block: Block) -> PartKind:
    """What a block is for by its own element: a cell of a table, unless a page was laid out with it, or an item."""
    if block.name in _CELLS and block.text.count(" ") < _LAID_OUT:
        return "row"
    return "item" if block.item else "body"


def _trim(choice: Choice) -> None:
    """Takes off what only leads on: headings and lists of links behind the last sentence, headings above nothing."""
    kept: list[Chosen] = []
    heading: list[Chosen] = []
    for one in choice.chosen:
        if one.block.name in HEADINGS and one.kind == "body":
            heading = [one]
            continue
        kept += heading
        heading = []
        kept.append(one)
    while kept and not kept[-1].head and not _prose(kept[-1].block) and _leads_on(kept[-1]):
        kept.pop()
    choice.chosen = kept


def _leads_on(last: Chosen) -> bool:
    """Whether a last line that is no sentence is a label, a date or an item of a list of links."""
    if last.kind == "body":
        return last.block.name in ("div", "section", "article", "aside", "span") and not _SENTENCE.search(
            last.block.text
        )
    return last.kind in ("item", "date", "byline")
