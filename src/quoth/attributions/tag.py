"""Which words: sources, cues and contents as spans of words, and which of them belong together.

Two opinions of the network are joined. The *flat* one labels every word once for all attributions; it draws spans
well, because a word is content (or source, or cue) of one attribution, hardly ever of two: nine of 19,822 relations of
PolNeAR train overlap another. The *paired* one says, for the first word of a cue (the anchor), how much each word
around it belongs to that cue; alone it draws spans badly (it reaches over to the neighbour's content), but it knows
whose they are. So:

1. `joined`: half of what the flat opinion holds of a word and half of what the anchor that claims it most holds.
2. `spans`: the best allowed sequence of joined labels (a linear-chain CRF, Lafferty et al. 2001; Viterbi, Forney 1973)
   gives the spans of each role. On PolNeAR dev it drew 1.6 points more whole relations exactly than flat labels alone.
3. `cues`: every cue so drawn that holds a likely anchor, and every likely anchor that stands in none.
4. `first_contents`: each content goes to the cue whose paired opinion claims it most, one to each cue, and none beyond
   another cue that has one. A cue without content is no attribution; a doubtful cue stays only when it claims its
   content firmly.
5. `further_pieces`: what is left may be a further piece of a content, not beyond another cue either.
6. Each cue takes the source it claims most, which several cues may share.

The thresholds stand with the network (`config.json`), fixed on PolNeAR dev.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from quoth.model.network import AFTER, BEFORE, LABELS, Floats, Ints, Network, Seen

Run = tuple[int, int]  # words, half-open

_ROLES = ("source", "cue", "content")
_ROLE = np.array([-1, 0, 0, 1, 1, 2, 2])  # of each label
_IS_INSIDE = np.array([False, False, True, False, True, False, True])
_IMPOSSIBLE = -1e4
_LEAST_LIKELY = 1e-9
_LEAST = 0.08  # anchors less likely than this are not looked at: they were right once in forty
_INNER, _INNER_SURE, _BESIDE_SURE = 0.2, 0.6, 0.8
"""An anchor within another's content counts from the first, where its own content is held as surely as the second, or
as the third where its source or cue stands outside. On PolNeAR dev the annotators have half of those; by reading, most
of the others are somebody's words too, inside other words."""
_ROUNDS = 8  # in which contents are shared out; real texts take two or three
_ANCHORS = 256  # anchors asked about at once, so that a text of nothing but cues stays small in memory


@dataclass(frozen=True, slots=True)
class Tagged:
    """One relation in words of a text: half-open runs in order. `score`, 0 to 1, says how likely it is one."""

    anchor: int
    score: float
    source: tuple[Run, ...]
    cue: tuple[Run, ...]
    content: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue's words, the anchor in it, and how likely it is the cue of an attribution."""

    anchor: int
    run: Run
    score: float


def tag(network: Network, seen: Seen) -> list[Tagged]:
    """The relations of a text, in the order of their cues."""
    limits = network.thresholds
    anchors = np.flatnonzero(seen.anchor >= _LEAST).astype(np.int64)
    if not len(anchors):
        return []
    masses, claimed_most = _asked(network, seen, anchors)
    sources, drawn, contents = spans(joined(seen.flat, claimed_most, limits["flat"]), network.step)
    found = cues(seen, anchors, drawn, masses[1], limits)
    if not found:
        return []
    rows = np.searchsorted(anchors, [cue.anchor for cue in found])
    claimed = claims(anchors[rows], masses[2][rows], contents)
    strengths = claimed * np.array([[cue.score] for cue in found], np.float32)
    places = [cue.anchor for cue in found]
    owned = first_contents(strengths, limits["content"], places, contents)
    kept = {k: j for k, j in owned.items() if found[k].score >= limits["cue"] or claimed[k, j] >= limits["firm"]}
    further = further_pieces(strengths, limits["more"], kept, places, contents)
    named = claims(anchors[rows], masses[0][rows], sources)
    out = []
    for k in sorted(kept):
        cue = found[k]
        best = int(named[k].argmax()) if sources else -1
        source = (sources[best],) if best >= 0 and named[k, best] >= limits["source"] else ()
        content = sorted(contents[j] for j in (kept[k], *further.get(k, ())))
        out.append(Tagged(cue.anchor, cue.score, source, (cue.run,), tuple(content)))
    return sorted((*out, *inner(seen, anchors, masses, out)), key=lambda t: t.anchor)


