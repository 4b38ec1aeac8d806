"""The command line; the only place that asks for today's date."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from concurrent.futures.process import BrokenProcessPool
from datetime import date, datetime, timedelta, timezone
from functools import partial
from pathlib import Path
from typing import NoReturn, TextIO

import click

from checker.assessment import assess
from checker.batch import telling
from checker.decoder import LIMIT, decode
from checker.errors import AnswerErrors, RulebookError, SavedCaseError, SheetError
from checker.host_report import examined
from checker.loading import load_rulebook
from checker.model import LOCALES
from checker.papers import PLAIN, Length, Style, Tone
from checker.printout import decoded, explained, lettered, printout
from checker.progress import read_progress
from checker.questionnaire import Questionnaire
from checker.report import Report
from checker.saved import SIZE_LIMIT, SavedCase, read, write
from checker.values import plain
from checker.wording import Voice, voice

BAD_ANSWERS, BAD_RULEBOOK, STOPPED = 2, 3, 130

_CHINA = timezone(timedelta(hours=8))


def _options(command: Callable) -> Callable:
    return click.option("--json", "as_json", is_flag=True, help="Print JSON.")(_when(command))


def _when(command: Callable) -> Callable:
    for option in (
        click.option("--locale", type=click.Choice(LOCALES), default="zh", show_default=True),
        click.option(
            "--today",
            type=click.DateTime(["%Y-%m-%d"]),
            help="Assess as of this day; by default the day in China.",
        ),
    ):
        command = option(command)
    return command


_case = click.argument("case", type=click.Path(exists=True, dir_okay=False, path_type=Path))


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Check whether a virtual-goods purchase can be refunded, and what to do."""


@main.command("assess")
@_case
@_options
def assess_case(case: Path, today: datetime | None, locale: str, as_json: bool) -> None:
    """Assess a saved case."""
    report, say = _report(case, today, locale, as_json)
    _print(report.to_json() + "\n" if as_json else printout(report, say))


@main.command("explain")
@_case
@_options
def explain_case(case: Path, today: datetime | None, locale: str, as_json: bool) -> None:
    """Show every finding with its reasons, down to the answers."""
    report, _ = _report(case, today, locale, as_json)
    _print(_json(plain(report.findings)) if as_json else explained(report))


@main.command("letters")
@_case
@_options
@click.option(
    "--tone",
    type=click.Choice([one.value for one in Tone]),
    default=Tone.CALM.value,
    show_default=True,
    help="Firm adds what the law attaches to a letter that is not answered.",
)
@click.option(
    "--length",
    type=click.Choice([one.value for one in Length]),
    default=Length.LONG.value,
    show_default=True,
    help="Short keeps facts, demand, day and signature.",
)
def letters_of_case(
    case: Path, today: datetime | None, locale: str, as_json: bool, tone: str, length: str
) -> None:
    """Print the letters of a saved case; those with one way of being written keep to it."""
    style = Style(tone=Tone(tone), length=Length(length))
    report, say = _report(case, today, locale, as_json, style)
    _print(_json(plain(report.letters)) if as_json else lettered(report, say))


@main.command("decode")
@click.argument("file", required=False, type=click.File(encoding="utf-8", errors="replace"))
@click.option("--text", help="The other side's words, instead of a file; - reads the input.")
@_options
def decode_words(
    file: TextIO | None, text: str | None, today: datetime | None, locale: str, as_json: bool
) -> None:
    """Say what the other side's words are, and what to answer."""
    if (file is None) == (text is None):
        raise click.UsageError("Give either FILE or --text.")
    day = _day(today)
    say = _voice(locale, day)
    try:
        # One character more than allowed is enough to know that it is too long.
        words = text if file is None else file.read(LIMIT + 1)
        decoding = decode(words, today=day, locale=locale, rulebook=say.rulebook)
    except AnswerErrors as errors:
        _refuse([(one.code, "", one.text) for one in errors.errors], as_json)
    _print(decoding.to_json() + "\n" if as_json else decoded(decoding, say))


@main.command("ask")
@_options
@click.option("--save", type=click.Path(dir_okay=False, path_type=Path), help="Keep the answers.")
def ask(today: datetime | None, locale: str, as_json: bool, save: Path | None) -> None:
    """Ask the questions here and show the result."""
    day = _day(today)
    say = _voice(locale, day)
    # With --json the conversation goes to the other stream, so that the output is JSON alone.
    show, prompt = partial(click.echo, err=as_json), partial(click.prompt, err=as_json)
    given = Questionnaire(say.rulebook, day, say, show, prompt).run()
    report = _assessed(given, day, locale, as_json)
    _print(report.to_json() + "\n" if as_json else "\n" + printout(report, say))
    if save is not None:
        save.write_text(write(given, say.rulebook, day), encoding="utf-8")
        click.echo(say("cli.saved", file=save.name), err=as_json)


