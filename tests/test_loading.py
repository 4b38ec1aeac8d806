"""Each thing the loader refuses, with the exact words the author reads."""

from __future__ import annotations

import shutil
import zipfile

import pytest
from cases import CONTENT, SMALL, changed

import checker

FILES = [
    (
        "questions.toml",
        'goods   = ["card_key", "account", "?"]',
        'goods   = ["card_kee"]',
        "questions.toml: question 'promise': unknown value of 'goods' 'card_kee' (did you mean 'card_key'?)",
    ),
    (
        "questions.toml",
        'goods   = ["card_key", "account", "?"]',
        'promise = "dated"',
        "questions.toml: question 'promise': fact 'promise' is read before it is asked",
    ),
    (
        "questions.toml",
        'goods   = ["card_key", "account", "?"]',
        'good = "card_key"',
        "questions.toml: question 'promise': unknown fact 'good' (did you mean 'goods'?)",
    ),
    (
        "questions.toml",
        'exclusive = "none"',
        'exclusive = "nothing"',
        "questions.toml: question 'signs': 'exclusive' must be one of several options, not 'nothing'",
    ),
    (
        "questions.toml",
        'not_before = "paid_on"',
        'not_before = "received_on"',
        "questions.toml: question 'promised_by': unknown earlier date 'received_on'",
    ),
    (
        "questions.toml",
        'id   = "price"',
        'id   = "limitation"',
        "questions.toml: question 'limitation': the id 'limitation' is taken by a derived fact",
    ),
    (
        "questions.toml",
        '[[question]]\nid   = "price"',
        '[[question]]\nid = "colour"\nkind = "choice"\noptions = ["red", "blue"]\n\n[[question]]\nid   = "price"',
        "questions.toml: question 'colour': nothing reads this question",
    ),
    (
        "questions.toml",
        'options  = ["own_use", "resale"]',
        'options  = ["own_use", "resale", "gift", "found"]',
        "questions.toml: question 'buyer': nothing tells these options apart: 'gift', 'found'",
    ),
    (
        "questions.toml",
        'id   = "price"',
        'id   = "paid_on"',
        "questions.toml: question 'paid_on': the id is used twice",
    ),
    (
        "questions.toml",
        'after = "signs"',
        'after = "buyer"',
        "questions.toml: notice 'stop': fact 'signs' is read before it is asked",
    ),
    (
        "scenarios/late.toml",
        'promise = "instant"',
        'paid_on = "2026-01-01"',
        "scenarios/late.toml: ground 'late': fact 'paid_on' may not stand in a condition",
    ),
    (
        "scenarios/late.toml",
        'promised_time = "passed"',
        'promised_time = "past"',
        "scenarios/late.toml: ground 'late': unknown value of 'promised_time' 'past' (did you mean 'passed'?)",
    ),
    (
        "scenarios/late.toml",
        'promise = "instant"',
        'outcome = "owed"',
        "scenarios/late.toml: ground 'late': unknown fact 'outcome'",
    ),
    (
        "scenarios/late.toml",
        'basis  = ["sample-law.5"]',
        'basis  = ["sample-law.6"]',
        "scenarios/late.toml: ground 'late': unknown provision 'sample-law.6' (did you mean 'sample-law.5'?)",
    ),
    (
        "scenarios/late.toml",
        'basis  = ["sample-law.5"]',
        "basis  = []",
        "scenarios/late.toml: ground 'late': it has no basis: name the provisions",
    ),
    (
        "scenarios/late.toml",
        'law_at = "paid_on"',
        'law_at = "price"',
        "scenarios/late.toml: ground 'late': 'law_at' must be a date fact or today, not 'price'",
    ),
    (
        "scenarios/late.toml",
        'claims = ["refund"]',
        'claims = ["refnd"]',
        "scenarios/late.toml: ground 'late': unknown claim 'refnd' (did you mean 'refund'?)",
    ),
    (
        "scenarios/late.toml",
        'id     = "late-consumer"',
        'id     = "fraud-signs"',
        "scenarios/late.toml: ground 'fraud-signs': the id is used twice",
    ),
    (
        "scenarios/late.toml",
        'id      = "late"',
        'id      = "later"',
        "scenarios/late.toml: the id is 'later', the file's name says 'late'",
    ),
    (
        "rulebook.toml",
        '["danger", "late"]',
        '["late"]',
        "rulebook.toml: scenario 'danger' is not in the list of scenarios",
    ),
    (
        "rulebook.toml",
        'danger      = "fraud-signs"',
        'danger      = "fraud-sings"',
        "rulebook.toml: unknown ground 'fraud-sings' (did you mean 'fraud-signs'?)",
    ),
    (
        "bars.toml",
        'blocks    = ["late"]',
        'blocks    = ["lat"]',
        "bars.toml: bar 'account-trade': unknown ground 'lat' (did you mean 'late'?)",
    ),
    (
        "bars.toml",
        'denies = ["consumer"]',
        'denies = ["consumers"]',
        "bars.toml: bar 'not-a-consumer': unknown need 'consumers' (did you mean 'consumer'?)",
    ),
    (
        "scenarios/late.toml",
        'promise       = "dated"\npromised_time = "not_due"',
        'paid_to       = "person"',
        "scenarios/late.toml: ground 'due-later': 'paid_to' is asked after the verdict",
    ),
    (
        "parties.toml",
        'paid_to = "person"',
        'paid_to = "persons"',
        "parties.toml: party 'payee': unknown value of 'paid_to' 'persons' (did you mean 'person'?)",
    ),
    (
        "claims.toml",
        'amount = "principal"',
        'amount = "principle"',
        "claims.toml: claim 'refund': unknown amount 'principle' (did you mean 'principal'?)",
    ),
    (
        "routes/ask.toml",
        'letter    = "demand"',
        'letter    = "demands"',
        "routes/ask.toml: step 'send-demand': unknown letter 'demands' (did you mean 'demand'?)",
    ),
    (
        "routes/ask.toml",
        '"reply", "complaint"',
        '"replay", "complaint"',
        "routes/ask.toml: step 'send-demand': unknown deadline 'replay' (did you mean 'reply'?)",
    ),
    (
        "routes/ask.toml",
        'next = ["complain"]',
        'next = ["complian"]',
        "routes/ask.toml: outcome 'silent': unknown route 'complian' (did you mean 'complain'?)",
    ),
    (
        "routes/otherwise.toml",
        'outcome = ["unlawful"',
        'outcome = ["unlawfull"',
        "routes/otherwise.toml: unknown value of 'outcome' 'unlawfull' (did you mean 'unlawful'?)",
    ),
    (
        "deadlines.toml",
        'period   = "acceptance-days"',
        'period   = "acceptance-day"',
        "deadlines.toml: deadline 'complaint': unknown parameter 'acceptance-day' (did you mean 'acceptance-days'?)",
    ),
    (
        "deadlines.toml",
        'counting = "working-days"',
        'counting = "days"',
        "deadlines.toml: deadline 'complaint': 'acceptance-days' is in working-days, but counting is days",
    ),
    (
        "deadlines.toml",
        "suggested = true\n",
        "",
        "deadlines.toml: deadline 'reply': it has neither a basis nor 'suggested = true'",
    ),
    (
        "letters.toml",
        '"payment-record", "chat"',
        '"payment-records", "chat"',
        "letters.toml: letter 'demand': unknown evidence 'payment-records' (did you mean 'payment-record'?)",
    ),
    (
        "warnings.toml",
        'level = "danger"',
        'level = "loud"',
        "warnings.toml: warning 'fraud': unknown level 'loud'",
    ),
    (
        "law/sample-law.toml",
        "from    = 2025-01-01",
        "from    = 2024-06-01",
        "law/sample-law.toml: provision '5': two versions are in force on 2024-06-01",
    ),
    (
        "law/sample-law.toml",
        'before  = "old-law.9"',
        'before  = "old-law.8"',
        "law/sample-law.toml: provision '5': unknown provision 'old-law.8' (did you mean 'old-law.9'?)",
    ),
    (
        "wording/zh/all.toml",
        "late.holds = 'ground.late.holds'\n",
        "",
        "wording/zh: message 'ground.late.holds': it is missing",
    ),
    (
        "wording/en/all.toml",
        "late.holds = ",
        "late.hold = ",
        "wording/en: message 'ground.late.hold': nothing says it (did you mean 'ground.late.holds'?)",
    ),
    (
        "wording/en/all.toml",
        "'ground.late.holds'",
        "'{% if price %}yes{% endif %}'",
        "wording/en: message 'ground.late.holds': logic or a comment stands in a sentence: use another key instead",
    ),
    (
        "wording/en/all.toml",
        "'ground.late.holds'",
        "'{{ prise }}'",
        "wording/en: message 'ground.late.holds': unknown variable 'prise'",
    ),
    (
        "wording/en/all.toml",
        "'ground.late.holds'",
        "'{{ cite(\"sample-law.7\") }}'",
        "wording/en: message 'ground.late.holds': unknown cite 'sample-law.7'",
    ),
    (
        "wording/en/all.toml",
        "'claim.refund.with_amount [{{ amount }}]'",
        "'{{ amount|monney }}'",
        "wording/en: message 'claim.refund.with_amount': unknown filter 'monney'",
    ),
    (
        "letters/zh/demand.txt.j2",
        "{% if price is known %}",
        "{% if prise is known %}",
        "letters/zh/demand.txt.j2: unknown variable 'prise'",
    ),
]


