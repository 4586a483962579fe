"""Edits that change what a sentence says, and edits that do not, made from invented sentences by rule.

The issue's bar: no edit that bears meaning is called the same wording, at least 99 % of changed negations, numbers
and names are flagged, and at most 2 % of the pairs that differ in typography and spelling alone.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

import pytest

from quoth.sayings.collate import collate
from test_collate import told

SENTENCES = """
We will build 15 new clinics in Tarvos before the winter.
The ministry can pay every family $200 a month until spring.
Our harbour is open and all ships may land at Port Ellin.
I did not meet Mirel Dascu in the garden on Monday.
Most of the workers should get their wages within three days.
She has never asked for more than 40 million dollars.
The bridge is safe, and nobody must be afraid to cross it.
Some farmers in Odrany could lose half of their land.
They were told by Senator Halvek that the dam would hold.
Only the council may decide, and the council will decide on Friday.
There are 300 people in the camp and few of them are children.
It was Commissioner Brandel who said the test had failed.
We do not want a wall between Lower Sask and the sea.
The fire burned for 12 hours before anyone saw it.
Prices rose by 7 percent last year, and they will rise again.
I am proud that many young people support Anka Torvald.
No court in Velmark can stop this law.
The vaccine might arrive in June if the roads are clear.
You should know that several members have left the Orlov committee.
He had 25 kilometers to walk and he did walk them.
If the river rises, we must leave the village at once.
Each soldier will carry 9 kilograms of rice to Kestrin.
All the letters were sent before the vote in Marrow County.
The company would have paid if Ilse Corman had asked.
Nothing was hidden from the auditors in the spring.
We are ready to talk with the people of Grenholm.
The mayor of Tolby can always count on my vote.
Many of these schools do not have a single nurse.
They may strike on Tuesday, but the trains will run.
I have two brothers, and both of them live in Asterby.
The committee was never shown the second report by Professor Lindqvar.
Every truck must stop at the gate near Fort Ashdown.
Our hospital is full, and we cannot take 60 more patients.
The strike could cost the port 4 billion crowns.
I would vote for Pell Ardmore again without any doubt.
This agreement is not a victory for the lords of Hexwick.
Nine out of ten houses in Quarrymoor have no water.
The minister has promised that taxes will not rise in 2031.
Few of us could have known what Doctor Emric was planning.
The guards were asleep when both prisoners left Highmoor.
""".strip().split("\n")

NAMES = "Tarvos|Ellin|Mirel|Odrany|Halvek|Brandel|Sask|Anka|Velmark|Orlov|Kestrin|Marrow|Ilse|Grenholm|Tolby|Asterby|Lindqvar|Ashdown|Pell|Hexwick|Quarrymoor|Emric|Highmoor"  # noqa: E501
AUXILIARY = r"\b(will|can|may|should|could|would|must|might|is|are|was|were|has|had|did|do)\b(?! not| never)"


def changed(sentence: str) -> Iterator[tuple[str, str]]:
    """Kind and sentence for every edit that bears meaning."""
    for m in re.finditer(AUXILIARY, sentence):
        yield "negation", f"{sentence[: m.end()]} not{sentence[m.end() :]}"
        yield "negation", f"{sentence[: m.end()]} never{sentence[m.end() :]}"
        if m[1] not in {"may", "might"}:
            yield (
                "negation",
                f"{sentence[: m.start()]}{'won' if m[1] == 'will' else m[1].removesuffix('n')}"
                + ("'t" if m[1] in {"will", "can"} else "n't")
                + sentence[m.end() :],
            )
    for m in re.finditer(r" (not|never)\b", sentence):
        yield "negation", sentence[: m.start()] + sentence[m.end() :]
    for said, instead in (("cannot", "can"), ("nobody", "everybody"), ("Nothing", "Everything"), ("No ", "Every "),
                          ("no ", "clean "), ("without", "with")):  # fmt: skip
        if said in sentence:
            yield "negation", sentence.replace(said, instead, 1)
    for m in re.finditer(r"\d+", sentence):
        for other in (str(int(m[0]) * 10), str(int(m[0]) + 1), "1,234", "a hundred"):
            yield "number", sentence[: m.start()] + other + sentence[m.end() :]
    for said, instead in (
        ("three", "thirty"),
        ("two", "four"),
        ("Nine", "Six"),
        ("ten", "twelve"),
        ("half", "a tenth"),
    ):
        if re.search(rf"\b{said}\b", sentence):
            yield "number" if said != "half" else "quantifier", re.sub(rf"\b{said}\b", instead, sentence, count=1)
    for said, instead in (("dollars", "euros"), ("percent", "percentage points"), ("kilometers", "miles"),
                          ("hours", "days"), ("days", "weeks"), ("million", "billion"), ("billion", "million"),
                          ("kilograms", "tons"), ("$", "€"), ("Monday", "Sunday"), ("June", "July"), ("month", "week"),
                          ("Friday", "Monday"), ("Tuesday", "Thursday")):  # fmt: skip
        if said in sentence:
            yield "unit", sentence.replace(said, instead, 1)
    for m in re.finditer(NAMES, sentence):
        for other in ("Brisk", "Ostrava", m[0][:-1] + "ova"):
            yield "name", sentence[: m.start()] + other + sentence[m.end() :]
    modals = ("will", "can", "may", "should", "could", "would", "must", "might")
    for m in re.finditer(rf"\b({'|'.join(modals)})\b", sentence):
        for other in modals:
            if other != m[0]:
                yield "modal", sentence[: m.start()] + other + sentence[m.end() :]
    for m in re.finditer(r"\b(all|every|each|most|some|many|few|several|both|only|always)\b", sentence, re.IGNORECASE):
        for other in ("all", "some", "few", "no"):
            folds = {m[0].lower(), other}
            if len(folds) == 2:
                written = other.capitalize() if m[0][0].isupper() else other
                yield "quantifier", sentence[: m.start()] + written + sentence[m.end() :]
    for said, instead in (("is", "was"), ("are", "were"), ("was", "is"), ("were", "are"), ("has", "had"),
                          ("had", "has"), ("did", "will"), ("rose", "rise"), ("burned", "burns")):  # fmt: skip
        if re.search(rf"\b{said}\b", sentence):
            yield "tense", re.sub(rf"\b{said}\b", instead, sentence, count=1)


def unchanged(sentence: str) -> Iterator[tuple[str, str]]:
    """Kind and sentence for every edit of typography ("same wording") or of spelling."""
    yield "typography", sentence.upper()
    yield "typography", sentence.rstrip(".") + ","
    yield "typography", sentence.replace(", ", " — ").replace(" ", "\u00a0", 2)
    yield "typography", re.sub(r"(\w{3})(\w{3})", "\\1\u00ad\\2", sentence)
    yield "typography", sentence.replace("fi", "ﬁ").replace("ff", "ﬀ") + "\u200b"
    yield "typography", "".join(chr(ord(c) + 0xFEE0) if c.isdigit() else c for c in sentence)
    yield "typography", sentence[0].lower() + sentence[1:].replace(".", "")
    for said, instead in (
        ("do not", "don't"), ("did not", "didn’t"), ("will not", "won't"), ("cannot", "can't"), ("is not", "isn't"),
        ("I am", "I'm"), ("We are", "We're"), ("They were", "They were"), ("We will", "We’ll"), ("I would", "I'd"),
        ("I have", "I've"), ("She has", "She's"), ("It was", "It was"), ("15", "fifteen"), ("$200", "200 dollars"),
        ("40 million dollars", "$40m"), ("three", "3"), ("300", "three hundred"), ("12", "twelve"),
        ("7 percent", "seven per cent"), ("7 percent", "7%"), ("25", "twenty-five"), ("two", "2"), ("Nine", "9"),
        ("ten", "10"), ("60", "sixty"), ("4 billion", "four billion"), ("2031", "2,031"), ("harbour", "harbor"),
        ("kilometers", "kilometres"), ("Senator", "Sen."), ("Doctor", "Dr."), ("Professor", "Prof."),
        ("Lower Sask", "Lower-Sask"), ("second", "2nd"), ("Commissioner", "commissioner"), ("Marrow", "Márrow"),
        ("Monday", "Mon."), ("Tarvos", "Tarvoss"),
    ):  # fmt: skip
        if said in sentence and said != instead:
            yield "spelling", sentence.replace(said, instead, 1)


def test_no_edit_of_meaning_passes_and_hardly_any_of_typography_is_flagged() -> None:
    flagged: defaultdict[str, Counter[bool]] = defaultdict(Counter)
    missed = []
    for sentence in SENTENCES:
        for kind, other in changed(sentence):
            variants, wording = collate([told("a", f"“{sentence}”"), told("b", f"“{other}”")])
            assert wording == "differs", (wording, sentence, other)
            found = any(v.meaning for v in variants)
            flagged[kind][found] += 1
            if not found:
                missed.append(f"{kind}: {sentence} | {other}")
        for kind, other in unchanged(sentence):
            variants, wording = collate([told("a", f"“{sentence}”"), told("b", f"“{other}”")])
            assert kind == "spelling" or wording == "same", (sentence, other, variants)
            assert {c for v in variants for c in v.changes} <= {"spelling"}, (sentence, other, variants)
            flagged[kind][any(v.meaning for v in variants)] += 1
    share = {kind: n[True] / n.total() for kind, n in flagged.items()}
    assert sum(n.total() for n in flagged.values()) > 800
    for kind in ("negation", "number", "name"):
        assert share[kind] >= 0.99, (kind, share, missed)
    for kind in ("unit", "modal", "quantifier", "tense"):
        assert share[kind] >= 0.95, (kind, share, missed)
    assert flagged["typography"][True] + flagged["spelling"][True] <= 0.02 * (
        flagged["typography"].total() + flagged["spelling"].total()
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("We will help the families of the miners.", "We will help the miners' families."),
        ("They asked us to wait for the results.", "They asked us to hang on for the results."),
        ("The fire destroyed the old mill.", "The fire ruined the old mill."),
        ("It is a big problem for the town.", "It is a large problem for the town."),
        ("We advocate for the safety of the crew.", "We want to see the safety of the crew."),
        ("I think the plan is good.", "The plan is good."),
    ],
)
def test_an_honest_paraphrase_is_not_flagged(one: str, other: str) -> None:
    variants, wording = collate([told("a", f"“{one}”"), told("b", f"“{other}”")])
    assert wording == "differs" or not variants
    assert not any(v.meaning for v in variants)
