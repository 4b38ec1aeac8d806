"""A case over weeks: the letter goes out, the answer comes in, and the page knows what is next."""

from __future__ import annotations

import json
from datetime import date

from conftest import told
from test_access import _RUN, _SMALL, _WIDE, AXE

import checker

TODAY = date(2026, 11, 20)
LATER = date(2026, 11, 26)
LATE, _ = told("no-delivery", "Instant delivery promised, nothing after 26 hours")
ASKING = {**{id: value for id, value in LATE.items() if id != "asked_on"}, "reply": "not_asked"}
_CASE = "JSON.parse(localStorage.getItem('refund-check.case.1'))"


def result_of(person, answers=ASKING, **options):
    """Return somebody who stands on the result."""
    visitor = person(today=TODAY, bypass_csp=True, **options)
    visitor.begin()
    visitor.answer(answers)
    visitor.result()
    return visitor


def note(visitor, form: str, state: str = "sent", place: str = "") -> None:
    """Note beside a letter that it was sent today."""
    visitor.page.evaluate(
        "form => { document.getElementById('letter-' + form).open = true; }", form
    )
    visitor.page.click(f"label[for='sent-{form}-{state}']")
    if place:
        visitor.page.fill(f"#sent-{form}-place", place)
    visitor.page.click(f"#sent-{form} button")


def said(visitor, place: str) -> None:
    """Wait until something is said there; before the new result stands, the place is missing."""
    visitor.until("place => (document.querySelector(place)?.textContent ?? '') !== ''", place)


def choose(visitor, id: str) -> None:
    """Give one answer to the one question and wait for what it leads to."""
    visitor.page.click(f"label[for='answer-{id}']")
    visitor.page.click(".answer-form .button")
    visitor.until("id => history.state.id === id", id)


def flaws(visitor) -> list[str]:
    """Return what axe finds, what is too small for a finger, and what sticks out."""
    visitor.page.evaluate(AXE.read_text("utf-8"))
    wide = ["it sticks out"] if visitor.page.evaluate(_WIDE) else []
    return [*visitor.page.evaluate(_RUN), *visitor.page.evaluate(_SMALL), *wide]


def answers(visitor) -> dict:
    """Return the answers that are kept."""
    return visitor.page.evaluate(f"{_CASE}.answers")


def test_from_the_first_letter_to_the_second(person):
    """Sent with its day and place, tab closed, six days later refused: the second letter and the next way."""
    visitor = result_of(person, viewport={"width": 320, "height": 640})
    note(visitor, "refund-demand", place="平台客服")
    said(visitor, "#followup-said")

    assert "已记下：11月20日发出。" in visitor.text("#followup-said")
    assert "2026年11月23日" in visitor.text("#followup-said")
    assert "followup-said" == visitor.page.evaluate("document.activeElement.id")
    assert "等对方答复" in visitor.text(".today-step")
    assert [] == flaws(visitor)
    kept = visitor.page.evaluate(_CASE)
    assert {"refund-demand": {"sent_on": "2026-11-20", "place": "平台客服"}} == kept["progress"][
        "letters"
    ]
    assert ("waiting", "2026-11-20") == (kept["answers"]["reply"], kept["answers"]["asked_on"])
    checker.assess(kept["answers"], today=TODAY)

    visitor.arrive(today=LATER)
    visitor.page.click("#checker-saved .button")
    visitor.page.wait_for_selector(".answer-form", timeout=90_000)
    assert "followup" == visitor.where()[0]
    assert "第6天" in visitor.text(".stands")
    assert "2026年11月23日已经过了" in visitor.text(".stands")
    assert "平台客服" in visitor.text(".stands")
    assert [] == flaws(visitor)

    choose(visitor, "refused")
    assert "拒绝了" == visitor.heading()
    assert "再次要求退款" in visitor.text("#reply")
    assert "支付宝" in visitor.text("#then .next-ways")
    assert [] == flaws(visitor)
    assert "refused" == answers(visitor)["reply"]
    visitor.page.click("button:has-text('看看他们的理由对不对')")
    assert "粘贴对方的话" == visitor.page.evaluate("document.activeElement.textContent")
    visitor.page.evaluate("history.back()")
    visitor.until("history.state.screen === 'followup'")
    visitor.page.click("#reply .button")
    assert visitor.page.is_visible("#text-second-request")
    assert "表示拒绝" in visitor.letter("second-request")
    assert "记下对方已回复" in visitor.text("#followup .sent-list")

    visitor.page.click("#checker-wipe")
    assert 0 == visitor.page.evaluate("localStorage.length")


