"""Which body a common noun means: "the bank", "the Quill campaign", "his campaign", "the paper".

What it accepts: a body called after somebody whose words stand in the article; the body of that noun named last ("the
committee" after "Harbour Committee"); for a noun that fits any ("the group") the one that "it" would mean; for a medium
the outlet that spoke last, else the one named last, whose name does not say that it is of another sort ("the
network" is not the Bellport Gazette). What guards it: a noun that nothing named fits is given as it is written, as
somebody unnamed.
A case it gets wrong: "the company" in an article about two, after the one that is not meant was named.
"""

from __future__ import annotations

import re

from quoth.attributions import lexicon as lex
from quoth.attributions.answers import Answer, Reading, either, entity_answer, near, said_before
from quoth.attributions.names import Cast, Naming
from quoth.attributions.outlets import is_outlet
from quoth.attributions.phrases import Phrase
from quoth.types import Speaker

_NAMED_AFTER = lex.words("campaign administration team office camp")
# A sort of medium, and the words in an outlet's name that say it is of another.
_WAVES = lex.words("network channel station broadcaster")
_MEDIA = _WAVES | lex.words(
    "newspaper paper tabloid daily broadsheet website site outlet publication magazine blog agency"
)
_OF_PAPER = lex.words("times post journal herald tribune gazette courier daily telegraph guardian chronicle")
# What any body may be called; other nouns ("the party", "the airline") need one whose name has them.
_TRADES = lex.words("""
    company firm corporation manufacturer retailer automaker startup conglomerate chain publisher operator bank lender
    insurer
    """)
_ANY = _TRADES | lex.words("""
    group organization organisation agency association nonprofit charity foundation watchdog alliance
    """)
_WIRES = lex.words("agency press reuters ap afp upi tass xinhua bloomberg dpa efe ansa anadolu wire interfax kyodo")
_BACK = 400  # namings looked back at
_ARTICLE = re.compile(r"^[Tt]he\s+")


def body(reading: Reading, phrase: Phrase, owner: Answer | None) -> Answer:
    """The body that `phrase`, headed by a noun for bodies, means; `owner` is whom its "his" or "their" means."""
    cast, at = reading.cast, phrase.start
    if phrase.plural:
        return Answer(Speaker(phrase.text, "group"))
    if isinstance(phrase.owner, Naming):
        return Answer(Speaker(phrase.body, "organization"))
    if owner is not None:
        if owner.entities:
            surname = cast.entities[owner.entities[0]].words[-1]
            for _, head, name in reading.bodies:
                if head == phrase.head and surname in name.casefold():
                    return Answer(Speaker(name, "organization"))
        return Answer(Speaker(phrase.text, "unnamed"))
    if not phrase.definite:
        return Answer(Speaker(phrase.text, "unnamed"))
    before = [(p, n) for p, h, n in reading.bodies if h == phrase.head and p < at]
    if before:
        return Answer(Speaker(before[-1][1], "organization"))
    bare = not phrase.modifiers - {"the", "this", "that"}
    if bare and phrase.head in _NAMED_AFTER and phrase.head != "administration":
        only = {name for _, head, name in reading.bodies if head == phrase.head}
        return Answer(Speaker(only.pop(), "organization") if len(only) == 1 else Speaker(phrase.text, "unnamed"))
    k = cast.naming_at(at)
    for n in reversed(cast.namings[max(0, k - _BACK) : k]):
        if n.entity is not None and phrase.head in cast.entities[n.entity].words:
            return entity_answer(reading, n.entity)
    if bare and phrase.head in _ANY and not phrase.complement:
        _, could = reading.discourse.antecedent("it", at)
        could = [i for i in could if phrase.head in _TRADES or not is_outlet(cast.entities[i].name)]
        if len(could) == 1:
            return entity_answer(reading, could[0])
        if could:
            return Answer(None, f"“{phrase.text}” could be {either([cast.entities[i].name for i in could])}")
    named = any(w.text[0].isupper() for w in cast.words_in(phrase.start + 4, phrase.end))
    text = _ARTICLE.sub("", phrase.text)
    return Answer(Speaker(text, "organization") if named else Speaker(phrase.text, "unnamed"))


def medium(reading: Reading, noun: str, at: int) -> Answer | None:
    """The outlet that "the paper", "the network", "the website" at `at` means; None where none was named."""
    cast = reading.cast
    before = said_before(reading, at)
    spoke = before[1].speaker if before and near(reading, before[2] - 1, at, 2) else None
    if before and spoke and spoke.type == "organization" and len(before[1].entities) == 1 and _fits(noun, spoke.name):
        return before[1]
    k = cast.naming_at(at)
    for n in reversed(cast.namings[max(0, k - _BACK) : k]):
        if n.entity is not None and is_outlet(name := cast.entities[n.entity].name) and _fits(noun, name):
            return entity_answer(reading, n.entity)
    return None


def _fits(noun: str, name: str) -> bool:
    """Whether an outlet of that name may be called by `noun`."""
    words = {w.casefold() for w in name.split()}
    if noun == "agency":
        return bool(words & _WIRES)
    return not (noun in _WAVES and words & _OF_PAPER)


def bodies_after(cast: Cast) -> list[tuple[int, str, str]]:
    """Bodies called after somebody ("Quill campaign", "Moss’s office"): place, common noun, the words as they stand."""
    out = []
    for n in cast.namings:
        i = cast.word_at(n.end)
        word = cast.words[i] if i < len(cast.words) else None
        if word and word.fold in _NAMED_AFTER:
            shown = " ".join(cast.text[n.start : word.end].split())
            out.append((n.start, word.fold, _ARTICLE.sub("", shown)))
    return out


def is_medium(noun: str) -> bool:
    """Whether a case-folded noun is one for outlets: "paper", "network", "website"."""
    return noun in _MEDIA
