"""Which body a common noun means: "the bank", "the Quill campaign", "his campaign", "the paper".

What it accepts: a body called after somebody whose words stand in the article; the body of that noun named last ("the
committee" after "Harbour Committee"); for a noun that fits any ("the group") the one that "it" would mean; for a medium
the outlet that spoke last, else the one named last, whose name does not say that it is of another sort ("the paper" is
not Ember Radio). What guards it: a noun that nothing named fits is given as it is written, as somebody unnamed.
A case it gets wrong: "the company" in an article about two, after the one that is not meant was named.
"""

from __future__ import annotations

import re

from quoth.attributions import lexicon as lex
from quoth.attributions.answers import Answer, Reading, either, entity_answer, near, said_before
from quoth.attributions.cast import Cast, Entity, Naming
from quoth.attributions.outlets import is_outlet
from quoth.attributions.phrases import Phrase
from quoth.types import Speaker

_NAMED_AFTER = lex.words("campaign administration team office camp")
# A sort of medium, and the words in an outlet's name that say it is of another.
_PAPER = lex.words("newspaper paper tabloid daily broadsheet")
_WAVES = lex.words("network channel station broadcaster")
_MEDIA = _PAPER | _WAVES | lex.words("website site outlet publication magazine blog agency")
_OF_WAVES = lex.words("tv radio television news cnn bbc nbc abc cbs fox msnbc npr broadcasting channel network")
_OF_PAPER = lex.words("times post journal herald tribune gazette courier daily telegraph guardian chronicle")
# What any body may be called; other nouns ("the party", "the airline") need one whose name has them.
_TRADES = lex.words("""
    company firm corporation manufacturer retailer automaker startup conglomerate chain publisher operator bank lender
    insurer
    """)
_ANY = _TRADES | lex.words("""
    group organization organisation agency association nonprofit charity foundation watchdog alliance
    """)
# The end of a name that says of its bearer that it is a body of another sort.
_OTHER_SORTS = lex.words("""
    party house senate congress parliament court council cabinet department ministry committee subcommittee commission
    university college school bill act day airport army navy police government
    """)
_WIRES = lex.words("agency press reuters ap afp upi tass xinhua bloomberg dpa efe ansa anadolu wire interfax kyodo")
_BACK = 400  # namings looked back at
_PARAGRAPHS = 6  # between an outlet's name and "the paper"
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
    if phrase.head in _MEDIA and (found := medium(reading, phrase.head, at)):
        return found
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
        could = [i for i in could if _any_such(phrase.head, cast.entities[i])]
        if len(could) == 1:
            return entity_answer(reading, could[0])
        if could:
            return Answer(None, f"“{phrase.text}” could be {either([cast.entities[i].name for i in could])}")
    named = any(w.text[0].isupper() for w in cast.words_in(phrase.start + 4, phrase.end))
    text = _ARTICLE.sub("", phrase.text)
    return Answer(Speaker(text, "organization") if named else Speaker(phrase.text, "unnamed"))


def _any_such(noun: str, entity: Entity) -> bool:
    """Whether a body of that name may be "the company" or "the group": no ministry, no party; an outlet is no group."""
    if entity.kind != "organization" or entity.words[-1] in _OTHER_SORTS - {noun}:
        return noun == "agency" and entity.words[-1] in ("department", "ministry", "commission", "police")
    return noun in _TRADES or not is_outlet(entity.name)


def medium(reading: Reading, noun: str, at: int) -> Answer | None:
    """The outlet that "the paper", "the network", "the website" at `at` means; None where none was named."""
    cast = reading.cast
    before = said_before(reading, at)
    spoke = before[1].speaker if before and near(reading, before[2] - 1, at, 2) else None
    if before and spoke and spoke.type == "organization" and len(before[1].entities) == 1 and _fits(noun, spoke.name):
        return before[1]
    here, k = cast.paragraph(at), cast.naming_at(at)
    for n in reversed(cast.namings[max(0, k - _BACK) : k]):
        if here - cast.paragraph(n.start) > _PARAGRAPHS:
            return None
        if n.entity is None or cast.entities[n.entity].kind == "person":
            continue
        name = cast.entities[n.entity].name
        if is_outlet(name) and _fits(noun, name):
            return entity_answer(reading, n.entity)
    return None


def _fits(noun: str, name: str) -> bool:
    """Whether an outlet of that name may be called by `noun`."""
    words = {w.casefold() for w in name.split()}
    if noun == "agency":
        return bool(words & _WIRES)
    if noun in _PAPER:
        return not words & (_OF_WAVES - {"news"})
    return not (noun in _WAVES and words & _OF_PAPER)


def bodies_after(cast: Cast) -> list[tuple[int, str, str]]:
    """Bodies called after somebody ("Quill campaign", "Moss’s office"): place, common noun, the words as they stand."""
    out = []
    for n in cast.namings:
        i = cast.word_at(n.end)
        word = cast.words[i] if i < len(cast.words) else None
        if word and word.fold in _NAMED_AFTER and len(cast.text[n.end : word.start]) <= 3:
            shown = " ".join(cast.text[n.start : word.end].split())
            out.append((n.start, word.fold, _ARTICLE.sub("", shown)))
    return out


def is_medium(noun: str) -> bool:
    """Whether a case-folded noun is one for outlets: "paper", "network", "website"."""
    return noun in _MEDIA
