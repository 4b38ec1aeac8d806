"""Records of a decoded reply: what the other side's words are, and what to say to them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date

from checker.report import Citation, EvidenceNeed
from checker.values import plain


@dataclass(frozen=True, slots=True, kw_only=True)
class NextRoute:
    """A route that comes next."""

    route: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One thing the words may be, with what is right and wrong in it."""

    reply: str
    kind: str  # refusal | clause | delay | partial | promise | scam
    title: str
    right: str
    wrong: str
    answer: str  # in the reader's language
    sent: str  # the same in Chinese, to be sent back as it stands
    proof: str
    evidence: tuple[EvidenceNeed, ...]
    next: tuple[NextRoute, ...]
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Usual:
    """A class by its title, to be picked."""

    reply: str
    kind: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoding:
    """Everything decode() returns; the same text gives the same bytes."""

    rulebook: str
    decoded_on: date
    locale: str
    state: str  # stop | sure | choose | unknown | picked
    sure: bool  # one class clearly leads, or was picked
    text: str
    ask: str  # what to do next; a question while it is not sure
    readings: tuple[Reading, ...]  # the one that leads, or those to choose from
    further: tuple[Reading, ...]  # what else stands in the text

    def to_json(self) -> str:
        """Return the decoding as stable JSON, like a report."""
        return json.dumps(plain(self), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
