"""Names that the network cut in pieces, or cut short, put together again.

A small network marks "Dessa" and "Vale" as two people, "Dawn" as a person and "News" as a body, "Department of"
without the ports, "Ember" for the Ember House. What is put together must stand side by side, capitalised.
A case it gets wrong: two people named in a row without a comma, each by one word.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from quoth.attributions import lexicon as lex
from quoth.attributions.outlets import is_known
from quoth.attributions.words import Prose, Word
from quoth.types import Mention, MentionKind

# The end of an outlet's or a body's name, of no person's: "Dawn News" is none although Dawn is.
NEVER_SURNAMES = lex.words("news times tribune herald tv radio network agency committee department university")
_LONGEST = 120  # characters of a name that goes on growing: keeps hostile text linear
_OF = (" of ", " for ", " on ", " of the ", " for the ")
_NOBODY = lex.TITLES | lex.PERSON_NOUNS | lex.SENTENCE_OPENERS | lex.DETERMINERS | lex.DAYS | lex.MONTHS
_OWNS = ("’s ", "'s ", "’ ", "' ")
# The end of a place's name, where the words before it are taken for a person: "Moss Island".
_PLACES = lex.words("""
    island islands river county beach lake bay valley hill hills park city town mountain mountains dam creek springs
    falls harbor harbour strait peninsula desert
    """)
_SHORT = re.compile(r" \(([A-Z]{2,8})\)")  # behind a body’s name
SUFFIXES = frozenset(("Jr", "Sr", "II", "III", "IV"))


def whole(prose: Prose, mentions: Sequence[Mention]) -> list[Mention]:
    """`mentions` in order, those put together that are one name: "Ada" and "Quill", "Dawn" and "News", "Dockworkers"
    and "Federation" over an apostrophe; a body's name takes in the last word that was left out ("Bellport" "Daily").
    """
    out: list[Mention] = []
    company = _company(prose)
    begun = {m.start: len(prose.words_in(m.start, m.end)) for m in mentions}
    seen = {w.start: m.kind for m in mentions for w in prose.words_in(m.start, m.end)}
    for given in sorted(mentions, key=lambda m: (m.start, -m.end)):
        m = _from_its_first_word(prose, _joint(prose, _hyphened(prose, given)), seen)
        kind = _one_name(prose, out[-1], m, company) if out else None
        if kind is not None:
            out[-1] = Mention(out[-1].start, m.end, kind)
        else:
            out.append(m)
    out = [_completed(prose, m, begun) for m in out]
    return [_accompanied(prose, _with_its_cause(prose, m, seen), company) for m in out]


def _hyphened(prose: Prose, m: Mention) -> Mention:
    """`m` with all of the words in which it breaks off at a hyphen: "Ida Moss-" and "Vale", "Dao Seo-" and "jin", the
    "Dal" of "Bo-Dal Thorne", and "Ember Press-Orlo", two bodies that poll together; not where the hyphen is left out
    between two people ("the Quill-Moss debate"), or what follows is no part of a name ("Quill-led").
    """
    start, end = m.start, m.end
    i = prose.word_at(end)
    last = prose.words[i - 1] if i else None
    if last is not None and prose.text[end - 1 : end] == "-" and last.start < end < last.end:
        tail = prose.text[end : last.end]
        given = m.kind == "person" and start < last.start and len(tail) <= _SYLLABLE and not _PARTICIPLE.search(tail)
        end = last.end if tail[0].isupper() or given else end
    elif last is not None and m.kind == "organization" and last.start < end < last.end:
        tail = prose.text[end : last.end]
        end = last.end if tail[0] == "-" and tail[1:2].isupper() else end
    first = prose.words[prose.word_at(start) - 1] if prose.word_at(start) else None
    if m.kind == "person" and first is not None and first.start < start < first.end < end:
        head = prose.text[first.start : start]
        start = first.start if head[0].isupper() and head[-1] == "-" and len(head) <= _SYLLABLE + 1 else start
    return Mention(start, end, m.kind)


_SYLLABLE = 5  # letters of half a given name, at most
_PARTICIPLE = re.compile(r"(?:ed|ing|run|era|like|style|free|born|only|first)$")


def _joint(prose: Prose, m: Mention) -> Mention:
    """`m`, a body, with the first half of its name: for "Vale" "Reed & Vale"; for "Quay Service", where its short form
    stands behind it, "Tide and Quay Service (TQS)" and "Tide, Quay and Shore Service (TQSS)".
    """
    i = prose.word_at(m.start)
    if m.kind == "location" or not 0 < i < len(prose.words) or prose.words[i].start != m.start:
        return m
    gap = prose.text[prose.words[i - 1].end : m.start]
    if gap == " & " and prose.words[i - 1].text[0].isupper():
        return Mention(prose.words[i - 1].start, m.end, "organization")
    short = _SHORT.match(prose.text, m.end)
    if short is None or m.kind != "organization":
        return m
    initials = _initials(prose.words_in(m.start, m.end))
    for first in range(i - 1, max(-1, i - 1 - _SPELT), -1):
        w = prose.words[first]
        if prose.text[w.end : prose.words[first + 1].start] not in (" ", ", "):
            break
        initials = _initials([w]) + initials
        if w.text[0].isupper() and initials == short[1]:
            return Mention(w.start, m.end, m.kind)
        if not short[1].endswith(initials):
            break
    return m


_SPELT = 8  # words of a name before the part that is marked


def _initials(words: Sequence[Word]) -> str:
    return "".join(w.text[0] for w in words if w.text[0].isupper())


def _from_its_first_word(prose: Prose, m: Mention, seen: Mapping[int, MentionKind]) -> Mention:
    """`m`, a body, with the capitalised words right before it that no mention has (`seen` are those that one has, and
    of what kind): for "Policy Institute" "Tide Policy Institute", for "Office" "Bellport Sheriff’s Office". Where a
    word of the name says that it is a body, a word for a people or a party is a part of it, and so is a country by its
    letters: "Ostrovian Tide Ministry", "U.O. Tide Service".

    What guards it: no title, day or opener of sentences, no "Moss-led", nothing where a sentence begins or in a
    headline, since there any word is capitalised; and a house, a senate or a court is whole as it stands.
    """
    i = prose.word_at(m.start)
    if m.kind != "organization" or not 0 < i < len(prose.words) or prose.words[i].fold in _WHOLE or headlined(prose, i):
        return m
    words = prose.words_in(m.start, m.end)
    body = any(w.fold in lex.BODY_NAME_WORDS for w in words)
    first = i
    while first > max(0, i - _BEFORE):
        w = prose.words[first - 1]
        owns = w.possessive and _of_people(w)
        gap = prose.text[w.end : prose.words[first].start]
        if body and len(words) > 1 and gap == ". " and _LETTERS.fullmatch(w.text):
            first -= 1
            break
        taken = seen.get(w.start)
        if (taken and not (body and taken == "other")) or "-" in w.text or gap not in (_OWNS if owns else (" ",)):
            break
        if _ORDINAL.fullmatch(w.text):
            first -= 1  # "7th Fleet"
            break
        if not w.text[0].isupper() and not (w.text.isdigit() and prose.words[max(0, first - 2)].text[0].isupper()):
            break  # "Tide 52 Project"
        if (w.fold in _NOBODY and not owns) or _begins_sentence(prose, first - 1):
            break
        first -= 1
    first += prose.words[first].text.isdigit()
    return Mention(prose.words[first].start, m.end, m.kind) if first < i else m


_LETTERS = re.compile(r"[A-Z]\.[A-Z]")  # "U.O", whose last dot is no part of the word
_ORDINAL = re.compile(r"\d{1,3}(?:st|nd|rd|th)")
_BEFORE = 4  # words of a name before the first that is marked
_WHOLE = lex.words("house senate congress white supreme state states justice pentagon republicans democrats")


def _of_people(word: Word) -> bool:
    """Whether a capitalised word names people, whose body may follow: "Sheriff’s Office", "Women’s Forum"."""
    return word.text[0].isupper() and (lex.singular(word.fold) in lex.PERSON_NOUNS or word.fold in lex.PLURAL_PEOPLE)


def _begins_sentence(prose: Prose, i: int) -> bool:
    return not i or prose.sentence(prose.words[i - 1].start) != prose.sentence(prose.words[i].start)


def _one_name(prose: Prose, last: Mention, m: Mention, company: Mapping[tuple[str, ...], int]) -> MentionKind | None:
    """The kind of the name that the two are parts of; None where they are two names."""
    if m.start < last.end or last.end - last.start > _LONGEST:
        return None
    gap = prose.text[last.end : m.start]
    before, after = prose.words_in(last.start, last.end), prose.words_in(m.start, m.end)
    if not before or not after or not after[0].text[0].isupper():
        return None
    if gap in ("’ ", "' ") and m.kind == "organization":
        return "organization" if after[-1].fold in lex.BODY_NAME_WORDS and before[0].text[0].isupper() else None
    if before[-1].possessive and m.kind == last.kind == "organization" and _of_people(before[-1]):
        owned = prose.text[before[-1].end : after[0].start] in _OWNS and after[-1].fold in lex.BODY_NAME_WORDS
        return "organization" if owned else None
    if gap in _OF and m.kind == last.kind == "organization" and before[-1].fold in lex.BODY_NAME_WORDS | lex.BODY_NOUNS:
        return "organization"  # the Bellport Center for Tides
    if last.kind == "person" and len(after) == 1 and after[0].text in SUFFIXES and gap in (" ", ", "):
        return "person"
    if gap != " " or before[-1].possessive:
        return None
    unfinished = len(before) > 1 and (
        len(before[-1].text) == 1 or before[-1].text in lex.PARTICLES
    )  # "Ada B.", "Ada van der"
    one, two = before[0].fold, after[0].fold
    always = len(before) == 1 and company[one, two] == company[one,]  # "Dao" of "Dao Reth Vale", nowhere alone
    always = always and (company[one,] > 1 or two not in lex.GIVEN_NAMES)
    if m.kind == last.kind == "person" and (len(before) == len(after) == 1 or unfinished or always):
        return "person"
    if m.kind == last.kind == "person" and len(before) in (2, 3) and len(after) == 1 and two not in lex.GIVEN_NAMES:
        return None if headlined(prose, prose.word_at(m.start)) else "person"  # "Ada Orlo" and "Vant"
    if after[-1].fold in _PLACES and len(after) == 1 and one not in lex.GIVEN_NAMES and len(before) == 1:
        return "location" if {m.kind, last.kind} == {"location", "person"} else None
    ends = NEVER_SURNAMES if last.kind == "person" else lex.BODY_NAME_WORDS
    if m.kind != "organization" or len(after) > 1:
        return None
    known = after[0].fold in ends or is_known(prose.text[last.start : m.end])  # USA Today
    return "organization" if known else None


def _completed(prose: Prose, m: Mention, begun: Mapping[int, int]) -> Mention:
    """`m` with the capitalised words behind it that its name needs: behind "Department of", or a body's last word.

    `begun` is where mentions begin, and of how many words: in "Office of Tides and Quays" the quays are no mention of
    their own, and in "Bellport Daily News" the paper is one of two.
    """
    words = prose.words_in(m.start, m.end)
    if not words or m.kind == "other" or words[-1].possessive or words[-1].end > m.end:
        return m
    i = prose.word_at(m.end)
    end, kind = m.end, m.kind
    if kind == "person" and len(words) > 1 and words[-1].text in lex.PARTICLES | _LARGE:
        after = prose.words[i : i + 1]
        if after and after[0].text[0].isupper() and prose.text[end : after[0].start] == " ":
            end = after[0].end  # "Ida Le" of "Ida Le Moss"
    elif words[-1].fold in ("of", "for") and len(words) > 1:
        the = prose.text.startswith(" the ", end)  # "Court of" the United Isles
        reached = end + len(" the") * the
        for w in prose.words[i + the : i + the + 3]:
            gap = prose.text[reached : w.start]
            beside = gap == " " or (gap == ". " and _LETTERS.fullmatch(prose.text, reached - 3, reached))
            if not beside or not w.text[0].isupper() or w.fold in lex.TITLES:
                break
            reached = end = w.end
        end = _second(prose, end, begun) if end > m.end else end
    elif kind == "person" and i < len(prose.words) and prose.words[i].text in SUFFIXES:
        if prose.text[end : prose.words[i].start] in (" ", ", "):
            end = prose.words[i].end
    elif i < len(prose.words) and prose.text[end : prose.words[i].start] == " ":
        w = prose.words[i]
        ends = NEVER_SURNAMES if kind == "person" else lex.BODY_NAME_WORDS
        last = (w.fold in ends and begun.get(w.start, 1) == 1) or is_known(prose.text[m.start : w.end])
        if w.text[0].isupper() and words[-1].text[0].isupper() and last and not headlined(prose, i):
            end, kind = w.end, "organization"
    return Mention(m.start, end, kind)


def _with_its_cause(prose: Prose, m: Mention, seen: Mapping[int, MentionKind]) -> Mention:
    """`m`, a body, with what it is for where its name says so: for "Committee" "Committee to Protect Quays", for
    "Harbour Center" "Harbour Center on Tide and Quay Matters"; not where that is a person or a place (`seen` is of
    what kind the words of names are), nor in a headline: "the Council on Ostrovia", "the Board to Quill".
    """
    words = prose.words_in(m.start, m.end)
    cause = _CAUSE.match(prose.text, m.end) if m.kind == "organization" else None
    if cause is None or not words or words[-1].possessive or words[-1].fold not in _WITH_CAUSE:
        return m
    first = prose.words[prose.word_at(cause.start(1))]
    named = seen.get(first.start) in ("person", "location") or first.fold in _NOBODY
    if named or first.possessive or headlined(prose, prose.word_at(first.start)):
        return m
    return Mention(m.start, cause.end(), m.kind)


_CAUSE = re.compile(r" (?:to|on|against) (?=[A-Z])((?:[A-Z][\w-]*(?: and)? ){0,7}[A-Z][\w-]*\b)(?![’'])")
_WITH_CAUSE = lex.words("""
    agency alliance association board campaign center centers centre coalition commission committee council federation
    forum foundation group institute network organization project society subcommittee
    """)
_LARGE = frozenset(("De", "Del", "Della", "Der", "Van", "Von", "Bin", "Ibn", "La", "Le", "Du", "Da", "Dos"))


def _second(prose: Prose, end: int, begun: Mapping[int, int]) -> int:
    """The end of "and Quays" behind "Office of Tides" that ends at `end`; `end` where something else follows."""
    i = prose.word_at(end)
    both = prose.words[i : i + 2]
    if len(both) < 2 or both[0].fold != "and" or prose.text[end : both[0].start] != " ":
        return end
    name = both[1].text[0].isupper() and both[1].fold not in _NOBODY and both[1].start not in begun
    return both[1].end if name and prose.text[both[0].end : both[1].start] == " " else end


def headlined(prose: Prose, i: int) -> bool:
    """Whether word `i` stands among capitalised words on both sides, as in a headline, where capitals say nothing."""
    around = prose.words[max(0, i - 4) : i] + prose.words[i + 1 : i + 4]
    return sum(w.text[0].isupper() for w in around) > len(around) - 2


def _company(prose: Prose) -> Counter[tuple[str, ...]]:
    """How often each capitalised word stands in the text, and each two of them side by side."""
    count: Counter[tuple[str, ...]] = Counter()
    last: Word | None = None
    for w in prose.words:
        if not w.text[0].isupper():
            last = None
            continue
        count[(w.fold,)] += 1
        if last is not None and not last.possessive and prose.text[last.end : w.start] == " ":
            count[last.fold, w.fold] += 1
        last = w
    return count


def _accompanied(prose: Prose, m: Mention, company: Mapping[tuple[str, ...], int]) -> Mention:
    """`m`, when it is one word, with the word that always stands beside it, twice or more: "Ember" in "Ember House"."""
    words = prose.words_in(m.start, m.end)
    if len(words) != 1 or m.kind == "other" or words[0].end > m.end or not words[0].text[0].isupper():
        return m
    word, often = words[0].fold, company[words[0].fold,]
    i = prose.word_at(words[0].start)
    if often < 2 or word in _NOBODY:
        return m
    before, after = prose.words[max(0, i - 1) : i], prose.words[i + 1 : i + 2]
    if before and company[before[0].fold, word] == often and before[0].fold not in _NOBODY:
        return Mention(before[0].start, m.end, m.kind)
    if after and company[word, after[0].fold] == often and after[0].fold not in _NOBODY:
        return Mention(m.start, after[0].end, m.kind)
    return m
