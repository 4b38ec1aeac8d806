"""Records of what follows the result: answers to put in place, letters sent, answers received."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from checker.values import Value


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """An answer to put in place because of what happened."""

    fact: str
    value: Value  # of several choices, all of them
    day: str  # the date question to answer with the day it happened; empty for none
    new: bool  # whether it differs from the answer there is


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """What something that happened means for the answers."""

    sets: tuple[Setting, ...]
    stays: tuple[str, ...]  # short names of questions whose answer is further on, and stays


@dataclass(frozen=True, slots=True, kw_only=True)
class Running:
    """A last day that runs since a letter was sent."""

    rule: str
    last_day: date
    passed: bool
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sending:
    """A letter as something that is sent: whether or not it is offered now."""

    form: str
    title: str
    day: str  # the date question to answer with the day it was sent; empty for none
    effect: Effect
    running: tuple[Running, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowupResult:
    """Something the other side may have answered: what it means, and what comes next."""

    followup: str
    label: str
    means: str
    avoid: str  # what not to sign, send or click
    then: str
    answer: str  # one sentence to answer with; empty when there is none
    letter: str  # the reply that is offered now; empty when there is none
    no_letter: bool  # there is nothing to write
    closes: bool
    effect: Effect
    clears: tuple[str, ...]  # answers to take away
    next: tuple[str, ...]  # open routes, the nearest first
