"""A revision of an article as it stands in the store, and the queries that lead to one.

Nothing in a row is believed: SQLite keeps whatever was put into a column, and a damaged page may give anything.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from quoth.store.encode import Columns, plain

_ROWS = (
    "SELECT articles.id, revision, made_by, text, facts, problems, checksum, kept_at "
    "FROM revisions JOIN articles ON articles.article = revisions.article WHERE "
)
_NEWEST = " ORDER BY number DESC LIMIT 1"
BY_REVISION = f"{_ROWS}revisions.revision = ?"
NEWEST_BY_ID = f"{_ROWS}articles.id = ?{_NEWEST}"
NEWEST_BY_PLACE = f"{_ROWS}articles.place = ?{_NEWEST}"
NEWEST_BY_ARTICLE = f"{_ROWS}articles.article = ?{_NEWEST}"


class Row(NamedTuple):
    """What one of the queries above gives."""

    id: Any
    revision: Any
    made_by: Any
    text: Any
    facts: Any
    problems: Any
    checksum: Any
    kept_at: Any

    def columns(self, said: Sequence[tuple[Any, Any]]) -> Columns:
        """The columns of this row and of its attributions, `said`: (JSON, vector) for each, in order.

        Raises ValueError, in words, where one of them is of another type than quoth wrote.
        """
        written = self.made_by, self.facts, self.problems, self.checksum, self.kept_at
        if not all(isinstance(column, str) for column in written):
            raise ValueError("a column is not text")
        readable = isinstance(self.text, str | bytes) and isinstance(self.id, str | bytes)
        if not readable or not all(isinstance(line, str) and isinstance(vector, bytes) for line, vector in said):
            raise ValueError("a column is of the wrong kind")
        return Columns(plain(self.id), self.made_by, self.text, self.facts, self.problems, tuple(said), self.kept_at)


def shown(column: object) -> str:
    """A column as it can be shown, whatever stands in it."""
    return column.decode("utf-8", "replace") if isinstance(column, bytes) else str(column)
