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
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from quoth.attributions import lexicon as lex
from quoth.types import Mention

_WORD = re.compile(r"@?[^\W_](?:[^\W_]|[-.&’'_](?=[^\W_]))*")
_POSSESSIVE = re.compile(r"[’']s$", re.IGNORECASE)
_BREAK = re.compile(r"(?:[.!?…][\"”’')\]]*|[\"”])\s+(?=[\"“‘'(\[]?[A-Z0-9@])|\s*\n\s*")
_ABBREVIATED = re.compile(
    r"(?:\b[A-Z]|\b(?:Mr|Mrs|Ms|Dr|Sen|Sens|Rep|Reps|Gov|Gen|Col|Lt|Sgt|Rev|St|Jr|Sr|Prof|vs|No))\.$"
)
_NICKNAME = re.compile(r" [\"“‘'(]([A-Z][\w.-]{1,20})[\"”’')] ")
_SHORT_FORM = re.compile(r"[’']?s? ?\((?:the )?[\"“]?([A-Z][A-Za-z.&-]{1,11})[\"”]?\)")
_SUFFIXES = frozenset("jr sr ii iii iv esq".split())
_SMALL = frozenset("of for the and in on at to de la".split())
_PARTICLES = frozenset("de del della der den van von bin ibn al el la le di da dos ten ter".split())
_HONORIFICS = frozenset("mr mrs ms miss dr prof sen rep gov gen col lt sgt capt rev judge justice sir lady".split())
_LINKS = frozenset("with on to as over after in at by from and says vs".split())
_GIVEN = lex.GIVEN_NAMES
_NEVER_IN_NAMES = frozenset("it he she they when is are was were has have his her will not who what why how".split())
_CANDIDATES = 12  # namesakes looked at, at most: keeps hostile text linear


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the article: `start:end`, without a possessive ending; `fold` is its case-folded form without dots."""

    start: int
    end: int
    text: str
    fold: str
    possessive: bool


@dataclass(slots=True)
class Entity:
    """A person, body or place of one article. `roles` are case-folded nouns ("senator", "spokesman")."""

    name: str
    kind: str
    words: tuple[str, ...]
    first: int
    roles: set[str] = field(default_factory=set)
    intro: set[str] = field(default_factory=set)
    gender: str | None = None
    kin: bool = False
    full: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Naming:
    """The words `start:end` (titles included) that name `entity`; None where namesakes could not be told apart."""

    start: int
    end: int
    entity: int | None
    possessive: bool
    others: tuple[int, ...] = ()


@dataclass(slots=True)
class Cast:
    """Everybody in an article: `entities`, `namings` in the order of the text, its words, sentences and paragraphs."""

    text: str
    words: list[Word]
    entities: list[Entity]
    namings: list[Naming]
    sentences: list[int]
    paragraphs: list[int]

    def sentence(self, at: int) -> int:
        return bisect_right(self.sentences, at)

    def paragraph(self, at: int) -> int:
        return bisect_right(self.paragraphs, at)

    def within(self, start: int, end: int) -> list[Naming]:
        """Namings that overlap `start:end`."""
        lo = bisect_left(self.namings, start, key=lambda n: n.end - 1)
        hi = bisect_left(self.namings, end, key=lambda n: n.start)
        return self.namings[lo:hi]

    def words_in(self, start: int, end: int) -> list[Word]:
        """Words that begin in `start:end`."""
        return self.words[bisect_left(self.words, start, key=_at) : bisect_left(self.words, end, key=_at)]


def _at(word: Word) -> int:
    return word.start


def words_of(text: str) -> list[Word]:
    """The words of `text`, possessive endings cut off, in order."""
    out = []
    for m in _WORD.finditer(text):
        start, end, shown = m.start(), m.end(), m.group()
        possessive = bool(_POSSESSIVE.search(shown))
        if possessive:
            shown = shown[:-2]
            end -= 2
        elif shown.endswith("s") and text[end : end + 1] in ("’", "'") and not text[end + 1 : end + 2].isalnum():
            possessive = True
        if shown:
            out.append(Word(start, end, shown, shown.casefold().replace(".", ""), possessive))
    return out


def sentence_starts(text: str) -> tuple[list[int], list[int]]:
    """Offsets at which a sentence, and at which a paragraph, begins (the first of the text left out)."""
    sentences, paragraphs = [], []
    for m in _BREAK.finditer(text):
        if "\n" in m.group():
            paragraphs.append(m.end())
        elif _ABBREVIATED.search(text, max(0, m.start() - 6), m.start() + 1):
            continue
        sentences.append(m.end())
    return sentences, paragraphs


@dataclass(frozen=True, slots=True)
class _Found:
    """A mention made clean: `name` are its words without titles; `lead` those titles."""

    start: int
    end: int
    kind: str
    name: tuple[Word, ...]
    lead: tuple[Word, ...]

    @property
    def key(self) -> tuple[str, ...]:
        return tuple(w.fold for w in self.name)


def read_cast(text: str, mentions: Sequence[Mention], sources: Sequence[tuple[int, int]] = ()) -> Cast:
    """Everybody `text` names. `sources` are stretches (start, end) in which a capitalised run is trusted to be a name
    although no mention covers it. Linear in the length of the text but for sorting."""
    words = words_of(text)
    sentences, paragraphs = sentence_starts(text)
    cast = Cast(text, words, [], [], sentences, paragraphs)
    found = [f for m in sorted(mentions, key=lambda m: (m.start, -m.end)) if (f := _clean(cast, m)) is not None]
    found = _apart(found)
    found = _agreed(_adjoined(cast, found))
    runs = _runs(cast, found)
    if mentions:
        runs = [r for r in runs if any_overlap(sources, r.start, r.end) or len(r.name) == 1 or _honorific(r.lead)]
    index = _Index(cast)
    loose = []
    for f in sorted(found + [r for r in runs if r.kind != "other" or len(r.name) > 1], key=lambda f: f.start):
        if len(f.name) > 1:
            index.add(f)
        else:
            loose.append(f)
    covered = {f.start for f in found}
    loose += [r for r in runs if r.kind == "other" and len(r.name) == 1]
    for f in sorted(loose, key=lambda f: f.start):
        spoken = any_overlap(sources, f.start, f.end)
        index.attach(f, new=f.start in covered or spoken or _honorific(f.lead), spoken=spoken)
    index.finish()
    return cast


def any_overlap(spans: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    """Whether `start:end` overlaps one of `spans`, which are in order of their starts."""
    i = bisect_left(spans, end, key=lambda s: s[0])
    return any(s < end and e > start for s, e in spans[max(0, i - 3) : i])


def _clean(cast: Cast, mention: Mention) -> _Found | None:
    """The mention without titles, articles and possessive endings; None when nothing is left of it."""
    words = [w for w in cast.words_in(mention.start, mention.end) if w.end <= mention.end + 2][:10]
    if not words or mention.kind == "other":
        return None
    return _strip(cast, words, mention.kind)


def _strip(cast: Cast, words: list[Word], kind: str, *, trusted: bool = True) -> _Found | None:
    lead: list[Word] = []
    last = max((i for i, w in enumerate(words[:-1]) if w.fold in lex.TITLES), default=-1)
    if kind == "organization" and last >= 0 and words[last + 1].fold in lex.GIVEN_NAMES:
        kind = "person"
    if kind == "person":
        lead, words = words[: last + 1], words[last + 1 :]
        words = _widen(cast, words)
        if len(words) == 1 and words[0].fold in lex.TITLES and not trusted and not _honorific(lead):
            return None
    if len(words) == 1 and (
        words[0].fold in lex.PLURAL_PEOPLE or not trusted and _is_noun(words[0].fold) and not _honorific(lead)
    ):
        return None
    while words and (words[0].fold in ("the", "a", "an") or (len(words) > 1 and words[0].fold in lex.SENTENCE_OPENERS)):
        words = words[1:]
    if len(words) > 4 and sum(w.fold in _NEVER_IN_NAMES for w in words) > 1:
        return None
    if not words or all(w.fold in lex.SENTENCE_OPENERS or w.fold in lex.DAYS for w in words):
        return None
    if not any(c.isupper() or w.text[0] in "@" or not c.islower() for w in words for c in w.text[:1]):
        return None
    return _Found((lead or words)[0].start, words[-1].end, kind, tuple(words), tuple(lead))


def _honorific(lead: Sequence[Word]) -> bool:
    """Whether a name must follow: "Mr. King", "Sen. Bishop", but "Deputy Director"."""
    return bool(lead) and lead[-1].fold in _HONORIFICS


def _is_noun(fold: str) -> bool:
    """Whether a capitalised word is, by the lists, a common noun at the head of a sentence or in a headline."""
    return lex.singular(fold) in lex.PERSON_NOUNS | lex.BODY_NOUNS | lex.WRITTEN_NOUNS or fold in lex.PLURAL_PEOPLE


def _widen(cast: Cast, words: list[Word]) -> list[Word]:
    """A lone surname takes in a given name before it, a lone given name the surname after it, over a nickname too."""
    if len(words) != 1 or words[0].possessive:
        return words
    i = bisect_left(cast.words, words[0].start, key=_at)
    given = _GIVEN
    nearby = cast.words
    if i and nearby[i - 1].fold in given and nearby[i - 1].text[0].isupper() and not nearby[i - 1].possessive:
        if cast.text[nearby[i - 1].end : words[0].start] == " " and words[0].fold not in given:
            return [nearby[i - 1], words[0]]
    if words[0].fold in given and i + 1 < len(nearby):
        after = nearby[i + 1]
        gap = cast.text[words[0].end : after.start]
        if gap == " " and after.text[0].isupper() and after.fold not in lex.SENTENCE_OPENERS | lex.DAYS | given:
            return [words[0], after]
    if i + 2 < len(nearby) and _NICKNAME.fullmatch(cast.text, words[0].end, nearby[i + 2].start):
        if nearby[i + 2].text[0].isupper():
            return [words[0], nearby[i + 1], nearby[i + 2]]
    return words


def _apart(found: list[_Found]) -> list[_Found]:
    """In order, of overlapping ones the first (which is the longer of two that begin together)."""
    out: list[_Found] = []
    for f in sorted(found, key=lambda f: (f.start, -f.end)):
        if out and f.start < out[-1].end:
            if f.end - f.start > out[-1].end - out[-1].start:
                out[-1] = f
        else:
            out.append(f)
    return out


def _adjoined(cast: Cast, found: list[_Found]) -> list[_Found]:
    """Two bodies, or a body and a place, right after one another are one name ("Bellport Bank Arizona")."""
    out: list[_Found] = []
    for f in found:
        last = out[-1] if out else None
        beside = last is not None and cast.text[last.end : f.start] == " "
        if last and beside and last.kind == "organization" and f.kind in ("location", "organization"):
            out[-1] = _Found(last.start, f.end, last.kind, last.name + f.name, last.lead)
        else:
            out.append(f)
    return out


def _agreed(found: list[_Found]) -> list[_Found]:
    """The kinds put right by what the article says elsewhere: a name that is mostly a person's is always a person's, one
    that ends with a person's name is that person's, and a headline's run that begins with one is cut after it."""
    votes: dict[tuple[str, ...], list[int]] = {}
    for f in found:
        votes.setdefault(f.key, [0, 0])[f.kind == "person"] += 1
    people = {k for k, (other, person) in votes.items() if person > other or (person == other and len(k) == 1)}
    full = {k for k in people if len(k) > 1}
    out = []
    for f in found:
        key, kind, name = f.key, f.kind, f.name
        if len(key) > 1:
            body = bool(lex.BODY_NAME_WORDS & set(key))
            cut = next((n for n in (3, 2) if n < len(key) and key[:n] in full), 0)
            if not cut and len(key) > 2 and key[:1] in people and _LINKS & set(key):
                cut = 1
            if cut and not body:
                name, kind = name[:cut], "person"
            elif key in people or (not body and (key[-2:] in full or key[-1:] in people and key[0] in _GIVEN)):
                kind = "person"
            elif kind == "person" and key not in people:
                kind = "organization"
        elif kind == "person" and key not in people:
            kind = "organization"
        elif kind == "organization" and key in people:
            kind = "person"
        out.append(_Found(f.start, name[-1].end, kind, name, f.lead))
    return out


