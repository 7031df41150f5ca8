"""What the statement of equity adds up: each customer's value at a month end, and what the month to come moves in it."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from analytics import equity_flow
from analytics.equity_scenarios import Parameters


@dataclass(frozen=True)
class Basis:
    """All that a value rests on. `money_factor`: margin on this basis for one unit of margin as this build has it."""

    parameters: Parameters
    discount_rate: float
    money_factor: float = 1.0


def by_window(rows: pd.DataFrame) -> list[tuple[int, pd.DataFrame]]:
    """(days to the next month end, rows); the last month end has none, and 0 stands for it."""
    days = (pd.to_datetime(rows["next_on"]) - pd.to_datetime(rows["snapshot_on"])).dt.days.fillna(0).astype(int)
    return [(window_days, part.reset_index(drop=True)) for window_days, part in rows.groupby(days)]


def margin_a_purchase(basis: Basis, rows: pd.DataFrame):
    """Margin expected of each customer's purchase day, in the currency of the data; the usual one without a model."""
    spend: Any = basis.parameters.spend
    if not spend:
        return np.full(len(rows), basis.parameters.usual_spend * basis.money_factor)
    return spend.expected_spend(rows["frequency"], rows["repeat_value"] * basis.money_factor)


def shop_part(basis: Basis, rows: pd.DataFrame, money, *, value, p_alive, window_days: int, horizon_months: int):
    """Rows of `equity_part` for the customers of the shop, without the line.

    money : margin of a purchase day by customer; value, p_alive : on this basis, at the month end, in the order of rows
    window_days : to the next month end; 0 where there is none, and nothing moves
    """
    part = rows[["snapshot_on", "customer_key"]].assign(value=value, released=0.0, entering=0.0)
    if window_days:
        ahead = equity_flow.purchases_ahead(
            basis.parameters.purchases, rows, p_alive=p_alive, window_days=window_days,
            horizon_months=horizon_months, discount_rate=basis.discount_rate,
        )  # fmt: skip
        part = part.assign(released=ahead["released"] * money, entering=ahead["entering"] * money)
    return part


def contract_part(basis: Basis, rows: pd.DataFrame, *, window_days: int, horizon_months: int) -> pd.DataFrame:
    """Rows of `equity_part` for the contracts of a month end, without the line."""
    unit = equity_flow.contracts_ahead(
        rows, basis.parameters.renewals, window_days=window_days, horizon_months=horizon_months,
        discount_rate=basis.discount_rate,
    ).fillna(0.0)  # fmt: skip
    worth = rows["monthly_margin"].to_numpy() * basis.money_factor
    part = rows[["snapshot_on", "customer_key"]]
    return part.assign(**{name: unit[name] * worth for name in ("value", "released", "entering")})
