"""Many cases at once: everything is done, nothing stops the rest, nothing is done twice."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from batches import DAY, TODAY, batch, contents, problems, table, write
from cases import WHOLE as ANSWERS
from click.testing import CliRunner

import checker
from checker.batch.names import Names, safe_name
from checker.cli import main

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture
def many(tmp_path) -> Path:
    """Return a folder with twenty cases that differ."""
    goods = ("card_key", "phone_credit", "membership", "balance")
    cases = {
        f"c{at:02}": {**ANSWERS, "goods": goods[at % 4], "price": f"{at + 1}.50"}
        for at in range(20)
    }
    return write(tmp_path / "cases", cases)


def test_every_case_gets_its_letters_as_one_case_does(tmp_path):
    """Byte for byte the letters of the report, in the order and under the names of the site's zip."""
    source = write(tmp_path / "cases", {"李四": ANSWERS})
    result = batch(source)

    report = checker.assess(ANSWERS, today=DAY)
    folder = tmp_path / "cases-results" / "cases" / "李四"
    letters = sorted((folder / "信").iterdir())
    assert 0 == result.exit_code, result.output
    assert len(report.letters) == len(letters) > 1
    assert [f"{one.text}\n" for one in report.letters] == [
        one.read_text("utf-8") for one in letters
    ]
    assert letters[0].name.startswith("01-")
    assert report.headline.text == (folder / "result.txt").read_text("utf-8").splitlines()[0]


def test_the_table_and_the_summary_say_what_came_of_it(tmp_path):
    """Sums are exact, whatever the answers; the person who reads only the summary knows enough."""
    danger = {**ANSWERS, "signs": ["pay_more"], "price": "0.10"}
    source = write(tmp_path / "cases", {"a": ANSWERS, "b": danger, "c": {"goods": "balloon"}})
    result = batch(source, "--locale", "en", "--out", tmp_path / "out")

    summary = (tmp_path / "out" / "summary.md").read_text("utf-8")
    rows = table(tmp_path / "out")
    assert 2 == result.exit_code
    assert ["Case", "a", "b", "c"] == list(rows)
    assert ["128.00", "128.00"] == rows["a"][4:6]
    assert "cannot be read" == rows["c"][2]
    assert "3 cases: 2 have a result, 1 cannot be read" in summary
    assert "CNY 128.10, from 2 cases" in summary
    assert "stop the loss first: 1" in summary


def test_what_is_due_soon_is_listed_by_day(tmp_path):
    """The one thing that cannot wait for somebody to open ten thousand folders."""
    waits = {**ANSWERS, "promise": "dated", "order_state": "shows_paid", "reply": "not_asked"}
    late, early = ({**waits, "promised_by": day} for day in ("2026-11-28", "2026-11-24"))
    source = write(tmp_path / "cases", {"a": late, "b": early, "c": ANSWERS})
    batch(source, "--out", tmp_path / "out")

    summary = (tmp_path / "out" / "summary.md").read_text("utf-8").splitlines()
    rows = table(tmp_path / "out")
    due = [f"- {rows[code][11]} {code}：{rows[code][12]}" for code in ("b", "a")]
    at = summary.index("## 14天内到期")
    assert ["2026-11-28", "2026-11-24"] == [rows[code][11] for code in ("a", "b")]
    assert "2027-11-20" == rows["c"][11]
    assert ["", *due, ""] == summary[at + 1 : at + 5]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"{", "damaged-case"),
        (b"[]", "not-an-object"),
        (b"[" * 100_000, "damaged-case"),
        (b" " * 4_000_001, "too-big"),
        (b"\xff\xfe\x00\x81\xff", "damaged-case"),
        (b'{"format": 99, "answers": {}}', "newer-format"),
        (b'{"format": 2, "sealed": {}}', "sealed-case"),
    ],
)
def test_a_bad_file_is_listed_with_the_reason_a_single_case_gets(tmp_path, content, reason):
    """And the others are done all the same."""
    source = write(tmp_path / "cases", {"good": ANSWERS})
    (source / "bad.json").write_bytes(content)
    result = batch(source, "--out", tmp_path / "out")

    text = checker.load_rulebook().messages["zh"][f"error.{reason}.text"].split("{{")[0]
    assert 2 == result.exit_code
    [[place, _, _, told]] = problems(tmp_path / "out")
    assert ("bad.json", True) == (place, told.startswith(text))
    assert text in (tmp_path / "out" / "summary.md").read_text("utf-8")
    assert "bad.json" in (tmp_path / "out" / "summary.md").read_text("utf-8")
    assert (tmp_path / "out" / "cases" / "good" / "result.txt").is_file()


