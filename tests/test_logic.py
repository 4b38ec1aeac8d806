"""The truth table of rows, lines and values."""

from __future__ import annotations

from itertools import product

import pytest

from checker.logic import holds, judge, judge_line, judge_row
from checker.values import NOT_ASKED, UNKNOWN, Verdict

HOLDS, FAILS, OPEN = Verdict.HOLDS, Verdict.FAILS, Verdict.OPEN
VALUES = {HOLDS: "yes", FAILS: "no", OPEN: UNKNOWN}
YES = ("yes",)


@pytest.mark.parametrize(
    ("expected", "value", "allowed"),
    [
        (HOLDS, "yes", YES),
        (FAILS, "no", YES),
        (HOLDS, ("no", "yes"), YES),
        (FAILS, ("no", "maybe"), YES),
        (OPEN, UNKNOWN, YES),
        (FAILS, NOT_ASKED, YES),
        (HOLDS, UNKNOWN, ("yes", "?")),
        (FAILS, "no", ("yes", "?")),
        (FAILS, NOT_ASKED, ("yes", "?")),
    ],
)
def test_one_line(expected, value, allowed):
    """Not asked fails, not known opens, and only "?" takes not known for an answer."""
    assert expected is judge_line(value, allowed)


@pytest.mark.parametrize("lines", list(product(VALUES, repeat=2)))
def test_a_row_is_an_and(lines):
    """Any failing line fails the row; else any open line opens it."""
    facts = {"a": VALUES[lines[0]], "b": VALUES[lines[1]]}
    expected = FAILS if FAILS in lines else OPEN if OPEN in lines else HOLDS

    judged = judge_row({"a": YES, "b": YES}, facts)

    assert expected is judged.verdict
    deciding = [name for name, line in zip("ab", lines, strict=True) if line is expected]
    assert deciding == [fact for fact, _ in judged.lines]


@pytest.mark.parametrize("rows", list(product(VALUES, repeat=2)))
def test_rows_are_an_or(rows):
    """Any holding row holds; else any open row opens."""
    facts = {"a": VALUES[rows[0]], "b": VALUES[rows[1]]}
    expected = HOLDS if HOLDS in rows else OPEN if OPEN in rows else FAILS

    assert expected is judge(({"a": YES}, {"b": YES}), facts).verdict


def test_no_rows_hold():
    """A route without conditions is open to everybody."""
    assert HOLDS is judge((), {}).verdict


def test_the_winning_row_alone_gives_the_reasons():
    """Nobody is told reasons that did not matter."""
    judged = judge(({"a": YES}, {"b": YES}), {"a": "yes", "b": "yes"})

    assert (("a", YES),) == judged.lines


def test_every_broken_row_gives_its_reasons():
    """A no needs a reason for each way in which it could have been a yes."""
    judged = judge(({"a": YES}, {"b": YES}), {"a": "no", "b": NOT_ASKED})

    assert (("a", YES), ("b", YES)) == judged.lines


def test_an_exception_counts_only_when_it_holds_for_certain():
    """An unknown exception does not take advice away."""
    assert holds(({"a": YES},), {"a": "yes", "b": UNKNOWN}, ({"b": YES},))
    assert not holds(({"a": YES},), {"a": "yes", "b": "yes"}, ({"b": YES},))
