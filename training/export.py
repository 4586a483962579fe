"""From a checkpoint to the folder that ships.

    python -m training.export --run DIR --weights DIR --out src/quoth/model/en_v1

Writes `model.onnx` (weights in int8, one scale a column; heads in fp32), `labels.npz` (the pair scorer's last layer and
its distances, run in numpy), `tokenizer.json` and `config.json` with sizes and the SHA-256 of each file. Thresholds
that are already in `config.json` are kept.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import shutil
import tempfile
from pathlib import Path

import numpy as np
import onnx
import torch
import torch.nn.functional as F
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from .corpus import LABELS, MENTIONS
from .network import FAR, NEAR, PAIR, SHAPES, VECTOR, Network
from .reading import THRESHOLDS, loaded
from .train import SIZE

READING = 32
"""Pieces that windows of one length share at least when quoth reads. More costs time and gains nothing: relation F1 on
PolNeAR dev 79.0 with 96, 78.7 with 48, 78.8 with 24, exact 53.2, 53.1, 53.2."""

LARGE = 10_000  # numbers in a table from which it is worth to keep it in fp16

LAYER = re.compile(r"/(qkv|out|up|down)(_\d+)?/MatMul")


class Exported(nn.Module):
    """`Network` with plain attention, all heads on every piece, and the vocabulary in int8 with a scale a row."""

    def __init__(self, network: Network, *, whole: bool) -> None:
        super().__init__()
        self.n = network
        self.whole = whole
        table = network.word.weight.detach()
        scale = table.abs().amax(1, keepdim=True).clamp(min=1e-8) / 127
        self.register_buffer("table", (table / scale).round().to(torch.int8))
        self.register_buffer("scale", scale)
        self.position = network.position.weight.detach()[: None if whole else SIZE]  # no window is longer

    def embed(self, ids: Tensor) -> Tensor:
        return self.n.word(ids) if self.whole else self.table[ids].to(torch.float32) * self.scale[ids]

    def forward(self, ids: Tensor, features: Tensor, mask: Tensor) -> tuple[Tensor, ...]:
        n = self.n
        width, heads = n.shape.width, n.shape.heads
        ids = n.own(ids)
        places = torch.arange(ids.shape[1])
        x = n.norm(self.embed(ids) + self.position[places + n.first_place] + n.feature(features) + n.segment)
        bias = (1.0 - mask.to(x.dtype))[:, None, None, :] * -1e4
        if n.shape.relative:
            bias = bias + n.nearby(places)
        for layer in n.layers:
            q, k, v = layer.qkv(x).chunk(3, -1)
            q, k, v = (t.reshape(t.shape[0], t.shape[1], heads, width // heads).transpose(1, 2) for t in (q, k, v))
            scores = q @ k.transpose(2, 3) * (width // heads) ** -0.5 + bias
            a = (scores.softmax(-1) @ v).transpose(1, 2).flatten(2)
            x = layer.norm1(x + layer.out(a))
            x = layer.norm2(x + layer.down(F.gelu(layer.up(x))))
        return n.anchor(x)[..., 0], n.flat(x), n.mention(x), n.vector(x), n.pair(x)


NAMES = ["anchor", "flat", "mention", "vector", "pair"]


def plain(network: Network, path: Path, *, whole: bool) -> None:
    """Writes `network` to `path` as ONNX, in fp32 but for the vocabulary unless `whole`."""
    example = (
        torch.ones(2, 16, dtype=torch.long),
        torch.zeros(2, 16, dtype=torch.long),
        torch.ones(2, 16, dtype=torch.long),
    )
    torch.onnx.export(
        Exported(network.eval(), whole=whole), example, str(path), dynamo=False, opset_version=17,
        input_names=["ids", "features", "mask"], output_names=NAMES,
        dynamic_axes={k: {0: "windows", 1: "pieces"} for k in ("ids", "features", "mask", *NAMES)},
    )  # fmt: skip


def int8(whole: Path, out: Path) -> None:
    """The graph `whole` with the products of its layers in int8, a scale a column; other large tables in fp16."""
    graph = onnx.load(str(whole)).graph
    heads = [n.name for n in graph.node if n.op_type == "MatMul" and not LAYER.search(n.name)]
    quantize_dynamic(
        str(whole), str(out), weight_type=QuantType.QInt8, per_channel=True,
        op_types_to_quantize=["MatMul"], nodes_to_exclude=heads,
    )  # fmt: skip
    model = onnx.load(str(out))
    halve(model.graph)
    onnx.save(model, str(out))


def halve(graph: onnx.GraphProto) -> None:
    """Keeps tables of more than `LARGE` fp32 numbers in fp16, widened when the network is loaded: half the file."""
    for table in list(graph.initializer):
        values = numpy_helper.to_array(table)
        if values.dtype == np.float32 and values.size > LARGE:
            graph.initializer.remove(table)
            graph.initializer.append(numpy_helper.from_array(values.astype(np.float16), f"{table.name}.half"))
            graph.node.insert(0, helper.make_node("Cast", [f"{table.name}.half"], [table.name], to=TensorProto.FLOAT))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--run", type=Path, required=True)
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--shape", choices=SHAPES, default="mini6")
    parser.add_argument("--fp32", action="store_true", help="do not quantize (to see what int8 costs)")
    args = parser.parse_args()
    network = loaded(args.run, args.shape)
    args.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "plain.onnx"
        plain(network, whole, whole=args.fp32)
        if args.fp32:
            shutil.copy(whole, args.out / "model.onnx")
        else:
            int8(whole, args.out / "model.onnx")
    np.savez(
        args.out / "labels.npz",
        distance=network.distance.weight.detach().numpy(),
        weight=network.label.weight.detach().numpy(),
        bias=network.label.bias.detach().numpy(),
    )
    shutil.copy(args.weights / "tokenizer.json", args.out / "tokenizer.json")
    config = args.out / "config.json"
    thresholds = json.loads(config.read_text())["thresholds"] if config.exists() else THRESHOLDS
    shown = {
        "name": args.out.name, "language": "en", "size": SIZE, "overlap": READING, "pair": PAIR, "vector": VECTOR,
        "near": NEAR, "far": FAR, "labels": LABELS, "mentions": MENTIONS, "thresholds": thresholds,
        "step": [[round(float(v), 4) for v in row] for row in network.step],
        "sha256": {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in sorted(args.out.iterdir())
                   if p.suffix in (".onnx", ".npz") or p.name == "tokenizer.json"},
    }  # fmt: skip
    config.write_text(json.dumps(shown, indent=1) + "\n")


if __name__ == "__main__":
    main()
