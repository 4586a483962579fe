"""What the README says of how well quoth does: a table of figures that stand in docs/proof.json, and of nothing else.

`proof.py` writes the table whenever it writes the proof, and a test holds the two together, so that a figure in the
README cannot be older than what was measured. A figure that a section's output no longer has raises ValueError.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

BEGIN, END = "<!-- from docs/proof.json -->\n", "<!-- end -->\n"
_NUMBER = r"([\d.,]+)"


@dataclass(frozen=True, slots=True)
class Claim:
    """One row: what is measured and on what, in which section of the proof, and the figures of quoth and of `others`.

    Each figure is a pattern of the section's output, with a group for each number that fills the `%s` of its text.
    """

    what: str
    section: str
    quoth: tuple[str, str]
    others: tuple[tuple[str, str], ...]


def _row(first: str, columns: int) -> str:
    """A line that begins with `first`, with a group for each of the `columns` of numbers behind it."""
    return rf"^{first} +" + r"\s+".join([_NUMBER] * columns)


def _elsewhere(place: int) -> tuple[str, str]:
    """Patterns of quoth's figure and of the rule's in the column at `place`, where each column has "quoth (rule)"."""
    before = r"[\d.]+ \([\d.]+\)\s+" * place
    return rf"^relation F1\s+{before}([\d.]+)", rf"^relation F1\s+{before}[\d.]+ \(([\d.]+)\)"


def _pairs(title: str) -> str:
    """Precision, recall and F1 of pairs in the first block of the section that is headed by `title`."""
    return rf"\n{title}[^\n]*\n(?:[^\n]+\n)*?saying pairs P ([\d.]+) R ([\d.]+) F1 ([\d.]+)"


_RULE = "quotation marks and reporting verbs"
_PAIRS = "F1 %3$s (precision %1$s, recall %2$s)"

CLAIMS = (
    Claim(
        "Who said what: relation F1, 84 articles on US politics (PolNeAR dev)",
        "attributions",
        (_row("relation", 2), "%1$s"),
        ((_row("relation", 2), f"{_RULE} %2$s"), (_row("relation", 3), "two trained people %3$s")),
    ),
    Claim(
        "… letter for letter in source, cue and content",
        "attributions",
        (_row("relation_exact", 2), "%1$s"),
        ((_row("relation_exact", 2), f"{_RULE} %2$s"), (_row("relation_exact", 3), "two trained people %3$s")),
    ),
    Claim(
        "… on other news, read by hand: relation F1, 18 Wikinews reports",
        "elsewhere",
        (_elsewhere(0)[0], "%1$s"),
        ((_elsewhere(0)[1], f"{_RULE} %1$s"),),
    ),
    Claim(
        "… 16 articles of all kinds of outlets",
        "elsewhere",
        (_elsewhere(1)[0], "%1$s"),
        ((_elsewhere(1)[1], f"{_RULE} %1$s"),),
    ),
    Claim(
        "The speaker's fullest name, statements found by quoth itself: percent of 263 right; of named persons",
        "speakers",
        (r"^end to end(?s:.*?)\nquoth +([\d.]+)/\d+ +([\d.]+)/", "%1$s; %2$s"),
        ((r"^end to end(?s:.*?)\nlast person named +([\d.]+)/\d+ +([\d.]+)/", "the person named last %1$s; %2$s"),),
    ),
    Claim(
        "Articles on one event: BCubed F1 on 462 articles of ECB+; on 120 of BASIL",
        "stories",
        (
            r"^ECB\+ +462 +40 +quoth[^\n]*? [\d.]+ +[\d.]+ +([\d.]+) +[\d.]+$(?s:.*?)"
            r"^BASIL +120 +40 +quoth[^\n]*? [\d.]+ +[\d.]+ +([\d.]+) +[\d.]+$",
            "%1$s; %2$s",
        ),
        (
            (
                r"^ECB\+ +462 +40 +TF-IDF[^\n]*? ([\d.]+)$(?s:.*?)^BASIL +120 +40 +TF-IDF[^\n]*? ([\d.]+)$",
                "TF-IDF, cut chosen on each %1$s; %2$s",
            ),
        ),
    ),
    Claim(
        "Tellings of one utterance: pairs, 12 stories of BASIL",
        "sayings",
        (_pairs("quoth"), _PAIRS),
        ((_pairs("same speaker and 4-gram overlap"), f"speaker and four words in a row {_PAIRS}"),),
    ),
    Claim(
        "Quotations of one passage of a transcript are one saying: pairs in reports of 26 debates and speeches",
        "spoken",
        (r"^quoth +R ([\d.]+) P ([\d.]+)", "recall %1$s, precision %2$s"),
        (
            (
                r"^same speaker and 4-gram overlap +R ([\d.]+) P ([\d.]+)",
                "speaker and four words in a row %1$s, %2$s",
            ),
        ),
    ),
    Claim(
        "A word that changes the meaning is told: 1,000 planted",
        "edits",
        (r"^quoth +meaning: \d+ of 1000 called the same, (\d+) flagged", "%1$s"),
        ((r"^95% of the letters meaning: \d+ of 1000 called the same, (\d+) flagged", "95 % of the letters %1$s"),),
    ),
    Claim(
        "A quotation against the transcript: percent of 120 verdicts right",
        "records",
        (r"^quoth +([\d.]+)", "%1$s"),
        ((r"^substring, else ratio >= \d+ +([\d.]+)", "substring, else partial ratio %1$s"),),
    ),
    Claim(
        "Words a second of processor time, one thread",
        "peers",
        (r"^quoth, end to end +([\d,]+)", "%1$s"),
        ((r"^spaCy +([\d,]+)", "a plain spaCy small pipeline %1$s"),),
    ),
)


def table(figures: Mapping[str, Mapping[str, Any]]) -> str:
    """The rows of `CLAIMS`, with the day and the machine of the sections they are from, as Markdown."""
    lines = ["| | quoth | beside it | measured |", "|---|---|---|---|"]
    for claim in CLAIMS:
        one = figures[claim.section]
        where = "" if "without VNNI" in one["machine"] else ", with VNNI"
        others = "; ".join(_said(one["output"], *other) for other in claim.others)
        quoth, day = _said(one["output"], *claim.quoth), f"{one['day']}{where}"
        lines.append(f"| {claim.what} | **{quoth}** | {others} | [{day}](docs/proof.md#{claim.section}) |")
    return "\n".join(lines) + "\n"


def _said(output: str, pattern: str, text: str) -> str:
    """`text` with each `%n$s` replaced by the n-th number that `pattern` finds."""
    found = re.search(pattern, output, re.MULTILINE)
    if found is None:
        raise ValueError(f"the proof no longer says {pattern!r}")
    return re.sub(r"%(\d)\$s", lambda place: found[int(place[1])], text)


def written(readme: str, figures: Mapping[str, Mapping[str, Any]]) -> str:
    """`readme` with the table between its two marks made anew."""
    before, begin, rest = readme.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not (begin and end):
        raise ValueError(f"the README lacks {BEGIN.strip()} … {END.strip()}")
    return before + BEGIN + table(figures) + END + after


def write(readme: Path, figures: Mapping[str, Mapping[str, Any]]) -> None:
    readme.write_text(written(readme.read_text(encoding="utf-8"), figures), encoding="utf-8")
