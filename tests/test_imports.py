"""What may import what, what may never stand in the tree, and how soon ``quoth --version`` answers."""

from __future__ import annotations

import ast
import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest

import quoth
from pace import slowness

ROOT = Path(quoth.__file__).parent
MODULES = sorted(ROOT.rglob("*.py"))

# Every room of quoth and its floor: a module imports from its own room and from lower floors only.
FLOORS = {
    "types": 0,
    "errors": 0,
    "counted": 0,
    "natural": 0,
    "whole": 0,
    "sets": 0,
    "quotation": 1,
    "words": 1,
    "model": 2,
    "fetch": 2,
    "fetching": 6,
    "audit": 6,
    "watch": 9,
    "revisions": 5,
    "articles": 3,
    "attributions": 3,
    "stories": 3,
    "sayings": 4,
    "records": 5,
    "lineage": 5,
    "evaluate": 5,
    "synopsis": 7,
    "checking": 6,
    "store": 6,
    "columns": 6,
    "tabular": 1,
    "spreadsheet": 2,
    "output": 6,
    "hand": 6,
    "workers": 7,
    "spool": 7,
    "piecemeal": 8,
    "judgements": 5,
    "search": 7,
    "page": 8,
    "library": 8,
    "": 9,  # quoth itself, the tour
    "doctor": 9,
    "commands": 10,
    "usage": 11,
    "cli": 12,
    "__main__": 13,
}
# The folders of a room, or of a folder in it, lowest first: what lies in one imports from it and from those before it,
# not from those behind.
FOLDERS = {
    "attributions": ("layouts", "names", "phrases", "speaker"),
    "sayings": ("words", "collate"),
    "page.app": ("door", "index", "story", "shown", "given"),
}
# One word of the tour is for everybody: the version.
FREE = {("quoth", "__version__")}

HEAVY = {
    "numpy",
    "onnxruntime",
    "tokenizers",
    "rapidfuzz",
    "py3langid",
    "jinja2",
    "arro3",
    "sqlite3",
    "json",
    "asyncio",
    "starlette",
    "uvicorn",
    "ssl",
    "protego",
}
FORBIDDEN_MODULES = {
    "pickle",
    "cPickle",
    "shelve",
    "marshal",
    "dill",
    "joblib",
    "urllib.request",
    "http.client",
    "ftplib",
}
# The one file that may open a connection, the one that gives hostile files a process of its own, the one that starts
# the processes of --workers, and the one that puts out what onnxruntime tells its maker before it is loaded; with what.
DOOR = {
    "quoth.fetch.wire": {"socket", "http.client"},
    "quoth.articles.table.parquet": {"subprocess"},
    "quoth.hand": {"subprocess"},
    "quoth.model.runtime": {"onnxruntime"},
}
GUARDED = {"socket", "subprocess", "onnxruntime"}
FORBIDDEN_CALLS = {
    "eval",
    "exec",
    "compile",
    "__import__",
    "os.system",
    "os.popen",
    "yaml.load",
    "pickle.load",
    "np.load",
}


def name_of(file: Path) -> str:
    """``src/quoth/store/sqlite.py`` is ``quoth.store.sqlite``."""
    return ".".join(["quoth", *file.relative_to(ROOT).with_suffix("").parts]).removesuffix(".__init__")


def room(module: str) -> str:
    return (module + ".").split(".")[1]


def imports(tree: ast.AST) -> list[tuple[str, str]]:
    """Every (module, name) of quoth that is imported anywhere in `tree`, inside functions as well."""
    known = {name_of(file) for file in MODULES}
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found += [(a.name, "") for a in node.names if a.name.split(".")[0] == "quoth"]
        elif isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "quoth":
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                found.append((inner, "") if inner in known else (node.module or "", alias.name))
    return found


def folder(module: str, inside: str) -> int:
    """How high the folder of `module` lies among those `inside`; -1 where it lies in none of them."""
    _, _, rest = f"{module}.".partition(f"quoth.{inside}.")
    name = rest.partition(".")[0]
    return FOLDERS[inside].index(name) if name in FOLDERS[inside] else -1


def wrong_arrows(importer: str, tree: ast.AST) -> list[str]:
    floor = FLOORS[room(importer)]
    found = [(module, name) for module, name in imports(tree) if (module, name) not in FREE]
    return [
        f"{importer} (floor {floor}) imports {module} (floor {FLOORS[room(module)]})"
        for module, _ in found
        if room(module) != room(importer) and FLOORS[room(module)] >= floor
    ] + [
        f"{importer} imports {module}, of a folder above its own"
        for module, _ in found
        for inside in FOLDERS
        if folder(module, inside) > folder(importer, inside) >= 0
    ]


