"""What stands above a text about it: front matter of Markdown files, and the head that tools give to what they fetch.

Clippers (Obsidian's, say), site generators and note programs put title, address, authors and day into lines between
"---" (YAML) or "+++" (TOML); others write "Title: …", "URL Source: …" and the like, a line for each. These lines are
about the words below them and none of them: they stay in the text, as link lines, and what they state is read.

It accepts: of YAML and TOML plain fields and lists, on a line or below a name; anything nested is passed over. What
guards it: the lines stand at the very beginning, each has the form of a field, two at least name something that is
known, one of these title or address. A case it gets wrong: a value over several lines has its first line alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from quoth.articles.fields import FIELDS, lookup

MOST = 20_000
"""Characters in which the lines must end."""
MOST_LINES = 300

_FENCE = re.compile(r"\ufeff?(?P<fence>---|\+\+\+)[ \t]*\r?\n")
_YAML = re.compile(r"(?P<name>[A-Za-z][\w .-]{0,40}?)[ \t]*:(?:[ \t]+(?P<value>.*))?")
_TOML = re.compile(r"(?P<name>[A-Za-z][\w.-]{0,40})[ \t]*=[ \t]*(?P<value>.*)")
_ITEM = re.compile(r"[ \t]*-[ \t]+(?P<value>.*)")
_INSIDE = re.compile(r"[ \t]+\S.*|#.*|\[[\w.\"-]{1,60}\]|[\])}],?")
_HEAD_NAMES = (
    r"title|headline|authors?|byline|(?:url )?source|url|link|publication|outlet|newspaper|date"
    r"|published(?: time)?|language|section|warning|markdown content"
)
_HEAD_FIELD = re.compile(rf"(?P<name>{_HEAD_NAMES}):(?:[ \t]+(?P<value>.*))?", re.IGNORECASE)
_RENAMED = {"urlsource": "url", "publishedtime": "published"}
_WIKI = re.compile(r"\[\[(?:[^\[\]|]{1,200}\|)?([^\[\]|]{1,200})\]\]")
_LINE = re.compile(r"([^\r\n]*)(\r\n|\n|\r|\Z)")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The fields above a text by their own names, and where the text begins."""

    fields: dict[str, Any] = field(repr=False)
    end: int


def front_matter(text: str) -> FrontMatter | None:
    """What stands above `text` about it; None where nothing does."""
    fence = _FENCE.match(text)
    found = _fenced(text, fence["fence"], fence.end()) if fence else _head(text)
    return found if found and _is_known(found.fields) else None


def _is_known(fields: dict[str, Any]) -> bool:
    """Whether fields are about an article: two of ours, one of them its title or its address."""
    ours = {name for name in FIELDS if name not in ("text", "id") and lookup(fields, name, {})[0] is not None}
    return len(ours) > 1 and bool(ours & {"title", "url"})


def _fenced(text: str, fence: str, begins: int) -> FrontMatter | None:
    pattern = _YAML if fence == "---" else _TOML
    fields: dict[str, Any] = {}
    name = ""
    for line, after in _lines(text, begins):
        if line.rstrip() == fence or (fence == "---" and line.rstrip() == "..."):
            return FrontMatter(fields, after)
        if m := pattern.fullmatch(line.rstrip()):
            name = m["name"]
            fields.setdefault(name, _value(m["value"] or ""))
        elif (m := _ITEM.fullmatch(line)) and name:
            known = fields[name]
            fields[name] = [*(known if isinstance(known, list) else [known] * bool(known)), _bare(m["value"])]
        elif line.strip() and not _INSIDE.fullmatch(line.rstrip()):
            return None
    return None


def _head(text: str) -> FrontMatter | None:
    fields: dict[str, Any] = {}
    end = 0
    for line, after in _lines(text, int(text.startswith("\ufeff"))):
        if m := _HEAD_FIELD.fullmatch(line.strip()):
            name = re.sub(r"\s", "", m["name"].lower())
            fields.setdefault(_RENAMED.get(name, name), _bare(m["value"] or ""))
            end = after
        elif line.strip():
            break
    return FrontMatter(fields, end) if end else None


def _lines(text: str, begins: int) -> Iterable[tuple[str, int]]:
    """The first lines from `begins` on, each with the place behind it."""
    at = begins
    for _ in range(MOST_LINES):
        m = _LINE.match(text, at, begins + MOST)
        if m is None or not m.group():
            return
        yield m[1], m.end()
        at = m.end()


def _value(written: str) -> Any:
    """A value on one line: words, or a list of them in square brackets."""
    bare = written.strip()
    if bare.startswith("[") and bare.endswith("]") and not bare.startswith("[["):
        return [one for one in _listed(bare[1:-1]) if one]
    return _bare(bare)


def _listed(inside: str) -> Iterator[str]:
    return (_bare(m.group()) for m in re.finditer(r"\"[^\"]*\"|'[^']*'|[^,]+", inside))


def _bare(written: str) -> str:
    """Words without the marks that YAML and TOML put round them, and without those of a link inside of a notebook."""
    bare = written.strip()
    if len(bare) > 1 and bare[0] == bare[-1] and bare[0] in "\"'":
        bare = bare[1:-1].replace('\\"', '"') if bare[0] == '"' else bare[1:-1].replace("''", "'")
    return _WIKI.sub(r"\1", bare).strip()
