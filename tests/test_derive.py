"""The arithmetic, with plain values."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from cases import case, small

from checker import derive
from checker.law import InForce
from checker.report import NOT_ASKED, UNKNOWN

PAID = date(2026, 3, 1)
LAW = InForce(small(), date(2026, 3, 1))


@pytest.mark.parametrize(("expected", "days"), [("not_due", -1), ("not_due", 0), ("passed", 1)])
def test_the_promised_day_itself_is_not_late(expected, days):
    """Until midnight the seller may still deliver."""
    assert expected == derive.promised_time(PAID + timedelta(days), PAID)


@pytest.mark.parametrize(("expected", "days"), [("within", 0), ("within", 7), ("over", 8)])
def test_seven_days_start_the_day_after_receipt(expected, days):
    """The seventh day after receipt is still in time."""
    assert expected == derive.cooling_off(PAID + timedelta(days), PAID, LAW)


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
