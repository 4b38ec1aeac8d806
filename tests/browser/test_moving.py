"""Going on, back and round: errors, notices, changes, skipped questions, saved cases, wiping."""

from __future__ import annotations

import json
from datetime import date

import pytest
from conftest import told

TODAY = date(2026, 11, 20)
LATE, _ = told("no-delivery", "Instant delivery promised, nothing after 26 hours")


def test_the_first_question_works_before_python_is_there(person):
    """Nobody waits for a download to begin, and nothing is downloaded for somebody who only looks."""
    visitor = person(today=TODAY)
    visitor.begin()

    assert ("question", "buyer") == visitor.where()
    assert not visitor.fetched_python()
    assert visitor.page.evaluate("document.activeElement.tagName") == "H1"

    visitor.fill("buyer", "own_use")
    visitor.go_on()

    assert ("question", "goods") == visitor.where()


def test_going_on_without_an_answer_says_what_is_missing(person):
    """The message has the focus, names itself in the title and leads to the question."""
    visitor = person(today=TODAY)
    visitor.begin()
    visitor.go_on()

    assert visitor.page.evaluate("document.activeElement.className") == "errors"
    assert visitor.page.title().startswith("错误：")
    visitor.page.click(".errors a")
    assert visitor.page.evaluate("document.activeElement.id") == "buyer-own_use"

    visitor.fill("buyer", "resale")
    visitor.go_on()

    assert ("question", "goods") == visitor.where()
    assert 0 == visitor.page.locator(".errors").count()


@pytest.mark.parametrize(
    ("typed", "wrong"), [(("2026", "2", "30"), True), (("２０２６", "１１", "３"), False)]
)
def test_a_day_is_taken_as_people_type_it(person, typed, wrong):
    """Full-width digits are digits; a day that no calendar has is not a day."""
    visitor = person(today=TODAY)
    visitor.begin()
    visitor.answer(LATE, until="paid_on")
    for part, text in zip(("year", "month", "day"), typed, strict=True):
        visitor.page.fill(f"#paid_on-{part}", text)
    visitor.go_on()

    assert wrong == (visitor.where() == ("question", "paid_on"))
    if not wrong:
        visitor.answer({**LATE, "price": "１，２３４．５０元"})
        assert "2026年11月3日" in visitor.text("[data-answer=paid_on]")
        report = json.loads(visitor.result())
        assert "1234.50" == report["headline"]["amount"]


def test_days_that_contradict_one_another_are_named_in_words(person):
    """Whoever asked for the money before paying has mistyped a day; the check page says so."""
    visitor = person(today=TODAY)
    visitor.begin()
    visitor.answer({**LATE, "asked_on": "2026-11-19", "paid_on": "2026-11-19"})
    visitor.page.click("[data-answer=paid_on] button")
    visitor.fill("paid_on", "2026-11-20")
    visitor.go_on()
    if visitor.where()[0] == "check":
        visitor.page.click("#checker-screen .buttons .button")
        visitor.page.wait_for_selector(".errors")
    assert "提要求" in visitor.text(".errors") or "付款" in visitor.text(".errors")


def test_the_browser_s_own_back_button_walks_through_the_questions(person):
    """People on phones swipe back; the link does the same."""
    visitor = person(today=TODAY)
    visitor.begin()
    visitor.answer(LATE, until="contact")
    visitor.page.go_back()
    assert ("question", "signs") == visitor.where()
    assert visitor.page.is_checked("#signs-none")

    visitor.page.click(".back")
    visitor.until("history.state.id === 'goods'")
    assert visitor.text("#q-goods legend") == visitor.heading()
    visitor.page.go_back()
    visitor.page.go_back()
    assert "start" == visitor.where()[0]
    visitor.page.go_forward()
    assert ("question", "buyer") == visitor.where()


def test_changing_an_answer_asks_what_is_newly_needed_and_nothing_else(person):
    """A changed answer may open questions; those already answered are not asked again."""
    visitor = person(today=TODAY)
    visitor.begin()
    visitor.answer(LATE)
    visitor.page.click("[data-answer=trouble] button")
    visitor.fill("trouble", "code_dead")
    visitor.go_on()

    assert ["key_error"] == visitor.answer({**LATE, "key_error": "not_found"})
    assert 0 == visitor.page.locator("[data-answer=promise]").count()
    report = json.loads(visitor.result())
    assert "dead-key" in report["scenarios"]


