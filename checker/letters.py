"""Letter forms into drafts: as sent, in Chinese, and as an English reading version."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import zip_longest

from checker import channels, law, wording
from checker.advise import offered_letters
from checker.deadlines import deadlines
from checker.drafting import LetterPart
from checker.facts import Case, is_missing
from checker.findings import FAILS, HOLDS, cited, law_day
from checker.lacking import Missed
from checker.outcome import Outlook
from checker.papers import Consequence, Length, LetterCondition, LetterForm, Style, Tone
from checker.paragraphs import cited_in, paragraphs
from checker.report import Citation, EvidenceNeed, Finding, LetterDraft
from checker.values import UNKNOWN, Value

_BLANK = re.compile(f"{wording.BLANK_OPENS}(.*?){wording.BLANK_CLOSES}")
_TRAILING = re.compile(r"[ \t]+$", re.MULTILINE)
_GAP = re.compile(r"\n{3,}")
_BETTER_WITH = ("paid_on", "price", "asked_on", "stage_on", "payee_name", "payment_number")
"""Facts that a letter does without when it has to, and would be stronger with."""


def drafts(
    outlook: Outlook, needs: tuple[EvidenceNeed, ...], style: Style
) -> tuple[LetterDraft, ...]:
    """Return a draft of every letter that fits the case, in that style where it has it."""
    return tuple(_draft(outlook, form, needs, style) for form in offered_letters(outlook))


@dataclass(frozen=True, slots=True)
class _Writing:
    """One letter about to be written: the same facts for both languages."""

    outlook: Outlook
    form: LetterForm
    enclosed: tuple[EvidenceNeed, ...]
    said: tuple[Finding, ...]  # the findings whose claims it makes
    consequences: tuple[Consequence, ...]  # said in the firm tone only
    tone: Tone
    length: Length

    @property
    def tones(self) -> tuple[Tone, ...]:
        """The tones it can be written in; firm needs something to be firm about."""
        return tuple(Tone) if self.consequences else (Tone.CALM,)


def _draft(
    outlook: Outlook, form: LetterForm, needs: tuple[EvidenceNeed, ...], style: Style
) -> LetterDraft:
    case = outlook.case
    writing = _writing(outlook, form, needs, style)
    missed = Missed()
    marked = _marked(writing, "zh", missed)
    text, reading = _finished(marked), _finished(_marked(writing, "en", Missed()))
    return LetterDraft(
        form=form.id,
        title=case.say(f"letter.{form.id}.title"),
        where=case.say(f"letter.{form.id}.where"),
        tone=writing.tone,
        tones=writing.tones,
        length=writing.length,
        lengths=form.lengths,
        text=text,
        reading=reading,
        parts=tuple(_parts(case, text, reading)),
        blanks=tuple(dict.fromkeys(_BLANK.findall(marked))),
        better_with=missed.names,
        limit=form.limit,
        over_limit=max(0, len(text) - form.limit) if form.limit else 0,
        fields=channels.fields(outlook, form, text, wording.voice(case.rulebook, "zh", case.today)),
        conditions=channels.conditions(outlook, form),
        misroutings=channels.misrouted_by(outlook, form),
        encloses=tuple(one.title for one in writing.enclosed),
    )


def _writing(
    outlook: Outlook, form: LetterForm, needs: tuple[EvidenceNeed, ...], style: Style
) -> _Writing:
    case = outlook.case
    asking = [one for one in outlook.findings if _asks(case, one)]
    holding = [one for one in asking if one.verdict is HOLDS]
    consequences = tuple(_consequences(outlook, form))
    return _Writing(
        outlook=outlook,
        form=form,
        # Only what this case has to save can be enclosed.
        enclosed=tuple(one for one in needs if one.item in form.encloses),
        # What holds is asserted; only where nothing does is there room for what can be argued.
        said=tuple(holding if holding else [one for one in asking if one.contested]),
        consequences=consequences,
        tone=style.tone if consequences else Tone.CALM,
        length=style.length if style.length in form.lengths else Length.LONG,
    )


def _consequences(outlook: Outlook, form: LetterForm) -> Iterator[Consequence]:
    """Yield what the law attaches to this letter; nothing whose text is not in the register."""
    case = outlook.case
    for id in form.consequences:
        one = case.rulebook.consequences[id]
        day = law_day(case, one.law_at)
        if outlook.holds(one.when, one.unless) and not law.gaps(case.rulebook, one.basis, day):
            yield one


def _marked(writing: _Writing, language: str, missed: Missed) -> str:
    """Return the letter in *language* with its blanks still marked."""
    outlook, form, said = writing.outlook, writing.form, writing.said
    case = outlook.case
    voice = wording.voice(case.rulebook, language, case.today)
    firm = writing.tone is Tone.FIRM
    provisions = dict.fromkeys(one.provision for one in _law_of(said))
    context = {
        **outlook.facts,
        **{
            id: missed.instead_of(id)
            for id in _BETTER_WITH
            if id in outlook.facts and outlook.facts[id] is UNKNOWN
        },
        "say": voice,
        "firm": firm,
        "short": writing.length is Length.SHORT,
        "stated": tuple(_stated(case, language)),
        "grounds": _reasons(case, said),
        "claims": tuple(_claims(case, said)),
        "citations": [voice.cite(provision) for provision in provisions],
        "consequences": [one.id for one in writing.consequences] if firm else [],
        "reply_by": _reply_by(case, form),
        "enclosures": [voice(f"evidence.{one.item}.title") for one in writing.enclosed],
    }
    return voice.letter(form.id, **context)


def _law_of(said: Iterable[Finding]) -> Iterator[Citation]:
    """Yield the law of what holds; what can only be argued is not backed by an article."""
    return (found for one in said if one.verdict is HOLDS for found in one.citations)


def _parts(case: Case, text: str, reading: str) -> Iterator[LetterPart]:
    pairs = zip_longest(paragraphs(text), paragraphs(reading), fillvalue="")
    for chinese, english in pairs:
        provisions = cited_in(case.rulebook, chinese)
        yield LetterPart(text=chinese, reading=english, provisions=provisions)


def law_of(outlook: Outlook, letters: Iterable[LetterDraft]) -> tuple[Citation, ...]:
    """Return the law that the letters, their fields and conditions name, each provision once.

    The version is the one the finding or the rule goes by; today's where none does.
    """
    case = outlook.case
    forms = case.rulebook.letters
    named: dict[str, None] = {}
    rules: list[Consequence | LetterCondition] = []
    for one in letters:
        named |= dict.fromkeys(id for part in one.parts for id in part.provisions)
        named |= dict.fromkeys(field.provision for field in one.fields if field.provision)
        named |= dict.fromkeys(id for found in one.conditions for id in found.provisions)
        rules += [case.rulebook.consequences[id] for id in forms[one.form].consequences]
        rules += forms[one.form].condition
    known = {one.provision: one for one in _law_of(outlook.findings)}
    for rule in rules:
        wanted = tuple(id for id in rule.basis if id in named and id not in known)
        known |= {one.provision: one for one in cited(case, wanted, rule.law_at)}
    left = cited(case, tuple(id for id in named if id not in known), "today")
    known |= {one.provision: one for one in left}
    return tuple(known[id] for id in named if id in known)


def _reasons(case: Case, said: Iterable[Finding]) -> tuple[str, ...]:
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


def _claims(case: Case, said: Iterable[Finding]) -> Iterator[str]:
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
