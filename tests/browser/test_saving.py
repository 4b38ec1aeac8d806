"""Keeping a case: by itself, in a file, behind a passphrase, in a link; and never what was not asked for."""

from __future__ import annotations

import json
from datetime import date

import pytest
from conftest import told

import checker

TODAY = date(2026, 11, 20)
LATER = date(2026, 11, 27)
LATE, _ = told("no-delivery", "Instant delivery promised, nothing after 26 hours")
NAMES = {"platform_name": "星河卡券", "my_name": "王小明", "my_phone": "13800000000"}
PERSONAL = ("王小明", "13800000000", "20261119001")

REPORT = checker.assess(LATE, today=TODAY, locale="zh").to_json()
"""The browser's own is the same, byte for byte; see test_same_answer."""

_STORED = """async () => [localStorage.length, sessionStorage.length, document.cookie,
  (await indexedDB.databases()).length, (await caches.keys()).length]"""
_CASE = "JSON.parse(localStorage.getItem('refund-check.case.1'))"
_READ_PICTURE = """async () => {
  const svg = new XMLSerializer().serializeToString(document.querySelector('.code-picture svg'));
  return [svg.length, document.querySelectorAll('.code-picture path').length];
}"""


def result_of(person, answers=LATE, **options):
    """Return somebody who stands on the result, and the report."""
    visitor = person(today=TODAY, **options)
    visitor.bring(answers)
    return visitor, visitor.result()


def resume(visitor) -> None:
    """Take up the case that was kept."""
    visitor.page.click("#checker-saved .button")
    visitor.until("history.state.screen !== 'start'")


def to_start(visitor) -> None:
    """Walk back to the first page, as the browser's own button does."""
    while visitor.where()[0] != "start":
        before = visitor.page.evaluate("JSON.stringify(history.state)")
        visitor.page.evaluate("history.back()")
        visitor.until("old => JSON.stringify(history.state) !== old", before)


def link_of(visitor) -> str:
    """Return the link with the code of the case."""
    visitor.page.click("#keep summary:has-text('续办码')")
    visitor.page.click("#keep button:has-text('做一个续办码')")
    return visitor.text("#keep-code")


def open_file(visitor, text: str | bytes) -> None:
    """Choose a file with this content on the start page."""
    content = text.encode() if isinstance(text, str) else text
    visitor.page.set_input_files(
        "#checker-file", {"name": "a.json", "mimeType": "application/json", "buffer": content}
    )


def as_file(answers: dict[str, object]) -> str:
    """Return a case file."""
    return json.dumps({"format": 1, "rulebook": "", "saved_on": "2026-11-20", "answers": answers})


# By itself


def test_a_tab_killed_at_every_question_loses_nothing(person):
    """The same question, the same answers, and in the end the same report."""
    visitor = person(today=TODAY)
    visitor.begin()
    met = []
    while visitor.where()[0] != "check" or visitor.further(LATE):
        if met:
            visitor.arrive(today=TODAY)
            resume(visitor)
        _, id = visitor.where()
        assert id not in met
        met.append(id)
        if id in LATE:
            visitor.fill(id, LATE[id])
            visitor.go_on()
        else:
            visitor.page.click("#checker-skip")

    assert set(LATE) <= set(met)
    assert REPORT == visitor.result()


def test_a_tick_counts_before_going_on(person):
    """The danger page still comes, because the place is kept too."""
    visitor = person(today=TODAY)
    visitor.begin()
    visitor.answer(LATE, until="signs")
    visitor.fill("signs", ["pay_more"])
    visitor.arrive(today=LATER)

    assert "2026年11月20日" in visitor.text("#checker-saved")
    resume(visitor)
    assert ("question", "signs") == visitor.where()
    assert visitor.page.is_checked("#signs-pay_more")
    visitor.go_on()
    assert ("notice", "stop-danger") == visitor.where()


