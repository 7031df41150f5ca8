"""Findings that need more than one table: a code and its figures, for `ui.sentence`."""

import pandas as pd

from analytics import movement
from ui.hold_texts import FEWEST

Finding = tuple[str, dict]
# code, cell, the share it is named for, and the least of it
ACTIONS = (
    ("act_save", "BD", "value_at_risk_share", 0.02),
    ("act_keep", "AD", "value_36m_share", 0.10),
    ("act_remind", "BC", "value_at_risk_share", 0.25),
)


def of_base(shape: movement.Shape, flow: pd.DataFrame, *, of_cohorts: bool = False) -> Finding:
    """What is to be said about the base: its shape, or, while that cannot be judged, what it did so far.

    of_cohorts : only customers acquired in some years are looked at. Nobody can join them later, so their base has no
        shape to judge; what is left of them is the finding.
    """
    if of_cohorts and flow["acquired"].sum() > 0:
        return "cohort_left", {"acquired": float(flow["acquired"].sum()), "base": float(flow["closing"].iloc[-1])}
    if shape.code != "not_yet_observable":
        return shape.code, shape.figures
    seen = movement.observable(flow)
    if len(seen) < 2:
        return shape.code, shape.figures
    flows = {f"{measure}_so_far": float(seen[measure].sum()) for measure in ("acquired", "won_back", "lost")}
    first, last = float(seen["opening"].iloc[0]), float(seen["closing"].iloc[-1])
    return "base_so_far", {**shape.figures, **flows, "periods": len(seen), "first_base": first, "base": last}


def of_health(shape: movement.Shape, flow: pd.DataFrame, cells: pd.DataFrame, *, of_cohorts: bool = False) -> Finding:
    """What an executive should read first: the base; the value at risk while the shape of the base is not yet known.

    cells : rows of `value_risk` summed per bin
    """
    value, at_risk = float(cells["value_36m"].sum()), float(cells["value_at_risk"].sum())
    if shape.code == "not_yet_observable" and value > 0 and at_risk > 0:
        return "value_at_risk", {"value_at_risk": at_risk, "value": value}
    return of_base(shape, flow, of_cohorts=of_cohorts)


def what_first(matrixed: pd.DataFrame | None, needed: movement.BreakEven | None) -> list[tuple[str, dict, str]]:
    """Actions worth their place on the first page, as (code, figures, page path), the most urgent first.

    matrixed : cells of the 2 x 2 value and risk matrix, or None; needed : what would hold the base, or None
    A cell is named for what it holds: a share of the value at risk (of the expected value, for those to keep) worth a
    manager's time.
    """
    actions: list[tuple[str, dict, str]] = []
    if matrixed is not None:
        by_cell = matrixed.set_index("cell")
        for code, cell, stake, least in ACTIONS:
            row = by_cell.loc[cell].to_dict()
            if row["customers"] > 0 and row[stake] >= least:
                row["average_at_risk"] = matrixed["value_at_risk"].sum() / matrixed["customers"].sum()
                actions.append((code, row, "matrix"))
    if needed is not None and needed.is_short and needed.base >= FEWEST:
        actions.append(("act_hold", vars(needed), "acquisition-churn"))
    return actions
