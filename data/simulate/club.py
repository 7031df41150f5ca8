"""The loyalty club with its tiers, and the free trials of the subscription."""

import numpy as np
import pandas as pd

from data.simulate.customers import SHOP, choose
from data.simulate.text import coded, numbered

CLUB_STARTED = np.datetime64("2018-03-01", "D")
TRIALS_STARTED = np.datetime64("2019-01-01", "D")
JOIN_RATE = 0.5
TIERS = ("Silver", "Gold", "Platinum")
TIER_NEEDS = (0.0, 2000.0, 5000.0)  # CNY spent in a membership year
YEAR_DAYS = 365

TRIAL_DAYS = 30
TRIAL_BEFORE_CONTRACT_RATE = 0.6
TRIALS_PER_CONTRACT = 8  # trials that come to nothing, for each subscription that began with one
TRIAL_REASONS = ("price", "not needed", "quality", "forgot")
TRIAL_REASON_SHARE = (0.4, 0.3, 0.1, 0.2)
RATING_RATE = 0.4  # share that answers the request of day 15


def make_membership(rng, people, purchases, transactions, *, calendar):
    """The membership table: one row per member, as it stands on the last day.

    since_on : joined the club
    expires_on : end of the membership year of the last purchase; in the past for who has not bought since
    qualifying_amount : spent in that year so far
    needed_to_keep : amount that keeps the tier for another year, so that what is missing is the difference
    tier : earned by the amount of the year before, Silver in the first year
    """
    opened = max(0, int((CLUB_STARTED - np.datetime64(calendar.start_on)).astype(int)))
    last_day = np.full(len(people), -1.0)
    last_day[purchases.row] = purchases.day
    wants = (rng.random(len(people)) < JOIN_RATE) & ~people["is_hunter"].to_numpy() & (last_day >= opened)
    row = np.flatnonzero(wants)
    since = np.maximum(np.floor(people["joined"].to_numpy()[row]), opened)
    year = (np.floor(last_day[row]) - since) // YEAR_DAYS
    begins = since + year * YEAR_DAYS
    spent = _spend_by_year(people, transactions, row, since, year, calendar=calendar)
    tier = np.searchsorted(TIER_NEEDS, spent[1], side="right") - 1
    tier = np.maximum(tier, 0)
    return pd.DataFrame(
        {
            "customer_id": people["customer_id"].to_numpy()[row],
            "tier": coded(tier, TIERS),
            "qualifying_amount": np.round(np.maximum(spent[0], 0.0), 2),
            "needed_to_keep": np.take(TIER_NEEDS, tier),
            "since_on": calendar.dates(since),
            "expires_on": calendar.dates(begins + YEAR_DAYS - 1),
        }
    )


def _spend_by_year(people, transactions, row, since, year, *, calendar):
    """Amount spent in the membership year numbered `year` and in the one before it; shape (2, n_members)."""
    place = np.full(len(people), -1)
    place[row] = np.arange(len(row))
    member = place[transactions["row"].to_numpy()]
    known = member >= 0
    day = (transactions["ordered_at"].to_numpy().astype("datetime64[D]") - np.datetime64(calendar.start_on)).astype(int)
    member, day, amount = member[known], day[known], transactions["amount"].to_numpy()[known]
    back = year[member] - (day - since[member]) // YEAR_DAYS
    counted = day >= since[member]
    return np.array(
        [np.bincount(member, weights=amount * (counted & (back == years)), minlength=len(row)) for years in (0, 1)]
    )


def make_trials(rng, people, contract, contract_row, *, calendar):
    """The trial table: thirty free days of the subscription; most come to nothing, some turn into a contract.

    active_days : days of use; rating : 1 to 5, asked for on day 15, rating_on its day; referrals : friends named;
    reason : why it did not convert. Use and rating are higher where it converted.
    """
    start = (TRIALS_STARTED - np.datetime64(calendar.start_on)).astype(int)
    contract_day = (
        contract["started_on"].to_numpy().astype("datetime64[D]") - np.datetime64(calendar.start_on)
    ).astype(int)
    converts = (contract_day - TRIAL_DAYS >= start) & (rng.random(len(contract)) < TRIAL_BEFORE_CONTRACT_RATE)
    row, day = contract_row[converts], contract_day[converts] - TRIAL_DAYS
    idle_row, idle_day = _idle_trials(rng, people, len(row) * TRIALS_PER_CONTRACT, start=start, calendar=calendar)
    converted = np.r_[np.ones(len(row), dtype=bool), np.zeros(len(idle_row), dtype=bool)]
    row, day = np.concatenate([row, idle_row]), np.concatenate([day, idle_day]).astype(float)
    _, order = np.unique(day * len(people) + row, return_index=True)  # by day, and one trial a customer and day
    return _trial_table(rng, people, row[order], day[order], converted[order], calendar=calendar)


def _idle_trials(rng, people, n, *, start, calendar):
    """Trials that came to nothing, by customers of the shop alone, after they joined."""
    shop = np.flatnonzero(people["relationship"].to_numpy() == SHOP)
    row = rng.choice(shop, n) if len(shop) else np.empty(0, dtype=np.int64)
    earliest = np.maximum(people["joined"].to_numpy()[row], start)
    day = np.floor(earliest + rng.random(len(row)) * (calendar.n_days - earliest))
    return row[day < calendar.n_days], day[day < calendar.n_days]


def _trial_table(rng, people, row, day, converted, *, calendar):
    n = len(row)
    seen_days = np.clip(calendar.n_days - day, 0, TRIAL_DAYS).astype(int)
    use_rate = np.where(converted, rng.beta(4.0, 2.0, n), rng.beta(1.2, 4.0, n))
    rates = (rng.random(n) < RATING_RATE) & (day + 15 < calendar.n_days)
    rating = np.clip(np.rint(1.8 + 3.0 * use_rate + rng.normal(0, 0.7, n)), 1, 5)
    is_over = day + TRIAL_DAYS <= calendar.n_days
    return pd.DataFrame(
        {
            "trial_id": pd.Series(people["customer_id"].to_numpy()[row]) + numbered("-T", day.astype(int), digits=4),
            "customer_id": people["customer_id"].to_numpy()[row],
            "started_on": calendar.dates(day),
            "ends_on": calendar.dates(day + TRIAL_DAYS - 1),
            "converted_on": calendar.dates(np.where(converted, day + TRIAL_DAYS, np.nan)),
            "active_days": rng.binomial(seen_days, use_rate),
            "rating": np.where(rates, rating, np.nan),
            "rating_on": calendar.dates(np.where(rates, day + 15, np.nan)),
            "referrals": np.where(rates & (rating >= 4), rng.poisson(0.6, n), 0),
            "decline_reason": coded(
                np.where(converted | ~is_over, 0, 1 + choose(rng, TRIAL_REASON_SHARE, n)), ("", *TRIAL_REASONS)
            ),
        }
    )
