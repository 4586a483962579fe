"""Documents of Factiva: in fields ("HD", "PD", "LP"), or with a count of words between headline and day."""

from __future__ import annotations

import re

from quoth.articles import days
from quoth.articles.databank.document import HEAD, Document, Line, beginning, is_byline, lines_of, made, slice_of, whole

_CODE = re.compile(
    r"(SE|HD|BY|CR|WC|PD|ET|SN|SC|ED|PG|VOL|LA|CY|CX|LP|TD|CT|RF|CO|IN|NS|RE|IPD|IPC|PUB|AN|ART|CLM|DE)"
    r"(?:[ \t]{2,}|\t|$)"
)
_RIGHTS = re.compile(r"(?:copyright|\(c\)|©|all rights reserved)", re.IGNORECASE)
_WORDS = re.compile(r"[\d,.]{1,9} words")
_CLOCK = re.compile(r"\d{1,2}:\d\d(?: ?[AaPp][Mm])?(?: [A-Z]{2,4})?")
_NAMES = 4  # words of a byline


def read(text: str, start: int, end: int) -> Document:
    """The document between two marks; all of it as it stands where its lines are not as expected."""
    lines = list(lines_of(text, start, end))
    codes = [(i, m[1]) for i, line in enumerate(lines) if (m := _CODE.match(line.said))]
    names = [code for _, code in codes]
    if "HD" in names and ("LP" in names or "TD" in names):
        begin = names.index("HD")
        fields: dict[str, list[Line]] = {}
        for n, (i, code) in enumerate(codes[begin:], begin):
            until = codes[n + 1][0] if n + 1 < len(codes) else len(lines)
            fields.setdefault(code, _of_code(lines[i:until]))
        said = {code: " ".join(line.said for line in fields.get(code, ())) for code in ("HD", "BY", "PD", "SN")}
        stated = {"title": said["HD"], "authors": said["BY"], "published": said["PD"], "outlet": said["SN"]}
        words = [piece for code in ("LP", "TD") if (piece := slice_of(text, fields.get(code, [])))]
        return Document("\n\n".join(words), stated, missing=None if words else "expected an article, found no words")
    count = next((i for i, line in enumerate(lines[:HEAD]) if _WORDS.fullmatch(line.said)), None)
    if count is None or count + 2 >= len(lines) or not days.full_date(lines[count + 1].said):
        return whole(text, lines)
    title, byline = _headed(lines[:count], beginning(lines, count))
    outlet = count + 3 if _CLOCK.fullmatch(lines[count + 2].said) and count + 3 < len(lines) else count + 2
    stated = {
        "title": title, "authors": byline, "published": days.full_date(lines[count + 1].said) or "",
        "outlet": lines[outlet].said,
    }  # fmt: skip
    body = next((i + 1 for i in range(outlet + 1, min(outlet + 8, len(lines))) if _RIGHTS.match(lines[i].said)), None)
    if body is None:
        body = next((i for i in range(outlet + 1, len(lines)) if lines[i].fresh), outlet + 1)
    while body < len(lines) and not lines[body].fresh and _RIGHTS.search(lines[body].said):
        body += 1
    return made(text, lines[body:], stated)


def _headed(above: list[Line], top: int) -> tuple[str, str]:
    """Headline and byline above the count of words, which stands in a paragraph that begins at line `top`.

    The byline begins that paragraph; in a document each line is one of its own, and a line that is short, or begins
    with "By", below a longer one is the byline.
    """
    if not above:
        return "", ""
    if top and top < len(above):
        return above[top - 1].said, " ".join(line.said for line in above[top:]).removeprefix("By ")
    last = above[-1].said
    if top and len(above) > 1:
        title = above[-2].said
        short = len(last.split()) <= _NAMES < len(title.split())
        if short or last.startswith("By ") or is_byline(last, below=title):
            return title, last.removeprefix("By ")
    return (above[-1] if top else above[0]).said, ""


def _of_code(lines: list[Line]) -> list[Line]:
    """The lines of a field of Factiva without its code, which stands before the words or above them."""
    m = _CODE.match(lines[0].said)
    rest = lines[0].said[m.end() :] if m else lines[0].said
    first = [lines[0]._replace(start=lines[0].end - len(rest), said=rest)] if rest else []
    return [*first, *lines[1:]]
