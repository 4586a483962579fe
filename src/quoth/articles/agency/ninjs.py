"""ninjs, the IPTC's news in JSON: versions 1 (`body_text`, `body_xhtml`, …), 2 and 3 (`bodies`, `headlines`, …).

Of several bodies the one in markup is taken before the one in plain text, because it has its paragraphs; the longest of
its kind. `table.is_ninjs` tells such objects from other rows.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from quoth.articles.agency.content import of_elements
from quoth.articles.agency.item import Item, date_of, language_of, remark
from quoth.articles.agency.tree import one_line
from quoth.articles.html import PageText

_WITHDRAWN = ("canceled", "withheld")
_MARKUP = ("body_xhtml", "body_html", "body_html5", "body_nitf", "body_xml")


def item(value: Mapping[str, Any]) -> Item:
    """What an object of ninjs says."""
    status = _string(value, "pubstatus", "pubStatus")
    kind = _string(value, "type") or "text"
    sources = _string(value, "copyrightholder", "copyrightHolder")
    return Item(
        str(value.get("uri") or value.get("guid"))[:2000],
        _role(value.get("headlines"), "main") or _string(value, "headline", "title"),
        [one for one in _others(value.get("headlines"), "main") if one],
        _string(value, "byline", "by"),
        authors=None if _string(value, "byline", "by") else ", ".join(_names(value.get("authors"))) or None,
        body=_body(value),
        summary=_role(value.get("descriptions"), "summary") or _string(value, "description_text", "description_html"),
        provider=_role(value.get("infosources") or value.get("infoSources") or value.get("infosource"), "", "name")
        or sources or _string(value, "source", "provider"),
        published=date_of(_string(value, "firstcreated", "firstCreated", "contentcreated", "contentCreated")),
        changed=date_of(_string(value, "versioncreated", "versionCreated")),
        language=language_of(_string(value, "language")),
        url=_url(value),
        notes=[
            *remark("editors", "note to editors", _string(value, "ednote", "edNote")),
            *remark("withdrawn", "the agency says of this item", status if status in _WITHDRAWN else None),
            *remark("embargoed", "not to be published before", _string(value, "embargoed", "embargoedreason")),
        ],
        holds=None if kind == "text" else kind[:40],
    )  # fmt: skip


def _body(value: Mapping[str, Any]) -> PageText | None:
    """The fullest body of an item: in markup where it has one."""
    marked = [v for n in _MARKUP if isinstance(v := value.get(n), str)]
    known = [v for n, v in value.items() if n.startswith("body_") and n not in _MARKUP and isinstance(v, str)]
    listed = value.get("bodies")
    for body in listed if isinstance(listed, list) else ():
        if isinstance(body, dict) and isinstance(words := body.get("value"), str):
            kind = str(body.get("contenttype", body.get("contentType", "")))
            (marked if "html" in kind or "xml" in kind else known).append(words)
    for bodies in (marked, known):
        if said := [b for b in bodies if b.strip()]:
            longest = max(said, key=len)
            return of_elements(longest) if bodies is marked else PageText(longest.strip(), (), ())
    return None


def _role(given: Any, role: str, key: str = "value") -> str | None:
    """Of a list of objects the value of the one with this role, else of the first."""
    listed = [g for g in given if isinstance(g, dict)] if isinstance(given, list) else []
    first = next((g for g in listed if g.get("role") == role), listed[0] if listed else None)
    return _string(first, key) if first else None


def _names(given: Any) -> list[str]:
    """The names in a list of objects."""
    listed = given[:20] if isinstance(given, list) else []
    return [name for one in listed if isinstance(one, dict) and (name := _string(one, "name"))]


def _others(given: Any, role: str) -> list[str | None]:
    listed = [g for g in given if isinstance(g, dict)] if isinstance(given, list) else []
    main = _role(given, role)
    return [said for g in listed[:10] if (said := _string(g, "value")) != main]


def _string(value: Mapping[str, Any], *names: str) -> str | None:
    return next((one for n in names if isinstance(v := value.get(n), str) and (one := one_line(v))), None)


def _url(value: Mapping[str, Any]) -> str | None:
    for name in ("url", "webUrl", "uri"):
        if isinstance(v := value.get(name), str) and v.startswith(("http://", "https://")) and len(v) <= 2000:
            return v
    return None