def test_a_dangerous_answer_is_followed_by_a_page_to_read_first(person):
    """Danger comes first, once, with a way on."""
    visitor = person(today=TODAY)
    visitor.begin()
    met = visitor.answer({**LATE, "signs": ["pay_more"]}, until="contact")

    assert ["buyer", "goods", "signs", "stop-danger"] == met
    visitor.page.go_back()
    assert ("notice", "stop-danger") == visitor.where()
    assert visitor.page.locator(".pause-box a").get_attribute("href").endswith("danger-stop/")
    visitor.go_on()
    assert ("question", "contact") == visitor.where()


def test_none_of_these_excludes_the_others(person):
    """A tick that contradicts another takes it away, whichever came first."""
    visitor = person(today=TODAY)
    visitor.begin()
    visitor.answer(LATE, until="signs")
    visitor.fill("signs", ["pay_more", "gave_codes", "none"])

    assert not visitor.page.is_checked("#signs-pay_more")
    visitor.fill("signs", ["pay_more"])
    assert not visitor.page.is_checked("#signs-none")


def test_what_was_skipped_is_shown_and_can_be_filled_in_later(person):
    """Nobody is stopped by a day that has to be looked up first."""
    visitor = person(today=TODAY)
    visitor.begin()
    without = {id: value for id, value in LATE.items() if id not in ("paid_on", "price")}
    visitor.answer(without)

    assert "还没填" in visitor.text("[data-answer=paid_on]")
    report = json.loads(visitor.result())
    assert report["routes"][0]["steps"]
    visitor.page.click("#missing button >> nth=0")
    assert "question" == visitor.where()[0]


def test_every_unsure_answer_still_ends_with_a_first_step(person):
    """不清楚 is an answer."""
    visitor = person(today=TODAY)
    visitor.begin()
    known = {"buyer": "own_use", "goods": "card_key", "trouble": "code_dead"}
    unsure = dict.fromkeys(("signs", "contact", "key_error", "sold_on", "paid_to", "price"), "?")
    unsure |= dict.fromkeys(("operator_known", "reply"), "?")
    visitor.answer({**known, **unsure, "signs": ["unsure"]})
    visitor.result()

    assert visitor.text(".today-step")


def test_markup_in_a_name_is_refused_and_never_rendered(person):
    """What is typed is text, in the page and in the letters."""
    visitor = person(today=TODAY)
    visitor.bring(LATE)
    visitor.result()
    page = visitor.page
    page.fill("#platform_name", "<img src=x onerror=alert(1)>")
    page.wait_for_selector("#platform_name-wrong:not([hidden])")

    assert 0 == page.locator("#checker img").count()
    page.fill("#platform_name", "星河&amp;卡券“一号”")
    visitor.until(
        "[...document.querySelectorAll('.draft textarea')]"
        ".some((one) => one.value.includes('星河&amp;卡券'))"
    )
    assert page.locator("#platform_name-wrong").is_hidden()


def test_details_complete_the_letters_and_an_edited_letter_is_kept(person):
    """Typing again asks Python again; what somebody wrote himself is not overwritten."""
    visitor = person(today=TODAY)
    visitor.bring(LATE)
    visitor.result()
    page = visitor.page
    first = page.locator(".draft").first
    before = visitor.first_letter()
    assert "【" in before
    assert "还没有发出" in first.inner_text()

    page.fill("#order_number", "20261119001")
    visitor.until(
        "[...document.querySelectorAll('.draft textarea')]"
        ".some((one) => one.value.includes('20261119001'))"
    )
    assert "20261119001" in visitor.first_letter()
    signature = first.locator(".paragraphs textarea").last
    signature.fill("另外，请说明原因。\n\n" + signature.input_value())
    assert page.locator(".draft .aside").first.is_hidden()
    page.fill("#my_name", "王小明")
    visitor.until("!document.querySelector('.draft .aside').hidden")
    assert "请说明原因" in visitor.first_letter()
    assert "王小明" not in visitor.first_letter()
    # What was not edited still takes in what is filled in later.
    page.fill("#product_name", "月卡")
    visitor.until(
        "[...document.querySelectorAll('.draft textarea')].some((one) => one.value.includes('月卡'))"
    )
    assert "月卡" in visitor.first_letter()
    assert "请说明原因" in visitor.first_letter()

    page.click(".draft >> nth=0 >> button:has-text('恢复原文')")
    assert "王小明" in visitor.first_letter()
    assert "请说明原因" not in visitor.first_letter()


