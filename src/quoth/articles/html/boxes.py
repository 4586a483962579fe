"""Boxes in the middle of an article that lead elsewhere: other stories, newsletters, advertising.

Many of them carry quotation marks ("‘We lost everything’: a town and its wall"), and a person who is quoted in an
advertisement must not become a speaker. Where their makers name them, `roles` knows them; here they are known by what
is in them, since newsrooms' systems now give most elements names made by a machine.

What it accepts, three kinds: a *card*, a link that is laid round whole blocks, as HTML has it since 2008; a box with a
*form* that asks for an address, where all that it says is about newsletters; a box that begins with a *label*
("Sponsored", "More on this story", "Also from this source") and says little.
What guards it: a box has at most `MOST_WORDS` words and `MOST_SHARE` of the page's prose, and no element that is called
the article is one; captions, bylines and headings that are the page's title are no cards; cards that hold more prose
than is left are none.
A case it gets wrong: a paragraph of the article inside the element that a label begins ("Related: … the mayor spoke").
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from quoth.articles.html.nodes import HEADINGS
from quoth.articles.html.roles import Role
from quoth.articles.html.said import Block, Said

MOST_WORDS = 120
"""Words of a box. The longest of twenty pages made after those of 2024 to 2026 (a newsletter with its small print)
has 62.
"""

MOST_SHARE = 0.25
"""Share of the page's prose that a box may hold."""

MOST_FORMS = 50
_LEVELS = 8
_OUTERMOST = frozenset({"html", "body", "main", "article"})
_KEPT_IN_LINKS = Role.CAPTION | Role.CREDIT | Role.BYLINE | Role.DATE | Role.HEADLINE | Role.BODY | Role.ENTRY
_SELLS = re.compile(
    r"(?:advertise?ment|sponsored(?: by .{1,40}| content)?|promoted(?: content)?|paid (?:post|content|for by.{1,40})"
    r"|(?:our )?newsletters?|(?:sign up|subscribe)(?: (?:to|for|here|now)\b.{0,80})?"
    r"|get .{1,60} (?:in|to) your inbox.{0,20})[\s:.…!»>→-]*",
    re.IGNORECASE,
)
_LEADS = re.compile(
    r"(?:related(?: (?:coverage|content|stor(?:y|ies)|articles?|news|posts?|reading|links?|topics?|reports?|videos?))?"
    r"|(?:more|also) (?:on|from|in|about) .{1,60}|more (?:stories|news|posts|coverage|to read)"
    r"|read (?:more|next|also|on)(?: .{1,40})?|also read|see also|up next|recommended(?: .{1,40})?"
    r"|you (?:may|might) .{1,40}like.{0,20}|most (?:read|popular|viewed|shared)|popular (?:now|stories)"
    r"|trending(?: now)?|editors?['’]?s? picks?|don['’]t miss|promoted stories|discussion about this post"
    r"|latest (?:news|stories|headlines)|top stories|keep reading|go deeper|also from this source)[\s:.…!»>→-]*",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"\b(?:newsletters?|inbox|sign(?:ing)?[ -]?up|subscri\w+|e-?mails?|mailing list|weekly|daily|unsubscribe|privacy"
    r"|by (?:signing|entering|submitting|providing))\b",
    re.IGNORECASE,
)
_ENDS = re.compile(r"[.!?…][\"”’'»)\]]*$")


@dataclass(slots=True)
class _Held:
    """What an element holds: its first block and the one after its last, words, and words of sentences."""

    first: int = 1 << 60
    after: int = -1
    words: int = 0
    prose: int = 0


def boxed(said: Said) -> set[int]:
    """The numbers of the blocks that stand in such boxes. Linear in the size of the page, but for `_LEVELS`.

    They are left out once the article has been found: what stands around it in boxes tells where it is.
    """
    if not any(element.name in ("a", "form") for element in said.nodes) and not any(map(_label, said.blocks)):
        return set()
    held = _held(said)
    prose = sum(_sentences(b) for b in said.blocks)
    found = _labelled(said, held, prose) | _asking(said, held, prose)
    cards = _cards(said, held)
    if sum(held[n].prose for n in cards) <= (prose - sum(held[n].prose for n in cards)):
        found |= cards
    return {i for node in found for i in range(held[node].first, held[node].after)}


