"""RTF: the words of a document as its reader sees them, by the Rich Text Format specification 1.9.1.

Read in one pass over bytes, a stack for the groups. What a program would hide or strike out is left out, as on a page;
so are headers, footers, pictures, styles, and destinations that are not known (`\\*`), as the specification asks.
A case it gets wrong: words in a text box, which such a destination holds; bytes in another code page than the
document's own, which only old programs wrote.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from quoth.articles.html import NoArticleError, Note, PageText
from quoth.articles.text import notice
from quoth.words import wordset

MOST_TEXT = 4_000_000
"""Characters that are taken."""
MOST_DEPTH = 5_000
"""Groups inside of groups; Word writes some 20."""

_TOKEN = re.compile(
    rb"\\(?:([a-zA-Z]{1,32})(-?\d{1,10})? ?|'([0-9a-fA-F]{2})|([^a-zA-Z]))|([{}])|([^\\{}\r\n]+)|[\r\n]+|\\", re.DOTALL
)
_LEFT_OUT = wordset(
    "fonttbl colortbl stylesheet listtable listoverridetable info pict object objdata header headerl headerr headerf"
    " footer footerl footerr footerf footnote annotation comment revtbl rsidtbl generator themedata datastore xmlnstbl"
    " colorschememapping latentstyles fldinst bkmkstart bkmkend filetbl tc xe nonshppict pntext listtext"
)
_SAYS = {
    "par": "\n\n", "sect": "\n\n", "page": "\n\n", "row": "\n\n", "nestrow": "\n\n", "line": "\n", "tab": "\t",
    "cell": "\t", "nestcell": "\t", "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“",
    "rdblquote": "”", "bullet": "•", "emspace": " ", "enspace": " ", "qmspace": " ",
}  # fmt: skip
_SYMBOLS = {b"~": "\xa0", b"_": "\u2011", b"\\": "\\", b"{": "{", b"}": "}", b"\n": "\n\n", b"\r": "\n\n", b"\t": "\t"}
_UNSEEN = wordset("v strike striked deleted")
_PAGES = {"mac": "mac_roman", "pc": "cp437", "pca": "cp850"}
_GAPS = re.compile(r"[ \t]*\n[ \t]*\n\s*")


@dataclass(frozen=True, slots=True)
class _Group:
    """What is so inside of a group: whether its words count, what is hidden, and how many characters stand for one."""

    out: bool = False
    hidden: frozenset[str] = frozenset()
    instead: int = 1


def of_bytes(data: bytes) -> PageText:
    """The text of an RTF document. Raises NoArticleError where it has none."""
    read = _Reader()
    at = 0
    while at < len(data) and (m := _TOKEN.match(data, at)) and read.room > 0:
        at = m.end()
        skip = read.take(m)
        at += min(skip, len(data) - at)
    text = _GAPS.sub("\n\n", read.text()).strip()
    if not text:
        raise NoArticleError("no-text", "expected an article, found a document without text")
    notes = [Note("encoding", note) for note in notice(text)]
    if read.room <= 0:
        notes.append(Note("too-long", f"only the first {MOST_TEXT:,} characters of the text were read"))
    if read.left_out:
        notes.append(
            Note("left-out", f"left out, as they stand apart from the text: {', '.join(sorted(read.left_out))}")
        )
    return PageText(text, (), (), notes=tuple(notes))


class _Reader:
    """What was read so far, and the groups that are open."""

    def __init__(self) -> None:
        self.room = MOST_TEXT
        self.left_out: set[str] = set()
        self._pieces: list[str] = []
        self._bytes = bytearray()
        self._page = "cp1252"
        self._open: list[_Group] = []
        self._group = _Group()
        self._owed = 0  # characters that stand for the one that was just given by its number
        self._star = False

    def text(self) -> str:
        self._flush()
        joined = "".join(self._pieces)
        return joined.encode("utf-16", "surrogatepass").decode("utf-16", "replace")

    def take(self, m: re.Match[bytes]) -> int:
        """Goes on with a token; how many bytes behind it are no text."""
        word, number, code, symbol, brace, words = m.groups()
        if words is not None:
            self._raw(words)
        elif code is not None:
            self._raw(bytes([int(code, 16)]))
        elif brace == b"{":
            self._owed = 0
            if len(self._open) >= MOST_DEPTH:
                raise NoArticleError(
                    "too-deep", f"expected a document, found more than {MOST_DEPTH:,} groups in others"
                )
            self._open.append(self._group)
        elif brace == b"}":
            self._owed = 0
            self._group = self._open.pop() if self._open else _Group()
        elif symbol == b"*":
            self._star = True
            return 0
        elif symbol is not None:
            self._say(_SYMBOLS.get(symbol, ""))
        elif word is not None:
            return self._word(word.decode("ascii"), int(number) if number else None)
        self._star = False
        return 0

    def _word(self, word: str, number: int | None) -> int:
        star, self._star = self._star, False
        if word == "bin":
            return max(0, number or 0)
        if word in _LEFT_OUT or star:
            self._group = replace(self._group, out=True)
            if word in ("footnote", "annotation"):
                self.left_out.add(f"{word}s")
        elif word == "u" and number is not None:
            self._say(chr(number % 65_536))
            self._owed = self._group.instead
        elif word == "uc":
            self._group = replace(self._group, instead=min(max(0, number or 0), 20))
        elif word in _UNSEEN:
            hidden = self._group.hidden - {word} if number == 0 else self._group.hidden | {word}
            self._group = replace(self._group, hidden=hidden)
        elif word == "plain":
            self._group = replace(self._group, hidden=self._group.hidden & {"deleted"})
        elif word == "ansicpg" and number:
            self._page = f"cp{number}"
        elif word in _PAGES:
            self._page = _PAGES[word]
        elif word in _SAYS:
            self._say(_SAYS[word])
        return 0

    def _raw(self, words: bytes) -> None:
        if self._owed:
            owed = min(self._owed, len(words))
            self._owed -= owed
            words = words[owed:]
        if words and not self._group.out and not self._group.hidden:
            self._bytes += words
            self.room -= len(words)

    def _say(self, words: str) -> None:
        self._owed = 0
        if words and not self._group.out and not self._group.hidden:
            self._flush()
            self._pieces.append(words)
            self.room -= len(words)

    def _flush(self) -> None:
        """What was given as bytes, as characters of the document's code page."""
        if self._bytes:
            try:
                self._pieces.append(self._bytes.decode(self._page, "replace"))
            except LookupError:
                self._pieces.append(self._bytes.decode("cp1252", "replace"))
            self._bytes.clear()
