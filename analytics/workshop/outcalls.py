"""Which cell of the value x churn matrix to call first: an exercise with four cells and a few hundred calls."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Cell:
    """A cell by its letters: customers, yearly value of each (money), share leaving within six months."""

    code: str
    customers: int
    value_a_year: float
    risk_rate: float

    @property
    def value_at_risk(self) -> float:
        """Yearly value that leaves with the leavers."""
        return self.customers * self.value_a_year * self.risk_rate

    def gain_a_call(self, *, saved_rate: float, cost: float) -> float:
        """Yearly value that one call keeps, after its cost; `saved_rate`: of would-be leavers who are called."""
        return self.risk_rate * saved_rate * self.value_a_year - cost


CELLS = (
    Cell("AC", 5_000, 400.0, 0.15),
    Cell("AD", 1_500, 4_000.0, 0.10),
    Cell("BC", 3_000, 350.0, 0.65),
    Cell("BD", 500, 3_600.0, 0.60),
)


def worth_calling(*, saved_rate, cost):
    """(code, gain of one call) of every cell, the best first."""
    gains = [(cell.code, cell.gain_a_call(saved_rate=saved_rate, cost=cost)) for cell in CELLS]
    return sorted(gains, key=lambda pair: -pair[1])
