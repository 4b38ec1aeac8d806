"""Record of a host: a consumer group that publishes its own copy of the guide."""

from __future__ import annotations

from dataclasses import dataclass

from checker.statutes import Texts


@dataclass(frozen=True, slots=True, kw_only=True)
class Host:
    """Who publishes a copy, as written in ``host.toml``."""

    id: str
    version: int  # counts the host's own changes
    name: Texts
    contact: Texts
    disclaimer: Texts
    area: Texts  # where the host works; the register holds no data per area
    languages: tuple[str, ...]
    colour: str = ""  # #rrggbb; empty for the guide's own
    logo: str = ""  # logo.svg or logo.png, beside host.toml
    site: str = ""  # the host's own address, with https
    filing: str = ""  # number of the filing that a site in mainland China shows
    off: tuple[str, ...] = ()  # routes and letters that the checker does not offer
    route_order: tuple[str, ...] = ()  # each right after the one before it; the first stays
    letter_order: tuple[str, ...] = ()
