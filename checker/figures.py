"""How a day, a sum and a length are written in each language."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from checker.numerals import capital_yuan

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_UNITS_ZH = {
    "days": "{}天",
    "working-days": "{}个工作日",
    "months": "{}个月",
    "years": "{}年",
    "CNY": "{}元",
    "times": "{}倍",
    "percent": "{}%",
    "characters": "{}字",
}
_UNITS_EN = {
    "days": ("day", "days"),
    "working-days": ("working day", "working days"),
    "months": ("month", "months"),
    "years": ("year", "years"),
    "times": ("time", "times"),
    "characters": ("character", "characters"),
}


def measured(number: str, unit: str, locale: str) -> str:
    """Return a number with its unit: 7个工作日, 7 working days."""
    if locale == "zh":
        return _UNITS_ZH[unit].format(number)
    if unit == "CNY":
        return f"CNY {number}"
    if unit == "percent":
        return f"{number}%"
    return f"{number} {_UNITS_EN[unit][number != '1']}"


def _day_zh(value: date) -> str:
    return f"{value.year}年{value.month}月{value.day}日"


def _day_en(value: date) -> str:
    return f"{value.day} {_MONTHS[value.month - 1]} {value.year}"


def _money_zh(value: Decimal) -> str:
    return f"{value:.2f}元"


def _money_en(value: Decimal) -> str:
    return f"CNY {value:.2f}"


def _money_full_zh(value: Decimal) -> str:
    return f"{_money_zh(value)}（{capital_yuan(value)}）"


DAYS = {"zh": _day_zh, "en": _day_en}
MONEY = {"zh": _money_zh, "en": _money_en}
MONEY_FULL = {"zh": _money_full_zh, "en": _money_en}