def test_all_that_is_wrong_with_a_case_is_named(tmp_path):
    """Question by question, in the words of the door for answers."""
    bad = {**ANSWERS, "goods": "balloon", "price": "-1", "colour": "red"}
    batch(write(tmp_path / "cases", {"a": bad}), "--out", tmp_path / "out")

    rows = problems(tmp_path / "out")
    with pytest.raises(checker.AnswerErrors) as caught:
        checker.assess(bad, today=DAY)
    assert [("a.json", "a", one.question, one.text) for one in caught.value.errors] == [
        tuple(row) for row in rows
    ]


def test_a_saved_case_with_an_impossible_progress_is_refused(tmp_path):
    """A letter that was sent tomorrow starts no clock."""
    saved = {
        "format": 2,
        "rulebook": "2025.1.1",
        "answers": ANSWERS,
        "progress": {"reached": True, "letters": {"refund-demand": {"sent_on": "2027-01-01"}}},
    }
    old = {**saved, "progress": {}}
    result = batch(write(tmp_path / "cases", {"a": saved, "b": old}), "--out", tmp_path / "out")

    rows = table(tmp_path / "out")
    assert 2 == result.exit_code
    assert "refund-demand.sent_on" in rows["a"][15]
    assert "2025.1.1" == rows["b"][16]


def test_a_case_file_in_gbk_is_read(tmp_path):
    """Notepad on an older Chinese Windows saves so; names must not turn into question marks."""
    source = write(tmp_path / "cases", {})
    text = json.dumps({**ANSWERS, "platform_name": "星河卡券"}, ensure_ascii=False)
    (source / "a.json").write_bytes(text.encode("gb18030"))
    batch(source, "--out", tmp_path / "out")

    letter = next((tmp_path / "out" / "cases" / "a" / "信").iterdir())
    assert "星河卡券" in letter.read_text("utf-8")


# Running again


def test_running_again_does_nothing_twice(many, tmp_path):
    """And says so; the results are the same bytes."""
    out = tmp_path / "out"
    batch(many, "--out", out)
    before = contents(out)
    times = {path: path.stat().st_mtime_ns for path in (out / "cases").rglob("*")}
    again = batch(many, "--out", out)

    assert before == contents(out)
    assert times == {path: path.stat().st_mtime_ns for path in (out / "cases").rglob("*")}
    assert "20个案件以前已经做好" in again.output


def test_only_what_is_missing_or_changed_is_done(many, tmp_path):
    """Half of the markers gone, one answer changed: eleven of twenty."""
    out = tmp_path / "out"
    batch(many, "--out", out)
    before = contents(out)
    for marker in sorted((out / "cases").glob("*/.batch.json"))[:10]:
        marker.unlink()
    write(many, {"c19": {**ANSWERS, "price": "77.00"}})
    again = batch(many, "--out", out)

    assert "9个案件以前已经做好" in again.output
    assert "77.00" == table(out)["c19"][4]
    assert {name for name in before if "c19" not in name and "cases/" in name} == {
        name for name in contents(out) if "c19" not in name and "cases/" in name
    }


