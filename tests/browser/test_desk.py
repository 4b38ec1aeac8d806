"""Several members' files on one page: everything is worked out here, and a bad file stops nobody."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from conftest import told
from person import Person

AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
LATE, TODAY = told("no-delivery", "Instant delivery promised, nothing after 26 hours")
FILES = {
    "a.json": {**LATE, "my_name": "王小明", "platform_name": "星河卡券", "payee_name": "=样例商户"},
    "b.json": {
        **LATE,
        "my_name": "李小红",
        "platform_name": "星河 卡券",
        "payee_name": "＝样例商户",
        "price": "88.00",
    },
    "c.json": {**LATE, "signs": ["pay_more"], "platform_name": "别的平台"},
    "bad.json": None,
}


def content(answers: dict[str, object] | None) -> bytes:
    """Return a case file; half of one for nothing."""
    return json.dumps({"format": 2, "answers": answers}).encode() if answers else b'{"format": 2'


def drop(visitor: Person, files: dict[str, bytes]) -> None:
    """Choose files and wait until they are worked out."""
    visitor.page.set_input_files(
        "#desk-files",
        [
            {"name": name, "mimeType": "application/json", "buffer": text}
            for name, text in files.items()
        ],
    )
    visitor.until("/^(整理好了|Done)/.test(document.querySelector('#desk .status').textContent)")


@pytest.fixture
def desk(person):
    """Return what opens the page with the files of everybody."""

    def arrive(locale: str = "zh", **options: object) -> Person:
        visitor = person(today=TODAY, locale=locale, path="desk/", **options)
        drop(visitor, {name: content(answers) for name, answers in FILES.items()})
        return visitor

    return arrive


def test_files_come_together_and_a_bad_one_stops_nobody(desk):
    visitor = desk()
    page = visitor.page

    assert "3个案件，1个打不开" in visitor.text("#desk .status")
    assert "bad.json" in visitor.text("#desk-bad")
    assert 3 == page.locator("#desk-table tbody tr").count()
    assert "03" in visitor.text("#desk .danger") and "报警" in visitor.text("#desk .danger")
    shared = visitor.text("#desk-common")
    assert "平台“星河卡券”：01、02" in shared and "收款方“=样例商户”：01、02" in shared
    assert "王小明" not in page.inner_text("main")


def test_the_statement_names_only_those_whose_sum_is_known(desk):
    visitor = desk()
    text = visitor.text("#desk-joint .desk-letter")

    assert "我们共2人" in text and "1. 01；" in text and "03" not in text
    assert "合计118.00元" in text
    assert "没有写进去的：03" in visitor.text("#desk-joint")
    visitor.page.uncheck("#desk-codes")
    assert "1. 王小明；" in visitor.text("#desk-joint .desk-letter")


def test_the_table_can_be_taken_along_and_holds_no_formula(desk):
    visitor = desk()
    with visitor.page.expect_download() as download:
        visitor.page.click("#desk-table .button.quiet")
    table = Path(download.value.path()).read_text("utf-8-sig")

    assert '"\'=样例商户"' in table and '"\'＝样例商户"' in table
    assert 4 == len(table.strip().splitlines())


def test_the_same_file_twice_counts_once_and_nothing_stays(desk):
    visitor = desk()
    drop(visitor, {"again.json": content(FILES["a.json"])})

    assert 3 == visitor.page.locator("#desk-table tbody tr").count()
    assert "again.json" in visitor.text("#desk-bad")
    assert 0 == visitor.page.evaluate("localStorage.length")
    visitor.page.click("#desk-found .link")
    assert "" == visitor.text("#desk-found")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_nothing_and_nothing_sticks_out(desk, width, scheme):
    visitor = desk(
        "en", viewport={"width": width, "height": 800}, color_scheme=scheme, bypass_csp=True
    )
    page = visitor.page

    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")
    page.evaluate(AXE.read_text("utf-8"))
    found = page.evaluate(
        "async () => (await axe.run(document)).violations.map(({ id, nodes }) => [id, nodes[0].html])"
    )
    assert [] == found


def test_two_hundred_members_come_together(person):
    """How long it takes is measured by hand; here it must come to its end, every member counted."""
    visitor = person(today=TODAY, path="desk/")
    drop(
        visitor,
        {f"m{number}.json": content({**LATE, "price": f"{number}.00"}) for number in range(1, 201)},
    )

    assert "200个案件" in visitor.text("#desk .status")
    assert 200 == visitor.page.locator("#desk-table tbody tr").count()
    assert "20100.00" in visitor.text("#desk-table")