def test_what_was_skipped_is_not_asked_again(person):
    """A question left out stays left out until the reader wants it."""
    visitor = person(today=TODAY)
    visitor.begin()
    visitor.answer({id: value for id, value in LATE.items() if id not in ("contact", "price")})
    visitor.arrive(today=TODAY)
    resume(visitor)

    assert "check" == visitor.where()[0]
    assert "还没填" in visitor.text("[data-answer=contact]")


def test_the_details_come_back_without_what_is_personal(person):
    """Storage holds the platform's name, never the reader's."""
    visitor, _ = result_of(person)
    for id, text in NAMES.items():
        visitor.page.fill(f"#{id}", text)
    visitor.page.fill("#order_number", "20261119001")
    kept = visitor.page.evaluate("JSON.stringify({ ...localStorage })")

    assert "星河卡券" in kept
    assert [] == [one for one in PERSONAL if one in kept]
    visitor.arrive(today=TODAY)
    resume(visitor)
    assert "星河卡券" == visitor.page.input_value("#platform_name")
    assert "" == visitor.page.input_value("#my_name")


def test_refusing_leaves_the_storage_empty_for_the_whole_visit(person):
    """Refused is refused, on every later screen and after loading the page again."""
    visitor = person(today=TODAY)
    visitor.begin()
    visitor.answer(LATE, until="contact")
    to_start(visitor)
    assert 1 == visitor.page.evaluate("localStorage.length")
    visitor.page.click("#checker-keeping button")

    assert [0, 0, "", 0, 0] == visitor.page.evaluate(_STORED)
    assert "不保存" in visitor.text("#checker-keeping")
    assert "" == visitor.text("#checker-saved")
    visitor.begin()
    visitor.answer(LATE)
    visitor.result()
    visitor.page.fill("#platform_name", "星河卡券")
    assert [0, 0, "", 0, 0] == visitor.page.evaluate(_STORED)
    assert "不保存" in visitor.text("#keep")

    visitor.page.reload()
    visitor.until("document.body.classList.contains('checker-ready')")
    assert [0, 0, "", 0, 0] == visitor.page.evaluate(_STORED)
    assert visitor.page.evaluate("history.state.refused")


def test_a_refusal_can_be_taken_back(person):
    """One tap either way, said beside it."""
    visitor, _ = result_of(person)
    switch = "#keep .saving button"
    visitor.page.click(switch)
    assert 0 == visitor.page.evaluate("localStorage.length")
    visitor.page.click(switch)

    assert LATE == visitor.page.evaluate(f"{_CASE}.answers")


@pytest.mark.parametrize("where", ["#checker-wipe", "#checker-saved .link"])
def test_wiping_leaves_nothing_of_ours(person, where):
    """From the result and from the start page; what others keep is theirs."""
    visitor, _ = result_of(person)
    visitor.page.evaluate("localStorage.setItem('other', 'x')")
    if "saved" in where:
        visitor.arrive(today=TODAY)
    visitor.page.click(where)

    assert ["other"] == visitor.page.evaluate("Object.keys(localStorage)")
    assert "已经清除" in visitor.text(".wiped")
    assert "" == visitor.text("#checker-saved")
    visitor.page.evaluate("localStorage.clear()")


@pytest.mark.parametrize(
    "script",
    [
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no'); } });",
        "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };",
    ],
    ids=["blocked", "full"],
)
def test_where_nothing_can_be_kept_everything_else_works(person, script):
    """Blocked, private or full is one plain sentence."""
    visitor = person(today=TODAY)
    visitor.page.add_init_script(script)
    visitor.page.reload()
    visitor.begin()
    visitor.answer(LATE)

    assert "存不了内容" in visitor.text("#checker-screen .aside")
    assert REPORT == visitor.result()
    assert "存不了内容" in visitor.text("#keep")


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("refund-check.case.0", "{}"),
        ("refund-check.case.1", "not json"),
        ("refund-check.case.1", "[" * 90_000),
        ("refund-check.case.1", "x" * 1_000_000),
        ("refund-check.case.1", '{"format": 1, "answers": {"__proto__": 1, "goods": {"a": []}}}'),
        ("refund-check.case.1", '{"format": 3, "answers": {"buyer": "own_use"}}'),
        ("refund-check.case.1", "null"),
    ],
    ids=["older", "no JSON", "deep", "enormous", "hostile", "newer format", "null"],
)
def test_what_cannot_be_read_any_more_is_dropped_with_a_sentence(person, key, text):
    """Never a crash, and it does not come up twice."""
    visitor = person(today=TODAY)
    visitor.page.evaluate("([key, text]) => localStorage.setItem(key, text)", [key, text])
    visitor.arrive(today=TODAY)

    assert "已经删掉" in visitor.text("#checker-saved")
    assert 0 == visitor.page.evaluate("localStorage.length")
    visitor.begin()
    assert ("question", "buyer") == visitor.where()