def _runs(cast: Cast, found: Sequence[_Found]) -> list[_Found]:
    """Capitalised runs outside `found`, with a guess at what they name ("other" where there is none)."""
    out: list[_Found] = []
    taken = [(f.start, f.end) for f in found]
    lower = {w.fold for w in cast.words if w.text[0].islower()}
    run: list[Word] = []

    def close() -> None:
        words = run[:]
        run.clear()
        while words and (words[-1].fold in _SMALL | _PARTICLES or words[-1].fold in lex.DAYS | lex.MONTHS):
            words.pop()
        while words and (words[0].fold in lex.SENTENCE_OPENERS or words[0].fold in lex.DAYS | lex.MONTHS):
            if words[0].fold in lex.TITLES and len(words) > 1:
                break
            words.pop(0)
        if len(words) > 1 and words[0].fold in lower and _opens(cast, words[0]) and words[0].fold not in lex.TITLES:
            words.pop(0)
        if not words or len(words) > 10 or (len(words) == 1 and words[0].fold in lower):
            return
        kind = _guess(words)
        if clean := _strip(cast, words, kind, trusted=False):
            out.append(clean)

    for w in cast.words:
        joined = bool(run) and cast.text[run[-1].end : w.start] in (" ", ". ") and not run[-1].possessive
        if (
            joined
            and cast.text[run[-1].end : w.start] == ". "
            and run[-1].fold not in lex.TITLES
            and len(run[-1].text) > 1
        ):
            joined = False
        if run and not joined:
            close()
        if any_overlap(taken, w.start, w.end):
            close()
        elif w.text[0].isupper() or w.text[0] == "@":
            run.append(w)
        elif run and (w.fold in _PARTICLES or (w.fold in ("of", "for") and run[-1].fold in lex.BODY_NAME_WORDS)):
            run.append(w)
        else:
            close()
    close()
    return out


