"""Numbers in Chinese characters, for article numbers and for amounts in letters."""

from __future__ import annotations

from decimal import Decimal

_DIGITS = "零一二三四五六七八九"
_CAPITALS = "零壹贰叁肆伍陆柒捌玖"


def chinese(number: int) -> str:
    """Return *number*, from 1 to 9999, as in 第一千一百八十八条."""
    text = _group(number, _DIGITS, "十百千")
    return text[1:] if 10 <= number < 20 else text


def capital_yuan(amount: Decimal) -> str:
    """Return *amount* in the characters used on invoices: 肆佰捌拾陆元整."""
    cents = int((amount * 100).to_integral_value())
    yuan, jiao, fen = cents // 100, cents // 10 % 10, cents % 10
    text = f"{_large(yuan)}元" if yuan else ""
    if not jiao and not fen:
        return (text or "零元") + "整"
    if jiao:
        text += f"{_CAPITALS[jiao]}角"
    elif text:
        text += "零"
    return text + (f"{_CAPITALS[fen]}分" if fen else "整")


def _large(number: int) -> str:
    high, low = divmod(number, 10_000)
    if not high:
        return _group(low, _CAPITALS, "拾佰仟")
    text = f"{_large(high)}万"
    if not low:
        return text
    return text + ("零" if low < 1000 else "") + _group(low, _CAPITALS, "拾佰仟")


def _group(number: int, digits: str, units: str) -> str:
    """Return up to four digits; zeros between two digits are said once."""
    text, pending = "", False
    for position, digit in enumerate(str(number)):
        place = len(str(number)) - position - 1
        if digit == "0":
            pending = bool(text)
            continue
        text += ("零" if pending else "") + digits[int(digit)] + (units[place - 1] if place else "")
        pending = False
    return text