def test_another_day_is_another_result(many, tmp_path):
    """Letters and last days depend on the day; yesterday's are not passed off as today's."""
    out = tmp_path / "out"
    batch(many, "--out", out)
    arguments = ["batch", str(many), "--out", str(out), "--jobs", "1", "--today", "2026-11-24"]
    again = CliRunner().invoke(main, arguments, catch_exceptions=False)

    assert "以前已经做好" not in again.output


def test_a_letter_changed_by_hand_is_never_lost(tmp_path):
    """Somebody has filled in the blanks; then an answer changes."""
    source, out = write(tmp_path / "cases", {"a": ANSWERS}), tmp_path / "out"
    batch(source, "--out", out)
    letter = sorted((out / "cases" / "a" / "信").iterdir())[0]
    letter.write_text("我改过的信", "utf-8")
    write(source, {"a": {**ANSWERS, "price": "99.00"}})
    again = batch(source, "--out", out)

    aside = letter.with_name(f"{letter.stem}-改过1.txt")
    assert "我改过的信" == aside.read_text("utf-8")
    assert "我改过的信" != letter.read_text("utf-8")
    assert "1个文件被人改过" in again.output


def test_letters_that_no_longer_fit_are_taken_away(tmp_path):
    """A demand for money that came back after all must not lie there to be sent."""
    source, out = write(tmp_path / "cases", {"a": ANSWERS}), tmp_path / "out"
    batch(source, "--out", out)
    write(source, {"a": {**ANSWERS, "goods": "balloon"}})
    batch(source, "--out", out)

    assert {"table.csv", "table.xlsx", "problems.csv", "summary.md"} == set(contents(out))


@pytest.mark.parametrize("name", ["../../kept.txt", "/tmp/kept.txt", "信/../../../kept.txt"])
def test_a_marker_from_elsewhere_leads_nowhere(tmp_path, name):
    """Results are handed round; a marker that names a file outside is not followed."""
    source, out = write(tmp_path / "cases", {"a": ANSWERS}), tmp_path / "out"
    batch(source, "--out", out)
    kept = tmp_path / "kept.txt"
    kept.write_bytes(b"")
    (out / "kept.txt").write_bytes(b"")
    marker = out / "cases" / "a" / ".batch.json"
    empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    marker.write_text(json.dumps({"key": "x", "texts": [[name, empty]], "result": {}}), "utf-8")
    batch(source, "--out", out)

    assert kept.is_file()
    assert (out / "kept.txt").is_file()


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '{"key": 1, "texts": 5, "result": []}'])
def test_a_damaged_marker_means_that_it_is_done_again(tmp_path, text):
    """A power cut leaves what it leaves."""
    source, out = write(tmp_path / "cases", {"a": ANSWERS}), tmp_path / "out"
    batch(source, "--out", out)
    before = contents(out)
    (out / "cases" / "a" / ".batch.json").write_text(text, "utf-8")
    again = batch(source, "--out", out)

    assert (0, before) == (again.exit_code, contents(out))


def test_the_number_of_workers_changes_no_byte(many, tmp_path):
    """The case that cannot be read too."""
    write(many, {"c07": {"goods": "balloon"}})
    batch(many, "--out", tmp_path / "one", "--jobs", "1")
    batch(many, "--out", tmp_path / "two", "--jobs", "2")

    assert contents(tmp_path / "one") == contents(tmp_path / "two")


