"""Invented articles: what is said in them, apart from any markup.

A paragraph is a string with a few marks of our own: ``{q|words}`` is in a quotation element, ``{del|words}`` struck
out, ``{ins|words}`` put in, ``{a|words}`` a link, ``{em|words}``, ``{note|1}`` a footnote's mark, ``{shy}`` a soft hyphen.
`plain` gives what a reader takes from it, `markup` the HTML.
"""

from __future__ import annotations

import random
import re
from dataclasses import dataclass, field
from html import escape
from typing import Literal

Kind = Literal["p", "h2", "li", "quote", "who", "caption", "credit", "pull", "time", "row"]

_MARK = re.compile(r"\{(q|del|ins|a|em|b|note|shy)(?:\|([^{}]*))?\}")

PEOPLE = (
    ("Ilona Vestrey", "the ports minister"), ("Tomas Rieke", "director of the Harbour Safety Office"),
    ("Ada Lindqvar", "who leads the dockers’ union"), ("Ines Calderon-Moss", "a diver on the survey"),
    ("Jonas Pellgrove", "chair of the town council"), ("Maren Otterby", "a spokeswoman for Eelex Paints"),
    ("Radko Silbermann", "an engineer who retired last year"), ("Fenna Oakhurst", "head of the Lindenport school"),
    ("Piet Karlsbad", "who has fished here since 1981"), ("Sunniva Trask", "the prosecutor for the coast"),
)  # fmt: skip
PLACES = ("Lindenport", "Ostmarsh", "Quill Bay", "Tarrow", "Greater Venn", "Hallowfen")
OUTLETS = ("Ansel Ledger", "Kestrian Daily", "Harbour Post", "Newsloop 24", "The Venn Observer", "Coast & Country")
THINGS = ("the north quay", "the swing bridge", "the eel market", "the sea wall", "the old customs house", "the ferry")
SAYS = ("said", "told reporters", "wrote in a letter to the council", "told this newspaper", "said at a hearing")
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")

_FRAMES = (
    "“We have not yet found the same movement on {thing},” {name} {says} on {day}. “Until we do, nobody sails.”",
    "{name}, {office}, said that {thing} would stay shut for at least {n} weeks, and that {m} people had been asked to work"
    " elsewhere until then.",
    "{Thing} in {place} has been closed since {day}, when divers saw that {n} of its {m} piles had moved by the width of a"
    " hand.",
    "{name} called the plan {{q|a disgrace}} and said that the council had been told of it {{em|twice}}.",
    "“It is {{del|not}} {{ins|never}} going to be cheap,” {name} {says}, “but {n} million florins is what it costs.”",
    "According to a report that was read out on {day}, repairs will cost {n} million florins{{note|1}} and take until the"
    " end of next year.",
    "“I was there,” {name} {says}. “Nobody asked us, and nobody listened when we spoke up about {thing}.”",
    "The {{a|council of {place}}} will vote on {day}; {m} of its members have already said that they will abstain.",
    "{name} denied that he had been warned{{note|2}}. “The first I heard of it was from the radio,” he said.",
    "People in {place} remember the winter of 1987, when the tide came over {thing} and stood in the streets for {n} days.",
    "Asked whether she would resign, {name} answered: {{q|No. I will stay, and I will pay for it myself if I must.}}",
    "The company did not answer questions about {thing}. In a statement it spoke of {{q|a mis{{shy}}under{{shy}}standing}} and"
    " of {m} years without an accident.",
    "“We’ll have {n} boats and no water,” {name} said. “That isn’t a plan, it’s a wish.”",
    "Whether the insurers will pay is open: they have asked for {m} samples, and {name}, {office}, expects no answer before"
    " {day}.",
    "On {day} some {m} people stood in front of the town hall with lanterns. {name} spoke to them for {n} minutes; there was"
    " no trouble, the police said.",
    "“If it moves once more, we close the bay,” {name} {says}. The line was met with silence.",
    "A second survey, paid for by the union, came to another result: only {n} piles had moved, and none by more than a"
    " finger’s width.",
    "“She told me, ‘Don’t sign anything,’ and I did not,” {name} said of the meeting on {day}.",
)  # fmt: skip
_HEADS = ("“Nobody sails”", "What the divers saw", "An open bill", "Another survey", "The vote")


@dataclass(slots=True)
class Written:
    """An article: `content` is (kind, words) in order; a "time" begins an entry of a live blog."""

    slug: str
    title: str
    deck: str
    byline: str
    outlet: str
    published: str
    content: list[tuple[Kind, str]] = field(default_factory=list)

    @property
    def url(self) -> str:
        host = re.sub(r"[^a-z0-9]", "", self.outlet.lower())
        return f"https://{host}.example/{self.published[:10].replace('-', '/')}/{self.slug}"


