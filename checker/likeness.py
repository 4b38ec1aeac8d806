"""How much a text is like the sayings on record; for words that no row of the rulebook knows."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from math import log, sqrt

from checker.model import Rulebook
from checker.replies import ORDINARY
from checker.spelling import spelled


@dataclass(frozen=True, slots=True)
class _Sayings:
    weight: dict[str, float]  # rare letters and pairs weigh more
    rare: float
    names: tuple[str, ...]  # the class of each saying
    sizes: tuple[float, ...]
    holding: dict[str, tuple[int, ...]]  # letters and pairs → the sayings they stand in


def likeness(text: str, rulebook: Rulebook) -> dict[str, float]:
    """Return for each class how much *text* is like its most similar saying, from 0 to 1."""
    on_record = _sayings(rulebook)
    # In a fixed order, because sums of fractions depend on it.
    letters = sorted(_pairs(text))
    length = sqrt(sum(_square(on_record, one) for one in letters))
    shared: dict[int, float] = {}
    for one in letters:
        if one in on_record.weight:
            for saying in on_record.holding[one]:
                shared[saying] = shared.get(saying, 0.0) + on_record.weight[one] ** 2
    best: dict[str, float] = {}
    for saying in sorted(shared):
        name = on_record.names[saying]
        best[name] = max(best.get(name, 0.0), shared[saying] / (length * on_record.sizes[saying]))
    return best


def _pairs(text: str) -> frozenset[str]:
    letters = spelled(text).letters
    return frozenset(letters) | {letters[at : at + 2] for at in range(len(letters) - 1)}


def _square(on_record: _Sayings, one: str) -> float:
    known = one in on_record.weight
    return (on_record.weight[one] if known else on_record.rare) ** 2


@lru_cache(maxsize=4)
def _sayings(rulebook: Rulebook) -> _Sayings:
    pairs = [
        (saying.id, _pairs(text)) for saying in rulebook.sayings.values() for text in saying.texts
    ]
    count = Counter(one for _, said in pairs for one in sorted(said))
    weight = {one: log(1 + len(pairs) / times) for one, times in count.items()}
    holding: dict[str, list[int]] = {}
    for saying, (_, said) in enumerate(pairs):
        for one in sorted(said):
            holding.setdefault(one, []).append(saying)
    return _Sayings(
        weight=weight,
        rare=log(1 + len(pairs)),
        names=tuple(name for name, _ in pairs),
        sizes=tuple(sqrt(sum(weight[one] ** 2 for one in sorted(said))) for _, said in pairs),
        holding={one: tuple(there) for one, there in holding.items()},
    )


def ordinary(likely: dict[str, float]) -> float:
    """Return how much the text is like an ordinary message."""
    return likely[ORDINARY] if ORDINARY in likely else 0.0
