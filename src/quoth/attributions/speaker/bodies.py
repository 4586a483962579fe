"""Which body a common noun means: "the bank", "the Quill campaign", "his campaign", "the paper".

What it accepts: a body called after somebody whose words stand in the article; the body of that noun named last ("the
committee" after "Harbour Committee"); for a noun that fits any ("the group") the one that "it" would mean; for a medium
the outlet that spoke last, else the one named last, whose name does not say that it is of another sort ("the paper" is
not Ember Radio). What guards it: a noun that nothing named fits is given as it is written, as somebody unnamed.
A case it gets wrong: "the company" in an article about two, after the one that is not meant was named.
"""

from __future__ import annotations

import re
from itertools import takewhile

from quoth.attributions import lexicon as lex
from quoth.attributions.names.cast import Cast, Entity, Naming
from quoth.attributions.outlets import is_outlet
from quoth.attributions.phrases import Phrase
from quoth.attributions.phrases.segments import is_article
from quoth.attributions.speaker.answers import Answer, Reading, either, entity_answer, is_of_a_people, near, said_before
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
_PANELS = lex.words("panel committee subcommittee commission")
_BACK = 400  # namings looked back at
_PARAGRAPHS = 6  # between an outlet's name and "the paper"
_ARTICLE = re.compile(r"^[Tt]he\s+")
_BESIDE = (" ", "’s ", "'s ", "’ ", "' ", "\n")  # between a name and the body called after it


def body(reading: Reading, phrase: Phrase, owner: Answer | None) -> Answer:
    """The body that `phrase`, headed by a noun for bodies, means; `owner` is whom its "his" or "their" means."""
    if phrase.plural or _is_of_people(phrase):
        return Answer(Speaker(phrase.text, "group"))
    if isinstance(phrase.owner, Naming):
        return Answer(Speaker(phrase.body, "organization"))
    if owner is not None:
        return _owned(reading, phrase, owner) or Answer(Speaker(phrase.text, "unnamed"))
    if not phrase.definite:
        return Answer(Speaker(phrase.text, "unnamed"))
    ways = (_told_medium, _called_after, _with_that_noun, _like_it)
    return next((found for way in ways if (found := way(reading, phrase))), None) or _as_written(reading, phrase)


def _is_of_people(phrase: Phrase) -> bool:
    """Whether people come together whom nothing else names: "a group of senators", "a coalition of unions"."""
    of = {one for w in phrase.complement if (one := lex.singular(w)) != w} | (phrase.complement & lex.PLURAL_PEOPLE)
    people = of & (lex.PERSON_NOUNS | lex.BODY_NOUNS | lex.PLURAL_PEOPLE)
    return not phrase.definite and phrase.head in _GATHERINGS and bool(people)


_GATHERINGS = lex.words("group team coalition alliance panel caucus delegation movement network")


def _owned(reading: Reading, phrase: Phrase, owner: Answer) -> Answer | None:
    """The body called after the owner: "his campaign" is the Quill campaign."""
    if not owner.entities:
        return None
    surname = reading.cast.entities[owner.entities[0]].words[-1]
    names = (name for _, head, name in reading.bodies if head == phrase.head)
    called = next((name for name in names if surname in name.casefold()), None)
    return None if called is None else Answer(Speaker(called, "organization"))


def _told_medium(reading: Reading, phrase: Phrase) -> Answer | None:
    """The outlet that a noun for a medium means."""
    return medium(reading, phrase.head, phrase.start) if phrase.head in _MEDIA else None


def _called_after(reading: Reading, phrase: Phrase) -> Answer | None:
    """The body called after somebody that was named last with this noun ("the Quill campaign"), or is the only one so
    called; where several are, "the campaign" alone is nobody with a name.
    """
    of_it = [(at, name) for at, head, name in reading.bodies if head == phrase.head]
    before = [name for at, name in of_it if at < phrase.start]
    if before:
        return Answer(Speaker(before[-1], "organization"))
    if not _is_bare(phrase) or phrase.head not in _NAMED_AFTER or phrase.head == "administration":
        return None
    only = {name for _, name in of_it}
    return Answer(Speaker(only.pop(), "organization") if len(only) == 1 else Speaker(phrase.text, "unnamed"))


def _with_that_noun(reading: Reading, phrase: Phrase) -> Answer | None:
    """The body named last whose name has the noun: "the committee" after "Harbour Committee", "the panel" as well."""
    cast = reading.cast
    k = cast.naming_at(phrase.start)
    lately = (n.entity for n in reversed(cast.namings[max(0, k - _BACK) : k]) if n.entity is not None)
    nouns = _PANELS if phrase.head == "panel" else {phrase.head}
    named = next((i for i in lately if not nouns.isdisjoint(cast.entities[i].words)), None)
    return None if named is None else entity_answer(reading, named)


def _like_it(reading: Reading, phrase: Phrase) -> Answer | None:
    """The body that "it" would mean, for a noun that fits any body of its sort; withheld where several could be."""
    if not _is_bare(phrase) or phrase.head not in _ANY or phrase.complement:
        return None
    entities = reading.cast.entities
    _, could = reading.discourse.antecedent("it", phrase.start)
    could = [i for i in could if _any_such(phrase.head, entities[i])]
    if len(could) == 1:
        return entity_answer(reading, could[0])
    names = either([entities[i].name for i in could])
    return Answer(None, f"“{phrase.text}” could be {names}") if could else None


def _as_written(reading: Reading, phrase: Phrase) -> Answer:
    """A body by its words where one of them has a capital ("the Bellport council"), else somebody unnamed."""
    cast = reading.cast
    words = cast.words_in(phrase.start, phrase.end)
    i = cast.word_at(phrase.start)
    opens = not i or cast.sentence(cast.words[i - 1].start) != cast.sentence(phrase.start)
    named = any(w.text[0].isupper() for w in words[opens or is_article(words[0]) :])
    if named:
        return Answer(Speaker(_ARTICLE.sub("", phrase.text), "organization"))
    return Answer(Speaker(phrase.text, "unnamed"))


def _is_bare(phrase: Phrase) -> bool:
    """Whether nothing but an article stands before the noun."""
    return not phrase.modifiers - {"the", "this", "that"}


def _any_such(noun: str, entity: Entity) -> bool:
    """Whether a body of that name may be "the company" or "the group": no ministry, no party; an outlet is no group."""
    if is_of_a_people(entity):
        return False
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
    lately = takewhile(
        lambda n: here - cast.paragraph(n.start) <= _PARAGRAPHS, reversed(cast.namings[max(0, k - _BACK) : k])
    )
    named = (i for i in (n.entity for n in lately) if i is not None and cast.entities[i].kind != "person")
    outlets = ((i, cast.entities[i].name) for i in named)
    meant = next((i for i, name in outlets if is_outlet(name) and _fits(noun, name)), None)
    return None if meant is None else entity_answer(reading, meant)


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
        if word and word.fold in _NAMED_AFTER and cast.text[n.end : word.start] in _BESIDE:
            shown = " ".join(cast.text[n.start : word.end].split())
            out.append((n.start, word.fold, _ARTICLE.sub("", shown)))
    return out


def is_medium(noun: str) -> bool:
    """Whether a case-folded noun is one for outlets: "paper", "network", "website"."""
    return noun in _MEDIA
