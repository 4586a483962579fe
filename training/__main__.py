"""Makes the shipped network with one command: ``python -m training ../shared/data`` (or ``make network``).

Fetches the encoders to begin from, then runs the stages below. A stage that was cut short goes on where it stood, and
one that has ended is not run again; its checkpoint is in --build.

  first     the small network, taught by PolNeAR alone
  teacher   the large network, taught by PolNeAR alone
  label     what the teacher sees in the texts that nobody has annotated, and in PolNeAR
  student   the small network goes on from `first`, taught by the annotators and the teacher
  longer    and from there for three epochs more, the teacher's word weighing more
  mean      of the weights of these two
  export    to src/quoth/model/en_v1
  fix       the thresholds, and the map from score to probability, on PolNeAR dev
  usual     the mean direction of headlines, which stories take off their meanings
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

from .pretrained import minilm, mpnet


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path, help="the folder that holds polnear/, beside score/")
    parser.add_argument("--build", type=Path, default=Path("build"), help="checkpoints and downloads (default: build)")
    parser.add_argument("--out", type=Path, default=Path("src/quoth/model/en_v1"))
    parser.add_argument("--shape", default="mini6", help="of the network that ships (training.network.SHAPES)")
    args = parser.parse_args()
    small, large = minilm(args.build), mpnet(args.build)
    first, teacher = args.build / "first", args.build / "teacher"
    student, longer, mean = (args.build / f"{name}-{args.shape}" for name in ("student", "longer", "mean"))
    train = ["training.train", "--data", str(args.data)]
    stages = [
        (first, [*train, "--weights", str(small), "--out", str(first), "--epochs", "7"]),
        (teacher, [*train, "--weights", str(large), "--out", str(teacher), "--shape", "mpnet", "--size", "384",
                   "--batch", "8", "--rate", "7e-5", "--epochs", "3"]),
        (None, ["training.label", "--data", str(args.data), "--run", str(teacher),
                "--tokenizer", str(small / "tokenizer.json")]),
        (student, [*train, "--weights", str(small), "--out", str(student), "--shape", args.shape,
                   "--begin", str(first), "--soft", str(teacher / "soft"), "--epochs", "3"]),
        (longer, [*train, "--weights", str(small), "--out", str(longer), "--shape", args.shape,
                  "--begin", str(student), "--soft", str(teacher / "soft"), "--epochs", "3",
                  "--share", "0.4", "--rate", "1.5e-4"]),
        (mean, ["training.mean", str(student), str(longer), "--out", str(mean)]),
        (None, ["training.export", "--run", str(mean), "--shape", args.shape, "--weights", str(small),
                "--out", str(args.out)]),
        (None, ["training.thresholds", str(args.data.parent), str(args.out)]),
        (None, ["training.calibrate", str(args.data.parent), str(args.out), "--write"]),
        (None, ["training.usual", str(args.data.parent)]),
    ]  # fmt: skip
    for folder, stage in stages:
        if folder is None or not (folder / "run.json").exists():
            subprocess.run([sys.executable, "-m", *stage], check=True)


if __name__ == "__main__":
    main()
