"""From an address to what stands there: hop by hop, each one checked as if the user had named it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from urllib.parse import urljoin

from quoth import __version__
from quoth.fetch import robots
from quoth.fetch.errors import FetchError
from quoth.fetch.kept import Archive
from quoth.fetch.rates import PATIENCE, Pace
from quoth.fetch.robots import Robots
from quoth.fetch.urls import MORE_PORTS, Target, target
from quoth.fetch.wire import Answer, Wire

AGENT = "quoth"
SOFTWARE = f"quoth/{__version__}"
MOST_HOPS = 5
LATER = 900.0  # seconds that a site is left alone which says that it is busy, but not for how long
_MOVED = (301, 302, 303, 307, 308)
_WORD = re.compile(r"[!-~ ]{1,512}")  # what may go into a header of ours


@dataclass(frozen=True, slots=True)
class Validators:
    """What a site gave along with a page, to be asked later whether it is still the same.

    `digest` is our own, of the words themselves: many sites say that everything is new each time.
    """

    etag: str | None = None
    modified: str | None = None
    digest: str | None = None


@dataclass(frozen=True, slots=True)
class Fetched:
    """What stands at `url` (as it was asked for); `final` is where it was found after redirects.

    `same` is True where nothing has changed since; then there is no `body`. `kind` is the media type
    as stated, `kept` the file that shows what was answered.
    """

    url: str
    final: str
    at: datetime
    same: bool = False
    body: bytes = field(default=b"", repr=False)
    kind: str = ""
    validators: Validators = Validators()
    kept: Path | None = None


@dataclass(slots=True)
class Fetcher:
    """One run's way to the network. It knows what each site's robots.txt says and when the site was asked last."""

    archive: Archive | None = None
    wire: Wire = field(default_factory=Wire)
    pace: Pace = field(default_factory=Pace)
    ports: frozenset[int] = MORE_PORTS
    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    _robots: dict[str, Robots | FetchError] = field(default_factory=dict)

    def get(self, url: str, since: Validators | None = None) -> Fetched:
        """What stands at `url` now. Raises FetchError for anything the world does, QuothError when it cannot be kept.

        With `since` the site is asked for it only if it has changed.
        """
        at = self.now()
        answers: list[Answer] = []
        place, asked = url, set[str]()
        while len(asked) <= MOST_HOPS:
            hop = self._target(place, answers)
            if hop.url in asked:
                raise FetchError("redirect", f"redirects lead in a circle, back to {hop.url}")
            asked.add(hop.url)
            answer = self._ask(hop, since)
            answers.append(answer)
            if answer.status == 304 and since is not None:
                return Fetched(url, hop.url, at, same=True, validators=since)
            if answer.status == 200:
                digest = hashlib.sha256(answer.body).hexdigest()
                found = Validators(_header(answer, "etag"), _header(answer, "last-modified"), digest)
                if since is not None and since.digest == digest:
                    return Fetched(url, hop.url, at, same=True, validators=found)
                kept = self.archive.keep(url, answers, at) if self.archive else None
                return Fetched(
                    url, hop.url, at, False, answer.body, answer.headers.get("content-type", ""), found, kept
                )
            if answer.status not in _MOVED or "location" not in answer.headers:
                raise _refused(answer, at)
            place = _joined(hop, answer)
        raise FetchError("redirect", f"it leads on more than {MOST_HOPS} times")

    def _target(self, place: str, answers: list[Answer]) -> Target:
        found = target(place, ports=self.ports)
        if answers and answers[-1].target.scheme == "https" and found.scheme == "http":
            raise FetchError("redirect", f"{answers[-1].target.host} leads from https to http")
        return found

    def _ask(self, hop: Target, since: Validators | None) -> Answer:
        rules = self._rules(hop)
        if not rules.allow(hop.url):
            raise FetchError("robots", f"{hop.host} asks in its robots.txt that programs do not read this")
        if rules.delay > PATIENCE:
            raise FetchError("robots", f"{hop.host} asks for {rules.delay:.0f} seconds between two requests")
        self.pace.wait(hop.host, rules.delay)
        headers = {"User-Agent": SOFTWARE, "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.5"}
        if since is not None and since.etag:
            headers["If-None-Match"] = since.etag
        if since is not None and since.modified:
            headers["If-Modified-Since"] = since.modified
        return self.wire.ask(hop, headers)

    def _rules(self, hop: Target) -> Robots:
        """What the robots.txt of this origin says, asked once a run.

        As RFC 9309, 2.3.1: where there is none (any 4xx) all may be read; where it cannot be had (5xx, no answer)
        nothing may.
        """
        known = self._robots.get(hop.origin)
        if known is None:
            try:
                known = self._read_robots(hop)
            except FetchError as error:
                known = error
            self._robots[hop.origin] = known
        if isinstance(known, FetchError):
            raise known
        return known

    def _read_robots(self, hop: Target) -> Robots:
        place = f"{hop.origin}/robots.txt"
        for _ in range(MOST_HOPS + 1):
            there = target(place, ports=self.ports)
            self.pace.wait(there.host)
            answer = self.wire.ask(there, {"User-Agent": SOFTWARE}, largest=4 * robots.MOST)
            if answer.status in _MOVED and "location" in answer.headers:
                place = _joined(there, answer)
            elif answer.status == 200:
                return robots.read(answer.body, AGENT)
            elif 400 <= answer.status < 500 and answer.status != 429:
                return Robots(AGENT)
            else:
                raise FetchError("robots", f"the robots.txt of {hop.host} cannot be had (status {answer.status})")
        return Robots(
            AGENT
        )  # "crawlers SHOULD follow at least five consecutive redirects": then it is as if unavailable


def _joined(hop: Target, answer: Answer) -> str:
    try:
        return urljoin(hop.url, answer.headers["location"])
    except ValueError as error:
        raise FetchError("address", f"{hop.host} leads on to what is no address ({error})") from None


def _header(answer: Answer, name: str) -> str | None:
    value = answer.headers.get(name, "")
    return value if _WORD.fullmatch(value) else None


def _refused(answer: Answer, now: datetime) -> FetchError:
    if answer.status in (429, 503):
        after = _retry_after(answer.headers, now)
        return FetchError("later", f"{answer.target.host} asks to be left alone for {after:.0f} seconds", after=after)
    return FetchError("status", f"{answer.target.host} answered with status {answer.status}")


def _retry_after(headers: Mapping[str, str], now: datetime) -> float:
    """Seconds from now; a day at most, so that one answer cannot silence a site for good."""
    given = headers.get("retry-after", "").strip()
    if given.isascii() and given.isdecimal() and len(given) < 10:
        return min(float(given), 86_400.0)
    try:
        until = parsedate_to_datetime(given)
        return min(max((until.replace(tzinfo=until.tzinfo or UTC) - now).total_seconds(), 0.0), 86_400.0)
    except (ValueError, TypeError, OverflowError, IndexError):
        return LATER
