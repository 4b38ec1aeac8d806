"""What follows the result: an answer put in place by what happened, and never more than that."""

from __future__ import annotations

from datetime import date

import pytest
from cases import changed
from test_stories import stories
from walks import book, spread

import checker
from checker import derive
from checker.report import Report

IDS = (
    "all-refunded",
    "not-arrived",
    "partial",
    "more-material",
    "refused",
    "silent",
    "blocked",
    "withdraw-first",
    "pay-more",
)


def as_typed(value: object) -> object:
    """Return a value as the page would send it."""
    return list(value) if isinstance(value, tuple) else value


def after(answers: dict, effect, today: date, clears: tuple[str, ...] = ()) -> dict:
    """Return the answers once what happened is noted down, on the day it is noted."""
    kept = {id: value for id, value in answers.items() if id not in clears}
    days = {one.day: today.isoformat() for one in effect.sets if one.day}
    return {**kept, **{one.fact: as_typed(one.value) for one in effect.sets}, **days}


def assess(answers: dict, today: date) -> Report:
    """Return the Chinese report."""
    return checker.assess(answers, today=today, locale="zh")


def follow(number: int) -> list[str]:
    """Return what is wrong with two follow-ups from a story's answers.

    One is being asked to pay more; the other changes from story to story, so that each is tried on
    more than twenty stories.
    """
    story = stories()[number]
    today, answers = story["today"], story["answers"]
    before = assess(answers, today)
    flaws = []
    chosen = {"pay-more", IDS[number % (len(IDS) - 1)]}
    for one in (one for one in before.followups if one.followup in chosen):
        noted = after(answers, one.effect, today, one.clears)
        then = before if noted == answers else assess(noted, today)
        [again] = [other for other in then.followups if other.followup == one.followup]
        flaws += [f"{one.followup}: {flaw}" for flaw in wrong(before, then, again)]
    return [f"{story['file']}: {story['name']}: {flaw}" for flaw in flaws]


def wrong(before: Report, then: Report, one) -> list[str]:
    """Return what is wrong with the report after a follow-up."""
    urgent = "danger" in (before.headline.state, then.headline.state)
    offered = {letter.form for letter in then.letters}
    known = {route.route for route in then.routes}
    rules = {
        "the reply is not offered": not one.letter or one.letter in offered,
        "a letter although there is none": not (one.letter and one.no_letter),
        "a letter first where there is danger": not (urgent and one.letter),
        "it can be noted down twice": not any(new.new for new in one.effect.sets),
        "paying more is no danger": one.followup != "pay-more" or then.headline.state == "danger",
        "a way that is not open": set(one.next) <= known,
    }
    return [flaw for flaw, holds in rules.items() if not holds]


def test_from_every_story_the_follow_ups_lead_on():
    """Valid answers, a reply that is offered, no letter first where money is running away."""
    found = spread(follow, range(len(stories())))

    assert [] == [flaw for flaws in found for flaw in flaws]


def test_the_one_question_has_its_nine_answers():
    """In the order in which they are read."""
    assert IDS == tuple(book().followups)


LATE = {
    "buyer": "own_use",
    "goods": "card_key",
    "signs": ["none"],
    "contact": "reachable",
    "trouble": "nothing_arrived",
    "promise": "instant",
    "order_state": "shows_paid",
    "paid_on": "2026-11-15",
    "reply": "not_asked",
    "paid_to": "alipay_merchant",
    "sold_on": "card_site",
    "operator_known": "yes",
}
SENT_ON = date(2026, 11, 20)


def send(answers: dict, form: str, day: date = SENT_ON) -> dict:
    """Return the answers once the letter is noted as sent."""
    [sending] = [one for one in assess(answers, day).sendings if one.form == form]
    noted = after(answers, sending.effect, day)
    return {**noted, sending.day: day.isoformat()} if sending.day else noted


def choose(answers: dict, id: str, day: date) -> tuple[dict, Report]:
    """Return the answers and the report once a follow-up is chosen."""
    [one] = [one for one in assess(answers, day).followups if one.followup == id]
    then = after(answers, one.effect, day, one.clears)
    return then, assess(then, day)


