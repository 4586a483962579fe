"""Headlines tell by their colons who says what: "Quill: It rains", "It rains: Quill", "It rains: report".

`told_in` gives what a headline tells in this way, whole, and `topics` the places of the colons in it that part a topic
from what is said about it ("Quill resignation: What comes next?"), which the network may take for a speaker.

What it accepts: before a colon a name, or a noun that can speak, or "Quill to Moss", "Quill on rain"; behind the last
colon a noun that can speak, without an article, or a name; "…, says Quill" at the end.
What guards it: where the network saw no statement a name must speak in the article, of the same matter, as two long
words show which both have; a question or a number of things ("Three questions") is nobody's unless it stands in
quotation marks; what bodies say must be of a matter on which the article has them speak.
A case it gets wrong: "Quill left with one fear: police"; a topic that is a person, of whom the headline says something
and who says the same in the article.
"""

from __future__ import annotations

import re
from collections.abc import Sequence, Set
from typing import NamedTuple

from quoth.attributions import lexicon as lex
from quoth.attributions.layouts import Told, trimmed
from quoth.quotation import Quotation
from quoth.types import Article, Attribution, Mention, Span

_COLON = re.compile(r":(?=\s)")
_WORDS = re.compile(r"[^\W_](?:[^\W_]|[.’'&-](?=[^\W_]))*")
_LABEL_WORDS = 6
HEADLINES, _COLONS = 3, 4  # of an article, and of one of them, that are looked at: keeps hostile text linear
_LEAST = 4  # words of a statement whose label stands behind it
_SURE = lex.words("""
    report reports poll study survey police authorities sources officials scientists experts analysts economists
    researchers watchdog memo lawsuit feds
    """)
_NOUNS = (
    _SURE
    | lex.PERSON_NOUNS
    | lex.words("observers lawmakers court panel committee agency ministry regulator probe filing")
)
_NEVER_FIRST = lex.DETERMINERS | lex.PREPOSITIONS | (lex.SENTENCE_OPENERS - {"more", "most"})
_KICKERS = lex.words(
    "opinion editorial analysis watch video photos exclusive breaking updated update live column review"
)
_TO = re.compile(r"(?P<who>[^:]{2,40}?) (?P<how>to|on|after|in|at) (?=\S)", re.IGNORECASE)
_SAYS = re.compile(r"(?P<said>.{15,}), (?P<cue>says?|warns?) (?P<who>[A-Z][^,:;]{1,60})$")
_COUNTED = re.compile(
    r"(?:An?|The|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|\d{1,3})\s+(?!.*\b(?:is|are|was|were|will|has|have|can)\b)"
)
_ASKS = re.compile(r"(?:How|Why|What|Inside|Who|When|Where)\b", re.IGNORECASE)
_MARKS = "\"“‘'«"
_OUTLET = re.compile(r"\s+(?:\||-{1,2}|–|—)\s+[A-Z][^|:]{2,40}$")  # "… | Bellport Courier"
_SMALL = lex.words("of for the and de van von bin al del la")
_STEM = 5  # letters that two forms of a word share
_LONG = 4  # letters of a word that tells of a matter


class Headline(NamedTuple):
    """What a headline tells: statements, and the places of colons behind which nobody speaks."""

    told: list[Told]
    topics: frozenset[int]


NONE = Headline([], frozenset())


def told_in(
    article: Article, found: Sequence[Attribution], mentions: Sequence[Mention], marks: Sequence[Quotation]
) -> Headline:
    """What the headlines of `article` tell; `found` are the network's statements, `mentions` its names."""
    told: list[Told] = []
    topics: set[int] = set()
    heads = [p for p in article.parts if p.kind == "headline"][:HEADLINES]
    if not heads:
        return NONE
    body = [a for a in found if not any(p.start <= a.start < p.end for p in heads)]
    for part in heads:
        text = article.text[part.start : part.end].rstrip()
        if outlet := _OUTLET.search(text):
            text = text[: outlet.start()]
        line = _Line(article.text, part.start, part.start + len(text), body, mentions)
        own = [a for a in found if part.start <= a.start < part.end]
        inside = [(q.start, q.end) for q in marks if part.start <= q.start < part.end]
        colons = [part.start + m.start() for m in _COLON.finditer(text)]
        colons = [c for c in colons if not any(s < c < e for s, e in inside)][-_COLONS:]
        one = line.behind(colons) or line.says()
        if one is None and colons:
            one, wrong = line.before(colons, own)
            topics |= wrong
        if one is not None:
            told.append(one)
    return Headline(told, frozenset(topics))


