"""What customers tell the firm: service cases and surveys. Who is about to leave complains more."""

import numpy as np
import pandas as pd

from data.simulate.calendar import DAYS_PER_YEAR
from data.simulate.customers import choose
from data.simulate.text import coded

SERVICE_KINDS = ("question", "repair", "complaint")
SERVICE_KIND_SHARE = (0.50, 0.17, 0.33)
CASE_RATE_PER_ORDER = 0.04
PARTING_COMPLAINT_RATE = 0.15  # share of those who leave who complain about their last purchase
UNRESOLVED_RATE = 0.06
SURVEYED_SHARE = 0.15  # of those who bought in the half year before the survey of June, from the second year on


def make_service(rng, people, purchases, *, calendar):
    """The service table: cases opened up to ten days after a purchase; severity 1 (slight) to 3 (grave)."""
    usual = np.flatnonzero(rng.random(len(purchases.row)) < CASE_RATE_PER_ORDER)
    left = np.flatnonzero(~np.isnan(purchases.left_day))
    parting = left[rng.random(len(left)) < PARTING_COMPLAINT_RATE]
    row = np.concatenate([purchases.row[usual], parting])
    opened = np.concatenate([purchases.day[usual], purchases.left_day[parting]]) + rng.random(len(row)) * 10.0
    kind = np.concatenate([choose(rng, SERVICE_KIND_SHARE, len(usual)), np.full(len(parting), 2)])
    is_parting = np.arange(len(row)) >= len(usual)
    severity = 1 + np.where(is_parting, choose(rng, (0.2, 0.4, 0.4), len(row)), choose(rng, (0.6, 0.3, 0.1), len(row)))
    resolved = opened + rng.exponential(2.0 * severity)
    unknown = (rng.random(len(row)) < UNRESOLVED_RATE * severity) | (resolved >= calendar.n_days)
    frame = pd.DataFrame(
        {
            "customer_id": people["customer_id"].to_numpy()[row],
            "opened_on": calendar.dates(opened),
            "kind": coded(kind, SERVICE_KINDS),
            "resolved_on": calendar.dates(np.where(unknown, np.nan, resolved)),
            "severity": severity.astype("int64"),
        }
    )
    return frame[opened < calendar.n_days].sort_values(["opened_on", "customer_id"], ignore_index=True)


def make_survey(rng, people, purchases, *, calendar):
    """The survey table and its truth: each June a sample of those who bought in the half year before is asked.

    satisfaction, expectation, experience, loyalty : 1 to 10; recommend : 0 to 10. Experience falls with the customer's
    true chance to leave, and more for who leaves within a year (or already has, unnoticed). Loyalty follows experience
    over expectation, but a tenth are captive (loyal though dissatisfied) and a tenth are mercenary (satisfied, not
    loyal): the truth names them.
    """
    row, day = _asked(rng, people, purchases, calendar=calendar)
    n, p = len(row), people["p"].to_numpy()[row]
    leaves_soon = purchases.left_day[row] <= day + DAYS_PER_YEAR
    expectation = np.clip(rng.normal(7.2, 1.0, n), 1, 10)
    experience = np.clip(8.4 - 3.0 * p - 1.4 * leaves_soon + rng.normal(0.0, 1.1, n), 1, 10)
    zone = choose(rng, (0.8, 0.1, 0.1), n)
    pull = np.select([zone == 1, zone == 2], [8.5, 3.5], 7.0 + 9.0 * (experience / expectation - 1.0))
    loyalty = np.clip(pull + rng.normal(0.0, 1.0, n), 1, 10)
    satisfaction = np.clip(
        5.0 + 6.0 * (experience / expectation - 1.0) + 0.25 * experience + rng.normal(0, 0.6, n), 1, 10
    )
    answers = {"satisfaction": satisfaction, "expectation": expectation, "experience": experience, "loyalty": loyalty}
    frame = pd.DataFrame(
        {
            "customer_id": people["customer_id"].to_numpy()[row],
            "surveyed_on": calendar.dates(day),
            **{name: np.rint(answer).astype("int64") for name, answer in answers.items()},
            "recommend": np.rint(np.clip(loyalty + rng.normal(0.0, 1.0, n), 0, 10)).astype("int64"),
        }
    )
    truth = frame[["customer_id", "surveyed_on"]].assign(
        attitude=coded(zone, ("by experience", "captive", "mercenary"))
    )
    return frame, truth


def _asked(rng, people, purchases, *, calendar):
    rows, days = [np.empty(0, dtype=np.int64)], [np.empty(0)]
    for year in range(calendar.start_on.year + 1, calendar.end_on.year + 1):
        day = float((np.datetime64(f"{year}-06-01") - np.datetime64(calendar.start_on)).astype(int))
        recent = purchases.row[(purchases.day < day) & (purchases.day >= day - DAYS_PER_YEAR / 2)]
        asked = np.unique(recent)
        asked = asked[rng.random(len(asked)) < SURVEYED_SHARE]
        if day + 14 <= calendar.n_days:
            rows.append(asked)
            days.append(day + np.floor(rng.random(len(asked)) * 14))
    return np.concatenate(rows), np.concatenate(days)
