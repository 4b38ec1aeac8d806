"""Letter forms into drafts: as sent, in Chinese, and as an English reading version."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checker import wording
from checker.advise import offered_letters
from checker.deadlines import deadlines
from checker.facts import Case, is_missing
from checker.findings import FAILS, HOLDS
from checker.model import LetterForm
from checker.outcome import Outlook
from checker.report import EvidenceNeed, Finding, LetterDraft
from checker.values import UNKNOWN, Value

_BLANK = re.compile(f"{wording.BLANK_OPENS}(.*?){wording.BLANK_CLOSES}")
_TRAILING = re.compile(r"[ \t]+$", re.MULTILINE)
_GAP = re.compile(r"\n{3,}")


def drafts(outlook: Outlook, needs: tuple[EvidenceNeed, ...]) -> tuple[LetterDraft, ...]:
    """Return a draft of every letter that fits the case."""
    return tuple(_draft(outlook, form, needs) for form in offered_letters(outlook))


def _draft(
    outlook: Outlook,
    form: LetterForm,
    needs: tuple[EvidenceNeed, ...],
) -> LetterDraft:
    case = outlook.case
    # Only what this case has to save can be enclosed.
    enclosed = tuple(one for one in needs if one.item in form.encloses)
    marked = _marked(outlook, form, enclosed, "zh")
    text = _finished(marked)
    return LetterDraft(
        form=form.id,
        title=case.say(f"letter.{form.id}.title"),
        where=case.say(f"letter.{form.id}.where"),
        text=text,
        reading=_finished(_marked(outlook, form, enclosed, "en")),
        blanks=tuple(dict.fromkeys(_BLANK.findall(marked))),
        limit=form.limit,
        over_limit=max(0, len(text) - form.limit) if form.limit else 0,
        encloses=tuple(one.title for one in enclosed),
    )


def _marked(
    outlook: Outlook,
    form: LetterForm,
    enclosed: tuple[EvidenceNeed, ...],
    language: str,
) -> str:
    """Return the letter in *language* with its blanks still marked."""
    case = outlook.case
    voice = wording.voice(case.rulebook, language, case.today)
    asking = [one for one in outlook.findings if _asks(case, one)]
    holding = [one for one in asking if one.verdict is HOLDS]
    # What holds is asserted; only where nothing does is there room for what can be argued.
    said = holding if holding else [one for one in asking if one.contested]
    cited = dict.fromkeys(law.provision for one in holding for law in one.citations)
    context = {
        **outlook.facts,
        "say": voice,
        "stated": tuple(_stated(case, language)),
        "grounds": _reasons(case, said),
        "claims": tuple(_claims(case, said)),
        "citations": [voice.cite(provision) for provision in cited],
        "reply_by": _reply_by(case, form),
        "enclosures": [voice(f"evidence.{one.item}.title") for one in enclosed],
    }
    return voice.letter(form.id, **context)


def _reasons(case: Case, said: list[Finding]) -> tuple[str, ...]:
    """Return the grounds whose sentences the letter may say, the first of each scenario.

    A ground that only a disputed bar has opened would say too much in its own words.
    """
    grounds = case.rulebook.grounds()
    firm = [one for one in said if one.verdict is HOLDS or grounds[one.ground].contested]
    first = {one.scenario: one.ground for one in reversed(firm)}
    return tuple(reversed(first.values()))


def _asks(case: Case, finding: Finding) -> bool:
    """Return whether a finding supports a claim; a sign of fraud asks for nothing."""
    return bool(case.rulebook.grounds()[finding.ground].claims) and finding.verdict is not FAILS


def _stated(case: Case, language: str) -> Iterator[tuple[str, Value]]:
    """Yield the keys of what can truly be stated about the answers, in asking order."""
    messages = case.rulebook.messages[language]
    for question in case.rulebook.questions.values():
        value = case.facts[question.id]
        if is_missing(value):
            continue
        base = f"question.{question.id}.stated"
        chosen = value if isinstance(value, tuple) else (value,)
        keys = [f"{base}.{one}" for one in chosen] if question.options else [base]
        yield from ((key, value) for key in keys if key in messages)


def _claims(case: Case, said: list[Finding]) -> Iterator[str]:
    """Yield the claims of the findings, in the rulebook's order; what comes on top is left out."""
    grounds = case.rulebook.grounds()
    wanted = {id for one in said for id in grounds[one.ground].claims}
    for claim in case.rulebook.claims.values():
        if claim.id in wanted and not claim.extra:
            yield claim.id


def _reply_by(case: Case, form: LetterForm) -> Value:
    """Return the day by which the letter asks for an answer; unknown when it names none."""
    found = deadlines(case, (form.reply_by,)) if form.reply_by else ()
    return found[0].last_day if found else UNKNOWN


def _finished(marked: str) -> str:
    text = _BLANK.sub(r"【\1】", marked)
    return _GAP.sub("\n\n", _TRAILING.sub("", text)).strip()
