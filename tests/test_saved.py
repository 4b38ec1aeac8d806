"""Saved cases: answers only, and clear words for files that cannot be opened."""

from __future__ import annotations

import json

import pytest
from cases import ANSWERS, TODAY, small

import checker
from checker.errors import SavedCaseError
from checker.progress import NOTHING, Progress, read_progress
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
    assert {"format", "rulebook", "saved_on", "answers", "progress"} == set(json.loads(text))


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
        ("damaged-case", '{"format": true, "answers": {}}'),
        ("newer-format", '{"format": 3, "answers": {}}'),
        ("sealed-case", '{"format": 1, "sealed": {"version": 1}}'),
        ("sealed-case", '{"format": 2, "sealed": {"version": 1}}'),
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


SENT = {"demand": {"sent_on": "2026-11-20", "place": "客服邮箱", "answered_on": "2026-11-22"}}


def progress(letters: object, **rest: object) -> Progress:
    """Return what is read from a file with these letters."""
    text = json.dumps({"format": 2, "answers": ANSWERS, "progress": {"letters": letters, **rest}})
    return read_progress(read(text, key).progress, small(), TODAY, key)


def test_what_became_of_the_letters_comes_back_as_it_was_saved():
    """When, where, and that there has been a result."""
    kept = Progress(reached=True, letters=SENT)
    found = read(write(ANSWERS, small(), TODAY, progress=kept), key)

    assert kept == read_progress(found.progress, small(), TODAY, key)


def test_a_file_of_the_first_format_is_a_case_in_which_nothing_was_sent():
    """Whoever saved before letters had a status loses nothing; what it never held is not read."""
    old = {"format": 1, "rulebook": "2025.1.1", "answers": ANSWERS, "progress": {"letters": SENT}}
    found = read(json.dumps(old), key)

    assert ANSWERS == found.answers
    assert NOTHING == read_progress(found.progress, small(), TODAY, key)


@pytest.mark.parametrize(
    ("expected", "letters"),
    [
        (["not-an-object"], ["demand"]),
        (["unknown-question"], {"<script>": {"sent_on": "2026-11-20"}}),
        (["not-an-object"], {"demand": "2026-11-20"}),
        (["not-a-date"], {"demand": {"place": "邮箱"}}),
        (["not-a-date"], {"demand": {"sent_on": "soon"}}),
        (["not-a-date"], {"demand": {"sent_on": "2026-02-30"}}),
        (["future-date"], {"demand": {"sent_on": "2026-11-24"}}),
        (["not-text"], {"demand": {"sent_on": 20261120}}),
        (["bad-characters"], {"demand": {"sent_on": "2026-11-20", "place": "<img src=x>"}}),
        (["bad-characters"], {"demand": {"sent_on": "2026-11-20", "place": "a\u202eb"}}),
        (["too-long"], {"demand": {"sent_on": "2026-11-20", "place": "x" * 101}}),
        (["unknown-question"], {"demand": {"sent_on": "2026-11-20", "status": "won"}}),
    ],
)
def test_hostile_progress_is_refused_as_answers_are(expected, letters):
    """All of it at once, with nothing in the words that could act."""
    with pytest.raises(checker.AnswerErrors) as caught:
        progress(letters)

    assert expected == [error.code for error in caught.value.errors]
    assert "<" not in "".join(error.question for error in caught.value.errors)
