"""What sBG and BdW share: contracts with fixed periods, and a beta chance of not renewing that differs by customer."""

import numpy as np
import pandas as pd
from scipy.special import betaln, digamma

from analytics.models.optimum import find_optimum
from analytics.models.state import ModelRefused

# Beyond this many periods the discounted sum of a residual lifetime is cut; it is small or slow enough to say so.
LONGEST_PERIODS = 20_000
LEAST_LEFT = 1e-12
BOUNDS = (-9.0, 9.0)


def table_of_survivors(survivors):
    """The loss table of one cohort from its size after 0, 1, 2, ... periods: periods, ended, censored."""
    survivors = np.asarray(survivors, dtype="float64")
    periods = np.arange(1, len(survivors))
    censored = np.where(periods == periods[-1], survivors[-1], 0.0)
    return pd.DataFrame({"periods": periods, "ended": -np.diff(survivors), "censored": censored})


class BetaSurvival:
    """S(t) = B(γ, δ + t^c) / B(γ, δ): the share of a cohort still under contract after t periods.

    min_ended : int, fewer ended contracts are refused
    """

    code: str
    names: tuple[str, ...]

    def __init__(self, *, min_ended=10):
        self.min_ended = min_ended

    def fit(self, losses):
        """Learn from a loss table by maximum likelihood. Returns self.

        losses : periods (1, 2, ...), ended (contracts that ended in that period), censored (renewed that many periods,
            not seen further); cohorts of different ages may share the table
        Raises ModelRefused: too_few_ended, too_few_periods, not_identified, not_converged, losses_impossible.
        """
        table = self._checked(losses)
        size = float(table[["ended", "censored"]].to_numpy().sum())
        starts = [np.log(start[: len(self.names)]) for start in ((1.0, 4.0, 1.0), (0.2, 1.0, 1.3), (5.0, 40.0, 0.8))]
        optimum = find_optimum(
            lambda log_params: self._mean_negative(log_params, table, size),
            starts,
            size=size,
            bounds=[BOUNDS] * len(self.names),
            predict=lambda log_params: np.exp(self._log_survival(np.exp(log_params), table["periods"].to_numpy())[0]),
        )
        self.params_ = dict(zip(self.names, np.exp(optimum.log_params).tolist(), strict=True))
        self.log_likelihood_ = -optimum.value * size
        self.gradient_norm_, self.iterations_, self.converged_ = optimum.gradient_norm, optimum.iterations, True
        self.hessian_, self.covariance_ = optimum.hessian, optimum.covariance
        self.customers_, self.open_ = size, optimum.open_among(self.names)
        return self

    @classmethod
    def from_params(cls, **params):
        """A model with known parameters."""
        if set(params) != set(cls.names):
            raise ValueError(f"{cls.code} has the parameters {', '.join(cls.names)}; given {', '.join(params)}")
        model = cls()
        model.params_ = {name: float(params[name]) for name in cls.names}
        return model

    def survival(self, periods):
        """S(t): share still under contract after `periods` renewals, 1 at 0; shape of `periods`."""
        gamma, delta, shape = self._three(list(self.params_.values()))
        reached = np.asarray(periods, dtype="float64") ** shape
        return np.exp(betaln(gamma, delta + reached) - betaln(gamma, delta))

    def retention_rate(self, periods):
        """Share of those still there after periods - 1 renewals who renew once more; periods >= 1."""
        periods = np.asarray(periods, dtype="float64")
        return self.survival(periods) / self.survival(periods - 1)

    def residual_renewals(self, *, renewals_made, discount_rate, horizon_periods=None):
        """DERL: renewals still to come, seen just before the next one is due, which itself is not discounted.

        renewals_made : (n,) renewals behind the customer; discount_rate : per period
        horizon_periods : how many renewals ahead count; None for all of them
        Source: Fader & Hardie (2010), Marketing Science 29(1), 85-93, as a sum.
        """
        made = np.atleast_1d(np.asarray(renewals_made, dtype="float64"))
        ahead = np.arange(1, self._periods(discount_rate, horizon_periods) + 1)
        factors = (1 + discount_rate) ** -(ahead - 1.0)
        levels, at = np.unique(made, return_inverse=True)
        sums = [factors @ self.survival(level + ahead) / self.survival(level) for level in levels]
        return np.array(sums)[at]

    def _periods(self, discount_rate, horizon_periods):
        if horizon_periods is not None:
            return int(horizon_periods)
        if not discount_rate > 0:
            raise ModelRefused("residual_needs_discount", discount_rate=discount_rate)
        return int(min(LONGEST_PERIODS, np.ceil(-np.log(LEAST_LEFT) / np.log1p(discount_rate))))

    def _checked(self, losses):
        table = losses[["periods", "ended", "censored"]].astype("float64").groupby("periods", as_index=False).sum()
        if not (np.isfinite(table).all(axis=None) and (table >= 0).all(axis=None) and (table["periods"] >= 1).all()):
            raise ModelRefused("losses_impossible")
        if table["ended"].sum() < self.min_ended:
            raise ModelRefused("too_few_ended", ended=float(table["ended"].sum()), needed=self.min_ended)
        observed = int((table["ended"] > 0).sum())
        if observed < len(self.names):
            raise ModelRefused("too_few_periods", periods=observed, needed=len(self.names))
        return table

    def _mean_negative(self, log_params, table, size):
        params = np.exp(log_params)
        periods, ended, censored = (table[name].to_numpy() for name in ("periods", "ended", "censored"))
        log_before, before = self._log_survival(params, periods - 1)
        log_after, after = self._log_survival(params, periods)
        # log of S(t - 1) - S(t), and its derivatives
        drop = -np.expm1(log_after - log_before)
        value = ended @ (log_before + np.log(drop)) + censored @ log_after
        slope = before + (before - after) * np.exp(log_after - log_before) / drop
        gradient = (slope @ ended + after @ censored)[: len(params)]
        return -value / size, -gradient * params / size

    def _log_survival(self, params, periods):
        """log S and its derivatives in (γ, δ, c), the latter of shape (3, n)."""
        gamma, delta, shape = self._three(params)
        reached = periods**shape
        both, own = digamma(gamma + delta + reached), digamma(delta + reached)
        by_gamma = digamma(gamma + delta) - both
        by_delta = own - both - digamma(delta) + digamma(gamma + delta)
        by_shape = (own - both) * reached * np.log(np.maximum(periods, 1.0))
        log_survival = betaln(gamma, delta + reached) - betaln(gamma, delta)
        return log_survival, np.array([by_gamma, by_delta, by_shape])

    def _three(self, params):
        return (*params, 1.0)[:3]
