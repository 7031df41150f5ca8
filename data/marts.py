"""Build the marts in order: first what decides the lapse window, then everything that depends on it."""

import os
from contextlib import suppress
from pathlib import Path

import duckdb

from data.staging import build_table, sql

LAPSE_RANGE_DAYS = (30, 730)
DEFAULT_LAPSE_DAYS = 180
GIB = 1 << 30
FEWEST_GAPS = 30  # closed gaps below which the 90 % rule is not read from the data

BEFORE_LAPSE = ("customer_day", "gap", "gap_count", "lapse_fact")
SCRATCH = (
    "period_month",
    "spell_shop",
    "spell_contract",
    "first_touch",
    "dimension_fold",
    "customer_cell",
    "cell",
    "contract_month",
    "activity_month",
    "base_month",
    "left_opening",
    "activity_period",
    "customer_state",
    "customer_year",
    "customer_stage",
    "rfm_day",
    "rfm_state",
    "rfm_score",
)
# First what says how each customer stands, which is all that the models are fitted on, then what is counted over time.
STATES = (
    "lapse_choice",
    "period",
    "period_month",
    "spell_shop",
    "spell_contract",
    "spell",
    "first_touch",
    "dimension_fold",
    "dimension_value",
    "customer_cell",
    "cell",
    "contract_month",
    "activity_month",
    "customer_month",
    "customer_state",
)
FLOWS = (
    "base_month",
    "left_opening",
    "activity_period",
    "movement",
    "cohort_age",
    "lifetime",
    "second_purchase",
    "customer_year",
    "concentration",
    "year_value",
    "year_change",
    "channel_mix",
    "customer_stage",
    "stage_move",
    "rfm_day",
    "rfm_state",
    "rfm_score",
    "rfm",
)


def open_build(work: Path, *, memory_gib: float | None = None) -> duckdb.DuckDBPyConnection:
    """A connection with the warehouse file to be and a scratch file beside it; names are looked up in both.

    memory_gib : what DuckDB may hold before it spills to disk; by default 60 % of the machine's, 12 at most
    Tables go to `warehouse.main` or `scratch.main`; the scratch file is thrown away with the work folder.
    """
    con = duckdb.connect(
        config={
            "memory_limit": f"{memory_gib or default_memory_gib():.3f}GiB",
            "temp_directory": str(work / "spill"),
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
            "threads": os.cpu_count() or 1,
        }
    )
    con.execute("attach $path as warehouse", {"path": str(work / "warehouse.duckdb")})
    con.execute("attach $path as scratch", {"path": str(work / "scratch.duckdb")})
    con.execute("set search_path = 'scratch.main,warehouse.main'")
    con.execute("set enable_progress_bar = false")
    con.execute("set timezone = 'UTC'")  # moments with a zone are read the same on every machine
    con.execute(sql("staging", "macros"))
    return con


def default_memory_gib() -> float:
    """60 % of the memory of the machine, or of the container where that is less; 12 at most."""
    sizes = [20 * GIB]
    if hasattr(os, "sysconf") and "SC_PHYS_PAGES" in os.sysconf_names:
        sizes.append(os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE"))
    with suppress(OSError, ValueError):  # no container, or one without a limit
        sizes.append(int(Path("/sys/fs/cgroup/memory.max").read_text(encoding="ascii")))
    return 0.6 * min(sizes) / GIB


def choose_lapse(con: duckdb.DuckDBPyConnection, chosen_days: int | None) -> None:
    """Build what judges the lapse window and write `lapse_days`, where it came from and its price into `setting`."""
    for name in BEFORE_LAPSE:
        build_table(con, "marts", name, scratch=True)
    p90, closed = con.execute("select p90_gap_days, closed_gaps from lapse_fact").fetchall()[0]
    if chosen_days is not None:
        days, source = chosen_days, "chosen"
    elif closed < FEWEST_GAPS:
        days, source = DEFAULT_LAPSE_DAYS, "default"
    else:
        days, source = min(max(p90, LAPSE_RANGE_DAYS[0]), LAPSE_RANGE_DAYS[1]), "data"
    con.execute(
        "update scratch.main.setting set lapse_days = $days, lapse_days_source = $source, "
        "observable_from = case when lines = 'contract' and (select count(*) from source_file where table_name = 'subscriber') > 0 "
        "then as_of when lines = 'contract' then log_start else log_start + cast($days + 1 as integer) end",
        {"days": days, "source": source},
    )


DISCLOSED = {"movement": "movement_disclosed", "period": "period_disclosed"}


def build_marts(con: duckdb.DuckDBPyConnection, names: tuple[str, ...], *, disclosed: bool = False) -> int:
    """Build these marts, STATES before FLOWS; returns how many of them are published.

    disclosed : the firm gives no customers but its published figures; movement and period are made from these
    """
    for name in names:
        source = DISCLOSED.get(name, name) if disclosed else name
        build_table(con, "marts", source, scratch=name in SCRATCH, named=name)
    return len([name for name in names if name not in SCRATCH])


MODEL_SCRATCH = (
    "purchase_fact",
    "snapshot_day",
    "snapshot_state",
    "recent_value",
    "contract_stay",
    "contract_loss",
    "contract_cohort",
    "contract_state",
)


def build_models_marts(con: duckdb.DuckDBPyConnection) -> None:
    """Build what models read: facts that decide the route, and states at the last month ends."""
    for name in MODEL_SCRATCH:
        build_table(con, "marts", name, scratch=True)


def build_scored_marts(con: duckdb.DuckDBPyConnection) -> None:
    """Build every mart that needs scores, from `shop_score`, `contract_score` and `snapshot_score` in scratch."""
    build_table(con, "marts", "score", scratch=True)
    for name in (
        "customer",
        "customer_line",
        "value_bin",
        "value_risk",
        "value_distribution",
        "snapshot",
        "month_value",
    ):
        build_table(con, "marts", name)
