"""How often 80 % intervals hold: the base's total, segments and single customers, in worlds whose future is known.

    python -m bench.coverage [--worlds 300] [--customers 800] [--horizon-months 36]

Customers follow BG/NBD and Gamma-Gamma exactly; each world is fitted anew and valued as a build does, then its future
is compared with the intervals. `unlike` segments break the models on purpose: each has a law of its own, and one law
is fitted to all. That is what the pages say the intervals do not hold.
"""

import argparse
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pandas as pd

from analytics import clv, equity_scenarios, equity_variance, segments
from analytics.equity_scenarios import Parameters
from analytics.models.discount import DAYS_PER_MONTH, DAYS_PER_YEAR
from bench.measure import machine

RESULTS = Path(__file__).resolve().parent / "results" / "coverage.md"
HEADING = "# Coverage of 80 % intervals\n\nMade by `python -m bench.coverage`; the newest first.\n\n"
TRUE = {"r": 0.9, "alpha": 60.0, "a": 0.8, "b": 4.0}
SPEND = {"p": 6.0, "q": 4.0, "gamma": 15.0}
RATE = 0.10  # yearly discount
SHARES = (0.50, 0.25, 0.15, 0.10)  # of the customers, in segments drawn by chance
PACE = (1.6, 1.0, 0.6, 0.3)  # of buying, where segments are unlike
AGE_DAYS = (200.0, 840.0, 40.0)  # first, end, step


@dataclass(frozen=True)
class World:
    """`state` of each customer with the segments `chance` and `cohort`; `future`: money brought, discounted, (n,)."""

    state: pd.DataFrame
    future: np.ndarray


def simulate(seed: int, *, customers: int, horizon_months: int, unlike: bool = False) -> World:
    """Customers who follow the models exactly, or, where `unlike`, with another mean rate of buying by segment."""
    rng = np.random.default_rng(seed)
    age: np.ndarray = np.resize(np.arange(*AGE_DAYS), customers)
    rate, leaves = rng.gamma(TRUE["r"], 1 / TRUE["alpha"], customers), rng.beta(TRUE["a"], TRUE["b"], customers)
    scale = rng.gamma(SPEND["q"], 1 / SPEND["gamma"], customers)
    # A generator of its own: the customers are the same whatever their segments.
    chance = np.random.default_rng((seed, 1)).choice(len(SHARES), customers, p=SHARES)
    rate = rate * np.array(PACE)[chance] if unlike else rate
    horizon_days = horizon_months * DAYS_PER_MONTH
    x: np.ndarray = np.zeros(customers)
    last, spent, future, clock = (x.copy() for _ in range(4))
    going = np.arange(customers)
    while going.size:
        clock[going] += rng.exponential(1 / rate[going])
        going = going[clock[going] <= age[going] + horizon_days]
        money: np.ndarray = np.asarray(rng.gamma(SPEND["p"], 1 / scale[going]))
        known = clock[going] <= age[going]
        before, later = going[known], going[~known]
        x[before] += 1
        last[before] = clock[before]
        spent[before] += money[known]
        future[later] += money[~known] * (1 + RATE) ** ((age[later] - clock[later]) / DAYS_PER_YEAR)
        going = going[rng.random(going.size) >= leaves[going]]
    value = np.divide(spent, x, out=np.zeros(customers), where=x > 0)
    state = pd.DataFrame({"frequency": x, "recency_days": last, "age_days": age, "repeat_value": value})
    cohort = np.digitize(age, np.quantile(age, [0.25, 0.5, 0.75]))
    return World(state.assign(chance=chance, cohort=cohort), future)