@pytest.mark.parametrize("file", MODULES, ids=[name_of(f) for f in MODULES])
def test_every_arrow_points_down(file):
    importer = name_of(file)
    assert room(importer) in FLOORS, f"give {importer} a floor in tests/test_imports.py"
    tree = ast.parse(file.read_text(encoding="utf-8"))
    assert not any(isinstance(n, ast.ImportFrom) and n.level for n in ast.walk(tree)), "imports are written out in full"
    assert wrong_arrows(importer, tree) == []


@pytest.mark.parametrize(
    ("importer", "line"),
    [
        ("quoth.types", "from quoth.model.tokens import tokenize"),
        ("quoth.attributions.tag", "def f():\n    from quoth import sayings"),
        ("quoth.stories", "import quoth.articles.text"),
        ("quoth.store.sqlite", "from quoth.cli import main"),
        ("quoth.synopsis", "from quoth import trace"),
        ("quoth.attributions.names.cast", "from quoth.attributions.speaker.nouns import common"),
        ("quoth.sayings.words", "from quoth.sayings.collate import align"),
        ("quoth.page.app.index.rows", "from quoth.page.app.story import loaded"),
    ],
)
def test_a_wrong_arrow_is_seen(importer, line):
    assert len(wrong_arrows(importer, ast.parse(line))) == 1


@pytest.mark.parametrize("file", MODULES, ids=[name_of(f) for f in MODULES])
def test_nothing_is_executed_unpickled_or_fetched(file):
    """S10: text and stores are hostile; no module even imports what could run them or reach the network."""
    found = forbidden(ast.parse(file.read_text(encoding="utf-8")))
    assert set(found) - DOOR.get(name_of(file), set()) == set()


def forbidden(tree: ast.AST) -> list[str]:
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found += [a.name for a in node.names if a.name in FORBIDDEN_MODULES or a.name in GUARDED]
        elif isinstance(node, ast.ImportFrom):
            names = {node.module, *(f"{node.module}.{a.name}" for a in node.names)}
            found += sorted(n for n in names if n in FORBIDDEN_MODULES or n in GUARDED)
        elif isinstance(node, ast.Call):
            called = ast.unparse(node.func)
            safely = any(k.arg == "allow_pickle" and ast.unparse(k.value) == "False" for k in node.keywords)
            if (called in FORBIDDEN_CALLS and not safely) or any(k.arg == "shell" for k in node.keywords):
                found.append(called)
    return found


def test_what_is_forbidden_is_seen():
    lines = "import pickle\nfrom urllib import request\neval(x)\nnp.load(f)\nrun(x, shell=True)\n"
    lines += "np.load(f, allow_pickle=False)\nimport onnxruntime"
    assert sorted(forbidden(ast.parse(lines))) == sorted(
        ["pickle", "urllib.request", "eval", "np.load", "run", "onnxruntime"]
    )


@pytest.mark.parametrize("statement", ["import quoth", "from quoth.cli import main"])
def test_importing_quoth_loads_nothing_heavy(statement):
    listing = f"import sys; before = set(sys.modules); {statement}; print(*(set(sys.modules) - before))"
    loaded = {m.split(".")[0] for m in run("-c", listing).split()}
    assert loaded & HEAVY == set()


def test_importing_the_store_loads_neither_the_network_nor_what_finds_sayings():
    listing = "import sys; before = set(sys.modules); import quoth.store; print(*(set(sys.modules) - before))"
    loaded = set(run("-c", listing).split())
    assert {m.split(".")[0] for m in loaded} & HEAVY <= {"sqlite3", "json"}
    assert loaded.isdisjoint({"quoth.attributions", "quoth.sayings"})


def test_version_answers_within_150_ms():
    """The best of seven runs, each a new process. Its processor time is counted, for what else the machine is doing is
    not quoth's, and a slower machine may take longer; `make proof` measures the wall time.
    """
    run("-m", "quoth", "--version")  # the first one compiles
    taken = []
    for _ in range(7):
        began = resource.getrusage(resource.RUSAGE_CHILDREN)
        assert run("-m", "quoth", "--version") == f"quoth {quoth.__version__}\n"
        ended = resource.getrusage(resource.RUSAGE_CHILDREN)
        taken.append(ended.ru_utime + ended.ru_stime - began.ru_utime - began.ru_stime)
        if taken[-1] < 0.150:
            return
    assert min(taken) < 0.150 * slowness(), f"best of 7: {min(taken) * 1000:.0f} ms"


def run(*args: str) -> str:
    environment = {**os.environ, "PYTHONPATH": str(ROOT.parent)}
    done = subprocess.run([sys.executable, *args], capture_output=True, text=True, env=environment, check=True)
    return done.stdout
