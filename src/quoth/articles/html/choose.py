"""Which blocks of a page are its article, and what each of them is for.

Method: the article lies where the prose is. Prose is what reads like sentences and is not mostly links (Kohlschütter
et al., WSDM 2010: words and link density of a block tell most); the container is what its makers called the body of the
article, else the smallest element that holds `MOST` of the page's prose. From it every block is kept that is not
furniture by its role, and from above it the headline, the standfirst, the byline and the captions up to the headline.
We depart from Readability and its heirs, which look for one element and take its text: a block is the unit here, so
that a pull-quote or a caption is labelled and not lost.

What guards it: a role that would make furniture of the greater part of the page's prose is not believed; where the page
gives the article's text in JSON-LD as well, the blocks that are in it point to the container.
A case it gets wrong: two articles of one length on one page, of which the one with the page's title is taken.
docs/method/articles.md has it beside trafilatura and resiliparse, which find the same blocks on well-made pages.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from quoth.articles.html.blocks import SAYS_WHO, Block, Said
from quoth.articles.html.boxes import boxed
from quoth.articles.html.nodes import HEADINGS, Node
from quoth.articles.html.roles import Role
from quoth.types import PartKind

MOST = 0.55
"""Share of a page's prose that the container must hold. Set on 60 real pages: anything from 0.5 to 0.7 chose alike."""

BELIEVED = 0.45
"""A role that would take more than this share of the prose away is not believed; of comments `ALL_COMMENTS`."""
ALL_COMMENTS = 0.97

_CELLS = frozenset({"td", "th", "caption"})
_LAID_OUT = 30  # words in one cell: a page laid out by a table, as was done until about 2005

LINKED = 0.55
"""Share of a block's characters in links from which it is no prose."""

MOST_BODIES = 60  # elements called the text that are compared; a text cut by its advertisements has up to 20

_AWAY = Role.FURNITURE | Role.COMMENTS | Role.CONSENT | Role.PAYWALL
_DOUBTED = (
    _AWAY | Role.ASIDE | Role.GALLERY | Role.CAPTION | Role.CREDIT | Role.PULLQUOTE | Role.BYLINE | Role.DATE
    | Role.BOX | Role.DECK
)  # fmt: skip
_SENTENCE = re.compile(r"[.!?…:;][\"”’'»)\]]*$|[\"”’»]$")
_WORD = re.compile(r"\w+")
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
    choice = Choice(roles=_believed(said, prose, _above_headline(said, wanted), live=live), page_prose=sum(prose))
    choice.words = sum(len(b.text.split()) for b in blocks)
    roles = [choice.roles[b.node] if b.node >= 0 else Role.NONE for b in blocks]
    clean = [0 if r & _AWAY else p for p, r in zip(prose, roles, strict=True)]
    first, after = _container(said, choice, clean, body)
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


def _believed(said: Said, prose: list[int], trusted: set[int], *, live: bool) -> list[int]:
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
    outside = {name for n, name in zip(parts, names, strict=True) if name and not roles[n] & _AWAY}
    freed = {n for n, name in zip(parts, names, strict=True) if roles[n] & _AWAY and _alike(name, outside)}
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
            kept &= ~_AWAY
        if nodes[node].name == "footer" and kept & Role.ARTICLE:
            kept &= ~Role.ARTICLE
        around = roles[nodes[node].parent] if nodes[node].parent >= 0 else Role.NONE
        if node in trusted and own & Role.BODY:
            around &= ~_AWAY
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


def _container(said: Said, choice: Choice, clean: list[int], body: str | None) -> tuple[int, int]:
    """The first block of the article's text and the one after its last."""
    blocks, nodes = said.blocks, said.nodes
    held = [0] * len(nodes)
    span: dict[int, list[int]] = {}
    known = _in_body(blocks, body) if body else []
    weigh = clean if sum(known) < 3 else [c if k else 0 for c, k in zip(clean, known, strict=True)]
    for i, words in enumerate(weigh):
        node = blocks[i].node
        if node >= 0 and words:
            held[node] += words
            span.setdefault(node, [i, i])[1] = i
    for node in range(len(nodes) - 1, -1, -1):
        parent = nodes[node].parent
        if parent >= 0 and node in span:
            held[parent] += held[node]
            mine, theirs = span[node], span.setdefault(parent, list(span[node]))
            theirs[0], theirs[1] = min(mine[0], theirs[0]), max(mine[1], theirs[1])
    total = sum(weigh)
    if not total:
        return 0, 0
    own = [n for n in range(len(nodes)) if said.roles[n] & Role.BODY and held[n] and not choice.roles[n] & _AWAY]
    within = set(own)
    outer = [n for n in own if not _is_in(nodes, nodes[n].parent, within, up=40)]
    if outer and sum(held[n] for n in outer) >= BELIEVED * total:
        best = max(outer, key=lambda n: held[n])
        wide = [n for n in outer if held[n] >= 0.1 * held[best]]
        return min(span[n][0] for n in wide), _last(blocks, nodes, wide, max(span[n][1] for n in wide))
    node = -1
    for n in range(len(nodes)):  # children come after their parents, so the last that holds enough is the smallest
        if held[n] >= MOST * total:
            node = n
    if node < 0:
        return next(i for i, w in enumerate(weigh) if w), max(i for i, w in enumerate(weigh) if w) + 1
    while nodes[node].parent >= 0 and nodes[node].name in (
        "p",
        "blockquote",
        "li",
        "ul",
        "ol",
        "table",
        "tbody",
        "tr",
        "td",
    ):
        if nodes[node].name == "td" and held[node] >= MOST * total and span[node][1] - span[node][0] > 3:
            break
        node = nodes[node].parent
    node = _grown(said, node, span, weigh, choice.roles)
    return span[node][0], _last(blocks, nodes, [node], span[node][1])


