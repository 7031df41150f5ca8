"""The demo company: ten years of a fictional retailer with a subscription line, whose base is a mountain.

It wins about 2,000 customers a year at a steady rate, and loses ever more of them: the base climbs for five to six
years and falls since. Everything is drawn from stated parameters (`parameters.py`) with a fixed seed, so that what a
page shows can be held against what is true. Money is in CNY, times are local (Asia/Shanghai). All people in it are made
up.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

import pandas as pd

from data.simulate.columns import COLUMNS, LABELS, TRUTH
from data.simulate.company import chunk_revenue, chunks, company_tables, company_truth, make_setting
from data.simulate.text import plain
from data.simulate.write import write_tables

__all__ = ["COLUMNS", "CURRENCY", "LABELS", "TIMEZONE", "TRUTH", "DemoCompany", "simulate", "write_parquet"]

SEED = 20260101
YEARS, END_ON = 10, date(2025, 12, 31)
USUAL_CUSTOMERS = 20_000
CURRENCY, TIMEZONE = "CNY", "Asia/Shanghai"


@dataclass(frozen=True)
class DemoCompany:
    """What the company's systems hold (`tables`, by contract table) and what is true of it (`truth`), as DataFrames."""

    tables: dict[str, pd.DataFrame]
    truth: dict[str, pd.DataFrame]


def simulate(
    *,
    customers_per_year: int = USUAL_CUSTOMERS // YEARS,
    years: int = YEARS,
    end_on: date = END_ON,
    seed: int = SEED,
    stationary: bool = False,
) -> DemoCompany:
    """The demo company in memory; the same arguments give the same tables, and those of `write_parquet`.

    stationary : purchases are plain BG/NBD, without season, bargain hunters, campaign effects and rising losses
    Returns tables as in `COLUMNS` and truth as in `TRUTH`.
    Raises ValueError when the years lie outside the calendar of the simulation or nobody is to be won.
    """
    setting = _setting(customers_per_year * years, years=years, end_on=end_on, seed=seed, stationary=stationary)
    parts: dict[tuple[str, str], list[pd.DataFrame]] = defaultdict(list)
    revenue = 0.0
    for chunk, chunk_truth in chunks(setting):
        revenue = revenue + chunk_revenue(chunk, setting)
        for side, found in (("tables", chunk), ("truth", chunk_truth)):
            for name, table in found.items():
                parts[side, name].append(plain(table))
    whole = {key: pd.concat(found, ignore_index=True) for key, found in parts.items()}
    tables = {name: table for (side, name), table in whole.items() if side == "tables"}
    truth = {name: table for (side, name), table in whole.items() if side == "truth"}
    tables |= company_tables(setting, revenue)
    return DemoCompany({name: tables[name] for name in COLUMNS}, truth | company_truth(setting))


def write_parquet(folder, *, customers: int | None = None, seed: int = SEED, truth_folder=None):
    """Write the company as Parquet files into `folder`; returns {table: [path]}.

    customers : how many it wins in its ten years; 20,000 when None, ten million at most
    truth_folder : also write there what is true of it, as in `TRUTH`; never among the files returned
    Memory does not grow with `customers`. Raises ValueError for too few or too many.
    """
    if customers is None:
        customers = USUAL_CUSTOMERS
    setting = _setting(customers, years=YEARS, end_on=END_ON, seed=seed, stationary=False)
    return write_tables(folder, setting, truth_folder=truth_folder)


def _setting(customers, *, years, end_on, seed, stationary):
    if not (1 <= years <= YEARS and years <= customers <= 10_000_000):
        raise ValueError(
            f"The demo company has one to ten years and a customer a year; got {customers} customers, {years} years.\n"
            "Hint: leave both out for the usual 20,000 customers in ten years; the most are 10,000,000."
        )
    return make_setting(customers=customers, years=years, end_on=end_on, seed=seed, stationary=stationary)
