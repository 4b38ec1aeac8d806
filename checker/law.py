"""What the law was on a day; there is no fallback to another day's law."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeVar

from checker.errors import LawGap
from checker.model import Rulebook
from checker.numerals import chinese
from checker.report import Citation
from checker.statutes import DatedValue, Version

Dated = TypeVar("Dated", Version, DatedValue)

_ZH_PARTS = ("条", "款", "项")
_EN_PARTS = ("art.", "para.", "item")


@dataclass(frozen=True, slots=True)
class InForce:
    """The parameters in force on one day, for functions that compute with them."""

    rulebook: Rulebook
    day: date

    def __getitem__(self, parameter: str) -> Decimal:
        """Return the value of *parameter* on the day.

        Raises:
            LawGap: no value is recorded for the day.
        """
        return _on(self.rulebook.parameter(parameter).value, self.day, parameter).value

    def whole(self, parameter: str) -> int:
        """Return a parameter that counts something: days, years."""
        return int(self[parameter])


def in_force(rulebook: Rulebook, provision: str, day: date) -> tuple[str, Version]:
    """Return the provision in force on *day* and its version.

    Follows ``before`` to an earlier law when *day* lies before the first
    version; the id returned is then the earlier law's.

    Raises:
        LawGap: no version covers *day*.
    """
    found = rulebook.provision(provision)
    if found.before and day < found.version[0].from_:
        return in_force(rulebook, found.before, day)
    return provision, _on(found.version, day, provision)


def _on(versions: tuple[Dated, ...], day: date, name: str) -> Dated:
    for version in reversed(versions):
        if version.from_ <= day:
            if version.until is not None and version.until < day:
                break
            return version
    raise LawGap(name, day)


def gaps(rulebook: Rulebook, provisions: Iterable[str], day: date) -> tuple[LawGap, ...]:
    """Return a gap for each of the provisions that is not recorded for *day*."""
    found = []
    for provision in provisions:
        try:
            in_force(rulebook, provision, day)
        except LawGap as gap:
            found.append(gap)
    return tuple(found)


def cite(
    rulebook: Rulebook, provisions: Iterable[str], day: date, locale: str
) -> tuple[tuple[Citation, ...], tuple[LawGap, ...]]:
    """Return the provisions as citations in force on *day*, and the gaps for the rest."""
    citations, gaps = [], []
    for provision in provisions:
        try:
            found, version = in_force(rulebook, provision, day)
        except LawGap as gap:
            gaps.append(gap)
            continue
        citations.append(
            Citation(
                provision=found,
                label=label(rulebook, found, locale),
                gist=rulebook.provision(found).gist[locale],
                in_force_on=day,
                version_from=version.from_,
                source=version.source,
                checked=version.checked,
                uncertain=version.uncertain,
            )
        )
    return tuple(citations), tuple(gaps)


def label(rulebook: Rulebook, provision: str, locale: str) -> str:
    """Return the printed form: 《民法典》第五百六十三条, or Civil Code, art. 563.

    A channel's rules have no articles; they are named by their title.
    """
    law, _, article = provision.partition(".")
    name = rulebook.laws[law].short[locale]
    parts = article.split(".")
    if not all(part.replace("-", "").isdecimal() for part in parts):
        return f"《{name}》" if locale == "zh" else name
    if locale == "zh":
        return f"《{name}》" + "".join(map(_zh_part, parts, _ZH_PARTS))
    return f"{name}, " + ", ".join(
        f"{word} {part}" for part, word in zip(parts, _EN_PARTS, strict=False)
    )


def _zh_part(part: str, unit: str) -> str:
    number, _, inserted = part.partition("-")
    text = f"第{chinese(int(number))}{unit}"
    return f"{text}之{chinese(int(inserted))}" if inserted else text
