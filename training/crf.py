"""A linear-chain CRF (Lafferty et al. 2001) over `LABELS`, with targets that may be soft.

The distribution of label sequences is proportional to exp(sum of emissions + sum of steps). For a target distribution
given by its marginals the cross entropy is log Z minus the expected score, so that gold labels (marginals of 0 and 1)
and a teacher's opinion are learned by one formula.
"""

from __future__ import annotations

import torch
from torch import Tensor

from .corpus import LABELS

IMPOSSIBLE = -1e4
FORBIDDEN = torch.tensor(
    [[to.startswith("I-") and before[2:] != to[2:] for to in LABELS] for before in LABELS]
)  # from, to: inside follows its own role only


def crf_loss(emissions: Tensor, step: Tensor, target: Tensor, real: Tensor) -> Tensor:
    """The mean cross entropy a word. `emissions`, `target` (b, w, labels), `real` (b, w) bool: words come first.

    `target` sums to 1 over labels; the expected step is taken as if neighbours were independent, but for the forbidden.
    """
    emissions = emissions.float()
    allowed = step.float().masked_fill(FORBIDDEN, IMPOSSIBLE)
    steps = allowed.T[None]  # to, from
    alpha = emissions[:, 0]
    for i in range(1, emissions.shape[1]):
        nxt = torch.logsumexp(alpha[:, None] + steps, -1) + emissions[:, i]
        alpha = torch.where(real[:, i, None], nxt, alpha)
    partition = torch.logsumexp(alpha, -1)
    kept = target * real[..., None]
    unary = (kept * emissions).sum((1, 2))
    pairs = torch.einsum("bif,bit->ft", kept[:, :-1], kept[:, 1:])
    binary = (pairs.masked_fill(FORBIDDEN, 0.0) * step).sum()
    return (partition.sum() - unary.sum() - binary) / real.sum()


def marginals(emissions: Tensor, step: Tensor) -> Tensor:
    """(w, labels): the probability of each label of each word of one text."""
    emissions = emissions.float()
    allowed = step.float().masked_fill(FORBIDDEN, IMPOSSIBLE)
    forward, backward = [emissions[0]], [torch.zeros_like(emissions[0])]
    for i in range(1, len(emissions)):
        forward.append(torch.logsumexp(forward[-1][:, None] + allowed, 0) + emissions[i])
    for i in range(len(emissions) - 1, 0, -1):
        backward.append(torch.logsumexp(allowed + (emissions[i] + backward[-1])[None], 1))
    return (torch.stack(forward) + torch.stack(backward[::-1])).softmax(-1)
