"""The parts of a report, exactly, on the small rulebook: who owes what, what changes it, what it costs."""

from __future__ import annotations

from decimal import Decimal

from cases import report

from checker.values import Verdict

HOLDS, OPEN = Verdict.HOLDS, Verdict.OPEN
RETURN_IN_TIME = {"promise": "none", "received_on": "2026-11-20"}
RETURN_TOO_LATE = {"promise": "none", "received_on": "2026-11-05"}
NOT_DUE = {"promise": "dated", "promised_by": "2026-11-30"}
NOTHING = dict.fromkeys(("buyer", "goods", "signs", "promise", "paid_on", "price"))


# Who may owe it


def parties(**answers: object) -> list[tuple[str, Verdict]]:
    """Return the parties of the small case, each with how sure it is."""
    return [(one.party, one.verdict) for one in report(**answers).parties]


def test_a_party_is_named_with_its_footing():
    """Name, what it owes, what must be shown, and the law."""
    [seller] = report().parties

    assert ("seller", HOLDS, "party.seller.name") == (seller.party, seller.verdict, seller.name)
    assert ("party.seller.owes", "party.seller.shows") == (seller.owes, seller.shows)
    assert ["sample-law.2"] == [one.provision for one in seller.citations]


def test_parties_come_in_the_rulebooks_order():
    """A payee is somebody to ask beside the seller, not in his place."""
    assert [("seller", HOLDS), ("payee", HOLDS)] == parties(paid_to="person")
    assert [("payee", HOLDS)] == parties(buyer="resale", paid_to="person")


def test_an_answer_not_given_yet_makes_nobody_a_party():
    """Only what holds for certain names somebody."""
    assert [("seller", HOLDS)] == parties(paid_to="?")
    assert [] == parties(buyer=None)


def test_a_party_is_as_sure_as_what_is_owed():
    """While it is open or disputed whether anything is owed, so is who owes it."""
    assert [("seller", OPEN)] == parties(promise="?")
    assert [("seller", OPEN)] == parties(**RETURN_IN_TIME)
    assert [("seller", OPEN)] == parties(**NOT_DUE)


def test_where_nothing_is_owed_nobody_owes_it():
    """Nor is anybody named to ask for what the law does not let be traded."""
    assert [] == parties(**RETURN_TOO_LATE, paid_to="person")
    assert [] == parties(goods="unlawful", paid_to="person")
    assert [] == parties(goods="unlawful", paid_to="person", signs=["pay_more"])


# What the other side will say


def objections(**answers: object) -> list[str]:
    """Return the ids of the objections of the small case."""
    return [one.objection for one in report(**answers).objections]


def test_an_objection_comes_with_its_answer_and_what_defeats_it():
    """And with the law in force on the day of payment."""
    [found] = report(paid_on="2024-12-31").objections

    assert ("no-stock", "objection.no-stock.says") == (found.objection, found.says)
    assert ("objection.no-stock.answer", "objection.no-stock.proof") == (found.answer, found.proof)
    assert [("sample-law.5", "2020-01-01")] == [
        (one.provision, one.version_from.isoformat()) for one in found.citations
    ]


def test_an_objection_needs_its_facts_and_its_scenario():
    """Nobody is prepared for what will not be said."""
    assert ["no-stock"] == objections(**NOT_DUE)
    assert [] == objections(**RETURN_IN_TIME)
    assert [] == objections(promise="?")
    assert ["no-stock"] == objections(goods="?")  # the scenario names 不清楚
    assert [] == objections(goods="unlawful")


# How much


def ladder(**answers: object) -> list[tuple[str, Decimal, tuple[str, ...]]]:
    """Return the rungs of the small case."""
    return [(one.rung, one.amount, one.claims) for one in report(**answers).ladder]


def test_what_comes_on_top_is_counted_on_the_highest_rung_alone():
    """Claims in money stand beside each other; the extra one is added."""
    price = Decimal("128.00")

    assert [
        ("low", price, ("refund",)),
        ("expected", price, ("refund",)),
        ("high", Decimal("256.00"), ("refund", "damages")),
    ] == ladder()


def test_the_headline_names_no_more_than_the_lowest_rung():
    """The extra is left out of what is called owed."""
    assert Decimal("128.00") == report().headline.amount


def test_for_no_consumer_there_is_nothing_on_top():
    """The bar takes the extra claim away and leaves the refund."""
    price = Decimal("128.00")

    assert [
        ("low", price, ("refund",)),
        ("expected", price, ("refund",)),
        ("high", price, ("refund",)),
    ] == ladder(buyer="resale")


def test_where_nothing_is_certain_the_lowest_rung_is_nothing():
    """What can be argued is expected, not assured."""
    nothing, price = Decimal("0.00"), Decimal("128.00")

    assert [
        ("low", nothing, ()),
        ("expected", price, ("refund",)),
        ("high", price, ("refund",)),
    ] == ladder(**RETURN_IN_TIME)
    assert [
        ("low", nothing, ()),
        ("expected", price, ("refund",)),
        ("high", Decimal("256.00"), ("refund", "damages")),
    ] == ladder(promise="?")


def test_there_is_no_ladder_without_a_sum_or_where_money_is_not_the_point():
    """No price, danger, unlawful goods, and what is only due later."""
    without = [{"price": "?"}, {"signs": ["pay_more"]}, {"goods": "unlawful"}, NOT_DUE]

    assert [[], [], [], []] == [ladder(**answers) for answers in without]


