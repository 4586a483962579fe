"""Trains the network on PolNeAR: ``python -m training.train --data ../shared/data --weights DIR --out DIR``.

DIR of `--weights` holds `model.safetensors` and `tokenizer.json` of all-MiniLM-L6-v2. A checkpoint is written after
every epoch and a run that finds one goes on from it. On two cores with bf16 an epoch takes about six minutes.
"""

from __future__ import annotations

import argparse
import json
import math
import re
import time
from pathlib import Path
from typing import Any

import numpy as np
import torch
import torch.nn.functional as F
from tokenizers import Tokenizer
from torch import Tensor

from .corpus import Document, Example, examples, read_corpus
from .network import VECTOR, Network

SIZE, OVERLAP = 256, 48
SENTENCE = re.compile(r"[^\n]{20,400}?[.!?][”\"’']?(?=\s|$)")
WEIGHTS = {"anchor": 1.0, "labels": 0.5, "flat": 0.5, "mention": 0.2, "vector": 1.0}


def collate(batch: list[Example]) -> dict[str, Tensor]:
    """One padded batch; words that do not exist have the label -100."""
    pieces = max(len(e.ids) for e in batch)
    words = max(len(e.words) for e in batch)
    shape = (len(batch), pieces)
    ids, features = torch.zeros(shape, dtype=torch.long), torch.zeros(shape, dtype=torch.long)
    mask = torch.zeros(shape, dtype=torch.bool)
    wide = (len(batch), words)
    first = torch.zeros(wide, dtype=torch.long)
    flat, mentions = torch.full(wide, -100), torch.full(wide, -100)
    where, anchors, rows, spans = [], [], [], []
    for i, e in enumerate(batch):
        n, w = len(e.ids), len(e.words)
        ids[i, :n], features[i, :n] = torch.from_numpy(e.ids), torch.from_numpy(e.features)
        mask[i, :n] = True
        first[i, :w] = torch.from_numpy(e.words)
        flat[i, :w], mentions[i, :w] = torch.from_numpy(e.flat), torch.from_numpy(e.mentions)
        for anchor, row in zip(e.anchors, e.labels, strict=True):
            where.append(i)
            anchors.append(int(anchor))
            rows.append(F.pad(torch.from_numpy(row), (0, words - w), value=-100))
        spans += [(i, lo, hi, row) for lo, hi, row in e.spans]
    labels = torch.stack(rows) if rows else torch.zeros((0, words), dtype=torch.long)
    return {
        "ids": ids, "features": features, "mask": mask, "first": first, "flat": flat, "mentions": mentions,
        "where": torch.tensor(where, dtype=torch.long), "anchors": torch.tensor(anchors, dtype=torch.long),
        "labels": labels, "spans": torch.tensor(spans, dtype=torch.long).reshape(-1, 4),
    }  # fmt: skip


def losses(network: Network, batch: dict[str, Tensor], teacher: Tensor, smoothing: float) -> dict[str, Tensor]:
    """The mean loss of each head."""
    hidden = network.encode(batch["ids"], batch["features"], batch["mask"])
    hidden = torch.gather(hidden, 1, batch["first"][..., None].expand(-1, -1, hidden.shape[-1]))
    real = batch["flat"] != -100
    target = torch.zeros_like(batch["flat"], dtype=torch.float)
    target[batch["where"], batch["anchors"]] = 1.0
    anchor = network.anchor(hidden)[..., 0].float()
    out = {"anchor": 8 * F.binary_cross_entropy_with_logits(anchor[real], target[real])}
    pairs = network.pair_labels(network.pair(hidden), batch["where"], batch["anchors"])
    n = max(len(batch["labels"]), 1)
    # a relation is a handful of words in a window of hundreds: those it does not touch weigh a tenth
    entropy = F.cross_entropy(
        pairs.float().flatten(0, 1), batch["labels"].flatten(), reduction="none", label_smoothing=smoothing
    ).view_as(batch["labels"])
    weight = torch.where(batch["labels"] > 0, 1.0, 0.25)
    out["labels"] = (entropy * weight).sum() / n / 12
    out["flat"] = F.cross_entropy(network.flat(hidden).float().flatten(0, 1), batch["flat"].flatten())
    out["mention"] = F.cross_entropy(network.mention(hidden).float().flatten(0, 1), batch["mentions"].flatten())
    i, lo, hi, row = batch["spans"].unbind(1)
    if len(row):
        vectors = network.vector(hidden).float()
        total = torch.cat([torch.zeros_like(vectors[:, :1]), vectors.cumsum(1)], 1)
        mean = total[i, hi] - total[i, lo]
        out["vector"] = 1 - F.cosine_similarity(mean, teacher[row], dim=-1).mean()
    return out


