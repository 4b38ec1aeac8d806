"""Every way through the questions ends in a report that can be used, in both languages."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from statistics import median

import pytest
from walks import TODAY, any_value, asked_only, book, in_order, paths, raw, shown, spread

import checker
from checker import flow
from checker.model import LOCALES
from checker.papers import PLAIN, Length, Style, Tone
from checker.report import LetterDraft, Report
from checker.values import UNKNOWN, Value

BROKEN = re.compile(
    r"\{\{|\}\}|\{%|(?<![A-Za-z])None(?![A-Za-z]| of)|Missing|Undefined|UNKNOWN|NOT_ASKED|[\ue000\ue001]"
)
"""A placeholder or a value of ours that got out."""

EMPTY_CHINESE = re.compile(r"《\s*》|（\s*）|“\s*”|‘\s*’|「\s*」|【\s*】")
EMPTY = re.compile(rf"{EMPTY_CHINESE.pattern}|\(\s*\)|\[\s*\]|\"\"")
"""A pair of signs with nothing between them."""

DANGLING = re.compile(r"[，、；](\n|$)|[,;](\n|$)|(^|\n)[，、；：。？！,;:.?!]|[：:][，、；。,;.]")
"""A sign after which, or before which, something is missing."""

DOUBLE = re.compile(r"[，、；：。？！][，、；。？！]|\.\.|,\.|,,|[.,;:] ?[,;]| [,.;]|  ")
"""Two signs where one belongs."""

LIST = re.compile(r"：\n\n(?!\d|[一二三四五六七八九十]|【|（)")
"""A colon after which no list follows; the salutation, the second paragraph, may end so."""


def flaws(report: Report) -> Iterator[str]:
    """Yield what a report owes its reader and lacks."""
    if not report.routes or not report.routes[0].steps:
        yield "there is no first step"
    elif report.headline.state in ("danger", "unlawful") and report.routes[0].steps[0].letter:
        yield f"a case of {report.headline.state} starts with a letter"
    if any(not route.steps for route in report.routes):
        yield "a route has no steps"
    if not (report.headline.text and report.headline.sure):
        yield "the answer is missing"
    words = report.to_json()
    scar = BROKEN.search(words) or EMPTY_CHINESE.search(words)
    if scar:
        yield f"report: {words[max(0, scar.start() - 40) : scar.end() + 20]!r}"
    for letter in report.letters:
        yield from (f"{letter.form}: {flaw}" for flaw in letter_flaws(letter))
        yield from (f"{letter.form}: {flaw}" for flaw in channel_flaws(letter, report))


def letter_flaws(letter: LetterDraft) -> Iterator[str]:
    """Yield what would be seen if the letter were sent as it is."""
    for text in (letter.text, letter.reading):
        for name, found in (
            ("unfilled", BROKEN),
            ("empty pair", EMPTY),
            ("dangling", DANGLING),
            ("double", DOUBLE),
        ):
            scar = found.search(text)
            if scar:
                yield f"{name} {text[max(0, scar.start() - 30) : scar.end() + 10]!r}"
        if "\n\n\n" in text:
            yield "an empty paragraph"
        if LIST.search("\n\n".join(text.split("\n\n")[2:])):
            yield "a list is announced and missing"
    if letter.over_limit or (letter.limit and len(letter.text) > letter.limit):
        yield f"{letter.over_limit} characters over the limit of {letter.limit}"
    labels = book().messages["zh"]
    known = {text for key, text in labels.items() if key.endswith(".blank")}
    if set(letter.blanks) - known:
        yield f"unknown blanks {sorted(set(letter.blanks) - known)}"


STOP = ("。", "！", "？")


def channel_flaws(letter: LetterDraft, report: Report) -> Iterator[str]:
    """Yield where a letter would not fit its channel, or names law that is not shown."""
    shown_law = {one.provision for one in report.letter_law}
    if "\n\n".join(one.text for one in letter.parts) != letter.text:
        yield "the paragraphs are not the letter"
    if not all(one.text and one.reading for one in letter.parts):
        yield "a paragraph without its reading"
    if {id for one in letter.parts for id in one.provisions} - shown_law:
        yield "a paragraph cites what is not shown"
    for field in letter.fields:
        if field.limit and len(field.trimmed or field.text) > field.limit:
            yield f"the field {field.field} does not fit"
        if field.trimmed and not field.trimmed.endswith(STOP):
            yield f"the field {field.field} ends within a sentence"
    for rule in report.misroutings:
        words = [one for one in rule.words if rule.misrouting in letter.misroutings]
        yield from (f"says {one}, against {rule.misrouting}" for one in words if one in letter.text)


STYLES = tuple(Style(tone=tone, length=length) for tone in Tone for length in Length)


def assessed(given: dict[str, Value], locale: str, style: Style = PLAIN) -> list[str]:
    """Return the flaws of one report with the answers that lead to them."""
    try:
        report = checker.assess(raw(given), today=TODAY, locale=locale, style=style)
        found = list(flaws(report))
    except Exception as error:  # whatever it is, the answers that caused it are wanted
        found = [f"{type(error).__name__}: {error}"]
    how = f"{locale}, {style.tone}, {style.length}"
    return [f"{flaw}  [{how}: {shown(given)}]" for flaw in found]


def in_both_languages(number: int) -> list[str]:
    """Return the flaws of a path's own case, in either language.

    A letter's two texts are in both reports, so the second one has another of its styles.
    """
    chinese, english = LOCALES
    given = paths()[number]
    return [*assessed(given, chinese), *assessed(given, english, STYLES[1 + number % 3])]


def varied(given: dict[str, Value], chance: random.Random) -> dict[str, Value]:
    """Return the case with one or two of its answers changed."""
    changed = chance.sample(list(given), k=chance.choice((1, 2)))
    others = {id: any_value(book().questions[id], chance) for id in changed}
    return asked_only(in_order({**given, **others}))


def with_other_answers(number: int) -> list[str]:
    """Return the flaws of the path's case with one or two values changed."""
    chance = random.Random(number)
    return assessed(varied(paths()[number], chance), chance.choice(LOCALES), chance.choice(STYLES))


