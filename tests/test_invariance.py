"""One article, one answer: whatever stands beside it, in whatever order, in whatever batch, by however many hands."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import quoth
from conftest import ROOT
from quoth.attributions import attribute_article
from quoth.model.network import load
from quoth.types import Article, Attributed

EXAMPLES = ROOT / "examples/articles"
LONG = "long"
"""The id of all of them in one: the only one that the network reads in several windows."""


@pytest.fixture(scope="module")
def articles() -> list[Article]:
    """The shortest of the invented reports, and one that is as long as all of them."""
    read = sorted((a for a in quoth.read(EXAMPLES) if isinstance(a, Article)), key=lambda a: len(a.text))[:4]
    return [*read, Article(LONG, "long.txt", "\n\n".join(a.text for a in read), language="en")]


@pytest.fixture(scope="module")
def expected(articles: list[Article]) -> dict[str, str]:
    """What each gives when it is read alone, as JSON, to the last digit of its scores."""
    found = {a.id: shown(attribute_article(a, load())) for a in articles}
    assert sum(one.count('"content"') for one in found.values()) > 15
    return found


def shown(one: Attributed) -> str:
    return json.dumps(one.to_dict())


def test_the_order_of_the_inputs(articles: list[Article], expected: dict[str, str]) -> None:
    """Another order through the streaming door of the package."""
    turned = random.Random(3).sample(articles, len(articles))
    found = [shown(one) for one in quoth.attribute(turned) if isinstance(one, Attributed)]
    assert found == [expected[article.id] for article in turned]


class Watched:
    """The runtime's session; `rows` are how many windows it was handed at a time."""

    def __init__(self, session: Any) -> None:
        self.session = session
        self.rows: list[int] = []

    def run(self, names: Any, given: dict[str, Any]) -> Any:
        self.rows.append(len(given["ids"]))
        return self.session.run(names, given)


def test_there_is_no_batch_that_an_answer_could_depend_on(articles: list[Article], expected: dict[str, str]) -> None:
    """A runtime that scales int8 by the largest number in a batch would let windows see each other: they go alone."""
    watched = Watched(load().session)
    found = attribute_article(articles[-1], replace(load(), session=watched))

    assert shown(found) == expected[LONG]
    assert len(watched.rows) > 1, "the long article is read in several windows"
    assert set(watched.rows) == {1}


def test_the_number_of_threads_that_ask_at_once(articles: list[Article], expected: dict[str, str]) -> None:
    """One network, asked by four at the same time."""
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda a: attribute_article(a, load()), articles))

    assert [shown(one) for one in found] == [expected[a.id] for a in articles]


def test_the_number_of_threads_of_the_runtime(articles: list[Article], expected: dict[str, str]) -> None:
    """Two threads share the sums of one; what comes out is the same."""
    network = load(threads=2)

    assert {a.id: shown(attribute_article(a, network)) for a in articles} == expected


def test_the_number_of_processes_that_share_the_work(tmp_path: Path) -> None:
    """One process over all files, and two over halves of them: the same lines, byte for byte."""
    files = sorted(EXAMPLES.glob("*.txt"), key=lambda f: f.stat().st_size)[:4]
    whole = lines(tmp_path / "whole.jsonl", files)

    assert lines(tmp_path / "one.jsonl", files[::2]) + lines(tmp_path / "two.jsonl", files[1::2]) == [
        *whole[::2],
        *whole[1::2],
    ]
    assert lines(tmp_path / "back.jsonl", files[::-1]) == whole[::-1]


def lines(output: Path, files: list[Path]) -> list[bytes]:
    """What the real command writes about `files`, in a process of its own."""
    command = [sys.executable, "-m", "quoth", "attributions", *map(str, files), "-o", str(output), "--quiet"]
    subprocess.run(command, check=True, cwd=ROOT, env={"PYTHONPATH": str(ROOT / "src"), "PATH": ""})
    return output.read_bytes().splitlines()
