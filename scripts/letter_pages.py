"""The page of one letter: where it goes, a filled-in sample, the same with its blanks, its law."""

from __future__ import annotations

import tomllib
from functools import cache, lru_cache
from pathlib import Path

import checker
from checker.model import LOCALES, Rulebook
from checker.papers import LetterForm
from checker.report import LetterDraft, Report
from scripts.lists import citations, fact_list, label, route_link
from scripts.speaker import PageError, Speaker, plain

SAMPLES = Path(__file__).parent / "samples.toml"


def letter_page(page: Speaker, form: LetterForm) -> str:
    """Return the page below its front matter, as Markdown.

    Raises:
        PageError: the letter has no sample, or the sample's case does not come to the letter.
    """
    book = _offering(page.rulebook, form.id)
    if not sampled(book, form.id):
        return "\n\n".join(_head(page, form))
    filled, blank = (sample(book, form.id, page.locale, full=one) for one in (True, False))
    parts = [
        *_head(page, form),
        f"## {plain(page.say('letter.sample'))} {{#sample}}",
        plain(page.say("letter.made_up")),
        _sheet(page, filled),
        f"## {plain(page.say('letter.blank'))} {{#blank}}",
        plain(page.say("letter.to_fill", names=page.say("letter.join").join(blank.blanks)))
        if blank.blanks
        else plain(page.say("letter.nothing_to_fill")),
        _sheet(page, blank),
        *_law(page, filled),
    ]
    return "\n\n".join(parts)


def _head(page: Speaker, form: LetterForm) -> list[str]:
    word = f"letter.{form.id}"
    return [
        f"# {page.word(f'{word}.title')} {{#top}}",
        f'<div class="answer" markdown>\n**{page.word(f"{word}.where")}** '
        f"{plain(page.say('letter.answer'))}\n</div>",
        f"[{plain(page.say('list.make_letter'))}]({page.to('checker.md')}){{ .button }}",
        fact_list(_facts(page, form)),
    ]


def _offering(rulebook: Rulebook, id: str) -> Rulebook:
    """Return the rulebook that offers a letter: the guide's own for one a host switched off."""
    off = rulebook.host.off if rulebook.host else ()
    return checker.load_rulebook() if id in off else rulebook


def sampled(rulebook: Rulebook, id: str) -> bool:
    """Return whether a letter has a case to show it on; only a host's may be without."""
    return not _of_host(rulebook, id) or bool(_sample_of(rulebook, id))


def _of_host(rulebook: Rulebook, id: str) -> bool:
    return rulebook.host is not None and id.startswith(f"{rulebook.host.id}-")


@lru_cache(maxsize=50)
def _sample_of(rulebook: Rulebook, id: str) -> str:
    """Return the sample whose case comes to a host's letter; nothing when none does."""
    samples = _samples()["sample"]
    chinese = LOCALES[0]
    return next(
        (
            one
            for one in samples
            if id in [letter.form for letter in _report(rulebook, one, chinese, True).letters]
        ),
        "",
    )


def _facts(page: Speaker, form: LetterForm) -> list[tuple[str, str]]:
    facts = []
    if form.limit:
        facts.append((label(page, "field_limit"), plain(page.say("list.limit", limit=form.limit))))
    if form.encloses:
        titles = [page.word(f"evidence.{item}.title") for item in form.encloses]
        facts.append((label(page, "encloses"), page.voice("reason.join").join(titles)))
    ways = [
        route_link(page, route.id)
        for route in page.rulebook.routes.values()
        if form.id in [step.letter for step in route.step]
    ]
    if ways:
        facts.append((label(page, "used_on"), page.say("list.and").join(ways)))
    return facts


def _sheet(page: Speaker, letter: LetterDraft) -> str:
    """Return the paragraphs as sent; on a page of another language each with its reading."""
    shown = []
    for one in letter.parts:
        lines = "<br>".join(plain(line) for line in one.text.split("\n"))
        shown.append(f'<p lang="zh-CN">{lines}</p>')
        if page.locale != "zh":
            reading = "<br>".join(plain(line) for line in one.reading.split("\n"))
            shown.append(f'<p class="reading-line">{reading}</p>')
    # The words of a letter would be found twice on every page, and are on none the answer.
    return f'<div class="letter-sheet" data-search="off">\n{"".join(shown)}\n</div>'


def _law(page: Speaker, letter: LetterDraft) -> list[str]:
    provisions = dict.fromkeys(id for one in letter.parts for id in one.provisions)
    if not provisions:
        return []
    cited = "\n".join(f"-   {citations(page, (one,))}" for one in provisions)
    return [f"## {plain(page.say('letter.law'))} {{#law}}", cited]


def sample(rulebook: Rulebook, id: str, locale: str, *, full: bool) -> LetterDraft:
    """Return a letter of the sample's case, with the made-up details or with blanks for them.

    Raises:
        PageError: the letter has no sample, or the sample's case does not come to the letter.
    """
    case = _sample_of(rulebook, id) if _of_host(rulebook, id) else id
    report = _report(rulebook, case, locale, full)
    [*found] = [one for one in report.letters if one.form == id]
    if not found:
        raise PageError(f"{SAMPLES.name}: the case of '{id}' does not come to that letter")
    return found[0]


@lru_cache(maxsize=200)
def _report(rulebook: Rulebook, id: str, locale: str, full: bool) -> Report:
    table = _samples()
    if id not in table["sample"]:
        raise PageError(f"{SAMPLES.name}: no sample for the letter '{id}'")
    case = table["sample"][id]
    # Several letters of one case come out of one report.
    first = next(one for one, other in table["sample"].items() if other == case)
    if first != id:
        return _report(rulebook, first, locale, full)
    answers = {**case["answers"], **(table["details"] if full else {})}
    return checker.assess(answers, today=case["today"], locale=locale, rulebook=rulebook)


@cache
def _samples() -> dict:
    return tomllib.loads(SAMPLES.read_text("utf-8"))
