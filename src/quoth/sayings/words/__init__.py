"""The words of a text, with their normal forms, and what stands between each and the word before it.

What it accepts: words of any script that separates words by spaces; contractions as their pieces; a number with all
that belongs to it ("$2 million", "two million dollars", "15 per cent") as one word; words in square brackets, marked
as such, and up to three in round ones; "[T]he" as "the"; "d***ed" as one word. Stage directions "(laughter)" and the
like are no words.
What guards it: the lexer is one pass with bounded repeats; a square bracket opens only when it is closed within 200
characters.
A case it gets wrong: "US" is the country, so that a shouted "BELIEVE US" is misread unless all is in capitals.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from quoth.sayings.words.compounds import compounds, rejoined
from quoth.sayings.words.lexemes import LEXEME
from quoth.sayings.words.spelling import HYPHENS, Piece, folded, pieces
from quoth.sayings.words.weights import SMALL
from quoth.sayings.words.word import Break, Word
from quoth.words import wordset

_APOSTROPHES = frozenset("'’ʼ‘")
_HYPHENS = frozenset(HYPHENS)
_MASK = re.compile(r"[-–—*]+")
_NUMBERED = re.compile(r"\.\s?\d")
_BRACKETED = 200  # characters within which a square bracket is closed, or opens nothing
_ASIDE = 3  # words in round brackets up to which they are a wire's, which has no square ones; more are the speaker's
_NO_END = wordset(
    "sen sens gov govs rep reps gen gens dr mr mrs ms prof pres sgt lt col capt cmdr maj cpl pvt brig adm sec atty rev "
    "supt insp jr sr st mt ft ave blvd calif fla conn tenn ariz colo mich minn neb nev okla tex wis wyo "
    "jan feb aug sept oct nov dec no vs v"
)


def words(text: str, offset: int = 0) -> tuple[Word, ...]:
    """All words of `text`, which stands at `offset` of its article. Linear in the length of `text`."""
    reading = _Reading(text, offset)
    for m in LEXEME.finditer(text):
        reading.take(m)
    written = ((w, text[w.start - offset : w.end - offset]) for w in compounds(reading.found, text, offset))
    return tuple(w if w.t == t else replace(w, t=t) for w, t in written)


class _Reading:
    """A text as far as it was read: the words `found`, and what the lexemes since the last of them say of the next."""

    def __init__(self, text: str, offset: int) -> None:
        self.found: list[Word] = []
        self._text, self._offset = text, offset
        self._shouted = text.upper() == text  # capitals say nothing about names
        self._before = Break.SENTENCE
        self._bracketed = False
        self._aside: int | None = None  # how many words stand before the round bracket that is open

    def take(self, m: re.Match[str]) -> None:
        """Reads the next lexeme."""
        match m.lastgroup:
            case "stage":
                pass
            case "ellipsis":
                self._before |= Break.ELLIPSIS
                # "They walked away... Now they are back": an ellipsis may also end the sentence.
                if self._text[m.end() : m.end() + 8].lstrip("”\"’' ")[:1].isupper():
                    self._before |= Break.SENTENCE
            case "dash":
                self._before |= Break.DASH
            case "end":
                if not self._abbreviates(m):
                    self._before |= Break.SENTENCE
            case "open":
                self._bracketed = "]" in self._text[m.end() : m.end() + _BRACKETED]
            case "close":
                if self._bracketed and self._ends_at(m.start()):
                    self.found[-1] = replace(self.found[-1], end=self._offset + m.end())
                self._bracketed = False
            case "aside":
                self._aside = len(self.found)
            case "aside_end":
                if self._aside is not None and len(self.found) - self._aside <= _ASIDE:
                    self.found[self._aside :] = [replace(w, aside=True) for w in self.found[self._aside :]]
                self._aside = None
            case _:
                self._word(m)

    def _word(self, m: re.Match[str]) -> None:
        first, *rest = _read(m, self._offset, self._before, self._bracketed, self._shouted)
        if first.n == "no" and _NUMBERED.match(self._text, m.end()):  # "No. 1" denies nothing
            first = replace(first, key="number", capital=False, opens=False)
        if self._bracketed and self._text[m.start() - 1 : m.start()] == "[":
            first = replace(first, start=first.start - 1)
        if self.found and _tied(self._text[self.found[-1].end - self._offset : m.start()], first):
            first = replace(first, hyphen=True)
        self.found += [first, *rest]
        self._before = Break.NONE

    def _abbreviates(self, m: re.Match[str]) -> bool:
        """Whether the mark is the full stop of an abbreviation or an initial, which ends no sentence."""
        if m[0] != "." or not self._ends_at(m.start()):
            return False
        last = self.found[-1]
        return last.n in _NO_END or (len(last.t) == 1 and last.t.isupper())

    def _ends_at(self, place: int) -> bool:
        """Whether the last word ends at this place of the text."""
        return bool(self.found) and self.found[-1].end == self._offset + place


def _read(m: re.Match[str], offset: int, before: Break, bracketed: bool, shouted: bool) -> list[Word]:
    """The words of one lexeme: one, or the pieces of a contraction. `shouted`: capitals say nothing about names."""
    start, end, t = offset + m.start(), offset + m.end(), m[0]
    if m.lastgroup == "masked":
        n = _MASK.sub("*", folded(t))
        return [Word(start, end, t, n, n, before=before, bracketed=bracketed)]
    if m.lastgroup in {"number", "percent"}:
        return [Word(start, end, t, folded(t), folded(t), before=before, bracketed=bracketed, number=True)]
    name = (
        not shouted
        and t[:1].isupper()
        and t not in {"I", "I'm", "I’m", "I'll", "I’ll", "I've", "I’ve", "I'd", "I’d", "OK"}
    )
    opens = name and bool(before & Break.SENTENCE) and not t[1:2].isupper()
    plain = t.replace("[", "").replace("]", "")
    if plain in {"U.S.", "U.S", "U.S.A.", "U.S.A", "USA"} or (plain == "US" and not shouted):  # not the pronoun "us"
        return [Word(start, end, t, "u.s.", "u.s.", before=before, bracketed=bracketed, capital=True)]
    dropped = plain[-2:].casefold() == "in" and m.string[end - offset : end - offset + 1] in _APOSTROPHES
    parts = pieces(folded(plain) + "'" * dropped)
    found = []
    for i, part in enumerate(parts):
        a, b = _share(parts, i, start, end, 2 * t.startswith("["))
        found.append(
            Word(
                a,
                b,
                t[a - start : b - start],
                part.n,
                part.key,
                part.alts,
                Break.NONE if i else before,
                glued=i > 0,
                bracketed=bracketed or "]" in t[3:],
                capital=name and not opens and i == 0,
                opens=opens and i == 0,
                whole=t if len(parts) > 1 else "",
            )
        )
    return found


def _tied(between: str, word: Word) -> bool:
    """Whether a hyphen ties `word` to the one before, also one with a space, where a line was broken: "e- mail".

    Before a small word it waits for another, or is a dash: "two- and three-masters", "the boats- which we sold".
    """
    if between[:1] not in _HYPHENS:
        return False
    return len(between) == 1 or (between[1:] == " " and word.key not in SMALL)


def _share(parts: Sequence[Piece], i: int, start: int, end: int, marks: int) -> tuple[int, int]:
    """Which of the letters `start:end` piece `i` of a contraction takes: the first its own, the last the rest.

    `marks` of them are the brackets round the first letter.
    """
    cuts = [start + marks]
    for part in parts[:-1]:
        cuts.append(min(cuts[-1] + len(part.n.lstrip("-")), end - 1))
    cuts[0] = start
    return (*cuts, end)[i], (*cuts, end)[i + 1]


__all__ = ["Break", "Word", "rejoined", "words"]
