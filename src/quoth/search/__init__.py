"""“Who said this?”: the tellings in a store that have some words, or words near them, and who said them where and when.

The way through: a `Question` is words and nothing else (`question`) -> numbers of words and of pairs of neighbours
(`grams`) -> a few hundred tellings out of a million that may have them (`candidates`, over `tables`) -> how near the
words of each are (`rank`) -> the nearest, in order (`find`) -> sayings with their tellings (`answer`). `beside` keeps
the file that the command line is answered from; the page has the same tables in its own index and asks the same `find`.

    >>> from quoth.search import Question, who
    >>> who("quoth.db", Question("safe by the summer", since="2026-03")).first_seen  # doctest: +SKIP
    Seen(day='2026-03-02', tellings=('harbour-post:210',))
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from quoth.search.answer import MOST, Answer, Answered, Seen, Telling, answer
from quoth.search.beside import Beside, Progress
from quoth.search.find import Hit, Hits, find
from quoth.search.question import Question

__all__ = ["Answer", "Answered", "Beside", "Hit", "Hits", "Question", "Seen", "Telling", "answer", "find", "who"]


def who(
    store: str | Path, question: Question, most: int = MOST, progress: Progress = lambda _done, _of: None
) -> Answer:
    """What the store at `store` has in answer to `question`, up to `most` sayings.

    What was put into the store since the last question is taken in first. Raises StoreError when it cannot be read or
    the answer takes too long, and UsageError for a day that is none.
    """
    with Beside(Path(store)) as beside:
        beside.refresh(progress)
        with beside.asked() as db:
            found = answer(db, question, most)
        return replace(found, problems=beside.problems())
