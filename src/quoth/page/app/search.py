"""“Who said this?”: words sought in what was said, with the speaker and the outlet.

The question is never given to FTS5 as it came: its words are taken out, each put in quotation marks, and joined by us.
All of them have to be there, the last as the beginning of a word, since it may still be being typed. When nothing has
all of them, the rare ones will do, the more the better (BM25): whoever pastes a sentence as one paper has it finds how
the others have it.

A case it gets wrong: a question of small words alone, such as “he said so”, finds whatever has them.
"""

from __future__ import annotations

import re
import sqlite3
from typing import Any

from starlette.requests import Request

from quoth.page.app.desk import Desk
from quoth.page.app.shown import Shown
from quoth.words import rarity, stem

FOUND = 40  # tellings at most
LONGEST = 400  # code points of a question that are read
TERMS = 24
RARE = 1.0  # rarity from which a word narrows a search: in one article of three or fewer
_WORD = re.compile(r"\w+")
_COLUMNS = ("attribution", "saying", "story", "speaker", "outlet", "article", "day", "kind", "words", "told_by")

_QUERY = """
SELECT t.id AS attribution, t.saying, t.story, w.speaker, w.outlet, a.slug AS article, a.title, t.day, t.dated, t.kind,
       w.content AS words, t.told AS told_by, t.place, t.speaker AS person, t.origin
FROM (SELECT rowid, rank FROM words WHERE words MATCH ? ORDER BY rank LIMIT ?) f
JOIN words w ON w.rowid = f.rowid JOIN tellings t ON t.telling = f.rowid JOIN articles a ON a.article = t.article
ORDER BY f.rank, t.telling
"""


def search(desk: Desk, request: Request) -> Shown:
    """What was said with these words; `by` may name a speaker."""
    sought = request.query_params.get("q", "")[:LONGEST].strip()
    by = request.query_params.get("by", "")[:LONGEST].strip()
    with desk.index.reading() as db:
        found, loose = _found(db, sought, by)
    return Shown(
        "search.html",
        f"Search: {sought}" if sought else "Search",
        {
            "sought": sought,
            "by": by,
            "found": found,
            "loose": loose,
            "terms": _terms(sought),
            "full": len(found) == FOUND,
        },
        lambda: {"format": "quoth/1", "q": sought, "by": by, "all_words": not loose, "found": found},
        lambda: (_COLUMNS, [[r[k] for k in _COLUMNS] for r in found]),
    )


def _found(db: sqlite3.Connection, sought: str, by: str) -> tuple[list[dict[str, Any]], bool]:
    """The tellings that have all words, and False; else those that have some of the rare ones, and True."""
    terms, names = _terms(sought), _terms(by)
    if not terms and not names:
        return [], False
    whose = [f'speaker : "{n}"' for n in names]
    typed = bool(terms) and sought[-1].isalnum() and len(terms[-1]) > 1
    all_of = [f'"{t}"' for t in terms]
    if typed:
        all_of[-1] += "*"
    found = db.execute(_QUERY, (" AND ".join([*all_of, *whose]), FOUND)).fetchall()
    if found or len(terms) < 2:
        return [dict(r) for r in found], False
    rare = [t for t in terms if rarity(stem(t)) >= RARE] or terms
    some = " OR ".join(f'content : "{t}"' for t in rare)
    asked = f"({some})" + "".join(f" AND {w}" for w in whose)
    return [dict(r) for r in db.execute(_QUERY, (asked, FOUND)).fetchall()], True


def _terms(sought: str) -> list[str]:
    """The words of a question, each once."""
    return list(dict.fromkeys(m[0].casefold() for m in _WORD.finditer(sought)))[:TERMS]