def teach(documents: list[Document], weights: Path, tokenizer: Tokenizer, cache: Path) -> Tensor:
    """Vectors (rows, VECTOR) of the contents and sentences of `documents`, whose `spans` are set on the way."""
    texts: list[str] = []
    for document in documents:
        found = {m.span() for m in SENTENCE.finditer(document.text)}
        for relation in document.annotations[0]:
            found |= {(s, e) for s, e in relation["content"] if e - s >= 20}
        for s, e in sorted(found):
            document.spans.append((s, e, len(texts)))
            texts.append(document.text[s:e])
    if cache.exists():
        return torch.from_numpy(np.load(cache))
    network = Network.begin(weights, dropout=0.0).eval()
    out = torch.zeros(len(texts), 384)
    order = sorted(range(len(texts)), key=lambda k: len(texts[k]))
    started = time.time()
    with torch.inference_mode(), torch.autocast("cpu", torch.bfloat16):
        for at in range(0, len(order), 128):
            chosen = order[at : at + 128]
            codes = [tokenizer.encode(texts[k]).ids[:128] for k in chosen]
            ids = torch.zeros(len(codes), max(map(len, codes)), dtype=torch.long)
            for i, code in enumerate(codes):
                ids[i, : len(code)] = torch.tensor(code)
            mask = ids > 0
            hidden = network.encode(ids, torch.zeros_like(ids), mask).float()
            out[chosen] = F.normalize((hidden * mask[..., None]).sum(1), dim=-1)
            if at % 12800 == 0:
                print(f"teacher {at}/{len(texts)} {time.time() - started:.0f}s", flush=True)
    _, _, basis = torch.linalg.svd(out[torch.randperm(len(out))[:20000]], full_matrices=False)
    reduced = F.normalize(out @ basis[:VECTOR].T, dim=-1)
    np.save(cache, reduced.numpy())
    return reduced


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=7)
    parser.add_argument("--batch", type=int, default=12)
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--steps", type=int, default=0, help="stop after so many steps (to try the machine)")
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(args.seed)
    tokenizer: Any = Tokenizer.from_file(str(args.weights / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    train = read_corpus(args.data / "polnear", "train")
    teacher = teach(train, args.weights / "model.safetensors", tokenizer, args.out / "teacher.npy")
    network = Network.begin(args.weights / "model.safetensors")
    encoder = [p for m in (network.word, network.position, network.norm, network.layers) for p in m.parameters()]
    known = {id(p) for p in encoder}
    heads = [p for p in network.parameters() if id(p) not in known]
    optimizer = torch.optim.AdamW(
        [{"params": encoder, "lr": args.rate}, {"params": heads, "lr": 5 * args.rate}],
        weight_decay=0.01,
        betas=(0.9, 0.98),
        fused=True,
    )
    rates = [g["lr"] for g in optimizer.param_groups]
    average = {k: v.clone() for k, v in network.state_dict().items()}
    first_epoch, step = 0, 0
    checkpoint = args.out / "checkpoint.pt"
    if checkpoint.exists():
        saved = torch.load(checkpoint, weights_only=True)
        network.load_state_dict(saved["network"])
        optimizer.load_state_dict(saved["optimizer"])
        average, first_epoch, step = saved["average"], saved["epoch"], saved["step"]
    per_epoch = 0
    for epoch in range(first_epoch, args.epochs):
        rng = np.random.default_rng([args.seed, epoch])
        pool = [e for d in train for e in examples(d, tokenizer, size=SIZE, overlap=OVERLAP, rng=rng)]
        rng.shuffle(pool)  # type: ignore[arg-type]
        chunks = [
            sorted(pool[i : i + 16 * args.batch], key=lambda e: len(e.ids))
            for i in range(0, len(pool), 16 * args.batch)
        ]
        batches = [c[i : i + args.batch] for c in chunks for i in range(0, len(c), args.batch)]
        rng.shuffle(batches)  # type: ignore[arg-type]
        per_epoch = per_epoch or len(batches)
        total = args.epochs * per_epoch
        network.train()
        running: dict[str, float] = {}
        started = time.time()
        for k, examples_ in enumerate(batches):
            progress = step / total
            scale = min(1.0, progress / 0.06) * max(0.02, 0.5 * (1 + math.cos(math.pi * min(progress, 1.0))))
            for group, rate in zip(optimizer.param_groups, rates, strict=True):
                group["lr"] = rate * scale
            with torch.autocast("cpu", torch.bfloat16):
                parts = losses(network, collate(examples_), teacher, smoothing=0.03)
            loss = sum(WEIGHTS[name] * part for name, part in parts.items())
            assert isinstance(loss, Tensor)
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            step += 1
            decay = min(0.998, (1 + step) / (10 + step))
            for name, value in network.state_dict().items():
                average[name].lerp_(value, 1 - decay)
            for name, part in parts.items():
                running[name] = running.get(name, 0.0) + float(part.detach())
            if (k + 1) % 50 == 0:
                shown = " ".join(f"{n} {v / 50:.3f}" for n, v in running.items())
                print(f"epoch {epoch} step {k + 1}/{len(batches)} {time.time() - started:.0f}s {shown}", flush=True)
                running = {}
            if args.steps and step >= args.steps:
                return
        state = {"network": network.state_dict(), "optimizer": optimizer.state_dict(), "average": average,
                 "epoch": epoch + 1, "step": step}  # fmt: skip
        torch.save(state, checkpoint.with_suffix(".tmp"))
        checkpoint.with_suffix(".tmp").replace(checkpoint)
        torch.save(average, args.out / "average.pt")
    (args.out / "run.json").write_text(json.dumps({k: str(v) for k, v in vars(args).items()} | {"steps": step}))


if __name__ == "__main__":
    main()
