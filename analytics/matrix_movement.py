"""Who came into each cell of the value x churn matrix and who left it since an earlier month end."""

import pandas as pd

from analytics.matrix import Grid, bin_range

FIGURES = ["before", "came_acquired", "came_back", "came_cells", "left_cells", "left_base", "after"]


def band_starts(made: Grid, value_bins: pd.DataFrame) -> dict[str, list[int]]:
    """First bin of each band but the lowest: value_starts and risk_starts, as `matrix_movement` asks for them."""
    ranges = [bin_range(row, value_bins) for _, row in made.cells.iterrows()]
    return {f"{axis}_starts": sorted({each[f"{axis}_from"] for each in ranges})[1:] for axis in ("value", "risk")}


def by_cell(moves: pd.DataFrame, cells: pd.DataFrame) -> pd.DataFrame:
    """One row a cell: before + came_acquired + came_back + came_cells - left_cells - left_base = after.

    moves : of `matrix_movement`: risk_before, value_before, risk_band, value_band (NaN: not in the base with a score),
        customers, acquired (of those not there before, who were no customers yet)
    cells : of `Grid.cells`. Returns `cell` and FIGURES (counts), in the order of `cells`.
    """
    was = moves.dropna(subset=["risk_before"]).assign(
        risk=lambda m: m["risk_before"], value=lambda m: m["value_before"]
    )
    now = moves.dropna(subset=["risk_band"]).assign(risk=lambda m: m["risk_band"], value=lambda m: m["value_band"])
    same_was = (was["risk_before"] == was["risk_band"]) & (was["value_before"] == was["value_band"])
    same_now = (now["risk_before"] == now["risk_band"]) & (now["value_before"] == now["value_band"])
    outside = now["risk_before"].isna()
    parts = {
        "before": _sum(was),
        "came_acquired": _sum(now[outside], "acquired"),
        "came_back": _sum(now[outside]).sub(_sum(now[outside], "acquired"), fill_value=0),
        "came_cells": _sum(now[~outside & ~same_now]),
        "left_cells": _sum(was[was["risk_band"].notna() & ~same_was]),
        "left_base": _sum(was[was["risk_band"].isna()]),
        "after": _sum(now),
    }
    places = pd.MultiIndex.from_frame(cells[["risk_band", "value_band"]].astype(float))
    table = pd.DataFrame({name: part.reindex(places).fillna(0).astype(int).to_numpy() for name, part in parts.items()})
    table.insert(0, "cell", cells["cell"].to_numpy())
    return table


def _sum(rows: pd.DataFrame, column: str = "customers") -> pd.Series:
    return rows.astype({"risk": float, "value": float}).groupby(["risk", "value"])[column].sum()
