"""What BG/NBD and MBG/NBD share: gamma purchase rates, and a beta chance of leaving right after a purchase.

They differ in one thing: whether the first purchase can also be the last. `leaves_at_first` says so.
"""

import numpy as np
from scipy.special import betaln, digamma, expit, gammaln, hyp2f1

from analytics.models.base import PurchaseModel
from analytics.models.quadrature import beta_nodes
from analytics.models.state import weighted_sum

# a = 1 is a removable singularity of the closed form; next to it the difference of two near numbers loses digits.
NEAR_ONE = 1e-4
# Above it the hypergeometric function loses digits.
LARGE_A = 30.0


class BetaGeometric(PurchaseModel):
    """Purchases at rate λ ~ gamma(r, rate α) while alive; leaves after each with chance p ~ beta(a, b).

    params_ : r, alpha (days), a, b
    """

    names = ("r", "alpha", "a", "b")
    time_names = ("alpha",)
    leaves_at_first: bool

    def _starts(self, triples):
        per_time = weighted_sum(triples.weight, triples.x) / weighted_sum(triples.weight, triples.T)
        return [np.log([r, r / per_time, a, b]) for r, a, b in ((0.5, 0.8, 2.5), (1.0, 0.1, 1.0), (3.0, 2.0, 8.0))]

    def _likelihood(self, params, triples):
        """Log-likelihood of all customers and its gradient in (r, α, a, b). Fader, Hardie & Lee (2005), eq. 6."""
        r, alpha, a, b = params
        x, x_at = triples.by_x
        t_x, t_x_at = triples.by_t_x
        T, T_at = triples.by_T
        chances = x + self.leaves_at_first  # purchases after which the customer could have left
        log_T, inverse_T = np.log(alpha + T), 1 / (alpha + T)
        exponent, exponent_by_T = r + triples.x, r * triples.weight_by_T + triples.purchases_by_T
        log_ratio = np.log(alpha + t_x)[t_x_at] - log_T[T_at]
        # log odds of "left right after the last purchase" against "still here"
        left, either = expit_and_log(_log_left(a, b, chances)[x_at] - exponent * log_ratio)
        left *= triples.weight
        by_x, left_by_x = triples.weight_by_x, np.bincount(x_at, left, minlength=len(x))
        value = by_x @ _log_here(r, alpha, a, b, x, chances) - exponent_by_T @ log_T
        inverse = weighted_sum(left * exponent, (1 / (alpha + t_x))[t_x_at] - inverse_T[T_at])
        both = digamma(a + b) - digamma(a + b + chances)
        gradient = (
            by_x @ (digamma(r + x) - digamma(r) + np.log(alpha))
            - triples.weight_by_T @ log_T
            - weighted_sum(left, log_ratio),
            by_x.sum() * r / alpha - exponent_by_T @ inverse_T - inverse,
            by_x @ both + left_by_x.sum() / a,
            by_x @ (both + digamma(b + chances) - digamma(b)) - left_by_x @ _safe_inverse(b + chances - 1, chances),
        )
        return value + weighted_sum(triples.weight, either), np.array(gradient)

    def _log_likelihood_rows(self, x, t_x, T):
        r, alpha, a, b = self.params_.values()
        chances = x + self.leaves_at_first
        log_odds = _log_left(a, b, chances) + (r + x) * (np.log(alpha + T) - np.log(alpha + t_x))
        here = _log_here(r, alpha, a, b, x, chances) - (r + x) * np.log(alpha + T)
        return here + np.logaddexp(0.0, log_odds)

    def _p_alive(self, x, t_x, T):
        r, alpha, a, b = self.params_.values()
        log_odds = _log_left(a, b, x + self.leaves_at_first) + (r + x) * np.log((alpha + T) / (alpha + t_x))
        return expit(-log_odds)

    def quiet_given_alive(self, x, T, window_days):
        """P(no purchase in the window | alive at T), and that while alive at its end: here the same."""
        r, alpha, _, _ = self.params_.values()
        quiet = np.exp((r + x) * np.log((alpha + T) / (alpha + T + window_days)))
        return quiet, quiet

    def count_given_alive(self, x, T, horizon_days):
        r, alpha, a, b = self.params_.values()
        return mean_purchases(r + x, alpha + T, a, b + x + self.leaves_at_first, horizon_days)

    def ordered_pairs_given_alive(self, x, T, horizon_days):
        """E[N (N - 1)] of the purchases N in the horizon given alive at T: for the spread of the outcome.

        Given λ and p a purchase at s leads to (1 - p) (1 - exp(-λp (t - s))) / p later ones; the mean over λ is closed,
        that over p a quadrature.
        """
        r, alpha, a, b = self.params_.values()
        levels, level_at = np.unique(x, return_inverse=True)
        nodes, weights = beta_nodes(a, b + levels + self.leaves_at_first)
        shape, ratio = r + x, horizon_days / (alpha + T)
        total = np.zeros(len(x))
        for p, weight in zip(nodes.T, weights.T, strict=True):
            p, weight = p[level_at], weight[level_at]
            exposure = p * ratio
            left = np.exp(-shape * np.log1p(exposure))
            inner = (1 - left - shape * exposure / (1 + exposure) * left) / p**2
            # Near p = 0 the closed form is a difference of near numbers; there it is its own second order.
            inner = np.where(shape * exposure < 1e-4, shape * (shape + 1) * ratio**2 / 2, inner)
            total += weight * 2 * (1 - p) * inner
        return total

    def expected_purchases_new(self, *, horizon_days):
        """E[X(t)]: repeat purchase days of a customer just acquired; shape of `horizon_days`. Same paper, eq. 9."""
        r, alpha, a, b = self.params_.values()
        t = np.asarray(horizon_days, dtype="float64")
        if not self.leaves_at_first:
            return mean_purchases(r, alpha, a, b, t)
        return b / (a + b) * mean_purchases(r, alpha, a, b + 1, t)


