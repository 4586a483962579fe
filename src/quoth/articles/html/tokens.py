"""A page's characters to tags and texts, each with the place where it stands.

Method: the tokenizer of the HTML Standard (WHATWG, section 13.2.5), written as jumps between regular expressions. We
depart from it where nobody reads what differs: a script is text up to the next end tag, comments in it or not, and of
an element's attributes only those are kept that quoth looks at.

Every character is passed once, whatever comes: a tag, comment or attribute that is not closed before the end of the
page ends the reading there, as it does in a browser, and that is said in `Tokens.swallowed`. We have a tokenizer of our
own because no fast parser with a permissive licence gives the place of a text in its page, which is what lets a reader
see the words where they stood, and because tree builders that follow the standard to the letter copy formatting
elements into every later paragraph: 5,000 open `<b x=1>` and 5,000 paragraphs, 69 kB, become 25 million nodes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import IntEnum
from typing import NamedTuple

from quoth.words import wordset

MOST_TOKENS = 150_000
"""After so many tags and texts a page is read no further, and says so. The largest of 90 real pages has 9,070."""

LONGEST_VALUE = 4096
"""Characters kept of an attribute."""


KEPT = wordset(
    "alt aria-hidden aria-label charset class content data-component data-qa data-testid data-type datetime dir"
    " epub:type hidden href http-equiv id itemid itemprop itemscope itemtype lang name open property pubdate rel role"
    " shadowrootmode src style title type"
)

VOID = wordset("area base br col embed frame hr img input link meta param source track wbr")
RAW = wordset("iframe noembed noframes script style textarea title xmp")


class Kind(IntEnum):
    """What a token is."""

    TEXT = 0
    OPEN = 1
    CLOSE = 2
    RAW = 3


class Token(NamedTuple):
    """A stretch `start:end` of the page. `name` is the element, in lower case; RAW is the inside of a raw element."""

    kind: Kind
    name: str
    start: int
    end: int
    attributes: dict[str, str]
    closed: bool = False


_NONE: dict[str, str] = {}
_LT = re.compile(r"<(?:(?P<close>/?)(?P<name>[A-Za-z][^\t\n\f\r />]*+)|(?P<comment>!--)|(?P<bogus>[!?/]))")
_COMMENT_END = re.compile(r"--!?>")
_BEFORE_ATTRIBUTE = re.compile(r"[\t\n\f\r /]*+")
_ATTRIBUTE = re.compile(
    r"(=?[^\t\n\f\r />=]*+)(?:[\t\n\f\r ]*+=[\t\n\f\r ]*+(?:(?P<quote>[\"'])|(?P<bare>[^\t\n\f\r >]*+)))?+"
)
_END_OF = {name: re.compile(rf"</{name}(?=[\t\n\f\r />])", re.IGNORECASE) for name in RAW}


class Tokens:
    """The tokens of a page, in order; iterate once. Afterwards `swallowed` and `cut` say what was not read.

    `swallowed` is the place of a tag, comment or attribute that was never closed, and what it was; `cut` the place
    after which `MOST_TOKENS` stopped the reading.
    """

    def __init__(self, page: str) -> None:
        self._page = page
        self.swallowed: tuple[int, str] | None = None
        self.cut: int | None = None

    def __iter__(self) -> Iterator[Token]:
        for count, token in enumerate(self._all()):
            if count >= MOST_TOKENS:
                self.cut = token.start
                return
            yield token

    def _all(self) -> Iterator[Token]:
        page, end = self._page, len(self._page)
        text = at = 0  # the text that has not been given out begins at `text`
        while m := _LT.search(page, at):
            start = m.start()
            if m["comment"]:
                after = self._comment_end(m.end())
            elif m["bogus"]:
                after = page.find(">", m.end()) + 1
            else:
                if start > text:
                    yield Token(Kind.TEXT, "", text, start, _NONE)
                name = m["name"].lower()
                attributes, closed, after = self._attributes(m.end())
                if not after:
                    self.swallowed = (start, "a tag")
                    return
                if m["close"]:
                    yield Token(Kind.CLOSE, name, start, after, _NONE)
                else:
                    yield Token(Kind.OPEN, name, start, after, attributes, closed)
                    if name in RAW:
                        stop = _END_OF[name].search(page, after)
                        if stop is None:
                            self.swallowed = (start, f"<{name}>")
                        yield Token(Kind.RAW, name, after, stop.start() if stop else end, _NONE)
                        after = stop.start() if stop else end
                    elif name == "plaintext":
                        yield Token(Kind.TEXT, "", after, end, _NONE)
                        return
                text = at = after
                continue
            if start > text:
                yield Token(Kind.TEXT, "", text, start, _NONE)
            if not after:
                self.swallowed = (start, "a comment")
                return
            text = at = after
        if text < end:
            yield Token(Kind.TEXT, "", text, end, _NONE)

    def _comment_end(self, at: int) -> int:
        """Where the comment ends whose inside begins at `at`; 0 when it never does."""
        if self._page.startswith(">", at):
            return at + 1
        if self._page.startswith("->", at):
            return at + 2
        m = _COMMENT_END.search(self._page, at)
        return m.end() if m else 0

    def _attributes(self, at: int) -> tuple[dict[str, str], bool, int]:
        """The attributes from `at` on, whether the tag closes itself, and where it ends; 0 when it never does."""
        page, found = self._page, _NONE
        while True:
            before = _BEFORE_ATTRIBUTE.match(page, at)
            at = before.end() if before else at
            if at >= len(page):
                return found, False, 0
            if page[at] == ">":
                return found, page[at - 1] == "/", at + 1
            m = _ATTRIBUTE.match(page, at)
            if m is None or m.end() == at:  # cannot be: something that is neither space nor ">" is a name
                return found, False, 0
            name, at = m[1].lower(), m.end()
            if m["quote"]:
                end = page.find(m["quote"], at)
                if end < 0:
                    return found, False, 0
                value, at = (at, end), end + 1
            else:
                value = m.span("bare") if m["bare"] else (at, at)
            if name in KEPT and name not in found:
                found = found or {}
                found[name] = page[value[0] : min(value[1], value[0] + LONGEST_VALUE)]
