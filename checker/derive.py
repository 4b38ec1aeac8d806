"""Facts and amounts that are worked out from answers; the only arithmetic.

A function's parameters are the facts it reads; ``law`` is the view of the
parameters in force on the day named by ``law_at``. No function ever meets an
unknown fact: the engine has answered for that already.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from checker import periods
from checker.law import InForce
from checker.model import Counting

CLOSE = timedelta(days=30)
"""How long before its end a time limit is called close: our choice, not law's."""


@dataclass(frozen=True, slots=True)
class Derived:
    """A named function with the facts it reads and the values it may return."""

    id: str
    values: tuple[str, ...]
    parameters: tuple[str, ...]
    law_at: str
    function: Callable[..., object]

    @property
    def inputs(self) -> tuple[str, ...]:
        """The facts it hangs on: its parameters, and the day that selects the law."""
        if not self.law_at or self.law_at in self.parameters:
            return self.parameters
        return (*self.parameters, self.law_at)


DERIVED: dict[str, Derived] = {}
AMOUNTS: dict[str, Derived] = {}


def derived(*values: str, law_at: str = "") -> Callable:
    """Register a derived fact; *values* are all it may return."""
    return _registering(DERIVED, values, law_at)


def amount(law_at: str = "") -> Callable:
    """Register the working of a claim's amount in yuan."""
    return _registering(AMOUNTS, (), law_at)


def _registering(register: dict[str, Derived], values: tuple[str, ...], law_at: str) -> Callable:
    def keep(function: Callable) -> Callable:
        read = tuple(name for name in inspect.signature(function).parameters if name != "law")
        register[function.__name__] = Derived(function.__name__, values, read, law_at, function)
        return function

    return keep


@derived("not_due", "passed")
def promised_time(today: date, promised_by: date) -> str:
    """Whether the promised day of delivery is over."""
    return "passed" if today > promised_by else "not_due"


@derived("within", "over", law_at="received_on")
def cooling_off(today: date, received_on: date, law: InForce) -> str:
    """Whether the days for return without cause still run; the day of receipt is not counted."""
    last_day = _days_after(received_on, law.whole("seven-day-return-days"))
    return "within" if today <= last_day else "over"


@derived("within", "over", law_at="today")
def prepaid_cooling_off(today: date, paid_on: date, law: InForce) -> str:
    """Whether the days for taking back a first prepayment still run."""
    last_day = _days_after(paid_on, law.whole("prepaid-return-days"))
    return "within" if today <= last_day else "over"


@derived("far", "close", "maybe_over", law_at="today")
def limitation(today: date, paid_on: date, law: InForce) -> str:
    """How near the end of the limitation period is, counted from the payment.

    The period really starts when the buyer knew of the breach and starts anew
    with a demand, both of which can only make it longer: never more than *maybe*.
    """
    last_day = _years_after(paid_on, law.whole("limitation-years"))
    if today > last_day:
        return "maybe_over"
    return "close" if last_day - today <= CLOSE else "far"


@derived("within", "maybe_over", law_at="today")
def rescission(today: date, paid_on: date, law: InForce) -> str:
    """Whether the year for rescinding the contract may be over, counted from the payment.

    The year starts when the buyer knew that he could rescind: never more than *maybe*.
    """
    last_day = _years_after(paid_on, law.whole("rescission-years"))
    return "within" if today <= last_day else "maybe_over"


@amount()
def principal(price: Decimal) -> Decimal:
    """The price paid."""
    return price


def _days_after(start: date, number: int) -> date:
    return periods.after(start, number, Counting.DAYS).earliest


def _years_after(start: date, number: int) -> date:
    return periods.after(start, number, Counting.YEARS).earliest
