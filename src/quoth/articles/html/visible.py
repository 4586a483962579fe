"""What the reader sees of title, byline, outlet and date, where the page does not say it to machines.

The headline is the one above the text. A byline is read where the page calls a line one, or where it begins with
"By". A date is taken from `<time>` and from date lines between headline and text; then it is inferred from the address,
last from what the page says of its last change. This is what htmldate would do for us, and it keeps clock and zone
besides (docs/method/articles.md has the two side by side). An outlet is inferred from the end of the page's title, else
from the address.
"""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

from quoth.articles import days
from quoth.articles.html.choose import Choice
from quoth.articles.html.moments import moment, when
from quoth.articles.html.roles import Role
from quoth.articles.html.said import Said, folded
from quoth.articles.html.stated import Stated
from quoth.articles.layout import date_lines

_LABELS = ("published", "bare", "updated")
_ELSEWHERE = Role.CAPTION | Role.COMMENTS | Role.FURNITURE
_BY = re.compile(r"(?:(?:story|words|report|written|analysis|reporting)\s)?by:?\s+(?P<who>.+)", re.IGNORECASE)
_WHO_ENDS = re.compile(
    r"\s(?:[|•·–—-]|updated|published|posted|@|on (?:mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|jul|aug|sep"
    r"|oct|nov|dec)|\d{1,2}(?:st|nd|rd|th)?\s|\d{1,2}[:./]\d)|\n|\s{2,}"
    r"|,\s*(?:\d|(?:jan|feb|mar|apr|may|june?|july?|aug|sep|oct|nov|dec)[a-z]*\.?\s\d)"
    r"|,?\s(?:(?:senior|chief|special|staff|political|foreign|national)\s)?(?:\w+\s)?(?:correspondent|reporter|writer"
    r"|editor)\b",
    re.IGNORECASE,
)
_BUTTON = re.compile(r"e-?mail|print|share|contact|follow|authors?|by|view .{0,30}|facebook|twitter", re.IGNORECASE)
_PARTS = re.compile(r"\s+[|–—»«•·:-]+\s+|\s*\|\s*|\s*::\s*")


def complete(said: Said, states: Stated, choice: Choice) -> dict[str, Any]:
    """title, byline, outlet, published, language and url as far as the page has them, and `inferred`."""
    inferred: list[str] = []
    headline = next((c.block.text for c in choice.chosen if c.kind == "headline"), None)
    headline = " ".join(headline.split()) if headline else None
    title = headline or _title(states)
    outlet = states.outlet
    if not outlet:
        outlet = _suffix(said, title) or _host(states.url)
        inferred += ["outlet"] * bool(outlet)
    published = when(states.published)
    changed = list(states.modified)
    if published is None or "T" not in published:
        seen, updated = ([day for day in days if day != states.copied] for days in _seen(said, choice))
        published = when([p for p in (published, *seen) if p])
        changed += updated
    if published is None:
        published = days.in_address(states.url) or (when(changed) if changed else None)
        inferred += ["published"] * bool(published)
    return {
        "title": title,
        "byline": states.byline or _without_outlet(_byline(choice) or _byline_beside(said, choice), outlet),
        "outlet": outlet,
        "published": published,
        "language": states.language,
        "url": states.url,
        "inferred": tuple(inferred),
    }


def _title(states: Stated) -> str | None:
    """The first title that the page states, without the outlet's name at its end."""
    if not states.titles:
        return None
    title = states.titles[0]
    pieces = _PARTS.split(title)
    last = pieces[-1] if len(pieces) > 1 else ""
    named = folded(last) in {folded(states.outlet or ""), folded(_host(states.url) or "")} - {""}
    cut = title.rfind(last) if named else -1
    return title[:cut].rstrip(" |–—»«•·:-") or title if cut > 0 else title


def _suffix(said: Said, title: str | None) -> str | None:
    """What stands behind the headline in the page's `<title>`, if it is short."""
    if not (said.title and title):
        return None
    from html import unescape

    whole = " ".join(unescape(said.page[said.title[0] : min(said.title[1], said.title[0] + 500)]).split())
    pieces = [p for p in _PARTS.split(whole) if p.strip()]
    if len(pieces) == 2 and folded(pieces[1]) == folded(title):
        pieces.reverse()  # "The Observer - The headline"
    if len(pieces) < 2 or folded(pieces[0])[:40] != folded(title)[:40]:
        return None
    return pieces[-1].strip() if len(pieces[-1]) <= 40 else None


