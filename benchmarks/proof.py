"""Everything quoth claims, in full counts, written to docs/proof.md: ``python benchmarks/proof.py ../shared``.

Each section is one program run to its end; its figures are kept in docs/proof.json with the day, the commit of the code
and the network they were measured with. Measured is what has no figures of this code and network yet, so a run that was
cut off goes on with the same command; ``--missing`` measures only what has none at all, ``--only scale`` one section,
``--again`` everything. The document is written after every section, from that file and nothing else; a section that was
not run is in it as not measured, one of an earlier network as that. Where the developers' data is not there, the
sections that need it are passed over and said to be.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import platform
import re
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path
from statistics import median
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from benchmarks import claims

ROOT = Path(__file__).resolve().parent.parent
FIGURES = ROOT / "docs/proof.json"
DOCUMENT = ROOT / "docs/proof.md"
KEPT = ROOT / "proof"  # what long sections keep to go on from; no part of the repository
WITHOUT_DATA = ("markup", "bad_inputs", "bombs", "xml_attacks", "archives", "crawls", "mutated", "collation")
WITHOUT_DATA += ("families", "page", "kill", "faults", "damaged", "hostile", "properties", "start", "size")
PYTHON = sys.executable
KILLS = 200  # of benchmarks/kill.py
MANY = 24  # articles that take several seconds, so several batches
STARTS = 20  # of ``quoth --version``

Section = dict[str, Any]


def scale(shared: Path) -> Section:
    """Two thousand articles in one run, and again with two kills."""
    return _program("benchmarks/scale.py", str(shared))


def kill(_: Path) -> Section:
    """Two hundred kills at random moments of reading, correcting and migrating."""
    return _program("benchmarks/kill.py", "--kills", str(KILLS))


def batches(shared: Path) -> Section:
    """Kills while the network reads so many articles that they are kept in several batches."""
    texts = sorted((shared / "data/polnear/dev/text").glob("*.txt"))[:MANY]
    ran = _program("benchmarks/kill.py", *map(str, texts), "--kills", str(KILLS // 5))
    return {**ran, "command": f"python benchmarks/kill.py {MANY} texts of PolNeAR dev --kills {KILLS // 5}"}


def faults(_: Path) -> Section:
    """Three hundred faults of the disk while articles and judgements are kept."""
    return _program("benchmarks/faults.py")


def damaged(_: Path) -> Section:
    """Six hundred stores with bytes altered, cut, or pages zeroed, and as many of the files derived from them."""
    KEPT.mkdir(exist_ok=True)
    return _program("benchmarks/damaged.py", "--resume", str(KEPT / f"damaged-{_commit().replace(' ', '-')}.jsonl"))


def hostile(_: Path) -> Section:
    """Texts made to be slow or to break something."""
    return _program("benchmarks/hostile.py")


def properties(_: Path) -> Section:
    """All tests, every property on twenty times as many examples as in `make test`."""
    ran = _program("-m", "pytest", "--hypothesis-profile=proof", "--hypothesis-show-statistics")
    return {**ran, "output": "\n".join(_tried(ran["output"]))}


def _tried(printed: str) -> list[str]:
    """How many properties and examples pytest and Hypothesis printed, what failed, and the last line."""
    examples = [int(n) for n in re.findall(r"- (\d+) passing, \d+ failing", printed)]
    tried = len(re.findall(r"^tests/\S+::\S+:$", printed, re.MULTILINE))
    last = [line for line in printed.splitlines() if re.search(r"\d+ (?:passed|failed)", line)][-1:]
    failed = [line for line in printed.splitlines() if line.startswith(("FAILED", "ERROR"))]
    return [f"{tried} properties, {sum(examples):,} examples in all", *failed, *last]


def attributions(shared: Path) -> Section:
    """Attributions on PolNeAR dev."""
    return _program("benchmarks/attributions.py", str(shared))


def elsewhere(shared: Path) -> Section:
    """Statements away from the training corpus, by cause of error."""
    return _program("-m", "benchmarks.elsewhere", str(shared))


def memory(shared: Path) -> Section:
    """Five thousand articles in one run of `quoth attributions`."""
    return _program("benchmarks/memory.py", str(shared))


def markup(_: Path) -> Section:
    """What is lost between a page and its words, beside the extractors in the Python that `QUOTH_PEER` names."""
    return _program("-m", "benchmarks.markup")


def bad_inputs(_: Path) -> Section:
    """A library of 4,600 bad inputs over every reader."""
    return _program("-m", "benchmarks.bad_inputs")


def bombs(_: Path) -> Section:
    """What unfolds or nests without end: time, and memory above resting."""
    return _program("-m", "benchmarks.bombs")


def xml_attacks(_: Path) -> Section:
    """XML that asks for files and addresses, under an audit hook."""
    return _program("-m", "benchmarks.xml_attacks")


def archives(_: Path) -> Section:
    """Six hundred damaged web archives, read by the command: a third cut, two thirds with 40 flipped bytes."""
    return _program("-m", "benchmarks.crawls", "--articles", "0")


def crawls(_: Path) -> Section:
    """10,000 articles from one web archive, beside trafilatura where `QUOTH_PEER` names a Python that has it."""
    return _program("-m", "benchmarks.crawls", "--rounds", "0")


def mutated(_: Path) -> Section:
    """Twenty thousand mutated inputs for each reader; what earlier runs read (build/mutated) is not read again."""
    return _program("-m", "benchmarks.mutated", "--resume", "build/mutated")


def peers(shared: Path) -> Section:
    """Words a CPU second, beside the bare network and a plain spaCy pass."""
    return _program("benchmarks/peers.py", str(shared))


def speakers(shared: Path) -> Section:
    """Speakers on the labels of PolNeAR dev."""
    return _program("-m", "benchmarks.speakers", "--shared", str(shared))


def stories(shared: Path) -> Section:
    """Stories on ECB+ and BASIL, their headlines, and both among 1,500 other articles."""
    return _program("-m", "benchmarks.stories", str(shared))


def stream(shared: Path) -> Section:
    """Stories of 1,000 to 37,000 articles made from real ones: time, memory, and the known truth."""
    return _program("-m", "benchmarks.stream", str(shared))


def whole(shared: Path) -> Section:
    """Stories, sayings and collation of 1,000 to 37,000 articles made from real ones, and what copies are joined."""
    return _program("-m", "benchmarks.whole", str(shared))


def sayings(shared: Path) -> Section:
    """Sayings on the labelled stories of BASIL."""
    return _program("-m", "benchmarks.sayings", str(shared))


def spoken(shared: Path) -> Section:
    """Quotations of one passage of a transcript, in the reports of 26 events: whether they are one saying."""
    return _program("-m", "benchmarks.spoken", str(shared))


def collation(_: Path) -> Section:
    """Kinds of change against the labels."""
    return _program("benchmarks/changes.py")


def edits(shared: Path) -> Section:
    """1,000 edits of real quotations that bear meaning, 500 of typography and spelling, beside two naive judges."""
    return _program("benchmarks/edits.py", str(shared))


def families(_: Path) -> Section:
    """10,000 random families of tellings: the readings rebuild each word for word, in whatever order they come."""
    ran = _program(
        "-m", "pytest", "tests/test_collate_properties.py", "-k", "rebuilds or order",
        "--hypothesis-profile=proof", "--hypothesis-show-statistics",
    )  # fmt: skip
    return {**ran, "output": "\n".join(_tried(ran["output"]))}


def records(shared: Path) -> Section:
    """Quotations against transcripts: the labels, other events, and every article in one run."""
    return _program("benchmarks/records.py", str(shared), "--all")


def lineage(shared: Path) -> Section:
    """Who has it from whom, on chains of copies with known parents, on BASIL, and on one report in 300 papers."""
    return _program("-m", "benchmarks.lineage", str(shared), "--attributed", "40")


def trust(shared: Path) -> Section:
    """Addresses that are refused, edits that are found, articles that are forgotten, each beside a plain way."""
    return _program("benchmarks/trust.py", str(shared))


def who(shared: Path) -> Section:
    """“Who said this?” in a store of a million attributions."""
    return _program("-m", "benchmarks.who", str(shared))


def page(_: Path) -> Section:
    """The page under load: 16 clients for a minute over a store of 100,000 attributions."""
    return _program("-m", "benchmarks.serve", "load")


def start(_: Path) -> Section:
    """How soon `quoth --version` answers."""
    command = [str(Path(PYTHON).with_name("quoth")), "--version"]
    took = []
    for _n in range(STARTS):
        began = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)
        took.append(1000 * (time.perf_counter() - began))
    shown = f"best {min(took):.0f} ms, median {median(took):.0f} ms, worst {max(took):.0f} ms of {STARTS}"
    return {"command": "quoth --version", "code": 0, "seconds": round(sum(took) / 1000, 1), "output": shown}


def size(_: Path) -> Section:
    """What an installation takes on the disk."""
    own = _bytes([f for f in (ROOT / "src/quoth").rglob("*") if "__pycache__" not in f.parts])
    lines = [f"{'quoth':20}{own / 1e6:8.1f} MB"]
    total = own
    for name in sorted(_needed("quoth")):
        files = metadata.distribution(name).files or []
        there = _bytes([Path(str(f.locate())) for f in files if f.suffix != ".pyc"])
        total += there
        lines.append(f"{name:20}{there / 1e6:8.1f} MB")
    lines.append(f"{'together':20}{total / 1e6:8.1f} MB")
    command = "sizes of src/quoth and of the files of the distributions it needs"
    return {"command": command, "code": 0, "seconds": 0.0, "output": "\n".join(lines)}


SECTIONS: dict[str, Callable[[Path], Section]] = {
    "attributions": attributions,
    "elsewhere": elsewhere,
    "memory": memory,
    "peers": peers,
    "markup": markup,
    "bad_inputs": bad_inputs,
    "bombs": bombs,
    "xml_attacks": xml_attacks,
    "archives": archives,
    "crawls": crawls,
    "mutated": mutated,
    "speakers": speakers,
    "stories": stories,
    "stream": stream,
    "whole": whole,
    "sayings": sayings,
    "spoken": spoken,
    "collation": collation,
    "edits": edits,
    "families": families,
    "records": records,
    "who": who,
    "lineage": lineage,
    "trust": trust,
    "page": page,
    "scale": scale,
    "kill": kill,
    "batches": batches,
    "faults": faults,
    "damaged": damaged,
    "hostile": hostile,
    "properties": properties,
    "start": start,
    "size": size,
}


def _program(*arguments: str) -> Section:
    began = time.monotonic()
    environment = {**os.environ, "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"}
    done = subprocess.run(
        [PYTHON, *arguments], cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True, check=False
    )
    return {
        "command": " ".join(("python", *map(_shown, arguments))),
        "code": done.returncode,
        "seconds": round(time.monotonic() - began, 1),
        "output": done.stdout.rstrip(),
    }


def _shown(argument: str) -> str:
    """`argument` as one would give it in the root of the repository."""
    if argument.startswith(f"{KEPT}{os.sep}"):
        return f"proof/{Path(argument).name}"
    return "../shared" if argument.startswith("/") else argument


def _needed(name: str, found: set[str] | None = None) -> set[str]:
    """The distributions that `name` needs at run time here, and those that they need."""
    found = set() if found is None else found
    for requirement in metadata.distribution(name).requires or []:
        other = re.split(r"[\s<>=!~;\[(]", requirement)[0].lower().replace("_", "-")
        if "extra ==" in requirement or other in found:
            continue
        try:
            metadata.distribution(other)
        except metadata.PackageNotFoundError:  # for another system or Python
            continue
        found.add(other)
        _needed(other, found)
    return found


def _bytes(paths: list[Path]) -> int:
    return sum(p.stat().st_size for p in paths if p.is_file())


def circumstances() -> dict[str, str]:
    """When, on what, and with which quoth a section is measured."""
    told = Path("/proc/cpuinfo").read_text(encoding="utf-8")
    model = re.search(r"model name\s*: (.+)", told)
    vnni = "with" if re.search(r"\bavx(512)?_vnni\b", told) else "without"
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return {
        "day": datetime.now(UTC).date().isoformat(),
        "commit": _commit(),
        "network": _network(),
        "machine": f"{os.cpu_count()} cores of {model[1] if model else platform.machine()} {vnni} VNNI, "
        f"{memory:.0f} GiB, {platform.system()}, Python {platform.python_version()}",
        "load": f"{os.getloadavg()[0]:.1f}",
    }


def _commit() -> str:
    """The last commit that altered the code, so that committing figures does not make them old."""
    code = ("src", "benchmarks", "tests")
    changed = _git("status", "--short", "--untracked-files=no", *code)
    return _git("log", "-1", "--format=%h", "--", *code) + (" with changes" if changed else "")


def _git(*arguments: str) -> str:
    return subprocess.run(["git", *arguments], cwd=ROOT, check=True, capture_output=True, text=True).stdout.strip()


def _network() -> str:
    """Name and digest, as `quoth doctor` shows them (quoth.model.network)."""
    stated = (ROOT / "src/quoth/model/en_v1/config.json").read_bytes()
    return f"{json.loads(stated)['name']} {hashlib.sha256(stated).hexdigest()[:16]}"


def document(figures: dict[str, dict[str, Any]]) -> str:
    """docs/proof.md: what was measured, section by section, and nothing else."""
    present = [name for name in SECTIONS if name in figures and figures[name]["network"] == _network()]
    lines = [
        "# Proof",
        "",
        "What quoth claims, measured. `make proof` measures all of it again and writes this page from `proof.json`;",
        "`python benchmarks/proof.py ../shared --only scale` measures one section. The data is the developers'",
        "(`../shared`): thresholds were fixed on it, so the accuracies are not held out. *Load* is the number of other",
        "processes that wanted the machine when a section began (a minute's mean).",
        "",
        f"{len(present)} of {len(SECTIONS)} sections were measured with the network that ships now, {_network()};",
        "those of an earlier one are marked, and what was not run is not measured.",
        "",
        "| section | passed | took | day | commit | network | load |",
        "|---|---|---|---|---|---|---|",
    ]
    for name in SECTIONS:
        if name not in figures:
            lines.append(f"| {name} | not measured | | | | | |")
            continue
        one = figures[name]
        passed = "yes" if one["code"] == 0 else f"**no** (exit {one['code']})"
        passed += "" if name in present else ", *earlier network*"
        took = "not taken" if one["seconds"] is None else f"{one['seconds']:,.0f} s"
        lines.append(
            f"| [{name}](#{name}) | {passed} | {took} | {one['day']} | {one['commit']} "
            f"| {one['network']} | {one['load']} |"
        )
    for name, section in SECTIONS.items():
        if name in figures:
            one = figures[name]
            lines += ["", f"## {name}", "", f"{section.__doc__} On {one['machine']}.", ""]
            if note := one.get("note"):
                lines += [note, ""]
            lines += ["```text", f"$ {one['command']}", *one["output"].splitlines(), "```"]
    return "\n".join(lines) + "\n"


def _is_of_now(one: Section) -> bool:
    """Whether a section was measured to its end with this very code and network."""
    return bool(one["code"] == 0 and (one["commit"], one["network"]) == (_commit(), _network()))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--only", nargs="+", choices=SECTIONS, help="measure these sections")
    parser.add_argument("--missing", action="store_true", help="measure what docs/proof.json does not have at all")
    parser.add_argument("--again", action="store_true", help="measure everything, whatever was measured already")
    parser.add_argument("--write", action="store_true", help="measure nothing, write docs/proof.md again")
    args = parser.parse_args()
    figures = json.loads(FIGURES.read_text(encoding="utf-8")) if FIGURES.exists() else {}
    wanted = [] if args.write else args.only or list(SECTIONS)
    if not (args.only or args.again):
        wanted = [n for n in wanted if n not in figures or not (args.missing or _is_of_now(figures[n]))]
    if not args.shared.is_dir() and (without := [n for n in wanted if n not in WITHOUT_DATA]):
        print(f"proof: {args.shared} is not there; not measured: {', '.join(without)}", file=sys.stderr)
        wanted = [n for n in wanted if n in WITHOUT_DATA]
    for n, name in enumerate(wanted, 1):
        took = figures.get(name, {}).get("seconds")
        last = f", took {took:,.0f} s last time" if took is not None else ""
        print(f"proof: {time.strftime('%H:%M:%S')} {name} ({n} of {len(wanted)}{last})", file=sys.stderr, flush=True)
        measured = {**circumstances(), **SECTIONS[name](args.shared.resolve())}
        if FIGURES.exists():  # what another run measured meanwhile stays
            figures = json.loads(FIGURES.read_text(encoding="utf-8"))
        figures[name] = measured
        FIGURES.write_text(json.dumps(figures, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        DOCUMENT.write_text(document(figures), encoding="utf-8")
    DOCUMENT.write_text(document(figures), encoding="utf-8")
    claims.write(ROOT / "README.md", figures)
    failed = [name for name in wanted if figures[name]["code"] != 0]
    if failed:
        print(f"proof: not passed: {', '.join(failed)}", file=sys.stderr)
    return int(bool(failed))


if __name__ == "__main__":
    sys.exit(main())
