"""Which words: the most probable source, cue and content for every word that opens a cue.

For each anchor the network scores the words around it with a label (outside, or begin/inside of a role). Two rules
turn the scores into spans:

*Competition.* A word is content of one attribution, or source of one, hardly ever of two (nine of 19,822 relations of
PolNeAR train overlap another). So where several anchors claim a word for the same role, what each of them believes is
divided by what all of them together believe, if that is over one.

*Sequence.* The best labels under the rule that "inside" follows its own role, with the anchor held to be the first
word of its cue, by the Viterbi algorithm (Forney 1973).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from quoth.model.network import LABELS, Floats, Ints, Network, Seen

Run = tuple[int, int]  # words, half-open

_ROLE = np.array([-1, 0, 0, 1, 1, 2, 2])
_IS_INSIDE = np.array([False, False, True, False, True, False, True])
_IMPOSSIBLE = -1e4


@dataclass(frozen=True, slots=True)
class Tagged:
    """One relation in words of a text: half-open runs in order. `score` is the probability of its anchor."""

    anchor: int
    score: float
    source: tuple[Run, ...]
    cue: tuple[Run, ...]
    content: tuple[Run, ...]


def tag(network: Network, seen: Seen) -> list[Tagged]:
    """A relation for every word whose anchor probability reaches the network's threshold, in the order of the cues."""
    anchors = np.flatnonzero(seen.anchor >= network.thresholds["anchor"]).astype(np.int64)
    if not len(anchors):
        return []
    words, scores = network.labels(seen, anchors)
    compete(words, scores, len(seen))
    _hold_anchors(words, scores, anchors)
    out = []
    for anchor, row, path in zip(anchors, words, viterbi(scores), strict=True):
        source, cue, content = (runs(row, path, role) for role in range(3))
        out.append(Tagged(int(anchor), float(seen.anchor[anchor]), _longest(source), _longest(cue), tuple(content)))
    return out


def compete(words: Ints, scores: Floats, total: int) -> None:
    """Lowers, in place, the log-probabilities (r, n, 7) of source and content where anchors claim the same word."""
    real = words >= 0
    for role in (0, 2):
        labels = role == _ROLE
        claims = np.exp(scores[:, :, labels]).sum(-1)
        mass = np.zeros(total, np.float32)
        np.add.at(mass, words[real], claims[real])
        scores[:, :, labels] -= np.where(real, np.log(np.maximum(mass, 1))[words], 0)[:, :, None]


def viterbi(scores: Floats) -> Ints:
    """The best allowed labels (r, n) for log-probabilities (r, n, 7)."""
    r, n, k = scores.shape
    step = np.zeros((k, k), np.float32)  # from, to
    for to in np.flatnonzero(_IS_INSIDE):
        step[_ROLE[to] != _ROLE, to] = _IMPOSSIBLE
    best = scores[:, 0] + np.where(_IS_INSIDE, _IMPOSSIBLE, 0)
    back = np.zeros((n, r, k), np.int8)
    for i in range(1, n):
        reach = best[:, :, None] + step
        back[i] = reach.argmax(1)
        best = reach.max(1) + scores[:, i]
    path = np.empty((r, n), np.int64)
    path[:, -1] = best.argmax(1)
    for i in range(n - 1, 0, -1):
        path[:, i - 1] = back[i][np.arange(r), path[:, i]]
    return path


def runs(words: Ints, path: Ints, role: int) -> list[Run]:
    """Half-open runs of words that carry `role`; a place without a word (-1) is not counted."""
    out: list[Run] = []
    for place in np.flatnonzero((_ROLE[path] == role) & (words >= 0)):
        word = int(words[place])
        if out and out[-1][1] == word and _IS_INSIDE[path[place]]:
            out[-1] = (out[-1][0], word + 1)
        else:
            out.append((word, word + 1))
    return out


def _hold_anchors(words: Ints, scores: Floats, anchors: Ints) -> None:
    """The anchor opens its cue and no other word opens one; places without a word are outside."""
    begin = LABELS.index("B-cue")
    labels = np.arange(len(LABELS))
    scores[:, :, begin] = _IMPOSSIBLE
    scores[words == anchors[:, None]] = np.where(labels == begin, 0, _IMPOSSIBLE)
    scores[words < 0] = np.where(labels == 0, 0, _IMPOSSIBLE)


def _longest(found: list[Run]) -> tuple[Run, ...]:
    """An attribution has one source and one cue: of several runs the longest, the first of equals."""
    return (max(found, key=lambda run: run[1] - run[0]),) if found else ()
