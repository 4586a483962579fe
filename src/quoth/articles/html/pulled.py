"""Pull-quotes: words of the article that are shown a second time.

Where they are, the block is labelled so and reports nothing; where its words are nowhere else in the article, it is
body like the rest.
"""

from __future__ import annotations

import re
from dataclasses import replace

from quoth.articles.html.choose import Chosen
from quoth.articles.html.said import folded

REPEATED, CALLED = 0.8, 0.5
"""Share of a passage's runs of three words that the article has, from which it is a pull-quote; lower where the page
calls it one: “I got tired of waiting,” she said, “so I stopped” is pulled without the words between.
"""

MOST_PASSAGES = 50  # block quotations that another one is looked for in
MOST_SOUGHT = 200  # passages that are looked for letter by letter; others by their runs of words alone
_WORD = re.compile(r"\w+")


def pulled(chosen: list[Chosen]) -> list[Chosen]:
    """`chosen` with pull-quotes told from passages that stand nowhere else."""
    suspects = [i for i, c in enumerate(chosen) if c.kind == "pullquote" or (c.block.quotation >= 0 and not c.head)]
    if not suspects:
        return chosen
    apart = set(suspects)
    whole = "\n".join(folded(c.block.text) for i, c in enumerate(chosen) if i not in apart and c.kind != "headline")
    trigrams = {t for i, c in enumerate(chosen) if i not in apart for t in _trigrams(c.block.text)}
    passages = [folded(chosen[i].block.text) for i in suspects if chosen[i].kind != "pullquote"]
    out = list(chosen)
    repeated = False
    for n, i in enumerate(suspects):
        block = chosen[i].block
        letters = folded(block.text)
        grams = _trigrams(block.text)
        most = CALLED if chosen[i].kind == "pullquote" else REPEATED
        again = len(letters) >= 12 and (
            sum(g in trigrams for g in grams) >= most * max(1, len(grams))
            or (n < MOST_SOUGHT and letters in whole)
            or (n < MOST_SOUGHT and any(len(p) > len(letters) and letters in p for p in passages[:MOST_PASSAGES]))
        )
        follows = repeated and i - 1 in apart and block.text.count(" ") < 12 and not again  # "Ann Lee, director"
        repeated = again or follows
        out[i] = replace(
            chosen[i], kind="pullquote" if repeated else "body" if chosen[i].kind == "pullquote" else chosen[i].kind
        )
    return out


def _trigrams(text: str) -> list[tuple[str, ...]]:
    words = _WORD.findall(text.casefold())
    return list(zip(words, words[1:], words[2:], strict=False))
