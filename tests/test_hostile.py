"""Hostile input at every door of the engine: nothing runs, nothing is lost, every message is clear."""

from __future__ import annotations

import json
from pathlib import Path
from unicodedata import category

import pytest
from cases import TODAY
from cases import WHOLE as CASE
from click.testing import CliRunner
from hostile import FILES, READ, TEXTS, VALUES

import checker
from checker.cli import main
from checker.decoder import decode
from checker.errors import AnswerErrors, SavedCaseError
from checker.saved import read
from checker.web import handle
from checker.wording import voice

BOOK = checker.load_rulebook()
KINDS = {"choice": "goods", "choices": "signs", "date": "paid_on", "money": "price"}
PERSONAL = "my_name"
MEANT = {
    ("thai digits", "money"),  # a number is a number in any script
    ("full width day", "paid_on"),
    ("long list", "signs"),  # one answer, said very often
    *(("nothing", id) for id in KINDS.values()),  # not answered
}
"""What is odd and means something all the same."""
NEVER = ("Traceback", "Error(", "<module", "undefined", "object at 0x")


def clear(text: str) -> None:
    """Fail unless a text is a sentence that can be shown as it is."""
    assert text.strip()
    assert not [word for word in NEVER if word in text]
    acting = ("Cf", "Co", "Cs", "Zl", "Zp")
    assert not [one for one in text if one in "<>`\\\x00\x1b" or category(one) in acting]
    assert len(text) < 2_000


def tried(answers: object) -> object:
    """Return the report of answers, or nothing when they were refused in clear words."""
    reports = []
    for locale in ("zh", "en"):
        try:
            reports.append(checker.assess(answers, today=TODAY, locale=locale))
        except AnswerErrors as refused:
            assert refused.errors
            for error in refused.errors:
                clear(error.text)
    return reports[0] if reports else None


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("name", TEXTS)
def test_a_text_where_something_else_is_asked_is_refused(name, kind):
    report = tried(CASE | {KINDS[kind]: TEXTS[name]})

    assert report is None or (name, kind) in MEANT


@pytest.mark.parametrize("name", VALUES)
def test_a_value_of_the_wrong_kind_is_refused_or_means_nothing(name):
    for id in (*KINDS.values(), PERSONAL):
        report = tried(CASE | {id: VALUES[name]})
        assert report is None or id in (PERSONAL, "price") or (name, id) in MEANT, id


@pytest.mark.parametrize("name", TEXTS)
def test_a_text_in_a_letter_stays_text_or_is_refused(name):
    """Whatever gets into a letter stands there letter by letter."""
    report = tried(CASE | {PERSONAL: TEXTS[name]})
    if report is None:
        return
    said = TEXTS[name].strip()
    for letter in report.letters:
        assert "49" not in letter.text.replace("2049", "") or "49" in said
        clear(letter.text.replace("【", "").replace("】", "")[:1_999])
    assert not said or any(said in letter.text for letter in report.letters)


@pytest.mark.parametrize("name", TEXTS)
def test_a_name_of_a_question_that_is_none_is_told(name):
    with pytest.raises(AnswerErrors) as refused:
        checker.assess(CASE | {TEXTS[name]: "x"}, today=TODAY)

    [error] = refused.value.errors
    clear(error.text)
    assert not [one for one in error.question if category(one) in ("Cc", "Cf", "Cs")]


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_is_no_case_says_so(name, tmp_path):
    """In both languages, and on the command line without a traceback."""
    content = FILES[name]
    text = content if isinstance(content, str) else content.decode("utf-8", "replace")
    for locale in ("zh", "en"):
        with pytest.raises(SavedCaseError) as refused:
            read(text, voice(BOOK, locale, TODAY))
        clear(str(refused.value))
    file = tmp_path / "case.json"
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    done = CliRunner().invoke(main, ["assess", str(file), "--today", str(TODAY)])
    assert 2 == done.exit_code and isinstance(done.exception, SystemExit)
    clear(done.output)


@pytest.mark.parametrize("name", READ)
def test_a_file_with_strange_contents_is_read_or_refused(name, tmp_path):
    file = Path(tmp_path / "case.json")
    file.write_text(READ[name], "utf-8")
    done = CliRunner().invoke(main, ["assess", str(file), "--today", str(TODAY)])

    assert done.exit_code in (0, 2)
    assert done.exception is None or isinstance(done.exception, SystemExit)
    assert done.exit_code == 0 or done.output.strip()
    assert not [word for word in NEVER if word in done.output]
    assert "<img" not in done.output


@pytest.mark.parametrize("name", TEXTS)
def test_the_other_sides_words_are_weighed_and_never_obeyed(name):
    """The decoder answers, or says that the text is too long; it repeats nothing."""
    try:
        found = decode(TEXTS[name], today=TODAY, locale="zh", rulebook=BOOK)
    except AnswerErrors as refused:
        clear(refused.errors[0].text)
        return
    said = found.to_json()
    assert "<script" not in said and "\\u0000" not in said


@pytest.mark.parametrize("name", FILES)
def test_the_worker_answers_whatever_it_is_sent(name):
    """One border at which nothing gets through: an answer with the reason, never an exception."""
    content = FILES[name]
    text = content if isinstance(content, str) else content.decode("utf-8", "replace")
    answer = json.loads(handle(text))

    assert answer["ok"] is False and answer["errors"]
    for error in answer["errors"]:
        assert error["code"] != "internal"
        clear(error["text"])


@pytest.mark.parametrize("field", ["id", "op", "today", "locale", "letters", "answers", "text"])
@pytest.mark.parametrize("name", [*TEXTS, *VALUES])
def test_the_worker_answers_whatever_a_field_holds(name, field):
    value = TEXTS.get(name, VALUES.get(name))
    if isinstance(value, bytes):
        value = value.decode("latin-1")
    request = {"v": 1, "id": 1, "op": "assess", "today": "2026-11-23", "answers": CASE}
    answer = json.loads(handle(json.dumps(request | {field: value})))

    assert answer["v"] == 1
    for error in answer.get("errors", ()):
        assert error["code"] != "internal", error
        clear(error["text"])


def test_there_are_more_than_two_hundred_cases():
    doors = len(TEXTS) * (len(KINDS) + 3) + len(VALUES) + 2 * len(FILES) + len(READ)

    assert doors + 7 * (len(TEXTS) + len(VALUES)) > 200