def _grown(said: Said, node: int, span: dict[int, list[int]], weigh: list[int], roles: list[int]) -> int:
    """`node`, or the element around it where what that has more is prose too: a text that an advertisement divides."""
    blocks, nodes = said.blocks, said.nodes
    for _ in range(6):
        parent = nodes[node].parent
        if parent < 0:
            break
        (start, end), (left, right) = span[node], span[parent]
        if right - left - (end - start) <= 60:
            more = [i for i in (*range(left, start), *range(end + 1, right + 1)) if not roles[blocks[i].node] & _AWAY]
            words = sum(blocks[i].text.count(" ") + 1 for i in more)
            prose = sum(weigh[i] for i in more)
            if more and not (prose >= 25 and prose > 0.6 * words):
                break
        else:
            break
        node = parent
    return node


def _in_body(blocks: list[Block], body: str) -> list[bool]:
    """Which blocks stand in `body`, by their first letters."""
    whole = folded(body)
    out = []
    for block in blocks:
        letters = folded(block.text[:160])[:60]
        out.append(len(letters) >= 25 and letters in whole)
    return out


def _last(blocks: list[Block], nodes: list[Node], containers: list[int], last: int) -> int:
    """The block after the last of those in `containers`, which may end with a line that is no prose."""
    within = set(containers)
    after = last + 1
    while after < len(blocks) and after - last <= 8 and _is_in(nodes, blocks[after].node, within):
        after += 1
    return after


def _is_in(nodes: list[Node], node: int, within: set[int], up: int = 60) -> bool:
    """Whether `node` is one of `within`, or in one; looks at `up` elements, so that a page may be of any depth."""
    for _ in range(up):
        if node < 0:
            return False
        if node in within:
            return True
        node = nodes[node].parent
    return False


def _headline(blocks: list[Block], roles: list[int], titles: list[str], first: int) -> int | None:
    """The headline above block `first`, or at it: a heading that a stated title repeats, else the last h1."""
    best: tuple[int, int] | None = None
    for i in range(max(0, first - 60), min(len(blocks), first + 3)):
        block = blocks[i]
        if block.name not in HEADINGS and not roles[i] & Role.HEADLINE:
            continue
        letters = folded(block.text)
        if len(letters) < 5 or roles[i] & _AWAY:
            continue
        same = _is_title(letters, titles)
        score = 2 * same + (block.name == "h1")
        if score and (best is None or score >= best[0]):
            best = (score, i)
    return best[1] if best else None


def _kind(said: Said, i: int, role: int, *, head: bool, prose: list[int]) -> PartKind | None:
    """What block `i` is for; None where it is not the article's."""
    block = said.blocks[i]
    text = block.text
    linked = block.in_links > LINKED * len(text)
    if role & _AWAY or _LABEL.fullmatch(text[:60]):
        return None
    if role & Role.CREDIT and not prose[i]:
        return "credit" if not linked else None
    if role & Role.CAPTION:
        return "caption" if len(text) > 1 and not (linked and block.name in HEADINGS) else None
    if role & Role.BYLINE and not prose[i]:
        return "byline"
    if role & Role.DATE and not prose[i]:
        return "date" if any(c.isdigit() for c in text) else None
    if head and not prose[i] and len(text) < 100 and _BY.match(text):
        return "byline"
    if head and not linked and block.name in HEADINGS and text.count(" ") >= _DECK:
        return "body"
    if head and len(text) < _DATELINE and text.endswith(("—", "–")):
        return "dateline"
    if head and role & Role.BOX and block.item and not linked and text.count(" ") >= _SHORT:
        return "item"
    if head and not role & Role.ENTRY:
        long = (
            prose[i] >= _SHORT or (block.name == "p" and text.count(" ") >= _SHORT)
            if role & Role.DECK
            else prose[i] >= 2 * _SHORT and block.name in ("p", "div", "blockquote")
        )
        return "body" if long and not linked else None
    if role & Role.PULLQUOTE:
        return "pullquote"
    if role & Role.ASIDE and (linked or not prose[i]) and block.quotation < 0:
        return None
    if linked and not _SENTENCE.search(text[-8:]) and not (block.quotation >= 0 and SAYS_WHO.match(text)):
        return None
    if block.name in HEADINGS:
        return "entry" if role & Role.ENTRY else "body"
    words = text.count(" ") + 1
    if block.name in ("div", "body", "section", "article", "main", "span", "header", "center", "form", "label") and (
        words < _SHORT and not _SENTENCE.search(text[-8:])
    ):
        return None
    if role & Role.ENTRY:
        return "entry"
    return plain_kind(block)


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


def folded(words: str) -> str:
    """`words` for comparison: letters, figures and underscores alone, without regard to capitals."""
    return "".join(_WORD.findall(words.casefold()))
