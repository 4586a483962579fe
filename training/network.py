"""The networks: one encoder, read once, and five heads over it.

A `Shape` says how large the encoder is and what it begins from. What ships is small and begins from the Apache-2.0
weights all-MiniLM-L6-v2 (Reimers and Gurevych 2019; MiniLM: Wang et al. 2020), all six layers or some of them. The
teacher is large and begins from all-mpnet-base-v2 (Apache-2.0; MPNet: Song et al. 2020). Both have the lower-cased
vocabulary of BERT, so that a text has the same pieces in both, and one more table at the input for what that
vocabulary loses (`quoth.model.tokens`).

Heads, all on the first piece of each word:
  anchor    is this word the first of a cue? one logit
  labels    given an anchor, which words are its source, its cue, its content (`LABELS`). The scorer is that of a
            semantic role labeller (after Shi and Lin 2019, section 3): word and anchor are projected, added,
            multiplied, a vector for their distance is added, and one hidden layer decides. It departs in that the
            anchor is not marked in the input, so the text is read once however many anchors there are.
  flat      the same labels of all relations at once, as the emissions of a linear-chain CRF (Lafferty et al. 2001)
  mentions  persons, organizations, locations, others (from CoreNLP's silver)
  vector    the meaning of a stretch of words: the mean of its words' vectors is trained towards what the untouched
            all-MiniLM-L6-v2 gives for the stretch alone, reduced to 128 dimensions
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path

import torch
import torch.nn.functional as F
from safetensors.torch import load_file
from torch import Tensor, nn

from quoth.model.tokens import FEATURES

from .corpus import LABELS, MENTIONS

PAIR = 192
VECTOR = 128
NEAR, FAR = 16, 384  # distances up to NEAR have a vector each, those up to FAR share one per half octave


@dataclass(frozen=True, slots=True)
class Shape:
    """The size of an encoder. `begins` names the layers of the pretrained weights that it begins from, in order.

    `shift`: what is added to a BERT piece to have it in this vocabulary. `relative`: attention has MPNet's bias by
    distance, and positions begin at 2. `frozen`: how many of the lowest layers (and all embeddings) are not trained.
    """

    width: int = 384
    heads: int = 12
    begins: tuple[int, ...] = (0, 1, 2, 3, 4, 5)
    vocabulary: int = 30522
    positions: int = 512
    epsilon: float = 1e-12
    shift: int = 0
    relative: bool = False
    frozen: int = 0


SHAPES = {
    "mini6": Shape(),
    "mini4": Shape(begins=(0, 1, 3, 5)),
    "mini3": Shape(begins=(0, 2, 5)),
    "mpnet": Shape(
        768, 12, tuple(range(10)), vocabulary=30527, positions=514, epsilon=1e-5, shift=4, relative=True, frozen=3
    ),
}

_SPECIAL = {0: 1, 101: 0, 102: 2}  # padding, beginning and end: BERT to MPNet


def distance_bucket(delta: Tensor) -> Tensor:
    """The row of the distance table for word minus anchor, in words; 0 is the middle of the table."""
    size = delta.abs()
    log = NEAR + (2 * torch.log2(size.clamp(min=NEAR).float() / NEAR)).floor().long()
    row = torch.where(size <= NEAR, size, log + 1).clamp(max=half_buckets())
    return half_buckets() + torch.where(delta < 0, -row, row)


def half_buckets() -> int:
    return NEAR + 1 + int(2 * math.log2(FAR / NEAR))


class Layer(nn.Module):
    def __init__(self, shape: Shape, dropout: float) -> None:
        super().__init__()
        width = shape.width
        self.heads = shape.heads
        self.qkv = nn.Linear(width, 3 * width)
        self.out = nn.Linear(width, width)
        self.norm1 = nn.LayerNorm(width, eps=shape.epsilon)
        self.up = nn.Linear(width, 4 * width)
        self.down = nn.Linear(4 * width, width)
        self.norm2 = nn.LayerNorm(width, eps=shape.epsilon)
        self.drop = nn.Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        b, t, width = x.shape
        q, k, v = self.qkv(x).view(b, t, 3, self.heads, width // self.heads).permute(2, 0, 3, 1, 4)
        a = F.scaled_dot_product_attention(q, k, v, attn_mask=mask.to(q.dtype) if mask.is_floating_point() else mask)
        x = self.norm1(x + self.drop(self.out(a.transpose(1, 2).reshape(b, t, width))))
        return self.norm2(x + self.drop(self.down(F.gelu(self.up(x)))))


class Network(nn.Module):
    def __init__(self, shape: Shape, dropout: float = 0.1) -> None:
        super().__init__()
        width = shape.width
        self.shape = shape
        self.word = nn.Embedding(shape.vocabulary, width)
        self.position = nn.Embedding(shape.positions, width)
        self.feature = nn.Embedding(FEATURES, width)
        nn.init.zeros_(self.feature.weight)
        self.segment = nn.Parameter(torch.zeros(width))
        if shape.relative:
            self.nearness = nn.Embedding(32, shape.heads)
        self.norm = nn.LayerNorm(width, eps=shape.epsilon)
        self.drop = nn.Dropout(dropout)
        self.layers = nn.ModuleList(Layer(shape, dropout) for _ in shape.begins)
        self.anchor = nn.Sequential(nn.Linear(width, width), nn.GELU(), nn.Linear(width, 1))
        self.flat = nn.Linear(width, len(LABELS))
        self.step = nn.Parameter(torch.zeros(len(LABELS), len(LABELS)))  # CRF: from, to
        self.mention = nn.Linear(width, len(MENTIONS))
        self.vector = nn.Linear(width, VECTOR)
        self.pair = nn.Linear(width, 4 * PAIR)  # word added, word multiplied, anchor added, anchor multiplied
        self.distance = nn.Embedding(2 * half_buckets() + 1, PAIR)
        nn.init.normal_(self.distance.weight, std=0.02)
        self.label = nn.Linear(PAIR, len(LABELS))

    def encode(self, ids: Tensor, features: Tensor, mask: Tensor) -> Tensor:
        """(b, t) pieces of BERT's vocabulary to (b, t, width); `mask` (b, t) bool is True where a piece stands."""
        places = torch.arange(ids.shape[1], device=ids.device)
        attend = mask[:, None, None, :]
        if self.shape.relative:
            attend = self.nearby(places).masked_fill(~attend, -1e4)
        x = self.word(self.own(ids)) + self.position(places + self.first_place) + self.feature(features) + self.segment
        x = self.drop(self.norm(x))
        for layer in self.layers:
            x = layer(x, attend)
        return x

    @property
    def first_place(self) -> int:
        return 2 if self.shape.relative else 0

    def own(self, ids: Tensor) -> Tensor:
        """BERT's pieces in the vocabulary of this network."""
        if not self.shape.relative:
            return ids
        out = ids + self.shape.shift
        for bert, own in _SPECIAL.items():
            out = torch.where(ids == bert, own, out)
        return out

    def nearby(self, places: Tensor) -> Tensor:
        """(1, heads, t, t): MPNet's bias for each key as seen from each query."""
        rows: Tensor = self.nearness(nearness_bucket(places[None] - places[:, None]))
        return rows.permute(2, 0, 1)[None]

    def pair_labels(self, pair: Tensor, where: Tensor, anchors: Tensor) -> Tensor:
        """(b, w, 4 PAIR), (r,), (r,) -> (r, w, LABELS): the labels of each word of window `where` given the anchor."""
        add_w, mul_w, add_a, mul_a = pair.chunk(4, -1)
        delta = torch.arange(pair.shape[1], device=pair.device)[None] - anchors[:, None]
        hidden = add_w[where] + add_a[where, anchors][:, None] + mul_w[where] * mul_a[where, anchors][:, None]
        return self.label(F.relu(hidden + self.distance(distance_bucket(delta))))

    @classmethod
    def begin(cls, shape: Shape, weights: Path, dropout: float = 0.1) -> Network:
        """The encoder from a BERT or MPNet `weights` file (safetensors), the heads fresh."""
        network = cls(shape, dropout)
        w = load_file(str(weights))
        network.word.weight.data.copy_(w["embeddings.word_embeddings.weight"])
        network.position.weight.data.copy_(w["embeddings.position_embeddings.weight"])
        if shape.relative:
            network.nearness.weight.data.copy_(w["encoder.relative_attention_bias.weight"])
        else:
            network.segment.data.copy_(w["embeddings.token_type_embeddings.weight"][0])
        network.norm.load_state_dict({k: w[f"embeddings.LayerNorm.{k}"] for k in ("weight", "bias")})
        names = MPNET if shape.relative else BERT
        for i, layer in zip(shape.begins, network.layers, strict=True):
            at = f"encoder.layer.{i}."
            for k in ("weight", "bias"):
                layer.qkv.get_parameter(k).data.copy_(torch.cat([w[f"{at}{n}.{k}"] for n in names[:3]]))
                others = (layer.out, layer.norm1, layer.up, layer.down, layer.norm2)
                for own, theirs in zip(others, names[3:], strict=True):
                    own.get_parameter(k).data.copy_(w[f"{at}{theirs}.{k}"])
        return network

    def freeze(self) -> None:
        """Leaves the embeddings and the lowest layers as they are, where the shape says so."""
        if self.shape.frozen:
            for module in (self.word, self.position, self.nearness, self.norm, *self.layers[: self.shape.frozen]):
                module.requires_grad_(False)
            self.drop.p = 0.0
            for layer in self.layers[: self.shape.frozen]:
                layer.drop.p = 0.0


BERT = (
    "attention.self.query", "attention.self.key", "attention.self.value", "attention.output.dense",
    "attention.output.LayerNorm", "intermediate.dense", "output.dense", "output.LayerNorm",
)  # fmt: skip
MPNET = (
    "attention.attn.q", "attention.attn.k", "attention.attn.v", "attention.attn.o",
    "attention.LayerNorm", "intermediate.dense", "output.dense", "output.LayerNorm",
)  # fmt: skip


def nearness_bucket(delta: Tensor) -> Tensor:
    """The row of MPNet's table of biases for key minus query: 32 rows, half a side, logarithmic from 8 to 128."""
    size = delta.abs()
    far = 8 + (torch.log(size.clamp(min=1).float() / 8) / math.log(128 / 8) * 8).long()
    return 16 * (delta > 0) + torch.where(size < 8, size, far.clamp(max=15))
