"""Counting, by the Chinese calendar and without it."""

from __future__ import annotations

from datetime import date

import pytest

from checker.errors import CalendarGap
from checker.model import Counting
from checker.periods import LastDay, after, works

DAYS, WORKING = Counting.DAYS, Counting.WORKING_DAYS
MONTHS, YEARS = Counting.MONTHS, Counting.YEARS


def sure(day: date) -> LastDay:
    """Return a last day that is certain."""
    return LastDay(day, day)


@pytest.mark.parametrize(
    ("last_day", "start", "number"),
    [
        (date(2026, 11, 30), date(2026, 11, 23), 7),
        (date(2026, 11, 23), date(2026, 11, 23), 0),
        (date(2027, 1, 2), date(2026, 12, 3), 30),
    ],
)
def test_days_do_not_count_the_first(last_day, start, number):
    """The day of the event is day zero."""
    assert sure(last_day) == after(start, number, DAYS)


def test_days_need_no_calendar():
    """A year without holidays published is no reason for doubt when none is looked at."""
    assert after(date(2031, 1, 1), 7, DAYS).sure


def test_seven_working_days_step_over_a_weekend():
    """Monday to Wednesday of the next week."""
    assert sure(date(2026, 12, 2)) == after(date(2026, 11, 23), 7, WORKING)


def test_seven_working_days_step_over_national_day_2026():
    """1 to 7 October are off; Saturday the 10th is worked to make up for it."""
    assert not works(date(2026, 10, 1))
    assert not works(date(2026, 10, 7))
    assert works(date(2026, 10, 10))
    assert not works(date(2026, 10, 11))
    # 29 and 30 September, then 8, 9 and 10 October, then 12 and 13 October.
    assert sure(date(2026, 10, 13)) == after(date(2026, 9, 28), 7, WORKING)


def test_a_weekend_that_is_worked_counts():
    """Sunday 20 September 2026 is a working day by the State Council's list."""
    assert works(date(2026, 9, 20))
    assert sure(date(2026, 9, 20)) == after(date(2026, 9, 18), 1, WORKING)


def test_a_last_day_off_rolls_when_told_to():
    """1 October 2026 rolls to the 8th; without rolling it stays."""
    start = date(2026, 9, 24)

    assert sure(date(2026, 10, 1)) == after(start, 7, DAYS)
    assert sure(date(2026, 10, 8)) == after(start, 7, DAYS, rolls=True)


def test_a_year_without_a_calendar_gives_a_range():
    """Weekends alone give the first day, ten more days off the last; nothing is called sure."""
    found = after(date(2040, 12, 27), 7, WORKING)

    assert LastDay(date(2041, 1, 7), date(2041, 1, 17), unpublished=2040) == found


def test_the_far_end_of_a_range_is_no_weekend():
    """The latest day is a day on which somebody works."""
    assert after(date(2041, 1, 1), 7, WORKING).latest.weekday() < 5


def test_an_unknown_year_is_an_error_of_its_own():
    """Only this module ever sees it."""
    with pytest.raises(CalendarGap):
        works(date(2041, 1, 1))


@pytest.mark.parametrize(
    ("last_day", "start"),
    [
        (date(2029, 11, 21), date(2026, 11, 21)),
        (date(2027, 2, 28), date(2024, 2, 29)),
    ],
)
def test_years_end_on_the_same_day(last_day, start):
    """Or on the last day of the month, when that month is shorter."""
    assert sure(last_day) == after(start, 3, YEARS)


@pytest.mark.parametrize(
    ("last_day", "start", "number"),
    [
        (date(2026, 4, 15), date(2026, 3, 15), 1),
        (date(2026, 2, 28), date(2026, 1, 31), 1),
        (date(2024, 2, 29), date(2024, 1, 31), 1),
        (date(2028, 2, 29), date(2027, 11, 30), 3),
        (date(2026, 4, 30), date(2026, 3, 31), 1),
        (date(2026, 3, 28), date(2026, 2, 28), 1),
        (date(2027, 1, 31), date(2026, 8, 31), 5),
        (date(2027, 4, 30), date(2026, 11, 30), 5),
        (date(2026, 12, 23), date(2026, 11, 23), 1),
        (date(2026, 11, 23), date(2026, 11, 23), 0),
        (date(2027, 11, 23), date(2026, 11, 23), 12),
    ],
)
def test_months_end_on_the_same_day_or_on_the_last(last_day, start, number):
    """31 January and a month is the end of February, in a leap year the 29th; years roll over."""
    assert sure(last_day) == after(start, number, MONTHS)


def test_twelve_months_are_a_year():
    """Also from a leap day."""
    assert after(date(2024, 2, 29), 1, YEARS) == after(date(2024, 2, 29), 12, MONTHS)
    assert sure(date(2025, 2, 28)) == after(date(2024, 2, 29), 12, MONTHS)


def test_a_month_that_ends_on_a_day_off_rolls_when_told_to():
    """1 October 2026 is the first of seven days off; the 8th is worked."""
    start = date(2026, 9, 1)

    assert sure(date(2026, 10, 1)) == after(start, 1, MONTHS)
    assert sure(date(2026, 10, 8)) == after(start, 1, MONTHS, rolls=True)
