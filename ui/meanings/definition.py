"""The two texts that say what a figure is."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Definition:
    """Name and meaning of one figure; both are messages of the catalogue."""

    name: str
    meaning: str
