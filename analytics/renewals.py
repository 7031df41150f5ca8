"""Which model forecasts renewals best: the last third of the renewals held out, beside a constant renewal rate.

Months are counted as year x 12 + month; a renewal falls due every `term_months` months from the start.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analytics.models.bdw import Bdw
from analytics.models.constant_renewal import ConstantRenewal
from analytics.models.sbg import Sbg
from analytics.models.state import ModelRefused

__all__ = ["RENEWAL_MODELS", "RenewalCheck", "check_renewals", "split_renewals"]

RENEWAL_MODELS = {model.code: model for model in (Sbg, Bdw, ConstantRenewal)}
NAIVE = ConstantRenewal.code
HELD_OUT = 1 / 3
LEAST_DUE = 50  # renewals due in the holdout below which nothing is judged
NEAR_EQUAL = 0.01  # a model with one parameter more must be better by more than this


@dataclass(frozen=True)
class RenewalCheck:
    """Verdict on one length of term.

    code : renewals_model_wins, renewals_naive_wins, renewals_not_checked; model : code of the one to use
    metrics : {model: {due, kept, expected, total_error_rate, brier}} on the holdout; {} where nothing was judged
    """

    code: str
    model: str
    metrics: dict


def split_renewals(cohorts, *, as_of_month):
    """(losses, holdout) of one term: what was known at the cutoff, and what came of the contracts running then.

    cohorts : term_months (one value), start_month, periods, is_ended, contracts; see contract_cohort.sql
    The cutoff is the month by which two thirds of all renewals had fallen due.
    Returns losses (periods, ended, censored) and holdout (made: renewals by the cutoff, ahead: 1, 2, ..., due: contracts
    of which that renewal would have fallen due, kept: those that made it).
    """
    rows = cohorts.reset_index(drop=True)
    term = int(rows["term_months"].iloc[0])
    cutoff = _cutoff(rows, term)
    known = rows[rows["start_month"] <= cutoff]
    made = np.minimum((cutoff - known["start_month"]) // term, known["periods"])
    has_ended = known["is_ended"] & (made == known["periods"])
    seen = known.assign(periods=made, ended=known["contracts"].where(has_ended, 0))
    seen["censored"] = seen["contracts"] - seen["ended"]
    losses = seen[made >= 1].groupby("periods", as_index=False)[["ended", "censored"]].sum()
    running = known.assign(made=made)[~has_ended]
    last = np.where(running["is_ended"], (as_of_month - running["start_month"]) // term, running["periods"])
    ahead = np.maximum(last - running["made"], 0).astype("int64")
    holdout = running.loc[running.index.repeat(ahead)]
    holdout = holdout.assign(ahead=np.concatenate([np.arange(1, n + 1) for n in ahead]) if len(holdout) else [])
    kept = ~holdout["is_ended"] | (holdout["made"] + holdout["ahead"] < holdout["periods"])
    holdout = holdout.assign(due=holdout["contracts"], kept=holdout["contracts"].where(kept, 0))
    return losses, holdout.groupby(["made", "ahead"], as_index=False)[["due", "kept"]].sum()


def _cutoff(rows, term):
    due = rows.loc[rows.index.repeat(rows["periods"])]
    number = np.concatenate([np.arange(1, n + 1) for n in rows["periods"]])
    by_month = (due["contracts"]).groupby(due["start_month"] + number * term).sum().sort_index()
    share = by_month.cumsum() / by_month.sum()
    return int(share.index[share.searchsorted(1 - HELD_OUT)])


def check_renewals(cohorts, *, as_of_month):
    """RenewalCheck of one term; models that the shortened history cannot carry are left out."""
    losses, holdout = split_renewals(cohorts, as_of_month=as_of_month)
    if not holdout["due"].sum() >= LEAST_DUE or losses.empty:
        return RenewalCheck("renewals_not_checked", Sbg.code, {})
    metrics = {}
    for code, model in RENEWAL_MODELS.items():
        try:
            metrics[code] = metrics_of(model().fit(losses), holdout)
        except ModelRefused:
            continue
    models = {code: row["brier"] for code, row in metrics.items() if code != NAIVE}
    if not models or NAIVE not in metrics:
        return RenewalCheck("renewals_not_checked", Sbg.code, metrics)
    best = min(models, key=models.__getitem__)
    if Sbg.code in models and models[Sbg.code] <= models[best] * (1 + NEAR_EQUAL):
        best = Sbg.code
    if models[best] < metrics[NAIVE]["brier"]:
        return RenewalCheck("renewals_model_wins", best, metrics)
    return RenewalCheck("renewals_naive_wins", NAIVE, metrics)


def metrics_of(model, holdout):
    """Errors on the holdout: renewals due, kept, expected, total_error_rate (expected / kept - 1), brier (mean squared)."""
    chance = model.survival(holdout["made"] + holdout["ahead"]) / model.survival(holdout["made"])
    due, kept = holdout["due"].to_numpy("float64"), holdout["kept"].to_numpy("float64")
    expected = float((due * chance).sum())
    figures = {"due": float(due.sum()), "kept": float(kept.sum()), "expected": expected}
    if figures["kept"] > 0:
        figures["total_error_rate"] = expected / figures["kept"] - 1
    figures["brier"] = float((due * chance**2 - 2 * chance * kept + kept).sum() / due.sum())
    return figures


def outlook(model, running, *, term_months, yearly_discount_rate):
    """What is to come of running contracts by renewals made: renewal_rate of the next one, and DERL.

    running : renewals_made, contracts
    Returns renewals_made, contracts, renewal_rate, renewals_to_come (the next one not discounted; per term).
    """
    made = running["renewals_made"].to_numpy("float64")
    rate = (1 + yearly_discount_rate) ** (term_months / 12) - 1
    to_come = (
        model.residual_renewals(renewals_made=made, discount_rate=rate) if rate > 0 else np.full(len(made), np.nan)
    )
    return pd.DataFrame(
        {
            "renewals_made": running["renewals_made"].to_numpy(),
            "contracts": running["contracts"].to_numpy(),
            "renewal_rate": model.survival(made + 1) / model.survival(made),
            "renewals_to_come": to_come,
        }
    )
