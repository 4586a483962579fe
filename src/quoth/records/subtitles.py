"""Subtitles, SRT and WebVTT: what is said in their cues, without times, styles and lines that are shown twice.

What it accepts: ``<v Name>`` and "NAME:" as who speaks, ">>" and a dash before a line as a change of speaker, cues that
roll up, each showing the line before again.
What guards it: a line is taken to be shown again only where a cue of two lines begins with it, or a cue of one
repeats it within a tenth of a second.
A case it gets wrong: a speaker who says the last line again, word for word, as the first of two lines.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from quoth.records.labelled import Line

_TIMES = re.compile(
    r"\s*(?:(\d{1,3}):)?(\d{1,2}):(\d{2})[.,](\d{1,3})\s*-->\s*(?:(\d{1,3}):)?(\d{1,2}):(\d{2})[.,](\d{1,3})"
)
_VOICE = re.compile(r"<v(?:\.[^\s>]{0,40})?\s+([^<>]{1,80})>", re.IGNORECASE)
_TAG = re.compile(r"<[^<>\n]{0,200}>|\{\\[^{}\n]{0,60}\}")
_CHANGE = re.compile(r"\s*(?:>>+|[-–—]\s)\s*")
_NAMED = re.compile(r"([A-Z][A-Z0-9 .'’-]{1,40}|[A-Z][\w.'’-]{1,20} [A-Z][\w.'’-]{1,20}):\s+(?=\S)")
_AGAIN = 100  # milliseconds that a cue may last that only shows the line before again


def looks_like(text: str) -> bool:
    """Whether `text` begins as subtitles do."""
    head = text[:2000].lstrip("\ufeff \t\r\n")
    return head.startswith("WEBVTT") or bool(re.match(r"\d{1,6}\r?\n", head) and _TIMES.search(head[:80]))


def lines(text: str) -> Iterator[Line]:
    """What the cues say, line by line, with who says it. Linear in the length of `text`."""
    speaker: str | None = None
    voices = 0
    for shown in _cues(text):
        voice = _VOICE.search(shown)
        if voice:
            speaker = " ".join(html.unescape(voice[1]).split())
        said = _plain(shown)
        change = _CHANGE.match(said)
        if change:
            said = said[change.end() :]
            voices += 1
            speaker = speaker if voice else f"voice {voices}"
        if named := _NAMED.match(said):
            speaker, said = named[1].strip(), said[named.end() :]
        if said:
            yield speaker, said


def _plain(shown: str) -> str:
    """A line as it is read on the screen: captions made by a machine time each word with a tag of its own."""
    return " ".join(html.unescape(_TAG.sub("", shown)).split())


def _cues(text: str) -> Iterator[str]:
    """The lines of all cues in order, without those that are only shown again.

    A line of white space is a line of its cue, as in the captions that a machine makes; an empty one ends it.
    """
    last = ""
    inside: list[str] | None = None
    lasts = 0
    for line in (*text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), ""):
        times = _TIMES.match(line)
        if times or not line:
            shown = [one for one in inside or [] if one]
            if times and shown and shown[-1].strip().isdigit():
                shown = shown[:-1]  # the number of the next cue, where no empty line stands before it
            if shown and _plain(shown[0]) == last and (len(shown) > 1 or lasts <= _AGAIN):
                shown = shown[1:]
            yield from shown
            last = _plain(shown[-1]) if shown else last
            inside = [] if times else None
            lasts = _milliseconds(times, 5) - _milliseconds(times, 1) if times else 0
        elif inside is not None:
            inside.append(line.strip())


def _milliseconds(times: re.Match[str], group: int) -> int:
    h, m, s, part = times.group(group, group + 1, group + 2, group + 3)
    return ((int(h or 0) * 60 + int(m)) * 60 + int(s)) * 1000 + int(part.ljust(3, "0"))