def test_a_letter_noted_by_mistake_is_taken_back(person):
    """Its answers return to what they were; those that the reader changed since are left alone."""
    visitor = result_of(person, viewport={"width": 320, "height": 640})
    before = answers(visitor)
    note(visitor, "refund-demand")
    said(visitor, "#followup-said")
    assert before != answers(visitor)

    visitor.page.click("#followup .sent-list button:has-text('其实还没有发出')")
    said(visitor, "#said-refund-demand")
    assert before == answers(visitor)
    assert {} == visitor.page.evaluate(f"{_CASE}.progress.letters")
    assert "也改回原来的了" in visitor.text("#said-refund-demand")
    assert [] == flaws(visitor)


def test_a_note_of_two_letters_is_taken_back_one_by_one(person):
    """What the other letter still stands for stays; then all is as before."""
    titles = {one.form: one.title for one in checker.assess(ASKING, today=TODAY).sendings}
    visitor = result_of(person)
    before = answers(visitor)
    note(visitor, "payment-complaint")
    said(visitor, "#said-payment-complaint")
    first = answers(visitor)
    note(visitor, "refund-demand")
    said(visitor, "#followup-said")
    assert answers(visitor) not in (before, first)

    for form, left, then in (("refund-demand", 1, first), ("payment-complaint", 0, before)):
        visitor.page.click(f".sent-list button:has-text('{titles[form]}')")
        visitor.until("many => document.querySelectorAll('#followup li').length === many", left)
        assert then == answers(visitor)


def test_asked_to_pay_again_means_stop(person):
    """From the start page's own button; no letter, and the way back keeps the sign."""
    visitor = result_of(person, locale="en")
    note(visitor, "payment-complaint")
    said(visitor, "#said-payment-complaint")
    visitor.arrive(today=LATER)
    visitor.page.click("#checker-answered")
    visitor.page.wait_for_selector(".answer-form", timeout=90_000)
    choose(visitor, "pay-more")

    assert "They want me to pay again" == visitor.heading()
    assert 1 == visitor.page.locator("#checker-screen .danger").count()
    assert 0 == visitor.page.locator("#checker-screen #reply").count()
    assert [] == flaws(visitor)
    assert ["pay_more"] == answers(visitor)["signs"]
    visitor.page.click("#checker-screen .buttons .button")
    assert "danger" == visitor.page.get_attribute("#checker-result", "data-state")


def test_the_regulator_ends_it_and_the_file_carries_it_all(person, tmp_path):
    """A complaint noted as filed, its refusal with a day, and the same case on another device."""
    visitor = result_of(person)
    note(visitor, "samr-complaint", place="12315")
    said(visitor, "#followup-said")
    assert "2026年12月1日" in visitor.text("#followup-said") or "受理" in visitor.text(
        "#followup-said"
    )
    page = visitor.page
    page.evaluate(
        "for (const one of document.querySelectorAll('[data-route=samr-12315], [data-route=samr-12315] details')) one.open = true"
    )
    page.click("[data-route=samr-12315] li:has-text('不予受理的') button")
    page.wait_for_selector("#ended-year")
    page.fill("#ended-day", "31")
    page.click("#checker-screen .buttons .button")
    assert visitor.text("#checker-screen .wrong")
    page.fill("#ended-day", "20")
    page.click("#checker-screen .buttons .button")
    visitor.until("Boolean(history.state.ended)")

    assert "起诉" in visitor.text("#then .next-ways")
    assert ("samr_refused", "2026-11-20") == (
        answers(visitor)["stage"],
        answers(visitor)["stage_on"],
    )
    assert [] == flaws(visitor)

    page.click("#checker-screen .buttons .button >> nth=-1")
    with page.expect_download() as saved:
        page.click("#keep .button >> nth=0")
    file = tmp_path / "case.json"
    saved.value.save_as(file)
    case = json.loads(file.read_text("utf-8"))
    assert (2, {"sent_on": "2026-11-20", "place": "12315"}) == (
        case["format"],
        case["progress"]["letters"]["samr-complaint"],
    )

    other = person(today=LATER)
    mine = {"samr-complaint": {"sent_on": "2026-11-19"}, "refund-demand": {"sent_on": "2026-11-18"}}
    case_of_mine = {**case, "progress": {"reached": True, "letters": mine}}
    for text in (json.dumps(case_of_mine), file.read_text("utf-8")):
        other.page.set_input_files(
            "#checker-file",
            {"name": "a.json", "mimeType": "application/json", "buffer": text.encode()},
        )
        other.until("history.state.screen !== 'start'")
        if other.where()[0] == "check":
            other.page.go_back()
            other.until("history.state.screen === 'start'")
    assert ["letter-samr-complaint"] == other.page.evaluate(
        "[...document.querySelectorAll('.differs')].map((one) => one.dataset.differs)"
    )
    other.page.click("label[for='theirs-letter-samr-complaint']")
    other.page.click("#checker-screen .buttons .button")
    other.until("history.state.screen === 'check'")
    assert {**mine, "samr-complaint": case["progress"]["letters"]["samr-complaint"]} == (
        other.page.evaluate(f"{_CASE}.progress.letters")
    )
