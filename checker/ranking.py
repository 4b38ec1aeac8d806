"""Which classes a text may belong to, the likeliest first, and how sure that is."""

from __future__ import annotations

from dataclasses import dataclass

from checker.matching import by_buyer, matches, told, warned
from checker.model import Rulebook
from checker.replies import ORDINARY, Reply, ReplyKind
from checker.spelling import spelled
from checker.weighing import shares
from checker.windows import windows

STOP = 0.55
"""From this share of all scams together on, the reader is stopped."""
STOP_MATCHED = 0.3
"""Or from here on, where a row of words says the same."""
STOP_TOLD = 0.97
"""Or only from here on, where somebody tells of it or warns of it."""
_ASK = 0.12  # from here on a scam is among what is asked about
_CLEAR = 0.8  # a class that has so much, and whose words match, is called sure
_SECOND = 0.4  # unless another stretch of the text says something else so clearly
_LIKELY = 0.03  # a class no likelier than by chance is not asked about
_SHORT = 4  # fewer letters say nothing, unless a row knows them
_ORDINARY = 0.9  # a text that is so likely an ordinary one
_UNLIKELY = 0.05  # must be so likely something else, too


@dataclass(frozen=True, slots=True)
class Ranking:
    """The classes in order; the first alone is meant when it is sure or the reader must stop."""

    replies: tuple[Reply, ...]
    sure: bool
    stop: bool


def ranked(text: str, rulebook: Rulebook) -> Ranking:
    """Return the classes of *text*: a scam first, then the likeliest of the others."""
    found = matches(text, rulebook)
    if not found and len(spelled(text).letters) < _SHORT:
        return _ranking(rulebook, [])
    stretches = [shares(one, rulebook) for one in windows(text)]
    most = {id: max(one[id] for one in stretches) for id in stretches[0]}
    order = sorted(rulebook.replies, key=lambda id: (-most[id], id))
    scams = [id for id in order if _scam(rulebook, id)]
    least = _LIKELY if most[ORDINARY] < _ORDINARY else _UNLIKELY
    others = [id for id in order if not _scam(rulebook, id) and most[id] >= least]
    scam = max(sum(one[id] for id in scams) for one in stretches)
    matched = [one.reply.id for one in found]
    known = any(id in matched for id in scams)
    enough, least_asked = (STOP_MATCHED, 0.0) if known else (STOP, _ASK)
    if told(text, rulebook) or warned(text, rulebook):
        enough = STOP_TOLD
    if told(text, rulebook):
        least_asked = 0.0
    if scam >= enough:
        spoken = [id for id in matched if id not in (*scams, *others)]
        return _ranking(rulebook, [scams[0], *others, *spoken], stop=True)
    if scam < least_asked and _sure(others, most, matched) and not by_buyer(text, rulebook):
        return _ranking(rulebook, others, sure=True)
    asked = [*scams[:1], *others] if scam >= least_asked else others
    return _ranking(rulebook, asked)


def _sure(others: list[str], most: dict[str, float], matched: list[str]) -> bool:
    """Return whether one class leads clearly, by its weight and by its words."""
    if not others or most[others[0]] < _CLEAR or others[0] not in matched:
        return False
    return len(others) == 1 or most[others[1]] < _SECOND


def _scam(rulebook: Rulebook, id: str) -> bool:
    return rulebook.replies[id].kind is ReplyKind.SCAM


def _ranking(rulebook: Rulebook, ids: list[str], **how: bool) -> Ranking:
    replies = tuple(rulebook.replies[id] for id in ids)
    return Ranking(replies, how.get("sure", False), how.get("stop", False))
