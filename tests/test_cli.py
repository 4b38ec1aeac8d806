"""The command line, as a person uses it."""

from __future__ import annotations

import json
from datetime import date

import pytest
from cases import WHOLE as ANSWERS
from click.testing import CliRunner

import checker
from checker.cli import main

TODAY = ("--today", "2026-11-23")


@pytest.fixture
def case(tmp_path):
    """Return a writer of case files."""

    def write(answers: object) -> str:
        path = tmp_path / "case.json"
        path.write_text(json.dumps(answers, ensure_ascii=False), "utf-8")
        return str(path)

    return write


def run(*arguments: str, typed: str = ""):
    """Return the result of one command."""
    return CliRunner().invoke(main, arguments, input=typed, catch_exceptions=False)


def test_assess_prints_the_report_as_the_package_returns_it(case):
    """Byte for byte."""
    result = run("assess", case({"format": 1, "answers": ANSWERS}), *TODAY, "--json")

    expected = checker.assess(ANSWERS, today=date(2026, 11, 23)).to_json() + "\n"
    assert (0, expected) == (result.exit_code, result.output)


@pytest.mark.parametrize("locale", ["zh", "en"])
def test_assess_is_readable(case, locale):
    """The answer first, then the first step, in either language."""
    report = checker.assess(ANSWERS, today=date(2026, 11, 23), locale=locale)
    result = run("assess", case(ANSWERS), *TODAY, "--locale", locale)

    assert 0 == result.exit_code
    assert report.headline.text == result.output.splitlines()[0]
    assert report.routes[0].steps[0].text in result.output


def test_explain_goes_down_to_the_answers(case):
    """Each reason with where it comes from."""
    result = run(
        "explain", case({**ANSWERS, "promise": "dated", "promised_by": "2026-11-21"}), *TODAY
    )

    assert 0 == result.exit_code
    assert "late-delivery-consumer: holds" in result.output
    assert "  promised_time = passed  [derived]\n    today = 2026-11-23  [clock]\n" in result.output


def test_letters_are_printed_in_full(case):
    """With the English reading version under each."""
    report = checker.assess(ANSWERS, today=date(2026, 11, 23))
    result = run("letters", case(ANSWERS), *TODAY)

    assert report.letters
    assert all(one.text in result.output and one.reading in result.output for one in report.letters)


def test_bad_answers_are_all_named_and_the_exit_is_2(case):
    """One run shows everything there is to mend."""
    bad = {
        **ANSWERS,
        "colour": "red",
        "goods": "balloon",
        "price": "-128",
        "paid_on": "2027-01-01",
        "my_name": "x" * 1_000_000,
        "platform_name": "<script>alert(1)</script>",
    }
    result = run("assess", case(bad), *TODAY)

    assert 2 == result.exit_code
    named = {line.split(":")[0] for line in result.output.splitlines()}
    assert {"colour", "goods", "price", "paid_on", "my_name", "platform_name"} == named
    assert len(result.output) < 2_000
    assert "<script" not in result.output


def test_bad_answers_as_json(case):
    """For other programs."""
    result = run("assess", case({"goods": "balloon"}), *TODAY, "--json")

    assert 2 == result.exit_code
    assert ["unknown-option"] == [one["code"] for one in json.loads(result.output)["errors"]]


@pytest.mark.parametrize("text", ["", "{", "[]", '{"format": 99, "answers": {}}', "\x00\xff"])
def test_a_file_that_is_no_case_exits_with_2(tmp_path, text):
    """And says why, in a sentence."""
    path = tmp_path / "case.json"
    path.write_bytes(text.encode("latin-1"))
    result = run("assess", str(path), *TODAY)

    assert 2 == result.exit_code
    assert result.output.strip()


def test_an_older_rulebook_is_mentioned(case):
    """An old file gets today's law, and is told so."""
    old = {"format": 1, "rulebook": "2025.1.1", "answers": ANSWERS}
    result = CliRunner().invoke(main, ["assess", case(old), *TODAY, "--json"])

    assert 0 == result.exit_code
    assert "2025.1.1" in result.stderr
    assert "headline" in json.loads(result.stdout)


# The questionnaire


def test_ask_leads_through_the_questions_to_a_report(tmp_path):
    """Numbers choose, Enter skips, b goes back, ? is 不清楚."""
    file = tmp_path / "saved.json"
    typed = "\n".join(
        [
            "1",  # buyer: own_use
            "99",  # goods: no such number
            "2",  # goods: the wrong one
            "b",  # signs: back to goods
            "1",  # goods: card_key
            "8",  # signs: none
            "1",  # contact: reachable
            "1",  # trouble: nothing_arrived
            "?",  # promise: not sure
            *[""] * 30,
        ]
    )
    result = run("ask", *TODAY, "--save", str(file), typed=typed)

    assert 0 == result.exit_code, result.output
    assert {
        "buyer": "own_use",
        "goods": "card_key",
        "signs": ["none"],
        "contact": "reachable",
        "trouble": "nothing_arrived",
        "promise": "?",
    } == json.loads(file.read_text("utf-8"))["answers"]


def test_ask_refuses_a_bad_answer_and_asks_again():
    """A date in the future gets its sentence, and the same question."""
    say = checker.load_rulebook().messages["zh"]
    typed = "\n".join(["", "1", *[""] * 6, "2030-01-01", "2026-11-20", *[""] * 20])
    result = run("ask", *TODAY, typed=typed)

    assert 0 == result.exit_code, result.output
    assert 2 == result.output.count(say["question.paid_on.ask"])


def test_ask_can_print_json_alone():
    """What is asked goes to the other stream."""
    typed = "\n" * 25
    result = CliRunner().invoke(
        main, ["ask", *TODAY, "--json"], input=typed, catch_exceptions=False
    )

    assert "open" == json.loads(result.stdout)["headline"]["state"]


def test_ask_speaks_of_danger_at_once():
    """The notice comes right after the answer, before the next question."""
    say = checker.load_rulebook().messages["zh"]
    result = run("ask", *TODAY, typed="1\n1\n2\n" + "\n" * 25)

    notice = result.output.index(say["notice.stop-danger.title"])
    assert notice < result.output.index(say["question.contact.ask"])


def test_the_package_answers_to_its_name():
    """python -m checker."""
    result = run("--help")

    assert 0 == result.exit_code
    assert all(name in result.output for name in ("ask", "assess", "explain", "letters"))
