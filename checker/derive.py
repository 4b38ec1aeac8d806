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
from decimal import ROUND_HALF_UP, Decimal

from checker import periods
from checker.law import InForce
from checker.model import Counting

CLOSE = timedelta(days=30)
"""How long before its end a time limit is called close: our choice, not law's."""

REPLY = timedelta(days=3)
"""How long a letter gives the other side: our advice, and the deadline ``reply-awaited``."""


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


@derived("running", "over")
def reply_period(today: date, letter_sent_on: date) -> str:
    """Whether the days that a letter gives for an answer still run."""
    return "running" if today <= letter_sent_on + REPLY else "over"


@derived("within", "over", law_at="received_on")
def cooling_off(today: date, received_on: date, law: InForce) -> str:
    """Whether the days for return without cause still run; the day of receipt is not counted."""
    last_day = _days_after(received_on, law.whole("seven-day-return-days"))
    return "within" if today <= last_day else "over"


@derived("within", "over", law_at="paid_on")
def return_week(today: date, paid_on: date, law: InForce) -> str:
    """Whether the days for return without cause still run, counted from the payment.

    They really start with delivery, which can only make them end later.
    """
    last_day = _days_after(paid_on, law.whole("seven-day-return-days"))
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


@derived("within", "maybe_over", law_at="today")
def mistake_period(today: date, paid_on: date, law: InForce) -> str:
    """Whether the days for asking a court to undo a mistake may be over, counted from payment.

    They start when the buyer knew of the mistake: never more than *maybe*.
    """
    last_day = _days_after(paid_on, law.whole("mistake-days"))
    return "within" if today <= last_day else "maybe_over"


@derived("within", "over", law_at="today")
def telecom_period(today: date, paid_on: date, law: InForce) -> str:
    """Whether a dispute over charges may still be taken to the telecom appeal office."""
    months = law.whole("telecom-charge-months")
    last_day = periods.after(paid_on, months, Counting.MONTHS).earliest
    return "within" if today <= last_day else "over"


@derived("open", "over", law_at="today")
def original_route_refund(today: date, paid_on: date, law: InForce) -> str:
    """Whether a WeChat merchant can still refund by the way the payment came."""
    last_day = _days_after(paid_on, law.whole("wechat-refund-window-days"))
    return "open" if today <= last_day else "over"


@derived("seller", "buyer")
def exit_cause(trouble: str) -> str:
    """Who caused the end of a prepaid balance.

    A balance that is not paid out counts as the buyer's wish: of the two ways
    to work it out this names the smaller sum, so that nothing is overstated.
    """
    return "buyer" if trouble in ("changed_mind", "balance_stuck") else "seller"


@amount()
def principal(price: Decimal) -> Decimal:
    """The price paid."""
    return price


@amount()
def unused_balance(price: Decimal, bonus: Decimal, spent: Decimal, exit_cause: str) -> Decimal:
    """What is left of the money topped up, never below nothing.

    When the seller caused the end, what was used counts at the rate of money
    to money and bonus (prepaid interpretation, arts. 15 and 18); when the
    buyer did, at its full price (arts. 19 and 20).
    """
    rate = price / (price + bonus) if exit_cause == "seller" and price + bonus else Decimal(1)
    return _cents(max(price - spent * rate, Decimal(0)))


@amount(law_at="paid_on")
def fraud_damages(price: Decimal, law: InForce) -> Decimal:
    """Damages on top of the price for fraud on a consumer: a multiple, with a floor."""
    return _cents(max(price * law["fraud-damages-multiple"], law["fraud-damages-floor"]))


@amount(law_at="today")
def court_fee(price: Decimal, law: InForce) -> Decimal:
    """The court's fee for a claim of money up to a million yuan, by bands added up."""
    fee, below = law["court-fee-small"], law["court-fee-band-1"]
    for upper, rate in (
        (law["court-fee-band-2"], law["court-fee-rate-2"]),
        (law["court-fee-band-3"], law["court-fee-rate-3"]),
        (law["court-fee-band-4"], law["court-fee-rate-4"]),
        (law["court-fee-band-5"], law["court-fee-rate-5"]),
    ):
        fee += max(min(price, upper) - below, Decimal(0)) * rate / 100
        below = upper
    return _cents(fee)


@amount(law_at="today")
def court_fee_halved(price: Decimal, law: InForce) -> Decimal:
    """The fee in simple procedure, small claims, or after a settlement."""
    return _cents(court_fee(price, law) / law["court-fee-summary-divisor"])


@amount(law_at="today")
def payment_order_fee(price: Decimal, law: InForce) -> Decimal:
    """The fee for a payment order, a third of the court's fee."""
    return _cents(court_fee(price, law) / law["court-fee-payment-order-divisor"])


def _cents(value: Decimal) -> Decimal:
    return value.quantize(Decimal("0.01"), ROUND_HALF_UP)


def _days_after(start: date, number: int) -> date:
    return periods.after(start, number, Counting.DAYS).earliest


def _years_after(start: date, number: int) -> date:
    return periods.after(start, number, Counting.YEARS).earliest
