"""What was in force on a day, and how it is printed."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from cases import small

from checker.errors import LawGap
from checker.law import InForce, cite, in_force, label
from checker.numerals import capital_yuan, chinese


@pytest.mark.parametrize(
    ("since", "day"),
    [
        (date(2020, 1, 1), date(2020, 1, 1)),
        (date(2020, 1, 1), date(2024, 12, 31)),
        (date(2025, 1, 1), date(2025, 1, 1)),
        (date(2025, 1, 1), date(2099, 1, 1)),
    ],
)
def test_a_version_runs_until_the_next(since, day):
    """The last day of one and the first of the other belong to different versions."""
    provision, version = in_force(small(), "sample-law.5", day)

    assert ("sample-law.5", since) == (provision, version.from_)


def test_before_the_first_version_the_earlier_law_applies():
    """The citation names the law that was in force, not today's."""
    provision, _ = in_force(small(), "sample-law.5", date(2019, 6, 1))

    assert "old-law.9" == provision


@pytest.mark.parametrize("day", [date(2014, 12, 31), date(1999, 1, 1)])
def test_a_day_no_law_covers_is_a_gap(day):
    """There is no other fallback: no guess from a neighbouring day."""
    with pytest.raises(LawGap) as caught:
        in_force(small(), "sample-law.5", day)

    assert ("old-law.9", day) == (caught.value.provision, caught.value.day)


def test_numbers_are_dated_too():
    """A number nobody had enacted yet is a gap."""
    assert Decimal(7) == InForce(small(), date(2025, 5, 1))["prepaid-return-days"]
    with pytest.raises(LawGap):
        InForce(small(), date(2025, 4, 30))["prepaid-return-days"]


def test_citing_tells_what_is_missing():
    """The found and the missing are both handed on."""
    citations, gaps = cite(small(), ["sample-law.2", "sample-law.5"], date(2010, 1, 1), "zh")

    assert ["sample-law.2"] == [one.provision for one in citations]
    assert ["old-law.9"] == [one.provision for one in gaps]


@pytest.mark.parametrize(
    ("locale", "provision", "printed"),
    [
        ("zh", "sample-law.5", "《样本法》第五条"),
        ("zh", "sample-law.5.1", "《样本法》第五条第一款"),
        ("zh", "sample-law.25.1.3", "《样本法》第二十五条第一款第三项"),
        ("zh", "sample-law.287-2", "《样本法》第二百八十七条之二"),
        ("zh", "sample-law.1188", "《样本法》第一千一百八十八条"),
        ("zh", "sample-law.refund-window", "《样本法》"),
        ("en", "sample-law.25.1.3", "Sample Law, art. 25, para. 1, item 3"),
        ("en", "sample-law.287-2", "Sample Law, art. 287-2"),
        ("en", "sample-law.refund-window", "Sample Law"),
    ],
)
def test_a_citation_is_printed_from_its_id(locale, provision, printed):
    """So it cannot be mistyped."""
    assert printed == label(small(), provision, locale)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("五", 5),
        ("十", 10),
        ("十五", 15),
        ("二十", 20),
        ("一百零五", 105),
        ("一百一十", 110),
        ("一千零一十", 1010),
    ],
)
def test_numbers_in_characters(text, number):
    """As in 第一百零五条."""
    assert text == chinese(number)


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("肆佰捌拾陆元整", "486.00"),
        ("壹佰贰拾捌元伍角整", "128.50"),
        ("壹拾元零伍分", "10.05"),
        ("叁角贰分", "0.32"),
        ("壹万零伍拾元整", "10050.00"),
        ("贰拾万伍仟元整", "205000.00"),
        ("壹仟万元整", "10000000.00"),
    ],
)
def test_amounts_in_capitals(text, amount):
    """As on an invoice, so that nobody changes a digit."""
    assert text == capital_yuan(Decimal(amount))
