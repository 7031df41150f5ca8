"""A free trial that turns into a subscription: what it brings a year, and what a claim about it would take."""

from dataclasses import dataclass

TRIALS, CONVERTED, PRICE_A_MONTH = 3_900_000, 251_000, 3.0  # the article's case
CLAIMED_A_YEAR = 90_000_000.0
MONTHS = 12


@dataclass(frozen=True)
class Funnel:
    """Trials, those of them who pay, the price a month, and the share of payers who go on from month to month."""

    trials: float = TRIALS
    converted: float = CONVERTED
    price_a_month: float = PRICE_A_MONTH
    monthly_retention_rate: float = 1.0

    @property
    def conversion_rate(self) -> float:
        """Share of trials that pay."""
        return self.converted / self.trials

    @property
    def paid_months(self) -> float:
        """Months paid in the first year by one who converts; 12 when nobody leaves."""
        return float(sum(self.monthly_retention_rate**month for month in range(MONTHS)))

    @property
    def year_revenue(self) -> float:
        """Money in the first year of the converted."""
        return self.converted * self.price_a_month * self.paid_months


def needed_for(claim, funnel):
    """What a yearly claim (money) would take, one thing changed at a time: dict of conversion_rate, price_a_month, payers.

    A conversion above 1 cannot be: more would have to pay than ever tried.
    """
    payers = claim / (funnel.price_a_month * funnel.paid_months)
    return {
        "payers": payers,
        "conversion_rate": payers / funnel.trials,
        "price_a_month": claim / (funnel.converted * funnel.paid_months),
    }