@main.command("batch")
@click.argument(
    "source", required=False, metavar="FOLDER", type=click.Path(exists=True, path_type=Path)
)
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    help="Where it is written; by default FOLDER-results.",
)
@click.option("--jobs", type=click.IntRange(1, 64), help="Workers; by default one for each core.")
@click.option(
    "--template",
    "empty",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write an empty .csv or .xlsx sheet instead.",
)
@_when
def many_cases(
    source: Path | None,
    out: Path | None,
    jobs: int | None,
    empty: Path | None,
    today: datetime | None,
    locale: str,
) -> None:
    """Do all cases of a folder of case files, or of a CSV or Excel sheet.

    Writes letters for each case, a table and a summary. Run again, it does what is not done yet.
    """
    if (source is None) == (empty is None):
        raise click.UsageError("Give either FOLDER or --template.")
    say, bad = _voice(locale, _day(today)), 0
    show = partial(click.echo, err=True)
    try:
        if source is None:
            telling.template(empty, say, show)
        else:
            out = telling.default_out(source) if out is None else out
            bad = telling.run(source, out, jobs, say, show)
    except SheetError as error:
        _refuse([("", "", str(error))], as_json=False)
    except OSError as error:
        text = say("cli.batch.not_written", error=str(error))
        _refuse([("", "", text)], as_json=False)
    except BrokenProcessPool:
        _refuse([("", "", say("cli.batch.cut_off"))], as_json=False)
    except KeyboardInterrupt:
        click.echo(say("cli.batch.stopped", folder=str(out)), err=True)
        sys.exit(STOPPED)
    sys.exit(BAD_ANSWERS if bad else 0)


@main.command("check")
@click.option("--host", type=click.Path(path_type=Path), help="A host's folder.")
@click.option("--locale", type=click.Choice(LOCALES), default="zh", show_default=True)
def check_content(host: Path | None, locale: str) -> None:
    """Check the rulebook, or what a host's folder changes in it, and name every problem."""
    say = _voice(locale, _day(None))
    problems, lines = examined(host, say)
    for line in lines:
        click.echo(line, err=bool(problems))
    if problems:
        sys.exit(BAD_RULEBOOK)


def _report(
    case: Path, today: datetime | None, locale: str, as_json: bool, style: Style = PLAIN
) -> tuple[Report, Voice]:
    day = _day(today)
    say = _voice(locale, day)
    saved = _read(case, say, as_json)
    if saved.rulebook not in ("", say.rulebook.version):
        now = say.rulebook.version
        click.echo(say("cli.version_changed", version=saved.rulebook, now=now), err=True)
    try:
        read_progress(saved.progress, say.rulebook, day, say)
    except AnswerErrors as errors:
        _refuse([(one.code, one.question, one.text) for one in errors.errors], as_json)
    return _assessed(saved.answers, day, locale, as_json, style), say


def _assessed(
    answers: object, day: date, locale: str, as_json: bool, style: Style = PLAIN
) -> Report:
    try:
        return assess(answers, today=day, locale=locale, style=style)
    except AnswerErrors as errors:
        _refuse([(one.code, one.question, one.text) for one in errors.errors], as_json)


def _read(case: Path, say: Voice, as_json: bool) -> SavedCase:
    try:
        # One character more than allowed is enough to know that it is too long.
        with case.open(encoding="utf-8", errors="replace") as file:
            return read(file.read(SIZE_LIMIT + 1), say)
    except SavedCaseError as error:
        _refuse([(error.code, "", str(error))], as_json)


def _refuse(errors: list[tuple[str, str, str]], as_json: bool) -> NoReturn:
    if as_json:
        listed = [{"code": code, "question": id, "text": text} for code, id, text in errors]
        _print(_json({"errors": listed}))
    else:
        for _, question, text in errors:
            click.echo(f"{question}: {text}" if question else text, err=True)
    sys.exit(BAD_ANSWERS)


def _voice(locale: str, day: date) -> Voice:
    try:
        return voice(load_rulebook(), locale, day)
    except RulebookError as error:
        click.echo(str(error), err=True)
        sys.exit(BAD_RULEBOOK)


def _day(today: datetime | None) -> date:
    return datetime.now(_CHINA).date() if today is None else today.date()


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, indent=2) + "\n"


def _print(text: str) -> None:
    click.echo(text, nl=False)
