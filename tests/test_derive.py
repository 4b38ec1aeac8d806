"""The arithmetic, with plain values."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from cases import case, small

import checker
from checker import derive
from checker.errors import LawGap
from checker.law import InForce
from checker.values import NOT_ASKED, UNKNOWN

PAID = date(2026, 3, 1)
LAW = InForce(small(), date(2026, 3, 1))
REAL = InForce(checker.load_rulebook(), date(2026, 11, 23))
"""The enacted numbers: fees and damages are checked against the published table."""


@pytest.mark.parametrize(("expected", "days"), [("not_due", -1), ("not_due", 0), ("passed", 1)])
def test_the_promised_day_itself_is_not_late(expected, days):
    """Until midnight the seller may still deliver."""
    assert expected == derive.promised_time(PAID + timedelta(days), PAID)


@pytest.mark.parametrize(("expected", "days"), [("within", 0), ("within", 7), ("over", 8)])
def test_seven_days_start_the_day_after_receipt(expected, days):
    """The seventh day after receipt is still in time."""
    assert expected == derive.cooling_off(PAID + timedelta(days), PAID, LAW)


@pytest.mark.parametrize(("expected", "days"), [("within", 0), ("within", 7), ("over", 8)])
def test_the_week_for_a_return_counted_from_the_payment(expected, days):
    """Delivery comes later at the earliest: never too long."""
    assert expected == derive.return_week(PAID + timedelta(days), PAID, LAW)


@pytest.mark.parametrize(("expected", "days"), [("within", 7), ("over", 8)])
def test_seven_days_after_a_first_prepayment(expected, days):
    """Counted from the payment."""
    assert expected == derive.prepaid_cooling_off(PAID + timedelta(days), PAID, LAW)


@pytest.mark.parametrize(
    ("expected", "today"),
    [
        ("far", date(2029, 1, 29)),
        ("close", date(2029, 1, 30)),
        ("close", date(2029, 3, 1)),
        ("maybe_over", date(2029, 3, 2)),
    ],
)
def test_limitation_is_close_for_thirty_days(expected, today):
    """And never said to be over for certain."""
    assert expected == derive.limitation(today, PAID, LAW)


@pytest.mark.parametrize(
    ("expected", "today"), [("within", date(2027, 3, 1)), ("maybe_over", date(2027, 3, 2))]
)
def test_rescission_has_a_year(expected, today):
    """Counted from the payment, the earliest day from which it can run."""
    assert expected == derive.rescission(today, PAID, LAW)


def test_the_principal_is_the_price():
    """To the cent."""
    assert Decimal("128.00") == derive.principal(Decimal("128.00"))


@pytest.mark.parametrize(("expected", "days"), [("within", 0), ("within", 90), ("maybe_over", 91)])
def test_a_mistake_can_be_undone_for_ninety_days(expected, days):
    """Counted from the payment, the earliest day from which they can run."""
    assert expected == derive.mistake_period(PAID + timedelta(days), PAID, LAW)
    assert expected == derive.mistake_period(PAID + timedelta(days), PAID, REAL)


@pytest.mark.parametrize(
    ("expected", "today", "paid_on"),
    [
        ("within", date(2026, 8, 1), date(2026, 3, 1)),
        ("over", date(2026, 8, 2), date(2026, 3, 1)),
        ("within", date(2026, 2, 28), date(2025, 9, 30)),
        ("over", date(2026, 3, 1), date(2025, 9, 30)),
        ("within", date(2028, 2, 29), date(2027, 9, 30)),
    ],
)
def test_the_telecom_appeal_runs_five_months(expected, today, paid_on):
    """Months, not 150 days; a short month ends them on its last day."""
    assert expected == derive.telecom_period(today, paid_on, LAW)
    assert expected == derive.telecom_period(today, paid_on, REAL)


@pytest.mark.parametrize(("expected", "days"), [("open", 0), ("open", 365), ("over", 366)])
def test_the_original_way_back_is_open_for_a_year_of_days(expected, days):
    """365 days, in a leap year a day short of the year."""
    assert expected == derive.original_route_refund(PAID + timedelta(days), PAID, LAW)
    assert expected == derive.original_route_refund(PAID + timedelta(days), PAID, REAL)


def test_who_ends_a_balance_hangs_on_the_trouble():
    """A change of mind is the buyer's; a balance not paid out counts so too, for the smaller sum."""
    causes = {
        one: derive.exit_cause(one) for one in checker.load_rulebook().questions["trouble"].options
    }

    assert {"changed_mind", "balance_stuck"} == {
        one for one, cause in causes.items() if cause == "buyer"
    }
    assert {"buyer", "seller"} == set(causes.values())


# Amounts


