"""Sentences and letter texts in one language; the only import of jinja2.

A sentence without a placeholder never meets Jinja. The others are compiled when first said,
because most of them are not said in one visit; for the page they were compiled with the site.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache

from jinja2 import (
    BytecodeCache,
    DictLoader,
    StrictUndefined,
    Template,
    TemplateError,
    TemplateSyntaxError,
    Undefined,
    meta,
    nodes,
)
from jinja2.bccache import Bucket
from jinja2.sandbox import ImmutableSandboxedEnvironment

from checker import law
from checker.errors import LawGap, UnknownLocale
from checker.figures import DAYS, MONEY, MONEY_FULL, measured
from checker.lacking import Lacking
from checker.model import LOCALES, Rulebook
from checker.values import Missing

BLANK_OPENS, BLANK_CLOSES = "\ue000", "\ue001"
"""Marks around a blank in a rendered letter; no answer can contain them."""

GLOBALS = ("contact", "number", "period", "cite")

NOT_RENDERED = (TemplateError, ValueError, LookupError, TypeError, AttributeError)
"""What a template raises that asks for something a case does not have."""

_TIMES = ("days", "working-days", "months", "years")

# Jinja's macros see no arguments of the rendering, so the day travels beside it.
_today: ContextVar[date] = ContextVar("today")


@dataclass(frozen=True, slots=True)
class Voice:
    """Says the rulebook's sentences in one language, with the numbers in force on one day."""

    rulebook: Rulebook
    locale: str
    today: date

    def __call__(self, key: str, **values: object) -> str:
        """Return the sentence *key*; days and amounts among *values* are put in words."""
        text = self.rulebook.messages[self.locale][key]
        if "{{" not in text:
            return text
        return self._render(_environment(self.rulebook, self.locale).get_template(key), values)

    def letter(self, form: str, **facts: object) -> str:
        """Return the text of a letter in this language, with marked blanks."""
        environment = _environment(self.rulebook, self.locale)
        return self._render(environment.get_template(f"{form}.txt.j2"), facts)

    def cite(self, provision: str) -> str:
        """Return the printed form of a provision."""
        return law.label(self.rulebook, provision, self.locale)

    def number(self, parameter: str) -> str:
        """Return the bare value of a parameter in force today."""
        value = law.InForce(self.rulebook, self.today)[parameter]
        return f"{value.normalize():f}"

    def period(self, parameter: str) -> str:
        """Return a parameter in force today with its unit: 7个工作日, 7 working days."""
        number = self.number(parameter)
        return measured(number, self.rulebook.parameter(parameter).unit, self.locale)

    def contact(self, id: str) -> str:
        """Return a hotline or an address."""
        return self.rulebook.contacts[id].value

    def _render(self, template: Template, values: dict[str, object]) -> str:
        token = _today.set(self.today)
        try:
            return template.render(values)
        finally:
            _today.reset(token)


def voice(rulebook: Rulebook, locale: str, today: date) -> Voice:
    """Return the voice of *locale*.

    Raises:
        UnknownLocale: the rulebook does not speak it.
    """
    if locale not in LOCALES:
        raise UnknownLocale(f"unknown locale '{locale}': {', '.join(LOCALES)}")
    return Voice(rulebook, locale, today)


