"""``quoth doctor --audit``: what quoth is made of here, under which licences, and whether each file is as installed.

Every library that quoth needs, and what those need, is looked up where pip wrote it down: its version, its licence, and
the SHA-256 of each of its files, which is taken again and compared. The same for quoth itself, unless it runs from a
clone, and for the network, whose files are compared with the hashes in its configuration. Nothing is fetched: whether a
version has a known fault is a question for a service such as pip-audit.

What this does not find: somebody who altered a file and the record of it. A case it gets wrong: a distribution's
package manager that keeps no record of hashes; then it says that nothing could be compared.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

from quoth.counted import counted

_PIECE = 1 << 20
_SHOWN = 5  # files that are named; the rest is counted
_NAME = re.compile(r"[A-Za-z0-9][\w.-]*")
_UNREAD = frozenset({"CARD.md", "config.json"})  # of the network's folder: what no hash in config.json speaks for

Finding = tuple[str, bool, str]
"""What was looked at, whether it is as it should be, and what there is."""


def audit() -> Iterator[Finding]:
    """Quoth, each library in the order of the alphabet, and the files of the network."""
    yield _distribution("quoth")
    for name in sorted(needed("quoth") if _is_installed("quoth") else ()):
        yield _distribution(name)
    yield from network()


def needed(name: str) -> set[str]:
    """The distributions that `name` needs here, and what those need in turn, by their names in small letters.

    Its own extras count where they are installed; extras of the others do not.
    """
    found: set[str] = set()
    waiting = [name]
    while waiting:
        one = waiting.pop()
        for line in metadata.requires(one) or []:
            if one != name and "extra ==" in line:
                continue
            other = re.sub(r"[-_.]+", "-", _NAME.match(line)[0]).lower()  # type: ignore[index]
            if other not in found and _is_installed(other):
                found.add(other)
                waiting.append(other)
    return found


def network(folder: Path | None = None) -> Iterator[Finding]:
    """Each file of the shipped network beside the hash in its configuration."""
    where = folder or Path(__file__).parent / "model" / "en_v1"
    try:
        stated = json.loads((where / "config.json").read_bytes())["sha256"]
        files = sorted(path for path in where.iterdir() if path.is_file() and path.name not in _UNREAD)
    except (OSError, ValueError, KeyError, TypeError) as error:
        yield "network", False, f"{where} cannot be read ({error}): install quoth again"
        return
    yield "config.json", True, f"sha256 {_sha256(where / 'config.json').hex()}"
    for path in files:
        found = _sha256(path).hex()
        named = stated.get(path.name)
        if named is None:
            yield path.name, False, "config.json has no hash of it: install quoth again"
        elif named != found:
            yield path.name, False, f"is not the file that config.json names ({named}): install quoth again"
        else:
            yield path.name, True, f"sha256 {found}"
    for name in sorted(set(stated) - {path.name for path in files}):
        yield name, False, "config.json names it, and it is not there: install quoth again"


def _distribution(name: str) -> Finding:
    try:
        one = metadata.distribution(name)
    except metadata.PackageNotFoundError:
        return name, False, "is not installed: pip install ."
    altered, missing, compared = [], [], 0
    for file in one.files or ():
        if file.hash is None or file.hash.mode != "sha256":
            continue
        path = Path(str(file.locate()))
        try:
            compared += 1
            if _coded(_sha256(path)) != file.hash.value:
                altered.append(str(file))
        except OSError:
            missing.append(str(file))
    about = f"{one.version}, {_licence(one)}"
    if altered or missing:
        named = ", ".join([*altered, *missing][:_SHOWN])
        wrong = f"{len(altered)} altered and {len(missing)} missing of {counted(compared, 'file')}: {named}"
        return name, False, f"{about}\n{wrong}\nif you did not do that yourself: pip install --force-reinstall {name}"
    if not compared:
        return name, True, f"{about}; no record of its files to compare with"
    return name, True, f"{about}; {counted(compared, 'file')} as installed"


def _licence(one: metadata.Distribution) -> str:
    """The licence as the distribution states it: its expression, else its first line of words, else its classifiers."""
    about = one.metadata
    if expression := about.get_all("License-Expression"):
        return str(expression[0])
    said = "".join(about.get_all("License") or []).strip().splitlines()
    if said and len(said[0]) <= 60:
        return said[0]
    classified = [c.rpartition(" :: ")[2] for c in about.get_all("Classifier") or [] if c.startswith("License ::")]
    return ", ".join(c for c in classified if c != "OSI Approved") or "licence not stated"


def _is_installed(name: str) -> bool:
    try:
        metadata.distribution(name)
    except metadata.PackageNotFoundError:
        return False
    return True


def _sha256(path: Path) -> bytes:
    whole = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            whole.update(piece)
    return whole.digest()


def _coded(digest: bytes) -> str:
    """As RECORD files have it: base64 for addresses, without padding."""
    return base64.urlsafe_b64encode(digest).decode().rstrip("=")
