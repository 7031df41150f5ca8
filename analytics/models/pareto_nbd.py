"""Pareto/NBD: Schmittlein, Morrison & Colombo (1987), Counting Your Customers, Management Science 33(1), 1-24."""

import numpy as np
from scipy.special import digamma, expit, gammaln

from analytics.models.base import PurchaseModel
from analytics.models.death_integral import death_integral
from analytics.models.state import weighted_sum


class ParetoNbd(PurchaseModel):
    """Purchases at rate λ ~ gamma(r, rate α) until a lifetime with hazard μ ~ gamma(s, rate β) ends, at any moment.

    params_ : r, alpha (days), s, beta (days)
    Source: Schmittlein, Morrison & Colombo (1987), in the notation of Fader & Hardie (2005), A Note on Deriving the
    Pareto/NBD Model, brucehardie.com/notes/009; the likelihood is kept as an integral over the time of death.
    """

    code = "pareto_nbd"
    names = ("r", "alpha", "s", "beta")
    time_names = ("alpha", "beta")
    coarse_rows = 1_500  # each costs a quadrature

    def _starts(self, triples):
        per_time = weighted_sum(triples.weight, triples.x) / weighted_sum(triples.weight, triples.T)
        return [
            np.log([r, r / per_time, s, beta]) for r, s, beta in ((0.5, 0.6, 0.4), (1.0, 1.0, 2.0), (2.0, 0.2, 0.2))
        ]

    def _likelihood(self, params, triples):
        """Log-likelihood of all customers and its gradient in (r, α, s, β)."""
        r, alpha, s, beta = params
        x, x_at = triples.by_x
        weight, exponent = triples.weight, r + triples.x
        integral, means = death_integral(exponent, alpha, s, beta, triples.t_x, triples.T, moments=True)
        log_alpha, log_beta = np.log(alpha + triples.T), np.log(beta + triples.T)
        log_odds = _log_odds(exponent, alpha, s, beta, triples.t_x, triples.T, integral)
        dead = expit(log_odds)

        def mean(alive_value, dead_mean):
            return alive_value + dead * (dead_mean - alive_value)

        per_x = gammaln(r + x) - gammaln(r) + r * np.log(alpha) + s * np.log(beta)
        rows = per_x[x_at] - exponent * log_alpha - s * log_beta + np.logaddexp(0.0, log_odds)
        log_rate = (digamma(r + x) - digamma(r) + np.log(alpha))[x_at]
        gradient = (
            log_rate - mean(log_alpha, means[0]),
            r / alpha - exponent * mean(1 / (alpha + triples.T), means[1]),
            np.log(beta) + dead / s - mean(log_beta, means[2]),
            s / beta - mean(s / (beta + triples.T), (s + 1) * means[3]),
        )
        return weighted_sum(weight, rows), np.array([weighted_sum(weight, part) for part in gradient])

    def _log_likelihood_rows(self, x, t_x, T):
        r, alpha, s, beta = self.params_.values()
        log_odds = _log_odds(r + x, alpha, s, beta, t_x, T, death_integral(r + x, alpha, s, beta, t_x, T))
        here = gammaln(r + x) - gammaln(r) + r * np.log(alpha) + s * np.log(beta)
        return here - (r + x) * np.log(alpha + T) - s * np.log(beta + T) + np.logaddexp(0.0, log_odds)

    def _p_alive(self, x, t_x, T):
        r, alpha, s, beta = self.params_.values()
        integral = death_integral(r + x, alpha, s, beta, t_x, T)
        return expit(-_log_odds(r + x, alpha, s, beta, t_x, T, integral))

    def quiet_given_alive(self, x, T, window_days):
        """P(no purchase in the window | alive at T), and that while alive at its end: the rest died before buying."""
        r, alpha, s, beta = self.params_.values()
        end = T + window_days
        survived = np.exp((r + x) * np.log((alpha + T) / (alpha + end)) + s * np.log((beta + T) / (beta + end)))
        died = s / (beta + T) * death_integral(r + x, alpha, s, beta, T, end)
        return np.minimum(survived + died, 1.0), survived

    def count_given_alive(self, x, T, horizon_days):
        """Purchases expected in the horizon from a customer alive at T, shape (n,)."""
        r, alpha, s, beta = self.params_.values()
        return (r + x) / (alpha + T) * (beta + T) * _grown(1 - s, np.log1p(horizon_days / (beta + T)))

    def ordered_pairs_given_alive(self, x, T, horizon_days):
        """E[N (N - 1)] of the purchases N in the horizon given alive at T: E[λ²] E[(time alive in it)²]."""
        r, alpha, s, beta = self.params_.values()
        growth = np.log1p(horizon_days / (beta + T))
        time_squared = 2 * (beta + T) ** 2 * (_grown(2 - s, growth) - _grown(1 - s, growth))
        return (r + x) * (r + x + 1) / (alpha + T) ** 2 * time_squared

    def expected_purchases_new(self, *, horizon_days):
        """E[X(t)]: repeat purchase days of a customer just acquired; shape of `horizon_days`."""
        r, alpha, s, beta = self.params_.values()
        t = np.asarray(horizon_days, dtype="float64")
        return r * beta / alpha * _grown(1 - s, np.log1p(t / beta))


def _log_odds(exponent, alpha, s, beta, t_x, T, integral):
    """log of P(dead) / P(alive) at T; -inf where no time has passed since the last purchase."""
    with np.errstate(divide="ignore"):
        return (
            exponent * np.log((alpha + T) / (alpha + t_x))
            + s * np.log((beta + T) / (beta + t_x))
            + np.log(s * integral / (beta + t_x))
        )


def _grown(power, log_ratio):
    """(ratio^power - 1) / power, which is log(ratio) at power 0."""
    if abs(power) < 1e-9:
        return log_ratio
    return np.expm1(power * log_ratio) / power