def inner(seen: Seen, anchors: Ints, masses: Floats, found: Sequence[Tagged]) -> list[Tagged]:
    """The relations within the contents of `found`, of which flat labels know nothing: "Moss asks about it" in what
    somebody says. Each is drawn by its own anchor's paired opinion alone: one source, one cue, and contents that lie in
    one content of another and do not begin with it.
    """
    around = sorted((run, k) for k, t in enumerate(found) for run in t.content)
    taken = {word for t in found for run in t.cue for word in range(*run)}
    begun = {run[0] for run, _ in around}
    out = []
    for row, anchor in enumerate(anchors.tolist()):
        likely = float(seen.anchor[anchor])
        if likely < _INNER or anchor in taken:
            continue
        low = max(0, anchor - BEFORE)
        source, cue, content = (_held(masses[role, row], low - anchor + BEFORE, low, len(seen)) for role in (0, 1, 2))
        if len(source) != 1 or len(cue) != 1 or not content or content[0][0] in begun:
            continue
        i = bisect_right(around, ((content[0][0], len(seen)), len(found))) - 1
        if i < 0 or around[i][0][1] < content[-1][1]:
            continue
        first, after = around[i][0]
        within = all(first <= a and b <= after for a, b in (*source, *cue))
        sure = float(
            np.concatenate([masses[2, row, a - anchor + BEFORE : b - anchor + BEFORE] for a, b in content]).mean()
        )
        if sure >= (_INNER_SURE if within else _BESIDE_SURE):
            begun.add(content[0][0])
            out.append(Tagged(anchor, likely, tuple(source), tuple(cue), tuple(content)))
    return out


def _held(mass: Floats, start: int, first: int, words: int) -> list[Run]:
    """The runs of words in which `mass`, from `start` on that of word `first`, is more than a half."""
    held = np.flatnonzero(mass[start : start + words - first] > 0.5) + first
    cuts = np.flatnonzero(np.diff(held) > 1) + 1
    return [(int(piece[0]), int(piece[-1]) + 1) for piece in np.split(held, cuts) if len(piece)]


def _asked(network: Network, seen: Seen, anchors: Ints) -> tuple[Floats, Floats]:
    """What the paired opinion says. (roles, anchors, words around): how much each word around an anchor belongs to each
    role of its attribution. (words, 7): the most that any anchor claims each word as each label, 0 for outside.
    """
    masses, most = [], np.zeros((len(seen), len(LABELS)), np.float32)
    for at in range(0, len(anchors), _ANCHORS):
        asked = anchors[at : at + _ANCHORS]
        paired = np.exp(network.labels(seen, asked))
        masses.append(np.stack([paired[:, :, role == _ROLE].sum(-1) for role in range(len(_ROLES))]))
        for row, anchor in enumerate(asked.tolist()):
            low, high = max(0, anchor - BEFORE), min(len(seen), anchor + AFTER + 1)
            there = paired[row, low - anchor + BEFORE : high - anchor + BEFORE, 1:] * seen.anchor[anchor]
            np.maximum(most[low:high, 1:], there, out=most[low:high, 1:])
    return np.concatenate(masses, 1), most


def joined(flat: Floats, most: Floats, share: float) -> Floats:
    """Log-probabilities (words, 7): `share` of the flat opinion (log-probabilities), the rest of what anchors claim."""
    claimed = most / np.maximum(most.sum(-1, keepdims=True), 1)
    claimed[:, 0] = 1 - claimed[:, 1:].sum(-1)
    out: Floats = np.log(np.maximum(share * np.exp(flat) + (1 - share) * claimed, _LEAST_LIKELY))
    return out


def spans(labels: Floats, step: Floats) -> tuple[list[Run], list[Run], list[Run]]:
    """The sources, cues and contents that labels (words, 7) with these steps draw, each in order."""
    path = viterbi(labels, step)
    sources, cues_, contents = (runs(path, role) for role in range(len(_ROLES)))
    return sources, cues_, contents


def cues(seen: Seen, anchors: Ints, flat: Sequence[Run], masses: Floats, limits: Mapping[str, float]) -> list[Cue]:
    """The cues, in order. `masses` (r, n) says how much each word around an anchor belongs to its cue."""
    probability = np.exp(seen.flat[:, _ROLE == 1]).sum(-1)
    found, used = [], set()
    for start, end in flat:
        inside = [int(a) for a in anchors if start <= a < end]
        if inside:
            used.update(inside)
            anchor = max(inside, key=lambda a: (seen.anchor[a], -a))
            score = (float(seen.anchor[anchor]) + float(probability[start:end].mean())) / 2
            found.append(Cue(anchor, (start, end), score))
    for row, anchor in enumerate(map(int, anchors)):
        if anchor not in used and seen.anchor[anchor] >= limits["anchor"]:
            end = anchor + 1
            while (
                end < len(seen) and end - anchor + BEFORE < masses.shape[1] and masses[row, end - anchor + BEFORE] > 0.5
            ):
                end += 1
            found.append(Cue(anchor, (anchor, end), float(seen.anchor[anchor])))
    return sorted(found, key=lambda cue: cue.anchor)


