"""The audit's figures by hand: tenths and their factors, the bridge, tiers and whale curve, like-for-like channels."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analytics import audit, channels, tiers

amounts = st.integers(-500, 5000)
counts = st.integers(1, 400)


def bins_of(rows):
    """Bins from (value_bin, customers, purchase_days, revenue, margin, service_cost)."""
    table = pd.DataFrame(rows, columns=["value_bin", *audit.MEASURES[:-1]])
    return table.assign(profit=table["margin"] - table["service_cost"], low=np.where(table["value_bin"] > 0, 10.0, 0.0))


BINS = bins_of(
    [(80, 10, 60, 3000, 1200, 100), (60, 30, 60, 1500, 600, 60), (20, 50, 50, 500, 200, 80), (-1, 10, 5, 40, 10, 50)]
)


# --- tenths ----------------------------------------------------------------------------------------------------------


@given(st.lists(st.tuples(counts, st.integers(0, 900), amounts, amounts, st.integers(0, 300)), min_size=1, max_size=12))
def test_tenths_of_bins_lose_nothing(rows):
    bins = bins_of([(number, *row) for number, row in enumerate(rows)])
    tenths = audit.tenths_of_bins(bins)
    assert len(tenths) == 10
    assert tenths["customers"].to_numpy() == pytest.approx(bins["customers"].sum() / 10)
    for measure in audit.MEASURES:
        assert tenths[measure].sum() == pytest.approx(bins[measure].sum(), abs=1e-6)


@given(st.lists(st.tuples(counts, counts, st.integers(1, 9000), amounts), min_size=1, max_size=10))
def test_margin_is_the_product_of_its_factors(rows):
    table = audit.with_factors(pd.DataFrame(rows, columns=["customers", "purchase_days", "revenue", "margin"]))
    product = table["customers"] * table["days_per_customer"] * table["revenue_per_day"] * table["margin_rate"]
    assert product.to_numpy() == pytest.approx(table["margin"].to_numpy(float))


def test_a_factor_that_divides_by_nothing_is_missing():
    row = audit.with_factors(
        pd.DataFrame({"customers": [3], "purchase_days": [0], "revenue": [0], "margin": [0]})
    ).iloc[0]
    assert row["days_per_customer"] == 0
    assert np.isnan(row["revenue_per_day"])
    assert np.isnan(row["margin_rate"])


def test_tenths_of_hundredths_are_whole_hundredths():
    hundredths = pd.DataFrame({"hundredth": range(1, 101)} | {name: range(100, 0, -1) for name in audit.MEASURES})
    tenths = audit.tenths_of_hundredths(hundredths)
    assert tenths["part"].tolist() == list(range(1, 11))
    assert tenths["revenue"].iloc[0] == sum(range(91, 101))
    assert tenths["revenue"].sum() == sum(range(1, 101))
    assert audit.top_share_of_hundredths(hundredths, 0.2, value="revenue") == pytest.approx(sum(range(81, 101)) / 5050)


def test_the_best_tenth_against_the_average_multiplies():
    times = audit.against_average(audit.tenths_of_bins(BINS))
    assert times["value"] == pytest.approx(1200 / 10 / (2010 / 100))
    assert times["value"] == pytest.approx(times["days"] * times["per_day"] * times["rate"])
    assert audit.against_average(audit.tenths_of_bins(BINS.iloc[:0])) == {}


def test_no_shares_of_nothing():
    hundredths = pd.DataFrame({"hundredth": [1, 2], "customers": [1, 1], "margin": [1.0, -1.0]})
    with pytest.raises(ValueError, match="positive sum"):
        audit.lorenz_of_hundredths(hundredths, value="margin")


# --- bridge ----------------------------------------------------------------------------------------------------------


@given(
    st.dictionaries(st.sampled_from(audit.CHANGES), st.tuples(counts, amounts, amounts)),
    st.integers(0, 99),
    st.integers(0, 99),
)
def test_the_bridge_closes(parts, cost_before, cost_after):
    rows = [
        (change, n, 0 if change in ("came", "came_back") else before, 0 if change == "left" else after)
        for change, (n, before, after) in parts.items()
    ]
    changes = pd.DataFrame(rows, columns=["change", "customers", "before_margin", "after_margin"])
    lines = audit.bridge(changes, cost_before=cost_before, cost_after=cost_after).set_index("code")
    between = lines.loc[~lines["is_total"], "amount"].sum()
    assert lines.at["before", "amount"] + between == lines.at["after", "amount"]
    assert lines.at["before", "amount"] == changes["before_margin"].sum() - cost_before
    assert lines.at["after", "amount"] == changes["after_margin"].sum() - cost_after
    assert ("cost_change" in lines.index) == bool(cost_before or cost_after)


def test_only_whole_neighbours_are_compared():
    calendar = pd.DataFrame(
        {
            "period_start": pd.to_datetime([f"{year}-01-01" for year in (2019, 2020, 2021, 2023, 2024)]),
            "is_incomplete": [True, False, False, False, True],
        }
    )
    assert audit.compared_years(calendar) == [2021]


def test_ratios_multiply_and_are_silent_without_a_factor():
    before = {"customers": 100, "purchase_days": 300, "revenue": 6000, "margin": 2400}
    after = {"customers": 50, "purchase_days": 100, "revenue": 2500, "margin": 900}
    found = audit.ratios(before, after)
    assert found["margin"] == pytest.approx(0.375)
    assert found["margin"] == pytest.approx(found["customers"] * found["days"] * found["per_day"] * found["rate"])
    assert audit.ratios(before, {**after, "purchase_days": 0}) == {}


# --- cohorts ---------------------------------------------------------------------------------------------------------


def test_ages_not_reached_stay_empty():
    starts = [pd.Timestamp("2020-01-01"), pd.Timestamp("2021-01-01")]
    values = pd.DataFrame(
        [(starts[0], age, 10, age * 2.0) for age in range(30)] + [(starts[1], age, 20, age * 1.0) for age in range(15)],
        columns=["cohort_start", "age_months", "acquired", "cumulative_value"],
    )
    ages = audit.at_ages(values)
    assert ages["value_12"].tolist() == [24, 12]
    assert ages["value_24"].iloc[0] == 48
    assert ages[["value_24", "value_36"]].isna().sum().sum() == 3
    assert audit.oldest_and_newest(ages) == {"old": 2020, "new": 2021, "share": 0.5}
    assert audit.oldest_and_newest(ages.iloc[:1]) == {}


# --- tiers -----------------------------------------------------------------------------------------------------------


def test_tiers_by_hand():
    made = tiers.tiers(BINS)
    by = made.table.set_index("tier")
    assert by["customers"].tolist() == [10, 80, 10]
    assert by["profit"].tolist() == [1100, 660, -40]
    assert by["profit_share"].sum() == pytest.approx(1)
    assert by.at["unprofitable", "cost_rate"] == 5
    assert made.high_from == 10


@given(st.lists(st.tuples(counts, st.integers(0, 900), amounts, amounts, st.integers(0, 300)), min_size=1, max_size=12))
def test_tiers_share_out_all_customers(rows):
    bins = bins_of([(number - 1, *row) for number, row in enumerate(rows)])
    table = tiers.tiers(bins).table
    for measure in audit.MEASURES:
        assert table[measure].sum() == pytest.approx(bins[measure].sum(), abs=1e-6)


def test_the_whale_curve_peaks_above_all_profit():
    curve, top = tiers.whale_curve(BINS), tiers.peak(BINS)
    assert curve["value_share"].iloc[-1] == pytest.approx(1)
    assert top["value_share"] == pytest.approx(1760 / 1720)
    assert curve["value_share"].max() == pytest.approx(top["value_share"])
    assert top == pytest.approx({"customer_share": 0.9, "value_share": 1760 / 1720, "loss": -40, "unprofitable": 10})
    with pytest.raises(ValueError, match="profit"):
        tiers.whale_curve(BINS[BINS["value_bin"] < 0])


# --- channels --------------------------------------------------------------------------------------------------------

MIX = pd.DataFrame(
    [
        ("Shop", "Shop", 1, 1, 900, 900, 9000.0, 900.0),
        ("Shop", "Shop", 1, 4, 20, 80, 1600.0, 800.0),
        ("Shop", "Shop + Web", 2, 4, 10, 40, 800.0, 400.0),
        ("Shop", "Web", 1, 1, 100, 100, 900.0, 90.0),
        ("Web", "Shop + Web", 2, 9, 5, 45, 900.0, 500.0),
    ],
    columns=["first_channel", "channels", "channel_count", "purchase_days_class", "customers", "purchase_days", "revenue", "margin"],
)  # fmt: skip
MIX["margin_square"] = 1.5 * MIX["margin"] ** 2 / MIX["customers"]


def test_like_is_compared_with_like():
    """Frequent buyers use more channels: beside all others they look rich, beside their like they are the same."""
    like = channels.like_for_like(MIX)
    assert (like.multi, like.single) == (40, 40)
    assert like.single_all == pytest.approx(1790 / 1020)
    assert like.multi_all == pytest.approx(900 / 15)
    assert like.covered == pytest.approx(10 / 15)
    assert like.customers == 15


def mix_of(people):
    """Cells of single customers, as the warehouse publishes them: channel_count, purchase_days_class, margin."""
    cells = people.assign(customers=1, margin_square=people["margin"] ** 2)
    return cells.groupby(["channel_count", "purchase_days_class"], as_index=False).sum()


def test_the_interval_of_the_difference_covers_the_truth_as_often_as_it_says():
    """Skewed money, four classes of purchase days, 20 % more by several channels: some 95 of 100 intervals hold it."""
    random, held = np.random.default_rng(7), 0
    for _ in range(200):
        days = random.choice([1, 2, 4, 8], 600, p=[0.5, 0.3, 0.15, 0.05])
        several = random.random(600) < 0.1 * np.sqrt(days)
        margin = random.gamma(1.5, 10 * days) * np.where(several, 1.2, 1.0)
        people = pd.DataFrame({"channel_count": 1 + several, "purchase_days_class": days, "margin": margin})
        like = channels.like_for_like(mix_of(people))
        held += like.change_low <= 0.2 <= like.change_high
    assert 0.9 <= held / 200 <= 0.99


def test_a_difference_within_chance_is_not_certain():
    assert not channels.like_for_like(MIX).is_certain
    assert np.isnan(channels.like_for_like(MIX[MIX["channel_count"] > 1]).change_low)


def test_nobody_alike_is_said_with_nan():
    like = channels.like_for_like(MIX[MIX["channel_count"] > 1])
    assert np.isnan(like.single)
    assert like.covered == 0
    assert channels.like_for_like(MIX[MIX["channel_count"] == 1]).customers == 0


def test_moves_and_mixes_hold_every_customer():
    moved = channels.moves(MIX).set_index("first_channel")
    assert moved.loc["Shop", ["only_first", "first_and_others", "only_others"]].tolist() == [920, 10, 100]
    assert moved["customers"].sum() == channels.mixes(MIX)["customers"].sum() == MIX["customers"].sum()
    assert moved.at["Shop", "moved_share"] == pytest.approx(100 / 1030)
