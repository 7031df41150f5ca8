"""CDNOW's purchase log, prepared here on its own, so that the models' tests do not lean on the warehouse's SQL."""

import numpy as np
import pandas as pd
import pytest

CALIBRATION_END = pd.Timestamp("1997-09-30")
HOLDOUT_END = pd.Timestamp("1998-06-30")


def read_log(path, *, columns, skiprows):
    """One row per customer and purchase day: customer, day, value."""
    lines = pd.read_csv(path, sep=r"\s+", header=None, names=columns, skiprows=skiprows)
    lines["day"] = pd.to_datetime(lines["day"].astype(str), format="%Y%m%d")
    return lines.groupby(["customer", "day"], as_index=False)["value"].sum()


def btyd(days, as_of):
    """State frame of everyone who bought by `as_of`, indexed by customer, with first_on and repeat_value."""
    days = days[days["day"] <= as_of]
    first_on = days.groupby("customer")["day"].transform("min")
    is_repeat = days["day"] > first_on
    by_customer = days.assign(is_repeat=is_repeat).groupby("customer")
    state = by_customer.agg(first_on=("day", "min"), last_on=("day", "max"), frequency=("is_repeat", "sum"))
    state["frequency"] = state["frequency"].astype("float64")
    state["recency_days"] = (state["last_on"] - state["first_on"]).dt.days.astype("float64")
    state["age_days"] = (as_of - state["first_on"]).dt.days.astype("float64")
    state["repeat_value"] = days[is_repeat].groupby("customer")["value"].mean()
    return state.fillna({"repeat_value": 0.0})


def purchases_between(days, after, until, customers):
    """Purchase days of each customer after one day and up to another; in the order of `customers`."""
    window = days[(days["day"] > after) & (days["day"] <= until)]
    return window.groupby("customer").size().reindex(customers, fill_value=0).to_numpy("float64")


@pytest.fixture(scope="session")
def cdnow_tenth_days(lifetimes_dir):
    """Purchase days of the 1/10 sample of CDNOW."""
    columns = ["master", "customer", "day", "units", "value"]
    return read_log(lifetimes_dir / "CDNOW_sample.txt", columns=columns, skiprows=0)


@pytest.fixture(scope="session")
def cdnow_tenth_btyd(cdnow_tenth_days):
    """State of the 1/10 sample at the end of calibration: 2,357 customers, days."""
    return btyd(cdnow_tenth_days, CALIBRATION_END)


@pytest.fixture(scope="session")
def cdnow_tenth_calibration(cdnow_tenth_days, cdnow_tenth_btyd):
    """The same with holdout_purchases (39 weeks) and naive_purchases (repeat purchase days of the 39 weeks before)."""
    customers = cdnow_tenth_btyd.index
    repeats = cdnow_tenth_days[cdnow_tenth_days["day"] > cdnow_tenth_days.groupby("customer")["day"].transform("min")]
    before = CALIBRATION_END - (HOLDOUT_END - CALIBRATION_END)
    return cdnow_tenth_btyd.assign(
        holdout_purchases=purchases_between(cdnow_tenth_days, CALIBRATION_END, HOLDOUT_END, customers),
        naive_purchases=purchases_between(repeats, before, CALIBRATION_END, customers),
    )


def simulate_beta_geometric(customers, *, r, alpha, a, b, age_days, seed):
    """States and future purchases of customers who follow BG/NBD exactly; times are continuous days.

    age_days : (n,) or a number; returns a frame with the state, and the true rate, chance to leave, and alive flag
    """
    rng = np.random.default_rng(seed)
    age = np.broadcast_to(np.asarray(age_days, "float64"), customers)
    rate, leaves = rng.gamma(r, 1 / alpha, customers), rng.beta(a, b, customers)
    clock, last, x = np.zeros(customers), np.zeros(customers), np.zeros(customers)
    alive, going = np.ones(customers, bool), np.arange(customers)
    while going.size:
        clock[going] += rng.exponential(1 / rate[going])
        going = going[clock[going] <= age[going]]
        x[going] += 1
        last[going] = clock[going]
        left = rng.random(going.size) < leaves[going]
        alive[going[left]] = False
        going = going[~left]
    state = {"frequency": x, "recency_days": last, "age_days": age}
    return pd.DataFrame({**state, "rate": rate, "leaves": leaves, "alive": alive})


@pytest.fixture(scope="session")
def simulate_bg_nbd():
    """simulate_beta_geometric as a fixture."""
    return simulate_beta_geometric


@pytest.fixture(scope="session")
def cdnow_btyd(lifetimes_dir):
    """State of the full CDNOW file at its end, 1998-06-30: 23,570 customers, days."""
    columns = ["customer", "day", "units", "value"]
    return btyd(read_log(lifetimes_dir / "CDNOW_master.txt", columns=columns, skiprows=1), HOLDOUT_END)
