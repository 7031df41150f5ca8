"""One column of a delivered table as a sample of texts."""

from dataclasses import dataclass
from functools import cached_property

from data.intake.values import number_of


@dataclass(frozen=True)
class Column:
    """name, position, sampled texts (empty where there is nothing), kind as in `values.kind_of`."""

    name: str
    position: int
    texts: tuple[str, ...]
    kind: str

    @cached_property
    def filled(self) -> list[str]:
        """Texts that are there."""
        return [text for text in self.texts if text]

    @cached_property
    def distinct(self) -> int:
        """How many different texts there are."""
        return len(set(self.filled))

    @cached_property
    def numbers(self) -> list[float | None]:
        """The texts as numbers, None where they are none."""
        return [number_of(text) if text else None for text in self.texts]
