"""A text as pieces that can be weighed: letters, what stands beside them, words and rows known."""

from __future__ import annotations

import re
from itertools import combinations

from checker.matching import matches, soothed
from checker.model import Rulebook
from checker.spelling import spelled

LENGTHS = (1, 2, 3)
"""So many letters beside each other make a piece."""

_NUMBER = re.compile(r"\d+")


def pieces(text: str, rulebook: Rulebook) -> tuple[str, ...]:
    """Return the pieces of *text*, each once and sorted; a number counts only as a number.

    Letters stand for themselves, ``#sign`` and ``#phrase`` for a word of that sign or phrase,
    ``@class`` for a row of that class.
    """
    letters = soothed(spelled(text).letters, rulebook)
    bare = _NUMBER.sub("0", letters)
    found = {bare[at : at + size] for size in LENGTHS for at in range(len(bare) - size + 1)}
    heard = [
        f"#{one.id}"
        for one in (*rulebook.phrases.values(), *rulebook.signs.values())
        if any(word in letters for word in one.words)
    ]
    found.update(heard)
    found.update(f"{one}{other}" for one, other in combinations(heard, 2))
    found.update(f"@{match.reply.id}" for match in matches(text, rulebook))
    return tuple(sorted(found))
