"""What a teacher sees in texts, kept for a student: ``python -m training.label --data ../shared/data --run DIR``.

Reads the train part of PolNeAR and the texts without annotations, and writes one `NAME.npz` a text into DIR/soft
(`training.corpus.Soft`). A text that has been read is left out, so a run that was cut short goes on.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path

import numpy as np
import torch

from quoth.model.network import Network, Seen

from .corpus import LIKELY, Document, Soft
from .crf import marginals
from .export import plain
from .reading import Compiled, loaded, readable
from .soft import save, texts


def see(network: Network, step: torch.Tensor, document: Document) -> Soft:
    """What the teacher behind `network` sees in `document`: at every likely anchor and at every annotated one."""
    seen: Seen = network.read(document.text)
    starts = seen.starts
    wanted = set(np.flatnonzero(seen.anchor >= LIKELY / 2).tolist())
    for relations in document.annotations:
        wanted |= {int(np.searchsorted(starts, r["cue"][0][0])) for r in relations}
    anchors = np.array(sorted(w for w in wanted if w < len(seen)), np.int64)
    labels = np.exp(network.labels(seen, anchors)) * 255
    flat = marginals(torch.from_numpy(seen.flat), step).numpy()
    return Soft(seen.anchor.astype(np.float16), flat.astype(np.float16), anchors, np.round(labels).astype(np.uint8))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--run", type=Path, required=True)
    parser.add_argument("--tokenizer", type=Path, required=True)
    parser.add_argument("--shape", default="mpnet")
    parser.add_argument("--size", type=int, default=384)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--part", default="0/1", help="K/N: every N-th text from the K-th on")
    args = parser.parse_args()
    teacher = loaded(args.run, args.shape)
    graph = args.run / "teacher.onnx"
    if not graph.exists():
        plain(teacher, graph, whole=True)
    session = Compiled(graph, args.threads)
    network = readable(teacher, args.tokenizer, size=args.size, overlap=64, session=session)
    part, parts = map(int, args.part.split("/"))
    out = args.run / "soft"
    out.mkdir(exist_ok=True)
    started, words = time.time(), 0
    for k, document in enumerate(texts(args.data)):
        path = out / f"{document.id}.npz"
        if path.exists() or k % parts != part:
            continue
        soft = see(network, teacher.step.detach(), document)
        if len(soft.anchor):
            save(soft, path)
        words += len(soft.anchor)
        if k % 50 == 0:
            print(f"{k} texts, {words} words, {time.time() - started:.0f}s", flush=True)


if __name__ == "__main__":
    main()