class _Line:
    """One headline of a text, with the statements of the article's body and the names that the network saw."""

    def __init__(
        self, text: str, start: int, end: int, body: Sequence[Attribution], mentions: Sequence[Mention]
    ) -> None:
        self.text, self.start, self.end = text, start, end
        self.named = [m for m in mentions if start <= m.start < end and m.kind != "other"]
        self.known = {_bare(text[m.start : m.end].rsplit(maxsplit=1)[-1]) for m in mentions if m.kind == "person"}
        self.body = body

    def behind(self, colons: Sequence[int]) -> Told | None:
        """The statement of "It rains: Quill"."""
        if not colons:
            return None
        colon = colons[-1]
        start, end = trimmed(self.text, colon + 1, self.end)
        label, head = self.text[start:end], self.text[self.start : colon]
        words = label.split()
        if not 1 <= len(words) <= _LABEL_WORDS or label[0] in _MARKS or len(head.split()) < _LEAST:
            return None
        if not _is_speaking(words) and (not _is_name(words) or self.agreed(words[-1], head) < 2):
            return None
        return Told(Span.of(self.text, start, end), _colon(self.text, colon), (Span.of(self.text, self.start, colon),))

    def says(self) -> Told | None:
        """The statement of "It rains, says Quill"."""
        m = _SAYS.match(self.text[self.start : self.end])
        if m is None or len(m["who"].split()) > _LABEL_WORDS:
            return None
        said = self.start + m["said"].rfind(": ") + 2 if ": " in m["said"] else self.start  # behind a topic
        who, cue = (Span.of(self.text, self.start + m.start(g), self.start + m.end(g)) for g in ("who", "cue"))
        return Told(who, cue, (Span.of(self.text, said, self.start + m.end("said")),))

    def before(self, colons: Sequence[int], own: Sequence[Attribution]) -> tuple[Told | None, set[int]]:
        """The statement of "Quill: It rains", for the last colon that parts a speaker from his words; and the places of
        those behind which the network saw a statement that is none.
        """
        wrong: set[int] = set()
        for k in range(len(colons) - 1, -1, -1):
            low, label = trimmed(self.text, colons[k - 1] + 1 if k else self.start, colons[k])
            start, end = trimmed(self.text, colons[k] + 1, self.end)
            if low >= label or start >= end:
                continue
            seen = [a for a in own if any(s.start <= colons[k] < s.end for s in a.cue)]
            held = [a for a in own if a.cue and any(s.start < end and start < s.end for s in a.content)]
            if held and not seen and self.text[start] in _MARKS:
                break  # "Quill tells the port: “It rains”", and the network saw who says it
            source = self.speaker(low, label, start, end, seen)
            if source is not None:
                return Told(source, _colon(self.text, colons[k]), (Span.of(self.text, start, end),)), wrong
            if seen and self.text[start] not in _MARKS:
                wrong.add(colons[k])
        return None, wrong

    def speaker(self, low: int, label: int, start: int, end: int, seen: Sequence[Attribution]) -> Span | None:
        """The words of the label `low:label` that name who says `start:end`; None where it is a topic.

        `seen`: what the network found to be said behind the colon.
        """
        shown, rest = self.text[low:label], self.text[start:end]
        words = shown.split()
        quoted = rest[0] in _MARKS
        if words[0].casefold().strip(",") in _KICKERS:
            return None
        if addressed := _TO.match(shown):
            who = addressed["who"].split()
            least = 0 if quoted or seen else 1 if addressed["how"] == "to" else 2
            if _is_name(who) and _bare(who[-1]) in self.known and self.agreed(who[-1], rest) >= least:
                return Span.of(self.text, low, low + addressed.end("who"))
        whole = Span.of(self.text, low, label)
        short = len(words) <= _LABEL_WORDS
        if short and _is_speaking(words, _SURE):
            return whole
        agreed = self.agreed(words[-1], rest) if short and _is_name(words) else 0
        if agreed > 1 and not _is_open(rest):
            return whole
        if quoted and (first := next((m for m in self.named if m.start == low and m.kind == "person"), None)):
            return Span.of(self.text, first.start, first.end)
        if not seen or (not quoted and not agreed and _is_open(rest)):
            return None
        if short and (
            quoted
            or agreed
            or _is_speaking(words, _NOUNS | lex.PLURAL_PEOPLE)
            or (seen[0].source and self.speaks(words))
        ):
            source = seen[0].source
            return source[0] if source and low <= source[0].start < label else whole
        return None

    def speaks(self, label: Sequence[str]) -> bool:
        """Whether a label may be a speaker's: it ends with a person's name, or has a name of one who speaks below."""
        names = {_bare(w) for w in label if w[0].isupper() and len(w) > 1}
        below = (_bare(w) for a in self.body for s in a.source for w in s.text.split())
        return _bare(label[-1]) in self.known or any(w in names for w in below)

    def agreed(self, name: str, shown: str) -> int:
        """How many long words `shown` shares with a statement of the body whose source has `name`, at most."""
        name = _bare(name)
        stems = _stems(shown)
        return max(
            (
                len(stems & _stems(" ".join(s.text for s in a.content)))
                for a in self.body
                if any(name in (_bare(w) for w in s.text.split()) for s in a.source)
            ),
            default=0,
        )


def _stems(shown: str) -> set[str]:
    words = (w.casefold() for w in _WORDS.findall(shown))
    return {w[:_STEM] for w in words if len(w) >= _LONG and w not in lex.SENTENCE_OPENERS}


def _bare(word: str) -> str:
    word = word.strip('.,;:()"“”')
    return word[:-2] if word.endswith(("’s", "'s")) else word


def _is_speaking(words: Sequence[str], nouns: Set[str] = frozenset()) -> bool:
    """Whether these words, a label, end with a noun that can speak: "Harbour poll", "Port officials", "Mayor"."""
    last = _bare(words[-1]).casefold()
    nouns = nouns or _NOUNS
    return (
        (last in nouns or lex.singular(last) in nouns)
        and words[0].casefold() not in _NEVER_FIRST
        and not any(w.endswith(("n’t", "n't")) for w in words)
    )


def _is_open(shown: str) -> bool:
    """Whether words behind a colon ask or count something, as a topic's do: "What comes next?", "Three questions"."""
    return bool(shown.endswith("?") or _COUNTED.match(shown) or _ASKS.match(shown))


def _is_name(words: Sequence[str]) -> bool:
    """Whether these words may be a name: capitalised, but for small words within."""
    if not 1 <= len(words) <= _LABEL_WORDS or words[-1].endswith(("’s", "'s")):
        return False
    return words[-1][0].isupper() and all(w[0].isupper() or w.casefold() in _SMALL for w in words)


def _colon(text: str, at: int) -> Span:
    return Span.of(text, at, at + 1)
