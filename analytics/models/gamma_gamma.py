"""Gamma-Gamma: Fader & Hardie (2013), The Gamma-Gamma Model of Monetary Value, brucehardie.com/notes/025."""

import numpy as np
import pandas as pd
from scipy.special import digamma, gammaln

from analytics.models.optimum import find_optimum
from analytics.models.state import ModelRefused, distinct_levels, read_weight, weighted_sum

COARSE_ROWS = 5_000
# Log bounds of p and q, and of γ in units of the mean value.
SHAPE_BOUNDS = (-12.0, 12.0)
SCALE_BOUNDS = (-18.0, 18.0)


class GammaGamma:
    """Value per purchase day ~ gamma(p, rate ν) with ν ~ gamma(q, rate γ) over customers, independent of frequency.

    min_repeat_buyers : int, fewer repeat buyers with a positive mean value are refused
    params_ : p, q, gamma (money)
    """

    code = "gamma_gamma"
    names = ("p", "q", "gamma")

    def __init__(self, *, min_repeat_buyers=10):
        self.min_repeat_buyers = min_repeat_buyers

    def fit(self, spend_state):
        """Learn from repeat buyers with a positive mean value. Returns self.

        spend_state : columns `frequency`, `repeat_value` (mean per repeat purchase day), optional `customers`
        Raises ModelRefused: too_few_repeat_buyers, constant_value, infinite_mean_value, not_identified, not_converged.
        """
        x, value, weight = self._repeat_buyers(spend_state)
        unit = float(np.average(value, weights=weight))
        step = max(1, len(x) // COARSE_ROWS)
        optimum = find_optimum(
            _objective(x, value / unit, weight),
            [np.log(start) for start in ((1.0, 3.0, 2.0), (6.0, 4.0, 0.5), (30.0, 20.0, 0.5))],
            size=weight.sum(),
            bounds=[SHAPE_BOUNDS, SHAPE_BOUNDS, SCALE_BOUNDS],
            predict=lambda log_params: _forecast(log_params, x[::step], value[::step] / unit),
            coarse=_objective(x[::step], value[::step] / unit, weight[::step]) if step > 1 else None,
        )
        p, q, gamma = np.exp(optimum.log_params).tolist()
        if q <= 1:
            raise ModelRefused("infinite_mean_value", q=q)
        self.params_ = {"p": p, "q": q, "gamma": gamma * unit}
        self.log_likelihood_ = float(-optimum.value * weight.sum() - weight.sum() * np.log(unit))
        self.gradient_norm_, self.iterations_, self.converged_ = optimum.gradient_norm, optimum.iterations, True
        self.hessian_, self.covariance_ = optimum.hessian, optimum.covariance
        self.customers_, self.open_ = float(weight.sum()), optimum.open_among(self.names)
        return self

    @classmethod
    def from_params(cls, *, p, q, gamma):
        """A model with known parameters, ready to score."""
        model = cls()
        model.params_ = {"p": float(p), "q": float(q), "gamma": float(gamma)}
        return model

    def draws(self, count, *, seed):
        """`count` models drawn from the normal law of the log parameters; draws without a mean (q <= 1) are redrawn."""
        rng = np.random.default_rng(seed)
        centre = np.log(list(self.params_.values()))
        models = []
        while len(models) < count:
            p, q, gamma = np.exp(rng.multivariate_normal(centre, self.covariance_, method="eigh")).tolist()
            if q > 1:
                models.append(self.from_params(p=p, q=q, gamma=gamma))
        return models

    def mean_spend(self):
        """E(Z): expected value per purchase day of a customer of whom nothing is known."""
        return self.params_["p"] * self.params_["gamma"] / (self.params_["q"] - 1)

    def expected_spend(self, frequency, repeat_value):
        """Expected value per purchase day given the past, shape (n_customers,).

        frequency : repeat purchase days; a customer without any, or with a mean of zero and below, has the mean
        repeat_value : mean value per repeat purchase day, money
        """
        shape, rate = self.posterior(frequency, repeat_value)
        return self.params_["p"] * rate / (shape - 1)

    def posterior(self, frequency, repeat_value):
        """(shape, rate) of the gamma law of ν given the past; two arrays of shape (n_customers,)."""
        x = np.asarray(frequency, dtype="float64")
        value = np.asarray(repeat_value, dtype="float64")
        known = np.where((x > 0) & (value > 0), x, 0.0)
        return (
            self.params_["q"] + self.params_["p"] * known,
            self.params_["gamma"] + known * np.where(known > 0, value, 0.0),
        )

    def _repeat_buyers(self, spend_state):
        frame = pd.DataFrame(
            {
                "x": spend_state["frequency"].to_numpy(dtype="float64", na_value=np.nan),
                "value": spend_state["repeat_value"].to_numpy(dtype="float64", na_value=np.nan),
                "weight": read_weight(spend_state),
            }
        )
        kept = frame[(frame["x"] > 0) & (frame["value"] > 0) & np.isfinite(frame["value"]) & (frame["weight"] > 0)]
        if kept["weight"].sum() < self.min_repeat_buyers:
            repeat_buyers = float(kept["weight"].sum())
            raise ModelRefused("too_few_repeat_buyers", repeat_buyers=repeat_buyers, needed=self.min_repeat_buyers)
        if kept["value"].max() - kept["value"].min() <= 1e-9 * kept["value"].max():
            raise ModelRefused("constant_value", value=float(kept["value"].iloc[0]))
        return kept["x"].to_numpy(), kept["value"].to_numpy(), kept["weight"].to_numpy()


def _forecast(log_params, x, value):
    p, q, gamma = np.exp(log_params)
    return p * (gamma + x * value) / np.maximum(p * x + q - 1, np.finfo("float64").tiny)


def _objective(x, value, weight):
    size = weight.sum()
    levels, level_at = distinct_levels(x)
    by_level = np.bincount(level_at, weight, minlength=len(levels))
    levels, by_level = levels[by_level > 0], by_level[by_level > 0]
    total = x * value
    log_value, log_total = weighted_sum(weight, np.log(value)), np.log(total)
    weighted_x = weight * x

    def mean_negative(log_params):
        p, q, gamma = params = np.exp(log_params)
        shape = p * levels
        scale = gamma + total
        log_scale = np.log(scale)
        ratio = weighted_sum(weighted_x, log_total - log_scale)
        log_scales = weighted_sum(weight, log_scale)
        per_level = gammaln(shape + q) - gammaln(shape) - gammaln(q) + q * np.log(gamma)
        gradient = (
            by_level @ (levels * (digamma(shape + q) - digamma(shape))) + ratio,
            by_level @ (digamma(shape + q) - digamma(q) + np.log(gamma)) - log_scales,
            size * q / gamma - p * weighted_sum(weighted_x, 1 / scale) - q * weighted_sum(weight, 1 / scale),
        )
        value_of_all = by_level @ per_level + p * ratio - log_value - q * log_scales
        return -value_of_all / size, -np.array(gradient) * params / size

    return mean_negative