def _host(url: str | None) -> str | None:
    if not url:
        return None
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return None
    host = host.removeprefix("www.").removeprefix("amp.").removeprefix("m.")
    return host if "." in host else None


def _byline(choice: Choice) -> str | None:
    """The name in the first line that is a byline."""
    for one in choice.chosen:
        node = one.block.node
        if node >= 0 and choice.roles[node] & Role.ENTRY:
            continue  # who wrote one entry of many
        text = one.block.text.strip()
        said_so = one.kind == "byline"
        if (said_so or (one.kind == "body" and len(text) < 80 and text.count(" ") < 10)) and (
            who := _who(text, called=said_so)
        ):
            return who
    return None


def _without_outlet(byline: str | None, outlet: str | None) -> str | None:
    """A byline without the outlet's name behind it."""
    if byline and outlet and byline.casefold().endswith(f" {outlet.casefold()}"):
        rest = byline[: -len(outlet)].rstrip(" ,;|·•/–—-")
        return rest if rest and rest.split()[-1][0].isupper() else byline  # not "Mabel Trent for the"
    return byline


def _byline_beside(said: Said, choice: Choice) -> str | None:
    """The name that stands above the text in a line of its own, called a byline amid the furniture."""
    first = next((c.block.at for c in choice.chosen if not c.head), 0)
    for block in said.blocks:
        if first - 4000 <= block.at < first and block.node >= 0:
            role = choice.roles[block.node]
            if (
                role & Role.BYLINE
                and not role & (Role.COMMENTS | Role.ENTRY)
                and (who := _who(block.text.strip(), called=True))
            ):
                return who
    return None


def _who(text: str, *, called: bool) -> str | None:
    """The name in a byline; `called` says that the page calls it one, else it must begin with "By"."""
    m = _BY.match(text)
    if not m and not called:
        return None
    who = m["who"] if m else text
    end = _WHO_ENDS.search(who)
    who = " ".join(who[: end.start() if end else None].split()).strip(" ,;|·•")
    named = 3 <= len(who) <= 120 and any(c.isupper() for c in who) and not any(c.isdigit() for c in who)
    return who if named and not _BUTTON.fullmatch(who) and (m or who.count(" ") < 8) else None


def _seen(said: Said, choice: Choice) -> tuple[list[str], list[str]]:
    """The dates between the headline and the text: those of its publication, and those of its last change.

    Above the headline only what is in the article and called a date: a site's head has today's.
    """
    body = [c for c in choice.chosen if c.kind in ("body", "item", "entry") and not c.head]
    if not body:
        return [], []
    headline = next((c.block.at for c in choice.chosen if c.kind == "headline"), max(0, body[0].block.at - 4000))
    until = body[min(2, len(body) - 1)].block.at

    def near(node: int, at: int) -> bool:
        role = choice.roles[node] if node >= 0 else 0
        dated = role & Role.DATE and role & (Role.ARTICLE | Role.BODY)
        placed = headline <= at <= until or (dated and headline - 1500 <= at < headline)
        return bool(placed and not role & _ELSEWHERE)

    found, stated = [], []
    for i, node in enumerate(said.nodes):
        if node.name == "time" and near(i, node.at) and (iso := moment(node.attributes.get("datetime", ""))):
            found.append(iso)
    for block in said.blocks:
        if len(block.text) <= date_lines.LINE_LIMIT and near(block.node, block.at):
            stated += [s for line in (block.text, *block.text.split("\n")) for s in _dates(line)]
    for one in choice.chosen:
        if one.kind == "byline" and (day := days.full_date(one.block.text[:200])):
            stated.append(date_lines.Stated("bare", day))
    by_label = {label: [s.iso for s in stated if s.label == label and s.iso and moment(s.iso)] for label in _LABELS}
    return [*found, *by_label["published"], *by_label["bare"]], by_label["updated"]


def _dates(line: str) -> tuple[date_lines.Stated, ...]:
    """The dates of a line that holds nothing else, or of what follows its last bar or bullet."""
    found = date_lines.date_line(line)
    if not found:
        for piece in re.split(r"\s[|•·]\s", line)[1:]:
            found += date_lines.date_line(piece)
    return found
