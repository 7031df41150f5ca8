"""Small tables of the CLV page: iso-value grid, and the value without horizon beside the headline one."""

import numpy as np
import pandas as pd

from analytics import iso_value
from analytics.models.residual import residual
from analytics.models.state import ModelRefused
from builder.scores import settings_of, usual_spend

SAMPLE_ROWS = 20_000  # customers of the base whose residual is integrated; the base is scaled by their ratio
MOST_FREQUENCY = 30


def write_iso_value(con, fitted, spend) -> None:
    """`iso_value`; empty where no purchase model serves."""
    con.execute(
        "create table warehouse.main.iso_value (frequency integer, last_gap_days integer, age_days integer, "
        "p_alive double, value_36m double)"
    )
    if fitted is None:
        return
    age_days, frequency = con.execute(
        "select percentile_cont(0.5) within group (order by age_days), "
        "percentile_cont(0.95) within group (order by frequency) from customer_state where has_shop and frequency > 0"
    ).fetchall()[0]
    if not age_days or age_days < iso_value.GAPS:
        return
    discount_rate, horizon_months, _ = settings_of(con)
    table = iso_value.grid(
        fitted, age_days=round(age_days), most_frequency=min(int(frequency), MOST_FREQUENCY),
        discount_rate=discount_rate, horizon_months=horizon_months,
        spend=float(spend.mean_spend()) if spend else max(usual_spend(con), 0.0),
    )  # fmt: skip
    con.from_df(table).insert_into("warehouse.main.iso_value")


def write_residual(con, purchases: dict, spend) -> None:
    """`residual_value`: the base under every fitted purchase model, over the horizon and without one."""
    con.execute(
        "create table warehouse.main.residual_value (model varchar, customers bigint, mean_p_alive double, "
        "value_36m double, value_no_horizon double)"
    )
    rows = con.sql(
        "select frequency, recency_days, age_days, repeat_value from customer_state where has_shop and in_base "
        "order by frequency, age_days, recency_days"
    ).df()
    if rows.empty or not purchases:
        return
    sample = rows.iloc[:: max(1, -(-len(rows) // SAMPLE_ROWS))].reset_index(drop=True)
    scale = len(rows) / len(sample)
    money = (
        spend.expected_spend(sample["frequency"], sample["repeat_value"])
        if spend
        else np.full(len(sample), max(usual_spend(con), 0.0))
    )
    discount_rate, horizon_months, _ = settings_of(con)
    days, found = horizon_months * 365.25 / 12, []
    for code, model in purchases.items():
        near = model.discounted_purchases(sample, horizon_days=days, yearly_discount_rate=discount_rate)
        try:
            far = float((residual(model, sample, yearly_discount_rate=discount_rate) * money).sum() * scale)
        except ModelRefused:  # without a discount rate the sum has no end
            far = None
        found.append((code, len(rows), float(model.p_alive(sample).mean()), float((near * money).sum() * scale), far))
    columns = ["model", "customers", "mean_p_alive", "value_36m", "value_no_horizon"]
    con.from_df(pd.DataFrame(found, columns=columns)).insert_into("warehouse.main.residual_value")
