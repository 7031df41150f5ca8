"""Simulated order lines of any number as one Parquet file, shaped like a shop's export: by day, ids as text."""

from datetime import date
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

FIRST_DAY = date(2020, 1, 1)
DAYS = 2192  # six years
LINES_PER_CUSTOMER = 10
LINES_PER_ORDER = 2
MEAN_LIFETIME_DAYS = 700
ROWS_AT_ONCE = 500_000
CHANNELS = np.array(["Store", "Web", "App", "Marketplace"])
REGIONS = np.array(["North", "East", "South", "West", "Centre", "Abroad"])
CATEGORIES = np.array(["Food", "Home", "Garden", "Clothing", "Toys", "Books", "Sports", "Beauty", "Pets", "Music"])


def write_order_lines(path: Path, *, lines: int, seed: int = 20250101) -> Path:
    """Write `lines` order lines of about `lines` / 10 customers over six years to `path`, in order of the day.

    Customers differ in rate (gamma with shape .5) and stay for an exponential time, so that most buy once or twice
    and a few very often, as in the published data sets. Holds about 30 bytes a line in memory.
    """
    rng = np.random.default_rng(seed)
    customers = max(1, lines // LINES_PER_CUSTOMER)
    orders = lines // LINES_PER_ORDER + 1
    customer = _order_customers(rng, customers=customers, orders=orders)
    first_day = rng.integers(0, DAYS, customers, dtype=np.int16)
    stay_days = np.minimum(rng.exponential(MEAN_LIFETIME_DAYS, customers), DAYS - 1 - first_day).astype(np.float32)
    day = (first_day[customer] + rng.random(orders, dtype=np.float32) * (stay_days[customer] + 1)).astype(np.int16)
    in_time = np.argsort(day, kind="stable")
    with pq.ParquetWriter(path, _schema()) as writer:
        for start in range(0, lines, ROWS_AT_ONCE):
            line_number = np.arange(start, min(start + ROWS_AT_ONCE, lines))
            order = in_time[line_number // LINES_PER_ORDER]
            writer.write_table(_table(rng, line_number // LINES_PER_ORDER, customer[order], day[order]))
    return path


def _order_customers(rng, *, customers, orders):
    """Customer number of each order: everybody has one, the rest fall by the customers' unequal rates."""
    share = np.cumsum(rng.gamma(0.5, size=customers))
    repeats = np.searchsorted(share, rng.random(max(0, orders - customers)) * share[-1])
    return np.concatenate([np.arange(customers), repeats])[:orders].astype(np.int32)


def _schema():
    return pa.schema(
        [
            ("order_id", pa.string()),
            ("customer_id", pa.string()),
            ("ordered_at", pa.date32()),
            ("category", pa.string()),
            ("channel", pa.string()),
            ("region", pa.string()),
            ("quantity", pa.int32()),
            ("amount", pa.decimal128(18, 2)),
            ("cost", pa.decimal128(18, 2)),
        ]
    )


def _table(rng, order_number, customer, day):
    n = len(customer)
    cents = np.maximum(1, rng.gamma(2.0, 1500.0, n)).astype(np.int64)
    columns = [
        pa.array(np.char.add("O", np.char.zfill(order_number.astype(str), 9))),
        pa.array(np.char.add("C", np.char.zfill(customer.astype(str), 8))),
        pa.array(np.datetime64(FIRST_DAY) + day.astype("timedelta64[D]")),
        pa.array(CATEGORIES[rng.integers(0, len(CATEGORIES), n)]),
        pa.array(CHANNELS[customer % len(CHANNELS)]),
        pa.array(REGIONS[customer // 7 % len(REGIONS)]),
        pa.array(rng.integers(1, 4, n, dtype=np.int32)),
        _decimal(cents),
        _decimal((cents * rng.uniform(0.5, 0.8, n)).astype(np.int64)),
    ]
    return pa.Table.from_arrays(columns, schema=_schema())


def _decimal(cents):
    """Whole cents as DECIMAL(18, 2): the two 64-bit halves of each 128-bit integer, without a detour by text."""
    halves = np.zeros((len(cents), 2), dtype=np.int64)
    halves[:, 0] = cents
    return pa.Array.from_buffers(pa.decimal128(18, 2), len(cents), [None, pa.py_buffer(halves)])
