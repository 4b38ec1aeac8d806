"""Records of the rulebook: what the law and the guide say, before any case."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TypeAlias

Row: TypeAlias = dict[str, tuple[str, ...]]
"""Fact name → allowed values; every line must hold."""

When: TypeAlias = tuple[Row, ...]
"""Any row suffices; no rows hold always."""

Texts: TypeAlias = dict[str, str]
"""Locale → text."""

LOCALES = ("zh", "en")
UNSURE = "?"
"""The answer 不清楚."""


class Kind(StrEnum):
    """How a question is answered."""

    CHOICE = "choice"
    CHOICES = "choices"
    DATE = "date"
    MONEY = "money"
    TEXT = "text"


class Counting(StrEnum):
    """How a period is counted."""

    DAYS = "days"
    WORKING_DAYS = "working-days"
    YEARS = "years"


class Level(StrEnum):
    """How loudly a warning speaks; a danger warning never starts with a letter."""

    DANGER = "danger"
    CAUTION = "caution"


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question; its id is the name of the fact it gives."""

    id: str
    kind: Kind
    options: tuple[str, ...] = ()
    exclusive: str = ""  # in CHOICES: the option that excludes the others
    ask_when: When = ()
    not_sure: bool = True
    for_letters: bool = False  # fills letters only; may not stand in a condition
    personal: bool = False  # kept out of saved files unless the reader asks
    latest: str = ""  # "today": later dates are refused
    not_before: str = ""  # another date question that may not be later than this one


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """A page put between two questions when an answer calls for it."""

    id: str
    after: str
    when: When
    page: str  # guide page that says what to do, without language and suffix


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """The legal footing of a claim."""

    id: str
    when: When
    unless: When = ()
    basis: tuple[str, ...]
    law_at: str  # the date fact whose day selects the law, or "today"
    claims: tuple[str, ...] = ()
    contested: bool = False  # courts or the text leave it open: never more than OPEN


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """What defeats a ground; a contested bar only opens it."""

    id: str
    blocks: tuple[str, ...]
    when: When
    unless: When = ()
    basis: tuple[str, ...]
    law_at: str
    contested: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """A kind of trouble, with its grounds and its own bars."""

    id: str
    when: When  # the answers that make the scenario relevant to a case
    ground: tuple[Ground, ...] = ()
    bar: tuple[Bar, ...] = ()
    evidence: tuple[str, ...] = ()
    note: Texts  # what this scenario deliberately does not cover


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """Something to ask for, with the name of the function that computes its amount."""

    id: str
    money: bool = False  # asks for money; without an amount the sum depends on the case
    amount: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One thing to do."""

    id: str
    when: When = ()
    deadlines: tuple[str, ...] = ()
    letter: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """Somebody who can be asked, with the steps in order."""

    id: str
    when: When
    unless: When = ()
    opens_when: When = ()  # the missing precondition that would open a route not offered
    step: tuple[Step, ...]
    url: str = ""
    basis: tuple[str, ...] = ()
    law_at: str = "today"


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlineRule:
    """A last day: where it starts, how long it runs, how it is counted."""

    id: str
    start: str  # a date fact, or "today" for "if you act today"
    period: str  # id of a parameter, or a literal such as "3 days" for our own suggestion
    counting: Counting
    rolls: bool = False  # a last day off moves to the next working day
    suggested: bool = False  # our advice, not law
    basis: tuple[str, ...] = ()
    law_at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceItem:
    """Something that proves a fact; the list order is the order in which it vanishes."""

    id: str
    when: When = ()
    fragile: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterForm:
    """A letter: when it is offered, what it encloses, how long it may be."""

    id: str
    when: When
    unless: When = ()
    encloses: tuple[str, ...] = ()
    limit: int = 0  # characters; 0 for no limit
    reply_by: str = ""  # the deadline that says by when an answer is asked for


@dataclass(frozen=True, slots=True, kw_only=True)
class WarningRule:
    """Something to be said before everything else."""

    id: str
    level: Level
    when: When
    basis: tuple[str, ...] = ()
    law_at: str = "today"


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """The wording of a provision from a day on; we keep our own gist, not the text."""

    from_: date
    until: date | None = None  # last day in force
    source: str
    checked: date
    uncertain: bool = False  # read in a secondary source only


@dataclass(frozen=True, slots=True, kw_only=True)
class Provision:
    """One article: our gist in both languages and the days it was in force."""

    gist: Texts
    version: tuple[Version, ...]
    before: str = ""  # id of the predecessor for earlier days


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedValue:
    """A number enacted from a day on."""

    from_: date
    until: date | None = None
    value: Decimal
    basis: str
    source: str
    checked: date
    uncertain: bool = False  # read in a secondary source only


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """A number the law or a channel's rules fix."""

    unit: str  # days, working-days, months, years, CNY, times, characters
    value: tuple[DatedValue, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Law:
    """A law, a regulation, an interpretation, or the published rules of a channel."""

    id: str
    kind: str  # law | regulation | rule | interpretation | channel-rule
    name: Texts
    short: Texts
    number: Texts  # issuing body, number and date of the instrument
    source: str  # official page or official database
    provision: dict[str, Provision]  # article → provision; "563" stands for <law id>.563
    parameter: dict[str, Parameter] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """A hotline or an official address, with where it was read."""

    id: str
    value: str
    name: Texts
    source: str
    checked: date
    secondary: bool = False  # read in reprints only: shown with a request to verify


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Rulebook:
    """All content, read and checked; every dictionary is by id, in the order of the files.

    Compared by identity, so that what is worked out once per rulebook can be kept.
    """

    version: str
    law_checked: date
    danger: str  # the ground that turns the whole result into a warning
    unlawful: When  # answers for which no way to a refund is shown
    questions: dict[str, Question]
    notices: dict[str, Notice]
    scenarios: dict[str, Scenario]
    bars: dict[str, Bar]  # those that cut across scenarios
    claims: dict[str, Claim]
    routes: dict[str, Route]
    deadlines: dict[str, DeadlineRule]
    evidence: dict[str, EvidenceItem]
    letters: dict[str, LetterForm]
    warnings: dict[str, WarningRule]
    contacts: dict[str, Contact]
    laws: dict[str, Law]
    messages: dict[str, Texts]  # locale → key → sentence
    letter_texts: dict[str, Texts]  # language → file name → template

    def parameter(self, id: str) -> Parameter:
        """Return the number *id*, whichever law fixes it."""
        for law in self.laws.values():
            if id in law.parameter:
                return law.parameter[id]
        raise KeyError(id)

    def provision(self, id: str) -> Provision:
        """Return the provision *id*, such as ``civil-code.563``."""
        law, _, article = id.partition(".")
        return self.laws[law].provision[article]

    def grounds(self) -> dict[str, Ground]:
        """Return every ground of every scenario by id."""
        return {
            ground.id: ground for scenario in self.scenarios.values() for ground in scenario.ground
        }