def _opens(cast: Cast, word: Word) -> bool:
    """Whether `word` is the first of its sentence."""
    before = cast.words_in(max(0, word.start - 60), word.start)
    return not before or cast.sentence(before[-1].start) != cast.sentence(word.start)


def _guess(words: Sequence[Word]) -> str:
    folds = [w.fold for w in words]
    titled = any(f in lex.TITLES for f in folds[:-1])
    if words[0].text[0] == "@" or titled and len(words) > 1 and folds[-1] not in lex.BODY_NAME_WORDS:
        return "person"
    if any(f in lex.BODY_NAME_WORDS for f in folds[-2:]) or "of" in folds:
        return "organization"
    if len(words) > 1 and folds[0] in lex.GIVEN_NAMES:
        return "person"
    if len(words) == 1 and words[0].text.isupper() and 1 < len(words[0].text) < 7:
        return "organization"
    return "person" if 2 <= len(words) <= 3 and all(len(f) > 1 for f in folds[-1:]) else "other"


class _Index:
    """Entities by the words that may stand for them while a cast is read."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self.by_last: dict[str, list[int]] = {}
        self.by_first: dict[str, list[int]] = {}
        self.exact: dict[tuple[str, ...], int] = {}
        self.short: dict[str, int] = {}

    def add(self, f: _Found) -> None:
        """A name of two words or more: a new entity, or another form of one that is known."""
        key = f.key
        plain = tuple(k for k in key if k not in _SUFFIXES) or key
        person = f.kind == "person"
        at = self.exact.get(key)
        if at is None and person:
            for i in self.by_last.get(plain[-1], ())[:_CANDIDATES]:
                if self.cast.entities[i].kind == "person" and _same_person(plain, self.cast.entities[i].words):
                    at = i
                    break
        if at is None:
            at = self._new(f, plain)
        else:
            entity = self.cast.entities[at]
            shown = _shown(self.cast, f)
            if len(plain) > len(entity.words) or (entity.name.isupper() and not shown.isupper()):
                entity.name, entity.words = shown, plain
        self.exact[key] = at
        self.cast.entities[at].full.append(f.start)
        self._name(f, at)
        if not person and (m := _SHORT_FORM.match(self.cast.text, f.end)):
            self.short.setdefault(m[1].casefold().replace(".", ""), at)
        if person and (m := _NICKNAME.search(self.cast.text, f.start, f.end)):
            self.by_first.setdefault(m[1].casefold(), []).append(at)

    def _new(self, f: _Found, plain: tuple[str, ...]) -> int:
        at = len(self.cast.entities)
        self.cast.entities.append(Entity(_shown(self.cast, f), f.kind, plain, f.start))
        self.by_last.setdefault(plain[-1], []).append(at)
        self.by_first.setdefault(plain[0], []).append(at)
        if f.kind != "person" and len(plain) > 1:
            initials = "".join(p[0] for p in plain if p not in _SMALL)
            if len(initials) > 1:
                self.short.setdefault(initials, at)
        return at

    def attach(self, f: _Found, *, new: bool, spoken: bool) -> None:
        """A lone word: a form of an entity that is known; else, where `new`, an entity of its own."""
        word = f.name[-1].fold
        known = self._known(f, word, trusted=f.kind != "location" or spoken)
        if known and all(self.cast.entities[i].kin and self.cast.entities[i].first > f.start for i in known):
            known = []
        if known:
            entity, others = self._meant(f, known)
            self._name(f, entity, others)
            return
        if not new:
            return
        at = self.exact.get((word,))
        if at is None:
            kind = "person" if f.kind == "other" and f.lead else "organization" if f.kind == "other" else f.kind
            at = self._new(_Found(f.start, f.end, kind, f.name, f.lead), (word,))
            self.exact[(word,)] = at
        self.cast.entities[at].full.append(f.start)
        self._name(f, at)

    def _known(self, f: _Found, word: str, *, trusted: bool) -> list[int]:
        entities = self.cast.entities
        shown = f.name[-1].text
        if "." in shown.strip("."):
            trusted = False
        people = [
            i for i in self.by_last.get(word, ())[:_CANDIDATES] if _person(entities[i]) and len(entities[i].words) > 1
        ]
        if people and trusted:
            return people
        if word in self.short and f.kind != "person":
            return [self.short[word]]
        bodies = [i for i in self.by_last.get(word, ())[:_CANDIDATES] if not _person(entities[i])]
        if bodies and word in lex.BODY_NAME_WORDS - {"house", "senate", "congress", "states", "court", "street"}:
            return [i for i in bodies if len(entities[i].words) > 1]
        given = [
            i for i in self.by_first.get(word, ())[:_CANDIDATES] if _person(entities[i]) and len(entities[i].words) > 1
        ]
        if given and f.kind != "location" and (f.kind == "person" or word in _GIVEN):
            return given
        pairs = [i for i in self.by_first.get(word, ())[:_CANDIDATES] if not _person(entities[i])]
        pairs = [i for i in pairs if len(entities[i].words) == 2 and entities[i].kind == "organization"]
        pairs = [i for i in pairs if shown.isupper() or entities[i].words[1] in lex.BODY_NAME_WORDS]
        return pairs if len(pairs) == 1 and f.kind == "organization" else []

    def _meant(self, f: _Found, known: list[int]) -> tuple[int | None, tuple[int, ...]]:
        """Which of several namesakes a lone word means: (entity, ()) or (None, those it could be).

        A word of kin ("her daughter Ada Quill") marks who is mentioned beside somebody else. Then first introduced
        and named in full last must agree, or one of the two must stand out: by the headline and by being named in
        full more often, or by being named in full in the same paragraph.
        """
        entities = self.cast.entities
        sex = _sex(f.lead)
        left = [i for i in known if sex is None or entities[i].gender in (None, sex)] or known
        left = [i for i in left if not entities[i].kin] or left
        before = [i for i in left if entities[i].first <= f.start]
        left = before or left
        if len(left) == 1:
            return left[0], ()
        first = min(left, key=lambda i: entities[i].first)
        near = max(left, key=lambda i: _last_before(entities[i].full, f.start))
        if first == near:
            return first, ()
        cast = self.cast
        here = cast.paragraph(_last_before(entities[near].full, f.start)) == cast.paragraph(f.start)
        for_near = int(here) + int(
            here and cast.paragraph(_last_before(entities[first].full, f.start)) != cast.paragraph(f.start)
        )
        for_first = int(cast.paragraph(entities[first].first) < 3) + int(
            len(entities[first].full) > len(entities[near].full)
        )
        if for_near == for_first:
            return None, tuple(left[:4])
        return (near if for_near > for_first else first), ()

    def _name(self, f: _Found, entity: int | None, others: tuple[int, ...] = ()) -> None:
        self.cast.namings.append(Naming(f.start, f.end, entity, f.name[-1].possessive, others))
        if entity is not None:
            _introduce(self.cast, self.cast.entities[entity], f)

    def finish(self) -> None:
        self.cast.namings.sort(key=lambda n: (n.start, n.end))


def _person(entity: Entity) -> bool:
    return entity.kind == "person"


def _last_before(places: Sequence[int], at: int) -> int:
    i = bisect_left(places, at)
    return places[i - 1] if i else -1


def _shown(cast: Cast, f: _Found) -> str:
    return " ".join(cast.text[f.name[0].start : f.name[-1].end].split())


def _same_person(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether the shorter name lies in the longer one: its words in order, initials and cut given names allowed."""
    short, long = (a, b) if len(a) <= len(b) else (b, a)
    if short[-1] != long[-1] or len(short) < 2:
        return False
    at = 0
    for word in short[:-1]:
        while at < len(long) - 1 and not _same_given(word, long[at]):
            at += 1
        if at >= len(long) - 1:
            return False
        at += 1
    return True


