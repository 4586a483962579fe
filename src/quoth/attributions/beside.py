"""Who is named beside a quotation: the source and the cue of words in quotation marks, where the network saw neither.

What it accepts, with Q for the quotation: `Q, Ada Quill said`, `Q, said Quill`, `Quill said in Bellport, Q`,
`Q — Ada Quill`, `Q` with `Ada Quill, Bellport Courier` under or behind it, `QUILL: Q`, `Statement from Ada Quill: Q`
and `“QUILL: …`.
What guards it: a cue after a quotation counts only where the quotation does not end its sentence, or where the cue ends
its own ("… so big?” Quill demanded."); a cue before it only with a comma, a colon or nothing between; the words of the
source are capitalised, a pronoun alone, or a noun for people with its article.
A case it gets wrong: a line of a list under a quotation that begins with a name.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from quoth.attributions import lexicon as lex
from quoth.attributions.words import Word, words_of
from quoth.quotation import Quotation
from quoth.types import Span

_REACH = 260  # code points before or after a quotation that are looked at
_PHRASE = 14  # words of a source at most
_BETWEEN = 10  # words between a cue and the quotation that it opens
_APPOSED = 24  # words between a name and its cue: "Quill, the chairman of the committee, told"
_PRONOUNS = lex.words("he she they we i him her them me us")
_AUXILIARIES = lex.words("has had would also then later once recently again further first previously reportedly have")
_JOINERS = lex.words("of for the de del van von bin al el la le da dos and")
_NEVER = lex.words("""
    that who which whom whose when while as if but because since after before although though where what how why it
    this these those there here is are was were be been being do does did not no in on at to by from with about
    """)
_OPENERS = lex.SENTENCE_OPENERS - lex.DETERMINERS - lex.POSSESSIVE - _PRONOUNS | {"today", "yesterday"}
_GAPS = frozenset((" ", ". ", " (", ") ", "), ", "’s ", "'s ", "’ ", " ", ".) "))
_DASH = re.compile(r"[\s.,]{0,4}(?:--|[―—–-])[^\S\n]{0,2}(?=[A-Z@])")
_CREDITED = re.compile(
    r"(?:[A-Z@][\w.’'-]*[ \t]?(?:of |the |and |de |van )?){1,6}(?:(?P<noun>[a-z]+) (?:[A-Z][\w.’'-]*[ \t]?){1,4})?"
)
_LINE = re.compile(r"(?:[ \t]*\n\s*|[ \t]+)([^\n]{3,80})(?=\n|$)")
_LABEL = re.compile(r"[A-Z][^\n:“”\"‘’]{0,60}?(?=(:)\s{0,3}\S)")
_LABEL_BEFORE = re.compile(r"(?:^|\n|[.!?][\"”’)]*\s|\s{3})[ \t]*([A-Z][^\n:“”\".!?]{0,60}?)(:)\s{0,4}$")
_ISSUED = re.compile(r"(?:From|FROM|(?:[A-Z]\w+ )?(?:Statement|Remarks|Message|Letter|Comments?) (?:from|by|of)) ")
_SENTENCE = re.compile(r"[.!?][\"”’')\]]*\s+(?=[\"“‘'(\[]?[A-Z0-9])|\n")


class Credit(NamedTuple):
    """The source and the cue beside a quotation, and where its words begin when a label stands in the marks."""

    source: Span
    cue: Span | None
    start: int | None = None


def credit(text: str, first: Quotation, last: Quotation) -> Credit | None:
    """Who is named beside a quotation of `text` whose paragraphs go from `first` to `last`; None where nobody is."""
    return (
        _label_within(text, first)
        or _label_before(text, first)
        or _after(text, last)
        or _dash(text, first, last)
        or _before(text, first)
    )


def is_turn(text: str, q: Quotation) -> bool:
    """Whether `q` is a turn of a transcript, with its speaker's label within the marks."""
    return _label_within(text, q) is not None


def ends_sentence(text: str, q: Quotation) -> bool:
    """Whether the sentence ends with the quotation: its last sign is a full stop, or what follows begins anew."""
    last = text[q.inner_start : q.inner_end].rstrip(" ”’\"'")[-1:]
    if last == ".":
        return True
    return last != "," and not text[q.end : q.end + 1].startswith(",") and _begins_anew(text, q.end)


def _begins_anew(text: str, at: int) -> bool:
    after = text[at : at + 80].lstrip()
    return not after or "\n" in text[at : at + 80][: len(text[at : at + 80]) - len(after)] or after[0] in '"“‘'


