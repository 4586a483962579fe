"""Floors under the figures of the shipped network, on the developers' data, beside a naive baseline in the same run.

A floor stands in ``gates.json`` with the hash of the corpus it was measured on. A floor falls only by hand: raise it
when quoth gets better; to lower it, edit the file and say why in the commit.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

import quoth
from quoth.attributions.sound import REASON
from quoth.commands.engine import own_engine
from quoth.evaluate import read_gold, relations_of
from quoth.evaluate.reliability import calibration_error
from quoth.evaluate.scores import figures
from quoth.types import Article, Attributed, Attribution, Mention
from quoth.workers import Fresh, attributed

ROOT = Path(__file__).parent.parent
GATES = Path(__file__).parent / "gates.json"

pytestmark = pytest.mark.shared

Gold = tuple[Article, list[Attribution], list[Mention]]


@pytest.fixture(scope="module")
def gates() -> dict[str, dict[str, Any]]:
    whole: dict[str, dict[str, Any]] = json.loads(GATES.read_text(encoding="utf-8"))
    return whole


@pytest.fixture(scope="module")
def own(shared: Path) -> list[Attributed]:
    """What quoth finds in PolNeAR dev, read once for all gates, in two processes."""
    articles = quoth.read(shared / "data/polnear/dev/text")
    found = [x.result if isinstance(x, Fresh) else x for x in attributed(articles, own_engine().attribute, workers=2)]
    assert all(isinstance(one, Attributed) for one in found)
    assert not any(problem.message == REASON for one in found for problem in one.problems), "a rule misplaced words"
    return [one for one in found if isinstance(one, Attributed)]


def corpus(paths: list[Path]) -> str:
    """SHA-256 over the names and bytes of `paths`, in the order of their names."""
    whole = hashlib.sha256()
    for path in sorted(paths, key=lambda p: p.name):
        whole.update(path.name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return whole.hexdigest()


def check(name: str, gate: Mapping[str, Any], paths: list[Path]) -> None:
    """Fails unless `paths` are the very files that the floors of `gate` were measured on."""
    found = corpus(paths)
    assert found == gate["corpus"], (
        f"gate {name!r}: the gold files are not those its floors were measured on. If they were changed on purpose, "
        f'measure again, set the floors by hand in {GATES.name}, and put there "corpus": "{found}"'
    )


def below(floors: Mapping[str, float], figures: Mapping[str, float]) -> dict[str, tuple[float, float]]:
    """The figures under their floors, as (figure, floor)."""
    return {name: (figures[name], floor) for name, floor in floors.items() if figures[name] < floor}


def test_attributions_on_polnear_dev(gates: dict[str, dict[str, Any]], own: list[Attributed], shared: Path) -> None:
    """F1 of spans and relations over the floors, and the rule of reporting verbs under quoth in every one of them."""
    from benchmarks.attributions import Relations, rule, scored

    gate = gates["attributions"]
    check("attributions", gate, [*(shared / "data/polnear/dev").glob("*/*")])
    found = {one.article.text: relations(one) for one in own}

    def ours(text: str) -> Relations:
        return found[text]

    def f1(find: Callable[[str], Relations]) -> dict[str, float]:
        return {name: figure["f1"] for name, figure in scored(shared, find).items() if isinstance(figure, dict)}

    quoth_, baseline = f1(ours), f1(rule)

    assert not below(gate["floors"], quoth_)
    assert all(baseline[name] < quoth_[name] for name in gate["floors"])


def test_scores_mean_what_they_say(gates: dict[str, dict[str, Any]], own: list[Attributed], shared: Path) -> None:
    """The expected calibration error under its ceiling; being sure of everything, or half sure, is worse."""
    gold, _ = read_gold(shared / "data/polnear/dev")
    scored = figures(gold, {one.article.id: relations_of(one.attributions) for one in own}).scored

    error = calibration_error(scored)

    assert len(scored) > 1_000
    assert error <= gates["attributions"]["ceilings"]["calibration_error"]
    for same in (1.0, 0.5):
        assert calibration_error([(same, right) for _, right in scored]) > 2 * error


def relations(one: Attributed) -> list[dict[str, list[tuple[int, int]]]]:
    """The spans of an article's attributions, as the scorer wants them."""
    return [
        {role: [(s.start, s.end) for s in getattr(a, role)] for role in ("source", "cue", "content")}
        for a in one.attributions
    ]


def test_speakers_end_to_end(gates: dict[str, dict[str, Any]], own: list[Attributed], shared: Path) -> None:
    """Speakers of quoth's own attributions: over the floors, and both baselines on the same attributions under them."""
    from benchmarks.speakers import END_TO_END, capitals, judged

    gate = gates["speakers"]
    check("speakers", gate, [shared / "labels/speakers.jsonl"])
    given = [(one.article, list(one.attributions), capitals(one.article)) for one in own]
    figures = {name: shares(judged(shared, method, given)) for name, method in END_TO_END.items()}
    ours = figures.pop("quoth")

    assert not below(gate["floors"], ours)
    for baseline in figures.values():
        assert all(baseline[name] < ours[name] for name in gate["floors"])


def test_speakers_of_given_attributions(gates: dict[str, dict[str, Any]], shared: Path) -> None:
    """With the annotators' attributions: over the floors, and both baselines under them."""
    from benchmarks.speakers import GIVEN, judged, read_gold

    gate = gates["speakers given"]
    check("speakers given", gate, [shared / "labels/speakers.jsonl"])
    given = list(read_gold(shared / "data/polnear"))
    figures = {
        name: shares(judged(shared, method, given)) for name, method in GIVEN.items() if name != "quoth, no mentions"
    }
    ours = figures.pop("quoth")

    assert not below(gate["floors"], ours)
    for baseline in figures.values():
        assert all(baseline[name] < ours[name] for name in gate["floors"])


def shares(counts: Mapping[str, tuple[int, int]]) -> dict[str, float]:
    """Percent right of each type of speaker."""
    return {name: 100 * right / count for name, (right, count) in counts.items() if count}


def test_a_figure_under_its_floor_is_told() -> None:
    """What falls is named with its figure and its floor; what is just on the floor stands."""
    assert below({"a": 80.0, "b": 50.0}, {"a": 79.9, "b": 50.0, "c": 1.0}) == {"a": (79.9, 80.0)}


def test_a_corpus_that_changed_is_told_with_the_way_out(tmp_path: Path) -> None:
    """One byte, or one name, and the floors are no longer those of the corpus."""
    one = tmp_path / "one.txt"
    one.write_text("Oda Brenn said so.")
    gate = {"corpus": corpus([one])}
    check("any", gate, [one])

    one.write_text("Oda Brenn said it.")
    with pytest.raises(
        AssertionError, match=r'set the floors by hand in gates.json, and put there "corpus": "[0-9a-f]{64}"'
    ):
        check("any", gate, [one])
