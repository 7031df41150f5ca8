"""Who is acquired, when, through what, and with which true parameters."""

import numpy as np
import pandas as pd

from data.simulate import parameters as P
from data.simulate.calendar import DAYS_PER_YEAR

SHOP, BOTH, CONTRACT = 0, 1, 2  # relationship of a customer


def draw_customers(rng, *, numbers, parameters, calendar):
    """True attributes of the customers with the given running `numbers`, in the order they join.

    Returns a frame, one row per customer, of codes (indices into the tuples of `parameters`) and floats:
    number, joined (days since the start), relationship, channel, region, category, spend_level, promotion, is_hunter,
    rate (purchases a day), p (chance to leave at a purchase), loss_factor.
    """
    n = len(numbers)
    # One in each n-th of the time, at random within: the rate at which customers are won is steady.
    joined = calendar.joining_day((np.arange(n) + rng.random(n)) / n)
    promotion = np.where(rng.random(n) < 0.7, calendar.promotion[joined.astype(int)], 0)
    channel = _channel(rng, joined / DAYS_PER_YEAR)
    weight = joined / DAYS_PER_YEAR / 10.0
    hunter_share = (
        (1.0 - weight) * parameters.hunter_share_first_year
        + weight * parameters.hunter_share_tenth_year
        + (promotion > 0) * parameters.hunter_share_more_by_promotion
    )
    return pd.DataFrame(
        {
            "number": numbers,
            "joined": joined,
            "relationship": _relationship(rng, n, parameters),
            "channel": channel,
            "region": choose(rng, P.REGION_SHARE, n),
            "category": choose(rng, P.CATEGORY_SHARE, n),
            "spend_level": choose(rng, P.SPEND_LEVEL_SHARE, n),
            "promotion": promotion,
            "is_hunter": rng.random(n) < hunter_share,
            "rate": rng.gamma(parameters.r, 1.0 / parameters.alpha, n),
            "p": rng.beta(parameters.a, parameters.b, n),
            "loss_factor": 1.0 if parameters.is_stationary else np.asarray(P.CHANNEL_LOSS_FACTOR)[channel],
        }
    )


def choose(rng, shares, n):
    """Index drawn by shares, n times; int8."""
    return np.searchsorted(np.cumsum(shares)[:-1], rng.random(n), side="right").astype(np.int8)


def choose_by_row(rng, table, row):
    """Column drawn by the shares in `table[row]`, one for each entry of `row`; int8."""
    bounds = np.cumsum(np.asarray(table), axis=1)[:, :-1]
    drawn = rng.random(len(row))
    column = np.zeros(len(row), dtype=np.int8)
    for bound in bounds.T:
        column += drawn >= bound[row]
    return column


def _channel(rng, years):
    """Channel of acquisition; its mix moves from the first to the tenth year."""
    weight = np.clip(years / 10.0, 0.0, 1.0)[:, None]
    first, tenth = np.asarray(P.CHANNEL_SHARE_FIRST_YEAR), np.asarray(P.CHANNEL_SHARE_TENTH_YEAR)
    bounds = np.cumsum((1 - weight) * first + weight * tenth, axis=1)[:, :-1]
    return (rng.random(len(years))[:, None] >= bounds).sum(axis=1).astype(np.int8)


def _relationship(rng, n, parameters):
    drawn = rng.random(n)
    either = parameters.contract_only_share + parameters.shop_and_contract_share
    return np.select([drawn < parameters.contract_only_share, drawn < either], [CONTRACT, BOTH], SHOP).astype(np.int8)
