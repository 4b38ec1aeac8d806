"""What a condition in the rulebook is made of."""

from __future__ import annotations

from typing import TypeAlias

Row: TypeAlias = dict[str, tuple[str, ...]]
"""Fact name → allowed values; every line must hold."""

When: TypeAlias = tuple[Row, ...]
"""Any row suffices; no rows hold always."""

UNSURE = "?"
"""The answer 不清楚."""