def test_looking_in_replaces_nothing(person):
    """Only an answer begins a new case; opening the page or the first question does not."""
    visitor, _ = result_of(person)
    visitor.arrive(today=TODAY)
    visitor.begin()
    visitor.page.go_back()

    assert LATE == visitor.page.evaluate(f"{_CASE}.answers")


# In a link


def test_a_link_carries_the_case_to_another_device(person):
    """Byte for byte the same report; the address bar keeps nothing of it."""
    visitor, _ = result_of(person)
    visitor.page.fill("#platform_name", "星河卡券")
    visitor.until(
        "[...document.querySelectorAll('.draft textarea')].some((one) => one.value.includes('星河卡券'))"
    )
    expected = visitor.page.evaluate("reports.at(-1)")
    for id in ("my_name", "my_phone", "order_number"):
        visitor.page.fill(f"#{id}", {**NAMES, "order_number": "20261119001"}[id])
    link = link_of(visitor)
    assert len(link.split("#code=")[1]) <= 400

    other = person(today=TODAY, path=link.removeprefix(visitor.address))
    other.until("history.state.screen === 'check'")

    assert "#" not in other.page.url
    assert expected == other.result()
    assert "" == other.page.input_value("#my_name")


def test_a_code_can_be_pasted_and_a_link_opened_while_the_page_is_there(person):
    """With or without the address in front."""
    visitor, _ = result_of(person)
    link = link_of(visitor)
    pasting, opening = person(today=TODAY), person(today=TODAY)
    pasting.page.click(".by-code summary")
    pasting.page.fill("#checker-code-text", link.split("#code=")[1])
    pasting.page.click("#checker-code .button")
    opening.page.evaluate("hash => { location.hash = hash; }", "code=" + link.split("#code=")[1])

    for one in (pasting, opening):
        one.until("history.state?.screen === 'check'")
        assert "#" not in one.page.url
        assert REPORT == one.result()


def test_the_picture_comes_when_asked_for_and_is_drawn_as_shapes(person):
    """Its library is fetched then and not before, from this site."""
    visitor, _ = result_of(person)
    link_of(visitor)
    assert not any("/assets/qr/" in url for url in visitor.requests)
    visitor.page.click("#keep button:has-text('显示二维码')")
    visitor.page.wait_for_selector(".code-picture svg")

    assert any("/assets/qr/" in url for url in visitor.requests)
    length, paths = visitor.page.evaluate(_READ_PICTURE)
    assert length > 2_000 and 1 == paths


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("1AAAAAAAA", "不完整"),
        ("9BedWrtkl", "更新的版本"),
        ("1" + "A" * 50_000, "不完整"),
        ("<img src=x onerror=alert(1)>", "不完整"),
        ("", "不完整"),
    ],
    ids=["checksum", "newer", "enormous", "markup", "empty"],
)
def test_a_wrong_code_changes_nothing(person, code, said):
    """Neither the form nor what is kept."""
    visitor = person(today=TODAY)
    visitor.begin()
    visitor.fill("buyer", "own_use")
    visitor.go_on()
    before = visitor.page.evaluate("localStorage.getItem('refund-check.case.1')")
    visitor.arrive("checker/#code=" + code, today=TODAY)
    visitor.page.wait_for_selector("#checker-file-wrong:not([hidden])")

    assert said in visitor.text("#checker-file-wrong")
    assert "start" == visitor.where()[0]
    assert "#" not in visitor.page.url
    assert before == visitor.page.evaluate("localStorage.getItem('refund-check.case.1')")


