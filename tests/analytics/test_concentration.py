"""Pareto: exact shares from customers, bounded ones from bins."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics import concentration

VALUES = st.lists(st.floats(0, 1e6), min_size=1, max_size=200).filter(lambda values: sum(values) > 1)


@pytest.fixture(scope="module")
def cdnow_revenue(lifetimes_dir):
    names = ["customer", "date", "discs", "amount"]
    rows = pd.read_csv(lifetimes_dir / "CDNOW_master.txt", sep=r"\s+", names=names, skiprows=1)
    return rows.groupby("customer")["amount"].sum()


def test_cdnow_top_tenth_and_fifth(cdnow_revenue):
    assert len(cdnow_revenue) == 23_570
    assert concentration.top_share(cdnow_revenue, 0.1) == pytest.approx(0.509, abs=5e-4)
    assert concentration.top_share(cdnow_revenue, 0.2) == pytest.approx(0.678, abs=5e-4)


def test_cdnow_from_bins_lies_within_its_stated_error(cdnow_revenue):
    edges = 10 ** np.arange(0, 6, 0.05)
    number = np.searchsorted(edges, cdnow_revenue, side="right")
    bins = pd.DataFrame({"customers": np.bincount(number), "revenue": np.bincount(number, weights=cdnow_revenue)})
    bins = bins.assign(low=[np.nan, *edges][: len(bins)], high=[*edges, np.nan][: len(bins)])
    for share in (0.01, 0.1, 0.2, 0.5):
        exact = concentration.top_share(cdnow_revenue, share)
        found = concentration.top_share_from_bins(bins, share, value="revenue")
        assert found.low - 1e-12 <= exact <= found.high + 1e-12
        assert found.error < 0.002
        assert found.error == pytest.approx((found.high - found.low) / 2)
    curve = concentration.lorenz_from_bins(bins, value="revenue")
    exact = [concentration.top_share(cdnow_revenue, share) for share in curve["customer_share"]]
    assert curve["value_share"].tolist() == pytest.approx(exact)


def test_tenths_of_cdnow_add_up(cdnow_revenue):
    table = concentration.tenths(cdnow_revenue)
    assert table["customers"].sum() == 23_570
    assert table["value"].sum() == pytest.approx(2_500_315.63)
    assert table["cumulative_value_share"].iloc[-1] == pytest.approx(1)
    assert table["mean_value"].is_monotonic_decreasing


def test_parts_of_a_customer_count_in_proportion():
    assert concentration.top_share([4, 3, 2, 1], 0.25) == pytest.approx(0.4)
    assert concentration.top_share([4, 3, 2, 1], 0.375) == pytest.approx(0.55)


def test_equal_customers_have_no_concentration():
    assert concentration.gini([3.0] * 50) == pytest.approx(0)
    assert concentration.top_share([3.0] * 50, 0.2) == pytest.approx(0.2)
    assert concentration.gini([0.0] * 99 + [5.0]) == pytest.approx(0.99)


def test_losses_let_the_curve_pass_one():
    curve = concentration.lorenz([10, 5, -3])
    assert curve["value_share"].max() == pytest.approx(15 / 12)
    assert curve["value_share"].iloc[-1] == pytest.approx(1)


@pytest.mark.parametrize("values", [[], [0.0, 0.0], [-1.0, 0.5]])
def test_no_shares_of_nothing(values):
    with pytest.raises(ValueError, match="positive sum"):
        concentration.top_share(values, 0.2)
    with pytest.raises(ValueError, match="positive sum"):
        concentration.tenths(values)


def test_a_thinned_curve_keeps_its_ends(cdnow_revenue):
    curve = concentration.lorenz(cdnow_revenue, points=200)
    assert len(curve) <= 200
    assert curve.iloc[[0, -1]].to_numpy().tolist() == [[0, 0], [1, pytest.approx(1)]]


@given(VALUES, st.floats(0.01, 1))
def test_shares_rise_and_bins_bracket_them(values, share):
    exact = concentration.top_share(values, share)
    assert share - 1e-9 <= exact <= 1 + 1e-9
    edges = np.array([0.0, 1, 10, 100, 1e3, 1e4, 1e5, 1e6 + 1])
    number = np.searchsorted(edges, values, side="right") - 1
    bins = pd.DataFrame(
        {"customers": np.bincount(number, minlength=7), "value": np.bincount(number, weights=values, minlength=7)}
    )
    found = concentration.top_share_from_bins(bins.assign(low=edges[:-1], high=edges[1:]), share, value="value")
    assert found.low - 1e-9 <= exact <= found.high + 1e-9