@pytest.mark.parametrize("kind", [signal.SIGINT, signal.SIGKILL])
def test_an_interrupted_run_is_taken_up_again(tmp_path, kind):
    """Stopped while it works; what was done is whole, and the rest follows."""
    cases = {f"c{at:03}": {**ANSWERS, "price": f"{at + 1}.00"} for at in range(300)}
    source, out = write(tmp_path / "cases", cases), tmp_path / "out"
    command = [sys.executable, "-m", "checker", "batch", str(source), *TODAY]
    running = subprocess.Popen(
        [*command, "--out", str(out), "--jobs", "2"],
        cwd=ROOT,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    while len(list(out.glob("cases/*/.batch.json"))) < 10 and running.poll() is None:
        time.sleep(0.01)
    if kind is signal.SIGINT:
        os.killpg(running.pid, kind)  # as a terminal does it, to the workers too
    else:
        running.kill()
    # It ends when the last of the workers has closed it: nobody works on for a dead parent.
    told = running.communicate(timeout=300)[1].decode()
    done = len(list(out.glob("cases/*/.batch.json")))
    again = batch(source, "--out", out, "--jobs", "2")
    whole = batch(source, "--out", tmp_path / "whole", "--jobs", "2")

    assert 10 <= done < 300
    assert (0, 0) == (again.exit_code, whole.exit_code)
    assert "以前已经做好" in again.output
    assert contents(tmp_path / "whole") == contents(out)
    if kind is signal.SIGINT:
        assert 130 == running.returncode
        assert "再运行一次" in told
        assert "Traceback" not in told


# Names


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("../../etc/passwd", "_.._etc_passwd"),
        ("..", "case"),
        ("", "case"),
        ("CON", "_CON"),
        ("com1.txt", "_com1.txt"),
        ("LPT¹", "_LPT¹"),
        ("a\\b:c*d?e", "a_b_c_d_e"),
        ("-rf", "_rf"),
        (".hidden", "hidden"),
        ("end. .", "end"),
        ("a\u202eb\x00c\nd", "abc d"),
        ("张三 　 2号", "张三 2号"),
        ("é", "é"),
    ],
)
def test_names_are_safe_on_every_system(name, safe):
    """Nothing leads out of the folder, hides, or is refused by Windows."""
    assert safe == safe_name(name, "case")


def test_names_are_short_and_whole():
    """A letter of three bytes is not cut in two."""
    assert "卡" * 32 == safe_name("卡" * 200, "case")


def test_names_that_a_system_takes_for_one_get_numbers():
    """Windows and macOS do not tell Ａ, a and A apart."""
    names = Names()

    assert ["A1", "a1~2", "Ａ1~3", "a1~2~2"] == [
        names.new(one, "case") for one in ("A1", "a1", "Ａ1", "a1~2")
    ]


def test_hostile_file_names_stay_inside(tmp_path):
    """A name that is not even text in UTF-8 too."""
    source, out = (
        write(tmp_path / "cases", {"..x": ANSWERS, "=cmd|' a'!A1": ANSWERS}),
        tmp_path / "out",
    )
    (source / os.fsdecode(b"\xff\xfe.json")).write_text(json.dumps(ANSWERS), "utf-8")
    (source / "dir.json").mkdir()
    result = batch(source, "--out", out)

    names = sorted(path.name for path in (out / "cases").iterdir())
    assert 0 == result.exit_code, result.output
    assert ["=cmd_' a'!A1", "x", "��"] == names
    assert {"cases", "out"} == {path.name for path in tmp_path.iterdir()}


# What cannot be done at all


@pytest.mark.parametrize("arguments", [[], ["--template", "t.csv", "FOLDER"]])
def test_a_folder_or_a_template_is_asked_for(tmp_path, arguments):
    """One of them."""
    given = [str(tmp_path) if one == "FOLDER" else one for one in arguments]

    assert 2 == CliRunner().invoke(main, ["batch", *given]).exit_code


def test_an_empty_folder_is_said(tmp_path):
    """And nothing is written."""
    result = batch(write(tmp_path / "cases", {}))

    assert 2 == result.exit_code
    assert "没有案件文件" in result.output
    assert ["cases"] == [path.name for path in tmp_path.iterdir()]


def test_a_place_that_cannot_be_written_is_said(tmp_path):
    """In a sentence, not in a traceback."""
    (tmp_path / "file").write_text("", "utf-8")
    result = batch(write(tmp_path / "cases", {"a": ANSWERS}), "--out", tmp_path / "file" / "out")

    assert 2 == result.exit_code
    assert "写不进去" in result.output
