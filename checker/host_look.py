"""How a host's copy looks: whether its colour can be read, and whether its picture is one."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator, Mapping
from xml.etree import ElementTree

from checker.errors import HostProblem
from checker.host_folder import LOGOS, SETTINGS
from checker.hosts import Host

CONTRAST = 4.5
"""What small text needs against its ground."""
GROUNDS = {"white": "#ffffff", "page": "#f8f6f0"}
DARK_GROUNDS = ("#10181a", "#172123")
_BLACK, _WHITE = "#000000", "#ffffff"

_SVG = "{http://www.w3.org/2000/svg}"
_DRAWN = ("svg", "g", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "title")
_DRAWN_WITH = (
    *("viewBox", "width", "height", "version", "transform", "d", "points", "opacity"),
    *("x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx", "ry"),
    *("fill", "fill-rule", "fill-opacity", "clip-rule", "stroke", "stroke-opacity", "stroke-width"),
    *("stroke-linecap", "stroke-linejoin", "stroke-miterlimit", "stroke-dasharray"),
)
_DECLARED = re.compile(
    r"""<\?xml version=["']1\.0["']( encoding=["']utf-8["'])? *\?>""", re.IGNORECASE
)
_PNG = b"\x89PNG\r\n\x1a\n"
_PIXELS = 1024

WRONG = "?"
"""Stands for a logo whose name was refused, so that the picture is not said to be unnamed too."""


# Colour


def contrast(one: str, other: str) -> float:
    """Return the ratio of two colours as the guidelines for accessible content define it."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def mixed(colour: str, other: str, share: float) -> str:
    """Return *colour* with that share of *other* in it."""
    pairs = zip(_parts(colour), _parts(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def tints(colour: str) -> dict[str, dict[str, str]]:
    """Return what the site's style sheet calls the brand's colours, for light and dark screens."""
    shares = (step / 20 for step in range(21))
    dark = next(
        tint
        for share in shares
        if min(contrast(tint := mixed(colour, _WHITE, share), one) for one in DARK_GROUNDS) >= 7
    )
    return {
        "light": {
            "--brand": colour.lower(),
            "--brand-strong": mixed(colour, _BLACK, 0.25),
            "--brand-tint": mixed(colour, _WHITE, 0.9),
            "--foot": mixed(colour, _BLACK, 0.4),
        },
        "dark": {
            "--brand": dark,
            "--brand-strong": mixed(dark, _WHITE, 0.3),
            "--brand-tint": mixed(DARK_GROUNDS[1], dark, 0.1),
            "--foot": mixed(colour, _BLACK, 0.6),
        },
    }


def _parts(colour: str) -> tuple[int, int, int]:
    red, green, blue = bytes.fromhex(colour.removeprefix("#"))
    return red, green, blue


def _luminance(colour: str) -> float:
    shares = (part / 255 for part in _parts(colour))
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in shares]
    return sum(weight * one for weight, one in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


# Picture


def logo_problems(host: Host, files: Mapping[str, bytes]) -> Iterator[HostProblem]:
    """Return what is wrong with the picture that a host shows, or with one it does not name."""
    if host.logo in LOGOS and host.logo not in files:
        yield HostProblem(file=SETTINGS, entry="logo", code="logo-missing", value=host.logo)
    for name in LOGOS:
        if name not in files:
            continue
        if host.logo not in (name, WRONG):
            yield HostProblem(file=name, code="logo-not-named", value=name)
        check = _svg if name.endswith(".svg") else _png
        yield from check(name, files[name])


def _svg(name: str, content: bytes) -> Iterator[HostProblem]:
    try:
        text = _DECLARED.sub("", content.decode("utf-8-sig").lstrip(), count=1)
        # Without declarations nothing can be defined, fetched or multiplied.
        if "<!" in text.replace("<!--", "") or "<?" in text:
            yield HostProblem(file=name, code="svg-part", value="<!…>")
            return
        tree = ElementTree.fromstring(text)
    except (ElementTree.ParseError, ValueError) as error:
        yield HostProblem(file=name, code="svg-broken", value=str(error))
        return
    if tree.tag != f"{_SVG}svg" or "viewBox" not in tree.attrib:
        yield HostProblem(file=name, code="svg-broken", value="<svg viewBox=…>")
    refused = dict.fromkeys(part for element in tree.iter() for part in _not_drawn(element))
    yield from (HostProblem(file=name, code="svg-part", value=part) for part in refused)


def _not_drawn(element: ElementTree.Element) -> Iterator[str]:
    tag = str(element.tag)
    if not tag.startswith(_SVG) or tag.removeprefix(_SVG) not in _DRAWN:
        yield f"<{tag.rpartition('}')[2]}>"
    for key, value in element.attrib.items():
        if key not in _DRAWN_WITH or "url" in value.lower() or ":" in value:
            yield f"{key.rpartition('}')[2]}="


def _png(name: str, content: bytes) -> Iterator[HostProblem]:
    if not content.startswith(_PNG) or not _whole(content):
        yield HostProblem(file=name, code="png-broken")
        return
    width, height = struct.unpack(">II", content[16:24])
    if not (0 < width <= _PIXELS and 0 < height <= _PIXELS):
        size = f"{width}×{height}"
        yield HostProblem(file=name, code="png-size", value=size, other=str(_PIXELS))


def _whole(content: bytes) -> bool:
    """Return whether the pieces of a PNG follow one another to its end, and nothing comes after."""
    kinds, at = [], len(_PNG)
    while at + 12 <= len(content):
        length = int.from_bytes(content[at : at + 4], "big")
        kinds.append(content[at + 4 : at + 8])
        at += length + 12
    return at == len(content) and kinds[:1] == [b"IHDR"] and kinds[-1:] == [b"IEND"]