class _Compiled(BytecodeCache):
    """Gives what was compiled before, and collects what is compiled now."""

    def __init__(self, found: dict[str, bytes]) -> None:
        self.found = dict(found)

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take the template's code if it is there; Jinja refuses that of another source."""
        if bucket.key in self.found:
            bucket.bytecode_from_string(self.found[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Collect the code of a template."""
        self.found[bucket.key] = bucket.bytecode_to_string()


def compiled(rulebook: Rulebook, locale: str) -> dict[str, bytes]:
    """Return every template of a language, compiled for the Python that runs now."""
    environment = _environment(rulebook, locale)
    for name in environment.list_templates():
        environment.get_template(name)
    return environment.bytecode_cache.found


def problems(rulebook: Rulebook, locale: str, text: str, known: set[str] | None) -> Iterator[str]:
    """Return what is wrong with a sentence: logic, unknown names, filters or arguments.

    With *known* None any variable may stand in it: the page fills it in.
    """
    if "{%" in text or "{#" in text:
        yield "logic or a comment stands in a sentence: use another key instead"
    elif "{{" in text or "}}" in text:
        yield from _template_problems(_environment(rulebook, locale), rulebook, text, known)


def letter_problems(
    rulebook: Rulebook, locale: str, text: str, known: set[str] | None
) -> Iterator[str]:
    """Return what is wrong with a letter's template; logic is allowed there."""
    yield from _template_problems(_environment(rulebook, locale), rulebook, text, known)


def parsed(rulebook: Rulebook, locale: str, text: str) -> nodes.Template:
    """Return a template as a tree; nothing in it is worked out or run.

    Raises:
        ValueError: it cannot be read; the text says where.
    """
    try:
        return _environment(rulebook, locale).parse(text)
    except TemplateSyntaxError as error:
        raise ValueError(f"line {error.lineno}: {error.message}") from error
    except RecursionError as error:
        raise ValueError("it is nested too deeply") from error


def _template_problems(environment, rulebook, text, known) -> Iterator[str]:
    try:
        tree = environment.parse(text)
    except TemplateSyntaxError as error:
        yield f"line {error.lineno}: {error.message}"
        return
    for filter in sorted({node.name for node in tree.find_all(nodes.Filter)}):
        if filter not in environment.filters:
            yield f"unknown filter '{filter}'"
            return
    if known is not None:
        for name in sorted(meta.find_undeclared_variables(tree) - known - set(GLOBALS)):
            yield f"unknown variable '{name}'"
    yield from _call_problems(rulebook, tree)


def _call_problems(rulebook: Rulebook, tree: nodes.Template) -> Iterator[str]:
    known = _arguments(rulebook)
    for call in tree.find_all(nodes.Call):
        if not isinstance(call.node, nodes.Name) or call.node.name not in known:
            continue
        for argument in call.args:
            if isinstance(argument, nodes.Const) and argument.value not in known[call.node.name]:
                yield f"unknown {call.node.name} '{argument.value}'"


@lru_cache(maxsize=8)
def _arguments(rulebook: Rulebook) -> dict[str, frozenset[str]]:
    """Return what each of the functions in a sentence may be asked for."""
    laws = rulebook.laws.values()
    parameters = frozenset(id for one in laws for id in one.parameter)
    return {
        "contact": frozenset(rulebook.contacts),
        "number": parameters,
        "period": parameters,
        "cite": frozenset(f"{one.id}.{article}" for one in laws for article in one.provision),
    }


@lru_cache(maxsize=8)
def _environment(rulebook: Rulebook, locale: str) -> ImmutableSandboxedEnvironment:
    sentences = {key: text for key, text in rulebook.messages[locale].items() if "{{" in text}
    environment = ImmutableSandboxedEnvironment(
        loader=DictLoader(sentences | rulebook.letter_texts[locale]),
        bytecode_cache=_Compiled(rulebook.compiled.get(locale, {})),
        undefined=StrictUndefined,
        finalize=_PRINTS[locale],
        trim_blocks=True,
        lstrip_blocks=True,
        cache_size=-1,
        auto_reload=False,
    )
    environment.filters.update(
        day=DAYS[locale], money=MONEY[locale], money_full=MONEY_FULL[locale], blank=_blank
    )
    environment.tests["known"] = _known
    for name in GLOBALS:
        environment.globals[name] = _speaks(rulebook, locale, name)
    return environment


def _speaks(rulebook: Rulebook, locale: str, name: str):
    def speak(id: str) -> str:
        voice = Voice(rulebook, locale, _today.get())
        try:
            return getattr(voice, name)(id)
        except LawGap:
            # A sentence about a day without a recorded number names no number.
            unit = rulebook.parameter(id).unit
            return voice(f"gap.{'time' if unit in _TIMES else 'number'}")

    return speak


def _blank(value: object, label: str) -> object:
    """Return the value, or a marked blank for the reader to fill in."""
    return f"{BLANK_OPENS}{label}{BLANK_CLOSES}" if isinstance(value, (Missing, Lacking)) else value


def _known(value: object) -> bool:
    if isinstance(value, Lacking):
        return value.note()
    return not isinstance(value, (Missing, Undefined))


def _printing(day, money):
    def put(value: object) -> object:
        if isinstance(value, (Missing, Lacking)):
            raise ValueError("a missing fact was about to be printed")
        if isinstance(value, date):
            return day(value)
        return money(value) if isinstance(value, Decimal) else value

    return put


_PRINTS = {locale: _printing(DAYS[locale], MONEY[locale]) for locale in LOCALES}
