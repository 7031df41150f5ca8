"""What a few points of retention do to a customer's value, and why the claims about it range from 25 to 100 %."""

from analytics.multiple import margin_multiple

YEARS_SHORT = 5  # the horizon between next year and for ever


def kept_margin(*, retention_rate, discount_rate=0.0, years=None):
    """Future yearly margins of one customer, in years of margin, end of year, the first margin not counted.

    retention_rate : r in [0, 1] per year; discount_rate : i per year; years : horizon, None for ever
    Source: sum of (r / (1 + i)) ** k for k = 1 .. years; for ever r / (1 + i - r) (Gupta & Lehmann 2003).

    >>> round(kept_margin(retention_rate=0.8, discount_rate=0.1), 2)
    2.67
    """
    if years is None:
        return margin_multiple(retention_rate=retention_rate, discount_rate=discount_rate)
    if not 0 <= retention_rate <= 1:
        raise ValueError(f"retention_rate must lie in [0, 1]; it is {retention_rate}")
    step = retention_rate / (1 + discount_rate)
    return float(sum(step**year for year in range(1, years + 1)))


def gain_rate(*, retention_rate, points_rate=0.05, discount_rate=0.0, years=None):
    """Relative gain of `kept_margin` when retention rises by `points_rate`; 0.275 at 80 % and 10 %."""
    before = kept_margin(retention_rate=retention_rate, discount_rate=discount_rate, years=years)
    if before <= 0:
        raise ValueError("nothing is kept, so a gain has no base")
    raised = retention_rate + points_rate
    return kept_margin(retention_rate=raised, discount_rate=discount_rate, years=years) / before - 1


def claims(*, retention_rate, discount_rate, cost_share, points_rate=0.05):
    """The same points of retention reckoned in five ways: list of (code, gain_rate), the smallest question first.

    cost_share : what winning the customer costs, as a share of its value today, in [0, 1)
    Codes: next_year, five_years, discounted (for ever), after_cost (of that, what is left after winning cost),
    undiscounted (for ever).
    """
    if not 0 <= cost_share < 1:
        raise ValueError(f"cost_share must lie in [0, 1); it is {cost_share}")
    known = {"retention_rate": retention_rate, "points_rate": points_rate}
    discounted = gain_rate(**known, discount_rate=discount_rate)
    return [
        ("next_year", gain_rate(**known, years=1)),
        ("five_years", gain_rate(**known, discount_rate=discount_rate, years=YEARS_SHORT)),
        ("discounted", discounted),
        ("after_cost", discounted / (1 - cost_share)),
        ("undiscounted", gain_rate(**known)),
    ]
