"""Several members' cases side by side: losses, what they share, who is in time, a joint statement.

A member is worked out from findings, amounts and days alone; letters and what-ifs take three
quarters of the time and nobody reads them here.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal

from checker import advise, claims, findings, saved, wording
from checker.answers import read
from checker.facts import Case, is_missing
from checker.model import Rulebook
from checker.outcome import outlook
from checker.progress import read_progress
from checker.report import Deadline, RouteResult
from checker.values import plain
from checker.wording import Voice

IN_STATEMENT = ("owed", "arguable")
"""Outcomes with which somebody can be named as asking for money; all others stand apart."""
SHARED = ("platform", "payee", "payment", "order", "name")
"""What two members may have in common; the last three point to one case handed in twice."""
TWICE = ("payment", "order", "name")
_SAME = re.compile(r"[\s\W_]+")
_FACTS = {
    "platform": "platform_name",
    "payee": "payee_name",
    "order": "order_number",
    "payment": "payment_number",
    "name": "my_name",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One member; text throughout, so that it can go to the page and back."""

    code: str
    state: str
    headline: str
    scenarios: str  # the first that fits
    paid_on: str  # ISO day; empty when it is not known
    paid: str  # in yuan; empty when it is not known
    asked: str  # what can be asked for; empty when it cannot be worked out
    due_on: str  # ISO day of the next last day by law; empty when none is running
    due: str
    platform: str
    payee: str
    order: str
    payment: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Common:
    """Something that several members have in common."""

    kind: str
    value: str
    codes: tuple[str, ...]
    twice: bool  # it points to one case handed in twice


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """All members together."""

    paid: str
    asked: str
    danger: tuple[str, ...]  # codes of those who go to the police and the payment provider first
    common: tuple[Common, ...]
    due: tuple[str, ...]  # codes with a last day ahead, the soonest first
    apart: tuple[str, ...]  # codes that the statement does not name
    statement: str  # with codes
    named: str  # with names where they are known

    def to_json(self) -> str:
        """Return the group as stable JSON."""
        return json.dumps(plain(self), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def member(code: str, text: str, *, today: date, locale: str, rulebook: Rulebook) -> Row:
    """Return a member's row from the text of a case file.

    Raises:
        SavedCaseError: the text is no case.
        AnswerErrors: with everything that is wrong with its answers.
    """
    say = wording.voice(rulebook, locale, today)
    kept = saved.read(text, say)
    read_progress(kept.progress, rulebook, today, say)
    facts = read(kept.answers, rulebook, today, say)
    case = Case(rulebook, facts, locale, say)
    view = outlook(case, findings.find(case))
    headline = claims.headline(view, claims.claims(view))
    next_day = min(running(advise.routes(view)), key=lambda one: one[0], default=None)
    price, paid_on = facts["price"], facts["paid_on"]
    known = {name: facts[id] for name, id in _FACTS.items()}
    first = next(iter(findings.relevant(case)), None)
    return Row(
        code=code,
        state=headline.state,
        headline=headline.text,
        scenarios=say(f"scenario.{first.id}.title") if first else "",
        paid_on=paid_on.isoformat() if isinstance(paid_on, date) else "",
        paid=_yuan(price) if isinstance(price, Decimal) else "",
        asked="" if headline.amount is None else _yuan(headline.amount),
        due_on=next_day[0].isoformat() if next_day else "",
        due=next_day[1].text if next_day else "",
        **{name: "" if is_missing(value) else str(value) for name, value in known.items()},
    )


def running(routes: Iterable[RouteResult]) -> Iterator[tuple[date, Deadline]]:
    """Yield the last days by law that are still ahead; what we merely suggest is no last day."""
    for route in routes:
        for step in route.steps:
            for one in step.deadlines:
                if not (one.passed or one.suggested or one.supposed) and one.last_day is not None:
                    yield one.last_day, one


def row(table: object) -> Row:
    """Return a member's row that was at the page.

    Raises:
        ValueError: it is none.
    """
    names = [field.name for field in fields(Row)]
    if not isinstance(table, Mapping) or set(table) != set(names):
        raise ValueError("not a row")
    if not all(isinstance(table[name], str) for name in names):
        raise ValueError("not text")
    return Row(**table)


def merged(rows: Iterable[Row], *, today: date, locale: str, rulebook: Rulebook) -> Group:
    """Return everything that the members' rows say together."""
    rows = sorted(rows, key=lambda one: one.code)
    say = wording.voice(rulebook, locale, today)
    named = [one for one in rows if one.state in IN_STATEMENT and one.asked]
    return Group(
        paid=_sum(one.paid for one in rows),
        asked=_sum(one.asked for one in named),
        danger=tuple(one.code for one in rows if one.state == "danger"),
        common=tuple(_common(rows)),
        due=tuple(one.code for one in sorted(rows, key=lambda one: one.due_on) if one.due_on),
        apart=tuple(one.code for one in rows if one not in named),
        statement=_statement(named, say, by_name=False),
        named=_statement(named, say, by_name=True),
    )


def _common(rows: list[Row]) -> Iterator[Common]:
    for kind in SHARED:
        found: dict[str, list[Row]] = {}
        for one in rows:
            if alike := _alike(getattr(one, kind)):
                found.setdefault(alike, []).append(one)
        for same in found.values():
            if len(same) > 1:
                codes = tuple(one.code for one in same)
                value = getattr(same[0], kind)
                yield Common(kind=kind, value=value, codes=codes, twice=kind in TWICE)


def _alike(text: str) -> str:
    """Return what is left of a name when writing, spaces and signs do not count."""
    return _SAME.sub("", unicodedata.normalize("NFKC", text).casefold())


def _statement(rows: list[Row], say: Voice, *, by_name: bool) -> str:
    """Return the text, which says of each member only what their own case says."""
    if not rows:
        return ""
    shared = {
        kind: getattr(rows[0], kind)
        for kind in ("platform", "payee")
        if getattr(rows[0], kind) and len({_alike(getattr(one, kind)) for one in rows}) == 1
    }
    lines = [say("ui.joint.title"), "", say("ui.joint.intro", count=len(rows))]
    lines += [say(f"ui.joint.{kind}", name=name) for kind, name in shared.items()]
    lines += ["", say("ui.joint.list")]
    for number, one in enumerate(rows, 1):
        who = one.name if by_name and one.name else one.code
        lines.append(f"{number}. {_line(one, who, shared, say)}")
    total = say("ui.joint.total", asked=Decimal(_sum(one.asked for one in rows)))
    lines += ["", total, say("ui.joint.demand"), "", say("ui.joint.proof"), ""]
    return "\n".join([*lines, say("ui.joint.day", day=say.today)])


def _line(one: Row, who: str, shared: Mapping[str, str], say: Voice) -> str:
    parts = [who]
    if one.paid_on and one.paid:
        day = date.fromisoformat(one.paid_on)
        parts.append(say("ui.joint.paid", day=day, amount=Decimal(one.paid)))
    parts += [
        say(f"ui.joint.{kind}", name=getattr(one, kind))
        for kind in ("platform", "payee")
        if kind not in shared and getattr(one, kind)
    ]
    parts += [one.scenarios, say("ui.joint.asks", amount=Decimal(one.asked))]
    return say("ui.joint.join").join(part for part in parts if part)


def _sum(amounts: Iterable[str]) -> str:
    return _yuan(sum((Decimal(one) for one in amounts if one), Decimal(0)))


def _yuan(amount: Decimal) -> str:
    return f"{amount:.2f}"
