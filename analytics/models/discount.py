"""Mid-period discounting by month. A month is 365.25 / 12 days everywhere."""

import numpy as np

DAYS_PER_YEAR = 365.25
DAYS_PER_MONTH = DAYS_PER_YEAR / 12


def month_ends(horizon_days):
    """Ends of the months within a horizon, in days, shape (n_months,); a part of a month at the end is a period."""
    if not (np.isfinite(horizon_days) and horizon_days > 0):
        raise ValueError(f"horizon_days must be a positive number of days; it is {horizon_days}")
    whole = np.arange(1, int(np.ceil(horizon_days / DAYS_PER_MONTH - 1e-9))) * DAYS_PER_MONTH
    return np.append(whole, float(horizon_days))


def mid_period_factors(ends, *, yearly_discount_rate):
    """Discount factor of the middle of each period that ends at `ends` days; shape (n_periods,)."""
    if not yearly_discount_rate > -1:
        raise ValueError(f"yearly_discount_rate must lie above -1; it is {yearly_discount_rate}")
    middles = (ends + np.concatenate(([0.0], ends[:-1]))) / 2
    return (1 + yearly_discount_rate) ** (-middles / DAYS_PER_YEAR)