@pytest.mark.parametrize(("file", "old", "new", "expected"), FILES, ids=[row[3] for row in FILES])
def test_a_mistake_is_named(tmp_path, file, old, new, expected):
    """An author is told which file, which entry, what is wrong and what was perhaps meant."""
    folder = changed(tmp_path, file, old, new)

    with pytest.raises(checker.RulebookError) as caught:
        checker.load_rulebook(folder)

    assert expected in str(caught.value).splitlines()


def test_all_mistakes_of_a_kind_are_told_at_once(tmp_path):
    """Nobody mends a rulebook one error at a time."""
    folder = changed(tmp_path, "claims.toml", '"principal"', '"principle"')
    bars = folder / "bars.toml"
    bars.write_text(bars.read_text("utf-8").replace('["late"]', '["gone"]'), "utf-8")

    with pytest.raises(checker.RulebookError) as caught:
        checker.load_rulebook(folder)

    assert 2 == len(caught.value.problems)


def test_a_missing_or_broken_file_is_named(tmp_path):
    """A half-written file is the author's matter, not a crash."""
    folder = changed(tmp_path, "claims.toml", "[[claim]]", "[[claim")
    (folder / "bars.toml").unlink()

    with pytest.raises(checker.RulebookError) as caught:
        checker.load_rulebook(folder)

    files = {problem.file: problem.problem for problem in caught.value.problems}
    assert "the file is missing" == files["bars.toml"]
    assert "Expected ']]'" in files["claims.toml"]


def test_a_letter_without_its_translation_is_missing(tmp_path):
    """Both languages are complete or the rulebook does not load."""
    folder = tmp_path / "rulebook"
    shutil.copytree(SMALL, folder)
    (folder / "letters/en/statement.txt.j2").unlink()

    with pytest.raises(checker.RulebookError) as caught:
        checker.load_rulebook(folder)

    assert "letters/en/statement.txt.j2: the file is missing" == str(caught.value)


def test_a_rulebook_loads_from_an_archive(tmp_path):
    """In the browser the content lies inside a zip file."""
    archive = tmp_path / "app.zip"
    with zipfile.ZipFile(archive, "w") as zipped:
        for file in sorted(SMALL.rglob("*.*")):
            zipped.write(file, f"rulebook/{file.relative_to(SMALL)}")

    loaded = checker.load_rulebook(zipfile.Path(archive, "rulebook/"))

    assert "2026.1.1" == loaded.version


def test_the_packaged_rulebook_loads():
    """The content in the package has no mistake the loader knows."""
    assert checker.load_rulebook(CONTENT).version == checker.load_rulebook().version
    assert checker.load_rulebook() is checker.load_rulebook()
