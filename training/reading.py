"""A network in training, read as quoth reads: windows that overlap, the decoder of `quoth.attributions.tag`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from quoth.model import network as shipped
from quoth.model.pieces import WordPieces

from .corpus import LABELS, MENTIONS
from .network import FAR, NEAR, PAIR, SHAPES, VECTOR, Network

THRESHOLDS = {"anchor": 0.5, "cue": 0.6, "firm": 0.9, "content": 0.1, "more": 0.1, "source": 0.2, "flat": 0.5}


class Session:
    """Stands where the runtime stands: `run` takes the feeds of one batch and gives every head for every piece."""

    def __init__(self, network: Network) -> None:
        self.network = network

    def run(self, _: None, feeds: Mapping[str, Any]) -> list[Any]:
        n = self.network
        with torch.inference_mode(), torch.autocast("cpu", torch.bfloat16):
            hidden = n.encode(
                torch.from_numpy(feeds["ids"]),
                torch.from_numpy(feeds["features"]),
                torch.from_numpy(feeds["mask"]) > 0,
            )
            heads: list[Tensor] = [n.anchor(hidden)[..., 0], n.flat(hidden), n.mention(hidden), n.vector(hidden)]
            return [h.float().numpy() for h in (*heads, n.pair(hidden))]


class Compiled:
    """The same by OpenVINO in bf16, which reads twice as fast as torch does on processors with that format."""

    def __init__(self, path: Path, threads: int, **more: str) -> None:
        import openvino

        settings = {"INFERENCE_PRECISION_HINT": "bf16", "INFERENCE_NUM_THREADS": threads, "NUM_STREAMS": 1, **more}
        self.model = openvino.Core().compile_model(path, "CPU", settings)
        self.request = self.model.create_infer_request()

    def run(self, _: None, feeds: Mapping[str, Any]) -> list[Any]:
        found = self.request.infer(dict(feeds))
        return [found[output] for output in self.model.outputs]


def loaded(run: Path, shape: str) -> Network:
    """The average weights of `run`, ready to read."""
    network = Network(SHAPES[shape], dropout=0.0)
    network.load_state_dict(torch.load(run / "average.pt", weights_only=True))
    return network.eval()


def readable(
    network: Network,
    tokenizer: Path,
    *,
    size: int,
    overlap: int,
    thresholds: Path | None = None,
    session: Any = None,
) -> shipped.Network:
    """`network` behind the door of the shipped one."""
    limits = json.loads(thresholds.read_text())["thresholds"] if thresholds else THRESHOLDS
    config = {
        "name": "training", "size": size, "overlap": overlap, "pair": PAIR, "vector": VECTOR, "near": NEAR, "far": FAR,
        "labels": LABELS, "mentions": MENTIONS, "thresholds": limits, "step": network.step.tolist(),
    }  # fmt: skip
    heads = [h.detach().numpy() for h in (network.distance.weight, network.label.weight, network.label.bias)]
    pieces = WordPieces(tokenizer.read_bytes())
    return shipped.Network("training", "", config, session or Session(network), pieces, *heads)
