"""Value x churn matrix: letters, cuts on bin edges, cells that add up."""

import numpy as np
import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from analytics import matrix

EDGES = [0.0, 10.0, 20.0, 40.0, 80.0, 160.0]
BINS = pd.DataFrame({"value_bin": range(7), "low": [np.nan, *EDGES], "high": [*EDGES, np.nan]})


def cells_of(rows):
    """rows: (value_bin, risk_bin, customers); money follows from them."""
    cells = pd.DataFrame(rows, columns=["value_bin", "risk_bin", "customers"])
    return cells.assign(
        past_12m_value=cells["customers"] * cells["value_bin"] * 10.0,
        value_36m=cells["customers"] * 25.0,
        value_at_risk=cells["customers"] * cells["risk_bin"] * 1.0,
    )


FIRM = cells_of([(1, 2, 50), (2, 12, 20), (3, 3, 10), (4, 15, 8), (5, 1, 7), (6, 19, 5)])


def test_letters_are_risk_then_value():
    made = matrix.grid(FIRM, BINS, value_cuts=[40], risk_cuts=[0.5])
    found = made.cells.set_index("cell")["customers"]
    assert found.to_dict() == {"AC": 60, "AD": 7, "BC": 20, "BD": 13}
    assert made.value_cuts == (40.0,)
    assert made.risk_cuts == (0.5,)
    high = made.cells.set_index("cell").loc["BD"]
    assert (high["risk_low"], high["risk_high"], high["value_low"], high["value_high"]) == (0.5, 1.0, 40.0, np.inf)


def test_the_default_cut_is_the_top_fifth_on_a_bin_edge():
    made = matrix.grid(FIRM, BINS)
    assert made.value_cuts == (40.0,)  # 20 of 100 customers lie above it
    assert made.cells.groupby("value_band")["customers"].sum().tolist() == [80, 20]


def test_another_top_share_moves_the_default_cut():
    assert matrix.grid(FIRM, BINS, top_share=0.05).value_cuts == (160.0,)  # 5 of 100 customers lie above it
    assert matrix.grid(FIRM, BINS, top_share=0.5).value_cuts == (10.0,)  # and 50 above that


@given(levels=st.integers(2, 5), top_share=st.floats(0.01, 0.6))
def test_cells_cover_every_bin_once(levels, top_share):
    made = matrix.grid(FIRM, BINS, levels=levels, top_share=top_share)
    covered = []
    for _, cell in made.cells.iterrows():
        bins = matrix.bin_range(cell, BINS)
        values, risks = (range(bins[f"{side}_from"], bins[f"{side}_to"] + 1) for side in ("value", "risk"))
        inside = FIRM[FIRM["value_bin"].isin(values) & FIRM["risk_bin"].isin(risks)]
        assert inside["customers"].sum() == cell["customers"]
        covered += [(value, risk) for value in values for risk in risks]
    assert sorted(covered) == [(value, risk) for value in range(7) for risk in range(20)]


def test_cuts_move_to_the_nearest_edge_and_say_so():
    made = matrix.grid(FIRM, BINS, value_cuts=[33.0], risk_cuts=[0.48])
    assert made.value_cuts == (40.0,)
    assert made.risk_cuts == (0.5,)


def test_finer_grids_have_every_cell():
    made = matrix.grid(FIRM, BINS, levels=3)
    assert len(made.cells) == 9
    assert made.risk_cuts == (0.35, 0.65)
    assert set(made.cells["cell"]) == {f"R{r}V{v}" for r in (1, 2, 3) for v in (1, 2, 3)}
    assert made.cells["customers"].sum() == 100


def test_cuts_that_fall_together_become_one():
    same = cells_of([(3, 1, 5), (3, 18, 5)])
    made = matrix.grid(same, BINS, levels=5)
    assert len(made.value_cuts) < 4
    assert made.cells["customers"].sum() == 10


def test_customers_without_value_are_low_value():
    made = matrix.grid(cells_of([(0, 1, 90), (4, 1, 5), (5, 18, 5)]), BINS, levels=3)
    assert made.cells[made.cells["value_band"] == 0]["customers"].sum() >= 90


def test_an_empty_filter_gives_empty_cells_and_no_shares():
    made = matrix.grid(FIRM.iloc[:0], BINS)
    assert made.cells["customers"].eq(0).all()
    assert made.cells["customers_share"].isna().all()
    assert len(made.cells) == 4


@given(
    rows=st.lists(st.tuples(st.integers(0, 6), st.integers(0, 19), st.integers(1, 500)), max_size=60),
    levels=st.integers(2, 5),
    value_cut=st.none() | st.floats(0, 300),
    risk_cut=st.none() | st.floats(0.01, 0.99),
)
def test_cells_add_up_to_the_totals(rows, levels, value_cut, risk_cut):
    cells = cells_of(rows)
    made = matrix.grid(
        cells,
        BINS,
        levels=levels,
        value_cuts=None if value_cut is None else [value_cut],
        risk_cuts=None if risk_cut is None else [risk_cut],
    )
    for measure in matrix.MEASURES:
        assert made.cells[measure].sum() == cells[measure].sum()
    assert not made.cells.duplicated(["risk_band", "value_band"]).any()
    assert len(made.cells) == (len(made.value_cuts) + 1) * (len(made.risk_cuts) + 1)