# Files, and what differs


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"name": "something else", "version": 3}', "没有本页认得的回答"),
        ('{"format": 1, "answers": {}}', "没有本页认得的回答"),
        ('{"format": 1, "answers": {"goods": "moon"}}', "没有本页认得的回答"),
        ('{"format": "1", "answers": {"goods": "card_key"}}', "打不开"),
        ('{"format": 3, "answers": {"goods": "card_key"}}', "更新的版本"),
        ("[" * 90_000, "打不开"),
        (b"\xff\xfe\x00\x01" * 100, "打不开"),
        (b"x" * 3_000_000, "太大"),
        ('{"format": 1, "sealed": {"version": 2}}', "更新的版本"),
        ('{"format": 1, "sealed": {"version": 1, "iterations": 99999999999}}', "打不开"),
    ],
    ids=[
        *("foreign", "empty", "no option", "odd format", "newer", "deep", "bytes", "enormous"),
        *("newer envelope", "slow envelope"),
    ],
)
def test_a_wrong_file_changes_nothing(person, text, said):
    """Foreign, newer, damaged, enormous and hostile files end in one sentence."""
    visitor = person(today=TODAY)
    visitor.begin()
    visitor.fill("buyer", "own_use")
    visitor.go_on()
    to_start(visitor)
    before = visitor.page.evaluate(f"{_CASE}.answers")
    open_file(visitor, text)
    visitor.page.wait_for_selector("#checker-file-wrong:not([hidden])")

    assert said in visitor.text("#checker-file-wrong")
    assert "start" == visitor.where()[0]
    assert visitor.page.is_checked("#buyer-own_use")
    assert before == visitor.page.evaluate(f"{_CASE}.answers")


def test_what_differs_is_shown_and_chosen_one_by_one(person):
    """What is there stays unless the file's is chosen; nothing changes before."""
    visitor, _ = result_of(person)
    visitor.page.fill("#my_name", "王小明")
    to_start(visitor)
    file = {**LATE, "goods": "top_up", "price": "99.00", "contact": "locked_out"}
    del file["reply"]
    open_file(visitor, as_file(file))
    visitor.until("history.state.screen === 'opening'")
    shown = visitor.page.evaluate(
        "[...document.querySelectorAll('.differs')].map((one) => one.dataset.differs)"
    )

    assert ["goods", "contact", "reply", "price"] == shown
    assert LATE == visitor.page.evaluate(f"{_CASE}.answers")
    assert "99.00元" in visitor.text("[data-differs=price]")
    visitor.page.click("label[for='theirs-price']")
    visitor.page.click("#checker-screen .buttons .button")
    visitor.until("history.state.screen === 'check'")
    assert {**LATE, "price": "99.00"} == visitor.page.evaluate(f"{_CASE}.answers")
    assert "王小明" == visitor.page.input_value("#my_name")


def test_a_file_can_be_taken_whole_or_left(person):
    """Leaving is going back; taking all makes it the file's case and nobody else's."""
    visitor, _ = result_of(person)
    visitor.page.fill("#my_name", "王小明")
    to_start(visitor)
    file = {**LATE, "goods": "top_up"}
    open_file(visitor, as_file(file))
    visitor.until("history.state.screen === 'opening'")
    visitor.page.click("#checker-screen .link")
    visitor.until("history.state.screen === 'start'")
    assert LATE == visitor.page.evaluate(f"{_CASE}.answers")

    open_file(visitor, as_file(file))
    visitor.until("history.state.screen === 'opening'")
    visitor.page.click("#checker-screen .row .button")
    visitor.until("history.state.screen === 'check'")
    assert file == visitor.page.evaluate(f"{_CASE}.answers")
    assert "" == visitor.page.input_value("#my_name")


