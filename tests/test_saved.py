"""Saved cases: answers only, and clear words for files that cannot be opened."""

from __future__ import annotations

import json

import pytest
from cases import ANSWERS, TODAY, small

import checker
from checker.errors import SavedCaseError
from checker.saved import read, write


def key(name: str, **_: object) -> str:
    """Say the key itself."""
    return name


def code(text: str) -> str:
    """Return the code with which a file is refused."""
    with pytest.raises(SavedCaseError) as caught:
        read(text, key)
    return caught.value.code


def test_a_case_comes_back_as_it_was_saved():
    """Answers only; the result is worked out anew."""
    text = write(ANSWERS, small(), TODAY)
    found = read(text, key)

    assert (ANSWERS, "2026.1.1") == (found.answers, found.rulebook)
    assert {"format", "rulebook", "saved_on", "answers"} == set(json.loads(text))


def test_personal_answers_stay_out_unless_asked_for():
    """A file attached to a public report must not carry a name."""
    answers = {**ANSWERS, "my_name": "林晓"}

    assert "林晓" not in write(answers, small(), TODAY)
    assert "林晓" in write(answers, small(), TODAY, personal=True)


def test_bare_answers_are_a_case_too():
    """A hand-written file need not know about formats."""
    assert ANSWERS == read(json.dumps(ANSWERS), key).answers


@pytest.mark.parametrize(
    ("expected", "text"),
    [
        ("damaged-case", ""),
        ("damaged-case", '{"format": 1, "answers": {"goods"'),
        ("damaged-case", '{"format": 1}'),
        ("damaged-case", '{"format": 1, "answers": []}'),
        ("damaged-case", '{"format": "x", "answers": {}}'),
        ("damaged-case", "[" * 100_000),
        ("newer-format", '{"format": 2, "answers": {}}'),
        ("sealed-case", '{"format": 1, "sealed": {"version": 1}}'),
        ("not-an-object", "[1, 2]"),
        ("not-an-object", "null"),
        ("too-big", "x" * 4_000_001),
    ],
)
def test_a_file_that_cannot_be_opened_says_why(expected, text):
    """Damaged, newer and far too long are told apart."""
    assert expected == code(text)


def test_unknown_ids_are_told_and_not_dropped():
    """An answer nobody reads may be the one that mattered."""
    found = read('{"format": 1, "answers": {"colour": "red", "goods": "card_key"}}', key)

    with pytest.raises(checker.AnswerErrors) as caught:
        checker.assess(found.answers, today=TODAY, rulebook=small())

    assert ["colour"] == [error.question for error in caught.value.errors]
