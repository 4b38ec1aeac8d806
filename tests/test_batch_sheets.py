"""Cases from a spreadsheet: what Excel does to cells is undone, or refused with a reason."""

from __future__ import annotations

import csv
import io
import os
import subprocess
import sys
import zipfile
from datetime import date, datetime
from pathlib import Path

import pytest
from batches import DAY, TODAY, batch, contents, problems, table, write
from cases import WHOLE as ANSWERS
from click.testing import CliRunner
from openpyxl import Workbook, load_workbook

import checker
from checker.batch import commas, workbook
from checker.batch.cells import CellRefused, Formula, answer, words
from checker.batch.merges import Area, areas
from checker.batch.sheet import CASE
from checker.cli import main
from checker.model import LOCALES, Kind
from checker.spelling import spelled
from checker.wording import voice

BOOK = checker.load_rulebook()
WORDS = words(BOOK, DAY)
HEAD = [CASE, *ANSWERS]
ROW = ["A1", *(one[0] if isinstance(one, list) else one for one in ANSWERS.values())]


def sheet(path: Path, *rows: list[object]) -> Path:
    """Write an Excel file and return its path."""
    book = Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


def text(path: Path, *rows: list[str], encoding: str = "utf-8", between: str = ",") -> Path:
    """Write a CSV file and return its path."""
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file, delimiter=between).writerows(rows)
    return path


def letter(out: Path, code: str) -> str:
    """Return the first letter of a case."""
    return sorted((out / "cases" / code / "信").iterdir())[0].read_text("utf-8")


# The template


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_the_template_of_every_question_reads_back(tmp_path, locale, ending):
    """Filled in with the labels it shows, every option of every question is understood."""
    path = tmp_path / f"t.{ending}"
    made = CliRunner().invoke(main, ["batch", "--template", str(path), "--locale", locale])
    say = voice(BOOK, locale, DAY)
    reader = commas.rows if ending == "csv" else workbook.rows
    header, notes, *rest = reader(path, say)

    assert 0 == made.exit_code, made.output
    assert [CASE, *BOOK.questions] == list(header)
    assert notes[0].startswith("##")
    assert [] == rest
    for id, note in zip(header[1:], notes[1:], strict=True):
        assert note.startswith(say(f"question.{id}.ask"))
        for option in BOOK.questions[id].options:
            label = say(f"question.{id}.option.{option}")
            found = answer(BOOK.questions[id], label, WORDS)
            assert label in note
            assert found in (option, [option])


def test_an_option_is_known_by_its_id_and_by_its_label_in_either_language():
    """No label of one option is the id or a label of another, or a group would get wrong letters."""
    for question in BOOK.questions.values():
        for option in question.options:
            names = [option]
            for locale in LOCALES:
                say = voice(BOOK, locale, DAY)
                names.append(say(f"question.{question.id}.option.{option}"))
            found = {WORDS.options[question.id][spelled(name).letters] for name in names}

            assert {option} == found


def test_the_template_of_excel_offers_the_options(tmp_path):
    """A list to choose from below each question with one answer."""
    path = tmp_path / "t.xlsx"
    CliRunner().invoke(main, ["batch", "--template", str(path)])
    book = load_workbook(path)
    choices = [one for one in BOOK.questions.values() if one.kind is Kind.CHOICE]

    assert len(choices) == len(book.worksheets[0].data_validations.dataValidation)
    assert "@" == book.worksheets[0].column_dimensions["A"].number_format


def test_a_template_is_never_written_over_a_filled_in_sheet(tmp_path):
    """Hours of typing are lost otherwise."""
    path = text(tmp_path / "t.csv", HEAD, ROW)
    before = path.read_bytes()
    result = CliRunner().invoke(main, ["batch", "--template", str(path)])

    assert 2 == result.exit_code
    assert before == path.read_bytes()


def test_a_filled_in_template_gives_the_letters_of_a_case_file(tmp_path):
    """From Excel, with dates as dates, money as a number and labels in two languages."""
    path = tmp_path / "cases.xlsx"
    CliRunner().invoke(main, ["batch", "--template", str(path)])
    book = load_workbook(path)
    page = book.worksheets[0]
    at = {cell.value: cell.column for cell in page[1]}
    for id, value in {
        CASE: "张三-1",
        "buyer": "自己或家里人用",
        "goods": BOOK.messages["en"]["question.goods.option.card_key"],
        "signs": "都没有；",
        "contact": "reachable",
        "trouble": "nothing_arrived",
        "promise": "instant",
        "paid_to": "wechat_merchant",
        "paid_on": datetime(2026, 11, 20),
        "price": 128.0,
        "order_state": "不清楚",
    }.items():
        page.cell(3, at[id]).value = value
    book.save(path)
    result = batch(path, "--out", tmp_path / "out")

    report = checker.assess({**ANSWERS, "order_state": "?"}, today=DAY)
    assert 0 == result.exit_code, result.output
    assert f"{report.letters[0].text}\n" == letter(tmp_path / "out", "张三-1")