def test_a_link_does_not_replace_the_case_kept_before(person):
    """What the browser kept counts as much as what is on the page."""
    visitor, _ = result_of(person)
    code = link_of(visitor).split("#code=")[1]
    other = person(today=TODAY)
    other.begin()
    other.fill("buyer", "company")
    other.go_on()
    other.arrive("checker/#code=" + code, today=TODAY)
    other.until("history.state.screen === 'opening'")

    assert "company" == other.page.evaluate(f"{_CASE}.answers.buyer")
    assert "单位" in other.text("[data-differs=buyer]")


# Behind a passphrase


def test_a_locked_file_opens_with_its_passphrase_only(person, tmp_path):
    """It says nothing in the clear; a wrong passphrase says so, the right one gives the same report."""
    visitor, _ = result_of(person)
    page = visitor.page
    page.click("#keep summary:has-text('口令')")
    page.fill("#keep-passphrase", "short")
    page.click("#keep button:has-text('存下案件')")
    assert "至少8个字" in visitor.text("#keep .status >> nth=0")
    page.fill("#keep-passphrase", "正确的口令 battery")
    with page.expect_download() as saved:
        page.click("#keep button:has-text('存下案件')")
    file = tmp_path / "case.json"
    saved.value.save_as(file)
    sealed = json.loads(file.read_text("utf-8"))["sealed"]

    assert 600_000 <= sealed["iterations"]
    assert "own_use" not in file.read_text("utf-8")

    other = person(today=TODAY)
    other.page.set_input_files("#checker-file", file)
    other.page.wait_for_selector("#passphrase")
    other.page.fill("#passphrase", "正确的口令 Battery")
    other.page.click("#checker-screen .button")
    other.page.wait_for_selector("#checker-screen .wrong:not([hidden])")
    assert "口令不对" in other.text("#checker-screen .wrong")
    assert 0 == other.page.evaluate("localStorage.length")

    other.page.fill("#passphrase", "正确的口令 battery")
    other.page.click("#checker-screen .button")
    other.until("history.state.screen === 'check'")
    assert REPORT == other.result()


def test_a_changed_envelope_does_not_open(person):
    """Neither the salt nor the count can be touched; the right passphrase is of no use then."""
    visitor = person(today=TODAY, expect_trouble=True)
    found = visitor.page.evaluate(
        """async () => {
      const address = document.querySelector('script[src*=main]').src.replace('main.js', 'crypto.js');
      const { seal, unseal, sealedWrong } = await import(address);
      const { sealed } = JSON.parse(await seal('secret', 'passphrase'));
      const other = JSON.parse(await seal('secret', 'passphrase')).sealed;
      return [await unseal(sealed, 'passphrase'), await unseal({ ...sealed, salt: other.salt }, 'passphrase') ?? null,
        await unseal({ ...sealed, iterations: 600001 }, 'passphrase') ?? null,
        sealedWrong({ ...sealed, iterations: 1000 }), sealedWrong({ ...sealed, iv: '<' }), sealedWrong(sealed),
        sealed.salt !== other.salt && sealed.iv !== other.iv];
    }"""
    )

    assert ["secret", None, None, "damaged", "damaged", "", True] == found


@pytest.mark.parametrize("locale", ["zh", "en"])
def test_every_sentence_fits_the_narrowest_phone(person, locale):
    """The box of the last case, the choice and the code at 320 pixels."""
    visitor = person(today=TODAY, locale=locale, viewport={"width": 320, "height": 640})
    visitor.begin()
    visitor.answer(LATE)
    visitor.result()
    visitor.page.click("#keep summary >> nth=1")
    visitor.page.click("#keep details >> nth=1 >> .button")
    visitor.page.click("#keep-code ~ .row .button >> nth=1")
    visitor.page.wait_for_selector(".code-picture svg")
    wide = ["code"] * visitor.page.evaluate("document.documentElement.scrollWidth > innerWidth")
    visitor.arrive(today=TODAY)
    wide += ["start"] * visitor.page.evaluate("document.documentElement.scrollWidth > innerWidth")
    open_file(visitor, as_file({**LATE, "goods": "top_up"}))
    visitor.until("history.state.screen === 'opening'")
    wide += ["differs"] * visitor.page.evaluate("document.documentElement.scrollWidth > innerWidth")

    assert [] == wide
