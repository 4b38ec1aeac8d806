"""From facts to findings, claims and advice."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from cases import case, report

from checker.findings import find
from checker.values import Origin, Verdict

HOLDS, FAILS, OPEN = Verdict.HOLDS, Verdict.FAILS, Verdict.OPEN


def finding(ground: str, **answers: object):
    """Return one finding of the small case."""
    return next(one for one in find(case(**answers)) if one.ground == ground)


def test_a_ground_holds_with_its_reasons_and_its_law():
    """The deciding line, and the provision on the deciding day."""
    found = finding("late")

    assert (HOLDS, "ground.late.holds") == (found.verdict, found.message)
    assert ["promise"] == [one.fact for one in found.reasons]
    assert [("sample-law.5", date(2026, 11, 2))] == [
        (one.provision, one.in_force_on) for one in found.citations
    ]


def test_a_ground_fails_when_its_facts_differ():
    """And says which."""
    found = finding("late", promise="none", received_on="2026-11-20")

    assert (FAILS, "ground.late.fails") == (found.verdict, found.message)
    assert ["promise", "promised_time"] == sorted(one.fact for one in found.reasons)


def test_an_unknown_fact_leaves_the_ground_open():
    """Not sure is never no."""
    found = finding("late", promise="?")

    assert (OPEN, False, "ground.late.open") == (found.verdict, found.contested, found.message)


def test_a_derived_reason_unfolds_to_answers_and_the_clock():
    """Every reason ends in something the reader can check."""
    found = finding("late", promise="dated", promised_by="2026-11-22")
    derived = next(one for one in found.reasons if one.fact == "promised_time")

    assert Origin.DERIVED is derived.origin
    assert [("today", Origin.CLOCK), ("promised_by", Origin.ANSWER)] == [
        (one.fact, one.origin) for one in derived.inputs
    ]
    assert "fact.today.name：2026年11月23日" == derived.inputs[0].text


def test_a_question_that_did_not_apply_says_why():
    """The reason leads back to the answer that made it superfluous."""
    found = finding("due-later")
    derived = next(one for one in found.reasons if one.fact == "promised_time")
    promised = next(one for one in derived.inputs if one.fact == "promised_by")

    assert ["promise"] == [one.fact for one in promised.inputs]


def test_a_bar_defeats_a_ground():
    """The bar speaks, not the ground: its facts were fine."""
    found = finding("late-consumer", buyer="resale")

    assert (FAILS, ("not-a-consumer",)) == (found.verdict, found.barred_by)
    assert "bar.not-a-consumer.text" == found.message
    assert {"sample-law.5.1", "sample-law.2"} == {one.provision for one in found.citations}


def test_a_contested_bar_only_opens_it():
    """Courts differ, so neither yes nor no is said."""
    found = finding("late", goods="account")

    assert (OPEN, True, ("account-trade",)) == (found.verdict, found.contested, found.barred_by)
    assert "bar.account-trade.text" == found.message


def test_a_contested_bar_that_may_not_even_apply_changes_nothing():
    """A doubt about the law needs its facts first."""
    assert HOLDS is finding("late", goods="?").verdict


def test_an_open_bar_opens_the_ground():
    """Until it is known whether the bar applies, nothing is certain."""
    found = finding("late-consumer", buyer=None)

    assert (OPEN, False) == (found.verdict, found.contested)
    assert ["buyer"] == [one.fact for one in found.reasons]


def test_a_contested_ground_never_holds():
    """Both sides are told."""
    found = finding("return", promise="none", received_on="2026-11-20")

    assert (OPEN, True, "ground.return.contested") == (
        found.verdict,
        found.contested,
        found.message,
    )


def test_a_date_without_a_law_leaves_the_finding_open():
    """Nobody is told "no" because our register starts too late."""
    found = finding("late", paid_on="1999-01-01")

    assert (OPEN, False) == (found.verdict, found.contested)
    assert [("old-law.9", date(1999, 1, 1))] == [(one.provision, one.day) for one in found.gaps]
    assert found.gaps[0].text == found.message


def test_a_number_without_a_law_leaves_the_finding_open():
    """The gap of a derived fact is told as the gap of its provision."""
    found = finding("return", promise="none", paid_on="2019-06-01", received_on="2019-06-02")

    assert (OPEN, False) == (found.verdict, found.contested)
    assert ["sample-law.5"] == [one.provision for one in found.gaps]


def test_without_the_day_that_selects_the_law_nothing_holds():
    """Which law applies is then an open question."""
    found = finding("late", paid_on=None)

    assert OPEN is found.verdict
    assert "paid_on" in [one.fact for one in found.reasons]


def test_scenarios_that_cannot_apply_say_nothing():
    """Nobody reads about trouble they do not have."""
    assert ("late",) == report().scenarios
    assert ("danger", "late") == report(signs="?").scenarios
    assert () == report(goods="unlawful").scenarios


# What it comes to


def test_money_owed_is_said_with_its_amount():
    """The headline names the sum when it is known."""
    found = report().headline

    assert ("owed", Decimal("128.00")) == (found.state, found.amount)
    assert "headline.owed.text_amount [128.00元]" == found.text


def test_money_owed_without_a_price_is_said_without():
    """No blank and no zero."""
    found = report(price="?")

    assert ("headline.owed.text", None) == (found.headline.text, found.headline.amount)
    assert "claim.refund.without_amount" == found.claims[0].message


def test_each_outcome_has_its_state():
    """First that applies."""
    states = {
        "unlawful": {"goods": "unlawful"},
        "danger": {"signs": ["pay_more"]},
        "arguable": {"promise": "none", "received_on": "2026-11-20"},
        "open": {"promise": "?"},
        "due_later": {"promise": "dated", "promised_by": "2026-11-30"},
        "unlikely": {"promise": "none", "received_on": "2026-11-05"},
    }

    assert {state: state for state in states} == {
        state: report(**answers).headline.state for state, answers in states.items()
    }


def test_nothing_answered_is_open_and_not_unlikely():
    """The page may ask before the first answer."""
    found = report(**dict.fromkeys(("buyer", "goods", "signs", "promise", "paid_on", "price")))

    assert "open" == found.headline.state
    # Goods may turn out unlawful and signs may mean danger; the others lead nowhere else yet.
    assert ["goods", "signs", "buyer", "promise", "paid_on"] == [
        one.fact for one in found.open_points
    ]


def test_danger_comes_first_and_never_with_a_letter():
    """The first step is to stop."""
    found = report(signs=["gave_codes"])

    assert ["fraud"] == [one.warning for one in found.warnings]
    assert ("stop-paying", "") == (found.routes[0].steps[0].step, found.routes[0].steps[0].letter)
    assert {"demand", "statement"} == {one.form for one in found.letters}


def test_danger_warnings_come_before_cautions():
    """Whatever the order of the file."""
    found = report(signs=["pay_more"], paid_on="2023-11-01")

    assert ["fraud", "limitation"] == [one.warning for one in found.warnings]


def test_deadlines_carry_their_dates_and_their_law():
    """Those that cannot be counted are left out of the step."""
    [route] = [one for one in report().routes if one.route == "ask"]
    found = {one.rule: one for one in route.steps[0].deadlines}

    assert {
        "reply": date(2026, 11, 26),
        "complaint": date(2026, 12, 2),
        "limit": date(2029, 11, 2),
    } == {id: one.last_day for id, one in found.items()}
    assert "最晚2029年11月2日，共3年。" == found["limit"].text
    assert found["reply"].suggested and not found["reply"].citations
    assert ["sample-law.5"] == [one.provision for one in found["limit"].citations]


def test_a_deadline_in_a_year_without_a_calendar_is_a_range():
    """And is said to be one."""
    found = report(today=date(2040, 12, 27), paid_on="2040-12-01")
    [complaint] = [one for one in found.routes[0].steps[0].deadlines if one.rule == "complaint"]

    assert (False, date(2041, 1, 7), date(2041, 1, 17)) == (
        complaint.sure,
        complaint.last_day,
        complaint.latest_day,
    )
    assert "deadline.complaint.unsure [2041年1月7日] [2041年1月17日]" == complaint.text
    assert "gap.calendar [2040]" == complaint.note


def test_a_deadline_that_is_over_is_kept_and_says_so():
    """Silence would look as if there had never been one."""
    found = report(paid_on="2023-11-01")
    deadlines = {
        one.rule: one for route in found.routes for step in route.steps for one in step.deadlines
    }

    assert deadlines["limit"].passed
    assert "deadline.limit.passed [2026年11月1日]" == deadlines["limit"].text


def test_a_closed_route_says_what_would_open_it():
    """The missing condition is named instead of the route left out in silence."""
    assert [("complain", "route.complain.opens")] == [
        (one.route, one.opens) for one in report().closed_routes
    ]


def test_evidence_is_that_of_the_scenarios_in_the_order_of_vanishing():
    """Most fragile first."""
    assert ["chat", "payment-record"] == [one.item for one in report().evidence]


def test_open_points_name_the_questions_that_decide():
    """Each with the findings that hang on it; derived facts lead to what they need."""
    found = report(promise="dated")

    assert [("promised_by", ("late", "due-later"))] == [
        (one.fact, one.decides) for one in found.open_points
    ]


# Letters


def test_a_letter_marks_what_is_still_to_be_filled_in():
    """And lists it, so that the page can ask for it."""
    [letter] = report().letters

    assert (
        "退款通知\n\n《样本法》第五条\n《样本法》第五条第一款\n\n"
        "请退还128.00元（壹佰贰拾捌元整）。\n请在2026年11月26日前答复。\n\n【您的姓名】\n2026年11月23日"
    ) == letter.text
    assert ("您的姓名",) == letter.blanks
    assert (
        "【your name】\n23 November 2026"
        == letter.reading[-len("【your name】\n23 November 2026") :]
    )


def test_a_filled_blank_is_gone():
    """The name stands where the blank stood."""
    [letter] = report(my_name="林晓").letters

    assert () == letter.blanks
    assert "林晓\n2026年11月23日" in letter.text


def test_a_letter_says_by_how_much_it_is_too_long():
    """Form fields cut off silently; we do not."""
    [letter] = report().letters

    assert len(letter.text) - 60 == letter.over_limit


def test_the_letter_as_sent_is_chinese_in_either_language():
    """Only the words around it change."""
    assert report("zh").letters[0].text == report("en").letters[0].text
    assert "23 November 2026" in report("en").letters[0].reading
