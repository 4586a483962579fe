"""The folder beside a store where the answers lie: ``quoth.db`` has ``quoth.db-fetched``, a web archive a fetch.

One small file for each, written whole or not at all, so that a kill leaves nothing half and one can be forgotten
without touching the others. The name has the moment and a hash of the address:
``20261122T101502Z-3f9a1c02d4e5b6a7.warc.gz``.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from quoth.errors import QuothError
from quoth.fetch.warc import archive
from quoth.fetch.wire import Answer
from quoth.whole import whole


def folder_of(store: Path) -> Path:
    """Where the answers lie that were read into `store`."""
    return store.with_name(f"{store.name}-fetched")


@dataclass(frozen=True, slots=True)
class Archive:
    """The answers kept beside one store. Its folder is made with the first of them."""

    folder: Path
    software: str

    def keep(self, url: str, answers: Sequence[Answer], at: datetime) -> Path:
        """Writes what was answered on the way from `url`; the file. Raises QuothError when it cannot be written."""
        name = f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}-{_hash(url)}"
        packed = archive(answers, at, self.software)
        try:
            self.folder.mkdir(exist_ok=True)
            number = 1
            while True:
                path = self.folder / (f"{name}.warc.gz" if number == 1 else f"{name}-{number}.warc.gz")
                with suppress(FileExistsError):
                    with whole(path, new=True) as file:
                        file.write(packed)
                    return path
                number += 1
        except OSError as error:
            raise QuothError(
                f"what was fetched could not be kept in {self.folder} ({(error.strerror or str(error)).lower()}): make "
                "room there, or use --no-store"
            ) from error

    def of(self, url: str) -> list[Path]:
        """All answers kept for `url` as it was asked for, oldest first; behind them what a kill left half written."""
        found = self.folder.glob(f"*-{_hash(url)}*.warc.gz*")
        return sorted(found, key=lambda path: (path.suffix == ".part", path.name.removesuffix(".warc.gz")))


def _hash(url: str) -> str:
    return hashlib.sha256(url.encode("utf-8", "surrogatepass")).hexdigest()[:16]