def _same_given(a: str, b: str) -> bool:
    short, long = sorted((a, b), key=len)
    return short == long or (len(short) in (1, 3, 4, 5) and long.startswith(short))


def _sex(lead: Sequence[Word]) -> str | None:
    for w in lead:
        if w.fold in lex.MALE_TITLES:
            return "m"
        if w.fold in lex.FEMALE_TITLES:
            return "f"
    return None


def _introduce(cast: Cast, entity: Entity, f: _Found) -> None:
    """Reads roles, gender and kinship off the words around a naming of a person or body."""
    if entity.kind != "person":
        return
    before = _words_before(cast, f)
    after = _apposition(cast, f)
    for words, near in ((f.lead, True), (before, True), (after, False)):
        for w in words:
            noun = lex.singular(w.fold.removeprefix("then-").removeprefix("ex-").removeprefix("vice-"))
            if noun in lex.PERSON_NOUNS:
                entity.roles.add(noun)
            entity.intro.add(w.fold)
            if near and noun in lex.KIN and len(f.name) > 1:
                entity.kin = True
    sex = _sex(f.lead) or _sex([w for w in before if w.fold in lex.MALE_TITLES | lex.FEMALE_TITLES])
    if sex is None and len(entity.words) > 1:
        given = entity.words[0]
        sex = "m" if given in lex.MALE_NAMES else "f" if given in lex.FEMALE_NAMES else None
    entity.gender = entity.gender or sex


