"""Time of the models against `lifetimes` on the same simulated customers: ratios measured in one run.

    python -m bench.models [--customers 1000000] [--pareto-customers 100000]

Both fit on distinct histories with the number of customers as weight, and both score every customer. Seconds of all
cores stand beside the clock, since they are hardly disturbed by what else the machine does.
"""

import argparse
import time
import warnings
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pandas as pd

from analytics import clv
from analytics.models.discount import DAYS_PER_YEAR
from bench.measure import machine

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # lifetimes was written before pandas 3
    import lifetimes

RESULTS = Path(__file__).resolve().parent / "results" / "models.md"
HEADING = "# Models against lifetimes\n\nMade by `python -m bench.models`; the newest first.\n\n"
TRUTH = {"r": 0.7, "alpha": 60.0, "a": 0.8, "b": 2.5}
SPEND = {"p": 6.0, "q": 4.0, "gamma": 40.0}
HISTORY_DAYS = 6 * 365
HORIZON_MONTHS = 36
KEYS = ["frequency", "recency_days", "age_days"]


def main() -> None:
    """Measure, print and keep."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--customers", type=int, default=1_000_000)
    parser.add_argument("--pareto-customers", type=int, default=100_000)
    options = parser.parse_args()
    state = simulate(options.customers, seed=1)
    rows = [*_fits(state, options.pareto_customers), _scoring(state)]
    text = f"## {datetime.now(UTC):%Y-%m-%d %H:%M} UTC, {machine()}\n\n{_table(rows)}\n"
    print(text)
    older = RESULTS.read_text(encoding="utf-8").removeprefix(HEADING) if RESULTS.exists() else ""
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(HEADING + text + ("\n" + older if older else ""), encoding="utf-8")


def simulate(customers: int, *, seed: int) -> pd.DataFrame:
    """States of customers who follow BG/NBD and Gamma-Gamma, purchase days counted once: KEYS and repeat_value."""
    rng = np.random.default_rng(seed)
    age = rng.integers(1, HISTORY_DAYS, customers)
    rate, leaves = rng.gamma(TRUTH["r"], 1 / TRUTH["alpha"], customers), rng.beta(TRUTH["a"], TRUTH["b"], customers)
    clock, last, x = np.zeros(customers), np.zeros(customers), np.zeros(customers)
    going = np.arange(customers)
    while going.size:
        clock[going] += rng.exponential(1 / rate[going])
        going = going[clock[going] < age[going]]
        day = np.ceil(clock[going])
        x[going] += day > last[going]
        last[going] = day
        going = going[rng.random(going.size) >= leaves[going]]
    nu = rng.gamma(SPEND["q"], 1 / SPEND["gamma"], customers)
    value = np.where(x > 0, rng.gamma(SPEND["p"] * np.maximum(x, 1), 1 / nu) / np.maximum(x, 1), 0.0)
    return pd.DataFrame(
        {"frequency": x, "recency_days": last, "age_days": age.astype("float64"), "repeat_value": value}
    )


def _fits(state, pareto_customers):
    """Rows of the table for the fits: name, theirs, ours (clock, cores), largest difference of a parameter."""
    repeat = state[state["frequency"] > 0]
    yield _fit_row("BG/NBD fit", lifetimes.BetaGeoFitter(), "bg_nbd", state)
    gamma_gamma = lifetimes.GammaGammaFitter()
    theirs = _timed(lambda: gamma_gamma.fit(repeat["frequency"], repeat["repeat_value"]))
    ours, fitted = _timed_result(lambda: clv.fit_spend(repeat))
    off = _largest_difference(fitted.params_, dict(zip(("p", "q", "gamma"), gamma_gamma.params_, strict=True)))
    yield f"Gamma-Gamma fit, {len(repeat):,} repeat buyers", theirs, ours, off
    np.random.seed(1)  # lifetimes starts Pareto/NBD from NumPy's global generator
    yield _fit_row("Pareto/NBD fit", lifetimes.ParetoNBDFitter(), "pareto_nbd", state.head(pareto_customers))


def _fit_row(name, fitter, code, state):
    distinct = state.groupby(KEYS, as_index=False).size().rename(columns={"size": "customers"})
    columns = [distinct[key] for key in KEYS]
    theirs = _timed(lambda: fitter.fit(*columns, weights=distinct["customers"]))
    ours, fitted = _timed_result(lambda: clv.fit_purchases(distinct, model=code))
    off = _largest_difference(fitted.params_, dict(fitter.params_))
    return f"{name}, {len(state):,} customers", theirs, ours, off


def _scoring(state):
    """P(alive), purchases of a year and value of 36 months for every customer."""
    theirs, spend = lifetimes.BetaGeoFitter(), lifetimes.GammaGammaFitter()
    theirs.params_, spend.params_ = pd.Series(TRUTH), pd.Series(SPEND).rename({"gamma": "v"})
    theirs.predict = theirs.conditional_expected_number_of_purchases_up_to_time
    x, t_x, T, value = (state[name] for name in [*KEYS, "repeat_value"])

    def score_theirs():
        theirs.conditional_probability_alive(x, t_x, T)
        theirs.predict(DAYS_PER_YEAR, x, t_x, T)
        spend.customer_lifetime_value(theirs, x, t_x, T, value, time=HORIZON_MONTHS, discount_rate=0.01, freq="D")

    purchases = clv.PURCHASE_MODELS["bg_nbd"].from_params(**TRUTH)
    money = clv.GammaGamma.from_params(**SPEND)

    def score_ours():
        scores = clv.score_state(purchases, state, discount_rate=0.1, horizon_months=HORIZON_MONTHS, risk_days=183)
        return scores["discounted_purchases_horizon"] * money.expected_spend(x, value)

    return f"P(alive), purchases, value, {len(state):,} customers", _timed(score_theirs), _timed(score_ours), None


def _timed(work):
    """(seconds by the clock, seconds of all cores) of one call."""
    return _timed_result(work)[0]


def _timed_result(work):
    clock, cores = time.perf_counter(), time.process_time()
    result = work()
    return (time.perf_counter() - clock, time.process_time() - cores), result


def _largest_difference(one, other):
    return max(abs(one[name] / other[name] - 1) for name in one)


def _table(rows):
    head = (
        "step",
        "lifetimes, s (of all cores)",
        "ours, s (of all cores)",
        "**ratio** (of all cores)",
        "parameters differ by",
    )
    lines = [f"| {' | '.join(head)} |", "|---|---|---|---|---|"]
    for name, theirs, ours, off in rows:
        ratios = f"**{theirs[0] / ours[0]:.1f}** ({theirs[1] / ours[1]:.1f})"
        seconds = [f"{clock:.2f} ({cores:.2f})" for clock, cores in (theirs, ours)]
        lines.append(f"| {name} | {seconds[0]} | {seconds[1]} | {ratios} | {'' if off is None else f'{off:.0e}'} |")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
