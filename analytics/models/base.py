"""What every purchase model offers. The constructor stores settings; `fit` returns self; learned values end in _.

Times go in and come out in days. A subclass gives the likelihood and four functions of the state; the rest is here.
"""

from dataclasses import dataclass

import numpy as np

from analytics.models.discount import mid_period_factors, month_ends
from analytics.models.optimum import find_optimum
from analytics.models.pairs import on_pairs
from analytics.models.state import ModelRefused, read_columns, read_triples, weighted_sum

__all__ = ["ModelRefused", "PurchaseModel", "WeeklyFit"]

# Log bounds. A shape of e^9 means customers alike within 1 %, one of e^-9 that one in thousands does anything at all.
SHAPE_BOUNDS = (-9.0, 9.0)
# Log bounds of times, in units of the mean age.
TIME_BOUNDS = (-18.0, 18.0)
SAMPLE_ROWS = 200


@dataclass(frozen=True)
class WeeklyFit:
    """A fit as the papers print it, with the week as the unit of time."""

    params: dict
    log_likelihood: float


class PurchaseModel:
    """Base of the models of repeat purchase days in continuous time without contract.

    min_repeat_buyers : int, fewer customers with a repeat purchase are refused
    """

    code: str
    names: tuple[str, ...]
    time_names: tuple[str, ...]
    settings: tuple[str, ...] = ()  # what `from_params` wants beside the parameters
    coarse_rows = 5_000  # distinct histories that choose between the starting points

    def __init__(self, *, min_repeat_buyers=10):
        self.min_repeat_buyers = min_repeat_buyers

    def fit(self, state):
        """Learn the parameters by maximum likelihood from a state frame (days). Returns self.

        params_, log_likelihood_, gradient_norm_, iterations_, customers_ : the fit; times in days
        hessian_, covariance_ : (k, k), of the log parameters in the order of `names`
        open_ : names of the parameters that the data leave open (nobody seen to leave, customers all alike) though
            not what is predicted; empty for an ordinary fit. The covariance is zero in an open direction
        Raises ModelRefused when the data cannot carry the model.
        """
        triples = read_triples(state)
        self._refuse_unfit(triples)
        scaled, unit_days = self._in_units(triples)
        optimum = find_optimum(
            self._objective(scaled),
            self._starts(scaled),
            size=scaled.customers,
            bounds=[TIME_BOUNDS if name in self.time_names else SHAPE_BOUNDS for name in self.names],
            predict=lambda log_params: self._forecast(log_params, scaled),
            coarse=self._objective(scaled.thinned(self.coarse_rows)) if len(scaled.x) > 2 * self.coarse_rows else None,
        )
        params = dict(zip(self.names, np.exp(optimum.log_params).tolist(), strict=True))
        self.params_ = {name: value * unit_days if name in self.time_names else value for name, value in params.items()}
        self._purchases = weighted_sum(triples.weight, triples.x)
        self.log_likelihood_ = float(-optimum.value * scaled.customers - self._purchases * np.log(unit_days))
        self.gradient_norm_, self.iterations_, self.converged_ = optimum.gradient_norm, optimum.iterations, True
        self.hessian_, self.covariance_, self.customers_ = optimum.hessian, optimum.covariance, scaled.customers
        self.open_ = optimum.open_among(self.names)
        return self

    @classmethod
    def from_params(cls, **params):
        """A model with known parameters (times in days), ready to score."""
        if set(params) != set(cls.names):
            raise ValueError(f"{cls.code} has the parameters {', '.join(cls.names)}; given {', '.join(params)}")
        model = cls()
        model.params_ = {name: float(params[name]) for name in cls.names}
        return model

    def in_weeks(self):
        """The fit with the week as unit, as papers print it: WeeklyFit(params, log_likelihood)."""
        params = {name: v / 7 if name in self.time_names else v for name, v in self.params_.items()}
        return WeeklyFit(params, float(self.log_likelihood_ + self._purchases * np.log(7)))

    def draws(self, count, *, seed):
        """`count` models drawn from the normal law of the log parameters: the uncertainty of the fit."""
        rng = np.random.default_rng(seed)
        centre = np.log([self.params_[name] for name in self.names])
        drawn = np.exp(rng.multivariate_normal(centre, self.covariance_, size=count, method="eigh"))
        return [self.with_params(**dict(zip(self.names, row.tolist(), strict=True))) for row in drawn]

    def with_params(self, **params):
        """The same model with other parameters, ready to score."""
        return self.from_params(**params)

    def p_alive(self, state):
        """P(the customer has not left for good | history) in [0, 1], shape (n_customers,)."""
        return self._p_alive(*read_columns(state))

    def expected_purchases(self, state, *, horizon_days):
        """Repeat purchase days expected in the next `horizon_days`, shape (n_customers,)."""
        x, t_x, T = read_columns(state)
        given_alive = self.on_pairs(x, T, lambda x, T: self.count_given_alive(x, T, horizon_days))
        return self._p_alive(x, t_x, T) * given_alive

    def p_no_purchase(self, state, *, horizon_days):
        """P(no purchase in the next `horizon_days` | history) in [0, 1], shape (n_customers,)."""
        x, t_x, T = read_columns(state)
        quiet = self.on_pairs(x, T, lambda x, T: self.quiet_given_alive(x, T, horizon_days)[0])
        return 1 - self._p_alive(x, t_x, T) * (1 - quiet)

    def log_likelihood(self, state):
        """Log-likelihood of each customer's history, shape (n_customers,)."""
        return self._log_likelihood_rows(*read_columns(state))

    def discounted_purchases(self, state, *, horizon_days, yearly_discount_rate):
        """Expected repeat purchase days within the horizon, each discounted from the middle of its month."""
        x, t_x, T = read_columns(state)
        given_alive = self.on_pairs(
            x, T, lambda x, T: self.discounted_given_alive(x, T, horizon_days, yearly_discount_rate)
        )
        return self._p_alive(x, t_x, T) * given_alive

    def on_pairs(self, x, T, function, **options):
        """function(x, T) for every row, at the price of few evaluations; see `pairs`, also for the options."""
        return on_pairs(x, T, function, scale_days=self.scale_days, **options)

    @property
    def scale_days(self):
        """The shortest time in which what is to come changes noticeably."""
        return min(self.params_[name] for name in self.time_names)

    def discounted_given_alive(self, x, T, horizon_days, yearly_discount_rate, *, starts_after_days=0.0):
        """Discounted purchases of a customer who is alive at T; arrays (n,), times in days.

        starts_after_days : the clock of the horizon began this long before T: the customer is seen at T, and what
            lies before is not counted, but discounting counts from the horizon's beginning
        """
        ends = month_ends(horizon_days)
        factors = mid_period_factors(ends, yearly_discount_rate=yearly_discount_rate)
        total, before = np.zeros(len(x)), np.zeros(len(x))
        for end, factor in zip(ends, factors, strict=True):
            if end > starts_after_days:
                by_then = self.count_given_alive(x, T, end - starts_after_days)
                total += factor * (by_then - before)
                before = by_then
        return total

    def _in_units(self, triples):
        """(triples, days of a unit) as the search wants them: times in units of the mean age."""
        unit_days = float(np.average(triples.T, weights=triples.weight))
        return triples.scaled(1 / unit_days), unit_days

    def _refuse_unfit(self, triples):
        if not triples.T.max() > 0:
            raise ModelRefused("no_time_observed", customers=triples.customers)
        repeat_buyers = float(triples.weight[triples.x > 0].sum())
        if repeat_buyers < self.min_repeat_buyers:
            raise ModelRefused("too_few_repeat_buyers", repeat_buyers=repeat_buyers, needed=self.min_repeat_buyers)

    def _forecast(self, log_params, triples):
        """Purchases in one mean age of a sample of customers, for the check of a fit that leaves parameters open."""
        model = self.from_params(**dict(zip(self.names, np.exp(log_params).tolist(), strict=True)))
        few = triples.thinned(SAMPLE_ROWS)
        return model._p_alive(few.x, few.t_x, few.T) * model.count_given_alive(few.x, few.T, 1.0)

    def _objective(self, triples):
        size = triples.customers

        def mean_negative(log_params):
            params = np.exp(log_params)
            value, gradient = self._likelihood(params, triples)
            return -value / size, -gradient * params / size

        return mean_negative