# What spreadsheet programs do


@pytest.mark.parametrize(
    ("encoding", "between"),
    [
        ("utf-8", ","),
        ("utf-8-sig", ","),
        ("gb18030", ","),
        ("gbk", ";"),
        ("utf-16", "\t"),
        ("utf-8", "\t"),
    ],
)
def test_the_usual_encodings_and_separators_are_known(tmp_path, encoding, between):
    """Chinese Excel saves plain CSV in GBK, and “Unicode text” in UTF-16 with tabs."""
    head, row = [*HEAD, "platform_name", "#经办人"], [*ROW, "星河卡券", "王五, 赵六; 组"]
    path = text(tmp_path / "c.csv", head, row, encoding=encoding, between=between)
    result = batch(path, "--out", tmp_path / "out")

    assert 0 == result.exit_code, result.output
    assert "星河卡券" in letter(tmp_path / "out", "A1")


def test_an_order_to_excel_about_the_separator_is_followed(tmp_path):
    """The line ``sep=;``."""
    path = text(tmp_path / "c.csv", HEAD, ROW, between=";")
    path.write_text("sep=;\r\n" + path.read_text("utf-8"), "utf-8")

    assert 0 == batch(path, "--out", tmp_path / "out").exit_code


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        (128, "128"),
        (128.0, "128"),
        (0.1 + 0.2, "0.3"),
        (29.9, "29.9"),
        (12.345, "12.345"),
        (1e20, "100000000000000000000"),
        ("128元", "128元"),
        (" ", None),
        (None, None),
        ("？", "?"),
        ("Not sure", "?"),
    ],
)
def test_numbers_for_money_have_no_noise(cell, value):
    """What is shown in the cell is what is meant; the door for answers decides the rest."""
    assert value == answer(BOOK.questions["price"], cell, WORDS)


@pytest.mark.parametrize(
    "cell",
    [
        "2026/11/2",
        "2026-11-02 14:30",
        "2026年11月2日",
        datetime(2026, 11, 2, 14, 30),
        date(2026, 11, 2),
    ],
)
def test_days_come_as_dates_or_as_text(tmp_path, cell):
    """With or without the time of day that order lists have."""
    at = HEAD.index("paid_on")
    rows = [[*ROW[:at], cell, *ROW[at + 1 :]], [*ROW[:at], date(2026, 11, 2), *ROW[at + 1 :]]]
    rows[1][0] = "B"
    result = batch(sheet(tmp_path / "c.xlsx", HEAD, *rows), "--out", tmp_path / "out")

    found = contents(tmp_path / "out" / "cases")
    assert 0 == result.exit_code, result.output
    assert found["A1/result.txt"] == found["B/result.txt"]


@pytest.mark.parametrize(
    ("id", "cell", "reason"),
    [
        ("price", Formula(), "formula"),
        ("price", "=1+1", "formula"),
        ("platform_name", '="0012"', "formula"),
        ("price", "#REF!", "error-value"),
        ("paid_on", "########", "error-value"),
        ("order_number", 2.02611020000001e17, "digits-lost"),
        ("order_number", "2.02611E+17", "digits-lost"),
        ("order_number", 1234567890123456, "digits-lost"),
        ("product_name", datetime(2026, 11, 2), "became-a-date"),
    ],
)
def test_cells_that_nobody_typed_are_refused(id, cell, reason):
    """A wrong order number in a letter is worse than none."""
    with pytest.raises(CellRefused) as caught:
        answer(BOOK.questions[id], cell, WORDS)

    assert reason == str(caught.value)


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        (13800138000, "13800138000"),
        (13800138000.0, "13800138000"),
        ("20261102000000123456", "20261102000000123456"),
        (" 星河 ", "星河"),
    ],
)
def test_numbers_that_are_names_keep_their_digits(cell, value):
    """Phone numbers, order numbers."""
    assert value == answer(BOOK.questions["order_number"], cell, WORDS)


