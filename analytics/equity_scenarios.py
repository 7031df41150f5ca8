"""The base and a new customer valued again under other parameters: draws of the fit, other retention, other discount.

A scenario changes what is to come; what is known of today (P(alive), expected spend) changes only in a draw, which is
another set of fitted parameters.
"""

from dataclasses import dataclass, field

import numpy as np
from scipy.optimize import brentq

from analytics.equity_flow import contract_values
from analytics.models.discount import DAYS_PER_MONTH, DAYS_PER_YEAR, mid_period_factors, month_ends
from analytics.models.quadrature import beta_nodes
from analytics.models.state import read_columns

__all__ = [
    "Parameters",
    "draws_of",
    "new_contract_value",
    "new_shop_value",
    "shop_values",
    "survival_given_alive",
    "with_retention",
]

# Periods of the horizon in a draw, and the degree of its series: only its ratio to the value now is used, where both cancel.
DRAW_STEPS, DRAW_DEGREE = 6, 8
CLOSE = 1e-10  # of the logarithm of the scale by which leaving is changed
LEAST_LOG_SCALE, MOST_LOG_SCALE = -6.0, 3.0


@dataclass(frozen=True)
class Parameters:
    """One set of fitted models. `future` is the purchase model for what is to come where it differs from the fit.

    purchases, spend : models or None; usual_spend : money a purchase day where spend has no model; renewals : by term
    """

    purchases: object = None
    spend: object = None
    usual_spend: float = 0.0
    renewals: dict = field(default_factory=dict)
    future: object = None


@dataclass(frozen=True)
class ShiftedRenewals:
    """A renewal model whose chance of each renewal is `factor` times as high, plus `points`; kept within [0, 1]."""

    model: object
    factor: float = 1.0
    points: float = 0.0

    def survival(self, periods):
        """Share still under contract after `periods` renewals; shape of `periods`."""
        periods = np.asarray(periods, dtype="float64")
        known = self.model.survival(np.arange(int(periods.max(initial=0)) + 2))
        chance = np.clip(known[1:] / known[:-1] * self.factor + self.points, 0.0, 1.0)
        return np.concatenate(([1.0], np.cumprod(chance)))[periods.astype("int64")]


def draws_of(parameters, count, *, seed):
    """`count` sets of parameters drawn from the normal laws of the fits; each model by itself."""
    purchases = parameters.purchases.draws(count, seed=seed) if parameters.purchases else [None] * count
    spend = parameters.spend.draws(count, seed=seed + 1) if parameters.spend else [None] * count
    rng = np.random.default_rng(seed + 2)
    renewals = {term: _drawn(model, count, rng) for term, model in parameters.renewals.items()}
    return [
        Parameters(purchases[i], spend[i], parameters.usual_spend, {term: drawn[i] for term, drawn in renewals.items()})
        for i in range(count)
    ]


def _drawn(model, count, rng):
    centre = np.log([model.params_[name] for name in model.names])
    rows = np.exp(rng.multivariate_normal(centre, model.covariance_, size=count, method="eigh"))
    return [model.from_params(**dict(zip(model.names, row.tolist(), strict=True))) for row in rows]


def shop_values(parameters, state, *, discount_rate, horizon_months, steps=None):
    """Expected discounted margin of customers without contract over the horizon, shape (n_customers,).

    state : columns frequency, recency_days, age_days, repeat_value; steps : periods of the horizon, a month by default
    """
    x, _, T = read_columns(state)
    model = parameters.future or parameters.purchases
    ends = _ends(horizon_months, steps)
    factors = mid_period_factors(ends, yearly_discount_rate=discount_rate)

    def given_alive(x, T):
        total, before = np.zeros(len(x)), np.zeros(len(x))
        for end, factor in zip(ends, factors, strict=True):
            by_then = model.count_given_alive(x, T, end)
            total += factor * (by_then - before)
            before = by_then
        return total

    options = {} if steps is None else {"degree": DRAW_DEGREE}
    purchases = parameters.purchases.p_alive(state) * model.on_pairs(x, T, given_alive, **options)
    return purchases * _money(parameters, state)


def _money(parameters, state):
    if parameters.spend is None:
        return parameters.usual_spend
    return parameters.spend.expected_spend(state["frequency"], state["repeat_value"])


def _ends(horizon_months, steps):
    days = horizon_months * DAYS_PER_MONTH
    return month_ends(days) if steps is None else days * np.arange(1, steps + 1) / steps


