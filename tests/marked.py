"""Articles written in tests with their spans marked inline.

``[source Merkel] [cue said] [content the plan would hold]`` gives the text without the marks and one attribution. A
role may carry a number when there are several: ``[source2 He] [cue2 added] [content2 …]``; the same name twice is one
discontinuous span. Anything else in square brackets stays as it stands.
"""

from __future__ import annotations

import re

from quoth.types import Article, Attribution, Kind, Span, Speaker

_OPEN = re.compile(r"\[(source|cue|content)(\d*) ")


def marked(
    source: str,
    *,
    id: str = "a",
    outlet: str | None = None,
    published: str | None = None,
    speakers: dict[str, Speaker] | None = None,
    kind: Kind | None = None,
) -> tuple[Article, list[Attribution]]:
    """The article that `source` marks up, and its attributions in the order of their numbers.

    `speakers` gives the speaker of each number ("" is the first); the kind is direct where the content begins and ends
    with a quotation mark, mixed where one stands in it, else indirect, unless `kind` says otherwise.
    """
    text = ""
    spans: dict[str, dict[str, list[tuple[int, int]]]] = {}
    stack: list[tuple[str, str, int] | None] = []
    i = 0
    while i < len(source):
        if m := _OPEN.match(source, i):
            stack.append((m[1], m[2], len(text)))
            i = m.end()
        elif source[i] == "[":
            stack.append(None)
            text += "["
            i += 1
        elif source[i] == "]" and stack:
            top = stack.pop()
            if top is None:
                text += "]"
            else:
                role, number, start = top
                spans.setdefault(number, {}).setdefault(role, []).append((start, len(text)))
            i += 1
        else:
            text += source[i]
            i += 1
    article = Article(id=id, path=f"{id}.txt", text=text, outlet=outlet, published=published, language="en")
    attributions = []
    for number, roles in sorted(spans.items()):
        pieces = {r: tuple(Span.of(text, *p) for p in sorted(roles.get(r, []))) for r in ("source", "cue", "content")}
        attributions.append(
            Attribution(
                id=f"{id}:{pieces['content'][0].start}",
                article=id,
                kind=kind or _kind(pieces["content"]),
                score=1.0,
                speaker=(speakers or {}).get(number),
                **pieces,
            )
        )
    return article, attributions


def _kind(content: tuple[Span, ...]) -> Kind:
    words = " ".join(s.text for s in content).strip()
    if words[0] in '“"‘' and words.rstrip(".,")[-1] in '”"’':
        return "direct"
    return "mixed" if re.search('[“”"]', words) else "indirect"