def test_a_claim_says_how_its_amount_was_worked_out():
    """Down to the answer it came from."""
    refund, damages = report().claims

    assert (("late", "late-consumer"), HOLDS, False) == (
        refund.grounds,
        refund.verdict,
        refund.extra,
    )
    assert (("late-consumer",), HOLDS, True) == (damages.grounds, damages.verdict, damages.extra)
    assert [("price", Decimal("128.00"))] == [(one.fact, one.value) for one in refund.working]
    assert "claim.refund.with_amount [128.00元]" == refund.message


def test_costs_are_named_when_the_way_is_open_and_the_sum_known():
    """With their law, and how they were worked out."""
    [fee] = report().costs

    assert ("fee", Decimal("128.00"), "cost.fee.text [128.00元]") == (
        fee.cost,
        fee.amount,
        fee.text,
    )
    assert ["sample-law.2"] == [one.provision for one in fee.citations]
    assert ["price"] == [one.fact for one in fee.working]
    assert ((), ()) == (report(price="?").costs, report(**NOT_DUE).costs)


# What would change it


def flips(**answers: object) -> list[tuple[str, object, str]]:
    """Return the single answers that would lead to another result."""
    return [(one.fact, one.value, one.state) for one in report(**answers).flips]


def test_flips_are_the_single_answers_that_lead_elsewhere_in_asking_order():
    """Who bought, when, and a danger sign cannot be mistaken; more questions are no flip."""
    assert [("goods", "unlawful", "unlawful")] == flips()
    assert [("goods", "account", "arguable"), ("goods", "unlawful", "unlawful")] == flips(
        buyer="resale"
    )
    assert [("goods", "unlawful", "unlawful"), ("promise", "instant", "owed")] == flips(**NOT_DUE)


def test_danger_swallows_every_flip():
    """While somebody is being cheated, no other answer changes what comes first."""
    assert [] == flips(signs=["pay_more"])
    assert [] == flips(goods="unlawful", signs=["pay_more"])


def test_a_flip_is_said_in_one_sentence():
    """The question, the other answer, and what it would come to."""
    assert (
        "flip.text [question.goods.short] [question.goods.option.unlawful] [flip.state.unlawful]"
        == report().flips[0].text
    )


def test_what_is_asked_after_the_verdict_flips_nothing():
    """It makes the ways more exact and decides no finding."""
    assert "paid_to" not in [fact for fact, _, _ in flips(paid_to="person")]


# What is worth finding out


def points(**answers: object) -> list[tuple[str, tuple[str, ...], str]]:
    """Return the open points of the small case."""
    return [(one.fact, one.decides, one.moves) for one in report(**answers).open_points]


def test_an_open_point_says_which_results_it_could_lead_to():
    """Promised at once: owed. Promised for a day, or not at all: more must be known."""
    late = ("late", "late-consumer", "due-later", "return")

    assert [("promise", late, "flip.moves [flip.state.owed、flip.state.open]")] == points(
        promise="?"
    )


def test_a_point_that_leads_to_one_result_moves_nothing():
    """A day has no list of answers to try; findings hang on it all the same."""
    assert [("promised_by", ("late", "due-later"), "")] == points(promise="dated")


def test_what_leads_to_the_most_results_is_asked_first():
    """Goods: owed, contested or unlawful for a reseller. Signs: danger or not. So goods come first."""
    found = points(buyer="resale", goods="?", signs="?")

    assert [
        (
            "goods",
            (),
            "flip.moves [flip.state.owed、flip.state.arguable、flip.state.unlawful]",
        ),
        ("signs", ("fraud-signs",), "flip.moves [flip.state.danger、flip.state.owed]"),
    ] == found


def test_among_equals_the_order_of_asking_decides():
    """Two results each, then none other, whatever the findings that hang on them."""
    assert ["goods", "signs", "buyer", "promise", "paid_on"] == [
        fact for fact, _, _ in points(**NOTHING)
    ]


def test_what_is_answered_or_set_aside_is_no_open_point():
    """Nobody is asked for a day that does not matter to them."""
    assert [] == points()
    assert [] == points(promised_by=None, received_on=None, paid_to="?")


# How the ways stand to each other


def ways(**answers: object) -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    """Return, for each open route, what it closes and what may run beside it."""
    return {one.route: (one.excludes, one.parallel) for one in report(**answers).routes}


def test_an_exclusion_is_told_on_both_sides():
    """Only one of the two routes names it in its file."""
    assert {
        "ask": (("route.complain.title",), ()),
        "complain": (("route.ask.title",), ()),
    } == ways(goods="account")


def test_what_may_run_beside_is_told_on_both_sides():
    """Going to the police closes nothing."""
    assert {
        "police": ((), ("route.ask.title",)),
        "ask": ((), ("route.police.title",)),
    } == ways(signs=["pay_more"])


def test_a_route_that_is_not_open_is_not_spoken_of():
    """An exclusion of something that is closed anyway would only confuse."""
    assert {"ask": ((), ())} == ways()


def test_a_route_says_what_is_asked_how_it_may_end_and_why_it_is_refused():
    """Each in the order of the file, with the routes that come next."""
    [ask] = report().routes

    assert ("route.ask.asks.name",) == ask.asks
    assert [("silent", "route.ask.outcome.silent", ("complain",))] == [
        (one.outcome, one.text, one.next) for one in ask.outcomes
    ]
    assert ("route.ask.refusal.no-order",) == ask.refusals
    assert 1 == ask.order