def _words_before(cast: Cast, f: _Found) -> list[Word]:
    """The words of the same noun phrase before a name: "the party’s longtime treasurer, Ada Quill" gives them all."""
    i = bisect_left(cast.words, f.start, key=_at)
    out: list[Word] = []
    upto, comma = f.start, False
    while i and len(out) < 7:
        i -= 1
        w = cast.words[i]
        gap = cast.text[w.end : upto]
        if w.possessive:
            gap = gap.removeprefix("’s").removeprefix("'s").removeprefix("’").removeprefix("'")
        if gap == ", " and not out and lex.singular(w.fold) in lex.PERSON_NOUNS:
            comma = True
        elif gap not in (" ", ". "):
            break
        if not (
            w.text[0].isupper() or w.fold in lex.PERSON_NOUNS or comma or w.fold in ("of", "for", "former", "then")
        ):
            break
        if w.fold in lex.DETERMINERS and w.text[0].islower():
            break
        out.append(w)
        upto = w.start
    return out


def _apposition(cast: Cast, f: _Found) -> list[Word]:
    """The words between the commas after a name: "Ada Quill, 56, the treasurer of the party," gives them all."""
    end = f.end
    if not re.compile(r"(?: \([^)\n]{1,24}\))?,? ?(?:\d\d, )?").match(cast.text, end) or cast.text[
        end : end + 1
    ] not in (",", " "):
        return []
    m = re.compile(r"(?: \([^)\n]{1,24}\))?, (?:\d\d, )?").match(cast.text, end)
    if not m:
        return []
    out: list[Word] = []
    for w in cast.words_in(m.end(), min(len(cast.text), m.end() + 120)):
        gap = cast.text[out[-1].end if out else m.end() : w.start]
        if len(out) > 12 or (out and gap.strip("’s' ") not in ("", ".")):
            break
        if w.fold in ("said", "says", "told", "added", "who", "which", "that", "but", "whose", "and"):
            return [] if w.fold in ("said", "says", "told", "added") else out
        out.append(w)
    return (
        out
        if out
        and (
            out[0].fold in lex.DETERMINERS
            or out[0].fold in ("former", "then", "now", "his", "her", "their", "who")
            or any(lex.singular(w.fold) in lex.PERSON_NOUNS for w in out[:4])
        )
        else []
    )
