"""BG/BB: Fader, Hardie & Shang (2010), Customer-Base Analysis in a Discrete-Time Noncontractual Setting, Marketing
Science 29(6), 1086-1108. For purchases that can happen on fixed occasions only: yearly gifts, weekly markets, issues.
"""

import numpy as np
import pandas as pd
from scipy.special import betaln, digamma, gammaln

from analytics.models.base import PurchaseModel
from analytics.models.discount import DAYS_PER_YEAR
from analytics.models.state import ModelRefused, Triples, read_columns, weighted_sum

# An occasion counts once this share of a period has passed: months are of 28 to 31 days.
ROUND_UP = 0.35
# Beyond this many occasions a discounted sum is cut; at 10 % a year nothing is left of it by then.
MOST_OCCASIONS = 20_000
LEAST_LEFT = 1e-12


class BgBb(PurchaseModel):
    """Buys on each occasion with chance p ~ beta(α, β) while alive; leaves before each with chance θ ~ beta(γ, δ).

    period_days : float, days from one occasion to the next. Counted in occasions the state has period_days = 1:
        frequency x (occasions bought on after the first purchase), recency t_x and age n, the occasions since.
    params_ : alpha, beta, gamma, delta; none of them is a time
    """

    code = "bg_bb"
    names = ("alpha", "beta", "gamma", "delta")
    time_names = ()
    settings = ("period_days",)

    def __init__(self, *, period_days=1.0, min_repeat_buyers=10):
        super().__init__(min_repeat_buyers=min_repeat_buyers)
        if not (np.isfinite(period_days) and period_days > 0):
            raise ValueError(f"period_days must be a positive number of days; it is {period_days}")
        self.period_days = float(period_days)

    def with_params(self, **params):
        """The same occasions with other parameters."""
        return self.from_params(period_days=self.period_days, **params)

    @classmethod
    def from_params(cls, *, period_days=1.0, **params):
        """A model with known parameters, ready to score."""
        model = super().from_params(**params)
        model.period_days = float(period_days)
        return model

    @property
    def scale_days(self):
        """The shortest time in which anything changes: from one occasion to the next."""
        return self.period_days

    def _in_units(self, triples):
        """The triples in occasions."""
        x, t_x, n = self._occasions(triples.x, triples.t_x, triples.T)
        between = triples.weight[triples.x > t_x].sum()
        if between > 0:
            raise ModelRefused("not_fixed_occasions", customers=float(between))
        frame = pd.DataFrame({"x": x, "t_x": t_x, "n": n, "weight": triples.weight})
        alike = frame.groupby(["x", "t_x", "n"], as_index=False, sort=False)["weight"].sum()
        return Triples(*(alike[name].to_numpy() for name in alike)), 1.0

    def _occasions(self, x, t_x, T):
        """(x, t_x, n) in whole occasions since the first purchase; nobody bought on more of them than there were."""
        n = np.floor(T / self.period_days + ROUND_UP)
        last = np.minimum(np.round(t_x / self.period_days), n)
        return np.minimum(x, last), last, n

    def _starts(self, triples):
        share = np.clip(weighted_sum(triples.weight, triples.x) / weighted_sum(triples.weight, triples.T), 0.02, 0.9)
        odds = (1 - share) / share
        return [np.log([a, a * odds, g, d]) for a, g, d in ((1.0, 0.5, 3.0), (0.3, 1.0, 10.0), (3.0, 2.0, 8.0))]

    def _likelihood(self, params, triples):
        """Log-likelihood of all customers and its gradient in (α, β, γ, δ); the paper's equation 5."""
        rows, ways = _ways(triples.x, triples.t_x, triples.T)
        logs = _log_ways(params, ways)
        lengths, by_row = _lengths(rows, logs), _by_row(logs, rows)
        share = np.exp(logs - np.repeat(by_row, lengths)) * np.repeat(triples.weight, lengths)
        bought, not_bought, left, stayed = ways
        alpha, beta, gamma, delta = (_at(digamma, name, most) for name, most in zip(params, _most(ways), strict=True))
        tried = _at(digamma, params[0] + params[1], stayed.max())[stayed]
        lived = _at(digamma, params[2] + params[3], stayed.max() + 1)[left + stayed]
        apart, together = digamma(params[0] + params[1]), digamma(params[2] + params[3])
        slopes = (alpha[bought] - tried, beta[not_bought] - tried, gamma[left] - lived, delta[stayed] - lived)
        whole = (apart, apart, together, together) - digamma(params)
        gradient = [weighted_sum(share, slope) for slope in slopes] + triples.customers * whole
        return weighted_sum(triples.weight, by_row), gradient

    def _log_likelihood_rows(self, x, t_x, T):
        rows, ways = _ways(*self._occasions(x, t_x, T))
        return _by_row(_log_ways(self._params(), ways), rows)

    def _p_alive(self, x, t_x, T):
        """P(still there on the last occasion that has passed | history)."""
        x, t_x, n = self._occasions(x, t_x, T)
        if not len(x):
            return np.zeros(0)
        most = n.max() + 1
        at, codes = pd.factorize((x * most + t_x) * most + n)  # there are far fewer histories than customers
        rows, ways = _ways(codes // most**2, codes // most % most, codes % most)
        logs = _log_ways(self._params(), ways)
        return np.exp(logs[rows] - _by_row(logs, rows))[at]  # the first way of each history is that the customer stayed

    def quiet_given_alive(self, x, T, window_days):
        """P(no purchase in the window | alive at T), and that while alive at its end; arrays (n,)."""
        alpha, beta, gamma, delta = self._params()
        x, _, n = self._occasions(x, T, T)
        none = [
            betaln(alpha + x, beta + n - x + j) - betaln(alpha + x, beta + n - x)
            for j in range(self._ahead(window_days) + 1)
        ]
        there = [betaln(gamma, delta + n + j) - betaln(gamma, delta + n) for j in range(len(none))]
        alive = np.exp(none[-1] + there[-1])
        left = sum(np.exp(none[j]) * (np.exp(there[j]) - np.exp(there[j + 1])) for j in range(len(none) - 1))
        return alive + left, alive

    def count_given_alive(self, x, T, horizon_days):
        """Purchases expected on the occasions of the horizon; a part of a period counts in part."""
        return self._chance(x, T) * sum(weight * still for weight, still in self._still_there(T, horizon_days))

    def ordered_pairs_given_alive(self, x, T, horizon_days):
        """E[N (N - 1)] of the purchases N in the horizon given alive at T: each pair needs the later occasion alive."""
        alpha, beta, _, _ = self._params()
        x, _, n = self._occasions(x, T, T)
        chance = self._chance(x, T)
        both = chance * (alpha + x + 1) / (alpha + beta + n + 1)
        return (
            2
            * both
            * sum(weight * before * still for before, (weight, still) in enumerate(self._still_there(T, horizon_days)))
        )

    def expected_purchases_new(self, *, horizon_days):
        """E[X(n)]: purchases of a customer just acquired; shape of `horizon_days`. The paper's equation 8."""
        days = np.atleast_1d(np.asarray(horizon_days, dtype="float64"))
        ends, at = np.unique(days, return_inverse=True)
        first = np.zeros(1)
        counts = np.array([self.count_given_alive(first, first, end)[0] if end > 0 else 0.0 for end in ends])
        return counts[at].reshape(np.shape(horizon_days))

    def discounted_residual(self, state, *, discount_rate):
        """DERT: purchases still to come without horizon, each discounted to now; discount_rate : per period, above 0."""
        x, t_x, T = read_columns(state)
        return self._p_alive(x, t_x, T) * self._residual_given_alive(x, T, discount_rate)

    def residual_given_alive(self, x, T, yearly_discount_rate):
        """DERT of a customer alive at T, at a yearly rate; arrays (n,)."""
        return self._residual_given_alive(x, T, (1 + yearly_discount_rate) ** (self.period_days / DAYS_PER_YEAR) - 1)

    def _residual_given_alive(self, x, T, discount_rate):
        """The paper's equation 14 given alive, as the sum that its hypergeometric function stands for."""
        if not discount_rate > 0:
            raise ModelRefused("residual_needs_discount", discount_rate=discount_rate)
        _, _, gamma, delta = self._params()
        ahead = np.arange(1, int(min(MOST_OCCASIONS, np.ceil(-np.log(LEAST_LEFT) / np.log1p(discount_rate)))) + 1)
        levels, at = np.unique(delta + self._occasions(x, T, T)[2], return_inverse=True)
        factors = (1 + discount_rate) ** -ahead.astype("float64")
        sums = np.array([factors @ np.exp(betaln(gamma, level + ahead) - betaln(gamma, level)) for level in levels])
        return self._chance(x, T) * sums[at]

    def survival_given_alive(self, x, T, days):
        """P(not left for good within `days` | alive at T); arrays (n,)."""
        _, _, gamma, delta = self._params()
        _, _, n = self._occasions(x, T, T)
        return np.exp(betaln(gamma, delta + n + days / self.period_days) - betaln(gamma, delta + n))

    def _params(self):
        return tuple(self.params_[name] for name in self.names)

    def _chance(self, x, T):
        """Mean chance to buy on an occasion given the past."""
        alpha, beta, _, _ = self._params()
        x, _, n = self._occasions(x, T, T)
        return (alpha + x) / (alpha + beta + n)

    def _ahead(self, days):
        return max(int(np.round(days / self.period_days)), 1)

    def _still_there(self, T, horizon_days):
        """(weight, P(alive on it | alive at T)) of each occasion ahead; the last one counts by the part that is in."""
        _, _, gamma, delta = self._params()
        _, _, n = self._occasions(np.zeros(len(T)), T, T)
        periods = horizon_days / self.period_days
        start = betaln(gamma, delta + n)
        for j in range(1, int(np.ceil(periods - 1e-9)) + 1):
            yield min(1.0, periods - (j - 1)), np.exp(betaln(gamma, delta + n + j) - start)


def _ways(x, t_x, n):
    """How each history can have come about: alive to the end, or left after occasion t_x, t_x + 1, ... n - 1.

    Returns rows (where each history's ways begin) and (bought, not_bought, left, stayed), counts over all ways.
    """
    x, t_x, n = (values.astype("int64") for values in (x, t_x, n))
    lengths = n - t_x + 1
    rows = np.concatenate(([0], np.cumsum(lengths)[:-1]))
    number = np.arange(lengths.sum()) - np.repeat(rows, lengths)
    left = (number > 0).astype("int64")
    stayed = np.where(left, np.repeat(t_x, lengths) + number - 1, np.repeat(n, lengths))
    bought = np.repeat(x, lengths)
    return rows, (bought, stayed - bought, left, stayed)


def _log_ways(params, ways):
    """B(α + bought, β + not bought) / B(α, β) · B(γ + left, δ + stayed) / B(γ, δ), in logarithms."""
    bought, not_bought, left, stayed = ways
    alpha, beta, gamma, delta = (_at(gammaln, name, most) for name, most in zip(params, _most(ways), strict=True))
    tried = _at(gammaln, params[0] + params[1], stayed.max())
    lived = _at(gammaln, params[2] + params[3], stayed.max() + 1)
    chances = alpha[bought] + beta[not_bought] - tried[stayed] + gamma[left] + delta[stayed] - lived[left + stayed]
    return chances - betaln(params[0], params[1]) - betaln(params[2], params[3])


def _at(function, start, most):
    """The function at start, start + 1, ... start + most: counts are whole, so that a table serves every way."""
    return function(start + np.arange(most + 1))


def _most(ways):
    return [int(counts.max()) for counts in ways]


def _lengths(rows, values):
    return np.diff(np.append(rows, len(values)))


def _by_row(logs, rows):
    """Logarithm of the sum over the ways of each history."""
    top = np.maximum.reduceat(logs, rows)
    return top + np.log(np.add.reduceat(np.exp(logs - np.repeat(top, _lengths(rows, logs))), rows))
