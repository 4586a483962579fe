"""The people and bodies an article names, and which of its words name which of them.

`read_cast` groups mentions ("Sen. Ada Quill", "Quill", "Ms. Quill’s") into entities, each known by the fullest name
that the article gives it, before or after. Where the network gave no mention it falls back on capitalised runs, so
it works, less well, without any mentions.

What it accepts: names with middle initials, suffixes and nicknames; surnames and given names standing alone; acronyms,
announced in brackets or spelt by a name's initials; a body's last word ("the Courier" after "Bellport Courier").
What guards it: names are joined only when one's words lie in the other's in order and the last word is the same, so
two people with one surname stay apart; a bare surname shared by two is decided by `Cast.meant`, which may decline.
A case it gets wrong: a couple who are introduced as "Ada and Tom Quill", as "Ada" is then known by a given name only.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence, Set

from quoth.attributions import lexicon as lex
from quoth.attributions.names.bare_names import Found, articled, honorific
from quoth.attributions.names.capitals import cut
from quoth.attributions.names.cast import Cast, Entity, Naming
from quoth.attributions.names.introductions import given_gender, introduction
from quoth.attributions.names.mentions import clean_mentions, of_a_case
from quoth.attributions.names.namesakes import (
    called,
    called_next,
    gender_of,
    generation,
    introduced_late,
    parted,
    two_of_a_name,
)
from quoth.attributions.names.runs import capital_runs
from quoth.attributions.words import any_overlap, sentence_starts, words_of
from quoth.types import Mention

_NICKNAME = re.compile(r" [\"“‘'(]([A-Z][\w.-]{1,20})[\"”’')] ")
_SHORT_FORM = re.compile(r"[’']?s? ?\((?:the )?[\"“]?([A-Z][A-Za-z.&-]{1,11})[\"”]?\)")
_DOTTED = re.compile(r"(?:[A-Z]\.){1,8}[A-Z]")  # the last dot of "U.N." is a part of it too
_SMALL = lex.words("of for the and in on at to de la")
_BODY_ENDS = lex.BODY_NAME_WORDS - {"house", "senate", "congress", "states", "court", "street"}
_COUNTRIES = (("us",), ("united", "states"), ("uk",), ("un",))  # before the name of a body that is theirs
_HEAD = 3  # paragraphs of an article's beginning
_CANDIDATES = 12  # namesakes looked at, at most: keeps hostile text linear


def read_cast(
    text: str,
    mentions: Sequence[Mention],
    sources: Sequence[tuple[int, int]] = (),
    cues: Set[int] = frozenset(),
    heads: Sequence[tuple[int, int]] = (),
) -> Cast:
    """Everybody `text` names. `sources` are stretches (start, end) in which a capitalised run is trusted to be a name
    although no mention covers it, `cues` the places where cues begin, which no such run reaches into, `heads`
    the headlines. Linear in the length of the text but for sorting.
    """
    cast = Cast(text, words_of(text), *sentence_starts(text))
    found = cut(cast, clean_mentions(cast, mentions), heads)
    runs = [r for r in capital_runs(cast, found, cues) if not of_a_case(text, r.start, r.end)]
    runs = cut(cast, runs, heads)
    if mentions:
        runs = [r for r in runs if any_overlap(sources, r.start, r.end) or len(r.name) == 1 or honorific(r.lead)]
    names = sorted(found + runs, key=lambda f: f.start)
    lone = [f for f in names if len(f.name) == 1]
    index = _Index(cast, found, lone)
    for f in names:
        if len(f.name) > 1:
            index.add(f, spoken=any_overlap(sources, f.start, f.end))
    seen = {f.start for f in found}
    for f in lone:
        spoken = any_overlap(sources, f.start, f.end)
        index.attach(f, new=f.start in seen or spoken or honorific(f.lead), spoken=spoken)
    cast.settle()
    return cast


class _Index:
    """Entities by the words that may stand for them while a cast is read: their last word, their first (a nickname
    too), all of them, an acronym or another short form. And what the article says of lone surnames at large: `two` of
    a name, the gender they are `called` by, `late` introductions, a title that some bear.
    """

    def __init__(self, cast: Cast, found: Sequence[Found], lone: Sequence[Found]) -> None:
        """`found` are the names that the network saw, `lone` all of one word."""
        self.cast = cast
        self.by_last: dict[str, list[int]] = {}
        self.by_first: dict[str, list[int]] = {}
        self.exact: dict[tuple[str, ...], int] = {}
        self.short: dict[str, int] = {}
        self.nicknames: set[str] = set()
        self.two = two_of_a_name(cast, found)
        self.called = called(cast, [f for f in lone if f.kind in ("person", "other")], found)
        self.late = introduced_late(cast, lone, found)
        self.alone = {f.name[-1].fold for f in lone if f.kind == "person" and not f.lead}
        self.titled = {f.name[-1].fold for f in lone if f.kind == "person" or (f.kind == "other" and f.lead)}

    def add(self, f: Found, *, spoken: bool) -> None:
        """A name of two words or more: a new entity, or another form of one that is known."""
        plain, suffix = parted(f.key)
        at = self._known_in_full(f, plain, suffix)
        if at is None:
            at = self._new(f, plain, suffix)
        else:
            self._widen(self.cast.entities[at], f, plain, suffix)
        self.exact[f.key] = at
        self.cast.entities[at].full.append(f.start)
        self.cast.entities[at].speaks |= spoken
        self._name(f, at)
        if f.kind != "person":
            if m := _SHORT_FORM.match(self.cast.text, f.end):
                self.short.setdefault(m[1].casefold().replace(".", ""), at)
        elif m := _NICKNAME.search(self.cast.text, f.start, f.end):
            self.by_first.setdefault(m[1].casefold(), []).append(at)
            self.nicknames.add(m[1].casefold())

    def _known_in_full(self, f: Found, plain: tuple[str, ...], suffix: str) -> int | None:
        """The entity that has this full name, or another form of it: a body's with or without "U.S." before it."""
        at = self.exact.get(f.key)
        if at is not None:
            return at
        if f.kind != "person":
            bare = _without_country(f.key)
            forms = [bare] if bare != f.key else [(*c, *f.key) for c in _COUNTRIES]
            return next((self.exact[form] for form in forms if form in self.exact), None)
        bearers = self.by_last.get(plain[-1], ())[:_CANDIDATES]
        return next((i for i in bearers if self._one_person(plain, suffix, self.cast.entities[i])), None)

    def _widen(self, entity: Entity, f: Found, plain: tuple[str, ...], suffix: str) -> None:
        """Calls `entity` by this form of its name where it is fuller, or not all in capitals."""
        entity.suffix = suffix if suffix == entity.suffix else ""
        shown = _shown(self.cast, f)
        if len(plain) > len(entity.words) or (entity.name.isupper() and not shown.isupper()):
            entity.name, entity.words = shown, plain

    def _one_person(self, plain: tuple[str, ...], suffix: str, known: Entity) -> bool:
        """Whether a full name, read behind those of `known`, is that person's. "Tom Quill Jr." and "Tom Quill" are one
        where the shorter comes later, or where the longer has a middle name too, unless the article tells of two.
        """
        if known.kind != "person" or plain[-1] != known.words[-1]:
            return False
        if suffix == known.suffix:
            alone = 1 in (len(plain), len(known.words))  # "Quill Jr."
            return _same_person(plain, known.words) or bool(suffix and alone)
        if (suffix and known.suffix) or plain[-1] in self.two or not _same_person(plain, known.words):
            return False
        return bool(known.suffix) or len(plain) > len(known.words)

    def _new(self, f: Found, plain: tuple[str, ...], suffix: str = "") -> int:
        at = len(self.cast.entities)
        self.cast.entities.append(Entity(_shown(self.cast, f), f.kind, plain, f.start, suffix=suffix))
        self.by_last.setdefault(plain[-1], []).append(at)
        self.by_first.setdefault(plain[0], []).append(at)
        if f.kind != "person" and len(plain) > 1:
            for words in (plain, _without_country(plain)):
                initials = "".join(p[0] for p in words if p not in _SMALL)
                if len(initials) > 1:
                    self.short.setdefault(initials, at)
        return at

    def attach(self, f: Found, *, new: bool, spoken: bool) -> None:
        """A lone word: a form of an entity that is known; else, where `new`, an entity of its own."""
        word = f.name[-1].fold
        known = self._known(f, word, trusted=(f.kind != "location" or spoken) and not articled(self.cast, f))
        known = [i for i in known if not self._another_generation(f, i, known) and not self._somebody_else(f, i)]
        if known:
            entity, others = self._meant(f, known)
            self._name(f, entity, others)
            return
        if not new:
            return
        at = self.exact.get((word,))
        if at is None:
            person = bool(f.lead) or word in self.titled  # a headline’s "Quill" has no title
            kind = f.kind if f.kind != "other" else "person" if person else "organization"
            at = self._new(Found(f.start, f.end, kind, f.name, f.lead), (word,))
            self.exact[(word,)] = at
        self.cast.entities[at].full.append(f.start)
        self._name(f, at)

    def _another_generation(self, f: Found, i: int, known: Sequence[int]) -> bool:
        """Whether a lone surname cannot mean its bearer `i` because of "Jr.": it means the father, if the article has
        him, but for "the younger Quill".
        """
        word, entities = f.name[-1].fold, self.cast.entities
        if not _person(entities[i]) or entities[i].words[-1] != word:
            return False
        beside = [k for k in known if k != i and _person(entities[k]) and not entities[k].suffix]
        said = generation(self.cast, f)
        if entities[i].suffix:
            return said == "elder" or (said is None and (bool(beside) or word in self.two or word in self.late))
        return said == "younger" and any(entities[k].suffix for k in known if k != i)

    def _somebody_else(self, f: Found, i: int) -> bool:
        """Whether a lone surname cannot mean its bearer `i`: of the other gender, or introduced as a relative only."""
        entity = self.cast.entities[i]
        if not _person(entity) or f.name[-1].fold != entity.words[-1]:
            return False
        gender = gender_of(self.cast, f, self.called)
        if gender is not None and entity.gender is not None and gender != entity.gender:
            return True
        own = self.exact.get((f.name[-1].fold,))
        offices = self._offices(f) & lex.PERSON_NOUNS
        other = bool(offices) and not offices & entity.roles  # the president’s daughter is not “President Quill”
        return entity.kin and (entity.first > f.start or own is not None or other)

    def _known(self, f: Found, word: str, *, trusted: bool) -> list[int]:
        """Those whom a lone word may name, of the first sort that there is: people by their surname (where the word is
        `trusted` to be a name), a short form, a body by its last word, people by their given name, a body of two words
        by its first.
        """
        entities, shown = self.cast.entities, f.name[-1].text
        surname = next((k for k in (word, f"o’{word}", f"o'{word}") if k in self.by_last), word)
        people = self._bearers(self.by_last, surname, person=True)
        if people and trusted and "." not in shown.strip("."):
            return people
        if word in self.short and (f.kind != "person" or shown.isupper()):
            return [self.short[word]]
        bodies = [i for i in self.by_last.get(word, ())[:_CANDIDATES] if not _person(entities[i])]
        if bodies and word in _BODY_ENDS:
            return [i for i in bodies if len(entities[i].words) > 1]
        given = self._bearers(self.by_first, word, person=True)
        if (
            given
            and f.kind != "location"
            and (f.kind == "person" or word in lex.GIVEN_NAMES | self.nicknames | self.alone)
        ):
            return given
        if f.kind != "organization":
            return []
        pairs = [
            i
            for i in self._bearers(self.by_first, word, person=False)
            if _is_of_two_words(entities[i]) and (shown.isupper() or entities[i].words[1] in lex.BODY_NAME_WORDS)
        ]
        return pairs if len(pairs) == 1 else []

    def _bearers(self, index: Mapping[str, Sequence[int]], word: str, *, person: bool) -> list[int]:
        """The people, or the others, whose names of two words or more `index` has by `word`."""
        known = ((i, self.cast.entities[i]) for i in index.get(word, ())[:_CANDIDATES])
        return [i for i, e in known if _person(e) == person and len(e.words) > 1]

    def _meant(self, f: Found, known: list[int]) -> tuple[int | None, tuple[int, ...]]:
        """Which of several namesakes a lone word means: (entity, ()) or (None, those it could be).

        A word of kin ("her daughter Ada Quill") marks who is mentioned beside somebody else, unless they say something
        under their full name, too ("Tom Quill said no. Ada Quill, his wife, said yes"). Then first introduced and named
        in full last must agree, or one of the two must stand out.
        """
        entities = self.cast.entities
        if len(known) > 1 and (told := self._told(f, known)) is not None:
            return told, ()
        left = [i for i in known if entities[i].speaks or not entities[i].kin] or known
        left = [i for i in left if entities[i].first <= f.start] or left
        first = min(left, key=lambda i: entities[i].first)
        near = max(left, key=lambda i: _last_before(entities[i].full, f.start))
        if first == near:
            return first, ()
        meant = self._outstanding(f, first, near)
        return (None, tuple(left[:4])) if meant is None else (meant, ())

    def _outstanding(self, f: Found, first: int, near: int) -> int | None:
        """Who of two namesakes stands out: the `first`, by the headline and by being named in full more often, or the
        one named last, `near`, by being named in full in the same paragraph, alone of the two. None where none does.
        """
        cast, one, other = self.cast, self.cast.entities[first], self.cast.entities[near]
        here = cast.paragraph(f.start)
        beside = cast.paragraph(_last_before(other.full, f.start)) == here
        alone = beside and cast.paragraph(_last_before(one.full, f.start)) != here
        for_near = int(beside) + int(alone)
        for_first = int(cast.paragraph(one.first) < _HEAD) + int(len(one.full) > len(other.full))
        if for_near == for_first:
            return None
        return near if for_near > for_first else first

    def _told(self, f: Found, known: Sequence[int]) -> int | None:
        """The one of namesakes whose office or gender the words at a lone name say: "Judge Quill", "Quill said she"."""
        entities = self.cast.entities
        offices = self._offices(f)
        fit = [i for i in known if offices & entities[i].roles]
        if len(fit) != 1 and len({entities[i].gender for i in known} & {"m", "f"}) > 1:
            gender = called_next(self.cast, f)
            fit = [i for i in known if gender is not None and entities[i].gender == gender]
        return fit[0] if len(fit) == 1 else None

    def _offices(self, f: Found) -> set[str]:
        """The words of a title before a lone name, in the singular, with the word right before it."""
        i = self.cast.word_at(f.start)
        before = self.cast.words[max(0, i - 1) : i]
        title = before if before and self.cast.text[before[0].end : f.start] in (" ", ". ") else ()
        return {lex.singular(w.fold) for w in (*f.lead, *title)} - lex.GENDERED

    def _name(self, f: Found, entity: int | None, others: tuple[int, ...] = ()) -> None:
        self.cast.namings.append(Naming(f.start, f.end, entity, f.name[-1].possessive, others))
        if entity is not None and _person(self.cast.entities[entity]):
            known, said = self.cast.entities[entity], introduction(self.cast, f)
            known.roles |= said.roles
            known.intro |= said.words
            known.kin = known.kin or said.kin
            known.plain = known.plain or said.plain
            known.party = known.party or said.party
            known.gender = known.gender or said.gender or given_gender(known.words)


