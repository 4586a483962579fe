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

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from quoth.model.pieces import CLS, SEP, WordPieces

from .corpus import LABELS, Document, Example, examples, read_corpus
from .crf import crf_loss
from .network import SHAPES, VECTOR, Network
from .soft import restore, texts

SIZE, OVERLAP = 256, 48
SENTENCE = re.compile(r"[^\n]{20,400}?[.!?][”\"’']?(?=\s|$)")
WEIGHTS = {"anchor": 1.0, "labels": 0.5, "chain": 1.5, "flat": 0.5, "mention": 0.2, "vector": 1.0}


def collate(batch: list[Example]) -> dict[str, Tensor]:
    """One padded batch; words that do not exist have targets of 0 and the mention -100."""
    pieces = max(len(e.ids) for e in batch)
    words = max(len(e.words) for e in batch)
    shape, wide = (len(batch), pieces), (len(batch), words)
    ids, features = torch.zeros(shape, dtype=torch.long), torch.zeros(shape, dtype=torch.long)
    mask = torch.zeros(shape, dtype=torch.bool)
    first = torch.zeros(wide, dtype=torch.long)
    anchor, flat = torch.zeros(wide), torch.zeros((*wide, len(LABELS)))
    mentions = torch.full(wide, -100)
    where, anchors, rows, spans = [], [], [], []
    for i, e in enumerate(batch):
        n, w = len(e.ids), len(e.words)
        ids[i, :n], features[i, :n] = torch.from_numpy(e.ids), torch.from_numpy(e.features)
        mask[i, :n] = True
        first[i, :w] = torch.from_numpy(e.words)
        anchor[i, :w], flat[i, :w] = torch.from_numpy(e.anchor), torch.from_numpy(e.flat)
        mentions[i, :w] = torch.from_numpy(e.mentions)
        for word, row in zip(e.anchors, e.labels, strict=True):
            where.append(i)
            anchors.append(int(word))
            rows.append(F.pad(torch.from_numpy(row).float(), (0, 0, 0, words - w)))
        spans += [(i, lo, hi, row) for lo, hi, row in e.spans]
    labels = torch.stack(rows) if rows else torch.zeros((0, words, len(LABELS)))
    return {
        "ids": ids, "features": features, "mask": mask, "first": first, "anchor": anchor, "flat": flat,
        "mentions": mentions, "where": torch.tensor(where, dtype=torch.long),
        "anchors": torch.tensor(anchors, dtype=torch.long), "labels": labels,
        "spans": torch.tensor(spans, dtype=torch.long).reshape(-1, 4),
    }  # fmt: skip


def losses(network: Network, batch: dict[str, Tensor], teacher: Tensor, smoothing: float) -> dict[str, Tensor]:
    """The mean loss of each head."""
    hidden = network.encode(batch["ids"], batch["features"], batch["mask"])
    hidden = torch.gather(hidden, 1, batch["first"][..., None].expand(-1, -1, hidden.shape[-1]))
    real = batch["flat"].sum(-1) > 0
    anchor = network.anchor(hidden)[..., 0].float()
    out = {"anchor": 8 * F.binary_cross_entropy_with_logits(anchor[real], batch["anchor"][real])}
    pairs = network.pair_labels(network.pair(hidden), batch["where"], batch["anchors"]).float()
    labels = batch["labels"]
    smooth = (1 - smoothing) * labels + smoothing / len(LABELS) * labels.sum(-1, keepdim=True)
    # a relation is a handful of words in a window of hundreds: those it does not touch weigh a quarter
    weight = 1 - 0.75 * labels[..., 0]
    out["labels"] = -((smooth * pairs.log_softmax(-1)).sum(-1) * weight).sum() / max(len(labels), 1) / 12
    emissions = network.flat(hidden).float()
    out["flat"] = -(batch["flat"] * emissions.log_softmax(-1)).sum(-1)[real].mean()
    out["chain"] = crf_loss(emissions, network.step, batch["flat"], real)
    if (batch["mentions"] >= 0).any():
        out["mention"] = F.cross_entropy(network.mention(hidden).float().flatten(0, 1), batch["mentions"].flatten())
    i, lo, hi, row = batch["spans"].unbind(1)
    if len(row) and len(teacher):
        vectors = network.vector(hidden).float()
        total = torch.cat([torch.zeros_like(vectors[:, :1]), vectors.cumsum(1)], 1)
        mean = total[i, hi] - total[i, lo]
        out["vector"] = 1 - F.cosine_similarity(mean, teacher[row], dim=-1).mean()
    return out


def teach(documents: list[Document], weights: Path, vocabulary: WordPieces, cache: Path) -> Tensor:
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
    network = Network.begin(SHAPES["mini6"], weights, dropout=0.0).eval()
    out = torch.zeros(len(texts), 384)
    order = sorted(range(len(texts)), key=lambda k: len(texts[k]))
    started = time.time()
    with torch.inference_mode(), torch.autocast("cpu", torch.bfloat16):
        for at in range(0, len(order), 128):
            chosen = order[at : at + 128]
            codes = [[CLS, *(n for n, *_ in vocabulary.pieces(texts[k])), SEP][:128] for k in chosen]
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


