"""When customers buy, when they leave for good, and what is true of their future: the process of `parameters`."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from data.simulate.calendar import DAYS_PER_YEAR, LOOK_AHEAD_DAYS
from data.simulate.customers import CONTRACT

HORIZON_DAYS = 36 * DAYS_PER_YEAR / 12


@dataclass(frozen=True)
class Purchases:
    """Purchase moments sorted by customer and time.

    row : int64, position of the customer in the frame of `draw_customers`; day : float64, days since the start
    offer : int64, number of the campaign's offer that caused the purchase, 0 for the customer's own accord
    left_day : float64, one per customer: day of the purchase after which it left, NaN while alive or without purchases
    """

    row: np.ndarray
    day: np.ndarray
    offer: np.ndarray
    left_day: np.ndarray

    def and_caused(self, row, day, offer):
        """The same with the purchases that campaigns caused put in their place; nobody leaves after one of those."""
        row, day = np.concatenate([self.row, row]), np.concatenate([self.day, day])
        order = np.lexsort((day, row))
        return Purchases(row[order], day[order], np.concatenate([self.offer, offer])[order], self.left_day)


def simulate_purchases(rng, people, *, parameters, calendar):
    """Purchases of every shop customer from joining to leaving or the end; the first one is on the day of joining.

    One round draws the next purchase of everyone still alive, so there are as many rounds as anyone's purchases.
    """
    left_day = np.full(len(people), np.nan)
    shop = np.flatnonzero(people["relationship"].to_numpy() != CONTRACT)
    rows, days = [shop], [people["joined"].to_numpy()[shop]]
    leaves_at_once = people["is_hunter"].to_numpy()[shop] & (
        rng.random(len(shop)) < parameters.hunter_leaves_at_once_rate
    )
    left_day[shop[leaves_at_once]] = days[0][leaves_at_once]
    alive = shop[~leaves_at_once]
    rate, p, factor = (people[name].to_numpy() for name in ("rate", "p", "loss_factor"))
    busy = calendar.busy(people["joined"].to_numpy()[alive])
    busy_at_end = calendar.clock[calendar.n_days]
    while len(alive):
        busy = busy + rng.exponential(1.0, len(alive)) / rate[alive]
        observed = busy < busy_at_end
        alive, busy = alive[observed], busy[observed]
        day = calendar.day_of(busy)
        rows.append(alive)
        days.append(day)
        leaves = rng.random(len(alive)) < leaving_rate(p[alive], factor[alive], day, parameters=parameters)
        left_day[alive[leaves]] = day[leaves]
        alive, busy = alive[~leaves], busy[~leaves]
    row, day = np.concatenate(rows), np.concatenate(days)
    order = np.lexsort((day, row))
    return Purchases(row[order], day[order], np.zeros(len(row), dtype=np.int64), left_day)


def leaving_rate(p, factor, day, *, parameters):
    """Chance to leave for good after a repeat purchase on `day`: 1 - (1 - p)^g, g rising with the calendar."""
    years = np.asarray(day) / DAYS_PER_YEAR
    growth = (1.0 - years / parameters.loss_pole_years) ** -parameters.loss_power
    return 1.0 - (1.0 - p) ** (parameters.loss_start * growth * factor)


def true_state(people, purchases, *, parameters, calendar):
    """What is true of each customer's shopping at the end of the observed time; one row per customer, in their order.

    left_day, is_alive : as it happened, unknown to any firm
    p_alive : P(alive | history, own rate and p), equation 7 of Fader, Hardie & Lee (2005) for one customer
    p_leave : P(no purchase in the next 183 days | alive or not, own rate)
    p_leave_given_history : the same without knowing whether it is alive, by p_alive
    expected_purchases_36m : of the alive, g frozen at its last value, average season; NaN for customers who never shop
    """
    shops = (people["relationship"] != CONTRACT).to_numpy()
    rate, p, factor = (people[name].to_numpy() for name in ("rate", "p", "loss_factor"))
    repeats = np.bincount(purchases.row, minlength=len(people)) - 1
    last_day = np.full(len(people), np.nan)
    last_day[purchases.row] = purchases.day  # sorted by time: the last one stays
    is_alive = shops & np.isnan(purchases.left_day)
    p_alive = _p_alive(people, repeats, last_day, parameters=parameters, calendar=calendar)
    quiet = np.exp(-rate * (calendar.clock[calendar.n_days + LOOK_AHEAD_DAYS] - calendar.clock[calendar.n_days]))
    p_now = leaving_rate(p, factor, calendar.n_days, parameters=parameters)
    future = (1.0 - np.exp(-rate * p_now * HORIZON_DAYS)) / np.maximum(p_now, 1e-12)
    frame = pd.DataFrame(
        {
            "left_day": purchases.left_day,
            "is_alive": is_alive,
            "p_alive": p_alive,
            "p_leave": np.where(is_alive, quiet, 1.0),
            "p_leave_given_history": 1.0 - p_alive * (1.0 - quiet),
            "expected_purchases_36m": np.where(is_alive, future, 0.0),
        }
    )
    measured = ["p_alive", "p_leave", "p_leave_given_history", "expected_purchases_36m"]
    frame[measured] = frame[measured].where(pd.Series(shops), np.nan)
    return frame


def _p_alive(people, repeats, last_day, *, parameters, calendar):
    rate, p, factor = (people[name].to_numpy() for name in ("rate", "p", "loss_factor"))
    left_at_last = np.where(
        repeats > 0,
        leaving_rate(p, factor, np.nan_to_num(last_day), parameters=parameters),
        people["is_hunter"].to_numpy() * parameters.hunter_leaves_at_once_rate,
    )
    silence = calendar.clock[calendar.n_days] - calendar.busy(np.nan_to_num(last_day))
    still = (1.0 - left_at_last) * np.exp(-rate * silence)
    return still / (still + left_at_last)