def _person(entity: Entity) -> bool:
    return entity.kind == "person"


def _is_of_two_words(entity: Entity) -> bool:
    return entity.kind == "organization" and len(entity.words) == 2


def _last_before(places: Sequence[int], at: int) -> int:
    i = bisect_left(places, at)
    return places[i - 1] if i else -1


def _shown(cast: Cast, f: Found) -> str:
    end = f.name[-1].end
    dotted = f.name[-1].fold in ("jr", "sr") or _DOTTED.fullmatch(f.name[-1].text)
    end += bool(dotted) and cast.text[end : end + 1] == "."
    return " ".join(cast.text[f.name[0].start : end].split())


def _without_country(key: tuple[str, ...]) -> tuple[str, ...]:
    """A body's case-folded name without the country before it: "Tide Court" of "U.S. Tide Court"; else `key`."""
    country = next((c for c in _COUNTRIES if key[: len(c)] == c and len(key) > len(c) + 1), ())
    return key[len(country) :]


def _same_person(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether the shorter name lies in the longer one: its words in order, initials and cut given names allowed."""
    short, long = sorted((a, b), key=len)
    if short[-1] != long[-1] or len(short) < 2:
        return False
    given = iter(long[:-1])
    return all(any(_same_given(word, other) for other in given) for word in short[:-1])


def _same_given(a: str, b: str) -> bool:
    """Whether two given names may be one: the same, an initial and its name, "Ed" and "Edward"."""
    short, long = sorted((a, b), key=len)
    return short == long or (len(short) in (1, 3, 4, 5) and long.startswith(short))
