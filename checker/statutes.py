"""Records of the law register: provisions with their days, enacted numbers, contacts."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TypeAlias

Texts: TypeAlias = dict[str, str]
"""Locale → text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """The wording of a provision from a day on; we keep our own gist, not the text."""

    from_: date
    until: date | None = None  # last day in force
    source: str
    checked: date
    uncertain: bool = False  # read in a secondary source only


@dataclass(frozen=True, slots=True, kw_only=True)
class Provision:
    """One article: our gist in both languages and the days it was in force."""

    gist: Texts
    version: tuple[Version, ...]
    before: str = ""  # id of the predecessor for earlier days


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedValue:
    """A number enacted from a day on."""

    from_: date
    until: date | None = None
    value: Decimal
    basis: str
    source: str
    checked: date
    uncertain: bool = False  # read in a secondary source only


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """A number the law or a channel's rules fix."""

    unit: str  # days, working-days, months, years, CNY, times, percent, characters
    value: tuple[DatedValue, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Law:
    """A law, a regulation, an interpretation, or the published rules of a channel."""

    id: str
    kind: str  # law | regulation | rule | interpretation | channel-rule
    name: Texts
    short: Texts
    number: Texts  # issuing body, number and date of the instrument
    source: str  # official page or official database
    provision: dict[str, Provision]  # article → provision; "563" stands for <law id>.563
    parameter: dict[str, Parameter] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """A hotline or an official address, with where it was read."""

    id: str
    value: str
    name: Texts
    source: str
    checked: date
    secondary: bool = False  # read in reprints only: shown with a request to verify
