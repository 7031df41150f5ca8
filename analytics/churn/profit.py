"""What a retention campaign led by the warning would earn: expected maximum profit, and profit at a given cut.

gamma, the chance that a leaver who gets the offer stays, is uncertain: Beta(alpha, beta), 0.3 on average.
Source: Verbraken, Verbeke & Baesens (2013), IEEE Transactions on Knowledge and Data Engineering 25(5), equations 9-16.
"""

import numpy as np
from scipy.stats import beta as beta_distribution

ACCEPTS = {"alpha": 6.0, "beta": 14.0}
OFFER_SHARE, CONTACT_SHARE = 0.05, 0.005  # of a customer's value: the paper's 10 and 1 of 200


def expected_maximum_profit(leaves, chance, *, value, offer_cost, contact_cost, alpha=6.0, beta=14.0):
    """(profit per customer of the base, share of the base to contact), at the best cut for every gamma.

    leaves : bool; chance : higher for likelier leavers; value : of a customer who stays (CLV); offer_cost : of what is
    offered to each who accepts (d); contact_cost : of reaching one (f); all in the same money
    Raises ValueError without leavers, without stayers or for a value that is not above the offer's cost.
    """
    leaves = np.asarray(leaves, dtype=bool)
    if leaves.all() or not leaves.any():
        raise ValueError("the profit of a list needs leavers and stayers")
    if not value > offer_cost >= 0 <= contact_cost:
        raise ValueError("a customer must be worth more than the offer; costs are not negative")
    left_rate, stayed_rate = leaves.mean(), 1 - leaves.mean()
    caught, disturbed = _convex_hull(leaves, np.asarray(chance))
    delta, phi = offer_cost / value, contact_cost / value
    gain, loss = left_rate * caught, stayed_rate * disturbed
    with np.errstate(divide="ignore", invalid="ignore"):
        worth_from = ((delta + phi) * np.diff(loss) + phi * np.diff(gain)) / ((1 - delta) * np.diff(gain))
    worth_from = np.concatenate(([0.0], np.minimum(np.where(np.isnan(worth_from), 1.0, worth_from), 1.0), [1.0]))
    law, law_up = beta_distribution(alpha, beta), beta_distribution(alpha + 1, beta)
    chance_of = np.diff(law.cdf(worth_from))
    mean_gamma = alpha / (alpha + beta) * np.diff(law_up.cdf(worth_from))
    profit = gain * ((1 - delta) * mean_gamma - phi * chance_of) - loss * (delta + phi) * chance_of
    return float(value * profit.sum()), float(((gain + loss) * chance_of).sum())


def _convex_hull(leaves, chance):
    """(recall, false alarm rate) at the corners of the upper convex hull of the ROC curve, from (0, 0) to (1, 1)."""
    order = np.argsort(-chance, kind="stable")
    last = np.append(np.flatnonzero(np.diff(chance[order])), len(chance) - 1)
    left = np.append(0, np.cumsum(leaves[order])[last]) / leaves.sum()
    stayed = np.append(0, np.cumsum(~leaves[order])[last]) / (~leaves).sum()
    corners: list[int] = []
    for point in range(len(left)):
        while len(corners) > 1 and _turns_left(stayed, left, *corners[-2:], point):
            corners.pop()
        corners.append(point)
    return left[corners], stayed[corners]


def _turns_left(x, y, first, middle, last):
    """True when `middle` lies on or below the line from `first` to `last`."""
    return (x[middle] - x[first]) * (y[last] - y[first]) >= (y[middle] - y[first]) * (x[last] - x[first])


def profit_at_cut(caught, disturbed, *, customers, value, offer_cost, contact_cost, accept_rate=0.3):
    """Profit per customer of the base when everybody at or above a cut gets the offer.

    caught : leavers on the list; disturbed : stayers on it, who all take the offer; accept_rate : leavers it keeps
    Source: as above, equation 7.
    """
    gain = caught * (accept_rate * (value - offer_cost) - contact_cost)
    return (gain - disturbed * (offer_cost + contact_cost)) / customers
