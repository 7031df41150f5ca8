"""What a firm's published figures say of themselves: does the churn it names agree with the flows it names?"""

import pandas as pd

MONTHS = {"month": 1, "quarter": 3, "year": 12}
DISAGREES = 0.20  # share by which a named and an implied churn rate may differ: definitions vary by less


def with_implied_rate(disclosed: pd.DataFrame) -> pd.DataFrame:
    """`disclosed` with `implied_rate`, the churn a month that its flows tell, and `disagrees`, in order of time.

    disclosed : grain (one), period_start, opening, lost, closing (customers), monthly_churn_rate (may be missing)
    implied_rate = lost / months of the period / mean of opening and closing, as firms reckon their average monthly churn.
    `disagrees` where the two are apart by more than a fifth of the named one.
    """
    table = disclosed.assign(period_start=pd.to_datetime(disclosed["period_start"])).sort_values("period_start")
    middle = (table["opening"] + table["closing"]).astype(float) / 2
    implied = table["lost"].astype(float) / table["grain"].map(MONTHS) / middle.where(middle > 0)
    named = table["monthly_churn_rate"].astype(float)
    off = (implied - named).abs() > DISAGREES * named.where(named > 0)
    return table.assign(implied_rate=implied, disagrees=off).reset_index(drop=True)


def published_facts(disclosed: pd.DataFrame, *, since: pd.Timestamp | None = None) -> dict | None:
    """Churn of the last year and additions of the last full calendar year against the one before `since`.

    since : date from which the base is judged alike (`plateau_since`); the first full year where it is None
    Returns monthly_churn_rate (mean of the last twelve months as published, else implied), year_before, additions_before,
    year_now, additions_now (customers a year), periods, disagreeing (list of grain, period_start, implied_rate,
    monthly_churn_rate). None with fewer than two full calendar years.
    """
    if disclosed.empty:
        return None
    table = with_implied_rate(disclosed)
    length = 12 // MONTHS[table["grain"].iloc[0]]
    years = table.groupby(table["period_start"].dt.year)["acquired"].agg(["sum", "size"])
    full = years.loc[years["size"] == length, "sum"]
    if len(full) < 2:
        return None
    before = full.index[0]
    if since is not None:
        before = max((year for year in full.index[:-1] if year < pd.Timestamp(since).year), default=before)
    rates = table["monthly_churn_rate"].astype(float).fillna(table["implied_rate"])
    columns = ["grain", "period_start", "implied_rate", "monthly_churn_rate"]
    return {
        "monthly_churn_rate": float(rates.iloc[-length:].mean()),
        "year_before": int(before),
        "additions_before": float(full[before]),
        "year_now": int(full.index[-1]),
        "additions_now": float(full.iloc[-1]),
        "periods": len(table),
        "disagreeing": table.loc[table["disagrees"], columns].to_dict("records"),
    }
