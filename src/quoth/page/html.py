"""The synopsis as one file for a browser: no script, nothing fetched, every telling linked to its place in its article.

All text is escaped by Jinja and made harmless by `safe`, which replaces one character by one, so that the
anchors keep the article's offsets. Ids and links are built from numbers only, never from words of the input; the
content security policy in the file forbids everything but its own style.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from quoth.counted import counted
from quoth.page import edited, labels
from quoth.page.arrangement import arrange, brief
from quoth.page.digest import digest
from quoth.page.notes import PERHAPS_ONE, telling_cue
from quoth.page.row import cue_of
from quoth.page.safe import safe
from quoth.page.views import Told
from quoth.types import Article, Attribution, Span, Trace

if TYPE_CHECKING:
    from jinja2 import Environment

Role = Literal["content", "source", "cue"]
Stretch = tuple[int, int, Role]

_TEMPLATES = Path(__file__).parent / "templates"
_DEEPEST = 8  # marks inside one another; deeper ones keep their anchor only, so that the work stays linear
_OPENING = frozenset("“”„«\"'‘")
_GIST = 9  # words of a saying in the contents list


@dataclass(frozen=True, slots=True)
class Fragment:
    """A stretch of an article between two places where a mark begins or ends.

    Before `text`, the marks `closes` end (innermost first), the `anchors` stand, and the marks `opens` begin
    (outermost first), each with the id it carries or None.
    """

    text: str
    closes: tuple[Role, ...] = ()
    anchors: tuple[str, ...] = ()
    opens: tuple[tuple[Role, str | None], ...] = ()


def render(
    trace: Trace,
    remarks: Mapping[str, tuple[str, ...]] | None = None,
    given: Collection[str] = (),
    *,
    shared: bool = False,
) -> str:
    """A whole HTML document with everything in it; it opens from disk and asks for nothing else.

    `remarks` are sentences on what people said of an attribution, by its id; `given` are sayings whose speaker a person
    wrote. With `shared` what only one article tells
    is counted and not listed; it stays marked in the articles.
    """
    number = {a.id: n for n, a in enumerate(trace.articles, start=1)}
    stretches: dict[str, list[Stretch]] = {a.id: [] for a in trace.articles}
    for attribution in trace.attributions:
        stretches.get(attribution.article, []).extend(_stretches(attribution))
    for told, part in _parts(trace):
        stretches.get(told.article, []).append((part.start, part.end, "content"))
    texts = {a.id: fragments(a, stretches[a.id], number[a.id]) for a in trace.articles}
    page = _environment().get_template("page.html")
    view = arrange(trace, remarks, given)
    view = brief(view) if shared else view
    return page.render(
        view=view,
        called={a: label for story in view.stories for a, label in story.labels.items()},
        digests={story.number: digest(story) for story in view.stories},
        articles=trace.articles,
        number=number,
        texts=texts,
        edited=edited.views(trace),
    )


def fragments(article: Article, stretches: Iterable[Stretch], number: int) -> tuple[Fragment, ...]:
    """The whole text of `article`, the `number`th of the page, cut wherever a stretch begins or ends.

    The texts of the fragments joined are the article's text made `safe`; marks that overlap are split so that
    they are nested. Every content has an element with the id `anchor` where it begins.
    """
    text = safe(article.text)
    wanted = sorted(set(stretches), key=lambda s: (s[0], -s[1], s[2]))
    cuts = sorted({0, len(text), *(s[0] for s in wanted), *(s[1] for s in wanted)})
    found: list[Fragment] = []
    live: list[Stretch] = []
    n = 0
    for start, end in [*pairwise(cuts), (len(text), len(text))]:
        kept = [s for s in live if s[1] > start]
        same = next((k for k, (a, b) in enumerate(zip(live, kept, strict=False)) if a != b), len(kept))
        closes = tuple(role for _, _, role in live[same:][::-1])
        opens: list[tuple[Role, str | None]] = [(role, None) for _, _, role in kept[same:]]
        here: str | None = None
        marked = False
        while n < len(wanted) and wanted[n][0] == start:
            role = wanted[n][2]
            if role == "content" and here is None:
                here = anchor(number, start)
            if len(kept) < _DEEPEST:
                kept.append(wanted[n])
                opens.append((role, here if role == "content" and not marked else None))
                marked = marked or role == "content"
            n += 1
        found.append(Fragment(text[start:end], closes, (here,) if here and not marked else (), tuple(opens)))
        live = kept
    return tuple(found)


def anchor(number: int, start: int) -> str:
    """The id of the place where a content begins: the number of its article on the page, its first code point."""
    return f"a{number}-{start}"


def _stretches(attribution: Attribution) -> Iterable[Stretch]:
    for span in attribution.content:
        yield span.start, span.end, "content"
    for span in attribution.source:
        yield span.start, span.end, "source"
    for span in attribution.cue:
        yield span.start, span.end, "cue"


def _parts(trace: Trace) -> Iterable[tuple[Attribution, Span]]:
    """Where begins what a saying has of a longer statement: its telling leads there, and not to the whole."""
    of = {a.id: a for a in trace.attributions}
    parts = (part for saying in trace.sayings for part in saying.parts)
    return ((of[part.telling], part.content[0]) for part in parts if part.telling in of)


def gist(told: Told) -> str:
    """The first words of a telling, with … where there are more, and before a report how it reports it."""
    words = "".join(" " if p.mark == "gap" else p.text for p in told.pieces).split()
    return "".join(text for text, _ in cue_of(told)) + " ".join(words[:_GIST]) + (" …" if len(words) > _GIST else "")


def cited(text: str, most: int = 220) -> str:
    """`text` in quotation marks, in its own where it has any; of more than `most` code points only the first words."""
    own = text[:1] in _OPENING
    short = text if len(text) <= most else f"{text[:most].rpartition(' ')[0] or text[:most]} …"
    return short if own else f"“{short}”"


def harmless(value: object) -> object:
    """What every expression of a template passes through before it is escaped."""
    return safe(value) if isinstance(value, str) and not hasattr(value, "__html__") else value


@lru_cache(maxsize=1)
def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=harmless,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"day": labels.day, "gist": gist, "cited": cited}
    environment.tests["telling"] = telling_cue
    environment.globals |= {
        "anchor": anchor,
        "how": labels.HOW,
        "undated": labels.UNDATED,
        "perhaps_one": PERHAPS_ONE,
        "counted": counted,
    }
    return environment
