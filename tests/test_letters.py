"""Letters as a reader would send them: complete, true to the case, the same in both languages."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

import checker
from checker.numerals import capital_yuan
from checker.report import Report

STORIES = Path(__file__).parent / "stories"
IDENTITY = {
    "platform_name": "星河卡券",
    "platform_site": "www.example.com",
    "payee_name": "某某网络科技有限公司",
    "product_name": "点卡",
    "order_number": "A20261120001",
    "payment_number": "4200001",
    "my_name": "王小明",
    "my_phone": "13800000000",
}


@cache
def stories() -> tuple[dict, ...]:
    """Return all stories of all scenarios."""
    return tuple(
        {**story, "number": number}
        for number, story in enumerate(
            story
            for file in sorted(STORIES.glob("*.toml"))
            for story in tomllib.loads(file.read_text("utf-8"))["story"]
        )
    )


def report(story: dict, *, filled_in: bool = False) -> Report:
    """Return the Chinese report of a story, on request with the details for the letters."""
    return _report(story["number"], filled_in)


@cache
def _report(number: int, filled_in: bool) -> Report:
    story = stories()[number]
    details = IDENTITY if filled_in else {}
    return checker.assess({**story["answers"], **details}, today=story["today"], locale="zh")


by_name = pytest.mark.parametrize("story", stories(), ids=lambda story: story["name"])


@by_name
def test_the_reading_version_has_the_same_paragraphs(story):
    """Who reads the English knows paragraph by paragraph what is sent."""
    for letter in report(story).letters:
        assert letter.text.count("\n\n") == letter.reading.count("\n\n"), letter.form


@by_name
def test_details_appear_where_they_belong(story):
    """Filled in, the details stand in the letter and no blank is left."""
    for letter in report(story, filled_in=True).letters:
        assert () == letter.blanks
        assert "【" not in letter.text + letter.reading
        assert "星河卡券" in letter.text or "商家" in letter.text


@by_name
def test_a_letter_cites_only_what_a_finding_that_holds_cites(story):
    """An article that nobody found to apply has no place in a letter."""
    found = report(story)
    holding = [one for one in found.findings if one.verdict == "holds"]
    allowed = {citation.label for one in holding for citation in one.citations}
    for letter in found.letters:
        assert set() == set(re.findall(r"《[^》]+》第[^、。；]+条", letter.text)) - allowed


@by_name
def test_nobody_is_accused_but_in_front_of_the_police(story):
    """A letter states facts; whether it is a crime is not for the writer to say."""
    for letter in report(story).letters:
        assert "骗" not in letter.text
        assert "一定" not in letter.text
        if letter.form != "police-statement":
            assert "犯罪" not in letter.text


@by_name
def test_no_day_asked_for_lies_in_the_past(story):
    """What is asked for by a day can still be done."""
    for letter in report(story).letters:
        for year, month, day in re.findall(r"请在(\d+)年(\d+)月(\d+)日前", letter.text):
            assert date(int(year), int(month), int(day)) > story["today"]


def test_the_complaint_says_nothing_that_sends_it_elsewhere():
    """Words about the police make the form go to the wrong desk."""
    for story in stories():
        for letter in report(story).letters:
            if letter.form == "samr-complaint":
                assert not re.search("报警|公安|诈骗", letter.text)


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        ("0.01", "壹分"),
        ("0.50", "伍角整"),
        ("1.05", "壹元零伍分"),
        ("10.00", "壹拾元整"),
        ("30.00", "叁拾元整"),
        ("80.88", "捌拾元捌角捌分"),
        ("100.10", "壹佰元壹角整"),
        ("1001.00", "壹仟零壹元整"),
        ("1980.00", "壹仟玖佰捌拾元整"),
        ("10050.00", "壹万零伍拾元整"),
        ("130000.00", "壹拾叁万元整"),
        ("100200.30", "壹拾万零贰佰元叁角整"),
    ],
)
def test_amounts_in_words(amount, words):
    """The written-out amount says the same as the figure."""
    assert words == capital_yuan(Decimal(amount))
