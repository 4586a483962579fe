"""``quoth doctor``: what is installed, which network, whether a store can be written here and whether one is whole."""

from __future__ import annotations

import os
import platform
import re
import sqlite3
import sys
import tempfile
from contextlib import closing
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quoth import __version__
from quoth.counted import counted
from quoth.errors import QuothError

if TYPE_CHECKING:
    from quoth.store import Store

_SHOWN = 10  # problems of a store that are listed; the rest is counted
# A sentence each that any English and any French paper prints: long enough for quoth.articles.language to judge it.
_SAMPLES = {
    "en": (
        "The council said on Monday that the bridge would stay closed to traffic until the repairs have been paid for "
        "and a new inspection was made."
    ),
    "fr": (
        "Le conseil municipal a annoncé lundi que le pont restera fermé à la circulation jusqu'à la fin des travaux de "
        "réparation et de la nouvelle inspection."
    ),
}


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at. `found` says what there is, and where `ok` is False, what to do."""

    name: str
    ok: bool
    found: str


def examine(store: Path, *, must_exist: bool, audit: bool = False) -> list[Check]:
    """Every check, in the order in which they are shown. Nothing is altered; a file is made here and removed again.

    `store` is looked through when it exists; with `must_exist` its absence is a fault, else it is only said. With
    `audit` every file of quoth, of the network and of all libraries is compared with its hash (`quoth.audit`).
    """
    checks = [*_installed(), _network(), _languages(), _writable(store.parent), *_store(store, must_exist=must_exist)]
    if audit:
        from quoth import audit as files

        checks += [Check(*one) for one in files.audit()]
    return checks


def render(checks: list[Check], *, quiet: bool = False) -> str:
    """The checks for a terminal: a line each, aligned; what is wrong begins with ``!!``, and alone is shown to `quiet`
    ears, which hear nothing where all is well.
    """
    width = max(len(check.name) for check in checks)
    lines = []
    for check in checks:
        if quiet and check.ok:
            continue
        first, *more = check.found.splitlines() or [""]
        lines.append(f"{'ok' if check.ok else '!!'}  {check.name:<{width}}  {first}")
        lines += [f"{'':<{width + 4}}  {line}" for line in more]
    wrong = sum(not check.ok for check in checks)
    if wrong or not quiet:
        lines.append("all is well" if not wrong else f"{wrong} of {len(checks)} checks found something wrong")
    return "".join(f"{line}\n" for line in lines)


def to_dict(checks: list[Check]) -> dict[str, Any]:
    """The same for programs."""
    shown = [{"check": c.name, "ok": c.ok, "found": c.found} for c in checks]
    return {"ok": all(c.ok for c in checks), "checks": shown}


def _installed() -> list[Check]:
    version = platform.python_version()
    recent = sys.version_info >= (3, 11)
    checks = [
        Check("quoth", True, __version__),
        Check("python", recent, f"{version} on {platform.system()} {platform.machine()}"),
        Check("sqlite", sqlite3.sqlite_version_info >= (3, 31), sqlite3.sqlite_version),
    ]
    try:
        required = metadata.requires("quoth") or []
    except metadata.PackageNotFoundError:
        return [*checks, Check("package", False, "quoth runs from its source but is not installed: pip install .")]
    for line in required:
        name, least = re.match(r"([\w.-]+)(?:.*?>=\s*([\d.]+))?", line).groups()  # type: ignore[union-attr]
        try:
            has = metadata.version(name)
        except metadata.PackageNotFoundError:
            if extra := re.search(r"extra == [\"']([\w-]+)[\"']", line):
                checks.append(Check(name, True, f"not installed, and optional: pip install 'quoth[{extra[1]}]'"))
            else:
                checks.append(Check(name, False, f"missing: pip install '{line}'"))
            continue
        enough = least is None or _numbers(has) >= _numbers(least)
        checks.append(Check(name, enough, has if enough else f"{has} is too old: pip install '{line}'"))
    return checks


def _numbers(version: str) -> tuple[int, ...]:
    """The numbers of a version before any letter: "1.20.0rc1" is (1, 20, 0)."""
    plain = re.match(r"\d+(?:\.\d+)*", version)
    return tuple(int(n) for n in plain.group().split(".")) if plain else ()


def _network() -> Check:
    """Loading checks every file against the hash that config.json states."""
    try:
        from quoth.model.network import load

        network = load()
        seen = network.read(_SAMPLES["en"])
    except (QuothError, ImportError, OSError) as error:
        return Check("network", False, str(error))
    return Check("network", len(seen) > 0, f"{network.name} {network.digest}, files as named, reads")


def _languages() -> Check:
    try:
        from quoth.articles import language

        found = {code: language.detect(text) for code, text in _SAMPLES.items()}
    except (ImportError, OSError, ValueError) as error:
        return Check("languages", False, f"{error}: pip install --force-reinstall py3langid")
    right = all(code == told for code, told in found.items())
    return Check("languages", right, "told apart" if right else f"told wrongly: {found}; install py3langid again")


def _writable(folder: Path) -> Check:
    """Makes a small database in `folder`, as a store would, and removes it."""
    shown = os.path.abspath(folder)  # noqa: PTH100
    try:
        with (
            tempfile.TemporaryDirectory(prefix=".quoth-", dir=folder) as own,
            closing(sqlite3.connect(Path(own) / "probe.db")) as db,
        ):
            mode = db.execute("PRAGMA journal_mode = WAL").fetchone()[0]
            db.execute("CREATE TABLE probe (x)")
            db.commit()
    except (OSError, sqlite3.Error) as error:
        why = (error.strerror if isinstance(error, OSError) else None) or error
        return Check("writable", False, f"a store cannot be made in {shown} ({why}): name one elsewhere with --store")
    if mode != "wal":
        message = f"{shown} does not allow SQLite's WAL mode (a network drive?): keep the store on a local disk"
        return Check("writable", False, message)
    return Check("writable", True, f"a store can be made in {shown}")


def _store(path: Path, *, must_exist: bool) -> list[Check]:
    from quoth.store import Store

    try:
        if not path.exists() and not must_exist:
            return [Check("store", True, f"none here yet ({path})")]
        with Store.open(path, write=False) as store:
            problems = store.check()
            counts = "" if problems else _holds(store)
    except QuothError as error:
        return [Check("store", False, str(error))]
    except OSError as error:  # a folder that may not be entered
        return [Check("store", False, f"{path} cannot be looked at: {error.strerror}")]
    if problems:
        lines = [f"{p.where}: {p.message}" for p in problems[:_SHOWN]]
        more = [f"and {len(problems) - _SHOWN} more"] if len(problems) > _SHOWN else []
        return [Check("store", False, "\n".join([f"{path} is damaged:", *lines, *more]))]
    return [Check("store", True, f"{path} is whole: {counts}")]


def _holds(store: Store) -> str:
    counts = store.counts()
    return ", ".join(
        (
            counted(counts.articles, "article"),
            counted(counts.revisions, "revision"),
            counted(counts.attributions, "attribution"),
        )
    )
