"""A gift for each deposit from a threshold on: planted deposits, and the rule that finds who splits one into several."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

THRESHOLD = 10_000.0
CUSTOMERS, SPLITTERS, DAYS = 400, 12, 30
SPLIT_INTO = 6  # the article's customer took six gifts for one sum


def planted_deposits(*, seed: int = 7) -> pd.DataFrame:
    """Deposits of a month's promotion: customer (int), day (1..30), amount (money), is_split (planted truth).

    Ordinary customers make one or two deposits of any amount, some of them at the threshold because they want the gift;
    twelve split one sum into four to six deposits at the threshold within a week.
    """
    rng = np.random.default_rng(seed)
    rows = []
    for customer in range(CUSTOMERS):
        if customer < SPLITTERS:
            first = int(rng.integers(1, DAYS - 6))
            pieces = SPLIT_INTO if customer == 0 else int(rng.integers(4, SPLIT_INTO + 1))
            days = first + np.sort(rng.integers(0, 6, pieces))
            amounts = THRESHOLD + rng.choice([0.0, 0.0, 100.0, 500.0], pieces)
        else:
            count = 1 + int(rng.random() < 0.35) + int(rng.random() < 0.08)
            days = np.sort(rng.integers(1, DAYS + 1, count))
            wants_gift = rng.random(count) < 0.25
            amounts = np.where(wants_gift, THRESHOLD, np.round(rng.lognormal(8.9, 0.8, count), -2))
        rows += [
            (customer, int(day), float(amount), customer < SPLITTERS) for day, amount in zip(days, amounts, strict=True)
        ]
    return pd.DataFrame(rows, columns=["customer", "day", "amount", "is_split"])


def suspects(deposits: pd.DataFrame, *, within_rate: float, window_days: int, at_least: int) -> pd.DataFrame:
    """Customers with `at_least` deposits at the threshold, or up to `within_rate` above it, within `window_days`.

    deposits : customer, day, amount; days are whole numbers
    Returns customer, deposits (most in one window), gifts_too_many (all but the one that one sum would have earned).
    """
    near = deposits[deposits["amount"].between(THRESHOLD, THRESHOLD * (1 + within_rate))]
    found = []
    for customer, days in near.sort_values("day").groupby("customer")["day"]:
        values = days.to_numpy()
        most = max(int(((values >= day) & (values < day + window_days)).sum()) for day in values)
        if most >= at_least:
            found.append((int(customer), most, most - 1))
    return pd.DataFrame(found, columns=["customer", "deposits", "gifts_too_many"]).astype("int64")


@dataclass(frozen=True)
class Score:
    """How a rule did on planted data: customers found rightly, missed, and suspected wrongly."""

    found: int
    missed: int
    wrong: int


def score(deposits: pd.DataFrame, suspected: pd.DataFrame) -> Score:
    """Suspects against the planted truth `is_split`."""
    guilty = set(deposits.loc[deposits["is_split"], "customer"])
    named = set(suspected["customer"])
    return Score(len(guilty & named), len(guilty - named), len(named - guilty))