def expit_and_log(log_odds):
    """(1 / (1 + e^-u), log(1 + e^u)) of one exponential."""
    small = np.exp(-np.abs(log_odds))
    inverse = 1 / (1 + small)
    return np.where(log_odds > 0, inverse, small * inverse), np.maximum(log_odds, 0.0) + np.log1p(small)


def mean_purchases(r, alpha, a, b, t):
    """Purchases expected in a time t from a customer alive at its start, λ ~ gamma(r, α), p ~ beta(a, b).

    r, alpha, b, t : arrays or numbers that broadcast; a : number
    Fader, Hardie & Lee (2005), eq. 9 and 10, after Euler's transformation, which does not overflow at large r and b.
    """
    if a > LARGE_A:
        return _by_quadrature(r, alpha, a, b, t)
    if abs(a - 1) >= NEAR_ONE:
        closed = _closed(r, alpha, a, b, t)
    else:
        below, above = (_closed(r, alpha, 1 + side * NEAR_ONE, b, t) for side in (-1, 1))
        closed = below + (a - 1 + NEAR_ONE) / (2 * NEAR_ONE) * (above - below)
    known = np.isfinite(closed)
    return closed if known.all() else np.where(known, closed, _by_quadrature(r, alpha, a, b, t))


def _closed(r, alpha, a, b, t):
    z = t / (alpha + t)
    rest = np.exp((a - 1) * np.log1p(-z)) * hyp2f1(a + b - 1 - r, a - 1, a + b - 1, z)
    return np.maximum((a + b - 1) / (a - 1) * (1 - rest), 0.0)


def _by_quadrature(r, alpha, a, b, t):
    """The same as a mean over p, for the corners of the parameters where the hypergeometric function fails."""
    r, alpha, b, t = np.broadcast_arrays(r, alpha, b, t)
    levels, level_at = np.unique(b, return_inverse=True)
    nodes, weights = beta_nodes(a, levels)
    total = np.zeros(r.shape)
    for p, weight in zip(nodes.T, weights.T, strict=True):
        p = p[level_at].reshape(r.shape)
        total += weight[level_at].reshape(r.shape) * -np.expm1(-r * np.log1p(p * t / alpha)) / p
    return total


def _log_left(a, b, chances):
    """log of a / (b + chances - 1); -inf where there was no chance to leave."""
    return np.where(chances > 0, np.log(a) - np.log(np.where(chances > 0, b + chances - 1, 1.0)), -np.inf)


def _log_here(r, alpha, a, b, x, chances):
    return gammaln(r + x) - gammaln(r) + r * np.log(alpha) + betaln(a, b + chances) - betaln(a, b)


def _safe_inverse(values, chances):
    return np.where(chances > 0, 1 / np.where(chances > 0, values, 1.0), 0.0)
