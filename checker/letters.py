"""Letter forms into drafts: as sent, in Chinese, and as an English reading version."""

from __future__ import annotations

import re

from checker import wording
from checker.advise import offered_letters
from checker.deadlines import deadlines
from checker.facts import Case
from checker.findings import HOLDS
from checker.model import LetterForm
from checker.outcome import Outlook
from checker.report import UNKNOWN, EvidenceNeed, LetterDraft, Value

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
    # A sign of fraud asks for nothing: its articles are for the police, not for the seller.
    grounds = case.rulebook.grounds()
    holding = [
        one for one in outlook.findings if one.verdict is HOLDS and grounds[one.ground].claims
    ]
    cited = dict.fromkeys(law.provision for one in holding for law in one.citations)
    context = {
        **outlook.facts,
        "citations": [voice.cite(provision) for provision in cited],
        "reply_by": _reply_by(case, form),
        "enclosures": [voice(f"evidence.{one.item}.title") for one in enclosed],
    }
    return voice.letter(form.id, **context)


def _reply_by(case: Case, form: LetterForm) -> Value:
    """Return the day by which the letter asks for an answer; unknown when it names none."""
    found = deadlines(case, (form.reply_by,)) if form.reply_by else ()
    return found[0].last_day if found else UNKNOWN


def _finished(marked: str) -> str:
    text = _BLANK.sub(r"【\1】", marked)
    return _GAP.sub("\n\n", _TRAILING.sub("", text)).strip()
