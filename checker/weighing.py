"""How likely a text is of each class: what its pieces weigh, added up."""

from __future__ import annotations

from functools import lru_cache
from math import exp, sqrt

from checker.model import Rulebook
from checker.pieces import pieces

UNIT = 10
"""Weights are kept as whole tenths."""


FEW = 24
"""A text of fewer pieces is not weighed up to more than it says."""


def reach(count: int) -> float:
    """Return by what the sum of so many pieces' weights is divided."""
    return sqrt(max(count, FEW))


def shares(text: str, rulebook: Rulebook) -> dict[str, float]:
    """Return the share of each class, together one; alike for all when no piece is known."""
    classes = rulebook.weights.classes
    known = [one for one in pieces(text, rulebook) if one in rulebook.weights.pieces]
    sums = [0] * len(classes)
    for one in known:
        for at, weight in _row(rulebook, one):
            sums[at] += weight
    length = UNIT * reach(len(known))
    parts = [exp(one / length) for one in sums]
    whole = sum(parts)
    return {id: part / whole for id, part in zip(classes, parts, strict=True)}


def telling(text: str, id: str, rulebook: Rulebook, count: int = 5) -> tuple[str, ...]:
    """Return the pieces that speak most for the class *id*, strongest first."""
    at = rulebook.weights.classes.index(id)
    known = [one for one in pieces(text, rulebook) if one in rulebook.weights.pieces]
    weighed = [(dict(_row(rulebook, one)).get(at, 0), one) for one in known]
    strong = sorted((-weight, one) for weight, one in weighed if weight > 0)
    return tuple(one for _, one in strong[:count])


@lru_cache(maxsize=20_000)
def _row(rulebook: Rulebook, piece: str) -> tuple[tuple[int, int], ...]:
    """Return the weights of a piece, by the place of the class."""
    pairs = (one.split(":") for one in rulebook.weights.pieces[piece].split())
    return tuple((int(at), int(weight)) for at, weight in pairs)