@pytest.mark.parametrize(
    ("expected", "price", "bonus", "spent", "cause"),
    [
        # 500 paid, 100 given: what was used counts at five sixths, or in full.
        ("400.00", "500.00", "100.00", "120.00", "seller"),
        ("380.00", "500.00", "100.00", "120.00", "buyer"),
        ("500.00", "500.00", "100.00", "0.00", "seller"),
        ("500.00", "500.00", "100.00", "0.00", "buyer"),
        ("0.00", "500.00", "100.00", "600.00", "seller"),
        ("0.00", "500.00", "100.00", "600.00", "buyer"),
        ("83.33", "500.00", "100.00", "500.00", "seller"),
        ("0.00", "500.00", "100.00", "500.00", "buyer"),
        ("380.00", "500.00", "0.00", "120.00", "seller"),
        ("380.00", "500.00", "0.00", "120.00", "buyer"),
        # More used than there ever was: nothing is left, and nothing is owed.
        ("0.00", "100.00", "0.00", "250.00", "seller"),
        ("0.00", "100.00", "0.00", "250.00", "buyer"),
        # A third of a cent and half a cent.
        ("66.67", "100.00", "200.00", "100.00", "seller"),
        ("33.33", "100.00", "200.00", "200.00", "seller"),
        ("0.01", "0.01", "0.01", "0.01", "seller"),
        ("9.99", "10.00", "10.00", "0.02", "seller"),
    ],
)
def test_what_is_left_of_a_balance(expected, price, bonus, spent, cause):
    """Used money counts at the rate of money to bonus when the seller ends it, in full when the buyer does."""
    found = derive.unused_balance(Decimal(price), Decimal(bonus), Decimal(spent), cause)

    assert (expected, Decimal(expected)) == (f"{found}", found)


@pytest.mark.parametrize(
    ("expected", "price"),
    [
        ("500.00", "0.01"),
        ("500.00", "128.00"),
        ("500.00", "166.66"),
        ("500.01", "166.67"),
        ("600.00", "200.00"),
        ("30000.00", "10000.00"),
    ],
)
def test_damages_for_fraud_are_three_times_the_price_and_never_below_the_floor(expected, price):
    """On top of the price: the floor applies while three times the price is less."""
    assert expected == f"{derive.fraud_damages(Decimal(price), REAL)}"


COURT_FEES = [
    ("50.00", "25.00", "16.67", "0.01"),
    ("50.00", "25.00", "16.67", "100"),
    ("50.00", "25.00", "16.67", "10000"),
    ("50.03", "25.02", "16.68", "10001"),
    ("300.00", "150.00", "100.00", "20000"),
    ("1050.00", "525.00", "350.00", "50000"),
    ("2300.00", "1150.00", "766.67", "100000"),
    ("4300.00", "2150.00", "1433.33", "200000"),
    ("8800.00", "4400.00", "2933.33", "500000"),
    ("13800.00", "6900.00", "4600.00", "1000000"),
]
"""The court's fee, half of it, a third of it, and the sum claimed."""


@pytest.mark.parametrize(("whole", "half", "third", "price"), COURT_FEES)
def test_court_fees_follow_the_published_table(whole, half, third, price):
    """Band by band; simple procedure costs half, a payment order a third, each to the cent."""
    claimed = Decimal(price)

    assert whole == f"{derive.court_fee(claimed, REAL)}"
    assert half == f"{derive.court_fee_halved(claimed, REAL)}"
    assert third == f"{derive.payment_order_fee(claimed, REAL)}"


def test_a_higher_claim_never_costs_less():
    """Across the edges of the bands."""
    sums = [Decimal(edge + step) for edge in (10_000, 100_000, 200_000, 500_000) for step in (0, 1)]
    fees = [derive.court_fee(one, REAL) for one in sums]

    assert fees == sorted(fees)


def test_no_fee_is_invented_for_a_day_without_a_table():
    """Before the measures were in force there is a gap, and no sum."""
    before = InForce(checker.load_rulebook(), date(2007, 3, 31))
    with pytest.raises(LawGap):
        derive.court_fee(Decimal(100), before)


@pytest.mark.parametrize(
    ("expected", "answers"),
    [
        ("passed", {"promise": "dated", "promised_by": "2026-11-22"}),
        (UNKNOWN, {"promise": "dated"}),
        (UNKNOWN, {"promise": "?"}),
        (NOT_ASKED, {"promise": "instant"}),
    ],
)
def test_a_fact_is_as_unknown_as_what_it_is_worked_out_from(expected, answers):
    """No function ever meets a missing value."""
    assert expected == case(**answers).facts["promised_time"]


def test_a_gap_in_the_law_makes_the_fact_unknown():
    """Never the number of a neighbouring year."""
    facts = case(promise="none", paid_on="2019-05-01", received_on="2019-05-02").facts

    assert UNKNOWN is facts["cooling_off"]
    assert "seven-day-return-days" == facts.gaps["cooling_off"].provision


def test_every_derived_fact_declares_its_values():
    """Conditions can only be checked against declared values."""
    assert all(one.values for one in derive.DERIVED.values())
    assert all("law" not in one.inputs for one in derive.DERIVED.values())
