"""The door for what people type: every problem named, nothing let through."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest
from cases import TODAY, case, small

from checker.answers import read, shown
from checker.errors import AnswerErrors
from checker.values import UNKNOWN
from checker.wording import voice


def codes(answers: object) -> dict[str, str]:
    """Return the code of each refused answer by question."""
    with pytest.raises(AnswerErrors) as caught:
        read(answers, small(), TODAY, lambda key, **values: key)
    return {error.question: error.code for error in caught.value.errors}


@pytest.mark.parametrize(
    ("code", "question", "value"),
    [
        ("unknown-question", "colour", "red"),
        ("unknown-option", "goods", "balloon"),
        ("unknown-option", "goods", ["card_key"]),
        ("unknown-option", "goods", {"a": 1}),
        ("unknown-option", "goods", 3),
        ("unknown-option", "buyer", "?"),
        ("not-a-list", "signs", "none"),
        ("unknown-option", "signs", ["none", "nothing"]),
        ("unknown-option", "signs", [["none"]]),
        ("exclusive-option", "signs", ["pay_more", "none"]),
        ("not-a-date", "paid_on", "yesterday"),
        ("not-a-date", "paid_on", "2026-02-30"),
        ("not-a-date", "paid_on", "0001-01-01"),
        ("not-a-date", "paid_on", 20261101),
        ("not-a-date", "paid_on", "?"),
        ("not-a-date", "paid_on", datetime(2026, 11, 1)),
        ("not-a-date", "paid_on", "2026-11-01" + " " * 200),
        ("future-date", "paid_on", "2026-11-24"),
        ("not-an-amount", "price", "much"),
        ("not-an-amount", "price", "1.234"),
        ("not-an-amount", "price", "1,5"),
        ("not-an-amount", "price", True),
        ("not-an-amount", "price", float("nan")),
        ("not-an-amount", "price", 1e300),
        ("not-an-amount", "price", "9" * 1_000_000),
        ("negative-amount", "price", "-5"),
        ("negative-amount", "price", "－５元"),
        ("negative-amount", "price", "0"),
        ("too-large-amount", "price", "10000000.01"),
        ("not-text", "my_name", 7),
        ("not-text", "my_name", ["x"]),
        ("too-long", "my_name", "x" * 1_000_000),
        ("bad-characters", "my_name", "<script>alert(1)</script>"),
        ("bad-characters", "my_name", "{{ 7 * 7 }}"),
        ("bad-characters", "my_name", "a\nb"),
        ("bad-characters", "my_name", "a\x00b"),
        ("bad-characters", "my_name", "a\u202eb"),
        ("bad-characters", "my_name", "a\u200bb"),
        ("bad-characters", "my_name", "a\ue000b"),
        ("bad-characters", "my_name", "a\ud800b"),
    ],
)
def test_a_bad_answer_is_refused_by_name(code, question, value):
    """What is wrong is said; nothing is guessed."""
    assert {question: code} == codes({question: value})


@pytest.mark.parametrize("raw", [None, 3, "text", ["a"], date(2026, 1, 1)])
def test_answers_come_as_an_object(raw):
    """Anything else is refused as a whole."""
    assert {"": "not-an-object"} == codes(raw)


def test_all_problems_are_told_at_once():
    """A file with six mistakes gives six sentences."""
    found = codes(
        {
            "colour": "red",
            "goods": "balloon",
            "paid_on": "2026-11-20",
            "received_on": "2026-11-19",
            "promise": "none",
            "price": "-128",
            "my_name": "<b>",
            "promised_by": "soon",
        }
    )

    assert {
        "colour": "unknown-question",
        "goods": "unknown-option",
        "price": "negative-amount",
        "my_name": "bad-characters",
        "promised_by": "not-a-date",
        "received_on": "dates-out-of-order",
    } == found


def test_dates_must_follow_each_other_only_where_they_are_in_use():
    """An answer set aside cannot be mended by the reader, so it is not complained of."""
    hidden = case(promise="instant", paid_on="2026-11-20", received_on="2026-11-19")

    assert "received_on" not in hidden.facts.asked
    assert {"received_on": "dates-out-of-order"} == codes(
        {
            "goods": "card_key",
            "promise": "none",
            "paid_on": "2026-11-20",
            "received_on": "2026-11-19",
        }
    )


def test_one_bad_answer_does_not_hide_another():
    """Dates are compared while it is open whether they matter."""
    answers = {"goods": "balloon", "promise": "none", "paid_on": "2026-11-20"}

    assert {"goods": "unknown-option", "received_on": "dates-out-of-order"} == codes(
        {**answers, "received_on": "2026-11-19"}
    )


def test_an_unknown_option_names_those_there_are():
    """By the ids that a file must use."""
    say = voice(small(), "zh", TODAY)
    with pytest.raises(AnswerErrors) as caught:
        read({"goods": "balloon"}, small(), TODAY, say)

    expected = "error.unknown-option.text [question.goods.short] [balloon] [card_key, account, unlawful] [] [100]"
    assert expected == caught.value.errors[0].text


def test_a_day_outside_the_calendar_is_refused():
    """The day of the check is checked as well."""
    with pytest.raises(AnswerErrors) as caught:
        read({}, small(), date(9999, 12, 31), lambda key, **values: key)

    assert ["today"] == [error.question for error in caught.value.errors]


@pytest.mark.parametrize(
    ("amount", "typed"),
    [
        ("128.00", "128"),
        ("128.50", " 128.5 元 "),
        ("1280.00", "1,280.00"),
        ("1280.00", "１，２８０元"),
        ("128.00", "￥128"),
        ("128.00", "¥１２８．００"),
        ("128.00", "CNY 128"),
        ("128.00", 128),
        ("128.50", 128.5),
        ("128.50", Decimal("128.5")),
    ],
)
def test_money_is_taken_as_people_write_it(amount, typed):
    """Full-width digits, commas, signs and 元 are no mistakes."""
    assert Decimal(amount) == case(price=typed).facts["price"]


@pytest.mark.parametrize(
    "typed",
    [
        "2026-11-02",
        "2026/11/2",
        "2026.11.02",
        "2026年11月2日",
        "２０２６－１１－０２",
        date(2026, 11, 2),
    ],
)
def test_days_are_taken_as_people_write_them(typed):
    """Year first; other orders could mean two days."""
    assert date(2026, 11, 2) == case(paid_on=typed).facts["paid_on"]


@pytest.mark.parametrize("blank", ["", None, "?"])
def test_a_blank_is_no_answer(blank):
    """Clearing a field is not typing something wrong."""
    assert UNKNOWN is case(price=blank).facts["price"]


def test_no_option_chosen_is_no_answer():
    """Nor is an empty list."""
    assert UNKNOWN is case(signs=[]).facts["signs"]


def test_chosen_options_have_one_order():
    """The order of ticking must not change the report."""
    assert ("pay_more", "gave_codes") == case(signs=["gave_codes", "pay_more"]).facts["signs"]


def test_names_are_kept_as_typed():
    """Chinese, emoji and signs that cannot act are fine."""
    assert "星河卡券（官方）& Co. 🎮" == case(my_name=" 星河卡券（官方）& Co. 🎮 ").facts["my_name"]


def test_what_was_typed_is_shown_harmless_and_short():
    """An error must not become the hole it warns of."""
    assert "�script�" == shown("<script>")
    assert 41 == len(shown("x" * 1_000_000))
    assert "a�b" == shown("a\u202eb")