def test_several_choices_stand_in_one_cell():
    """With either kind of semicolon, or one below the other."""
    labels = BOOK.messages["zh"]
    cell = f"pay_more; {labels['question.signs.option.fake_site']}；\ngave_codes"

    assert ["pay_more", "fake_site", "gave_codes"] == answer(BOOK.questions["signs"], cell, WORDS)


# Rows and columns


def test_what_is_wrong_is_listed_by_row_and_column_and_the_rest_is_done(tmp_path):
    """Formulas, errors, wrong options, a date in the future, all at once."""
    rows = [
        ROW,
        ["A2", *ROW[1:-1], "=SUM(A1:A2)"],
        ["A3", "balloon", *ROW[2:]],
        ["A4", *ROW[1:-2], date(2027, 1, 1), 5],
        ["A5", *ROW[1:]],
    ]
    result = batch(sheet(tmp_path / "c.xlsx", HEAD, *rows), "--out", tmp_path / "out")

    assert 2 == result.exit_code
    assert [
        ("第3行", "A2", "price"),
        ("第4行", "A3", "buyer"),
        ("第5行", "A4", "paid_on"),
    ] == [tuple(row[:3]) for row in problems(tmp_path / "out")]
    assert {"A1", "A5"} == {path.name for path in (tmp_path / "out" / "cases").iterdir()}


def test_a_code_that_stands_twice_is_reported_and_not_mixed_up(tmp_path):
    """The first is done; the second gets the row of the first."""
    path = text(tmp_path / "c.csv", HEAD, ROW, ["A2", *ROW[1:]], ROW)
    result = batch(path, "--out", tmp_path / "out")

    [[place, code, column, told]] = problems(tmp_path / "out")
    assert 2 == result.exit_code
    assert ("第4行", "A1", CASE, True) == (place, code, column, "第2行" in told)
    assert {"A1", "A2"} == {path.name for path in (tmp_path / "out" / "cases").iterdir()}


def test_titles_notes_and_empty_rows_are_passed_over(tmp_path):
    """A heading above the header, a month between the rows; what was no case is said."""
    path = sheet(
        tmp_path / "c.xlsx",
        ["十一月的案件"],
        [],
        HEAD,
        ["## 说明", "谁用"],
        ROW,
        [None, "  "],
        ["第二组"],
        ["A2", *ROW[1:]],
    )
    result = batch(path, "--out", tmp_path / "out")

    assert 0 == result.exit_code, result.output
    assert {"A1", "A2"} == set(table(tmp_path / "out")) - {"编号"}
    assert "1行没有任何回答，没有当作案件：第7行" in (tmp_path / "out" / "summary.md").read_text(
        "utf-8"
    )


def test_a_merged_cell_is_not_taken_for_an_empty_one(tmp_path):
    """One code or platform over several rows: only the first row would have it."""
    path = sheet(
        tmp_path / "c.xlsx", ["标题"], HEAD, ROW, ["A2", *ROW[1:]], ["一组"], ["A3", *ROW[1:]]
    )
    book = load_workbook(path)
    for area in ("A1:J1", "C3:C4", "A5:J5"):
        book.active.merge_cells(area)
    book.save(path)
    result = batch(path, "--out", tmp_path / "out")

    [[place, code, column, told]] = problems(tmp_path / "out")
    assert 2 == result.exit_code
    assert ("第4行", "A2", "goods", True) == (place, code, column, "取消合并" in told)
    assert "没有当作案件：第5行" in (tmp_path / "out" / "summary.md").read_text("utf-8")
    assert {"A1", "A3"} == {path.name for path in (tmp_path / "out" / "cases").iterdir()}


def test_merged_areas_are_found_across_the_pieces_of_a_part():
    """A part is read in pieces; a name cut in two still counts, and once."""
    tag = b'<x:mergeCell ref="B2:AA3"/>'
    for gap in range(len(tag) + 2):
        part = io.BytesIO(b" " * ((1 << 20) - gap) + tag)

        assert [Area(2, 2, 3, 27)] == areas(part)


def test_a_row_without_a_code_is_named_by_its_row(tmp_path):
    """So that it can be found; the group is told, because rows move."""
    path = text(tmp_path / "c.csv", HEAD, ["", *ROW[1:]])
    batch(path, "--out", tmp_path / "out")

    summary = (tmp_path / "out" / "summary.md").read_text("utf-8")
    assert "1行没有编号" in summary
    assert (tmp_path / "out" / "cases" / "row-2" / "result.txt").is_file()


