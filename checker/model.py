"""Records of the rulebook: what the law and the guide say, before any case."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import lru_cache

from checker.followups import Change, Followup
from checker.hosts import Host
from checker.papers import Consequence, LetterForm, Misrouting
from checker.replies import Phrase, Reply, Sign, Weights
from checker.rows import UNSURE, Row, When
from checker.statutes import Contact, Law, Parameter, Provision, Texts

__all__ = ["UNSURE", "Row", "When"]  # also named from here

LOCALES = ("zh", "en")
NEEDS = ("consumer", "valid-contract")
"""What a ground may need: a buyer for own use; a contract that the law lets stand."""


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
    MONTHS = "months"
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
    certain: tuple[str, ...] = ()  # options nobody can be mistaken about: no other is suggested
    not_sure: bool = True
    after_verdict: bool = False  # makes ways, days and amounts exact; decides no finding
    for_letters: bool = False  # filled beside the letters; may not stand in a condition
    personal: bool = False  # kept out of saved files unless the reader asks
    latest: str = ""  # "today": later dates are refused
    may_be_zero: bool = False  # in MONEY: nothing is an answer too
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
    needs: tuple[str, ...] = ()  # of NEEDS; a bar may deny them
    contested: bool = False  # courts or the text leave it open: never more than OPEN


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """What defeats grounds, by name or by what they need; a contested bar only opens them."""

    id: str
    blocks: tuple[str, ...] = ()
    denies: tuple[str, ...] = ()  # of NEEDS
    when: When
    unless: When = ()
    basis: tuple[str, ...]
    law_at: str
    contested: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Objection:
    """What the other side is likely to say, with the answer and what defeats it."""

    id: str
    when: When = ()
    unless: When = ()
    basis: tuple[str, ...] = ()
    law_at: str = "paid_on"


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """A kind of trouble, with its grounds, its own bars, and what will be said against them."""

    id: str
    when: When  # the answers that make the scenario relevant to a case
    ground: tuple[Ground, ...] = ()
    bar: tuple[Bar, ...] = ()
    objection: tuple[Objection, ...] = ()  # the most probable first
    evidence: tuple[str, ...] = ()
    note: Texts  # what this scenario deliberately does not cover


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """Something to ask for, with the name of the function that computes its amount."""

    id: str
    money: bool = False  # asks for money; without an amount the sum depends on the case
    amount: str = ""
    extra: bool = False  # comes on top of the money back; never part of the headline


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What a way may cost, with the name of the function that computes it."""

    id: str
    when: When
    amount: str
    basis: tuple[str, ...]
    law_at: str = "today"


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """Somebody who may owe the money, and from when on."""

    id: str
    when: When
    unless: When = ()
    basis: tuple[str, ...]
    law_at: str = "paid_on"
    contested: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One thing to do."""

    id: str
    when: When = ()
    unless: When = ()
    deadlines: tuple[str, ...] = ()
    letter: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteOutcome:
    """How a route may end, and the routes that come next."""

    id: str
    next: tuple[str, ...] = ()
    change: tuple[Change, ...] = ()  # what it means for the answers
    closes: bool = False  # the money is said to be back


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """A usual reason for which a route turns somebody away."""

    id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """Somebody who can be asked, with the steps in order."""

    id: str
    when: When
    unless: When = ()
    opens_when: When = ()  # the missing precondition that would open a route not offered
    step: tuple[Step, ...]
    asks: tuple[str, ...] = ()  # what the form or the desk asks
    outcome: tuple[RouteOutcome, ...] = ()
    refusal: tuple[Refusal, ...] = ()
    excludes: tuple[str, ...] = ()  # one dispute, one forum
    parallel: tuple[str, ...] = ()  # may run at the same time
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
class WarningRule:
    """Something to be said before everything else."""

    id: str
    level: Level
    when: When
    basis: tuple[str, ...] = ()
    law_at: str = "today"


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
    costs: dict[str, Cost]
    parties: dict[str, Party]
    routes: dict[str, Route]
    deadlines: dict[str, DeadlineRule]
    evidence: dict[str, EvidenceItem]
    letters: dict[str, LetterForm]
    consequences: dict[str, Consequence]
    misroutings: dict[str, Misrouting]
    warnings: dict[str, WarningRule]
    replies: dict[str, Reply]
    phrases: dict[str, Phrase]
    signs: dict[str, Sign]
    weights: Weights
    followups: dict[str, Followup]
    contacts: dict[str, Contact]
    laws: dict[str, Law]
    messages: dict[str, Texts]  # locale → key → sentence
    letter_texts: dict[str, Texts]  # language → file name → template
    compiled: dict[str, dict[str, bytes]] = field(default_factory=dict)
    """Language → key → template compiled when the site was built; see ``wording.compiled``."""
    host: Host | None = None  # who publishes this copy, if it is not the guide itself

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages that readers are offered; all that there are, unless a host says so."""
        return self.host.languages if self.host else LOCALES

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
        return _grounds(self)


@lru_cache(maxsize=8)
def _grounds(rulebook: Rulebook) -> dict[str, Ground]:
    return {one.id: one for scenario in rulebook.scenarios.values() for one in scenario.ground}