def test_a_saved_case_opens_again_without_what_is_personal(person, tmp_path):
    """The file is the command line's own, and names stay out of it unless asked for."""
    visitor = person(today=TODAY)
    visitor.bring(LATE)
    first = visitor.result()
    page = visitor.page
    page.fill("#my_name", "王小明")
    with page.expect_download() as saved:
        page.click("#keep .button >> nth=0")
    file = tmp_path / "case.json"
    saved.value.save_as(file)
    case = json.loads(file.read_text("utf-8"))

    assert LATE == case["answers"]
    assert 2 == case["format"]

    page.click("#checker-wipe")
    assert "start" == visitor.where()[0]
    assert not page.is_checked("#buyer-own_use")
    assert "" == page.input_value("#my_name")

    page.set_input_files("#checker-file", file)
    visitor.until("history.state.screen === 'check'")
    assert first == visitor.result()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("not json", "打不开"),
        ('{"format": 9, "answers": {}}', "更新的版本"),
        ("[1]", "打不开"),
        ("x" * 200_000, "太大"),
    ],
)
def test_a_file_that_is_no_case_is_refused_in_words(person, text, said):
    """A wrong file changes nothing."""
    visitor = person(today=TODAY)
    visitor.page.set_input_files(
        "#checker-file", {"name": "a.json", "mimeType": "application/json", "buffer": text.encode()}
    )

    visitor.page.wait_for_selector("#checker-file-wrong:not([hidden])")
    assert said in visitor.text("#checker-file-wrong")
    assert "start" == visitor.where()[0]


def test_what_a_file_says_beyond_the_questions_is_named_and_dropped(person):
    """An old or edited file is read as far as it can be; markup in it stays text."""
    case = {
        "format": 1,
        "rulebook": "2020.1.1",
        "answers": {"buyer": "own_use", "<b>x</b>": 1, "goods": "moon"},
    }
    visitor = person(today=TODAY)
    visitor.page.set_input_files(
        "#checker-file",
        {"name": "a.json", "mimeType": "application/json", "buffer": json.dumps(case).encode()},
    )
    visitor.page.wait_for_selector("#checker-screen .aside")

    assert "2020.1.1" in visitor.text("#checker-screen .aside")
    assert "<b>x</b>" in visitor.text("#checker-screen .aside")
    assert "买的东西" in visitor.text("#checker-screen .aside")


_STORED = (
    "async () => [localStorage.length, sessionStorage.length, document.cookie,"
    " (await indexedDB.databases()).length, (await caches.keys()).length]"
)


def test_one_entry_without_names_is_all_that_is_stored_on_the_device(person):
    """No cookie, no database, no cache: the answers, the day and the place, and nothing else."""
    visitor = person(today=TODAY)
    visitor.bring(LATE)
    visitor.result()
    visitor.page.fill("#my_name", "王小明")
    kept = json.loads(visitor.page.evaluate("localStorage.getItem('refund-check.case.1')"))

    assert [1, 0, "", 0, 0] == visitor.page.evaluate(_STORED)
    assert LATE == kept["answers"]
    assert {"reached": True, "letters": {}} == kept["progress"]
    place = {"at", "further", "skipped"}
    assert {"format", "rulebook", "saved_on", "answers", "progress"} | place == set(kept)


def test_nothing_is_stored_on_the_device_of_somebody_who_refuses(person):
    """No cookie, no storage: closing the page is forgetting it."""
    visitor = person(today=TODAY)
    visitor.page.click("#checker-keeping button")
    visitor.bring(LATE)
    visitor.result()
    stored = visitor.page.evaluate(_STORED)

    assert [0, 0, "", 0, 0] == stored


def test_in_an_app_that_cannot_save_files_everything_can_be_copied(person):
    """WeChat's browser drops downloads without a word."""
    visitor = person(today=TODAY, user_agent="Mozilla/5.0 Chrome/130 MicroMessenger/8.0.50")
    visitor.bring(LATE)
    visitor.result()

    assert "在浏览器打开" in visitor.text(".draft >> nth=0")
    days = visitor.page.locator("#dates time").all()
    years = [(one.get_attribute("datetime")[:4], one.text_content()) for one in days]
    assert {"2026"} < {year for year, _ in years}
    assert all((year in text) == (year != "2026") for year, text in years)
    assert 0 == visitor.page.locator("text=存成文本").count()
    assert "复制案件" in visitor.text("#keep")
