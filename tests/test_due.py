"""The list of what to check again: everything is on it, the oldest first."""

from __future__ import annotations

import csv
from datetime import date

import pytest

import checker
from scripts import due
from scripts.check_law import stale_from, texts_in


@pytest.mark.parametrize(
    ("checked", "stale"),
    [
        (date(2026, 11, 23), date(2027, 11, 23)),
        (date(2028, 2, 29), date(2029, 3, 1)),
        (date(2026, 12, 31), date(2027, 12, 31)),
    ],
)
def test_a_text_is_stale_after_a_year(checked, stale):
    assert stale == stale_from(checked)


def test_everything_checked_is_listed_with_where_to_look():
    book = checker.load_rulebook()
    found = due.entries(book, texts_in(due.ROOT))
    kinds = {one.id: one.kind for one in found}

    assert {f"{law.id}.{article}" for law in book.laws.values() for article in law.provision} == {
        id for id, kind in kinds.items() if kind == "provision"
    }
    assert set(book.contacts) == {id for id, kind in kinds.items() if kind == "contact"}
    assert len(book.routes) == list(kinds.values()).count("route")
    assert "docs/zh/about.md" in kinds and "docs/en/scenarios/dead-key.md" in kinds
    assert all(one.source for one in found)
    assert found == sorted(found)
    [article] = [one for one in found if one.id == "civil-code.563"]
    assert "docs/zh/scenarios/agency-fee.md" in article.used


def test_the_table_opens_in_a_spreadsheet_and_tells_what_is_overdue(tmp_path, capsys):
    file = tmp_path / "due.csv"

    assert 0 == due.main(["--today", "2026-11-24", "--csv", str(file)])
    assert "0 listed, 0 overdue" in capsys.readouterr().out
    assert 1 == due.main(["--today", "2028-01-01", "--csv", str(file)])
    with file.open(encoding="utf-8-sig", newline="") as table:
        rows = list(csv.DictReader(table))
    assert {"provision", "number", "route", "contact", "page"} == {row["kind"] for row in rows}
    assert {""} != {row["used"] for row in rows}
