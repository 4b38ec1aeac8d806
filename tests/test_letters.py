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
from checker.papers import Length, Style, Tone
from checker.paragraphs import fitted
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


CALM, SHORT = Style(), Style(length=Length.SHORT)
FIRM, FIRM_SHORT = Style(tone=Tone.FIRM), Style(tone=Tone.FIRM, length=Length.SHORT)


def report(story: dict, style: Style = CALM, *, filled_in: bool = False) -> Report:
    """Return the Chinese report of a story, on request with the details for the letters."""
    return _report(story["number"], style, filled_in)


@cache
def _report(number: int, style: Style, filled_in: bool) -> Report:
    story = stories()[number]
    details = IDENTITY if filled_in else {}
    answers = {**story["answers"], **details}
    return checker.assess(answers, today=story["today"], locale="zh", style=style)


by_name = pytest.mark.parametrize("story", stories(), ids=lambda story: story["name"])


@by_name
def test_the_reading_version_has_the_same_paragraphs(story):
    """Who reads the English knows paragraph by paragraph what is sent."""
    for style in (CALM, FIRM_SHORT):
        for letter in report(story, style).letters:
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
    for style in (CALM, FIRM):
        found = report(story, style)
        holding = [one for one in found.findings if one.verdict == "holds"]
        allowed = {citation.provision for one in holding for citation in one.citations}
        for letter in found.letters:
            said = {id for part in letter.parts for id in part.provisions}
            assert len(said) >= len(set(re.findall("《[^》]+》第", letter.text)))
            assert set() == said - allowed - consequences(letter.form, style)


def consequences(form: str, style: Style) -> set[str]:
    """Return the law that this letter may add in the firm tone."""
    book = checker.load_rulebook()
    ids = book.letters[form].consequences if style.tone is Tone.FIRM else ()
    return {provision for id in ids for provision in book.consequences[id].basis}


@by_name
def test_every_provision_named_can_be_opened(story):
    """Its gist, the day of its text, its source and when it was compared."""
    found = report(story, FIRM)
    known = {one.provision: one for one in found.letter_law}
    for letter in found.letters:
        assert letter.text == "\n\n".join(part.text for part in letter.parts)
        assert letter.reading == "\n\n".join(part.reading for part in letter.parts)
        for part in letter.parts:
            for law in (known[id] for id in part.provisions):
                assert law.gist and law.source and law.checked >= law.version_from
                title, article = law.label.split("》")
                assert title in part.text and article in part.text


@by_name
def test_firm_adds_and_short_leaves_out(story):
    """Facts, demand, day and signature are the same in every way of writing."""
    for style in (FIRM, SHORT, FIRM_SHORT):
        pairs = zip(report(story).letters, report(story, style).letters, strict=True)
        for plain, other in pairs:
            assert (other.tone in plain.tones, other.length in plain.lengths) == (True, True)
            assert (plain.form, plain.tones, plain.blanks) == (
                other.form,
                other.tones,
                other.blanks,
            )
            same = (plain.tone, plain.length) == (other.tone, other.length)
            assert not same or plain.text == other.text
            assert plain.tone == other.tone or other.text != plain.text
            if plain.tone == other.tone:
                assert len(other.text) <= len(plain.text)
            for kept in (r"请在\d+年\d+月\d+日前", r"\d+\.\d\d元（"):
                assert re.findall(kept, plain.text)[:1] == re.findall(kept, other.text)[:1]
            signed = r"\d+年\d+月\d+日$"
            assert re.findall(signed, plain.text) == re.findall(signed, other.text)


def test_a_firm_letter_states_the_law_and_threatens_nobody():
    """What it adds are the sentences of the list of consequences, with their articles."""
    firm = [one for story in stories() for one in report(story, FIRM).letters]
    said = [one for one in firm if one.tone == "firm"]

    assert {one.form for one in firm if len(one.tones) > 1} >= {"refund-demand", "second-request"}
    assert any("《诉讼费用交纳办法》" in one.text for one in said)
    for one in firm:
        assert not re.search("曝光|后果自负|一定|骗子", one.text)
    for form in ("police-statement", "samr-complaint", "statement-of-claim"):
        assert {("calm",)} == {one.tones for one in firm if one.form == form}


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
    """Words about the police make the form go to the wrong desk; test_paths knows all the words."""
    complaints = [
        (one, found)
        for story in stories()
        for found in (report(story),)
        for one in found.letters
        if one.form == "samr-complaint"
    ]
    assert complaints
    for letter, found in complaints:
        assert not re.search("报警|公安|诈骗|举报|处罚", letter.text)
        listed = {word for one in found.misroutings for word in one.words}
        assert {"报警", "公安", "诈骗", "举报", "处罚"} <= listed
        assert {"complaint-not-report", "not-for-the-police"} <= set(letter.misroutings)


def test_the_fields_of_the_complaint_form():
    """What the form asks for, the limits that are known, and that unknown ones are said unknown."""
    story = {**stories()[0], "answers": COMPLAINT, "today": date(2026, 11, 23)}
    found = checker.assess({**COMPLAINT, **IDENTITY}, today=story["today"])
    [letter] = [one for one in found.letters if one.form == "samr-complaint"]
    fields = {one.field: one for one in letter.fields}

    assert ("星河卡券", 0) == (fields["company"].text, fields["company"].limit)
    assert ("", 40) == (fields["own-address"].text, fields["own-address"].limit)
    assert ("点卡", 50) == (fields["product"].text, fields["product"].limit)
    content = fields["complaint-text"]
    assert (400, "body", "") == (content.limit, content.fill, content.trimmed)
    assert letter.text == letter.parts[0].text + "\n\n" + content.text
    assert "form-12315.report-form" == content.provision
    assert content.provision in {one.provision for one in found.letter_law}
    met = {one.condition: one.verdict for one in letter.conditions}
    assert ("holds", "holds", "open") == (
        met["respondent-known"],
        met["daily-life"],
        met["own-identity"],
    )


COMPLAINT = {
    "buyer": "own_use",
    "goods": "card_key",
    "signs": ["none"],
    "contact": "reachable",
    "trouble": "nothing_arrived",
    "promise": "instant",
    "order_state": "shows_paid",
    "paid_on": "2026-11-02",
    "price": "128.00",
    "reply": "refused",
    "paid_to": "wechat_merchant",
    "sold_on": "card_site",
    "operator_known": "yes",
    "stage": "none",
}


@pytest.mark.parametrize(
    ("limit", "left"),
    [
        (99, "甲。乙乙乙。丙。\n\n请退款。证据见附件。"),
        (17, "甲。乙乙乙。丙。\n\n请退款。"),
        (13, "甲。乙乙乙。\n\n请退款。"),
        (9, "甲。\n\n请退款。"),
        (5, "甲。"),
        (1, ""),
    ],
)
def test_a_text_too_long_for_its_field_loses_whole_sentences(limit, left):
    """The longest paragraph first, so that what is asked for stays as long as it can."""
    assert left == fitted("甲。乙乙乙。丙。\n\n请退款。证据见附件。", limit)


def test_what_a_letter_does_without_is_named():
    """The reader may still find it out; what is not asked in this case is not named."""
    found = checker.assess({**COMPLAINT, "price": "?"}, today=date(2026, 11, 23))
    [letter] = [one for one in found.letters if one.form == "second-request"]

    assert {"price", "asked_on", "payee_name", "payment_number"} == set(letter.better_with)


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