@pytest.mark.parametrize(
    ("header", "told"),
    [
        ([*HEAD[:-1], "pricee"], "price"),
        ([*HEAD[:-1], "完全不同"], "完全不同"),
        ([*HEAD[:-1], "goods"], "goods"),
        (["a", "b"], CASE),
    ],
)
def test_a_header_that_is_not_known_is_refused_with_what_was_meant(tmp_path, header, told):
    """Before anything is written."""
    result = batch(text(tmp_path / "c.csv", header, ROW), "--out", tmp_path / "out")

    assert 2 == result.exit_code
    assert told in result.output
    assert not (tmp_path / "out").exists()


def test_headings_may_be_written_as_people_write_them(tmp_path):
    """Capitals and spaces do not matter."""
    header = [one.replace("_", " ").title() for one in HEAD]

    assert 0 == batch(text(tmp_path / "c.csv", header, ROW), "--out", tmp_path / "out").exit_code


def test_a_cell_beside_the_columns_is_not_overlooked(tmp_path):
    """An answer without a heading would be lost in silence."""
    result = batch(
        text(tmp_path / "c.csv", HEAD, [*ROW, "already_used"]), "--out", tmp_path / "out"
    )

    assert 2 == result.exit_code
    [[_, _, column, told]] = problems(tmp_path / "out")
    assert ("K", True) == (column, "already_used" in told)


# Formula injection


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "＝", "＋", "－", "＠", "\t=", "\r=", " ="])
def test_no_cell_of_the_tables_acts_as_a_formula(tmp_path, sign):
    """Whatever a code begins with; half and full width, and behind spaces."""
    assert commas.harmless(f"{sign}cmd|'/c calc'!A1").startswith("'")


def test_a_code_that_looks_like_a_formula_is_text_in_both_tables(tmp_path):
    """In Excel as it is, in CSV with an apostrophe."""
    code = "@SUM(1+1)"
    path = text(tmp_path / "c.csv", HEAD, [code, *ROW[1:]], ["-2+3", "balloon", *ROW[2:]])
    batch(path, "--out", tmp_path / "out")
    page = load_workbook(tmp_path / "out" / "table.xlsx").active

    assert [f"'{code}", "'-2+3"] == list(table(tmp_path / "out"))[1:]
    assert "'-2+3" == problems(tmp_path / "out")[0][1]
    assert [(code, "s"), ("-2+3", "s")] == [
        (page.cell(at, 1).value, page.cell(at, 1).data_type) for at in (2, 3)
    ]


def test_text_in_the_table_of_excel_is_never_a_formula(tmp_path):
    """A file name may begin with =."""
    source = tmp_path / "cases"
    source.mkdir()
    (source / "=1+1.json").write_text("{}", "utf-8")
    batch(source, "--out", tmp_path / "out")
    page = load_workbook(tmp_path / "out" / "table.xlsx").active

    assert {"s", "n", "d"} >= {cell.data_type for row in page.iter_rows() for cell in row}
    assert "=1+1" == page["A2"].value


def test_characters_that_no_workbook_may_hold_do_no_harm(tmp_path):
    """One bad answer must not make the table of all the others unreadable."""
    source = write(tmp_path / "cases", {"a": {**ANSWERS, "goods": "\uffff\ufffe\ud800\x01"}})
    result = batch(source, "--out", tmp_path / "out")
    page = load_workbook(tmp_path / "out" / "table.xlsx").active

    assert 2 == result.exit_code
    assert "a" == page["A2"].value
    assert "����" in page["P2"].value


def test_amounts_and_days_in_the_table_of_excel_are_numbers_and_dates(tmp_path):
    """So that sums and sorting work."""
    batch(text(tmp_path / "c.csv", HEAD, ROW), "--out", tmp_path / "out")
    page = load_workbook(tmp_path / "out" / "table.xlsx").active
    row = {head.value: cell for head, cell in zip(page[1], page[2], strict=True)}

    assert (128, "n", "0.00") == (
        row["付了（元）"].value,
        row["付了（元）"].data_type,
        row["付了（元）"].number_format,
    )


# Files that are no sheet


def packed(path: Path, **parts: bytes) -> Path:
    """Return an Excel file with some of its parts replaced."""
    sheet(path, HEAD, ROW)
    with zipfile.ZipFile(path) as old:
        found = {name: old.read(name) for name in old.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name, content in {**found, **parts}.items():
            new.writestr(name, content)
    return path


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path):
    """A few hundred kilobytes that would fill the memory."""
    path = packed(tmp_path / "c.xlsx", bomb=b"\0" * (workbook.UNPACKED + 1))
    result = batch(path, "--out", tmp_path / "out")

    assert path.stat().st_size < 1_000_000
    assert 2 == result.exit_code
    assert "文件太大" in result.output


