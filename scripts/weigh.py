"""Weighs the pieces of the sayings: which words speak for which class of replies.

Run after a change to ``scripts/sayings.toml`` or to the phrases, signs and rows of
``checker/rulebook/replies.toml``::

    python -m scripts.weigh

Logistic regression, in plain Python and in a fixed order, so that the same sayings give the same
file. It takes about a minute.
"""

from __future__ import annotations

import hashlib
import json
import random
import tomllib
from collections import Counter
from collections.abc import Iterable
from math import exp
from pathlib import Path

from checker.loading import load_rulebook
from checker.model import Rulebook
from checker.pieces import pieces
from checker.replies import ORDINARY
from checker.weighing import UNIT, reach

ROOT = Path(__file__).resolve().parent.parent
SAYINGS = ROOT / "scripts" / "sayings.toml"
REPLIES = ROOT / "checker" / "rulebook" / "replies.toml"
WEIGHTS = ROOT / "checker" / "rulebook" / "weights.json"

ROUNDS = 14
PACE = 1.5
"""How far one saying moves the weights; less from round to round."""
SLOWER = 0.15
HEARD = 0.7
"""Of a saying's pieces so many are heard at a time, so that none is relied upon alone."""
LEAST = 2
"""A piece that stands in fewer sayings says nothing about others."""
FEWEST = 3
"""Tenths; a smaller weight is left out, which makes the file a third smaller."""
_STILL = 0.004  # a class as near as this to what it should be is left alone


def sayings(path: Path = SAYINGS) -> list[tuple[str, str]]:
    """Return class and text of each saying.

    Raises:
        ValueError: a class is unknown, or a text occurs twice.
    """
    table = tomllib.loads(path.read_text("utf-8"))
    said = [(id, text) for id, texts in table.items() for text in texts]
    known = {*load_rulebook().replies, ORDINARY}
    wrong = sorted({id for id, _ in said} - known)
    twice = [text for text, times in Counter(text for _, text in said).items() if times > 1]
    if wrong or twice:
        raise ValueError(f"{path.name}: unknown classes {wrong}, texts that occur twice {twice}")
    return said


def stamp() -> str:
    """Return what tells whether the weights are those of the sayings and words of today."""
    digest = hashlib.sha256()
    for path in (SAYINGS, REPLIES):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def weighed(
    said: list[tuple[str, str]], book: Rulebook
) -> tuple[list[str], dict[str, list[float]]]:
    """Return the classes, and for each piece one weight per class."""
    found = [(id, pieces(text, book)) for id, text in said]
    times = Counter(one for _, listed in found for one in listed)
    classes = sorted({id for id, _ in said})
    weights = {one: [0.0] * len(classes) for one in sorted(times) if times[one] >= LEAST}
    rows = [(classes.index(id), [one for one in listed if one in weights]) for id, listed in found]
    order = list(range(len(rows)))
    chance = random.Random(1)
    for turn in range(ROUNDS):
        chance.shuffle(order)
        for at in order:
            wanted, known = rows[at]
            heard = [one for one in known if chance.random() < HEARD]
            _learn(weights, wanted, heard, PACE / (1 + SLOWER * turn))
    return classes, weights


def _learn(weights: dict[str, list[float]], wanted: int, known: list[str], pace: float) -> None:
    """Move the weights of one saying's pieces towards its class."""
    if not known:
        return
    rows = [weights[one] for one in known]
    length = reach(len(rows))
    sums = [sum(column) / length for column in zip(*rows, strict=True)]
    most = max(sums)
    shares = [exp(one - most) for one in sums]
    whole = sum(shares)
    for at, share in enumerate(shares):
        missing = (at == wanted) - share / whole
        if abs(missing) > _STILL:
            step = pace * missing / length
            for row in rows:
                row[at] += step


def as_json(classes: list[str], weights: dict[str, list[float]]) -> str:
    """Return the file's text: for each piece its classes and weights, one line each."""
    lines = {one: _short(weights[one]) for one in sorted(weights)}
    table = {"stamp": stamp(), "classes": classes, "pieces": {k: v for k, v in lines.items() if v}}
    return json.dumps(table, ensure_ascii=False, indent=0) + "\n"


def _short(row: Iterable[float]) -> str:
    whole = [round(one * UNIT) for one in row]
    return " ".join(f"{at}:{one}" for at, one in enumerate(whole) if abs(one) >= FEWEST)


def main() -> None:
    """Write the weights."""
    book = load_rulebook()
    WEIGHTS.write_text(as_json(*weighed(sayings(), book)), "utf-8")


if __name__ == "__main__":
    main()