def plain(words: str) -> str:
    """What a reader takes from a paragraph."""
    said = {"q": "“{}”", "note": "[{}]", "del": "", "shy": ""}
    shown = _MARK.sub(lambda m: (" " if m[1] == "note" else "") + said.get(m[1], "{}").format(m[2] or ""), words)
    return " ".join(shown.split())


def markup(words: str, tags: dict[str, str] | None = None) -> str:
    """A paragraph as HTML; `tags` are other elements for the marks, such as ``{"del": "s"}``."""
    names = {"note": "sup", **(tags or {})}
    out, at = [], 0
    for m in _MARK.finditer(words):
        out.append(escape(words[at : m.start()], quote=False))
        at = m.end()
        name, inner = names.get(m[1], m[1]), escape(m[2] or "", quote=False)
        if m[1] == "shy":
            out.append("&shy;")
        elif m[1] == "a":
            out.append(f'<a href="/topic/{len(inner)}">{inner}</a>')
        elif m[1] == "note":
            out.append(f'<sup class="footnote"><a href="#fn{inner}">{inner}</a></sup>')
        else:
            out.append(f"<{name}>{inner}</{name}>")
    return "".join(out) + escape(words[at:], quote=False)


def written(seed: int, *, live: bool = False, paragraphs: int = 12) -> Written:
    """The article of a number: the same number, the same article."""
    draw = random.Random(seed)
    place, thing, day = draw.choice(PLACES), draw.choice(THINGS), draw.choice(DAYS)
    people = draw.sample(PEOPLE, 5)
    frames = draw.sample(_FRAMES, min(paragraphs, len(_FRAMES)))
    paragraphs_ = []
    for frame in frames:
        name, office = draw.choice(people)
        other = draw.choice([t for t in THINGS if t != thing]) if draw.random() < 0.3 else thing
        words = frame.format(
            name=name, office=office, place=place, thing=other, Thing=other[0].upper() + other[1:], says=draw.choice(SAYS),
            day=draw.choice(DAYS), n=draw.randint(2, 48), m=draw.randint(50, 900),
        )  # fmt: skip
        paragraphs_.append(words)
    content: list[tuple[Kind, str]] = []
    for i, words in enumerate(paragraphs_):
        if live:
            content.append(("time", f"{17 - i // 3}:{59 - 4 * i:02}"))
            if i % 3 == 0:
                content.append(("h2", f"{people[i % 5][0]} on {thing}"))
        elif i in (4, 8):
            content.append(("h2", draw.choice(_HEADS)))
        content.append(("p", words))
        if i == 2 and not live:
            content += [
                ("caption", f"{people[0][0]} at {thing} in {place} on {day}: “We go on.”"),
                ("credit", "Photo: Solveig Marrash"),
            ]
        if i == 3:
            content += [("li", f"{people[1][0]} wants {draw.randint(2, 9)} more divers."), ("li", "The union wants {q|an honest count}."),
                        ("li", f"{place} wants to know who pays.")]  # fmt: skip
        if i == 5 and not live:
            said = next((m for p in paragraphs_[:6] for m in re.findall(r"“([^”{}]{40,})”", p)), None)
            content += [("pull", f"“{said}”")] * bool(said)
        if i == 6:
            content += [
                ("quote", f"We regret what happened at {thing} on {day} and will pay for every hour that was lost."),
                ("quote", "Nobody was hurt, and nobody will be."),
                ("who", f"— {people[2][0]}, {people[2][1]}"),
            ]
        if i == 9 and not live:
            content += [("row", "Quay|Berths|Piles moved"), ("row", f"North|{draw.randint(20, 60)}|{draw.randint(2, 9)}"),
                        ("row", f"South|{draw.randint(5, 19)}|none")]  # fmt: skip
    month, date_ = draw.randint(1, 12), draw.randint(1, 28)
    return Written(
        slug=f"{thing.split()[-1]}-{place.split()[-1].lower()}-{seed}",
        title=f"{thing[0].upper() + thing[1:]} in {place} stays shut as {people[0][0].split()[-1]} and {people[1][0].split()[-1]} disagree",
        deck=f"Divers found that its piles had moved; the bill may reach {draw.randint(20, 90)} million florins.",
        byline=draw.choice(("Petra Halloran", "Ulrik Sand and Mina Farrow", "Casimir Bleek")),
        outlet=draw.choice(OUTLETS),
        published=f"2025-{month:02}-{date_:02}T{draw.randint(6, 22):02}:{draw.randint(0, 59):02}:00+0{draw.randint(0, 3)}:00",
        content=content,
    )
