"""What guide pages may call, and the reading of those calls; knows nothing of MkDocs.

A page is Markdown with calls such as ``{{ cite("civil-code.563") }}``. A call is parsed, never
executed: its name must be in ``CALLS`` and its arguments must be literal strings.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable

from checker.model import Kind, Rulebook
from scripts import changes, lists, pictures, registers
from scripts.speaker import PageError, Speaker, plain

_CALL = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)


def cite(page: Speaker, provision: str) -> str:
    """Return the printed form of a provision, linked to its gist on the page of its law."""
    page.known("provision", provision, registers.provision_ids(page.rulebook))
    label = page.voice.cite(provision)
    return f"[{plain(label)}]({registers.to(page, provision)}){{ .cite }}"


def number(page: Speaker, parameter: str) -> str:
    """Return the bare value of a number the law fixes."""
    page.known("parameter", parameter, registers.parameter_ids(page.rulebook))
    return page.voice.number(parameter)


def period(page: Speaker, parameter: str) -> str:
    """Return a number the law fixes, with its unit."""
    page.known("parameter", parameter, registers.parameter_ids(page.rulebook))
    return page.voice.period(parameter)


def contact(page: Speaker, id: str) -> str:
    """Return a hotline or an official site as a link, with a request to verify where needed."""
    page.known("contact", id, page.rulebook.contacts)
    return registers.contact(page, id)


def law_date(page: Speaker) -> str:
    """Return the day up to which the law was checked."""
    return page.day(page.rulebook.law_checked)


def version(page: Speaker) -> str:
    """Return the version of the rulebook, a host's own behind it."""
    return page.rulebook.version


def checker_link(page: Speaker, scenario: str = "") -> str:
    """Return the button that leads to the checker."""
    if scenario:
        page.known("scenario", scenario, page.rulebook.scenarios)
    words = page.say("list.check_this") if scenario else page.say("check")
    begin = f"#begin={answers}" if (answers := _answers(page, scenario)) else ""
    button = f"[{plain(words)}]({page.to('checker.md')}{begin}){{ .button }}"
    return f'<div class="ask" markdown>\n{button} {plain(page.say("list.check_note"))}\n</div>'


def _answers(page: Speaker, scenario: str) -> str:
    """Return the answers that every case of a scenario has, as the checker's link carries them."""
    if not scenario:
        return ""
    rows = [dict(row) for row in page.rulebook.scenarios[scenario].when]
    certain = {
        id: value
        for id, value in rows[0].items()
        if id in page.rulebook.questions and all(row.get(id) == value for row in rows)
    }
    return ",".join(
        f"{id}.{value[0]}"
        for id, value in certain.items()
        if len(value) == 1 and page.rulebook.questions[id].kind is Kind.CHOICE
    )


def checker_form(page: Speaker) -> str:
    """Return the whole questionnaire as HTML."""
    # Imported here so that the guide can be rendered without the checker's page.
    from scripts import checker_form as form

    return form.checker_form(page.rulebook, page.locale)


CALLS: dict[str, Callable[..., str]] = {
    function.__name__: function
    for function in (
        cite,
        number,
        period,
        contact,
        law_date,
        version,
        checker_link,
        checker_form,
        lists.scenario_list,
        lists.ground_list,
        lists.evidence_list,
        lists.evidence_table,
        lists.route_brief,
        lists.letter_list,
        lists.reply_list,
        pictures.picture,
        changes.change_list,
        registers.sources_table,
        registers.contacts_table,
        registers.glossary_table,
    )
}


def render(markdown: str, rulebook: Rulebook, locale: str, page: str = "index.md") -> str:
    """Return *markdown* with every call replaced; *page* is its path inside the language.

    Raises:
        PageError: a call is unknown, badly written or asks for something the rulebook has not.
    """
    speaker = Speaker(rulebook, locale, page)

    def replace(match: re.Match[str]) -> str:
        line = markdown.count("\n", 0, match.start()) + 1
        try:
            return _answer(speaker, match[1].strip())
        except PageError as error:
            raise PageError(f"{locale}/{page}, line {line}: {error}") from error

    text = _CALL.sub(replace, markdown)
    if "{{" in text:
        line = markdown.count("\n", 0, markdown.find("{{")) + 1
        raise PageError(f"{locale}/{page}, line {line}: a call is opened and not closed")
    return text


def _answer(page: Speaker, source: str) -> str:
    name, arguments = parse(source)
    page.known("call", name, CALLS)
    try:
        return CALLS[name](page, *arguments)
    except TypeError as error:
        raise PageError(f"{name}: wrong number of arguments ({error})") from error


def parse(source: str) -> tuple[str, list[str]]:
    """Return the name and the literal strings of a call.

    Raises:
        PageError: it is anything but a name called with literal strings.
    """
    try:
        call = ast.parse(source, mode="eval").body
    except SyntaxError as error:
        raise PageError(f"'{source}' is not a call: {error.msg}") from error
    if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Name) or call.keywords:
        raise PageError(f"'{source}' is not a call: write name(\"…\")")
    arguments = []
    for argument in call.args:
        if not isinstance(argument, ast.Constant) or not isinstance(argument.value, str):
            raise PageError(f"'{source}': an argument must be a literal string")
        arguments.append(argument.value)
    return call.func.id, arguments
