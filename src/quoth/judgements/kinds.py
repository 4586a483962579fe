"""What a judgement is, and its JSON: one object a line when it is exported.

It names what it is about by `Anchor`s, places in articles with the words that stand there, and never by the id that
one network gave an attribution or one run gave a saying.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, get_args

from quoth.types import SpeakerType

What = Literal["right", "wrong", "speaker", "add", "split", "join", "undo"]

LONGEST_WHY = 2_000  # code points of a reason; the page's field holds as many
LONGEST_NAME = 300  # ... of a speaker's name, and of who judges
MOST_ANCHORS = 2_000  # a saying told in a thousand papers can still be split
LONGEST_EXACT = 20_000  # ... of the words of one span; the longest content in the development articles has 6,000
_ID = re.compile(r"[0-9a-f]{32}")
_WHEN = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,6})?(?:Z|[+-]\d\d:\d\d)")


@dataclass(frozen=True, slots=True)
class Anchor:
    """A content in an article: the spans `start:end` in code points, their words, and what stands round each of them.

    `of` is the SHA-256 of the article's text, in hexadecimal: where it is the same, the offsets hold as they are.
    """

    article: str
    of: str
    spans: tuple[tuple[int, int], ...]
    exact: tuple[str, ...]
    before: tuple[str, ...]
    after: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        return {
            "article": self.article,
            "of": self.of,
            "spans": [
                {"start": s, "end": e, "text": x, "before": b, "after": a}
                for (s, e), x, b, a in zip(self.spans, self.exact, self.before, self.after, strict=True)
            ],
        }

    @classmethod
    def from_dict(cls, value: object) -> Anchor:
        """The anchor of a JSON object. Raises ValueError, whose text says what does not fit."""
        given = _mapping(value, "an anchor")
        spans = given.get("spans")
        if not isinstance(spans, list) or not 0 < len(spans) <= 1_000:
            raise ValueError("an anchor needs between 1 and 1,000 spans")
        places, words = [], []
        for one in spans:
            span = _mapping(one, "a span")
            start, end = span.get("start"), span.get("end")
            text = _text(span, "text", LONGEST_EXACT)
            if type(start) is not int or type(end) is not int or not 0 <= start < end or end - start != len(text):
                raise ValueError(f"a span has to be as long as its words: {start!r}:{end!r}")
            places.append((start, end))
            words.append((text, _text(span, "before", 100), _text(span, "after", 100)))
        exact, before, after = zip(*words, strict=True)
        return cls(_text(given, "article", 2_000), _text(given, "of", 64), tuple(places), exact, before, after)


@dataclass(frozen=True, slots=True)
class Judgement:
    """One correction. `before` is what stood when it was made (JSON), `to` what the person says (JSON).

    `what` it is:
      right, wrong  the attributions at `about` are (not) what somebody said
      speaker       the speaker of those at `about` is `to`: {"name", "type"}
      add           an attribution at `about`, which has one anchor, with the speaker `to` or None
      split         those at `about` report another utterance than those at `others`
      join          the sayings of the first at `about` and the first at `others` are one utterance
      undo          the judgement `undoes` no longer holds
    """

    id: str
    what: What
    who: str
    when: str
    why: str = ""
    about: tuple[Anchor, ...] = ()
    others: tuple[Anchor, ...] = ()
    before: Any = field(default=None, hash=False)
    to: Any = field(default=None, hash=False)
    undoes: str | None = None

    def to_dict(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "what": self.what,
            "who": self.who,
            "when": self.when,
            "why": self.why,
            "about": [a.to_dict() for a in self.about],
            "others": [a.to_dict() for a in self.others],
            "from": self.before,
            "to": self.to,
            "undoes": self.undoes,
        }

    @classmethod
    def from_dict(cls, value: object) -> Judgement:
        """The judgement of a JSON object, which may come from anybody. Raises ValueError, in words."""
        given = _mapping(value, "a judgement")
        what = given.get("what")
        kinds: tuple[What, ...] = get_args(What)
        if what not in kinds:
            raise ValueError(f"“what” has to be one of {', '.join(kinds)}, and is {what!r}")
        identity, when, undoes = _text(given, "id", 32), _text(given, "when", 40), given.get("undoes")
        if not _ID.fullmatch(identity) or (undoes is not None and not (_is_id(undoes))):
            raise ValueError("an id has to be 32 hexadecimal digits")
        if not _WHEN.fullmatch(when):
            raise ValueError(f"“when” has to be an ISO 8601 time with its zone, and is {when!r}")
        one = cls(
            id=identity,
            what=kinds[kinds.index(what)],
            who=_text(given, "who", LONGEST_NAME),
            when=when,
            why=_text(given, "why", LONGEST_WHY),
            about=_anchors(given, "about"),
            others=_anchors(given, "others"),
            before=_small(given.get("from")),
            to=_small(given.get("to")),
            undoes=undoes,
        )
        _refuse_incomplete(one)
        return one


def effective(judgements: Sequence[Judgement]) -> tuple[Judgement, ...]:
    """Those that hold, oldest first: not undone, or undone by one that was undone itself."""
    undone: set[str] = set()
    kept = []
    for one in reversed(judgements):
        if one.id in undone:
            continue
        if one.what == "undo" and one.undoes is not None:
            undone.add(one.undoes)
        else:
            kept.append(one)
    return tuple(reversed(kept))


def _refuse_incomplete(one: Judgement) -> None:
    """Raises ValueError where a judgement lacks what its kind needs."""
    if one.what == "undo":
        if one.undoes is None:
            raise ValueError("an undo has to say what it undoes")
        return
    if not one.about:
        raise ValueError("a judgement has to say what it is about")
    if one.what in {"split", "join"} and not one.others:
        raise ValueError(f"a {one.what} has to name the others")
    if one.what == "add" and len(one.about) != 1:
        raise ValueError("an added attribution has one place")
    if one.what == "speaker" or (one.what == "add" and one.to is not None):
        speaker = _mapping(one.to, "a speaker")
        name = _text(speaker, "name", LONGEST_NAME)
        if speaker.get("type") not in get_args(SpeakerType):
            raise ValueError(f"a speaker's type has to be one of {', '.join(get_args(SpeakerType))}")
        if not name.strip() and speaker["type"] not in {"unknown", "author"}:
            raise ValueError("a speaker has to have a name, unless it is unknown or the author")


def _anchors(given: Mapping[str, Any], name: str) -> tuple[Anchor, ...]:
    value = given.get(name, [])
    if not isinstance(value, list) or len(value) > MOST_ANCHORS:
        raise ValueError(f"“{name}” has to be a list of at most {MOST_ANCHORS:,} anchors")
    return tuple(map(Anchor.from_dict, value))


def _mapping(value: object, what: str) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise ValueError(f"{what} has to be an object")
    return value


def _text(given: Mapping[str, Any], name: str, longest: int) -> str:
    value = given.get(name, "")
    if not isinstance(value, str) or len(value) > longest:
        raise ValueError(f"“{name}” has to be a text of at most {longest:,} characters")
    return value


def _is_id(value: object) -> bool:
    return isinstance(value, str) and _ID.fullmatch(value) is not None


def _small(value: Any) -> Any:
    """A JSON value of at most a hundred parts; what a person was shown and said is never more."""
    parts: list[Any] = [value]
    for seen in range(101):
        if seen >= len(parts):
            return value
        one = parts[seen]
        if isinstance(one, Mapping):
            parts += one.values()
        elif isinstance(one, list):
            parts += one
        elif isinstance(one, str) and len(one) > LONGEST_EXACT:
            break
    raise ValueError("“from” and “to” have to be small")


def touched(judgements: Iterable[Judgement]) -> frozenset[str]:
    """The ids of the articles that `judgements` name."""
    return frozenset(anchor.article for one in judgements for anchor in (*one.about, *one.others))