def with_unknowns(number: int) -> list[str]:
    """Return the flaws of a path's case in which some optional facts are not known."""
    chance = random.Random(f"unknown {number}")
    given = chance.choice(paths())
    optional = [id for id in given if book().questions[id].not_sure]
    unsure = chance.sample(optional, k=chance.randint(1, len(optional)))
    unknown = {id: UNKNOWN for id in unsure if chance.random() < 0.7}
    left = {id: value for id, value in given.items() if id not in unsure or id in unknown}
    return assessed(asked_only({**left, **unknown}), chance.choice(LOCALES), chance.choice(STYLES))


def filled_in(number: int) -> list[str]:
    """Return the letters that still have a blank when every detail is filled in."""
    given = paths()[number]
    identity = {one.id: "星河卡券" for one in book().questions.values() if one.kind == "text"}
    style = STYLES[number // 10 % 4]
    report = checker.assess({**raw(given), **identity}, today=TODAY, style=style)
    return [
        f"{letter.form} has a blank  [{shown(given)}]"
        for letter in report.letters
        if letter.blanks or "【" in letter.text or "【" in letter.reading
    ]


def collected(function, numbers) -> str:
    """Return all failures, one a line, each kind once with its number of cases."""
    found: dict[str, list[str]] = {}
    for line in (line for lines in spread(function, numbers) for line in lines):
        found.setdefault(line.split("  [")[0], []).append(line)
    return "\n".join(f"{len(lines)}x {lines[0]}" for lines in found.values())


def test_every_path_ends_in_a_report():
    """Whatever is answered, there is a first step, and every letter can be sent."""
    assert "" == collected(in_both_languages, range(len(paths())))


def test_every_path_stays_whole_when_other_answers_are_given():
    """Options that lead to no other question change the words all the same."""
    assert "" == collected(with_other_answers, range(len(paths())))


def test_letters_stay_whole_when_facts_are_unknown():
    """不清楚, and what was left out, leave no hole in a sentence."""
    assert "" == collected(with_unknowns, range(200))


def test_a_filled_letter_has_no_blank():
    """With the identity filled in, nothing is left to fill in."""
    assert "" == collected(filled_in, range(0, len(paths()), 10))


def test_the_questionnaire_is_short():
    """Up to the verdict nobody is asked more than sixteen questions, most nine at the most."""
    lengths = [len(given) for given in flow.paths(book(), TODAY, to_verdict=True)]

    assert max(lengths) <= 16
    assert median(lengths) <= 9


def test_every_question_lies_on_some_path():
    """A guard that never holds would hide a question for good."""
    reached = {id for given in paths() for id in given}

    assert {one.id for one in book().questions.values() if not one.for_letters} == reached


@pytest.mark.parametrize(
    ("flaw", "text"),
    [
        ("unfilled", "退款通知\n\n甲：\n\n请退还{{ price }}。"),
        ("unfilled", "退款通知\n\n甲：\n\n请退还None。"),
        ("empty pair", "退款通知\n\n甲：\n\n依据《》。"),
        ("empty pair", "退款通知\n\n甲：\n\n在网站（ ）付款。"),
        ("dangling", "退款通知\n\n甲：\n\n请退还，\n\n谢谢。"),
        ("dangling", "退款通知\n\n甲：\n\n依据：；"),
        ("dangling", "退款通知\n\n甲：\n\n。谢谢。"),
        ("double", "退款通知\n\n甲：\n\n请退还。，谢谢。"),
        ("double", "Notice\n\nSeller:\n\nPlease refund. . Thanks,, indeed."),
        ("an empty paragraph", "退款通知\n\n甲：\n\n\n谢谢。"),
        ("a list is announced", "退款通知\n\n甲：\n\n要求如下：\n\n谢谢。"),
    ],
)
def test_each_kind_of_hole_is_found(flaw, text):
    """A check that finds nothing must be known to be able to."""
    letter = LetterDraft(
        form="demand",
        title="",
        where="",
        tone="calm",
        tones=("calm",),
        length="long",
        lengths=("long",),
        text=text,
        reading="",
        parts=(),
        blanks=(),
        better_with=(),
        limit=0,
        over_limit=0,
        fields=(),
        conditions=(),
        misroutings=(),
        encloses=(),
    )

    assert any(found.startswith(flaw) for found in letter_flaws(letter)), list(letter_flaws(letter))
