"""Several cases side by side: what members share, who stands apart, and rows that come back changed."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from datetime import date

import pytest
from cases import WHOLE as CASE

import checker
from checker.errors import AnswerErrors, SavedCaseError
from checker.group import Row, member, merged, row
from checker.web import handle

BOOK = checker.load_rulebook()
TODAY = date(2026, 11, 23)


def of(code: str, **more: object) -> Row:
    """Return the row of the case with some other answers."""
    return member(code, json.dumps(CASE | more), today=TODAY, locale="zh", rulebook=BOOK)


def together(*rows: Row, locale: str = "zh"):
    """Return the group of rows."""
    return merged(rows, today=TODAY, locale=locale, rulebook=BOOK)


def test_a_row_says_what_the_full_report_says():
    """Verdict and amount are those of the result page."""
    report = checker.assess(CASE, today=TODAY, locale="zh")
    found = of("01")

    assert (report.headline.state, report.headline.text) == (found.state, found.headline)
    assert f"{report.headline.amount:.2f}" == found.asked
    assert ("128.00", "2026-11-20") == (found.paid, found.paid_on)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("星河卡券", "星河 卡券", True),
        ("Star Cards", "ＳＴＡＲ－ＣＡＲＤＳ", True),
        ("星河卡券", "星河卡卷", False),
        ("", "", False),
    ],
)
def test_names_are_alike_whatever_their_spaces_case_and_width(one, other, same):
    group = together(of("01", payee_name=one), of("02", payee_name=other))
    found = [common for common in group.common if common.kind == "payee"]

    assert same == bool(found)
    assert all(("01", "02") == common.codes and not common.twice for common in found)


@pytest.mark.parametrize("id", ["order_number", "payment_number", "my_name"])
def test_what_only_one_person_has_points_to_a_case_handed_in_twice(id):
    group = together(of("01", **{id: "20261119001"}), of("02", **{id: "20261119001"}), of("03"))
    [common] = group.common

    assert common.twice and ("01", "02") == common.codes


def test_whoever_is_in_danger_or_unsure_is_not_named_in_the_statement():
    group = together(
        of("01", my_name="王小明"), of("02", signs=["pay_more"]), of("03", price="?"), of("04")
    )

    assert ("02",) == group.danger
    assert {"02", "03"} == set(group.apart)
    assert "我们共2人" in group.statement
    assert "02；" not in group.statement and "03；" not in group.statement
    assert "256.00" == group.asked and "256.00元" in group.statement
    assert "王小明" in group.named and "王小明" not in group.statement


def test_the_order_of_files_changes_nothing():
    rows = [of("01", platform_name="甲"), of("02", price="5.00"), of("03", contact="gone")]

    assert together(*rows).to_json() == together(*reversed(rows)).to_json()


def test_nobody_to_name_means_no_statement():
    assert "" == together(of("01", price="?")).statement == together().statement


def test_what_is_no_case_is_refused_as_everywhere():
    with pytest.raises(SavedCaseError):
        member("01", "{", today=TODAY, locale="zh", rulebook=BOOK)
    with pytest.raises(AnswerErrors):
        of("01", goods="balloon")


@pytest.mark.parametrize("change", [{"paid": 5}, {"extra": "x"}, {"code": None}])
def test_a_row_that_was_changed_is_refused(change):
    with pytest.raises(ValueError, match="not"):
        row(asdict(of("01")) | change)


@pytest.mark.parametrize(
    ("members", "code"), [("x", "not-an-object"), ([1], "not-an-object"), ([{}], "not-an-object")]
)
def test_the_worker_refuses_rows_that_are_none(members, code):
    request = {"v": 1, "id": 1, "op": "group", "today": "2026-11-23", "members": members}
    answer = json.loads(handle(json.dumps(request)))

    assert [code] == [error["code"] for error in answer["errors"]]


def test_the_worker_takes_a_file_and_gives_it_back_as_a_row():
    asked = {"v": 1, "id": 1, "op": "member", "today": "2026-11-23", "locale": "zh"}
    answer = json.loads(handle(json.dumps(asked | {"code": "07", "file": json.dumps(CASE)})))

    assert answer["member"] == asdict(of("07"))
    assert replace(of("07"), code="08") == of("08")
