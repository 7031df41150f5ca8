"""Customer equity at build: the statement between month ends, the base today under draws and other parameters."""

import numpy as np
import pandas as pd

from analytics import equity_flow, equity_scenarios, equity_variance
from analytics.equity_scenarios import Parameters
from builder.equity_parts import Basis, by_window, contract_part, margin_a_purchase, shop_part
from builder.insert import insert
from builder.scores import BLOCK_ROWS, settings_of, usual_spend
from data.staging import build_table

DRAWS = 200
SEED = 20_260
SAMPLE_ROWS = 20_000  # customers whose value is computed anew in each scenario; the base is scaled by their ratio
STEPS = (
    ("minus_points", 1.0, -0.05),
    ("minus_percent", 0.99, 0.0),
    ("plus_percent", 1.01, 0.0),
    ("plus_points", 1.0, 0.05),
)


def build_equity(con, fitted, spend, renewals) -> Parameters:
    """Write equity_statement, equity_audit, equity_today, value_draw, equity_sensitivity, new_value and what they need.

    fitted, spend : models of purchases, None where none beat the naive forecast; renewals : sBG by term, {} where none.
    Without models the tables are there and empty. Returns what the values rest on.
    """
    parameters = Parameters(fitted, spend if fitted else None, usual_spend(con), renewals)
    build_table(con, "marts", "contract_snapshot", scratch=True)
    build_table(con, "marts", "shop_snapshot", scratch=True)
    _write_parts(con, parameters)
    _write_persons(con, parameters)
    for name in ("equity_value", "equity_change", "equity_base", "new_contract_mix"):
        build_table(con, "marts", name, scratch=True)
    _write_scenarios(con, parameters)
    for name in (
        "equity_statement",
        "equity_audit",
        "equity_today",
        "value_draw",
        "equity_sensitivity",
        "acquired_value",
    ):
        build_table(con, "marts", name)
    is_spend_given = con.execute(
        "select count(*) from information_schema.tables where table_name = 'parsed_spend'"
    ).fetchall()[0][0]
    build_table(con, "marts", "spend_month" if is_spend_given else "no_spend_month", named="spend_month")
    return parameters


def _write_parts(con, parameters) -> None:
    """`equity_part`: value at each month end, and margin released and entering by the next, by line and customer."""
    con.execute(
        "create table scratch.main.equity_part (line varchar, snapshot_on date, customer_key integer, value double, "
        "released double, entering double)"
    )
    discount_rate, horizon_months, _ = settings_of(con)
    basis = Basis(parameters, discount_rate)
    if parameters.purchases is not None:
        statement = "select * from shop_snapshot order by next_on, frequency, age_days, recency_days"
        for block in _blocks(con, statement):
            for window_days, rows in by_window(block):
                part = shop_part(
                    basis, rows, margin_a_purchase(basis, rows), value=rows["value"],
                    p_alive=rows["p_alive"].to_numpy(), window_days=window_days, horizon_months=horizon_months,
                )  # fmt: skip
                insert(con, "scratch.main.equity_part", part.assign(line="shop"))
    if parameters.renewals:
        for window_days, rows in by_window(con.table("contract_snapshot").df()):
            part = contract_part(basis, rows, window_days=window_days, horizon_months=horizon_months)
            insert(con, "scratch.main.equity_part", part.assign(line="contract"))


