"""The subscription line: shifted-beta-geometric renewals (Fader & Hardie 2007, J. Interactive Marketing 21(1))."""

import numpy as np
import pandas as pd

from data.simulate import parameters as P
from data.simulate.calendar import LOOK_AHEAD_DAYS
from data.simulate.customers import BOTH, CONTRACT, choose
from data.simulate.text import coded, joined, numbered


def make_contracts(rng, people, *, parameters, calendar):
    """The contract table, its truth and the customers' positions, one row per subscription; some who left come back.

    Truth: churn_rate, the chance not to renew at the end of a term, and p_leave, that of not renewing within 183 days.
    """
    relationship, joined_day = people["relationship"].to_numpy(), people["joined"].to_numpy()
    row = np.flatnonzero((relationship == CONTRACT) | (relationship == BOTH))
    wait = np.where(relationship[row] == BOTH, rng.exponential(200.0, len(row)), 0.0)
    first = _subscriptions(rng, row, joined_day[row] + wait, place=1, calendar=calendar)
    left = first[first["ended_on"].notna() & (rng.random(len(first)) < P.REJOIN_RATE)]
    back_day = (left["ended_on"] - pd.Timestamp(calendar.start_on)).dt.days + rng.integers(30, 400, len(left))
    again = _subscriptions(rng, left["row"].to_numpy(), back_day.to_numpy(dtype=float), place=2, calendar=calendar)
    both = pd.concat([first, again], ignore_index=True).sort_values(["row", "place"], ignore_index=True)
    contract = _table(people, both)
    truth = contract[["contract_id", "customer_id"]].assign(
        churn_rate=both["churn_rate"], p_leave=_p_leave(both, calendar=calendar)
    )
    return contract, truth, both["row"].to_numpy()


def _subscriptions(rng, row, start_day, *, place, calendar):
    """Subscriptions that start by the end of the observed time, with the term they are in or ended with."""
    seen = start_day < calendar.n_days
    row, started = row[seen], calendar.dates(start_day[seen]).astype("datetime64[D]")
    n = len(row)
    months = np.where(rng.random(n) < P.YEARLY_TERM_SHARE, 12, 1)
    beta = {term: rng.beta(*P.CONTRACT_CHURN[term], n) for term in P.CONTRACT_CHURN}
    churn_rate = np.maximum(np.where(months == 12, beta[12], beta[1]), 1e-6)
    terms = rng.geometric(churn_rate)  # the term after which it is not renewed, 1 for the first
    end_on = np.datetime64(calendar.end_on, "D")
    current = _term_at(started, months, end_on)
    terms = np.minimum(terms, current)
    ends_on = _add_months(started, months * terms) - 1
    ended = ends_on < end_on
    return pd.DataFrame(
        {
            "row": row,
            "started_on": started.astype("datetime64[s]"),
            "ends_on": ends_on.astype("datetime64[s]"),
            "ended_on": np.where(ended, ends_on, np.datetime64("NaT", "D")).astype("datetime64[s]"),
            "term_months": months,
            "plan": choose(rng, P.PLAN_SHARE, n),
            "churn_rate": churn_rate,
            "place": place,
        }
    )


def _table(people, found):
    fee = np.take(P.PLAN_FEE, found["plan"]) * np.where(
        found["term_months"] == 12, 1.0 - P.YEARLY_TERM_DISCOUNT_RATE, 1.0
    )
    number = people["number"].to_numpy()[found["row"]]
    return pd.DataFrame(
        {
            "contract_id": joined(numbered("S", number, digits=8), numbered("-", found["place"], digits=1)),
            "customer_id": people["customer_id"].to_numpy()[found["row"]],
            "plan": coded(found["plan"], P.PLANS),
            "term_months": found["term_months"],
            "monthly_fee": np.round(fee, 2),
            "started_on": found["started_on"],
            "ends_on": found["ends_on"],
            "ended_on": found["ended_on"],
            "margin_rate": P.CONTRACT_MARGIN_RATE,
            "channel": coded(people["channel"].to_numpy()[found["row"]], P.CHANNELS),
            "region": coded(people["region"].to_numpy()[found["row"]], P.REGIONS),
        }
    )


def _p_leave(found, *, calendar):
    """1 - (1 - churn_rate)^(terms that end within the window); 1 for ended subscriptions."""
    last = np.datetime64(calendar.end_on, "D") + LOOK_AHEAD_DAYS
    ends_on = found["ends_on"].to_numpy().astype("datetime64[D]")
    started, months = found["started_on"].to_numpy().astype("datetime64[D]"), found["term_months"].to_numpy()
    ends = _term_at(started, months, last) - _term_at(started, months, ends_on)
    p_leave = 1.0 - (1.0 - found["churn_rate"].to_numpy()) ** np.maximum(ends, 0)
    return np.where(found["ended_on"].notna(), 1.0, p_leave)


def _term_at(started, months, day):
    """Number of the term that `day` lies in, 1 for the first."""
    whole = day.astype("datetime64[M]").astype(int) - started.astype("datetime64[M]").astype(int)
    whole = whole - (_add_months(started, whole) > day)
    return whole // months + 1


def _add_months(day, months):
    """The same day so many months later, or the month's last day where it has no such day."""
    month = day.astype("datetime64[M]")
    target = month + months
    of_month = (day - month.astype("datetime64[D]")).astype(int)
    last = ((target + 1).astype("datetime64[D]") - target.astype("datetime64[D]")).astype(int) - 1
    return target.astype("datetime64[D]") + np.minimum(of_month, last)
