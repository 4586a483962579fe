"""What a text is cut into before it is words: words, numbers, and the marks that say something of them.

`LEXEME` finds one after the other, in one pass with bounded repeats, and names its kind (`m.lastgroup`). What is no
lexeme (spaces, commas, quotation marks) says nothing.
"""

from __future__ import annotations

import re

from quoth.sayings.words.spelling import INVISIBLE

_JOINED = f"{INVISIBLE}\u0300-\u036f"
_WORD = rf"[^\W\d_](?:[^\W_]|[{_JOINED}])*(?:['’ʼ‘](?:[^\W\d_]|[{_JOINED}])+)*"
LEXEME = re.compile(
    # what is cut: "…", "...", ". . .", also in brackets
    r"(?P<ellipsis>[\[(]\s{0,3}(?:\.{3,9}|…|\. \. \.)\s{0,3}[\])]|…|\.{3,}|\.(?: \.){2,})"
    # what nobody said: "[ applause ]", "(laughter from the hall)"
    r"|(?P<stage>[(\[]\s?(?:laughter|laughs|laughing|applause|inaudible|crosstalk|cheers?|cheering|booing|boos)"
    r"[^()\[\]\n]{0,30}[)\]])"
    # letters left out of a word: "d***ed", "b—", "motherf---"
    r"|(?P<masked>(?:bulls|motherf|[^\W\d_]{1,4})\*{1,12}[^\W\d_]{1,12}|(?:bulls|motherf|[^\W\d_]{1,3})\*{2,12}"
    r"|(?-i:\b[b-hj-np-z](?:-{2,9}|[–—][-–—]{0,8})[a-z]{0,12})"
    r"|(?:bulls(?=[-–—]+t\b)|motherf)(?:-{2,9}|[–—]{1,9})[a-z]{0,12})"
    # "U.S.", "a.m."
    r"|(?P<dots>(?:[^\W\d_]\.){2,}(?:[^\W\d_](?![^\W_]))?)"
    # a word, also "[T]he" and "boat[s]"
    rf"|(?P<word>(?![A-Z]{{1,3}}[$€£¥]\d)(?:\[[^\W\d_]\](?=[^\W\d_]))?{_WORD}(?:\[[^\W\d_]{{1,5}}\])?|&)"
    # figures with their sign and what is written on to them: "US$1.5m", "15:30", "3rd"
    r"|(?P<number>(?:[A-Z]{0,3}[$€£¥])?(?:(?<![\w.…])\.)?\d{1,30}(?:[.,:]\d{1,9}){0,8}"
    r"(?:st|nd|rd|th|s|k|m|mn|mln|bn|bln|b|tn|trn|pc|lbs?|am|pm)?(?![^\W_])"
    r"|\d+[^\W_]*)"
    r"|(?P<percent>%|٪|％)"
    r"|(?P<dash>--+|[—–―‒]|(?<=\s)-(?=\s))"
    r"|(?P<end>[.!?]+|\n\s*\n)"
    r"|(?P<open>\[)|(?P<close>\])|(?P<aside>\()|(?P<aside_end>\))",
    re.IGNORECASE,
)