def new_shop_value(parameters, *, discount_rate, horizon_months):
    """Expected discounted margin of the purchases after the first of a customer just acquired."""
    model = parameters.future or parameters.purchases
    ends = month_ends(horizon_months * DAYS_PER_MONTH)
    counts = model.expected_purchases_new(horizon_days=ends)
    factors = mid_period_factors(ends, yearly_discount_rate=discount_rate)
    spend = parameters.spend.mean_spend() if parameters.spend else parameters.usual_spend
    return float((factors * np.diff(counts, prepend=0.0)).sum() * spend)


def new_contract_value(parameters, mix, *, discount_rate, horizon_months):
    """Expected discounted margin of a new contract, the mean over a mix of terms; NaN when no term has a model.

    mix : term_months, customers, monthly_margin (mean per customer)
    """
    state = {"term_months": mix["term_months"], "renewals_made": 0.0 * mix["term_months"]}
    state["months_to_renewal"] = mix["term_months"]
    unit = contract_values(state, parameters.renewals, discount_rate=discount_rate, horizon_months=horizon_months)
    known = np.isfinite(unit)
    if not known.any():
        return float("nan")
    return float(np.average((unit * mix["monthly_margin"])[known], weights=mix["customers"][known]))


def survival_given_alive(model, state, *, days):
    """P(not left for good within `days` | alive today), shape (n_customers,).

    For the beta-geometric models the mean over p ~ beta(a, b + x) of E[exp(-λ p t)]; for Pareto/NBD, by its gamma law
    of the rate of leaving, ((β + T) / (β + T + t))^s.
    """
    x, _, T = read_columns(state)
    params = model.params_
    if hasattr(model, "survival_given_alive"):
        return model.survival_given_alive(x, T, days)
    if "s" in params:
        return ((params["beta"] + T) / (params["beta"] + T + days)) ** params["s"]

    def given_alive(x, T):
        levels, level_at = np.unique(x, return_inverse=True)
        nodes, weights = beta_nodes(params["a"], params["b"] + levels + model.leaves_at_first)
        total = np.zeros(len(x))
        for p, weight in zip(nodes.T, weights.T, strict=True):
            total += weight[level_at] * np.exp(
                -(params["r"] + x) * np.log1p(p[level_at] * days / (params["alpha"] + T))
            )
        return total

    return model.on_pairs(x, T, given_alive)


def with_retention(parameters, state, *, factor=1.0, points=0.0):
    """The same customers with another retention from today on; None where it cannot be reached.

    Purchases: the chance of leaving is scaled until the 12-month survival of those alive today is `factor` times as
    high plus `points`. Contracts: so is the chance of each renewal.
    """
    renewals = {term: ShiftedRenewals(model, factor, points) for term, model in parameters.renewals.items()}
    future = None
    if parameters.purchases is not None and len(state):
        future = _scaled_to(parameters.purchases, state, factor, points)
        if future is None:
            return None
    return Parameters(parameters.purchases, parameters.spend, parameters.usual_spend, renewals, future)


def _scaled_to(model, state, factor, points):
    """The model with the chance of leaving scaled: the root of its survival in the logarithm of the scale."""
    lever = next(name for name in ("s", "a", "gamma") if name in model.params_)
    weight = model.p_alive(state)

    def scaled(log_scale):
        return model.with_params(**{**model.params_, lever: model.params_[lever] * np.exp(log_scale)})

    def survival(log_scale):
        rows = survival_given_alive(scaled(log_scale), state, days=DAYS_PER_YEAR)
        return float(np.average(rows, weights=weight))

    now = survival(0.0)
    wanted = now * factor + points
    # Survival falls with the scale, so the side of the root is known, and one end of it is the present.
    other = LEAST_LOG_SCALE if wanted > now else MOST_LOG_SCALE
    if (survival(other) - wanted) * (now - wanted) >= 0:
        return None
    return scaled(brentq(lambda log_scale: survival(log_scale) - wanted, 0.0, other, xtol=CLOSE))


def base_survival(parameters, state):
    """12-month survival of the customers alive today, weighted by P(alive)."""
    rows = survival_given_alive(parameters.purchases, state, days=DAYS_PER_YEAR)
    return float(np.average(rows, weights=parameters.purchases.p_alive(state)))


def ratios_by_cell(now, other, cells, size):
    """Value under another scenario over the value now, by cell; the whole sample's where a cell has nothing in it.

    now, other : arrays (n,); cells : (n,), number of each customer's cell from 0 on, -1 for one that is not asked for;
    size : how many cells there are. Returns ratios, shape (size,).
    """
    before, after = (np.bincount(cells + 1, weights=values, minlength=size + 1)[1:] for values in (now, other))
    whole = float(np.sum(other) / np.sum(now)) if np.sum(now) > 0 else 1.0
    return np.where(before > 0, after / np.where(before > 0, before, 1.0), whole)
