"""The published case that the project carries: DISH Network's subscribers by quarter, as its filings give them."""

from functools import lru_cache
from pathlib import Path

import pandas as pd

from analytics import movement

_FILE = Path(__file__).resolve().parent.parent / "data" / "cases" / "dish.csv"
MILLION = 1e6


@lru_cache(maxsize=1)
def dish() -> pd.DataFrame:
    """Movement of the base by quarter, 2004 to March 2015, in subscribers, as from `movement.from_totals`.

    Typed are closings and gross additions; losses follow from the identity.
    """
    facts = pd.read_csv(_FILE, parse_dates=["period"])
    closing, acquired = facts["closing_customers"] * MILLION, facts["gross_additions"] * MILLION
    totals = pd.DataFrame(
        {
            "period_start": facts["period"].dt.to_period("Q").dt.start_time,
            "acquired": acquired.round(),
            "closing": closing.round(),
            "lost": (closing.shift() + acquired - closing).round(),
        }
    ).iloc[1:]
    flow = movement.from_totals(totals.astype({"acquired": "int64", "closing": "int64", "lost": "int64"}))
    # As a build from published figures has it, so that one firm shows one ceiling everywhere.
    return flow.assign(retained=flow["opening"] - flow["lost"], loss_rate=flow["lost"] / flow["opening"])