def _label_within(text: str, q: Quotation) -> Credit | None:
    """The label of a transcript that opens each turn with a mark, as in `"QUILL: It rained.`, for instance."""
    m = _LABEL.match(text, q.inner_start, q.inner_start + 64)
    if not m or not _is_label(m[0], shouted=True):
        return None
    rest = m.end(1)
    while rest < q.inner_end and text[rest].isspace():
        rest += 1
    return Credit(Span.of(text, *m.span()), Span.of(text, *m.span(1)), rest) if rest < q.inner_end else None


def _label_before(text: str, q: Quotation) -> Credit | None:
    m = _LABEL_BEFORE.search(text, max(0, q.start - 80), q.start)
    if not m:
        return None
    issued = _ISSUED.match(m[1])
    start = m.start(1) + (issued.end() if issued else 0)
    if not _is_label(text[start : m.end(1)], shouted=False):
        return None
    return Credit(Span.of(text, start, m.end(1)), Span.of(text, *m.span(2)))


def _is_label(shown: str, *, shouted: bool) -> bool:
    """Whether the words before a colon are a name: capitalised, or in capitals throughout where that is asked for."""
    words = shown.split()
    if not 1 <= len(words) <= 6:
        return False
    if shouted:
        return shown.upper() == shown and len(words[0].strip(".,")) > 1
    if all(w.casefold() in lex.SENTENCE_OPENERS for w in words):
        return False
    return all(w[0].isupper() or w[0] in "(@" or w in ("of", "for", "the", "and", "de", "van") for w in words)


def _dash(text: str, first: Quotation, last: Quotation) -> Credit | None:
    """`Q — Ada Quill`, or a name and an outlet alone under the quotation's own paragraph, or at its end."""
    if m := _DASH.match(text, last.end, last.end + 12):
        line = text[m.end() : m.end() + 70].partition("\n")[0]
        name = _CREDITED.match(line)
        if name and (noun := name["noun"]) and lex.singular(noun) not in lex.PERSON_NOUNS:
            name = _CREDITED.match(line, 0, name.start("noun"))
        if name and (found := name[0].strip(" .\t")) and found.split()[0].casefold() not in _NEVER:
            dash = m[0].strip().strip(".,").strip()
            at = m.start() + m[0].index(dash)
            return Credit(Span.of(text, m.end(), m.end() + len(found)), Span.of(text, at, at + len(dash)))
        return None
    opens = first.start == 0 or "\n" in text[max(0, first.start - 2) : first.start]
    if not opens or not (m := _LINE.match(text, last.end, last.end + 90)):
        return None
    words = m[1].split()
    named = m[1].partition(",")[0].strip()
    if "," not in m[1] or len(words) > 8 or m[1].rstrip()[-1] in ".!?:" or not 2 <= len(named.split()) <= 4:
        return None
    if not all(w[0].isupper() or w in ("of", "the", "and", "for", "&", "in") for w in words):
        return None
    return Credit(Span.of(text, m.start(1), m.start(1) + len(named)), None)


def _after(text: str, q: Quotation) -> Credit | None:
    stop = min(len(text), q.end + _REACH)
    for mark in ("\n", "“", '"'):
        found = text.find(mark, q.end, stop)
        stop = found if found >= 0 else stop
    window = text[q.end : stop]
    words = words_of(window)[: _APPOSED + _PHRASE]
    if not words or window[: words[0].start].strip(" ,"):
        return None
    i = _verb(words, 0)
    if i is not None and words[i].text[0].islower():  # said Quill
        j = _noun_phrase(window, words, i + 1)
        source, cue = ((words[i + 1].start, words[j - 1].end), words[i]) if j > i + 1 else (None, None)
    else:
        j = _noun_phrase(window, words, 0)
        if not j:
            return None
        i = _verb(words, j)
        if i is None and window[words[j - 1].end : words[j - 1].end + 2] in (", ", " (", "),"):
            i = _verb_after_apposition(window, words, j)
        if i is None and window[: words[0].start].lstrip(" ") != "" and ends_sentence(text, q):
            return None
        source, cue = (words[0].start, words[j - 1].end), words[i] if i is not None else None
    comma = "," in (text[q.inner_end - 1], text[q.end : q.end + 1])
    if source is None or (cue is None and not comma) or (not comma and not _closes_its_sentence(window, cue, source)):
        return None
    at = q.end
    return Credit(
        Span.of(text, at + source[0], at + source[1]), Span.of(text, at + cue.start, at + cue.end) if cue else None
    )


def _closes_its_sentence(window: str, cue: Word | None, source: tuple[int, int]) -> bool:
    """Whether "Quill demanded" is all of a sentence, so that it belongs to the question or call before it."""
    end = max(cue.end if cue else 0, source[1])
    rest = window[end : end + 60].lstrip()
    return not rest or rest[0] in ".;" or bool(re.match(r"(?:in|on|at|during|to|after|as|while|when)\b", rest))


