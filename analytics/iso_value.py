"""Iso-value curves: what customers with the same recency and frequency are worth.

Source: Fader, Hardie & Lee (2005), RFM and CLV: Using Iso-Value Curves for Customer Base Analysis, Journal of Marketing
Research 42(4), 415-430. All cells share one age and one spend, so that recency and frequency alone differ.
"""

import numpy as np
import pandas as pd

__all__ = ["crossing", "grid"]

GAPS = 25
MOST_FREQUENCIES = 25


def grid(model, *, age_days, most_frequency, discount_rate, horizon_months, spend):
    """Expected value on a grid of repeat purchases and days since the last one.

    model : fitted purchase model; age_days : since the first purchase, above 0; spend : money a purchase day
    Returns frequency, last_gap_days, age_days, p_alive, value_36m; one row a cell.
    """
    levels = np.unique(np.round(np.linspace(1, max(most_frequency, 2), MOST_FREQUENCIES)))
    gaps = np.round(np.linspace(0, age_days * (1 - 1 / GAPS), GAPS))
    frequency, gap = (part.ravel() for part in np.meshgrid(levels, gaps, indexing="ij"))
    state = pd.DataFrame({"frequency": frequency, "recency_days": age_days - gap, "age_days": float(age_days)})
    horizon_days = horizon_months * 365.25 / 12
    purchases = model.discounted_purchases(state, horizon_days=horizon_days, yearly_discount_rate=discount_rate)
    return pd.DataFrame(
        {
            "frequency": frequency.astype("int64"),
            "last_gap_days": gap.astype("int64"),
            "age_days": int(age_days),
            "p_alive": model.p_alive(state),
            "value_36m": purchases * spend,
        }
    )


def crossing(table):
    """The shortest silence after which a frequent buyer is worth less than an occasional one; None where never.

    table : of `grid`
    Returns dict often, seldom (repeat purchases), gap_days; the two frequencies are the highest and the lowest third.
    """
    wide = table.pivot(index="last_gap_days", columns="frequency", values="value_36m")
    levels = wide.columns
    often, seldom = levels[-1 - len(levels) // 3], levels[min(1, len(levels) - 1)]
    worse = wide.index[wide[often] < wide[seldom]]
    return (
        {"often": int(often), "seldom": int(seldom), "gap_days": int(worse[0])}
        if len(worse) and often > seldom
        else None
    )