def _blocks(con, statement):
    cursor = con.cursor()
    cursor.execute("set search_path = 'scratch.main,warehouse.main'")
    result = cursor.execute(statement)
    while len(block := result.fetch_df_chunk(BLOCK_ROWS // 2048)):
        yield block
    cursor.close()


def _write_persons(con, parameters) -> None:
    """`equity_person`: value on as_of and the variance of the outcome, by line and customer who may be in the base."""
    con.execute(
        "create table scratch.main.equity_person (line varchar, customer_key integer, value double, variance double)"
    )
    discount_rate, horizon_months, _ = settings_of(con)
    settings = {"discount_rate": discount_rate, "horizon_months": horizon_months}
    if parameters.purchases is not None:
        for block in _blocks(con, _SHOP_BASE):
            variance = equity_variance.outcome_variance(parameters, block, **settings)
            frame = block[["customer_key", "value"]].assign(line="shop", variance=variance)
            insert(con, "scratch.main.equity_person", frame)
    if parameters.renewals:
        rows = con.sql("select * from contract_state where is_running").df()
        worth = rows["monthly_margin"].to_numpy()
        value = equity_flow.contract_values(rows, parameters.renewals, **settings) * worth
        variance = equity_variance.contract_variance(rows, parameters.renewals, **settings) * worth**2
        frame = rows[["customer_key"]].assign(line="contract", value=value, variance=variance).fillna(0.0)
        insert(con, "scratch.main.equity_person", frame)


_SHOP_BASE = (
    "select c.customer_key, c.frequency, c.recency_days, c.age_days, c.repeat_value, c.cell_key, s.value_36m as value "
    "from customer_state as c join shop_score as s on s.customer_key = c.customer_key "
    "where c.has_shop and c.in_base order by c.frequency, c.age_days, c.recency_days"
)


def _write_scenarios(con, parameters) -> None:
    """`equity_ratio`: value in each scenario over the value now by part and cell; `new_value`: of a new customer."""
    con.execute(
        "create table scratch.main.equity_ratio (part varchar, cell_key integer, scenario varchar, ratio double)"
    )
    con.execute("create table warehouse.main.new_value (kind varchar, scenario varchar, future_value double)")
    if parameters.purchases is None and not parameters.renewals:
        return
    discount_rate, horizon_months, _ = settings_of(con)
    shop, contract = _sample(con, parameters)
    by_part = con.sql("select distinct part, cell_key from equity_base order by part, cell_key").df().groupby("part")
    cells = {part: rows["cell_key"].to_numpy() for part, rows in by_part}
    places = {
        part: pd.Index(cells[part]).get_indexer(sample["cell_key"])
        for part, sample in (("shop", shop), ("contract", contract))
        if part in cells
    }
    mix = con.table("new_contract_mix").df()
    now = {
        steps: _both(parameters, shop, contract, discount_rate, horizon_months, steps)
        for steps in (None, equity_scenarios.DRAW_STEPS)
    }
    ratios, new = [], []
    for scenario, changed, rate, steps in _scenarios(parameters, shop, discount_rate):
        values = _both(changed, shop, contract, rate, horizon_months, steps)
        for part, of_customer in places.items():
            known = cells[part]
            by_cell = equity_scenarios.ratios_by_cell(now[steps][part], values[part], of_customer, len(known))
            ratios.append((part, scenario, known, by_cell))
        new += _new(changed, mix, scenario, rate, horizon_months)
    if ratios:
        insert(con, "scratch.main.equity_ratio", _stacked(ratios))
    insert(con, "warehouse.main.new_value", pd.DataFrame(new, columns=["kind", "scenario", "future_value"]))


def _stacked(ratios) -> pd.DataFrame:
    """One table of (part, scenario, cells, ratios) of equal lengths; texts are made once, not by the hundred."""
    parts, scenarios, cells, values = zip(*ratios, strict=True)
    lengths = [len(known) for known in cells]
    return pd.DataFrame(
        {
            "part": np.repeat(np.array(parts, dtype=object), lengths),
            "cell_key": np.concatenate(cells),
            "scenario": np.repeat(np.array(scenarios, dtype=object), lengths),
            "ratio": np.concatenate(values),
        }
    )


def _sample(con, parameters):
    """Customers of the base to value again: every one, or evenly spaced ones of many."""
    shop = con.sql(_SHOP_BASE).df() if parameters.purchases else pd.DataFrame()
    contract = con.sql(_CONTRACT_BASE).df() if parameters.renewals else pd.DataFrame()
    few = [rows.iloc[:: max(1, -(-len(rows) // SAMPLE_ROWS))].reset_index(drop=True) for rows in (shop, contract)]
    states = ("frequency", "recency_days", "age_days", "repeat_value")
    return few[0].astype({name: "float64" for name in states if name in few[0]}), few[1]


_CONTRACT_BASE = (
    "select s.*, c.cell_key from contract_state as s join customer_cell as c on c.customer_key = s.customer_key "
    "where s.is_running order by s.customer_key"
)


def _scenarios(parameters, shop, discount_rate):
    """(code, parameters, yearly discount rate, steps of the horizon): the present, each lever, each draw."""
    yield "now", parameters, discount_rate, None
    for code, factor, points in STEPS:
        changed = equity_scenarios.with_retention(parameters, shop, factor=factor, points=points)
        if changed is not None:
            yield f"retention_{code}", changed, discount_rate, None
        yield f"discount_{code}", parameters, max(discount_rate * factor + points, 0.0), None
    for number, drawn in enumerate(equity_scenarios.draws_of(parameters, DRAWS, seed=SEED)):
        yield f"draw_{number}", drawn, discount_rate, equity_scenarios.DRAW_STEPS


def _both(parameters, shop, contract, discount_rate, horizon_months, steps):
    settings = {"discount_rate": discount_rate, "horizon_months": horizon_months}
    values = {"shop": np.zeros(0), "contract": np.zeros(0)}
    if len(shop):
        values["shop"] = equity_scenarios.shop_values(parameters, shop, **settings, steps=steps)
    if len(contract):
        unit = equity_flow.contract_values(contract, parameters.renewals, **settings)
        values["contract"] = np.nan_to_num(unit) * contract["monthly_margin"].to_numpy()
    return values


def _new(parameters, mix, scenario, discount_rate, horizon_months):
    settings = {"discount_rate": discount_rate, "horizon_months": horizon_months}
    if parameters.purchases is not None:
        yield "shop", scenario, equity_scenarios.new_shop_value(parameters, **settings)
    if parameters.renewals and len(mix):
        value = equity_scenarios.new_contract_value(parameters, mix, **settings)
        if np.isfinite(value):
            yield "contract", scenario, value
