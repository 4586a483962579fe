"""The network: a small BERT encoder, read once, and five heads over it.

Encoder: 6 layers, 384 wide, 12 attention heads, 22.7 M parameters (of which 11.7 M are the vocabulary), begun from the
Apache-2.0 weights all-MiniLM-L6-v2 (Reimers and Gurevych 2019; MiniLM: Wang et al. 2020). One more table is added to
its input, for what the lower-cased vocabulary loses (`quoth.model.tokens`).

Heads, all on the first piece of each word:
  anchor    is this word the first of a cue? one logit
  labels    given an anchor, which words are its source, its cue, its content (`LABELS`). The scorer is that of a
            semantic role labeller (after Shi and Lin 2019, section 3): word and anchor are projected, added,
            multiplied, a vector for their distance is added, and one hidden layer decides. It departs in that the
            anchor is not marked in the input, so the text is read once however many anchors there are.
  flat      the same labels of all relations at once (helps the encoder, and the decoder as a second opinion)
  mentions  persons, organizations, locations, others (from CoreNLP's silver)
  vector    the meaning of a stretch of words: the mean of its words' vectors is trained towards what the untouched
            all-MiniLM-L6-v2 gives for the stretch alone, reduced to 128 dimensions
"""

from __future__ import annotations

import math
from pathlib import Path

import torch
import torch.nn.functional as F
from safetensors.torch import load_file
from torch import Tensor, nn

from quoth.model.tokens import FEATURES

from .corpus import LABELS, MENTIONS

WIDTH, LAYERS, HEADS, INNER, POSITIONS, VOCABULARY = 384, 6, 12, 1536, 512, 30522
PAIR = 192
VECTOR = 128
NEAR, FAR = 16, 384  # distances up to NEAR have a vector each, those up to FAR share one per half octave


def distance_bucket(delta: Tensor) -> Tensor:
    """The row of the distance table for word minus anchor, in words; 0 is the middle of the table."""
    size = delta.abs()
    log = NEAR + (2 * torch.log2(size.clamp(min=NEAR).float() / NEAR)).floor().long()
    row = torch.where(size <= NEAR, size, log + 1).clamp(max=half_buckets())
    return half_buckets() + torch.where(delta < 0, -row, row)


def half_buckets() -> int:
    return NEAR + 1 + int(2 * math.log2(FAR / NEAR))


class Layer(nn.Module):
    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.norm1 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.up = nn.Linear(WIDTH, INNER)
        self.down = nn.Linear(INNER, WIDTH)
        self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.drop = nn.Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        b, t, _ = x.shape
        q, k, v = self.qkv(x).view(b, t, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        a = F.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        x = self.norm1(x + self.drop(self.out(a.transpose(1, 2).reshape(b, t, WIDTH))))
        return self.norm2(x + self.drop(self.down(F.gelu(self.up(x)))))


class Network(nn.Module):
    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.word = nn.Embedding(VOCABULARY, WIDTH)
        self.position = nn.Embedding(POSITIONS, WIDTH)
        self.feature = nn.Embedding(FEATURES, WIDTH)
        nn.init.zeros_(self.feature.weight)
        self.segment = nn.Parameter(torch.zeros(WIDTH))
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.drop = nn.Dropout(dropout)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))
        self.anchor = nn.Sequential(nn.Linear(WIDTH, WIDTH), nn.GELU(), nn.Linear(WIDTH, 1))
        self.flat = nn.Linear(WIDTH, len(LABELS))
        self.mention = nn.Linear(WIDTH, len(MENTIONS))
        self.vector = nn.Linear(WIDTH, VECTOR)
        self.pair = nn.Linear(WIDTH, 4 * PAIR)  # word added, word multiplied, anchor added, anchor multiplied
        self.distance = nn.Embedding(2 * half_buckets() + 1, PAIR)
        nn.init.normal_(self.distance.weight, std=0.02)
        self.label = nn.Linear(PAIR, len(LABELS))

    def encode(self, ids: Tensor, features: Tensor, mask: Tensor) -> Tensor:
        """(b, t) pieces to (b, t, WIDTH); `mask` (b, t) bool is True where a piece stands."""
        places = torch.arange(ids.shape[1], device=ids.device)
        x = self.word(ids) + self.position(places) + self.feature(features) + self.segment
        x = self.drop(self.norm(x))
        attend = mask[:, None, None, :]
        for layer in self.layers:
            x = layer(x, attend)
        return x

    def pair_labels(self, pair: Tensor, where: Tensor, anchors: Tensor) -> Tensor:
        """(b, w, 4 PAIR), (r,), (r,) -> (r, w, LABELS): the labels of each word of window `where` given the anchor."""
        add_w, mul_w, add_a, mul_a = pair.chunk(4, -1)
        delta = torch.arange(pair.shape[1], device=pair.device)[None] - anchors[:, None]
        hidden = add_w[where] + add_a[where, anchors][:, None] + mul_w[where] * mul_a[where, anchors][:, None]
        return self.label(F.relu(hidden + self.distance(distance_bucket(delta))))

    @classmethod
    def begin(cls, weights: Path, dropout: float = 0.1) -> Network:
        """The encoder from a BERT `weights` file (safetensors), the heads fresh."""
        network = cls(dropout)
        w = load_file(str(weights))
        network.word.weight.data.copy_(w["embeddings.word_embeddings.weight"])
        network.position.weight.data.copy_(w["embeddings.position_embeddings.weight"])
        network.segment.data.copy_(w["embeddings.token_type_embeddings.weight"][0])
        network.norm.load_state_dict({k: w[f"embeddings.LayerNorm.{k}"] for k in ("weight", "bias")})
        for i, layer in enumerate(network.layers):
            at = f"encoder.layer.{i}."
            for k in ("weight", "bias"):
                qkv = torch.cat([w[f"{at}attention.self.{n}.{k}"] for n in ("query", "key", "value")])
                getattr(layer.qkv, k).data.copy_(qkv)
                getattr(layer.out, k).data.copy_(w[f"{at}attention.output.dense.{k}"])
                getattr(layer.norm1, k).data.copy_(w[f"{at}attention.output.LayerNorm.{k}"])
                getattr(layer.up, k).data.copy_(w[f"{at}intermediate.dense.{k}"])
                getattr(layer.down, k).data.copy_(w[f"{at}output.dense.{k}"])
                getattr(layer.norm2, k).data.copy_(w[f"{at}output.LayerNorm.{k}"])
        return network