def first_step(report: Report) -> str:
    """Return the step to take today."""
    return report.routes[0].steps[0].step


def running(report: Report, form: str) -> list[tuple[str, date, bool]]:
    """Return the last days that run since the letter was sent."""
    [one] = [one for one in report.sendings if one.form == form]
    return [(day.rule, day.last_day, day.passed) for day in one.running]


def test_sending_the_first_letter_starts_the_clock():
    """Nobody is told to write again while the other side still has days to answer."""
    sent = send(LATE, "refund-demand")

    assert ("waiting", "2026-11-20") == (sent["reply"], sent["asked_on"])
    assert "wait-for-reply" == first_step(assess(sent, SENT_ON))
    due = ("reply-awaited", date(2026, 11, 23))
    assert [(*due, False)] == running(assess(sent, SENT_ON), "refund-demand")
    assert [(*due, True)] == running(assess(sent, date(2026, 11, 26)), "refund-demand")
    assert "send-second-request" == first_step(assess(sent, date(2026, 11, 26)))


def test_the_days_a_letter_gives_are_written_in_one_place_only():
    """The rule counts as many days as the timetable says."""
    assert f"{derive.REPLY.days} days" == book().deadlines["reply-awaited"].period


def test_sending_overwrites_no_answer_that_is_further_on():
    """A refusal stays a refusal, and the page can say so."""
    refused = {**LATE, "reply": "refused", "asked_on": "2026-11-16"}
    [sending] = [one for one in assess(refused, SENT_ON).sendings if one.form == "refund-demand"]

    assert () == sending.effect.sets
    assert 1 == len(sending.effect.stays)
    again = send(refused, "second-request")
    assert ("refused", "2026-11-16") == (again["reply"], again["asked_on"])
    assert "wait-for-reply" == first_step(assess(again, SENT_ON))


def test_an_answer_ends_the_wait():
    """They refused: the second letter and the next way come up, although days were left."""
    then, report = choose(send(LATE, "refund-demand"), "refused", date(2026, 11, 21))

    assert "letter_sent_on" not in then
    assert "send-second-request" == first_step(report)
    [one] = [one for one in report.followups if one.followup == "refused"]
    assert ("second-request", "alipay") == (one.letter, one.next[0])


@pytest.mark.parametrize(
    ("day", "reply"), [(date(2026, 11, 22), "waiting"), (date(2026, 11, 26), "time_up")]
)
def test_silence_is_over_only_when_the_days_are(day, reply):
    """No answer on the second day is no answer too early."""
    then, _ = choose(send(LATE, "refund-demand"), "silent", day)

    assert (reply, "no_reply") == (then["reply"], then["contact"])


def test_a_part_offered_to_somebody_who_never_asked_is_answered():
    """One change opens the question that the next one answers."""
    then, report = choose(LATE, "partial", SENT_ON)

    assert ("waiting", "part") == (then["reply"], then["offer"])
    [letter] = [one for one in report.letters if one.form == "partial-offer-reply"]
    assert "提出只退一部分" in letter.text
    assert "退还其余的部分" in letter.text


def test_a_danger_sign_is_added_to_those_there_are():
    """“None of these” goes, the others stay."""
    then, report = choose(LATE, "pay-more", SENT_ON)
    more, _ = choose({**LATE, "signs": ["fake_site"]}, "pay-more", SENT_ON)

    assert (["pay_more"], "danger") == (then["signs"], report.headline.state)
    assert ["pay_more", "fake_site"] == more["signs"]


