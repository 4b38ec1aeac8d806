"""Stand-ins for facts without a value, which note that a letter asked for them."""

from __future__ import annotations

from dataclasses import dataclass


class Missed:
    """Notes which of the facts that have no value a letter would have used."""

    def __init__(self) -> None:
        self._names: dict[str, None] = {}

    def instead_of(self, name: str) -> Lacking:
        """Return what stands for the fact *name*; a letter that asks for it is noted."""
        return Lacking(name, self._names)

    @property
    def names(self) -> tuple[str, ...]:
        """Return the facts that were asked for, in the order of asking."""
        return tuple(self._names)


@dataclass(frozen=True, slots=True, eq=False)
class Lacking:
    """A fact without a value; equal to nothing, seen by ``is known``."""

    name: str
    noted: dict[str, None]

    def note(self) -> bool:
        """Note that it was asked for; return whether it is known, which it is not."""
        self.noted[self.name] = None
        return False
