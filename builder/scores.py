"""Score customers in blocks, so that ten million fit into memory: purchases times expected spend, with outcome ranges."""

import numpy as np
import pandas as pd

from analytics import clv, contracts, naive

BLOCK_ROWS = 1_000_000


def score_shop(con, fitted, spend) -> None:
    """Write scratch table `shop_score`, one row per customer who buys without contract."""
    _score(
        con,
        "shop_score",
        "select customer_key, frequency, recency_days, age_days, repeat_value from customer_state where has_shop "
        "order by frequency, age_days, recency_days",
        ("customer_key",),
        fitted,
        spend,
        ranges=True,
    )


def score_snapshots(con, fitted, spend) -> None:
    """Write scratch table `snapshot_score`, one row per customer and snapshot day."""
    _score(
        con,
        "snapshot_score",
        "select snapshot_on, customer_key, frequency, recency_days, age_days, repeat_value from snapshot_state "
        "order by frequency, age_days, recency_days",
        ("snapshot_on", "customer_key"),
        fitted,
        spend,
        ranges=False,
    )


def _score(con, table, statement, keys, fitted, spend, *, ranges) -> None:
    settings, usual = settings_of(con), usual_spend(con)
    cursor = con.cursor()
    cursor.execute("set search_path = 'scratch.main,warehouse.main'")
    result = cursor.execute(statement)
    made = False
    while len(block := result.fetch_df_chunk(BLOCK_ROWS // 2048)):
        scored = pd.concat(
            [block[list(keys)], score_block(block, fitted, spend, *settings, usual=usual, ranges=ranges)], axis=1
        )
        relation = con.from_df(scored)
        if made:
            relation.insert_into(f"scratch.main.{table}")
        else:
            relation.create(f"scratch.main.{table}")
            made = True
    cursor.close()


def settings_of(con):
    """(discount_rate, horizon_months, risk_days) of this build."""
    return con.execute("select discount_rate, horizon_months, risk_days from setting").fetchall()[0]


def usual_spend(con):
    """Mean margin of a purchase day, for data on which spend has no model."""
    return con.execute(
        "select coalesce(avg(cast(margin as double)), 0) from customer_day where is_purchase_day"
    ).fetchall()[0][0]


def score_naive_shop(con, spend) -> None:
    """Write scratch table `shop_score` from the naive forecast: each customer's own recent past goes on."""
    discount_rate, horizon_months, risk_days = settings_of(con)
    state = con.table("naive_state").df()
    scores = naive.score_naive(state, discount_rate=discount_rate, horizon_months=horizon_months, risk_days=risk_days)
    money = _money(state, spend, usual_spend(con))
    table = pd.DataFrame(
        {
            "customer_key": state["customer_key"],
            "p_alive": scores["p_alive"],
            "expected_purchases_12m": scores["expected_purchases_12m"],
            "p_leave": scores["p_leave"],
            "expected_spend": money,
            "value_12m": scores["discounted_purchases_12m"] * money,
            "value_36m": scores["discounted_purchases_horizon"] * money,
            "value_36m_low": np.nan,
            "value_36m_high": np.nan,
            "value_at_risk": np.nan,
        }
    )
    con.from_df(table).create("scratch.main.shop_score")


def score_contract_line(con, renewals) -> None:
    """Write scratch table `contract_score`: running contracts by their renewal chances, ended ones with nothing to come."""
    discount_rate, horizon_months, risk_days = settings_of(con)
    state = con.table("contract_state").df()
    unit = contracts.score_contracts(
        state, renewals, discount_rate=discount_rate, horizon_months=horizon_months, risk_days=risk_days
    )
    running = state["is_running"].to_numpy("bool")
    worth = state["monthly_margin"].to_numpy("float64")
    table = pd.DataFrame({"customer_key": state["customer_key"], "p_alive": running.astype("float64")})
    table["expected_purchases_12m"] = np.nan
    table["p_leave"] = np.where(running, unit["p_leave"], 1.0)
    table["expected_spend"] = np.nan
    for column in ("value_12m", "value_36m", "value_36m_low", "value_36m_high", "value_at_risk"):
        table[column] = np.where(running, unit[column] * worth, 0.0)
    con.from_df(table).create("scratch.main.contract_score")


def _money(state, spend, usual):
    """Expected money per purchase day; `usual` for all where no spend model could be fitted."""
    return (
        spend.expected_spend(state["frequency"], state["repeat_value"])
        if spend
        else np.full(len(state), max(usual, 0.0))
    )


def score_block(block, fitted, spend, discount_rate, horizon_months, risk_days, *, usual, ranges) -> pd.DataFrame:
    """Scores of one block of states, in its order: chances, purchases and money as in marts.toml `customer`.

    usual : money per purchase day where no spend model could be fitted
    """
    scores = clv.score_state(
        fitted, block, discount_rate=discount_rate, horizon_months=horizon_months, risk_days=risk_days
    )
    money = _money(block, spend, usual)
    at_stake = scores["discounted_purchases_if_stays"] - scores["discounted_purchases_if_leaves"]
    table = pd.DataFrame(
        {
            "p_alive": scores["p_alive"],
            "expected_purchases_12m": scores["expected_purchases_12m"],
            "p_leave": scores["p_leave"],
            "expected_spend": money,
            "value_12m": scores["discounted_purchases_12m"] * money,
            "value_36m": scores["discounted_purchases_horizon"] * money,
            "value_at_risk": scores["p_leave"] * at_stake * money,
        },
        index=block.index,
    )
    if not ranges:
        return table[["p_alive", "p_leave", "value_36m", "value_at_risk"]]
    table["value_36m_low"], table["value_36m_high"] = _ranges(block, fitted, spend, discount_rate, horizon_months)
    return table[[column for column in table if column != "value_at_risk"] + ["value_at_risk"]]


def _ranges(block, fitted, spend, discount_rate, horizon_months):
    if spend is None:
        return np.full(len(block), np.nan), np.full(len(block), np.nan)
    ends = clv.outcome_quantiles(fitted, spend, block, discount_rate=discount_rate, horizon_months=horizon_months)
    return ends["low"], ends["high"]