@pytest.mark.parametrize("reply", ["not_asked", "waiting", "refused"])
def test_a_complaint_to_the_regulator_counts_whether_or_not_the_seller_was_asked(reply):
    """Its day starts the days of the office; its refusal starts those of reconsideration."""
    filed = send({**LATE, "reply": reply}, "samr-complaint")
    steps = {step.step for route in assess(filed, SENT_ON).routes for step in route.steps}

    assert ("samr_filed", "2026-11-20") == (filed["stage"], filed["stage_on"])
    assert {"wait-for-12315"} == steps & {"wait-for-12315", "file-12315"}
    assert "complaint-decided" == running(assess(filed, SENT_ON), "samr-complaint")[0][0]

    [route] = [one for one in assess(filed, SENT_ON).routes if one.route == "samr-12315"]
    [end] = [one for one in route.outcomes if one.outcome == "not-accepted"]
    report = assess(after(filed, end.effect, date(2026, 11, 26)), date(2026, 11, 26))
    assert "after-12315-refusal" in {step.step for one in report.routes for step in one.steps}
    assert [] == running(report, "samr-complaint")


def test_every_end_of_every_route_can_be_chosen():
    """On each story's answers: what it sets is taken, and it never leads back to itself as news."""
    found = spread(ends, range(0, len(stories()), 5))

    assert [] == [flaw for flaws in found for flaw in flaws]


def ends(number: int) -> list[str]:
    """Return what is wrong with choosing any end of a route in a story."""
    story = stories()[number]
    today, answers = story["today"], story["answers"]
    flaws = []
    for route in assess(answers, today).routes:
        for end in route.outcomes:
            if not end.effect.sets:
                continue
            report = assess(after(answers, end.effect, today), today)
            if not report.routes:
                flaws.append(f"{story['name']}: {route.route}: {end.outcome}: no way on")
    return flaws


FILES = [
    (
        "followups.toml",
        'fact  = "promise"',
        'fact  = "promised"',
        "followups.toml: followup 'refused': unknown fact 'promised' (did you mean 'promise'?)",
    ),
    (
        "followups.toml",
        'value = "none"',
        'value = "never"',
        "followups.toml: followup 'refused': unknown value of 'promise' 'never'",
    ),
    (
        "followups.toml",
        'over  = ["instant"]',
        'over  = ["instance"]',
        "followups.toml: followup 'refused': unknown value of 'promise' 'instance' (did you mean 'instant'?)",
    ),
    (
        "followups.toml",
        'over  = ["instant"]',
        'day   = "paid_at"',
        "followups.toml: followup 'refused': unknown date fact 'paid_at' (did you mean 'paid_on'?)",
    ),
    (
        "followups.toml",
        'letters = ["demand"]',
        'letters = ["demands"]',
        "followups.toml: followup 'refused': unknown letter 'demands' (did you mean 'demand'?)",
    ),
    (
        "followups.toml",
        'letters = ["demand"]',
        "letters = []",
        "followups.toml: followup 'refused': name the letters, or say 'no_letter = true'",
    ),
    (
        "followups.toml",
        'next    = ["complain"]',
        'next    = ["complian"]',
        "followups.toml: followup 'refused': unknown route 'complian' (did you mean 'complain'?)",
    ),
    (
        "letters.toml",
        'outcome = ["owed", "arguable", "open"]',
        'outcome = ["owed", "arguable", "open"]\n[letter.sent]\nday  = "sent_on"\nruns = ["reply"]',
        "letters.toml: letter 'demand': unknown date fact 'sent_on'",
    ),
    (
        "letters.toml",
        'outcome = ["owed", "arguable", "open"]',
        'outcome = ["owed", "arguable", "open"]\n[letter.sent]\nruns = ["replies"]',
        "letters.toml: letter 'demand': unknown deadline 'replies' (did you mean 'reply'?)",
    ),
    (
        "routes/ask.toml",
        'next = ["complain"]',
        'next = ["complain"]\n[[outcome.change]]\nfact = "promise"\nvalue = "nothing"',
        "routes/ask.toml: outcome 'silent': unknown value of 'promise' 'nothing'",
    ),
]


@pytest.mark.parametrize(("file", "old", "new", "expected"), FILES)
def test_the_loader_says_what_leads_nowhere(tmp_path, file, old, new, expected):
    """Where, what, and what was perhaps meant."""
    with pytest.raises(checker.RulebookError) as caught:
        checker.load_rulebook(changed(tmp_path, file, old, new))

    assert expected in str(caught.value)