@pytest.mark.parametrize(
    ("part", "content"),
    [
        ("[Content_Types].xml", b"<Types"),
        ("xl/workbook.xml", b"<workbook/>"),
        ("xl/worksheets/sheet1.xml", b"<worksheet><sheetData><row r='1'><c r='A1' t='s'><v>9"),
        ("xl/worksheets/sheet1.xml", b"\xff\xfe\x00"),
    ],
)
def test_a_damaged_part_is_said_in_a_sentence(tmp_path, part, content):
    """Whatever is broken inside, the advice is the same: save it anew."""
    result = batch(packed(tmp_path / "c.xlsx", **{part: content}), "--out", tmp_path / "out")

    assert 2 == result.exit_code
    assert "这个Excel文件读不了" in result.output


def test_declarations_that_make_xml_grow_are_refused(tmp_path):
    """No program writes them into a sheet."""
    evil = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><worksheet/>'
    result = batch(packed(tmp_path / "c.xlsx", **{"xl/worksheets/sheet1.xml": evil}))

    assert 2 == result.exit_code
    assert "DOCTYPE" in result.output


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("c.xlsx", b"", "不完整"),
        ("c.xlsx", b"PK\x03\x04 and nothing more", "不完整"),
        ("c.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "旧格式"),
        ("c.xls", b"\xd0\xcf\x11\xe0", "旧格式"),
        ("c.docx", b"PK", "认不出"),
        ("c.csv", b"", "标题行"),
        ("c.csv", b"case,buyer,goods\n", "没有案件"),
        ("c.csv", b'case,buyer,goods\n"A1,own_use,card_key\nA2,own_use,card_key\n', "引号"),
        ("c.csv", b"case,buyer,goods\n\x81\xff\xfe\xff", "编码"),
    ],
)
def test_what_is_no_sheet_is_said_in_a_sentence(tmp_path, name, content, told):
    """And nothing is written."""
    path = tmp_path / name
    path.write_bytes(content)
    result = batch(path, "--out", tmp_path / "out")

    assert 2 == result.exit_code
    assert told in result.output
    assert not (tmp_path / "out").exists()


def test_a_sheet_that_never_ends_is_refused(tmp_path):
    """Formatted down to the last row, or with more cases than one run takes."""
    path = tmp_path / "c.csv"
    path.write_text(",".join(HEAD) + "\n" + ",own_use\n" * 20_001, "utf-8")
    long = tmp_path / "d.csv"
    long.write_text(",".join(HEAD) + "\n" * 100_002 + ",own_use\n", "utf-8")

    for one in (path, long):
        result = batch(one, "--out", tmp_path / "out")
        assert 2 == result.exit_code
        assert "太多了" in result.output


def test_without_openpyxl_a_csv_is_done_and_a_workbook_refused_in_words(tmp_path):
    """A desk where nothing can be installed still gets letters and a table."""
    book = sheet(tmp_path / "c.xlsx", HEAD, ROW)
    path = text(tmp_path / "d.csv", HEAD, ROW)
    hide = "import sys; sys.modules['openpyxl'] = None; from checker.cli import main; main()"

    def run(source: Path) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-c", hide, "batch", str(source), "--jobs", "1", *TODAY]
        return subprocess.run(command, capture_output=True, text=True, check=False)

    refused, done = run(book), run(path)

    assert (2, 0) == (refused.returncode, done.returncode), done.stderr
    assert "openpyxl" in refused.stderr and "Traceback" not in refused.stderr
    assert (tmp_path / "d-results" / "table.csv").is_file()
    assert not (tmp_path / "d-results" / "table.xlsx").exists()


def test_a_workbook_gives_the_same_bytes_every_time(tmp_path):
    """The moment of writing is in none of its parts."""
    path = sheet(tmp_path / "c.xlsx", HEAD, ROW)
    for name in ("one", "two"):
        batch(path, "--out", tmp_path / name)
        os.utime(tmp_path, (1, 1))
    first, second = (tmp_path / name / "table.xlsx" for name in ("one", "two"))

    assert first.read_bytes() == second.read_bytes()
    with zipfile.ZipFile(io.BytesIO(first.read_bytes())) as archive:
        assert b"2026-11-23T00:00:00" in archive.read("docProps/core.xml")