def _held(said: Said) -> list[_Held]:
    held = [_Held() for _ in said.nodes]
    for i, block in enumerate(said.blocks):
        if block.node >= 0:
            own = held[block.node]
            own.first, own.after = min(own.first, i), max(own.after, i + 1)
            own.words += block.text.count(" ") + 1
            own.prose += _sentences(block)
    for node in range(len(said.nodes) - 1, -1, -1):
        parent = said.nodes[node].parent
        if parent >= 0 and held[node].after >= 0:
            own, around = held[node], held[parent]
            around.first, around.after = min(own.first, around.first), max(own.after, around.after)
            around.words += own.words
            around.prose += own.prose
    return held


def _sentences(block: Block) -> int:
    """The words of a block that ends as sentences do."""
    words = block.text.count(" ") + 1
    return words if words >= 5 and block.name not in HEADINGS and _ENDS.search(block.text[-8:]) else 0


def _label(block: Block) -> str:
    """What a block that is a label says of its box: "sells", "leads"; empty for any other."""
    if len(block.text) > 120:
        return ""
    return "sells" if _SELLS.fullmatch(block.text) else "leads" if _LEADS.fullmatch(block.text) else ""


def _may_be(said: Said, held: list[_Held], node: int, prose: int) -> bool:
    """Whether an element is small enough for a box, and not called an article by anybody."""
    return (
        said.nodes[node].name not in _OUTERMOST
        and not said.roles[node] & (Role.BODY | Role.ARTICLE | Role.ENTRY)
        and held[node].words <= MOST_WORDS
        and held[node].prose <= MOST_SHARE * prose
    )


def _labelled(said: Said, held: list[_Held], prose: int) -> set[int]:
    """The largest boxes that begin with a label."""
    found: set[int] = set()
    for i, block in enumerate(said.blocks):
        label = _label(block)
        if not label or block.node < 0:
            continue
        best, node = -1, block.node
        for _ in range(_LEVELS):
            if node < 0 or held[node].first != i or not _may_be(said, held, node, prose):
                break
            best, node = node, said.nodes[node].parent
        others = said.blocks[i + 1 : held[best].after] if best >= 0 else []
        if others and (label == "sells" or 2 * sum(b.in_links > 0 for b in others) >= len(others)):
            found.add(best)
    return found


def _asking(said: Said, held: list[_Held], prose: int) -> set[int]:
    """The largest boxes round a form in which every sentence is about letters that one could have."""
    found: set[int] = set()
    forms = [n for n, element in enumerate(said.nodes) if element.name == "form"]
    for form in forms[:MOST_FORMS]:
        best, node = -1, form
        for _ in range(_LEVELS):
            if node < 0 or (held[node].after >= 0 and not _may_be(said, held, node, prose)):
                break
            blocks = said.blocks[held[node].first : held[node].after] if held[node].after >= 0 else []
            if any(_sentences(b) and not _ASKS.search(b.text) for b in blocks):
                break
            best = node if any(_ASKS.search(b.text) for b in blocks) else best
            node = said.nodes[node].parent
        if best >= 0:
            found.add(best)
    return found


def _cards(said: Said, held: list[_Held]) -> set[int]:
    """The links that are laid round whole blocks."""
    found: set[int] = set()
    for block in said.blocks:
        node, roles = block.node, Role.NONE
        for _ in range(_LEVELS):
            if node < 0:
                break
            element = said.nodes[node]
            roles |= said.roles[node]
            if element.name == "a" and element.attributes.get("href", "#")[:1] != "#":
                if held[node].words <= MOST_WORDS and not roles & _KEPT_IN_LINKS:
                    found.add(node)
                break
            node = element.parent
    return found