def _before(text: str, q: Quotation) -> Credit | None:
    start = max(0, q.start - _REACH)
    window = text[start : q.start].rstrip()
    if "\n" in text[start + len(window) : q.start] and window[-1:] not in (",", ":"):
        return None
    sentence = _last_sentence(window)
    window = window[sentence:]
    start += sentence
    words = words_of(window)
    for i in range(len(words) - 1, max(-1, len(words) - 2 - _BETWEEN), -1):
        if words[i].fold not in lex.SAYING:
            continue
        close = i == len(words) - 1 or window.rstrip()[-1:] in (",", ":")
        first = i
        while first and words[first - 1].fold in _AUXILIARIES:
            first -= 1
        if first > 2 and (words[first - 2].fold, words[first - 1].fold) == ("used", "to"):
            first -= 2
        j = _phrase_before(window, words, first)
        if not close or j == first:
            return None
        return Credit(
            Span.of(text, start + words[j].start, start + words[first - 1].end),
            Span.of(text, start + words[i].start, start + words[i].end),
        )
    return None


def _last_sentence(window: str) -> int:
    """Where the last sentence of `window` begins."""
    last = 0
    for m in _SENTENCE.finditer(window):
        if not re.search(r"\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|St)\.\s*$", window[max(0, m.end() - 12) : m.end()]):
            last = m.end()
    return last


def _verb(words: Sequence[Word], i: int) -> int | None:
    """The place of the verb of saying at `i`, adverbs and auxiliaries before it allowed."""
    for k in range(i, min(i + 3, len(words))):
        if words[k].fold in lex.SAYING and words[k].text[0].islower():
            return k
        if words[k].fold not in _AUXILIARIES:
            return None
    return None


def _verb_after_apposition(window: str, words: Sequence[Word], i: int) -> int | None:
    """The verb behind a comma: "Quill, the chairman of the committee, told"."""
    for k in range(i, min(i + _APPOSED, len(words))):
        gap = window[words[k - 1].end : words[k].start]
        if re.search(r"[.!?;:]\s", gap) and words[k - 1].fold not in lex.TITLES and len(words[k - 1].text) > 2:
            return None
        if gap.endswith((", ", ") ")) and (found := _verb(words, k)) is not None:
            return found
    return None


def _noun_phrase(window: str, words: Sequence[Word], i: int) -> int:
    """The end of the noun phrase that begins with word `i`, which can say something; `i` where there is none."""
    if i >= len(words):
        return i
    if words[i].fold in _PRONOUNS:
        return i + 1
    if words[i].fold in _NEVER or words[i].fold in lex.DAYS or words[i].fold in ("and", "or"):
        return i
    j = i
    while j < min(i + _PHRASE, len(words)):
        w = words[j]
        if j > i and window[words[j - 1].end : w.start] not in _GAPS:
            break
        if w.fold in _NEVER or (w.text[0].islower() and (w.fold in lex.SAYING or w.fold in _AUXILIARIES)):
            break
        small = j > i and w.text[0].islower() and w.fold not in _JOINERS
        if small and words[j - 1].text[0].isupper() and lex.singular(w.fold) not in lex.PERSON_NOUNS:
            break
        j += 1
    while j > i and words[j - 1].fold in _JOINERS:
        j -= 1
    return j if j > i and _speaks(words[i:j]) else i


def _phrase_before(window: str, words: Sequence[Word], end: int) -> int:
    """The beginning of the noun phrase that ends before word `end`; `end` where there is none that can speak."""
    if end and words[end - 1].fold in _PRONOUNS:
        return end - 1
    j = end
    while j and end - j < _PHRASE:
        w = words[j - 1]
        after = words[j].start if j < end else None
        if after is not None and window[w.end : after] not in _GAPS:
            break
        if w.fold in _NEVER or w.fold in lex.SAYING:
            break
        j -= 1
        if w.fold in lex.DETERMINERS:
            break
    while j < end and (words[j].fold in _JOINERS - {"the"} or words[j].fold in _OPENERS):
        j += 1
    return j if j < end and _speaks(words[j:end]) else end


def _speaks(words: Sequence[Word]) -> bool:
    """Whether a noun phrase names somebody, or is headed by a noun for people or bodies."""
    last = words[-1]
    noun = lex.singular(last.fold)
    if last.text[0].isupper():
        return last.fold not in lex.SENTENCE_OPENERS or len(words) > 1
    people = noun in lex.PERSON_NOUNS or noun in lex.BODY_NOUNS or last.fold in lex.PLURAL_PEOPLE
    return people and (len(words) > 1 or noun != last.fold or last.fold in lex.PLURAL_PEOPLE)
