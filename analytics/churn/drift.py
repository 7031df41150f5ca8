"""Does a warning still hold? Drift of its chances, decay of its figures month by month, and a plain verdict."""

import numpy as np

# Custom in credit scoring: below 0.10 stable, above 0.25 another population.
PSI_WATCH, PSI_REFIT = 0.10, 0.25
AUC_FALL_WATCH, AUC_FALL_REFIT = 0.03, 0.06
Z_80 = 1.2816  # half width of an 80 % interval in standard errors
RATIO_WATCH, RATIO_REFIT = 0.15, 0.30  # of leavers expected against leavers seen, either way


def population_stability(before, now, *, bins=10):
    """Population stability index of two samples of chances; 0 when alike. Bins are tenths of `before`.

    Empty bins count as half a customer, so that the index stays finite.
    """
    edges = np.unique(np.quantile(before, np.linspace(0, 1, bins + 1)[1:-1]))
    counts = [
        np.bincount(np.searchsorted(edges, part, side="right"), minlength=len(edges) + 1) for part in (before, now)
    ]
    one, other = (np.maximum(count, 0.5) / max(count.sum(), 1) for count in counts)
    return float(np.sum((other - one) * np.log(other / one)))


def verdict(*, psi, auc_at_first=None, auc=None, calibration_ratio=None):
    """ "keep", "watch" or "refit" for one month; figures that are not known yet (None or NaN) are left out."""
    severity = [_step(psi, PSI_WATCH, PSI_REFIT)]
    if _known(auc_at_first) and _known(auc):
        severity.append(_step(auc_at_first - auc, AUC_FALL_WATCH, AUC_FALL_REFIT))
    if _known(calibration_ratio):
        severity.append(_step(abs(calibration_ratio - 1), RATIO_WATCH, RATIO_REFIT))
    return ("keep", "watch", "refit")[max(severity)]


def _known(figure):
    return figure is not None and figure == figure


def _step(figure, watch, refit):
    return 2 if figure >= refit else 1 if figure >= watch else 0


def leavers_between(expected, variance, months):
    """(low, high): 80 % interval of the number of leavers, from chance and from how far off the warning was in the past.

    expected, variance : sums of p and of p (1 - p); months : table with mean_chance and leaving_rate, months without an
    outcome empty. The past error is the root mean square of expected / seen - 1 over its months.
    """
    known = months.dropna(subset=["leaving_rate"])
    known = known[known["leaving_rate"] > 0]
    past = float(np.sqrt(np.mean((known["mean_chance"] / known["leaving_rate"] - 1) ** 2))) if len(known) else 0.0
    spread = Z_80 * float(np.sqrt(variance + (past * expected) ** 2))
    return max(expected - spread, 0.0), expected + spread


def alarm(rate_now, customers_now, rate_before, customers_before):
    """ "rising", "falling" or "steady": loss rates of two months apart by more than two standard errors."""
    pooled = (rate_now * customers_now + rate_before * customers_before) / (customers_now + customers_before)
    error = np.sqrt(max(pooled * (1 - pooled), 1e-12) * (1 / customers_now + 1 / customers_before))
    apart = (rate_now - rate_before) / error
    return "rising" if apart > 2 else "falling" if apart < -2 else "steady"
