"""Articles: bytes to `Article`, or to the `Problem` that says why not.

`read` is the door, `read_rows` that for rows which a program has at hand. `listing` finds the files, in folders too
(`folder`), and `ids` tells their ids apart; `reading` opens them one at a time, and `inside` hands each to the reader
of its kind. `text` decodes, `table` and `rows` take rows apart, `layout` says what each line is for, `dates` and
`language` read what the text states, `meta` joins what the user knows, `compose` puts an article together.
A folder stands for a family of formats: `html`, `feed`, `warc`, `table` and `workbook`, `mail`, `document`, `agency`,
`databank`. docs/method/articles.md tells how well.
"""

from quoth.articles.at_hand import read_rows
from quoth.articles.layout import parts
from quoth.articles.reading import read

__all__ = ["parts", "read", "read_rows"]
