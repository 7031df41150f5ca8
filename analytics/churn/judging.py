"""Judge candidates on later months: choose one, state its figures, follow it month by month, find where it fails.

Rows are those of the feature table with `leaves` (True, False, None where the window is still open), ordered by
feature_on; chances are {candidate: float64 of shape (n,)} in their order.
"""

import numpy as np
import pandas as pd

from analytics.churn import drift, profit
from analytics.churn.learners import BASELINES
from analytics.churn.metrics import brier, log_loss, metrics_of, roc_auc
from analytics.models.state import ModelRefused

SEGMENTS = ("relationship", "value_fifth", "tenure", "first_channel", "first_region", "first_category")
SMALLEST_SEGMENT = 100  # customers; fewer say nothing about where a warning fails
POOR_AUC = 0.6
TENURE_YEARS = (1, 2, 4)


def is_known(rows):
    """Which rows have a label, bool of shape (n,)."""
    return rows["leaves"].notna().to_numpy()


def choose(rows, followed, latest_rows, latest):
    """(candidate, {candidate: log loss}): the lowest mean of two log losses, but never worse than a baseline lately.

    rows, followed : months on which older learners are followed, and their chances; the last month with a label is left
        to the others, unless it is the only one
    latest_rows, latest : that last month, and the chances given by learners that stand on it
    A candidate that loses to a baseline on the latest month gives way to it.
    """
    known = is_known(rows)
    months = rows["feature_on"]
    used = known & (months < months[known].max()).to_numpy()
    used = used if used.any() else known
    leaves, lately = rows["leaves"][used].astype(bool), latest_rows["leaves"].astype(bool)
    late = {code: log_loss(lately, chance) for code, chance in latest.items() if code in followed}
    losses = {code: (log_loss(leaves, followed[code][used]) + loss) / 2 for code, loss in late.items()}
    if not losses:
        raise ModelRefused("nothing_differs")
    chosen = min(losses, key=lambda code: losses[code])
    baseline = min((code for code in late if code in BASELINES), key=lambda code: late[code], default=chosen)
    return (baseline if late[baseline] < late[chosen] else chosen), losses


def verdict(chosen):
    """Code of the choice: a baseline serves, or a learner does."""
    return "baseline_wins" if chosen in BASELINES else "learner_wins"


def card(rows, chances):
    """DataFrame model, metric, value: figures of every candidate on the labelled rows.

    empc_share : expected maximum profit per customer, as a share of what the leaving of one costs; empc_listed_rate :
        share of the base to contact for it; with the paper's costs of offer and contact
    """
    known = is_known(rows)
    leaves = rows["leaves"][known].astype(bool).to_numpy()
    found = [
        (code, metric, value)
        for code, chance in chances.items()
        for metric, value in {**metrics_of(leaves, chance[known]), **_profit(leaves, chance[known])}.items()
    ]
    return pd.DataFrame(found, columns=["model", "metric", "value"])


def _profit(leaves, chance):
    share, listed = profit.expected_maximum_profit(
        leaves, chance, value=1.0, offer_cost=profit.OFFER_SHARE, contact_cost=profit.CONTACT_SHARE
    )
    return {"empc_share": share, "empc_listed_rate": listed}


def by_month(rows, chance):
    """One row a month end: figures where labels are known, drift against the first month, and what it says.

    Columns snapshot_on, customers, leavers, mean_chance, leaving_rate, roc_auc, brier, psi, verdict.
    """
    table, first, first_auc = [], None, None
    for day, part in rows.groupby("feature_on", sort=True):
        p = chance[rows.index.get_indexer(part.index)]
        first = p if first is None else first
        leaves = part["leaves"].astype(bool).to_numpy() if part["leaves"].notna().all() else None
        auc = roc_auc(leaves, p) if leaves is not None else np.nan
        first_auc = auc if first_auc is None else first_auc
        left = float(leaves.sum()) if leaves is not None else np.nan
        psi = drift.population_stability(first, p)
        ratio = float(p.sum()) / left if left else np.nan
        said = drift.verdict(psi=psi, auc_at_first=first_auc, auc=auc, calibration_ratio=ratio)
        error = brier(leaves, p) if leaves is not None else np.nan
        table.append((day, len(part), left, p.mean(), left / len(part), auc, error, psi, said))
    names = ["snapshot_on", "customers", "leavers", "mean_chance", "leaving_rate", "roc_auc", "brier", "psi", "verdict"]
    return pd.DataFrame(table, columns=names)