def judge(world: World, *, horizon_months: int, draws: int, seed: int) -> pd.DataFrame:
    """Every interval of one world beside what came: kind (total, chance, cohort, customer, silent), value, low, high, came.

    Customers of whom the model expects nothing at all in more than 80 of 100 cases have an interval of zero alone,
    which holds more often than that; they are of the kind `silent`.
    """
    state, settings = world.state, {"discount_rate": RATE, "horizon_months": horizon_months}
    parameters = Parameters(clv.fit_purchases(state), clv.fit_spend(state))
    now = equity_scenarios.shop_values(parameters, state, **settings)
    variance = equity_variance.outcome_variance(parameters, state, **settings)
    coarse = {"steps": equity_scenarios.DRAW_STEPS, **settings}
    level = now / equity_scenarios.shop_values(parameters, state, **coarse)
    drawn = np.array(
        [
            level * equity_scenarios.shop_values(each, state, **coarse)
            for each in equity_scenarios.draws_of(parameters, draws, seed=seed)
        ]
    )
    people = {"value_36m": now, "outcome_variance": variance, "came": world.future, "customers": np.ones(len(state))}
    found = [_of_segments(people, drawn, kind, names) for kind, names in _segments(state)]
    each = clv.outcome_quantiles(parameters.purchases, parameters.spend, state, **settings)
    kind = np.where(each["high"] > 0, "customer", "silent")
    return pd.concat([*found, each.assign(kind=kind, value=now, came=world.future)], ignore_index=True)


def _segments(state):
    yield "total", np.zeros(len(state))
    yield from ((kind, state[kind].to_numpy()) for kind in ("chance", "cohort"))


def _of_segments(people, drawn, kind, names):
    """Intervals of segments by the very function of the pages, from the draws of each customer, (draws, n)."""
    values, at = np.unique(names, return_inverse=True)
    member = (at[:, None] == np.arange(len(values))).astype("float64")
    by_segment = pd.DataFrame({"value": values, **{name: each @ member for name, each in people.items()}})
    sums = {"value": np.tile(values, len(drawn)), "draw": np.repeat(np.arange(len(drawn)), len(values))}
    table = segments.with_intervals(by_segment, pd.DataFrame({**sums, "value_36m": (drawn @ member).ravel()}))
    ends = {"low": table["total_low"], "high": table["total_high"], "came": table["came"]}
    return pd.DataFrame({"kind": kind, "value": table["value_36m"], **ends})


def coverage(judged: pd.DataFrame) -> pd.DataFrame:
    """Share of intervals that held what came, by kind: cases, held, below, above (shares of the cases)."""
    below, above = judged["came"] < judged["low"], judged["came"] > judged["high"]
    flags = judged.assign(cases=1.0, held=~(below | above), below=below, above=above)
    by_kind = flags.groupby("kind", sort=False)
    return by_kind[["held", "below", "above"]].mean().assign(cases=by_kind["cases"].sum())


def main() -> None:
    """Measure, print and keep."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--worlds", type=int, default=300)
    parser.add_argument("--customers", type=int, default=800)
    parser.add_argument("--horizon-months", type=int, default=36)
    parser.add_argument("--draws", type=int, default=200)
    options = parser.parse_args()
    text = f"## {datetime.now(UTC):%Y-%m-%d %H:%M} UTC, {machine()}\n\n{_table(options)}\n"
    print(text)
    older = RESULTS.read_text(encoding="utf-8").removeprefix(HEADING) if RESULTS.exists() else ""
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(HEADING + text + ("\n" + older if older else ""), encoding="utf-8")


def _table(options) -> str:
    said = f"{options.worlds} worlds of {options.customers:,} customers, {options.horizon_months} months ahead"
    lines = [
        f"{said}, {options.draws} draws.\n",
        "| worlds | intervals of | cases | held | came out below | above |",
        "|---|---|---|---|---|---|",
    ]
    for unlike in (False, True):
        worlds = [
            judge(
                simulate(seed, customers=options.customers, horizon_months=options.horizon_months, unlike=unlike),
                horizon_months=options.horizon_months, draws=options.draws, seed=seed,
            )
            for seed in range(options.worlds)
        ]  # fmt: skip
        name = "segments unlike" if unlike else "as modelled"
        lines += [
            f"| {name} | {row.Index} | {row.cases:,.0f} | {row.held:.1%} | {row.below:.1%} | {row.above:.1%} |"
            for row in coverage(pd.concat(worlds)).itertuples()
        ]
    return "\n".join(lines)


if __name__ == "__main__":
    main()