def begun(shape: str, weights: Path, earlier: Path | None) -> Network:
    """The network to train: from pretrained `weights`, and then what an `earlier` run has learned, of this shape or of
    all six layers.
    """
    network = Network.begin(SHAPES[shape], weights)
    network.freeze()
    if earlier:
        state = torch.load(earlier / "average.pt", weights_only=True)
        kept = {k: v for k, v in state.items() if not k.startswith("layers.")}
        many, begins = len({k.split(".")[1] for k in state if k.startswith("layers.")}), SHAPES[shape].begins
        for own, theirs in enumerate(range(many) if many == len(begins) else begins):
            at = f"layers.{theirs}."
            kept |= {f"layers.{own}.{k.removeprefix(at)}": v for k, v in state.items() if k.startswith(at)}
        missing, unexpected = network.load_state_dict(kept, strict=False)
        assert not unexpected and set(missing) <= {"step"}, (missing, unexpected)
    return network


def softened(documents: list[Document], data: Path, soft: Path) -> list[Document]:
    """Sets what the teacher saw in `documents`, and gives the texts without annotations that it saw too."""
    for document in documents:
        if (path := soft / f"{document.id}.npz").exists():
            document.soft = restore(path)
    known = {document.id for document in documents}
    out = []
    for document in texts(data):
        if document.id not in known and (path := soft / f"{document.id}.npz").exists():
            document.soft = restore(path)
            out.append(document)
    return out


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--shape", choices=SHAPES, default="mini6")
    parser.add_argument("--begin", type=Path, help="the folder of an earlier run of mini6 to go on from")
    parser.add_argument("--soft", type=Path, help="the folder of what a teacher saw (training.label)")
    parser.add_argument("--share", type=float, default=0.5, help="of the annotators' word against the teacher's")
    parser.add_argument("--size", type=int, default=SIZE)
    parser.add_argument("--epochs", type=float, default=7)
    parser.add_argument("--batch", type=int, default=12)
    parser.add_argument("--rate", type=float, default=2e-4)
    parser.add_argument("--dropout", type=float, default=0.1)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(args.seed)
    vocabulary = WordPieces((args.weights / "tokenizer.json").read_bytes())
    train = read_corpus(args.data / "polnear", "train")
    teacher = torch.zeros(0, VECTOR)
    if not SHAPES[args.shape].relative:
        teacher = teach(train, args.weights / "model.safetensors", vocabulary, args.out / "teacher.npy")
    if args.soft:
        train += softened(train, args.data, args.soft)
    print(f"{len(train)} texts, {sum(d.soft is not None for d in train)} of them seen by a teacher", flush=True)
    network = begun(args.shape, args.weights / "model.safetensors", args.begin)
    network.drop.p = min(network.drop.p, args.dropout)
    for layer in network.layers:
        layer.drop.p = min(layer.drop.p, args.dropout)
    encoder = [
        p
        for m in (network.word, network.position, network.norm, network.layers)
        for p in m.parameters()
        if p.requires_grad
    ]
    known = {id(p) for p in encoder}
    heads = [p for p in network.parameters() if id(p) not in known and p.requires_grad]
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
    for epoch in range(first_epoch, math.ceil(args.epochs)):
        rng = np.random.default_rng([args.seed, epoch])
        pool = [
            e
            for d in train
            for e in examples(d, vocabulary, size=args.size, overlap=OVERLAP, rng=rng, share=args.share)
        ]
        rng.shuffle(pool)  # type: ignore[arg-type]
        chunks = [
            sorted(pool[i : i + 16 * args.batch], key=lambda e: len(e.ids))
            for i in range(0, len(pool), 16 * args.batch)
        ]
        batches = [c[i : i + args.batch] for c in chunks for i in range(0, len(c), args.batch)]
        rng.shuffle(batches)  # type: ignore[arg-type]
        per_epoch = per_epoch or len(batches)
        total = int(args.epochs * per_epoch)
        network.train()
        running: dict[str, float] = {}
        started = time.time()
        for k, examples_ in enumerate(batches):
            if step >= total:
                break
            progress = step / total
            scale = min(1.0, progress / 0.06) * max(0.02, 0.5 * (1 + math.cos(math.pi * min(progress, 1.0))))
            for group, rate in zip(optimizer.param_groups, rates, strict=True):
                group["lr"] = rate * scale
            with torch.autocast("cpu", torch.bfloat16):
                parts = losses(network, collate(examples_), teacher, smoothing=0.0 if args.soft else 0.03)
            loss = sum(WEIGHTS[name] * part for name, part in parts.items())
            assert isinstance(loss, Tensor)
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            step += 1
            if step % 4 == 0:
                decay = min(0.992, (1 + step) / (10 + step))
                for name, value in network.named_parameters():
                    if value.requires_grad:
                        average[name].lerp_(value.detach(), 1 - decay)
            for name, part in parts.items():
                running[name] = running.get(name, 0.0) + float(part.detach())
            if (k + 1) % 50 == 0:
                shown = " ".join(f"{n} {v / 50:.3f}" for n, v in running.items())
                print(f"epoch {epoch} step {k + 1}/{len(batches)} {time.time() - started:.0f}s {shown}", flush=True)
                running = {}
            if (k + 1) % 500 == 0:
                torch.save(average, args.out / "average.pt")
        state = {"network": network.state_dict(), "optimizer": optimizer.state_dict(), "average": average,
                 "epoch": epoch + 1, "step": step}  # fmt: skip
        torch.save(state, checkpoint.with_suffix(".tmp"))
        checkpoint.with_suffix(".tmp").replace(checkpoint)
        torch.save(average, args.out / "average.pt")
    (args.out / "run.json").write_text(json.dumps({k: str(v) for k, v in vars(args).items()} | {"steps": step}))


if __name__ == "__main__":
    main()
