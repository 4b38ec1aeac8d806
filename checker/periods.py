"""Counting days, working days, months and years.

The day of the event is not counted (Civil Code, art. 201); a month or a
year ends on the same day of the month, or on the month's last day (art. 202).
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from chinese_calendar import is_workday

from checker.errors import CalendarGap
from checker.model import Counting

# The longest run of days off so far, eight, and the weekend that may follow it.
# Only how far a last day could slip while the year's holidays are unpublished.
_LONGEST_DELAY = timedelta(days=10)
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class LastDay:
    """The last day of a period; a range when a year's holidays are not published."""

    earliest: date
    latest: date
    unpublished: int = 0  # the year without a calendar; 0 when none is missing

    @property
    def sure(self) -> bool:
        """Whether the calendar of every year counted is known."""
        return not self.unpublished


def after(start: date, number: int, counting: Counting, *, rolls: bool = False) -> LastDay:
    """Return the last day of *number* days, working days, months or years after *start*.

    With *rolls*, a last day that is a day off moves to the next working day.
    For a year without a published calendar weekends are counted alone, and
    the result is a range that is not sure.
    """
    try:
        day = _count(start, number, counting, rolls, works)
        return LastDay(day, day)
    except CalendarGap as gap:
        day = _count(start, number, counting, rolls, _weekday)
        return LastDay(day, _roll(day + _LONGEST_DELAY, _weekday), unpublished=gap.year)


def works(day: date) -> bool:
    """Return whether *day* is a working day by the State Council's calendar.

    Raises:
        CalendarGap: the calendar of that year is not known.
    """
    try:
        return is_workday(day)
    except NotImplementedError:
        raise CalendarGap(day.year) from None


def _weekday(day: date) -> bool:
    return day.weekday() < 5


def _count(start: date, number: int, counting: Counting, rolls: bool, working) -> date:
    if counting is Counting.WORKING_DAYS:
        day = start
        for _ in range(number):
            day = _roll(day + _DAY, working)
        return day
    months = {Counting.MONTHS: number, Counting.YEARS: 12 * number}
    day = _months(start, months[counting]) if counting in months else start + number * _DAY
    return _roll(day, working) if rolls else day


def _roll(day: date, working) -> date:
    while not working(day):
        day += _DAY
    return day


def _months(start: date, number: int) -> date:
    years, month = divmod(start.month - 1 + number, 12)
    year = start.year + years
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))
