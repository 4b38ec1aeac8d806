"""Tables into records, and what authors are told when that fails."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from checker.errors import RulebookError
from checker.model import Counting, DeadlineRule, Ground, Kind, Question
from checker.statutes import DatedValue, Version
from checker.tables import Place, record

PLACE = Place("questions.toml", "question 'goods'")


def test_a_row_value_may_stand_without_brackets():
    """Authors write one value as it is and several as a list."""
    ground = record(
        Ground,
        {"id": "late", "when": [{"a": "x", "b": ["y", "z"]}], "basis": [], "law_at": "today"},
        PLACE,
    )

    assert ({"a": ("x",), "b": ("y", "z")},) == ground.when


def test_from_is_a_key_though_python_keeps_the_word():
    """The file says ``from``; the record says ``from_``."""
    version = record(
        Version, {"from": date(2021, 1, 1), "source": "s", "checked": date(2026, 1, 1)}, PLACE
    )

    assert date(2021, 1, 1) == version.from_
    assert version.until is None


def test_numbers_are_written_in_quotes():
    """A float would lose cents."""
    table = {
        "from": date(2021, 1, 1),
        "value": "0.10",
        "basis": "b",
        "source": "s",
        "checked": date(2026, 1, 1),
    }

    assert Decimal("0.10") == record(DatedValue, table, PLACE).value


def test_words_of_a_closed_list_become_members():
    """Kinds and ways of counting are checked when read."""
    rule = {"id": "d", "start": "today", "period": "3 days", "counting": "days", "law_at": "today"}

    assert Counting.DAYS is record(DeadlineRule, rule, PLACE).counting
    assert Kind.DATE is record(Question, {"id": "paid_on", "kind": "date"}, PLACE).kind


@pytest.mark.parametrize(
    ("problem", "table"),
    [
        (
            "unknown key 'optoins' (did you mean 'options'?)",
            {"id": "goods", "kind": "choice", "optoins": []},
        ),
        ("key 'kind' is missing", {"id": "goods"}),
        ("unknown kind 'choise' (did you mean 'choice'?)", {"id": "goods", "kind": "choise"}),
        (
            "'options' must be a list, not 'card_key'",
            {"id": "goods", "kind": "choice", "options": "card_key"},
        ),
        ("'options' must be text, not '3'", {"id": "goods", "kind": "choice", "options": [3]}),
        (
            "'not_sure' must be true or false, not 'yes'",
            {"id": "goods", "kind": "choice", "not_sure": "yes"},
        ),
        ("'id' must be text, not a list", {"id": [], "kind": "choice"}),
        (
            "'ask_when' must be a table, not 'x'",
            {"id": "goods", "kind": "choice", "ask_when": ["x"]},
        ),
        ("a table is expected, not a list", []),
    ],
)
def test_problems_are_said_with_their_place(problem, table):
    """An author must find the line without reading Python."""
    with pytest.raises(RulebookError) as caught:
        record(Question, table, PLACE)

    assert f"questions.toml: question 'goods': {problem}" == str(caught.value)


def test_a_nested_table_is_named_from_the_outside_in():
    """The path to a step names its route first."""
    from checker.model import Route

    with pytest.raises(RulebookError) as caught:
        table = {"id": "police", "when": [], "step": [{"id": "report", "leter": "x"}]}
        record(Route, table, Place("routes.toml", "route 'police'"))

    expected = (
        "routes.toml: route 'police': step 'report': unknown key 'leter' (did you mean 'letter'?)"
    )
    assert expected == str(caught.value)