def claims(anchors: Ints, masses: Floats, found: Sequence[Run]) -> Floats:
    """(cues, runs): the mean of `masses` over the words of each run that are in an anchor's reach, 0 where none is."""
    if not found:
        return np.zeros((len(anchors), 0), np.float32)
    width = masses.shape[1]
    sums = np.concatenate([np.zeros((len(masses), 1)), masses.cumsum(1, dtype=np.float64)], 1)
    starts, ends = (np.array(side, np.int64) for side in zip(*found, strict=True))
    rows = np.arange(len(anchors))[:, None]
    low = np.clip(starts[None] - anchors[:, None] + BEFORE, 0, width)
    high = np.clip(ends[None] - anchors[:, None] + BEFORE, 0, width)
    out: Floats = ((sums[rows, high] - sums[rows, low]) / np.maximum(high - low, 1)).astype(np.float32)
    return out


def first_contents(strengths: Floats, least: float, anchors: Sequence[int], contents: Sequence[Run]) -> dict[int, int]:
    """For each cue that gets one, a content of its own, shared out in the order of strength (cues, contents).

    None lies beyond another cue that gets one: 28 of 32 that did on PolNeAR dev were wrong, and a quotation at the end
    of an article went to a speaker at its beginning. What is taken from such a cue is shared out anew.
    """
    strengths = strengths.copy()
    for _ in range(_ROUNDS):
        owned = _shared_out(strengths, least)
        standing = sorted(anchors[k] for k in owned)
        beyond = [(k, j) for k, j in owned.items() if _parted(standing, anchors[k], contents[j])]
        if not beyond:
            return owned
        strengths[tuple(zip(*beyond, strict=True))] = 0
    return {k: j for k, j in owned.items() if (k, j) not in beyond}


def _shared_out(strengths: Floats, least: float) -> dict[int, int]:
    """Each content to the cue whose strength (cues, contents) is greatest, one to each."""
    owned: dict[int, int] = {}
    taken: set[int] = set()
    for k, j in _strongest(strengths, least):
        if k not in owned and j not in taken:
            owned[k] = j
            taken.add(j)
    return owned


def _parted(standing: Sequence[int], anchor: int, content: Run) -> bool:
    """Whether one of the anchors that are `standing`, in order, stands between `anchor` and a content's beginning."""
    low, high = sorted((anchor, content[0]))
    return bisect_left(standing, high) > bisect_right(standing, low)


def further_pieces(
    strengths: Floats, least: float, owned: Mapping[int, int], anchors: Sequence[int], contents: Sequence[Run]
) -> dict[int, list[int]]:
    """For the cues that own a content, the further pieces of it, each given to the cue that claims it most.

    No piece lies beyond another owning cue: in PolNeAR dev 54 of 58 that did were wrong, and 58 of 340 others.
    """
    standing = sorted(anchors[k] for k in owned)
    out: dict[int, list[int]] = {}
    taken = set(owned.values())
    for k, j in _strongest(strengths, least):
        if k in owned and j not in taken and not _parted(standing, anchors[k], contents[j]):
            out.setdefault(k, []).append(j)
            taken.add(j)
    return out


def _strongest(strengths: Floats, least: float) -> Iterator[tuple[int, int]]:
    """(cue, content) of all strengths from `least`, the strongest first, the first of equals first."""
    places = np.flatnonzero(strengths >= least)  # hardly any: most contents are out of a cue's reach
    for place in places[np.argsort(-strengths.ravel()[places], kind="stable")].tolist():
        yield divmod(place, strengths.shape[1])


def viterbi(scores: Floats, step: Floats) -> npt.NDArray[np.int64]:
    """The best allowed labels (n,) for scores (n, 7) and steps (from, to): inside follows its own role only."""
    labels = range(len(_ROLE))
    allowed = [[f for f in labels if not _IS_INSIDE[to] or _ROLE[f] == _ROLE[to]] for to in labels]
    reaches = [[(f, float(step[f, to])) for f in allowed[to]] for to in labels]
    rows = scores.tolist()  # plain numbers: over seven labels a step of numpy's takes four times as long
    best = [_IMPOSSIBLE + score if inside else score for score, inside in zip(rows[0], _IS_INSIDE, strict=True)]
    back: list[list[int]] = []
    for row in rows[1:]:
        reached, came = [], []
        for score, reach in zip(row, reaches, strict=True):
            most, origin = -math.inf, 0
            for before, added in reach:
                total = best[before] + added
                if total > most:
                    most, origin = total, before
            reached.append(most + score)
            came.append(origin)
        best = reached
        back.append(came)
    path = [best.index(max(best))]
    for came in reversed(back):
        path.append(came[path[-1]])
    return np.array(path[::-1], np.int64)


def runs(path: npt.NDArray[np.int64], role: int) -> list[Run]:
    """Half-open runs of words whose labels are of `role`; a beginning opens a new one."""
    out: list[Run] = []
    for word in np.flatnonzero(_ROLE[path] == role):
        if out and out[-1][1] == word and _IS_INSIDE[path[word]]:
            out[-1] = (out[-1][0], int(word) + 1)
        else:
            out.append((int(word), int(word) + 1))
    return out


assert len(LABELS) == len(_ROLE)
