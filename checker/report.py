"""Records of the result: what one case got."""

from __future__ import annotations

import json
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum, StrEnum
from typing import TypeAlias


class Verdict(StrEnum):
    """Three answers; nothing is ever rounded to yes or no."""

    HOLDS = "holds"
    FAILS = "fails"
    OPEN = "open"


class Origin(StrEnum):
    """Where a reason comes from."""

    ANSWER = "answer"
    DERIVED = "derived"
    CLOCK = "clock"


class Missing(Enum):
    """The two ways of having no value; they must never be mixed up."""

    UNKNOWN = "?"  # the question applies and has no certain answer: opens a row
    NOT_ASKED = "-"  # the question does not apply: fails a row


UNKNOWN = Missing.UNKNOWN
NOT_ASKED = Missing.NOT_ASKED

Value: TypeAlias = str | tuple[str, ...] | date | Decimal | Missing


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """A fact that decided, down to the answers it came from."""

    fact: str
    value: Value
    origin: Origin
    text: str  # the fact and its value in words
    inputs: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """A provision in the version that was in force on the deciding day."""

    provision: str
    label: str  # 《…》第…条
    gist: str
    in_force_on: date
    version_from: date
    source: str
    checked: date
    uncertain: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """Law or calendar data that is missing for the deciding day."""

    provision: str
    day: date
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A ground with its verdict, its reasons and its law."""

    ground: str
    scenario: str
    verdict: Verdict
    contested: bool  # open because the law is unsettled, not because a fact is missing
    message: str
    reasons: tuple[Reason, ...]
    barred_by: tuple[str, ...] = ()
    bar_messages: tuple[str, ...] = ()
    citations: tuple[Citation, ...] = ()
    gaps: tuple[Gap, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimResult:
    """Something to ask for, with its amount in yuan and how it was worked out."""

    claim: str
    grounds: tuple[str, ...]
    verdict: Verdict  # HOLDS when a ground holds, OPEN when one is open
    message: str
    amount: Decimal | None
    working: tuple[Reason, ...]
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenPoint:
    """A fact worth finding out, because findings hang on it."""

    fact: str
    question: str
    hint: str
    decides: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """A last day, or the sentence that says why there is none."""

    rule: str
    last_day: date | None
    latest_day: date | None  # differs from last_day when the calendar is not published
    sure: bool
    suggested: bool
    passed: bool
    text: str
    note: str  # why the day is a range; empty when it is sure
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StepResult:
    """One thing to do, maybe by a day, maybe with a letter."""

    step: str
    text: str
    deadlines: tuple[Deadline, ...]
    letter: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteResult:
    """A route that is open in this case."""

    route: str
    title: str
    text: str
    cost: str
    url: str
    order: int
    steps: tuple[StepResult, ...]
    why: tuple[Reason, ...]
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosedRoute:
    """A route that is not open yet, and what would open it."""

    route: str
    title: str
    opens: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceNeed:
    """Something to save, most fragile first."""

    item: str
    title: str
    proves: str
    how: str
    substitute: str
    fragile: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterDraft:
    """A letter as sent (Chinese) and its English reading version."""

    form: str
    title: str
    where: str
    text: str
    reading: str
    blanks: tuple[str, ...]  # identity details the reader still has to fill in
    limit: int
    over_limit: int
    encloses: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WarningResult:
    """Something said before everything else."""

    warning: str
    level: str
    title: str
    text: str
    why: tuple[Reason, ...]
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Headline:
    """The answer in one sentence, and how sure it is in words."""

    state: str  # danger | unlawful | owed | arguable | open | due_later | unlikely
    text: str
    sure: str
    amount: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Everything assess() returns; the same input gives the same bytes."""

    rulebook: str
    law_checked: date
    assessed_on: date
    locale: str
    headline: Headline
    warnings: tuple[WarningResult, ...]
    scenarios: tuple[str, ...]
    findings: tuple[Finding, ...]
    claims: tuple[ClaimResult, ...]
    open_points: tuple[OpenPoint, ...]
    routes: tuple[RouteResult, ...]
    closed_routes: tuple[ClosedRoute, ...]
    evidence: tuple[EvidenceNeed, ...]
    letters: tuple[LetterDraft, ...]

    def to_json(self) -> str:
        """Return the report as stable JSON: sorted keys, no spaces, no escapes of Chinese."""
        return json.dumps(plain(self), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def plain(value: object) -> object:
    """Return *value* as JSON values; dates in ISO form, money as text with two decimals."""
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value:.2f}"
    return value