def segments_of(rows):
    """DataFrame of SEGMENTS, one row a customer: words that name where each belongs."""
    contract, shop = rows["under_contract"].astype(bool), rows["has_shop"].astype(bool)
    years = rows["tenure_days"] / 365.25
    tenure = np.searchsorted(TENURE_YEARS, years, side="right")
    names = np.array(["year_1", "year_2", "years_3_4", "later"])
    fifth = 5 - np.minimum(rows["past_12m_value"].rank(method="first", pct=True) * 5, 4.999).astype(int)
    return pd.DataFrame(
        {
            "relationship": np.select([contract & shop, contract], ["both", "contract"], "shop"),
            "value_fifth": fifth.map(dict(zip(range(1, 6), "ABCDE", strict=True))),
            "tenure": names[tenure],
            **{name: rows[name] for name in SEGMENTS[3:]},
        },
        index=rows.index,
    )


def by_segment(rows, chance):
    """Where the warning holds and where it fails, on the labelled rows.

    Columns dimension, value, customers, leavers, mean_chance, leaving_rate, roc_auc, verdict; verdict is "too_low" or
    "too_high" where the expected leavers are off by more than three standard errors and a tenth, "poor_order" where
    the ranking is hardly better than chance, else "holds".
    """
    known = is_known(rows)
    rows, chance = rows[known], chance[known]
    leaves = rows["leaves"].astype(bool).to_numpy()
    found = []
    for dimension, values in segments_of(rows).items():
        for value in sorted(values.unique()):
            inside = (values == value).to_numpy()
            if inside.sum() >= SMALLEST_SEGMENT and values.nunique() > 1:
                found.append((dimension, str(value), *_segment(leaves[inside], chance[inside])))
    names = ["dimension", "value", "customers", "leavers", "mean_chance", "leaving_rate", "roc_auc", "verdict"]
    return pd.DataFrame(found, columns=names)


def _segment(leaves, chance):
    expected, seen, auc = chance.sum(), leaves.sum(), roc_auc(leaves, chance)
    error = np.sqrt(np.sum(chance * (1 - chance)))
    said = "poor_order" if auc < POOR_AUC else "holds"
    if abs(expected - seen) > 3 * error and abs(expected - seen) > 0.1 * seen:
        said = "too_low" if expected < seen else "too_high"
    return len(leaves), int(seen), chance.mean(), leaves.mean(), auc, said


def loss_of_the_best(rows):
    """Leaving rate of the top tenth by value and of all, by month with labels; one row a month end.

    Columns snapshot_on, customers, leaving_rate, top_customers, top_leaving_rate, alarm; alarm compares the top tenth with
    a year before ("" where there is none).
    """
    table = []
    for day, part in rows[is_known(rows)].groupby("feature_on", sort=True):
        top = part.nlargest(max(1, len(part) // 10), "past_12m_value", keep="first")
        table.append((day, len(part), part["leaves"].mean(), len(top), top["leaves"].mean()))
    names = ["snapshot_on", "customers", "leaving_rate", "top_customers", "top_leaving_rate"]
    found = pd.DataFrame(table, columns=names).astype({"leaving_rate": "float64", "top_leaving_rate": "float64"})
    return found.assign(alarm=[_alarm(found, row) for row in found.itertuples()])


def _alarm(found, row):
    before = found[(row.snapshot_on - found["snapshot_on"]).dt.days.between(350, 380)]
    if before.empty:
        return ""
    then = before.iloc[0]
    return drift.alarm(row.top_leaving_rate, row.top_customers, then["top_leaving_rate"], then["top_customers"])
